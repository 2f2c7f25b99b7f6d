//! A sheet → cells, formulas with their cached results, and a print set-up for A4.

use std::collections::BTreeSet;

use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet, XlsxError};

use crate::document::HeaderCell;
use crate::ledger::column_letters;
use crate::render::xlsx::cell::DASH;
use crate::render::xlsx::cell::{Figure, OutCell, OutRowKind};
use crate::render::xlsx::looks::{CellLooks, LEADING, Looks};
use crate::render::xlsx::pages::{Heights, RowPlan};
use crate::render::xlsx::sheet::{Filter, OutSheet};
use crate::render::xlsx::spread::{begins, first_columns};
use crate::render::xlsx::text::{clean, lines, looks_like_formula};
use crate::render::xlsx::{plot, print};

/// A rectangle of cells, both ends included.
#[derive(Clone, Copy)]
struct PrintArea {
    top: u32,
    left: u16,
    bottom: u32,
    right: u16,
}

/// A sheet as it is written, with the heights that its rows are given.
struct SheetWriter<'a> {
    page: &'a mut Worksheet,
    looks: &'a Looks,
    sheet: &'a OutSheet,
    heights: Heights,
}

/// Adds a sheet to a workbook.
pub(super) fn add(book: &mut Workbook, looks: &Looks, sheet: &OutSheet) -> Result<(), XlsxError> {
    let page = book.add_worksheet();
    page.set_name(sheet.name.as_str())?;
    for (column, width) in (0..).zip(&sheet.widths) {
        page.set_column_width(column, *width)?;
    }
    let (top, first) = (sheet.header_row(), sheet.first_row());
    let mut writer = SheetWriter { page, looks, sheet, heights: Heights::default() };
    writer.head()?;
    writer.header(top)?;
    let notes = writer.rows(first)?;
    let end = writer.numbers(notes)?;
    writer.notes(end + sheet.more)?;
    let SheetWriter { page, heights, .. } = writer;
    if sheet.filter == Filter::Buttons && !sheet.rows.is_empty() {
        let body = sheet.rows.iter().take_while(|row| row.kind == OutRowKind::Body).count();
        let last = (first + index(body) + sheet.more).saturating_sub(1);
        page.autofilter(first.saturating_sub(1), 0, last, last_column(sheet))?;
    }
    match &sheet.graph {
        // A chart that stayed in view would leave no room for the table.
        Some(graph) => plot::draw(page, sheet, graph)?,
        None => {
            page.set_freeze_panes(first, sheet.fixed)?;
        }
    }
    let headings: Vec<u32> = (first..)
        .zip(&sheet.rows)
        .filter(|(_, row)| row.kind == OutRowKind::Section)
        .map(|(row, _)| row)
        .collect();
    let end = if sheet.notes.is_empty() { end } else { end + 1 + index(sheet.notes.len()) };
    let plan = RowPlan { header: top, body: first, headings: &headings, notes, end };
    print::set_up(page, sheet, plan, &heights)
}

