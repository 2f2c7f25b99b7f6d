//! The 13-column table from its counts, its four identities, and the rates beside it.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::AddAssign;

use crate::ledger::{Count, SheetKind};
use crate::measure::{DossierCounts, LineKey, OTHER_FIELD, OTHER_PROCEDURE};
use crate::model::{Ratio, Text, Totals, alphabet_key};
use crate::report::delays::delays;
use crate::report::letters::{LateLetter, LateLetters, LetterCounts};
use crate::report::lines::Scope;
use crate::report::options::Run;
use crate::report::{DaysUsed, DossierFigures, DossierLine, SupplementFigures};

/// Fewer resolved dossiers, or survey sheets, than this are not ranked.
pub(crate) const SMALL: u64 = 30;

const TOTAL: &str = "Tổng số";

/// Dossiers of the office, or of one department.
pub(crate) fn dossiers(
    run: &Run<'_>,
    scope: Scope<'_>,
    letters: &LateLetters<'_>,
) -> DossierFigures {
    let letters = letters.by_line();
    let own = run.measures.dossiers.iter();
    let own = own.filter(|(key, _)| scope.holds(key.department.as_ref()));
    let own: Vec<_> = own
        .map(|(key, counts)| {
            let letters = letters.get(key).copied().unwrap_or_default();
            (key, Counts { dossiers: *counts, letters })
        })
        .collect();
    let mut sum = Counts::default();
    for (_, counts) in &own {
        sum += *counts;
    }
    let total = line(TOTAL.to_owned(), sum);
    let by_department = match scope {
        Scope::Office => by_department(run, &own),
        Scope::Department(_) => Vec::new(),
    };
    let by_field = by_field(run, &own);
    let by_procedure = by_procedure(run, &own);
    let mut broken = Vec::new();
    if let Scope::Office = scope {
        check("theo đơn vị", &total, &by_department, &mut broken);
    }
    check("theo lĩnh vực", &total, &by_field, &mut broken);
    check("theo thủ tục", &total, &by_procedure, &mut broken);
    DossierFigures {
        has_data: run.has(SheetKind::Dossiers) || sum.dossiers.from_totals > 0,
        total,
        by_department,
        by_field,
        by_procedure,
        delays: delays(run, scope),
        carry_over_difference: sum.dossiers.withdrawn_carried,
        broken_identities: broken,
    }
}

/// What one record alone comes to: a line in each table.
pub(crate) fn of_one(run: &Run<'_>, letter: Option<&LateLetter<'_>>) -> DossierFigures {
    let mut letters = LetterCounts::default();
    if let Some(one) = letter {
        letters += one.state.into();
    }
    let Some((key, counts)) = run.measures.dossiers.first_key_value() else {
        return DossierFigures::default();
    };
    let sum = Counts { dossiers: *counts, letters };
    DossierFigures {
        total: line(TOTAL.to_owned(), sum),
        by_department: vec![line(run.lines.name(key.department.as_ref()), sum)],
        by_field: vec![line(run.lines.field(key.field.as_ref()), sum)],
        by_procedure: vec![line(run.lines.procedure(key.procedure.as_ref()), sum)],
        delays: delays(run, Scope::Office),
        carry_over_difference: sum.dossiers.withdrawn_carried,
        ..DossierFigures::default()
    }
}

/// What one line of a table of dossiers is made from.
#[derive(Clone, Copy, Default)]
struct Counts {
    dossiers: DossierCounts,
    letters: LetterCounts,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.dossiers += other.dossiers;
        self.letters += other.letters;
    }
}

type Counted<'a> = (&'a LineKey, Counts);

fn grouped(
    own: &[Counted<'_>],
    key: fn(&LineKey) -> Option<Text>,
) -> BTreeMap<Option<Text>, Counts> {
    let mut sums: BTreeMap<_, Counts> = BTreeMap::new();
    for (line, counts) in own {
        *sums.entry(key(line)).or_default() += *counts;
    }
    sums
}

fn by_department(run: &Run<'_>, own: &[Counted<'_>]) -> Vec<DossierLine> {
    let sums = grouped(own, |key| key.department.clone());
    let order = run.lines.order(sums.keys());
    let counts = |key: &Option<Text>| sums.get(key).copied().unwrap_or_default();
    let named = |key: &Option<Text>| DossierLine {
        is_unknown: key.is_none(),
        ..line(run.lines.name(key.as_ref()), counts(key))
    };
    order.iter().map(named).collect()
}

/// What has a name, then what has one that is not printed, then what has none.
fn rank(key: Option<&Text>, name: &str) -> u8 {
    match key {
        Some(_) if name == OTHER_FIELD || name == OTHER_PROCEDURE => 1,
        Some(_) => 0,
        None => 2,
    }
}

/// By the alphabet, the unknown one last.
fn by_field(run: &Run<'_>, own: &[Counted<'_>]) -> Vec<DossierLine> {
    let sums = grouped(own, |key| key.field.clone());
    let mut lines: Vec<_> = sums
        .into_iter()
        .map(|(key, counts)| {
            let name = run.lines.field(key.as_ref());
            (
                rank(key.as_ref(), &name),
                DossierLine { is_unknown: key.is_none(), ..line(name, counts) },
            )
        })
        .collect();
    lines.sort_by_cached_key(|(rank, line)| (*rank, alphabet_key(&line.name)));
    lines.into_iter().map(|(_, line)| line).collect()
}

