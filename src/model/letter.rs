//! What staff type for letters of apology: reasons and new dates, matters without a receipt, numbers and dates.

use jiff::civil::Date;

use crate::ledger::Place;
use crate::model::dossier::Text;

/// A line of the workbook that `thu-xin-loi --phieu-nhap` makes, filled in: for one dossier, joined by its code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LetterEntry {
    /// Mã hồ sơ.
    pub(crate) code: Text,
    /// Lý do xin lỗi: a code of the list, or free words.
    pub(crate) reason: Option<Text>,
    /// Ngày hẹn lại, which the letter promises: a proposal, not yet a re-appointment.
    pub(crate) new_date: Option<Date>,
    /// Xưng hô.
    pub(crate) address_form: Option<Text>,
    pub(crate) place: Place,
}

/// A matter that was not settled in time and has no receipt (không có giấy tiếp nhận): the source of a thư công.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Matter {
    /// Kính gửi. Personal data: only for letters.
    pub(crate) recipient: Option<Text>,
    /// Xưng hô.
    pub(crate) address_form: Option<Text>,
    /// Địa chỉ. Personal data: only for letters.
    pub(crate) address: Option<Text>,
    /// Việc chưa giải quyết kịp thời.
    pub(crate) content: Option<Text>,
    /// Ngày đề nghị.
    pub(crate) raised: Option<Date>,
    pub(crate) reason: Option<Text>,
    /// Ngày hẹn trả lời; none where nothing is promised.
    pub(crate) promised: Option<Date>,
    pub(crate) department: Option<Text>,
    pub(crate) place: Place,
}

/// A line of the register that the clerk's office has filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LetterNumber {
    pub(crate) code: Text,
    /// Thứ tự, where a letter was issued again.
    pub(crate) order: Option<u32>,
    /// Loại văn bản, where one dossier has two letters.
    pub(crate) kind: Option<Text>,
    /// Số phiếu.
    pub(crate) number: Option<Text>,
    /// Ngày phiếu.
    pub(crate) date: Option<Date>,
    pub(crate) place: Place,
}
