//! How the header of a survey asks: by a number, in a sentence, or about something else than satisfaction.

use crate::model::word_key;
use crate::normalize::header::alias::header_key;
use crate::normalize::header::trouble;
use crate::normalize::header::trouble::has_words;

/// How a header asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Asking {
    /// A word or two: a question if its answers speak of satisfaction.
    No,
    /// A whole sentence: a question if its answers are of a scale.
    Long,
    /// `Câu 1. …`, `… có dễ hiểu không?`: a question if its answers are of a scale, or blank.
    Numbered,
    /// `Q1`, `Câu 1`, `q_1`: nothing else than a question.
    Bare,
    /// The settings ask it.
    Declared,
}

/// Whether a header outside the questionnaire of the settings can be a question.
pub(crate) fn asking(text: &str) -> Asking {
    let text = last_of_path(text);
    let key = header_key(text);
    if let Some(rest) = behind_its_word(&key) {
        return if rest.len() <= 2 && rest.bytes().all(|byte| byte.is_ascii_digit()) {
            Asking::Bare
        } else {
            Asking::Numbered
        };
    }
    let words = text.split_whitespace().count();
    let start = text.trim_start_matches('(');
    let roman = start.trim_start_matches(['I', 'V', 'X']);
    let numbered = words >= 2
        && (start.starts_with(|c: char| c.is_ascii_digit())
            || (roman.len() < start.len() && roman.starts_with(['.', ')'])));
    // `Ông/Bà đánh giá thế nào về [Thái độ]`: a row of a grid.
    let of_grid = text.trim_end().ends_with(']')
        && text.split_once('[').is_some_and(|(q, _)| !q.trim().is_empty());
    if numbered
        || of_grid
        || text.contains('?')
        || key.contains("hailong")
        || key.contains("thaido")
    {
        Asking::Numbered
    } else if words >= 4 {
        Asking::Long
    } else {
        Asking::No
    }
}

/// The number that a header gives its question: `Câu 3. …`, `q3_co_so`, `3) …`.
pub(crate) fn ordinal(text: &str) -> Option<u32> {
    let text = last_of_path(text);
    let key = header_key(text);
    let start = text.trim_start_matches(['(', ' ']);
    let rest = behind_its_word(&key)
        .or_else(|| start.starts_with(|c: char| c.is_ascii_digit()).then_some(start))?;
    let digits = rest.split(|c: char| !c.is_ascii_digit()).next()?;
    digits.parse().ok().filter(|number| *number < 1000)
}

/// The digits and all behind them, where a word for a question stands before.
fn behind_its_word(key: &str) -> Option<&str> {
    ["cauhoi", "causo", "cau", "tieuchi", "noidung", "question", "ch", "tc", "q", "c"]
        .iter()
        .find_map(|prefix| {
            key.strip_prefix(prefix).filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        })
}

/// `danh_gia/q1_thai_do`: the groups of a form stand before the name of its question.
pub(crate) fn last_of_path(text: &str) -> &str {
    match text.rsplit_once('/') {
        Some((_, name)) if !text.contains(' ') && !name.is_empty() => name,
        _ => text,
    }
}

/// What a header asks about that is no satisfaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AskedSubject {
    /// Who answers: age, education, health, income.
    Person,
    /// How many, how often, how long.
    Count,
    /// The points that a program gives for an answer, or what it says to it.
    Points,
    /// Something bad: who agrees is not content.
    Trouble,
    /// Which of several things: a procedure, a way of filing.
    Choice,
}

/// How columns of points begin.
const POINTS: &[&str] = &[
    "points -",
    "points:",
    "diem -",
    "diem:",
    "feedback -",
    "phan hoi -",
    "tong diem",
    "tong so diem",
    "total",
    "score",
    "diem so",
    "diem trung binh",
    "quiz feedback",
    "grade",
];

/// Words of how many and how long.
const COUNT: &[&str] = &[
    "bao nhieu",
    "may lan",
    "so lan",
    "so luot",
    "so ngay",
    "so gio",
    "so phut",
    "bao lau",
    "so luong co quan",
    "so luong ho so",
    "lan thu may",
    "quay so",
    "so quay",
    "so co quan",
    "so giay to",
    "so nam",
    "so con",
    "quy mo",
    "ma dieu tra vien",
    "ma phong van vien",
    "ma phieu",
    "ban so",
    "ma so",
    "so thu tu",
    "how many",
    "how long",
    "how often",
    "phut",
    "minutes",
    "hours",
];

