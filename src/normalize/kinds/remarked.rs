//! Books without a column for the status that say it in their notes: “Công dân rút hồ sơ”, “Chờ bổ sung”.
//!
//! Notes are not read, so such a dossier counts by its dates alone; whoever keeps the book has to know.

use crate::ledger::{Code, Field, Finding, Place};
use crate::model::Standing;
use crate::normalize::header::columns::SheetColumn;
use crate::normalize::named_rows::{NAMED, first_few};
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::values::status::{self, StatusWords};
use crate::normalize::waiting::Waiting;

/// Once for each column of notes.
pub(crate) fn statuses(waiting: &Waiting, texts: &Interner, words: &StatusWords) -> Vec<Finding> {
    let notes = waiting.table.beaten().filter(|(_, column)| column.field == Field::Status);
    notes.filter_map(|notes| of_column(waiting, texts, words, notes)).collect()
}

fn of_column(
    waiting: &Waiting,
    texts: &Interner,
    words: &StatusWords,
    (at, column): (usize, &SheetColumn),
) -> Option<Finding> {
    let table = &waiting.table;
    let ends = [Field::Finished, Field::Collected].map(|field| table.index_of(field));
    let (mut rows, mut count) = (Vec::new(), 0_usize);
    table.each(0..table.rows.len(), |row, slots| {
        let Some(Slot::Text(id)) = slots.get(at) else { return };
        let is_open =
            ends.iter().flatten().all(|at| slots.get(*at).is_none_or(|slot| slot.is_empty()));
        let tells = match words.remark_says(texts.text(*id)) {
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
    Some(
        Finding::new(Code::StatusInRemarks, Place::cell(&waiting.source, first, column.at))
            .with_field(Field::Status)
            .with_found(column.header.clone())
            .with_message(format!(
                "Trang không có cột trạng thái, mà cột “{}” nói hồ sơ chờ bổ sung, rút, trả lại hoặc dừng ở {count} dòng: {}",
                column.header,
                first_few(rows.iter(), count)
            ))
            .with_advice(format!(
                "nếu cột này là trạng thái thì {}:\n{}",
                status::below("cot"),
                status::column_line(&column.header, Field::Status)
            )),
    )
}
