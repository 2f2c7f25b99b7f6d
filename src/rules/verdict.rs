//! Where one dossier stands in a period: early, on time, late, open in time, overdue.

use jiff::civil::Date;

use crate::model::{Span, Standing};

/// What decides about one dossier. `base` is the appointment that counts, given or computed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Case {
    pub(crate) received: Date,
    pub(crate) base: Option<Date>,
    pub(crate) end: Option<Date>,
    pub(crate) standing: Standing,
}

/// Timing of a dossier that was resolved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Timing {
    /// (8): end < due.
    Early,
    /// (9): end = due, or no due date.
    OnTime,
    /// (10): end > due.
    Late,
}

/// What a dossier is in a period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Class {
    /// Ended before the period, came after it, or is never counted.
    Outside,
    Resolved(Timing),
    /// Withdrawn, sent back or stopped with an end date in the period: closed, but not by the office.
    Withdrawn,
    /// (12) because the applicant's part is awaited.
    Waiting,
    /// (12).
    OpenInTime,
    /// (13): due < last day.
    Overdue,
}

/// Judges on the last day of `span`. Dates decide first; the status decides what dates leave open.
pub(crate) fn classify(case: Case, span: Span) -> Class {
    if case.standing == Standing::NeverCounted || case.received > span.to {
        return Class::Outside;
    }
    match case.end {
        Some(end) if end < span.from => Class::Outside,
        Some(end) if end <= span.to => closed(case, end),
        // What ended after the period was open in it, whatever its status says today.
        Some(_) => open(case.base, span.to),
        None => match case.standing {
            Standing::Waiting => Class::Waiting,
            Standing::Stopped => Class::OpenInTime,
            Standing::Open | Standing::Done | Standing::Withdrawn | Standing::NeverCounted => {
                open(case.base, span.to)
            }
        },
    }
}

fn closed(case: Case, end: Date) -> Class {
    if matches!(case.standing, Standing::Withdrawn | Standing::Stopped) {
        return Class::Withdrawn;
    }
    Class::Resolved(match case.base {
        Some(base) if end < base => Timing::Early,
        Some(base) if end > base => Timing::Late,
        Some(_) | None => Timing::OnTime,
    })
}

fn open(base: Option<Date>, last_day: Date) -> Class {
    if base.is_some_and(|base| base < last_day) { Class::Overdue } else { Class::OpenInTime }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    /// Days of March 2020; the period is 5 to 14 March.
    #[track_caller]
    fn case(received: i8, base: Option<i8>, end: Option<i8>, standing: Standing, want: Class) {
        let day = |day| date(2020, 3, day);
        let span = Span { from: day(5), to: day(14) };
        let case =
            Case { received: day(received), base: base.map(day), end: end.map(day), standing };
        assert_eq!(classify(case, span), want, "{case:?}");
    }

    #[test]
    fn dates_decide_whether_a_resolved_dossier_is_late() {
        let done = Standing::Done;
        case(6, Some(12), Some(10), done, Class::Resolved(Timing::Early));
        case(6, Some(12), Some(12), done, Class::Resolved(Timing::OnTime));
        case(6, Some(12), Some(13), done, Class::Resolved(Timing::Late));
        case(6, None, Some(13), done, Class::Resolved(Timing::OnTime));
        case(1, Some(4), Some(5), done, Class::Resolved(Timing::Late)); // first day of the period
        case(1, Some(14), Some(14), done, Class::Resolved(Timing::OnTime)); // last day of the period
        case(1, Some(3), Some(4), done, Class::Outside);
        case(15, Some(20), None, done, Class::Outside);
    }

    #[test]
    fn an_open_dossier_is_judged_on_the_last_day() {
        let open = Standing::Open;
        case(1, Some(13), None, open, Class::Overdue);
        case(1, Some(14), None, open, Class::OpenInTime);
        case(14, None, None, open, Class::OpenInTime);
        case(1, Some(13), Some(15), Standing::Done, Class::Overdue);
        case(1, Some(14), Some(15), Standing::Done, Class::OpenInTime);
    }

    #[test]
    fn an_end_date_beats_the_status() {
        case(1, Some(12), Some(10), Standing::Waiting, Class::Resolved(Timing::Early));
        case(1, Some(12), Some(13), Standing::Open, Class::Resolved(Timing::Late));
        case(1, Some(8), Some(15), Standing::Waiting, Class::Overdue);
        case(1, Some(8), Some(15), Standing::Withdrawn, Class::Overdue);
    }

    #[test]
    fn what_waits_or_is_stopped_is_in_time() {
        case(1, Some(8), None, Standing::Waiting, Class::Waiting);
        case(1, Some(8), None, Standing::Stopped, Class::OpenInTime);
    }

    #[test]
    fn withdrawn_and_stopped_with_an_end_are_closed_but_not_by_the_office() {
        case(1, Some(8), Some(12), Standing::Withdrawn, Class::Withdrawn);
        case(1, Some(8), Some(12), Standing::Stopped, Class::Withdrawn);
        case(1, Some(8), Some(4), Standing::Stopped, Class::Outside);
    }

    #[test]
    fn not_accepted_is_never_counted() {
        case(6, Some(12), Some(10), Standing::NeverCounted, Class::Outside);
        case(6, Some(12), None, Standing::NeverCounted, Class::Outside);
    }
}
