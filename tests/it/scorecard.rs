//! The scorecard of Thông tư 01/2018/TT-VPCP: computed from dossiers and complaints, the rest as the office scored it.

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
