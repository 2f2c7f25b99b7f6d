//! A side of paper as it goes into a file.

use std::sync::OnceLock;

use crate::error::Result;
use crate::render::page::scene::{Bookmark, Node, Part, Tree};
use crate::render::pdf::subset::Subsets;
use crate::render::pdf::write::syntax::deflated;

/// Sides of paper as they go into a file, whichever that is, with the structure of what is on them.
#[derive(Debug)]
pub(crate) struct PaperSides {
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

impl Side {
    pub(super) fn new((width, height): (f32, f32), content: String, marks: Vec<Node>) -> Self {
        Self { width, height, content, marks, packed: OnceLock::new() }
    }

    /// For every file that it goes into.
    pub(super) fn packed(&self) -> Result<&[u8]> {
        if let Some(packed) = self.packed.get() {
            return Ok(packed);
        }
        let packed = deflated(self.content.as_bytes())?;
        Ok(self.packed.get_or_init(|| packed))
    }
}
