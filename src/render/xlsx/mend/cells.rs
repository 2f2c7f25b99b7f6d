//! One cell of a copy: what was read, written so that reading it again gives the same.

use std::borrow::Cow;

use jiff::civil::DateTime;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, IntoExcelData, Worksheet, XlsxError};

use crate::read::{Cell, CellFace, CellFaces, FaceRun};
use crate::render::xlsx::mend::content::{ContentDigest, Value};
use crate::render::xlsx::mend::looks::{FormatKind, Paint};
use crate::render::xlsx::mend::marks::Strength;
use crate::render::xlsx::text::{is_printable, looks_like_formula};

/// Where a cell comes from, where it goes, and how.
#[derive(Clone, Copy)]
pub(super) struct Spot<'a> {
    /// Row from 1, column from 0, in the copy.
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) strength: Option<Strength>,
    pub(super) role: CellRole,
    pub(super) epoch: Epoch,
    pub(super) letters: ColumnLetters<'a>,
}

/// The old Vietnamese fonts of a cell: without them its letters would be others.
#[derive(Clone, Copy, Default)]
pub(super) struct ColumnLetters<'a> {
    face: Option<CellFace>,
    runs: Option<&'a [FaceRun]>,
}

impl<'a> ColumnLetters<'a> {
    /// Row from 1, column from 0, in the original.
    pub(super) fn at(faces: &'a CellFaces, row: u32, column: u32) -> Self {
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        Self { face: faces.at(row, column), runs: faces.runs_at(row, column) }
    }

    fn format<'p>(
        face: Option<CellFace>,
        paint: &'p Paint,
        look: Option<&'p Format>,
    ) -> Option<Cow<'p, Format>> {
        match face {
            Some(face) => Some(Cow::Owned(paint.or_plain(look).set_font_name(face.font()))),
            None => look.map(Cow::Borrowed),
        }
    }
}

/// What the column makes of a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellRole {
    Header,
    Date,
    Other,
}

/// From which day the serials of the workbook count. A copy always counts from 1900.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Epoch {
    Y1900,
    Y1904,
}

impl Epoch {
    /// Days between the two, as Excel has them.
    #[expect(clippy::float_arithmetic, reason = "serial dates are floating point in a sheet")]
    fn counted_from_1900(self, serial: f64) -> f64 {
        match self {
            Self::Y1900 => serial,
            Self::Y1904 => serial + 1462.0,
        }
    }
}

/// The longest text that Excel takes in a cell.
const LONGEST: usize = 32_767;

