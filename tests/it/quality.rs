//! The indices of Quyết định 766/QĐ-TTg: from dossiers and complaints, and beside what was saved of the portal.

use std::io::Cursor;

use calamine::{Reader as _, Xlsx};
use serde_json::{Value, json};

use crate::case::{Case, Outcome};
use crate::documents::html_text;

/// Six of the month of February 15 to March 14: in time, late, withdrawn late, open, open with two requests, overdue.
const DOSSIERS: &str = "
    Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái | Hình thức nộp | Số lần bổ sung
    H1 | Phòng A | 20/02/2020 | 02/03/2020 | 02/03/2020 | Đã trả kết quả | Trực tuyến | 2
    H2 | Phòng A | 20/02/2020 | 02/03/2020 | 04/03/2020 | Đã trả kết quả | Trực tiếp |
    H3 | Phòng B | 20/02/2020 | 02/03/2020 | 05/03/2020 | Công dân yêu cầu rút hồ sơ | Trực tiếp |
    H4 | Phòng B | 09/03/2020 | 20/03/2020 | | Đang xử lý | Trực tuyến |
    H5 | Phòng B | 09/03/2020 | 20/03/2020 | | Yêu cầu bổ sung giấy tờ | Trực tiếp | 2
    H6 | Phòng B | 03/02/2020 | 10/02/2020 | | Đang xử lý | Trực tiếp |";

const COMPLAINTS: &str = "
    Số đơn | Loại đơn | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết
    1 | Phản ánh | 20/02/2020 | 02/03/2020 | 02/03/2020
    2 | Kiến nghị | 20/02/2020 | 02/03/2020 | 05/03/2020
    3 | Kiến nghị | 09/03/2020 | 20/03/2020 |
    4 | Phản ánh | 09/03/2020 | | 10/03/2020
    5 | Khiếu nại | 20/02/2020 | 02/03/2020 | 05/03/2020";

const INDICES: &str = "Kết quả đánh giá trên Cổng Dịch vụ công quốc gia
    Từ ngày 15/02/2020 đến ngày 14/3/2020

    Mã chỉ số | Tên chỉ số | Tử số | Mẫu số | Tỷ lệ | Điểm
    1.1 | Tỷ lệ thủ tục hành chính công bố đúng hạn | 8 | 8 | 100% | 4
    2.1 | Tỷ lệ hồ sơ xử lý đúng hạn | 3 | 5 | 60% | 12
    3.3 | Tỷ lệ hồ sơ nộp trực tuyến | - | - | 45,5% | 5,46";

fn office() -> Case {
    Case::new()
        .sheet("ho-so.xlsx", "Hồ sơ", DOSSIERS)
        .sheet("don-thu.xlsx", "Sổ đơn", COMPLAINTS)
        .settings(|old| format!("{old}\n[danh_gia]\nchi_so_766 = \"co\"\n"))
}

/// Filed online: the index has no number.
const ONLINE: &str = "Hồ sơ nộp trực tuyến";

/// By number, or by name.
fn index(outcome: &Outcome, which: &str) -> Value {
    let figures = outcome.figures()["chi_so_766"].take();
    let all = figures["chi_so"].as_array().expect("indices").clone();
    all.into_iter().find(|line| line["ma"] == which || line["ten"] == which).unwrap()
}

