//! What a period took from the letters of the archive, as its bag keeps it: dates and places, no names.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::Span;
use crate::report::letters::book::{Bag, NumbersBook};
use crate::report::letters::{Letter, LetterKind, Numbers, Situation, Void};

/// `ky-truoc/thu.json`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct TakenLetters {
    #[serde(rename = "tui")]
    bags: Vec<TakenBag>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct TakenBag {
    #[serde(rename = "thu_muc")]
    folder: String,
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "da_thay")]
    is_replaced: bool,
    #[serde(rename = "tu")]
    from: Date,
    #[serde(rename = "den")]
    to: Date,
    #[serde(rename = "thu")]
    letters: Vec<TakenLetter>,
    #[serde(rename = "huy")]
    voids: Vec<(i16, u32, Date)>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct TakenLetter {
    #[serde(rename = "loai")]
    kind: LetterKind,
    #[serde(rename = "tinh_trang")]
    situation: Situation,
    #[serde(rename = "nam")]
    year: i16,
    #[serde(rename = "thu_tu")]
    order: u32,
    #[serde(rename = "so")]
    number: Option<u32>,
    #[serde(rename = "thay_cho")]
    replaces: Option<u32>,
    #[serde(rename = "khoa")]
    key: String,
    #[serde(rename = "ma_ho_so")]
    code: String,
    #[serde(rename = "han")]
    due_day: Option<Date>,
    #[serde(rename = "hen_lai")]
    new_day: Option<Date>,
    #[serde(rename = "ket_thuc")]
    end_day: Option<Date>,
    #[serde(rename = "doi_den")]
    moved_day: Option<Date>,
}

impl NumbersBook {
    /// What figures are made of.
    pub(crate) fn taken(&self) -> TakenLetters {
        let bag = |bag: &Bag| TakenBag {
            folder: bag.folder.clone(),
            name: bag.name.clone(),
            is_replaced: bag.is_replaced,
            from: bag.span.from,
            to: bag.span.to,
            letters: bag.letters.iter().map(TakenLetter::of).collect(),
            voids: bag.voids.iter().map(|void| (void.year, void.order, void.day)).collect(),
        };
        TakenLetters { bags: self.bags.iter().map(bag).collect() }
    }
}

impl NumbersBook {
    /// Letters of which nobody knows more than that they were written: one for each place of the year until `last` that
    /// no other has.
    pub(crate) fn unknown_letters(&self, year: i16, last: u32, numbers: Numbers) -> Vec<Letter> {
        let orders = self.bags.iter().flat_map(|bag| &bag.letters);
        let known = orders.filter(|one| one.year == year).map(|one| one.order).max();
        let unknown = |order| TakenLetter {
            kind: LetterKind::Appointment,
            situation: Situation::Late,
            year,
            order,
            // A series never runs ahead of the places.
            number: (numbers == Numbers::Series).then_some(order),
            replaces: None,
            // Of no dossier.
            key: format!("|{year}|{order}"),
            code: String::new(),
            due_day: None,
            new_day: None,
            end_day: None,
            moved_day: None,
        };
        (known.unwrap_or(0) + 1..=last).map(|order| unknown(order).letter()).collect()
    }
}

impl TakenLetters {
    /// A book that gives the same figures, and whose letters name nobody.
    pub(crate) fn book(self) -> NumbersBook {
        let void = |(year, order, day)| Void {
            year,
            order,
            code: String::new(),
            reason: String::new(),
            day,
        };
        let bag = |bag: TakenBag| Bag {
            folder: bag.folder,
            name: bag.name,
            is_replaced: bag.is_replaced,
            span: Span { from: bag.from, to: bag.to },
            letters: bag.letters.into_iter().map(TakenLetter::letter).collect(),
            voids: bag.voids.into_iter().map(void).collect(),
        };
        NumbersBook::new(self.bags.into_iter().map(bag).collect())
    }
}

impl TakenLetter {
    fn of(letter: &Letter) -> Self {
        Self {
            kind: letter.kind,
            situation: letter.situation,
            year: letter.year,
            order: letter.order,
            number: letter.number,
            replaces: letter.replaces,
            key: letter.key.clone(),
            code: letter.code.clone(),
            due_day: letter.due_day,
            new_day: letter.new_day,
            end_day: letter.end_day,
            moved_day: letter.moved_day,
        }
    }

    fn letter(self) -> Letter {
        Letter {
            kind: self.kind,
            situation: self.situation,
            year: self.year,
            order: self.order,
            number: self.number,
            given_number: None,
            given_day: None,
            replaces: self.replaces,
            file: String::new(),
            key: self.key,
            code: self.code,
            recipient: String::new(),
            address_form: String::new(),
            address: None,
            procedure: String::new(),
            department: String::new(),
            received: None,
            due: None,
            reappointed: None,
            end: None,
            reason: String::new(),
            due_day: self.due_day,
            new_day: self.new_day,
            end_day: self.end_day,
            moved_day: self.moved_day,
        }
    }
}
