//! The 13-column table and the rates that are read off it.

use serde::{Deserialize, Serialize};

use crate::model::{Ratio, Totals};
use crate::report::DelayFigures;

/// Dossiers of the period.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct DossierFigures {
    /// Whether any sheet of this kind was read.
    #[serde(rename = "co_du_lieu")]
    pub(crate) has_data: bool,
    #[serde(rename = "tong")]
    pub(crate) total: DossierLine,
    /// Departments in the order of the settings, others after them, "Chưa rõ đơn vị" last.
    #[serde(rename = "theo_don_vi")]
    pub(crate) by_department: Vec<DossierLine>,
    /// Fields in alphabetical order, "Chưa rõ lĩnh vực" last.
    #[serde(rename = "theo_linh_vuc")]
    pub(crate) by_field: Vec<DossierLine>,
    /// Procedures, most dossiers resolved first.
    #[serde(rename = "theo_thu_tuc")]
    pub(crate) by_procedure: Vec<DossierLine>,
    /// The dossiers of (10) and (13) by length of delay and by reason.
    #[serde(rename = "qua_han")]
    pub(crate) delays: DelayFigures,
    /// By how many the carry-over differs from the last period's open ones, where withdrawn dossiers are excluded.
    #[serde(rename = "lech_chuyen_ky")]
    pub(crate) carry_over_difference: u64,
    /// Identities that do not hold; always empty unless there is a fault, which is then said.
    #[serde(rename = "sai_dang_thuc")]
    pub(crate) broken_identities: Vec<String>,
}

/// One row of the table.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct DossierLine {
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// The rows that give no department, field or procedure.
    #[serde(skip)]
    pub(crate) is_unknown: bool,
    #[serde(rename = "cot")]
    pub(crate) columns: Totals,
    /// ((8)+(9))/(7): the headline rate.
    #[serde(rename = "ty_le_dung_han")]
    pub(crate) on_time_rate: Ratio,
    /// (8)/(7).
    #[serde(rename = "ty_le_truoc_han")]
    pub(crate) early_rate: Ratio,
    /// (10)/(7).
    #[serde(rename = "ty_le_qua_han")]
    pub(crate) late_rate: Ratio,
    /// ((8)+(9)+(12))/(3), QĐ 766/QĐ-TTg index 2.1; only under its own name.
    #[serde(rename = "ty_le_dung_han_ke_ca_dang_giai_quyet")]
    pub(crate) joint_rate: Ratio,
    /// Withdrawn or sent back, within (7) or left out of it as chosen.
    #[serde(rename = "rut_tra_lai")]
    pub(crate) withdrawn: u64,
    /// Without any due date, given or computed: those of (9) and of (12).
    #[serde(rename = "khong_co_han_da_giai_quyet")]
    pub(crate) resolved_without_due: u64,
    #[serde(rename = "khong_co_han_dang_giai_quyet")]
    pub(crate) open_without_due: u64,
    /// Due date computed from the procedure's limit.
    #[serde(rename = "han_tinh_toan")]
    pub(crate) computed_due: u64,
    /// Of (10) and (13): with an apology letter, issued or prepared.
    #[serde(rename = "qua_han_co_thu")]
    pub(crate) late_with_letter: u64,
    /// No letter, only a re-appointment in the data.
    #[serde(rename = "qua_han_chi_co_ngay_hen_lai")]
    pub(crate) late_only_reappointed: u64,
    #[serde(rename = "qua_han_chua_co_thu")]
    pub(crate) late_without_letter: u64,
    /// Of (11): waiting for supplements or a financial duty.
    #[serde(rename = "cho_bo_sung")]
    pub(crate) waiting: u64,
    #[serde(rename = "bo_sung")]
    pub(crate) supplements: SupplementFigures,
    /// Working days used by the resolved dossiers that have a known limit: their sum, limit's sum, and number.
    #[serde(rename = "ngay_su_dung")]
    pub(crate) days_used: DaysUsed,
    /// Of (3): from tables of totals, of which no dossier can be checked, listed or written to.
    #[serde(rename = "tu_bang_tong_hop")]
    pub(crate) from_totals: u64,
    /// Fewer than 30 resolved: not ranked.
    #[serde(rename = "co_so_nho")]
    pub(crate) small: bool,
}

/// Requests for supplements over the dossiers of (7) whose sheet says how many there were.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct SupplementFigures {
    /// Dossiers of (7) whose number of requests is known.
    #[serde(rename = "so_ho_so")]
    pub(crate) dossiers: u64,
    #[serde(rename = "so_lan")]
    pub(crate) requests: u64,
    /// `0,35`; `null` where nothing is known.
    #[serde(rename = "trung_binh")]
    pub(crate) mean: Option<String>,
    /// Dossiers with more than one request.
    #[serde(rename = "tren_mot_lan")]
    pub(crate) more_than_one: u64,
}

/// Working days from receipt to end beside the days from receipt to the due date.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct DaysUsed {
    /// Resolved dossiers with a due date inside the calendar.
    #[serde(rename = "so_ho_so")]
    pub(crate) dossiers: u64,
    #[serde(rename = "tong_su_dung")]
    pub(crate) used: u64,
    #[serde(rename = "tong_thoi_han")]
    pub(crate) allowed: u64,
    /// `6,40` working days; `null` for none.
    #[serde(rename = "trung_binh_su_dung")]
    pub(crate) mean_used: Option<String>,
    #[serde(rename = "trung_binh_thoi_han")]
    pub(crate) mean_allowed: Option<String>,
}
