//! What staff drop in: titles, odd headers, odd dates, delimited text, and what is said of it.

use crate::case::Case;

const HEADER: &str = "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái | Hình thức nộp";

/// One row; whether it counts, and what is found.
#[track_caller]
fn case(row: &str, counted: u64, code: i32, found: &[&str]) {
    let outcome = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{row}")).march();
    assert_eq!(outcome.code(code).columns()[0], counted, "{row}");
    let codes: Vec<String> = outcome.found().into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, found, "{row}");
}

#[test]
fn what_makes_a_row_not_count() {
    let good = "20/02/2020 | 02/03/2020 | 28/02/2020";
    case(&format!("A | Phòng A | {good} | Đã trả kết quả | Trực tiếp"), 1, 0, &[]);
    let row = |dates: &str| format!("A | Phòng A | {dates} | Đã trả kết quả | Trực tiếp");
    case(&row(" | 02/03/2020 | 28/02/2020"), 0, 3, &["missing_received"]);
    case(&row("'30/02/2020 | 02/03/2020 | 28/02/2020"), 0, 3, &["bad_date"]);
    case(&row("20/02/2020 | '31/02/2020 | 28/02/2020"), 0, 3, &["bad_date"]);
    case(&row("20/02/2020 | 02/03/2020 | chưa rõ"), 0, 3, &["bad_date"]);
    case(&row("20/02/2020 | 02/03/2206 | 28/02/2020"), 0, 3, &["implausible_date"]);
    case(&row("20/02/2020 | 02/03/2020 | 19/02/2020"), 0, 3, &["returned_before_received"]);
    case(&row("20/02/2020 | 19/02/2020 | 28/02/2020"), 0, 3, &["due_before_received"]);
    case(&row("20/02/2020 | 02/03/2020 | "), 0, 3, &["closed_without_end"]);
}

#[test]
fn what_is_said_but_counts() {
    case(
        "A | Phòng A | 20/02/2020 | | 28/02/2020 | Đã trả kết quả | Trực tiếp",
        1,
        0,
        &["missing_due"],
    );
    case(
        "A | | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp",
        1,
        0,
        &["missing_department"],
    );
    case(
        "A | Phòng Z9 | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp",
        1,
        0,
        &["unknown_department"],
    );
    case(
        "A | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đang bay | Trực tiếp",
        1,
        0,
        &["unknown_status"],
    );
    case(
        "A | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả |",
        1,
        0,
        &["missing_channel"],
    );
    case(
        "X-200221-0001 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp",
        1,
        0,
        &["code_date_differs"],
    );
}

/// A date after the last day of the period is no error: the dossier lies outside it, or was open then.
#[test]
fn a_later_date_is_no_error_in_a_report() {
    case(
        "A | Phòng A | 20/02/2020 | 02/03/2020 | 28/03/2020 | Đã trả kết quả | Trực tiếp",
        1,
        0,
        &[],
    );
    case(
        "A | Phòng A | 20/03/2020 | 02/04/2020 | 28/03/2020 | Đã trả kết quả | Trực tiếp",
        0,
        0,
        &[],
    );
}

#[test]
fn text_dates_are_read_day_first_in_every_spelling() {
    for date in [
        "'05/03/2020",
        "'5/3/2020",
        "'5/3/20",
        "'05-03-2020",
        "'05.03.2020",
        "'2020-03-05",
        "'05/03/2020 14:30",
        "'14:30 05/03/2020",
        "ngày 05 tháng 3 năm 2020",
        "'43895",
    ] {
        let row =
            format!("A | Phòng A | 20/02/2020 | 05/03/2020 | {date} | Đã trả kết quả | Trực tiếp");
        let outcome = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &format!("{HEADER}\n{row}")).march();
        // Due and ended on 5 March: on time.
        assert_eq!(outcome.columns()[6], 1, "{date}: {}", outcome.stderr);
    }
}

