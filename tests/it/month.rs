//! The 13-column table and its rates on months that were counted by hand.

use crate::case::{Case, columns, named};

const HEADER: &str = "Mã hồ sơ | Lĩnh vực | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái | Hình thức nộp";

/// One dossier for each way to stand in the table; on its right the columns it is counted in.
const MONTH: &str = "
    H01 | Lĩnh vực A | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tuyến
    H02 | Lĩnh vực A | Phòng A | 20/02/2020 | 02/03/2020 | 02/03/2020 | Đã trả kết quả | Trực tiếp
    H03 | Lĩnh vực A | Phòng A | 20/02/2020 | 02/03/2020 | 04/03/2020 | Đã trả kết quả | Bưu chính công ích
    H04 | Lĩnh vực A | Phòng A | 20/02/2020 | 20/03/2020 |            | Đang xử lý | Trực tiếp
    H05 | Lĩnh vực A | Phòng A | 20/02/2020 | 02/03/2020 |            | Đang xử lý | Trực tiếp
    H06 | Lĩnh vực A | Phòng A | 10/02/2020 | 20/02/2020 | 17/02/2020 | Đã trả kết quả | Trực tuyến
    H07 | Lĩnh vực A | Phòng A | 10/02/2020 | 20/02/2020 | 12/02/2020 | Đã trả kết quả | Trực tiếp
    H08 | Lĩnh vực B | Phòng B | 10/02/2020 | 20/03/2020 |            | Đang xử lý | Trực tiếp
    H09 | Lĩnh vực B | Phòng B | 16/03/2020 | 20/03/2020 | 18/03/2020 | Đã trả kết quả | Trực tiếp
    H10 | Lĩnh vực B | Phòng B | 20/02/2020 | 14/03/2020 |            | Đang xử lý | Trực tiếp
    H11 | Lĩnh vực B | Phòng B | 20/02/2020 | 10/03/2020 | 16/03/2020 | Đã trả kết quả | Trực tiếp
    H12 | Lĩnh vực B | Phòng B | 15/02/2020 | 14/03/2020 | 14/03/2020 | Đã trả kết quả | Trực tiếp
    H13 | Lĩnh vực B | Phòng B | 14/03/2020 | 20/03/2020 |            | Đang xử lý | Trực tiếp
    H14 | Lĩnh vực B | Phòng B | 20/02/2020 | 02/03/2020 |            | Yêu cầu bổ sung giấy tờ | Trực tiếp
    H15 | Lĩnh vực B | Phòng B | 20/02/2020 | 02/03/2020 | 05/03/2020 | Công dân yêu cầu rút hồ sơ | Trực tiếp
    H16 | Lĩnh vực B | Phòng B | 20/02/2020 | 02/03/2020 | 05/03/2020 | Không được tiếp nhận | Trực tiếp
    H17 | Lĩnh vực B | Phòng B | 20/02/2020 |            | 05/03/2020 | Đã trả kết quả | Trực tiếp
    H18 | Lĩnh vực B | Phòng B | 20/02/2020 |            |            | Đang xử lý | Trực tiếp
";

fn month() -> Case {
    Case::new().sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{MONTH}"))
}

fn one(row: &str) -> Case {
    Case::new().sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{row}"))
}

#[test]
fn every_column_of_a_hand_counted_month() {
    let outcome = month().march();
    let figures = outcome.code(0).figures();
    let dossiers = &figures["ho_so"];
    //                                      3  4  5  6  7  8  9 10 11 12 13
    assert_eq!(columns(&dossiers["tong"]), [15, 1, 12, 2, 7, 2, 4, 1, 8, 6, 2]);
    let by_department = &dossiers["theo_don_vi"];
    assert_eq!(columns(named(by_department, "Phòng A")), [6, 1, 4, 1, 4, 2, 1, 1, 2, 1, 1]);
    assert_eq!(columns(named(by_department, "Phòng B")), [9, 0, 8, 1, 3, 0, 3, 0, 6, 5, 1]);
    // A department of the settings without dossiers has its row.
    assert_eq!(columns(named(by_department, "Phòng C")), [0; 11]);
    assert_eq!(columns(named(&dossiers["theo_linh_vuc"], "Lĩnh vực A"))[0], 6);
    assert_eq!(dossiers["tong"]["rut_tra_lai"], 1);
    assert_eq!(dossiers["tong"]["cho_bo_sung"], 1);
    assert_eq!(dossiers["tong"]["khong_co_han_da_giai_quyet"], 1);
    assert_eq!(dossiers["tong"]["khong_co_han_dang_giai_quyet"], 1);
}

