//! The printed questionnaire and its workbook: what a clerk types in is read without a finding.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io::{Cursor, Read, Write};

use serde_json::{Value, json};

use crate::case::{Case, Outcome, named};
use crate::documents::pdf_text;
use crate::formats::{docx_text, words};

const FIVE: [&str; 5] =
    ["Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Rất không hài lòng"];

/// Three questions of two factors, not in the order of the paper, and three facts.
const OWN: &str = r#"
[[cau_hoi]]
noi_dung = "Nơi ngồi chờ có đủ chỗ ngồi"
yeu_to = "Tiếp cận"

[[cau_hoi]]
noi_dung = "Công chức lịch sự & tận tình"
yeu_to = "Công chức"

[[cau_hoi]]
noi_dung = "Trang thiết bị hiện đại"
yeu_to = "Tiếp cận"

[[thong_tin]]
ten = "Giới tính"
lua_chon = ["Nam", "Nữ"]

[[thong_tin]]
ten = "Nhóm tuổi"
lua_chon = ["Dưới 25", "25–34", "Trên 60"]

[[thong_tin]]
ten = "Nghề nghiệp"
"#;

/// One fact with more choices than a line holds.
const FACTS: &str = r#"
[[thong_tin]]
ten = "Nghề nghiệp"
lua_chon = ["Cán bộ, công chức, viên chức", "Doanh nghiệp", "Nông dân", "Lao động tự do", "Hưu trí", "Khác"]
"#;

fn office(extra: &str) -> Case {
    Case::new().settings(|old| format!("{old}{extra}"))
}

#[track_caller]
fn made(case: &Case, name: &str) -> Vec<u8> {
    let files = case.files("phieu");
    let found = files.iter().find(|(path, _)| path == name);
    found.unwrap_or_else(|| panic!("no {name} in {:?}", names(&files))).1.clone()
}

fn names(files: &[(String, Vec<u8>)]) -> Vec<&str> {
    files.iter().map(|(name, _)| name.as_str()).collect()
}

