//! Which comments of citizens the office publishes, line by line of the workbook that `kiem-tra` makes.

use crate::ledger::Place;
use crate::model::dossier::Text;

/// A line of `y-kien-<kỳ>.xlsx`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CommentMark {
    /// Vị trí: where the comment stands, as `Place` writes it.
    pub(crate) origin: Text,
    /// Mã ý kiến: `fingerprint` of its words when the line was made.
    pub(crate) fingerprint: Text,
    /// Nội dung đăng: the masked words, perhaps with some taken out.
    pub(crate) text: Option<Text>,
    /// Đăng.
    pub(crate) choice: PublishChoice,
    pub(crate) place: Place,
}

/// Whether a comment is ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PublishChoice {
    Publish,
    Leave,
}
