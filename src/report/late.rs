//! The internal list of late and overdue dossiers: code, department, days; no names.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;
use rayon::prelude::*;
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::measure::{LateDossier, Measures, Names};
use crate::model::{Text, is_code, short_date};
use crate::report::PeriodFigures;
use crate::report::letters::{LateLetter, LateLetters, LetterState};
use crate::report::options::{Run, period_figures};
use crate::report::reason_names::may_name;
use crate::rules::{coded, is_status, listed, tidied};

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
    /// Open ones without a letter that were put off once, to a day that has passed: a second new day is not allowed,
    /// so that nothing can be added from which a letter could be written.
    #[serde(rename = "so_da_qua_ngay_hen_lai")]
    pub(crate) past_promise_count: usize,
    /// Of those with a letter that is prepared and not issued: a Phiếu that is no longer true, since the result was
    /// given or the new day has passed.
    #[serde(rename = "so_phieu_khong_con_dung")]
    pub(crate) stale_count: usize,
}

/// Dossiers of each list that documents print, some fifteen pages; all of them stand in the workbook.
const PRINTED: usize = 500;

/// One late dossier: there may be hundreds of thousands, which share the texts that they repeat.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct LateItem {
    /// Mã hồ sơ, or its place where the sheet gives no code.
    #[serde(rename = "ma_ho_so")]
    pub(crate) code: Text,
    #[serde(rename = "don_vi")]
    pub(crate) department: Text,
    #[serde(rename = "linh_vuc")]
    pub(crate) field: Text,
    #[serde(rename = "thu_tuc")]
    pub(crate) procedure: Text,
    /// Written as `12/3/2020`, as all days here.
    #[serde(rename = "ngay_tiep_nhan", serialize_with = "day")]
    pub(crate) received: Date,
    #[serde(rename = "ngay_hen_tra", serialize_with = "day")]
    pub(crate) due: Date,
    /// End of handling; `null` while open.
    #[serde(rename = "ngay_ket_thuc", serialize_with = "known_day")]
    pub(crate) end: Option<Date>,
    /// To which day it was put off: that of its letter, else that of the data, where it is later than the appointment.
    #[serde(rename = "ngay_hen_lai", serialize_with = "known_day")]
    pub(crate) reappointed: Option<Date>,
    /// Working days late; `None` outside the calendar. Written as `so_ngay_qua_han`, and in words beside.
    #[serde(flatten, serialize_with = "days_beside_words")]
    pub(crate) days: Option<u32>,
    /// Whether a reason is given (the reason itself may name people).
    #[serde(rename = "co_ly_do")]
    pub(crate) has_reason: bool,
    #[serde(skip)]
    pub(crate) letter: LetterState,
    /// Put off once without a letter, to a day that has passed.
    #[serde(skip)]
    pub(crate) is_past_promise: bool,
    /// Its letter is a Phiếu that was never issued and is no longer true: the result was given, or the new day has passed.
    #[serde(skip)]
    pub(crate) is_stale: bool,
    /// Line of the list of reasons, `b) Do phối hợp …`; `None` for other words and for none.
    #[serde(skip)]
    pub(crate) listed_reason: Option<Text>,
    /// A reason in other words that names nobody; only in the paper of its department.
    #[serde(skip)]
    pub(crate) own_reason: Option<Text>,
    /// The same for documents that go out.
    #[serde(skip)]
    pub(crate) outside: LateNames,
}

/// What is printed outside the office instead of a text that may be somebody's; `None`: the text itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct LateNames {
    /// What becomes `own_reason` there.
    own_reason: Option<Text>,
    /// The place, where a code looks like none.
    code: Option<Text>,
    field: Option<Text>,
    procedure: Option<Text>,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes every field so")]
fn day<S: Serializer>(day: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&short_date(*day))
}

#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes every field so"
)]
fn known_day<S: Serializer>(day: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    day.map(short_date).serialize(serializer)
}

#[expect(
    clippy::ref_option,
    clippy::trivially_copy_pass_by_ref,
    reason = "serde passes every field so"
)]
fn days_beside_words<S: Serializer>(days: &Option<u32>, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(2))?;
    map.serialize_entry("so_ngay_qua_han", days)?;
    map.serialize_entry("so_ngay_qua_han_chu", &days_in_words(*days))?;
    map.end()
}

/// `5`, `chưa quá 1 ngày làm việc`, or "–".
fn days_in_words(days: Option<u32>) -> String {
    match days {
        None => "–".to_owned(),
        Some(0) => "chưa quá 1 ngày làm việc".to_owned(),
        Some(days) => days.to_string(),
    }
}

impl LateList {
    /// Only those of one department, by its printed name, for its report, which goes out.
    pub(crate) fn of(&self, department: &str) -> Self {
        let own = self.first(|item| item.department.as_str() == department);
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
        let past = self.open.iter().filter(|item| is_own(item) && item.is_past_promise);
        let past_promise_count = past.count();
        let all = self.resolved.iter().chain(&self.open);
        let stale_count = all.filter(|item| is_own(item) && item.is_stale).count();
        let period = self.period.clone();
        Self { period, resolved, open, resolved_count, open_count, past_promise_count, stale_count }
    }
}