#[test]
fn what_the_rows_decide_is_computed_and_the_rest_is_named() {
    let outcome = office().march();
    // In time: H1, however often supplements were asked for before its end, and H4.
    let rate = |code: &str| index(&outcome, code)["ty_le_chu"].clone();
    assert_eq!(index(&outcome, "2.1")["ty_le"]["tu"], 2);
    assert_eq!(index(&outcome, "2.1")["ty_le"]["mau"], 6);
    assert_eq!(rate("2.1"), "33,33%");
    // H5 is within its due date: why the index has it late is said, and nothing of the kind where there is none.
    let asked = "Ở chỉ số 2.1, 01 hồ sơ đang giải quyết còn trong hạn được tính là quá hạn, vì đã yêu cầu bổ sung hơn một lần.";
    let said = html_text(&outcome.archived("bao-cao.html"));
    assert_eq!(outcome.figures()["chi_so_766"]["bo_sung_nhieu_lan"], 1);
    assert!(said.contains(asked), "{said}");
    let once = DOSSIERS.replace("giấy tờ | Trực tiếp | 2", "giấy tờ | Trực tiếp | 1");
    let once = office().sheet("ho-so.xlsx", "Hồ sơ", &once).march();
    assert!(!html_text(&once.archived("bao-cao.html")).contains("được tính là quá hạn, vì"));
    assert_eq!(
        index(&outcome, "5.2")["can_cu"],
        "02 phản ánh, kiến nghị xử lý đúng hạn và đang xử lý trong hạn, trong tổng số 03 phản ánh, kiến nghị có ghi hạn giải quyết; không xét 01 phản ánh, kiến nghị không ghi hạn"
    );
    // Two of the five received in the period.
    assert_eq!(rate(ONLINE), "40,00%");
    // One in time and one open, of three with a deadline.
    assert_eq!(rate("5.2"), "66,67%");
    assert_eq!(index(&outcome, "2.1")["theo_cong"], Value::Null);
    let figures = outcome.figures()["chi_so_766"].take();
    let unknown = figures["khong_tinh_duoc"].as_array().unwrap();
    let satisfied = unknown.iter().find(|line| line["ma"] == "5.4").unwrap();
    let needs = satisfied["con_thieu"].as_str().unwrap();
    assert!(needs.ends_with("không quá 33,33%"), "{needs}");
}

#[test]
fn withdrawn_dossiers_count_by_their_end_whatever_the_table_does_with_them() {
    let case = office().settings(|old| old.replace("\"dung_han\"", "\"loai_tru\""));
    assert_eq!(index(&case.march(), "2.1")["ty_le"]["mau"], 6);
}

#[test]
fn nothing_of_nothing_is_no_rate_and_nothing_read_is_not_known() {
    let case = || {
        Case::new()
            .sheet("ho-so.xlsx", "Hồ sơ", DOSSIERS)
            .settings(|old| format!("{old}\n[danh_gia]\nchi_so_766 = \"co\"\n"))
    };
    let outcome = case().march();
    let line = index(&outcome, "5.2");
    assert_eq!((&line["ty_le"], &line["ty_le_chu"]), (&Value::Null, &Value::Null));
    assert_eq!(line["can_cu"], "không có sổ đơn thư, phản ánh, kiến nghị");
    // Without complaints in the period, there is nothing to take a share of.
    let quiet = "
        Số đơn | Loại đơn | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết
        1 | Kiến nghị | 01/10/2019 | 15/10/2019 | 10/10/2019";
    let outcome = case().sheet("don-thu.xlsx", "Sổ đơn", quiet).march();
    let line = index(&outcome, "5.2");
    assert_eq!((&line["ty_le"]["mau"], &line["ty_le_chu"]), (&json!(0), &Value::Null));
    assert_eq!(line["can_cu"], "kỳ này không có phản ánh, kiến nghị có ghi hạn giải quyết");
}

#[test]
fn the_law_layer_decides_where_the_settings_do_not() {
    let plain = Case::new().sheet("ho-so.xlsx", "Hồ sơ", DOSSIERS);
    assert_eq!(plain.march().figures()["chi_so_766"], Value::Null);
    let later = DOSSIERS.replace("/2020", "/2024");
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &later);
    let outcome = case.run(&["bao-cao", "--ky", "2024-03", "--json"]);
    let figures: Value = serde_json::from_str(&outcome.stdout).expect(&outcome.stderr);
    assert!(figures["chi_so_766"].is_object());
}

