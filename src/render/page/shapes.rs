//! A chart's shapes as lines and labels: a bar is one line as thick as the bar is wide.

use crate::document::{Anchor, Rgb, Shape};
use crate::render::page::faces::{Face, POINT};
use crate::render::page::scene::Draw;

/// Dash and gap, in millimetres.
pub(crate) const DASH: f32 = 1.4;

pub(crate) const SPACE: f32 = 1.0;

/// Texts and lines, all lengths but those of letters scaled.
pub(crate) fn drawn(shape: &Shape, scale: f32) -> Vec<Draw> {
    match shape {
        Shape::Bar { x, y, width, height, fill } => {
            bar((x * scale, y * scale), (width * scale, height * scale), *fill)
        }
        Shape::Line { from, to, width, color, dashed } => {
            let from = (from.0 * scale, from.1 * scale);
            let to = (to.0 * scale, to.1 * scale);
            let strokes = if *dashed { dashes(from, to) } else { vec![(from, to)] };
            strokes
                .into_iter()
                .map(|(from, to)| Draw::Line { from, to, width: width * POINT, color: *color })
                .collect()
        }
        Shape::Label { x, y, text, size, bold, anchor, color, figure: _ } => {
            let face = Face::of(*bold, false);
            let width = face.width(text, *size);
            let x = x * scale
                - match anchor {
                    Anchor::Start => 0.0,
                    Anchor::Middle => width / 2.0,
                    Anchor::End => width,
                };
            let text = text.clone();
            if text.trim().is_empty() {
                return Vec::new();
            }
            vec![Draw::Text { x, y: y * scale, text, face, size: *size, color: *color }]
        }
    }
}

/// Drawn along its longer side; nothing where there is nothing to fill.
pub(crate) fn bar((x, y): (f32, f32), (width, height): (f32, f32), color: Rgb) -> Vec<Draw> {
    if width <= 0.0 || height <= 0.0 {
        return Vec::new();
    }
    let (middle, center) = (x + width / 2.0, y + height / 2.0);
    let line = if width > height {
        Draw::Line { from: (x, center), to: (x + width, center), width: height, color }
    } else {
        Draw::Line { from: (middle, y), to: (middle, y + height), width, color }
    };
    vec![line]
}

pub(crate) fn dashes(from: (f32, f32), to: (f32, f32)) -> Vec<((f32, f32), (f32, f32))> {
    let (right, down) = (to.0 - from.0, to.1 - from.1);
    let length = right.hypot(down);
    if length <= DASH {
        return vec![(from, to)];
    }
    let at = |along: f32| {
        let part = along.min(length) / length;
        (from.0 + right * part, from.1 + down * part)
    };
    let count = (length / (DASH + SPACE)).ceil() as usize;
    (0..count)
        .map(|index| index as f32 * (DASH + SPACE))
        .map(|start| (at(start), at(start + DASH)))
        .collect()
}

/// From the middle of small letters to their baseline.
pub(crate) const MIDDLE: f32 = 1.2;

/// Lines of one name are no further apart.
pub(crate) const LEADING: f32 = 4.2;

/// Shapes nearer to each other, top to bottom. The lines of a name stay as far apart as they are, around their middle.
pub(crate) fn squeezed(shapes: &[Shape], share: f32) -> Vec<Shape> {
    let mut made = Vec::with_capacity(shapes.len());
    let mut rest = shapes;
    while let Some(first) = rest.first() {
        let count = name_lines(rest);
        let (name, others) = rest.split_at(count);
        rest = others;
        let last = name.last().unwrap_or(first);
        let by = match (first, last) {
            (Shape::Label { y, .. }, Shape::Label { y: end, .. }) => {
                (f32::midpoint(*y, *end) - MIDDLE) * (share - 1.0)
            }
            _ => 0.0,
        };
        made.extend(name.iter().map(|shape| moved(shape, share, by)));
    }
    made
}

/// How many shapes from the first on are lines of one name; one for all else.
pub(crate) fn name_lines(shapes: &[Shape]) -> usize {
    let follows = |pair: &[Shape]| match pair {
        [
            Shape::Label { x, y, size, anchor, .. },
            Shape::Label { x: next_x, y: next_y, size: next_size, anchor: next_anchor, .. },
        ] => {
            (x - next_x).abs() < 0.01
                && (0.5..LEADING).contains(&(next_y - y))
                && (size, anchor) == (next_size, next_anchor)
        }
        _ => false,
    };
    1 + shapes.windows(2).take_while(|pair| follows(pair)).count()
}

pub(crate) fn moved(shape: &Shape, share: f32, label_by: f32) -> Shape {
    let mut shape = shape.clone();
    match &mut shape {
        Shape::Bar { y, height, .. } => {
            *y *= share;
            *height *= share;
        }
        Shape::Line { from, to, .. } => {
            from.1 *= share;
            to.1 *= share;
        }
        Shape::Label { y, .. } => *y += label_by,
    }
    shape
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_covers_exactly_its_rectangle() {
        let fill = Rgb(1, 2, 3);
        let tall = bar((10.0, 20.0), (4.0, 30.0), fill);
        assert_eq!(
            tall,
            [Draw::Line { from: (12.0, 20.0), to: (12.0, 50.0), width: 4.0, color: fill }]
        );
        let flat = bar((10.0, 20.0), (30.0, 4.0), fill);
        assert_eq!(
            flat,
            [Draw::Line { from: (10.0, 22.0), to: (40.0, 22.0), width: 4.0, color: fill }]
        );
        assert!(bar((0.0, 0.0), (5.0, 0.0), fill).is_empty());
    }

    #[test]
    fn a_label_stands_at_its_anchor() {
        let label = |anchor| Shape::Label {
            x: 50.0,
            y: 10.0,
            text: "98,25%".to_owned(),
            size: 10,
            bold: false,
            anchor,
            color: Rgb(0, 0, 0),
            figure: None,
        };
        let x = |anchor| match &drawn(&label(anchor), 1.0)[..] {
            [Draw::Text { x, .. }] => *x,
            other => unreachable!("{other:?}"),
        };
        let width = Face::Regular.width("98,25%", 10);
        assert!((x(Anchor::Start) - 50.0).abs() < 0.01);
        assert!((x(Anchor::Middle) - (50.0 - width / 2.0)).abs() < 0.01);
        assert!((x(Anchor::End) - (50.0 - width)).abs() < 0.01);
    }

    #[test]
    fn dashes_stay_within_the_line() {
        let strokes = dashes((0.0, 5.0), (10.0, 5.0));
        assert!(strokes.len() >= 4);
        assert!(strokes.iter().all(|(from, to)| from.0 <= 10.0 && to.0 <= 10.0));
    }
}
