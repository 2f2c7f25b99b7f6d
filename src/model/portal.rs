//! What an office has saved of the national portal: figures of its indices, and its list of dossiers.

use crate::ledger::Place;
use crate::model::dossier::Text;
use crate::model::period::Span;
use crate::model::quality::QualityIndex;

/// One line of the indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PortalFigure {
    pub(crate) index: QualityIndex,
    pub(crate) part: Option<u64>,
    pub(crate) whole: Option<u64>,
    /// Hundredths of a percent.
    pub(crate) rate: Option<u64>,
    /// Hundredths of a point.
    pub(crate) score: Option<u64>,
    pub(crate) span: Span,
    pub(crate) place: Place,
}

/// One row of its list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PortalDossier {
    /// `None` where it cannot be read: the row is refused.
    pub(crate) code: Option<Text>,
    /// Likewise.
    pub(crate) verdict: Option<PortalVerdict>,
    pub(crate) span: Span,
    pub(crate) place: Place,
}

/// What is said of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PortalVerdict {
    /// Handled in time, or open in time.
    InTime,
    Late,
}
