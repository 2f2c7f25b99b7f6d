//! Figures of an archived period down to their rows: from the bag alone, once it was checked.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::archive::{AGENT_LABEL, Archived, BagTags, Damage, examine, layout};
use crate::error::Result;
use crate::files;
use crate::office::bagging::survey;
use crate::office::consolidate::kept::units_again;
use crate::office::differences::{Changed, figure_changes};
use crate::office::folder::{ARCHIVE, Office};
use crate::office::recount::{KeptBag, Recounted, UNREADABLE_UNITS, why};
use crate::office::refusal::{OfficeAnswer, Refusal};
use crate::office::shelf::ArchiveLook;
use crate::pipeline::{self, Edges};
use crate::report::{Explained, explained_by_units};

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

impl Office {
    pub(crate) fn explain(
        &self,
        request: &ExplainRequest,
        edges: Edges<'_>,
    ) -> OfficeAnswer<BagExplained> {
        let look = self.look()?;
        let folder = self.bag_of(&request.period, &look)?;
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
            let bag = KeptBag { path: &path, folder: &folder, tags };
            of_units(bag, &request.ids, edges)?
        } else {
            self.of_rows(&folder, (tags, &look), &request.ids, edges)?
        };
        let (explained, otherwise) = match made {
            Ok(made) => made,
            Err(why) => return Err(Refusal::NotCountedAgain { folder, why }.into()),
        };
        if !explained.unknown.is_empty() {
            return Err(Refusal::NoSuchFigure { folder, unknown: explained.unknown }.into());
        }
        if let Some(path) = &request.workbook {
            let bytes = pipeline::explanation_workbook(&explained)?;
            match files::read_optional(path)? {
                Some(there) if there != bytes => {
                    return Err(Refusal::FileThere(path.clone()).into());
                }
                Some(_) => {}
                None => files::write(path, &bytes)?,
            }
        }
        // What an older program did not write is no other figure.
        let otherwise = otherwise.into_iter().filter(|one| one.before.is_some());
        Ok(BagExplained {
            agent: tags.labels.get(AGENT_LABEL).unwrap_or_default().to_owned(),
            otherwise: otherwise.collect(),
            explained,
            folder,
        })
    }

    /// Figures of an office, from the rows that the bag keeps.
    fn of_rows(
        &self,
        folder: &str,
        (tags, look): (&BagTags, &ArchiveLook),
        ids: &[String],
        edges: Edges<'_>,
    ) -> Result<ExplainedAgain> {
        let kept = self.kept(folder, tags, look, edges)?;
        let explained = match kept.again {
            Ok((taken, plan)) => {
                pipeline::explain(taken, &plan, ids).map_err(|found| why(found.map(|found| *found)))
            }
            Err(why) => Err(why),
        };
        let explained = match explained {
            Ok(explained) => explained,
            Err(why) => return Ok(Err(why)),
        };
        let now = pipeline::figures_json(&explained.office)?;
        let otherwise = figure_changes(&kept.archived, &now);
        Ok(Ok((explained, otherwise)))
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

/// Figures with their explanation, and those that this program counts otherwise; or why they cannot be explained.
type ExplainedAgain = std::result::Result<(Explained, Vec<Changed>), String>;

/// Figures of a superior office, from those of its units that the bag keeps.
fn of_units(bag: KeptBag<'_>, ids: &[String], edges: Edges<'_>) -> Result<ExplainedAgain> {
    let archived = serde_json::from_slice(&bag.file(layout::FIGURES)?);
    let (Ok(report), Some((_, added))) = (archived, units_again(&bag.inputs()?)) else {
        return Ok(Err(UNREADABLE_UNITS.to_owned()));
    };
    let explained = explained_by_units(report, &added, ids);
    Ok(match bag.recounted_alone(edges)? {
        Recounted::Same => Ok((explained, Vec::new())),
        Recounted::Differs { figures, .. } | Recounted::Otherwise { figures, .. } => {
            Ok((explained, figures))
        }
        Recounted::Impossible(why) => Err(why),
    })
}
