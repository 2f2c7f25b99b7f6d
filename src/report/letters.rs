//! Apology letters: what each says, and which are held back for what.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::measure::{LateDossier, NewDate};
use crate::model::{Text, code_key, long_date, name_key};
use crate::report::figures::Run;
use crate::report::late::{code, department, reason};
use crate::report::lines::Scope;

/// Counts for the report.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct LetterFigures {
    /// Phiếu xin lỗi và hẹn lại ngày trả kết quả, written in this run.
    #[serde(rename = "phieu_hen_lai")]
    pub(crate) appointments: u64,
    /// Thư xin lỗi for dossiers resolved late, written in this run.
    #[serde(rename = "thu_xin_loi")]
    pub(crate) apologies: u64,
    /// Late or overdue, but something is missing, or another period of the archive has the letter.
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

impl LetterKind {
    /// As in the register.
    const fn name(self) -> &'static str {
        match self {
            Self::Appointment => "phieu_hen_lai",
            Self::Apology => "thu_xin_loi",
        }
    }
}

/// Kind and code (`code_key`) of each letter of another archived period → the name of that period.
pub(crate) type LettersElsewhere = BTreeMap<(String, String), String>;

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

/// First words of the names of organisations. A few family names look alike without accents (Trương, Hồ).
const ORGANISATIONS: [&str; 42] = [
    "Công ty",
    "Tổng công ty",
    "Tập đoàn",
    "Doanh nghiệp",
    "DNTN",
    "Cty",
    "HTX",
    "Hợp tác xã",
    "Liên hiệp",
    "Hộ kinh doanh",
    "Cơ sở",
    "Xí nghiệp",
    "Nhà máy",
    "Chi nhánh",
    "Văn phòng",
    "Trường",
    "Trung tâm",
    "Viện",
    "Bệnh viện",
    "Trạm y tế",
    "Ngân hàng",
    "Quỹ",
    "Hội",
    "Hiệp hội",
    "Liên đoàn",
    "Công đoàn",
    "Đoàn Thanh niên",
    "Mặt trận",
    "Ủy ban",
    "UBND",
    "HĐND",
    "Sở",
    "Ban",
    "Phòng",
    "Chi cục",
    "Cục",
    "Báo",
    "Đài",
    "Công an",
    "Tổ chức",
    "Tòa án",
    "Bảo hiểm xã hội",
];

/// Letters of the run, in order of due date and code.
pub(crate) fn letters(run: &Run<'_>, elsewhere: &LettersElsewhere) -> Letters {
    let mut late: Vec<_> = run.measures.late.iter().filter(|late| !late.lettered).collect();
    late.sort_by_cached_key(|late| (late.due, code(late), late.dossier.place.clone()));
    let mut letters = Letters::default();
    for late in late {
        match letter(run, late, elsewhere) {
            Ok(letter) => letters.written.push(letter),
            Err(missing) => letters.held_back.push(HeldBack {
                code: code(late),
                department: department(run, late),
                due: long_date(late.due),
                missing,
                place: late.dossier.place.to_string(),
            }),
        }
    }
    letters
}

/// Counts for the report of the office or of a department.
pub(crate) fn counts(run: &Run<'_>, scope: Scope<'_>, letters: &Letters) -> LetterFigures {
    let name = match scope {
        Scope::Office => None,
        Scope::Department(key) => Some(run.lines.name(Some(key))),
    };
    let own = |department: &str| name.as_deref().is_none_or(|name| name == department);
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let written = |kind| {
        let of_kind = letters.written.iter().filter(|letter| letter.kind == kind);
        number(of_kind.filter(|letter| own(&letter.department)).count())
    };
    let late = run.measures.late.iter().filter(|late| scope.holds(late.department.as_ref()));
    let (already, owed) =
        late.fold((0, 0), |(already, owed), late| (already + u64::from(late.lettered), owed + 1));
    LetterFigures {
        appointments: written(LetterKind::Appointment),
        apologies: written(LetterKind::Apology),
        held_back: number(letters.held_back.iter().filter(|held| own(&held.department)).count()),
        already,
        owed,
    }
}

/// A complete letter, or what is missing for it. Nothing is invented.
fn letter(
    run: &Run<'_>,
    late: &LateDossier,
    elsewhere: &LettersElsewhere,
) -> Result<Letter, Vec<String>> {
    let dossier = &late.dossier;
    let kind = if late.end.is_some() { LetterKind::Apology } else { LetterKind::Appointment };
    let key =
        dossier.code.as_ref().map(|code| (kind.name().to_owned(), code_key(code).into_owned()));
    if let Some(period) = key.and_then(|key| elsewhere.get(&key)) {
        return Err(vec![format!("đã có thư ở kỳ {period}")]);
    }
    let mut missing = Vec::new();
    let mut need = |value: Option<String>, what: &str| {
        if value.is_none() {
            missing.push(what.to_owned());
        }
        value.unwrap_or_default()
    };
    let own =
        |text: Option<&Text>| text.map(Text::to_string).filter(|text| !text.trim().is_empty());
    let recipient = need(own(dossier.applicant.as_ref()), "chưa có tên chủ hồ sơ");
    let dossier_code = need(own(dossier.code.as_ref()), "chưa có mã hồ sơ");
    let procedure = dossier.procedure.as_ref().or(dossier.procedure_code.as_ref());
    let procedure = need(own(procedure), "chưa có tên thủ tục");
    let reason = need(reason(late), "chưa có lý do");
    let reappointed = match (kind, late.new_date) {
        (LetterKind::Apology, _) => None,
        (LetterKind::Appointment, NewDate::Good(day)) => Some(long_date(day)),
        (LetterKind::Appointment, NewDate::Missing) => need(None, "chưa có ngày hẹn lại").into(),
        (LetterKind::Appointment, NewDate::NotAfterDue) => {
            need(None, "ngày hẹn lại không sau ngày hẹn trả").into()
        }
        (LetterKind::Appointment, NewDate::Past) => {
            need(None, "ngày hẹn lại đã qua vào ngày cuối kỳ").into()
        }
        (LetterKind::Appointment, NewDate::DayOff) => {
            need(None, "ngày hẹn lại không phải ngày làm việc").into()
        }
        (LetterKind::Appointment, NewDate::OutsideCalendar) => {
            need(None, "ngày hẹn lại nằm ngoài các năm của lịch làm việc").into()
        }
    };
    if !missing.is_empty() {
        return Err(missing);
    }
    Ok(Letter {
        kind,
        code: dossier_code,
        address_form: address_form(&recipient).to_owned(),
        recipient,
        address: own(dossier.address.as_ref()),
        procedure,
        department: department(run, late),
        received: long_date(dossier.received),
        due: long_date(late.due),
        reappointed,
        end: late.end.map(long_date),
        reason,
    })
}

/// `Tổ chức` where the name starts as those of organisations do, else `Ông/Bà`.
pub(crate) fn address_form(name: &str) -> &'static str {
    let name = name_key(name);
    let starts = |first: &&str| {
        name.strip_prefix(&name_key(first))
            .is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
    };
    if ORGANISATIONS.iter().any(starts) { "Tổ chức" } else { "Ông/Bà" }
}
