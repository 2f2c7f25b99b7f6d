//! Archived figures of units → the report of their superior office, and its papers.

use crate::archive::Payload;
use crate::document::{self, Templates};
use crate::error::Result;
use crate::model::Period;
use crate::pipeline::papers::Desk;
use crate::pipeline::{Edges, Keep, documents, printed_code, said};
use crate::render;
use crate::report::{self, AddedUnit, Earlier, Report, UnitFigures};

/// Everything that decides a consolidated report.
#[derive(Debug)]
pub(crate) struct ConsolidatePlan {
    pub(crate) period: Period,
    pub(crate) report: report::ReportOptions,
    pub(crate) added: Vec<AddedUnit>,
    pub(crate) units: Vec<UnitFigures>,
    pub(crate) earlier: Earlier,
    pub(crate) document: document::DocumentOptions,
    pub(crate) templates: Templates,
}

impl ConsolidatePlan {
    fn figures(&self) -> Report {
        report::consolidated(&self.added, self.units.clone(), &said(&self.report), &self.earlier)
    }
}

/// The papers, and the figures that they are made from.
pub(crate) fn consolidate(
    plan: &ConsolidatePlan,
    edges: Edges<'_>,
    keep: &dyn Keep,
) -> Result<(Payload, Report)> {
    let report = plan.figures();
    let code = Some(printed_code(&report, &plan.report)?);
    let options = &document::DocumentOptions { code, ..plan.document.clone() };
    let desk = Desk { options, templates: &plan.templates, progress: edges.progress, keep };
    let made = documents::make_consolidated(&report, plan.period, desk)?;
    Ok((made, report))
}

/// `so-lieu.json` again.
pub(crate) fn reconsolidate(plan: &ConsolidatePlan) -> Result<Vec<u8>> {
    render::json(&plan.figures())
}
