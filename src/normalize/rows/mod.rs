//! What a row below a header is: data, or one of the rows that people put between them.

mod counts;
pub(crate) mod groups;
pub(crate) mod labels;
pub(crate) mod levels;
pub(crate) mod marks;
mod signatures;
pub(crate) mod states;
pub(crate) mod sums;

use crate::ledger::{Field, SheetKind};
use crate::normalize::header::columns::{ColumnRole, SheetColumn};
use crate::normalize::header::find::is_number_row;
use crate::normalize::kinds::departments::{Directory, Match};
use crate::normalize::rows::groups::{Heading, is_first, ordinal};
use crate::normalize::rows::labels::has_letters;
use crate::normalize::text::intern::{Interner, Slot, cell_text, is_blank};
use crate::normalize::values::dates::{self, DateEpoch};
use crate::normalize::values::numbers::{count_of, decimal_text, hundredths_of};
use crate::normalize::values::reply::{self, Reply};
use crate::normalize::values::text_date::Order;
use crate::read::Row;

/// What a row is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RowClass {
    Data,
    Blank,
    /// Totals and "Trong đó".
    Total,
    /// `(1) (2) (3)`.
    Numbers,
    /// A heading over the rows below it.
    Section(Heading),
    /// Place and date, titles and names of those who sign.
    Signature,
    /// A lone text below a total: a heading if data follows, else the name of one who signs.
    Closing(Heading),
}

/// What was seen above the row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Above {
    /// A data row of this table.
    pub(crate) data: bool,
    /// A total or a signature since the last data row.
    pub(crate) ended: RowsEnded,
    /// A header, and no data row since.
    pub(crate) header: bool,
}

/// What stands between a row and the last data row above it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum RowsEnded {
    #[default]
    Not,
    /// A total, or a signature.
    Part,
    /// The total of all rows: what is compared with it stands below, and no more lines.
    All,
}

impl Above {
    fn is_closing(self) -> bool {
        self.ended != RowsEnded::Not
    }
}

/// The table that a row may belong to.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Below<'a> {
    pub(crate) kind: SheetKind,
    pub(crate) columns: &'a [SheetColumn],
    pub(crate) directory: &'a Directory,
    pub(crate) texts: &'a Interner,
    pub(crate) above: Above,
}

pub(crate) fn classify(row: &Row<'_>, slots: &[Slot], below: Below<'_>) -> RowClass {
    let Below { kind, columns, texts, above, .. } = below;
    let filled = row.cells.iter().filter(|cell| !is_blank(cell)).count();
    if filled == 0 {
        return RowClass::Blank;
    }
    if filled == 1 && awaits_its_sheet(kind, columns, slots, texts) {
        return RowClass::Blank;
    }
    let anchors = Anchors::of(kind, columns, slots, texts);
    let (is_coded, code_like) = (anchors.coded != Coded::Not, anchors.coded == Coded::Plainly);
    // Where rows are names with counts, a department may leave out its first word: “Tổng hợp”.
    let is_named = filled <= 2 || matches!(kind, SheetKind::Totals | SheetKind::Served);
    let is_department = |text: &str| {
        below.directory.is_declared()
            && (matches!(below.directory.find(text), Match::Known(_))
                || is_named && below.directory.shortened(text).is_some())
    };
    if !anchors.dated
        && sums::is_sum(&row.cells, &is_department)
        && !(kind == SheetKind::Surveys
            && marks::holds_answers(row, columns, slots, texts)
            && !sums::is_plain(&row.cells))
    {
        return RowClass::Total;
    }
    if kind == SheetKind::Surveys && !anchors.dated {
        if marks::is_summary(row, columns) {
            return RowClass::Total;
        }
        if above.data && marks::is_legend(row, columns) {
            return RowClass::Signature;
        }
    }
    // Answers of a survey may count on by one, too: there only a row that numbers every column is one of numbers, right
    // below the header.
    let numbers_all =
        kind != SheetKind::Surveys || filled >= columns.len() && (above.header || !above.data);
    if !anchors.dated
        && filled >= 3
        && numbers_all
        && !(above.data && is_coded && !above.header)
        && is_number_row(row)
    {
        return RowClass::Numbers;
    }
    // Lines of a table of totals are names with counts.
    if !anchors.dated
        && filled <= MOST_OF_HEADING
        && !(anchors.names_department && (code_like || filled > 2))
        && has_groups(kind)
        && kind != SheetKind::Totals
        && !is_answer_only(kind, columns, slots)
        && let Some(heading) = groups::sure(row, below.directory)
    {
        return if above.is_closing() {
            RowClass::Closing(heading)
        } else {
            RowClass::Section(heading)
        };
    }
    let is_record = code_like || anchors.dated && filled >= 2;
    if filled <= 4 && !is_record && signatures::is_signature(kind, row, columns, above.is_closing())
    {
        return RowClass::Signature;
    }
    let single = if filled <= 2 && !(is_record && filled == 2) { single_text(row) } else { None };
    if let Some((heading, text)) = single
        && !(is_coded && looks_like_code(&text))
    {
        if !above.is_closing()
            && (!has_letters(&text)
                || is_answer_only(kind, columns, slots)
                || is_about_one(columns, slots))
        {
            return RowClass::Data;
        }
        return if !has_groups(kind) {
            RowClass::Signature
        } else if above.is_closing() {
            RowClass::Closing(heading)
        } else {
            RowClass::Section(heading)
        };
    }
    if above.is_closing()
        && filled <= 3
        && !anchors.dated
        && !code_like
        && (above.ended == RowsEnded::All || !holds_figures(columns, slots, texts))
    {
        return RowClass::Signature;
    }
    RowClass::Data
}

