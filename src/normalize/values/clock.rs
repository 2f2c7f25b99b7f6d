//! Times of day beside days: zones that a text names, and midnights that a program moved to another zone.
//!
//! Programs that think in UTC write a Vietnamese midnight as 17:00 of the day before. What a column of days holds at
//! 17:00 is that midnight where nothing else is in the column; it is the end of a working day where the days of
//! receipt beside it have hours of their own, or none at all. The table of cases stands below.

use std::borrow::Cow;

/// Minutes from UTC to Vietnam.
const VIETNAM: i32 = 7 * 60;
const DAY: i32 = 24 * 60;

/// Time of day beside a date, as far as it matters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Time {
    /// None, or midnight.
    #[default]
    None,
    /// 17:00:00, midnight of the day after in UTC.
    Five,
    /// The last ten minutes of a day: a program whose zone was off by seconds or minutes a hundred years ago writes
    /// every midnight so.
    Almost,
    Other {
        minute: i32,
    },
}

impl Time {
    /// What a moved column puts off to the next day.
    pub(crate) const fn is_before_midnight(self) -> bool {
        matches!(self, Self::Five | Self::Almost)
    }

    /// `seconds` after the minute make it another time than 17:00.
    pub(crate) fn of(minute: i32, seconds: i32) -> Self {
        match (minute, seconds) {
            (0, 0) => Self::None,
            (FIVE, 0) => Self::Five,
            (END, 0 | 59) => Self::Other { minute },
            (ALMOST.., _) => Self::Almost,
            _ => Self::Other { minute },
        }
    }

    /// The time of day of a serial: a second is 0.0000116 of a day.
    pub(crate) fn of_serial(serial: f64) -> Self {
        let fraction = serial.fract();
        if fraction < 0.000_012 || is_next_day(serial) {
            return Self::None;
        }
        if (0.708_321..=0.708_346).contains(&fraction) {
            return Self::Five;
        }
        if (0.999_300..0.999_312).contains(&fraction) || (0.999_983..0.999_994).contains(&fraction)
        {
            return Self::Other { minute: END };
        }
        if fraction >= 0.993_055 {
            return Self::Almost;
        }
        let minute = match fraction {
            early if early < 0.291 => 0,
            morning if morning < 0.458 => MORNING,
            _ => LATE,
        };
        Self::Other { minute }
    }
}

const FIVE: i32 = 17 * 60;
const ALMOST: i32 = 24 * 60 - 10;
/// 23:59 and 23:59:59 are how people and programs write the end of a day.
const END: i32 = 24 * 60 - 1;
/// Offices open.
const MORNING: i32 = 7 * 60;
/// 18:00 in Vietnam, if it were UTC.
const LATE: i32 = 11 * 60;

/// Whether a serial lies so little below the next day (two thousandths of a second) that Excel shows that day.
pub(crate) fn is_next_day(serial: f64) -> bool {
    serial.fract() > 0.999_999_976
}

/// Whether the time of day of a serial is none that people type: it has seconds.
#[expect(clippy::float_arithmetic, reason = "a minute is 1/1440 of a day")]
pub(crate) fn has_seconds(serial: f64) -> bool {
    let minutes = serial.fract() * 1440.0;
    Time::of_serial(serial) != Time::None && (minutes - minutes.round()).abs() > 0.001
}

/// Days by which an instant moves when it is told by the clocks of Vietnam, and its time of day there.
pub(crate) fn in_vietnam(minute: i32, zone: i32) -> (i8, i32) {
    let local = minute + VIETNAM - zone;
    let days = i8::try_from(local.div_euclid(DAY)).unwrap_or_default();
    (days, local.rem_euclid(DAY))
}

