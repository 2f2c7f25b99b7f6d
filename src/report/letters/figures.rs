//! Letters in figures: how many were written, and late dossiers beside their letters.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use serde::{Deserialize, Serialize};

use crate::measure::DelayOutcome;
use crate::model::{Ratio, Text};
use crate::report::letters::state::{LateLetter, LateLetters, LetterState};
use crate::report::letters::{Held, HeldBack, Letter, LetterKind, Letters, Past, Situation};
use crate::report::lines::Scope;
use crate::report::options::Run;

/// The line of all departments beside their letters.
pub(crate) const LETTERS_TOTAL: &str = "Tổng cộng";

/// Counts for the report. `owed` = `appointments` + `apologies` + `already` + `later` + `held_back`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct LetterFigures {
    /// Phiếu xin lỗi và hẹn lại ngày trả kết quả for overdue dossiers, written in this run.
    #[serde(rename = "phieu_hen_lai")]
    pub(crate) appointments: u64,
    /// Thư xin lỗi for dossiers resolved late, written in this run.
    #[serde(rename = "thu_xin_loi")]
    pub(crate) apologies: u64,
    /// Late or overdue, without a letter, as something is missing for it.
    #[serde(rename = "chua_du_thong_tin")]
    pub(crate) held_back: u64,
    /// Late or overdue dossiers that already have a letter in the archive.
    #[serde(rename = "da_co_tu_truoc")]
    pub(crate) already: u64,
    /// Late or overdue dossiers whose letter was written after the period.
    #[serde(rename = "da_co_sau_ky")]
    pub(crate) later: u64,
    /// All that are owed one: late in the period, and overdue at its end.
    #[serde(rename = "phai_xin_loi")]
    pub(crate) owed: u64,
    /// A second re-appointment was asked for, beside the one of a letter or of the data, which is refused.
    #[serde(rename = "tu_choi_hen_lan_hai")]
    pub(crate) refused: u64,
    /// Phiếu for dossiers that are open and not late yet on the last day.
    #[serde(rename = "phieu_truoc_han")]
    pub(crate) ahead: u64,
    /// Open and due within a few working days, without a letter.
    #[serde(rename = "sap_den_han")]
    pub(crate) near: u64,
    /// Thư xin lỗi for matters without a receipt, written in this run.
    #[serde(rename = "thu_viec")]
    pub(crate) matters: u64,
    /// Of the letters written in this run, those that the register says went out.
    #[serde(skip)]
    pub(crate) written_issued: u64,
    /// Of the prepared letters of `reconciliation`: Phiếu, and thư xin lỗi.
    #[serde(rename = "da_lap_phieu")]
    pub(crate) prepared_appointments: u64,
    #[serde(rename = "da_lap_thu")]
    pub(crate) prepared_apologies: u64,
    /// Late dossiers beside their letters.
    #[serde(rename = "doi_chieu")]
    pub(crate) reconciliation: Reconciliation,
    /// The same by department; only departments with anything to tell.
    #[serde(rename = "doi_chieu_don_vi")]
    pub(crate) by_department: Vec<Reconciliation>,
}

/// Late dossiers beside their letters. `late` = `issued` + `prepared` + `only_reappointed` + `without`;
/// `issued` = `issued_in_time` + `issued_late`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Reconciliation {
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// (10) and (13), as far as there is a list of dossiers.
    #[serde(rename = "qua_han")]
    pub(crate) late: u64,
    /// The register gives the day of the letter.
    #[serde(rename = "da_phat_hanh")]
    pub(crate) issued: u64,
    /// `issued` of `late`.
    #[serde(rename = "ty_le_da_phat_hanh")]
    pub(crate) issued_rate: Ratio,
    /// Dated at the latest one day before the first appointment.
    #[serde(rename = "gui_kip")]
    pub(crate) issued_in_time: u64,
    #[serde(rename = "gui_muon")]
    pub(crate) issued_late: u64,
    /// A letter is there, and the clerk's office has not said when it went out.
    #[serde(rename = "da_lap")]
    pub(crate) prepared: u64,
    /// No letter is known, only a re-appointment in the data.
    #[serde(rename = "chi_co_ngay_hen_lai")]
    pub(crate) only_reappointed: u64,
    #[serde(rename = "chua_co_thu")]
    pub(crate) without: u64,
    /// Letters whose dossiers were then resolved in time, in the period; not among `late`.
    #[serde(rename = "sau_do_dung_han")]
    pub(crate) then_in_time: u64,
    /// Of `late`: past the new date as well.
    #[serde(rename = "tre_lan_hai")]
    pub(crate) second_delays: u64,
    /// Of `only_reappointed`: open, and the new day has passed. For the department that is told what is left to do;
    /// it follows from the rows, and nobody adds it up.
    #[serde(skip)]
    pub(crate) past_promises: u64,
    /// Of `prepared`: a Phiếu that is no longer true. For the department alone, as the last.
    #[serde(skip)]
    pub(crate) stale: u64,
}

