//! How a paragraph is set.

use crate::render::page::faces::Face;
use crate::render::page::scene::Mark;

/// Text of one face and one meaning. A line feed ends a line; a no-break space never does.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct TextRun {
    pub(crate) text: String,
    pub(crate) face: Face,
    pub(crate) mark: Mark,
}

/// How a paragraph is set; lengths in millimetres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Setting {
    pub(crate) width: f32,
    /// Before the first line.
    pub(crate) first: f32,
    /// Before the other lines.
    pub(crate) rest: f32,
    pub(crate) size: u8,
    pub(crate) align: Alignment,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Alignment {
    Left,
    Center,
    Right,
    /// Both edges straight, the last line left.
    Justified,
}