#[test]
fn rates_name_their_numerator_and_denominator_and_nothing_of_nothing_is_null() {
    let outcome = month().march();
    let figures = outcome.code(0).figures();
    let total = &figures["ho_so"]["tong"];
    let rate = &total["ty_le_dung_han"];
    assert_eq!((&rate["tu"], &rate["mau"]), (&6.into(), &7.into()));
    assert_eq!(rate["phan_tram"], "85,71%");
    assert_eq!(total["ty_le_truoc_han"]["phan_tram"], "28,57%");
    assert_eq!(total["ty_le_qua_han"]["phan_tram"], "14,29%");
    assert_eq!(total["ty_le_dung_han_ke_ca_dang_giai_quyet"]["phan_tram"], "80,00%");
    let none = named(&figures["ho_so"]["theo_don_vi"], "Phòng C");
    assert!(none["ty_le_dung_han"]["phan_tram"].is_null());
}

#[test]
fn what_is_open_at_the_end_of_a_period_is_carried_into_the_next() {
    let case = month();
    let march = case.march().columns();
    // The sheet of April is not there: the report is wanted all the same.
    let outcome = case.run(&["bao-cao", "--ky", "2020-04", "--du-lieu-thieu"]);
    outcome.code(0);
    let (_, bytes) = case
        .files("luu-tru/2020-04/data")
        .into_iter()
        .find(|(name, _)| name == "so-lieu.json")
        .unwrap();
    let april: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let carried = columns(&april["ho_so"]["tong"])[3];
    assert_eq!((march[8], carried), (8, 8));
}

#[track_caller]
fn stands_in(row: &str, want: &[usize]) {
    let got = one(row).march().columns();
    let got: Vec<usize> = (0..11).filter(|&index| got[index] == 1).map(|index| index + 3).collect();
    assert_eq!(got, want, "{row}");
}

/// Dates decide first.
#[test]
fn dates_decide_before_the_status() {
    // An end in the period closes there, whatever the status says.
    stands_in(
        "H | A | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đang xử lý | Trực tiếp",
        &[3, 5, 7, 8],
    );
    // An end after the period means open in it, judged by its due date.
    stands_in(
        "H | A | Phòng A | 20/02/2020 | 02/03/2020 | 20/03/2020 | Đã trả kết quả | Trực tiếp",
        &[3, 5, 11, 13],
    );
    // Stopped with an end date: withdrawn; without one: open, in time.
    stands_in(
        "H | A | Phòng A | 20/02/2020 | 02/03/2020 | 10/03/2020 | Dừng xử lý | Trực tiếp",
        &[3, 5, 7, 9],
    );
    stands_in(
        "H | A | Phòng A | 20/02/2020 | 02/03/2020 |            | Dừng xử lý | Trực tiếp",
        &[3, 5, 11, 12],
    );
    // Waiting for a financial duty, by number.
    stands_in(
        "H | A | Phòng A | 20/02/2020 | 02/03/2020 |            | 6 | Trực tiếp",
        &[3, 5, 11, 12],
    );
    // Finished by the office, not yet fetched.
    stands_in(
        "H | A | Phòng A | 20/02/2020 | 02/03/2020 | 02/03/2020 | Chờ trả kết quả | Trực tiếp",
        &[3, 5, 7, 9],
    );
    // A refusal to grant is a result like any other.
    stands_in(
        "H | A | Phòng A | 20/02/2020 | 02/03/2020 | 04/03/2020 | Từ chối | Trực tiếp",
        &[3, 5, 7, 10],
    );
}

