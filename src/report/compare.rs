//! Headline figures of archived periods beside this one's.

use std::cmp::Ordering;

use serde::Deserialize;

use crate::model::{Period, Ratio, capitalized, in_thousands, uncapitalized};
use crate::report::few_rates::{are_few, withheld};
use crate::report::letters::NumbersBook;
use crate::report::past::PastPeriod;
use crate::report::table::SMALL;
use crate::report::{ChoiceFigures, Comparison, Report};

/// Archived figures to compare with.
#[derive(Clone, Debug, Default)]
pub(crate) struct Earlier {
    /// The period just before.
    pub(crate) previous: Option<EarlierFigures>,
    /// The same period a year ago.
    pub(crate) year_ago: Option<EarlierFigures>,
    /// Periods of the same kind before this one, the earliest first.
    pub(crate) past: Vec<PastPeriod>,
    /// Months of this period, where it is longer, in their order.
    pub(crate) parts: Vec<PastPeriod>,
    /// Letters of every bag, later ones too: no dossier gets one twice.
    pub(crate) letters: NumbersBook,
}

/// What is read of an archived `so-lieu.json`; all else in it is passed over.
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct EarlierFigures {
    #[serde(rename = "phien_ban")]
    version: u32,
    #[serde(rename = "ky")]
    period: EarlierPeriod,
    #[serde(rename = "ho_so")]
    dossiers: EarlierDossiers,
    #[serde(rename = "hai_long")]
    satisfaction: EarlierSatisfaction,
    #[serde(rename = "lua_chon", default)]
    choices: Vec<ChoiceFigures>,
}

#[derive(Clone, Debug, Deserialize)]
struct EarlierPeriod {
    #[serde(rename = "ma")]
    code: String,
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "den")]
    to: jiff::civil::Date,
}

#[derive(Clone, Debug, Deserialize)]
struct EarlierDossiers {
    #[serde(rename = "tong")]
    total: EarlierLine,
    #[serde(rename = "theo_don_vi", default)]
    by_department: Vec<EarlierLine>,
}

#[derive(Clone, Debug, Deserialize)]
struct EarlierLine {
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "cot")]
    columns: EarlierColumns,
    #[serde(rename = "ty_le_dung_han")]
    on_time_rate: Ratio,
}

#[derive(Clone, Copy, Debug, Deserialize)]
struct EarlierColumns {
    #[serde(rename = "c11")]
    open: u64,
}

#[derive(Clone, Debug, Deserialize)]
struct EarlierSatisfaction {
    #[serde(rename = "tong")]
    total: EarlierRate,
    #[serde(rename = "theo_don_vi", default)]
    by_department: Vec<EarlierRate>,
}

#[derive(Clone, Debug, Deserialize)]
struct EarlierRate {
    #[serde(rename = "ten")]
    name: String,
    #[serde(rename = "ty_le")]
    rate: Ratio,
    /// Sheets behind the rate.
    n: u64,
}

impl Comparison {
    /// Whether the on-time rate has risen from this one; `None` where it is as it was, or the change is not said.
    pub(crate) fn on_time_rose(&self, now: Ratio) -> Option<bool> {
        self.on_time_change.as_ref()?;
        match change(self.on_time_rate, now)?.way {
            Ordering::Less => Some(false),
            Ordering::Equal => None,
            Ordering::Greater => Some(true),
        }
    }

    pub(crate) fn leave_out_few(&mut self) {
        if self.are_few_sheets {
            self.satisfaction_rate = Ratio::default();
            self.satisfaction_change = None;
            self.satisfaction_words = None;
            self.satisfaction_note = None;
        }
    }
}

/// An earlier period beside this report; `None` for a department that the earlier figures do not know.
pub(crate) fn comparison(
    now: &Report,
    period: Period,
    earlier: &EarlierFigures,
) -> Option<Comparison> {
    let (line, rate) = match &now.department {
        None => (Some(&earlier.dossiers.total), Some(&earlier.satisfaction.total)),
        Some(name) => (
            earlier.dossiers.by_department.iter().find(|line| line.name == *name),
            earlier.satisfaction.by_department.iter().find(|line| line.name == *name),
        ),
    };
    if line.is_none() && rate.is_none() {
        return None;
    }
    let on_time_rate = line.map_or_else(Ratio::default, |line| line.on_time_rate);
    let satisfaction_rate = rate.map_or_else(Ratio::default, |line| line.rate);
    let (dossiers, sheets) = (&now.dossiers.total, &now.satisfaction.total);
    // A change between few cases says nothing of the work, as their rates are not ranked either.
    let of_many = |before: u64, now: u64| before.min(now) >= SMALL;
    let on_time = change(on_time_rate, dossiers.on_time_rate)
        .filter(|_| of_many(on_time_rate.whole, dossiers.on_time_rate.whole));
    let satisfied = change(satisfaction_rate, sheets.rate)
        .filter(|_| of_many(rate.map_or(0, |line| line.n), sheets.sheets));
    Some(Comparison {
        code: earlier.period.code.clone(),
        name: earlier.period.name.clone(),
        on_time_rate,
        on_time_change: on_time.as_ref().map(Change::figure),
        on_time_words: on_time.as_ref().map(Change::words),
        satisfaction_rate,
        satisfaction_change: satisfied.as_ref().map(Change::figure),
        satisfaction_words: satisfied.as_ref().map(Change::words),
        on_time_note: on_time_note(now, period, earlier, line),
        satisfaction_note: satisfaction_note(now, earlier),
        are_few_sheets: are_few_sheets(now, earlier),
    })
}