/// Takes the zone out of a text in lower case: `z`, `+00:00`, `gmt+0700 (giờ đông dương)`; its minutes from UTC.
pub(crate) fn zone(text: &str) -> (Cow<'_, str>, Option<i32>) {
    let mut rest = Cow::Borrowed(text);
    let mut zone = None;
    for (name, minutes) in NAMES {
        if let Some((before, after)) = rest.split_once(name) {
            zone = Some(*minutes);
            rest = Cow::Owned(format!("{before} {after}"));
        }
    }
    for name in ["gmt", "utc"] {
        if let Some((before, after)) = rest.split_once(name) {
            let (minutes, length) = offset(after.trim_start()).unwrap_or((0, 0));
            let after = after.trim_start().get(length..).unwrap_or_default();
            rest = Cow::Owned(format!("{before} {after}"));
            return (rest, Some(minutes));
        }
    }
    let whole = rest.trim_end();
    if let Some(before) = whole.strip_suffix('z').filter(|before| ends_in_time(before)) {
        return (Cow::Owned(before.to_owned()), Some(0));
    }
    if let Some(at) = whole.rfind(['+', '-'])
        && let Some((before, after)) = whole.split_at_checked(at)
        && ends_in_time(before.trim_end())
        && let Some((minutes, length)) = offset(after)
        && length == after.len()
    {
        return (Cow::Owned(before.to_owned()), Some(minutes));
    }
    (rest, zone)
}

const NAMES: &[(&str, i32)] = &[
    ("giờ chuẩn đông dương", VIETNAM),
    ("giờ đông dương", VIETNAM),
    ("gio dong duong", VIETNAM),
    ("giờ việt nam", VIETNAM),
    ("gio viet nam", VIETNAM),
    ("indochina standard time", VIETNAM),
    ("indochina time", VIETNAM),
    ("se asia standard time", VIETNAM),
    ("asia/ho_chi_minh", VIETNAM),
    ("asia/saigon", VIETNAM),
    ("asia/bangkok", VIETNAM),
    ("coordinated universal time", 0),
];

/// `+07:00`, `+0700`, `+7` at the beginning of a text, with its length.
fn offset(text: &str) -> Option<(i32, usize)> {
    let sign = match text.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits = text.get(1..)?;
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (hours, minutes, length) = match end {
        1 | 2 => {
            let after = digits.get(end..)?.strip_prefix(':');
            let minutes = after
                .and_then(|after| after.get(..2))
                .filter(|two| two.bytes().all(|byte| byte.is_ascii_digit()));
            (
                digits.get(..end)?,
                minutes.unwrap_or("0"),
                end + minutes.map_or(0, |two| two.len() + 1),
            )
        }
        4 => (digits.get(..2)?, digits.get(2..4)?, 4),
        _ => return None,
    };
    let (hours, minutes) = (hours.parse::<i32>().ok()?, minutes.parse::<i32>().ok()?);
    (hours <= 14 && minutes < 60).then_some((sign * (hours * 60 + minutes), length + 1))
}

/// `…09:12:33.123`, with nothing behind it.
fn ends_in_time(text: &str) -> bool {
    let last = text.rsplit([' ', 't']).next().unwrap_or_default();
    last.contains(':')
        && last.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b','))
}

/// Times of day of one column.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Times {
    pub(crate) none: u64,
    pub(crate) five: u64,
    pub(crate) other: u64,
    /// Of the others: just before midnight.
    almost: u64,
    /// Of the others: while offices are shut in the morning.
    early: u64,
    /// Of the others: from 11:00 on.
    late: u64,
    /// Instants that are of another day in Vietnam than in their own zone.
    pub(crate) moved: u64,
}

impl Times {
    pub(crate) fn add(&mut self, time: Time) {
        match time {
            Time::None => self.none += 1,
            Time::Five => self.five += 1,
            Time::Almost => {
                self.other += 1;
                self.late += 1;
                self.almost += 1;
            }
            Time::Other { minute } => {
                self.other += 1;
                self.early += u64::from(minute < MORNING);
                self.late += u64::from(minute >= LATE);
            }
        }
    }
}

impl Times {
    /// Cells that a moved column moves.
    pub(crate) const fn to_move(self) -> u64 {
        self.five + self.almost
    }

