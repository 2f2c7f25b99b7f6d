//! What each record adds to the counts: one record after the other, by the very functions that count them all.

use crate::measure::comments::{self, Comment, comments_of};
use crate::measure::dossiers::{DossierCounter, Verdict, touches, verdicts};
use crate::measure::names::Keys;
use crate::measure::others::{count_complaint, count_served_line, lies_in};
use crate::measure::unsure::Unsure;
use crate::measure::{MeasureOptions, Measured, Measures, others, surveys, totals};
use crate::model::{Complaint, Records, Served, Survey, TotalsLine};
use crate::rules::Calendar;

/// One record that was read.
#[derive(Clone, Copy)]
pub(crate) enum RecordApart<'a> {
    Dossier(&'a Verdict<'a>),
    /// A line of a table of totals.
    Totals(&'a TotalsLine),
    Survey(&'a Survey),
    Comment(Comment<'a>),
    Complaint(&'a Complaint),
    Served(&'a Served),
}

/// What is looked through record by record.
pub(crate) struct CountedApart<'a> {
    pub(crate) records: &'a Records,
    pub(crate) options: &'a MeasureOptions,
    pub(crate) calendar: &'a Calendar,
    /// The names that the counts do not say.
    pub(crate) unsure: &'a Unsure,
}

/// Takes every record with what it alone comes to; `None` for one that does not lie in the period. Lines of totals that
/// do not count are not there: a finding says why.
pub(crate) type TakeRecord<'t> = &'t mut dyn FnMut(RecordApart<'_>, Option<&Measures>);

impl CountedApart<'_> {
    /// Dossiers, then lines of totals.
    pub(crate) fn dossiers(&self, take: TakeRecord<'_>) {
        let Self { records, options, calendar, .. } = *self;
        let counter = DossierCounter::new(records, options, calendar);
        let mut keys = Keys::default();
        for (dossier, verdict) in records.dossiers.iter().zip(verdicts(records, options, calendar))
        {
            let one = touches(dossier, options).then(|| {
                let mut one = Measured::default();
                counter.count(dossier, &mut keys, &mut one);
                self.under_known_names(one.measures)
            });
            take(RecordApart::Dossier(&verdict), one.as_ref());
        }
        totals::each_counted(records, options, &mut keys, &mut Vec::new(), &mut |line, keys| {
            let one = self.counted(|one| totals::count_one(line, keys, one));
            take(RecordApart::Totals(line), Some(&one));
        });
    }

    pub(crate) fn surveys(&self, take: TakeRecord<'_>) {
        let mut keys = Keys::default();
        for survey in &self.records.surveys {
            let is_in = surveys::is_in(survey, self.options.period.span);
            let count = |one: &mut Measures| surveys::count_one(survey, &mut keys, one);
            let one = is_in.then(|| self.counted(count));
            take(RecordApart::Survey(survey), one.as_ref());
        }
    }

    /// Comments of the period alone.
    pub(crate) fn comments(&self, take: TakeRecord<'_>) {
        let mut keys = Keys::default();
        for comment in comments_of(self.records, self.options.period.span) {
            let one = self.counted(|one| {
                comments::count_one(comment, self.records, &mut keys, one);
            });
            take(RecordApart::Comment(comment), Some(&one));
        }
    }

    pub(crate) fn complaints(&self, take: TakeRecord<'_>) {
        let (span, mut keys) = (self.options.period.span, Keys::default());
        for complaint in &self.records.complaints {
            let one = others::touches(complaint, span).then(|| {
                let mut one = Measured::default();
                count_complaint(complaint, span, self.calendar, &mut keys, &mut one);
                self.under_known_names(one.measures)
            });
            take(RecordApart::Complaint(complaint), one.as_ref());
        }
    }

    pub(crate) fn served(&self, take: TakeRecord<'_>) {
        let mut keys = Keys::default();
        for line in &self.records.served {
            let count = |one: &mut Measures| count_served_line(line, &mut keys, one);
            let one = lies_in(line.span, self.options.period.span).then(|| self.counted(count));
            take(RecordApart::Served(line), one.as_ref());
        }
    }

    fn counted(&self, count: impl FnOnce(&mut Measures)) -> Measures {
        let mut one = Measures::default();
        count(&mut one);
        self.under_known_names(one)
    }

    fn under_known_names(&self, mut one: Measures) -> Measures {
        self.unsure.fold(&mut one);
        one
    }
}
