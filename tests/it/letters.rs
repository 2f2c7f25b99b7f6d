//! Which late dossiers get a letter, and which are held back for what.

use serde_json::Value;

use crate::case::{Case, Outcome};

const HEADER: &str = "Mã hồ sơ | Tên thủ tục hành chính | Phòng ban | Chủ hồ sơ | Địa chỉ | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Lý do trễ hạn | Ngày hẹn lại | Hình thức nộp";

fn march(rows: &str) -> (Case, Outcome) {
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{rows}"));
    let outcome = case.march();
    (case, outcome)
}

fn letters(case: &Case) -> Vec<String> {
    let all = case.files("luu-tru/2020-03/data/thu-xin-loi");
    all.into_iter()
        .map(|(name, _)| name)
        .filter(|name| name.ends_with(".pdf") && name != "in-tat-ca.pdf")
        .collect()
}

fn register(outcome: &Outcome) -> Value {
    serde_json::from_slice(&outcome.archived("thu-xin-loi/danh-sach.json")).unwrap()
}

#[test]
fn an_overdue_dossier_with_a_reason_and_a_new_date_gets_the_statutory_form() {
    let (case, outcome) = march(
        "A-1 | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ | Ấp 1 | 20/02/2020 | 02/03/2020 | | Chờ xác minh | 25/03/2020 | Trực tiếp",
    );
    outcome.code(0);
    assert_eq!(letters(&case), ["pxl-a-1.pdf"]);
    let register = register(&outcome);
    let letter = &register["thu"][0];
    assert_eq!(letter["loai"], "phieu_hen_lai");
    assert_eq!(letter["nguoi_nhan"], "Nguyễn Văn Ví Dụ");
    assert_eq!(letter["ngay_hen_tra"], "ngày 02 tháng 3 năm 2020");
    assert_eq!(letter["ngay_hen_lai"], "ngày 25 tháng 3 năm 2020");
    assert_eq!(letter["ly_do"], "Chờ xác minh");
}

#[test]
fn a_dossier_resolved_late_needs_no_new_date() {
    let (case, outcome) = march(
        "A-1 | Thủ tục X | Phòng A | Công ty TNHH Ví Dụ | Ấp 1 | 20/02/2020 | 02/03/2020 | 05/03/2020 | Chờ xác minh | | Trực tiếp",
    );
    assert_eq!(letters(&case), ["txl-a-1.pdf"]);
    let register = register(&outcome);
    let letter = &register["thu"][0];
    assert_eq!((&letter["loai"], &letter["xung_ho"]), (&"thu_xin_loi".into(), &"Tổ chức".into()));
    assert_eq!(letter["ngay_ket_thuc"], "ngày 05 tháng 3 năm 2020");
}

#[test]
fn what_lacks_a_reason_or_a_new_date_is_held_back_and_nothing_is_invented() {
    let (case, outcome) = march(
        "A-1 | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 1 | Ấp 1 | 20/02/2020 | 02/03/2020 |            |              | 25/03/2020 | Trực tiếp
         A-2 | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 2 | Ấp 1 | 20/02/2020 | 02/03/2020 |            | Chờ xác minh |            | Trực tiếp
         A-3 | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 3 | Ấp 1 | 20/02/2020 | 02/03/2020 | 05/03/2020 |              |            | Trực tiếp
         A-4 | Thủ tục X | Phòng A |                    | Ấp 1 | 20/02/2020 | 02/03/2020 | 05/03/2020 | Chờ xác minh |            | Trực tiếp",
    );
    assert_eq!(letters(&case), [""; 0]);
    let register = register(&outcome);
    let held: Vec<&str> = register["chua_viet"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["ma_ho_so"].as_str().unwrap())
        .collect();
    assert_eq!(held, ["A-1", "A-2", "A-3", "A-4"]);
    assert!(
        register["chua_viet"]
            .as_array()
            .unwrap()
            .iter()
            .all(|item| item["con_thieu"][0].is_string())
    );
    let figures = outcome.figures();
    let letters = &figures["thu_xin_loi"];
    assert_eq!((&letters["phai_xin_loi"], &letters["chua_du_thong_tin"]), (&4.into(), &4.into()));
}

#[test]
fn early_on_time_and_waiting_dossiers_are_owed_nothing() {
    let (case, outcome) = march(
        "A-1 | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 1 | Ấp 1 | 20/02/2020 | 02/03/2020 | 28/02/2020 | Lý do | | Trực tiếp
         A-2 | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 2 | Ấp 1 | 20/02/2020 | 02/03/2020 | 02/03/2020 | Lý do | | Trực tiếp
         A-3 | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 3 | Ấp 1 | 20/02/2020 | 20/03/2020 | | Lý do | 25/03/2020 | Trực tiếp",
    );
    assert_eq!(letters(&case), [""; 0]);
    assert_eq!(outcome.figures()["thu_xin_loi"]["phai_xin_loi"], 0);
}

