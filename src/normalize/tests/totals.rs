//! Tables of totals: lines, whose they are, and whether they add up.

use super::{Sheet, codes, counts, read};
use crate::ledger::{Code, SheetKind};
use crate::model::{Totals, short_date};
use crate::normalize::{DepartmentOption, FileReading, NormalizeOptions};

/// The 13 columns with their three header rows and the row of numbers, as text keeps them.
const THIRTEEN: &str = "Tháng 3 năm 2020 (Từ ngày 15/02/2020 đến ngày 14/3/2020)\n\
     STT | Lĩnh vực, công việc giải quyết theo cấp | Số hồ sơ nhận giải quyết | | | | Số hồ sơ đã giải quyết | | | | Số hồ sơ đang giải quyết | |\n\
     | | Tổng số | Trong đó | | Từ kỳ trước | Tổng số | Trước hạn | Đúng hạn | Quá hạn | Tổng số | Trong hạn | Quá hạn\n\
     | | | Trực tuyến | Trực tiếp, dịch vụ bưu chính | | | | | | | |\n\
     (1) | (2) | (3) | (4) | (5) | (6) | (7) | (8) | (9) | (10) | (11) | (12) | (13)\n";

fn lines(reading: &FileReading) -> Vec<String> {
    let lines = reading.records.totals.iter();
    lines
        .map(|line| {
            let name =
                |name: &Option<crate::model::Text>| name.as_deref().unwrap_or("–").to_owned();
            format!("{} / {}: {}", name(&line.department), name(&line.field), line.counts.taken)
        })
        .collect()
}

#[test]
fn the_thirteen_columns_are_read_with_their_period() {
    let reading = read(&format!(
        "{THIRTEEN}1 | Người có công | 12 | 4 | 5 | 3 | 9 | 5 | 3 | 1 | 3 | 2 | 1\n\
         2 | Việc làm | 1,234 | 1,234 | - | | 1234 | 1234 | 0 | 0 | 0 | 0 | 0\n\
         Tổng cộng | | 1.246 | 1.238 | 5 | 3 | 1.243 | 1.239 | 3 | 1 | 3 | 2 | 1\n\
         Người lập biểu | | | | | | | | Giám đốc"
    ));
    assert_eq!(reading.account.sheets[0].kind, Some(SheetKind::Totals));
    assert_eq!(codes(&reading.account.findings), [""; 0]);
    assert_eq!(lines(&reading), ["– / Người có công: 12", "– / Việc làm: 1234"]);
    assert_eq!(counts(&reading), [2, 0, 3, 0]);
    let first = &reading.records.totals[0];
    assert_eq!(short_date(first.span.to), "14/3/2020");
    let want = Totals {
        taken: 12,
        online: Some(4),
        counter: Some(5),
        carried: Some(3),
        resolved: 9,
        early: Some(5),
        on_time: Some(3),
        in_time: 8,
        late: 1,
        open: 3,
        open_in_time: Some(2),
        open_overdue: Some(1),
    };
    assert_eq!(first.counts, want);
}

#[test]
fn what_does_not_add_up_is_said_and_used_as_it_stands() {
    let reading = read(&format!(
        "{THIRTEEN}1 | Người có công | 12 | 4 | 5 | 3 | 9 | 5 | 3 | 2 | 3 | 2 | 1\n\
         Tổng cộng | | 13 | 4 | 5 | 3 | 9 | 5 | 3 | 2 | 3 | 2 | 1"
    ));
    let messages: Vec<_> =
        reading.account.findings.iter().map(crate::ledger::Finding::message).collect();
    assert_eq!(
        messages,
        [
            "Dòng “Người có công”: (7) = (8) + (9) + (10) không đúng, 9 ≠ 10",
            "Dòng tổng, cột tổng số nhận giải quyết: ghi 13, tổng các dòng là 12",
        ]
    );
    assert!(reading.account.findings.iter().all(|finding| finding.code == Code::BrokenIdentity));
    assert_eq!(lines(&reading), ["– / Người có công: 12"]);
}

