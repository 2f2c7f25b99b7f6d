//! Survey tables of a file: which columns ask, on which scale, and the sheets that count.

mod account;
mod asked;
mod judge;
mod lookalikes;
mod replies;
mod sheets;
mod told;

use std::collections::BTreeMap;

use crate::ledger::{Field, column_letters};
use crate::model::{Text, is_personal};
use crate::normalize::Digits;
use crate::normalize::file::FileReader;
use crate::normalize::header::asking::{
    AskedSubject, asks_for_a_rating, is_about_hopes, is_computed, ordinal, subject, top,
};
use crate::normalize::header::columns::{ColumnRole, SheetColumn};
use crate::normalize::kinds::departments::Match;
use crate::normalize::kinds::surveys::asked::Asked;
use crate::normalize::kinds::surveys::judge::{AskAbout, AskFacts, AskSaid, AskVerdict, Unread};
use crate::normalize::kinds::surveys::replies::Replies;
use crate::normalize::text::intern::Slot;
use crate::normalize::values::legend::{choices, is_downward, legend, legend_of};
use crate::normalize::values::reply::Reply;
use crate::normalize::values::scale::{self, AnswerScale, Misfit, Why};
use crate::normalize::values::tally::{Seen, Tally};
use crate::normalize::waiting::Waiting;

/// What was learnt of the answers over all sheets of the file.
#[derive(Debug, Default)]
struct Learnt {
    replies: Replies,
    /// By scale of the question.
    tallies: BTreeMap<Text, Tally>,
    /// The highest mark that its header names.
    tops: BTreeMap<Text, u32>,
    scales: BTreeMap<Text, Result<AnswerScale, Misfit>>,
    /// Some table says that its lowest digit is the best.
    is_downward: bool,
}

/// What the columns of a table turned out to be, by their places in it.
#[derive(Debug, Default)]
struct Sorted {
    asking: Vec<(usize, Tally)>,
    unread: Vec<(usize, Unread)>,
    doubtful: Vec<(usize, Misfit)>,
}

/// Reads all survey tables of a file.
pub(crate) fn read(file: &mut FileReader<'_>, tables: Vec<Waiting>) {
    let mut learnt = Learnt::default();
    let mut asked = Vec::new();
    let mut lookalikes = Vec::new();
    for mut waiting in tables {
        if let Some(form) = lookalikes::of(&waiting, &mut learnt.replies, &file.texts) {
            lookalikes.push((waiting, form));
            continue;
        }
        told::no_sheets(file, &mut waiting);
        department_by_names(file, &mut waiting);
        let legend = legend_for(file, &waiting);
        let sorted = sort(file, &waiting, &legend, &mut learnt.replies);
        if waiting.is_stopped && (sorted.asking.is_empty() || !sorted.doubtful.is_empty()) {
            continue;
        }
        if !sorted.doubtful.is_empty() {
            told::refuse(file, &waiting, &sorted.doubtful);
            continue;
        }
        let is_blank = sorted.asking.iter().all(|(index, tally)| {
            !is_tick(&waiting, *index) && !tally.has(|reply| reply != Reply::None)
        });
        if sorted.asking.is_empty() || is_blank && !sorted.unread.is_empty() {
            told::no_questions(file, &waiting, &mut learnt.replies);
            continue;
        }
        let mut questions = asked::questions(file, &waiting, sorted.asking);
        learn(&waiting, &mut questions, &legend, &mut learnt);
        asked.push((waiting, questions, sorted.unread));
    }
    decide(&mut learnt, file.options.digits);
    for (waiting, questions, unread) in asked {
        let misfits = misfits(&questions, &learnt, file.options.digits);
        if !misfits.is_empty() {
            if !waiting.is_stopped {
                told::refuse(file, &waiting, &misfits);
            }
            continue;
        }
        if !waiting.is_stopped {
            told::doubtful_numbers(file, &waiting);
            told::assumed(file, &waiting, &questions, &learnt);
            told::converted(file, &waiting, &questions, &learnt);
            told::unread(file, &waiting, &unread, &mut learnt.replies);
        }
        sheets::read(file, &waiting, &questions, &mut learnt);
    }

    for (waiting, form) in lookalikes.into_iter().filter(|(waiting, _)| !waiting.is_stopped) {
        told::lookalike(file, &waiting, form);
    }
}

fn is_tick(waiting: &Waiting, index: usize) -> bool {
    let column = waiting.table.columns().get(index);
    column.is_some_and(|column| matches!(column.role, ColumnRole::Tick(_)))
}

