//! Letters between two reports, into a bag of their own; the workbook to fill in; voids.

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::Date;

use crate::archive::{Deed, Info, Issued, Link, layout};
use crate::config::{DocumentExtras, FILE, Settings};
use crate::document::Templates;
use crate::error::{Error, Result};
use crate::files;
use crate::ledger::{Finding, Ledger};
use crate::model::{Period, Span, Unit, code_key};
use crate::office::bagging::Bagging;
use crate::office::book::{book, known};
use crate::office::derived::Derived;
use crate::office::folder::{ARCHIVE, INPUTS, Office};
use crate::office::inputs::digests;
use crate::office::letter_numbers::{StandingLetter, standing};
use crate::office::printing::Printing;
use crate::office::refusal::{Notice, OfficeAnswer, Refusal, Told};
use crate::office::reprint::Reprinted;
use crate::office::shelf::Shelf;
use crate::office::taken::TakenFigures;
use crate::pipeline::{
    self, Edges, Input, Keep as _, LetterAnswer, Lettered, LettersMade, Making, OpenDays, Plan,
};
use crate::report::{Earlier, HeldBack, LetterOrders, Letters, LettersAsked, NumbersBook, Void};
use crate::rules;

/// What is asked of letters, on which day.
#[derive(Clone, Debug)]
pub(crate) enum LettersRequest {
    Write,
    /// The workbook to fill in; no letter.
    FillIn,
    /// Who is owed one, and what is missing; nothing is written.
    Look,
    /// One letter is called back, and all that are owed are written.
    Void(VoidRequest),
    /// Letters again, by their places in the register of the year.
    Print(LetterOrders),
}

/// Which letter, and why.
#[derive(Clone, Debug)]
pub(crate) struct VoidRequest {
    /// Code of its dossier, or its place in the register.
    pub(crate) asked: String,
    pub(crate) why: Option<String>,
}

/// How it went.
#[derive(Debug)]
pub(crate) enum LettersDone {
    /// A file, or a sheet of a known kind, cannot be read: nothing was written.
    Stopped(Vec<Finding>),
    FilledIn(FilledIn),
    Looked(Box<LettersLook>),
    Written(Box<NewLetters>),
    Printed(Reprinted),
}

/// The workbook to fill in.
#[derive(Debug)]
pub(crate) struct FilledIn {
    pub(crate) path: PathBuf,
    pub(crate) dossiers: usize,
    /// Of these, those that are not late yet.
    pub(crate) near: usize,
}

/// Letters as they would be written, and those that there are.
#[derive(Debug)]
pub(crate) struct LettersLook {
    pub(crate) letters: Letters,
    /// Reasons to choose from.
    pub(crate) reasons: Vec<String>,
    /// The latest first.
    pub(crate) standing: Vec<StandingLetter>,
}

impl LettersLook {
    /// Dossiers whose letter lacks what can be filled in.
    pub(crate) fn to_fill_in(&self) -> Vec<&HeldBack> {
        self.letters.to_fill_in()
    }

    /// How many of them are late, so that a letter is owed already.
    pub(crate) fn lacking(&self) -> usize {
        self.letters.to_fill_in().len().saturating_sub(self.letters.near.len())
    }
}

/// What became of what was filled in on a page.
#[derive(Debug)]
pub(crate) enum AnswersDone {
    /// A file, or a sheet of a known kind, cannot be read: nothing was written.
    Stopped(Vec<Finding>),
    Written(AnswersWritten),
}

#[derive(Debug)]
pub(crate) struct AnswersWritten {
    pub(crate) dossiers: usize,
    /// Name below `du-lieu`; `None` where nothing was to be written.
    pub(crate) file: Option<String>,
    /// Codes of what lacks nothing, or is not in the data: not written.
    pub(crate) settled: Vec<String>,
}

/// A run over the inputs, with what it was made by.
#[derive(Debug)]
enum LetterRun {
    Stopped(Vec<Finding>),
    Done(Box<(Plan, LettersMade)>),
}

/// Letters that were written, or not.
#[derive(Debug)]
pub(crate) struct NewLetters {
    pub(crate) ledger: Ledger,
    pub(crate) letters: Letters,
    /// Of the bag.
    pub(crate) folder: PathBuf,
    /// Copies beside the bag that could not be written.
    pub(crate) unwritten: Vec<Error>,
}

impl Office {
    pub(crate) fn letters(
        &self,
        request: &LettersRequest,
        day: Date,
        edges: Edges<'_>,
    ) -> Told<LettersDone> {
        Told::by(|notices| self.lettered(request, day, edges, notices))
    }

