//! Letters of apology: what each says, and which are held back for what.

mod address;
mod book;
mod choose;
mod figures;
mod once;
mod orders;
mod register;
#[cfg(test)]
mod sample;
mod state;
mod taken;

use std::borrow::Cow;

use jiff::civil::Date;
use serde::ser::SerializeMap as _;
use serde::{Deserialize, Serialize, Serializer};

use crate::ledger::Place;
use crate::model::{APOLOGY, Text, long_date};
use crate::rules::Reason;

pub(crate) use address::AddressLists;
pub(crate) use book::{Bag, LetterId, LettersAsked, NumbersBook, PastLetters};
pub(crate) use choose::letters;
pub(crate) use figures::{LETTERS_TOTAL, LetterFigures, Reconciliation, counts};
pub(crate) use orders::LetterOrders;
pub(crate) use register::{Register, RegisterLine, given_by, is_line_of, register};
#[cfg(test)]
pub(crate) use sample::sample_letters;
pub(crate) use state::{LateLetter, LateLetters, LetterCounts, LetterState};
pub(crate) use taken::TakenLetters;

/// What the settings say about letters.
#[derive(Clone, Debug, Default)]
pub(crate) struct LetterOptions {
    /// Folder of the run in the archive.
    pub(crate) folder: String,
    /// Coded reasons.
    pub(crate) reasons: Vec<Reason>,
    pub(crate) address: AddressLists,
    pub(crate) second_delay: SecondDelay,
    pub(crate) numbers: Numbers,
    /// Title of Mẫu số 04, where the office chose a wording; else that of the law.
    pub(crate) form_title: Option<String>,
    /// Letters that this run makes void; it then writes none.
    pub(crate) voids: Vec<Void>,
}

/// What a dossier gets that was put off by a letter and then resolved after the new date as well.
///
/// NĐ 61/2018/NĐ-CP Điều 19 khoản 9 allows one new date and asks for one letter.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum SecondDelay {
    /// One letter a dossier; the second delay is counted and listed.
    #[default]
    #[serde(rename = "khong")]
    Nothing,
    /// A thư công as well, which apologises for both and promises nothing.
    #[serde(rename = "thu_cong")]
    Apology,
}

/// Who numbers letters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum Numbers {
    /// The clerk's office; Số is left blank.
    #[default]
    #[serde(rename = "van_thu")]
    ClerksOffice,
    /// The program numbers each Phiếu, one series a year, without gaps. A thư công has no number: NĐ
    /// 30/2020/NĐ-CP gives it no abbreviation.
    #[serde(rename = "lien_tuc")]
    Series,
}

/// Which letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum LetterKind {
    /// Mẫu số 04: open, and past its date or about to be.
    #[serde(rename = "phieu_hen_lai")]
    Appointment,
    /// Thư công: resolved late.
    #[serde(rename = "thu_xin_loi")]
    Apology,
    /// Thư công for a matter without a receipt.
    #[serde(rename = "thu_viec")]
    Matter,
}

impl LetterKind {
    /// Where a word is enough; registers that offices fill in know it as well.
    pub(crate) const fn vietnamese(self) -> &'static str {
        match self {
            Self::Appointment => "Phiếu xin lỗi và hẹn lại",
            Self::Apology | Self::Matter => APOLOGY,
        }
    }
}

/// Why a letter is written: its sentences differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum Situation {
    /// Open, past its date.
    #[serde(rename = "qua_han")]
    Overdue,
    /// Open, and cannot be ready by its date.
    #[serde(rename = "sap_den_han")]
    Near,
    /// Resolved late.
    #[serde(rename = "da_tra_tre")]
    Late,
    /// Put off by a letter, and resolved after the new date as well.
    #[serde(rename = "tre_hen_lai")]
    LateAgain,
    /// A matter without a receipt.
    #[serde(rename = "viec")]
    Matter,
}