/// The workbook with these cells typed into its first sheet: `B5` and a text, or digits for a day.
fn typed(workbook: &[u8], cells: &[(String, String)]) -> Vec<u8> {
    let mut zip = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let mut part = zip.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "xl/worksheets/sheet1.xml" {
            bytes = typed_in(&String::from_utf8(bytes).unwrap(), cells).into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn typed_in(xml: &str, cells: &[(String, String)]) -> String {
    let mut xml = xml.to_owned();
    for (at, text) in cells {
        let row = at.trim_start_matches(|c: char| c.is_ascii_uppercase());
        let start = xml.find(&format!("<row r=\"{row}\"")).unwrap();
        let end = start + xml[start..].find("</row>").unwrap();
        let mut cell = String::new();
        if text.bytes().all(|byte| byte.is_ascii_digit()) {
            write!(cell, "<c r=\"{at}\"><v>{text}</v></c>").unwrap();
        } else {
            let text = text.replace('&', "&amp;");
            write!(cell, "<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>").unwrap();
        }
        xml.insert_str(end, &cell);
    }
    xml
}

/// A row of the workbook from its second column on.
fn row(number: u32, cells: &[&str]) -> Vec<(String, String)> {
    ('B'..='Z')
        .zip(cells)
        .filter(|(_, text)| !text.is_empty())
        .map(|(column, text)| (format!("{column}{number}"), (*text).to_owned()))
        .collect()
}

/// 20/02/2020 as a workbook counts days.
const DAY: &str = "43881";

#[track_caller]
fn clean(outcome: &Outcome) -> Value {
    let checked: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let file = checked["files"][0].clone();
    assert_eq!(file["outcome"], "ok", "{}", file["findings"]);
    file
}

#[test]
fn what_a_clerk_types_in_is_read_without_a_finding() {
    let case = office(OWN);
    case.run(&["phieu", "--so-phieu", "6"]).code(0);
    let [best, good, fair, bad, worst] = FIVE;
    // Câu 1 and 2 are of one factor, as on paper; then comment and facts.
    let cells = [
        row(5, &[DAY, "Phòng A", best, good, good, "Cần thêm ghế", "Nữ", "25–34", "Nông dân"]),
        row(6, &[DAY, "Phòng A", good, bad, best, "", "Nam", "Trên 60"]),
        row(8, &[DAY, "Phòng B", fair, "", worst]),
    ]
    .concat();
    let filled = typed(&made(&case, "nhap-phieu-0001-0006.xlsx"), &cells);
    let case = case.file("du-lieu/phieu-thang-3.xlsx", filled);
    let file = clean(&case.run(&["kiem-tra", "--json", "--tinh-den", "2020-03-14"]));
    let sheet = named_sheet(&file, "Phiếu");
    assert_eq!(sheet["kind"], "surveys");
    let rows = &sheet["rows"];
    assert_eq!(
        *rows,
        json!({"seen": 6, "accepted": 3, "rejected": 0, "skipped": 0, "blank": 3}),
        "sheets that did not come back are no faults"
    );
    for other in ["Tổng hợp", "Hướng dẫn", "Danh mục"] {
        assert!(named_sheet(&file, other)["kind"].is_null(), "{other}");
    }

    let outcome = case.march();
    let figures = outcome.code(0).figures();
    let satisfaction = &figures["hai_long"];
    assert_eq!((&satisfaction["thu_ve"], &satisfaction["hop_le"]), (&json!(3), &json!(3)));
    let levels = |name: &str| named(&satisfaction["theo_cau_hoi"], name)["tra_loi"]["muc"].clone();
    assert_eq!(levels("Nơi ngồi chờ có đủ chỗ ngồi"), json!([0, 0, 1, 1, 1]));
    assert_eq!(levels("Trang thiết bị hiện đại"), json!([0, 1, 0, 1, 0]));
    assert_eq!(levels("Công chức lịch sự & tận tình"), json!([1, 0, 0, 1, 1]));
    let access = named(&satisfaction["theo_yeu_to"], "Tiếp cận");
    assert_eq!((&access["ty_le"]["tu"], &access["ty_le"]["mau"]), (&json!(3), &json!(5)));
    assert_eq!(named(&satisfaction["theo_don_vi"], "Phòng B")["n"], 1);
}

fn named_sheet<'a>(file: &'a Value, name: &str) -> &'a Value {
    let sheets = file["sheets"].as_array().unwrap();
    sheets.iter().find(|sheet| sheet["name"] == name).unwrap_or_else(|| panic!("{name} in {file}"))
}

#[test]
fn three_levels_are_asked_typed_and_counted() {
    let case = office(&format!("[phieu]\nthang_do = \"3_muc\"\n{OWN}"));
    case.run(&["phieu", "--so-phieu", "2"]).code(0);
    let text = pdf_text(&made(&case, "phieu-0001-0002.pdf"));
    assert!(text.contains("Chưa hài lòng") && !text.contains("Bình thường"), "{text}");
    let answers = [
        row(5, &[DAY, "Phòng A", "Rất hài lòng", "Chưa hài lòng", "Hài lòng"]),
        row(6, &[DAY, "Phòng B", "Hài lòng", "Chưa hài lòng", "Hài lòng"]),
    ];
    let filled = typed(&made(&case, "nhap-phieu-0001-0002.xlsx"), &answers.concat());
    let case = case.file("du-lieu/phieu.xlsx", filled);
    clean(&case.run(&["kiem-tra", "--json", "--tinh-den", "2020-03-14"]));
    let figures = case.march().code(0).figures();
    let total = &figures["hai_long"]["tong"];
    assert_eq!((&total["ty_le"]["tu"], &total["ty_le"]["mau"]), (&json!(4), &json!(6)));
}

