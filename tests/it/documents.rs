//! The documents themselves: true sentences for any figures, whole files, no names.

use std::fmt::Write as _;
use std::io::{Cursor, Read};

use crate::case::{Case, Outcome};
use crate::privacy::outgoing;

const HEADER: &str = "Mã hồ sơ | Tên thủ tục hành chính | Phòng ban | Chủ hồ sơ | Địa chỉ | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Lý do trễ hạn | Hình thức nộp";

/// Text of a PDF, white space as single spaces.
pub(crate) fn pdf_text(bytes: &[u8]) -> String {
    let document = lopdf::Document::load_mem(bytes).unwrap();
    let pages: Vec<u32> = document.get_pages().into_keys().collect();
    let text = document.extract_text(&pages).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What stands in `<main>` of an HTML file, tags left out.
pub(crate) fn html_text(bytes: &[u8]) -> String {
    // A link stands within a word, a tag else between two.
    let html = std::str::from_utf8(bytes).unwrap().replace("</a>", "");
    let mut parts = html.split("<a ");
    let mut html = parts.next().unwrap().to_owned();
    html.extend(parts.map(|part| part.split_once('>').unwrap().1));
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            _ if !inside => out.push(c),
            _ => {}
        }
    }
    let out =
        out.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[track_caller]
fn reads(outcome: &Outcome, want: &[&str], never: &[&str]) {
    let html = html_text(&outcome.archived("bao-cao.html"));
    for text in want {
        assert!(html.contains(text), "no “{text}” in {html}");
    }
    for text in never {
        assert!(!html.contains(text), "“{text}” in {html}");
    }
    assert!(outcome.archived("bao-cao.pdf").starts_with(b"%PDF-"));
}

/// A row without a date of receipt may be of any period, one that ended in January is of none but that.
#[test]
fn what_lacks_in_rows_of_another_period_lacks_nothing_here() {
    let row = |code: &str, received: &str, end: &str| {
        format!("{code} | Thủ tục A | Phòng A | | | {received} | 06/03/2020 | {end} | | Trực tiếp")
    };
    let rows = [
        row("M-1", "02/03/2020", "05/03/2020"),
        row("M-2", "", ""),
        row("M-3", "", "09/01/2020"),
        row("M-4", "", "09/03/2020"),
        row("M-5", "ngày nào đó", "09/01/2020"),
    ];
    let table = format!("{HEADER}\n{}", rows.join("\n"));
    let case = Case::new().sheet("ho-so.xlsx", "Hồ sơ", &table);
    let outcome = case.march();
    let said = "02 dòng dữ liệu thiếu hoặc sai thông tin nên chưa có trong số liệu của báo cáo, trong đó 01 dòng không rõ thuộc kỳ nào.";
    reads(&outcome, &[said], &["04 dòng dữ liệu"]);
    let figures = outcome.figures();
    assert_eq!(figures["du_lieu"]["dong_khong_tinh"], 4);
    let asked = case.run(&["dien-giai", "2020-03", "--json", "DL-09", "DL-10"]);
    let told: serde_json::Value = serde_json::from_str(&asked.code(0).stdout).unwrap();
    let rows = |at: usize| told["explanations"][at]["rows"].as_array().unwrap().len();
    assert_eq!((rows(0), rows(1)), (2, 1), "{told}");
}

#[test]
fn an_empty_folder_makes_a_report_without_figures_or_says_why_not() {
    let case = Case::new();
    let outcome = case.march();
    assert!(matches!(outcome.code, 0 | 1), "{}", outcome.stderr);
    if outcome.code == 0 {
        reads(&outcome, &["BÁO CÁO"], &["0,00%", "100,00%", "NaN"]);
    } else {
        assert!(case.files("luu-tru").is_empty());
        outcome.says("du-lieu");
    }
}

#[test]
fn a_month_in_which_nothing_is_late() {
    let outcome = Case::new()
        .sheet(
            "ho-so.xlsx",
            "Hồ sơ",
            &format!("{HEADER}\nA-1 | Thủ tục X | Phòng A | Nguyễn Văn Ví Dụ | Ấp 1 | 20/02/2020 | 02/03/2020 | 28/02/2020 | | Trực tiếp"),
        )
        .march();
    outcome.code(0);
    reads(&outcome, &["100,00%"], &["NaN", "null"]);
    assert_eq!(outcome.figures()["thu_xin_loi"]["phai_xin_loi"], 0);
    assert_eq!(outcome.figures()["hai_long"]["co_du_lieu"], false);
}

