//! The operations of a page, paired one by one with the items that asked for them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::Object;
use lopdf::content::{Content, Operation};

use crate::error::{Error, Result};
use crate::render::pdf::failed;
use crate::render::pdf::finish::structure;
use crate::render::pdf::scene::{Draw, Item, Mark, Node, Page, Tree};

/// Widths of glyphs in thousandths of the size, by the name that genpdf gives the font.
pub(crate) type Widths = BTreeMap<Vec<u8>, Vec<u16>>;

/// A content stream, and the element of each marked content in it.
pub(crate) struct Rewritten {
    pub(crate) bytes: Vec<u8>,
    pub(crate) marks: Vec<Node>,
}

/// One text or line as genpdf wrote it.
#[derive(Debug)]
enum Drawn {
    Text { x: f32, y: f32, font: Vec<u8>, size: f32, color: String, shown: Vec<Shown> },
    Line { path: String, width: String, color: String },
}

/// Part of a line of text.
#[derive(Debug)]
enum Shown {
    Glyph(u16),
    /// Thousandths of the size to the left.
    Kern(f32),
}

/// The same drawing, shorter, each item within its structure element or as an artifact.
/// Refuses to go on unless there is one operation for each item.
pub(crate) fn rewritten(
    bytes: &[u8],
    page: &Page,
    tree: &Tree,
    widths: &Widths,
) -> Result<Rewritten> {
    let drawn = drawn(&Content::decode(bytes).map_err(failed)?.operations)?;
    if drawn.len() != page.items.len() || !drawn.iter().zip(&page.items).all(alike) {
        return Err(failed("các nét vẽ không khớp với nội dung trang"));
    }
    let mut writer = Writer::new(widths);
    for (drawn, item) in drawn.into_iter().zip(&page.items) {
        writer.mark(item.mark, tree);
        match drawn {
            Drawn::Text { x, y, font, size, color, shown } => {
                writer.text((x, y), (font, size), color, &shown);
            }
            Drawn::Line { path, width, color } => writer.line(&path, width, color),
        }
    }
    writer.close();
    Ok(Rewritten { bytes: writer.out.into_bytes(), marks: writer.marks })
}

/// What fonts of the right half are called instead of `F`.
pub(crate) const BESIDE: u8 = b'G';

/// Two contents on one page: the right one moved, its marks numbered on from `from`, its fonts named anew.
/// Both were written here, so that marks and fonts stand where they are looked for, and texts are hexadecimal.
pub(crate) fn beside(left: &[u8], right: &[u8], by: f32, from: usize) -> Vec<u8> {
    let mut out = [b"q\n", left, b"Q\nq\n"].concat();
    out.extend(format!("1 0 0 1 {} 0 cm\n", number(by, 100.0)).bytes());
    for line in String::from_utf8_lossy(right).lines() {
        match line.split_once(MARK).and_then(|(role, rest)| Some((role, rest.split_once('>')?))) {
            Some((role, (mark, rest))) => {
                let mark = mark.parse::<usize>().unwrap_or_default() + from;
                out.extend(format!("{role}{MARK}{mark}>{rest}").bytes());
            }
            None => out.extend(line.replace("/F", "/G").bytes()),
        }
        out.push(b'\n');
    }
    out.extend(b"Q\n");
    out
}

/// Before the number of a marked content.
const MARK: &str = " <</MCID ";

fn alike((drawn, item): (&Drawn, &Item)) -> bool {
    matches!(
        (drawn, &item.draw),
        (Drawn::Text { .. }, Draw::Text { .. }) | (Drawn::Line { .. }, Draw::Line { .. })
    )
}

/// Reads operations back as the items that they draw.
fn drawn(operations: &[Operation]) -> Result<Vec<Drawn>> {
    let black = || "0 0 0".to_owned();
    let (mut fill, mut stroke, mut width) = (black(), black(), "1".to_owned());
    let (mut place, mut font, mut size) = ((0.0, 0.0), Vec::new(), 0.0);
    let (mut shown, mut path) = (Vec::new(), String::new());
    let mut items = Vec::new();
    for Operation { operator, operands } in operations {
        match (operator.as_str(), operands.as_slice()) {
            ("Td", [x, y]) => place = (float(x)?, float(y)?),
            ("Tf", [name, points]) => {
                font = name.as_name().map_err(failed)?.to_vec();
                size = float(points)?;
            }
            ("rg", color) => fill = numbers(color, 1000.0)?,
            ("RG", color) => stroke = numbers(color, 1000.0)?,
            ("w", [thickness]) => width = number(float(thickness)?, 1000.0),
            ("TJ", [Object::Array(parts)]) => shown = parts_of(parts)?,
            ("ET", []) => items.push(Drawn::Text {
                x: place.0,
                y: place.1,
                font: font.clone(),
                size,
                color: fill.clone(),
                shown: std::mem::take(&mut shown),
            }),
            ("m", points) => path = format!("{} m", numbers(points, 100.0)?),
            ("l", points) => {
                let _ = write!(path, " {} l", numbers(points, 100.0)?);
            }
            ("S", []) => items.push(Drawn::Line {
                path: std::mem::take(&mut path),
                width: width.clone(),
                color: stroke.clone(),
            }),
            ("BT" | "TL" | "q" | "Q" | "BDC" | "EMC", _) => {}
            (other, _) => return Err(failed(format!("lệnh vẽ lạ “{other}”"))),
        }
    }
    Ok(items)
}

