//! The subsets as embedded fonts: widths, descriptor and `ToUnicode` read from the subset itself.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::ObjectId;
use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::render::pdf::faces::Face;
use crate::render::pdf::failed;
use crate::render::pdf::finish::content::{BESIDE, Widths};
use crate::render::pdf::finish::deflated;
use crate::render::pdf::finish::file::File;
use crate::render::pdf::subset::{Subset, Subsets};

/// The name under which genpdf draws with a face: the order in which faces are handed to it.
fn key(face: Face) -> Vec<u8> {
    match face {
        Face::Regular => b"F0",
        Face::Bold => b"F1",
        Face::Italic => b"F2",
        Face::BoldItalic => b"F3",
        // A family of its own.
        Face::Eastern => b"F4",
    }
    .to_vec()
}

/// A subset as it goes into files: made once, whichever files these are.
#[derive(Debug)]
pub(crate) struct Program {
    /// With the tag that every subset has, which tells it from others.
    name: String,
    /// Of each glyph, in thousandths of the size.
    widths: Vec<u16>,
    /// The same as the font dictionary says them.
    spelled: String,
    /// Deflated: the face, and its map to Unicode.
    packed: Vec<u8>,
    unicode: Vec<u8>,
}

impl Program {
    pub(crate) fn of(face: Face, subset: &Subset) -> Result<Self> {
        let tag: String = Sha256::digest(&subset.bytes)
            .iter()
            .take(6)
            .map(|byte| char::from(b'A' + byte % 26))
            .collect();
        let parsed = ttf_parser::Face::parse(&subset.bytes, 0).map_err(failed)?;
        let widths = (0..parsed.number_of_glyphs()).map(|glyph| {
            let advance = parsed.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0);
            thousandths(f32::from(advance), &parsed) as u16
        });
        let widths: Vec<u16> = widths.collect();
        let spelled: Vec<String> = widths.iter().map(u16::to_string).collect();
        Ok(Self {
            name: format!("{tag}+{}", face.name()),
            widths,
            spelled: spelled.join(" "),
            packed: deflated(&subset.bytes)?,
            unicode: deflated(to_unicode(subset).as_bytes())?,
        })
    }
}

/// How wide each glyph is, by the name of its face in content streams.
pub(crate) fn widths(subsets: &Subsets) -> Result<Widths> {
    let faces = subsets.0.iter();
    faces.map(|(face, subset)| Ok((key(*face), subset.program(*face)?.widths.clone()))).collect()
}

/// The fonts of a page, by their names in its content.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Named(BTreeMap<Vec<u8>, ObjectId>);

impl Named {
    /// Adds those of what stands beside, under the names that `content::beside` gives them.
    pub(crate) fn put_beside(&mut self, right: &Self) {
        let renamed = right.0.iter().map(|(name, id)| (renamed(name), *id));
        self.0.extend(renamed);
    }
}

/// `F0` on the left, `G0` on the right.
fn renamed(name: &[u8]) -> Vec<u8> {
    name.iter().map(|byte| if *byte == b'F' { BESIDE } else { *byte }).collect()
}

/// Fonts that are in the file, each once.
#[derive(Debug, Default)]
pub(crate) struct Embedded {
    fonts: BTreeMap<String, ObjectId>,
    resources: BTreeMap<Named, ObjectId>,
}

impl Embedded {
    pub(crate) fn named(&mut self, file: &mut File, subsets: &Subsets) -> Result<Named> {
        let mut named = BTreeMap::new();
        for (face, subset) in &subsets.0 {
            let program = subset.program(*face)?;
            let id = match self.fonts.get(&program.name) {
                Some(id) => *id,
                None => font(file, *face, subset, program)?,
            };
            self.fonts.insert(program.name.clone(), id);
            named.insert(key(*face), id);
        }
        Ok(Named(named))
    }

    /// What pages with these fonts share.
    pub(crate) fn resources(&mut self, file: &mut File, named: &Named) -> Result<ObjectId> {
        if let Some(id) = self.resources.get(named) {
            return Ok(*id);
        }
        let mut fonts = String::new();
        for (name, id) in &named.0 {
            let _ = write!(fonts, "/{} {} 0 R", String::from_utf8_lossy(name), id.0);
        }
        let id = file.add_text(format_args!("<</Font<<{fonts}>>>>"))?;
        self.resources.insert(named.clone(), id);
        Ok(id)
    }
}

fn font(file: &mut File, face: Face, subset: &Subset, program: &Program) -> Result<ObjectId> {
    let Program { name, spelled, unicode, .. } = program;
    let descriptor = descriptor(file, face, subset, program)?.0;
    let descendant = file.add_text(format_args!(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>\
         /FontDescriptor {descriptor} 0 R/CIDToGIDMap/Identity/DW 0/W[0[{spelled}]]>>"
    ))?;
    let (descendant, unicode) = (descendant.0, file.add_stream("/Filter/FlateDecode", unicode)?.0);
    file.add_text(format_args!(
        "<</Type/Font/Subtype/Type0/BaseFont/{name}-Identity-H/Encoding/Identity-H\
         /DescendantFonts[{descendant} 0 R]/ToUnicode {unicode} 0 R>>"
    ))
}

fn descriptor(file: &mut File, face: Face, subset: &Subset, program: &Program) -> Result<ObjectId> {
    // The subset keeps only what is drawn; heights are those of the whole face.
    let whole = face.parsed();
    let scaled = |units: i16| thousandths(f32::from(units), whole) as i64;
    let bounds = whole.global_bounding_box();
    let [left, low, right, high] =
        [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scaled);
    // Serif, and symbolic as every font with its own encoding; italic.
    let flags = 2 + 4 + if matches!(face, Face::Italic | Face::BoldItalic) { 64 } else { 0 };
    let bold = matches!(face, Face::Bold | Face::BoldItalic);
    let entries = format!("/Length1 {}/Filter/FlateDecode", subset.bytes.len());
    let bytes = file.add_stream(&entries, &program.packed)?;
    file.add_text(format_args!(
        "<</Type/FontDescriptor/FontName/{}/Flags {flags}/FontBBox[{left} {low} {right} {high}]\
         /ItalicAngle {}/Ascent {}/Descent {}/CapHeight {}/StemV {}/FontFile2 {} 0 R>>",
        program.name,
        whole.italic_angle().round() as i64,
        scaled(whole.ascender()),
        scaled(whole.descender()),
        scaled(whole.capital_height().unwrap_or(1341)),
        if bold { 140 } else { 80 },
        bytes.0,
    ))
}

/// One character for each glyph, in the order of glyphs.
fn to_unicode(subset: &Subset) -> String {
    let characters: BTreeMap<u16, char> =
        subset.glyphs.iter().map(|(character, glyph)| (*glyph, *character)).collect();
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let characters: Vec<(u16, char)> = characters.into_iter().collect();
    for some in characters.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", some.len());
        for (glyph, character) in some {
            let units = character
                .encode_utf16(&mut [0; 2])
                .iter()
                .fold(String::new(), |units, unit| units + &format!("{unit:04X}"));
            let _ = writeln!(map, "<{glyph:04X}> <{units}>");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend");
    map
}

fn thousandths(units: f32, face: &ttf_parser::Face<'_>) -> f32 {
    (units * 1000.0 / f32::from(face.units_per_em())).round()
}
