//! Looks through the XML of one xlsx sheet before calamine does: where its cells stand, and which it would get wrong.

use std::io::Read;
use std::ops::Range;

use crate::read::Cell;
use crate::read::cell_kind::CellKind;
use crate::read::facts::{COLUMNS, Extent, ROWS, RowOrder, SheetFacts};
use crate::read::reference::{number, position, rectangle};
use crate::read::xml::{Pieces, Tag, UsualCell, XmlFault, XmlPiece, text};

/// Longest row, in bytes, of a part that may be cut: whole rows are kept in memory then.
const LONGEST_ROW: u64 = 8 << 20;
/// Odd cells kept for one sheet; more of them is no spreadsheet to read.
const MOST_ODD: usize = 3_000_000;

/// What the scan found, and what calamine could not stand.
pub(crate) struct Scanned {
    pub(crate) facts: SheetFacts,
    /// A `<dimension>` that calamine gives the sheet up for, by the place of its tag in the part.
    pub(crate) bad_dimension: Option<Range<u64>>,
}

/// Reads the part to its end. `strings`: how many shared strings the workbook has.
pub(crate) fn scan(input: impl Read, strings: u64) -> Result<Scanned, XmlFault> {
    let mut pieces = Pieces::new(input);
    let mut scan = Scan { strings, ..Scan::default() };
    loop {
        while scan.in_data
            && scan.cell.is_none()
            && let Some(cell) = pieces.usual_cell()
        {
            scan.usual_cell(cell)?;
        }
        let Some(piece) = pieces.next()? else { break };
        if scan.in_data {
            scan.data(piece)?;
            if scan.cell.is_some()
                && let Some(raw) = pieces.usual_value()
            {
                scan.value(raw, false);
                scan.close_cell()?;
            }
        } else {
            scan.frame(piece);
        }
    }
    if scan.in_data || (scan.facts.is_worksheet && !scan.closed) {
        return Err(XmlFault::Corrupt);
    }
    let Scan { mut facts, extent, bad_dimension, cuts, .. } = scan;
    extent.finish(&mut facts)?;
    if cuts.are_safe
        && !facts.unplaced
        && !pieces.has_asides()
        && facts.order == RowOrder::Ascending
    {
        facts.order = RowOrder::Divisible;
    }
    facts.odd.sort_by_key(|(row, column, _)| (*row, *column));
    facts.hidden_rows.sort_unstable();
    Ok(Scanned { facts, bad_dimension })
}

#[derive(Default)]
struct Scan {
    facts: SheetFacts,
    extent: Extent,
    strings: u64,
    in_data: bool,
    closed: bool,
    bad_dimension: Option<Range<u64>>,
    /// Row and column from 0, counted as calamine counts cells that say not where they stand.
    row: u32,
    column: u32,
    cuts: Cuts,
    cell: Option<OpenCell>,
}

/// Whether a part may be cut before its rows: see `RowOrder::Divisible`.
struct Cuts {
    are_safe: bool,
    in_row: bool,
    /// From 0: of the row that is open or was last.
    row: Option<u32>,
    /// Where the part could be cut last, in bytes from its start.
    passed: u64,
}

impl Default for Cuts {
    fn default() -> Self {
        Self { are_safe: true, in_row: false, row: None, passed: 0 }
    }
}

impl Cuts {
    fn table(&mut self, tag: Tag<'_>) {
        self.are_safe &= tag.name() == b"sheetData" && !tag.is_empty();
        self.are_safe &= tag.attributes().next().is_none();
    }

    /// A place at which the part could be cut.
    fn pass(&mut self, offset: u64) {
        self.are_safe &= offset.saturating_sub(self.passed) <= LONGEST_ROW;
        self.passed = offset;
    }

    /// `told`: the number, from 0, that it says once; `in_cell`: it stands inside a cell.
    fn row(&mut self, tag: Tag<'_>, told: Option<u32>, in_cell: bool) {
        self.are_safe &= told.is_some() && told > self.row && tag.name() == b"row";
        self.are_safe &= !self.in_row && !in_cell;
        self.in_row = true;
        self.row = told;
    }

    fn cell(&mut self, told: Option<(u32, u32)>) {
        self.are_safe &= self.in_row && told.map(|(row, _)| row) == self.row;
    }
}

struct OpenCell {
    row: u32,
    column: u32,
    kind: CellKind,
    has_formula: bool,
    has_value: bool,
    /// Inside `<is>`, whose own elements are no business of the scan.
    in_string: bool,
    odd: Option<Cell<'static>>,
}

