//! What the bytes hold, read back through lopdf.

use lopdf::{Dictionary, Object};
use unicode_normalization::UnicodeNormalization;

use crate::document::{Block, Document, Inline};
use crate::render::page::tests::{letter, report};
use crate::render::pdf::pdf;

const PROFILE_COLOURS: i64 = 3;

fn file(document: &Document) -> lopdf::Document {
    lopdf::Document::load_mem(&pdf(document).unwrap()).unwrap()
}

/// Text without regard to where lines end.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn words(text: &[Inline]) -> String {
    text.iter().map(|inline| inline.text.as_str()).collect()
}

fn dictionary<'f>(file: &'f lopdf::Document, object: &'f Object) -> &'f Dictionary {
    file.dereference(object).unwrap().1.as_dict().unwrap()
}

#[test]
fn the_same_document_gives_the_same_bytes_on_any_thread() {
    let here = pdf(&report()).unwrap();
    let there = std::thread::spawn(|| pdf(&report()).unwrap()).join().unwrap();
    assert!(here == there);
}

#[test]
fn a_letter_is_the_same_whatever_was_written_before_it() {
    let first = pdf(&letter("Ông Nguyễn Văn Thí Dụ")).unwrap();
    pdf(&letter("Bà Trần Thị Ỹ Quế ₫")).unwrap();
    assert!(pdf(&letter("Ông Nguyễn Văn Thí Dụ")).unwrap() == first);
}

#[test]
fn a_report_of_ten_pages_is_small() {
    let bytes = pdf(&report()).unwrap();
    assert!(bytes.len() < 120_000, "{} bytes", bytes.len());
    assert!((9..=12).contains(&lopdf::Document::load_mem(&bytes).unwrap().get_pages().len()));
}

#[test]
fn a_letter_of_normal_length_is_one_a5_page() {
    let file = file(&letter("Ông Nguyễn Văn Thí Dụ"));
    let pages = file.get_pages();
    assert_eq!(pages.len(), 1);
    assert_eq!(size(&file, pages[&1]), (148, 210));
}

#[test]
fn a_landscape_annex_stands_between_portrait_pages() {
    let file = file(&report());
    let sizes: Vec<_> = file.get_pages().into_values().map(|page| size(&file, page)).collect();
    let landscape = sizes.iter().filter(|size| **size == (297, 210)).count();
    assert_eq!(landscape, 2);
    assert_eq!((sizes[0], *sizes.last().unwrap()), ((210, 297), (210, 297)));
}

fn size(file: &lopdf::Document, page: lopdf::ObjectId) -> (i32, i32) {
    let page = file.get_dictionary(page).unwrap();
    let media_box = page.get(b"MediaBox").unwrap().as_array().unwrap();
    let mm = |index: usize| (media_box[index].as_float().unwrap() / 72.0 * 25.4).round() as i32;
    (mm(2), mm(3))
}

#[test]
fn text_copied_out_is_the_text_put_in() {
    let document = report();
    let file = file(&document);
    // Paragraphs go on below the number of the next page.
    let pages = file.get_pages().into_keys().map(|page| {
        let text = flowing(&file.extract_text(&[page]).unwrap());
        text.trim_start_matches(|letter: char| page > 1 && letter.is_ascii_digit()).to_owned()
    });
    let text = flowing(&pages.collect::<Vec<_>>().join(" "));
    let mut expected = vec![
        document.title.kind.clone(),
        document.title.subject.clone().unwrap(),
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc".to_owned(),
        "SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI".to_owned(),
        "- Các phòng chuyên môn, đơn vị trực thuộc;".to_owned(),
        "- Lưu: VT, VP.".to_owned(),
        "TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH".to_owned(),
    ];
    for block in &document.body {
        match block {
            Block::Heading { text, .. } | Block::Paragraph { text, .. } => {
                expected.push(words(text));
            }
            Block::List(items) => expected
                .extend(items.iter().map(|item| format!("{} {}", item.mark, words(&item.text)))),
            Block::Table(table) => {
                expected.extend(table.rows.iter().map(|row| row.cells.join(" ")));
                expected.extend(table.caption.clone());
            }
            Block::Chart(chart) => expected.push(chart.caption.clone()),
        }
    }
    for wanted in expected {
        let wanted = flowing(&wanted.nfc().collect::<String>());
        assert!(text.contains(&wanted), "{wanted}");
    }
}

