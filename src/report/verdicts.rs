//! Every dossier with its verdict, line by line: what the figures are made of. Internal.

use jiff::civil::Date;

use crate::ledger::Count;
use crate::measure::{DossierCounts, Verdict};
use crate::model::{Faces, Standing, Text, UNKNOWN_DEPARTMENT, short_date};
use crate::report::PeriodFigures;
use crate::report::table::columns_of;
use crate::rules::{Class, Timing};

/// Dossiers that a workbook lists: Excel opens them in a second or two.
pub(crate) const MOST_LISTED: usize = 50_000;

/// `noi-bo/danh-sach-ho-so`: the dossiers of a period.
#[derive(Clone, Debug)]
pub(crate) struct DossierList {
    pub(crate) period: PeriodFigures,
    pub(crate) lines: Vec<DossierVerdict>,
    /// Dossiers that were read and do not touch the period.
    pub(crate) outside: u64,
    /// Dossiers in which the carry-over differs from the open ones of the period before; `None` where its list is
    /// not known.
    pub(crate) carried: Option<Vec<CarryDifference>>,
}

/// A dossier that was open at the end of the period before and is not carried over, or the other way round.
#[derive(Clone, Debug)]
pub(crate) struct CarryDifference {
    pub(crate) code: String,
    /// Empty where no sheet has it any more.
    pub(crate) department: String,
    pub(crate) side: CarrySide,
    pub(crate) why: String,
    pub(crate) place: String,
}

/// Which of two counts has the dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CarrySide {
    OpenBefore,
    CarriedNow,
}

impl CarrySide {
    pub(crate) const fn vietnamese(self) -> &'static str {
        match self {
            Self::OpenBefore => "Cuối kỳ trước đang giải quyết, kỳ này không chuyển sang",
            Self::CarriedNow => "Kỳ này chuyển sang, cuối kỳ trước không có",
        }
    }
}

/// Holds a dossier against the open ones of the period before; `None` where both have it, or neither.
pub(crate) fn carry_difference(
    verdict: &Verdict<'_>,
    was_open: bool,
    first_day: Date,
    faces: Faces,
) -> Option<CarryDifference> {
    let Verdict { dossier, counts, .. } = verdict;
    let is_carried = counts.carried + counts.withdrawn_carried > 0;
    let side = match (was_open, is_carried) {
        (true, false) => CarrySide::OpenBefore,
        (false, true) => CarrySide::CarriedNow,
        (true, true) | (false, false) => return None,
    };
    let end = dossier.end().filter(|end| *end < first_day);
    let why = match (side, end) {
        (CarrySide::CarriedNow, _) => {
            format!(
                "tiếp nhận ngày {}, kỳ trước chưa có trong dữ liệu hoặc đã kết thúc",
                short_date(dossier.received)
            )
        }
        (CarrySide::OpenBefore, Some(end)) => format!("nay ghi kết thúc ngày {}", short_date(end)),
        (CarrySide::OpenBefore, None) if dossier.standing == Standing::NeverCounted => {
            "trạng thái nay cho biết chưa được tiếp nhận".to_owned()
        }
        (CarrySide::OpenBefore, None) => {
            format!("nay ghi tiếp nhận ngày {}", short_date(dossier.received))
        }
    };
    Some(CarryDifference {
        code: dossier
            .code
            .as_ref()
            .map_or_else(String::new, |code| faces.printed(code.to_string())),
        department: department(dossier.department.as_ref(), faces),
        side,
        why,
        place: dossier.place.to_string(),
    })
}

/// One of the period before that no sheet has any more.
pub(crate) fn gone(code: &str, faces: Faces) -> CarryDifference {
    CarryDifference {
        code: faces.printed(code.to_owned()),
        department: String::new(),
        side: CarrySide::OpenBefore,
        why: "nay không còn trong dữ liệu".to_owned(),
        place: String::new(),
    }
}

fn department(name: Option<&Text>, faces: Faces) -> String {
    name.map_or_else(|| UNKNOWN_DEPARTMENT.to_owned(), |name| faces.printed(name.to_string()))
}

