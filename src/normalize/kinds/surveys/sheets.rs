//! The rows of a survey table that has questions → survey sheets.

use std::sync::Arc;

use jiff::civil::Date;

use crate::ledger::{Code, Fate, Field, Finding, Place};
use crate::model::{Answer, DepartmentFrom, Question, RawSurvey, Survey, Text, short_date};
use crate::normalize::cell_faults;
use crate::normalize::file::FileReader;
use crate::normalize::kinds::others;
use crate::normalize::kinds::surveys::Learnt;
use crate::normalize::kinds::surveys::asked::Asked;
use crate::normalize::kinds::whose;
use crate::normalize::named_rows::first_few;
use crate::normalize::table::TableRow;
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::values::clock::{self, Time};
use crate::normalize::values::date_columns::DateCell;
use crate::normalize::values::dates;
use crate::normalize::values::reply::Reply;
use crate::normalize::waiting::Waiting;

pub(crate) fn read(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    asked: &[Asked],
    learnt: &mut Learnt,
) {
    let before = file.findings.len();
    let questions: Arc<[Question]> = asked.iter().map(|asked| asked.question.clone()).collect();
    let by_sheet = sheet_department(file, waiting);
    let mut days: Vec<(TableRow, Date)> = Vec::new();
    let has_stamps = tells_seconds(waiting, &file.texts);
    for (row, slots) in waiting.table.rows() {
        let slots = slots.as_slice();
        let faults = cell_faults::of_row(waiting, row, slots, &file.texts);
        file.findings.extend(faults);
        let mut answers = Vec::with_capacity(asked.len());
        let mut raw = vec![Answer::None; file.raw.questions.len()];
        for asked in asked {
            let (reply, index) = asked.reply(slots, &mut learnt.replies, &file.texts);
            let slot = slots.get(index).copied().unwrap_or(Slot::Empty);
            let scale = learnt.scales.get(&asked.scale).and_then(|it| it.as_ref().ok());
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
        let others::RowDepartment { found, counted: mut department, from: mut department_from } =
            others::department(file, waiting, row, slots);
        let found = found.or_else(|| by_sheet.as_ref().map(|(found, _)| Text::clone(found)));
        if let Some((_, counted)) = by_sheet.as_ref().filter(|_| department.is_none()) {
            department.clone_from(counted);
            department_from = DepartmentFrom::Name;
        }
        file.raw.surveys.push(RawSurvey { department: found, answers: raw });
        if waiting.is_stopped {
            continue;
        }
        let date = waiting.date_of(Field::Date, slots, &file.texts);
        let mut bad = others::bad_date(file, waiting, row, slots, Field::Date, date);
        if waiting.table.has(Field::Date) && date == DateCell::Blank {
            let place = waiting.place(row, Field::Date);
            let finding = Finding::new(Code::MissingDate, place).rejecting();
            let finding = finding.of_days(others::table_days(waiting));
            file.findings.push(finding.with_field(Field::Date));
            bad = true;
        }
        let void = waiting.table.marks.void(row.number);
        if void.is_some() {
            answers.fill(Answer::None);
        }
        let is_valid = answers.iter().any(|answer| matches!(answer, Answer::Level(_)));
        if !is_valid {
            file.findings.push(no_valid_answer(waiting, row, void));
        }
        if bad {
            file.count(waiting.sheet, Fate::Rejected);
            continue;
        }
        if let (Some(today), Some(day)) = (file.options.today, date.day())
            && day > today
        {
            let place = waiting.place(row, Field::Date);
            let found = short_date(day);
            file.findings.push(
                Finding::new(Code::FutureDate, place).with_field(Field::Date).with_found(found),
            );
        }
        days.extend(date.day().map(|day| (row, day)));
        let number = waiting.slot(Field::Number, slots).text(&file.texts);
        let by_code = department.is_none() && by_code(waiting);
        let code = by_code.then(|| waiting.slot(Field::Code, slots).text(&file.texts));
        file.records.surveys.push(Survey {
            number,
            stamp: stamp(waiting.slot(Field::Date, slots), &file.texts).filter(|_| has_stamps),
            department,
            department_from,
            code: code.map(Option::unwrap_or_default),
            date: date.day(),
            span: waiting.span,
            answers,
            questions: Arc::clone(&questions),
            comment: waiting.slot(Field::Comment, slots).text(&file.texts),
            place: Place::row(&waiting.source, row.number),
        });
        // One without a valid answer was returned, too: it counts there, and nowhere else.
        file.count(waiting.sheet, if is_valid { Fate::Accepted } else { Fate::Rejected });
    }
    file.findings.extend(far_days(waiting, &days));
    if waiting.is_stopped {
        file.findings.truncate(before);
    }
    // Tables that came before this one did not know its questions.
    let all = file.raw.questions.len();
    file.raw.surveys.iter_mut().for_each(|survey| survey.answers.resize(all, Answer::None));
}

/// A sheet without an answer that counts; `void` is the column in which the office says so.
fn no_valid_answer(waiting: &Waiting, row: TableRow, void: Option<u32>) -> Finding {
    let Some(column) = void else {
        let place = Place::row(&waiting.source, row.number);
        return Finding::new(Code::NoValidAnswer, place).rejecting();
    };
    Finding::new(Code::NoValidAnswer, Place::cell(&waiting.source, row.number, column))
        .rejecting()
        .with_message("Phiếu được ghi là không hợp lệ")
        .with_advice("đúng thì không cần làm gì; nếu phiếu hợp lệ thì sửa ghi chú này")
}

/// Days more than a month away from the period that the sheet names, where most lie in it: a wrong year, as a rule.
fn far_days(waiting: &Waiting, days: &[(TableRow, Date)]) -> Option<Finding> {
    let span = waiting.named?;
    let is_far = |day: Date| (span.from - day).get_days() > 31 || (day - span.to).get_days() > 31;
    let far: Vec<_> = days.iter().filter(|(_, day)| is_far(*day)).collect();
    let (row, day) = *far.first().filter(|_| far.len() * 2 < days.len())?;
    Some(
        Finding::new(Code::ImplausibleDate, waiting.place(*row, Field::Date))
            .with_field(Field::Date)
            .with_found(short_date(*day))
            .with_message(format!(
                "{} phiếu có ngày ngoài kỳ mà trang ghi: dòng {}",
                far.len(),
                first_few(far.iter().map(|(row, _)| row.number), far.len())
            ))
            .with_effect("các phiếu này được tính theo ngày đã ghi, không tính vào kỳ mà trang ghi")
            .with_advice("kiểm tra lại ngày, nhất là năm"),
    )
}

/// Whether the times of day of a column tell the second: one of sixty answers is sent at second 00.
fn tells_seconds(waiting: &Waiting, texts: &Interner) -> bool {
    let Some(index) = waiting.table.index_of(Field::Date) else { return false };
    let filled = waiting.table.column(index).filter(|(_, slot)| !slot.is_empty());
    let (mut to_the_second, mut others) = (0_u32, 0_u32);
    for (_, slot) in filled {
        let has_seconds = match slot {
            Slot::Text(id) | Slot::Iso(id) => texts.text(id).matches(':').count() >= 2,
            Slot::Number(number) | Slot::Serial(number) => clock::has_seconds(number),
            _ => false,
        };
        let of = if has_seconds { &mut to_the_second } else { &mut others };
        *of += 1;
    }
    to_the_second > others
}

/// What stands in a cell that holds a time of day beside its day, in a column that tells the second.
fn stamp(slot: Slot, texts: &Interner) -> Option<Text> {
    let time = match slot {
        Slot::Text(id) | Slot::Iso(id) => {
            let text = texts.text(id);
            if text.matches(':').count() < 2 {
                return None;
            }
            dates::written(text).time
        }
        Slot::Number(number) | Slot::Serial(number) => Time::of_serial(number),
        _ => return None,
    };
    (time != Time::None).then(|| slot.text(texts))?
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
    let found = slot.found(texts, waiting.epoch);
    let message = match reply {
        Reply::Several => format!("Câu trả lời “{found}” đánh dấu nhiều mức"),
        Reply::OutOf { .. } => format!("Câu trả lời “{found}” có thể là hai mức hoặc một điểm số"),
        Reply::Word { .. }
        | Reply::Digit(_)
        | Reply::Percent(_)
        | Reply::Stars { .. }
        | Reply::Face { .. }
        | Reply::NoOpinion
        | Reply::None
        | Reply::YesNo
        | Reply::Number
        | Reply::OtherLevel
        | Reply::Unreadable
        | Reply::Fault => others::no_count(slot, "câu trả lời", &found),
    };
    let code = slot.fault().unwrap_or(Code::BadAnswer);
    Finding::new(code, Place::cell(&waiting.source, row, column))
        .with_field(Field::Question)
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
                .with_field(Field::Department)
                .with_message("Trang phiếu không có cột đơn vị")
                .with_effect("mọi phiếu của trang được tính vào “Chưa rõ đơn vị”")
                .with_advice("thêm cột đơn vị, hoặc đặt tên trang bằng tên đơn vị"),
        );
    }
    None
}
