//! Dossiers that are open and soon due, as letters would be written of them.

use jiff::civil::Date;

use crate::error::Result;
use crate::measure::{self, LateDossier, MeasureOptions};
use crate::model::{Period, Records, Span, Unit};
use crate::pipeline::{CheckPlan, calendar};

/// One of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NearlyDue {
    pub(crate) code: String,
    pub(crate) procedure: String,
    pub(crate) department: String,
    /// The appointment that it is judged by.
    pub(crate) due: Date,
    /// Whether that is a re-appointment.
    pub(crate) is_put_off: bool,
    /// Working days after the day of the check that are left.
    pub(crate) days: Option<u32>,
}

/// Those of the day on which the check is made, the soonest due first; none outside the calendar.
pub(super) fn nearly_due(records: &Records, plan: &CheckPlan) -> Result<Vec<NearlyDue>> {
    let Some((options, extra)) = &plan.limits else { return Ok(Vec::new()) };
    let span = Span { from: plan.as_of, to: plan.as_of };
    let period = Period { unit: Unit::Days, span };
    let options = MeasureOptions { period, ..options.clone() };
    let near = measure::measure(records, &options, &calendar(extra)?).measures.near;
    let text = |text: &Option<_>| text.as_ref().map(ToString::to_string).unwrap_or_default();
    let one = |LateDossier { dossier, due, base, days, .. }: LateDossier| NearlyDue {
        code: text(&dossier.code),
        procedure: text(&dossier.procedure),
        department: text(&dossier.department),
        due: base,
        is_put_off: base != due,
        days,
    };
    let mut near: Vec<NearlyDue> = near.into_iter().map(one).collect();
    near.sort_by(|one, other| (one.due, &one.code).cmp(&(other.due, &other.code)));
    Ok(near)
}
