//! `sua`: cells mended where they stand count as if a clerk had corrected them in Excel, and are taken back as well.

use serde_json::Value;

use crate::case::Case;

const ROWS: &str = "
    Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp
    A-1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Trực tiếp
    A-2 | Phòng A | 31/02/2020 | 02/03/2020 | 04/03/2020 | Trực tiếp
    A-3 | Phòng A | 31/02/2020 | 02/03/2020 | 28/02/2020 | Trực tuyến
";

fn case(rows: &str) -> Case {
    Case::new().sheet("thang-3/ho-so.xlsx", "Hồ sơ", rows)
}

fn inputs(case: &Case) -> Vec<(String, Vec<u8>)> {
    case.files("du-lieu")
}

fn figures(case: &Case) -> Value {
    let mut figures = case.march().figures();
    // Where the rows stand differs, nothing else.
    figures.as_object_mut().unwrap().remove("du_lieu");
    figures["ma_so"].as_object_mut().unwrap().remove("trang").unwrap();
    figures
}

#[test]
fn a_mended_cell_counts_as_if_it_had_been_corrected_in_the_sheet() {
    let broken = case(ROWS);
    let before = inputs(&broken);
    broken.march().code(3);
    let done = broken.run(&["sua", "thang-3/ho-so.xlsx", "C3", "21/02/2020", "--moi-o-giong"]);
    done.code(0).says("Đã sửa 2 ô").says("thang-3/ho-so-da-sua.xlsx");
    assert!(before.iter().all(|old| inputs(&broken).contains(old)));
    assert_eq!(inputs(&broken).len(), before.len() + 1);
    broken.run(&["bao-cao", "--ky", "2020-03", "--thay-the"]).code(0);
    let right = case(&ROWS.replace("31/02/2020", "21/02/2020"));
    assert_eq!(figures(&broken), figures(&right));
}

#[test]
fn the_same_cells_give_the_same_bytes_and_are_taken_back_one_by_one() {
    let (one, other) = (case(ROWS), case(ROWS));
    // A workbook knows the moment at which it was made: both offices have the same one.
    let sheet = std::fs::read(one.root().join("du-lieu/thang-3/ho-so.xlsx")).unwrap();
    std::fs::write(other.root().join("du-lieu/thang-3/ho-so.xlsx"), sheet).unwrap();
    let (before, check) = (inputs(&one), one.check());
    for case in [&one, &other] {
        case.run(&["sua", "thang-3/ho-so.xlsx", "Hồ sơ!C3", "21/02/2020"]).code(0);
    }
    assert_eq!(inputs(&one), inputs(&other));
    let copy = "thang-3/ho-so-da-sua.xlsx";
    // The original counts no more: it is the copy that is mended further.
    one.run(&["sua", "thang-3/ho-so.xlsx", "C4", "21/02/2020"])
        .code(1)
        .says("đã có bản sửa")
        .says(copy);
    one.run(&["sua", copy, "C4", "22/02/2020"]).code(0);
    one.run(&["bao-cao", "--ky", "2020-03"]).code(0);
    one.run(&["sua", copy, "C4", "--hoan-tac"]).code(0).says(copy);
    one.run(&["sua", copy, "C3", "--hoan-tac"]).code(0).says("bỏ bản sửa");
    assert_eq!(inputs(&one), before);
    assert_eq!(one.check(), check);
}

#[test]
fn a_file_without_sheets_and_a_column_of_words_are_mended_too() {
    let text = "Mã hồ sơ,Phòng ban,Ngày tiếp nhận,Ngày hẹn trả,Ngày kết thúc xử lý,Hình thức nộp\nB-1,Phòng A,20/02/2020,02/03/2020,28/02/2020,Trực típ\n";
    let case = Case::new().file("du-lieu/b.csv", text);
    case.run(&["sua", "b.csv", "F2"]).code(0).says("F Hình thức nộp: Trực típ");
    case.run(&["sua", "du-lieu/b.csv", "F2", "Trực tiếp"]).code(0).says("b-da-sua.xlsx");
    case.run(&["bao-cao", "--ky", "2020-03"]).code(0);
    case.run(&["sua", "b-da-sua.xlsx", "F2", "--hoan-tac"]).code(0).says("bỏ bản sửa");
    assert_eq!(inputs(&case), [("b.csv".to_owned(), text.as_bytes().to_vec())]);
}

#[test]
fn what_is_not_there_is_not_mended() {
    let case = case(ROWS);
    let before = inputs(&case);
    for (file, cell, words) in [
        ("../congso.toml", "A1", "Không có tệp"),
        ("khac.xlsx", "A1", "Không có tệp"),
        ("thang-3/ho-so.xlsx", "C99", "Không có dữ liệu ở ô C99"),
        ("thang-3/ho-so.xlsx", "Khác!C3", "Không có dữ liệu ở ô C3"),
    ] {
        case.run(&["sua", file, cell, "1"]).code(1).says(words);
    }
    case.run(&["sua", "thang-3/ho-so.xlsx", "dòng 3", "1"]).code(2).says("Không hiểu ô");
    assert_eq!(inputs(&case), before);
}
