//! Dossiers of a superior office: columns of its units added, rates made anew from the sums.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::model::{Totals, alphabet_key, name_key};
use crate::report::table::{check, with_rates};
use crate::report::units::AddedUnit;
use crate::report::{
    DaysUsed, DelayFigures, DossierFigures, DossierLine, ReasonLine, SupplementFigures,
};

/// The 13-column table over all units, each a row of it, and what is late.
pub(crate) fn dossiers(added: &[AddedUnit]) -> DossierFigures {
    let mut figures =
        DossierFigures { total: no_dossiers("Tổng số"), ..DossierFigures::default() };
    let (mut fields, mut procedures) = (Lines::default(), Lines::default());
    for unit in added {
        let own = &unit.report.dossiers;
        figures.has_data |= own.has_data;
        add_dossiers(&mut figures.total, &own.total);
        if own.has_data {
            let line =
                DossierLine { name: unit.name.clone(), is_unknown: false, ..own.total.clone() };
            figures.by_department.push(with_rates(line));
        }
        own.by_field.iter().for_each(|line| fields.add(line));
        own.by_procedure.iter().for_each(|line| procedures.add(line));
        add_delays(&mut figures.delays, &own.delays);
        figures.carry_over_difference += own.carry_over_difference;
        let broken = own.broken_identities.iter();
        figures.broken_identities.extend(broken.map(|words| format!("{}: {words}", unit.name)));
    }
    figures.delays.complete_other_words();
    figures.total = with_rates(figures.total);
    figures.by_field = fields.sorted(|line| alphabet_key(&line.name));
    figures.by_procedure = procedures.sorted(|line| {
        (Reverse((line.columns.resolved, line.columns.taken)), alphabet_key(&line.name))
    });
    let mut broken = Vec::new();
    check("theo đơn vị", &figures.total, &figures.by_department, &mut broken);
    check("theo lĩnh vực", &figures.total, &figures.by_field, &mut broken);
    check("theo thủ tục", &figures.total, &figures.by_procedure, &mut broken);
    figures.broken_identities.extend(broken);
    figures
}

/// A line of nothing: each column is known.
pub(crate) fn no_dossiers(name: &str) -> DossierLine {
    let columns = Totals {
        online: Some(0),
        counter: Some(0),
        carried: Some(0),
        early: Some(0),
        on_time: Some(0),
        open_in_time: Some(0),
        open_overdue: Some(0),
        ..Totals::default()
    };
    DossierLine { name: name.to_owned(), columns, ..DossierLine::default() }
}

/// Lines of one name over all units; what no unit names stands last.
#[derive(Default)]
struct Lines(BTreeMap<String, DossierLine>);

impl Lines {
    fn add(&mut self, line: &DossierLine) {
        let own = self.0.entry(name_key(&line.name));
        add_dossiers(own.or_insert_with(|| no_dossiers(&line.name)), line);
    }

    fn sorted<K: Ord>(self, key: impl Fn(&DossierLine) -> K) -> Vec<DossierLine> {
        let is_last =
            |line: &DossierLine| (line.name.starts_with("Chưa rõ"), line.name.ends_with(" khác"));
        let mut lines: Vec<_> = self.0.into_values().map(with_rates).collect();
        lines.sort_by_cached_key(|line| (is_last(line), key(line)));
        for line in &mut lines {
            line.is_unknown = line.name.starts_with("Chưa rõ");
        }
        lines
    }
}