    /// Whether every cell, and more than one, lies just before midnight.
    fn is_almost(self) -> bool {
        self.almost >= 2 && self.almost == self.none + self.five + self.other
    }
}

/// What the column of days of receipt says of the program that wrote the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ClockProgram {
    /// It writes every midnight as 17:00.
    Moves,
    /// Some rows do.
    MovesSome,
    /// Its times are of Vietnam.
    Local,
}

fn program(received: Option<Times>) -> ClockProgram {
    let Some(times) = received else { return ClockProgram::Moves };
    if times.other == 0 {
        return match (times.five, times.none) {
            (0 | 1, _) => ClockProgram::Local,
            (_, 0) => ClockProgram::Moves,
            (..) => ClockProgram::MovesSome,
        };
    }
    // Working hours, told in UTC: much before 7:00, nothing from 11:00 on.
    let is_utc =
        times.late == 0 && times.five == 0 && times.early * 2 >= times.other && times.other >= 3;
    if is_utc { ClockProgram::Moves } else { ClockProgram::Local }
}

/// What is done with the cells of a column that say 17:00.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Five {
    /// They are what they say.
    Kept,
    /// Kept, but there are so many of them that it is said.
    KeptAndSaid,
    /// They are the midnight after.
    Moved,
}

/// Whether a column holds days until which something is due, which end with the working day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Holds {
    Receipts,
    Deadlines,
    Ends,
}

