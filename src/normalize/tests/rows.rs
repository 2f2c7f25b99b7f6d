//! What becomes of each row of a table of dossiers.

use std::sync::Arc;

use jiff::civil::date;

use super::{Sheet, codes, counts, has, read, rows};
use crate::ledger::{Code, Finding, Place, Source};
use crate::model::{Channel, Standing};
use crate::normalize::file::FileReader;
use crate::normalize::sheet::SheetKnown;
use crate::normalize::{DepartmentOption, NormalizeOptions};
use crate::read::Merge;

const HEADER: &str = "Mã hồ sơ | Tên thủ tục | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái | Hình thức nộp";

/// One row below the usual header: its codes, and whether it counts.
#[track_caller]
fn case(row: &str, accepted: bool, expected: &[&str]) {
    let reading = read(&format!("{HEADER}\n{row}"));
    assert_eq!(codes(&reading.account.findings), expected, "{row}");
    assert_eq!(counts(&reading), if accepted { [1, 0, 0, 0] } else { [0, 1, 0, 0] }, "{row}");
    assert_eq!(reading.records.dossiers.len(), usize::from(accepted), "{row}");
    assert_eq!(reading.raw.dossiers.len(), 1, "{row}");
}

#[test]
fn a_good_row_counts_without_a_word() {
    let reading = read(&format!(
        "{HEADER}\nH1 | Khai sinh | Phòng Tư pháp | 02/03/2020 | 05/03/2020 | 04/03/2020 | Đã xử lý xong | Trực tuyến"
    ));
    assert_eq!(codes(&reading.account.findings), [""; 0]);
    let dossier = &reading.records.dossiers[0];
    assert_eq!(dossier.code.as_deref(), Some("H1"));
    assert_eq!(dossier.department.as_deref(), Some("Phòng Tư pháp"));
    assert_eq!(dossier.received, date(2020, 3, 2));
    assert_eq!(dossier.due, Some(date(2020, 3, 5)));
    assert_eq!(dossier.finished, Some(date(2020, 3, 4)));
    assert_eq!(dossier.standing, Standing::Done);
    assert_eq!(dossier.channel, Some(Channel::Online));
    assert_eq!(dossier.place.to_string(), "a.xlsx › Trang 1 › dòng 2");
}

#[test]
fn an_open_status_says_what_a_cell_without_a_day_leaves_open() {
    let row = |end: &str, status: &str| {
        format!("H1 | K | P | 02/03/2020 | 05/03/2020 | {end} | {status} | Trực tiếp")
    };
    case(&row("?", "Đang xử lý"), true, &["bad_date F2"]);
    case(&row("Còn hạn", "Chờ bổ sung"), true, &["bad_date F2"]);
    case(&row("#N/A", "Đang xử lý"), true, &["error_cell F2"]);
    // A figure may be a day, and without a known status nothing speaks for the row.
    case(&row("32/10", "Đang xử lý"), false, &["bad_date F2"]);
    case(&row("?", ""), false, &["bad_date F2"]);
    case(&row("?", "Đã trả kết quả"), false, &["bad_date F2"]);
    case(&row("#N/A", "Đã trả kết quả"), false, &["error_cell F2"]);
}

