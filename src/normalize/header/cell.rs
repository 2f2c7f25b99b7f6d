//! One column of a header, as it was found.

use crate::normalize::header::grid::Tick;

/// Columns that hold the parts of one day, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DayParts {
    pub(super) day: u32,
    pub(super) month: u32,
    pub(super) year: u32,
}

/// One column of a header.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundCell {
    /// Row of its lowest text, from 1.
    pub(crate) row: u32,
    /// From 0.
    pub(crate) column: u32,
    /// As the user sees it: `Nhận và trả kết quả > Trả kết quả`.
    pub(crate) text: String,
    /// The lowest text alone.
    pub(crate) leaf: String,
    /// What it may be known by: with all that stands above it first, its own text last.
    pub(crate) keys: Vec<String>,
    /// A level of the question that stands above it.
    pub(crate) tick: Option<Tick>,
    /// Its lowest text as it stands, if that is in an old encoding and the header as a whole is not.
    pub(crate) left_over: Option<String>,
    /// It stands for three columns that hold the parts of one day.
    pub(crate) parts: Option<DayParts>,
    /// Its lowest text stands in a column to the left and is merged over this one: a spacer, most likely.
    pub(crate) spanned: bool,
}
