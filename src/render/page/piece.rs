//! Pieces of a page: lines, rows and pictures that are put one below the other.

use crate::document::Chart;
use crate::render::page::scene::Item;
use crate::render::page::scene::{Mark, Node};
use crate::render::page::shapes::{drawn, squeezed};

/// What is never cut: a line of text, a row, a chart, a block of the letterhead.
#[derive(Clone, Debug, Default)]
pub(crate) struct Piece {
    /// Space above it, unless it begins a page.
    pub(crate) gap: f32,
    pub(crate) height: f32,
    /// From the piece's top and the left margin.
    pub(crate) items: Vec<Item>,
    pub(crate) with_previous: Binding,
    /// The table header and the title of its section, by their numbers, that are drawn again if the piece begins a
    /// page.
    pub(crate) headers: [Option<usize>; 2],
    /// A heading: its words and depth in the bookmarks.
    pub(crate) bookmark: Option<(String, u8)>,
    /// The chart that the piece is.
    pub(crate) figure: Option<ChartFigure>,
    /// Begins a chart, or a small table that the text calls by its number: the text after it may go first.
    pub(crate) may_wait: bool,
    /// Of a list that words with a colon announce: nothing goes before it that the text does not.
    pub(crate) is_announced: bool,
    /// A table header drawn once more at the top of a page: nothing new.
    pub(crate) again: bool,
}

/// Whether a page may begin with a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Binding {
    #[default]
    Free,
    /// Stays on the page of the piece before it, unless that leaves much of a page blank.
    Kept,
    /// Stays on the page of the piece before it.
    Bound,
}

/// Rows drawn again at the top of a page.
#[derive(Clone, Debug, Default)]
pub(crate) struct Header {
    pub(crate) height: f32,
    pub(crate) items: Vec<Item>,
}

/// Pieces of one page, each at its height above the top margin.
pub(crate) type Placed = Vec<(f32, Piece)>;

/// A chart as it stands on a page.
#[derive(Clone, Debug)]
pub(crate) struct ChartFigure {
    pub(crate) node: Node,
    pub(crate) chart: Chart,
    pub(crate) scale: f32,
    /// From the left margin.
    pub(crate) left: f32,
}

impl ChartFigure {
    /// What is drawn, this much lower than it might be.
    pub(crate) fn items(&self, share: f32) -> Vec<Item> {
        squeezed(&self.chart.shapes, share)
            .iter()
            .flat_map(|shape| drawn(shape, self.scale))
            .map(|draw| Item { mark: Mark::Content(self.node), draw }.moved(self.left, 0.0))
            .collect()
    }
}
