//! Letters in figures: how many were written, and late dossiers beside their letters.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use jiff::civil::Date;
use serde::Serialize;

use crate::measure::{LateDossier, Outcome};
use crate::model::{Ratio, code_key};
use crate::report::figures::Run;
use crate::report::late::department;
use crate::report::letters::book::{Asking, Book};
use crate::report::letters::register::given;
use crate::report::letters::{Letter, LetterKind, Letters, Situation};
use crate::report::lines::Scope;

/// Counts for the report. `owed` = `appointments` + `apologies` + `held_back` + `already`.
#[derive(Clone, Debug, Default, Serialize)]
pub(crate) struct LetterFigures {
    /// Phiếu xin lỗi và hẹn lại ngày trả kết quả for overdue dossiers, written in this run.
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
    /// Of those held back: a second re-appointment was asked for, which is refused.
    #[serde(rename = "tu_choi_hen_lan_hai")]
    pub(crate) refused: u64,
    /// Phiếu for dossiers that were not late yet, written in this run.
    #[serde(rename = "phieu_truoc_han")]
    pub(crate) ahead: u64,
    /// Open and due within a few working days, without a letter.
    #[serde(rename = "sap_den_han")]
    pub(crate) near: u64,
    /// Thư xin lỗi for matters without a receipt, written in this run.
    #[serde(rename = "thu_viec")]
    pub(crate) matters: u64,
    /// Late dossiers beside their letters.
    #[serde(rename = "doi_chieu")]
    pub(crate) reconciliation: Reconciliation,
    /// The same by department; only departments with anything to tell.
    #[serde(rename = "doi_chieu_don_vi")]
    pub(crate) by_department: Vec<Reconciliation>,
}

/// Late dossiers beside their letters. `late` = `with` + `without`;
/// `with` = `sent_in_time` + `sent_late` + `undated` + `only_dated`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Reconciliation {
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// (10) and (13).
    #[serde(rename = "qua_han")]
    pub(crate) late: u64,
    #[serde(rename = "co_thu")]
    pub(crate) with: u64,
    #[serde(rename = "chua_co_thu")]
    pub(crate) without: u64,
    /// `with` of `late`.
    #[serde(rename = "ty_le")]
    pub(crate) rate: Ratio,
    /// Dated at the latest one day before the first appointment.
    #[serde(rename = "gui_kip")]
    pub(crate) sent_in_time: u64,
    #[serde(rename = "gui_muon")]
    pub(crate) sent_late: u64,
    /// The clerk's office has not said when.
    #[serde(rename = "chua_ghi_ngay")]
    pub(crate) undated: u64,
    /// No letter is known, only a re-appointment in the data.
    #[serde(rename = "chi_co_ngay_hen_lai")]
    pub(crate) only_dated: u64,
    /// Letters whose dossiers were then resolved in time, in the period; not among `late`.
    #[serde(rename = "sau_do_dung_han")]
    pub(crate) then_in_time: u64,
    /// Of `late`: past the new date as well.
    #[serde(rename = "tre_lan_hai")]
    pub(crate) second_delays: u64,
}

impl AddAssign<&Self> for Reconciliation {
    fn add_assign(&mut self, other: &Self) {
        self.late += other.late;
        self.with += other.with;
        self.without += other.without;
        self.sent_in_time += other.sent_in_time;
        self.sent_late += other.sent_late;
        self.undated += other.undated;
        self.only_dated += other.only_dated;
        self.then_in_time += other.then_in_time;
        self.second_delays += other.second_delays;
        self.rate = Ratio::new(self.with, self.late);
    }
}

/// Counts for the report of the office or of a department.
pub(crate) fn counts(
    run: &Run<'_>,
    scope: Scope<'_>,
    letters: &Letters,
    book: &Book,
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
    let owed = run.measures.late.iter().filter(|late| scope.holds(late.department.as_ref()));
    // A matter without a receipt is no dossier of the table.
    let held = letters.held_back.iter().filter(|held| held.situation != Situation::Matter);
    let held = || held.clone().filter(|held| own(&held.department));
    let by_department = reconciled(run, letters, book, own);
    let mut total =
        Reconciliation { name: "Tổng cộng".to_owned(), ..Reconciliation::default() };
    for line in &by_department {
        total += line;
    }
    LetterFigures {
        appointments: written(&[Situation::Overdue]),
        apologies: written(&[Situation::Late, Situation::LateAgain]),
        held_back: number(held().count()),
        already: number(letters.already.iter().filter(|department| own(department)).count()),
        owed: number(owed.count()),
        refused: number(held().filter(|held| held.is_error).count()),
        ahead: written(&[Situation::Near]),
        near: number(letters.near.iter().filter(|near| own(&near.department)).count()),
        matters: written(&[Situation::Matter]),
        reconciliation: total,
        by_department,
    }
}

