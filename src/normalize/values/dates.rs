//! Every way to write a date: serials, ISO, day first in all spellings.

use jiff::ToSpan;
use jiff::civil::{Date, date};

/// Day 0 of the serial dates of a workbook.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Epoch {
    /// 30/12/1899: right from serial 61 on, before which nothing is plausible anyway.
    #[default]
    Y1900,
    /// 01/01/1904.
    Y1904,
}

/// A date as text gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TextDate {
    /// Only one reading.
    Certain(Date),
    /// `a/b/year`: day first, unless the column turns out to be month first.
    Slashed { first: i8, second: i8, year: i16 },
    /// Two numbers and a year that are no date in either order, or no date at all.
    Bad,
}

impl TextDate {
    /// Read day first, or month first.
    pub(crate) fn read(self, order: Order) -> Option<Date> {
        match (self, order) {
            (Self::Certain(date), _) => Some(date),
            (Self::Slashed { first, second, year }, Order::DayFirst) => {
                Date::new(year, second, first).ok()
            }
            (Self::Slashed { first, second, year }, Order::MonthFirst) => {
                Date::new(year, first, second).ok()
            }
            (Self::Bad, _) => None,
        }
    }
}

/// Order of the numbers in a column of text dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    #[default]
    DayFirst,
    MonthFirst,
}

/// Whether a date can be of an office: 1990 to 2100.
pub(crate) fn is_plausible(date: Date) -> bool {
    (1990..=2100).contains(&date.year())
}

/// The day of a serial; `None` outside 1–2,958,465 (31/12/9999), checked before anything is converted.
pub(crate) fn from_serial(serial: f64, epoch: Epoch) -> Option<Date> {
    if !(1.0..2_958_466.0).contains(&serial) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        reason = "the range was checked; the time is cut off"
    )]
    let days = serial as i64;
    let start = match epoch {
        Epoch::Y1900 => date(1899, 12, 30),
        Epoch::Y1904 => date(1904, 1, 1),
    };
    start.checked_add(days.days()).ok()
}

/// The day of a number in a date column: a serial, or `20260209`, which no serial reaches.
pub(crate) fn from_number(number: f64, epoch: Epoch) -> Option<Date> {
    from_serial(number, epoch).or_else(|| {
        (number.fract() == 0.0 && (19_900_101.0..=21_001_231.0).contains(&number))
            .then(|| unseparated(&format!("{number:.0}")))?
    })
}

/// Reads a text date.
pub(crate) fn parse(text: &str) -> TextDate {
    // Names and words are asked, too.
    if !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return TextDate::Bad;
    }
    let certain = || unseparated(text.trim()).map(TextDate::Certain);
    plain(text).or_else(certain).or_else(|| scan(text)).unwrap_or(TextDate::Bad)
}

/// `20260209`, or with the time of day `20260209143000`.
fn unseparated(text: &str) -> Option<Date> {
    if !matches!(text.len(), 8 | 14) || !text.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
    let part = |from: usize| i8::try_from(number(from, from + 2)?).ok();
    let day = Date::new(number(0, 4)?, part(4)?, part(6)?).ok()?;
    let is_time = text.len() == 8 || (part(8)? < 24 && part(10)? < 60 && part(12)? < 60);
    (is_time && is_plausible(day)).then_some(day)
}

/// `05/01/2020`, as most columns have it, without a detour.
fn plain(text: &str) -> Option<TextDate> {
    let [day @ .., b'/', _, _, b'/', _, _, _, _] = text.as_bytes() else { return None };
    if day.len() != 2 {
        return None;
    }
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<i16>().ok())?
    };
    let (first, second, year) = (number(0, 2)?, number(3, 5)?, number(6, 10)?);
    let (first, second) = (i8::try_from(first).ok()?, i8::try_from(second).ok()?);
    let is_date = Date::new(year, second, first).is_ok() || Date::new(year, first, second).is_ok();
    is_date.then_some(TextDate::Slashed { first, second, year })
}

/// One piece of the text: a number with its digits, a word, or a mark.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece<'a> {
    Number { value: i16, digits: usize },
    Word(&'a str),
    Mark(char),
}

const PIECES: usize = 24;

fn scan(text: &str) -> Option<TextDate> {
    let text = text.trim().trim_start_matches('\'');
    if text.is_empty() || text.len() > 80 {
        return None;
    }
    let lower = text.to_lowercase();
    let mut pieces = Vec::with_capacity(12);
    let mut rest = lower.as_str();
    while let Some(next) = rest.chars().next() {
        if pieces.len() == PIECES {
            return None;
        }
        let end = |class: fn(char) -> bool| rest.find(|c| !class(c)).unwrap_or(rest.len());
        let length = if next.is_ascii_digit() {
            let length = end(|c| c.is_ascii_digit());
            let value = rest.get(..length)?.parse().unwrap_or(i16::MAX);
            pieces.push(Piece::Number { value, digits: length });
            length
        } else if next.is_alphabetic() {
            let length = end(char::is_alphabetic);
            pieces.push(Piece::Word(rest.get(..length)?));
            length
        } else {
            if !next.is_whitespace() {
                pieces.push(Piece::Mark(next));
            }
            next.len_utf8()
        };
        rest = rest.get(length..)?;
    }
    without_time(pieces).and_then(|pieces| read(&pieces))
}

