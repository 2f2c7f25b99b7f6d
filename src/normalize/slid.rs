//! Rows that slid: an export that drops blanks moves what follows them under the wrong headers, row by row.
//!
//! Several cells of such a row are of the kind of another column: a department under Lĩnh vực, a date under Phòng ban,
//! a status under a date. One of them alone is a slip of the hand, and what stands in many rows of a column is its way.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;

use crate::ledger::{Code, Field, Finding, Place, SheetKind, column_letters};
use crate::model::word_key;
use crate::normalize::header::columns::{ColumnRole, SheetColumn};
use crate::normalize::kinds::departments::{Directory, Match};
use crate::normalize::rows::labels::is_called_after_one;
use crate::normalize::text::intern::{Id, Interner, Slot};
use crate::normalize::values::dates::{self};
use crate::normalize::values::reply::{self, Reply};
use crate::normalize::values::status::StatusWords;
use crate::normalize::values::text_date::TextDate;
use crate::normalize::waiting::Waiting;

/// Cells of another kind that make a row one that slid.
const ENOUGH: usize = 2;
/// Cells that the finding names.
const SHOWN: usize = 4;

/// What a value looks like, whatever its column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum SlidLooks {
    Day,
    Answer,
    Department,
    Status,
    /// A comment of another row.
    Remark,
    /// A number that may be a day.
    Number,
    Other,
}

impl SlidLooks {
    const fn vietnamese(self) -> &'static str {
        match self {
            Self::Day => "chứa ngày",
            Self::Answer => "chứa câu trả lời",
            Self::Department => "chứa tên đơn vị",
            Self::Status => "chứa trạng thái",
            Self::Remark => "chứa góp ý",
            Self::Number => "chứa số ngày",
            Self::Other => "chứa giá trị của cột khác",
        }
    }
}

/// Takes the rows that slid out of a table and says of each where it slid.
pub(crate) fn take_out(
    waiting: &mut Waiting,
    directory: &Directory,
    words: &StatusWords,
    texts: &Interner,
) -> Vec<Finding> {
    match waiting.table.header.kind {
        SheetKind::Dossiers | SheetKind::Surveys | SheetKind::Complaints => {}
        SheetKind::SelfAssessment
        | SheetKind::Scores
        | SheetKind::Served
        | SheetKind::Totals
        | SheetKind::LetterEntries
        | SheetKind::Matters
        | SheetKind::LetterRegister
        | SheetKind::Publications
        | SheetKind::PortalFigures
        | SheetKind::PortalDossiers => return Vec::new(),
    }
    let mut eye = Eye {
        directory,
        words,
        texts,
        looks: HashMap::new(),
        rated: HashMap::new(),
        remarks: remarks(waiting),
    };
    let commented = commented(waiting);
    // Row → cells of another kind.
    let mut odd: BTreeMap<u32, Vec<(usize, SlidLooks)>> = BTreeMap::new();
    for (index, column) in waiting.table.columns().iter().enumerate() {
        if !may_be_odd(waiting, index, column) {
            continue;
        }
        // What people answer in their own words, or choose of a list, may be anything.
        if matches!(column.role, ColumnRole::Candidate(_)) && !eye.is_rated(waiting, index) {
            continue;
        }
        let mut found: Vec<(u32, SlidLooks)> = Vec::new();
        let mut filled = 0_usize;
        for (row, slot) in waiting.table.column(index).filter(|(_, slot)| !slot.is_empty()) {
            filled += 1;
            let looks = eye.looks(slot);
            // A row that slid lost a cell, and with it the one where its comment belongs.
            let stayed = looks == SlidLooks::Remark && commented.contains(&row.number);
            if is_of_another(column, looks) && !stayed {
                found.push((row.number, looks));
            }
        }
        // A name that many rows have is the way of the column; a day or an answer under a name never is.
        let named = found.iter().filter(|(_, looks)| is_name(*looks)).count();
        let is_its_way = named > 2 && named * 10 > filled * 4;
        for (row, looks) in found.into_iter().filter(|(_, looks)| !(is_its_way && is_name(*looks)))
        {
            odd.entry(row).or_default().push((index, looks));
        }
    }
    // On a scale nobody answers with a department or a remark; no department is called “Hài lòng”.
    let is_sure = |(index, looks): &(usize, SlidLooks)| {
        let column = waiting.table.columns().get(*index);
        *looks == SlidLooks::Remark
            || *looks == SlidLooks::Answer
                && column.is_some_and(|column| column.field == Field::Department)
            || *looks == SlidLooks::Department
                && column.is_some_and(|column| matches!(column.role, ColumnRole::Candidate(_)))
    };
    odd.retain(|_, cells| cells.len() >= ENOUGH || cells.iter().any(is_sure));
    if odd.is_empty() {
        return Vec::new();
    }
    let findings = odd.iter().map(|(row, cells)| finding(waiting, *row, cells)).collect();
    let rows: BTreeSet<u32> = odd.keys().copied().collect();
    waiting.table.take_out(&rows);
    findings
}

