//! The parts of a questionnaire: who asks and its code, facts with boxes, the table of questions, dotted lines.

use crate::document::Rgb;
use crate::document::{Block, Form, FormFact, FormSection, HeaderCell};
use crate::render::page::barcode;
use crate::render::page::body::Composer;
use crate::render::page::faces::{Face, line_height};
use crate::render::page::grid::{ColumnGroup, GridCell, header_cells, wrapped};
use crate::render::page::lines::baseline;
use crate::render::page::lines::set;
use crate::render::page::paper::PaperSheet;
use crate::render::page::piece::{Header, Piece};
use crate::render::page::scene::{BLACK, Draw, Item, Mark, Role};
use crate::render::page::setting::Setting;
use crate::render::page::setting::{Alignment, TextRun};
use crate::render::page::table::drawn;

/// Between dotted lines, so that a hand can write on them.
pub(crate) const WRITING: f32 = 7.2;
/// A row that a tick fits into.
pub(crate) const ROW: f32 = 6.0;
/// Side of a box to tick.
const BOX: f32 = 3.3;

/// Up to so many questions about one factor are not parted.
const TOGETHER: usize = 3;

impl Composer<'_> {
    /// Who asks, on the left; the code of the sheet, on the right.
    pub(crate) fn form_head(&mut self, form: &Form, code: &str) -> Piece {
        let (left, size) = (84.0, 9);
        let (mut items, mut y) = (Vec::new(), 0.0);
        let superior = form.superior.as_deref().map(|line| (line.to_owned(), Face::Regular));
        for (text, face) in superior.into_iter().chain([(form.agency.join("\n"), Face::Bold)]) {
            let mark = Mark::Content(self.tree.add(Role::Paragraph, self.section));
            for line in
                set(&[TextRun { text, face, mark }], &setting(left, size, Alignment::Center))
            {
                items.extend(line.items(0.0, y + baseline(line_height(size), size), size));
                y += line_height(size);
            }
        }
        let right = self.sheet.text_width() - left;
        let mark = Mark::Content(self.tree.add(Role::Paragraph, self.section));
        let run = TextRun { text: format!("Phiếu số {code}"), face: Face::Bold, mark };
        for line in set(&[run], &setting(right, 11, Alignment::Right)) {
            items.extend(line.items(left, baseline(line_height(11), 11), 11));
        }
        let below = line_height(11) + 0.8;
        let bars = barcode::bars(code);
        let wide = bars.iter().map(|(x, width)| x + width).fold(0.0, f32::max);
        for (x, width) in &bars {
            let x = self.sheet.text_width() - wide + x + width / 2.0;
            let (from, to) = ((x, below), (x, below + barcode::HEIGHT));
            let draw = Draw::Line { from, to, width: *width, color: BLACK };
            items.push(Item { mark: Mark::Artifact, draw });
        }
        let height = y.max(below + if bars.is_empty() { 0.0 } else { barcode::HEIGHT });
        Piece { height, items, ..Piece::default() }
    }

    pub(crate) fn form_text(&mut self, block: &Block) {
        let gap = self.sizes.gap;
        match block {
            Block::Heading { level, text } => {
                let words: String = text.iter().map(|run| run.text.as_str()).collect();
                let (size, role) = if *level == 1 {
                    self.gap(gap * 2.5);
                    (self.sizes.title, Role::Heading(1))
                } else {
                    (self.sizes.body, Role::Paragraph)
                };
                self.centered(&words, Face::Bold, size, role);
                self.bind();
            }
            Block::Paragraph { .. } | Block::List(_) | Block::Table(_) | Block::Chart(_) => {
                self.gap(gap * 1.2);
                self.blocks(std::slice::from_ref(block));
                self.gap(gap * 1.2);
            }
        }
    }

    /// The table of questions; its header stands on every page.
    pub(crate) fn questions(&mut self, levels: &[String], sections: &[FormSection]) {
        let size = self.sizes.body;
        let node = self.tree.add(Role::Table, self.section);
        let widths = form_widths(levels.len());

        let head: Vec<HeaderCell> = ["TT", "Nội dung lấy ý kiến"]
            .into_iter()
            .chain(levels.iter().map(String::as_str))
            .map(|text| HeaderCell { text: text.to_owned(), columns: 1, rows: 1 })
            .collect();
        let small = size.saturating_sub(1).min(9);
        let mut cells = header_cells(&[head], widths.len());
        let again = wrapped(cells.clone(), 1, &widths, small);
        let repeated = self
            .add_header(Header { height: again.height(), items: drawn(&again, &widths, small) });
        let row = self.tree.add(Role::TableRow, Some(node));
        for cell in &mut cells {
            cell.mark = Mark::Content(self.tree.add(Role::TableHeader(1, 1), Some(row)));
        }
        let group = wrapped(cells, 1, &widths, small);
        let items = drawn(&group, &widths, small);
        self.gap(self.sizes.gap);
        self.bind();
        self.push(Piece { height: group.height(), items, ..Piece::default() });

        let mut first = true;
        for section in sections {
            let mut kept = first;
            if let Some(factor) = &section.factor {
                let row = self.tree.add(Role::TableRow, Some(node));
                let mark = self.tree.add(Role::TableCell(widths.len() as u32), Some(row));
                let cell = cell(0, widths.len(), factor, Face::Bold, Mark::Content(mark));
                self.row(vec![cell], &widths, repeated, kept);
                kept = true;
            }
            let last = section.questions.len().saturating_sub(1);
            for (place, (number, text)) in section.questions.iter().enumerate() {
                // No question stands alone before the end of a page or after the start of one.
                kept |= place > 0 && (last < TOGETHER || place == 1 || place == last);
                let row = self.tree.add(Role::TableRow, Some(node));
                let texts = [number.to_string(), text.clone()];
                let texts = texts.into_iter().chain(levels.iter().map(|_| String::new()));
                let cells = texts
                    .enumerate()
                    .map(|(column, text)| {
                        let mark = self.tree.add(Role::TableCell(1), Some(row));
                        cell(column, 1, &text, Face::Regular, Mark::Content(mark))
                    })
                    .collect();
                self.row(cells, &widths, repeated, kept);
                kept = false;
            }
            first = false;
        }
        self.gap(self.sizes.gap * 1.5);
    }

    fn row(&mut self, cells: Vec<GridCell>, widths: &[f32], header: usize, kept: bool) {
        let size = self.sizes.body;
        let mut group: ColumnGroup = wrapped(cells, 1, widths, size);
        // A heading is not ticked.
        if group.cells.len() > 1 {
            group.heights.iter_mut().for_each(|height| *height = height.max(ROW));
        }
        if kept {
            self.bind();
        }
        let items = drawn(&group, widths, size);
        let height = group.height();
        self.push(Piece { height, items, headers: [Some(header), None], ..Piece::default() });
    }

    /// Words, and dotted lines to write on.
    pub(crate) fn comments(&mut self, words: &str, lines: usize) {
        let size = self.sizes.body;
        self.gap(self.sizes.gap * 1.5);
        let mark = Mark::Content(self.tree.add(Role::Paragraph, self.section));
        let runs = vec![TextRun { text: words.to_owned(), face: Face::Regular, mark }];
        let start = Face::Regular.width(words, size) + 1.5;
        let full = self.sheet.text_width();
        // The first line begins behind the words.
        let text = set(&runs, &setting(full, size, Alignment::Left));
        let y = baseline(WRITING, size);
        let mut items: Vec<Item> =
            text.iter().take(1).flat_map(|line| line.items(0.0, y, size)).collect();
        items.extend(dots(start, full, y, size));
        self.push(Piece { height: WRITING, items, ..Piece::default() });
        for _ in 1..lines.max(1) {
            self.bind();
            let items = dots(0.0, full, y, size).into_iter().collect();
            self.push(Piece { height: WRITING, items, ..Piece::default() });
        }
        self.bind();
        self.gap(self.sizes.gap);
    }

    pub(crate) fn facts(&mut self, facts: &[FormFact]) {
        self.gap(self.sizes.gap);
        for line in fact_lines(facts, self.sheet.text_width(), self.sizes.body) {
            self.fact_line(&line);
        }
        self.gap(self.sizes.gap);
    }

    /// Facts side by side, each from one place to another.
    fn fact_line(&mut self, facts: &[(&FormFact, f32, f32)]) {
        let size = self.sizes.body;
        let leading = line_height(size) + 1.4;
        let (mut items, mut boxes, mut rows) = (Vec::new(), Vec::new(), 1_usize);
        for (fact, from, to) in facts {
            let mark = Mark::Content(self.tree.add(Role::Paragraph, self.section));
            // Words at a place: where they end, and on which row.
            let put = |text: &str, x: f32, row: usize, items: &mut Vec<Item>| -> (f32, usize) {
                let run = TextRun { text: text.to_owned(), face: Face::Regular, mark };
                let lines = set(&[run], &setting(to - x, size, Alignment::Left));
                for (index, line) in lines.iter().enumerate() {
                    let y = (row + index) as f32 * leading + baseline(leading, size);
                    items.extend(line.items(x, y, size));
                }
                let width = lines.last().map_or(0.0, |line| line.width);
                (x + width, row + lines.len().saturating_sub(1))
            };
            let (end, mut row) = put(&format!("{}:", fact.name), *from, 0, &mut items);
            let mut x = end + 2.0;
            if fact.choices.is_empty() {
                let y = row as f32 * leading + baseline(leading, size);
                items.extend(dots(x, *to, y, size));
            } else {
                for choice in &fact.choices {
                    let wide = BOX + 1.2 + Face::Regular.width(choice, size);
                    if x + wide > *to && x > from + 5.0 {
                        row += 1;
                        x = from + 4.0;
                    }
                    boxes.push((x, row as f32 * leading + (leading - BOX) / 2.0));
                    (x, row) = put(choice, x + BOX + 1.2, row, &mut items);
                    x += 4.5;
                }
            }
            rows = rows.max(row + 1);
        }
        items.extend(boxes.into_iter().flat_map(tick_box));
        let height = rows as f32 * leading;
        self.push(Piece { height, items, ..Piece::default() });
    }
}

