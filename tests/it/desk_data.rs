//! Dữ liệu at the desk: cells mended where they stand, names and words settled by choosing, over real HTTP.

use crate::case::{Case, workbook};
use crate::desk::OpenDesk;

const DOSSIERS: &str = "
    Mã hồ sơ | Lĩnh vực | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Trạng thái | Hình thức nộp | Mức ưu tiên
    H01 | Lĩnh vực A | Phòng A | 20/02/2020 | 31/02/2020 | 28/02/2020 | Đã trả | Trực tiếp | 2
    H02 | Lĩnh vực A | Phòng A | 20/02/2020 | 31/02/2020 | 02/03/2020 | Đã trả | Trực tiếp | 1
    H03 | Lĩnh vực C | Phòng Xanh | 20/02/2020 | 02/03/2020 | 02/03/2020 | Xong xuôi | Trực tiếp | 1
    H04 | Lĩnh vực C | Phòng Xanh | 20/02/2020 | 02/03/2020 | 02/03/2020 | Đã trả | Trực tiếp | 1
    H05 | Lĩnh vực C | Phòng Xanh | 20/02/2020 | 02/03/2020 | 02/03/2020 | Đã trả | Trực tiếp | 1
    H06 | Lĩnh vực C | P.B | 20/02/2020 | 02/03/2020 | 02/03/2020 | Đã trả | Trực tiếp | 1
";

fn office() -> Case {
    Case::new().sheet("tháng 3/ho-so.xlsx", "Hồ sơ", DOSSIERS)
}

fn opened(case: &Case) -> OpenDesk {
    let desk = OpenDesk::of(case);
    desk.idle();
    desk
}

/// As a browser writes the fields of a form.
pub(crate) fn form(fields: &[(&str, &str)]) -> String {
    let encoded = |text: &str| -> String {
        let one = |byte: u8| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        };
        text.bytes().map(one).collect()
    };
    let pair = |(name, value): &(&str, &str)| format!("{}={}", encoded(name), encoded(value));
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}

fn cell<'a>(file: &'a str, how: &'a str, value: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("tep", file),
        ("trang_tinh", "Hồ sơ"),
        ("hang", "2"),
        ("cot", "4"),
        ("gia_tri", value),
        ("cach", how),
    ]
}

#[test]
fn a_bad_cell_stands_below_its_header_and_is_mended_and_taken_back_there() {
    let case = office();
    let before = case.files("du-lieu");
    let desk = opened(&case);
    let page = desk.get("/du-lieu").text();
    for text in [
        "Ngày hẹn trả</th>",
        "<td class=\"sai\">31/02/2020",
        "name=\"hang\" value=\"2\"",
        "name=\"cot\" value=\"4\"",
    ] {
        assert!(page.contains(text), "no {text}: {page}");
    }
    let done = desk.post("/du-lieu/sua", &form(&cell("tháng 3/ho-so.xlsx", "giong", "28/02/2020")));
    assert_eq!(done.status, 303);
    desk.idle();
    let page = desk.get("/du-lieu").text();
    for text in ["Đã sửa 2 ô", "Ô đã sửa", "E2, E3", "“31/02/2020” nay là “28/02/2020”"]
    {
        assert!(page.contains(text), "no {text}: {page}");
    }
    assert!(!page.contains("Không đọc được ngày hẹn trả"), "{page}");
    // Said once.
    assert!(!desk.get("/du-lieu").text().contains("Đã sửa 2 ô"));
    let copy = "tháng 3/ho-so-da-sua.xlsx";
    assert!(case.files("du-lieu").iter().any(|(name, _)| name == copy));
    desk.post("/du-lieu/sua", &form(&cell("tháng 3/ho-so.xlsx", "mot", "27/02/2020")));
    desk.idle();
    assert!(desk.get("/du-lieu").text().contains("đã có bản sửa"), "the original counts no more");
    desk.post("/du-lieu/sua", &form(&cell(copy, "tra_giong", "")));
    desk.idle();
    let page = desk.get("/du-lieu").text();
    assert!(page.contains("Không đọc được ngày hẹn trả “31/02/2020”"), "{page}");
    assert!(!page.contains("Ô đã sửa"), "{page}");
    assert_eq!(case.files("du-lieu"), before);
}

