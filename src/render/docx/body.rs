//! Headings, paragraphs, lists and charts as paragraphs of Word, with what they keep with.

use crate::render::docx::paragraph::{paragraph, rule, run, with_runs};
use docx_rs::{
    Document as Content, DocumentChild, Paragraph, Pic, Run, Table as Grid, TableCellContent,
    TableChild, TableRowChild,
};

use crate::document::{
    Annex, Block, Chart, Document, Inline, ListItem, Orientation, Paper, ParagraphStyle,
    whole_words,
};
use crate::render::docx::finish::{Facts, Picture, TableFacts};
use crate::render::docx::picture::picture;
use crate::render::docx::section::section;
use crate::render::docx::style::MARKS;
use crate::render::docx::units::twips;
use crate::render::page::{PaperSheet, Sizes};

/// English metric units in a millimetre.
pub(crate) const EMU: f32 = 36_000.0;

/// Collects paragraphs and tables, section after section.
pub(crate) struct DocxComposer<'s> {
    pub(crate) sizes: &'s Sizes,
    pub(crate) sheet: PaperSheet,
    paper: Paper,
    content: Vec<DocumentChild>,
    facts: Facts,
    /// Space above the next paragraph, if more than its style gives.
    pub(crate) gap: f32,
    /// How much lower headings stand than they say: in an annex, its title is above them.
    depth: u8,
}

impl<'s> DocxComposer<'s> {
    /// The whole document, and what is known of its tables and pictures.
    pub(crate) fn compose(document: &Document, sizes: &'s Sizes) -> (Content, Facts) {
        let mut composer = Self {
            sizes,
            sheet: PaperSheet::of(document.paper, Orientation::Portrait),
            paper: document.paper,
            content: Vec::new(),
            facts: Facts { foot: !document.letterhead.contact.is_empty(), ..Facts::default() },
            gap: 0.0,
            depth: 0,
        };
        composer.letterhead(&document.letterhead);
        composer.title(&document.title);
        composer.addressees(&document.addressees);
        composer.blocks(&document.body);
        composer.signature(&document.signature);
        let mut orientation = Orientation::Portrait;
        for annex in &document.annexes {
            composer.end_section(orientation);
            orientation = annex.orientation;
            composer.annex(annex);
        }
        if !matches!(composer.content.last(), Some(DocumentChild::Paragraph(_))) {
            composer.part();
        }
        let last = section(document.paper, orientation, sizes);
        let mut content = Content::new();
        content.children = composer.content;
        content.section_property = last;
        (content, composer.facts)
    }

    fn annex(&mut self, annex: &Annex) {
        self.sheet = PaperSheet::of(self.paper, annex.orientation);
        self.depth = 1;
        self.gap = 0.0;
        let heading = format!("{}\n{}", annex.label, annex.title.to_uppercase());
        self.line("PhuLuc", &heading);
        if let Some(reference) = &annex.reference {
            self.line("DuoiTieuDe", reference);
        }
        self.gap(self.sizes.gap * 2.0);
        self.blocks(&annex.body);
    }

    /// What stands so far is a section on pages of its own.
    fn end_section(&mut self, orientation: Orientation) {
        if !matches!(self.content.last(), Some(DocumentChild::Paragraph(_))) {
            self.part();
        }
        let property = section(self.paper, orientation, self.sizes);
        if let Some(DocumentChild::Paragraph(last)) = self.content.last_mut() {
            last.property.section_property = Some(property);
        }
    }

    /// Space above the next paragraph, if more than is asked for already.
    pub(crate) fn gap(&mut self, gap: f32) {
        self.gap = self.gap.max(gap);
    }

