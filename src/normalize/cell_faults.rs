//! Cells that hold an error, or letters that nobody can read, instead of a text.

use crate::ledger::{Code, Field, Finding, Place};
use crate::normalize::header::columns::{ColumnRole, SheetColumn};
use crate::normalize::table::TableRow;
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::waiting::Waiting;

/// Whether `of_row` is worth asking: most tables have nothing that it finds.
pub(crate) fn may_be(slots: &[Slot], texts: &Interner) -> bool {
    texts.has_undecodable() || slots.iter().any(|slot| slot.fault().is_some())
}

/// What is at fault in the cells of a row. Dates, departments and answers say so themselves.
pub(crate) fn of_row(
    waiting: &Waiting,
    row: TableRow,
    slots: &[Slot],
    texts: &Interner,
) -> Vec<Finding> {
    let cells = || {
        let cells = waiting.table.columns().iter().zip(slots.iter().copied());
        cells.filter(|(column, _)| column.role != ColumnRole::Beaten)
    };
    let place = |column: &SheetColumn| Place::cell(&waiting.source, row.number, column.at);
    // The reader says it of delimited text as a whole.
    let lost = cells().filter(|(_, slot)| {
        let is_lost = matches!(slot, Slot::Text(id) if texts.is_undecodable(*id));
        is_lost && waiting.source.sheet.is_some()
    });
    let lost = lost.map(move |(column, _)| {
        Finding::new(Code::UndecodableText, place(column)).with_field(column.field)
    });
    let faults = cells().filter_map(move |(column, slot)| {
        let code = slot.fault()?;
        let says_so = column.field.is_date()
            || matches!(
                column.field,
                Field::Department
                    | Field::Question
                    | Field::Served
                    | Field::Issued
                    | Field::Supplements
                    | Field::Kind
            );
        (!says_so).then(|| {
            Finding::new(code, place(column))
                .with_field(column.field)
                .with_found(slot.found(texts, waiting.epoch))
                .with_effect("ô này coi như trống")
        })
    });
    lost.chain(faults).collect()
}