/// A line for each department that has a late dossier or a letter whose dossier was then in time.
fn reconciled(
    run: &Run<'_>,
    letters: &Letters,
    book: &Book,
    own: impl Fn(&str) -> bool,
) -> Vec<Reconciliation> {
    let folder = run.options.letters.folder.as_str();
    let asking = Asking { folder, span: run.options.period.span };
    // Letters of later bags count where they kept this run from writing one.
    let held = letters.held_back.iter().filter(|held| held.has_letter());
    let held: BTreeSet<_> = held.map(|held| code_key(&held.code).into_owned()).collect();
    let known: Vec<&Letter> = book
        .standing(folder)
        .filter(|(bag, letter)| asking.comes_after(bag) || held.contains(&letter.key))
        .map(|(_, letter)| letter)
        .chain(&letters.written)
        .filter(|letter| letter.kind != LetterKind::Matter)
        .collect();
    let names = run.lines.departments();
    let mut names: Vec<String> = names.iter().map(|key| run.lines.name(key.as_ref())).collect();
    let mut there: BTreeSet<String> = names.iter().cloned().collect();
    for letter in &known {
        if there.insert(letter.department.clone()) {
            names.push(letter.department.clone());
        }
    }
    let first = first_letters(&known);
    let lines = names.into_iter().filter(|name| own(name)).map(|name| {
        let mut line = Reconciliation { name, ..Reconciliation::default() };
        for late in &run.measures.late {
            if department(run, late) == line.name {
                add_late(run, late, &first, &mut line);
            }
        }
        let then = known.iter().filter(|letter| letter.department == line.name);
        let then = then.filter(|letter| was_in_time(run, letter)).count();
        line.then_in_time = u64::try_from(then).unwrap_or(u64::MAX);
        line.rate = Ratio::new(line.with, line.late);
        line
    });
    lines.filter(|line| line.late + line.then_in_time > 0).collect()
}

/// The first letter of each dossier, by its key.
fn first_letters<'a>(known: &[&'a Letter]) -> BTreeMap<&'a str, &'a Letter> {
    let mut first: BTreeMap<&str, &Letter> = BTreeMap::new();
    for &letter in known.iter().filter(|letter| !letter.key.is_empty()) {
        let own = first.entry(&letter.key).or_insert(letter);
        if letter.id() < own.id() {
            *own = letter;
        }
    }
    first
}

fn add_late(
    run: &Run<'_>,
    late: &LateDossier,
    first: &BTreeMap<&str, &Letter>,
    line: &mut Reconciliation,
) {
    line.late += 1;
    let key = late.dossier.code.as_deref().map(code_key).unwrap_or_default();
    let letter = first.get(&*key).copied();
    let reappointed = late.dossier.reappointed.filter(|new| *new > late.due);
    let promised = letter.and_then(|letter| letter.new_day).or(reappointed);
    if promised.is_some_and(|new| late.end.unwrap_or(run.options.period.span.to) > new) {
        line.second_delays += 1;
    }
    let column = match letter {
        Some(letter) => match given(run, letter).date {
            None => &mut line.undated,
            Some(day) if is_in_time(day, late.due) => &mut line.sent_in_time,
            Some(_) => &mut line.sent_late,
        },
        None if late.has_letter() => &mut line.only_dated,
        None => {
            line.without += 1;
            return;
        }
    };
    *column += 1;
    line.with += 1;
}

/// NĐ 61/2018/NĐ-CP Điều 19 khoản 9: at the latest one day before the appointment.
pub(crate) fn is_in_time(sent: Date, due: Date) -> bool {
    sent < due
}

/// Resolved in the period, and not after the first appointment.
fn was_in_time(run: &Run<'_>, letter: &Letter) -> bool {
    let span = run.options.period.span;
    match (run.measures.outcomes.get(&letter.key), letter.due_day) {
        (Some(Outcome::Resolved(end)), Some(due)) => span.contains(*end) && *end <= due,
        _ => false,
    }
}
