//! Working days used by each department, against its limits.

#![expect(clippy::float_arithmetic, reason = "positions on paper")]

use std::cmp::Reverse;

use crate::document::chart::Chart;
use crate::document::charts::draw::{
    Area, BLACK, Fill, LegendKey, block, line as stroke, share, ticks,
};
use crate::document::charts::rows::{BAR, ChartRow, Frame, charts};
use crate::document::charts::{FEWEST, Whose, on_time};
use crate::document::text::thousands;
use crate::report::{DaysUsed, Report, SMALL};

const RIGHT: f32 = 122.0;

/// The office first, then who uses the greatest part of the limit; small bases after the others. Who resolved
/// nothing with a limit is left out.
pub(crate) fn chart(report: &Report) -> Vec<Chart> {
    let mut lines: Vec<_> = on_time::lines(report)
        .into_iter()
        .map(|(whose, line)| (whose, &line.days_used))
        .filter(|(_, days)| days.dossiers > 0 && days.mean_used.is_some())
        .collect();
    let whole = report.dossiers.total.days_used.dossiers;
    // One line that is all of the whole would say the same twice.
    let all_of_it = |(whose, days): &(Whose, &DaysUsed)| !whose.is_all() && days.dossiers == whole;
    let is_one = report.department.is_none() && lines.iter().any(all_of_it);
    if lines.is_empty() || is_one || whole < FEWEST {
        return Vec::new();
    }
    lines.sort_by_key(|(whose, days)| {
        (!whose.is_all(), is_small(days), Reverse(part_of_limit(days)))
    });
    let most = lines.iter().map(|(_, days)| days.used.max(days.allowed).div_ceil(days.dossiers));
    let ticks = ticks(most.max().unwrap_or(1));
    let full = ticks.last().copied().unwrap_or(1);
    let at = |sum: u64, count: u64| share(sum, full * count);
    let rows: Vec<ChartRow<'_>> = lines
        .iter()
        .map(|(whose, days)| {
            let name = whose.name();
            let mean = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
            let (used, allowed) = (mean(&days.mean_used), mean(&days.mean_allowed));
            let n = thousands(days.dossiers);
            let small = if is_small(days) { ", dưới 30 hồ sơ" } else { "" };
            let fill = if is_small(days) { Fill::OPEN } else { Fill::LIGHT };
            let (end, limit) = (at(days.used, days.dossiers), at(days.allowed, days.dossiers));
            ChartRow {
                name: name.to_owned(),
                whole: whose.is_all(),
                value: format!("{used}/{allowed} (n = {n})"),
                figure: whose.figure(report, "HS-30"),
                words: format!("{name} {used} ngày, thời hạn {allowed} ngày (n = {n}{small})"),
                draw: Box::new(move |shapes, plot, middle| {
                    let (y, width, limit) = (middle - BAR / 2.0, plot.length(end), plot.at(limit));
                    block(shapes, Area { x: plot.left, y, width, height: BAR }, fill);
                    let reach = BAR / 2.0 + 0.7;
                    shapes.push(stroke(
                        (limit, middle - reach),
                        (limit, middle + reach),
                        2.2,
                        BLACK,
                    ));
                }),
            }
        })
        .collect();
    let mut keys = vec![
        (LegendKey::Swatch(Fill::LIGHT), "số ngày bình quân đã dùng".to_owned()),
        (LegendKey::Limit, "thời hạn bình quân".to_owned()),
    ];
    if lines.iter().any(|(_, days)| is_small(days)) {
        keys.push((LegendKey::Swatch(Fill::OPEN), "dưới 30 hồ sơ: chỉ để tham khảo".to_owned()));
    }
    let frame = Frame {
        id: "thoi-gian",
        caption: "Thời gian giải quyết bình quân so với thời hạn",
        alt: "Số ngày làm việc bình quân đã dùng để giải quyết một hồ sơ, so với thời hạn",
        keys,
        right: RIGHT,
        ticks: ticks.iter().map(|tick| (at(*tick, 1), thousands(*tick))).collect(),
        is_broken: false,
        axis: "Ngày làm việc",
        value_head: "Đã dùng/thời hạn",
        target: None,
    };
    charts(&frame, &rows)
}

const fn is_small(days: &DaysUsed) -> bool {
    days.dossiers < SMALL
}

/// Days used in ten thousandths of the limit.
fn part_of_limit(days: &DaysUsed) -> Option<u64> {
    (days.used * 10_000).checked_div(days.allowed)
}
