//! Books without a column for the status that say it in their notes: “Công dân rút hồ sơ”, “Chờ bổ sung”.
//!
//! Notes are not read, so such a dossier counts by its dates alone; whoever keeps the book has to know.

use hashbrown::HashMap;

use crate::ledger::{Code, Field, Finding, Place};
use crate::model::{Standing, word_key};
use crate::normalize::header::columns::SheetColumn;
use crate::normalize::header::trouble::has_words;
use crate::normalize::named_rows::{NAMED, first_few};
use crate::normalize::text::intern::{Id, Interner, Slot};
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

/// What a note says.
#[derive(Clone, Copy)]
struct NoteSays {
    standing: Option<Standing>,
    is_no_dossier: bool,
}

/// Rows whose notes tell: the first ones, and how many there are.
struct TellingRows {
    rows: Vec<u32>,
    count: usize,
}

impl TellingRows {
    /// `tells`, of what a note says and of its row; a note is read once, however many rows repeat it.
    fn of(
        waiting: &Waiting,
        (texts, words): (&Interner, &StatusWords),
        at: usize,
        tells: impl Fn(NoteSays, &[Slot]) -> bool,
    ) -> Option<Self> {
        let mut read: HashMap<Id, NoteSays> = HashMap::new();
        let mut found = Self { rows: Vec::new(), count: 0 };
        let table = &waiting.table;
        for place in table.rows_where(at, |slot| matches!(slot, Slot::Text(_))) {
            let Some((row, slots)) = table.row(place) else { continue };
            let Some(Slot::Text(id)) = slots.get(at) else { continue };
            let says = *read.entry(*id).or_insert_with(|| says(texts.text(*id), words));
            if tells(says, &slots) {
                found.count += 1;
                found.rows.extend((found.rows.len() < NAMED).then_some(row.number));
            }
        }
        (found.count > 0).then_some(found)
    }

    fn named(&self) -> String {
        first_few(self.rows.iter(), self.count)
    }

    fn finding(&self, waiting: &Waiting, column: &SheetColumn) -> Finding {
        let row = self.rows.first().copied().unwrap_or_default();
        Finding::new(Code::StatusInRemarks, Place::cell(&waiting.source, row, column.at))
            .with_field(Field::Status)
            .with_found(column.header.clone())
    }
}

fn says(note: &str, words: &StatusWords) -> NoteSays {
    NoteSays {
        standing: words.remark_says(note).filter(|_| note.len() <= LONGEST),
        is_no_dossier: is_no_dossier(note),
    }
}

/// Notes where no column is the status.
fn of_column(
    waiting: &Waiting,
    texts: &Interner,
    words: &StatusWords,
    (at, column): (usize, &SheetColumn),
) -> Option<Finding> {
    let ends = [Field::Finished, Field::Collected].map(|field| waiting.table.index_of(field));
    let telling = TellingRows::of(waiting, (texts, words), at, |note, slots| {
        let mut ends = ends.iter().flatten().filter_map(|at| slots.get(*at));
        match note.standing {
            Some(Standing::Withdrawn | Standing::NeverCounted) => true,
            Some(Standing::Waiting | Standing::Stopped) => ends.all(|slot| slot.is_empty()),
            Some(Standing::Open | Standing::Done) | None => note.is_no_dossier,
        }
    })?;
    Some(
        telling
            .finding(waiting, column)
            .with_message(format!(
                "Trang không có cột trạng thái, mà cột “{}” nói hồ sơ chờ bổ sung, rút, trả lại, dừng hoặc nhập nhầm ở {} dòng: {}",
                column.header,
                telling.count,
                telling.named()
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
    let status = waiting.table.index_of(Field::Status)?;
    let telling = TellingRows::of(waiting, (texts, words), at, |note, slots| {
        let tells = matches!(note.standing, Some(Standing::Withdrawn | Standing::NeverCounted));
        if !tells && !note.is_no_dossier {
            return false;
        }
        let stated = slots.get(status).and_then(|slot| slot.text(texts));
        let stated = stated.and_then(|status| words.standing(&status));
        !matches!(stated, Some(Standing::Withdrawn | Standing::Stopped | Standing::NeverCounted))
    })?;
    Some(
        telling
            .finding(waiting, column)
            .with_message(format!(
                "Cột “{}” nói hồ sơ rút, trả lại, nhập trùng hoặc nhập nhầm ở {} dòng, mà cột trạng thái không nói vậy: {}",
                column.header,
                telling.count,
                telling.named()
            ))
            .with_effect("các dòng này được tính theo cột trạng thái và các ngày")
            .with_advice("sửa cột trạng thái cho đúng; dòng nhập trùng, nhập nhầm thì xóa khỏi bảng"),
    )
}
