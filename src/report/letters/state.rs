//! What each late dossier has by way of apology: decided here once, from the register with the letters of the run;
//! every figure, list and table asks it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use jiff::civil::Date;

use crate::measure::{LateDossier, LineKey, NewDate};
use crate::model::{Text, code_key};
use crate::report::letters::book::{LettersAsked, NumbersBook};
use crate::report::letters::register::given;
use crate::report::letters::{Letter, LetterKind, Letters, is_in_time};
use crate::report::lines::Scope;
use crate::report::options::Run;

/// What a late dossier has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum LetterState {
    /// Issued (đã phát hành): the register gives the day of its letter, which lies before the appointment.
    IssuedInTime,
    /// Issued on the day of the appointment or later.
    IssuedLate,
    /// A letter is prepared (đã lập); nobody has said on which day it went out.
    Prepared,
    /// No letter is known, only a re-appointment in the data.
    OnlyReappointed,
    Nothing,
}

impl LetterState {
    pub(crate) const fn is_issued(self) -> bool {
        matches!(self, Self::IssuedInTime | Self::IssuedLate)
    }

    /// In lists.
    pub(crate) const fn vietnamese(self) -> &'static str {
        match self {
            Self::IssuedInTime | Self::IssuedLate => "Đã phát hành",
            Self::Prepared => "Đã lập",
            Self::OnlyReappointed => "Chỉ hẹn lại",
            Self::Nothing => "Chưa có",
        }
    }
}

/// A late dossier beside its letter.
#[derive(Clone, Copy)]
pub(crate) struct LateLetter<'a> {
    pub(crate) late: &'a LateDossier,
    /// The first of its letters.
    pub(crate) letter: Option<&'a Letter>,
    pub(crate) state: LetterState,
}

/// Every late dossier of the run beside its letter, in the order of the measures.
#[derive(Default)]
pub(crate) struct LateLetters<'a> {
    pub(crate) each: Vec<LateLetter<'a>>,
    /// The same by the key of their department.
    by_department: BTreeMap<Option<Text>, Vec<LateLetter<'a>>>,
    /// Letters that the run knows: of before, of its own, and those of later that kept it from writing one.
    pub(crate) known: Vec<&'a Letter>,
}

impl LateLetter<'_> {
    /// To which day the dossier was put off: its letter said so to its owner, else the data do.
    pub(crate) fn promised(&self) -> Option<Date> {
        self.letter.and_then(|letter| letter.new_day).or(self.late.reappointed())
    }

    /// Whether it was put off once without a letter, to a day that has passed.
    pub(crate) fn is_past_promise(&self) -> bool {
        self.state == LetterState::OnlyReappointed && self.late.new_date == NewDate::Past
    }

    /// Whether its letter is a Phiếu that was never issued and is no longer true: the result was given, or the new day
    /// has passed.
    pub(crate) fn is_stale(&self, last_day: Date) -> bool {
        let is_form = self.letter.is_some_and(|letter| letter.kind == LetterKind::Appointment);
        let is_over = self.late.end.is_some() || self.promised().is_some_and(|new| new <= last_day);
        self.state == LetterState::Prepared && is_form && is_over
    }
}

/// Late dossiers with a letter, with a new day in the data and no letter, and with neither.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct LetterCounts {
    pub(crate) with: u64,
    pub(crate) only_reappointed: u64,
    pub(crate) without: u64,
}

impl From<LetterState> for LetterCounts {
    fn from(state: LetterState) -> Self {
        let mut counts = Self::default();
        *match state {
            LetterState::IssuedInTime | LetterState::IssuedLate | LetterState::Prepared => {
                &mut counts.with
            }
            LetterState::OnlyReappointed => &mut counts.only_reappointed,
            LetterState::Nothing => &mut counts.without,
        } = 1;
        counts
    }
}

impl AddAssign for LetterCounts {
    fn add_assign(&mut self, other: Self) {
        self.with += other.with;
        self.only_reappointed += other.only_reappointed;
        self.without += other.without;
    }
}

impl<'a> LateLetters<'a> {
    pub(crate) fn new(run: &Run<'a>, letters: &'a Letters, book: &'a NumbersBook) -> Self {
        let known = known(run, letters, book);
        let first = first_letters(&known);
        let beside = |late: &'a LateDossier| {
            let key = late.dossier.code.as_deref().map(code_key).unwrap_or_default();
            let letter = first.get(&*key).copied();
            LateLetter { late, letter, state: state(run, late, letter) }
        };
        let each: Vec<_> = run.measures.late.iter().map(beside).collect();
        let mut by_department: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for one in &each {
            by_department.entry(one.late.line.department.clone()).or_default().push(*one);
        }
        Self { each, by_department, known }
    }

    pub(crate) fn of(&self, scope: Scope<'_>) -> impl Iterator<Item = &LateLetter<'a>> {
        let own = match scope {
            Scope::Office => Some(&self.each),
            Scope::Department(key) => self.by_department.get(&Some(Text::clone(key))),
        };
        own.into_iter().flatten()
    }

    /// By the line of a table of dossiers.
    pub(crate) fn by_line(&self) -> BTreeMap<&LineKey, LetterCounts> {
        let mut lines: BTreeMap<&LineKey, LetterCounts> = BTreeMap::new();
        for one in &self.each {
            *lines.entry(&one.late.line).or_default() += one.state.into();
        }
        lines
    }

    /// A letter alone, without its dossier.
    pub(crate) fn of_letter(letter: &'a Letter) -> Self {
        Self { known: vec![letter], ..Self::default() }
    }

    /// One of them alone.
    pub(crate) fn of_one(one: LateLetter<'a>) -> Self {
        let by_department = BTreeMap::from([(one.late.line.department.clone(), vec![one])]);
        Self { each: vec![one], by_department, known: Vec::new() }
    }
}

fn known<'a>(run: &Run<'a>, letters: &'a Letters, book: &'a NumbersBook) -> Vec<&'a Letter> {
    let folder = run.options.letters.folder.as_str();
    let asking = LettersAsked { folder, span: run.options.period.span };
    let held = letters.held_back.iter().filter(|held| held.has_letter());
    let held: BTreeSet<_> = held.map(|held| code_key(&held.code).into_owned()).collect();
    book.standing(folder)
        .filter(|(bag, letter)| asking.comes_after(bag) || held.contains(&letter.key))
        .map(|(_, letter)| letter)
        .chain(&letters.written)
        .filter(|letter| letter.kind != LetterKind::Matter)
        .collect()
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

fn state(run: &Run<'_>, late: &LateDossier, letter: Option<&Letter>) -> LetterState {
    match letter.map(|letter| given(run, letter).date) {
        Some(Some(day)) if is_in_time(day, late.due) => LetterState::IssuedInTime,
        Some(Some(_)) => LetterState::IssuedLate,
        Some(None) => LetterState::Prepared,
        None if late.reappointed().is_some() => LetterState::OnlyReappointed,
        None => LetterState::Nothing,
    }
}
