//! A document as pieces, and pages of pieces as a scene.

use crate::document::{Annex, Document, Orientation, Title};
use crate::render::page::body::Composer;
use crate::render::page::faces::Face;
use crate::render::page::lines::set;
use crate::render::page::order::Room;
use crate::render::page::paginate::paginate;
use crate::render::page::paper::{PaperSheet, Sizes};
use crate::render::page::piece::{Header, Piece};
use crate::render::page::scene::{
    Bookmark, Bounds, Draw, Item, Mark, Node, Page, Part, Role, Scene, Tree,
};
use crate::render::page::setting::{Alignment, Setting, TextRun};
use crate::render::page::{closing, letterhead, rules};

/// The whole document, with sizes chosen.
pub(crate) fn lay_out(document: &Document, sizes: &Sizes) -> Scene {
    let mut scene = Scene::default();
    let sheet = PaperSheet::of(document.paper, Orientation::Portrait);
    let head = letterhead::letterhead(&document.letterhead, &sheet, sizes, &mut scene.tree);
    let mut composer = Composer::new(sheet, *sizes, &mut scene.tree, None);
    composer.push(head);
    title(&document.title, &mut composer);
    composer.addressees(&document.addressees);
    composer.blocks(&document.body);
    if let Some(piece) = closing::signature(&document.signature, &sheet, sizes, composer.tree) {
        composer.keep_last_lines();
        composer.push(piece);
    }
    let foot = closing::contact(&document.letterhead.contact, &sheet, sizes, composer.tree);
    let (pieces, headers) = composer.finish();
    add_pages(&mut scene, (&sheet, sizes), pieces, &headers, foot);
    for annex in &document.annexes {
        add_annex(&mut scene, document, annex, sizes);
    }
    scene
}

fn add_annex(scene: &mut Scene, document: &Document, annex: &Annex, sizes: &Sizes) {
    let sheet = PaperSheet::of(document.paper, annex.orientation);
    scene.parts.push(Part { page: scene.pages.len(), name: annex.label.clone() });
    let section = scene.tree.add(Role::Section, None);
    let mut composer = Composer::new(sheet, *sizes, &mut scene.tree, Some(section));
    let heading = composer.title(&annex.label, Some(format!("{}. {}", annex.label, annex.title)));
    let title = annex.title.to_uppercase();
    composer.centered_in(heading, &title, Face::Bold, sizes.title);
    if let Some(reference) = &annex.reference {
        composer.bind();
        composer.centered(reference, Face::Italic, sizes.caption, Role::Paragraph);
    }
    composer.gap(sizes.gap * 2.0);
    composer.bind();
    composer.blocks(&annex.body);
    let (pieces, headers) = composer.finish();
    add_pages(scene, (&sheet, sizes), pieces, &headers, None);
}

/// Box 5a: the kind, the subject with its rule, the bracketed line.
fn title(title: &Title, composer: &mut Composer<'_>) {
    let Sizes { title: size, caption, gap, .. } = composer.sizes;
    composer.gap(gap * 2.0);
    let kind = (!title.kind.is_empty()).then(|| composer.title(&title.kind, None));
    if let Some(subject) = &title.subject {
        // What the document is called: its kind and what it is about.
        let width = match kind {
            Some(heading) => composer.centered_in(heading, subject, Face::Bold, size),
            None => composer.centered(subject, Face::Bold, size, Role::Paragraph),
        };
        composer.rule(width * 0.4);
        composer.gap(gap * 0.5);
        composer.bind();
    }
    if let Some(note) = &title.note {
        composer.centered(note, Face::Italic, caption, Role::Paragraph);
    }
    composer.gap(gap * 2.0);
}

/// Breaks the pieces into pages and numbers them from 1, the first without its number, but with its foot.
fn add_pages(
    scene: &mut Scene,
    (sheet, sizes): (&PaperSheet, &Sizes),
    pieces: Vec<Piece>,
    headers: &[Header],
    foot: Option<Piece>,
) {
    let height = sheet.text_height();
    let taken = foot.as_ref().map_or(0.0, |foot| foot.gap + foot.height);
    let mut pages = paginate(pieces, headers, Room { first: height - taken, rest: height });
    if let (Some(page), Some(foot)) = (pages.first_mut(), foot) {
        page.push((height - foot.height, foot));
    }
    for (number, placed) in pages.into_iter().enumerate() {
        let page = scene.pages.len();
        let mut items = Vec::new();
        if number > 0 {
            items.extend(page_number(number + 1, sheet, sizes));
        }
        for (y, piece) in placed {
            let top = sheet.top + y;
            if let Some((title, depth)) = piece.bookmark {
                scene.outline.push(Bookmark { title, depth, page, y: top });
            }
            if let Some(figure) = &piece.figure {
                place_figure(&mut scene.tree, figure.node, page, &piece.items, (sheet.left, top));
            }
            items.extend(piece.items.into_iter().map(|item| item.moved(sheet.left, top)));
        }
        let items = rules::joined(items);
        scene.pages.push(Page { width: sheet.width, height: sheet.height, items });
    }
}

/// Centred in the top margin.
fn page_number(number: usize, sheet: &PaperSheet, sizes: &Sizes) -> Vec<Item> {
    let setting = Setting {
        width: sheet.text_width(),
        first: 0.0,
        rest: 0.0,
        size: sizes.page_number,
        align: Alignment::Center,
    };
    let run = TextRun { text: number.to_string(), face: Face::Regular, mark: Mark::Artifact };
    let baseline = sheet.top * 0.68;
    set(&[run], &setting)
        .iter()
        .flat_map(|line| line.items(sheet.left, baseline, sizes.page_number))
        .collect()
}

fn place_figure(tree: &mut Tree, node: Node, page: usize, items: &[Item], origin: (f32, f32)) {
    let mut bounds: Option<Bounds> = None;
    for item in items.iter().filter(|item| item.mark == Mark::Content(node)) {
        let corners = match &item.draw {
            Draw::Text { x, y, text, face, size, .. } => {
                [(*x, y - face.ascent(*size)), (x + face.width(text, *size), y + 1.0)]
            }
            Draw::Line { from, to, width, .. } => [
                (from.0.min(to.0) - width / 2.0, from.1.min(to.1) - width / 2.0),
                (from.0.max(to.0) + width / 2.0, from.1.max(to.1) + width / 2.0),
            ],
        };
        for (x, y) in corners.map(|(x, y)| (x + origin.0, y + origin.1)) {
            let known = bounds.unwrap_or(Bounds { left: x, top: y, right: x, bottom: y });
            bounds = Some(Bounds {
                left: known.left.min(x),
                top: known.top.min(y),
                right: known.right.max(x),
                bottom: known.bottom.max(y),
            });
        }
    }
    let element = tree.elements.get_mut(node.0).map(|element| &mut element.role);
    if let (Some(Role::Figure { place, .. }), Some(bounds)) = (element, bounds) {
        *place = Some((page, bounds));
    }
}