#[test]
fn a_set_of_the_settings_brings_its_factors_to_the_report() {
    let case = office("[phieu]\nbo_cau_hoi = \"sipas_22\"\n");
    case.run(&["phieu", "--so-phieu", "1"]).code(0).says("viết theo trí nhớ");
    let answers = vec!["Hài lòng"; 22];
    let cells = row(5, &[&[DAY, "Phòng A"], answers.as_slice()].concat());
    let filled = typed(&made(&case, "nhap-phieu-0001.xlsx"), &cells);
    let case = case.file("du-lieu/phieu.xlsx", filled);
    clean(&case.run(&["kiem-tra", "--json", "--tinh-den", "2020-03-14"]));
    let figures = case.march().code(0).figures();
    let questions = figures["hai_long"]["theo_cau_hoi"].as_array().unwrap().len();
    let factors = figures["hai_long"]["theo_yeu_to"].as_array().unwrap();
    assert_eq!((questions, factors.len()), (22, 5));
    assert_eq!(factors[0]["ten"], "Tiếp cận dịch vụ");
    assert_eq!(factors[0]["ty_le"]["mau"], 4);
}

#[test]
fn every_sheet_of_paper_has_its_number_and_every_question() {
    let case = office(OWN);
    case.run(&["phieu", "--so-phieu", "5", "--tu", "98"]).code(0);
    let bytes = made(&case, "phieu-0098-0102.pdf");
    let text = pdf_text(&bytes);
    for number in 98..=102 {
        let wanted = format!("Phiếu số 0{number:03}");
        assert!(text.contains(&wanted), "no {wanted} in {text}");
    }
    assert_eq!(text.matches("Nơi ngồi chờ có đủ chỗ ngồi").count(), 5);
    assert_eq!(text.matches("Giới tính").count(), 5);
    // Two to a page, one side each: three landscape pages.
    let document = lopdf::Document::load_mem(&bytes).unwrap();
    let pages = document.get_pages();
    assert_eq!(pages.len(), 3);
    for page in pages.values() {
        let page = document.get_dictionary(*page).unwrap();
        let media = page.get(b"MediaBox").unwrap().as_array().unwrap();
        let [width, height] = [2, 3].map(|at| media[at].as_float().unwrap());
        assert!((width - 841.89).abs() < 0.5 && (height - 595.28).abs() < 0.5, "{media:?}");
    }
    // The bytes are the same whenever and wherever they are made.
    let elsewhere = case.root().join("noi-khac");
    case.run(&["phieu", "--so-phieu", "5", "--tu", "98", "--ra", elsewhere.to_str().unwrap()])
        .code(0);
    assert!(case.files("phieu") == case.files("noi-khac"));
}

/// They are made some at a time: what was made before is neither lost nor numbered again.
#[test]
fn thirty_five_sheets_are_numbered_through() {
    let case = office(OWN);
    case.run(&["phieu", "--so-phieu", "35"]).code(0);
    let text = pdf_text(&made(&case, "phieu-0001-0035.pdf"));
    let word = made(&case, "phieu-0001-0035.docx");
    let wanted: Vec<String> = (1..=35).map(|number| format!("{number:04}")).collect();
    for text in [text, docx_text(&word)] {
        let numbers = text.split("Phiếu số ").skip(1).filter_map(|rest| rest.get(..4));
        assert_eq!(numbers.collect::<Vec<_>>(), wanted);
        assert_eq!(text.matches("Trang thiết bị hiện đại").count(), 35);
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(word)).unwrap();
    let mut main = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut main).unwrap();
    assert_eq!((main.matches("<w:body>").count(), main.matches("<w:sectPr").count()), (1, 1));
    let values = |mark: &str| -> BTreeSet<String> {
        let values = main.split(mark).skip(1).filter_map(|rest| rest.split('"').next());
        values.map(str::to_owned).collect()
    };
    // Each bar code is a picture of its own, under a number of its own.
    for mark in ["<wp:docPr id=\"", "r:embed=\"", "descr=\"Mã vạch Code 128 của phiếu số "]
    {
        assert_eq!(values(mark).len(), 35, "{mark}");
    }
}