/// Cells of the row of a heading: its number, its label, its name, and what is counted below it.
const MOST_OF_HEADING: usize = 8;

/// Kinds whose rows may stand in groups.
const fn has_groups(kind: SheetKind) -> bool {
    match kind {
        SheetKind::Dossiers | SheetKind::Surveys | SheetKind::Complaints | SheetKind::Totals => {
            true
        }
        SheetKind::SelfAssessment
        | SheetKind::Scores
        | SheetKind::Served
        | SheetKind::LetterEntries
        | SheetKind::Matters
        | SheetKind::LetterRegister
        | SheetKind::Publications
        | SheetKind::PortalFigures
        | SheetKind::PortalDossiers => false,
    }
}

/// A number that was written down before the questionnaire came back. Where a table has dates, a
/// line without one would count nowhere; where it has none, the number may be all that came back.
/// A name in that column is the heading of a group.
fn awaits_its_sheet(
    kind: SheetKind,
    columns: &[SheetColumn],
    slots: &[Slot],
    texts: &Interner,
) -> bool {
    let read = |field| {
        columns.iter().zip(slots).find(|(c, _)| c.field == field && c.role == ColumnRole::Read)
    };
    kind == SheetKind::Surveys
        && read(Field::Date).is_some()
        && read(Field::Number).is_some_and(|(_, slot)| {
            let number = slot.plain(texts);
            !slot.is_empty() && (looks_like_code(&number) || !has_letters(&number))
        })
}

/// All that stands in the row is a name, an address, a reason or a comment: no heading of a group.
fn is_about_one(columns: &[SheetColumn], slots: &[Slot]) -> bool {
    let mut filled = columns.iter().zip(slots).filter(|(_, slot)| !slot.is_empty()).peekable();
    filled.peek().is_some()
        && filled.all(|(column, _)| {
            matches!(
                column.field,
                Field::Applicant | Field::Address | Field::Reason | Field::Comment | Field::Note
            )
        })
}

/// A code, a number of a sheet, or whatever tells one row from another.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Coded {
    #[default]
    Not,
    /// Something stands there that does not look like a code.
    Oddly,
    Plainly,
}

/// What makes a row one of data.
#[derive(Clone, Copy, Debug, Default)]
struct Anchors {
    /// A date that can be read.
    dated: bool,
    coded: Coded,
    /// A name stands in the column of departments.
    names_department: bool,
}

