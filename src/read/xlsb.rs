//! Looks through the records of one xlsb sheet before calamine does: it knows not all of them.

use std::io::{BufReader, Read};

use crate::read::faces::CellFace;
use crate::read::facts::{COLUMNS, Extent, ROWS, SheetFacts};
use crate::read::xml::XmlFault;
use crate::read::{Cell, Merge};

/// No record of a sheet is longer.
const LONGEST: usize = 16 << 20;

/// What the scan found.
#[derive(Debug, Default)]
pub(crate) struct Scanned {
    pub(crate) facts: SheetFacts,
    /// Cells of a kind that calamine passes over in silence: the part is to be widened, and scanned again.
    pub(crate) has_short: bool,
}

/// `BrtShortBlank` to `BrtShortIsst`: `BrtCellBlank` to `BrtCellIsst` without the column, which is the next one.
const SHORT: std::ops::RangeInclusive<u16> = 12..=18;
const FULL_BEFORE_SHORT: u16 = 11;
/// `BrtCellRString`: `BrtCellSt` with a byte of flags before the text and its fonts after it.
const RICH: u16 = 62;
const PLAIN: u16 = 6;

/// Old Vietnamese fonts of the cell formats (`BrtXF`), from `styles.bin`, read to its end.
pub(crate) fn formats(input: impl Read) -> Result<Vec<Option<CellFace>>, XmlFault> {
    let mut records = XlsbRecords::new(input);
    let (mut faces, mut formats) = (Vec::new(), Vec::new());
    let mut in_formats = false;
    while let Some((kind, body)) = records.next()? {
        match kind {
            // BrtFont: its name stands behind height, style, colour and scheme.
            43 => faces.push(name(body, 21).and_then(|name| CellFace::of(&name))),
            // BrtBeginCellXFs and BrtEndCellXFs
            617 => in_formats = true,
            618 => in_formats = false,
            // BrtXF: parent, number format, font, …
            47 if in_formats => {
                let face = short(body, 4).and_then(|font| faces.get(usize::from(font)));
                formats.push(face.copied().flatten());
            }
            _ => (),
        }
    }
    Ok(formats)
}

/// Reads the part to its end; `formats` are the old fonts of the cell formats.
pub(crate) fn scan(input: impl Read, formats: &[Option<CellFace>]) -> Result<Scanned, XmlFault> {
    let mut records = XlsbRecords::new(input);
    let mut facts = SheetFacts::default();
    let mut has_short = false;
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
                row = long(body, 0).ok_or(XmlFault::Corrupt)?;
                if row >= ROWS {
                    return Err(XmlFault::Corrupt);
                }
                if body.get(11).is_some_and(|flags| flags & 0x10 != 0) {
                    facts.hidden_rows.push(row + 1);
                }
            }
            // BrtCellBlank to BrtFmlaError
            1..=11 if in_data => {
                let column = long(body, 0).filter(|column| *column < COLUMNS);
                let column = column.ok_or(XmlFault::Corrupt)?;
                if kind != 1 {
                    extent.put(row, column);
                    facts.cells += 1;
                    // The number of the format has three bytes.
                    let format = long(body, 4).and_then(|it| usize::try_from(it & 0xFF_FFFF).ok());
                    let face = format.and_then(|format| formats.get(format)).copied().flatten();
                    if let Some(face) = face {
                        facts.faces.put((row + 1, row + 1), column, face);
                    }
                }
                // BrtCellError, and BrtFmlaError which calamine does not read.
                if let (3 | 11, Some(code)) = (kind, body.get(8)) {
                    facts.odd.push((row, column, Cell::Error(error(*code).to_owned())));
                }
            }
            12..=18 | RICH if in_data => has_short = true,
            // BrtMergeCell
            176 => facts.merges.extend(merge(body)),
            _ => (),
        }
    }
    if in_data {
        return Err(XmlFault::Corrupt);
    }
    extent.finish(&mut facts)?;
    facts.odd.sort_by_key(|(row, column, _)| (*row, *column));
    facts.faces.sort();
    Ok(Scanned { facts, has_short })
}