/// Columns of the table of questions: number, question, a column for each level.
pub(crate) fn form_widths(levels: usize) -> Vec<f32> {
    let (number, level) = (7.0, if levels > 3 { 12.5 } else { 16.5 });
    let asked = PaperSheet::HALF.text_width() - number - level * levels as f32;
    [number, asked].into_iter().chain(std::iter::repeat_n(level, levels)).collect()
}

/// Facts by line, each from one place to another: short ones in pairs.
pub(crate) fn fact_lines(
    facts: &[FormFact],
    full: f32,
    size: u8,
) -> Vec<Vec<(&FormFact, f32, f32)>> {
    let half = full / 2.0;
    let mut lines = Vec::new();
    let mut rest = facts;
    while let Some((first, after)) = rest.split_first() {
        let beside =
            after.first().filter(|other| fits(first, half, size) && fits(other, half, size));
        if let Some(second) = beside {
            // A date needs less room than a name.
            let both_written = first.choices.is_empty() && second.choices.is_empty();
            let middle = if both_written { full * 0.64 } else { half };
            lines.push(vec![(first, 0.0, middle - 3.0), (second, middle, full)]);
            rest = after.get(1..).unwrap_or_default();
        } else {
            lines.push(vec![(first, 0.0, full)]);
            rest = after;
        }
    }
    lines
}