#[test]
fn what_was_never_received_is_never_counted() {
    for status in ["1", "3", "Mới đăng ký", "Không được tiếp nhận", "Từ chối tiếp nhận"]
    {
        let row = format!(
            "H | A | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | {status} | Trực tiếp"
        );
        assert_eq!(one(&row).march().columns(), [0; 11], "{status}");
    }
}

#[test]
fn a_missing_channel_counts_at_the_counter_and_is_said() {
    let outcome =
        one("H | A | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả |").march();
    assert_eq!(outcome.columns()[2], 1);
    assert_eq!(outcome.found(), [("missing_channel".to_owned(), 1)]);
}

#[test]
fn a_missing_due_date_is_computed_where_the_limit_is_known() {
    let limits = "\n[[thu_tuc]]\nten = \"Thủ tục X\"\nthoi_han = \"5 ngày làm việc\"\n";
    let table = "
        Mã hồ sơ | Tên thủ tục hành chính | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp
        H1 | THỦ TỤC  X  | Phòng A | 20/02/2020 |  | 26/02/2020 | Trực tiếp
        H2 | Thủ tục X   | Phòng A | 20/02/2020 |  | 27/02/2020 | Trực tiếp
        H3 | Thủ tục X   | Phòng A | 20/02/2020 |  | 28/02/2020 | Trực tiếp
        H4 | Thủ tục lạ  | Phòng A | 20/02/2020 |  | 28/02/2020 | Trực tiếp
    ";
    let outcome = Case::new()
        .settings(|old| format!("{old}{limits}"))
        .sheet("ho-so.xlsx", "Hồ sơ", table)
        .march();
    let figures = outcome.figures();
    let total = &figures["ho_so"]["tong"];
    // Due on 27/02: early, on time, late; the last has no limit and is on time.
    assert_eq!(columns(total), [4, 0, 4, 0, 4, 1, 2, 1, 0, 0, 0]);
    assert_eq!(total["han_tinh_toan"], 3);
    assert_eq!(total["khong_co_han_da_giai_quyet"], 1);
}

#[test]
fn withdrawn_dossiers_can_be_excluded_from_both_sides() {
    let outcome = month()
        .settings(|old| {
            old.replace(
                "[[don_vi]]\nten = \"Phòng A\"",
                "[lua_chon]\nrut_tra_lai = \"loai_tru\"\n\n[[don_vi]]\nten = \"Phòng A\"",
            )
        })
        .march();
    // H15 leaves (7) and (9), and (5) in which it came in.
    assert_eq!(outcome.columns(), [14, 1, 11, 2, 6, 2, 3, 1, 8, 6, 2]);
    assert_eq!(outcome.figures()["ho_so"]["tong"]["rut_tra_lai"], 1);
}

#[test]
fn an_unknown_department_stands_on_a_line_of_its_own_and_the_total_holds() {
    let outcome = Case::new()
        .sheet(
            "ho-so.xlsx",
            "Hồ sơ",
            &format!(
                "{HEADER}
                H1 | Lĩnh vực A  |            | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp
                H2 | Lĩnh vực lạ |            | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp
                H3 | Lĩnh vực lạ | Phòng Lạ   | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp
                H4 | Lĩnh vực A  | PHÒNG  a   | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp"
            ),
        )
        .march();
    let figures = outcome.code(0).figures();
    let list = &figures["ho_so"]["theo_don_vi"];
    // A blank one is filled in where the field belongs to exactly one department.
    assert_eq!(columns(named(list, "Phòng A"))[0], 2);
    assert_eq!(columns(named(list, "Chưa rõ đơn vị"))[0], 2);
    assert_eq!(list.as_array().unwrap().last().unwrap()["ten"], "Chưa rõ đơn vị");
    assert_eq!(columns(&figures["ho_so"]["tong"])[0], 4);
}
