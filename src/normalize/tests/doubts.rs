//! What a row of dossiers says twice, and otherwise each time.

use super::{Sheet, codes, read};
use crate::model::Standing;
use crate::normalize::{NormalizeOptions, settle};

const HEADER: &str =
    "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Hình thức nộp";

fn of_header(header: &str, rows: &str) -> (Vec<Standing>, Vec<String>) {
    let reading = read(&format!("{header}\n{rows}"));
    let standings = reading.records.dossiers.iter().map(|one| one.standing).collect();
    (standings, codes(&reading.account.findings))
}

/// What nobody has taken in has no end: it does not count, and is said. What was refused may have the day of that.
#[test]
fn an_end_is_held_against_a_status_before_intake() {
    let case = |status: &str, standing: Standing, found: &[&str]| {
        let row = format!("H1 | P | 02/03/2020 | 12/03/2020 | 10/03/2020 | Trực tiếp | {status}");
        let (standings, codes) = of_header(&format!("{HEADER} | Trạng thái"), &row);
        assert_eq!(
            (standings, codes),
            (vec![standing], found.iter().map(|it| (*it).to_owned()).collect()),
            "{status}"
        );
    };
    case("Mới đăng ký", Standing::NeverCounted, &["status_differs G2"]);
    case("1", Standing::NeverCounted, &["status_differs G2"]);
    case("3", Standing::NeverCounted, &["status_differs G2"]);
    case("Từ chối tiếp nhận", Standing::NeverCounted, &[]);
    case("3 - Không được tiếp nhận", Standing::NeverCounted, &[]);
}

/// The day that was promised to the applicant comes before that of a step; said where it changes what is late.
#[test]
fn another_column_that_may_be_the_same_day_is_held_against_the_one_that_counts() {
    let case = |columns: &str, days: &str, due: &str, found: &[&str]| {
        let header = format!("Mã hồ sơ | Phòng ban | Ngày tiếp nhận | {columns} | Hình thức nộp");
        let reading = read(&format!("{header}\nH1 | P | 02/03/2020 | {days} | Trực tiếp"));
        let one = &reading.records.dossiers[0];
        assert_eq!(one.due.map(|day| day.to_string()).as_deref(), Some(due), "{columns}");
        assert_eq!(codes(&reading.account.findings), found, "{columns}");
    };
    let step = "Hạn xử lý | Hạn trả | Ngày trả kết quả";
    case(step, "05/03/2020 | 12/03/2020 | 10/03/2020", "2020-03-12", &["other_day_column D2"]);
    case(step, "11/03/2020 | 12/03/2020 | 10/03/2020", "2020-03-12", &[]);
    let ends = "Ngày hẹn trả | Ngày có KQ | Ngày giải quyết";
    case(ends, "12/03/2020 | 10/03/2020 | 13/03/2020", "2020-03-12", &["other_day_column F2"]);
}

/// The result is there when it can be given back; the day of a signature is said where it decides what is late.
#[test]
fn the_day_of_a_signature_or_a_print_ends_no_dossier() {
    for step in ["Ngày ký kết quả", "Ngày in kết quả", "Ngày phê duyệt"] {
        let case = |days: &str, found: &[&str]| {
            let header = format!(
                "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | {step} | Ngày trả kết quả | Hình thức nộp"
            );
            let reading = read(&format!("{header}\nH1 | P | 02/03/2020 | {days} | Trực tiếp"));
            let one = &reading.records.dossiers[0];
            assert_eq!((one.finished, one.end() > one.due), (None, !found.is_empty()), "{step}");
            assert_eq!(codes(&reading.account.findings), found, "{step}");
        };
        case("12/03/2020 | 10/03/2020 | 11/03/2020", &[]);
        case("12/03/2020 | 11/03/2020 | 16/03/2020", &["other_day_column E2"]);
        // Nothing else says the end: the office has to.
        let header = format!("Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | {step}");
        let reading = read(&format!("{header}\nH1 | P | 02/03/2020 | 12/03/2020 | 10/03/2020"));
        assert_eq!(reading.stopped.len(), 1, "{step}");
    }
}

