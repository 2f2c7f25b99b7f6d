//! Satisfaction: which answers are valid, over how many sheets, and with what interval.

use serde_json::Value;

use crate::case::{Case, named};

fn surveys(table: &str) -> Case {
    Case::new().sheet("phieu.xlsx", "Phiếu", table)
}

#[test]
fn answers_four_and_five_of_the_valid_ones() {
    let outcome = surveys(
        "
        Số phiếu | Ngày trả lời | Đơn vị  | Thái độ phục vụ    | Thời gian giải quyết
        '001     | 20/02/2020   | Phòng A | Rất hài lòng       | Hài lòng
        '002     | 20/02/2020   | Phòng A | Không hài lòng     | Bình thường
        '003     | 20/02/2020   | Phòng A | Rất không hài lòng | Không bị trễ hẹn
        '004     | 20/02/2020   | Phòng B | 5 - Rất hài lòng   |
        '005     | 20/03/2020   | Phòng B | Hài lòng           | Hài lòng
        ",
    )
    .march();
    let figures = outcome.code(0).figures();
    let satisfaction = &figures["hai_long"];
    assert_eq!(satisfaction["thu_ve"], 4);
    assert_eq!(satisfaction["hop_le"], 4);
    let total = &satisfaction["tong"];
    assert_eq!((&total["ty_le"]["tu"], &total["ty_le"]["mau"]), (&3.into(), &6.into()));
    assert_eq!(total["tra_loi"]["muc"], serde_json::json!([1, 1, 1, 1, 2]));
    assert_eq!(total["tra_loi"]["khong_tra_loi"], 2);
    // n is a number of sheets, never of answers.
    assert_eq!(total["n"], 4);
    let attitude = named(&satisfaction["theo_cau_hoi"], "Thái độ phục vụ");
    assert_eq!(attitude["n"], 4);
    assert_eq!(attitude["ty_le"]["phan_tram"], "50,00%");
    let time = named(&satisfaction["theo_cau_hoi"], "Thời gian giải quyết");
    assert_eq!((&time["n"], &time["ty_le"]["phan_tram"]), (&2.into(), &"50,00%".into()));
    // A department without sheets is there, with nothing of nothing.
    let none = named(&satisfaction["theo_don_vi"], "Phòng C");
    assert!(none["ty_le"]["phan_tram"].is_null() && none["khoang_tin_cay"].is_null());
    assert_eq!(named(&satisfaction["theo_don_vi"], "Phòng A")["co_mau_nho"], true);
}

/// Wilson, z = 1.96: 8 of 10 is 49,0%–94,3%; 0 of 4 is 0,0%–49,0%.
#[test]
fn the_interval_is_wilsons() {
    let rows: String = (0..10)
        .map(|n| {
            let answer = if n < 8 { "Hài lòng" } else { "Bình thường" };
            format!("P{n} | 20/02/2020 | Phòng A | {answer}\n")
        })
        .collect();
    let none: String =
        (0..4).map(|n| format!("Q{n} | 20/02/2020 | Phòng B | Bình thường\n")).collect();
    let outcome =
        surveys(&format!("Số phiếu | Ngày trả lời | Đơn vị | Thái độ phục vụ\n{rows}{none}"))
            .march();
    let figures = outcome.code(0).figures();
    let list = &figures["hai_long"]["theo_don_vi"];
    assert_eq!(named(list, "Phòng A")["khoang_tin_cay"], serde_json::json!([490, 943]));
    assert_eq!(named(list, "Phòng A")["khoang_tin_cay_chu"], "49,0%–94,3%");
    assert_eq!(named(list, "Phòng B")["khoang_tin_cay"], serde_json::json!([0, 490]));
}

#[test]
fn two_ticks_are_invalid_and_a_sheet_without_a_valid_answer_is_rejected() {
    let outcome = surveys(
        "
        Số phiếu | Ngày trả lời | Đơn vị  | Thái độ phục vụ | Thời gian giải quyết
        A1 | 20/02/2020 | Phòng A | Hài lòng, Bình thường | Hài lòng
        A2 | 20/02/2020 | Phòng A |                       |
        ",
    )
    .march();
    outcome.code(3);
    let figures = outcome.figures();
    assert_eq!(figures["hai_long"]["tong"]["tra_loi"]["khong_hop_le"], 1);
    assert_eq!(figures["hai_long"]["hop_le"], 1);
    assert_eq!(outcome.found(), [("bad_answer".to_owned(), 1), ("no_valid_answer".to_owned(), 1)]);
}

#[test]
fn on_a_three_level_scale_not_yet_content_is_the_bottom() {
    let outcome = surveys(
        "
        Số phiếu | Ngày trả lời | Đơn vị  | Mức độ hài lòng chung
        A1 | 20/02/2020 | Phòng A | Rất hài lòng
        A2 | 20/02/2020 | Phòng A | Hài lòng
        A3 | 20/02/2020 | Phòng A | Chưa hài lòng
        ",
    )
    .march();
    let figures = outcome.code(0).figures();
    let total = &figures["hai_long"]["tong"];
    assert_eq!(total["tra_loi"]["muc"], serde_json::json!([0, 1, 0, 1, 1]));
    assert_eq!(total["ty_le"]["phan_tram"], "66,67%");
}

