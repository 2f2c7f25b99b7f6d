//! What all sheets of the annex have in common.

use crate::document::Orientation;
use crate::render::xlsx::sheet::{Filter, OutSheet};
use crate::report::{PeriodFigures, Report};

/// What all sheets of a report have in common.
pub(super) fn frame(
    report: &Report,
    name: &str,
    title: &str,
    orientation: Orientation,
) -> OutSheet {
    let mut lines = vec![report.agency.name.clone()];
    lines.extend(report.department.clone());
    lines.push(period_line(&report.period));
    blank(name, title, lines, orientation)
}

/// A sheet without a table yet.
pub(super) fn blank(
    name: &str,
    title: &str,
    lines: Vec<String>,
    orientation: Orientation,
) -> OutSheet {
    OutSheet {
        name: name.to_owned(),
        orientation,
        title: title.to_owned(),
        lines,
        unit: None,
        widths: Vec::new(),
        header: Vec::new(),
        keys: Vec::new(),
        ids: &[],
        numbers: Vec::new(),
        about: "",
        meanings: Vec::new(),
        stands_as: &[],
        rows: Vec::new(),
        more: 0,
        notes: Vec::new(),
        fixed: 0,
        filter: Filter::None,
        graph: None,
    }
}

/// `Kỳ báo cáo: tháng 3 năm 2020 (từ ngày 15/02/2020 đến ngày 14/3/2020)`.
pub(super) fn period_line(period: &PeriodFigures) -> String {
    let days = format!("từ ngày {} đến ngày {}", period.from_text, period.to_text);
    if period.name == days {
        format!("Kỳ báo cáo: {days}")
    } else {
        format!("Kỳ báo cáo: {} ({days})", period.name)
    }
}