#[test]
fn rows_that_cannot_be_judged_are_rejected() {
    let tail = "Đang xử lý | Trực tiếp";
    case(&format!("H1 | K | P | | 05/03/2020 | | {tail}"), false, &["missing_received D2"]);
    case(&format!("H1 | K | P | x | 05/03/2020 | | {tail}"), false, &["bad_date D2"]);
    case(&format!("H1 | K | P | 02/03/2020 | 31/02/2020 | | {tail}"), false, &["bad_date E2"]);
    case(
        &format!("H1 | K | P | 02/03/2020 | 05/03/2020 | 31/02/2020 | {tail}"),
        false,
        &["bad_date F2"],
    );
    case(
        &format!("H1 | K | P | 02/03/1989 | 05/03/2020 | | {tail}"),
        false,
        &["implausible_date D2"],
    );
    case(
        &format!("H1 | K | P | 02/03/2020 | 05/03/2101 | | {tail}"),
        false,
        &["implausible_date E2"],
    );
    case(&format!("H1 | K | P | 5 | 05/03/2020 | | {tail}"), false, &["implausible_date D2"]);
    case(&format!("H1 | K | P | #N/A | 05/03/2020 | | {tail}"), false, &["error_cell D2"]);
    case(&format!("H1 | K | P | 02/03/2020 | = | | {tail}"), false, &["formula_without_value E2"]);
    case(
        &format!("H1 | K | P | 02/03/2020 | 01/03/2020 | | {tail}"),
        false,
        &["due_before_received E2"],
    );
    case(
        &format!("H1 | K | P | 02/03/2020 | 05/03/2020 | 01/03/2020 | {tail}"),
        false,
        &["returned_before_received F2"],
    );
    case(
        "H1 | K | P | 02/03/2020 | 05/03/2020 | | Đã trả kết quả | Trực tiếp",
        false,
        &["closed_without_end F2"],
    );
    case(
        "H1 | K | P | 02/03/2020 | 05/03/2020 | | Rút | Trực tiếp",
        false,
        &["closed_without_end F2"],
    );
}

#[test]
fn rows_that_can_be_judged_are_accepted_with_a_finding() {
    let dates = "02/03/2020 | 05/03/2020 | 04/03/2020 | Đã xử lý xong";
    case(&format!("H1 | K | | {dates} | Trực tiếp"), true, &["missing_department C2"]);
    case(&format!("H1 | K | #REF! | {dates} | Trực tiếp"), true, &["error_cell C2"]);
    case(&format!("H1 | K | P | {dates} | "), true, &["missing_channel H2"]);
    case(&format!("H1 | K | P | {dates} | fax"), true, &["missing_channel H2"]);
    case(
        "H1 | K | P | 02/03/2020 | | 04/03/2020 | Đã xử lý xong | Trực tiếp",
        true,
        &["missing_due E2"],
    );
    case(
        "H1 | K | P | 02/03/2020 | 05/03/2020 | | Đang bay | Trực tiếp",
        true,
        &["unknown_status G2"],
    );
    case("H1 | K | P | 02/03/2020 | 05/03/2020 | | Dừng xử lý | Trực tiếp", true, &[]);
    case("H1 | K | P | 02/03/2020 | 05/03/2020 | | | Trực tiếp", true, &[]);
    case(
        "H59-200303-0001 | K | P | 02/03/2020 | 05/03/2020 | | | 1",
        true,
        &["code_date_differs D2"],
    );
    case("H59-200302-0001 | K | P | 02/03/2020 | 05/03/2020 | | 4 | 1", true, &[]);
}

#[test]
fn every_row_of_a_table_is_counted_in_exactly_one_fate() {
    let reading = read(
        "
        ỦY BAN NHÂN DÂN
        Từ ngày 01/03/2020 đến ngày 31/03/2020

        Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả
        (1) | (2) | (3) | (4) | (5)
        H1 | Phòng A | 02/03/2020 | 05/03/2020 | 04/03/2020
         | | |
        H2 | Phòng A | x | 05/03/2020 | 04/03/2020
        Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả
        H3 | Phòng B | 02/03/2020 | 05/03/2020 |
        Tổng cộng | | 3 | | 1
         | | | | Ngày 31 tháng 3 năm 2020
         | Người lập biểu | | | GIÁM ĐỐC
         | Nguyễn Văn Mẫu | | | Trần Thị Mẫu
        ",
    );
    assert_eq!(counts(&reading), [2, 1, 6, 1]);
    assert_eq!(reading.raw.dossiers.len(), 3);
}

