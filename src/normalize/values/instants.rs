//! Instants as figures: seconds or thousandths since 1970 in UTC, as programs keep them.
//!
//! `1790787600` is 00:00 on 01/10/2026 in Vietnam. A tax code or a telephone number that slid under a date has as many
//! figures, so they are instants only where every cell of the column is one and the table holds several.

use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::values::not_yet::{self, NotYetMarks};
use crate::normalize::values::text_date::{TextDate, Written};

/// What the figures of a column count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum InstantUnit {
    /// Days, as everywhere.
    #[default]
    Days,
    Seconds,
    Thousandths,
}

/// How many cells of a column are instants.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Instants {
    pub(crate) seconds: u64,
    pub(crate) thousandths: u64,
    others: u64,
}

/// Instants that a table must hold before one is believed.
const ENOUGH: u64 = 3;

impl Instants {
    pub(crate) fn add(&mut self, slot: Slot, texts: &Interner) {
        let figure = match slot {
            Slot::Number(number) => Some(number),
            Slot::Text(id) => {
                let text = texts.text(id);
                let is_among = self.seconds + self.thousandths > 0;
                // Not asked of a million dates.
                if is_among && not_yet::is_not_yet(text, NotYetMarks::Nothing) {
                    return;
                }
                figure(text)
            }
            Slot::Empty => return,
            _ => None,
        };
        match figure.map(unit_of) {
            Some(InstantUnit::Seconds) => self.seconds += 1,
            Some(InstantUnit::Thousandths) => self.thousandths += 1,
            Some(InstantUnit::Days) if figure == Some(0.0) => {}
            Some(InstantUnit::Days) | None => self.others += 1,
        }
    }

    pub(crate) fn join(&mut self, other: Self) {
        self.seconds += other.seconds;
        self.thousandths += other.thousandths;
    }

    /// What a column counts, beside all columns of dates of its table.
    pub(crate) fn unit(self, table: Self) -> InstantUnit {
        match (self.seconds, self.thousandths, self.others) {
            (1.., 0, 0) if table.seconds >= ENOUGH => InstantUnit::Seconds,
            (0, 1.., 0) if table.thousandths >= ENOUGH => InstantUnit::Thousandths,
            _ => InstantUnit::Days,
        }
    }
}

/// From 2015 to 2034: no telephone number begins so, and no number of an identity card is so short.
fn unit_of(figure: f64) -> InstantUnit {
    if figure.fract() != 0.0 {
        InstantUnit::Days
    } else if (1_420_070_400.0..2_051_222_400.0).contains(&figure) {
        InstantUnit::Seconds
    } else if (1_420_070_400_000.0..2_051_222_400_000.0).contains(&figure) {
        InstantUnit::Thousandths
    } else {
        InstantUnit::Days
    }
}

/// The number that a text of 10 or 13 figures is.
pub(crate) fn figure(text: &str) -> Option<f64> {
    let is_it = matches!(text.len(), 10 | 13) && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_it { text.parse().ok() } else { None }
}

/// The day of an instant in Vietnam.
pub(crate) fn day(figure: f64, unit: InstantUnit) -> Option<Date> {
    if unit == InstantUnit::Days || unit_of(figure) != unit {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the range was checked")]
    let figure = figure as i64;
    let seconds = if unit == InstantUnit::Thousandths { figure.div_euclid(1000) } else { figure };
    date(1970, 1, 1).checked_add((seconds + 7 * 3600).div_euclid(86_400).days()).ok()
}

/// `/Date(1790787600000)/`, as .NET writes it: no other column holds such a text.
pub(crate) fn of_dot_net(text: &str) -> Option<Written> {
    let inner = text.trim().strip_prefix("/Date(")?.strip_suffix(")/")?;
    let figures = inner.split(['+', '-']).next()?;
    let day = day(figure(figures)?, InstantUnit::Thousandths)?;
    Some(Written { is_moved: true, ..Written::day(TextDate::Certain(day)) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_days_of_vietnam() {
        let case = |text: &str, unit: InstantUnit, expected: Option<Date>| {
            assert_eq!(figure(text).and_then(|figure| day(figure, unit)), expected, "{text}");
        };
        case("1790787600", InstantUnit::Seconds, Some(date(2026, 10, 1)));
        case("1790787599", InstantUnit::Seconds, Some(date(2026, 9, 30)));
        case("1790787600000", InstantUnit::Thousandths, Some(date(2026, 10, 1)));
        case("1790787600000", InstantUnit::Seconds, None);
        case("0912345678", InstantUnit::Seconds, None);
        case("46296", InstantUnit::Seconds, None);
        let dot_net = of_dot_net("/Date(1790787600000+0700)/").map(|written| written.date);
        assert_eq!(dot_net, Some(TextDate::Certain(date(2026, 10, 1))));
        assert_eq!(of_dot_net("/Date(12)/"), None);
    }

    #[test]
    fn a_column_counts_seconds_only_as_a_whole() {
        let mut texts = Interner::default();
        let mut case = |cells: &str, expected: InstantUnit| {
            let mut column = Instants::default();
            for cell in cells.split(' ') {
                let id = texts.intern(cell);
                column.add(Slot::Text(id), &texts);
            }
            assert_eq!(column.unit(column), expected, "{cells}");
        };
        case("1790787600 1790874000 1791133200 - null", InstantUnit::Seconds);
        case("1790787600 1790874000", InstantUnit::Days);
        case("1790787600 1790874000 1791133200 05/10/2026", InstantUnit::Days);
        case("1790787600000 1790874000000 1791133200000", InstantUnit::Thousandths);
        case("1800123456 0912345678 1790787600 1790874000", InstantUnit::Days);
    }
}