impl SheetWriter<'_> {
    /// Title, lines and unit.
    fn head(&mut self) -> Result<(), XlsxError> {
        let (sheet, looks) = (self.sheet, self.looks);
        let total = total_width(sheet);
        let mut row = 0;
        let title = sheet.title.to_uppercase();
        let title = clean(&title);
        // 14 points bold is wider than the body font.
        self.wide(row, &title, &looks.title)?;
        self.heights.set(self.page, row, lines(&title, total * 3 / 4) * 20)?;
        for line in &sheet.lines {
            row += 1;
            let line = clean(line);
            self.wide(row, &line, &looks.line)?;
            self.heights.set(self.page, row, lines(&line, total) * 17)?;
        }
        if let Some(unit) = &sheet.unit {
            self.wide(sheet.header_row() - 1, &clean(unit), &looks.unit)?;
        }
        Ok(())
    }

    /// From this row on.
    fn header(&mut self, top: u32) -> Result<(), XlsxError> {
        let sheet = self.sheet;
        let mut heights = vec![1; sheet.header.len()];
        for (area, cell) in place(&sheet.header) {
            let width = spanned_width(sheet, area);
            // A cell over several rows fills the last of them.
            let height = lines(&cell.text, width);
            let rows = area.top..=area.bottom;
            if rows.clone().count() == 1
                && let Some(slot) =
                    usize::try_from(area.top).ok().and_then(|row| heights.get_mut(row))
            {
                *slot = height.max(*slot);
            }
        }
        for (area, cell) in place(&sheet.header) {
            let (from, to) = (usize_of(area.top), usize_of(area.bottom));
            if to > from {
                let have: u32 = heights.get(from..=to).unwrap_or_default().iter().sum();
                let need = lines(&cell.text, spanned_width(sheet, area));
                if let Some(slot) = heights.get_mut(to) {
                    *slot += need.saturating_sub(have);
                }
            }
            let here = PrintArea { top: top + area.top, bottom: top + area.bottom, ..area };
            write_area(self.page, here, &clean(&cell.text), &self.looks.header)?;
        }
        for (row, height) in (top..).zip(heights) {
            self.heights.set(self.page, row, height * LEADING + 3)?;
        }
        Ok(())
    }

    /// From this row on; gives the row after the last.
    fn rows(&mut self, first: u32) -> Result<u32, XlsxError> {
        let (sheet, looks) = (self.sheet, self.looks);
        let mut row = first;
        for line in &sheet.rows {
            let format = match line.kind {
                OutRowKind::Body => &looks.body,
                OutRowKind::Total => &looks.total,
                OutRowKind::Section => {
                    if let Some(OutCell::Text(text)) = line.cells.first() {
                        self.wide(row, &clean(text), &looks.section)?;
                        let height = lines(text, total_width(sheet)) * LEADING + 3;
                        self.heights.set(self.page, row, height)?;
                    }
                    row += 1;
                    continue;
                }
            };
            for (column, cell) in (0..).zip(&line.cells) {
                let sums = || sum_above(sheet, first, row, column);
                write_cell(self.page, (row, column), cell, format, &sums)?;
            }
            self.heights.set(self.page, row, row_lines(sheet, &line.cells) * LEADING + 3)?;
            row += 1;
        }
        Ok(row)
    }

    /// Ids of the columns below the table, in this row; gives the row after them.
    fn numbers(&mut self, row: u32) -> Result<u32, XlsxError> {
        if self.sheet.numbers.is_empty() {
            return Ok(row);
        }
        for (column, number) in (0..).zip(&self.sheet.numbers) {
            let words = if column == 1 { "Mã số" } else { *number };
            write_text(self.page, (row, column), words, &self.looks.body.small)?;
        }
        Ok(row + 1)
    }

    /// Below a blank row.
    fn notes(&mut self, end: u32) -> Result<(), XlsxError> {
        for (row, note) in (end + 1..).zip(&self.sheet.notes) {
            self.wide(row, &clean(note), &self.looks.note)?;
            let height = lines(note, total_width(self.sheet)) * LEADING + 2;
            self.heights.set(self.page, row, height)?;
        }
        Ok(())
    }

    /// One text over all columns.
    fn wide(&mut self, row: u32, text: &str, format: &Format) -> Result<(), XlsxError> {
        // Of a sheet on several pages beside each other, over the first.
        let columns = u16::try_from(first_columns(self.sheet)).unwrap_or(u16::MAX);
        // What begins in the columns that each page repeats would be printed on all of them, cut.
        let left = if begins(self.sheet).is_empty() { 0 } else { self.sheet.fixed };
        let area = PrintArea { top: row, left, bottom: row, right: columns.saturating_sub(1) };
        write_area(self.page, area, text, format)
    }
}

/// Where each header cell stands, counted from the first header row.
fn place(header: &[Vec<HeaderCell>]) -> Vec<(PrintArea, &HeaderCell)> {
    let mut taken = BTreeSet::new();
    let mut placed = Vec::new();
    for (top, cells) in (0..).zip(header) {
        let mut left = 0;
        for cell in cells {
            while taken.contains(&(top, left)) {
                left += 1;
            }
            let columns = u16::try_from(cell.columns).unwrap_or(u16::MAX).max(1);
            let area = PrintArea {
                top,
                left,
                bottom: top + cell.rows.max(1) - 1,
                right: left.saturating_add(columns - 1),
            };
            for row in area.top..=area.bottom {
                taken.extend((area.left..=area.right).map(|column| (row, column)));
            }
            placed.push((area, cell));
        }
    }
    placed
}

/// Lines of the tallest cell of a row.
pub(super) fn row_lines(sheet: &OutSheet, cells: &[OutCell]) -> u32 {
    cells
        .iter()
        .zip(&sheet.widths)
        .map(|(cell, width)| match cell {
            OutCell::Text(text) | OutCell::Mark(text) => lines(text, u32::from(*width)),
            OutCell::Blank
            | OutCell::Small(_)
            | OutCell::Order(_)
            | OutCell::Number(_)
            | OutCell::Live(..)
            | OutCell::LiveText(..)
            | OutCell::Sum(_)
            | OutCell::Date(_) => 1,
        })
        .max()
        // Excel takes no row higher than 409 points.
        .map_or(1, |lines| lines.min(27))
}

/// The body rows of a column that stand without a gap above `row`, as a formula, and their sum.
fn sum_above(sheet: &OutSheet, first: u32, row: u32, column: u16) -> Option<(String, u64)> {
    let above = usize_of(row - first);
    let body = sheet.rows.get(..above)?;
    if body.is_empty() || body.iter().any(|line| line.kind != OutRowKind::Body) {
        return None;
    }
    let at = usize::from(column);
    let sum = body.iter().filter_map(|line| line.cells.get(at)).map(OutCell::counted).sum();
    let letters = column_letters(u32::from(column));
    Some((format!("SUM({letters}{}:{letters}{row})", first + 1), sum))
}

