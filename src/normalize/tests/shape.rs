//! What a table as a whole gives away: shifted cells, ticked grids, lone heads, whose it is.

use super::{Sheet, codes, counts, has, read};
use crate::ledger::{Code, SheetKind};
use crate::model::Answer;
use crate::normalize::{DepartmentOption, NormalizeOptions};

#[test]
fn cells_that_slid_under_other_headers_stop_the_sheet() {
    let reading = read(
        "Số hồ sơ | Tên thủ tục | Lĩnh vực | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Chủ hồ sơ\n\
         H1 | Khai sinh | Tư pháp | 02/03/2020 | 05/03/2020 | 04/03/2020 | Người A | 0912\n\
         H2 | Khai sinh | Y tế | 03/03/2020 | 06/03/2020 | | Người B | 0913",
    );
    let error = reading.account.error.as_ref().unwrap();
    assert_eq!(error.code, Code::AmbiguousColumn);
    assert_eq!(error.place.a1().as_deref(), Some("D1"));
    assert!(error.message().contains("Phòng ban") && error.message().contains("02/03/2020"));
    assert_eq!(counts(&reading), [0, 2, 0, 0]);
}

#[test]
fn one_date_among_names_is_no_shift() {
    let reading = read(
        "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả\n\
         H1 | 02/03/2020 | 02/03/2020 | 05/03/2020 | 04/03/2020\n\
         H2 | Phòng Y tế | 02/03/2020 | 05/03/2020 | 04/03/2020",
    );
    assert_eq!(counts(&reading), [2, 0, 0, 0]);
}

#[test]
fn a_mark_under_a_level_is_an_answer_and_two_are_none() {
    let reading = read(
        "Mã phiếu | Ngày | Phòng | Câu 1 | | | Câu 2 | |\n\
         | | | Rất hài lòng | Hài lòng | Chưa hài lòng | Rất hài lòng | Hài lòng | Chưa hài lòng\n\
         1 | 02/03/2020 | P | x | | | | | X\n\
         2 | 02/03/2020 | P | | 1 | | x | x |\n\
         3 | 02/03/2020 | P | | | | | tốt lắm |",
    );
    let answers: Vec<_> = reading.raw.surveys.iter().map(|survey| survey.answers.clone()).collect();
    let level = Answer::Level;
    assert_eq!(
        answers,
        [[level(5), level(2)], [level(4), Answer::Invalid], [Answer::None, Answer::Invalid],]
    );
    assert_eq!(
        codes(&reading.account.findings),
        ["bad_answer G4", "no_valid_answer 5", "bad_answer H5"]
    );
    let questions: Vec<_> = reading.raw.questions.iter().map(|question| &*question.text).collect();
    assert_eq!(questions, ["Câu 1", "Câu 2"]);
}

#[test]
fn a_grid_of_digits_without_words_assumes_its_direction() {
    let reading = read(
        "Mã phiếu | Ngày | Phòng | Câu 1 | | | | \n\
         | | | 5 | 4 | 3 | 2 | 1\n\
         1 | 02/03/2020 | P | x | | | |",
    );
    assert_eq!(reading.raw.surveys[0].answers, [Answer::Level(5)]);
    assert_eq!(codes(&reading.account.findings), ["scale_assumed D2"]);
}

#[test]
fn names_that_stand_at_the_head_of_their_group_are_said_and_not_filled_in() {
    let reading = read(
        "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả | Hình thức nộp\n\
         H1 | Phòng A | 02/03/2020 | 05/03/2020 | 04/03/2020 | Trực tiếp\n\
         H2 | | 02/03/2020 | 05/03/2020 | 04/03/2020 | Trực tiếp\n\
         H3 | Phòng B | 02/03/2020 | 05/03/2020 | 04/03/2020 | Trực tiếp\n\
         H4 | | 02/03/2020 | 05/03/2020 | 04/03/2020 | Trực tiếp",
    );
    assert_eq!(
        codes(&reading.account.findings),
        ["missing_department B1", "missing_department B3", "missing_department B5"]
    );
    assert!(reading.account.findings[0].message().contains("2 dòng dưới để trống"));
    let blank = reading.records.dossiers.iter().filter(|one| one.department.is_none()).count();
    assert_eq!(blank, 2);
}

const NO_DEPARTMENT: &str = "Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả | Hình thức nộp\n\
     H1 | 02/03/2020 | 05/03/2020 | 04/03/2020 | Trực tiếp";

fn department(sheet: &Sheet<'_>) -> Option<String> {
    let reading = sheet.read();
    if reading.account.error.is_some() {
        return Some("refused".to_owned());
    }
    reading.records.dossiers[0].department.as_deref().map(str::to_owned)
}

