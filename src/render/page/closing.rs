//! Boxes 7, 9b and 13 of NĐ 30/2020/NĐ-CP: who signs on the right, Nơi nhận on the left; at the foot of the first
//! page where the agency is found.

use crate::document::Signature;
use crate::render::page::faces::{Face, line_height};
use crate::render::page::lines::baseline;
use crate::render::page::lines::set;
use crate::render::page::paper::{PaperSheet, Sizes};
use crate::render::page::piece::{Binding, Piece};
use crate::render::page::scene::{Item, Mark, Node, Numbering, Role, Tree};
use crate::render::page::setting::{Alignment, Setting, TextRun};

/// The block as one piece, on the page of the text before it; none where nobody signs.
pub(crate) fn signature(
    signature: &Signature,
    sheet: &PaperSheet,
    sizes: &Sizes,
    tree: &mut Tree,
) -> Option<Piece> {
    let (left, recipients_end) = recipients(&signature.recipients, sheet, sizes, tree);
    let (right, signer_end) = signer(signature, sheet, sizes, tree);
    let items: Vec<Item> = left.into_iter().chain(right).collect();
    (!items.is_empty()).then(|| Piece {
        gap: sizes.gap * 2.5,
        height: recipients_end.max(signer_end),
        items,
        with_previous: Binding::Bound,
        ..Piece::default()
    })
}

fn recipients(
    recipients: &[String],
    sheet: &PaperSheet,
    sizes: &Sizes,
    tree: &mut Tree,
) -> (Vec<Item>, f32) {
    let mut items = Vec::new();
    if recipients.is_empty() {
        return (items, 0.0);
    }
    let width = sheet.text_width() * 0.46;
    let head = tree.add(Role::Paragraph, None);
    let size = sizes.recipients;
    // Level with the signer's title.
    let first = line_height(sizes.body);
    let setting = Setting { width, first: 0.0, rest: 0.0, size, align: Alignment::Left };
    for line in set(&[run("Nơi nhận:", Face::BoldItalic, head)], &setting) {
        items.extend(line.items(0.0, baseline(first, sizes.body), size));
    }
    let mut y = first;
    let list = tree.add(Role::List(Numbering::Dashes), None);
    let size = sizes.recipient;
    let rest = Face::Regular.width("- ", size);
    for (index, recipient) in recipients.iter().enumerate() {
        let entry = tree.add(Role::ListItem, Some(list));
        let label = tree.add(Role::ListLabel, Some(entry));
        let body = tree.add(Role::ListBody, Some(entry));
        let end = if index + 1 == recipients.len() { '.' } else { ';' };
        let runs = [
            run("- ", Face::Regular, label),
            run(&format!("{recipient}{end}"), Face::Regular, body),
        ];
        let setting = Setting { width, first: 0.0, rest, size, align: Alignment::Left };
        for line in set(&runs, &setting) {
            items.extend(line.items(0.0, y + baseline(line_height(size), size), size));
            y += line_height(size);
        }
    }
    (items, y)
}

fn signer(
    signature: &Signature,
    sheet: &PaperSheet,
    sizes: &Sizes,
    tree: &mut Tree,
) -> (Vec<Item>, f32) {
    let left = sheet.text_width() * 0.48;
    let size = sizes.body;
    let setting = Setting {
        width: sheet.text_width() - left,
        first: 0.0,
        rest: 0.0,
        size,
        align: Alignment::Center,
    };
    let (mut items, mut y) = (Vec::new(), 0.0);
    let mut add = |text: &str, y: &mut f32, tree: &mut Tree| {
        let node = tree.add(Role::Paragraph, None);
        for line in set(&[run(text, Face::Bold, node)], &setting) {
            items.extend(line.items(left, *y + baseline(line_height(size), size), size));
            *y += line_height(size);
        }
    };
    if !signature.authority.is_empty() {
        add(&signature.authority.join("\n"), &mut y, tree);
        y += sizes.signature;
    }
    if let Some(name) = &signature.name {
        add(name, &mut y, tree);
    }
    (items, y)
}

/// Box 13, below a line over the whole width; none where the agency does not say where it is found.
pub(crate) fn contact(
    lines: &[String],
    sheet: &PaperSheet,
    sizes: &Sizes,
    tree: &mut Tree,
) -> Option<Piece> {
    if lines.is_empty() {
        return None;
    }
    let (width, size) = (sheet.text_width(), sizes.recipient);
    let mut items = vec![Item::line((0.0, 0.0), (width, 0.0), 0.75)];
    let setting = Setting { width, first: 0.0, rest: 0.0, size, align: Alignment::Center };
    let node = tree.add(Role::Paragraph, None);
    let mut y = 1.0;
    for line in set(&[run(&lines.join("\n"), Face::Regular, node)], &setting) {
        items.extend(line.items(0.0, y + baseline(line_height(size), size), size));
        y += line_height(size);
    }
    Some(Piece { gap: sizes.gap * 2.0, height: y, items, ..Piece::default() })
}

fn run(text: &str, face: Face, node: Node) -> TextRun {
    TextRun { text: text.to_owned(), face, mark: Mark::Content(node) }
}
