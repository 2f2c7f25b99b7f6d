//! Survey tables of a file: which columns ask, on which scale, and the sheets that count.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::ledger::{Code, Fate, Finding, Place, column_letters};
use crate::model::RawSurvey;
use crate::model::{Answer, Question, Survey, Text};
use crate::normalize::file::FileReader;
use crate::normalize::header::alias::header_key;
use crate::normalize::header::columns::{Column, Role};
use crate::normalize::header::dictionary::Asking;
use crate::normalize::header::field::Field;
use crate::normalize::header::grid::{self, Tick};
use crate::normalize::kinds::others;
use crate::normalize::kinds::whose;
use crate::normalize::text::intern::{Id, Interner, Slot};
use crate::normalize::values::date_columns::{self, DateCell};
use crate::normalize::values::likert::{self, Reply, Scale};
use crate::normalize::values::numbers::count_of;
use crate::normalize::waiting::Waiting;

/// Questions that the settings do not know come after those that they do.
const UNKNOWN: u32 = 10_000;

/// Replies by text: a scale has few words, and millions of cells. Only asked, never walked.
#[derive(Debug, Default)]
struct Replies(HashMap<Id, Reply>);

impl Replies {
    fn of(&mut self, slot: Slot, texts: &Interner) -> Reply {
        match slot {
            Slot::Empty => Reply::None,
            Slot::Text(id) | Slot::Iso(id) => {
                *self.0.entry(id).or_insert_with(|| likert::reply(texts.text(id)))
            }
            Slot::Number(_) | Slot::Serial(_) => match count_of(slot, texts).map(u8::try_from) {
                Some(Ok(digit)) => Reply::Digit(digit),
                Some(Err(_)) | None => Reply::Unreadable,
            },
            Slot::Bool(_) | Slot::Error(_) | Slot::Uncalculated | Slot::Broken(_) => {
                Reply::Unreadable
            }
        }
    }
}

/// What was learnt of the answers over all sheets of the file.
#[derive(Debug, Default)]
struct Answers {
    replies: Replies,
    /// By key of the question.
    scales: BTreeMap<Text, Scale>,
}

/// A question of a table: its column, its place among those of the file.
struct Asked {
    index: usize,
    /// Where the question is a grid of ticks, its columns.
    ticks: Vec<(usize, Tick)>,
    question: Question,
    /// Place in `RawRows::questions`.
    raw: usize,
}

impl Asked {
    /// What a row answers, and the column in which it does.
    fn reply(&self, slots: &[Slot], replies: &mut Replies, texts: &Interner) -> (Reply, usize) {
        if !self.ticks.is_empty() {
            return grid::reply(&self.ticks, slots, texts);
        }
        let slot = slots.get(self.index).copied().unwrap_or(Slot::Empty);
        (replies.of(slot, texts), self.index)
    }
}

/// Reads all survey tables of a file.
pub(crate) fn read(file: &mut FileReader<'_>, tables: &[Waiting]) {
    let mut answers = Answers::default();
    let mut asked = Vec::new();
    for waiting in tables {
        let of_table = questions(file, waiting, &mut answers.replies);
        for asked in &of_table {
            let scale = answers.scales.entry(Text::clone(&asked.question.key)).or_default();
            for (_, slots) in waiting.table.rows() {
                scale.add(asked.reply(&slots, &mut answers.replies, &file.texts).0);
            }
        }
        asked.push(of_table);
    }
    for (waiting, asked) in tables.iter().zip(asked) {
        assumed_scales(file, waiting, &asked, &mut answers);
        table(file, waiting, &asked, &mut answers);
    }
}

