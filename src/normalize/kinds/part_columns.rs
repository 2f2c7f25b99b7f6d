//! Columns that are a part of another, or without which another is not whole: told by what adds up.

use crate::ledger::{Code, Count, Field, Finding};
use crate::model::{Totals, word_key};
use crate::normalize::table::TableRow;
use crate::normalize::waiting::Waiting;

/// What of a row is given, and not added up from others.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct GivenCounts {
    /// `Đúng hạn` and `Trước hạn` in one.
    pub(crate) together: Option<u64>,
    pub(crate) resolved: Option<u64>,
    pub(crate) taken: Option<u64>,
    pub(crate) open: Option<u64>,
}

/// How a row was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct PartsRead {
    /// Early ones are among those in time: `Đúng hạn | Trong đó trước hạn`.
    pub(crate) early_inside: bool,
    /// What was taken in does not hold what was carried over: `Kỳ trước chuyển sang | Tiếp nhận trong kỳ`.
    pub(crate) carried_beside: bool,
}

/// Reads parts as such where only then the row adds up.
pub(crate) fn settle(mut totals: Totals, given: GivenCounts) -> (Totals, PartsRead) {
    let mut read = PartsRead::default();
    let done = given.resolved.or_else(|| given.taken?.checked_sub(given.open?));
    // Without a name of their own, those in time are all of them.
    let in_time = totals.on_time.or(given.together);
    let early =
        totals.early.or(given.together.and_then(|together| totals.in_time.checked_sub(together)));
    if let (Some(done), Some(in_time), Some(early)) =
        (done, in_time, early.filter(|early| *early > 0))
        && early <= in_time
        && done == in_time + totals.late
    {
        totals.early = Some(early);
        totals.on_time = Some(in_time - early);
        totals.in_time = in_time;
        if given.resolved.is_none() {
            totals.resolved = in_time + totals.late;
        }
        read.early_inside = true;
    }
    if let (Some(carried), Some(taken)) =
        (totals.carried.filter(|carried| *carried > 0), given.taken)
        && (given.open.is_some() || totals.open_overdue.is_some())
        && taken + carried == totals.resolved + totals.open
    {
        totals.taken = taken + carried;
        read.carried_beside = true;
    }
    (totals, read)
}

/// What cannot be of any row: its rates would be above one.
pub(crate) fn impossible(totals: &Totals) -> Option<(&'static str, u64)> {
    [("trước hạn và đúng hạn", totals.in_time), ("quá hạn", totals.late)]
        .into_iter()
        .find(|(_, part)| *part > totals.resolved)
}

/// Columns that were read as parts of others, where their header does not say it.
pub(crate) fn told(waiting: &Waiting, reads: &[(TableRow, PartsRead)]) -> Vec<Finding> {
    let header = |count: Count| {
        let index = waiting.table.index_of(Field::Counted(count));
        index
            .and_then(|index| waiting.table.columns().get(index))
            .map(|column| word_key(&column.header))
    };
    let says = |count: Count, words: &[&str]| {
        header(count).is_some_and(|header| words.iter().any(|word| header.contains(word)))
    };
    let first = |is_so: fn(&PartsRead) -> bool| reads.iter().find(|(_, read)| is_so(read));
    let find = |row: TableRow, count: Count| {
        Finding::new(Code::BrokenIdentity, waiting.place(row, Field::Counted(count)))
            .with_field(Field::Counted(count))
            .with_advice("đúng thì không cần làm gì; không đúng thì sửa số sai trong bảng")
    };
    let mut findings = Vec::new();
    if let Some((row, _)) = first(|read| read.early_inside)
        && !says(Count::Early, &["trong do"])
    {
        findings.push(
            find(*row, Count::Early)
                .with_message("Số trước hạn chỉ khớp khi là một phần của số đúng hạn")
                .with_effect("được đọc là một phần của số đúng hạn, không cộng thêm"),
        );
    }
    let in_period =
        ["trong ky", "trong thang", "trong quy", "trong nam", "moi ", "ky nay", "phat sinh"];
    if let Some((row, _)) = first(|read| read.carried_beside)
        && !says(Count::Taken, &in_period)
    {
        findings.push(
            find(*row, Count::Taken)
                .with_message("Số tiếp nhận chỉ khớp khi chưa gồm số kỳ trước chuyển sang")
                .with_effect("số kỳ trước chuyển sang được cộng vào tổng số nhận giải quyết"),
        );
    }
    findings
}
