//! Survey sheets that stand twice, in one table or in two.

use super::Sheet;
use crate::ledger::Code;
use crate::normalize::{NormalizeOptions, settle};

const HEADER: &str =
    "Số phiếu | Ngày khảo sát | Phòng ban | Câu 1. Thái độ | Câu 2. Thời gian | Câu 3. Thông tin";
const LIST: [&str; 6] = [
    "P1 | 05/10/2026 | P | Rất hài lòng | Hài lòng | Hài lòng",
    "P2 | 05/10/2026 | P | Hài lòng | Hài lòng | Hài lòng",
    "P3 | 06/10/2026 | P | Rất hài lòng | Rất hài lòng | Hài lòng",
    "P4 | 07/10/2026 | P | Bình thường | Hài lòng | Hài lòng",
    "P5 | 08/10/2026 | P | Rất hài lòng | Hài lòng | Không hài lòng",
    "P6 | 09/10/2026 | P | Hài lòng | Hài lòng | Rất hài lòng",
];

/// Each text is a file of its own; how many sheets count, what is said of them, and whether a report is written.
#[track_caller]
fn case(files: &[String], counted: usize, said: Option<Code>, is_stopped: bool) {
    let readings = files
        .iter()
        .zip(['a', 'b'])
        .map(|(rows, letter)| {
            Sheet { path: &format!("{letter}.xlsx"), rows, ..Sheet::default() }.read()
        })
        .collect();
    let settled = settle(readings, &NormalizeOptions::default());
    assert_eq!(settled.records.surveys.len(), counted, "{files:?}");
    assert_eq!(!settled.stopped.is_empty(), is_stopped, "{files:?}");
    let twins = [Code::UpdatedRow, Code::DuplicateCode, Code::RepeatedRows];
    let mut found = settled.ledger.files.iter().flat_map(|file| &file.findings);
    let found = found.find(|finding| twins.contains(&finding.code)).map(|finding| finding.code);
    assert_eq!(found, said, "{files:?}");
}

fn table(rows: &[String]) -> String {
    format!("{HEADER}\n{}", rows.join("\n"))
}

fn list() -> Vec<String> {
    LIST.map(str::to_owned).to_vec()
}

/// The same without what tells one sheet from another.
fn unnumbered(rows: &[String]) -> String {
    let cut =
        |row: &str| row.split_once(" | ").map(|(_, rest)| rest.to_owned()).unwrap_or_default();
    let rows: Vec<String> = rows.iter().map(|row| cut(row)).collect();
    format!("{}\n{}", cut(HEADER), rows.join("\n"))
}

#[test]
fn a_list_with_numbers_that_stands_twice_counts_once() {
    case(&[table(&list())], 6, None, false);
    case(&[table(&list()), table(&list())], 6, Some(Code::UpdatedRow), false);
    // Last week's export beside this week's.
    case(&[table(&list()[..4]), table(&list())], 6, Some(Code::UpdatedRow), false);
    let pasted = [list(), list()[1..2].to_vec()].concat();
    case(&[table(&pasted)], 6, Some(Code::DuplicateCode), false);
}

#[test]
fn numbers_that_begin_anew_tell_nobody_apart() {
    let anew: Vec<String> = list()
        .iter()
        .zip(1..)
        .map(|(row, number)| row.replacen(&format!("P{number}"), &format!("P{}", 7 - number), 1))
        .collect();
    case(&[table(&list()), table(&anew)], 12, None, false);
    let alike = vec![LIST[1].to_owned(); 1];
    case(&[table(&alike), table(&alike)], 2, None, false);
}

#[test]
fn stamps_tell_sheets_apart() {
    let stamped = |rows: Vec<String>| -> Vec<String> {
        let second = |(row, at): (String, i32)| row.replace("/2026", &format!("/2026 09:12:{at}"));
        rows.into_iter().zip(10..).map(second).collect()
    };
    let (first, all) = (unnumbered(&stamped(list()[..2].to_vec())), unnumbered(&stamped(list())));
    case(&[first, all], 6, Some(Code::UpdatedRow), false);
}

#[test]
fn a_list_without_numbers_that_stands_twice_stops_the_report() {
    let all = unnumbered(&list());
    case(&[all.clone(), all.clone()], 12, Some(Code::RepeatedRows), true);
    case(&[unnumbered(&list()[..5]), all], 11, Some(Code::RepeatedRows), true);
    let alike = vec![LIST[1].to_owned(); 8];
    case(&[unnumbered(&alike), unnumbered(&alike)], 16, None, false);
}

