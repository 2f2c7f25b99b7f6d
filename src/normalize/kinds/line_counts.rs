//! The counts of one row of a table of totals, whichever columns it has.

use crate::ledger::{Count, Field};
use crate::model::Totals;
use crate::normalize::file::FileReader;
use crate::normalize::kinds::part_columns::{self, GivenCounts, PartsRead};
use crate::normalize::text::intern::Slot;
use crate::normalize::values::numbers::{count_of, is_dash};
use crate::normalize::waiting::Waiting;

/// The columns of a row, and those that hold no number; a blank one is none, which the identities hold to account.
pub(crate) fn of_row(
    file: &FileReader<'_>,
    waiting: &Waiting,
    slots: &[Slot],
) -> (Totals, Vec<Count>, PartsRead) {
    let mut bad = Vec::new();
    let mut count = |count: Count| -> Option<u64> {
        let field = Field::Counted(count);
        if !waiting.table.has(field) {
            return None;
        }
        let slot = waiting.slot(field, slots);
        if is_dash(slot, &file.texts) {
            return Some(0);
        }
        let read = count_of(slot, &file.texts);
        if read.is_none() {
            bad.push(count);
        }
        read.or(Some(0))
    };
    let online = count(Count::Online);
    let counter = match (count(Count::Counter), count(Count::Post)) {
        (None, None) => None,
        (one, other) => Some(one.unwrap_or(0) + other.unwrap_or(0)),
    };
    let carried = count(Count::Carried);
    let (early, on_time) = (count(Count::Early), count(Count::OnTime));
    let together = count(Count::InTime);
    // "Đúng hạn" alone stands for all that was in time.
    let (early, on_time, in_time) = match (early, on_time, together) {
        (Some(early), Some(on_time), _) => (Some(early), Some(on_time), early + on_time),
        (one, other, together) => {
            (None, None, one.unwrap_or(0) + other.unwrap_or(0) + together.unwrap_or(0))
        }
    };
    let late = count(Count::Late).unwrap_or(0);
    let given_resolved = count(Count::Resolved);
    let resolved = given_resolved.unwrap_or(in_time + late);
    let (open_in_time, open_overdue) = (count(Count::OpenInTime), count(Count::OpenOverdue));
    let taken = count(Count::Taken);
    let parts = open_in_time.zip(open_overdue).map(|(one, other)| one + other);
    let given_open = count(Count::Open).or(parts);
    let given = GivenCounts { together, resolved: given_resolved, taken, open: given_open };
    let open = given_open.unwrap_or_else(|| taken.unwrap_or(resolved).saturating_sub(resolved));
    let taken = taken.unwrap_or(resolved + open);
    let totals = Totals {
        taken,
        online,
        counter,
        carried,
        resolved,
        early,
        on_time,
        in_time,
        late,
        open,
        open_in_time: open_in_time.filter(|_| open_overdue.is_some()),
        open_overdue,
    };
    let (totals, read) = part_columns::settle(totals, given);
    (totals, bad, read)
}
