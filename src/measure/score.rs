//! What dossiers tell of the indices of Thông tư 01/2018/TT-VPCP: of those that the office resolved in the period.

use std::collections::BTreeSet;
use std::ops::AddAssign;

use jiff::civil::Date;

use crate::model::{Channel, Dossier, Text};
use crate::rules::{Class, Timing};

/// Counts of one department. Open dossiers, withdrawn ones and those of tables of totals are not in them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ScoreCounts {
    /// Resolved with an appointment to judge them by.
    pub(crate) early: u64,
    pub(crate) on_time: u64,
    pub(crate) late: u64,
    /// Resolved without one.
    pub(crate) without_due: u64,
    /// Resolved, and it is known how often supplements were asked for.
    pub(crate) asked: u64,
    pub(crate) asked_never: u64,
    pub(crate) asked_once: u64,
    /// Filed online and resolved late, or overdue at the end.
    pub(crate) online_late: u64,
}

/// Counts of one officer, and the departments whose dossiers they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct OfficerCounts {
    pub(crate) counts: ScoreCounts,
    pub(crate) departments: BTreeSet<Option<Text>>,
}

impl AddAssign for OfficerCounts {
    fn add_assign(&mut self, other: Self) {
        self.counts += other.counts;
        self.departments.extend(other.departments);
    }
}

impl AddAssign for ScoreCounts {
    fn add_assign(&mut self, other: Self) {
        add_all!(
            self += Self {
                early,
                on_time,
                late,
                without_due,
                asked,
                asked_never,
                asked_once,
                online_late
            } = other
        );
    }
}

impl ScoreCounts {
    /// Of one dossier; `None` for what is in no index.
    pub(crate) fn of(dossier: &Dossier, class: Class, due: Option<Date>) -> Option<Self> {
        let mut own = Self::default();
        match class {
            Class::Resolved(_) if due.is_none() => own.without_due = 1,
            Class::Resolved(Timing::Early) => own.early = 1,
            Class::Resolved(Timing::OnTime) => own.on_time = 1,
            Class::Resolved(Timing::Late) => own.late = 1,
            Class::Overdue => {}
            Class::Outside | Class::Withdrawn | Class::Waiting | Class::OpenInTime => return None,
        }
        let is_late = own.late == 1 || class == Class::Overdue;
        own.online_late = u64::from(is_late && dossier.channel == Some(Channel::Online));
        if let Some(asked) = dossier.supplements.filter(|_| class != Class::Overdue) {
            own.asked = 1;
            own.asked_never = u64::from(asked == 0);
            own.asked_once = u64::from(asked == 1);
        }
        Some(own)
    }

    /// Resolved by the office, with an appointment or without.
    pub(crate) const fn resolved(self) -> u64 {
        self.timed() + self.without_due
    }

    /// Resolved with an appointment.
    pub(crate) const fn timed(self) -> u64 {
        self.early + self.on_time + self.late
    }
}
