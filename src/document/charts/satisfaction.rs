//! Satisfaction with each department, with its interval and n.

use crate::document::chart::Chart;
use crate::document::charts::{Bar, bars};
use crate::document::text::thousands;
use crate::report::{Report, SatisfactionLine};

/// The words for a small sample.
pub(crate) const SMALL: &str = "dưới 30 phiếu";

/// Highest rate first, small samples after the others; departments without sheets are left out.
pub(crate) fn chart(report: &Report) -> Option<Chart> {
    let mut lines: Vec<&SatisfactionLine> =
        report.satisfaction.by_department.iter().filter(|line| line.rate.whole > 0).collect();
    if lines.is_empty() {
        return None;
    }
    lines.sort_by_key(|line| (line.small, std::cmp::Reverse(line.rate.hundredths())));
    let rows: Vec<Bar> = lines
        .iter()
        .map(|line| Bar {
            name: line.name.clone(),
            rate: line.rate,
            small: line.small.then_some(SMALL),
            value: format!("{} (n = {})", line.rate, thousands(line.sheets)),
            interval: line.interval,
        })
        .collect();
    let alt: Vec<String> = lines
        .iter()
        .zip(&rows)
        .map(|(line, bar)| {
            let small = bar.small.map(|small| format!(", {small}")).unwrap_or_default();
            format!("{} {}, khoảng tin cậy {}{small}", bar.name, bar.value, line.interval_text)
        })
        .collect();
    let alt = format!("Tỷ lệ hài lòng: {}.", alt.join("; "));
    let caption = "Tỷ lệ hài lòng theo phòng chuyên môn, đơn vị trực thuộc (vạch ngang là khoảng tin cậy 95%)";
    Some(bars("hai-long", caption, alt, &rows, report.targets.satisfaction))
}
