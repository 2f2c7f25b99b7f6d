//! Finds the cells of an ods whose font is one of the old Vietnamese ones: font declarations, styles, tables.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::read::faces::{CellFace, CellFaces, Given};
use crate::read::facts::{COLUMNS, ROWS};
use crate::read::reference::number;
use crate::read::xml::{Pieces, Tag, XmlFault};

/// Styles derive from one another; no document goes deeper.
const DEEPEST: usize = 20;

/// What the styles say of fonts.
#[derive(Debug, Default)]
struct Styles {
    /// Fonts by the name under which styles use them.
    declared: BTreeMap<String, Given>,
    /// Cell styles by name, the default of all of them under no name.
    cells: BTreeMap<String, Style>,
    open: Option<String>,
}

#[derive(Debug, Default)]
struct Style {
    parent: String,
    font: Given,
}

/// Of each table in the order of the tabs; nothing if neither part has an old font.
pub(crate) fn faces(content: &[u8], styles: Option<&[u8]>) -> Result<Vec<CellFaces>, XmlFault> {
    let mut known = Styles::default();
    for part in [styles, Some(content)].into_iter().flatten() {
        let mut pieces = Pieces::new(part);
        while let Some(piece) = pieces.next()? {
            if piece.tag.local() == b"body" {
                break;
            }
            known.tag(piece.tag);
        }
    }
    if !known.any() {
        return Ok(Vec::new());
    }
    let mut pieces = Pieces::new(content);
    let mut tables = Vec::new();
    let mut table: Option<FontTable> = None;
    while let Some(piece) = pieces.next()? {
        let tag = piece.tag;
        match (tag.name(), tag.is_close()) {
            (b"table:table", false) if tag.is_empty() => tables.push(CellFaces::default()),
            (b"table:table", false) => table = Some(FontTable::default()),
            (b"table:table", true) => tables.extend(table.take().map(|table| table.faces)),
            (_, is_close) => {
                if let Some(table) = &mut table {
                    table.tag(tag, is_close, &known);
                }
            }
        }
    }
    Ok(tables)
}

impl Styles {
    fn tag(&mut self, tag: Tag<'_>) {
        let own = |name: &[u8]| tag.attribute(name).unwrap_or_default().into_owned();
        match (tag.name(), tag.is_close()) {
            (b"style:font-face", false) => {
                let family = own(b"font-family");
                self.declared.insert(own(b"name"), Given::of(&family));
            }
            (b"style:style" | b"style:default-style", false) => {
                self.open = None;
                if tag.attribute(b"family").as_deref() == Some("table-cell") {
                    let name = own(b"name");
                    let parent = own(b"parent-style-name");
                    self.cells.insert(name.clone(), Style { parent, font: Given::Nothing });
                    self.open = (!tag.is_empty()).then_some(name);
                }
            }
            (b"style:style" | b"style:default-style", true) => self.open = None,
            (b"style:text-properties", false) => {
                let Some(style) = self.open.as_ref().and_then(|name| self.cells.get_mut(name))
                else {
                    return;
                };
                if let Some(name) = tag.attribute(b"font-name") {
                    let declared = self.declared.get(&*name).copied();
                    style.font = declared.unwrap_or_else(|| Given::of(&name));
                } else if let Some(family) = tag.attribute(b"font-family") {
                    style.font = Given::of(&family);
                }
            }
            _ => (),
        }
    }

    fn any(&self) -> bool {
        self.cells.values().any(|style| matches!(style.font, Given::Old(_)))
    }

    fn face(&self, name: &str) -> Option<CellFace> {
        let mut name = name;
        for _ in 0..DEEPEST {
            let style = self.cells.get(name)?;
            match style.font {
                Given::Old(face) => return Some(face),
                Given::Unicode => return None,
                Given::Nothing if name.is_empty() => return None,
                Given::Nothing => name = &style.parent,
            }
        }
        None
    }
}

#[derive(Debug, Default)]
struct FontTable {
    faces: CellFaces,
    /// First column and default style of each run of columns.
    columns: Vec<(u32, String)>,
    described: u32,
    row: u32,
    repeat: u32,
    row_style: Option<String>,
    column: u32,
}

