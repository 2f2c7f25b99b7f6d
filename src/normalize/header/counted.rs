//! Titles and headers that say that numbers below them count sheets: they are no marks that a sheet gives.

use crate::model::word_key;
use crate::normalize::header::trouble::has_words;

/// Headers of how many sheets: a sheet has none of them.
const SHEETS: &[&str] = &[
    "so phieu phat",
    "so phieu thu",
    "so phieu nhan",
    "so phieu tra loi",
    "so phieu hop le",
    "so phieu hai long",
    "so phieu rat hai long",
    "so phieu khong hai long",
    "tong so phieu",
    "tong phieu",
    "so luong phieu",
    "so y kien",
    "so nguoi hai long",
    "so luot hai long",
];

/// How titles of tables of counts begin.
const OF_SHEETS: &[&str] = &["so phieu", "so luong phieu", "tong so phieu", "so y kien"];

const OF_SUMS: &[&str] = &[
    "tong hop",
    "thong ke",
    "so lieu",
    "ket qua",
    "diem trung binh",
    "trung binh",
    "diem binh quan",
    "binh quan",
];

/// What such a table is made by.
const BY: &[&str] = &[
    "theo ngay",
    "theo tuan",
    "theo thang",
    "theo quy",
    "theo phong",
    "theo phong ban",
    "theo don vi",
    "theo bo phan",
    "theo linh vuc",
    "theo tung",
];

/// What a title says of the numbers below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CountedTitle {
    /// `SỐ PHIẾU HÀI LÒNG THEO NGÀY`.
    Counts,
    /// `TỔNG HỢP KẾT QUẢ KHẢO SÁT THEO PHÒNG`: of counts, or of sheets in that order.
    Summary,
}

pub(crate) fn title(text: &str) -> Option<CountedTitle> {
    // `Số phiếu phát ra: 120` above a table of sheets tells how many there are.
    if text.contains([':', '=']) {
        return None;
    }
    let key = word_key(text);
    let key = key.strip_prefix("bang ").unwrap_or(&key);
    let begun = OF_SUMS.iter().find_map(|start| key.strip_prefix(start)).map(str::trim_start);
    let is_of_sheets = |text: &str| {
        OF_SHEETS.iter().any(|start| {
            text.strip_prefix(start).is_some_and(|rest| {
                // `SỐ PHIẾU 12` numbers one sheet.
                rest.trim_start().starts_with(char::is_alphabetic)
            })
        })
    };
    if is_of_sheets(key) || begun.is_some_and(is_of_sheets) {
        Some(CountedTitle::Counts)
    } else if begun.is_some() && BY.iter().any(|by| has_words(key, by)) {
        Some(CountedTitle::Summary)
    } else {
        None
    }
}

/// Whether a header counts sheets.
pub(crate) fn is_header(text: &str) -> bool {
    if text.contains(':') {
        return false;
    }
    let key = word_key(text);
    SHEETS.iter().any(|words| has_words(&key, words))
}

/// Whether a header says how many sheets, or people, its line stands for.
pub(crate) fn is_weight(text: &str) -> bool {
    let key = word_key(text);
    let key = key.split(['(', ':']).next().unwrap_or_default().trim();
    matches!(
        key,
        "so luong phieu"
            | "so luong"
            | "sl"
            | "sl phieu"
            | "tong so phieu"
            | "so phieu thu ve"
            | "so phieu thu duoc"
            | "so phieu tra loi"
            | "so phieu giong nhau"
            | "so nguoi tra loi"
            | "so luot tra loi"
            | "so y kien"
            | "tan so"
            | "trong so"
    )
}

/// Whether a header may number sheets, or count them.
pub(crate) fn may_count(text: &str) -> bool {
    matches!(word_key(text).as_str(), "so phieu" | "so phieu khao sat" | "phieu")
}

/// What a header asks, and in which round: `Lần 1 > Thái độ`, `Thái độ (lần 2)`, `Sau > Thái độ`.
pub(crate) fn round(header: &str) -> Option<(String, String)> {
    let key = word_key(header);
    let tokens: Vec<&str> =
        key.split(|c: char| !c.is_alphanumeric()).filter(|token| !token.is_empty()).collect();
    let nth = |token: &str| {
        token.bytes().all(|byte| byte.is_ascii_digit()) && token.len() <= 2
            || matches!(token, "i" | "ii" | "iii" | "iv" | "mot" | "hai" | "ba" | "nhat" | "dau")
    };
    for at in 0..tokens.len() {
        let Some(("lan" | "dot" | "vong" | "thang" | "quy", rest)) =
            tokens.get(at).copied().zip(tokens.get(at + 1..))
        else {
            continue;
        };
        let word = usize::from(rest.first() == Some(&"thu"));
        if !rest.get(word).is_some_and(|token| nth(token)) {
            continue;
        }
        let (before, behind) = (tokens.get(..at)?, rest.get(word + 1..)?);
        let asked = [before, behind].concat().join(" ");
        let round = tokens.get(at..at + 2 + word)?.join(" ");
        return (!asked.is_empty()).then_some((asked, round));
    }
    let (above, asked) = header.rsplit_once(" > ")?;
    let above = word_key(above);
    let first = above.split(' ').next()?;
    matches!(first, "truoc" | "sau").then(|| (word_key(asked), first.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_say_what_numbers_count() {
        let case = |text: &str, expected| assert_eq!(title(text), expected, "{text}");
        case("SỐ PHIẾU HÀI LÒNG THEO NGÀY", Some(CountedTitle::Counts));
        case("BẢNG TỔNG HỢP SỐ PHIẾU HÀI LÒNG THÁNG 10/2026", Some(CountedTitle::Counts));
        case("Thống kê số lượng phiếu theo phòng", Some(CountedTitle::Counts));
        case("TỔNG HỢP KẾT QUẢ KHẢO SÁT THEO PHÒNG BAN", Some(CountedTitle::Summary));
        case("Số phiếu phát ra: 120; thu về: 118", None);
        case("SỐ PHIẾU 12", None);
        case("BẢNG TỔNG HỢP PHIẾU KHẢO SÁT THÁNG 10/2026", None);
        case("KẾT QUẢ KHẢO SÁT MỨC ĐỘ HÀI LÒNG", None);
        case("DANH SÁCH PHIẾU THEO PHÒNG", None);
    }

    #[test]
    fn headers_that_count_sheets_are_known() {
        let case = |text: &str, expected| assert_eq!(is_header(text), expected, "{text}");
        case("Số phiếu phát ra", true);
        case("Tổng số phiếu", true);
        case("Câu 1 (số phiếu hài lòng)", true);
        case("Số phiếu", false);
        case("Số phiếu khảo sát", false);
        case("Câu 1. Thái độ", false);
        case("Tổng số phiếu: 10", false);
    }

    #[test]
    fn headers_say_in_which_round_they_ask() {
        let case = |text: &str, expected: Option<(&str, &str)>| {
            let got = round(text);
            let got = got.as_ref().map(|(asked, round)| (asked.as_str(), round.as_str()));
            assert_eq!(got, expected, "{text}");
        };
        case("Lần 1 > Thái độ", Some(("thai do", "lan 1")));
        case("Thái độ (lần 2)", Some(("thai do", "lan 2")));
        case("Đợt II > Thái độ", Some(("thai do", "dot ii")));
        case("Sau khi cải tiến > Thái độ", Some(("thai do", "sau")));
        case("Câu 1. Thái độ", None);
        case("Phải đi lại nhiều lần", None);
        case("Tiếp nhận > Thái độ", None);
    }
}