/// The day of the result may stand where nobody reads it; a column that begins the work changes nothing.
#[test]
fn a_column_that_may_be_the_day_of_the_result_is_asked_about() {
    let case = |name: &str, day: &str, found: &[&str]| {
        let header = format!(
            "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | {name} | Ngày trả kết quả | Hình thức nộp"
        );
        let row = format!("H1 | P | 02/03/2020 | 12/03/2020 | {day} | 16/03/2020 | Trực tiếp");
        let (_, codes) = of_header(&header, &row);
        assert_eq!(codes, found, "{name} {day}");
    };
    for name in ["Ngày phê duyệt", "Ngày ký", "Ngày cấp", "Ngày chuyển KQ", "Kết thúc"]
    {
        case(name, "10/03/2020", &["other_day_column E2"]);
        // Late by either, or no day of this dossier.
        case(name, "13/03/2020", &[]);
        case(name, "10/03/1990", &[]);
        case(name, "17/03/2020", &[]);
    }
    case("Ngày chuyển phòng chuyên môn", "03/03/2020", &[]);
    case("Ngày sinh", "03/03/2020", &[]);
}

#[test]
fn what_a_department_gave_back_in_time_is_in_time() {
    for name in [
        "Ngày có KQ",
        "Ngày giải quyết",
        "Ngày trả kết quả về Trung tâm",
        "Ngày xong",
        "Ngày trả KQ cho Bộ phận Một cửa",
        "Ngày nhận KQ từ phòng",
    ] {
        let header = format!(
            "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | {name} | Ngày trả kết quả | Hình thức nộp"
        );
        let row = "H1 | P | 02/03/2020 | 12/03/2020 | 10/03/2020 | 16/03/2020 | Trực tiếp";
        let reading = read(&format!("{header}\n{row}"));
        let finished = reading.records.dossiers[0].finished.map(|day| day.to_string());
        assert_eq!(finished.as_deref(), Some("2020-03-10"), "{name}");
    }
}

#[test]
fn a_due_day_that_was_written_over_and_an_end_by_the_day_of_collection_are_said() {
    let header = "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày hẹn lại | Ngày kết thúc xử lý | Ngày trả kết quả | Hình thức nộp";
    let rows = "
        H1 | P | 02/03/2020 | 20/03/2020 | 20/03/2020 | 18/03/2020 | 18/03/2020 | Trực tiếp
        H2 | P | 02/03/2020 | 12/03/2020 | | | 13/03/2020 | Trực tiếp
        H3 | P | 02/03/2020 | 12/03/2020 | | | 12/03/2020 | Trực tiếp";
    let (_, codes) = of_header(header, rows.trim_start_matches('\n'));
    assert_eq!(codes, ["due_changed D2", "end_by_collection F3"]);
}

/// A year typed wrong moves a dossier to another period, or makes what is late early.
#[test]
fn a_date_far_from_all_others_is_said() {
    let table = |odd: &str| {
        let mut rows: Vec<String> = (2..=12)
            .map(|day| {
                format!(
                    "H{day} | P | {day:02}/03/2020 | {:02}/03/2020 | {:02}/03/2020 | Trực tiếp",
                    day + 7,
                    day + 5
                )
            })
            .collect();
        rows.insert(3, odd.to_owned());
        of_header(HEADER, &rows.join("\n")).1
    };
    assert_eq!(
        table("H1 | P | 02/03/2019 | 12/03/2020 | 10/03/2020 | Trực tiếp"),
        ["unlikely_date C5"]
    );
    assert_eq!(
        table("H1 | P | 02/03/2020 | 12/03/2021 | 13/03/2020 | Trực tiếp"),
        ["unlikely_date D5"]
    );
    assert_eq!(
        table("H1 | P | 02/03/2020 | 12/08/2020 | 13/03/2020 | Trực tiếp"),
        ["unlikely_date D5"]
    );
    assert_eq!(
        table("H1 | P | 02/03/2020 | 12/03/2020 | 10/03/2021 | Trực tiếp"),
        ["unlikely_date E5"]
    );
    let nothing: [&str; 0] = [];
    assert_eq!(table("H1 | P | 02/03/2020 | 12/05/2020 | 10/04/2020 | Trực tiếp"), nothing);
}

