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

/// Days that the settings add and that make no calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum UnfitExtraDays {
    /// One day does not make a year.
    #[error(
        "chương trình chưa có lịch nghỉ năm {year}, phải khai đủ ngày nghỉ lễ, tết của cả năm (ít nhất {least} ngày), mới khai {found} ngày"
    )]
    Unfinished { year: i16, least: usize, found: usize },
    /// A year between is missing.
    #[error(transparent)]
    Apart(OutsideCalendar),
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
struct CalendarTable {
    so_ngay_le: Vec<LeastHolidays>,
    nguon: BTreeMap<String, CalendarSource>,
    ngay: BTreeMap<Date, CalendarEntry>,
}

/// How many days off a year has at least, from a year on.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct LeastHolidays {
    tu_nam: i16,
    it_nhat: usize,
    nguon: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarSource {
    ten: String,
    #[serde(default)]
    tam_tinh: bool,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CalendarEntry {
    loai: DayKind,
    den: Option<Date>,
    ghi_chu: String,
    nguon: String,
}

impl CalendarEntry {
    fn days(&self, from: Date) -> impl Iterator<Item = Date> {
        let to = self.den.unwrap_or(from);
        from.series(jiff::Span::new().days(1)).take_while(move |day| *day <= to)
    }
}

impl CalendarTable {
    /// Each day that is not what its weekday says, and whether that is an estimate; or what is wrong with the table.
    fn days(&self) -> Result<BTreeMap<Date, (DayKind, bool)>, String> {
        let mut days = BTreeMap::new();
        for (from, entry) in &self.ngay {
            let source = self.nguon.get(&entry.nguon).filter(|source| !source.ten.is_empty());
            let Some(source) = source.filter(|_| !entry.ghi_chu.is_empty()) else {
                return Err(format!("{from} has no note or no source"));
            };
            if entry.days(*from).next().is_none() {
                return Err(format!("{from} ends before it begins"));
            }
            for day in entry.days(*from) {
                let says_nothing = (entry.loai == DayKind::Worked) == is_weekday(day);
                if says_nothing && !source.tam_tinh {
                    return Err(format!("{day} is what its weekday says"));
                }
                if days.insert(day, (entry.loai, source.tam_tinh)).is_some() {
                    return Err(format!("{day} stands twice"));
                }
            }
        }
        let years = days.keys().map(|day| day.year());
        let (Some(first), Some(last)) = (years.clone().min(), years.max()) else {
            return Err("no day".to_owned());
        };
        for year in first..=last {
            let found = holidays(year, days.iter().map(|(day, (kind, _))| (*day, *kind)));
            let least = self.least(year);
            if found < least {
                return Err(format!("{year} has {found} days off, not {least} or more"));
            }
        }
        Ok(days)
    }

    fn least(&self, year: i16) -> usize {
        let known = self.so_ngay_le.iter().filter(|least| !least.nguon.is_empty());
        known
            .filter(|least| least.tu_nam <= year)
            .map(|least| least.it_nhat)
            .next_back()
            .unwrap_or(0)
    }
}

impl Calendar {
    /// The table of the program with the days that the settings add, which may make years of their own beside it.
    ///
    /// # Errors
    /// An added day in a year that neither the table nor the added days have whole.
    pub(crate) fn embedded(extra: &[ExtraDay]) -> Result<Self, UnfitExtraDays> {
        let table: CalendarTable = toml::from_str(TABLE).expect("calendar.toml is well formed");
        let mut days = table.days().expect("calendar.toml is whole");
        let years = |days: &BTreeMap<Date, _>| {
            let year = |day: Option<&Date>| day.map_or(0, |day| day.year());
            (year(days.keys().next()), year(days.keys().next_back()))
        };
        let (mut first, mut last) = years(&days);
        let added = |year: i16| extra.iter().any(|extra| extra.day.year() == year);
        let whole = |year: i16| {
            let found = holidays(year, extra.iter().map(|extra| (extra.day, extra.kind)));
            let least = table.least(year);
            if found < least {
                return Err(UnfitExtraDays::Unfinished { year, least, found });
            }
            Ok(year)
        };
        while added(first - 1) {
            first = whole(first - 1)?;
        }
        while added(last + 1) {
            last = whole(last + 1)?;
        }
        let span = Span { from: Date::constant(first, 1, 1), to: Date::constant(last, 12, 31) };
        for ExtraDay { day, kind } in extra {
            if !span.contains(*day) {
                return Err(UnfitExtraDays::Apart(outside(span, *day)));
            }
            days.insert(*day, (*kind, false));
        }
        let mut sum = 0;
        let worked = span
            .from
            .series(jiff::Span::new().days(1))
            .take_while(|day| *day <= span.to)
            .map(|day| {
                let works = days
                    .get(&day)
                    .map_or_else(|| is_weekday(day), |(kind, _)| *kind == DayKind::Worked);
                sum += u32::from(works);
                sum
            })
            .collect();
        let estimated = days.iter().filter(|(_, (_, estimated))| *estimated);
        Ok(Self { span, worked, estimated: estimated.map(|(day, _)| *day).collect() })
    }

    /// The first and the last day that it knows.
    pub(crate) fn span(&self) -> Span {
        self.span
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

fn is_weekday(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}

/// Weekdays of a year that are off.
fn holidays(year: i16, days: impl Iterator<Item = (Date, DayKind)>) -> usize {
    days.filter(|(day, kind)| day.year() == year && *kind == DayKind::Off && is_weekday(*day))
        .count()
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

    /// The table with one line more.
    #[track_caller]
    fn faulty(line: &str, want: &str) {
        let table: CalendarTable = toml::from_str(&format!("{TABLE}\n{line}")).unwrap();
        assert_eq!(table.days().unwrap_err(), want);
    }

    #[test]
    fn the_table_is_whole_and_says_what_is_wrong_with_it() {
        let next = calendar().span.to.year() + 1;
        let entry = |day: &str, kind: &str, source: &str| {
            format!("{day} = {{ loai = \"{kind}\", ghi_chu = \"thử\", nguon = \"{source}\" }}")
        };
        let off = |day: &str| entry(day, "nghi", "S9");
        // An entry of a year that has no others: a slip of the keyboard, or a year that was left unfinished.
        let least = toml::from_str::<CalendarTable>(TABLE).unwrap().least(next);
        let found = usize::from(is_weekday(date(next, 1, 3)));
        faulty(
            &entry(&format!("{next}-01-03"), "nghi", "uoc-tinh"),
            &format!("{next} has {found} days off, not {least} or more"),
        );
        faulty(&off("2018-12-31"), "2018 has 1 days off, not 10 or more");
        faulty(&off("2020-03-21"), "2020-03-21 is what its weekday says");
        faulty(&entry("2020-03-20", "lam", "S9"), "2020-03-20 is what its weekday says");
        faulty(&off("2019-02-05"), "2019-02-05 stands twice");
        faulty(&entry("2020-03-20", "nghi", "S8"), "2020-03-20 has no note or no source");
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
        let last = calendar().span.to;
        let want = format!(
            "chương trình chưa có lịch nghỉ năm 2018, chỉ có từ năm 2019 đến năm {}",
            last.year()
        );
        assert_eq!(error.to_string(), want);
        assert_eq!(calendar().add_working(last, 1).unwrap_err().year, last.year() + 1);
        assert_eq!(
            calendar().working_days(date(2018, 12, 30), date(2019, 1, 4)).unwrap_err().year,
            2018
        );
        assert_eq!(calendar().working_days(date(2018, 12, 31), date(2019, 1, 5)), Ok(4));
    }

    #[test]
    fn the_settings_may_add_a_whole_year_and_no_part_of_one() {
        let last = calendar().span.to.year();
        let day = |year: i16, month: i8, day: i8| ExtraDay {
            day: date(year, month, day),
            kind: DayKind::Off,
        };
        let error = Calendar::embedded(&[day(last + 1, 5, 1)]).unwrap_err();
        assert!(matches!(error, UnfitExtraDays::Unfinished { found: 0 | 1, .. }), "{error}");
        // Of fourteen days in a row ten are weekdays.
        let weeks = |year: i16| -> Vec<ExtraDay> {
            (1..=18).map(|of_month| day(year, 5, of_month)).collect()
        };
        let calendar = Calendar::embedded(&weeks(last + 1)).unwrap();
        assert_eq!(calendar.span.to, date(last + 1, 12, 31));
        assert_eq!(calendar.is_working(date(last + 1, 5, 18)), Ok(false));
        let apart = Calendar::embedded(&weeks(last + 2)).unwrap_err();
        assert!(matches!(apart, UnfitExtraDays::Apart(outside) if outside.year == last + 2));
        let before = Calendar::embedded(&weeks(2018)).unwrap();
        assert_eq!(before.working_days(date(2018, 4, 30), date(2018, 5, 18)), Ok(0));
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
        // Once no source of the table is an estimate any more, nothing is left to hold.
        let Some(day) = calendar.estimated.first().copied() else { return };
        let touching =
            |calendar: &Calendar| calendar.estimated(before(day), day).collect::<Vec<_>>();
        assert_eq!(touching(&calendar), [day]);
        assert_eq!(calendar.estimated(day, day).count(), 0);
        let settled = ExtraDay { day, kind: DayKind::Worked };
        assert!(touching(&Calendar::embedded(&[settled]).unwrap()).is_empty());
    }
}
