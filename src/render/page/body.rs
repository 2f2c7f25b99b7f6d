//! Headings, paragraphs and lists to lines of text that know what they keep with.

use crate::document::{Block, Inline, ListItem, ParagraphStyle};
use crate::render::page::faces::{Face, line_height};
use crate::render::page::lines::baseline;
use crate::render::page::lines::{Line, set};
use crate::render::page::paper::{PaperSheet, Sizes};
use crate::render::page::piece::{Binding, Header, Piece};
use crate::render::page::scene::{Draw, Item, Mark, Node, Numbering, Role, Tree};
use crate::render::page::setting::{Alignment, Setting, TextRun};

/// Collects the pieces of one section, the main text or an annex.
#[derive(Debug)]
pub(crate) struct Composer<'t> {
    pub(crate) sheet: PaperSheet,
    pub(crate) sizes: Sizes,
    pub(crate) tree: &'t mut Tree,
    /// The section that everything belongs to; none for the main text.
    pub(crate) section: Option<Node>,
    pieces: Vec<Piece>,
    headers: Vec<Header>,
    /// Asked for the next piece.
    gap: f32,
    binding: Binding,
    /// Level of the heading above; headings go down one level at a time.
    level: u8,
    /// Level of the section's own title.
    base: u8,
    /// Sections of the headings above, each with its level.
    open: Vec<(u8, Node)>,
    /// The section as it was given.
    outer: Option<Node>,
}

/// A paragraph to be set over the full width.
#[derive(Debug)]
pub(crate) struct SetText {
    pub(crate) runs: Vec<TextRun>,
    pub(crate) size: u8,
    pub(crate) align: Alignment,
    pub(crate) first: f32,
    pub(crate) rest: f32,
    pub(crate) leading: f32,
}

impl<'t> Composer<'t> {
    pub(crate) fn new(
        sheet: PaperSheet,
        sizes: Sizes,
        tree: &'t mut Tree,
        section: Option<Node>,
    ) -> Self {
        Self {
            sheet,
            sizes,
            tree,
            section,
            pieces: Vec::new(),
            headers: Vec::new(),
            gap: 0.0,
            binding: Binding::Free,
            level: 0,
            base: 0,
            open: Vec::new(),
            outer: section,
        }
    }

    pub(crate) fn finish(self) -> (Vec<Piece>, Vec<Header>) {
        (self.pieces, self.headers)
    }

    /// Space above the next piece, if more than is asked for already.
    pub(crate) fn gap(&mut self, gap: f32) {
        self.gap = self.gap.max(gap);
    }

    /// The next piece stays with the one before it.
    pub(crate) fn bind(&mut self) {
        self.binding = Binding::Bound;
    }

    /// The next piece stays with the one before it unless that leaves much of a page blank.
    pub(crate) fn keep(&mut self) {
        self.binding = Binding::Kept;
    }

    /// Adds a piece, with the gap and the binding that were asked for.
    pub(crate) fn push(&mut self, mut piece: Piece) {
        piece.gap = piece.gap.max(std::mem::take(&mut self.gap));
        match std::mem::take(&mut self.binding) {
            Binding::Free => {}
            asked => piece.with_previous = asked,
        }
        self.pieces.push(piece);
    }

    pub(crate) fn add_header(&mut self, header: Header) -> usize {
        self.headers.push(header);
        self.headers.len() - 1
    }

    /// The title of the document or annex, over which headings stand one level lower.
    pub(crate) fn title(&mut self, text: &str, bookmark: Option<String>) -> Node {
        (self.base, self.level) = (1, 1);
        let node = self.tree.add(Role::Heading(1), self.section);
        let start = self.pieces.len();
        self.centered_in(node, text, Face::Bold, self.sizes.title);
        if let (Some(piece), Some(title)) = (self.pieces.get_mut(start), bookmark) {
            piece.bookmark = Some((title, 1));
        }
        self.bind();
        node
    }

    /// Centred lines that stay together; gives the width of the longest.
    pub(crate) fn centered(&mut self, text: &str, face: Face, size: u8, role: Role) -> f32 {
        let node = self.tree.add(role, self.section);
        self.centered_in(node, text, face, size)
    }

