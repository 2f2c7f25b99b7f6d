//! A table as pieces: caption, unit, header, rows and notes, with what keeps together.

use crate::document::{Align, BlockRow, RowKind, Table};
use crate::render::page::body::{Composer, SetText};
use crate::render::page::faces::{Face, line_height};
use crate::render::page::grid::{
    ColumnGroup, GridCell, SIDE, alignment, column_widths, cut, evened, header_cells, minimum,
    wrapped,
};
use crate::render::page::lines::baseline;
use crate::render::page::piece::{Header, Piece};
use crate::render::page::scene::{Item, Mark, Node, Role};
use crate::render::page::setting::{Alignment, TextRun};

/// Thickness of the lines, in points.
const RULE: f32 = 0.5;

impl Composer<'_> {
    pub(crate) fn table(&mut self, table: &Table) {
        if table.columns.is_empty() {
            return;
        }
        let start = self.len();
        let node = self.above(table);
        let (size, widths) = measured(table, self.sheet.text_width(), self.sizes.table);
        let room = self.sheet.text_height();

        let mut cells = header_cells(&table.header, table.columns.len());
        let repeated = wrapped(cells.clone(), table.header.len(), &widths, size);
        let header = Header { height: repeated.height(), items: drawn(&repeated, &widths, size) };
        let header_height = header.height;
        let number = (!table.header.is_empty()).then(|| self.add_header(header));
        let head = (!table.header.is_empty()).then(|| self.tree.add(Role::TableHead, Some(node)));
        let rows: Vec<Node> =
            table.header.iter().map(|_| self.tree.add(Role::TableRow, head)).collect();
        for cell in &mut cells {
            let role = Role::TableHeader(cell.columns as u32, cell.rows as u32);
            cell.mark = Mark::Content(self.tree.add(role, rows.get(cell.row).copied()));
        }
        if !cells.is_empty() {
            let group = wrapped(cells, table.header.len(), &widths, size);
            let items = drawn(&group, &widths, size);
            self.push(Piece { height: group.height(), items, ..Piece::default() });
        }

        let mut body = None;
        let groups: Vec<(RowKind, Vec<ColumnGroup>)> = table
            .rows
            .iter()
            .map(|row| {
                if body.is_none() || row.kind == RowKind::Section {
                    body = Some(self.tree.add(Role::TableBody, Some(node)));
                }
                let tr = self.tree.add(Role::TableRow, body);
                let cells = self.row_cells(row, table, tr);
                let group = wrapped(cells, 1, &widths, size);
                (row.kind, cut(group, room - header_height, size))
            })
            .collect();
        let height: f32 = groups.iter().flat_map(|(_, parts)| parts).map(ColumnGroup::height).sum();
        let is_small = height < room * 0.5;
        let whole = whole_sections(&groups, (room - header_height) * 0.45);
        let count = groups.len();
        // A tall row is not alone.
        let tall = |at: usize| groups.get(at).is_some_and(|(_, parts)| is_tall(parts, size));
        let stands_alone = [tall(0), tall(count.saturating_sub(1))];
        let mut before = None;
        let mut section = None;
        for (index, (kind, parts)) in groups.into_iter().enumerate() {
            let [first_alone, last_alone] = stands_alone;
            let near_an_end =
                index == 0 || index == 1 && !first_alone || index + 1 == count && !last_alone;
            let after_section = before == Some(RowKind::Section);
            let in_whole = whole.get(index).is_some_and(|whole| *whole);
            if near_an_end && parts.len() == 1 || after_section || kind == RowKind::Total {
                self.bind();
            } else if is_small || in_whole && kind != RowKind::Section {
                self.keep();
            }
            before = Some(kind);
            if kind == RowKind::Section {
                let title = table.rows.get(index).and_then(|row| row.cells.first());
                section = title.map(|title| self.continued(title, &widths, size));
            }
            let above = section.filter(|_| kind != RowKind::Section);
            for part in parts {
                let items = drawn(&part, &widths, size);
                let (height, headers) = (part.height(), [number, above]);
                self.push(Piece { height, items, headers, ..Piece::default() });
            }
        }
        if is_small && table.is_called {
            self.may_wait(start);
        }
        self.gap(self.sizes.gap * 0.6);
        self.notes(&table.notes);
        self.gap(self.sizes.gap * 1.6);
    }

    /// The title of a section, drawn again where a page goes on with it.
    fn continued(&mut self, title: &str, widths: &[f32], size: u8) -> usize {
        let cell = GridCell {
            row: 0,
            column: 0,
            rows: 1,
            columns: widths.len(),
            text: format!("{title} (tiếp theo)"),
            face: Face::Bold,
            align: Alignment::Left,
            mark: Mark::Artifact,
        };
        let group = wrapped(vec![cell], 1, widths, size);
        let items = drawn(&group, widths, size);
        self.add_header(Header { height: group.height(), items })
    }

    /// Caption and unit, which stay with the header.
    fn above(&mut self, table: &Table) -> Node {
        self.gap(self.sizes.gap * 1.3);
        let node = self.tree.add(Role::Table, self.section);
        // Read aloud, the unit follows what the table is called.
        let caption = (table.caption.is_some() || table.unit.is_some())
            .then(|| self.tree.add(Role::Caption, Some(node)));
        if let Some(text) = &table.caption {
            let mark = Mark::Content(self.tree.add(Role::Paragraph, caption));
            let runs = vec![TextRun { text: text.clone(), face: Face::Bold, mark }];
            self.together(&SetText::flat(runs, self.sizes.caption, Alignment::Center));
            self.gap(self.sizes.gap * 0.6);
            self.bind();
        }
        if let Some(text) = &table.unit {
            let mark = Mark::Content(self.tree.add(Role::Paragraph, caption));
            let runs = vec![TextRun { text: text.clone(), face: Face::Italic, mark }];
            self.together(&SetText::flat(runs, self.sizes.recipients, Alignment::Right));
            self.gap(self.sizes.gap * 0.3);
            self.bind();
        }
        node
    }

    fn row_cells(&mut self, row: &BlockRow, table: &Table, tr: Node) -> Vec<GridCell> {
        let face = row_face(row.kind);
        let section = [Alignment::Left];
        let aligns: Vec<Alignment> = match row.kind {
            RowKind::Section => section.to_vec(),
            RowKind::Body | RowKind::Total => {
                table.columns.iter().map(|column| alignment(column.align)).collect()
            }
        };
        let columns = if row.kind == RowKind::Section { table.columns.len() } else { 1 };
        // What a row is about stands in its first column of words.
        let about = table.columns.iter().position(|column| column.align == Align::Left);
        let blank = String::new();
        let texts = row.cells.iter().chain(std::iter::repeat(&blank));
        aligns
            .into_iter()
            .zip(texts)
            .enumerate()
            .map(|(column, (align, text))| {
                let role = match row.kind {
                    RowKind::Section => Role::TableHeader(columns as u32, 1),
                    RowKind::Body | RowKind::Total if about == Some(column) && !text.is_empty() => {
                        Role::RowHeader
                    }
                    RowKind::Body | RowKind::Total => Role::TableCell(1),
                };
                let mark = Mark::Content(self.tree.add(role, Some(tr)));
                GridCell { row: 0, column, rows: 1, columns, text: text.clone(), face, align, mark }
            })
            .collect()
    }

    /// Lines that stay together.
    pub(crate) fn together(&mut self, text: &SetText) {
        let start = self.len();
        self.text(text);
        self.bind_after(start);
    }
}

