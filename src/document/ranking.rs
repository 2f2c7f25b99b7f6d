//! Who has the highest rate and who the lowest, among those whose base is large enough to compare.

use serde::Serialize;

use crate::document::marked::figure;
use crate::document::text::{count, thousands};
use crate::model::Ratio;
use crate::report::{
    DossierLine, Report, SatisfactionLine, TableLines, extremes, figure_id, leaves_out_large,
    line_code, rated_dossiers, rated_sheets,
};

/// Highest and lowest printed rate among those with a base of 30 or more.
#[derive(Debug, Default, PartialEq, Serialize)]
pub(crate) struct Ranking {
    /// How many are compared, and the id of that number.
    #[serde(rename = "so")]
    compared: u64,
    #[serde(rename = "ma_so")]
    compared_id: &'static str,
    /// All that share the highest rate; empty where nothing differs or fewer than two are compared.
    #[serde(rename = "cao")]
    highest: Vec<Ranked>,
    #[serde(rename = "thap")]
    lowest: Vec<Ranked>,
    /// The highest in words: `97,67% (Phòng A, 42/43)`; of questions, what is asked comes first.
    #[serde(rename = "cao_nhat")]
    highest_words: Option<String>,
    #[serde(rename = "thap_nhat")]
    lowest_words: Option<String>,
    /// The rate that all of two or more have in common.
    #[serde(rename = "bang_nhau")]
    equal: Option<String>,
    /// The rate of the only one with a base of 30 or more: `93,94% (Phòng A, 31/33)`.
    #[serde(rename = "duy_nhat")]
    alone: Option<String>,
    /// Names left out for their small base.
    #[serde(rename = "nho")]
    small: Vec<String>,
    /// Id of their number.
    #[serde(rename = "ma_nho")]
    small_id: &'static str,
    /// Whether there are others of a large base whose rate is not printed, since that of few would follow from it.
    #[serde(rename = "co_khong_neu")]
    has_withheld: bool,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Ranked {
    #[serde(skip)]
    ids: RankedIds,
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "ty_le")]
    rate: String,
    #[serde(rename = "tu")]
    part: u64,
    #[serde(rename = "mau")]
    whole: u64,
    /// Sheets.
    n: u64,
}

/// Of which figures a rate and its base are printed.
#[derive(Clone, Debug, Default, PartialEq)]
struct RankedIds {
    rate: Option<String>,
    base: Option<String>,
}

impl RankedIds {
    /// Of these numbers, of a line of the report.
    fn new([rate, base]: [&str; 2], report: &Report, lines: TableLines, name: &str) -> Self {
        let line = line_code(report, lines, name);
        let id = |number| line.as_ref().map(|line| figure_id(number, line));
        Self { rate: id(rate), base: id(base) }
    }
}

impl Ranked {
    /// The rate, or its counts.
    fn said(&self, printed: &str) -> String {
        figure(self.ids.rate.as_deref(), printed)
    }
}

/// Names that are said where they share a rate; more of them are counted.
const NAMED: usize = 3;

/// Numbers of rates and of their bases.
const ON_TIME: [&str; 2] = ["TL-01", "HS-07"];
const SATISFIED: [&str; 2] = ["HL-20", "HL-10"];

/// Ids of how many are compared, how many are not, and how many share the highest and the lowest rate.
#[derive(Clone, Copy, Default)]
struct CountIds {
    compared: &'static str,
    small: &'static str,
    highest: &'static str,
    lowest: &'static str,
}

const ON_TIME_COUNTS: CountIds =
    CountIds { compared: "XH-03", small: "XH-04", highest: "XH-05", lowest: "XH-06" };
const SATISFIED_COUNTS: CountIds =
    CountIds { compared: "XH-07", small: "XH-08", highest: "XH-09", lowest: "XH-10" };

pub(crate) fn on_time_ranking(report: &Report) -> Ranking {
    let lines = rated_dossiers(report).map(|line| {
        let ids = RankedIds::new(ON_TIME, report, TableLines::Departments, &line.name);
        of_dossiers(line, ids)
    });
    ranking(lines, "hồ sơ", by_dossiers, ON_TIME_COUNTS)
}

