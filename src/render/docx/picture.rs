//! A chart's shapes as a vector picture (EMF), which Word and LibreOffice print as sharply as the text around it.
//!
//! Texts stay texts in Times New Roman, each letter at the place that it has in the PDF; where that face is missing its
//! twin takes the same room. Records as in Microsoft's [MS-EMF].

use crate::document::{Rgb, Shape};
use crate::render::page::{Draw, Face, POINT, drawn};

/// Units of the picture for each millimetre.
const DENSITY: f32 = 100.0;
/// Millimetres; no picture of ours is larger.
const LARGEST: f32 = 400.0;
/// The paper that the units are told by, in millimetres.
const DEVICE: u32 = 400;

const HEADER: u32 = 1;
const END: u32 = 14;
const SET_BACKGROUND: u32 = 18;
const SET_TEXT_ALIGNMENT: u32 = 22;
const SET_TEXT_COLOR: u32 = 24;
const MOVE_TO: u32 = 27;
const SELECT: u32 = 37;
const LINE_TO: u32 = 54;
const MAKE_FONT: u32 = 82;
const TEXT: u32 = 84;
const MAKE_PEN: u32 = 95;

const TRANSPARENT: u32 = 1;
/// A text is placed by the left end of its baseline.
const BASELINE: u32 = 24;
/// Geometric, with ends cut straight and corners left sharp.
const PEN_STYLE: u32 = 0x1_0000 | 0x200 | 0x2000;

/// Shapes on a ground of so many millimetres, all lengths but those of letters scaled.
pub(crate) fn picture(shapes: &[Shape], (width, height): (f32, f32), scale: f32) -> Vec<u8> {
    let size = [width, height].map(|length| units((length * scale).clamp(1.0, LARGEST)));
    let mut picture = EmfRecords::default();
    // White, for who works on a dark screen.
    let (across, middle) = (width * scale, height * scale / 2.0);
    picture.line((0.0, middle), (across, middle), middle * 2.0, Rgb(255, 255, 255));
    picture.record(SET_BACKGROUND, &[TRANSPARENT]);
    picture.record(SET_TEXT_ALIGNMENT, &[BASELINE]);
    for draw in shapes.iter().flat_map(|shape| drawn(shape, scale)) {
        match draw {
            Draw::Line { from, to, width, color } => picture.line(from, to, width, color),
            Draw::Text { x, y, text, face, size, color } => {
                picture.color(color);
                let mut left = x;
                for (face, piece) in face.pieces(&text) {
                    picture.text((left, y), piece, (face, size));
                    left += face.width(piece, size);
                }
            }
        }
    }
    picture.finish(size)
}

/// Millimetres in units.
fn units(length: f32) -> i32 {
    (length * DENSITY).round() as i32
}

/// The bits of a signed number, as the format keeps it.
fn signed(number: i32) -> u32 {
    number.cast_unsigned()
}

fn blue_green_red(Rgb(red, green, blue): Rgb) -> u32 {
    u32::from_le_bytes([red, green, blue, 0])
}

/// What lines and texts are drawn with, made once each.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Tool {
    /// Width in units.
    Pen(i32, Rgb),
    Font(Face, u8),
}

/// Records as they are added.
#[derive(Debug, Default)]
struct EmfRecords {
    records: Vec<u8>,
    count: u32,
    /// The n-th is object n + 1 of the picture.
    tools: Vec<Tool>,
    pen: Option<Tool>,
    font: Option<Tool>,
    color: Option<Rgb>,
}

impl EmfRecords {
    fn record(&mut self, kind: u32, words: &[u32]) {
        let octets = u32::try_from(words.len() * 4 + 8).unwrap_or(u32::MAX);
        for word in [kind, octets].iter().chain(words) {
            self.records.extend(word.to_le_bytes());
        }
        self.count += 1;
    }

    fn line(&mut self, from: (f32, f32), to: (f32, f32), width: f32, color: Rgb) {
        let pen = Tool::Pen(units(width).max(1), color);
        if self.pen != Some(pen) {
            self.select(pen);
            self.pen = Some(pen);
        }
        for (kind, (x, y)) in [(MOVE_TO, from), (LINE_TO, to)] {
            self.record(kind, &[x, y].map(|length| signed(units(length))));
        }
    }

    fn color(&mut self, color: Rgb) {
        if self.color != Some(color) {
            self.record(SET_TEXT_COLOR, &[blue_green_red(color)]);
            self.color = Some(color);
        }
    }

