//! The indices of Quyết định 766/QĐ-TTg: whether a dossier is in time by its index 2.1, and those that would take data
//! that the office does not have (`quality.toml`).

use std::sync::LazyLock;

use serde::Deserialize;

use crate::model::{Span, Standing};
use crate::rules::verdict::{Case, Class, Timing, classify};

/// As a document cites it first (NĐ 30/2020/NĐ-CP, Phụ lục I): number, day and issuer.
pub(crate) const QUALITY_DECISION: &str =
    "Quyết định số 766/QĐ-TTg ngày 23 tháng 6 năm 2022 của Thủ tướng Chính phủ";

const TABLE: &str = include_str!("quality.toml");

/// An index that the data do not decide.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct OtherQualityIndex {
    /// `1.1`; `None` where sources number its group differently.
    #[serde(rename = "ma")]
    pub(crate) number: Option<String>,
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

/// In the order of the decision.
pub(crate) fn other_quality_indices() -> &'static [OtherQualityIndex] {
    static ALL: LazyLock<QualityTable> =
        LazyLock::new(|| toml::from_str(TABLE).expect("quality.toml is well formed"));
    &ALL.chi_so
}

/// Index 2.1 of one dossier: whether it is in time; `None` for one that does not lie in the period. A dossier that is
/// open on the last day, and for which supplements were asked more than once, is late. What was stopped is not open.
pub(crate) fn in_time(case: Case, supplements: Option<u32>, span: Span) -> Option<bool> {
    match classify(case, span) {
        Class::Outside => None,
        Class::Resolved(timing) => Some(timing != Timing::Late),
        // The decision counts a withdrawn dossier by the day of its end; the 13 columns count it as in time.
        Class::Withdrawn => Some(case.base.zip(case.end).is_none_or(|(base, end)| end <= base)),
        Class::Waiting | Class::OpenInTime => Some(!is_asked_again(case, supplements, span)),
        Class::Overdue => Some(false),
    }
}

/// Whether a dossier is late by index 2.1, and not by its due date, since supplements were asked more than once.
pub(crate) fn is_asked_again(case: Case, supplements: Option<u32>, span: Span) -> bool {
    let is_open = match case.end {
        Some(end) => end > span.to,
        None => matches!(case.standing, Standing::Open | Standing::Waiting),
    };
    let is_due = matches!(classify(case, span), Class::Waiting | Class::OpenInTime);
    is_open && is_due && supplements.is_some_and(|asked| asked > 1)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use jiff::civil::date;

    use super::*;
    use crate::model::QualityIndex;

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
    fn only_what_its_due_date_leaves_in_time_is_late_by_its_supplements() {
        let day = |day| date(2026, 3, day);
        let span = Span { from: day(5), to: day(14) };
        let asked = |base, end: Option<i8>, times| {
            let standing = Standing::Open;
            let case =
                Case { received: day(2), base: Some(day(base)), end: end.map(day), standing };
            is_asked_again(case, Some(times), span)
        };
        assert!(asked(20, None, 2) && asked(20, Some(16), 2));
        assert!(!asked(20, None, 1) && !asked(10, None, 2) && !asked(10, Some(10), 2));
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
        case((Some(10), Some(11)), Withdrawn, None, Some(false));
        case((Some(10), Some(9)), Withdrawn, None, Some(true));
    }

    #[test]
    fn supplements_asked_twice_make_a_dossier_late_until_it_ends() {
        use Standing::{Done, Open, Stopped, Waiting, Withdrawn};
        case((Some(20), None), Waiting, Some(2), Some(false));
        case((Some(20), None), Open, Some(2), Some(false));
        case((Some(20), None), Open, Some(1), Some(true));
        case((Some(10), Some(10)), Done, Some(2), Some(true));
        // On the last day of the period it was open.
        case((Some(20), Some(16)), Done, Some(2), Some(false));
        case((Some(20), Some(16)), Withdrawn, Some(2), Some(false));
        case((Some(20), Some(16)), Done, Some(1), Some(true));
        // A dossier that was stopped waits for nobody.
        case((Some(20), None), Stopped, Some(2), Some(true));
    }

    #[test]
    fn no_index_is_named_twice() {
        let own = QualityIndex::ALL.map(|own| (own.number(), own.vietnamese()));
        let others = other_quality_indices().iter();
        let others = others.map(|other| (other.number.as_deref(), other.name.as_str()));
        let all: Vec<(Option<&str>, &str)> = own.into_iter().chain(others).collect();
        let names: BTreeSet<&str> = all.iter().map(|(_, name)| *name).collect();
        let numbered = || all.iter().filter_map(|(number, _)| *number);
        let numbers: BTreeSet<&str> = numbered().collect();
        assert_eq!((all.len(), names.len()), (19, 19));
        assert_eq!((numbered().count(), numbers.len()), (9, 9));
    }
}
