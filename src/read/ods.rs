//! Looks through `content.xml` of an ods before calamine does: sizes, merges, and text that it stumbles over.

use std::ops::Range;

use crate::read::facts::{COLUMNS, Extent, ROWS, SheetFacts};
use crate::read::xml::{Pieces, Tag, XmlFault, XmlPiece};
use crate::read::{Cell, Merge};

/// Cells of all grids together: calamine makes one of each sheet, and another of its formulas.
const MOST_CELLS: u64 = 4_000_000;

/// What the scan found.
#[derive(Debug, Default)]
pub(crate) struct OdsContent {
    /// In the order of the tabs.
    pub(crate) sheets: Vec<SheetFacts>,
    pub(crate) epoch1904: bool,
    /// Text between cells (line breaks of a pretty printer), to be left out.
    pub(crate) drops: Vec<Range<usize>>,
}

/// Reads `content.xml` to its end.
pub(crate) fn scan(content: &[u8]) -> Result<OdsContent, XmlFault> {
    let mut pieces = Pieces::new(content);
    let mut scan = Scan::default();
    while let Some(piece) = pieces.next()? {
        scan.piece(piece)?;
    }
    if !scan.ended || scan.table.is_some() || scan.annotations != 0 {
        return Err(XmlFault::Corrupt);
    }
    Ok(scan.content)
}

/// The content without what is to be left out.
pub(crate) fn without(content: &[u8], drops: &[Range<usize>]) -> Vec<u8> {
    let mut kept = Vec::with_capacity(content.len());
    let mut from = 0;
    for drop in drops {
        kept.extend_from_slice(content.get(from..drop.start).unwrap_or_default());
        from = drop.end;
    }
    kept.extend_from_slice(content.get(from..).unwrap_or_default());
    kept
}

#[derive(Default)]
struct Scan {
    content: OdsContent,
    table: Option<OdsTable>,
    cells: u64,
    in_names: bool,
    annotations: u32,
    ended: bool,
}

#[derive(Default)]
struct OdsTable {
    facts: SheetFacts,
    extent: Extent,
    /// Row from 0, and how often it is repeated.
    row: u32,
    line: Option<OdsLine>,
    /// Cells that calamine keeps before it repeats rows.
    kept: u64,
    bounds: Option<(u32, u32, u32)>,
}

struct OdsLine {
    repeat: u32,
    hidden: bool,
    column: u32,
    /// Columns up to the last used one; 0 in an empty row.
    used: u32,
    cell: Option<OpenCell>,
}

struct OpenCell {
    repeat: u32,
    /// A value in an attribute, or a type that says there is one.
    has_value: bool,
    has_text: bool,
    has_formula: bool,
    spans: (u32, u32),
}

impl Scan {
    fn piece(&mut self, piece: XmlPiece<'_>) -> Result<(), XmlFault> {
        let (tag, name) = (piece.tag, piece.tag.name());
        self.text(piece);
        match (name, tag.is_close()) {
            (b"table:table", false) if self.table.is_some() => return Err(XmlFault::Corrupt),
            (b"table:table", false) if tag.is_empty() => {
                self.content.sheets.push(SheetFacts::default());
            }
            (b"table:table", false) => self.table = Some(OdsTable::default()),
            (b"table:table", true) => self.close_table()?,
            (b"table:named-expressions", _) => self.in_names = !tag.is_close() && !tag.is_empty(),
            (b"table:null-date", false) => {
                let date = tag.attribute(b"date-value").unwrap_or_default();
                self.content.epoch1904 = date.starts_with("1904");
            }
            (b"office:annotation", false) if !tag.is_empty() => self.annotations += 1,
            (b"office:annotation", true) => {
                self.annotations = self.annotations.checked_sub(1).ok_or(XmlFault::Corrupt)?;
            }
            (b"office:document-content", true) => self.ended = true,
            (_, is_close) => {
                if let Some(table) = &mut self.table {
                    table.tag(tag, is_close)?;
                }
            }
        }
        Ok(())
    }

