//! What the account of a sheet says of its questions.

use crate::ledger::{Field, RowCounts, SheetKind};
use crate::normalize::file::FileReader;

impl FileReader<'_> {
    /// Marks the columns that turned out to be questions, in the account of their sheet.
    pub(crate) fn read_as(&mut self, sheet: usize, cell: &str, field: Field) {
        let columns = self.sheets.get_mut(sheet).map(|account| account.columns.iter_mut());
        if let Some(column) = columns.into_iter().flatten().find(|column| column.cell == cell) {
            column.field = Some(field);
        }
    }

    /// Whether another sheet of the file is one of surveys.
    pub(crate) fn has_other_surveys(&self, sheet: usize) -> bool {
        let mut others = (0..).zip(&self.sheets).filter(|(at, _)| *at != sheet);
        others.any(|(_, account)| account.kinds().any(|kind| kind == SheetKind::Surveys))
    }

    /// Marks a column as one of a question, by what that asks.
    pub(crate) fn read_as_question(&mut self, sheet: usize, cell: &str, question: &str) {
        self.read_as(sheet, cell, Field::Question);
        let columns = self.sheets.get_mut(sheet).map(|account| account.columns.iter_mut());
        if let Some(column) = columns.into_iter().flatten().find(|column| column.cell == cell) {
            column.question = Some(question.to_owned());
        }
    }

    /// A sheet that repeats what others of the file say is not one of data.
    pub(crate) fn pass_over(&mut self, sheet: usize) {
        if let Some(account) = self.sheets.get_mut(sheet) {
            (account.kind, account.rows) = (None, RowCounts::default());
            account.further.clear();
            account.columns.clear();
        }
    }
}
