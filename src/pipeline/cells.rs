//! Single cells of a file: what stands around one, and the copy in which some are changed.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::archive;
use crate::error::Result;
use crate::ledger::{FileAccount, MEND_SHEET, SheetAccount, column_letters};
use crate::model::parse_day;
use crate::normalize::{DateEpoch, shown};
use crate::pipeline::Input;
use crate::read::{self, Apart, Cell, Row};
use crate::render::{self, Changes, Original};

/// A cell, as the account of its file names it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct CellPlace {
    pub(crate) sheet: String,
    /// From 1.
    pub(crate) row: u32,
    /// From 0.
    pub(crate) column: u32,
}

/// A row below its header, as Excel shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RowAround {
    pub(crate) row: u32,
    pub(crate) cells: Vec<CellAround>,
}

impl RowAround {
    /// What stands in a column of it; nothing in one that it lacks.
    pub(crate) fn text(&self, column: u32) -> &str {
        self.cells.iter().find(|cell| cell.column == column).map_or("", |cell| &cell.text)
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CellAround {
    pub(crate) column: u32,
    /// `C`.
    pub(crate) letters: String,
    /// Empty where the column has none.
    pub(crate) header: String,
    pub(crate) text: String,
}

/// The copy of a file with some cells changed.
#[derive(Clone, Debug)]
pub(crate) struct MendedBook {
    pub(crate) bytes: Vec<u8>,
    /// Digest of its cells.
    pub(crate) content: String,
}

/// The row of a cell with the headers over it; nothing where there is no such row.
pub(crate) fn around(
    input: &Input,
    account: &FileAccount,
    (sheet, row): (&str, u32),
    apart: Apart<'_>,
) -> Option<RowAround> {
    rows_around(input, account, (sheet, &BTreeSet::from([row])), apart).pop()
}

/// The same for several rows of a sheet, which is read once; in their order.
pub(crate) fn rows_around(
    input: &Input,
    account: &FileAccount,
    (sheet, rows): (&str, &BTreeSet<u32>),
    apart: Apart<'_>,
) -> Vec<RowAround> {
    let of = account.sheets.iter().find(|of| of.name == sheet);
    let (Some(of), Some(last)) = (of, rows.last()) else { return Vec::new() };
    let mut found = Vec::new();
    each_row(input, sheet, *last, apart, &mut |row, cells| {
        if rows.contains(&row) && !cells.is_empty() {
            found.push(RowAround { row, cells: below_headers(of, row, cells) });
        }
    });
    found
}

fn below_headers(sheet: &SheetAccount, row: u32, texts: Vec<String>) -> Vec<CellAround> {
    let mut headers: BTreeMap<u32, (u32, &str)> = BTreeMap::new();
    for column in &sheet.columns {
        // A sheet may hold several tables, each with a header of its own.
        let Some((at, place)) = column.place().filter(|(at, _)| *at < row) else { continue };
        let nearest = headers.entry(place).or_insert((at, &column.header));
        if nearest.0 <= at {
            *nearest = (at, &column.header);
        }
    }
    let last = headers.keys().last().map_or(0, |last| *last + 1);
    let width = last.max(u32::try_from(texts.len()).unwrap_or(u32::MAX));
    let mut texts = texts.into_iter();
    let cells = (0..width)
        .map(|column| CellAround {
            column,
            letters: column_letters(column),
            header: headers.get(&column).map_or(String::new(), |(_, header)| (*header).to_owned()),
            text: texts.next().unwrap_or_default(),
        })
        .filter(|cell| !cell.header.is_empty() || !cell.text.is_empty());
    cells.collect()
}

/// The cells of the same column that show the same, in order; the cell itself among them.
pub(crate) fn alike(input: &Input, place: &CellPlace, apart: Apart<'_>) -> Vec<CellPlace> {
    let column = usize::try_from(place.column).unwrap_or(usize::MAX);
    let mut found: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut own = None;
    each_row(input, &place.sheet, u32::MAX, apart, &mut |row, mut cells| {
        let text = if column < cells.len() { cells.swap_remove(column) } else { String::new() };
        if row == place.row {
            own = Some(text.clone());
        }
        found.entry(text).or_default().push(row);
    });
    let rows = own.and_then(|own| found.remove(&own)).unwrap_or_default();
    rows.into_iter().map(|row| CellPlace { row, ..place.clone() }).collect()
}

/// Texts of each row until one, as Excel shows them.
pub(crate) fn each_row(
    input: &Input,
    sheet: &str,
    last: u32,
    apart: Apart<'_>,
    each: &mut dyn FnMut(u32, Vec<String>),
) {
    each_whole_row(input, sheet, last, apart, &mut |row, cells| each(row.number, cells));
}

/// The same, with the row as it was read.
pub(crate) fn each_whole_row(
    input: &Input,
    sheet: &str,
    last: u32,
    apart: Apart<'_>,
    each: &mut dyn FnMut(&Row<'_>, Vec<String>),
) {
    let bytes = read::prepared(&input.bytes);
    let Ok(mut opened) = read::open_again(&input.path, &bytes, apart) else { return };
    let sheets = opened.sheets();
    let Some(index) = sheets.iter().position(|meta| meta.name == sheet) else { return };
    let epoch = epoch(sheets.get(index).is_some_and(|meta| meta.epoch1904));
    // What cannot be read is a finding of the check; what was read before stands here.
    drop(opened.rows_until(index, last, &mut |row| {
        each(&row, row.cells.iter().map(|cell| shown(cell, epoch)).collect());
    }));
}

fn epoch(is_1904: bool) -> DateEpoch {
    if is_1904 { DateEpoch::Y1904 } else { DateEpoch::Y1900 }
}

/// What is to stand in the cells: a day in a column of days is one, as Excel would make it.
pub(crate) fn typed(account: &FileAccount, places: &[CellPlace], text: &str) -> Changes {
    let mut changes = Changes::default();
    for place in places {
        let sheet = account.sheets.iter().find(|of| of.name == place.sheet);
        let mut columns = sheet.into_iter().flat_map(|of| &of.columns);
        let is_date = columns.any(|column| {
            column.place().is_some_and(|(_, at)| at == place.column)
                && column.field.is_some_and(crate::ledger::Field::is_date)
        });
        let cell = match parse_day(text).filter(|_| is_date) {
            _ if text.is_empty() => Cell::Empty,
            Some(day) => Cell::IsoDate(day.to_string()),
            None => Cell::Text(text.to_owned().into()),
        };
        changes.put(&place.sheet, (place.row, place.column), cell);
    }
    changes
}

/// What stood in the cells of the original, whose sheets may bear names that Excel does not take.
pub(crate) fn as_before(
    original: &Input,
    copy: &FileAccount,
    places: &[CellPlace],
    apart: Apart<'_>,
) -> Option<Changes> {
    let bytes = read::prepared(&original.bytes);
    let mut opened = read::open_again(&original.path, &bytes, apart).ok()?;
    let sheets = opened.sheets();
    let tables: Vec<usize> =
        (0..).zip(&sheets).filter(|(_, meta)| meta.is_worksheet).map(|(at, _)| at).collect();
    let mut changes = Changes::default();
    let own = copy.sheets.iter().filter(|sheet| sheet.name != MEND_SHEET);
    for (sheet, index) in own.zip(tables) {
        let wanted: Vec<&CellPlace> =
            places.iter().filter(|place| place.sheet == sheet.name).collect();
        let is_1904 = sheets.get(index).is_some_and(|meta| meta.epoch1904);
        let last = wanted.iter().map(|place| place.row).max().unwrap_or(0);
        let mut rows: BTreeMap<u32, Vec<Cell<'static>>> = BTreeMap::new();
        opened
            .rows_until(index, last, &mut |row| {
                if wanted.iter().any(|place| place.row == row.number) {
                    rows.insert(row.number, row.cells.into_iter().map(Cell::into_owned).collect());
                }
            })
            .ok()?;
        for place in wanted {
            let column = usize::try_from(place.column).unwrap_or(usize::MAX);
            let cell = rows.get(&place.row).and_then(|cells| cells.get(column)).cloned();
            let cell = match cell.unwrap_or(Cell::Empty) {
                // Copies count from 1900.
                Cell::Serial(_) if is_1904 => return None,
                cell => cell,
            };
            changes.put(&place.sheet, (place.row, place.column), cell);
        }
    }
    Some(changes)
}

/// The copy with the changes; `None` where it could not be whole, or where a cell is in no row of it.
///
/// A copy that is changed again goes on standing for what it stood for.
pub(crate) fn mended(
    input: &Input,
    account: &FileAccount,
    changes: Changes,
    day: Date,
    apart: Apart<'_>,
) -> Result<Option<MendedBook>> {
    let (root, ancestors) = match &account.mends {
        Some(mark) => (mark.original.as_str(), mark.ancestors.clone()),
        None => (input.path.as_str(), vec![archive::digest(&input.bytes)]),
    };
    let original = Original {
        path: &input.path,
        root,
        bytes: &input.bytes,
        account,
        stopped: &[],
        ancestors,
        apart,
        day,
    };
    let made = render::mended_copy(&original, changes)?;
    Ok(made.map(|(bytes, content)| MendedBook { bytes, content }))
}
