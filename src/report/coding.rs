//! The codes of a run: of every line of every report.

use crate::report::codes::LineCodes;
use crate::report::{FigureCodes, Report};

/// Codes of all lines of all reports of a run.
pub(crate) fn codes_of(reports: &[&Report]) -> FigureCodes {
    let each = |names: fn(&Report) -> Vec<String>| {
        LineCodes::of(reports.iter().flat_map(|report| names(report)))
    };
    FigureCodes {
        departments: each(departments),
        fields: each(|report| named(&report.dossiers.by_field, |line| &line.name)),
        procedures: each(|report| named(&report.dossiers.by_procedure, |line| &line.name)),
        factors: each(|report| named(&report.satisfaction.by_factor, |one| &one.line.name)),
        questions: each(|report| named(&report.satisfaction.by_question, |one| &one.key)),
        topics: each(|report| named(&report.comments.by_topic, |line| &line.name)),
        words: each(|report| named(&report.comments.total.words, |word| &word.word)),
        reasons: each(|report| named(&report.dossiers.delays.other_words, |line| &line.name)),
        sheets: each(sheets),
    }
}

fn named<L>(lines: &[L], name: fn(&L) -> &String) -> Vec<String> {
    lines.iter().map(|line| name(line).clone()).collect()
}

fn departments(report: &Report) -> Vec<String> {
    let mut names = named(&report.dossiers.by_department, |line| &line.name);
    names.extend(named(&report.satisfaction.by_department, |line| &line.name));
    names.extend(named(&report.letters.by_department, |line| &line.name));
    names.extend(report.department.clone());
    let scores = report.consolidated.iter().flat_map(|all| &all.scores);
    names.extend(scores.flat_map(|scores| &scores.units).map(|unit| unit.name.clone()));
    names
}

fn sheets(report: &Report) -> Vec<String> {
    let files = report.input.files.iter();
    files.flat_map(|file| file.sheets.iter().map(|sheet| file.sheet_name(sheet))).collect()
}
