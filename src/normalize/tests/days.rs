//! Columns of days: zones, exchanged months, words for none, statuses that contradict them.

use std::collections::BTreeMap;

use super::{Sheet, codes, read};
use crate::ledger::Code;
use crate::normalize::NormalizeOptions;

const HEADER: &str =
    "Mã hồ sơ | Phòng | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Trạng thái";

/// Received, due and collected of each dossier that counts, then the findings.
#[track_caller]
fn case(rows: &[&str], days: &[&str], findings: &[&str]) {
    let rows: String = (1..).zip(rows).map(|(at, row)| format!("H{at} | P | {row}\n")).collect();
    let reading = read(&format!("{HEADER}\n{rows}"));
    let day = |day: Option<jiff::civil::Date>| day.map_or("-".to_owned(), |day| day.to_string());
    let got: Vec<String> = reading
        .records
        .dossiers
        .iter()
        .map(|one| format!("{} {} {}", one.received, day(one.due), day(one.collected)))
        .collect();
    assert_eq!(got, days, "{rows}");
    let mut got = codes(&reading.account.findings);
    got.retain(|code| !code.starts_with("missing_channel"));
    assert_eq!(got, findings, "{rows}");
}

#[test]
fn midnights_at_five_oclock_are_those_of_the_next_day() {
    case(
        &[
            "s46295.708333333 | s46306.708333333 | s46306.708333333 | Đã trả kết quả",
            "s46299.708333333 | s46309.708333333 | | Đang xử lý",
        ],
        &["2026-10-01 2026-10-12 2026-10-12", "2026-10-05 2026-10-15 -"],
        &["time_zone_dates C1", "time_zone_dates D1", "time_zone_dates E1"],
    );
    // Due at the end of the working day: nothing to say.
    case(
        &[
            "s46296.34 | s46307.708333333 | s46307.6 | Đã trả kết quả",
            "s46300.61 | s46310.708333333 | | Đang xử lý",
        ],
        &["2026-10-01 2026-10-12 2026-10-12", "2026-10-05 2026-10-15 -"],
        &[],
    );
    case(
        &["2026-09-30T17:00:00.000Z | 2026-10-11T17:00:00.000Z | | Đang xử lý"],
        &["2026-10-01 2026-10-12 -"],
        &["time_zone_dates C1", "time_zone_dates D1"],
    );
    case(
        &["s46295.9999999998 | s46306.99999999 | | Đang xử lý"],
        &["2026-10-01 2026-10-12 -"],
        &[],
    );
}

#[test]
fn days_that_were_exchanged_with_their_months_are_put_back_and_said() {
    // 1, 5, 6, 7, 8/10 as real days of the months 1, 5, 6, 7, 8; what is after the 12th stayed text.
    case(
        &[
            "s46032 | s46366 | | Đang xử lý",
            "s46152 | 15/10/2026 | 16/10/2026 | Đã trả kết quả",
            "s46183 | 26/10/2026 | | Đang xử lý",
            "s46213 | 20/10/2026 | 19/10/2026 | Đã trả kết quả",
            "s46244 | s46275 | s46305 | Đã trả kết quả",
        ],
        &[
            "2026-10-01 2026-10-12 -",
            "2026-10-05 2026-10-15 2026-10-16",
            "2026-10-06 2026-10-26 -",
            "2026-10-07 2026-10-20 2026-10-19",
            "2026-10-08 2026-10-09 2026-10-10",
        ],
        &["month_first_dates C1", "month_first_dates D1"],
    );
    // One real day after the 12th: these are what they say.
    case(
        &[
            "s46032 | s46365 | | Đang xử lý",
            "s46052 | s46365 | | Đang xử lý",
            "s46183 | s46375 | | Đang xử lý",
        ],
        &["2026-01-10 2026-12-09 -", "2026-01-30 2026-12-09 -", "2026-06-10 2026-12-19 -"],
        &[],
    );
}

/// The code that stops a sheet of these days.
#[track_caller]
fn stopped(rows: &[&str], code: Option<Code>) {
    let rows: String =
        (1..).zip(rows).map(|(at, row)| format!("H{at} | P | {row} | | Đang xử lý\n")).collect();
    let reading = read(&format!("{HEADER}\n{rows}"));
    assert_eq!(reading.account.error.as_ref().map(|error| error.code), code, "{rows}");
}

#[test]
fn days_that_can_be_read_two_ways_stop_the_sheet() {
    let refused = Some(Code::MonthFirstDates);
    // The 10th of ten months, due two days later; or 1–10/10, due two months later.
    let tenths = [46_032, 46_063, 46_091, 46_122, 46_152, 46_183, 46_213, 46_244, 46_275, 46_305];
    let rows = tenths.map(|day| format!("s{day} | s{}", day + 2));
    stopped(&rows.each_ref().map(String::as_str), refused);
    stopped(&["26/10/01 | 26/10/12", "26/10/05 | 26/10/15"], refused);
    stopped(&["2026-01-10 | 2026-12-10", "2026-05-10 | 2026-15-10"], refused);
    stopped(&["2026-10-01 | 2026-10-12", "2026-10-05 | 2026-10-15"], None);
    stopped(&["01/10/26 | 12/10/26", "05/10/26 | 15/10/26"], None);
}