    fn lettered(
        &self,
        request: &LettersRequest,
        day: Date,
        edges: Edges<'_>,
        notices: &mut Vec<Notice>,
    ) -> OfficeAnswer<LettersDone> {
        self.settings.require_agency()?;
        let shelf = self.shelf(edges, None, notices)?;
        let book = book(&shelf.bags)?;
        let (voids, is_look) = match request {
            LettersRequest::Print(orders) => {
                return Ok(LettersDone::Printed(self.reprint(
                    &shelf,
                    &book,
                    orders,
                    day.year(),
                )?));
            }
            LettersRequest::Void(asked) => (vec![void(&book, asked, day)?], false),
            LettersRequest::FillIn | LettersRequest::Look => (Vec::new(), true),
            LettersRequest::Write => (Vec::new(), false),
        };
        let inputs = self.everything()?;
        let bag = Bagging::new(self.path(ARCHIVE));
        let making = if is_look { Making::Look } else { Making::Make(&bag) };
        let (plan, done) = match self.letter_run(&inputs, book, (day, voids), making, edges)? {
            LetterRun::Stopped(stopped) => return Ok(LettersDone::Stopped(stopped)),
            LetterRun::Done(done) => *done,
        };
        if matches!(request, LettersRequest::Look) {
            return Ok(LettersDone::Looked(Box::new(looked(&plan, done))));
        }
        if is_look {
            return Ok(LettersDone::FilledIn(self.fill_in(&plan, &done, day)?));
        }
        Ok(LettersDone::Written(Box::new(self.keep(shelf, &inputs, &plan, bag, day, done)?)))
    }

    /// What is owed by the inputs, from what the book knows.
    fn letter_run(
        &self,
        inputs: &[Input],
        book: NumbersBook,
        (day, voids): (Date, Vec<Void>),
        making: Making<'_>,
        edges: Edges<'_>,
    ) -> OfficeAnswer<LetterRun> {
        let folder = self.free_folder(day);
        let plan =
            letter_plan(&self.settings, &self.templates()?, inputs, book, (&folder, day, voids))?;
        let taken = pipeline::take_in(inputs, &self.settings.normalize(None), edges);
        let mut stopped = self.unprintable(Printing::Letters)?;
        if !stopped.is_empty() {
            stopped.extend(taken.stopped);
            return Ok(LetterRun::Stopped(stopped));
        }
        Ok(match pipeline::letters(taken, &plan, making, edges)? {
            Lettered::Stopped(stopped) => LetterRun::Stopped(stopped),
            Lettered::Done(done) => LetterRun::Done(Box::new((plan, *done))),
        })
    }

    /// `thu-2020-03-16`, `thu-2020-03-16-2`: a bag is never written again.
    fn free_folder(&self, day: Date) -> String {
        let archive = self.path(ARCHIVE);
        let folder = layout::letters_of(&day.to_string());
        layout::first_free(&folder, "", |name| !files::exists(&archive.join(name)))
    }

    /// One line for each letter that lacks something; what is filled in already is never overwritten.
    fn fill_in(&self, plan: &Plan, done: &LettersMade, day: Date) -> Result<FilledIn> {
        let (bytes, dossiers) = pipeline::fill_in(plan, &done.letters, day)?;
        let is_free = |name: &str| !files::exists(&self.path(name));
        let stem = format!("phieu-nhap-thu-{day}");
        let path = self.path(&layout::first_free(&stem, ".xlsx", is_free));
        files::write(&path, &bytes)?;
        Ok(FilledIn { path, dossiers, near: done.letters.near.len() })
    }

    /// What was filled in on a page, by the code of its dossier, as the workbook that holds it, beside the data. Only of
    /// dossiers whose letter lacks something now, whatever did when the page was made.
    pub(crate) fn answer_letters(
        &self,
        asked: &[(String, LetterAnswer)],
        day: Date,
        edges: Edges<'_>,
    ) -> Told<AnswersDone> {
        Told::by(|notices| {
            let shelf = self.shelf(edges, None, notices)?;
            let (book, inputs) = (book(&shelf.bags)?, self.everything()?);
            let looked = self.letter_run(&inputs, book, (day, Vec::new()), Making::Look, edges)?;
            let (plan, done) = match looked {
                LetterRun::Stopped(stopped) => return Ok(AnswersDone::Stopped(stopped)),
                LetterRun::Done(done) => *done,
            };
            let lacking = done.letters.to_fill_in();
            let (mut answered, mut settled) = (Vec::new(), Vec::new());
            for (code, answer) in asked {
                match lacking.iter().find(|held| held.code.trim() == code) {
                    Some(held) => answered.push((*held, answer.clone())),
                    None => settled.push(code.clone()),
                }
            }
            let dossiers = answered.len();
            let file = if answered.is_empty() {
                None
            } else {
                Some(self.write_answers(&answered, &pipeline::listed_reasons(&plan), day)?)
            };
            Ok(AnswersDone::Written(AnswersWritten { dossiers, file, settled }))
        })
    }

    /// The name of the workbook.
    fn write_answers(
        &self,
        answered: &[(&HeldBack, LetterAnswer)],
        reasons: &[String],
        day: Date,
    ) -> OfficeAnswer<String> {
        let bytes = pipeline::filled_in(answered, reasons, day)?;
        let taken = self.input_paths()?;
        let name = layout::first_free(&format!("phieu-nhap-thu-{day}"), ".xlsx", |name| {
            !taken.iter().any(|path| path.to_lowercase() == name)
        });
        files::write(&self.path(INPUTS).join(&name), &bytes)?;
        Ok(name)
    }