/// Due on Friday, finished on Saturday: no working day between, but late, and owed a letter.
#[test]
fn a_dossier_late_by_no_working_day_is_late() {
    let (case, outcome) = march(
        "A-1 | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 1 | Ấp 1 | 20/02/2020 | 06/03/2020 | 07/03/2020 | Lý do | | Trực tiếp",
    );
    assert_eq!(outcome.columns()[7], 1);
    assert_eq!(letters(&case), ["txl-a-1.pdf"]);
}

#[test]
fn markup_in_a_name_prints_as_it_is() {
    let (case, outcome) = march(
        "A-1 | *Thủ* <b>tục</b> _X_ | Phòng A | <script>Ví Dụ</script> & Con | Ấp 1 | 20/02/2020 | 02/03/2020 | 05/03/2020 | Chờ [xác](minh) `x` | | Trực tiếp",
    );
    outcome.code(0);
    let (_, pdf) = case
        .files("luu-tru/2020-03/data/thu-xin-loi")
        .into_iter()
        .find(|(name, _)| name == "txl-a-1.pdf")
        .unwrap();
    let text = crate::documents::pdf_text(&pdf);
    for part in ["<script>Ví Dụ</script> & Con", "*Thủ* <b>tục</b> _X_", "Chờ [xác](minh) `x`"]
    {
        assert!(text.contains(part), "no {part} in {text}");
    }
}

/// The whole text of each letter, as it is copied out of the PDF.
#[test]
fn the_letters_read_as_they_should() {
    let (case, outcome) = march(
        "A-1 | Cấp giấy phép lao động | Phòng A | Nguyễn Văn Ví Dụ | Ấp 1, xã Ví Dụ | 20/02/2020 | 02/03/2020 |            | Chờ xác minh | 25/03/2020 | Trực tiếp
         A-2 | Cấp giấy phép lao động | Phòng A | Công ty TNHH Ví Dụ |                | 20/02/2020 | 02/03/2020 | 05/03/2020 | Chờ xác minh |            | Trực tiếp",
    );
    outcome.code(0);
    for (name, bytes) in case.files("luu-tru/2020-03/data/thu-xin-loi") {
        if name.ends_with(".pdf") && name != "in-tat-ca.pdf" {
            insta::assert_snapshot!(name, crate::documents::pdf_text(&bytes));
        }
    }
}

/// One letter, whichever period is written first and however the code is typed.
#[test]
fn no_period_of_the_archive_writes_a_letter_again() {
    let row = "A-1 | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ 1 | Ấp 1 | 20/02/2020 | 02/03/2020 | | Lý do | 25/05/2020 | Trực tiếp";
    let (case, _) = march(row);
    assert_eq!(letters(&case), ["pxl-a-1.pdf"]);
    let case =
        case.sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{}", row.replace("A-1", "a – 1")));
    case.run(&["bao-cao", "--ky", "2020-04"]).code(0);
    let april = || -> Value {
        let files = case.files("luu-tru/2020-04/data/thu-xin-loi");
        let (_, bytes) = files.iter().find(|(name, _)| name == "danh-sach.json").unwrap();
        serde_json::from_slice(bytes).unwrap()
    };
    assert_eq!(
        (&april()["thu"], &april()["chua_viet"]),
        (&serde_json::json!([]), &serde_json::json!([]))
    );
    // Written after April, March finds a letter that is not of an earlier period, but is there.
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{row}"));
    case.run(&["bao-cao", "--ky", "2020-04"]).code(0);
    let outcome = case.march();
    assert_eq!(letters(&case), [""; 0]);
    assert_eq!(
        register(&outcome)["chua_viet"][0]["con_thieu"][0],
        "đã có thư ở kỳ tháng 4 năm 2020"
    );
    assert_eq!(outcome.figures()["thu_xin_loi"]["da_co_tu_truoc"], 0);
}