fn questions(file: &mut FileReader<'_>, waiting: &Waiting, replies: &mut Replies) -> Vec<Asked> {
    let columns: Vec<(usize, Column)> = waiting
        .table
        .columns()
        .iter()
        .enumerate()
        .filter(|(index, column)| match column.role {
            Role::Candidate(asking) => asks(
                asking,
                waiting.table.column(*index).map(|(_, slot)| replies.of(slot, &file.texts)),
            ),
            Role::Tick(tick) => tick.question == column.at,
            Role::Read | Role::Twin | Role::Span => false,
        })
        .map(|(index, column)| (index, column.clone()))
        .collect();
    let mut asked: Vec<Asked> = Vec::new();
    for (index, mut column) in columns {
        let ticks = ticks(waiting, &column);
        let of_grid = ticks.iter().filter_map(|(index, _)| waiting.table.columns().get(*index));
        for column in of_grid.chain((ticks.is_empty()).then_some(&column)) {
            let cell = format!("{}{}", column_letters(column.at), column.row);
            file.read_as(waiting.sheet, &cell, Field::Question);
        }
        if !ticks.is_empty() {
            asked_above(&mut column);
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
        let known = file.raw.questions.iter().position(|other| other.key == question.key);
        let raw = known.unwrap_or_else(|| {
            file.raw.questions.push(question.clone());
            file.raw.questions.len() - 1
        });
        asked.push(Asked { index, ticks, question, raw });
    }
    asked
}

/// The columns of a question that is a grid of ticks.
fn ticks(waiting: &Waiting, first: &Column) -> Vec<(usize, Tick)> {
    let columns = waiting.table.columns().iter().enumerate();
    columns
        .filter_map(|(index, column)| match column.role {
            Role::Tick(tick) if tick.question == first.at => Some((index, tick)),
            Role::Tick(_) | Role::Read | Role::Twin | Role::Span | Role::Candidate(_) => None,
        })
        .collect()
}

/// A grid is known by the question above its levels.
fn asked_above(column: &mut Column) {
    let Some((above, _)) = column.header.rsplit_once(" > ") else { return };
    let leaf = above.rsplit(" > ").next().unwrap_or(above).to_owned();
    column.keys = vec![header_key(above), header_key(&leaf)];
    column.header = above.to_owned();
    column.leaf = leaf;
}

/// Whether a column that may ask does, by what stands in it.
fn asks(asking: Asking, replies: impl Iterator<Item = Reply>) -> bool {
    let (mut scaled, mut words, mut other) = (0_u64, 0_u64, 0_u64);
    for reply in replies {
        match reply {
            Reply::Word { .. } => {
                scaled += 1;
                words += 1;
            }
            Reply::Digit(_) | Reply::Several => scaled += 1,
            Reply::None => {}
            Reply::Unreadable => other += 1,
        }
    }
    match asking {
        Asking::Bare => true,
        Asking::Numbered => scaled >= other,
        Asking::Long => scaled > 0 && scaled > other,
        Asking::No => words > 0 && scaled > other,
    }
}

fn question(file: &FileReader<'_>, column: &Column) -> Question {
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

/// One finding a table: which questions were read by a direction that nobody declared.
fn assumed_scales(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    asked: &[Asked],
    answers: &mut Answers,
) {
    let assumed: Vec<&Asked> = asked
        .iter()
        .filter(|asked| {
            let scale = answers.scales.get(&asked.question.key);
            scale.is_some_and(|scale| scale.is_assumed(file.options.digits))
                && waiting.table.rows().any(|(_, slots)| {
                    let (reply, _) = asked.reply(&slots, &mut answers.replies, &file.texts);
                    matches!(reply, Reply::Digit(_))
                })
        })
        .collect();
    let Some(column) = assumed.first().and_then(|asked| waiting.table.columns().get(asked.index))
    else {
        return;
    };
    file.findings.push(
        Finding::new(Code::ScaleAssumed, Place::cell(&waiting.source, column.row, column.at))
            .with_field(Field::Question.name())
            .with_found(column.header.clone())
            .with_message(format!(
                "{} câu hỏi trả lời bằng chữ số, chưa khai báo mức nào là tốt nhất",
                assumed.len()
            )),
    );
}

fn table(file: &mut FileReader<'_>, waiting: &Waiting, asked: &[Asked], learnt: &mut Answers) {
    let before = file.findings.len();
    if asked.is_empty() && waiting.is_stopped {
        return;
    }
    if asked.is_empty() {
        file.no_questions(waiting);
        return;
    }
    let questions: Arc<[Question]> = asked.iter().map(|asked| asked.question.clone()).collect();
    let by_sheet = sheet_department(file, waiting);
    for (row, slots) in waiting.table.rows() {
        let slots = slots.as_slice();
        let faults = file.faults(waiting, row, slots);
        file.findings.extend(faults);
        let mut answers = Vec::with_capacity(asked.len());
        let mut raw = vec![Answer::None; file.raw.questions.len()];
        for asked in asked {
            let (reply, index) = asked.reply(slots, &mut learnt.replies, &file.texts);
            let slot = slots.get(index).copied().unwrap_or(Slot::Empty);
            let scale = learnt.scales.get(&asked.question.key);
            let answer =
                scale.map_or(Answer::None, |scale| scale.answer(reply, file.options.digits));
            if answer == Answer::Invalid {
                file.findings.push(bad_answer(
                    waiting,
                    row.number,
                    index,
                    slot,
                    reply,
                    &file.texts,
                ));
            }
            answers.push(answer);
            if let Some(raw) = raw.get_mut(asked.raw) {
                *raw = answer;
            }
        }
        let (found, mut department) = others::department(file, waiting, row, slots);
        let found = found.or_else(|| by_sheet.as_ref().map(|(found, _)| Text::clone(found)));
        if let Some((_, counted)) = by_sheet.as_ref().filter(|_| department.is_none()) {
            department.clone_from(counted);
        }
        file.raw.surveys.push(RawSurvey { department: found, answers: raw });
        if waiting.is_stopped {
            continue;
        }
        let order = waiting.habits.get(&Field::Date).copied().unwrap_or_default();
        let date =
            date_columns::read(waiting.slot(Field::Date, slots), order, waiting.epoch, &file.texts);
        let mut bad = others::bad_date(file, waiting, row, slots, Field::Date, date);
        if waiting.table.has(Field::Date) && date == DateCell::Blank {
            let place = waiting.place(row, Field::Date);
            file.findings.push(
                Finding::new(Code::MissingDate, place).rejecting().with_field(Field::Date.name()),
            );
            bad = true;
        }
        let is_valid = answers.iter().any(|answer| matches!(answer, Answer::Level(_)));
        if !is_valid {
            let place = Place::row(&waiting.source, row.number);
            file.findings.push(Finding::new(Code::NoValidAnswer, place).rejecting());
        }
        if bad {
            file.count(waiting.sheet, Fate::Rejected);
            continue;
        }
        if let (Some(today), Some(day)) = (file.options.today, date.day())
            && day > today
        {
            let place = waiting.place(row, Field::Date);
            let found = crate::model::short_date(day);
            file.findings.push(
                Finding::new(Code::FutureDate, place)
                    .with_field(Field::Date.name())
                    .with_found(found),
            );
        }
        let number = waiting.slot(Field::Number, slots).text(&file.texts);
        let by_code = department.is_none() && by_code(waiting);
        let code = by_code.then(|| waiting.slot(Field::Code, slots).text(&file.texts));
        file.records.surveys.push(Survey {
            number,
            department,
            code: code.map(Option::unwrap_or_default),
            date: date.day(),
            span: waiting.span,
            answers,
            questions: Arc::clone(&questions),
            place: Place::row(&waiting.source, row.number),
        });
        // One without a valid answer was returned, too: it counts there, and nowhere else.
        file.count(waiting.sheet, if is_valid { Fate::Accepted } else { Fate::Rejected });
    }
    if waiting.is_stopped {
        file.findings.truncate(before);
    }
    // Tables that came before this one did not know its questions.
    let all = file.raw.questions.len();
    file.raw.surveys.iter_mut().for_each(|survey| survey.answers.resize(all, Answer::None));
}

fn bad_answer(
    waiting: &Waiting,
    row: u32,
    index: usize,
    slot: Slot,
    reply: Reply,
    texts: &Interner,
) -> Finding {
    let column = waiting.table.columns().get(index).map_or(0, |column| column.at);
    let found = slot.found(texts);
    let message = match reply {
        Reply::Several => format!("Câu trả lời “{found}” đánh dấu nhiều mức"),
        Reply::Word { .. } | Reply::Digit(_) | Reply::None | Reply::Unreadable => {
            format!("Không đọc được câu trả lời “{found}”")
        }
    };
    let code = slot.fault().unwrap_or(Code::BadAnswer);
    Finding::new(code, Place::cell(&waiting.source, row, column))
        .with_field(Field::Question.name())
        .with_found(found)
        .with_message(message)
        .with_effect(Code::BadAnswer.effect())
}

/// Whether the dossier of a survey says whose it is.
fn by_code(waiting: &Waiting) -> bool {
    waiting.table.has(Field::Code) && !waiting.table.has(Field::Department)
}

/// The department of a sheet that has no column for it, as found and as counted.
fn sheet_department(file: &mut FileReader<'_>, waiting: &Waiting) -> Option<(Text, Option<Text>)> {
    if waiting.table.has(Field::Department) {
        return None;
    }
    let place = Place::row(&waiting.source, waiting.table.header.first_row);
    if let Some(name) = whose::of_sheet(&file.directory, waiting) {
        let department = file.department(&name, &place);
        let counted = department.counted();
        return Some((name, counted));
    }
    let sections = waiting.table.rows.iter().any(|row| row.section.department.id().is_some());
    let by_area = file.directory.has_map() && waiting.table.has(Field::Area);
    if !(sections || by_area || by_code(waiting)) {
        file.findings.push(
            Finding::new(Code::MissingDepartment, place)
                .with_field(Field::Department.name())
                .with_message("Trang phiếu không có cột đơn vị")
                .with_effect("mọi phiếu của trang được tính vào “Chưa rõ đơn vị”")
                .with_advice("thêm cột đơn vị, hoặc đặt tên trang bằng tên đơn vị"),
        );
    }
    None
}
