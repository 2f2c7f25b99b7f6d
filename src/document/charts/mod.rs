//! The charts of a report, by name: bars laid out in millimetres, readable in black and white.

#![expect(clippy::float_arithmetic, reason = "positions on paper")]

mod answers;
mod on_time;
mod satisfaction;

use crate::document::chart::{Anchor, Chart, Rgb, Shape, millimeters};
use crate::document::fill::{Found, NoSuchName};
use crate::model::Ratio;
use crate::report::Report;

/// A chart of a report.
pub(crate) fn of_report(report: &Report, name: &str) -> Found<Chart> {
    match name {
        "dung-han" => Ok(on_time::chart(report)),
        "hai-long" => Ok(satisfaction::chart(report)),
        "tra-loi" => Ok(answers::chart(report)),
        _ => Err(NoSuchName),
    }
}

/// Width of the text area of A4.
const WIDTH: f32 = 165.0;
/// Names stand left of the plot.
const PLOT_LEFT: f32 = 56.0;
const PLOT_RIGHT: f32 = 132.0;
const ROW: f32 = 8.4;
const BAR: f32 = 4.4;
/// More rows than this do not fit on a page.
const MOST_ROWS: usize = 24;

const BLACK: Rgb = Rgb(0, 0, 0);
const GREY: Rgb = Rgb(190, 190, 190);
const DARK: Rgb = Rgb(38, 70, 118);
/// Light enough for the line of the target to show over it.
const MIDDLE: Rgb = Rgb(122, 152, 192);
const PALE: Rgb = Rgb(186, 203, 224);
const WHITE: Rgb = Rgb(255, 255, 255);

/// One horizontal bar of a rate.
struct Bar {
    name: String,
    rate: Ratio,
    /// The words for a small base, `dưới 30 phiếu`.
    small: Option<&'static str>,
    /// Right of the plot.
    value: String,
    /// Tenths of a percent.
    interval: Option<[u64; 2]>,
}

/// Bars from 0 to 100 %, with the target as a dashed line.
fn bars(id: &str, caption: &str, alt: String, bars: &[Bar], target: Option<u64>) -> Chart {
    let shown = bars.len().min(MOST_ROWS);
    let top = if target.is_some() { 10.0 } else { 5.0 };
    let rows = f32::from(u16::try_from(shown).unwrap_or(u16::MAX));
    let bottom = top + rows * ROW;
    let mut shapes = Vec::new();
    for percent in [0_u16, 25, 50, 75, 100] {
        let x = at(f32::from(percent) / 100.0);
        shapes.push(line((x, top), (x, bottom), 0.4, GREY, false));
        shapes.push(label(x, bottom + 4.0, format!("{percent}%"), 8, Anchor::Middle));
    }
    let mut y = top;
    for bar in bars.iter().take(shown) {
        name(&mut shapes, &bar.name, bar.small, y);
        let end = at(share(bar.rate));
        let above = y + (ROW - BAR) / 2.0;
        let fill = if bar.interval.is_some() || bar.small.is_some() { PALE } else { MIDDLE };
        shapes.push(rectangle(PLOT_LEFT, above, end - PLOT_LEFT, BAR, fill));
        if bar.small.is_some() {
            hatch(&mut shapes, PLOT_LEFT, above, end - PLOT_LEFT, DARK);
        }
        frame(&mut shapes, PLOT_LEFT, above, end - PLOT_LEFT);
        if let Some([low, high]) = bar.interval {
            whisker(&mut shapes, at(tenths(low)), at(tenths(high)), y + ROW / 2.0);
        }
        shapes.push(label(
            PLOT_RIGHT + 3.0,
            y + ROW / 2.0 + 1.1,
            bar.value.clone(),
            8,
            Anchor::Start,
        ));
        y += ROW;
    }
    if let Some(target) = target {
        let x = at(tenths(target / 10));
        shapes.push(line((x, top - 2.0), (x, bottom), 1.0, BLACK, true));
        let words = format!("Mục tiêu {}", crate::document::text::target(target));
        shapes.push(label(x.min(PLOT_RIGHT), top - 3.5, words, 8, Anchor::Middle));
    }
    let mut height = bottom + 6.0;
    if bars.len() > shown {
        let rest = format!("Còn {} đơn vị khác, xem bảng.", bars.len() - shown);
        shapes.push(label(0.0, height + 2.0, rest, 8, Anchor::Start));
        height += 4.0;
    }
    finished(id, caption, alt, height, shapes)
}

