//! A survey sheet (phiếu lấy ý kiến) and the questions that it answers.

use std::sync::Arc;

use jiff::civil::Date;

use crate::ledger::Place;
use crate::model::dossier::{DepartmentFrom, Text};
use crate::model::period::Span;

/// A question (câu hỏi). Two sheets ask the same question when their keys are equal.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Question {
    /// Place in the questionnaire of the settings; questions that it does not know come after it.
    pub(crate) order: u32,
    /// Folded text, or the code of the settings.
    pub(crate) key: Text,
    /// As printed.
    pub(crate) text: Text,
    /// Yếu tố (factor) of the settings' questionnaire.
    pub(crate) factor: Option<Text>,
}

/// Scale (thang đo) of a questionnaire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scale {
    Five,
    /// TT 32/2017/TT-BTTTT Điều 12.
    Three,
}

impl Scale {
    /// Its words, best first; the first two say that one is satisfied.
    pub(crate) const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Five => {
                &["Rất hài lòng", "Hài lòng", "Bình thường", "Không hài lòng", "Rất không hài lòng"]
            }
            Self::Three => &["Rất hài lòng", "Hài lòng", "Chưa hài lòng"],
        }
    }
}

/// One answer. Levels run from 1 (rất không hài lòng) to 5 (rất hài lòng); a 3-level scale uses 5, 4, 2.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Answer {
    Level(u8),
    /// Blank, "không bị trễ hẹn", "không ý kiến": not valid, not a fault.
    None,
    /// Two ticks or unreadable: not valid, counted apart.
    Invalid,
}

/// One survey sheet of a day or a period. One without any valid answer was returned too, but is not valid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Survey {
    /// Số phiếu, leading zeros kept.
    pub(crate) number: Option<Text>,
    pub(crate) department: Option<Text>,
    pub(crate) department_from: DepartmentFrom,
    /// Day and time of day as they stand, where the sheet has a time: no two are handed in at one second.
    pub(crate) stamp: Option<Text>,
    /// Mã hồ sơ, in a table that has such a column and names no department; empty where it is blank.
    pub(crate) code: Option<Text>,
    /// Day on which it was given; `None` where the sheet has no date column.
    pub(crate) date: Option<Date>,
    /// Period of an undated sheet, from its title rows or its folder.
    pub(crate) span: Option<Span>,
    /// One for each of `questions`, in the same order.
    pub(crate) answers: Vec<Answer>,
    /// Questions of the table this row stands in, shared by all its rows.
    pub(crate) questions: Arc<[Question]>,
    /// Ý kiến góp ý. May hold personal data: it is counted, and only what the office ticks goes out, masked.
    pub(crate) comment: Option<Text>,
    pub(crate) place: Place,
}
