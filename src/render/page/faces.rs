//! The embedded faces: which characters they have and how wide these are.
//!
//! Four are those of the documents. A fifth has Han, Kana and Hangul, of which names of foreigners consist, and stands
//! in for each of the four; what has to be shaped (Khmer, Thai, Arabic) no face here can set.

use std::sync::OnceLock;

use ttf_parser::GlyphId;

use crate::render::packing::gunzip;

/// Points to millimetres.
pub(crate) const POINT: f32 = 25.4 / 72.0;

/// Glyph and advance of a character.
type KnownGlyph = (Option<GlyphId>, u16);

/// Past the Vietnamese letters and the marks between words.
const KNOWN_UP_TO: u32 = 0x2100;

/// Liberation Serif, which has the widths of Times New Roman; Droid Sans Fallback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Face {
    Regular,
    Bold,
    Italic,
    BoldItalic,
    /// For what the four lack.
    Eastern,
}

/// Beyond Latin, Greek, Cyrillic and signs: no face but the fifth has anything there.
const EASTERN_FROM: char = '\u{2e80}';

/// What the fifth face sets letter by letter, without shaping.
fn is_eastern(character: char) -> bool {
    matches!(character,
        '\u{2e80}'..='\u{2fdf}'
            | '\u{3001}'..='\u{3029}'
            | '\u{3030}'..='\u{3098}'
            | '\u{309b}'..='\u{312f}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{ac00}'..='\u{d7a3}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff61}'..='\u{ff9f}'
    )
}

impl Face {
    /// The faces of the documents.
    pub(crate) const ALL: [Self; 4] = [Self::Regular, Self::Bold, Self::Italic, Self::BoldItalic];

    pub(crate) fn of(bold: bool, italic: bool) -> Self {
        match (bold, italic) {
            (false, false) => Self::Regular,
            (true, false) => Self::Bold,
            (false, true) => Self::Italic,
            (true, true) => Self::BoldItalic,
        }
    }

    pub(crate) fn bytes(self) -> &'static [u8] {
        match self {
            Self::Regular => {
                include_bytes!("../../../templates/fonts/LiberationSerif-Regular.ttf")
            }
            Self::Bold => include_bytes!("../../../templates/fonts/LiberationSerif-Bold.ttf"),
            Self::Italic => include_bytes!("../../../templates/fonts/LiberationSerif-Italic.ttf"),
            Self::BoldItalic => {
                include_bytes!("../../../templates/fonts/LiberationSerif-BoldItalic.ttf")
            }
            // Packed: it is the largest part of the program, and few documents need it.
            Self::Eastern => {
                static UNPACKED: OnceLock<Vec<u8>> = OnceLock::new();
                UNPACKED.get_or_init(|| {
                    gunzip(include_bytes!("../../../templates/fonts/DroidSansFallback.ttf.gz"))
                        .expect("the embedded faces are whole")
                })
            }
        }
    }

    /// The name of the face in PostScript.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Regular => "LiberationSerif",
            Self::Bold => "LiberationSerif-Bold",
            Self::Italic => "LiberationSerif-Italic",
            Self::BoldItalic => "LiberationSerif-BoldItalic",
            Self::Eastern => "DroidSansFallback",
        }
    }

    pub(crate) fn has(self, character: char) -> bool {
        self.glyph(character).is_some()
    }

    /// The face that sets a character in text of this one.
    pub(crate) fn for_character(self, character: char) -> Self {
        if character >= EASTERN_FROM
            && is_eastern(character)
            && !self.has(character)
            && Self::Eastern.has(character)
        {
            Self::Eastern
        } else {
            self
        }
    }

    /// The text in pieces of one face each.
    pub(crate) fn pieces(self, text: &str) -> impl Iterator<Item = (Self, &str)> {
        let mut rest = text;
        std::iter::from_fn(move || {
            let face = self.for_character(rest.chars().next()?);
            let end = rest.char_indices().find(|(_, c)| self.for_character(*c) != face);
            let (piece, after) = rest.split_at(end.map_or(rest.len(), |(at, _)| at));
            rest = after;
            Some((face, piece))
        })
    }

    /// Width of the text, kerning included, in millimetres.
    pub(crate) fn width(self, text: &str, size: u8) -> f32 {
        if text.chars().any(|character| self.for_character(character) != self) {
            return self.pieces(text).map(|(face, piece)| face.width(piece, size)).sum();
        }
        let face = self.parsed();
        let (mut units, mut before) = (0_i32, None);
        for character in text.chars() {
            let glyph = self.glyph(character).unwrap_or(GlyphId(0));
            units += i32::from(self.advance(character, glyph));
            units += before.map_or(0, |before| i32::from(kerning(face, before, glyph)));
            before = Some(glyph);
        }
        units as f32 / f32::from(face.units_per_em()) * f32::from(size) * POINT
    }

    /// Each glyph of the text and where it starts, in units of the face.
    pub(crate) fn glyphs(self, text: &str) -> impl Iterator<Item = (GlyphId, i32)> {
        let face = self.parsed();
        let (mut x, mut before) = (0_i32, None);
        text.chars().map(move |character| {
            let glyph = self.glyph(character).unwrap_or(GlyphId(0));
            x += before.map_or(0, |before| i32::from(kerning(face, before, glyph)));
            let start = x;
            x += i32::from(self.advance(character, glyph));
            before = Some(glyph);
            (glyph, start)
        })
    }

    /// Each character of the text and by how many units of the face it is moved from where the one before it ends.
    pub(crate) fn kerned(self, text: &str) -> impl Iterator<Item = (char, i16)> {
        let face = self.parsed();
        let mut before = None;
        text.chars().map(move |character| {
            let glyph = self.glyph(character).unwrap_or(GlyphId(0));
            let kern = before.replace(glyph).map_or(0, |before| kerning(face, before, glyph));
            (character, kern)
        })
    }

    /// Units of the face in thousandths of the size.
    pub(crate) fn thousandths(self, units: f32) -> f32 {
        (units * 1000.0 / f32::from(self.parsed().units_per_em())).round()
    }

    /// From the baseline to the top of the tallest letters, in millimetres.
    pub(crate) fn ascent(self, size: u8) -> f32 {
        let face = self.parsed();
        f32::from(face.ascender()) / f32::from(face.units_per_em()) * f32::from(size) * POINT
    }

    fn glyph(self, character: char) -> Option<GlyphId> {
        match self.known().get(character as usize) {
            Some((glyph, _)) => *glyph,
            None => self.parsed().glyph_index(character),
        }
    }

    fn advance(self, character: char, glyph: GlyphId) -> u16 {
        match self.known().get(character as usize) {
            Some((_, advance)) => *advance,
            None => self.parsed().glyph_hor_advance(glyph).unwrap_or(0),
        }
    }

    /// Glyph and advance of the characters that texts are made of, looked up once.
    fn known(self) -> &'static [KnownGlyph] {
        static KNOWN: OnceLock<[Vec<KnownGlyph>; 4]> = OnceLock::new();
        let [regular, bold, italic, bold_italic] = KNOWN.get_or_init(|| {
            Self::ALL.map(|face| {
                let face = face.parsed();
                let entry = |code| {
                    let glyph = char::from_u32(code).and_then(|code| face.glyph_index(code));
                    (glyph, face.glyph_hor_advance(glyph.unwrap_or(GlyphId(0))).unwrap_or(0))
                };
                (0..KNOWN_UP_TO).map(entry).collect()
            })
        });
        match self {
            Self::Regular => regular,
            Self::Bold => bold,
            Self::Italic => italic,
            Self::BoldItalic => bold_italic,
            Self::Eastern => &[],
        }
    }

    pub(crate) fn parsed(self) -> &'static ttf_parser::Face<'static> {
        static FACES: OnceLock<[ttf_parser::Face<'static>; 4]> = OnceLock::new();
        static EASTERN: OnceLock<ttf_parser::Face<'static>> = OnceLock::new();
        let parse = |face: Self| {
            ttf_parser::Face::parse(face.bytes(), 0).expect("the embedded faces are whole")
        };
        let [regular, bold, italic, bold_italic] = FACES.get_or_init(|| Self::ALL.map(parse));
        match self {
            Self::Regular => regular,
            Self::Bold => bold,
            Self::Italic => italic,
            Self::BoldItalic => bold_italic,
            Self::Eastern => EASTERN.get_or_init(|| parse(Self::Eastern)),
        }
    }
}

