//! Figures of sentences and charts carry the ids of what they say.

use std::collections::BTreeMap;

use super::*;
use crate::document::block::ListItem;
use crate::document::sample;
use crate::document::{Chart, Shape};
use crate::report::{DossierFigures, FigureValue, SatisfactionFigures, codes_of, printed_figures};

/// Runs of all sentences, a list for each block.
fn sentences(document: &Document) -> Vec<&[Inline]> {
    fn items<'d>(list: &'d [ListItem], out: &mut Vec<&'d [Inline]>) {
        for item in list {
            out.push(&item.text);
            items(&item.children, out);
        }
    }
    let mut out: Vec<&[Inline]> = Vec::new();
    for block in document.body.iter().chain(document.annexes.iter().flat_map(|one| &one.body)) {
        match block {
            Block::Paragraph { text, .. } => out.push(text),
            Block::List(list) => items(list, &mut out),
            Block::Heading { .. } | Block::Table(_) | Block::Chart(_) => {}
        }
    }
    out
}

fn composed(figures: &Report, copy: DocumentCopy) -> Document {
    let templates = Templates::new(&BTreeMap::new()).expect("templates");
    report(figures, copy, &sample::options(), &templates).expect("a document")
}

/// Of an office and of one above others, to sign and to work on, with their figures by id.
fn documents() -> Vec<(Document, BTreeMap<String, FigureValue>)> {
    let (above, figures) = sample::explained();
    let office = Report { consolidated: None, ..above.clone() };
    [above, office]
        .iter()
        .flat_map(|report| [DocumentCopy::ToSign, DocumentCopy::ToEdit].map(|copy| (report, copy)))
        .map(|(report, copy)| (composed(report, copy), figures.clone()))
        .collect()
}

/// What a department is told, with its figures and those of the office by id.
fn of_department() -> (Document, BTreeMap<String, FigureValue>) {
    let (_, mut figures) = sample::explained();
    let mut own = sample::department();
    own.codes = codes_of(&[&own]);
    figures.extend(printed_figures(&own).into_iter().map(|one| (one.figure.id, one.figure.value)));
    if let Some(office) = own.office.clone() {
        let of_office = Report { department: None, ..sample::report() };
        let of_office = Report {
            dossiers: DossierFigures { total: office.dossiers, ..of_office.dossiers },
            satisfaction: SatisfactionFigures {
                total: office.satisfaction,
                ..of_office.satisfaction
            },
            ..of_office
        };
        let values = printed_figures(&of_office).into_iter();
        figures.extend(values.map(|one| (one.figure.id, one.figure.value)));
    }
    let mut late = sample::late_list();
    late.past_promise_count = to_usize(own.letters.reconciliation.past_promises);
    late.stale_count = to_usize(own.letters.reconciliation.stale);
    let templates = Templates::new(&BTreeMap::new()).expect("templates");
    let document = department(&own, &late, &sample::options(), &templates).expect("a document");
    (document, figures)
}

fn to_usize(count: u64) -> usize {
    usize::try_from(count).expect("a small count")
}

#[track_caller]
fn same(figures: &BTreeMap<String, FigureValue>, id: &str, said: &str) {
    let value = figures.get(id).unwrap_or_else(|| panic!("no figure {id}: {said}"));
    // The intervals of the sample are made up.
    let is_made_up = matches!(value, FigureValue::Interval { .. });
    assert!(is_made_up || sample::says(value, said), "{id}: {said}, {}", value.printed());
}

#[test]
fn every_figure_of_a_sentence_is_the_figure_of_its_id() {
    for (document, figures) in documents() {
        let runs = sentences(&document).into_iter().flatten();
        let said: Vec<(&str, &str)> =
            runs.filter_map(|run| Some((run.figure.as_deref()?, run.text.as_str()))).collect();
        assert!(said.len() > 90, "{}", said.len());
        let ids = ["XH-03", "XH-07", "XT-11", "DL-07-KH-HS-2020-03-09", "DL-09", "DL-10"];
        for id in ids {
            assert!(said.iter().any(|(own, _)| *own == id), "no sentence says {id}");
        }
        for (id, said) in said {
            same(&figures, id, &said.replace('\u{a0}', " "));
        }
    }
}

