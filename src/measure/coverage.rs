//! From which to which day the data reach, and which days of a period they leave open.
//!
//! Days without any date of a kind are a silence. Whether one is missing data or a quiet time is judged by the pace
//! that the data themselves show beside it; where that is slow, nothing can be said, and nothing is.

use jiff::civil::Date;

use crate::measure::LateDossier;
use crate::measure::data_kind::DataKind;
use crate::measure::day_counts::{DayCounts, as_count, days_of, overlap};
use crate::model::{Records, Span};
use crate::rules::Calendar;

/// Days of a period of which the data say nothing and should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    pub(crate) kind: DataKind,
    /// The silent days within the period.
    pub(crate) silent: Span,
    /// The last day before them on which there is something.
    pub(crate) last: Option<Date>,
    /// Working days from it to the last day of the period; `None` outside the calendar, and where there is no such day.
    unknown_days: Option<u32>,
}

impl Gap {
    /// Whether it keeps ends of dossiers from being known until the last day.
    pub(crate) fn leaves_ends_open(&self, last_day: Date) -> bool {
        match self.kind {
            DataKind::Dossiers | DataKind::Finished => self.silent.to == last_day,
            DataKind::Received
            | DataKind::Answered
            | DataKind::ComplaintsReceived
            | DataKind::ComplaintsResolved => false,
        }
    }

    /// Open dossiers that are overdue for no other reason than that nothing is known of the last days.
    pub(crate) fn overdue_unknown(&self, late: &[LateDossier], last_day: Date) -> u64 {
        let Some(unknown) = self.unknown_days.filter(|_| self.leaves_ends_open(last_day)) else {
            return 0;
        };
        let is_unknown = |late: &&LateDossier| {
            late.end.is_none() && late.days.is_some_and(|days| days <= unknown)
        };
        as_count(late.iter().filter(is_unknown).count())
    }
}

/// The days on which something happened, by kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coverage {
    dossiers: DayCounts,
    received: DayCounts,
    finished: DayCounts,
    answered: DayCounts,
    complaints_received: DayCounts,
    complaints_resolved: DayCounts,
}

impl Coverage {
    pub(crate) fn of(records: &Records) -> Self {
        let received = records.dossiers.iter().map(|dossier| dossier.received);
        let finished = records.dossiers.iter().filter_map(crate::model::Dossier::end);
        let totals = days_of(records.totals.iter().map(|line| line.span));
        let dated = records.surveys.iter().filter_map(|survey| survey.date);
        let undated = records.surveys.iter().filter(|survey| survey.date.is_none());
        let undated = days_of(undated.filter_map(|survey| survey.span));
        let complaints = &records.complaints;
        let (received, finished) =
            rayon::join(|| DayCounts::of(received), || DayCounts::of(finished));
        Self {
            dossiers: DayCounts::of(totals).with(&received).with(&finished),
            received,
            finished,
            answered: DayCounts::of(dated.chain(undated)),
            complaints_received: DayCounts::of(complaints.iter().map(|one| one.received)),
            complaints_resolved: DayCounts::of(complaints.iter().filter_map(|one| one.resolved)),
        }
    }

    /// First and last day of a kind, those after `until` left out; `None` where there is nothing of it.
    pub(crate) fn reach(&self, kind: DataKind, until: Date) -> Option<Span> {
        let days = &self.days(kind).0;
        let (from, _) = days.first().filter(|(day, _)| *day <= until)?;
        let (to, _) = days.iter().rev().find(|(day, _)| *day <= until)?;
        Some(Span { from: *from, to: *to })
    }

    /// The silences of a period that are no quiet times, by kind, in order of day.
    pub(crate) fn gaps(&self, period: Span, calendar: &Calendar) -> Vec<Gap> {
        let mut gaps: Vec<Gap> = Vec::new();
        for kind in DataKind::ALL {
            let days = self.days(kind);
            for silence in days.silences(period) {
                let said = kind.is_part_of_dossiers()
                    && gaps.iter().any(|gap| {
                        gap.kind == DataKind::Dossiers && overlap(gap.silent, silence.within)
                    });
                let last = silence.after;
                let unknown_days = last.and_then(|day| calendar.working_days(day, period.to).ok());
                let is_daily = match kind {
                    DataKind::Dossiers => true,
                    DataKind::Received => self.ends_with(last, period, unknown_days),
                    _ => false,
                };
                let is_gap = days.is_empty_month(kind, &silence)
                    || is_daily && days.is_cut_off(&silence, calendar);
                if is_gap && !said {
                    gaps.push(Gap { kind, silent: silence.within, last, unknown_days });
                }
            }
        }
        gaps
    }

