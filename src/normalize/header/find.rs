//! Finds a header: its rows, its kind, the text of each column.

use crate::ledger::SheetKind;
use crate::normalize::header::alias::{header_key, without_ordinal};
use crate::normalize::header::asking::{Asking, asking, last_of_path};
use crate::normalize::header::cell::FoundCell;
use crate::normalize::header::complaint_words;
use crate::normalize::header::date_parts;
use crate::normalize::header::dictionary::Dictionary;
use crate::normalize::header::exports;
use crate::normalize::header::grid::{self, Tick};
use crate::normalize::header::portal_alias::names_portal;
use crate::normalize::header::qualifier;
use crate::normalize::header::recognise::{Likeness, WordsAround, recognise};
use crate::normalize::text::intern::{cell_text, is_blank};
use crate::normalize::text::legacy::{self, LeftOver, Legacy};
use crate::normalize::values::dates::{self};
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

/// What stands above a header, and on the tab of its sheet.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct AboveHeader<'a> {
    pub(crate) titles: &'a [String],
    pub(crate) sheet: &'a str,
}

impl<'a> AboveHeader<'a> {
    fn texts(self) -> impl Iterator<Item = &'a str> {
        self.titles.iter().map(String::as_str).chain([self.sheet])
    }

    /// Whether these, or rows that may be titles or the header itself, name the portal.
    fn names_portal(self, rows: &[&Row<'_>]) -> bool {
        let mut cells = rows.iter().flat_map(|row| &row.cells);
        self.texts().any(names_portal) || cells.any(|cell| names_portal(&cell_text(cell)))
    }
}

/// Looks for a header that begins with the first of `rows`.
pub(crate) fn find(
    rows: &[&Row<'_>],
    merges: &[Merge],
    dictionary: &Dictionary,
    above: AboveHeader<'_>,
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
        let name_portal = || above.names_portal(rows);
        let name_complaints =
            |cells: &[FoundCell]| complaint_words::names_complaints(cells, above.texts());
        let words = WordsAround { name_portal: &name_portal, name_complaints: &name_complaints };
        let merged = merges_down(first, merges, height);
        // What is merged down into a row makes it one of the header, whatever its words.
        let before = best.as_ref().filter(|_| merged).map(|(before, _)| *before);
        let Some(like) = recognise(&cells, next, dictionary, words).or(before) else {
            continue;
        };
        // A title above a header is no part of it: the first row must add a name that is known.
        let below = rows.get(1..).filter(|rows| !rows.is_empty());
        let without = below
            .and_then(|rows| recognise(&joined(rows, merges, legacy), next, dictionary, words));
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
