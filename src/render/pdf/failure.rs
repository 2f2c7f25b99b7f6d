//! What went wrong while a document was drawn or written.

use crate::error::Error;

const WHAT: &str = "tệp PDF";

/// What is wrong with what is drawn, in the program's own words.
pub(crate) fn failed(message: impl Into<String>) -> Error {
    Error::Render { what: WHAT.to_owned(), message: message.into() }
}

/// What a crate could not do.
#[track_caller]
pub(crate) fn broken<E>(_: E) -> Error {
    Error::inner(WHAT)
}
