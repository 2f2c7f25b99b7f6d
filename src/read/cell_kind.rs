//! What an xlsx cell says that it holds, and what calamine would make of it.

use memchr::memchr;

use crate::read::Cell;
use crate::read::reference::number;
use crate::read::xml::text;

/// Attribute `t`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CellKind {
    /// None given: a number, or else text.
    Any,
    Number,
    Shared,
    Error,
    Bool,
    /// `str`, `d`: whatever stands there is right.
    Plain,
    Inline,
    Unknown(String),
}

impl CellKind {
    pub(crate) fn of(value: &[u8]) -> Self {
        match value {
            b"n" => Self::Number,
            b"s" => Self::Shared,
            b"e" => Self::Error,
            b"b" => Self::Bool,
            b"str" | b"d" => Self::Plain,
            b"inlineStr" | b"is" => Self::Inline,
            other => Self::Unknown(text(other).into_owned()),
        }
    }

    /// What the value is, if it is not what its type says.
    pub(crate) fn odd(&self, raw: &[u8], strings: u64) -> Option<Cell<'static>> {
        let broken = || Some(Cell::Broken(text(raw).into_owned()));
        match self {
            Self::Any => decimal_comma(raw).map(Cell::Number),
            Self::Plain | Self::Inline => None,
            Self::Number => match str::from_utf8(raw).ok().and_then(|text| text.parse().ok()) {
                Some::<f64>(_) => None,
                None => decimal_comma(raw).map(Cell::Number).or_else(broken),
            },
            Self::Shared => match number(raw) {
                Some(index) if u64::from(index) < strings => None,
                _ => broken(),
            },
            Self::Error => match raw {
                b"#DIV/0!" | b"#N/A" | b"#NAME?" | b"#NULL!" | b"#NUM!" | b"#REF!" | b"#VALUE!" => {
                    None
                }
                _ => Some(Cell::Error(text(raw).into_owned())),
            },
            Self::Bool => match raw.trim_ascii() {
                b"0" | b"1" => None,
                other if other.eq_ignore_ascii_case(b"true") => None,
                other if other.eq_ignore_ascii_case(b"false") => None,
                _ => broken(),
            },
            Self::Unknown(kind) => Some(Cell::Broken(format!("{kind}: {}", text(raw)))),
        }
    }
}

/// `46296,25`: a number as programs write it that take the comma from the language of the machine.
fn decimal_comma(raw: &[u8]) -> Option<f64> {
    let comma = memchr(b',', raw)?;
    let (whole, part) = raw.split_at_checked(comma)?;
    let part = part.get(1..)?;
    let digits = |bytes: &[u8]| !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit);
    let (fraction, exponent) = match part.iter().position(|byte| matches!(byte, b'e' | b'E')) {
        Some(at) => part.split_at_checked(at)?,
        None => (part, &b"E0"[..]),
    };
    let exponent = exponent.get(1..)?;
    let exponent = exponent.strip_prefix(b"+").or(exponent.strip_prefix(b"-")).unwrap_or(exponent);
    let is_number =
        digits(whole.strip_prefix(b"-").unwrap_or(whole)) && digits(fraction) && digits(exponent);
    let text = is_number.then(|| [text(whole), text(part)].join("."))?;
    text.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_comma_is_a_point() {
        let case = |raw: &str, want: Option<Cell<'static>>| {
            assert_eq!(CellKind::Any.odd(raw.as_bytes(), 0), want, "{raw}");
        };
        case("46296,25", Some(Cell::Number(46_296.25)));
        case("-1,5", Some(Cell::Number(-1.5)));
        case("4,6296E4", Some(Cell::Number(46_296.0)));
        for plain in ["46296.25", "1,2,3", "1,", ",5", "1,5x", "Hồ sơ, 5"] {
            case(plain, None);
        }
        assert_eq!(CellKind::Number.odd(b"46296,25", 0), Some(Cell::Number(46_296.25)));
        assert_eq!(CellKind::Number.odd(b"1,", 0), Some(Cell::Broken("1,".into())));
        assert_eq!(CellKind::Plain.odd(b"1,5", 0), None);
    }
}
