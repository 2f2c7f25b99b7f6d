//! Whether a reason that a clerk wrote may name somebody.

use crate::model::is_personal;

/// Whether a reason may hold what says who somebody is, in any of its pieces.
pub(super) fn may_name(reason: &str) -> bool {
    const TITLES: [&str; 8] = ["ông", "bà", "anh", "chị", "cô", "chú", "bác", "đ/c"];
    let digits = reason.chars().filter(char::is_ascii_digit).count();
    let titled = reason.split_whitespace().any(|word| {
        TITLES.contains(
            &word.trim_matches(|c: char| c.is_ascii_punctuation()).to_lowercase().as_str(),
        )
    });
    let pieces = reason.split([',', ';', ':', '(', ')', '-', '.']).map(str::trim);
    titled
        || digits > 5
        || is_personal(reason)
        || pieces.into_iter().any(is_personal)
        || has_name(reason)
}

/// Two words in a row that begin with capitals, behind the first word: `chờ Nguyễn Văn Ví Dụ ký`.
fn has_name(reason: &str) -> bool {
    // `Sở Xây dựng` is an office.
    const OFFICES: [&str; 7] = ["Sở", "Bộ", "Ủy", "Uỷ", "Phòng", "Ban", "Cục"];
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.any(char::is_lowercase)
    };
    let words: Vec<&str> = reason.split_whitespace().skip(1).collect();
    words.windows(2).any(|pair| {
        pair.iter().all(|word| capital(word))
            && pair.first().is_none_or(|first| !OFFICES.contains(first))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_that_may_name_somebody_is_not_said() {
        for named in [
            "Chờ Nguyễn Văn Ví Dụ ký",
            "ông A chưa nộp",
            "gọi 0912345678 không được",
            "Nguyễn Thị Mẫu",
            "vi@du.invalid không trả lời",
            "Anh Ba đi vắng",
        ] {
            assert!(may_name(named), "{named}");
        }
        for plain in
            ["Số lượng hồ sơ sau Tết tăng cao", "Phải xác minh tại UBND xã", "Chờ Sở Xây dựng"]
        {
            assert!(!may_name(plain), "{plain}");
        }
    }
}
