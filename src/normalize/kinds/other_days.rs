//! Two columns that may both be the due date, or the end, of a dossier: where dossiers would be late by one and in time
//! by the other, somebody has to know which is meant.

use jiff::civil::Date;

use crate::ledger::{Code, Field, Finding, Place};
use crate::model::word_key;
use crate::normalize::header::columns::SheetColumn;
use crate::normalize::header::trouble::has_words;
use crate::normalize::text::intern::Interner;
use crate::normalize::values::status;
use crate::normalize::waiting::Waiting;

/// Once for each column that was not taken.
pub(crate) fn differing(waiting: &Waiting, texts: &Interner) -> Vec<Finding> {
    let days = waiting.table.beaten().filter(|(_, column)| column.field.is_date());
    days.filter_map(|other| {
        of_column(waiting, texts, other).or_else(|| unread_end(waiting, texts, other))
    })
    .chain(later_receipt(waiting))
    .collect()
}

/// `Ngày nộp` is read as the receipt, and `Ngày bắt đầu xử lý` stands beside it.
fn later_receipt(waiting: &Waiting) -> Option<Finding> {
    let table = &waiting.table;
    let read = table.columns().get(table.index_of(Field::Received)?)?;
    if !word_key(&read.leaf).starts_with("ngay nop") {
        return None;
    }
    let other = table.header.cells.iter().find(|cell| {
        let key = word_key(&cell.leaf);
        let begins = ["bat dau", "tinh han", "tinh thoi han", "thu ly"];
        let is_read = table.columns().iter().any(|column| column.at == cell.column);
        key.starts_with("ngay ") && begins.iter().any(|words| has_words(&key, words)) && !is_read
    })?;
    Some(
        Finding::new(Code::OtherDayColumn, Place::cell(&waiting.source, other.row, other.column))
            .with_field(Field::Received)
            .with_found(other.text.clone())
            .with_message(format!(
                "Ngày tiếp nhận được lấy ở cột “{}”; cột “{}” cũng có thể là ngày tiếp nhận",
                read.header, other.text
            ))
            .with_effect(format!(
                "hồ sơ nhận trong kỳ, hồ sơ kỳ trước được tính theo cột “{}”",
                read.header
            ))
            .with_advice(format!(
                "đúng thì không cần làm gì; nếu phải tính theo cột kia thì {}:\n{}",
                status::below("cot"),
                status::column_line(&other.text, Field::Received)
            )),
    )
}

/// A column that may be the day of the result, where only the day of collection is read: dossiers that are late by that
/// day would not be by this one.
fn unread_end(
    waiting: &Waiting,
    texts: &Interner,
    (at, column): (usize, &SheetColumn),
) -> Option<Finding> {
    let table = &waiting.table;
    let collected = table.index_of(Field::Collected)?;
    if column.field != Field::Finished || table.has(Field::Finished) {
        return None;
    }
    let (mut ended, mut fits, mut late, mut first) = (0_u32, 0_u32, 0_u32, None);
    table.each(0..table.rows.len(), |row, slots| {
        let day = |field: Field| waiting.date_of(field, slots, texts).day();
        let other =
            slots.get(at).and_then(|slot| waiting.date(*slot, Field::Collected, texts).day());
        let Some(collected) = day(Field::Collected) else { return };
        ended += 1;
        let (Some(other), Some(received)) = (other, day(Field::Received)) else { return };
        if other < received || other > collected {
            return;
        }
        fits += 1;
        if day(Field::Due).is_some_and(|due| other <= due && due < collected) {
            late += 1;
            first.get_or_insert(row);
        }
    });
    // A birthday, or the day of a paper, fits a row now and then.
    let row = first.filter(|_| fits * 2 >= ended)?;
    let read = &table.columns().get(collected)?.header;
    let place = Place::cell(&waiting.source, row.number, column.at);
    Some(
        Finding::new(Code::OtherDayColumn, place)
            .with_field(Field::Finished)
            .with_found(column.header.clone())
            .with_message(format!(
                "Cột “{}” không được đọc; nếu đó là ngày giải quyết xong thì {late} dòng đang tính quá hạn không quá hạn",
                column.header
            ))
            .with_effect(format!(
                "mọi dòng được tính theo cột “{read}”, có thể là ngày công dân đến nhận"
            ))
            .with_advice(format!(
                "nếu là ngày giải quyết xong thì {}:\n{}\nnếu không phải thì không cần làm gì",
                status::below("cot"),
                status::column_line(&column.header, Field::Finished)
            )),
    )
}

fn of_column(
    waiting: &Waiting,
    texts: &Interner,
    (at, column): (usize, &SheetColumn),
) -> Option<Finding> {
    let table = &waiting.table;
    let field = column.field;
    let taken = table.index_of(field).and_then(|at| table.columns().get(at))?;
    let (mut rows, mut first) = (0_u32, None);
    table.each(0..table.rows.len(), |row, slots| {
        let day = |field: Field| waiting.date_of(field, slots, texts).day();
        let other = slots.get(at).and_then(|slot| waiting.date(*slot, field, texts).day());
        let end = day(Field::Finished).or_else(|| day(Field::Collected));
        let is_late = |due: Option<Date>, end: Option<Date>| Some(end? > due?);
        let by_other = match field {
            Field::Due => is_late(other, end),
            _ => is_late(day(Field::Due), other),
        };
        let counted = is_late(day(Field::Due), end);
        if by_other.is_some() && counted.is_some() && by_other != counted {
            rows += 1;
            first.get_or_insert(row);
        }
    });
    let row = first?;
    let place = Place::cell(&waiting.source, row.number, column.at);
    Some(
        Finding::new(Code::OtherDayColumn, place)
            .with_field(field)
            .with_found(column.header.clone())
            .with_message(format!(
                "Cột “{}” và cột “{}” đều có thể là {}; theo hai cột thì {rows} dòng đúng hạn, quá hạn khác nhau",
                taken.header,
                column.header,
                field.vietnamese()
            ))
            .with_effect(format!("mọi dòng được tính theo cột “{}”", taken.header))
            .with_advice(format!(
                "đúng thì không cần làm gì; nếu phải tính theo cột kia thì {}:\n{}",
                status::below("cot"),
                status::column_line(&column.header, field)
            )),
    )
}
