//! Scenes → PDF/A: drawn, with fonts, metadata, bookmarks, structure and fixed identifiers.

mod book;
mod content;
mod file;
mod fonts;
mod metadata;
mod outline;
mod structure;

use std::fmt::Write as _;
use std::sync::OnceLock;

use crate::document::Meta;
use crate::error::Result;
use crate::render::packing;
use crate::render::pdf::failed;
use crate::render::pdf::scene::{Bookmark, Node, Page, Part, Scene, Tree};
use crate::render::pdf::subset::Subsets;
use crate::render::pdf::write::content::{Drawn, drawn};

pub(crate) use book::{Book, Imposition};

/// Sides of paper as they go into a file, whichever that is, with the structure of what is on them.
#[derive(Debug)]
pub(crate) struct Sides {
    pub(crate) pages: Vec<Side>,
    pub(crate) tree: Tree,
    pub(crate) outline: Vec<Bookmark>,
    pub(crate) parts: Vec<Part>,
    pub(crate) subsets: Subsets,
}

/// One side: its size in millimetres, its content, and the element of each marked content in it.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) content: String,
    pub(crate) marks: Vec<Node>,
    /// The content deflated, once it is asked for.
    packed: OnceLock<Vec<u8>>,
}

impl Sides {
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

impl Side {
    fn new((width, height): (f32, f32), content: String, marks: Vec<Node>) -> Self {
        Self { width, height, content, marks, packed: OnceLock::new() }
    }

    /// For every file that it goes into.
    fn packed(&self) -> Result<&[u8]> {
        if let Some(packed) = self.packed.get() {
            return Ok(packed);
        }
        let packed = deflated(self.content.as_bytes())?;
        Ok(self.packed.get_or_init(|| packed))
    }
}

/// A document in a file of its own.
pub(crate) fn file(sides: &Sides, meta: &Meta) -> Result<Vec<u8>> {
    let mut book = Book::new();
    book.add(sides)?;
    book.finish(meta)
}

fn deflated(bytes: &[u8]) -> Result<Vec<u8>> {
    packing::zlib(bytes).map_err(failed)
}

/// Millimetres in points, to a hundredth.
fn points(length: f32) -> f32 {
    (length / crate::render::pdf::faces::POINT * 100.0).round() / 100.0
}

/// A text string of the file format: UTF-16 with a byte order mark, in hexadecimal.
fn text(text: &str) -> String {
    let mut words = String::from("<FEFF");
    for unit in text.encode_utf16() {
        let _ = write!(words, "{unit:04X}");
    }
    words.push('>');
    words
}
