//! Finds the cells of an xlsx whose font is one of the old Vietnamese ones: styles, shared strings, sheet.

use std::collections::BTreeMap;
use std::io::Read;

use crate::read::faces::{CellFace, CellFaces, FaceRun, Given};
use crate::read::facts::{COLUMNS, ROWS};
use crate::read::reference::{number, position};
use crate::read::xml::{Pieces, XmlFault, XmlPiece, text};

/// What the workbook has of old fonts.
#[derive(Debug, Default)]
pub(crate) struct WorkbookFonts {
    /// Of each cell format (`cellXfs`).
    formats: Vec<Option<CellFace>>,
    /// Shared strings in several fonts, or in an old one, by number. A run without a font has that of its cell.
    strings: BTreeMap<u32, Vec<(String, Given)>>,
}

/// The runs of one string, as its tags come.
#[derive(Debug, Default)]
struct Runs {
    found: Vec<(String, Given)>,
    in_run: bool,
    in_reading: bool,
}

impl Runs {
    fn piece(&mut self, piece: &XmlPiece<'_>) {
        let tag = piece.tag;
        match (tag.local(), tag.is_close()) {
            (b"r", is_close) => {
                self.in_run = !is_close && !tag.is_empty();
                if self.in_run {
                    self.found.push((String::new(), Given::Nothing));
                }
            }
            // How it is pronounced is no part of it.
            (b"rPh", is_close) => self.in_reading = !is_close && !tag.is_empty(),
            (b"rFont", false) if self.in_run => {
                let name = tag.attribute(b"val").unwrap_or_default();
                if let Some((_, given)) = self.found.last_mut() {
                    *given = Given::of(&name);
                }
            }
            (b"t", true) if self.in_run && !self.in_reading => {
                if let Some((whole, _)) = self.found.last_mut() {
                    whole.push_str(&text(piece.text));
                }
            }
            _ => (),
        }
    }

    fn are_old(&self) -> bool {
        self.found.iter().any(|(_, given)| matches!(given, Given::Old(_)))
    }
}

/// The runs of a cell: one without a font has that of the cell.
fn of_cell(runs: &[(String, Given)], cell: Option<CellFace>) -> Vec<FaceRun> {
    let face = |given: &Given| match given {
        Given::Nothing => cell,
        Given::Unicode => None,
        Given::Old(face) => Some(*face),
    };
    runs.iter().map(|(text, given)| FaceRun { text: text.clone(), face: face(given) }).collect()
}

/// A cell of a sheet until it closes.
#[derive(Debug)]
struct OpenCell {
    row: u32,
    column: u32,
    face: Option<CellFace>,
    is_shared: bool,
    /// Of a text that stands in the cell itself.
    runs: Runs,
}

impl WorkbookFonts {
    /// From `styles.xml`, read to its end.
    pub(crate) fn of_styles(part: impl Read) -> Result<Self, XmlFault> {
        let mut pieces = Pieces::new(part);
        let (mut faces, mut formats) = (Vec::new(), Vec::new());
        let (mut in_fonts, mut in_formats) = (false, false);
        while let Some(piece) = pieces.next()? {
            let tag = piece.tag;
            match (tag.local(), tag.is_close()) {
                (b"fonts", is_close) => in_fonts = !is_close && !tag.is_empty(),
                (b"cellXfs", is_close) => in_formats = !is_close && !tag.is_empty(),
                (b"font", false) if in_fonts => faces.push(None),
                (b"name", false) if in_fonts => {
                    let face = tag.attribute(b"val").and_then(|name| CellFace::of(&name));
                    if let Some(last) = faces.last_mut() {
                        *last = face;
                    }
                }
                (b"xf", false) if in_formats => {
                    let font = tag.attribute(b"fontId").and_then(|id| number(id.as_bytes()));
                    let font = font.and_then(|id| usize::try_from(id).ok()).unwrap_or(0);
                    formats.push(faces.get(font).copied().flatten());
                }
                _ => (),
            }
        }
        Ok(Self { formats, strings: BTreeMap::new() })
    }

    /// From the shared strings, if any of them names an old font.
    pub(crate) fn read_strings(&mut self, part: impl Read) -> Result<(), XmlFault> {
        let mut pieces = Pieces::new(part);
        let mut string = 0_u32;
        let mut runs = Runs::default();
        while let Some(piece) = pieces.next()? {
            let tag = piece.tag;
            if tag.local() != b"si" {
                runs.piece(&piece);
                continue;
            }
            if tag.is_close() || tag.is_empty() {
                if runs.are_old() {
                    self.strings.insert(string, std::mem::take(&mut runs.found));
                }
                string = string.saturating_add(1);
            }
            runs = Runs::default();
        }
        Ok(())
    }

    /// Whether any cell can be in an old font, but for texts in the sheet that name one themselves.
    pub(crate) fn any(&self) -> bool {
        !self.strings.is_empty() || self.formats.iter().any(Option::is_some)
    }

