//! Dossiers → the columns of the 13-column table and what is printed beside them.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::ledger::{Code, Finding};
use crate::measure::due::{self, Due, Procedures};
use crate::measure::late::{LateDossier, NewDate};
use crate::measure::names::Keys;
use crate::measure::names::LineKey;
use crate::measure::quality::QualityCounts;
use crate::measure::score::{OfficerCounts, ScoreCounts};
use crate::measure::{MeasureOptions, Measured, Measures, Withdrawn};
use crate::model::{Channel, Dossier, LetterEntry, Records, Standing, code_key};
use crate::rules::{Calendar, Case, Class, OutsideCalendar, Timing, classify};

/// Counts of one line. Each column is counted by its own definition, none as a sum of others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct DossierCounts {
    /// (3): received by the last day, not ended before the first.
    pub(crate) taken: u64,
    /// (4).
    pub(crate) online: u64,
    /// (5).
    pub(crate) counter: u64,
    /// (6).
    pub(crate) carried: u64,
    /// (7): ended in the period.
    pub(crate) resolved: u64,
    /// (8).
    pub(crate) early: u64,
    /// (9).
    pub(crate) on_time: u64,
    /// (8) and (9) together.
    pub(crate) in_time: u64,
    /// (10).
    pub(crate) late: u64,
    /// (11): received by the last day, not ended by then.
    pub(crate) open: u64,
    /// (12).
    pub(crate) open_in_time: u64,
    /// (13).
    pub(crate) open_overdue: u64,
    /// Withdrawn, sent back or stopped with an end date in the period, in (9) or left out.
    pub(crate) withdrawn: u64,
    /// Of those left out: carried over from the period before.
    pub(crate) withdrawn_carried: u64,
    /// Of (9): without any due date.
    pub(crate) resolved_without_due: u64,
    /// Of (12): without any due date.
    pub(crate) open_without_due: u64,
    /// Of (3): due date computed.
    pub(crate) computed_due: u64,
    /// Of (12): waiting for the applicant.
    pub(crate) waiting: u64,
    /// Of (7): number of requests for supplements known.
    pub(crate) asked_dossiers: u64,
    pub(crate) asked: u64,
    pub(crate) asked_more_than_once: u64,
    /// Resolved by the office, with an appointment, within the calendar.
    pub(crate) timed_dossiers: u64,
    /// Working days from receipt to end.
    pub(crate) days_used: u64,
    /// Working days from receipt to the appointment.
    pub(crate) days_allowed: u64,
    /// Of (3): taken from tables of totals, without a list.
    pub(crate) from_totals: u64,
    /// Lines of such tables that do not tell (4) from (5), do not give (6), do not tell (8) from (9), (12) from (13).
    pub(crate) without_channels: u64,
    pub(crate) without_carried: u64,
    pub(crate) without_early: u64,
    pub(crate) without_overdue: u64,
}

impl AddAssign for DossierCounts {
    fn add_assign(&mut self, other: Self) {
        add_all!(
            self += Self {
                taken,
                online,
                counter,
                carried,
                resolved,
                early,
                on_time,
                in_time,
                late,
                open,
                open_in_time,
                open_overdue,
                withdrawn,
                withdrawn_carried,
                resolved_without_due,
                open_without_due,
                computed_due,
                waiting,
                asked_dossiers,
                asked,
                asked_more_than_once,
                timed_dossiers,
                days_used,
                days_allowed,
                from_totals,
                without_channels,
                without_carried,
                without_early,
                without_overdue
            } = other
        );
    }
}

/// Dossiers that one thread counts at a time.
const SHARE: usize = 50_000;

/// Counts all dossiers that touch the period.
pub(crate) fn count(
    records: &Records,
    options: &MeasureOptions,
    calendar: &Calendar,
    measured: &mut Measured,
) {
    count_in_shares(records, options, calendar, SHARE, measured);
}