#[test]
fn digits_without_a_declared_direction_are_read_as_five_is_best_and_it_is_said() {
    let table = "
        Số phiếu | Ngày trả lời | Đơn vị  | Thái độ phục vụ
        A1 | 20/02/2020 | Phòng A | 5
        A2 | 20/02/2020 | Phòng A | 1
        A3 | 20/02/2020 | Phòng A | 1
    ";
    let outcome = surveys(table).march();
    let figures = outcome.code(0).figures();
    assert_eq!(figures["hai_long"]["tong"]["ty_le"]["phan_tram"], "33,33%");
    assert_eq!(outcome.found(), [("scale_assumed".to_owned(), 1)]);
    let declared = surveys(table)
        .settings(|old| {
            old.replacen("[[don_vi]]", "[lua_chon]\nchu_so = \"1_tot_nhat\"\n\n[[don_vi]]", 1)
        })
        .march();
    assert_eq!(declared.figures()["hai_long"]["tong"]["ty_le"]["phan_tram"], "66,67%");
    assert_eq!(declared.found(), []);
}

#[test]
fn the_sample_size_comes_from_the_served_count() {
    let served = "
        Tháng 3 năm 2020
        Đơn vị  | Số lượt | Số phiếu phát ra
        Phòng A | 400     | 20
        Phòng B | 100     | 20
    ";
    let outcome = surveys(
        "
        Số phiếu | Ngày trả lời | Đơn vị  | Thái độ phục vụ
        A1 | 20/02/2020 | Phòng A | Hài lòng
        A2 | 20/02/2020 | Phòng B | Hài lòng
        ",
    )
    .sheet("2020-03/luot.xlsx", "Lượt", served)
    .march();
    let figures = outcome.code(0).figures();
    let satisfaction = &figures["hai_long"];
    assert_eq!(satisfaction["phat_ra"], 40);
    assert_eq!(satisfaction["ty_le_thu_ve"]["phan_tram"], "5,00%");
    assert_eq!(satisfaction["tong_the"], 500);
    // 500 / (1 + 500 · 0,0025) = 222,2, rounded up.
    assert_eq!(satisfaction["co_mau_can"], 223);
    assert_eq!(satisfaction["co_mau_thieu"], 221);
}

const SERVED: &str = "Đơn vị | Số lượt | Số phiếu phát ra";
const TWO_SHEETS: &str =
    "Số phiếu | Đơn vị | Thái độ phục vụ\nK1 | Phòng A | Hài lòng\nK2 | Phòng A | Hài lòng";

/// Response rate and population of the first quarter, and the codes that were found.
#[track_caller]
fn quarter(served: &[(&str, &str)], want: [Value; 4], found: &[&str]) {
    let mut case = Case::new();
    for month in ["2020-01", "2020-02", "2020-03"] {
        case = case.sheet(&format!("{month}/phieu.xlsx"), "Phiếu", &TWO_SHEETS.replace('K', month));
    }
    for (index, (month, rows)) in served.iter().enumerate() {
        case =
            case.sheet(&format!("{month}/luot-{index}.xlsx"), "Lượt", &format!("{SERVED}\n{rows}"));
    }
    case.run(&["bao-cao", "--ky", "2020-Q1"]);
    let files = case.files("luu-tru/2020-Q1/data");
    let (_, bytes) = files.iter().find(|(name, _)| name == "so-lieu.json").expect("a report");
    let figures: Value = serde_json::from_slice(bytes).unwrap();
    let part = &figures["hai_long"];
    let got = [&part["thu_ve"], &part["phat_ra"], &part["tong_the"], &part["nguon_tong_the"]];
    let [returned, issued, population, source] = want;
    assert_eq!(got, [&returned, &issued, &population, &source], "{served:?}");
    assert_eq!(part["ty_le_thu_ve"]["phan_tram"].is_null(), part["phat_ra"].is_null());
    let codes: Vec<&str> = figures["du_lieu"]["phat_hien"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|item| item["ma"].as_str())
        .filter(|code| *code == "partial_period")
        .collect();
    assert_eq!(codes, found, "{served:?}");
}

