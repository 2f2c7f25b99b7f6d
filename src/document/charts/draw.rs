//! What charts are drawn with: bars, hatches, whiskers, labels, legends, and axes with round ticks.

#![expect(clippy::float_arithmetic, reason = "positions on paper")]

use crate::document::chart::{Anchor, Rgb, Shape};
use crate::document::charts::width::text_width;

/// Width of the text area of A4.
pub(crate) const WIDTH: f32 = 165.0;
/// Width on a telephone, where a millimetre of the drawing is about 4 pixels.
pub(crate) const NARROW: f32 = 92.0;
/// Names, values.
pub(crate) const TEXT: u8 = 10;
/// Ticks, legends, figures in bars.
pub(crate) const SMALL_TEXT: u8 = 9;

pub(crate) const BLACK: Rgb = Rgb(0, 0, 0);
pub(crate) const GRID: Rgb = Rgb(205, 205, 205);
pub(crate) const DARK: Rgb = Rgb(38, 70, 118);
pub(crate) const PALE: Rgb = Rgb(190, 206, 226);
pub(crate) const WHITE: Rgb = Rgb(255, 255, 255);

/// A rectangle on paper.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Area {
    pub(crate) x: f32,
    pub(crate) y: f32,
    pub(crate) width: f32,
    pub(crate) height: f32,
}

/// How an area is filled: told apart by lightness and pattern, so also on a photocopy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fill {
    Plain(Rgb),
    /// Colour of the ground, and of the slanted lines on it.
    Hatched(Rgb, Rgb),
}

impl Fill {
    pub(crate) const FULL: Self = Self::Plain(DARK);
    pub(crate) const LIGHT: Self = Self::Plain(PALE);
    /// For what is only for reference, or still open.
    pub(crate) const OPEN: Self = Self::Hatched(WHITE, DARK);

    /// Colour of a figure that stands on it.
    pub(crate) fn ink(self) -> Rgb {
        match self {
            Self::Plain(Rgb(red, green, blue)) | Self::Hatched(Rgb(red, green, blue), _) => {
                let light = u32::from(red) * 3 + u32::from(green) * 6 + u32::from(blue);
                if light < 1280 { WHITE } else { BLACK }
            }
        }
    }

    pub(crate) fn ground(self) -> Rgb {
        match self {
            Self::Plain(color) | Self::Hatched(color, _) => color,
        }
    }
}

/// A filled and framed area; nothing where there is nothing to fill.
pub(crate) fn block(shapes: &mut Vec<Shape>, area: Area, fill: Fill) {
    let Area { x, y, width, height } = area;
    if width <= 0.0 || height <= 0.0 {
        return;
    }
    shapes.push(Shape::Bar { x, y, width, height, fill: fill.ground() });
    if let Fill::Hatched(_, lines) = fill {
        hatch(shapes, area, lines);
    }
    let corners = [(x, y), (x + width, y), (x + width, y + height), (x, y + height), (x, y)];
    for (from, to) in corners.iter().zip(corners.iter().skip(1)) {
        shapes.push(line(*from, *to, 0.5, BLACK));
    }
}

/// Lines that rise from left to right, within the area.
fn hatch(shapes: &mut Vec<Shape>, area: Area, color: Rgb) {
    const STEP: f32 = 1.5;
    let Area { x, y, width, height } = area;
    let mut start = STEP / 2.0;
    while start < width + height {
        // From the lower edge at `start`, rising by as much as it goes to the right.
        let from = (x + (start - height).max(0.0), y + start.min(height));
        let to = (x + start.min(width), y + (start - width).max(0.0));
        if to.0 - from.0 > 0.15 {
            shapes.push(line(from, to, 0.45, color));
        }
        start += STEP;
    }
}

/// A figure, with its id, in the middle of an area, if there is room for it.
pub(crate) fn figure(
    shapes: &mut Vec<Shape>,
    area: Area,
    (text, id): (String, Option<String>),
    fill: Fill,
) {
    let width = text_width(&text, SMALL_TEXT);
    if width + 0.8 > area.width || area.height < 3.6 {
        return;
    }
    let (x, y) = (area.x + area.width / 2.0, area.y + area.height / 2.0);
    if let Fill::Hatched(ground, _) = fill {
        let (width, height) = (width + 0.7, 3.2);
        shapes.push(Shape::Bar {
            x: x - width / 2.0,
            y: y - height / 2.0,
            width,
            height,
            fill: ground,
        });
    }
    shapes.push(Shape::Label {
        x,
        y: y + 1.1,
        text,
        size: SMALL_TEXT,
        bold: false,
        anchor: Anchor::Middle,
        color: fill.ink(),
        figure: id,
    });
}

/// An interval with its ends marked.
pub(crate) fn whisker(shapes: &mut Vec<Shape>, low: f32, high: f32, y: f32) {
    shapes.push(line((low, y), (high, y), 1.0, BLACK));
    for x in [low, high] {
        shapes.push(line((x, y - 1.3), (x, y + 1.3), 1.0, BLACK));
    }
}

pub(crate) fn line(from: (f32, f32), to: (f32, f32), width: f32, color: Rgb) -> Shape {
    Shape::Line { from, to, width, color, dashed: false }
}

pub(crate) fn label(x: f32, y: f32, text: impl Into<String>, size: u8, anchor: Anchor) -> Shape {
    let (text, bold, color) = (text.into(), false, BLACK);
    Shape::Label { x, y, text, size, bold, anchor, color, figure: None }
}

/// A label that says a figure.
pub(crate) fn of_figure(mut label: Shape, id: Option<String>) -> Shape {
    if let Shape::Label { figure, .. } = &mut label {
        *figure = id;
    }
    label
}