pub(crate) fn satisfaction_ranking(report: &Report) -> Ranking {
    let candidates = rated_sheets(report).map(|line| {
        let ids = RankedIds::new(SATISFIED, report, TableLines::Departments, &line.name);
        of_sheets(line, ids)
    });
    let mut ranking = ranking(candidates, "phiếu", by_sheets, SATISFIED_COUNTS);
    ranking.has_withheld = leaves_out_large(report);
    ranking
}

/// Questions are said by what they ask; one whose answers are not printed has no rank either.
pub(crate) fn question_ranking(report: &Report) -> Ranking {
    let questions = report.satisfaction.questions_to_print();
    let printed = questions.filter(|(_, is_printed)| *is_printed);
    let answered = printed.filter(|(one, _)| !one.line.is_unknown && one.line.sheets > 0);
    let lines = answered.map(|(one, _)| {
        let ids = RankedIds::new(SATISFIED, report, TableLines::Questions, &one.key);
        of_sheets(&one.line, ids)
    });
    let mut ranking = ranking(lines, "phiếu", by_sheets, CountIds::default());
    let words = |of: &[Ranked]| {
        let said = |one: &Ranked| format!("“{}” ({}, {})", one.name, one.said(&one.rate), n(one));
        (!of.is_empty()).then(|| of.iter().map(said).collect::<Vec<_>>().join("; "))
    };
    ranking.highest_words = words(&ranking.highest);
    ranking.lowest_words = words(&ranking.lowest);
    ranking
}

fn by_dossiers(one: &Ranked) -> String {
    let counts = format!("{}/{}", thousands(one.part), thousands(one.whole));
    format!("{}, {}", one.name, one.said(&counts))
}

fn by_sheets(one: &Ranked) -> String {
    format!("{}, {}", one.name, n(one))
}

/// `n = 45`.
fn n(one: &Ranked) -> String {
    format!("n = {}", figure(one.ids.base.as_deref(), &thousands(one.n)))
}

/// `97,67% (Phòng A, 42/43)`, `100,00% (12 đơn vị)`; `id` of their number.
fn words(of: &[Ranked], say: fn(&Ranked) -> String, id: &str) -> String {
    // A rate that several share is none of one of them.
    let rate = match of {
        [one] => one.said(&one.rate),
        _ => of.first().map_or_else(String::new, |one| one.rate.clone()),
    };
    if of.len() > NAMED {
        let many = u64::try_from(of.len()).unwrap_or(u64::MAX);
        return format!("{rate} ({} đơn vị)", figure(Some(id), &count(many)));
    }
    format!("{rate} ({})", of.iter().map(say).collect::<Vec<_>>().join("; "))
}

/// A rate that can be compared, and whether its base is small.
struct Candidate {
    ids: RankedIds,
    name: String,
    rate: Ratio,
    n: u64,
    small: bool,
}

fn of_dossiers(line: &DossierLine, ids: RankedIds) -> Candidate {
    Candidate {
        ids,
        name: line.name.clone(),
        rate: line.on_time_rate,
        n: line.columns.resolved,
        small: line.small,
    }
}

fn of_sheets(line: &SatisfactionLine, ids: RankedIds) -> Candidate {
    Candidate { ids, name: line.name.clone(), rate: line.rate, n: line.sheets, small: line.small }
}

/// `unit` of their bases.
fn ranking(
    candidates: impl Iterator<Item = Candidate>,
    unit: &str,
    say: fn(&Ranked) -> String,
    ids: CountIds,
) -> Ranking {
    let (small, compared): (Vec<_>, Vec<_>) = candidates.partition(|candidate| candidate.small);
    let small: Vec<String> = small
        .iter()
        .map(|candidate| {
            let n = figure(candidate.ids.base.as_deref(), &count(candidate.n));
            format!("{} ({n} {unit})", candidate.name)
        })
        .collect();
    let mut out = Ranking {
        small,
        compared: u64::try_from(compared.len()).unwrap_or(u64::MAX),
        compared_id: ids.compared,
        small_id: ids.small,
        ..Ranking::default()
    };
    if let [one] = compared.as_slice() {
        out.alone = Some(words(&[ranked(one)], say, ""));
    }
    if compared.len() < 2 {
        return out;
    }
    let with = |rate: u64| -> Vec<Ranked> {
        compared
            .iter()
            .filter(|candidate| candidate.rate.hundredths() == Some(rate))
            .map(ranked)
            .collect()
    };
    match extremes(compared.iter().map(|candidate| candidate.rate)) {
        None => {
            let first = compared.first().map(|candidate| candidate.rate);
            out.equal =
                first.filter(|rate| rate.hundredths().is_some()).map(|rate| rate.to_string());
        }
        Some([high, low]) => {
            out.highest = with(high);
            out.lowest = with(low);
            out.highest_words = Some(words(&out.highest, say, ids.highest));
            out.lowest_words = Some(words(&out.lowest, say, ids.lowest));
        }
    }
    out
}

