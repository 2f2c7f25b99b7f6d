//! Figures over like periods, and the places where they cannot be compared.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::{Ratio, Unit, capitalized, short_date, uncapitalized};
use crate::report::compare::OF_ANSWERS;
use crate::report::past::PastPeriod;
use crate::rules::{law_changed, like_before};

/// Fewer are no line: what is before this period is then said by the comparison alone.
const FEWEST: usize = 3;

/// Periods of the kind of this one that the archive holds, this one last.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TrendFigures {
    /// `tháng`, `quý`, `6 tháng đầu năm`, `9 tháng đầu năm`, `năm`.
    #[serde(rename = "loai_ky")]
    pub(crate) kind: String,
    /// How many there are, this one among them.
    #[serde(rename = "so_ky")]
    pub(crate) count: u64,
    /// The earliest first; none where there are fewer than three.
    #[serde(rename = "ky")]
    pub(crate) periods: Vec<TrendLine>,
    /// Where what stands before cannot be compared with what stands behind, numbered from 1.
    #[serde(rename = "moc")]
    pub(crate) marks: Vec<TrendMark>,
}

/// One period. A figure is `null` where the period had no data of its kind.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct TrendLine {
    #[serde(rename = "ma")]
    pub(crate) code: String,
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// `3/2020`, `III/2020`, `2020`.
    #[serde(rename = "ten_ngan")]
    pub(crate) short: String,
    /// ((8)+(9))/(7).
    #[serde(rename = "ty_le_dung_han")]
    pub(crate) on_time_rate: Ratio,
    /// (10): resolved late.
    #[serde(rename = "qua_han")]
    pub(crate) late: Option<u64>,
    /// (13): open and overdue on the last day.
    #[serde(rename = "dang_qua_han")]
    pub(crate) open_overdue: Option<u64>,
    /// Valid survey sheets.
    #[serde(rename = "n")]
    pub(crate) sheets: Option<u64>,
    #[serde(rename = "ty_le_hai_long")]
    pub(crate) satisfaction_rate: Ratio,
    /// Wilson 95 % interval, tenths of a percent, low and high; `null` where n = 0.
    #[serde(rename = "khoang_tin_cay")]
    pub(crate) interval: Option<[u64; 2]>,
    /// 0 < n < 30: "cỡ mẫu nhỏ, chỉ tham khảo".
    #[serde(rename = "co_mau_nho")]
    pub(crate) small: bool,
    /// Late and overdue dossiers that are owed a letter.
    #[serde(rename = "phai_xin_loi")]
    pub(crate) owed: Option<u64>,
    /// Of these: with a letter, issued or prepared, when the period was reported.
    #[serde(rename = "da_co_thu")]
    pub(crate) lettered: Option<u64>,
    #[serde(rename = "y_kien")]
    pub(crate) comments: Option<u64>,
    /// Numbers of the marks before this period.
    #[serde(rename = "moc")]
    pub(crate) marks: Vec<u32>,
}

/// A change between two periods: no line is drawn through it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct TrendMark {
    #[serde(rename = "so")]
    pub(crate) number: u32,
    /// The first period behind it.
    #[serde(rename = "ma")]
    pub(crate) code: String,
    #[serde(rename = "loai")]
    pub(crate) kind: MarkKind,
    /// `Từ tháng 5 năm 2020: phiếu lấy ý kiến thay đổi câu hỏi`.
    #[serde(rename = "cau")]
    pub(crate) sentence: String,
    /// Whether on-time rates on both sides of it can be compared no more.
    #[serde(rename = "dung_han")]
    pub(crate) of_on_time: bool,
    /// The same of satisfaction.
    #[serde(rename = "hai_long")]
    pub(crate) of_satisfaction: bool,
}

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum MarkKind {
    /// The archive lacks periods in between.
    #[serde(rename = "thieu_ky")]
    Missing,
    #[serde(rename = "cat_ky")]
    CutOff,
    #[serde(rename = "chuong_trinh")]
    Program,
    #[serde(rename = "lua_chon")]
    Choice,
    #[serde(rename = "phap_luat")]
    Law,
    #[serde(rename = "don_vi")]
    Departments,
    #[serde(rename = "phieu")]
    Questionnaire,
}

