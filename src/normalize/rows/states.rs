//! What a heading, the name of a sheet or a title says of the state of the dossiers below it.

use crate::model::{Standing, word_key};
use crate::normalize::rows::groups::Heading;
use crate::normalize::values::status::StatusWords;

/// What a heading says of the state of its rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum StateSaid {
    Standing(Standing),
    /// A state that rows can have, in words that nobody knows.
    Unknown,
    /// A state that the dates say, a month, a page: nothing that a status says.
    Nothing,
}

/// The state in the words of a heading, without its number and its count: `HỒ SƠ CHỜ CÔNG DÂN BỔ SUNG`. Those of the
/// office are words of a status here as in their own column.
pub(crate) fn of_heading(name: &str, words: &StatusWords) -> StateSaid {
    let key = spelt_out(&word_key(name));
    if key.starts_with(|c: char| c.is_ascii_digit()) || key.len() > LONGEST {
        return StateSaid::Nothing;
    }
    let said = standing(&key, words).or_else(|| standing(without_time(&key), words));
    match said {
        Some(standing) => StateSaid::Standing(standing),
        None if is_about_one(&key) => StateSaid::Unknown,
        None => StateSaid::Nothing,
    }
}

/// The same of a title, which must say that it stands over dossiers: a line of a summary does not.
pub(crate) fn of_title(title: &str, words: &StatusWords) -> StateSaid {
    let heading = Heading::of(title);
    // “Hồ sơ chờ bổ sung: 3” counts, and says nothing of the rows.
    let counts = heading.name.len() < title.trim().trim_end_matches([':', '.', ' ']).len()
        && title.trim_end_matches([')', ' ']).ends_with(|c: char| c.is_ascii_digit())
        && word_key(title).contains(':');
    let key = word_key(&heading.name);
    let is_over = key.starts_with("danh sach") || key.contains("ho so");
    if counts || !is_over { StateSaid::Nothing } else { of_heading(&heading.name, words) }
}

