//! On-time rate of each department, against the target.

#![expect(clippy::float_arithmetic, reason = "positions on paper")]

use std::cmp::Reverse;

use crate::document::chart::Chart;
use crate::document::charts::draw::{Area, Fill, LegendKey, block};
use crate::document::charts::rows::{BAR, ChartRow, Frame, charts};
use crate::document::charts::{FEWEST, Rates, Whose};
use crate::document::tables::departments;
use crate::document::text::thousands;
use crate::report::{DossierLine, Report};

const RIGHT: f32 = 126.0;

/// The office first, then the highest rate; small bases after the others. Who resolved nothing is left out; nothing
/// where all bases are small.
pub(crate) fn chart(report: &Report) -> Vec<Chart> {
    let lines = lines(report);
    let compared = lines.iter().any(|(whose, line)| !whose.is_all() && !line.small);
    if !compared || report.dossiers.total.columns.resolved < FEWEST || !on_time_differs(report) {
        return Vec::new();
    }
    let goal = report.targets.on_time;
    let fill = |line: &DossierLine| match (line.small, goal) {
        (true, _) => Fill::OPEN,
        (false, Some(goal)) if line.on_time_rate.reaches(goal) == Some(false) => Fill::LIGHT,
        (false, _) => Fill::FULL,
    };
    let rows: Vec<ChartRow<'_>> = lines
        .iter()
        .map(|(whose, line)| {
            let rate = line.on_time_rate;
            let counts = format!("{}/{}", thousands(rate.part), thousands(rate.whole));
            let small = if line.small { ", dưới 30 hồ sơ" } else { "" };
            let (end, fill) = (Rates::WHOLE.at(rate.part, rate.whole), fill(line));
            ChartRow {
                name: whose.name().to_owned(),
                whole: whose.is_all(),
                value: format!("{rate} ({counts})"),
                figure: whose.figure(report, "TL-01"),
                words: format!("{} {rate} ({counts}{small})", whose.name()),
                draw: Box::new(move |shapes, plot, middle| {
                    let y = middle - BAR / 2.0;
                    let width = plot.length(end);
                    block(shapes, Area { x: plot.left, y, width, height: BAR }, fill);
                }),
            }
        })
        .collect();
    let used = |wanted: Fill| lines.iter().any(|(_, line)| fill(line) == wanted);
    let full = if goal.is_some() { "đạt mục tiêu" } else { "từ 30 hồ sơ trở lên" };
    let keys = [
        (Fill::FULL, full),
        (Fill::LIGHT, "chưa đạt mục tiêu"),
        (Fill::OPEN, "dưới 30 hồ sơ đã giải quyết: chỉ để tham khảo"),
    ];
    let keys = keys.into_iter().filter(|(fill, _)| used(*fill));
    let keys: Vec<_> =
        keys.map(|(fill, words)| (LegendKey::Swatch(fill), words.to_owned())).collect();
    // One kind of bar needs no key.
    let keys = if goal.is_none() && !used(Fill::OPEN) { Vec::new() } else { keys };
    let frame = Frame {
        id: "dung-han",
        caption: &format!("Tỷ lệ giải quyết hồ sơ đúng hạn theo {}", departments(report)),
        alt: "Tỷ lệ giải quyết hồ sơ đúng hạn",
        keys,
        right: RIGHT,
        ticks: Rates::WHOLE.ticks(),
        is_broken: false,
        axis: "",
        value_head: "",
        target: Rates::WHOLE.target(goal),
    };
    charts(&frame, &rows)
}

/// Whether the rates, as they are printed, are not all the same: bars of one length say nothing that the sentence does
/// not.
pub(crate) fn on_time_differs(report: &Report) -> bool {
    let lines = lines(report);
    let mut rates = lines.iter().map(|(_, line)| line.on_time_rate.hundredths());
    let first = rates.next();
    rates.any(|rate| Some(rate) != first)
}

/// Names and lines, in the order of the chart; the office as a whole has its mark.
pub(crate) fn lines(report: &Report) -> Vec<(Whose, &DossierLine)> {
    let dossiers = &report.dossiers;
    let own = report.department.iter().map(|name| (Whose::one(name), &dossiers.total));
    let others = dossiers.by_department.iter().filter(|_| report.department.is_none());
    let named = own.chain(others.map(|line| (Whose::one(&line.name), line)));
    let mut lines: Vec<_> = named.filter(|(_, line)| line.columns.resolved > 0).collect();
    lines.sort_by_key(|(_, line)| (line.small, Reverse(line.on_time_rate.hundredths())));
    let office = report.office.as_ref().map_or(&dossiers.total, |office| &office.dossiers);
    if !lines.is_empty() {
        lines.insert(0, (Whose::all(report), office));
    }
    lines
}