fn fits(fact: &FormFact, room: f32, size: u8) -> bool {
    let width = |text: &str| Face::Regular.width(text, size);
    let choices: f32 = fact.choices.iter().map(|choice| BOX + 1.0 + width(choice) + 4.0).sum();
    let written = if fact.choices.is_empty() { 18.0 } else { 0.0 };
    width(&fact.name) + 3.0 + choices + written <= room
}

fn cell(column: usize, columns: usize, text: &str, face: Face, mark: Mark) -> GridCell {
    let align = if column == 0 && columns == 1 { Alignment::Center } else { Alignment::Left };
    GridCell { row: 0, column, rows: 1, columns, text: text.to_owned(), face, align, mark }
}

/// Dots from one place to another, on the line of the letters.
fn dots(from: f32, to: f32, y: f32, size: u8) -> Option<Item> {
    let one = Face::Regular.width(".", size);
    let count = ((to - from) / one).floor().max(0.0) as usize;
    let text = ".".repeat(count);
    let draw = Draw::Text { x: from, y, text, face: Face::Regular, size, color: GREY };
    (count > 0).then_some(Item { mark: Mark::Artifact, draw })
}

/// The four sides of a box to tick.
fn tick_box((x, y): (f32, f32)) -> [Item; 4] {
    let (right, bottom) = (x + BOX, y + BOX);
    // Lines end in the middle of each other: half a line longer, corners are closed.
    let half = 0.09;
    [
        Item::line((x - half, y), (right + half, y), 0.5),
        Item::line((right, y), (right, bottom), 0.5),
        Item::line((x - half, bottom), (right + half, bottom), 0.5),
        Item::line((x, y), (x, bottom), 0.5),
    ]
}

/// Of dots and the line to cut along.
pub(crate) const GREY: Rgb = Rgb(130, 130, 130);

pub(crate) fn setting(width: f32, size: u8, align: Alignment) -> Setting {
    Setting { width, first: 0.0, rest: 0.0, size, align }
}
