//! The archive as a run believes it: held by it alone, and checked as far as it is used.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::archive::layout::{self, in_bag};
use crate::archive::{
    Archived, BagTags, BagsThere, Chain, ChainState, Damage, Harm, TagFiles, digest, examine,
    read_tags, said_by_tags, tag_damage,
};
use crate::error::Result;
use crate::files::{self, Hold};
use crate::office::bagging::survey;
use crate::office::folder::{ARCHIVE, CORRECTED, Office};
use crate::office::refusal::{Notice, OfficeAnswer, Refusal};
use crate::pipeline::{Edges, ShownState, Step};

/// What the tag files and the chain say of every bag.
#[derive(Debug, Default)]
pub(crate) struct ArchiveLook {
    pub(crate) tags: BagsThere,
    /// As it is once what joins on is entered.
    pub(crate) chain: Chain,
    pub(crate) state: ChainState,
    /// By folder; none for bags that the chain knows as damaged.
    pub(crate) damage: BTreeMap<String, Vec<Damage>>,
}

/// The archive of a run.
#[derive(Debug)]
pub(crate) struct Shelf {
    /// Those that hold figures or letters.
    pub(crate) bags: Vec<Archived>,
    pub(crate) chain: Chain,
    tags: BagsThere,
    /// The bag that is to be replaced is not what was written.
    pub(crate) is_own_damaged: bool,
    _hold: Hold,
}

impl Office {
    /// Waits until no other run works in the archive, and puts in order what a broken one left.
    pub(crate) fn hold(&self, edges: Edges<'_>) -> Result<Hold> {
        let archive = self.path(ARCHIVE);
        let hold = Hold::take(&archive, &|| (edges.progress)(Step::Wait))?;
        for folder in [archive, self.folder.clone(), self.path(CORRECTED)] {
            files::sweep(&folder)?;
        }
        Ok(hold)
    }

    /// The archive, for a run that may write to it. Of the bag `own`, which it replaces, only the letters must be what was written.
    pub(crate) fn shelf(
        &self,
        edges: Edges<'_>,
        own: Option<&str>,
        notices: &mut Vec<Notice>,
    ) -> OfficeAnswer<Shelf> {
        let hold = self.hold(edges)?;
        let ArchiveLook { tags, chain, state, mut damage } = self.look()?;
        match state {
            ChainState::Whole => {}
            ChainState::Altered => return Err(Refusal::ChainAltered.into()),
            ChainState::TakenIn(_) | ChainState::Short(_) | ChainState::Gone => {
                notices.push(Notice::ChainMade(state));
            }
        }
        let (mut bags, known) = (Vec::new(), chain.known());
        for (folder, tags) in &tags {
            if known.get(folder).is_some_and(|known| known.is_rest) {
                continue;
            }
            let found = damage.entry(folder.clone()).or_default();
            bags.extend(self.bag(folder, tags, found)?);
        }
        let overlooked = |folder: &str, one: &Damage| {
            Some(folder) == own
                && one.path != in_bag(layout::LETTER_LIST)
                && !matches!(one.harm, Harm::Gone | Harm::Belongs(_) | Harm::Unknown)
        };
        let is_own_damaged = own.and_then(|own| damage.get(own)).is_some_and(|own| !own.is_empty());
        let mut touched = Vec::new();
        for (folder, damage) in damage {
            let rest = damage.into_iter().filter(|one| !overlooked(&folder, one));
            touched.extend(rest.map(|one| (folder.clone(), one)));
        }
        if !touched.is_empty() {
            return Err(Refusal::Touched(touched).into());
        }
        if state != ChainState::Whole {
            files::write(&self.path(ARCHIVE).join(layout::CHAIN), &chain.bytes())?;
        }
        Ok(Shelf { bags, chain, tags, is_own_damaged, _hold: hold })
    }

