//! Every way to write a date: serials, ISO, day first in all spellings.

use crate::normalize::values::text_date::Order;
use crate::normalize::values::text_date::{TextDate, Written};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::normalize::values::clock::{self};
use crate::normalize::values::date_text::scan;
use crate::normalize::values::instants;

/// Day 0 of the serial dates of a workbook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum DateEpoch {
    /// 30/12/1899: right from serial 61 on, before which nothing is plausible anyway.
    #[default]
    Y1900,
    /// 01/01/1904.
    Y1904,
}

/// Whether a date can be of an office: 1990 to 2100.
pub(crate) fn is_plausible(date: Date) -> bool {
    (1990..=2100).contains(&date.year())
}

/// The day of a serial; `None` outside 1–2,958,465 (31/12/9999), checked before anything is converted.
pub(crate) fn from_serial(serial: f64, epoch: DateEpoch) -> Option<Date> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range was checked; the time is cut off"
    )]
    let days = serial as i64 + i64::from(clock::is_next_day(serial));
    let start = match epoch {
        DateEpoch::Y1900 => date(1899, 12, 30),
        DateEpoch::Y1904 => date(1904, 1, 1),
    };
    start.checked_add(days.days()).ok()
}

/// The day of a number in a date column: a serial, or `20260209`, which no serial reaches.
pub(crate) fn from_number(number: f64, epoch: DateEpoch) -> Option<Date> {
    from_serial(number, epoch).or_else(|| {
        (number.fract() == 0.0 && (19_900_101.0..=21_001_231.0).contains(&number))
            .then(|| unseparated(&format!("{number:.0}")))?
    })
}

/// Reads a text date.
pub(crate) fn parse(text: &str) -> TextDate {
    written(text).date
}

/// Reads a text date with its time of day.
pub(crate) fn written(text: &str) -> Written {
    // Names and words are asked, too.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return Written::BAD;
    }
    let day = plain(text)
        .or_else(|| unseparated(text.trim()).map(TextDate::Certain))
        .or_else(|| year_last(text.trim()));
    day.map(Written::day)
        .or_else(|| instants::of_dot_net(text))
        .or_else(|| scan(text))
        .unwrap_or(Written::BAD)
}

/// `20260209`, or with the time of day `20260209143000`.
fn unseparated(text: &str) -> Option<Date> {
    if !matches!(text.len(), 8 | 14) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
    let part = |from: usize| i8::try_from(number(from, from + 2)?).ok();
    let day = Date::new(number(0, 4)?, part(4)?, part(6)?).ok()?;
    let is_time = text.len() == 8 || (part(8)? < 24 && part(10)? < 60 && part(12)? < 60);
    (is_time && is_plausible(day)).then_some(day)
}

/// `05012020`: what cannot put its year first puts it last.
fn year_last(text: &str) -> Option<TextDate> {
    if text.len() != 8 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let (numbers, year) = text.split_at_checked(4)?;
    let (first, second) = numbers.split_at_checked(2)?;
    let year: i16 = year.parse().ok()?;
    let (first, second): (i8, i8) = (first.parse().ok()?, second.parse().ok()?);
    let is_day = |month: i8, day: i8| Date::new(year, month, day).is_ok_and(is_plausible);
    (is_day(second, first) || is_day(first, second)).then_some(TextDate::Slashed {
        first,
        second,
        year,
        later: 0,
    })
}

/// `05/01/2020`, as most columns have it, without a detour.
fn plain(text: &str) -> Option<TextDate> {
    let [day @ .., b'/', _, _, b'/', _, _, _, _] = text.as_bytes() else { return None };
    if day.len() != 2 {
        return None;
    }
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<i16>().ok())?
    };
    let (first, second, year) = (number(0, 2)?, number(3, 5)?, number(6, 10)?);
    let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
    let is_date = Date::new(year, second, first).is_ok() || Date::new(year, first, second).is_ok();
    is_date.then_some(TextDate::Slashed { first, second, year, later: 0 })
}

/// What the text dates of one column say about the order of their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// Dates that can only be day first.
    pub(crate) day_first: u64,
    /// Dates that can only be month first.
    pub(crate) month_first: u64,
    /// Dates that differ with the order.
    pub(crate) either: u64,
    /// A real day after the 12th stands among them: they were not made days under another locale.
    pub(crate) has_late_day: bool,
}

impl Evidence {
    pub(crate) fn join(&mut self, other: Self) {
        self.day_first += other.day_first;
        self.month_first += other.month_first;
        self.either += other.either;
        self.has_late_day |= other.has_late_day;
    }

    pub(crate) fn add(&mut self, date: TextDate) {
        let TextDate::Slashed { first, second, .. } = date else { return };
        match (date.read(Order::DayFirst).is_some(), date.read(Order::MonthFirst).is_some()) {
            (true, true) if first != second => self.either += 1,
            (true, false) => self.day_first += 1,
            (false, true) => self.month_first += 1,
            _ => {}
        }
    }
}

/// How a column of dates is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    Read(Order),
    /// The dates contradict each other, and some could be either.
    Refused,
}

/// Decides one column; `table` is the evidence of all date columns of the table, which were written at once.
///
/// A few dates that only fit month first in a day-first column are mistakes of their cells, not a habit; so is a
/// single one where all else in the column are real days, of which some are after the 12th.
pub(crate) fn decide(column: Evidence, table: Evidence) -> Decision {
    match (column.day_first, column.month_first) {
        (0, 1) if column.has_late_day && column.either == 0 && table.month_first == 1 => {
            Decision::Read(Order::DayFirst)
        }
        (0, 0) if table.month_first == 0 || column.either == 0 => Decision::Read(Order::DayFirst),
        (0, 0) if table.day_first == 0 => Decision::Read(Order::MonthFirst),
        (0, 0) if mostly_day_first(table) => Decision::Read(Order::DayFirst),
        (0, 0) => Decision::Refused,
        // One slip must not turn the dates beside it that could be read either way.
        (0, _) if column.either > 0 && table.day_first > 0 => {
            if mostly_day_first(table) {
                Decision::Read(Order::DayFirst)
            } else {
                Decision::Refused
            }
        }
        (0, _) => Decision::Read(Order::MonthFirst),
        (_, 0) => Decision::Read(Order::DayFirst),
        _ if mostly_day_first(column) => Decision::Read(Order::DayFirst),
        _ => Decision::Refused,
    }
}

fn mostly_day_first(evidence: Evidence) -> bool {
    evidence.day_first >= 5 * evidence.month_first
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
