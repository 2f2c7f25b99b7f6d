//! Words of the settings that are read into something else: field names, percentages, limits.

use serde::Deserialize;

/// Field of a column, by the Vietnamese name that the settings use; holds the English one.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
#[serde(try_from = "String")]
pub(crate) struct FieldName(pub(crate) String);

/// Vietnamese name in `[cot]`, field of the ledger, and what a clerk calls it.
pub(crate) const FIELDS: [(&str, &str, &str); 36] = [
    ("ma_ho_so", "code", "mã hồ sơ"),
    ("ten_tthc", "procedure", "tên thủ tục hành chính"),
    ("ma_tthc", "procedure_code", "mã thủ tục hành chính"),
    ("linh_vuc", "field", "lĩnh vực"),
    ("don_vi", "department", "phòng, đơn vị"),
    ("chu_ho_so", "applicant", "chủ hồ sơ"),
    ("xung_ho", "address_form", "xưng hô"),
    ("so_dinh_danh", "id_number", "số định danh, căn cước"),
    ("dia_chi", "address", "địa chỉ"),
    ("sdt", "phone", "số điện thoại"),
    ("ngay_tiep_nhan", "received", "ngày tiếp nhận"),
    ("ngay_hen_tra", "due", "ngày hẹn trả"),
    ("ngay_hen_lai", "reappointed", "ngày hẹn lại"),
    ("ngay_ket_thuc", "finished", "ngày kết thúc xử lý"),
    ("ngay_tra", "collected", "ngày trả kết quả"),
    ("trang_thai", "status", "trạng thái"),
    ("kenh", "channel", "hình thức nộp"),
    ("can_bo", "officer", "cán bộ"),
    ("ly_do_tre", "reason", "lý do trễ hạn"),
    ("so_lan_bo_sung", "supplements", "số lần bổ sung"),
    ("ngay_yeu_cau_bo_sung", "supplement_asked", "ngày yêu cầu bổ sung"),
    ("thoi_han", "limit", "thời hạn giải quyết"),
    ("so_phieu", "number", "số phiếu"),
    ("ngay_tra_loi", "date", "ngày trả lời phiếu"),
    ("y_kien", "comment", "ý kiến góp ý"),
    ("ma_don", "code", "mã đơn"),
    ("so_don", "code", "số đơn"),
    ("loai_don", "kind", "loại đơn"),
    ("han_giai_quyet", "due", "hạn giải quyết đơn"),
    ("ngay_giai_quyet", "resolved", "ngày giải quyết đơn"),
    ("noi_dung", "content", "nội dung"),
    ("tu_danh_gia", "verdict", "tự đánh giá"),
    ("ghi_chu", "note", "ghi chú"),
    ("so_luot", "served", "số lượt phục vụ"),
    ("so_phieu_phat_ra", "issued", "số phiếu phát ra"),
    ("cau_hoi", "question", "câu hỏi của phiếu"),
];

impl TryFrom<String> for FieldName {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if let Some((_, field, _)) = FIELDS.iter().find(|(name, ..)| *name == text) {
            return Ok(Self((*field).to_owned()));
        }
        let near = nearest_field(&text).map_or_else(String::new, |(name, words)| {
            format!("\n   = gợi ý: có phải là “{name}” ({words})?")
        });
        let all: Vec<String> =
            FIELDS.iter().map(|(name, _, words)| format!("{name} ({words})")).collect();
        Err(format!(
            "Không có trường “{text}” để đọc cột vào{near}\n   = gợi ý: chọn một trong: {}",
            all.join(", ")
        ))
    }
}

/// The field that is meant by a slip of its name, or by what a clerk calls it.
fn nearest_field(text: &str) -> Option<(&'static str, &'static str)> {
    let words: Vec<String> = FIELDS.iter().map(|(_, _, words)| folded(words)).collect();
    let names = FIELDS.iter().map(|(name, ..)| *name);
    let all: Vec<&str> = names.chain(words.iter().map(String::as_str)).collect();
    let near = nearest(text, &all)?;
    let at = all.iter().position(|word| *word == near)? % FIELDS.len();
    FIELDS.get(at).map(|(name, _, words)| (*name, *words))
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

/// `\n   = gợi ý: …` with the nearest of the known words, and with all of them.
pub(crate) fn suggestion(found: &str, known: &[&str]) -> String {
    let all = format!("\n   = gợi ý: chọn một trong: {}", known.join(", "));
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
        assert_eq!(near("xyz"), None);
    }
}
