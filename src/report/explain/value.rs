//! What a figure comes to, kept as the counts that it is made of, so that what rows add to it can be added up.

use crate::model::{Ratio, in_thousands};
use crate::report::score_index::IndexPoints;
use crate::rules::{sample_size, wilson};

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum FigureValue {
    /// `None`: nothing tells it apart, or says it at all.
    Count(Option<u64>),
    Rate(Ratio),
    Mean(Ratio),
    /// Wilson's interval of a rate over so many sheets.
    Interval {
        rate: Ratio,
        sheets: u64,
    },
    /// Points of dossiers, of which some are taken off, and their number.
    Points(IndexPoints),
    /// The sample size that so many transactions ask for.
    Sample(u64),
    /// What is missing to it.
    Missing {
        population: u64,
        valid: u64,
    },
    /// What no row stands behind: a change, a rank, a target. `None`: there is none.
    Words(Option<String>),
}

impl FigureValue {
    /// Whether a row with it adds nothing. What is not known is not nothing.
    pub(crate) fn is_nothing(&self) -> bool {
        match self {
            Self::Count(count) => *count == Some(0),
            Self::Rate(ratio) | Self::Mean(ratio) => *ratio == Ratio::default(),
            Self::Interval { rate, sheets } => *rate == Ratio::default() && *sheets == 0,
            Self::Points(points) => *points == IndexPoints::default(),
            Self::Sample(population) => *population == 0,
            Self::Missing { population, valid } => population + valid == 0,
            Self::Words(_) => true,
        }
    }

    /// Whether a row with it is only of what a rate is taken of.
    pub(crate) fn is_of_the_whole_alone(&self) -> bool {
        match self {
            Self::Rate(ratio) | Self::Interval { rate: ratio, .. } => ratio.part == 0,
            _ => false,
        }
    }

    /// The same of nothing.
    pub(crate) fn nothing(&self) -> Self {
        match self {
            Self::Count(_) => Self::Count(Some(0)),
            Self::Rate(_) => Self::Rate(Ratio::default()),
            Self::Mean(_) => Self::Mean(Ratio::default()),
            Self::Interval { .. } => Self::Interval { rate: Ratio::default(), sheets: 0 },
            Self::Points(_) => Self::Points(IndexPoints::default()),
            Self::Sample(_) => Self::Sample(0),
            Self::Missing { .. } => Self::Missing { population: 0, valid: 0 },
            Self::Words(words) => Self::Words(words.clone()),
        }
    }

    /// Both together; of two kinds, the first.
    pub(crate) fn plus(self, other: &Self) -> Self {
        match (self, other) {
            (Self::Count(one), Self::Count(two)) => Self::Count(one.zip(*two).map(|(a, b)| a + b)),
            (Self::Rate(one), Self::Rate(two)) => Self::Rate(sum(one, *two)),
            (Self::Mean(one), Self::Mean(two)) => Self::Mean(sum(one, *two)),
            (
                Self::Interval { rate, sheets },
                Self::Interval { rate: other_rate, sheets: other_sheets },
            ) => Self::Interval { rate: sum(rate, *other_rate), sheets: sheets + other_sheets },
            (Self::Points(one), Self::Points(two)) => Self::Points(IndexPoints {
                given: one.given + two.given,
                lost: one.lost + two.lost,
                dossiers: one.dossiers + two.dossiers,
            }),
            (Self::Sample(one), Self::Sample(two)) => Self::Sample(one + two),
            (
                Self::Missing { population, valid },
                Self::Missing { population: other_population, valid: other_valid },
            ) => Self::Missing {
                population: population + other_population,
                valid: valid + other_valid,
            },
            (own, _) => own,
        }
    }

    /// As documents print it: `17`, `98,25%`, `6,40`, `87,1%–92,4%`; "–" for what is not there.
    pub(crate) fn printed(&self) -> String {
        let none = || "–".to_owned();
        match self {
            Self::Count(count) => count.map_or_else(none, in_thousands),
            Self::Rate(ratio) => ratio.to_string(),
            Self::Mean(ratio) => ratio.mean().unwrap_or_else(none),
            Self::Interval { rate, sheets } => {
                wilson(*rate, *sheets).map_or_else(none, interval_text)
            }
            Self::Points(IndexPoints { given, lost, dossiers }) => {
                format!("{}/{dossiers}", given.saturating_sub(*lost))
            }
            Self::Sample(population) => sample_size(*population).map_or_else(none, in_thousands),
            Self::Missing { population, valid } => {
                let needed = sample_size(*population).unwrap_or(0);
                in_thousands(needed.saturating_sub(*valid))
            }
            Self::Words(words) => words.clone().unwrap_or_else(none),
        }
    }

    /// The counts that it is made of, with what they are.
    pub(crate) fn parts(&self) -> Vec<(&'static str, Option<u64>)> {
        match self {
            Self::Count(count) => vec![("Tính", *count)],
            Self::Rate(Ratio { part, whole }) => vec![("Tử", Some(*part)), ("Mẫu", Some(*whole))],
            Self::Mean(Ratio { part, whole }) => {
                vec![("Tổng", Some(*part)), ("Chia", Some(*whole))]
            }
            Self::Interval { rate, sheets } => {
                vec![("Tử", Some(rate.part)), ("Mẫu", Some(rate.whole)), ("Phiếu", Some(*sheets))]
            }
            Self::Points(IndexPoints { given, lost, dossiers }) => {
                vec![("Điểm", Some(*given)), ("Trừ", Some(*lost)), ("Hồ sơ", Some(*dossiers))]
            }
            Self::Sample(population) => vec![("Tổng thể", Some(*population))],
            Self::Missing { population, valid } => {
                vec![("Tổng thể", Some(*population)), ("Phiếu", Some(*valid))]
            }
            Self::Words(_) => Vec::new(),
        }
    }
}

fn sum(one: Ratio, other: Ratio) -> Ratio {
    Ratio::new(one.part + other.part, one.whole + other.whole)
}

/// `87,1%–92,4%`.
pub(super) fn interval_text([low, high]: [u64; 2]) -> String {
    format!("{}–{}", tenths(low), tenths(high))
}

fn tenths(value: u64) -> String {
    format!("{},{}%", value / 10, value % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_rows_add_is_printed_as_the_figure() {
        let add =
            |rows: &[FigureValue]| rows.iter().fold(rows[0].nothing(), FigureValue::plus).printed();
        let count = |count| FigureValue::Count(count);
        assert_eq!(add(&[count(Some(1_200)), count(Some(34))]), "1.234");
        assert_eq!(add(&[count(Some(1)), count(None)]), "–");
        let rate = |part, whole| FigureValue::Rate(Ratio::new(part, whole));
        assert_eq!(add(&[rate(1, 1), rate(0, 1), rate(1, 1)]), "66,67%");
        let interval =
            |part, whole| FigureValue::Interval { rate: Ratio::new(part, whole), sheets: 1 };
        assert_eq!(add(&[interval(1, 1), interval(0, 1)]), "9,5%–90,5%");
        let missing = |population, valid| FigureValue::Missing { population, valid };
        assert_eq!(add(&[missing(100, 0), missing(0, 30)]), "50");
        assert_eq!(add(&[FigureValue::Sample(100), FigureValue::Sample(0)]), "80");
    }
}
