//! Whether a text looks like what says who somebody is, and whether a rare one is surely something else.
//!
//! Cells slide into columns that are not theirs. What goes out of the office is asked here first.

use crate::model::word_key;

/// A text that has a name, a number or an address of a citizen for its whole: never shown outside, however often it
/// stands in a column. Names of one fixed kind (surnames of one meaning) decide; what may be a word does not.
pub(crate) fn is_personal(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    text.contains('@')
        || has_number_of_a_person(text)
        || is_addressed(&words)
        || is_name(&words)
        || is_address(text, &words)
}

/// A text that can be no one's name, number or address although it stands only once or twice: it begins as the names
/// of offices do, is an abbreviation, or is written as a sentence is.
pub(crate) fn is_surely_a_term(text: &str) -> bool {
    let text = without_mark(text.trim());
    let words: Vec<&str> = text.split_whitespace().collect();
    if is_personal(text) || names_somebody(&words) || longest_number(text) > 5 {
        return is_procedure_code(text);
    }
    let lower = text.to_lowercase();
    let is_office = OFFICES.iter().any(|head| starts_with_word(&lower, head));
    match words.as_slice() {
        [] => false,
        // One letter names nobody.
        [one] => {
            one.chars().count() == 1 || is_office || is_abbreviation(one) || is_procedure_code(one)
        }
        [first, second, ..] => {
            (is_office && !text.contains(','))
                || (first.starts_with(char::is_uppercase) && second.starts_with(char::is_lowercase))
        }
    }
}

/// Whether a text may be the code of a dossier: figures in it, and nothing that telephones or people are told by.
pub(crate) fn is_code(text: &str) -> bool {
    let fits =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, 'Đ' | 'đ' | '.' | '/' | '-' | '_' | ' ');
    text.chars().all(fits)
        && !has_number_of_a_person(text)
        && text
            .split(' ')
            .all(|part| part.is_empty() || part.contains(|c: char| c.is_ascii_digit()))
        || is_lettered_code(text)
}

/// `HS 001`: capitals, then figures.
fn is_lettered_code(text: &str) -> bool {
    let Some((letters, rest)) = text.split_once(' ') else { return false };
    letters.len() <= 6
        && letters.chars().all(|c| c.is_ascii_uppercase() || c == 'Đ')
        && rest.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '-'))
        && longest_number(rest) <= 8
}

/// Words by which an office in a list of offices begins.
const OFFICES: [&str; 22] = [
    "phòng",
    "p.",
    "trung tâm",
    "chi cục",
    "văn phòng",
    "bộ phận",
    "ủy ban",
    "uỷ ban",
    "ubnd",
    "sở",
    "thanh tra",
    "chi nhánh",
    "trường",
    "bệnh viện",
    "quỹ",
    "ban quản lý",
    "khoa",
    "viện",
    "công an",
    "hạt",
    "trạm",
    "tòa",
];

/// Surnames that begin no name of a field, a procedure or an office.
pub(super) const SURNAMES: [&str; 41] = [
    "nguyễn", "trần", "lê", "phạm", "huỳnh", "hoàng", "phan", "vũ", "võ", "đặng", "bùi", "ngô",
    "dương", "trịnh", "trương", "đinh", "phùng", "quách", "tạ", "thạch", "giàng", "kiều", "khổng",
    "lò", "doãn", "nghiêm", "lữ", "tôn", "tiêu", "ninh", "khương", "ksor", "siu", "niê", "điểu",
    "chế", "lường", "sùng", "vừ", "thào", "tòng",
];

/// Surnames that are words as well: Hồ sơ, Lâm nghiệp, Văn hóa, Đào tạo.
pub(super) const PERHAPS: [&str; 45] = [
    "hồ", "đỗ", "lý", "đào", "lâm", "mai", "an", "văn", "cao", "hà", "kim", "sơn", "châu", "kiên",
    "thái", "từ", "tăng", "lưu", "tô", "la", "chu", "bạch", "âu", "diệp", "mã", "tống", "triệu",
    "vương", "danh", "đoàn", "lương", "nông", "ma", "vàng", "cầm", "y", "hứa", "hờ", "lục", "đàm",
    "phương", "quan", "thân", "viên", "ông",
];

