//! Cells of a copy that hold something else than their original: what was mended without Excel.

use std::collections::BTreeMap;

use crate::read::{Cell, Row};

/// Sheet, row from 1, column from 0 → what is to stand there.
#[derive(Clone, Debug, Default)]
pub(crate) struct Changes {
    cells: BTreeMap<(String, u32), BTreeMap<u32, Cell<'static>>>,
    entered: usize,
}

impl Changes {
    pub(crate) fn put(&mut self, sheet: &str, (row, column): (u32, u32), cell: Cell<'static>) {
        self.cells.entry((sheet.to_owned(), row)).or_default().insert(column, cell);
    }

    /// Whether each has found its row.
    pub(crate) fn is_done(&self) -> bool {
        self.entered == self.cells.len()
    }

    pub(super) fn is_at(&self, sheet: &str, row: u32, column: u32) -> bool {
        !self.cells.is_empty()
            && self
                .cells
                .get(&(sheet.to_owned(), row))
                .is_some_and(|cells| cells.contains_key(&column))
    }

    pub(super) fn enter(&mut self, sheet: &str, row: &mut Row<'_>) {
        if self.cells.is_empty() {
            return;
        }
        let Some(cells) = self.cells.get(&(sheet.to_owned(), row.number)) else { return };
        for (column, cell) in cells {
            let Ok(column) = usize::try_from(*column) else { continue };
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            if let Some(slot) = row.cells.get_mut(column) {
                *slot = cell.clone();
            }
        }
        self.entered += 1;
    }
}
