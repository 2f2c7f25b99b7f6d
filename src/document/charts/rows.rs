//! Charts of one row for each name: names at the left, a plot over light rules, figures at the right; on a narrow
//! screen name and figures stand above their bar.

#![expect(clippy::float_arithmetic, reason = "positions on paper")]

use crate::document::chart::{Anchor, Chart, Drawing, Shape};
use crate::document::charts::draw::{
    Axis, BLACK, GRID, LegendKey, NARROW, SMALL_TEXT, TEXT, WHITE, WIDTH, broken, label, legend,
    line, of_figure,
};
use crate::document::charts::width::{bold_width, text_width, wrapped};

/// Names stand left of the plot.
const PLOT_LEFT: f32 = 54.0;
const NAME_WIDTH: f32 = PLOT_LEFT - 2.5;
/// Half of the first and of the last figure of the axis stand beside a narrow plot.
const NARROW_PLOT: Plot = Plot { left: 2.6, right: NARROW - 4.2 };
const LINE: f32 = 3.9;
pub(crate) const BAR: f32 = 4.6;
/// Rows of a chart in one piece are at most so high together: before a taller one up to two thirds of a page would stay
/// blank.
const MOST: f32 = 110.0;
/// Of a chart in several parts, each is so high that two of them share a page.
const PART: f32 = 92.0;

/// Where bars are drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plot {
    pub(crate) left: f32,
    pub(crate) right: f32,
}

impl Plot {
    /// Place of a share of the plot, from 0 to 1.
    pub(crate) fn at(self, share: f32) -> f32 {
        self.left + self.length(share)
    }

    pub(crate) fn length(self, share: f32) -> f32 {
        share * (self.right - self.left)
    }
}

/// Draws a row around the middle of its bar.
pub(crate) type DrawPlot<'d> = Box<dyn Fn(&mut Vec<Shape>, Plot, f32) + 'd>;

/// Where names and figures stand: beside the plot on paper, above each bar on a telephone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum RowNames {
    Beside,
    Above,
}

/// One row, of which `draw` gets the middle of its bar.
pub(crate) struct ChartRow<'d> {
    pub(crate) name: String,
    /// The office as a whole, above the others.
    pub(crate) whole: bool,
    /// Right of the plot.
    pub(crate) value: String,
    /// Id of the figure that it is.
    pub(crate) figure: Option<String>,
    /// What the text alternative says.
    pub(crate) words: String,
    pub(crate) draw: DrawPlot<'d>,
}

/// The frame of a chart of rows.
pub(crate) struct Frame<'f> {
    pub(crate) id: &'f str,
    pub(crate) caption: &'f str,
    /// Begins the text alternative.
    pub(crate) alt: &'f str,
    pub(crate) keys: Vec<(LegendKey, String)>,
    /// Right end of the plot on paper.
    pub(crate) right: f32,
    /// Where the light rules stand, from 0 to 1, and what is said below them.
    pub(crate) ticks: Vec<(f32, String)>,
    /// Whether the axis is broken between its first two ticks.
    pub(crate) is_broken: bool,
    /// Below the ticks, at the right end.
    pub(crate) axis: &'f str,
    /// Above the figures.
    pub(crate) value_head: &'f str,
    /// Drawn behind the rows: place from 0 to 1, and words above.
    pub(crate) target: Option<(f32, String)>,
}

/// One chart, or several parts where the rows do not fit on a page.
pub(crate) fn charts(frame: &Frame<'_>, rows: &[ChartRow<'_>]) -> Vec<Chart> {
    let heights: Vec<f32> = rows.iter().map(|row| height(row, RowNames::Beside)).collect();
    let mut rest = rows.iter();
    let parts: Vec<Vec<&ChartRow<'_>>> =
        cut(&heights).into_iter().map(|count| rest.by_ref().take(count).collect()).collect();
    let count = parts.len();
    parts.iter().enumerate().map(|(index, part)| chart(frame, part, (index + 1, count))).collect()
}

/// How many rows each part takes: all, or as few parts as can be, of like height.
fn cut(heights: &[f32]) -> Vec<usize> {
    if heights.iter().sum::<f32>() <= MOST {
        return vec![heights.len()];
    }
    let most = filled(heights, PART);
    // The lowest parts that are no more than these.
    let lower = (1_u8..=100).map(|part| PART * f32::from(part) / 100.0);
    lower.map(|room| filled(heights, room)).find(|parts| parts.len() <= most.len()).unwrap_or(most)
}

