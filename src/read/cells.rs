//! Cells as calamine yields them → cells of ours. A panic of it is a file that it cannot read.

use std::borrow::Cow;
use std::ops::Add;
use std::panic::{AssertUnwindSafe, catch_unwind};

use calamine::{Data, DataRef, Reader, Xlsx, XlsxError};

use crate::read::Cell;
use crate::read::facts::SheetFacts;
use crate::read::unpacked::PackageBytes;

/// calamine cannot read it, for a reason that tells an office nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unreadable;

/// A panic of calamine is a file that it cannot read.
pub(crate) fn guarded<T>(read: impl FnOnce() -> Result<T, Unreadable>) -> Result<T, Unreadable> {
    catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Unreadable))
}

pub(crate) fn unreadable<E>(_: E) -> Unreadable {
    Unreadable
}

pub(crate) fn opened_xlsx(
    bytes: PackageBytes<'_>,
) -> Result<Box<Xlsx<PackageBytes<'_>>>, Unreadable> {
    Ok(Box::new(Xlsx::new(bytes).map_err(unreadable)?))
}

/// Cell elements that were read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CellsRead {
    seen: u64,
    /// Of them, those that calamine could not tell.
    broken: usize,
}

impl Add for CellsRead {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { seen: self.seen + other.seen, broken: self.broken + other.broken }
    }
}

impl CellsRead {
    /// Whether these are the cells that the preflight has found.
    pub(crate) fn agrees(self, facts: &SheetFacts) -> Result<(), Unreadable> {
        // After a bad cell, calamine miscounts those that say not where they stand.
        let misplaced = self.broken > 0 && facts.unplaced;
        if self.seen != facts.cells || self.broken > facts.odd.len() || misplaced {
            return Err(Unreadable);
        }
        Ok(())
    }
}

pub(crate) fn xlsx_cells<'s>(
    xlsx: &'s mut Xlsx<PackageBytes<'_>>,
    name: &str,
    mut put: impl FnMut(u32, u32, Cell<'s>),
) -> Result<CellsRead, Unreadable> {
    let mut reader = xlsx.worksheet_cells_reader(name).map_err(|_| Unreadable)?;
    let mut counted = CellsRead::default();
    loop {
        match reader.next_cell() {
            Ok(Some(cell)) => {
                let (row, column) = cell.get_position();
                counted.seen += 1;
                put(row, column, from_ref(cell.get_value()));
            }
            Ok(None) => return Ok(counted),
            // One bad cell, which the preflight has placed: the next call goes on behind it.
            Err(
                XlsxError::CellError(_)
                | XlsxError::CellTAttribute(_)
                | XlsxError::Unexpected(_)
                | XlsxError::UnexpectedNode(_)
                | XlsxError::ParseFloat(_)
                | XlsxError::Unrecognized { .. },
            ) => {
                counted.seen += 1;
                counted.broken += 1;
            }
            Err(_) => return Err(Unreadable),
        }
    }
}

pub(crate) fn from_ref<'s>(value: &DataRef<'s>) -> Cell<'s> {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::SharedString(text) => Cell::Text(Cow::Borrowed(text)),
        DataRef::String(text) => Cell::Text(Cow::Owned(text.clone())),
        DataRef::DurationIso(text) => Cell::Text(Cow::Owned(clock(text))),
        #[expect(clippy::cast_precision_loss, reason = "integers of a sheet are stored in 30 bits")]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => from_number(*number),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(serial) if serial.is_duration() => from_number(serial.as_f64()),
        DataRef::DateTime(serial) => Cell::Serial(serial.as_f64()),
        DataRef::DateTimeIso(text) => Cell::IsoDate(text.clone()),
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}

pub(crate) fn from_data(value: &Data) -> Cell<'static> {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(text) => Cell::Text(Cow::Owned(text.clone())),
        Data::DurationIso(text) => Cell::Text(Cow::Owned(clock(text))),
        #[expect(clippy::cast_precision_loss, reason = "integers of a sheet are stored in 30 bits")]
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => from_number(*number),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(serial) if serial.is_duration() => from_number(serial.as_f64()),
        Data::DateTime(serial) => Cell::Serial(serial.as_f64()),
        Data::DateTimeIso(text) => Cell::IsoDate(text.clone()),
        Data::Error(error) => Cell::Error(error.to_string()),
    }
}

fn from_number(number: f64) -> Cell<'static> {
    if number.is_finite() { Cell::Number(number) } else { Cell::Broken(number.to_string()) }
}

/// `16:30` of `PT16H30M00S`, as ods writes a time of day; another text is left as it is.
fn clock(text: &str) -> String {
    let parts = || {
        let (hours, rest) = text.strip_prefix("PT")?.split_once('H')?;
        let (minutes, seconds) = rest.split_once('M')?;
        let seconds = seconds.strip_suffix('S')?.split(['.', ',']).next()?;
        let number = |part: &str| part.parse::<u32>().ok();
        Some((number(hours)?, number(minutes)?, number(seconds)?))
    };
    match parts() {
        Some((hours, minutes, 0)) => format!("{hours:02}:{minutes:02}"),
        Some((hours, minutes, seconds)) => format!("{hours:02}:{minutes:02}:{seconds:02}"),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_time_of_day_is_what_a_clerk_sees() {
        let case = |text: &str, want: &str| assert_eq!(super::clock(text), want);
        case("PT16H30M00S", "16:30");
        case("PT08H05M07.5S", "08:05:07");
        case("PT30H00M00S", "30:00");
        case("P1D", "P1D");
    }
}
