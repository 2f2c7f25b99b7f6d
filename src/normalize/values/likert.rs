//! Answers of survey sheets: words, labelled digits, bare digits, two ticks.

use std::collections::BTreeMap;

use crate::model::{Answer, word_key};
use crate::normalize::Digits;

/// What stands in one answer cell, before the scale of its question is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reply {
    /// A word of the scale, perhaps with its digit before it: "5 - Rất hài lòng".
    Word { level: u8, digit: Option<u8> },
    /// A bare number.
    Digit(u8),
    /// Blank, or a word for "does not apply".
    None,
    /// Two ticks.
    Several,
    /// Nothing that the scales know.
    Unreadable,
}

/// Reads one answer.
pub(crate) fn reply(text: &str) -> Reply {
    let key = word_key(&text.replace('_', " "));
    let key = key.trim_end_matches([',', ';', '!']).trim();
    if key.is_empty() || is_not_applicable(key) {
        return Reply::None;
    }
    if let Some(level) = word_level(key) {
        return Reply::Word { level, digit: None };
    }
    if let Some(digit) = number(key) {
        return Reply::Digit(digit);
    }
    if let Some((digit, word)) = labelled(key) {
        return match word_level(word) {
            Some(level) => Reply::Word { level, digit: Some(digit) },
            None if is_not_applicable(word) => Reply::None,
            None => Reply::Unreadable,
        };
    }
    if is_several(key) { Reply::Several } else { Reply::Unreadable }
}

/// Whole words only: "khong hai long" contains "hai long".
fn word_level(key: &str) -> Option<u8> {
    Some(match key {
        "rat hai long" | "rat tot" | "hoan toan hai long" => 5,
        "hai long" | "tot" => 4,
        "binh thuong" | "phan van" | "trung binh" | "tam duoc" => 3,
        "khong hai long" | "chua hai long" => 2,
        "rat khong hai long" | "hoan toan khong hai long" => 1,
        _ => return None,
    })
}

fn is_not_applicable(key: &str) -> bool {
    matches!(
        key,
        "khong bi tre hen"
            | "khong ap dung"
            | "khong y kien"
            | "khong co y kien"
            | "khong biet"
            | "khong tra loi"
            | "khong su dung"
            | "n/a"
            | "na"
            | "nan"
            | "-"
    )
}

/// `4`, `4.0`, `4,0`, `75`.
fn number(key: &str) -> Option<u8> {
    let whole = key.strip_suffix(".0").or_else(|| key.strip_suffix(",0")).unwrap_or(key);
    if whole.is_empty() || !whole.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    whole.parse().ok()
}

/// `5 - rat hai long`, `5. rat hai long`, `(5) rat hai long`, `rat hai long (5)`.
fn labelled(key: &str) -> Option<(u8, &str)> {
    let start = key.trim_start_matches('(');
    if let Some(first) = start.chars().next().filter(char::is_ascii_digit) {
        let word = start.get(1..)?.trim_start_matches([' ', '-', '.', ':', ')', '=']);
        let digit = u8::try_from(first.to_digit(10)?).ok()?;
        return word.starts_with(char::is_alphabetic).then_some((digit, word));
    }
    let (word, tail) = key.rsplit_once(['(', '-', ':', '='])?;
    let digit = number(tail.trim_end_matches(')').trim())?;
    Some((digit, word.trim()))
}

/// Every part, cut at commas and the like, is an answer by itself.
fn is_several(key: &str) -> bool {
    let parts: Vec<_> = key.split([',', ';', '/', '|', '+', '&']).map(str::trim).collect();
    parts.len() > 1
        && parts.iter().all(|part| {
            word_level(part).is_some()
                || number(part).is_some()
                || labelled(part).is_some_and(|(_, word)| word_level(word).is_some())
        })
}

/// What all sheets of a file say about the scale of one question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Scale {
    /// Digits that stand before a word: the scale declares itself.
    declared: BTreeMap<u8, u8>,
    contradictory: bool,
    /// Answers of 1 to 5, bare.
    plain: bool,
    /// Answers of 25, 50, 75 or 100, bare.
    hundreds: bool,
}