#[test]
fn a_department_may_stand_in_a_row_above() {
    let reading = read(
        "
        Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Hình thức nộp
        I. Phòng Tư pháp
        H1 | 02/03/2020 | 05/03/2020 | 04/03/2020 | 1
        H2 | 02/03/2020 | 05/03/2020 | 04/03/2020 | 1
        II | Phòng Y tế
        H3 | 02/03/2020 | 05/03/2020 | 04/03/2020 | 1
        ",
    );
    let names: Vec<_> = reading
        .records
        .dossiers
        .iter()
        .filter_map(|dossier| dossier.department.as_deref())
        .collect();
    assert_eq!(names, ["Phòng Tư pháp", "Phòng Tư pháp", "Phòng Y tế"]);
    assert_eq!(counts(&reading), [3, 0, 2, 0]);
}

#[test]
fn a_name_that_stands_alone_is_no_department() {
    let reading = read(
        "
        Mã hồ sơ | Chủ hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Hình thức nộp
        H1 | Trần Ví Dụ | Phòng Y tế | 02/03/2020 | 05/03/2020 | 04/03/2020 | 1
         | Lê Ví Dụ
        H2 | Chủ tịch UBND xã | | 02/03/2020
        ",
    );
    let names: Vec<_> =
        reading.records.dossiers.iter().map(|dossier| dossier.department.as_deref()).collect();
    assert_eq!(names, [Some("Phòng Y tế"), None]);
    assert_eq!(counts(&reading), [2, 1, 0, 0]);
}

#[test]
fn a_merged_cell_is_filled_down_inside_its_range_only() {
    let rows = "
        Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Hình thức nộp
        H1 | Phòng A | 02/03/2020 | 05/03/2020 | 04/03/2020 | 1
        H2 | | 02/03/2020 | 05/03/2020 | 04/03/2020 | 1
        H3 | | 02/03/2020 | 05/03/2020 | 04/03/2020 | 1
        ";
    let merges = [Merge { first_row: 2, last_row: 3, first_column: 1, last_column: 1 }];
    let reading = Sheet { rows, merges: &merges, ..Sheet::default() }.read();
    let names: Vec<_> =
        reading.records.dossiers.iter().map(|dossier| dossier.department.as_deref()).collect();
    assert_eq!(names, [Some("Phòng A"), Some("Phòng A"), None]);
    assert_eq!(codes(&reading.account.findings), ["missing_department B4"]);
}

/// The procedure says one department, the field another: neither is surely right.
#[test]
fn a_blank_department_is_unknown_where_procedure_and_field_disagree() {
    let department = |name: &str, field: &str, procedure: &str| DepartmentOption {
        name: name.to_owned(),
        fields: vec![field.to_owned()],
        procedures: vec![procedure.to_owned()],
        ..DepartmentOption::default()
    };
    let options = NormalizeOptions {
        departments: vec![department("Phòng A", "An", "Cấp"), department("Phòng B", "Ba", "Thu")],
        ..NormalizeOptions::default()
    };
    let header = "Mã hồ sơ | Tên thủ tục | Lĩnh vực | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý";
    let dates = "02/03/2020 | 05/03/2020 | 04/03/2020";
    let rows = format!("{header}\nH1 | Cấp | An | | {dates}\nH2 | Cấp | Ba | | {dates}");
    let reading = Sheet { rows: &rows, options, ..Sheet::default() }.read();
    let names: Vec<_> =
        reading.records.dossiers.iter().map(|dossier| dossier.department.as_deref()).collect();
    assert_eq!(names, [Some("Phòng A"), None]);
    let found = reading.account.findings.iter().find(|found| found.code == Code::MissingDepartment);
    let message = found.expect("a finding").message();
    assert!(message.contains("thủ tục thuộc “Phòng A”, lĩnh vực thuộc “Phòng B”"), "{message}");
}

