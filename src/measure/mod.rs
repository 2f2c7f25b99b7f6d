//! Records → counts that can be added up. Never parses, never rounds.

/// Adds up all fields by their names: one that is forgotten does not compile.
macro_rules! add_all {
    ($own:ident += Self { $($field:ident),+ $(,)? } = $other:ident) => {
        let Self { $($field),+ } = $other;
        $($own.$field += $field;)+
    };
}

mod apart;
mod chains;
mod comments;
mod coverage;
mod data_kind;
mod day_counts;
mod dossiers;
mod due;
mod findings;
mod late;
mod names;
mod others;
mod periods;
mod portal;
mod quality;
mod score;
mod surveys;
mod tally;
mod totals;
mod unsure;

use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use jiff::civil::Date;

pub(crate) use apart::{CountedApart, RecordApart};
pub(crate) use comments::{Comment, CommentCounts, CommentSource, ToneCounts, comments_of};
pub(crate) use coverage::{Coverage, Gap};
pub(crate) use data_kind::DataKind;
pub(crate) use dossiers::{DossierCounts, Judge, Verdict, verdicts};
pub(crate) use findings::enter;
pub(crate) use late::{DelayOutcome, LateDossier, NewDate};
pub(crate) use names::{LineKey, Names};
pub(crate) use others::{ComplaintCounts, ServedCounts};
pub(crate) use periods::{say_unserved, straddling_surveys, unserved, unused_sheets};
pub(crate) use portal::{PortalDifference, PortalRows, PortalSays};
pub(crate) use quality::QualityCounts;
pub(crate) use score::{OfficerCounts, ScoreCounts};
pub(crate) use surveys::{Answers, FactorCounts, SheetCounts, SurveyMeasures, is_in};
pub(crate) use tally::{DossierTally, FileTally, SurveyTally, tally};
pub(crate) use unsure::{KnownNames, OTHER_FIELD, OTHER_PROCEDURE, Unsure, unsure};

use crate::ledger::Finding;
use crate::measure::names::Keys;
use crate::model::{
    Assessment, ComplaintKind, LetterNumber, Matter, Period, PortalFigure, Records, SelfScore,
    Text, code_key,
};
use crate::rules::Calendar;

/// What the settings say about counting.
#[derive(Clone, Debug)]
pub(crate) struct MeasureOptions {
    pub(crate) period: Period,
    pub(crate) withdrawn: Withdrawn,
    pub(crate) base: Base,
    /// Procedures of the settings with their limits.
    pub(crate) procedures: Vec<ProcedureOption>,
    /// Codes (`code_key`) of dossiers that were put off by a letter in the archive.
    pub(crate) put_off: BTreeMap<String, PutOff>,
    /// Codes (`code_key`) of every letter in the archive: what became of these dossiers is told.
    pub(crate) followed: BTreeSet<String>,
    /// Working days before its date from which an open dossier is about to be late.
    pub(crate) near_days: u32,
    /// Names that are printed however rare they are.
    pub(crate) known: KnownNames,
}

/// What a Phiếu xin lỗi và hẹn lại of the archive says of its dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PutOff {
    /// First appointment.
    pub(crate) first: Date,
    /// The new one, which the one-stop system writes over the first.
    pub(crate) new: Date,
}

/// Where withdrawn and returned dossiers go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum Withdrawn {
    /// column (9), and on a line of their own.
    #[default]
    #[serde(rename = "dung_han")]
    OnTime,
    /// out of (7) and of the column in which they came in.
    #[serde(rename = "loai_tru")]
    Excluded,
}

/// Which appointment is the benchmark.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum Base {
    #[default]
    #[serde(rename = "hen_lan_dau")]
    FirstAppointment,
    #[serde(rename = "hen_lai")]
    ReAppointment,
}

/// A procedure of the settings.
#[derive(Clone, Debug)]
pub(crate) struct ProcedureOption {
    pub(crate) code: Option<String>,
    pub(crate) name: String,
    pub(crate) limit: crate::rules::Limit,
}

/// Counts of one period, and what was found while counting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Measured {
    pub(crate) measures: Measures,
    /// About dossiers of the period, in the order of the records; `enter` puts them in the ledger.
    pub(crate) findings: Vec<Finding>,
}

/// Counts of one period. measure(a ++ b) = measure(a) + measure(b).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Measures {
    pub(crate) dossiers: BTreeMap<LineKey, DossierCounts>,
    pub(crate) departments: Names,
    pub(crate) fields: Names,
    pub(crate) procedures: Names,
    /// Late and overdue dossiers, in order of place.
    pub(crate) late: Vec<LateDossier>,
    /// Open, not late, and due within a few working days ("sắp đến hạn"), in order of place.
    pub(crate) near: Vec<LateDossier>,
    /// What became of dossiers with a letter, by code (`code_key`), as of the last day.
    pub(crate) outcomes: BTreeMap<String, DelayOutcome>,
    /// In order of place.
    pub(crate) matters: Vec<Matter>,
    /// By the key of the code; lines of one code in order of place.
    pub(crate) letter_numbers: BTreeMap<String, Vec<LetterNumber>>,
    pub(crate) surveys: SurveyMeasures,
    /// Comments of citizens, by department and source: counts, and the words of those that were ticked.
    pub(crate) comments: BTreeMap<(Option<Text>, CommentSource), CommentCounts>,
    pub(crate) complaints: BTreeMap<(Option<Text>, ComplaintKind), ComplaintCounts>,
    /// In order of place.
    pub(crate) assessments: Vec<Assessment>,
    /// What dossiers tell of the indices of the scorecard, by department.
    pub(crate) scores: BTreeMap<Option<Text>, ScoreCounts>,
    /// The same by officer, where their names are read; the keys are folded.
    pub(crate) officers: BTreeMap<Text, OfficerCounts>,
    pub(crate) officer_names: Names,
    /// What dossiers say of the indices of Quyết định 766/QĐ-TTg, which are the office's as a whole.
    pub(crate) quality: QualityCounts,
    /// The portal's list of dossiers beside these; `None` where there is none of just this period.
    pub(crate) portal: Option<PortalRows>,
    /// The portal's figures of just this period, in order of place.
    pub(crate) portal_figures: Vec<PortalFigure>,
    /// Lines of self-scoring sheets of just this period, in order of place.
    pub(crate) self_scores: Vec<SelfScore>,
    pub(crate) served: BTreeMap<Option<Text>, ServedCounts>,
    /// Days of an estimated calendar that something was counted over, by department.
    pub(crate) estimated: BTreeSet<(Option<Text>, Date)>,
}

