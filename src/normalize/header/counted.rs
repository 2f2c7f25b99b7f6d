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

const OF_SUMS: &[&str] = &["tong hop", "thong ke", "so lieu", "ket qua"];

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
}