impl Scale {
    pub(crate) fn add(&mut self, reply: Reply) {
        match reply {
            Reply::Word { level, digit: Some(digit) } => {
                if self.declared.insert(digit, level).is_some_and(|before| before != level) {
                    self.contradictory = true;
                }
            }
            Reply::Digit(1..=5) => self.plain = true,
            Reply::Digit(25 | 50 | 75 | 100) => self.hundreds = true,
            Reply::Digit(_)
            | Reply::Word { .. }
            | Reply::None
            | Reply::Several
            | Reply::Unreadable => {}
        }
    }

    /// Whether bare digits were read by a direction that nobody declared.
    pub(crate) fn is_assumed(&self, digits: Digits) -> bool {
        digits == Digits::Undeclared && (self.plain || self.hundreds) && self.direction().is_none()
    }

    /// The direction that labelled digits declare: 5 best or 1 best.
    fn direction(&self) -> Option<Direction> {
        if self.contradictory {
            return None;
        }
        let agrees = |level: fn(u8) -> u8| {
            !self.declared.is_empty()
                && self.declared.iter().all(|(digit, found)| level(*digit) == *found)
        };
        let only_middle = self.declared.keys().all(|digit| *digit == 3);
        if agrees(|digit| digit) && !only_middle {
            Some(Direction::Up)
        } else if agrees(|digit| 6_u8.saturating_sub(digit)) && !only_middle {
            Some(Direction::Down)
        } else if agrees(|digit| digit + 2 - u8::from(digit == 1)) {
            // Three levels, 3 best: 3 → 5, 2 → 4, 1 → 2.
            Some(Direction::ThreeUp)
        } else if agrees(|digit| match digit {
            1 => 5,
            2 => 4,
            _ => 2,
        }) {
            Some(Direction::ThreeDown)
        } else {
            None
        }
    }