/// The counts do not depend on the size of a share, which is at least 1.
pub(crate) fn count_in_shares(
    records: &Records,
    options: &MeasureOptions,
    calendar: &Calendar,
    share: usize,
    measured: &mut Measured,
) {
    let counter = DossierCounter::new(records, options, calendar);
    let shares = records.dossiers.par_chunks(share).map(|share| {
        let (mut keys, mut measured) = (Keys::default(), Measured::default());
        for dossier in share.iter().filter(|dossier| touches(dossier, options)) {
            counter.count(dossier, &mut keys, &mut measured);
        }
        measured
    });
    let (mut late, mut near) = (Vec::new(), Vec::new());
    for mut share in shares.collect::<Vec<_>>() {
        // Put in order once, not with each share.
        late.append(&mut share.measures.late);
        near.append(&mut share.measures.near);
        measured.measures += share.measures;
        measured.findings.append(&mut share.findings);
    }
    for kept in [&mut late, &mut near] {
        kept.sort_by(|a, b| a.dossier.place.cmp(&b.dossier.place));
    }
    measured.measures.late = late;
    measured.measures.near = near;
}

/// With what dossiers are counted, one after the other.
pub(crate) struct DossierCounter<'a> {
    options: &'a MeasureOptions,
    calendar: &'a Calendar,
    procedures: Procedures,
    entries: BTreeMap<Cow<'a, str>, &'a LetterEntry>,
}

impl<'a> DossierCounter<'a> {
    pub(crate) fn new(
        records: &'a Records,
        options: &'a MeasureOptions,
        calendar: &'a Calendar,
    ) -> Self {
        let entries = records.letter_entries.iter();
        let entries = entries.map(|entry| (code_key(&entry.code), entry)).collect();
        Self { options, calendar, procedures: Procedures::new(options), entries }
    }

    /// Counts one that touches the period.
    pub(crate) fn count(&self, dossier: &Dossier, keys: &mut Keys, measured: &mut Measured) {
        let Self { options, calendar, procedures, entries } = self;
        let first = due::first_of_letter(dossier, options, &mut measured.findings);
        let dossier = first.as_ref().unwrap_or(dossier);
        let procedure = procedures.of(dossier, keys);
        let limit = procedure.map(|(_, limit)| *limit);
        let due = due::decide(dossier, limit, options.base, calendar, &mut measured.findings);
        let name = procedure.map(|(name, _)| name).or(dossier.procedure.as_ref());
        let name = name.or(dossier.procedure_code.as_ref());
        let measures = &mut measured.measures;
        let key = LineKey {
            department: keys.note(&mut measures.departments, dossier.department.as_ref()),
            field: keys.note(&mut measures.fields, dossier.field.as_ref()),
            procedure: keys.note(&mut measures.procedures, name),
        };
        One { dossier, due, options, calendar, entries }.count(key, keys, measured);
    }
}

pub(crate) fn touches(dossier: &Dossier, options: &MeasureOptions) -> bool {
    let span = options.period.span;
    dossier.standing != Standing::NeverCounted
        && dossier.received <= span.to
        && dossier.end().is_none_or(|end| end >= span.from)
}

/// A dossier, and what it is in the period.
#[derive(Clone, Debug)]
pub(crate) struct Verdict<'a> {
    pub(crate) dossier: Cow<'a, Dossier>,
    pub(crate) due: Due,
    pub(crate) class: Class,
    /// The columns that it is counted in.
    pub(crate) counts: DossierCounts,
    /// Working days late; `None` where it is not, and outside the calendar.
    pub(crate) days: Option<u32>,
}

/// Every dossier that was read, one by one, by the same rules as the counts.
pub(crate) fn verdicts<'a>(
    records: &'a Records,
    options: &'a MeasureOptions,
    calendar: &'a Calendar,
) -> impl Iterator<Item = Verdict<'a>> {
    let judge = Judge::new(options, calendar);
    let mut keys = Keys::default();
    records.dossiers.iter().map(move |dossier| judge.verdict(dossier, &mut keys))
}