/// One dossier.
#[derive(Clone, Debug)]
pub(crate) struct DossierVerdict {
    /// Mã hồ sơ; empty where the sheet gives none.
    pub(crate) code: String,
    pub(crate) department: String,
    pub(crate) field: String,
    pub(crate) received: Date,
    /// Ngày hẹn trả by which it is judged; `None` where there is none.
    pub(crate) due: Option<Date>,
    pub(crate) end: Option<Date>,
    pub(crate) verdict: &'static str,
    /// Working days late.
    pub(crate) days: Option<u32>,
    /// `(3) (5) (7) (8)`: columns of the 13-column table; empty where it is in none.
    pub(crate) columns: String,
    /// Tệp › trang › dòng.
    pub(crate) place: String,
    /// Why it is judged so, or why it does not count.
    pub(crate) note: String,
}

/// The line of a dossier; `None` for one that does not touch the period.
pub(crate) fn dossier_verdict(verdict: &Verdict<'_>, faces: Faces) -> Option<DossierVerdict> {
    let Verdict { dossier, due, class, counts, days } = verdict;
    let is_never_counted = dossier.standing == Standing::NeverCounted;
    if *class == Class::Outside && !is_never_counted {
        return None;
    }
    let text =
        |text: Option<&Text>| text.map_or_else(String::new, |text| faces.printed(text.to_string()));
    Some(DossierVerdict {
        code: text(dossier.code.as_ref()),
        department: department(dossier.department.as_ref(), faces),
        field: text(dossier.field.as_ref()),
        received: dossier.received,
        due: due.base,
        end: dossier.end(),
        verdict: words(*class, counts),
        days: *days,
        columns: columns(counts),
        place: dossier.place.to_string(),
        note: notes(verdict).join("; "),
    })
}

const fn words(class: Class, counts: &DossierCounts) -> &'static str {
    match class {
        Class::Outside => "Chưa tiếp nhận, không tính",
        Class::Resolved(Timing::Early) => "Trước hạn",
        Class::Resolved(Timing::OnTime) => "Đúng hạn",
        Class::Resolved(Timing::Late) => "Quá hạn, đã giải quyết",
        Class::Withdrawn if counts.resolved == 0 => "Rút, trả lại, không tính",
        Class::Withdrawn => "Rút, trả lại",
        Class::Waiting => "Trong hạn, chờ tổ chức, cá nhân",
        Class::OpenInTime => "Trong hạn",
        Class::Overdue => "Quá hạn, đang giải quyết",
    }
}

fn columns(counts: &DossierCounts) -> String {
    let totals = columns_of(*counts);
    let counted = Count::COLUMNS.into_iter().filter(|count| totals.get(*count).unwrap_or(0) > 0);
    let numbers = counted.flat_map(Count::numbers);
    numbers.map(|number| format!("({number})")).collect::<Vec<_>>().join(" ")
}

fn notes(verdict: &Verdict<'_>) -> Vec<&'static str> {
    let Verdict { dossier, due, class, counts, days } = verdict;
    let mut notes = Vec::new();
    if *class == Class::Outside {
        notes.push("trạng thái cho biết chưa được tiếp nhận");
    }
    if *class == Class::Withdrawn && counts.resolved == 0 {
        notes.push("theo lựa chọn của cơ quan, hồ sơ rút, trả lại không tính");
    }
    if *class == Class::Withdrawn && counts.resolved == 1 {
        notes.push("theo lựa chọn của cơ quan, hồ sơ rút, trả lại tính vào đúng hạn");
    }
    if due.base.is_none() && counts.taken == 1 {
        notes.push("không có ngày hẹn trả");
    }
    if due.computed && counts.taken == 1 {
        notes.push("ngày hẹn trả do chương trình tính theo thời hạn của thủ tục");
    }
    if due.first != due.base {
        notes.push("tính theo ngày hẹn lại");
    }
    if counts.open == 1 && dossier.end().is_some() {
        notes.push("kết thúc sau kỳ");
    }
    if counts.late + counts.open_overdue == 1 && days.is_none() {
        notes.push("ngoài lịch làm việc đã khai báo, không tính được số ngày");
    }
    notes
}
