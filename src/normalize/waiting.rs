//! A table with what belongs to its sheet, ready to be read.

use std::sync::Arc;

use crate::ledger::{Field, Place, Source};
use crate::model::Span;
use crate::normalize::table::{SheetTable, TableRow};
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::values::date_columns::{self, DateCell, Habits};
use crate::normalize::values::dates::DateEpoch;

/// A table with what belongs to its sheet.
#[derive(Debug)]
pub(crate) struct Waiting {
    pub(crate) table: SheetTable,
    pub(crate) source: Arc<Source>,
    pub(crate) epoch: DateEpoch,
    /// Place of the sheet's account.
    pub(crate) sheet: usize,
    /// Period of a table without dates.
    pub(crate) span: Option<Span>,
    /// The period that its titles or its tab name, whether it has dates or not.
    pub(crate) named: Option<Span>,
    /// How each date column is read.
    pub(crate) habits: Habits,
    /// It cannot be read for the report; its rows are tallied all the same.
    pub(crate) is_stopped: bool,
}

impl Waiting {
    /// The cell of a field in a row.
    pub(crate) fn slot(&self, field: Field, slots: &[Slot]) -> Slot {
        self.table
            .index_of(field)
            .and_then(|index| slots.get(index))
            .copied()
            .unwrap_or(Slot::Empty)
    }

    /// A cell as a date, read as the column of a field is.
    pub(crate) fn date(&self, slot: Slot, as_of: Field, texts: &Interner) -> DateCell {
        let habit = self.habits.get(&as_of).copied().unwrap_or_default();
        date_columns::read(slot, habit, self.epoch, texts)
    }

    /// The date of a field in a row.
    pub(crate) fn date_of(&self, field: Field, slots: &[Slot], texts: &Interner) -> DateCell {
        self.date(self.slot(field, slots), field, texts)
    }

    /// Where a field of a row stands; the row as a whole where there is no such column.
    pub(crate) fn place(&self, row: TableRow, field: Field) -> Place {
        match self.table.index_of(field).and_then(|index| self.table.columns().get(index)) {
            Some(column) => Place::cell(&self.source, row.number, column.at),
            None => Place::row(&self.source, row.number),
        }
    }
}