/// Cheap, as every column of every table is asked: dates are numbers in most workbooks, names are texts.
fn may_be_odd(waiting: &Waiting, index: usize, column: &SheetColumn) -> bool {
    match column.role {
        ColumnRole::Candidate(_) => true,
        ColumnRole::Read if column.field.is_date() => waiting.table.has_text(index),
        ColumnRole::Read => match column.field {
            Field::Department => true,
            Field::Area | Field::Status => {
                waiting.table.has_number(index)
                    || waiting.table.index_of(Field::Department).is_some_and(|department| {
                        waiting.table.has_number(department) || has_text_dates(waiting)
                    })
            }
            _ => false,
        },
        ColumnRole::Twin | ColumnRole::Beaten | ColumnRole::Span | ColumnRole::Tick(_) => false,
    }
}

/// What offices call by the same words in several columns.
fn is_name(looks: SlidLooks) -> bool {
    match looks {
        SlidLooks::Department | SlidLooks::Status => true,
        SlidLooks::Day
        | SlidLooks::Answer
        | SlidLooks::Remark
        | SlidLooks::Number
        | SlidLooks::Other => false,
    }
}

/// Whether texts stand in a column of dates, as they do in delimited text.
fn has_text_dates(waiting: &Waiting) -> bool {
    let mut columns = waiting.table.columns().iter().enumerate();
    columns.any(|(index, column)| {
        column.role == ColumnRole::Read && column.field.is_date() && waiting.table.has_text(index)
    })
}

/// Whether a value is not of its column, but of another.
fn is_of_another(column: &SheetColumn, looks: SlidLooks) -> bool {
    let is = |others: &[SlidLooks]| others.contains(&looks);
    if matches!(column.role, ColumnRole::Candidate(_)) {
        return is(&[SlidLooks::Day, SlidLooks::Department, SlidLooks::Status, SlidLooks::Remark]);
    }
    match column.field {
        Field::Department => {
            is(&[SlidLooks::Day, SlidLooks::Answer, SlidLooks::Status, SlidLooks::Number])
        }
        Field::Area => {
            is(&[SlidLooks::Day, SlidLooks::Answer, SlidLooks::Department, SlidLooks::Number])
        }
        Field::Status => is(&[SlidLooks::Day, SlidLooks::Department, SlidLooks::Number]),
        field if field.is_date() => {
            is(&[SlidLooks::Answer, SlidLooks::Department, SlidLooks::Status])
        }
        _ => false,
    }
}

/// Texts of the comments, where the column of comments follows the questions.
fn remarks(waiting: &Waiting) -> BTreeSet<Id> {
    let table = &waiting.table;
    let Some(index) = table.index_of(Field::Comment) else { return BTreeSet::new() };
    let texts = table.column(index).filter_map(|(_, slot)| match slot {
        Slot::Text(id) => Some(id),
        _ => None,
    });
    texts.collect()
}

/// Rows with something in the column of comments.
fn commented(waiting: &Waiting) -> BTreeSet<u32> {
    let table = &waiting.table;
    let Some(index) = table.index_of(Field::Comment) else { return BTreeSet::new() };
    let filled = table.column(index).filter(|(_, slot)| !slot.is_empty());
    filled.map(|(row, _)| row.number).collect()
}

/// Looks at each distinct text once.
struct Eye<'a> {
    directory: &'a Directory,
    words: &'a StatusWords,
    texts: &'a Interner,
    looks: HashMap<Id, SlidLooks>,
    rated: HashMap<Id, bool>,
    remarks: BTreeSet<Id>,
}

