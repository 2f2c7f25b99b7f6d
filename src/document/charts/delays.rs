//! Late and overdue dossiers: by length of delay as columns, by reason as bars.

#![expect(clippy::float_arithmetic, reason = "positions on paper")]

use std::cmp::Reverse;

use crate::document::chart::{Anchor, Chart, Drawing, Shape};
use crate::document::charts::FEWEST;
use crate::document::charts::draw::{
    Area, BLACK, Fill, GRID, LegendKey, NARROW, SMALL_TEXT, TEXT, WIDTH, block, figure, label,
    legend, line, of_figure, share, ticks,
};
use crate::document::charts::rows::{BAR, ChartRow, Frame, charts};
use crate::document::charts::width::wrapped;
use crate::document::marked::figure as marked;
use crate::document::reasons::reasons;
use crate::document::text::{count, thousands, without_capital};
use crate::model::Ratio;
use crate::report::{DaysLine, Report, TableLines, days_code, figure_id, line_code, reason_code};

/// Ids of the resolved ones, of the open ones, and of both.
type FigureIds = [Option<String>; 3];

const RESOLVED: Fill = Fill::FULL;
const OPEN: Fill = Fill::OPEN;
const UNIT: &str = " ngày làm việc";
/// Height of the plot of columns.
const TALL: f32 = 42.6;
const LEFT: f32 = 12.0;
const RIGHT: f32 = 136.0;

/// One column for each class, in their order.
pub(crate) fn by_days(report: &Report) -> Vec<Chart> {
    let delays = &report.dossiers.delays;
    if delays.dossiers < FEWEST {
        return Vec::new();
    }
    let classes: Vec<&DaysLine> = delays
        .by_days
        .iter()
        .filter(|class| class.from.is_some() || class.resolved + class.open > 0)
        .collect();
    let words: Vec<String> =
        classes.iter().map(|class| said(&class.name, class.resolved, class.open)).collect();
    let ids = |class: &DaysLine| {
        let line = line_code(report, TableLines::Days, &days_code(class));
        ["QH-02", "QH-03", "QH-06"].map(|number| line.as_ref().map(|line| figure_id(number, line)))
    };
    let classes: Vec<(&DaysLine, FigureIds)> =
        classes.into_iter().map(|class| (class, ids(class))).collect();
    let Drawing { width, height, shapes } = columns(&classes, WIDTH);
    vec![Chart {
        id: "tre-theo-ngay".to_owned(),
        caption: "Hồ sơ quá hạn theo số ngày quá hạn".to_owned(),
        alt: format!("Hồ sơ quá hạn theo số ngày quá hạn: {}.", words.join("; ")),
        width,
        height,
        shapes,
        narrow: columns(&classes, NARROW),
    }]
}

/// The columns on a ground of this width.
fn columns(classes: &[(&DaysLine, FigureIds)], room: f32) -> Drawing {
    let mut shapes = Vec::new();
    let top = legend(&mut shapes, &keys(), room) + 7.4;
    shapes.push(label(0.0, top - 3.4, "Số hồ sơ", SMALL_TEXT, Anchor::Start));
    let bottom = top + TALL;
    let most = classes.iter().map(|(class, _)| class.resolved + class.open).max().unwrap_or(0);
    let ticks = ticks(most);
    let full = ticks.last().copied().unwrap_or(1);
    for tick in &ticks {
        let y = bottom - share(*tick, full) * TALL;
        shapes.push(line((LEFT, y), (room, y), 0.4, GRID));
        shapes.push(label(LEFT - 1.5, y + 1.1, thousands(*tick), SMALL_TEXT, Anchor::End));
    }
    let slots = f32::from(u16::try_from(classes.len()).unwrap_or(u16::MAX));
    let slot = (room - LEFT) / slots;
    let mut lowest = bottom + 4.4;
    for (index, (class, ids)) in (0_u16..).zip(classes) {
        let [of_resolved, of_open, of_both] = ids;
        let middle = LEFT + (f32::from(index) + 0.5) * slot;
        let width = (slot * 0.62).min(18.0);
        let mut y = bottom;
        let counts = [(class.resolved, RESOLVED), (class.open, OPEN)];
        for ((count, fill), id) in counts.into_iter().zip([of_resolved, of_open]) {
            let height = share(count, full) * TALL;
            y -= height;
            let area = Area { x: middle - width / 2.0, y, width, height };
            block(&mut shapes, area, fill);
            if class.resolved > 0 && class.open > 0 {
                figure(&mut shapes, area, (thousands(count), id.clone()), fill);
            }
        }
        let total =
            label(middle, y - 1.0, thousands(class.resolved + class.open), TEXT, Anchor::Middle);
        shapes.push(of_figure(total, of_both.clone()));
        let words = class.name.strip_suffix(UNIT).unwrap_or(&class.name);
        let mut baseline = bottom + 4.4;
        for text in wrapped(words, slot - 1.5, TEXT) {
            shapes.push(label(middle, baseline, text, TEXT, Anchor::Middle));
            lowest = lowest.max(baseline);
            baseline += 3.9;
        }
    }
    shapes.push(line((LEFT, bottom), (room, bottom), 0.75, BLACK));
    lowest += 4.6;
    let axis = "Số ngày làm việc quá hạn";
    shapes.push(label(f32::midpoint(LEFT, room), lowest, axis, SMALL_TEXT, Anchor::Middle));
    Drawing { width: room, height: lowest + 1.2, shapes }
}

