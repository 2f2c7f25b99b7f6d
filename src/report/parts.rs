//! A quarter, half-year or year beside the months in it that were reported: what their figures come to.

use serde::{Deserialize, Serialize};

use crate::model::{CutOff, Period, Totals, Unit};
use crate::report::few_rates::are_few;
use crate::report::past::PastPeriod;

/// The months of a longer period, as each was reported.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct PartsFigures {
    /// Codes of the months, in their order.
    #[serde(rename = "ky")]
    pub(crate) months: Vec<String>,
    /// Names of months that the archive lacks: then nothing is held against them.
    #[serde(rename = "thieu")]
    pub(crate) missing: Vec<String>,
    /// Figures that the months do not come to.
    #[serde(rename = "lech")]
    pub(crate) differences: Vec<PartDifference>,
    /// What was open at the end of a month and is not (6) of the next: sentences without a capital.
    #[serde(rename = "chuyen_ky")]
    pub(crate) carried: Vec<String>,
    /// Whether it, or one of the months, has so few sheets that no paper says what was answered; not known in archives
    /// of before it was kept.
    #[serde(rename = "co_ky_it_phieu", default)]
    pub(crate) has_few_sheets: bool,
}

/// Of a rate: its denominator and its numerator.
const ANSWERS: [&str; 2] = ["HL-20-MAU", "HL-20-TU"];

impl PartsFigures {
    /// Counts of answers are rates of sheets as well.
    pub(crate) fn leave_out_few(&mut self) {
        if self.has_few_sheets {
            self.differences.retain(|part| !ANSWERS.contains(&part.code.as_str()));
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct PartDifference {
    /// Id of the figure, `HS-07`; of a rate, `HL-20-TU` and `HL-20-MAU`.
    #[serde(rename = "ma")]
    pub(crate) code: String,
    /// `(7) đã giải quyết`.
    #[serde(rename = "ten")]
    pub(crate) name: String,
    #[serde(rename = "cac_ky")]
    pub(crate) months: u64,
    #[serde(rename = "ky_nay")]
    pub(crate) now: u64,
}

/// `None` for a month, for free days, and where no month of it was reported.
pub(crate) fn parts(now: &PastPeriod, parts: &[PastPeriod]) -> Option<PartsFigures> {
    let wanted = now.unit()?.months();
    let found = |unit: &Unit| parts.iter().find(|period| period.unit() == Some(*unit));
    let all: Vec<&PastPeriod> = wanted.iter().filter_map(found).collect();
    if all.is_empty() {
        return None;
    }
    let missing: Vec<String> = wanted
        .iter()
        .filter(|unit| found(unit).is_none())
        .filter_map(|unit| Period::of(*unit, CutOff::default()).map(Period::name))
        .collect();
    let mut periods = all.iter().copied().chain([now]);
    Some(PartsFigures {
        has_few_sheets: periods.any(|period| are_few(period.satisfaction.total.sheets)),
        months: all.iter().map(|period| period.period.code.clone()).collect(),
        differences: if missing.is_empty() { differences(now, &all) } else { Vec::new() },
        carried: carried(&all),
        missing,
    })
}

fn differences(now: &PastPeriod, all: &[&PastPeriod]) -> Vec<PartDifference> {
    let totals = |period: &PastPeriod| period.dossiers.total.columns;
    let sum = |of: fn(Totals) -> Option<u64>| {
        all.iter().map(|period| of(totals(period))).sum::<Option<u64>>()
    };
    let first = all.first().map(|period| totals(period)).unwrap_or_default();
    let last = all.last().map(|period| totals(period)).unwrap_or_default();
    let own = totals(now);
    let mut pairs: Vec<(&str, &str, Option<u64>, Option<u64>)> = Vec::new();
    if now.dossiers.has_data {
        pairs.extend([
            ("HS-04", "(4) tiếp nhận trực tuyến", sum(|line| line.online), own.online),
            ("HS-05", "(5) tiếp nhận trực tiếp, bưu chính", sum(|line| line.counter), own.counter),
            ("HS-06", "(6) từ kỳ trước", first.carried, own.carried),
            ("HS-07", "(7) đã giải quyết", sum(|line| Some(line.resolved)), Some(own.resolved)),
            (
                "HS-14",
                "(8) + (9) trước hạn, đúng hạn",
                sum(|line| Some(line.in_time)),
                Some(own.in_time),
            ),
            ("HS-10", "(10) quá hạn", sum(|line| Some(line.late)), Some(own.late)),
            ("HS-11", "(11) đang giải quyết", Some(last.open), Some(own.open)),
            ("HS-13", "(13) đang quá hạn", last.open_overdue, own.open_overdue),
        ]);
    }
    if now.satisfaction.has_data {
        let rates = || all.iter().map(|period| period.satisfaction.total.rate);
        let rate = now.satisfaction.total.rate;
        let sheets = all.iter().map(|period| period.satisfaction.total.sheets).sum();
        pairs.extend([
            ("HL-10", "số phiếu", Some(sheets), Some(now.satisfaction.total.sheets)),
            (
                ANSWERS[0],
                "câu trả lời hợp lệ",
                Some(rates().map(|rate| rate.whole).sum()),
                Some(rate.whole),
            ),
            (
                ANSWERS[1],
                "câu trả lời mức 4 và 5",
                Some(rates().map(|rate| rate.part).sum()),
                Some(rate.part),
            ),
        ]);
    }
    let differing = pairs.into_iter().filter_map(|(code, name, months, now)| {
        let (months, now) = (months?, now?);
        (months != now).then(|| PartDifference {
            code: code.to_owned(),
            name: name.to_owned(),
            months,
            now,
        })
    });
    differing.collect()
}

/// Of two periods beside each other, what the one leaves and the other takes up.
pub(crate) fn carried(all: &[&PastPeriod]) -> Vec<String> {
    let mut notes = Vec::new();
    for (before, own) in all.iter().zip(all.iter().skip(1)) {
        let open = before.dossiers.total.columns.open;
        let carried = own.dossiers.total.columns.carried;
        let carried = carried.map(|carried| carried + own.dossiers.carry_over_difference);
        let follows = before.period.to.tomorrow().ok() == Some(own.period.from);
        let carried = carried.filter(|_| follows && own.dossiers.has_data);
        if let Some(carried) = carried.filter(|carried| *carried != open) {
            notes.push(format!(
                "cuối {} còn {open} hồ sơ đang giải quyết, {} tính được {carried} hồ sơ chuyển sang",
                before.period.name, own.period.name
            ));
        }
    }
    notes
}

/// A quarter of which two figures are others.
#[cfg(test)]
pub(crate) fn sample_parts() -> PartsFigures {
    PartsFigures {
        months: ["2020-01", "2020-02", "2020-03"].map(str::to_owned).into(),
        missing: Vec::new(),
        differences: vec![PartDifference {
            code: "HS-07".to_owned(),
            name: "(7) đã giải quyết".to_owned(),
            months: 247,
            now: 248,
        }],
        carried: Vec::new(),
        has_few_sheets: false,
    }
}
