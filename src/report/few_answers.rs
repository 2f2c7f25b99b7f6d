//! What is printed of answers that few gave: nothing, and nothing from which they follow.

use crate::report::few_rates::withheld;
use crate::report::satisfaction::{QuestionFigures, SatisfactionFigures, SatisfactionLine};

/// Answers by level of fewer sheets are printed nowhere: who sat at the counter could tell whose they are.
pub(crate) const FEWEST_SHEETS: u64 = 10;

impl SatisfactionFigures {
    /// Which answers of which departments are printed, question by question, in any document of the period: the annex of
    /// the office has them by question, the notice to a department by department, and both print sums. What one of them
    /// leaves out must not stand in the other, nor follow from its sums.
    pub(crate) fn printed_answers(&self) -> Vec<Vec<bool>> {
        let departments = self.by_question.first().map_or(0, |first| first.by_department.len());
        let mut grid: Vec<Vec<AnswerCell>> = self
            .questions_to_print()
            .map(|(one, is_printed)| self.cells(one, is_printed))
            .collect();
        loop {
            let mut changed = false;
            for row in &mut grid {
                let mut row: Vec<&mut AnswerCell> = row.iter_mut().collect();
                changed |= hide_one_more(&mut row, has_few_people);
            }
            for at in 0..departments {
                let mut column: Vec<&mut AnswerCell> =
                    grid.iter_mut().filter_map(|row| row.get_mut(at)).collect();
                changed |= hide_one_more(&mut column, may_be_the_same_few);
            }
            if !changed {
                break;
            }
        }
        grid.iter()
            .map(|row| row.iter().map(|cell| cell.sheets > 0 && !cell.is_hidden).collect())
            .collect()
    }

    /// Of a question that the office leaves out as a whole no department has any answers either: they add up to it.
    fn cells(&self, question: &QuestionFigures, is_printed: bool) -> Vec<AnswerCell> {
        let sheets: Vec<u64> = self.by_department.iter().map(|line| line.sheets).collect();
        // A rate over all questions would follow from all of them.
        let wholes = || self.by_department.iter().zip(withheld(&sheets));
        let is_hidden = |name: &str| {
            let own = wholes().find(|(line, _)| line.name == name);
            own.is_some_and(|(line, is_withheld)| line.sheets < FEWEST_SHEETS || is_withheld)
        };
        let cell = |line: &SatisfactionLine| AnswerCell {
            sheets: line.sheets,
            is_hidden: line.sheets > 0
                && (!is_printed || line.sheets < FEWEST_SHEETS || is_hidden(&line.name)),
        };
        question.by_department.iter().map(cell).collect()
    }

    /// Leaves out of the report of a department what the documents of the whole office must leave out.
    /// `printed` are the answers that these print.
    pub(crate) fn hide_as_in(&mut self, office: &Self, printed: &[Vec<bool>], department: &str) {
        let hidden = office.by_question.iter().zip(printed).filter(|(question, printed)| {
            let mut lines = question.by_department.iter().zip(*printed);
            lines
                .any(|(line, is_printed)| line.name == department && line.sheets > 0 && !is_printed)
        });
        self.hidden = hidden.map(|(question, _)| question.key.clone()).collect();
    }