#[test]
fn a_family_without_the_split_keeps_it_unknown() {
    let reading = read(
        "Tháng 3/2020\n\
         TT | Đơn vị | Tổng số hồ sơ | Trực tiếp | Trực tuyến | BCCI | Đã giải quyết | Đúng và trước hạn | Quá hạn | Đang giải quyết | Trong hạn | Quá hạn\n\
         1 | Phòng Y tế | 10 | 5 | 4 | 1 | 8 | 7 | 1 | 2 | 2 | 0",
    );
    assert_eq!(codes(&reading.account.findings), [""; 0]);
    let counts = reading.records.totals[0].counts;
    assert_eq!((counts.early, counts.on_time, counts.carried), (None, None, None));
    assert_eq!((counts.in_time, counts.counter, counts.online), (7, Some(6), Some(4)));
    assert_eq!(lines(&reading), ["Phòng Y tế / –: 10"]);
}

#[test]
fn an_empty_first_column_is_allowed_and_the_folder_gives_the_period() {
    let rows = "| STT | Đơn vị | Tổng số | Trực tuyến | Trực tiếp | Kỳ trước | Đã giải quyết | Trước hạn | Đúng hạn | Quá hạn | Đang giải quyết | Trong hạn | Quá hạn\n\
                | 1 | Phòng Y tế | 3 | 1 | 1 | 1 | 2 | 1 | 1 | 0 | 1 | 1 | 0";
    let reading = Sheet { rows, path: "2020-03/07a.xls", ..Sheet::default() }.read();
    assert_eq!(lines(&reading), ["Phòng Y tế / –: 3"]);
    assert_eq!(codes(&read(rows).account.error), ["no_period"]);
}

#[test]
fn rows_over_others_are_the_lines_if_they_add_up() {
    let of = |group: u64| {
        read(&format!(
            "{THIRTEEN}I | Người có công | {group} | {group} | 0 | 0 | {group} | {group} | 0 | 0 | 0 | 0 | 0\n\
             1 | Trợ cấp | 2 | 2 | 0 | 0 | 2 | 2 | 0 | 0 | 0 | 0 | 0\n\
             2 | Mai táng | 1 | 1 | 0 | 0 | 1 | 1 | 0 | 0 | 0 | 0 | 0"
        ))
    };
    let good = of(3);
    assert_eq!(lines(&good), ["– / Người có công: 3"]);
    assert_eq!(counts(&good), [1, 0, 3, 0]);
    let bad = of(4);
    assert_eq!(lines(&bad), [""; 0]);
    assert_eq!(codes(&bad.stopped), ["broken_identity 6"]);
}

#[test]
fn departments_and_fields_are_told_apart() {
    let department = |name: &str, field: &str| DepartmentOption {
        name: name.to_owned(),
        fields: vec![field.to_owned()],
        ..DepartmentOption::default()
    };
    let options = NormalizeOptions {
        departments: vec![department("Phòng Y tế", "Y tế"), department("Phòng A", "Đất đai")],
        ..NormalizeOptions::default()
    };
    let line = |name: &str| format!("1 | {name} | 1 | 1 | 0 | 0 | 1 | 1 | 0 | 0 | 0 | 0 | 0\n");
    let rows = format!(
        "{THIRTEEN}A. Theo phòng chuyên môn, đơn vị trực thuộc\n{}{}Tổng cộng | | 2 | 2 | 0 | 0 | 2 | 2 | 0 | 0 | 0 | 0 | 0\n\
         B. Theo lĩnh vực\n{}{}",
        line("Phòng Y tế"),
        line("Phòng Lạ"),
        line("Đất đai"),
        line("Hộ tịch"),
    );
    let reading = Sheet { rows: &rows, options, ..Sheet::default() }.read();
    assert_eq!(
        lines(&reading),
        ["Phòng Y tế / –: 1", "– / –: 1", "Phòng A / Đất đai: 1", "– / Hộ tịch: 1"]
    );
    assert_eq!(codes(&reading.account.findings), ["unknown_department B8"]);
}

#[test]
fn a_number_that_cannot_be_read_rejects_its_line() {
    let reading =
        read(&format!("{THIRTEEN}1 | Hộ tịch | 1 | một | 0 | 0 | 1 | 1 | 0 | 0 | 0 | 0 | 0"));
    assert_eq!(codes(&reading.account.findings), ["bad_value D6"]);
    assert_eq!(counts(&reading), [0, 1, 1, 0]);
}

