//! Words and marks that stand for what another cell says: `Trả ngay` for the day of receipt, `-nt-` for the cell above.

use hashbrown::HashMap;
use rayon::prelude::*;

use crate::ledger::{Code, Field, Finding, SheetKind};
use crate::model::{tidy, word_key};
use crate::normalize::header::columns::ColumnRole;
use crate::normalize::kinds::departments::{Directory, Match};
use crate::normalize::table::TableRow;
use crate::normalize::text::intern::{Id, Interner, Slot};
use crate::normalize::waiting::Waiting;
use crate::read::Cell;

/// What a text stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum StandIn {
    Nothing,
    /// The cell above.
    Above,
    /// The cell above, or nothing: `//` may be a date that was not typed in.
    MaybeAbove,
    /// The day of receipt.
    SameDay,
}

/// Puts what is meant in the place of what stands for it; marks are said once a column.
pub(crate) fn fill(waiting: &mut Waiting, directory: &Directory, texts: &Interner) -> Vec<Finding> {
    if !has_marks(waiting.table.header.kind) {
        return Vec::new();
    }
    let table = &waiting.table;
    let meanings = || Meanings {
        texts,
        directory,
        has_status: table.has(Field::Status),
        asked: HashMap::new(),
    };
    let received = table.index_of(Field::Received);
    let columns: Vec<(usize, Field)> = (0..)
        .zip(table.columns())
        .filter(|(index, column)| {
            column.role == ColumnRole::Read && may_stand_in(column.field) && table.has_text(*index)
        })
        .map(|(index, column)| (index, column.field))
        .collect();
    let is_any = columns.par_iter().any(|(index, field)| {
        let mut meanings = meanings();
        table.column(*index).any(|(_, slot)| meanings.of(slot, *field) != StandIn::Nothing)
    });
    if !is_any {
        return Vec::new();
    }
    let mut meanings = meanings();
    let mut said: Vec<(Field, TableRow, Slot, usize)> = Vec::new();
    let mut above: Option<(TableRow, Vec<Slot>)> = None;
    waiting.table.rewrite(|row, slots| {
        for (index, field) in &columns {
            let Some(own) = slots.get(*index).copied() else { continue };
            let other = match meanings.of(own, *field) {
                StandIn::Nothing => None,
                StandIn::SameDay => received.and_then(|index| slots.get(index)).copied(),
                StandIn::Above | StandIn::MaybeAbove => above
                    .as_ref()
                    .filter(|(last, _)| last.section == row.section)
                    .and_then(|(_, last)| last.get(*index))
                    .copied()
                    .filter(|slot| !slot.is_empty()),
            };
            let Some(other) = other else { continue };
            if meanings.of(own, *field) != StandIn::SameDay {
                match said.iter_mut().find(|(said, ..)| said == field) {
                    Some((.., count)) => *count += 1,
                    None => said.push((*field, row, own, 1)),
                }
            }
            if let Some(slot) = slots.get_mut(*index) {
                *slot = other;
            }
        }
        above = Some((row, slots.to_vec()));
    });
    let finding = |(field, row, slot, count): (Field, TableRow, Slot, usize)| {
        let found = slot.found(texts, waiting.epoch);
        Finding::new(Code::BadValue, waiting.place(row, field))
            .with_field(field)
            .with_message(format!(
                "{count} ô {} ghi “{found}”, được hiểu là “như trên”",
                field.vietnamese()
            ))
            .with_found(found)
            .with_effect("các ô này được đọc như ô ngay phía trên")
            .with_advice("đúng thì không cần làm gì; tốt nhất là ghi đủ giá trị ở từng dòng")
    };
    said.into_iter().map(finding).collect()
}

/// What the cells of a table stand for; each text is asked once.
struct Meanings<'a> {
    texts: &'a Interner,
    directory: &'a Directory,
    has_status: bool,
    /// By text, and whether it stands among the due dates.
    asked: HashMap<(Id, bool), StandIn>,
}

