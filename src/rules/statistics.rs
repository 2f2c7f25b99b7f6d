//! Wilson's interval and the SIPAS sample size, in exact integers.

use crate::model::Ratio;

/// Wilson's 95 % interval (z = 1.96) in tenths of a percent, low and high; `None` where nothing was answered.
///
/// The share comes from `rate`, the number of observations is `sheets`: answers of one sheet are no
/// independent observations. With p = a/b and n sheets the bounds are
/// (20000·n·a + 38416·b ± √(153664·(10000·n·a·(b−a) + 9604·b²))) / (2·b·(10000·n + 38416)).
pub(crate) fn wilson(rate: Ratio, sheets: u64) -> Option<[u64; 2]> {
    if rate.whole == 0 || sheets == 0 || rate.part > rate.whole {
        return None;
    }
    let (mut a, mut b) = (u128::from(rate.part), u128::from(rate.whole));
    // Keeps the products below 2^127; no survey has that many answers.
    while b > 1 << 25 {
        (a, b) = (a / 2, b / 2);
    }
    let n = u128::from(sheets.min(1 << 26));
    let center = 20_000 * n * a + 38_416 * b;
    let denominator = 2 * b * (10_000 * n + 38_416);
    let square = 153_664 * (10_000 * n * a * (b - a) + 9_604 * b * b);
    // Tenths of a percent are 1000·x, rounded half away from zero: ⌊(2000·x + 1) / 2⌋.
    let scaled = 2_000 * center + denominator;
    let root = (4_000_000 * square).isqrt();
    let ceiling = root + u128::from(root * root < 4_000_000 * square);
    let tenths = |value: u128| u64::try_from(value / (2 * denominator)).unwrap_or(1_000).min(1_000);
    Some([tenths(scaled.saturating_sub(ceiling)), tenths(scaled + root)])
}

/// SIPAS sample size n = N / (1 + N·e²) with e = 5 %, rounded up; `None` for N = 0.
pub(crate) fn sample_size(population: u64) -> Option<u64> {
    if population == 0 {
        return None;
    }
    let population = u128::from(population);
    u64::try_from((400 * population).div_ceil(400 + population)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(part: u64, whole: u64, sheets: u64, want: [u64; 2]) {
        assert_eq!(
            wilson(Ratio::new(part, whole), sheets),
            Some(want),
            "{part}/{whole}, n = {sheets}"
        );
    }

    #[test]
    fn intervals_agree_with_published_values() {
        case(8, 10, 10, [490, 943]);
        case(45, 50, 50, [786, 957]);
        case(0, 10, 10, [0, 278]);
        case(10, 10, 10, [722, 1000]);
        case(1, 2, 2, [95, 905]);
        // Newcombe (1998), method 3: 0.2553–0.3662, 0.0624–0.1605, 0.0061–0.1718.
        case(81, 263, 263, [255, 366]);
        case(15, 148, 148, [62, 160]);
        case(1, 29, 29, [6, 172]);
    }

    #[test]
    fn more_answers_on_the_same_sheets_narrow_nothing() {
        assert_eq!(wilson(Ratio::new(80, 100), 10), wilson(Ratio::new(8, 10), 10));
    }

    #[test]
    fn nothing_answered_has_no_interval() {
        assert_eq!(wilson(Ratio::new(0, 0), 0), None);
        assert_eq!(wilson(Ratio::new(0, 0), 5), None);
    }

    #[test]
    fn huge_counts_do_not_overflow() {
        assert_eq!(wilson(Ratio::new(u64::MAX / 2, u64::MAX), u64::MAX), Some([500, 500]));
    }

    #[test]
    fn sample_sizes_are_rounded_up() {
        for (population, want) in [
            (100, 80),
            (500, 223),
            (1_000, 286),
            (5_000, 371),
            (10_000, 385),
            (100_000, 399),
            (1, 1),
        ] {
            assert_eq!(sample_size(population), Some(want), "{population}");
        }
        assert_eq!(sample_size(0), None);
    }
}