#[test]
fn figures_of_the_portal_stand_beside_with_their_difference() {
    let outcome = office().sheet("cong.xlsx", "Chỉ số", INDICES).march();
    let line = index(&outcome, "2.1");
    let portal = json!({
        "tu": 3, "mau": 5, "ty_le_chu": "60,00%", "diem_chu": "12,00",
        "vi_tri": "cong.xlsx › Chỉ số › dòng 5",
    });
    assert_eq!((&line["theo_cong"], &line["chenh"]), (&portal, &json!("−26,67 điểm %")));
    let line = index(&outcome, ONLINE);
    assert_eq!(line["theo_cong"]["ty_le_chu"], "45,50%");
    assert_eq!((&line["theo_cong"]["mau"], &line["chenh"]), (&Value::Null, &json!("−5,50 điểm %")));
    let report = html_text(&outcome.archived("bao-cao.html"));
    let said = "chỉ số 2.1 (hồ sơ xử lý đúng hạn) 33,33%, Cổng Dịch vụ công quốc gia ghi 60,00%, chênh −26,67 điểm %; \
                hồ sơ nộp trực tuyến 40,00%, Cổng Dịch vụ công quốc gia ghi 45,50%, chênh −5,50 điểm %; \
                chỉ số 5.2 (phản ánh, kiến nghị xử lý đúng hạn) 66,67%";
    assert!(report.contains(said), "{report}");
}

#[test]
fn an_index_of_which_the_portal_gives_no_rate_is_said_to_have_none() {
    let points =
        format!("{INDICES}\n    5.2 | Tỷ lệ phản ánh, kiến nghị xử lý đúng hạn | - | - | - | 1,5");
    let outcome = office().sheet("cong.xlsx", "Chỉ số", &points).march();
    let line = index(&outcome, "5.2");
    assert_eq!(line["theo_cong"]["ty_le_chu"], Value::Null);
    assert_eq!((&line["theo_cong"]["diem_chu"], &line["chenh"]), (&json!("1,50"), &Value::Null));
    let report = html_text(&outcome.archived("bao-cao.html"));
    let said =
        "kiến nghị xử lý đúng hạn) 66,67%, Cổng Dịch vụ công quốc gia ghi chưa có tỷ lệ (Bảng";
    assert!(report.contains(said), "{report}");
}

#[test]
fn rates_are_of_a_hundred_or_of_one_as_their_column_shows() {
    let rates = |first: &str, second: &str| {
        format!(
            "Lưu từ Cổng, từ ngày 15/02/2020 đến ngày 14/3/2020
            Chỉ tiêu | Tỷ lệ | Điểm
            Tiến độ giải quyết | {first} | 19
            Tỷ lệ hồ sơ nộp trực tuyến | {second} | 5"
        )
    };
    for (first, second, want) in [("0.975", "0.5", "97,50%"), ("97.5", "50", "97,50%")] {
        let outcome = office().sheet("cong.xlsx", "Chỉ số", &rates(first, second)).march();
        assert_eq!(index(&outcome, "2.1")["theo_cong"]["ty_le_chu"], want, "{first}");
    }
    let outcome = office().sheet("cong.xlsx", "Chỉ số", &rates("197,5", "50")).march();
    outcome.code(3).says("Không đọc được tỷ lệ “197,5”");
    assert_eq!(index(&outcome, "2.1")["theo_cong"], Value::Null);
}

