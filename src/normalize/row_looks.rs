//! What a row or a cell looks like before it is read.

use crate::ledger::Field;
use crate::normalize::header::columns::SheetColumn;
use crate::normalize::text::intern::{cell_text, is_blank};
use crate::normalize::text::legacy::Legacy;
use crate::read::Row;

/// Whether the next row goes on counting: then this one is the first sheet, `1 | 2 | 3 | 4`, and no row of numbers.
pub(super) fn counts_on(row: &Row<'_>, next: Option<&Row<'_>>) -> bool {
    let first = |row: &Row<'_>| -> Option<u32> {
        let cell = row.cells.iter().find(|cell| !is_blank(cell))?;
        cell_text(cell).trim().parse().ok()
    };
    first(row).zip(next.and_then(first)).is_some_and(|(number, next)| next == number + 1)
}

/// A cell that repeats the header of its own column, letter for letter: every row is asked.
pub(super) fn repeats(text: &str, column: &SheetColumn, legacy: Option<Legacy>) -> bool {
    match legacy {
        None => {
            let leaf = column.leaf.as_str();
            text.trim_start().starts_with(leaf) && text.trim() == leaf
        }
        Some(legacy) => legacy.read(text.trim()) == column.leaf,
    }
}

/// The column of codes; where there are two, their cells have to be compared.
pub(super) fn coded(columns: &[SheetColumn]) -> Option<usize> {
    let mut coded = (0..).zip(columns).filter(|(_, column)| column.field == Field::Code);
    let first = coded.next().map(|(at, _)| at);
    if coded.next().is_some() { None } else { first }
}
