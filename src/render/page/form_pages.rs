//! What stands on each half sheet of a questionnaire, for a format that sets its lines itself.

use crate::document::{Form, FormPart, FormSection};
use crate::render::page::form::{FormPlan, pieces};
use crate::render::page::scene::Tree;

/// The parts of each half sheet as they are printed: the table of questions is cut between its rows,
/// everything else stands where it begins.
pub(crate) fn form_pages(form: &Form, plan: &FormPlan) -> Vec<Vec<FormPart>> {
    let (placed, starts) = pieces(form, "0000", plan.size, plan.lines, &mut Tree::default());
    // The half sheet of each piece, in the order in which they were made.
    let places: Vec<usize> = placed
        .iter()
        .enumerate()
        .flat_map(|(number, page)| {
            page.iter().filter(|(_, piece)| !piece.again).map(move |_| number)
        })
        .collect();
    let last = placed.len().saturating_sub(1);
    let place = |piece: usize| places.get(piece).copied().unwrap_or(last);
    let mut pages: Vec<Vec<FormPart>> = placed.iter().map(|_| Vec::new()).collect();
    for (part, start) in form.parts.iter().zip(starts) {
        match part {
            FormPart::Questions { levels, sections } => {
                // The first piece is the header.
                for (page, sections) in cut(sections, |row| place(start + 1 + row)) {
                    if let Some(page) = pages.get_mut(page) {
                        page.push(FormPart::Questions { levels: levels.clone(), sections });
                    }
                }
            }
            FormPart::Text(_) | FormPart::Facts(_) | FormPart::Comments(_) => {
                if let Some(page) = pages.get_mut(place(start)) {
                    page.push(part.clone());
                }
            }
        }
    }
    pages
}

/// Sections by the half sheet of their rows; a factor is a row, and stands once.
fn cut(sections: &[FormSection], place: impl Fn(usize) -> usize) -> Vec<(usize, Vec<FormSection>)> {
    let mut pages: Vec<(usize, Vec<FormSection>)> = Vec::new();
    let mut row = 0;
    for section in sections {
        // Where the section goes on without being named again.
        let mut open = None;
        let factor = section.factor.as_ref().map(|factor| (Some(factor), None));
        let questions = section.questions.iter().map(|question| (None, Some(question)));
        for (factor, question) in factor.into_iter().chain(questions) {
            let page = place(row);
            row += 1;
            if pages.last().is_none_or(|(number, _)| *number != page) {
                pages.push((page, Vec::new()));
            }
            let Some((_, here)) = pages.last_mut() else { continue };
            if open != Some(page) {
                open = Some(page);
                here.push(FormSection { factor: factor.cloned(), questions: Vec::new() });
            }
            if let Some(section) = here.last_mut() {
                section.questions.extend(question.cloned());
            }
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    fn section(factor: Option<&str>, numbers: &[usize]) -> FormSection {
        FormSection {
            factor: factor.map(str::to_owned),
            questions: numbers.iter().map(|number| (*number, format!("Câu {number}"))).collect(),
        }
    }

    #[test]
    fn a_section_goes_on_overleaf_without_its_name() {
        let sections = [section(Some("A"), &[1, 2]), section(None, &[3]), section(Some("B"), &[4])];
        // A, 1 | 2, 3 | B, 4
        let pages = cut(&sections, |row| row / 2);
        let expected = [
            (0, vec![section(Some("A"), &[1])]),
            (1, vec![section(None, &[2]), section(None, &[3])]),
            (2, vec![section(Some("B"), &[4])]),
        ];
        assert_eq!(pages, expected);
    }
}
