//! What dossiers say of the indices of Quyết định 766/QĐ-TTg: 2.1, and how many were filed online.

use std::ops::AddAssign;

use crate::measure::due::Due;
use crate::model::{Channel, Dossier, Span, Totals};
use crate::rules::{Case, in_time, is_asked_again};

/// Counts of all dossiers that lie in the period, those withdrawn with them whatever the 13 columns do with these.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct QualityCounts {
    /// Index 2.1.
    pub(crate) in_time: u64,
    /// Late only since supplements were asked more than once.
    pub(crate) asked_again: u64,
    /// All that were taken in.
    pub(crate) whole: u64,
    /// Lines of tables of totals with open dossiers that do not tell (12) from (13).
    pub(crate) untold: u64,
    /// Filed online, of those received in the period.
    pub(crate) online: u64,
    pub(crate) received: u64,
    /// Received in the period, and no cell says how they were filed.
    pub(crate) without_channel: u64,
    /// Lines of tables of totals that do not tell (4) from (5).
    pub(crate) untold_channel: u64,
    /// Dossiers of tables of totals: nobody knows which of them were withdrawn, or asked for supplements twice.
    pub(crate) of_totals: u64,
}

impl AddAssign for QualityCounts {
    fn add_assign(&mut self, other: Self) {
        add_all!(
            self += Self {
                in_time,
                asked_again,
                whole,
                untold,
                online,
                received,
                without_channel,
                untold_channel,
                of_totals
            } = other
        );
    }
}

impl QualityCounts {
    /// Of one dossier; `None` for one that does not lie in the period.
    pub(crate) fn of(dossier: &Dossier, due: Due, span: Span) -> Option<Self> {
        let is_in_time = is_in_time(dossier, due, span)?;
        let is_received = dossier.received >= span.from;
        let has = |channel| u64::from(is_received && dossier.channel == channel);
        Some(Self {
            in_time: u64::from(is_in_time),
            asked_again: u64::from(is_asked_again(case(dossier, due), dossier.supplements, span)),
            whole: 1,
            online: has(Some(Channel::Online)),
            received: u64::from(is_received),
            without_channel: has(None),
            ..Self::default()
        })
    }

    pub(crate) fn of_totals(totals: Totals) -> Self {
        let own = Self {
            in_time: totals.in_time + totals.open_in_time.unwrap_or(0),
            whole: totals.taken,
            untold: u64::from(totals.open_in_time.is_none() && totals.open > 0),
            of_totals: totals.taken,
            ..Self::default()
        };
        match totals.online.zip(totals.counter) {
            Some((online, counter)) => Self { online, received: online + counter, ..own },
            None => Self { untold_channel: u64::from(totals.taken > 0), ..own },
        }
    }
}

/// Whether one dossier is in time; `None` for one that does not lie in the period.
pub(crate) fn is_in_time(dossier: &Dossier, due: Due, span: Span) -> Option<bool> {
    in_time(case(dossier, due), dossier.supplements, span)
}

fn case(dossier: &Dossier, due: Due) -> Case {
    Case {
        received: dossier.received,
        base: due.base,
        end: dossier.end(),
        standing: dossier.standing,
    }
}
