//! How numbers and words are set: thousands with a dot, and spaces that must not break.

use std::borrow::Cow;

use crate::document::marked::figure;
use crate::model::{in_thousands, uncapitalized};
use crate::templating::TemplatePair;

/// `1.234`.
pub(crate) fn thousands(value: u64) -> String {
    in_thousands(value)
}

/// A count in running text: `05`, `12`, `1.234`; nothing is `0`.
pub(crate) fn count(value: u64) -> String {
    if (1..10).contains(&value) { format!("{value:02}") } else { thousands(value) }
}

/// `05 hồ sơ trước hạn, 12 hồ sơ đúng hạn và 01 hồ sơ quá hạn`; what is not there is left out.
pub(crate) fn listed(pairs: &[TemplatePair<'_>]) -> String {
    let said = kinds(pairs).into_iter().map(|pair| format!("{} {}", counted(pair), pair.words));
    joined(&said.collect::<Vec<_>>())
}

fn counted(pair: TemplatePair<'_>) -> String {
    figure(pair.figure, &count(pair.count))
}

/// What a count is made of: `, gồm 05 hồ sơ trước hạn và 01 hồ sơ quá hạn; không có hồ sơ đúng hạn`; where all are of
/// one kind, `, đều là hồ sơ quá hạn`.
pub(crate) fn made_of(pairs: &[TemplatePair<'_>]) -> String {
    match kinds(pairs).as_slice() {
        [] => String::new(),
        [TemplatePair { count: 1, words, .. }] => format!(", là {words}"),
        [TemplatePair { words, .. }] => format!(", đều là {words}"),
        _ => format!(", gồm {}{}", listed(pairs), absent(pairs)),
    }
}

/// What part of a count, the first pair, is of other kinds: `, trong đó 03 hồ sơ đã quá hạn và 01 hồ sơ chờ bổ sung`; where
/// it is all of one kind, `, đều đã quá hạn`, of one alone `, đã quá hạn`; nothing where it is of none.
pub(crate) fn part_of(pairs: &[TemplatePair<'_>]) -> String {
    let Some((whole, parts)) = pairs.split_first() else { return String::new() };
    match kinds(parts).as_slice() {
        [] => String::new(),
        [TemplatePair { count: 1, words, .. }] if whole.count == 1 => format!(", {words}"),
        [part] if part.count == whole.count => format!(", đều {}", part.words),
        some => {
            let said = some
                .iter()
                .map(|part| format!("{} {} {}", counted(*part), whole.words, part.words));
            format!(", trong đó {}", joined(&said.collect::<Vec<_>>()))
        }
    }
}

/// Only the names of those that are there: `hồ sơ và phiếu lấy ý kiến`.
pub(crate) fn names(pairs: &[TemplatePair<'_>]) -> String {
    joined(&kinds(pairs).into_iter().map(|pair| pair.words.to_owned()).collect::<Vec<_>>())
}

fn kinds<'a>(pairs: &[TemplatePair<'a>]) -> Vec<TemplatePair<'a>> {
    pairs.iter().filter(|pair| pair.count > 0).copied().collect()
}

/// `; không có hồ sơ quá hạn`: what `listed` leaves out, or nothing.
pub(crate) fn absent(pairs: &[TemplatePair<'_>]) -> String {
    let none = pairs.iter().filter(|pair| pair.count == 0);
    let none: Vec<String> = none.map(|pair| pair.words.to_owned()).collect();
    if none.is_empty() { String::new() } else { format!("; không có {}", joined(&none)) }
}

pub(crate) fn joined(parts: &[String]) -> String {
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} và {last}", first.join(", ")),
    }
}

/// `Kết quả …` inside a sentence; an abbreviation such as `UBND` stays as it is.
pub(crate) fn without_capital(text: &str) -> String {
    match text.chars().nth(1) {
        Some(second) if !second.is_uppercase() => uncapitalized(text),
        _ => text.to_owned(),
    }
}

/// A reason after the word `Lý do`, which says `do` already.
pub(crate) fn without_because(reason: &str) -> &str {
    ["Do ", "do "].iter().find_map(|word| reason.strip_prefix(word)).unwrap_or(reason)
}

/// `95%`, `97,5%`: hundredths of a percent without idle zeros, for a target.
pub(crate) fn target(hundredths: u64) -> String {
    let text = format!("{},{:02}", hundredths / 100, hundredths % 100);
    format!("{}%", text.trim_end_matches('0').trim_end_matches(','))
}