impl Scan {
    /// Outside `<sheetData>`.
    fn frame(&mut self, piece: XmlPiece<'_>) {
        let tag = piece.tag;
        if tag.is_close() {
            return;
        }
        match tag.local() {
            b"sheetData" => {
                self.facts.is_worksheet = true;
                self.in_data = !tag.is_empty();
                self.cuts.table(tag);
                self.closed = tag.is_empty();
            }
            b"dimension" if !tag.attribute(b"ref").is_some_and(|at| dimension(at.as_bytes())) => {
                self.bad_dimension = Some(piece.tag_range());
            }
            b"mergeCell" => {
                let merge = tag.attribute(b"ref").and_then(|range| rectangle(range.as_bytes()));
                self.facts.merges.extend(merge);
            }
            _ => (),
        }
    }

    /// Inside `<sheetData>`.
    fn data(&mut self, piece: XmlPiece<'_>) -> Result<(), XmlFault> {
        let tag = piece.tag;
        match (tag.local(), tag.is_close()) {
            (b"c", false) => self.open_cell(tag)?,
            (b"c", true) => self.close_cell()?,
            (b"v", true) => self.value(piece.text, piece.skipped),
            (b"row", false) => self.open_row(tag, piece.offset),
            (b"row", true) => self.close_row(),
            (b"sheetData", true) => {
                self.cuts.pass(piece.offset);
                self.in_data = false;
                self.closed = true;
            }
            (name, false) => {
                if let Some(cell) = &mut self.cell {
                    cell.open(name, tag.is_empty());
                }
            }
            (b"is", true) => {
                if let Some(cell) = &mut self.cell {
                    cell.in_string = false;
                }
            }
            (_, true) => (),
        }
        Ok(())
    }

    fn open_row(&mut self, tag: Tag<'_>, offset: u64) {
        self.cuts.pass(offset);
        let mut numbers = 0;
        let mut hidden = false;
        for (key, value) in tag.attributes() {
            match key {
                b"r" => match number(value).filter(|row| (1..=ROWS).contains(row)) {
                    Some(row) => {
                        self.row = row - 1;
                        numbers += 1;
                    }
                    None => self.fault("Số dòng", value),
                },
                b"hidden" => hidden = matches!(value, b"1" | b"true"),
                _ => (),
            }
        }
        if hidden {
            self.facts.hidden_rows.push(self.row + 1);
        }
        self.cuts.row(tag, (numbers == 1).then_some(self.row), self.cell.is_some());
        if tag.is_empty() {
            self.close_row();
        }
    }

    fn close_row(&mut self) {
        self.cuts.in_row = false;
        self.row += 1;
        self.column = 0;
    }

    /// The same as to open it, to find its value and to close it.
    fn usual_cell(&mut self, cell: UsualCell<'_>) -> Result<(), XmlFault> {
        let place = position(cell.reference);
        if place.is_none() {
            self.fault("Địa chỉ ô", cell.reference);
        }
        let (row, column) = self.place_cell(place)?;
        self.extent.put(row, column);
        let kind = if cell.is_shared { CellKind::Shared } else { CellKind::Any };
        match kind.odd(cell.value, self.strings) {
            Some(odd) => self.put_odd(row, column, odd),
            None => Ok(()),
        }
    }

    fn open_cell(&mut self, tag: Tag<'_>) -> Result<(), XmlFault> {
        let mut place = None;
        let mut kind = CellKind::Any;
        for (key, value) in tag.attributes() {
            match key {
                b"r" => match position(value).filter(|_| place.is_none()) {
                    Some(at) => place = Some(at),
                    None => self.fault("Địa chỉ ô", value),
                },
                b"t" => kind = CellKind::of(value),
                _ => (),
            }
        }
        let (row, column) = self.place_cell(place)?;
        self.cell = Some(OpenCell {
            row,
            column,
            kind,
            has_formula: false,
            has_value: false,
            in_string: false,
            odd: None,
        });
        if tag.is_empty() { self.close_cell() } else { Ok(()) }
    }

    /// Where a cell stands; one that does not say so stands behind the one before it.
    fn place_cell(&mut self, told: Option<(u32, u32)>) -> Result<(u32, u32), XmlFault> {
        self.facts.cells += 1;
        self.facts.unplaced |= told.is_none();
        self.cuts.cell(told);
        let (row, column) = told.unwrap_or((self.row, self.column));
        // Only cells that were counted on get here: more than any sheet can hold.
        if row >= ROWS || column >= COLUMNS {
            return Err(XmlFault::TooLarge);
        }
        self.column = column + 1;
        Ok((row, column))
    }

