//! One text in all formats: HTML, DOCX and PDF say the same words, the workbook the same figures.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};

use calamine::{Data, Reader as _, Xlsx};
use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;
use unicode_normalization::UnicodeNormalization;

use crate::case::{Case, Outcome};
use crate::documents::pdf_text;

/// Words and figures in order: runs of letters and digits.
pub(crate) fn words(text: &str) -> Vec<String> {
    text.nfc()
        .collect::<String>()
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// A part of a package.
fn part(bytes: &[u8], name: &str) -> String {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    zip.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    tag.attributes()
        .map(Result::unwrap)
        .find(|found| found.key.as_ref() == name)
        .map(|found| found.normalized_value(XmlVersion::Explicit1_0).unwrap().into_owned())
}

/// Events of XML or of our own HTML: tags and text, entities resolved.
fn events(text: &str, mut visit: impl FnMut(Step<'_>)) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = false;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(tag) => visit(Step::Open(&tag)),
            Event::Empty(tag) => {
                visit(Step::Open(&tag));
                visit(Step::Close(tag.name().as_ref()));
            }
            Event::End(tag) => visit(Step::Close(tag.name().as_ref())),
            Event::Text(text) => visit(Step::Text(&text.xml10_content())),
            Event::GeneralRef(reference) => {
                let text = match reference.resolve_char_ref().unwrap() {
                    Some(c) => c.to_string(),
                    None => {
                        quick_xml::escape::resolve_predefined_entity(&reference).unwrap().to_owned()
                    }
                };
                visit(Step::Text(&text));
            }
            Event::Eof => return,
            _ => {}
        }
    }
}

enum Step<'a> {
    Open(&'a BytesStart<'a>),
    Close(&'a str),
    Text(&'a str),
}

/// Text of a DOCX as a reader sees it, the marks of lists with it; paragraphs on lines of their own.
pub(crate) fn docx_text(bytes: &[u8]) -> String {
    let mut marks = BTreeMap::new();
    let mut level = String::new();
    events(&part(bytes, "word/numbering.xml"), |step| {
        if let Step::Open(tag) = step {
            match tag.name().as_ref() {
                "w:lvlText" => level = attribute(tag, "w:val").unwrap(),
                "w:pStyle" => {
                    marks.insert(attribute(tag, "w:val").unwrap(), String::new());
                }
                _ => {}
            }
            if let Some(mark) = marks.values_mut().find(|mark| mark.is_empty()) {
                mark.push_str(&level);
            }
        }
    });
    let mut out = String::new();
    let mut inside = false;
    events(&part(bytes, "word/document.xml"), |step| match step {
        Step::Open(tag) => match tag.name().as_ref() {
            "w:t" => inside = true,
            "w:pStyle" => {
                let style = attribute(tag, "w:val").unwrap();
                if let Some(mark) = marks.get(&style) {
                    out.push_str(mark);
                    out.push(' ');
                }
            }
            "w:br" => out.push('\n'),
            _ => {}
        },
        Step::Close("w:t") => inside = false,
        Step::Close("w:p") => out.push('\n'),
        Step::Text(text) if inside => out.push_str(text),
        Step::Close(_) | Step::Text(_) => {}
    });
    out
}

/// `<main>` as the other readers take it.
fn main_part(bytes: &[u8]) -> String {
    let html = std::str::from_utf8(bytes).unwrap();
    let main = html.split_once("<main").unwrap().1.split_once("</main>").unwrap().0;
    format!("<main{main}</main>").replace("<br>", "<br/>")
}

/// Rows of the tables of an HTML report, as texts of cells.
pub(crate) fn html_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut inside = false;
    events(&main_part(bytes), |step| match step {
        Step::Open(tag) => match tag.name().as_ref() {
            "tr" => rows.push(Vec::new()),
            "td" | "th" => {
                rows.last_mut().unwrap().push(String::new());
                inside = true;
            }
            _ => {}
        },
        Step::Close("td" | "th") => inside = false,
        Step::Text(text) if inside => {
            if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
                cell.push_str(&text.replace('\u{a0}', " "));
            }
        }
        Step::Close(_) | Step::Text(_) => {}
    });
    rows
}

/// Text of `<main>`, drawings left out.
fn html_text(bytes: &[u8]) -> String {
    let main = main_part(bytes);
    let mut out = String::new();
    let mut drawing = 0_usize;
    events(&main, |step| match step {
        Step::Open(tag) => {
            drawing += usize::from(tag.name().as_ref() == "svg");
            if !matches!(tag.name().as_ref(), "strong" | "em") {
                out.push(' ');
            }
        }
        Step::Close(name) => {
            drawing -= usize::from(name == "svg");
            if !matches!(name, "strong" | "em") {
                out.push(' ');
            }
        }
        Step::Text(text) if drawing == 0 => out.push_str(text),
        Step::Text(_) => {}
    });
    out
}

