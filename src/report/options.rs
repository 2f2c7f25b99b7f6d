//! What the settings and the command line say about the figures, and what is the same in every report of a run.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::ledger::Ledger;
use crate::measure::{Base, Gap, Measures, Withdrawn};
use crate::model::{Faces, Period, Unit, short_date};
use crate::report::letters::LetterOptions;
use crate::report::lines::Lines;
use crate::report::{AgencyFigures, PeriodFigures, TargetFigures};
use crate::rules::AgencyLevel;

/// What the settings and the command line say about the figures.
#[derive(Clone, Debug)]
pub(crate) struct ReportOptions {
    pub(crate) agency: AgencyFigures,
    pub(crate) period: Period,
    /// Departments of the settings, in their order; each has its lines, also without dossiers.
    pub(crate) departments: Vec<String>,
    pub(crate) targets: TargetFigures,
    /// Level of the agency, where the scorecard is asked for.
    pub(crate) scorecard: Option<AgencyLevel>,
    pub(crate) officers: OfficerScoring,
    pub(crate) quality: QualityScoring,
    pub(crate) choices: Choices,
    /// SHA-256 of each file by its path below `du-lieu/`.
    pub(crate) digests: BTreeMap<String, String>,
    /// Names of the contents of the plan, by their numbers.
    pub(crate) contents: BTreeMap<String, String>,
    /// Files that `--bo-qua` left out.
    pub(crate) skipped_files: Vec<String>,
    /// Days of the period that the data leave open (`--du-lieu-thieu`).
    pub(crate) gaps: Vec<Gap>,
    /// What documents can print.
    pub(crate) faces: Faces,
    pub(crate) letters: LetterOptions,
}

/// Whether a scorecard is made for each officer too.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OfficerScoring {
    #[default]
    None,
    Made,
}

/// Whether the report holds the indices of Quyết định 766/QĐ-TTg.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum QualityScoring {
    #[default]
    None,
    Shown,
}

/// Choices of the settings; those of `measure` must be the ones that it counted with.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Choices {
    pub(crate) withdrawn: Withdrawn,
    pub(crate) base: Base,
    pub(crate) supplements: SupplementMode,
    pub(crate) digits: DigitScale,
}

/// What a request for supplements does to the clock; the due date of the sheet stands in both modes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum SupplementMode {
    #[default]
    #[serde(rename = "tinh_lai")]
    Restart,
    #[serde(rename = "tru_thoi_gian_cho")]
    Subtract,
}

/// What a bare digit in a survey answer means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum DigitScale {
    #[default]
    #[serde(rename = "chua_khai_bao")]
    Undeclared,
    #[serde(rename = "5_tot_nhat")]
    FiveIsBest,
    #[serde(rename = "1_tot_nhat")]
    OneIsBest,
}

/// What is the same in every report of the run.
pub(crate) struct Run<'a> {
    pub(crate) measures: &'a Measures,
    pub(crate) ledger: &'a Ledger,
    pub(crate) options: &'a ReportOptions,
    pub(crate) lines: &'a Lines<'a>,
}

/// A period by days and in words.
pub(crate) fn period_figures(period: Period) -> PeriodFigures {
    let span = period.span;
    PeriodFigures {
        code: period.code(),
        name: period.name(),
        from: span.from.to_string(),
        to: span.to.to_string(),
        from_text: short_date(span.from),
        to_text: short_date(span.to),
        year: span.to.year(),
        estimated_days: Vec::new(),
        is_free: period.unit == Unit::Days,
    }
}
