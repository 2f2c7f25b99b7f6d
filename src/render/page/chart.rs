//! A chart and its caption on a page.

use crate::document::Chart;
use crate::render::page::body::{Composer, SetText};
use crate::render::page::faces::Face;
use crate::render::page::piece::ChartFigure;
use crate::render::page::piece::Piece;
use crate::render::page::scene::{Mark, Role};
use crate::render::page::setting::{Alignment, TextRun};

impl Composer<'_> {
    /// The chart, and its caption below on the same page.
    pub(crate) fn chart(&mut self, chart: &Chart) {
        let role = Role::Figure { alt: chart.alt.clone(), place: None };
        let node = self.tree.add(role, self.section);
        let width = self.sheet.text_width();
        // A chart that the page cannot hold is made smaller; the letters stay as they are.
        let tallest = self.sheet.text_height() * 0.8;
        let scale = (width / chart.width.max(1.0)).min(tallest / chart.height.max(1.0)).min(1.0);
        let left = (width - chart.width * scale) / 2.0;
        self.gap(self.sizes.gap * 1.3);
        let height = chart.height * scale;
        let figure = ChartFigure { node, chart: chart.clone(), scale, left };
        let items = figure.items(1.0);
        let figure = Some(figure);
        self.push(Piece { height, items, figure, may_wait: true, ..Piece::default() });
        if !chart.caption.is_empty() {
            let mark = Mark::Content(self.tree.add(Role::Caption, Some(node)));
            let runs = vec![TextRun { text: chart.caption.clone(), face: Face::Bold, mark }];
            self.gap(self.sizes.gap * 0.8);
            self.bind();
            self.together(&SetText::flat(runs, self.sizes.caption, Alignment::Center));
        }
        self.gap(self.sizes.gap * 1.6);
    }
}
