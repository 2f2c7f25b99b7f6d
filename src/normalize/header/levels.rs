//! Headers that are levels of a scale with no question above them: a table of counts, and no questionnaires.

use crate::normalize::header::cell::FoundCell;
use crate::normalize::header::exports::WIDEST;
use crate::normalize::text::intern::{cell_text, is_blank};
use crate::normalize::values::level_words::Rating;
use crate::normalize::values::numbers;
use crate::normalize::values::reply::{Reply, reply};
use crate::read::{Cell, Row};

/// Fewer levels make no scale.
const FEWEST: usize = 3;

/// Whether the columns are levels themselves: `Rất hài lòng | Hài lòng | Bình thường | …`.
pub(crate) fn is_table(cells: &[FoundCell]) -> bool {
    of(cells).len() >= FEWEST
}

/// Columns that are levels, each level once.
fn of(cells: &[FoundCell]) -> Vec<(u32, u8)> {
    let mut found: Vec<(u32, u8)> = Vec::new();
    if cells.len() > WIDEST {
        return found;
    }
    for cell in cells.iter().filter(|cell| cell.tick.is_none()) {
        let level = cell.text.split(" > ").find_map(level);
        if let Some(level) = level
            && !found.iter().any(|(_, other)| *other == level)
        {
            found.push((cell.column, level));
        }
    }
    found
}

/// `Rất hài lòng`, `Số phiếu hài lòng`, `Bình thường (phiếu)`, `Tỷ lệ hài lòng (%)`.
fn level(text: &str) -> Option<u8> {
    let (plain, _) = text.split_once(['(', '%']).unwrap_or((text, ""));
    let lower = plain.trim().to_lowercase();
    let rest = [
        "số phiếu",
        "số lượng",
        "số ý kiến",
        "số người",
        "số lượt",
        "tỷ lệ",
        "tỉ lệ",
        "mức độ",
        "mức",
        "%",
    ]
    .iter()
    .find_map(|start| lower.strip_prefix(start))
    .unwrap_or(&lower);
    match reply(rest.trim()) {
        Reply::Word { word, .. } => Some(word.level),
        // `Mức 5`.
        Reply::Digit(level @ 1..=5) if rest.len() < lower.len() => Some(level),
        _ => None,
    }
}

/// Whether a header of levels stands above counts: some of its columns hold numbers in the row below, none an
/// answer.
pub(crate) fn stands_above_counts(cells: &[FoundCell], below: Option<&Row<'_>>) -> bool {
    let levels = of(cells);
    let Some(below) = below.filter(|_| levels.len() >= FEWEST) else { return false };
    let under = |column: u32| {
        usize::try_from(column)
            .ok()
            .and_then(|column| below.cells.get(column))
            .filter(|cell| !is_blank(cell))
    };
    let mut filled = levels.iter().filter_map(|(column, _)| under(*column)).peekable();
    filled.peek().is_some() && filled.all(is_number)
}

fn is_number(cell: &Cell<'_>) -> bool {
    match cell {
        Cell::Number(_) | Cell::Uncalculated => true,
        Cell::Text(_) => numbers::is_count(&cell_text(cell)),
        Cell::Empty
        | Cell::Serial(_)
        | Cell::IsoDate(_)
        | Cell::Bool(_)
        | Cell::Error(_)
        | Cell::Broken(_) => false,
    }
}

/// Columns of short headers that stand above answers in words of satisfaction or agreement.
pub(crate) fn answered(cells: &[FoundCell], below: Option<&Row<'_>>) -> Vec<u32> {
    let Some(below) = below.filter(|_| cells.len() <= WIDEST) else { return Vec::new() };
    let columns = cells.iter().map(|cell| cell.column).filter(|column| {
        let cell = usize::try_from(*column).ok().and_then(|column| below.cells.get(column));
        cell.is_some_and(is_answer)
    });
    columns.collect()
}

/// Whether a cell holds an answer, which no header is. `Tốt` alone may head a column of anything.
pub(crate) fn is_answer(cell: &Cell<'_>) -> bool {
    let Cell::Text(text) = cell else { return false };
    is_answer_text(text)
}

pub(crate) fn is_answer_text(text: &str) -> bool {
    match reply(text) {
        Reply::Word { word, .. } => word.rating != Rating::Quality,
        Reply::Stars { .. } | Reply::Face { .. } | Reply::Percent(_) => true,
        Reply::Digit(_)
        | Reply::OutOf { .. }
        | Reply::NoOpinion
        | Reply::None
        | Reply::Several
        | Reply::YesNo
        | Reply::Number
        | Reply::OtherLevel
        | Reply::Unreadable
        | Reply::Fault => false,
    }
}
