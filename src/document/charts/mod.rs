//! The charts of a report, by name: plain shapes in millimetres, readable in black and white.

#![expect(clippy::float_arithmetic, reason = "positions on paper")]

mod answers;
mod days;
mod delays;
mod draw;
mod on_time;
mod over_time;
mod rows;
mod satisfaction;
#[cfg(test)]
mod tests;
mod trend;
mod width;

use crate::document::chart::Chart;
use crate::document::charts::draw::{LegendKey, share};
use crate::document::fill::{Found, NoSuchName};
use crate::report::{
    Report, TableLines, TargetFigures, TrendFigures, figure_id, line_code, own_code,
};

pub(crate) use delays::in_words as few_delays;
pub(crate) use on_time::on_time_differs;
pub(crate) use trend::drawn_rates;
#[cfg(test)]
pub(crate) use width::{bold_width, text_width};

/// A chart of a report, in several parts where one page cannot hold it; nothing where there are no figures.
pub(crate) fn of_report(report: &Report, name: &str) -> Found<Vec<Chart>> {
    let charts = match name {
        "dung-han" => on_time::chart(report),
        "thoi-gian" => days::chart(report),
        "tre-theo-ngay" => delays::by_days(report),
        "tre-theo-ly-do" => delays::by_reason(report),
        "hai-long" => satisfaction::chart(report),
        "tra-loi" => answers::chart(report),
        "xu-huong" => {
            let trend = report.trend.as_ref();
            let of = |trend| trend::rates(trend, &report.targets, &own_code(report));
            trend.and_then(of).into_iter().collect()
        }
        "xu-huong-so-luong" => {
            let trend = report.trend.as_ref();
            trend.and_then(|trend| trend::counts(trend, &own_code(report))).into_iter().collect()
        }
        _ => return Err(NoSuchName),
    };
    Ok((!charts.is_empty()).then_some(charts))
}

/// Both charts of a line of periods, for the page of the archive.
pub(crate) fn of_trend(trend: &TrendFigures, goals: &TargetFigures) -> Vec<Chart> {
    [trend::rates(trend, goals, ""), trend::counts(trend, "")].into_iter().flatten().collect()
}

/// Whose row of a chart: that of all together, or a department's, which may have any name.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Whose {
    /// By what they are called.
    All(&'static str),
    Department(String),
}

impl Whose {
    /// The departments of an office, or the offices below one.
    const fn all(report: &Report) -> Self {
        Self::All(report.all_together())
    }

    const fn is_all(&self) -> bool {
        matches!(self, Self::All(_))
    }

    fn one(name: &str) -> Self {
        Self::Department(name.to_owned())
    }

    /// Id of a figure of the row, by its number.
    fn figure(&self, report: &Report, number: &str) -> Option<String> {
        match self {
            Self::All(_) => Some(number.to_owned()),
            Self::Department(name) => line_code(report, TableLines::Departments, name)
                .map(|line| figure_id(number, &line)),
        }
    }

    fn name(&self) -> &str {
        match self {
            Self::All(name) => name,
            Self::Department(name) => name,
        }
    }
}

/// Fewer dossiers or sheets than this are said in a sentence and drawn nowhere.
pub(crate) const FEWEST: u64 = 10;

/// An axis from a rate to 100 %, in hundredths of a percent. Where it does not begin at 0, its first tenth is the
/// break after the 0.
#[derive(Clone, Copy)]
struct Rates {
    from: u64,
}

/// What the break of an axis takes of it.
const BREAK: f32 = 0.1;

impl Rates {
    const WHOLE: Self = Self { from: 0 };

    /// From the whole tenth below all of these; from 0 where little would be left out.
    fn above(lowest: u64) -> Self {
        let from = lowest.saturating_sub(100).min(9_000) / 1_000 * 1_000;
        Self { from: if from < 3_000 { 0 } else { from } }
    }

    fn is_broken(self) -> bool {
        self.from > 0
    }

    /// Where a rate stands, from 0 to 1.
    fn at(self, part: u64, whole: u64) -> f32 {
        let rate = share(part, whole);
        if !self.is_broken() {
            return rate;
        }
        let from = share(self.from, 10_000);
        BREAK + ((rate - from) / (1.0 - from)).max(0.0) * (1.0 - BREAK)
    }

    /// Where it is broken, from where it goes on: what stands below the break is no scale.
    fn break_key(self) -> Option<(LegendKey, String)> {
        self.is_broken().then(|| {
            let words = format!("trục bị ngắt, bắt đầu từ {}%", self.from / 100);
            (LegendKey::Break, words)
        })
    }

    /// Every fifth of the whole, or every tenth of what is left of it; below a break a rule without figures.
    fn ticks(self) -> Vec<(f32, String)> {
        let step = if self.from < 5_000 { 20 } else { 10 };
        let first = (self.from / 100).next_multiple_of(step);
        let shown = (first..=100).filter(|percent| percent % step == 0);
        let zero = self.is_broken().then_some(0);
        zero.into_iter()
            .map(|_| (0.0, String::new()))
            .chain(shown.map(|percent| (self.at(percent, 100), format!("{percent}%"))))
            .collect()
    }

    /// Where the target of the settings stands, and its words.
    fn target(self, hundredths: Option<u64>) -> Option<(f32, String)> {
        let goal = hundredths?;
        let words = format!("Mục tiêu {}", crate::document::text::target(goal));
        Some((self.at(goal, 10_000), words))
    }
}