impl LetterFigures {
    /// Those of another office beside them.
    pub(crate) fn add(&mut self, other: &Self) {
        // Taken apart whole, so that a new count is not forgotten.
        let Self {
            appointments,
            apologies,
            held_back,
            already,
            later,
            owed,
            refused,
            ahead,
            near,
            matters,
            written_issued,
            prepared_appointments,
            prepared_apologies,
            reconciliation,
            by_department: _,
        } = other;
        self.appointments += appointments;
        self.apologies += apologies;
        self.held_back += held_back;
        self.already += already;
        self.later += later;
        self.owed += owed;
        self.refused += refused;
        self.ahead += ahead;
        self.near += near;
        self.matters += matters;
        self.written_issued += written_issued;
        self.prepared_appointments += prepared_appointments;
        self.prepared_apologies += prepared_apologies;
        self.reconciliation += reconciliation;
    }
}

impl Reconciliation {
    fn add(&mut self, run: &Run<'_>, one @ LateLetter { late, state, .. }: &LateLetter<'_>) {
        self.late += 1;
        if one.promised().is_some_and(|new| late.end.unwrap_or(run.options.period.span.to) > new) {
            self.second_delays += 1;
        }
        self.past_promises += u64::from(one.is_past_promise() && late.end.is_none());
        self.stale += u64::from(one.is_stale(run.options.period.span.to));
        self.issued += u64::from(state.is_issued());
        *match state {
            LetterState::IssuedInTime => &mut self.issued_in_time,
            LetterState::IssuedLate => &mut self.issued_late,
            LetterState::Prepared => &mut self.prepared,
            LetterState::OnlyReappointed => &mut self.only_reappointed,
            LetterState::Nothing => &mut self.without,
        } += 1;
        self.issued_rate = Ratio::new(self.issued, self.late);
    }
}

impl AddAssign<&Self> for Reconciliation {
    fn add_assign(&mut self, other: &Self) {
        let Self {
            name: _,
            late,
            issued,
            issued_rate: _,
            issued_in_time,
            issued_late,
            prepared,
            only_reappointed,
            without,
            then_in_time,
            second_delays,
            past_promises,
            stale,
        } = other;
        self.late += late;
        self.issued += issued;
        self.issued_in_time += issued_in_time;
        self.issued_late += issued_late;
        self.prepared += prepared;
        self.only_reappointed += only_reappointed;
        self.without += without;
        self.then_in_time += then_in_time;
        self.second_delays += second_delays;
        self.past_promises += past_promises;
        self.stale += stale;
        self.issued_rate = Ratio::new(self.issued, self.late);
    }
}

