//! The date columns of a table: how each is read as a whole, then cell by cell.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;

use crate::ledger::{Code, Field};
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::values::clock::Time;
use crate::normalize::values::dates::{self, DateEpoch};
use crate::normalize::values::exchange;
use crate::normalize::values::instants::{self, InstantUnit};
use crate::normalize::values::not_yet::{self, NotYetMarks};
use crate::normalize::values::text_date::Order;
use crate::normalize::values::year_first;

/// What stands in a cell of a date column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateCell {
    Blank,
    /// Perhaps implausible.
    Day(Date),
    /// Something, but no date: never "no date".
    Unreadable(Code),
}

impl DateCell {
    pub(crate) fn day(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::Blank | Self::Unreadable(_) => None,
        }
    }
}

/// How the cells of one column are read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Habit {
    /// Of the numbers in its texts.
    pub(crate) order: Order,
    pub(crate) real: RealDays,
    /// Of texts that put the year first.
    pub(crate) year_first: RealDays,
    pub(crate) five: FiveOClock,
    /// What its figures count.
    pub(crate) unit: InstantUnit,
    pub(crate) marks: NotYetMarks,
}

/// What became of days before the file was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum RealDays {
    #[default]
    AsTheyStand,
    /// Day and month were exchanged.
    Exchanged,
}

/// What 17:00 beside a day means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum FiveOClock {
    #[default]
    AsItStands,
    /// Midnight after it, told in UTC.
    NextDay,
}

/// The habit of each date column.
pub(crate) type Habits = BTreeMap<Field, Habit>;

pub(crate) fn read(slot: Slot, habit: Habit, epoch: DateEpoch, texts: &Interner) -> DateCell {
    match slot {
        Slot::Empty => DateCell::Blank,
        Slot::Text(id) | Slot::Iso(id) => of_text(texts.text(id), habit, epoch),
        // A bare 1 or 2 is a number of days: no date, and no blank either.
        Slot::Number(1.0 | 2.0) | Slot::Bool(_) => DateCell::Unreadable(Code::BadDate),
        Slot::Serial(number) | Slot::Number(number) => of_number(number, habit, epoch),
        Slot::Error(_) => DateCell::Unreadable(Code::ErrorCell),
        Slot::Uncalculated => DateCell::Unreadable(Code::FormulaWithoutValue),
        // A program wrote the comma of its own locale; without one, the figure may stand for anything.
        Slot::Broken(id) => match serial_text(texts.text(id)) {
            Some(serial) if texts.text(id).contains(',') => of_number(serial, habit, epoch),
            Some(_) | None => DateCell::Unreadable(Code::BadCell),
        },
    }
}

fn of_text(text: &str, habit: Habit, epoch: DateEpoch) -> DateCell {
    let written = dates::written(text);
    match written.date.read(habit.order) {
        Some(day) if not_yet::is_no_day(day) => DateCell::Blank,
        Some(day) if habit.year_first == RealDays::Exchanged && year_first::is_whole(text) => {
            DateCell::Day(exchange::exchanged(day).unwrap_or(day))
        }
        Some(day) => after_five(day, written.time, habit),
        None if not_yet::is_not_yet(text, habit.marks) => DateCell::Blank,
        // A serial that was stored as text.
        None => serial_text(text)
            .or_else(|| instants::figure(text))
            .map_or(DateCell::Unreadable(Code::BadDate), |serial| of_number(serial, habit, epoch)),
    }
}

fn of_number(number: f64, habit: Habit, epoch: DateEpoch) -> DateCell {
    match dates::from_number(number, epoch) {
        Some(day) if not_yet::is_no_day(day) => DateCell::Blank,
        Some(day) => match after_five(day, Time::of_serial(number), habit) {
            DateCell::Day(day) if habit.real == RealDays::Exchanged => {
                DateCell::Day(exchange::exchanged(day).unwrap_or(day))
            }
            cell => cell,
        },
        None if number == 0.0 => DateCell::Blank,
        None => instants::day(number, habit.unit)
            .map_or(DateCell::Unreadable(Code::BadDate), DateCell::Day),
    }
}

fn after_five(day: Date, time: Time, habit: Habit) -> DateCell {
    let is_next = habit.five == FiveOClock::NextDay && time.is_before_midnight();
    let day = if is_next { day.checked_add(1.day()).unwrap_or(day) } else { day };
    DateCell::Day(day)
}

/// `46062`, `46062.5`, `46062,5`, `4.6062E4`: five digits before the point, so of this century or the last.
fn serial_text(text: &str) -> Option<f64> {
    let is_figure =
        text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'.' | b',' | b'E' | b'e' | b'+'));
    if !is_figure || !(5..=30).contains(&text.len()) {
        return None;
    }
    let point = text.find(['.', ',']).or_else(|| text.find(['E', 'e'])).unwrap_or(text.len());
    let has_exponent = text.contains(['E', 'e']);
    // "46.062" and "46,062" are none: nobody writes a day with thousands.
    if !has_exponent && point != 5 {
        return None;
    }
    let number: f64 = text.replace(',', ".").parse().ok()?;
    (10_000.0..100_000.0).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: &str) {
        let got = match of_text(text, Habit::default(), DateEpoch::Y1900) {
            DateCell::Blank => "blank".to_owned(),
            DateCell::Day(day) => day.to_string(),
            DateCell::Unreadable(code) => code.name().to_owned(),
        };
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn serials_are_read_as_text_too() {
        case("46296", "2026-10-01");
        case("46296.25", "2026-10-01");
        case("46296,25", "2026-10-01");
        case("46295.9999999998", "2026-10-01");
        case("4.6296E4", "2026-10-01");
        case("4,6296E+04", "2026-10-01");
        case("46.296", "bad_date");
        case("46,296", "bad_date");
        case("4.6E9", "bad_date");
        case("46296.5.1", "bad_date");
    }

    #[test]
    fn what_is_no_day_is_blank() {
        case("0001-01-01 00:00:00", "blank");
        case("01/01/1900", "blank");
        case("31/12/9999", "blank");
        case("0000-00-00", "blank");
        case("Chưa trả", "blank");
        case("Đã trả", "bad_date");
        case("x", "bad_date");
        case("01/01/1800", "1800-01-01");
    }

    #[test]
    fn five_oclock_and_exchanged_days_are_of_the_column() {
        let moved = Habit { five: FiveOClock::NextDay, ..Habit::default() };
        let day = |number, habit| {
            of_number(number, habit, DateEpoch::Y1900).day().map(|day| day.to_string())
        };
        assert_eq!(day(46_295.708_333_33, moved).as_deref(), Some("2026-10-01"));
        assert_eq!(day(46_295.708_333_33, Habit::default()).as_deref(), Some("2026-09-30"));
        assert_eq!(day(46_295.5, moved).as_deref(), Some("2026-09-30"));
        let exchanged = Habit { real: RealDays::Exchanged, ..Habit::default() };
        assert_eq!(day(46_122.0, exchanged).as_deref(), Some("2026-10-04"));
    }
}
