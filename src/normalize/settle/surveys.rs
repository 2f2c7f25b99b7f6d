//! Survey sheets that stand twice: an export of a form holds all sheets since its first day, and lists are copied.
//!
//! A sheet is told from all others by its time stamp, or by its number where numbers are not given twice. Many people
//! answer alike, so without either only a whole table that stands again in another one is surely the same.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hashbrown::HashMap;
use jiff::civil::Date;

use crate::ledger::{Code, Field, Finding, Place, RowDays, Source};
use crate::model::{Answer, Span, Survey, Text, code_key};
use crate::normalize::settle::books::Books;
use crate::normalize::settle::rules::Gone;

/// What a sheet says, whoever wrote it down and wherever: an export of the whole office need not say whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
struct AnswersContent<'a> {
    date: Option<Date>,
    span: Option<Span>,
    /// Left out where it is compared with a sheet of which nobody knows it.
    department: Option<&'a Text>,
    code: Option<&'a Text>,
    /// Which questions, by a number for each list of them.
    asked: usize,
    answers: &'a [Answer],
}

/// Sheets, and different ones among them, that two tables must share to be one list.
const SHARED: usize = 3;
/// Sheets, and different ones among them, of a table without stamps and numbers that stands again as a whole.
const WHOLE: usize = 5;
const DIFFERENT: usize = 4;
/// Sheets of a table that stand in another one in another order.
const MOSTLY: usize = 8;

impl AnswersContent<'_> {
    /// Without the department.
    fn bare(&self) -> Self {
        Self { department: None, ..self.clone() }
    }

    fn is_same(&self, other: &Self) -> bool {
        let known = self.department.and(other.department).is_some();
        (!known || self.department == other.department) && self.bare() == other.bare()
    }
}

/// Takes out the sheets that stand twice and says so; gives back what keeps a report from being written.
pub(crate) fn once(surveys: &mut Vec<Survey>, books: &mut Books) -> Vec<Finding> {
    let asked = asked(surveys);
    let contents: Vec<AnswersContent<'_>> =
        surveys.iter().zip(&asked).map(|(survey, asked)| content(survey, *asked)).collect();
    let twice = twice(surveys, &contents);
    let blocks = blocks(surveys, &contents, &twice);
    for (again, first) in &twice {
        if let (Some(again), Some(first)) = (surveys.get(*again), surveys.get(*first)) {
            tell(again, first, books);
        }
    }
    for finding in &blocks {
        books.find(finding.clone());
    }
    let mut at = 0;
    surveys.retain(|_| {
        let is_again = twice.contains_key(&at);
        at += 1;
        !is_again
    });
    blocks
}

fn content(survey: &Survey, asked: usize) -> AnswersContent<'_> {
    AnswersContent {
        date: survey.date,
        span: survey.span,
        department: survey.department.as_ref(),
        code: survey.code.as_ref(),
        asked,
        answers: &survey.answers,
    }
}

/// A number for the list of questions of each sheet: tables of one form ask the same.
fn asked(surveys: &[Survey]) -> Vec<usize> {
    let mut lists: BTreeMap<Vec<Text>, usize> = BTreeMap::new();
    let mut last: Option<(&Survey, usize)> = None;
    let mut asked = Vec::with_capacity(surveys.len());
    for survey in surveys {
        let same = last.filter(|(before, _)| Arc::ptr_eq(&before.questions, &survey.questions));
        let number = if let Some((_, number)) = same {
            number
        } else {
            let keys = survey.questions.iter().map(|question| Text::clone(&question.key)).collect();
            let next = lists.len();
            *lists.entry(keys).or_insert(next)
        };
        last = Some((survey, number));
        asked.push(number);
    }
    asked
}

/// Sheets of one mark: their places among all, and how many of the mark say something else.
#[derive(Debug, Default)]
struct Shared {
    /// The later one, and the first.
    pairs: Vec<(usize, usize)>,
    others: usize,
    is_stamped: bool,
}

