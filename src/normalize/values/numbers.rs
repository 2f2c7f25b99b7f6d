//! Whole numbers as people write them: `1.234` and `1,234` are both 1234.

use crate::normalize::text::intern::{Interner, Slot};

/// A count; `None` for anything that is not a whole number from 0 on, and for more than an office counts.
pub(crate) fn count_of(slot: Slot, texts: &Interner) -> Option<u64> {
    let count = match slot {
        Slot::Number(number) | Slot::Serial(number) => whole(number),
        Slot::Text(id) => parse(texts.text(id)),
        Slot::Empty
        | Slot::Iso(_)
        | Slot::Bool(_)
        | Slot::Error(_)
        | Slot::Uncalculated
        | Slot::Broken(_) => None,
    };
    count.filter(|count| *count < TOO_MANY)
}

/// No office counts so many of anything in a year: a telephone or a number of identity that slid into the column.
const TOO_MANY: u64 = 10_000_000;

/// Whether a text is such a count.
pub(crate) fn is_count(text: &str) -> bool {
    parse(text).is_some()
}

/// Whether a cell is blank or holds a dash alone, as tables are printed.
pub(crate) fn is_dash(slot: Slot, texts: &Interner) -> bool {
    slot.is_empty()
        || matches!(slot, Slot::Text(id) if matches!(texts.text(id).trim(), "-" | "–" | "—"))
}

/// The same, or `N/A`: there is no such figure.
pub(crate) fn is_nothing(slot: Slot, texts: &Interner) -> bool {
    let says_so = |text: &str| matches!(text.trim().to_lowercase().as_str(), "n/a" | "na");
    is_dash(slot, texts) || matches!(slot, Slot::Text(id) if says_so(texts.text(id)))
}

/// Points with one decimal at most, in tenths: `1,5`, `2`; `None` for anything else.
pub(crate) fn tenths_of(slot: Slot, texts: &Interner) -> Option<u64> {
    match slot {
        // So few are no day: they were typed into a cell that shows days.
        Slot::Serial(number) => tenths(&number.to_string()),
        _ => tenths(&decimal_text(slot, texts)?),
    }
}

/// A decimal number moved by so many places and rounded there; `None` for anything else, also for a day.
pub(crate) fn decimal_of(slot: Slot, texts: &Interner, places: usize) -> Option<u64> {
    hundredths_of(&decimal_text(slot, texts)?, places)
}

/// What a number or a text says. A number that Excel took for a day says nothing.
pub(crate) fn decimal_text(slot: Slot, texts: &Interner) -> Option<String> {
    match slot {
        Slot::Number(number) => Some(number.to_string()),
        Slot::Text(id) => Some(texts.text(id).to_string()),
        Slot::Empty
        | Slot::Serial(_)
        | Slot::Iso(_)
        | Slot::Bool(_)
        | Slot::Error(_)
        | Slot::Uncalculated
        | Slot::Broken(_) => None,
    }
}

fn tenths(text: &str) -> Option<u64> {
    let (whole, rest) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), ""));
    let rest = rest.trim_end_matches('0');
    let is_number = !whole.is_empty() && whole.bytes().all(|byte| byte.is_ascii_digit());
    let tenth = match rest.as_bytes() {
        [] => 0,
        [digit @ b'0'..=b'9'] => u64::from(digit - b'0'),
        _ => return None,
    };
    let whole: u64 = whole.parse().ok().filter(|whole| is_number && *whole < 1000)?;
    Some(whole * 10 + tenth)
}

/// A decimal number moved by so many places and rounded there, half away from zero: `97,456` by two is 9746.
pub(crate) fn hundredths_of(text: &str, places: usize) -> Option<u64> {
    let (whole, rest) = text.trim().split_once(['.', ',']).unwrap_or((text.trim(), ""));
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || whole.len() > 6 || !is_digits(whole) || !is_digits(rest) {
        return None;
    }
    let shifted: String = rest.chars().chain("0".repeat(places).chars()).take(places).collect();
    let exact: u64 = format!("{whole}{shifted}").parse().ok()?;
    let rounds_up = rest.as_bytes().get(places).is_some_and(|digit| *digit >= b'5');
    Some(exact + u64::from(rounds_up))
}

fn whole(number: f64) -> Option<u64> {
    if number.fract() != 0.0 || !(0.0..1e15).contains(&number) {
        return None;
    }
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "whole and within the range of both"
    )]
    let count = number as u64;
    Some(count)
}

fn parse(text: &str) -> Option<u64> {
    let text = text.trim();
    let mut parts = text.split(['.', ',', ' ', '\u{a0}']);
    let first = parts.next()?;
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !is_digits(first) {
        return None;
    }
    let rest: Vec<&str> = parts.collect();
    if let [fraction] = rest.as_slice()
        && !fraction.is_empty()
        && fraction.len() < 3
        && fraction.bytes().all(|byte| byte == b'0')
    {
        return first.parse().ok();
    }
    if !rest.iter().all(|part| part.len() == 3 && is_digits(part))
        || (!rest.is_empty() && first.len() > 3)
    {
        return None;
    }
    format!("{first}{}", rest.concat()).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_have_one_decimal() {
        let case = |text: &str, want: Option<u64>| assert_eq!(tenths(text), want, "{text}");
        case("2", Some(20));
        case("1,5", Some(15));
        case("1.50", Some(15));
        case("0.1", Some(1));
        case("1,95", None);
        case("-1", None);
        case(",5", None);
        case("hai", None);
        assert_eq!(tenths(&1.9_f64.to_string()), Some(19));
    }

    #[test]
    fn a_decimal_number_is_moved_and_rounded_once() {
        let case =
            |text: &str, places, want| assert_eq!(hundredths_of(text, places), want, "{text}");
        case("97,5", 2, Some(9_750));
        case("97.456", 2, Some(9_746));
        case("97.454999", 2, Some(9_745));
        case("100", 2, Some(10_000));
        case("0.97456", 4, Some(9_746));
        case("1", 4, Some(10_000));
        case("", 2, None);
        case("-1", 2, None);
        case("1e-3", 2, None);
        case("9.999,5", 2, None);
    }

    #[test]
    fn counts_are_read_with_and_without_thousands() {
        let case = |text: &str, expected: Option<u64>| assert_eq!(parse(text), expected, "{text}");
        case("0", Some(0));
        case("1234", Some(1234));
        case("1.234", Some(1234));
        case("1,234", Some(1234));
        case("1.234.567", Some(1_234_567));
        case("12.0", Some(12));
        case("12,5", None);
        case("1234.567", None);
        case("-1", None);
        case("một", None);
        case("", None);
        assert_eq!(whole(12.0), Some(12));
        assert_eq!(whole(12.5), None);
        assert_eq!(whole(-1.0), None);
        assert_eq!(whole(f64::NAN), None);
    }
}
