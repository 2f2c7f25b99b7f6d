//! What a report's template is told beside the figures: which prose there is, annex labels, who compares how.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::document::frame::annex_label;
use crate::document::markdown::blocks;
use crate::document::text::thousands;
use crate::document::{LetterWording, Options};
use crate::model::{Ratio, parse_day, short_date};
use crate::report::{DossierLine, Report, SatisfactionLine};

/// `van_ban` in a report's template.
#[derive(Debug, Serialize)]
pub(crate) struct Extra {
    /// `tháng 3 năm 2020 (từ ngày 15/02/2020 đến ngày 14/3/2020)`.
    #[serde(rename = "ky")]
    period: String,
    /// Sections of the office's prose that are not blank.
    #[serde(rename = "co_noi_dung")]
    prose: BTreeMap<String, bool>,
    #[serde(rename = "phu_luc")]
    annexes: BTreeMap<String, Option<String>>,
    #[serde(rename = "so_sanh")]
    comparisons: Comparisons,
    #[serde(rename = "ten_phieu")]
    form_title: String,
    /// Whether the printed rate reaches the target; `null` where one of them is missing or the base is small.
    #[serde(rename = "dat_dung_han")]
    on_time_reached: Option<bool>,
    #[serde(rename = "dat_hai_long")]
    satisfaction_reached: Option<bool>,
    /// `01/01/2027`.
    #[serde(rename = "ngay_tam_tinh")]
    estimated_days: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Comparisons {
    #[serde(rename = "dung_han")]
    on_time: Ranking,
    #[serde(rename = "hai_long")]
    satisfaction: Ranking,
    #[serde(rename = "cau_hoi")]
    questions: Ranking,
}

/// Highest and lowest printed rate among those with a base of 30 or more.
#[derive(Debug, Default, PartialEq, Serialize)]
struct Ranking {
    /// How many are compared.
    #[serde(rename = "so")]
    compared: u64,
    /// All that share the highest rate; empty where nothing differs or fewer than two are compared.
    #[serde(rename = "cao")]
    highest: Vec<Ranked>,
    #[serde(rename = "thap")]
    lowest: Vec<Ranked>,
    /// The rate that all of two or more have in common.
    #[serde(rename = "bang_nhau")]
    equal: Option<String>,
    /// Names left out for their small base.
    #[serde(rename = "nho")]
    small: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
struct Ranked {
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

/// Name of the line of dossiers and sheets without a department: no unit of the office.
const UNKNOWN: &str = "Chưa rõ đơn vị";

/// Sections of the office's prose.
const PROSE: [&str; 6] = ["chi-dao", "uu-diem", "ton-tai", "nguyen-nhan", "nhiem-vu", "kien-nghi"];

/// `annexes` are the names of those that the document will have, in order.
pub(crate) fn extra(report: &Report, options: &Options, annexes: &[&str]) -> Extra {
    let resolved = report.dossiers.total.columns.resolved;
    let sheets = report.satisfaction.total.sheets;
    let on_time = report.dossiers.total.on_time_rate;
    let satisfied = report.satisfaction.total.rate;
    Extra {
        period: period(report),
        prose: PROSE
            .iter()
            .map(|name| (name.replace('-', "_"), has_prose(options, name)))
            .collect(),
        annexes: ["ho_so", "hai_long", "qua_han", "du_lieu"]
            .iter()
            .map(|name| {
                let at = annexes.iter().position(|annex| annex == name);
                ((*name).to_owned(), at.map(|at| annex_label(at, annexes.len())))
            })
            .collect(),
        comparisons: Comparisons {
            on_time: ranking(report.dossiers.by_department.iter().filter_map(of_dossiers)),
            satisfaction: ranking(report.satisfaction.by_department.iter().filter_map(of_sheets)),
            questions: ranking(
                report.satisfaction.by_question.iter().filter_map(|q| of_sheets(&q.line)),
            ),
        },
        form_title: form_title(options.letter_wording).to_owned(),
        on_time_reached: reached(resolved, on_time, report.targets.on_time),
        satisfaction_reached: reached(sheets, satisfied, report.targets.satisfaction),
        estimated_days: report
            .period
            .estimated_days
            .iter()
            .map(|day| parse_day(day).map_or_else(|| day.clone(), short_date))
            .collect(),
    }
}

/// Name of Mẫu số 04 in running text.
pub(crate) const fn form_title(wording: LetterWording) -> &'static str {
    match wording {
        LetterWording::Law2018 => "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
        LetterWording::Law2025 => "Phiếu xin lỗi và đề nghị gia hạn thời gian giải quyết",
    }
}

/// Whether the period is named by its days already.
pub(crate) fn is_free(report: &Report) -> bool {
    report.period.name.starts_with("từ ngày")
}

fn period(report: &Report) -> String {
    let period = &report.period;
    if is_free(report) {
        return period.name.clone();
    }
    format!("{} (từ ngày {} đến ngày {})", period.name, period.from_text, period.to_text)
}

fn has_prose(options: &Options, name: &str) -> bool {
    options.prose.get(name).is_some_and(|text| !blocks(text, 0).is_empty())
}

/// Dossiers or sheets from which on a rate is judged.
const JUDGED: u64 = 30;

/// By the exact rate, not by the printed one; no verdict on a small base.
fn reached(base: u64, rate: Ratio, target: Option<u64>) -> Option<bool> {
    if base < JUDGED {
        return None;
    }
    rate.reaches(target?)
}

/// A rate that can be compared, and whether its base is small.
struct Candidate {
    name: String,
    rate: Ratio,
    n: u64,
    small: bool,
}

fn of_dossiers(line: &DossierLine) -> Option<Candidate> {
    (line.name != UNKNOWN && line.columns.resolved > 0).then(|| Candidate {
        name: line.name.clone(),
        rate: line.on_time_rate,
        n: line.columns.resolved,
        small: line.small,
    })
}

fn of_sheets(line: &SatisfactionLine) -> Option<Candidate> {
    (line.name != UNKNOWN && line.rate.whole > 0).then(|| Candidate {
        name: line.name.clone(),
        rate: line.rate,
        n: line.sheets,
        small: line.small,
    })
}

fn ranking(candidates: impl Iterator<Item = Candidate>) -> Ranking {
    let (small, compared): (Vec<_>, Vec<_>) = candidates.partition(|candidate| candidate.small);
    let small: Vec<String> = small
        .iter()
        .map(|candidate| format!("{} ({})", candidate.name, thousands(candidate.n)))
        .collect();
    let mut out = Ranking { small, ..Ranking::default() };
    out.compared = u64::try_from(compared.len()).unwrap_or(u64::MAX);
    let rates = || compared.iter().filter_map(|candidate| candidate.rate.hundredths());
    let (Some(high), Some(low)) = (rates().max(), rates().min()) else { return out };
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
    if high == low {
        out.equal = compared.first().map(|candidate| candidate.rate.to_string());
    } else {
        out.highest = with(high);
        out.lowest = with(low);
    }
    out
}

fn ranked(candidate: &Candidate) -> Ranked {
    Ranked {
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
        ranking(list.iter().map(|(name, part, whole)| Candidate {
            name: (*name).to_owned(),
            rate: Ratio::new(*part, *whole),
            n: *whole,
            small: *whole < 30,
        }))
    }

    fn names(list: &[Ranked]) -> Vec<&str> {
        list.iter().map(|ranked| ranked.name.as_str()).collect()
    }

    #[test]
    fn small_bases_are_named_but_not_compared() {
        let got = of(&[("A", 30, 40), ("B", 40, 40), ("C", 3, 3), ("D", 50, 50)]);
        assert_eq!(names(&got.highest), ["B", "D"]);
        assert_eq!(names(&got.lowest), ["A"]);
        assert_eq!(got.small, ["C (3)"]);
        assert_eq!(got.compared, 3);
    }

    #[test]
    fn one_alone_is_neither_best_nor_worst() {
        let got = of(&[("A", 30, 40), ("C", 3, 3)]);
        assert!(got.highest.is_empty() && got.lowest.is_empty() && got.equal.is_none());
        assert_eq!(of(&[]), Ranking::default());
    }

    #[test]
    fn equal_rates_have_no_best() {
        let got = of(&[("A", 40, 40), ("B", 50, 50)]);
        assert_eq!(got.equal.as_deref(), Some("100,00%"));
        assert!(got.highest.is_empty());
    }

    #[test]
    fn a_target_is_met_by_the_printed_rate() {
        assert_eq!(reached(30, Ratio::new(95, 100), Some(9500)), Some(true));
        assert_eq!(reached(30, Ratio::new(94, 100), Some(9500)), Some(false));
        assert_eq!(reached(30, Ratio::new(18_999, 20_000), Some(9500)), Some(false));
        assert_eq!(reached(29, Ratio::new(95, 100), Some(9500)), None);
        assert_eq!(reached(30, Ratio::new(0, 0), Some(9500)), None);
        assert_eq!(reached(30, Ratio::new(1, 1), None), None);
    }
}