/// What stands before a name.
pub(super) const ADDRESSES: [&str; 12] =
    ["ông", "bà", "ông/bà", "anh", "chị", "cô", "chú", "bác", "cháu", "em", "mr.", "mrs."];

/// Second syllables of names, whatever case they are typed in.
pub(super) const MIDDLES: [&str; 2] = ["văn", "thị"];

/// What surnames that are seldom words are words in.
pub(super) const WORDS_OF_SURNAMES: [&str; 16] = [
    "vi phạm",
    "xúc phạm",
    "tội phạm",
    "phạm vi",
    "phạm pháp",
    "phạm quy",
    "phạm lỗi",
    "trần nhà",
    "vũ trang",
    "vũ lực",
    "vũ khí",
    "khiêu vũ",
    "võ thuật",
    "khoa trương",
    "chủ trương",
    "lê thê",
];

/// Words that stand behind a name in small letters, and that nobody is called.
pub(super) const NEVER_NAMES: [&str; 60] = [
    "hách", "đã", "rất", "không", "chưa", "chẳng", "có", "là", "ở", "của", "thì", "mà", "và",
    "với", "cho", "để", "bị", "được", "phải", "cũng", "vẫn", "đang", "sẽ", "còn", "từ", "tại",
    "trong", "ngoài", "trên", "dưới", "khi", "nên", "cần", "nhiệt", "tận", "cáu", "cau", "quát",
    "nạt", "gắt", "nói", "hẹn", "đòi", "vòi", "trả", "gọi", "làm", "hướng", "giải", "xử", "chậm",
    "hay", "đến", "nhận", "nộp", "chờ", "đi", "bắt", "gây", "quá",
];

pub(super) fn is_capitalized(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}

fn is_all_capitals(word: &str) -> bool {
    !word.contains(char::is_lowercase)
}

fn is_addressed(words: &[&str]) -> bool {
    words.windows(2).any(|pair| match pair {
        [address, name] => {
            ADDRESSES.contains(&address.to_lowercase().as_str())
                && is_capitalized(name)
                && !is_all_capitals(address)
        }
        _ => false,
    })
}

/// Two to six syllables behind a surname.
fn is_name(words: &[&str]) -> bool {
    let [first, second, ..] = words else { return false };
    let are_syllables = words
        .iter()
        .all(|word| word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '\'' | '’')));
    if words.len() > 6 || !are_syllables {
        return false;
    }
    if is_plain_name(words) {
        return true;
    }
    let surname = first.to_lowercase();
    let is_middle = MIDDLES.contains(&second.to_lowercase().as_str());
    if SURNAMES.contains(&surname.as_str()) {
        return is_capitalized(second)
            || is_middle
            || words.iter().all(|word| !is_capitalized(word));
    }
    let shouts = words.iter().all(|word| is_all_capitals(word));
    PERHAPS.contains(&surname.as_str())
        && (is_middle
            || words.iter().skip(1).all(|word| is_capitalized(word))
                && (!shouts || words.len() > 2))
}

/// A name without accents. So many words begin like a surname without its own (lệ phí, đăng ký, phạm vi) that only
/// the second syllable tells one in small letters or in capitals.
fn is_plain_name(words: &[&str]) -> bool {
    let [first, second, _, ..] = words else { return false };
    if words.len() > 5 || !words.iter().all(|word| word.bytes().all(|c| c.is_ascii_alphabetic())) {
        return false;
    }
    let surname = first.to_lowercase();
    let is_in = |list: &[&str]| list.iter().any(|name| word_key(name) == surname);
    let (is_surname, perhaps) = (is_in(&SURNAMES), is_in(&PERHAPS));
    // Đang thi hành, đang thi công.
    let is_middle =
        matches!(second.to_lowercase().as_str(), "van" | "thi") && surname.as_str() != "dang";
    let is_written_as_one = words
        .iter()
        .all(|word| is_capitalized(word) && (word.len() == 1 || !is_all_capitals(word)));
    (is_middle && (is_surname || perhaps)) || (is_written_as_one && is_surname)
}

