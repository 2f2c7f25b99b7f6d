//! Markdown of a filled template, or of the office's own prose, to blocks.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::document::block::{Block, Inline, ListItem, ParagraphStyle};
use crate::document::marked::parted;
use crate::document::text::typeset;

/// A template in pieces: text, and the lines `[[kind:name]]` that stand for what is not text.
#[derive(Debug, PartialEq)]
pub(crate) enum InlinePiece {
    Text(Vec<Block>),
    /// `[[bang:ho-so]]`: kind and name.
    Insert {
        kind: String,
        name: String,
    },
}

/// Cuts a filled template at its inserts. A value can never make one: its line breaks are spaces
/// and its brackets are escaped.
pub(crate) fn pieces(markdown: &str) -> Vec<InlinePiece> {
    let mut out = Vec::new();
    let mut text = String::new();
    for line in markdown.lines() {
        if let Some((kind, name)) = insert(line) {
            flush(&mut text, &mut out);
            out.push(InlinePiece::Insert { kind: kind.to_owned(), name: name.to_owned() });
        } else {
            text.push_str(line);
            text.push('\n');
        }
    }
    flush(&mut text, &mut out);
    out
}

fn flush(text: &mut String, out: &mut Vec<InlinePiece>) {
    let blocks = blocks(text, 0);
    if !blocks.is_empty() {
        out.push(InlinePiece::Text(blocks));
    }
    text.clear();
}

/// `[[bang:ho-so]]` alone on its line; `[[can-cu]]` has an empty name.
fn insert(line: &str) -> Option<(&str, &str)> {
    let inner = line.trim().strip_prefix("[[")?.strip_suffix("]]")?;
    let plain = inner.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | ':'));
    plain.then(|| inner.split_once(':').unwrap_or((inner, "")))
}

/// Blocks of a Markdown text. Headings go `demote` levels down, at most to the third.
///
/// HTML, code and links are text: what is written is what is printed.
pub(crate) fn blocks(markdown: &str, demote: u8) -> Vec<Block> {
    let mut builder = Builder { source: markdown, demote, ..Builder::default() };
    for (event, range) in Parser::new(markdown).into_offset_iter() {
        builder.event(event, range);
    }
    builder.paragraph();
    builder.blocks
}

/// Lists stand within lists so deep; what is deeper goes on in the last of these. Nobody writes five levels, and every
/// format walks down them.
const DEEPEST: usize = 4;

/// Open list: its items so far, and how the next one is marked.
#[derive(Default)]
struct OpenList {
    items: Vec<ListItem>,
    numbering: ListNumbering,
    next: u64,
}

#[derive(Clone, Copy, Default)]
enum ListNumbering {
    /// `-`, and `+` one level down.
    #[default]
    Dash,
    /// `1.`
    Digit,
    /// `1)` in the source: `a)`, the Vietnamese alphabet.
    Letter,
}