/// Words of what is chosen of a list.
const CHOICE: &[&str] = &[
    "loai thu tuc",
    "loai ho so",
    "loai dich vu",
    "loai hinh",
    "nhom thu tuc",
    "linh vuc",
    "tu cach",
    "kenh",
    "qua dau",
    "tu dau",
    "hinh thuc nop",
    "phuong thuc nop",
    "hinh thuc nhan",
    "cach thuc nop",
    "nguon thong tin",
];

/// What is rated of it: `Kênh tiếp nhận thuận tiện`.
const QUALITIES: &[&str] = &[
    "thuan tien",
    "thuan loi",
    "phu hop",
    "de dang",
    "de",
    "da dang",
    "ro rang",
    "hop ly",
    "day du",
    "hieu qua",
    "chat luong",
    "kip thoi",
    "nhanh",
    "nhanh chong",
    "tot",
    "muc do",
];

/// Words of what was hoped for before.
const HOPED: &[&str] = &["mong doi", "ky vong", "expectation", "expectations", "expected"];

/// Words of how much something weighs, whatever is said of it.
const WEIGHS: &[&str] = &[
    "muc do quan trong",
    "muc quan trong",
    "tam quan trong",
    "muc do quan tam",
    "muc do can thiet",
    "muc do mong muon",
    "importance",
];

/// What makes an answer of it: `đáp ứng mong đợi`.
const MET: &[&str] =
    &["dap ung", "so voi", "nhu mong doi", "nhu ky vong", "vuot", "hai long", "phu hop", "dung"];

/// Columns that an office or a formula fills in from the answers.
const COMPUTED: &[&str] = &[
    "xep loai",
    "xep loai chung",
    "xep loai phieu",
    "ket qua xep loai",
    "ket luan",
    "ket luan chung",
    "phan loai",
    "phan loai phieu",
    "ket qua phan loai",
    "muc xep loai",
    "xep hang",
    "tong hop",
    "tong hop chung",
    "ket qua tong hop",
    "danh gia tong hop",
    "quy doi",
    "muc quy doi",
];

/// Whether a header asks what was hoped for, or how important something is, in its own words or in those above it.
pub(crate) fn is_about_hopes(header: &str) -> bool {
    header.split(" > ").any(|text| {
        let key = word_key(&text.replace(['_', '/'], " "));
        let any = |words: &[&str]| words.iter().any(|word| has_words(&key, word));
        any(WEIGHS) || any(HOPED) && !any(MET) || matches!(key.as_str(), "quan trong" | "mong muon")
    })
}

/// Whether a header names what follows from the answers beside it.
pub(crate) fn is_computed(leaf: &str) -> bool {
    let key = word_key(leaf);
    let key = key.split('(').next().unwrap_or_default().trim();
    COMPUTED.contains(&key) || SURVEYOR.iter().any(|words| has_words(key, words))
}

/// Words of who goes round with the forms, and of their work: no question to a citizen.
const SURVEYOR: &[&str] = &[
    "dieu tra vien",
    "phong van vien",
    "khao sat vien",
    "nguoi phong van",
    "chat luong phieu",
    "chat luong phong van",
];

/// Words of who answers.
const PERSON: &[&str] = &[
    "gioi tinh",
    "tuoi",
    "nam sinh",
    "ngay sinh",
    "trinh do",
    "hoc van",
    "hoc luc",
    "hanh kiem",
    "hoc tap",
    "nghe nghiep",
    "cong viec hien tai",
    "dan toc",
    "ton giao",
    "suc khoe",
    "kinh te",
    "hoan canh",
    "thu nhap",
    "muc song",
    "doi song",
    "hon nhan",
    "noi o",
    "nha o",
    "cu tru",
    "thuong tru",
    "dia ban",
    "quoc tich",
    "ho ten",
    "ho va ten",
    "dien thoai",
    "doi tuong",
    "gia canh",
    "ho ngheo",
    "chuc vu",
    "vi tri cong viec",
    "gender",
    "sex",
    "age",
    "education",
    "occupation",
    "income",
    "health",
    "ethnicity",
    "marital",
];

