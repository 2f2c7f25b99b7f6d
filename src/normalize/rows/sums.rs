//! Rows that add up others: totals, subtotals, page totals, what is carried over.

use crate::model::{tidy, word_key};
use crate::normalize::text::intern::is_blank;
use crate::read::Cell;

/// Whether a row adds up others: the word stands first, or after the ordinal number. A department of the settings is
/// one, whatever it is called: “Tổng hợp”, “Cộng đồng”.
pub(crate) fn is_sum(cells: &[Cell<'_>], is_department: &dyn Fn(&str) -> bool) -> bool {
    let is_name = |cell: &Cell<'_>| matches!(cell, Cell::Text(text) if is_department(text));
    let mut filled = cells.iter().filter(|cell| !is_blank(cell));
    filled.by_ref().take(2).any(|cell| says_sum(cell) && !is_name(cell))
        || filled.take(3).any(ends_with_sum)
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

/// Whether a sum says so in a word that is no name: “Cộng”, “Tổng cộng”; not “Cộng Hòa”, “Tổng hợp”.
pub(crate) fn is_plain(cells: &[Cell<'_>]) -> bool {
    let mut filled = cells.iter().filter(|cell| !is_blank(cell)).take(2);
    is_of_all(cells) || filled.any(|cell| matches!(cell, Cell::Text(text) if is_plain_name(text)))
}

fn is_plain_name(text: &str) -> bool {
    let lower = tidy(text).to_lowercase();
    let lower = lower.trim_start_matches(['*', '-', '+', ' ']).trim_end_matches([':', '.', ' ']);
    matches!(lower, "cộng" | "cong" | "subtotal" | "sub total" | "sum" | "count" | "σ" | "∑")
        || matches!(word_key(lower).as_str(), "tong" | "total")
        || ["tổng số", "tổng cộng", "trong đó", "lũy kế", "luỹ kế", "mang sang", "grand total"]
            .iter()
            .any(|start| lower.starts_with(start) || word_key(lower).starts_with(&word_key(start)))
}

/// Whether a text says a sum in words that may be a name as well: “Tổng hợp”.
pub(crate) fn may_be_name(text: &str) -> bool {
    text.len() <= 200 && begins_with_sum(text) && !is_plain_name(text)
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
    // "Cộng Phòng Tư pháp" is a total, "Công ty" and "Tổng công ty" are not.
    let lower = tidy(text).to_lowercase();
    let lower = lower.trim_start_matches(['*', '-', '+', ' ']);
    let begins = |words: &[&str]| words.iter().any(|word| lower.starts_with(word));
    if let Some(after) = lower.strip_prefix("tổng ") {
        return !NO_TOTALS.iter().any(|name| after.starts_with(name));
    }
    if lower.starts_with("cộng ") {
        return !begins(&NO_SUMS)
            && (!begins(&PLACES) || begins(&["cộng hòa xã hội", "cộng hoà xã hội"]));
    }
    let words = words(lower);
    let is = |phrase: &&str| spelt(&words, phrase) == Spelt::Whole;
    let starts = |phrase: &&str| spelt(&words, phrase) != Spelt::Otherwise;
    WHOLE.iter().any(is)
        || STARTS.iter().any(starts)
        || lower.len() < 40 && lower.ends_with(" ho so") && (starts(&"tong") || starts(&"cong"))
}

/// What `Tổng` begins that adds up nothing: bodies, index 1 of the scorecard, what an office says of its work.
const NO_TOTALS: [&str; 11] = [
    "công ty",
    "cục",
    "đài",
    "kho",
    "liên đoàn",
    "lãnh sự",
    "giám đốc",
    "hợp tác",
    "bí thư",
    "thời gian",
    "kết",
];

/// What `Cộng` begins that adds up nothing. The country's name stands above those who sign and is passed over.
const NO_SUMS: [&str; 4] = ["cộng đồng", "cộng tác", "cộng sự", "cộng sinh"];

/// Communes and wards.
const PLACES: [&str; 4] = ["cộng hòa", "cộng hoà", "cộng lạc", "cộng hiền"];

/// Sums in so many words. A phrase without marks is one that is asked about with them above: `Tổng hợp`.
const WHOLE: [&str; 16] = [
    "tổng",
    "cộng",
    "trong đó",
    "cộng chung",
    "total",
    "subtotal",
    "sub total",
    "sub-total",
    "sum",
    "count",
    "row count",
    "σ",
    "∑",
    "số dòng",
    "tong hop",
    "mang sang",
];

/// Sums by how they begin.
const STARTS: [&str; 24] = [
    "tong cong",
    "tong so",
    "cộng :",
    "tổng :",
    "trong đó :",
    "trong đó có",
    "grand total",
    "grand count",
    "total",
    "subtotal",
    "lũy kế",
    "luỹ kế",
    "mang sang",
    "cộng trang",
    "cộng dồn",
    "chuyển trang",
    "chuyển sang trang",
    "số mang sang",
    "số chuyển",
    "page total",
    "trang trước chuyển",
    "row count :",
    "count :",
    "số dòng :",
];

/// Its words, a colon being one of them.
fn words(lower: &str) -> Vec<String> {
    let parted = lower.replace(':', " : ");
    parted.split_whitespace().map(|word| word.trim_end_matches(['.', '*']).to_owned()).collect()
}

/// How much of a text a phrase is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spelt {
    Whole,
    Beginning,
    Otherwise,
}

/// Word by word, each with its marks or without any: “Công chứng” is not “Cộng chung”, “Cong chung” is.
fn spelt(words: &[String], phrase: &str) -> Spelt {
    let mut words = words.iter().map(String::as_str).peekable();
    for want in phrase.split(' ') {
        let is_so = words.next().is_some_and(|word| word == want || word == word_key_of(want));
        if !is_so {
            return Spelt::Otherwise;
        }
    }
    while words.next_if(|word| *word == ":").is_some() {}
    if words.peek().is_none() { Spelt::Whole } else { Spelt::Beginning }
}

fn word_key_of(word: &str) -> String {
    if word == ":" { word.to_owned() } else { word_key(word) }
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
        assert_eq!(is_sum(&cells, &|_| false), expected, "{texts:?}");
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
            "Cộng: 12 hồ sơ",
            "Cong Phong Tu phap ho so",
            "Cong chung",
            "TONG CONG",
            "Trong đó: quá hạn",
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
            // Names that are spelt like a sum but for their marks, or begin or end with its word.
            "Công chứng",
            "Công khai hồ sơ",
            "Phòng Công cộng",
            "Công cộng",
            "Hạ tầng - Công cộng",
            "Dịch vụ công cộng",
            "Cộng đồng dân cư",
            "Cộng tác viên",
            "Tống Văn Mẫu",
            "Công",
            "Cống",
            "Sở chuyên ngành",
            "Cộng Hòa",
            "Cộng Lạc",
            "Chuyển trạng thái",
            "Công trạng",
        ] {
            case(&[word, "", "4"], false);
        }
        case(&["H1", "Khai sinh", "4", "Phòng Y tế Count"], true);
        for (text, expected) in [
            ("Tổng hợp", true),
            ("Cộng Phòng Tư pháp", true),
            ("Tổng cộng", false),
            ("TONG CONG", false),
            ("Tổng:", false),
            ("Phòng Tổng hợp", false),
        ] {
            assert_eq!(may_be_name(text), expected, "{text}");
        }
        let row = ["1", "Tổng hợp", "4"].map(|text| Cell::Text(text.into()));
        assert!(is_sum(&row, &|_| false));
        assert!(!is_sum(&row, &|name| name == "Tổng hợp"));
    }
}
