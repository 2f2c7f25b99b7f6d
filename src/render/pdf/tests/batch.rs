//! All letters in one file: on which pages each stands, and that it is there what it is alone.

use std::cell::RefCell;
use std::ops::Range;

use super::files::marked_roles;
use crate::document::{Document, Sheets};
use crate::render::page::check;
use crate::render::page::tests::letter;
use crate::render::pdf::{Batch, laid_letter, letter_file};

const NAMES: [&str; 3] = ["Ông Nguyễn Văn Thí Dụ", "Bà Trần Thị Ňová", "Ông Lê Văn Mẫu"];

fn documents() -> Vec<Document> {
    NAMES.iter().map(|name| check::printable(&letter(name)).unwrap()).collect()
}

/// The file, and the pages that its cover list was told last.
fn batch(documents: &[Document], sheets: Sheets) -> (lopdf::Document, Vec<Range<usize>>) {
    let mut batch = Batch::new(sheets);
    for document in documents {
        batch.add(&laid_letter(document).unwrap().sides, &document.meta).unwrap();
    }
    let told = RefCell::new(Vec::new());
    let cover = |pages: &[Range<usize>]| {
        told.replace(pages.to_vec());
        letter("Danh sách")
    };
    let bytes = batch.finish(Some(&cover)).unwrap();
    (lopdf::Document::load_mem(&bytes).unwrap(), told.into_inner())
}

fn text(file: &lopdf::Document, page: usize) -> String {
    let text = file.extract_text(&[u32::try_from(page).unwrap()]).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Each letter is on the pages that the list says, and nowhere else.
#[track_caller]
fn case(sheets: Sheets, pages: usize, places: &[Range<usize>]) {
    let (file, told) = batch(&documents(), sheets);
    assert_eq!(told, places);
    assert_eq!(file.get_pages().len(), pages);
    for (name, place) in NAMES.iter().zip(places) {
        for page in 2..=pages {
            assert_eq!(text(&file, page).contains(name), place.contains(&page), "{name}, {page}");
        }
    }
    marked_roles(&file);
}

#[test]
fn letters_stand_where_the_list_says() {
    case(Sheets::Duplex, 8, &[3..4, 5..6, 7..8]);
    case(Sheets::Single, 4, &[2..3, 3..4, 4..5]);
    case(Sheets::TwoUp, 3, &[2..3, 2..3, 3..4]);
}

#[test]
fn two_a5_make_one_a4() {
    let (file, _) = batch(&documents(), Sheets::TwoUp);
    let page = file.get_dictionary(file.get_pages()[&2]).unwrap();
    let size: Vec<f32> = page
        .get(b"MediaBox")
        .unwrap()
        .as_array()
        .unwrap()
        .iter()
        .map(|side| side.as_float().unwrap())
        .collect();
    assert_eq!(size, [0.0, 0.0, 841.89, 595.28]);
}

#[test]
fn a_letter_alone_has_the_bytes_that_it_has_among_others() {
    let file = |document: &Document| {
        letter_file(&laid_letter(document).unwrap().sides, &document.meta).unwrap()
    };
    let together: Vec<Vec<u8>> = documents().iter().map(file).collect();
    for (document, among_others) in documents().iter().zip(&together).rev() {
        assert!(file(document) == *among_others);
    }
}

#[test]
fn a_batch_of_nothing_is_refused() {
    assert!(Batch::new(Sheets::Single).finish(None).is_err());
}