/// Words of satisfaction itself.
const SATISFACTION: &[&str] = &["hai long", "satisfied", "satisfaction"];

/// Words of what else is rated.
const RATED: &[&str] = &["danh gia", "thai do"];

/// Whether a header itself says that it asks how content people are.
pub(crate) fn asks_for_a_rating(text: &str) -> bool {
    let key = word_key(&text.replace(['_', '/'], " "));
    [SATISFACTION, RATED].iter().copied().flatten().any(|word| has_words(&key, word))
}

/// What the words of a header ask about, if that is surely no satisfaction. Answers in words of satisfaction
/// outweigh it.
pub(crate) fn subject(text: &str) -> Option<AskedSubject> {
    let key = word_key(&text.replace(['_', '/'], " "));
    let any = |words: &[&str]| words.iter().any(|word| has_words(&key, word));
    let starts = |words: &[&str]| words.iter().any(|word| key.starts_with(word));
    if starts(POINTS) || key == "diem" {
        return Some(AskedSubject::Points);
    }
    if any(SATISFACTION) {
        return None;
    }
    let rates = any(RATED);
    if !rates
        && (any(COUNT)
            || text.trim().to_lowercase().ends_with(" số")
            || ["(gio)", "(ngay)", "(lan)"].iter().any(|unit| key.contains(unit)))
    {
        return Some(AskedSubject::Count);
    }
    if trouble::is_about_trouble(&key) {
        return Some(AskedSubject::Trouble);
    }
    if rates {
        return None;
    }
    if any(CHOICE) && !any(QUALITIES) {
        return Some(AskedSubject::Choice);
    }
    // "Trình độ của công chức" is about those who serve.
    if any(&["cong chuc", "vien chuc", "can bo", "nhan vien", "phuc vu", "giai quyet"]) {
        return None;
    }
    any(PERSON).then_some(AskedSubject::Person)
}