impl Meanings<'_> {
    fn of(&mut self, slot: Slot, field: Field) -> StandIn {
        let Slot::Text(id) = slot else { return StandIn::Nothing };
        let text = self.texts.text(id);
        let asked = self.asked.entry((id, field == Field::Due));
        match *asked.or_insert_with(|| stand_in(text, field)) {
            StandIn::Above if field == Field::Department && is_known(text, self.directory) => {
                StandIn::Nothing
            }
            StandIn::MaybeAbove if field.is_date() && self.has_status => StandIn::Nothing,
            found => found,
        }
    }
}

/// Kinds whose cells may stand for others.
pub(crate) fn has_marks(kind: SheetKind) -> bool {
    matches!(kind, SheetKind::Dossiers | SheetKind::Complaints)
}

/// The plain form of a mark that says “as above”.
pub(crate) const MARK: &str = "〃";

/// `''`, which is a blank where apostrophes are put around texts.
pub(crate) fn is_mark(cell: &Cell<'_>, field: Field) -> bool {
    matches!(cell, Cell::Text(text) if matches!(text.trim(), "''" | "’’" | "‘’"))
        && may_stand_in(field)
}

fn is_known(text: &str, directory: &Directory) -> bool {
    matches!(directory.find(text), Match::Known(_))
}

fn may_stand_in(field: Field) -> bool {
    field.is_date()
        || matches!(
            field,
            Field::Department
                | Field::Procedure
                | Field::Area
                | Field::Channel
                | Field::Status
                | Field::Kind
        )
}

fn stand_in(text: &str, field: Field) -> StandIn {
    if text.len() > 60 {
        return StandIn::Nothing;
    }
    let plain = tidy(text).to_lowercase();
    let plain: String = plain.chars().filter(|c| !c.is_whitespace()).collect();
    let marks = plain.trim_matches(|c| matches!(c, '-' | '–' | '.' | '(' | ')'));
    if matches!(
        marks,
        "\"" | "\"\"" | "”" | "“" | "″" | "〃" | "nt" | "n/t" | "nhưtrên" | "nhutren" | "ditto"
    ) {
        return StandIn::Above;
    }
    if matches!(marks, "''" | "'" | "’’" | "//" | "‘’") {
        return StandIn::MaybeAbove;
    }
    if field == Field::Due && is_same_day(text) { StandIn::SameDay } else { StandIn::Nothing }
}

/// `Trả ngay`, `Trong ngày`, `Giải quyết ngay trong ngày làm việc`.
fn is_same_day(text: &str) -> bool {
    let key = word_key(text);
    let key = key.trim_matches(['(', ')', ' ']);
    matches!(
        key,
        "tra ngay"
            | "tra kq ngay"
            | "tra ket qua ngay"
            | "trong ngay"
            | "tra trong ngay"
            | "tra ket qua trong ngay"
            | "giai quyet ngay"
            | "giai quyet trong ngay"
            | "ngay trong ngay"
            | "ngay trong ngay lam viec"
            | "trong ngay lam viec"
            | "giai quyet ngay trong ngay"
            | "giai quyet ngay trong ngay lam viec"
            | "tra ngay trong ngay"
            | "lay ngay"
            | "lien"
            | "tra lien"
            | "same day"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_words_stand_for_other_cells() {
        for text in ["\"", "-nt-", "nt", "NT", "- \" -", "Như trên", "(như trên)", "〃"] {
            assert_eq!(stand_in(text, Field::Department), StandIn::Above, "{text}");
        }
        for text in ["''", "//", "-//-"] {
            assert_eq!(stand_in(text, Field::Collected), StandIn::MaybeAbove, "{text}");
        }
        for text in ["Trả ngay", "Trong ngày", "Giải quyết ngay trong ngày làm việc"] {
            assert_eq!(stand_in(text, Field::Due), StandIn::SameDay, "{text}");
            assert_eq!(stand_in(text, Field::Collected), StandIn::Nothing, "{text}");
        }
        for text in ["Phòng NT", "-", "Chưa trả", "__/__/____", "05/03/2026"] {
            assert_eq!(stand_in(text, Field::Due), StandIn::Nothing, "{text}");
        }
    }
}
