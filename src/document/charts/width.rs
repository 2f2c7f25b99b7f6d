//! How wide a label is in Times New Roman: the widths of its letters, which marks above and below do not change.

#![expect(clippy::float_arithmetic, reason = "lengths on paper")]

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

use crate::document::chart::millimeters;

/// Thousandths of the size, from U+0020 to U+007E.
const WIDTHS: [u16; 95] = [
    250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500,
    500, 500, 500, 500, 500, 500, 500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611,
    556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722, 667, 556, 611, 722, 722, 944, 722,
    722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278, 500,
    278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];

/// Width in millimetres, without kerning, so never less than what is printed.
pub(crate) fn text_width(text: &str, size: u8) -> f32 {
    length(units(text), size)
}

/// Thousandths of the size.
fn units(text: &str) -> u32 {
    text.chars().map(letter_units).sum()
}

/// Of a letter with its marks, or of a mark alone.
fn letter_units(letter: char) -> u32 {
    if letter.is_ascii() {
        return u32::from(width(letter));
    }
    let mut units = 0;
    decompose_canonical(letter, |part| {
        units += match part {
            // The horn of ơ and ư stands out to the right.
            '\u{31b}' => 65,
            mark if is_combining_mark(mark) => 0,
            base => u32::from(width(base)),
        };
    });
    units
}

fn length(units: u32, size: u8) -> f32 {
    f32::from(u16::try_from(units).unwrap_or(u16::MAX)) / 1000.0 * millimeters(f32::from(size))
}

/// Bold letters, on the wide side.
pub(crate) fn bold_width(text: &str, size: u8) -> f32 {
    text_width(text, size) * 1.08
}

fn width(letter: char) -> u16 {
    let ascii = u32::from(letter).checked_sub(32).and_then(|index| usize::try_from(index).ok());
    match ascii.and_then(|index| WIDTHS.get(index)) {
        Some(width) => *width,
        None => match letter {
            '\u{a0}' => 250,
            '–' | 'đ' => 500,
            '“' | '”' => 444,
            '≤' | '≥' => 549,
            'Đ' => 722,
            _ => 1000,
        },
    }
}

/// Lines of at most `width` millimetres, as even as may be without taking one more; never cut, but
/// for a word that is wider than a line.
pub(crate) fn wrapped(text: &str, width: f32, size: u8) -> Vec<String> {
    let words = words(text);
    let lines = filled(&words, width, size);
    // The narrowest setting that takes no more lines.
    let narrower = (1..20)
        .map(|step| width * (1.0 - 0.025 * f32::from(u8::try_from(step).unwrap_or(0))))
        .map(|width| filled(&words, width, size))
        .take_while(|tighter| tighter.len() == lines.len())
        .filter(|tighter| tighter.iter().all(|line| length(line.units, size) <= width))
        .last();
    narrower.unwrap_or(lines).into_iter().map(|line| line.text).collect()
}

/// A text that is measured once, letter by letter: a sum of letters is as wide as its letters.
#[derive(Clone, Debug, Default)]
struct MeasuredText {
    text: String,
    units: u32,
}

impl MeasuredText {
    fn push(&mut self, between: &str, other: &Self) {
        self.text.push_str(between);
        self.text.push_str(&other.text);
        self.units += units(between) + other.units;
    }
}

fn words(text: &str) -> Vec<MeasuredText> {
    let mut words: Vec<MeasuredText> = Vec::new();
    for word in text.split([' ', '\n']).filter(|word| !word.is_empty()) {
        let word = MeasuredText { text: word.to_owned(), units: units(word) };
        match words.last_mut() {
            // A dash does not begin a line.
            Some(before) if matches!(word.text.as_str(), "-" | "–") => before.push(" ", &word),
            _ => words.push(word),
        }
    }
    words
}

fn filled(words: &[MeasuredText], width: f32, size: u8) -> Vec<MeasuredText> {
    let mut lines: Vec<MeasuredText> = Vec::new();
    for part in words.iter().flat_map(|word| parts(word, width, size)) {
        match lines.last_mut() {
            Some(line) if length(line.units + units(" ") + part.units, size) <= width => {
                line.push(" ", &part);
            }
            _ => lines.push(part),
        }
    }
    lines
}

/// A word in parts that fit.
fn parts(word: &MeasuredText, width: f32, size: u8) -> Vec<MeasuredText> {
    if length(word.units, size) <= width {
        return vec![word.clone()];
    }
    let mut parts = vec![MeasuredText::default()];
    for letter in word.text.chars() {
        let units = letter_units(letter);
        match parts.last_mut() {
            Some(part) if part.text.is_empty() || length(part.units + units, size) <= width => {
                part.text.push(letter);
                part.units += units;
            }
            _ => parts.push(MeasuredText { text: letter.to_string(), units }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_wrapped_whole() {
        let name = "Phòng Bảo vệ, chăm sóc trẻ em và Bình đẳng giới ".repeat(3);
        let lines = wrapped(&name, 50.0, 10);
        assert!(lines.len() >= 4);
        assert!(lines.iter().all(|line| text_width(line, 10) <= 50.0));
        assert_eq!(lines.join(" "), name.trim());
    }

    #[test]
    fn lines_are_even_and_no_dash_begins_one() {
        let name = "Phòng Lao động - Tiền lương - Bảo hiểm xã hội";
        for width in 25_u8..70 {
            let lines = wrapped(name, f32::from(width), 9);
            assert!(lines.iter().all(|line| !line.starts_with('-')), "{width}: {lines:?}");
        }
        let lines = wrapped("một hai ba bốn", text_width("một hai ba", 10), 10);
        assert_eq!(lines, ["một hai", "ba bốn"]);
    }

    #[test]
    fn an_endless_word_is_parted() {
        let lines = wrapped(&"a".repeat(100), 20.0, 10);
        assert!(lines.len() > 3 && lines.iter().all(|line| text_width(line, 10) <= 20.0));
    }
}
