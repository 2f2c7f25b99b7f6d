//! Charts over time: panels below each other on one row of periods, with upright lines where nothing may be compared.

#![expect(clippy::float_arithmetic, reason = "positions on paper")]

use crate::document::chart::{Anchor, Drawing, Shape};
use crate::document::charts::draw::{
    Axis, BLACK, GRID, LegendKey, NARROW, SMALL_TEXT, WIDTH, broken, label, legend, line,
};
use crate::document::charts::width::text_width;

/// Room for the figures of the axis.
const LEFT: f32 = 11.5;
const RIGHT: f32 = 2.0;
/// Of the title of a panel, and of the numbers of its marks.
const HEAD: f32 = 5.2;
const NUMBERS: f32 = 4.0;
/// Between two panels.
const APART: f32 = 3.4;
/// Above the highest figure, for its words.
const ABOVE: f32 = 4.6;

/// A mark before the period at this place, from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PanelMark {
    pub(crate) place: usize,
    /// `1`, `2, 3`.
    pub(crate) numbers: String,
}

/// Where a panel draws.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Slots {
    left: f32,
    top: f32,
    bottom: f32,
    /// Room of one period.
    pub(crate) step: f32,
    /// Each period has room for its words; else the last one alone has, to its right.
    pub(crate) are_all_said: bool,
}

impl Slots {
    /// The middle of the period at a place.
    pub(crate) fn x(self, place: usize) -> f32 {
        self.left + (counted(place) + 0.5) * self.step
    }

    /// Place of a share of the axis, from 0 to 1.
    pub(crate) fn y(self, share: f32) -> f32 {
        self.bottom - share * (self.bottom - self.top - ABOVE)
    }
}

/// Draws what a panel shows.
pub(crate) type DrawPanel<'p> = Box<dyn Fn(&mut Vec<Shape>, Slots) + 'p>;

/// One row of figures.
pub(crate) struct Panel<'p> {
    pub(crate) title: &'p str,
    pub(crate) keys: Vec<(LegendKey, String)>,
    pub(crate) height: f32,
    pub(crate) ticks: Vec<(f32, String)>,
    pub(crate) is_broken: bool,
    pub(crate) target: Option<(f32, String)>,
    pub(crate) marks: Vec<PanelMark>,
    /// How wide the words of a period may be that have to be said of the last one at least; 0 where they need not.
    pub(crate) widest: f32,
    pub(crate) draw: DrawPanel<'p>,
}

