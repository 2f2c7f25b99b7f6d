//! Complaints by kind, all four, also when zero.

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
    let by_kind = ComplaintKind::ALL.iter().map(|kind| line(kind.vietnamese(), sum(&[*kind])));
    ComplaintFigures {
        has_data: run.has(SheetKind::Complaints),
        by_kind: by_kind.collect(),
        total: line("Tổng số", sum(&ComplaintKind::ALL)),
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
