//! Finds a header: its rows, its kind, the text of each column.

use std::collections::BTreeSet;

use crate::ledger::{Field, SheetKind};
use crate::normalize::header::alias::KINDS;
use crate::normalize::header::alias::{header_key, without_ordinal};
use crate::normalize::header::asking::{Asking, asking, last_of_path};
use crate::normalize::header::cell::FoundCell;
use crate::normalize::header::date_parts;
use crate::normalize::header::dictionary::Dictionary;
use crate::normalize::header::exports;
use crate::normalize::header::grid::{self, Tick};
use crate::normalize::header::levels;
use crate::normalize::header::long_form;
use crate::normalize::header::qualifier;
use crate::normalize::header::total_columns;
use crate::normalize::text::intern::{cell_text, is_blank};
use crate::normalize::text::legacy::{self, LeftOver, Legacy};
use crate::normalize::values::dates::{self};
use crate::normalize::values::numbers;
use crate::normalize::values::reply::{self, Reply};
use crate::normalize::values::text_date::TextDate;
use crate::read::{Cell, Merge, Row};

/// Most rows of one header.
pub(crate) const TALLEST: usize = 5;

/// A header that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct FoundHeader {
    pub(crate) kind: SheetKind,
    pub(crate) first_row: u32,
    /// How many of the rows looked at belong to it.
    pub(crate) height: usize,
    /// Columns whose names are known.
    pub(crate) known: usize,
    pub(crate) cells: Vec<FoundCell>,
    /// What its text had to be converted from.
    pub(crate) legacy: Option<Legacy>,
}

/// Looks for a header that begins with the first of `rows`.
pub(crate) fn find(
    rows: &[&Row<'_>],
    merges: &[Merge],
    dictionary: &Dictionary,
) -> Option<FoundHeader> {
    let first = rows.first()?;
    if first.cells.iter().filter(|cell| matches!(cell, Cell::Text(_)) && !is_blank(cell)).count()
        == 0
    {
        return None;
    }
    if let Some((height, cells)) = exports::header(rows) {
        let (kind, known, first_row) = (SheetKind::Surveys, cells.len(), first.number);
        return Some(FoundHeader { kind, first_row, height, known, cells, legacy: None });
    }
    let legacy = legacy_of(first);
    let mut best: Option<(Likeness, FoundHeader)> = None;
    for height in 1..=rows.len().min(TALLEST) {
        let next = rows.get(height).copied();
        let rows = rows.get(..height)?;
        let below = rows.iter().zip(rows.iter().skip(1));
        if !below
            .clone()
            .all(|(above, row)| may_be_header(row) || !grid::ticks(above, row).is_empty())
        {
            break;
        }
        let cells = joined(rows, merges, legacy);
        let merged = merges_down(first, merges, height);
        // What is merged down into a row makes it one of the header, whatever its words.
        let before = best.as_ref().filter(|_| merged).map(|(before, _)| *before);
        let Some(like) = recognise(&cells, next, dictionary).or(before) else { continue };
        // A title above a header is no part of it: the first row must add a name that is known.
        let below = rows.get(1..).filter(|rows| !rows.is_empty());
        let without =
            below.and_then(|rows| recognise(&joined(rows, merges, legacy), next, dictionary));
        if !merged && without.is_some_and(|without| without.known >= like.known) {
            continue;
        }
        let is_better = best.as_ref().is_none_or(|(before, header)| {
            // Equal scores: the fewer rows, unless cells are merged down into the next.
            let row = rows.last().filter(|_| like.known <= before.known);
            let is_data = row.is_some_and(|row| is_below_names(row, header, dictionary));
            merged || (like.score > before.score && !is_data)
        });
        if is_better {
            let (kind, known, first_row) = (like.kind, like.known, first.number);
            let header = FoundHeader { kind, first_row, height, known, cells, legacy };
            best = Some((like, header));
        }
    }
    best.map(|(_, header)| header)
}

fn legacy_of(row: &Row<'_>) -> Option<Legacy> {
    let texts = row.cells.iter().filter_map(|cell| match cell {
        Cell::Text(text) => Some(&**text),
        _ => None,
    });
    legacy::detect(texts)
}

/// Whether a row stands below columns that are already known: then it holds their first values.
fn is_below_names(row: &Row<'_>, header: &FoundHeader, dictionary: &Dictionary) -> bool {
    header.cells.iter().any(|cell| {
        row.cells
            .get(index(cell.column))
            .is_some_and(|below| !is_blank(below) && !date_parts::is_part(&cell_text(below)))
            && cell.keys.iter().any(|key| {
                dictionary.exact(header.kind, key).is_some() || Dictionary::is_unread(key)
            })
    })
}

/// Whether a lower row can belong to a header: no dates, no bare numbers, no answers, some text.
fn may_be_header(row: &Row<'_>) -> bool {
    let mut some = false;
    for cell in &row.cells {
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => {
                if !is_blank(cell) {
                    some = true;
                    let is_answer = matches!(reply::reply(text), Reply::Word { .. });
                    if is_answer || dates::parse(text) != TextDate::Bad {
                        return false;
                    }
                }
            }
            Cell::Number(_)
            | Cell::Serial(_)
            | Cell::IsoDate(_)
            | Cell::Bool(_)
            | Cell::Error(_)
            | Cell::Uncalculated
            | Cell::Broken(_) => return false,
        }
    }
    some && !is_number_row(row)
}

