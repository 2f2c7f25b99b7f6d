//! Earlier periods as trends and sums over a year need them: a part of their `so-lieu.json`, under the same names.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{CutOff, Period, Ratio, Totals, Unit};
use crate::report::few_rates::withheld;
use crate::report::{ChoiceFigures, Report};

/// One period: read from an archived `so-lieu.json`, and kept so by the bag of the period that shows it.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct PastPeriod {
    #[serde(rename = "phien_ban")]
    pub(crate) version: u32,
    #[serde(rename = "co_quan", default)]
    pub(crate) agency: PastAgency,
    #[serde(rename = "ky")]
    pub(crate) period: PastDays,
    #[serde(rename = "ho_so")]
    pub(crate) dossiers: PastDossiers,
    #[serde(rename = "hai_long")]
    pub(crate) satisfaction: PastSatisfaction,
    #[serde(rename = "y_kien")]
    pub(crate) comments: Option<PastComments>,
    #[serde(rename = "don_thu")]
    pub(crate) complaints: Option<PastComplaints>,
    #[serde(rename = "thu_xin_loi")]
    pub(crate) letters: Option<PastLetterCounts>,
    #[serde(rename = "lua_chon", default)]
    pub(crate) choices: Vec<ChoiceFigures>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct PastAgency {
    /// `null` in archives of before they were kept.
    #[serde(rename = "don_vi")]
    pub(crate) departments: Option<Vec<String>>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct PastDays {
    #[serde(rename = "ma")]
    pub(crate) code: String,
    #[serde(rename = "ten")]
    pub(crate) name: String,
    #[serde(rename = "tu")]
    pub(crate) from: Date,
    #[serde(rename = "den")]
    pub(crate) to: Date,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct PastDossiers {
    #[serde(rename = "co_du_lieu", default)]
    pub(crate) has_data: bool,
    #[serde(rename = "tong")]
    pub(crate) total: PastLine,
    /// `None` in bags of before departments had trends.
    #[serde(rename = "theo_don_vi", default, skip_serializing_if = "Option::is_none")]
    pub(crate) by_department: Option<Vec<PastOfDepartment<PastLine>>>,
    #[serde(rename = "lech_chuyen_ky", default)]
    pub(crate) carry_over_difference: u64,
}

/// Figures of one department.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct PastOfDepartment<L> {
    #[serde(rename = "ten")]
    name: String,
    #[serde(flatten)]
    line: L,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct PastLine {
    #[serde(rename = "cot")]
    pub(crate) columns: Totals,
    #[serde(rename = "ty_le_dung_han")]
    pub(crate) on_time_rate: Ratio,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct PastSatisfaction {
    #[serde(rename = "co_du_lieu", default)]
    pub(crate) has_data: bool,
    #[serde(rename = "tong")]
    pub(crate) total: PastRate,
    /// `None` in bags of before departments had trends.
    #[serde(rename = "theo_don_vi", default, skip_serializing_if = "Option::is_none")]
    pub(crate) by_department: Option<Vec<PastOfDepartment<PastRate>>>,
    #[serde(rename = "theo_cau_hoi", default)]
    pub(crate) questions: Vec<PastQuestion>,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct PastRate {
    #[serde(rename = "n", default)]
    pub(crate) sheets: u64,
    #[serde(rename = "ty_le")]
    pub(crate) rate: Ratio,
    #[serde(rename = "khoang_tin_cay")]
    pub(crate) interval: Option<[u64; 2]>,
    #[serde(rename = "co_mau_nho", default)]
    pub(crate) small: bool,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct PastQuestion {
    #[serde(rename = "ten")]
    pub(crate) name: String,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct PastComments {
    #[serde(rename = "tong")]
    pub(crate) total: PastCommentCount,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct PastCommentCount {
    #[serde(rename = "so")]
    pub(crate) comments: u64,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct PastComplaints {
    #[serde(rename = "co_du_lieu", default)]
    pub(crate) has_data: bool,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct PastLetterCounts {
    #[serde(rename = "phai_xin_loi")]
    pub(crate) owed: u64,
    #[serde(rename = "doi_chieu")]
    pub(crate) reconciliation: Option<PastReconciliation>,
    /// Departments with a late dossier; `None` in bags of before departments had trends.
    #[serde(rename = "doi_chieu_don_vi", default, skip_serializing_if = "Option::is_none")]
    pub(crate) by_department: Option<Vec<PastOfDepartment<PastDepartmentLetters>>>,
}

/// Of one department, whose late dossiers are those that are owed a letter.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct PastDepartmentLetters {
    #[serde(rename = "qua_han")]
    late: u64,
    #[serde(flatten)]
    reconciliation: PastReconciliation,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(crate) struct PastReconciliation {
    #[serde(rename = "da_phat_hanh")]
    pub(crate) issued: u64,
    #[serde(rename = "da_lap")]
    pub(crate) prepared: u64,
}

impl PastPeriod {
    /// As the archive will have it.
    pub(crate) fn of(report: &Report) -> Self {
        let value = serde_json::to_value(report);
        value.and_then(serde_json::from_value).expect("a report is read as it is written")
    }

    /// The same of one department, by the name that it had then; without data where the period has none of this name.
    /// Comments were not kept by department.
    pub(crate) fn of_department(&self, name: &str) -> Self {
        let Self { dossiers, satisfaction, letters, .. } = self;
        let line = named(dossiers.by_department.as_deref(), name);
        let rate = satisfaction.of_department(name);
        let letters = letters.as_ref().and_then(|letters| letters.by_department.as_deref());
        let letters = letters.map(|all| match named(Some(all), name) {
            Some(PastDepartmentLetters { late, reconciliation }) => (*late, reconciliation.clone()),
            // Only departments with something to tell have a line.
            None => (0, PastReconciliation::default()),
        });
        Self {
            dossiers: PastDossiers {
                has_data: dossiers.has_data && line.is_some(),
                total: line.cloned().unwrap_or_default(),
                by_department: None,
                carry_over_difference: 0,
            },
            satisfaction: PastSatisfaction {
                has_data: satisfaction.has_data && rate.is_some(),
                total: rate.unwrap_or_default(),
                by_department: None,
                questions: satisfaction.questions.clone(),
            },
            letters: letters.map(|(owed, reconciliation)| PastLetterCounts {
                owed,
                reconciliation: Some(reconciliation),
                by_department: None,
            }),
            comments: None,
            complaints: None,
            ..self.clone()
        }
    }

    /// As bags kept it before departments had trends.
    pub(crate) fn without_departments(mut self) -> Self {
        self.dossiers.by_department = None;
        self.satisfaction.by_department = None;
        if let Some(letters) = &mut self.letters {
            letters.by_department = None;
        }
        self
    }

    /// What it is called; its days are those that it was counted with, whatever the settings say today.
    pub(crate) fn unit(&self) -> Option<Unit> {
        unit(&self.period.code)
    }
}

impl PastSatisfaction {
    /// Without the rate where the papers of that period left it out.
    fn of_department(&self, name: &str) -> Option<PastRate> {
        let lines = self.by_department.as_deref()?;
        let sheets: Vec<u64> = lines.iter().map(|own| own.line.sheets).collect();
        let mut lines = lines.iter().zip(withheld(&sheets));
        let (own, is_withheld) = lines.find(|(own, _)| own.name == name)?;
        let PastRate { sheets, small, .. } = own.line;
        let bare = PastRate { sheets, small, ..PastRate::default() };
        Some(if is_withheld { bare } else { own.line.clone() })
    }
}

fn named<'l, L>(lines: Option<&'l [PastOfDepartment<L>]>, name: &str) -> Option<&'l L> {
    lines?.iter().find(|line| line.name == name).map(|line| &line.line)
}

/// What the period of a code is called.
pub(crate) fn unit(code: &str) -> Option<Unit> {
    Period::parse(code, CutOff::default()).map(|period| period.unit)
}

/// Whether a period of this code may stand in a line with `period`: of its kind, and before it.
pub(crate) fn is_like(code: &str, period: Period) -> bool {
    let before = unit(code).filter(|unit| unit.is_like(period.unit));
    before.is_some_and(|unit| unit < period.unit)
}

/// A month with nothing special, and what is said otherwise of it.
#[cfg(test)]
pub(crate) fn sample_past(code: &str, otherwise: &serde_json::Value) -> PastPeriod {
    let unit = Period::parse(code, CutOff::Administrative);
    let period = unit.expect("a period");
    let mut figures = serde_json::json!({
        "phien_ban": 1,
        "co_quan": {"don_vi": ["Phòng A", "Phòng B"]},
        "ky": {
            "ma": code,
            "ten": period.name(),
            "tu": period.span.from,
            "den": period.span.to
        },
        "ho_so": {
            "co_du_lieu": true,
            "tong": {
                "cot": {"c3": 9, "c7": 8, "c8_9": 7, "c10": 1, "c11": 1, "c13": 1},
                "ty_le_dung_han": {"tu": 7, "mau": 8}
            }
        },
        "hai_long": {
            "co_du_lieu": true,
            "tong": {"n": 2, "ty_le": {"tu": 3, "mau": 4}, "khoang_tin_cay": [200, 900]},
            "theo_cau_hoi": [{"ten": "Thái độ"}]
        },
        "lua_chon": [{"khoa": "moc", "gia_tri": "hen_lan_dau", "cau": "Hạn đầu"}]
    });
    if let (serde_json::Value::Object(all), serde_json::Value::Object(other)) =
        (&mut figures, otherwise)
    {
        all.extend(other.clone());
    }
    serde_json::from_value(figures).expect("a past period")
}