    /// The bag, where there is anything new, and the copies beside it.
    fn keep(
        &self,
        mut shelf: Shelf,
        inputs: &[Input],
        plan: &Plan,
        bag: Bagging,
        day: Date,
        done: LettersMade,
    ) -> OfficeAnswer<NewLetters> {
        let folder = plan.report.letters.folder.as_str();
        let LettersMade { made, ledger, letters, register, records } = done;
        let is_new = !letters.written.is_empty() || !letters.voids.is_empty();
        let mut unwritten = Vec::new();
        if is_new {
            if let Some((path, list)) = self.kept_digests(&digests(inputs)) {
                bag.keep(&path, &list)?;
            }
            for input in inputs.iter().filter(|_| self.settings.keeps_inputs()) {
                bag.keep(&layout::input(&input.path), &input.bytes)?;
            }
            bag.keep(&layout::setting(FILE), self.settings_text.as_bytes())?;
            for (name, text) in &self.templates()? {
                bag.keep(&layout::template(name), text.as_bytes())?;
            }
            bag.keep_all(&made)?;
            let book = &plan.earlier.letters;
            bag.keep(layout::EARLIER_LETTERS, &pipeline::kept_letters(book)?)?;
            let deed = if letters.voids.is_empty() { Deed::Placed } else { Deed::Voided };
            let info = Info {
                organization: plan.document.agency.clone(),
                period: folder.to_owned(),
                bagging_date: Some(day.to_string()),
                issued: Issued::default(),
                taken: TakenFigures::default().evidence(&shelf, book),
                link: Some(Link { before: shelf.chain.head(), deed }),
                lost_entries: Vec::new(),
            };
            bag.place(folder, None, &info)?;
            unwritten.extend(shelf.enter(self, folder, None).err());
        }
        let asking = LettersAsked { folder, span: Span { from: day, to: day } };
        let register = register.as_deref();
        let derived = Derived { shelf: &shelf, records: &records, plan, register };
        unwritten.extend(self.derive(&derived, asking));
        Ok(NewLetters { ledger, letters, folder: self.path(ARCHIVE).join(folder), unwritten })
    }
}

fn looked(plan: &Plan, done: LettersMade) -> LettersLook {
    let standing = standing(&plan.earlier.letters, &done.records.letter_numbers);
    LettersLook { letters: done.letters, reasons: pipeline::listed_reasons(plan), standing }
}

/// Everything from the year's first day on, or the period before this one's: what was held back is not forgotten. The
/// bag's folder, its day, and letters that it makes void.
pub(crate) fn letter_plan(
    settings: &Settings,
    templates: &BTreeMap<String, String>,
    inputs: &[Input],
    book: NumbersBook,
    (folder, day, voids): (&str, Date, Vec<Void>),
) -> Result<Plan> {
    let cut = settings.cut_off();
    let last = settings.period(None, day)?;
    let year = Period::of(Unit::Year { year: day.year() }, cut);
    let before = rules::previous(last, cut).unwrap_or(last).span.from;
    let from = year.map_or(before, |year| year.span.from.min(before));
    let period = Period { unit: Unit::Days, span: Span { from, to: day } };
    let asking = LettersAsked { folder, span: Span { from: day, to: day } };
    let mut report = settings.report(period, digests(inputs), Vec::new());
    folder.clone_into(&mut report.letters.folder);
    report.letters.voids = voids;
    Ok(Plan {
        measure: settings.measure(period, known(&book, asking)),
        report,
        earlier: Earlier { letters: book, ..Earlier::default() },
        open_before: None,
        document: settings.document(period, DocumentExtras::default()),
        templates: Templates::new(templates)?,
        calendar: pipeline::calendar(&settings.extra_days())?,
        open_days: OpenDays::Say,
    })
}

/// The letter that is meant, by the code of its dossier or by its place in the register.
fn void(book: &NumbersBook, request: &VoidRequest, day: Date) -> OfficeAnswer<Void> {
    let VoidRequest { asked, why } = request;
    let why = why.as_deref().map(str::trim).filter(|why| !why.is_empty());
    let why = why.ok_or(Refusal::VoidWithoutReason)?;
    let key = code_key(asked);
    let all: Vec<_> = book.standing("").map(|(_, letter)| letter).collect();
    let mut found: Vec<_> =
        all.iter().filter(|letter| letter.key == key || code_key(&letter.code) == key).collect();
    if found.is_empty() {
        let order = asked.trim().parse::<u32>().ok();
        found = all
            .iter()
            .filter(|letter| letter.year == day.year() && Some(letter.order) == order)
            .collect();
    }
    let refusal = match found.as_slice() {
        [one] => {
            return Ok(Void {
                year: one.year,
                order: one.order,
                code: one.code.clone(),
                reason: why.trim_end_matches('.').to_owned(),
                day,
            });
        }
        [] => Refusal::NoLetterToVoid { asked: asked.clone(), year: day.year() },
        several => Refusal::SeveralLetters {
            asked: asked.clone(),
            orders: several.iter().map(|letter| letter.order).collect(),
        },
    };
    Err(refusal.into())
}