#[test]
fn hidden_rows_count_and_are_named() {
    let rows = format!("{HEADER}\nH1 | K | P | 02/03/2020 | 05/03/2020 | 04/03/2020 | 9 | 1");
    let reading = Sheet { rows: &rows, hidden_rows: &[2, 7], ..Sheet::default() }.read();
    assert_eq!(codes(&reading.account.findings), ["hidden_rows 2"]);
    assert_eq!(counts(&reading), [1, 0, 0, 0]);
}

#[test]
fn a_day_after_the_check_is_noted() {
    let rows = format!("{HEADER}\nH1 | K | P | 02/03/2020 | 05/04/2020 | 04/03/2020 | 9 | 1");
    let on = |today| {
        let options = NormalizeOptions { today: Some(today), ..NormalizeOptions::default() };
        Sheet { rows: &rows, options, ..Sheet::default() }.read()
    };
    assert_eq!(codes(&on(date(2020, 3, 3)).account.findings), ["future_date F2"]);
    assert!(!has(&on(date(2020, 3, 4)), Code::FutureDate));
}

#[test]
fn a_known_limit_makes_a_missing_due_date_no_finding() {
    let rows = format!("{HEADER}\nH1 | Khai sinh | P | 02/03/2020 | | 04/03/2020 | 9 | 1");
    let by_code = NormalizeOptions {
        known_limits: vec!["1.010803".to_owned()],
        ..NormalizeOptions::default()
    };
    let long_code = "Mã hồ sơ | Mã TTHC | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp\nH1 | 1.010803.000.00.00.H59 | P | 02/03/2020 | | 04/03/2020 | Trực tiếp";
    let reading = Sheet { rows: long_code, options: by_code, ..Sheet::default() }.read();
    assert_eq!(codes(&reading.account.findings), [""; 0]);
    let options = NormalizeOptions {
        known_limits: vec!["khai  sinh".to_owned()],
        ..NormalizeOptions::default()
    };
    let reading = Sheet { rows: &rows, options, ..Sheet::default() }.read();
    assert_eq!(codes(&reading.account.findings), [""; 0]);
}

#[test]
fn the_tally_takes_every_row_by_its_dates() {
    let reading = read(&format!(
        "{HEADER}\nH1 | K | P | | 05/03/2020 | | |\nH2 | K | | 02/03/1900 | 05/03/2020 | 04/03/2020 | |\nH1 | K | P | 02/03/2020 | x | 04/03/2020 | |"
    ));
    let raw: Vec<_> = reading
        .raw
        .dossiers
        .iter()
        .map(|row| (row.department.as_deref(), row.due.is_some(), row.end.is_some()))
        .collect();
    assert_eq!(raw, [(Some("P"), true, false), (None, true, true), (Some("P"), false, true)]);
}

/// Each group ends with its total: the next heading stands below it, as a signature would.
#[test]
fn a_heading_below_a_subtotal_is_still_a_heading() {
    let reading = read(
        "Mã hồ sơ | Tên thủ tục | Ngày nhận | Ngày hẹn trả | Ngày trả | Kênh\n\
         I | Phòng A\nH1 | x | 02/03/2020 | 05/03/2020 | | Trực tiếp\n | Cộng\n\
         II | Phòng B\nH2 | x | 02/03/2020 | 05/03/2020 | | Trực tiếp\nCộng Phòng B | | 1\n\
         Tổng cộng | | 2\n | | | | Người lập\n | | | | Nguyễn Văn A",
    );
    let names: Vec<_> =
        reading.records.dossiers.iter().map(|dossier| dossier.department.as_deref()).collect();
    assert_eq!(names, [Some("Phòng A"), Some("Phòng B")]);
    assert_eq!(counts(&reading), [2, 0, 7, 0]);
}

