//! Numbers, texts and streams as the file format writes them.

use std::fmt::Write as _;

use crate::error::Result;
use crate::render::packing;
use crate::render::page::faces::{Face, POINT};
use crate::render::pdf::failure::broken;

pub(super) fn deflated(bytes: &[u8]) -> Result<Vec<u8>> {
    packing::zlib(bytes).map_err(broken)
}

/// Millimetres in points, to a hundredth.
pub(super) fn points(length: f32) -> f32 {
    (length / POINT * 100.0).round() / 100.0
}

/// A text string of the file format: UTF-16 with a byte order mark, in hexadecimal.
pub(super) fn text(text: &str) -> String {
    let mut words = String::from("<FEFF");
    for unit in text.encode_utf16() {
        let _ = write!(words, "{unit:04X}");
    }
    words.push('>');
    words
}

/// What a face is called in content streams.
pub(crate) fn key(face: Face) -> &'static str {
    match face {
        Face::Regular => "F0",
        Face::Bold => "F1",
        Face::Italic => "F2",
        Face::BoldItalic => "F3",
        Face::Eastern => "F4",
    }
}

/// What fonts are called, and those of the right half instead.
pub(crate) const FONT: &str = "F";
pub(crate) const BESIDE: &str = "G";