/// Whether a row has enough lines to begin or end a table without another on the same page.
fn is_tall(parts: &[ColumnGroup], size: u8) -> bool {
    parts.iter().map(ColumnGroup::height).sum::<f32>() > 2.5 * line_height(size)
}

/// For each row, whether it belongs to a section that is low enough to stay on one page.
fn whole_sections(groups: &[(RowKind, Vec<ColumnGroup>)], room: f32) -> Vec<bool> {
    let mut whole = Vec::with_capacity(groups.len());
    for section in groups.chunk_by(|_, (kind, _)| *kind != RowKind::Section) {
        let has_title = matches!(section, [(RowKind::Section, _), ..]);
        let height: f32 =
            section.iter().flat_map(|(_, parts)| parts).map(ColumnGroup::height).sum();
        whole.extend(section.iter().map(|_| has_title && height <= room));
    }
    whole
}

/// The largest readable size, up to `largest`, at which every word fits its column, and the widths of the columns.
pub(crate) fn measured(table: &Table, total: f32, largest: u8) -> (u8, Vec<f32>) {
    let shares: Vec<u32> = table.columns.iter().map(|column| column.share.max(1)).collect();
    let mut chosen = (largest, Vec::new());
    for size in (largest.min(9)..=largest).rev() {
        // One endless word must not squeeze out the other columns.
        let minimums: Vec<f32> = (0..shares.len())
            .map(|column| minimum(texts(table, column), size).min(total * 0.3))
            .collect();
        let naturals: Vec<f32> =
            (0..shares.len()).map(|column| natural(table, column, size)).collect();
        let widths = column_widths(&shares, &minimums, total);
        let floors: Vec<f32> = widths
            .iter()
            .zip(&minimums)
            .enumerate()
            .map(|(column, (width, minimum))| minimum.max(headed(table, column, size, *width)))
            .collect();
        chosen = (size, evened(widths, &floors, &naturals));
        if minimums.iter().sum::<f32>() <= total {
            break;
        }
    }
    chosen
}

