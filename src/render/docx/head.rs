//! Boxes 1 to 5 and 9a of NĐ 30/2020/NĐ-CP: the letterhead as a table without borders, the title, Kính gửi.

use docx_rs::{
    LineSpacing, Paragraph, SpecialIndentType, Table, TableCell, TableLayoutType, TableRow,
    VAlignType, WidthType,
};

use crate::document::{Letterhead, MOTTO, NATION, Title};
use crate::render::docx::body::{Composer, rule, run};
use crate::render::docx::finish::TableFacts;
use crate::render::docx::twips;
use crate::render::pdf::Face;

const INTRO: &str = "Kính gửi: ";

impl Composer<'_> {
    /// Who writes on the left, Quốc hiệu on the right; number and date below them on one line.
    pub(crate) fn letterhead(&mut self, head: &Letterhead) {
        let sizes = self.sizes;
        let nation = Face::Bold.width(NATION, sizes.letterhead) + 2.0;
        let right = nation.max(self.sheet.text_width() * 0.56);
        let left = self.sheet.text_width() - right;

        let mut agency = TableCell::new();
        if let Some(superior) = &head.superior {
            agency = agency.add_paragraph(line("CoQuanChuQuan", superior));
        }
        agency = agency.add_paragraph(line("CoQuanBanHanh", &head.agency.join("\n")));
        let longest = head.agency.iter().map(|line| Face::Bold.width(line, sizes.letterhead));
        let longest = longest.fold(0.0, f32::max).min(left);
        agency = agency.add_paragraph(rule(left, longest * 0.4));

        let motto = if head.motto {
            let width = Face::Bold.width(MOTTO, sizes.motto);
            TableCell::new()
                .add_paragraph(line("QuocHieu", NATION))
                .add_paragraph(line("TieuNgu", MOTTO))
                .add_paragraph(rule(right, width))
        } else {
            TableCell::new().add_paragraph(line("QuocHieu", ""))
        };

        let above = LineSpacing::new().before(twips(sizes.gap * 0.7).unsigned_abs());
        let mut number = TableCell::new().add_paragraph(
            line("SoKyHieu", head.number.as_deref().unwrap_or_default())
                .line_spacing(above.clone()),
        );
        if let Some(regarding) = &head.regarding {
            number = number.add_paragraph(line("TrichYeuCongVan", regarding));
        }
        let date = TableCell::new()
            .add_paragraph(line("DiaDanhNgayThang", &head.place_date).line_spacing(above));
        self.side_by_side(vec![[agency, motto], [number, date]], [left, right]);
        self.gap(sizes.gap);
    }

    /// A table that only places text.
    pub(crate) fn side_by_side(&mut self, rows: Vec<[TableCell; 2]>, widths: [f32; 2]) {
        let widths = widths.map(|width| twips(width).unsigned_abs() as usize);
        let rows = rows
            .into_iter()
            .map(|cells| {
                let cells = cells
                    .into_iter()
                    .zip(widths)
                    .map(|(cell, width)| {
                        cell.width(width, WidthType::Dxa).vertical_align(VAlignType::Top)
                    })
                    .collect();
                TableRow::new(cells).cant_split()
            })
            .collect();
        let table = Table::without_borders(rows)
            .set_grid(widths.to_vec())
            .width(widths.iter().sum(), WidthType::Dxa)
            .indent(0)
            .layout(TableLayoutType::Fixed);
        self.add_table(table, TableFacts::default());
    }

    /// Box 5a: the kind, the subject with its rule, the bracketed line.
    pub(crate) fn title(&mut self, title: &Title) {
        let gap = self.sizes.gap;
        self.gap(gap * 2.0);
        if !title.kind.is_empty() {
            self.add(line("Title", &title.kind), gap * 2.0);
        }
        if let Some(subject) = &title.subject {
            self.line("Subtitle", subject);
            let longest = subject
                .split('\n')
                .map(|line| Face::Bold.width(line, self.sizes.title))
                .fold(0.0, f32::max);
            self.rule(longest.min(self.sheet.text_width()) * 0.4);
            self.gap(gap * 0.5);
        }
        if let Some(note) = &title.note {
            self.line("DuoiTieuDe", note);
        }
        self.gap(gap * 2.0);
    }

    /// One on a line, several below each other with dashes under the colon.
    pub(crate) fn addressees(&mut self, addressees: &[String]) {
        let (indent, room) = (self.sizes.indent, self.sheet.text_width());
        self.gap(self.sizes.gap * 2.0);
        match addressees {
            [] => return,
            [only] => {
                let text = format!("{INTRO}{only}");
                let paragraph = line("KinhGui", &text);
                let paragraph = if self.width(&text) < room {
                    paragraph.align(docx_rs::AlignmentType::Center)
                } else {
                    hanging(paragraph, indent, self.width(INTRO))
                };
                self.add(paragraph, 0.0);
            }
            several => {
                let intro = self.width(INTRO);
                let longest = several.iter().map(|name| self.width(name)).fold(0.0, f32::max);
                let longest = longest + self.width("- ;");
                let left = ((room - intro - longest) / 2.0).max(indent);
                let paragraph = line("KinhGui", INTRO.trim_end());
                self.add(paragraph.indent(Some(twips(left)), None, None, None), 0.0);
                let colon = left + intro - self.width(": ");
                let dash = self.width("- ");
                for (index, name) in several.iter().enumerate() {
                    let end = if index + 1 == several.len() { '.' } else { ';' };
                    self.bind();
                    self.add(hanging(line("KinhGui", &format!("- {name}{end}")), colon, dash), 0.0);
                }
            }
        }
        self.gap(self.sizes.gap * 2.0);
    }

    fn width(&self, text: &str) -> f32 {
        Face::Regular.width(text, self.sizes.body)
    }
}

/// The first line starts here, the others so much further in.
fn hanging(paragraph: Paragraph, start: f32, further: f32) -> Paragraph {
    let special = SpecialIndentType::Hanging(twips(further));
    paragraph.indent(Some(twips(start + further)), Some(special), None, None)
}

pub(crate) fn line(style: &str, text: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(run(text))
}
