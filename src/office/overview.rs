//! The latest periods of an office, each with what is done of it.

use std::sync::Arc;

use jiff::civil::Date;

use crate::archive::{DATE_LABEL, NUMBER_LABEL, layout};
use crate::config::DocumentExtras;
use crate::measure::{Coverage, DataKind, Gap};
use crate::model::Period;
use crate::office::folder::Office;
use crate::office::kept_reports::KeptReports;
use crate::office::refusal::OfficeAnswer;
use crate::office::sent::{SentReports, SentState};
use crate::office::shelf::ArchiveLook;
use crate::pipeline;
use crate::report::Report;

/// How many periods are shown: a year of months. Older ones lie in the archive.
const LATEST: usize = 12;

/// The office at a glance.
#[derive(Debug)]
pub(crate) struct Overview {
    pub(crate) agency: String,
    /// The one that has just ended.
    pub(crate) last: Period,
    /// The latest first: the one that has just ended, and those that the data or the archive hold.
    pub(crate) periods: Vec<PeriodState>,
}

impl Overview {
    /// The period to report on next: the oldest with data that is newer than the first report; before there is a
    /// report, the latest that the data fill.
    pub(crate) fn due(&self) -> Option<Period> {
        let first = self.periods.iter().rposition(|state| state.archived.is_some());
        let newer = self.periods.get(..first.unwrap_or(self.periods.len()))?;
        let is_due = |state: &&PeriodState| {
            state.archived.is_none()
                && state.data.as_ref().is_some_and(|data| *data != PeriodData::Nothing)
        };
        let is_full = |state: &&PeriodState| state.data == Some(PeriodData::Full);
        let due = match first {
            Some(_) => newer.iter().rev().find(is_due),
            None => newer.iter().find(is_full).or_else(|| newer.iter().find(is_due)),
        };
        due.map(|state| state.period)
    }

    /// The latest that was reported on.
    pub(crate) fn latest_made(&self) -> Option<(Period, &ArchivedPeriod)> {
        self.periods.iter().find_map(|state| Some((state.period, state.archived.as_ref()?)))
    }
}

/// What is done of one period.
#[derive(Debug)]
pub(crate) struct PeriodState {
    pub(crate) period: Period,
    /// `None` where nothing was read yet.
    pub(crate) data: Option<PeriodData>,
    pub(crate) archived: Option<ArchivedPeriod>,
}

/// Whether the data are there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PeriodData {
    Nothing,
    /// Days are missing.
    Gaps(Vec<Gap>),
    Full,
}

/// The period as it lies in the archive, by its tag files and its figures; what is not as it was written has none.
#[derive(Debug)]
pub(crate) struct ArchivedPeriod {
    pub(crate) number: Option<String>,
    pub(crate) date: Option<Date>,
    pub(crate) report: Option<Arc<Report>>,
    pub(crate) sent: SentState,
    /// Whether letters were made after it.
    pub(crate) has_later_letters: bool,
}

impl ArchivedPeriod {
    /// Letters that its report could not make.
    pub(crate) fn held_back(&self) -> u64 {
        self.report.as_deref().map_or(0, |report| report.letters.held_back)
    }
}

impl Office {
    /// Reads no data: what they cover is known from a check, if there was one.
    pub(crate) fn overview(
        &self,
        look: &ArchiveLook,
        kept: &KeptReports,
        coverage: Option<&Coverage>,
        today: Date,
    ) -> OfficeAnswer<Overview> {
        let calendar = pipeline::calendar(&self.settings.extra_days())?;
        let last = self.settings.period(None, today)?;
        let (mut periods, sent) = (Vec::new(), self.sent_reports()?);
        let first = self.first_day(coverage, look.tags.keys(), today);
        let is_held = |period: &Period| {
            period.code() == last.code()
                || look.tags.contains_key(&period.code())
                || coverage.is_some_and(|coverage| coverage.has_any(period.span))
        };
        let ended = self.settings.ended_periods(today);
        let ended = ended.take_while(|period| *period == last || period.span.to >= first);
        for period in ended.filter(is_held).take(LATEST) {
            let data = coverage.map(|coverage| {
                let gaps = coverage.gaps(period.span, &calendar);
                if !coverage.has_any(period.span) {
                    PeriodData::Nothing
                } else if gaps.is_empty() {
                    PeriodData::Full
                } else {
                    PeriodData::Gaps(gaps)
                }
            });
            let archived = self.archived(look, kept, &sent, period)?;
            periods.push(PeriodState { period, data, archived });
        }
        let agency = self.settings.document(last, DocumentExtras::default()).agency;
        Ok(Overview { agency, last, periods })
    }

    /// The period as typed.
    pub(crate) fn named_period(&self, text: &str, today: Date) -> OfficeAnswer<Period> {
        Ok(self.settings.period(Some(text), today)?)
    }

    pub(crate) fn archived_period(
        &self,
        look: &ArchiveLook,
        kept: &KeptReports,
        period: Period,
    ) -> OfficeAnswer<Option<ArchivedPeriod>> {
        self.archived(look, kept, &self.sent_reports()?, period)
    }

    fn archived(
        &self,
        look: &ArchiveLook,
        kept: &KeptReports,
        sent: &SentReports,
        period: Period,
    ) -> OfficeAnswer<Option<ArchivedPeriod>> {
        let code = period.code();
        let Some(tags) = look.tags.get(&code) else { return Ok(None) };
        let damage = look.damage.get(&code).map(Vec::as_slice).unwrap_or_default();
        let report = self.report_in(&code, tags, damage, kept)?;
        Ok(Some(ArchivedPeriod {
            number: tags.labels.get(NUMBER_LABEL).map(str::to_owned),
            date: tags.labels.get(DATE_LABEL).and_then(|day| day.parse().ok()),
            report,
            sent: SentState::of(sent, look, &code),
            has_later_letters: look
                .chain
                .after(&code)
                .iter()
                .any(|(folder, _)| layout::day_of_letters(folder).is_some()),
        }))
    }

    /// Before it, neither the data nor the archive have anything.
    fn first_day<'a>(
        &self,
        coverage: Option<&Coverage>,
        bags: impl Iterator<Item = &'a String>,
        today: Date,
    ) -> Date {
        let reach = |kind: &DataKind| Some(coverage?.reach(*kind, today)?.from);
        let read = DataKind::ALL.iter().filter_map(reach);
        let kept = bags.filter_map(|bag| self.settings.period(Some(bag), today).ok());
        read.chain(kept.map(|period| period.span.from)).min().unwrap_or(today)
    }
}
