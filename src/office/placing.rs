//! Where the bag of a run goes: to a free place, to the place of an older one, or nowhere where nothing has changed.

use jiff::civil::Date;

use crate::archive::{
    self, BagVerdict, Deed, Existing, Info, Issued, Link, Replaced, Seals, layout,
};
use crate::error::Error;
use crate::files;
use crate::model::Period;
use crate::office::bagging::Bagging;
use crate::office::differences::figure_changes;
use crate::office::folder::{ARCHIVE, Office};
use crate::office::refusal::{Differs, OfficeAnswer, Refusal};
use crate::office::shelf::Shelf;

/// What becomes of a period that the archive holds already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Replacing {
    Refuse,
    /// The old one is kept under another name.
    Keep,
    /// Nothing is written: what would then be other is told.
    Look,
    /// Nothing is written: the report itself is handed back.
    Preview,
}

/// What a bag is of, and the folder that it takes.
#[derive(Clone, Copy)]
pub(crate) struct BagSlot<'a> {
    pub(crate) period: Period,
    pub(crate) folder: &'a str,
    pub(crate) replacing: Replacing,
}

/// A bag whose payload is whole, and what its tag files say.
pub(crate) struct ReadyBag<'a> {
    pub(crate) bag: Bagging,
    pub(crate) slot: BagSlot<'a>,
    pub(crate) existing: Option<&'a Existing>,
    /// `so-lieu.json`.
    pub(crate) figures: &'a [u8],
    pub(crate) organization: &'a str,
    pub(crate) issued: Issued,
    /// Bags of which figures or letters were taken: folder and mark.
    pub(crate) taken: Vec<(String, String)>,
    pub(crate) today: Date,
}

/// What became of it.
pub(crate) struct PlacedBag {
    /// Not so where the archive holds just this.
    pub(crate) is_new: bool,
    /// Name of what stood there before.
    pub(crate) kept_as: Option<String>,
    /// Once a bag is placed, what becomes of all that follows from it is told and no more.
    pub(crate) unwritten: Vec<Error>,
}

/// Where the new bag goes.
enum BagPlace {
    Nothing,
    New,
    /// The old bag moves to another folder of the archive.
    Instead(Replaced),
}

impl Office {
    /// Places the bag and enters it into the chain.
    pub(crate) fn put(&self, shelf: &mut Shelf, ready: ReadyBag<'_>) -> OfficeAnswer<PlacedBag> {
        let ReadyBag { bag, slot, existing, figures, organization, issued, taken, today } = ready;
        let (deed, kept_as) =
            match self.place(shelf, slot, existing, (&bag.seals(), figures), &issued)? {
                BagPlace::Nothing => {
                    return Ok(PlacedBag { is_new: false, kept_as: None, unwritten: Vec::new() });
                }
                BagPlace::New => (Deed::Placed, None),
                BagPlace::Instead(old) => (Deed::Replaced(old.clone()), Some(old.folder)),
            };
        let info = Info {
            organization: organization.to_owned(),
            period: slot.folder.to_owned(),
            bagging_date: Some(today.to_string()),
            issued,
            taken,
            link: Some(Link { before: shelf.chain.head(), deed }),
            lost_entries: Vec::new(),
        };
        bag.place(slot.folder, kept_as.as_deref(), &info)?;
        let entered = shelf.enter(self, slot.folder, kept_as.as_deref());
        Ok(PlacedBag { is_new: true, kept_as, unwritten: entered.err().into_iter().collect() })
    }

    fn place(
        &self,
        shelf: &Shelf,
        BagSlot { period, folder, replacing }: BagSlot<'_>,
        existing: Option<&Existing>,
        (payload, figures): (&Seals, &[u8]),
        issued: &Issued,
    ) -> OfficeAnswer<BagPlace> {
        let Some(existing) = existing else { return Ok(BagPlace::New) };
        let tags = shelf.tags(folder);
        let damage = self.damage(folder, &tags)?;
        let is_damaged = shelf.is_own_damaged || !damage.is_empty();
        let differs = match archive::verdict(existing, payload, issued) {
            BagVerdict::Unchanged if !is_damaged => return Ok(BagPlace::Nothing),
            BagVerdict::Unchanged => Some(Differs::Touched(damage)),
            BagVerdict::OnlyNumbered => None,
            BagVerdict::OtherInputs(paths) => Some(Differs::Inputs(paths)),
            BagVerdict::OtherResults => Some(Differs::Results),
        };
        let keep_as = self.free_name(folder);
        // A note on a lost bag may be replaced by the period itself at any time.
        let is_lost = tags.files.contains_key(&layout::in_bag(layout::LOSS));
        let refuses = replacing == Replacing::Refuse && !is_lost;
        if let Some(differs) = differs.filter(|_| refuses) {
            // Of what is no longer what was written, nothing is told.
            let archived = match &differs {
                Differs::Touched(_) => None,
                Differs::Inputs(_) | Differs::Results => {
                    shelf.file(self, folder, layout::FIGURES)?
                }
            };
            let figures = archived.map(|archived| figure_changes(&archived, figures));
            let figures = figures.unwrap_or_default();
            return Err(Refusal::Archived { period, differs, figures, keep_as }.into());
        }
        Ok(BagPlace::Instead(Replaced { folder: keep_as, mark: tags.mark, is_damaged }))
    }

    /// The first `2020-03-cu-N` that is not taken.
    pub(crate) fn free_name(&self, code: &str) -> String {
        let archive = self.path(ARCHIVE);
        let names = (1..).map(|number| layout::replaced(code, number));
        layout::first(names, |name| !files::exists(&archive.join(name)))
    }
}