fn write_cell(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    cell: &OutCell,
    looks: &CellLooks,
    sum: &dyn Fn() -> Option<(String, u64)>,
) -> Result<(), XlsxError> {
    match cell {
        OutCell::Blank => {
            page.write_blank(row, column, &looks.text)?;
        }
        OutCell::Text(text) => write_text(page, (row, column), text, &looks.text)?,
        OutCell::Mark(text) => write_text(page, (row, column), text, &looks.mark)?,
        OutCell::Small(text) => write_text(page, (row, column), text, &looks.small)?,
        OutCell::Order(order) => {
            let order = u32::try_from(*order).unwrap_or(u32::MAX);
            page.write_number_with_format(row, column, order, &looks.mark)?;
        }
        OutCell::Number(figure) => write_figure(page, (row, column), *figure, looks)?,
        OutCell::Live(formula, figure) => {
            let formula = formula.replace('#', &(row + 1).to_string());
            write_live(page, (row, column), &formula, *figure, looks)?;
        }
        OutCell::LiveText(formula, word) => {
            let formula = formula.replace('#', &(row + 1).to_string());
            let formula = Formula::new(formula).set_result(word.as_str());
            page.write_formula_with_format(row, column, formula, &looks.mark)?;
        }
        OutCell::Sum(total) => match sum() {
            Some((formula, sum)) if sum == *total => {
                write_live(page, (row, column), &formula, Figure::Count(*total), looks)?;
            }
            _ => write_figure(page, (row, column), Figure::Count(*total), looks)?,
        },
        OutCell::Date(date) => {
            page.write_datetime_with_format(row, column, moment(*date)?, &looks.date)?;
        }
    }
    Ok(())
}

/// Text as text: a cell that begins with `=` is no formula, and stays none when it is edited.
pub(super) fn write_text(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    let text = clean(text);
    if looks_like_formula(&text) {
        let quoted = format.clone().set_quote_prefix();
        page.write_string_with_format(row, column, text, &quoted)?;
    } else {
        page.write_string_with_format(row, column, text, format)?;
    }
    Ok(())
}

fn write_figure(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    figure: Figure,
    looks: &CellLooks,
) -> Result<(), XlsxError> {
    let format = figure_format(figure, looks);
    match figure.value() {
        Some(value) => page.write_number_with_format(row, column, value, format)?,
        None => page.write_string_with_format(row, column, DASH, format)?,
    };
    Ok(())
}

fn write_live(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    formula: &str,
    figure: Figure,
    looks: &CellLooks,
) -> Result<(), XlsxError> {
    let result = figure.value().map_or_else(|| DASH.to_owned(), |value| value.to_string());
    let formula = Formula::new(formula).set_result(result);
    page.write_formula_with_format(row, column, formula, figure_format(figure, looks))?;
    Ok(())
}

fn figure_format(figure: Figure, looks: &CellLooks) -> &Format {
    match figure {
        Figure::Count(_) => &looks.count,
        Figure::Rate(_) => &looks.rate,
        Figure::Mean(_) => &looks.mean,
        Figure::Bound(_) => &looks.bound,
        Figure::Points(_) => &looks.points,
        Figure::Score(_) => &looks.score,
        Figure::Difference(_) => &looks.difference,
        Figure::Drawn(..) => &looks.drawn,
    }
}

fn write_area(
    page: &mut Worksheet,
    area: PrintArea,
    text: &str,
    format: &Format,
) -> Result<(), XlsxError> {
    if area.top == area.bottom && area.left == area.right {
        return write_text(page, (area.top, area.left), text, format);
    }
    page.merge_range(area.top, area.left, area.bottom, area.right, "", format)?;
    write_text(page, (area.top, area.left), text, format)
}

fn last_column(sheet: &OutSheet) -> u16 {
    u16::try_from(sheet.widths.len()).unwrap_or(u16::MAX).saturating_sub(1)
}

fn total_width(sheet: &OutSheet) -> u32 {
    sheet.widths.iter().take(first_columns(sheet)).map(|width| u32::from(*width)).sum()
}

fn spanned_width(sheet: &OutSheet, area: PrintArea) -> u32 {
    let columns = usize::from(area.left)..=usize::from(area.right);
    sheet.widths.get(columns).unwrap_or_default().iter().map(|width| u32::from(*width)).sum()
}

/// A day at 00:00.
pub(super) fn moment(date: Date) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(date.year()).unwrap_or_default();
    let month = u8::try_from(date.month()).unwrap_or_default();
    let day = u8::try_from(date.day()).unwrap_or_default();
    ExcelDateTime::from_ymd(year, month, day)
}

fn index(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn usize_of(row: u32) -> usize {
    usize::try_from(row).unwrap_or(usize::MAX)
}
