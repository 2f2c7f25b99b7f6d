//! Rows and cells of a sheet before any of it has an address.

use jiff::civil::Date;

use crate::model::{Ratio, one_decimal};
use crate::report::TableLines;

#[derive(Clone, Debug)]
pub(super) struct OutRow {
    pub(super) kind: OutRowKind,
    pub(super) figures: RowFigures,
    /// One for each column; fewer in a section.
    pub(super) cells: Vec<OutCell>,
}

impl OutRow {
    pub(super) fn body(cells: Vec<OutCell>) -> Self {
        Self { kind: OutRowKind::Body, figures: RowFigures::None, cells }
    }

    pub(super) fn total(cells: Vec<OutCell>) -> Self {
        Self { kind: OutRowKind::Total, figures: RowFigures::None, cells }
    }

    pub(super) fn section(text: impl Into<String>) -> Self {
        let cells = vec![OutCell::Text(text.into())];
        Self { kind: OutRowKind::Section, figures: RowFigures::None, cells }
    }

    /// The same row, as the figures of this.
    pub(super) fn of(self, figures: RowFigures) -> Self {
        Self { figures, ..self }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OutRowKind {
    Body,
    /// Bold; its sums run over the body rows above it.
    Total,
    /// One bold text over all columns.
    Section,
}

/// Whose figures stand in a row, where they have ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum RowFigures {
    /// Figures without an id.
    None,
    /// Of what the report is about: the office, or one department.
    Whole,
    /// Of the whole office, beside one department.
    Office,
    /// Of a line of the report by its name, of a question by its key.
    Line(TableLines, String),
    /// Of these whole ids, where no code of a line makes them.
    Ids(String),
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum OutCell {
    Blank,
    /// Never a formula, whatever it begins with.
    Text(String),
    /// Centred text.
    Mark(String),
    /// Centred text in small print.
    Small(String),
    /// Running number (STT).
    Order(usize),
    Number(Figure),
    /// A formula and the figure that it gives. `#` stands for the row of the cell.
    Live(String, Figure),
    /// A formula and the word that it gives.
    LiveText(String, String),
    /// A sum over the body rows of its column, if that is the figure; else the figure alone.
    Sum(u64),
    Date(Date),
}

impl OutCell {
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    pub(super) fn count(count: u64) -> Self {
        Self::Number(Figure::Count(count))
    }

    /// A count, or a dash where it is not known.
    pub(super) fn known(count: Option<u64>) -> Self {
        count.map_or_else(Self::dash, Self::count)
    }

    /// Points of a scorecard, in tenths.
    pub(super) fn score(tenths: Option<u64>) -> Self {
        Self::Number(Figure::Score(tenths))
    }

    /// A day, or nothing where there is none.
    pub(super) fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Blank, Self::Date)
    }

    /// A day, or a dash where there is none.
    pub(super) fn known_day(day: Option<Date>) -> Self {
        day.map_or_else(Self::dash, Self::Date)
    }

    pub(super) fn dash() -> Self {
        Self::Mark(DASH.to_owned())
    }

    /// A rate of two expressions, where these (as `part` and `whole`) give the figure; else the figure alone.
    ///
    /// Rounded to the two decimals that the report prints: a receiver who recalculates the sheet must never get
    /// another number than the report says.
    pub(super) fn rate((part, whole): (&str, &str), counts: (u64, u64), figure: Ratio) -> Self {
        let formula = format!("IF({whole}=0,\"–\",ROUND({}/{whole},4))", bracketed(part));
        Self::live_if(Ratio::new(counts.0, counts.1) == figure, formula, Figure::Rate(figure))
    }

    /// As `rate`, for a mean with two decimals.
    pub(super) fn mean((part, whole): (&str, &str), figure: Ratio) -> Self {
        let formula = format!("IF({whole}=0,\"–\",ROUND({}/{whole},2))", bracketed(part));
        Self::Live(formula, Figure::Mean(figure))
    }

    /// A count that is the sum of others in its row, where it is; else the count alone.
    pub(super) fn adds(formula: &str, sum: u64, count: u64) -> Self {
        Self::live_if(sum == count, formula.to_owned(), Figure::Count(count))
    }

    fn live_if(holds: bool, formula: String, figure: Figure) -> Self {
        if holds { Self::Live(formula, figure) } else { Self::Number(figure) }
    }

    /// With the letters of columns for their keys in brackets, `[late]`.
    pub(super) fn lettered(self, letters: impl Fn(&str) -> Option<String>) -> Self {
        let put = |formula: &str| {
            let mut out = String::with_capacity(formula.len());
            let mut rest = formula;
            while let Some((before, (key, after))) = rest
                .split_once('[')
                .and_then(|(before, rest)| Some((before, rest.split_once(']')?)))
            {
                out.push_str(before);
                if let Some(letters) = letters(key) {
                    out.push_str(&letters);
                    out.push('#');
                }
                rest = after;
            }
            out + rest
        };
        match self {
            Self::Live(formula, figure) => Self::Live(put(&formula), figure),
            other => other,
        }
    }

    /// The whole number that a formula over this cell finds.
    pub(super) fn held(&self) -> u64 {
        match self {
            Self::Sum(count) => *count,
            other => other.counted(),
        }
    }

