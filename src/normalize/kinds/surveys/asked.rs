//! The questions of a table: which columns answer each, and which question of the file it is.

use crate::ledger::column_letters;
use crate::model::{Question, Text};
use crate::normalize::file::FileReader;
use crate::normalize::header::alias::header_key;
use crate::normalize::header::columns::{ColumnRole, SheetColumn};
use crate::normalize::header::grid::{self, Tick};
use crate::normalize::kinds::surveys::replies::{Replies, seen};
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::values::reply::Reply;
use crate::normalize::values::tally::{Seen, Tally};
use crate::normalize::waiting::Waiting;

/// Questions that the settings do not know come after those that they do.
const UNKNOWN: u32 = 10_000;

/// A question of a table: its column, its place among those of the file.
pub(crate) struct Asked {
    pub(crate) index: usize,
    /// Where the question is a grid of ticks, its columns.
    pub(crate) ticks: Vec<(usize, Tick)>,
    pub(crate) question: Question,
    /// Name of the scale that it is answered on; its key, unless its table says what its digits mean.
    pub(crate) scale: Text,
    /// Something says what its digits mean.
    pub(crate) is_labelled: bool,
    /// Place in `RawRows::questions`.
    pub(crate) raw: usize,
    /// What was answered to it in this table.
    pub(crate) tally: Tally,
}

impl Asked {
    /// What a row answers, and the column in which it does.
    pub(crate) fn reply(
        &self,
        slots: &[Slot],
        replies: &mut Replies,
        texts: &Interner,
    ) -> (Reply, usize) {
        if !self.ticks.is_empty() {
            return grid::reply(&self.ticks, slots, texts);
        }
        let slot = slots.get(self.index).copied().unwrap_or(Slot::Empty);
        (replies.of(slot, texts), self.index)
    }
}

/// The questions of those columns, by their places in the table.
pub(crate) fn questions(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    columns: Vec<(usize, Tally)>,
) -> Vec<Asked> {
    let mut asked: Vec<Asked> = Vec::new();
    for (index, mut tally) in columns {
        let Some(mut column) = waiting.table.columns().get(index).cloned() else { continue };
        let ticks = ticks(waiting, &column);
        let of_grid = ticks.iter().filter_map(|(index, _)| waiting.table.columns().get(*index));
        let cells: Vec<String> = of_grid
            .chain(ticks.is_empty().then_some(&column))
            .map(|column| format!("{}{}", column_letters(column.at), column.row))
            .collect();
        if !ticks.is_empty() {
            asked_above(&mut column);
            tally = tally_of_ticks(waiting, &ticks, &file.texts);
        }
        let mut question = question(file, &column);
        if asked.iter().any(|other| other.question.key == question.key) {
            // The same sentence under another heading is another question.
            question.key = Text::from(column.keys.first().map_or("", String::as_str));
            question.text = Text::from(column.header.as_str());
        }
        if asked.iter().any(|other| other.question.key == question.key) {
            question.key = Text::from(format!("{} {}", question.key, asked.len() + 1));
        }
        for cell in cells {
            file.read_as_question(waiting.sheet, &cell, &question.text);
        }
        let known = file.raw.questions.iter().position(|other| other.key == question.key);
        let raw = known.unwrap_or_else(|| {
            file.raw.questions.push(question.clone());
            file.raw.questions.len() - 1
        });
        let scale = Text::clone(&question.key);
        asked.push(Asked { index, ticks, question, scale, is_labelled: false, raw, tally });
    }
    asked
}

/// The columns of a question that is a grid of ticks.
pub(crate) fn ticks(waiting: &Waiting, first: &SheetColumn) -> Vec<(usize, Tick)> {
    let columns = waiting.table.columns().iter().enumerate();
    columns
        .filter_map(|(index, column)| match column.role {
            ColumnRole::Tick(tick) if tick.question == first.at => Some((index, tick)),
            ColumnRole::Tick(_)
            | ColumnRole::Read
            | ColumnRole::Twin
            | ColumnRole::Beaten
            | ColumnRole::Span
            | ColumnRole::Candidate(_) => None,
        })
        .collect()
}

/// All levels of a grid show what its scale is, also those that nobody ticked.
fn tally_of_ticks(waiting: &Waiting, ticks: &[(usize, Tick)], texts: &Interner) -> Tally {
    let mut tally = Tally::default();
    for (number, (_, tick)) in (1..).zip(ticks) {
        tally.add(Seen::Tick(number), tick.reply, 0);
    }
    for (_, slots) in waiting.table.rows() {
        let (reply, index) = grid::reply(ticks, &slots, texts);
        let slot = slots.get(index).copied().unwrap_or(Slot::Empty);
        let reply = if slot.fault().is_some() { Reply::Fault } else { reply };
        let place = ticks.iter().position(|(_, tick)| tick.reply == reply);
        let mark = match place.map(|place| u8::try_from(place + 1)) {
            Some(Ok(number)) => Seen::Tick(number),
            Some(Err(_)) | None => seen(slot),
        };
        tally.add(mark, reply, 1);
    }
    tally
}

/// A grid is known by the question above its levels.
fn asked_above(column: &mut SheetColumn) {
    let Some((above, _)) = column.header.rsplit_once(" > ") else { return };
    let leaf = above.rsplit(" > ").next().unwrap_or(above).to_owned();
    column.keys = vec![header_key(above), header_key(&leaf)];
    column.header = above.to_owned();
    column.leaf = leaf;
}

fn question(file: &FileReader<'_>, column: &SheetColumn) -> Question {
    let options = &file.options.questions;
    let place = column.keys.iter().find_map(|key| file.question_place(key));
    if let Some((place, known)) =
        place.and_then(|place| options.get(place).map(|known| (place, known)))
    {
        return Question {
            order: u32::try_from(place).unwrap_or(UNKNOWN),
            key: Text::from(known.key.as_str()),
            text: Text::from(known.text.as_str()),
            factor: known.factor.as_deref().map(Text::from),
        };
    }
    let key = header_key(&column.leaf);
    let order = file
        .raw
        .questions
        .iter()
        .position(|other| *other.key == *key)
        .unwrap_or(file.raw.questions.len());
    Question {
        order: UNKNOWN.saturating_add(u32::try_from(order).unwrap_or(u32::MAX)),
        key: Text::from(key.as_str()),
        text: Text::from(column.leaf.as_str()),
        factor: None,
    }
}
