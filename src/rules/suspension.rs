//! A complaint whose handling stands still by decision: its clock stands still with it, where the law says so.

use jiff::civil::Date;

use crate::model::Suspension;
use crate::rules::Calendar;

/// Where the clock of a complaint stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ComplaintClock {
    /// It runs out on this day.
    Until(Date),
    /// It stands still, and had not run out when it was stopped.
    Stopped,
}

/// The clock on `day`, for a deadline as it was first given. Days from the suspension to the decision to go on do not
/// count (Luật Tố cáo 2018 Điều 34; Luật 136/2025 and Điều 28b of its decrees); a deadline that is moved so to a day
/// off runs to the next working day (BLDS 2015 Điều 148 khoản 5), where the calendar knows it.
pub(crate) fn complaint_clock(
    due: Date,
    suspension: Option<Suspension>,
    day: Date,
    calendar: &Calendar,
) -> ComplaintClock {
    // What had run out, or was stopped after the day, is as it was.
    let Some(own) = suspension.filter(|own| own.from <= due && own.from <= day) else {
        return ComplaintClock::Until(due);
    };
    match own.until.filter(|until| *until <= day) {
        None => ComplaintClock::Stopped,
        Some(until) => {
            let moved = due.saturating_add(until - own.from);
            let worked = calendar.working_from(moved);
            ComplaintClock::Until(worked.unwrap_or(moved))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::parse_day;

    #[track_caller]
    fn case(due: &str, suspension: Option<(&str, &str)>, day: &str, want: &str) {
        let date = |text: &str| parse_day(text).expect("a day");
        let suspension = suspension
            .map(|(from, until)| Suspension { from: date(from), until: parse_day(until) });
        let calendar = Calendar::embedded(&[]).expect("a calendar");
        let got = complaint_clock(date(due), suspension, date(day), &calendar);
        let want = parse_day(want).map_or(ComplaintClock::Stopped, ComplaintClock::Until);
        assert_eq!(got, want);
    }

    #[test]
    fn the_clock_stands_still_until_the_decision_to_go_on() {
        let (due, day) = ("14/8/2026", "31/8/2026");
        case(due, None, day, due);
        // Ten days stood still; Friday + 10 days is a Monday.
        case(due, Some(("03/8/2026", "13/8/2026")), day, "24/8/2026");
        // Stopped on the last day itself.
        case(due, Some(("14/8/2026", "17/8/2026")), day, "17/8/2026");
        // Moved to a Sunday, which ends with Monday.
        case(due, Some(("03/8/2026", "12/8/2026")), day, "24/8/2026");
        case(due, Some(("03/8/2026", "")), day, "");
        // Not yet gone on by the day.
        case(due, Some(("03/8/2026", "01/9/2026")), day, "");
        case(due, Some(("03/8/2026", "31/8/2026")), day, "11/9/2026");
        // Run out before it was stopped, or stopped after the day: as it was.
        case(due, Some(("17/8/2026", "")), day, due);
        case(due, Some(("03/8/2026", "")), "02/8/2026", due);
        // Beyond the calendar no day is looked for.
        case("31/12/2028", Some(("01/12/2028", "02/12/2028")), "31/12/2028", "01/01/2029");
    }
}