/// What a sentence says in figures that lead nowhere: dates, limits, places, and what has no id. A count that comes to
/// stand here wants one.
#[test]
fn a_number_that_leads_nowhere_is_none_of_the_figures() {
    let (document, _) = documents().pop().expect("the copy to work on");
    insta::assert_snapshot!("leads-nowhere", nowhere(&document));
}

/// Numbers of sentences without an id, each with the words around it.
fn nowhere(document: &Document) -> String {
    let is_number = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let mut found = Vec::new();
    for text in sentences(document) {
        let plain: String = text
            .iter()
            .map(|run| if run.figure.is_some() { "…" } else { run.text.as_str() })
            .collect();
        let words: Vec<&str> = plain.split([' ', '\u{a0}']).collect();
        for (at, _) in words.iter().enumerate().filter(|(_, word)| is_number(word)) {
            let around = words.get(at.saturating_sub(3)..(at + 3).min(words.len()));
            found.push(around.unwrap_or_default().join(" "));
        }
    }
    found.join("\n")
}

/// Its own page leads nowhere, as it goes out of the office; the ids are those that the office asks for.
#[test]
fn every_figure_that_a_department_is_told_is_one_of_the_figures_of_the_office() {
    let (document, figures) = of_department();
    let runs: Vec<&Inline> = sentences(&document).into_iter().flatten().collect();
    let said = runs.iter().filter_map(|run| Some((run.figure.as_deref()?, run.text.as_str())));
    let said: Vec<(&str, &str)> = said.collect();
    assert!(said.len() > 40, "{}", said.len());
    for (id, said) in said {
        same(&figures, id, &said.replace('\u{a0}', " "));
    }
    let tables = document.body.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    });
    let mut seen = 0;
    for row in tables.flat_map(|table| &table.rows) {
        for (id, cell) in row.figures.iter().zip(&row.cells) {
            if let Some(id) = id {
                same(&figures, id, cell.trim_end_matches(" (*)"));
                seen += 1;
            }
        }
    }
    assert!(seen > 20, "{seen}");
}

/// As sentences of the office, those of a department.
#[test]
fn a_number_of_a_department_that_leads_nowhere_is_none_of_the_figures() {
    let (document, _) = of_department();
    insta::assert_snapshot!("leads-nowhere-department", nowhere(&document));
}

/// Columns of tables with numbers that lead nowhere.
#[test]
fn a_column_that_leads_nowhere_holds_none_of_the_figures() {
    let (office, _) = documents().pop().expect("the copy to work on");
    let (own, _) = of_department();
    let blocks = [&office, &own].into_iter().flat_map(|document| {
        let annexes = document.annexes.iter().flat_map(|one| &one.body);
        document.body.iter().chain(annexes)
    });
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for table in
        blocks.filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
    {
        for row in &table.rows {
            for (at, cell) in row.cells.iter().enumerate() {
                let leads = row.figures.get(at).is_some_and(Option::is_some);
                if !leads && cell.starts_with(|c: char| c.is_ascii_digit()) {
                    found.entry(format!("{} {at}", table.id)).or_insert_with(|| cell.clone());
                }
            }
        }
    }
    let said: Vec<String> =
        found.into_iter().map(|(column, cell)| format!("{column}: {cell}")).collect();
    insta::assert_snapshot!("leads-nowhere-tables", said.join("\n"));
}

#[test]
fn every_label_of_a_chart_is_the_figure_of_its_id() {
    let (report, figures) = sample::explained();
    let document = composed(&report, DocumentCopy::ToSign);
    let charts = document.body.iter().filter_map(|block| match block {
        Block::Chart(chart) => Some(chart),
        _ => None,
    });
    let charts: Vec<&Chart> = charts.collect();
    assert_eq!(charts.len(), 8);
    for chart in charts {
        for shapes in [&chart.shapes, &chart.narrow.shapes] {
            let labels = shapes.iter().filter_map(|shape| match shape {
                Shape::Label { text, figure, .. } => Some((figure.as_deref()?, text)),
                Shape::Bar { .. } | Shape::Line { .. } => None,
            });
            let labels: Vec<(&str, &String)> = labels.collect();
            assert!(labels.len() > 2, "{}", chart.id);
            for (id, text) in labels {
                let said = text.split(" (").next().unwrap_or_default();
                // Of days used and allowed, the first is the figure.
                let said =
                    if id.starts_with("HS-30") { said.split('/').next() } else { Some(said) };
                same(&figures, id, said.unwrap_or_default());
            }
        }
    }
}