/// Counts for the report of the office or of a department.
pub(crate) fn counts(
    run: &Run<'_>,
    scope: Scope<'_>,
    letters: &Letters,
    beside: &LateLetters<'_>,
) -> LetterFigures {
    let name = match scope {
        Scope::Office => None,
        Scope::Department(key) => Some(run.lines.name(Some(key))),
    };
    let own = |department: &str| name.as_deref().is_none_or(|name| name == department);
    let number = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    let written = |situations: &[Situation]| {
        let of = letters.written.iter().filter(|letter| situations.contains(&letter.situation));
        number(of.filter(|letter| own(&letter.department)).count())
    };
    // A matter without a receipt is no dossier of the table.
    let held = letters.held_back.iter().filter(|held| held.situation != Situation::Matter);
    let held: Vec<&HeldBack> = held.filter(|held| own(&held.department)).collect();
    let held_for =
        |reasons: &[Held]| number(held.iter().filter(|held| reasons.contains(&held.why)).count());
    let prepared = |kind: LetterKind| {
        let of = beside.of(scope).filter(|one| one.state == LetterState::Prepared);
        number(of.filter(|one| one.letter.is_some_and(|letter| letter.kind == kind)).count())
    };
    let by_department = reconciled(run, scope, beside, own);
    let mut total = Reconciliation { name: LETTERS_TOTAL.to_owned(), ..Reconciliation::default() };
    for line in &by_department {
        total += line;
    }
    let already = letters.already.iter().filter(|one| own(&one.department)).count();
    LetterFigures {
        appointments: written(&[Situation::Overdue]),
        apologies: written(&[Situation::Late, Situation::LateAgain]),
        held_back: held_for(&[Held::Wanting, Held::SecondAsked, Held::PastPromise]),
        already: number(already) + held_for(&[Held::Refused(Past::Before)]),
        later: held_for(&[Held::WrittenLater, Held::Refused(Past::Later)]),
        owed: number(beside.of(scope).count()),
        refused: number(held.iter().filter(|held| held.is_refused()).count()),
        ahead: number(
            beside.known.iter().filter(|one| own(&one.department) && is_ahead(run, one)).count(),
        ),
        near: number(letters.near.iter().filter(|near| own(&near.department)).count()),
        matters: written(&[Situation::Matter]),
        written_issued: number(
            letters
                .written
                .iter()
                .filter(|letter| letter.given_day.is_some() && own(&letter.department))
                .count(),
        ),
        prepared_appointments: prepared(LetterKind::Appointment),
        prepared_apologies: prepared(LetterKind::Apology),
        reconciliation: total,
        by_department,
    }
}

/// A line for each department that has a late dossier or a letter whose dossier was then in time.
fn reconciled(
    run: &Run<'_>,
    scope: Scope<'_>,
    beside: &LateLetters<'_>,
    own: impl Fn(&str) -> bool,
) -> Vec<Reconciliation> {
    let names = run.lines.departments();
    let mut names: Vec<String> = names.iter().map(|key| run.lines.name(key.as_ref())).collect();
    let mut there: BTreeSet<String> = names.iter().cloned().collect();
    for letter in &beside.known {
        if there.insert(letter.department.clone()) {
            names.push(letter.department.clone());
        }
    }
    let mut late = late_by_name(run, scope, beside);
    let lines = names.into_iter().filter(|name| own(name)).map(|name| {
        let mut line = late.remove(&name).unwrap_or_default();
        line.name = name;
        let then = beside.known.iter().filter(|letter| letter.department == line.name);
        let then = then.filter(|letter| was_in_time(run, letter)).count();
        line.then_in_time = u64::try_from(then).unwrap_or(u64::MAX);
        line
    });
    lines.filter(|line| line.late + line.then_in_time > 0).collect()
}

/// Late dossiers by the printed name of their department.
fn late_by_name(
    run: &Run<'_>,
    scope: Scope<'_>,
    beside: &LateLetters<'_>,
) -> BTreeMap<String, Reconciliation> {
    let mut by_key: BTreeMap<Option<&Text>, Vec<&LateLetter<'_>>> = BTreeMap::new();
    for one in beside.of(scope) {
        by_key.entry(one.late.line.department.as_ref()).or_default().push(one);
    }
    let mut by_name: BTreeMap<String, Reconciliation> = BTreeMap::new();
    for (key, late) in by_key {
        let line = by_name.entry(run.lines.name(key)).or_default();
        for one in late {
            line.add(run, one);
        }
    }
    by_name
}

/// Whether a letter puts off a dossier that is open and not yet due on the last day: of a quarter, its months wrote it.
fn is_ahead(run: &Run<'_>, letter: &Letter) -> bool {
    let last = run.options.period.span.to;
    let is_over = match run.measures.outcomes.get(&letter.key) {
        Some(DelayOutcome::Resolved(end)) => *end <= last,
        _ => false,
    };
    letter.situation == Situation::Near && letter.due_day.is_some_and(|due| due >= last) && !is_over
}

/// Resolved in the period, and not after the first appointment.
fn was_in_time(run: &Run<'_>, letter: &Letter) -> bool {
    let span = run.options.period.span;
    match (run.measures.outcomes.get(&letter.key), letter.due_day) {
        (Some(DelayOutcome::Resolved(end)), Some(due)) => span.contains(*end) && *end <= due,
        _ => false,
    }
}