    /// What stands in `<v>`; `skipped`: not all of it.
    fn value(&mut self, raw: &[u8], skipped: bool) {
        let strings = self.strings;
        let Some(cell) = self.cell.as_mut().filter(|cell| !cell.in_string) else { return };
        if skipped {
            cell.odd = Some(Cell::Broken(text(raw).into_owned()));
        } else if raw.is_empty() {
            // A formula whose result is the empty text was calculated all the same.
            cell.has_value |= cell.kind == CellKind::Plain;
            return;
        } else if cell.odd.is_none() {
            cell.odd = cell.kind.odd(raw, strings);
        }
        cell.has_value = true;
    }

    fn close_cell(&mut self) -> Result<(), XmlFault> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let uncalculated = cell.has_formula && !cell.has_value;
        let odd = cell.odd.or_else(|| uncalculated.then_some(Cell::Uncalculated));
        if cell.has_value || odd.is_some() {
            self.extent.put(cell.row, cell.column);
        }
        match odd {
            Some(odd) => self.put_odd(cell.row, cell.column, odd),
            None => Ok(()),
        }
    }

    fn put_odd(&mut self, row: u32, column: u32, odd: Cell<'static>) -> Result<(), XmlFault> {
        if self.facts.odd.len() >= MOST_ODD {
            return Err(XmlFault::TooLarge);
        }
        self.facts.odd.push((row, column, odd));
        Ok(())
    }

    fn fault(&mut self, what: &str, found: &[u8]) {
        let found = text(found);
        let short: String = found.chars().take(40).collect();
        self.facts.fault.get_or_insert_with(|| format!("{what} “{short}” nằm ngoài trang tính"));
    }
}

impl OpenCell {
    /// An element inside the cell other than a closing `v`.
    fn open(&mut self, name: &[u8], is_empty: bool) {
        match name {
            _ if self.in_string => (),
            b"f" => self.has_formula = true,
            b"v" => (),
            b"is" => {
                self.has_value = true;
                self.in_string = !is_empty;
            }
            other => self.odd = Some(Cell::Broken(text(other).into_owned())),
        }
    }
}

