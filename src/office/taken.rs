//! Figures that a period takes from earlier ones: those that it is compared with, and its line of like periods.

use std::collections::BTreeSet;

use crate::archive::{Archived, Payload, TAKEN_LABEL, layout};
use crate::error::Result;
use crate::model::{CutOff, Period};
use crate::office::folder::Office;
use crate::office::refusal::{Notice, OfficeAnswer};
use crate::office::shelf::Shelf;
use crate::pipeline;
use crate::report::{Earlier, EarlierFigures, NumbersBook, PastPeriod, is_like, unit};
use crate::rules;

/// What was taken, as the bag keeps it.
#[derive(Debug, Default)]
pub(crate) struct TakenFigures {
    /// By path in the payload.
    pub(crate) files: Payload,
    /// Folder and mark of the bags that it was taken from.
    marks: Vec<(String, String)>,
}

/// Where the figures of earlier periods come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TakenFrom {
    /// From the bags that there are now.
    Archive,
    /// From what the period's own bag keeps: made again from the same inputs, it says what it said, whatever became of
    /// other bags since.
    OwnBag,
}

impl Office {
    /// What a period takes; notes where the archive would now give other figures than the period's bag keeps.
    pub(crate) fn taken(
        &self,
        shelf: &Shelf,
        period: Period,
        from: TakenFrom,
        notices: &mut Vec<Notice>,
    ) -> OfficeAnswer<TakenFigures> {
        let now = self.taken_now(shelf, period)?;
        let own = match from {
            TakenFrom::Archive => None,
            TakenFrom::OwnBag => self.taken_then(shelf, &period.code())?,
        };
        let Some(then) = own else { return Ok(now) };
        if now.files != then.files && without_departments(&now.files) != then.files {
            notices.push(Notice::EarlierChanged(period));
        }
        Ok(then)
    }

    fn taken_now(&self, shelf: &Shelf, period: Period) -> OfficeAnswer<TakenFigures> {
        let compared: BTreeSet<String> =
            compared(period, self.settings.cut_off()).into_iter().collect();
        let TakenFigures { mut files, .. } = self.taken_from(shelf, &compared)?;
        let past = past(&shelf.bags, period)?;
        files.insert(layout::EARLIER_PERIODS.to_owned(), pipeline::kept_past(&past)?);
        let parts = parts(&shelf.bags, period)?;
        files.insert(layout::EARLIER_PARTS.to_owned(), pipeline::kept_past(&parts)?);
        let mut folders = compared;
        folders.extend(past.iter().chain(&parts).map(|period| period.period.code.clone()));
        Ok(TakenFigures { files, marks: marks(shelf, &folders) })
    }

    /// What the report over units takes: the figures that it is compared with.
    pub(crate) fn taken_by_units(
        &self,
        shelf: &Shelf,
        period: Period,
    ) -> OfficeAnswer<TakenFigures> {
        let codes = compared(period, self.settings.cut_off());
        self.taken_from(shelf, &codes.iter().map(|code| layout::consolidated(code)).collect())
    }

    /// The figures of whole periods.
    fn taken_from(&self, shelf: &Shelf, folders: &BTreeSet<String>) -> OfficeAnswer<TakenFigures> {
        let mut files = Payload::new();
        for folder in folders {
            if let Some(figures) = shelf.file(self, folder, layout::FIGURES)? {
                files.insert(layout::earlier_figures(folder), figures);
            }
        }
        Ok(TakenFigures { files, marks: marks(shelf, folders) })
    }

    /// `None` for a bag of before such figures were kept.
    fn taken_then(&self, shelf: &Shelf, folder: &str) -> OfficeAnswer<Option<TakenFigures>> {
        let mut files = Payload::new();
        for path in shelf.below(folder, layout::EARLIER) {
            if path != layout::EARLIER_LETTERS
                && let Some(bytes) = shelf.file(self, folder, &path)?
            {
                files.insert(path, bytes);
            }
        }
        let tags = shelf.tags(folder);
        let marks = tags.labels.all(TAKEN_LABEL).filter_map(|label| label.split_once(' '));
        let marks = marks.filter(|(folder, _)| unit(folder).is_some());
        let marks = marks.map(|(folder, mark)| (folder.to_owned(), mark.to_owned())).collect();
        let has_past = files.contains_key(layout::EARLIER_PERIODS);
        Ok(has_past.then_some(TakenFigures { files, marks }))
    }
}

impl TakenFigures {
    /// The bags that figures or letters are taken from: folder and mark.
    pub(crate) fn evidence(&self, shelf: &Shelf, book: &NumbersBook) -> Vec<(String, String)> {
        let with_letters: BTreeSet<&str> =
            book.bags.iter().map(|bag| bag.folder.as_str()).collect();
        let letters = shelf.bags.iter().filter(|bag| with_letters.contains(bag.folder.as_str()));
        let letters = letters.map(|bag| (bag.folder.clone(), bag.mark.clone()));
        let all: BTreeSet<(String, String)> = self.marks.iter().cloned().chain(letters).collect();
        all.into_iter().collect()
    }
}