    /// The cells of one sheet that are.
    pub(crate) fn of_sheet(&self, part: impl Read) -> Result<CellFaces, XmlFault> {
        let mut pieces = Pieces::new(part);
        let mut faces = CellFaces::default();
        // Rows and columns from 0, counted on as calamine does where a cell says not where it stands.
        let (mut row, mut column) = (0_u32, 0_u32);
        let mut open: Option<OpenCell> = None;
        while let Some(piece) = pieces.next()? {
            let tag = piece.tag;
            match (tag.local(), tag.is_close()) {
                (b"row", false) => {
                    let told = tag.attribute(b"r").and_then(|row| number(row.as_bytes()));
                    row = told.and_then(|row| row.checked_sub(1)).unwrap_or(row);
                    if tag.is_empty() {
                        (row, column) = (row.saturating_add(1), 0);
                    }
                }
                (b"row", true) => (row, column) = (row.saturating_add(1), 0),
                (b"c", false) => {
                    let told = tag.attribute(b"r").and_then(|place| position(place.as_bytes()));
                    let (row, at) = told.unwrap_or((row, column));
                    column = at.saturating_add(1);
                    let format = tag.attribute(b"s").and_then(|it| number(it.as_bytes()));
                    let format = usize::try_from(format.unwrap_or(0)).ok();
                    let face = format.and_then(|at| self.formats.get(at)).copied().flatten();
                    if let Some(face) = face.filter(|_| row < ROWS && at < COLUMNS) {
                        faces.put((row + 1, row + 1), at, face);
                    }
                    let is_shared = tag.attribute(b"t").as_deref() == Some("s");
                    let cell = OpenCell { row, column: at, face, is_shared, runs: Runs::default() };
                    open = (!tag.is_empty()).then_some(cell);
                }
                (b"c", true) => {
                    if let Some(cell) = open.take().filter(|cell| cell.runs.are_old()) {
                        let runs = of_cell(&cell.runs.found, cell.face);
                        faces.put_runs(cell.row.saturating_add(1), cell.column, runs);
                    }
                }
                (b"v", true) => {
                    if let Some(cell) = open.as_ref().filter(|cell| cell.is_shared)
                        && let Some(runs) = number(piece.text).and_then(|it| self.strings.get(&it))
                    {
                        let runs = of_cell(runs, cell.face);
                        faces.put_runs(cell.row.saturating_add(1), cell.column, runs);
                    }
                }
                _ => {
                    if let Some(cell) = &mut open {
                        cell.runs.piece(&piece);
                    }
                }
            }
        }
        faces.sort();
        Ok(faces)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const STYLES: &[u8] = b"<styleSheet><fonts><font><name val=\"Calibri\"/></font>\
        <font><sz val=\"12\"/><name val=\".VnTime\"/></font><font/><font><name val=\"VNI-Times\"/></font></fonts>\
        <cellStyleXfs><xf fontId=\"3\"/></cellStyleXfs>\
        <cellXfs><xf fontId=\"0\"/><xf fontId=\"1\"/><xf fontId=\"2\"/><xf fontId=\"3\"><alignment/></xf></cellXfs>\
        </styleSheet>";

    fn fonts(strings: &str) -> WorkbookFonts {
        let mut fonts = WorkbookFonts::of_styles(STYLES).unwrap();
        fonts.read_strings(strings.as_bytes()).unwrap();
        fonts
    }

    #[test]
    fn a_cell_has_the_font_of_its_format() {
        let fonts = fonts("<sst/>");
        assert!(fonts.any());
        let sheet = "<sheetData><row r=\"2\"><c r=\"A2\" s=\"1\" t=\"s\"><v>0</v></c><c s=\"2\"/><c s=\"3\"/>\
                     </row><row><c/><c s=\"1\"/></row></sheetData>";
        let faces = fonts.of_sheet(sheet.as_bytes()).unwrap();
        assert_eq!(faces.at(2, 0), Some(CellFace::Tcvn3));
        assert_eq!((faces.at(2, 1), faces.at(2, 2)), (None, Some(CellFace::Vni)));
        assert_eq!((faces.at(3, 0), faces.at(3, 1)), (None, Some(CellFace::Tcvn3)));
    }

    #[test]
    fn a_text_in_several_fonts_keeps_them_apart() {
        let fonts = fonts(
            "<sst><si/><si><t>a</t></si><si><r><t xml:space=\"preserve\">x &amp; </t></r><r><rPr><rFont \
             val=\".VnTimeH\"/></rPr><t>y</t></r><r><rPr><rFont val=\"Arial\"/></rPr><t>z</t></r>\
             <rPh><t>no</t></rPh></si><si><r><rPr><rFont val=\"Arial\"/></rPr><t>b</t></r></si></sst>",
        );
        let sheet = "<sheetData><row><c s=\"3\" t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c><c><v>2</v></c>\
                     <c t=\"inlineStr\"><is><r><t>q</t></r><r><rPr><rFont val=\"VNI-Times\"/></rPr><t>w</t></r></is></c></row></sheetData>";
        let faces = fonts.of_sheet(sheet.as_bytes()).unwrap();
        let run = |text: &str, face| FaceRun { text: text.to_owned(), face };
        let want = [
            run("x & ", Some(CellFace::Vni)),
            run("y", Some(CellFace::Tcvn3Capitals)),
            run("z", None),
        ];
        assert_eq!(faces.runs_at(1, 0), Some(&want[..]));
        assert_eq!((faces.runs_at(1, 1), faces.runs_at(1, 2)), (None, None));
        let want = [run("q", None), run("w", Some(CellFace::Vni))];
        assert_eq!(faces.runs_at(1, 3), Some(&want[..]));
    }

    #[test]
    fn a_workbook_of_todays_fonts_has_none() {
        let styles = "<fonts><font><name val=\"Arial\"/></font></fonts><cellXfs><xf fontId=\"0\"/></cellXfs>";
        assert!(!WorkbookFonts::of_styles(styles.as_bytes()).unwrap().any());
    }
}
