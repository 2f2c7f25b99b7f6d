//! Boxes 1 to 4 and 5b of NĐ 30/2020/NĐ-CP: who writes, Quốc hiệu, number, place and date.

use crate::document::{Letterhead, MOTTO, NATION};
use crate::render::page::faces::{Face, line_height};
use crate::render::page::lines::baseline;
use crate::render::page::lines::set;
use crate::render::page::paper::{PaperSheet, Sizes};
use crate::render::page::piece::Piece;
use crate::render::page::scene::{Item, Mark, Role, Tree};
use crate::render::page::setting::{Alignment, Setting, TextRun};

/// Thickness of rules, in points.
const RULE: f32 = 0.75;

/// Lines centred below each other in one half of the head.
struct LetterheadColumn {
    left: f32,
    width: f32,
    y: f32,
    items: Vec<Item>,
}

/// The head of the first page as one piece.
pub(crate) fn letterhead(
    letterhead: &Letterhead,
    sheet: &PaperSheet,
    sizes: &Sizes,
    tree: &mut Tree,
) -> Piece {
    // Box 13 is set by `closing`.
    let Letterhead { superior, agency, number, place_date, motto, regarding, contact: _ } =
        letterhead;
    let nation = Face::Bold.width(NATION, sizes.letterhead) + 2.0;
    let right_width = nation.max(sheet.text_width() * 0.56);
    let split = sheet.text_width() - right_width;
    let mut left = LetterheadColumn { left: 0.0, width: split - 1.0, y: 0.0, items: Vec::new() };
    let mut right = LetterheadColumn { left: split, width: right_width, y: 0.0, items: Vec::new() };
    for superior in superior {
        left.add(superior, Face::Regular, sizes.letterhead, tree);
    }
    let longest = left.add(&agency.join("\n"), Face::Bold, sizes.letterhead, tree);
    left.rule(longest * 0.4);
    if *motto {
        right.add(NATION, Face::Bold, sizes.letterhead, tree);
        let width = right.add(MOTTO, Face::Bold, sizes.motto, tree);
        right.rule(width);
    }
    // Number and date on one line, below whichever half is taller.
    let below = left.y.max(right.y) + sizes.gap * 0.7;
    (left.y, right.y) = (below, below);
    if let Some(number) = number {
        left.add(number, Face::Regular, sizes.motto, tree);
    }
    right.add(place_date, Face::Italic, sizes.motto, tree);
    if let Some(regarding) = regarding {
        left.y += 2.12;
        left.add(regarding, Face::Regular, sizes.regarding, tree);
    }
    let height = left.y.max(right.y) + sizes.gap;
    let items = left.items.into_iter().chain(right.items).collect();
    Piece { height, items, ..Piece::default() }
}

impl LetterheadColumn {
    /// Adds centred lines; gives the width of the longest.
    fn add(&mut self, text: &str, face: Face, size: u8, tree: &mut Tree) -> f32 {
        let mark = Mark::Content(tree.add(Role::Paragraph, None));
        let align = Alignment::Center;
        let setting = Setting { width: self.width, first: 0.0, rest: 0.0, size, align };
        let mut widest = 0.0_f32;
        for line in set(&[TextRun { text: text.to_owned(), face, mark }], &setting) {
            let y = self.y + baseline(line_height(size), size);
            self.items.extend(line.items(self.left, y, size));
            self.y += line_height(size);
            widest = widest.max(line.width);
        }
        widest
    }

    fn rule(&mut self, width: f32) {
        let (middle, y) = (self.left + self.width / 2.0, self.y + 1.0);
        self.items.push(Item::line((middle - width / 2.0, y), (middle + width / 2.0, y), RULE));
        self.y += 1.4;
    }
}
