//! Cells that hold an error in columns that nobody reads: they change no figure, and the clerk may want to know.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ledger::{Code, Finding, Place, Source};
use crate::normalize::header::columns::SheetColumn;
use crate::read::{Cell, Row};

/// By column: the first such cell, and how many there are.
#[derive(Debug, Default)]
pub(crate) struct UnreadCells {
    columns: BTreeMap<u32, (Code, u32, String, usize)>,
}

impl UnreadCells {
    pub(crate) fn look(&mut self, row: &Row<'_>, columns: &[SheetColumn]) {
        for (at, cell) in (0..).zip(&row.cells) {
            let (code, found) = match cell {
                Cell::Broken(found) => (Code::BadCell, found),
                Cell::Error(found) => (Code::ErrorCell, found),
                Cell::Empty
                | Cell::Text(_)
                | Cell::Number(_)
                | Cell::Serial(_)
                | Cell::IsoDate(_)
                | Cell::Bool(_)
                | Cell::Uncalculated => continue,
            };
            if !columns.iter().any(|read| read.at == at) {
                let first = || (code, row.number, found.clone(), 0);
                self.columns.entry(at).or_insert_with(first).3 += 1;
            }
        }
    }

    pub(crate) fn findings(&self, source: &Arc<Source>) -> impl Iterator<Item = Finding> {
        self.columns.iter().map(|(column, (code, row, found, count))| {
            let finding = Finding::new(*code, Place::cell(source, *row, *column))
                .with_found(found.clone())
                .with_effect("cột này không được đọc, số liệu không đổi");
            if *count > 1 {
                let message =
                    format!("{} ở {count} ô của cột này, ô đầu ghi “{found}”", code.message());
                finding.with_message(message)
            } else {
                finding
            }
        })
    }
}
