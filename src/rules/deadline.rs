//! When a dossier is due (Bộ luật Dân sự 2015 Điều 147, 148).

use jiff::civil::{Date, Time, time};

use crate::rules::calendar::{Calendar, OutsideCalendar};
use crate::rules::limit::Limit;

/// Hours of work: morning and afternoon.
const SESSIONS: [(Time, Time); 2] =
    [(time(7, 0, 0, 0), time(11, 0, 0, 0)), (time(13, 0, 0, 0), time(17, 0, 0, 0))];

/// Day on which a dossier received on `received` is due; `None` where the limit sets no day.
///
/// The day of receipt does not count (Điều 147 khoản 2). A limit in calendar days that ends on a day off
/// runs to the next working day (Điều 148 khoản 5). Sheets give no time of receipt: half days and hours
/// run, as days do, from the opening of the next working day, so that nothing is late that may be in time.
pub(crate) fn deadline(
    received: Date,
    limit: Limit,
    calendar: &Calendar,
) -> Result<Option<Date>, OutsideCalendar> {
    let day = match limit {
        Limit::WorkingHalfDays(halves) => calendar.add_working(received, halves.div_ceil(2))?,
        Limit::Days(days) => {
            let last = received.saturating_add(jiff::Span::new().days(i64::from(days).min(36_525)));
            calendar.working_from(last)?
        }
        Limit::Hours(hours) => {
            let opening = calendar.add_working(received, 1)?;
            work_through(opening, u64::from(hours) * 60, calendar)?.0
        }
        Limit::AtOnce | Limit::None => return Ok(None),
    };
    Ok(Some(day))
}

/// Day and time at which `minutes` of work are over, from the opening of the working day `day`.
fn work_through(
    day: Date,
    minutes: u64,
    calendar: &Calendar,
) -> Result<(Date, Time), OutsideCalendar> {
    let sessions = SESSIONS.map(|(from, to)| (from, (to - from).get_hours().unsigned_abs() * 60));
    let sessions = sessions.map(|(from, length)| (from, u64::from(length)));
    let a_day: u64 = sessions.iter().map(|(_, length)| length).sum();
    // The last minute of a day is 17:00 of that day, not the opening of the next.
    let full_days = minutes.saturating_sub(1) / a_day;
    let mut rest = minutes - full_days * a_day;
    let day = calendar.add_working(day, u32::try_from(full_days).unwrap_or(u32::MAX / 2))?;
    let mut end = SESSIONS.map(|(from, _)| from)[0];
    for (from, length) in sessions {
        let used = rest.min(length);
        if used > 0 {
            let used = i64::try_from(used).expect("a session is short");
            end = from.wrapping_add(jiff::Span::new().minutes(used));
        }
        rest -= rest.min(length);
    }
    Ok((day, end))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn case(received: Date, limit: Limit, want: Date) {
        let calendar = Calendar::embedded(&[]).unwrap();
        assert_eq!(deadline(received, limit, &calendar), Ok(Some(want)));
    }

    const fn working(days: u32) -> Limit {
        Limit::WorkingHalfDays(days * 2)
    }

    #[test]
    fn working_days_skip_holidays_and_take_in_swapped_saturdays() {
        case(date(2020, 1, 22), working(5), date(2020, 2, 5)); // Tết 23–29/01
        case(date(2020, 3, 12), working(15), date(2020, 4, 3)); // Giỗ Tổ 02/4
        case(date(2020, 4, 1), working(10), date(2020, 4, 16)); // Giỗ Tổ
        case(date(2020, 4, 29), working(1), date(2020, 5, 4)); // 30/4, 1/5, weekend
        case(date(2019, 4, 26), working(3), date(2019, 5, 4)); // 29/4 swapped with Saturday 4/5
        case(date(2025, 4, 24), working(3), date(2025, 4, 28)); // Saturday 26/4 worked
        case(date(2026, 8, 21), working(7), date(2026, 9, 3)); // 22/8 worked, 31/8–2/9 off
        case(date(2021, 8, 31), working(3), date(2021, 9, 7)); // 2–3/9 off
    }

    /// BLDS 2015 Điều 148 khoản 5.
    #[test]
    fn calendar_days_that_end_on_a_day_off_run_to_the_next_working_day() {
        case(date(2020, 3, 12), Limit::Days(12), date(2020, 3, 24));
        case(date(2020, 4, 18), Limit::Days(12), date(2020, 5, 4)); // 30/04 is a holiday
        case(date(2020, 1, 13), Limit::Days(12), date(2020, 1, 30)); // 25/01 is mùng 1 Tết
        case(date(2019, 12, 21), Limit::Days(10), date(2019, 12, 31));
        case(date(2020, 2, 19), Limit::Days(10), date(2020, 3, 2)); // 29/02 is a Saturday
    }

    #[test]
    fn half_days_and_hours_run_from_the_next_working_day() {
        case(date(2020, 3, 12), Limit::WorkingHalfDays(1), date(2020, 3, 13));
        case(date(2020, 3, 13), Limit::WorkingHalfDays(3), date(2020, 3, 17));
        case(date(2020, 3, 12), Limit::Hours(4), date(2020, 3, 13));
        case(date(2020, 3, 12), Limit::Hours(8), date(2020, 3, 13));
        case(date(2020, 3, 12), Limit::Hours(9), date(2020, 3, 16));
        case(date(2020, 3, 13), Limit::Hours(24), date(2020, 3, 18));
    }

    #[track_caller]
    fn hours(minutes: u64, day: Date, at: Time) {
        let calendar = Calendar::embedded(&[]).unwrap();
        assert_eq!(work_through(date(2020, 3, 13), minutes, &calendar), Ok((day, at)));
    }

    #[test]
    fn hours_are_worked_from_seven_to_eleven_and_from_one_to_five() {
        hours(0, date(2020, 3, 13), time(7, 0, 0, 0));
        hours(90, date(2020, 3, 13), time(8, 30, 0, 0));
        hours(240, date(2020, 3, 13), time(11, 0, 0, 0));
        hours(241, date(2020, 3, 13), time(13, 1, 0, 0));
        hours(480, date(2020, 3, 13), time(17, 0, 0, 0));
        hours(481, date(2020, 3, 16), time(7, 1, 0, 0));
    }

    #[test]
    fn no_limit_sets_no_day_and_no_calendar_no_guess() {
        let calendar = Calendar::embedded(&[]).unwrap();
        for limit in [Limit::AtOnce, Limit::None] {
            assert_eq!(deadline(date(1999, 1, 1), limit, &calendar), Ok(None));
        }
        for limit in [working(5), Limit::Days(5), Limit::Hours(4)] {
            assert_eq!(deadline(date(2018, 6, 1), limit, &calendar).unwrap_err().year, 2018);
            let last = calendar.span().to;
            let beyond = deadline(last, limit, &calendar).unwrap_err();
            assert_eq!(beyond.year, last.year() + 1);
        }
    }
}
