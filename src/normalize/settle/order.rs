//! Which of two rows of one code is the later one: by what they and their tables say, never by names or times of files.

use std::sync::Arc;

use hashbrown::HashMap;
use jiff::civil::Date;

use crate::ledger::Source;
use crate::model::Span;
use crate::normalize::settle::rules::{Member, Settling};

/// How far a table reaches: the last day of the short period that its titles name, else its latest date; then
/// that date. A year in a title says little: every month of it has the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Age {
    reaches: Option<Date>,
    latest: Option<Date>,
}

/// Days of the longest period that tells one table from the next.
const SHORT: i32 = 100;

/// Ages of tables, by their sheets.
#[derive(Debug, Default)]
pub(crate) struct Ages(HashMap<Arc<Source>, Age>);

impl Ages {
    /// From what the tables are called, and from the dates of their rows.
    pub(crate) fn of<E: Settling>(spans: &[(Arc<Source>, Span)], entries: &[E]) -> Self {
        let mut latest: HashMap<&Arc<Source>, Date> = HashMap::new();
        // Rows of a sheet stand beside each other: it is looked up once.
        for sheet in entries.chunk_by(|one, other| one.place().source == other.place().source) {
            let Some(first) = sheet.first() else { continue };
            let days = sheet
                .iter()
                .map(|entry| entry.end().map_or(entry.received(), |end| end.max(entry.received())));
            if let Some(last) = days.max() {
                let day = latest.entry(&first.place().source).or_insert(last);
                *day = last.max(*day);
            }
        }
        let named: HashMap<&Arc<Source>, Date> = spans
            .iter()
            .filter(|(_, span)| {
                span.from.duration_until(span.to).as_hours() / 24 <= i64::from(SHORT)
            })
            .map(|(source, span)| (source, span.to))
            .collect();
        let ages = latest.into_iter().map(|(source, day)| {
            let reaches = named.get(source).copied().unwrap_or(day);
            (Arc::clone(source), Age { reaches: Some(reaches), latest: Some(day) })
        });
        Self(ages.collect())
    }

    /// Whether the other table is surely the later one; one without any row that counts has no age.
    pub(crate) fn is_before(&self, old: &Arc<Source>, new: &Arc<Source>) -> bool {
        matches!((self.0.get(old), self.0.get(new)), (Some(old), Some(new)) if old < new)
    }

    pub(crate) fn age(&self, source: &Arc<Source>) -> Age {
        self.0.get(source).copied().unwrap_or_default()
    }
}

/// Where a row stands in the order of the rows of its code: the greatest is the latest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RowRank {
    later: Later,
    /// Whether a dossier waits comes and goes; where nothing else tells, the one that does not wait counts.
    is_at_work: bool,
}

/// What surely comes later: closed after open, the further status, the later appointment, the later table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Later {
    is_counted: bool,
    is_closed: bool,
    stage: u8,
    promised: Option<Date>,
    age: Age,
}

impl RowRank {
    pub(crate) fn of<E: Settling>(member: &Member<E>) -> Self {
        let Member { entry, age, .. } = member;
        let later = Later {
            is_counted: !entry.is_never_counted(),
            is_closed: entry.end().is_some(),
            stage: entry.stage(),
            promised: entry.promised(),
            age: *age,
        };
        Self { later, is_at_work: !entry.is_waiting() }
    }

    /// Whether the other row is surely the later one.
    pub(crate) fn is_before(&self, other: &Self) -> bool {
        self.later < other.later
    }
}