#[test]
fn a_total_alone_is_the_line_of_its_sheet_or_refused() {
    let total = "Tổng cộng | | 12 | 4 | 5 | 3 | 9 | 5 | 3 | 1 | 3 | 2 | 1";
    let of = |name: &str, total: &str| {
        Sheet { name, rows: &format!("{THIRTEEN}{total}"), ..Sheet::default() }.read()
    };
    let known = of("Phòng Y tế", total);
    assert_eq!(lines(&known), ["Phòng Y tế / –: 12"]);
    assert_eq!((codes(&known.account.findings), counts(&known)), (vec![], [1, 0, 1, 0]));
    let broken = of("Phòng Y tế", &total.replace("| 9 |", "| 8 |"));
    assert_eq!(codes(&broken.account.findings), ["broken_identity B6"; 2]);
    let nobodys = of("Sheet1", total);
    assert_eq!((lines(&nobodys), codes(&nobodys.stopped)), (vec![], vec!["no_rows 6".to_owned()]));
    assert!(nobodys.stopped[0].message().contains("chỉ có dòng tổng"));
    assert_eq!(
        codes(&of("Phòng Y tế", &total.replace("| 9 |", "| chín |")).stopped),
        ["no_rows 6"]
    );
}

/// A table with one column for each way.
const PLAIN: &str = "Tháng 3/2026\nSTT | Đơn vị | Tiếp nhận | Đã giải quyết | Đúng hạn | Quá hạn | Đang giải quyết\n";

#[test]
fn a_line_for_the_whole_office_is_no_line() {
    let rows = "1 | Phòng A | 20 | 15 | 13 | 2 | 5\n2 | Phòng B | 10 | 8 | 8 | 0 | 2\n";
    let named = read(&format!("{PLAIN}{rows} | Toàn Sở | 30 | 23 | 21 | 2 | 7"));
    assert_eq!(lines(&named), ["Phòng A / –: 20", "Phòng B / –: 10"]);
    assert_eq!((codes(&named.account.findings), counts(&named)), (vec![], [2, 0, 1, 0]));
    let added = read(&format!("{PLAIN}{rows} | Sở Nội vụ | 30 | 23 | 21 | 2 | 7"));
    assert_eq!(lines(&added), ["Phòng A / –: 20", "Phòng B / –: 10"]);
    assert_eq!(codes(&added.account.findings), ["totals_not_used 5"]);
    let other = read(&format!("{PLAIN}{rows} | Sở Nội vụ | 31 | 24 | 22 | 2 | 7"));
    assert_eq!(lines(&other).len(), 3);
}

#[test]
fn a_part_of_a_column_is_not_added_to_it() {
    let of = |header: &str| {
        read(&format!(
            "Tháng 3/2026\nSTT | Đơn vị | Tiếp nhận | Đã giải quyết | Đúng hạn | {header} | Quá hạn | Đang giải quyết\n\
             1 | Phòng A | 20 | 15 | 13 | 6 | 2 | 5\n2 | Phòng B | 10 | 8 | 8 | 8 | 0 | 2"
        ))
    };
    let inside = of("Trong đó trước hạn");
    assert_eq!(codes(&inside.account.findings), [""; 0]);
    let counts: Vec<_> = inside.records.totals.iter().map(|line| line.counts).collect();
    assert_eq!((counts[0].early, counts[0].on_time, counts[0].in_time), (Some(6), Some(7), 13));
    assert_eq!((counts[1].early, counts[1].on_time, counts[1].in_time), (Some(8), Some(0), 8));
    // The header does not say it, the sums do.
    assert_eq!(codes(&of("Trước hạn").account.findings), ["broken_identity F3"]);
    let unsaid = read(
        "Tháng 3/2026\nSTT | Đơn vị | Tiếp nhận | Đúng hạn | Trong đó trước hạn | Quá hạn | Đang giải quyết\n\
         1 | Phòng A | 20 | 13 | 6 | 2 | 5",
    );
    let counts = unsaid.records.totals[0].counts;
    assert_eq!((counts.resolved, counts.in_time, counts.early), (15, 13, Some(6)));
    assert_eq!(codes(&unsaid.account.findings), [""; 0]);
}