/// From the `kern` table.
fn kerning(face: &ttf_parser::Face<'_>, left: GlyphId, right: GlyphId) -> i16 {
    face.tables()
        .kern
        .into_iter()
        .flat_map(|kern| kern.subtables)
        .filter(|table| table.horizontal && !table.variable)
        .find_map(|table| table.glyphs_kerning(left, right))
        .unwrap_or(0)
}

/// Single line spacing of the size, in millimetres.
pub(crate) fn line_height(size: u8) -> f32 {
    f32::from(size) * 1.149 * POINT
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[track_caller]
    fn case(text: &str, face: Face, size: u8, width: f32) {
        let found = face.width(text, size);
        // The decree's widths are without kerning, which takes up to a hundredth.
        assert!(found <= width + 0.1 && found > width * 0.985, "{text}: {found} mm");
    }

    /// NĐ 30/2020/NĐ-CP, Phụ lục I: the lines that must never wrap.
    #[test]
    fn the_letterhead_is_as_wide_as_measured_in_times_new_roman() {
        case("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Face::Bold, 12, 88.3);
        case("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", Face::Bold, 13, 95.7);
        case("Độc lập - Tự do - Hạnh phúc", Face::Bold, 13, 56.1);
        case("SỞ LAO ĐỘNG - THƯƠNG BINH VÀ XÃ HỘI", Face::Bold, 12, 87.8);
    }

    #[test]
    fn what_the_four_faces_lack_is_set_by_the_fifth() {
        let pieces: Vec<_> = Face::Bold.pieces("Ông 김철수 (金) ✔").collect();
        let want = [
            (Face::Bold, "Ông "),
            (Face::Eastern, "김철수"),
            (Face::Bold, " ("),
            (Face::Eastern, "金"),
            (Face::Bold, ") ✔"),
        ];
        assert_eq!(pieces, want);
        let sum: f32 = want.iter().map(|(face, piece)| face.width(piece, 12)).sum();
        assert!((Face::Bold.width("Ông 김철수 (金) ✔", 12) - sum).abs() < 0.001);
        assert!((Face::Eastern.width("金", 12) - 12.0 * POINT).abs() < 0.5);
    }

    #[test]
    fn every_face_has_every_vietnamese_letter() {
        let bases = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
        let tones = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];
        for face in Face::ALL {
            assert!("đĐ₫–—“”…•≥≤±\u{a0}".chars().all(|character| face.has(character)));
            for base in bases.chars() {
                for tone in tones {
                    let letter: String = [base, tone].into_iter().nfc().collect();
                    let is_one = letter.chars().count() == 1;
                    assert!(is_one && letter.chars().all(|letter| face.has(letter)), "{letter}");
                }
            }
        }
    }

    #[test]
    fn a_pair_that_is_kerned_is_narrower_than_its_letters() {
        let pair = Face::Regular.width("AV", 14);
        assert!(pair < Face::Regular.width("A", 14) + Face::Regular.width("V", 14) - 0.1);
    }
}
