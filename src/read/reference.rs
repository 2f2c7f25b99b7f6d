//! References as sheets write them (`C12`, `A1:B7`) → places inside the largest sheet.

use crate::read::Merge;
use crate::read::facts::{COLUMNS, ROWS};

/// `C12` → row 11, column 2; `None` outside the largest sheet.
pub(crate) fn position(reference: &[u8]) -> Option<(u32, u32)> {
    let digits = reference.iter().position(u8::is_ascii_digit)?;
    let (letters, digits) = reference.split_at_checked(digits)?;
    if letters.is_empty() || letters.len() > 3 || digits.len() > 7 {
        return None;
    }
    let column = letters.iter().try_fold(0u32, |column, letter| {
        let letter = letter.to_ascii_uppercase();
        letter.is_ascii_uppercase().then(|| column * 26 + u32::from(letter - b'A') + 1)
    })?;
    let row = number(digits)?;
    let inside = (1..=ROWS).contains(&row) && (1..=COLUMNS).contains(&column);
    inside.then(|| (row - 1, column - 1))
}

/// `A1:B7` or `A1` → the rectangle.
pub(crate) fn rectangle(reference: &[u8]) -> Option<Merge> {
    let mut corners = reference.split(|byte| *byte == b':');
    let first = position(corners.next()?)?;
    let last = corners.next().map_or(Some(first), position)?;
    let ordered = first.0 <= last.0 && first.1 <= last.1 && corners.next().is_none();
    ordered.then_some(Merge {
        first_row: first.0 + 1,
        last_row: last.0 + 1,
        first_column: first.1,
        last_column: last.1,
    })
}

/// At most nine digits and nothing else.
pub(crate) fn number(digits: &[u8]) -> Option<u32> {
    if digits.is_empty() || digits.len() > 9 {
        return None;
    }
    digits.iter().try_fold(0u32, |number, digit| {
        digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_inside_the_largest_sheet_or_none() {
        assert_eq!(position(b"C12"), Some((11, 2)));
        assert_eq!(position(b"xfd1048576"), Some((1_048_575, 16_383)));
        for outside in ["XFE1", "A1048577", "A0", "AAAAAAAAAA1", "1", "A", "A1B", "$A$1", ""] {
            assert_eq!(position(outside.as_bytes()), None, "{outside}");
        }
    }

    #[test]
    fn a_rectangle_has_two_corners_in_order() {
        let merge = Merge { first_row: 1, last_row: 7, first_column: 0, last_column: 1 };
        assert_eq!(rectangle(b"A1:B7"), Some(merge));
        for bad in ["B7:A1", "#REF!", "A1:B2:C3", "A:C"] {
            assert_eq!(rectangle(bad.as_bytes()), None, "{bad}");
        }
    }
}