/// Each part takes rows as long as there is room, and one at least.
fn filled(heights: &[f32], room: f32) -> Vec<usize> {
    let (mut parts, mut used): (Vec<usize>, f32) = (Vec::new(), 0.0);
    for height in heights {
        match parts.last_mut() {
            Some(count) if used + height <= room => {
                *count += 1;
                used += height;
            }
            _ => {
                parts.push(1);
                used = *height;
            }
        }
    }
    parts
}

fn lines(row: &ChartRow<'_>, names: RowNames) -> Vec<String> {
    let room = match names {
        RowNames::Beside => NAME_WIDTH,
        RowNames::Above => NARROW - value_width(row) - 3.0,
    };
    let mut lines = wrapped(&row.name, room, TEXT);
    if row.whole && lines.iter().any(|line| bold_width(line, TEXT) > room) {
        lines = wrapped(&row.name, room / 1.08, TEXT);
    }
    lines
}

fn value_width(row: &ChartRow<'_>) -> f32 {
    if row.whole { bold_width(&row.value, TEXT) } else { text_width(&row.value, TEXT) }
}

fn height(row: &ChartRow<'_>, names: RowNames) -> f32 {
    let lines = f32::from(u16::try_from(lines(row, names).len()).unwrap_or(u16::MAX)) * LINE;
    match names {
        RowNames::Beside => (lines + 1.6).max(BAR + 2.2),
        RowNames::Above => lines + BAR + 3.4,
    }
}

fn chart(frame: &Frame<'_>, rows: &[&ChartRow<'_>], (number, of): (usize, usize)) -> Chart {
    let words: Vec<&str> = rows.iter().map(|row| row.words.as_str()).collect();
    let part = if of > 1 { format!(" (phần {number}/{of})") } else { String::new() };
    let id = if number > 1 { format!("{}-{number}", frame.id) } else { frame.id.to_owned() };
    let goal = frame.target.as_ref().map(|(_, words)| format!(", {}", words.to_lowercase()));
    let Drawing { width, height, shapes } = drawing(frame, rows, RowNames::Beside);
    Chart {
        id,
        caption: format!("{}{part}", frame.caption),
        alt: format!("{}{}: {}.", frame.alt, goal.unwrap_or_default(), words.join("; ")),
        width,
        height,
        shapes,
        narrow: drawing(frame, rows, RowNames::Above),
    }
}

fn drawing(frame: &Frame<'_>, rows: &[&ChartRow<'_>], names: RowNames) -> Drawing {
    let (width, plot) = match names {
        RowNames::Beside => (WIDTH, Plot { left: PLOT_LEFT, right: frame.right }),
        RowNames::Above => (NARROW, NARROW_PLOT),
    };
    let mut shapes = Vec::new();
    let mut top = legend(&mut shapes, &frame.keys, width);
    if frame.target.is_some() || !frame.value_head.is_empty() {
        top += 4.2;
    }
    let bottom = top + rows.iter().map(|row| height(row, names)).sum::<f32>() + 0.6;
    ground(&mut shapes, frame, plot, [top, bottom]);
    target(&mut shapes, frame, (plot, width), [top, bottom]);
    if !frame.value_head.is_empty() {
        let (x, anchor) = match names {
            RowNames::Beside => (frame.right + 3.0, Anchor::Start),
            RowNames::Above => (width, Anchor::End),
        };
        shapes.push(label(x, top - 1.2, frame.value_head, SMALL_TEXT, anchor));
    }
    let mut y = top + 0.3;
    for row in rows {
        let height = height(row, names);
        let middle = match names {
            RowNames::Beside => y + height / 2.0,
            RowNames::Above => y + height - BAR / 2.0 - 1.4,
        };
        let (x, baseline, anchor) = match names {
            RowNames::Beside => (frame.right + 3.0, middle + 1.25, Anchor::Start),
            RowNames::Above => (width, y + LINE - 0.6, Anchor::End),
        };
        // The words above a bar lie on the line of the target.
        if names == RowNames::Above {
            let (reach, named) = (value_width(row) + 1.0, lines(row, names));
            let named = named.iter().map(|line| bold_width(line, TEXT)).fold(0.0, f32::max);
            let lines = height - BAR - 3.4;
            for (x, width, height) in [(width - reach, reach, LINE), (0.0, named + 1.0, lines)] {
                shapes.push(Shape::Bar { x, y, width, height, fill: WHITE });
            }
        }
        named(&mut shapes, row, names, [y, middle]);
        let value = words(row, (x, baseline), (row.value.clone(), anchor));
        shapes.push(of_figure(value, row.figure.clone()));
        (row.draw)(&mut shapes, plot, middle);
        y += height;
    }
    let mut end = bottom + 5.4;
    if !frame.axis.is_empty() {
        shapes.push(label(plot.right, end + 2.8, frame.axis, SMALL_TEXT, Anchor::End));
        end += 4.0;
    }
    Drawing { width, height: end, shapes }
}