/// The same part with every cell written out in full, as Excel does and calamine reads it.
pub(crate) fn widened(part: &[u8]) -> Result<Vec<u8>, XmlFault> {
    let mut records = XlsbRecords::new(part);
    let mut wide = Vec::with_capacity(part.len() + part.len() / 4);
    let mut in_data = false;
    // Of the cell before; none yet in a new row.
    let mut column: Option<u32> = None;
    let mut body = Vec::new();
    while let Some((kind, found)) = records.next()? {
        body.clear();
        let mut full = kind;
        match kind {
            0x91 => in_data = true,
            0x92 => in_data = false,
            0 => column = None,
            1..=11 | RICH if in_data => column = Some(long(found, 0).ok_or(XmlFault::Corrupt)?),
            _ if in_data && SHORT.contains(&kind) => {
                let next = column.map_or(0, |column| column.saturating_add(1));
                column = Some(next);
                full = kind - FULL_BEFORE_SHORT;
                body.extend(next.to_le_bytes());
            }
            _ => (),
        }
        if kind == RICH && in_data {
            full = PLAIN;
            let units = usize::try_from(long(found, 9).ok_or(XmlFault::Corrupt)?).ok();
            let end = units.and_then(|units| units.checked_mul(2)?.checked_add(13));
            let text = end.and_then(|end| found.get(9..end)).ok_or(XmlFault::Corrupt)?;
            body.extend_from_slice(found.get(..8).ok_or(XmlFault::Corrupt)?);
            body.extend_from_slice(text);
        } else {
            body.extend_from_slice(found);
        }
        write_record(&mut wide, full, &body);
    }
    Ok(wide)
}

fn write_record(out: &mut Vec<u8>, kind: u16, body: &[u8]) {
    let [low, high] = kind.to_le_bytes();
    if kind < 0x80 {
        out.push(low);
    } else {
        out.extend([low | 0x80, (high << 1) | (low >> 7)]);
    }
    let mut length = body.len();
    loop {
        let low = u8::try_from(length & 0x7F).unwrap_or_default();
        length >>= 7;
        out.push(if length == 0 { low } else { low | 0x80 });
        if length == 0 {
            break;
        }
    }
    out.extend_from_slice(body);
}

/// Relationship identifiers of the sheets of `workbook.bin`, in the order of the tabs.
pub(crate) fn sheets(input: impl Read) -> Result<Vec<String>, XmlFault> {
    let mut records = XlsbRecords::new(input);
    let mut found = Vec::new();
    while let Some((kind, body)) = records.next()? {
        // BrtBundleSh: state, tab, identifier, …
        if kind == 0x9C && long(body, 8) != Some(u32::MAX) {
            found.push(name(body, 8).ok_or(XmlFault::Corrupt)?);
        }
    }
    Ok(found)
}