#[test]
fn a_list_that_stands_twice_in_another_order_stops_the_report() {
    let levels = ["Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng"];
    let row = |at: usize| {
        let level = |by: usize| levels[at / by % 4];
        format!("P{at} | 05/10/2026 | P | {} | {} | {}", level(1), level(4), level(16))
    };
    let first: Vec<String> = (0..40).step_by(4).map(row).collect();
    let mut all: Vec<String> = (0..64).step_by(2).map(row).collect();
    all.reverse();
    case(&[unnumbered(&first), unnumbered(&all)], 42, Some(Code::RepeatedRows), true);
    // Half of an export beside a whole one.
    let half: Vec<String> = first.iter().cloned().chain((1..16).step_by(2).map(row)).collect();
    case(&[unnumbered(&half), unnumbered(&all)], 50, Some(Code::RepeatedRows), true);
    // Where most people answer alike, lists that share their answers are no copies.
    let alike = |many: usize| -> Vec<String> {
        (0..many).map(|at| row(at % 4)).chain((0..many / 4).map(|at| row(at * 5 % 64))).collect()
    };
    let mut shuffled = alike(40);
    shuffled.sort();
    case(&[unnumbered(&alike(16)), unnumbered(&shuffled)], 70, None, false);
}

/// An export of the whole office beside the tabs of its departments, which alone say whose a sheet is.
#[test]
fn a_list_that_does_not_say_whose_its_sheets_are_is_held_against_those_that_do() {
    let whose = |row: &str, name: &str| row.replace(" | P | ", name);
    let all: Vec<String> = list().iter().map(|row| whose(row, " | ")).collect();
    let bare = |rows: &[String]| table(rows).replacen(" | Phòng ban", "", 1);
    case(&[bare(&all), table(&list())], 6, Some(Code::UpdatedRow), false);
    case(&[table(&list()), bare(&all)], 6, Some(Code::UpdatedRow), false);
    let nameless =
        |rows: &[String], header: &str| unnumbered(rows).replacen(" | Phòng ban", header, 1);
    case(&[nameless(&all, ""), unnumbered(&list())], 12, Some(Code::RepeatedRows), true);
    // Two departments whose sheets say the same have them both.
    let other: Vec<String> = list().iter().map(|row| whose(row, " | Q | ")).collect();
    case(&[unnumbered(&other), unnumbered(&list())], 12, None, false);
    let stamped = |rows: &[String]| -> Vec<String> {
        let second = |(row, at): (&String, i32)| row.replace("/2026", &format!("/2026 09:12:{at}"));
        rows.iter().zip(10..).map(second).collect()
    };
    let stamps = unnumbered(&stamped(&list()));
    let office = nameless(&stamped(&all), "");
    case(&[office, stamps.clone()], 6, Some(Code::UpdatedRow), false);
    case(&[unnumbered(&stamped(&other)), stamps], 12, None, false);
}

/// Of the sheets that stand twice the one counts that says whose it is.
#[test]
fn the_sheet_that_says_whose_it_is_counts() {
    let rows: Vec<String> = list().iter().map(|row| row.replace(" | P | ", " | ")).collect();
    let office = table(&rows).replacen(" | Phòng ban", "", 1);
    let readings = [office, table(&list())]
        .iter()
        .zip(["a.xlsx", "b.xlsx"])
        .map(|(rows, path)| Sheet { path, rows, ..Sheet::default() }.read())
        .collect();
    let settled = settle(readings, &NormalizeOptions::default());
    let names: Vec<_> =
        settled.records.surveys.iter().map(|survey| survey.department.as_deref()).collect();
    assert_eq!(names, [Some("P"); 6]);
}

/// A column of times to the second has some at second 00.
#[test]
fn an_answer_sent_at_second_00_is_stamped_as_well() {
    let stamped = |rows: &[String]| -> Vec<String> {
        let second = |(row, at): (&String, usize)| {
            let day = 46_300.0 + f64::from(u32::try_from(at).expect("few rows"));
            let time = 8.0 / 24.0 + if at == 2 { 0.0 } else { 7.0 / 86_400.0 };
            let date = row.split(" | ").nth(1).expect("a date").to_owned();
            row.replace(&date, &format!("{}", day + time))
        };
        rows.iter().zip(0..).map(second).collect()
    };
    let (first, all) = (unnumbered(&stamped(&list()[..4])), unnumbered(&stamped(&list())));
    case(&[first, all], 6, Some(Code::UpdatedRow), false);
}