/// On paper and on a telephone.
pub(crate) fn drawings(periods: &[&str], panels: &[Panel<'_>]) -> [Drawing; 2] {
    [WIDTH, NARROW].map(|width| drawing(periods, panels, width))
}

fn drawing(periods: &[&str], panels: &[Panel<'_>], width: f32) -> Drawing {
    let mut shapes = Vec::new();
    let count = counted(periods.len().max(1));
    let widest = panels.iter().map(|panel| panel.widest).fold(0.0, f32::max);
    let mut step = (width - LEFT - RIGHT) / count;
    let are_all_said = step >= widest + 0.8;
    if !are_all_said {
        step = (width - LEFT - RIGHT - widest) / count;
    }
    let mut y = 0.0;
    for panel in panels {
        shapes.push(Shape::Label {
            x: 0.0,
            y: y + 3.4,
            text: panel.title.to_owned(),
            size: SMALL_TEXT,
            bold: true,
            anchor: Anchor::Start,
            color: BLACK,
            figure: None,
        });
        if let Some((_, words)) = &panel.target {
            let words = format!("{words} (nét đứt)");
            shapes.push(label(width - RIGHT, y + 3.4, words, SMALL_TEXT, Anchor::End));
        }
        y += HEAD;
        let mut keys = Vec::new();
        let used = legend(&mut keys, &panel.keys, width);
        shapes.extend(keys.into_iter().map(|shape| lowered(shape, y)));
        y += used + if panel.marks.is_empty() { 1.6 } else { NUMBERS };
        let slots = Slots { left: LEFT, top: y, bottom: y + panel.height, step, are_all_said };
        ground(&mut shapes, panel, slots, LEFT + count * step);
        (panel.draw)(&mut shapes, slots);
        marks(&mut shapes, &panel.marks, slots, width);
        y = slots.bottom + APART;
    }
    y += names(&mut shapes, periods, (step, width - LEFT - count * step), y - APART);
    Drawing { width, height: y, shapes }
}

/// Light rules with their figures, the axis, the target.
fn ground(shapes: &mut Vec<Shape>, panel: &Panel<'_>, slots: Slots, right: f32) {
    for (share, words) in &panel.ticks {
        let y = slots.y(*share);
        shapes.push(line((slots.left, y), (right, y), 0.4, GRID));
        if !words.is_empty() {
            shapes.push(label(slots.left - 1.2, y + 1.1, words.clone(), SMALL_TEXT, Anchor::End));
        }
    }
    shapes.push(line((slots.left, slots.top), (slots.left, slots.bottom), 0.75, BLACK));
    if let (true, [(zero, _), (next, _), ..]) = (panel.is_broken, panel.ticks.as_slice()) {
        let middle = slots.y(f32::midpoint(*zero, *next));
        broken(shapes, (slots.left, middle), Axis::Upright);
    }
    if let Some((share, _)) = &panel.target {
        let y = slots.y(*share);
        let (from, to) = ((slots.left, y), (right, y));
        shapes.push(Shape::Line { from, to, width: 0.75, color: BLACK, dashed: true });
    }
}

/// An upright line before its period, with its numbers above.
fn marks(shapes: &mut Vec<Shape>, marks: &[PanelMark], slots: Slots, width: f32) {
    let mut free = f32::NEG_INFINITY;
    for mark in marks {
        let x = slots.left + counted(mark.place) * slots.step;
        shapes.push(line((x, slots.top - 0.8), (x, slots.bottom), 1.2, BLACK));
        let text = format!("({})", mark.numbers);
        let half = text_width(&text, SMALL_TEXT) / 2.0;
        // Numbers that do not fit beside the ones before stand in the table alone.
        let x = x.min(width - half);
        if x - half > free {
            shapes.push(label(x, slots.top - 1.6, text, SMALL_TEXT, Anchor::Middle));
            free = x + half + 0.8;
        }
    }
}

/// As many names as fit, the last one always; gives the height that they take. `room` is right of the last period.
fn names(shapes: &mut Vec<Shape>, periods: &[&str], (step, room): (f32, f32), top: f32) -> f32 {
    let widest = periods.iter().map(|name| text_width(name, SMALL_TEXT)).fold(0.0, f32::max);
    // The last one is moved to the left where it would reach beyond the drawing.
    let moved = (widest / 2.0 - step / 2.0 - room).max(0.0);
    let every = (1..=periods.len().max(1))
        .find(|every| counted(*every) * step >= widest + moved + 1.6)
        .unwrap_or(periods.len().max(1));
    let last = periods.len().saturating_sub(1);
    for (place, name) in periods.iter().enumerate() {
        let x = LEFT + (counted(place) + 0.5) * step;
        if (last - place).is_multiple_of(every) {
            shapes.push(line((x, top), (x, top + 0.9), 0.5, BLACK));
            // The first may reach into the room of the axis, the last not beyond the drawing.
            let half = text_width(name, SMALL_TEXT) / 2.0;
            let most = LEFT + counted(periods.len()) * step + room - half;
            let x = x.min(most);
            shapes.push(label(x, top + 4.4, (*name).to_owned(), SMALL_TEXT, Anchor::Middle));
        }
    }
    5.6
}

/// Strokes that a label keeps off, each from end to end.
#[derive(Clone, Debug, Default)]
pub(crate) struct Strokes(pub(crate) Vec<[(f32, f32); 2]>);

/// Of figures above their baseline, with the air that they need; the comma stands below it.
const FIGURES: f32 = 2.6;
const COMMA: f32 = 0.7;
/// Between a label and what it belongs to.
const AIR: f32 = 0.9;
/// So far from its marker a label beside it still belongs to it.
const NEAR: f32 = 5.0;

impl Strokes {
    /// The baseline of a label that stands right or left of its marker: at its height, else a little above or below, else
    /// past the stroke that is in its way; `None` where strokes run through all of them.
    pub(crate) fn beside(
        &self,
        (left, right): (f32, f32),
        (top, bottom): (f32, f32),
        slots: Slots,
    ) -> Option<f32> {
        let middle = f32::midpoint(top, bottom) + FIGURES / 2.0 - 0.3;
        let strokes: Vec<(f32, f32)> =
            self.0.iter().filter_map(|stroke| between(*stroke, left, right)).collect();
        let is_free = |base: &f32| {
            let (high, low) = (base - FIGURES, base + COMMA);
            high >= slots.top - 0.5
                && low <= slots.bottom
                && strokes.iter().all(|(from, to)| *to < high || *from > low)
        };
        let far = |base: &f32| (base - middle).abs();
        let past = strokes.iter().flat_map(|(from, to)| [from - AIR, to + AIR + FIGURES - 0.3]);
        let past = past.filter(|base| far(base) < NEAR && is_free(base));
        [middle, top - 0.2, bottom + FIGURES]
            .into_iter()
            .find(is_free)
            .or_else(|| past.min_by(|one, other| far(one).total_cmp(&far(other))))
    }

    /// The baseline of a label that belongs to what reaches from `top` to `bottom`, and takes the room from `left` to
    /// `right`: the nearest one that no stroke runs through, above where there is none.
    pub(crate) fn baseline(
        &self,
        (left, right): (f32, f32),
        (top, bottom): (f32, f32),
        slots: Slots,
    ) -> f32 {
        let beside: Vec<(f32, f32)> =
            self.0.iter().filter_map(|stroke| between(*stroke, left, right)).collect();
        let highest = beside.iter().map(|(high, _)| *high).fold(top, f32::min);
        let lowest = beside.iter().map(|(_, low)| *low).fold(bottom, f32::max);
        let above = |top: f32| top - AIR;
        let below = |bottom: f32| bottom + AIR + FIGURES - 0.3;
        let own = above(top);
        let is_free = |base: &f32| {
            let (high, low) = (base - FIGURES, base + COMMA);
            high >= slots.top - 0.5
                && low <= slots.bottom
                && beside.iter().all(|stroke| stroke.1 < high || stroke.0 > low)
        };
        let far = |base: f32| (base - FIGURES / 2.0 - f32::midpoint(top, bottom)).abs();
        [own, below(bottom), above(highest), below(lowest)]
            .into_iter()
            .filter(is_free)
            .min_by(|one, other| far(*one).total_cmp(&far(*other)))
            .unwrap_or(own)
    }
}

/// How high and how low a stroke reaches between two places.
fn between([from, to]: [(f32, f32); 2], left: f32, right: f32) -> Option<(f32, f32)> {
    let (from, to) = if from.0 <= to.0 { (from, to) } else { (to, from) };
    if to.0 < left || from.0 > right {
        return None;
    }
    let at = |x: f32| {
        let run = to.0 - from.0;
        if run <= 0.0 { to.1 } else { from.1 + (to.1 - from.1) * (x - from.0) / run }
    };
    let (one, other) =
        if to.0 > from.0 { (at(from.0.max(left)), at(to.0.min(right))) } else { (from.1, to.1) };
    Some((one.min(other), one.max(other)))
}

fn lowered(shape: Shape, by: f32) -> Shape {
    let down = |(x, y): (f32, f32)| (x, y + by);
    match shape {
        Shape::Bar { x, y, width, height, fill } => {
            Shape::Bar { x, y: y + by, width, height, fill }
        }
        Shape::Line { from, to, width, color, dashed } => {
            Shape::Line { from: down(from), to: down(to), width, color, dashed }
        }
        Shape::Label { x, y, text, size, bold, anchor, color, figure } => {
            Shape::Label { x, y: y + by, text, size, bold, anchor, color, figure }
        }
    }
}

fn counted(count: usize) -> f32 {
    f32::from(u16::try_from(count).unwrap_or(u16::MAX))
}
