//! The part of each face that a document uses, small enough to be embedded.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, OnceLock};

use fontcull_klippa::{Plan, SubsetFlags};
use fontcull_skrifa::FontRef;
use fontcull_skrifa::raw::collections::IntSet;
use unicode_normalization::UnicodeNormalization as _;

use crate::error::Result;
use crate::render::pdf::faces::Face;
use crate::render::pdf::failed;
use crate::render::pdf::finish::Program;
use crate::render::pdf::scene::{Draw, Scene};

/// Subsets of the faces that occur, by face.
#[derive(Clone, Debug)]
pub(crate) struct Subsets(pub(crate) BTreeMap<Face, Arc<Subset>>);

/// How much of a face is embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fonts {
    /// What the document uses.
    Exact,
    /// Of the upright face all that Vietnamese is written with, made and packed once; of the others, which
    /// letters use for the same few lines, what is used. A character outside gives the letter a subset of its
    /// own, so that its bytes never depend on its neighbours.
    Shared,
}

/// A face with fewer glyphs, and where these are.
#[derive(Debug)]
pub(crate) struct Subset {
    pub(crate) bytes: Vec<u8>,
    /// Its own `cmap`, in the order of characters.
    pub(crate) glyphs: BTreeMap<char, u16>,
    /// As it goes into files, once it is asked for.
    program: OnceLock<Program>,
}

impl Subsets {
    pub(crate) fn of(scene: &Scene, fonts: Fonts) -> Result<Self> {
        let mut used: BTreeMap<Face, BTreeSet<char>> = BTreeMap::new();
        for item in scene.pages.iter().flat_map(|page| &page.items) {
            match &item.draw {
                Draw::Text { text, face, .. } => {
                    for (face, piece) in face.pieces(text) {
                        used.entry(face).or_default().extend(piece.chars());
                    }
                }
                Draw::Line { .. } => {}
            }
        }
        let subsets = used.into_iter().map(|(face, used)| {
            let subset = match fonts {
                Fonts::Exact => Arc::new(Subset::new(face, &used)?),
                Fonts::Shared => shared(face, used)?,
            };
            Ok((face, subset))
        });
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
        Ok(Self { bytes, glyphs, program: OnceLock::new() })
    }

    /// As it goes into files, made by the one who asks first.
    pub(crate) fn program(&self, face: Face) -> Result<&Program> {
        if let Some(program) = self.program.get() {
            return Ok(program);
        }
        let program = Program::of(face, self)?;
        Ok(self.program.get_or_init(|| program))
    }
}

/// Subsets that were made so far; the same characters always give the same one.
type Made = Mutex<BTreeMap<(Face, BTreeSet<char>), Arc<Subset>>>;

/// More different subsets than this are no frame of letters, and are not kept.
const KEPT: usize = 64;

fn shared(face: Face, used: BTreeSet<char>) -> Result<Arc<Subset>> {
    static MADE: Made = Mutex::new(BTreeMap::new());
    let common = common();
    let wanted =
        if face == Face::Regular && used.is_subset(common) { common.clone() } else { used };
    let key = (face, wanted);
    let made = || MADE.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    if let Some(subset) = made().get(&key) {
        return Ok(Arc::clone(subset));
    }
    let subset = Arc::new(Subset::new(face, &key.1)?);
    let mut made = made();
    if made.len() < KEPT {
        return Ok(Arc::clone(made.entry(key).or_insert(subset)));
    }
    Ok(subset)
}

/// ASCII, all Vietnamese letters, and the marks that forms use.
fn common() -> &'static BTreeSet<char> {
    static COMMON: OnceLock<BTreeSet<char>> = OnceLock::new();
    COMMON.get_or_init(|| {
        let mut common: BTreeSet<char> = (' '..='~').collect();
        for base in "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY".chars() {
            common.insert(base);
            for tone in ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'] {
                common.extend([base, tone].into_iter().nfc());
            }
        }
        common.extend("đĐ\u{a0}–—“”‘’…§°".chars());
        common.retain(|character| Face::Regular.has(*character));
        common
    })
}

const DROPPED: [&[u8; 4]; 8] =
    [b"GSUB", b"GPOS", b"GDEF", b"kern", b"FFTM", b"gasp", b"name", b"post"];
