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
mod paragraph;
mod picture;
mod section;
mod style;
mod table;
#[cfg(test)]
mod tests;
mod units;

use std::sync::{Mutex, PoisonError};

use docx_rs::BuildXML as _;
pub(crate) use form::form_docx;

use crate::document::{Document, Letterhead};
use crate::error::Result;
use crate::render::docx::body::DocxComposer;
use crate::render::package::Packed;
use crate::render::page::{Sizes, fitting, printable};

/// The document for Word; the same document gives the same bytes.
pub(crate) fn docx(document: &Document) -> Result<Vec<u8>> {
    let document = printable(document)?;
    printable_docx(&document, &fitting(&document))
}

/// A document that can be printed, with the sizes of its page.
pub(crate) fn printable_docx(document: &Document, sizes: &Sizes) -> Result<Vec<u8>> {
    let (content, facts) = DocxComposer::compose(document, sizes);
    let frame = frame(sizes, &document.letterhead)?;
    finish::finish(&content.build(), &frame, &facts, &document.meta)
}

/// What documents of these sizes and this foot share, made by the one who asks first. There are only a few.
fn frame(sizes: &Sizes, letterhead: &Letterhead) -> Result<Packed> {
    static MADE: Mutex<Vec<(Sizes, Vec<String>, Packed)>> = Mutex::new(Vec::new());
    let contact = &letterhead.contact;
    let made = || MADE.lock().unwrap_or_else(PoisonError::into_inner);
    let is_known = |(of, foot, _): &&(Sizes, Vec<String>, Packed)| of == sizes && foot == contact;
    let known = made().iter().find(is_known).map(|(.., frame)| frame.clone());
    if let Some(frame) = known {
        return Ok(frame);
    }
    let styles = style::styles(sizes).build();
    let lists = style::numberings(sizes).build();
    let foot = section::foot(contact).map(|foot| foot.build());
    let header = section::page_number().build();
    let frame = finish::frame(&styles, &lists, &header, foot.as_deref())?;
    made().push((*sizes, contact.clone(), frame.clone()));
    Ok(frame)
}
