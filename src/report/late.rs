//! The internal list of late and overdue dossiers: code, department, days; no names.

use std::cmp::Reverse;

use serde::Serialize;

use crate::measure::LateDossier;
use crate::model::{Text, is_code, short_date};
use crate::report::PeriodFigures;
use crate::report::letters::{LateLetter, LateLetters, LetterState};
use crate::report::options::{Run, period_figures};
use crate::rules::{coded, listed};

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
    /// How many there are of each, also where only the first of them are here.
    #[serde(rename = "so_da_giai_quyet")]
    pub(crate) resolved_count: usize,
    #[serde(rename = "so_dang_giai_quyet")]
    pub(crate) open_count: usize,
}

/// Dossiers of each list that documents print, some fifteen pages; all of them stand in the workbook.
const PRINTED: usize = 500;

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
    #[serde(skip)]
    pub(crate) letter: LetterState,
    /// Line of the list of reasons, `b) Do phối hợp …`; `None` for other words and for none.
    #[serde(skip)]
    pub(crate) listed_reason: Option<String>,
    /// The same for documents that go out.
    #[serde(skip)]
    pub(crate) outside: LateNames,
}

/// What is printed outside the office instead of a text that may be somebody's; `None`: the text itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct LateNames {
    /// The place, where a code looks like none.
    code: Option<String>,
    field: Option<String>,
    procedure: Option<String>,
}

impl LateList {
    /// Only those of one department, by its printed name, for its report, which goes out.
    pub(crate) fn of(&self, department: &str) -> Self {
        let own = self.first(|item| item.department == department);
        let outside =
            |items: Vec<LateItem>| items.into_iter().map(LateItem::for_outside).collect::<Vec<_>>();
        Self { resolved: outside(own.resolved), open: outside(own.open), ..own }
    }

    /// What is printed of the whole office.
    pub(crate) fn printed(&self) -> Self {
        self.first(|_| true)
    }

    fn first(&self, is_own: impl Fn(&LateItem) -> bool) -> Self {
        let own = |items: &[LateItem]| {
            let all = items.iter().filter(|item| is_own(item));
            let count = all.clone().count();
            (all.take(PRINTED).cloned().collect(), count)
        };
        let ((resolved, resolved_count), (open, open_count)) =
            (own(&self.resolved), own(&self.open));
        Self { period: self.period.clone(), resolved, open, resolved_count, open_count }
    }
}

/// All late and overdue dossiers: most days first, unknown days last, then by appointment and place.
pub(crate) fn late_list(run: &Run<'_>, letters: &LateLetters<'_>) -> LateList {
    let mut late: Vec<_> = letters.each.iter().collect();
    late.sort_by_key(|one| (Reverse(one.late.days), one.late.due, &one.late.dossier.place));
    let (resolved, open): (Vec<_>, Vec<_>) =
        late.into_iter().partition(|one| one.late.end.is_some());
    let items = |late: Vec<&LateLetter<'_>>| late.into_iter().map(|one| item(run, one)).collect();
    LateList {
        resolved_count: resolved.len(),
        open_count: open.len(),
        period: period_figures(run.options.period),
        resolved: items(resolved),
        open: items(open),
    }
}

impl LateItem {
    /// `b`, `lời khác`, `chưa ghi`: never the words themselves, which may name somebody.
    pub(crate) fn reason_words(&self) -> String {
        match &self.listed_reason {
            Some(line) => line.split(')').next().unwrap_or_default().to_owned(),
            None if self.has_reason => "lời khác".to_owned(),
            None => "chưa ghi".to_owned(),
        }
    }

    fn for_outside(self) -> Self {
        let LateNames { code, field, procedure } = self.outside;
        Self {
            code: code.unwrap_or(self.code),
            field: field.unwrap_or(self.field),
            procedure: procedure.unwrap_or(self.procedure),
            outside: LateNames::default(),
            ..self
        }
    }
}

fn item(run: &Run<'_>, LateLetter { late, state, .. }: &LateLetter<'_>) -> LateItem {
    let dossier = &late.dossier;
    let printed = |text: String| run.options.faces.printed(text);
    let text = |name: Option<&Text>| name.map(Text::to_string).unwrap_or_default();
    let (field, procedure) = (
        text(dossier.field.as_ref()),
        text(dossier.procedure.as_ref().or(dossier.procedure_code.as_ref())),
    );
    let (of_fields, of_procedures) = (&run.measures.fields, &run.measures.procedures);
    let outside = LateNames {
        code: dossier
            .code
            .as_deref()
            .filter(|code| !is_code(code))
            .map(|_| printed(dossier.place.to_string())),
        field: (!of_fields.prints(&field)).then(String::new),
        procedure: (!of_procedures.prints(&procedure)).then(String::new),
    };
    LateItem {
        code: printed(code(late)),
        department: department(run, late),
        field: printed(field),
        procedure: printed(procedure),
        received: short_date(dossier.received),
        due: short_date(late.due),
        end: late.end.map(short_date),
        reappointed: dossier.reappointed.map(short_date),
        days: late.days,
        days_text: match late.days {
            None => "–".to_owned(),
            Some(0) => "chưa quá 1 ngày làm việc".to_owned(),
            Some(days) => days.to_string(),
        },
        has_reason: reason(late).is_some(),
        listed_reason: reason(late).and_then(|text| {
            let list = &run.options.letters.reasons;
            list.get(coded(list, &text)?).map(listed)
        }),
        letter: *state,
        outside,
    }
}

/// Mã hồ sơ, or the place where there is none.
pub(crate) fn code(late: &LateDossier) -> String {
    let code = late.dossier.code.as_ref();
    code.map_or_else(|| late.dossier.place.to_string(), Text::to_string)
}

pub(crate) fn department(run: &Run<'_>, late: &LateDossier) -> String {
    run.lines.name(late.line.department.as_ref())
}

/// The reason as the sheet gives it, without a final period; `None` where nothing is said.
pub(crate) fn reason(late: &LateDossier) -> Option<String> {
    let entered = late.entry.as_ref().and_then(|entry| entry.reason.as_deref());
    let reason = entered.or(late.dossier.reason.as_deref())?.trim().trim_end_matches(['.', ' ']);
    reason.chars().any(char::is_alphanumeric).then(|| reason.to_owned())
}
