//! What `dien-giai --json` prints, for other programs: English names, every key always there.

use serde::Serialize;

use crate::error::Result;
use crate::office::explain::BagExplained;
use crate::pipeline;
use crate::report::{ExplainedRow, Explanation, FigureValue, LeftOut, ListedFigure};

/// The JSON text, with a final newline: all figures where none was asked for.
pub(crate) fn explain_json(done: &BagExplained) -> Result<Vec<u8>> {
    let explained = &done.explained;
    let out = ExplainOut {
        bag: &done.folder,
        period: &explained.period.code,
        software: &done.agent,
        figures: if explained.explanations.is_empty() {
            explained.listed.iter().map(ListedOut::new).collect()
        } else {
            Vec::new()
        },
        explanations: explained.explanations.iter().map(ExplanationOut::new).collect(),
    };
    pipeline::json_text("kết quả dạng JSON", &out)
}

#[derive(Serialize)]
struct ExplainOut<'a> {
    bag: &'a str,
    period: &'a str,
    software: &'a str,
    figures: Vec<ListedOut<'a>>,
    explanations: Vec<ExplanationOut<'a>>,
}

#[derive(Serialize)]
struct ListedOut<'a> {
    id: &'a str,
    name: &'a str,
    whose: &'a str,
    /// In `so-lieu.json`; `null` for what only a department's report says, and for what follows from others.
    path: Option<&'a str>,
    department: Option<&'a str>,
    /// As it is printed.
    printed: String,
    /// The counts that it is made of; `null` for one that nothing tells apart.
    parts: Vec<Option<u64>>,
}

#[derive(Serialize)]
struct ExplanationOut<'a> {
    #[serde(flatten)]
    figure: ListedOut<'a>,
    meaning: String,
    formula: &'a str,
    made_of: Vec<ListedOut<'a>>,
    grounds: &'a [String],
    choices: &'a [String],
    rows: Vec<ExplainedRowOut<'a>>,
    /// What the rows come to.
    sum: Vec<Option<u64>>,
    adds_up: bool,
    left_out: Vec<LeftOutOut<'a>>,
}

#[derive(Serialize)]
struct ExplainedRowOut<'a> {
    place: &'a str,
    code: &'a str,
    department: &'a str,
    why: &'a str,
    adds: Vec<Option<u64>>,
}

#[derive(Serialize)]
struct LeftOutOut<'a> {
    code: Option<&'a str>,
    why: &'a str,
    count: usize,
    rows: Vec<LeftOutRow<'a>>,
}

#[derive(Serialize)]
struct LeftOutRow<'a> {
    place: &'a str,
    said: &'a str,
}

fn counts(value: &FigureValue) -> Vec<Option<u64>> {
    value.parts().into_iter().map(|(_, count)| count).collect()
}

impl<'a> ListedOut<'a> {
    fn new(figure: &'a ListedFigure) -> Self {
        Self {
            id: &figure.id,
            name: figure.words.name,
            whose: &figure.whose,
            path: figure.is_kept().then_some(figure.path.as_str()),
            department: figure.department.as_deref(),
            printed: figure.value.printed(),
            parts: counts(&figure.value),
        }
    }
}

impl<'a> ExplanationOut<'a> {
    fn new(one: &'a Explanation) -> Self {
        Self {
            figure: ListedOut::new(&one.figure),
            meaning: one.figure.meaning(),
            formula: one.figure.words.formula,
            made_of: one.parts.iter().map(ListedOut::new).collect(),
            grounds: &one.grounds,
            choices: &one.choices,
            rows: one.rows.iter().map(ExplainedRowOut::new).collect(),
            sum: counts(&one.sum),
            adds_up: one.adds_up(),
            left_out: one.left_out.iter().map(LeftOutOut::new).collect(),
        }
    }
}

impl<'a> ExplainedRowOut<'a> {
    fn new(row: &'a ExplainedRow) -> Self {
        let ExplainedRow { place, code, department, why, adds } = row;
        Self { place, code, department, why, adds: counts(adds) }
    }
}

impl<'a> LeftOutOut<'a> {
    fn new(group: &'a LeftOut) -> Self {
        let rows = group.rows.iter().map(|(place, said)| LeftOutRow { place, said });
        Self { code: group.code, why: &group.why, count: group.count, rows: rows.collect() }
    }
}