    /// Every bag by its tag files, and the chain.
    pub(crate) fn look(&self) -> Result<ArchiveLook> {
        let archive = self.path(ARCHIVE);
        let read = |folder: String| -> Result<Option<(String, TagFiles)>> {
            let files = tag_files(&archive.join(&folder))?;
            Ok(files.map(|files| (folder, files)))
        };
        let folders = files::folders(&archive)?.into_par_iter();
        let found: Vec<(String, TagFiles)> =
            folders.filter_map(|folder| read(folder).transpose()).collect::<Result<_>>()?;
        let said = found.par_iter().map(|(name, files)| (name.clone(), said_by_tags(files)));
        let tags: BagsThere = said.collect();
        let file = files::read_optional(&archive.join(layout::CHAIN))?;
        let (chain, state) = Chain::beside(file.as_deref(), &tags);
        let (known, misplaced) = (chain.known(), chain.misplaced(&tags));
        let damaged = |(folder, files): &(String, TagFiles)| {
            let known = known.get(folder);
            if known.is_some_and(|known| known.is_damaged) {
                return None;
            }
            let is_here = !misplaced.contains_key(folder);
            let mark = known.filter(|_| is_here).map(|known| known.mark.as_str());
            let mut damaged = tag_damage(folder, files, tags.get(folder)?, mark);
            // Whose it is, the chain knows better.
            damaged.retain(|one| is_here || !matches!(one.harm, Harm::Says(_)));
            (!damaged.is_empty()).then(|| (folder.clone(), damaged))
        };
        let mut damage: BTreeMap<String, Vec<Damage>> =
            found.par_iter().filter_map(damaged).collect();
        for (folder, harm) in misplaced {
            damage.entry(folder).or_default().push(Damage::new("", harm));
        }
        Ok(ArchiveLook { tags, chain, state, damage })
    }

    /// What a run reads of a bag, held against its manifest; of a replaced one, its letters alone matter.
    pub(crate) fn bag(
        &self,
        folder: &str,
        tags: &BagTags,
        damage: &mut Vec<Damage>,
    ) -> Result<Option<Archived>> {
        let mut of_figures = Vec::new();
        let figures = self.listed(folder, layout::FIGURES, tags, &mut of_figures)?;
        if !layout::is_replaced(folder) {
            damage.extend(of_figures);
        }
        let letters = self.listed(folder, layout::LETTER_LIST, tags, damage)?;
        if let Some(note) = self.listed(folder, layout::LOSS, tags, damage)? {
            let taken = self.listed(folder, layout::EARLIER_LETTERS, tags, damage)?;
            let lost = Archived::lost(folder, &note, taken.unwrap_or_default(), letters)?;
            return Ok(Some(lost.tagged(tags)));
        }
        let archived = match (figures, letters) {
            (Some(figures), letters) => Archived::read(folder, &figures, letters)?,
            (None, Some(letters)) => Archived::of_letters(folder, letters)?,
            (None, None) => return Ok(None),
        };
        if let Some(other) = archived.says_another() {
            damage.push(other);
        }
        Ok(Some(archived.tagged(tags)))
    }

    /// A file of the payload as the manifest lists it; `None` where it lists none, or it is no longer that.
    pub(crate) fn listed(
        &self,
        folder: &str,
        path: &str,
        tags: &BagTags,
        damage: &mut Vec<Damage>,
    ) -> Result<Option<Vec<u8>>> {
        let path = in_bag(path);
        let bytes = files::read_optional(&self.path(ARCHIVE).join(folder).join(&path))?;
        let harm = match (bytes, tags.files.get(&path)) {
            (None, None) => return Ok(None),
            (Some(bytes), Some(listed)) if digest(&bytes) == *listed => return Ok(Some(bytes)),
            (Some(_), Some(_)) => Harm::Altered,
            (Some(_), None) => Harm::Added,
            (None, Some(_)) => Harm::Missing,
        };
        damage.push(Damage::new(path, harm));
        Ok(None)
    }
}

impl Office {
    /// All that is not as it was written in the payload of a bag, every file of which is looked at.
    pub(crate) fn damage(&self, folder: &str, tags: &BagTags) -> Result<Vec<Damage>> {
        Ok(examine(tags, &survey(&self.path(ARCHIVE).join(folder))?))
    }
}

