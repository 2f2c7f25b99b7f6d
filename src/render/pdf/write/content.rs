//! The operations that draw a page, each item within its structure element or as an artifact.

use std::fmt::Write as _;

use crate::document::Rgb;
use crate::error::Result;
use crate::render::page::faces::{Face, POINT};
use crate::render::page::scene::{BLACK, Draw, Mark, Node, Page, Scene, Tree};
use crate::render::pdf::failure::failed;
use crate::render::pdf::subset::{Glyph, Subsets};
use crate::render::pdf::write::side::{PaperSides, Side};
use crate::render::pdf::write::structure;
use crate::render::pdf::write::syntax::key;

/// A content stream, and the element of each marked content in it.
pub(crate) struct Drawn {
    pub(crate) content: String,
    pub(crate) marks: Vec<Node>,
}

pub(crate) fn drawn(page: &Page, tree: &Tree, subsets: &Subsets) -> Result<Drawn> {
    let mut writer = Writer::new(page, subsets);
    for item in &page.items {
        writer.mark(item.mark, tree);
        match &item.draw {
            Draw::Text { x, y, text, face, size, color } => {
                writer.text((*x, *y), text, Pen { face: *face, size: *size, color: *color })?;
            }
            Draw::Line { from, to, width, color } => writer.line(*from, *to, *width, *color),
        }
    }
    writer.close();
    Ok(Drawn { content: writer.out, marks: writer.marks })
}

impl PaperSides {
    pub(crate) fn of(scene: Scene, subsets: Subsets) -> Result<Self> {
        let Scene { mut pages, tree, outline, parts } = scene;
        pages.iter_mut().for_each(Page::part_by_face);
        let sides = pages.iter().map(|page| {
            let Drawn { content, marks } = drawn(page, &tree, &subsets)?;
            Ok(Side::new((page.width, page.height), content, marks))
        });
        let pages = sides.collect::<Result<_>>()?;
        Ok(Self { pages, tree, outline, parts, subsets })
    }
}

/// Before the number of a marked content.
const MARK: &str = " <</MCID ";

/// Two contents on one page: the right one moved, its marks numbered on from `from`, its fonts named anew.
/// Both were written here, so that marks and fonts stand where they are looked for, and texts are hexadecimal.
pub(crate) fn beside(left: &str, right: &str, by: f32, from: usize) -> String {
    let mut out = format!("q\n{left}Q\nq\n1 0 0 1 ");
    put(&mut out, by, 100);
    out.push_str(" 0 cm\n");
    for line in right.lines() {
        match line.split_once(MARK).and_then(|(role, rest)| Some((role, rest.split_once('>')?))) {
            Some((role, (mark, rest))) => {
                let mark = mark.parse::<usize>().unwrap_or_default() + from;
                let _ = write!(out, "{role}{MARK}{mark}>{rest}");
            }
            None => out.push_str(&line.replace("/F", "/G")),
        }
        out.push('\n');
    }
    out.push_str("Q\n");
    out
}

/// As few digits as say it, to one part of `parts`, a power of ten.
fn put(out: &mut String, value: f32, parts: i64) {
    put_parts(out, (value * parts as f32).round() as i64, parts);
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

fn put_color(out: &mut String, Rgb(red, green, blue): Rgb) {
    for part in [red, green, blue] {
        put(out, f32::from(part) / 255.0, 1000);
        out.push(' ');
    }
}

/// How a text is written.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Pen {
    face: Face,
    size: u8,
    color: Rgb,
}

struct Writer<'w> {
    page: &'w Page,
    subsets: &'w Subsets,
    out: String,
    marks: Vec<Node>,
    open: Option<Mark>,
    font: Option<(Face, u8)>,
    fill: Rgb,
    stroke: Rgb,
    /// Of lines, in thousandths of a point.
    width: i64,
    /// A text that the next one may go on with.
    text: Option<Pending>,
}

