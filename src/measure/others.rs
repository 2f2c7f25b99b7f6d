//! Complaints, served counts and self-assessments of the period.

use std::collections::BTreeSet;
use std::ops::AddAssign;
use std::sync::Arc;

use jiff::civil::Date;

use crate::ledger::{Code, Field, Finding, Source};
use crate::measure::names::Keys;
use crate::measure::{Measured, Measures};
use crate::model::{Assessment, Complaint, Served, Span, short_date};
use crate::rules::{Calendar, ComplaintClock, complaint_clock, suspends};

/// Complaints of one kind and department. `carried` + `received` = `resolved` + `open`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ComplaintCounts {
    pub(crate) carried: u64,
    pub(crate) received: u64,
    pub(crate) resolved: u64,
    pub(crate) in_time: u64,
    pub(crate) late: u64,
    pub(crate) without_due: u64,
    pub(crate) open: u64,
    pub(crate) open_overdue: u64,
    pub(crate) open_without_due: u64,
    /// Of the open ones, those whose handling stands still on the last day.
    pub(crate) suspended: u64,
}

impl AddAssign for ComplaintCounts {
    fn add_assign(&mut self, other: Self) {
        add_all!(
            self += Self {
                carried,
                received,
                resolved,
                in_time,
                late,
                without_due,
                open,
                open_overdue,
                open_without_due,
                suspended
            } = other
        );
    }
}

/// How many were served and invited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ServedCounts {
    pub(crate) served: u64,
    pub(crate) issued: u64,
    /// Lines that do not say how many sheets were handed out: the sum of the others says nothing.
    pub(crate) lines_without_issued: u64,
    /// Days that the lines are about, and the sheet that says so: lines of one sheet add up, two sheets clash.
    pub(crate) spans: BTreeSet<(Span, Arc<Source>)>,
}

impl ServedCounts {
    /// Sheets handed out, where every line says so.
    pub(crate) fn issued(&self) -> Option<u64> {
        (self.lines_without_issued == 0).then_some(self.issued)
    }

    /// Whether the lines are about every day of the period, and about none twice.
    pub(crate) fn fills(&self, period: Span) -> bool {
        let mut next = Some(period.from);
        for (span, _) in &self.spans {
            if next != Some(span.from) {
                return false;
            }
            next = span.to.tomorrow().ok();
        }
        next == period.to.tomorrow().ok()
    }
}

impl AddAssign for ServedCounts {
    fn add_assign(&mut self, other: Self) {
        self.served += other.served;
        self.issued += other.issued;
        self.lines_without_issued += other.lines_without_issued;
        self.spans.extend(other.spans);
    }
}

pub(crate) fn count_complaints(
    complaints: &[Complaint],
    span: Span,
    calendar: &Calendar,
    keys: &mut Keys,
    measured: &mut Measured,
) {
    for complaint in complaints.iter().filter(|complaint| touches(complaint, span)) {
        count_complaint(complaint, span, calendar, keys, measured);
    }
}

pub(crate) fn touches(complaint: &Complaint, span: Span) -> bool {
    let ended_before = complaint.resolved.is_some_and(|day| day < span.from);
    complaint.received <= span.to && !ended_before
}

/// Counts one that touches the period.
pub(crate) fn count_complaint(
    complaint: &Complaint,
    span: Span,
    calendar: &Calendar,
    keys: &mut Keys,
    Measured { measures, findings }: &mut Measured,
) {
    let department = keys.note(&mut measures.departments, complaint.department.as_ref());
    let counts = measures.complaints.entry((department, complaint.kind)).or_default();
    if complaint.received < span.from {
        counts.carried += 1;
    } else {
        counts.received += 1;
    }
    let resolved = complaint.resolved.filter(|day| *day <= span.to);
    let day = resolved.unwrap_or(span.to);
    let suspension = complaint.suspension.filter(|own| {
        let counts = suspends(complaint.kind, own.from);
        findings.extend((!counts).then(|| not_suspended(complaint, own.from)));
        counts
    });
    let clock = complaint.due.map(|due| complaint_clock(due, suspension, day, calendar));
    match (resolved, clock) {
        (Some(day), Some(clock)) => {
            counts.resolved += 1;
            let in_time = match clock {
                ComplaintClock::Until(due) => day <= due,
                ComplaintClock::Stopped => true,
            };
            *(if in_time { &mut counts.in_time } else { &mut counts.late }) += 1;
        }
        (Some(_), None) => {
            counts.resolved += 1;
            counts.without_due += 1;
        }
        (None, clock) => {
            counts.open += 1;
            let is_over = |clock| matches!(clock, ComplaintClock::Until(due) if due < span.to);
            counts.open_overdue += u64::from(clock.is_some_and(is_over));
            counts.open_without_due += u64::from(clock.is_none());
            counts.suspended += u64::from(suspension.is_some_and(|own| own.holds(span.to)));
        }
    }
}

/// A suspension that the law of its day does not know.
fn not_suspended(complaint: &Complaint, from: Date) -> Finding {
    let kind = complaint.kind.vietnamese().to_lowercase();
    Finding::new(Code::SuspensionNotCounted, complaint.place.clone())
        .with_field(Field::Suspended)
        .with_found(short_date(from))
        .with_message(format!(
            "Ngày {} chưa có quy định tạm đình chỉ giải quyết {kind}",
            short_date(from)
        ))
}

pub(crate) fn count_served(
    served: &[Served],
    span: Span,
    keys: &mut Keys,
    measures: &mut Measures,
) {
    for line in served.iter().filter(|line| lies_in(line.span, span)) {
        count_served_line(line, keys, measures);
    }
}

/// Counts a line that lies in the period.
pub(crate) fn count_served_line(line: &Served, keys: &mut Keys, measures: &mut Measures) {
    let department = keys.note(&mut measures.departments, line.department.as_ref());
    *measures.served.entry(department).or_default() += ServedCounts {
        served: line.served,
        issued: line.issued.unwrap_or(0),
        lines_without_issued: u64::from(line.issued.is_none()),
        spans: BTreeSet::from([(line.span, Arc::clone(&line.place.source))]),
    };
}

pub(crate) fn take_assessments(lines: &[Assessment], span: Span, measures: &mut Measures) {
    // What was said of a month is nothing that was said of its quarter.
    let lines = lines.iter().filter(|line| line.span == span);
    measures.assessments.extend(lines.cloned());
    measures.assessments.sort_by(|a, b| a.place.cmp(&b.place));
}

/// A sheet without dates belongs to a period that covers its own.
pub(crate) fn lies_in(own: Span, span: Span) -> bool {
    span.contains(own.from) && span.contains(own.to)
}