    fn text(&mut self, (left, baseline): (f32, f32), text: &str, (face, size): (Face, u8)) {
        let font = Tool::Font(face, size);
        if self.font != Some(font) {
            self.select(font);
            self.font = Some(font);
        }
        let (letters, advances) = set(text, face, size);
        let (x, y) = (units(left), units(baseline));
        let right = x + advances.iter().sum::<i32>();
        let em = units(f32::from(size) * POINT);
        let around = [x, y - em, right, y + em / 3].map(signed);
        let count = u32::try_from(advances.len()).unwrap_or_default();
        // Where the letters and the steps between them begin in the record.
        let begin = 76;
        let steps = begin + u32::try_from(letters.len() * 4).unwrap_or_default();
        let mut words = around.to_vec();
        // One unit of the picture is a hundredth of a millimetre both ways.
        words.extend([1, 1.0_f32.to_bits(), 1.0_f32.to_bits()]);
        words.extend([signed(x), signed(y), count, begin, 0, 0, 0, 0, 0, steps]);
        words.extend(letters);
        words.extend(advances.into_iter().map(signed));
        self.record(TEXT, &words);
    }

    /// Takes a tool, which is made when it is first asked for.
    fn select(&mut self, tool: Tool) {
        let known = self.tools.iter().position(|known| *known == tool);
        let index = known.unwrap_or(self.tools.len());
        let object = u32::try_from(index + 1).unwrap_or_default();
        if known.is_none() {
            self.tools.push(tool);
            match tool {
                Tool::Pen(width, color) => {
                    let color = blue_green_red(color);
                    // No bitmap, a solid colour, no style of its own.
                    let pen = [0, 0, 0, 0, PEN_STYLE, signed(width), 0, color, 0, 0];
                    self.record(MAKE_PEN, &[&[object], &pen[..]].concat());
                }
                Tool::Font(face, size) => {
                    self.record(MAKE_FONT, &[&[object], &font(face, size)[..]].concat());
                }
            }
        }
        self.record(SELECT, &[object]);
    }

    fn finish(mut self, [width, height]: [i32; 2]) -> Vec<u8> {
        self.record(END, &[0, 16, 20]);
        let octets = 108 + u32::try_from(self.records.len()).unwrap_or_default();
        let bounds = [0, 0, signed(width), signed(height)];
        let objects = u32::try_from(self.tools.len() + 1).unwrap_or_default();
        let across = DEVICE * DENSITY as u32;
        // Bounds and frame are the same, since a unit is a hundredth of a millimetre.
        let words = [bounds, bounds].concat();
        let rest = [
            u32::from_le_bytes(*b" EMF"),
            0x1_0000,
            octets,
            self.count + 1,
            objects,
            0,
            0,
            0,
            across,
            across,
            DEVICE,
            DEVICE,
            0,
            0,
            0,
            DEVICE * 1000,
            DEVICE * 1000,
        ];
        let body = std::mem::take(&mut self.records);
        self.record(HEADER, &[words, rest.to_vec()].concat());
        self.records.extend(body);
        self.records
    }
}

/// Two letters a word, and how far it is from each to the next.
fn set(text: &str, face: Face, size: u8) -> (Vec<u32>, Vec<i32>) {
    let scale = f32::from(size) * POINT / f32::from(face.parsed().units_per_em());
    let starts = face.glyphs(text).map(|(_, start)| units(start as f32 * scale));
    let end = units(face.width(text, size));
    let places: Vec<i32> = starts.chain([end]).collect();
    let steps =
        places.windows(2).map(|pair| pair.iter().rev().copied().reduce(|to, from| to - from));
    let (mut codes, mut advances) = (Vec::new(), Vec::new());
    for (letter, step) in text.chars().zip(steps) {
        let units = letter.encode_utf16(&mut [0; 2]).to_vec();
        // The second half of a letter beyond the first plane takes no room.
        advances.extend([step.unwrap_or_default(), 0].into_iter().take(units.len()));
        codes.extend(units);
    }
    (packed(&codes), advances)
}

/// Two units of UTF-16 a word.
fn packed(codes: &[u16]) -> Vec<u32> {
    let word = |pair: &[u16]| pair.iter().rev().fold(0, |word, code| word << 16 | u32::from(*code));
    codes.chunks(2).map(word).collect()
}

