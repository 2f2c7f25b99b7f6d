//! Rows that came, went or changed between two runs: by code and place, without anything that names a citizen.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::ledger::Place;
use crate::model::{Answer, Channel, Complaint, Dossier, Records, Standing, Survey, code_key};

/// What kind of row it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ComparedKind {
    Dossier,
    Survey,
    Complaint,
}

/// A row that counts, as far as it may be told.
#[derive(Clone, Debug)]
pub(crate) struct RowFacts {
    kind: ComparedKind,
    /// Rows of both runs with the same key are one.
    key: String,
    code: Option<String>,
    place: String,
    facts: Vec<RowFact>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct RowFact {
    name: &'static str,
    value: Option<String>,
    /// What may hold a name is said to be other, and no more.
    is_told: bool,
}

/// What became of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct RowChange {
    pub(crate) kind: ComparedKind,
    pub(crate) code: Option<String>,
    /// `None` where it was not, or is not any more.
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    pub(crate) facts: Vec<FactChange>,
}

/// One cell, as far as it may be told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct FactChange {
    pub(crate) name: &'static str,
    pub(crate) before: Option<String>,
    pub(crate) after: Option<String>,
    /// Other, and not told, since it may hold a name.
    pub(crate) is_untold: bool,
}

/// All rows of a run.
pub(crate) fn row_facts(records: &Records) -> Vec<RowFacts> {
    let dossiers = records.dossiers.iter().map(dossier);
    let surveys = records.surveys.iter().map(survey);
    let complaints = records.complaints.iter().map(complaint);
    dossiers.chain(surveys).chain(complaints).collect()
}

/// In the order of kind and code; a row that only moved is the same.
pub(crate) fn row_changes(before: Vec<RowFacts>, after: Vec<RowFacts>) -> Vec<RowChange> {
    let mut pairs: BTreeMap<(ComparedKind, String), [Vec<RowFacts>; 2]> = BTreeMap::new();
    for (side, rows) in [before, after].into_iter().enumerate() {
        for row in rows {
            let pair = pairs.entry((row.kind, row.key.clone())).or_default();
            pair.get_mut(side).expect("two sides").push(row);
        }
    }
    let mut changes = Vec::new();
    for [before, after] in pairs.into_values() {
        let (mut before, mut after) = (before.into_iter(), after.into_iter());
        loop {
            let (old, new) = (before.next(), after.next());
            if old.is_none() && new.is_none() {
                break;
            }
            changes.extend(change(old.as_ref(), new.as_ref()));
        }
    }
    changes
}

fn change(old: Option<&RowFacts>, new: Option<&RowFacts>) -> Option<RowChange> {
    let facts: Vec<FactChange> = match (old, new) {
        (Some(old), Some(new)) => {
            let pairs = old.facts.iter().zip(&new.facts).filter(|(old, new)| old != new);
            pairs.map(|(old, new)| FactChange::new(old, new)).collect()
        }
        _ => Vec::new(),
    };
    let is_both = old.is_some() && new.is_some();
    let one = new.or(old)?;
    (!is_both || !facts.is_empty()).then(|| RowChange {
        kind: one.kind,
        code: one.code.clone(),
        before: old.map(|row| row.place.clone()),
        after: new.map(|row| row.place.clone()),
        facts,
    })
}

impl FactChange {
    fn new(old: &RowFact, new: &RowFact) -> Self {
        let told = |fact: &RowFact| fact.value.clone().filter(|_| fact.is_told);
        Self { name: new.name, before: told(old), after: told(new), is_untold: !new.is_told }
    }
}

/// `ho-so.xlsx › Hồ sơ › dòng 12`.
fn shown(place: &Place) -> String {
    let sheet = place.source.sheet.iter().map(|sheet| format!(" › {sheet}"));
    let row = place.row.iter().map(|row| format!(" › dòng {row}"));
    std::iter::once(place.source.file.clone()).chain(sheet).chain(row).collect()
}

fn told(name: &'static str, value: Option<String>) -> RowFact {
    RowFact { name, value, is_told: true }
}

fn untold(name: &'static str, value: Option<String>) -> RowFact {
    RowFact { name, value, is_told: false }
}

