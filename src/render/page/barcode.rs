//! Code 128 (ISO/IEC 15417) of a sheet's number, in code set C: two digits to a symbol.

/// Height of the bars, in millimetres.
pub(crate) const HEIGHT: f32 = 6.0;
/// Width of the narrowest bar: five pixels of a picture with 300 for an inch.
const MODULE: f32 = 5.0 * 25.4 / 300.0;

/// Widths of bars and gaps, in turn, by value.
const PATTERNS: [&str; 106] = [
    "212222", "222122", "222221", "121223", "121322", "131222", "122213", "122312", "132212",
    "221213", "221312", "231212", "112232", "122132", "122231", "113222", "123122", "123221",
    "223211", "221132", "221231", "213212", "223112", "312131", "311222", "321122", "321221",
    "312212", "322112", "322211", "212123", "212321", "232121", "111323", "131123", "131321",
    "112313", "132113", "132311", "211313", "231113", "231311", "112133", "112331", "132131",
    "113123", "113321", "133121", "313121", "211331", "231131", "213113", "213311", "213131",
    "311123", "311321", "331121", "312113", "312311", "332111", "314111", "221411", "431111",
    "111224", "111422", "121124", "121421", "141122", "141221", "112214", "112412", "122114",
    "122411", "142112", "142211", "241211", "221114", "413111", "241112", "134111", "111242",
    "121142", "121241", "114212", "124112", "124211", "411212", "421112", "421211", "212141",
    "214121", "412121", "111143", "111341", "131141", "114113", "114311", "411113", "411311",
    "113141", "114131", "311141", "411131", "211412", "211214", "211232",
];
const START_C: usize = 105;
const STOP: &str = "2331112";

/// Place and width of each bar; none for what is not an even number of digits.
pub(crate) fn bars(code: &str) -> Vec<(f32, f32)> {
    let Some(values) = values(code) else { return Vec::new() };
    let widths = values.iter().filter_map(|value| PATTERNS.get(*value).copied()).chain([STOP]);
    let (mut bars, mut x) = (Vec::new(), 0.0);
    for pattern in widths {
        for (index, width) in pattern.bytes().map(|digit| f32::from(digit - b'0')).enumerate() {
            if index.is_multiple_of(2) {
                bars.push((x, width * MODULE));
            }
            x += width * MODULE;
        }
    }
    bars
}

/// Start, pairs of digits, and the sum by which a reader checks them.
fn values(code: &str) -> Option<Vec<usize>> {
    let digits = code.as_bytes();
    if digits.is_empty() || digits.len() % 2 == 1 || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let pairs = digits.chunks_exact(2).filter_map(|pair| match pair {
        [tens, ones] => Some(usize::from(tens - b'0') * 10 + usize::from(ones - b'0')),
        _ => None,
    });
    let mut values: Vec<usize> = std::iter::once(START_C).chain(pairs).collect();
    let sum: usize = values.iter().enumerate().map(|(place, value)| place.max(1) * value).sum();
    values.push(sum % 103);
    Some(values)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_symbol_is_eleven_modules_wide_and_none_is_like_another() {
        let wide =
            |pattern: &str| pattern.bytes().map(|digit| u32::from(digit - b'0')).sum::<u32>();
        assert!(PATTERNS.iter().all(|pattern| wide(pattern) == 11 && pattern.len() == 6));
        // Bars take an even number of modules in every symbol.
        let dark =
            |pattern: &str| pattern.bytes().step_by(2).map(|d| u32::from(d - b'0')).sum::<u32>();
        assert!(PATTERNS.iter().all(|pattern| dark(pattern) % 2 == 0));
        assert_eq!(PATTERNS.iter().collect::<BTreeSet<_>>().len(), PATTERNS.len());
        assert_eq!(wide(STOP), 13);
    }

    #[test]
    fn the_check_symbol_is_the_weighted_sum() {
        // 105 + 1·12 + 2·34 = 185 = 103 + 82.
        assert_eq!(values("1234"), Some(vec![105, 12, 34, 82]));
        assert_eq!(values("0001"), Some(vec![105, 0, 1, 4]));
        for odd in ["", "123", "12a4"] {
            assert_eq!(values(odd), None, "{odd}");
        }
        // Start, two pairs, check: four symbols of three bars, and four bars of the stop.
        assert_eq!(bars("1234").len(), 16);
    }
}