    /// The answer that a reply to this question is.
    pub(crate) fn answer(&self, reply: Reply, digits: Digits) -> Answer {
        let digit = match reply {
            Reply::Word { level, .. } => return Answer::Level(level),
            Reply::None => return Answer::None,
            Reply::Several | Reply::Unreadable => return Answer::Invalid,
            Reply::Digit(digit) => digit,
        };
        let direction = self.direction().unwrap_or(match digits {
            Digits::OneIsBest => Direction::Down,
            Digits::FiveIsBest | Digits::Undeclared => Direction::Up,
        });
        let digit = match (self.hundreds && !self.plain, digit) {
            (true, 0 | 25 | 50 | 75 | 100) => digit / 25 + 1,
            (true, _) => return Answer::Invalid,
            (false, digit) => digit,
        };
        match (direction, digit) {
            (Direction::Up, 1..=5) => Answer::Level(digit),
            (Direction::Down, 1..=5) => Answer::Level(6 - digit),
            (Direction::ThreeUp, 3) | (Direction::ThreeDown, 1) => Answer::Level(5),
            (Direction::ThreeUp | Direction::ThreeDown, 2) => Answer::Level(4),
            (Direction::ThreeUp, 1) | (Direction::ThreeDown, 3) => Answer::Level(2),
            _ => Answer::Invalid,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Direction {
    /// 5 is best.
    Up,
    /// 1 is best.
    Down,
    /// Three levels, 3 is best.
    ThreeUp,
    /// Three levels, 1 is best.
    ThreeDown,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: Reply) {
        assert_eq!(reply(text), expected, "{text}");
    }

    fn word(level: u8) -> Reply {
        Reply::Word { level, digit: None }
    }

    #[test]
    fn words_are_matched_whole() {
        for text in [
            "Rất hài lòng",
            "RẤT HÀI LÒNG",
            "rat_hai_long",
            "Rất tốt",
            "Rất  hài\u{a0}lòng.",
            "Ra\u{302}\u{301}t hài lòng",
        ] {
            case(text, word(5));
        }
        for text in ["Hài lòng", "hai_long", "Tốt", "hài lòng.", " Hài lòng "] {
            case(text, word(4));
        }
        for text in ["Bình thường", "Phân vân", "Trung bình", "Tạm được", "binh_thuong"]
        {
            case(text, word(3));
        }
        for text in ["Không hài lòng", "Chưa hài lòng", "khong_hai_long"] {
            case(text, word(2));
        }
        for text in ["Rất không hài lòng", "Hoàn toàn không hài lòng", "rat_khong_hai_long"]
        {
            case(text, word(1));
        }
        for text in ["", "  ", "Không bị trễ hẹn", "Không áp dụng", "Không ý kiến", "Không biết"]
        {
            case(text, Reply::None);
        }
        for text in ["hài lòng lắm", "ừ", "4.5", "x", "Không", "5 sao"] {
            case(text, Reply::Unreadable);
        }
    }

    #[test]
    fn digits_stand_alone_or_before_their_word() {
        case("4", Reply::Digit(4));
        case(" 4 ", Reply::Digit(4));
        case("4.0", Reply::Digit(4));
        case("75", Reply::Digit(75));
        for text in [
            "5 - Rất hài lòng",
            "5. Rất hài lòng",
            "5) Rất hài lòng",
            "(5) Rất hài lòng",
            "5: rất hài lòng",
            "Rất hài lòng (5)",
            "5 – Rất hài lòng",
        ] {
            case(text, Reply::Word { level: 5, digit: Some(5) });
        }
        case("1 - Rất hài lòng", Reply::Word { level: 5, digit: Some(1) });
    }

    #[test]
    fn two_ticks_are_no_answer() {
        for text in ["4,5", "4;5", "4, 5", "Hài lòng, Bình thường", "Hài lòng; Rất hài lòng", "4/5"]
        {
            case(text, Reply::Several);
        }
        assert_eq!(Scale::default().answer(Reply::Several, Digits::FiveIsBest), Answer::Invalid);
    }

    #[track_caller]
    fn scale(seen: &[&str], digits: Digits, text: &str, expected: Answer) {
        let mut scale = Scale::default();
        for text in seen {
            scale.add(reply(text));
        }
        assert_eq!(scale.answer(reply(text), digits), expected, "{text} beside {seen:?}");
    }

    #[test]
    fn a_scale_is_decided_over_all_answers_to_a_question() {
        let undeclared = Digits::Undeclared;
        scale(&["4"], undeclared, "4", Answer::Level(4));
        scale(&["4"], Digits::OneIsBest, "4", Answer::Level(2));
        scale(&["5 - Rất hài lòng"], undeclared, "4", Answer::Level(4));
        scale(&["1 - Rất hài lòng"], undeclared, "4", Answer::Level(2));
        scale(&["3 - Rất hài lòng", "1 - Chưa hài lòng"], undeclared, "2", Answer::Level(4));
        scale(&["3 - Rất hài lòng", "1 - Chưa hài lòng"], undeclared, "1", Answer::Level(2));
        scale(&["1 - Rất hài lòng", "3 - Chưa hài lòng"], undeclared, "3", Answer::Level(2));
        scale(&["Rất hài lòng", "Chưa hài lòng"], undeclared, "Chưa hài lòng", Answer::Level(2));
        scale(&["100", "75"], undeclared, "75", Answer::Level(4));
        scale(&["0", "100"], undeclared, "0", Answer::Level(1));
        scale(&["6"], undeclared, "6", Answer::Invalid);
        scale(&["0", "5"], undeclared, "0", Answer::Invalid);
    }

    #[test]
    fn digits_without_a_declared_direction_are_an_assumption() {
        let assumed = |seen: &[&str], digits| {
            let mut scale = Scale::default();
            for text in seen {
                scale.add(reply(text));
            }
            scale.is_assumed(digits)
        };
        assert!(assumed(&["4"], Digits::Undeclared));
        assert!(!assumed(&["4"], Digits::FiveIsBest));
        assert!(!assumed(&["Hài lòng"], Digits::Undeclared));
        assert!(!assumed(&["4", "5 - Rất hài lòng"], Digits::Undeclared));
        assert!(assumed(&["4", "3 - Bình thường"], Digits::Undeclared));
    }
}
