//! The scorecard of Thông tư 01/2018/TT-VPCP: computed from dossiers and complaints, the rest as the office scored it.

use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use serde_json::{Value, json};

use crate::case::Case;

/// First quarter of 2020: two early, one on the day, one late, one open.
const DOSSIERS: &str = "
    Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp | Số lần bổ sung
    H1 | Phòng A | 03/02/2020 | 10/02/2020 | 07/02/2020 | Trực tuyến | 0
    H2 | Phòng A | 03/02/2020 | 10/02/2020 | 10/02/2020 | Trực tiếp | 1
    H3 | Phòng B | 03/02/2020 | 10/02/2020 | 12/02/2020 | Trực tiếp | 2
    H4 | Phòng B | 03/02/2020 | 10/02/2020 | 06/02/2020 | Trực tiếp | 0
    H5 | Phòng B | 02/03/2020 | 20/03/2020 | | Trực tiếp |";

/// Read, and none of it in the quarter.
const COMPLAINTS: &str = "
    Số đơn | Loại đơn | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết
    1 | Kiến nghị | 01/10/2019 | 15/10/2019 | 10/10/2019";

const OWN: &str = "Bảng tự chấm điểm
    Từ ngày 15/12/2019 đến ngày 14/3/2020

    Chỉ số | Điểm tự chấm | Số đạt | Trong số | Căn cứ
    1. Tổng thời gian | 0,5 | | | ước lượng
    2 | 1,7 | | | theo sổ theo dõi
    4 | 2 | | |
    5a | | 20 | 100 |
    5b | | 120 | 120 |
    6 | 2 | | | đã niêm yết
    9a | | 30 | 100 |";

fn office(dossiers: &str, own: &str) -> Case {
    Case::new()
        .sheet("ho-so.xlsx", "Hồ sơ", dossiers)
        .sheet("don-thu.xlsx", "Sổ đơn", COMPLAINTS)
        .sheet("tu-cham-diem.xlsx", "Tự chấm điểm", own)
}

fn scored(case: &Case, period: &str) -> Value {
    let outcome = case.run(&["bao-cao", "--ky", period, "--json"]);
    let figures: Value = serde_json::from_str(&outcome.stdout).expect(&outcome.stderr);
    figures["cham_diem"].clone()
}

fn points(card: &Value) -> Vec<Option<u64>> {
    let indices = card["chi_so"].as_array().unwrap();
    indices.iter().map(|index| index["diem_phan_muoi"].as_u64()).collect()
}

#[test]
fn the_data_decide_what_they_can_and_the_office_the_rest() {
    let card = scored(&office(DOSSIERS, OWN), "2020-Q1");
    // Indices 1, 3 and 7: 5 points of 4 dossiers, 1,25, which is 1,3.
    let want = [13, 17, 13, 20, 20, 20, 13, 20, 10].map(Some);
    assert_eq!(points(&card), want);
    assert_eq!((&card["tong_chu"], &card["xep_loai"]), (&json!("14,6"), &json!("Tốt")));
    let first = &card["chi_so"][0];
    assert_eq!((&first["tong_diem"], &first["so_ho_so"]), (&json!(5), &json!(4)));
    // What the office scored itself is told where the data say otherwise.
    assert_eq!(first["tu_cham"], json!(5));
    assert!(first["can_cu"].as_str().unwrap().ends_with("bảng tự chấm ghi 0,5, không dùng"));
    assert_eq!(card["chi_so"][1]["can_cu"], json!("Theo bảng tự chấm: theo sổ theo dõi"));
}

#[test]
fn the_grade_begins_at_its_bound() {
    let early = DOSSIERS.replace("10/02/2020 | 10/02/2020", "10/02/2020 | 08/02/2020");
    for (own, total, grade) in [("1,7", "15,0", "Xuất sắc"), ("1,6", "14,9", "Tốt")] {
        let own = OWN.replace("| 1,7 |", &format!("| {own} |"));
        let card = scored(&office(&early, &own), "2020-Q1");
        assert_eq!((&card["tong_chu"], &card["xep_loai"]), (&json!(total), &json!(grade)));
    }
}

