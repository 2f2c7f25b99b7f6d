//! What was found, in words for the console: what stops a report first, then from place to place.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use crate::ledger::{Code, Finding, Place, Source};

/// Findings of one code in one sheet that are said in full before only their cells are.
const SHOWN: usize = 5;
/// Cells that are named before only their number is.
const NAMED: usize = 20;

/// All findings: those of `stopped` first, then by file, sheet and row.
pub(crate) fn findings<'a>(all: impl Iterator<Item = &'a Finding>, stopped: &[Finding]) -> String {
    let mut all = joined(all);
    all.sort_by_key(|finding| (!stopped.contains(finding), finding.place.clone()));
    let mut groups: BTreeMap<(Arc<Source>, Code), Vec<&Place>> = BTreeMap::new();
    for finding in &all {
        groups.entry(group(finding)).or_default().push(&finding.place);
    }
    let mut said: BTreeMap<(Arc<Source>, Code), usize> = BTreeMap::new();
    let mut text = String::new();
    for finding in &all {
        let key = group(finding);
        let count = said.entry(key.clone()).or_default();
        *count += 1;
        if *count > SHOWN {
            continue;
        }
        text.push_str(&one(finding));
        let rest = groups.get(&key).and_then(|places| places.get(SHOWN..)).unwrap_or_default();
        if *count == SHOWN && !rest.is_empty() {
            writeln!(text, "   … và {}", others(rest)).expect("writing to a string");
        }
        text.push('\n');
    }
    text
}

fn group(finding: &Finding) -> (Arc<Source>, Code) {
    (Arc::clone(&finding.place.source), finding.code)
}

/// `3 chỗ nữa: J10, J11, J12`.
fn others(places: &[&Place]) -> String {
    let named: Vec<String> = places
        .iter()
        .filter_map(|place| place.a1().or_else(|| Some(format!("dòng {}", place.row?))))
        .take(NAMED)
        .collect();
    let mut text = format!("{} chỗ nữa", places.len());
    if !named.is_empty() {
        write!(text, ": {}", named.join(", ")).expect("writing to a string");
        if places.len() > named.len() {
            write!(text, " và {} chỗ khác", places.len() - named.len())
                .expect("writing to a string");
        }
    }
    text
}

/// A department that is unknown and nearly one that is known is one matter, not two.
fn joined<'a>(all: impl Iterator<Item = &'a Finding>) -> Vec<Finding> {
    let mut all: Vec<Finding> = all.cloned().collect();
    let names = |all: &[Finding], code: Code| -> BTreeSet<String> {
        let found = all.iter().filter(|finding| finding.code == code);
        found.filter_map(|finding| finding.found.clone()).collect()
    };
    let unknown = names(&all, Code::UnknownDepartment);
    let mut near: BTreeMap<String, String> = BTreeMap::new();
    all.retain(|finding| {
        let name = finding.found.clone().filter(|name| unknown.contains(name));
        let (Code::SimilarDepartments, Some(name)) = (finding.code, name) else { return true };
        match finding.message.split_once("gần giống ") {
            Some((_, other)) => {
                near.entry(name).or_insert_with(|| other.to_owned());
                false
            }
            None => true,
        }
    });
    for finding in &mut all {
        let other = finding.found.as_ref().and_then(|name| near.get(name));
        if let (Code::UnknownDepartment, Some(other)) = (finding.code, other) {
            write!(finding.message, ", gần giống {other}").expect("writing to a string");
        }
    }
    all
}

/// What, where, what it did to the numbers, what to do.
pub(crate) fn one(finding: &Finding) -> String {
    let mut text = format!("{}\n  --> {}\n", finding.message, finding.place);
    if !finding.effect.is_empty() {
        writeln!(text, "   = {}", finding.effect).expect("writing to a string");
    }
    if !finding.advice.is_empty() {
        writeln!(text, "   = gợi ý: {}", finding.advice).expect("writing to a string");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(file: &str) -> Arc<Source> {
        Arc::new(Source { file: file.to_owned(), sheet: Some("Hồ sơ".to_owned()) })
    }

    fn finding(row: u32) -> Finding {
        Finding::new(Code::BadDate, Place::cell(&source("ho-so.xlsx"), row, 2))
            .with_message("Không đọc được ngày hẹn trả “31/06/2025”")
            .with_effect("dòng này không được tính")
            .with_advice("tháng 6 có 30 ngày")
    }

    /// Places in the order in which they are said.
    fn places(text: &str) -> Vec<&str> {
        text.lines().filter_map(|line| line.strip_prefix("  --> ")).collect()
    }

    #[test]
    fn a_finding_says_what_where_its_effect_and_what_to_do() {
        assert_eq!(
            one(&finding(12)),
            "Không đọc được ngày hẹn trả “31/06/2025”\n  --> ho-so.xlsx › Hồ sơ › C12\n   = dòng này không được tính\n   = gợi ý: tháng 6 có 30 ngày\n"
        );
    }

    #[test]
    fn more_than_five_of_a_code_in_a_sheet_are_named_by_their_cells() {
        let all: Vec<Finding> = (1..=8).map(finding).collect();
        let text = findings(all.iter(), &[]);
        assert_eq!(places(&text).len(), 5);
        assert!(text.contains("   … và 3 chỗ nữa: C6, C7, C8\n"), "{text}");
        let five: Vec<Finding> = (1..=5).map(finding).collect();
        assert!(!findings(five.iter(), &[]).contains("chỗ nữa"));
        let many: Vec<Finding> = (1..=40).map(finding).collect();
        let text = findings(many.iter(), &[]);
        assert!(text.contains("… và 35 chỗ nữa: C6, "), "{text}");
        assert!(text.contains(", C25 và 15 chỗ khác\n"), "{text}");
    }

    #[test]
    fn what_stops_a_report_comes_first_then_file_sheet_and_row() {
        let at = |file: &str, row| Finding::new(Code::BadDate, Place::row(&source(file), row));
        let stop = Finding::new(Code::AmbiguousColumn, Place::whole(&source("c.xlsx")));
        let late = Finding::new(Code::AmbiguousColumn, Place::row(&source("b.xlsx"), 2));
        let all = [at("b.xlsx", 3), late, at("a.xlsx", 10), at("a.xlsx", 9), stop.clone()];
        assert_eq!(
            places(&findings(all.iter(), &[stop])),
            [
                "c.xlsx › Hồ sơ",
                "a.xlsx › Hồ sơ › dòng 9",
                "a.xlsx › Hồ sơ › dòng 10",
                "b.xlsx › Hồ sơ › dòng 2",
                "b.xlsx › Hồ sơ › dòng 3",
            ]
        );
    }

    #[test]
    fn a_department_that_is_nearly_a_known_one_is_said_once() {
        let place = Place::row(&source("a.xlsx"), 2);
        let all = [
            Finding::new(Code::UnknownDepartment, place.clone())
                .with_found("Phòng NCC")
                .with_message("Đơn vị “Phòng NCC” không có trong congso.toml"),
            Finding::new(Code::SimilarDepartments, place)
                .with_found("Phòng NCC")
                .with_message("Tên đơn vị “Phòng NCC” gần giống “Phòng Người có công”"),
        ];
        let text = findings(all.iter(), &[]);
        assert_eq!(places(&text).len(), 1);
        assert!(text.starts_with(
            "Đơn vị “Phòng NCC” không có trong congso.toml, gần giống “Phòng Người có công”\n"
        ));
        // Two names that are both as found stay a matter of their own.
        assert_eq!(places(&findings(all.iter().skip(1), &[])).len(), 1);
    }
}
