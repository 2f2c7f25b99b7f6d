//! What an office does not do, what whoever asked should know, and how both are handed back.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::archive::{ChainState, Damage};
use crate::error::Error;
use crate::ledger::Finding;
use crate::model::Period;
use crate::office::differences::Changed;
use crate::pipeline::CellPlace;

/// What is asked for and cannot be, as it stands; nothing was written.
#[derive(Debug)]
pub(crate) enum Refusal {
    NoFolder(PathBuf),
    NoSettings(PathBuf),
    /// The settings bear a name that an editor gave them: `congso.toml.txt`.
    SettingsMisnamed(PathBuf),
    /// The folder lies inside an office's: its name there, and the office.
    InsideOffice {
        folder: PathBuf,
        inner: String,
        office: PathBuf,
    },
    /// The prose of the period bears such a name.
    ProseMisnamed(String),
    /// Neither the command line nor the settings say where the units are.
    NoUnits,
    /// `du-lieu` is empty.
    NoInputs(PathBuf),
    NotEnded {
        period: Period,
        today: Date,
    },
    /// Rows of archived months are asked for, and the period has none; `None` where no period was named.
    /// The bag of a month keeps digests of its inputs alone.
    MonthWithoutRows(String),
    NoMonths(Option<Period>),
    /// The archive has no report of the period.
    NotMade(Period),
    DatedBefore {
        date: Date,
        period: Period,
    },
    /// No input is called so; the nearest name, if one is near.
    NoSuchInput {
        asked: String,
        near: Option<String>,
    },
    SeveralInputs {
        asked: String,
        count: usize,
        first: String,
    },
    /// The period lies in the archive, and another one would take its place: that would be kept as `keep_as`.
    Archived {
        period: Period,
        differs: Differs,
        /// Its figures that would be others.
        figures: Vec<Changed>,
        keep_as: String,
    },
    /// Bags of which something is not what was written: folder, and what.
    Touched(Vec<(String, Damage)>),
    /// `so-cai.json` is not what was written.
    ChainAltered,
    /// No bag is called so; those that there are.
    NoSuchBag {
        asked: String,
        bags: Vec<String>,
    },
    /// A bag is to be written off, and it is what was written.
    NothingLost(String),
    LossWithoutReason,
    /// Nobody knows which places in the register the letters of a lost bag had.
    LettersUnknown {
        folder: String,
        year: i16,
    },
    /// The bag holds letters alone.
    NoFigures(String),
    /// The figures of the bag do not come out again: folder, and why.
    NotCountedAgain {
        folder: String,
        why: String,
    },
    /// No figure has these ids; the nearest of each.
    NoSuchFigure {
        folder: String,
        unknown: Vec<(String, Option<String>)>,
    },
    /// A file is there that holds something else.
    FileThere(PathBuf),
    /// What was typed is no printed code.
    NoCode(String),
    VoidWithoutReason,
    NoLetterToVoid {
        asked: String,
        year: i16,
    },
    SeveralLetters {
        asked: String,
        orders: Vec<u32>,
    },
    /// Another register in the data gives the letter another number or date.
    NumberedElsewhere {
        order: u32,
        year: i16,
        files: Vec<String>,
    },
    NoLettersToPrint {
        orders: Vec<u32>,
        year: i16,
    },
    /// These are of bags that were written off.
    LettersLost {
        orders: Vec<u32>,
        year: i16,
    },
    NoFormNumbers {
        first: u32,
        count: u32,
        most: u32,
    },
    NoQuestions,
    /// Lines of settings and templates with characters that the questionnaire cannot print.
    Unprintable(Vec<Finding>),
    /// A file of this name holds something else.
    FormThere {
        name: String,
        folder: PathBuf,
    },
    /// The settings declare no department of this name, but those.
    NoSuchDepartment {
        asked: String,
        known: Vec<String>,
    },
    /// No file of `du-lieu` bears this name.
    NoSuchFile(String),
    /// Nothing stands in that row of the file.
    NoSuchCell(String, CellPlace),
    /// Cells of this file cannot be changed by the program.
    NotMendable(String),
    /// The file counts no more: its copy does.
    MendedBy {
        file: String,
        copy: String,
    },
    OfficeThere {
        names: Vec<String>,
        folder: PathBuf,
    },
}

/// How an archived period differs from what was made now.
#[derive(Debug)]
pub(crate) enum Differs {
    /// These of its files are not what was written.
    Touched(Vec<Damage>),
    Inputs(Vec<String>),
    Results,
}

/// Why there is no answer.
#[derive(Debug)]
pub(crate) enum Failure {
    Refused(Refusal),
    Error(Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

pub(crate) type OfficeAnswer<T> = Result<T, Failure>;

/// What whoever asked should know, whatever came of it.
#[derive(Clone, Debug)]
pub(crate) enum Notice {
    /// A text of `noi-dung` that is not read for its name.
    Misnamed(String),
    /// Nobody named a period, and the last one is not in the data, whose dossiers end on `until`.
    EarlierPeriod {
        until: Date,
        period: Period,
        last: Period,
    },
    NoProse(Period),
    /// A key of the settings that a document cannot do without, after its part.
    Unfilled((&'static str, &'static str)),
    LastDay(Period),
    /// Earlier periods are no longer those that the period, which is archived, took its comparisons and trends from.
    EarlierChanged(Period),
    /// `so-cai.json` was made again, or for the first time.
    ChainMade(ChainState),
}

/// An answer, and what was noticed on the way to it.
#[derive(Debug)]
pub(crate) struct Told<T> {
    pub(crate) notices: Vec<Notice>,
    pub(crate) answer: OfficeAnswer<T>,
}

impl<T> Told<T> {
    /// What comes of `ask`, which notes as it goes.
    pub(crate) fn by(ask: impl FnOnce(&mut Vec<Notice>) -> OfficeAnswer<T>) -> Self {
        let mut notices = Vec::new();
        let answer = ask(&mut notices);
        Self { notices, answer }
    }
}
