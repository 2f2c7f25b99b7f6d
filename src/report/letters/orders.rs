//! Places in the register as a clerk types them: `17,23-25`.

use std::collections::BTreeSet;
use std::str::FromStr;

/// At most as many as anyone prints again.
const MOST: usize = 10_000;

#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LetterOrders(BTreeSet<u32>);

impl LetterOrders {
    pub(crate) fn all(&self) -> &BTreeSet<u32> {
        &self.0
    }
}

impl FromStr for LetterOrders {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "viết 17 hoặc 17,23-25, theo cột Thứ tự của sổ theo dõi".to_owned();
        let mut orders = BTreeSet::new();
        for part in text.split(',').map(str::trim) {
            let (first, last) = part.split_once('-').unwrap_or((part, part));
            let number = |text: &str| text.trim().parse::<u32>().ok().filter(|order| *order > 0);
            let (Some(first), Some(last)) = (number(first), number(last)) else {
                return Err(wrong());
            };
            if first > last || usize::try_from(last - first).map_or(true, |many| many >= MOST) {
                return Err(wrong());
            }
            orders.extend(first..=last);
        }
        Ok(Self(orders))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_single_or_from_to() {
        let read = |text: &str| text.parse::<LetterOrders>().map(|orders| Vec::from_iter(orders.0));
        assert_eq!(read("17"), Ok(vec![17]));
        assert_eq!(read("17, 23-25"), Ok(vec![17, 23, 24, 25]));
        for wrong in ["", "0", "a", "5-3", "1-", "1,,2", "1-999999999"] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
