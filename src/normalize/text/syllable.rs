//! Whether a word is a Vietnamese syllable: an onset, a rhyme, and a tone where it may stand.

use unicode_normalization::UnicodeNormalization;

const ONSETS: [&str; 28] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g",
    "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x", "",
];

/// Without tones, sorted.
const RHYMES: &str = " a ac ach ai am an ang anh ao ap at au ay e ec em en eng eo ep et i ia ich iêc iêm iên iêng \
    iêp iêt iêu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay oc oe oem oen oeo oet oi \
    om on ong ooc oong op ot oă oăc oăm oăn oăng oăt u ua ui um un ung up ut uy uya uych uyn uynh uyp uyt uyu \
    uyên uyêt uât uân uâng uây uê uêch uênh uêu uô uôc uôi uôm uôn uông uôt uơ ưa ưc ưi ưm ưn ưng ưt ưu ươ ươc \
    ươi ươm ươn ương ươp ươt ươu y yêm yên yêng yêt yêu â âc âm ân âng âp ât âu ây ê êch êm ên ênh êp êt êu ô ôc \
    ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt ư ă ăc ăm ăn ăng ăp ăt uc ";

/// Rhymes of a vowel and a glide: the tone stands on the first letter.
const GLIDED: &str = " ai ao au ay eo êu ia iu oi ôi ơi ua ui ưa ưi ưu âu ây ";

pub(crate) fn is_syllable(word: &str) -> bool {
    let word: String = word.nfc().collect::<String>().to_lowercase();
    let mut plain = String::with_capacity(word.len());
    let mut toned = None;
    for (index, c) in word.chars().enumerate() {
        let mut base = String::new();
        for part in std::iter::once(c).nfd() {
            match part {
                '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}' => {
                    if toned.replace((index, part)).is_some() {
                        return false;
                    }
                }
                other => base.push(other),
            }
        }
        plain.extend(base.nfc());
    }
    ONSETS
        .iter()
        .any(|onset| plain.strip_prefix(onset).is_some_and(|rhyme| fits(onset, rhyme, toned)))
}

fn fits(onset: &str, rhyme: &str, toned: Option<(usize, char)>) -> bool {
    // "gì", "quốc": the vowel is part of what is written as the onset.
    let rhyme_of = |list: &str| list.contains(&format!(" {rhyme} ")) && !rhyme.is_empty();
    if onset == "gi" && rhyme.is_empty() {
        return true;
    }
    if !(rhyme_of(RHYMES) || onset == "qu" && matches!(rhyme, "ôc" | "yên" | "yêt" | "ynh" | "yt"))
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
    fn other_words_are_not() {
        for word in [
            "Phoøng", "tieáp", "Phßng", "B×nh", "Müller", "São1", "brown", "hồồ", "cạch̀", "Maõ",
            "tàc",
        ] {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
