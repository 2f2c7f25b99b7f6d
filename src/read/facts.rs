//! What the preflight learns of a sheet: merges, hidden rows, broken cells, and cells far outside the table.

use crate::read::faces::CellFaces;
use crate::read::xml::XmlFault;
use crate::read::{Cell, Merge};

/// Rows of the largest sheet that any of the formats has.
pub(crate) const ROWS: u32 = 1_048_576;
/// Columns of it.
pub(crate) const COLUMNS: u32 = 16_384;

/// A cell this far from its neighbours was put there by accident.
const FAR: u32 = 1_000;
/// More than these in one row are no accident.
const FEW: usize = 3;

/// Cells of all rows together, gaps included; fewer where rows must be kept to be put in order.
const MOST_CELLS: u64 = 400_000_000;
const MOST_UNORDERED: u64 = 8_000_000;

/// One sheet, before any of its cells is read for its value.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct SheetFacts {
    pub(crate) merges: Vec<Merge>,
    /// Rows from 1, ascending.
    pub(crate) hidden_rows: Vec<u32>,
    /// Cells in the old Vietnamese fonts.
    pub(crate) faces: CellFaces,
    /// Cells that calamine cannot tell or gets wrong: row and column from 0, ascending.
    pub(crate) odd: Vec<(u32, u32, Cell<'static>)>,
    /// Lone cells far outside the table, not handed on: row and column from 0.
    pub(crate) strays: Vec<(u32, u32)>,
    /// Cell elements of the part, empty ones too.
    pub(crate) cells: u64,
    /// Some cell says not where it stands.
    pub(crate) unplaced: bool,
    pub(crate) order: RowOrder,
    /// The part holds a table of cells.
    pub(crate) is_worksheet: bool,
    /// Why no row of it can be trusted.
    pub(crate) fault: Option<String>,
}

/// In which order the rows of a sheet stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub(crate) enum RowOrder {
    #[default]
    Ascending,
    /// Besides, each row says its number, each cell says that it stands in its row, and nothing but elements without a
    /// prefix lies between: the part may be cut before any `<row`.
    Divisible,
    Unordered,
}

/// Follows the used cells of a sheet, to find those that lie far outside the table.
#[derive(Clone, Debug, Default)]
pub(crate) struct Extent {
    row: Option<u32>,
    /// Last row above with a used cell.
    above: Option<u32>,
    /// Used cells of the row, those beyond the edge apart.
    near: usize,
    beyond: Vec<u32>,
    /// Last used column of the rows above, and of this row.
    widest: u32,
    widest_here: u32,
    strays: Vec<(u32, u32)>,
    unordered: bool,
    any: bool,
    /// Cells of the rows above, gaps included.
    cells: u64,
}

impl Extent {
    /// A used cell, row and column from 0.
    pub(crate) fn put(&mut self, row: u32, column: u32) {
        if self.row != Some(row) {
            self.unordered |= self.row.is_some_and(|before| row < before);
            self.close_row();
            self.row = Some(row);
        }
        if column > self.widest.saturating_add(FAR) {
            self.beyond.push(column);
        } else {
            self.near += 1;
            self.widest_here = self.widest_here.max(column);
        }
    }

    /// Writes down strays and whether rows ascend.
    pub(crate) fn finish(mut self, facts: &mut SheetFacts) -> Result<(), XmlFault> {
        let alone = self.near + self.beyond.len() == 1;
        if let (Some(row), Some(above), true) = (self.row, self.above, alone)
            && row > above.saturating_add(FAR)
        {
            let column = self.beyond.first().copied().unwrap_or(self.widest_here);
            self.strays.push((row, column));
            self.beyond.clear();
        }
        self.close_row();
        if self.unordered {
            facts.order = RowOrder::Unordered;
        }
        let most = if self.unordered { MOST_UNORDERED } else { MOST_CELLS };
        if self.cells > most {
            return Err(XmlFault::TooLarge);
        }
        if !self.unordered {
            facts.strays = self.strays;
            facts.strays.sort_unstable();
        }
        Ok(())
    }

    fn close_row(&mut self) {
        let Some(row) = self.row else { return };
        self.beyond.sort_unstable();
        let start = if self.any || self.near > 0 {
            self.widest.max(self.widest_here)
        } else {
            // Nothing to be far from: a first row may begin anywhere.
            self.beyond.first().copied().unwrap_or(0)
        };
        let mut edge = start;
        let outside = self.beyond.iter().position(|column| {
            let far = *column > edge.saturating_add(FAR);
            if !far {
                edge = *column;
            }
            far
        });
        let far = outside.map_or(&[][..], |from| self.beyond.get(from..).unwrap_or_default());
        if far.len() > FEW {
            edge = far.last().copied().unwrap_or(edge);
        } else {
            self.strays.extend(far.iter().map(|column| (row, *column)));
        }
        let last = if edge > start { edge } else { self.widest_here };
        self.cells += u64::from(last) + 1;
        self.widest = self.widest.max(edge);
        self.any = true;
        self.above = Some(row);
        self.near = 0;
        self.widest_here = 0;
        self.beyond.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(cells: &[(u32, u32)], strays: &[(u32, u32)]) {
        let mut extent = Extent::default();
        for (row, column) in cells {
            extent.put(*row, *column);
        }
        let mut facts = SheetFacts::default();
        assert_eq!(extent.finish(&mut facts), Ok(()));
        assert_eq!(facts.strays, strays);
    }

    #[test]
    fn a_lone_cell_far_from_the_table_is_a_stray() {
        case(&[(0, 0), (0, 11), (1, 0), (1_048_575, 16_383)], &[(1_048_575, 16_383)]);
        case(&[(0, 0), (0, 11), (0, 5_000), (1, 3)], &[(0, 5_000)]);
        case(&[(0, 0), (1, 0), (90_000, 0)], &[(90_000, 0)]);
    }

    #[test]
    fn a_wide_or_long_table_has_no_stray() {
        case(&[(0, 0), (0, 900), (0, 1_800), (0, 2_700)], &[]);
        case(&[(0, 0), (0, 5_000), (0, 5_001), (0, 5_002), (0, 5_003), (1, 5_003)], &[]);
        case(&[(0, 0), (90_000, 0), (90_000, 1)], &[]);
        case(&[(0, 4_000), (0, 4_001), (1, 4_000)], &[]);
    }
}
