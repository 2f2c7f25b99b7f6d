//! Cells under a merged range: nobody sees them, so they do not count, and one that says something else is told.

use std::sync::Arc;

use crate::ledger::{Code, Finding, Place, Source, column_letters};
use crate::normalize::text::intern::{cell_text, is_blank};
use crate::read::{Cell, Merge, Row};

/// Cells that the finding names.
const SHOWN: usize = 5;
/// Ranges that lie over one row: there are no more columns.
const MOST: usize = 16_384;

/// The merged ranges of a sheet, while its rows come in.
#[derive(Debug, Default)]
pub(crate) struct Covered {
    /// Those that begin further down, the next one last.
    coming: Vec<Merge>,
    /// Those that lie over the row, with what is seen in each.
    open: Vec<(Merge, String)>,
    /// Covered cells that say something else, in order, and how many there are.
    differing: Vec<(u32, u32)>,
    count: usize,
}

impl Covered {
    pub(crate) fn new(merges: &[Merge]) -> Self {
        let mut coming = merges.to_vec();
        coming.sort_by_key(|merge| std::cmp::Reverse(merge.first_row));
        Self { coming, ..Self::default() }
    }

    /// Leaves in a row what is seen of it.
    pub(crate) fn clear(&mut self, row: &mut Row<'_>) {
        self.open.retain(|(merge, _)| merge.last_row >= row.number);
        while let Some(merge) = self.coming.pop_if(|merge| merge.first_row <= row.number) {
            if merge.last_row < row.number || self.open.len() >= MOST {
                continue;
            }
            let seen = match row.cells.get(index(merge.first_column)) {
                Some(cell) if merge.first_row == row.number => cell_text(cell),
                _ => String::new(),
            };
            self.open.push((merge, seen));
        }
        for (merge, seen) in &self.open {
            let first = merge.first_column + u32::from(merge.first_row == row.number);
            for column in first..=merge.last_column {
                let Some(cell) = row.cells.get_mut(index(column)) else { break };
                if is_blank(cell) {
                    continue;
                }
                if cell_text(cell) != *seen {
                    self.count += 1;
                    if self.differing.len() < SHOWN {
                        self.differing.push((row.number, column));
                    }
                }
                *cell = Cell::Empty;
            }
        }
    }

    /// Says which cells hold something else than what is seen over them.
    pub(crate) fn finding(&self, source: &Arc<Source>) -> Option<Finding> {
        let (row, column) = self.differing.first()?;
        let shown: Vec<String> = self
            .differing
            .iter()
            .map(|(row, column)| format!("{}{row}", column_letters(*column)))
            .collect();
        let more = if self.count > shown.len() { ", …" } else { "" };
        let shown = format!("{}{more}", shown.join(", "));
        Some(
            Finding::new(Code::CoveredCell, Place::cell(source, *row, *column))
                .with_found(shown.clone())
                .with_message(format!(
                    "{} ô nằm dưới ô gộp còn chứa chữ khác với chữ nhìn thấy: {shown}",
                    self.count
                )),
        )
    }
}

fn index(column: u32) -> usize {
    usize::try_from(column).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::tests::rows;

    /// Rows, a merged range, and what is left of each row; the cells that say something else.
    #[track_caller]
    fn case(text: &str, merge: [u32; 4], left: &str, differing: &[(u32, u32)]) {
        let [first_row, last_row, first_column, last_column] = merge;
        let mut covered = Covered::new(&[Merge { first_row, last_row, first_column, last_column }]);
        let texts = |row: &Row<'_>| row.cells.iter().map(cell_text).collect::<Vec<_>>();
        for (mut row, want) in rows(text).into_iter().zip(rows(left)) {
            covered.clear(&mut row);
            assert_eq!(texts(&row), texts(&want), "{text}");
        }
        assert_eq!(covered.differing, differing, "{text}");
    }

    #[test]
    fn what_is_seen_counts_and_what_is_covered_does_not() {
        case("a|x\nb|x\nc|y\nd|z", [1, 3, 1, 1], "a|x\nb|\nc|\nd|z", &[(3, 1)]);
        case("a|x|y|z\nb|x|y|z", [1, 1, 1, 2], "a|x||z\nb|x|y|z", &[(1, 2)]);
        case("a|x|x\nb|5|\nc|6|7", [1, 2, 1, 2], "a|x|\nb||\nc|6|7", &[(2, 1)]);
        // The first row of the range is not there: nothing is seen, so nothing counts.
        case(" \na|x\nb|y", [1, 2, 1, 1], " \na|\nb|y", &[(2, 1)]);
    }
}
