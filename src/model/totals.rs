//! A line of a table of totals (bảng tổng hợp), for an office that has no list of dossiers.

use serde::{Deserialize, Serialize};

use crate::ledger::{Count, Place};
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

/// The columns (3) to (13); `None` where a table of totals does not tell them apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Totals {
    /// (3) Số hồ sơ nhận giải quyết, tổng số.
    #[serde(rename = "c3")]
    pub(crate) taken: u64,
    /// (4) Trực tuyến.
    #[serde(rename = "c4")]
    pub(crate) online: Option<u64>,
    /// (5) Trực tiếp, dịch vụ bưu chính.
    #[serde(rename = "c5")]
    pub(crate) counter: Option<u64>,
    /// (6) Từ kỳ trước.
    #[serde(rename = "c6")]
    pub(crate) carried: Option<u64>,
    /// (7) Đã giải quyết, tổng số.
    #[serde(rename = "c7")]
    pub(crate) resolved: u64,
    /// (8) Trước hạn.
    #[serde(rename = "c8")]
    pub(crate) early: Option<u64>,
    /// (9) Đúng hạn.
    #[serde(rename = "c9")]
    pub(crate) on_time: Option<u64>,
    /// (8) and (9) together; known also where a table of totals does not tell them apart.
    #[serde(rename = "c8_9")]
    pub(crate) in_time: u64,
    /// (10) Quá hạn.
    #[serde(rename = "c10")]
    pub(crate) late: u64,
    /// (11) Đang giải quyết, tổng số.
    #[serde(rename = "c11")]
    pub(crate) open: u64,
    /// (12) Trong hạn.
    #[serde(rename = "c12")]
    pub(crate) open_in_time: Option<u64>,
    /// (13) Quá hạn.
    #[serde(rename = "c13")]
    pub(crate) open_overdue: Option<u64>,
}

/// What must be equal in every row: its words, and both sides.
type TotalsIdentity = (&'static str, Count, &'static [Count]);

impl Totals {
    pub(crate) const IDENTITIES: [TotalsIdentity; 4] = [
        ("(3) = (4) + (5) + (6)", Count::Taken, &[Count::Online, Count::Counter, Count::Carried]),
        ("(7) = (8) + (9) + (10)", Count::Resolved, &[Count::InTime, Count::Late]),
        ("(11) = (12) + (13)", Count::Open, &[Count::OpenInTime, Count::OpenOverdue]),
        ("(3) = (7) + (11)", Count::Taken, &[Count::Resolved, Count::Open]),
    ];

    /// What stands in a column; `None` also for what the table has no column for.
    pub(crate) fn get(&self, count: Count) -> Option<u64> {
        let Self { taken, online, counter, carried, resolved, early, on_time, .. } = *self;
        let Self { in_time, late, open, open_in_time, open_overdue, .. } = *self;
        match count {
            Count::Taken => Some(taken),
            Count::Online => online,
            Count::Counter => counter,
            Count::Post => None,
            Count::Carried => carried,
            Count::Resolved => Some(resolved),
            Count::Early => early,
            Count::OnTime => on_time,
            Count::InTime => Some(in_time),
            Count::Late => Some(late),
            Count::Open => Some(open),
            Count::OpenInTime => open_in_time,
            Count::OpenOverdue => open_overdue,
        }
    }

    /// The columns (3) to (13).
    pub(crate) fn columns(&self) -> [Option<u64>; 11] {
        Count::COLUMNS.map(|count| self.get(count))
    }

    /// The identities of the table that do not hold, each with both sides; those over a column that is not told
    /// apart say nothing.
    pub(crate) fn broken(&self) -> Vec<(&'static str, u64, u64)> {
        let broken = Self::IDENTITIES.into_iter().filter_map(|(name, left, right)| {
            let left = self.get(left)?;
            let right = right.iter().map(|count| self.get(*count)).sum::<Option<u64>>()?;
            (left != right).then_some((name, left, right))
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