/// The questionnaire for Word: as many words of each kind as in print, sheet by sheet in the order of the halves.
#[test]
fn the_questionnaire_for_word_has_the_words_of_the_printed_one() {
    let long = office(&format!("[phieu]\nbo_cau_hoi = \"sipas_22\"\n{FACTS}"));
    for (case, sides) in [(office(OWN), 1), (long, 2)] {
        let name = "phieu-0001-0003";
        case.run(&["phieu", "--so-phieu", "3"]).code(0);
        let word = made(&case, &format!("{name}.docx"));
        let (word, print) = (docx_text(&word), pdf_text(&made(&case, &format!("{name}.pdf"))));
        let counted = |text: &str| {
            let mut counts = BTreeMap::new();
            for word in words(text) {
                *counts.entry(word).or_insert(0) += 1;
            }
            counts
        };
        assert_eq!(counted(&word), counted(&print));
        let fronts: Vec<&str> = word
            .split("Phiếu số ")
            .skip(1)
            .filter_map(|rest| rest.get(..4).filter(|_| !rest[4..].starts_with(", trang")))
            .collect();
        assert_eq!(fronts, ["0001", "0002", "0003"]);
        let feet: Vec<&str> = word
            .split("Phiếu số ")
            .filter(|rest| rest[4..].starts_with(", trang"))
            .map(|rest| &rest[..15])
            .collect();
        // The back of the left sheet is printed on the right.
        let expected = [
            "0001, trang 1/2",
            "0002, trang 1/2",
            "0002, trang 2/2",
            "0001, trang 2/2",
            "0003, trang 1/2",
            "0003, trang 2/2",
        ];
        assert_eq!(feet, if sides == 1 { &[][..] } else { &expected[..] });
    }
}

/// Every sheet has a bar code of its own, which says its number to those who cannot see it.
#[test]
fn bar_codes_of_word_say_the_number_of_their_sheet() {
    let case = office(OWN);
    case.run(&["phieu", "--so-phieu", "3", "--tu", "99"]).code(0);
    let bytes = made(&case, "phieu-0099-0101.docx");
    let mut zip = zip::ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let mut document = String::new();
    zip.by_name("word/document.xml").unwrap().read_to_string(&mut document).unwrap();
    let said: Vec<&str> =
        document.split("descr=\"").skip(1).map(|rest| rest.split_once('"').unwrap().0).collect();
    assert_eq!(
        said,
        ["0099", "0100", "0101"].map(|code| format!("Mã vạch Code 128 của phiếu số {code}"))
    );
    let pictures: BTreeSet<Vec<u8>> = (1..=3)
        .map(|number| {
            let mut picture = Vec::new();
            zip.by_name(&format!("word/media/hinh{number}.emf"))
                .unwrap()
                .read_to_end(&mut picture)
                .unwrap();
            picture
        })
        .collect();
    assert_eq!(pictures.len(), 3, "no two alike");
    // Halves of a landscape page, with a line between them to cut along.
    assert!(document.contains("w:num=\"2\"") && document.contains("w:sep=\"1\""), "{document}");
}

