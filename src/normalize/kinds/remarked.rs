//! Books without a column for the status that say it in their notes: “Công dân rút hồ sơ”, “Chờ bổ sung”. Notes are not
//! read, so such a dossier counts by its dates alone; whoever keeps the book has to know.

use crate::ledger::{Code, Field, Finding, Place};
use crate::model::Standing;
use crate::normalize::header::columns::{ColumnRole, SheetColumn};
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::values::status;
use crate::normalize::waiting::Waiting;

/// Rows that are named in a message.
const NAMED: usize = 5;

/// Once for each column of notes.
pub(crate) fn statuses(waiting: &Waiting, texts: &Interner) -> Vec<Finding> {
    let columns = waiting.table.columns().iter().enumerate();
    let notes = columns
        .filter(|(_, column)| column.role == ColumnRole::Beaten && column.field == Field::Status);
    notes.filter_map(|(at, column)| of_column(waiting, texts, at, column)).collect()
}

fn of_column(
    waiting: &Waiting,
    texts: &Interner,
    at: usize,
    column: &SheetColumn,
) -> Option<Finding> {
    let table = &waiting.table;
    let ends = [Field::Finished, Field::Collected].map(|field| table.index_of(field));
    let (mut rows, mut count) = (Vec::new(), 0_usize);
    table.each(0..table.rows.len(), |row, slots| {
        let Some(Slot::Text(id)) = slots.get(at) else { return };
        let is_open =
            ends.iter().flatten().all(|at| slots.get(*at).is_none_or(|slot| slot.is_empty()));
        let tells = match status::remark_says(texts.text(*id)) {
            Some(Standing::Withdrawn | Standing::NeverCounted) => true,
            Some(Standing::Waiting | Standing::Stopped) => is_open,
            Some(Standing::Open | Standing::Done) | None => false,
        };
        if tells {
            count += 1;
            rows.extend((rows.len() < NAMED).then_some(row.number));
        }
    });
    let first = *rows.first()?;
    let named: Vec<String> = rows.iter().map(u32::to_string).collect();
    let more = if count > rows.len() { ", …" } else { "" };
    Some(
        Finding::new(Code::StatusInRemarks, Place::cell(&waiting.source, first, column.at))
            .with_field(Field::Status)
            .with_found(column.header.clone())
            .with_message(format!(
                "Trang không có cột trạng thái, mà cột “{}” nói hồ sơ chờ bổ sung, rút, trả lại hoặc dừng ở {count} dòng: {}{more}",
                column.header,
                named.join(", ")
            ))
            .with_advice(format!(
                "nếu cột này là trạng thái thì {}:\n{}",
                status::below("cot"),
                status::line(&column.header.replace(" > ", " "), Field::Status.setting())
            )),
    )
}
