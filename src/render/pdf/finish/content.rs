//! The operations of a page, paired one by one with the items that asked for them.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::error::Result;
use crate::render::pdf::failed;
use crate::render::pdf::finish::operations::{Operand, Operations};
use crate::render::pdf::finish::structure;
use crate::render::pdf::scene::{Draw, Mark, Node, Page, Tree};

/// Widths of glyphs in thousandths of the size, by the name that genpdf gives the font.
pub(crate) type Widths = BTreeMap<Vec<u8>, Vec<u16>>;

/// A content stream, and the element of each marked content in it.
pub(crate) struct Rewritten {
    pub(crate) bytes: Vec<u8>,
    pub(crate) marks: Vec<Node>,
}

/// Part of a line of text.
#[derive(Debug)]
enum Shown {
    Glyph(u16),
    /// Thousandths of the size to the left.
    Kern(f32),
}

/// Red, green, blue in thousandths.
type Color = [i64; 3];

/// What genpdf draws with, and what it is drawing.
#[derive(Debug, Default)]
struct Pen {
    at: (f32, f32),
    font: Vec<u8>,
    size: f32,
    fill: Color,
    shown: Vec<Shown>,
    path: String,
    width: f32,
    stroke: Color,
}

/// What an operation ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ended {
    Text,
    Line,
}

