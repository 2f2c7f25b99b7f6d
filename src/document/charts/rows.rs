//! Charts of one row for each name: names at the left, a plot over light rules, figures at the right.

#![expect(clippy::float_arithmetic, reason = "positions on paper")]

use crate::document::chart::{Anchor, Chart, Shape};
use crate::document::charts::draw::{
    BLACK, GRID, Key, SMALL_TEXT, TEXT, WHITE, WIDTH, label, legend, line,
};
use crate::document::charts::width::{bold_width, wrapped};

/// Names stand left of the plot.
pub(crate) const PLOT_LEFT: f32 = 54.0;
const NAME_WIDTH: f32 = PLOT_LEFT - 2.5;
const LINE: f32 = 3.9;
pub(crate) const BAR: f32 = 4.6;
/// Rows of a chart in one piece are at most so high together.
const MOST: f32 = 168.0;
/// Of a chart in several parts, each is so high that two of them share a page.
const PART: f32 = 92.0;

/// Draws a row around the middle of its height.
pub(crate) type Draw<'d> = Box<dyn Fn(&mut Vec<Shape>, f32) + 'd>;

/// One row, of which `draw` gets the middle of its height.
pub(crate) struct Row<'d> {
    pub(crate) name: String,
    /// The office as a whole, above the others.
    pub(crate) whole: bool,
    /// Right of the plot.
    pub(crate) value: String,
    /// What the text alternative says.
    pub(crate) words: String,
    pub(crate) draw: Draw<'d>,
}

/// The frame of a chart of rows.
pub(crate) struct Frame<'f> {
    pub(crate) id: &'f str,
    pub(crate) caption: &'f str,
    /// Begins the text alternative.
    pub(crate) alt: &'f str,
    pub(crate) keys: Vec<(Key, String)>,
    pub(crate) right: f32,
    /// Where the light rules stand, and what is said below them.
    pub(crate) ticks: Vec<(f32, String)>,
    /// Below the ticks, at the right end.
    pub(crate) axis: &'f str,
    /// Above the figures.
    pub(crate) value_head: &'f str,
    /// Drawn over the rows: place and words above.
    pub(crate) target: Option<(f32, String)>,
}

/// One chart, or several parts where the rows do not fit on a page.
pub(crate) fn charts(frame: &Frame<'_>, rows: &[Row<'_>]) -> Vec<Chart> {
    let heights: Vec<f32> = rows.iter().map(height).collect();
    let mut rest = rows.iter().zip(heights.iter().copied());
    let parts: Vec<Vec<(&Row<'_>, f32)>> =
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

fn lines(row: &Row<'_>) -> Vec<String> {
    let mut lines = wrapped(&row.name, NAME_WIDTH, TEXT);
    if row.whole && lines.iter().any(|line| bold_width(line, TEXT) > NAME_WIDTH) {
        lines = wrapped(&row.name, NAME_WIDTH / 1.08, TEXT);
    }
    lines
}

fn height(row: &Row<'_>) -> f32 {
    let lines = f32::from(u16::try_from(lines(row).len()).unwrap_or(u16::MAX));
    (lines * LINE + 1.6).max(BAR + 2.2)
}

fn chart(frame: &Frame<'_>, rows: &[(&Row<'_>, f32)], (number, of): (usize, usize)) -> Chart {
    let mut shapes = Vec::new();
    let mut top = legend(&mut shapes, &frame.keys);
    if frame.target.is_some() || !frame.value_head.is_empty() {
        top += 4.2;
    }
    let bottom = top + rows.iter().map(|(_, height)| height).sum::<f32>() + 0.6;
    for (x, words) in &frame.ticks {
        shapes.push(line((*x, top), (*x, bottom + 0.8), 0.4, GRID));
        shapes.push(label(*x, bottom + 4.2, words.clone(), SMALL_TEXT, Anchor::Middle));
    }
    if !frame.value_head.is_empty() {
        let (x, y) = (frame.right + 3.0, top - 1.2);
        shapes.push(label(x, y, frame.value_head, SMALL_TEXT, Anchor::Start));
    }
    let mut y = top + 0.3;
    for (row, height) in rows {
        let middle = y + height / 2.0;
        names(&mut shapes, row, middle);
        (row.draw)(&mut shapes, middle);
        let (x, baseline, text) = (frame.right + 3.0, middle + 1.25, row.value.clone());
        let (size, anchor, color, bold) = (TEXT, Anchor::Start, BLACK, row.whole);
        shapes.push(Shape::Label { x, y: baseline, text, size, bold, anchor, color });
        y += height;
    }
    if let Some((x, words)) = &frame.target {
        let (from, to) = ((*x, top - 0.6), (*x, bottom));
        // On white, so that it can be seen over a dark bar.
        shapes.push(line(from, to, 2.6, WHITE));
        shapes.push(Shape::Line { from, to, width: 1.0, color: BLACK, dashed: true });
        shapes.push(label(*x, top - 1.6, words.clone(), SMALL_TEXT, Anchor::Middle));
    }
    let mut end = bottom + 5.4;
    if !frame.axis.is_empty() {
        shapes.push(label(frame.right, end + 2.8, frame.axis, SMALL_TEXT, Anchor::End));
        end += 4.0;
    }
    let words: Vec<&str> = rows.iter().map(|(row, _)| row.words.as_str()).collect();
    let part = if of > 1 { format!(" (phần {number}/{of})") } else { String::new() };
    let id = if number > 1 { format!("{}-{number}", frame.id) } else { frame.id.to_owned() };
    Chart {
        id,
        caption: format!("{}{part}", frame.caption),
        alt: format!("{}: {}.", frame.alt, words.join("; ")),
        width: WIDTH,
        height: end,
        shapes,
    }
}

fn names(shapes: &mut Vec<Shape>, row: &Row<'_>, middle: f32) {
    let lines = lines(row);
    let count = f32::from(u16::try_from(lines.len()).unwrap_or(u16::MAX));
    let mut y = middle - (count - 1.0) * LINE / 2.0 + 1.25;
    for text in lines {
        let (x, size, anchor, color, bold) = (PLOT_LEFT - 2.0, TEXT, Anchor::End, BLACK, row.whole);
        shapes.push(Shape::Label { x, y, text, size, bold, anchor, color });
        y += LINE;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_chart_are_few_and_alike() {
        assert_eq!(cut(&[10.0; 16]), [16]);
        // 170 mm: two parts, not 9 and 8 only by chance.
        assert_eq!(cut(&[10.0; 17]), [9, 8]);
        // Thirty long names: 420 mm in five parts, the last not left with one.
        assert_eq!(cut(&[14.0; 30]), [6, 6, 6, 6, 6]);
        assert_eq!(cut(&[]), [0]);
        // A row that no part can hold stands alone.
        assert_eq!(cut(&[100.0, 100.0]), [1, 1]);
    }
}
