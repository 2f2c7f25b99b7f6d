//! Satisfaction with each department: the rate as a point on its interval, and n.

use std::cmp::Reverse;

use crate::document::chart::Chart;
use crate::document::charts::draw::{Fill, LegendKey, WHITE, point, whisker};
use crate::document::charts::rows::{ChartRow, Frame, charts};
use crate::document::charts::{FEWEST, Rates, Whose};
use crate::document::tables::departments;
use crate::document::text::thousands;
use crate::report::{Report, SatisfactionLine};

const RIGHT: f32 = 126.0;

/// The office first, then the highest rate; small samples after the others. Who has no sheet is left out; nothing
/// where all samples are small.
pub(crate) fn chart(report: &Report) -> Vec<Chart> {
    let lines = lines(report);
    let compared = lines.iter().any(|(whose, line)| !whose.is_all() && !line.small);
    if !compared || report.satisfaction.total.sheets < FEWEST {
        return Vec::new();
    }
    let goal = report.targets.satisfaction;
    let axis = axis(&lines, goal);
    let rows: Vec<ChartRow<'_>> = lines
        .iter()
        .map(|(whose, line)| {
            let small = if line.small { ", dưới 30 phiếu" } else { "" };
            let n = format!("n = {}", thousands(line.sheets));
            let rate = axis.at(line.rate.part, line.rate.whole);
            let ends = line.interval.map(|ends| ends.map(|end| axis.at(end, 1000)));
            let fill = if line.small { Fill::Plain(WHITE) } else { Fill::FULL };
            ChartRow {
                name: whose.name().to_owned(),
                whole: whose.is_all(),
                value: format!("{} ({n})", line.rate),
                figure: whose.figure(report, "HL-20"),
                words: format!(
                    "{} {}, khoảng tin cậy {} ({n}{small})",
                    whose.name(),
                    line.rate,
                    line.interval_text
                ),
                draw: Box::new(move |shapes, plot, middle| {
                    if let Some([low, high]) = ends.map(|ends| ends.map(|end| plot.at(end))) {
                        whisker(shapes, low, high, middle);
                    }
                    point(shapes, (plot.at(rate), middle), fill);
                }),
            }
        })
        .collect();
    let mut keys = vec![(LegendKey::Point(Fill::FULL), "tỷ lệ và khoảng tin cậy 95%".to_owned())];
    if lines.iter().any(|(_, line)| line.small) {
        let words = "dưới 30 phiếu: chỉ để tham khảo".to_owned();
        keys.push((LegendKey::Point(Fill::Plain(WHITE)), words));
    }
    keys.extend(axis.break_key());
    let frame = Frame {
        id: "hai-long",
        caption: &format!("Tỷ lệ hài lòng theo {}", departments(report)),
        alt: "Tỷ lệ hài lòng",
        keys,
        right: RIGHT,
        ticks: axis.ticks(),
        is_broken: axis.is_broken(),
        axis: "",
        value_head: "",
        target: axis.target(goal),
    };
    charts(&frame, &rows)
}

/// Points need no 0 to be compared: the axis begins below the lowest end of an interval, and below the target.
fn axis(lines: &[(Whose, &SatisfactionLine)], goal: Option<u64>) -> Rates {
    let lows = lines.iter().filter_map(|(_, line)| {
        line.interval.map(|[low, _]| low * 10).or_else(|| line.rate.hundredths())
    });
    Rates::above(lows.chain(goal).min().unwrap_or(0))
}

fn lines(report: &Report) -> Vec<(Whose, &SatisfactionLine)> {
    let satisfaction = &report.satisfaction;
    let own = report.department.iter().map(|name| (Whose::one(name), &satisfaction.total));
    let others = satisfaction.by_department.iter().filter(|_| report.department.is_none());
    let named = own.chain(others.map(|line| (Whose::one(&line.name), line)));
    let mut lines: Vec<_> = named.filter(|(_, line)| line.rate.whole > 0).collect();
    lines.sort_by_key(|(_, line)| (line.small, Reverse(line.rate.hundredths())));
    let office = report.office.as_ref().map_or(&satisfaction.total, |office| &office.satisfaction);
    if !lines.is_empty() {
        lines.insert(0, (Whose::all(report), office));
    }
    lines
}
