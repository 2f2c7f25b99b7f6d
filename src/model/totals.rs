//! A line of a table of totals (bảng tổng hợp), for an office that has no list of dossiers.

use crate::ledger::Place;
use crate::model::dossier::Text;
use crate::model::period::Span;

/// Counts of one department or field over one period, as somebody added them up. Nothing in it can be judged again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct TotalsLine {
    pub(crate) department: Option<Text>,
    /// Lĩnh vực, where the line is about one.
    pub(crate) field: Option<Text>,
    pub(crate) counts: Totals,
    pub(crate) span: Span,
    pub(crate) place: Place,
}

/// The columns (3) to (13); `None` where the table does not tell them apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Totals {
    pub(crate) taken: u64,
    pub(crate) online: Option<u64>,
    /// Trực tiếp and bưu chính.
    pub(crate) counter: Option<u64>,
    pub(crate) carried: Option<u64>,
    pub(crate) resolved: u64,
    pub(crate) early: Option<u64>,
    pub(crate) on_time: Option<u64>,
    /// (8) and (9) together.
    pub(crate) in_time: u64,
    pub(crate) late: u64,
    pub(crate) open: u64,
    pub(crate) open_in_time: Option<u64>,
    pub(crate) open_overdue: Option<u64>,
}

impl Totals {
    /// The identities of the table that do not hold, each with both sides; those over a column that is not told
    /// apart say nothing.
    pub(crate) fn broken(&self) -> Vec<(&'static str, u64, u64)> {
        let sum = |parts: &[Option<u64>]| parts.iter().copied().sum::<Option<u64>>();
        let identities = [
            ("(3) = (4) + (5) + (6)", self.taken, sum(&[self.online, self.counter, self.carried])),
            ("(7) = (8) + (9) + (10)", self.resolved, Some(self.in_time + self.late)),
            ("(11) = (12) + (13)", self.open, sum(&[self.open_in_time, self.open_overdue])),
            ("(3) = (7) + (11)", self.taken, Some(self.resolved + self.open)),
        ];
        let broken = identities.into_iter().filter_map(|(name, left, right)| {
            let right = right.filter(|right| *right != left)?;
            Some((name, left, right))
        });
        broken.collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Figures published by Huế in 2020, which do not add up.
    #[test]
    fn figures_that_do_not_add_up_are_found() {
        let published = Totals {
            taken: 268_763,
            resolved: 257_141,
            early: Some(124_907),
            on_time: Some(102_770),
            in_time: 227_677,
            late: 19_852,
            open: 11_622,
            ..Totals::default()
        };
        assert_eq!(published.broken(), [("(7) = (8) + (9) + (10)", 257_141, 247_529)]);
        let unsplit = Totals { taken: 3, resolved: 2, in_time: 2, open: 1, ..Totals::default() };
        assert!(unsplit.broken().is_empty());
    }
}
