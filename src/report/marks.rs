//! Where what stands before a period cannot be compared with it, and why.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::{capitalized, uncapitalized};
use crate::report::compare::OF_ANSWERS;
use crate::report::past::PastPeriod;
use crate::rules::like_before;

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
    /// Only archives hold it: a program before this one set it wherever a form, its number or its wording changed.
    /// What the law has changed so far of how dossiers and answers are counted is nothing.
    #[serde(rename = "phap_luat")]
    Law,
    #[serde(rename = "don_vi")]
    Departments,
    #[serde(rename = "phieu")]
    Questionnaire,
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
        let words = format!("không có báo cáo của {missing:02} kỳ liền trước đó");
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

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::report::past::sample_past;

    #[track_caller]
    fn case(months: &[(&str, Value)], want: &[&str]) {
        let all: Vec<PastPeriod> =
            months.iter().map(|(code, otherwise)| sample_past(code, otherwise)).collect();
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
        let missing = "dh không có báo cáo của 02 kỳ liền trước đó";
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
        // The number of the form and the wording of letters change no figure.
        case(&[("2020-10", none()), ("2020-11", none())], &[]);
        case(&[("2025-09", none()), ("2025-10", none())], &[]);
        case(&[("2026-07", none()), ("2026-08", none())], &[]);
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
}
