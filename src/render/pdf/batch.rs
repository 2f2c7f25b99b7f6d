//! Letters; and all of them in one file to be printed, each on sheets of its own, or two A5
//! side by side on A4.

use std::ops::Range;

use crate::document::{Document, Meta, Sheets};
use crate::error::Result;
use crate::render::page::paper::Sizes;
use crate::render::page::scene::Scene;
use crate::render::page::{check, for_word, laid_out, lay_out};
use crate::render::pdf::subset::{SubsetFonts, Subsets};
use crate::render::pdf::write;
use crate::render::pdf::write::{Book, Imposition, PaperSides};

/// Sides of A5 in millimetres: two of them make an A4.
const A5: (f32, f32) = (148.0, 210.0);

/// A letter on paper, and the sizes that keep it on one sheet in Word.
#[derive(Debug)]
pub(crate) struct Laid {
    pub(crate) sides: PaperSides,
    pub(crate) sizes: Sizes,
}

/// A printable letter, laid out and drawn.
pub(crate) fn laid_letter(document: &Document) -> Result<Laid> {
    let (scene, own) = laid_out(document);
    let sizes = for_word(&scene, own);
    let subsets = Subsets::of(&scene, SubsetFonts::Shared)?;
    Ok(Laid { sides: PaperSides::of(scene, subsets)?, sizes })
}

/// A letter as a file of its own.
pub(crate) fn letter_file(letter: &PaperSides, meta: &Meta) -> Result<Vec<u8>> {
    write::file(letter, meta)
}

/// Printed on both sides, what follows begins on a front.
fn even_out(book: &mut Book, sheets: Sheets, after: &PaperSides) -> Result<()> {
    match (sheets, after.pages.last()) {
        (Sheets::Duplex, Some(last)) => book.even_out(last.width, last.height),
        (Sheets::Duplex | Sheets::Single | Sheets::TwoUp, _) => Ok(()),
    }
}

/// Makes the cover list, given the pages of each letter.
type Cover<'a> = &'a dyn Fn(&[Range<usize>]) -> Document;

/// All letters in one file, as it grows.
#[derive(Debug)]
pub(crate) struct Batch {
    book: Book,
    sheets: Sheets,
    /// Where each letter stands: first and last page, counted from 1 at the first letter.
    places: Vec<Range<usize>>,
    meta: Option<Meta>,
}

impl Batch {
    pub(crate) fn new(sheets: Sheets) -> Self {
        Self { book: Book::new(), sheets, places: Vec::new(), meta: None }
    }

    /// The next letter.
    pub(crate) fn add(&mut self, letter: &PaperSides, meta: &Meta) -> Result<()> {
        let is_a5 = letter.pages.iter().all(|side| (side.width, side.height) == A5);
        let imposition = match self.sheets {
            Sheets::TwoUp if is_a5 => Imposition::Halves,
            Sheets::Duplex | Sheets::Single | Sheets::TwoUp => Imposition::Whole,
        };
        let begin = self.book.next_page(imposition);
        self.book.add_section(letter, &meta.title, imposition)?;
        self.places.push(begin + 1..self.book.len() + 1);
        even_out(&mut self.book, self.sheets, letter)?;
        if self.meta.is_none() {
            self.meta = Some(meta.clone());
        }
        Ok(())
    }

    /// What was written since it was last asked for: the file is written as it grows.
    pub(crate) fn take(&mut self) -> Vec<u8> {
        self.book.take()
    }

    /// The rest of the file, with a cover list in front if there is one: it says on which pages each letter stands.
    pub(crate) fn finish(mut self, cover: Option<Cover<'_>>) -> Result<Vec<u8>> {
        let Some(mut meta) = self.meta.take() else {
            return Err(crate::render::pdf::failure::failed("không có thư nào để in"));
        };
        if let Some(cover) = cover {
            let scene;
            (meta, scene) = self.cover(cover)?;
            let subsets = Subsets::of(&scene, SubsetFonts::Exact)?;
            let title = meta.title.clone();
            let sheets = self.sheets;
            self.book.in_front(|book| {
                let sides = PaperSides::of(scene, subsets)?;
                book.add_section(&sides, &title, Imposition::Whole)?;
                even_out(book, sheets, &sides)
            })?;
        }
        "Thư xin lỗi để in".clone_into(&mut meta.title);
        meta.subject = String::new();
        self.book.finish(&meta)
    }

    /// The list is as long as it is wherever the letters begin; a page more moves it once.
    fn cover(&self, cover: Cover<'_>) -> Result<(Meta, Scene)> {
        let at = |by| -> Result<(Meta, Scene)> {
            let list = check::printable(&cover(&self.shifted(by)))?;
            let scene = lay_out(&list);
            Ok((list.meta, scene))
        };
        let mut by = 0;
        for _ in 0..3 {
            let (meta, scene) = at(by)?;
            let sides = scene.pages.len();
            let next = match self.sheets {
                Sheets::Duplex => sides + sides % 2,
                Sheets::Single | Sheets::TwoUp => sides,
            };
            if next == by {
                return Ok((meta, scene));
            }
            by = next;
        }
        at(by)
    }

    fn shifted(&self, by: usize) -> Vec<Range<usize>> {
        self.places.iter().map(|range| range.start + by..range.end + by).collect()
    }
}
