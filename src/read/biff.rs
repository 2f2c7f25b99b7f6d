//! Looks through the records of an xls workbook (BIFF5, BIFF8) before calamine does: passwords, bounds, hidden rows.

use crate::read::Cell;
use crate::read::faces::CellFace;
use crate::read::facts::{Extent, SheetFacts};
use crate::read::xml::XmlFault;

/// Rows and columns of the largest xls sheet.
const ROWS: u32 = 65_536;
const COLUMNS: u32 = 256;
/// Cells of all bounding boxes together: calamine makes a grid of each sheet.
const MOST_CELLS: u64 = 12_000_000;

/// Why the workbook cannot be handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    Encrypted,
    Fault(XmlFault),
}

impl From<XmlFault> for Refused {
    fn from(fault: XmlFault) -> Self {
        Self::Fault(fault)
    }
}

/// Facts of each sheet, in the order of the tabs.
pub(crate) fn scan(stream: &[u8]) -> Result<Vec<SheetFacts>, Refused> {
    let mut places = Vec::new();
    let mut strings = 0;
    let mut fonts = BiffFonts::default();
    for record in records(stream) {
        let (kind, body) = record?;
        match kind {
            // Bof
            0x0809 => fonts.is_wide = short(body, 0) == Some(0x0600),
            // Font, XF
            0x31 => fonts.faces.push(fonts.face(body)),
            0xE0 => fonts.formats.push(fonts.format(body)),
            // FilePass, of whatever method
            0x2F => return Err(Refused::Encrypted),
            // BoundSheet8
            0x85 => places.push(word(body, 0).ok_or(XmlFault::Corrupt)?),
            // SST: how many different strings
            0xFC => strings = word(body, 4).unwrap_or(0),
            // EOF
            0x0A => break,
            _ => (),
        }
    }
    let mut cells = 0;
    let mut sheets = Vec::new();
    for place in places {
        let place = usize::try_from(place).map_err(|_| XmlFault::Corrupt)?;
        let stream = stream.get(place..).ok_or(XmlFault::Corrupt)?;
        let (facts, area) = sheet(stream, strings, &fonts)?;
        cells += area;
        if cells > MOST_CELLS {
            return Err(XmlFault::TooLarge.into());
        }
        sheets.push(facts);
    }
    Ok(sheets)
}

/// The old Vietnamese fonts of the workbook.
#[derive(Debug, Default)]
struct BiffFonts {
    /// BIFF8: texts say whether they are UTF-16.
    is_wide: bool,
    faces: Vec<Option<CellFace>>,
    /// Of each cell format.
    formats: Vec<Option<CellFace>>,
}

impl BiffFonts {
    fn face(&self, body: &[u8]) -> Option<CellFace> {
        let length = usize::from(*body.get(14)?);
        let name: String = if !self.is_wide {
            body.get(15..)?.iter().take(length).map(|byte| char::from(*byte)).collect()
        } else if body.get(15)? & 1 == 0 {
            body.get(16..)?.iter().take(length).map(|byte| char::from(*byte)).collect()
        } else {
            let units = body.get(16..)?.chunks_exact(2).take(length);
            let units = units.filter_map(|unit| Some(u16::from_le_bytes(*unit.first_chunk()?)));
            char::decode_utf16(units).map_while(Result::ok).collect()
        };
        CellFace::of(&name)
    }

    /// There is no font 4: numbers jump over it.
    fn format(&self, body: &[u8]) -> Option<CellFace> {
        let font = usize::from(short(body, 0)?);
        let font = if font > 4 { font - 1 } else { font };
        self.faces.get(font).copied().flatten()
    }
}

/// Facts of a sheet, and how many cells its bounding box has.
fn sheet(stream: &[u8], strings: u32, fonts: &BiffFonts) -> Result<(SheetFacts, u64), XmlFault> {
    let mut facts = SheetFacts { is_worksheet: true, ..SheetFacts::default() };
    let mut extent = Extent::default();
    let mut bounds: Option<(u32, u32, u32, u32)> = None;
    // The first BOF opens the sheet; others open charts inside it.
    let mut depth = 0;
    for record in records(stream) {
        let (kind, body) = record?;
        match kind {
            0x0809 => depth += 1,
            0x0A if depth <= 1 => break,
            0x0A => depth -= 1,
            _ if depth > 1 => (),
            // Dimensions
            0x0200 => dimensions(body)?,
            // Row: height 0
            0x0208 if short(body, 12).is_some_and(|flags| flags & 0x20 != 0) => {
                facts.hidden_rows.push(u32::from(short(body, 0).unwrap_or(0)) + 1);
            }
            // Formula, Number, Label, BoolErr, RK, LabelSst, RString, MulRk
            0x06 | 0x0203 | 0x0204 | 0x0205 | 0x027E | 0xFD | 0xD6 | 0xBD => {
                let row = u32::from(short(body, 0).ok_or(XmlFault::Corrupt)?);
                let first = u32::from(short(body, 2).ok_or(XmlFault::Corrupt)?);
                let last = match (kind, body.len().checked_sub(2)) {
                    (0xBD, Some(end)) => u32::from(short(body, end).ok_or(XmlFault::Corrupt)?),
                    _ => first,
                };
                if last < first || last >= COLUMNS {
                    return Err(XmlFault::Corrupt);
                }
                extent.put(row, first);
                extent.put(row, last);
                let (top, bottom, left, right) = bounds.unwrap_or((row, row, first, last));
                bounds = Some((top.min(row), bottom.max(row), left.min(first), right.max(last)));
                let format = short(body, 4).map(usize::from);
                let face = format.and_then(|at| fonts.formats.get(at)).copied().flatten();
                if let Some(face) = face.filter(|_| matches!(kind, 0x06 | 0x0204 | 0xFD | 0xD6)) {
                    facts.faces.put((row + 1, row + 1), first, face);
                }
                let index = word(body, 6).unwrap_or(0);
                if kind == 0xFD && index >= strings {
                    facts.odd.push((row, first, Cell::Broken(index.to_string())));
                }
            }
            _ => (),
        }
    }
    extent.finish(&mut facts)?;
    facts.odd.sort_by_key(|(row, column, _)| (*row, *column));
    facts.hidden_rows.sort_unstable();
    facts.faces.sort();
    let area = bounds.map_or(0, |(top, bottom, left, right)| {
        u64::from(bottom - top + 1) * u64::from(right - left + 1)
    });
    Ok((facts, area))
}

