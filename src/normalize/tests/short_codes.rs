//! Numbers that begin anew are no codes.

use super::{Sheet, codes};
use crate::normalize::{NormalizeOptions, Settled, settle};

/// Each text is a file of its own.
fn settled(header: &str, files: &[&str]) -> Settled {
    let readings = files.iter().zip(['a', 'b', 'c']).map(|(rows, letter)| {
        let rows = format!("{header}\n{rows}");
        Sheet { path: &format!("{letter}.xlsx"), rows: &rows, ..Sheet::default() }.read()
    });
    settle(readings.collect(), &NormalizeOptions::default())
}

fn found(settled: &Settled) -> Vec<String> {
    settled.ledger.files.iter().flat_map(|file| codes(&file.findings)).collect()
}

const DOSSIERS: &str = "Số hồ sơ | Chủ hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Hình thức nộp";

#[test]
fn numbers_that_begin_anew_each_month_are_no_codes() {
    let month = |month: u8| {
        (1..5)
            .map(|day| format!("0{day} | | P | 0{day}/0{month}/2026 | 2{day}/0{month}/2026 | 1{day}/0{month}/2026 | 1\n"))
            .collect::<String>()
    };
    let three = settled(DOSSIERS, &[&month(1), &month(2), &month(3)]);
    assert_eq!(found(&three), ["duplicate_code 2"]);
    assert_eq!(three.records.dossiers.len(), 12);
    assert!(three.records.dossiers.iter().all(|dossier| dossier.code.is_none()));
    // The same list again is the same dossiers.
    let again = settled(DOSSIERS, &[&month(1), &month(2), &month(2)]);
    assert_eq!(again.records.dossiers.len(), 8);
    assert!(!found(&again).iter().any(|code| code.contains('\u{241f}')));
    let plain = settled(DOSSIERS, &[&month(1), &month(1)]);
    assert_eq!(plain.records.dossiers.len(), 4);
    assert!(plain.records.dossiers.iter().all(|dossier| dossier.code.is_some()));
}

#[test]
fn numbers_that_begin_anew_each_department_are_no_codes() {
    let of = |department: &str, from: usize| {
        (1..5)
            .map(|day| {
                let who = from + day;
                format!("0{day} | Người {who} | {department} | 0{day}/03/2026 | 1{day}/03/2026 | 0{}/03/2026 | 1\n", day + 2)
            })
            .collect::<String>()
    };
    let two = settled(DOSSIERS, &[&of("Phòng A", 0), &of("Phòng B", 10)]);
    assert_eq!((two.records.dossiers.len(), found(&two)), (8, vec!["duplicate_code 2".to_owned()]));
    let counters = settled(DOSSIERS, &[&of("Phòng A", 0), &of("Phòng A", 10)]);
    assert_eq!(counters.records.dossiers.len(), 8);
    // One person's dossier in two departments is one that contradicts itself.
    let same = settled(DOSSIERS, &[&of("Phòng A", 0), &of("Phòng B", 0)]);
    assert_eq!(same.records.dossiers.len(), 0);
}

#[test]
fn a_few_slips_stay_contradictions() {
    let row = |code: &str, day: u8| {
        format!("{code} | | P | 0{day}/03/2026 | 2{day}/03/2026 | 1{day}/03/2026 | 1\n")
    };
    let settled =
        settled(DOSSIERS, &[&(row("01", 1) + &row("02", 2)), &(row("01", 3) + &row("02", 2))]);
    assert_eq!(settled.records.dossiers.len(), 1);
}

/// Rows without anybody's name, received on the given days of March, each due and ended some days later.
fn unnamed(rows: &[(&str, u8, Option<u8>)]) -> String {
    rows.iter()
        .map(|(code, day, end)| {
            let end = end.map(|end| format!("{end:02}/03/2026")).unwrap_or_default();
            format!("{code} | | P | {day:02}/03/2026 | {:02}/03/2026 | {end} | 1\n", day + 10)
        })
        .collect()
}

#[test]
fn dossiers_received_anew_after_a_supplement_are_no_numbers_that_begin_anew() {
    let codes = ["HS-001", "HS-002", "HS-003", "HS-004", "HS-005"];
    let list = |from: u8, end: Option<u8>, codes: &[&str]| {
        let rows: Vec<(&str, u8, Option<u8>)> =
            codes.iter().zip(from..).map(|(code, day)| (*code, day, end)).collect();
        unnamed(&rows)
    };
    // Open, then received anew; the first rows ended after the others came in; too few to tell.
    for (files, kept) in [
        ([list(2, None, &codes), list(10, Some(19), &codes)], 0),
        ([list(2, Some(14), &codes), list(10, Some(19), &codes)], 0),
        ([list(2, Some(8), &codes[..3]), list(10, Some(19), &codes[..3])], 0),
    ] {
        let settled = settled(DOSSIERS, &[&files[0], &files[1]]);
        assert_eq!(settled.records.dossiers.len(), kept, "{files:?}");
        assert!(found(&settled).iter().all(|code| code.starts_with("conflicting_rows")));
    }
    // Some of a longer list, also where the first rows had ended: no list begins anew with them.
    let long: Vec<String> = (1..13).map(|number| format!("HS-0{number:02}")).collect();
    let long: Vec<&str> = long.iter().map(String::as_str).collect();
    let settled = settled(DOSSIERS, &[&list(2, Some(14), &long), &list(15, Some(19), &long[4..9])]);
    assert_eq!(settled.records.dossiers.len(), 7);
}

#[test]
fn one_person_that_stands_twice_among_numbers_that_begin_anew_is_one_matter() {
    let of = |people: [&str; 5], month: u8| {
        people
            .iter()
            .zip(1..)
            .map(|(who, day)| {
                format!("0{day} | Người {who} | P | 0{day}/0{month}/2026 | 2{day}/0{month}/2026 | 1{day}/0{month}/2026 | 1\n")
            })
            .collect::<String>()
    };
    let (one, two) = (of(["a", "b", "c", "d", "e"], 2), of(["f", "g", "h", "i", "e"], 3));
    let settled = settled(DOSSIERS, &[&one, &two]);
    assert_eq!(settled.records.dossiers.len(), 8);
    let conflicts = found(&settled);
    assert_eq!(conflicts.iter().filter(|code| code.starts_with("conflicting_rows")).count(), 2);
}

#[test]
fn numbers_of_complaints_may_begin_anew_each_month() {
    let month = |month: u8| {
        (1..5)
            .map(|day| format!("0{day} | Phản ánh | 0{day}/0{month}/2026 | 1{day}/0{month}/2026 | 09/0{month}/2026\n"))
            .collect::<String>()
    };
    let header = "Số đơn | Loại đơn | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết";
    let two = settled(header, &[&month(2), &month(3)]);
    assert_eq!(
        (two.records.complaints.len(), found(&two)),
        (8, vec!["duplicate_code 2".to_owned()])
    );
}
