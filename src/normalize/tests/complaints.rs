//! Registers of complaints: what their statuses, columns and titles say beside the days.

use super::{Sheet, codes, counts, read};
use crate::model::short_date;
use crate::normalize::{NormalizeOptions, settle};

const HEADER: &str =
    "Số đơn | Loại đơn | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết | Trạng thái";

#[test]
fn a_status_without_a_day_is_never_passed_over() {
    let case = |status: &str, end: &str, expected: &[&str], rows: [u64; 4]| {
        let reading =
            read(&format!("{HEADER}\nD1 | Khiếu nại | 02/03/2026 | 12/03/2026 | {end} | {status}"));
        assert_eq!(codes(&reading.account.findings), expected, "{status} {end}");
        assert_eq!(counts(&reading), rows, "{status} {end}");
    };
    for status in ["Đã rút", "Trả lại", "Hủy", "Dừng giải quyết", "Đã giải quyết"]
    {
        case(status, "", &["closed_without_end E2"], [0, 1, 0, 0]);
        case(status, "09/03/2026", &[], [1, 0, 0, 0]);
    }
    case("Đang giải quyết", "", &[], [1, 0, 0, 0]);
    case("Chờ tiếp nhận", "", &[], [1, 0, 0, 0]);
    case("Chuyển Sở Y tế", "", &["unknown_status F2"], [1, 0, 0, 0]);
    for status in ["Từ chối tiếp nhận", "Không tiếp nhận"] {
        let reading =
            read(&format!("{HEADER}\nD1 | Khiếu nại | 02/03/2026 | 12/03/2026 | | {status}"));
        assert_eq!(codes(&reading.account.findings), ["status_differs F2"], "{status}");
        assert!(reading.records.complaints.is_empty(), "{status}");
    }
}

#[test]
fn the_day_of_the_answer_goes_before_that_of_any_step() {
    let reading = read(
        "Số đơn | Loại đơn | Ngày nhận | Ngày xử lý | Hạn giải quyết | Ngày trả lời công dân\n\
         D1 | Khiếu nại | 01/03/2026 | 03/03/2026 | 11/03/2026 | 13/03/2026",
    );
    let resolved = reading.records.complaints[0].resolved.map(short_date);
    assert_eq!(resolved.as_deref(), Some("13/3/2026"));
    let unread = read(
        "Số đơn | Loại đơn | Ngày nhận | Ngày xử lý | Hạn giải quyết | Ngày ký văn bản phản hồi công dân\n\
         D1 | Khiếu nại | 01/03/2026 | 03/03/2026 | 11/03/2026 | 13/03/2026",
    );
    assert_eq!(codes(&unread.account.findings), ["ambiguous_column F1"]);
    assert!(unread.stopped.is_empty());
}

/// Without the day of the answer all complaints stay open: said, with the column that may be it.
#[test]
fn a_register_without_the_day_of_the_answer_says_so() {
    let case = |columns: &str, days: &str, expected: &[&str]| {
        let reading = read(&format!(
            "Số đơn | Loại đơn | Ngày tiếp nhận | Hạn giải quyết{columns}\n\
             D1 | Khiếu nại | 02/03/2026 | 12/03/2026{days}"
        ));
        assert_eq!(codes(&reading.account.findings), expected, "{columns}");
        reading.records.complaints[0].resolved.map(short_date)
    };
    let day = Some("09/3/2026".to_owned());
    for name in ["Ngày kết luận", "Ngày ban hành quyết định giải quyết", "Ngày thông báo kết quả"]
    {
        assert_eq!(case(&format!(" | {name}"), " | 09/03/2026", &[]), day, "{name}");
    }
    assert_eq!(case("", "", &["closed_without_end 1"]), None);
    assert_eq!(case(" | Ngày ký", " | 09/03/2026", &["ambiguous_column E1"]), None);
    assert_eq!(case(" | Ngày chuyển đơn", " | 09/03/2026", &["closed_without_end 1"]), None);
}