/// The sheets that stand again, each with the one that counts.
fn twice(surveys: &[Survey], contents: &[AnswersContent<'_>]) -> BTreeMap<usize, usize> {
    let mut marked: HashMap<(Option<&str>, Option<String>), Vec<usize>> = HashMap::new();
    for (at, survey) in surveys.iter().enumerate() {
        let number = survey.number.as_deref().map(|number| code_key(number).into_owned());
        let number = number.filter(|number| !number.is_empty());
        if survey.stamp.is_some() || number.is_some() {
            marked.entry((survey.stamp.as_deref(), number)).or_default().push(at);
        }
    }
    let has_department =
        |at: usize| contents.get(at).is_some_and(|content| content.department.is_some());
    let source = |at: usize| surveys.get(at).map(|survey| Arc::clone(&survey.place.source));
    let mut shared: BTreeMap<(Arc<Source>, Arc<Source>), Shared> = BTreeMap::new();
    for ((stamp, _), places) in marked.iter().filter(|(_, places)| places.len() > 1) {
        for (nth, again) in places.iter().enumerate().skip(1) {
            let before = places.get(..nth).unwrap_or_default();
            let is_same = |first: &&usize| {
                let pair = contents.get(**first).zip(contents.get(*again));
                pair.is_some_and(|(first, again)| first.is_same(again))
            };
            // The one that says whose it is counts.
            let mut same = before.iter().filter(is_same);
            let first = same.clone().find(|at| has_department(**at)).or_else(|| same.next());
            let Some(tables) =
                first.or(before.first()).and_then(|first| Some((source(*again)?, source(*first)?)))
            else {
                continue;
            };
            let of = shared.entry(tables).or_default();
            of.is_stamped |= stamp.is_some();
            match first {
                Some(first) if has_department(*again) && !has_department(*first) => {
                    of.pairs.push((*first, *again));
                }
                Some(first) => of.pairs.push((*again, *first)),
                None => of.others += 1,
            }
        }
    }
    let mut sizes: BTreeMap<Arc<Source>, usize> = BTreeMap::new();
    for survey in surveys {
        *sizes.entry(Arc::clone(&survey.place.source)).or_default() += 1;
    }
    let size = |source: &Arc<Source>| sizes.get(source).copied().unwrap_or_default();
    let sure = shared.into_iter().filter(|((table, other), shared)| {
        let Shared { pairs, others, is_stamped } = shared;
        let different: BTreeSet<_> = pairs.iter().map(|(at, _)| contents.get(*at)).collect();
        // Numbers that begin anew with each day or clerk tell nobody apart.
        *is_stamped
            || *others == 0
                && (table == other
                    || different.len() >= SHARED && pairs.len() * 2 >= size(table).min(size(other)))
    });
    sure.flat_map(|(_, shared)| shared.pairs).collect()
}

fn tell(again: &Survey, first: &Survey, books: &mut Books) {
    // Without a valid answer it is no accepted row: it is only left out.
    if !again.answers.iter().any(|answer| matches!(answer, Answer::Level(_))) {
        return;
    }
    let (old, new) = (again.place.clone(), first.place.clone());
    if old.source != new.source {
        books.go(Gone::Updated { old, new, changed: Vec::new() });
        return;
    }
    books.find(
        Finding::new(Code::DuplicateCode, old.clone())
            .rejecting()
            .of_days(RowDays::on(again.date))
            .with_field(Field::Number)
            .with_message(format!("Phiếu này giống hệt {new}"))
            .with_effect("phiếu này không được tính")
            .with_advice(
                "xóa dòng chép thừa; nếu là hai phiếu khác nhau thì ghi hai số phiếu khác nhau",
            ),
    );
    books.go(Gone::Rejected(old));
}

/// Sheets of a table that stand in another one too, as often.
fn shared_by(table: &[AnswersContent<'_>], other: &[AnswersContent<'_>]) -> usize {
    let mut left: BTreeMap<_, usize> = BTreeMap::new();
    for content in other {
        *left.entry(content).or_default() += 1;
    }
    let mut shared = 0;
    for content in table {
        if let Some(times) = left.get_mut(content).filter(|times| **times > 0) {
            *times -= 1;
            shared += 1;
        }
    }
    shared
}

/// Whether so much of a table stands in another one, in whatever order, that it is no chance. People answer alike: how
/// many of the sheets of one table would stand in another by chance is told by those of the other that stand in it once.
fn is_mostly_in(table: &[AnswersContent<'_>], other: &[AnswersContent<'_>]) -> bool {
    let shared = shared_by(table, other);
    let mut times: BTreeMap<_, usize> = BTreeMap::new();
    for content in other {
        *times.entry(content).or_default() += 1;
    }
    let rare = times.values().filter(|times| **times == 1).count();
    // As many as chance would give, of sheets that anybody answers like: in `other.len()` parts.
    let by_chance = table.len() * (other.len() - rare);
    shared >= MOSTLY && shared * 2 >= table.len() && shared * other.len() >= by_chance * 3
}

/// A table without stamps and numbers.
struct BlockTable<'a> {
    source: &'a Arc<Source>,
    places: Vec<usize>,
    whole: Vec<AnswersContent<'a>>,
    /// Without the department.
    bare: Vec<AnswersContent<'a>>,
    has_departments: bool,
}

