//! What stands in one answer cell: words, digits, shares, stars, faces, two ticks.

use crate::model::word_key;
use crate::normalize::values::level_words::{
    LevelWord, Rating, face, is_other_level, is_picture, level_word,
};

/// What stands in one answer cell, before the scale of its question is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Reply {
    /// A word of a scale, perhaps with its digit before it: "5 - Rất hài lòng".
    Word {
        word: LevelWord,
        digit: Option<u8>,
    },
    /// A bare whole number.
    Digit(u8),
    /// `80%`, or `0.8` as a workbook keeps it.
    Percent(u8),
    /// `4/5`: a score, or two ticks; its question tells.
    OutOf {
        score: u8,
        of: u8,
    },
    /// `★★★★☆`; without hollow ones nobody knows of how many.
    Stars {
        full: u8,
        of: Option<u8>,
    },
    Face {
        level: u8,
        letter: char,
    },
    /// "Không ý kiến": no answer, but on a scale of agreement perhaps its middle.
    NoOpinion,
    /// Blank, or a word for "does not apply".
    None,
    /// Two ticks.
    Several,
    YesNo,
    /// A number that is on no scale: minutes, years.
    Number,
    /// A level of a scale that no rule turns into the five: "Khá", "Hài lòng một phần".
    OtherLevel,
    /// Nothing that any scale knows.
    Unreadable,
    /// An error, or a formula without a value.
    Fault,
}

/// Reads one answer.
pub(crate) fn reply(text: &str) -> Reply {
    let bare = text.trim();
    if !bare.is_empty() && bare.chars().all(|c| c == '*') {
        return u8::try_from(bare.len())
            .map_or(Reply::Number, |full| Reply::Stars { full, of: None });
    }
    let key = word_key(&text.replace('_', " "));
    let key: String = key.chars().map(narrow).collect();
    let key = key.trim_end_matches([',', ';', '!']).trim();
    let key = unit(key);
    if key.is_empty() || is_not_applicable(key) {
        return Reply::None;
    }
    if matches!(
        key,
        "khong y kien" | "khong co y kien" | "ko y kien" | "kyk" | "khong danh gia" | "no opinion"
    ) {
        return Reply::NoOpinion;
    }
    if let Some(word) = worded(key) {
        return Reply::Word { word, digit: None };
    }
    if key.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && let Some(number) = numeric(key)
    {
        return number;
    }
    stars(key).or_else(|| pictured(key)).or_else(|| marked(key)).unwrap_or_else(|| other(key))
}

/// A digit as wide as a Chinese letter is a digit.
fn narrow(letter: char) -> char {
    match letter {
        '０'..='９' => u32::from(letter)
            .checked_sub(u32::from('０'))
            .and_then(|digit| char::from_digit(digit, 10))
            .unwrap_or(letter),
        _ => letter,
    }
}

/// `Mức 5` and `5 điểm` are 5.
fn unit(key: &str) -> &str {
    let number = key.strip_prefix("muc ").or_else(|| key.strip_suffix(" diem")).map(str::trim);
    number.filter(|number| digits(number)).unwrap_or(key)
}

/// A level in one language, or the same level in two: `Hài lòng / Satisfied`.
fn worded(key: &str) -> Option<LevelWord> {
    if let Some(word) = level_word(key) {
        return Some(word);
    }
    let (one, other) = ["/", "(", "|", " - ", "\n"].iter().find_map(|cut| key.split_once(cut))?;
    let one = level_word(one.trim())?;
    let other = level_word(other.trim_end_matches(')').trim())?;
    let agree = one.level == other.level && one.is_english != other.is_english;
    agree.then(|| {
        let rating = if one.rating == Rating::Middle { other.rating } else { one.rating };
        LevelWord { rating, level: one.level, ..LevelWord::default() }
    })
}

