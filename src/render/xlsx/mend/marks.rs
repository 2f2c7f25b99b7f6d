//! Which cells of a sheet are marked, and how strongly.

use std::collections::BTreeMap;

use crate::ledger::{Field, FileAccount, Finding, FindingsPart, Place};
use crate::render::xlsx::mend::original::Original;

/// What a mark says without words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Strength {
    /// The row counts, but somebody should look.
    Look,
    /// The row does not count.
    Out,
    /// No report can be written.
    Stop,
}

impl Strength {
    pub(super) fn of(finding: &Finding, stopped: &[Finding]) -> Self {
        match FindingsPart::of(finding, stopped) {
            FindingsPart::Stops => Self::Stop,
            FindingsPart::Out => Self::Out,
            FindingsPart::Look | FindingsPart::Told => Self::Look,
        }
    }

    pub(super) const fn vietnamese(self) -> &'static str {
        match self {
            Self::Look => "Vẫn được tính",
            Self::Out => "Không được tính",
            Self::Stop => "Dừng báo cáo",
        }
    }
}

/// What is found of one cell or row.
#[derive(Clone, Debug)]
pub(super) struct CellMark<'a> {
    pub(super) strength: Strength,
    pub(super) findings: Vec<&'a Finding>,
}

/// Marks of one sheet: rows from 1, columns from 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks<'a> {
    pub(super) cells: BTreeMap<(u32, u32), CellMark<'a>>,
    pub(super) rows: BTreeMap<u32, CellMark<'a>>,
    /// Cells of headers.
    pub(super) headers: Vec<(u32, u32)>,
    /// Columns that hold dates.
    pub(super) dates: Vec<u32>,
}

impl<'a> Marks<'a> {
    pub(super) fn of(original: &Original<'a>, sheet: &str) -> Self {
        Self::until(original, sheet, u32::MAX)
    }

    /// Of its rows until `last`, and of its headers.
    pub(super) fn until(original: &Original<'a>, sheet: &str, last: u32) -> Self {
        let mut marks = Self::default();
        let account = original.account;
        let named = account.sheets.iter().find(|of| of.name == sheet);
        for column in named.into_iter().flat_map(|of| &of.columns) {
            let Some((row, at)) = column.place() else { continue };
            marks.headers.push((row, at));
            if column.field.is_some_and(Field::is_date) {
                marks.dates.push(at);
            }
        }
        for (row, finding) in placed(original, sheet) {
            if row > last && !marks.headers.iter().any(|(header, _)| *header == row) {
                continue;
            }
            let Some(place) = place_in(account, finding) else { continue };
            let strength = Strength::of(finding, original.stopped);
            let mark = match place.column {
                Some(column) => {
                    marks.cells.entry((row, column)).or_insert_with(|| CellMark::new(strength))
                }
                None => marks.rows.entry(row).or_insert_with(|| CellMark::new(strength)),
            };
            mark.strength = mark.strength.max(strength);
            mark.findings.push(finding);
        }
        marks
    }

    /// Whether the row or a cell of it is marked.
    pub(super) fn any_of(&self, row: u32) -> bool {
        self.rows.contains_key(&row)
            || self.cells.range((row, 0)..=(row, u32::MAX)).next().is_some()
    }

    /// How the cell is marked, by itself or with its row.
    pub(super) fn strength(&self, row: u32, column: u32) -> Option<Strength> {
        let cell = self.cells.get(&(row, column)).map(|mark| mark.strength);
        cell.max(self.rows.get(&row).map(|mark| mark.strength))
    }
}

/// What is to be mended in the rows of a sheet.
pub(super) fn placed<'a>(
    original: &Original<'a>,
    sheet: &str,
) -> impl Iterator<Item = (u32, &'a Finding)> {
    let account = original.account;
    let all = account.error.iter().chain(&account.findings).filter(|found| found.is_matter());
    all.filter_map(move |finding| {
        let of = finding.place.source.sheet.as_deref().unwrap_or_default();
        Some((finding.place.row?, finding)).filter(|_| of == sheet)
    })
}

impl CellMark<'_> {
    fn new(strength: Strength) -> Self {
        Self { strength, findings: Vec::new() }
    }
}

/// Where a finding stands: its cell, or its row. `None` for a whole sheet or file.
pub(super) fn place_in(account: &FileAccount, finding: &Finding) -> Option<Place> {
    finding.place.row?;
    Some(Place { column: account.column_of(finding), ..finding.place.clone() })
}