#[test]
fn every_font_is_an_embedded_subset_that_can_be_read_back() {
    let file = file(&report());
    let page = *file.get_pages().values().next().unwrap();
    let fonts = file.get_page_fonts(page).unwrap();
    assert_eq!(fonts.len(), 4);
    for font in fonts.values() {
        assert!(font.has(b"ToUnicode"));
        let name = font.get(b"BaseFont").unwrap().as_name().unwrap();
        assert_eq!(name[6], b'+');
        let descendants = font.get(b"DescendantFonts").unwrap().as_array().unwrap();
        let descendant = dictionary(&file, &descendants[0]);
        assert_eq!(descendant.get(b"CIDToGIDMap").unwrap().as_name().unwrap(), b"Identity");
        let descriptor = dictionary(&file, descendant.get(b"FontDescriptor").unwrap());
        assert!(descriptor.has(b"FontFile2"));
    }
}

#[test]
fn a_face_that_no_page_uses_is_not_embedded() {
    let mut document = letter("Ông Nguyễn Văn Thí Dụ");
    document.signature.recipients.clear();
    let file = file(&document);
    let page = *file.get_pages().values().next().unwrap();
    assert_eq!(file.get_page_fonts(page).unwrap().len(), 3);
}

#[test]
fn the_file_says_what_an_archive_asks_for() {
    let file = file(&report());
    let catalog = file.catalog().unwrap();
    assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"vi-VN");
    let viewer = catalog.get(b"ViewerPreferences").unwrap().as_dict().unwrap();
    assert!(viewer.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
    assert!(!catalog.has(b"OCProperties"));
    let intents = catalog.get(b"OutputIntents").unwrap().as_array().unwrap();
    let profile = dictionary(&file, &intents[0]).get(b"DestOutputProfile").unwrap();
    let profile = file.dereference(profile).unwrap().1.as_stream().unwrap();
    assert_eq!(profile.dict.get(b"N").unwrap().as_i64().unwrap(), PROFILE_COLOURS);
    let metadata = file.dereference(catalog.get(b"Metadata").unwrap()).unwrap().1;
    let xmp = String::from_utf8(metadata.as_stream().unwrap().content.clone()).unwrap();
    assert!(xmp.contains("<pdfaid:part>2</pdfaid:part>"));
    assert!(xmp.contains("Báo cáo sơ kết tháng 3 năm 2020"));
    assert!(xmp.contains("2020-03-14T00:00:00+07:00"));
    let info = dictionary(&file, file.trailer.get(b"Info").unwrap());
    let title = info.get(b"Title").unwrap().as_str().unwrap();
    assert_eq!(utf16(title), "Báo cáo sơ kết tháng 3 năm 2020");
    for page in file.get_pages().into_values() {
        assert_eq!(file.get_page_contents(page).len(), 1);
    }
}

fn utf16(bytes: &[u8]) -> String {
    let units = bytes.chunks(2).skip(1).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    char::decode_utf16(units).map(Result::unwrap).collect()
}

#[test]
fn bookmarks_follow_headings_and_annexes() {
    let file = file(&report());
    let outline = dictionary(&file, file.catalog().unwrap().get(b"Outlines").unwrap());
    let mut titles = Vec::new();
    walk(&file, outline, 0, &mut titles);
    assert_eq!(
        titles,
        [
            "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI",
            "II. KẾT QUẢ THỰC HIỆN",
            " 1. Kết quả giải quyết thủ tục hành chính",
            "  a) Theo lĩnh vực",
            "III. ĐÁNH GIÁ CHUNG",
            "Phụ lục I. Tình hình, kết quả giải quyết thủ tục hành chính",
            "Phụ lục II. Hồ sơ theo thủ tục",
            " 1. Theo thủ tục",
        ]
    );
}