/// As bags kept what they took before departments had trends: that more is taken now is no change of earlier periods.
fn without_departments(files: &Payload) -> Payload {
    let mut files = files.clone();
    for path in [layout::EARLIER_PERIODS, layout::EARLIER_PARTS] {
        let past: Option<Vec<PastPeriod>> =
            files.get(path).and_then(|bytes| serde_json::from_slice(bytes).ok());
        let past = past
            .into_iter()
            .map(|past| past.into_iter().map(PastPeriod::without_departments).collect::<Vec<_>>());
        for kept in past.filter_map(|past| pipeline::kept_past(&past).ok()) {
            files.insert(path.to_owned(), kept);
        }
    }
    files
}

fn marks(shelf: &Shelf, folders: &BTreeSet<String>) -> Vec<(String, String)> {
    let bags = shelf.bags.iter().filter(|bag| folders.contains(&bag.folder));
    bags.map(|bag| (bag.folder.clone(), bag.mark.clone())).collect()
}

/// The figures that a bag keeps of earlier periods; what it lacks, or what cannot be read, was not taken.
pub(crate) fn earlier_of(
    files: &Payload,
    period: Period,
    cut: CutOff,
    folder: impl Fn(&str) -> String,
) -> Earlier {
    let figures = |other: Option<Period>| -> Option<EarlierFigures> {
        serde_json::from_slice(files.get(&layout::earlier_figures(&folder(&other?.code())))?).ok()
    };
    let lines = |path: &str| -> Vec<PastPeriod> {
        let lines = files.get(path).and_then(|bytes| serde_json::from_slice(bytes).ok());
        lines.unwrap_or_default()
    };
    Earlier {
        letters: NumbersBook::default(),
        previous: figures(rules::previous(period, cut)),
        year_ago: figures(rules::year_ago(period, cut)),
        past: lines(layout::EARLIER_PERIODS),
        parts: lines(layout::EARLIER_PARTS),
    }
}

/// Archived figures of the period before, of the same one a year ago, and of like periods.
pub(crate) fn earlier(archived: &[Archived], period: Period, cut: CutOff) -> Result<Earlier> {
    let figures = |other: Option<Period>| -> Result<Option<EarlierFigures>> {
        let code = other.map(Period::code);
        let Some(found) = archived.iter().find(|bag| Some(&bag.folder) == code.as_ref()) else {
            return Ok(None);
        };
        found.figures().map(Some)
    };
    Ok(Earlier {
        letters: NumbersBook::default(),
        previous: figures(rules::previous(period, cut))?,
        year_ago: figures(rules::year_ago(period, cut))?,
        past: past(archived, period)?,
        parts: parts(archived, period)?,
    })
}

/// Periods of its kind before a period, the earliest first.
fn past(archived: &[Archived], period: Period) -> Result<Vec<PastPeriod>> {
    let like = archived.iter().filter(|bag| bag.has_figures() && is_like(&bag.folder, period));
    let mut past: Vec<PastPeriod> = like.map(Archived::figures).collect::<Result<_>>()?;
    past.sort_by_key(PastPeriod::unit);
    Ok(past)
}

/// The months of a longer period, in their order.
fn parts(archived: &[Archived], period: Period) -> Result<Vec<PastPeriod>> {
    let months = period.unit.months();
    let is_part = |bag: &&Archived| unit(&bag.folder).is_some_and(|unit| months.contains(&unit));
    let found = archived.iter().filter(|bag| bag.has_figures()).filter(is_part);
    let mut parts: Vec<PastPeriod> = found.map(Archived::figures).collect::<Result<_>>()?;
    parts.sort_by_key(PastPeriod::unit);
    Ok(parts)
}

/// Codes of the periods that a period is compared with.
fn compared(period: Period, cut: CutOff) -> Vec<String> {
    let compared = [rules::previous(period, cut), rules::year_ago(period, cut)];
    compared.into_iter().flatten().map(Period::code).collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::report::sample_past;

    #[test]
    fn what_a_bag_kept_before_departments_had_trends_is_as_what_is_taken_now() {
        let department = json!({
            "ten": "Phòng A",
            "cot": {"c3": 1, "c7": 1, "c8_9": 1, "c10": 0, "c11": 0},
            "ty_le_dung_han": {"tu": 1, "mau": 1}
        });
        let dossiers = |departments: Option<&serde_json::Value>| {
            let mut figures = json!({"co_du_lieu": true, "tong": department});
            if let (Some(line), Some(figures)) = (departments, figures.as_object_mut()) {
                figures.insert("theo_don_vi".to_owned(), json!([line]));
            }
            sample_past("2020-02", &json!({ "ho_so": figures }))
        };
        let kept = |past: PastPeriod| -> Payload {
            let bytes = pipeline::kept_past(&[past]).expect("bytes");
            Payload::from([(layout::EARLIER_PERIODS.to_owned(), bytes)])
        };
        let (now, then) = (kept(dossiers(Some(&department))), kept(dossiers(None)));
        assert_ne!(now, then);
        assert_eq!(without_departments(&now), then);
    }
}