/// Writes a cell, and gives the width of what stands in it.
pub(super) fn write(
    page: &mut Worksheet,
    paint: &Paint,
    spot: Spot<'_>,
    cell: &Cell<'_>,
    content: &mut ContentDigest,
) -> Result<usize, XlsxError> {
    let Ok(column) = u16::try_from(spot.column) else { return Ok(0) };
    let row = spot.row.saturating_sub(1);
    let look = |kind| {
        paint.of(
            if spot.role == CellRole::Header { FormatKind::Header } else { kind },
            spot.strength,
        )
    };
    let mut note = |value: &Value<'_>| content.cell(spot.row, spot.column, value);
    match cell {
        Cell::Empty => {
            if let (Some(_), Some(marked)) = (spot.strength, look(FormatKind::Text)) {
                page.write_blank(row, column, marked)?;
            }
            Ok(0)
        }
        Cell::Text(text) => {
            let text = clean(text);
            note(&Value::Text(&text));
            let look = look(kind_of(&text, spot.strength));
            let format = ColumnLetters::format(spot.letters.face, paint, look);
            let format = format.as_deref();
            let width = text.chars().count();
            let runs: Vec<(Cow<'_, Format>, &str)> = spot
                .letters
                .runs
                .unwrap_or_default()
                .iter()
                .filter(|run| !run.text.is_empty())
                .map(|run| {
                    let format = ColumnLetters::format(run.face, paint, None);
                    (format.unwrap_or(Cow::Borrowed(&paint.plain)), run.text.as_str())
                })
                .collect();
            let is_whole = runs.iter().map(|(_, text)| *text).collect::<String>() == text;
            if runs.len() > 1 && is_whole {
                let runs: Vec<(&Format, &str)> =
                    runs.iter().map(|(format, text)| (&**format, *text)).collect();
                match format {
                    Some(format) => {
                        page.write_rich_string_with_format(row, column, &runs, format)?
                    }
                    None => page.write_rich_string(row, column, &runs)?,
                };
            } else if looks_like_formula(&text) {
                let quoted = paint.or_plain(format).set_quote_prefix();
                page.write_string_with_format(row, column, text, &quoted)?;
            } else {
                put(page, (row, column), text, format)?;
            }
            Ok(width)
        }
        // In a column of dates a bare number counts from the epoch of its workbook.
        Cell::Number(number) if spot.role == CellRole::Date && spot.epoch == Epoch::Y1904 => {
            let serial = spot.epoch.counted_from_1900(*number);
            note(&Value::Number(serial));
            put(page, (row, column), serial, look(FormatKind::Date))?;
            Ok(10)
        }
        Cell::Number(number) => {
            note(&Value::Number(*number));
            put(page, (row, column), *number, look(number_kind(*number)))?;
            Ok(number.to_string().len())
        }
        Cell::Serial(serial) => {
            let serial = spot.epoch.counted_from_1900(*serial);
            note(&Value::Number(serial));
            put(page, (row, column), serial, look(day_kind(serial)))?;
            Ok(12)
        }
        Cell::IsoDate(text) => match iso(text) {
            Some(moment) => {
                let serial = moment.to_excel();
                note(&Value::Number(serial));
                put(page, (row, column), serial, look(day_kind(serial)))?;
                Ok(12)
            }
            None => write(page, paint, spot, &Cell::Text(text.as_str().into()), content),
        },
        Cell::Bool(value) => {
            note(&Value::Bool(*value));
            put(page, (row, column), *value, look(FormatKind::General))?;
            Ok(5)
        }
        Cell::Error(_) | Cell::Uncalculated | Cell::Broken(_) => {
            note(&Value::Error);
            let name = match cell {
                Cell::Error(name) if ERRORS.contains(&name.as_str()) => name,
                _ => "#N/A",
            };
            let formula = Formula::new(format!("={name}")).set_result(name);
            put(page, (row, column), formula, look(FormatKind::General))?;
            Ok(8)
        }
    }
}

/// What a cell holds; without a look, the look of the whole sheet.
fn put(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    value: impl IntoExcelData,
    look: Option<&Format>,
) -> Result<(), XlsxError> {
    match look {
        Some(look) => page.write_with_format(row, column, value, look)?,
        None => page.write(row, column, value)?,
    };
    Ok(())
}

/// Errors that a formula can be, so that the cell stays one.
const ERRORS: [&str; 7] = ["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"];

/// What is typed over a marked text stays as it was typed; so do figures that are no numbers.
fn kind_of(text: &str, strength: Option<Strength>) -> FormatKind {
    let is_code = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if strength.is_some() || is_code { FormatKind::Text } else { FormatKind::General }
}

fn number_kind(number: f64) -> FormatKind {
    let is_long = number.abs() >= 1e11 && number.abs() < 1e15;
    if is_long && number.fract() == 0.0 { FormatKind::Long } else { FormatKind::General }
}

fn day_kind(serial: f64) -> FormatKind {
    if serial.fract() == 0.0 { FormatKind::Date } else { FormatKind::Moment }
}

/// `2020-03-05`, `2020-03-05T08:30:00`.
fn iso(text: &str) -> Option<ExcelDateTime> {
    let day: DateTime = match text.parse() {
        Ok(moment) => moment,
        Err(_) => text.parse::<jiff::civil::Date>().ok()?.at(0, 0, 0, 0),
    };
    let year = u16::try_from(day.year()).ok().filter(|year| *year >= 1900)?;
    let month = u8::try_from(day.month()).ok()?;
    let date = ExcelDateTime::from_ymd(year, month, u8::try_from(day.day()).ok()?).ok()?;
    let (hour, minute) = (u16::try_from(day.hour()).ok()?, u8::try_from(day.minute()).ok()?);
    date.and_hms(hour, minute, f64::from(day.second())).ok()
}

/// Without what XML cannot hold, and no longer than Excel takes.
fn clean(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST && text.chars().all(is_printable) {
        return Cow::Borrowed(text);
    }
    let mut used = 0;
    let kept = text.chars().filter(|c| is_printable(*c)).take_while(|c| {
        used += c.len_utf16();
        used <= LONGEST
    });
    Cow::Owned(kept.collect())
}
