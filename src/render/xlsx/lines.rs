//! Rows of figures: the lines of a table with their sums, or one department beside the whole office.

use crate::render::xlsx::cell::LineKind;
use crate::render::xlsx::cell::{OutCell, OutRow};
use crate::render::xlsx::column::{Columns, LineName, cells, rows};
use crate::render::xlsx::meaning::{DEPARTMENT, SCOPE};
use crate::report::{DossierLine, Report};

/// Lines in their order, then their sums.
pub(super) fn lines_and_total(
    lines: &[DossierLine],
    total: &DossierLine,
    columns: Columns<'_, DossierLine>,
) -> Vec<OutRow> {
    let lines = (1..).zip(lines).map(|(order, line)| (order, line.name.as_str(), line));
    rows(lines, Some(("Tổng cộng", total)), columns)
}

/// One department, then the whole office.
pub(super) fn beside<L>(own: &L, office: Option<&L>, columns: Columns<'_, L>) -> Vec<OutRow> {
    let office = office.map(|office| {
        OutRow::total(cells(OutCell::Blank, OFFICE, office, LineKind::Office, columns))
    });
    rows([(1, ITSELF, own)], None, columns).into_iter().chain(office).collect()
}

/// What names the lines: departments, or in a department's annex itself and the whole office.
pub(super) fn scope(report: &Report, width: u16) -> LineName {
    let (head, meaning) = if report.department.is_some() {
        ("Phạm vi", &SCOPE)
    } else {
        ("Đơn vị", &DEPARTMENT)
    };
    LineName { head, width, meaning }
}

/// The row of the department itself, whose name stands above the table.
pub(super) const ITSELF: &str = "Đơn vị";
/// The name of the row beside a department's.
pub(super) const OFFICE: &str = "Toàn cơ quan";