/// With what dossiers are judged, some here and some there.
pub(crate) struct Judge<'a> {
    options: &'a MeasureOptions,
    calendar: &'a Calendar,
    procedures: Procedures,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(options: &'a MeasureOptions, calendar: &'a Calendar) -> Self {
        Self { options, calendar, procedures: Procedures::new(options) }
    }

    /// The verdicts over some dossiers, in their order.
    pub(crate) fn verdicts<'r>(
        &self,
        dossiers: &'r [Dossier],
    ) -> impl Iterator<Item = Verdict<'r>> {
        let mut keys = Keys::default();
        dossiers.iter().map(move |dossier| self.verdict(dossier, &mut keys))
    }

    fn verdict<'r>(&self, dossier: &'r Dossier, keys: &mut Keys) -> Verdict<'r> {
        let Self { options, calendar, procedures } = self;
        // What there is to find was found when they were counted.
        let mut found = Vec::new();
        let first = due::first_of_letter(dossier, options, &mut found);
        let dossier = first.map_or(Cow::Borrowed(dossier), Cow::Owned);
        let limit = procedures.of(&dossier, keys).map(|(_, limit)| *limit);
        let due = due::decide(&dossier, limit, options.base, calendar, &mut found);
        let entries = BTreeMap::new();
        let one = One { dossier: &dossier, due, options, calendar, entries: &entries };
        let (class, counts) = one.judged();
        let until = match class {
            Class::Resolved(Timing::Late) => dossier.end(),
            Class::Overdue => Some(options.period.span.to),
            Class::Outside
            | Class::Resolved(Timing::Early | Timing::OnTime)
            | Class::Withdrawn
            | Class::Waiting
            | Class::OpenInTime => None,
        };
        let days =
            due.base.zip(until).and_then(|(base, until)| calendar.working_days(base, until).ok());
        Verdict { dossier, due, class, counts, days }
    }
}

/// One dossier that touches the period.
struct One<'a> {
    dossier: &'a Dossier,
    due: Due,
    options: &'a MeasureOptions,
    calendar: &'a Calendar,
    entries: &'a BTreeMap<Cow<'a, str>, &'a LetterEntry>,
}

