//! Whether a word is a Vietnamese syllable: an onset, a rhyme, and a tone where it may stand.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// Huyền, sắc, ngã, hỏi, nặng.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Without tones.
const RHYMES: &str = " a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et i ia ich iêc iêm iên iêng \
    iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oem oen oeo oet oi \
    om on ong ooc oong op ot oă oăc oăm oăn oăng oăt u ua ui um un ung up ut uy uya uych uyn uynh uyp uyt uyu \
    uyên uyêt uât uân uâng uây uê uêch uênh uêu uô uôc uôi uôm uôn uông uôt uơ ưa ưc ưi ưm ưn ưng ưt ưu ươ ươc \
    ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu â âc âm ân âng âp ât âu ây ê êch êm ên ênh êp êt êu ô ôc \
    ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ư ă ăc ăm ăn ăng ăp ăt uc ";

/// Rhymes of a vowel and a glide: the tone stands on the first letter.
const GLIDED: &str = " ai ao au ay eo êu ia iu oi ôi ơi ua ui ưa ưi ưu âu ây ";

pub(crate) fn is_syllable(word: &str) -> bool {
    let Some((plain, toned)) = without_tone(word) else { return false };
    ONSETS
        .iter()
        .any(|onset| plain.strip_prefix(onset).is_some_and(|rhyme| fits(onset, rhyme, toned)))
}

/// Where a tone stands, in letters, and which.
type ToneMark = Option<(usize, char)>;

/// Small letters without the tone; nothing for a word of two.
fn without_tone(word: &str) -> Option<(String, ToneMark)> {
    let mut plain = String::with_capacity(word.len());
    let mut toned = None;
    for (index, letter) in word.chars().flat_map(char::to_lowercase).enumerate() {
        let known = if letter.is_ascii() { Some((letter, None)) } else { known(letter) };
        // A letter apart from its marks, or one of another language.
        let Some((base, tone)) = known else { return taken_apart(word) };
        plain.push(base);
        let tone = tone.map(|tone| (index, tone));
        if tone.is_some() && std::mem::replace(&mut toned, tone).is_some() {
            return None;
        }
    }
    Some((plain, toned))
}

/// A Vietnamese letter outside ASCII in one piece: without its tone, and the tone.
fn known(letter: char) -> Option<(char, Option<char>)> {
    static KNOWN: OnceLock<BTreeMap<char, (char, Option<char>)>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| {
        let toned = "aăâeêioôơuưy".chars().flat_map(|base| {
            let with =
                move |tone| [base, tone].into_iter().nfc().next().map(|letter| (letter, tone));
            TONES
                .into_iter()
                .filter_map(with)
                .map(move |(letter, tone)| (letter, (base, Some(tone))))
        });
        toned.chain("ăâđêôơư".chars().map(|letter| (letter, (letter, None)))).collect()
    });
    known.get(&letter).copied()
}

/// The same for any letters.
fn taken_apart(word: &str) -> Option<(String, ToneMark)> {
    let word: String = word.nfc().collect::<String>().to_lowercase();
    let mut plain = String::with_capacity(word.len());
    let mut toned = None;
    for (index, c) in word.chars().enumerate() {
        let mut base = String::new();
        for part in std::iter::once(c).nfd() {
            if !TONES.contains(&part) {
                base.push(part);
            } else if toned.replace((index, part)).is_some() {
                return None;
            }
        }
        plain.extend(base.nfc());
    }
    Some((plain, toned))
}

fn is_rhyme(rhyme: &str) -> bool {
    static ALL: OnceLock<BTreeSet<&str>> = OnceLock::new();
    ALL.get_or_init(|| RHYMES.split_whitespace().collect()).contains(rhyme)
}

fn fits(onset: &str, rhyme: &str, toned: ToneMark) -> bool {
    // "gì", "quốc": the vowel is part of what is written as the onset.
    if onset == "gi" && rhyme.is_empty() {
        return true;
    }
    if !(is_rhyme(rhyme) || onset == "qu" && matches!(rhyme, "ôc" | "yên" | "yêt" | "ynh" | "yt"))
    {
        return false;
    }
    let Some((index, tone)) = toned else { return true };
    let at = index.checked_sub(onset.chars().count());
    let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
    if stopped && !matches!(tone, '\u{301}' | '\u{323}') {
        return false;
    }
    match at {
        None => false,
        Some(at) => {
            (at == 0 || !GLIDED.contains(&format!(" {rhyme} ")))
                && rhyme.chars().nth(at).is_some_and(is_vowel)
        }
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_words_are_syllables() {
        for word in "Phòng Tư pháp Lao động Thương binh và Xã hội Người có công Bảo trợ Giáo dục nghề nghiệp quyết định \
            quốc gì giờ khuyến khích thuở ngoằn nghiêng Huỳnh Yên yêu hoà hòa thuỷ thủy Đắk".split_whitespace()
        {
            let expected = word != "Đắk";
            assert_eq!(is_syllable(word), expected, "{word}");
        }
    }

    #[test]
    fn a_word_is_the_same_in_one_piece_and_apart() {
        for word in ["Thuỷ", "quốc", "ĐƯỜNG", "hồồ", "gì", "Müller", "tàc", "ngoằn", "lý", "Yên"]
        {
            let apart: String = word.nfd().collect();
            assert_eq!(without_tone(word), taken_apart(word), "{word}");
            assert_eq!(without_tone(word), without_tone(&apart), "{word}");
        }
    }

    #[test]
    fn other_words_are_not() {
        for word in [
            "Phoøng", "tieáp", "Phßng", "B×nh", "Müller", "São1", "brown", "hồồ", "cạch̀", "Maõ",
            "tàc",
        ] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
