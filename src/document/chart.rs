//! Charts as plain shapes in millimetres, drawn the same by every writer.

/// A chart: its words and its shapes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Chart {
    /// Name in the template: `dung-han`, `hai-long`, `tra-loi`.
    pub(crate) id: String,
    /// `Biểu đồ 1. …`, numbered.
    pub(crate) caption: String,
    /// Text alternative: says the figures.
    pub(crate) alt: String,
    /// Millimetres.
    pub(crate) width: f32,
    pub(crate) height: f32,
    /// In the order of drawing. Origin top left, y downwards.
    pub(crate) shapes: Vec<Shape>,
    /// The same figures for the screen of a telephone; without shapes where the other drawing does for both.
    pub(crate) narrow: Drawing,
}

/// Shapes on a ground of so many millimetres.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Drawing {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) shapes: Vec<Shape>,
}

/// A colour, 8 bits a channel. Never the only carrier of a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rgb(pub(crate) u8, pub(crate) u8, pub(crate) u8);

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Shape {
    /// A filled rectangle.
    Bar { x: f32, y: f32, width: f32, height: f32, fill: Rgb },
    /// A straight line; width in points.
    Line { from: (f32, f32), to: (f32, f32), width: f32, color: Rgb, dashed: bool },
    /// Text whose baseline is at `y`; `figure` is the id of what it says.
    Label {
        x: f32,
        y: f32,
        text: String,
        size: u8,
        bold: bool,
        anchor: Anchor,
        color: Rgb,
        figure: Option<String>,
    },
}

/// Which end of the text stands at `x`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Anchor {
    Start,
    Middle,
    End,
}

/// Points as millimetres, for widths of lines and sizes of text.
#[expect(clippy::float_arithmetic, reason = "a length on paper")]
pub(crate) fn millimeters(points: f32) -> f32 {
    points * 25.4 / 72.0
}