/// The highest mark, where the header says it: `(thang điểm 10)`, `từ 1 đến 5`, `(1-5)`.
pub(crate) fn top(text: &str) -> Option<u32> {
    let key = word_key(text);
    let number = |text: &str| -> Option<u32> {
        let digits = text
            .trim_start_matches([' ', ':', '-', '/'])
            .split(|c: char| !c.is_ascii_digit())
            .next()?;
        digits.parse().ok().filter(|top| (2..=100).contains(top))
    };
    let said = ["thang diem", "thang do", "thang", "scale of", "scale"]
        .iter()
        .find_map(|word| key.split_once(word).and_then(|(_, after)| number(after)));
    let lowest = ["0", "1"].iter().find_map(|low| {
        [" den ", "-", " - ", "->", " to ", "÷", "→"].iter().find_map(|between| {
            let range = format!("{low}{between}");
            let at = key.find(&range)?;
            let before = key.get(..at)?.chars().next_back();
            let is_whole = before
                .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | '-' | '/'))
                // `Câu 1 - 5S`: a number, and no range.
                && !["cau", "hoi", "so", "chi"]
                    .iter()
                    .any(|word| key.get(..at).is_some_and(|text| text.trim_end().ends_with(word)));
            is_whole.then(|| key.get(at + range.len()..).and_then(number)).flatten()
        })
    });
    lowest.or(said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_that_ask_are_seen() {
        let case = |text: &str, expected| assert_eq!(asking(text), expected, "{text}");
        case("Q1", Asking::Bare);
        case("q_1", Asking::Bare);
        case("Câu 10", Asking::Bare);
        case("Q1. Thái độ phục vụ", Asking::Numbered);
        case("Câu 2: Thời gian giải quyết", Asking::Numbered);
        case("1. Nơi ngồi chờ", Asking::Numbered);
        case("Mức độ hài lòng chung", Asking::Numbered);
        case("II.3 Trang thiết bị", Asking::Numbered);
        case("Đánh giá [Thời gian]", Asking::Numbered);
        case("danh_gia/q2_thoi_gian", Asking::Numbered);
        case("Xã hội", Asking::No);
        case("Nơi ngồi chờ có đủ chỗ ngồi", Asking::Long);
        case("Ngày", Asking::No);
        case("Góp ý", Asking::No);
        case("CCCD", Asking::No);
    }

    #[test]
    fn numbers_of_questions_are_read() {
        let case = |text: &str, expected| assert_eq!(ordinal(text), expected, "{text}");
        case("Câu 10", Some(10));
        case("Câu 2: Thời gian", Some(2));
        case("danh_gia/q3_co_so", Some(3));
        case("(4) Nơi ngồi chờ", Some(4));
        case("Mức độ hài lòng chung", None);
        case("Thủ tục", None);
    }

    #[test]
    fn what_is_no_satisfaction_is_known_by_its_words() {
        let case = |text: &str, expected| assert_eq!(subject(text), expected, "{text}");
        case("Sức khỏe", Some(AskedSubject::Person));
        case("Kinh tế hộ", Some(AskedSubject::Person));
        case("Học lực", Some(AskedSubject::Person));
        case("Câu 9. Trình độ học vấn của Ông/Bà", Some(AskedSubject::Person));
        case("Trình độ chuyên môn của công chức", None);
        case("Câu 4. Ông/Bà phải đi lại bao nhiêu lần?", Some(AskedSubject::Count));
        case("Thời gian chờ (phút)", Some(AskedSubject::Count));
        case("Câu 0. Quầy tiếp nhận số", Some(AskedSubject::Count));
        case("Mức độ hài lòng về số lần đi lại", None);
        case("Points - Câu 1. Thái độ", Some(AskedSubject::Points));
        case("Điểm - Câu 1. Thái độ", Some(AskedSubject::Points));
        case("Tổng điểm", Some(AskedSubject::Points));
        case("Câu 4. Thái độ gây khó khăn", Some(AskedSubject::Trouble));
        case("Mức độ hài lòng khi gặp khó khăn", None);
        case("Câu 2. Loại thủ tục đã giải quyết", Some(AskedSubject::Choice));
        case("Câu 3. Kênh tiếp cận thông tin", Some(AskedSubject::Choice));
        case("Câu 3. Kênh tiếp cận thông tin đa dạng", None);
        case("Số cơ quan phải liên hệ", Some(AskedSubject::Count));
        case("Số giấy tờ phải nộp", Some(AskedSubject::Count));
        case("Số năm sử dụng dịch vụ", Some(AskedSubject::Count));
        case("Quy mô lao động", Some(AskedSubject::Count));
        case("Mã điều tra viên", Some(AskedSubject::Count));
        case("Loại hình doanh nghiệp", Some(AskedSubject::Choice));
        case("Vị trí công việc", Some(AskedSubject::Person));
        case("Số hóa hồ sơ", None);
        case("Thời gian giải quyết hồ sơ", None);
        case("Câu 3. Cơ sở", None);
        case("Địa điểm giao dịch", None);
        case("Câu 1. Thái độ phục vụ", None);
        case("Tuổi trẻ", Some(AskedSubject::Person));
        case("Cơ sở vật chất", None);
    }

    #[test]
    fn hopes_and_what_is_computed_are_no_answers() {
        let case = |text: &str, expected| assert_eq!(is_about_hopes(text), expected, "{text}");
        case("Mong đợi trước khi đến > Thái độ phục vụ", true);
        case("Câu 1. Mức độ quan trọng của thái độ phục vụ", true);
        case("Kỳ vọng > Thời gian", true);
        case("Kết quả đáp ứng mong đợi", false);
        case("Mức độ hài lòng so với mong đợi", false);
        case("Sự quan tâm của công chức", false);
        case("Thông tin quan trọng được niêm yết", false);
        assert!(is_computed("Xếp loại") && is_computed("Kết luận"));
        assert!(is_computed("Mức độ hài lòng của điều tra viên"));
        assert!(is_computed("Chất lượng phiếu") && !is_computed("Chất lượng phục vụ"));
        assert!(!is_computed("Đánh giá chung") && !is_computed("Câu 4. Xếp loại cơ sở"));
    }

    #[test]
    fn a_header_may_say_its_highest_mark() {
        let case = |text: &str, expected| assert_eq!(top(text), expected, "{text}");
        case("Thái độ (thang điểm 10)", Some(10));
        case("Thái độ (từ 1 đến 7)", Some(7));
        case("Thái độ (1-5)", Some(5));
        case("Thái độ (0-10)", Some(10));
        case("Câu 1. Thái độ", None);
        case("Câu 11 - 3 ngày", None);
        case("Câu 1 - 5S tại nơi làm việc", None);
        case("Thái độ", None);
    }
}
