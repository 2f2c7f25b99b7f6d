//! A part of a whole, kept as two integers so that a printed rate always has its base.

use std::fmt;

use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A rate with its numerator and denominator. Nothing of nothing is "–", never 0% or 100%.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Ratio {
    pub(crate) part: u64,
    pub(crate) whole: u64,
}

impl Ratio {
    pub(crate) const fn new(part: u64, whole: u64) -> Self {
        Self { part, whole }
    }

    /// Hundredths of a percent, rounded once, half away from zero; `None` for nothing of nothing.
    pub(crate) fn hundredths(self) -> Option<u64> {
        if self.whole == 0 {
            return None;
        }
        let exact = u128::from(self.part) * 20_000 / u128::from(self.whole);
        u64::try_from(exact.div_ceil(2)).ok()
    }

    /// Whether it is at least so many hundredths of a percent, before any rounding; `None` for nothing of nothing.
    pub(crate) fn reaches(self, hundredths: u64) -> Option<bool> {
        let wanted = u128::from(self.whole) * u128::from(hundredths);
        (self.whole > 0).then(|| u128::from(self.part) * 10_000 >= wanted)
    }
}

impl Ratio {
    /// `part` for each of `whole`, two decimals, rounded once, half away from zero: `0,35`; `None` for none.
    pub(crate) fn mean(self) -> Option<String> {
        if self.whole == 0 {
            return None;
        }
        let hundredths = (u128::from(self.part) * 200 / u128::from(self.whole)).div_ceil(2);
        Some(format!("{},{:02}", hundredths / 100, hundredths % 100))
    }
}

/// Tenths as they are printed: `14,9`.
pub(crate) fn one_decimal(tenths: u64) -> String {
    format!("{},{}", tenths / 10, tenths % 10)
}

/// `1.234`.
pub(crate) fn in_thousands(value: u64) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

/// `98,25%`, or `–`.
impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.hundredths() {
            Some(value) => write!(f, "{},{:02}%", value / 100, value % 100),
            None => f.write_str("–"),
        }
    }
}

/// `{"tu": 57, "mau": 58, "phan_tram": "98,28%"}`; `phan_tram` is `null` for nothing of nothing.
impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut out = serializer.serialize_struct("Ratio", 3)?;
        out.serialize_field("tu", &self.part)?;
        out.serialize_field("mau", &self.whole)?;
        out.serialize_field("phan_tram", &self.hundredths().map(|_| self.to_string()))?;
        out.end()
    }
}

/// Reads what was written; the printed percentage is made anew.
impl<'de> Deserialize<'de> for Ratio {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Parts {
            #[serde(rename = "tu")]
            part: u64,
            #[serde(rename = "mau")]
            whole: u64,
        }
        Parts::deserialize(deserializer).map(|parts| Self::new(parts.part, parts.whole))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(part: u64, whole: u64, want: &str) {
        assert_eq!(Ratio::new(part, whole).to_string(), want);
    }

    #[test]
    fn a_rate_is_rounded_once_half_away_from_zero() {
        case(57, 58, "98,28%");
        case(1, 3, "33,33%");
        case(2, 3, "66,67%");
        case(1, 20_000, "0,01%"); // 0,005 % is the half: away from zero
        case(1, 20_001, "0,00%");
        case(19_999, 20_000, "100,00%"); // 99,995 %
        case(5, 5, "100,00%");
        case(0, 7, "0,00%");
    }

    #[test]
    fn a_target_is_met_by_the_exact_ratio() {
        assert_eq!(Ratio::new(19, 20).reaches(9_500), Some(true));
        // 94,995 % is printed as 95,00 %.
        assert_eq!(Ratio::new(18_999, 20_000).to_string(), "95,00%");
        assert_eq!(Ratio::new(18_999, 20_000).reaches(9_500), Some(false));
        assert_eq!(Ratio::new(0, 0).reaches(0), None);
    }

    #[test]
    fn a_mean_has_two_decimals() {
        assert_eq!(Ratio::new(7, 20).mean().as_deref(), Some("0,35"));
        assert_eq!(Ratio::new(1, 8).mean().as_deref(), Some("0,13"));
        assert_eq!(Ratio::new(12, 1).mean().as_deref(), Some("12,00"));
        assert_eq!(Ratio::new(0, 0).mean(), None);
    }

    #[test]
    fn tenths_are_printed_with_one_decimal() {
        assert_eq!([0, 9, 19, 150].map(one_decimal), ["0,0", "0,9", "1,9", "15,0"]);
    }

    #[test]
    fn a_rate_is_read_as_it_was_written() {
        let text = serde_json::to_string(&Ratio::new(57, 58)).unwrap();
        assert_eq!(text, r#"{"tu":57,"mau":58,"phan_tram":"98,28%"}"#);
        assert_eq!(serde_json::from_str::<Ratio>(&text).unwrap(), Ratio::new(57, 58));
    }

    #[test]
    fn nothing_of_nothing_is_a_dash() {
        case(0, 0, "–");
    }
}