/// Said where a complaint is late by the column that is read, and in time by the other.
#[test]
fn another_day_of_the_answer_is_said_where_it_changes_what_is_late() {
    let case = |name: &str, day: &str, expected: &[&str]| {
        let reading = read(&format!(
            "Số đơn | Loại đơn | Ngày tiếp nhận | Hạn giải quyết | {name} | Ngày trả lời\n\
             D1 | Khiếu nại | 02/03/2026 | 12/03/2026 | {day} | 16/03/2026"
        ));
        assert_eq!(codes(&reading.account.findings), expected, "{name} {day}");
    };
    for name in ["Ngày kết luận", "Ngày ký", "Ngày ra quyết định giải quyết"] {
        case(name, "09/03/2026", &["ambiguous_column E1"]);
        case(name, "13/03/2026", &[]);
        case(name, "09/03/1990", &[]);
        case(name, "", &[]);
    }
    case("Ngày thụ lý", "03/03/2026", &[]);
    case("Ngày chuyển đơn", "03/03/2026", &[]);
}

#[test]
fn rows_of_another_year_than_the_title_are_said() {
    let reading = read(&format!(
        "SỔ ĐƠN THƯ THÁNG 3/2026\n{HEADER}\nD1 | Khiếu nại | 02/03/2025 | 12/03/2025 | 09/03/2025 |\n\
         D2 | Khiếu nại | 02/02/2026 | 12/03/2026 | 09/03/2026 |"
    ));
    assert_eq!(codes(&reading.account.findings), ["implausible_date C3"]);
    assert_eq!(counts(&reading), [2, 0, 0, 0]);
}

#[test]
fn a_complaint_carried_over_without_a_number_is_asked_about() {
    let header = "STT | Loại đơn | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết";
    let of = |path: &str, rows: &str| {
        Sheet { path, rows: &format!("{header}\n{rows}"), ..Sheet::default() }.read()
    };
    let open = of("a.xlsx", "1 | Khiếu nại | 20/02/2026 | 20/03/2026 |");
    let closed = of("b.xlsx", "1 | Khiếu nại | 20/02/2026 | 20/03/2026 | 15/03/2026");
    let other = of("c.xlsx", "1 | Khiếu nại | 21/02/2026 | 20/03/2026 | 15/03/2026");
    let settled = settle(vec![open, closed, other], &NormalizeOptions::default());
    let found = settled.ledger.files.iter().map(|file| codes(&file.findings));
    let empty = Vec::<String>::new;
    assert_eq!(found.collect::<Vec<_>>(), [vec!["repeated_rows 2".to_owned()], empty(), empty()]);
    assert_eq!(settled.records.complaints.len(), 3);
}

/// A list of some of the complaints of a register counts again, and is said.
#[test]
fn complaints_that_look_taken_from_another_register_are_said() {
    let rows = |days: &[u8], number: bool| {
        let line = |day: &u8| {
            let code = if number { format!("{day} | ") } else { String::new() };
            format!(
                "{code}Phản ánh | {day:02}/03/2026 | {:02}/03/2026 | {:02}/03/2026\n",
                day + 7,
                day + 9
            )
        };
        days.iter().map(line).collect::<String>()
    };
    let header = "Loại đơn | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết";
    let register = format!("Số đơn | {header}\n{}", rows(&[2, 3, 4, 5, 6], true));
    let of = |days: &[u8]| {
        let late = format!("{header}\n{}", rows(days, false));
        let sheets = [("a.xlsx", &register), ("b.xlsx", &late)];
        let read = |(path, rows): &(&str, &String)| Sheet { path, rows, ..Sheet::default() }.read();
        let readings = sheets.iter().map(read).collect();
        let options = NormalizeOptions::default();
        let settled = settle(readings, &options);
        let findings = settled.ledger.files.iter().flat_map(|file| &file.findings);
        let found: Vec<String> = codes(findings);
        (settled.records.complaints.len(), found.contains(&"repeated_rows 2".to_owned()))
    };
    assert_eq!(of(&[3, 4, 6]), (8, true));
    assert_eq!(of(&[9, 10, 11]), (8, false));
}
