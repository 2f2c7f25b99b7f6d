//! Late and overdue dossiers in the annex, by length of delay and by reason, each with its chart.

use std::cmp::Reverse;

use crate::document::{FEWEST_DRAWN, Orientation};
use crate::render::xlsx::cell::{OutCell, OutRow};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::graph::{AxisScale, Bars, Graph, GraphFill, MOST_ROWS, Series};
use crate::render::xlsx::lines::LineKind;
use crate::render::xlsx::sheet::{OutSheet, heads};
use crate::report::Report;

pub(super) const BY_DAYS: &str = "Quá hạn theo số ngày";
pub(super) const BY_REASON: &str = "Quá hạn theo lý do";

/// Both sheets, where anything is late.
pub(super) fn sheets(report: &Report) -> Vec<OutSheet> {
    let delays = &report.dossiers.delays;
    if delays.dossiers == 0 {
        return Vec::new();
    }
    // A class without a number of days stands only where something is in it.
    let days =
        delays.by_days.iter().filter(|line| line.from.is_some() || line.resolved + line.open > 0);
    let days = days.map(|line| (line.name.clone(), [line.resolved, line.open]));
    // Most dossiers first; without a reason, which is the last line, last.
    let last = delays.by_reason.len().saturating_sub(1);
    let mut reasons: Vec<_> = delays.by_reason.iter().enumerate().collect();
    reasons.retain(|(_, line)| line.resolved + line.open > 0);
    reasons.sort_by_key(|(index, line)| (*index == last, Reverse(line.resolved + line.open)));
    let reasons = reasons.into_iter().map(|(_, line)| {
        let name = match &line.code {
            Some(code) => format!("{code}) {}", line.name),
            None => line.name.clone(),
        };
        (name, [line.resolved, line.open])
    });
    vec![
        sheet(report, BY_DAYS, ["Số ngày quá hạn", "số ngày quá hạn"], &days.collect::<Vec<_>>()),
        sheet(report, BY_REASON, ["Lý do", "lý do quá hạn"], &reasons.collect::<Vec<_>>()),
    ]
}

fn sheet(
    report: &Report,
    name: &str,
    [key, by]: [&'static str; 2],
    lines: &[(String, [u64; 2])],
) -> OutSheet {
    let drawn = u32::try_from(lines.len().min(MOST_ROWS)).unwrap_or_default();
    let cells = |order: OutCell, name: &str, [resolved, open]: [u64; 2], kind: LineKind| {
        vec![
            order,
            OutCell::text(name),
            kind.count(resolved),
            kind.count(open),
            kind.adds("C#+D#", resolved + open, resolved + open),
        ]
    };
    let mut sums = [0, 0];
    let mut rows = Vec::new();
    for (order, (name, counts)) in (1..).zip(lines) {
        sums = [sums[0] + counts[0], sums[1] + counts[1]];
        rows.push(OutRow::body(cells(OutCell::Order(order), name, *counts, LineKind::Line)));
    }
    rows.push(OutRow::total(cells(OutCell::Blank, "Tổng cộng", sums, LineKind::Sums)));
    let title = format!("Hồ sơ quá hạn theo {by}");
    let series = |name, column, fill| Series { name, column, fill };
    OutSheet {
        unit: Some("Đơn vị tính: Số hồ sơ TTHC".to_owned()),
        widths: vec![5, 52, 14, 14, 12],
        header: vec![heads(&["STT", key, "Đã giải quyết", "Đang giải quyết", "Tổng số"])],
        rows,
        notes: vec![
            "Cột (10) và cột (13) của bảng 13 cột; số ngày quá hạn là ngày làm việc sau ngày hẹn trả"
                .to_owned(),
        ],
        graph: (sums[0] + sums[1] >= FEWEST_DRAWN).then(|| Graph {
            title: title.clone(),
            bars: Bars::Stacked,
            values: "Số hồ sơ",
            scale: AxisScale::Count,
            series: vec![
                series("Đã giải quyết", 2, GraphFill::Dark),
                series("Đang giải quyết", 3, GraphFill::Hatched),
            ],
            target: None,
            interval: None,
            small: Vec::new(),
            rows: drawn,
        }),
        ..frame(report, name, &title, Orientation::Portrait)
    }
}