impl One<'_> {
    fn count(&self, key: LineKey, keys: &mut Keys, measured: &mut Measured) {
        let (class, mut counts) = self.judged();
        if let Some(own) = QualityCounts::of(self.dossier, self.due, self.options.period.span) {
            measured.measures.quality += own;
        }
        match class {
            Class::Outside => return,
            Class::Resolved(timing) => {
                if timing == Timing::Late {
                    self.keep_late(&key, self.dossier.end(), measured);
                }
                self.count_days(&key, &mut counts, measured);
            }
            Class::OpenInTime => self.keep_near(&key, measured),
            Class::Overdue => self.keep_late(&key, None, measured),
            Class::Withdrawn | Class::Waiting => {}
        }
        self.count_supplements(&mut counts);
        self.count_scores(class, &key, keys, &mut measured.measures);
        *measured.measures.dossiers.entry(key).or_default() += counts;
    }

    /// What it is in the period, and the columns that it is counted in.
    fn judged(&self) -> (Class, DossierCounts) {
        let span = self.options.period.span;
        let case = Case {
            received: self.dossier.received,
            base: self.due.base,
            end: self.dossier.end(),
            standing: self.dossier.standing,
        };
        let class = classify(case, span);
        let mut counts = DossierCounts::default();
        if class == Class::Outside {
            return (class, counts);
        }
        if class == Class::Withdrawn {
            counts.withdrawn = 1;
            if self.options.withdrawn == Withdrawn::Excluded {
                counts.withdrawn_carried = u64::from(self.dossier.received < span.from);
                return (class, counts);
            }
        }
        self.count_intake(&mut counts);
        match class {
            Class::Outside => {}
            Class::Resolved(timing) => {
                counts.resolved = 1;
                counts.early = u64::from(timing == Timing::Early);
                counts.on_time = u64::from(timing == Timing::OnTime);
                counts.late = u64::from(timing == Timing::Late);
                counts.in_time = u64::from(timing != Timing::Late);
            }
            Class::Withdrawn => {
                counts.resolved = 1;
                counts.on_time = 1;
                counts.in_time = 1;
            }
            Class::Waiting | Class::OpenInTime => {
                counts.open = 1;
                counts.open_in_time = 1;
                counts.waiting = u64::from(class == Class::Waiting);
            }
            Class::Overdue => {
                counts.open = 1;
                counts.open_overdue = 1;
            }
        }
        if self.due.base.is_none() {
            counts.resolved_without_due = counts.on_time;
            counts.open_without_due = counts.open_in_time;
        }
        (class, counts)
    }

    fn count_scores(&self, class: Class, key: &LineKey, keys: &mut Keys, measures: &mut Measures) {
        let Some(counts) = ScoreCounts::of(self.dossier, class, self.due.base) else { return };
        *measures.scores.entry(key.department.clone()).or_default() += counts;
        if counts.resolved() == 0 {
            return;
        }
        if let Some(officer) = keys.note(&mut measures.officer_names, self.dossier.officer.as_ref())
        {
            let departments = BTreeSet::from([key.department.clone()]);
            *measures.officers.entry(officer).or_default() += OfficerCounts { counts, departments };
        }
    }

    fn count_intake(&self, counts: &mut DossierCounts) {
        counts.taken = 1;
        counts.computed_due = u64::from(self.due.computed);
        let column = if self.dossier.received < self.options.period.span.from {
            &mut counts.carried
        } else {
            match self.dossier.channel {
                Some(Channel::Online) => &mut counts.online,
                Some(Channel::Counter | Channel::Post) | None => &mut counts.counter,
            }
        };
        *column = 1;
    }

    fn count_supplements(&self, counts: &mut DossierCounts) {
        let Some(asked) = self.dossier.supplements.filter(|_| counts.resolved == 1) else { return };
        counts.asked_dossiers = 1;
        counts.asked = u64::from(asked);
        counts.asked_more_than_once = u64::from(asked > 1);
    }

    /// Working days used and allowed; nothing where the calendar does not reach, which no column needs.
    fn count_days(&self, key: &LineKey, counts: &mut DossierCounts, measured: &mut Measured) {
        let (Some(base), Some(end)) = (self.due.base, self.dossier.end()) else { return };
        let days = |until| self.calendar.working_days(self.dossier.received, until);
        if let (Ok(used), Ok(allowed)) = (days(end), days(base)) {
            counts.timed_dossiers = 1;
            counts.days_used = u64::from(used);
            counts.days_allowed = u64::from(allowed);
            self.note_estimates(key, self.dossier.received, end.max(base), &mut measured.measures);
        }
    }

    fn keep_late(&self, key: &LineKey, end: Option<Date>, measured: &mut Measured) {
        let last_day = self.options.period.span.to;
        let base = self.due.base.expect("nothing is late without an appointment");
        let until = end.unwrap_or(last_day);
        let days = match self.calendar.working_days(base, until) {
            Ok(days) => Some(days),
            Err(outside) => {
                measured.findings.push(self.outside(outside));
                None
            }
        };
        self.note_estimates(key, base, until, &mut measured.measures);
        measured.measures.late.push(self.kept(key, base, end, days));
    }

    /// Open and in time, but due within a few working days of the last day, that day included.
    fn keep_near(&self, key: &LineKey, measured: &mut Measured) {
        let last_day = self.options.period.span.to;
        let Some(base) = self.due.base.filter(|base| *base >= last_day) else { return };
        if self.dossier.standing == Standing::Stopped {
            return;
        }
        // Outside the calendar nothing is near, as far as anyone can say.
        let Ok(days) = self.calendar.working_days(last_day, base) else { return };
        if days <= self.options.near_days {
            let near = self.kept(key, base, None, Some(days));
            measured.measures.near.push(near);
        }
    }

    fn kept(&self, key: &LineKey, base: Date, end: Option<Date>, days: Option<u32>) -> LateDossier {
        let due = self.due.first.unwrap_or(base);
        let last_day = self.options.period.span.to;
        let code = self.dossier.code.as_deref().map(code_key);
        let entry = code.as_ref().and_then(|code| self.entries.get(code)).copied();
        let moved = self.dossier.reappointed.filter(|new| *new > due);
        // One that would be the second is not promised: what the data have stands.
        let is_second = entry.is_some_and(|entry| entry.second_date(moved).is_some());
        let asked = entry.and_then(|entry| entry.new_date).filter(|_| !is_second);
        let new = asked.or(self.dossier.reappointed);
        LateDossier {
            dossier: self.dossier.clone(),
            line: key.clone(),
            due,
            base,
            end,
            days,
            entry: entry.cloned(),
            new_date: NewDate::of(new, due, last_day, self.calendar),
        }
    }

    fn outside(&self, outside: OutsideCalendar) -> Finding {
        Finding::new(Code::OutsideCalendar, self.dossier.place.clone())
            .with_message(format!("Không tính được số ngày quá hạn: {outside}"))
            .with_effect("hồ sơ vẫn là quá hạn, số ngày quá hạn in “–”")
    }

    fn note_estimates(&self, key: &LineKey, after: Date, until: Date, measures: &mut Measures) {
        // A computed due date was counted over the days since receipt.
        let after = if self.due.computed { self.dossier.received.min(after) } else { after };
        let days = self.calendar.estimated(after, until);
        measures.estimated.extend(days.map(|day| (key.department.clone(), day)));
    }
}