#[test]
fn figures_that_contradict_each_other_and_those_of_other_days_are_not_used() {
    let twice = format!("{INDICES}\n    2.1 | Tỷ lệ hồ sơ xử lý đúng hạn | 4 | 5 | 80% | 16");
    let outcome = office().sheet("cong.xlsx", "Chỉ số", &twice).march();
    assert_eq!(index(&outcome, "2.1")["theo_cong"], Value::Null);
    assert_eq!(
        index(&outcome, "2.1")["can_cu"],
        "02 hồ sơ xử lý đúng hạn và đang xử lý trong hạn, trong tổng số 06 hồ sơ tiếp nhận, xử lý trong kỳ; tệp lưu từ Cổng ghi các dòng khác nhau, không dùng dòng nào"
    );
    let january =
        INDICES.replace("15/02/2020 đến ngày 14/3/2020", "15/01/2020 đến ngày 14/02/2020");
    let outcome = office().sheet("cong.xlsx", "Chỉ số", &january).march();
    assert_eq!(index(&outcome, "2.1")["theo_cong"], Value::Null);
    outcome.says("Trang này là số liệu của 15/01/2020–14/02/2020, không đúng kỳ báo cáo");
}

fn list(rows: &str) -> String {
    format!(
        "Danh sách hồ sơ trên Cổng Dịch vụ công quốc gia
        Từ ngày 15/02/2020 đến ngày 14/3/2020

        STT | Mã hồ sơ | Ngày tiếp nhận | Ngày hẹn trả | Đánh giá của Cổng{rows}"
    )
}

/// Code, what the office says, what the portal says.
fn differences(outcome: &Outcome) -> Vec<[String; 3]> {
    let bytes = outcome.archived("noi-bo/doi-chieu-cong.xlsx");
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range_at(1).unwrap().unwrap();
    let rows = range.rows().filter(|row| matches!(row.first(), Some(calamine::Data::Float(_))));
    rows.map(|row| [1, 3, 4].map(|column: usize| row[column].to_string())).collect()
}

#[test]
fn each_dossier_that_the_portal_judges_otherwise_is_named() {
    let rows = "
        1 | H1 | 20/02/2020 | 02/03/2020 | Đúng hạn
        2 | H2 | 20/02/2020 | 06/03/2020 | Đúng hạn
        3 | H3 | 20/02/2020 | 02/03/2020 | Quá hạn
        4 | H4 | 09/03/2020 | 12/03/2020 | Quá hạn 1 ngày
        5 | H5 | 09/03/2020 | 20/03/2020 | Đang xử lý trong hạn
        6 | H5 | 09/03/2020 | 20/03/2020 | Quá hạn
        7 | H9 | 20/02/2020 | 02/03/2020 | Quá hạn";
    let outcome = office().sheet("cong.xlsx", "Hồ sơ", &list(rows)).march();
    let both = "Hai dòng khác nhau";
    let want = [
        ["H2", "Quá hạn", "Đúng hạn, trong hạn"],
        ["H4", "Đúng hạn, trong hạn", "Quá hạn"],
        ["H5", "Quá hạn", both],
        ["H6", "Quá hạn", "Không có"],
        ["H9", "Không có", "Quá hạn"],
    ];
    assert_eq!(differences(&outcome), want.map(|row| row.map(str::to_owned)));
    let rows = outcome.figures()["chi_so_766"]["doi_chieu_ho_so"].take();
    let counts = json!({
        "dong_cua_cong": 7, "khop": 2, "cong_ghi_qua_han": 1, "co_quan_ghi_qua_han": 1,
        "chi_co_tren_cong": 1, "chi_co_o_co_quan": 1, "cong_ghi_hai_cach": 1, "khong_co_ma": 0,
        "dong_khong_doc_duoc": 0,
    });
    assert_eq!(rows, counts);
    // The portal's list is no list of dossiers: it changes no figure of the office.
    assert_eq!(outcome.columns(), office().march().columns());
}

