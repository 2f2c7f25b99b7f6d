//! What was found, in words for the console: what stops a report first, then what does not count, each kind once.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::ledger::{Code, Finding, FindingsPart, Place, Weight};
use crate::office::MendedCopy;
use crate::telling::advice::{Advice, Reader};
use crate::telling::wrap;

/// Findings of one kind that are said in full before only their number is.
const SHOWN: usize = 5;
/// What stops a run, on a page.
const ON_A_PAGE: usize = 20;
/// Cells that are named where no copy lists them.
const NAMED: usize = 20;

pub(crate) const fn title(part: FindingsPart) -> &'static str {
    match part {
        FindingsPart::Stops => "CHƯA LẬP ĐƯỢC BÁO CÁO CHO ĐẾN KHI SỬA",
        FindingsPart::Out => "KHÔNG ĐƯỢC TÍNH",
        FindingsPart::Look => "VẪN ĐƯỢC TÍNH, NÊN XEM LẠI",
        FindingsPart::Told => "ĐỂ BIẾT",
    }
}

/// Findings of one code, by place.
pub(crate) type FindingKind<'a> = Vec<&'a Finding>;

/// All findings by weight, then by kind, the most frequent kind first.
pub(crate) fn parts<'a>(
    all: impl Iterator<Item = &'a Finding>,
    stopped: &[Finding],
) -> Vec<(FindingsPart, Vec<FindingKind<'a>>)> {
    let mut parts: BTreeMap<FindingsPart, BTreeMap<Code, FindingKind<'a>>> = BTreeMap::new();
    for finding in all.filter(|finding| finding.weight != Weight::SaidElsewhere) {
        let part = parts.entry(FindingsPart::of(finding, stopped)).or_default();
        part.entry(finding.code).or_default().push(finding);
    }
    let sorted = |kinds: BTreeMap<Code, FindingKind<'a>>| {
        let mut kinds: Vec<FindingKind<'a>> = kinds.into_values().collect();
        kinds.sort_by_key(|kind| std::cmp::Reverse(kind.len()));
        for kind in &mut kinds {
            kind.sort_by(|one, other| one.place.cmp(&other.place));
        }
        kinds
    };
    parts.into_iter().map(|(part, kinds)| (part, sorted(kinds))).collect()
}

/// The same for the console.
pub(crate) fn findings<'a>(
    all: impl Iterator<Item = &'a Finding>,
    stopped: &[Finding],
    copies: &BTreeMap<String, MendedCopy>,
) -> String {
    let mut text = String::new();
    for (part, kinds) in parts(all, stopped) {
        let count: usize = kinds.iter().map(Vec::len).sum();
        let title = format!("{}: {count} chỗ", title(part));
        writeln!(text, "{title}\n{}\n", "=".repeat(title.chars().count()))
            .expect("writing to a string");
        for kind in kinds {
            group(&mut text, &kind, copies);
            text.push('\n');
        }
    }
    text
}

/// What keeps a report, or letters, from being made, one message each, for a page.
pub(crate) fn stopped(stopped: &[Finding]) -> Vec<String> {
    let of = |one: &Finding| {
        format!(
            "{}\n  --> {}\n   = gợi ý: {}",
            one.message(),
            one.place,
            one.advice().replace('\n', "\n     ")
        )
    };
    let mut said: Vec<String> = stopped.iter().take(ON_A_PAGE).map(of).collect();
    if stopped.len() > ON_A_PAGE {
        said.push(format!("Và {} chỗ nữa như vậy", stopped.len() - ON_A_PAGE));
    }
    let next = Reader::Desk.words(Advice::MendOrSkip);
    said.push(format!("Chưa lập, chưa ghi gì: còn những điều nêu trên\n   = gợi ý: {next}"));
    said
}