#[test]
fn what_was_carried_over_may_stand_beside_what_came_in() {
    let reading = read(
        "Tháng 3/2026\nSTT | Đơn vị | Kỳ trước chuyển sang | Tiếp nhận trong kỳ | Đã giải quyết | Đúng hạn | Trễ hạn | Đang giải quyết\n\
         1 | Phòng A | 5 | 20 | 18 | 16 | 2 | 7",
    );
    let counts = reading.records.totals[0].counts;
    assert_eq!((counts.taken, counts.carried), (25, Some(5)));
    assert_eq!(codes(&reading.account.findings), [""; 0]);
}

#[test]
fn a_line_whose_rate_would_be_above_one_does_not_count() {
    let reading = read(&format!("{PLAIN}1 | Phòng A | 20 | 15 | 16 | 0 | 5"));
    assert_eq!(codes(&reading.account.findings), ["broken_identity 3"]);
    assert_eq!(counts(&reading), [0, 1, 0, 0]);
}

#[test]
fn departments_below_a_group_are_the_lines() {
    let reading = read(&format!(
        "{PLAIN}I | TTHC cấp tỉnh | 30 | 23 | 21 | 2 | 7\n1 | Phòng A | 20 | 15 | 13 | 2 | 5\n2 | Phòng B | 10 | 8 | 8 | 0 | 2"
    ));
    assert_eq!(lines(&reading), ["Phòng A / –: 20", "Phòng B / –: 10"]);
    assert_eq!(counts(&reading), [2, 0, 1, 0]);
}

/// A department may be called like a sum; the real total is still the one that adds up all.
#[test]
fn a_department_that_is_called_like_a_sum_is_a_line() {
    let rows = "1 | Y tế | 20 | 15 | 13 | 2 | 5\n2 | Tư pháp | 10 | 8 | 8 | 0 | 2\n";
    let own = "3 | Tổng hợp | 6 | 6 | 6 | 0 | 0\n";
    let total = " | Tổng cộng | 36 | 29 | 27 | 2 | 7\n";
    let declared = |names: &[&str]| NormalizeOptions {
        departments: names
            .iter()
            .map(|name| DepartmentOption {
                name: (*name).to_owned(),
                ..DepartmentOption::default()
            })
            .collect(),
        ..NormalizeOptions::default()
    };
    let of = |names: &[&str], rows: &str| {
        let options = declared(names);
        Sheet { rows: &format!("{PLAIN}{rows}"), options, ..Sheet::default() }.read()
    };
    let all = ["Phòng Y tế", "Phòng Tư pháp", "Phòng Tổng hợp"];
    let short = of(&all, &format!("{rows}{own}{total}"));
    assert_eq!(
        lines(&short),
        ["Phòng Y tế / –: 20", "Phòng Tư pháp / –: 10", "Phòng Tổng hợp / –: 6"]
    );
    assert_eq!((codes(&short.account.findings), counts(&short)), (vec![], [3, 0, 1, 0]));
    // Without settings the total line tells; what it says is still held against the lines.
    let found = of(&[], &format!("{rows}{own}{total}"));
    assert_eq!(lines(&found), ["Y tế / –: 20", "Tư pháp / –: 10", "Tổng hợp / –: 6"]);
    assert_eq!((codes(&found.account.findings), counts(&found)), (vec![], [3, 0, 1, 0]));
    let wrong = of(&[], &format!("{rows}{own}{}", total.replace("36", "37")));
    assert_eq!(lines(&wrong), ["Y tế / –: 20", "Tư pháp / –: 10"]);
    assert!(codes(&wrong.account.findings).iter().all(|code| code.starts_with("broken_identity")));
    // A subtotal by any name adds up what stands above it.
    let sub = " | Tổng hợp | 30 | 23 | 21 | 2 | 7\n";
    let subtotal = of(&[], &format!("{rows}{sub}3 | Thanh tra | 6 | 6 | 6 | 0 | 0\n{total}"));
    assert_eq!(lines(&subtotal), ["Y tế / –: 20", "Tư pháp / –: 10", "Thanh tra / –: 6"]);
}

