//! What a DOCX must hold so that Word opens it without complaint, and a clerk can work in it.

mod keep;
mod styles;

use std::collections::BTreeMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::finish::order::order;
use super::finish::xml::{XmlElement, XmlNode, parse};
use super::*;
use crate::document::{Block, Inline, Paper, ParagraphStyle};
use crate::render::docx::units::twips;
use crate::render::page::tests::{letter, report};

/// Parts by name, in the order of the package.
fn package(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|index| {
            let mut file = zip.by_index(index).unwrap();
            let mut bytes = Vec::new();
            file.read_to_end(&mut bytes).unwrap();
            (file.name().unwrap().into_owned(), bytes)
        })
        .collect()
}

#[track_caller]
fn part(bytes: &[u8], name: &str) -> XmlElement<'static> {
    let (_, part) = package(bytes).into_iter().find(|(found, _)| found == name).unwrap();
    parse(part.leak()).unwrap()
}

fn main_part(document: &Document) -> XmlElement<'static> {
    part(&docx(document).unwrap(), "word/document.xml")
}

/// All elements of a name, in order.
fn all<'e>(root: &'e XmlElement<'static>, name: &str) -> Vec<&'e XmlElement<'static>> {
    let mut found = Vec::new();
    walk(root, &mut |element| {
        if element.name == name {
            found.push(element);
        }
    });
    found
}

fn walk<'e>(element: &'e XmlElement<'static>, visit: &mut impl FnMut(&'e XmlElement<'static>)) {
    visit(element);
    for child in element.elements() {
        walk(child, visit);
    }
}

/// Text of an element, line breaks as `\n`.
fn text(element: &XmlElement<'static>) -> String {
    let mut out = String::new();
    walk(element, &mut |element| match &*element.name {
        "w:t" => element.children.iter().for_each(|node| match node {
            XmlNode::Text(text) => out.push_str(text),
            XmlNode::Element(_) => {}
        }),
        "w:br" => out.push('\n'),
        _ => {}
    });
    out
}

fn style_of<'e>(paragraph: &'e XmlElement<'static>) -> Option<&'e str> {
    paragraph.find("w:pPr")?.find("w:pStyle")?.get("w:val")
}

#[test]
fn every_part_is_well_formed_and_every_target_is_there() {
    let bytes = docx(&report()).unwrap();
    let parts: BTreeMap<String, Vec<u8>> = package(&bytes).into_iter().collect();
    for name in [
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/header1.xml",
        "word/media/hinh1.emf",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
        "word/theme/theme1.xml",
    ] {
        assert!(parts.contains_key(name), "no {name}");
    }
    for (name, bytes) in parts.iter().filter(|(name, _)| !name.starts_with("word/media/")) {
        parse(bytes).unwrap_or_else(|error| panic!("{name}: {error}"));
    }
    let relations = part(&bytes, "word/_rels/document.xml.rels");
    let mut targets = BTreeMap::new();
    for relation in relations.elements() {
        let target = format!("word/{}", relation.get("Target").unwrap());
        assert!(parts.contains_key(&target), "no {target}");
        let known = targets.insert(relation.get("Id").unwrap().to_owned(), target);
        assert_eq!(known, None, "an id twice");
    }
    let document = part(&bytes, "word/document.xml");
    walk(&document, &mut |element| {
        for name in ["r:id", "r:embed"] {
            if let Some(id) = element.get(name) {
                assert!(targets.contains_key(id), "{id} leads nowhere");
            }
        }
    });
    let types = part(&bytes, "[Content_Types].xml");
    for kind in types.elements().filter(|kind| kind.name == "Override") {
        let name = kind.get("PartName").unwrap().trim_start_matches('/');
        assert!(parts.contains_key(name), "no {name}");
    }
}