#[test]
fn surveys_alone_make_a_report() {
    let march = |sheets: usize| {
        let mut table = "Số phiếu | Ngày trả lời | Đơn vị | Thái độ phục vụ".to_owned();
        for number in 1..=sheets {
            write!(table, "\nA{number} | 20/02/2020 | Phòng A | Hài lòng").unwrap();
        }
        let outcome = Case::new().sheet("phieu.xlsx", "Phiếu", &table).march();
        outcome.code(0);
        assert_eq!(outcome.figures()["ho_so"]["co_du_lieu"], false);
        outcome
    };
    let hidden = "để bảo vệ người trả lời";
    reads(&march(10), &["Thái độ phục vụ", "10 phiếu"], &["NaN", "null", hidden]);
    // What nine people answered to a question is printed nowhere.
    reads(&march(9), &[hidden, "9 phiếu"], &["NaN", "null", "Thái độ phục vụ"]);
}

#[test]
fn an_office_without_listed_departments_takes_them_as_found() {
    let outcome = Case::new()
        .settings(|old| old.split("[[don_vi]]").next().unwrap().to_owned())
        .sheet(
            "ho-so.xlsx",
            "Hồ sơ",
            &format!("{HEADER}\nA-1 | Thủ tục X | Phòng Duy Nhất | Nguyễn Văn Ví Dụ | Ấp 1 | 20/02/2020 | 02/03/2020 | 28/02/2020 | | Trực tiếp"),
        )
        .march();
    outcome.code(0);
    reads(&outcome, &["Phòng Duy Nhất"], &[]);
    outcome.archived("don-vi/phong-duy-nhat.pdf");
}

#[test]
fn the_frame_of_the_decree_is_there() {
    let outcome = Case::of("samples/so-ldtbxh-tra-vinh").march();
    reads(
        &outcome,
        &[
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "UBND TỈNH TRÀ VINH",
            "/BC-SLĐTBXH",
            "BÁO CÁO",
            "I. ",
            "V. ",
            "./.",
            "Nơi nhận:",
            "GIÁM ĐỐC",
            "Phụ lục I",
        ],
        &["Ví Dụ 0", "Ấp Ví Dụ"],
    );
    let pdf = pdf_text(&outcome.archived("bao-cao.pdf"));
    for text in ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "tháng 3 năm 2020", "Phòng Người có công"]
    {
        assert!(pdf.contains(text), "no “{text}” in {pdf}");
    }
}

/// Names stand in the letters and their register, in `nguon/`, and nowhere else.
#[test]
fn no_document_but_a_letter_names_a_citizen() {
    let marks = ["Zyx Quidam", "Ngõ Bí Mật"];
    let case = Case::new().sheet(
        "ho-so.xlsx",
        "Hồ sơ",
        &format!(
            "{HEADER}
            A-1 | Thủ tục X | Phòng A | Zyx Quidam | Ngõ Bí Mật | 20/02/2020 | 02/03/2020 | 05/03/2020 | Chờ xác minh | Trực tiếp
            A-2 | Thủ tục X | Phòng A | Zyx Quidam | Ngõ Bí Mật | 20/02/2020 | 02/03/2020 |            |              | Trực tiếp
            A-3 | Thủ tục X | Phòng A | Zyx Quidam | Ngõ Bí Mật | 20/02/2020 | '31/02/2020 | 05/03/2020 | | Trực tiếp"
        ),
    );
    let outcome = case.march();
    outcome.code(3);
    let mut looked_at = 0;
    for (name, bytes) in case.files("luu-tru/2020-03/data") {
        if name.starts_with("nguon/") || name.starts_with("thu-xin-loi/") {
            continue;
        }
        let text = all_text(&name, &bytes);
        looked_at += usize::from(!text.is_empty());
        for mark in marks {
            assert!(!text.contains(mark), "{mark} in {name}");
        }
    }
    assert!(looked_at >= 5, "only {looked_at} files had text");
    assert!(marks.iter().all(|mark| !outcome.stderr.contains(mark)), "{}", outcome.stderr);
    let letter = case
        .files("luu-tru/2020-03/data/thu-xin-loi")
        .into_iter()
        .find(|(name, _)| name == "txl-a-1.pdf")
        .unwrap();
    assert!(pdf_text(&letter.1).contains("Zyx Quidam"));
}

fn all_text(name: &str, bytes: &[u8]) -> String {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("pdf") => pdf_text(bytes),
        Some("xlsx" | "docx" | "zip") => {
            let mut out = String::new();
            let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
            for index in 0..zip.len() {
                let mut entry = zip.by_index(index).unwrap();
                let mut bytes = Vec::new();
                entry.read_to_end(&mut bytes).unwrap();
                let name = entry.name().unwrap().into_owned();
                out += &all_text(&name, &bytes);
            }
            out
        }
        // Pictures and fonts in a document are no text, but are looked through all the same.
        _ => String::from_utf8_lossy(bytes).into_owned(),
    }
}

