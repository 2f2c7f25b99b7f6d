//! Folding of names for matching: what two clerks type for the same thing becomes the same key.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use crate::model::kept_characters::KEPT;
use crate::model::marks::{bare, known_letter, nfc, tone_last};

/// Text as it is kept and printed: NFC, no control characters, one space between words, trimmed.
///
/// Full-width letters and figures are those that they are. U+00AD is kept: in TCVN3 text it is the letter ư.
pub(crate) fn tidy(text: &str) -> String {
    let mut tidied = String::with_capacity(text.len());
    let mut is_parted = false;
    for c in nfc(text).chars() {
        if matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}') || KEPT.contains(&c) {
            continue;
        }
        if c.is_whitespace() || c.is_control() {
            is_parted = !tidied.is_empty();
            continue;
        }
        if std::mem::take(&mut is_parted) {
            tidied.push(' ');
        }
        tidied.push(half_width(c));
    }
    tidied
}

/// `Ａ`, `１`, `／` of East Asian keyboards are the plain ones.
fn half_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        other => other,
    }
}

/// The first letter in upper case, the others as they are.
pub(crate) fn capitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The first letter in lower case, the others as they are.
pub(crate) fn uncapitalized(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
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
    let spaced = if lower.contains('-') { lower.replace('-', " - ") } else { lower };
    let mut key = String::with_capacity(spaced.len() + 8);
    let mut words = spaced.split_whitespace().peekable();
    // A dash stands alone by now; a plus may be the beginning of a word.
    let mut first = words.next();
    while first.is_some_and(|word| word.trim_start_matches(['-', '+']).is_empty()) {
        first = words.next();
    }
    let first = first.map(|word| word.trim_start_matches(['-', '+']));
    for word in first.into_iter().chain(words) {
        if !key.is_empty() {
            key.push(' ');
        }
        tone_last(word, &mut key);
    }
    key
}

/// Key of a header or of a fixed word: lower case, no accents, đ→d, one space, no trailing `:` `*` `.`.
pub(crate) fn word_key(text: &str) -> String {
    let letter = |c: char| match c {
        'đ' | 'Đ' => 'd',
        '‐' | '‑' | '‒' | '–' | '—' | '−' => '-',
        other => other,
    };
    let tidied = tidy(text);
    let known = tidied.chars().map(|c| match c {
        '\u{2010}'..='\u{2027}' => Some(letter(c)),
        _ => known_letter(c).map(|known| letter(known.bare)),
    });
    let plain =
        known.collect::<Option<String>>().unwrap_or_else(|| bare(&tidied).map(letter).collect());
    let plain = plain.to_lowercase();
    plain.trim_end_matches([':', '*', '.', ' ']).trim_start_matches(['*', ' ']).to_owned()
}

/// Key of the code of a dossier: what typing, copying and other programs change is folded.
///
/// Case, width of letters, spaces, dashes, marks that nobody sees, the `.0` of a number, and stray marks at either
/// end, such as the apostrophe that keeps digits a text. Empty for what holds no letter or digit: that is no code.
pub(crate) fn code_key(code: &str) -> Cow<'_, str> {
    let is_plain =
        |c: char| c.is_ascii_digit() || c.is_ascii_uppercase() || matches!(c, '.' | '-' | '/');
    if code.chars().all(is_plain) {
        return Cow::Borrowed(without_decimals(code.trim_matches(is_stray)));
    }
    let folded: String = code
        .nfkc()
        .filter(|c| !c.is_whitespace() && !c.is_control() && !is_unseen(*c))
        .map(|c| match c {
            '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' | '﹣' | '－' => '-',
            other => other,
        })
        .flat_map(char::to_uppercase)
        .collect();
    Cow::Owned(without_decimals(folded.trim_matches(is_stray)).to_owned())
}

/// Whether the code has a key; most are seen to at a glance.
pub(crate) fn has_code_key(code: &str) -> bool {
    code.bytes().any(|byte| byte.is_ascii_alphanumeric()) || !code_key(code).is_empty()
}

/// `260100.0` is the number 260100 as some programs write it.
fn without_decimals(code: &str) -> &str {
    let whole = code.strip_suffix(".0").filter(|whole| !whole.is_empty());
    whole.filter(|whole| whole.bytes().all(|byte| byte.is_ascii_digit())).unwrap_or(code)
}

/// Neither letter nor digit: at the end of a code it says nothing.
fn is_stray(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Zero-width marks, marks of direction, the byte order mark, variants of a character.
fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}'
    )
}

