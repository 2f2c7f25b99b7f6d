//! What went wrong while a document was drawn or written.

use crate::error::Error;

pub(crate) fn failed(message: impl std::fmt::Display) -> Error {
    Error::Render { what: "tệp PDF".to_owned(), message: message.to_string() }
}