#[test]
fn what_is_written_already_is_not_written_again_and_no_path_leads_out_of_the_data() {
    let case = office().file("ngoai.csv", "Mã hồ sơ\nH01\n");
    let before = case.files("du-lieu");
    let desk = opened(&case);
    desk.post("/du-lieu/sua", &form(&cell("tháng 3/ho-so.xlsx", "mot", "31/02/2020")));
    desk.idle();
    assert!(desk.get("/du-lieu").text().contains("Ô này đã ghi đúng như vậy"));
    for file in
        ["../ngoai.csv", "/etc/passwd", "tháng 3/../../ngoai.csv", "..\\ngoai.csv", "khong-co.xlsx"]
    {
        assert_eq!(desk.post("/du-lieu/sua", &form(&cell(file, "mot", "x"))).status, 303);
        desk.idle();
        let page = desk.get("/du-lieu").text();
        assert!(page.contains("Không có tệp"), "{file}: {page}");
    }
    for fields in [
        "",
        "tep=a.xlsx&hang=2",
        "tep=a.xlsx&hang=-1&cot=x&cach=mot",
        "tep=a.xlsx&hang=2&cot=1&cach=xoa",
    ] {
        assert_eq!(desk.post("/du-lieu/sua", fields).status, 400, "{fields}");
    }
    assert_eq!(case.files("du-lieu"), before);
    // Where to go back to is a page of the desk.
    let mut fields = cell("khong-co.xlsx", "mot", "x").to_vec();
    fields.push(("ve", "//a.example/du-lieu/phat-hien/"));
    desk.post("/du-lieu/sua", &form(&fields));
    desk.idle();
    assert_eq!(desk.get("/dang-lam").header("location"), Some("/du-lieu"));
    // And the place on it.
    for (back, place, want) in [
        (
            "/du-lieu/phat-hien/not_counted/bad_date",
            "a › b",
            "/du-lieu/phat-hien/not_counted/bad_date#a%20%E2%80%BA%20b",
        ),
        (
            "/du-lieu/phat-hien/not_counted/bad_date?trang=2",
            "a",
            "/du-lieu/phat-hien/not_counted/bad_date?trang=2#a",
        ),
        ("/du-lieu/phat-hien/not_counted/bad_date?trang=2%0a", "a", "/du-lieu#a"),
        ("/du-lieu/phat-hien/not_counted/bad_date?trang=", "a", "/du-lieu#a"),
    ] {
        let mut fields = cell("khong-co.xlsx", "mot", "x").to_vec();
        fields.extend([("ve", back), ("tiep", place)]);
        desk.post("/du-lieu/sua", &form(&fields));
        desk.idle();
        assert_eq!(desk.get("/dang-lam").header("location"), Some(want));
    }
}