    /// More lines of an element.
    pub(crate) fn centered_in(&mut self, node: Node, text: &str, face: Face, size: u8) -> f32 {
        let mark = Mark::Content(node);
        // The words of the element above do not run into these when read aloud.
        let above = self.pieces.last_mut().and_then(|piece| piece.items.last_mut());
        if let Some(Item { mark: before, draw: Draw::Text { text, .. } }) = above
            && *before == mark
        {
            text.push(' ');
        }
        let runs = vec![TextRun { text: text.to_owned(), face, mark }];
        let lines = self.set(&SetText::flat(runs, size, Alignment::Center));
        let widest = lines.iter().map(|line| line.width).fold(0.0, f32::max);
        for (index, line) in lines.iter().enumerate() {
            if index > 0 {
                self.bind();
            }
            self.push_line(line, size, 1.05);
        }
        widest
    }

    pub(crate) fn len(&self) -> usize {
        self.pieces.len()
    }

    /// What was pushed since then, but its first piece, stays together.
    pub(crate) fn bind_after(&mut self, start: usize) {
        for piece in self.pieces.iter_mut().skip(start + 1) {
            piece.with_previous = Binding::Bound;
        }
    }

    /// What begins with this piece may stand after the text that follows.
    pub(crate) fn may_wait(&mut self, start: usize) {
        if let Some(piece) = self.pieces.get_mut(start) {
            piece.may_wait = true;
        }
    }

    /// The signature takes at least two lines of the text with it to a new page.
    pub(crate) fn keep_last_lines(&mut self) {
        self.bind();
        if let Some(last) = self.pieces.last_mut() {
            last.with_previous = Binding::Bound;
        }
    }

    /// A rule in the middle, below what was pushed last.
    pub(crate) fn rule(&mut self, width: f32) {
        let middle = self.sheet.text_width() / 2.0;
        let item = Item::line((middle - width / 2.0, 1.2), (middle + width / 2.0, 1.2), 0.75);
        self.bind();
        self.push(Piece { height: 1.4, items: vec![item], ..Piece::default() });
    }

    pub(crate) fn blocks(&mut self, blocks: &[Block]) {
        let mut announces = false;
        for block in blocks {
            let start = self.len();
            match block {
                Block::Heading { level, text } => self.heading(*level, text),
                Block::Paragraph { style, text } => self.paragraph(*style, text),
                Block::List(items) => self.list(items, self.section),
                Block::Table(table) => self.table(table),
                Block::Chart(chart) => self.chart(chart),
            }
            if announces && matches!(block, Block::List(_)) {
                self.pieces.iter_mut().skip(start).for_each(|piece| piece.is_announced = true);
            }
            announces = matches!(block, Block::Paragraph { text, .. } if ends_with_colon(text));
        }
    }

    fn heading(&mut self, level: u8, text: &[Inline]) {
        let bold = level <= 2;
        self.level = (self.base + level.max(1)).min(self.level + 1).min(6);
        self.open.retain(|(above, _)| *above < self.level);
        let parent = self.open.last().map(|(_, node)| *node).or(self.outer);
        let section = self.tree.add(Role::Section, parent);
        self.open.push((self.level, section));
        self.section = Some(section);
        let mark = Mark::Content(self.tree.add(Role::Heading(self.level), self.section));
        let runs: Vec<TextRun> = Inline::merged(text)
            .into_iter()
            .map(|inline| TextRun {
                text: inline.text,
                face: Face::of(bold || inline.bold, inline.italic),
                mark,
            })
            .collect();
        let words: String = text.iter().map(|inline| inline.text.as_str()).collect();
        let Sizes { body, indent, leading, gap, .. } = self.sizes;
        let text =
            SetText { first: indent, leading, ..SetText::flat(runs, body, Alignment::Justified) };
        self.gap(gap * 1.25);
        let start = self.pieces.len();
        self.text(&text);
        self.bind_after(start);
        if let Some(first) = self.pieces.get_mut(start) {
            first.bookmark = Some((words, self.outer.map_or(0, |_| 1) + level.max(1)));
        }
        self.gap(gap);
        self.bind();
    }

