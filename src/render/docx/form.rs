//! A questionnaire for Word: half sheets as the two columns of a landscape page, in the order in which they are printed.

use docx_rs::{
    AlignmentType, BreakType, BuildXML as _, Document as Content, DocumentChild, Header,
    HeightRule, LineSpacing, LineSpacingType, PageMargin, PageOrientationType, PageSize, Paragraph,
    Pic, Run, SectionProperty, Tab, TabLeaderType, TabValueType, Table, TableCell,
    TableCellMargins, TableLayoutType, TableRow, VAlignType, WidthType,
};

use crate::document::{Block, Form, FormFact, FormPart, FormSection, Inline, Rgb, Shape};
use crate::error::Result;
use crate::render::docx::body::EMU;
use crate::render::docx::finish::{Facts, Picture, TableFacts};
use crate::render::docx::paragraph::line;
use crate::render::docx::paragraph::{paragraph, run};
use crate::render::docx::picture::picture;
use crate::render::docx::units::{half_points, twips};
use crate::render::docx::{finish, style};
use crate::render::page::{
    BARS, FormPlan, PaperSheet, ROW, Sizes, WRITING, bars, fact_lines, form_pages, form_printable,
    form_widths, line_height,
};

/// Pairs of questionnaires that are in memory together.
const AT_ONCE: usize = 16;
/// A box to tick; Times New Roman has this one.
const BOX: &str = "□";
/// From the bottom of the page to the line that says which sheet it is.
const FOOT: f32 = 8.5;

/// The questionnaire for Word, a sheet for each code, cut into half sheets as it is printed.
pub(crate) fn form_docx(form: &Form) -> Result<Vec<u8>> {
    let form = form_printable(form)?;
    let plan = FormPlan::of(&form);
    let sizes = Sizes::of_form(plan.size);
    let pages = form_pages(&form, &plan);
    let mut writer = FormWriter {
        form: &form,
        plan: &plan,
        sizes: &sizes,
        made: Vec::new(),
        facts: Facts::default(),
    };
    let header = Header::new().add_paragraph(Paragraph::new().style("Header"));
    let lists = style::numberings(&sizes).build();
    let frame = finish::frame(&style::styles(&sizes).build(), &lists, &header.build(), None)?;
    let mut file = finish::DocxFile::begin(&frame, &form.meta)?;
    let lots = form.codes.chunks(2 * AT_ONCE);
    let count = lots.len();
    for (number, codes) in lots.enumerate() {
        for (place, pair) in codes.chunks(2).enumerate() {
            let begin = if number + place == 0 { Begin::First } else { Begin::Behind };
            writer.sheets(pair, begin, &pages);
        }
        if number + 1 == count {
            writer.add(Paragraph::new().style("NgatPhan"));
        }
        let mut content = Content::new();
        content.children = std::mem::take(&mut writer.made);
        content.section_property = section();
        file.add(&content.build(), std::mem::take(&mut writer.facts))?;
    }
    file.finish()
}

/// A landscape page of two columns, each with the margins of its half.
fn section() -> SectionProperty {
    let PaperSheet { width, height, top, bottom, left, right } = PaperSheet::HALF;
    let size = PageSize::new()
        .size(twips(width * 2.0).unsigned_abs(), twips(height).unsigned_abs())
        .orient(PageOrientationType::Landscape);
    let margin = PageMargin::new()
        .top(twips(top))
        .bottom(twips(bottom - 2.0))
        .left(twips(left))
        .right(twips(right))
        .header(0)
        .footer(0);
    let mut section = SectionProperty::new().page_size(size).page_margin(margin);
    section.columns = 2;
    section.space = twips(left + right).unsigned_abs() as usize;
    section
}

/// Where a pair of questionnaires begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Begin {
    First,
    /// In the next column.
    Behind,
}

