//! What a new office is asked of itself, at the terminal and at the desk.

use crate::office::{KeyPlace, SettingEdit, SettingValue};

/// One of the questions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FirstQuestion {
    /// Of the settings.
    pub(crate) part: &'static str,
    pub(crate) key: &'static str,
    pub(crate) words: &'static str,
    pub(crate) example: &'static str,
    /// Whether the answer is the first line of several.
    pub(crate) is_line: bool,
}

const fn question(
    (part, key): (&'static str, &'static str),
    words: &'static str,
    example: &'static str,
) -> FirstQuestion {
    FirstQuestion { part, key, words, example, is_line: false }
}

pub(crate) const QUESTIONS: [FirstQuestion; 6] = [
    question(("co_quan", "ten"), "Tên cơ quan", "Sở Nội vụ tỉnh Trà Vinh"),
    question(("co_quan", "chu_quan"), "Cơ quan chủ quản", "Ủy ban nhân dân tỉnh Trà Vinh"),
    question(("co_quan", "dia_danh"), "Địa danh trước ngày tháng", "Trà Vinh"),
    question(("co_quan", "ky_hieu"), "Chữ viết tắt tên cơ quan", "SNV"),
    FirstQuestion {
        is_line: true,
        ..question(("nguoi_ky", "quyen_han"), "Chức vụ người ký", "GIÁM ĐỐC")
    },
    question(("nguoi_ky", "ho_ten"), "Họ và tên người ký", ""),
];

/// What a clerk calls a key that is asked for; its own name where it is not.
pub(crate) fn called((part, key): (&str, &'static str)) -> &'static str {
    let asked = QUESTIONS.iter().find(|question| question.part == part && question.key == key);
    asked.map_or(key, |question| question.words)
}

/// What an answer changes in the settings; nothing where it is blank.
pub(crate) fn answered(question: &FirstQuestion, answer: &str) -> Option<SettingEdit> {
    let answer = answer.trim().to_owned();
    if answer.is_empty() {
        return None;
    }
    let (part, key) = (question.part.to_owned(), question.key.to_owned());
    let value = if question.is_line {
        SettingValue::Words(vec![answer])
    } else {
        SettingValue::Text(answer)
    };
    Some(SettingEdit::Set(KeyPlace { part, entry: None, key }, value))
}
