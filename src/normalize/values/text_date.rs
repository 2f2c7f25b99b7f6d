//! A day as a text gives it.

use crate::normalize::values::clock::Time;
use jiff::ToSpan as _;
use jiff::civil::Date;

/// A date as text gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextDate {
    /// Only one reading.
    Certain(Date),
    /// `a/b/year`: day first, unless the column turns out to be month first.
    ///
    /// `later`: days by which its time of day in another zone puts it off.
    Slashed { first: i8, second: i8, year: i16, later: i8 },
    /// Two numbers and a year that are no date in either order, or no date at all.
    Bad,
}

impl TextDate {
    /// Read day first, or month first.
    pub(crate) fn read(self, order: Order) -> Option<Date> {
        let (day, later) = match (self, order) {
            (Self::Certain(date), _) => (Some(date), 0),
            (Self::Slashed { first, second, year, later }, Order::DayFirst) => {
                (Date::new(year, second, first).ok(), later)
            }
            (Self::Slashed { first, second, year, later }, Order::MonthFirst) => {
                (Date::new(year, first, second).ok(), later)
            }
            (Self::Bad, _) => (None, 0),
        };
        if later == 0 { day } else { day?.checked_add(later.days()).ok() }
    }

    /// The same day, or the one before or after.
    pub(crate) fn put_off(self, days: i8) -> Self {
        match self {
            Self::Certain(date) => date.checked_add(days.days()).map_or(Self::Bad, Self::Certain),
            Self::Slashed { first, second, year, later } => {
                Self::Slashed { first, second, year, later: later + days }
            }
            Self::Bad => Self::Bad,
        }
    }
}

/// All that a text says of a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Written {
    pub(crate) date: TextDate,
    pub(crate) time: Time,
    /// It is of another day in Vietnam than in the zone that it names.
    pub(crate) is_moved: bool,
}

impl Written {
    pub(crate) const BAD: Self = Self { date: TextDate::Bad, time: Time::None, is_moved: false };

    pub(crate) const fn day(date: TextDate) -> Self {
        Self { date, time: Time::None, is_moved: false }
    }
}

/// Order of the numbers in a column of text dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    #[default]
    DayFirst,
    MonthFirst,
}
