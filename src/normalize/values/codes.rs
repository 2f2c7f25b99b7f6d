//! Codes that a spreadsheet took for numbers: of `26101200010001` a saved csv keeps `2.61012E+13`, and of a number of
//! more than 15 figures a workbook keeps 15. What is left names many dossiers at once, so it is no code.

use crate::normalize::text::intern::{Interner, Slot};

/// Whether the figures of a code are lost.
pub(crate) fn is_destroyed(slot: Slot, texts: &Interner) -> bool {
    match slot {
        Slot::Number(number) | Slot::Serial(number) => number.abs() >= 1e15,
        Slot::Text(id) => is_exponential(texts.text(id)),
        _ => false,
    }
}

/// `2.61E+11`, `2,61012E+13`.
fn is_exponential(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let Some((figures, exponent)) = text.trim().split_once(['E', 'e']) else { return false };
    let (whole, rest) = figures.split_once(['.', ',']).unwrap_or((figures, "0"));
    let exponent = exponent.strip_prefix('+');
    whole.len() == 1 && digits(whole) && digits(rest) && exponent.is_some_and(digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_became_numbers_are_lost() {
        let mut texts = Interner::default();
        let mut case = |text: &str, expected: bool| {
            let slot = Slot::Text(texts.intern(text));
            assert_eq!(is_destroyed(slot, &texts), expected, "{text}");
        };
        case("2.61E+11", true);
        case("2,61012E+13", true);
        case("3E+12", true);
        case("HS-2.61E+11", false);
        case("26E11", false);
        case("1E5", false);
        case("12.34E+5", false);
        case("000.00.12.H40-261005-0001", false);
        assert!(is_destroyed(Slot::Number(26_101_230_000_000_040.0), &texts));
        assert!(!is_destroyed(Slot::Number(261_012_300_000_000.0), &texts));
    }
}
