//! Folding of names for matching: what two clerks type for the same thing becomes the same key.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Text as it is kept and printed: NFC, no control characters, one space between words, trimmed.
///
/// U+00AD is kept: in TCVN3 text it is the letter ư.
pub(crate) fn tidy(text: &str) -> String {
    let spaced: String = text
        .nfc()
        .filter(|c| !matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'))
        .map(|c| if c.is_whitespace() || c.is_control() { ' ' } else { c })
        .collect();
    spaced.split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Key of a name that keeps accents: case, spaces, dashes, quotes and tone placement folded.
///
/// `Hoà` and `Hòa`, `–` and `-` agree; `Phòng` and `Phong` do not.
pub(crate) fn name_key(text: &str) -> String {
    let lower: String = tidy(text)
        .chars()
        .map(|c| match c {
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' => '\'',
            other => other,
        })
        .collect::<String>()
        .to_lowercase();
    let spaced = lower.replace('-', " - ");
    let joined = spaced.split_whitespace().collect::<Vec<_>>().join(" ");
    let stripped = joined.trim_start_matches(['-', '+', ' ']).to_owned();
    stripped.split(' ').map(tone_first).collect::<Vec<_>>().join(" ")
}

/// Key of a header or of a fixed word: lower case, no accents, đ→d, one space, no trailing `:` `*` `.`.
pub(crate) fn word_key(text: &str) -> String {
    let plain: String = tidy(text)
        .nfd()
        .filter(|c| !is_combining_mark(*c))
        .map(|c| match c {
            'đ' | 'Đ' => 'd',
            '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
            other => other,
        })
        .collect::<String>()
        .to_lowercase();
    plain.trim_end_matches([':', '*', '.', ' ']).trim_start_matches(['*', ' ']).to_owned()
}

/// Moves the tone mark of a syllable to its end, so that `hoà` and `hòa` are spelt alike.
fn tone_first(word: &str) -> String {
    let mut tone = None;
    let mut letters: String = word
        .nfd()
        .filter(|c| {
            let is_tone = matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
            if is_tone {
                tone = Some(*c);
            }
            !is_tone
        })
        .nfc()
        .collect();
    letters.extend(tone);
    letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_agree_over_case_spaces_dashes_and_tone_placement() {
        assert_eq!(
            name_key("PHÒNG  Lao động – Việc\u{a0}làm"),
            name_key("Phòng Lao động - Việc làm")
        );
        assert_eq!(name_key("Hoà Bình"), name_key("Hòa Bình"));
        assert_eq!(name_key("- Phòng Người có công"), name_key("Phòng Người có công"));
        assert_eq!(name_key("Lao động-Việc làm"), name_key("Lao động - Việc làm"));
        assert_ne!(name_key("Phòng"), name_key("Phong"));
        assert_eq!(name_key("Thuỷ lợi"), name_key("Thủy lợi"));
    }

    #[test]
    fn headers_lose_case_accents_and_marks() {
        assert_eq!(word_key(" Ngày  Tiếp nhận (*): "), "ngay tiep nhan (*)");
        assert_eq!(word_key("Đơn vị*"), "don vi");
        assert_eq!(word_key("Nga\u{300}y hẹn trả:"), "ngay hen tra");
    }
}
