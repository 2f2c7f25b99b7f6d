//! Texts that put the year first in a way that reads as another day: `26/10/05`, `2026-15-10`.
//!
//! `26/10/05` is 26/10/2005 wherever the day stands first, and 05/10/2026 where the year does; `2026-05-10` is 10 May
//! in all standards, and 05/10 where a program put the day second. One cell does not tell; the column does. Such a
//! table is refused, since nobody says in which of the two other orders its remaining cells stand. Where every day is
//! 12 or less, `2026-05-10` is 10 May, unless the rest of the table speaks against it (`exchange`): then it is refused,
//! too.

/// What the texts of a column say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct YearFirst {
    /// First and last numbers of texts of three short ones, a bit for each.
    firsts: u128,
    lasts: u128,
    /// Those that are no day with the year last: the second number is no month, the first is none either.
    neither: u64,
    /// `2026-15-10`.
    day_second: u64,
    /// `2026-10-15`.
    day_last: u64,
}

impl YearFirst {
    pub(crate) fn add(&mut self, text: &str) {
        let Some([first, second, last]) = numbers(text) else { return };
        let (month, day) = (1..=12, 13..=31);
        match (first.digits, last.digits) {
            (4, 1..=2) if day.contains(&second.value) && month.contains(&last.value) => {
                self.day_second += 1;
            }
            (4, 1..=2) if month.contains(&second.value) && day.contains(&last.value) => {
                self.day_last += 1;
            }
            (2, 2) => {
                self.firsts |= 1 << first.value;
                self.lasts |= 1 << last.value;
                self.neither += u64::from(first.value > 12 && second.value > 12);
            }
            _ => {}
        }
    }

    pub(crate) fn join(&mut self, other: Self) {
        self.firsts |= other.firsts;
        self.lasts |= other.lasts;
        self.neither += other.neither;
        self.day_second += other.day_second;
        self.day_last += other.day_last;
    }

    /// Whether the table cannot be read because of this column; `table` is what all its columns say.
    pub(crate) fn is_refused(self, table: Self) -> bool {
        // A slip or two among days that can only stand last.
        let is_exchanged = self.day_second > 0 && table.day_last < 5 * self.day_second;
        is_exchanged || self.is_short() || self.firsts != 0 && table.is_short()
    }

    /// The first number is one year, or two that follow each other; the last is a day, as years it would be many.
    fn is_short(self) -> bool {
        let (Some(firsts), Some(lasts)) = (range(self.firsts), range(self.lasts)) else {
            return false;
        };
        let is_year = YEARS.contains(&firsts.0) && firsts.1 <= firsts.0 + 1;
        let are_days = lasts.1 <= 31 && (lasts.1 - lasts.0 >= 2 || self.neither > 0);
        is_year && are_days
    }
}

/// Whether a text puts a year of four figures first: `2026-05-10`.
pub(crate) fn is_whole(text: &str) -> bool {
    numbers(text).is_some_and(|[first, ..]| first.digits == 4)
}

/// Years of this century in which the program may run, by their last two digits.
const YEARS: std::ops::RangeInclusive<u32> = 20..=49;

/// The lowest and the highest of the bits.
fn range(bits: u128) -> Option<(u32, u32)> {
    bits.checked_ilog2().map(|highest| (bits.trailing_zeros(), highest))
}

#[derive(Clone, Copy)]
struct Number {
    value: u16,
    digits: usize,
}

/// The three numbers that a text begins with, parted by one mark of dates each; a time of day may follow.
fn numbers(text: &str) -> Option<[Number; 3]> {
    let mut rest = text.trim_start().trim_start_matches('\'').as_bytes();
    let mut next = |is_last: bool| {
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let (number, after) =
            rest.split_at_checked(digits).filter(|_| (1..=4).contains(&digits))?;
        rest = match after {
            [b'/' | b'-' | b'.', after @ ..] if !is_last => after,
            [] | [b' ' | b'T' | b',', ..] if is_last => after,
            _ => return None,
        };
        let value = number.iter().fold(0, |value, byte| value * 10 + u16::from(byte - b'0'));
        Some(Number { value, digits })
    };
    let three = [next(false)?, next(false)?, next(true)?];
    let [_, second, _] = three;
    (second.digits <= 2).then_some(three)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Texts of a column, and of the other columns of its table behind a bar.
    #[track_caller]
    fn case(texts: &str, expected: bool) {
        let (own, others) = texts.split_once('|').unwrap_or((texts, ""));
        let of = |texts: &str| {
            let mut seen = YearFirst::default();
            texts.split_whitespace().for_each(|text| seen.add(text));
            seen
        };
        let mut table = of(own);
        table.join(of(others));
        assert_eq!(of(own).is_refused(table), expected, "{texts}");
    }

    #[test]
    fn a_short_year_in_front_is_told_by_the_days_behind() {
        case("26/10/01 26/10/05 26/09/14", true);
        case("26-10-01 26-10-15", true);
        case("26.10.01 26.10.15", true);
        case("25/12/30 26/01/04", true);
        case("26/10/05 | 26/10/15", true);
        // The day second.
        case("26/13/10 26/05/10", true);
        // Day and month first.
        case("01/10/26 05/10/26 14/09/26", false);
        case("26/10/26 26/11/26", false);
        case("26/12/25 26/01/26", false);
        case("01/01/24 01/01/25 01/01/26", false);
        case("25/10/24 26/10/25 28/10/26", false);
        case("26/10/98 26/10/99 26/10/01", false);
        case("26/10/2001 26/10/2005 26/10/2009", false);
    }

    #[test]
    fn a_long_year_in_front_of_the_day_is_told_by_the_days_after_the_12th() {
        case("2026-15-10 2026-05-10", true);
        case("2026-15-10 2026-10-15", true);
        case("2026/15/10 | 2026/10/11", true);
        // What is no column of such texts is read with its table or not at all.
        case("2026-05-10 | 2026-10-15", false);
        case("2026-10-15 2026-10-05", false);
        case("2026-15-10 2026-10-15 2026-10-16 2026-10-17 2026-10-18 2026-10-19", false);
        case("2026-31-31 2026-10-05 15/10/2026 1/2 x", false);
    }
}