struct Pending {
    pen: Pen,
    /// Millimetres.
    baseline: f32,
    /// Points: where it starts, and where the next glyph would stand.
    start: f32,
    end: f32,
    parts: String,
    in_string: bool,
}

impl<'w> Writer<'w> {
    fn new(page: &'w Page, subsets: &'w Subsets) -> Self {
        Self {
            page,
            subsets,
            out: String::new(),
            marks: Vec::new(),
            open: None,
            font: None,
            fill: BLACK,
            stroke: BLACK,
            width: 1000,
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

    fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, color: Rgb) {
        self.end_text();
        if self.stroke != color {
            put_color(&mut self.out, color);
            self.out.push_str("RG\n");
            self.stroke = color;
        }
        let width = (width / POINT * 1000.0).round() as i64;
        if self.width != width {
            put_parts(&mut self.out, width, 1000);
            self.out.push_str(" w\n");
            self.width = width;
        }
        for ((x, y), operator) in [(from, " m "), (to, " l S\n")] {
            self.place(x / POINT, y);
            self.out.push_str(operator);
        }
    }

    /// Points from the left, millimetres from the top.
    fn place(&mut self, x: f32, y: f32) {
        put(&mut self.out, x, 100);
        self.out.push(' ');
        put(&mut self.out, (self.page.height - y) / POINT, 100);
    }

    fn text(&mut self, (x, y): (f32, f32), text: &str, pen: Pen) -> Result<()> {
        let Page { width, height, .. } = self.page;
        if !(0.0..=*width).contains(&x) || !(0.0..=*height).contains(&y) {
            return Err(failed(format!("“{text}” nằm ngoài trang giấy")));
        }
        let start = x / POINT;
        let goes_on = self
            .text
            .as_ref()
            .is_some_and(|text| text.pen == pen && (text.baseline - y).abs() < 0.001);
        if !goes_on {
            self.end_text();
        }
        let mut pending = self.text.take().unwrap_or(Pending {
            pen,
            baseline: y,
            start,
            end: start,
            parts: String::new(),
            in_string: false,
        });
        pending.kern((pending.end - start) * 1000.0 / f32::from(pen.size));
        let subset = self.subsets.0.get(&pen.face);
        for (character, kern) in pen.face.kerned(text) {
            let glyph = subset.and_then(|subset| subset.glyph(character));
            pending.kern(-pen.face.thousandths(f32::from(kern)));
            pending.glyph(glyph.ok_or_else(|| failed(format!("thiếu chữ “{character}”")))?);
        }
        self.text = Some(pending);
        Ok(())
    }

    fn end_text(&mut self) {
        let Some(mut text) = self.text.take() else { return };
        text.end_string();
        let Pen { face, size, color } = text.pen;
        self.out.push_str("BT ");
        if self.fill != color {
            put_color(&mut self.out, color);
            self.out.push_str("rg ");
            self.fill = color;
        }
        if self.font != Some((face, size)) {
            let _ = write!(self.out, "/{} {size} Tf ", key(face));
            self.font = Some((face, size));
        }
        self.place(text.start, text.baseline);
        let _ = writeln!(self.out, " Td [{}] TJ ET", text.parts);
    }
}

impl Pending {
    fn glyph(&mut self, glyph: Glyph) {
        if !self.in_string {
            self.parts.push('<');
            self.in_string = true;
        }
        for shift in [12, 8, 4, 0] {
            let digit = glyph.number >> shift & 0xf;
            self.parts.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
        }
        self.end += f32::from(glyph.width) * f32::from(self.pen.size) / 1000.0;
    }

