//! Lengths and errors of the format.

use crate::error::Error;

const WHAT: &str = "tệp DOCX";

/// Millimetres in twentieths of a point.
pub(crate) fn twips(millimeters: f32) -> i32 {
    (millimeters * 1440.0 / 25.4).round() as i32
}

/// Sizes of type, as Word counts them.
pub(crate) fn half_points(points: u8) -> usize {
    usize::from(points) * 2
}

/// What is wrong with what is drawn, in the program's own words.
pub(crate) fn failed(message: impl Into<String>) -> Error {
    Error::Render { what: WHAT.to_owned(), message: message.into() }
}

/// What a crate could not do.
#[track_caller]
pub(crate) fn broken<E>(_: E) -> Error {
    Error::inner(WHAT)
}
