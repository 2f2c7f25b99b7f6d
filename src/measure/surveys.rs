//! Survey sheets → answers by level, per department, question and factor.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use crate::measure::names::Keys;
use crate::measure::others::lies_in;
use crate::measure::{Measures, add_each};
use crate::model::{Answer, Question, Span, Survey, Text};

/// Counts of survey sheets; departments and factors by folded name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct SurveyMeasures {
    pub(crate) sheets: BTreeMap<Option<Text>, SheetCounts>,
    /// By key; of several spellings the first in order.
    pub(crate) questions: BTreeMap<Text, Question>,
    pub(crate) by_question: BTreeMap<(Text, Option<Text>), Answers>,
    pub(crate) by_factor: BTreeMap<(Text, Option<Text>), FactorCounts>,
}

/// Sheets of one department and all their answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SheetCounts {
    pub(crate) returned: u64,
    /// At least one valid answer.
    pub(crate) valid: u64,
    pub(crate) answers: Answers,
}

/// Answers to the questions of one factor, and the sheets with a valid one among them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FactorCounts {
    pub(crate) sheets: u64,
    pub(crate) answers: Answers,
}

/// Answers by level 1 to 5, and those that are not valid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Answers {
    pub(crate) levels: [u64; 5],
    pub(crate) none: u64,
    pub(crate) invalid: u64,
}

impl Answers {
    pub(crate) fn count(&mut self, answer: Answer) {
        let level = match answer {
            Answer::Level(level) => usize::from(level).checked_sub(1),
            Answer::None => {
                self.none += 1;
                return;
            }
            Answer::Invalid => None,
        };
        *level.and_then(|index| self.levels.get_mut(index)).unwrap_or(&mut self.invalid) += 1;
    }

    /// All valid answers.
    pub(crate) fn valid(&self) -> u64 {
        self.levels.iter().sum()
    }

    /// Levels 4 and 5.
    pub(crate) const fn satisfied(&self) -> u64 {
        let [_, _, _, good, best] = self.levels;
        good + best
    }
}

impl AddAssign for Answers {
    fn add_assign(&mut self, other: Self) {
        for (own, others) in self.levels.iter_mut().zip(other.levels) {
            *own += others;
        }
        self.none += other.none;
        self.invalid += other.invalid;
    }
}

impl AddAssign for SheetCounts {
    fn add_assign(&mut self, other: Self) {
        add_all!(self += Self { returned, valid, answers } = other);
    }
}

impl AddAssign for FactorCounts {
    fn add_assign(&mut self, other: Self) {
        add_all!(self += Self { sheets, answers } = other);
    }
}

impl AddAssign for SurveyMeasures {
    fn add_assign(&mut self, other: Self) {
        add_each(&mut self.sheets, other.sheets);
        for question in other.questions.into_values() {
            self.know(&question);
        }
        add_each(&mut self.by_question, other.by_question);
        add_each(&mut self.by_factor, other.by_factor);
    }
}

impl SurveyMeasures {
    fn know(&mut self, question: &Question) {
        let own = self.questions.entry(Text::clone(&question.key));
        own.and_modify(|own| {
            if *question < *own {
                *own = question.clone();
            }
        })
        .or_insert_with(|| question.clone());
    }
}

/// Counts the sheets of the period: by their date, or, undated, by the period of their table.
pub(crate) fn count(surveys: &[Survey], span: Span, keys: &mut Keys, measures: &mut Measures) {
    for survey in surveys.iter().filter(|survey| is_in(survey, span)) {
        count_one(survey, keys, measures);
    }
}

/// Counts a sheet of the period.
pub(crate) fn count_one(survey: &Survey, keys: &mut Keys, measures: &mut Measures) {
    let department = keys.note(&mut measures.departments, survey.department.as_ref());
    let surveys = &mut measures.surveys;
    for question in survey.questions.iter() {
        surveys.know(question);
    }
    // A sheet without any valid answer came back, and says no more.
    let is_valid = answered(survey).any(|(_, answer)| matches!(answer, Answer::Level(_)));
    if !is_valid {
        surveys.sheets.entry(department).or_default().returned += 1;
        return;
    }
    let mut answers = Answers::default();
    let mut factors: BTreeMap<Text, Answers> = BTreeMap::new();
    for (question, answer) in answered(survey) {
        answers.count(answer);
        let line = (Text::clone(&question.key), department.clone());
        surveys.by_question.entry(line).or_default().count(answer);
        if let Some(factor) = &question.factor {
            factors.entry(keys.of(factor)).or_default().count(answer);
        }
    }
    for (factor, answers) in factors {
        let sheets = u64::from(answers.valid() > 0);
        *surveys.by_factor.entry((factor, department.clone())).or_default() +=
            FactorCounts { sheets, answers };
    }
    *surveys.sheets.entry(department).or_default() +=
        SheetCounts { returned: 1, valid: 1, answers };
}

/// Questions with their answers. n is a number of sheets: a question that stands twice in a table is asked once.
fn answered(survey: &Survey) -> impl Iterator<Item = (&Question, Answer)> {
    let mut asked = BTreeSet::new();
    let pairs = survey.questions.iter().zip(survey.answers.iter().copied());
    pairs.filter(move |(question, _)| asked.insert(&question.key))
}

pub(crate) fn is_in(survey: &Survey, span: Span) -> bool {
    match (survey.date, survey.span) {
        (Some(date), _) => span.contains(date),
        (None, Some(own)) => lies_in(own, span),
        (None, None) => false,
    }
}