/// One letter, complete: nothing in it is invented. Holds personal data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Letter {
    #[serde(rename = "loai")]
    pub(crate) kind: LetterKind,
    #[serde(rename = "tinh_trang")]
    pub(crate) situation: Situation,
    /// Year of the register that it stands in.
    #[serde(rename = "nam")]
    pub(crate) year: i16,
    /// Place in the register of the year; never given twice.
    #[serde(rename = "thu_tu")]
    pub(crate) order: u32,
    /// Number in its series; `null` where the clerk's office numbers.
    #[serde(rename = "so")]
    pub(crate) number: Option<u32>,
    /// Number and day that the register gives it: of a letter that went out before its period was written again.
    #[serde(rename = "so_da_ghi", default)]
    pub(crate) given_number: Option<String>,
    #[serde(rename = "ngay_da_ghi", default)]
    pub(crate) given_day: Option<Date>,
    /// Place of the void letter that it is written instead of.
    #[serde(rename = "thay_cho")]
    pub(crate) replaces: Option<u32>,
    /// Name of its files, without extension: `pxl-h59-200302-0001`.
    #[serde(rename = "tep")]
    pub(crate) file: String,
    /// Tells its dossier or matter from others.
    #[serde(rename = "khoa")]
    pub(crate) key: String,
    #[serde(rename = "ma_ho_so")]
    pub(crate) code: String,
    /// Name of the applicant, as the sheet gives it.
    #[serde(rename = "nguoi_nhan")]
    pub(crate) recipient: String,
    /// `Ông`, `Bà`, `Ông/Bà`, `Ông, Bà` (several, whose names keep theirs) or `Tổ chức`.
    #[serde(rename = "xung_ho")]
    pub(crate) address_form: String,
    #[serde(rename = "dia_chi")]
    pub(crate) address: Option<String>,
    /// Procedure; of a matter without a receipt, the matter.
    #[serde(rename = "thu_tuc")]
    pub(crate) procedure: String,
    #[serde(rename = "don_vi")]
    pub(crate) department: String,
    /// `ngày 12 tháng 3 năm 2020`, as all dates in words here.
    #[serde(rename = "ngay_tiep_nhan")]
    pub(crate) received: Option<String>,
    #[serde(rename = "ngay_hen_tra")]
    pub(crate) due: Option<String>,
    /// New date, for `phieu_hen_lai`; of a matter, when it is answered; of `tre_hen_lai`, the one not kept; of
    /// `da_tra_tre`, the one to which the sheet moved the first.
    #[serde(rename = "ngay_hen_lai")]
    pub(crate) reappointed: Option<String>,
    /// Actual day, for `thu_xin_loi`.
    #[serde(rename = "ngay_ket_thuc")]
    pub(crate) end: Option<String>,
    /// As the sheet gives it, or in the words of the list; without a final period.
    #[serde(rename = "ly_do")]
    pub(crate) reason: String,
    /// The three days again, ISO, for the register.
    #[serde(rename = "han")]
    pub(crate) due_day: Option<Date>,
    #[serde(rename = "hen_lai")]
    pub(crate) new_day: Option<Date>,
    #[serde(rename = "ket_thuc")]
    pub(crate) end_day: Option<Date>,
    /// To which the sheet moved the first appointment of `da_tra_tre`.
    #[serde(rename = "doi_den", default)]
    pub(crate) moved_day: Option<Date>,
}

impl Letter {
    pub(crate) fn id(&self) -> LetterId {
        (self.year, self.order)
    }
}

/// A letter that no longer counts; its number stays taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Void {
    #[serde(rename = "nam")]
    pub(crate) year: i16,
    #[serde(rename = "thu_tu")]
    pub(crate) order: u32,
    #[serde(rename = "ma_ho_so")]
    pub(crate) code: String,
    #[serde(rename = "ly_do")]
    pub(crate) reason: String,
    #[serde(rename = "ngay")]
    pub(crate) day: Date,
}

