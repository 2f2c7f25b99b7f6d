//! Whether the archive is still what was written: every file, every bag, their chain, and the figures from the rows.

use std::collections::BTreeSet;

use crate::archive::{
    AGENT_LABEL, BagTags, ChainState, Damage, LossNote, code, examine, is_manifest_of, layout,
    read_digests, typed,
};
use crate::error::Result;
use crate::files;
use crate::office::bagging::survey;
use crate::office::folder::{ARCHIVE, Office};
use crate::office::recount::Recounted;
use crate::office::refusal::{OfficeAnswer, Refusal};
use crate::office::shelf::ArchiveLook;
use crate::pipeline::Edges;

/// What is to be looked at.
#[derive(Clone, Debug)]
pub(crate) enum VerifyRequest {
    Everything,
    /// Folders of the archive.
    Bags(Vec<String>),
    /// The bag that a paper with this code came from.
    Code(String),
}

/// What was found.
#[derive(Debug)]
pub(crate) struct Verified {
    pub(crate) chain: ChainState,
    pub(crate) bags: Vec<VerifiedBag>,
    /// The code that was asked for, as it is printed.
    pub(crate) code: Option<String>,
}

/// One bag.
#[derive(Debug)]
pub(crate) struct VerifiedBag {
    pub(crate) folder: String,
    /// Every file that the manifest lists, by path in the bag.
    pub(crate) files: Vec<String>,
    pub(crate) damage: Vec<Damage>,
    /// The chain knows that it was damaged when another took its place.
    pub(crate) was_damaged: bool,
    /// What is left of a bag that was written off.
    pub(crate) is_rest: bool,
    /// That it stands in the place of a lost bag.
    pub(crate) loss: Option<LossNote>,
    /// Made before there was a chain.
    pub(crate) is_from_before: bool,
    /// The program that made it, and its version.
    pub(crate) agent: String,
    /// As it is printed on its papers.
    pub(crate) code: Option<String>,
    /// Of the figures and of the list of letters; `None` where neither can be looked at.
    pub(crate) figures: Option<Recounted>,
}

impl Verified {
    /// Whether everything is as it was written.
    pub(crate) fn is_whole(&self) -> bool {
        let chain = matches!(self.chain, ChainState::Whole | ChainState::TakenIn(_));
        let asked = self.code.is_none() || !self.bags.is_empty();
        chain && asked && self.bags.iter().all(VerifiedBag::is_whole)
    }
}

impl VerifiedBag {
    pub(crate) fn is_whole(&self) -> bool {
        let follows = !matches!(self.figures, Some(Recounted::Differs { .. }));
        self.was_damaged || (self.damage.is_empty() && follows)
    }
}

impl Office {
    /// Changes nothing but what a broken run left to be finished.
    pub(crate) fn verify(
        &self,
        request: &VerifyRequest,
        edges: Edges<'_>,
    ) -> OfficeAnswer<Verified> {
        let archive = self.path(ARCHIVE);
        // A copy that cannot be written to is looked at as it is: nobody else writes to it either.
        let _hold = files::exists(&archive).then(|| self.hold(edges).ok());
        let look = self.look()?;
        let all: BTreeSet<&String> = look.tags.keys().chain(look.damage.keys()).collect();
        let (wanted, asked) = match request {
            VerifyRequest::Everything => (all.into_iter().cloned().collect(), None),
            VerifyRequest::Bags(names) => {
                if let Some(other) = names.iter().find(|name| !all.contains(name)) {
                    let bags = all.into_iter().cloned().collect();
                    return Err(Refusal::NoSuchBag { asked: other.clone(), bags }.into());
                }
                (names.clone(), None)
            }
            VerifyRequest::Code(text) => {
                let asked = typed(text).ok_or_else(|| Refusal::NoCode(text.clone()))?;
                let of = look
                    .tags
                    .iter()
                    .filter(|(folder, tags)| self.printed(folder, tags).as_ref() == Some(&asked));
                (of.map(|(folder, _)| folder.clone()).collect::<Vec<_>>(), Some(asked))
            }
        };
        let bags = wanted.iter().map(|folder| self.verified(folder, &look, edges));
        let bags = bags.collect::<Result<Vec<_>>>()?;
        Ok(Verified { chain: look.state, bags, code: asked })
    }

    pub(crate) fn verified(
        &self,
        folder: &str,
        look: &ArchiveLook,
        edges: Edges<'_>,
    ) -> Result<VerifiedBag> {
        let none = BagTags::default();
        let tags = look.tags.get(folder).unwrap_or(&none);
        let mut damage = look.damage.get(folder).cloned().unwrap_or_default();
        let is_here = look.tags.contains_key(folder);
        let mut loss = None;
        if is_here {
            let found = survey(&self.path(ARCHIVE).join(folder))?;
            let is_listed_wrong = damage.iter().any(|one| one.path == layout::MANIFEST);
            let of_payload = examine(tags, &found);
            // What lies there is what the tag manifest knows the list of: then only the list was touched.
            let is_payload_whole = is_listed_wrong
                && tags.manifest.as_ref().is_some_and(|line| is_manifest_of(&found, line));
            let names_data = |one: &Damage| one.path.starts_with(&layout::in_bag(""));
            damage
                .extend(of_payload.into_iter().filter(|one| !is_payload_whole || !names_data(one)));
            if damage.is_empty()
                && let Some(archived) = self.bag(folder, tags, &mut damage)?
            {
                damage.extend(archived.says_another());
                loss = archived.loss().cloned();
            }
            damage.sort();
            damage.dedup_by(|one, other| one.path == other.path);
        }
        let is_listed = |path| tags.files.contains_key(&layout::in_bag(path));
        let holds_any = is_listed(layout::FIGURES) || is_listed(layout::LETTER_LIST);
        let can_recount = is_here && damage.is_empty() && loss.is_none() && holds_any;
        let figures = can_recount.then(|| self.recounted(folder, tags, look, edges)).transpose()?;
        let known = look.chain.known().remove(folder);
        Ok(VerifiedBag {
            folder: folder.to_owned(),
            loss,
            is_rest: known.as_ref().is_some_and(|known| known.is_rest),
            files: tags.files.keys().cloned().collect(),
            was_damaged: known.is_some_and(|known| known.is_damaged),
            is_from_before: is_here && tags.is_before_the_chain(),
            agent: tags.labels.get(AGENT_LABEL).unwrap_or_default().to_owned(),
            code: self.printed(folder, tags),
            damage,
            figures,
        })
    }
}

impl Office {
    /// The code on the papers of a bag.
    pub(crate) fn printed(&self, folder: &str, tags: &BagTags) -> Option<String> {
        let list = self.listed(folder, layout::INPUT_DIGESTS, tags, &mut Vec::new()).ok().flatten();
        printed(tags, list.as_deref())
    }
}

/// The code on the papers of a period; with the digests of inputs that the bag does not keep.
pub(crate) fn printed(tags: &BagTags, digests: Option<&[u8]>) -> Option<String> {
    let figures = tags.files.get(&layout::in_bag(layout::FIGURES))?;
    let data = layout::in_bag("");
    let kept = tags.files.iter().filter_map(|(path, digest)| {
        let path = path.strip_prefix(&data)?;
        layout::is_input(path).then(|| (path.to_owned(), digest.clone()))
    });
    let listed = digests.and_then(read_digests).into_iter().flatten();
    let listed = listed.map(|(path, digest)| (layout::input(&path), digest));
    let inputs: Vec<(String, String)> = kept.chain(listed).collect();
    Some(code(figures, inputs.iter().map(|(path, digest)| (path.as_str(), digest.as_str()))))
}
