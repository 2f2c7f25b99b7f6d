//! Bookmarks: headings under headings, annexes at the end.

use std::fmt::Write as _;

use crate::error::Result;
use crate::render::page::scene::Bookmark;
use crate::render::pdf::write::file::{PdfFile, Ref};
use crate::render::pdf::write::syntax::{points, text};

/// A page that is written, and its height in millimetres.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WrittenPage {
    pub(crate) id: Ref,
    pub(crate) height: f32,
}

/// A bookmark and those below it.
struct Branch<'s> {
    bookmark: &'s Bookmark,
    id: Ref,
    below: Vec<Branch<'s>>,
}

/// None for a document without headings.
pub(crate) fn outline(
    file: &mut PdfFile,
    mut bookmarks: &[Bookmark],
    pages: &[WrittenPage],
) -> Result<Option<Ref>> {
    let branches = grown(file, &mut bookmarks, 0);
    let Some(ends) = ends(&branches) else { return Ok(None) };
    let root = file.new_ref();
    file.set(root, format_args!("<</Type/Outlines{ends}/Count {}>>", branches.len()))?;
    write(file, pages, root, &branches)?;
    Ok(Some(root))
}

/// The bookmarks deeper than `depth`, up to the next that is not.
fn grown<'s>(file: &mut PdfFile, rest: &mut &'s [Bookmark], depth: u8) -> Vec<Branch<'s>> {
    let mut branches = Vec::new();
    while let Some((bookmark, after)) = rest.split_first() {
        if bookmark.depth <= depth {
            break;
        }
        *rest = after;
        let id = file.new_ref();
        let below = grown(file, rest, bookmark.depth);
        branches.push(Branch { bookmark, id, below });
    }
    branches
}

fn ends(branches: &[Branch<'_>]) -> Option<String> {
    Some(format!("/First {}/Last {}", branches.first()?.id, branches.last()?.id))
}

fn write(
    file: &mut PdfFile,
    pages: &[WrittenPage],
    parent: Ref,
    branches: &[Branch<'_>],
) -> Result<()> {
    for (index, Branch { bookmark, id, below }) in branches.iter().enumerate() {
        let mut entry = format!("/Title{}/Parent {parent}", text(&bookmark.title));
        if let Some(page) = pages.get(bookmark.page) {
            let top = points(page.height - bookmark.y);
            let _ = write!(entry, "/Dest[{}/XYZ null {top} null]", page.id);
        }
        let neighbours = [("Prev", index.checked_sub(1)), ("Next", index.checked_add(1))];
        for (key, other) in neighbours {
            if let Some(other) = other.and_then(|other| branches.get(other)) {
                let _ = write!(entry, "/{key} {}", other.id);
            }
        }
        if let Some(ends) = ends(below) {
            // Closed until it is opened.
            let _ = write!(entry, "{ends}/Count -{}", below.len());
        }
        file.set(*id, format_args!("<<{entry}>>"))?;
        write(file, pages, *id, below)?;
    }
    Ok(())
}
