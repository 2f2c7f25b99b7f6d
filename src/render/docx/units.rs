//! Lengths and errors of the format.

use crate::error::Error;

/// Millimetres in twentieths of a point.
pub(crate) fn twips(millimeters: f32) -> i32 {
    (millimeters * 1440.0 / 25.4).round() as i32
}

/// Sizes of type, as Word counts them.
pub(crate) fn half_points(points: u8) -> usize {
    usize::from(points) * 2
}

/// What went wrong while the document was composed or finished.
pub(crate) fn failed(message: impl std::fmt::Display) -> Error {
    Error::Render { what: "tệp DOCX".to_owned(), message: message.to_string() }
}
