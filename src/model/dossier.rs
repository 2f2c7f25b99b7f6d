//! An administrative dossier (hồ sơ thủ tục hành chính), as one row of a sheet gave it.

use arcstr::ArcStr;
use jiff::civil::Date;
use serde::Deserialize;

use crate::ledger::Place;

/// Interned text: equal names share one allocation.
pub(crate) type Text = ArcStr;

/// What is called so belongs to no department that anybody named.
pub(crate) const UNKNOWN_DEPARTMENT: &str = "Chưa rõ đơn vị";

/// How the dossier came in (hình thức nộp).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub(crate) enum Channel {
    /// Trực tuyến: column (4).
    #[serde(rename = "truc_tuyen")]
    Online,
    /// Trực tiếp: column (5).
    #[serde(rename = "truc_tiep")]
    Counter,
    /// Bưu chính công ích: column (5).
    #[serde(rename = "buu_chinh")]
    Post,
}

/// What the status (trạng thái) says. Dates decide first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
pub(crate) enum Standing {
    /// Codes 2 and 4, or no status.
    #[serde(rename = "dang_xu_ly")]
    Open,
    /// Codes 5 and 6: waiting for supplements or for a financial duty. In time while it waits.
    #[serde(rename = "cho_bo_sung")]
    Waiting,
    /// Code 8 (Dừng xử lý): open and in time without an end date, withdrawn with one.
    #[serde(rename = "dung_xu_ly")]
    Stopped,
    /// Code 7, Rút, Trả lại, Hủy: closed, not by the office.
    #[serde(rename = "rut_tra_lai")]
    Withdrawn,
    /// Codes 9 and 10, Chờ trả kết quả, a refusal to grant.
    #[serde(rename = "da_xong")]
    Done,
    /// Codes 1 and 3, Mới đăng ký, Từ chối tiếp nhận: never counted.
    #[serde(rename = "khong_tinh")]
    NeverCounted,
}

/// What says whose a record is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum DepartmentFrom {
    /// Its row, its group, its sheet, or another row of its code.
    #[default]
    Name,
    /// Its field or procedure, by the settings.
    Field,
    /// The dossier that a survey sheet names.
    Dossier,
}

/// One dossier that counts. A date here has been read and is plausible.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Dossier {
    /// Mã hồ sơ.
    pub(crate) code: Option<Text>,
    /// Tên thủ tục hành chính.
    pub(crate) procedure: Option<Text>,
    /// Mã thủ tục hành chính.
    pub(crate) procedure_code: Option<Text>,
    /// Lĩnh vực.
    pub(crate) field: Option<Text>,
    /// Phòng ban: the name of the settings, or as found; `None` is [`UNKNOWN_DEPARTMENT`].
    pub(crate) department: Option<Text>,
    pub(crate) department_from: DepartmentFrom,
    /// Cán bộ xử lý, where officers are scored. Personal data: only for the list of their scores.
    pub(crate) officer: Option<Text>,
    /// Chủ hồ sơ. Personal data: only for letters.
    pub(crate) applicant: Option<Text>,
    /// Xưng hô, where the sheet says it.
    pub(crate) address_form: Option<Text>,
    /// Địa chỉ. Personal data: only for letters.
    pub(crate) address: Option<Text>,
    /// Ngày tiếp nhận.
    pub(crate) received: Date,
    /// Ngày hẹn trả, the first appointment, as the sheet gives it.
    pub(crate) due: Option<Date>,
    /// Ngày hẹn lại, the re-appointment.
    pub(crate) reappointed: Option<Date>,
    /// Ngày kết thúc xử lý.
    pub(crate) finished: Option<Date>,
    /// Ngày trả kết quả.
    pub(crate) collected: Option<Date>,
    pub(crate) standing: Standing,
    pub(crate) channel: Option<Channel>,
    /// Số lần yêu cầu bổ sung; `None` where the sheet does not say.
    pub(crate) supplements: Option<u32>,
    /// Lý do trễ hạn.
    pub(crate) reason: Option<Text>,
    pub(crate) place: Place,
}

impl Dossier {
    /// End of handling by the office: finished, else collected.
    pub(crate) fn end(&self) -> Option<Date> {
        self.finished.or(self.collected)
    }
}