/// Key of a code in which all that looks alike is one: O and 0, I, l and 1, letters of other alphabets, dashes and
/// other marks, none at all between letters and digits, zeros at the front of a number, a label before it.
/// Two codes that agree here, but not by `code_key`, are probably one.
pub(crate) fn lookalike_key(key: &str) -> Cow<'_, str> {
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let is_safe =
        |c: char| c.is_ascii_digit() || (c.is_ascii_uppercase() && !matches!(c, 'O' | 'I' | 'L'));
    if key.chars().all(is_safe) && (is_digits(key) || !has_padded_number(key)) {
        let whole = if is_digits(key) { key.trim_start_matches('0') } else { key };
        return Cow::Borrowed(whole);
    }
    let bare = key.rsplit(':').next().unwrap_or(key);
    let mut folded = String::with_capacity(bare.len());
    let mut is_parted = false;
    for c in bare.chars().map(latin) {
        if !c.is_alphanumeric() {
            is_parted = true;
            continue;
        }
        let before = folded.chars().next_back();
        let is_inside = before.is_some_and(|before| before.is_numeric() == c.is_numeric());
        if std::mem::take(&mut is_parted) && is_inside {
            folded.push('-');
        }
        folded.push(c);
    }
    if is_digits(&folded) {
        Cow::Owned(folded.trim_start_matches('0').to_owned())
    } else if has_padded_number(&folded) {
        Cow::Owned(without_padding(&folded))
    } else {
        Cow::Owned(folded)
    }
}