#[test]
fn a_sheet_may_be_called_after_its_department() {
    let refused = Some("refused".to_owned());
    let case =
        |name: &'static str| department(&Sheet { rows: NO_DEPARTMENT, name, ..Sheet::default() });
    assert_eq!(case("Phòng Tư pháp").as_deref(), Some("Phòng Tư pháp"));
    assert_eq!(case("Tháng 3"), refused);
    let known =
        DepartmentOption { name: "Phòng Y tế".to_owned(), ..DepartmentOption::default() };
    let options = NormalizeOptions { departments: vec![known], ..NormalizeOptions::default() };
    let declared = |name: &'static str, rows: &str| {
        department(&Sheet { rows, name, options: options.clone(), ..Sheet::default() })
    };
    assert_eq!(declared("PHÒNG Y TẾ", NO_DEPARTMENT).as_deref(), Some("Phòng Y tế"));
    assert_eq!(declared("Phòng Tư pháp", NO_DEPARTMENT), refused);
    let titled = format!("Sở X\nĐơn vị: Phòng Y tế\n{NO_DEPARTMENT}");
    assert_eq!(declared("Trang 1", &titled).as_deref(), Some("Phòng Y tế"));
}

#[test]
fn answers_whose_letters_were_lost_are_refused() {
    let reading = read(
        "Ma phieu | Ngay | Phong | Q1 | Q2\n\
         1 | 02/03/2020 | Phòng Qu?n lý ?ô th? | R?t hài lòng | Bình th??ng\n\
         2 | 02/03/2020 | Phòng Y tế | Hài lòng | Bình th??ng",
    );
    assert!(has(&reading, Code::UndecodableText));
    assert!(reading.account.error.is_some());
}

#[test]
fn headers_may_be_numbered() {
    let reading = read(
        "1. Mã hồ sơ | 2. Phòng ban | 3. Ngày tiếp nhận | 4. Ngày hẹn trả | 5. Ngày trả | 6. Hình thức nộp\n\
         H1 | Phòng A | 02/03/2020 | 05/03/2020 | 04/03/2020 | Trực tiếp",
    );
    assert_eq!(codes(&reading.account.findings), [""; 0]);
    assert_eq!(counts(&reading), [1, 0, 0, 0]);
}

#[test]
fn numbers_below_a_repeated_header_are_no_dossier() {
    let reading = read(
        "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả | Hình thức nộp\n\
         (1) | (2) | (3) | (4) | (5) | (6)\n\
         H1 | Phòng A | 02/03/2020 | 05/03/2020 | 04/03/2020 | Trực tiếp\n\
         Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả | Hình thức nộp\n\
         (1) | (2) | (3) | (4) | (5) | (6)\n\
         H2 | Phòng A | 02/03/2020 | 05/03/2020 | 04/03/2020 | Trực tiếp",
    );
    assert_eq!(counts(&reading), [2, 0, 3, 0]);
}

/// Dossiers and surveys of which some rows slid: how many count, and where it is said.
#[track_caller]
fn slid(header: &str, rows: &str, accepted: u64, expected: &[&str]) {
    let reading = read(&format!("{header}\n{rows}"));
    assert_eq!(counts(&reading)[0], accepted, "{rows} {:?}", reading.account.findings);
    let said: Vec<_> =
        codes(reading.account.findings.iter().filter(|finding| finding.code == Code::RaggedRow));
    assert_eq!(said, expected, "{rows}");
}

#[test]
fn a_row_that_slid_is_said_and_does_not_count() {
    let dossiers =
        "Mã hồ sơ | Lĩnh vực | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả | Trạng thái";
    let good = "H1 | Hộ tịch | Phòng A | 02/03/2020 | 05/03/2020 | 04/03/2020 | Đã trả kết quả\n\
                H2 | Hộ tịch | Phòng A | 02/03/2020 | 05/03/2020 | | Đang xử lý\n\
                H3 | Hộ tịch | Phòng B | 02/03/2020 | 05/03/2020 | 04/03/2020 | Đã trả kết quả";
    for (row, expected) in [
        (
            "H4 | Phòng A | 02/03/2020 | 05/03/2020 | 04/03/2020 | Đã trả kết quả",
            &["ragged_row 5"][..],
        ),
        ("H4 | Phòng A | s43892 | s43895 | | Đang xử lý", &["ragged_row 5"]),
        ("H4 | Phòng A | s43892 | s43895 | s43894", &["ragged_row 5"]),
        ("H4 | Hộ tịch | 02/03/2020 | 05/03/2020 | Đang xử lý", &["ragged_row 5"]),
        // One slip alone is none.
        ("H4 | Hộ tịch | 02/03/2020 | 02/03/2020 | 05/03/2020 | |", &[]),
        ("H4 | Hộ tịch | | 02/03/2020 | 05/03/2020 | |", &[]),
    ] {
        let count = if expected.is_empty() { 4 } else { 3 };
        slid(dossiers, &format!("{good}\n{row}"), count, expected);
    }
    let surveys = "Số phiếu | Ngày | Phòng ban | Câu 1 | Câu 2 | Câu 3 | Góp ý";
    let good = "P1 | 02/03/2020 | Phòng A | Hài lòng | Hài lòng | Bình thường | Cảm ơn\n\
                P2 | 02/03/2020 | Phòng A | Hài lòng | Hài lòng | Hài lòng | Cảm ơn\n\
                P3 | 02/03/2020 | Phòng A | Hài lòng | | Hài lòng |";
    for (row, expected) in [
        ("P4 | 02/03/2020 | Hài lòng | Hài lòng | Bình thường | Cảm ơn", &["ragged_row 5"][..]),
        ("P4 | 02/03/2020 | Phòng A | Hài lòng | Bình thường | Cảm ơn", &["ragged_row 5"]),
        ("P4 | Phòng A | Hài lòng | Hài lòng | Bình thường | Cảm ơn", &["ragged_row 5"]),
        ("P4 | 02/03/2020 | | Phòng A | Hài lòng | Hài lòng | Hài lòng", &["ragged_row 5"]),
        ("P4 | 02/03/2020 | Phòng A | Hài lòng | Hài lòng | Hài lòng |", &[]),
    ] {
        let count = if expected.is_empty() { 4 } else { 3 };
        slid(surveys, &format!("{good}\n{row}"), count, expected);
    }
}