/// Counts the records of one run for the period of the options. Tables of totals and the portal's list are
/// held against all of its dossiers; all else adds up in any parts.
pub(crate) fn measure(
    records: &Records,
    options: &MeasureOptions,
    calendar: &Calendar,
) -> Measured {
    let mut measured = Measured::default();
    let mut keys = Keys::default();
    dossiers::count(records, options, calendar, &mut measured);
    totals::count(records, options, &mut keys, &mut measured);
    let span = options.period.span;
    others::count_complaints(&records.complaints, span, calendar, &mut keys, &mut measured);
    let measures = &mut measured.measures;
    surveys::count(&records.surveys, span, &mut keys, measures);
    comments::count(records, span, &mut keys, measures);
    others::count_served(&records.served, span, &mut keys, measures);
    measures.outcomes = late::outcomes(&records.dossiers, options);
    measures.matters.clone_from(&records.matters);
    take_letter_numbers(&records.letter_numbers, measures);
    others::take_assessments(&records.assessments, span, measures);
    let scores = records.self_scores.iter().filter(|line| line.span == span);
    measures.self_scores.extend(scores.cloned());
    let figures = records.portal_figures.iter().filter(|line| line.span == span);
    measures.portal_figures.extend(figures.cloned());
    portal::compare_rows(records, options, calendar, &mut keys, measures);
    measured
}

impl AddAssign for Measures {
    fn add_assign(&mut self, other: Self) {
        let Self {
            dossiers,
            departments,
            fields,
            procedures,
            late,
            near,
            outcomes,
            matters,
            letter_numbers,
            surveys,
            comments,
            complaints,
            assessments,
            scores,
            officers,
            officer_names,
            quality,
            portal,
            portal_figures,
            self_scores,
            served,
            estimated,
        } = other;
        add_each(&mut self.dossiers, dossiers);
        self.departments += departments;
        self.fields += fields;
        self.procedures += procedures;
        self.late.extend(late);
        self.late.sort_by(|a, b| a.dossier.place.cmp(&b.dossier.place));
        self.near.extend(near);
        self.near.sort_by(|a, b| a.dossier.place.cmp(&b.dossier.place));
        self.outcomes.extend(outcomes);
        self.matters.extend(matters);
        self.matters.sort_by(|a, b| a.place.cmp(&b.place));
        for lines in letter_numbers.values() {
            take_letter_numbers(lines, self);
        }
        self.surveys += surveys;
        add_each(&mut self.comments, comments);
        add_each(&mut self.complaints, complaints);
        self.assessments.extend(assessments);
        self.assessments.sort_by(|a, b| a.place.cmp(&b.place));
        add_each(&mut self.scores, scores);
        add_each(&mut self.officers, officers);
        self.officer_names += officer_names;
        self.quality += quality;
        // It was held against all dossiers at once: no two parts have one.
        self.portal = self.portal.take().or(portal);
        self.portal_figures.extend(portal_figures);
        self.portal_figures.sort_by(|a, b| a.place.cmp(&b.place));
        self.self_scores.extend(self_scores);
        self.self_scores.sort_by(|a, b| a.place.cmp(&b.place));
        add_each(&mut self.served, served);
        self.estimated.extend(estimated);
    }
}

/// Where thousands of letters look for theirs, none reads the lines of the others.
fn take_letter_numbers(lines: &[LetterNumber], measures: &mut Measures) {
    for line in lines {
        let own = measures.letter_numbers.entry(code_key(&line.code).into_owned()).or_default();
        own.push(line.clone());
        own.sort_by(|a, b| a.place.cmp(&b.place));
    }
}

/// Adds a table of counts to another, line by line.
fn add_each<K: Ord, V: AddAssign + Default>(sum: &mut BTreeMap<K, V>, other: BTreeMap<K, V>) {
    for (key, counts) in other {
        *sum.entry(key).or_default() += counts;
    }
}

/// Options for tests: administrative March 2020, all defaults.
#[cfg(test)]
pub(crate) fn sample_options() -> MeasureOptions {
    let cut = crate::model::CutOff::Administrative;
    MeasureOptions {
        period: Period::parse("2020-03", cut).expect("a period"),
        withdrawn: Withdrawn::default(),
        base: Base::default(),
        procedures: Vec::new(),
        put_off: BTreeMap::new(),
        followed: BTreeSet::new(),
        near_days: 2,
        known: KnownNames::default(),
    }
}

#[cfg(test)]
mod tests;