#[derive(Default)]
struct Builder<'a> {
    source: &'a str,
    demote: u8,
    blocks: Vec<Block>,
    text: Vec<Inline>,
    heading: Option<u8>,
    lists: Vec<OpenList>,
    /// Open lists below the deepest.
    deeper: u32,
    quotes: u32,
    bold: u32,
    italic: u32,
    link: Option<(usize, String)>,
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, &range),
            Event::End(tag) => self.end(tag),
            Event::Text(text)
            | Event::Code(text)
            | Event::Html(text)
            | Event::InlineHtml(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text)
            | Event::FootnoteReference(text) => self.push(&text),
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            Event::Rule => self.paragraph(),
            Event::TaskListMarker(done) => self.push(if done { "[x] " } else { "[ ] " }),
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => {
                self.paragraph();
                self.heading = Some(level_number(level).saturating_add(self.demote).min(3));
            }
            Tag::BlockQuote(_) => {
                self.paragraph();
                self.quotes += 1;
            }
            Tag::List(_) if self.lists.len() == DEEPEST => {
                self.paragraph();
                self.deeper += 1;
            }
            Tag::List(first) => {
                self.paragraph();
                let source = self.source.get(range.clone()).unwrap_or_default();
                let mark = source.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
                let numbering = match first {
                    None => ListNumbering::Dash,
                    Some(_) if mark.starts_with(')') => ListNumbering::Letter,
                    Some(_) => ListNumbering::Digit,
                };
                let next = first.unwrap_or(1);
                self.lists.push(OpenList { items: Vec::new(), numbering, next });
            }
            Tag::Item => {
                let depth = self.lists.len();
                if let Some(list) = self.lists.last_mut() {
                    let mark = mark(list.numbering, list.next, depth);
                    list.next += 1;
                    list.items.push(ListItem { mark, text: Vec::new(), children: Vec::new() });
                }
            }
            Tag::Emphasis => self.italic += 1,
            Tag::Strong => self.bold += 1,
            Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. } => {
                let length = self.text.iter().map(|run| run.text.len()).sum();
                self.link = Some((length, dest_url.into_string()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::BlockQuote(_) => {
                self.paragraph();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::List(_) => {
                self.paragraph();
                match self.deeper.checked_sub(1) {
                    Some(left) => self.deeper = left,
                    None => self.close_list(),
                }
            }
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => self.close_link(),
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock => self.paragraph(),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        let text = text.replace(['\n', '\r', '\t'], " ");
        let (bold, italic) = (self.bold > 0, self.italic > 0);
        match self.text.last_mut() {
            Some(run) if run.bold == bold && run.italic == italic => run.text.push_str(&text),
            _ => self.text.push(Inline { text, bold, italic, figure: None }),
        }
    }

    /// The address of a link stands behind its words, unless it is the words.
    fn close_link(&mut self) {
        let Some((start, url)) = self.link.take() else { return };
        let all: String = self.text.iter().map(|run| run.text.as_str()).collect();
        let words = all.get(start..).unwrap_or_default();
        if !url.is_empty() && words != url {
            self.push(&format!(" ({url})"));
        }
    }

    /// Ends what is being written: a heading, a paragraph, or the words of a list item.
    fn paragraph(&mut self) {
        let text = finished(&std::mem::take(&mut self.text));
        let heading = self.heading.take();
        if text.is_empty() {
            return;
        }
        if let Some(item) = self.lists.last_mut().and_then(|list| list.items.last_mut()) {
            if !item.text.is_empty() {
                item.text.push(Inline::plain(" "));
            }
            item.text.extend(text);
        } else if let Some(level) = heading {
            self.blocks.push(Block::Heading { level, text });
        } else {
            let style = if self.quotes > 0 { ParagraphStyle::Note } else { ParagraphStyle::Body };
            self.blocks.push(Block::Paragraph { style, text });
        }
    }

    fn close_list(&mut self) {
        let Some(list) = self.lists.pop() else { return };
        let items: Vec<_> = list
            .items
            .into_iter()
            .filter(|item| !item.text.is_empty() || !item.children.is_empty())
            .collect();
        match self.lists.last_mut().and_then(|outer| outer.items.last_mut()) {
            Some(item) => item.children.extend(items),
            None if items.is_empty() => {}
            None => self.blocks.push(Block::List(items)),
        }
    }
}

fn level_number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 | HeadingLevel::H4 | HeadingLevel::H5 | HeadingLevel::H6 => 3,
    }
}

/// Letters of điểm, in the order of the Vietnamese alphabet (NĐ 30/2020/NĐ-CP Phụ lục I).
const LETTERS: [&str; 23] = [
    "a", "b", "c", "d", "đ", "e", "g", "h", "i", "k", "l", "m", "n", "o", "p", "q", "r", "s", "t",
    "u", "v", "x", "y",
];

fn mark(numbering: ListNumbering, number: u64, depth: usize) -> String {
    match numbering {
        ListNumbering::Dash if depth % 2 == 1 => "-".to_owned(),
        ListNumbering::Dash => "+".to_owned(),
        ListNumbering::Digit => format!("{number}."),
        ListNumbering::Letter => {
            let index = usize::try_from(number).ok().and_then(|n| n.checked_sub(1));
            match index.and_then(|index| LETTERS.get(index)) {
                Some(letter) => format!("{letter})"),
                None => format!("{number})"),
            }
        }
    }
}

/// Figures as runs of their own, outer spaces gone, no-break spaces in, empty runs dropped.
fn finished(text: &[Inline]) -> Vec<Inline> {
    let mut text: Vec<Inline> = text.iter().flat_map(parted).collect();
    if let Some(first) = text.first_mut() {
        first.text = first.text.trim_start_matches(' ').to_owned();
    }
    if let Some(last) = text.last_mut() {
        last.text = last.text.trim_end_matches(' ').to_owned();
    }
    text.chunk_by_mut(Inline::is_set_like).for_each(typeset_runs);
    text.retain(|run| !run.text.is_empty());
    text
}