/// ISO/IEC 29500-1: a `w:pPr` whose children stand in another order is a damaged file to Word.
#[test]
fn properties_stand_in_the_order_of_the_schema() {
    let bytes = docx(&report()).unwrap();
    let mut looked_at = 0;
    for name in ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/header1.xml"] {
        walk(&part(&bytes, name), &mut |element| {
            let Some(order) = order(&element.name) else { return };
            looked_at += 1;
            let places: Vec<usize> = element
                .elements()
                .map(|child| {
                    let place = order.iter().position(|known| *known == child.name);
                    place.unwrap_or_else(|| panic!("{} in {}", child.name, element.name))
                })
                .collect();
            assert!(places.is_sorted(), "{} in {name}: {element:?}", element.name);
            let alone = !matches!(&*element.name, "w:styles" | "w:numbering" | "w:sectPr");
            let once = places.windows(2).all(|pair| pair[0] < pair[1]);
            assert!(!alone || once, "twice in {element:?}");
        });
    }
    assert!(looked_at > 500, "only {looked_at}");
    walk(&part(&bytes, "word/document.xml"), &mut |element| {
        let first = element.elements().next().map(|child| &*child.name);
        let properties = match &*element.name {
            "w:p" => "w:pPr",
            "w:tc" => "w:tcPr",
            "w:tbl" => "w:tblPr",
            _ => return,
        };
        assert_eq!(first, Some(properties), "{element:?}");
        if element.name == "w:tc" {
            assert!(element.find("w:p").is_some(), "a cell without a paragraph");
        }
    });
}

#[test]
fn every_style_is_defined_and_headings_are_those_of_word() {
    let bytes = docx(&report()).unwrap();
    let styles = part(&bytes, "word/styles.xml");
    let mut names = BTreeMap::new();
    for style in styles.elements().filter(|child| child.name == "w:style") {
        let id = style.get("w:styleId").unwrap();
        let name = style.find("w:name").unwrap().get("w:val").unwrap();
        assert_eq!(names.insert(id, name), None, "{id} twice");
    }
    for style in styles.elements().filter(|child| child.name == "w:style") {
        for link in ["w:basedOn", "w:next"] {
            if let Some(id) = style.find(link).and_then(|link| link.get("w:val")) {
                assert!(names.contains_key(id), "{id}");
            }
        }
    }
    let document = part(&bytes, "word/document.xml");
    for name in ["w:pStyle", "w:tblStyle"] {
        for style in all(&document, name) {
            assert!(names.contains_key(style.get("w:val").unwrap()), "{style:?}");
        }
    }
    assert_eq!(names["Heading1"], "heading 1");
    assert_eq!(names["Title"], "Title");
    assert_eq!(names["Caption"], "caption");
    let headings: Vec<(String, String)> = all(&document, "w:p")
        .into_iter()
        .filter_map(|paragraph| Some((style_of(paragraph)?.to_owned(), text(paragraph))))
        .filter(|(style, _)| style.starts_with("Heading") || style == "PhuLuc")
        .collect();
    let expected = [
        ("Heading1", "I. CÔNG TÁC CHỈ ĐẠO, TRIỂN KHAI"),
        ("Heading1", "II. KẾT QUẢ THỰC HIỆN"),
        ("Heading2", "1. Kết quả giải quyết thủ tục hành chính"),
        ("Heading3", "a) Theo lĩnh vực"),
        ("Heading1", "III. ĐÁNH GIÁ CHUNG"),
        ("PhuLuc", "Phụ lục I\nTÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH"),
        ("PhuLuc", "Phụ lục II\nHỒ SƠ THEO THỦ TỤC"),
        ("Heading2", "1. Theo thủ tục"),
    ];
    assert_eq!(headings, expected.map(|(style, text)| (style.to_owned(), text.to_owned())));
    let language = all(&styles, "w:lang");
    assert_eq!(language.len(), 1);
    assert_eq!(language[0].get("w:val"), Some("vi-VN"));
}

