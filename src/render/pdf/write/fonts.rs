//! The subsets as embedded fonts, each once in a file.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::error::Result;
use crate::render::page::faces::Face;
use crate::render::pdf::subset::{Subset, Subsets};
use crate::render::pdf::write::file::{PdfFile, Ref};
use crate::render::pdf::write::syntax::{BESIDE, FONT, key};

/// The fonts of a page, by their names in its content.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Named(BTreeMap<String, Ref>);

impl Named {
    /// Adds those of what stands beside, under the names that `content::beside` gives them.
    pub(crate) fn put_beside(&mut self, right: &Self) {
        let renamed = right.0.iter().map(|(name, id)| (name.replace(FONT, BESIDE), *id));
        self.0.extend(renamed);
    }
}

/// Fonts that are in the file, each once.
#[derive(Debug, Default)]
pub(crate) struct Embedded {
    fonts: BTreeMap<String, Ref>,
    resources: BTreeMap<Named, Ref>,
}

impl Embedded {
    pub(crate) fn named(&mut self, file: &mut PdfFile, subsets: &Subsets) -> Result<Named> {
        let mut named = BTreeMap::new();
        for (face, subset) in &subsets.0 {
            let id = match self.fonts.get(&subset.name) {
                Some(id) => *id,
                None => font(file, *face, subset)?,
            };
            self.fonts.insert(subset.name.clone(), id);
            named.insert(key(*face).to_owned(), id);
        }
        Ok(Named(named))
    }

    /// What pages with these fonts share.
    pub(crate) fn resources(&mut self, file: &mut PdfFile, named: &Named) -> Result<Ref> {
        if let Some(id) = self.resources.get(named) {
            return Ok(*id);
        }
        let mut fonts = String::new();
        for (name, id) in &named.0 {
            let _ = write!(fonts, "/{name} {id}");
        }
        let id = file.add(format_args!("<</Font<<{fonts}>>>>"))?;
        self.resources.insert(named.clone(), id);
        Ok(id)
    }
}

fn font(file: &mut PdfFile, face: Face, subset: &Subset) -> Result<Ref> {
    let Subset { name, widths, unicode, .. } = subset;
    let descriptor = descriptor(file, face, subset)?;
    let descendant = file.add(format_args!(
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}\
         /CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>\
         /FontDescriptor {descriptor}/CIDToGIDMap/Identity/DW 0/W[0[{widths}]]>>"
    ))?;
    let unicode = file.add_stream("/Filter/FlateDecode", unicode)?;
    file.add(format_args!(
        "<</Type/Font/Subtype/Type0/BaseFont/{name}-Identity-H/Encoding/Identity-H\
         /DescendantFonts[{descendant}]/ToUnicode {unicode}>>"
    ))
}

fn descriptor(file: &mut PdfFile, face: Face, subset: &Subset) -> Result<Ref> {
    // The subset keeps only what is drawn; heights are those of the whole face.
    let whole = face.parsed();
    let scaled = |units: i16| face.thousandths(f32::from(units)) as i64;
    let bounds = whole.global_bounding_box();
    let [left, low, right, high] =
        [bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max].map(scaled);
    // Serif, and symbolic as every font with its own encoding; italic.
    let flags = 2 + 4 + if matches!(face, Face::Italic | Face::BoldItalic) { 64 } else { 0 };
    let bold = matches!(face, Face::Bold | Face::BoldItalic);
    let entries = format!("/Length1 {}/Filter/FlateDecode", subset.length);
    let bytes = file.add_stream(&entries, &subset.packed)?;
    file.add(format_args!(
        "<</Type/FontDescriptor/FontName/{}/Flags {flags}/FontBBox[{left} {low} {right} {high}]\
         /ItalicAngle {}/Ascent {}/Descent {}/CapHeight {}/StemV {}/FontFile2 {bytes}>>",
        subset.name,
        whole.italic_angle().round() as i64,
        scaled(whole.ascender()),
        scaled(whole.descender()),
        scaled(whole.capital_height().unwrap_or(1341)),
        if bold { 140 } else { 80 },
    ))
}
