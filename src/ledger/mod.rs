//! What became of every file, sheet and row, and what was found on the way.

mod account;
mod code;
mod count;
mod field;
mod finding;
mod mend;
mod outside;
mod part;
mod place;
mod row_days;

pub(crate) use account::{
    ColumnRead, Fate, FileAccount, FileRefusal, Ledger, RowCounts, SheetAccount, SheetKind,
};
pub(crate) use code::Code;
pub(crate) use count::Count;
pub(crate) use field::Field;
pub(crate) use finding::{Finding, Weight};
pub(crate) use mend::{MEND_ROWS, MEND_SHEET, MendMark, MendScope};
pub(crate) use part::FindingsPart;
pub(crate) use place::{Place, Source, column_letters};
pub(crate) use row_days::RowDays;
