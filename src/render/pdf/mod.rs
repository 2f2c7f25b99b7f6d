//! Scene → PDF/A bytes: the shapes of a page, written.
#![expect(clippy::float_arithmetic, reason = "positions on a page are lengths, not figures")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of words, rows and glyphs on a page are small"
)]

mod batch;
mod failure;
mod form;
mod subset;
#[cfg(test)]
mod tests;
mod write;

use crate::document::{Document, DocumentRecord};
use crate::error::Result;
use crate::render::page::{lay_out, printable};
use crate::render::pdf::subset::{SubsetFonts, Subsets};
use crate::render::record::record_xml;

pub(crate) use batch::{Batch, Laid, laid_letter, letter_file};
pub(crate) use form::form_pdf;
pub(crate) use write::PaperSides;

/// The data of the paper, with the number of its sides.
pub(crate) fn record(document: &Document, record: &DocumentRecord) -> Result<Vec<u8>> {
    let scene = lay_out(&printable(document)?);
    Ok(record_xml(record, scene.pages.len()))
}

/// The document as PDF/A; the same document gives the same bytes.
pub(crate) fn pdf(document: &Document) -> Result<Vec<u8>> {
    let document = printable(document)?;
    let scene = lay_out(&document);
    let subsets = Subsets::of(&scene, SubsetFonts::Exact)?;
    write::file(&PaperSides::of(scene, subsets)?, &document.meta)
}