/// `None` for free days, which are like nothing. `past` are like periods before this one, the earliest first.
pub(crate) fn trend(now: &PastPeriod, past: &[PastPeriod]) -> Option<TrendFigures> {
    let kind = kind(now.unit()?)?;
    Some(over(kind, &past.iter().chain([now]).collect::<Vec<_>>()))
}

/// Of every kind of which there are enough periods; in each, the earliest first.
pub(crate) fn trends(past: &[PastPeriod]) -> Vec<TrendFigures> {
    let mut kinds: BTreeMap<Unit, Vec<&PastPeriod>> = BTreeMap::new();
    for period in past {
        let Some(unit) = period.unit() else { continue };
        let of_kind = kinds.keys().find(|other| other.is_like(unit)).copied();
        kinds.entry(of_kind.unwrap_or(unit)).or_default().push(period);
    }
    let trends = kinds.into_iter().filter_map(|(unit, mut periods)| {
        periods.sort_by_key(|period| period.unit());
        Some(over(kind(unit)?, &periods))
    });
    trends.filter(|trend| !trend.periods.is_empty()).collect()
}

fn over(kind: &str, all: &[&PastPeriod]) -> TrendFigures {
    let count = u64::try_from(all.len()).unwrap_or(u64::MAX);
    let shown = if all.len() < FEWEST { &[] } else { all };
    let marks = marks_of(shown);
    let lines = shown.iter().map(|own| {
        let own_marks = marks.iter().filter(|mark| mark.code == own.period.code);
        line(own, own_marks.map(|mark| mark.number).collect())
    });
    TrendFigures { kind: kind.to_owned(), count, periods: lines.collect(), marks }
}

/// Every change on the way through periods, the earliest first.
pub(crate) fn marks_of(all: &[&PastPeriod]) -> Vec<TrendMark> {
    let mut marks: Vec<TrendMark> = Vec::new();
    for (place, own) in all.iter().enumerate() {
        let before = all.get(..place).unwrap_or_default();
        for Change { kind, words, of_on_time, of_satisfaction } in changes(own, before) {
            marks.push(TrendMark {
                number: u32::try_from(marks.len() + 1).unwrap_or(u32::MAX),
                code: own.period.code.clone(),
                kind,
                sentence: capitalized(&format!("từ {}: {words}", own.period.name)),
                of_on_time,
                of_satisfaction,
            });
        }
    }
    marks
}

const fn kind(unit: Unit) -> Option<&'static str> {
    match unit {
        Unit::Month { .. } => Some("tháng"),
        Unit::Quarter { .. } => Some("quý"),
        Unit::HalfYear { .. } => Some("6 tháng đầu năm"),
        Unit::NineMonths { .. } => Some("9 tháng đầu năm"),
        Unit::Year { .. } => Some("năm"),
        Unit::Days => None,
    }
}

fn short(unit: Option<Unit>, code: &str) -> String {
    match unit {
        Some(Unit::Month { year, month }) => format!("{month}/{year}"),
        Some(Unit::Quarter { year, quarter }) => {
            let roman = ["I", "II", "III", "IV"];
            let place = usize::try_from(quarter - 1).ok();
            format!("{}/{year}", place.and_then(|at| roman.get(at)).unwrap_or(&"–"))
        }
        Some(Unit::HalfYear { year } | Unit::NineMonths { year } | Unit::Year { year }) => {
            year.to_string()
        }
        Some(Unit::Days) | None => code.to_owned(),
    }
}

fn line(own: &PastPeriod, marks: Vec<u32>) -> TrendLine {
    let PastPeriod { period, dossiers, satisfaction, letters, .. } = own;
    let columns = dossiers.has_data.then_some(dossiers.total.columns);
    let surveyed = satisfaction.has_data;
    let said = surveyed || own.complaints.as_ref().is_some_and(|complaints| complaints.has_data);
    let letters = letters.as_ref().filter(|_| dossiers.has_data);
    TrendLine {
        code: period.code.clone(),
        name: period.name.clone(),
        short: short(own.unit(), &period.code),
        on_time_rate: dossiers.total.on_time_rate,
        late: columns.map(|columns| columns.late),
        open_overdue: columns.and_then(|columns| columns.open_overdue),
        sheets: surveyed.then_some(satisfaction.total.sheets),
        satisfaction_rate: satisfaction.total.rate,
        interval: satisfaction.total.interval,
        small: satisfaction.total.small,
        owed: letters.map(|letters| letters.owed),
        lettered: letters
            .and_then(|letters| letters.reconciliation.as_ref())
            .map(|beside| beside.issued + beside.prepared),
        comments: own.comments.as_ref().filter(|_| said).map(|comments| comments.total.comments),
        marks,
    }
}