/// Moved once in the data, to 6 March, which has passed by the 14th: nothing that is filled in moves it again.
#[test]
fn a_dossier_that_the_data_have_moved_once_is_never_promised_another_day() {
    let row = |end: &str| {
        format!(
            "{HEADER}\nA-1 | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ | Ấp 1 | 20/02/2020 | 02/03/2020 | {end} | Chờ xác minh | 06/03/2020 | Trực tiếp"
        )
    };
    let entry =
        "Mã hồ sơ | Lý do xin lỗi | Ngày hẹn lại | Xưng hô\nA-1 | Chờ xác minh | 25/03/2020 | ";
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &row(""));
    let filled = case.run(&["thu-xin-loi", "--phieu-nhap", "--tinh-den", "2020-03-14"]);
    filled.code(0).says("Đã ghi phiếu nhập: 0 hồ sơ");
    let case = case.sheet("phieu.xlsx", "Phiếu nhập", entry);
    let found = case.check().to_string();
    assert!(found.contains("Hồ sơ “A-1” đã hẹn lại một lần, đến 06/3/2020"), "{found}");
    assert!(found.contains(r#""cell":"C2","code":"due_changed""#), "{found}");

    let outcome = case.march();
    assert_eq!(letters(&case), [""; 0]);
    let held = &register(&outcome)["chua_viet"][0];
    assert_eq!(
        (&held["la_loi"], &held["con_thieu"][0]),
        (&true.into(), &"không được hẹn lại lần hai (đến 25/3/2020): bảng hồ sơ đã hẹn lại một lần, đến 06/3/2020".into())
    );
    let figures = &outcome.figures()["thu_xin_loi"];
    let beside = &figures["doi_chieu"];
    assert_eq!((&beside["tre_lan_hai"], &beside["chi_co_ngay_hen_lai"]), (&1.into(), &1.into()));
    assert_eq!(figures["tu_choi_hen_lan_hai"], 1);

    // Resolved, it gets its thư, which passes no day over.
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &row("10/03/2020")).sheet(
        "phieu.xlsx",
        "Phiếu nhập",
        entry,
    );
    let outcome = case.march();
    assert_eq!(letters(&case), ["txl-a-1.pdf"]);
    assert_eq!(register(&outcome)["thu"][0]["doi_den"], "2020-03-06");
}

/// A day that the data move once more is said, and the first of them stays the one that was promised.
#[test]
fn a_second_re_appointment_in_the_data_is_said_and_does_not_count() {
    let sheet = |moved: &str| {
        format!(
            "{HEADER}\nA-1 | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ | Ấp 1 | 20/02/2020 | 02/03/2020 | | Chờ xác minh | {moved} | Trực tiếp"
        )
    };
    let case = Case::new().sheet("thang-2.xlsx", "Hồ sơ", &sheet("06/03/2020")).sheet(
        "thang-3.xlsx",
        "Hồ sơ",
        &sheet("25/03/2020"),
    );
    let found = case.check().to_string();
    assert!(
        found.contains("Hồ sơ “A-1” được hẹn lại lần hai, đến 25/3/2020: đã hẹn lại đến 06/3/2020"),
        "{found}"
    );
    assert!(!found.contains("mới hơn về ngày hẹn lại"), "{found}");
    let outcome = case.march();
    assert_eq!(letters(&case), [""; 0]);
    assert_eq!(outcome.figures()["thu_xin_loi"]["doi_chieu"]["tre_lan_hai"], 1);
}

/// A thư tells when the dossier was resolved, 5 March: it was not sent on 3 March.
#[test]
fn a_letter_that_is_dated_before_what_it_tells_is_not_issued() {
    let row = "A-1 | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ | Ấp 1 | 20/02/2020 | 02/03/2020 | 05/03/2020 | Chờ xác minh | | Trực tiếp";
    let (case, _) = march(row);
    assert_eq!(letters(&case), ["txl-a-1.pdf"]);
    for (day, issued) in [("03/03/2020", 0), ("06/03/2020", 1)] {
        let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{row}")).sheet(
            "so.xlsx",
            "Sổ theo dõi",
            &format!(
                "Mã hồ sơ | Loại văn bản | Số phiếu | Ngày phiếu\nA-1 | Thư xin lỗi | 7 | {day}"
            ),
        );
        let found = case.check().to_string();
        assert_eq!(found.contains("trước ngày giải quyết xong 05/3/2020"), issued == 0, "{found}");
        let outcome = case.march();
        let beside = &outcome.figures()["thu_xin_loi"]["doi_chieu"];
        assert_eq!(
            (&beside["da_phat_hanh"], &beside["da_lap"]),
            (&issued.into(), &(1 - issued).into()),
            "{day}"
        );
    }
}

/// The workbook comes with ten numbered lines; those that nobody filled in are no rows without a department.
#[test]
fn lines_that_hold_nothing_but_their_number_are_no_group() {
    let header = "STT | Kính gửi | Xưng hô | Địa chỉ | Việc chưa giải quyết kịp thời | Ngày đề nghị | Lý do xin lỗi | Ngày hẹn trả lời | Đơn vị";
    let rest: String = (2..=10).map(|order| format!("\n{order}{}", " | ".repeat(8))).collect();
    let first =
        "1 | Nguyễn Văn Ví Dụ | | | Xin cấp lại giấy hẹn | 02/03/2020 | Thiếu người | | Phòng A";
    let case = Case::new().sheet(
        "viec.xlsx",
        "Việc không có giấy tiếp nhận",
        &format!("{header}\n{first}{rest}"),
    );
    let found = case.check().to_string();
    assert!(!found.contains("Tên đơn vị chỉ đứng"), "{found}");
}
