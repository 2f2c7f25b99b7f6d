//! Document → DOCX bytes: composed with docx-rs, finished as Word wants it.
#![expect(clippy::float_arithmetic, reason = "lengths on a page, not figures")]
#![expect(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "lengths on a page and counts of columns are small"
)]

mod body;
mod closing;
mod finish;
mod form;
mod head;
mod picture;
mod section;
mod style;
mod table;
#[cfg(test)]
mod tests;

use docx_rs::Docx;
pub(crate) use form::form_docx;

use crate::document::Document;
use crate::error::{Error, Result};
use crate::render::docx::body::Composer;
use crate::render::pdf::{fitting, printable};

/// The document for Word; the same document gives the same bytes.
pub(crate) fn docx(document: &Document) -> Result<Vec<u8>> {
    let document = printable(document)?;
    let sizes = fitting(&document);
    let (content, facts) = Composer::compose(&document, &sizes)?;
    let built = Docx::new()
        .document(content)
        .styles(style::styles(&sizes))
        .numberings(style::numberings(&sizes))
        .header(section::page_number())
        .build();
    finish::finish(&built, &facts, &document.meta)
}

/// Millimetres in twentieths of a point.
fn twips(millimeters: f32) -> i32 {
    (millimeters * 1440.0 / 25.4).round() as i32
}

/// Sizes of type, as Word counts them.
fn half_points(points: u8) -> usize {
    usize::from(points) * 2
}

/// What went wrong while the document was composed or finished.
fn failed(message: impl std::fmt::Display) -> Error {
    Error::Render { what: "tệp DOCX".to_owned(), message: message.to_string() }
}
