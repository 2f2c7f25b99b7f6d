//! Text that is safe in a cell, and how many lines it takes there.

use std::borrow::Cow;

/// The longest text that Excel takes in a cell is 32,767 characters.
const LONGEST: usize = 32_000;

/// Without characters that XML cannot hold, and cut where Excel would refuse the file.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if text.len() <= LONGEST && text.chars().all(is_printable) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().filter(|c| is_printable(*c)).take(LONGEST).collect())
}

/// Whether XML can hold it.
pub(super) fn is_printable(c: char) -> bool {
    let forbidden = c.is_control() && c != '\n' && c != '\t';
    !forbidden && !matches!(c, '\u{fffe}' | '\u{ffff}')
}

/// Lines of at most so many letters, broken between words.
pub(super) fn broken(text: &str, most: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= most => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

/// No more lines than these, and of like length: none is left with one word.
pub(super) fn evenly_broken(text: &str, most: usize) -> String {
    let lines = |most: usize| broken(text, most).matches('\n').count();
    let fewest = lines(most);
    let even = (1..=most).find(|length| lines(*length) == fewest).unwrap_or(most);
    broken(text, even)
}

/// Whether a cell with this text would turn into a formula when somebody edits it.
pub(super) fn looks_like_formula(text: &str) -> bool {
    text.trim_start().starts_with(['=', '+', '-', '@'])
}

/// Lines that a text takes in a cell of so many digits' width, wrapped between words.
pub(super) fn lines(text: &str, width: u32) -> u32 {
    let room = width.saturating_mul(10).saturating_sub(15).max(20);
    // Even of the widest letters: the most usual cell.
    let most = u32::try_from(text.len()).unwrap_or(u32::MAX).saturating_mul(WIDEST);
    if most <= room && !text.contains('\n') {
        return 1;
    }
    text.split('\n').map(|line| wrapped(line, room)).sum::<u32>().max(1)
}

fn wrapped(line: &str, room: u32) -> u32 {
    let (mut count, mut used) = (1, 0);
    for word in line.split(' ') {
        let long: u32 = word.chars().map(advance).sum();
        if used > 0 && used + SPACE + long > room {
            count += 1;
            used = 0;
        }
        used += long + if used > 0 { SPACE } else { 0 };
        // A word that is longer than the cell is broken.
        count += used.saturating_sub(1) / room;
        used = if used > room { used % room } else { used };
    }
    count
}

const SPACE: u32 = 5;
/// The most that [`advance`] gives.
const WIDEST: u32 = 16;

/// Width of a character of Times New Roman Bold in tenths of a digit, on the safe side.
fn advance(c: char) -> u32 {
    match c {
        'i' | 'í' | 'ì' | 'ỉ' | 'ĩ' | 'ị' | 'l' | 'j' | 't' | 'f' | 'r' | '.' | ',' | ':' | ';'
        | '(' | ')' | '\'' | '|' | '!' | '-' | '/' => 6,
        'm' | 'w' | '%' | '—' => WIDEST,
        _ if c.is_uppercase() => 14,
        _ => 10,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_beside_bars_are_broken_between_words() {
        assert_eq!(broken("một hai ba bốn", 7), "một hai\nba bốn");
        assert_eq!(broken("mộthaibabốn năm", 7), "mộthaibabốn\nnăm");
        assert_eq!(broken("một hai ba bốn năm", 14), "một hai ba bốn\nnăm");
        assert_eq!(evenly_broken("một hai ba bốn năm", 14), "một hai ba\nbốn năm");
        assert_eq!(evenly_broken("một", 7), "một");
    }

    #[test]
    fn what_xml_cannot_hold_is_dropped() {
        assert_eq!(clean("Số\u{0}\u{8}\u{1f}\u{7f}\u{fffe} 1\nhai\tba"), "Số 1\nhai\tba");
        assert_eq!(clean(&"x".repeat(40_000)).len(), LONGEST);
    }

    #[test]
    fn a_formula_in_the_data_is_known_by_its_first_character() {
        for text in ["=1+1", " =HYPERLINK(\"x\")", "+84 294", "-Phòng", "@SUM(A1)"] {
            assert!(looks_like_formula(text), "{text}");
        }
        assert!(!looks_like_formula("Phòng Người có công"));
    }

    #[test]
    fn a_text_wraps_between_words() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("Tổng số", 10), 1);
        assert_eq!(lines("Trực tiếp, dịch vụ bưu chính", 10), 3);
        assert_eq!(lines("Một\nhai", 40), 2);
        assert!(lines(&"x".repeat(64), 10) >= 7);
    }
}
