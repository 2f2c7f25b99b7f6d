//! Working days from December 2019 to May 2020, just enough to give the sample dossiers their due dates.

use jiff::civil::{Date, Weekday, date};

/// How long a procedure may take.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Limit {
    Working(u32),
    Days(u32),
    AtOnce,
    None,
}

impl Limit {
    /// As the settings write it.
    pub(crate) fn text(self) -> String {
        match self {
            Self::Working(days) => format!("{days:02} ngày làm việc"),
            Self::Days(days) => format!("{days:02} ngày"),
            Self::AtOnce => "tra_ngay".to_owned(),
            Self::None => "khong_quy_dinh".to_owned(),
        }
    }
}

/// Holidays on weekdays: New Year, Tết, Giỗ Tổ, 30 April, 1 May.
const HOLIDAYS: [(i16, i8, i8); 9] = [
    (2020, 1, 1),
    (2020, 1, 23),
    (2020, 1, 24),
    (2020, 1, 27),
    (2020, 1, 28),
    (2020, 1, 29),
    (2020, 4, 2),
    (2020, 4, 30),
    (2020, 5, 1),
];

pub(crate) fn is_working(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
        && !HOLIDAYS.iter().any(|&(year, month, of)| day == date(year, month, of))
}

pub(crate) fn next_day(day: Date) -> Date {
    day.tomorrow().expect("a day of 2020")
}

/// The working day that stands `count` working days after `day`.
pub(crate) fn after(day: Date, count: u32) -> Date {
    let mut day = day;
    for _ in 0..count {
        day = next_day(day);
        while !is_working(day) {
            day = next_day(day);
        }
    }
    day
}

/// Working days in (from, to].
pub(crate) fn working_days(from: Date, to: Date) -> u32 {
    let mut day = from;
    let mut count = 0;
    while day < to {
        day = next_day(day);
        count += u32::from(is_working(day));
    }
    count
}

/// Due date; none where the limit gives none.
pub(crate) fn due(received: Date, limit: Limit) -> Option<Date> {
    match limit {
        Limit::Working(days) => Some(after(received, days)),
        Limit::Days(days) => {
            let mut day = received;
            for _ in 0..days {
                day = next_day(day);
            }
            while !is_working(day) {
                day = next_day(day);
            }
            Some(day)
        }
        Limit::AtOnce | Limit::None => None,
    }
}
