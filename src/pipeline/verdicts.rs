//! The list of every dossier with its verdict, held against the open ones of the period before: a workbook, or delimited text where a workbook would take too much memory.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::archive::layout;
use crate::error::Result;
use crate::measure::{self, Verdict};
use crate::model::{Dossier, Records, code_key};
use crate::pipeline::{FACES, Keep, Plan};
use crate::render;
use crate::report::{
    CarryDifference, DossierVerdict, Figures, MOST_LISTED, OfficerList, carry_difference,
    dossier_verdict, gone, officer_dossier,
};
use crate::rules::Calendar;

/// Dossiers that are judged, and lines of delimited text that are held, at once.
const PIECE: usize = 5_000;
/// Lines of it that one thread writes while the others write theirs.
const SHARE: usize = 500;

/// A line of the list, where the dossier has one, and what it is of.
type JudgedLine<'a> = (Option<DossierVerdict>, Verdict<'a>);

/// Fills the lists of dossiers, or writes that of all piece by piece and leaves it empty.
pub(super) fn list(
    records: &Records,
    plan: &Plan,
    keep: &dyn Keep,
    figures: &mut Figures,
) -> Result<()> {
    let Figures { dossiers: list, officers, .. } = figures;
    let mut from = 1;
    let mut write = |lines: Vec<DossierVerdict>| {
        if lines.is_empty() {
            return Ok(());
        }
        let shares = lines.par_chunks(SHARE).enumerate();
        let texts: Vec<Vec<u8>> =
            shares.map(|(at, lines)| render::verdict_text(lines, from + at * SHARE)).collect();
        from += lines.len();
        keep.keep_piece(layout::DOSSIERS_CSV, &texts.concat())
    };
    let judge = measure::Judge::new(&plan.measure, &plan.calendar);
    let mut is_long = false;
    let mut open = String::new();
    let mut before = Before::of(plan);
    for piece in records.dossiers.chunks(PIECE) {
        is_long |= list.lines.len() > MOST_LISTED;
        let is_due = is_long && list.lines.len() >= PIECE;
        let due = if is_due { std::mem::take(&mut list.lines) } else { Vec::new() };
        // What is judged is written while the next ones are.
        let (written, judged) = rayon::join(|| write(due), || judged_lines(&judge, piece, plan));
        written?;
        for (line, verdict) in judged.into_iter().flatten() {
            if let Some(code) = verdict.dossier.code.as_ref().filter(|_| verdict.counts.open == 1) {
                open.push_str(code);
                open.push('\n');
            }
            if let Some(before) = &mut before {
                before.hold_against(&verdict, plan);
            }
            if let Some(officers) = officers.as_mut() {
                list_officer(&verdict, officers);
            }
            match line {
                Some(line) => list.lines.push(line),
                None => list.outside += 1,
            }
        }
    }
    if is_long || list.lines.len() > MOST_LISTED {
        write(std::mem::take(&mut list.lines))?;
    }
    list.carried = before.map(Before::differences);
    keep.keep(layout::OPEN, open.as_bytes())
}

fn judged_lines<'a>(
    judge: &measure::Judge<'_>,
    piece: &'a [Dossier],
    plan: &Plan,
) -> Vec<Vec<JudgedLine<'a>>> {
    let shares = piece.par_chunks(SHARE);
    let lines = |share: &'a [Dossier]| {
        let verdicts = judge.verdicts(share);
        verdicts.map(|verdict| (line(&verdict, plan), verdict)).collect()
    };
    shares.map(lines).collect()
}

fn list_officer(verdict: &Verdict<'_>, list: &mut OfficerList) {
    let Some(one) = officer_dossier(verdict, FACES) else { return };
    if list.dossiers.len() < MOST_LISTED {
        list.dossiers.push(one);
    } else {
        list.more += 1;
    }
}

/// The dossiers that were open at the end of the period before.
struct Before<'a> {
    /// Key of the code, and the code, of those that no sheet has had yet.
    left: BTreeMap<String, &'a str>,
    all: BTreeSet<String>,
    found: Vec<CarryDifference>,
}

