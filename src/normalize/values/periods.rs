//! The period of a sheet without dates: from its title rows, else from its folder.

use jiff::civil::Date;

use crate::model::{CutOff, Period, Span, Unit, word_key};
use crate::normalize::header::trouble::has_words;
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

/// What the title rows say in days alone.
pub(crate) fn interval_of<'a>(mut titles: impl Iterator<Item = &'a str>) -> Option<Span> {
    titles.find_map(interval)
}

/// `TUẦN 1 THÁNG 10`, `15 ngày đầu tháng 10`, `nửa đầu tháng 10`: a part of the month that is named.
pub(crate) fn is_part(title: &str) -> bool {
    let key = word_key(title);
    let words: Vec<&str> =
        key.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_number =
        |word: &str| word.parse::<u8>().is_ok() || matches!(word, "i" | "ii" | "iii" | "iv" | "v");
    let of_week = words.windows(2).any(|pair| {
        matches!(pair, ["tuan", next] if is_number(next) || matches!(*next, "nay" | "truoc" | "qua"))
    });
    of_week
        || words.windows(3).any(|three| match three {
            ["tuan", "thu", next] => is_number(next),
            [many, "ngay", "dau" | "giua" | "cuoi"] => is_number(many),
            ["nua", "dau" | "cuoi", "thang"] => true,
            _ => false,
        })
}

/// `Lũy kế`, `từ đầu năm`: all since the first day of the year.
pub(crate) fn is_cumulative(title: &str) -> bool {
    let key = word_key(title);
    ["luy ke", "cong don", "tu dau nam"].iter().any(|words| has_words(&key, words))
}

/// From the first day of its year.
pub(crate) fn since_new_year(span: Span, cut: CutOff) -> Span {
    let year = Period::of(Unit::Year { year: span.to.year() }, cut);
    year.map_or(span, |year| Span { from: year.span.from, to: span.to })
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
                // `Cùng kỳ tháng 10`: of another year.
                Ok(_) if words.get(..at)?.ends_with(&["cung", "ky"]) => return None,
                Ok(month) => return of_month(&words, at, month, year_at(at + 2)?, cut),
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

/// `tháng 10 năm 2026`; with what is said beside it of the months before: `từ tháng 1 đến tháng 10`, `lũy kế đến tháng
/// 10`, `tháng 9 và tháng 10`.
fn of_month(words: &[&str], at: usize, month: i8, year: i16, cut: CutOff) -> Option<Span> {
    let span = Period::of(Unit::Month { year, month }, cut)?.span;
    let rest = words.get(at + 2..).unwrap_or_default();
    let next = rest.iter().position(|word| *word == "thang");
    let joins = |word: &&str| {
        matches!(*word, "va" | "den" | "toi" | "het" | "nam") || word.parse::<i16>().is_ok()
    };
    if let Some((between, [_, other, ..])) = next.and_then(|next| rest.split_at_checked(next))
        && !between.is_empty()
        && between.iter().all(joins)
        && between.iter().any(|word| matches!(*word, "va" | "den" | "toi"))
        && let Ok(other) = other.parse()
    {
        let last = Period::of(Unit::Month { year, month: other }, cut)?.span;
        return (span.from <= last.to).then_some(Span { from: span.from, to: last.to });
    }
    let before = words.get(..at).unwrap_or_default();
    let until =
        before.ends_with(&["den"]) || before.ends_with(&["het"]) || before.ends_with(&["toi"]);
    if until || is_cumulative(&before.join(" ")) {
        return Some(since_new_year(span, cut));
    }
    Some(span)
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
    fn what_is_added_up_over_months_is_no_month() {
        let all = Some((date(2019, 12, 15), date(2020, 10, 14)));
        for text in [
            "LŨY KẾ TỪ ĐẦU NĂM ĐẾN THÁNG 10 NĂM 2020",
            "Lũy kế đến tháng 10/2020",
            "Lũy kế tháng 10 năm 2020",
            "Số liệu từ đầu năm đến hết tháng 10 năm 2020",
            "Tính đến tháng 10 năm 2020",
        ] {
            title(text, all);
        }
        title("Từ tháng 01 đến tháng 10 năm 2020", all);
        title(
            "Số liệu tháng 9 và tháng 10 năm 2020",
            Some((date(2020, 8, 15), date(2020, 10, 14))),
        );
        title("Cùng kỳ tháng 10 năm 2020 (tháng 10 năm 2019)", None);
        let month = Some((date(2020, 9, 15), date(2020, 10, 14)));
        title("Tháng 10 năm 2020 so với cùng kỳ tháng 10 năm 2019", month);
        title("Tháng 10 năm 2020 so với tháng 9 năm 2020", month);
    }

    #[test]
    fn a_part_of_a_month_is_known_by_its_words() {
        for text in [
            "TUẦN 1 THÁNG 10 NĂM 2020",
            "Tuần thứ 2",
            "Tuần II tháng 3",
            "15 ngày đầu tháng 10",
            "nửa đầu tháng 3",
        ] {
            assert!(is_part(text), "{text}");
        }
        for text in [
            "Tuân thủ quy định tháng 10",
            "Tháng 10 năm 2020",
            "Tuần lễ cải cách hành chính",
            "Ông Tuấn",
        ] {
            assert!(!is_part(text), "{text}");
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
