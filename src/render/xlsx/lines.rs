//! Rows of figures: the lines of a table with their sums, or one department beside the whole office.

use crate::render::xlsx::cell::{OutCell, OutRow};
use crate::report::{DossierLine, Report};

/// What a row of figures is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LineKind {
    Line,
    /// The sums of the lines above.
    Sums,
    /// The whole office, of which the line above is a part.
    Office,
}

impl LineKind {
    pub(super) fn count(self, count: u64) -> OutCell {
        match self {
            Self::Line | Self::Office => OutCell::count(count),
            Self::Sums => OutCell::Sum(count),
        }
    }

    /// A count that is the sum of others in its row; in the row of sums, of those above it.
    pub(super) fn adds(self, formula: &str, sum: u64, count: u64) -> OutCell {
        match self {
            Self::Line | Self::Office => OutCell::adds(formula, sum, count),
            Self::Sums => OutCell::Sum(count),
        }
    }
}

/// Lines in their order, then their sums.
pub(super) fn lines_and_total(
    lines: &[DossierLine],
    total: &DossierLine,
    cells: fn(OutCell, &DossierLine, LineKind) -> Vec<OutCell>,
) -> Vec<OutRow> {
    let mut rows: Vec<OutRow> = (1..)
        .zip(lines)
        .map(|(order, line)| OutRow::body(cells(OutCell::Order(order), line, LineKind::Line)))
        .collect();
    let total = DossierLine { name: "Tổng cộng".to_owned(), ..total.clone() };
    rows.push(OutRow::total(cells(OutCell::Blank, &total, LineKind::Sums)));
    rows
}

/// One department, then the whole office.
pub(super) fn beside(
    own: &DossierLine,
    office: Option<&DossierLine>,
    cells: fn(OutCell, &DossierLine, LineKind) -> Vec<OutCell>,
) -> Vec<OutRow> {
    let mut rows = vec![OutRow::body(cells(OutCell::Order(1), own, LineKind::Line))];
    rows.extend(office.map(|office| {
        let office = DossierLine { name: OFFICE.to_owned(), ..office.clone() };
        OutRow::total(cells(OutCell::Blank, &office, LineKind::Office))
    }));
    rows
}

/// What names the lines: departments, or in a department's annex itself and the whole office.
pub(super) fn scope(report: &Report) -> &'static str {
    if report.department.is_some() { "Phạm vi" } else { "Đơn vị" }
}

/// The row of the department itself, whose name stands above the table.
pub(super) const ITSELF: &str = "Đơn vị";
/// The name of the row beside a department's.
pub(super) const OFFICE: &str = "Toàn cơ quan";