impl FontTable {
    fn tag(&mut self, tag: Tag<'_>, is_close: bool, styles: &Styles) {
        let default = tag.attribute(b"default-cell-style-name").map(Cow::into_owned);
        match (tag.name(), is_close) {
            (b"table:table-column", false) => {
                self.columns.push((self.described, default.unwrap_or_default()));
                self.described =
                    self.described.saturating_add(count(tag, b"number-columns-repeated"));
            }
            (b"table:table-row", false) => {
                self.repeat = count(tag, b"number-rows-repeated");
                self.row_style = default;
                self.column = 0;
                if tag.is_empty() {
                    self.row = self.row.saturating_add(self.repeat);
                }
            }
            (b"table:table-row", true) => self.row = self.row.saturating_add(self.repeat),
            (b"table:table-cell" | b"table:covered-table-cell", false) => {
                let first = self.column;
                let repeat = count(tag, b"number-columns-repeated");
                self.column = first.saturating_add(repeat).min(COLUMNS);
                // Nothing but a number stands in one that closes at once.
                if !tag.is_empty()
                    && let Some(face) = self.face(tag, first, styles)
                    && self.row < ROWS
                {
                    let last = self.row.saturating_add(self.repeat).min(ROWS);
                    for column in first..self.column {
                        self.faces.put((self.row + 1, last), column, face);
                    }
                }
            }
            _ => (),
        }
    }

    /// Of the cell's style, else of its row's, else of its column's.
    fn face(&self, tag: Tag<'_>, column: u32, styles: &Styles) -> Option<CellFace> {
        if let Some(own) = tag.attribute(b"style-name") {
            return styles.face(&own);
        }
        let after = self.columns.partition_point(|(first, _)| *first <= column);
        let of_column = after.checked_sub(1).and_then(|at| self.columns.get(at));
        let name = self.row_style.as_deref().or(of_column.map(|(_, style)| style.as_str()));
        styles.face(name.unwrap_or_default())
    }
}

fn count(tag: Tag<'_>, name: &[u8]) -> u32 {
    tag.attribute(name).and_then(|count| number(count.as_bytes())).unwrap_or(1).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const DECLARED: &str = "<style:font-face style:name=\"F1\" svg:font-family=\"&apos;.VnTime&apos;\"/>\
         <style:font-face style:name=\"F2\" svg:font-family=\"Arial\"/>";

    fn cell(style: &str) -> String {
        format!("<table:table-cell{style}><text:p>a</text:p></table:table-cell>")
    }

    #[test]
    fn a_cell_has_the_font_of_its_style_its_row_or_its_column() {
        let styles = format!(
            "<office:document-styles>{DECLARED}<style:style style:name=\"Default\" \
             style:family=\"table-cell\"><style:text-properties style:font-name=\"F1\"/></style:style>\
             </office:document-styles>"
        );
        let content = format!(
            "<office:document-content>{DECLARED}<style:style style:name=\"ce1\" style:family=\"table-cell\" \
             style:parent-style-name=\"Default\"/><style:style style:name=\"ce2\" \
             style:family=\"table-cell\" style:parent-style-name=\"Default\"><style:text-properties \
             style:font-name=\"F2\"/></style:style><office:body><table:table><table:table-column \
             table:number-columns-repeated=\"2\" table:default-cell-style-name=\"ce2\"/>\
             <table:table-column table:default-cell-style-name=\"ce1\"/><table:table-row \
             table:number-rows-repeated=\"2\">{}{}{}</table:table-row><table:table-row \
             table:default-cell-style-name=\"ce1\">{}<table:table-cell/></table:table-row></table:table>\
             <table:table/></office:body></office:document-content>",
            cell(" table:style-name=\"ce1\""),
            cell(""),
            cell(""),
            cell("")
        );
        let tables = faces(content.as_bytes(), Some(styles.as_bytes())).unwrap();
        let [first, second] = tables.as_slice() else { panic!("{tables:?}") };
        let got: Vec<_> =
            (1..=3).map(|row| [0, 1, 2].map(|column| first.at(row, column))).collect();
        let old = Some(CellFace::Tcvn3);
        assert_eq!(got, [[old, None, old], [old, None, old], [old, None, None]]);
        assert!(second.is_empty());
        assert_eq!(faces(content.as_bytes(), None), Ok(Vec::new()));
    }
}
