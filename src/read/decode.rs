//! Bytes of a text file → text: UTF-8, UTF-16 with or without its mark, Windows-1258, and look-alikes of older fonts.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;

/// Text, and which way it was written down.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    pub(crate) encoding: DecodedFrom,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DecodedFrom {
    Unicode,
    /// Older Windows; converted.
    Windows1258,
    /// One byte a letter, meaning unknown here: TCVN3 and VNI look like this.
    Bytes,
}

pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    let unicode = |text| Decoded { text, encoding: DecodedFrom::Unicode };
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let rest = bytes.get(mark..).unwrap_or_default();
        return unicode(encoding.decode_without_bom_handling(rest).0);
    }
    if let Some(encoding) = unmarked_utf16(bytes) {
        return unicode(encoding.decode_without_bom_handling(bytes).0);
    }
    match str::from_utf8(bytes) {
        Ok(text) => unicode(Cow::Borrowed(text)),
        Err(_) if is_damaged_utf8(bytes) => unicode(String::from_utf8_lossy(bytes)),
        Err(_) if is_windows_1258(bytes) => {
            let text = WINDOWS_1258.decode_without_bom_handling(bytes).0;
            Decoded { text: text.nfc().collect(), encoding: DecodedFrom::Windows1258 }
        }
        Err(_) => Decoded {
            text: WINDOWS_1252.decode_without_bom_handling(bytes).0,
            encoding: DecodedFrom::Bytes,
        },
    }
}

/// Digits, separators and line ends of UTF-16 have a zero byte on one side, always the same.
fn unmarked_utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4_096).unwrap_or(bytes);
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |odd: usize| head.iter().skip(odd).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let many = head.len() / 2 / 4;
    if odd > many && even * 20 < odd {
        Some(UTF_16LE)
    } else if even > many && odd * 20 < even {
        Some(UTF_16BE)
    } else {
        None
    }
}

/// A few bytes were spoilt on the way; by chance, older encodings hold next to no letter of UTF-8.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|letter| !letter.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good > bad * 10
}

/// In Windows-1258 a tone mark is a byte of its own, right after a vowel; TCVN3 uses the signs below them instead.
fn is_windows_1258(bytes: &[u8]) -> bool {
    let mut marks = 0_usize;
    let mut after_vowel = 0_usize;
    let mut signs = 0_usize;
    let mut before = 0;
    for byte in bytes {
        match byte {
            0xCC | 0xD2 | 0xDE | 0xEC | 0xF2 => {
                marks += 1;
                after_vowel += usize::from(is_vowel_1258(before));
            }
            0xA1..=0xBF => signs += 1,
            _ => (),
        }
        before = *byte;
    }
    marks > 0 && after_vowel * 20 >= marks * 19 && signs < marks
}

/// Vowels that take a tone mark: plain ones, and â ê ô ă ơ ư in their places of Windows-1258.
fn is_vowel_1258(byte: u8) -> bool {
    matches!(byte.to_ascii_lowercase(), b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
        || matches!(
            byte,
            0xC2 | 0xC3 | 0xCA | 0xD4 | 0xD5 | 0xDD | 0xE2 | 0xE3 | 0xEA | 0xF4 | 0xF5 | 0xFD
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    const WORDS: &str = "Đơn vị;Ngày hẹn trả;Đã trả kết quả;Trực tuyến\r\n";

    #[track_caller]
    fn case(bytes: &[u8], text: &str, encoding: DecodedFrom) {
        assert_eq!(decode(bytes), Decoded { text: text.into(), encoding });
    }

    fn utf16(text: &str, order: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(order).collect()
    }

    #[test]
    fn unicode_is_read_with_and_without_its_mark() {
        case(WORDS.as_bytes(), WORDS, DecodedFrom::Unicode);
        case(format!("\u{FEFF}{WORDS}").as_bytes(), WORDS, DecodedFrom::Unicode);
        for order in [u16::to_le_bytes, u16::to_be_bytes] {
            case(&utf16(WORDS, order), WORDS, DecodedFrom::Unicode);
            case(&utf16(&format!("\u{FEFF}{WORDS}"), order), WORDS, DecodedFrom::Unicode);
        }
    }

    #[test]
    fn windows_1258_becomes_composed_unicode() {
        // "Trả kết quả; Đơn vị": ả = a + 0xD2, ế = ê + 0xEC, Đ = 0xD0, ơ = 0xF5, ị = i + 0xF2.
        let bytes = b"Tra\xD2 k\xEA\xECt qua\xD2; \xD0\xF5n vi\xF2";
        case(bytes, "Trả kết quả; Đơn vị", DecodedFrom::Windows1258);
    }

    #[test]
    fn spoilt_bytes_do_not_make_unicode_another_encoding() {
        let mut bytes = WORDS.repeat(3).into_bytes();
        bytes.insert(3, 0xFF);
        let decoded = decode(&bytes);
        assert_eq!(decoded.encoding, DecodedFrom::Unicode);
        assert!(decoded.text.contains(char::REPLACEMENT_CHARACTER));
        assert!(decoded.text.ends_with("Trực tuyến\r\n"), "{}", decoded.text);
    }

    #[test]
    fn bytes_of_older_fonts_are_kept_for_later() {
        // "Đơn vị" in TCVN3.
        case(b"\xA7\xAC\x6E v\xDE", "§¬n vÞ", DecodedFrom::Bytes);
    }
}
