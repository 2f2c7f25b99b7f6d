//! What one record adds to the indices of the scorecard and of Quyết định 766/QĐ-TTg.

use crate::measure::Measures;
use crate::model::Ratio;
use crate::report::explain::walk::FigureWalk;
use crate::report::explain::{beside, quality};
use crate::report::quality::{is_petition, online_share, petition_rate};
use crate::report::score_index::of_dossier;
use crate::report::{DossierFigures, ScorecardFigures};
use crate::rules::QualityIndex;

/// What one dossier adds to the indices that follow from dossiers.
pub(super) fn scores_of(one: &Measures, score: &ScorecardFigures, walk: &mut FigureWalk<'_>) {
    let Some(counts) = one.scores.values().next() else { return };
    for index in score.indices.iter().filter(|index| index.sum.is_some()) {
        if let Some(adds) = of_dossier(index.number, *counts) {
            beside::points(index, adds, walk);
        }
    }
}

/// What one dossier, or one line of totals, adds to the indices of Quyết định 766/QĐ-TTg.
pub(super) fn quality_of(one: &Measures, made: &DossierFigures, walk: &mut FigureWalk<'_>) {
    for counts in one.quality.values() {
        let rate = Ratio::new(counts.in_time, counts.whole);
        quality::adds(QualityIndex::InTime, rate, walk);
    }
    if let Some(share) = online_share(made) {
        quality::adds(QualityIndex::Online, share, walk);
    }
}

/// What a petition, or feedback, adds to them.
pub(super) fn petitions(one: &Measures, walk: &mut FigureWalk<'_>) {
    for ((_, kind), counts) in &one.complaints {
        if is_petition(*kind) {
            quality::adds(QualityIndex::Petitions, petition_rate(*counts), walk);
        }
    }
}
