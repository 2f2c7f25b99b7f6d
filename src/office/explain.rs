//! Figures of an archived period down to their rows: from the bag alone, once it was checked.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::archive::{AGENT_LABEL, Archived, BagTags, Damage, digest, examine, layout};
use crate::error::Result;
use crate::files;
use crate::office::bagging::survey;
use crate::office::differences::{Changed, figure_changes};
use crate::office::folder::{ARCHIVE, Office};
use crate::office::recount::{KeptBag, Recounted, UNREADABLE_UNITS, why};
use crate::office::refusal::{OfficeAnswer, Refusal};
use crate::office::shelf::ArchiveLook;
use crate::pipeline::{self, CountedPeriod, Edges};
use crate::report::{AddedUnit, Explained, Report, explained_by_units};

/// What is to be explained.
#[derive(Clone, Debug)]
pub(crate) struct ExplainRequest {
    /// A period, or the folder of a bag, as typed.
    pub(crate) period: String,
    /// Ids as typed; none for a list of all.
    pub(crate) ids: Vec<String>,
    /// Where their rows are written as a workbook.
    pub(crate) workbook: Option<PathBuf>,
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct BagExplained {
    /// Folder of the bag in the archive.
    pub(crate) folder: String,
    /// The program that made it, and its version.
    pub(crate) agent: String,
    pub(crate) explained: Explained,
    /// Figures that this program counts otherwise than the bag says.
    pub(crate) otherwise: Vec<Changed>,
}

/// A bag that was checked and counted again: any of its figures can be asked for.
#[derive(Debug)]
pub(crate) struct CountedBag {
    folder: String,
    /// By which the bag is known.
    mark: String,
    agent: String,
    counted: CountedFrom,
    otherwise: Vec<Changed>,
}

/// From what its figures are explained.
#[derive(Debug)]
enum CountedFrom {
    /// The rows of an office.
    Rows(Box<CountedPeriod>),
    /// What the units of a superior office sent, and its report.
    Units(Box<Report>, Vec<AddedUnit>),
}

impl Office {
    pub(crate) fn explain(
        &self,
        request: &ExplainRequest,
        edges: Edges<'_>,
    ) -> OfficeAnswer<BagExplained> {
        let done = self.count_bag(&request.period, edges)?.explained(&request.ids)?;
        if let Some(path) = &request.workbook {
            let bytes = pipeline::explanation_workbook(&done.explained)?;
            match files::read_optional(path)? {
                Some(there) if there != bytes => {
                    return Err(Refusal::FileThere(path.clone()).into());
                }
                Some(_) => {}
                None => files::write(path, &bytes)?,
            }
        }
        Ok(done)
    }

    /// `period` as typed.
    pub(crate) fn count_bag(&self, period: &str, edges: Edges<'_>) -> OfficeAnswer<CountedBag> {
        let look = self.look()?;
        let folder = self.bag_of(period, &look)?;
        let none = BagTags::default();
        let tags = look.tags.get(&folder).unwrap_or(&none);
        let damage = self.touched(&folder, tags, &look)?;
        if !damage.is_empty() {
            let touched = damage.into_iter().map(|one| (folder.clone(), one));
            return Err(Refusal::Touched(touched.collect()).into());
        }
        if !tags.files.contains_key(&layout::in_bag(layout::FIGURES)) {
            return Err(Refusal::NoFigures(folder).into());
        }
        let made = if tags.files.contains_key(&layout::in_bag(layout::UNITS)) {
            let path = self.path(ARCHIVE).join(&folder);
            of_units(KeptBag { path: &path, folder: &folder, tags })?
        } else {
            self.of_rows(&folder, (tags, &look), edges)?
        };
        let (counted, otherwise) = match made {
            Ok(made) => made,
            Err(why) => return Err(Refusal::NotCountedAgain { folder, why }.into()),
        };
        // What an older program did not write is no other figure.
        let otherwise = otherwise.into_iter().filter(|one| one.before.is_some());
        Ok(CountedBag {
            agent: tags.labels.get(AGENT_LABEL).unwrap_or_default().to_owned(),
            mark: tags.mark.clone(),
            otherwise: otherwise.collect(),
            counted,
            folder,
        })
    }