const NBSP: char = '\u{a0}';

/// Words that hold on to the number after them.
const BEFORE_NUMBER: [&str; 17] = [
    "điều", "khoản", "điểm", "mục", "ngày", "tháng", "năm", "quý", "số", "bảng", "đồ", "lục",
    "mẫu", "lần", "câu", "chương", "phần",
];

/// Kinds of document that hold on to `số`.
const BEFORE_NUMBER_SIGN: [&str; 10] =
    ["định", "tư", "quyết", "hoạch", "luật", "lệnh", "báo", "trình", "mẫu", "biểu"];

/// Puts no-break spaces where a line of a Vietnamese document must not end:
/// `Điều 19`, `ngày 12 tháng 3`, `Nghị định số 30/2020/NĐ-CP`, `Phụ lục I`.
pub(crate) fn typeset(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        out.push_str(word);
        let Some(next) = words.peek() else { break };
        out.push(if holds(word, next) { NBSP } else { ' ' });
    }
    out
}

/// `TP.`, `TX.`; initials.
fn is_short_form(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '“', '"']);
    let capitals = word.trim_end_matches('.');
    word.ends_with('.')
        && matches!(capitals.chars().count(), 1..=2)
        && capitals.chars().all(char::is_uppercase)
        // The number of a heading is no initial.
        && !capitals.chars().all(|c| matches!(c, 'I' | 'V' | 'X'))
}

/// `05`, `1.234`, `8,51`.
fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
        && word.ends_with(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | ','))
}

/// What is counted: a word in lower case that does not itself go on with a number.
fn is_unit(word: &str) -> bool {
    const JOINING: [&str; 14] = [
        "và", "hoặc", "đến", "của", "tại", "trong", "là", "có", "về", "được", "thì", "trên", "từ",
        "theo",
    ];
    word.starts_with(char::is_lowercase)
        && word.chars().all(char::is_alphabetic)
        && (!BEFORE_NUMBER.contains(&word) || matches!(word, "ngày" | "lần" | "câu"))
        && !JOINING.contains(&word)
}

fn holds(given: &str, next: &str) -> bool {
    let word = given.trim_start_matches(['(', '“', '"', '–']).to_lowercase();
    let bare = next.trim_end_matches([',', ';', '.', ':', ')', '”']);
    let first_is_digit = next.starts_with(|c: char| c.is_ascii_digit());
    // A date in figures says what it is without the word.
    if word == "ngày" && is_full_date(next) {
        return false;
    }
    if BEFORE_NUMBER.contains(&word.as_str()) {
        let roman = !bare.is_empty() && bare.chars().all(|c| matches!(c, 'I' | 'V' | 'X'));
        let letter = matches!(word.as_str(), "điểm" | "mẫu") && bare.chars().count() == 1;
        return first_is_digit || roman || letter;
    }
    BEFORE_NUMBER_SIGN.contains(&word.as_str()) && bare == "số"
        || is_short_form(given)
        || matches!(word.as_str(), "n" | "=") && (bare == "=" || first_is_digit)
        || is_number(&word) && is_unit(bare)
}

/// Words of two syllables that reports are full of: a line had better not end within one.
const TWO_SYLLABLES: [(&str, &str); 57] = [
    ("bảo", "hiểm"),
    ("bình", "quân"),
    ("bổ", "sung"),
    ("bưu", "chính"),
    ("cá", "nhân"),
    ("chính", "quyền"),
    ("chuyên", "môn"),
    ("cơ", "quan"),
    ("công", "chức"),
    ("công", "dân"),
    ("công", "sở"),
    ("đánh", "giá"),
    ("đề", "nghị"),
    ("địa", "phương"),
    ("đơn", "vị"),
    ("giải", "quyết"),
    ("giấy", "tờ"),
    ("góp", "ý"),
    ("hài", "lòng"),
    ("hành", "chính"),
    ("hồ", "sơ"),
    ("hợp", "lệ"),
    ("kế", "hoạch"),
    ("kết", "quả"),
    ("khảo", "sát"),
    ("kiến", "nghị"),
    ("lãnh", "đạo"),
    ("lao", "động"),
    ("lĩnh", "vực"),
    ("lý", "do"),
    ("mô", "hình"),
    ("mức", "độ"),
    ("nhận", "xét"),
    ("nhiệm", "vụ"),
    ("nội", "dung"),
    ("phản", "ánh"),
    ("phụ", "lục"),
    ("phục", "vụ"),
    ("quy", "định"),
    ("sơ", "kết"),
    ("số", "liệu"),
    ("tài", "liệu"),
    ("thân", "thiện"),
    ("thời", "gian"),
    ("thời", "hạn"),
    ("thủ", "tục"),
    ("thực", "hiện"),
    ("tiếp", "nhận"),
    ("tổ", "chức"),
    ("trách", "nhiệm"),
    ("trực", "thuộc"),
    ("trực", "tiếp"),
    ("trực", "tuyến"),
    ("tỷ", "lệ"),
    ("xã", "hội"),
    ("xin", "lỗi"),
    ("yêu", "cầu"),
];

