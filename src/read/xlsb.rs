//! Looks through the records of one xlsb sheet before calamine does: it knows not all of them.

use std::io::{BufReader, Read};

use crate::read::facts::{COLUMNS, Extent, ROWS, SheetFacts};
use crate::read::xml::Fault;
use crate::read::{Cell, Merge};

/// No record of a sheet is longer.
const LONGEST: usize = 16 << 20;

/// Why a sheet cannot be handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    Fault(Fault),
    /// A kind of cell that calamine passes over in silence.
    Unsupported,
}

impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Reads the part to its end.
pub(crate) fn scan(input: impl Read) -> Result<SheetFacts, Refused> {
    let mut records = Records::new(input);
    let mut facts = SheetFacts::default();
    let mut extent = Extent::default();
    let mut in_data = false;
    let mut row = 0;
    while let Some((kind, body)) = records.next()? {
        match kind {
            0x91 => {
                in_data = true;
                facts.is_worksheet = true;
            }
            0x92 => in_data = false,
            // BrtRowHdr
            0 if in_data => {
                row = long(body, 0).ok_or(Fault::Corrupt)?;
                if row >= ROWS {
                    return Err(Fault::Corrupt.into());
                }
                if body.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    facts.hidden_rows.push(row + 1);
                }
            }
            // BrtCellBlank to BrtFmlaError
            1..=11 if in_data => {
                let column = long(body, 0).filter(|column| *column < COLUMNS);
                let column = column.ok_or(Fault::Corrupt)?;
                if kind != 1 {
                    extent.put(row, column);
                    facts.cells += 1;
                }
                // BrtCellError, and BrtFmlaError which calamine does not read.
                if let (3 | 11, Some(code)) = (kind, body.get(8)) {
                    facts.odd.push((row, column, Cell::Error(error(*code).to_owned())));
                }
            }
            // BrtShortBlank to BrtShortIsst leave out the column; BrtCellRString has its text inside.
            12..=18 | 62 if in_data => return Err(Refused::Unsupported),
            // BrtMergeCell
            176 => facts.merges.extend(merge(body)),
            _ => (),
        }
    }
    if in_data {
        return Err(Fault::Corrupt.into());
    }
    extent.finish(&mut facts)?;
    facts.odd.sort_by_key(|(row, column, _)| (*row, *column));
    Ok(facts)
}

/// Relationship identifiers of the sheets of `workbook.bin`, in the order of the tabs.
pub(crate) fn sheets(input: impl Read) -> Result<Vec<String>, Fault> {
    let mut records = Records::new(input);
    let mut found = Vec::new();
    while let Some((kind, body)) = records.next()? {
        // BrtBundleSh: state, tab, length of the identifier, identifier, …
        if kind != 0x9C {
            continue;
        }
        let length = long(body, 8).filter(|length| *length != u32::MAX);
        let Some(length) = length.and_then(|length| usize::try_from(length).ok()) else { continue };
        let units = body.get(12..12 + length.min(1_000) * 2).ok_or(Fault::Corrupt)?;
        let units: Vec<_> = units.chunks_exact(2).filter_map(|unit| short(unit, 0)).collect();
        found.push(String::from_utf16_lossy(&units));
    }
    Ok(found)
}

fn merge(body: &[u8]) -> Option<Merge> {
    let (first_row, last_row) = (long(body, 0)?, long(body, 4)?);
    let (first_column, last_column) = (long(body, 8)?, long(body, 12)?);
    let inside = first_row <= last_row && last_row < ROWS;
    let inside = inside && first_column <= last_column && last_column < COLUMNS;
    let (first_row, last_row) = (first_row.saturating_add(1), last_row.saturating_add(1));
    inside.then_some(Merge { first_row, last_row, first_column, last_column })
}

const fn error(code: u8) -> &'static str {
    match code {
        0x00 => "#NULL!",
        0x07 => "#DIV/0!",
        0x0F => "#VALUE!",
        0x17 => "#REF!",
        0x1D => "#NAME?",
        0x24 => "#NUM!",
        0x2A => "#N/A",
        0x2B => "#GETTING_DATA",
        _ => "#?",
    }
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

struct Records<R> {
    input: BufReader<R>,
    body: Vec<u8>,
}

impl<R: Read> Records<R> {
    fn new(input: R) -> Self {
        Self { input: BufReader::with_capacity(64 << 10, input), body: Vec::new() }
    }

    /// Kind and body of the next record; `None` at the end of the part.
    fn next(&mut self) -> Result<Option<(u16, &[u8])>, Fault> {
        let Some(low) = self.byte()? else { return Ok(None) };
        let mut kind = u16::from(low & 0x7F);
        if low & 0x80 != 0 {
            kind |= u16::from(self.byte()?.ok_or(Fault::Corrupt)? & 0x7F) << 7;
        }
        let mut length = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?.ok_or(Fault::Corrupt)?;
            length |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        if length > LONGEST {
            return Err(Fault::TooLarge);
        }
        self.body.resize(length, 0);
        self.input.read_exact(&mut self.body)?;
        Ok(Some((kind, &self.body)))
    }

    fn byte(&mut self) -> Result<Option<u8>, Fault> {
        let mut byte = [0];
        let read = self.input.read(&mut byte)?;
        Ok((read == 1).then_some(byte[0]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        let [low, high] = kind.to_le_bytes();
        let mut bytes = match kind {
            ..0x80 => vec![low],
            _ => vec![low | 0x80, high << 1 | low >> 7],
        };
        bytes.push(u8::try_from(body.len()).unwrap_or(u8::MAX));
        bytes.extend(body);
        bytes
    }

    fn words(words: &[u32]) -> Vec<u8> {
        words.iter().flat_map(|word| word.to_le_bytes()).collect()
    }

    fn sheet(inside: &[Vec<u8>], after: &[Vec<u8>]) -> Vec<u8> {
        let mut bytes = record(0x91, &[]);
        bytes.extend(inside.concat());
        bytes.extend(record(0x92, &[]));
        bytes.extend(after.concat());
        bytes
    }

    #[test]
    fn rows_errors_and_merges_are_seen() {
        let mut row = words(&[4, 0]);
        row.extend([0, 0, 0, 0x10, 0]);
        let mut fault = words(&[2, 0]);
        fault.extend([0x2A, 0, 0]);
        let bytes =
            sheet(&[record(0, &row), record(11, &fault)], &[record(176, &words(&[4, 6, 0, 1]))]);
        let facts = scan(&bytes[..]).unwrap();
        assert_eq!(facts.hidden_rows, [5]);
        assert_eq!(facts.odd, [(4, 2, Cell::Error("#N/A".into()))]);
        let merge = Merge { first_row: 5, last_row: 7, first_column: 0, last_column: 1 };
        assert_eq!(facts.merges, [merge]);
    }

    #[test]
    fn a_record_without_column_is_refused_not_passed_over() {
        for kind in [12, 13, 18, 62] {
            let bytes = sheet(&[record(kind, &[0; 8])], &[]);
            assert_eq!(scan(&bytes[..]).unwrap_err(), Refused::Unsupported, "{kind}");
        }
    }

    #[test]
    fn a_part_cut_short_is_corrupt() {
        let bytes = sheet(&[record(0, &words(&[0, 0]))], &[]);
        let cut = &bytes[..bytes.len() - 3];
        assert_eq!(scan(cut).unwrap_err(), Refused::Fault(Fault::Corrupt));
    }
}
