//! Grids of ticks on survey sheets: under each question one column for each level, an x in one of them.

use crate::normalize::text::intern::{Interner, Slot, cell_text, is_blank};
use crate::normalize::values::numbers::count_of;
use crate::normalize::values::reply::{self, Reply};
use crate::read::{Merge, Row};

/// One column of a grid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tick {
    /// From 0: the column over which its question stands.
    pub(crate) question: u32,
    /// The level that a mark in it stands for.
    pub(crate) reply: Reply,
}

/// The columns of a row that names levels below questions; empty if it is no such row.
///
/// A row of answers has a header above each of its cells, a row of levels only above the first of each group.
pub(crate) fn ticks(above: &Row<'_>, below: &Row<'_>) -> Vec<(u32, Tick)> {
    let mut found: Vec<(u32, Tick)> = Vec::new();
    let mut question = None;
    for (column, cell) in (0..).zip(&below.cells) {
        let is_headed = above.cells.get(at(column)).is_some_and(|cell| !is_blank(cell));
        if is_headed {
            question = Some(column);
        }
        let reply = level(&cell_text(cell));
        match (reply, question) {
            (Some(reply), Some(question)) => found.push((column, Tick { question, reply })),
            (None, _) if is_blank(cell) && !is_headed => question = None,
            _ => {}
        }
    }
    let groups = found.chunk_by(|(_, one), (_, other)| one.question == other.question);
    let is_grid = groups.clone().count() > 0 && groups.clone().all(is_scale);
    if is_grid { found } else { Vec::new() }
}

/// Three to five levels, each once, side by side.
fn is_scale(group: &[(u32, Tick)]) -> bool {
    let side_by_side =
        group.windows(2).all(|pair| matches!(pair, [one, other] if one.0 + 1 == other.0));
    let mut replies: Vec<Reply> = group.iter().map(|(_, tick)| tick.reply).collect();
    replies.sort_unstable();
    replies.dedup();
    (3..=5).contains(&group.len()) && side_by_side && replies.len() == group.len()
}

fn level(text: &str) -> Option<Reply> {
    match reply::reply(text) {
        reply @ (Reply::Word { .. } | Reply::Digit(1..=5)) => Some(reply),
        Reply::Digit(_)
        | Reply::Percent(_)
        | Reply::OutOf { .. }
        | Reply::Stars { .. }
        | Reply::Face { .. }
        | Reply::NoOpinion
        | Reply::None
        | Reply::Several
        | Reply::YesNo
        | Reply::Number
        | Reply::OtherLevel
        | Reply::Unreadable
        | Reply::Fault => None,
    }
}

/// Whether the numbers of a row below the levels of one question are no mark: two or more of it, or several ones.
pub(crate) fn holds_counts(cells: &[(usize, Tick)], slots: &[Slot], texts: &Interner) -> bool {
    let mut all = 0_u64;
    for (index, tick) in cells {
        let slot = slots.get(*index).copied().unwrap_or(Slot::Empty);
        let Some(count) = count_of(slot, texts).filter(|count| *count > 0) else { continue };
        let is_own = matches!(tick.reply, Reply::Digit(level) if u64::from(level) == count);
        all += if is_own { 1 } else { count };
    }
    all > 1
}

/// The questions as if they were merged over their levels, which they are only in workbooks.
pub(crate) fn spans(above: &Row<'_>, ticks: &[(u32, Tick)]) -> Vec<Merge> {
    ticks
        .chunk_by(|(_, one), (_, other)| one.question == other.question)
        .filter_map(|group| Some((group.first()?.1.question, group.last()?.0)))
        .map(|(first_column, last_column)| Merge {
            first_row: above.number,
            last_row: above.number,
            first_column,
            last_column,
        })
        .collect()
}

