//! From the cells of the tables of a report to what explains the figures that stand in them.

use std::collections::BTreeSet;

use crate::document::BlockRow;
use crate::report::{Report, printed_ids};

/// What cells are linked to.
pub(super) struct FigureLinks<'a> {
    /// File of the explanations, from where the page lies.
    pub(super) file: &'a str,
    /// Figures that are explained there.
    ids: BTreeSet<String>,
}

impl<'a> FigureLinks<'a> {
    pub(super) fn new(report: &Report, file: &'a str) -> Self {
        Self { file, ids: printed_ids(report) }
    }

    /// The figure of a cell, if it is explained.
    pub(super) fn cell<'r>(&self, row: &'r BlockRow, column: usize) -> Option<&'r str> {
        let id = row.figures.get(column)?.as_deref()?;
        self.ids.contains(id).then_some(id)
    }
}
