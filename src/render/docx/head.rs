//! Boxes 1 to 5 and 9a of NĐ 30/2020/NĐ-CP: the letterhead as a table without borders, the title, Kính gửi.

use crate::render::docx::paragraph::line;
use docx_rs::{
    LineSpacing, Paragraph, SpecialIndentType, Table, TableCell, TableCellMargins, TableLayoutType,
    TableRow, VAlignType, WidthType,
};

use crate::document::{Letterhead, MOTTO, NATION, Title, whole_words};
use crate::render::docx::body::DocxComposer;
use crate::render::docx::finish::TableFacts;
use crate::render::docx::paragraph::rule;
use crate::render::docx::units::twips;
use crate::render::page::Face;

const INTRO: &str = "Kính gửi: ";

impl DocxComposer<'_> {
    /// Who writes on the left, Quốc hiệu on the right; number and date below them on one line.
    pub(crate) fn letterhead(&mut self, head: &Letterhead) {
        let sizes = self.sizes;
        let nation = Face::Bold.width(NATION, sizes.letterhead) + 2.0;
        let right = nation.max(self.sheet.text_width() * 0.56);
        let left = self.sheet.text_width() - right;

        let mut agency = TableCell::new();
        for superior in &head.superior {
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
            number = number.add_paragraph(line("TrichYeuCongVan", &whole_words(regarding)));
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
            // Said here too: not every program looks at the default style of tables.
            .margins(TableCellMargins::new().margin(0, 0, 0, 0))
            .layout(TableLayoutType::Fixed);
        self.add_table(table, TableFacts::default());
    }

    /// Box 5a: the kind, the subject with its rule, the bracketed line.
    pub(crate) fn title(&mut self, title: &Title) {
        let gap = self.sizes.gap;
        self.gap(gap * 2.0);
        if !title.kind.is_empty() {
            self.add(line("Title", &title.kind), gap * 3.0);
        }
        if let Some(subject) = &title.subject {
            let room = self.sheet.text_width();
            let width = narrowest(&whole_words(subject), self.sizes.title, room);
            let side = Some(twips((room - width) / 2.0));
            self.add(line("Subtitle", &whole_words(subject)).indent(side, None, side, None), 0.0);
            self.rule(width * 0.4);
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

/// The least room in which bold words, set line by line as Word does, take no more lines than in all the room:
/// so the lines of a title are of a length.
fn narrowest(text: &str, size: u8, room: f32) -> f32 {
    let Some(least) = lines(text, size, room) else { return room };
    let found = (1..=100_u8)
        .map(|part| room * f32::from(part) / 100.0)
        .find(|width| lines(text, size, *width) == Some(least));
    // A little more than measured, lest another program's measure breaks a line.
    found.map_or(room, |width| width + 1.0).min(room)
}

/// How many lines the words take, each as full as can be; none where a word is wider than the room.
fn lines(text: &str, size: u8, room: f32) -> Option<usize> {
    let space = Face::Bold.width(" ", size);
    let mut count = 0;
    for line in text.split('\n') {
        let mut free = 0.0;
        count += usize::from(line.is_empty());
        for word in line.split(' ').filter(|word| !word.is_empty()) {
            let width = Face::Bold.width(word, size);
            if width > room {
                return None;
            }
            if width > free {
                count += 1;
                free = room;
            }
            free -= width + space;
        }
    }
    Some(count)
}

/// The first line starts here, the others so much further in.
fn hanging(paragraph: Paragraph, start: f32, further: f32) -> Paragraph {
    let special = SpecialIndentType::Hanging(twips(further));
    paragraph.indent(Some(twips(start + further)), Some(special), None, None)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_a_title_are_of_a_length() {
        let title = "Sơ kết thực hiện mô hình “Chính quyền, công sở thân thiện, trách nhiệm” tháng 3 năm 2020";
        let whole = Face::Bold.width(title, 14);
        let width = narrowest(title, 14, 165.0);
        assert_eq!(lines(title, 14, width), Some(2));
        assert!(width > whole / 2.0 && width < whole * 0.6, "{width} of {whole}");
        let short = "Tháng 3 năm 2020";
        let width = narrowest(short, 14, 165.0);
        assert!(width >= Face::Bold.width(short, 14) && width < 165.0 / 2.0);
    }

    #[test]
    fn a_word_that_no_line_holds_takes_all_the_room() {
        let word = "X".repeat(200);
        assert!((narrowest(&word, 14, 165.0) - 165.0).abs() < 0.01);
    }
}