/// A name within other words.
fn names_somebody(words: &[&str]) -> bool {
    let begins_as_name = words.first().is_some_and(|first| {
        let first = first.to_lowercase();
        let known = |list: &[&str]| list.contains(&first.as_str());
        known(&SURNAMES)
            || (known(&PERHAPS) && words.iter().skip(2).any(|word| is_capitalized(word)))
    });
    begins_as_name
        || words.windows(2).any(|pair| match pair {
            [surname, name] => {
                is_capitalized(surname)
                    && is_capitalized(name)
                    && SURNAMES.contains(&surname.to_lowercase().as_str())
            }
            _ => false,
        })
}

/// Parts of an address that are named or numbered.
pub(super) const PLACES: [&str; 8] = ["ấp", "thôn", "khóm", "xóm", "hẻm", "ngõ", "sóc", "phum"];
/// Parts of an address that are words before anything but a number.
const NUMBERED: [&str; 8] = ["số", "tổ", "khu", "nhà", "lô", "đường", "kp", "khu phố"];
/// Administrative units: an address behind a comma, else perhaps an office.
pub(super) const UNITS: [&str; 9] =
    ["xã", "phường", "thị", "quận", "huyện", "tỉnh", "tp", "tp.", "thành"];

fn is_address(text: &str, words: &[&str]) -> bool {
    let is_number = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let in_list = |list: &[&str], word: &str| list.contains(&word.to_lowercase().as_str());
    if let [first, second, ..] = words
        && (in_list(&PLACES, first) && (is_number(second) || is_capitalized(second))
            || in_list(&NUMBERED, first) && is_number(second))
    {
        return true;
    }
    // "12/5 Lê Lợi", and not "01 Cấp giấy phép".
    if let [first, second, third, ..] = words
        && is_number(first)
        && !first.ends_with(['.', ')', ':'])
        && is_capitalized(second)
        && (is_capitalized(third) || is_number(third))
    {
        return true;
    }
    text.split(',').skip(1).any(|part| {
        let mut words = part.split_whitespace();
        let (Some(head), Some(name)) = (words.next(), words.next()) else { return false };
        (in_list(&PLACES, head) || in_list(&NUMBERED, head) || in_list(&UNITS, head))
            && (is_number(name) || is_capitalized(name))
    })
}

/// Nine to twelve figures that are no part of a code: telephones, identity cards.
fn has_number_of_a_person(text: &str) -> bool {
    // "(0294) 3855 121" is one number.
    let text = text.replace(['(', ')'], " ");
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-');
    let mut rest = text.as_str();
    let mut before = None;
    while let Some(start) = rest.find(|c: char| c.is_ascii_digit()) {
        let (passed, from) = rest.split_at(start);
        before = passed.chars().next_back().or(before);
        let end = from.find(|c| !is_part(c)).unwrap_or(from.len());
        let (chain, after) = from.split_at(end);
        let trimmed = chain.trim_end_matches([' ', '.', '-']);
        let is_bound = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
        let ends = trimmed.len() < chain.len() || is_bound(after.chars().next());
        if ends && is_bound(before) && has_number(trimmed, before == Some('+')) {
            return true;
        }
        before = chain.chars().next_back();
        rest = after;
    }
    false
}

/// `0912345678`, `0912 345 678`: in one piece, or in groups as telephones are written.
fn has_number(chain: &str, is_foreign: bool) -> bool {
    let is_long =
        |text: &str| (9..=12).contains(&text.chars().filter(char::is_ascii_digit).count());
    let starts = chain.match_indices(' ').map(|(at, space)| at + space.len());
    [0].into_iter().chain(starts).filter_map(|at| chain.get(at..)).any(|rest| {
        let first = rest.split(' ').next().unwrap_or_default();
        let is_whole = first.chars().all(|c| c.is_ascii_digit());
        (is_whole && is_long(first)) || ((rest.starts_with('0') || is_foreign) && is_long(rest))
    })
}

fn longest_number(text: &str) -> usize {
    text.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0)
}

/// `1.010803.000.00.00.H59`.
fn is_procedure_code(text: &str) -> bool {
    let mut parts = text.split('.');
    let all_digits = |part: &str| part.chars().all(|c| c.is_ascii_digit());
    matches!((parts.next(), parts.next()), (Some(kind), Some(number))
        if kind.len() == 1 && number.len() == 6 && all_digits(kind) && all_digits(number))
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '.')
}