/// Whether papers left the earlier rate out.
fn are_few_sheets(now: &Report, earlier: &EarlierFigures) -> bool {
    let Some(name) = &now.department else { return are_few(earlier.satisfaction.total.n) };
    let lines = &earlier.satisfaction.by_department;
    let sheets: Vec<u64> = lines.iter().map(|line| line.n).collect();
    let mut lines = lines.iter().zip(withheld(&sheets));
    lines.any(|(line, is_withheld)| is_withheld && line.name == *name)
}

/// Choices that decide satisfaction; all others decide dossiers.
pub(crate) const OF_ANSWERS: [&str; 2] = ["chu_so", "thang_do"];

/// What is not comparable in the on-time rate, or does not follow from the earlier figures.
fn on_time_note(
    now: &Report,
    period: Period,
    earlier: &EarlierFigures,
    line: Option<&EarlierLine>,
) -> Option<String> {
    let mut notes = changed(now, earlier, |key| !OF_ANSWERS.contains(&key));
    let follows = earlier.period.to.tomorrow().ok() == Some(period.span.from);
    if let Some(line) = line.filter(|_| follows && now.dossiers.has_data) {
        let open = line.columns.open;
        let carried = now.dossiers.total.columns.carried;
        let carried = carried.map(|carried| carried + now.dossiers.carry_over_difference);
        if let Some(carried) = carried.filter(|carried| *carried != open) {
            notes.push(format!(
                "cuối {} còn {} hồ sơ đang giải quyết, kỳ này tính được {} hồ sơ từ kỳ trước chuyển sang, chênh {} hồ sơ: dữ liệu hồ sơ của kỳ đó đã khác so với khi lập báo cáo",
                earlier.period.name,
                running(open),
                running(carried),
                running(carried.abs_diff(open))
            ));
        }
    }
    noted(&notes)
}

/// As counts stand in a sentence: `05`, `12`.
pub(super) fn running(count: u64) -> String {
    if (1..10).contains(&count) { format!("0{count}") } else { in_thousands(count) }
}

fn satisfaction_note(now: &Report, earlier: &EarlierFigures) -> Option<String> {
    noted(&changed(now, earlier, |key| OF_ANSWERS.contains(&key)))
}

fn noted(notes: &[String]) -> Option<String> {
    (!notes.is_empty()).then(|| capitalized(&notes.join("; ")))
}

/// Definitions that are no longer the earlier ones.
fn changed(now: &Report, earlier: &EarlierFigures, own: fn(&str) -> bool) -> Vec<String> {
    let mut notes = Vec::new();
    if earlier.version != now.version {
        notes.push("cách tính của chương trình đã thay đổi".to_owned());
    }
    for choice in now.choices.iter().filter(|choice| own(&choice.key)) {
        let before = earlier.choices.iter().find(|other| other.key == choice.key);
        if let Some(before) = before.filter(|before| !before.same_as(choice)) {
            notes.push(format!("kỳ đó chọn khác: {}", uncapitalized(&before.sentence)));
        }
    }
    notes
}

/// The difference of two printed rates, in hundredths of a point.
pub(super) struct Change {
    way: Ordering,
    points: u64,
}

/// `None` where one of them is "–".
pub(super) fn change(before: Ratio, now: Ratio) -> Option<Change> {
    let (before, now) = (before.hundredths()?, now.hundredths()?);
    Some(Change { way: now.cmp(&before), points: now.abs_diff(before) })
}

impl Change {
    /// `+1,25 điểm %`, `−1,25 điểm %` with the sign of mathematics, for tables.
    pub(super) fn figure(&self) -> String {
        let sign = match self.way {
            Ordering::Less => "−",
            Ordering::Equal => "",
            Ordering::Greater => "+",
        };
        format!("{sign}{} điểm %", self.decimal())
    }

    /// `tăng 1,25 điểm phần trăm`, for sentences.
    fn words(&self) -> String {
        match self.way {
            Ordering::Less => format!("giảm {} điểm phần trăm", self.decimal()),
            Ordering::Equal => "không thay đổi".to_owned(),
            Ordering::Greater => format!("tăng {} điểm phần trăm", self.decimal()),
        }
    }

    fn decimal(&self) -> String {
        format!("{},{:02}", self.points / 100, self.points % 100)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(before: (u64, u64), now: (u64, u64), want: Option<[&str; 2]>) {
        let ratio = |(part, whole)| Ratio::new(part, whole);
        let got = change(ratio(before), ratio(now)).map(|change| [change.figure(), change.words()]);
        assert_eq!(got, want.map(|words| words.map(str::to_owned)));
    }

    #[test]
    fn a_change_is_the_difference_of_two_printed_rates() {
        // 66,67 − 33,33, not 33,333…
        case((1, 3), (2, 3), Some(["+33,34 điểm %", "tăng 33,34 điểm phần trăm"]));
        case((2, 3), (1, 3), Some(["−33,34 điểm %", "giảm 33,34 điểm phần trăm"]));
        case((1, 2), (2, 4), Some(["0,00 điểm %", "không thay đổi"]));
        case((95, 100), (9_625, 10_000), Some(["+1,25 điểm %", "tăng 1,25 điểm phần trăm"]));
        case((0, 1), (1, 1), Some(["+100,00 điểm %", "tăng 100,00 điểm phần trăm"]));
        case((0, 0), (1, 2), None);
        case((1, 2), (0, 0), None);
    }
}
