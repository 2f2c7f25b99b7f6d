//! Box 9a of NĐ 30/2020/NĐ-CP: Kính gửi.

use crate::render::page::body::{Composer, SetText};
use crate::render::page::faces::Face;
use crate::render::page::scene::{Mark, Role};
use crate::render::page::setting::{Alignment, TextRun};

const INTRO: &str = "Kính gửi: ";

impl Composer<'_> {
    /// One on a line, several below each other with dashes under the colon.
    pub(crate) fn addressees(&mut self, addressees: &[String]) {
        self.gap(self.sizes.gap * 2.0);
        match addressees {
            [] => return,
            [only] => self.only_addressee(only),
            several => self.several_addressees(several),
        }
        self.gap(self.sizes.gap * 2.0);
    }

    /// Centred; or, longer than a line, with its lines below each other.
    fn only_addressee(&mut self, addressee: &str) {
        let text = format!("{INTRO}{addressee}");
        if self.width(&text) < self.sheet.text_width() {
            self.line_of(&text, Alignment::Center, (0.0, 0.0));
        } else {
            let left = self.sizes.indent;
            self.line_of(&text, Alignment::Left, (left, left + self.width(INTRO)));
        }
    }

    fn several_addressees(&mut self, addressees: &[String]) {
        let intro = self.width(INTRO);
        let longest =
            addressees.iter().map(|name| self.width(name)).fold(0.0, f32::max) + self.width("- ;");
        let left = ((self.sheet.text_width() - intro - longest) / 2.0).max(self.sizes.indent);
        self.line_of(INTRO.trim_end(), Alignment::Left, (left, left));
        let colon = left + intro - self.width(": ");
        let hanging = colon + self.width("- ");
        for (index, name) in addressees.iter().enumerate() {
            let end = if index + 1 == addressees.len() { '.' } else { ';' };
            self.bind();
            self.line_of(&format!("- {name}{end}"), Alignment::Left, (colon, hanging));
        }
    }

    /// A paragraph with its indents, of the first line and of the others.
    fn line_of(&mut self, text: &str, align: Alignment, (first, rest): (f32, f32)) {
        let mark = Mark::Content(self.tree.add(Role::Paragraph, self.section));
        let runs = vec![TextRun { text: text.to_owned(), face: Face::Regular, mark }];
        self.text(&SetText { first, rest, ..SetText::flat(runs, self.sizes.body, align) });
    }

    fn width(&self, text: &str) -> f32 {
        Face::Regular.width(text, self.sizes.body)
    }
}