impl Anchors {
    fn of(kind: SheetKind, columns: &[SheetColumn], slots: &[Slot], texts: &Interner) -> Self {
        let mut anchors = Self::default();
        for (column, slot) in columns.iter().zip(slots).filter(|(_, slot)| !slot.is_empty()) {
            match column.field {
                Field::Received
                | Field::Due
                | Field::Finished
                | Field::Collected
                | Field::Date
                | Field::Resolved => {
                    anchors.dated |= is_date(*slot, texts);
                }
                Field::Code | Field::Number => {
                    let is_plain = match slot {
                        Slot::Text(id) => looks_like_code(texts.text(*id)),
                        other => looks_like_code(&other.plain(texts)),
                    };
                    let coded = if is_plain { Coded::Plainly } else { Coded::Oddly };
                    anchors.coded = anchors.coded.max(coded);
                }
                Field::Kind | Field::Content | Field::Served if kind != SheetKind::Dossiers => {
                    anchors.coded = anchors.coded.max(Coded::Oddly);
                }
                Field::Department => anchors.names_department = true,
                _ => {}
            }
        }
        anchors
    }
}

/// Whether a number stands where the table has its figures, or an answer where it asks: those who sign write none.
fn holds_figures(columns: &[SheetColumn], slots: &[Slot], texts: &Interner) -> bool {
    let is_answer = |text: &str| matches!(reply::reply(text), Reply::Word { .. } | Reply::Digit(_));
    columns.iter().zip(slots).filter(|(_, slot)| !slot.is_empty()).any(|(column, slot)| {
        match (column.role, column.field) {
            (ColumnRole::Candidate(_), _) => match slot {
                Slot::Text(id) => is_answer(texts.text(*id)),
                _ => count_of(*slot, texts).is_some(),
            },
            (
                ColumnRole::Read,
                Field::Served
                | Field::Issued
                | Field::Points
                | Field::Reached
                | Field::OutOf
                | Field::Numerator
                | Field::Denominator
                | Field::Rate
                | Field::Score
                | Field::Counted(_),
            ) => {
                let number = decimal_text(*slot, texts).unwrap_or_default();
                let number = number.trim().trim_end_matches('%').trim_end();
                count_of(*slot, texts).is_some() || hundredths_of(number, 2).is_some()
            }
            _ => false,
        }
    })
}

fn is_date(slot: Slot, texts: &Interner) -> bool {
    let date = match slot {
        Slot::Text(id) | Slot::Iso(id) => dates::parse(texts.text(id)).read(Order::DayFirst),
        Slot::Number(number) | Slot::Serial(number) => dates::from_number(number, DateEpoch::Y1900),
        _ => None,
    };
    date.is_some_and(dates::is_plausible)
}

fn is_answer_only(kind: SheetKind, columns: &[SheetColumn], slots: &[Slot]) -> bool {
    kind == SheetKind::Surveys
        && columns.iter().zip(slots).any(|(column, slot)| {
            !slot.is_empty()
                && (matches!(column.role, ColumnRole::Candidate(_) | ColumnRole::Tick(_))
                    || column.field == Field::Comment)
        })
}

/// The one text of a row, perhaps after an ordinal (`I`, `1.`, `A`), as a heading and as it stands.
fn single_text(row: &Row<'_>) -> Option<(Heading, String)> {
    let mut filled = row.cells.iter().filter(|cell| !is_blank(cell)).map(cell_text);
    let first = filled.next()?;
    match (filled.next(), filled.next()) {
        (None, _) => Some((Heading::of(&first), first)),
        (Some(second), None) => match ordinal(&first) {
            Some(numbered) if has_letters(&second) => {
                let is_first = is_first(&first);
                Some((Heading { numbered, is_first, ..Heading::of(&second) }, second))
            }
            _ if second == first => Some((Heading::of(&first), first)),
            _ => None,
        },
        _ => None,
    }
}

