//! On-time rate of each department, against the target.

use crate::document::chart::Chart;
use crate::document::charts::{Bar, bars};
use crate::document::text::thousands;
use crate::report::{DossierLine, Report};

/// Highest rate first, small bases after the others; departments that resolved nothing are left out.
pub(crate) fn chart(report: &Report) -> Option<Chart> {
    let mut lines: Vec<&DossierLine> =
        report.dossiers.by_department.iter().filter(|line| line.columns.resolved > 0).collect();
    if lines.is_empty() {
        return None;
    }
    lines.sort_by_key(|line| (line.small, std::cmp::Reverse(line.on_time_rate.hundredths())));
    let rows: Vec<Bar> = lines
        .iter()
        .map(|line| Bar {
            name: line.name.clone(),
            rate: line.on_time_rate,
            small: line.small.then_some("dưới 30 hồ sơ"),
            value: format!(
                "{} ({}/{})",
                line.on_time_rate,
                thousands(line.on_time_rate.part),
                thousands(line.on_time_rate.whole)
            ),
            interval: None,
        })
        .collect();
    let alt: Vec<String> = rows
        .iter()
        .map(|bar| {
            let small = bar.small.map(|small| format!(", {small}")).unwrap_or_default();
            format!("{} {}{small}", bar.name, bar.value)
        })
        .collect();
    let alt = format!("Tỷ lệ giải quyết hồ sơ đúng hạn: {}.", alt.join("; "));
    let caption = "Tỷ lệ giải quyết hồ sơ đúng hạn theo phòng chuyên môn, đơn vị trực thuộc";
    Some(bars("dung-han", caption, alt, &rows, report.targets.on_time))
}
