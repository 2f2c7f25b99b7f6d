//! What dossiers say of index 2.1 of Quyết định 766/QĐ-TTg.

use std::ops::AddAssign;

use crate::measure::due::Due;
use crate::model::{Dossier, Span, Totals};
use crate::rules::{Case, in_time};

/// Counts of index 2.1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct QualityCounts {
    pub(crate) in_time: u64,
    /// All that were taken in.
    pub(crate) whole: u64,
    /// Lines of tables of totals that do not tell (12) from (13).
    pub(crate) untold: u64,
}

impl AddAssign for QualityCounts {
    fn add_assign(&mut self, other: Self) {
        add_all!(self += Self { in_time, whole, untold } = other);
    }
}

impl QualityCounts {
    /// Of one dossier; `None` for one that does not lie in the period.
    pub(crate) fn of(dossier: &Dossier, due: Due, span: Span) -> Option<Self> {
        let is_in_time = is_in_time(dossier, due, span)?;
        Some(Self { in_time: u64::from(is_in_time), whole: 1, untold: 0 })
    }

    pub(crate) fn of_totals(totals: Totals) -> Self {
        Self {
            in_time: totals.in_time + totals.open_in_time.unwrap_or(0),
            whole: totals.taken,
            untold: u64::from(totals.open_in_time.is_none()),
        }
    }
}

/// Whether one dossier is in time; `None` for one that does not lie in the period.
pub(crate) fn is_in_time(dossier: &Dossier, due: Due, span: Span) -> Option<bool> {
    let case = Case {
        received: dossier.received,
        base: due.base,
        end: dossier.end(),
        standing: dossier.standing,
    };
    in_time(case, dossier.supplements, span)
}
