//! Rows of figures: the lines of a table with their sums, or one department beside the whole office.

use crate::render::xlsx::sheet::{Cell, Row};
use crate::report::DossierLine;

/// What a row of figures is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Line,
    /// The sums of the lines above.
    Sums,
    /// The whole office, of which the line above is a part.
    Office,
}

impl Kind {
    pub(super) fn count(self, count: u64) -> Cell {
        match self {
            Self::Line | Self::Office => Cell::count(count),
            Self::Sums => Cell::Sum(count),
        }
    }

    /// A count that is the sum of others in its row; in the row of sums, of those above it.
    pub(super) fn adds(self, formula: &str, sum: u64, count: u64) -> Cell {
        match self {
            Self::Line | Self::Office => Cell::adds(formula, sum, count),
            Self::Sums => Cell::Sum(count),
        }
    }
}

/// Lines in their order, then their sums.
pub(super) fn lines_and_total(
    lines: &[DossierLine],
    total: &DossierLine,
    cells: fn(Cell, &DossierLine, Kind) -> Vec<Cell>,
) -> Vec<Row> {
    let mut rows: Vec<Row> = (1..)
        .zip(lines)
        .map(|(order, line)| Row::body(cells(Cell::Order(order), line, Kind::Line)))
        .collect();
    let total = DossierLine { name: "Tổng cộng".to_owned(), ..total.clone() };
    rows.push(Row::total(cells(Cell::Blank, &total, Kind::Sums)));
    rows
}

/// One department, then the whole office.
pub(super) fn beside(
    own: &DossierLine,
    office: Option<&DossierLine>,
    cells: fn(Cell, &DossierLine, Kind) -> Vec<Cell>,
) -> Vec<Row> {
    let mut rows = vec![Row::body(cells(Cell::Order(1), own, Kind::Line))];
    rows.extend(office.map(|office| {
        let office = DossierLine { name: OFFICE.to_owned(), ..office.clone() };
        Row::total(cells(Cell::Blank, &office, Kind::Office))
    }));
    rows
}

/// The name of the row beside a department's.
pub(super) const OFFICE: &str = "Toàn cơ quan";
