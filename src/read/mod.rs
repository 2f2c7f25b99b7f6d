//! Bytes → rows of cells. Never decides what a cell means.

mod abreast;
mod apart;
mod batches;
mod biff;
mod canonical;
mod cell_kind;
mod cells;
mod compound;
mod container;
mod decode;
mod delimited;
mod dialect;
mod faces;
mod facts;
mod fonts;
mod gather;
mod ods;
mod ods_fonts;
mod open;
mod package;
mod preflight;
mod prepare;
mod reference;
mod sniff;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_abreast;
mod unpacked;
mod velvet;
mod wire;
mod workbook;
mod worksheet;
mod xlsb;
mod xml;

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

pub(crate) use apart::{Apart, Death};
pub(crate) use faces::{CellFace, CellFaces, FaceRun};
#[cfg(debug_assertions)]
pub(crate) use open::answer_unseen;
pub(crate) use open::{Opened, answer, open, open_again};
pub(crate) use preflight::is_cleared;
pub(crate) use prepare::prepared;
pub(crate) use sniff::is_lock_file;

/// What stands in one cell; texts are lent by the workbook where it keeps them whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Cell<'a> {
    Empty,
    #[serde(borrow)]
    Text(Cow<'a, str>),
    /// A bare number: may be a serial date, decided by the column.
    Number(f64),
    /// A number that the workbook formats as a date: serial of the workbook's epoch.
    Serial(f64),
    /// ISO text of a date cell (t="d", ODS).
    IsoDate(String),
    Bool(bool),
    /// `#N/A` and its kin, as text.
    Error(String),
    /// A formula that was never calculated.
    Uncalculated,
    /// A cell whose type or string index is broken: what stood there.
    Broken(String),
}

impl Cell<'_> {
    /// What outlives its workbook.
    pub(crate) fn into_owned(self) -> Cell<'static> {
        match self {
            Self::Empty => Cell::Empty,
            Self::Text(text) => Cell::Text(Cow::Owned(text.into_owned())),
            Self::Number(number) => Cell::Number(number),
            Self::Serial(serial) => Cell::Serial(serial),
            Self::IsoDate(text) => Cell::IsoDate(text),
            Self::Bool(value) => Cell::Bool(value),
            Self::Error(text) => Cell::Error(text),
            Self::Uncalculated => Cell::Uncalculated,
            Self::Broken(text) => Cell::Broken(text),
        }
    }
}

/// One row that holds at least one cell.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Row<'a> {
    /// From 1.
    pub(crate) number: u32,
    /// From column 0, without gaps; at most 16,384.
    #[serde(borrow)]
    pub(crate) cells: Vec<Cell<'a>>,
}

#[cfg(test)]
impl Row<'_> {
    /// What outlives its workbook.
    pub(crate) fn into_owned(self) -> Row<'static> {
        let cells = self.cells.into_iter().map(Cell::into_owned).collect();
        Row { number: self.number, cells }
    }
}

/// A rectangle of merged cells: rows from 1, columns from 0, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Merge {
    pub(crate) first_row: u32,
    pub(crate) last_row: u32,
    pub(crate) first_column: u32,
    pub(crate) last_column: u32,
}

/// What is known of a sheet before its rows are read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SheetMeta {
    /// As the workbook gives it; empty for delimited text.
    pub(crate) name: String,
    pub(crate) visible: bool,
    /// Charts and dialogs are not.
    pub(crate) is_worksheet: bool,
    /// Serials count from 1904, not from 1900.
    pub(crate) epoch1904: bool,
    /// The value of each stands in its first row and column.
    pub(crate) merges: Vec<Merge>,
    /// Rows from 1, ascending. They are data like any other.
    pub(crate) hidden_rows: Vec<u32>,
    /// Cells in the old Vietnamese fonts.
    pub(crate) faces: CellFaces,
}

impl SheetMeta {
    /// Hidden sheets and charts are not.
    pub(crate) fn is_read(&self) -> bool {
        self.visible && self.is_worksheet
    }
}