/// Whether cells of the first row are merged down to the row at `height`.
fn merges_down(first: &Row<'_>, merges: &[Merge], height: usize) -> bool {
    let Ok(below) = u32::try_from(height - 1) else { return false };
    below > 0
        && merges.iter().any(|merge| {
            merge.first_row == first.number
                && merge.last_row == first.number + below
                && first.cells.get(index(merge.first_column)).is_some_and(|cell| !is_blank(cell))
        })
}

/// `(1) (2) (3)`, `1 2 3`, `A B 1 2`: at least three cells, counting on by one.
pub(crate) fn is_number_row(row: &Row<'_>) -> bool {
    let mut last = None;
    let mut numbers = 0;
    for cell in row.cells.iter().filter(|cell| !is_blank(cell)) {
        let text = cell_text(cell);
        let inner = text.trim_start_matches(['(', '[']).trim_end_matches([')', ']']);
        let inner = inner.split(['=', '+']).next().unwrap_or(inner).trim_end_matches(')');
        if let Ok(number) = inner.parse::<u32>() {
            if number > 99
                || last.is_some_and(|last| number != last + 1)
                || (last.is_none() && number > 3)
            {
                return false;
            }
            last = Some(number);
            numbers += 1;
        } else if !(numbers == 0
            && inner.len() == 1
            && inner.starts_with(|c: char| c.is_ascii_uppercase()))
        {
            return false;
        }
    }
    numbers >= 3
}