/// NĐ 30/2020/NĐ-CP, Phụ lục I: sizes of the boxes in half points, bold and italic.
#[test]
fn the_boxes_have_the_sizes_of_the_decree() {
    let styles = part(&docx(&report()).unwrap(), "word/styles.xml");
    let look = |id: &str| {
        let style = styles.elements().find(|style| style.get("w:styleId") == Some(id)).unwrap();
        let run = style.find("w:rPr");
        let size = run.and_then(|run| run.find("w:sz")?.get("w:val")).unwrap_or("28").to_owned();
        let has = |name: &str| run.is_some_and(|run| run.find(name).is_some());
        (size, has("w:b"), has("w:i"))
    };
    for (id, size, bold, italic) in [
        ("QuocHieu", "24", true, false),
        ("TieuNgu", "26", true, false),
        ("CoQuanChuQuan", "24", false, false),
        ("CoQuanBanHanh", "24", true, false),
        ("SoKyHieu", "26", false, false),
        ("DiaDanhNgayThang", "26", false, true),
        ("TrichYeuCongVan", "24", false, false),
        ("Title", "28", true, false),
        ("Subtitle", "28", true, false),
        ("CanCu", "28", false, true),
        ("BodyText", "28", false, false),
        ("Heading1", "28", true, false),
        ("Heading3", "28", false, false),
        ("QuyenHan", "28", true, false),
        ("NguoiKy", "28", true, false),
        ("KinhGui", "28", false, false),
        ("NoiNhan", "24", true, true),
        ("DanhSachNoiNhan", "22", false, false),
        ("PhuLuc", "28", true, false),
        ("Header", "28", false, false),
    ] {
        assert_eq!(look(id), (size.to_owned(), bold, italic), "{id}");
    }
    let text = styles.elements().find(|style| style.get("w:styleId") == Some("BodyText")).unwrap();
    let paragraph = text.find("w:pPr").unwrap();
    assert_eq!(paragraph.find("w:jc").unwrap().get("w:val"), Some("both"));
    assert_eq!(paragraph.find("w:ind").unwrap().get("w:firstLine"), Some("720"));
    assert_eq!(paragraph.find("w:spacing").unwrap().get("w:before"), Some("120"));
}

#[test]
fn table_headers_repeat_and_every_row_covers_the_columns() {
    let document = main_part(&report());
    let tables = all(&document, "w:tbl");
    let headers: Vec<usize> = tables.iter().map(|table| all(table, "w:tblHeader").len()).collect();
    // Letterhead, the table of the text, the signature, the two of the annexes.
    assert_eq!(headers, [0, 2, 0, 4, 1]);
    for table in tables {
        let columns = table.find("w:tblGrid").unwrap().elements().count();
        let width: usize = table
            .find("w:tblGrid")
            .unwrap()
            .elements()
            .map(|column| column.get("w:w").unwrap().parse::<usize>().unwrap())
            .sum();
        assert!(width.abs_diff(9354) < 8 || width.abs_diff(14287) < 8, "{width}");
        for row in table.elements().filter(|child| child.name == "w:tr") {
            let spans: usize = row
                .elements()
                .filter(|cell| cell.name == "w:tc")
                .map(|cell| {
                    let span =
                        cell.find("w:tcPr").and_then(|properties| properties.find("w:gridSpan"));
                    span.map_or(1, |span| span.get("w:val").unwrap().parse().unwrap())
                })
                .sum();
            assert_eq!(spans, columns, "{row:?}");
            assert_eq!(all(row, "w:cantSplit").len(), 1);
        }
    }
}

#[test]
fn pictures_say_what_they_show_and_have_ids_of_their_own() {
    let mut document = report();
    let chart = document.body.iter().find(|block| matches!(block, Block::Chart(_))).cloned();
    document.body.push(chart.unwrap());
    let main = main_part(&document);
    let pictures = all(&main, "wp:docPr");
    assert_eq!(pictures.len(), 2);
    let ids: Vec<_> = pictures.iter().map(|picture| picture.get("id").unwrap()).collect();
    assert_eq!(ids, ["1", "2"]);
    for picture in &pictures {
        assert!(picture.get("descr").unwrap().contains('%'), "{picture:?}");
    }
    let pairs: Vec<_> =
        all(&main, "a:blip").iter().map(|blip| blip.get("r:embed").unwrap().to_owned()).collect();
    assert_eq!(pairs, ["rIdHinh1", "rIdHinh2"]);
    walk(&main, &mut |element| {
        for (name, _) in &element.attributes {
            assert!(!name.contains("rsid") && !name.starts_with("w14"), "{name}");
        }
    });
}

