//! Records → counts that can be added up. Never parses, never rounds.

use crate::model::Period;

/// What the settings say about counting (design section 6).
#[derive(Clone, Debug)]
pub(crate) struct Options {
    pub(crate) period: Period,
    pub(crate) withdrawn: Withdrawn,
    pub(crate) base: Base,
    /// Procedures of the settings with their limits.
    pub(crate) procedures: Vec<ProcedureOption>,
    /// Codes of dossiers that already have a letter in the archive.
    pub(crate) lettered: std::collections::BTreeSet<String>,
}

/// Where withdrawn and returned dossiers go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Withdrawn {
    /// `dung_han`: column (9), and on a line of their own.
    #[default]
    OnTime,
    /// `loai_tru`: out of (7) and of the column in which they came in.
    Excluded,
}

/// Which appointment is the benchmark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Base {
    /// `hen_lan_dau`.
    #[default]
    FirstAppointment,
    /// `hen_lai`.
    ReAppointment,
}

/// A procedure of the settings.
#[derive(Clone, Debug)]
pub(crate) struct ProcedureOption {
    pub(crate) code: Option<String>,
    pub(crate) name: String,
    pub(crate) limit: crate::rules::Limit,
}
