//! What one record adds to the indices of the scorecard and of Quyết định 766/QĐ-TTg.

use crate::measure::{Measures, QualityCounts};
use crate::model::{QualityIndex, Ratio};
use crate::report::ScorecardFigures;
use crate::report::explain::walk::FigureWalk;
use crate::report::explain::{beside, quality};
use crate::report::quality::{is_petition, petition_rate};
use crate::report::score_index::of_dossier;

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
pub(super) fn quality_of(one: &Measures, walk: &mut FigureWalk<'_>) {
    let QualityCounts { in_time, asked_again, whole, online, received, .. } = one.quality;
    quality::adds(QualityIndex::InTime, Ratio::new(in_time, whole), walk);
    quality::adds(QualityIndex::Online, Ratio::new(online, received), walk);
    quality::adds_asked_again(asked_again, walk);
}

/// What a petition, or feedback, adds to them.
pub(super) fn petitions(one: &Measures, walk: &mut FigureWalk<'_>) {
    for ((_, kind), counts) in &one.complaints {
        if is_petition(*kind) {
            quality::adds(QualityIndex::Petitions, petition_rate(*counts), walk);
        }
    }
}
