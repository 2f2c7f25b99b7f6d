//! The interval that a report covers (kỳ báo cáo).

use jiff::civil::Date;
use serde::Deserialize;

/// Days from `from` to `to`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Span {
    pub(crate) from: Date,
    pub(crate) to: Date,
}

impl Span {
    pub(crate) fn contains(self, day: Date) -> bool {
        self.from <= day && day <= self.to
    }

    /// The span over which `kiem-tra` looks reaches back to the first day there is.
    pub(crate) fn has_beginning(self) -> bool {
        self.from > Date::MIN
    }
}

/// What a period is called; decides its code and its wording.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Unit {
    /// Tháng, 1–12.
    Month {
        year: i16,
        month: i8,
    },
    /// Quý, 1–4.
    Quarter {
        year: i16,
        quarter: i8,
    },
    /// 6 tháng đầu năm.
    HalfYear {
        year: i16,
    },
    /// 9 tháng đầu năm.
    NineMonths {
        year: i16,
    },
    Year {
        year: i16,
    },
    /// Free dates.
    Days,
}

impl Unit {
    /// Whether both are months, both quarters, and so on; free days are like nothing.
    pub(crate) fn is_like(self, other: Self) -> bool {
        self != Self::Days && std::mem::discriminant(&self) == std::mem::discriminant(&other)
    }

    /// The months of a longer period, in their order; none of a month and of free days.
    pub(crate) fn months(self) -> Vec<Self> {
        let (year, months) = match self {
            Self::Month { .. } | Self::Days => return Vec::new(),
            Self::Quarter { year, quarter } => (year, quarter * 3 - 2..=quarter * 3),
            Self::HalfYear { year } => (year, 1..=6),
            Self::NineMonths { year } => (year, 1..=9),
            Self::Year { year } => (year, 1..=12),
        };
        months.map(|month| Self::Month { year, month }).collect()
    }
}

/// A period with its days.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Period {
    pub(crate) unit: Unit,
    pub(crate) span: Span,
}

/// Where a month is cut.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
pub(crate) enum CutOff {
    /// 15 of the month before to 14 (NĐ 09/2019/NĐ-CP Điều 12).
    #[default]
    #[serde(rename = "hanh_chinh")]
    Administrative,
    /// First to last day.
    #[serde(rename = "duong_lich")]
    Calendar,
}

impl Period {
    /// Reads `2020-03`, `2020-Q1`, `2020-6T`, `2020-9T`, `2020` or `2020-01-01..2020-03-12`.
    ///
    /// `None` for anything else, also for an interval that ends before it begins.
    pub(crate) fn parse(text: &str, cut: CutOff) -> Option<Self> {
        let text = text.trim();
        if let Some((from, to)) = text.split_once("..").or_else(|| text.split_once('_')) {
            let span = Span { from: parse_day(from)?, to: parse_day(to)? };
            return (span.from <= span.to).then_some(Self { unit: Unit::Days, span });
        }
        let Some((year, rest)) = text.split_once('-') else {
            return Self::of(Unit::Year { year: parse_year(text)? }, cut);
        };
        let year = parse_year(year)?;
        let unit = match rest {
            "6T" | "6t" => Unit::HalfYear { year },
            "9T" | "9t" => Unit::NineMonths { year },
            _ => match rest.strip_prefix(['Q', 'q']) {
                Some(quarter) => Unit::Quarter { year, quarter: quarter.parse().ok()? },
                None => Unit::Month { year, month: rest.parse().ok()? },
            },
        };
        Self::of(unit, cut)
    }

    /// The period of a unit; `None` for free days or a month or quarter that does not exist.
    pub(crate) fn of(unit: Unit, cut: CutOff) -> Option<Self> {
        let (year, first, last) = match unit {
            Unit::Month { year, month } => (year, month, month),
            Unit::Quarter { year, quarter } => {
                (1..=4).contains(&quarter).then_some(())?;
                (year, quarter * 3 - 2, quarter * 3)
            }
            Unit::HalfYear { year } => (year, 1, 6),
            Unit::NineMonths { year } => (year, 1, 9),
            Unit::Year { year } => (year, 1, 12),
            Unit::Days => return None,
        };
        let first = Date::new(year, first, 1).ok()?;
        let last = Date::new(year, last, 1).ok()?;
        let span = match cut {
            CutOff::Calendar => Span { from: first, to: last.last_of_month() },
            CutOff::Administrative => {
                let before = first.yesterday().ok()?;
                Span {
                    from: Date::new(before.year(), before.month(), 15).ok()?,
                    to: Date::new(last.year(), last.month(), 14).ok()?,
                }
            }
        };
        Some(Self { unit, span })
    }

    /// Folder in the archive, and what `--ky` takes: `2020-03`; free days are `2020-01-01_2020-03-12`.
    pub(crate) fn code(self) -> String {
        match self.unit {
            Unit::Month { year, month } => format!("{year:04}-{month:02}"),
            Unit::Quarter { year, quarter } => format!("{year:04}-Q{quarter}"),
            Unit::HalfYear { year } => format!("{year:04}-6T"),
            Unit::NineMonths { year } => format!("{year:04}-9T"),
            Unit::Year { year } => format!("{year:04}"),
            Unit::Days => format!("{}_{}", self.span.from, self.span.to),
        }
    }