/// Does calamine accept this `ref` of a `<dimension>`?
fn dimension(reference: &[u8]) -> bool {
    rectangle(reference).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Merge;

    fn facts(data: &str) -> SheetFacts {
        let xml = format!("<worksheet><sheetData>{data}</sheetData></worksheet>");
        scan(xml.as_bytes(), 2).unwrap_or_else(|fault| panic!("{fault:?}")).facts
    }

    #[track_caller]
    fn case(cell: &str, want: Option<Cell<'static>>) {
        let got = facts(&format!("<row r=\"2\">{cell}</row>")).odd;
        let want: Vec<_> = want.map(|cell| (1, 2, cell)).into_iter().collect();
        assert_eq!(got, want, "{cell}");
    }

    #[test]
    fn a_cell_that_calamine_gets_wrong_is_told() {
        case("<c r=\"C2\"><f>A1+1</f></c>", Some(Cell::Uncalculated));
        case("<c r=\"C2\"><f>A1+1</f><v></v></c>", Some(Cell::Uncalculated));
        case("<c r=\"C2\"><f>A1+1</f><v/></c>", Some(Cell::Uncalculated));
        case("<c r=\"C2\" t=\"e\"><v>#SPILL!</v></c>", Some(Cell::Error("#SPILL!".into())));
        case("<c r=\"C2\" t=\"zz\"><v>7</v></c>", Some(Cell::Broken("zz: 7".into())));
        case("<c r=\"C2\" t=\"s\"><v>2</v></c>", Some(Cell::Broken("2".into())));
        case("<c r=\"C2\" t=\"s\"><v>x</v></c>", Some(Cell::Broken("x".into())));
        case("<c r=\"C2\" t=\"n\"><v>x</v></c>", Some(Cell::Broken("x".into())));
        case("<c r=\"C2\" t=\"b\"><v>2</v></c>", Some(Cell::Broken("2".into())));
    }

    #[test]
    fn a_cell_that_calamine_reads_is_left_alone() {
        case("<c r=\"C2\"><f>A1+1</f><v>3</v></c>", None);
        case("<c r=\"C2\" t=\"str\"><f>A1</f><v></v></c>", None);
        case("<c r=\"C2\" t=\"s\"><v>1</v></c>", None);
        case("<c r=\"C2\" t=\"e\"><v>#N/A</v></c>", None);
        case("<c r=\"C2\" t=\"inlineStr\"><is><r><t>a</t></r></is></c>", None);
        case("<c r=\"C2\" s=\"4\"/>", None);
        case("<x:c r=\"C2\" t=\"s\"><x:v>0</x:v></x:c>", None);
    }

    #[test]
    fn a_decimal_comma_is_a_point() {
        for cell in ["<c r=\"C2\"><v>46296,25</v></c>", "<c r=\"C2\" t=\"n\"><v>46296,25</v></c>"] {
            case(cell, Some(Cell::Number(46_296.25)));
        }
        case("<c r=\"C2\"><v>1,2,3</v></c>", None);
        case("<c r=\"C2\" t=\"n\"><v>1,</v></c>", Some(Cell::Broken("1,".into())));
        case("<c r=\"C2\" t=\"str\"><v>1,5</v></c>", None);
    }

    #[test]
    fn cells_without_a_place_are_counted_on() {
        let facts = facts(
            "<row><c/><c t=\"e\"><v>#CALC!</v></c></row><row/><row><c t=\"e\"><v>#CALC!</v></c></row>",
        );
        let places: Vec<_> = facts.odd.iter().map(|(row, column, _)| (*row, *column)).collect();
        assert_eq!(places, [(0, 1), (2, 0)]);
        assert!(facts.unplaced);
        assert_eq!(facts.cells, 3);
    }

    #[test]
    fn hidden_rows_and_merges_are_seen() {
        let xml = "<worksheet><sheetData><row r=\"3\" hidden=\"1\"/><row r=\"4\" hidden=\"0\"/>\
                   </sheetData><mergeCells><mergeCell ref=\"A5:B7\"/></mergeCells></worksheet>";
        let facts = scan(xml.as_bytes(), 0).unwrap_or_else(|fault| panic!("{fault:?}")).facts;
        assert_eq!(facts.hidden_rows, [3]);
        let merge = Merge { first_row: 5, last_row: 7, first_column: 0, last_column: 1 };
        assert_eq!(facts.merges, [merge]);
    }

    #[test]
    fn a_place_outside_the_sheet_is_a_fault() {
        for reference in ["AAAAAAAAAA1", "XFE1", "A1048577", "A0", "1", "A"] {
            let cell = format!("<row><c r=\"{reference}\"><v>1</v></c></row>");
            assert!(facts(&cell).fault.is_some(), "{reference}");
        }
    }

    /// One byte at a time: no cell is ever there as a whole, so that each is read the long way.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.0.read(buffer.get_mut(..1).unwrap_or_default())
        }
    }

    #[test]
    fn a_usual_cell_is_read_as_any_other() {
        let cells = [
            "<c r=\"B2\"><v>12</v></c>",
            "<c r=\"C2\" s=\"1\"><v>1e3</v></c>",
            "<c r=\"D2\" s=\"1\" t=\"s\"><v>1</v></c>",
            "<c r=\"E2\" t=\"s\"><v>7</v></c>",
            "<c r=\"F2\" t=\"s\"><v>x</v></c>",
            "<c r=\"G2\"><v></v></c>",
            "<c r=\"H2\" s=\"4\"/>",
            "<c r=\"xfe2\"><v>1</v></c>",
            "<c r=\"\"><v>1</v></c>",
            "<c r=\"I2\" t=\"s\" s=\"1\"><v>9</v></c>",
            "<c r=\"J2\" t=\"n\"><v>z</v></c>",
            "<c r=\"K2\"><f>1+1</f></c>",
            "<c><v>3</v></c>",
            "<c r=\"L2\"><v><!-- 1 -->2</v></c>",
        ];
        for one in cells {
            for other in cells {
                let xml = format!(
                    "<worksheet><sheetData><row r=\"2\">{one}{other}</row></sheetData></worksheet>"
                );
                let whole = scan(xml.as_bytes(), 2).unwrap().facts;
                let dripped = scan(Drip(xml.as_bytes()), 2).unwrap().facts;
                assert_eq!(whole, dripped, "{one}{other}");
            }
        }
    }

    #[test]
    fn a_sheet_cut_short_is_corrupt() {
        let cut = scan(&b"<worksheet><sheetData><row><c><v>1</v></c>"[..], 0);
        assert!(matches!(cut, Err(XmlFault::Corrupt)));
    }
}