#[test]
fn a_list_of_late_dossiers_says_of_all_others_that_they_are_in_time() {
    let rows = "
        1 | H3 | 20/02/2020 | 02/03/2020 | Trễ hạn
        2 | H6 | 03/02/2020 | 10/02/2020 | Trễ hạn
        3 | H1 | 20/02/2020 | 02/03/2020 | Trễ hạn";
    let outcome = office().sheet("cong.xlsx", "Hồ sơ", &list(rows)).march();
    let want = [
        ["H1", "Đúng hạn, trong hạn", "Quá hạn"],
        ["H2", "Quá hạn", "Đúng hạn, trong hạn"],
        ["H5", "Quá hạn", "Đúng hạn, trong hạn"],
    ];
    assert_eq!(differences(&outcome), want.map(|row| row.map(str::to_owned)));
    let rows = outcome.figures()["chi_so_766"]["doi_chieu_ho_so"].take();
    assert_eq!((&rows["co_quan_ghi_qua_han"], &rows["chi_co_o_co_quan"]), (&json!(2), &json!(0)));
    assert_eq!((&rows["cong_ghi_qua_han"], &rows["khop"]), (&json!(1), &json!(3)));
}

#[test]
fn a_row_that_cannot_be_read_leaves_open_what_the_list_is_about_and_its_own_dossier() {
    let rows = "
        1 | H3 | 20/02/2020 | 02/03/2020 | Trễ hạn
        2 | H6 | 03/02/2020 | 10/02/2020 | Đã trả kết quả
        3 | | 20/02/2020 | 02/03/2020 | Trễ hạn";
    let outcome = office().sheet("cong.xlsx", "Hồ sơ", &list(rows)).march();
    outcome.code(3).says("Không đọc được đánh giá của Cổng “Đã trả kết quả”");
    // Of the other four the portal says nothing; nobody knows what it says of H6.
    let want = [
        ["H1", "Đúng hạn, trong hạn", "Không có"],
        ["H2", "Quá hạn", "Không có"],
        ["H4", "Đúng hạn, trong hạn", "Không có"],
        ["H5", "Quá hạn", "Không có"],
    ];
    assert_eq!(differences(&outcome), want.map(|row| row.map(str::to_owned)));
    let rows = outcome.figures()["chi_so_766"]["doi_chieu_ho_so"].take();
    let counted = ["dong_cua_cong", "dong_khong_doc_duoc", "khop", "chi_co_o_co_quan"]
        .map(|key| rows[key].as_u64());
    assert_eq!(counted, [1, 2, 1, 4].map(Some));
}

/// The office's own list of dossiers, with a column about the portal.
fn own_with(column: &str) -> String {
    let lines = DOSSIERS.trim().lines().enumerate();
    let cell = |at: usize| if at == 0 { column } else { "Đúng hạn" };
    lines.map(|(at, line)| format!("\n    {} | {}", line.trim(), cell(at))).collect()
}

#[test]
fn the_dossiers_of_the_office_with_a_column_of_the_portal_are_asked_about() {
    for (column, settings) in [
        ("Tình trạng trên Cổng", ""),
        ("Kết quả trên Cổng", ""),
        ("Tiến độ", "\n[cot]\n\"Tiến độ\" = \"danh_gia_cong\"\n"),
    ] {
        let case = Case::new()
            .sheet("ho-so.xlsx", "Hồ sơ", &own_with(column))
            .settings(|old| format!("{old}{settings}"));
        let outcome = case.march();
        outcome.code(1).says(&format!("lại có cột “{column}” là đánh giá của Cổng"));
    }
    // Called otherwise, the column is nobody's, and all six count.
    let outcome = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &own_with("Đối chiếu")).march();
    assert_eq!(outcome.columns(), office().march().columns());
}

#[test]
fn rates_of_any_other_plan_are_not_the_portals() {
    let plan = "Chỉ tiêu cải cách hành chính
        Từ ngày 15/02/2020 đến ngày 14/3/2020
        Chỉ tiêu | Tỷ lệ | Điểm
        Tỷ lệ hồ sơ xử lý đúng hạn | 97,5% | 19";
    let outcome = office().sheet("ke-hoach.xlsx", "Chỉ tiêu", plan).march();
    outcome.code(1).says("Bảng chỉ số, chỉ tiêu này không ghi là của Cổng Dịch vụ công quốc gia");
    for (title, sheet) in [("Số liệu trên Cổng", "Chỉ tiêu"), ("Chỉ tiêu", "Cổng DVCQG")]
    {
        let named = plan.replace("Chỉ tiêu cải cách hành chính", title);
        let outcome = office().sheet("cong.xlsx", sheet, &named).march();
        assert_eq!(index(&outcome, "2.1")["theo_cong"]["ty_le_chu"], "97,50%", "{title}");
    }
}

