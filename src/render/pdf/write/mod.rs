//! Scenes → PDF/A: drawn, with fonts, metadata, bookmarks, structure and fixed identifiers.

mod book;
mod content;
mod file;
mod fonts;
mod metadata;
mod outline;
mod side;
mod structure;
mod syntax;

use crate::document::Meta;
use crate::error::Result;

pub(crate) use book::{Book, Imposition};
pub(crate) use side::PaperSides;

/// A document in a file of its own.
pub(crate) fn file(sides: &PaperSides, meta: &Meta) -> Result<Vec<u8>> {
    let mut book = Book::new();
    book.add(sides)?;
    book.finish(meta)
}
