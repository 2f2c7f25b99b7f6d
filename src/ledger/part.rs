//! How much a finding weighs: the parts in which screen, copies to mend and other programs are told of them.

use crate::ledger::Finding;

/// In the order in which the parts stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum FindingsPart {
    /// No report until it is mended.
    Stops,
    /// A row does not count.
    Out,
    /// The row counts, but the figure may be wrong.
    Look,
    /// Done already: nothing is to be mended.
    Told,
}

impl FindingsPart {
    /// `stopped` holds what keeps a report from being written.
    pub(crate) fn of(finding: &Finding, stopped: &[Finding]) -> Self {
        if finding.code.is_file_error() || stopped.contains(finding) {
            return Self::Stops;
        }
        if finding.rejects() {
            return Self::Out;
        }
        if finding.is_matter() { Self::Look } else { Self::Told }
    }

    /// English name, as in `kiem-tra --json`.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Stops => "stops",
            Self::Out => "not_counted",
            Self::Look => "look",
            Self::Told => "told",
        }
    }
}