const NAME: &str = "Tỷ lệ hồ sơ xử lý đúng hạn";

#[test]
fn a_line_of_the_portal_whose_figures_do_not_fit_is_told_and_not_used() {
    let outcome = |line: &str| {
        let sheet = format!(
            "Số liệu trên Cổng, từ ngày 15/02/2020 đến ngày 14/3/2020
            Chỉ số | Tên chỉ số | Tử số | Mẫu số | Tỷ lệ | Điểm
            {line}
            1.1 | Thủ tục công bố đúng hạn | 9 | 8 | 12% | x"
        );
        office().sheet("cong.xlsx", "Chỉ số", &sheet).march()
    };
    for (line, says) in [
        (format!("2.1 | {NAME} | 3 | 5 | 60% | mười hai"), "Không đọc được điểm “mười hai”"),
        (format!("2.1 | {NAME} | 3 | | | 12"), "Dòng có tử số mà không có mẫu số"),
        (format!("2.1 | {NAME} | | 5 | | 12"), "Dòng có mẫu số mà không có tử số"),
        (
            format!("2.1 | {NAME} | 3 | 5 | 80% | 12"),
            "Tỷ lệ của dòng khác tử số 3 trên mẫu số 5, là 60,00%",
        ),
        (format!("2.1 | {NAME} | 6 | 5 | | 12"), "Tử số 6 nhiều hơn mẫu số 5"),
        (
            "2.1 | Tỷ lệ hồ sơ nộp trực tuyến | 3 | 5 | 60% | 12".to_owned(),
            "Số và tên “2.1 Tỷ lệ hồ sơ nộp trực tuyến” không phải là của một chỉ số",
        ),
        (format!("5.2 | {NAME} | 3 | 5 | 60% | 12"), "không phải là của một chỉ số"),
    ] {
        let outcome = outcome(&line);
        outcome.code(3).says(says);
        assert_eq!(index(&outcome, "2.1")["theo_cong"], Value::Null, "{line}");
    }
    // Written with fewer decimals it is the same rate, and another index is passed over.
    for rate in ["42,86%", "42,85%", "42,9%", "43%"] {
        let outcome = outcome(&format!("2,1 | {NAME} | 3 | 7 | {rate} | 12"));
        outcome.code(0);
        assert_eq!(index(&outcome, "2.1")["theo_cong"]["ty_le_chu"], "42,86%", "{rate}");
    }
}

#[test]
fn dossiers_filed_online_do_not_depend_on_what_the_table_does_with_withdrawn_ones() {
    let online = DOSSIERS.replace(
        "Công dân yêu cầu rút hồ sơ | Trực tiếp",
        "Công dân yêu cầu rút hồ sơ | Trực tuyến",
    );
    let case = || {
        Case::new()
            .sheet("ho-so.xlsx", "Hồ sơ", &online)
            .settings(|old| format!("{old}\n[danh_gia]\nchi_so_766 = \"co\"\n"))
    };
    let excluded = case().settings(|old| old.replace("\"dung_han\"", "\"loai_tru\""));
    for case in [case(), excluded] {
        let line = index(&case.march(), ONLINE);
        assert_eq!((&line["ty_le"]["tu"], &line["ty_le"]["mau"]), (&json!(3), &json!(5)));
    }
    // What does not say how it was filed is told beside the figure.
    let blank = DOSSIERS.replace("Đang xử lý | Trực tuyến", "Đang xử lý | ");
    let outcome = office().sheet("ho-so.xlsx", "Hồ sơ", &blank).march();
    let line = index(&outcome, ONLINE);
    assert_eq!((&line["ty_le"]["tu"], &line["ty_le"]["mau"]), (&json!(1), &json!(5)));
    assert_eq!(
        line["can_cu"],
        "01 hồ sơ nộp trực tuyến, trong tổng số 05 hồ sơ tiếp nhận trong kỳ; 01 hồ sơ không ghi hình thức nộp, tính là không trực tuyến"
    );
}

