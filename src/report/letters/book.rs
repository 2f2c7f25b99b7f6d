//! What the archive knows of letters: who has one, which numbers are taken, what was made void.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::measure::PutOff;
use crate::model::Span;
use crate::report::letters::{Letter, LetterKind, Void};

/// Every bag with letters, in order of its last day and name.
#[derive(Clone, Debug, Default)]
pub(crate) struct NumbersBook {
    pub(crate) bags: Vec<Bag>,
}

/// The letters of one bag.
#[derive(Clone, Debug)]
pub(crate) struct Bag {
    /// `2020-03`, `thu-2020-03-16`.
    pub(crate) folder: String,
    /// `kỳ tháng 3 năm 2020`, `ngày 16/3/2020`: where a letter was written, in words.
    pub(crate) name: String,
    /// An old bag whose period was written again.
    pub(crate) is_replaced: bool,
    /// Days that it is about; of letters between two reports, their day.
    pub(crate) span: Span,
    pub(crate) letters: Vec<Letter>,
    pub(crate) voids: Vec<Void>,
}

/// What is read of an archived `danh-sach.json`; all else in it is passed over.
#[derive(Clone, Debug, Default, Deserialize)]
pub(crate) struct PastLetters {
    #[serde(rename = "thu", default)]
    pub(crate) letters: Vec<Letter>,
    #[serde(rename = "huy", default)]
    pub(crate) voids: Vec<Void>,
}

/// Year and order number: what a letter is called for good.
pub(crate) type LetterId = (i16, u32);

/// The run that asks: its folder in the archive, and its days.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LettersAsked<'a> {
    pub(crate) folder: &'a str,
    pub(crate) span: Span,
}

impl LettersAsked<'_> {
    /// Whether a bag lies before the run: it ends earlier, or on the same day and is shorter (the month before
    /// its quarter). What lies later never changes what a period says when it is written again.
    pub(crate) fn comes_after(self, bag: &Bag) -> bool {
        bag.folder != self.folder
            && (bag.span.to < self.span.to
                || (bag.span.to == self.span.to && bag.span.from > self.span.from))
    }
}

impl NumbersBook {
    pub(crate) fn new(mut bags: Vec<Bag>) -> Self {
        bags.sort_by(|one, other| (one.span.to, &one.folder).cmp(&(other.span.to, &other.folder)));
        Self { bags }
    }

    /// Letters of other bags that stand: neither void nor of a period that was written again.
    pub(crate) fn standing<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a Bag, &'a Letter)> {
        let void = self.void_ids();
        let others = self.bags.iter().filter(move |bag| !bag.is_replaced && bag.folder != folder);
        others
            .flat_map(|bag| bag.letters.iter().map(move |letter| (bag, letter)))
            .filter(move |(_, letter)| !void.contains(&letter.id()))
    }

    /// Every void with its bag, in order.
    pub(crate) fn voids(&self) -> impl Iterator<Item = (&Bag, &Void)> {
        let standing = self.bags.iter().filter(|bag| !bag.is_replaced);
        standing.flat_map(|bag| bag.voids.iter().map(move |void| (bag, void)))
    }

    pub(crate) fn void_ids(&self) -> BTreeSet<LetterId> {
        self.voids().map(|(_, void)| (void.year, void.order)).collect()
    }

    /// Dossiers that a letter from before the run put off, with both dates.
    pub(crate) fn put_off(&self, asking: LettersAsked<'_>) -> BTreeMap<String, PutOff> {
        let before = self.standing(asking.folder).filter(|(bag, _)| asking.comes_after(bag));
        let put_off = before.filter_map(|(_, letter)| match letter.kind {
            LetterKind::Appointment => {
                let dates = PutOff { first: letter.due_day?, new: letter.new_day? };
                Some((letter.key.clone(), dates))
            }
            LetterKind::Apology | LetterKind::Matter => None,
        });
        put_off.collect()
    }

    /// Keys of all dossiers with a letter.
    pub(crate) fn followed(&self) -> BTreeSet<String> {
        let letters = self.bags.iter().flat_map(|bag| &bag.letters);
        letters
            .filter(|letter| letter.kind != LetterKind::Matter)
            .map(|letter| letter.key.clone())
            .collect()
    }

    /// Whether no bag lies after the run.
    pub(crate) fn is_latest(&self, asking: LettersAsked<'_>) -> bool {
        self.bags.iter().all(|bag| bag.span.to <= asking.span.to)
    }

    /// Numbers for the letters of a run.
    pub(crate) fn numbering(&self, folder: &str, year: i16) -> LetterNumbering {
        let of_year = || {
            let letters = self.bags.iter().flat_map(|bag| &bag.letters);
            letters.filter(move |letter| letter.year == year)
        };
        let last_order = of_year().map(|letter| letter.order).max().unwrap_or(0);
        let mut last_number = BTreeMap::new();
        for letter in of_year() {
            let last: &mut u32 = last_number.entry(letter.kind).or_default();
            *last = (*last).max(letter.number.unwrap_or(0));
        }
        let own = self.bags.iter().filter(|bag| bag.folder == folder && !bag.is_replaced);
        let own = own.flat_map(|bag| &bag.letters);
        let known = own.map(|letter| {
            let key = (letter.kind, letter.key.clone());
            (key, (letter.year, letter.order, letter.number, letter.replaces))
        });
        LetterNumbering { year, known: known.collect(), last_order, last_number }
    }
}

type KnownNumbers = (i16, u32, Option<u32>, Option<u32>);

/// Gives each letter its place in the year: the one that it has, else the next that nobody ever had.
#[derive(Debug)]
pub(crate) struct LetterNumbering {
    year: i16,
    known: BTreeMap<(LetterKind, String), KnownNumbers>,
    last_order: u32,
    last_number: BTreeMap<LetterKind, u32>,
}

impl LetterNumbering {
    /// `is_numbered`: the program numbers letters of this kind.
    pub(crate) fn number(&mut self, letter: &mut Letter, is_numbered: bool) {
        let key = (letter.kind, letter.key.clone());
        if let Some((year, order, number, replaces)) = self.known.remove(&key) {
            (letter.year, letter.order, letter.replaces) = (year, order, replaces);
            letter.number = number.or_else(|| is_numbered.then(|| self.next(letter.kind)));
            return;
        }
        self.last_order += 1;
        (letter.year, letter.order) = (self.year, self.last_order);
        letter.number = is_numbered.then(|| self.next(letter.kind));
    }

    fn next(&mut self, kind: LetterKind) -> u32 {
        let last = self.last_number.entry(kind).or_default();
        *last += 1;
        *last
    }
}