/// Findings of one kind: what and where, then once what it did to the numbers and what to do.
fn group(text: &mut String, kind: &[&Finding], copies: &BTreeMap<String, MendedCopy>) {
    let (shown, rest) = kind.split_at_checked(SHOWN).unwrap_or((kind, &[]));
    for alike in shown
        .chunk_by(|one, other| (one.effect(), one.advice()) == (other.effect(), other.advice()))
    {
        for same in alike.chunk_by(|one, other| one.message() == other.message()) {
            let Some(first) = same.first() else { continue };
            wrap::push(text, "", "  ", first.message());
            for finding in same {
                writeln!(text, "  --> {}", finding.place).expect("writing to a string");
            }
        }
        if let Some(first) = alike.first() {
            consequence(text, first);
        }
    }
    if !rest.is_empty() {
        wrap::push(text, "   … ", "     ", &others(rest, copies));
    }
}

fn consequence(text: &mut String, finding: &Finding) {
    if !finding.effect().is_empty() {
        wrap::push(text, "   = ", "     ", finding.effect());
    }
    if !finding.advice().is_empty() {
        wrap::push(text, "   = gợi ý: ", "     ", finding.advice());
    }
}

/// `và 3 chỗ nữa, ghi đủ trong can-sua/ho-so.xlsx`.
fn others(rest: &[&Finding], copies: &BTreeMap<String, MendedCopy>) -> String {
    let mut by_copy: BTreeMap<&str, usize> = BTreeMap::new();
    let mut elsewhere: Vec<&Place> = Vec::new();
    for finding in rest {
        match copies.get(&finding.place.source.file) {
            Some(copy) => *by_copy.entry(&copy.shown).or_default() += 1,
            None => elsewhere.push(&finding.place),
        }
    }
    let mut text = format!("và {} chỗ nữa", rest.len());
    let copied: Vec<String> = match by_copy.iter().collect::<Vec<_>>().as_slice() {
        [(shown, _)] if elsewhere.is_empty() => vec![format!("xem {shown}")],
        several => several.iter().map(|(shown, count)| format!("{count} trong {shown}")).collect(),
    };
    if !copied.is_empty() {
        write!(text, ": {}", copied.join(", ")).expect("writing to a string");
    }
    if !elsewhere.is_empty() {
        write!(text, "{} {}", if copied.is_empty() { ":" } else { ";" }, named(&elsewhere))
            .expect("writing to a string");
    }
    text
}

