//! Letters and their marks: NFC, letters without marks, the tone of a syllable. The letters of Vietnamese are taken apart
//! once; any other text goes the long way.

use std::borrow::Cow;
use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// NFC. Most texts are so already, which their letters show without being looked up.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    let stays =
        |c: char| c < '\u{300}' || matches!(c, '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}');
    if text.chars().all(stays) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// A Latin letter as its parts.
#[derive(Clone, Copy)]
pub(super) struct KnownLetter {
    /// Without any mark.
    pub(super) bare: char,
    /// Without the mark of its tone.
    toneless: char,
    tone: Option<char>,
}

/// Letters of Vietnamese, taken apart once; what is none of them is `None`.
pub(super) fn known_letter(c: char) -> Option<KnownLetter> {
    const BLOCKS: [(u32, u32); 2] = [(0xa0, 0x250), (0x1e00, 0x1f00)];
    static KNOWN: LazyLock<[Vec<Option<KnownLetter>>; 2]> = LazyLock::new(|| {
        let part = |c: char| {
            let mut tone = None;
            let letters = || std::iter::once(c).nfd();
            let toneless = letters().filter(|mark| {
                if is_tone(*mark) {
                    tone = Some(*mark);
                }
                !is_tone(*mark)
            });
            let toneless: Vec<char> = toneless.nfc().collect();
            // One whose other marks need its tone to be one letter is taken apart where it stands.
            let [toneless] = *toneless else { return None };
            let bare = letters().find(|mark| !is_combining_mark(*mark))?;
            Some(KnownLetter { bare, toneless, tone })
        };
        BLOCKS.map(|(from, to)| (from..to).filter_map(char::from_u32).map(part).collect())
    });
    if c.is_ascii() {
        return Some(KnownLetter { bare: c, toneless: c, tone: None });
    }
    let block = BLOCKS
        .iter()
        .zip(KNOWN.iter())
        .find(|((from, to), _)| (*from..*to).contains(&u32::from(c)));
    let ((from, _), known) = block?;
    *known.get(usize::try_from(u32::from(c) - from).ok()?)?
}

fn is_tone(c: char) -> bool {
    matches!(c, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

/// Letters without their marks.
pub(super) fn bare(text: &str) -> impl Iterator<Item = char> {
    text.nfd().filter(|c| !is_combining_mark(*c))
}

/// Adds a syllable with its tone mark behind it, so that `hoà` and `hòa` are spelt alike.
pub(super) fn tone_last(word: &str, key: &mut String) {
    let start = key.len();
    let mut tone = None;
    for c in word.chars() {
        let Some(known) = known_letter(c) else {
            key.truncate(start);
            key.push_str(&taken_apart(word));
            return;
        };
        tone = known.tone.or(tone);
        key.push(known.toneless);
    }
    key.extend(tone);
}

/// The same for letters of any alphabet.
fn taken_apart(word: &str) -> String {
    let mut tone = None;
    let mut letters: String = word
        .nfd()
        .filter(|c| {
            if is_tone(*c) {
                tone = Some(*c);
            }
            !is_tone(*c)
        })
        .nfc()
        .collect();
    letters.extend(tone);
    letters
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{name_key, tidy, word_key};

    /// Every letter that is known beforehand, alone and beside others, gives what taking it apart gives.
    #[test]
    fn letters_that_are_known_are_taken_apart_as_all_others_are() {
        let blocks = (0x20..0x300).chain(0x1e00..0x1f00).chain(0x2010..0x2028);
        for c in blocks.filter_map(char::from_u32) {
            let text = format!("a{c}o{c}");
            assert_eq!(nfc(&text), text.nfc().collect::<String>(), "{c:?}");
            if known_letter(c).is_some() {
                let mut key = String::new();
                tone_last(&text, &mut key);
                assert_eq!(key, taken_apart(&text), "{c:?}");
            }
            let tidied = tidy(&text);
            let want: String =
                bare(&tidied).map(|c| if matches!(c, 'đ' | 'Đ') { 'd' } else { c }).collect();
            let want = want.replace(['‐', '‑', '‒', '–', '—'], "-").to_lowercase();
            let want = want.trim_end_matches([':', '*', '.', ' ']).trim_start_matches(['*', ' ']);
            assert_eq!(word_key(&text), want, "{c:?}");
        }
        for text in [
            "Hue\u{301}",
            "김철수",
            "e\u{323}\u{302}",
            "ﬁ",
            "Å",
            "a\u{200b}b",
            " \u{a0}x\u{2003}y ",
        ] {
            assert_eq!(nfc(text), text.nfc().collect::<String>(), "{text:?}");
        }
        assert_eq!(tidy(" \u{a0}x\u{2003}\n y\u{200b}z "), "x yz");
        assert_eq!(name_key("-+ - Phòng  A-B"), "phong\u{300} a - b");
        assert_eq!(name_key(" + "), "");
    }
}