/// Front and back: the back of the left sheet is printed on the right, where it lies behind its front.
#[test]
fn long_questionnaires_have_their_backs_behind_their_fronts() {
    let many: String =
        (1..=30).map(|n| format!("[[cau_hoi]]\nnoi_dung = \"Nội dung thứ {n} về thái độ phục vụ tại nơi tiếp nhận hồ sơ\"\n")).collect();
    let case = office(&many);
    case.run(&["phieu", "--so-phieu", "4"]).code(0);
    let document = lopdf::Document::load_mem(&made(&case, "phieu-0001-0004.pdf")).unwrap();
    let pages: Vec<String> = document
        .get_pages()
        .keys()
        .map(|page| document.extract_text(&[*page]).unwrap().split_whitespace().collect())
        .collect();
    assert!(
        pages.len().is_multiple_of(4),
        "two pairs, each with as many backs as fronts: {}",
        pages.len()
    );
    let half = pages.len() / 2;
    assert!(pages[0].contains("Phiếusố0001,trang1/") && pages[0].contains("Phiếusố0002,trang1/"));
    assert!(pages[half].contains("Phiếusố0003,trang1/"), "{}", pages[half]);
    // Drawn from left to right: 0001 first on the front, last on its back.
    let at = |page: &str, text: &str| page.find(text).unwrap_or_else(|| panic!("{text}: {page}"));
    assert!(at(&pages[0], "Phiếusố0001,") < at(&pages[0], "Phiếusố0002,"));
    assert!(pages[1].contains("Phiếusố0001,trang2/") && pages[1].contains("Phiếusố0002,trang2/"));
}

#[test]
fn a_workbook_that_somebody_has_typed_into_is_never_overwritten() {
    let case = office(OWN);
    case.run(&["phieu", "--so-phieu", "3"]).code(0);
    let before = case.files("phieu");
    // Made again, nothing differs.
    case.run(&["phieu", "--so-phieu", "3"]).code(0);
    assert!(case.files("phieu") == before);
    let name = "nhap-phieu-0001-0003.xlsx";
    let filled = typed(&made(&case, name), &row(5, &[DAY, "Phòng A", "Hài lòng"]));
    let case = case.file(&format!("phieu/{name}"), &filled);
    case.run(&["phieu", "--so-phieu", "3"]).code(1).says("không ghi đè").says(name);
    assert!(made(&case, name) == filled);
    case.run(&["phieu", "--so-phieu", "3", "--tu", "4"]).code(0);
    let all = case.files("phieu");
    let files: BTreeSet<&str> = names(&all).into_iter().collect();
    assert!(files.contains("nhap-phieu-0004-0006.xlsx") && files.contains(name), "{files:?}");
}

#[test]
fn what_cannot_be_printed_is_said() {
    office("").run(&["phieu"]).code(1).says("Chưa có câu hỏi nào").says("--bo sipas_22");
    office("").run(&["phieu", "--bo", "sipas"]).code(2).says("rieng, sipas_22, sipas_19");
    office(OWN).run(&["phieu", "--so-phieu", "0"]).code(2).says("từ 1 đến 2000");
    office(OWN).run(&["phieu", "--so-phieu", "2001"]).code(2);
    office(OWN).run(&["phieu", "--so-phieu", "mười"]).code(2).says("chỉ ghi chữ số");
    let case = office(OWN).settings(|old| old.replace("hiện đại", "hiện đại ☑"));
    case.run(&["phieu"]).code(1).says("U+2611").says("congso.toml › dòng");
    assert!(case.files("phieu").is_empty());
    // Another set is printed, and what that means for the report is said.
    office(OWN)
        .run(&["phieu", "--bo", "sipas_19", "--so-phieu", "1"])
        .code(0)
        .says("19 câu hỏi")
        .says("khác bo_cau_hoi");
}

/// NĐ 61/2018/NĐ-CP Điều 27 khoản 3 until NĐ 118/2025/NĐ-CP replaces it.
#[test]
fn the_sheet_names_the_law_of_its_day() {
    let printed = |day: &str| {
        let case = office(OWN);
        case.run(&["phieu", "--so-phieu", "1", "--ngay", day]).code(0);
        pdf_text(&made(&case, "phieu-0001.pdf")).replace('\u{a0}', " ")
    };
    let article = "khoản 3 Điều 27 Nghị định số 61/2018/NĐ-CP";
    assert!(printed("2020-03-01").contains(article));
    let later = printed("2025-07-01");
    assert!(later.contains("được bảo mật.") && !later.contains(article), "{later}");
}