/// Notes are not read: a book without a status that says it there is told so.
#[test]
fn notes_that_say_the_status_are_named() {
    let case = |header: &str, end: &str, note: &str, found: &[&str]| {
        let row = format!("H1 | P | 02/03/2020 | 12/03/2020 | {end} | Trực tiếp | {note}");
        let (_, codes) = of_header(&format!("{HEADER} | {header}"), &row);
        assert_eq!(codes, found, "{note}");
    };
    let told = ["status_in_remarks G2"];
    case("Ghi chú", "", "Công dân rút hồ sơ", &told);
    case("Ghi chú", "", "Chờ bổ sung bản sao", &told);
    case("Kết quả giải quyết", "10/03/2020", "Trả lại hồ sơ", &told);
    case("Ghi chú", "10/03/2020", "Có bổ sung một lần", &[]);
    case("Ghi chú", "", "Đã bổ sung ngày 5/3", &[]);
    case("Ghi chú", "", "Gọi điện trước khi đến", &[]);
    case("Diễn biến", "", "Công dân rút hồ sơ", &told);
    case("Ghi chú", "10/03/2020", "Nhập trùng", &told);
    // Beside a status that says otherwise.
    let beside = ["status_in_remarks H2"];
    case("Trạng thái | Ghi chú", "", "Đang xử lý | Công dân rút hồ sơ", &beside);
    case("Trạng thái | Ghi chú", "10/03/2020", "Đã trả kết quả | Hồ sơ test", &beside);
    case("Trạng thái | Ghi chú", "10/03/2020", "Trả lại | Công dân rút hồ sơ", &[]);
    case("Trạng thái | Ghi chú", "", "Đang xử lý | Chờ bổ sung", &[]);
}

const BOOK: &str = "Chủ hồ sơ | Tên thủ tục | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Hình thức nộp";

fn book(files: [&str; 2]) -> (Vec<String>, Vec<String>) {
    let readings = files.iter().zip(["a.xlsx", "b.xlsx"]).map(|(rows, path)| {
        let rows = format!("{BOOK}\n{rows}");
        Sheet { path, rows: &rows, ..Sheet::default() }.read()
    });
    let settled = settle(readings.collect(), &NormalizeOptions::default());
    let place = |one: &crate::model::Dossier| {
        format!("{} {}", one.place.source.file, one.place.row.unwrap_or(0))
    };
    let files = &settled.ledger.files;
    (
        settled.records.dossiers.iter().map(place).collect(),
        files.iter().flat_map(|file| codes(&file.findings)).collect(),
    )
}

