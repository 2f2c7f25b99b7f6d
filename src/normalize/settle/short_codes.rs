//! Numbers that begin anew with each month, department or counter: the same number is another matter each time.

use std::collections::BTreeMap;

use hashbrown::HashSet;
use jiff::civil::Date;

use crate::ledger::{Code, Field, Finding};
use crate::model::{Text, name_key, short_date};
use crate::normalize::settle::books::Books;
use crate::normalize::settle::rules::Settling;

/// Figures of a number that counts on within a list; codes of dossiers have more.
const MOST_FIGURES: usize = 4;
const LONGEST: usize = 10;
/// Numbers that stand for several matters; fewer are slips.
const FEWEST: usize = 3;

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
    groups.retain(|_, rows| rows.len() > 1);
    let others = |rows: &[usize]| {
        are_others(&rows.iter().filter_map(|at| entries.get(*at)).collect::<Vec<_>>())
    };
    let apart = groups.values().filter(|rows| others(rows)).count();
    // Throughout: a code that stands twice by a slip stands beside many that do not.
    if apart < FEWEST || apart * 5 < groups.len() * 4 {
        return Parted::default();
    }
    let mut parted = Parted::default();
    let (mut first, mut count) = (None, 0_usize);
    for rows in groups.values() {
        for index in rows {
            let Some(entry) = entries.get_mut(*index) else { continue };
            first =
                first.or_else(|| Some(entry.place().clone()).zip(entry.code().map(str::to_owned)));
            count += 1;
            let code = parted.code(entry);
            entry.recode(Some(code));
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

/// Codes that were given, to be taken back.
#[derive(Debug, Default)]
pub(crate) struct Parted {
    /// By number, day and whose it is.
    by_matter: BTreeMap<(String, Date, [String; 2]), Text>,
    given: HashSet<Text>,
}

impl Parted {
    /// One for all rows of one matter, by what tells it from others; it says nobody's name.
    fn code<E: Settling>(&mut self, entry: &E) -> Text {
        let own = entry.code().unwrap_or_default();
        let day = entry.received();
        let whose = [entry.department(), entry.person()]
            .map(|name| name.map(|name| name_key(name)).unwrap_or_default());
        let matter = (name_key(own), day, whose);
        if let Some(code) = self.by_matter.get(&matter) {
            return Text::clone(code);
        }
        let number = self.by_matter.len() + 1;
        let code = Text::from(format!("{own} ({}; {number})", short_date(day)).as_str());
        self.by_matter.insert(matter, Text::clone(&code));
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
    let figures = code.chars().filter(char::is_ascii_digit).count();
    (1..=MOST_FIGURES).contains(&figures) && code.chars().count() <= LONGEST
}

/// Whether rows of one number are surely of several matters: other people, other departments, or other days without
/// anybody's name. Days of which month and day changed places are those of one.
fn are_others<E: Settling>(rows: &[&E]) -> bool {
    let Some((first, rest)) = rows.split_first() else { return false };
    rest.iter().any(|other| {
        let people = first.person().zip(other.person());
        let departments = first.department().zip(other.department());
        match people {
            Some((one, two)) => name_key(one) != name_key(two),
            None => {
                first.received() != other.received()
                    && !are_exchanged(first.received(), other.received())
                    && (first.due() != other.due()
                        || departments.is_some_and(|(one, two)| one != two))
            }
        }
    })
}

fn are_exchanged(one: Date, other: Date) -> bool {
    one.year() == other.year() && one.day() == other.month() && one.month() == other.day()
}
