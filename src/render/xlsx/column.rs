//! Columns of the tables of the annex as data: what stands above each, how wide it is, what stands in it, what it means.

use crate::document::HeaderCell;
use crate::ledger::column_letters;
use crate::render::xlsx::cell::LineKind;
use crate::render::xlsx::cell::{OutCell, OutRow, RowFigures};
use crate::render::xlsx::meaning::Meaning;
use crate::render::xlsx::sheet::{OutSheet, head, numbers, span};
use crate::report::TableLines;

/// A column of lines `L`.
pub(super) struct AnnexColumn<L> {
    /// What formulas call it: `[late]` stands for the cell of this column in their row.
    pub(super) key: &'static str,
    /// From the top row down; what equals its left neighbour is one cell with it.
    pub(super) heads: &'static [&'static str],
    /// In digits of the body font.
    pub(super) width: u16,
    pub(super) cell: fn(&L, LineKind) -> OutCell,
    pub(super) meaning: Meaning,
}

pub(super) const fn column<L>(
    key: &'static str,
    heads: &'static [&'static str],
    width: u16,
    cell: fn(&L, LineKind) -> OutCell,
    meaning: Meaning,
) -> AnnexColumn<L> {
    AnnexColumn { key, heads, width, cell, meaning }
}

/// The columns of one table, after STT and the name of the line.
pub(super) type Columns<'c, L> = &'c [&'static AnnexColumn<L>];

/// Columns before those of `Columns`: STT and the name.
const FIRST: usize = 2;

/// The second column: what its lines are called, its width, what it means.
pub(super) struct LineName {
    pub(super) head: &'static str,
    pub(super) width: u16,
    pub(super) meaning: &'static Meaning,
}

/// Whether the numbers of the columns stand below the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColumnNumbers {
    Yes,
    No,
}

/// Header, widths, keys and meanings of a sheet with these columns.
pub(super) fn with_columns<L>(
    sheet: OutSheet,
    name: &LineName,
    columns: Columns<'_, L>,
    numbered: ColumnNumbers,
) -> OutSheet {
    let rows = columns.iter().map(|column| column.heads.len()).max().unwrap_or(1);
    let mut header = header(name.head, columns, rows);
    if numbered == ColumnNumbers::Yes {
        header.push(numbers(columns.len() + FIRST));
    }
    OutSheet {
        widths: [5, name.width].into_iter().chain(columns.iter().map(|c| c.width)).collect(),
        header,
        keys: ["", ""].into_iter().chain(columns.iter().map(|column| column.key)).collect(),
        meanings: std::iter::once(name.meaning)
            .chain(columns.iter().map(|column| &column.meaning))
            .collect(),
        ..sheet
    }
}

fn header<L>(name: &str, columns: Columns<'_, L>, rows: usize) -> Vec<Vec<HeaderCell>> {
    let tall = |rows: usize| u32::try_from(rows).unwrap_or(1);
    let mut header: Vec<Vec<HeaderCell>> = vec![Vec::new(); rows];
    if let Some(top) = header.first_mut() {
        top.extend([span("STT", tall(rows), 1), span(name, tall(rows), 1)]);
    }
    for (level, row) in header.iter_mut().enumerate() {
        let mut before: Option<&[&str]> = None;
        for column in columns {
            let Some(path) = column.heads.get(..=level) else {
                before = None;
                continue;
            };
            let is_last = column.heads.len() == level + 1;
            match row.last_mut() {
                Some(cell) if !is_last && before == Some(path) => cell.columns += 1,
                _ => {
                    let text = path.last().copied().unwrap_or_default();
                    row.push(if is_last { span(text, tall(rows - level), 1) } else { head(text) });
                }
            }
            before = (!is_last).then_some(path);
        }
    }
    header
}