#[test]
fn a_total_that_is_called_like_a_department_is_none_of_its_lines() {
    let department =
        |name: &str| DepartmentOption { name: name.to_owned(), ..DepartmentOption::default() };
    let of = |own: &str, rows: &str| {
        let options = NormalizeOptions {
            departments: ["Phòng Y tế", "Phòng Tư pháp", own].map(department).into(),
            ..NormalizeOptions::default()
        };
        let rows = format!(
            "{PLAIN}1 | Phòng Y tế | 20 | 15 | 13 | 2 | 5\n2 | Phòng Tư pháp | 10 | 8 | 8 | 0 | 2\n{rows}"
        );
        Sheet { rows: &rows, options, ..Sheet::default() }.read()
    };
    let two = ["Phòng Y tế / –: 20", "Phòng Tư pháp / –: 10"];
    let three = |own: &str| {
        two.iter().map(|it| (*it).to_owned()).chain([format!("{own} / –: 6")]).collect::<Vec<_>>()
    };
    for own in ["Phòng Tổng hợp", "Tổng hợp"] {
        let line = format!("3 | {own} | 6 | 6 | 6 | 0 | 0\n");
        let good = of(own, &format!("{line} | Tổng hợp | 36 | 29 | 27 | 2 | 7"));
        assert_eq!((lines(&good), codes(&good.account.findings)), (three(own), vec![]));
        // It adds up nothing, and there is a line already.
        let bad = of(own, &format!("{line} | Tổng hợp | 37 | 29 | 27 | 2 | 8"));
        assert_eq!(lines(&bad), three(own));
        assert_eq!(codes(&bad.account.findings), ["broken_identity 6"]);
        // No line of its own: exactly what all others have is their total, and said.
        let alone = of(own, " | Tổng hợp | 30 | 23 | 21 | 2 | 7");
        assert_eq!(lines(&alone), two);
        assert_eq!(codes(&alone.account.findings), ["totals_not_used 5"]);
        let other = of(own, "3 | Tổng hợp | 6 | 6 | 6 | 0 | 0");
        assert_eq!(lines(&other), three(own));
    }
}

/// A table with groups by other numbers than I, II: nobody is counted twice.
#[test]
fn lines_over_others_are_known_by_any_numbers() {
    for marks in
        [["1", "1.1", "1.2", "2"], ["1", "a", "b", "2"], ["1", "-", "-", "2"], ["1", "", "", "2"]]
    {
        let [over, one, two, next] = marks;
        let reading = read(&format!(
            "{PLAIN}{over} | Phòng A | 20 | 15 | 13 | 2 | 5\n{one} | Đất đai | 12 | 9 | 8 | 1 | 3\n\
             {two} | Hộ tịch | 8 | 6 | 5 | 1 | 2\n{next} | Phòng B | 10 | 8 | 8 | 0 | 2"
        ));
        assert_eq!(lines(&reading), ["Phòng A / –: 20", "Phòng B / –: 10"], "{marks:?}");
        assert_eq!(counts(&reading), [2, 0, 2, 0], "{marks:?}");
    }
}

#[test]
fn lines_of_other_periods_and_of_parts_are_not_added() {
    let rows = "1 | Phòng A | 20 | 15 | 13 | 2 | 5\n2 | Phòng B | 10 | 8 | 8 | 0 | 2\n";
    let of = |line: &str| {
        let reading = read(&format!("{PLAIN}{rows} | {line} | 12 | 9 | 8 | 1 | 3"));
        (reading.records.totals.len(), codes(&reading.account.findings))
    };
    for line in
        ["Cùng kỳ năm trước", "Tháng trước", "So sánh", "Trong đó trực tuyến", "Riêng lĩnh vực NCC"]
    {
        assert_eq!(of(line), (2, vec!["totals_not_used 5".to_owned()]), "{line}");
    }
    for line in ["Hồ sơ liên thông", "Bộ phận Một cửa"] {
        assert_eq!(of(line), (3, vec!["broken_identity 5".to_owned()]), "{line}");
    }
}

