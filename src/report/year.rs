//! The year up to this period: its periods added up, as each was reported.

use serde::{Deserialize, Serialize};

use crate::model::{CutOff, Period, Ratio, Totals, Unit, uncapitalized};
use crate::report::few_rates::{are_few, follows};
use crate::report::marks::{TrendMark, marks_of};
use crate::report::parts::carried;
use crate::report::past::PastPeriod;
use crate::rules::{like_before, wilson};

/// Months or quarters of a year, this one last.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct YearToDate {
    /// `từ tháng 1 đến tháng 3 năm 2020`.
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// Names of periods that the archive lacks: then nothing is added up.
    #[serde(rename = "thieu")]
    pub(crate) missing: Vec<String>,
    /// In their order; none where one is missing.
    #[serde(rename = "ky")]
    pub(crate) periods: Vec<YearLine>,
    #[serde(rename = "tong")]
    pub(crate) total: YearLine,
    /// Open from before the year.
    #[serde(rename = "dau_nam_chuyen_sang")]
    pub(crate) carried: Option<u64>,
    /// (11) of this period.
    #[serde(rename = "dang_giai_quyet")]
    pub(crate) open: u64,
    /// What does not fit together, or cannot be compared: sentences without a capital.
    #[serde(rename = "luu_y")]
    pub(crate) notes: Vec<String>,
}

/// What can be added up.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct YearLine {
    #[serde(rename = "ma")]
    pub(crate) code: String,
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// (3) less (6): taken in during the period.
    #[serde(rename = "tiep_nhan")]
    pub(crate) received: Option<u64>,
    #[serde(rename = "da_giai_quyet")]
    pub(crate) resolved: u64,
    #[serde(rename = "qua_han")]
    pub(crate) late: u64,
    #[serde(rename = "ty_le_dung_han")]
    pub(crate) on_time_rate: Ratio,
    /// Valid survey sheets.
    #[serde(rename = "n")]
    pub(crate) sheets: u64,
    #[serde(rename = "ty_le_hai_long")]
    pub(crate) satisfaction_rate: Ratio,
    #[serde(rename = "khoang_tin_cay")]
    pub(crate) interval: Option<[u64; 2]>,
    #[serde(rename = "y_kien")]
    pub(crate) comments: u64,
}

impl YearLine {
    pub(crate) const fn is_withheld(&self) -> bool {
        self.sheets > 0 && self.satisfaction_rate.whole == 0
    }
}

impl YearToDate {
    /// The periods stand in their own reports as well, so the sum goes with them, not another period.
    pub(crate) fn leave_out_few(&mut self) {
        let few: Vec<bool> = self.periods.iter().map(|line| are_few(line.sheets)).collect();
        let sheets: Vec<u64> = self.periods.iter().map(|line| line.sheets).collect();
        let total = follows(&sheets, &few).then_some(&mut self.total);
        let lines = self.periods.iter_mut().zip(few).filter_map(|(line, few)| few.then_some(line));
        for line in lines.chain(total) {
            line.satisfaction_rate = Ratio::default();
            line.interval = None;
        }
    }
}

/// `None` where nothing is before it in its year. `past` are like periods before this one, the earliest first.
pub(crate) fn year_to_date(now: &PastPeriod, past: &[PastPeriod]) -> Option<YearToDate> {
    let unit = now.unit()?;
    let year = year(unit)?;
    let before = std::iter::successors(like_before(unit), |unit| like_before(*unit));
    let mut wanted: Vec<Unit> = before.take_while(|unit| self::year(*unit) == Some(year)).collect();
    if wanted.is_empty() {
        return None;
    }
    wanted.reverse();
    let found = |unit: &Unit| past.iter().find(|period| period.unit() == Some(*unit));
    let missing: Vec<String> =
        wanted.iter().filter(|unit| found(unit).is_none()).map(|unit| named(*unit)).collect();
    let name = format!(
        "từ {} đến {}",
        wanted.first().map(|unit| short(*unit)).unwrap_or_default(),
        now.period.name
    );
    let is_whole = missing.is_empty();
    let all = wanted.iter().filter_map(found).chain([now]);
    let all: Vec<&PastPeriod> = all.filter(|_| is_whole).collect();
    let periods: Vec<YearLine> = all.iter().map(|period| line(period)).collect();
    let columns = now.dossiers.total.columns;
    Some(YearToDate {
        name,
        missing,
        total: total(&periods),
        carried: all.first().and_then(|first| first.dossiers.total.columns.carried),
        open: columns.open,
        notes: notes(&all),
        periods,
    })
}

