//! Numbers and dates that the clerk's office gave letters, typed in on a page: into a register workbook beside the data,
//! from where every run reads them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::archive::layout;
use crate::files;
use crate::ledger::{Place, Source};
use crate::model::{LetterNumber, Text};
use crate::office::book::book;
use crate::office::folder::{INPUTS, Office};
use crate::office::refusal::{Notice, OfficeAnswer, Refusal, Told};
use crate::pipeline::{self, Edges, Input};
use crate::report::{Letter, NumbersBook, given_by, is_line_of};

/// A letter of the archive that stands, with what the registers in the data say of it.
#[derive(Clone, Debug)]
pub(crate) struct StandingLetter {
    /// Bag in which it lies.
    pub(crate) folder: String,
    pub(crate) letter: Letter,
    pub(crate) number: Option<String>,
    pub(crate) day: Option<Date>,
    /// Why its registers say nothing.
    pub(crate) note: Option<&'static str>,
    /// Lines of registers about it.
    lines: Vec<LetterNumber>,
}

impl StandingLetter {
    /// `all` are the lines of all registers in the data.
    pub(crate) fn new(folder: &str, letter: &Letter, all: &[LetterNumber]) -> Self {
        let of_letter = all.iter().filter(|line| is_line_of(line, letter));
        let lines: Vec<LetterNumber> = of_letter.cloned().collect();
        let given = given_by(letter, lines.iter());
        Self {
            number: given.number.map(Text::to_string).or_else(|| letter.given_number.clone()),
            day: given.date.or(letter.given_day),
            note: given.note,
            folder: folder.to_owned(),
            letter: letter.clone(),
            lines,
        }
    }

    fn is(&self, one: &GivenNumber) -> bool {
        (self.letter.year, self.letter.order) == (one.year, one.order)
    }
}

/// What a letter was given, by its place in the register of the year; nothing where that is taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GivenNumber {
    pub(crate) year: i16,
    pub(crate) order: u32,
    pub(crate) number: Option<String>,
    pub(crate) day: Option<Date>,
}

impl GivenNumber {
    fn says_something(&self) -> bool {
        self.number.is_some() || self.day.is_some()
    }
}

/// What was written.
#[derive(Clone, Debug, Default)]
pub(crate) struct NumbersWritten {
    pub(crate) letters: usize,
    /// Names below `du-lieu`.
    pub(crate) files: Vec<String>,
    /// What was given to letters that do not stand, or not any more: not written.
    pub(crate) without_letter: Vec<GivenNumber>,
}

/// The latest first; `lines` are those of all registers in the data.
pub(crate) fn standing(book: &NumbersBook, lines: &[LetterNumber]) -> Vec<StandingLetter> {
    let standing = book.standing("");
    let mut all: Vec<StandingLetter> =
        standing.map(|(bag, letter)| StandingLetter::new(&bag.folder, letter, lines)).collect();
    all.sort_by_key(|one| std::cmp::Reverse(one.letter.id()));
    all
}

impl Office {
    /// Of letters that stand now, whatever did when the page was made; what is said already is not said again.
    pub(crate) fn number_letters(
        &self,
        asked: &[GivenNumber],
        edges: Edges<'_>,
    ) -> Told<NumbersWritten> {
        Told::by(|notices| self.numbered(asked, edges, notices))
    }

    fn numbered(
        &self,
        asked: &[GivenNumber],
        edges: Edges<'_>,
        notices: &mut Vec<Notice>,
    ) -> OfficeAnswer<NumbersWritten> {
        let shelf = self.shelf(edges, None, notices)?;
        let inputs = self.inputs(self.input_paths()?)?;
        let taken = pipeline::take_in(&inputs, &self.settings.normalize(None), edges);
        let standing = standing(&book(&shelf.bags)?, &taken.records.letter_numbers);
        let mut written = NumbersWritten::default();
        let mut years: BTreeMap<i16, Vec<(&StandingLetter, &GivenNumber)>> = BTreeMap::new();
        for one in asked {
            let letter = standing.iter().find(|letter| letter.is(one));
            match letter {
                Some(letter) if (&letter.number, letter.day) != (&one.number, one.day) => {
                    years.entry(one.year).or_default().push((letter, one));
                }
                None if one.says_something() => written.without_letter.push(one.clone()),
                Some(_) | None => {}
            }
        }
        let mut books = Vec::new();
        for (year, given) in years {
            let (name, mut lines) = self.own_register(year, edges)?;
            let source = Arc::new(Source { file: name.clone(), sheet: None });
            for (letter, one) in &given {
                require_unsaid(letter, one, &name)?;
                lines.retain(|line| !is_line_of(line, &letter.letter));
                lines.extend(line(letter, one, &source));
            }
            written.letters += given.len();
            books.push((name, pipeline::register_of_numbers(year, &lines)?));
        }
        // Only once none of them is refused.
        for (name, book) in books {
            files::write(&self.path(INPUTS).join(&name), &book)?;
            written.files.push(name);
        }
        Ok(written)
    }

    /// The workbook that holds what was typed so far for a year, and its lines. One that somebody else has worked in
    /// since is left alone, and another begun.
    fn own_register(
        &self,
        year: i16,
        edges: Edges<'_>,
    ) -> OfficeAnswer<(String, Vec<LetterNumber>)> {
        for name in layout::numbered(&format!("so-van-thu-{year}"), ".xlsx") {
            let Some(bytes) = files::read_optional(&self.path(INPUTS).join(&name))? else {
                return Ok((name, Vec::new()));
            };
            let input = Input { path: name.clone(), bytes };
            let options = self.settings.normalize(None);
            let taken = pipeline::take_in(std::slice::from_ref(&input), &options, edges);
            let lines = taken.records.letter_numbers;
            if pipeline::register_of_numbers(year, &lines)? == input.bytes {
                return Ok((name, lines));
            }
        }
        unreachable!("numbers do not run out")
    }
}

/// Two places that say other things would both count for nothing.
fn require_unsaid(letter: &StandingLetter, one: &GivenNumber, own: &str) -> OfficeAnswer<()> {
    let others: Vec<&LetterNumber> =
        letter.lines.iter().filter(|line| line.place.source.file != own).collect();
    let said = given_by(&letter.letter, others.iter().copied());
    let differs = said.note.is_some()
        || said.number.is_some_and(|number| Some(number.to_string()) != one.number)
        || said.date.is_some_and(|day| Some(day) != one.day);
    if !differs {
        return Ok(());
    }
    let mut files: Vec<String> = others.iter().map(|line| line.place.source.file.clone()).collect();
    files.dedup();
    Err(Refusal::NumberedElsewhere { order: one.order, year: one.year, files }.into())
}

/// As the register of the year has it; nothing for what is taken back.
fn line(letter: &StandingLetter, one: &GivenNumber, source: &Arc<Source>) -> Option<LetterNumber> {
    let StandingLetter { letter, .. } = letter;
    one.says_something().then(|| LetterNumber {
        code: letter.code.as_str().into(),
        order: Some(letter.order),
        kind: Some(letter.kind.vietnamese().into()),
        number: one.number.as_deref().map(Text::from),
        date: one.day,
        place: Place::whole(source),
    })
}
