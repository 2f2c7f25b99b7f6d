//! Pages of texts and lines at their places, with the structure that they belong to.

use crate::document::Rgb;
use crate::render::page::faces::{Face, POINT};

pub(crate) const BLACK: Rgb = Rgb(0, 0, 0);

/// Everything that is drawn, and what it means.
#[derive(Debug, Default)]
pub(crate) struct Scene {
    pub(crate) pages: Vec<Page>,
    pub(crate) tree: Tree,
    pub(crate) outline: Vec<Bookmark>,
    /// Annexes, whose pages are numbered anew.
    pub(crate) parts: Vec<Part>,
}

/// One side of paper; millimetres, origin top left, y downwards.
#[derive(Debug)]
pub(crate) struct Page {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) items: Vec<Item>,
}

/// One text or one line.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Item {
    pub(crate) mark: Mark,
    pub(crate) draw: Draw,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Draw {
    /// `y` is the baseline.
    Text { x: f32, y: f32, text: String, face: Face, size: u8, color: Rgb },
    /// `width` in millimetres.
    Line { from: (f32, f32), to: (f32, f32), width: f32, color: Rgb },
}

/// What a text or line is for who reads aloud.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Rules, page numbers, repeated table headers.
    Artifact,
    Content(Node),
}

/// Index in the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Node(pub(crate) usize);

/// Structure elements in reading order; a parent stands before its children.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    pub(crate) elements: Vec<Element>,
}

#[derive(Debug)]
pub(crate) struct Element {
    pub(crate) role: Role,
    /// None: directly under the document.
    pub(crate) parent: Option<Node>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Role {
    Section,
    Heading(u8),
    Paragraph,
    List(Numbering),
    ListItem,
    ListLabel,
    ListBody,
    Table,
    TableHead,
    TableBody,
    TableRow,
    /// Columns and rows spanned.
    TableHeader(u32, u32),
    /// What the row is about.
    RowHeader,
    /// Columns spanned.
    TableCell(u32),
    Caption,
    /// Text alternative, and where it stands once it is placed: page and box.
    Figure {
        alt: String,
        place: Option<(usize, Bounds)>,
    },
}

/// What the marks of a list are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Numbering {
    /// `-`, `+`.
    Dashes,
    /// `a)`.
    Letters,
    /// `1.`, `(1)`.
    Figures,
}

impl Numbering {
    pub(crate) fn of(mark: &str) -> Self {
        let mut characters = mark.chars().filter(|character| character.is_alphanumeric());
        match characters.next() {
            None => Self::Dashes,
            Some(first) if first.is_numeric() => Self::Figures,
            Some(_) => Self::Letters,
        }
    }
}

/// Millimetres on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds {
    pub(crate) left: f32,
    pub(crate) top: f32,
    pub(crate) right: f32,
    pub(crate) bottom: f32,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Bookmark {
    pub(crate) title: String,
    /// 1 for the outermost.
    pub(crate) depth: u8,
    pub(crate) page: usize,
    pub(crate) y: f32,
}

impl Page {
    /// Texts that one face cannot set become several, each where it begins.
    pub(crate) fn part_by_face(&mut self) {
        let is_whole = |item: &Item| match &item.draw {
            Draw::Text { text, face, .. } => text.chars().all(|c| face.for_character(c) == *face),
            Draw::Line { .. } => true,
        };
        if self.items.iter().all(is_whole) {
            return;
        }
        let items = std::mem::take(&mut self.items);
        self.items = items
            .into_iter()
            .flat_map(|item| if is_whole(&item) { vec![item] } else { parted(item) })
            .collect();
    }
}

fn parted(item: Item) -> Vec<Item> {
    let Item { mark, draw } = item;
    let Draw::Text { mut x, y, text, face, size, color } = draw else {
        return vec![Item { mark, draw }];
    };
    let pieces = face.pieces(&text).map(|(face, piece)| {
        let text = piece.to_owned();
        let draw = Draw::Text { x, y, text, face, size, color };
        x += face.width(piece, size);
        Item { mark, draw }
    });
    pieces.collect()
}

/// An annex: its first page, and what it is called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Part {
    pub(crate) page: usize,
    pub(crate) name: String,
}

impl Tree {
    pub(crate) fn add(&mut self, role: Role, parent: Option<Node>) -> Node {
        self.elements.push(Element { role, parent });
        Node(self.elements.len() - 1)
    }
}

impl Item {
    pub(crate) fn line(from: (f32, f32), to: (f32, f32), points: f32) -> Self {
        let width = points * POINT;
        Self { mark: Mark::Artifact, draw: Draw::Line { from, to, width, color: BLACK } }
    }

    pub(crate) fn moved(mut self, right: f32, down: f32) -> Self {
        match &mut self.draw {
            Draw::Text { x, y, .. } => (*x, *y) = (*x + right, *y + down),
            Draw::Line { from, to, .. } => {
                *from = (from.0 + right, from.1 + down);
                *to = (to.0 + right, to.1 + down);
            }
        }
        self
    }
}
