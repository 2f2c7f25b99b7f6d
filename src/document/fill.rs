//! Puts tables, charts, prose and legal basis where a filled template asks for them, and numbers captions.

use std::collections::BTreeSet;

use crate::document::DocumentOptions;
use crate::document::block::{Annex, Block, Inline, ListItem, ParagraphStyle, Table};
use crate::document::chart::Chart;
use crate::document::markdown::{InlinePiece, blocks, pieces};
use crate::document::text::typeset;
use crate::error::{Error, Result};

/// No table or chart has the name that a template gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct NoSuchName;

/// What stands under a name; `None` is nothing to show.
pub(crate) type Found<T> = std::result::Result<Option<T>, NoSuchName>;

/// What a template may insert.
pub(crate) struct Inserts<'a> {
    pub(crate) tables: &'a dyn Fn(&str) -> Found<Table>,
    pub(crate) charts: &'a dyn Fn(&str) -> Found<Vec<Chart>>,
}

impl Inserts<'static> {
    /// For documents without tables and charts.
    pub(crate) const NONE: Self =
        Self { tables: &|_| Err(NoSuchName), charts: &|_| Err(NoSuchName) };
}

/// Blocks of a filled template.
pub(crate) fn body(
    template: &str,
    markdown: &str,
    options: &DocumentOptions,
    inserts: &Inserts<'_>,
) -> Result<Vec<Block>> {
    let mut out = Vec::new();
    for piece in pieces(&marked(markdown)) {
        match piece {
            InlinePiece::Text(text) => out.extend(text),
            InlinePiece::Insert { kind, name } => {
                let blocks = inserted(&kind, &name, options, inserts);
                out.extend(blocks.map_err(|NoSuchName| unknown(template, &kind, &name))?);
            }
        }
    }
    Ok(out)
}

/// `[[xem:bang:x bieu-do:y]]` in a sentence names tables and charts by their numbers, which are known at the end. A
/// value cannot make one, since its brackets are escaped.
const REFERENCE: &str = "[[xem:";
/// Around what a reference names, until then: characters that no text of an office has.
const MARKS: [char; 2] = ['\u{f8f0}', '\u{f8f1}'];

fn marked(markdown: &str) -> String {
    let mut parts = markdown.split(REFERENCE);
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once("]]") {
            Some((names, rest)) => {
                let [open, close] = MARKS;
                out.extend([open.to_string(), names.to_owned(), close.to_string()]);
                out.push_str(rest);
            }
            None => out.extend([REFERENCE, part]),
        }
    }
    out
}

fn inserted(
    kind: &str,
    name: &str,
    options: &DocumentOptions,
    inserts: &Inserts<'_>,
) -> std::result::Result<Vec<Block>, NoSuchName> {
    match kind {
        "bang" => Ok((inserts.tables)(name)?.map(Block::Table).into_iter().collect()),
        "bieu-do" => {
            let charts = (inserts.charts)(name)?.unwrap_or_default();
            Ok(charts.into_iter().map(Block::Chart).collect())
        }
        // Headings of prose stand below the heading of its section.
        "noi-dung" => Ok(options.prose.get(name).map_or_else(Vec::new, |text| blocks(text, 2))),
        "can-cu" => Ok(legal_basis(&options.legal_basis)),
        "bieu-mau" => Ok(options.form_lines.iter().map(|line| form_line(line)).collect()),
        _ => Err(NoSuchName),
    }
}

fn unknown(template: &str, kind: &str, name: &str) -> Error {
    let insert = if name.is_empty() { kind.to_owned() } else { format!("{kind}:{name}") };
    let message = format!("không có gì tên “[[{insert}]]” để chèn");
    Error::Template { name: template.to_owned(), message }
}

/// One line each; `;` after each but the last, which ends with a period. The words are the office's.
fn legal_basis(lines: &[String]) -> Vec<Block> {
    let last = lines.len();
    (1..)
        .zip(lines)
        .map(|(number, line)| {
            let words = line.trim_end_matches([';', '.', ' ']);
            let end = if number == last { "." } else { ";" };
            let text = typeset(&format!("{words}{end}"));
            Block::Paragraph {
                style: ParagraphStyle::LegalBasis,
                text: vec![Inline { italic: true, ..Inline::plain(text) }],
            }
        })
        .collect()
}

fn form_line(line: &str) -> Block {
    let text = vec![Inline::plain(typeset(line))];
    Block::Paragraph { style: ParagraphStyle::FormNumber, text }
}

