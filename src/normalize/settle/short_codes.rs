//! Numbers that begin anew with each month, department or counter: the same number is another matter each time.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashSet;
use jiff::civil::Date;

use crate::ledger::{Code, Field, Finding, Place};
use crate::model::{Text, name_key, short_date};
use crate::normalize::settle::books::Books;
use crate::normalize::settle::rules::{Settling, differ};

/// Figures of a number that counts on within a list; codes of dossiers have more.
const MOST_FIGURES: usize = 4;
const LONGEST: usize = 10;
/// Numbers that stand for several people each; fewer are slips.
const FEWEST: usize = 3;
/// The same where no name tells two matters apart.
const FEWEST_UNNAMED: usize = 4;

/// Gives rows that share such a number a code each, unless they are of one matter; says so once.
///
/// A number that nothing else tells apart is no key, so `take_back` takes it from the records that count.
pub(crate) fn part<E: Settling>(entries: &mut [E], books: &mut Books) -> Parted {
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        if entry.code().is_some_and(is_short)
            && let Some(key) = entry.key()
        {
            groups.entry(key.into_owned()).or_default().push(index);
        }
    }
    if !are_anew(entries, &groups) {
        return Parted::default();
    }
    let mut parted = Parted::default();
    let (mut first, mut apart, mut count) = (None, 0_usize, 0_usize);
    for rows in groups.values() {
        let matters = matters(entries, rows);
        if matters.len() < 2 {
            continue;
        }
        apart += 1;
        for matter in matters {
            let code = matter.first().and_then(|at| entries.get(*at)).map(|one| parted.code(one));
            for index in matter {
                let Some(entry) = entries.get_mut(index) else { continue };
                let own = entry.code().map(str::to_owned);
                first = first.or_else(|| Some(entry.place().clone()).zip(own));
                count += 1;
                entry.recode(code.clone());
            }
        }
    }
    if let Some((place, code)) = first {
        books.find(
            Finding::new(Code::DuplicateCode, place)
                .with_field(Field::Code)
                .with_found(code.clone())
                .with_message(format!(
                    "Số hồ sơ, số đơn ngắn như “{code}” được đánh lại từ đầu: {apart} số đứng ở nhiều dòng khác nhau về ngày tiếp nhận, đơn vị hoặc người nộp"
                ))
                .with_effect(format!(
                    "{count} dòng này vẫn được tính, mỗi dòng là một hồ sơ không có mã; không dò được mã trùng"
                ))
                .with_advice("ghi mã hồ sơ đầy đủ của phần mềm một cửa, hoặc thêm tháng, đơn vị vào số"),
        );
    }
    parted
}

/// Whether the numbers as a whole begin anew: nearly all that stand twice are of other people, or, where no names tell,
/// of other matters in lists that each begin at the first number and count on.
fn are_anew<E: Settling>(entries: &[E], groups: &BTreeMap<String, Vec<usize>>) -> bool {
    let shared = groups.values().filter(|rows| rows.len() > 1);
    let (mut all, mut people, mut matters) = (0_usize, 0_usize, 0_usize);
    for rows in shared {
        all += 1;
        match apart(&rows.iter().filter_map(|at| entries.get(*at)).collect::<Vec<_>>()) {
            Some(ToldApart::People) => people += 1,
            Some(ToldApart::Days) => matters += 1,
            None => {}
        }
    }
    // Throughout: a code that stands twice by a slip stands beside many that do not.
    if (people + matters) * 5 < all * 4 {
        return false;
    }
    let rows = || groups.values().flatten().filter_map(|at| entries.get(*at));
    match (people >= FEWEST, matters) {
        (true, 0) => true,
        (true, _) => begin_anew(rows()),
        (false, _) => people + matters >= FEWEST_UNNAMED && begin_anew(rows()),
    }
}

/// Codes that were given, to be taken back.
#[derive(Debug, Default)]
pub(crate) struct Parted {
    given: HashSet<Text>,
}

impl Parted {
    /// One for all rows of one matter; it says nobody's name.
    fn code<E: Settling>(&mut self, entry: &E) -> Text {
        let own = entry.code().unwrap_or_default();
        let (day, number) = (short_date(entry.received()), self.given.len() + 1);
        let code = Text::from(format!("{own} ({day}; {number})").as_str());
        self.given.insert(Text::clone(&code));
        code
    }

    pub(crate) fn take_back<E: Settling>(&self, entries: &mut [E]) {
        if self.given.is_empty() {
            return;
        }
        for entry in entries {
            if entry.code().is_some_and(|code| self.given.contains(code)) {
                entry.recode(None);
            }
        }
    }
}