/// The light rules with their figures, and the line below where the axis is broken.
fn ground(shapes: &mut Vec<Shape>, frame: &Frame<'_>, plot: Plot, [top, bottom]: [f32; 2]) {
    for (share, words) in &frame.ticks {
        let x = plot.at(*share);
        shapes.push(line((x, top), (x, bottom + 0.8), 0.4, GRID));
        if !words.is_empty() {
            shapes.push(label(x, bottom + 4.2, words.clone(), SMALL_TEXT, Anchor::Middle));
        }
    }
    let [Some((zero, _)), Some((next, _))] = [frame.ticks.first(), frame.ticks.get(1)] else {
        return;
    };
    if !frame.is_broken {
        return;
    }
    shapes.push(line((plot.left, bottom), (plot.right, bottom), 0.75, BLACK));
    broken(shapes, (plot.at(f32::midpoint(*zero, *next)), bottom), Axis::Lying);
}

/// The line of the target, seen between the bars and hiding none of them.
fn target(
    shapes: &mut Vec<Shape>,
    frame: &Frame<'_>,
    (plot, width): (Plot, f32),
    [top, bottom]: [f32; 2],
) {
    let Some((share, words)) = &frame.target else { return };
    let x = plot.at(*share);
    let (from, to) = ((x, top - 0.6), (x, bottom));
    shapes.push(Shape::Line { from, to, width: 1.0, color: BLACK, dashed: true });
    let middle = x.min(width - text_width(words, SMALL_TEXT) / 2.0);
    shapes.push(label(middle, top - 1.6, words.clone(), SMALL_TEXT, Anchor::Middle));
}

fn named(shapes: &mut Vec<Shape>, row: &ChartRow<'_>, names: RowNames, [top, middle]: [f32; 2]) {
    let lines = lines(row, names);
    let count = f32::from(u16::try_from(lines.len()).unwrap_or(u16::MAX));
    let (x, mut y, anchor) = match names {
        RowNames::Beside => {
            (PLOT_LEFT - 2.0, middle - (count - 1.0) * LINE / 2.0 + 1.25, Anchor::End)
        }
        RowNames::Above => (0.0, top + LINE - 0.6, Anchor::Start),
    };
    for text in lines {
        shapes.push(words(row, (x, y), (text, anchor)));
        y += LINE;
    }
}

/// Bold for the office as a whole.
fn words(row: &ChartRow<'_>, (x, y): (f32, f32), (text, anchor): (String, Anchor)) -> Shape {
    let (size, color, bold) = (TEXT, BLACK, row.whole);
    Shape::Label { x, y, text, size, bold, anchor, color, figure: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_chart_are_few_and_alike() {
        assert_eq!(cut(&[10.0; 11]), [11]);
        assert_eq!(cut(&[10.0; 12]), [6, 6]);
        // 170 mm: two parts, not 9 and 8 only by chance.
        assert_eq!(cut(&[10.0; 17]), [9, 8]);
        // Thirty long names: 420 mm in five parts, the last not left with one.
        assert_eq!(cut(&[14.0; 30]), [6, 6, 6, 6, 6]);
        assert_eq!(cut(&[]), [0]);
        // A row that no part can hold stands alone.
        assert_eq!(cut(&[100.0, 100.0]), [1, 1]);
    }
}
