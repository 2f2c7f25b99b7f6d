//! What Word keeps on one page.

use super::{all, main_part, part, style_of, text};
use crate::document::{
    Align, Block, BlockRow, Column, HeaderCell, Inline, ParagraphStyle, RowKind, Table,
};
use crate::render::docx::docx;
use crate::render::docx::finish::xml::XmlElement;
use crate::render::page::tests::report;

fn keeps(paragraph: &XmlElement<'static>) -> bool {
    paragraph.find("w:pPr").is_some_and(|properties| properties.find("w:keepNext").is_some())
}

fn words(words: &str) -> Block {
    Block::Paragraph { style: ParagraphStyle::Body, text: vec![Inline::plain(words)] }
}

#[test]
fn words_that_announce_stay_with_what_they_announce() {
    let mut document = report();
    document.body = vec![words("Kết quả như sau:"), words("Tốt."), words("Hết./.")];
    document.annexes.clear();
    let main = main_part(&document);
    let kept = |start: &str| {
        let found = all(&main, "w:p").into_iter().find(|paragraph| text(paragraph) == start);
        let found = found.unwrap_or_else(|| panic!("no {start}"));
        assert_eq!(style_of(found), Some("BodyText"));
        keeps(found)
    };
    assert!(kept("Kết quả như sau:"));
    assert!(!kept("Tốt."));
}

/// A row that names a group, and the first row of that group.
#[test]
fn a_section_inside_a_table_stays_with_its_first_row() {
    let row = |kind, name: &str| BlockRow {
        kind,
        cells: vec![name.to_owned(), "1".to_owned()],
        figures: Vec::new(),
        runs: Vec::new(),
    };
    let mut rows = Vec::new();
    for section in 0..9 {
        rows.push(row(RowKind::Section, &format!("Nhóm {section}")));
        rows.extend((0..5).map(|number| row(RowKind::Body, &format!("Dòng {section}.{number}"))));
    }
    let head = |name: &str| HeaderCell { text: name.to_owned(), columns: 1, rows: 1 };
    let mut document = report();
    document.annexes.clear();
    document.body = vec![Block::Table(Table {
        id: "nhom".to_owned(),
        caption: None,
        unit: None,
        columns: vec![
            Column { share: 3, align: Align::Left },
            Column { share: 1, align: Align::Right },
        ],
        header: vec![vec![head("Tên"), head("Số")]],
        rows,
        notes: Vec::new(),
        is_called: false,
    })];
    let main = main_part(&document);
    let kept = |name: &str| {
        let found = all(&main, "w:p").into_iter().find(|paragraph| text(paragraph) == name);
        keeps(found.unwrap_or_else(|| panic!("no {name}")))
    };
    for section in 1..9 {
        assert!(kept(&format!("Nhóm {section}")));
        assert!(!kept(&format!("Dòng {section}.1")));
    }
}

/// Up to a third of a page it moves to the next one; a longer one is parted, but for its ends.
#[test]
fn a_small_table_is_not_parted() {
    let head = |name: &str| HeaderCell { text: name.to_owned(), columns: 1, rows: 1 };
    let bound = |count: usize| {
        let row = |number: usize| {
            let cells = vec![format!("Dòng {number}"), "1".to_owned()];
            BlockRow::new(RowKind::Body, cells)
        };
        let mut document = report();
        document.annexes.clear();
        let table = Block::Table(Table {
            id: "nho".to_owned(),
            caption: None,
            unit: None,
            columns: vec![
                Column { share: 3, align: Align::Left },
                Column { share: 1, align: Align::Right },
            ],
            header: vec![vec![head("Tên"), head("Số")]],
            rows: (0..count).map(row).collect(),
            notes: Vec::new(),
            is_called: false,
        });
        // Who signs stays with what is last.
        document.body = vec![table, words("Hết./.")];
        let main = main_part(&document);
        let paragraphs = all(&main, "w:p").into_iter();
        let rows = paragraphs.filter(|paragraph| text(paragraph).starts_with("Dòng "));
        rows.filter(|paragraph| keeps(paragraph)).count()
    };
    assert_eq!(bound(12), 11);
    // The first two and the last two.
    assert_eq!(bound(30), 2);
}

/// A heading, the caption of a table and a chart, which has its caption below, end no page.
#[test]
fn headings_captions_and_charts_stay_with_what_follows() {
    let bytes = docx(&report()).unwrap();
    let styles = part(&bytes, "word/styles.xml");
    let of_style = |id: &str| {
        let own = all(&styles, "w:style");
        let own = own.into_iter().find(|style| style.get("w:styleId") == Some(id));
        keeps(own.unwrap_or_else(|| panic!("no style {id}")))
    };
    for id in ["Heading1", "Heading2", "Heading3", "Hinh"] {
        assert!(of_style(id), "{id}");
    }
    assert!(!of_style("BodyText"));
    let main = part(&bytes, "word/document.xml");
    let paragraphs = all(&main, "w:p");
    let captions = paragraphs.iter().filter(|one| text(one).starts_with("Bảng"));
    let captions: Vec<_> = captions.filter(|one| style_of(one) == Some("Caption")).collect();
    assert!(captions.len() > 1 && captions.iter().all(|one| keeps(one)), "{}", captions.len());
    let pictures = paragraphs.iter().filter(|one| style_of(one) == Some("Hinh"));
    assert!(pictures.count() > 0);
}
