//! What a letter says for the reason that a sheet gives: the words of the list for a code, else the office's own.

use crate::model::capitalized;
use crate::rules::reasons::{Reason, bare, coded, is_abbreviation, is_label, is_status};

/// What a cell says of the reason.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Wording(String),
    /// Looks like a code and does not stand in the list.
    UnknownCode(String),
    /// In the list, but too little for a letter.
    Vague(String),
    /// Says where the dossier stands, and not why.
    Status(String),
    Nothing,
}

/// `b`, `b) Do phối hợp …` as the list writes it, or free words; never a final period.
pub(crate) fn said(text: &str, list: &[Reason]) -> Said {
    let text = &*tidied(text);
    if text.is_empty() {
        return Said::Nothing;
    }
    if let Some(said) = several(text, list) {
        return said;
    }
    if is_status(text) {
        return Said::Status(text.to_owned());
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

/// A reason without what stands around it: a label (“Lý do:”), a dash before it, marks after it; and in small letters
/// where all of it was typed in capitals. Empty where nothing is said.
pub(crate) fn tidied(text: &str) -> String {
    let mut text = text.trim();
    loop {
        let before = text;
        text = text.trim_start_matches(BULLETS).trim_start();
        if let Some((label, rest)) = text.split_once(':')
            && is_label(label)
        {
            text = rest.trim_start();
        }
        text = text.trim_end_matches(['.', ';', ',', ':', '!', '?', '…']).trim_end();
        if text == before {
            break;
        }
    }
    if !text.chars().any(char::is_alphanumeric) {
        return String::new();
    }
    let shouts = !text.contains(char::is_lowercase) && text.split_whitespace().nth(2).is_some();
    if !shouts {
        return text.to_owned();
    }
    let word = |word: &str| {
        let letters = word.trim_matches(|c: char| !c.is_alphanumeric());
        let keeps = is_abbreviation(letters) || letters.chars().any(char::is_numeric);
        if keeps { word.to_owned() } else { word.to_lowercase() }
    };
    let words: Vec<String> = text.split_whitespace().map(word).collect();
    capitalized(&words.join(" "))
}

/// What opens a line of a list.
const BULLETS: [char; 7] = ['-', '–', '—', '•', '+', '*', '·'];

/// `b, d`: the sentences of several codes; those that say too little are left out beside one that does not. `None` for
/// a text that is no list of codes.
fn several(text: &str, list: &[Reason]) -> Option<Said> {
    let spaced = text.replace(" và ", ",");
    let codes: Vec<&str> = spaced
        .split([',', ';', '+', '&', '/'])
        .map(|code| code.trim().trim_matches(['(', ')', '.', ' ']))
        .collect();
    if codes.len() < 2 || list.is_empty() || !codes.iter().all(|code| is_code(code)) {
        return None;
    }
    let mut sentences: Vec<&str> = Vec::new();
    for code in codes {
        let Some(reason) = coded(list, code).and_then(|at| list.get(at)) else {
            return Some(Said::UnknownCode(code.to_owned()));
        };
        let sentence = reason.sentence.as_ref().unwrap_or(&reason.words);
        if !reason.vague && !sentences.contains(&sentence.as_str()) {
            sentences.push(sentence);
        }
    }
    Some(if sentences.is_empty() {
        Said::Vague(text.to_owned())
    } else {
        Said::Wording(sentences.join("; "))
    })
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
    fn several_codes_are_their_sentences() {
        let two = "việc phối hợp giữa các cơ quan, đơn vị còn chậm; hồ sơ phức tạp, phải xác minh, thẩm tra nhiều lần";
        case("b, d", &words(two));
        case("B;D.", &words(two));
        case("b) và d)", &words(two));
        case("b, b", &words("việc phối hợp giữa các cơ quan, đơn vị còn chậm"));
        case("b, g", &words("việc phối hợp giữa các cơ quan, đơn vị còn chậm"));
        case("b, f", &Said::UnknownCode("f".to_owned()));
        case("mưa, bão", &words("mưa, bão"));
    }

    #[test]
    fn a_reason_is_rid_of_what_stands_around_it() {
        case("Lý do: mất mạng.", &words("mất mạng"));
        case("Do: thiếu cán bộ", &words("thiếu cán bộ"));
        case("Lý do: Do: thiếu cán bộ", &words("thiếu cán bộ"));
        case("- chờ ý kiến", &words("chờ ý kiến"));
        case("Vì chưa có kết quả thẩm định!.", &words("Vì chưa có kết quả thẩm định"));
        case("DO LỖI ĐƯỜNG TRUYỀN", &words("Do lỗi đường truyền"));
        case("CHỜ UBND TỈNH CHO Ý KIẾN", &words("Chờ UBND tỉnh cho ý kiến"));
        case("Chờ cơ quan khác: Sở Tài chính", &words("Chờ cơ quan khác: Sở Tài chính"));
        case("Lý do: b", &words("việc phối hợp giữa các cơ quan, đơn vị còn chậm"));
        case("Lý do:", &Said::Nothing);
    }

    /// A letter must say why.
    #[test]
    fn a_status_is_no_reason() {
        case("Đang xử lý.", &Said::Status("Đang xử lý".to_owned()));
        case("ĐANG GIẢI QUYẾT", &Said::Status("Đang giải quyết".to_owned()));
        case("Đang xử lý vì chờ Sở Tài chính", &words("Đang xử lý vì chờ Sở Tài chính"));
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
