//! What is refused, and in which words.

use super::*;

#[track_caller]
fn refused(text: &str, want: &str) {
    let error = Settings::parse(text).expect_err("settings that are refused");
    assert_eq!(error.to_string(), want);
}

#[test]
fn an_unknown_key_is_refused_with_its_line_and_the_nearest_one() {
    refused(
        "[co_quan]\nten = \"Sở Nội vụ\"\ndia_dnah = \"Trà Vinh\"\n",
        "Không có khóa “dia_dnah”\n  --> congso.toml › dòng 3: dia_dnah = \"Trà Vinh\"\n   = gợi ý: có phải là “dia_danh”?\n   = gợi ý: chọn một trong: ten, ten_dong, chu_quan, chu_quan_dong, dia_danh, ky_hieu, don_vi_soan_thao, dia_chi, thu_dien_tu, trang_thong_tin, dien_thoai, fax",
    );
    refused(
        "\n[coquan]\n",
        "Không có khóa “coquan”\n  --> congso.toml › dòng 2: [coquan]\n   = gợi ý: có phải là “co_quan”?\n   = gợi ý: chọn một trong: co_quan, nguoi_ky, bao_cao, cong_van, thu, phieu, ky, lua_chon, muc_tieu, luu_tru, danh_gia, tong_hop, cot, trang_thai, hinh_thuc, loai_don, noi_dung, don_vi, thu_tuc, cau_hoi, thong_tin, ngay_them",
    );
}

#[test]
fn an_unknown_choice_names_all_there_are() {
    refused(
        "[lua_chon]\nmoc = \"hen_cuoi\"",
        "Không có lựa chọn “hen_cuoi”\n  --> congso.toml › dòng 2: moc = \"hen_cuoi\"\n   = gợi ý: có phải là “hen_lai”?\n   = gợi ý: chọn một trong: hen_lan_dau, hen_lai",
    );
}

#[test]
fn a_text_of_the_settings_makes_no_figure() {
    let text = "[[don_vi]]\nten = \"Phòng \u{f8f2}HS-07\\uF8F399\u{f8f4} A\"";
    let settings = Settings::parse(text).expect("settings");
    assert_eq!(settings.normalize(None).departments[0].name, "Phòng HS-0799 A");
}

#[test]
fn a_wording_of_a_letter_is_one_of_the_law() {
    assert!(Settings::parse("[thu]\nmau = \"theo_ky\"").is_ok());
    assert!(Settings::parse("[thu]\nmau = \"2018\"").is_ok());
    let error = Settings::parse("[thu]\nmau = \"2017\"").expect_err("no wording").to_string();
    let want = "Không có lựa chọn “2017”\n  --> congso.toml › dòng 2: mau = \"2017\"\n   = gợi ý: chọn một trong: theo_ky, 2018, ";
    assert!(error.starts_with(want), "{error}");
}

#[test]
fn a_wrong_type_says_what_was_wanted() {
    refused(
        "[thu]\nbao_truoc = -1",
        "Ở đây phải là một số nguyên không âm, không có dấu ngoặc, nhưng lại là một con số\n  --> congso.toml › dòng 2: bao_truoc = -1",
    );
    refused(
        "[bao_cao]\nnoi_nhan = \"Sở Nội vụ\"",
        "Ở đây phải là một danh sách trong [ ], nhưng lại là một đoạn chữ\n  --> congso.toml › dòng 2: noi_nhan = \"Sở Nội vụ\"",
    );
    refused(
        "[thu]\nquoc_hieu_thu_cong = \"true\"",
        "Ở đây phải là true hoặc false, không có dấu ngoặc, nhưng lại là một đoạn chữ\n  --> congso.toml › dòng 2: quoc_hieu_thu_cong = \"true\"",
    );
}

