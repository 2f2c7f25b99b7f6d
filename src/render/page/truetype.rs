//! A TrueType face of few glyphs as PDF embeds it: only the tables that draw, and nothing that hints.

use ttf_parser::{Face, GlyphId, Tag, loca};

/// Glyph 0, then the wanted ones in their order, then the parts that these are put together of.
/// Nothing for a face that is not whole.
pub(crate) fn subset(face: &Face<'_>, wanted: &[GlyphId]) -> Option<Vec<u8>> {
    let mut taken = vec![GlyphId(0)];
    taken.extend(wanted);
    let all = face.raw_face().table(Tag::from_bytes(b"glyf"))?;
    let (head, maxp) = (face.tables().head, face.tables().maxp);
    let places = face.raw_face().table(Tag::from_bytes(b"loca"))?;
    let places = loca::Table::parse(maxp.number_of_glyphs, head.index_to_location_format, places)?;
    let (mut outlines, mut locations, mut metrics) = (Vec::new(), Vec::new(), Vec::new());
    let mut at = 0;
    while let Some(glyph) = taken.get(at).copied() {
        locations.extend(u32::try_from(outlines.len()).ok()?.to_be_bytes());
        if let Some(place) = places.glyph_range(glyph) {
            outlines.extend(plain(all.get(place)?, &mut taken)?);
            outlines.resize(outlines.len().next_multiple_of(4), 0);
        }
        metrics.extend(face.glyph_hor_advance(glyph)?.to_be_bytes());
        metrics.extend(face.glyph_hor_side_bearing(glyph).unwrap_or(0).to_be_bytes());
        at += 1;
    }
    locations.extend(u32::try_from(outlines.len()).ok()?.to_be_bytes());
    let count = u16::try_from(taken.len()).ok()?.to_be_bytes();
    let changed = |tag: &[u8; 4], changes: &[(usize, &[u8])]| {
        let mut table = face.raw_face().table(Tag::from_bytes(tag))?.to_vec();
        for (from, bytes) in changes {
            table.get_mut(*from..from + bytes.len())?.copy_from_slice(bytes);
        }
        Some(table)
    };
    file(&[
        (b"glyf", outlines),
        // No checksum yet, and places of four bytes.
        (b"head", changed(b"head", &[(8, &[0; 4]), (50, &[0, 1])])?),
        (b"hhea", changed(b"hhea", &[(34, &count)])?),
        (b"hmtx", metrics),
        (b"loca", locations),
        (b"maxp", changed(b"maxp", &[(4, &count)])?),
    ])
}

/// What a composite outline says of each of its parts.
const WORDS: u16 = 0x1;
const SCALE: u16 = 0x8;
const MORE: u16 = 0x20;
const TWO_SCALES: u16 = 0x40;
const MATRIX: u16 = 0x80;
const HINTED: u16 = 0x100;

/// An outline without its instructions; its parts, if it has some, are taken too and named by their new numbers.
fn plain(outline: &[u8], taken: &mut Vec<GlyphId>) -> Option<Vec<u8>> {
    let number = |at: usize| Some(u16::from_be_bytes(outline.get(at..at + 2)?.try_into().ok()?));
    let contours = number(0)?;
    if contours < 0x8000 {
        let (points, rest) = outline.split_at_checked(10 + 2 * usize::from(contours))?;
        let instructions = usize::from(number(points.len())?);
        return Some([points, &[0, 0], rest.get(2 + instructions..)?].concat());
    }
    let mut made = outline.get(..10)?.to_vec();
    loop {
        let (flags, part) = (number(made.len())?, GlyphId(number(made.len() + 2)?));
        let known = taken.iter().position(|glyph| *glyph == part);
        let new = known.unwrap_or(taken.len());
        if known.is_none() {
            taken.push(part);
        }
        let begin = made.len() + 4;
        made.extend((flags & !HINTED).to_be_bytes());
        made.extend(u16::try_from(new).ok()?.to_be_bytes());
        let scales = match flags & (SCALE | TWO_SCALES | MATRIX) {
            0 => 0,
            SCALE => 2,
            TWO_SCALES => 4,
            _ => 8,
        };
        let length = if flags & WORDS == 0 { 2 } else { 4 } + scales;
        made.extend(outline.get(begin..begin + length)?);
        if flags & MORE == 0 {
            return Some(made);
        }
    }
}