#[test]
fn html_is_one_file_that_asks_nothing_of_the_network() {
    let outcome = Case::of("samples/so-ldtbxh-tra-vinh").march();
    let html = String::from_utf8(outcome.archived("bao-cao.html")).unwrap();
    assert!(html.contains("lang=\"vi\"") && html.contains("<main"));
    for link in ["src=\"http", "href=\"http", "url(http", "@import", "<script"] {
        assert!(!html.contains(link), "{link}");
    }
    assert!(html.matches("<svg").count() >= 3, "three charts");
}

/// Whom the office has excused itself to, it may write into its self-assessment; a telephone among counts is none.
#[test]
fn notes_and_counts_hold_nobody_either() {
    let header = "Mã hồ sơ | Phòng ban | Ngày tiếp nhận | Ngày hẹn trả | Ngày kết thúc xử lý | Số lần bổ sung";
    let days = "Phòng A | 20/02/2020 | 02/03/2020 | 28/02/2020";
    let case = Case::new()
        .sheet(
            "ho-so.xlsx",
            "Hồ sơ",
            &format!("{header}\nH-1 | {days} | 2\nH-2 | {days} | 987000117"),
        )
        .sheet(
            "2020-03/tu-danh-gia.xlsx",
            "Tự đánh giá",
            "
            Nội dung | Tự đánh giá | Ghi chú
            1.1      | Tốt         | Đã xin lỗi bà Trần Thị Vờ, điện thoại 0912000118
            1.2      | Khá         | Còn 02 hồ sơ quá hạn
            ",
        );
    let outcome = case.march();
    outcome.code(0).says("Không đọc được số lần bổ sung “987000117”");
    let figures = outcome.figures();
    assert_eq!(figures["ho_so"]["tong"]["bo_sung"]["so_lan"], 2);
    assert_eq!(figures["tu_danh_gia"][1]["ghi_chu"], "Còn 02 hồ sơ quá hạn");
    for (name, text) in outgoing(&case) {
        for person in ["Thị Vờ", "0912000118", "987000117"] {
            assert!(!text.contains(person), "{name} has {person}");
        }
    }
    let said = outgoing(&case).into_iter().find(|(name, _)| name == "bao-cao.pdf").unwrap().1;
    assert!(said.contains("Chữ trong ngoặc vuông thay cho thông tin cá nhân"), "{said}");
}

/// Luật Tố cáo 2018 Điều 8 khoản 1: whoever is denounced may read what goes to the department.
#[test]
fn no_paper_of_a_department_counts_a_denunciation() {
    let case = Case::new().sheet(
        "don-thu.xlsx",
        "Đơn thư",
        "
        Số đơn | Loại đơn  | Đơn vị   | Ngày tiếp nhận | Hạn giải quyết | Ngày giải quyết
        1      | Khiếu nại | Phòng A  | 20/02/2020     | 02/03/2020     | 28/02/2020
        2      | Tố cáo    | Phòng A  | 20/02/2020     | 02/03/2020     | 10/03/2020
        3      | Tố cáo    | Phòng A  | 20/02/2020     | 02/03/2020     |
        4      | Tố cáo    | Phòng B  | 20/02/2020     | 02/03/2020     | 10/03/2020
        ",
    );
    let outcome = case.march();
    outcome.code(0);
    let figures = outcome.figures();
    let office = &figures["don_thu"]["tong"];
    assert_eq!((office["tiep_nhan"].as_u64(), office["dang_qua_han"].as_u64()), (Some(4), Some(1)));
    reads(&outcome, &["Tố cáo", "tiếp nhận 04 đơn"], &[]);
    let papers = outgoing(&case).into_iter().filter(|(name, _)| name.starts_with("don-vi/"));
    let papers: Vec<_> = papers.collect();
    for (name, text) in &papers {
        let text = text.replace('\u{a0}', " ").to_lowercase();
        for word in ["tố cáo", "đơn thư, kiến nghị", "rút kinh nghiệm", "dứt điểm"]
        {
            assert!(!text.contains(word), "{name} has {word}");
        }
    }
    let told = papers.iter().find(|(name, _)| name == "don-vi/phong-a.html");
    let told = told.expect("its notice").1.replace('\u{a0}', " ");
    assert!(told.contains("tiếp nhận 01 đơn; đã giải quyết 01 đơn"), "{told}");
}
