//! The place of a department among the others: ranks by printed rate, ties share a rank ("1, 2, 2, 4").

use serde::{Deserialize, Serialize};

use crate::model::{Ratio, Text};
use crate::report::options::Run;
use crate::report::{Report, SatisfactionLine};

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

/// Where a department stands in the office's tables, as they are printed.
pub(crate) fn place(key: &Text, run: &Run<'_>, office: &Report) -> DepartmentPlace {
    let name = run.lines.name(Some(key));
    let dossiers = office.dossiers.by_department.iter().filter(|line| !line.small);
    let surveys =
        office.satisfaction.by_department.iter().filter(|line| line.sheets > 0 && !line.small);
    let of_printed = surveys.clone().any(SatisfactionLine::is_withheld);
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