/// A whole number, a share or a score.
fn numeric(key: &str) -> Option<Reply> {
    if let Some(number) = number(key) {
        return Some(number);
    }
    if let Some(share) = key.strip_suffix('%') {
        return Some(match number(share.trim()) {
            Some(Reply::Digit(share)) => Reply::Percent(share),
            _ => Reply::Number,
        });
    }
    let decimal = key.split_once(['.', ',']).filter(|(whole, fraction)| {
        digits(whole.trim_start_matches('-')) && digits(fraction) && fraction.len() != 3
    });
    if let Some((whole, fraction)) = decimal {
        // "4,5" may be two ticks, too; either is no answer.
        if whole != "0" {
            return key.contains('.').then_some(Reply::Number);
        }
        let share = match fraction.as_bytes() {
            [tens] => Some((*tens - b'0') * 10),
            [tens, ones] => Some((*tens - b'0') * 10 + (*ones - b'0')),
            _ => None,
        };
        return Some(share.map_or(Reply::Number, Reply::Percent));
    }
    let (score, of) =
        ["/", " tren ", " out of ", " of "].iter().find_map(|cut| key.split_once(cut))?;
    match (number(score.trim())?, number(of.trim())?) {
        (Reply::Digit(score), Reply::Digit(of)) => Some(Reply::OutOf { score, of }),
        _ => None,
    }
}

fn digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `4`, `4.0`, `4,0`, `75`, `-1`.
fn number(key: &str) -> Option<Reply> {
    let whole = key.strip_suffix(".0").or_else(|| key.strip_suffix(",0")).unwrap_or(key);
    if let Some(below) = whole.strip_prefix('-') {
        return digits(below).then_some(Reply::Number);
    }
    digits(whole).then(|| whole.parse().map_or(Reply::Number, Reply::Digit))
}

/// `★★★★☆`, `⭐⭐⭐`, `4 sao`, `4★`.
fn stars(key: &str) -> Option<Reply> {
    let is_full = |c: char| matches!(c, '★' | '⭐' | '🌟');
    let is_hollow = |c: char| matches!(c, '☆' | '✩' | '✰');
    let count = |is: &dyn Fn(char) -> bool| u8::try_from(key.chars().filter(|c| is(*c)).count());
    if key.chars().all(|c| is_full(c) || is_hollow(c) || c == ' ') {
        let (full, hollow) = (count(&is_full).ok()?, count(&is_hollow).ok()?);
        let of = (hollow > 0).then(|| full.saturating_add(hollow));
        return Some(Reply::Stars { full, of });
    }
    let before = key
        .strip_suffix("sao")
        .or_else(|| key.strip_suffix("stars"))
        .or_else(|| key.strip_suffix("star"))
        .or_else(|| key.strip_suffix(is_full))?;
    match number(before.trim())? {
        Reply::Digit(full) => Some(Reply::Stars { full, of: None }),
        _ => None,
    }
}

/// A picture alone, or pictures beside a word: `😍 Rất hài lòng`.
fn pictured(key: &str) -> Option<Reply> {
    // An empty box beside a word says that it was not ticked.
    if !key.contains(is_picture) || key.contains(['☐', '□']) {
        return None;
    }
    let is_blank = |c: char| is_picture(c) || c == ' ' || c == '\u{200d}';
    let words = key.trim_matches(is_blank);
    if !words.is_empty() {
        return Some(match worded(words) {
            Some(word) => Reply::Word { word, digit: None },
            None => numeric(words).or_else(|| marked(words)).unwrap_or_else(|| other(words)),
        });
    }
    let mut letters = key.chars().filter(|c| is_picture(*c));
    Some(match (letters.next(), letters.next()) {
        (Some(letter), None) => {
            face(letter).map_or(Reply::OtherLevel, |level| Reply::Face { level, letter })
        }
        _ => Reply::OtherLevel,
    })
}