/// Most dossiers first; without a reason last. Reasons of no dossier are left out.
pub(crate) fn by_reason(report: &Report) -> Vec<Chart> {
    let delays = &report.dossiers.delays;
    // The last line is that of no reason.
    let last = delays.by_reason.len().saturating_sub(1);
    let mut lines: Vec<_> = delays.by_reason.iter().enumerate().collect();
    lines.retain(|(_, line)| line.resolved + line.open > 0);
    lines.sort_by_key(|(index, line)| (*index == last, Reverse(line.resolved + line.open)));
    let most = lines.iter().map(|(_, line)| line.resolved + line.open).max();
    let Some(most) = most.filter(|_| delays.dossiers >= FEWEST) else {
        return Vec::new();
    };
    let ticks = ticks(most);
    let full = ticks.last().copied().unwrap_or(1);
    let length = |count: u64| share(count, full);
    let rows: Vec<ChartRow<'_>> = lines
        .iter()
        .map(|(_, line)| {
            let name = match &line.code {
                Some(code) => format!("{code}) {}", line.name),
                None => line.name.clone(),
            };
            let total = line.resolved + line.open;
            let code = line_code(report, TableLines::Reasons, &reason_code(line));
            let id = |number| code.as_ref().map(|line| figure_id(number, line));
            let [of_both, ids @ ..] = ["QH-07", "QH-04", "QH-05"].map(id);
            let counts = [(line.resolved, RESOLVED), (line.open, OPEN)];
            ChartRow {
                figure: of_both,
                value: format!("{} ({})", thousands(total), Ratio::new(total, delays.dossiers)),
                words: said(&name, line.resolved, line.open),
                name,
                whole: false,
                draw: Box::new(move |shapes: &mut Vec<Shape>, plot, middle| {
                    let mut x = plot.left;
                    for ((count, fill), id) in counts.into_iter().zip(&ids) {
                        let width = plot.length(length(count));
                        let area = Area { x, y: middle - BAR / 2.0, width, height: BAR };
                        block(shapes, area, fill);
                        figure(shapes, area, (thousands(count), id.clone()), fill);
                        x += width;
                    }
                }),
            }
        })
        .collect();
    let frame = Frame {
        id: "tre-theo-ly-do",
        caption: "Hồ sơ quá hạn theo lý do",
        alt: "Hồ sơ quá hạn theo lý do",
        keys: keys(),
        right: RIGHT,
        ticks: ticks.iter().map(|tick| (length(*tick), thousands(*tick))).collect(),
        is_broken: false,
        axis: "Số hồ sơ",
        value_head: "",
        target: None,
    };
    charts(&frame, &rows)
}

/// What two pictures would say of a few dossiers; nothing where there are none, or enough to be drawn.
pub(crate) fn in_words(report: &Report) -> Option<String> {
    let delays = &report.dossiers.delays;
    if delays.dossiers == 0 || delays.dossiers >= FEWEST {
        return None;
    }
    let days = delays.by_days.iter().filter_map(|line| {
        let dossiers = line.resolved + line.open;
        let code = line_code(report, TableLines::Days, &days_code(line));
        let id = code.map(|line| figure_id("QH-06", &line));
        let said = marked(id.as_deref(), &count(dossiers));
        (dossiers > 0).then(|| format!("{} ({said} hồ sơ)", without_capital(&line.name)))
    });
    let days = days.collect::<Vec<_>>().join("; ");
    let reasons = match reasons(report) {
        Some(given) => format!("Lý do: {given}"),
        None => "Chưa ghi lý do quá hạn".to_owned(),
    };
    Some(format!("Số ngày quá hạn: {days}. {reasons}"))
}

fn keys() -> Vec<(LegendKey, String)> {
    let words = ["đã giải quyết quá hạn", "đang giải quyết đã quá hạn"].map(str::to_owned);
    [RESOLVED, OPEN].map(LegendKey::Swatch).into_iter().zip(words).collect()
}

fn said(name: &str, resolved: u64, open: u64) -> String {
    let (sum, resolved, open) = (thousands(resolved + open), thousands(resolved), thousands(open));
    format!("{name} {sum} hồ sơ (đã giải quyết {resolved}, đang giải quyết {open})")
}
