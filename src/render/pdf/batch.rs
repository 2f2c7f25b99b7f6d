//! All letters in one file to be printed: each on sheets of its own, or two A5 side by side on A4.

use std::ops::Range;

use crate::document::{Document, Meta, Sheets};
use crate::error::Result;
use crate::render::pdf::scene::{Bookmark, Item, Mark, Node, Page, Role, Scene};
use crate::render::pdf::subset::{Fonts, Subsets};
use crate::render::pdf::{canvas, check, finish, lay_out};

/// Sides of A5 and of A4 in millimetres: two of one make the other.
const A5: (f32, f32) = (148.0, 210.0);
const A4_LANDSCAPE: (f32, f32) = (297.0, 210.0);

/// Where each letter stands in the file: first and last page, from 1.
pub(crate) fn pages(
    letters: &[Document],
    first: usize,
    sheets: Sheets,
) -> Result<Vec<Range<usize>>> {
    let mut next = first;
    let mut places = Vec::new();
    let mut on_sheet = 0;
    for letter in letters {
        let sides = lay_out(&check::printable(letter)?).pages.len().max(1);
        match sheets {
            Sheets::Duplex => {
                places.push(next..next + sides);
                next += sides + sides % 2;
            }
            Sheets::Single => {
                places.push(next..next + sides);
                next += sides;
            }
            Sheets::TwoUp => {
                let begin = next + on_sheet / 2;
                on_sheet += sides;
                places.push(begin..next + (on_sheet - 1) / 2 + 1);
            }
        }
    }
    Ok(places)
}

/// One file with the cover list, if there is one, and every letter in order.
pub(crate) fn batch(
    letters: &[Document],
    cover: Option<&Document>,
    sheets: Sheets,
) -> Result<Vec<u8>> {
    let mut whole = Scene::default();
    if let Some(cover) = cover {
        let scene = lay_out(&check::printable(cover)?);
        append(&mut whole, scene, &cover.meta.title);
        if sheets == Sheets::Duplex {
            even_out(&mut whole);
        }
    }
    let before = whole.pages.len();
    for letter in letters {
        append(&mut whole, lay_out(&check::printable(letter)?), &letter.meta.title);
        if sheets == Sheets::Duplex {
            even_out(&mut whole);
        }
    }
    if sheets == Sheets::TwoUp {
        two_up(&mut whole, before);
    }
    let meta = cover.or(letters.first()).map(|document| Meta {
        title: "Thư xin lỗi để in".to_owned(),
        subject: String::new(),
        ..document.meta.clone()
    });
    let Some(meta) = meta else {
        return Err(crate::render::pdf::failed("không có thư nào để in"));
    };
    let subsets = Subsets::of(&whole, Fonts::Shared)?;
    let drawn = canvas::draw(&whole, &subsets)?;
    finish::finish(&drawn, &whole, &subsets, &meta)
}

/// Pages and structure of one document behind those of the others, as a section with a bookmark.
fn append(whole: &mut Scene, scene: Scene, title: &str) {
    let section = whole.tree.add(Role::Section, None);
    let (shift, page) = (whole.tree.elements.len(), whole.pages.len());
    whole.outline.push(Bookmark { title: title.to_owned(), depth: 1, page, y: 0.0 });
    for mut element in scene.tree.elements {
        element.parent = Some(element.parent.map_or(section, |Node(index)| Node(index + shift)));
        if let Role::Figure { place: Some((at, _)), .. } = &mut element.role {
            *at += page;
        }
        whole.tree.elements.push(element);
    }
    for side in scene.pages {
        let items = side.items.into_iter().map(|item| match item.mark {
            Mark::Artifact => item,
            Mark::Content(Node(index)) => Item { mark: Mark::Content(Node(index + shift)), ..item },
        });
        whole.pages.push(Page { width: side.width, height: side.height, items: items.collect() });
    }
}

/// A blank back, so that what follows begins on a front.
fn even_out(whole: &mut Scene) {
    if whole.pages.len() % 2 == 1
        && let Some(last) = whole.pages.last()
    {
        let blank = Page { width: last.width, height: last.height, items: Vec::new() };
        whole.pages.push(blank);
    }
}

/// Puts the A5 pages from `before` on in pairs on A4; other paper stays as it is.
fn two_up(whole: &mut Scene, before: usize) {
    let singles = whole.pages.split_off(before);
    if singles.iter().any(|page| (page.width, page.height) != A5) {
        whole.pages.extend(singles);
        return;
    }
    for bookmark in &mut whole.outline {
        if bookmark.page >= before {
            bookmark.page = before + (bookmark.page - before) / 2;
        }
    }
    let mut singles = singles.into_iter();
    while let Some(left) = singles.next() {
        let mut items = left.items;
        if let Some(right) = singles.next() {
            items.extend(right.items.into_iter().map(|item| item.moved(A4_LANDSCAPE.0 / 2.0, 0.0)));
        }
        whole.pages.push(Page { width: A4_LANDSCAPE.0, height: A4_LANDSCAPE.1, items });
    }
}

/// `in-tat-ca.pdf`: a cover list that says on which pages each letter stands, then all letters.
pub(crate) fn print_all(
    letters: &[Document],
    cover: &dyn Fn(&[Range<usize>]) -> Document,
    sheets: Sheets,
) -> Result<Vec<u8>> {
    let bare = pages(letters, 1, sheets)?;
    // The list is as long as it is wherever the letters begin; a page more moves it once.
    let mut first = 1;
    for _ in 0..3 {
        let list = cover(&shifted(&bare, first - 1));
        let sides = lay_out(&check::printable(&list)?).pages.len();
        let next = 1 + sides + if sheets == Sheets::Duplex { sides % 2 } else { 0 };
        if next == first {
            return batch(letters, Some(&list), sheets);
        }
        first = next;
    }
    batch(letters, Some(&cover(&shifted(&bare, first - 1))), sheets)
}

fn shifted(pages: &[Range<usize>], by: usize) -> Vec<Range<usize>> {
    pages.iter().map(|range| range.start + by..range.end + by).collect()
}
