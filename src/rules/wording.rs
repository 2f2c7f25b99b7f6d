//! What a letter says for the reason that a sheet gives: the words of the list for a code, else the office's own.

use crate::rules::reasons::{Reason, bare, coded};

/// What a cell says of the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Wording(String),
    /// Looks like a code and does not stand in the list.
    UnknownCode(String),
    /// In the list, but too little for a letter.
    Vague(String),
    Nothing,
}

/// `b`, `b) Do phối hợp …` as the list writes it, or free words; never a final period.
pub(crate) fn said(text: &str, list: &[Reason]) -> Said {
    let text = text.trim().trim_end_matches(['.', ';', ' ']);
    if !text.chars().any(char::is_alphanumeric) {
        return Said::Nothing;
    }
    let Some(reason) = coded(list, text).and_then(|index| list.get(index)) else {
        // Where there is no list, nothing is a code.
        if !list.is_empty() && is_code(text) {
            return Said::UnknownCode(text.to_owned());
        }
        return Said::Wording(text.to_owned());
    };
    // Words of the office behind a code are its own reason, and are not thrown away.
    let rest = behind(text, &reason.code);
    let own = !rest.is_empty() && !reason.is_said_by(&bare(rest));
    let is_words = reason.is_said_by(&bare(text));
    if own && !is_words {
        Said::Wording(rest.to_owned())
    } else if reason.vague {
        Said::Vague(reason.words.clone())
    } else {
        Said::Wording(reason.sentence.as_ref().unwrap_or(&reason.words).clone())
    }
}

/// The line of the drop-down list.
pub(crate) fn listed(reason: &Reason) -> String {
    format!("{}) {}", reason.code, reason.words)
}

/// What stands behind `b)`, `(b)`, `b.`, `b:` or `b -`.
fn behind<'t>(text: &'t str, code: &str) -> &'t str {
    let text = text.trim_start_matches(['(', ' ']);
    let rest = text.char_indices().nth(code.chars().count()).and_then(|(at, _)| text.get(at..));
    rest.unwrap_or_default().trim_start_matches([')', '.', ':', '-', ' '])
}

/// Up to four letters, then up to three digits: `f`, `LD9`.
fn is_code(text: &str) -> bool {
    let digits = text.trim_start_matches(char::is_alphabetic);
    let letters = text.chars().count() - digits.chars().count();
    let is_number = digits.bytes().all(|byte| byte.is_ascii_digit());
    is_number && digits.len() <= 3 && (letters <= 1 || (letters <= 4 && !digits.is_empty()))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::rules::reasons;

    #[track_caller]
    fn case(text: &str, want: &Said) {
        assert_eq!(said(text, &reasons(date(2020, 3, 14))), *want, "{text}");
    }

    fn words(text: &str) -> Said {
        Said::Wording(text.to_owned())
    }

    #[test]
    fn a_code_stands_for_its_wording_and_free_words_for_themselves() {
        let second = "việc phối hợp giữa các cơ quan, đơn vị còn chậm";
        case("b", &words(second));
        case("(B).", &words(second));
        case("b) Do phối hợp giữa các cơ quan, đơn vị chậm", &words(second));
        case("Chờ xác minh.", &words("Chờ xác minh"));
        case("d) chờ Sở Tài chính", &words("chờ Sở Tài chính"));
        case("Covid 19", &words("Covid 19"));
        case("mưa", &words("mưa"));
        case(" . ", &Said::Nothing);
    }

    #[test]
    fn what_says_nothing_to_a_citizen_is_no_reason() {
        case("f", &Said::UnknownCode("f".to_owned()));
        case("LD99", &Said::UnknownCode("LD99".to_owned()));
        case("g", &Said::Vague("Nguyên nhân khác".to_owned()));
        case("g) chờ Sở Tài chính", &words("chờ Sở Tài chính"));
    }

    #[test]
    fn every_line_of_the_drop_down_list_is_read_back() {
        for reason in reasons(date(2020, 3, 14)).iter().filter(|reason| !reason.vague) {
            let want = reason.sentence.as_deref().expect("a sentence");
            case(&listed(reason), &words(want));
        }
    }
}
