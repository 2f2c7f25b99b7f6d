//! Lines of departments that are called like a sum: `Tổng hợp` above `Tổng cộng`, which adds up only with it.

use crate::ledger::Count;
use crate::model::Totals;
use crate::normalize::rows::sums;

/// A row that was read as a total.
pub(crate) struct NamedTotal {
    pub(crate) row: u32,
    pub(crate) name: String,
    pub(crate) counts: Totals,
}

/// Rows among the totals that are lines: what stands below says a sum in words that are no name, and has theirs in it.
/// `lines` are rows with their counts.
pub(crate) fn rows(totals: &[NamedTotal], lines: &[(u32, Totals)]) -> Vec<u32> {
    let is_plain = |total: &&NamedTotal| !sums::may_be_name(&total.name);
    let mut found = Vec::new();
    let mut first = 0;
    for whole in totals.iter().filter(is_plain) {
        let of_whole = |row: u32| (first..whole.row).contains(&row);
        let parts: Vec<(u32, Totals)> =
            lines.iter().filter(|(row, _)| of_whole(*row)).copied().collect();
        let is_line = |own: &&NamedTotal| {
            let above: Vec<Totals> =
                parts.iter().filter(|(row, _)| *row < own.row).map(|(_, counts)| *counts).collect();
            let with: Vec<Totals> =
                parts.iter().map(|(_, counts)| *counts).chain([own.counts]).collect();
            add_up(&with, whole.counts) && !add_up(&above, own.counts)
        };
        let mut called = totals.iter().filter(|own| of_whole(own.row) && !is_plain(own));
        found.extend(called.find(is_line).map(|own| own.row));
        first = whole.row + 1;
    }
    found
}

/// Whether the parts have in every column what the whole has, and anything at all.
fn add_up(parts: &[Totals], whole: Totals) -> bool {
    let columns: Vec<(u64, u64)> = Count::COLUMNS
        .iter()
        .filter_map(|count| {
            let sum = parts.iter().map(|part| part.get(*count)).sum::<Option<u64>>()?;
            Some((sum, whole.get(*count)?))
        })
        .collect();
    columns.iter().all(|(sum, whole)| sum == whole) && columns.iter().any(|(sum, _)| *sum > 0)
}