/// The tables behind their directory, with the checksums that say that they are whole.
fn file(tables: &[(&[u8; 4], Vec<u8>); 6]) -> Option<Vec<u8>> {
    // Version, how many tables, and three numbers that speed up a search among six.
    let mut bytes = [0, 1, 0, 0, 0, 6, 0, 64, 0, 2, 0, 32].to_vec();
    let mut place = bytes.len() + 16 * tables.len();
    let mut head = 0;
    for (tag, table) in tables {
        bytes.extend(*tag);
        bytes.extend(sum(table).to_be_bytes());
        bytes.extend(u32::try_from(place).ok()?.to_be_bytes());
        bytes.extend(u32::try_from(table.len()).ok()?.to_be_bytes());
        if *tag == b"head" {
            head = place;
        }
        place += table.len().next_multiple_of(4);
    }
    for (_, table) in tables {
        bytes.extend(table);
        bytes.resize(bytes.len().next_multiple_of(4), 0);
    }
    let whole = 0xb1b0_afba_u32.wrapping_sub(sum(&bytes));
    bytes.get_mut(head + 8..head + 12)?.copy_from_slice(&whole.to_be_bytes());
    Some(bytes)
}

/// Of the words of four bytes, the last filled up with zeros.
fn sum(bytes: &[u8]) -> u32 {
    bytes.chunks(4).fold(0, |sum: u32, word| {
        let mut four = [0; 4];
        four.iter_mut().zip(word).for_each(|(to, from)| *to = *from);
        sum.wrapping_add(u32::from_be_bytes(four))
    })
}

#[cfg(test)]
mod tests {
    use ttf_parser::OutlineBuilder;

    use super::*;
    use crate::render::page::faces::Face as Embedded;

    #[derive(Default, PartialEq, Debug)]
    struct Path(Vec<(u8, [f32; 4])>);

    impl OutlineBuilder for Path {
        fn move_to(&mut self, x: f32, y: f32) {
            self.0.push((0, [x, y, 0.0, 0.0]));
        }
        fn line_to(&mut self, x: f32, y: f32) {
            self.0.push((1, [x, y, 0.0, 0.0]));
        }
        fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
            self.0.push((2, [x1, y1, x, y]));
        }
        fn curve_to(&mut self, _: f32, _: f32, _: f32, _: f32, _: f32, _: f32) {}
        fn close(&mut self) {
            self.0.push((3, [0.0; 4]));
        }
    }

    /// Every letter that the faces have is drawn as the whole face draws it, at the same width.
    #[test]
    fn a_subset_draws_what_the_whole_face_draws() {
        for embedded in Embedded::ALL {
            let whole = embedded.parsed();
            let wanted: Vec<GlyphId> =
                (' '..'\u{2200}').filter_map(|letter| whole.glyph_index(letter)).collect();
            let bytes = subset(whole, &wanted).unwrap();
            let part = Face::parse(&bytes, 0).unwrap();
            let mut drawn = 0;
            for (new, old) in (1..).map(GlyphId).zip(&wanted) {
                let (mut one, mut other) = (Path::default(), Path::default());
                let boxes =
                    (part.outline_glyph(new, &mut one), whole.outline_glyph(*old, &mut other));
                assert_eq!(boxes.0, boxes.1);
                assert_eq!(one, other, "{old:?}");
                assert_eq!(part.glyph_hor_advance(new), whole.glyph_hor_advance(*old));
                drawn += usize::from(boxes.0.is_some());
            }
            assert!(drawn > 1_000, "{drawn}");
        }
    }

    #[test]
    fn hinting_is_left_out_and_the_checksum_holds() {
        let whole = Embedded::Regular.parsed();
        let wanted = ["a", "ế"].map(|letter| whole.glyph_index(letter.chars().next().unwrap()));
        let wanted: Vec<GlyphId> = wanted.into_iter().flatten().collect();
        let bytes = subset(whole, &wanted).unwrap();
        assert!(bytes.len() < 2_000, "{}", bytes.len());
        assert_eq!(sum(&bytes), 0xb1b0_afba);
        assert!(subset(whole, &[GlyphId(60_000)]).is_none());
    }
}
