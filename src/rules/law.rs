//! The law layer: which form, caption and wording held on a given day. The data is in `law.toml`.

use jiff::civil::Date;
use serde::Deserialize;

const TABLE: &str = include_str!("law.toml");

/// What the law prescribes for papers that are dated by a period's last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Law {
    /// Number and issuing text of the 13-column form, one item a line; none before 21/10/2020.
    pub(crate) form_lines: Vec<String>,
    /// Caption of the 13-column form.
    pub(crate) form_title: String,
    pub(crate) letter_form: LetterForm,
    pub(crate) letter_paper: LetterPaper,
    /// `khoản 3 Điều 27 Nghị định số 61/2018/NĐ-CP`: who answers a survey stays unknown; none where
    /// the article is not known.
    pub(crate) confidentiality: Option<String>,
}

/// Wording of Mẫu số 04.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum LetterForm {
    /// Phiếu xin lỗi và hẹn lại ngày trả kết quả.
    #[serde(rename = "2018")]
    Of2018,
    /// Phiếu xin lỗi và đề nghị gia hạn thời gian giải quyết.
    #[serde(rename = "2025")]
    Of2025,
}

/// Paper of Mẫu số 04.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum LetterPaper {
    A5,
    A4,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    bieu: Vec<FormEntry>,
    mau_04: Vec<LetterEntry>,
    bao_mat_phieu: Vec<ConfidentialityEntry>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormEntry {
    tu_ngay: Date,
    dong: Vec<String>,
    ten: String,
    nguon: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct LetterEntry {
    tu_ngay: Date,
    loi_van: LetterForm,
    kho_giay: LetterPaper,
    nguon: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ConfidentialityEntry {
    tu_ngay: Date,
    dieu_khoan: String,
    nguon: String,
}

/// The layer of `day`, the last day of the period; before the first entry, the first one holds.
pub(crate) fn law(day: Date) -> Law {
    let table: Table = toml::from_str(TABLE).expect("law.toml is well formed");
    let form = in_force(day, &table.bieu, |entry| (entry.tu_ngay, &entry.nguon));
    let letter = in_force(day, &table.mau_04, |entry| (entry.tu_ngay, &entry.nguon));
    let secret = in_force(day, &table.bao_mat_phieu, |entry| (entry.tu_ngay, &entry.nguon));
    Law {
        confidentiality: Some(secret.dieu_khoan).filter(|article| !article.is_empty()),
        form_lines: form.dong,
        form_title: form.ten,
        letter_form: letter.loi_van,
        letter_paper: letter.kho_giay,
    }
}

/// The last entry that holds on `day`; entries stand in order of their day and each names its source.
fn in_force<T: Clone>(day: Date, entries: &[T], dated: fn(&T) -> (Date, &String)) -> T {
    assert!(entries.is_sorted_by_key(|entry| dated(entry).0), "law.toml: entries out of order");
    assert!(
        entries.iter().all(|entry| !dated(entry).1.is_empty()),
        "law.toml: entry without source"
    );
    let found = entries.iter().rfind(|entry| dated(entry).0 <= day).or(entries.first());
    found.expect("law.toml has an entry of each kind").clone()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_13_column_form_has_no_number_before_21_10_2020() {
        assert!(law(date(2020, 10, 20)).form_lines.is_empty());
        let lines = law(date(2020, 10, 21)).form_lines;
        assert_eq!(lines[0], "Biểu số II.06a/VPCP/KSTT");
        assert_eq!(lines[1], "Ban hành theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020");
    }

    /// NĐ 118/2025/NĐ-CP replaces NĐ 61/2018 on 01/7/2025; its article has not been read.
    #[test]
    fn the_confidentiality_of_a_survey_is_cited_while_the_article_is_known() {
        let article = Some("khoản 3 Điều 27 Nghị định số 61/2018/NĐ-CP".to_owned());
        assert_eq!(law(date(2018, 6, 20)).confidentiality, None);
        assert_eq!(law(date(2018, 6, 21)).confidentiality, article);
        assert_eq!(law(date(2025, 6, 30)).confidentiality, article);
        assert_eq!(law(date(2025, 7, 1)).confidentiality, None);
    }

    #[test]
    fn the_letter_takes_the_wording_of_its_time_on_a5() {
        for (day, form) in [
            (date(1980, 1, 1), LetterForm::Of2018),
            (date(2020, 3, 14), LetterForm::Of2018),
            (date(2025, 9, 14), LetterForm::Of2018),
            (date(2025, 9, 15), LetterForm::Of2025),
            (date(2026, 10, 14), LetterForm::Of2025),
        ] {
            assert_eq!(law(day).letter_form, form, "{day}");
            assert_eq!(law(day).letter_paper, LetterPaper::A5);
        }
    }
}