const fn year(unit: Unit) -> Option<i16> {
    match unit {
        Unit::Month { year, .. } | Unit::Quarter { year, .. } => Some(year),
        Unit::HalfYear { .. } | Unit::NineMonths { .. } | Unit::Year { .. } | Unit::Days => None,
    }
}

/// `tháng 1`, `quý I`.
fn short(unit: Unit) -> String {
    let name = named(unit);
    name.split_once(" năm ").map_or(name.clone(), |(name, _)| name.to_owned())
}

fn named(unit: Unit) -> String {
    Period::of(unit, CutOff::default()).map(Period::name).unwrap_or_default()
}

fn line(own: &PastPeriod) -> YearLine {
    let PastPeriod { period, dossiers, satisfaction, comments, .. } = own;
    let Totals { taken, carried, resolved, late, .. } = dossiers.total.columns;
    YearLine {
        code: period.code.clone(),
        name: period.name.clone(),
        received: carried.and_then(|carried| taken.checked_sub(carried)),
        resolved,
        late,
        on_time_rate: dossiers.total.on_time_rate,
        sheets: satisfaction.total.sheets,
        satisfaction_rate: satisfaction.total.rate,
        interval: satisfaction.total.interval,
        comments: comments.as_ref().map_or(0, |comments| comments.total.comments),
    }
}

fn total(periods: &[YearLine]) -> YearLine {
    let sum = |of: fn(&YearLine) -> u64| periods.iter().map(of).sum::<u64>();
    let ratio = |of: fn(&YearLine) -> Ratio| {
        let rates = || periods.iter().map(of);
        Ratio::new(rates().map(|rate| rate.part).sum(), rates().map(|rate| rate.whole).sum())
    };
    let (sheets, rate) = (sum(|line| line.sheets), ratio(|line| line.satisfaction_rate));
    YearLine {
        code: String::new(),
        name: "Tổng cộng".to_owned(),
        received: periods.iter().map(|line| line.received).sum(),
        resolved: sum(|line| line.resolved),
        late: sum(|line| line.late),
        on_time_rate: ratio(|line| line.on_time_rate),
        sheets,
        satisfaction_rate: rate,
        interval: wilson(rate, sheets),
        comments: sum(|line| line.comments),
    }
}

/// Changes within the year, periods without data, and what was open at the end of one and is not (6) of the next.
fn notes(all: &[&PastPeriod]) -> Vec<String> {
    let mut notes: Vec<String> =
        marks_of(all).iter().map(|TrendMark { sentence, .. }| uncapitalized(sentence)).collect();
    for own in all.iter().filter(|own| !own.dossiers.has_data) {
        notes.push(format!("{} không có dữ liệu hồ sơ", own.period.name));
    }
    notes.extend(carried(all));
    notes
}

/// Two months before the sample's.
#[cfg(test)]
pub(crate) fn sample_year() -> YearToDate {
    let line = |code: &str, name: &str, on_time: (u64, u64), liked: (u64, u64)| YearLine {
        code: code.to_owned(),
        name: name.to_owned(),
        received: Some(on_time.1 + 2),
        resolved: on_time.1,
        late: on_time.1 - on_time.0,
        on_time_rate: Ratio::new(on_time.0, on_time.1),
        sheets: liked.1 / 5,
        satisfaction_rate: Ratio::new(liked.0, liked.1),
        interval: wilson(Ratio::new(liked.0, liked.1), liked.1 / 5),
        comments: 7,
    };
    let periods = vec![
        line("2020-01", "tháng 1 năm 2020", (80, 99), (140, 155)),
        line("2020-02", "tháng 2 năm 2020", (90, 91), (130, 150)),
        line("2020-03", "tháng 3 năm 2020", (57, 58), (110, 125)),
    ];
    YearToDate {
        name: "từ tháng 1 đến tháng 3 năm 2020".to_owned(),
        missing: Vec::new(),
        total: total(&periods),
        periods,
        carried: Some(14),
        open: 20,
        notes: vec!["từ tháng 2 năm 2020: phiếu lấy ý kiến thay đổi câu hỏi".to_owned()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_over_the_year_does_not_give_a_period_away() {
        let case = |sheets: [u64; 3], want: [bool; 4]| {
            let mut year = sample_year();
            for (line, sheets) in year.periods.iter_mut().zip(sheets) {
                line.sheets = sheets;
            }
            year.leave_out_few();
            let lines = year.periods.iter().chain([&year.total]);
            let got: Vec<bool> = lines.map(|line| line.satisfaction_rate.whole > 0).collect();
            assert_eq!(got, want, "{sheets:?}");
        };
        case([40, 30, 5], [true; 4]);
        case([40, 30, 4], [true, true, false, false]);
        case([40, 3, 3], [true, false, false, true]);
    }
}
