//! Document → pages: plain shapes at places on paper, with the sizes of the decree.
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
mod chart;
pub(crate) mod check;
mod closing;
pub(crate) mod faces;
mod fit;
mod flow;
mod form;
mod form_pages;
mod form_parts;
mod grid;
mod letterhead;
mod lines;
mod order;
mod paginate;
pub(crate) mod paper;
mod piece;
mod rules;
pub(crate) mod scene;
mod sequence;
mod setting;
mod shapes;
mod table;
#[cfg(test)]
pub(crate) mod tests;
pub(crate) mod truetype;
mod words;

use crate::document::Document;
use crate::render::page::scene::Scene;

pub(crate) use barcode::{HEIGHT as BARS, bars};
pub(crate) use check::{can_print, composed, printable};
pub(crate) use faces::{Face, POINT, line_height};
pub(crate) use form::{FormPlan, form_printable, sheets as form_sheets};
pub(crate) use form_pages::form_pages;
pub(crate) use form_parts::{ROW, WRITING, fact_lines, form_widths};
pub(crate) use grid::{SIDE, header_cells};
pub(crate) use paper::{PaperSheet, Sizes};
pub(crate) use scene::Draw;
pub(crate) use shapes::drawn;
pub(crate) use table::measured;

pub(crate) fn lay_out(document: &Document) -> Scene {
    laid_out(document).0
}

/// With the decree's sizes; a form on A5 with the largest that keep it on one sheet.
pub(crate) fn laid_out(document: &Document) -> (Scene, Sizes) {
    let sizes = Sizes::of(document.paper);
    let scene = flow::lay_out(document, &sizes);
    if scene.pages.len() == 1 {
        return (scene, sizes);
    }
    smaller(document, &sizes).unwrap_or((scene, sizes))
}

/// With the first smaller sizes, if any, that keep it on one sheet.
fn smaller(document: &Document, sizes: &Sizes) -> Option<(Scene, Sizes)> {
    std::iter::successors(sizes.smaller(), Sizes::smaller)
        .map(|smaller| (flow::lay_out(document, &smaller), smaller))
        .find(|(tighter, _)| tighter.pages.len() == 1)
}

/// The sizes with which the document is composed for Word.
pub(crate) fn fitting(document: &Document) -> Sizes {
    let sizes = Sizes::of(document.paper);
    // What has annexes goes over many pages anyway.
    if sizes.smaller().is_none() && !document.annexes.is_empty() {
        return sizes;
    }
    let (scene, sizes) = laid_out(document);
    for_word(&scene, sizes)
}

/// Word and its like break some lines earlier, so that a sheet which is full in print runs over there, and the
/// signature stands on a sheet of its own: such a one is composed a step tighter.
pub(crate) fn for_word(scene: &Scene, sizes: Sizes) -> Sizes {
    let [page] = scene.pages.as_slice() else { return sizes };
    let lowest = page.items.iter().map(|item| match item.draw {
        Draw::Text { y, .. } => y,
        Draw::Line { from, to, .. } => from.1.max(to.1),
    });
    let left = page.height - sizes.sheet().bottom - lowest.fold(0.0, f32::max);
    if left > 2.0 * line_height(sizes.body) * sizes.leading {
        return sizes;
    }
    sizes.tighter().unwrap_or(sizes)
}
