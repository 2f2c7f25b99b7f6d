//! Earlier periods as trends and sums over a year need them: a part of their `so-lieu.json`, under the same names.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{CutOff, Period, Ratio, Totals, Unit};
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
    #[serde(rename = "lech_chuyen_ky", default)]
    pub(crate) carry_over_difference: u64,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
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
    #[serde(rename = "theo_cau_hoi", default)]
    pub(crate) questions: Vec<PastQuestion>,
}

#[derive(Clone, Debug, Deserialize, Serialize)]
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
}

#[derive(Clone, Debug, Deserialize, Serialize)]
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

    /// What it is called; its days are those that it was counted with, whatever the settings say today.
    pub(crate) fn unit(&self) -> Option<Unit> {
        unit(&self.period.code)
    }
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