fn ranked(candidate: &Candidate) -> Ranked {
    Ranked {
        ids: candidate.ids.clone(),
        name: candidate.name.clone(),
        rate: candidate.rate.to_string(),
        part: candidate.rate.part,
        whole: candidate.rate.whole,
        n: candidate.n,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(list: &[(&str, u64, u64)]) -> Ranking {
        ranking(
            list.iter().map(|(name, part, whole)| Candidate {
                ids: RankedIds::default(),
                name: (*name).to_owned(),
                rate: Ratio::new(*part, *whole),
                n: *whole,
                small: *whole < 30,
            }),
            "hồ sơ",
            by_dossiers,
            CountIds::default(),
        )
    }

    fn names(list: &[Ranked]) -> Vec<&str> {
        list.iter().map(|ranked| ranked.name.as_str()).collect()
    }

    #[test]
    fn small_bases_are_named_but_not_compared() {
        let got = of(&[("A", 30, 40), ("B", 40, 40), ("C", 3, 3), ("D", 50, 50)]);
        assert_eq!(names(&got.highest), ["B", "D"]);
        assert_eq!(got.highest_words.as_deref(), Some("100,00% (B, 40/40; D, 50/50)"));
        assert_eq!(got.lowest_words.as_deref(), Some("75,00% (A, 30/40)"));
        assert_eq!(names(&got.lowest), ["A"]);
        assert_eq!(got.small, ["C (03 hồ sơ)"]);
        assert_eq!(got.compared, 3);
    }

    #[test]
    fn many_that_share_a_rate_are_counted() {
        let got = of(&[("A", 30, 30), ("B", 31, 31), ("C", 32, 32), ("D", 33, 33), ("E", 0, 30)]);
        assert_eq!(got.highest_words.as_deref(), Some("100,00% (04 đơn vị)"));
    }

    #[test]
    fn one_alone_is_neither_best_nor_worst() {
        let got = of(&[("A", 30, 40), ("C", 3, 3)]);
        assert!(got.highest.is_empty() && got.lowest.is_empty() && got.equal.is_none());
        assert_eq!(got.alone.as_deref(), Some("75,00% (A, 30/40)"));
        assert_eq!(of(&[("A", 30, 40), ("B", 40, 40)]).alone, None);
        assert_eq!(of(&[]), Ranking::default());
    }

    #[test]
    fn rows_without_a_department_are_none_to_be_compared() {
        let line = crate::document::sample::line("A", [0, 40, 0], [0, 40, 0], 0);
        let unknown = DossierLine { is_unknown: true, ..line.clone() };
        let mut report = crate::document::sample::report();
        report.dossiers.by_department = vec![line, unknown];
        assert_eq!(on_time_ranking(&report).compared, 1);
    }

    #[test]
    fn a_question_that_is_not_printed_has_no_rank() {
        let mut report = crate::document::sample::full();
        let sheets = [[8, 0], [39, 0], [45, 5], [40, 10]];
        for (question, [content, other]) in report.satisfaction.by_question.iter_mut().zip(sheets) {
            question.line =
                crate::document::sample::answers(&question.key, [other, 0, 0, 0, content]);
        }
        // The 39 are left out with the 8, which would follow from the sum.
        let got = question_ranking(&report);
        assert_eq!((names(&got.highest), names(&got.lowest)), (vec!["c3"], vec!["c4"]));
        assert_eq!((got.compared, got.small), (2, Vec::new()));
    }

    #[test]
    fn equal_rates_have_no_best() {
        let got = of(&[("A", 40, 40), ("B", 50, 50)]);
        assert_eq!(got.equal.as_deref(), Some("100,00%"));
        assert!(got.highest.is_empty());
    }
}