/// What stands before the words of a legend.
#[derive(Clone, Copy, Debug)]
pub(crate) enum LegendKey {
    Swatch(Fill),
    /// The thick mark of a limit.
    Limit,
    /// A point with its interval.
    Point(Fill),
    /// The break of an axis.
    Break,
}

const KEY: f32 = 6.5;
const LEGEND_ROW: f32 = 5.4;

/// Keys with their words, side by side in rows of a width; gives the height that they take.
pub(crate) fn legend(shapes: &mut Vec<Shape>, keys: &[(LegendKey, String)], room: f32) -> f32 {
    let (mut x, mut y) = (0.0, 0.4);
    for (key, words) in keys {
        let width = KEY + 1.5 + text_width(words, SMALL_TEXT);
        if x > 0.0 && x + width > room {
            (x, y) = (0.0, y + LEGEND_ROW);
        }
        draw_key(shapes, *key, x, y);
        shapes.push(label(x + KEY + 1.5, y + 2.9, words.clone(), SMALL_TEXT, Anchor::Start));
        x += width + 3.6;
    }
    if keys.is_empty() { 0.0 } else { y + LEGEND_ROW }
}

fn draw_key(shapes: &mut Vec<Shape>, key: LegendKey, x: f32, y: f32) {
    let middle = (x + KEY / 2.0, y + 1.7);
    match key {
        LegendKey::Swatch(fill) => block(shapes, Area { x, y, width: KEY, height: 3.4 }, fill),
        LegendKey::Limit => {
            shapes.push(line((middle.0, y - 0.2), (middle.0, y + 3.6), 2.2, BLACK));
        }
        LegendKey::Point(fill) => {
            whisker(shapes, x, x + KEY, middle.1);
            point(shapes, middle, fill);
        }
        LegendKey::Break => {
            shapes.push(line((x, middle.1), (x + KEY, middle.1), 0.75, BLACK));
            broken(shapes, middle, Axis::Lying);
        }
    }
}

/// Which way an axis goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Axis {
    Lying,
    Upright,
}

/// The mark of a break at a place of an axis: white between two slanted strokes.
pub(crate) fn broken(shapes: &mut Vec<Shape>, (x, y): (f32, f32), axis: Axis) {
    let (half, rise, slant) = (0.8, 1.4, 0.6);
    let turned = |along: f32, across: f32| match axis {
        Axis::Lying => (x + along, y + across),
        Axis::Upright => (x + across, y + along),
    };
    shapes.push(line(turned(-half, 0.0), turned(half, 0.0), 2.0, WHITE));
    for end in [-half, half] {
        let ends = [turned(end - slant, rise), turned(end + slant, -rise)];
        shapes.push(line(ends[0], ends[1], 0.75, BLACK));
    }
}

/// A small square around the place.
pub(crate) fn point(shapes: &mut Vec<Shape>, (x, y): (f32, f32), fill: Fill) {
    const SIDE: f32 = 2.4;
    let (x, y) = (x - SIDE / 2.0, y - SIDE / 2.0);
    block(shapes, Area { x, y, width: SIDE, height: SIDE }, fill);
}

/// Round ticks from 0 to at least `most`, at most six of them.
pub(crate) fn ticks(most: u64) -> Vec<u64> {
    let steps = (0_u32..18).flat_map(|power| [1, 2, 5].map(|digit| digit * 10_u64.pow(power)));
    let step = steps.into_iter().find(|step| most.div_ceil(*step) <= 5).unwrap_or(most.max(1));
    (0..=most.div_ceil(step).max(1)).map(|count| count * step).collect()
}

/// `part` of `whole` as a share from 0 to 1.
pub(crate) fn share(part: u64, whole: u64) -> f32 {
    let hundredths = (part.min(whole) * 100_000).checked_div(whole).unwrap_or(0);
    millionths(hundredths * 10)
}

fn millionths(value: u64) -> f32 {
    // Two steps: no cast from a wide integer, and no loss that could be seen on paper.
    let high = f32::from(u16::try_from(value / 1000).unwrap_or(u16::MAX));
    let low = f32::from(u16::try_from(value % 1000).unwrap_or(0));
    high / 1000.0 + low / 1_000_000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ticks_are_round_and_reach_the_most() {
        assert_eq!(ticks(0), [0, 1]);
        assert_eq!(ticks(3), [0, 1, 2, 3]);
        assert_eq!(ticks(19), [0, 5, 10, 15, 20]);
        assert_eq!(ticks(26), [0, 10, 20, 30]);
        assert_eq!(ticks(1_234).last(), Some(&1_500));
    }

    #[test]
    fn a_hatch_stays_within_its_area() {
        for width in [0.4, 3.0, 40.0] {
            let area = Area { x: 10.0, y: 20.0, width, height: 4.6 };
            let mut shapes = Vec::new();
            hatch(&mut shapes, area, BLACK);
            for shape in &shapes {
                let Shape::Line { from, to, .. } = shape else { unreachable!() };
                for (x, y) in [from, to] {
                    assert!((9.99..=10.01 + width).contains(x), "{width}: {shape:?}");
                    assert!((19.99..=24.61).contains(y), "{width}: {shape:?}");
                }
            }
        }
    }

    #[test]
    fn a_share_is_exact_enough_for_paper() {
        assert!((share(1, 3) - 0.333_33).abs() < 0.000_02);
        assert!((share(5, 5) - 1.0).abs() < 0.000_001);
        assert!(share(1, 0).abs() < 0.000_001);
    }
}
