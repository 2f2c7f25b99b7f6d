//! One code is one dossier over all sheets of a run.

use crate::case::{Case, workbook};

const HEADER: &str = "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái | Hình thức nộp";

/// Rows of the first and of the second file, then (3), (8), (9), (10), (12), (13), the codes that are found.
#[track_caller]
fn case(first: &str, second: &str, want: [u64; 6], found: &[&str]) {
    let mut case = Case::new().sheet("a.xlsx", "Hồ sơ", &format!("{HEADER}\n{first}"));
    if !second.is_empty() {
        // Another name, so that equal rows are no equal files.
        case = case.sheet("b.xlsx", "Hồ sơ thêm", &format!("{HEADER}\n{second}"));
    }
    let outcome = case.march();
    let columns = outcome.columns();
    let got = [columns[0], columns[5], columns[6], columns[7], columns[9], columns[10]];
    assert_eq!(got, want, "{first} / {second}");
    let codes: Vec<String> = outcome.found().into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, found, "{first} / {second}");
}

#[test]
fn of_equal_rows_one_counts() {
    let row = "H1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp";
    case(&format!("{row}\n{row}"), "", [1, 1, 0, 0, 0, 0], &["duplicate_code"]);
    // In two tables they are no fault.
    case(row, row, [1, 1, 0, 0, 0, 0], &[]);
}

#[test]
fn a_closed_row_beats_an_open_one() {
    let open = "H1 | Phòng A | 20/02/2020 | 02/03/2020 |            | Đang xử lý | Trực tiếp";
    let closed = "H1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp";
    case(open, closed, [1, 1, 0, 0, 0, 0], &[]);
    case(closed, open, [1, 1, 0, 0, 0, 0], &[]);
}

/// The folder of an office in its second month: nothing is to be mended, and nothing is a shortcoming.
#[test]
fn the_export_of_last_month_lies_beside_that_of_this_month() {
    let old = "H1 | Phòng A | 20/02/2020 | 02/03/2020 | | Đang xử lý | Trực tiếp\nH2 | Phòng B | 17/02/2020 | 25/02/2020 | 24/02/2020 | Đã trả kết quả | Trực tiếp\nH3 | Phòng B | 17/02/2020 | 25/02/2020 | | Mới đăng ký | Trực tiếp";
    let new = "H1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp\nH2 | Phòng B | 17/02/2020 | 25/02/2020 | 24/02/2020 | Đã trả kết quả | Trực tiếp\nH3 | Phòng B | 18/02/2020 | 25/02/2020 | | Đang xử lý | Trực tiếp";
    let case = Case::new().sheet("b-thang-2.xlsx", "Hồ sơ", &format!("{HEADER}\n{old}")).sheet(
        "a-thang-3.xlsx",
        "Hồ sơ",
        &format!("{HEADER}\n{new}"),
    );
    let checked = case.run(&["kiem-tra", "--tinh-den", "2020-03-14"]);
    checked.code(0).says("ĐỂ BIẾT: 1 chỗ").says("3 dòng có lại ở a-thang-3.xlsx › Hồ sơ");
    checked.says("Không còn gì phải sửa");
    assert!(case.files("can-sua").is_empty());
    let outcome = case.march();
    let figures = outcome.code(0).figures();
    let input = &figures["du_lieu"];
    assert_eq!((&input["dong_khong_tinh"], &input["dong_bo_qua"]), (&0.into(), &3.into()));
    assert_eq!(outcome.found(), []);
    assert_eq!(outcome.columns()[0], 3);
}

#[test]
fn the_earliest_due_date_is_the_first_appointment() {
    // 05/03 is late against 02/03 and in time against 10/03: the first appointment is the base.
    let early = "H1 | Phòng A | 20/02/2020 | 02/03/2020 | 05/03/2020 | Đã trả kết quả | Trực tiếp";
    let moved = "H1 | Phòng A | 20/02/2020 | 10/03/2020 | 05/03/2020 | Đã trả kết quả | Trực tiếp";
    case(early, moved, [1, 0, 0, 1, 0, 0], &["due_changed"]);
    case(moved, early, [1, 0, 0, 1, 0, 0], &["due_changed"]);
    // Also where the row that counts is the closed one and the open one has the first date.
    let open = "H1 | Phòng A | 20/02/2020 | 02/03/2020 |            | Đang xử lý | Trực tiếp";
    case(open, moved, [1, 0, 0, 1, 0, 0], &["due_changed"]);
}