/// `NCC`, `LĐVL`: capitals that cannot be spoken.
fn is_abbreviation(word: &str) -> bool {
    (2..=8).contains(&word.chars().count())
        && word
            .chars()
            .all(|c| c.is_uppercase() && !"AEIOUYĂÂÊÔƠƯ".contains(c) && (c.is_ascii() || c == 'Đ'))
}

/// Without `1.`, `a)`, `-` before it.
fn without_mark(text: &str) -> &str {
    match text.split_once(' ') {
        Some((mark, rest))
            if mark.chars().count() <= 4
                && (mark == "-" || mark.ends_with(['.', ')']) && !mark.starts_with(['p', 'P'])) =>
        {
            rest.trim_start()
        }
        _ => text,
    }
}

fn starts_with_word(text: &str, head: &str) -> bool {
    text.strip_prefix(head)
        .is_some_and(|rest| head.ends_with('.') || rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn personal(text: &str) {
        assert!(is_personal(text), "{text}");
        assert!(!is_surely_a_term(text), "{text}");
    }

    #[track_caller]
    fn term(text: &str) {
        assert!(!is_personal(text), "{text}");
        assert!(is_surely_a_term(text), "{text}");
    }

    /// Shown once it stands often enough.
    #[track_caller]
    fn doubtful(text: &str) {
        assert!(!is_personal(text), "{text}");
        assert!(!is_surely_a_term(text), "{text}");
    }

    #[test]
    fn people_are_told_from_names_of_fields_procedures_and_offices() {
        personal("Nguyễn Văn An");
        personal("NGUYỄN THỊ BÉ BA");
        personal("nguyễn văn an");
        personal("nguyen thi be ba");
        personal("LE VAN AN");
        personal("Le Hoang An");
        personal("(0294) 3855 121");
        personal("(+84) 294 3855 121");
        personal("Thạch Thị Sô Phia");
        personal("Lâm Thị Hoa");
        personal("Lâm Hoàng Anh");
        personal("LÂM HOÀNG ANH");
        personal("Ông Nguyễn Văn A");
        personal("Cấp giấy phép cho bà Lan");
        personal("0912345678");
        personal("0912.345.678");
        personal("+84 912 345 678");
        personal("084190001234");
        personal("331234567");
        personal("Nguyễn Văn A 0912345678");
        personal("tổ 5 0912345678");
        personal("lan.nguyen@vidu.vn");
        personal("ấp Sóc Ruộng, xã Tân Hiệp, huyện Trà Cú");
        personal("Khóm 3, phường 7, TP Trà Vinh");
        personal("12/5 Lê Lợi");
        personal("Số 12 đường Lê Lợi");
        personal("Lê Lợi, phường 1");
        term("Lâm nghiệp");
        term("Văn hóa");
        term("Hồ sơ người có công");
        term("Lý lịch tư pháp");
        term("Đào tạo nghề");
        term("Đường bộ");
        term("Số hóa tài liệu");
        term("Tổ chức cán bộ");
        term("Người có công");
        term("1. Cấp giấy phép lao động");
        term("Cấp đổi giấy chứng nhận tại xã, phường, thị trấn");
        term("Phòng Tư pháp");
        term("UBND xã Long Đức");
        term("P. NCC");
        term("NCC");
        term("A");
        term("Kế hoạch - Tài chính");
        term("1.010803.000.00.00.H59");
        doubtful("LÂM NGHIỆP");
        doubtful("Lao Động Việc Làm");
        doubtful("John Smith");
        doubtful("HOA");
        doubtful("Trường THCS Nguyễn Trãi");
        doubtful("Xã Long Đức");
        doubtful("việc làm");
        doubtful("le phi truoc ba");
        doubtful("DANG KY HO TICH");
        doubtful("dang thi hanh an");
    }

    #[test]
    fn codes_are_told_from_names_and_telephones() {
        for code in
            ["000.00.16.H59-200312-0001", "HS-0001", "H59/12", "HS 001", "20260000000008", "12"]
        {
            assert!(is_code(code), "{code}");
        }
        for other in
            ["Nguyễn Văn A", "NGUYEN VAN A", "0912345678", "084190001234", "12 Le Loi", "a@b.vn"]
        {
            assert!(!is_code(other), "{other}");
        }
    }
}
