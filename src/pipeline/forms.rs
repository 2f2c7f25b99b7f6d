//! Papers and workbooks to be filled in: questionnaires, reasons of delays, blank tables.

use jiff::civil::Date;

use crate::document::{self, FormOptions, FormPart, Templates};
use crate::error::Result;
use crate::model::{LetterNumber, Text};
use crate::pipeline::Plan;
use crate::render::{self, DataEntry, FillIn, LetterAnswer, SurveyEntry};
use crate::report::{HeldBack, Letters, Register, RegisterLine};
use crate::rules;

/// Name and bytes of each file.
pub(crate) type Forms = Vec<(String, Vec<u8>)>;

/// The questionnaire to print, and the workbook for its answers; named after the numbers of the sheets, so that
/// another series is another file.
pub(crate) fn questionnaire(
    options: &FormOptions,
    codes: Vec<String>,
    departments: &[String],
    templates: &Templates,
) -> Result<Forms> {
    let series = match (codes.first(), codes.last()) {
        (Some(first), Some(last)) if first != last => format!("{first}-{last}"),
        (first, _) => first.cloned().unwrap_or_default(),
    };
    let form = document::form(options, codes, templates)?;
    let questions = headers(&form.parts);
    let data = SurveyEntry {
        departments,
        questions: &questions,
        levels: options.scale.words(),
        facts: &options.facts,
        codes: &form.codes,
    };
    Ok(vec![
        (format!("phieu-{series}.pdf"), render::form_pdf(&form)?),
        (format!("phieu-{series}.docx"), render::form_docx(&form)?),
        (format!("nhap-phieu-{series}.xlsx"), render::survey_entry(&data)?),
    ])
}

/// Headers of the workbook, in the order of the paper: `Câu 1. …`.
fn headers(parts: &[FormPart]) -> Vec<(Option<String>, String)> {
    let sections = parts.iter().filter_map(|part| match part {
        FormPart::Questions { sections, .. } => Some(sections),
        FormPart::Text(_) | FormPart::Facts(_) | FormPart::Comments(_) => None,
    });
    sections
        .flatten()
        .flat_map(|section| {
            section.questions.iter().map(|(number, text)| {
                let factor = section.factor.clone();
                (factor, format!("Câu {number}. {}", text.replace('\u{a0}', " ")))
            })
        })
        .collect()
}

/// A line for each letter that lacks something, and how many there are.
pub(crate) fn fill_in(plan: &Plan, letters: &Letters, day: Date) -> Result<(Vec<u8>, usize)> {
    let dossiers = letters.to_fill_in();
    let reasons = listed_reasons(plan);
    let past_promises = letters.past_promises();
    let fill_in =
        FillIn { dossiers: &dossiers, answers: &[], reasons: &reasons, past_promises, day };
    Ok((render::fill_in_workbook(&fill_in)?, dossiers.len()))
}

/// Reasons to choose from.
pub(crate) fn listed_reasons(plan: &Plan) -> Vec<String> {
    let reasons = plan.report.letters.reasons.iter().filter(|reason| !reason.vague);
    reasons.map(rules::listed).collect()
}

/// The same workbook with what was filled in elsewhere.
pub(crate) fn filled_in(
    answered: &[(&HeldBack, LetterAnswer)],
    reasons: &[String],
    day: Date,
) -> Result<Vec<u8>> {
    let (dossiers, answers): (Vec<_>, Vec<_>) = answered.iter().cloned().unzip();
    render::fill_in_workbook(&FillIn {
        dossiers: &dossiers,
        answers: &answers,
        reasons,
        past_promises: 0,
        day,
    })
}

/// The register of a year as far as the clerk's office has filled it in: what every run reads, and no names. In the
/// order of the letters.
pub(crate) fn register_of_numbers(year: i16, given: &[LetterNumber]) -> Result<Vec<u8>> {
    let line = |given: &LetterNumber| RegisterLine {
        order: given.order.unwrap_or_default(),
        kind: given.kind.as_ref().map(Text::to_string).unwrap_or_default(),
        number: given.number.as_ref().map(Text::to_string).unwrap_or_default(),
        date: given.date,
        code: given.code.to_string(),
        stands: true,
        ..RegisterLine::default()
    };
    let mut lines: Vec<RegisterLine> = given.iter().map(line).collect();
    lines.sort_by(|one, other| (one.order, &one.code).cmp(&(other.order, &other.code)));
    let first = Date::new(year, 1, 1).unwrap_or(Date::MIN);
    let day = lines.iter().filter_map(|line| line.date).max().unwrap_or(first);
    render::register_workbook(&Register { year, day, lines, ..Register::default() })
}

/// Blank workbooks of a new office, which has neither departments nor a questionnaire yet: they offer none.
pub(crate) fn blank_workbooks() -> Result<Forms> {
    let nothing_known =
        DataEntry { departments: &[], fields: &[], procedures: &[], questions: &[] };
    render::data_entry(&nothing_known)
}