    /// Whether results end with receipts: a few that were typed in by hand afterwards do not make up for an export. Where
    /// results go on, it is a list of what was resolved, which may hold no receipt of the last days.
    fn ends_with(&self, last: Option<Date>, period: Span, silent: Option<u32>) -> bool {
        let Some((from, silent)) = last.and_then(|day| day.tomorrow().ok()).zip(silent) else {
            return false;
        };
        let after = self.finished.count(Span { from, to: period.to });
        after * 2 < u64::from(silent)
    }

    /// Whether there is something in the period, and no gap.
    pub(crate) fn fills(&self, period: Span, calendar: &Calendar) -> bool {
        self.has_any(period) && self.gaps(period, calendar).is_empty()
    }

    /// Whether anything falls into the period.
    pub(crate) fn has_any(&self, period: Span) -> bool {
        DataKind::ALL.iter().any(|kind| self.days(*kind).count(period) > 0)
    }

    const fn days(&self, kind: DataKind) -> &DayCounts {
        match kind {
            DataKind::Dossiers => &self.dossiers,
            DataKind::Received => &self.received,
            DataKind::Finished => &self.finished,
            DataKind::Answered => &self.answered,
            DataKind::ComplaintsReceived => &self.complaints_received,
            DataKind::ComplaintsResolved => &self.complaints_resolved,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{Weekday, date};

    use super::*;

    /// So many a working day, in each of the spans.
    fn worked(count: u64, spans: &[(Date, Date)]) -> DayCounts {
        let all = days_of(spans.iter().map(|(from, to)| Span { from: *from, to: *to }));
        let is_worked = |day: &Date| !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
        DayCounts(all.filter(is_worked).map(|day| (day, count)).collect())
    }

    fn dossiers(days: DayCounts) -> Coverage {
        Coverage { received: days.clone(), dossiers: days, ..Coverage::default() }
    }

    /// Kind, silent days and last day of each gap of a period.
    #[track_caller]
    fn case(coverage: &Coverage, period: (Date, Date), want: &[(DataKind, Date, Date)]) {
        let calendar = Calendar::embedded(&[]).unwrap();
        let gaps = coverage.gaps(Span { from: period.0, to: period.1 }, &calendar);
        let gaps: Vec<_> =
            gaps.iter().map(|gap| (gap.kind, gap.silent.from, gap.silent.to)).collect();
        assert_eq!(gaps, want);
    }

    const fn october() -> (Date, Date) {
        (date(2026, 10, 1), date(2026, 10, 31))
    }

    const fn november() -> (Date, Date) {
        (date(2026, 11, 1), date(2026, 11, 30))
    }

    #[test]
    fn data_that_end_before_the_period_leave_it_open() {
        let data = dossiers(worked(5, &[(date(2026, 9, 1), date(2026, 10, 14))]));
        case(&data, november(), &[(DataKind::Dossiers, date(2026, 11, 1), date(2026, 11, 30))]);
        case(&data, october(), &[(DataKind::Dossiers, date(2026, 10, 15), date(2026, 10, 31))]);
        let administrative = (date(2026, 9, 15), date(2026, 10, 14));
        case(&data, administrative, &[]);
    }

    #[test]
    fn a_month_that_is_not_there_is_missed_wherever_it_lies() {
        let months = [
            (date(2026, 10, 1), date(2026, 10, 30)),
            (date(2026, 11, 2), date(2026, 11, 30)),
            (date(2026, 12, 1), date(2026, 12, 31)),
        ];
        let quarter = (date(2026, 10, 1), date(2026, 12, 31));
        case(&dossiers(worked(1, &months)), quarter, &[]);
        let without = |at: usize| {
            let mut rest = months.to_vec();
            rest.remove(at);
            dossiers(worked(1, &rest))
        };
        let gap = |from, to| [(DataKind::Dossiers, from, to)];
        case(&without(0), quarter, &gap(date(2026, 10, 1), date(2026, 11, 1)));
        case(&without(1), quarter, &gap(date(2026, 10, 31), date(2026, 11, 30)));
        case(&without(2), quarter, &gap(date(2026, 12, 1), date(2026, 12, 31)));
    }

    #[test]
    fn the_last_days_of_a_period_may_be_quiet() {
        // 31 October is a Saturday; the 29th and the 30th are quiet.
        case(&dossiers(worked(5, &[(date(2026, 10, 1), date(2026, 10, 28))])), october(), &[]);
        case(
            &dossiers(worked(5, &[(date(2026, 10, 1), date(2026, 10, 27))])),
            october(),
            &[(DataKind::Dossiers, date(2026, 10, 28), date(2026, 10, 31))],
        );
        // An office of one dossier a day says nothing by eight quiet days.
        case(&dossiers(worked(1, &[(date(2026, 10, 1), date(2026, 10, 20))])), october(), &[]);
        // Nor does one that pauses for three days now and then, by seven.
        let pausing =
            [(date(2026, 10, 1), date(2026, 10, 9)), (date(2026, 10, 15), date(2026, 10, 21))];
        case(&dossiers(worked(9, &pausing)), october(), &[]);
        // Tết 2026 is from 14 to 22 February: nothing is missing before the 23rd.
        let february = (date(2026, 1, 15), date(2026, 2, 22));
        case(&dossiers(worked(5, &[(date(2026, 1, 5), date(2026, 2, 13))])), february, &[]);
    }

    #[test]
    fn what_is_there_after_the_period_says_that_it_is_whole() {
        let both =
            [(date(2026, 10, 1), date(2026, 10, 23)), (date(2026, 11, 2), date(2026, 11, 5))];
        case(&dossiers(worked(5, &both)), october(), &[]);
    }

    #[test]
    fn few_dossiers_say_nothing_by_their_absence() {
        let few =
            DayCounts(vec![(date(2026, 9, 3), 1), (date(2026, 10, 1), 4), (date(2026, 10, 6), 4)]);
        case(&dossiers(few), november(), &[]);
        case(&Coverage::default(), november(), &[]);
    }

    #[test]
    fn a_few_results_typed_in_later_do_not_hide_where_an_export_ends() {
        let received = worked(5, &[(date(2026, 10, 1), date(2026, 11, 6))]);
        let finished = worked(3, &[(date(2026, 10, 5), date(2026, 11, 6))]);
        let by_hand = DayCounts(vec![(date(2026, 11, 17), 1), (date(2026, 11, 26), 1)]);
        let finished = finished.with(&by_hand);
        let all = finished.clone().with(&received);
        let data = Coverage { received, finished, dossiers: all, ..Coverage::default() };
        case(&data, november(), &[(DataKind::Received, date(2026, 11, 7), date(2026, 11, 30))]);
    }

    #[test]
    fn receipts_that_end_are_missed_though_results_go_on() {
        let received = worked(5, &[(date(2026, 10, 1), date(2026, 10, 30))]);
        let finished = worked(3, &[(date(2026, 10, 5), date(2026, 11, 30))]);
        let all = finished.clone().with(&received);
        let data = Coverage { received, finished, dossiers: all, ..Coverage::default() };
        case(&data, november(), &[(DataKind::Received, date(2026, 11, 1), date(2026, 11, 30))]);
    }

    #[test]
    fn survey_sheets_that_come_in_rounds_are_not_missed_between_them() {
        let of =
            |spans: &[(Date, Date)]| Coverage { answered: worked(9, spans), ..Coverage::default() };
        case(&of(&[(date(2026, 9, 21), date(2026, 9, 25))]), november(), &[]);
        case(
            &of(&[(date(2026, 7, 1), date(2026, 10, 30))]),
            november(),
            &[(DataKind::Answered, date(2026, 11, 1), date(2026, 11, 30))],
        );
    }

    #[test]
    fn a_kind_reaches_from_its_first_day_to_its_last_before_today() {
        let data = dossiers(worked(1, &[(date(2026, 10, 1), date(2026, 10, 30))]));
        let reach = |until| data.reach(DataKind::Received, until);
        let span = |from, to| Some(Span { from, to });
        let first = date(2026, 10, 1);
        assert_eq!(reach(date(2026, 11, 5)), span(first, date(2026, 10, 30)));
        assert_eq!(reach(date(2026, 10, 4)), span(first, date(2026, 10, 2)));
        assert_eq!(reach(date(2026, 9, 30)), None);
        assert_eq!(data.reach(DataKind::Answered, date(2026, 11, 5)), None);
    }
}
