//! Where the national portal's list of dossiers judges them otherwise than the rows of the office.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::ledger::Place;
use crate::measure::dossiers::{Verdict, verdicts};
use crate::measure::names::Keys;
use crate::measure::quality::is_in_time;
use crate::measure::{MeasureOptions, Measures};
use crate::model::{PortalVerdict, Records, Span, Text, code_key};
use crate::rules::Calendar;

/// The portal's list of dossiers beside those of the office.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PortalRows {
    /// Rows of the period that can be read.
    pub(crate) listed: Vec<Place>,
    /// Rows that cannot: the dossiers that they name are not compared.
    pub(crate) unread: Vec<Place>,
    /// Dossiers of which both say the same, by their rows with the office.
    pub(crate) agreeing: Vec<Place>,
    /// Dossiers of the office without a code: nothing tells which row is theirs.
    pub(crate) without_code: Vec<Place>,
    /// In order of place, then those that only the portal has.
    pub(crate) differences: Vec<PortalDifference>,
}

/// What the portal says of a dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PortalSays {
    One(PortalVerdict),
    /// It has no such dossier.
    Nothing,
    /// Two rows that contradict each other.
    Both,
}

/// A dossier that the portal judges otherwise than the rows of the office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct PortalDifference {
    pub(crate) code: Text,
    /// Key of its department.
    pub(crate) department: Option<Text>,
    /// `None` for one that the rows of the office do not have.
    pub(crate) own: Option<PortalVerdict>,
    pub(crate) portal: PortalSays,
    pub(crate) due: Option<Date>,
    pub(crate) end: Option<Date>,
    /// Of its row with the office; of the portal's where there is none.
    pub(crate) place: Place,
}

/// Counts both where the portal's list of the period was read. A list that has only late ones says of all others that
/// they are in time, unless one of its rows cannot be read: that one may be no late one.
pub(crate) fn compare_rows(
    records: &Records,
    options: &MeasureOptions,
    calendar: &Calendar,
    keys: &mut Keys,
    measures: &mut Measures,
) {
    let span = options.period.span;
    let rows = records.portal_dossiers.iter().filter(|row| row.span == span);
    let mut left: BTreeMap<String, (PortalSays, &Text, &Place)> = BTreeMap::new();
    let mut counted = PortalRows::default();
    let mut lists_late_alone = true;
    let mut unread: BTreeSet<String> = BTreeSet::new();
    for row in rows {
        let (Some(code), Some(verdict)) = (&row.code, row.verdict) else {
            counted.unread.push(row.place.clone());
            lists_late_alone = false;
            unread.extend(row.code.as_ref().map(|code| code_key(code).into_owned()));
            continue;
        };
        counted.listed.push(row.place.clone());
        lists_late_alone &= verdict == PortalVerdict::Late;
        let says = PortalSays::One(verdict);
        left.entry(code_key(code).into_owned())
            .and_modify(|(known, ..)| {
                if *known != says {
                    *known = PortalSays::Both;
                }
            })
            .or_insert((says, code, &row.place));
    }
    if counted.listed.is_empty() {
        return;
    }
    left.retain(|code, _| !unread.contains(code));
    let unnamed =
        if lists_late_alone { PortalSays::One(PortalVerdict::InTime) } else { PortalSays::Nothing };
    for verdict in verdicts(records, options, calendar) {
        let Some(own) = judged(&verdict, span) else { continue };
        let Some(code) = &verdict.dossier.code else {
            counted.without_code.push(verdict.dossier.place.clone());
            continue;
        };
        let key = code_key(code);
        if unread.contains(&*key) {
            continue;
        }
        let portal = left.remove(&*key).map_or(unnamed, |(says, ..)| says);
        if portal == PortalSays::One(own) {
            counted.agreeing.push(verdict.dossier.place.clone());
            continue;
        }
        counted.differences.push(PortalDifference {
            code: Text::clone(code),
            department: verdict.dossier.department.as_ref().map(|name| keys.of(name)),
            own: Some(own),
            portal,
            due: verdict.due.base,
            end: verdict.dossier.end(),
            place: verdict.dossier.place.clone(),
        });
    }
    counted.differences.extend(left.into_values().map(|(portal, code, place)| PortalDifference {
        code: Text::clone(code),
        department: None,
        own: None,
        portal,
        due: None,
        end: None,
        place: place.clone(),
    }));
    measures.portal = Some(counted);
}

fn judged(verdict: &Verdict<'_>, span: Span) -> Option<PortalVerdict> {
    let is_in_time = is_in_time(&verdict.dossier, verdict.due, span)?;
    Some(if is_in_time { PortalVerdict::InTime } else { PortalVerdict::Late })
}