/// The text of the document ends with `./.`, whatever the template or the office's prose ends with.
pub(crate) fn close(body: &mut [Block]) {
    let text = match body.last_mut() {
        Some(Block::Paragraph { text, .. }) => text,
        Some(Block::List(items)) => match deepest(items) {
            Some(text) => text,
            None => return,
        },
        _ => return,
    };
    let Some(run) = text.last_mut() else { return };
    if !run.text.ends_with("./.") {
        let words = run.text.trim_end_matches(['.', ';', ',', ' ']).len();
        run.text.truncate(words);
        if run.figure.is_none() {
            run.text.push_str("./.");
        } else {
            let end = Inline { text: "./.".to_owned(), figure: None, ..run.clone() };
            text.push(end);
        }
    }
}

fn deepest(items: &mut [ListItem]) -> Option<&mut Vec<Inline>> {
    let item = items.last_mut()?;
    if item.children.is_empty() { Some(&mut item.text) } else { deepest(&mut item.children) }
}

/// `Bảng 1. …`, `Biểu đồ 1. …`, in the order of the document; and these numbers wherever the text refers to them.
pub(crate) fn number_captions(body: &mut [Block], annexes: &mut [Annex]) {
    let (mut tables, mut charts) = (0_u32, 0_u32);
    let mut numbers: Vec<(String, u32)> = Vec::new();
    for block in body.iter_mut().chain(annexes.iter_mut().flat_map(|annex| &mut annex.body)) {
        match block {
            Block::Table(Table { id, caption: Some(caption), .. }) => {
                tables += 1;
                *caption = format!("Bảng\u{a0}{tables}. {caption}");
                numbers.push((format!("bang:{id}"), tables));
            }
            Block::Chart(chart) => {
                charts += 1;
                chart.caption = format!("Biểu đồ\u{a0}{charts}. {}", chart.caption);
                numbers.push((format!("bieu-do:{}", chart.id), charts));
            }
            Block::Heading { .. } | Block::Paragraph { .. } | Block::List(_) | Block::Table(_) => {}
        }
    }
    let mut called = BTreeSet::new();
    for block in body.iter_mut().chain(annexes.iter_mut().flat_map(|annex| &mut annex.body)) {
        match block {
            Block::Heading { text, .. } | Block::Paragraph { text, .. } => {
                refer(text, &numbers, &mut called);
            }
            Block::List(items) => refer_in(items, &numbers, &mut called),
            Block::Table(_) | Block::Chart(_) => {}
        }
    }
    for block in body.iter_mut().chain(annexes.iter_mut().flat_map(|annex| &mut annex.body)) {
        if let Block::Table(table) = block {
            table.is_called = called.contains(&format!("bang:{}", table.id));
        }
    }
}

fn refer_in(items: &mut [ListItem], numbers: &[(String, u32)], called: &mut BTreeSet<String>) {
    for item in items {
        refer(&mut item.text, numbers, called);
        refer_in(&mut item.children, numbers, called);
    }
}

/// ` (Bảng 1, Biểu đồ 2)`, or `, xem Bảng 1` behind a bracket, for each reference; nothing where none of what it names is in the document.
fn refer(text: &mut [Inline], numbers: &[(String, u32)], called: &mut BTreeSet<String>) {
    let [open, close] = MARKS;
    let mut ends_in_brackets = false;
    for run in text {
        while let Some((before, rest)) = run.text.split_once(open) {
            let (names, after) = rest.split_once(close).unwrap_or((rest, ""));
            called.extend(names.split(' ').map(str::to_owned));
            let named: Vec<String> =
                names.split(' ').filter_map(|name| reference(name, numbers)).collect();
            let named = match named.join(", ") {
                none if none.is_empty() => none,
                // Two pairs of brackets side by side read badly.
                some if before.ends_with(')') || before.is_empty() && ends_in_brackets => {
                    format!(", xem {some}")
                }
                some => format!(" ({some})"),
            };
            run.text = format!("{before}{named}{after}");
        }
        ends_in_brackets = run.text.ends_with(')');
    }
}

