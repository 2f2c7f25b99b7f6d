//! The place of a department among the others: ranks by printed rate, ties share a rank ("1, 2, 2, 4").

use serde::{Deserialize, Serialize};

use crate::model::{Ratio, Text};
use crate::report::options::Run;
use crate::report::{DossierLine, Report, SatisfactionLine};

/// Ranks of a department; small numbers are not ranked.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct DepartmentPlace {
    /// Among the departments with at least 30 resolved dossiers; `null` for one with fewer.
    #[serde(rename = "dung_han")]
    pub(crate) on_time: Option<Rank>,
    /// Among the departments with at least 30 survey sheets; `null` for one with fewer.
    #[serde(rename = "hai_long")]
    pub(crate) satisfaction: Option<Rank>,
}

/// `place` of `among`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Rank {
    #[serde(rename = "hang")]
    pub(crate) place: u64,
    #[serde(rename = "trong_so")]
    pub(crate) among: u64,
    /// Whether others have the same printed rate.
    #[serde(rename = "cung_hang")]
    pub(crate) shared: bool,
    /// Whether others of as large a base have no printed rate.
    #[serde(skip)]
    pub(crate) of_printed: bool,
}

/// Departments that resolved anything. Those of a small base are named and not compared; rows that name no department are
/// none.
pub(crate) fn rated_dossiers(report: &Report) -> impl Iterator<Item = &DossierLine> {
    let lines = report.dossiers.by_department.iter();
    lines.filter(|line| !line.is_unknown && line.columns.resolved > 0)
}

/// The same of those with survey sheets; of a large base only where the rate is printed.
pub(crate) fn rated_sheets(report: &Report) -> impl Iterator<Item = &SatisfactionLine> {
    let lines = report.satisfaction.by_department.iter();
    lines.filter(|line| !line.is_unknown && line.sheets > 0 && (line.small || !line.is_withheld()))
}

/// Whether a department of a large base has no printed rate, since that of few would follow from it.
pub(crate) fn leaves_out_large(report: &Report) -> bool {
    let mut lines = report.satisfaction.by_department.iter();
    lines.any(|line| !line.is_unknown && !line.small && line.is_withheld())
}

/// The highest and the lowest printed rate, where two or more are compared and they are not all alike.
pub(crate) fn extremes(rates: impl Iterator<Item = Ratio>) -> Option<[u64; 2]> {
    let rates: Vec<u64> = rates.filter_map(Ratio::hundredths).collect();
    let (high, low) = (*rates.iter().max()?, *rates.iter().min()?);
    (high > low).then_some([high, low])
}

/// Where a department stands in the office's tables, as they are printed.
pub(crate) fn place(key: &Text, run: &Run<'_>, office: &Report) -> DepartmentPlace {
    let name = run.lines.name(Some(key));
    let dossiers = rated_dossiers(office).filter(|line| !line.small);
    let surveys = rated_sheets(office).filter(|line| !line.small);
    let of_printed = leaves_out_large(office);
    let satisfaction = rank(&name, surveys.map(|line| (line.name.as_str(), line.rate)));
    DepartmentPlace {
        on_time: rank(&name, dossiers.map(|line| (line.name.as_str(), line.on_time_rate))),
        satisfaction: satisfaction.map(|rank| Rank { of_printed, ..rank }),
    }
}

fn rank<'a>(name: &str, lines: impl Iterator<Item = (&'a str, Ratio)>) -> Option<Rank> {
    let rates: Vec<_> = lines.filter_map(|(name, rate)| Some((name, rate.hundredths()?))).collect();
    let (_, own) = rates.iter().find(|(other, _)| *other == name)?;
    let better = rates.iter().filter(|(_, rate)| rate > own).count();
    let count = |number: usize| u64::try_from(number).unwrap_or(u64::MAX);
    let shared = rates.iter().filter(|(_, rate)| rate == own).count() > 1;
    Some(Rank { place: count(better) + 1, among: count(rates.len()), shared, of_printed: false })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ties_share_a_rank_and_small_departments_have_none() {
        let lines = [("A", 90), ("B", 95), ("C", 90), ("D", 80)];
        let ranks = ["A", "B", "C", "D", "E"].map(|name| {
            rank(name, lines.iter().map(|(name, part)| (*name, Ratio::new(*part, 100))))
                .map(|rank| (rank.place, rank.shared))
        });
        let want = [Some((2, true)), Some((1, false)), Some((2, true)), Some((4, false)), None];
        assert_eq!(ranks, want);
    }
}
