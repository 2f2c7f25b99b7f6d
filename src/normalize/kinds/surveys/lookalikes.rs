//! Tables that look like survey sheets and are none, and columns that give the answers of another again.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::Field;
use crate::model::word_key;
use crate::normalize::header::asking::Asking;
use crate::normalize::header::columns::ColumnRole;
use crate::normalize::header::{counted, grid, levels, long_form};
use crate::normalize::kinds::surveys::asked;
use crate::normalize::kinds::surveys::judge::{AskFacts, AskVerdict};
use crate::normalize::kinds::surveys::replies::{Replies, seen};
use crate::normalize::text::intern::Interner;
use crate::normalize::values::numbers::count_of;
use crate::normalize::values::reply::Reply;
use crate::normalize::values::tally::Seen;
use crate::normalize::waiting::Waiting;

/// What such a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lookalike {
    /// Counts by level: `Phòng | Rất hài lòng | Hài lòng | …`, 5, 4, ….
    Counts,
    /// A line for each answer.
    Long,
    /// Answers in words, and how many sheets each line stands for.
    Weighted,
    /// The same questions once for each round: `Lần 1`, `Lần 2`.
    Rounds,
    /// Most numbers of sheets stand on several lines.
    Repeated,
}

pub(crate) fn of(waiting: &Waiting, replies: &mut Replies, texts: &Interner) -> Option<Lookalike> {
    let cells = &waiting.table.header.cells;
    if levels::is_table(cells)
        || ticks_are_counts(waiting, texts)
        || is_counted_down(waiting, replies, texts)
        || is_said_to_count(waiting, replies, texts)
    {
        return Some(Lookalike::Counts);
    }
    let names_questions = waiting.table.columns().iter().any(|column| {
        matches!(column.role, ColumnRole::Candidate(_)) && long_form::names_questions(&column.keys)
    });
    if names_questions {
        return Some(Lookalike::Long);
    }
    if are_rounds(waiting, replies, texts) {
        return Some(Lookalike::Rounds);
    }
    if is_weighted(waiting, texts) {
        return Some(Lookalike::Weighted);
    }
    numbers_repeat(waiting).then_some(Lookalike::Repeated)
}

/// A column of how many sheets there are, which says something else in each line.
fn is_weighted(waiting: &Waiting, texts: &Interner) -> bool {
    let columns = waiting.table.columns().iter().enumerate();
    let mut weights = columns.filter(|(_, column)| {
        matches!(column.role, ColumnRole::Candidate(_)) && counted::is_weight(&column.leaf)
    });
    weights.any(|(index, _)| {
        let mut counts = BTreeSet::new();
        for (_, slot) in waiting.table.column(index).filter(|(_, slot)| !slot.is_empty()) {
            let Some(count) = count_of(slot, texts) else { return false };
            counts.insert(count);
        }
        counts.len() >= 2
    })
}

/// One question under two headings, or with two endings, that say when it was asked.
fn are_rounds(waiting: &Waiting, replies: &mut Replies, texts: &Interner) -> bool {
    let mut rounds: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (index, column) in waiting.table.columns().iter().enumerate() {
        // Days and remarks of two rounds are no answers.
        let mut is_rated = || {
            let tally = replies.tally(waiting, index, texts);
            tally.has(|reply| matches!(reply, Reply::Word { .. } | Reply::Digit(2..=5)))
        };
        let asks = matches!(column.role, ColumnRole::Candidate(_)) && is_rated()
            || matches!(column.role, ColumnRole::Tick(tick) if tick.question == column.at);
        if let Some((asked, round)) =
            Some(&column.header).filter(|_| asks).and_then(|header| counted::round(header))
        {
            rounds.entry(asked).or_default().insert(round);
        }
    }
    rounds.values().any(|rounds| rounds.len() >= 2)
}

/// Levels stand down a column, or each line is of another department without number or day, and numbers beside them.
fn is_counted_down(waiting: &Waiting, replies: &mut Replies, texts: &Interner) -> bool {
    let table = &waiting.table;
    let rows = table.rows.len();
    let (mut has_levels, mut has_numbers, mut worded) = (false, false, 0_u64);
    for (index, column) in table.columns().iter().enumerate() {
        if !matches!(column.role, ColumnRole::Candidate(_)) {
            continue;
        }
        let tally = replies.tally(waiting, index, texts);
        let words = tally.count(|reply| matches!(reply, Reply::Word { .. }));
        has_levels |= rows >= 3
            && u64::try_from(rows).is_ok_and(|rows| words == rows)
            && tally.iter().count() == rows;
        let numbers = tally
            .count(|reply| matches!(reply, Reply::Digit(_) | Reply::Number | Reply::Percent(_)));
        has_numbers |= words == 0 && numbers > 0;
        worded += u64::from(words > 0);
    }
    let of_sheets = table.has(Field::Date) || has_numbers_of_sheets(waiting, texts);
    has_numbers
        && !of_sheets
        && (has_levels && worded == 1 || worded == 0 && each_of_another_department(waiting))
}

