//! Two columns that may both be the due date, or the end, of a dossier: where dossiers would be late by one and in time
//! by the other, somebody has to know which is meant.

use jiff::civil::Date;

use crate::ledger::{Code, Field, Finding, Place};
use crate::normalize::header::columns::SheetColumn;
use crate::normalize::text::intern::Interner;
use crate::normalize::values::date_columns;
use crate::normalize::values::status;
use crate::normalize::waiting::Waiting;

/// Once for each column that was not taken.
pub(crate) fn differing(waiting: &Waiting, texts: &Interner) -> Vec<Finding> {
    let days = waiting.table.beaten().filter(|(_, column)| column.field.is_date());
    days.filter_map(|other| of_column(waiting, texts, other)).collect()
}

fn of_column(
    waiting: &Waiting,
    texts: &Interner,
    (at, column): (usize, &SheetColumn),
) -> Option<Finding> {
    let table = &waiting.table;
    let field = column.field;
    let is_end = field == Field::Finished;
    let taken = table
        .index_of(field)
        .or_else(|| table.index_of(Field::Collected).filter(|_| is_end))
        .and_then(|at| table.columns().get(at))?;
    let (mut rows, mut first) = (0_u32, None);
    table.each(0..table.rows.len(), |row, slots| {
        let read = |field: Field, at: Option<usize>| -> Option<Date> {
            let order = waiting.habits.get(&field).copied().unwrap_or_default();
            date_columns::read(*slots.get(at?)?, order, waiting.epoch, texts).day()
        };
        let day = |field: Field| read(field, table.index_of(field));
        let other = read(field, Some(at));
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
