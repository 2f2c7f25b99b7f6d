//! What one file, and one run, gave: the types that go from `normalize` to the other stages.

use std::sync::Arc;

use crate::ledger::{FileAccount, Finding, Ledger, Place, Source};
use crate::model::{RawRows, Records, Span, Text};

/// One file, read by itself: duplicates are not yet settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FileReading {
    /// Sheets, columns, rows by fate, findings.
    pub(crate) account: FileAccount,
    /// What its accepted rows say.
    pub(crate) records: Records,
    /// Every data row by its dates alone, for the tally of `kiem-tra`.
    pub(crate) raw: RawRows,
    /// Why a report must not be written: the file, or a sheet of a known kind, cannot be read.
    pub(crate) stopped: Vec<Finding>,
    /// The period that the folder gave to a sheet without dates; elsewhere the same bytes say something else.
    pub(crate) of_folder: Option<Span>,
    /// Periods that titles, sheets and folders name for tables of rows with dates: which of two exports is the later.
    pub(crate) spans: Vec<(Arc<Source>, Span)>,
    /// Departments as found that no setting knows, each with the first place: for `similar_departments`.
    pub(crate) departments: Vec<(Text, Place)>,
}

/// All files of a run beside each other: one code is one dossier.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Settled {
    /// Files in order of path, counts already settled.
    pub(crate) ledger: Ledger,
    /// In order of place.
    pub(crate) records: Records,
    /// Why a report must not be written (unless `--bo-qua` names the file), in order of place.
    pub(crate) stopped: Vec<Finding>,
}
