//! The part of each face that a document uses, as it goes into files.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::{Arc, Mutex, OnceLock};

use sha2::{Digest, Sha256};
use ttf_parser::GlyphId;
use unicode_normalization::UnicodeNormalization as _;

use crate::error::Result;
use crate::render::packing;
use crate::render::page::faces::Face;
use crate::render::page::scene::{Draw, Scene};
use crate::render::page::truetype;
use crate::render::pdf::failure::{broken, failed};

/// Subsets of the faces that occur, by face.
#[derive(Clone, Debug)]
pub(crate) struct Subsets(pub(crate) BTreeMap<Face, Arc<Subset>>);

/// How much of a face is embedded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SubsetFonts {
    /// What the document uses.
    Exact,
    /// Of the upright face all that Vietnamese is written with, made and packed once; of the others, which
    /// letters use for the same few lines, what is used. A character outside gives the letter a subset of its
    /// own, so that its bytes never depend on its neighbours.
    Shared,
}

/// A face with fewer glyphs, one for each character: made once, whichever files it goes into.
#[derive(Debug)]
pub(crate) struct Subset {
    glyphs: BTreeMap<char, Glyph>,
    /// With the tag that every subset has, which tells it from others.
    pub(crate) name: String,
    /// Of all glyphs, as the font dictionary says them.
    pub(crate) widths: String,
    /// Bytes of the face before it was packed.
    pub(crate) length: usize,
    /// Deflated: the face, and its map to Unicode.
    pub(crate) packed: Vec<u8>,
    pub(crate) unicode: Vec<u8>,
}

/// Number of a glyph in the subset, and its width in thousandths of the size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Glyph {
    pub(crate) number: u16,
    pub(crate) width: u16,
}

impl Subsets {
    pub(crate) fn of(scene: &Scene, fonts: SubsetFonts) -> Result<Self> {
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
                SubsetFonts::Exact => Arc::new(Subset::new(face, &used)?),
                SubsetFonts::Shared => shared(face, used)?,
            };
            Ok((face, subset))
        });
        Ok(Self(subsets.collect::<Result<_>>()?))
    }
}

impl Subset {
    fn new(face: Face, used: &BTreeSet<char>) -> Result<Self> {
        let parsed = face.parsed();
        let known: Vec<(char, GlyphId)> = used
            .iter()
            .filter_map(|character| Some((*character, parsed.glyph_index(*character)?)))
            .collect();
        let wanted: Vec<GlyphId> = known.iter().map(|(_, glyph)| *glyph).collect();
        let bytes = truetype::subset(parsed, &wanted).ok_or_else(|| failed("phông chữ hỏng"))?;
        let width = |glyph| {
            let units = f32::from(parsed.glyph_hor_advance(glyph).unwrap_or(0));
            face.thousandths(units) as u16
        };
        let glyphs: BTreeMap<char, Glyph> = (1..)
            .zip(&known)
            .map(|(number, (character, glyph))| {
                (*character, Glyph { number, width: width(*glyph) })
            })
            .collect();
        let mut widths = width(GlyphId(0)).to_string();
        for glyph in glyphs.values() {
            let _ = write!(widths, " {}", glyph.width);
        }
        let tag = Sha256::digest(&bytes);
        let tag: String = tag.iter().take(6).map(|byte| char::from(b'A' + byte % 26)).collect();
        Ok(Self {
            name: format!("{tag}+{}", face.name()),
            widths,
            length: bytes.len(),
            packed: packing::zlib(&bytes).map_err(broken)?,
            unicode: packing::zlib(to_unicode(&glyphs).as_bytes()).map_err(broken)?,
            glyphs,
        })
    }

    pub(crate) fn glyph(&self, character: char) -> Option<Glyph> {
        self.glyphs.get(&character).copied()
    }
}

/// In the order of characters, which is that of the glyphs.
fn to_unicode(glyphs: &BTreeMap<char, Glyph>) -> String {
    let mut map = String::from(
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n\
         /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n\
         /CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n\
         1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n",
    );
    let characters: Vec<(&char, &Glyph)> = glyphs.iter().collect();
    for some in characters.chunks(100) {
        let _ = writeln!(map, "{} beginbfchar", some.len());
        for (character, glyph) in some {
            let _ = write!(map, "<{:04X}> <", glyph.number);
            for unit in character.encode_utf16(&mut [0; 2]) {
                let _ = write!(map, "{unit:04X}");
            }
            map.push_str(">\n");
        }
        map.push_str("endbfchar\n");
    }
    map.push_str("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend");
    map
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