/// calamine reserves what the record says.
fn dimensions(body: &[u8]) -> Result<(), XmlFault> {
    let (first, last, end) = if body.len() == 10 {
        let (first, last) = (short(body, 0).map(u32::from), short(body, 2).map(u32::from));
        (first, last, short(body, 6))
    } else {
        (word(body, 0), word(body, 4), short(body, 10))
    };
    let (Some(first), Some(last), Some(end)) = (first, last, end) else {
        return Err(XmlFault::Corrupt);
    };
    let empty = last == 0 || end == 0;
    let inside = first <= ROWS && last <= ROWS && u32::from(end) <= COLUMNS;
    if inside && (empty || first < last) { Ok(()) } else { Err(XmlFault::Corrupt) }
}

/// Kind and body of each record; the bytes of a `Continue` are a record of their own.
fn records(stream: &[u8]) -> impl Iterator<Item = Result<(u16, &[u8]), XmlFault>> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (kind, length) = (short(rest, 0)?, short(rest, 2)?);
        let after = rest.get(4..)?;
        let Some((body, after)) = after.split_at_checked(usize::from(length)) else {
            rest = &[];
            return Some(Err(XmlFault::Corrupt));
        };
        rest = after;
        Some(Ok((kind, body)))
    })
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, body: &[u16]) -> Vec<u8> {
        let length = u16::try_from(body.len() * 2).unwrap_or(u16::MAX);
        [kind, length].iter().chain(body).flat_map(|unit| unit.to_le_bytes()).collect()
    }

    fn workbook(globals: &[Vec<u8>], sheet: &[Vec<u8>]) -> Vec<u8> {
        let bof = record(0x0809, &[0x0600, 5]);
        let mut bytes = [bof.clone(), globals.concat()].concat();
        // BoundSheet8 and EOF follow: 4 + 8 and 4 bytes.
        let place = u16::try_from(bytes.len() + 12 + 4).unwrap_or(u16::MAX);
        bytes.extend(record(0x85, &[place, 0, 0, 0]));
        bytes.extend(record(0x0A, &[]));
        bytes.extend(bof);
        bytes.extend(sheet.concat());
        bytes.extend(record(0x0A, &[]));
        bytes
    }

    #[test]
    fn a_password_of_any_method_is_seen() {
        for method in [0, 1] {
            let bytes = workbook(&[record(0x2F, &[method, 1, 1])], &[]);
            assert_eq!(scan(&bytes).unwrap_err(), Refused::Encrypted);
        }
    }

    #[test]
    fn dimensions_outside_any_xls_are_corrupt() {
        let case = |body: &[u16]| scan(&workbook(&[], &[record(0x0200, body)])).is_ok();
        assert!(case(&[0, 0, 12, 0, 0, 9, 0]));
        assert!(case(&[0, 0, 0, 0, 0, 0, 0]));
        assert!(!case(&[0, 0, 0xFFFF, 0xFFFF, 0, 9, 0]));
        assert!(!case(&[9, 0, 3, 0, 0, 9, 0]));
        assert!(!case(&[0, 0, 3, 0, 0, 0xFFFF, 0]));
    }

    #[test]
    fn hidden_rows_and_strings_that_do_not_exist_are_seen() {
        let row = record(0x0208, &[6, 0, 3, 255, 0, 0, 0x20, 0]);
        let label = record(0xFD, &[2, 1, 0, 9, 0]);
        let facts = scan(&workbook(&[], &[row, label])).unwrap().remove(0);
        assert_eq!(facts.hidden_rows, [7]);
        assert_eq!(facts.odd, [(2, 1, Cell::Broken("9".into()))]);
    }

    #[test]
    fn a_stream_cut_inside_a_record_is_corrupt() {
        let bytes = workbook(&[], &[record(0x0208, &[0; 8])]);
        let cut = &bytes[..bytes.len() - 6];
        assert_eq!(scan(cut).unwrap_err(), Refused::Fault(XmlFault::Corrupt));
    }
}
