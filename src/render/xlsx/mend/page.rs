//! One sheet of a copy: every row where it stood, merged and hidden as it was, with marks and notes.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Note, Worksheet, XlsxError};

use crate::ledger::Finding;
use crate::read::{Cell, CellFaces, Merge, Opened, Row, SheetMeta};
use crate::render::xlsx::looks::LEADING;
use crate::render::xlsx::mend::cells::{self, CellRole, ColumnLetters, Epoch, Spot};
use crate::render::xlsx::mend::changes::Changes;
use crate::render::xlsx::mend::content::ContentDigest;
use crate::render::xlsx::mend::looks::{FormatKind, Paint};
use crate::render::xlsx::mend::marks::{Marks, Strength};
use crate::render::xlsx::text::{clean, lines};

/// Notes of one workbook; more make Excel slow, and all stand in the list.
pub(super) const MOST_NOTES: u32 = 2_000;

/// What is left to be used up by the sheets of one copy.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageRoom {
    pub(super) cells: u64,
    pub(super) notes: u32,
}

/// How copying a sheet went.
pub(super) enum Copied {
    Page(Box<Worksheet>),
    Unreadable,
    TooLarge,
}

/// What every sheet of a copy is written with.
pub(super) struct Tools<'a> {
    pub(super) paint: &'a Paint,
    pub(super) content: &'a mut ContentDigest,
    pub(super) room: &'a mut PageRoom,
    /// Cells that hold something else than their original.
    pub(super) changes: &'a mut Changes,
}

/// Copies a sheet under a name that Excel takes.
pub(super) fn copy(
    opened: &mut Opened<'_>,
    (index, meta): (usize, &SheetMeta),
    name: &str,
    marks: &Marks<'_>,
    tools: &mut Tools<'_>,
) -> Result<Copied, XlsxError> {
    let mut page = tools.paint.page(name)?;
    page.set_hidden(!meta.visible);
    tools.content.sheet(name);
    if !merge(&mut page, &meta.merges, tools)? {
        return Ok(Copied::TooLarge);
    }
    // Before the rows, whose values go over them.
    blanks(&mut page, marks, tools.paint)?;
    let mut writer = PageWriter {
        page: &mut page,
        name: &meta.name,
        marks,
        table: marks.headers.iter().map(|(row, _)| *row).min().unwrap_or_default(),
        epoch: if meta.epoch1904 { Epoch::Y1904 } else { Epoch::Y1900 },
        faces: &meta.faces,
        widths: BTreeMap::new(),
        headers: Vec::new(),
        tools,
        failure: None,
    };
    let take = &mut |mut row: Row<'_>| {
        writer.tools.changes.enter(&meta.name, &mut row);
        writer.row(&row);
    };
    if opened.rows(index, take).is_err() {
        return Ok(Copied::Unreadable);
    }
    let PageWriter { widths, headers, failure, .. } = writer;
    match failure {
        Some(PageFailure::TooLarge) => return Ok(Copied::TooLarge),
        Some(PageFailure::Excel(error)) => return Err(error),
        None => {}
    }
    let widths: BTreeMap<u16, u16> =
        widths.into_iter().map(|(column, width)| (column, width.clamp(8, 45) + 2)).collect();
    for (column, width) in &widths {
        page.set_column_width(*column, f64::from(*width))?;
    }
    let mut heights: BTreeMap<u32, u32> = BTreeMap::new();
    for (row, column, text) in &headers {
        let width = widths.get(column).copied().unwrap_or(10);
        let height = heights.entry(*row).or_default();
        *height = (*height).max(lines(text, u32::from(width)));
    }
    for (row, height) in heights {
        page.set_row_height(row.saturating_sub(1), height.min(27) * LEADING + 3)?;
    }
    for row in &meta.hidden_rows {
        page.set_row_hidden(row.saturating_sub(1))?;
    }
    notes(&mut page, marks, tools.room)?;
    freeze(&mut page, marks)?;
    Ok(Copied::Page(Box::new(page)))
}

enum PageFailure {
    TooLarge,
    Excel(XlsxError),
}

struct PageWriter<'w, 'a, 't> {
    page: &'w mut Worksheet,
    /// In the original.
    name: &'w str,
    marks: &'w Marks<'a>,
    /// The row in which the first table begins.
    table: u32,
    epoch: Epoch,
    faces: &'w CellFaces,
    /// Widest text of each column.
    widths: BTreeMap<u16, u16>,
    /// Row, column and text of the headers, which are as high as they need.
    headers: Vec<(u32, u16, String)>,
    tools: &'w mut Tools<'t>,
    failure: Option<PageFailure>,
}

