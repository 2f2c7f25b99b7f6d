//! Figures of an archived period down to their rows: from the bag alone, once it was checked.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::archive::{AGENT_LABEL, Archived, BagTags, Damage, examine, layout};
use crate::error::Result;
use crate::files;
use crate::office::bagging::survey;
use crate::office::differences::{Changed, figure_changes};
use crate::office::folder::{ARCHIVE, Office};
use crate::office::recount::why;
use crate::office::refusal::{OfficeAnswer, Refusal};
use crate::office::shelf::ArchiveLook;
use crate::pipeline::{self, Edges};
use crate::report::Explained;

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
        let kept = self.kept(&folder, tags, &look, edges)?;
        let explained = match kept.again {
            Ok((taken, plan)) => pipeline::explain(taken, &plan, &request.ids)
                .map_err(|found| why(found.map(|found| *found))),
            Err(why) => Err(why),
        };
        let explained = match explained {
            Ok(explained) => explained,
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
        let now = pipeline::figures_json(&explained.office)?;
        // What an older program did not write is no other figure.
        let otherwise =
            figure_changes(&kept.archived, &now).into_iter().filter(|one| one.before.is_some());
        Ok(BagExplained {
            agent: tags.labels.get(AGENT_LABEL).unwrap_or_default().to_owned(),
            otherwise: otherwise.collect(),
            explained,
            folder,
        })
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