#[test]
fn a_value_that_means_nothing_says_how_to_write_it() {
    refused(
        "[muc_tieu]\n\ndung_han = \"chín mươi\"",
        "Không hiểu tỷ lệ “chín mươi”\n  --> congso.toml › dòng 3: dung_han = \"chín mươi\"\n   = gợi ý: viết “95%” hoặc “98,25%”, từ 0% đến 100%",
    );
    refused(
        "[[ngay_them]]\nngay = \"31/02/2020\"\nloai = \"nghi\"",
        "Không đọc được ngày “31/02/2020”\n  --> congso.toml › dòng 2: ngay = \"31/02/2020\"\n   = gợi ý: viết 2020-03-20 hoặc 20/03/2020",
    );
    let error = Settings::parse("[cot]\n\"ngày nộp\" = \"ngay_tiepnhan\"").expect_err("no field");
    let error = error.to_string();
    assert!(
        error.starts_with(
            "Không có trường “ngay_tiepnhan” để đọc cột vào\n  --> congso.toml › dòng 2: \"ngày nộp\" = \"ngay_tiepnhan\"\n   = gợi ý: có phải là “ngay_tiep_nhan” (ngày tiếp nhận)?\n   = gợi ý: chọn một trong: ma_ho_so (mã hồ sơ), "
        ),
        "{error}"
    );
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    let error = Settings::parse(
        "[co_quan]\nten = \"Sở\"\ndia_dnah = \"A\"\n[thu]\nbao_truoc = -1\nkho_giay = \"A6\"\n[[don_vi]]\nten_khac = [\"B\"]\n[[don_vi]]\nten = \"C\"\n[[don_vi]]\nten = \"c\"\n",
    )
    .expect_err("five things")
    .to_string();
    let lines: Vec<&str> = error.lines().filter(|line| line.starts_with("  --> ")).collect();
    assert_eq!(
        lines,
        [
            "  --> congso.toml › dòng 3: dia_dnah = \"A\"",
            "  --> congso.toml › dòng 5: bao_truoc = -1",
            "  --> congso.toml › dòng 6: kho_giay = \"A6\"",
            "  --> congso.toml › dòng 7: [[don_vi]]",
            "  --> congso.toml › dòng 10 và dòng 12",
        ],
        "{error}"
    );
    let error = Settings::parse(
        "[co_quan]\nten = Sở\ndia_danh = \"A\nky_hieu = \"B\"\n[lua_chon]\nmoc = \"x\"\n",
    )
    .expect_err("three things")
    .to_string();
    let lines: Vec<&str> = error.lines().filter(|line| line.starts_with("  --> ")).collect();
    assert_eq!(
        lines,
        [
            "  --> congso.toml › dòng 2: ten = Sở",
            "  --> congso.toml › dòng 3: dia_danh = \"A",
            "  --> congso.toml › dòng 6: moc = \"x\"",
        ],
        "{error}"
    );
}

/// What `khoi-tao` writes, with every `#` taken away but the one before the name of the part.
#[test]
fn a_name_of_a_part_that_is_still_a_comment_is_named() {
    let text = TEMPLATE.replace("# ten = \"Phòng Người", "ten = \"Phòng Người");
    let text = text.replace("# ten_khac = [\"Phòng NCC\"]", "ten_khac = [\"Phòng NCC\"]");
    let line = text.lines().position(|line| line == "# [[don_vi]]").expect("the part") + 1;
    refused(
        &text,
        &format!(
            "Dòng [[don_vi]] còn dấu # ở đầu nên các dòng dưới nó rơi vào phần khác\n  --> congso.toml › dòng {line}: # [[don_vi]]\n   = gợi ý: xóa dấu # trước [[don_vi]]"
        ),
    );
    let twice = "[[don_vi]]\nten = \"A\"\n# [[don_vi]]\nten = \"B\"\n";
    let error = Settings::parse(twice).expect_err("a name twice").to_string();
    assert!(error.starts_with("Dòng [[don_vi]] còn dấu #"), "{error}");
}

#[test]
fn a_department_needs_a_name() {
    refused(
        "[co_quan]\n[[don_vi]]\nten_khac = [\"NCC\"]",
        "Thiếu khóa “ten”\n  --> congso.toml › dòng 2: [[don_vi]]\n   = gợi ý: thêm dòng ten = \"…\" vào phần này",
    );
}

#[test]
fn what_is_no_toml_is_refused_with_its_line() {
    let error = Settings::parse("[co_quan]\nten = Sở\n").expect_err("a syntax error");
    assert!(error.to_string().contains("congso.toml › dòng 2: ten = Sở"), "{error}");
}

#[test]
fn the_template_of_the_settings_is_valid_and_says_what_to_fill_in() {
    let settings = Settings::parse(TEMPLATE).expect("valid settings");
    assert!(settings.require_agency().is_ok());
    assert_eq!(settings.gaps(), ["ten", "dia_danh", "ky_hieu"].map(|key| ("co_quan", key)));
}

#[test]
fn an_agency_needs_a_name() {
    let settings = Settings::parse("[co_quan]\nten = \" \"").expect("valid settings");
    let error = settings.require_agency().expect_err("a name that is missing");
    assert!(error.to_string().contains("Chưa khai tên cơ quan"), "{error}");
}

#[test]
fn dates_may_be_written_with_or_without_quotes() {
    let text = "[[ngay_them]]\nngay = 2020-03-20\nloai = \"lam\"";
    assert!(Settings::parse(text).is_ok());
}