pub(crate) fn five(column: Times, holds: Holds, received: Option<Times>) -> Five {
    let is_uniform = column.almost > 0 && column.almost == column.none + column.five + column.other;
    if is_uniform && received.is_some_and(Times::is_almost) {
        return Five::Moved;
    }
    if column.five == 0 {
        return Five::Kept;
    }
    let often = |share: u64| {
        if column.five * share >= column.none + column.five + column.other {
            Five::KeptAndSaid
        } else {
            Five::Kept
        }
    };
    match (program(received), holds) {
        (ClockProgram::Moves | ClockProgram::MovesSome, _) if column.other == 0 => Five::Moved,
        (_, Holds::Deadlines) => Five::Kept,
        (ClockProgram::Moves | ClockProgram::MovesSome, _) => often(4),
        (ClockProgram::Local, _) if column.other == 0 => Five::KeptAndSaid,
        (ClockProgram::Local, _) => often(2),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_taken_out() {
        let case = |text: &str, rest: &str, minutes: Option<i32>| {
            let (left, zone) = zone(text);
            let left = left.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!((left.as_str(), zone), (rest, minutes), "{text}");
        };
        case("2026-10-04t17:00:00.000z", "2026-10-04t17:00:00.000", Some(0));
        case("2026-09-30t23:30:00+00:00", "2026-09-30t23:30:00", Some(0));
        case("2026-09-30 23:30:00 -0500", "2026-09-30 23:30:00", Some(-300));
        case("2026/10/05 9:12:33 sa gmt+7", "2026/10/05 9:12:33 sa", Some(420));
        case(
            "mon oct 05 2026 09:12:33 gmt+0700 (giờ đông dương)",
            "mon oct 05 2026 09:12:33 ( )",
            Some(420),
        );
        case("lúc 13:39:50 giờ đông dương", "lúc 13:39:50", Some(420));
        case("09:12 utc+07:00", "09:12", Some(420));
        case("14:05 05-01-2020", "14:05 05-01-2020", None);
        case("05-01-2020 14:05", "05-01-2020 14:05", None);
        case("2026-10-05 00:00:00", "2026-10-05 00:00:00", None);
    }

    #[test]
    fn instants_are_told_by_the_clocks_of_vietnam() {
        assert_eq!(in_vietnam(17 * 60, 0), (1, 0));
        assert_eq!(in_vietnam(23 * 60 + 30, 0), (1, 390));
        assert_eq!(in_vietnam(9 * 60, 420), (0, 540));
        assert_eq!(in_vietnam(30, 480), (-1, 1410));
    }

    #[test]
    fn serials_have_times_of_day() {
        assert_eq!(Time::of_serial(46_295.0), Time::None);
        assert_eq!(Time::of_serial(46_295.999_999_999_8), Time::None);
        assert_eq!(Time::of_serial(46_295.708_333_33), Time::Five);
        assert_eq!(Time::of_serial(46_295.708_333_333_336), Time::Five);
        assert_eq!(Time::of_serial(46_295.709), Time::Other { minute: LATE });
        assert_eq!(Time::of_serial(46_295.25), Time::Other { minute: 0 });
        assert!(has_seconds(46_295.383_715_28) && !has_seconds(46_295.383_333_33));
        assert!(is_next_day(46_295.999_999_99) && !is_next_day(46_295.999_988));
    }

    fn times(none: u64, five: u64, other: &[i32]) -> Times {
        let mut times = Times { none, five, ..Times::default() };
        for hour in other {
            times.add(Time::of(hour * 60, 1));
        }
        times
    }

    #[track_caller]
    fn case(received: Times, column: Times, holds: Holds, expected: Five) {
        assert_eq!(five(column, holds, Some(received)), expected, "{column:?} beside {received:?}");
    }

    #[test]
    fn five_is_midnight_where_nothing_else_is_and_the_days_of_receipt_agree() {
        let moved = times(0, 9, &[]);
        case(moved, moved, Holds::Receipts, Five::Moved);
        case(moved, moved, Holds::Deadlines, Five::Moved);
        case(moved, times(0, 1, &[]), Holds::Ends, Five::Moved);
        // Two programs, or some rows typed.
        case(times(4, 9, &[]), times(4, 9, &[]), Holds::Receipts, Five::Moved);
        // Working hours in UTC.
        case(times(0, 0, &[1, 2, 3, 8]), moved, Holds::Deadlines, Five::Moved);
    }

    #[test]
    fn five_is_the_end_of_a_working_day_beside_days_with_other_hours_or_none() {
        let deadlines = times(0, 9, &[]);
        case(times(9, 0, &[]), deadlines, Holds::Deadlines, Five::Kept);
        case(times(0, 0, &[8, 9, 14, 15]), deadlines, Holds::Deadlines, Five::Kept);
        case(
            times(0, 1, &[8, 9, 14, 15]),
            times(0, 1, &[8, 9, 14, 15]),
            Holds::Receipts,
            Five::Kept,
        );
        case(
            times(0, 4, &[8, 9, 14, 15]),
            times(0, 4, &[8, 9, 14, 15]),
            Holds::Receipts,
            Five::KeptAndSaid,
        );
        case(times(9, 0, &[]), times(0, 9, &[]), Holds::Ends, Five::KeptAndSaid);
        case(times(0, 0, &[8, 9, 14, 15]), times(0, 1, &[8, 14]), Holds::Ends, Five::Kept);
        // Just before midnight: what is due ends with the day, what is received does not come in then.
        let mut almost = Times::default();
        (0..3).for_each(|_| almost.add(Time::of(24 * 60 - 1, 30)));
        case(almost, almost, Holds::Receipts, Five::Moved);
        case(almost, almost, Holds::Deadlines, Five::Moved);
        case(times(9, 0, &[]), almost, Holds::Deadlines, Five::Kept);
        // The last minute or second of a day is the end of that day.
        assert_eq!(Time::of(24 * 60 - 1, 59), Time::Other { minute: 24 * 60 - 1 });
        assert_eq!(Time::of(24 * 60 - 1, 0), Time::Other { minute: 24 * 60 - 1 });
        assert_eq!(Time::of_serial(46_295.999_988_4), Time::Other { minute: 24 * 60 - 1 });
        assert_eq!(Time::of_serial(46_295.995), Time::Almost);
        // One row proves nothing.
        case(times(0, 1, &[]), times(0, 1, &[]), Holds::Receipts, Five::KeptAndSaid);
    }
}
