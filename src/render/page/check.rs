//! What is printed: NFC, no invisible characters, and only what the embedded faces can draw.

use std::sync::atomic::{AtomicU8, Ordering::Relaxed};

use crate::document::{Annex, Block, Document, Inline, ListItem, Shape, Table};
use crate::error::{Error, Result};
use crate::model::nfc;
use crate::render::page::faces::Face;

/// A copy of the document that can be drawn, or the first character that cannot.
pub(crate) fn printable(document: &Document) -> Result<Document> {
    let mut document = document.clone();
    let meta = &mut document.meta;
    for text in [&mut meta.title, &mut meta.author, &mut meta.subject, &mut meta.keywords] {
        *text = composed(text);
    }
    let head = &mut document.letterhead;
    let lines = head.superior.iter_mut().chain(&mut head.agency).chain(&mut head.number);
    for text in lines.chain([&mut head.place_date]).chain(&mut head.regarding) {
        check(text, "phần đầu văn bản")?;
    }
    for text in &mut head.contact {
        check(text, "địa chỉ ở chân trang")?;
    }
    let title = &mut document.title;
    for text in [&mut title.kind].into_iter().chain(&mut title.subject).chain(&mut title.note) {
        check(text, "tên văn bản")?;
    }
    for text in &mut document.addressees {
        check(text, "Kính gửi")?;
    }
    // What stands before the first heading: all of a letter.
    let opening = document.meta.title.clone();
    blocks(&mut document.body, "", &opening)?;
    let signature = &mut document.signature;
    for text in signature.authority.iter_mut().chain(&mut signature.name) {
        check(text, "người ký")?;
    }
    for text in &mut signature.recipients {
        check(text, "Nơi nhận")?;
    }
    for annex in &mut document.annexes {
        let Annex { label, title, reference, body, .. } = annex;
        check(label, "tên phụ lục")?;
        for text in [title].into_iter().chain(reference) {
            check(text, label)?;
        }
        blocks(body, &format!("{label}, "), "phần mở đầu")?;
    }
    Ok(document)
}

pub(crate) fn blocks(blocks: &mut [Block], within: &str, opening: &str) -> Result<()> {
    let mut heading = opening.to_owned();
    for block in blocks {
        match block {
            Block::Heading { text, .. } => {
                inlines(text, &format!("{within}đề mục"))?;
                let words: String = text.iter().map(|inline| inline.text.as_str()).collect();
                heading = format!("đoạn dưới đề mục “{words}”");
            }
            Block::Paragraph { text, .. } => inlines(text, &format!("{within}{heading}"))?,
            Block::List(items) => list(items, &format!("{within}{heading}"))?,
            Block::Table(table) => cells(table, within)?,
            Block::Chart(chart) => {
                check(&mut chart.caption, &format!("{within}biểu đồ"))?;
                let origin = format!("{within}{}", name(&chart.caption, &chart.id));
                chart.alt = composed(&chart.alt);
                for shape in &mut chart.shapes {
                    match shape {
                        Shape::Label { text, .. } => check(text, &origin)?,
                        Shape::Bar { .. } | Shape::Line { .. } => {}
                    }
                }
            }
        }
    }
    Ok(())
}

fn list(items: &mut [ListItem], origin: &str) -> Result<()> {
    for item in items {
        check(&mut item.mark, origin)?;
        inlines(&mut item.text, origin)?;
        list(&mut item.children, origin)?;
    }
    Ok(())
}

fn inlines(text: &mut [Inline], origin: &str) -> Result<()> {
    text.iter_mut().try_for_each(|inline| check(&mut inline.text, origin))
}

fn cells(table: &mut Table, within: &str) -> Result<()> {
    let Table { id, caption, unit, header, rows, notes, .. } = table;
    for text in caption.iter_mut() {
        check(text, &format!("{within}tên bảng"))?;
    }
    let origin = format!("{within}{}", name(caption.as_deref().unwrap_or_default(), id));
    for text in unit.iter_mut().chain(notes) {
        check(text, &origin)?;
    }
    for cell in header.iter_mut().flatten() {
        check(&mut cell.text, &format!("{origin}, tiêu đề"))?;
    }
    for (index, row) in rows.iter_mut().enumerate() {
        for text in &mut row.cells {
            check(text, &format!("{origin}, dòng {}", index + 1))?;
        }
    }
    Ok(())
}

/// `Bảng 2` of “Bảng 2. Kết quả …”; without a caption, what the template calls it.
fn name(caption: &str, id: &str) -> String {
    match caption.split_once('.') {
        Some((name, _)) => name.to_owned(),
        None => format!("“{id}”"),
    }
}