#[test]
fn a_table_of_a_week_has_no_period_and_one_since_new_year_is_no_month() {
    let of = |title: &str, name: &str| {
        let table = PLAIN.replace("Tháng 3/2026", title);
        let rows = format!("{table}1 | Phòng A | 20 | 15 | 13 | 2 | 5");
        Sheet { name, path: "2026-03/a.xlsx", rows: &rows, ..Sheet::default() }.read()
    };
    let span = |reading: &FileReading| {
        let span = reading.records.totals.first()?.span;
        Some((short_date(span.from), short_date(span.to)))
    };
    let text = |from: &str, to: &str| Some((from.to_owned(), to.to_owned()));
    let week = of("TUẦN 1 THÁNG 3 NĂM 2026", "a");
    assert_eq!((span(&week), codes(&week.stopped)), (None, vec!["no_period".to_owned()]));
    assert!(week.stopped[0].message().contains("một tuần"));
    let dated = of("TUẦN 1 THÁNG 3 (từ ngày 02/3/2026 đến ngày 06/3/2026)", "a");
    assert_eq!(span(&dated), text("02/3/2026", "06/3/2026"));
    assert_eq!(span(&of("Tháng 3/2026", "a")), text("15/02/2026", "14/3/2026"));
    assert_eq!(span(&of("Tháng 3/2026", "Lũy kế 3 tháng")), text("15/12/2025", "14/3/2026"));
    assert_eq!(span(&of("Lũy kế đến tháng 3/2026", "a")), text("15/12/2025", "14/3/2026"));
}

#[test]
fn lines_about_fields_and_procedures_are_no_departments() {
    let of = |header: &str, name: &str| {
        let table = PLAIN.replace("Đơn vị", header);
        lines(&read(&format!("{table}1 | {name} | 20 | 15 | 13 | 2 | 5"))).concat()
    };
    assert_eq!(of("Tên TTHC", "Cấp giấy phép lao động"), "– / Cấp giấy phép lao động: 20");
    assert_eq!(of("Đơn vị", "Lĩnh vực Người có công"), "– / Người có công: 20");
    assert_eq!(of("Đơn vị", "Phòng A"), "Phòng A / –: 20");
}

/// Who came to be served, under its own words; whatever else is counted in visits is no part of it.
#[test]
fn numbers_of_other_visits_are_not_those_served() {
    let of = |title: &str, header: &str, rows: &str| {
        let rows = format!("{title}\nSTT | Phòng | {header}\n{rows}");
        let reading = read(&rows);
        let served: u64 = reading.records.served.iter().map(|one| one.served).sum();
        (served, codes(&reading.account.findings))
    };
    let plain = "1 | Phòng A | 100\n2 | Phòng B | 50";
    for title in ["KẾT QUẢ TIẾP CÔNG DÂN THÁNG 3/2026", "LƯỢT XE CÔNG THÁNG 3/2026"] {
        assert_eq!(
            of(title, "Số lượt", plain),
            (0, vec!["ambiguous_column C2".to_owned()]),
            "{title}"
        );
        assert_eq!(of(title, "Số lượt phục vụ", plain), (150, vec![]), "{title}");
    }
    for title in
        ["Tháng 3/2026", "BẢNG TỔNG HỢP SỐ LƯỢT THÁNG 3/2026", "Báo cáo công tác tháng 3/2026"]
    {
        assert_eq!(of(title, "Số lượt", plain), (150, vec![]), "{title}");
    }
    assert_eq!(of("LƯỢT KHÁCH GIAO DỊCH THÁNG 3/2026", "Số lượt", plain), (150, vec![]));
    let groups = "I | Khối phòng | 150\n1 | Phòng A | 100\n2 | Phòng B | 50\nII | Trung tâm C | 20";
    assert_eq!(of("Tháng 3/2026", "Số lượt", groups).0, 170);
    let before = format!("{plain}\n | Tháng trước | 140");
    assert_eq!(of("Tháng 3/2026", "Số lượt", &before), (150, vec!["totals_not_used 5".to_owned()]));
}