    /// What stands so far stays with what comes next.
    pub(crate) fn bind(&mut self) {
        match self.content.last_mut() {
            Some(DocumentChild::Paragraph(paragraph)) => paragraph.property.keep_next = Some(true),
            Some(DocumentChild::Table(table)) => {
                if let Some(TableChild::TableRow(row)) = table.rows.last_mut() {
                    for TableRowChild::TableCell(cell) in &mut row.cells {
                        for content in &mut cell.children {
                            if let TableCellContent::Paragraph(paragraph) = content {
                                paragraph.property.keep_next = Some(true);
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }

    /// Adds a paragraph whose style gives it this much space above.
    pub(crate) fn add(&mut self, mut paragraph: Paragraph, own: f32) {
        let gap = std::mem::take(&mut self.gap);
        if gap > own + 0.01 {
            let spacing = paragraph.property.line_spacing.take().unwrap_or_default();
            paragraph.property.line_spacing = Some(spacing.before(twips(gap).unsigned_abs()));
        }
        self.content.push(DocumentChild::Paragraph(Box::new(paragraph)));
    }

    /// Adds a table; the space above it, which tables do not have, goes below the paragraph before it.
    pub(crate) fn add_table(&mut self, table: Grid, facts: TableFacts) {
        let gap = std::mem::take(&mut self.gap);
        match self.content.last_mut() {
            Some(DocumentChild::Paragraph(before)) => {
                let spacing = before.property.line_spacing.take().unwrap_or_default();
                before.property.line_spacing = Some(spacing.after(twips(gap).unsigned_abs()));
            }
            // Two tables without anything between them would be one.
            Some(_) => {
                self.gap = gap;
                self.part();
            }
            None => {}
        }
        self.facts.tables.push(facts);
        self.content.push(DocumentChild::Table(Box::new(table)));
    }

    /// A paragraph that takes no room.
    fn part(&mut self) {
        self.add(Paragraph::new().style("NgatPhan"), 0.0);
    }

    /// A paragraph of a style that gives no space above.
    pub(crate) fn line(&mut self, style: &str, text: &str) {
        self.add(Paragraph::new().style(style).add_run(run(text)), 0.0);
    }

    /// A rule in the middle, below what stands so far.
    pub(crate) fn rule(&mut self, width: f32) {
        let paragraph = rule(self.sheet.text_width(), width);
        self.add(paragraph, 0.0);
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Heading { level, text } => self.heading(*level, text),
                Block::Paragraph { style, text } => self.paragraph(*style, text),
                Block::List(items) => self.list(items),
                Block::Table(table) => self.table(table),
                Block::Chart(chart) => self.chart(chart),
            }
        }
    }

    fn heading(&mut self, level: u8, text: &[Inline]) {
        let style = match level.max(1) + self.depth {
            1 => "Heading1",
            2 => "Heading2",
            _ => "Heading3",
        };
        let bold = level <= 2 && style == "Heading3";
        let runs = Inline::merged(text).into_iter().map(|mut inline| {
            inline.bold |= bold;
            inline
        });
        let paragraph = paragraph(style, &runs.collect::<Vec<_>>());
        self.add(paragraph, self.sizes.gap * 1.25);
    }

    fn paragraph(&mut self, style: ParagraphStyle, text: &[Inline]) {
        let gap = self.sizes.gap;
        let (style, own) = match style {
            ParagraphStyle::Body => ("BodyText", gap),
            ParagraphStyle::LegalBasis => ("CanCu", gap),
            ParagraphStyle::Note => {
                // A note stays with what it explains.
                self.gap = self.gap.min(gap);
                self.bind();
                ("GhiChu", gap / 2.0)
            }
            ParagraphStyle::FormNumber => ("BieuSo", gap / 2.0),
            ParagraphStyle::Unit => ("DonViTinh", gap),
        };
        self.add(paragraph(style, text), own);
        // What is announced stays with the words that announce it.
        if style == "BodyText" && text.last().is_some_and(|run| run.text.trim_end().ends_with(':'))
        {
            self.bind();
        }
    }

    pub(crate) fn notes(&mut self, notes: &[String]) {
        for note in notes {
            self.paragraph(ParagraphStyle::Note, &[Inline::plain(note.as_str())]);
        }
    }

    /// Dashes and crosses are real lists; other marks, which Word could not count in Vietnamese, are text.
    fn list(&mut self, items: &[ListItem]) {
        for item in items {
            let style = MARKS.iter().find(|(mark, _)| *mark == item.mark).map(|(_, style)| *style);
            let start = Paragraph::new().style(style.unwrap_or("List"));
            let start = match style {
                Some(_) => start,
                None => start.add_run(run(&format!("{} ", item.mark))),
            };
            self.add(with_runs(start, &item.text), self.sizes.gap);
            self.list(&item.children);
        }
    }

    /// The picture, and its caption below on the same page.
    fn chart(&mut self, chart: &Chart) {
        let width = self.sheet.text_width();
        let tallest = self.sheet.text_height() * 0.8;
        let scale = (width / chart.width.max(1.0)).min(tallest / chart.height.max(1.0)).min(1.0);
        let emu = |length: f32| (length * scale * EMU).round() as u32;
        let image =
            Pic::new_with_dimensions(Vec::new(), 1, 1).size(emu(chart.width), emu(chart.height));
        let bytes = picture(&chart.shapes, (chart.width, chart.height), scale);
        self.facts.pictures.push(Picture { bytes, name: name(chart), alt: chart.alt.clone() });
        let gap = self.sizes.gap;
        let picture = Paragraph::new().style("Hinh").add_run(Run::new().add_image(image));
        self.add(picture, gap * 1.3);
        if !chart.caption.is_empty() {
            let caption =
                Paragraph::new().style("Caption").add_run(run(&whole_words(&chart.caption)));
            self.add(caption, gap * 0.8);
        }
        self.gap(gap * 1.6);
    }
}

/// `Biểu đồ 1` of its caption; without one, what the template calls it.
fn name(chart: &Chart) -> String {
    let name = chart.caption.split_once('.').map(|(name, _)| name);
    name.unwrap_or(&chart.id).to_owned()
}