/// The same drawing, shorter, each item within its structure element or as an artifact.
/// Refuses to go on unless there is one operation for each item.
pub(crate) fn rewritten(
    bytes: &[u8],
    page: &Page,
    tree: &Tree,
    widths: &Widths,
) -> Result<Rewritten> {
    let unlike = || failed("các nét vẽ không khớp với nội dung trang");
    let mut items = page.items.iter();
    let mut pen = Pen { width: 1.0, ..Pen::default() };
    let mut writer = Writer::new(widths);
    let mut operations = Operations::new(bytes);
    while let Some((operator, operands)) = operations.next()? {
        let Some(ended) = pen.draw(operator, operands)? else { continue };
        let item = items.next().ok_or_else(unlike)?;
        writer.mark(item.mark, tree);
        match (ended, &item.draw) {
            (Ended::Text, Draw::Text { .. }) => writer.text(&pen),
            (Ended::Line, Draw::Line { .. }) => writer.line(&pen),
            (Ended::Text, Draw::Line { .. }) | (Ended::Line, Draw::Text { .. }) => {
                return Err(unlike());
            }
        }
        pen.shown.clear();
        pen.path.clear();
    }
    if items.next().is_some() {
        return Err(unlike());
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
    let mut moved = String::from("1 0 0 1 ");
    put(&mut moved, by, 100);
    out.extend(moved.bytes());
    out.extend(b" 0 cm\n");
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

impl Pen {
    /// Follows an operation; says what it ends.
    fn draw(&mut self, operator: &[u8], operands: &[Operand<'_>]) -> Result<Option<Ended>> {
        use Operand::{Close, Name, Number, Open};
        match (operator, operands) {
            (b"Td", [Number(x), Number(y)]) => self.at = (*x, *y),
            (b"Tf", [Name(name), Number(points)]) => {
                self.font.clear();
                self.font.extend(*name);
                self.size = *points;
            }
            (b"rg", [Number(red), Number(green), Number(blue)]) => {
                self.fill = [*red, *green, *blue].map(|part| rounded(part, 1000));
            }
            (b"RG", [Number(red), Number(green), Number(blue)]) => {
                self.stroke = [*red, *green, *blue].map(|part| rounded(part, 1000));
            }
            (b"w", [Number(thickness)]) => self.width = *thickness,
            (b"TJ", [Open, parts @ .., Close]) => self.show(parts)?,
            (b"ET", []) => return Ok(Some(Ended::Text)),
            (b"m" | b"l", [Number(x), Number(y)]) => {
                if !self.path.is_empty() {
                    self.path.push(' ');
                }
                put(&mut self.path, *x, 100);
                self.path.push(' ');
                put(&mut self.path, *y, 100);
                self.path.push_str(if operator == b"m" { " m" } else { " l" });
            }
            (b"S", []) => return Ok(Some(Ended::Line)),
            (b"BT" | b"TL" | b"q" | b"Q" | b"BDC" | b"EMC", _) => {}
            (other, _) => {
                return Err(failed(format!("lệnh vẽ lạ “{}”", String::from_utf8_lossy(other))));
            }
        }
        Ok(None)
    }

    fn show(&mut self, parts: &[Operand<'_>]) -> Result<()> {
        for part in parts {
            match part {
                Operand::Number(kern) => self.shown.push(Shown::Kern(*kern)),
                Operand::Hex(digits) => {
                    for four in digits.chunks(4) {
                        let digits = std::str::from_utf8(four).map_err(failed)?;
                        let glyph = u16::from_str_radix(digits, 16).map_err(failed)?;
                        self.shown.push(Shown::Glyph(glyph));
                    }
                }
                Operand::Name(_) | Operand::Open | Operand::Close => {
                    return Err(failed("chữ trên trang không như mong đợi"));
                }
            }
        }
        Ok(())
    }
}

fn rounded(value: f32, parts: i64) -> i64 {
    (value * parts as f32).round() as i64
}

/// As few digits as say it, to one part of `parts`, a power of ten.
fn put(out: &mut String, value: f32, parts: i64) {
    put_parts(out, rounded(value, parts), parts);
}

/// So many of `parts`.
fn put_parts(out: &mut String, count: i64, parts: i64) {
    // Not “-0”.
    if count < 0 {
        out.push('-');
    }
    let (whole, mut rest) = (count.abs() / parts, count.abs() % parts);
    let _ = write!(out, "{whole}");
    let mut parts = parts / 10;
    if rest > 0 {
        out.push('.');
    }
    while rest > 0 {
        let digit = u8::try_from(rest / parts).unwrap_or_default();
        out.push(char::from(b'0' + digit));
        (rest, parts) = (rest % parts, parts / 10);
    }
}

fn put_color(out: &mut String, color: Color) {
    for part in color {
        put_parts(out, part, 1000);
        out.push(' ');
    }
}

struct Writer<'w> {
    widths: &'w Widths,
    out: String,
    marks: Vec<Node>,
    open: Option<Mark>,
    font: Option<(Vec<u8>, f32)>,
    fill: Color,
    stroke: Color,
    width: f32,
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
        Self {
            widths,
            out: String::new(),
            marks: Vec::new(),
            open: None,
            font: None,
            fill: Color::default(),
            stroke: Color::default(),
            width: 1.0,
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

    fn line(&mut self, pen: &Pen) {
        self.end_text();
        if self.stroke != pen.stroke {
            put_color(&mut self.out, pen.stroke);
            self.out.push_str("RG\n");
            self.stroke = pen.stroke;
        }
        if (self.width - pen.width).abs() > 0.0004 {
            put(&mut self.out, pen.width, 1000);
            self.out.push_str(" w\n");
            self.width = pen.width;
        }
        self.out.push_str(&pen.path);
        self.out.push_str(" S\n");
    }

    fn text(&mut self, pen: &Pen) {
        let Pen { at, size, fill: color, .. } = *pen;
        let is_same = self
            .font
            .as_ref()
            .is_some_and(|(font, of)| *font == pen.font && (of - size).abs() < 0.001);
        let goes_on = is_same
            && self.text.as_ref().is_some_and(|text| (text.at.1 - at.1).abs() < 0.001)
            && self.fill == color;
        if !goes_on {
            self.end_text();
            self.out.push_str("BT ");
            if self.fill != color {
                put_color(&mut self.out, color);
                self.out.push_str("rg ");
                self.fill = color;
            }
            if !is_same {
                let _ = write!(self.out, "/{} ", String::from_utf8_lossy(&pen.font));
                put(&mut self.out, size, 1);
                self.out.push_str(" Tf ");
                self.font = Some((pen.font.clone(), size));
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
        for part in &pen.shown {
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
            put(&mut self.out, text.at.0, 100);
            self.out.push(' ');
            put(&mut self.out, text.at.1, 100);
            let _ = writeln!(self.out, " Td [{}] TJ ET", text.parts);
        }
    }
}

impl Pending {
    fn glyph(&mut self, glyph: u16, advance: u16) {
        if !self.in_string {
            self.parts.push('<');
            self.in_string = true;
        }
        for shift in [12, 8, 4, 0] {
            let digit = glyph >> shift & 0xf;
            self.parts.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
        self.end += f32::from(advance) * self.size / 1000.0;
    }

    fn kern(&mut self, thousandths: f32) {
        self.end_string();
        let whole = thousandths.round();
        put(&mut self.parts, whole, 1);
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
    use crate::render::pdf::scene::{BLACK, Item, Role};

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
    fn numbers_have_as_few_digits_as_say_them() {
        for (value, parts, want) in [
            (0.0, 100, "0"),
            (-0.001, 100, "0"),
            (12.5, 100, "12.5"),
            (-0.25, 100, "-0.25"),
            (841.889_8, 100, "841.89"),
            (0.05, 1000, "0.05"),
            (-300.4, 1, "-300"),
            (7.0, 1000, "7"),
        ] {
            let mut out = String::new();
            put(&mut out, value, parts);
            assert_eq!(out, want);
        }
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
