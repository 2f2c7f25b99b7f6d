//! A date written out in words, with its day of the week, its time of day and its zone.

use jiff::civil::Date;

use crate::normalize::values::clock::{self, Time};
use crate::normalize::values::text_date::{TextDate, Written};

/// One piece of the text: a number with its digits, a word, or a mark.
#[derive(Clone, Copy, Debug, PartialEq)]
enum DatePiece<'a> {
    Number { value: i16, digits: usize },
    Word(&'a str),
    Mark(char),
}

const PIECES: usize = 24;

pub(crate) fn scan(text: &str) -> Option<Written> {
    let text = text.trim().trim_start_matches('\'');
    if text.is_empty() || text.len() > 100 {
        return None;
    }
    let lower = text.to_lowercase();
    let (lower, zone) =
        if lower.contains(':') { clock::zone(&lower) } else { (lower.as_str().into(), None) };
    let (pieces, time) = without_time(pieces(&lower)?)?;
    let date = read(&pieces)?;
    let Some((minute, seconds)) = time else { return Some(Written::day(date)) };
    let Some(zone) = zone else {
        return Some(Written { date, time: Time::of(minute, seconds), is_moved: false });
    };
    let (days, minute) = clock::in_vietnam(minute, zone);
    // It says itself where it is 17:00.
    let time = if minute == 0 { Time::None } else { Time::Other { minute } };
    Some(Written { date: date.put_off(days), time, is_moved: days != 0 })
}

fn pieces(lower: &str) -> Option<Vec<DatePiece<'_>>> {
    let mut pieces = Vec::with_capacity(12);
    let mut rest = lower;
    while let Some(next) = rest.chars().next() {
        if pieces.len() == PIECES {
            return None;
        }
        let end = |class: fn(char) -> bool| rest.find(|c| !class(c)).unwrap_or(rest.len());
        let length = if next.is_ascii_digit() {
            let length = end(|c| c.is_ascii_digit());
            let value = rest.get(..length)?.parse().unwrap_or(i16::MAX);
            pieces.push(DatePiece::Number { value, digits: length });
            length
        } else if next.is_alphabetic() {
            let length = end(char::is_alphabetic);
            pieces.push(DatePiece::Word(rest.get(..length)?));
            length
        } else {
            if !next.is_whitespace() {
                pieces.push(DatePiece::Mark(next));
            }
            next.len_utf8()
        };
        rest = rest.get(length..)?;
    }
    Some(pieces)
}

/// Minutes since midnight, and the seconds after.
type TimeOfDay = (i32, i32);

/// Cuts out a time, before or after the date: `14:05`, `14:05:33.120 PM`, `8h30`, `08 giờ 30 phút`, `T10:00`.
fn without_time(pieces: Vec<DatePiece<'_>>) -> Option<(Vec<DatePiece<'_>>, Option<TimeOfDay>)> {
    if !pieces.iter().any(|piece| is_clock(Some(piece))) {
        return Some((pieces, None));
    }
    let mut kept: Vec<DatePiece<'_>> = Vec::with_capacity(pieces.len());
    let mut rest = pieces.iter().peekable();
    let mut time = None;
    while let Some(piece) = rest.next() {
        if !(matches!(piece, DatePiece::Number { .. }) && is_clock(rest.peek().copied())) {
            kept.push(*piece);
            continue;
        }
        let DatePiece::Number { value: hour, digits: 1..=2 } = piece else { return None };
        if !(0..=24).contains(hour) || time.is_some() {
            return None;
        }
        let mut parts = [0_i16; 2];
        for (clocks, part) in parts.iter_mut().enumerate() {
            if !is_clock(rest.peek().copied()) {
                break;
            }
            rest.next();
            if let Some(DatePiece::Number { value, .. }) = rest.peek() {
                // "8 giờ ngày 5/1" and "8h 05/01/2020": the number after belongs to a date
                // when a separator follows it.
                let mut after = rest.clone();
                after.next();
                if matches!(after.peek(), Some(DatePiece::Mark('/' | '-')))
                    && clocks == 0
                    && !matches!(after.clone().nth(1), Some(DatePiece::Number { digits: 2, .. }))
                {
                    break;
                }
                if !(0..60).contains(value) {
                    return None;
                }
                *part = *value;
                rest.next();
            }
        }
        // Thousandths, which a Vietnamese program puts behind a comma.
        let mut after = rest.clone();
        if matches!(after.next(), Some(DatePiece::Mark('.' | ',')))
            && let Some(DatePiece::Number { digits, .. }) = after.next()
            && (matches!(rest.peek(), Some(DatePiece::Mark('.'))) || *digits == 3)
        {
            rest = after;
        }
        let mut half = HalfDay::None;
        while let Some(DatePiece::Word(word)) = rest.peek() {
            match *word {
                "am" | "sa" | "sáng" => half = HalfDay::Morning,
                "pm" | "ch" | "chiều" => half = HalfDay::Afternoon,
                "phút" | "phut" | "p" | "giây" | "giay" => {}
                _ => break,
            }
            rest.next();
        }
        let hour = match (half, *hour) {
            (HalfDay::Morning, 12) => 0,
            (HalfDay::Afternoon, 1..=11) => *hour + 12,
            (HalfDay::None | HalfDay::Morning | HalfDay::Afternoon, hour) => hour,
        };
        let [minute, second] = parts.map(i32::from);
        // 24:00 ends the day beside it: no time of day that any other rule asks for.
        let hour = match (hour, minute, second) {
            (24, 0, 0) => 0,
            (24, ..) => return None,
            (hour, ..) => hour,
        };
        time = Some((i32::from(hour) * 60 + minute, second));
    }
    Some((kept, time))
}

