//! The law layer: which form, caption and wording held on a given day. The data is in `law.toml`.

use jiff::civil::Date;
use serde::Deserialize;

const TABLE: &str = include_str!("law.toml");

/// What the law prescribes for papers that are dated by a period's last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Law {
    /// Number and issuing text of the 13-column form, one item a line; none before 21/10/2020.
    pub(crate) form_lines: Vec<String>,
    pub(crate) letter_form: LetterForm,
    /// `khoản 3 Điều 27 Nghị định số 61/2018/NĐ-CP`: who answers a survey stays unknown; none where
    /// the article is not known.
    pub(crate) confidentiality: Option<String>,
}

/// A wording of Mẫu số 04.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LetterForm {
    /// `2018`: as the settings and the template call it.
    pub(crate) wording: String,
    /// `Phiếu xin lỗi và hẹn lại ngày trả kết quả`.
    pub(crate) title: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LawTable {
    bieu: Vec<FormEntry>,
    mau_04: Vec<LetterFormEntry>,
    bao_mat_phieu: Vec<ConfidentialityEntry>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormEntry {
    tu_ngay: Date,
    dong: Vec<String>,
    nguon: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct LetterFormEntry {
    tu_ngay: Date,
    loi_van: String,
    ten: String,
    nguon: String,
}

impl LetterFormEntry {
    fn form(self) -> LetterForm {
        LetterForm { wording: self.loi_van, title: self.ten }
    }
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
    let table = table();
    let form = in_force(day, &table.bieu, |entry| (entry.tu_ngay, &entry.nguon));
    let letter = in_force(day, &table.mau_04, |entry| (entry.tu_ngay, &entry.nguon));
    let secret = in_force(day, &table.bao_mat_phieu, |entry| (entry.tu_ngay, &entry.nguon));
    Law {
        confidentiality: Some(secret.dieu_khoan).filter(|article| !article.is_empty()),
        form_lines: form.dong,
        letter_form: letter.form(),
    }
}

/// All wordings of Mẫu số 04, for an office that chooses one.
pub(crate) fn letter_forms() -> Vec<LetterForm> {
    table().mau_04.into_iter().map(LetterFormEntry::form).collect()
}

fn table() -> LawTable {
    toml::from_str(TABLE).expect("law.toml is well formed")
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
    fn the_letter_takes_the_wording_of_its_time() {
        for (day, wording) in [
            (date(1980, 1, 1), "2018"),
            (date(2020, 3, 14), "2018"),
            (date(2025, 9, 14), "2018"),
            (date(2025, 9, 15), "2025"),
        ] {
            assert_eq!(law(day).letter_form.wording, wording, "{day}");
        }
    }
}