/// A word behind its digit or letter: `5 - Rất hài lòng`, `Rất hài lòng (5)`, `A. Rất hài lòng`.
fn marked(key: &str) -> Option<Reply> {
    if let Some((letter, word)) = key.split_once(['.', ')', '-', ':'])
        && matches!(letter.trim_start_matches('(').trim(), "a" | "b" | "c" | "d" | "e")
    {
        let word = word.trim_start_matches([' ', '-', '.', ')', ':']);
        if let Some(word) = worded(word) {
            return Some(Reply::Word { word, digit: None });
        }
        return Some(other(word));
    }
    let (digit, word) = labelled(key)?;
    Some(match worded(word) {
        Some(word) => Reply::Word { word, digit: Some(digit) },
        None if is_not_applicable(word) => Reply::None,
        None if is_several(key) => Reply::Several,
        None => other(word),
    })
}

/// `5 - rat hai long`, `5. rat hai long`, `(5) rat hai long`, `rat hai long (5)`.
fn labelled(key: &str) -> Option<(u8, &str)> {
    let start = key.trim_start_matches(['(', '[']);
    if let Some(first) = start.chars().next().filter(char::is_ascii_digit) {
        let word = start.get(1..)?.trim_start_matches([' ', '-', '.', ':', ')', ']', '=', '/']);
        let digit = u8::try_from(first.to_digit(10)?).ok()?;
        return word.starts_with(char::is_alphabetic).then_some((digit, word));
    }
    let (word, tail) = key.rsplit_once(['(', '-', ':', '='])?;
    match number(unit(tail.trim_end_matches(')').trim()))? {
        Reply::Digit(digit) => Some((digit, word.trim())),
        _ => None,
    }
}

/// What is left: several levels, yes or no, a level of another scale, or nothing that a scale knows.
fn other(key: &str) -> Reply {
    if is_several(key) {
        Reply::Several
    } else if matches!(
        key,
        "co" | "khong" | "yes" | "no" | "dung" | "sai" | "true" | "false" | "roi" | "y" | "n"
    ) {
        Reply::YesNo
    } else if is_other_level(key) {
        Reply::OtherLevel
    } else {
        Reply::Unreadable
    }
}

fn is_not_applicable(key: &str) -> bool {
    matches!(
        key,
        "khong bi tre hen"
            | "khong ap dung"
            | "khong biet"
            | "khong tra loi"
            | "khong su dung"
            | "khong phat sinh"
            | "khong lien quan"
            | "bo trong"
            | "not applicable"
            | "n/a"
            | "na"
            | "nan"
            | "-"
    )
}