/// A dossier that is owed a letter, and what is missing for it: hundreds of thousands share the texts that they repeat.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct HeldBack {
    #[serde(rename = "tinh_trang")]
    pub(crate) situation: Situation,
    #[serde(rename = "ma_ho_so")]
    pub(crate) code: Text,
    /// Applicant, for the workbook to fill in alone, which asks how to address them.
    #[serde(skip)]
    pub(crate) recipient: Text,
    #[serde(rename = "thu_tuc")]
    pub(crate) procedure: Text,
    #[serde(rename = "don_vi")]
    pub(crate) department: Text,
    /// Written as `ngay_hen_tra` in words, and as `han`.
    #[serde(flatten, serialize_with = "due_in_words")]
    pub(crate) due_day: Option<Date>,
    /// Working days late, or left; `null` outside the calendar.
    #[serde(rename = "so_ngay")]
    pub(crate) days: Option<u32>,
    /// `chưa có lý do`, `chưa có ngày hẹn lại`, …; or the letter that there is.
    #[serde(rename = "con_thieu")]
    pub(crate) missing: Vec<Cow<'static, str>>,
    /// Written as `la_loi`: whether it is refused.
    #[serde(rename = "la_loi", serialize_with = "refused")]
    pub(crate) why: Held,
    /// File, sheet and row to mend.
    #[serde(rename = "vi_tri", serialize_with = "place")]
    pub(crate) place: Place,
}

/// Why a letter is not written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Held {
    /// For want of what `missing` says.
    Wanting,
    /// A bag that lies later has the letter.
    WrittenLater,
    /// A second new date is asked for beside the one of a letter from before, or of one from later.
    Refused(Past),
    /// A second new date is asked for beside the one in the data, of which there is no letter.
    SecondAsked,
    /// The data moved it once, to a day that has passed: nothing can be promised any more.
    PastPromise,
}

/// Whether a letter of another bag lies before the run or after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Past {
    Before,
    Later,
}

impl HeldBack {
    /// Whether it is held back because there is a letter.
    pub(crate) fn has_letter(&self) -> bool {
        matches!(self.why, Held::WrittenLater | Held::Refused(_))
    }

    /// A second re-appointment, which the law does not allow.
    pub(crate) fn is_refused(&self) -> bool {
        matches!(self.why, Held::Refused(_) | Held::SecondAsked)
    }

    /// Whether filling something in would help: there is no letter yet, and one may be written.
    pub(crate) fn can_be_filled_in(&self) -> bool {
        self.why == Held::Wanting
    }
}

#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes every field so"
)]
fn due_in_words<S: Serializer>(due: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry("ngay_hen_tra", &due.map(long_date).unwrap_or_default())?;
    map.serialize_entry("han", due)?;
    map.end()
}

fn place<S: Serializer>(place: &Place, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(place)
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes every field so")]
fn refused<S: Serializer>(why: &Held, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bool(matches!(why, Held::Refused(_) | Held::SecondAsked))
}

/// Letters of one run, in the order of the register.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct Letters {
    /// Day judged, ISO.
    #[serde(rename = "ngay")]
    pub(crate) day: Date,
    #[serde(rename = "thu")]
    pub(crate) written: Vec<Letter>,
    /// In order of due date and code.
    #[serde(rename = "chua_viet")]
    pub(crate) held_back: Vec<HeldBack>,
    /// Open and due within a few working days, without a letter.
    #[serde(rename = "sap_den_han")]
    pub(crate) near: Vec<HeldBack>,
    #[serde(rename = "huy")]
    pub(crate) voids: Vec<Void>,
    /// Late and overdue dossiers that have a letter from before.
    #[serde(skip)]
    pub(crate) already: Vec<AlreadyLettered>,
}

impl Letters {
    /// Dossiers whose letter lacks what can be filled in, late ones first.
    pub(crate) fn to_fill_in(&self) -> Vec<&HeldBack> {
        let owed = self.held_back.iter();
        let owed =
            owed.filter(|held| held.situation != Situation::Matter && held.can_be_filled_in());
        owed.chain(self.near.iter().filter(|held| held.can_be_filled_in())).collect()
    }

    /// Dossiers that were put off once without a letter, to a day that has passed.
    pub(crate) fn past_promises(&self) -> usize {
        self.held_back.iter().filter(|held| held.why == Held::PastPromise).count()
    }
}

/// A dossier that has a letter from before.
#[derive(Clone, Debug)]
pub(crate) struct AlreadyLettered {
    pub(crate) department: Text,
    pub(crate) place: Place,
}

/// NĐ 61/2018/NĐ-CP Điều 19 khoản 9: at the latest one day before the appointment.
pub(crate) fn is_in_time(sent: Date, due: Date) -> bool {
    sent < due
}

#[cfg(test)]
mod tests;
