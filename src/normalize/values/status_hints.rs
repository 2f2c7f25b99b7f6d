//! Words of a status that stand behind another one, or in a note.

use crate::model::Standing;
use crate::normalize::header::trouble::has_words;

/// Whether what stands behind a status says something else of the dossier: `Đang xử lý (chờ dân bổ sung giấy tờ)`,
/// `Đã giải quyết (trả hồ sơ do không đủ điều kiện)`, `Chờ bổ sung (đã bổ sung ngày 10/3)`.
pub(super) fn is_changed_by(standing: Standing, rest: &str) -> bool {
    let hints = Hints::of(rest);
    let is_over = hints.over.is_some();
    match standing {
        Standing::Waiting => hints.answered || is_over,
        Standing::Open => hints.waits && !hints.answered || is_over,
        Standing::Done => is_over,
        Standing::Withdrawn | Standing::Stopped | Standing::NeverCounted => false,
    }
}

/// Which words of a status stand anywhere in a text.
pub(super) struct Hints {
    pub(super) waits: bool,
    /// What it waited for has come.
    pub(super) answered: bool,
    /// It was withdrawn or stopped.
    pub(super) over: Option<Standing>,
}

impl Hints {
    /// Of a folded text.
    pub(super) fn of(key: &str) -> Self {
        const WAITS: [&str; 10] = [
            "bo sung",
            "tam dung",
            "cho dan",
            "cho cong dan",
            "cho nguoi dan",
            "cho to chuc",
            "cho nop",
            "chua nop",
            "nghia vu tai chinh",
            "nop thue",
        ];
        const ANSWERED: [&str; 3] = ["da bo sung", "da nop", "khong bo sung"];
        const WITHDRAWN: [&str; 8] = [
            "rut ho so",
            "xin rut",
            "tra lai ho so",
            "tra lai",
            "tra ho so",
            "huy ho so",
            "khong du dieu kien",
            "tu choi tiep nhan",
        ];
        const STOPPED: [&str; 3] = ["dung xu ly", "dung giai quyet", "dong ho so"];
        let has = |phrases: &[&str]| phrases.iter().any(|phrase| has_words(key, phrase));
        Self {
            waits: has(&WAITS),
            answered: has(&ANSWERED),
            over: if has(&WITHDRAWN) {
                Some(Standing::Withdrawn)
            } else {
                has(&STOPPED).then_some(Standing::Stopped)
            },
        }
    }
}