/// All late and overdue dossiers: most days first, unknown days last, then by appointment and place.
pub(crate) fn late_list(run: &Run<'_>, letters: &LateLetters<'_>) -> LateList {
    let mut late: Vec<_> = letters.each.iter().collect();
    late.par_sort_by_key(|one| (Reverse(one.late.days), one.late.due, &one.late.dossier.place));
    let (resolved, open): (Vec<_>, Vec<_>) =
        late.into_iter().partition(|one| one.late.end.is_some());
    let mut texts = SharedTexts::default();
    let mut items = |late: Vec<&LateLetter<'_>>| -> Vec<LateItem> {
        late.into_iter().map(|one| item(run, one, &mut texts)).collect()
    };
    let (resolved, open) = (items(resolved), items(open));
    let past = open.iter().filter(|item| item.is_past_promise);
    let stale = resolved.iter().chain(&open).filter(|item| item.is_stale);
    LateList {
        stale_count: stale.count(),
        resolved_count: resolved.len(),
        open_count: open.len(),
        past_promise_count: past.count(),
        period: period_figures(run.options.period),
        resolved,
        open,
    }
}

/// What the items share.
#[derive(Default)]
struct SharedTexts {
    departments: BTreeMap<Option<Text>, Text>,
    /// As printed, and instead of it outside.
    fields: BTreeMap<Text, (Text, Option<Text>)>,
    procedures: BTreeMap<Text, (Text, Option<Text>)>,
    /// Its line of the list; else the words, where they name nobody.
    reasons: BTreeMap<String, [Option<Text>; 2]>,
}

impl LateItem {
    /// `5`, `chưa quá 1 ngày làm việc`, or "–".
    pub(crate) fn days_text(&self) -> String {
        days_in_words(self.days)
    }

    /// `b`, `lời khác`, `chưa ghi`; the words themselves only where they name nobody.
    pub(crate) fn reason_words(&self) -> String {
        match (&self.listed_reason, &self.own_reason) {
            (Some(line), _) => line.split(')').next().unwrap_or_default().to_owned(),
            (None, Some(words)) => words.to_string(),
            (None, None) if self.has_reason => "lời khác".to_owned(),
            (None, None) => "chưa ghi".to_owned(),
        }
    }

    fn for_outside(self) -> Self {
        let LateNames { own_reason, code, field, procedure } = self.outside;
        Self {
            own_reason,
            code: code.unwrap_or(self.code),
            field: field.unwrap_or(self.field),
            procedure: procedure.unwrap_or(self.procedure),
            outside: LateNames::default(),
            ..self
        }
    }
}

fn item(
    run: &Run<'_>,
    one @ LateLetter { late, state, .. }: &LateLetter<'_>,
    texts: &mut SharedTexts,
) -> LateItem {
    let dossier = &late.dossier;
    let printed = |text: Text| run.options.faces.printed_text(text);
    let text = |name: Option<&Text>| name.cloned().unwrap_or_default();
    let SharedTexts { departments, fields, procedures, reasons } = texts;
    let department = departments
        .entry(late.line.department.clone())
        .or_insert_with(|| Text::from(department(run, late)));
    let reason = reason(late);
    let [listed_reason, own_reason] = reason.as_ref().map_or([None, None], |text| {
        if let Some(known) = reasons.get(text) {
            return known.clone();
        }
        let list = &run.options.letters.reasons;
        let found =
            coded(list, text).and_then(|at| list.get(at)).map(|one| Text::from(listed(one)));
        let is_said = found.is_none() && !may_name(text);
        let own = is_said.then(|| printed(Text::from(text.as_str())));
        reasons.insert(text.clone(), [found.clone(), own.clone()]);
        [found, own]
    });
    let named = |known: &mut BTreeMap<Text, (Text, Option<Text>)>, names: &Names, name: Text| {
        let new = |name: &Text| {
            let outside = (!names.prints(name)).then(Text::new);
            (printed(Text::clone(name)), outside)
        };
        match known.get(&name) {
            Some(both) => both.clone(),
            None => known.entry(name).or_insert_with_key(new).clone(),
        }
    };
    let Measures { fields: of_fields, procedures: of_procedures, .. } = run.measures;
    let (field, field_outside) = named(fields, of_fields, text(dossier.field.as_ref()));
    let procedure = text(dossier.procedure.as_ref().or(dossier.procedure_code.as_ref()));
    let (procedure, procedure_outside) = named(procedures, of_procedures, procedure);
    let outside = LateNames {
        own_reason,
        code: dossier
            .code
            .as_deref()
            .filter(|code| !is_code(code))
            .map(|_| printed(Text::from(dossier.place.to_string()))),
        field: field_outside,
        procedure: procedure_outside,
    };
    LateItem {
        code: printed(code(late)),
        department: Text::clone(department),
        field,
        procedure,
        received: dossier.received,
        due: late.due,
        end: late.end,
        reappointed: one.promised(),
        days: late.days,
        has_reason: reason.is_some(),
        listed_reason,
        own_reason: None,
        letter: *state,
        is_past_promise: one.is_past_promise(),
        is_stale: one.is_stale(run.options.period.span.to),
        outside,
    }
}

/// Mã hồ sơ, or the place where there is none.
pub(crate) fn code(late: &LateDossier) -> Text {
    let code = late.dossier.code.as_ref();
    code.map_or_else(|| Text::from(late.dossier.place.to_string()), Text::clone)
}

pub(crate) fn department(run: &Run<'_>, late: &LateDossier) -> String {
    run.lines.name(late.line.department.as_ref())
}

/// The reason as the sheet gives it, without what stands around it; `None` where nothing, or no reason, is said.
pub(crate) fn reason(late: &LateDossier) -> Option<String> {
    let entered = late.entry.as_ref().and_then(|entry| entry.reason.as_deref());
    let reason = tidied(entered.or(late.dossier.reason.as_deref())?);
    (!reason.is_empty() && !is_status(&reason)).then_some(reason)
}
