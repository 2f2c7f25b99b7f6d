//! The part of each face that a document uses, small enough to be embedded.

use std::collections::{BTreeMap, BTreeSet};

use fontcull_klippa::{Plan, SubsetFlags};
use fontcull_skrifa::FontRef;
use fontcull_skrifa::raw::collections::IntSet;

use crate::error::Result;
use crate::render::pdf::faces::Face;
use crate::render::pdf::failed;
use crate::render::pdf::scene::{Draw, Scene};

/// Subsets of the faces that occur, by face.
#[derive(Debug)]
pub(crate) struct Subsets(pub(crate) BTreeMap<Face, Subset>);

/// A face with fewer glyphs, and where these are.
#[derive(Debug)]
pub(crate) struct Subset {
    pub(crate) bytes: Vec<u8>,
    /// Its own `cmap`, in the order of characters.
    pub(crate) glyphs: BTreeMap<char, u16>,
}

impl Subsets {
    pub(crate) fn of(scene: &Scene) -> Result<Self> {
        let mut used: BTreeMap<Face, BTreeSet<char>> = BTreeMap::new();
        for item in scene.pages.iter().flat_map(|page| &page.items) {
            match &item.draw {
                Draw::Text { text, face, .. } => {
                    used.entry(*face).or_default().extend(text.chars());
                }
                Draw::Line { .. } => {}
            }
        }
        let subsets = used.into_iter().map(|(face, used)| Ok((face, Subset::new(face, &used)?)));
        Ok(Self(subsets.collect::<Result<_>>()?))
    }
}

impl Subset {
    pub(crate) fn new(face: Face, used: &BTreeSet<char>) -> Result<Self> {
        let font = FontRef::new(face.bytes()).map_err(failed)?;
        let plan = Plan::new(
            &IntSet::default(),
            &used.iter().map(|character| u32::from(*character)).collect(),
            &font,
            SubsetFlags::SUBSET_FLAGS_NO_HINTING,
            // Nothing shapes text inside a PDF.
            &DROPPED.into_iter().map(fontcull_skrifa::Tag::new).collect(),
            &IntSet::default(),
            &IntSet::default(),
            &IntSet::default(),
            &IntSet::default(),
        );
        let bytes = fontcull_klippa::subset_font(&font, &plan)
            .map_err(|error| failed(format!("{error:?}")))?;
        let parsed = ttf_parser::Face::parse(&bytes, 0).map_err(failed)?;
        let glyphs = used
            .iter()
            .filter_map(|character| Some((*character, parsed.glyph_index(*character)?.0)))
            .collect();
        Ok(Self { bytes, glyphs })
    }
}

const DROPPED: [&[u8; 4]; 8] =
    [b"GSUB", b"GPOS", b"GDEF", b"kern", b"FFTM", b"gasp", b"name", b"post"];
