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
        let key = word_key(text).replace(['_', '(', ')'], " ");
        let words: Vec<_> = key.split_whitespace().collect();
        match words.as_slice() {
            ["tra", "ngay"]
            | ["tra", "ket", "qua", "ngay"]
            | ["giai", "quyet", "ngay"]
            | ["ngay", "khi", "nhan", ..]
            | ["ngay", "sau", "khi", "nhan", ..] => return Some(Self::AtOnce),
            ["khong", "quy", "dinh", ..] => return Some(Self::None),
            _ => {}
        }
        let words = without_frame(&words);
        let unit_at = words.iter().position(|word| matches!(*word, "ngay" | "gio" | "h"))?;
        let (number, unit) = words.split_at(unit_at);
        let hundredths = number_of(number)?;
        let whole = hundredths.is_multiple_of(100).then_some(hundredths / 100);
        if hundredths == 0 || hundredths > LONGEST_DAYS * 100 {
            return None;
        }
        match unit {
            ["gio" | "h"] | ["gio", "lam", "viec"] => Some(Self::Hours(whole?)),
            ["ngay"] => whole.map(Self::Days).or_else(|| Self::part_of_day(hundredths)),
            ["ngay", "lam", "viec"] | ["ngay", "lv"] => whole
                .map(|days| Self::WorkingHalfDays(days * 2))
                .or_else(|| Self::part_of_day(hundredths)),
            _ => None,
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

/// Drops `trong thời hạn`, `không quá` before the number and `kể từ ngày …` after the unit.
fn without_frame<'a>(words: &'a [&'a str]) -> &'a [&'a str] {
    let end = words.windows(2).position(|pair| pair == ["ke", "tu"]).unwrap_or(words.len());
    let mut words = words.get(..end).unwrap_or(words);
    for frame in [&["trong", "thoi", "han"][..], &["trong"], &["khong", "qua"], &["toi", "da"]] {
        words = words.strip_prefix(frame).unwrap_or(words);
    }
    words
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
        case(
            "Trong thời hạn 07 ngày làm việc kể từ ngày nhận đủ hồ sơ",
            Some(Limit::WorkingHalfDays(14)),
        );
        case("Không quá 20 ngày", Some(Limit::Days(20)));
        case("10 ngày làm việc, kể từ ngày nhận hồ sơ", None);
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
