//! The structure tree: what each marked content is, for who reads aloud.

use std::fmt::Write as _;

use crate::error::Result;
use crate::render::page::scene::{Element, Node, Numbering, Role, Tree};
use crate::render::pdf::write::file::{PdfFile, Ref, listed};
use crate::render::pdf::write::side::Side;
use crate::render::pdf::write::syntax::{points, text};

/// The name of an element's type in the file.
pub(crate) fn name(tree: &Tree, node: Node) -> &'static str {
    tree.elements.get(node.0).map_or("Span", |element| role(&element.role))
}

fn role(role: &Role) -> &'static str {
    match role {
        Role::Section => "Sect",
        Role::Heading(1) => "H1",
        Role::Heading(2) => "H2",
        Role::Heading(3) => "H3",
        Role::Heading(4) => "H4",
        Role::Heading(5) => "H5",
        Role::Heading(_) => "H6",
        Role::Paragraph => "P",
        Role::List(_) => "L",
        Role::ListItem => "LI",
        Role::ListLabel => "Lbl",
        Role::ListBody => "LBody",
        Role::Table => "Table",
        Role::TableHead => "THead",
        Role::TableBody => "TBody",
        Role::TableRow => "TR",
        Role::TableHeader(..) | Role::RowHeader => "TH",
        Role::TableCell(_) => "TD",
        Role::Caption => "Caption",
        Role::Figure { .. } => "Figure",
    }
}

/// A side on its page.
pub(crate) struct Marked<'s> {
    pub(crate) page: Ref,
    /// Number of its first marked content.
    pub(crate) from: usize,
    pub(crate) side: &'s Side,
}

/// A number for each element.
pub(crate) fn ids(file: &mut PdfFile, tree: &Tree) -> Vec<Ref> {
    tree.elements.iter().map(|_| file.new_ref()).collect()
}

/// What an element holds: another one, or marked content of a page.
#[derive(Clone, Copy, Debug)]
enum Kid {
    Element(Ref),
    Content(Ref, usize),
}

/// Writes the elements of a document; gives those right below `above`.
pub(crate) fn write(
    file: &mut PdfFile,
    tree: &Tree,
    ids: &[Ref],
    sides: &[Marked<'_>],
    above: Ref,
) -> Result<Vec<Ref>> {
    let mut kids: Vec<Vec<Kid>> = vec![Vec::new(); ids.len()];
    for Marked { page, from, side } in sides {
        for (number, node) in (*from..).zip(&side.marks) {
            if let Some(kids) = kids.get_mut(node.0) {
                kids.push(Kid::Content(*page, number));
            }
        }
    }
    let mut top = Vec::new();
    for (element, id) in tree.elements.iter().zip(ids) {
        match element.parent.and_then(|parent| kids.get_mut(parent.0)) {
            Some(siblings) => siblings.push(Kid::Element(*id)),
            None => top.push(*id),
        }
    }
    let mut words = String::new();
    for ((element, id), kids) in tree.elements.iter().zip(ids).zip(kids) {
        let parent = element.parent.and_then(|parent| ids.get(parent.0)).copied();
        let parent = parent.unwrap_or(above);
        words.clear();
        let _ = write!(words, "/S/{}/P {parent}", role(&element.role));
        hold(&mut words, &kids);
        describe(&mut words, element, sides);
        file.set(*id, format_args!("<</Type/StructElem{words}>>"))?;
    }
    Ok(top)
}

/// Says the kids, in order; the page stands once where all content is on one.
fn hold(words: &mut String, kids: &[Kid]) {
    let page = kids.iter().find_map(|kid| match kid {
        Kid::Content(page, _) => Some(*page),
        Kid::Element(_) => None,
    });
    if let Some(page) = page {
        let _ = write!(words, "/Pg {page}");
    }
    let (begin, end) = match kids.len() {
        0 => return,
        1 => ("/K ", ""),
        _ => ("/K[", "]"),
    };
    words.push_str(begin);
    for (number, kid) in kids.iter().enumerate() {
        if number > 0 {
            words.push(' ');
        }
        let _ = match kid {
            Kid::Element(id) => write!(words, "{id}"),
            Kid::Content(of, number) if Some(*of) == page => write!(words, "{number}"),
            Kid::Content(of, number) => {
                write!(words, "<</Type/MCR/Pg {of}/MCID {number}>>")
            }
        };
    }
    words.push_str(end);
}

/// The root of the tree, with what is right below the document, and the owners of the marks of each page.
pub(crate) fn root(
    file: &mut PdfFile,
    root: Ref,
    document: Ref,
    (kids, owners): (&[Ref], &[Ref]),
) -> Result<()> {
    let kids = listed(kids);
    file.set(document, format_args!("<</Type/StructElem/S/Document/P {root}/K[{kids}]>>"))?;
    let mut parents = String::new();
    for (page, id) in owners.iter().enumerate() {
        let _ = write!(parents, "{page} {id} ");
    }
    file.set(
        root,
        format_args!(
            "<</Type/StructTreeRoot/K {document}/ParentTree<</Nums[{parents}]>>/ParentTreeNextKey {}>>",
            owners.len()
        ),
    )
}

/// Spans, scope, text alternative and box.
fn describe(words: &mut String, element: &Element, sides: &[Marked<'_>]) {
    let _ = match &element.role {
        Role::TableHeader(columns, rows) => {
            let (columns, rows) = (span("ColSpan", *columns), span("RowSpan", *rows));
            write!(words, "/A<</O/Table/Scope/Column{columns}{rows}>>")
        }
        Role::TableCell(columns) if *columns > 1 => {
            write!(words, "/A<</O/Table{}>>", span("ColSpan", *columns))
        }
        Role::Figure { alt, place } => {
            words.push_str("/Alt");
            words.push_str(&text(alt));
            let page = place.and_then(|(page, bounds)| Some((sides.get(page)?.side, bounds)));
            match page {
                Some((page, bounds)) => {
                    let [left, low, right, high] = [
                        bounds.left,
                        page.height - bounds.bottom,
                        bounds.right,
                        page.height - bounds.top,
                    ]
                    .map(points);
                    write!(words, "/A<</O/Layout/BBox[{left} {low} {right} {high}]>>")
                }
                None => Ok(()),
            }
        }
        Role::RowHeader => write!(words, "/A<</O/Table/Scope/Row>>"),
        Role::List(numbering) => {
            let name = match numbering {
                Numbering::Dashes => "Disc",
                Numbering::Letters => "LowerAlpha",
                Numbering::Figures => "Decimal",
            };
            write!(words, "/A<</O/List/ListNumbering/{name}>>")
        }
        Role::Section
        | Role::Heading(_)
        | Role::Paragraph
        | Role::ListItem
        | Role::ListLabel
        | Role::ListBody
        | Role::Table
        | Role::TableHead
        | Role::TableBody
        | Role::TableRow
        | Role::TableCell(_)
        | Role::Caption => Ok(()),
    };
}

fn span(key: &str, count: u32) -> String {
    if count > 1 { format!("/{key} {count}") } else { String::new() }
}
