//! Which days are worked: Monday to Friday without holidays, with swapped Saturdays.
//!
//! Invariant: no answer outside the years of `calendar.toml`. "Weekends only" would be a wrong deadline.

use std::collections::BTreeMap;

use jiff::civil::{Date, Weekday};
use serde::Deserialize;

use crate::model::Span;

const TABLE: &str = include_str!("calendar.toml");

/// What a day is by decree or by the settings, where it is not what its weekday says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum DayKind {
    #[serde(rename = "nghi")]
    Off,
    #[serde(rename = "lam")]
    Worked,
}

/// A day off or worked that the settings add (`[[ngay_them]]`); it beats the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ExtraDay {
    pub(crate) day: Date,
    pub(crate) kind: DayKind,
}

/// A day that the calendar does not reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("chương trình chưa có lịch nghỉ năm {year}, chỉ có từ năm {from} đến năm {to}")]
pub(crate) struct OutsideCalendar {
    pub(crate) year: i16,
    from: i16,
    to: i16,
}

/// The working calendar. Private: `worked` has one entry for each day of `span`.
#[derive(Clone, Debug)]
pub(crate) struct Calendar {
    span: Span,
    /// Working days up to and including each day of `span`.
    worked: Vec<u32>,
    estimated: Vec<Date>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Table {
    tu_nam: i16,
    den_nam: i16,
    nguon: BTreeMap<String, String>,
    ngay: BTreeMap<Date, Entry>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    loai: DayKind,
    den: Option<Date>,
    ghi_chu: String,
    nguon: String,
    #[serde(default)]
    tam_tinh: bool,
}

impl Entry {
    /// An entry that says neither what nor where from is no entry.
    fn is_sourced(&self, sources: &BTreeMap<String, String>) -> bool {
        !self.ghi_chu.is_empty() && sources.contains_key(&self.nguon)
    }
}

impl Calendar {
    /// The table of the program with the days that the settings add.
    ///
    /// # Errors
    /// An added day in a year that the table does not have: one day does not make a year.
    pub(crate) fn embedded(extra: &[ExtraDay]) -> Result<Self, OutsideCalendar> {
        let table: Table = toml::from_str(TABLE).expect("calendar.toml is well formed");
        let mut exceptions = BTreeMap::new();
        let mut estimated = Vec::new();
        for (from, entry) in &table.ngay {
            assert!(entry.is_sourced(&table.nguon), "calendar.toml: {from} has no note or source");
            let to = entry.den.unwrap_or(*from);
            for day in from.series(jiff::Span::new().days(1)).take_while(|day| *day <= to) {
                exceptions.insert(day, entry.loai);
                if entry.tam_tinh {
                    estimated.push(day);
                }
            }
        }
        let span = Span {
            from: Date::constant(table.tu_nam, 1, 1),
            to: Date::constant(table.den_nam, 12, 31),
        };
        for ExtraDay { day, kind } in extra {
            if !span.contains(*day) {
                return Err(outside(span, *day));
            }
            exceptions.insert(*day, *kind);
            estimated.retain(|other| other != day);
        }
        let mut sum = 0;
        let worked = span
            .from
            .series(jiff::Span::new().days(1))
            .take_while(|day| *day <= span.to)
            .map(|day| {
                let by_weekday = !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
                let works =
                    exceptions.get(&day).map_or(by_weekday, |kind| *kind == DayKind::Worked);
                sum += u32::from(works);
                sum
            })
            .collect();
        Ok(Self { span, worked, estimated })
    }

    /// Whether the office works on this day.
    pub(crate) fn is_working(&self, day: Date) -> Result<bool, OutsideCalendar> {
        Ok(self.worked_until(day)? > self.worked_until(before(day))?)
    }

    /// Working days in (`after`, `until`]; 0 when `until` is not after `after`.
    pub(crate) fn working_days(&self, after: Date, until: Date) -> Result<u32, OutsideCalendar> {
        if until <= after {
            return Ok(0);
        }
        Ok(self.worked_until(until)? - self.worked_until(after)?)
    }

    /// The `count`-th working day after `day`; `day` itself for 0.
    pub(crate) fn add_working(&self, day: Date, count: u32) -> Result<Date, OutsideCalendar> {
        if count == 0 {
            return Ok(day);
        }
        let target = self.worked_until(day)? + count;
        let index = self.worked.partition_point(|sum| *sum < target);
        if index == self.worked.len() {
            return Err(outside(self.span, self.span.to.tomorrow().unwrap_or(self.span.to)));
        }
        let days = i64::try_from(index).expect("the calendar has few days");
        Ok(self.span.from + jiff::Span::new().days(days))
    }

    /// The day itself when it is worked, else the next one that is (BLDS 2015 Điều 148 khoản 5).
    pub(crate) fn working_from(&self, day: Date) -> Result<Date, OutsideCalendar> {
        if self.is_working(day)? { Ok(day) } else { self.add_working(day, 1) }
    }

