//! What stands on which page, before anything is drawn.

use super::{PROSE, department_table, heading, letter, long_table, paragraph, report, row};
use crate::document::{Block, Document, Paper, ParagraphStyle, RowKind};
use crate::render::page::order::BLANK;
use crate::render::page::scene::{Draw, Item, Mark, Role, Scene};
use crate::render::page::{flow, for_word, laid_out, lay_out};

/// Texts of a page that are not artifacts, from top to bottom.
fn content(scene: &Scene, page: usize) -> Vec<(f32, &Role, &str)> {
    let mut texts: Vec<_> = scene.pages[page]
        .items
        .iter()
        .filter_map(|item| match (item.mark, &item.draw) {
            (Mark::Content(node), Draw::Text { y, text, .. }) => {
                Some((*y, &scene.tree.elements[node.0].role, text.as_str()))
            }
            _ => None,
        })
        .collect();
    texts.sort_by(|a, b| a.0.total_cmp(&b.0));
    texts
}

fn edges(item: &Item) -> (f32, f32) {
    match &item.draw {
        Draw::Text { x, text, face, size, .. } => (*x, x + face.width(text.trim_end(), *size)),
        Draw::Line { from, to, .. } => (from.0.min(to.0), from.0.max(to.0)),
    }
}

#[track_caller]
fn nothing_leaves_the_margins(document: &Document) {
    let (top, left, right) = match document.paper {
        Paper::A4 => (10.0, 30.0, 15.0),
        Paper::A5 => (6.0, 18.0, 10.0),
    };
    for page in lay_out(document).pages {
        for item in &page.items {
            let (from, to) = edges(item);
            assert!(from > left - 0.2 && to < page.width - right + 0.2, "{item:?}");
            let (y, bottom) = match &item.draw {
                Draw::Text { y, .. } => (*y, *y),
                Draw::Line { from, to, .. } => (from.1.min(to.1), from.1.max(to.1)),
            };
            assert!(y > top && bottom < page.height - top, "{item:?}");
        }
    }
}

#[test]
fn nothing_is_drawn_outside_the_margins() {
    nothing_leaves_the_margins(&report());
    nothing_leaves_the_margins(&letter("Ông Nguyễn Văn Thí Dụ"));
    let mut odd = report();
    let mut table = long_table(3);
    table.rows[1].cells[1] = "rất dài ".repeat(1200);
    table.rows[2].cells[2] = "https://dichvucong.travinh.gov.vn/".repeat(30);
    odd.body.push(Block::Table(table));
    odd.body.push(Block::Table(long_table(0)));
    odd.letterhead.agency = vec!["SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI TỈNH TRÀ VINH".to_owned()];
    odd.letterhead.regarding = Some(PROSE.to_owned());
    odd.addressees = vec![PROSE.to_owned(); 3];
    nothing_leaves_the_margins(&odd);
}

#[test]
fn pages_are_numbered_from_the_second_and_annexes_anew() {
    let scene = lay_out(&report());
    let numbers: Vec<Option<&str>> = scene
        .pages
        .iter()
        .map(|page| {
            page.items.iter().find_map(|item| match &item.draw {
                Draw::Text { y, text, .. } if *y < 19.0 => Some(text.as_str()),
                _ => None,
            })
        })
        .collect();
    assert_eq!(numbers[..2], [None, Some("2")]);
    let starts = numbers.iter().filter(|number| number.is_none()).count();
    assert_eq!(starts, 3);
}

/// Over many lengths: no heading ends a page, no line is left or carried alone, and the
/// signature has at least two lines above it.
#[test]
fn nothing_is_parted_from_what_it_belongs_to() {
    for lines in 0..30 {
        let mut document = report();
        document.annexes.clear();
        document.body = vec![paragraph(ParagraphStyle::Body, PROSE)];
        let filler = vec!["dòng"; lines + 1].join("\n");
        document.body.push(paragraph(ParagraphStyle::Body, &filler));
        document.body.push(heading(1, "I. MỤC"));
        document.body.push(heading(2, "1. Khoản"));
        document.body.push(Block::Table(department_table()));
        document.body.push(paragraph(ParagraphStyle::Body, PROSE));
        document.body.push(paragraph(ParagraphStyle::Body, PROSE));
        let scene = lay_out(&document);
        for page in 0..scene.pages.len() {
            let texts = content(&scene, page);
            let (lowest, last, _) = texts.last().unwrap();
            assert!(!matches!(last, Role::Heading(_) | Role::Caption | Role::TableHeader(..)));
            // Lines of one paragraph have the same role and are a line apart.
            let same = |other: &f32| (lowest - other).abs() < 0.01;
            let before = texts.iter().rev().find(|(y, ..)| !same(y)).unwrap();
            if page + 1 < scene.pages.len() && **last == Role::Paragraph {
                assert!(lowest - before.0 < 7.0, "{lines}: page {page} ends with one line");
            }
            if let Some(index) = texts.iter().position(|(.., text)| text.starts_with("KT.")) {
                let top = texts[index].0;
                let mut above: Vec<i32> = texts
                    .iter()
                    .filter(|(y, _, text)| *y < top - 0.1 && !text.starts_with("Nơi"))
                    .map(|(y, ..)| (y * 10.0) as i32)
                    .collect();
                above.dedup();
                assert!(above.len() >= 2, "{lines}");
            }
        }
    }
}