#[test]
fn annexes_are_sections_that_count_their_own_pages() {
    let bytes = docx(&report()).unwrap();
    let main = part(&bytes, "word/document.xml");
    let sections = all(&main, "w:sectPr");
    let seen: Vec<_> = sections
        .iter()
        .map(|section| {
            let size = section.find("w:pgSz").unwrap();
            assert_eq!(section.find("w:pgNumType").unwrap().get("w:start"), Some("1"));
            assert!(section.find("w:titlePg").is_some());
            assert!(section.find("w:docGrid").is_none());
            (size.get("w:w").unwrap(), size.get("w:h").unwrap(), size.get("w:orient"))
        })
        .collect();
    let portrait = ("11906", "16838", None);
    assert_eq!(seen, [portrait, ("16838", "11906", Some("landscape")), portrait]);
    let margin = sections[0].find("w:pgMar").unwrap();
    // 20, 20, 30 and 15 mm.
    let sides = ["w:top", "w:bottom", "w:left", "w:right"].map(|side| margin.get(side).unwrap());
    assert_eq!(sides, ["1134", "1134", "1701", "850"]);
    let headers: Vec<usize> =
        sections.iter().map(|section| all(section, "w:headerReference").len()).collect();
    assert_eq!(headers, [1, 0, 0], "the others take over the first one's");
    let header = part(&bytes, "word/header1.xml");
    let field: String = all(&header, "w:instrText")
        .iter()
        .map(|found| {
            found
                .children
                .iter()
                .map(|node| match node {
                    XmlNode::Text(text) => &**text,
                    XmlNode::Element(_) => "",
                })
                .collect::<String>()
        })
        .collect();
    assert_eq!(field.trim(), "PAGE");
}

#[test]
fn dashes_are_lists_and_other_marks_are_text() {
    let mut document = report();
    let item = |mark: &str| crate::document::ListItem {
        mark: mark.to_owned(),
        text: vec![Inline::plain("x")],
        children: vec![],
    };
    document.body = vec![Block::List(vec![item("-"), item("+"), item("đ)")])];
    let bytes = docx(&document).unwrap();
    let main = part(&bytes, "word/document.xml");
    let items: Vec<_> = all(&main, "w:p")
        .into_iter()
        .filter(|paragraph| style_of(paragraph).is_some_and(|style| style.starts_with("List")))
        .map(|paragraph| (style_of(paragraph).unwrap(), text(paragraph)))
        .collect();
    let expected = [("ListBullet", "x"), ("ListBullet2", "x"), ("List", "đ) x")];
    assert_eq!(items, expected.map(|(style, text)| (style, text.to_owned())));
    let numbering = part(&bytes, "word/numbering.xml");
    let marks: Vec<_> =
        all(&numbering, "w:lvlText").iter().map(|level| level.get("w:val").unwrap()).collect();
    assert_eq!(marks, ["-", "+"]);
    let styles = part(&bytes, "word/styles.xml");
    assert_eq!(all(&styles, "w:numPr").len(), 2);
}

/// Rules are drawn: as long as Tiêu ngữ, and two fifths of the agency's name and of the subject.
#[test]
fn rules_have_the_length_that_the_decree_asks_for() {
    let main = main_part(&report());
    let lengths: Vec<i32> = all(&main, "w:p")
        .into_iter()
        .filter(|paragraph| style_of(paragraph) == Some("DuongKe"))
        .map(|rule| {
            let indent = rule.find("w:pPr").unwrap().find("w:ind").unwrap();
            let side = |name: &str| indent.get(name).unwrap().parse::<i32>().unwrap();
            assert_eq!(side("w:left"), side("w:right"), "not in the middle");
            side("w:left")
        })
        .collect();
    assert_eq!(lengths.len(), 3);
    let motto = crate::render::page::Face::Bold.width(crate::document::MOTTO, 13);
    let room = 165.0 * 0.56;
    assert!((lengths[1] - twips((room - motto) / 2.0)).abs() <= 1, "{lengths:?}");
    let main = String::from_utf8(main.part()).unwrap();
    assert!(!main.contains("___"));
}

#[test]
fn the_signature_stays_with_the_text_and_in_one_piece() {
    let main = main_part(&report());
    let body = main.find("w:body").unwrap();
    let children: Vec<&XmlElement<'static>> = body.elements().collect();
    let at = children
        .iter()
        .position(|child| child.name == "w:tbl" && text(child).contains("Nơi nhận:"))
        .unwrap();
    let keeps = |element: &XmlElement<'static>| !all(element, "w:keepNext").is_empty();
    assert!(keeps(children[at - 1]), "the last paragraph");
    assert!(text(children[at - 1]).ends_with("./."));
    assert_eq!(all(children[at], "w:cantSplit").len(), 1);
    let whole = text(children[at]);
    for words in ["- Như trên;", "- Lưu: VT, VP.", "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC", "Nguyễn Văn Mẫu"]
    {
        assert!(whole.contains(words), "no “{words}” in {whole}");
    }
}

