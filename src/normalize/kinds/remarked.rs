//! Books without a column for the status that say it in their notes: “Công dân rút hồ sơ”, “Chờ bổ sung”.
//!
//! Notes are not read, so such a dossier counts by its dates alone; whoever keeps the book has to know.

use crate::ledger::{Code, Field, Finding, Place};
use crate::model::{Standing, word_key};
use crate::normalize::header::columns::SheetColumn;
use crate::normalize::header::trouble::has_words;
use crate::normalize::named_rows::{NAMED, first_few};
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::values::status::{self, StatusWords};
use crate::normalize::waiting::Waiting;

/// Once for each column of notes.
pub(crate) fn statuses(waiting: &Waiting, texts: &Interner, words: &StatusWords) -> Vec<Finding> {
    let notes = waiting.table.beaten().filter(|(_, column)| column.field == Field::Status);
    let of_column = match waiting.table.index_of(Field::Status) {
        Some(_) => beside_status,
        None => of_column,
    };
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
        let note = texts.text(*id);
        let tells = match words.remark_says(note).filter(|_| note.len() <= LONGEST) {
            Some(Standing::Withdrawn | Standing::NeverCounted) => true,
            Some(Standing::Waiting | Standing::Stopped) => is_open,
            Some(Standing::Open | Standing::Done) | None => is_no_dossier(note),
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
                "Trang không có cột trạng thái, mà cột “{}” nói hồ sơ chờ bổ sung, rút, trả lại, dừng hoặc nhập nhầm ở {count} dòng: {}",
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

/// Longer notes tell a story.
const LONGEST: usize = 120;

/// Whether a note says that its row is no dossier: `Nhập trùng`, `Hồ sơ test`.
fn is_no_dossier(note: &str) -> bool {
    const WORDS: [&str; 11] = [
        "test",
        "nhap trung",
        "ho so trung",
        "trung ho so",
        "bi trung",
        "nhap nham",
        "ghi nham",
        "nhap thu",
        "chay thu",
        "thu nghiem",
        "da xoa",
    ];
    let key = word_key(note);
    note.len() <= LONGEST
        && (WORDS.iter().any(|words| has_words(&key, words))
            || matches!(key.as_str(), "trung" | "xoa" | "nham"))
}

/// Notes beside a column for the status, which stands over them: said where a dossier would not count, or as withdrawn.
fn beside_status(
    waiting: &Waiting,
    texts: &Interner,
    words: &StatusWords,
    (at, column): (usize, &SheetColumn),
) -> Option<Finding> {
    let table = &waiting.table;
    let status = table.index_of(Field::Status)?;
    let (mut rows, mut count) = (Vec::new(), 0_usize);
    table.each(0..table.rows.len(), |row, slots| {
        let Some(Slot::Text(id)) = slots.get(at) else { return };
        let note = texts.text(*id);
        let stated = slots.get(status).and_then(|slot| slot.text(texts));
        let stated = stated.and_then(|status| words.standing(&status));
        let is_over = matches!(
            stated,
            Some(Standing::Withdrawn | Standing::Stopped | Standing::NeverCounted)
        );
        let says = words.remark_says(note).filter(|_| note.len() <= LONGEST);
        let tells = matches!(says, Some(Standing::Withdrawn | Standing::NeverCounted));
        if !is_over && (tells || is_no_dossier(note)) {
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
                "Cột “{}” nói hồ sơ rút, trả lại, nhập trùng hoặc nhập nhầm ở {count} dòng, mà cột trạng thái không nói vậy: {}",
                column.header,
                first_few(rows.iter(), count)
            ))
            .with_effect("các dòng này được tính theo cột trạng thái và các ngày")
            .with_advice("sửa cột trạng thái cho đúng; dòng nhập trùng, nhập nhầm thì xóa khỏi bảng"),
    )
}
