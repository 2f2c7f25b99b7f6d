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
    /// What the settings say where nothing else is answered: whoever is asked should see it.
    pub(crate) default: &'static str,
    /// Whether the answer is one line or several, with a stroke between them.
    pub(crate) is_lines: bool,
}

const fn question(
    (part, key): (&'static str, &'static str),
    words: &'static str,
    example: &'static str,
) -> FirstQuestion {
    FirstQuestion { part, key, words, example, default: "", is_lines: false }
}

pub(crate) const QUESTIONS: [FirstQuestion; 6] = [
    question(("co_quan", "ten"), "Tên cơ quan", "Sở Nội vụ tỉnh Trà Vinh"),
    question(("co_quan", "chu_quan"), "Cơ quan chủ quản", "Ủy ban nhân dân tỉnh Trà Vinh"),
    question(("co_quan", "dia_danh"), "Địa danh trước ngày tháng", "Trà Vinh"),
    question(("co_quan", "ky_hieu"), "Chữ viết tắt tên cơ quan", "SNV"),
    FirstQuestion {
        is_lines: true,
        default: "GIÁM ĐỐC",
        ..question(
            ("nguoi_ky", "quyen_han"),
            "Chức vụ người ký",
            "GIÁM ĐỐC; hai dòng thì cách nhau bằng dấu /: TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH",
        )
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
    let value = if question.is_lines {
        let lines = answer.split('/').map(str::trim).filter(|line| !line.is_empty());
        SettingValue::Words(lines.map(str::to_owned).collect())
    } else {
        SettingValue::Text(answer)
    };
    Some(SettingEdit::Set(KeyPlace { part, entry: None, key }, value))
}

/// What it changes that somebody took away the default that a form shows; nothing where it shows none.
pub(crate) fn emptied(question: &FirstQuestion) -> Option<SettingEdit> {
    let (part, key) = (question.part.to_owned(), question.key.to_owned());
    let nothing = if question.is_lines {
        SettingValue::Words(Vec::new())
    } else {
        SettingValue::Text(String::new())
    };
    let is_shown = !question.default.is_empty();
    is_shown.then_some(SettingEdit::Set(KeyPlace { part, entry: None, key }, nothing))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shown_as_answered_is_what_the_settings_say() {
        let settings = include_str!("../../templates/congso.toml");
        for question in QUESTIONS.iter().filter(|question| !question.default.is_empty()) {
            let line = format!("\n{} = [\"{}\"]", question.key, question.default);
            assert!(settings.contains(&line), "{line}");
        }
    }

    #[test]
    fn a_title_of_two_lines_is_typed_with_a_stroke() {
        let title = QUESTIONS.iter().find(|question| question.is_lines).expect("a title");
        let lines = |answer: &str| match answered(title, answer) {
            Some(SettingEdit::Set(_, SettingValue::Words(lines))) => lines,
            other => panic!("{other:?}"),
        };
        assert_eq!(lines("TM. ỦY BAN NHÂN DÂN / CHỦ TỊCH"), ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]);
        assert_eq!(lines("GIÁM ĐỐC"), ["GIÁM ĐỐC"]);
    }
}
