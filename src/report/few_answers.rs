//! What is printed of answers that few gave: nothing, and nothing from which they follow.

use crate::report::satisfaction::{QuestionFigures, SatisfactionFigures};

/// Answers by level of fewer sheets are printed nowhere: who sat at the counter could tell whose they are.
pub(crate) const FEWEST_SHEETS: u64 = 10;

impl QuestionFigures {
    /// Which of the departments are printed, in their order. The others together have no fewer sheets either, so that
    /// nobody finds their answers by taking the printed ones from the sum.
    pub(crate) fn printed_departments(&self) -> Vec<bool> {
        let mut order: Vec<usize> = (0..self.by_department.len()).collect();
        let sheets = |at: usize| self.by_department.get(at).map_or(0, |line| line.sheets);
        order.sort_by_key(|at| sheets(*at));
        let mut printed = vec![true; order.len()];
        let mut hidden = 0;
        for at in order {
            if sheets(at) >= FEWEST_SHEETS && (hidden == 0 || hidden >= FEWEST_SHEETS) {
                break;
            }
            hidden += sheets(at);
            if let Some(is_printed) = printed.get_mut(at) {
                *is_printed = false;
            }
        }
        printed
    }
}

impl SatisfactionFigures {
    /// Of which questions the answers are printed, in their order. Where there are questions that few answered, the
    /// smallest of the others is left out with them, so that nobody finds these few by taking the others from the sum.
    pub(crate) fn printed_questions(&self) -> Vec<bool> {
        let sheets = || self.by_question.iter().map(|question| question.line.sheets);
        let is_few = |sheets: u64| sheets > 0 && sheets < FEWEST_SHEETS;
        let mut printed: Vec<bool> = sheets().map(|sheets| !is_few(sheets)).collect();
        if self.valid < FEWEST_SHEETS {
            printed.fill(false);
        } else if sheets().any(is_few) {
            let others = sheets().enumerate().filter(|(_, sheets)| *sheets >= FEWEST_SHEETS);
            let next = others.min_by_key(|(_, sheets)| *sheets).map(|(at, _)| at);
            if let Some(is_printed) = next.and_then(|at| printed.get_mut(at)) {
                *is_printed = false;
            }
        }
        printed
    }

    /// Of which factors: those whose questions are all printed.
    pub(crate) fn printed_factors(&self) -> Vec<bool> {
        let hidden = |key: &String| {
            self.questions_to_print().any(|(question, printed)| !printed && question.key == *key)
        };
        self.by_factor.iter().map(|factor| !factor.questions.iter().any(hidden)).collect()
    }

    /// The questions, and whether their answers are printed.
    pub(crate) fn questions_to_print(&self) -> impl Iterator<Item = (&QuestionFigures, bool)> {
        self.by_question.iter().zip(self.printed_questions())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::satisfaction::{FactorFigures, SatisfactionLine};

    #[track_caller]
    fn printed(sheets: &[u64], want: &[bool]) {
        let line = |sheets: &u64| SatisfactionLine { sheets: *sheets, ..Default::default() };
        let question = QuestionFigures {
            number: 1,
            key: String::new(),
            factor: None,
            line: SatisfactionLine::default(),
            by_department: sheets.iter().map(line).collect(),
        };
        assert_eq!(question.printed_departments(), want, "{sheets:?}");
    }

    #[test]
    fn answers_of_few_sheets_are_not_printed_and_do_not_follow_from_the_sum() {
        printed(&[], &[]);
        printed(&[40, 10], &[true, true]);
        // Without any sheet there is nothing to hide.
        printed(&[40, 0], &[true, false]);
        // The sum less 40 would be what 3 people said: the next smallest is left out as well.
        printed(&[40, 3, 25], &[true, false, false]);
        printed(&[40, 9, 3, 25], &[true, false, false, true]);
        printed(&[9, 40], &[false, false]);
    }

    #[test]
    fn of_a_question_that_few_answered_nothing_is_printed_nor_follows_from_the_sum() {
        let case = |valid: u64, sheets: &[u64], want: &[bool], factors: &[bool]| {
            let question = |(at, sheets): (usize, &u64)| QuestionFigures {
                number: 1,
                key: at.to_string(),
                factor: None,
                line: SatisfactionLine { sheets: *sheets, ..Default::default() },
                by_department: Vec::new(),
            };
            let by_question = sheets.iter().enumerate().map(question).collect();
            let factor = |from: usize| FactorFigures {
                line: SatisfactionLine::default(),
                questions: vec![from.to_string(), (from + 1).to_string()],
            };
            let by_factor = vec![factor(0), factor(2)];
            let figures =
                SatisfactionFigures { valid, by_factor, by_question, ..Default::default() };
            assert_eq!(figures.printed_questions(), want, "{sheets:?}");
            assert_eq!(figures.printed_factors(), factors, "{sheets:?}");
        };
        case(40, &[40, 10, 39], &[true, true, true], &[true, true]);
        // Without any answer there is nothing to hide.
        case(40, &[40, 0], &[true, true], &[true, true]);
        case(40, &[40, 8, 39, 38], &[true, false, true, false], &[false, false]);
        case(40, &[12, 8, 40, 38], &[false, false, true, true], &[false, true]);
        // The same eight people may stand behind both.
        case(40, &[40, 8, 8, 39], &[true, false, false, false], &[false, false]);
        case(9, &[9, 8], &[false, false], &[false, true]);
    }
}
