//! Figures over like periods, of the office or of one department.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::model::{Ratio, Unit};
use crate::report::few_rates::are_few;
use crate::report::marks::{TrendMark, marks_of};
use crate::report::past::PastPeriod;
use crate::report::table::SMALL;

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
    /// Of these: with a letter that was issued, when the period was reported; `null` in a line that was archived before
    /// this was kept.
    #[serde(rename = "da_phat_hanh")]
    pub(crate) issued: Option<u64>,
    /// Of these: with a letter, issued or prepared, when the period was reported.
    #[serde(rename = "da_co_thu")]
    pub(crate) lettered: Option<u64>,
    #[serde(rename = "y_kien")]
    pub(crate) comments: Option<u64>,
    /// Numbers of the marks before this period.
    #[serde(rename = "moc")]
    pub(crate) marks: Vec<u32>,
}

impl TrendLine {
    /// Whether the rate of its sheets was left out.
    pub(crate) fn is_withheld(&self) -> bool {
        self.sheets.is_some_and(|sheets| sheets > 0) && self.satisfaction_rate.whole == 0
    }

    /// Whether its on-time rate is of so few dossiers that it is for reference only.
    pub(crate) fn resolved_few(&self) -> bool {
        (1..SMALL).contains(&self.on_time_rate.whole)
    }
}

impl TrendFigures {
    /// Whether there is anything in two periods at least.
    pub(crate) fn tells(&self) -> bool {
        let tells = |line: &&TrendLine| {
            let counts = [line.late, line.open_overdue, line.sheets, line.owed];
            line.on_time_rate.whole > 0 || counts.into_iter().flatten().any(|count| count > 0)
        };
        self.periods.iter().filter(tells).count() > 1
    }

    /// Periods of few sheets have their number alone.
    pub(crate) fn leave_out_few(&mut self) {
        for line in self.periods.iter_mut().filter(|line| are_few(line.sheets.unwrap_or(0))) {
            line.satisfaction_rate = Ratio::default();
            line.interval = None;
        }
    }
}

/// `None` for free days, which are like nothing. `past` are like periods before this one, the earliest first.
pub(crate) fn trend(now: &PastPeriod, past: &[PastPeriod]) -> Option<TrendFigures> {
    let kind = kind(now.unit()?)?;
    Some(over(kind, &past.iter().chain([now]).collect::<Vec<_>>()))
}

/// The same of one department, by the name that it bears now; `None` also where fewer than three periods tell of it.
pub(crate) fn department_trend(
    name: &str,
    now: &PastPeriod,
    past: &[PastPeriod],
) -> Option<TrendFigures> {
    let kind = kind(now.unit()?)?;
    let own: Vec<PastPeriod> =
        past.iter().chain([now]).map(|period| period.of_department(name)).collect();
    let tells = |own: &&PastPeriod| own.dossiers.has_data || own.satisfaction.has_data;
    (own.iter().filter(tells).count() >= FEWEST)
        .then(|| over(kind, &own.iter().collect::<Vec<_>>()))
}

