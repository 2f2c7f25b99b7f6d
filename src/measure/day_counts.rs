//! The days on which something happened, and what its absence says.

use std::collections::BTreeSet;

use jiff::civil::Date;
use jiff::{Span as Step, Unit};

use crate::measure::data_kind::DataKind;
use crate::model::Span;
use crate::rules::Calendar;

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

/// Every day of some spans, each span once.
pub(super) fn days_of(spans: impl Iterator<Item = Span>) -> impl Iterator<Item = Date> {
    let spans: BTreeSet<Span> = spans.collect();
    spans.into_iter().flat_map(|span| {
        span.from.series(Step::new().days(1)).take_while(move |day| *day <= span.to)
    })
}

pub(super) fn overlap(one: Span, other: Span) -> bool {
    one.from <= other.to && other.from <= one.to
}

/// Each day once, in order, with how often it was met.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct DayCounts(pub(super) Vec<(Date, u64)>);

/// Days in a row on which nothing happened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Silence {
    /// Those of them that lie in the period.
    pub(super) within: Span,
    /// The day before the first of them, on which something happened; `None` before all data.
    pub(super) after: Option<Date>,
    /// The next day on which something happened; `None` behind all data.
    pub(super) before: Option<Date>,
}

impl DayCounts {
    pub(super) fn of(days: impl Iterator<Item = Date>) -> Self {
        let mut all: Vec<Date> = days.collect();
        all.sort_unstable();
        let runs = all.chunk_by(|one, other| one == other);
        let counted = runs.filter_map(|run| Some((*run.first()?, as_count(run.len()))));
        Self(counted.collect())
    }

    pub(super) fn with(self, other: &Self) -> Self {
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
    pub(super) fn silences(&self, period: Span) -> Vec<Silence> {
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
    pub(super) fn is_empty_month(&self, kind: DataKind, silence: &Silence) -> bool {
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
    pub(super) fn is_cut_off(&self, silence: &Silence, calendar: &Calendar) -> bool {
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

    pub(super) fn count(&self, span: Span) -> u64 {
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

pub(super) fn as_count(length: usize) -> u64 {
    u64::try_from(length).unwrap_or(u64::MAX)
}