#[test]
fn a_small_table_is_cut_with_two_rows_on_either_side_where_much_of_a_page_would_stay_blank() {
    let mut cuts = 0;
    for lines in 0..40 {
        let mut document = report();
        document.annexes.clear();
        let filler = vec!["dòng"; lines + 1].join("\n");
        let mut table = long_table(0);
        table.rows =
            (0..6).map(|_| row(RowKind::Body, &["1", "tên", "mã", "12", "98,25%"])).collect();
        document.body = vec![paragraph(ParagraphStyle::Body, &filler), Block::Table(table)];
        let scene = lay_out(&document);
        let on = |page| {
            let rows = |found: &&(f32, &Role, &str)| *found.1 == Role::RowHeader;
            content(&scene, page).iter().filter(rows).count()
        };
        let rows: Vec<usize> = (0..scene.pages.len()).map(on).filter(|rows| *rows > 0).collect();
        assert!(rows.iter().all(|rows| *rows >= 2), "{lines}: {rows:?}");
        if rows.len() > 1 {
            cuts += 1;
            let first = (0..scene.pages.len()).find(|page| on(*page) > 0).unwrap();
            let texts = content(&scene, first);
            let before = texts.iter().rfind(|(_, _, text)| text.trim() == "dòng").unwrap().0;
            // Between the last line of text and the bottom margin; a line reaches a little below its foot.
            assert!(297.0 - 20.0 - before > BLANK * (297.0 - 40.0), "{lines}: {before}");
        }
    }
    assert!(cuts > 0);
}

/// A table that waits for the next page takes the whole of its notes with it.
#[test]
fn no_line_of_a_note_goes_before_its_table() {
    let mut waits = 0;
    for lines in 0..40 {
        let mut document = report();
        document.annexes.clear();
        let filler = vec!["dòng"; lines + 1].join("\n");
        let mut table = department_table();
        table.is_called = true;
        table.notes = vec!["ghi-chú ".repeat(90)];
        document.body = vec![paragraph(ParagraphStyle::Body, &filler), Block::Table(table)];
        document.body.extend((0..4).map(|_| paragraph(ParagraphStyle::Body, PROSE)));
        let scene = lay_out(&document);
        let with = |word: &str| -> Vec<usize> {
            let holds =
                |page: &usize| content(&scene, *page).iter().any(|(.., text)| text.contains(word));
            (0..scene.pages.len()).filter(holds).collect()
        };
        let (notes, total) = (with("ghi-chú"), with("768"));
        assert_eq!(notes, total, "{lines}");
        waits += usize::from(with("dòng").last() < total.last());
    }
    assert!(waits > 0);
}

#[test]
fn a_long_letter_is_set_smaller_before_it_takes_a_second_page() {
    let mut document = letter("Ông Nguyễn Văn Thí Dụ");
    document.body.push(paragraph(ParagraphStyle::Body, PROSE));
    document.body.push(paragraph(ParagraphStyle::Body, PROSE));
    assert_eq!(lay_out(&document).pages.len(), 1);
    document.body.extend(vec![paragraph(ParagraphStyle::Body, PROSE); 12]);
    assert!(lay_out(&document).pages.len() > 1);
}

#[test]
fn a_table_header_is_read_once_and_drawn_on_every_page() {
    let scene = lay_out(&report());
    let (mut read, mut drawn) = (0, 0);
    for item in scene.pages.iter().flat_map(|page| &page.items) {
        if let Draw::Text { text, .. } = &item.draw
            && text == "Mã"
        {
            drawn += 1;
            read += i32::from(item.mark != Mark::Artifact);
        }
    }
    assert_eq!(read, 1);
    assert!(drawn >= 4, "{drawn}");
}

/// Word breaks some lines earlier: a sheet that is full in print must have room for one more line there.
#[test]
fn a_letter_for_word_has_room_for_one_more_line() {
    for paper in [Paper::A4, Paper::A5] {
        let mut tighter = 0;
        for words in (0..600).step_by(6) {
            let mut document = letter("Ông Nguyễn Văn Thí Dụ");
            document.paper = paper;
            let reason = "hồ sơ phải xác minh ".repeat(words / 5);
            document.body.insert(4, paragraph(ParagraphStyle::Body, &format!("Lý do: {reason}.")));
            let (scene, sizes) = laid_out(&document);
            let word = for_word(&scene, sizes);
            if scene.pages.len() > 1 || sizes.tighter().is_none() {
                assert_eq!(word, sizes, "{words}");
                continue;
            }
            tighter += usize::from(word != sizes);
            document.body.push(paragraph(ParagraphStyle::Body, "Trân trọng./."));
            let pages = flow::lay_out(&document, &word).pages.len();
            assert_eq!(pages, 1, "{paper:?}, {words} words more, {word:?}");
        }
        assert!(tighter > 0, "{paper:?}");
    }
}
