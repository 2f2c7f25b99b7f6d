//! A sheet of a workbook as title, header, rows and notes, before any of it is a cell with an address.

use crate::render::xlsx::cell::OutRow;

use crate::document::{HeaderCell, Orientation};
use crate::render::xlsx::graph::Graph;
use crate::render::xlsx::meaning::Meaning;

/// One sheet with one table.
#[derive(Clone, Debug)]
pub(super) struct OutSheet {
    /// At most 31 characters, none of `[]:*?/\`.
    pub(super) name: String,
    pub(super) orientation: Orientation,
    /// In capitals when written.
    pub(super) title: String,
    /// Centred lines below the title: who, and which period.
    pub(super) lines: Vec<String>,
    /// `Đơn vị tính: …`, at the right above the table.
    pub(super) unit: Option<String>,
    /// Widths in digits of the body font.
    pub(super) widths: Vec<u16>,
    /// Header rows; cells covered by a span from above or from the left are not listed.
    pub(super) header: Vec<Vec<HeaderCell>>,
    /// What formulas and other sheets call its columns; none where nothing asks for them.
    pub(super) keys: Vec<&'static str>,
    /// Keys of columns with the numbers of their figures, `late` and `HS-10`; none where no figure of it has an id.
    pub(super) ids: &'static [(&'static str, &'static str)],
    /// The numbers of `ids` for all columns, in small print below the table.
    pub(super) numbers: Vec<&'static str>,
    /// What it is about, in the explanation of the annex.
    pub(super) about: &'static str,
    /// What its columns mean, STT apart.
    pub(super) meanings: Vec<&'static Meaning>,
    /// Names of the report's tables and charts that show what it shows.
    pub(super) stands_as: &'static [&'static str],
    pub(super) rows: Vec<OutRow>,
    /// Body rows behind those, which go into the packed sheet ([`long`](crate::render::xlsx::long)).
    pub(super) more: u32,
    /// Below the table.
    pub(super) notes: Vec<String>,
    /// Columns that stay in view at the left.
    pub(super) fixed: u16,
    pub(super) filter: Filter,
    /// Drawn between the title and the table, over columns of the table.
    pub(super) graph: Option<Graph>,
}

impl OutSheet {
    /// The column of a key, from 0.
    pub(super) fn column(&self, key: &str) -> Option<u16> {
        u16::try_from(self.keys.iter().position(|own| *own == key)?).ok()
    }

    /// Row of the header, from 0: below the title, its lines, the chart and the unit.
    pub(super) fn header_row(&self) -> u32 {
        self.graph_row() + self.graph.as_ref().map_or(0, Graph::height) + 1
    }

    /// Row in which a chart begins.
    pub(super) fn graph_row(&self) -> u32 {
        u32::try_from(self.lines.len()).unwrap_or_default() + 1
    }

    /// First row of the body, from 0.
    pub(super) fn first_row(&self) -> u32 {
        self.header_row() + u32::try_from(self.header.len()).unwrap_or_default()
    }
}

/// Whether the header carries filter buttons.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Filter {
    Buttons,
    None,
}

/// A header cell over one row and one column.
pub(super) fn head(text: &str) -> HeaderCell {
    span(text, 1, 1)
}

/// A header cell over several rows or columns.
pub(super) fn span(text: &str, rows: u32, columns: u32) -> HeaderCell {
    HeaderCell { text: text.to_owned(), columns, rows }
}

/// A header row of plain cells.
pub(super) fn heads(texts: &[&str]) -> Vec<HeaderCell> {
    texts.iter().map(|text| head(text)).collect()
}

/// `(1) (2) (3) …`, below the header of a statutory form.
pub(super) fn numbers(columns: usize) -> Vec<HeaderCell> {
    (1..=columns).map(|number| head(&format!("({number})"))).collect()
}
