//! The archive as it is shown: its bags, the files that each lists, and a file as it was written or not at all.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::archive::{BagTags, layout};
use crate::files;
use crate::model::Period;
use crate::office::folder::{ARCHIVE, Office};
use crate::office::kept_reports::KeptReports;
use crate::office::refusal::{OfficeAnswer, Refusal};
use crate::office::shelf::ArchiveLook;
use crate::pipeline;

/// A bag of the archive by its tag files.
#[derive(Debug)]
pub(crate) struct ListedBag {
    pub(crate) folder: String,
    /// Paths below `data`, in order.
    pub(crate) files: Vec<String>,
}

impl ArchiveLook {
    /// The latest first, as their names stand in order.
    pub(crate) fn folders(&self) -> impl Iterator<Item = &str> {
        self.tags.keys().rev().map(String::as_str)
    }

    /// Whether a bag lists a file, by its path below `data`.
    pub(crate) fn holds(&self, folder: &str, path: &str) -> bool {
        self.tags.get(folder).is_some_and(|tags| tags.files.contains_key(&layout::in_bag(path)))
    }

    /// Each with its files.
    pub(crate) fn bags(&self) -> Vec<ListedBag> {
        let bags = self.tags.iter().rev();
        bags.map(|(folder, tags)| ListedBag { folder: folder.clone(), files: payload(tags) })
            .collect()
    }
}

/// Of what a bag is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BagOf {
    Report(Period),
    /// Of a superior office, over its units.
    Units(Period),
    /// Between two reports: on which day, and which time on it, from the second on.
    Letters(Date, Option<u32>),
}

impl Office {
    /// `None` for a folder whose name says nothing of it; with the number of one whose place another has taken.
    pub(crate) fn bag_is(&self, folder: &str) -> (Option<BagOf>, Option<u32>) {
        let placed = layout::placed_as(folder);
        let period = |code: &str| self.settings.period(Some(code), Date::MAX).ok();
        let day = layout::day_of_letters(folder).and_then(|day| day.parse().ok());
        let letters = day.map(|day| BagOf::Letters(day, layout::again_of_letters(folder)));
        let units = layout::of_consolidated(folder).and_then(period).map(BagOf::Units);
        let what = letters.or(units).or_else(|| period(placed).map(BagOf::Report));
        (what, layout::replaced_number(folder))
    }

    /// Departments with papers in a bag, by the name of their files; none of a bag that is not as it was written.
    pub(crate) fn departments_in(
        &self,
        look: &ArchiveLook,
        kept: &KeptReports,
        folder: &str,
    ) -> OfficeAnswer<BTreeMap<String, String>> {
        let Some(tags) = look.tags.get(folder) else { return Ok(BTreeMap::new()) };
        let damage = look.damage.get(folder).map(Vec::as_slice).unwrap_or_default();
        let report = self.report_in(folder, tags, damage, kept)?;
        let Some(report) = report else { return Ok(BTreeMap::new()) };
        let dossiers = report.dossiers.by_department.iter().map(|line| line.name.as_str());
        let answers = report.satisfaction.by_department.iter().map(|line| line.name.as_str());
        Ok(pipeline::by_file(dossiers.chain(answers)))
    }

    pub(crate) fn archive_look(&self) -> OfficeAnswer<ArchiveLook> {
        Ok(self.look()?)
    }

    /// A file that the bag lists, held against its manifest; `None` of what is not listed, or lies behind a link.
    pub(crate) fn shown_file(&self, folder: &str, path: &str) -> OfficeAnswer<Option<Vec<u8>>> {
        let look = self.look()?;
        let Some(tags) = look.tags.get(folder) else { return Ok(None) };
        let place = self.path(ARCHIVE).join(folder).join(layout::in_bag(path));
        if !payload(tags).iter().any(|own| own == path) || files::leads_out(&self.folder, &place) {
            return Ok(None);
        }
        let mut damage = look.damage.get(folder).cloned().unwrap_or_default();
        let bytes = self.listed(folder, path, tags, &mut damage)?;
        match damage.pop() {
            Some(one) => Err(Refusal::Touched(vec![(folder.to_owned(), one)]).into()),
            None => Ok(bytes),
        }
    }
}

fn payload(tags: &BagTags) -> Vec<String> {
    let data = layout::in_bag("");
    tags.files.keys().filter_map(|path| path.strip_prefix(&data).map(str::to_owned)).collect()
}
