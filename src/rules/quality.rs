//! The indices of Quyết định 766/QĐ-TTg that follow from dossiers and complaints: 2.1, 3.3, 5.2. The others are named
//! in `quality.toml`, with what they would take.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::{Span, word_key};
use crate::rules::verdict::{Case, Class, Timing, classify};

/// `Quyết định số 766/QĐ-TTg`.
pub(crate) const QUALITY_DECISION: &str = "Quyết định số 766/QĐ-TTg ngày 23/6/2022";

const TABLE: &str = include_str!("quality.toml");

/// An index that the data decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum QualityIndex {
    /// 2.1: dossiers handled in time and open in time, of all that were taken in.
    InTime,
    /// 3.3: dossiers filed online, of those received.
    Online,
    /// 5.2: petitions and feedback handled in time and open in time.
    Petitions,
}

impl QualityIndex {
    pub(crate) const ALL: [Self; 3] = [Self::InTime, Self::Online, Self::Petitions];

    /// `2.1`.
    pub(crate) const fn code(self) -> &'static str {
        match self {
            Self::InTime => "2.1",
            Self::Online => "3.3",
            Self::Petitions => "5.2",
        }
    }

    /// Which one a line of an export is about: by its number, by the portal's own word for it, or by its name.
    pub(crate) fn parse(index: &str) -> Option<Self> {
        let key = word_key(index);
        let number = key.trim_start_matches("chi so").trim_start();
        let end = number.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(number.len());
        let number = number.get(..end)?.trim_end_matches('.');
        if !number.is_empty() {
            return Self::ALL.into_iter().find(|own| own.code() == number);
        }
        let says = |words: &[&str]| words.iter().all(|word| key.contains(word));
        if says(&["phan anh", "dung han"]) || says(&["petition", "on time"]) {
            Some(Self::Petitions)
        } else if says(&["ho so", "nop truc tuyen"]) || says(&["ho so truc tuyen"]) {
            Some(Self::Online)
        } else if says(&["ho so", "dung han"]) || says(&["tien do giai quyet"]) {
            Some(Self::InTime)
        } else {
            None
        }
    }

    pub(crate) const fn vietnamese(self) -> &'static str {
        match self {
            Self::InTime => "Hồ sơ xử lý đúng hạn",
            Self::Online => "Hồ sơ nộp trực tuyến",
            Self::Petitions => "Phản ánh, kiến nghị xử lý đúng hạn",
        }
    }
}

/// An index that the data do not decide.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OtherQualityIndex {
    /// `1.1`.
    #[serde(rename = "ma")]
    pub(crate) code: String,
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// What it would take.
    #[serde(rename = "can")]
    pub(crate) needs: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct QualityTable {
    chi_so: Vec<OtherQualityIndex>,
}

/// In the order of their numbers.
pub(crate) fn other_quality_indices() -> &'static [OtherQualityIndex] {
    static ALL: LazyLock<QualityTable> =
        LazyLock::new(|| toml::from_str(TABLE).expect("quality.toml is well formed"));
    &ALL.chi_so
}

/// Index 2.1 of one dossier: whether it is in time; `None` for one that does not lie in the period. A dossier for
/// which supplements were asked more than once is late while nothing has ended it.
pub(crate) fn in_time(case: Case, supplements: Option<u32>, span: Span) -> Option<bool> {
    let asked_again = case.end.is_none() && supplements.is_some_and(|asked| asked > 1);
    match classify(case, span) {
        Class::Outside => None,
        Class::Resolved(timing) => Some(timing != Timing::Late),
        // Withdrawing ends it, too.
        Class::Withdrawn => Some(case.base.zip(case.end).is_none_or(|(base, end)| end <= base)),
        Class::Waiting | Class::OpenInTime => Some(!asked_again),
        Class::Overdue => Some(false),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::model::Standing;

    /// Days of March 2026; the period is 5 to 14 March, all received on the 2nd.
    #[track_caller]
    fn case(
        (base, end): (Option<i8>, Option<i8>),
        standing: Standing,
        asked: Option<u32>,
        want: Option<bool>,
    ) {
        let day = |day| date(2026, 3, day);
        let span = Span { from: day(5), to: day(14) };
        let case = Case { received: day(2), base: base.map(day), end: end.map(day), standing };
        assert_eq!(in_time(case, asked, span), want, "{case:?} {asked:?}");
    }

    #[test]
    fn a_dossier_is_in_time_by_its_end_or_by_the_last_day() {
        use Standing::{Done, Open, Waiting, Withdrawn};
        case((Some(10), Some(10)), Done, None, Some(true));
        case((Some(10), Some(11)), Done, None, Some(false));
        case((None, Some(11)), Done, None, Some(true));
        case((Some(10), Some(4)), Done, None, None);
        case((Some(14), None), Open, None, Some(true));
        case((Some(13), None), Open, None, Some(false));
        case((Some(10), None), Waiting, Some(1), Some(true));
        // Withdrawn after its date is late; the 13 columns count it as in time.
        case((Some(10), Some(11)), Withdrawn, None, Some(false));
        case((Some(10), Some(9)), Withdrawn, None, Some(true));
    }

    #[test]
    fn supplements_asked_twice_make_a_dossier_late_until_it_ends() {
        use Standing::{Done, Open, Waiting};
        case((Some(20), None), Waiting, Some(2), Some(false));
        case((Some(20), None), Open, Some(2), Some(false));
        case((Some(20), None), Open, Some(1), Some(true));
        case((Some(10), Some(10)), Done, Some(2), Some(true));
        case((Some(20), Some(16)), Done, Some(2), Some(true));
    }

    #[test]
    fn a_line_of_an_export_is_known_by_number_or_name() {
        use QualityIndex::{InTime, Online, Petitions};
        for (line, want) in [
            ("2.1", Some(InTime)),
            ("2.1. Tỷ lệ hồ sơ xử lý đúng hạn", Some(InTime)),
            ("Chỉ số 3.3", Some(Online)),
            ("5.2.", Some(Petitions)),
            ("2.2", None),
            ("1.1 Tỷ lệ TTHC công bố đúng hạn", None),
            ("Tỷ lệ hồ sơ xử lý đúng hạn", Some(InTime)),
            ("Tiến độ giải quyết", Some(InTime)),
            ("Tỷ lệ hồ sơ nộp trực tuyến", Some(Online)),
            ("Tỷ lệ phản ánh, kiến nghị được xử lý đúng hạn", Some(Petitions)),
            ("Tỷ lệ thủ tục công khai đúng hạn", None),
            ("Tổng điểm", None),
        ] {
            assert_eq!(QualityIndex::parse(line), want, "{line}");
        }
    }

    #[test]
    fn no_index_is_named_twice() {
        let mut codes: Vec<&str> = QualityIndex::ALL.iter().map(|own| own.code()).collect();
        codes.extend(other_quality_indices().iter().map(|own| own.code.as_str()));
        let all = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!((codes.len(), all), (19, 19));
    }
}
