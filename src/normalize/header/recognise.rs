//! Which kind of sheet the columns of a header make.

use std::collections::BTreeSet;

use crate::ledger::{Field, SheetKind};
use crate::normalize::header::alias::KINDS;
use crate::normalize::header::asking::{Asking, asking};
use crate::normalize::header::cell::FoundCell;
use crate::normalize::header::complaint_words;
use crate::normalize::header::dictionary::Dictionary;
use crate::normalize::header::exports;
use crate::normalize::header::levels;
use crate::normalize::header::long_form;
use crate::normalize::header::portal_alias::{are_indices, are_whole_dossiers};
use crate::normalize::header::total_columns;
use crate::normalize::text::intern::cell_text;
use crate::normalize::values::dates::{self};
use crate::normalize::values::numbers;
use crate::normalize::values::text_date::TextDate;
use crate::read::Row;

/// What columns look like.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Likeness {
    pub(crate) kind: SheetKind,
    /// Columns whose names are known.
    pub(crate) known: usize,
    /// Those, and the ones that may be questions.
    pub(crate) score: usize,
}

/// What the words around the columns say, asked only where it decides.
#[derive(Clone, Copy)]
pub(crate) struct WordsAround<'a> {
    /// Whether they name the national portal.
    pub(crate) name_portal: &'a dyn Fn() -> bool,
    /// Whether they name complaints, petitions or feedback.
    pub(crate) name_complaints: &'a dyn Fn(&[FoundCell]) -> bool,
}

/// The kind that the columns make, and how many of them are known.
///
/// A sheet of surveys is known by its header: questions that are numbered or asked in a sentence, or short names
/// above answers in words. A row that holds an answer, a number or a date itself is none.
pub(crate) fn recognise(
    cells: &[FoundCell],
    below: Option<&Row<'_>>,
    dictionary: &Dictionary,
    words: WordsAround<'_>,
) -> Option<Likeness> {
    let matched = |kind: SheetKind| matched(cells, kind, dictionary);
    let known = |kind: SheetKind| {
        cells
            .iter()
            .filter(|cell| {
                cell.keys
                    .iter()
                    .any(|key| dictionary.exact(kind, key).is_some() || Dictionary::is_unread(key))
            })
            .count()
    };
    let counted = total_columns::columns(cells).len();
    if counted > 0 {
        return Some(Likeness { kind: SheetKind::Totals, known: counted, score: counted });
    }
    let holds_data = || cells.iter().any(|cell| cell.tick.is_none() && is_data(&cell.leaf));
    if levels::stands_above_counts(cells, below) && known(SheetKind::Surveys) > 0 && !holds_data() {
        let known = known(SheetKind::Surveys) + cells.len();
        return Some(Likeness { kind: SheetKind::Surveys, known, score: known });
    }
    let of_dossiers = matched(SheetKind::Dossiers);
    let intake = of_dossiers.contains(&Field::Received);
    let are_dossiers = are_whole_dossiers(&of_dossiers);
    for kind in KINDS {
        if are_dossiers && is_beside_dossiers(kind) {
            continue;
        }
        let fields = matched(kind);
        let has = |field: Field| fields.contains(&field);
        let dated = [Field::Received, Field::Due, Field::Finished, Field::Resolved]
            .iter()
            .any(|field| has(*field));
        let known = known(kind);
        let mut score = known;
        let fits = match kind {
            SheetKind::LetterRegister => {
                has(Field::Code) && has(Field::Date) && questions(cells, &[], dictionary).sure == 0
            }
            SheetKind::PortalDossiers => has(Field::Code) && has(Field::PortalVerdict),
            SheetKind::PortalFigures => are_indices(&fields) && (words.name_portal)(),
            SheetKind::Publications => has(Field::Fingerprint) && has(Field::Publish),
            SheetKind::LetterEntries => has(Field::Code) && has(Field::Reason) && !intake,
            SheetKind::Matters => has(Field::Content),
            SheetKind::Scores => has(Field::Index) && has(Field::Points),
            SheetKind::SelfAssessment => has(Field::Content) && has(Field::Verdict),
            SheetKind::Complaints => {
                let is_whole = has(Field::Due) && has(Field::Resolved);
                if has(Field::Kind) {
                    let is_plain = is_kind_of_anything(cells, dictionary) || !is_whole;
                    (dated || score >= 3)
                        && (tells_kind(cells, below, dictionary)
                            || !are_own_dossiers(&of_dossiers, is_plain))
                } else {
                    // Days that no register has are those of dossiers, whatever else is written down beside them.
                    has(Field::Received)
                        && (has(Field::Resolved) || has(Field::Due))
                        && !has_day_of_dossiers(cells, dictionary)
                        && !of_dossiers.contains(&Field::Code)
                        && !names_procedure(&of_dossiers)
                        && (words.name_complaints)(cells)
                }
            }
            SheetKind::Served => has(Field::Served) && score >= 2,
            // Asked above.
            SheetKind::Totals => false,
            SheetKind::Surveys => {
                let is_dossiers = [Field::Received, Field::Due, Field::Finished]
                    .iter()
                    .any(|field| of_dossiers.contains(field));
                let asked = questions(cells, &levels::answered(cells, below), dictionary);
                score += asked.sure;
                let asks = asked.sure >= 2
                    || (asked.sure + asked.long >= 1 && (has(Field::Number) || has(Field::Date)))
                    || (asked.answered >= 2 && known >= 1)
                    || (asked.answered >= 1 && long_form::is_header(cells));
                if asks {
                    score += asked.long + asked.short;
                }
                asks && !is_dossiers
                    && (score >= 3 || long_form::is_header(cells))
                    && !holds_data()
                    && !cells
                        .iter()
                        .any(|cell| cell.tick.is_none() && levels::is_answer_text(&cell.leaf))
            }
            SheetKind::Dossiers => {
                let ends = has(Field::Collected) || has(Field::Code);
                (fields.len() >= 3 && (dated || ends)) || (has(Field::Received) && has(Field::Due))
            }
        };
        if fits {
            return Some(Likeness { kind, known, score });
        }
    }
    None
}