fn walk(file: &lopdf::Document, parent: &Dictionary, depth: usize, titles: &mut Vec<String>) {
    let mut next = parent.get(b"First").ok();
    while let Some(entry) = next.map(|entry| dictionary(file, entry)) {
        let title = utf16(entry.get(b"Title").unwrap().as_str().unwrap());
        titles.push(format!("{}{title}", " ".repeat(depth)));
        walk(file, entry, depth + 1, titles);
        next = entry.get(b"Next").ok();
    }
}

/// As they are numbered in print: each annex from 1 again.
#[test]
fn pages_of_annexes_are_called_by_the_annex() {
    let labels = |document: &Document| -> Vec<(i64, String)> {
        let file = file(document);
        let Ok(labels) = file.catalog().unwrap().get(b"PageLabels") else { return Vec::new() };
        let numbers = labels.as_dict().unwrap().get(b"Nums").unwrap().as_array().unwrap();
        let label = |pair: &[Object]| {
            let label = pair[1].as_dict().unwrap();
            assert_eq!(label.get(b"S").unwrap().as_name().unwrap(), b"D");
            let name = label
                .get(b"P")
                .map_or_else(|_| String::new(), |name| utf16(name.as_str().unwrap()));
            (pair[0].as_i64().unwrap(), name)
        };
        numbers.chunks(2).map(label).collect()
    };
    let mut document = report();
    let [main, first, second] = labels(&document).try_into().unwrap();
    assert_eq!(main, (0, String::new()));
    assert_eq!(first.1, "Phụ lục I - ");
    // The first annex lies across on two pages.
    assert_eq!(second, (first.0 + 2, "Phụ lục II - ".to_owned()));
    document.annexes.clear();
    assert!(labels(&document).is_empty());
}

/// PDF/UA-1: everything is either in the tree or an artifact.
#[test]
fn every_marked_content_has_its_element() {
    let roles = marked_roles(&file(&report()));
    let roles: Vec<&str> = roles.iter().map(String::as_str).collect();
    assert_eq!(
        roles,
        ["Caption", "Figure", "H1", "H2", "H3", "H4", "LBody", "Lbl", "P", "TD", "TH"]
    );
}

/// The roles of all marked contents, each of which the tree must own.
pub(super) fn marked_roles(file: &lopdf::Document) -> std::collections::BTreeSet<String> {
    let root = dictionary(file, file.catalog().unwrap().get(b"StructTreeRoot").unwrap());
    let parents = root.get(b"ParentTree").unwrap().as_dict().unwrap();
    let numbers = parents.get(b"Nums").unwrap().as_array().unwrap();
    let mut roles = std::collections::BTreeSet::new();
    for page in file.get_pages().into_values() {
        let key = file.get_dictionary(page).unwrap().get(b"StructParents").unwrap();
        let pair = numbers.chunks(2).find(|pair| &pair[0] == key).unwrap();
        let owners = file.dereference(&pair[1]).unwrap().1.as_array().unwrap();
        let content = String::from_utf8(file.get_page_content(page)).unwrap();
        assert_eq!(content.matches(" BDC").count(), owners.len());
        let opened = content.matches(" BDC").count() + content.matches("/Artifact BMC").count();
        assert_eq!(content.matches("EMC").count(), opened);
        for (number, owner) in (0_i64..).zip(owners) {
            let element = dictionary(file, owner);
            let role = element.get(b"S").unwrap().as_name().unwrap().to_vec();
            let role = String::from_utf8(role).unwrap();
            assert!(content.contains(&format!("/{role} <</MCID {number}>> BDC")));
            let kids = element.get(b"K").unwrap();
            let kids = kids.as_array().map_or_else(|_| std::slice::from_ref(kids), Vec::as_slice);
            let on_page = |of: &Dictionary| of.get(b"Pg").unwrap().as_reference().unwrap() == page;
            let owns = kids.iter().any(|kid| match kid {
                Object::Integer(own) => *own == number && on_page(element),
                Object::Dictionary(kid) => {
                    kid.get(b"MCID").unwrap().as_i64().unwrap() == number && on_page(kid)
                }
                _ => false,
            });
            assert!(owns, "{role} does not own {number}");
            roles.insert(role);
        }
    }
    roles
}
