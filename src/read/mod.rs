//! Bytes → rows of cells. Never decides what a cell means.

/// What stands in one cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Cell {
    Empty,
    Text(String),
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

/// One row that holds at least one cell.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// From 1.
    pub(crate) number: u32,
    /// From column 0, without gaps; at most 16,384.
    pub(crate) cells: Vec<Cell>,
}

/// A rectangle of merged cells: rows from 1, columns from 0, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Merge {
    pub(crate) first_row: u32,
    pub(crate) last_row: u32,
    pub(crate) first_column: u32,
    pub(crate) last_column: u32,
}
