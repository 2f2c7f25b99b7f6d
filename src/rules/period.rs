//! Which period a run without `--ky` takes, and with which ones it is compared.

use jiff::civil::Date;
use serde::Deserialize;

use crate::model::{CutOff, Period, Unit};

/// Years of which a period is looked for.
const LOOKED_BACK: usize = 30;

/// Kind of a period, as the settings name it (`[ky] don_vi`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum PeriodKind {
    #[default]
    #[serde(rename = "thang")]
    Month,
    #[serde(rename = "quy")]
    Quarter,
    #[serde(rename = "6_thang")]
    HalfYear,
    #[serde(rename = "9_thang")]
    NineMonths,
    #[serde(rename = "nam")]
    Year,
}

/// Periods of this kind whose last day is before `today`, the latest first.
pub(crate) fn ended(today: Date, kind: PeriodKind, cut: CutOff) -> impl Iterator<Item = Period> {
    let ended = move |unit| Period::of(unit, cut).filter(|period| period.span.to < today);
    // An administrative year of today's date may carry next year's number.
    let last = today.year().saturating_add(1);
    let years = (0..=last).rev().take(LOOKED_BACK);
    years.flat_map(move |year| units(kind, year)).filter_map(ended)
}

/// The period just before, of the same unit; none for free days, nor where the unit does not repeat in the year.
pub(crate) fn previous(period: Period, cut: CutOff) -> Option<Period> {
    let unit = match period.unit {
        Unit::Month { year, month: 1 } => Unit::Month { year: year - 1, month: 12 },
        Unit::Month { year, month } => Unit::Month { year, month: month - 1 },
        Unit::Quarter { year, quarter: 1 } => Unit::Quarter { year: year - 1, quarter: 4 },
        Unit::Quarter { year, quarter } => Unit::Quarter { year, quarter: quarter - 1 },
        Unit::Year { year } => Unit::Year { year: year - 1 },
        Unit::HalfYear { .. } | Unit::NineMonths { .. } | Unit::Days => return None,
    };
    Period::of(unit, cut)
}

/// The same period a year ago; none for a year, whose year ago is its previous period, and for free days.
pub(crate) fn year_ago(period: Period, cut: CutOff) -> Option<Period> {
    let unit = match period.unit {
        Unit::Month { year, month } => Unit::Month { year: year - 1, month },
        Unit::Quarter { year, quarter } => Unit::Quarter { year: year - 1, quarter },
        Unit::HalfYear { year } => Unit::HalfYear { year: year - 1 },
        Unit::NineMonths { year } => Unit::NineMonths { year: year - 1 },
        Unit::Year { .. } | Unit::Days => return None,
    };
    Period::of(unit, cut)
}

/// The one before in a line of like periods: of months the month before, of half-years that of a year ago.
pub(crate) fn like_before(unit: Unit) -> Option<Unit> {
    let cut = CutOff::default();
    let period = Period::of(unit, cut)?;
    previous(period, cut).or_else(|| year_ago(period, cut)).map(|before| before.unit)
}

/// Units of this kind in a year, the latest first.
fn units(kind: PeriodKind, year: i16) -> Vec<Unit> {
    match kind {
        PeriodKind::Month => (1..=12).rev().map(|month| Unit::Month { year, month }).collect(),
        PeriodKind::Quarter => {
            (1..=4).rev().map(|quarter| Unit::Quarter { year, quarter }).collect()
        }
        PeriodKind::HalfYear => vec![Unit::HalfYear { year }],
        PeriodKind::NineMonths => vec![Unit::NineMonths { year }],
        PeriodKind::Year => vec![Unit::Year { year }],
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn case(today: Date, kind: PeriodKind, cut: CutOff, want: &str) {
        assert_eq!(ended(today, kind, cut).next().map(Period::code).as_deref(), Some(want));
    }

    #[test]
    fn a_period_has_ended_on_the_day_after_its_last() {
        let cut = CutOff::Administrative;
        case(date(2020, 3, 14), PeriodKind::Month, cut, "2020-02");
        case(date(2020, 3, 15), PeriodKind::Month, cut, "2020-03");
        case(date(2020, 12, 15), PeriodKind::Month, cut, "2020-12");
        case(date(2020, 12, 31), PeriodKind::Year, cut, "2020");
        case(date(2020, 12, 14), PeriodKind::Year, cut, "2019");
        case(date(2020, 6, 14), PeriodKind::HalfYear, cut, "2019-6T");
        case(date(2020, 6, 15), PeriodKind::HalfYear, cut, "2020-6T");
        case(date(2021, 1, 1), PeriodKind::NineMonths, cut, "2020-9T");
        case(date(2020, 3, 20), PeriodKind::Quarter, cut, "2020-Q1");
        case(date(2020, 3, 31), PeriodKind::Month, CutOff::Calendar, "2020-02");
        case(date(2020, 4, 1), PeriodKind::Quarter, CutOff::Calendar, "2020-Q1");
        case(date(2020, 1, 1), PeriodKind::Month, CutOff::Calendar, "2019-12");
    }

    #[track_caller]
    fn compared(code: &str, before: Option<&str>, ago: Option<&str>) {
        let cut = CutOff::Administrative;
        let period = Period::parse(code, cut).unwrap();
        assert_eq!(previous(period, cut).map(Period::code).as_deref(), before, "{code}");
        assert_eq!(year_ago(period, cut).map(Period::code).as_deref(), ago, "{code}");
    }

    #[test]
    fn a_period_is_compared_with_the_one_before_and_the_one_a_year_ago() {
        compared("2020-01", Some("2019-12"), Some("2019-01"));
        compared("2020-03", Some("2020-02"), Some("2019-03"));
        compared("2020-Q1", Some("2019-Q4"), Some("2019-Q1"));
        compared("2020-6T", None, Some("2019-6T"));
        compared("2020-9T", None, Some("2019-9T"));
        compared("2020", Some("2019"), None);
        compared("2020-01-01..2020-03-12", None, None);
    }
}