/// `01`, `12/HS`, `HS-001`.
fn is_short(code: &str) -> bool {
    let figures = || code.chars().filter(char::is_ascii_digit).count();
    code.chars().nth(LONGEST).is_none() && (1..=MOST_FIGURES).contains(&figures())
}

/// What tells rows of one number apart for sure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ToldApart {
    People,
    /// Nobody's name: days of receipt, and something that a dossier received anew after a supplement has not.
    Days,
}

fn apart<E: Settling>(rows: &[&E]) -> Option<ToldApart> {
    let (first, rest) = rows.split_first()?;
    rest.iter().find_map(|other| match are_of_one_person(*first, *other) {
        Some(false) => Some(ToldApart::People),
        Some(true) => None,
        None => are_of_other_days(*first, *other).then_some(ToldApart::Days),
    })
}

fn are_of_one_person<E: Settling>(one: &E, other: &E) -> Option<bool> {
    let (one, other) = one.person().zip(other.person())?;
    Some(name_key(one) == name_key(other))
}

/// Another day of receipt alone is that of a dossier that was received anew. Days of which month and day changed
/// places are those of one.
fn are_of_other_days<E: Settling>(one: &E, other: &E) -> bool {
    if one.received() == other.received() || are_exchanged(one.received(), other.received()) {
        return false;
    }
    let (earlier, later) =
        if one.received() < other.received() { (one, other) } else { (other, one) };
    let was_done = earlier.is_done() && earlier.end().is_some_and(|end| end <= later.received());
    was_done
        || differ(one.department(), other.department())
        || differ(one.procedure(), other.procedure())
}

/// The rows of one number by matter, once it is known that the numbers begin anew. One person's rows are of one
/// matter, whatever their days say, unless they name other procedures.
fn matters<E: Settling>(entries: &[E], rows: &[usize]) -> Vec<Vec<usize>> {
    let mut matters: Vec<Vec<usize>> = Vec::new();
    for index in rows {
        let Some(entry) = entries.get(*index) else { continue };
        let is_of = |matter: &&mut Vec<usize>| {
            matter.first().and_then(|at| entries.get(*at)).is_some_and(|first| {
                match are_of_one_person(first, entry) {
                    Some(is_one) => is_one && !differ(first.procedure(), entry.procedure()),
                    None => {
                        first.received() == entry.received()
                            && !differ(first.department(), entry.department())
                    }
                }
            })
        };
        match matters.iter_mut().find(is_of) {
            Some(matter) => matter.push(*index),
            None => matters.push(vec![*index]),
        }
    }
    matters
}

/// Whether the numbers of each department and series, day by day, count on from the first one again and again.
fn begin_anew<'a, E: Settling + 'a>(rows: impl Iterator<Item = &'a E>) -> bool {
    let mut rows: Vec<([String; 2], Date, &Place, u32)> = rows
        .filter_map(|row| {
            let department = row.department().map(|name| name_key(name)).unwrap_or_default();
            let (series, number) = numbered(&row.key()?)?;
            Some(([department, series], row.received(), row.place(), number))
        })
        .collect();
    rows.sort();
    // The same row again, in the same list or in another, is the same dossier.
    rows.dedup_by(|one, other| (&one.0, one.1, one.3) == (&other.0, other.1, other.3));
    let mut runs: Vec<BTreeSet<u32>> = Vec::new();
    for list in rows.chunk_by(|one, other| one.0 == other.0) {
        let mut run = BTreeSet::new();
        for (_, _, _, number) in list {
            if !run.insert(*number) {
                runs.push(std::mem::replace(&mut run, BTreeSet::from([*number])));
            }
        }
        runs.push(run);
    }
    let Some(least) = runs.iter().filter_map(BTreeSet::first).min() else { return false };
    // A row that could not be read leaves a gap.
    let counts_on = |run: &&BTreeSet<u32>| {
        run.first() == Some(least)
            && run.last().is_some_and(|last| {
                usize::try_from(last - least).is_ok_and(|span| (span + 1) * 4 <= run.len() * 5)
            })
    };
    let in_order: usize = runs.iter().filter(counts_on).map(BTreeSet::len).sum();
    in_order * 5 >= runs.iter().map(BTreeSet::len).sum::<usize>() * 4
}

/// `HS-001`: the first figures of a key, and all else of it.
fn numbered(key: &str) -> Option<(String, u32)> {
    let from = key.find(|c: char| c.is_ascii_digit())?;
    let (before, rest) = key.split_at(from);
    let (figures, after) =
        rest.split_at(rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len()));
    Some((format!("{before}{after}"), figures.parse().ok()?))
}

fn are_exchanged(one: Date, other: Date) -> bool {
    one.year() == other.year() && one.day() == other.month() && one.month() == other.day()
}