/// Books that are kept by hand carry what is open over to the next month, without a code.
#[test]
fn what_is_carried_over_without_a_code_is_one_dossier() {
    let open = "Trần Thị Mẫu | Thủ tục A | P | 20/02/2020 | 06/03/2020 | | Trực tiếp";
    let closed = "Trần Thị Mẫu | Thủ tục A | P | 20/02/2020 | 06/03/2020 | 05/03/2020 | Trực tiếp";
    let (counted, found) = book([open, closed]);
    assert_eq!(counted, ["b.xlsx 2"]);
    assert_eq!(found, ["updated_row", "repeated_rows 2"]);
    // Still open in both.
    assert_eq!(book([open, open]).0.len(), 1);
    // Who asks twice on one day has two, in each table.
    let twice = format!("{open}\n{open}");
    let (counted, found) = book([&twice, closed]);
    assert_eq!((counted.len(), found.last().map(String::as_str)), (3, Some("repeated_rows 2")));
    assert_eq!(book([&twice, &format!("{closed}\n{open}")]).0.len(), 2);
    let lone = closed.replace("Trần", "Lê");
    assert_eq!(book([&format!("{open}\n{closed}"), &lone]).0.len(), 3);
    // Another applicant, another day, another end.
    let other = closed.replace("Trần", "Lê");
    assert_eq!(book([open, &other]).0.len(), 2);
    let other = closed.replace("20/02", "21/02");
    assert_eq!(book([open, &other]).0.len(), 2);
    let other = closed.replace("05/03", "04/03");
    assert_eq!(book([closed, &other]).0.len(), 2);
    // In other words, or with less said.
    for other in [
        closed.to_uppercase(),
        closed.replace("Trần", "Bà Trần"),
        closed.replace("| P |", "| |"),
        closed.replace("06/03", "13/03"),
        closed.replace("06/03/2020", ""),
        closed.replace("Thủ tục A", ""),
    ] {
        assert_eq!(book([open, &other]).0.len(), 1, "{other}");
    }
    // What may be another counts, and is said.
    for other in [
        closed.replace("| P |", "| Q |"),
        closed.replace("Thủ tục A", "Thủ tục A mới"),
        closed.replace("05/03", "04/03"),
    ] {
        let (counted, found) = book([closed, &other]);
        assert_eq!((counted.len(), found), (2, vec!["repeated_rows 2".to_owned()]), "{other}");
    }
    let (counted, found) = book([open, &closed.replace("Thủ tục A", "Thủ tục khác")]);
    assert_eq!((counted.len(), found.len()), (2, 0));
}

/// A list that was taken from a book without codes or names counts twice, and is said.
#[test]
fn a_list_that_looks_taken_from_another_is_said() {
    let rows = |days: &[u8], name: &str| {
        days.iter()
            .map(|day| format!("{name} | Thủ tục A | P | {day:02}/03/2020 | {:02}/03/2020 | 2{}/03/2020 | Trực tiếp\n", day + 7, day % 10))
            .collect::<String>()
    };
    let book_rows = rows(&[2, 3, 4, 5, 6, 9], "Trần Thị Mẫu");
    let (counted, found) = book([&book_rows, &rows(&[3, 5, 9], "")]);
    assert_eq!(counted.len(), 9);
    assert_eq!(found, ["repeated_rows 2"]);
    // Other days, other ends, or several rows that each may be.
    let nothing: [&str; 0] = [];
    assert_eq!(book([&book_rows, &rows(&[10, 11, 12], "")]).1, nothing);
    let other = rows(&[3, 5, 9], "").replace("23/03", "27/03").replace("25/03", "28/03");
    assert_eq!(book([&book_rows, &other]).1, nothing);
    assert_eq!(
        book([&format!("{book_rows}{book_rows}"), &rows(&[3, 5, 9], "")]).1,
        ["repeated_rows 8"]
    );
}