#[test]
fn names_columns_and_words_are_settled_by_choosing() {
    let case = office();
    let desk = opened(&case);
    let page = desk.get("/du-lieu").text();
    for text in [
        "“Phòng Xanh”",
        "la:Phòng B",
        "“Mức ưu tiên”",
        "Trạng thái <strong>“Xong xuôi”",
        "đã giải quyết xong",
    ] {
        assert!(page.contains(text), "no {text}: {page}");
    }
    assert!(!page.contains("congso.toml"), "{page}");
    assert_eq!(desk.post("/du-lieu/nhan-dien", "").status, 400);
    let done = desk.post(
        "/du-lieu/nhan-dien",
        &form(&[
            ("ten", "Phòng Xanh"),
            ("phong", "moi"),
            ("ten_moi", "Phòng Cây xanh"),
            ("ten", "P.B"),
            ("phong", "la:Phòng B"),
            ("ten_moi", "P.B"),
            ("phan_tu", "trang_thai"),
            ("tu", "Xong xuôi"),
            ("nghia", "da_xong"),
            ("cot", "Mức ưu tiên"),
            ("truong", "chu_ho_so"),
        ]),
    );
    assert_eq!(done.status, 303, "{}", done.text());
    desk.idle();
    let settings = std::fs::read_to_string(case.root().join("congso.toml")).unwrap();
    for text in [
        "ten = \"Phòng Cây xanh\"",
        "\"Phòng Xanh\"",
        "\"P.B\"",
        "\"Xong xuôi\" = \"da_xong\"",
        "\"Mức ưu tiên\" = \"chu_ho_so\"",
    ] {
        assert!(settings.contains(text), "no {text}: {settings}");
    }
    let page = desk.get("/du-lieu").text();
    assert!(page.contains("Đã ghi vào cài đặt") && !page.contains("Cài đặt chưa biết"), "{page}");
    // What no settings could hold is refused, and nothing is written.
    for fields in [
        [("ten", "Phòng Đỏ"), ("phong", "la:Phòng không có"), ("ten_moi", "x")],
        [("cot", "Cột lạ"), ("truong", "khong_co"), ("tu", "")],
    ] {
        assert_eq!(desk.post("/du-lieu/nhan-dien", &form(&fields)).status, 409, "{fields:?}");
    }
    assert_eq!(std::fs::read_to_string(case.root().join("congso.toml")).unwrap(), settings);
}

#[test]
fn many_findings_of_a_kind_stand_on_pages_of_their_own() {
    // Of a column that nobody can read, one thing is said.
    let due = |at| if at < 250 { "31/02/2020" } else { "02/03/2020" };
    let row =
        |at| format!("K{at} | Lĩnh vực A | Phòng A | 20/02/2020 | {} | 28/02/2020\n", due(at));
    let rows: String = (0..650).map(row).collect();
    let table = format!(
        "Mã hồ sơ | Lĩnh vực | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý\n{rows}"
    );
    let case = Case::new().sheet("a.xlsx", "Hồ sơ", &table);
    let desk = opened(&case);
    let address = "/du-lieu/phat-hien/not_counted/bad_date";
    let first = desk.get("/du-lieu").text();
    assert!(first.contains(address), "{first}");
    assert!(first.contains("› E4<") && !first.contains("› E5<"), "the first three: {first}");
    let page = desk.get(&format!("{address}?trang=2")).text();
    assert!(
        page.contains("chỗ 21–40 trong 250") && page.contains("› E22") && page.contains("› E41"),
        "{page}"
    );
    assert!(
        !page.contains("› E42") && page.contains("trang=1") && page.contains("trang=3"),
        "{page}"
    );
    let last = desk.get(&format!("{address}?trang=99")).text();
    assert!(last.contains("chỗ 181–200 trong 250") && last.contains("Còn 50 chỗ nữa"), "{last}");
    assert_eq!(
        desk.get("/du-lieu/phat-hien/not_counted/khong_co").header("location"),
        Some("/du-lieu")
    );
}

#[test]
fn both_files_of_one_name_are_kept_where_that_is_asked() {
    let case = Case::new();
    let desk = opened(&case);
    let (one, other) = (workbook(&[("Hồ sơ", DOSSIERS)]), workbook(&[("Khác", DOSSIERS)]));
    for bytes in [&one, &other] {
        assert_eq!(desk.send("hồ sơ.xlsx", bytes, "ca_hai").status, 303);
        desk.idle();
    }
    assert!(desk.get("/du-lieu").text().contains("với tên hồ sơ-2.xlsx"));
    let files = case.files("du-lieu");
    assert!(files.contains(&("hồ sơ.xlsx".to_owned(), one)));
    assert!(files.contains(&("hồ sơ-2.xlsx".to_owned(), other)));
}