    /// In running text: `tháng 3 năm 2020`, `quý I năm 2020`, `6 tháng đầu năm 2020`.
    pub(crate) fn name(self) -> String {
        match self.unit {
            Unit::Month { year, month } => format!("tháng {month} năm {year}"),
            Unit::Quarter { year, quarter } => {
                let roman = match quarter {
                    1 => "I",
                    2 => "II",
                    3 => "III",
                    _ => "IV",
                };
                format!("quý {roman} năm {year}")
            }
            Unit::HalfYear { year } => format!("6 tháng đầu năm {year}"),
            Unit::NineMonths { year } => format!("9 tháng đầu năm {year}"),
            Unit::Year { year } => format!("năm {year}"),
            Unit::Days => format!(
                "từ ngày {} đến ngày {}",
                short_date(self.span.from),
                short_date(self.span.to)
            ),
        }
    }
}

/// `05/01/2020`, `12/3/2020`: a day below 10 and the months 1 and 2 carry a leading zero (NĐ 30/2020 Phụ lục I).
pub(crate) fn short_date(date: Date) -> String {
    format!("{:02}/{}/{}", date.day(), month_text(date), date.year())
}

/// `ngày 05 tháng 01 năm 2020`, `ngày 12 tháng 3 năm 2020`.
pub(crate) fn long_date(date: Date) -> String {
    format!("ngày {:02} tháng {} năm {}", date.day(), month_text(date), date.year())
}

fn month_text(date: Date) -> String {
    let month = date.month();
    if month <= 2 { format!("{month:02}") } else { month.to_string() }
}

/// ISO or dd/mm/yyyy.
pub(crate) fn parse_day(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse() {
        return Some(date);
    }
    let mut parts = text.split('/');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Date::new(parse_year(year)?, month.parse().ok()?, day.parse().ok()?).ok()
}

fn parse_year(text: &str) -> Option<i16> {
    (text.len() == 4).then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn case(text: &str, cut: CutOff, from: Date, to: Date, name: &str) {
        let period = Period::parse(text, cut).expect("a period");
        assert_eq!((period.span.from, period.span.to), (from, to), "{text}");
        assert_eq!(period.name(), name);
        assert_eq!(Period::parse(&period.code(), cut), Some(period), "{text}");
    }

    /// NĐ 09/2019/NĐ-CP Điều 12.
    #[test]
    fn administrative_periods_run_from_the_15th_to_the_14th() {
        let cut = CutOff::Administrative;
        case("2020-Q1", cut, date(2019, 12, 15), date(2020, 3, 14), "quý I năm 2020");
        case("2020-Q2", cut, date(2020, 3, 15), date(2020, 6, 14), "quý II năm 2020");
        case("2020-6T", cut, date(2019, 12, 15), date(2020, 6, 14), "6 tháng đầu năm 2020");
        case("2020-9T", cut, date(2019, 12, 15), date(2020, 9, 14), "9 tháng đầu năm 2020");
        case("2020", cut, date(2019, 12, 15), date(2020, 12, 14), "năm 2020");
        case("2020-03", cut, date(2020, 2, 15), date(2020, 3, 14), "tháng 3 năm 2020");
        case("2020-01", cut, date(2019, 12, 15), date(2020, 1, 14), "tháng 1 năm 2020");
    }

    #[test]
    fn calendar_periods_and_free_days() {
        let cut = CutOff::Calendar;
        case("2020-02", cut, date(2020, 2, 1), date(2020, 2, 29), "tháng 2 năm 2020");
        case("2020-Q4", cut, date(2020, 10, 1), date(2020, 12, 31), "quý IV năm 2020");
        let days = "từ ngày 01/01/2020 đến ngày 12/3/2020";
        case("2020-01-01..2020-03-12", cut, date(2020, 1, 1), date(2020, 3, 12), days);
        case("01/01/2020..12/03/2020", cut, date(2020, 1, 1), date(2020, 3, 12), days);
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in
            ["", "2020-13", "2020-Q5", "2020-00", "20-03", "2020-3T", "2020-03-12..2020-03-01"]
        {
            assert_eq!(Period::parse(text, CutOff::Administrative), None, "{text}");
        }
    }

    /// NĐ 30/2020/NĐ-CP Phụ lục I: days below 10 and months 1 and 2 take a leading zero.
    #[test]
    fn dates_are_worded_by_the_decree() {
        assert_eq!(long_date(date(2020, 1, 5)), "ngày 05 tháng 01 năm 2020");
        assert_eq!(long_date(date(2020, 3, 12)), "ngày 12 tháng 3 năm 2020");
        assert_eq!(long_date(date(2019, 6, 29)), "ngày 29 tháng 6 năm 2019");
        assert_eq!(long_date(date(2020, 10, 9)), "ngày 09 tháng 10 năm 2020");
        assert_eq!(short_date(date(2020, 2, 1)), "01/02/2020");
    }
}