/// Every part, cut at commas and the like, is an answer by itself.
fn is_several(key: &str) -> bool {
    let parts: Vec<_> = key.split([',', ';', '/', '|', '+', '&']).map(str::trim).collect();
    parts.len() > 1
        && parts.iter().all(|part| {
            level_word(part).is_some()
                || matches!(number(part), Some(Reply::Digit(_)))
                || labelled(part).is_some_and(|(_, word)| level_word(word).is_some())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, expected: Reply) {
        assert_eq!(reply(text), expected, "{text}");
    }

    #[track_caller]
    fn word(text: &str, rating: Rating, level: u8) {
        match reply(text) {
            Reply::Word { word, digit: None } => {
                assert_eq!((word.rating, word.level), (rating, level), "{text}");
            }
            got => panic!("{text} is {got:?}"),
        }
    }

    #[track_caller]
    fn label(text: &str, digit: u8, level: u8) {
        match reply(text) {
            Reply::Word { word, digit: found } => {
                assert_eq!((word.level, found), (level, Some(digit)), "{text}");
            }
            got => panic!("{text} is {got:?}"),
        }
    }

    #[test]
    fn words_are_matched_whole() {
        for text in [
            "Rất hài lòng",
            "RẤT HÀI LÒNG",
            "rat_hai_long",
            "Rất  hài\u{a0}lòng.",
            "Ra\u{302}\u{301}t hài lòng",
            "😍 Rất hài lòng",
            "Rất hài lòng 😍",
            "★★★★★ Rất hài lòng",
            "A. Rất hài lòng",
            "a) Rất hài lòng",
            "Very satisfied",
            "Rất hài lòng / Very satisfied",
            "Rất hài lòng (Very satisfied)",
            "Very satisfied - Rất hài lòng",
        ] {
            word(text, Rating::Satisfaction, 5);
        }
        for text in ["Hài lòng", "hai_long", "hài lòng.", " Hài lòng ", "Hài lòng;", "☑ Hài lòng"]
        {
            word(text, Rating::Satisfaction, 4);
        }
        for text in ["Bình thường", "Phân vân", "Tạm được", "binh_thuong", "Neutral"] {
            word(text, Rating::Middle, 3);
        }
        for text in ["Không hài lòng", "Chưa hài lòng", "khong_hai_long", "Dissatisfied"] {
            word(text, Rating::Satisfaction, 2);
        }
        for text in ["Rất không hài lòng", "Hoàn toàn không hài lòng", "E. Rất không hài lòng"]
        {
            word(text, Rating::Satisfaction, 1);
        }
        word("Rất tốt", Rating::Quality, 5);
        word("Trung bình", Rating::Quality, 3);
        word("Hoàn toàn không đồng ý", Rating::Agreement, 1);
        for text in ["", "  ", "Không bị trễ hẹn", "Không áp dụng", "Không biết", "N/A"]
        {
            case(text, Reply::None);
        }
        case("Không ý kiến", Reply::NoOpinion);
        for text in ["ừ", "x", "rất vui", "18 - 25", "Phòng Y tế"] {
            case(text, Reply::Unreadable);
        }
        for text in
            ["hài lòng lắm", "☐ Hài lòng", "Khá", "Tạm hài lòng", "👍", "A. Khá", "5 - Xuất sắc"]
        {
            case(text, Reply::OtherLevel);
        }
        for text in ["Có", "Không", "yes", "FALSE"] {
            case(text, Reply::YesNo);
        }
    }

    #[test]
    fn digits_stand_alone_or_before_their_word() {
        case("4", Reply::Digit(4));
        case(" 4 ", Reply::Digit(4));
        case("4.0", Reply::Digit(4));
        case("75", Reply::Digit(75));
        case("Mức 5", Reply::Digit(5));
        case("5 điểm", Reply::Digit(5));
        case("５", Reply::Digit(5));
        label("Hài lòng - 4 điểm", 4, 4);
        case("300", Reply::Number);
        case("-1", Reply::Number);
        case("4.5", Reply::Number);
        for text in [
            "5 - Rất hài lòng",
            "5. Rất hài lòng",
            "5) Rất hài lòng",
            "(5) Rất hài lòng",
            "5: rất hài lòng",
            "Rất hài lòng (5)",
            "5 – Rất hài lòng",
            "5. Rất hài lòng / Very satisfied",
        ] {
            label(text, 5, 5);
        }
        label("1 - Rất hài lòng", 1, 5);
    }

    #[test]
    fn shares_scores_stars_and_faces_are_known() {
        case("80%", Reply::Percent(80));
        case("80 %", Reply::Percent(80));
        case("0.8", Reply::Percent(80));
        case("0,85", Reply::Percent(85));
        case("80,5%", Reply::Number);
        case("4/5", Reply::OutOf { score: 4, of: 5 });
        case("4 / 10", Reply::OutOf { score: 4, of: 10 });
        case("★★★★☆", Reply::Stars { full: 4, of: Some(5) });
        case("⭐⭐⭐", Reply::Stars { full: 3, of: None });
        case("4 sao", Reply::Stars { full: 4, of: None });
        case("5⭐", Reply::Stars { full: 5, of: None });
        case("★ 4/5", Reply::OutOf { score: 4, of: 5 });
        case("****", Reply::Stars { full: 4, of: None });
        case("🙂", Reply::Face { level: 4, letter: '🙂' });
        case("☹️", Reply::Face { level: 2, letter: '☹' });
    }

    #[test]
    fn two_ticks_are_no_answer() {
        for text in [
            "4,5",
            "4;5",
            "4, 5",
            "Hài lòng, Bình thường",
            "Hài lòng; Rất hài lòng;",
            "Hài lòng / Bình thường",
            "5 - Rất hài lòng, 4 - Hài lòng",
        ] {
            case(text, Reply::Several);
        }
    }
}