/// Over runs of one style together: a figure holds on to what is counted, whatever run that is in.
fn typeset_runs(runs: &mut [Inline]) {
    let words: String = runs.iter().map(|run| run.text.as_str()).collect();
    // One space becomes another, so that every run keeps its number of characters.
    let set = typeset(&words);
    let mut letters = set.chars();
    for run in runs {
        run.text = letters.by_ref().take(run.text.chars().count()).collect();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Blocks as one line each, styles as marks.
    fn flat(blocks: &[Block]) -> Vec<String> {
        fn words(text: &[Inline]) -> String {
            text.iter()
                .map(|run| match (run.bold, run.italic) {
                    (false, false) => run.text.clone(),
                    (true, false) => format!("<b>{}</b>", run.text),
                    (false, true) => format!("<i>{}</i>", run.text),
                    (true, true) => format!("<bi>{}</bi>", run.text),
                })
                .collect()
        }
        fn items(list: &[ListItem], depth: usize, out: &mut Vec<String>) {
            for item in list {
                out.push(format!("{}{} {}", "  ".repeat(depth), item.mark, words(&item.text)));
                items(&item.children, depth + 1, out);
            }
        }
        let mut out = Vec::new();
        for block in blocks {
            match block {
                Block::Heading { level, text } => out.push(format!("h{level} {}", words(text))),
                Block::Paragraph { style, text } => out.push(format!("{style:?} {}", words(text))),
                Block::List(list) => items(list, 0, &mut out),
                Block::Table(table) => out.push(table.id.clone()),
                Block::Chart(chart) => out.push(chart.id.clone()),
            }
        }
        out
    }

    #[track_caller]
    fn case(markdown: &str, want: &[&str]) {
        assert_eq!(flat(&blocks(markdown, 0)), want);
    }

    #[test]
    fn headings_paragraphs_and_styles() {
        case(
            "# I. A\n\n## 1. B\n\nMột **hai** *ba* ***bốn***\nnăm\n\n> ghi chú",
            &[
                "h1 I. A",
                "h2 1. B",
                "Body Một <b>hai</b> <i>ba</i> <bi>bốn</bi> năm",
                "Note ghi chú",
            ],
        );
    }

    #[test]
    fn lists_are_marked_as_in_vietnamese_documents() {
        case("- a\n  - b\n    - c\n- d", &["- a", "  + b", "    - c", "- d"]);
        case("- a\n\n- b", &["- a", "- b"]);
        let five = "1) x\n2) x\n3) x\n4) x\n5) x\n6) x\n7) x";
        case(five, &["a) x", "b) x", "c) x", "d) x", "đ) x", "e) x", "g) x"]);
        case("3. x\n4. y", &["3. x", "4. y"]);
    }

    #[test]
    fn lists_within_lists_end_somewhere_and_nothing_is_lost() {
        let deep = "- a\n  - b\n    - c\n      - d\n        - e\n          - f\n- g";
        let want = ["- a", "  + b", "    - c", "      + d", "      + e", "      + f", "- g"];
        case(deep, &want);
        let deepest = format!("{}x", "- ".repeat(4000));
        assert_eq!(
            flat(&blocks(&deepest, 0)).last().map(|line| line.trim().to_owned()),
            Some("+ x".to_owned())
        );
    }

    #[test]
    fn what_looks_like_html_is_printed_as_text() {
        case("Ông <b>A</b> & <script>x</script>", &["Body Ông <b>A</b> & <script>x</script>"]);
        case("<div>\nx\n</div>", &["Body <div> x </div>"]);
        case("`a*b`", &["Body a*b"]);
        case("[cổng](https://x.vn)", &["Body cổng (https://x.vn)"]);
        case("    bốn dấu cách", &["Body bốn dấu cách"]);
    }

    #[test]
    fn headings_of_prose_are_demoted() {
        assert_eq!(flat(&blocks("# A\n\n## B\n\n### C", 2)), ["h3 A", "h3 B", "h3 C"]);
    }

    #[test]
    fn only_a_line_of_its_own_is_an_insert() {
        let got = pieces("a\n\n[[bang:ho-so]]\n\nb [[bang:x]]\n\n\\[\\[bang:y\\]\\]\n[[can-cu]]");
        let inserts: Vec<_> = got
            .iter()
            .filter_map(|piece| match piece {
                InlinePiece::Insert { kind, name } => Some((kind.as_str(), name.as_str())),
                InlinePiece::Text(_) => None,
            })
            .collect();
        assert_eq!(inserts, [("bang", "ho-so"), ("can-cu", "")]);
    }
}