/// What changed just before a period.
struct Change {
    kind: MarkKind,
    words: String,
    of_on_time: bool,
    of_satisfaction: bool,
}

impl Change {
    fn of_all(kind: MarkKind, words: impl Into<String>) -> Self {
        Self { kind, words: words.into(), of_on_time: true, of_satisfaction: true }
    }
}

/// Each thing is held against the last period before that tells of it.
fn changes(own: &PastPeriod, before: &[&PastPeriod]) -> Vec<Change> {
    let Some(last) = before.last() else { return Vec::new() };
    let mut changes = Vec::new();
    if let Some(missing) = missing(last, own) {
        let words = format!("lưu trữ không có {missing:02} kỳ liền trước đó");
        changes.push(Change::of_all(MarkKind::Missing, words));
    }
    if last.period.from.day() != own.period.from.day() {
        let day = own.period.from.day();
        let words =
            format!("kỳ bắt đầu từ ngày {day:02}, không còn từ ngày {:02}", last.period.from.day());
        changes.push(Change::of_all(MarkKind::CutOff, words));
    }
    if last.version != own.version {
        let words = "cách tính của chương trình đã thay đổi";
        changes.push(Change::of_all(MarkKind::Program, words));
    }
    for choice in &own.choices {
        let mut earlier = before.iter().rev().flat_map(|period| &period.choices);
        let earlier = earlier.find(|other| other.key == choice.key);
        if earlier.is_some_and(|earlier| !earlier.same_as(choice)) {
            let of_satisfaction = OF_ANSWERS.contains(&choice.key.as_str());
            changes.push(Change {
                kind: MarkKind::Choice,
                words: format!("cách tính thay đổi: {}", uncapitalized(&choice.sentence)),
                of_on_time: !of_satisfaction,
                of_satisfaction,
            });
        }
    }
    if let Some(day) = law_changed(last.period.to, own.period.to) {
        let words = format!("quy định áp dụng thay đổi từ ngày {}", short_date(day));
        changes.push(Change::of_all(MarkKind::Law, words));
    }
    changes.extend(
        other_departments(own, before).map(|words| Change::of_all(MarkKind::Departments, words)),
    );
    if asks_otherwise(own, before) {
        changes.push(Change {
            kind: MarkKind::Questionnaire,
            words: "phiếu lấy ý kiến thay đổi câu hỏi".to_owned(),
            of_on_time: false,
            of_satisfaction: true,
        });
    }
    changes
}

/// How many like periods lie between two; `None` where the one follows the other.
fn missing(last: &PastPeriod, own: &PastPeriod) -> Option<usize> {
    let (last, own) = (last.unit()?, own.unit()?);
    let between = std::iter::successors(like_before(own), |unit| like_before(*unit));
    Some(between.take_while(|unit| *unit > last).count()).filter(|count| *count > 0)
}

/// `danh sách đơn vị thay đổi: thêm Phòng A; bớt Phòng B`, by the settings of both.
fn other_departments(own: &PastPeriod, before: &[&PastPeriod]) -> Option<String> {
    let now: BTreeSet<&String> = own.agency.departments.as_ref()?.iter().collect();
    let then = before.iter().rev().find_map(|period| period.agency.departments.as_ref())?;
    let then: BTreeSet<&String> = then.iter().collect();
    let named = |word: &str, names: Vec<&str>| {
        (!names.is_empty()).then(|| format!("{word} {}", names.join(", ")))
    };
    let added = now.difference(&then).map(|name| name.as_str()).collect();
    let dropped = then.difference(&now).map(|name| name.as_str()).collect();
    let said: Vec<String> =
        [named("thêm", added), named("bớt", dropped)].into_iter().flatten().collect();
    (!said.is_empty()).then(|| format!("danh sách đơn vị thay đổi: {}", said.join("; ")))
}