    /// Text of a cell is its value; text between cells is in the way.
    fn text(&mut self, piece: XmlPiece<'_>) {
        if piece.text.is_empty() {
            return;
        }
        let line = self.table.as_mut().and_then(|table| table.line.as_mut());
        let between = match line {
            Some(OdsLine { cell: Some(cell), .. }) => {
                cell.has_text |= self.annotations == 0 && !piece.text.trim_ascii().is_empty();
                false
            }
            Some(OdsLine { cell: None, .. }) => true,
            None => self.in_names,
        };
        if between && let Ok(start) = usize::try_from(piece.offset) {
            self.content.drops.push(start..start + piece.text.len());
        }
    }

    fn close_table(&mut self) -> Result<(), XmlFault> {
        let Some(mut table) = self.table.take() else { return Err(XmlFault::Corrupt) };
        if table.line.is_some() {
            return Err(XmlFault::Corrupt);
        }
        let area = table
            .bounds
            .map_or(0, |(top, bottom, right)| u64::from(bottom - top + 1) * u64::from(right + 1));
        self.cells += area.max(table.kept);
        if self.cells > MOST_CELLS {
            return Err(XmlFault::TooLarge);
        }
        table.extent.finish(&mut table.facts)?;
        table.facts.is_worksheet = true;
        self.content.sheets.push(table.facts);
        Ok(())
    }
}

impl OdsTable {
    fn tag(&mut self, tag: Tag<'_>, is_close: bool) -> Result<(), XmlFault> {
        match (tag.name(), is_close) {
            (b"table:table-row", false) => {
                let repeat = count(tag, b"number-rows-repeated")?;
                let visibility = tag.attribute(b"visibility");
                let hidden = matches!(visibility.as_deref(), Some("collapse" | "filter"));
                self.line = Some(OdsLine { repeat, hidden, column: 0, used: 0, cell: None });
                if tag.is_empty() {
                    self.close_row()?;
                }
            }
            (b"table:table-row", true) => self.close_row()?,
            (b"table:table-cell" | b"table:covered-table-cell", false) => {
                let Some(line) = &mut self.line else { return Err(XmlFault::Corrupt) };
                line.cell = Some(OpenCell::of(tag)?);
                if tag.is_empty() {
                    self.close_cell()?;
                }
            }
            (b"table:table-cell" | b"table:covered-table-cell", true) => self.close_cell()?,
            _ => (),
        }
        Ok(())
    }

    fn close_row(&mut self) -> Result<(), XmlFault> {
        let line = self.line.take().filter(|line| line.cell.is_none()).ok_or(XmlFault::Corrupt)?;
        if line.used > 0 && line.hidden {
            let last = self.row.saturating_add(line.repeat).min(ROWS);
            self.facts.hidden_rows.extend(self.row + 1..=last);
        }
        self.kept += u64::from(line.used);
        if line.used > 0
            && line.repeat > 1
            && let Some((_, bottom, _)) = &mut self.bounds
        {
            *bottom = (*bottom).max(self.row.saturating_add(line.repeat - 1)).min(ROWS);
        }
        self.row = self.row.saturating_add(line.repeat).min(ROWS);
        Ok(())
    }

    fn close_cell(&mut self) -> Result<(), XmlFault> {
        let line = self.line.as_mut().ok_or(XmlFault::Corrupt)?;
        let cell = line.cell.take().ok_or(XmlFault::Corrupt)?;
        let (row, column) = (self.row, line.column);
        line.column = line.column.saturating_add(cell.repeat).min(COLUMNS);
        let outside = row >= ROWS || column >= COLUMNS;
        let used = cell.has_value || cell.has_text;
        if used || cell.has_formula {
            if outside {
                return Err(XmlFault::TooLarge);
            }
            line.used = line.column;
            let last = line.column - 1;
            self.extent.put(row, column);
            self.extent.put(row, last);
            let (top, _, right) = self.bounds.unwrap_or((row, row, last));
            self.bounds = Some((top, row, right.max(last)));
        }
        if !used && cell.has_formula {
            self.facts.odd.push((row, column, Cell::Uncalculated));
        }
        let (rows, columns) = cell.spans;
        if !outside && (rows > 1 || columns > 1) {
            self.facts.merges.push(Merge {
                first_row: row + 1,
                last_row: row.saturating_add(rows).min(ROWS),
                first_column: column,
                last_column: column.saturating_add(columns - 1).min(COLUMNS - 1),
            });
        }
        Ok(())
    }
}