/// A code holds a digit and no spaces.
fn looks_like_code(text: &str) -> bool {
    text.contains(|c: char| c.is_ascii_digit()) && !text.contains(' ')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::Cell;

    fn row<'a>(texts: &[&'a str]) -> Row<'a> {
        let cell = |text: &&'a str| {
            if text.is_empty() { Cell::Empty } else { Cell::Text((*text).into()) }
        };
        Row { number: 9, cells: texts.iter().map(cell).collect() }
    }

    #[track_caller]
    fn case(texts: &[&str], above: Above, expected: &RowClass) {
        let column = |field, at| SheetColumn {
            field,
            role: ColumnRole::Read,
            row: 1,
            at,
            header: String::new(),
            leaf: String::new(),
            keys: Vec::new(),
            parts: None,
        };
        let columns = [
            column(Field::Code, 0),
            column(Field::Procedure, 1),
            column(Field::Received, 2),
            column(Field::Due, 3),
            column(Field::Collected, 4),
        ];
        let row = row(texts);
        let mut interner = Interner::default();
        let mut slots: Vec<_> =
            row.cells.iter().map(|cell| Slot::of(cell, &mut interner)).collect();
        slots.resize(columns.len(), Slot::Empty);
        let directory = Directory::default();
        let below = Below {
            kind: SheetKind::Dossiers,
            columns: &columns,
            directory: &directory,
            texts: &interner,
            above,
        };
        let got = classify(&row, &slots, below);
        assert_eq!(&got, expected, "{texts:?}");
    }

    const BELOW: Above = Above { data: true, ended: RowsEnded::Not, header: false };
    const CLOSED: Above = Above { data: true, ended: RowsEnded::Part, header: false };

    #[test]
    fn rows_between_data_are_known() {
        case(&["H1-1", "Khai sinh", "05/01/2020", "", ""], BELOW, &RowClass::Data);
        case(&["H1-1", "", "", "", ""], BELOW, &RowClass::Data);
        case(&["", "Khai sinh", "", "06/01/2020", ""], BELOW, &RowClass::Data);
        case(&["", " ", "", "", ""], BELOW, &RowClass::Blank);
        case(&["Tổng cộng", "", "12", "", "9"], BELOW, &RowClass::Total);
        case(&["", "Tổng số", "12", "", ""], BELOW, &RowClass::Total);
        case(&["1", "Cộng", "12", "", ""], BELOW, &RowClass::Total);
        case(&["Trong đó:", "", "", "", ""], BELOW, &RowClass::Total);
        case(&["Cộng Phòng Tư pháp", "", "3", "", "2"], BELOW, &RowClass::Total);
        case(&["", "Tổng Phòng Y tế", "3", "", ""], BELOW, &RowClass::Total);
        case(&["", "Tổng công ty Điện lực", "x", "", ""], BELOW, &RowClass::Data);
        case(&["", "Công chứng hợp đồng", "x", "", ""], BELOW, &RowClass::Data);
        case(&["(1)", "(2)", "(3)", "(4)", "(5)"], Above::default(), &RowClass::Numbers);
        case(&["A", "B", "1", "2", "3"], Above::default(), &RowClass::Numbers);
        case(
            &["Phòng Tư pháp", "", "", "", ""],
            Above::default(),
            &RowClass::Section(Heading::of("Phòng Tư pháp")),
        );
        case(
            &["I", "Phòng Tư pháp", "", "", ""],
            BELOW,
            &RowClass::Section(Heading::of("I. Phòng Tư pháp")),
        );
        case(&["", "", "", "", "Ngày 31 tháng 10 năm 2026"], CLOSED, &RowClass::Signature);
        case(&["", "Người lập biểu", "", "", "TRƯỞNG PHÒNG"], CLOSED, &RowClass::Signature);
        let lone = RowClass::Closing(Heading::of("Nguyễn Văn A"));
        case(&["", "Nguyễn Văn A", "", "", ""], CLOSED, &lone);
        let lone = RowClass::Closing(Heading::of("II. Phòng Y tế"));
        case(&["II", "Phòng Y tế", "", "", ""], CLOSED, &lone);
        case(&["Nguyễn Văn A", "", "", "", "Trần Thị B"], CLOSED, &RowClass::Signature);
        case(&["H1-2", "", "05/01/2020", "", ""], CLOSED, &RowClass::Data);
    }
}