struct FormWriter<'a> {
    form: &'a Form,
    plan: &'a FormPlan,
    sizes: &'a Sizes,
    made: Vec<DocumentChild>,
    facts: Facts,
}

impl FormWriter<'_> {
    /// Two questionnaires, front by front and back by back; a back lies behind its front when turned over the short
    /// edge.
    fn sheets(&mut self, pair: &[String], begin: Begin, pages: &[Vec<FormPart>]) {
        let sides = if pages.len() > 1 { pages.len().next_multiple_of(2) } else { 1 };
        for side in 0..sides {
            let mut halves = [pair.first(), pair.get(1)];
            if side % 2 == 1 {
                halves.reverse();
            }
            for (place, code) in halves.into_iter().enumerate() {
                if begin == Begin::Behind || side + place > 0 {
                    let next = Run::new().add_break(BreakType::Column);
                    self.add(Paragraph::new().style("NgatPhan").add_run(next));
                }
                if let (Some(code), Some(parts)) = (code, pages.get(side)) {
                    self.half(code, side, place, parts);
                }
            }
        }
    }

    fn add(&mut self, paragraph: Paragraph) {
        self.made.push(DocumentChild::Paragraph(Box::new(paragraph)));
    }

    fn add_table(&mut self, table: Table, facts: TableFacts) {
        self.facts.tables.push(facts);
        self.made.push(DocumentChild::Table(Box::new(table)));
    }

    /// One page of one questionnaire.
    fn half(&mut self, code: &str, side: usize, place: usize, parts: &[FormPart]) {
        if side == 0 {
            self.head(code);
        }
        for part in parts {
            match part {
                FormPart::Text(block) => self.text(block),
                FormPart::Facts(facts) => self.fact_lines(facts),
                FormPart::Questions { levels, sections } => self.questions(levels, sections),
                FormPart::Comments(words) => self.comments(words),
            }
        }
        if self.plan.pages > 1 {
            self.foot(code, side, place);
            // What the foot hangs on: a paragraph with a break already belongs to the next column.
            self.add(Paragraph::new().style("NgatPhan"));
        }
    }

    /// Which pages belong together once they are cut apart: at the foot, wherever the text ends.
    fn foot(&mut self, code: &str, side: usize, place: usize) {
        let sheet = PaperSheet::HALF;
        let left = sheet.left + if place == 0 { 0.0 } else { sheet.width };
        let words = format!("Phiếu số {code}, trang {}/{}", side + 1, self.plan.pages);
        self.add(
            Paragraph::new()
                .add_run(run(&words).italic().size(half_points(8)))
                .align(AlignmentType::Right)
                .wrap("around")
                .h_anchor("page")
                .v_anchor("page")
                .frame_x(twips(left))
                .frame_y(twips(sheet.height - FOOT))
                .frame_width(twips(sheet.text_width()).unsigned_abs()),
        );
    }

    /// Who asks, and the number of the sheet in figures and in bars.
    fn head(&mut self, code: &str) {
        let full = PaperSheet::HALF.text_width();
        let mut agency = TableCell::new();
        if let Some(superior) = &self.form.superior {
            agency = agency.add_paragraph(line("CoQuanChuQuan", superior));
        }
        agency = agency.add_paragraph(line("CoQuanBanHanh", &self.form.agency.join("\n")));
        let words = run(&format!("Phiếu số {code}")).bold().size(half_points(11));
        let right = |run: Run| Paragraph::new().add_run(run).align(AlignmentType::Right);
        let mut number = TableCell::new().add_paragraph(right(words));
        if let Some(bars) = self.bars(code) {
            let above = LineSpacing::new().before(twips(0.8).unsigned_abs());
            number = number.add_paragraph(right(bars).line_spacing(above));
        }
        let grid = [84.0, full - 84.0].map(|width| twips(width).unsigned_abs() as usize);
        let cells = [agency, number].into_iter().zip(grid);
        let cells = cells.map(|(cell, width)| cell.width(width, WidthType::Dxa)).collect();
        let table = Table::without_borders(vec![TableRow::new(cells).cant_split()])
            .set_grid(grid.to_vec())
            .width(grid.iter().sum(), WidthType::Dxa)
            .indent(0)
            .margins(TableCellMargins::new().margin(0, 0, 0, 0))
            .layout(TableLayoutType::Fixed);
        self.add_table(table, TableFacts::default());
    }

    /// The code as a picture, with what it says; none for a code that has no bars.
    fn bars(&mut self, code: &str) -> Option<Run> {
        let bars = bars(code);
        let width = bars.iter().map(|(x, width)| x + width).reduce(f32::max)?;
        let bar = |(x, width): &(f32, f32)| Shape::Bar {
            x: *x,
            y: 0.0,
            width: *width,
            height: BARS,
            fill: Rgb(0, 0, 0),
        };
        let shapes: Vec<Shape> = bars.iter().map(bar).collect();
        let emu = |length: f32| (length * EMU).round() as u32;
        let image = Pic::new_with_dimensions(Vec::new(), 1, 1).size(emu(width), emu(BARS));
        self.facts.pictures.push(Picture {
            bytes: picture(&shapes, (width, BARS), 1.0),
            name: format!("Mã vạch {code}"),
            alt: format!("Mã vạch Code 128 của phiếu số {code}"),
        });
        Some(Run::new().add_image(image))
    }

    fn text(&mut self, block: &Block) {
        let gap = self.sizes.gap;
        match block {
            Block::Heading { level, text } => {
                let words: String = text.iter().map(|run| run.text.as_str()).collect();
                let (style, size, above) = if *level == 1 {
                    ("Title", self.sizes.title, gap * 2.5)
                } else {
                    ("Subtitle", self.sizes.body, 0.0)
                };
                let words = run(&words).size(half_points(size));
                self.add(Paragraph::new().style(style).add_run(words).line_spacing(before(above)));
            }
            Block::Paragraph { text, .. } => {
                self.add(paragraph("BodyText", text).line_spacing(before(gap * 1.2)));
            }
            Block::List(items) => {
                for item in items {
                    let mark = Inline::plain(format!("{} ", item.mark));
                    let words: Vec<Inline> =
                        std::iter::once(mark).chain(item.text.iter().cloned()).collect();
                    self.add(paragraph("BodyText", &words));
                    if !item.children.is_empty() {
                        self.text(&Block::List(item.children.clone()));
                    }
                }
            }
            // Markdown gives none, and a questionnaire inserts none.
            Block::Table(_) | Block::Chart(_) => {}
        }
    }

    /// Words with boxes or dotted lines, those side by side in print by tabs.
    fn fact_lines(&mut self, facts: &[FormFact]) {
        for line in fact_lines(facts, PaperSheet::HALF.text_width(), self.sizes.body) {
            // The boxes are larger than the words, and must not set the lines apart for it.
            let exact = twips(line_height(self.sizes.body));
            let spacing = before(1.4).line(exact).line_rule(LineSpacingType::Exact);
            let mut made = Paragraph::new().line_spacing(spacing);
            for (index, (fact, from, to)) in line.iter().enumerate() {
                if index > 0 {
                    made = made
                        .add_tab(stop(*from, TabValueType::Left, TabLeaderType::None))
                        .add_run(Run::new().add_tab());
                }
                made = made.add_run(run(&format!("{}: ", fact.name)));
                if fact.choices.is_empty() {
                    made = made
                        .add_tab(stop(*to, TabValueType::Right, TabLeaderType::Dot))
                        .add_run(Run::new().add_tab());
                }
                for (number, choice) in fact.choices.iter().enumerate() {
                    // As large as the box in print.
                    let mark = run(BOX).size(half_points(self.sizes.body + 3));
                    let apart = if number > 0 { "   " } else { "" };
                    let words = format!("\u{a0}{}", choice.replace(' ', "\u{a0}"));
                    made = made.add_run(run(apart)).add_run(mark).add_run(run(&words));
                }
            }
            self.add(made);
        }
    }

    fn questions(&mut self, levels: &[String], sections: &[FormSection]) {
        let widths = form_widths(levels.len());
        let grid: Vec<usize> =
            widths.iter().map(|width| twips(*width).unsigned_abs() as usize).collect();
        let cell = |words: Paragraph, column: usize, span: usize| {
            let width: usize = grid.iter().skip(column).take(span).sum();
            let cell = TableCell::new()
                .add_paragraph(words)
                .width(width, WidthType::Dxa)
                .vertical_align(VAlignType::Center);
            if span > 1 { cell.grid_span(span) } else { cell }
        };
        let small = half_points(self.sizes.body.saturating_sub(1).min(9));
        let heads = ["TT", "Nội dung lấy ý kiến"].into_iter();
        let heads = heads.chain(levels.iter().map(String::as_str)).enumerate().map(|(at, text)| {
            cell(Paragraph::new().style("TieuDeBang").add_run(run(text).size(small)), at, 1)
        });
        let mut rows = vec![TableRow::new(heads.collect()).cant_split()];
        for section in sections {
            if let Some(factor) = &section.factor {
                let words = Paragraph::new().style("OBang").add_run(run(factor).bold());
                let words = words.keep_next(true);
                rows.push(TableRow::new(vec![cell(words, 0, grid.len())]).cant_split());
            }
            for (number, text) in &section.questions {
                let texts = [number.to_string(), text.clone()];
                let texts = texts.into_iter().chain(levels.iter().map(|_| String::new()));
                let cells = texts.enumerate().map(|(at, text)| {
                    let words = Paragraph::new().style("OBang").add_run(run(&text));
                    cell(if at == 0 { words.align(AlignmentType::Center) } else { words }, at, 1)
                });
                let row = TableRow::new(cells.collect()).row_height(twips(ROW) as f32);
                rows.push(row.height_rule(HeightRule::AtLeast).cant_split());
            }
        }
        // The space above, which a table does not have.
        if let Some(DocumentChild::Paragraph(above)) = self.made.last_mut() {
            let spacing = above.property.line_spacing.take().unwrap_or_default();
            let gap = twips(self.sizes.gap).unsigned_abs();
            above.property.line_spacing = Some(spacing.after(gap));
        }
        let table = Table::without_borders(rows)
            .style("BangSoLieu")
            .width(grid.iter().sum(), WidthType::Dxa)
            .set_grid(grid)
            .indent(0)
            .layout(TableLayoutType::Fixed);
        let caption = Some("Nội dung lấy ý kiến".to_owned());
        self.add_table(table, TableFacts { header_rows: 1, caption });
    }

    /// Words, and dotted lines to write on.
    fn comments(&mut self, words: &str) {
        let full = PaperSheet::HALF.text_width();
        let apart = WRITING - line_height(self.sizes.body);
        let dotted = |run: Run, above: f32| {
            Paragraph::new()
                .add_run(run.add_tab())
                .add_tab(stop(full, TabValueType::Right, TabLeaderType::Dot))
                .line_spacing(before(above))
        };
        let above = apart.max(self.sizes.gap * 1.5);
        self.add(dotted(Run::new().add_text(format!("{words} ")), above));
        // One fewer than in print where there are several: other programs set lines a little wider.
        for _ in 2..self.plan.lines.max(3) {
            self.add(dotted(Run::new(), apart));
        }
    }
}

fn before(above: f32) -> LineSpacing {
    LineSpacing::new().before(twips(above).unsigned_abs())
}

/// A place to which a tab leads, from the left edge of the text.
fn stop(at: f32, kind: TabValueType, leader: TabLeaderType) -> Tab {
    Tab::new().val(kind).leader(leader).pos(twips(at).unsigned_abs() as usize)
}