/// Numbers and no words, below a title or beside a column that says how many sheets they count.
fn is_said_to_count(waiting: &Waiting, replies: &mut Replies, texts: &Interner) -> bool {
    let table = &waiting.table;
    let columns = table.columns();
    let is_numbered = has_numbers_of_sheets(waiting, texts);
    let titles: Vec<counted::CountedTitle> =
        table.titles.iter().filter_map(|title| counted::title(title)).collect();
    let is_said = columns.iter().any(|column| counted::is_header(&column.header))
        || !is_numbered && titles.contains(&counted::CountedTitle::Counts)
        || !is_numbered
            && titles.contains(&counted::CountedTitle::Summary)
            && each_of_another_day_or_department(waiting);
    if !is_said {
        return false;
    }
    let mut has_numbers = false;
    for (index, column) in columns.iter().enumerate() {
        match column.role {
            ColumnRole::Candidate(asking) => {
                let tally = replies.tally(waiting, index, texts);
                if tally.has(|reply| matches!(reply, Reply::Word { .. })) {
                    return false;
                }
                has_numbers |= asking >= Asking::Long
                    && tally.has(|reply| matches!(reply, Reply::Digit(_) | Reply::Number));
            }
            ColumnRole::Tick(_) => return false,
            ColumnRole::Read | ColumnRole::Twin | ColumnRole::Beaten | ColumnRole::Span => {}
        }
    }
    has_numbers
}

/// Whether the column of numbers tells sheets apart; “Số phiếu” beside “STT” may say how many there are.
pub(crate) fn has_numbers_of_sheets(waiting: &Waiting, texts: &Interner) -> bool {
    let table = &waiting.table;
    let Some(index) = table.index_of(Field::Number) else { return false };
    if !table.columns().get(index).is_some_and(|column| counted::may_count(&column.leaf)) {
        return true;
    }
    let is_counted_off =
        table.header.cells.iter().any(|cell| matches!(word_key(&cell.leaf).as_str(), "stt" | "tt"));
    let counts: Vec<Option<u64>> =
        table.column(index).map(|(_, slot)| count_of(slot, texts)).collect();
    !is_counted_off
        || counts.iter().any(Option::is_none)
        || counts.windows(2).all(|pair| matches!(pair, [one, other] if one < other))
}

/// No two rows are of one day and one department.
fn each_of_another_day_or_department(waiting: &Waiting) -> bool {
    let table = &waiting.table;
    let keys = [table.index_of(Field::Date), table.index_of(Field::Department)];
    let mut seen_rows = BTreeSet::new();
    let mut rows = 0_usize;
    for (_, slots) in table.rows() {
        rows += 1;
        let key = keys.map(|index| index.and_then(|index| slots.get(index)).copied().map(seen));
        if key == [None, None] || !seen_rows.insert(key) {
            return false;
        }
    }
    rows >= 3
}

fn each_of_another_department(waiting: &Waiting) -> bool {
    let Some(index) = waiting.table.index_of(Field::Department) else { return false };
    let mut names = BTreeSet::new();
    let mut rows = 0_usize;
    for (_, slot) in waiting.table.column(index) {
        rows += 1;
        match seen(slot) {
            Seen::Text(id) => names.insert(id),
            Seen::Number(_)
            | Seen::Moment(_)
            | Seen::Tick(_)
            | Seen::Flag(_)
            | Seen::Label(_)
            | Seen::Fault => false,
        };
    }
    rows >= 2 && names.len() == rows
}

/// Most rows that hold something below the levels hold numbers that are no marks.
fn ticks_are_counts(waiting: &Waiting, texts: &Interner) -> bool {
    let columns = waiting.table.columns();
    let groups: Vec<Vec<(usize, grid::Tick)>> = columns
        .iter()
        .filter(
            |column| matches!(column.role, ColumnRole::Tick(tick) if tick.question == column.at),
        )
        .map(|column| asked::ticks(waiting, column))
        .collect();
    if groups.is_empty() {
        return false;
    }
    let (mut filled, mut counts) = (0_u64, 0_u64);
    for (_, slots) in waiting.table.rows() {
        let marked = |(index, _): &(usize, grid::Tick)| {
            slots.get(*index).is_some_and(|slot| !slot.is_empty())
        };
        for group in groups.iter().filter(|group| group.iter().any(marked)) {
            filled += 1;
            counts += u64::from(grid::holds_counts(group, &slots, texts));
        }
    }
    counts * 2 > filled
}