impl OpenCell {
    fn of(tag: Tag<'_>) -> Result<Self, XmlFault> {
        let mut has_value = false;
        let mut has_formula = false;
        for (key, value) in tag.attributes() {
            match key {
                b"office:value"
                | b"office:string-value"
                | b"office:date-value"
                | b"office:time-value"
                | b"office:boolean-value" => has_value |= !value.is_empty(),
                b"table:formula" => has_formula = true,
                _ => (),
            }
        }
        let spans = (count(tag, b"number-rows-spanned")?, count(tag, b"number-columns-spanned")?);
        let repeat = count(tag, b"number-columns-repeated")?;
        Ok(Self { repeat, has_value, has_text: false, has_formula, spans })
    }
}

/// A count from 1; one without the attribute.
fn count(tag: Tag<'_>, name: &[u8]) -> Result<u32, XmlFault> {
    match tag.attribute(name) {
        Some(count) => match count.parse::<u64>() {
            Ok(count) => Ok(u32::try_from(count.max(1)).unwrap_or(u32::MAX)),
            Err(_) => Err(XmlFault::Corrupt),
        },
        None => Ok(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(table: &str) -> String {
        format!(
            "<office:document-content><table:table>{table}</table:table></office:document-content>"
        )
    }

    fn facts(table: &str) -> SheetFacts {
        scan(document(table).as_bytes()).unwrap().sheets.remove(0)
    }

    const TEXT: &str =
        "<table:table-cell office:value-type=\"string\"><text:p>a</text:p></table:table-cell>";

    #[test]
    fn merges_and_hidden_rows_are_seen() {
        let facts = facts(&format!(
            "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>\
             <table:table-row table:visibility=\"filter\"><table:table-cell \
             table:number-columns-repeated=\"3\"/><table:table-cell table:number-rows-spanned=\"4\" \
             office:value=\"1\"/>{TEXT}</table:table-row>"
        ));
        let merge = Merge { first_row: 3, last_row: 6, first_column: 3, last_column: 3 };
        assert_eq!(facts.merges, [merge]);
        assert_eq!(facts.hidden_rows, [3]);
    }

    #[test]
    fn a_formula_without_a_value_was_never_calculated() {
        let facts = facts(
            "<table:table-row><table:table-cell table:formula=\"of:=1\"/>\
             <table:table-cell table:formula=\"of:=1\" office:value=\"1\"/></table:table-row>",
        );
        assert_eq!(facts.odd, [(0, 0, Cell::Uncalculated)]);
    }

    #[test]
    fn line_breaks_between_cells_are_left_out() {
        let pretty = document(&format!("\n <table:table-row>\n  {TEXT}\n </table:table-row>\n"));
        let content = scan(pretty.as_bytes()).unwrap();
        let kept = without(pretty.as_bytes(), &content.drops);
        assert_eq!(
            String::from_utf8_lossy(&kept),
            document(&format!("\n <table:table-row>{TEXT}</table:table-row>\n"))
        );
    }

    #[test]
    fn a_giant_repeat_is_too_large_and_an_empty_one_is_not() {
        let row = |cell: &str| {
            document(&format!(
                "<table:table-row table:number-rows-repeated=\"1048575\">{cell}</table:table-row>"
            ))
        };
        let full = "<table:table-cell table:number-columns-repeated=\"16384\" office:value=\"1\"/>";
        assert_eq!(scan(row(full).as_bytes()).unwrap_err(), XmlFault::TooLarge);
        let empty = "<table:table-cell table:number-columns-repeated=\"16384\"/>";
        assert!(scan(row(empty).as_bytes()).is_ok());
    }

    #[test]
    fn content_cut_short_is_corrupt() {
        let whole = document(&format!("<table:table-row>{TEXT}</table:table-row>"));
        for cut in ["</table:table>", "</office:document-content>", "</table:table-row>"] {
            let at = whole.find(cut).unwrap();
            assert_eq!(scan(&whole.as_bytes()[..at]).unwrap_err(), XmlFault::Corrupt, "{cut}");
        }
    }
}
