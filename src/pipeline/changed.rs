//! Cells of a mended copy that show something else than their original does.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use crate::ledger::{FileAccount, MEND_SHEET};
use crate::pipeline::Input;
use crate::pipeline::cells::{CellPlace, each_row};
use crate::read::{self, Apart};

/// Cells of one column that show the same now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ChangedCells {
    pub(crate) sheet: String,
    /// From 0.
    pub(crate) column: u32,
    /// From 1, in order.
    pub(crate) rows: Vec<u32>,
    pub(crate) now: String,
    /// What the original shows there, each once.
    pub(crate) before: Vec<String>,
}

impl ChangedCells {
    pub(crate) fn first(&self) -> Option<CellPlace> {
        let (sheet, column) = (self.sheet.clone(), self.column);
        self.rows.first().map(|row| CellPlace { sheet, row: *row, column })
    }
}

/// Rows that are looked at cell by cell; a copy with more of them was worked in.
const MOST_ROWS: usize = 2_000;

/// By sheet, column and what stands there now.
pub(crate) fn changed_cells(
    original: &Input,
    copy: &Input,
    account: &FileAccount,
    apart: Apart<'_>,
) -> Vec<ChangedCells> {
    let bytes = read::prepared(&original.bytes);
    let Ok(opened) = read::open_again(&original.path, &bytes, apart) else { return Vec::new() };
    let old = opened.sheets();
    // A copy holds the worksheets of its original in their order, behind one of its own.
    let old = old.into_iter().filter(|meta| meta.is_worksheet).map(|meta| meta.name);
    let new = account.sheets.iter().filter(|sheet| sheet.name != MEND_SHEET);
    let mut all = Vec::new();
    for (new, old) in new.zip(old) {
        let mut digests: BTreeMap<u32, u64> = BTreeMap::new();
        each_row(original, &old, u32::MAX, apart, &mut |row, cells| {
            digests.insert(row, digest(&cells));
        });
        let mut changed: BTreeMap<u32, Vec<String>> = BTreeMap::new();
        each_row(copy, &new.name, u32::MAX, apart, &mut |row, cells| {
            let is_same = match digests.get(&row) {
                Some(old) => *old == digest(&cells),
                None => digest(&cells) == digest(&[]),
            };
            if !is_same && changed.len() < MOST_ROWS {
                changed.insert(row, cells);
            }
        });
        let Some(last) = changed.keys().last().copied() else { continue };
        let mut groups: BTreeMap<(u32, String), (Vec<u32>, Vec<String>)> = BTreeMap::new();
        each_row(original, &old, last, apart, &mut |row, before| {
            let Some(now) = changed.get(&row) else { return };
            for column in 0..now.len().max(before.len()) {
                let text = |cells: &[String]| cells.get(column).cloned().unwrap_or_default();
                let (now, before) = (text(now), text(&before));
                let Some(column) = u32::try_from(column).ok().filter(|_| now != before) else {
                    continue;
                };
                let (rows, olds) = groups.entry((column, now)).or_default();
                rows.push(row);
                if !olds.contains(&before) {
                    olds.push(before);
                }
            }
        });
        all.extend(groups.into_iter().map(|((column, now), (rows, before))| ChangedCells {
            sheet: new.name.clone(),
            column,
            rows,
            now,
            before,
        }));
    }
    all
}

/// Of a row without the blanks at its end.
fn digest(cells: &[String]) -> u64 {
    let end = cells.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
    let mut digest = DefaultHasher::new();
    cells.get(..end).hash(&mut digest);
    digest.finish()
}
