//! From which to which day the data reach, and which days of a period they leave open.
//!
//! Days without any date of a kind are a silence. Whether one is missing data or a quiet time is judged by the pace
//! that the data themselves show beside it; where that is slow, nothing can be said, and nothing is.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Span as Step, Unit};

use crate::model::{Records, Span};
use crate::rules::Calendar;

/// What dates are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum DataKind {
    /// Dossiers received or ended, and the days of tables of totals.
    Dossiers,
    /// Ngày tiếp nhận.
    Received,
    /// Ngày kết thúc xử lý, else ngày trả kết quả.
    Finished,
    /// Survey sheets.
    Answered,
    ComplaintsReceived,
    ComplaintsResolved,
}

impl DataKind {
    pub(crate) const ALL: [Self; 6] = [
        Self::Dossiers,
        Self::Received,
        Self::Finished,
        Self::Answered,
        Self::ComplaintsReceived,
        Self::ComplaintsResolved,
    ];

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Dossiers => "dossiers",
            Self::Received => "dossiers_received",
            Self::Finished => "dossiers_finished",
            Self::Answered => "surveys",
            Self::ComplaintsReceived => "complaints_received",
            Self::ComplaintsResolved => "complaints_resolved",
        }
    }

    /// In running text, behind "không có".
    pub(crate) const fn vietnamese(self) -> &'static str {
        match self {
            Self::Dossiers => "hồ sơ tiếp nhận hay kết thúc",
            Self::Received => "hồ sơ tiếp nhận",
            Self::Finished => "hồ sơ kết thúc",
            Self::Answered => "phiếu lấy ý kiến",
            Self::ComplaintsReceived => "đơn thư nhận vào",
            Self::ComplaintsResolved => "đơn thư đã giải quyết",
        }
    }

    /// Whether it belongs to dossiers and is said of them already where all of them are silent.
    const fn is_part_of_dossiers(self) -> bool {
        match self {
            Self::Received | Self::Finished => true,
            Self::Dossiers
            | Self::Answered
            | Self::ComplaintsReceived
            | Self::ComplaintsResolved => false,
        }
    }

    /// Whether it goes on from day to day. Survey sheets are often handed out in rounds, with months between them.
    const fn is_steady(self) -> bool {
        match self {
            Self::Dossiers
            | Self::Received
            | Self::Finished
            | Self::ComplaintsReceived
            | Self::ComplaintsResolved => true,
            Self::Answered => false,
        }
    }
}

/// Days of a period of which the data say nothing and should.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Gap {
    pub(crate) kind: DataKind,
    /// The silent days within the period.
    pub(crate) silent: Span,
    /// The last day before them on which there is something.
    pub(crate) last: Option<Date>,
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

/// A silence of so many days is that of a month.
const MONTH: i32 = 28;
/// What is looked at beside a silence.
const BESIDE: i32 = 31;
/// Where so much happened in the month beside it, chance leaves a month empty once in twenty thousand times.
const STEADY: u64 = 10;
/// So much in a month, or three a working day, is work of every day, whose pauses are short.
const DAILY: u64 = 60;
/// Working days over which the pauses of such an office are looked at.
const RECENT: u32 = 10;
/// Working days that nobody counts: before a holiday, or while the last ones are typed in.
const GRACE: u32 = 2;

impl Coverage {
    pub(crate) fn of(records: &Records) -> Self {
        let received = records.dossiers.iter().map(|dossier| dossier.received);
        let finished = records.dossiers.iter().filter_map(crate::model::Dossier::end);
        let totals = days_of(records.totals.iter().map(|line| line.span));
        let dated = records.surveys.iter().filter_map(|survey| survey.date);
        let undated = records.surveys.iter().filter(|survey| survey.date.is_none());
        let undated = days_of(undated.filter_map(|survey| survey.span));
        let complaints = &records.complaints;
        let (received, finished) = (DayCounts::of(received), DayCounts::of(finished));
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
                let is_gap = days.is_empty_month(kind, &silence)
                    || kind == DataKind::Dossiers && days.is_cut_off(&silence, calendar);
                if is_gap && !said {
                    gaps.push(Gap { kind, silent: silence.within, last: silence.after });
                }
            }
        }
        gaps
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

/// Every day of some spans, each span once.
fn days_of(spans: impl Iterator<Item = Span>) -> impl Iterator<Item = Date> {
    let spans: BTreeSet<Span> = spans.collect();
    spans.into_iter().flat_map(|span| {
        span.from.series(Step::new().days(1)).take_while(move |day| *day <= span.to)
    })
}

fn overlap(one: Span, other: Span) -> bool {
    one.from <= other.to && other.from <= one.to
}

/// Each day once, in order, with how often it was met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct DayCounts(Vec<(Date, u64)>);

/// Days in a row on which nothing happened.
#[derive(Clone, Copy, Debug)]
struct Silence {
    /// Those of them that lie in the period.
    within: Span,
    /// The day before the first of them, on which something happened; `None` before all data.
    after: Option<Date>,
    /// The next day on which something happened; `None` behind all data.
    before: Option<Date>,
}

