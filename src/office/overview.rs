//! The latest periods of an office, each with what is done of it.

use jiff::civil::Date;

use crate::archive::{BagLabels, DATE_LABEL, NUMBER_LABEL};
use crate::config::DocumentExtras;
use crate::measure::{Coverage, Gap};
use crate::model::Period;
use crate::office::folder::Office;
use crate::office::refusal::OfficeAnswer;
use crate::pipeline;
use crate::report::Report;

/// How many periods are looked at: half a year of months.
const LATEST: usize = 6;

/// The office at a glance.
#[derive(Debug)]
pub(crate) struct Overview {
    pub(crate) agency: String,
    /// The latest first.
    pub(crate) periods: Vec<PeriodState>,
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
    pub(crate) report: Option<Box<Report>>,
}

impl Office {
    /// Reads no data: what they cover is known from a check, if there was one.
    pub(crate) fn overview(
        &self,
        coverage: Option<&Coverage>,
        today: Date,
    ) -> OfficeAnswer<Overview> {
        let calendar = pipeline::calendar(&self.settings.extra_days())?;
        let last = self.settings.period(None, today)?;
        let look = self.look()?;
        let mut periods = Vec::new();
        for period in self.settings.ended_periods(today).take(LATEST) {
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
            let code = period.code();
            let archived = match look.tags.get(&code) {
                None => None,
                Some(tags) => {
                    let mut damage = look.damage.get(&code).cloned().unwrap_or_default();
                    let bag = self.bag(&code, tags, &mut damage)?;
                    let bag = bag.filter(|bag| damage.is_empty() && bag.has_figures());
                    Some(archived(&tags.labels, bag.map(|bag| bag.figures()).transpose()?))
                }
            };
            periods.push(PeriodState { period, data, archived });
        }
        let agency = self.settings.document(last, DocumentExtras::default()).agency;
        Ok(Overview { agency, periods })
    }
}

fn archived(labels: &BagLabels, report: Option<Report>) -> ArchivedPeriod {
    ArchivedPeriod {
        number: labels.get(NUMBER_LABEL).map(str::to_owned),
        date: labels.get(DATE_LABEL).and_then(|day| day.parse().ok()),
        report: report.map(Box::new),
    }
}
