//! What people and programs write into a column of days where there is no day yet: read as a blank, never as a day.
//!
//! A blank is then judged as any other: none of these makes up for a missing day of receipt, or for the end of a
//! dossier whose status says that it is closed.

use jiff::civil::Date;

use crate::model::word_key;

/// Whether a lone mark stands for nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum NotYetMarks {
    /// Beside no status an `x` may as well mean that it is done.
    #[default]
    Unclear,
    /// Beside a column of statuses, which says what is done.
    Nothing,
}

/// Folded, as `word_key` leaves them.
const WORDS: &[&str] = &[
    "nat",
    "nan",
    "null",
    "none",
    "nil",
    "undefined",
    "invalid date",
    "n/a",
    "na",
    "\\n",
    "0",
    "0.0",
    "trong",
    "de trong",
    "bo trong",
    "khong",
    "khong co",
    "ko",
    "ko co",
    "chua",
    "chua co",
    "chua co ngay",
    "chua co kq",
    "chua co ket qua",
    "chua tra",
    "chua tra kq",
    "chua tra ket qua",
    "chua den nhan",
    "chua nhan",
    "chua tra ket qua cho cong dan",
    "cho ket qua",
    "blank",
    "dd/mm/yyyy",
    "chua nhan ket qua",
    "chua xong",
    "chua xu ly",
    "chua xu ly xong",
    "chua giai quyet",
    "chua giai quyet xong",
    "chua hoan thanh",
    "chua ket thuc",
    "chua den han",
    "chua den hen",
    "chua hen",
    "chua hen tra",
    "chua hen lai",
    "khong hen",
    "khong hen lai",
    "khong hen tra",
    "khong co han",
    "khong thoi han",
    "chua cap nhat",
    "dang xu ly",
    "dang giai quyet",
    "dang thuc hien",
    "dang thu ly",
    "dang cho",
    "dang cho xu ly",
    "cho xu ly",
    "cho giai quyet",
    "con trong han",
    "not yet",
    "pending",
    "in progress",
    "processing",
];

/// Whether a text that is no day says that there is none.
pub(crate) fn is_not_yet(text: &str, marks: NotYetMarks) -> bool {
    if text.len() > 40 {
        return false;
    }
    if text.chars().all(is_mask) || is_zero_date(text) {
        return true;
    }
    let inner = text.trim_matches(['(', ')', '<', '>', '[', ']', '"', ' ']);
    if matches!(inner, "x" | "X") {
        return marks == NotYetMarks::Nothing;
    }
    WORDS.contains(&word_key(inner).as_str())
}

/// `-`, `…`, `__/__/____`: a mask that nothing was typed into.
fn is_mask(c: char) -> bool {
    matches!(c, '-' | '–' | '—' | '_' | '/' | '.' | '…' | '*' | ':' | '\'' | ' ')
}

/// `0000-00-00 00:00:00`, `00/00/0000`, `0/1/1900`, which is how Excel shows the serial 0.
fn is_zero_date(text: &str) -> bool {
    let day = text.split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = day.split(['-', '/', '.']).collect();
    let zeros = |part: &&str| !part.is_empty() && part.bytes().all(|byte| byte == b'0');
    parts.len() == 3
        && (parts.iter().all(zeros)
            || matches!(
                parts.as_slice(),
                ["0" | "00", "1" | "01", "1900"]
                    | ["1" | "01", "0" | "00", "1900"]
                    | ["1900", "01", "00"]
            ))
}

/// Days that programs write for none: the first and last of their calendars.
pub(crate) fn is_no_day(day: Date) -> bool {
    matches!(
        (day.year(), day.month(), day.day()),
        (1 | 1753 | 1900 | 1970, 1, 1)
            | (1899, 12, 30)
            | (1899 | 1969 | 2999 | 9999, 12, 31)
            | (2079, 6, 6)
    )
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn case(text: &str, expected: bool) {
        assert_eq!(is_not_yet(text, NotYetMarks::Nothing), expected, "{text}");
    }

    #[test]
    fn words_and_masks_of_no_day() {
        for text in [
            "-",
            "--",
            "…",
            "...",
            "/",
            "__/__/____",
            "  /  /    ",
            "\\N",
            "(null)",
            "<NULL>",
            "NaT",
            "N/A",
            "undefined",
            "Invalid Date",
            "Chưa trả",
            "CHƯA CÓ",
            "Chưa có kết quả",
            "Không",
            "không có",
            "trống",
            "(trống)",
            "Đang xử lý",
            "x",
            "X",
            "0",
            "0000-00-00",
            "0000-00-00 00:00:00",
            "00/00/0000",
            "0/1/1900",
            "00/01/1900",
        ] {
            case(text, true);
        }
        for text in [
            "Đã trả",
            "Đã trả kết quả",
            "Có",
            "Rồi",
            "✓",
            "?",
            "chưa rõ",
            "11 ngày",
            "31/02/2026",
            "Nguyễn Văn A",
            "Chờ trả kết quả",
            "00/10/2026",
            "10",
        ] {
            case(text, false);
        }
    }

    #[test]
    fn every_word_is_folded() {
        for word in WORDS {
            assert_eq!(word_key(word), *word);
        }
    }

    #[test]
    fn an_x_beside_no_status_may_mean_that_it_is_done() {
        assert!(!is_not_yet("x", NotYetMarks::Unclear));
        assert!(is_not_yet("Chưa trả", NotYetMarks::Unclear));
    }

    #[test]
    fn the_ends_of_calendars_are_no_days() {
        for day in [date(1, 1, 1), date(1900, 1, 1), date(1899, 12, 31), date(9999, 12, 31)] {
            assert!(is_no_day(day), "{day}");
        }
        for day in [date(1900, 1, 2), date(1990, 1, 1), date(2026, 12, 31), date(1206, 10, 5)] {
            assert!(!is_no_day(day), "{day}");
        }
    }
}