    /// Whether the bag in its folder is still the one that was counted.
    pub(crate) fn is_counted(&self, counted: &CountedBag) -> bool {
        let place = self.path(ARCHIVE).join(&counted.folder).join(layout::TAG_MANIFEST);
        let known = files::read_optional(&place).ok().flatten();
        known.is_some_and(|bytes| digest(&bytes) == counted.mark)
    }

    /// Figures of an office, from the rows that the bag keeps.
    fn of_rows(
        &self,
        folder: &str,
        (tags, look): (&BagTags, &ArchiveLook),
        edges: Edges<'_>,
    ) -> Result<CountedOrWhy> {
        let kept = self.kept(folder, tags, look, edges)?;
        let counted = match kept.again {
            Ok((taken, plan)) => pipeline::count_to_explain(taken, plan)
                .map_err(|found| why(found.map(|found| *found))),
            Err(why) => Err(why),
        };
        let counted = match counted {
            Ok(counted) => counted,
            Err(why) => return Ok(Err(why)),
        };
        let otherwise = figure_changes(&kept.archived, &counted.json()?);
        Ok(Ok((CountedFrom::Rows(Box::new(counted)), otherwise)))
    }

    /// The bag of what was typed.
    fn bag_of(&self, typed: &str, look: &ArchiveLook) -> OfficeAnswer<String> {
        if look.tags.contains_key(typed) {
            return Ok(typed.to_owned());
        }
        let folder = self.settings.period(Some(typed), Date::MAX)?.code();
        if look.tags.contains_key(&folder) {
            return Ok(folder);
        }
        let bags = look.tags.keys().cloned().collect();
        Err(Refusal::NoSuchBag { asked: typed.to_owned(), bags }.into())
    }

    /// What of a bag is not as it was written.
    fn touched(&self, folder: &str, tags: &BagTags, look: &ArchiveLook) -> Result<Vec<Damage>> {
        let mut damage = look.damage.get(folder).cloned().unwrap_or_default();
        damage.extend(examine(tags, &survey(&self.path(ARCHIVE).join(folder))?));
        if damage.is_empty() {
            let archived = self.bag(folder, tags, &mut damage)?;
            damage.extend(archived.as_ref().and_then(Archived::says_another));
        }
        damage.sort();
        damage.dedup_by(|one, other| one.path == other.path);
        Ok(damage)
    }
}

/// What figures are explained from, and those that this program counts otherwise; or why they cannot be explained.
type CountedOrWhy = std::result::Result<(CountedFrom, Vec<Changed>), String>;

/// Figures of a superior office, from those of its units that the bag keeps.
fn of_units(bag: KeptBag<'_>) -> Result<CountedOrWhy> {
    let Ok(report) = serde_json::from_slice(&bag.file(layout::FIGURES)?) else {
        return Ok(Err(UNREADABLE_UNITS.to_owned()));
    };
    let (found, added) = bag.added_again()?;
    let counted = CountedFrom::Units(report, added);
    Ok(match found {
        Recounted::Same => Ok((counted, Vec::new())),
        Recounted::Differs { figures, .. } | Recounted::Otherwise { figures, .. } => {
            Ok((counted, figures))
        }
        Recounted::Impossible(why) => Err(why),
    })
}

impl CountedBag {
    /// These figures down to their rows, as they are typed.
    pub(crate) fn explained(&self, ids: &[String]) -> OfficeAnswer<BagExplained> {
        let explained = match &self.counted {
            CountedFrom::Rows(counted) => counted.explained(ids),
            CountedFrom::Units(report, added) => explained_by_units(report, added, ids),
        };
        if !explained.unknown.is_empty() {
            let (folder, unknown) = (self.folder.clone(), explained.unknown);
            return Err(Refusal::NoSuchFigure { folder, unknown }.into());
        }
        Ok(BagExplained {
            folder: self.folder.clone(),
            agent: self.agent.clone(),
            explained,
            otherwise: self.otherwise.clone(),
        })
    }
}
