//! The subsets as embedded fonts: widths, descriptor and `ToUnicode` read from the subset itself.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use lopdf::{Dictionary, Object, ObjectId, Stream, dictionary};
use sha2::{Digest, Sha256};

use crate::error::Result;
use crate::render::pdf::faces::Face;
use crate::render::pdf::failed;
use crate::render::pdf::finish::content::Widths;
use crate::render::pdf::finish::{integer, packed};
use crate::render::pdf::subset::{Subset, Subsets};

/// The name under which genpdf draws with a face: the order in which faces are handed to it.
fn key(face: Face) -> Vec<u8> {
    match face {
        Face::Regular => b"F0",
        Face::Bold => b"F1",
        Face::Italic => b"F2",
        Face::BoldItalic => b"F3",
    }
    .to_vec()
}

/// How wide each glyph is, in thousandths of the size.
pub(crate) fn widths(subsets: &Subsets) -> Result<Widths> {
    subsets
        .0
        .iter()
        .map(|(face, subset)| {
            let parsed = ttf_parser::Face::parse(&subset.bytes, 0).map_err(failed)?;
            let widths = (0..parsed.number_of_glyphs()).map(|glyph| {
                let advance = parsed.glyph_hor_advance(ttf_parser::GlyphId(glyph)).unwrap_or(0);
                thousandths(f32::from(advance), &parsed) as u16
            });
            Ok((key(*face), widths.collect()))
        })
        .collect()
}

/// The resources that every page shares: its fonts.
pub(crate) fn embed(
    file: &mut lopdf::Document,
    subsets: &Subsets,
    widths: &Widths,
) -> Result<Dictionary> {
    let mut fonts = Dictionary::new();
    for (face, subset) in &subsets.0 {
        let key = key(*face);
        let widths = widths.get(&key).map_or(&[][..], Vec::as_slice);
        fonts.set(key, font(file, *face, subset, widths)?);
    }
    Ok(dictionary! { "Font" => fonts })
}

fn font(
    file: &mut lopdf::Document,
    face: Face,
    subset: &Subset,
    widths: &[u16],
) -> Result<ObjectId> {
    let tag: String = Sha256::digest(&subset.bytes)
        .iter()
        .take(6)
        .map(|byte| char::from(b'A' + byte % 26))
        .collect();
    let name = format!("{tag}+{}", face.name());
    let descriptor = descriptor(file, &name, face, subset)?;
    let widths = widths.iter().map(|width| Object::Integer(i64::from(*width))).collect();
    let descendant = file.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "CIDFontType2",
        "BaseFont" => name.as_str(),
        "CIDSystemInfo" => dictionary! {
            "Registry" => Object::string_literal("Adobe"),
            "Ordering" => Object::string_literal("Identity"),
            "Supplement" => 0,
        },
        "FontDescriptor" => descriptor,
        "CIDToGIDMap" => "Identity",
        "DW" => 0,
        "W" => vec![Object::Integer(0), Object::Array(widths)],
    });
    let unicode = file.add_object(packed(Dictionary::new(), to_unicode(subset).into_bytes())?);
    Ok(file.add_object(dictionary! {
        "Type" => "Font",
        "Subtype" => "Type0",
        "BaseFont" => format!("{name}-Identity-H").as_str(),
        "Encoding" => "Identity-H",
        "DescendantFonts" => vec![Object::Reference(descendant)],
        "ToUnicode" => unicode,
    }))
}

fn descriptor(
    file: &mut lopdf::Document,
    name: &str,
    face: Face,
    subset: &Subset,
) -> Result<ObjectId> {
    // The subset keeps only what is drawn; heights are those of the whole face.
    let whole = face.parsed();
    let scaled = |units: i16| Object::Integer(thousandths(f32::from(units), whole) as i64);
    let bounds = whole.global_bounding_box();
    // Serif, and symbolic as every font with its own encoding; italic.
    let flags = 2 + 4 + if matches!(face, Face::Italic | Face::BoldItalic) { 64 } else { 0 };
    let bold = matches!(face, Face::Bold | Face::BoldItalic);
    let length = integer(subset.bytes.len());
    let bytes = subset.packed(|bytes| Ok(packed(Dictionary::new(), bytes.to_vec())?.content))?;
    let filter = dictionary! { "Length1" => length, "Filter" => "FlateDecode" };
    let program = file.add_object(Stream::new(filter, bytes.to_vec()));
    let bounds = [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scaled).to_vec();
    Ok(file.add_object(dictionary! {
        "Type" => "FontDescriptor",
        "FontName" => name,
        "Flags" => flags,
        "FontBBox" => bounds,
        "ItalicAngle" => Object::Integer(whole.italic_angle().round() as i64),
        "Ascent" => scaled(whole.ascender()),
        "Descent" => scaled(whole.descender()),
        "CapHeight" => scaled(whole.capital_height().unwrap_or(1341)),
        "StemV" => if bold { 140 } else { 80 },
        "FontFile2" => program,
    }))
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