/// A short text, behind its length.
fn name(body: &[u8], at: usize) -> Option<String> {
    let length = usize::try_from(long(body, at)?).ok()?.min(1_000);
    let units = body.get(at + 4..)?.get(..length * 2)?;
    let units: Vec<_> = units.chunks_exact(2).filter_map(|unit| short(unit, 0)).collect();
    Some(String::from_utf16_lossy(&units))
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

struct XlsbRecords<R> {
    input: BufReader<R>,
    body: Vec<u8>,
}

impl<R: Read> XlsbRecords<R> {
    fn new(input: R) -> Self {
        Self { input: BufReader::with_capacity(64 << 10, input), body: Vec::new() }
    }

    /// Kind and body of the next record; `None` at the end of the part.
    fn next(&mut self) -> Result<Option<(u16, &[u8])>, XmlFault> {
        let Some(low) = self.byte()? else { return Ok(None) };
        let mut kind = u16::from(low & 0x7F);
        if low & 0x80 != 0 {
            kind |= u16::from(self.byte()?.ok_or(XmlFault::Corrupt)? & 0x7F) << 7;
        }
        let mut length = 0;
        for shift in [0, 7, 14, 21] {
            let byte = self.byte()?.ok_or(XmlFault::Corrupt)?;
            length |= usize::from(byte & 0x7F) << shift;
            if byte & 0x80 == 0 {
                break;
            }
        }
        if length > LONGEST {
            return Err(XmlFault::TooLarge);
        }
        self.body.resize(length, 0);
        self.input.read_exact(&mut self.body)?;
        Ok(Some((kind, &self.body)))
    }

    fn byte(&mut self) -> Result<Option<u8>, XmlFault> {
        let mut byte = [0];
        let read = self.input.read(&mut byte)?;
        Ok((read == 1).then_some(byte[0]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        let mut bytes = Vec::new();
        write_record(&mut bytes, kind, body);
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
        let facts = scan(&bytes[..], &[]).unwrap().facts;
        assert_eq!(facts.hidden_rows, [5]);
        assert_eq!(facts.odd, [(4, 2, Cell::Error("#N/A".into()))]);
        let merge = Merge { first_row: 5, last_row: 7, first_column: 0, last_column: 1 };
        assert_eq!(facts.merges, [merge]);
    }

    #[test]
    fn a_cell_has_the_font_of_its_format() {
        let font = |name: &str| {
            let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
            let length = u32::try_from(units.len() / 2).unwrap();
            record(43, &[&[0; 21][..], &length.to_le_bytes(), &units].concat())
        };
        let format = |font: u8| record(47, &[0, 0, 0, 0, font, 0, 0, 0]);
        let styles = [
            font("Calibri"),
            font(".VnTimeH"),
            font("VNI-Times"),
            record(43, &[0; 22]),
            // Those of the named styles are no formats of cells.
            format(2),
            record(617, &[]),
            [format(0), format(1), format(2), format(3), format(9)].concat(),
            record(618, &[]),
        ];
        let formats = formats(styles.concat().as_slice()).unwrap();
        assert_eq!(formats, [None, Some(CellFace::Tcvn3Capitals), Some(CellFace::Vni), None, None]);
        let text = |column: u32, format: u32| record(7, &words(&[column, format | 1 << 24, 0]));
        let bytes = sheet(&[record(0, &words(&[1, 0])), text(0, 0), text(1, 1), text(2, 2)], &[]);
        let faces = scan(&bytes[..], &formats).unwrap().facts.faces;
        let found = [0, 1, 2].map(|column| faces.at(2, column));
        assert_eq!(found, [None, Some(CellFace::Tcvn3Capitals), Some(CellFace::Vni)]);
    }

    #[test]
    fn a_record_without_column_is_seen_and_gets_the_next_one() {
        let row = record(0, &words(&[0, 0]));
        let value = [7, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8];
        for kind in SHORT {
            let given = [row.clone(), record(2, &words(&[4, 0, 0])), record(kind, &value)];
            let given = sheet(&[given.concat(), record(kind, &value)], &[]);
            assert!(scan(&given[..], &[]).unwrap().has_short, "{kind}");
            let full =
                |column: u32| record(kind - 11, &[&column.to_le_bytes()[..], &value].concat());
            let cells = [row.clone(), record(2, &words(&[4, 0, 0])), full(5), full(6)];
            assert_eq!(widened(&given).unwrap(), sheet(&cells, &[]), "{kind}");
            assert!(!scan(&widened(&given).unwrap()[..], &[]).unwrap().has_short);
        }
    }

    #[test]
    fn a_rich_text_keeps_its_letters_and_loses_its_fonts() {
        let text = [&2u32.to_le_bytes()[..], &[0x61, 0, 0x62, 0]].concat();
        let head = words(&[3, 9]);
        let rich = [&head[..], &[1], &text, &words(&[1, 0])].concat();
        let given = sheet(&[record(0, &words(&[0, 0])), record(RICH, &rich)], &[]);
        let plain = [&head[..], &text].concat();
        let want = sheet(&[record(0, &words(&[0, 0])), record(PLAIN, &plain)], &[]);
        assert_eq!(widened(&given).unwrap(), want);
        let cut = sheet(&[record(RICH, &rich[..12])], &[]);
        assert_eq!(widened(&cut).unwrap_err(), XmlFault::Corrupt);
    }

    #[test]
    fn a_long_record_is_written_with_a_long_length() {
        let long = sheet(&[record(0, &[0; 300]), record(6, &vec![1; 20_000])], &[]);
        assert_eq!(widened(&long).unwrap(), long);
    }

    #[test]
    fn a_part_cut_short_is_corrupt() {
        let bytes = sheet(&[record(0, &words(&[0, 0]))], &[]);
        let cut = &bytes[..bytes.len() - 3];
        assert_eq!(scan(cut, &[]).unwrap_err(), XmlFault::Corrupt);
    }
}
