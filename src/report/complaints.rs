//! Complaints by kind, also when zero: all four for the office, without denunciations for a department.

use crate::ledger::SheetKind;
use crate::measure::ComplaintCounts;
use crate::model::{ComplaintKind, Ratio};
use crate::report::lines::Scope;
use crate::report::options::Run;
use crate::report::{ComplaintFigures, ComplaintLine};

pub(crate) fn complaints(run: &Run<'_>, scope: Scope<'_>) -> ComplaintFigures {
    let sum = |kinds: &[ComplaintKind]| {
        let mut sum = ComplaintCounts::default();
        for ((department, kind), counts) in &run.measures.complaints {
            if kinds.contains(kind) && scope.holds(department.as_ref()) {
                sum += *counts;
            }
        }
        sum
    };
    let kinds = told(scope);
    let by_kind = kinds.iter().map(|kind| line(kind.vietnamese(), sum(&[*kind])));
    ComplaintFigures {
        has_data: run.has(SheetKind::Complaints),
        by_kind: by_kind.collect(),
        total: line("Tổng số", sum(kinds)),
    }
}

/// The kinds that the papers of the office, or of a department, tell of.
const fn told(scope: Scope<'_>) -> &'static [ComplaintKind] {
    match scope {
        Scope::Office => &ComplaintKind::ALL,
        Scope::Department(_) => &ComplaintKind::TOLD_TO_DEPARTMENTS,
    }
}

fn line(kind: &str, counts: ComplaintCounts) -> ComplaintLine {
    ComplaintLine {
        kind: kind.to_owned(),
        carried: counts.carried,
        received: counts.received,
        resolved: counts.resolved,
        in_time: counts.in_time,
        late: counts.late,
        without_due: counts.without_due,
        open: counts.open,
        open_overdue: counts.open_overdue,
        suspended: counts.suspended,
        in_time_rate: Ratio::new(counts.in_time, counts.in_time + counts.late),
    }
}