/// HTML and DOCX say the same words in the same order; every one of them stands in the PDF.
#[track_caller]
pub(crate) fn same_words(outcome: &Outcome, name: &str) -> usize {
    let html = words(&html_text(&outcome.archived(&format!("{name}.html"))));
    let docx = words(&docx_text(&outcome.archived(&format!("{name}.docx"))));
    if let Some(at) = html.iter().zip(&docx).position(|(html, docx)| html != docx) {
        let near = |list: &[String]| list[at.saturating_sub(8)..(at + 8).min(list.len())].join(" ");
        panic!("{name}: HTML “{}”, DOCX “{}”", near(&html), near(&docx));
    }
    assert_eq!(html.len(), docx.len(), "{name}");
    let pdf: BTreeSet<String> =
        words(&pdf_text(&outcome.archived(&format!("{name}.pdf")))).into_iter().collect();
    // A word wider than its cell is cut in the PDF, and nowhere else.
    let missing: Vec<&String> = html.iter().filter(|word| !pdf.contains(*word)).collect();
    assert!(
        missing.iter().all(|word| word.chars().count() > 12),
        "{name}: not in the PDF: {missing:?}"
    );
    html.len()
}

/// Rows of the tables of a DOCX, as texts of cells.
pub(crate) fn docx_rows(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut rows: Vec<Vec<String>> = Vec::new();
    let mut inside = false;
    events(&part(bytes, "word/document.xml"), |step| match step {
        Step::Open(tag) => match tag.name().as_ref() {
            "w:tr" => rows.push(Vec::new()),
            "w:tc" => rows.last_mut().unwrap().push(String::new()),
            "w:t" => inside = true,
            _ => {}
        },
        Step::Close("w:t") => inside = false,
        Step::Text(text) if inside => {
            if let Some(cell) = rows.last_mut().and_then(|row| row.last_mut()) {
                cell.push_str(text);
            }
        }
        Step::Close(_) | Step::Text(_) => {}
    });
    rows
}

/// `1.234` and `98,25%` in hundredths of a percent or in whole numbers; none for anything else.
pub(crate) fn figure(text: &str) -> Option<i64> {
    let plain = text.replace('.', "");
    if let Some(percent) = plain.strip_suffix('%') {
        let (whole, part) = percent.split_once(',').unwrap_or((percent, "00"));
        return Some(whole.parse::<i64>().ok()? * 100 + format!("{part:0<2}").parse::<i64>().ok()?);
    }
    plain.parse().ok()
}

/// A cell of the workbook as `figure` gives it, as a number and as a rate.
pub(crate) fn cell_figures(cell: &Data) -> Vec<i64> {
    match cell {
        Data::Int(number) => vec![*number],
        Data::Float(number) => {
            let rate = format!("{number:.4}").replace('.', "");
            vec![format!("{number:.0}").parse().unwrap(), rate.parse().unwrap()]
        }
        Data::String(text) => figure(text).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// What a row says: its figures, and what neighbours add up to (the answers of all levels, of the two best).
fn known_figures(row: &[Data]) -> BTreeSet<i64> {
    let cells: Vec<Vec<i64>> = row.iter().map(cell_figures).collect();
    let mut known: BTreeSet<i64> = cells.iter().flatten().copied().collect();
    for start in 0..cells.len() {
        let counts = cells[start..].iter().map_while(|cell| cell.first());
        let sums = counts.scan(0, |sum, count| {
            *sum += count;
            Some(*sum)
        });
        known.extend(sums);
    }
    known
}

/// Rows of all sheets of a workbook.
pub(crate) fn xlsx_rows(bytes: Vec<u8>) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    workbook
        .worksheets()
        .into_iter()
        .flat_map(|(_, range)| range.rows().map(<[Data]>::to_vec).collect::<Vec<_>>())
        .collect()
}

/// Each row of the report's tables stands in the workbook with its figures; or, where the workbook is laid out
/// in another way, its rates do. Gives the number of whole rows.
#[track_caller]
pub(crate) fn same_figures(outcome: &Outcome) -> usize {
    let rows = xlsx_rows(outcome.archived("phu-luc.xlsx"));
    let everywhere: BTreeSet<i64> = rows.iter().flatten().flat_map(cell_figures).collect();
    let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut checked = 0;
    for row in docx_rows(&outcome.archived("bao-cao.docx")) {
        let Some(name) = row.iter().find(|cell| cell.chars().any(char::is_alphabetic)) else {
            continue;
        };
        let figures: Vec<i64> = row.iter().filter_map(|cell| figure(cell)).collect();
        let named: Vec<&Vec<Data>> = rows
            .iter()
            .filter(|row| {
                row.iter()
                    .any(|cell| matches!(cell, Data::String(text) if spaced(text) == spaced(name)))
            })
            .collect();
        if named.is_empty() || figures.len() < 2 {
            continue;
        }
        let holds = named.iter().any(|row| {
            let known = known_figures(row);
            figures.iter().all(|figure| known.contains(figure))
        });
        let mut rates = row.iter().filter(|cell| cell.ends_with('%') && figure(cell).is_some());
        let known = rates.all(|rate| everywhere.contains(&figure(rate).unwrap()));
        assert!(holds || known, "{row:?} is not in the workbook as {named:?}");
        checked += usize::from(holds);
    }
    checked
}

#[test]
fn the_sample_office_says_the_same_in_all_formats() {
    let outcome = Case::of("samples/so-ldtbxh-tra-vinh").march();
    assert!(same_words(&outcome, "bao-cao") > 2000);
    assert!(same_words(&outcome, "don-vi/phong-nguoi-co-cong") > 500);
    assert!(same_figures(&outcome) > 30);
}