/// “Không” as a comment and as an answer, a department that somebody names, two days that a form asks for.
#[test]
fn what_people_answer_in_their_own_words_is_no_slip() {
    for (asked, answers, comments) in [
        ("Câu 4. Có phải trả thêm chi phí không?", ["Không", "Có", "Không"], ["", "Không", "Ghế"]),
        ("Câu 4. Biết thông tin qua đâu?", ["Báo", "Khác", "Khác"], ["Khác", "", "Ghế"]),
        ("Câu 4. Hài lòng nhất về điều gì?", ["Thái độ", "Nhanh", "Thái độ"], ["", "Thái độ", "x"]),
        ("Câu 4. Đã liên hệ bộ phận nào khác", ["Phòng A", "Không", "Phòng B"], ["", "", ""]),
        ("Câu 4. Thời gian", ["Không ý kiến", "Tốt", "Tốt"], ["", "Không ý kiến", "Tốt"]),
        ("Câu 4. Thời gian", ["Tốt", "Tốt", "Cần ghế"], ["Cần ghế", "Cần ghế", "Cần ghế"]),
        ("Câu 4. Ngày nộp hồ sơ là ngày nào", ["01/03/2020"; 3], ["02/03/2020"; 3]),
    ] {
        let rows: Vec<String> = (1..4)
            .zip(answers.iter().zip(comments))
            .map(|(row, (answer, comment))| {
                format!("P{row} | 02/03/2020 | Phòng A | Hài lòng | {answer} | {comment}")
            })
            .collect();
        let header = format!("Số phiếu | Ngày | Phòng ban | Câu 1. Thái độ | {asked} | Góp ý");
        slid(&header, &rows.join("\n"), 3, &[]);
    }
}

/// An office may call its fields like its departments.
#[test]
fn what_stands_in_many_rows_of_a_column_is_no_slip() {
    let rows: String = (1..9)
        .map(|row| format!("H{row} | Phòng A | Phòng A | 02/03/2020 | 05/03/2020 | Đang xử lý\n"))
        .collect();
    let header = "Mã hồ sơ | Lĩnh vực | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả";
    let reading = read(&format!("{header}\n{rows}"));
    assert!(!has(&reading, Code::RaggedRow));
}

/// What stands above the columns by groups may look like questions; it is a heading, and the list below is read.
#[test]
fn a_header_right_above_another_is_a_heading() {
    let rows = "
Thông tin hồ sơ | | Thời gian giải quyết | | Kết quả đạt được
Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả
H1 | Phòng A | 02/03/2020 | 05/03/2020 | 04/03/2020";
    let reading = read(rows.trim_start());
    assert_eq!(reading.records.dossiers.len(), 1);
    assert_eq!(reading.account.sheets[0].kind, Some(SheetKind::Dossiers));
    assert!(reading.account.sheets[0].further.is_empty());
}

#[test]
fn a_sheet_tells_the_kinds_of_all_its_tables() {
    let rows = "
Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày trả kết quả
H1 | Phòng A | 02/03/2020 | 05/03/2020 | 04/03/2020

Số phiếu | Phòng ban | Ngày trả lời | Câu 1. Thái độ của công chức | Câu 2. Thời gian chờ
1 | Phòng A | 02/03/2020 | Hài lòng | Rất hài lòng
2 | Phòng A | 03/03/2020 | Bình thường | Hài lòng";
    let reading = read(rows.trim_start());
    let sheet = &reading.account.sheets[0];
    assert_eq!(sheet.kinds().collect::<Vec<_>>(), [SheetKind::Dossiers, SheetKind::Surveys]);
    assert_eq!((reading.records.dossiers.len(), reading.records.surveys.len()), (1, 2));
}