/// Most resolved first, then most taken, then by the alphabet; the unknown one last.
fn by_procedure(run: &Run<'_>, own: &[Counted<'_>]) -> Vec<DossierLine> {
    let sums = grouped(own, |key| key.procedure.clone());
    let mut lines: Vec<_> = sums
        .into_iter()
        .map(|(key, counts)| {
            let name = run.lines.procedure(key.as_ref());
            (
                rank(key.as_ref(), &name),
                DossierLine { is_unknown: key.is_none(), ..line(name, counts) },
            )
        })
        .collect();
    lines.sort_by_cached_key(|(rank, line)| {
        let columns = line.columns;
        (*rank, Reverse((columns.resolved, columns.taken)), alphabet_key(&line.name))
    });
    lines.into_iter().map(|(_, line)| line).collect()
}

/// One row of the table.
fn line(name: String, Counts { dossiers: counts, letters }: Counts) -> DossierLine {
    with_rates(DossierLine {
        name,
        columns: columns_of(counts),
        withdrawn: counts.withdrawn,
        resolved_without_due: counts.resolved_without_due,
        open_without_due: counts.open_without_due,
        computed_due: counts.computed_due,
        late_with_letter: letters.with,
        late_only_reappointed: letters.only_reappointed,
        late_without_letter: letters.without,
        waiting: counts.waiting,
        supplements: SupplementFigures {
            dossiers: counts.asked_dossiers,
            requests: counts.asked,
            more_than_one: counts.asked_more_than_once,
            ..SupplementFigures::default()
        },
        days_used: DaysUsed {
            dossiers: counts.timed_dossiers,
            used: counts.days_used,
            allowed: counts.days_allowed,
            ..DaysUsed::default()
        },
        from_totals: counts.from_totals,
        ..DossierLine::default()
    })
}

/// A row with the rates and means that follow from its counts.
pub(crate) fn with_rates(line: DossierLine) -> DossierLine {
    let DossierLine { columns, supplements, days_used, .. } = &line;
    let (resolved, on_time) = (columns.resolved, columns.in_time);
    let joint = columns.open_in_time.map(|open| on_time + open);
    DossierLine {
        on_time_rate: Ratio::new(on_time, resolved),
        early_rate: ratio(columns.early, resolved),
        late_rate: Ratio::new(columns.late, resolved),
        joint_rate: ratio(joint, columns.taken),
        small: resolved < SMALL,
        supplements: SupplementFigures {
            mean: Ratio::new(supplements.requests, supplements.dossiers).mean(),
            ..supplements.clone()
        },
        days_used: DaysUsed {
            mean_used: Ratio::new(days_used.used, days_used.dossiers).mean(),
            mean_allowed: Ratio::new(days_used.allowed, days_used.dossiers).mean(),
            ..days_used.clone()
        },
        ..line
    }
}

/// Of nothing known there is no rate.
fn ratio(part: Option<u64>, whole: u64) -> Ratio {
    part.map_or_else(Ratio::default, |part| Ratio::new(part, whole))
}

/// The columns (3) to (13) of what was counted; `None` for what a line from a table of totals leaves open.
pub(crate) fn columns_of(counts: DossierCounts) -> Totals {
    let known = |column: u64, lines_without: u64| (lines_without == 0).then_some(column);
    Totals {
        taken: counts.taken,
        online: known(counts.online, counts.without_channels),
        counter: known(counts.counter, counts.without_channels),
        carried: known(counts.carried, counts.without_carried),
        resolved: counts.resolved,
        early: known(counts.early, counts.without_early),
        on_time: known(counts.on_time, counts.without_early),
        in_time: counts.in_time,
        late: counts.late,
        open: counts.open,
        open_in_time: known(counts.open_in_time, counts.without_overdue),
        open_overdue: known(counts.open_overdue, counts.without_overdue),
    }
}

/// The four identities of every row, and each column of the total row as the sum of the rows.
pub(crate) fn check(
    table: &str,
    total: &DossierLine,
    rows: &[DossierLine],
    broken: &mut Vec<String>,
) {
    for row in rows.iter().chain([total]) {
        let name = &row.name;
        let found = row.columns.broken().into_iter().map(|(identity, left, right)| {
            format!("Bảng {table}, dòng “{name}”: {identity} không đúng, {left} ≠ {right}")
        });
        broken.extend(found);
    }
    for count in Count::COLUMNS {
        let sum = rows.iter().map(|row| row.columns.get(count)).sum::<Option<u64>>();
        // Where a line does not know it, the total does not either.
        if let (Some(sum), Some(whole)) = (sum, total.columns.get(count))
            && sum != whole
        {
            let number = count.numbers().first().copied().unwrap_or_default();
            broken.push(format!("Bảng {table}, cột ({number}): tổng các dòng {sum} ≠ {whole}"));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_that_does_not_add_up_is_said() {
        let good = Totals {
            taken: 3,
            online: Some(1),
            counter: Some(2),
            carried: Some(0),
            resolved: 3,
            early: Some(3),
            on_time: Some(0),
            in_time: 3,
            ..Totals::default()
        };
        let row = |columns| DossierLine { name: "A".to_owned(), columns, ..DossierLine::default() };
        let broken_by = |columns| {
            let mut broken = Vec::new();
            check("theo đơn vị", &row(good), &[row(columns)], &mut broken);
            broken
        };
        assert!(broken_by(good).is_empty());
        let broken = broken_by(Totals { early: Some(2), in_time: 2, ..good });
        assert_eq!(
            broken,
            [
                "Bảng theo đơn vị, dòng “A”: (7) = (8) + (9) + (10) không đúng, 3 ≠ 2",
                "Bảng theo đơn vị, cột (8): tổng các dòng 2 ≠ 3",
            ]
        );
    }
}
