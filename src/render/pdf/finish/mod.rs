//! What genpdf drew, written anew as PDF/A: fonts, metadata, bookmarks, structure, fixed identifiers.

mod book;
mod content;
mod file;
mod fonts;
mod metadata;
mod operations;
mod outline;
mod structure;

use std::fmt::Write as _;
use std::sync::OnceLock;

use lopdf::{Object, ObjectId, StringFormat};

use crate::document::Meta;
use crate::error::Result;
use crate::render::packing;
use crate::render::pdf::finish::content::Rewritten;
use crate::render::pdf::scene::{Bookmark, Node, Scene, Tree};
use crate::render::pdf::subset::Subsets;
use crate::render::pdf::{canvas, failed};

pub(crate) use book::{Book, Imposition};
pub(crate) use fonts::Program;

/// Sides of paper as they go into a file, whichever that is, with the structure of what is on them.
#[derive(Debug)]
pub(crate) struct Sides {
    pub(crate) pages: Vec<Side>,
    pub(crate) tree: Tree,
    pub(crate) outline: Vec<Bookmark>,
    pub(crate) subsets: Subsets,
}

/// One side: its size in millimetres, its content, and the element of each marked content in it.
#[derive(Clone, Debug)]
pub(crate) struct Side {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) content: Vec<u8>,
    pub(crate) marks: Vec<Node>,
    /// The content deflated, once it is asked for.
    packed: OnceLock<Vec<u8>>,
}

impl Side {
    fn new((width, height): (f32, f32), content: Vec<u8>, marks: Vec<Node>) -> Self {
        Self { width, height, content, marks, packed: OnceLock::new() }
    }

    /// For every file that it goes into.
    fn packed(&self) -> Result<&[u8]> {
        if let Some(packed) = self.packed.get() {
            return Ok(packed);
        }
        let packed = deflated(&self.content)?;
        Ok(self.packed.get_or_init(|| packed))
    }
}

/// A document in a file of its own.
pub(crate) fn finish(scene: Scene, subsets: &Subsets, meta: &Meta) -> Result<Vec<u8>> {
    let mut book = Book::new();
    for sides in draw(vec![scene], subsets)? {
        book.add(&sides)?;
    }
    book.finish(meta)
}

/// Pages that genpdf draws in one go: each go costs the fonts once, each page room until the go is over.
const AT_ONCE: usize = 32;

/// Has genpdf draw scenes that use the same subsets.
pub(crate) fn draw(mut scenes: Vec<Scene>, subsets: &Subsets) -> Result<Vec<Sides>> {
    for page in scenes.iter_mut().flat_map(|scene| &mut scene.pages) {
        page.part_by_face();
    }
    let widths = fonts::widths(subsets)?;
    let pages = scenes.iter().flat_map(|scene| scene.pages.iter().map(move |page| (page, scene)));
    let pages: Vec<_> = pages.collect();
    let mut sides = Vec::with_capacity(pages.len());
    for few in pages.chunks(AT_ONCE) {
        let drawn = canvas::draw(&few.iter().map(|(page, _)| *page).collect::<Vec<_>>(), subsets)?;
        let source = lopdf::Document::load_mem(&drawn).map_err(failed)?;
        let ids: Vec<ObjectId> = source.get_pages().into_values().collect();
        if ids.len() != few.len() {
            return Err(failed("số trang không khớp"));
        }
        for ((page, scene), id) in few.iter().zip(ids) {
            let drawn = source.get_page_content(id);
            let Rewritten { bytes, marks } =
                content::rewritten(&drawn, page, &scene.tree, &widths)?;
            sides.push(Side::new((page.width, page.height), bytes, marks));
        }
    }
    let mut sides = sides.into_iter();
    let of_scene = |scene: Scene| {
        let pages = sides.by_ref().take(scene.pages.len()).collect();
        let Scene { tree, outline, .. } = scene;
        Sides { pages, tree, outline, subsets: subsets.clone() }
    };
    Ok(scenes.into_iter().map(of_scene).collect())
}

fn deflated(bytes: &[u8]) -> Result<Vec<u8>> {
    packing::zlib(bytes).map_err(failed)
}

/// `3 0 R 4 0 R`.
fn references(ids: &[ObjectId]) -> String {
    let mut words = String::with_capacity(ids.len() * 8);
    for id in ids {
        let _ = write!(words, "{} 0 R ", id.0);
    }
    words
}

fn integer(count: usize) -> Object {
    Object::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Millimetres in points, to a hundredth.
fn points(length: f32) -> f32 {
    (length / crate::render::pdf::faces::POINT * 100.0).round() / 100.0
}

/// A text string of the file format: UTF-16 with a byte order mark.
fn text(text: &str) -> Object {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}
