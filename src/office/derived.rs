//! What follows from the bags and lies beside them: registers of the years, the page. Made again wherever it is
//! missing or stale.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::archive::layout;
use crate::error::{Error, Result};
use crate::files;
use crate::model::{Period, Records, Span, Unit};
use crate::office::book::{book, known};
use crate::office::folder::{ARCHIVE, Office};
use crate::office::shelf::Shelf;
use crate::pipeline::{self, ArchiveShown, Plan, RegisterPlan};
use crate::report::{LetterOptions, LettersAsked, NumbersBook, ReportOptions, TargetFigures};

/// What a run knows once its bag is placed.
pub(crate) struct Derived<'a> {
    pub(crate) shelf: &'a Shelf,
    pub(crate) records: &'a Records,
    pub(crate) plan: &'a Plan,
    /// As of the run.
    pub(crate) register: Option<&'a [u8]>,
}

impl Office {
    /// Registers and page; why one could not be written.
    pub(crate) fn derive(&self, derived: &Derived<'_>, asking: LettersAsked<'_>) -> Vec<Error> {
        if derived.shelf.bags.is_empty() {
            return Vec::new();
        }
        let book = match book(&derived.shelf.bags) {
            Ok(book) => book,
            // Neither of them can be made, for one reason.
            Err(error) => return vec![error],
        };
        let mut failed = match self.derive_registers(derived, &book, asking) {
            Ok(failed) => failed,
            Err(error) => vec![error],
        };
        let (agency, targets) = (&derived.plan.document.agency, &derived.plan.report.targets);
        match self.index((derived.shelf, &book), agency, targets) {
            Ok(page) => failed.extend(self.write_index(&page)),
            Err(error) => failed.push(error),
        }
        failed
    }

    /// The page over all that the archive holds, with what this run has checked of it.
    pub(crate) fn index(
        &self,
        (shelf, book): (&Shelf, &NumbersBook),
        agency: &str,
        targets: &TargetFigures,
    ) -> Result<String> {
        let mut letters: BTreeMap<i16, usize> = BTreeMap::new();
        for (_, letter) in book.standing("") {
            *letters.entry(letter.year).or_default() += 1;
        }
        pipeline::archive_page(ArchiveShown {
            agency,
            archive: &shelf.bags,
            registers: &self.registers()?,
            letters: &letters,
            targets,
            entries: shelf.chain.len(),
            states: &shelf.states(self),
        })
    }

    fn derive_registers(
        &self,
        derived: &Derived<'_>,
        book: &NumbersBook,
        asking: LettersAsked<'_>,
    ) -> Result<Vec<Error>> {
        let Derived { shelf: _, records, plan, register } = *derived;
        let Some(last) = book.bags.iter().map(|bag| bag.span.to).max() else {
            return Ok(Vec::new());
        };
        let year = asking.span.to.year();
        let is_latest = book.is_latest(asking);
        let mut failed = Vec::new();
        if let Some(register) = register.filter(|_| is_latest) {
            failed.extend(self.write_register(year, register));
        }
        let letters = book.bags.iter().flat_map(|bag| &bag.letters);
        let years: BTreeSet<i16> = letters.map(|letter| letter.year).collect();
        let archive = self.path(ARCHIVE);
        let is_missing = |year: i16| !files::exists(&archive.join(layout::register_of(year)));
        let stale =
            |one: i16| is_missing(one) || (!is_latest && (one == year || one == last.year()));
        let stale: Vec<i16> = years.into_iter().filter(|year| stale(*year)).collect();
        if stale.is_empty() {
            return Ok(failed);
        }
        // All days until the last of the archive, all of whose bags lie before.
        let span = Span { from: Date::MIN, to: last.max(asking.span.to) };
        let period = Period { unit: Unit::Days, span };
        let letters = LetterOptions { folder: String::new(), ..plan.report.letters.clone() };
        let plan = RegisterPlan {
            measure: self.settings.measure(period, known(book, LettersAsked { folder: "", span })),
            report: ReportOptions { period, letters, ..plan.report.clone() },
            book,
            calendar: &plan.calendar,
        };
        for year in stale {
            let register = pipeline::year_register(records, &plan, year)?;
            failed.extend(self.write_register(year, &register));
        }
        Ok(failed)
    }
}
