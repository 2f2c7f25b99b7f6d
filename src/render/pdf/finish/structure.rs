//! The structure tree: what each marked content is, for who reads aloud.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use crate::render::pdf::finish::{integer, points, text};
use crate::render::pdf::scene::{Element, Node, Numbering, Role, Scene, Tree};

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

/// Writes the tree; `marks` holds, page by page, the element of each marked content.
pub(crate) fn tree(
    file: &mut lopdf::Document,
    scene: &Scene,
    pages: &[ObjectId],
    marks: &[Vec<Node>],
) -> ObjectId {
    let elements = &scene.tree.elements;
    let root = file.new_object_id();
    let document = file.new_object_id();
    let ids: Vec<ObjectId> = elements.iter().map(|_| file.new_object_id()).collect();
    let mut kids: Vec<Vec<Kid>> = vec![Vec::new(); elements.len()];
    let mut parents: Vec<Object> = Vec::new();
    for (index, (page, marks)) in pages.iter().zip(marks).enumerate() {
        let mut owners = Vec::new();
        for (number, node) in marks.iter().enumerate() {
            if let (Some(kids), Some(id)) = (kids.get_mut(node.0), ids.get(node.0)) {
                kids.push(Kid::Content(*page, number));
                owners.push(Object::Reference(*id));
            }
        }
        parents.push(integer(index));
        parents.push(Object::Array(owners));
    }
    let mut top = Vec::new();
    for (element, id) in elements.iter().zip(&ids) {
        match element.parent.and_then(|parent| kids.get_mut(parent.0)) {
            Some(siblings) => siblings.push(Kid::Element(*id)),
            None => top.push(Object::Reference(*id)),
        }
    }
    for ((element, id), kids) in elements.iter().zip(&ids).zip(kids) {
        let parent = element.parent.and_then(|parent| ids.get(parent.0)).copied();
        let mut entry = dictionary! {
            "Type" => "StructElem",
            "S" => role(&element.role),
            "P" => parent.unwrap_or(document),
        };
        hold(&mut entry, &kids);
        describe(&mut entry, element, scene);
        file.set_object(*id, entry);
    }
    file.set_object(
        document,
        dictionary! { "Type" => "StructElem", "S" => "Document", "P" => root, "K" => top },
    );
    let next = integer(pages.len());
    file.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => document,
            "ParentTree" => dictionary! { "Nums" => parents },
            "ParentTreeNextKey" => next,
        },
    );
    root
}

/// What an element holds: another one, or marked content of a page.
#[derive(Clone, Debug)]
enum Kid {
    Element(ObjectId),
    Content(ObjectId, usize),
}

/// Sets the kids, in order; the page stands once where all content is on one.
fn hold(entry: &mut Dictionary, kids: &[Kid]) {
    let page = kids.iter().find_map(|kid| match kid {
        Kid::Content(page, _) => Some(*page),
        Kid::Element(_) => None,
    });
    if let Some(page) = page {
        entry.set("Pg", page);
    }
    let mut objects: Vec<Object> = kids
        .iter()
        .map(|kid| match kid {
            Kid::Element(id) => Object::Reference(*id),
            Kid::Content(of, number) if Some(*of) == page => integer(*number),
            Kid::Content(of, number) => Object::Dictionary(dictionary! {
                "Type" => "MCR",
                "Pg" => *of,
                "MCID" => integer(*number),
            }),
        })
        .collect();
    match objects.len() {
        0 => {}
        1 => entry.set("K", objects.remove(0)),
        _ => entry.set("K", objects),
    }
}

/// Spans, scope, text alternative and box.
fn describe(entry: &mut Dictionary, element: &Element, scene: &Scene) {
    match &element.role {
        Role::TableHeader(columns, rows) => {
            let mut attributes = dictionary! { "O" => "Table", "Scope" => "Column" };
            span(&mut attributes, "ColSpan", *columns);
            span(&mut attributes, "RowSpan", *rows);
            entry.set("A", attributes);
        }
        Role::TableCell(columns) if *columns > 1 => {
            let mut attributes = dictionary! { "O" => "Table" };
            span(&mut attributes, "ColSpan", *columns);
            entry.set("A", attributes);
        }
        Role::Figure { alt, place } => {
            entry.set("Alt", text(alt));
            let page = place.and_then(|(page, bounds)| Some((scene.pages.get(page)?, bounds)));
            if let Some((page, bounds)) = page {
                let corners = [
                    bounds.left,
                    page.height - bounds.bottom,
                    bounds.right,
                    page.height - bounds.top,
                ];
                let corners = corners.map(|length| Object::Real(points(length))).to_vec();
                entry.set("A", dictionary! { "O" => "Layout", "BBox" => corners });
            }
        }
        Role::RowHeader => {
            entry.set("A", dictionary! { "O" => "Table", "Scope" => "Row" });
        }
        Role::List(numbering) => {
            let name = match numbering {
                Numbering::Dashes => "Disc",
                Numbering::Letters => "LowerAlpha",
                Numbering::Figures => "Decimal",
            };
            entry.set("A", dictionary! { "O" => "List", "ListNumbering" => name });
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
        | Role::Caption => {}
    }
}

fn span(attributes: &mut Dictionary, key: &str, count: u32) {
    if count > 1 {
        attributes.set(key, Object::Integer(i64::from(count)));
    }
}
