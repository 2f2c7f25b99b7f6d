//! A period counted once, of which any figure can then be asked for down to its rows.

use crate::error::Result;
use crate::ledger::Finding;
use crate::measure::CountedApart;
use crate::pipeline::{Counting, Figured, Intake, Plan, counting, figures_json, said};
use crate::report::{self, Explained, Explaining, Figures, ReportOptions};

/// What was counted, and the figures that it gives.
#[derive(Debug)]
pub(crate) struct CountedPeriod {
    counting: Counting,
    plan: Box<Plan>,
    options: ReportOptions,
    figures: Figures,
}

/// As of the plan; the first finding where it does not come so far.
pub(crate) fn count_to_explain(
    taken: Intake,
    plan: Box<Plan>,
) -> std::result::Result<CountedPeriod, Option<Box<Finding>>> {
    let counting = counting(taken, &plan).map_err(|figured| match figured {
        Figured::Stopped(stopped) => stopped.into_iter().next().map(Box::new),
        Figured::Open(_) | Figured::Done(_) => None,
    })?;
    let options = said(&plan.report);
    let figures = report::figures(&counting.measures, &counting.ledger, &options, &plan.earlier);
    Ok(CountedPeriod { counting, plan, options, figures })
}

impl CountedPeriod {
    /// `so-lieu.json`.
    pub(crate) fn json(&self) -> Result<Vec<u8>> {
        figures_json(&self.figures.office)
    }

    /// All figures with their ids, and these of them down to their rows, as they are typed.
    pub(crate) fn explained(&self, asked: &[String]) -> Explained {
        let Self { counting, plan, options, figures } = self;
        let Counting { measures, unsure, ledger, records } = counting;
        let explaining = Explaining {
            measures,
            ledger,
            options,
            earlier: &plan.earlier,
            figures,
            apart: CountedApart {
                records,
                options: &plan.measure,
                calendar: &plan.calendar,
                unsure,
            },
        };
        explaining.explained(asked)
    }
}
