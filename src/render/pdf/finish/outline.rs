//! Bookmarks: headings under headings, annexes at the end.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use crate::render::pdf::finish::{integer, points, text};
use crate::render::pdf::scene::{Bookmark, Scene};

/// A bookmark and those below it.
struct Branch<'s> {
    bookmark: &'s Bookmark,
    id: ObjectId,
    below: Vec<Branch<'s>>,
}

/// None for a document without headings.
pub(crate) fn outline(
    file: &mut lopdf::Document,
    scene: &Scene,
    pages: &[ObjectId],
) -> Option<ObjectId> {
    let mut rest = scene.outline.as_slice();
    let branches = grown(file, &mut rest, 0);
    let (first, last) = (branches.first()?.id, branches.last()?.id);
    let root = file.new_object_id();
    let count = integer(branches.len());
    file.set_object(
        root,
        dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count },
    );
    write(file, scene, pages, root, &branches);
    Some(root)
}

/// The bookmarks deeper than `depth`, up to the next that is not.
fn grown<'s>(file: &mut lopdf::Document, rest: &mut &'s [Bookmark], depth: u8) -> Vec<Branch<'s>> {
    let mut branches = Vec::new();
    while let Some((bookmark, after)) = rest.split_first() {
        if bookmark.depth <= depth {
            break;
        }
        *rest = after;
        let id = file.new_object_id();
        let below = grown(file, rest, bookmark.depth);
        branches.push(Branch { bookmark, id, below });
    }
    branches
}

fn write(
    file: &mut lopdf::Document,
    scene: &Scene,
    pages: &[ObjectId],
    parent: ObjectId,
    branches: &[Branch<'_>],
) {
    for (index, Branch { bookmark, id, below }) in branches.iter().enumerate() {
        let mut entry: Dictionary =
            dictionary! { "Title" => text(&bookmark.title), "Parent" => parent };
        let side = scene.pages.get(bookmark.page).zip(pages.get(bookmark.page));
        if let Some((page, page_id)) = side {
            let top = Object::Real(points(page.height - bookmark.y));
            entry.set(
                "Dest",
                vec![Object::Reference(*page_id), "XYZ".into(), Object::Null, top, Object::Null],
            );
        }
        let neighbours = [("Prev", index.checked_sub(1)), ("Next", index.checked_add(1))];
        for (key, other) in neighbours {
            if let Some(other) = other.and_then(|other| branches.get(other)) {
                entry.set(key, other.id);
            }
        }
        if let (Some(first), Some(last)) = (below.first(), below.last()) {
            entry.set("First", first.id);
            entry.set("Last", last.id);
            // Closed until it is opened.
            let count = i64::try_from(below.len()).unwrap_or(i64::MAX);
            entry.set("Count", -count);
        }
        file.set_object(*id, entry);
        write(file, scene, pages, *id, below);
    }
}