#[test]
fn the_same_document_gives_the_same_bytes_in_any_company() {
    let alone = docx(&report()).unwrap();
    let threads: Vec<_> = (0..2)
        .map(|number| {
            std::thread::spawn(move || {
                let other = docx(&letter(&format!("Nguyễn Văn {number}"))).unwrap();
                (docx(&report()).unwrap(), other.len())
            })
        })
        .collect();
    for thread in threads {
        assert_eq!(thread.join().unwrap().0, alone);
    }
}

#[test]
fn what_looks_like_markup_or_turns_lines_round_is_plain_text() {
    let odd = "</w:t><script>&amp;\u{202e}\u{2066}\"'\u{200b}\u{ad}";
    let mut document = report();
    document.body = vec![Block::Paragraph {
        style: ParagraphStyle::Body,
        text: vec![Inline::plain(format!("a{odd}z\u{a0}98,25%"))],
    }];
    document.meta.title = "Tên\u{1} & <b>\u{fffe}".to_owned();
    let bytes = docx(&document).unwrap();
    let main = part(&bytes, "word/document.xml");
    assert!(text(&main).contains("a</w:t><script>&amp;\"'z\u{a0}98,25%"), "{}", text(&main));
    let core = part(&bytes, "docProps/core.xml");
    let title = core.find("dc:title").unwrap();
    assert_eq!(title.children, [XmlNode::Text("Tên & <b>".into())]);
}

/// Box 13 of NĐ 30/2020/NĐ-CP: the first page alone.
#[test]
fn the_foot_of_the_first_page_is_a_part_of_its_own() {
    let mut document = report();
    document.annexes.clear();
    assert!(package(&docx(&document).unwrap()).iter().all(|(name, _)| !name.contains("footer")));
    document.letterhead.contact =
        ["Địa chỉ: số 1, đường Ví Dụ", "Điện thoại: 0200 000 0000"].map(str::to_owned).to_vec();
    let bytes = docx(&document).unwrap();
    let footer = part(&bytes, "word/footer1.xml");
    assert_eq!(text(&footer), "Địa chỉ: số 1, đường Ví Dụ\nĐiện thoại: 0200 000 0000");
    assert_eq!(style_of(all(&footer, "w:p")[0]), Some("Footer"));
    assert_eq!(all(&footer, "w:pBdr").len(), 1);
    let main = part(&bytes, "word/document.xml");
    let section = all(&main, "w:sectPr")[0];
    let reference = section.find("w:footerReference").unwrap();
    assert_eq!(reference.get("w:type"), Some("first"));
    assert!(section.find("w:titlePg").is_some());
    let relations = part(&bytes, "word/_rels/document.xml.rels");
    let target = relations.elements().find(|one| one.get("Id") == reference.get("r:id")).unwrap();
    assert_eq!(target.get("Target"), Some("footer1.xml"));
    let types = part(&bytes, "[Content_Types].xml");
    assert!(types.elements().any(|one| one.get("PartName") == Some("/word/footer1.xml")));
}

#[test]
fn the_only_date_is_the_day_judged() {
    let core = part(&docx(&report()).unwrap(), "docProps/core.xml");
    for name in ["dcterms:created", "dcterms:modified"] {
        // 00:00 of 14 March at +07:00.
        let want = XmlNode::Text("2020-03-13T17:00:00Z".into());
        assert_eq!(core.find(name).unwrap().children, [want]);
    }
    let bytes = docx(&report()).unwrap();
    let mut zip = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    for index in 0..zip.len() {
        let date = zip.by_index(index).unwrap().last_modified();
        assert_eq!(date.map(|date| date.year()), Some(1980));
    }
}

#[test]
fn a_form_on_a5_has_the_sizes_of_its_page() {
    let document = letter("Ông Nguyễn Văn Thí Dụ");
    assert_eq!(document.paper, Paper::A5);
    let bytes = docx(&document).unwrap();
    let size = part(&bytes, "word/document.xml");
    let size = all(&size, "w:pgSz")[0].clone();
    assert_eq!((size.get("w:w"), size.get("w:h")), (Some("8391"), Some("11906")));
    let styles = part(&bytes, "word/styles.xml");
    let default = all(&styles, "w:rPrDefault")[0];
    assert_eq!(all(default, "w:sz")[0].get("w:val"), Some("22"));
}