/// One dossier in the codes of two systems counts once; what stands behind a code may be a part, and is said.
#[test]
fn one_dossier_under_two_codes_is_one_or_is_said() {
    let of = |rows: &[&str]| {
        let header = "Mã hồ sơ | Chủ hồ sơ | Tên thủ tục | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả | Hình thức nộp";
        let reading = read(&format!("{header}\n{}", rows.join("\n")));
        let settled = settle(vec![reading], &NormalizeOptions::default());
        let found = codes(&settled.ledger.files[0].findings);
        (settled.records.dossiers.len(), found)
    };
    let row = |code: &str, day: u8| {
        format!(
            "{code} | Trần Thị Mẫu | Thủ tục A | P | {day:02}/03/2020 | 12/03/2020 | 11/03/2020 | Trực tiếp"
        )
    };
    let pair = |one: &str, two: &str, day: u8| of(&[&row(one, 2), &row(two, day)]);
    let said = |found: &[String]| found.iter().any(|code| code.starts_with("similar_codes"));
    for (two, count) in [
        ("000.00.08.H61-200302-1000", 1),
        ("200302-1000", 1),
        ("H61.08-200302-1000 (bổ sung)", 1),
        ("H61.08-200302-1000/1", 2),
    ] {
        let (counted, found) = pair("H61.08-200302-1000", two, 2);
        assert!(counted == count && said(&found), "{two}: {counted}, {found:?}");
    }
    let (counted, found) = pair("H61.08-200302-1000", "H61.08-200302-1000-BS", 6);
    assert!(counted == 2 && said(&found), "{found:?}");
    let (counted, found) = pair("H61.08-200302-1000", "H61.08-200302-1001", 2);
    assert!(counted == 2 && !said(&found), "{found:?}");
}

/// What was told to the applicant of a delay and is not read: the dossier stands as one without a letter.
#[test]
fn apologies_in_columns_that_are_not_read_are_said() {
    let case = |name: &str, value: &str, found: &[&str]| {
        let row = format!("H1 | P | 02/03/2020 | 12/03/2020 | 20/03/2020 | Trực tiếp | {value}");
        let (_, codes) = of_header(&format!("{HEADER} | {name}"), &row);
        assert_eq!(codes, found, "{name}: {value}");
    };
    for name in ["Thư xin lỗi", "Số phiếu xin lỗi", "Ngày xin lỗi", "Ngày gia hạn"] {
        case(name, "12/PXL", &["bad_value G2"]);
        case(name, "", &[]);
        case(name, "Chưa", &[]);
    }
    case("Ghi chú", "Đã xin lỗi, hẹn lại ngày 20/03", &["bad_value G2"]);
    case("Ghi chú", "Hồ sơ phức tạp", &[]);
    for name in ["Gia hạn đến", "Hạn mới", "Hẹn lại ngày"] {
        case(name, "20/03/2020", &[]);
    }
}

/// The limit begins with a complete dossier; what else begins it is asked about beside the day of filing.
#[test]
fn a_day_on_which_the_limit_begins_goes_before_the_day_of_filing_or_is_said() {
    let case = |name: &str, received: &str, found: &[&str]| {
        let header = format!(
            "Mã hồ sơ | Phòng ban | Ngày nộp | {name} | Ngày hẹn trả | Ngày trả kết quả | Hình thức nộp"
        );
        let row = "H1 | P | 28/02/2020 | 04/03/2020 | 12/03/2020 | 10/03/2020 | Trực tiếp";
        let reading = read(&format!("{header}\n{row}"));
        let day = reading.records.dossiers[0].received.to_string();
        assert_eq!(day, received, "{name}");
        assert_eq!(codes(&reading.account.findings), found, "{name}");
    };
    case("Ngày nhận đủ hồ sơ", "2020-03-04", &[]);
    case("Ngày bắt đầu xử lý", "2020-02-28", &["other_day_column D1"]);
    case("Ngày tính hạn", "2020-02-28", &["other_day_column D1"]);
    case("Ngày cập nhật", "2020-02-28", &[]);
}

#[test]
fn requests_for_supplements_are_counted_under_their_other_names() {
    for name in
        ["Số lần trả bổ sung", "Số lần BS", "Lần bổ sung", "Bổ sung (lần)", "Số phiếu bổ sung"]
    {
        let row = "H1 | P | 02/03/2020 | 12/03/2020 | 10/03/2020 | Trực tiếp | 2";
        let reading = read(&format!("{HEADER} | {name}\n{row}"));
        assert_eq!(reading.records.dossiers[0].supplements, Some(2), "{name}");
    }
}