fn finished(id: &str, caption: &str, alt: String, height: f32, shapes: Vec<Shape>) -> Chart {
    Chart { id: id.to_owned(), caption: caption.to_owned(), alt, width: WIDTH, height, shapes }
}

/// Where a share of the whole stands on the plot.
fn at(share: f32) -> f32 {
    PLOT_LEFT + (PLOT_RIGHT - PLOT_LEFT) * share.clamp(0.0, 1.0)
}

/// 0 to 1, to a hundredth of a percent.
fn share(rate: Ratio) -> f32 {
    let hundredths = rate.hundredths().unwrap_or(0).min(10_000);
    f32::from(u16::try_from(hundredths).unwrap_or(10_000)) / 10_000.0
}

fn tenths(value: u64) -> f32 {
    f32::from(u16::try_from(value.min(1000)).unwrap_or(1000)) / 1000.0
}

/// The name of a row, on one line or two, with the mark of a small base.
fn name(shapes: &mut Vec<Shape>, name: &str, small: Option<&str>, y: f32) {
    let text = small.map_or_else(|| name.to_owned(), |small| format!("{name} ({small})"));
    let lines = wrapped(&text, PLOT_LEFT - 3.0, 8);
    let middle = y + ROW / 2.0 + 1.1;
    match lines.as_slice() {
        [one] => shapes.push(label(PLOT_LEFT - 2.0, middle, one.clone(), 8, Anchor::End)),
        [first, second, ..] => {
            shapes.push(label(PLOT_LEFT - 2.0, middle - 1.7, first.clone(), 8, Anchor::End));
            shapes.push(label(PLOT_LEFT - 2.0, middle + 1.7, second.clone(), 8, Anchor::End));
        }
        [] => {}
    }
}

/// At most two lines that fit `width` millimetres; what does not fit ends in `…`.
fn wrapped(text: &str, width: f32, size: u8) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let Some(line) = lines.last_mut() else { break };
        let longer = if line.is_empty() { word.to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || text_width(&longer, size) <= width {
            *line = longer;
        } else {
            lines.push(word.to_owned());
        }
    }
    if lines.len() > 2 {
        let rest = lines.split_off(1).join(" ");
        lines.push(rest);
    }
    lines.iter().map(|line| cut(line, width, size)).collect()
}

fn cut(line: &str, width: f32, size: u8) -> String {
    let mut text = line.to_owned();
    if text_width(&text, size) <= width {
        return text;
    }
    while !text.is_empty() && text_width(&text, size) > width - 2.0 {
        text.pop();
    }
    format!("{}…", text.trim_end())
}

/// Width in millimetres, on the wide side for Times New Roman; writers measure for themselves.
fn text_width(text: &str, size: u8) -> f32 {
    let em: f32 =
        text.chars()
            .map(|c| match c {
                ' ' | '.' | ',' | ':' | ';' | 'i' | 'l' | 't' | 'I' | '\'' | '|' | '(' | ')'
                | '-' => 0.34,
                'm' | 'M' | 'W' | '%' | '—' => 0.86,
                c if c.is_uppercase() => 0.72,
                _ => 0.5,
            })
            .sum();
    em * millimeters(f32::from(size))
}

fn whisker(shapes: &mut Vec<Shape>, low: f32, high: f32, y: f32) {
    shapes.push(line((low, y), (high, y), 1.1, BLACK, false));
    for x in [low, high] {
        shapes.push(line((x, y - 1.3), (x, y + 1.3), 1.1, BLACK, false));
    }
}

