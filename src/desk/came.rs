//! What came of the last run of its kind, for the page that began it.

use std::sync::Arc;

use jiff::civil::Date;
use serde::Serialize;

use crate::office::{BagExplained, CountedBag, LettersLook, PreviewedReport};
use crate::telling::compared::ComparedSection;

/// Of a report.
#[derive(Debug, Default)]
pub(crate) struct ReportCame {
    /// Code of its period.
    pub(crate) period: String,
    pub(crate) asked: AskedReport,
    /// What both sides are called, and what is other.
    pub(crate) compared: Option<(String, Vec<ComparedSection>)>,
    pub(crate) preview: Option<PreviewedReport>,
}

/// As it was typed, for the form.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct AskedReport {
    pub(crate) so: String,
    pub(crate) so_cong_van: String,
    pub(crate) ngay: String,
    pub(crate) thay_the: bool,
    pub(crate) thieu_ngay: bool,
    pub(crate) tu_luu_tru: bool,
    pub(crate) bo_qua: Vec<String>,
}

/// Of a bag that was counted again, and the figure that was asked of it last.
#[derive(Debug)]
pub(crate) struct ExplainedCame {
    /// Folder of the bag, as it was asked for.
    pub(crate) asked: String,
    /// Counted once for all of its figures; `None` where it could not be.
    pub(crate) bag: Option<Arc<CountedBag>>,
    /// As it was typed; `None` for a list of all.
    pub(crate) figure: Option<String>,
    /// Or why not.
    pub(crate) answer: Result<BagExplained, String>,
}

/// Of two bags beside each other.
#[derive(Debug)]
pub(crate) struct ComparedCame {
    pub(crate) before: String,
    pub(crate) after: String,
    /// What both sides are called, and what is other.
    pub(crate) found: Option<(String, Vec<ComparedSection>)>,
}

/// Of letters.
#[derive(Debug)]
pub(crate) struct LettersCame {
    pub(crate) day: Date,
    /// Who is owed one; `None` where that could not be seen.
    pub(crate) look: Option<LettersLook>,
    /// Whether letters lie there that were printed again.
    pub(crate) has_print: bool,
}
