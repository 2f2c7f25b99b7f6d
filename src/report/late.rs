//! The internal list of late and overdue dossiers: code, department, days; no names.

use serde::Serialize;

use crate::report::PeriodFigures;

/// `noi-bo/danh-sach-qua-han`: the internal document.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LateList {
    #[serde(rename = "ky")]
    pub(crate) period: PeriodFigures,
    /// Resolved late in the period, most days late first.
    #[serde(rename = "da_giai_quyet")]
    pub(crate) resolved: Vec<LateItem>,
    /// Open and past the due date on the last day.
    #[serde(rename = "dang_giai_quyet")]
    pub(crate) open: Vec<LateItem>,
}

/// One late dossier.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LateItem {
    /// Mã hồ sơ, or its place where the sheet gives no code.
    #[serde(rename = "ma_ho_so")]
    pub(crate) code: String,
    #[serde(rename = "don_vi")]
    pub(crate) department: String,
    #[serde(rename = "linh_vuc")]
    pub(crate) field: String,
    #[serde(rename = "thu_tuc")]
    pub(crate) procedure: String,
    /// `12/3/2020`.
    #[serde(rename = "ngay_tiep_nhan")]
    pub(crate) received: String,
    #[serde(rename = "ngay_hen_tra")]
    pub(crate) due: String,
    /// End of handling; `null` while open.
    #[serde(rename = "ngay_ket_thuc")]
    pub(crate) end: Option<String>,
    /// Re-appointment, where there is one.
    #[serde(rename = "ngay_hen_lai")]
    pub(crate) reappointed: Option<String>,
    /// Working days late; `null` outside the calendar.
    #[serde(rename = "so_ngay_qua_han")]
    pub(crate) days: Option<u32>,
    /// `5`, `chưa quá 1 ngày làm việc`, or "–".
    #[serde(rename = "so_ngay_qua_han_chu")]
    pub(crate) days_text: String,
    /// Whether a reason is given (the reason itself may name people).
    #[serde(rename = "co_ly_do")]
    pub(crate) has_reason: bool,
    /// A letter in the archive, or a re-appointment date.
    #[serde(rename = "da_co_thu")]
    pub(crate) has_letter: bool,
}