#[test]
fn a_header_stands_under_titles_and_over_two_rows() {
    let outcome = Case::new()
        .sheet(
            "ho-so.xlsx",
            "Hồ sơ",
            "ỦY BAN NHÂN DÂN TỈNH VÍ DỤ
             SỞ VÍ DỤ
             SỔ THEO DÕI HỒ SƠ
             (Từ ngày 15/02/2020 đến ngày 14/03/2020)
             STT | MÃ SỐ  HỒ SƠ: | Đơn vị | Nhận và trả kết quả | | | Hình thức nộp
                 |               |        | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý |
             (1) | (2) | (3) | (4) | (5) | (6) | (7)
             1 | A-1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Trực tiếp
             2 | A-2 | Phòng A | 20/02/2020 | 02/03/2020 | 03/03/2020 | Trực tiếp
             Tổng cộng | 2 hồ sơ",
        )
        .march();
    assert_eq!(outcome.code(0).columns(), [2, 0, 2, 0, 2, 1, 0, 1, 0, 0, 0]);
    let rows = &outcome.figures()["du_lieu"];
    assert_eq!((&rows["dong_duoc_tinh"], &rows["dong_bo_qua"]), (&2.into(), &2.into()));
}

#[test]
fn the_settings_name_columns_in_the_offices_own_way() {
    let outcome = Case::new()
        .settings(|old| {
            old.replacen("[[don_vi]]", "[cot]\n\"ngày nộp giấy\" = \"ngay_tiep_nhan\"\n\n[[don_vi]]", 1)
        })
        .sheet(
            "ho-so.xlsx",
            "Hồ sơ",
            "Mã hồ sơ | Phòng ban | Ngày nộp giấy | Ngày hẹn trả | Ngày kết thúc xử lý | Hình thức nộp
             A-1 | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Trực tiếp",
        )
        .march();
    assert_eq!(outcome.code(0).columns()[0], 1);
}

#[test]
fn delimited_text_is_read_in_its_encodings() {
    let text = "Mã hồ sơ;Phòng ban;Ngày tiếp nhận;Ngày hẹn trả;Ngày kết thúc xử lý;Hình thức nộp\r\n\
                A-1;Phòng A;20/02/2020;02/03/2020;28/02/2020;Trực tiếp\r\n";
    let utf16: Vec<u8> = [0xff, 0xfe]
        .into_iter()
        .chain(text.replace(';', "\t").encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    for (name, bytes) in [
        ("co-bom", format!("\u{feff}{text}").into_bytes()),
        ("khong-bom", text.as_bytes().to_vec()),
        ("phay", text.replace(';', ",").into_bytes()),
        ("tab-utf16", utf16),
    ] {
        let outcome = Case::new().file("du-lieu/ho-so.csv", bytes).march();
        assert_eq!(outcome.columns()[0], 1, "{name}: {}", outcome.stderr);
    }
}

#[test]
fn a_sheet_without_dates_needs_a_period_from_its_title_or_its_folder() {
    let table = "Nội dung | Tự đánh giá\n1.1 | Tốt";
    let row = format!(
        "{HEADER}\nA | Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020 | Đã trả kết quả | Trực tiếp"
    );
    let none =
        Case::new().sheet("ho-so.xlsx", "Hồ sơ", &row).sheet("tu-danh-gia.xlsx", "TDG", table);
    let check = none.check();
    let file = check["files"]
        .as_array()
        .unwrap()
        .iter()
        .find(|file| file["path"] == "tu-danh-gia.xlsx")
        .unwrap();
    assert_eq!(file["error"]["code"], "no_period", "{file}");
    none.march().code(1).says("tu-danh-gia.xlsx").says("du-lieu/");
    for (name, table) in [
        ("2020-03/tu-danh-gia.xlsx", table.to_owned()),
        ("tu-danh-gia.xlsx", format!("Tháng 3 năm 2020\n{table}")),
        ("2020-02/tu-danh-gia.xlsx", format!("Từ ngày 15/02/2020 đến ngày 14/03/2020\n{table}")),
    ] {
        let outcome =
            Case::new().sheet("ho-so.xlsx", "Hồ sơ", &row).sheet(name, "TDG", &table).march();
        assert_eq!(outcome.code(0).figures()["tu_danh_gia"][0]["tu_danh_gia"], "Tốt", "{name}");
    }
}

#[test]
fn a_hidden_row_counts_and_is_said_and_a_hidden_sheet_does_not() {
    let outcome = Case::of("samples/loi").run(&["kiem-tra", "--json", "--tinh-den", "2020-03-14"]);
    let json: serde_json::Value = serde_json::from_str(&outcome.stdout).unwrap();
    let file = json["files"]
        .as_array()
        .unwrap()
        .iter()
        .find(|file| file["path"] == "05-dong-va-trang-an.xlsx")
        .unwrap();
    let codes: Vec<&str> =
        file["findings"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["hidden_sheet_skipped", "hidden_rows"], "{file}");
    assert_eq!(file["sheets"][0]["rows"]["accepted"], 2);
}