/// Kinds whose columns may stand in a list of dossiers beside its own: `Số phiếu`, `Ngày phiếu` of a letter, `Số lượt`,
/// `Nội dung`. Such a list is one of dossiers, and nothing else.
const fn is_beside_dossiers(kind: SheetKind) -> bool {
    match kind {
        SheetKind::Publications
        | SheetKind::LetterRegister
        | SheetKind::LetterEntries
        | SheetKind::Matters
        | SheetKind::Scores
        | SheetKind::PortalFigures
        | SheetKind::SelfAssessment
        | SheetKind::Served => true,
        // Asked about, known by a column of their own, or not told apart by these.
        SheetKind::PortalDossiers
        | SheetKind::Complaints
        | SheetKind::Surveys
        | SheetKind::Totals
        | SheetKind::Dossiers => false,
    }
}

fn names_procedure(fields: &BTreeSet<Field>) -> bool {
    [Field::Procedure, Field::ProcedureCode].iter().any(|field| fields.contains(field))
}

/// Whether the columns are those of a list of dossiers, which may have one called `Loại đơn` as well: a code and a
/// procedure, or all days of a dossier and one of these two, of which a code alone leaves it to `is_plain`.
fn are_own_dossiers(fields: &BTreeSet<Field>, is_plain: bool) -> bool {
    let (is_coded, has_procedure) = (fields.contains(&Field::Code), names_procedure(fields));
    let is_whole = are_whole_dossiers(fields);
    has_procedure && (is_coded || is_whole) || is_coded && is_whole && is_plain
}

/// Whether the first row names a kind of complaint in its column: then the sheet is a register, whatever else it has.
fn tells_kind(cells: &[FoundCell], below: Option<&Row<'_>>, dictionary: &Dictionary) -> bool {
    let is_of_kinds =
        |cell: &&FoundCell| field_of(cell, SheetKind::Complaints, dictionary) == Some(Field::Kind);
    cells.iter().filter(is_of_kinds).any(|cell| {
        let column = usize::try_from(cell.column).ok();
        let value = below.zip(column).and_then(|(row, column)| row.cells.get(column));
        value.is_some_and(|value| complaint_words::is_kind(&cell_text(value)))
    })
}

/// `Ngày hẹn trả`, `Ngày trả kết quả`: days that dossiers have, and no register of complaints.
fn has_day_of_dossiers(cells: &[FoundCell], dictionary: &Dictionary) -> bool {
    cells.iter().any(|cell| {
        let day = field_of(cell, SheetKind::Dossiers, dictionary);
        matches!(day, Some(Field::Due | Field::Finished | Field::Collected | Field::Reappointed))
            && field_of(cell, SheetKind::Complaints, dictionary).is_none()
    })
}

/// Whether the only column of a kind is called `Phân loại`, as dossiers have it too.
fn is_kind_of_anything(cells: &[FoundCell], dictionary: &Dictionary) -> bool {
    let mut names = cells.iter().flat_map(|cell| &cell.keys).filter(|key| {
        dictionary.exact(SheetKind::Complaints, key).is_some_and(|(field, _)| field == Field::Kind)
    });
    names.all(|key| key == "phanloai")
}

/// The fields that columns are by their names, in a sheet of this kind.
pub(crate) fn matched(
    cells: &[FoundCell],
    kind: SheetKind,
    dictionary: &Dictionary,
) -> BTreeSet<Field> {
    cells.iter().filter_map(|cell| field_of(cell, kind, dictionary)).collect()
}

/// The field that a column is by its names, in a sheet of this kind.
fn field_of(cell: &FoundCell, kind: SheetKind, dictionary: &Dictionary) -> Option<Field> {
    let found = cell.keys.iter().find_map(|key| dictionary.exact(kind, key));
    found.map(|(field, _)| field)
}

/// `4`, `05/10/2026`, “Hài lòng”: what stands in rows of data, and in no header of a survey.
fn is_data(text: &str) -> bool {
    numbers::is_count(text) || text.starts_with(['“', '"']) || dates::parse(text) != TextDate::Bad
}

/// How many columns of a header ask.
#[derive(Clone, Copy, Debug, Default)]
struct AskedHeaders {
    /// Surely, by a number or by the settings.
    sure: usize,
    /// In a sentence.
    long: usize,
    /// In a word or two above an answer.
    short: usize,
    /// Any of these above an answer.
    answered: usize,
}

fn questions(cells: &[FoundCell], answered: &[u32], dictionary: &Dictionary) -> AskedHeaders {
    let mut asked = AskedHeaders::default();
    for cell in cells {
        if cell.tick.is_some() {
            asked.sure += 1;
            continue;
        }
        if cell.keys.iter().any(|key| {
            dictionary.exact(SheetKind::Surveys, key).is_some()
                || Dictionary::is_unread(key)
                || cells.len() <= exports::WIDEST && exports::is_meta(key)
        }) {
            continue;
        }
        let is_answered = answered.contains(&cell.column);
        asked.answered += usize::from(is_answered);
        if cell.keys.iter().any(|key| dictionary.question(key).is_some()) {
            asked.sure += 1;
            continue;
        }
        match asking(&cell.leaf) {
            Asking::No => asked.short += usize::from(is_answered),
            Asking::Long => asked.long += 1,
            Asking::Numbered | Asking::Bare | Asking::Declared => asked.sure += 1,
        }
    }
    asked
}
