//! A value in a cell that is merged over rows below it stands for these rows, and for no other.

use std::collections::BTreeMap;

use crate::ledger::Field;
use crate::normalize::header::columns::{ColumnRole, SheetColumn};
use crate::normalize::text::intern::Slot;
use crate::read::{Merge, Row};

/// The merged ranges of a sheet that reach further down than one row, while its rows come in.
#[derive(Debug, Default)]
pub(crate) struct FilledDown {
    /// By their column, in order of rows.
    merges: BTreeMap<u32, Vec<Merge>>,
    /// Last row and value of the range in force, for each column of the table.
    values: Vec<Option<(u32, Slot)>>,
}

impl FilledDown {
    pub(crate) fn new(merges: &[Merge]) -> Self {
        let mut downward: BTreeMap<u32, Vec<Merge>> = BTreeMap::new();
        for merge in merges.iter().filter(|merge| merge.last_row > merge.first_row) {
            downward.entry(merge.first_column).or_default().push(*merge);
        }
        for merges in downward.values_mut() {
            merges.sort_by_key(|merge| merge.first_row);
        }
        Self { merges: downward, values: Vec::new() }
    }

    /// A table of so many columns begins.
    pub(crate) fn begin(&mut self, columns: usize) {
        self.values = vec![None; columns];
    }

    /// Gives the cells of a row that lie below the first of their range its value.
    pub(crate) fn fill(&mut self, row: &Row<'_>, columns: &[SheetColumn], slots: &mut [Slot]) {
        if self.merges.is_empty() {
            return;
        }
        for ((column, slot), value) in columns.iter().zip(slots).zip(&mut self.values) {
            if !matches!(column.role, ColumnRole::Read | ColumnRole::Candidate(_))
                || column.field == Field::Comment
            {
                continue;
            }
            let Some(merges) = self.merges.get(&column.at) else { continue };
            if value.is_some_and(|(last, _)| last < row.number) {
                *value = None;
            }
            let after = merges.partition_point(|merge| merge.first_row <= row.number);
            let covering = after
                .checked_sub(1)
                .and_then(|at| merges.get(at))
                .filter(|merge| row.number <= merge.last_row);
            let Some(merge) = covering else { continue };
            if merge.first_row == row.number {
                *value = Some((merge.last_row, *slot));
            } else if slot.is_empty()
                && let Some((_, value)) = value
            {
                *slot = *value;
            }
        }
    }
}