fn parts_of(parts: &[Object]) -> Result<Vec<Shown>> {
    let mut shown = Vec::new();
    for part in parts {
        if let Object::String(bytes, _) = part {
            shown.extend(bytes.chunks_exact(2).map(|pair| {
                Shown::Glyph(pair.iter().fold(0, |glyph, byte| glyph << 8 | u16::from(*byte)))
            }));
        } else {
            shown.push(Shown::Kern(float(part)?));
        }
    }
    Ok(shown)
}

fn float(object: &Object) -> Result<f32> {
    object.as_float().map_err(|error| -> Error { failed(error) })
}

fn numbers(objects: &[Object], precision: f32) -> Result<String> {
    let numbers: Vec<String> = objects
        .iter()
        .map(|object| Ok(number(float(object)?, precision)))
        .collect::<Result<_>>()?;
    Ok(numbers.join(" "))
}

/// As few digits as say it.
fn number(value: f32, precision: f32) -> String {
    let rounded = (value * precision).round() / precision;
    // Not “-0”.
    (rounded + 0.0).to_string()
}

struct Writer<'w> {
    widths: &'w Widths,
    out: String,
    marks: Vec<Node>,
    open: Option<Mark>,
    font: Option<(Vec<u8>, String)>,
    fill: String,
    stroke: String,
    width: String,
    /// A text that the next one may go on with.
    text: Option<Pending>,
}

struct Pending {
    at: (f32, f32),
    size: f32,
    /// Where the next glyph would stand.
    end: f32,
    parts: String,
    in_string: bool,
}

impl<'w> Writer<'w> {
    fn new(widths: &'w Widths) -> Self {
        let black = || "0 0 0".to_owned();
        Self {
            widths,
            out: String::new(),
            marks: Vec::new(),
            open: None,
            font: None,
            fill: black(),
            stroke: black(),
            width: "1".to_owned(),
            text: None,
        }
    }

    fn mark(&mut self, mark: Mark, tree: &Tree) {
        if self.open == Some(mark) {
            return;
        }
        self.close();
        match mark {
            Mark::Artifact => self.out.push_str("/Artifact BMC\n"),
            Mark::Content(node) => {
                let role = structure::name(tree, node);
                let _ = writeln!(self.out, "/{role}{MARK}{}>> BDC", self.marks.len());
                self.marks.push(node);
            }
        }
        self.open = Some(mark);
    }

    fn close(&mut self) {
        self.end_text();
        if self.open.take().is_some() {
            self.out.push_str("EMC\n");
        }
    }

    fn line(&mut self, path: &str, width: String, color: String) {
        self.end_text();
        if self.stroke != color {
            let _ = writeln!(self.out, "{color} RG");
            self.stroke = color;
        }
        if self.width != width {
            let _ = writeln!(self.out, "{width} w");
            self.width = width;
        }
        let _ = writeln!(self.out, "{path} S");
    }

    fn text(
        &mut self,
        at: (f32, f32),
        (font, size): (Vec<u8>, f32),
        color: String,
        shown: &[Shown],
    ) {
        let font = (font, number(size, 1.0));
        let goes_on = self.text.as_ref().is_some_and(|text| (text.at.1 - at.1).abs() < 0.001)
            && self.font.as_ref() == Some(&font)
            && self.fill == color;
        if !goes_on {
            self.end_text();
            self.out.push_str("BT ");
            if self.fill != color {
                let _ = write!(self.out, "{color} rg ");
                self.fill = color;
            }
            if self.font.as_ref() != Some(&font) {
                let _ = write!(self.out, "/{} {} Tf ", String::from_utf8_lossy(&font.0), font.1);
                self.font = Some(font);
            }
        }
        let advances = self.font.as_ref().and_then(|(font, _)| self.widths.get(font));
        let mut text = self.text.take().unwrap_or(Pending {
            at,
            size,
            end: at.0,
            parts: String::new(),
            in_string: false,
        });
        let ahead = (at.0 - text.end) * 1000.0 / size;
        if ahead.abs() >= 0.5 {
            text.kern(-ahead);
        }
        for part in shown {
            match part {
                Shown::Kern(kern) => text.kern(*kern),
                Shown::Glyph(glyph) => {
                    let advance = advances.and_then(|widths| widths.get(usize::from(*glyph)));
                    text.glyph(*glyph, advance.copied().unwrap_or(0));
                }
            }
        }
        self.text = Some(text);
    }

