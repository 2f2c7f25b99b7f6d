//! The 13-column table and the rates that are read off it.

use serde::Serialize;

use crate::model::Ratio;
use crate::report::DelayFigures;

/// Dossiers of the period.
#[derive(Clone, Debug, Default, Serialize)]
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

/// The columns (3) to (13); `null` where a table of totals that was counted in does not give one. (3)=(4)+(5)+(6), (7)=(8)+(9)+(10), (11)=(12)+(13), (3)=(7)+(11).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Columns {
    /// (3) Số hồ sơ nhận giải quyết, tổng số.
    #[serde(rename = "c3")]
    pub(crate) taken: u64,
    /// (4) Trực tuyến.
    #[serde(rename = "c4")]
    pub(crate) online: Option<u64>,
    /// (5) Trực tiếp, dịch vụ bưu chính.
    #[serde(rename = "c5")]
    pub(crate) counter: Option<u64>,
    /// (6) Từ kỳ trước.
    #[serde(rename = "c6")]
    pub(crate) carried: Option<u64>,
    /// (7) Đã giải quyết, tổng số.
    #[serde(rename = "c7")]
    pub(crate) resolved: u64,
    /// (8) Trước hạn.
    #[serde(rename = "c8")]
    pub(crate) early: Option<u64>,
    /// (9) Đúng hạn.
    #[serde(rename = "c9")]
    pub(crate) on_time: Option<u64>,
    /// (8) and (9) together; known also where a table of totals does not tell them apart.
    #[serde(rename = "c8_9")]
    pub(crate) in_time: u64,
    /// (10) Quá hạn.
    #[serde(rename = "c10")]
    pub(crate) late: u64,
    /// (11) Đang giải quyết, tổng số.
    #[serde(rename = "c11")]
    pub(crate) open: u64,
    /// (12) Trong hạn.
    #[serde(rename = "c12")]
    pub(crate) open_in_time: Option<u64>,
    /// (13) Quá hạn.
    #[serde(rename = "c13")]
    pub(crate) open_overdue: Option<u64>,
}

/// One row of the table.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct DossierLine {
    #[serde(rename = "ten")]
    pub(crate) name: String,
    #[serde(rename = "cot")]
    pub(crate) columns: Columns,
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
    /// Of (10) and (13): with an apology letter or a re-appointment.
    #[serde(rename = "qua_han_co_thu")]
    pub(crate) late_with_letter: u64,
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
#[derive(Clone, Debug, Default, Serialize)]
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
#[derive(Clone, Debug, Default, Serialize)]
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