fn asks_otherwise(own: &PastPeriod, before: &[&PastPeriod]) -> bool {
    let asked = |period: &PastPeriod| -> Vec<String> {
        period.satisfaction.questions.iter().map(|question| question.name.clone()).collect()
    };
    let now = asked(own);
    let then = before.iter().rev().map(|period| asked(period)).find(|then| !then.is_empty());
    !now.is_empty() && then.is_some_and(|then| then != now)
}

/// Four months: the questionnaire changed before the third, and a month is missing before the last.
#[cfg(test)]
pub(crate) fn sample_trend() -> TrendFigures {
    let line = |code: &str, short: &str, on_time: (u64, u64), liked: (u64, u64), marks: &[u32]| {
        TrendLine {
            code: code.to_owned(),
            name: format!("tháng {}", short.replace('/', " năm ")),
            short: short.to_owned(),
            on_time_rate: Ratio::new(on_time.0, on_time.1),
            late: Some(on_time.1 - on_time.0),
            open_overdue: Some(3),
            sheets: Some(liked.1 / 5),
            satisfaction_rate: Ratio::new(liked.0, liked.1),
            interval: crate::rules::wilson(Ratio::new(liked.0, liked.1), liked.1 / 5),
            small: liked.1 / 5 < 30,
            owed: Some(on_time.1 - on_time.0 + 3),
            lettered: Some(2),
            comments: Some(7),
            marks: marks.to_vec(),
        }
    };
    let mark = |number: u32, code: &str, kind: MarkKind, sentence: &str| TrendMark {
        number,
        code: code.to_owned(),
        kind,
        sentence: sentence.to_owned(),
        of_on_time: kind != MarkKind::Questionnaire,
        of_satisfaction: true,
    };
    TrendFigures {
        kind: "tháng".to_owned(),
        count: 4,
        periods: vec![
            line("2019-11", "11/2019", (90, 100), (120, 150), &[]),
            line("2019-12", "12/2019", (95, 101), (131, 160), &[]),
            line("2020-01", "1/2020", (80, 99), (140, 155), &[1]),
            line("2020-03", "3/2020", (57, 58), (110, 125), &[2]),
        ],
        marks: vec![
            mark(
                1,
                "2020-01",
                MarkKind::Questionnaire,
                "Từ tháng 1 năm 2020: phiếu lấy ý kiến thay đổi câu hỏi",
            ),
            mark(
                2,
                "2020-03",
                MarkKind::Missing,
                "Từ tháng 3 năm 2020: lưu trữ không có 01 kỳ liền trước đó",
            ),
        ],
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// A month with nothing special, and what is said otherwise of it.
    fn past(code: &str, otherwise: &Value) -> PastPeriod {
        let unit = crate::model::Period::parse(code, crate::model::CutOff::Administrative);
        let period = unit.expect("a period");
        let mut figures = json!({
            "phien_ban": 1,
            "co_quan": {"don_vi": ["Phòng A", "Phòng B"]},
            "ky": {
                "ma": code,
                "ten": period.name(),
                "tu": period.span.from,
                "den": period.span.to
            },
            "ho_so": {
                "co_du_lieu": true,
                "tong": {
                    "cot": {"c3": 9, "c7": 8, "c8_9": 7, "c10": 1, "c11": 1, "c13": 1},
                    "ty_le_dung_han": {"tu": 7, "mau": 8}
                }
            },
            "hai_long": {
                "co_du_lieu": true,
                "tong": {"n": 2, "ty_le": {"tu": 3, "mau": 4}, "khoang_tin_cay": [200, 900]},
                "theo_cau_hoi": [{"ten": "Thái độ"}]
            },
            "lua_chon": [{"khoa": "moc", "gia_tri": "hen_lan_dau", "cau": "Hạn đầu"}]
        });
        if let (Value::Object(all), Value::Object(other)) = (&mut figures, otherwise) {
            all.extend(other.clone());
        }
        serde_json::from_value(figures).expect("a past period")
    }

    #[track_caller]
    fn case(months: &[(&str, Value)], want: &[&str]) {
        let all: Vec<PastPeriod> =
            months.iter().map(|(code, otherwise)| past(code, otherwise)).collect();
        let (own, before) = all.split_last().expect("months");
        let got: Vec<String> = changes(own, &before.iter().collect::<Vec<_>>())
            .into_iter()
            .map(|change| {
                let of = [("d", change.of_on_time), ("h", change.of_satisfaction)];
                let of: String = of.iter().filter(|(_, is)| *is).map(|(name, _)| *name).collect();
                format!("{of} {}", change.words)
            })
            .collect();
        assert_eq!(got, want);
    }

    #[test]
    fn what_changed_is_a_mark_and_nothing_else_is() {
        let none = || json!({});
        case(&[("2020-02", none()), ("2020-03", none())], &[]);
        case(&[("2019-12", none()), ("2020-01", none())], &[]);
        case(&[("2020-03", none())], &[]);
        let missing = "dh lưu trữ không có 02 kỳ liền trước đó";
        case(&[("2019-11", none()), ("2020-02", none())], &[missing]);
        case(
            &[("2020-02", none()), ("2020-03", json!({"phien_ban": 2}))],
            &["dh cách tính của chương trình đã thay đổi"],
        );
        let chosen = |value: &str| json!({"lua_chon": [{"khoa": "moc", "gia_tri": value, "cau": "Hạn sau"}]});
        case(
            &[("2020-02", none()), ("2020-03", chosen("hen_lai"))],
            &["d cách tính thay đổi: hạn sau"],
        );
        // The words of a sentence may change with the program.
        case(&[("2020-02", none()), ("2020-03", chosen("hen_lan_dau"))], &[]);
        case(
            &[("2020-10", none()), ("2020-11", none())],
            &["dh quy định áp dụng thay đổi từ ngày 21/10/2020"],
        );
        let days = json!({"ma": "2020-03", "ten": "x", "tu": "2020-03-01", "den": "2020-03-31"});
        case(
            &[("2020-02", none()), ("2020-03", json!({"ky": days}))],
            &["dh kỳ bắt đầu từ ngày 01, không còn từ ngày 15"],
        );
    }

    #[test]
    fn departments_and_questions_are_held_against_the_last_period_that_tells_of_them() {
        let none = || json!({});
        let silent = json!({
            "co_quan": {},
            "hai_long": {"tong": {"ty_le": {"tu": 0, "mau": 0}}}
        });
        case(&[("2020-02", silent.clone()), ("2020-03", none())], &[]);
        let other = json!({
            "co_quan": {"don_vi": ["Phòng B", "Phòng C"]},
            "hai_long": {"tong": {"ty_le": {"tu": 0, "mau": 0}}, "theo_cau_hoi": [{"ten": "Thời gian"}]}
        });
        case(
            &[("2020-01", none()), ("2020-02", silent), ("2020-03", other)],
            &[
                "dh danh sách đơn vị thay đổi: thêm Phòng C; bớt Phòng A",
                "h phiếu lấy ý kiến thay đổi câu hỏi",
            ],
        );
        // Another order is no change.
        let turned = json!({"co_quan": {"don_vi": ["Phòng B", "Phòng A"]}});
        case(&[("2020-02", none()), ("2020-03", turned)], &[]);
    }

    #[test]
    fn a_period_without_data_of_a_kind_has_no_figure_of_it() {
        let empty = json!({
            "ho_so": {"co_du_lieu": false, "tong": {
                "cot": {"c3": 0, "c7": 0, "c8_9": 0, "c10": 0, "c11": 0},
                "ty_le_dung_han": {"tu": 0, "mau": 0}
            }},
            "hai_long": {"tong": {"ty_le": {"tu": 0, "mau": 0}}},
            "y_kien": {"tong": {"so": 0}}
        });
        let line = line(&past("2020-03", &empty), Vec::new());
        assert_eq!((line.late, line.sheets, line.owed, line.comments), (None, None, None, None));
        let full = super::line(&past("2020-Q3", &json!({})), Vec::new());
        assert_eq!((full.short.as_str(), full.late, full.sheets), ("III/2020", Some(1), Some(2)));
    }
}
