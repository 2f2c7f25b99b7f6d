//! Words of the settings that are read into something else: field names, percentages, limits.

use serde::Deserialize;

/// Field of a column, by the Vietnamese name that the settings use; holds the English one.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "String")]
pub(crate) struct FieldName(pub(crate) String);

/// Vietnamese name in `[cot]` → field of the ledger.
pub(crate) const FIELDS: [(&str, &str); 36] = [
    ("ma_ho_so", "code"),
    ("ten_tthc", "procedure"),
    ("ma_tthc", "procedure_code"),
    ("linh_vuc", "field"),
    ("don_vi", "department"),
    ("chu_ho_so", "applicant"),
    ("xung_ho", "address_form"),
    ("so_dinh_danh", "id_number"),
    ("dia_chi", "address"),
    ("sdt", "phone"),
    ("ngay_tiep_nhan", "received"),
    ("ngay_hen_tra", "due"),
    ("ngay_hen_lai", "reappointed"),
    ("ngay_ket_thuc", "finished"),
    ("ngay_tra", "collected"),
    ("trang_thai", "status"),
    ("kenh", "channel"),
    ("can_bo", "officer"),
    ("ly_do_tre", "reason"),
    ("so_lan_bo_sung", "supplements"),
    ("ngay_yeu_cau_bo_sung", "supplement_asked"),
    ("thoi_han", "limit"),
    ("so_phieu", "number"),
    ("ngay_tra_loi", "date"),
    ("y_kien", "comment"),
    ("ma_don", "code"),
    ("so_don", "code"),
    ("loai_don", "kind"),
    ("han_giai_quyet", "due"),
    ("ngay_giai_quyet", "resolved"),
    ("noi_dung", "content"),
    ("tu_danh_gia", "verdict"),
    ("ghi_chu", "note"),
    ("so_luot", "served"),
    ("so_phieu_phat_ra", "issued"),
    ("cau_hoi", "question"),
];

impl TryFrom<String> for FieldName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if let Some((_, field)) = FIELDS.iter().find(|(name, _)| *name == text) {
            return Ok(Self((*field).to_owned()));
        }
        let known: Vec<&str> = FIELDS.iter().map(|(name, _)| *name).collect();
        Err(format!("Không có trường “{text}” để đọc cột vào{}", suggestion(&text, &known)))
    }
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

/// `\n   = gợi ý: …` with the nearest of the known words, or with all of them.
pub(crate) fn suggestion(found: &str, known: &[&str]) -> String {
    match nearest(found, known) {
        Some(near) => format!("\n   = gợi ý: có phải là “{near}”?"),
        None => format!("\n   = gợi ý: chọn một trong: {}", known.join(", ")),
    }
}

/// The known word that `found` is a slip of.
pub(crate) fn nearest<'a>(found: &str, known: &[&'a str]) -> Option<&'a str> {
    let folded = crate::model::word_key(found).replace([' ', '-'], "_");
    known
        .iter()
        .map(|word| (strsim::damerau_levenshtein(&folded, word), *word))
        .min()
        .filter(|(distance, word)| *distance <= word.chars().count().div_ceil(3))
        .map(|(_, word)| word)
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
}
