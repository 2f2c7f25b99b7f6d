//! A sheet of a workbook as title, header, rows and notes, before any of it is a cell with an address.

use jiff::civil::Date;

use crate::document::{HeaderCell, Orientation};
use crate::model::Ratio;

/// One sheet with one table.
#[derive(Clone, Debug)]
pub(super) struct Sheet {
    /// At most 31 characters, none of `[]:*?/\`.
    pub(super) name: String,
    pub(super) orientation: Orientation,
    /// In capitals when written.
    pub(super) title: String,
    /// Centred lines below the title: who, and which period.
    pub(super) lines: Vec<String>,
    /// `Đơn vị tính: …`, at the right above the table.
    pub(super) unit: Option<String>,
    /// Widths in digits of the body font.
    pub(super) widths: Vec<u16>,
    /// Header rows; cells covered by a span from above or from the left are not listed.
    pub(super) header: Vec<Vec<HeaderCell>>,
    pub(super) rows: Vec<Row>,
    /// Below the table.
    pub(super) notes: Vec<String>,
    /// Columns that stay in view at the left.
    pub(super) fixed: u16,
    pub(super) filter: Filter,
}

impl Sheet {
    /// Row of the header, from 0: below the title, its lines and the unit.
    pub(super) fn header_row(&self) -> u32 {
        u32::try_from(self.lines.len()).unwrap_or_default() + 2
    }

    /// First row of the body, from 0.
    pub(super) fn first_row(&self) -> u32 {
        self.header_row() + u32::try_from(self.header.len()).unwrap_or_default()
    }
}

/// Whether the header carries filter buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    Buttons,
    None,
}

#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) kind: RowKind,
    /// One for each column; fewer in a section.
    pub(super) cells: Vec<Cell>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RowKind {
    Body,
    /// Bold; its sums run over the body rows above it.
    Total,
    /// One bold text over all columns.
    Section,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    Blank,
    /// Never a formula, whatever it begins with.
    Text(String),
    /// Centred text.
    Mark(String),
    /// Running number (STT).
    Order(usize),
    Number(Figure),
    /// A formula and the figure that it gives. `#` stands for the row of the cell.
    Live(String, Figure),
    /// A sum over the body rows of its column, if that is the figure; else the figure alone.
    Sum(u64),
    Date(Date),
}

/// A figure of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Figure {
    /// `1.234`.
    Count(u64),
    /// `98,28%`; `–` for nothing of nothing.
    Rate(Ratio),
    /// `0,35`; `–` for nothing of nothing.
    Mean(Ratio),
}

impl Figure {
    /// The value that a cell holds; `None` where a dash is shown.
    pub(super) fn value(self) -> Option<f64> {
        match self {
            Self::Count(count) => Some(quotient(count, 1)),
            Self::Rate(ratio) | Self::Mean(ratio) => {
                (ratio.whole > 0).then(|| quotient(ratio.part, ratio.whole))
            }
        }
    }
}

/// What a spreadsheet calculates for `part / whole`: the nearest binary number, by long division in integers.
fn quotient(part: u64, whole: u64) -> f64 {
    let whole = u128::from(whole);
    let part = u128::from(part);
    let mut text = format!("{}.", part / whole);
    let mut rest = part % whole;
    // Enough digits to tell any two binary numbers apart that counts of dossiers can give.
    for _ in 0..40 {
        rest *= 10;
        text.push_str(&(rest / whole).to_string());
        rest %= whole;
    }
    text.parse().expect("digits with one point are a number")
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn count(count: u64) -> Self {
        Self::Number(Figure::Count(count))
    }

    /// `formula`, where its inputs (as `part` of `whole`) are those of the figure; else the figure alone.
    ///
    /// A receiver who recalculates the sheet must never get another number than the report says.
    pub(super) fn rate(formula: &str, part: u64, whole: u64, figure: Ratio) -> Self {
        Self::live_if(Ratio::new(part, whole) == figure, formula, Figure::Rate(figure))
    }

    /// As `rate`, for a mean with two decimals.
    pub(super) fn mean(formula: &str, part: u64, whole: u64) -> Self {
        Self::Live(formula.to_owned(), Figure::Mean(Ratio::new(part, whole)))
    }

    fn live_if(holds: bool, formula: &str, figure: Figure) -> Self {
        if holds { Self::Live(formula.to_owned(), figure) } else { Self::Number(figure) }
    }

    /// The whole number that a sum would take from this cell.
    pub(super) fn counted(&self) -> u64 {
        match self {
            Self::Number(Figure::Count(count)) | Self::Live(_, Figure::Count(count)) => *count,
            Self::Blank
            | Self::Text(_)
            | Self::Mark(_)
            | Self::Order(_)
            | Self::Number(_)
            | Self::Live(..)
            | Self::Sum(_)
            | Self::Date(_) => 0,
        }
    }
}

impl Row {
    pub(super) fn body(cells: Vec<Cell>) -> Self {
        Self { kind: RowKind::Body, cells }
    }

    pub(super) fn total(cells: Vec<Cell>) -> Self {
        Self { kind: RowKind::Total, cells }
    }

    pub(super) fn section(text: impl Into<String>) -> Self {
        Self { kind: RowKind::Section, cells: vec![Cell::Text(text.into())] }
    }
}

/// A header cell over one row and one column.
pub(super) fn head(text: &str) -> HeaderCell {
    span(text, 1, 1)
}

/// A header cell over several rows or columns.
pub(super) fn span(text: &str, rows: u32, columns: u32) -> HeaderCell {
    HeaderCell { text: text.to_owned(), columns, rows }
}

/// A header row of plain cells.
pub(super) fn heads(texts: &[&str]) -> Vec<HeaderCell> {
    texts.iter().map(|text| head(text)).collect()
}

/// `(1) (2) (3) …`, below the header of a statutory form.
pub(super) fn numbers(columns: usize) -> Vec<HeaderCell> {
    (1..=columns).map(|number| head(&format!("({number})"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(part: u64, whole: u64, want: f64) {
        let got = Figure::Rate(Ratio::new(part, whole)).value().expect("a value");
        assert_eq!(got.to_bits(), want.to_bits(), "{part}/{whole}: {got} for {want}");
    }

    #[test]
    fn a_cached_result_is_what_a_spreadsheet_calculates() {
        case(57, 58, 57.0 / 58.0);
        case(1, 3, 1.0 / 3.0);
        case(2, 3, 2.0 / 3.0);
        case(5, 5, 1.0);
        case(0, 7, 0.0);
        case(1, 19_999, 1.0 / 19_999.0);
        case(123_456, 789_123, 123_456.0 / 789_123.0);
        assert_eq!(Figure::Rate(Ratio::new(0, 0)).value(), None);
        assert_eq!(Figure::Count(1_234).value(), Some(1_234.0));
    }

    #[test]
    fn a_formula_that_would_give_another_figure_is_not_written() {
        let figure = Ratio::new(8, 10);
        assert!(matches!(Cell::rate("A#/B#", 8, 10, figure), Cell::Live(..)));
        assert!(matches!(Cell::rate("A#/B#", 9, 10, figure), Cell::Number(_)));
    }
}
