//! Rows of figures: the lines of a table with their sums, or one department beside the whole office.

use crate::render::xlsx::cell::LineKind;
use crate::render::xlsx::cell::{OutCell, OutRow, RowFigures};
use crate::render::xlsx::column::{Columns, LineName, NumberedLine, cells, rows};
use crate::render::xlsx::meaning::{DEPARTMENT, SCOPE};
use crate::report::{DossierLine, Report, TableLines, WHOLE_OFFICE};

/// Lines in their order, then their sums.
pub(super) fn lines_and_total(
    of: TableLines,
    lines: &[DossierLine],
    total: &DossierLine,
    columns: Columns<'_, DossierLine>,
) -> Vec<OutRow> {
    let lines = (1..).zip(lines);
    let lines = lines.map(|(order, line)| NumberedLine::named(of, order, &line.name, line));
    rows(lines, Some(("Tổng cộng", total)), columns)
}

/// One department, then the whole office.
pub(super) fn beside<L>(own: &L, office: Option<&L>, columns: Columns<'_, L>) -> Vec<OutRow> {
    let office = office.map(|office| {
        OutRow::total(cells(OutCell::Blank, WHOLE_OFFICE, office, LineKind::Office, columns))
            .of(RowFigures::Office)
    });
    rows([itself(own)], None, columns).into_iter().chain(office).collect()
}

/// The line of the department whose annex it is.
pub(super) fn itself<L>(own: &L) -> NumberedLine<'_, L> {
    NumberedLine { order: 1, name: ITSELF, figures: RowFigures::Whole, line: own }
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
const ITSELF: &str = "Đơn vị";
