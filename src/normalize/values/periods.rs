//! The period of a sheet without dates: from its title rows, else from its folder.

use jiff::civil::Date;

use crate::model::{CutOff, Period, Span, Unit, word_key};
use crate::normalize::values::dates::{self};
use crate::normalize::values::text_date::Order;

/// What the title rows say: the first interval, else the first named period.
pub(crate) fn of_titles<'a>(
    titles: impl Iterator<Item = &'a str> + Clone,
    cut: CutOff,
) -> Option<Span> {
    titles.clone().find_map(interval).or_else(|| {
        let mut titles = titles;
        titles.find_map(|title| named(title, cut))
    })
}

/// `du-lieu/2020-03/phieu.xlsx`: the innermost folder that is a period.
pub(crate) fn of_folder(path: &str, cut: CutOff) -> Option<Span> {
    path.rsplit(['/', '\\'])
        .skip(1)
        .find_map(|folder| Period::parse(folder, cut))
        .map(|period| period.span)
}

/// `(Từ ngày 15/12/2019 đến ngày 14/6/2020)`.
fn interval(title: &str) -> Option<Span> {
    let lower = crate::model::tidy(title).to_lowercase();
    let key = word_key(&lower);
    if !key.contains("tu ") && !key.contains("tu:") {
        return None;
    }
    let (before, after) = ["đến", "tới", "den "].iter().find_map(|word| lower.split_once(word))?;
    let from = last_date(before)?;
    let to = first_date(after)?;
    (from <= to).then_some(Span { from, to })
}

/// The date that ends a text.
fn last_date(text: &str) -> Option<Date> {
    starts(text).into_iter().find_map(|start| date_of(text.get(start..)?))
}

/// The date that begins a text.
fn first_date(text: &str) -> Option<Date> {
    let ends: Vec<_> = text
        .char_indices()
        .filter(|(_, c)| !c.is_alphanumeric() && *c != '/' && *c != '-' && *c != '.')
        .map(|(index, _)| index)
        .chain([text.len()])
        .collect();
    ends.into_iter().rev().find_map(|end| date_of(text.get(..end)?))
}

fn starts(text: &str) -> Vec<usize> {
    let mut starts = vec![0];
    starts.extend(
        text.char_indices()
            .filter(|(_, c)| c.is_whitespace())
            .map(|(index, c)| index + c.len_utf8()),
    );
    starts
}

fn date_of(text: &str) -> Option<Date> {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    dates::parse(text).read(Order::DayFirst).filter(|date| dates::is_plausible(*date))
}

/// `Tháng 3 năm 2020`, `quý I/2020`, `6 tháng đầu năm 2020`, `năm 2020`.
fn named(title: &str, cut: CutOff) -> Option<Span> {
    let key = word_key(title);
    let words: Vec<&str> =
        key.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let year_at = |from: usize| {
        words.iter().skip(from).find_map(|word| {
            (word.len() == 4)
                .then(|| word.parse::<i16>().ok())
                .flatten()
                .filter(|year| (1990..=2100).contains(year))
        })
    };
    // A signing line "ngày 05 tháng 3 năm 2020" names a day, not a period.
    let is_day = |at: usize| at >= 2 && words.get(at - 2) == Some(&"ngay");
    for (at, word) in words.iter().enumerate() {
        let next = words.get(at + 1).copied().unwrap_or_default();
        let before =
            at.checked_sub(1).and_then(|before| words.get(before)).copied().unwrap_or_default();
        let unit = match *word {
            "thang" if matches!(before, "6" | "06") && next == "dau" => {
                Unit::HalfYear { year: year_at(at)? }
            }
            "thang" if matches!(before, "9" | "09") && next == "dau" => {
                Unit::NineMonths { year: year_at(at)? }
            }
            "thang" if !is_day(at) => match next.parse::<i8>() {
                Ok(month) => Unit::Month { year: year_at(at + 2)?, month },
                Err(_) => continue,
            },
            "quy" => match quarter(next) {
                Some(quarter) => Unit::Quarter { year: year_at(at + 2)?, quarter },
                None => continue,
            },
            _ => continue,
        };
        return Period::of(unit, cut).map(|period| period.span);
    }
    let at = words.iter().position(|word| *word == "nam")?;
    let is_date = words.iter().take(at).any(|word| *word == "thang");
    let year =
        words.get(at + 1)?.parse::<i16>().ok().filter(|year| (1990..=2100).contains(year))?;
    if is_date {
        return None;
    }
    Period::of(Unit::Year { year }, cut).map(|period| period.span)
}

fn quarter(word: &str) -> Option<i8> {
    Some(match word {
        "i" | "1" | "01" => 1,
        "ii" | "2" | "02" => 2,
        "iii" | "3" | "03" => 3,
        "iv" | "4" | "04" => 4,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn title(text: &str, expected: Option<(Date, Date)>) {
        let got =
            of_titles([text].into_iter(), CutOff::Administrative).map(|span| (span.from, span.to));
        assert_eq!(got, expected, "{text}");
    }

    #[test]
    fn title_rows_name_a_period() {
        let march = Some((date(2020, 2, 15), date(2020, 3, 14)));
        for text in [
            "Tháng 3 năm 2020",
            "BÁO CÁO THÁNG 03/2020",
            "Phiếu khảo sát tháng 3-2020",
            "Kỳ báo cáo: tháng 3 năm 2020",
        ] {
            title(text, march);
        }
        let quarter = Some((date(2019, 12, 15), date(2020, 3, 14)));
        for text in ["quý I/2020", "Quý 1 năm 2020", "QUÝ I NĂM 2020"] {
            title(text, quarter);
        }
        title("6 tháng đầu năm 2020", Some((date(2019, 12, 15), date(2020, 6, 14))));
        title("9 tháng đầu năm 2020", Some((date(2019, 12, 15), date(2020, 9, 14))));
        title("Năm 2020", Some((date(2019, 12, 15), date(2020, 12, 14))));
        let days = Some((date(2019, 12, 15), date(2020, 6, 14)));
        for text in [
            "(Từ ngày 15/12/2019 đến ngày 14/6/2020)",
            "Từ 15/12/2019 đến 14/06/2020",
            "Kỳ báo cáo: quý (từ ngày 15 tháng 12 năm 2019 đến ngày 14 tháng 6 năm 2020)",
        ] {
            title(text, days);
        }
    }

    #[test]
    fn what_names_no_period_gives_none() {
        for text in [
            "Trà Vinh, ngày 05 tháng 3 năm 2020",
            "BÁO CÁO",
            "Tháng 13 năm 2020",
            "Theo Nghị định số 61/2018/NĐ-CP",
            "Từ ngày 15/12/2020 đến ngày 14/6/2020",
        ] {
            title(text, None);
        }
    }

    #[test]
    fn a_folder_names_a_period() {
        let folder = |path| of_folder(path, CutOff::Calendar).map(|span| (span.from, span.to));
        let march = Some((date(2020, 3, 1), date(2020, 3, 31)));
        assert_eq!(folder("2020-03/phieu.xlsx"), march);
        assert_eq!(folder("2020/2020-03/a/phieu.xlsx"), march);
        assert_eq!(folder("2020-03.xlsx"), None);
        assert_eq!(folder("khac/phieu.xlsx"), None);
    }
}