pub(crate) fn add_dossiers(own: &mut DossierLine, other: &DossierLine) {
    // Taken apart whole, so that a new count is not forgotten; rates and means follow from the sums.
    let DossierLine {
        name: _,
        is_unknown: _,
        columns,
        on_time_rate: _,
        early_rate: _,
        late_rate: _,
        joint_rate: _,
        withdrawn,
        resolved_without_due,
        open_without_due,
        computed_due,
        late_with_letter,
        late_only_reappointed,
        late_without_letter,
        waiting,
        supplements: SupplementFigures { dossiers, requests, mean: _, more_than_one },
        days_used: DaysUsed { dossiers: timed, used, allowed, mean_used: _, mean_allowed: _ },
        from_totals,
        small: _,
    } = other;
    add_columns(&mut own.columns, columns);
    own.withdrawn += withdrawn;
    own.resolved_without_due += resolved_without_due;
    own.open_without_due += open_without_due;
    own.computed_due += computed_due;
    own.late_with_letter += late_with_letter;
    own.late_only_reappointed += late_only_reappointed;
    own.late_without_letter += late_without_letter;
    own.waiting += waiting;
    own.supplements.dossiers += dossiers;
    own.supplements.requests += requests;
    own.supplements.more_than_one += more_than_one;
    own.days_used.dossiers += timed;
    own.days_used.used += used;
    own.days_used.allowed += allowed;
    own.from_totals += from_totals;
}

fn add_columns(own: &mut Totals, other: &Totals) {
    // What one unit does not know, the sum does not either.
    let known = |own: &mut Option<u64>, other: &Option<u64>| {
        *own = own.zip(*other).map(|(own, other)| own + other);
    };
    let Totals {
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
        open_in_time,
        open_overdue,
    } = other;
    own.taken += taken;
    known(&mut own.online, online);
    known(&mut own.counter, counter);
    known(&mut own.carried, carried);
    own.resolved += resolved;
    known(&mut own.early, early);
    known(&mut own.on_time, on_time);
    own.in_time += in_time;
    own.late += late;
    own.open += open;
    known(&mut own.open_in_time, open_in_time);
    known(&mut own.open_overdue, open_overdue);
}

/// Classes and reasons are the same in all units of one period: the law layer gives them.
fn add_delays(own: &mut DelayFigures, other: &DelayFigures) {
    own.dossiers += other.dossiers;
    for line in &other.by_days {
        match own.by_days.iter_mut().find(|known| known.name == line.name) {
            Some(known) => {
                known.resolved += line.resolved;
                known.open += line.open;
            }
            None => own.by_days.push(line.clone()),
        }
    }
    let add = |sums: &mut Vec<ReasonLine>, line: &ReasonLine| match sums
        .iter_mut()
        .find(|known| name_key(&known.name) == name_key(&line.name))
    {
        Some(known) => {
            known.resolved += line.resolved;
            known.open += line.open;
        }
        None => sums.push(line.clone()),
    };
    other.by_reason.iter().for_each(|line| add(&mut own.by_reason, line));
    other.other_words.iter().for_each(|line| add(&mut own.other_words, line));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::delays::OWN_WORDS;

    fn own_words(opened: &[(&str, u64)], all: u64) -> DelayFigures {
        let line = |name: &str, resolved| ReasonLine {
            name: name.to_owned(),
            resolved,
            ..ReasonLine::default()
        };
        DelayFigures {
            by_reason: vec![line(OWN_WORDS, all)],
            other_words: opened.iter().map(|(name, count)| line(name, *count)).collect(),
            ..DelayFigures::default()
        }
    }

    #[test]
    fn what_units_did_not_open_stands_among_the_other_reasons() {
        let mut sum = DelayFigures::default();
        add_delays(&mut sum, &own_words(&[("Mất điện", 3), ("Các lý do khác", 1)], 4));
        add_delays(&mut sum, &own_words(&[], 2));
        sum.complete_other_words();
        let said: Vec<(&str, u64)> =
            sum.other_words.iter().map(|line| (line.name.as_str(), line.resolved)).collect();
        assert_eq!(said, [("Mất điện", 3), ("Các lý do khác", 3)]);
        let mut none = DelayFigures::default();
        add_delays(&mut none, &own_words(&[], 2));
        none.complete_other_words();
        assert!(none.other_words.is_empty());
    }
}