fn day(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn text(text: Option<&crate::model::Text>) -> Option<String> {
    text.map(ToString::to_string)
}

/// By its code, or by all that it says where it has none.
fn row(kind: ComparedKind, code: Option<String>, place: &Place, facts: Vec<RowFact>) -> RowFacts {
    let all = || {
        let values = facts.iter().map(|fact| format!("{:?}", fact.value));
        values.collect::<Vec<_>>().join("\u{1f}")
    };
    let key = code.as_ref().map_or_else(all, |code| code_key(code).to_string());
    RowFacts { kind, key, code, place: shown(place), facts }
}

fn dossier(one: &Dossier) -> RowFacts {
    let standing = match one.standing {
        Standing::Open => "đang xử lý",
        Standing::Waiting => "chờ bổ sung",
        Standing::Stopped => "dừng xử lý",
        Standing::Withdrawn => "rút, trả lại",
        Standing::Done => "đã xong",
        Standing::NeverCounted => "không tính",
    };
    let channel = one.channel.map(|channel| match channel {
        Channel::Online => "trực tuyến",
        Channel::Counter => "trực tiếp",
        Channel::Post => "bưu chính",
    });
    let facts = vec![
        told("đơn vị", text(one.department.as_ref())),
        told("lĩnh vực", text(one.field.as_ref())),
        told("thủ tục", text(one.procedure.as_ref())),
        told("ngày tiếp nhận", day(Some(one.received))),
        told("ngày hẹn trả", day(one.due)),
        told("ngày hẹn lại", day(one.reappointed)),
        told("ngày kết thúc xử lý", day(one.finished)),
        told("ngày trả kết quả", day(one.collected)),
        told("trạng thái", Some(standing.to_owned())),
        told("hình thức nộp", channel.map(str::to_owned)),
        told("số lần bổ sung", one.supplements.map(|count| count.to_string())),
        untold("lý do", text(one.reason.as_ref())),
        untold("người nộp", text(one.applicant.as_ref())),
        untold("địa chỉ", text(one.address.as_ref())),
    ];
    row(ComparedKind::Dossier, text(one.code.as_ref()), &one.place, facts)
}

fn survey(one: &Survey) -> RowFacts {
    let answers = one.questions.iter().zip(&one.answers).map(|(question, answer)| {
        let answer = match answer {
            Answer::Level(level) => level.to_string(),
            Answer::None => "–".to_owned(),
            Answer::Invalid => "không hợp lệ".to_owned(),
        };
        format!("{}: {answer}", question.text)
    });
    let facts = vec![
        told("đơn vị", text(one.department.as_ref())),
        told("ngày trả lời", day(one.date)),
        told("thời điểm", text(one.stamp.as_ref())),
        told("câu trả lời", Some(answers.collect::<Vec<_>>().join("; "))),
        untold("ý kiến", text(one.comment.as_ref())),
    ];
    row(ComparedKind::Survey, text(one.number.as_ref()), &one.place, facts)
}

fn complaint(one: &Complaint) -> RowFacts {
    let facts = vec![
        told("loại đơn", Some(one.kind.vietnamese().to_owned())),
        told("đơn vị", text(one.department.as_ref())),
        told("ngày tiếp nhận", day(Some(one.received))),
        told("hạn giải quyết", day(one.due)),
        told("ngày giải quyết", day(one.resolved)),
        untold("nội dung", text(one.content.as_ref())),
    ];
    row(ComparedKind::Complaint, text(one.code.as_ref()), &one.place, facts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(code: Option<&str>, end: &str, name: &str, row: u32) -> RowFacts {
        let facts = vec![
            told("ngày kết thúc xử lý", Some(end.to_owned())),
            untold("người nộp", Some(name.to_owned())),
        ];
        let source = crate::ledger::Source { file: "a.xlsx".to_owned(), sheet: None };
        let place = Place { source: source.into(), row: Some(row), column: None };
        super::row(ComparedKind::Dossier, code.map(str::to_owned), &place, facts)
    }

    #[test]
    fn a_row_is_found_by_its_code_and_no_name_is_told() {
        let before = vec![
            one(Some("A"), "2020-03-02", "Ví Dụ", 1),
            one(Some("B"), "2020-03-02", "Ví Dụ", 2),
            one(Some("C"), "2020-03-02", "Ví Dụ", 3),
        ];
        let after = vec![
            one(Some("D"), "2020-03-02", "Ví Dụ", 1),
            one(Some("B"), "2020-03-05", "Ví Dụ", 5),
            one(Some("a"), "2020-03-02", "Mẫu", 6),
        ];
        let changes = row_changes(before, after);
        let said: Vec<(Option<&str>, bool, bool, usize)> = changes
            .iter()
            .map(|c| (c.code.as_deref(), c.before.is_some(), c.after.is_some(), c.facts.len()))
            .collect();
        assert_eq!(
            said,
            [
                (Some("a"), true, true, 1),
                (Some("B"), true, true, 1),
                (Some("C"), true, false, 0),
                (Some("D"), false, true, 0),
            ]
        );
        assert_eq!(changes[1].facts[0].after.as_deref(), Some("2020-03-05"));
        assert!(changes[0].facts[0].is_untold);
        let json = serde_json::to_string(&changes).expect("JSON");
        assert!(!json.contains("Mẫu") && !json.contains("Ví Dụ"), "{json}");
    }

    #[test]
    fn a_row_without_a_code_is_known_by_all_that_it_says() {
        let rows = |row: u32| one(None, "2020-03-02", "Ví Dụ", row);
        // Moved, and one of two that are alike went.
        assert!(row_changes(vec![rows(1)], vec![rows(9)]).is_empty());
        let changes = row_changes(vec![rows(1), rows(2)], vec![rows(9)]);
        assert_eq!((changes.len(), changes[0].after.clone()), (1, None));
    }
}