    pub(crate) fn paragraph(&mut self, style: ParagraphStyle, text: &[Inline]) {
        let Sizes { body, caption, note, indent, leading, gap, .. } = self.sizes;
        let (italic, size, align, first) = match style {
            ParagraphStyle::Body => (false, body, Alignment::Justified, indent),
            ParagraphStyle::LegalBasis => (true, body, Alignment::Justified, indent),
            ParagraphStyle::Note => (true, note, Alignment::Justified, 0.0),
            ParagraphStyle::FormNumber => (false, note, Alignment::Left, 0.0),
            ParagraphStyle::Unit => (true, caption, Alignment::Right, 0.0),
        };
        let mark = Mark::Content(self.tree.add(Role::Paragraph, self.section));
        let runs = Inline::merged(text)
            .into_iter()
            .map(|inline| TextRun {
                text: inline.text,
                face: Face::of(inline.bold, italic || inline.italic),
                mark,
            })
            .collect();
        let is_small = matches!(style, ParagraphStyle::Note | ParagraphStyle::FormNumber);
        let leading = if is_small { 1.0 } else { leading };
        if style == ParagraphStyle::Note && !self.pieces.is_empty() {
            self.gap = self.gap.min(gap);
            self.bind();
        }
        self.gap(if is_small { gap / 2.0 } else { gap });
        let start = self.len();
        self.text(&SetText { first, leading, ..SetText::flat(runs, size, align) });
        if style == ParagraphStyle::Note {
            // No line of it goes before the table that it stands below.
            self.bind_after(start);
        }
        // What is announced stays with the words that announce it.
        let announces = ends_with_colon(text);
        if style == ParagraphStyle::Unit || announces && style == ParagraphStyle::Body {
            self.bind();
        }
    }

    /// Notes below a table, one a line.
    pub(crate) fn notes(&mut self, notes: &[String]) {
        for note in notes {
            let text = [Inline::plain(note.as_str())];
            self.paragraph(ParagraphStyle::Note, &text);
        }
    }

    fn list(&mut self, items: &[ListItem], parent: Option<Node>) {
        let numbering = items.first().map_or(Numbering::Dashes, |item| Numbering::of(&item.mark));
        let list = self.tree.add(Role::List(numbering), parent);
        let Sizes { body, indent, leading, gap, .. } = self.sizes;
        for item in items {
            let entry = self.tree.add(Role::ListItem, Some(list));
            let label = self.tree.add(Role::ListLabel, Some(entry));
            let content = self.tree.add(Role::ListBody, Some(entry));
            let mut runs = vec![TextRun {
                text: format!("{} ", item.mark),
                face: Face::Regular,
                mark: Mark::Content(label),
            }];
            runs.extend(Inline::merged(&item.text).into_iter().map(|inline| TextRun {
                text: inline.text,
                face: Face::of(inline.bold, inline.italic),
                mark: Mark::Content(content),
            }));
            self.gap(gap);
            let align = Alignment::Justified;
            self.text(&SetText { first: indent, leading, ..SetText::flat(runs, body, align) });
            if !item.children.is_empty() {
                self.list(&item.children, Some(content));
            }
        }
    }

    /// Lines of a paragraph, no two of which are parted so that one is left alone.
    pub(crate) fn text(&mut self, text: &SetText) {
        let lines = self.set(text);
        let count = lines.len();
        for (index, line) in lines.iter().enumerate() {
            if index > 0 && (index == 1 || index + 1 == count) {
                self.bind();
            }
            self.push_line(line, text.size, text.leading);
        }
    }

    fn set(&self, text: &SetText) -> Vec<Line> {
        let setting = Setting {
            width: self.sheet.text_width(),
            first: text.first,
            rest: text.rest,
            size: text.size,
            align: text.align,
        };
        set(&text.runs, &setting)
    }

    fn push_line(&mut self, line: &Line, size: u8, leading: f32) {
        let height = line_height(size) * leading;
        let items = line.items(0.0, baseline(height, size), size).collect();
        self.push(Piece { height, items, ..Piece::default() });
    }
}

fn ends_with_colon(text: &[Inline]) -> bool {
    text.last().is_some_and(|run| run.text.trim_end().ends_with(':'))
}

impl SetText {
    /// Single spaced and without indents.
    pub(crate) fn flat(runs: Vec<TextRun>, size: u8, align: Alignment) -> Self {
        Self { runs, size, align, first: 0.0, rest: 0.0, leading: 1.0 }
    }
}