impl<'a> Before<'a> {
    fn of(plan: &'a Plan) -> Option<Self> {
        let codes = plan.open_before.as_deref()?.lines();
        let left: BTreeMap<_, _> = codes.map(|code| (code_key(code).into_owned(), code)).collect();
        Some(Self { all: left.keys().cloned().collect(), left, found: Vec::new() })
    }

    fn hold_against(&mut self, verdict: &Verdict<'_>, plan: &Plan) {
        let Some(code) = verdict.dossier.code.as_deref() else { return };
        let key = code_key(code);
        self.left.remove(&*key);
        let first_day = plan.measure.period.span.from;
        let was_open = self.all.contains(&*key);
        self.found.extend(carry_difference(verdict, was_open, first_day, FACES));
    }

    fn differences(self) -> Vec<CarryDifference> {
        let gone = self.left.into_values().map(|code| gone(code, FACES));
        self.found.into_iter().chain(gone).collect()
    }
}

/// A dossier that was never taken in is of the period in which it came.
fn line(verdict: &Verdict<'_>, plan: &Plan) -> Option<DossierVerdict> {
    let is_counted = verdict.counts.taken + verdict.counts.withdrawn > 0;
    let came = plan.measure.period.span.contains(verdict.dossier.received);
    dossier_verdict(verdict, FACES).filter(|_| is_counted || came)
}

/// Records, and by what they are judged.
#[derive(Clone, Copy)]
pub(crate) struct JudgedIn<'a> {
    pub(crate) records: &'a Records,
    pub(crate) options: &'a measure::MeasureOptions,
    pub(crate) calendar: &'a Calendar,
}

/// A dossier that one month counted otherwise when it was reported than now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MonthDifference {
    /// Code of the month.
    pub(crate) month: String,
    pub(crate) code: String,
    /// Verdict and columns; `None` where the month did not, or does not, count it.
    pub(crate) then: Option<String>,
    pub(crate) now: Option<String>,
    pub(crate) place: String,
}

/// By code; rows without one cannot be told apart.
pub(crate) fn month_differences(
    month: &str,
    then: JudgedIn<'_>,
    now: JudgedIn<'_>,
) -> Vec<MonthDifference> {
    let (mut then, mut now) = (judged(then), judged(now));
    let keys: BTreeSet<String> = then.keys().chain(now.keys()).cloned().collect();
    let differences = keys.into_iter().filter_map(|key| {
        let (old, new) = (then.remove(&key), now.remove(&key));
        let said = |one: &Option<DossierVerdict>| {
            one.as_ref().map(|one| format!("{} {}", one.verdict, one.columns))
        };
        if said(&old) == said(&new) {
            return None;
        }
        let (then, now) = (said(&old), said(&new));
        let DossierVerdict { code, place, .. } = new.or(old)?;
        Some(MonthDifference { month: month.to_owned(), code, then, now, place })
    });
    differences.collect()
}

fn judged(
    JudgedIn { records, options, calendar }: JudgedIn<'_>,
) -> BTreeMap<String, DossierVerdict> {
    let verdicts = measure::verdicts(records, options, calendar);
    let counted = verdicts.filter(|verdict| verdict.counts.taken + verdict.counts.withdrawn > 0);
    let named = counted.filter_map(|verdict| {
        let key = code_key(verdict.dossier.code.as_deref()?).into_owned();
        Some((key, dossier_verdict(&verdict, FACES)?))
    });
    named.collect()
}

/// `noi-bo/doi-chieu-cac-thang.csv`.
pub(crate) fn months_text(differences: &[MonthDifference]) -> Vec<u8> {
    let none = || "không tính".to_owned();
    let lines = differences.iter().map(|one| {
        let said = |one: &Option<String>| one.clone().unwrap_or_else(none);
        [one.month.clone(), one.code.clone(), said(&one.then), said(&one.now), one.place.clone()]
    });
    render::months_text(lines)
}