impl Eye<'_> {
    /// Whether most of what stands in a column of a survey are answers on a scale.
    fn is_rated(&mut self, waiting: &Waiting, index: usize) -> bool {
        let (mut filled, mut rated) = (0_usize, 0_usize);
        for (_, slot) in waiting.table.column(index).filter(|(_, slot)| !slot.is_empty()) {
            filled += 1;
            rated += usize::from(match slot {
                Slot::Text(id) => {
                    self.looks(slot) == SlidLooks::Answer || {
                        let texts = self.texts;
                        *self.rated.entry(id).or_insert_with(|| is_rating(texts.text(id)))
                    }
                }
                Slot::Number(number) => (0.0..=100.0).contains(&number),
                _ => false,
            });
        }
        rated * 2 >= filled
    }

    fn looks(&mut self, slot: Slot) -> SlidLooks {
        match slot {
            Slot::Text(id) => {
                let Self { directory, words, texts, looks, remarks, .. } = self;
                *looks.entry(id).or_insert_with(|| {
                    match looks_of(texts.text(id), directory, words) {
                        SlidLooks::Other if remarks.contains(&id) && !is_reply(texts.text(id)) => {
                            SlidLooks::Remark
                        }
                        looks => looks,
                    }
                })
            }
            Slot::Iso(_) | Slot::Serial(_) => SlidLooks::Day,
            Slot::Number(number) if (36_526.0..73_051.0).contains(&number) => SlidLooks::Number,
            Slot::Number(_)
            | Slot::Empty
            | Slot::Bool(_)
            | Slot::Error(_)
            | Slot::Uncalculated
            | Slot::Broken(_) => SlidLooks::Other,
        }
    }
}

/// A level of any scale, in letters or signs.
fn is_rating(text: &str) -> bool {
    matches!(
        reply::reply(text),
        Reply::Word { .. }
            | Reply::Digit(_)
            | Reply::Percent(_)
            | Reply::OutOf { .. }
            | Reply::Stars { .. }
            | Reply::Face { .. }
            | Reply::OtherLevel
            | Reply::Several
    )
}

/// What people write in a comment and answer to a question alike: “Không”, “Không ý kiến”, “Tốt”.
fn is_reply(text: &str) -> bool {
    is_rating(text)
        || matches!(
            reply::reply(text),
            Reply::NoOpinion | Reply::None | Reply::YesNo | Reply::Number
        )
        || says_nothing(text)
}

/// “Không có”, “Không có ý kiến gì thêm”, “x”.
fn says_nothing(text: &str) -> bool {
    let key = word_key(text);
    key.chars().count() < 3
        || ["khong", "ko", "k ", "chua co"].iter().any(|start| key.starts_with(start))
            && (key.contains("y kien") || key.contains("gop y") || key.len() <= 12)
}

fn looks_of(text: &str, directory: &Directory, words: &StatusWords) -> SlidLooks {
    let is_department = match directory.find(text) {
        Match::Known(_) => true,
        Match::Unknown => false,
        Match::AsFound => is_called_after_one(text) && text.split_whitespace().count() <= 8,
    };
    if is_department {
        SlidLooks::Department
    } else if dates::parse(text) != TextDate::Bad {
        SlidLooks::Day
    } else if matches!(reply::reply(text), Reply::Word { .. }) {
        SlidLooks::Answer
    } else if text.contains(char::is_alphabetic) && words.standing(text).is_some() {
        SlidLooks::Status
    } else {
        SlidLooks::Other
    }
}

fn finding(waiting: &Waiting, row: u32, cells: &[(usize, SlidLooks)]) -> Finding {
    let mut said: Vec<String> = Vec::new();
    for (index, looks) in cells.iter().take(SHOWN) {
        if let Some(column) = waiting.table.columns().get(*index) {
            let cell = format!("{}{row}", column_letters(column.at));
            said.push(format!("ô {cell} (cột “{}”) {}", column.leaf, looks.vietnamese()));
        }
    }
    Finding::new(Code::RaggedRow, Place::row(&waiting.source, row))
        .rejecting()
        .with_message(format!("Dòng lệch cột so với tiêu đề: {}", said.join(", ")))
        .with_effect("dòng này không được tính")
        .with_advice(
            "chèn ô trống vào chỗ thiếu của dòng (Insert › Shift cells right) cho thẳng với tiêu đề, hoặc xuất lại tệp theo kiểu giữ các ô trống",
        )
}