/// A column without a name that is known, all of whose texts are departments of the settings, says whose a sheet is.
fn department_by_names(file: &mut FileReader<'_>, waiting: &mut Waiting) {
    if waiting.table.has(Field::Department) || !file.directory.is_declared() {
        return;
    }
    let names = |index: usize| {
        let mut filled =
            waiting.table.column(index).filter(|(_, slot)| !slot.is_empty()).peekable();
        filled.peek().is_some()
            && filled.all(|(_, slot)| {
                matches!(slot, Slot::Text(id) if matches!(file.directory.find(file.texts.text(id)), Match::Known(_)))
            })
    };
    let columns = waiting.table.columns().iter().enumerate();
    let mut found = columns
        .filter(|(_, column)| matches!(column.role, ColumnRole::Candidate(_)))
        .map(|(index, _)| index)
        .filter(|index| names(*index));
    let (Some(index), None) = (found.next(), found.next()) else { return };
    let Some(column) = waiting.table.choice.columns.get_mut(index) else { return };
    (column.field, column.role) = (Field::Department, ColumnRole::Read);
    let cell = format!("{}{}", column_letters(column.at), column.row);
    file.read_as(waiting.sheet, &cell, Field::Department);
}

/// What stands above and below a table says of its digits; else a page of the file without a table.
fn legend_for(file: &FileReader<'_>, waiting: &Waiting) -> Vec<(u8, Reply)> {
    let texts = waiting.table.titles.iter().chain(&waiting.table.below);
    let own = legend_of(texts.map(String::as_str));
    if own.is_empty() { file.legend.clone() } else { own }
}

/// Which columns ask.
fn sort(
    file: &FileReader<'_>,
    waiting: &Waiting,
    legend: &[(u8, Reply)],
    replies: &mut Replies,
) -> Sorted {
    let mut sorted = Sorted::default();
    let mut places = Vec::new();
    let mut facts = Vec::new();
    for (index, column) in waiting.table.columns().iter().enumerate() {
        match column.role {
            ColumnRole::Candidate(asking) => {
                places.push(index);
                facts.push(AskFacts {
                    asking,
                    subject: subject(&column.leaf),
                    ordinal: ordinal(&column.leaf),
                    said: said(legend, column),
                    about: about(column),
                    tally: replies.tally(waiting, index, &file.texts),
                });
            }
            ColumnRole::Tick(tick) if tick.question == column.at => {
                sorted.asking.push((index, Tally::default()));
            }
            ColumnRole::Tick(_)
            | ColumnRole::Read
            | ColumnRole::Twin
            | ColumnRole::Beaten
            | ColumnRole::Span => {}
        }
    }
    let options = file.options;
    let mut verdicts = judge::judge(&facts, options.digits, !options.questions.is_empty());
    lookalikes::silence_repeats(waiting, &places, &facts, &mut verdicts, replies, &file.texts);
    judge::name_codes(&facts, &mut verdicts, options.digits, sorted.asking.len());
    for ((index, facts), verdict) in places.into_iter().zip(facts).zip(verdicts) {
        match verdict {
            AskVerdict::Asks => sorted.asking.push((index, facts.tally)),
            AskVerdict::NotRead(unread) => sorted.unread.push((index, unread)),
            AskVerdict::Doubtful(misfit) => sorted.doubtful.push((index, misfit)),
            AskVerdict::Silent => {}
        }
    }
    sorted.asking.sort_by_key(|(index, _)| *index);
    sorted
}

/// What a header names that is no question of satisfaction, whatever the answers are.
fn about(column: &SheetColumn) -> AskAbout {
    if is_about_hopes(&column.header) {
        AskAbout::Hopes
    } else if is_computed(&column.leaf) {
        AskAbout::Computed
    } else if ordinal(&column.leaf).is_none()
        && !asks_for_a_rating(&column.leaf)
        && column.leaf.split_whitespace().count() <= 6
        && is_personal(&column.leaf)
    {
        AskAbout::Person
    } else {
        AskAbout::Anything
    }
}

/// What its header and the legend of its table say of the digits of a column.
fn said(of_table: &[(u8, Reply)], column: &SheetColumn) -> AskSaid {
    let is_choice = subject(&column.leaf) == Some(AskedSubject::Choice);
    if !choices(&column.header).is_empty() {
        AskSaid::Choices
    } else if !of_table.is_empty() && !is_choice || !legend(&column.header).is_empty() {
        AskSaid::Levels
    } else if asks_for_a_rating(&column.header) {
        AskSaid::Rating
    } else {
        AskSaid::Nothing
    }
}