    /// The whole number that a sum would take from this cell.
    pub(super) fn counted(&self) -> u64 {
        match self {
            Self::Number(Figure::Count(count)) | Self::Live(_, Figure::Count(count)) => *count,
            Self::Blank
            | Self::Text(_)
            | Self::Mark(_)
            | Self::Small(_)
            | Self::Order(_)
            | Self::Number(_)
            | Self::Live(..)
            | Self::LiveText(..)
            | Self::Sum(_)
            | Self::Date(_) => 0,
        }
    }
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
    /// `87,1%`: a bound of an interval, in tenths of a percent.
    Bound(Option<u64>),
    /// `+1,25`: a change in hundredths of a percentage point.
    Points(i64),
    /// `1,9`: points of a scorecard, in tenths; `–` for not known.
    Score(Option<u64>),
    /// `3`, `-3`: the difference of two counts.
    Difference(i64),
    /// A share as it is drawn: below zero where it stands left of the axis, and not rounded.
    Drawn(CellSide, Ratio),
}

impl Figure {
    /// The value that a cell holds, rounded as the report prints it; `None` where a dash is shown.
    pub(super) fn value(self) -> Option<f64> {
        match self {
            Self::Count(count) => Some(quotient(i128::from(count), 1)),
            Self::Rate(ratio) => {
                ratio.hundredths().map(|value| quotient(i128::from(value), 10_000))
            }
            Self::Mean(ratio) => (ratio.whole > 0).then(|| {
                let doubled = i128::from(ratio.part) * 200 / i128::from(ratio.whole);
                quotient((doubled + 1) / 2, 100)
            }),
            Self::Bound(tenths) => tenths.map(|value| quotient(i128::from(value), 1_000)),
            Self::Points(hundredths) => Some(quotient(i128::from(hundredths), 100)),
            Self::Score(tenths) => tenths.map(|tenths| quotient(i128::from(tenths), 10)),
            Self::Difference(count) => Some(quotient(i128::from(count), 1)),
            Self::Drawn(side, share) => (share.whole > 0).then(|| {
                let part = i128::from(share.part);
                let signed = match side {
                    CellSide::Left => -part,
                    CellSide::Right => part,
                };
                quotient(signed, share.whole)
            }),
        }
    }

    /// The figure as the report writes it.
    pub(super) fn words(self) -> String {
        let dash = || DASH.to_owned();
        match self {
            Self::Count(count) => count.to_string(),
            Self::Rate(ratio) | Self::Drawn(_, ratio) => ratio.to_string(),
            Self::Mean(ratio) => ratio.mean().unwrap_or_else(dash),
            Self::Bound(tenths) => {
                tenths.map_or_else(dash, |value| format!("{},{}%", value / 10, value % 10))
            }
            Self::Points(value) => {
                let (sign, size) = (if value < 0 { "−" } else { "+" }, value.unsigned_abs());
                format!("{sign}{},{:02} điểm %", size / 100, size % 100)
            }
            Self::Score(tenths) => tenths.map_or_else(dash, one_decimal),
            Self::Difference(count) => count.to_string(),
        }
    }
}

/// On which side of the axis a share is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CellSide {
    Left,
    Right,
}

/// Nothing of nothing.
pub(super) const DASH: &str = "–";

/// What a spreadsheet calculates for `part / whole`: the nearest binary number, by long division in integers.
pub(super) fn quotient(part: i128, whole: u64) -> f64 {
    let whole = u128::from(whole);
    let sign = if part < 0 { "-" } else { "" };
    let part = part.unsigned_abs();
    let mut text = format!("{sign}{}.", part / whole);
    let mut rest = part % whole;
    // Enough digits to tell any two binary numbers apart that counts of dossiers can give.
    for _ in 0..40 {
        rest *= 10;
        text.push_str(&(rest / whole).to_string());
        rest %= whole;
    }
    text.parse().expect("digits with one point are a number")
}

/// An expression that may stand before `/`.
pub(crate) fn bracketed(part: &str) -> String {
    if part.contains(['+', '-']) { format!("({part})") } else { part.to_owned() }
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(part: u64, whole: u64, want: f64) {
        let got = Figure::Rate(Ratio::new(part, whole)).value().expect("a value");
        assert_eq!(got.to_bits(), want.to_bits(), "{part}/{whole}: {got} for {want}");
    }

    #[test]
    fn a_cached_result_is_the_number_that_the_report_prints() {
        case(57, 58, 0.9828);
        case(1, 3, 0.3333);
        case(2, 3, 0.6667);
        case(5, 5, 1.0);
        case(0, 7, 0.0);
        // Half a hundredth goes up: 3,125%.
        case(1, 32, 0.0313);
        assert_eq!(Figure::Rate(Ratio::new(0, 0)).value(), None);
        assert_eq!(Figure::Count(1_234).value(), Some(1_234.0));
        assert_eq!(Figure::Mean(Ratio::new(7, 20)).value(), Some(0.35));
        assert_eq!(Figure::Bound(Some(871)).value(), Some(0.871));
        assert_eq!(Figure::Bound(None).value(), None);
        assert_eq!(Figure::Points(-125).value(), Some(-1.25));
        assert_eq!(Figure::Points(-125).words(), "−1,25 điểm %");
        assert_eq!(Figure::Drawn(CellSide::Left, Ratio::new(1, 4)).value(), Some(-0.25));
    }

    #[test]
    fn a_formula_that_would_give_another_figure_is_not_written() {
        let figure = Ratio::new(8, 10);
        assert_eq!(
            OutCell::rate(("A#+C#", "B#"), (8, 10), figure),
            OutCell::Live("IF(B#=0,\"–\",ROUND((A#+C#)/B#,4))".to_owned(), Figure::Rate(figure))
        );
        assert!(matches!(OutCell::rate(("A#", "B#"), (9, 10), figure), OutCell::Number(_)));
        assert!(matches!(OutCell::adds("A#+B#", 3, 4), OutCell::Number(Figure::Count(4))));
    }
}
