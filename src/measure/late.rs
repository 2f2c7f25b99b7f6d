//! Late, overdue and nearly due dossiers, kept one by one: for the internal list and for letters.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::measure::{LineKey, MeasureOptions};
use crate::model::{Dossier, LetterEntry, SecondDate, Standing, code_key};
use crate::rules::Calendar;

/// A dossier that was resolved late in the period, or is overdue or nearly due on its last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LateDossier {
    pub(crate) dossier: Dossier,
    /// Where it is counted.
    pub(crate) line: LineKey,
    /// First appointment, given or computed.
    pub(crate) due: Date,
    /// The appointment that it is judged by: `due`, or by choice of the office the re-appointment.
    pub(crate) base: Date,
    /// End of handling; `None` for what was open on the last day, also where it ended since.
    pub(crate) end: Option<Date>,
    /// Working days in (base, end] or (base, last day]; of what is not late yet, those left. `None` outside
    /// the calendar.
    pub(crate) days: Option<u32>,
    /// What staff filled in for its letter.
    pub(crate) entry: Option<LetterEntry>,
    /// What can be promised to the applicant.
    pub(crate) new_date: NewDate,
}

impl LateDossier {
    /// What is asked for beside the re-appointment in the data, while the dossier is open.
    pub(crate) fn second_date(&self) -> Option<SecondDate> {
        let entry = self.entry.as_ref().filter(|_| self.end.is_none())?;
        entry.second_date(self.reappointed())
    }

    /// The re-appointment in the data. A day that is not after the first appointment puts nothing off.
    pub(crate) fn reappointed(&self) -> Option<Date> {
        self.dossier.reappointed.filter(|new| *new > self.due)
    }
}

/// What became of a dossier by the last day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DelayOutcome {
    Open,
    Resolved(Date),
    /// Withdrawn, sent back or stopped.
    Withdrawn(Date),
}

/// What became of the dossiers whose letters are followed; nothing of those that no sheet has.
pub(crate) fn outcomes(
    dossiers: &[Dossier],
    options: &MeasureOptions,
) -> BTreeMap<String, DelayOutcome> {
    if options.followed.is_empty() {
        return BTreeMap::new();
    }
    let last_day = options.period.span.to;
    let outcome = |dossier: &Dossier| {
        let key = code_key(dossier.code.as_deref()?).into_owned();
        if !options.followed.contains(&key) {
            return None;
        }
        let outcome = match dossier.end().filter(|end| *end <= last_day) {
            None => DelayOutcome::Open,
            Some(end) if matches!(dossier.standing, Standing::Withdrawn | Standing::Stopped) => {
                DelayOutcome::Withdrawn(end)
            }
            Some(end) => DelayOutcome::Resolved(end),
        };
        Some((key, outcome))
    };
    dossiers.iter().filter_map(outcome).collect()
}

/// A re-appointment as a promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NewDate {
    Missing,
    /// Not after the first appointment.
    NotAfterDue,
    /// Not after the last day of the period, on which the dossier is still open.
    Past,
    DayOff,
    OutsideCalendar,
    Good(Date),
}

impl NewDate {
    pub(crate) fn of(new: Option<Date>, due: Date, last_day: Date, calendar: &Calendar) -> Self {
        match new {
            None => Self::Missing,
            Some(new) if new <= due => Self::NotAfterDue,
            Some(new) if new <= last_day => Self::Past,
            Some(new) => match calendar.is_working(new) {
                Ok(true) => Self::Good(new),
                Ok(false) => Self::DayOff,
                Err(_) => Self::OutsideCalendar,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_new_date_must_be_one_that_can_be_kept() {
        let calendar = Calendar::embedded(&[]).unwrap();
        let of = |new| NewDate::of(new, date(2020, 3, 10), date(2020, 3, 14), &calendar);
        assert_eq!(of(None), NewDate::Missing);
        assert_eq!(of(Some(date(2020, 3, 10))), NewDate::NotAfterDue);
        assert_eq!(of(Some(date(2020, 3, 13))), NewDate::Past);
        assert_eq!(of(Some(date(2020, 3, 15))), NewDate::DayOff);
        assert_eq!(of(Some(date(2020, 4, 2))), NewDate::DayOff); // Giỗ Tổ
        assert_eq!(of(Some(date(2020, 3, 16))), NewDate::Good(date(2020, 3, 16)));
        assert_eq!(of(Some(date(calendar.span().to.year() + 1, 3, 17))), NewDate::OutsideCalendar);
    }
}