impl PageWriter<'_, '_, '_> {
    fn row(&mut self, row: &Row<'_>) {
        if self.failure.is_some() {
            return;
        }
        let filled = row.cells.iter().filter(|cell| **cell != Cell::Empty).count();
        let filled = u64::try_from(filled).unwrap_or(u64::MAX);
        let Some(rest) = self.tools.room.cells.checked_sub(filled) else {
            self.failure = Some(PageFailure::TooLarge);
            return;
        };
        self.tools.room.cells = rest;
        // Of most rows nothing is said.
        let is_marked = self.marks.any_of(row.number);
        for (column, cell) in (0..).zip(&row.cells) {
            let strength = if is_marked { self.marks.strength(row.number, column) } else { None };
            if let Err(error) = self.cell((row.number, column), strength, cell) {
                self.failure = Some(PageFailure::Excel(error));
                return;
            }
        }
    }

    fn cell(
        &mut self,
        (row, column): (u32, u32),
        strength: Option<Strength>,
        cell: &Cell<'_>,
    ) -> Result<(), XlsxError> {
        let role = if self.marks.headers.contains(&(row, column)) {
            CellRole::Header
        } else if self.marks.dates.contains(&column) {
            CellRole::Date
        } else {
            CellRole::Other
        };
        let is_new = self.tools.changes.is_at(self.name, row, column);
        let letters = if is_new {
            ColumnLetters::default()
        } else {
            ColumnLetters::at(self.faces, row, column)
        };
        let spot = Spot { row, column, strength, role, epoch: self.epoch, letters };
        let width = cells::write(self.page, self.tools.paint, spot, cell, self.tools.content)?;
        let Ok(column) = u16::try_from(column) else { return Ok(()) };
        let mut width = width;
        if let (CellRole::Header, Cell::Text(text)) = (role, cell) {
            self.headers.push((row, column, text.to_string()));
            width = width.min(20);
        }
        // A title over the table says nothing of how wide its column is.
        if row >= self.table {
            let widest = self.widths.entry(column).or_default();
            *widest = (*widest).max(u16::try_from(width).unwrap_or(u16::MAX));
        }
        Ok(())
    }
}

/// Merged ranges keep their meaning: one value for many rows. `false` where they are larger than any real sheet.
fn merge(page: &mut Worksheet, merges: &[Merge], tools: &mut Tools<'_>) -> Result<bool, XlsxError> {
    for merge in merges {
        let rows = u64::from(merge.last_row.saturating_sub(merge.first_row)) + 1;
        let columns = u64::from(merge.last_column.saturating_sub(merge.first_column)) + 1;
        let Some(rest) = tools.room.cells.checked_sub(rows.saturating_mul(columns)) else {
            return Ok(false);
        };
        tools.room.cells = rest;
        let (Ok(left), Ok(right)) =
            (u16::try_from(merge.first_column), u16::try_from(merge.last_column))
        else {
            continue;
        };
        let (top, bottom) = (merge.first_row.saturating_sub(1), merge.last_row.saturating_sub(1));
        let merged = page.merge_range(top, left, bottom, right, "", &tools.paint.plain);
        match merged {
            // A damaged file may say so; its values are written in any case.
            Ok(_)
            | Err(
                XlsxError::MergeRangeOverlaps(..)
                | XlsxError::MergeRangeSingleCell
                | XlsxError::RowColumnOrderError
                | XlsxError::RowColumnLimitError,
            ) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(true)
}

/// Marked cells where nothing stands.
fn blanks(page: &mut Worksheet, marks: &Marks<'_>, paint: &Paint) -> Result<(), XlsxError> {
    for ((row, column), mark) in &marks.cells {
        let (Ok(at), row) = (u16::try_from(*column), row.saturating_sub(1)) else { continue };
        if let Some(marked) = paint.of(FormatKind::Text, Some(mark.strength)) {
            page.write_blank(row, at, marked)?;
        }
    }
    Ok(())
}

/// One note a cell; that of a row stands at its first cell.
fn notes(page: &mut Worksheet, marks: &Marks<'_>, room: &mut PageRoom) -> Result<(), XlsxError> {
    let mut notes: BTreeMap<(u32, u32), Vec<&Finding>> = BTreeMap::new();
    for (place, mark) in &marks.cells {
        notes.entry(*place).or_default().extend(&mark.findings);
    }
    for (row, mark) in &marks.rows {
        notes.entry((*row, 0)).or_default().extend(&mark.findings);
    }
    for ((row, column), findings) in notes {
        let Some(rest) = room.notes.checked_sub(1) else { return Ok(()) };
        room.notes = rest;
        let Ok(column) = u16::try_from(column) else { continue };
        page.insert_note(row.saturating_sub(1), column, &note(&findings))?;
    }
    Ok(())
}

/// What, what it did to the numbers, what to do.
fn note(findings: &[&Finding]) -> Note {
    let said: Vec<String> = findings
        .iter()
        .map(|finding| {
            format!(
                "{}\nẢnh hưởng: {}\nCách sửa: {}",
                finding.message(),
                finding.effect(),
                finding.advice()
            )
        })
        .collect();
    let said = said.join("\n\n");
    let text = clean(&said);
    // 300 pixels hold some 46 characters of the note's 9 point face.
    let height = lines(&text, 46).saturating_mul(15).saturating_add(10).min(600);
    Note::new(text).set_author("congso").add_author_prefix(false).set_width(300).set_height(height)
}

/// The header stays in sight.
fn freeze(page: &mut Worksheet, marks: &Marks<'_>) -> Result<(), XlsxError> {
    let Some((first, _)) = marks.headers.iter().min() else { return Ok(()) };
    let near = marks.headers.iter().map(|(row, _)| *row).filter(|row| *row <= first + 2);
    // Below a tall title nothing but the title would be in sight.
    if let Some(last) = near.max().filter(|last| *last <= 15) {
        page.set_freeze_panes(last, 0)?;
    }
    Ok(())
}