/// The texts of each column, from the top down, merged cells filled to the right and down.
fn joined(rows: &[&Row<'_>], merges: &[Merge], legacy: Option<Legacy>) -> Vec<FoundCell> {
    let Some(first) = rows.first() else { return Vec::new() };
    let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let last_row = rows.last().map_or(first.number, |row| row.number);
    let mut spans: Vec<Merge> = merges
        .iter()
        .filter(|merge| {
            merge.first_row >= first.number
                && merge.first_row <= last_row
                && merge.last_column > merge.first_column
        })
        .copied()
        .collect();
    let mut ticks: Vec<(u32, Tick)> = Vec::new();
    if let [.., above, last] = rows {
        ticks = grid::ticks(above, last);
        spans.extend(grid::spans(above, &ticks));
    }
    let numbered = are_numbered(rows);
    let coded = are_coded(rows);
    let mut cells = Vec::new();
    for column in 0..width {
        let Ok(number) = u32::try_from(column) else { break };
        let mut texts: Vec<String> = Vec::new();
        let mut lowest = first.number;
        let mut left_over = None;
        let mut spanned = false;
        for row in rows {
            let own = row.cells.get(column).map(cell_text).unwrap_or_default();
            let is_spanned = own.is_empty();
            let text = if is_spanned {
                spans
                    .iter()
                    .find(|merge| {
                        merge.first_row == row.number
                            && (merge.first_column..=merge.last_column).contains(&number)
                    })
                    .and_then(|merge| row.cells.get(index(merge.first_column)))
                    .map(cell_text)
                    .unwrap_or_default()
            } else {
                own
            };
            if text.is_empty() || texts.last() == Some(&text) {
                continue;
            }
            lowest = row.number;
            spanned = is_spanned;
            left_over = None;
            texts.push(match legacy {
                Some(legacy) => legacy.read(&text),
                None => match legacy::left_over(&text) {
                    Some(LeftOver::Read(_, after)) => {
                        left_over = Some(text);
                        after
                    }
                    Some(LeftOver::Unclear) | None => text,
                },
            });
        }
        let Some(leaf) = texts.last().cloned() else { continue };
        let mut keys = Vec::new();
        for start in 0..texts.len() {
            let (above, text) = texts.split_at_checked(start).unwrap_or_default();
            let (above, text) = (above.join(" "), text.join(" "));
            keys.extend(qualifier::keys(&text, &above));
            if numbered {
                keys.extend(qualifier::numbered_keys(&text, &above));
            }
            let coded = coded.then(|| exports::without_code(&text)).flatten();
            // `Q5. Phí, lệ phí` asks, whatever its words are.
            let coded = coded.filter(|(code, _)| asking(code) == Asking::No);
            keys.extend(coded.into_iter().flat_map(|(code, rest)| [code, rest]).map(header_key));
            keys.extend(text.is_ascii().then(|| header_key(last_of_path(&text))));
        }
        keys.retain(|key| !key.is_empty());
        let text = texts.join(" > ");
        let tick = ticks.iter().find(|(at, _)| *at == number).map(|(_, tick)| *tick);
        cells.push(FoundCell {
            row: lowest,
            column: number,
            text,
            leaf,
            keys,
            tick,
            left_over,
            spanned,
            parts: None,
        });
    }
    date_parts::join(cells)
}

/// Whether the columns are counted off in their own headers: `1. Mã hồ sơ`, `2. Phòng`, …
fn are_numbered(rows: &[&Row<'_>]) -> bool {
    let texts: Vec<String> = rows
        .last()
        .iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| !is_blank(cell))
        .map(cell_text)
        .collect();
    texts.len() >= 4 && texts.iter().all(|text| without_ordinal(text).is_some())
}

/// Whether each header has a code before it, as `LimeSurvey` writes them.
fn are_coded(rows: &[&Row<'_>]) -> bool {
    let mut texts = rows
        .last()
        .into_iter()
        .flat_map(|row| &row.cells)
        .filter(|cell| !is_blank(cell))
        .peekable();
    texts.peek().is_some() && texts.all(|cell| exports::without_code(&cell_text(cell)).is_some())
}

fn index(column: u32) -> usize {
    usize::try_from(column).unwrap_or(usize::MAX)
}

/// What columns look like.
#[derive(Clone, Copy, Debug)]
struct Likeness {
    kind: SheetKind,
    /// Columns whose names are known.
    known: usize,
    /// Those, and the ones that may be questions.
    score: usize,
}

/// The kind that the columns make, and how many of them are known.
///
/// A sheet of surveys is known by its header: questions that are numbered or asked in a sentence, or short names
/// above answers in words. A row that holds an answer, a number or a date itself is none.
fn recognise(
    cells: &[FoundCell],
    below: Option<&Row<'_>>,
    dictionary: &Dictionary,
) -> Option<Likeness> {
    let matched = |kind: SheetKind| -> BTreeSet<Field> {
        cells
            .iter()
            .filter_map(|cell| cell.keys.iter().find_map(|key| dictionary.exact(kind, key)))
            .map(|(field, _)| field)
            .collect()
    };
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
    let intake = matched(SheetKind::Dossiers).contains(&Field::Received);
    for kind in KINDS {
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
            SheetKind::PortalFigures => {
                has(Field::Index)
                    && (has(Field::Numerator) && has(Field::Denominator)
                        || has(Field::Rate) && has(Field::Score))
            }
            SheetKind::Publications => has(Field::Fingerprint) && has(Field::Publish),
            SheetKind::LetterEntries => has(Field::Code) && has(Field::Reason) && !intake,
            SheetKind::Matters => has(Field::Content),
            SheetKind::Scores => has(Field::Index) && has(Field::Points),
            SheetKind::SelfAssessment => has(Field::Content) && has(Field::Verdict),
            SheetKind::Complaints => has(Field::Kind) && (dated || score >= 3),
            SheetKind::Served => has(Field::Served) && score >= 2,
            // Asked above.
            SheetKind::Totals => false,
            SheetKind::Surveys => {
                let dossiers = matched(SheetKind::Dossiers);
                let is_dossiers = [Field::Received, Field::Due, Field::Finished]
                    .iter()
                    .any(|field| dossiers.contains(field));
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
