//! Every data row of a file before rejection and de-duplication: what `kiem-tra --json` tallies.

use jiff::civil::Date;

use crate::model::dossier::Text;
use crate::model::survey::{Answer, Question};

/// All data rows of one file, in order of place, statuses ignored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct RawRows {
    pub(crate) dossiers: Vec<RawDossier>,
    /// Questions of the file in order of appearance; each `RawSurvey::answers` is as long.
    pub(crate) questions: Vec<Question>,
    pub(crate) surveys: Vec<RawSurvey>,
}

/// A dossier by its dates. Blank and unreadable are `None`; an implausible date is still a date.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RawDossier {
    /// As found; `None` is `(trống)`.
    pub(crate) department: Option<Text>,
    pub(crate) due: Option<Date>,
    /// Finished, else collected.
    pub(crate) end: Option<Date>,
}

/// A survey sheet, one answer for each of `RawRows::questions`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RawSurvey {
    /// As found; `None` is `(trống)`.
    pub(crate) department: Option<Text>,
    pub(crate) answers: Vec<Answer>,
}
