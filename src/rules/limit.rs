//! Time limit of a procedure (thời hạn giải quyết), read from words.

use crate::model::word_key;

/// Time limit of a procedure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// Working days (ngày làm việc), in half days.
    WorkingHalfDays(u32),
    /// Calendar days (ngày).
    Days(u32),
    /// Hours (giờ) of work.
    Hours(u32),
    /// `tra_ngay`: done while the applicant waits.
    AtOnce,
    /// `khong_quy_dinh`: no limit.
    None,
}

/// No procedure takes longer than this; more is a typing error.
const LONGEST_DAYS: u32 = 3_650;

impl Limit {
    /// Reads `15 ngày làm việc`, `15 ngày (làm việc)`, `Mười lăm ngày`, `0,5 ngày`, `04 giờ`, `tra_ngay`,
    /// `Không quy định`; `None` for anything else.
    ///
    /// A part of a day is a part of the eight hours that are worked.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let key = word_key(text).replace('_', " ").replace('(', " ( ").replace(')', " ) ");
        let all: Vec<_> = key.split_whitespace().flat_map(without_mark).collect();
        let words: Vec<_> = all.iter().copied().filter(|word| !is_mark(word)).collect();
        match words.as_slice() {
            ["tra", "ngay"]
            | ["tra", "ket", "qua", "ngay"]
            | ["giai", "quyet", "ngay"]
            | ["ngay", "khi", "nhan", ..]
            | ["ngay", "sau", "khi", "nhan", ..] => return Some(Self::AtOnce),
            ["khong", "quy", "dinh", ..] => return Some(Self::None),
            _ => {}
        }
        let unit_at = all.iter().position(|word| is_unit(word))?;
        let (number, unit) = all.split_at(unit_at);
        let number: Vec<_> = number.iter().copied().filter(|word| !is_mark(word)).collect();
        let hundredths = number_of(without_lead(&number))?;
        let whole = hundredths.is_multiple_of(100).then_some(hundredths / 100);
        if hundredths == 0 || hundredths > LONGEST_DAYS * 100 {
            return None;
        }
        let (unit, rest) = unit.split_first()?;
        let (is_worked, rest) = match rest {
            ["lam", "viec", rest @ ..]
            | ["(", "lam", "viec", ")", rest @ ..]
            | ["lv", rest @ ..]
            | ["(", "lv", ")", rest @ ..] => (true, rest),
            rest => (false, rest),
        };
        if !is_aside(rest) {
            return None;
        }
        match (*unit, is_worked) {
            ("ngay", false) => whole.map(Self::Days).or_else(|| Self::part_of_day(hundredths)),
            ("ngay", true) => whole
                .map(|days| Self::WorkingHalfDays(days * 2))
                .or_else(|| Self::part_of_day(hundredths)),
            (_, false | true) => Some(Self::Hours(whole?)),
        }
    }

    fn part_of_day(hundredths: u32) -> Option<Self> {
        if hundredths.is_multiple_of(50) {
            return Some(Self::WorkingHalfDays(hundredths / 50));
        }
        let hours = hundredths * 8;
        hours.is_multiple_of(100).then_some(Self::Hours(hours / 100))
    }
}

/// A word and the mark behind it, each by itself.
fn without_mark(word: &str) -> impl Iterator<Item = &str> {
    let bare = word.trim_end_matches([',', ';', '.', ':']);
    let mark = if bare.len() < word.len() { "," } else { "" };
    [bare, mark].into_iter().filter(|part| !part.is_empty())
}

fn is_mark(word: &str) -> bool {
    matches!(word, "," | "(" | ")")
}

fn is_unit(word: &str) -> bool {
    matches!(word, "ngay" | "gio" | "h")
}

/// Drops `trong thời hạn`, `không quá` before the number.
fn without_lead<'a>(mut words: &'a [&'a str]) -> &'a [&'a str] {
    for lead in [&["trong", "thoi", "han"][..], &["trong"], &["khong", "qua"], &["toi", "da"]] {
        words = words.strip_prefix(lead).unwrap_or(words);
    }
    words
}

/// Whether what follows the unit only says from when the limit runs, or stands apart behind a mark. A second limit
/// in it may be the one that is meant, unless it is a part of the first.
fn is_aside(rest: &[&str]) -> bool {
    let is_apart = match rest {
        [] => return true,
        ["ke" | "tinh", "tu" | "ke", ..] | ["tu", "ngay" | "khi", ..] | ["sau", "khi", ..] => true,
        [first, ..] => is_mark(first),
    };
    let parts = rest.windows(2).position(|pair| pair == ["trong", "do"]);
    let rest = rest.get(..parts.unwrap_or(rest.len())).unwrap_or(rest);
    // Without accents, `từ ngày` and `sau ngày` look like four days and six.
    let is_number = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_digit())
            || !matches!(word, "tu" | "sau") && spelt_number(&[word]).is_some()
    };
    let is_second = |pair: &[&str]| match pair {
        [number, unit] => is_unit(unit) && is_number(number),
        _ => false,
    };
    is_apart && !rest.windows(2).any(is_second)
}

/// A number in digits or words, in hundredths; where both stand (`15 mười lăm`), they must agree.
fn number_of(words: &[&str]) -> Option<u32> {
    let (digits, spelt): (Vec<_>, Vec<_>) =
        words.iter().copied().partition(|word| word.starts_with(|c: char| c.is_ascii_digit()));
    let digits = match digits.as_slice() {
        [] => None,
        [one] => Some(decimal(one)?),
        _ => return None,
    };
    let spelt = if spelt.is_empty() { None } else { Some(spelt_number(&spelt)?) };
    match (digits, spelt) {
        (Some(digits), Some(spelt)) => (digits == spelt).then_some(digits),
        (digits, spelt) => digits.or(spelt),
    }
}

