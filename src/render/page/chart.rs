//! A chart's shapes as lines and labels: a bar is one line as thick as the bar is wide.

use crate::document::{Anchor, Chart, Rgb, Shape};
use crate::render::page::body::{Composer, SetText};
use crate::render::page::faces::{Face, POINT};
use crate::render::page::fit::squeezed;
use crate::render::page::flow::Piece;
use crate::render::page::lines::{Alignment, TextRun};
use crate::render::page::scene::{Draw, Item, Mark, Node, Role};

/// Dash and gap, in millimetres.
const DASH: f32 = 1.4;
const SPACE: f32 = 1.0;

/// A chart as it stands on a page.
#[derive(Clone, Debug)]
pub(crate) struct ChartFigure {
    pub(crate) node: Node,
    pub(crate) chart: Chart,
    pub(crate) scale: f32,
    /// From the left margin.
    pub(crate) left: f32,
}

impl ChartFigure {
    /// What is drawn, this much lower than it might be.
    pub(crate) fn items(&self, share: f32) -> Vec<Item> {
        squeezed(&self.chart.shapes, share)
            .iter()
            .flat_map(|shape| drawn(shape, self.scale))
            .map(|draw| Item { mark: Mark::Content(self.node), draw }.moved(self.left, 0.0))
            .collect()
    }
}

impl Composer<'_> {
    /// The chart, and its caption below on the same page.
    pub(crate) fn chart(&mut self, chart: &Chart) {
        let role = Role::Figure { alt: chart.alt.clone(), place: None };
        let node = self.tree.add(role, self.section);
        let width = self.sheet.text_width();
        // A chart that the page cannot hold is made smaller; the letters stay as they are.
        let tallest = self.sheet.text_height() * 0.8;
        let scale = (width / chart.width.max(1.0)).min(tallest / chart.height.max(1.0)).min(1.0);
        let left = (width - chart.width * scale) / 2.0;
        self.gap(self.sizes.gap * 1.3);
        let height = chart.height * scale;
        let figure = ChartFigure { node, chart: chart.clone(), scale, left };
        let items = figure.items(1.0);
        self.push(Piece { height, items, figure: Some(figure), ..Piece::default() });
        if !chart.caption.is_empty() {
            let mark = Mark::Content(self.tree.add(Role::Caption, Some(node)));
            let runs = vec![TextRun { text: chart.caption.clone(), face: Face::Bold, mark }];
            self.gap(self.sizes.gap * 0.8);
            self.bind();
            self.together(&SetText::flat(runs, self.sizes.caption, Alignment::Center));
        }
        self.gap(self.sizes.gap * 1.6);
    }
}

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
        Shape::Label { x, y, text, size, bold, anchor, color } => {
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
fn bar((x, y): (f32, f32), (width, height): (f32, f32), color: Rgb) -> Vec<Draw> {
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

fn dashes(from: (f32, f32), to: (f32, f32)) -> Vec<((f32, f32), (f32, f32))> {
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