/// Upright lines over a bar: a pattern that survives a photocopier.
fn hatch(shapes: &mut Vec<Shape>, x: f32, y: f32, width: f32, color: Rgb) {
    let mut at = x + 1.2;
    while at < x + width - 0.3 {
        shapes.push(line((at, y), (at, y + BAR), 0.5, color, false));
        at += 1.6;
    }
}

fn frame(shapes: &mut Vec<Shape>, x: f32, y: f32, width: f32) {
    if width <= 0.0 {
        return;
    }
    let corners = [(x, y), (x + width, y), (x + width, y + BAR), (x, y + BAR), (x, y)];
    for (from, to) in corners.iter().zip(corners.iter().skip(1)) {
        shapes.push(line(*from, *to, 0.5, BLACK, false));
    }
}

fn rectangle(x: f32, y: f32, width: f32, height: f32, fill: Rgb) -> Shape {
    Shape::Bar { x, y, width, height, fill }
}

fn line(from: (f32, f32), to: (f32, f32), width: f32, color: Rgb, dashed: bool) -> Shape {
    Shape::Line { from, to, width, color, dashed }
}

fn label(x: f32, y: f32, text: String, size: u8, anchor: Anchor) -> Shape {
    Shape::Label { x, y, text, size, bold: false, anchor, color: BLACK }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;

    fn charts(report: &Report) -> Vec<Chart> {
        ["dung-han", "hai-long", "tra-loi"]
            .iter()
            .filter_map(|name| of_report(report, name).expect("a known name"))
            .collect()
    }

    #[track_caller]
    fn inside(chart: &Chart) {
        assert!(chart.height < 235.0, "{} is {} mm high", chart.id, chart.height);
        assert!(!chart.alt.is_empty());
        let check = |x: f32, y: f32| {
            let fits =
                (-0.1..=WIDTH + 0.1).contains(&x) && (-0.1..=chart.height + 0.1).contains(&y);
            assert!(fits, "{}: {x} {y} is outside", chart.id);
        };
        for shape in &chart.shapes {
            match shape {
                Shape::Bar { x, y, width, height, .. } => {
                    assert!(*width >= 0.0, "{}", chart.id);
                    check(*x, *y);
                    check(x + width, y + height);
                }
                Shape::Line { from, to, .. } => {
                    check(from.0, from.1);
                    check(to.0, to.1);
                }
                Shape::Label { x, y, text, size, anchor, .. } => {
                    let width = text_width(text, *size);
                    let left = match anchor {
                        Anchor::Start => *x,
                        Anchor::Middle => x - width / 2.0,
                        Anchor::End => x - width,
                    };
                    check(left, *y);
                    check(left + width, *y);
                }
            }
        }
    }

    #[test]
    fn everything_is_drawn_inside_the_chart() {
        assert_eq!(charts(&sample::report()).len(), 3);
        charts(&sample::report()).iter().for_each(inside);
        charts(&sample::extreme()).iter().for_each(inside);
    }

    #[test]
    fn nothing_read_gives_no_chart() {
        assert!(charts(&sample::empty()).is_empty());
    }

    #[test]
    fn the_text_alternative_says_the_figures() {
        let report = sample::report();
        let chart = of_report(&report, "dung-han").ok().flatten().expect("a chart");
        for line in report.dossiers.by_department.iter().filter(|l| l.columns.resolved > 0) {
            assert!(chart.alt.contains(&line.on_time_rate.to_string()), "{}", chart.alt);
        }
    }

    #[test]
    fn long_names_take_two_lines_and_an_ellipsis() {
        let lines = wrapped(&"Phòng Bảo vệ, chăm sóc trẻ em và Bình đẳng giới ".repeat(3), 50.0, 8);
        assert_eq!(lines.len(), 2);
        assert!(lines[1].ends_with('…'));
        assert!(lines.iter().all(|line| text_width(line, 8) <= 50.0));
    }
}
