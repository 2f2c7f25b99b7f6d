//! From the figures of a report, in cells, sentences and charts, to what explains them.

use std::collections::BTreeSet;

use crate::report::{Report, printed_ids};

/// What figures are linked to.
pub(super) struct FigureLinks<'a> {
    /// File of the explanations, from where the page lies.
    pub(super) file: &'a str,
    /// Figures that are explained there.
    ids: BTreeSet<String>,
    /// Figures that have an anchor.
    anchors: BTreeSet<String>,
}

impl<'a> FigureLinks<'a> {
    pub(super) fn new(report: &Report, file: &'a str) -> Self {
        Self { file, ids: printed_ids(report), anchors: BTreeSet::new() }
    }

    /// A printed figure with a link to what explains it; what is not explained is text.
    pub(super) fn linked(&mut self, id: &str, text: &str) -> String {
        match self.leading(id) {
            Some(leading) => format!("<a{leading} title=\"{id}\">{text}</a>"),
            None => text.to_owned(),
        }
    }

    /// The same of a label of a drawing, which knows no title of a link.
    pub(super) fn linked_label(&mut self, id: &str, label: &str) -> String {
        match self.leading(id) {
            Some(leading) => format!("<a{leading}>{label}</a>"),
            None => label.to_owned(),
        }
    }

    /// Of a link to what explains a figure; with its anchor, where it has none yet.
    fn leading(&mut self, id: &str) -> Option<String> {
        if !self.ids.contains(id) {
            return None;
        }
        let is_first = self.anchors.insert(id.to_owned());
        let anchor = if is_first { format!(" id=\"{id}\"") } else { String::new() };
        Some(format!("{anchor} class=\"figure\" href=\"{}#{id}\"", self.file))
    }
}