    /// Of which questions the answers are printed, in their order. Where there are questions that few answered, the
    /// smallest of the others is left out with them, so that nobody finds these few by taking the others from the sum.
    pub(crate) fn printed_questions(&self) -> Vec<bool> {
        let cell = |question: &QuestionFigures| AnswerCell {
            sheets: question.line.sheets,
            is_hidden: (1..FEWEST_SHEETS).contains(&question.line.sheets)
                || self.valid < FEWEST_SHEETS
                || self.hidden.contains(&question.key),
        };
        let mut cells: Vec<AnswerCell> = self.by_question.iter().map(cell).collect();
        while hide_one_more(&mut cells.iter_mut().collect::<Vec<_>>(), may_be_the_same_few) {}
        cells.iter().map(|cell| !cell.is_hidden).collect()
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

/// How many sheets answered a question, and whether that is left out.
#[derive(Clone, Copy, Debug)]
struct AnswerCell {
    sheets: u64,
    is_hidden: bool,
}

/// Leaves out the smallest of the others of a line that has a sum, where what is left out would follow from it.
fn hide_one_more(line: &mut [&mut AnswerCell], follows: fn(&[u64]) -> bool) -> bool {
    let hidden: Vec<u64> =
        line.iter().filter(|cell| cell.is_hidden).map(|cell| cell.sheets).collect();
    if hidden.is_empty() || !follows(&hidden) {
        return false;
    }
    let others = line.iter_mut().filter(|cell| !cell.is_hidden && cell.sheets > 0);
    let Some(next) = others.min_by_key(|cell| cell.sheets) else { return false };
    next.is_hidden = true;
    true
}

/// Of one question, by department: other people in each.
fn has_few_people(hidden: &[u64]) -> bool {
    hidden.len() < 2 || hidden.iter().sum::<u64>() < FEWEST_SHEETS
}

/// Of one department, by question: the same few may have answered each.
fn may_be_the_same_few(hidden: &[u64]) -> bool {
    hidden.len() < 2 || hidden.iter().all(|sheets| *sheets < FEWEST_SHEETS)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::satisfaction::FactorFigures;

    /// Questions by department.
    fn asked(grid: &[&[u64]]) -> SatisfactionFigures {
        let line = |(at, sheets): (usize, &u64)| SatisfactionLine {
            name: format!("Phòng {at}"),
            sheets: *sheets,
            ..Default::default()
        };
        let question = |(at, row): (usize, &&[u64])| QuestionFigures {
            number: 1,
            key: format!("c{at}"),
            factor: None,
            line: SatisfactionLine { sheets: row.iter().sum(), ..Default::default() },
            by_department: row.iter().enumerate().map(line).collect(),
        };
        let departments = grid.first().map_or(0, |row| row.len());
        let whole = |at: usize| grid.iter().map(|row| row[at]).max().unwrap_or(0);
        SatisfactionFigures {
            valid: 100,
            by_department: (0..departments).map(|at| line((at, &whole(at)))).collect(),
            by_question: grid.iter().enumerate().map(question).collect(),
            ..Default::default()
        }
    }

    #[track_caller]
    fn printed(sheets: &[u64], want: &[bool]) {
        assert_eq!(asked(&[sheets]).printed_answers(), [want], "{sheets:?}");
    }

    /// Of the annex of the office, and of the notice to each department.
    #[test]
    fn what_one_document_leaves_out_no_other_prints() {
        // Of the third department every answer is out; with it the second, from which it would follow.
        let figures = asked(&[&[40, 12, 6], &[39, 12, 6]]);
        assert_eq!(figures.printed_answers(), [[true, false, false]; 2]);
        let notice = |grid: &SatisfactionFigures, at: usize, sheets: &[u64]| {
            let rows: Vec<Vec<u64>> = sheets.iter().map(|sheets| vec![*sheets]).collect();
            let rows: Vec<&[u64]> = rows.iter().map(Vec::as_slice).collect();
            let mut own = asked(&rows);
            own.hide_as_in(grid, &grid.printed_answers(), &format!("Phòng {at}"));
            own.printed_questions()
        };
        assert_eq!(notice(&figures, 0, &[40, 39]), [true, true]);
        assert_eq!(notice(&figures, 1, &[12, 12]), [false, false]);
        // A question that few of one department answered, with another of its questions; and beside both, the smallest
        // of the other departments.
        let figures = asked(&[&[40, 9, 50], &[40, 30, 50], &[40, 31, 50]]);
        assert_eq!(
            figures.printed_answers(),
            [[false, false, true], [false, false, true], [true, true, true]]
        );
        assert_eq!(notice(&figures, 1, &[9, 30, 31]), [false, false, true]);
        assert_eq!(notice(&figures, 0, &[40, 40, 40]), [false, false, true]);
        // Nothing to hide.
        let figures = asked(&[&[40, 12, 0], &[39, 12, 0]]);
        assert_eq!(figures.printed_answers(), [[true, true, false]; 2]);
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