#[derive(Clone, Copy)]
enum HalfDay {
    None,
    Morning,
    Afternoon,
}

fn is_clock(piece: Option<&DatePiece<'_>>) -> bool {
    match piece {
        Some(DatePiece::Mark(':')) => true,
        Some(DatePiece::Word(word)) => matches!(*word, "h" | "g" | "giờ" | "gio"),
        Some(DatePiece::Number { .. } | DatePiece::Mark(_)) | None => false,
    }
}

fn is_weekday(piece: DatePiece<'_>) -> bool {
    matches!(piece, DatePiece::Number { value: 2..=7, digits: 1 })
}

/// The pieces without the day of the week: `Thứ 2`, `T7`, `CN`, `Mon`.
fn without_weekday<'a>(pieces: &[DatePiece<'a>]) -> Vec<DatePiece<'a>> {
    let mut kept = Vec::with_capacity(pieces.len());
    let mut rest = pieces.iter().peekable();
    while let Some(piece) = rest.next() {
        let is_first = kept.is_empty();
        match piece {
            DatePiece::Word("thứ" | "thu") => {
                // "Thu 5 Oct" is English.
                if matches!(rest.clone().nth(1), Some(DatePiece::Mark(_) | DatePiece::Word("ngày")))
                {
                    rest.next_if(|piece| is_weekday(**piece));
                }
            }
            DatePiece::Word("t") if is_first => {
                if rest.next_if(|piece| is_weekday(**piece)).is_none() {
                    kept.push(*piece);
                }
            }
            DatePiece::Word(
                "cn" | "mon" | "tue" | "wed" | "fri" | "sat" | "sun" | "monday" | "tuesday"
                | "wednesday" | "thursday" | "friday" | "saturday" | "sunday",
            ) => {}
            other => kept.push(*other),
        }
    }
    kept
}

fn read(pieces: &[DatePiece<'_>]) -> Option<TextDate> {
    let mut numbers: Vec<(i16, usize)> = Vec::with_capacity(3);
    let mut english = None;
    let mut worded = false;
    for piece in &without_weekday(pieces) {
        match *piece {
            DatePiece::Number { value, digits } => numbers.push((value, digits)),
            DatePiece::Mark('/' | '-' | '.' | ',' | '–' | '(' | ')') => {}
            DatePiece::Mark(_) => return None,
            DatePiece::Word(word) => match word {
                // "Thg" is what Excel in Vietnamese makes of dd-mmm-yyyy: 09-Thg2-2026.
                "ngày" | "ngay" | "tháng" | "thang" | "thg" | "năm" | "nam" => worded = true,
                "thứ" | "hai" | "ba" | "tư" | "năm " | "sáu" | "bảy" | "chủ" | "nhật" | "lúc"
                | "vào" | "t" | "at" => {}
                other => {
                    if english.replace((english_month(other)?, numbers.len())).is_some() {
                        return None;
                    }
                }
            },
        }
    }
    if let Some((month, before)) = english {
        let [first, second] = numbers.as_slice() else { return None };
        let (day, year) = match before {
            0 | 1 => (*first, *second),
            _ => return None,
        };
        return certain(year_of(year)?, month, small(day)?);
    }
    let [first, second, third] = numbers.as_slice() else { return None };
    // Separators of a plain date stand singly between the numbers.
    if first.1 == 4 {
        return certain(year_of(*first)?, small(*second)?, small(*third)?);
    }
    let (first, second, year) = (small(*first)?, small(*second)?, year_of(*third)?);
    if worded {
        return certain(year, second, first);
    }
    let plausible =
        Date::new(year, second, first).is_ok() || Date::new(year, first, second).is_ok();
    plausible.then_some(TextDate::Slashed { first, second, year, later: 0 })
}

fn certain(year: i16, month: i8, day: i8) -> Option<TextDate> {
    Date::new(year, month, day).ok().map(TextDate::Certain)
}

/// A day or a month: one or two digits.
fn small((value, digits): (i16, usize)) -> Option<i8> {
    if digits > 2 { None } else { i8::try_from(value).ok() }
}

/// Four digits, or two: 90–99 are of the last century.
fn year_of((value, digits): (i16, usize)) -> Option<i16> {
    match digits {
        4 => Some(value),
        2 if value >= 90 => Some(1900 + value),
        2 => Some(2000 + value),
        _ => None,
    }
}

fn english_month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let short = word.get(..3)?;
    let index = MONTHS.iter().position(|month| *month == short)?;
    let month = i8::try_from(index + 1).ok()?;
    let long = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    (word.len() == 3 || word == "sept" || long.get(index).is_some_and(|name| *name == word))
        .then_some(month)
}