/// `HS chờ BS`, `Không đủ ĐK`.
fn spelt_out(key: &str) -> String {
    let words = key.split(' ').map(|word| match word {
        "hs" => "ho so",
        "bs" => "bo sung",
        "dk" => "dieu kien",
        "ds" => "danh sach",
        word => word,
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Longer texts are sentences.
const LONGEST: usize = 100;

/// The words of a status, after what only says that dossiers follow.
fn standing(key: &str, words: &StatusWords) -> Option<Standing> {
    const BEFORE: [&str; 16] = [
        "danh sach ",
        "bang ",
        "so theo doi ",
        "theo doi ",
        "thong ke ",
        "tong hop ",
        "chi tiet ",
        "trong do ",
        "cac ",
        "nhung ",
        "so ",
        "ho so ",
        "hs ",
        "bi ",
        "dang bi ",
        "tinh trang ",
    ];
    let mut rest = key.trim_matches([' ', ':', '.', '-']);
    loop {
        // A number stands for a status only in its own column.
        let has_word = rest.chars().filter(|c| c.is_alphabetic()).count() > 1;
        if has_word && let Some(standing) = words.standing(rest) {
            return Some(standing);
        }
        rest =
            BEFORE.iter().find_map(|word| rest.strip_prefix(word))?.trim_start_matches([' ', ':']);
    }
}

/// `hồ sơ từ chối tiếp nhận tháng 3/2026`: the months, the period and the office behind the words.
fn without_time(key: &str) -> &str {
    const BEHIND: [&str; 17] = [
        " thang ",
        " quy ",
        " nam ",
        " tuan ",
        " tu ngay ",
        " den ngay ",
        " tinh den ",
        " ngay ",
        " trong thang",
        " trong ky",
        " trong quy",
        " trong nam",
        " cua ",
        " tai ",
        " (",
        " - ",
        " ky ",
    ];
    let end = BEHIND.iter().filter_map(|mark| key.find(mark)).min().unwrap_or(key.len());
    key.split_at(end).0.trim_end()
}

/// Whether the words are about a state that decides how a dossier counts.
fn is_about_one(key: &str) -> bool {
    let words = format!(" {key} ");
    [
        " tu choi ",
        " khong tiep nhan ",
        " khong duoc tiep nhan ",
        " chua tiep nhan ",
        " tra lai ",
        " rut ",
        " huy ",
        " cho bo sung ",
        " cho cong dan ",
        " yeu cau bo sung ",
        " tam dung ",
        " tam dinh chi ",
        " dung xu ly ",
        " dung giai quyet ",
        " khong du dieu kien ",
        " khong hop le ",
        " nghia vu tai chinh ",
        // “Hồ sơ bổ sung” may wait for a supplement, or have had one, or were added to a list.
        " bo sung ",
        " dung tinh thoi gian ",
        " cho tiep nhan ",
        " thu nghiem ",
        " tap huan ",
        " chay thu ",
    ]
    .iter()
    .any(|state| words.contains(state))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_heading_says_the_state_of_its_rows() {
        let case = |text: &str, expected: Option<Standing>| {
            let said = of_heading(&Heading::of(text).name, &StatusWords::default());
            assert_eq!(said, expected.map_or(StateSaid::Nothing, StateSaid::Standing), "{text}");
        };
        case("I. HỒ SƠ ĐÃ GIẢI QUYẾT", Some(Standing::Done));
        case("II. HỒ SƠ ĐANG GIẢI QUYẾT: 2 hồ sơ", Some(Standing::Open));
        case("III. HỒ SƠ CHỜ CÔNG DÂN BỔ SUNG", Some(Standing::Waiting));
        case("IV. HỒ SƠ RÚT, TRẢ LẠI", Some(Standing::Withdrawn));
        case("Danh sách hồ sơ từ chối tiếp nhận tháng 3/2026", Some(Standing::NeverCounted));
        case("Các hồ sơ bị trả lại", Some(Standing::Withdrawn));
        case("Dừng xử lý (3 hồ sơ)", Some(Standing::Stopped));
        case("Hồ sơ kỳ trước chuyển sang", None);
        case("Hồ sơ quá hạn", None);
        case("Tháng 7", None);
        case("7", None);
        case("Trang 5", None);
        let unknown = |text: &str| of_heading(text, &StatusWords::default());
        case("HS chờ BS", Some(Standing::Waiting));
        case("DS hồ sơ chờ bổ sung", Some(Standing::Waiting));
        for text in [
            "C. HS BỔ SUNG",
            "Danh sách hồ sơ bổ sung",
            "Hồ sơ dừng tính thời gian",
            "Hồ sơ thử nghiệm",
        ] {
            assert_eq!(unknown(&Heading::of(text).name), StateSaid::Unknown, "{text}");
        }
        assert_eq!(unknown("Hồ sơ tạm dừng chờ xác minh"), StateSaid::Unknown);
        assert_eq!(unknown("Hồ sơ chờ công dân nộp giấy"), StateSaid::Unknown);
    }

    #[test]
    fn a_title_says_it_of_dossiers_only() {
        let title = |text: &str| of_title(text, &StatusWords::default());
        let never = StateSaid::Standing(Standing::NeverCounted);
        assert_eq!(title("DANH SÁCH HỒ SƠ TỪ CHỐI TIẾP NHẬN"), never);
        assert_eq!(title("HỒ SƠ TỪ CHỐI TIẾP NHẬN QUÝ I/2026"), never);
        assert_eq!(title("Từ chối tiếp nhận"), StateSaid::Nothing);
        assert_eq!(title("Hồ sơ từ chối tiếp nhận: 3"), StateSaid::Nothing);
        assert_eq!(title("DANH SÁCH HỒ SƠ THÁNG 3/2026"), StateSaid::Nothing);
        assert_eq!(title("SỔ TIẾP NHẬN HỒ SƠ VÀ TRẢ KẾT QUẢ"), StateSaid::Nothing);
    }
}