/// What the cells of one question say together, and the place of the first that is marked.
pub(crate) fn reply(cells: &[(usize, Tick)], slots: &[Slot], texts: &Interner) -> (Reply, usize) {
    let mut reply = (Reply::None, cells.first().map_or(0, |(index, _)| *index));
    let mut crossed = reply;
    for (index, tick) in cells {
        let slot = slots.get(*index).copied().unwrap_or(Slot::Empty);
        let mark = mark(slot, tick.reply, texts);
        let chosen = if mark == GridMark::Cross { &mut crossed } else { &mut reply };
        *chosen = match (mark, chosen.0) {
            (GridMark::No, _) => continue,
            (GridMark::Yes | GridMark::Cross, Reply::None) => (tick.reply, *index),
            (GridMark::Yes | GridMark::Cross, _) => (Reply::Several, chosen.1),
            (GridMark::Other, _) => return (Reply::Unreadable, *index),
        };
    }
    // Beside a tick, a cross says no.
    if reply.0 == Reply::None { crossed } else { reply }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum GridMark {
    Yes,
    /// A tick, unless another cell of the question holds a better one.
    Cross,
    No,
    /// Something that is no mark.
    Other,
}

fn mark(slot: Slot, level: Reply, texts: &Interner) -> GridMark {
    match slot {
        Slot::Empty | Slot::Bool(false) => GridMark::No,
        Slot::Bool(true) => GridMark::Yes,
        Slot::Text(_) | Slot::Iso(_) | Slot::Number(_) | Slot::Serial(_) => {
            let text = slot.plain(texts).to_lowercase();
            match picture(text.trim_matches(['(', ')', '[', ']', ' ', '\u{fe0f}'])) {
                "" | "0" | "-" | "không" | "false" | "☐" | "□" | "❑" | "○" | "⬜" | "n" | "no" => {
                    GridMark::No
                }
                "v" | "✓" | "✔" | "√" | "☑" | "✅" | "🗹" | "1" | "*" | "+" | "●" | "•" | "◉"
                | "■" | "có" | "true" | "y" | "yes" => GridMark::Yes,
                "x" | "☒" | "✗" | "✘" | "×" | "❌" => GridMark::Cross,
                other if self::level(other) == Some(level) => GridMark::Yes,
                _ => GridMark::Other,
            }
        }
        Slot::Error(_) | Slot::Uncalculated | Slot::Broken(_) => GridMark::Other,
    }
}

/// Letters that Wingdings show as ✓ and ☑, as ☒, and as ☐; taken for TCVN3 they become other letters.
fn picture(text: &str) -> &str {
    match text {
        "ü" | "þ" | "r" | "p" | "ỹ" | "ỵ" => "✓",
        "ý" | "û" | "ỷ" => "✗",
        "¨" | "o" | "£" | "q" | "ă" | "ê" => "☐",
        other => other,
    }
}

fn at(column: u32) -> usize {
    usize::try_from(column).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::tests::rows;

    #[track_caller]
    fn case(header: &str, expected: &[(u32, u32)]) {
        let rows = rows(header);
        let got: Vec<_> =
            ticks(&rows[0], &rows[1]).iter().map(|(at, tick)| (*at, tick.question)).collect();
        assert_eq!(got, expected, "{header}");
    }

    /// Replies to rows of three levels: the level, `two`, `none` or `odd`.
    #[track_caller]
    fn ticked(row: &str, expected: &str) {
        let header = rows("Phiếu | Câu 1 | | \n | Hài lòng | Bình thường | Chưa hài lòng");
        let cells: Vec<(usize, Tick)> = ticks(&header[0], &header[1])
            .into_iter()
            .map(|(column, tick)| (at(column) - 1, tick))
            .collect();
        let mut texts = Interner::default();
        let row = rows(row);
        let slots: Vec<Slot> = row[0].cells.iter().map(|cell| Slot::of(cell, &mut texts)).collect();
        let got = match reply(&cells, &slots, &texts).0 {
            Reply::Word { word, .. } => word.level.to_string(),
            Reply::Several => "two".to_owned(),
            Reply::None => "none".to_owned(),
            _ => "odd".to_owned(),
        };
        assert_eq!(got, expected, "{row:?}");
    }

    #[test]
    fn marks_are_what_forms_and_fonts_of_pictures_make() {
        for mark in ["x", "X", "v", "✓", "✔", "√", "☑", "ü", "þ", "R", "1", "TRUE", "(x)", "✅"]
        {
            ticked(&format!("{mark} | |."), "odd");
            ticked(&format!("{mark} | |"), "4");
            ticked(&format!("0 | {mark} | 0"), "3");
            ticked(&format!("{mark} | {mark} |"), "two");
        }
        ticked("☐ | ☑ | ☐", "3");
        ticked("o | þ | o", "3");
        ticked("✗ | ✓ | ✗", "3");
        ticked("✗ | | ✗", "two");
        ticked("( ) | (x) | ( )", "3");
        ticked("☐ | ☐ | ☐", "none");
        ticked("tốt lắm | | ", "odd");
    }

    #[test]
    fn levels_below_a_question_are_a_grid_and_answers_are_none() {
        case(
            "Phiếu | Câu 1 | | \n | Hài lòng | Bình thường | Chưa hài lòng",
            &[(1, 1), (2, 1), (3, 1)],
        );
        case(
            "Phiếu | Câu 1 | | | Câu 2 | | | Góp ý\n | 3 | 2 | 1 | 3 | 2 | 1 |",
            &[(1, 1), (2, 1), (3, 1), (4, 4), (5, 4), (6, 4)],
        );
        // Answers, each below its question.
        case("Phiếu | Câu 1 | Câu 2 | Câu 3\n 1 | Hài lòng | Bình thường | Tốt", &[]);
        case("Phiếu | Câu 1 | |\n | Hài lòng | Hài lòng | Bình thường", &[]);
        case("Phiếu | Câu 1 |\n | Hài lòng | Bình thường", &[]);
    }
}