impl Shelf {
    /// As it was found, by whoever holds the archive.
    pub(crate) fn of(look: ArchiveLook, hold: Hold) -> Self {
        let ArchiveLook { tags, chain, .. } = look;
        Self { bags: Vec::new(), chain, tags, is_own_damaged: false, _hold: hold }
    }

    /// A file of a bag that was checked with the archive.
    pub(crate) fn file(
        &self,
        office: &Office,
        folder: &str,
        path: &str,
    ) -> OfficeAnswer<Option<Vec<u8>>> {
        let (none, mut damage) = (BagTags::default(), Vec::new());
        let tags = self.tags.get(folder).unwrap_or(&none);
        let bytes = office.listed(folder, path, tags, &mut damage)?;
        match damage.pop() {
            Some(one) => Err(Refusal::Touched(vec![(folder.to_owned(), one)]).into()),
            None => Ok(bytes),
        }
    }

    /// Paths of the payload of a bag that begin so.
    pub(crate) fn below(&self, folder: &str, beginning: &str) -> Vec<String> {
        let files = self.tags.get(folder).into_iter().flat_map(|tags| tags.files.keys());
        let payload = files.filter_map(|path| path.strip_prefix(&in_bag("")));
        payload.filter(|path| path.starts_with(beginning)).map(str::to_owned).collect()
    }

    /// Whether a period lies there, replaced or not.
    pub(crate) fn is_period(&self, folder: &str) -> bool {
        self.bags.iter().any(|bag| bag.folder == folder && bag.has_figures())
    }

    /// What the tag files of a bag say.
    pub(crate) fn tags(&self, folder: &str) -> BagTags {
        self.tags.get(folder).cloned().unwrap_or_default()
    }

    /// How every bag was found.
    pub(crate) fn states(&self, office: &Office) -> BTreeMap<String, ShownState> {
        let known = self.chain.known();
        let state = |(folder, tags): (&String, &BagTags)| {
            let was_damaged = known.get(folder).is_some_and(|known| known.is_damaged);
            (folder.clone(), ShownState { code: office.printed(folder, tags), was_damaged })
        };
        self.tags.iter().map(state).collect()
    }

    /// Enters the bag that now stands as `folder`; what stood there as `kept_as`.
    pub(crate) fn enter(
        &mut self,
        office: &Office,
        folder: &str,
        kept_as: Option<&str>,
    ) -> Result<()> {
        let archive = office.path(ARCHIVE);
        if let (Some(kept_as), Some(old)) = (kept_as, self.tags.remove(folder)) {
            self.tags.insert(kept_as.to_owned(), old);
        }
        let files = tag_files(&archive.join(folder))?.unwrap_or_default();
        self.tags.insert(folder.to_owned(), read_tags(folder, &files, None).0);
        self.chain.follow(&self.tags);
        files::write(&archive.join(layout::CHAIN), &self.chain.bytes())?;
        self.bags.clear();
        let known = self.chain.known();
        let is_rest = |folder: &String| known.get(folder).is_some_and(|known| known.is_rest);
        for (folder, tags) in self.tags.iter().filter(|(folder, _)| !is_rest(folder)) {
            self.bags.extend(office.bag(folder, tags, &mut Vec::new())?);
        }
        Ok(())
    }
}

/// Of a folder that is a bag, or was one.
pub(crate) fn tag_files(folder: &Path) -> Result<Option<TagFiles>> {
    let read = |name: &str| files::read_optional(&folder.join(name));
    let found = TagFiles {
        bagit: read(layout::BAGIT)?,
        info: read(layout::INFO)?,
        manifest: read(layout::MANIFEST)?,
        tag_manifest: read(layout::TAG_MANIFEST)?,
    };
    let TagFiles { bagit, info, manifest, tag_manifest } = &found;
    let any = [bagit, info, manifest, tag_manifest].iter().any(|file| file.is_some());
    Ok((any || files::is_folder(&folder.join(layout::DATA))).then_some(found))
}