/// The first day of receipt, where a sheet of three rows of `10/1/2026` … can be read.
fn first(path: &str, title: &str) -> Option<String> {
    let rows: String =
        (1..4).map(|at| format!("H{at} | P | 10/{at}/2026 | | | Đang xử lý\n")).collect();
    let rows = format!("{title}\n{HEADER}\n{rows}");
    let reading =
        Sheet { rows: &rows, path, options: NormalizeOptions::default(), ..Sheet::default() }
            .read();
    reading.records.dossiers.first().map(|one| one.received.to_string())
}

#[test]
fn the_period_decides_where_nothing_else_does() {
    assert_eq!(first("a.csv", "Danh sách"), None);
    assert_eq!(first("a.csv", "Tháng 10 năm 2026").as_deref(), Some("2026-10-01"));
    assert_eq!(first("2026-10/a.csv", "Danh sách").as_deref(), Some("2026-10-01"));
    assert_eq!(first("a.csv", "Quý I năm 2026").as_deref(), Some("2026-01-10"));
}

#[test]
fn words_for_none_are_blanks_and_no_excuse() {
    case(
        &[
            "01/10/2026 | 12/10/2026 | Chưa trả | Đang xử lý",
            "01/10/2026 | 12/10/2026 | 0001-01-01 00:00:00 | Đang xử lý",
            "01/10/2026 | 12/10/2026 | x | Đang xử lý",
            "01/10/2026 | 12/10/2026 | - | Đã trả kết quả",
            "- | 12/10/2026 | 12/10/2026 | Đã trả kết quả",
            "01/10/2026 | 11 ngày | 12/10/2026 | Đã trả kết quả",
        ],
        &["2026-10-01 2026-10-12 -"; 3],
        &["closed_without_end E5", "missing_received C6", "bad_date D7"],
    );
}

#[test]
fn a_status_that_the_dates_contradict_is_said_of_each_row() {
    case(
        &[
            "01/10/2026 | 12/10/2026 | 12/10/2026 | Đang xử lý",
            "01/10/2026 | 12/10/2026 | 12/10/2026 | Yêu cầu bổ sung",
            "01/10/2026 | 12/10/2026 | 12/10/2026 | ",
            "01/10/2026 | 12/10/2026 | 12/10/2026 | Đã trả kết quả",
        ],
        &["2026-10-01 2026-10-12 2026-10-12"; 4],
        &["status_differs F2", "status_differs F3"],
    );
    let rows = "Mã hồ sơ | Phòng | Ngày tiếp nhận | Ngày hẹn trả | Ngày có kết quả | Ngày trả kết quả\n\
                H1 | P | 01/10/2026 | 12/10/2026 | 12/10/2026 | 09/10/2026";
    assert_eq!(
        codes(&read(rows).account.findings),
        ["missing_channel 1", "collected_before_finished F2"]
    );
}

#[test]
fn an_unknown_status_says_how_its_row_counts_and_what_to_paste() {
    let rows = format!(
        "{HEADER}\nH1 | P | 01/10/2026 | 12/10/2026 | 12/10/2026 | Chờ \"ký\" nháy\nH2 | P | 01/10/2026 | 12/10/2026 | | Đã gửi lên"
    );
    let mut options = NormalizeOptions::default();
    let reading = read(&rows);
    let findings: Vec<_> = reading.account.findings.iter().skip(1).collect();
    assert_eq!(codes(findings.iter().copied()), ["unknown_status F2", "unknown_status F3"]);
    assert!(findings[0].effect().contains("đã giải quyết"), "{}", findings[0].effect());
    assert!(
        findings[0].advice().ends_with("\n\"Chờ \\\"ký\\\" nháy\" = \"da_xong\""),
        "{}",
        findings[0].advice()
    );
    assert!(findings[1].effect().contains("đang giải quyết"), "{}", findings[1].effect());
    assert!(
        findings[1].advice().ends_with("\n\"Đã gửi lên\" = \"dang_xu_ly\""),
        "{}",
        findings[1].advice()
    );
    let known = [("Đã gửi lên".to_owned(), crate::model::Standing::Waiting)];
    options.words =
        crate::normalize::StatusWords::new(&known.into(), &BTreeMap::new(), &BTreeMap::new());
    let reading = Sheet { rows: &rows, options, ..Sheet::default() }.read();
    assert_eq!(codes(&reading.account.findings), ["missing_channel 1", "unknown_status F2"]);
    assert_eq!(reading.records.dossiers[1].standing, crate::model::Standing::Waiting);
}