/// Most sheets stand on several lines.
fn numbers_repeat(waiting: &Waiting) -> bool {
    let Some(index) = waiting.table.index_of(Field::Number) else { return false };
    // Numbers may begin anew with each department, or each day.
    let within = [Field::Department, Field::Date].map(|field| waiting.table.index_of(field));
    let mut lines: BTreeMap<(Seen, [Option<Seen>; 2]), u64> = BTreeMap::new();
    let mut filled = 0_u64;
    for (_, slots) in waiting.table.rows() {
        let Some(slot) = slots.get(index).filter(|slot| !slot.is_empty()) else { continue };
        let within =
            within.map(|index| index.and_then(|index| slots.get(index)).copied().map(seen));
        *lines.entry((seen(*slot), within)).or_default() += 1;
        filled += 1;
    }
    let repeated: u64 = lines.values().filter(|lines| **lines > 1).sum();
    filled >= 4 && repeated * 2 > filled
}

/// Digits right beside words that always say the same, or two columns of one header that agree: one of them is
/// the other again.
pub(crate) fn silence_repeats(
    waiting: &Waiting,
    places: &[usize],
    facts: &[AskFacts],
    verdicts: &mut [AskVerdict],
    replies: &mut Replies,
    texts: &Interner,
) {
    let is_question = |verdict: Option<&AskVerdict>| {
        matches!(verdict, Some(AskVerdict::Asks | AskVerdict::Doubtful(_)))
    };
    let columns = waiting.table.columns();
    for (at, column) in facts.iter().enumerate() {
        let digits = column.tally.has(|reply| matches!(reply, Reply::Digit(_)))
            && !column.tally.has(|reply| matches!(reply, Reply::Word { .. }));
        if !digits || !is_question(verdicts.get(at)) {
            continue;
        }
        let header = |at: usize| {
            places.get(at).and_then(|index| columns.get(*index)).map(|column| &column.leaf)
        };
        let repeats = facts.iter().enumerate().any(|(other, words)| {
            let is_beside = other + 1 == at || at + 1 == other;
            let is_same = match (column.ordinal, words.ordinal) {
                (Some(one), Some(other)) => one == other,
                (None, _) => is_beside,
                (Some(_), None) => false,
            };
            (is_same || header(at) == header(other))
                && is_question(verdicts.get(other))
                && words.tally.has(|reply| matches!(reply, Reply::Word { .. }))
                && says_the_same(waiting, (places.get(at), places.get(other)), replies, texts)
        });
        if repeats && let Some(verdict) = verdicts.get_mut(at) {
            *verdict = AskVerdict::Silent;
        }
    }
    for at in 1..places.len() {
        let header = |at: usize| {
            places.get(at).and_then(|index| columns.get(*index)).map(|column| &column.header)
        };
        let again = (0..at).any(|other| {
            header(at) == header(other)
                && is_question(verdicts.get(other))
                && facts
                    .get(other)
                    .zip(facts.get(at))
                    .is_some_and(|(one, other)| one.tally == other.tally)
                && says_the_same(waiting, (places.get(at), places.get(other)), replies, texts)
        });
        if again && let Some(verdict) = verdicts.get_mut(at) {
            *verdict = AskVerdict::Silent;
        }
    }
}

/// Whether each value of the one column always stands beside one and the same level of the other.
fn says_the_same(
    waiting: &Waiting,
    (one, other): (Option<&usize>, Option<&usize>),
    replies: &mut Replies,
    texts: &Interner,
) -> bool {
    let (Some(one), Some(other)) = (one, other) else { return false };
    let mut beside: BTreeMap<Reply, BTreeSet<Reply>> = BTreeMap::new();
    for ((_, one), (_, other)) in waiting.table.column(*one).zip(waiting.table.column(*other)) {
        beside.entry(replies.of(one, texts)).or_default().insert(replies.of(other, texts));
    }
    let others: BTreeSet<&Reply> = beside.values().flatten().collect();
    beside.values().all(|replies| replies.len() == 1)
        && others.len() == beside.len()
        && beside.len() >= 2
}
