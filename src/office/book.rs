//! The letters of the whole archive, as one book.

use crate::archive::{Archived, layout};
use crate::config::LetterBook;
use crate::error::Result;
use crate::model::{Span, short_date};
use crate::report::{Bag, LettersAsked, NumbersBook, PastLetters, TakenLetters};

/// Letters of every bag.
pub(crate) fn book(archived: &[Archived]) -> Result<NumbersBook> {
    let mut bags = Vec::new();
    for bag in archived {
        if bag.loss().is_some() {
            bags.extend(of_lost(bag)?);
            continue;
        }
        let Some(PastLetters { letters, voids }) = bag.letters()? else { continue };
        let day = |text: Option<&str>| text.and_then(|text| text.parse().ok());
        let own_day = day(bag.letter_day());
        let from = day(bag.text("/ky/tu")).or(own_day);
        let to = day(bag.text("/ky/den")).or(own_day);
        let (Some(from), Some(to)) = (from, to) else { continue };
        let name = match bag.text("/ky/ten") {
            Some(name) => format!("ở kỳ {name}"),
            None => format!("ngày {}", short_date(to)),
        };
        bags.push(Bag {
            folder: bag.folder.clone(),
            name,
            is_replaced: layout::is_replaced(&bag.folder),
            span: Span { from, to },
            letters,
            voids,
        });
    }
    Ok(NumbersBook::new(bags))
}

/// Letters of a bag that was written off: as they were where their list was whole, else without names.
fn of_lost(bag: &Archived) -> Result<Option<Bag>> {
    let (Some(note), Some(taken)) = (bag.loss(), bag.taken::<TakenLetters>()?) else {
        return Ok(None);
    };
    let mut all = taken.book().bags.into_iter();
    let Some(mut lost) = all.find(|one| one.folder == note.folder) else { return Ok(None) };
    bag.folder.clone_into(&mut lost.folder);
    lost.is_replaced = layout::is_replaced(&bag.folder);
    match bag.letters()? {
        Some(PastLetters { letters, voids }) => (lost.letters, lost.voids) = (letters, voids),
        None => lost.letters.iter_mut().for_each(|letter| LOST.clone_into(&mut letter.recipient)),
    }
    Ok(Some(lost))
}

/// In the register, for the name of whom nobody knows any more.
const LOST: &str = "(gói lưu thư đã mất)";

/// What the book says to the count.
pub(crate) fn known(book: &NumbersBook, asking: LettersAsked<'_>) -> LetterBook {
    LetterBook { put_off: book.put_off(asking), followed: book.followed() }
}