    /// Days in (`after`, `until`] whose entry is an estimate.
    pub(crate) fn estimated(&self, after: Date, until: Date) -> impl Iterator<Item = Date> {
        self.estimated.iter().copied().filter(move |day| after < *day && *day <= until)
    }

    /// Working days from the first day of the calendar; the day before that counts none.
    fn worked_until(&self, day: Date) -> Result<u32, OutsideCalendar> {
        if day == before(self.span.from) {
            return Ok(0);
        }
        let index = usize::try_from((day - self.span.from).get_days()).ok();
        index
            .and_then(|index| self.worked.get(index))
            .copied()
            .ok_or_else(|| outside(self.span, day))
    }
}

fn before(day: Date) -> Date {
    day.yesterday().unwrap_or(day)
}

fn outside(span: Span, day: Date) -> OutsideCalendar {
    OutsideCalendar { year: day.year(), from: span.from.year(), to: span.to.year() }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn calendar() -> Calendar {
        Calendar::embedded(&[]).expect("no days added")
    }

    #[test]
    fn days_off_fall_on_weekdays_and_swapped_days_on_saturdays() {
        let table: Table = toml::from_str(TABLE).unwrap();
        for (from, entry) in &table.ngay {
            let to = entry.den.unwrap_or(*from);
            assert!(*from <= to, "{from}");
            for day in from.series(jiff::Span::new().days(1)).take_while(|day| *day <= to) {
                let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
                let worked = entry.loai == DayKind::Worked;
                // 11/02/2027 is worked by the likelier of the two estimates.
                assert!(weekend == worked || day == date(2027, 2, 11), "{day}");
                assert_eq!(entry.tam_tinh, entry.nguon != "S9", "{day}");
            }
        }
    }

    #[test]
    fn each_year_has_its_days_off() {
        let calendar = calendar();
        // Weekdays of the year, less days off, and Saturdays worked: counted by hand.
        for (year, days) in [
            (2019, 261 - 11 + 2),
            (2020, 262 - 10),
            (2021, 261 - 11),
            (2022, 260 - 11),
            (2023, 260 - 11),
            (2024, 262 - 12 + 1),
            (2025, 261 - 12 + 1),
            (2026, 261 - 13 + 1),
            (2027, 261 - 12),
        ] {
            let worked = calendar.working_days(date(year - 1, 12, 31), date(year, 12, 31));
            // 2026 also has the swap of 02/01 with 10/01, which adds nothing.
            assert_eq!(worked, Ok(days), "{year}");
        }
    }

    #[test]
    fn there_is_no_answer_outside_the_years_of_the_table() {
        let error = calendar().is_working(date(2018, 12, 28)).unwrap_err();
        assert_eq!(error.year, 2018);
        let want = "chương trình chưa có lịch nghỉ năm 2018, chỉ có từ năm 2019 đến năm 2027";
        assert_eq!(error.to_string(), want);
        assert_eq!(calendar().add_working(date(2027, 12, 30), 5).unwrap_err().year, 2028);
        assert_eq!(
            calendar().working_days(date(2018, 12, 30), date(2019, 1, 4)).unwrap_err().year,
            2018
        );
        assert_eq!(calendar().working_days(date(2018, 12, 31), date(2019, 1, 5)), Ok(4));
        let extra = ExtraDay { day: date(2030, 1, 2), kind: DayKind::Off };
        assert_eq!(Calendar::embedded(&[extra]).unwrap_err().year, 2030);
    }

    #[test]
    fn the_settings_add_days() {
        let off = ExtraDay { day: date(2020, 3, 20), kind: DayKind::Off };
        let worked = ExtraDay { day: date(2020, 3, 21), kind: DayKind::Worked };
        let calendar = Calendar::embedded(&[off, worked]).unwrap();
        assert_eq!(calendar.is_working(date(2020, 3, 20)), Ok(false));
        assert_eq!(calendar.is_working(date(2020, 3, 21)), Ok(true));
        assert_eq!(calendar.working_days(date(2020, 3, 19), date(2020, 3, 22)), Ok(1));
    }

    #[test]
    fn estimated_days_are_named_until_the_settings_settle_them() {
        let calendar = calendar();
        let touched: Vec<_> = calendar.estimated(date(2025, 12, 31), date(2026, 12, 31)).collect();
        assert_eq!(touched, [date(2026, 1, 2), date(2026, 1, 10)]);
        assert_eq!(calendar.estimated(date(2027, 1, 1), date(2027, 2, 4)).count(), 1);
        let settled = ExtraDay { day: date(2026, 1, 10), kind: DayKind::Worked };
        let calendar = Calendar::embedded(&[settled]).unwrap();
        assert_eq!(calendar.estimated(date(2026, 1, 5), date(2026, 2, 1)).count(), 0);
    }
}