/// A hash that is one for codes of one `lookalike_key`, told without building the key. It knows no mark between
/// two numbers, so it can be one for other codes as well.
pub(crate) fn lookalike_hash(key: &str) -> u64 {
    let bare = key.rsplit(':').next().unwrap_or(key);
    let mut hash: u64 = 0;
    let mut is_in_number = false;
    for c in bare.chars().map(latin) {
        if !c.is_alphanumeric() {
            is_in_number = false;
        } else if c != '0' || is_in_number {
            is_in_number = c.is_ascii_digit();
            hash =
                (hash.rotate_left(5) ^ u64::from(u32::from(c))).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
    hash
}

/// Whether a number behind a letter or a mark begins with a zero: `HS-0101`, which others write `HS-101`.
fn has_padded_number(code: &str) -> bool {
    let bytes = code.as_bytes();
    bytes.windows(2).any(|pair| matches!(pair, [before, b'0'] if !before.is_ascii_digit()))
}

/// Each number behind a letter or a mark without the zeros at its front; one of zeros alone keeps none.
fn without_padding(code: &str) -> String {
    let mut bare = String::with_capacity(code.len());
    let mut is_in_number = true;
    for c in code.chars() {
        if c == '0' && !is_in_number {
            continue;
        }
        is_in_number = c.is_ascii_digit();
        bare.push(c);
    }
    bare
}

/// The Latin letter or digit that a letter is taken for.
fn latin(c: char) -> char {
    match c {
        'O' | 'О' | 'Ο' => '0',
        'I' | 'L' | 'І' | 'Ι' => '1',
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'У' | 'Υ' => 'Y',
        'Ζ' => 'Z',
        other => other,
    }
}

/// Key of the Vietnamese alphabet: a ă â b c d đ e ê …, tones only after all letters agree.
pub(crate) fn alphabet_key(text: &str) -> (Vec<char>, Vec<char>) {
    let mut letters = Vec::new();
    let mut tones = Vec::new();
    for c in tidy(text).to_lowercase().nfd() {
        match c {
            '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => tones.push(c),
            // The mark of ă, â, ê, ô, ơ, ư sorts its letter behind the plain one.
            '\u{302}' | '\u{306}' | '\u{31b}' => {
                if let Some(base) = letters.pop() {
                    letters.push(behind(base, c));
                }
            }
            'đ' => letters.push(behind('d', c)),
            other => letters.push(place(other)),
        }
    }
    (letters, tones)
}

/// Ten places for each letter, so that marked letters fit in between.
fn place(letter: char) -> char {
    char::from_u32(u32::from(letter) * 10).unwrap_or(letter)
}

fn behind(base: char, mark: char) -> char {
    // ă before â; ô before ơ.
    let step = match mark {
        '\u{306}' => 1,
        '\u{302}' => 2,
        _ => 3,
    };
    let base = if base == 'd' { place(base) } else { base };
    char::from_u32(u32::from(base) + step).unwrap_or(base)
}

/// `1.010803.000.00.00.H59` and `1.010803` are one procedure (mã thủ tục): the rest names the province.
pub(crate) fn procedure_key(code: &str) -> String {
    let key = word_key(code);
    let mut parts = key.splitn(3, '.');
    match (parts.next(), parts.next()) {
        (Some(kind), Some(number)) => format!("{kind}.{number}"),
        _ => key,
    }
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
    fn names_sort_by_the_vietnamese_alphabet() {
        let mut names = [
            "Ưu đãi",
            "Đất đai",
            "Ấp",
            "Dạy nghề",
            "Ăn",
            "Ơn",
            "An",
            "Hộ tịch",
            "Bảo",
            "Ôn",
            "Hỏ",
            "Ở",
        ];
        names.sort_by_key(|name| alphabet_key(name));
        let want = [
            "An",
            "Ăn",
            "Ấp",
            "Bảo",
            "Dạy nghề",
            "Đất đai",
            "Hỏ",
            "Hộ tịch",
            "Ôn",
            "Ở",
            "Ơn",
            "Ưu đãi",
        ];
        assert_eq!(names, want);
    }

    #[test]
    fn codes_agree_over_what_typing_and_programs_change() {
        let case = |code: &str, key: &str| assert_eq!(code_key(code), key, "{code:?}");
        case("HS-0104", "HS-0104");
        case("'HS-0104", "HS-0104");
        case("‘HS-0104’", "HS-0104");
        case("`HS-0104", "HS-0104");
        case(" hs – 0104\u{a0}", "HS-0104");
        case("HS\u{2011}0104\u{200b}", "HS-0104");
        case("\u{feff}HS-\u{ad}0104", "HS-0104");
        case("ＨＳ－０１０４", "HS-0104");
        case("HS-0104.", "HS-0104");
        case("*HS-0104*;", "HS-0104");
        case("260100.0", "260100");
        case("'260100.0", "260100");
        case("２６０１００.0 ", "260100");
        case("260100.00", "260100.00");
        case("26.01.0", "26.01.0");
        case("HS-1.0", "HS-1.0");
        case(".0", "0");
        case("000.00.16.H59-200312-0001", "000.00.16.H59-200312-0001");
        case("hồ sơ 1", "HỒSƠ1");
        case("ho\u{302}\u{300} 1", "HỒ1");
        for nothing in ["-", "…", " ", "'"] {
            case(nothing, "");
        }
    }

    #[test]
    fn codes_that_look_alike_have_one_key_beside_their_own() {
        let alike = |one: &str, other: &str| {
            lookalike_key(&code_key(one)) == lookalike_key(&code_key(other))
        };
        assert!(alike("HS-O111", "HS-0111"));
        assert!(alike("HS-l0I", "HS-101"));
        assert!(alike("00123", "123"));
        assert!(alike("HS-00123", "HS-123"));
        assert!(alike("HS00123", "HS-123"));
        assert!(!alike("HS-100", "HS-1"));
        let together = |one: &str, other: &str| {
            lookalike_hash(&code_key(one)) == lookalike_hash(&code_key(other))
        };
        for (one, other) in [
            ("HS-O111", "HS-0111"),
            ("00123", "123"),
            ("HS-00123", "HS-123"),
            ("HS_0101", "HS-0101"),
            ("HS0101", "HS-0101"),
            ("Số: HS-0101", "HS-0101"),
            ("НЅ-0101", "HS-0101"),
            ("1-05", "1-5"),
        ] {
            assert!(alike(one, other) && together(one, other), "{one}, {other}");
        }
        assert!(!together("HS-100", "HS-1") && !together("HS-0111", "HS-0112"));
        assert!(alike("НЅ-0101", "HS-0101"));
        assert!(alike("HS0101", "HS-0101"));
        assert!(alike("HS_0101", "HS-0101"));
        assert!(alike("Số: HS-0101", "HS-0101"));
        assert!(alike("H59-2003", "H59.2003"));
        // What parts two numbers tells which they are.
        assert!(!alike("1/12", "11/2"));
        assert!(!alike("HS-0111", "HS-0112"));
    }

    #[test]
    fn full_width_letters_and_figures_are_read_as_plain_ones() {
        assert_eq!(tidy("Ｈ５９－２００３１２－０００１"), "H59-200312-0001");
        assert_eq!(tidy("０９／０３／２０２０"), "09/03/2020");
        assert_eq!(tidy("（Phòng\u{3000}Ａ）"), "(Phòng A)");
        assert_eq!(tidy("Phòng \u{f8f2}HS-07\u{f8f3}99\u{f8f4} A"), "Phòng HS-0799 A");
    }

    #[test]
    fn headers_lose_case_accents_and_marks() {
        assert_eq!(word_key(" Ngày  Tiếp nhận (*): "), "ngay tiep nhan (*)");
        assert_eq!(word_key("Đơn vị*"), "don vi");
        assert_eq!(word_key("Nga\u{300}y hẹn trả:"), "ngay hen tra");
    }
}