fn row_face(kind: RowKind) -> Face {
    match kind {
        RowKind::Body => Face::Regular,
        RowKind::Total | RowKind::Section => Face::Bold,
    }
}

/// What a column needs to set each of its cells on one line; headers may take more.
fn natural(table: &Table, column: usize, size: u8) -> f32 {
    let rows = table.rows.iter().filter(|row| row.kind != RowKind::Section);
    let texts = rows.filter_map(|row| Some((row.cells.get(column)?, row_face(row.kind))));
    let lines = texts.flat_map(|(text, face)| text.split('\n').map(move |line| (line, face)));
    lines.map(|(line, face)| face.width(line, size)).fold(0.0, f32::max) + 2.0 * SIDE + 0.1
}

/// How narrow a column may become for its header: one that stands on one line keeps it, others hardly change.
fn headed(table: &Table, column: usize, size: u8, width: f32) -> f32 {
    let heads = header_texts(table, column).into_iter().flat_map(|(text, face)| {
        text.split('\n').map(move |line| face.width(line, size) + 2.0 * SIDE + 0.1)
    });
    heads.map(|head| if head <= width { head } else { width * 0.95 }).fold(0.0, f32::max)
}

/// Texts that stand in one column alone.
fn texts(table: &Table, column: usize) -> impl Iterator<Item = (&str, Face)> {
    let heads = header_texts(table, column);
    let rows = table.rows.iter().filter(|row| row.kind != RowKind::Section);
    let cells = rows.filter_map(move |row| {
        row.cells.get(column).map(|text| (text.as_str(), row_face(row.kind)))
    });
    heads.into_iter().chain(cells)
}

fn header_texts(table: &Table, column: usize) -> Vec<(&str, Face)> {
    let cells = header_cells(&table.header, table.columns.len());
    table
        .header
        .iter()
        .flatten()
        .zip(cells)
        .filter(|(_, cell)| cell.columns == 1 && cell.column == column)
        .map(|(listed, cell)| (listed.text.as_str(), cell.face))
        .collect()
}

/// Texts and lines of a group, from its top left corner.
pub(crate) fn drawn(group: &ColumnGroup, widths: &[f32], size: u8) -> Vec<Item> {
    let single = line_height(size);
    let mut items = Vec::new();
    let full: f32 = widths.iter().sum();
    let height = group.height();
    items.push(Item::line((0.0, 0.0), (full, 0.0), RULE));
    items.push(Item::line((0.0, 0.0), (0.0, height), RULE));
    for (cell, lines) in &group.cells {
        let left: f32 = widths.iter().take(cell.column).sum();
        let width: f32 = widths.iter().skip(cell.column).take(cell.columns).sum();
        let top: f32 = group.heights.iter().take(cell.row).sum();
        let tall: f32 = group.heights.iter().skip(cell.row).take(cell.rows).sum();
        let mut y = top + (tall - lines.len() as f32 * single) / 2.0;
        for line in lines {
            items.extend(line.items(left + SIDE, y + baseline(single, size), size));
            y += single;
        }
        let (right, bottom) = (left + width, top + tall);
        items.push(Item::line((right, top), (right, bottom), RULE));
        if bottom < height - 0.01 {
            items.push(Item::line((left, bottom), (right, bottom), RULE));
        }
    }
    items.push(Item::line((0.0, height), (full, height), RULE));
    items
}