/// `Bảng 1`; `Biểu đồ 2–4` of a chart in parts.
fn reference(name: &str, numbers: &[(String, u32)]) -> Option<String> {
    let is_part = |id: &str| {
        let rest = id.strip_prefix(name)?;
        let part = rest.strip_prefix('-').unwrap_or("1");
        (rest.is_empty() || part.parse::<u32>().is_ok()).then_some(())
    };
    let mut found = numbers.iter().filter(|(id, _)| is_part(id).is_some());
    let (_, first) = found.next()?;
    let kind = if name.starts_with("bang:") { "Bảng" } else { "Biểu\u{a0}đồ" };
    Some(match found.next_back() {
        Some((_, last)) => format!("{kind}\u{a0}{first}–{last}"),
        None => format!("{kind}\u{a0}{first}"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;

    fn filled(markdown: &str) -> Result<Vec<Block>> {
        body("x.md", markdown, &sample::options(), &Inserts::NONE)
    }

    #[track_caller]
    fn closes(markdown: &str, want: &str) {
        let mut blocks = blocks(markdown, 0);
        close(&mut blocks);
        let text = match blocks.last_mut().expect("a block") {
            Block::Paragraph { text, .. } => text.clone(),
            Block::List(items) => deepest(items).expect("an item").clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(text.iter().map(|run| run.text.as_str()).collect::<String>(), want);
    }

    #[test]
    fn the_text_ends_as_the_decree_wants() {
        closes("Hết.", "Hết./.");
        closes("Hết./.", "Hết./.");
        closes("- a;\n- b\n  - c.", "c./.");
    }

    #[test]
    fn an_unknown_insert_is_named() {
        let error = filled("a\n\n[[bang:khong-co]]").expect_err("unknown");
        assert!(error.to_string().contains("[[bang:khong-co]]"), "{error}");
        assert!(filled("[[hinh:x]]").is_err());
    }

    #[test]
    fn the_legal_basis_is_punctuated_but_not_repaired() {
        let options = DocumentOptions {
            legal_basis: vec!["Luật A".to_owned(), "Nghị định số 1/2020/NĐ-CP;".to_owned()],
            ..sample::options()
        };
        let got = body("x.md", "[[can-cu]]", &options, &Inserts::NONE).expect("blocks");
        let text: Vec<String> = got
            .iter()
            .map(|block| match block {
                Block::Paragraph { text, .. } => {
                    text.iter().map(|run| run.text.replace('\u{a0}', " ")).collect()
                }
                other => panic!("{other:?}"),
            })
            .collect();
        assert_eq!(text, ["Luật A;", "Nghị định số 1/2020/NĐ-CP."]);
    }

    #[test]
    fn sentences_name_tables_and_charts_by_their_numbers() {
        let table = |id: &str| {
            Block::Table(Table {
                id: id.to_owned(),
                caption: Some("Bảng".to_owned()),
                unit: None,
                columns: Vec::new(),
                header: Vec::new(),
                rows: Vec::new(),
                notes: Vec::new(),
                is_called: false,
            })
        };
        let chart = |id: &str| {
            Block::Chart(Chart {
                id: id.to_owned(),
                caption: String::new(),
                alt: String::new(),
                width: 1.0,
                height: 1.0,
                shapes: Vec::new(),
                narrow: crate::document::chart::Drawing::default(),
            })
        };
        let markdown = "Một[[xem:bang:b bieu-do:y]] (một)[[xem:bang:a]].\n\n- Hai[[xem:bieu-do:x]];\n- ba[[xem:bang:không]].\n\n\\[[xem:bang:b]]";
        let mut blocks = filled(markdown).expect("blocks");
        blocks.extend([table("a"), table("b"), table("c"), chart("x"), chart("x-2"), chart("y")]);
        number_captions(&mut blocks, &mut []);
        let text = |block: &Block| match block {
            Block::Paragraph { text, .. } => vec![text[0].text.clone()],
            Block::List(items) => items.iter().map(|item| item.text[0].text.clone()).collect(),
            Block::Heading { .. } | Block::Table(_) | Block::Chart(_) => Vec::new(),
        };
        let said: Vec<String> = blocks.iter().flat_map(text).collect();
        assert_eq!(said[0], "Một (Bảng\u{a0}2, Biểu\u{a0}đồ\u{a0}3) (một), xem Bảng\u{a0}1.");
        assert_eq!(said[1], "Hai (Biểu\u{a0}đồ\u{a0}1–2);");
        assert_eq!(said[2], "ba.");
        let called = blocks.iter().filter_map(|block| match block {
            Block::Table(table) => Some(table.is_called),
            _ => None,
        });
        // Only what a sentence names may wait for the next page.
        assert_eq!(called.collect::<Vec<_>>(), [true, true, false]);
    }
}
