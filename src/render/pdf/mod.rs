//! Document → PDF/A bytes: laid out as plain shapes, drawn with genpdf, finished with lopdf.
#![expect(clippy::float_arithmetic, reason = "positions on a page are lengths, not figures")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "counts of words, rows and glyphs on a page are small"
)]

mod addressees;
mod barcode;
mod body;
mod canvas;
mod chart;
mod check;
mod closing;
mod faces;
mod finish;
mod flow;
mod form;
mod form_parts;
mod grid;
mod letterhead;
mod lines;
mod paper;
mod scene;
mod subset;
mod table;
#[cfg(test)]
mod tests;

pub(crate) use form::form_pdf;

use crate::document::Document;
use crate::error::{Error, Result};
use crate::render::pdf::paper::Sizes;
use crate::render::pdf::scene::Scene;

/// The document as PDF/A; the same document gives the same bytes.
pub(crate) fn pdf(document: &Document) -> Result<Vec<u8>> {
    let document = check::printable(document)?;
    let scene = lay_out(&document);
    let subsets = subset::Subsets::of(&scene)?;
    let drawn = canvas::draw(&scene, &subsets)?;
    finish::finish(&drawn, &scene, &subsets, &document.meta)
}

/// With the decree's sizes; a form on A5 with the largest that keep it on one sheet.
fn lay_out(document: &Document) -> Scene {
    let sizes = Sizes::of(document.paper);
    let scene = flow::lay_out(document, &sizes);
    if scene.pages.len() == 1 {
        return scene;
    }
    std::iter::successors(sizes.smaller(), Sizes::smaller)
        .map(|smaller| flow::lay_out(document, &smaller))
        .find(|tighter| tighter.pages.len() == 1)
        .unwrap_or(scene)
}

/// What went wrong while the document was drawn or finished.
fn failed(message: impl std::fmt::Display) -> Error {
    Error::Render { what: "tệp PDF".to_owned(), message: message.to_string() }
}