/// `0,5`, `04`, `2.25`, in hundredths.
fn decimal(text: &str) -> Option<u32> {
    let text = text.trim_end_matches(',');
    let (whole, part) = text.split_once([',', '.']).unwrap_or((text, ""));
    if part.len() > 2 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let whole: u32 = whole.parse().ok()?;
    let part: u32 = if part.is_empty() { 0 } else { format!("{part:0<2}").parse().ok()? };
    whole.checked_mul(100)?.checked_add(part)
}

/// `mười lăm`, `hai mươi mốt`, `một trăm linh năm`, `nửa`, without accents, in hundredths.
fn spelt_number(words: &[&str]) -> Option<u32> {
    if words == ["nua"] {
        return Some(50);
    }
    let mut sum = 0;
    let mut unit: Option<u32> = None;
    for word in words {
        match *word {
            "tram" => sum += unit.take()? * 100,
            "muoi" => sum += unit.take().unwrap_or(1) * 10,
            "linh" | "le" if unit.is_none() && sum >= 100 => {}
            other if unit.is_none() => unit = Some(digit(other)?),
            _ => return None,
        }
    }
    Some((sum + unit.unwrap_or(0)) * 100)
}

fn digit(word: &str) -> Option<u32> {
    Some(match word {
        "mot" => 1,
        "hai" => 2,
        "ba" => 3,
        "bon" | "tu" => 4,
        "nam" | "lam" | "nham" => 5,
        "sau" => 6,
        "bay" => 7,
        "tam" => 8,
        "chin" => 9,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(text: &str, want: Option<Limit>) {
        assert_eq!(Limit::parse(text), want, "{text}");
    }

    #[test]
    fn limits_are_read_as_they_are_written() {
        case("15 ngày làm việc", Some(Limit::WorkingHalfDays(30)));
        case("15 ngày (làm việc)", Some(Limit::WorkingHalfDays(30)));
        case("05 ngày LV", Some(Limit::WorkingHalfDays(10)));
        case("12 ngày", Some(Limit::Days(12)));
        case("Mười lăm ngày", Some(Limit::Days(15)));
        case("15 (mười lăm) ngày làm việc", Some(Limit::WorkingHalfDays(30)));
        case("Hai mươi mốt ngày", Some(Limit::Days(21)));
        case("Một trăm linh năm ngày", Some(Limit::Days(105)));
        case("năm ngày làm việc", Some(Limit::WorkingHalfDays(10)));
        case("ba mươi tư ngày", Some(Limit::Days(34)));
        case("0,5 ngày", Some(Limit::WorkingHalfDays(1)));
        case("1.5 ngày làm việc", Some(Limit::WorkingHalfDays(3)));
        case("Nửa ngày", Some(Limit::WorkingHalfDays(1)));
        case("0,25 ngày làm việc", Some(Limit::Hours(2)));
        case("04 giờ", Some(Limit::Hours(4)));
        case("4 giờ làm việc", Some(Limit::Hours(4)));
        case("tra_ngay", Some(Limit::AtOnce));
        case("Trả ngay", Some(Limit::AtOnce));
        case("khong_quy_dinh", Some(Limit::None));
        case("Không quy định", Some(Limit::None));
    }

    #[test]
    fn the_frame_around_a_limit_is_no_part_of_it() {
        let ten = Some(Limit::WorkingHalfDays(20));
        case(
            "Trong thời hạn 07 ngày làm việc kể từ ngày nhận đủ hồ sơ",
            Some(Limit::WorkingHalfDays(14)),
        );
        case("Không quá 20 ngày", Some(Limit::Days(20)));
        case("10 ngày làm việc, kể từ ngày nhận đủ hồ sơ", ten);
        case("10 ngày làm việc; kể từ ngày nhận đủ hồ sơ hợp lệ.", ten);
        case("10 ngày (làm việc), tính từ ngày nhận đủ hồ sơ", ten);
        case("10 ngày làm việc (kể từ ngày nhận đủ hồ sơ)", ten);
        case("10 ngày làm việc tính từ ngày tiếp nhận", ten);
        case("10 ngày làm việc sau khi nhận đủ hồ sơ", ten);
        case("10 ngày làm việc.", ten);
        case("10 ngày làm việc, không kể ngày nghỉ", ten);
        case("10 ngày làm việc, trong đó 03 ngày tại Ủy ban nhân dân cấp xã", ten);
        case("12 ngày, kể từ ngày 01/3/2020", Some(Limit::Days(12)));
        case("04 giờ, kể từ khi nhận hồ sơ", Some(Limit::Hours(4)));
    }

    #[test]
    fn a_second_limit_behind_the_first_is_not_passed_over() {
        for text in [
            "10 ngày làm việc; trường hợp phức tạp 20 ngày",
            "10 ngày làm việc (20 ngày làm việc nếu phải xác minh)",
            "10 ngày làm việc, mười ngày với hồ sơ gửi qua mạng",
            "10 ngày làm việc hoặc 12 ngày",
        ] {
            case(text, None);
        }
    }

    #[test]
    fn what_is_no_limit_is_not_guessed() {
        for text in [
            "",
            "15",
            "ngày",
            "0 ngày",
            "-5 ngày",
            "15 tháng",
            "12 ngày + 7 ngày",
            "15 (mười) ngày",
            "1,333 ngày",
            "0,3 ngày",
            "2,5 giờ",
            "99999 ngày",
            "nhanh",
            "15 ngày mai",
        ] {
            case(text, None);
        }
    }
}
