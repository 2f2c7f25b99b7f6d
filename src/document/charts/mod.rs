//! The charts of a report, by name: plain shapes in millimetres, readable in black and white.

#![expect(clippy::float_arithmetic, reason = "positions on paper")]

mod answers;
mod days;
mod delays;
mod draw;
mod on_time;
mod rows;
mod satisfaction;
#[cfg(test)]
mod tests;
mod width;

use crate::document::chart::Chart;
use crate::document::charts::draw::share;
use crate::document::fill::{Found, NoSuchName};
use crate::report::Report;

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
        _ => return Err(NoSuchName),
    };
    Ok((!charts.is_empty()).then_some(charts))
}

/// Whose row of a chart: the office's, or a department's, which may have any name.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Whose {
    Office,
    Department(String),
}

impl Whose {
    fn one(name: &str) -> Self {
        Self::Department(name.to_owned())
    }

    fn name(&self) -> &str {
        match self {
            Self::Office => "Toàn cơ quan",
            Self::Department(name) => name,
        }
    }
}

/// Every fifth of the way from 0 to 100 %.
fn percents(left: f32, right: f32) -> Vec<(f32, String)> {
    [0_u64, 20, 40, 60, 80, 100]
        .map(|percent| (left + share(percent, 100) * (right - left), format!("{percent}%")))
        .to_vec()
}

/// Where the target of the settings stands, and its words.
fn target(hundredths: Option<u64>, left: f32, right: f32) -> Option<(f32, String)> {
    let goal = hundredths?;
    let words = format!("Mục tiêu {}", crate::document::text::target(goal));
    Some((left + share(goal, 10_000) * (right - left), words))
}
