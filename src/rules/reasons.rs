//! The coded reasons for late dossiers, and which of them a sheet gives. The list is in `reasons.toml`.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::model::name_key;

const TABLE: &str = include_str!("reasons.toml");

/// Lý do quá hạn: a letter of the Vietnamese alphabet and its words.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Reason {
    #[serde(rename = "ma")]
    pub(crate) code: String,
    #[serde(rename = "ten")]
    pub(crate) words: String,
    /// It says too little for a letter, which must give the reason (NĐ 61/2018/NĐ-CP Điều 19 khoản 9).
    #[serde(rename = "chua_ro", default)]
    pub(crate) vague: bool,
    /// What a letter says after `Lý do:`, as a sentence; none of a vague one.
    #[serde(rename = "trong_thu")]
    pub(crate) sentence: Option<String>,
    /// Code and words folded, once for all dossiers.
    #[serde(skip)]
    code_key: String,
    #[serde(skip)]
    words_key: String,
}

impl Reason {
    /// Whether a folded text is its words.
    pub(crate) fn is_said_by(&self, key: &str) -> bool {
        self.words_key == key
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReasonTable {
    trang_thai: Vec<String>,
    nhan: Vec<String>,
    viet_tat: Vec<String>,
    danh_muc: Vec<Listed>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Listed {
    tu_ngay: Date,
    nguon: String,
    ly_do: Vec<Reason>,
}

/// Read once.
static READ: LazyLock<ReasonTable> =
    LazyLock::new(|| toml::from_str(TABLE).expect("reasons.toml is well formed"));

/// Whether words tell where a dossier stands, and so no reason.
pub(crate) fn is_status(text: &str) -> bool {
    let key = name_key(text);
    READ.trang_thai.iter().any(|status| name_key(status) == key)
}

/// Whether words that stand before a colon only announce a reason.
pub(super) fn is_label(text: &str) -> bool {
    let key = name_key(text);
    READ.nhan.iter().any(|label| name_key(label) == key)
}

/// Whether a word keeps its capitals in a sentence.
pub(super) fn is_abbreviation(word: &str) -> bool {
    READ.viet_tat.iter().any(|known| known == word)
}

/// All lists, with the keys of their reasons.
static LISTS: LazyLock<Vec<Listed>> = LazyLock::new(|| {
    let mut lists = READ.danh_muc.clone();
    assert!(lists.is_sorted_by_key(|list| list.tu_ngay), "reasons.toml: entries out of order");
    assert!(lists.iter().all(|list| !list.nguon.is_empty()), "reasons.toml: entry without source");
    for reason in lists.iter_mut().flat_map(|list| &mut list.ly_do) {
        reason.code_key = name_key(&reason.code);
        reason.words_key = bare(&reason.words);
    }
    lists
});

/// The list that holds on `day`, the last day of the period; before the first entry, the first one holds.
pub(crate) fn reasons(day: Date) -> Vec<Reason> {
    let found = LISTS.iter().rfind(|list| list.tu_ngay <= day).or(LISTS.first());
    found.expect("reasons.toml has an entry").ly_do.clone()
}

/// Which reason of the list a cell gives: its code (`b`, `b)`, `b) …`), or its words with or without `Do`.
/// Anything else is no reason of the list; nothing is guessed from words that are merely like it.
pub(crate) fn coded(reasons: &[Reason], text: &str) -> Option<usize> {
    let key = bare(text);
    let by_words = reasons.iter().position(|reason| reason.is_said_by(&key));
    let by_code = || {
        let text = name_key(text);
        let text = text.trim_start_matches(['(', ' ']);
        reasons.iter().position(|reason| {
            text.strip_prefix(reason.code_key.as_str()).is_some_and(|rest| {
                let rest = rest.trim_start();
                rest.is_empty() || rest.starts_with([')', '.', ':', '-'])
            })
        })
    };
    by_words.or_else(by_code)
}

/// Folded, without `Do` before it and marks after it.
pub(crate) fn bare(text: &str) -> String {
    let key = name_key(text.trim_end_matches(['.', ';', ',', ' ']));
    key.strip_prefix("do ").unwrap_or(&key).to_owned()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn case(text: &str, want: Option<&str>) {
        let reasons = reasons(date(2020, 3, 14));
        let found = coded(&reasons, text).map(|index| reasons[index].code.clone());
        assert_eq!(found.as_deref(), want, "{text}");
    }

    #[test]
    fn a_reason_is_known_by_its_code_or_its_words() {
        case("b", Some("b"));
        case("B", Some("b"));
        case("b)", Some("b"));
        case("(b)", Some("b"));
        case("đ. Phần mềm lỗi từ ngày 03", Some("đ"));
        case("d) phải xác minh", Some("d"));
        case("Do phối hợp giữa các cơ quan, đơn vị chậm", Some("b"));
        case("phối hợp giữa các cơ quan,  đơn vị chậm.", Some("b"));
        case("NGUYÊN NHÂN KHÁC", Some("g"));
    }

    #[test]
    fn words_that_are_merely_like_it_are_not_taken_for_it() {
        case("Phối hợp chậm", None);
        case("A Lưới chưa phản hồi", None);
        case("Đang xác minh", None);
        case("f", None);
        case("bc", None);
    }

    #[test]
    fn codes_follow_the_alphabet_and_none_stands_twice() {
        let codes: Vec<_> = reasons(date(2026, 1, 1)).into_iter().map(|r| r.code).collect();
        assert_eq!(codes, ["a", "b", "c", "d", "đ", "e", "g"]);
    }
}