#[test]
fn words_of_the_portal_that_nobody_knows_are_told() {
    let outcome = office()
        .sheet(
            "cong.xlsx",
            "Hồ sơ",
            &list(
                "
        1 | H1 | 20/02/2020 | 02/03/2020 | Không rõ
        2 | H2 | 20/02/2020 | 02/03/2020 | Quá hạn",
            ),
        )
        .march();
    outcome.code(3).says("Không đọc được đánh giá của Cổng “Không rõ”");
}

#[test]
fn the_office_may_name_the_column_of_the_portal_itself() {
    let rows = list(
        "
        1 | H2 | 20/02/2020 | 02/03/2020 | Đúng hạn",
    )
    .replace("Đánh giá của Cổng", "Tiến độ");
    let case = office()
        .sheet("cong.xlsx", "Hồ sơ", &rows)
        .settings(|old| format!("{old}\n[cot]\n\"Tiến độ\" = \"danh_gia_cong\"\n"));
    assert!(differences(&case.march()).iter().any(|row| row[0] == "H2"));
}

#[test]
fn rates_below_one_in_a_column_of_percents_are_asked_about() {
    // Days of another index beside it, and both counts, which decide.
    let days = "Số liệu trên Cổng, từ ngày 15/02/2020 đến ngày 14/3/2020
        Chỉ số | Tên chỉ số | Tử số | Mẫu số | Tỷ lệ | Điểm
        2.1 | Tỷ lệ hồ sơ xử lý đúng hạn | | | 0.975 | 19
        2.2 | Thời gian giải quyết trung bình | | | 3.5 | 5";
    let told = office().sheet("cong.xlsx", "Chỉ số", days).march();
    told.code(3).says("Không rõ “0,975” là 0,975% hay 97,5%");
    let counted = days.replace("| | | 0.975", "| 39 | 40 | 0.975");
    let counted = office().sheet("cong.xlsx", "Chỉ số", &counted).march();
    assert_eq!(index(&counted, "2.1")["theo_cong"]["ty_le_chu"], "97,50%");
    let outcome = |first: &str, second: &str| {
        let sheet = format!(
            "Số liệu trên Cổng, từ ngày 15/02/2020 đến ngày 14/3/2020
            Chỉ số | Tỷ lệ (%) | Điểm
            {NAME} | {first} | 19
            Tỷ lệ hồ sơ nộp trực tuyến | {second} | 5"
        );
        office().sheet("cong.xlsx", "Chỉ số", &sheet).march()
    };
    let unsure = outcome("0.9", "1");
    unsure.code(3).says("Không rõ “0,9” là 0,9% hay 90%");
    assert_eq!(index(&unsure, "2.1")["theo_cong"], Value::Null);
    // The 50 may be of anything.
    outcome("0.9", "50").code(3).says("Không rõ “0,9” là 0,9% hay 90%");
    assert_eq!(index(&outcome("0,9%", "50"), "2.1")["theo_cong"]["ty_le_chu"], "0,90%");
    assert_eq!(index(&outcome("90%", "50%"), "2.1")["theo_cong"]["ty_le_chu"], "90,00%");
    // Nothing is nothing on both.
    assert_eq!(index(&outcome("0", "0"), "2.1")["theo_cong"]["ty_le_chu"], "0,00%");
}
