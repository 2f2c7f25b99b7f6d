//! Rows that add up others: totals, subtotals, page totals, what is carried over.

use crate::model::{tidy, word_key};
use crate::normalize::text::intern::is_blank;
use crate::read::Cell;

/// Whether a row adds up others: the word stands first, or after the ordinal number.
pub(crate) fn is_sum(cells: &[Cell<'_>]) -> bool {
    let mut filled = cells.iter().filter(|cell| !is_blank(cell));
    filled.by_ref().take(2).any(says_sum) || filled.take(3).any(ends_with_sum)
}

/// Whether a sum is that of all rows: “Tổng cộng”, which names none of them. “Cộng” alone may end a group.
pub(crate) fn is_of_all(cells: &[Cell<'_>]) -> bool {
    let mut filled = cells.iter().filter(|cell| !is_blank(cell)).take(2);
    filled.any(|cell| {
        let Cell::Text(text) = cell else { return false };
        let key = word_key(text);
        let key = key.trim_start_matches(['-', '+', ' ']);
        matches!(key, "tong" | "tong cong" | "tong so" | "total" | "grand total")
    })
}

fn says_sum(cell: &Cell<'_>) -> bool {
    let Cell::Text(text) = cell else { return false };
    if text.len() > 200 {
        return false;
    }
    begins_with_sum(text) || ends_with_sum(cell)
}

/// Every row is asked that has no date: its first letter tells most of them.
fn begins_with_sum(text: &str) -> bool {
    let first = text.trim_start().trim_start_matches(['*', '-', '+', ' ']).chars().next();
    let may = first.is_some_and(|c| {
        matches!(c.to_ascii_lowercase(), 't' | 'c' | 'l' | 'm' | 'g' | 's' | 'p' | 'r' | 'Σ' | '∑')
    });
    if !may {
        return false;
    }
    let key = word_key(text);
    let key = key.trim_start_matches(['-', '+', ' ']);
    // "Cộng Phòng Tư pháp" is a total, "Công ty" and "Tổng công ty" are not.
    let lower = tidy(text).to_lowercase();
    let lower = lower.trim_start_matches(['*', '-', '+', ' ']);
    let bodies =
        ["công ty", "cục", "đài", "kho", "liên đoàn", "lãnh sự", "giám đốc", "hợp tác", "bí thư"];
    // Index 1 of the scorecard, and what an office says of its work: "Tổng kết phong trào".
    let others = ["thời gian", "kết"];
    let after = lower.strip_prefix("tổng ");
    let mut names = bodies.iter().chain(&others);
    if after.is_some_and(|after| names.any(|name| after.starts_with(name))) {
        return false;
    }
    if after.is_some() || lower.starts_with("cộng ") {
        return true;
    }
    let is_whole = |words: &[&str]| words.contains(&key);
    let starts = |words: &[&str]| words.iter().any(|word| key.starts_with(word));
    is_whole(&[
        "tong",
        "tong cong",
        "cong",
        "tong so",
        "trong do",
        "cong chung",
        "tong hop",
        "total",
        "subtotal",
        "sub total",
        "sub-total",
        "sum",
        "count",
        "row count",
        "σ",
        "∑",
        "so dong",
        "mang sang",
        "luy ke",
    ]) || starts(&[
        "tong cong",
        "tong so",
        "cong:",
        "tong:",
        "trong do:",
        "trong do co",
        "grand total",
        "grand count",
        "total ",
        "total:",
        "subtotal ",
        "luy ke",
        "mang sang",
        "cong trang",
        "cong don",
        "chuyen trang",
        "chuyen sang trang",
        "so mang sang",
        "so chuyen",
        "page total",
        "trang truoc chuyen",
        "row count:",
        "count:",
        "so dong:",
    ]) || ((key.starts_with("tong ") || key.starts_with("cong "))
        && key.ends_with("ho so")
        && key.len() < 40)
}

/// `Phòng Tư pháp Total`, `Phòng Y tế Count`: what Excel writes for subtotals of groups.
fn ends_with_sum(cell: &Cell<'_>) -> bool {
    let Cell::Text(text) = cell else { return false };
    if text.len() > 200 {
        return false;
    }
    let text = text.trim_end();
    let before = |word: &str| text.strip_suffix(word).filter(|before| before.len() > 1);
    ["Total", "Count", "Subtotal"].iter().any(|word| before(word).is_some_and(|it| it.ends_with(' ')))
        // Somebody may be called so.
        || ["Tổng", "Tổng cộng", "Tổng số", "Cộng"]
            .iter()
            .any(|word| before(word).is_some_and(|it| it.trim_end().ends_with(['-', '–', ':'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(texts: &[&str], expected: bool) {
        let cell = |text: &&str| match text.parse() {
            Ok(number) => Cell::Number(number),
            Err(_) if text.is_empty() => Cell::Empty,
            Err(_) => Cell::Text((*text).to_owned().into()),
        };
        let cells: Vec<_> = texts.iter().map(cell).collect();
        assert_eq!(is_sum(&cells), expected, "{texts:?}");
    }

    #[test]
    fn rows_that_add_up_are_known_by_their_word() {
        for word in [
            "Tổng cộng",
            "TỔNG",
            "Tổng:",
            "Cộng",
            "Cộng Phòng Tư pháp",
            "Tổng số hồ sơ",
            "Trong đó:",
            "Trang trước chuyển sang",
            "Σ",
            "Count",
            "Row Count: 12",
            "Grand Total",
            "Total",
            "Total:",
            "Subtotal",
            "Lũy kế",
            "Luỹ kế từ đầu năm",
            "Cộng trang",
            "Mang sang",
            "Số mang sang trang sau",
            "Phòng Tư pháp Total",
            "Phòng Y tế Count",
            "Grand Count",
            "- Cộng:",
            "Phòng Y tế - Tổng",
            "Tổng Phòng Y tế",
        ] {
            case(&[word, "", "4"], true);
            case(&["", word, "4"], true);
            case(&["1", word, "4"], true);
        }
        for word in [
            "Tổng công ty Điện lực",
            "Công chứng hợp đồng",
            "Công ty A",
            "Tổng cục Thuế",
            "Tổng thời gian giải quyết so với thời gian quy định",
            "Tổng kết phong trào",
            "Tư pháp",
            "Lý lịch tư pháp",
            "Mang thai hộ",
            "Discount",
            "Sumitomo",
            "Chuyển mục đích",
        ] {
            case(&[word, "", "4"], false);
        }
        case(&["H1", "Khai sinh", "4", "Phòng Y tế Count"], true);
    }
}