#[test]
fn a_file_none_of_whose_sheets_can_be_read_is_corrupt() {
    let options = NormalizeOptions::default();
    let read = |others: &str| {
        let mut file = FileReader::new("a.xlsx", &options);
        let source = Arc::new(Source { file: "a.xlsx".to_owned(), sheet: Some("T1".to_owned()) });
        let fault = Finding::new(Code::SheetUnreadable, Place::whole(&source)).with_message("x");
        let sheet = file.begin(SheetKnown { name: "T1".to_owned(), ..SheetKnown::default() });
        let sheet = file.finish_sheet(sheet);
        file.end(sheet, Some(fault));
        let mut sheet = file.begin(SheetKnown { name: "T2".to_owned(), ..SheetKnown::default() });
        for row in rows(others) {
            file.row(&mut sheet, row);
        }
        let sheet = file.finish_sheet(sheet);
        file.end(sheet, None);
        file.finish()
    };
    let nothing = read("Ghi chú");
    assert_eq!(codes(&nothing.account.error), ["corrupt_file"]);
    assert_eq!(codes(&nothing.stopped), ["corrupt_file"]);
    assert_eq!(codes(&nothing.account.findings), [""; 0]);
    assert_eq!(nothing.stopped[0].message(), "x");
    let some = read(
        "Mã hồ sơ | Đơn vị | Ngày nhận | Ngày hẹn trả | Ngày trả | Kênh\nH1 | P | 02/03/2020 | 05/03/2020 | | 1",
    );
    assert_eq!(some.account.error, None);
    assert_eq!(codes(&some.stopped), ["sheet_unreadable"]);
}

const GROUPED: &str =
    "STT | Mã hồ sơ | Tên thủ tục | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả | Kênh";

/// Departments, fields and procedures of the dossiers of a list without these columns.
#[track_caller]
fn grouped(lines: &str, declared: &[&str], expected: &[(&str, &str, &str)]) {
    let departments = declared
        .iter()
        .map(|name| DepartmentOption { name: (*name).to_owned(), ..DepartmentOption::default() });
    let options =
        NormalizeOptions { departments: departments.collect(), ..NormalizeOptions::default() };
    let dated = lines.replace('~', "02/03/2020 | 05/03/2020 | 04/03/2020 | 1");
    let rows = format!("{GROUPED}\n{dated}");
    let reading = Sheet { rows: &rows, options, ..Sheet::default() }.read();
    let text = |text: &Option<crate::model::Text>| text.as_deref().unwrap_or("").to_owned();
    let got: Vec<_> = reading
        .records
        .dossiers
        .iter()
        .map(|one| (text(&one.department), text(&one.field), text(&one.procedure)))
        .collect();
    let got: Vec<_> = got.iter().map(|(a, b, c)| (a.as_str(), b.as_str(), c.as_str())).collect();
    assert_eq!(got, expected, "{lines} {:?}", codes(&reading.account.findings));
}

#[test]
fn what_a_group_is_called_is_given_to_its_rows() {
    let (law, health) = ("Phòng Tư pháp", "Phòng Y tế");
    grouped(
        "| Phòng Tư pháp: 4 hồ sơ\n1 | H1 | x | ~\n| Cộng | | 4 | 4 | 3\n\
         | Phòng Y tế (1 hồ sơ)\n1 | H2 | x | ~\n| Cộng | | 4 | 4 | 3",
        &[],
        &[(law, "", "x"), (health, "", "x")],
    );
    grouped(
        "Phòng Tư pháp\nA | Hồ sơ kỳ trước chuyển sang\n1 | H1 | x | ~\n\
         B | Hồ sơ tiếp nhận trong kỳ | | 1\n1 | H2 | x | ~\n\
         Phòng Y tế Total | | | 2\nPhòng Y tế\nA | Hồ sơ kỳ trước chuyển sang\n1 | H3 | x | ~",
        &[law, health],
        &[(law, "", "x"), (law, "", "x"), (health, "", "x")],
    );
    // The label and the name may stand in two cells.
    grouped(
        "Phòng ban: | Phòng Tư pháp | | | Số hồ sơ: 1\nLĩnh vực: Hộ tịch\nThủ tục: | Khai sinh (1 hồ sơ)\n1 | H1 | | ~\n\
         Trang 1/2\nThủ tục: Khai tử\n2 | H2 | | ~\nLĩnh vực: Đất đai\n3 | H3 | | ~",
        &[],
        &[(law, "Hộ tịch", "Khai sinh"), (law, "Hộ tịch", "Khai tử"), (law, "Đất đai", "")],
    );
}