    fn end_text(&mut self) {
        if let Some(mut text) = self.text.take() {
            text.end_string();
            let (x, y) = (number(text.at.0, 100.0), number(text.at.1, 100.0));
            let _ = writeln!(self.out, "{x} {y} Td [{}] TJ ET", text.parts);
        }
    }
}

impl Pending {
    fn glyph(&mut self, glyph: u16, advance: u16) {
        if !self.in_string {
            self.parts.push('<');
            self.in_string = true;
        }
        let _ = write!(self.parts, "{glyph:04x}");
        self.end += f32::from(advance) * self.size / 1000.0;
    }

    fn kern(&mut self, thousandths: f32) {
        self.end_string();
        let whole = thousandths.round();
        let _ = write!(self.parts, "{}", number(whole, 1.0));
        self.end -= whole * self.size / 1000.0;
    }

    fn end_string(&mut self) {
        if std::mem::take(&mut self.in_string) {
            self.parts.push('>');
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::pdf::faces::Face;
    use crate::render::pdf::scene::{BLACK, Role};

    fn page(marks: &[Mark]) -> Page {
        let item = |mark: &Mark| Item {
            mark: *mark,
            draw: Draw::Text {
                x: 0.0,
                y: 0.0,
                text: "a".to_owned(),
                face: Face::Regular,
                size: 10,
                color: BLACK,
            },
        };
        Page { width: 100.0, height: 100.0, items: marks.iter().map(item).collect() }
    }

    const TWO_WORDS: &[u8] =
        b"q BT 12 TL 10 20 Td /F0 10 Tf [<0001>] TJ ET BT 12 TL 18 20 Td /F0 10 Tf [<0002>] TJ ET Q";

    fn rewrite(bytes: &[u8], marks: &[Mark]) -> Result<String> {
        let mut tree = Tree::default();
        tree.add(Role::Paragraph, None);
        let widths = Widths::from([(b"F0".to_vec(), vec![0, 500, 500])]);
        let rewritten = rewritten(bytes, &page(marks), &tree, &widths)?;
        Ok(String::from_utf8(rewritten.bytes).unwrap())
    }

    #[test]
    fn words_of_one_line_are_one_text_with_the_gap_between() {
        let word = Mark::Content(Node(0));
        assert_eq!(
            rewrite(TWO_WORDS, &[word, word]).unwrap(),
            "/P <</MCID 0>> BDC\nBT /F0 10 Tf 10 20 Td [<0001>-300<0002>] TJ ET\nEMC\n"
        );
    }

    #[test]
    fn two_contents_beside_each_other_share_no_mark_and_no_font() {
        let word = Mark::Content(Node(0));
        let one = rewrite(TWO_WORDS, &[word, word]).unwrap();
        let both = String::from_utf8(beside(one.as_bytes(), one.as_bytes(), 420.94, 1)).unwrap();
        assert_eq!(
            both,
            "q\n/P <</MCID 0>> BDC\nBT /F0 10 Tf 10 20 Td [<0001>-300<0002>] TJ ET\nEMC\nQ\n\
             q\n1 0 0 1 420.94 0 cm\n\
             /P <</MCID 1>> BDC\nBT /G0 10 Tf 10 20 Td [<0001>-300<0002>] TJ ET\nEMC\nQ\n"
        );
    }

    #[test]
    fn an_artifact_parts_what_belongs_to_an_element() {
        let text = rewrite(TWO_WORDS, &[Mark::Artifact, Mark::Content(Node(0))]).unwrap();
        assert_eq!(text.matches("BMC").count(), 1);
        assert_eq!(text.matches("BDC").count(), 1);
        assert_eq!(text.matches("EMC").count(), 2);
    }

    #[test]
    fn a_page_with_another_number_of_operations_is_refused() {
        assert!(rewrite(TWO_WORDS, &[Mark::Artifact]).is_err());
        assert!(rewrite(b"q 0 0 m 1 1 l S Q", &[Mark::Artifact]).is_err());
    }
}