#[test]
fn what_nobody_knows_has_no_points_and_there_is_no_total() {
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", DOSSIERS);
    let card = scored(&case, "2020-Q1");
    assert_eq!(card["con_thieu"], json!([2, 4, 5, 6, 7, 8, 9]));
    assert_eq!((&card["tong_phan_muoi"], &card["xep_loai"]), (&Value::Null, &Value::Null));
    // A sheet of another period is not used.
    let january = OWN.replace("15/12/2019 đến ngày 14/3/2020", "15/12/2019 đến ngày 14/01/2020");
    let card = scored(&office(DOSSIERS, &january), "2020-Q1");
    assert_eq!(card["con_thieu"], json!([2, 4, 5, 6, 9]));
}

#[test]
fn complaints_take_points_from_the_dossiers_that_they_are_about() {
    let complaints = format!("{COMPLAINTS}\n2 | Phản ánh | 03/02/2020 | 10/02/2020 | 12/02/2020");
    let case = |own: &str| office(DOSSIERS, own).sheet("don-thu.xlsx", "Sổ đơn", &complaints);
    let card = scored(&case(OWN), "2020-Q1");
    // Of which dossiers they are is not known; the one petition was late.
    assert_eq!((points(&card)[6], points(&card)[7]), (None, Some(0)));
    let own = format!("{OWN}\n7a | | 1 | |\n7b | | 0 | |");
    assert_eq!(points(&scored(&case(&own), "2020-Q1"))[6], Some(8)); // 3 of 4: 0,75
}

#[test]
fn the_law_layer_decides_where_the_settings_do_not() {
    let case = office(DOSSIERS, OWN);
    assert_eq!(scored(&case, "2020-03"), Value::Null);
    let with = |choice: &str| {
        office(DOSSIERS, OWN)
            .settings(|old| format!("{old}\n[danh_gia]\ncham_diem = \"{choice}\"\n"))
    };
    assert!(scored(&with("co"), "2020-03").is_object());
    assert_eq!(scored(&with("khong"), "2020-Q1"), Value::Null);
}

#[test]
fn points_that_an_index_cannot_have_are_told_and_do_not_count() {
    let own = OWN.replace("6 | 2 |", "6 | 1,5 |").replace("| 1,7 |", "| 2,1 |");
    let case = office(DOSSIERS, &own);
    let outcome = case.run(&["bao-cao", "--ky", "2020-Q1"]);
    outcome.code(3).says("Điểm tự chấm “2,1” không phải là điểm của chỉ số này");
    outcome.says("Điểm tự chấm “1,5” không phải là điểm của chỉ số này");
}

/// Days without dossiers are left open, and said.
const MAKE: [&str; 4] = ["bao-cao", "--ky", "2020-Q1", "--du-lieu-thieu"];

#[test]
fn two_lines_that_score_one_index_differently_count_for_none() {
    let own = format!("{OWN}\n2 | 1,9 | | | sổ khác");
    let card = scored(&office(DOSSIERS, &own), "2020-Q1");
    assert_eq!(card["con_thieu"], json!([2]));
    let grounds = card["chi_so"][1]["can_cu"].as_str().unwrap();
    assert!(grounds.ends_with("bảng tự chấm có các dòng ghi điểm khác nhau"), "{grounds}");
    // Said twice alike, it was only said twice.
    let own = format!("{OWN}\n2 | 1,7 | | |");
    assert_eq!(points(&scored(&office(DOSSIERS, &own), "2020-Q1"))[1], Some(17));
}