/// Cuts out a time, before or after the date: `14:05`, `14:05:33.120 PM`, `8h30`, `08 giờ 30 phút`, `T10:00Z`, `+07:00`.
fn without_time(pieces: Vec<Piece<'_>>) -> Option<Vec<Piece<'_>>> {
    let is_clock = |piece: Option<&Piece<'_>>| match piece {
        Some(Piece::Mark(':')) => true,
        Some(Piece::Word(word)) => matches!(*word, "h" | "g" | "giờ" | "gio"),
        _ => false,
    };
    if !pieces.iter().any(|piece| is_clock(Some(piece))) {
        return Some(pieces);
    }
    let mut kept: Vec<Piece<'_>> = Vec::with_capacity(pieces.len());
    let mut rest = pieces.iter().peekable();
    let mut times = 0;
    while let Some(piece) = rest.next() {
        if matches!(piece, Piece::Number { .. }) && is_clock(rest.peek().copied()) {
            let Piece::Number { value: hour, digits: 1..=2 } = piece else { return None };
            // The clock, and the sign of a zone before it.
            times += 1;
            if !(0..24).contains(hour) || times > 2 {
                return None;
            }
            if times == 2 && !matches!(kept.pop(), Some(Piece::Mark('+' | '-'))) {
                return None;
            }
            let mut clocks = 0;
            while is_clock(rest.peek().copied()) && clocks < 2 {
                rest.next();
                clocks += 1;
                if let Some(Piece::Number { value, .. }) = rest.peek() {
                    // "8 giờ ngày 5/1" and "8h 05/01/2020": the number after belongs to a date
                    // when a separator follows it.
                    let mut after = rest.clone();
                    after.next();
                    if matches!(after.peek(), Some(Piece::Mark('/' | '-')))
                        && clocks == 1
                        && !matches!(after.clone().nth(1), Some(Piece::Number { digits: 2, .. }))
                    {
                        break;
                    }
                    if !(0..60).contains(value) {
                        return None;
                    }
                    rest.next();
                }
            }
            if let Some(Piece::Mark('.')) = rest.peek() {
                rest.next();
                if matches!(rest.peek(), Some(Piece::Number { .. })) {
                    rest.next();
                }
            }
            while let Some(Piece::Word(word)) = rest.peek() {
                if matches!(
                    *word,
                    "am" | "pm"
                        | "sa"
                        | "ch"
                        | "z"
                        | "phút"
                        | "phut"
                        | "p"
                        | "giây"
                        | "giay"
                        | "sáng"
                        | "chiều"
                ) {
                    rest.next();
                } else {
                    break;
                }
            }
        } else {
            kept.push(*piece);
        }
    }
    Some(kept)
}

fn read(pieces: &[Piece<'_>]) -> Option<TextDate> {
    let mut numbers: Vec<(i16, usize)> = Vec::with_capacity(3);
    let mut english = None;
    let mut worded = false;
    for piece in pieces {
        match *piece {
            Piece::Number { value, digits } => numbers.push((value, digits)),
            Piece::Mark('/' | '-' | '.' | ',' | '–' | '(' | ')') => {}
            Piece::Mark(_) => return None,
            Piece::Word(word) => match word {
                // "Thg" is what Excel in Vietnamese makes of dd-mmm-yyyy: 09-Thg2-2026.
                "ngày" | "ngay" | "tháng" | "thang" | "thg" | "năm" | "nam" => worded = true,
                "thứ" | "hai" | "ba" | "tư" | "năm " | "sáu" | "bảy" | "chủ" | "nhật" | "lúc"
                | "vào" | "t" => {}
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
    plausible.then_some(TextDate::Slashed { first, second, year })
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

/// What the text dates of one column say about the order of their numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Evidence {
    /// Dates that can only be day first.
    pub(crate) day_first: u64,
    /// Dates that can only be month first.
    pub(crate) month_first: u64,
    /// Dates that differ with the order.
    pub(crate) either: u64,
}

impl Evidence {
    pub(crate) fn add(&mut self, date: TextDate) {
        let TextDate::Slashed { first, second, .. } = date else { return };
        match (date.read(Order::DayFirst).is_some(), date.read(Order::MonthFirst).is_some()) {
            (true, true) if first != second => self.either += 1,
            (true, false) => self.day_first += 1,
            (false, true) => self.month_first += 1,
            _ => {}
        }
    }
}

/// How a column of dates is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    Read(Order),
    /// The dates contradict each other, and some could be either.
    Refused,
}

/// Decides one column; `table` is the evidence of all date columns of the table, which were written at once.
///
/// A few dates that only fit month first in a day-first column are mistakes of their cells, not a habit.
pub(crate) fn decide(column: Evidence, table: Evidence) -> Decision {
    match (column.day_first, column.month_first) {
        (0, 0) if table.month_first == 0 || column.either == 0 => Decision::Read(Order::DayFirst),
        (0, 0) if table.day_first == 0 => Decision::Read(Order::MonthFirst),
        (0, 0) if mostly_day_first(table) => Decision::Read(Order::DayFirst),
        (0, 0) => Decision::Refused,
        // One slip must not turn the dates beside it that could be read either way.
        (0, _) if column.either > 0 && table.day_first > 0 => {
            if mostly_day_first(table) {
                Decision::Read(Order::DayFirst)
            } else {
                Decision::Refused
            }
        }
        (0, _) => Decision::Read(Order::MonthFirst),
        (_, 0) => Decision::Read(Order::DayFirst),
        _ if mostly_day_first(column) => Decision::Read(Order::DayFirst),
        _ => Decision::Refused,
    }
}

fn mostly_day_first(evidence: Evidence) -> bool {
    evidence.day_first >= 5 * evidence.month_first
}

#[cfg(test)]
#[path = "dates_tests.rs"]
mod tests;