pub(crate) fn check(text: &mut String, origin: &str) -> Result<()> {
    *text = composed(text);
    let missing =
        text.chars().filter(|character| *character != '\n').find(|character| !is_set(*character));
    match missing {
        None => Ok(()),
        Some(character) => {
            Err(Error::Glyph { character, text: text.clone(), origin: origin.to_owned() })
        }
    }
}

/// Whether a character can be printed, or prints nothing by definition. What stands for a lost letter is no letter.
pub(crate) fn can_print(character: char) -> bool {
    // What was asked before: 1 for no, 2 for yes.
    static KNOWN: [AtomicU8; 0x2000] = [const { AtomicU8::new(0) }; 0x2000];
    let known = usize::try_from(u32::from(character)).ok().and_then(|at| KNOWN.get(at));
    match known.map_or(0, |known| known.load(Relaxed)) {
        0 => {}
        answer => return answer == 2,
    }
    let can = can_be_printed(character);
    if let Some(known) = known {
        known.store(1 + u8::from(can), Relaxed);
    }
    can
}

fn can_be_printed(character: char) -> bool {
    let is_private = matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
    !is_private
        && character != char::REPLACEMENT_CHARACTER
        && composed(character.encode_utf8(&mut [0; 4]))
            .chars()
            .all(|character| character == '\n' || is_set(character))
}

/// In every face of the documents, or in the one that stands in for them.
fn is_set(character: char) -> bool {
    Face::ALL.iter().all(|face| face.for_character(character).has(character))
}

/// NFC; tabs are spaces; what prints nothing by definition is left out.
pub(crate) fn composed(text: &str) -> String {
    nfc(text)
        .chars()
        .filter(|character| {
            !matches!(
                character,
                '\u{ad}'
                    | '\u{61c}'
                    | '\u{200b}'..='\u{200f}'
                    | '\u{202a}'..='\u{202e}'
                    | '\u{2060}'
                    | '\u{2066}'..='\u{2069}'
                    | '\u{feff}'
                    | '\r'
            )
        })
        .map(|character| match character {
            '\t' => ' ',
            // Lines are never broken after a hyphen.
            '\u{2011}' => '-',
            '\u{2007}' | '\u{202f}' => '\u{a0}',
            other => other,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::ParagraphStyle;
    use crate::render::page::tests::report;

    #[track_caller]
    fn case(change: impl FnOnce(&mut Document), message: &str) {
        let mut document = report();
        change(&mut document);
        let error = printable(&document).unwrap_err().to_string();
        assert_eq!(error.lines().take(2).collect::<Vec<_>>().join("\n"), message);
    }

    #[test]
    fn a_character_that_cannot_be_drawn_is_named_with_its_place() {
        case(
            |document| {
                let table = document.body.iter_mut().find_map(|block| match block {
                    Block::Table(table) => Some(table),
                    _ => None,
                });
                table.unwrap().rows[4].cells[1] = "Phòng ក".to_owned();
            },
            "Ký tự “ក” (U+1780) không in được\n  --> trong “Phòng ក” (Bảng 1, dòng 5)",
        );
        case(
            |document| document.letterhead.agency[0] = "SỞ ☑".to_owned(),
            "Ký tự “☑” (U+2611) không in được\n  --> trong “SỞ ☑” (phần đầu văn bản)",
        );
        case(
            |document| {
                document.body[1] = Block::Paragraph {
                    style: ParagraphStyle::Body,
                    text: vec![Inline::plain("a☑")],
                };
            },
            "Ký tự “☑” (U+2611) không in được\n  --> trong “a☑” (Báo cáo sơ kết tháng 3 năm 2020)",
        );
        case(
            |document| document.annexes[0].title = "a😀".to_owned(),
            "Ký tự “😀” (U+1F600) không in được\n  --> trong “a😀” (Phụ lục I)",
        );
    }

    #[test]
    fn every_face_has_what_stands_for_a_character_that_none_has() {
        assert!("Đặng ß Ž □\u{200b}\u{ad}김철수金かな".chars().all(can_print));
        assert!(!['\u{fffd}', '✔', '\u{f0fc}', 'ក'].into_iter().any(can_print));
    }

    #[test]
    fn text_is_composed_and_loses_what_nobody_sees() {
        assert_eq!(composed("Hu\u{1ebf}\u{200b} a\u{302}\u{301}\tb"), "Huế ấ b");
    }
}
