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
    /// Cell of `new_date`.
    pub(crate) asked_at: Place,
    /// Xưng hô.
    pub(crate) address_form: Option<Text>,
    pub(crate) place: Place,
}

/// A second re-appointment: the day to which the data have moved a dossier, and the other one that is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SecondDate {
    pub(crate) moved: Date,
    pub(crate) asked: Date,
}

impl LetterEntry {
    /// NĐ 61/2018/NĐ-CP Điều 19 khoản 9 allows one new date ("không quá một lần"): what the line asks for beside the one
    /// that the data have. The same day again is the letter about the date that there is.
    pub(crate) fn second_date(&self, moved: Option<Date>) -> Option<SecondDate> {
        let (moved, asked) = moved.zip(self.new_date)?;
        (moved != asked).then_some(SecondDate { moved, asked })
    }
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

/// What a thư công is called; registers that offices fill in know it as well.
pub(crate) const APOLOGY: &str = "Thư xin lỗi";

impl LetterNumber {
    /// Whether it dates a letter before the end of handling that the letter tells of: such a day cannot be.
    pub(crate) fn precedes(&self, end: Option<Date>) -> bool {
        self.date.zip(end).is_some_and(|(date, end)| date < end)
    }
}