/// Five dossiers of Trần Thị Ví Dụ, written in two ways, and of Lê Văn Giả Định, and one of nobody.
const HANDLED: &str = "
    Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Số lần bổ sung | Cán bộ xử lý
    H1 | Phòng A | 03/02/2020 | 10/02/2020 | 07/02/2020 | 0 | Trần Thị Ví Dụ
    H2 | Phòng A | 03/02/2020 | 10/02/2020 | 10/02/2020 | 1 | TRẦN THỊ VÍ DỤ
    H3 | Phòng B | 03/02/2020 | 10/02/2020 | 12/02/2020 | 2 | Trần Thị Ví Dụ
    H4 | Phòng B | 03/02/2020 | 10/02/2020 | 06/02/2020 | 0 | Lê Văn Giả Định
    H5 | Phòng B | 02/03/2020 | 20/03/2020 | | | Trần Thị Ví Dụ
    H6 | Phòng B | 03/02/2020 | 10/02/2020 | 06/02/2020 | 0 |";

const OWN_OF_OFFICERS: &str = "Bảng tự chấm điểm cán bộ
    Từ ngày 15/12/2019 đến ngày 14/3/2020

    Cán bộ | Chỉ số | Điểm tự chấm | Số đạt | Căn cứ
    Trần Thị Ví Dụ | 2 | 1,2 | | theo sổ
    Trần Thị Ví Dụ | 4 | 0,8 | |
    Lê Văn Giả Định | 2 | 1 | |";

fn officers(own: &str) -> Case {
    office(HANDLED, OWN)
        .sheet("tu-cham-diem-can-bo.xlsx", "Tự chấm điểm cán bộ", own)
        .settings(|old| format!("{old}\n[danh_gia]\ncan_bo = true\n"))
}

/// Rows of a sheet of the workbook, cells as texts.
fn rows(case: &Case, sheet: usize) -> Vec<Vec<String>> {
    let path = case.root().join("luu-tru/2020-Q1/data/noi-bo/cham-diem-can-bo.xlsx");
    let bytes = std::fs::read(path).unwrap();
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range_at(sheet).unwrap().unwrap();
    range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect()
}

#[test]
fn each_officer_is_scored_by_their_own_dossiers_and_lines() {
    let case = officers(OWN_OF_OFFICERS);
    case.run(&MAKE).code(0);
    let all = rows(&case, 0);
    let of = |name: &str| {
        let row = all.iter().find(|row| row[1] == name).unwrap_or_else(|| panic!("{all:?}"));
        row[2..].to_vec()
    };
    // Index 1, 3 and 7: 2 + 1 + 0 of three dossiers; 5,0 begins the highest grade.
    assert_eq!(
        of("Trần Thị Ví Dụ"),
        ["Phòng A; Phòng B", "1", "1.2", "1", "0.8", "1", "5", "Hoàn thành 100% nhiệm vụ"]
    );
    // Without index 4 there is no sum and no grade.
    assert_eq!(of("Lê Văn Giả Định")[..5], ["Phòng B", "2", "1", "2", "–"]);
    assert_eq!(of("Lê Văn Giả Định")[6..], ["–", "Chưa xếp mức"]);
    let said = |words: &str| all.iter().flatten().any(|cell| cell.contains(words));
    assert!(said("1 hồ sơ đã giải quyết không ghi cán bộ"), "{all:?}");
    // The dossiers behind the points, and no other: the open one is in none.
    let behind: Vec<_> = rows(&case, 2).into_iter().map(|row| row[1].clone()).collect();
    for code in ["H1", "H2", "H3", "H4"] {
        assert!(behind.iter().any(|own| own == code), "{behind:?}");
    }
    assert!(!behind.iter().any(|own| own == "H5" || own == "H6"), "{behind:?}");
}

#[test]
fn complaints_that_were_found_true_take_points_off_an_officer() {
    let own =
        format!("{OWN_OF_OFFICERS}\nTrần Thị Ví Dụ | 7a | | 1 |\nTrần Thị Ví Dụ | 7b | | 0 |");
    let case = officers(&own);
    case.run(&MAKE).code(0);
    let all = rows(&case, 0);
    let row = all.iter().find(|row| row[1] == "Trần Thị Ví Dụ").unwrap();
    // 1 point of three dossiers.
    assert_eq!(row[7..], ["0.3", "4.3", "Hoàn thành từ 70% đến dưới 100% nhiệm vụ"]);
}

