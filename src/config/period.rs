//! Which period a run is about.

use jiff::civil::Date;

use crate::config::Settings;
use crate::error::{Error, Result};
use crate::model::{CutOff, Period, parse_day, word_key};
use crate::rules::ended;

impl Settings {
    pub(crate) fn cut_off(&self) -> CutOff {
        self.schema.ky.loai
    }

    /// Periods of the settings' unit that ended before `today`, the latest first.
    pub(crate) fn ended_periods(&self, today: Date) -> impl Iterator<Item = Period> {
        ended(today, self.schema.ky.don_vi, self.cut_off())
    }

    /// The period of `--ky`; without it, the last one of the settings' unit that ended before `today`.
    pub(crate) fn period(&self, asked: Option<&str>, today: Date) -> Result<Period> {
        let Some(text) = asked else {
            return self.ended_periods(today).next().ok_or_else(|| Error::Period {
                text: today.to_string(),
                advice: "kiểm tra đồng hồ của máy".to_owned(),
            });
        };
        let refused = |advice| Error::Period { text: text.to_owned(), advice };
        let period = Period::parse(text, self.cut_off()).ok_or_else(|| refused(advice(text)))?;
        // Dates of sheets outside these years do not count either.
        let years = [period.span.from, period.span.to].map(Date::year);
        if years.iter().any(|year| !(1990..=2100).contains(year)) {
            return Err(refused("kỳ báo cáo từ năm 1990 đến năm 2100".to_owned()));
        }
        Ok(period)
    }
}

/// How the period was probably meant.
fn advice(text: &str) -> String {
    if let Some((from, to)) = text.split_once("..")
        && let (Some(from), Some(to)) = (parse_day(from), parse_day(to))
        && from > to
    {
        return format!("ngày đầu sau ngày cuối; có phải {to}..{from}?");
    }
    match meant(text) {
        Some(meant) => format!("có phải {meant}?"),
        None => {
            "viết 2020-03, 2020-Q1, 2020-6T, 2020-9T, 2020, hoặc 2020-01-01..2020-03-12".to_owned()
        }
    }
}

/// `3/2020`, `2020/3`, `03-2020`, `T3/2020`, `Q1/2020`, `Quý 1/2020` as they are written here.
fn meant(text: &str) -> Option<String> {
    let key = word_key(text);
    let parts: Vec<&str> = key
        .split(|c: char| !c.is_ascii_alphanumeric())
        .filter(|part| !part.is_empty() && !matches!(*part, "thang" | "nam" | "ky"))
        .collect();
    let (year, rest) = match parts.as_slice() {
        [one] if one.len() == 6 => (one.get(..4)?, one.get(4..)?.to_owned()),
        [rest @ .., year] if is_year(year) => (*year, rest.concat()),
        [year, rest @ ..] if is_year(year) => (*year, rest.concat()),
        _ => return None,
    };
    let quarter = rest.strip_prefix("quy").or_else(|| rest.strip_prefix('q'));
    let code = match (quarter, rest.as_str()) {
        (_, "") => year.to_owned(),
        (Some("1" | "i"), _) => format!("{year}-Q1"),
        (Some("2" | "ii"), _) => format!("{year}-Q2"),
        (Some("3" | "iii"), _) => format!("{year}-Q3"),
        (Some("4" | "iv"), _) => format!("{year}-Q4"),
        (_, "6t" | "6thang") => format!("{year}-6T"),
        (_, "9t" | "9thang") => format!("{year}-9T"),
        (_, month) => {
            let month: u8 = month.strip_prefix('t').unwrap_or(month).parse().ok()?;
            format!("{year}-{month:02}")
        }
    };
    Period::parse(&code, CutOff::Calendar).map(Period::code)
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && text.chars().all(|c| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn case(settings: &str, today: Date, want: &str) {
        let settings = Settings::parse(settings).expect("valid settings");
        assert_eq!(settings.period(None, today).expect("a period").code(), want);
    }

    #[test]
    fn without_a_period_the_last_ended_one_is_taken() {
        case("", date(2020, 3, 14), "2020-02");
        case("", date(2020, 3, 15), "2020-03");
        case("", date(2020, 1, 3), "2019-12");
        case("[ky]\nloai = \"duong_lich\"", date(2020, 3, 15), "2020-02");
        case("[ky]\ndon_vi = \"quy\"", date(2020, 3, 15), "2020-Q1");
        case("[ky]\ndon_vi = \"quy\"", date(2020, 1, 1), "2019-Q4");
        case("[ky]\ndon_vi = \"6_thang\"", date(2020, 6, 14), "2019-6T");
        case("[ky]\ndon_vi = \"nam\"", date(2020, 12, 20), "2020");
    }

    #[test]
    fn what_is_no_period_is_answered_with_what_was_meant() {
        let refused = |text: &str| {
            let error = Settings::default().period(Some(text), date(2020, 3, 15));
            error.expect_err("no period").to_string()
        };
        for (text, meant) in [
            ("3/2020", "2020-03"),
            ("03-2020", "2020-03"),
            ("2020/3", "2020-03"),
            ("2020.3", "2020-03"),
            ("202003", "2020-03"),
            ("T3/2020", "2020-03"),
            ("tháng 3 năm 2020", "2020-03"),
            ("Q1/2020", "2020-Q1"),
            ("quý I/2020", "2020-Q1"),
            ("6T/2020", "2020-6T"),
            ("năm 2020", "2020"),
        ] {
            assert!(refused(text).ends_with(&format!("gợi ý: có phải {meant}?")), "{text}");
        }
        assert!(
            refused("2020-03-12..2020-03-01")
                .ends_with("gợi ý: ngày đầu sau ngày cuối; có phải 2020-03-01..2020-03-12?")
        );
        for text in ["2020-13", "13/2020", "tháng này", "5/2020/3"] {
            assert!(refused(text).contains("viết 2020-03, 2020-Q1"), "{text}");
        }
    }
}