#[test]
fn rows_that_differ_in_receipt_end_or_department_reject_the_dossier() {
    let row = "H1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp";
    for other in [
        "H1 | Phòng A | 21/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp",
        "H1 | Phòng A | 20/02/2020 | 02/03/2020 | 27/02/2020 | Đã trả kết quả | Trực tiếp",
        "H1 | Phòng B | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp",
    ] {
        case(row, other, [0; 6], &["conflicting_rows"]);
        case(other, row, [0; 6], &["conflicting_rows"]);
    }
}

#[test]
fn beside_a_good_row_a_rejected_one_does_not_matter() {
    let good = "H1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp";
    let bad = "H1 | Phòng A | 20/02/2020 | '31/02/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp";
    let outcome = Case::new()
        .sheet("a.xlsx", "Hồ sơ", &format!("{HEADER}\n{bad}"))
        .sheet("b.xlsx", "Hồ sơ", &format!("{HEADER}\n{good}"))
        .march();
    assert_eq!(outcome.code(3).columns()[0], 1);
    let never =
        "H1 | Phòng A | 20/02/2020 | 02/03/2020 |            | Không được tiếp nhận | Trực tiếp";
    let outcome =
        Case::new().sheet("a.xlsx", "Hồ sơ", &format!("{HEADER}\n{never}\n{good}")).march();
    assert_eq!(outcome.code(0).columns()[0], 1);
}

#[test]
fn of_two_open_rows_the_one_that_is_not_waiting_counts() {
    let waiting =
        "H1 | Phòng A | 20/02/2020 | 02/03/2020 |            | Yêu cầu bổ sung giấy tờ | Trực tiếp";
    let open = "H1 | Phòng A | 20/02/2020 | 02/03/2020 |            | Đang xử lý | Trực tiếp";
    case(waiting, open, [1, 0, 0, 0, 0, 1], &["duplicate_code"]);
    case(open, waiting, [1, 0, 0, 0, 0, 1], &["duplicate_code"]);
}

#[test]
fn of_other_differences_the_first_by_place_counts() {
    let online =
        "H1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tuyến";
    let counter =
        "H1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp";
    for (first, second, channel) in [(online, counter, 1), (counter, online, 2)] {
        let outcome = Case::new()
            .sheet("a.xlsx", "Hồ sơ", &format!("{HEADER}\n{first}"))
            .sheet("b.xlsx", "Hồ sơ", &format!("{HEADER}\n{second}"))
            .march();
        assert_eq!(outcome.columns()[channel], 1, "{first}");
        assert!(!outcome.found().is_empty(), "nothing said of {first} / {second}");
    }
}

/// A survey has no code by which its copy could be told: the copy of the file is.
#[test]
fn the_same_file_twice_counts_once() {
    let bytes = workbook(&[(
        "Phiếu",
        "Ngày trả lời | Đơn vị | Thái độ phục vụ\n20/02/2020 | Phòng A | Hài lòng",
    )]);
    let case = Case::new().file("du-lieu/b.xlsx", &bytes).file("du-lieu/a/phieu.xlsx", &bytes);
    let outcome = case.march();
    let figures = outcome.code(0).figures();
    assert_eq!(figures["hai_long"]["thu_ve"], 1);
    assert_eq!(outcome.found(), [("duplicate_file".to_owned(), 1)]);
    outcome.says("b.xlsx").says("Tệp giống hệt tệp “a/phieu.xlsx”");
}

/// What a sheet without dates says depends on its folder: there the same bytes are another month's.
#[test]
fn a_sheet_without_dates_in_the_folders_of_two_months_is_no_copy() {
    let bytes = workbook(&[("Tự đánh giá", "Nội dung | Tự đánh giá\n1.1 Công khai thủ tục | Tốt")]);
    let outcome = Case::new()
        .file("du-lieu/2020-02/tu.xlsx", &bytes)
        .file("du-lieu/2020-03/tu.xlsx", &bytes)
        .march();
    assert_eq!(outcome.figures()["tu_danh_gia"].as_array().unwrap().len(), 1);
    assert_eq!(outcome.found(), [("partial_period".to_owned(), 1)]);
}