/// A font of the height of its letters, by the name that Windows knows it by.
fn font(face: Face, size: u8) -> Vec<u32> {
    let height = -units(f32::from(size) * POINT);
    let (name, bold) = match face {
        Face::Regular | Face::Italic => ("Times New Roman", false),
        Face::Bold | Face::BoldItalic => ("Times New Roman", true),
        Face::Eastern => ("Microsoft YaHei", false),
    };
    let italic = matches!(face, Face::Italic | Face::BoldItalic);
    // Any script; outlines before bitmaps, and a serif where the face is missing.
    let (script, precision, family) = (1, 7, 0x12);
    let mut words = vec![signed(height), 0, 0, 0, if bold { 700 } else { 400 }];
    words.push(u32::from_le_bytes([u8::from(italic), 0, 0, script]));
    words.push(u32::from_le_bytes([precision, 0, 0, family]));
    words.extend(packed(&name.encode_utf16().collect::<Vec<u16>>()));
    // The long form of the record, the rest of which is blank.
    words.resize(80, 0);
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Anchor;

    /// Kind and words of each record.
    fn records(picture: &[u8]) -> Vec<(u32, Vec<u32>)> {
        let words: Vec<u32> =
            picture.as_chunks::<4>().0.iter().map(|word| u32::from_le_bytes(*word)).collect();
        let (mut rest, mut found) = (&words[..], Vec::new());
        while let [kind, octets, ..] = rest {
            let (record, after) = rest.split_at(*octets as usize / 4);
            found.push((*kind, record[2..].to_vec()));
            rest = after;
        }
        found
    }

    fn of(shapes: &[Shape]) -> Vec<(u32, Vec<u32>)> {
        let picture = picture(shapes, (50.0, 20.0), 1.0);
        let records = records(&picture);
        let (kind, header) = &records[0];
        assert_eq!(*kind, HEADER);
        assert_eq!(header[..8], [0, 0, 5000, 2000, 0, 0, 5000, 2000]);
        assert_eq!(header[8].to_le_bytes(), *b" EMF");
        assert_eq!(header[10] as usize, picture.len());
        assert_eq!(header[11] as usize, records.len());
        let made = records.iter().filter(|(kind, _)| [MAKE_PEN, MAKE_FONT].contains(kind));
        assert_eq!(header[12] as usize, made.count() + 1, "objects, and the picture itself");
        assert_eq!(records.last().unwrap().0, END);
        records
    }

    const BLUE: Rgb = Rgb(31, 59, 99);

    fn label(text: &str, anchor: Anchor) -> Shape {
        let text = text.to_owned();
        Shape::Label {
            x: 25.0,
            y: 12.0,
            text,
            size: 12,
            bold: true,
            anchor,
            color: BLUE,
            figure: None,
        }
    }

    #[test]
    fn a_bar_stands_where_it_is_put() {
        let bar = Shape::Bar { x: 10.0, y: 5.0, width: 30.0, height: 4.0, fill: BLUE };
        let records = of(&[bar.clone(), bar]);
        let pens: Vec<_> = records.iter().filter(|(kind, _)| *kind == MAKE_PEN).collect();
        assert_eq!(pens.len(), 2, "the ground, and both bars with one");
        assert_eq!(pens[1].1[5..], [PEN_STYLE, 400, 0, 0x0063_3b1f, 0, 0]);
        let at: Vec<_> =
            records.iter().filter(|(kind, _)| [MOVE_TO, LINE_TO].contains(kind)).collect();
        assert_eq!((&at[2].1[..], &at[3].1[..]), (&[1000, 700][..], &[4000, 700][..]));
    }

    #[test]
    fn a_label_is_written_letter_by_letter_from_its_anchor() {
        let width = units(Face::Bold.width("Vị trí", 12));
        for (anchor, left) in
            [(Anchor::Start, 2500), (Anchor::Middle, 2500 - width / 2), (Anchor::End, 2500 - width)]
        {
            let records = of(&[label("Vị trí", anchor)]);
            let text = &records.iter().find(|(kind, _)| *kind == TEXT).unwrap().1;
            assert!(signed(left).abs_diff(text[7]) <= 1, "{anchor:?}");
            assert_eq!((text[8], text[9]), (1200, 6));
            // Offsets count from the head of the record, eight octets before its words.
            let begin = (text[10] as usize - 8) / 4;
            let letters: Vec<u16> = text[begin..begin + 3]
                .iter()
                .flat_map(|word| [*word as u16, (word >> 16) as u16])
                .collect();
            assert_eq!(String::from_utf16(&letters).unwrap(), "Vị trí");
            let steps = &text[(text[16] as usize - 8) / 4..];
            assert_eq!((steps.len(), steps.iter().sum::<u32>()), (6, signed(width)));
        }
    }

    #[test]
    fn letters_of_the_fifth_face_stand_behind_those_of_the_first() {
        let records = of(&[label("Ông 王", Anchor::Start)]);
        let left: Vec<u32> =
            records.iter().filter(|(kind, _)| *kind == TEXT).map(|(_, text)| text[7]).collect();
        let before = units(25.0 + Face::Bold.width("Ông ", 12));
        assert_eq!(left, [2500, signed(before)]);
    }
}
