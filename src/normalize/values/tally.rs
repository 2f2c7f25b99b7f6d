//! What was answered to one question, and how often.

use std::collections::BTreeMap;

use crate::normalize::text::intern::Id;
use crate::normalize::values::reply::Reply;

/// One distinct value among the answers to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Seen {
    Text(Id),
    /// Bits of a number.
    Number(u64),
    /// Bits of a number that its workbook shows as a date or a time of day.
    Moment(u64),
    /// A level of a grid of ticks.
    Tick(u8),
    Flag(bool),
    /// What a legend says of a digit.
    Label(u8),
    /// An error, or a formula without a value.
    Fault,
}

/// What was answered to one question, and how often.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally(BTreeMap<Seen, (Reply, u64)>);

impl Tally {
    pub(crate) fn add(&mut self, seen: Seen, reply: Reply, times: u64) {
        self.0.entry(seen).or_insert((reply, 0)).1 += times;
    }

    pub(crate) fn merge(&mut self, other: &Self) {
        for (seen, (reply, times)) in &other.0 {
            self.add(*seen, *reply, *times);
        }
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (Seen, Reply, u64)> {
        self.0.iter().map(|(seen, (reply, times))| (*seen, *reply, *times))
    }

    pub(crate) fn count(&self, is: impl Fn(Reply) -> bool) -> u64 {
        self.iter().filter(|(_, reply, _)| is(*reply)).map(|(_, _, times)| times).sum()
    }

    pub(crate) fn has(&self, is: impl Fn(Reply) -> bool) -> bool {
        self.iter().any(|(_, reply, _)| is(reply))
    }
}
