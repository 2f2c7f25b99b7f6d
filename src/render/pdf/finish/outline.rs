//! Bookmarks: headings under headings, annexes at the end.

use lopdf::{Dictionary, Object, ObjectId, dictionary};

use crate::error::Result;
use crate::render::pdf::finish::book::Page;
use crate::render::pdf::finish::file::File;
use crate::render::pdf::finish::{integer, points, text};
use crate::render::pdf::scene::Bookmark;

/// A bookmark and those below it.
struct Branch<'s> {
    bookmark: &'s Bookmark,
    id: ObjectId,
    below: Vec<Branch<'s>>,
}

/// None for a document without headings.
pub(crate) fn outline(
    file: &mut File,
    mut bookmarks: &[Bookmark],
    pages: &[Page],
) -> Result<Option<ObjectId>> {
    let branches = grown(file, &mut bookmarks, 0);
    let (Some(first), Some(last)) = (branches.first(), branches.last()) else { return Ok(None) };
    let (first, last) = (first.id, last.id);
    let root = file.new_object_id();
    let count = integer(branches.len());
    file.set_object(
        root,
        dictionary! { "Type" => "Outlines", "First" => first, "Last" => last, "Count" => count },
    )?;
    write(file, pages, root, &branches)?;
    Ok(Some(root))
}

/// The bookmarks deeper than `depth`, up to the next that is not.
fn grown<'s>(file: &mut File, rest: &mut &'s [Bookmark], depth: u8) -> Vec<Branch<'s>> {
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

fn write(file: &mut File, pages: &[Page], parent: ObjectId, branches: &[Branch<'_>]) -> Result<()> {
    for (index, Branch { bookmark, id, below }) in branches.iter().enumerate() {
        let mut entry: Dictionary =
            dictionary! { "Title" => text(&bookmark.title), "Parent" => parent };
        if let Some(page) = pages.get(bookmark.page) {
            let top = Object::Real(points(page.height - bookmark.y));
            entry.set(
                "Dest",
                vec![Object::Reference(page.id), "XYZ".into(), Object::Null, top, Object::Null],
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
        file.set_object(*id, entry)?;
        write(file, pages, *id, below)?;
    }
    Ok(())
}