/// `J10, J11, K12 và 40 chỗ khác`.
fn named(places: &[&Place]) -> String {
    let file = places.first().map(|place| &place.source);
    let one = places.iter().all(|place| Some(&place.source) == file);
    let cell = |place: &&Place| {
        let at = place.a1().or_else(|| Some(format!("dòng {}", place.row?)))?;
        Some(if one { at } else { format!("{} › {at}", place.source.file) })
    };
    let named: Vec<String> = places.iter().filter_map(cell).take(NAMED).collect();
    match places.len().saturating_sub(named.len()) {
        0 => named.join(", "),
        more => format!("{} và {more} chỗ khác", named.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::ledger::{MendScope, Source};

    fn source(file: &str) -> Arc<Source> {
        Arc::new(Source { file: file.to_owned(), sheet: Some("Hồ sơ".to_owned()) })
    }

    fn finding(row: u32) -> Finding {
        Finding::new(Code::BadDate, Place::cell(&source("ho-so.xlsx"), row, 2))
            .rejecting()
            .with_message("Không đọc được ngày hẹn trả “31/06/2025”")
            .with_effect("dòng này không được tính")
            .with_advice("tháng 6 có 30 ngày")
    }

    fn none() -> BTreeMap<String, MendedCopy> {
        BTreeMap::new()
    }

    fn copy(file: &str) -> (String, MendedCopy) {
        let shown = format!("can-sua/{file}");
        (file.to_owned(), MendedCopy { shown, scope: MendScope::Whole })
    }

    /// Places in the order in which they are said.
    fn places(text: &str) -> Vec<&str> {
        text.lines().filter_map(|line| line.strip_prefix("  --> ")).collect()
    }

    #[test]
    fn a_finding_says_what_where_its_effect_and_what_to_do() {
        assert_eq!(
            findings([finding(12)].iter(), &[], &none()),
            "KHÔNG ĐƯỢC TÍNH: 1 chỗ\n======================\n\nKhông đọc được ngày hẹn trả “31/06/2025”\n  --> ho-so.xlsx › Hồ sơ › C12\n   = dòng này không được tính\n   = gợi ý: tháng 6 có 30 ngày\n\n"
        );
    }

    #[test]
    fn what_is_the_same_of_several_places_is_said_once() {
        let other = finding(14).with_message("Không đọc được ngày hẹn trả “31/04/2025”");
        let text = findings([finding(12), finding(13), other].iter(), &[], &none());
        assert_eq!(places(&text).len(), 3);
        assert_eq!(text.matches("“31/06/2025”").count(), 1);
        assert_eq!(text.matches("dòng này không được tính").count(), 1);
        assert!(text.contains("C12\n  --> ho-so.xlsx › Hồ sơ › C13\nKhông đọc được"), "{text}");
    }

    #[test]
    fn more_than_five_of_a_kind_are_counted_and_found_in_the_copy() {
        let all: Vec<Finding> = (1..=8).map(finding).collect();
        let copies = BTreeMap::from([copy("ho-so.xlsx")]);
        let text = findings(all.iter(), &[], &copies);
        assert_eq!(places(&text).len(), 5);
        assert!(text.contains("   … và 3 chỗ nữa: xem can-sua/ho-so.xlsx\n"), "{text}");
        let five: Vec<Finding> = (1..=5).map(finding).collect();
        assert!(!findings(five.iter(), &[], &copies).contains("chỗ nữa"));
        let text = findings(all.iter(), &[], &none());
        assert!(text.contains("   … và 3 chỗ nữa: C6, C7, C8\n"), "{text}");
        let many: Vec<Finding> = (1..=40).map(finding).collect();
        let text = findings(many.iter(), &[], &none());
        assert!(
            text.split_whitespace().collect::<Vec<_>>().join(" ").contains("C25 và 15 chỗ khác")
        );
        let two = (1..=4).map(|row| {
            let mut finding = finding(row);
            finding.place = Place::cell(&source("b.xlsx"), row, 0);
            finding
        });
        let all: Vec<Finding> = two.chain((1..=4).map(finding)).collect();
        let copies = BTreeMap::from([copy("ho-so.xlsx"), copy("b.xlsx")]);
        let text = findings(all.iter(), &[], &copies);
        assert!(text.contains("và 3 chỗ nữa: xem can-sua/ho-so.xlsx"), "{text}");
    }

    #[test]
    fn what_stops_a_report_comes_first_then_what_does_not_count() {
        let at = |code, row| Finding::new(code, Place::row(&source("a.xlsx"), row));
        let stop = at(Code::AmbiguousColumn, 1);
        let all = [
            at(Code::ExtensionMismatch, 9),
            at(Code::MissingChannel, 2),
            at(Code::BadDate, 3).rejecting(),
            at(Code::MissingReceived, 4).rejecting(),
            at(Code::BadDate, 5).rejecting(),
            stop.clone(),
        ];
        let text = findings(all.iter(), &[stop], &none());
        let rows: Vec<&str> =
            places(&text).into_iter().filter_map(|place| place.rsplit(' ').next()).collect();
        // The most frequent kind stands first in its part.
        assert_eq!(rows, ["1", "3", "5", "4", "2", "9"]);
        let titles: Vec<&str> = text.lines().filter(|line| line.ends_with(" chỗ")).collect();
        assert_eq!(
            titles,
            [
                "CHƯA LẬP ĐƯỢC BÁO CÁO CHO ĐẾN KHI SỬA: 1 chỗ",
                "KHÔNG ĐƯỢC TÍNH: 3 chỗ",
                "VẪN ĐƯỢC TÍNH, NÊN XEM LẠI: 1 chỗ",
                "ĐỂ BIẾT: 1 chỗ",
            ]
        );
    }

    #[test]
    fn what_another_finding_says_is_not_listed() {
        let place = Place::row(&source("a.xlsx"), 2);
        let unknown = Finding::new(Code::UnknownDepartment, place.clone());
        let similar = Finding::new(Code::SimilarDepartments, place);
        let mut said = similar.clone();
        said.weight = Weight::SaidElsewhere;
        assert_eq!(places(&findings([unknown, said].iter(), &[], &none())).len(), 1);
        // Two names that are both as found stay a matter of their own.
        assert_eq!(places(&findings([similar].iter(), &[], &none())).len(), 1);
    }
}
