//! The law layer: which form, caption and wording held on a given day. The data is in `law.toml`.

use std::sync::LazyLock;

use jiff::civil::Date;
use serde::Deserialize;

use crate::model::{ComplaintKind, Period, Unit};

const TABLE: &str = include_str!("law.toml");

/// What the law prescribes for papers that are dated by a period's last day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Law {
    pub(crate) form: TableForm,
    pub(crate) letter_form: LetterForm,
    /// `khoản 3 Điều 27 Nghị định số 61/2018/NĐ-CP`: who answers a survey stays unknown; none where
    /// the article is not known.
    pub(crate) confidentiality: Option<String>,
}

/// Number and issuing text of the 13-column form, one item a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum TableForm {
    /// None before 21/10/2020.
    Lines(Vec<String>),
    /// The law has changed and its form has not been seen: only the office knows.
    AsDeclared,
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
    cham_diem: Vec<ScoreEntry>,
    chi_so_766: Vec<ScoreEntry>,
    tam_dinh_chi: Vec<SuspensionEntry>,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct FormEntry {
    tu_ngay: Date,
    dong: Vec<String>,
    #[serde(default)]
    tu_khai: bool,
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

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct ScoreEntry {
    tu_ngay: Date,
    co: bool,
    nguon: String,
}

#[derive(Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct SuspensionEntry {
    tu_ngay: Date,
    loai: ComplaintKind,
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
        form: if form.tu_khai { TableForm::AsDeclared } else { TableForm::Lines(form.dong) },
        letter_form: letter.form(),
    }
}

/// All wordings of Mẫu số 04, for an office that chooses one.
pub(crate) fn letter_forms() -> Vec<LetterForm> {
    table().mau_04.iter().cloned().map(LetterFormEntry::form).collect()
}

/// Whether the report of a period must hold the scorecard: a quarter or a year (Điều 15 khoản 4).
pub(crate) fn is_scored(period: Period) -> bool {
    let table = table();
    let entry = in_force(period.span.to, &table.cham_diem, |entry| (entry.tu_ngay, &entry.nguon));
    entry.co && matches!(period.unit, Unit::Quarter { .. } | Unit::Year { .. })
}

/// Whether the report of a period that ends on `day` holds the indices of Quyết định 766/QĐ-TTg.
pub(crate) fn shows_quality(day: Date) -> bool {
    in_force(day, &table().chi_so_766, |entry| (entry.tu_ngay, &entry.nguon)).co
}

/// Whether the clock of such a complaint stands still where its handling is suspended on `day`.
pub(crate) fn suspends(kind: ComplaintKind, day: Date) -> bool {
    let known = |entry: &SuspensionEntry| {
        entry.loai == kind && entry.tu_ngay <= day && !entry.nguon.is_empty()
    };
    table().tam_dinh_chi.iter().any(known)
}

fn table() -> &'static LawTable {
    static LAW: LazyLock<LawTable> =
        LazyLock::new(|| toml::from_str(TABLE).expect("law.toml is well formed"));
    &LAW
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
        let lines = |lines: &[&str]| {
            TableForm::Lines(lines.iter().map(|line| (*line).to_owned()).collect())
        };
        assert_eq!(law(date(2020, 10, 20)).form, lines(&[]));
        let circular = lines(&[
            "Biểu số II.06a/VPCP/KSTT",
            "Ban hành theo Thông tư số 01/2020/TT-VPCP ngày 21/10/2020",
        ]);
        assert_eq!(law(date(2020, 10, 21)).form, circular);
        assert_eq!(law(date(2026, 7, 31)).form, circular);
    }

    /// Thông tư 09/2026/TT-BTP: in force from 01/8/2026.
    #[test]
    fn the_13_column_form_is_as_the_office_declares_it_from_01_8_2026() {
        assert_eq!(law(date(2026, 8, 1)).form, TableForm::AsDeclared);
    }

    /// Luật Tố cáo 2018 Điều 34, Luật 136/2025/QH15.
    #[test]
    fn the_clock_of_a_denunciation_could_be_stopped_before_that_of_a_complaint() {
        use ComplaintKind::{Complaint, Denunciation, Feedback, Petition};
        let first = |kind| {
            let days = [date(2018, 12, 31), date(2019, 1, 1), date(2026, 6, 30), date(2026, 7, 1)];
            days.into_iter().find(|day| suspends(kind, *day))
        };
        assert_eq!(first(Denunciation), Some(date(2019, 1, 1)));
        assert_eq!(first(Complaint), Some(date(2026, 7, 1)));
        assert_eq!((first(Petition), first(Feedback)), (None, None));
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