    /// So many thousandths of the size to the left, unless that is nothing.
    fn kern(&mut self, thousandths: f32) {
        let whole = thousandths.round();
        if whole.abs() < 0.5 {
            return;
        }
        self.end_string();
        put(&mut self.parts, whole, 1);
        self.end -= whole * f32::from(self.pen.size) / 1000.0;
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
    use crate::render::page::scene::{Item, Role, Scene};
    use crate::render::pdf::subset::SubsetFonts;

    /// Texts and lines on a page of 100 points, places in points from the lower left.
    enum Wanted<'w> {
        Text(f32, f32, &'w str),
        Line,
    }

    fn draw(wanted: &[(Mark, Wanted<'_>)]) -> Result<String> {
        let mut scene = Scene::default();
        scene.tree.add(Role::Paragraph, None);
        let height = 100.0 * POINT;
        let item = |(mark, wanted): &(Mark, Wanted<'_>)| {
            let draw = match wanted {
                Wanted::Text(x, y, text) => Draw::Text {
                    x: x * POINT,
                    y: height - y * POINT,
                    text: (*text).to_owned(),
                    face: Face::Regular,
                    size: 10,
                    color: BLACK,
                },
                Wanted::Line => Draw::Line {
                    from: (0.0, height),
                    to: (POINT, height - POINT),
                    width: POINT * 0.5,
                    color: Rgb(255, 0, 51),
                },
            };
            Item { mark: *mark, draw }
        };
        let items = wanted.iter().map(item).collect();
        scene.pages.push(Page { width: height, height, items });
        let subsets = Subsets::of(&scene, SubsetFonts::Exact)?;
        let page = scene.pages.first().unwrap();
        drawn(page, &scene.tree, &subsets).map(|drawn| drawn.content)
    }

    const WORD: Mark = Mark::Content(Node(0));

    fn two_words() -> String {
        draw(&[(WORD, Wanted::Text(10.0, 20.0, "a")), (WORD, Wanted::Text(18.0, 20.0, "b"))])
            .unwrap()
    }

    #[test]
    fn words_of_one_line_are_one_text_with_the_gap_between() {
        // “a” is 444 thousandths wide.
        assert_eq!(
            two_words(),
            "/P <</MCID 0>> BDC\nBT /F0 10 Tf 10 20 Td [<0001>-356<0002>] TJ ET\nEMC\n"
        );
    }

    #[test]
    fn letters_that_fit_into_each_other_are_moved_together() {
        let text = draw(&[(WORD, Wanted::Text(10.0, 20.0, "AVa"))]).unwrap();
        assert!(text.contains("Td [<0001>129<0002>111<0003>] TJ"), "{text}");
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
        let one = two_words();
        let both = beside(&one, &one, 420.94, 1);
        assert_eq!(
            both,
            "q\n/P <</MCID 0>> BDC\nBT /F0 10 Tf 10 20 Td [<0001>-356<0002>] TJ ET\nEMC\nQ\n\
             q\n1 0 0 1 420.94 0 cm\n\
             /P <</MCID 1>> BDC\nBT /G0 10 Tf 10 20 Td [<0001>-356<0002>] TJ ET\nEMC\nQ\n"
        );
    }

    #[test]
    fn an_artifact_parts_what_belongs_to_an_element() {
        let text = draw(&[
            (WORD, Wanted::Text(10.0, 20.0, "a")),
            (Mark::Artifact, Wanted::Line),
            (WORD, Wanted::Text(18.0, 20.0, "b")),
        ]);
        assert_eq!(
            text.unwrap(),
            "/P <</MCID 0>> BDC\nBT /F0 10 Tf 10 20 Td [<0001>] TJ ET\nEMC\n\
             /Artifact BMC\n1 0 0.2 RG\n0.5 w\n0 0 m 1 1 l S\nEMC\n\
             /P <</MCID 1>> BDC\nBT 18 20 Td [<0002>] TJ ET\nEMC\n"
        );
    }

    #[test]
    fn what_lies_outside_the_paper_is_refused() {
        assert!(draw(&[(WORD, Wanted::Text(10.0, -1.0, "a"))]).is_err());
        assert!(draw(&[(WORD, Wanted::Text(101.0, 20.0, "a"))]).is_err());
    }
}
