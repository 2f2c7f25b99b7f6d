//! The raw tally of one file (`kiem-tra --json`): every data row by its dates alone, before rejection.

use std::collections::BTreeMap;

use hashbrown::HashMap;
use jiff::civil::Date;
use serde::Serialize;

use crate::model::{Answer, RawDossier, RawRows, Text, tidy};

/// Name of the department of a row that has none.
const BLANK: &str = "(trống)";

/// The `dossiers` and `surveys` of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct FileTally {
    pub(crate) dossiers: BTreeMap<String, DossierTally>,
    pub(crate) surveys: BTreeMap<String, SurveyTally>,
}

/// The counts of one department; all but `total` add up to it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct DossierTally {
    pub(crate) total: u64,
    pub(crate) early: u64,
    pub(crate) on_time: u64,
    pub(crate) late: u64,
    pub(crate) open_in_time: u64,
    pub(crate) open_overdue: u64,
    pub(crate) no_due: u64,
}

/// For each question, levels 1 to 5 and all that is no valid answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(crate) struct SurveyTally {
    pub(crate) total: u64,
    pub(crate) answers: Vec<[u64; 5]>,
    pub(crate) missing: Vec<u64>,
}

/// Counts every data row of a file; open dossiers are judged on `as_of`.
pub(crate) fn tally(raw: &RawRows, as_of: Date) -> FileTally {
    let mut out = FileTally::default();
    // By name as it stands first: tidying each of a million costs more than all the rest.
    let mut as_it_stands: Vec<(Option<&Text>, DossierTally)> = Vec::new();
    let mut places: HashMap<Option<&Text>, usize> = HashMap::new();
    for row in &raw.dossiers {
        let name = row.department.as_ref();
        let place = *places.entry(name).or_insert_with(|| {
            as_it_stands.push((name, DossierTally::default()));
            as_it_stands.len() - 1
        });
        if let Some((_, tally)) = as_it_stands.get_mut(place) {
            tally.count(row, as_of);
        }
    }
    for (name, tally) in as_it_stands {
        out.dossiers.entry(department(name)).or_default().add(tally);
    }
    for row in &raw.surveys {
        let name = department(row.department.as_ref());
        out.surveys.entry(name).or_default().count(raw.questions.len(), &row.answers);
    }
    out
}

/// As found: names that differ in more than white space and composition are two names here.
fn department(found: Option<&Text>) -> String {
    let name = found.map(|name| tidy(name)).filter(|name| !name.is_empty());
    name.unwrap_or_else(|| BLANK.to_owned())
}

impl DossierTally {
    fn count(&mut self, row: &RawDossier, as_of: Date) {
        self.total += 1;
        let part = match (row.due, row.end) {
            (None, _) => &mut self.no_due,
            (Some(due), Some(end)) if end < due => &mut self.early,
            (Some(due), Some(end)) if end == due => &mut self.on_time,
            (Some(_), Some(_)) => &mut self.late,
            (Some(due), None) if due >= as_of => &mut self.open_in_time,
            (Some(_), None) => &mut self.open_overdue,
        };
        *part += 1;
    }
}

impl DossierTally {
    fn add(&mut self, other: Self) {
        add_all!(
            self +=
                Self { total, early, on_time, late, open_in_time, open_overdue, no_due } = other
        );
    }
}

impl SurveyTally {
    fn count(&mut self, questions: usize, answers: &[Answer]) {
        self.total += 1;
        self.answers.resize(questions, [0; 5]);
        self.missing.resize(questions, 0);
        let answers = answers.iter().copied().chain(std::iter::repeat(Answer::None));
        for ((levels, missing), answer) in
            self.answers.iter_mut().zip(&mut self.missing).zip(answers)
        {
            let level = match answer {
                Answer::Level(level) => usize::from(level).checked_sub(1),
                Answer::None | Answer::Invalid => None,
            };
            *level.and_then(|index| levels.get_mut(index)).unwrap_or(missing) += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[track_caller]
    fn case(due: Option<i8>, end: Option<i8>, want: fn(&DossierTally) -> u64) {
        let day = |day| date(2026, 11, day);
        let row = RawDossier {
            department: Some(Text::from("Phòng Tư pháp")),
            due: due.map(day),
            end: end.map(day),
        };
        let raw = RawRows { dossiers: vec![row], ..RawRows::default() };
        let counts = tally(&raw, day(10)).dossiers["Phòng Tư pháp"];
        assert_eq!((counts.total, want(&counts)), (1, 1), "{counts:?}");
        let parts = [counts.early, counts.on_time, counts.late, counts.open_in_time];
        assert_eq!(parts.iter().sum::<u64>() + counts.open_overdue + counts.no_due, 1);
    }

    #[test]
    fn a_row_is_judged_by_its_dates_alone() {
        case(Some(5), Some(4), |tally| tally.early);
        case(Some(5), Some(5), |tally| tally.on_time);
        case(Some(5), Some(6), |tally| tally.late);
        case(Some(10), None, |tally| tally.open_in_time);
        case(Some(9), None, |tally| tally.open_overdue);
        case(None, Some(9), |tally| tally.no_due);
        case(None, None, |tally| tally.no_due);
    }

    #[test]
    fn departments_are_told_apart_as_found_and_a_blank_one_has_a_name() {
        let names = [
            "Phòng Y tế",
            "",
            "PHÒNG Y  TẾ",
            " Phòng Y\u{a0}tế\n",
            "Pho\u{300}ng Y te\u{302}\u{301}",
        ];
        let row =
            |name: &&str| RawDossier { department: Some(Text::from(*name)), due: None, end: None };
        let raw = RawRows { dossiers: names.iter().map(row).collect(), ..RawRows::default() };
        let totals: Vec<_> = tally(&raw, date(2026, 11, 1))
            .dossiers
            .into_iter()
            .map(|(name, counts)| (name, counts.total))
            .collect();
        let want = [("(trống)", 1), ("PHÒNG Y TẾ", 1), ("Phòng Y tế", 3)];
        assert_eq!(totals, want.map(|(name, total)| (name.to_owned(), total)));
    }

    #[test]
    fn answers_are_counted_by_level_and_all_else_is_missing() {
        let question = |key: &str| crate::model::Question {
            order: 1,
            key: Text::from(key),
            text: Text::from(key),
            factor: None,
        };
        let row = |answers: &[Answer]| crate::model::RawSurvey {
            department: None,
            answers: answers.to_vec(),
        };
        let raw = RawRows {
            questions: vec![question("a"), question("b")],
            surveys: vec![
                row(&[Answer::Level(5), Answer::Invalid]),
                row(&[Answer::Level(1)]),
                row(&[Answer::Level(9), Answer::Level(4)]),
            ],
            ..RawRows::default()
        };
        let got = &tally(&raw, date(2026, 11, 1)).surveys["(trống)"];
        assert_eq!(got.total, 3);
        assert_eq!(got.answers, [[1, 0, 0, 0, 1], [0, 0, 0, 1, 0]]);
        assert_eq!(got.missing, [1, 2]);
    }
}
