//! Figures of sentences and charts carry the ids of what they say.

use std::collections::BTreeMap;

use super::*;
use crate::document::block::ListItem;
use crate::document::sample;
use crate::document::{Chart, Shape};
use crate::report::FigureValue;

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
    let is_number = |word: &str| word.contains(|c: char| c.is_ascii_digit());
    let mut found = Vec::new();
    for text in sentences(&document) {
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
    insta::assert_snapshot!("leads-nowhere", found.join("\n"));
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
