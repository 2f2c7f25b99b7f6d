//! How many rows stand below a heading, as it says itself: no part of its name.

use crate::normalize::rows::labels::has_letters;

/// `Phòng Tư pháp (12 hồ sơ)`, `Phòng Tư pháp: 4 hồ sơ`, `Phòng Y tế - 3 HS`: how many stand below is no part of
/// the name.
pub(super) fn without_count(text: &str) -> &str {
    let text = text.trim();
    let named = |name: &str| has_letters(name);
    for (open, close) in [('(', ')'), ('[', ']')] {
        if let Some((name, inside)) =
            text.strip_suffix(close).and_then(|text| text.rsplit_once(open))
            && is_count(inside)
            && named(name)
        {
            return name.trim_end_matches([' ', ':', '-', '–']);
        }
    }
    for between in [':', '-', '–', '—', ',', ';', '='] {
        if let Some((name, count)) = text.rsplit_once(between)
            && is_count(count)
            && named(name)
            // "Phòng 1-2" is a name; a count behind a dash says what it counts.
            && (matches!(between, ':' | '=') || has_letters(count))
        {
            return without_unit(name.trim_end_matches([' ', ':', '-', '–']));
        }
    }
    text
}

/// `Phòng Tư pháp: Số lượng hồ sơ`, of which the number is already off.
fn without_unit(text: &str) -> &str {
    match text.rsplit_once([':', '-', '–']) {
        Some((name, unit)) if unit.to_lowercase().split_whitespace().all(is_unit) => {
            name.trim_end()
        }
        _ => text,
    }
}

/// `4`, `04 hồ sơ`, `Tổng số: 4`, `có 12 HS`, `Số lượng hồ sơ: 3`.
pub(super) fn is_count(text: &str) -> bool {
    let lower = text.to_lowercase();
    let is_digits = |word: &&str| word.bytes().all(|byte| byte.is_ascii_digit());
    let words = || lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words().filter(is_digits).count() == 1 && words().filter(|word| !is_digits(word)).all(is_unit)
}

/// With its accents: `cơ sở 2` counts nothing.
fn is_unit(word: &str) -> bool {
    matches!(
        word,
        "hồ" | "sơ"
            | "hs"
            | "phiếu"
            | "đơn"
            | "dòng"
            | "bản"
            | "ghi"
            | "lượt"
            | "tthc"
            | "số"
            | "lượng"
            | "tổng"
            | "cộng"
            | "có"
            | "gồm"
            | "sl"
            | "ho"
            | "total"
            | "count"
            | "records"
            | "record"
            | "items"
            | "item"
            | "rows"
            | "row"
    )
}