#[test]
fn a_heading_that_nobody_knows_ends_the_department_of_its_level_only() {
    let law = "Phòng Tư pháp";
    grouped(
        "I | Phòng Tư pháp\n1 | H1 | x | ~\n1 | Chuyện nhà\n1 | H2 | x | ~\nII | Chuyện khác\n1 | H3 | x | ~",
        &[law],
        &[(law, "", "x"), (law, "", "x"), ("", "", "x")],
    );
    // One that is called like a department and does not stand in the settings is said to be unknown.
    grouped(
        "Phòng Tư pháp\n1 | H1 | x | ~\nPhòng Lạ\n1 | H2 | x | ~",
        &[law],
        &[(law, "", "x"), ("", "", "x")],
    );
    grouped(
        "Phòng Tư pháp\n1 | H1 | x | ~\n | Tổng | | 1\nPhòng Y tế\nHồ sơ quá hạn\n1 | H2 | x | ~",
        &[],
        &[(law, "", "x"), ("Phòng Y tế", "", "x")],
    );
}

/// A citizen writes of directors, a clerk writes the date in words.
#[test]
fn a_returned_sheet_is_no_signature() {
    let header = "Mã phiếu | Ngày | Phòng ban | Câu 1 | Câu 2 | Góp ý";
    for row in [
        "002 | ngày 06 tháng 3 năm 2020 | | | |",
        " | ngày 06 tháng 3 năm 2020 | Phòng Y tế | Hài lòng | | ",
        " | 06/03/2020 | | | Hài lòng | Lãnh đạo cần quan tâm hơn",
        "003 | | Phòng Y tế | | | Chủ tịch nên tiếp dân",
        "004 | | Phòng Y tế | | |",
    ] {
        let reading =
            read(&format!("{header}\n001 | 05/03/2020 | Phòng Y tế | Tốt | Tốt | \n{row}"));
        let [accepted, rejected, skipped, blank] = counts(&reading);
        assert_eq!((accepted + rejected, skipped, blank), (2, 0, 0), "{row}");
    }
    for row in [
        " | | | | Trà Vinh, ngày 06 tháng 3 năm 2020 | ",
        " | Người lập biểu | | | TRƯỞNG PHÒNG | ",
        " | | | | | GIÁM ĐỐC",
    ] {
        let reading =
            read(&format!("{header}\n001 | 05/03/2020 | Phòng Y tế | Tốt | Tốt | \n{row}"));
        assert_eq!(counts(&reading)[2], 1, "{row}");
    }
}

/// Some report programs print the department once, in its own column, on a row of its own.
#[test]
fn departments_that_stand_on_rows_of_their_own_are_given_to_the_rows_below() {
    let reading = read(
        "Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả | Kênh | Phòng ban\n\
         | | | | | Phòng Tư pháp\nH1 | 02/03/2020 | 05/03/2020 | 04/03/2020 | 1 |\n\
         | | | | | Phòng Y tế\nH2 | 02/03/2020 | 05/03/2020 | 04/03/2020 | 1 |\n\
         Hồ sơ chưa rõ đơn vị\nH3 | 02/03/2020 | 05/03/2020 | 04/03/2020 | 1 |",
    );
    let names: Vec<_> =
        reading.records.dossiers.iter().map(|dossier| dossier.department.as_deref()).collect();
    assert_eq!(names, [Some("Phòng Tư pháp"), Some("Phòng Y tế"), None]);
    assert_eq!(codes(&reading.account.findings), ["missing_department 7"]);
}