/// Sheets handed out in a part of the quarter say nothing of the answers of the whole.
#[test]
fn served_counts_stand_for_a_period_that_they_fill_exactly() {
    let all = [
        ("2020-01", "Phòng A | 10 | 5"),
        ("2020-02", "Phòng A | 20 | 6"),
        ("2020-03", "Phòng A | 30 | 7"),
    ];
    let used =
        |issued: u64, served: u64| [6.into(), issued.into(), served.into(), "luot_phuc_vu".into()];
    let unused = || [6.into(), Value::Null, 0.into(), "da_giai_quyet".into()];
    quarter(&all, used(18, 60), &[]);
    quarter(&all[1..], unused(), &["partial_period"]);
    quarter(&[all[0], all[2]], unused(), &["partial_period"]);
    // A department of its own gap, and a month that is said twice.
    let other = ("2020-03", "Phòng B | 10 | 5");
    quarter(&[all[0], all[1], all[2], other], unused(), &["partial_period"]);
    quarter(
        &[all[0], all[1], all[2], ("2020-Q1", "Phòng A | 60 | 18")],
        unused(),
        &["partial_period"],
    );
    quarter(&[("2020-Q1", "Phòng A | 60 | 18\nPhòng A | 6 | 1")], used(19, 66), &[]);
    // The same days in two sheets: a corrected copy beside the first.
    let twice = [("2020-Q1", "Phòng A | 60 | 18"), ("2020-Q1", "Phòng A | 66 | 19")];
    quarter(&twice, unused(), &["partial_period"]);
}

/// A department that answered and has no line among those served would make the office too small.
#[test]
fn a_department_that_the_served_counts_leave_out_is_said() {
    let served = format!("{SERVED}\nPhòng A | 60 | 18");
    let phieu = format!("{TWO_SHEETS}\nK3 | Phòng B | Hài lòng");
    let outcome = Case::new()
        .sheet("2020-03/phieu.xlsx", "Phiếu", &phieu)
        .sheet("2020-03/luot.xlsx", "Lượt", &served)
        .march();
    let figures = outcome.code(0).figures();
    assert_eq!(figures["hai_long"]["nguon_tong_the"], "da_giai_quyet");
    assert!(figures["hai_long"]["phat_ra"].is_null());
    assert_eq!(outcome.found(), [("partial_period".to_owned(), 1)]);
    let whole = format!("{served}\nPhòng B | 0 | 5");
    let outcome = Case::new()
        .sheet("2020-03/phieu.xlsx", "Phiếu", &phieu)
        .sheet("2020-03/luot.xlsx", "Lượt", &whole)
        .march();
    assert_eq!(outcome.code(0).figures()["hai_long"]["tong_the"], 60);
    assert_eq!(outcome.found(), []);
}

/// A sheet of another month is not used, and it is said that it is not.
#[test]
fn a_sheet_without_dates_of_another_period_does_not_vanish_silently() {
    let outcome = Case::new()
        .sheet("2020-03/phieu.xlsx", "Phiếu", TWO_SHEETS)
        .sheet("2020-02/phieu.xlsx", "Phiếu", &format!("{TWO_SHEETS}\nSố 3 | Phòng B | Hài lòng"))
        .sheet("2020-Q1/luot.xlsx", "Lượt", &format!("{SERVED}\nPhòng A | 60 | 18"))
        .sheet("2020-04/tu.xlsx", "Tự đánh giá", "Nội dung | Tự đánh giá\n1.1 Công khai | Tốt")
        .march();
    let figures = outcome.code(0).figures();
    assert_eq!(figures["hai_long"]["thu_ve"], 2);
    assert_eq!(figures["hai_long"]["nguon_tong_the"], "da_giai_quyet");
    assert_eq!(figures["tu_danh_gia"], serde_json::json!([]));
    let found = outcome.found();
    let partial = found.iter().find(|(code, _)| code == "partial_period");
    assert_eq!(partial.map(|(_, count)| *count), Some(3), "{found:?}");
}

/// Surveys that name their dossier and no department are the dossier's department's.
#[test]
fn surveys_are_joined_to_the_department_of_their_dossier() {
    let dossiers = "
        Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp
        A-1      | Phòng A   | 20/02/2020     | 02/03/2020   | 28/02/2020          | Trực tiếp
        A-2      | Phòng B   | 20/02/2020     | 02/03/2020   | 28/02/2020          | Trực tiếp
        ";
    let outcome = surveys(
        "
        Số phiếu | Ngày trả lời | Mã hồ sơ | Thái độ phục vụ
        '001     | 20/02/2020   | A-1      | Hài lòng
        '002     | 20/02/2020   | a – 2    | Hài lòng
        '003     | 20/02/2020   | A-2      | Không hài lòng
        '004     | 20/02/2020   | A-9      | Hài lòng
        '005     | 20/02/2020   |          | Hài lòng
        ",
    )
    .sheet("ho-so.xlsx", "Hồ sơ", dossiers)
    .march();
    let figures = outcome.code(0).figures();
    let list = &figures["hai_long"]["theo_don_vi"];
    assert_eq!(
        (&named(list, "Phòng A")["n"], &named(list, "Phòng B")["n"]),
        (&1.into(), &2.into())
    );
    assert_eq!(named(list, "Chưa rõ đơn vị")["n"], 2);
    outcome.says("2 phiếu chưa rõ đơn vị");
}