#[test]
fn officers_stand_in_their_own_list_alone_and_nowhere_unless_asked_for() {
    let case = officers(OWN_OF_OFFICERS);
    case.run(&MAKE).code(0);
    let mut seen = 0;
    for (path, bytes) in case.files("luu-tru/2020-Q1/data") {
        if path.starts_with("nguon/") || path == "noi-bo/cham-diem-can-bo.xlsx" {
            continue;
        }
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains("Thị Ví Dụ") && !text.contains("Giả Định"), "{path}");
        seen += 1;
    }
    assert!(seen > 15, "{seen}");
    let without = office(HANDLED, OWN);
    without.run(&MAKE).code(0);
    let made = without.files("luu-tru/2020-Q1/data");
    assert!(!made.iter().any(|(path, _)| path.contains("can-bo")));
}

#[test]
fn lines_of_officers_that_cannot_be_are_told() {
    let own = format!(
        "{OWN_OF_OFFICERS}\nLê Văn Giả Định | 5 | 2 | |\n | 4 | 1 | |\nLê Văn Giả Định | 4 | 2,1 | |"
    );
    let outcome = officers(&own).run(&MAKE);
    outcome.code(3).says("Chỉ số “5” không chấm cho từng cán bộ");
    outcome.says("Chưa ghi cán bộ của điểm tự chấm này");
    outcome.says("Điểm tự chấm “2,1” không phải là điểm của chỉ số này");
}

#[test]
fn lines_that_name_an_officer_are_asked_about_where_officers_are_not_scored() {
    let own = OWN
        .replace("Chỉ số | Điểm", "Cán bộ | Chỉ số | Điểm")
        .replace("\n    1. Tổng", "\n    | 1. Tổng")
        .replace("\n    2 |", "\n    Trần Thị Ví Dụ | 2 |")
        .replace("\n    4 |", "\n    Lê Văn Giả Định | 4 |")
        .replace("\n    5a", "\n    | 5a")
        .replace("\n    5b", "\n    | 5b")
        .replace("\n    6 |", "\n    | 6 |")
        .replace("\n    9a", "\n    | 9a");
    let case = office(DOSSIERS, &own);
    let outcome = case.run(&MAKE);
    outcome.code(3).says(
        "Bảng tự chấm có 2 dòng ghi tên ở cột cán bộ, mà cơ quan chưa đặt chấm điểm từng cán bộ",
    );
    // The lines without a name are the agency's.
    let card = scored(&office(DOSSIERS, &own), "2020-Q1");
    assert_eq!(card["con_thieu"], json!([2, 4]));
    assert_eq!(points(&card)[5], Some(20));
}

#[test]
fn an_officer_who_resolved_nothing_is_no_line() {
    // Overdue on the last day, and nothing else is theirs.
    let handled =
        format!("{HANDLED}\n    H7 | Phòng B | 03/02/2020 | 10/02/2020 | | | Phạm Văn Tượng Trưng");
    let case = office(&handled, OWN).settings(|old| format!("{old}\n[danh_gia]\ncan_bo = true\n"));
    case.run(&MAKE).code(0);
    let all = rows(&case, 0);
    assert!(all.iter().flatten().any(|cell| cell == "Lê Văn Giả Định"), "{all:?}");
    assert!(!all.iter().flatten().any(|cell| cell.contains("Tượng Trưng")), "{all:?}");
}

/// Points are of quarters: a month's report has nothing to say of their sheet, a quarter's of one of a month has.
#[test]
fn a_sheet_of_a_quarter_waits_for_its_report() {
    let said = |own: &str, period: &str| {
        let outcome = office(DOSSIERS, own).run(&["bao-cao", "--ky", period, "--du-lieu-thieu"]);
        outcome.stderr.contains("tu-cham-diem.xlsx")
    };
    assert!(!said(OWN, "2020-03"));
    assert!(!said(OWN, "2020-Q1"));
    let january = OWN.replace("15/12/2019 đến ngày 14/3/2020", "15/12/2019 đến ngày 14/01/2020");
    assert!(said(&january, "2020-Q1"));
    assert!(said(&january, "2020-03"));
}