fn learn(waiting: &Waiting, asked: &mut [Asked], of_table: &[(u8, Reply)], learnt: &mut Learnt) {
    for asked in asked {
        let column = waiting.table.columns().get(asked.index);
        let mut labels = Vec::new();
        if asked.tally.has(|reply| matches!(reply, Reply::Digit(_))) {
            labels = column.map(|column| legend(&column.header)).unwrap_or_default();
            labels.extend(of_table);
        }
        asked.is_labelled = !labels.is_empty();
        // What one table says of its digits holds for no other, unless it is what everybody takes them for.
        if is_downward(&labels) {
            asked.scale = Text::from(format!("{} 1 > 5", asked.scale));
            learnt.is_downward = true;
        }
        let key = &asked.scale;
        let tally = learnt.tallies.entry(Text::clone(key)).or_default();
        tally.merge(&asked.tally);
        for (digit, label) in labels {
            tally.add(Seen::Label(digit), label, 0);
        }
        let header = column.and_then(|column| top(&column.header));
        if let Some(top) = header {
            learnt.tops.insert(Text::clone(key), top);
        }
    }
}

/// The scale of each question; bare digits show theirs over all questions of the file.
fn decide(learnt: &mut Learnt, digits: Digits) {
    let Learnt { tallies, tops, scales, .. } = learnt;
    *scales = tallies
        .iter()
        .map(|(key, tally)| (Text::clone(key), scale::decide(tally, digits)))
        .collect();
    let is_bare = |key: &Text| {
        tallies.get(key).is_some_and(|tally| {
            tally.has(|reply| matches!(reply, Reply::Digit(_)))
                && !tally.has(|reply| matches!(reply, Reply::Word { .. } | Reply::Percent(_)))
        })
    };
    let beyond =
        scales.values().any(|scale| matches!(scale, Err(Misfit { why: Why::OffScale, .. })));
    let shown = |digit: u8| {
        tallies
            .iter()
            .any(|(key, tally)| is_bare(key) && tally.has(|reply| reply == Reply::Digit(digit)))
    };
    let only_ones = !(2..=5).any(shown);
    let no_top = match digits {
        Digits::Undeclared => !shown(5),
        Digits::FiveIsBest => only_ones,
        Digits::OneIsBest => false,
    };
    let has_share = |shares: &[u8]| {
        tallies.values().any(|tally| {
            tally.has(|reply| {
                matches!(reply, Reply::Percent(share) | Reply::Digit(share) if shares.contains(&share))
            })
        })
    };
    let (has_fifth, has_quarter) = (has_share(&[20]), has_share(&[0, 25]));
    for (key, scale) in scales.iter_mut() {
        let is_open = match scale {
            Ok(AnswerScale::Fifths { .. }) => !has_fifth,
            Ok(AnswerScale::Quarters { .. }) => !has_quarter,
            Ok(
                AnswerScale::Words(_)
                | AnswerScale::Agreement
                | AnswerScale::OutOfFive
                | AnswerScale::Stars
                | AnswerScale::Faces,
            )
            | Err(_) => false,
        };
        if is_open {
            let seen = tallies.get(key).into_iter().flat_map(Tally::iter).map(|(seen, _, _)| seen);
            *scale = Err(Misfit { why: Why::NoBottom, seen: seen.collect() });
        }
    }
    for (key, scale) in scales.iter_mut().filter(|(key, _)| is_bare(key)) {
        let Ok(AnswerScale::Words(_)) = scale else { continue };
        let why = match tops.get(key) {
            _ if beyond => Why::OffScale,
            Some(5) => continue,
            Some(_) => Why::OffScale,
            None if no_top => Why::NoTop,
            None => continue,
        };
        let seen = tallies.get(key).into_iter().flat_map(Tally::iter).map(|(seen, _, _)| seen);
        *scale = Err(Misfit { why, seen: seen.collect() });
    }
}

/// The questions of a table that are on no scale.
fn misfits(asked: &[Asked], learnt: &Learnt, digits: Digits) -> Vec<(usize, Misfit)> {
    let is_open = |asked: &Asked| {
        learnt.is_downward
            && digits == Digits::Undeclared
            && !asked.is_labelled
            && asked.tally.has(|reply| matches!(reply, Reply::Digit(1..=5)))
            && !asked.tally.has(|reply| matches!(reply, Reply::Word { .. } | Reply::Percent(_)))
    };
    asked
        .iter()
        .filter_map(|asked| match learnt.scales.get(&asked.scale) {
            Some(Err(misfit)) => Some((asked.index, misfit.clone())),
            Some(Ok(AnswerScale::Words(_))) if is_open(asked) => {
                let seen = asked.tally.iter().map(|(seen, _, _)| seen).collect();
                Some((asked.index, Misfit { why: Why::Elsewhere, seen }))
            }
            Some(Ok(_)) | None => None,
        })
        .collect()
}
