//! Satisfaction of a superior office: answers of its units added by level, rates and intervals made anew.

use std::collections::{BTreeMap, BTreeSet};

use crate::measure::Answers;
use crate::model::{Ratio, name_key};
use crate::report::satisfaction::FactorFigures;
use crate::report::units::AddedUnit;
use crate::report::{QuestionFigures, SatisfactionFigures, SatisfactionLine, satisfaction};
use crate::rules::sample_size;

const TOTAL: &str = "Tổng số";

/// Sheets and answers by level.
#[derive(Clone, Copy, Default)]
struct AnswerSums {
    sheets: u64,
    answers: Answers,
}

impl AnswerSums {
    fn add(&mut self, line: &SatisfactionLine) {
        self.sheets += line.sheets;
        for (own, other) in self.answers.levels.iter_mut().zip(line.answers.levels) {
            *own += other;
        }
        self.answers.none += line.answers.none;
        self.answers.invalid += line.answers.invalid;
    }

    fn line(self, name: &str) -> SatisfactionLine {
        satisfaction::line(name.to_owned(), self.sheets, self.answers)
    }

    fn of(line: &SatisfactionLine) -> Self {
        let mut own = Self::default();
        own.add(line);
        own
    }
}

/// Satisfaction over all units that asked.
pub(crate) fn satisfied(added: &[AddedUnit]) -> SatisfactionFigures {
    let asked: Vec<&AddedUnit> =
        added.iter().filter(|unit| unit.report.satisfaction.has_data).collect();
    let own = || asked.iter().map(|unit| &unit.report.satisfaction);
    let mut sum = AnswerSums::default();
    own().for_each(|own| sum.add(&own.total));
    // Of those invited nothing is known where one unit does not say.
    let issued = own().map(|own| own.issued).sum::<Option<u64>>().filter(|_| !asked.is_empty());
    let returned = own().map(|own| own.returned).sum();
    let valid = own().map(|own| own.valid).sum();
    let served = "luot_phuc_vu";
    let is_served = !asked.is_empty() && own().all(|own| own.population_source == served);
    let resolved = added.iter().map(|unit| unit.report.dossiers.total.columns.resolved).sum();
    let population = if is_served { own().map(|own| own.population).sum() } else { resolved };
    let sample_needed = sample_size(population);
    SatisfactionFigures {
        has_data: !asked.is_empty(),
        issued,
        returned,
        valid,
        response_rate: issued.map_or(Ratio::default(), |issued| Ratio::new(returned, issued)),
        total: sum.line(TOTAL),
        by_department: added
            .iter()
            .map(|unit| AnswerSums::of(&unit.report.satisfaction.total).line(&unit.name))
            .collect(),
        by_factor: factors(&asked),
        by_question: questions(&asked, added),
        population,
        population_source: if is_served { served } else { "da_giai_quyet" }.to_owned(),
        sample_needed,
        sample_missing: sample_needed.unwrap_or(0).saturating_sub(valid),
        hidden: BTreeSet::new(),
    }
}

fn factors(asked: &[&AddedUnit]) -> Vec<FactorFigures> {
    let mut found: Vec<(String, AnswerSums, Vec<String>)> = Vec::new();
    for factor in asked.iter().flat_map(|unit| &unit.report.satisfaction.by_factor) {
        let key = name_key(&factor.line.name);
        let at = found.iter().position(|(name, ..)| name_key(name) == key);
        let at = at.unwrap_or_else(|| {
            found.push((factor.line.name.clone(), AnswerSums::default(), Vec::new()));
            found.len() - 1
        });
        if let Some((_, sum, questions)) = found.get_mut(at) {
            sum.add(&factor.line);
            for key in &factor.questions {
                if !questions.contains(key) {
                    questions.push(key.clone());
                }
            }
        }
    }
    let figures = found.into_iter();
    figures
        .map(|(name, sum, questions)| FactorFigures { line: sum.line(&name), questions })
        .collect()
}

/// A question is one where its words are the same; a unit that did not ask it has “–” in its line.
fn questions(asked: &[&AddedUnit], added: &[AddedUnit]) -> Vec<QuestionFigures> {
    let mut found: Vec<(&QuestionFigures, BTreeMap<&str, AnswerSums>)> = Vec::new();
    for unit in asked {
        for question in &unit.report.satisfaction.by_question {
            let key = name_key(&question.line.name);
            let at = found.iter().position(|(known, _)| name_key(&known.line.name) == key);
            let at = at.unwrap_or_else(|| {
                found.push((question, BTreeMap::new()));
                found.len() - 1
            });
            if let Some((_, units)) = found.get_mut(at) {
                units.entry(unit.name.as_str()).or_default().add(&question.line);
            }
        }
    }
    (1..)
        .zip(found)
        .map(|(number, (question, units))| {
            let mut sum = AnswerSums::default();
            let of = |unit: &AddedUnit| units.get(unit.name.as_str()).copied().unwrap_or_default();
            let lines: Vec<_> = added.iter().map(|unit| of(unit).line(&unit.name)).collect();
            for line in &lines {
                sum.add(line);
            }
            QuestionFigures {
                number,
                key: question.key.clone(),
                factor: question.factor.clone(),
                line: sum.line(&question.line.name),
                by_department: lines,
            }
        })
        .collect()
}