/// The cells of a line, its formulas with the letters of the columns.
pub(super) fn cells<L>(
    order: OutCell,
    name: &str,
    line: &L,
    kind: LineKind,
    columns: Columns<'_, L>,
) -> Vec<OutCell> {
    let letters = |key: &str| {
        let place = columns.iter().position(|column| column.key == key)?;
        Some(column_letters(u32::try_from(place + FIRST).ok()?))
    };
    let own = columns.iter().map(|column| (column.cell)(line, kind).lettered(letters));
    [order, OutCell::text(name)].into_iter().chain(own).collect()
}

/// A line of a table, and what stands before its figures.
pub(super) struct NumberedLine<'l, L> {
    pub(super) order: usize,
    pub(super) name: &'l str,
    pub(super) figures: RowFigures,
    pub(super) line: &'l L,
}

impl<'l, L> NumberedLine<'l, L> {
    /// A line whose figures have no id.
    pub(super) fn plain(order: usize, name: &'l str, line: &'l L) -> Self {
        Self { order, name, figures: RowFigures::None, line }
    }

    /// A line of the report that is known by its name.
    pub(super) fn named(of: TableLines, order: usize, name: &'l str, line: &'l L) -> Self {
        Self { order, name, figures: RowFigures::Line(of, name.to_owned()), line }
    }
}

/// Lines in their order, then what they come to.
pub(super) fn rows<'l, L: 'l>(
    lines: impl IntoIterator<Item = NumberedLine<'l, L>>,
    total: Option<(&str, &L)>,
    columns: Columns<'_, L>,
) -> Vec<OutRow> {
    let lines = lines.into_iter().map(|NumberedLine { order, name, figures, line }| {
        OutRow::body(cells(OutCell::Order(order), name, line, LineKind::Line, columns)).of(figures)
    });
    let total = total.map(|(name, line)| {
        let cells = cells(OutCell::Blank, name, line, LineKind::Sums, columns);
        OutRow::total(cells).of(RowFigures::Whole)
    });
    lines.chain(total).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::xlsx::meaning::meaning;

    const NONE: Meaning = meaning("", "", "", "");
    const COLUMNS: [AnnexColumn<u64>; 5] = [
        column("sum", &["A", "All"], 9, |n, _| OutCell::adds("[one]+[two]", 2 * n, 2 * n), NONE),
        column("one", &["A", "Parts", "One"], 9, |n, kind| kind.count(*n), NONE),
        column("two", &["A", "Parts", "Two"], 9, |n, kind| kind.count(*n), NONE),
        column("low", &["B"], 9, |n, kind| kind.count(*n), NONE),
        column("high", &["C", "All"], 9, |n, kind| kind.count(*n), NONE),
    ];

    #[test]
    fn equal_heads_beside_each_other_are_one_and_the_lowest_reach_down() {
        let columns: Vec<_> = COLUMNS.iter().collect();
        let rows = header("Đơn vị", &columns, 3);
        let said = |row: usize| -> Vec<(&str, u32, u32)> {
            rows[row].iter().map(|cell| (cell.text.as_str(), cell.rows, cell.columns)).collect()
        };
        let top = [("STT", 3, 1), ("Đơn vị", 3, 1), ("A", 1, 3), ("B", 3, 1), ("C", 1, 1)];
        assert_eq!(said(0), top);
        assert_eq!(said(1), [("All", 2, 1), ("Parts", 1, 2), ("All", 2, 1)]);
        assert_eq!(said(2), [("One", 1, 1), ("Two", 1, 1)]);
    }

    #[test]
    fn a_formula_finds_its_columns_wherever_they_stand() {
        let formula = |columns: &[&'static AnnexColumn<u64>]| {
            cells(OutCell::Blank, "", &3, LineKind::Line, columns)
                .into_iter()
                .find_map(|cell| match cell {
                    OutCell::Live(formula, _) => Some(formula),
                    _ => None,
                })
                .unwrap()
        };
        let [sum, one, two, low, _] = &COLUMNS;
        assert_eq!(formula(&[sum, one, two]), "D#+E#");
        assert_eq!(formula(&[low, two, one, sum]), "E#+D#");
    }
}