/// Of every kind of which there are enough periods; in each, the earliest first. For a page that is printed.
pub(crate) fn trends(past: &[PastPeriod]) -> Vec<TrendFigures> {
    let mut kinds: BTreeMap<Unit, Vec<&PastPeriod>> = BTreeMap::new();
    for period in past {
        let Some(unit) = period.unit() else { continue };
        let of_kind = kinds.keys().find(|other| other.is_like(unit)).copied();
        kinds.entry(of_kind.unwrap_or(unit)).or_default().push(period);
    }
    let trends = kinds.into_iter().filter_map(|(unit, mut periods)| {
        periods.sort_by_key(|period| period.unit());
        let mut trend = over(kind(unit)?, &periods);
        trend.leave_out_few();
        Some(trend)
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
    let beside = letters.and_then(|letters| letters.reconciliation.as_ref());
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
        issued: beside.map(|beside| beside.issued),
        lettered: beside.map(|beside| beside.issued + beside.prepared),
        comments: own.comments.as_ref().filter(|_| said).map(|comments| comments.total.comments),
        marks,
    }
}

/// Four months: the questionnaire changed before the third, and a month is missing before the last.
#[cfg(test)]
pub(crate) fn sample_trend() -> TrendFigures {
    use crate::report::marks::MarkKind;

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
            issued: Some(1),
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
                "Từ tháng 3 năm 2020: không có báo cáo của 01 kỳ liền trước đó",
            ),
        ],
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::report::past::sample_past as past;

    /// A month with the lines of these departments: (7), (8) + (9), (10), (13), sheets, late dossiers with a letter.
    fn month(code: &str, departments: &[(&str, [u64; 6])]) -> PastPeriod {
        let lines = departments.iter().map(|(name, [resolved, in_time, late, overdue, ..])| {
            json!({
                "ten": name,
                "cot": {"c3": 20, "c7": resolved, "c8_9": in_time, "c10": late, "c11": 5, "c13": overdue},
                "ty_le_dung_han": {"tu": in_time, "mau": resolved, "phan_tram": "–"}
            })
        });
        let sheets = departments.iter().map(|(name, [.., sheets, _])| {
            json!({"ten": name, "n": sheets, "ty_le": {"tu": 2 * sheets, "mau": 3 * sheets},
                "khoang_tin_cay": [300, 800], "co_mau_nho": true})
        });
        let letters = departments.iter().filter(|(_, [_, _, late, ..])| *late > 0).map(
            |(name, [_, _, late, overdue, _, lettered])| {
                json!({"ten": name, "qua_han": late + overdue, "da_phat_hanh": lettered - 1, "da_lap": 1})
            },
        );
        let total = json!({
            "cot": {"c3": 90, "c7": 80, "c8_9": 70, "c10": 10, "c11": 1, "c13": 1},
            "ty_le_dung_han": {"tu": 70, "mau": 80}
        });
        let rate = json!({"n": 2, "ty_le": {"tu": 3, "mau": 4}});
        past(
            code,
            &json!({
                "ho_so": {"co_du_lieu": true, "tong": total, "theo_don_vi": lines.collect::<Vec<_>>()},
                "hai_long": {"co_du_lieu": true, "tong": rate, "theo_don_vi": sheets.collect::<Vec<_>>()},
                "thu_xin_loi": {
                    "phai_xin_loi": 11,
                    "doi_chieu": {"da_phat_hanh": 5, "da_lap": 0},
                    "doi_chieu_don_vi": letters.collect::<Vec<_>>()
                },
                "y_kien": {"tong": {"so": 3}}
            }),
        )
    }

    #[test]
    fn a_department_has_its_own_line_and_no_figure_where_a_period_lacks_it() {
        let other = ("Phòng B", [50, 50, 0, 0, 9, 0]);
        let past = [
            month("2020-01", &[("Phòng A", [40, 36, 4, 2, 6, 3]), other]),
            month("2020-02", &[other]),
            month("2020-03", &[("Phòng A", [12, 12, 0, 0, 0, 0]), other]),
        ];
        let now = month("2020-04", &[other, ("Phòng A", [10, 9, 1, 0, 7, 1])]);
        let own = department_trend("Phòng A", &now, &past).expect("a trend");
        assert_eq!((own.kind.as_str(), own.count, own.marks.len()), ("tháng", 4, 0));
        let rates: Vec<_> = own.periods.iter().map(|line| line.on_time_rate).collect();
        let none = Ratio::default();
        assert_eq!(rates, [Ratio::new(36, 40), none, Ratio::new(12, 12), Ratio::new(9, 10)]);
        let counts = |of: fn(&TrendLine) -> Option<u64>| -> Vec<Option<u64>> {
            own.periods.iter().map(of).collect()
        };
        assert_eq!(counts(|line| line.late), [Some(4), None, Some(0), Some(1)]);
        assert_eq!(counts(|line| line.open_overdue), [Some(2), None, Some(0), Some(0)]);
        assert_eq!(counts(|line| line.sheets), [Some(6), None, Some(0), Some(7)]);
        assert_eq!(counts(|line| line.owed), [Some(6), None, Some(0), Some(1)]);
        assert_eq!(counts(|line| line.lettered), [Some(3), None, Some(0), Some(1)]);
        assert_eq!(counts(|line| line.issued), [Some(2), None, Some(0), Some(0)]);
        assert_eq!(counts(|line| line.comments), [None; 4]);
        let few: Vec<bool> = own.periods.iter().map(TrendLine::resolved_few).collect();
        assert_eq!(few, [false, false, true, true]);

        // Two periods are no line, whatever the office has; nor is a name that none of them bears.
        assert!(department_trend("Phòng A", &now, &past[1..]).is_none());
        assert!(department_trend("Phòng C", &now, &past).is_none());
        // A bag that kept earlier periods without departments tells nothing of them.
        let silent = past.map(PastPeriod::without_departments);
        assert!(department_trend("Phòng A", &now, &silent).is_none());
    }

    #[test]
    fn one_period_with_anything_in_it_is_no_trend() {
        let mut trend = sample_trend();
        assert!(trend.tells());
        for line in &mut trend.periods[1..] {
            let (code, short) = (line.code.clone(), line.short.clone());
            *line =
                TrendLine { code, short, late: Some(0), sheets: Some(0), ..TrendLine::default() };
        }
        assert!(!trend.tells());
        trend.periods[2].open_overdue = Some(1);
        assert!(trend.tells());
    }

    #[test]
    fn a_period_of_few_sheets_keeps_its_number_in_a_trend() {
        let mut trend = sample_trend();
        trend.periods[1].sheets = Some(2);
        trend.leave_out_few();
        let got: Vec<bool> = trend.periods.iter().map(TrendLine::is_withheld).collect();
        assert_eq!(got, [false, true, false, false]);
        assert_eq!((trend.periods[1].sheets, trend.periods[1].interval), (Some(2), None));
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
