//! How a cell is quoted to the clerk who looks for it: as Excel shows it, not as the file keeps it.

use jiff::civil::{Date, DateTime, Time};

use crate::normalize::text::intern::{Interner, Slot, number_text};
use crate::normalize::values::dates::{DateEpoch, from_serial};
use crate::read::Cell;

/// Figures of a number that Excel shows.
const SHOWN: usize = 10;
/// Seconds of a day.
const DAY: i64 = 86_400;

impl Slot {
    /// What stands there, for the user.
    pub(crate) fn found(self, texts: &Interner, epoch: DateEpoch) -> String {
        match self {
            Self::Serial(serial) => moment(serial, epoch),
            Self::Number(figure) => number(figure),
            Self::Iso(id) => iso(texts.text(id)),
            Self::Empty
            | Self::Text(_)
            | Self::Bool(_)
            | Self::Error(_)
            | Self::Uncalculated
            | Self::Broken(_) => self.plain(texts),
        }
    }
}

/// What a cell shows to the user.
pub(crate) fn shown(cell: &Cell<'_>, epoch: DateEpoch) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.to_string(),
        Cell::Serial(serial) => moment(*serial, epoch),
        Cell::Number(figure) => number(*figure),
        Cell::IsoDate(text) => iso(text),
        Cell::Bool(true) => "TRUE".to_owned(),
        Cell::Bool(false) => "FALSE".to_owned(),
        Cell::Error(text) | Cell::Broken(text) => text.clone(),
        Cell::Uncalculated => "(công thức chưa tính)".to_owned(),
    }
}

/// A number that its workbook formats as a date: `07/10/2026`, `07/10/2026 08:30`, and `16:30` where there is no day.
pub(crate) fn moment(serial: f64, epoch: DateEpoch) -> String {
    let Some(seconds) = seconds(serial) else { return number_text(serial) };
    let (days, seconds) = (seconds.div_euclid(DAY), seconds.rem_euclid(DAY));
    let clock = clock(seconds);
    if days == 0 {
        return clock.unwrap_or_else(|| "00:00".to_owned());
    }
    #[expect(clippy::cast_precision_loss, reason = "days of a sheet are fewer than three million")]
    match from_serial(days as f64, epoch) {
        Some(date) => with_clock(date, clock),
        None => number_text(serial),
    }
}

#[expect(
    clippy::float_arithmetic,
    clippy::cast_possible_truncation,
    reason = "serial dates are floating point in a sheet; the range is checked"
)]
fn seconds(serial: f64) -> Option<i64> {
    (0.0..2_958_466.0).contains(&serial).then(|| (serial * 86_400.0).round() as i64)
}

/// A date as programs write it for programs: `2026-10-07T08:30:00`.
fn iso(text: &str) -> String {
    let read: Option<DateTime> = text.parse().ok();
    let Some(read) =
        read.or_else(|| Some(text.parse::<Date>().ok()?.to_datetime(Time::midnight())))
    else {
        return text.to_owned();
    };
    let time = read.time();
    let seconds = i64::from(time.hour()) * 3_600 + i64::from(time.minute()) * 60;
    with_clock(read.date(), clock(seconds + i64::from(time.second())))
}

fn with_clock(date: Date, clock: Option<String>) -> String {
    let day = format!("{:02}/{:02}/{}", date.day(), date.month(), date.year());
    clock.map_or_else(|| day.clone(), |clock| format!("{day} {clock}"))
}

/// `16:30`, `16:30:05`; nothing at midnight.
fn clock(seconds: i64) -> Option<String> {
    let (hours, minutes, rest) = (seconds / 3_600, seconds / 60 % 60, seconds % 60);
    match (seconds, rest) {
        (0, _) => None,
        (_, 0) => Some(format!("{hours:02}:{minutes:02}")),
        _ => Some(format!("{hours:02}:{minutes:02}:{rest:02}")),
    }
}

/// `0.3`, where the file keeps 0.30000000000000004.
fn number(figure: f64) -> String {
    let text = number_text(figure);
    if figure.fract() == 0.0 || text.len() <= SHOWN + 2 {
        return text;
    }
    let shown = format!("{figure:.*e}", SHOWN - 1).parse().ok();
    shown.map_or(text, number_text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_quoted_as_excel_shows_it() {
        let case = |serial: f64, want: &str| assert_eq!(moment(serial, DateEpoch::Y1900), want);
        case(46_302.0, "07/10/2026");
        case(46_302.354_166_666_664, "07/10/2026 08:30");
        case(46_301.999_999_99, "07/10/2026");
        case(46_302.687_511_574, "07/10/2026 16:30:01");
        case(0.6875, "16:30");
        case(0.0, "00:00");
        case(-1.0, "-1");
        case(4_000_000.0, "4000000");
        assert_eq!(moment(44_840.0, DateEpoch::Y1904), "07/10/2026");
        let case = |text: &str, want: &str| assert_eq!(iso(text), want);
        case("2026-10-07", "07/10/2026");
        case("2026-10-07T08:30:00", "07/10/2026 08:30");
        case("2026-10-32", "2026-10-32");
    }

    #[test]
    fn a_number_is_quoted_as_excel_shows_it() {
        let case = |figure: f64, want: &str| assert_eq!(number(figure), want);
        case(0.300_000_000_000_000_04, "0.3");
        case(46_302.0, "46302");
        case(20_200_305_000_123.0, "20200305000123");
        case(3.5, "3.5");
        case(2.0 / 3.0, "0.6666666667");
    }
}