impl<'a> BlockTable<'a> {
    /// The rows of this one and of another, as the two can be compared.
    fn beside<'b>(
        &'b self,
        other: &'b Self,
    ) -> (&'b [AnswersContent<'a>], &'b [AnswersContent<'a>]) {
        if self.has_departments && other.has_departments {
            (&self.whole, &other.whole)
        } else {
            (&self.bare, &other.bare)
        }
    }
}

/// Tables without stamps and numbers that stand as a whole in another one.
fn blocks(
    surveys: &[Survey],
    contents: &[AnswersContent<'_>],
    twice: &BTreeMap<usize, usize>,
) -> Vec<Finding> {
    let mut tables: BTreeMap<&Arc<Source>, Vec<usize>> = BTreeMap::new();
    for (at, survey) in surveys.iter().enumerate() {
        let is_marked = survey.stamp.is_some() || survey.number.is_some();
        if !is_marked && !twice.contains_key(&at) {
            tables.entry(&survey.place.source).or_default().push(at);
        }
    }
    let tables: Vec<BlockTable<'_>> = tables
        .into_iter()
        .map(|(source, places)| {
            let whole: Vec<_> = places.iter().filter_map(|at| contents.get(*at).cloned()).collect();
            BlockTable {
                source,
                bare: whole.iter().map(AnswersContent::bare).collect(),
                has_departments: whole.iter().any(|content| content.department.is_some()),
                whole,
                places,
            }
        })
        .collect();
    let mut found = Vec::new();
    for (nth, table) in tables.iter().enumerate() {
        let different: BTreeSet<_> = table.whole.iter().collect();
        if table.whole.len() < WHOLE || different.len() < DIFFERENT {
            continue;
        }
        let others: Vec<&BlockTable<'_>> = tables
            .iter()
            .enumerate()
            // Of two equal tables the later one.
            .filter(|(at, other)| {
                *at != nth && (other.whole.len() > table.whole.len() || *at < nth)
            })
            .map(|(_, other)| other)
            .collect();
        let holds = |other: &&&BlockTable<'_>| {
            let (rows, others) = table.beside(other);
            others.windows(rows.len()).any(|window| window == rows)
        };
        let whole = others.iter().find(holds);
        let shuffled = || {
            others.iter().find(|other| {
                let (rows, others) = table.beside(other);
                others.len() >= rows.len() && is_mostly_in(rows, others)
            })
        };
        let (again, in_order) = if whole.is_some() {
            (table.whole.len(), ", đúng theo thứ tự")
        } else {
            let shared = shuffled().map(|other| table.beside(other));
            (shared.map_or(0, |(rows, others)| shared_by(rows, others)), "")
        };
        let Some(other) = whole.or_else(shuffled) else { continue };
        let Some(first) = table.places.first().and_then(|at| surveys.get(*at)) else { continue };
        found.push(
            Finding::new(Code::RepeatedRows, first.place.clone())
                .with_message(format!(
                    "{again} phiếu của {} giống hệt các phiếu của {}{in_order}",
                    Place::whole(table.source),
                    Place::whole(other.source)
                ))
                .with_effect("không biết tính một lần hay hai lần, chưa lập được báo cáo")
                .with_advice("bỏ tệp hoặc trang chép thừa; nếu là các phiếu khác nhau thì thêm cột “Số phiếu” và ghi số cho từng phiếu"),
        );
    }
    found
}
