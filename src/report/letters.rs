//! Apology letters: what each says, and which are held back for what.

use serde::Serialize;

/// Counts for the report.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct LetterFigures {
    /// Phiếu xin lỗi và hẹn lại ngày trả kết quả, written in this run.
    #[serde(rename = "phieu_hen_lai")]
    pub(crate) appointments: u64,
    /// Thư xin lỗi for dossiers resolved late, written in this run.
    #[serde(rename = "thu_xin_loi")]
    pub(crate) apologies: u64,
    /// Late or overdue, but something is missing.
    #[serde(rename = "chua_du_thong_tin")]
    pub(crate) held_back: u64,
    /// Late or overdue dossiers that already have a letter in the archive.
    #[serde(rename = "da_co_tu_truoc")]
    pub(crate) already: u64,
    /// All that are owed one: late in the period, and overdue at its end.
    #[serde(rename = "phai_xin_loi")]
    pub(crate) owed: u64,
}

/// Which letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub(crate) enum LetterKind {
    /// Mẫu số 04: open and past its date.
    #[serde(rename = "phieu_hen_lai")]
    Appointment,
    /// Thư công: resolved late.
    #[serde(rename = "thu_xin_loi")]
    Apology,
}

/// One letter, complete: nothing in it is invented. Holds personal data.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Letter {
    #[serde(rename = "loai")]
    pub(crate) kind: LetterKind,
    #[serde(rename = "ma_ho_so")]
    pub(crate) code: String,
    /// Name of the applicant, as the sheet gives it.
    #[serde(rename = "nguoi_nhan")]
    pub(crate) recipient: String,
    /// `Ông/Bà` or `Tổ chức`.
    #[serde(rename = "xung_ho")]
    pub(crate) address_form: String,
    #[serde(rename = "dia_chi")]
    pub(crate) address: Option<String>,
    #[serde(rename = "thu_tuc")]
    pub(crate) procedure: String,
    #[serde(rename = "don_vi")]
    pub(crate) department: String,
    /// `ngày 12 tháng 3 năm 2020`, as all dates here.
    #[serde(rename = "ngay_tiep_nhan")]
    pub(crate) received: String,
    #[serde(rename = "ngay_hen_tra")]
    pub(crate) due: String,
    /// New date, for `phieu_hen_lai`.
    #[serde(rename = "ngay_hen_lai")]
    pub(crate) reappointed: Option<String>,
    /// Actual day, for `thu_xin_loi`.
    #[serde(rename = "ngay_ket_thuc")]
    pub(crate) end: Option<String>,
    /// As the sheet gives it, without a final period.
    #[serde(rename = "ly_do")]
    pub(crate) reason: String,
}

/// A dossier that is owed a letter, and what is missing for it.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct HeldBack {
    #[serde(rename = "ma_ho_so")]
    pub(crate) code: String,
    #[serde(rename = "don_vi")]
    pub(crate) department: String,
    #[serde(rename = "ngay_hen_tra")]
    pub(crate) due: String,
    /// `chưa có lý do`, `chưa có ngày hẹn lại`, …
    #[serde(rename = "con_thieu")]
    pub(crate) missing: Vec<String>,
    /// File, sheet and row to mend.
    #[serde(rename = "vi_tri")]
    pub(crate) place: String,
}

/// Letters of one run, in order of due date and code.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Letters {
    #[serde(rename = "thu")]
    pub(crate) written: Vec<Letter>,
    #[serde(rename = "chua_viet")]
    pub(crate) held_back: Vec<HeldBack>,
}
