//! Words of the settings that are read into something else: field names, percentages, limits.

use serde::Deserialize;

use crate::ledger::Field;
use crate::normalize;

/// Field of a column, by the Vietnamese name that the settings use.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "String")]
pub(crate) struct FieldName(pub(crate) Field);

impl TryFrom<String> for FieldName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if let Some((.., field)) = Field::settings().find(|(key, ..)| *key == text) {
            return Ok(Self(field));
        }
        let near = nearest_field(&text).map_or_else(String::new, |(key, words)| {
            format!("\n   = gợi ý: có phải là “{key}” ({words})?")
        });
        let all: Vec<String> =
            Field::settings().map(|(key, words, _)| format!("{key} ({words})")).collect();
        Err(format!("Không có trường “{text}” để đọc cột vào{near}\n{CHOICES}{}", all.join(", ")))
    }
}

/// The field that is meant by a slip of its key, or by what a clerk calls it.
pub(crate) fn nearest_field(text: &str) -> Option<(&'static str, &'static str)> {
    if let Some(field) = normalize::field_called(text) {
        return Field::settings()
            .find(|(.., own)| *own == field)
            .map(|(key, words, _)| (key, words));
    }
    let fields: Vec<_> = Field::settings().map(|(key, words, _)| (key, words)).collect();
    let words: Vec<String> = fields.iter().map(|(_, words)| folded(words)).collect();
    let keys = fields.iter().map(|(key, _)| *key);
    let all: Vec<&str> = keys.chain(words.iter().map(String::as_str)).collect();
    let near = nearest(text, &all)?;
    let at = all.iter().position(|word| *word == near)? % fields.len();
    fields.get(at).copied()
}

/// A percentage of the settings, in hundredths of a percent: `95%`, `98,25%`.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "String")]
pub(crate) struct Hundredths(pub(crate) u64);

impl TryFrom<String> for Hundredths {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        parse_percent(&text).map(Self).ok_or_else(|| {
            format!(
                "Không hiểu tỷ lệ “{text}”\n   = gợi ý: viết “95%” hoặc “98,25%”, từ 0% đến 100%"
            )
        })
    }
}

fn parse_percent(text: &str) -> Option<u64> {
    let digits = text.trim().strip_suffix('%')?.trim().replace('.', ",");
    let (whole, part) = digits.split_once(',').unwrap_or((&digits, ""));
    if part.len() > 2 || !whole.chars().chain(part.chars()).all(|c| c.is_ascii_digit()) {
        return None;
    }
    let hundredths =
        whole.parse::<u64>().ok()?.checked_mul(100)? + format!("{part:0<2}").parse::<u64>().ok()?;
    (hundredths <= 10_000).then_some(hundredths)
}

/// Begins the line that lists what may be chosen.
pub(crate) const CHOICES: &str = "   = gợi ý: chọn một trong: ";

/// `\n   = gợi ý: …` with the nearest of the known words, and with all of them.
pub(crate) fn suggestion(found: &str, known: &[&str]) -> String {
    let all = format!("\n{CHOICES}{}", known.join(", "));
    match nearest(found, known) {
        Some(near) => format!("\n   = gợi ý: có phải là “{near}”?{all}"),
        None => all,
    }
}

/// The known word that `found` is a slip of.
pub(crate) fn nearest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    let folded = folded(found);
    known
        .iter()
        .map(|word| (strsim::damerau_levenshtein(&folded, word), *word))
        .min()
        .filter(|(distance, word)| *distance <= word.chars().count().div_ceil(3))
        .map(|(_, word)| word)
}

/// As a key is written: `Địa danh` is `dia_danh`.
fn folded(text: &str) -> String {
    crate::model::word_key(text).replace(',', "").replace([' ', '-'], "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_exact_hundredths() {
        let read = |text: &str| Hundredths::try_from(text.to_owned()).ok().map(|value| value.0);
        assert_eq!(read("95%"), Some(9_500));
        assert_eq!(read("98,25%"), Some(9_825));
        assert_eq!(read("98.5 %"), Some(9_850));
        assert_eq!(read("100%"), Some(10_000));
        for wrong in ["95", "101%", "-5%", "98,255%", "%", "chín mươi%"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_slip_finds_the_word_that_was_meant() {
        assert_eq!(nearest("dia_dnah", &["dia_danh", "ky_hieu"]), Some("dia_danh"));
        assert_eq!(nearest("Địa danh", &["dia_danh", "ky_hieu"]), Some("dia_danh"));
        assert_eq!(nearest("xyz", &["dia_danh", "ky_hieu"]), None);
    }

    #[test]
    fn a_field_is_found_by_what_a_clerk_calls_it() {
        let near = |text: &str| nearest_field(text).map(|(name, _)| name);
        assert_eq!(near("ngay_tiepnhan"), Some("ngay_tiep_nhan"));
        assert_eq!(near("Ngày tiếp nhận"), Some("ngay_tiep_nhan"));
        assert_eq!(near("hình thức nộp"), Some("kenh"));
        assert_eq!(near("Phòng đơn vị"), Some("don_vi"));
        // As columns of sheets are called, which no field is.
        assert_eq!(near("hạn trả"), Some("ngay_hen_tra"));
        assert_eq!(near("nguoi nop"), Some("chu_ho_so"));
        assert_eq!(near("xyz"), None);
    }
}