/// `hồ sơ`, also before a mark: two syllables, one word.
pub(crate) fn is_one_word(first: &str, second: &str) -> bool {
    let second = second.trim_end_matches([',', ';', '.', ':', ')', '”']);
    let first = first.trim_start_matches(['(', '“']);
    let (first, second) = (lowercase(first), lowercase(second));
    TWO_SYLLABLES.iter().any(|(one, other)| *one == first && *other == second)
}

/// Most words are so already, and a paper has thousands.
fn lowercase(word: &str) -> Cow<'_, str> {
    if word.chars().any(char::is_uppercase) {
        Cow::Owned(word.to_lowercase())
    } else {
        Cow::Borrowed(word)
    }
}

/// No-break spaces within the words that are known: for a title in a format that breaks its lines itself.
pub(crate) fn whole_words(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut words = text.split(' ').peekable();
    while let Some(word) = words.next() {
        out.push_str(word);
        let Some(next) = words.peek() else { break };
        out.push(if is_one_word(word, next) { NBSP } else { ' ' });
    }
    out
}

/// `15/02/2020`, also before a mark.
pub(crate) fn is_full_date(word: &str) -> bool {
    let mut parts = word.trim_end_matches([',', ';', '.', ':', ')', ' ', NBSP]).split('/');
    let mut digits = |most| {
        let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        parts.next().is_some_and(|part| (1..=most).contains(&part.len()) && is_number(part))
    };
    digits(2) && digits(2) && digits(4) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs<const N: usize>(of: [(u64, &str); N]) -> [TemplatePair<'_>; N] {
        of.map(|(count, words)| TemplatePair { count, words, figure: None })
    }

    #[test]
    fn a_count_of_one_kind_is_not_taken_apart_into_itself() {
        let parts = |early, late| pairs([(early, "hồ sơ trước hạn"), (late, "hồ sơ quá hạn")]);
        assert_eq!(made_of(&parts(2, 12)), ", gồm 02 hồ sơ trước hạn và 12 hồ sơ quá hạn");
        assert_eq!(made_of(&parts(0, 5)), ", đều là hồ sơ quá hạn");
        assert_eq!(made_of(&parts(1, 0)), ", là hồ sơ trước hạn");
        assert_eq!(made_of(&parts(0, 0)), "");
        let three = pairs([(2, "a"), (3, "b"), (0, "c")]);
        assert_eq!(made_of(&three), ", gồm 02 a và 03 b; không có c");
        assert_eq!(names(&three), "a và b");
    }

    #[test]
    fn all_of_a_count_are_not_called_a_part_of_it() {
        let of = |whole, late, waiting| {
            let parts = [(whole, "đơn"), (late, "đã quá hạn"), (waiting, "đang tạm đình chỉ")];
            part_of(&pairs(parts))
        };
        assert_eq!(of(4, 4, 0), ", đều đã quá hạn");
        assert_eq!(of(1, 1, 0), ", đã quá hạn");
        assert_eq!(of(4, 1, 0), ", trong đó 01 đơn đã quá hạn");
        assert_eq!(of(4, 1, 3), ", trong đó 01 đơn đã quá hạn và 03 đơn đang tạm đình chỉ");
        assert_eq!(of(4, 0, 0), "");
    }

    #[test]
    fn a_reason_does_not_begin_with_because() {
        for (reason, want) in
            [("Do mưa lũ", "mưa lũ"), ("do mưa lũ", "mưa lũ"), ("Dò tìm", "Dò tìm")]
        {
            assert_eq!(without_because(reason), want);
        }
    }

    #[test]
    fn thousands_are_parted_by_a_dot() {
        let got: Vec<_> = [0, 7, 999, 1000, 12_345, 1_234_567].map(thousands).into();
        assert_eq!(got, ["0", "7", "999", "1.000", "12.345", "1.234.567"]);
    }

    #[test]
    fn counts_below_ten_carry_a_zero_in_text() {
        let got: Vec<_> = [0, 1, 9, 10, 1234].map(count).into();
        assert_eq!(got, ["0", "01", "09", "10", "1.234"]);
    }

    #[test]
    fn parts_are_listed_and_what_is_missing_is_said() {
        let parts = |[a, b, c]: [u64; 3]| {
            let pairs = pairs([(a, "a"), (b, "b"), (c, "c")]);
            format!("{}{}", listed(&pairs), absent(&pairs))
        };
        assert_eq!(parts([1, 20, 3]), "01 a, 20 b và 03 c");
        assert_eq!(parts([1, 0, 3]), "01 a và 03 c; không có b");
        assert_eq!(parts([0, 5, 0]), "05 b; không có a và c");
    }

    #[test]
    fn only_a_word_loses_its_capital() {
        assert_eq!(without_capital("Kết quả"), "kết quả");
        assert_eq!(without_capital("UBND tỉnh"), "UBND tỉnh");
        assert_eq!(without_capital("Đánh giá"), "đánh giá");
        assert_eq!(without_capital(""), "");
    }

    #[test]
    fn a_target_has_no_idle_zeros() {
        let got: Vec<_> = [9500, 9750, 9825, 10_000, 5].map(target).into();
        assert_eq!(got, ["95%", "97,5%", "98,25%", "100%", "0,05%"]);
    }

    #[track_caller]
    fn case(text: &str, want: &str) {
        assert_eq!(typeset(text).replace('\u{a0}', "~"), want);
    }

    #[test]
    fn numbers_stay_with_the_word_before_them() {
        case("theo khoản 4 Điều 19 của", "theo khoản~4 Điều~19 của");
        case("ngày 12 tháng 3 năm 2020", "ngày~12 tháng~3 năm~2020");
        case("Nghị định số 61/2018/NĐ-CP", "Nghị định~số~61/2018/NĐ-CP");
        case("(Phụ lục II), quý I năm 2020", "(Phụ lục~II), quý~I năm~2020");
        case("điểm a khoản 1", "điểm~a khoản~1");
        case("(từ ngày 15/02/2020 đến ngày 14/3/2020)", "(từ ngày 15/02/2020 đến ngày 14/3/2020)");
        case("TP. Trà Vinh, Nguyễn T. An", "TP.~Trà Vinh, Nguyễn T.~An");
        case("I. CÔNG TÁC", "I. CÔNG TÁC");
        case("gồm 05 hồ sơ và 1.234 phiếu (n = 337)", "gồm 05~hồ sơ và 1.234~phiếu (n~=~337)");
        case("bình quân 8,51 ngày làm việc", "bình quân 8,51~ngày làm việc");
        case("năm 2020 của Sở", "năm~2020 của Sở");
        case("một số hồ sơ", "một số hồ sơ");
        case("số hồ sơ là 12", "số hồ sơ là 12");
        case("", "");
    }

    #[test]
    fn words_of_two_syllables_are_known_beside_marks() {
        assert!(is_one_word("hồ", "sơ") && is_one_word("(kết", "quả);"));
        assert!(is_one_word("Xã", "hội") && is_one_word("ĐƠN", "VỊ"));
        assert!(!is_one_word("hồ", "nước") && !is_one_word("sơ", "hồ") && !is_one_word("", ""));
    }

    #[test]
    fn a_title_for_word_keeps_its_words_whole() {
        let got = whole_words("mô hình “Chính quyền, công sở thân thiện” tháng 3");
        assert_eq!(got.replace(NBSP, "~"), "mô~hình “Chính~quyền, công~sở thân~thiện” tháng 3");
    }

    #[test]
    fn a_full_date_has_day_month_and_year() {
        assert!(is_full_date("15/02/2020") && is_full_date("1/3/2020),"));
        for other in ["15/02", "318/342", "15/02/2020/1", "a/b/c", "15/02/20201", "//", ""] {
            assert!(!is_full_date(other), "{other}");
        }
    }
}