impl DayCounts {
    fn of(days: impl Iterator<Item = Date>) -> Self {
        let mut all: Vec<Date> = days.collect();
        all.sort_unstable();
        let runs = all.chunk_by(|one, other| one == other);
        let counted = runs.filter_map(|run| Some((*run.first()?, as_count(run.len()))));
        Self(counted.collect())
    }

    fn with(self, other: &Self) -> Self {
        let mut all: Vec<(Date, u64)> = self.0;
        all.extend(&other.0);
        all.sort_unstable();
        let runs = all.chunk_by(|(one, _), (other, _)| one == other);
        let counted = runs.filter_map(|run| {
            let (day, _) = run.first()?;
            Some((*day, run.iter().map(|(_, count)| count).sum()))
        });
        Self(counted.collect())
    }

    /// Nothing where there is nothing at all: a kind that the office does not use is not missing.
    fn silences(&self, period: Span) -> Vec<Silence> {
        if self.0.is_empty() {
            return Vec::new();
        }
        let first = self.0.partition_point(|(day, _)| *day < period.from);
        let until = self.0.partition_point(|(day, _)| *day <= period.to);
        let day = |at: usize| self.0.get(at).map(|(day, _)| *day);
        let before = |at: usize| at.checked_sub(1).and_then(day);
        (first..=until)
            .filter_map(|at| {
                let (after, next) = (before(at), day(at));
                let from = after.and_then(|day| day.tomorrow().ok()).unwrap_or(period.from);
                let to = next.and_then(|day| day.yesterday().ok()).unwrap_or(period.to);
                let within = Span { from: from.max(period.from), to: to.min(period.to) };
                (within.from <= within.to).then_some(Silence { within, after, before: next })
            })
            .collect()
    }

    /// A month or more of the period is silent, beside a month in which much happened.
    fn is_empty_month(&self, kind: DataKind, silence: &Silence) -> bool {
        // Behind all data every day since the last one counts, also those before the period.
        let from = match (silence.after, silence.before) {
            (Some(last), None) => last.tomorrow().unwrap_or(last),
            (_, _) => silence.within.from,
        };
        if length(from, silence.within.to) < MONTH {
            return false;
        }
        let beside = match (silence.after, silence.before) {
            (Some(last), _) => self.count(month_until(last)),
            // What comes of dossiers, and all else, may well begin later than they do.
            (None, Some(next)) if kind == DataKind::Dossiers => self.count(month_from(next)),
            (None, Some(_) | None) => 0,
        };
        let is_steady = kind.is_steady() || silence.after.is_some_and(|day| self.goes_on(day));
        beside >= STEADY && is_steady
    }

    /// Something happened in each of the three months that end with the day.
    fn goes_on(&self, last: Date) -> bool {
        let step = |day: Date| day.checked_sub(Step::new().days(BESIDE)).unwrap_or(day);
        let ends = [last, step(last), step(step(last))];
        ends.into_iter().all(|end| self.count(month_until(end)) > 0)
    }

    /// Nothing comes after it, and it is twice as long as any pause of an office that works every day, and more.
    fn is_cut_off(&self, silence: &Silence, calendar: &Calendar) -> bool {
        let (Some(last), None) = (silence.after, silence.before) else { return false };
        if self.count(month_until(last)) < DAILY {
            return false;
        }
        // Outside the calendar nothing is said.
        let Ok(silent) = calendar.working_days(last, silence.within.to) else { return false };
        let Some(longest) = self.longest_pause(last, calendar) else { return false };
        silent > 2 * longest + GRACE
    }

    /// Working days of the longest pause among the last ones before `last`.
    fn longest_pause(&self, last: Date, calendar: &Calendar) -> Option<u32> {
        let until = self.0.partition_point(|(day, _)| *day <= last);
        let days = self.0.get(..until)?;
        let mut longest = 0;
        for pair in days.windows(2).rev() {
            let [(one, _), (other, _)] = pair else { continue };
            longest = longest.max(calendar.working_days(*one, other.yesterday().ok()?).ok()?);
            if calendar.working_days(*one, last).ok()? >= RECENT {
                break;
            }
        }
        Some(longest)
    }

    fn count(&self, span: Span) -> u64 {
        let from = self.0.partition_point(|(day, _)| *day < span.from);
        let to = self.0.partition_point(|(day, _)| *day <= span.to);
        self.0.get(from..to).unwrap_or_default().iter().map(|(_, count)| count).sum()
    }
}

fn month_until(to: Date) -> Span {
    Span { from: to.checked_sub(Step::new().days(BESIDE - 1)).unwrap_or(to), to }
}

fn month_from(from: Date) -> Span {
    Span { from, to: from.checked_add(Step::new().days(BESIDE - 1)).unwrap_or(from) }
}

/// Days from the one to the other, both included.
fn length(from: Date, to: Date) -> i32 {
    from.until((Unit::Day, to)).map_or(0, |span| span.get_days() + 1)
}

fn as_count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
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
