//! A bag that is lost for good: a note takes its place in the archive and in the chain, which says so for ever. What is
//! left of the bag is kept; the places of its letters stay taken.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::archive::{
    Archived, BagTags, ChainState, Damage, Deed, Harm, Info, Issued, Link, LossNote, Payload,
    Replaced, layout,
};
use crate::config::DocumentExtras;
use crate::error::Result;
use crate::files;
use crate::model::{Period, Span, Unit, short_date};
use crate::office::bagging::Bagging;
use crate::office::book::book;
use crate::office::folder::{ARCHIVE, Office};
use crate::office::refusal::{OfficeAnswer, Refusal};
use crate::office::shelf::{ArchiveLook, Shelf};
use crate::pipeline::{self, Edges};
use crate::report::{Bag, NumbersBook, PastLetters, TakenLetters};

/// Which bag, and why.
#[derive(Clone, Debug)]
pub(crate) struct WriteOffRequest {
    /// Its folder in the archive.
    pub(crate) folder: String,
    pub(crate) reason: Option<String>,
    /// The last place in the register that its letters had, for a bag of whose letters nobody else knows.
    pub(crate) last_place: Option<u32>,
    pub(crate) today: Date,
}

/// What was recorded.
#[derive(Debug)]
pub(crate) struct WrittenOff {
    pub(crate) folder: String,
    /// Folder of what was left.
    pub(crate) rest: Option<String>,
    /// Letters whose places stay taken.
    pub(crate) letters: usize,
    /// Whether their list was whole, names and all.
    pub(crate) has_list: bool,
    /// It was a period, which may be made again.
    pub(crate) is_period: bool,
}

/// The letters of a lost bag.
struct LostBag {
    letters: Bag,
    /// `danh-sach.json`, where it is what was written.
    list: Option<Vec<u8>>,
}

impl Office {
    pub(crate) fn write_off(
        &self,
        request: &WriteOffRequest,
        edges: Edges<'_>,
    ) -> OfficeAnswer<WrittenOff> {
        let WriteOffRequest { folder, reason, last_place, today } = request;
        let reason = reason.as_deref().map(str::trim).filter(|reason| !reason.is_empty());
        let reason = reason.ok_or(Refusal::LossWithoutReason)?;
        self.settings.require_agency()?;
        let hold = self.hold(edges)?;
        let look = self.look()?;
        if look.state == ChainState::Altered {
            return Err(Refusal::ChainAltered.into());
        }
        let known = look.chain.known();
        let Some(known) = known.get(folder).filter(|known| !known.is_rest) else {
            let bags = known.into_keys().collect();
            return Err(Refusal::NoSuchBag { asked: folder.clone(), bags }.into());
        };
        let damage = self.verified(folder, &look, edges)?.damage;
        let is_strange =
            |one: &Damage| matches!(one.harm, Harm::Belongs(_) | Harm::CopyOf(_) | Harm::Unknown);
        if damage.is_empty() {
            return Err(Refusal::NothingLost(folder.clone()).into());
        }
        if let Some(strange) = damage.iter().find(|one| is_strange(one)) {
            return Err(Refusal::Touched(vec![(folder.clone(), strange.clone())]).into());
        }
        let days = Period { unit: Unit::Days, span: Span { from: *today, to: *today } };
        let LostBag { letters, list } = self.lost_bag(folder, &damage, &look, *last_place)?;
        let (count, has_list) = (letters.letters.len(), list.is_some());

        let tags = look.tags.get(folder);
        let rest = files::exists(&self.path(ARCHIVE).join(folder)).then(|| Replaced {
            folder: self.free_name(folder),
            mark: tags.map(|tags| tags.mark.clone()).unwrap_or_default(),
            is_damaged: true,
        });
        let kept_as = rest.as_ref().map(|rest| rest.folder.clone());
        let note = LossNote {
            day: today.to_string(),
            folder: folder.clone(),
            mark: known.mark.clone(),
            reason: reason.to_owned(),
            rest: kept_as.clone(),
        };
        let shelf = self.shelf_without(folder, &look)?;
        let mut bags = book(&shelf)?.bags;
        bags.push(letters);
        let mut payload = Payload::new();
        payload.insert(layout::LOSS.to_owned(), pipeline::json_text("ghi-mat.json", &note)?);
        let kept = pipeline::kept_letters(&NumbersBook::new(bags))?;
        payload.insert(layout::EARLIER_LETTERS.to_owned(), kept);
        payload.extend(list.map(|list| (layout::LETTER_LIST.to_owned(), list)));
        let bag = Bagging::new(self.path(ARCHIVE));
        bag.keep_all(&payload)?;
        let info = Info {
            organization: self.settings.document(days, DocumentExtras::default()).agency,
            period: layout::placed_as(folder).to_owned(),
            bagging_date: Some(today.to_string()),
            issued: Issued::default(),
            taken: Vec::new(),
            link: Some(Link {
                before: look.chain.head(),
                deed: Deed::WrittenOff { folder: folder.clone(), rest },
            }),
            lost_entries: look.chain.lost_entries(folder, &look.tags),
        };
        bag.place(folder, kept_as.as_deref(), &info)?;
        let mut shelf = Shelf::of(look, hold);
        shelf.enter(self, folder, kept_as.as_deref())?;
        let is_period = !layout::is_replaced(folder) && layout::day_of_letters(folder).is_none();
        let folder = folder.clone();
        Ok(WrittenOff { folder, rest: kept_as, letters: count, has_list, is_period })
    }

    /// Every other bag that can be read.
    fn shelf_without(&self, lost: &str, look: &ArchiveLook) -> Result<Vec<Archived>> {
        let known = look.chain.known();
        let is_rest = |folder: &str| known.get(folder).is_some_and(|known| known.is_rest);
        let others = look.tags.iter().filter(|(folder, _)| *folder != lost && !is_rest(folder));
        let others = others.map(|(folder, tags)| self.bag(folder, tags, &mut Vec::new()));
        others.filter_map(Result::transpose).collect()
    }

    /// Letters from the bag itself, else as later bags keep them, else as many as are said.
    fn lost_bag(
        &self,
        folder: &str,
        damage: &[Damage],
        look: &ArchiveLook,
        last_place: Option<u32>,
    ) -> OfficeAnswer<LostBag> {
        let (name, span) = self.lost_span(folder)?;
        let is_replaced = layout::is_replaced(folder);
        let of = |letters: PastLetters| Bag {
            folder: folder.to_owned(),
            name: name.clone(),
            is_replaced,
            span,
            letters: letters.letters,
            voids: letters.voids,
        };
        let tags = [layout::BAGIT, layout::INFO, layout::MANIFEST, layout::TAG_MANIFEST, ""];
        let are_tags_whole = damage.iter().all(|one| !tags.contains(&one.path.as_str()));
        if let Some(tags) = look.tags.get(folder).filter(|_| are_tags_whole) {
            let list = layout::in_bag(layout::LETTER_LIST);
            if !tags.files.contains_key(&list) {
                return Ok(LostBag { letters: of(PastLetters::default()), list: None });
            }
            let list = self.listed(folder, layout::LETTER_LIST, tags, &mut Vec::new())?;
            let read = list.as_deref().and_then(|list| serde_json::from_slice(list).ok());
            if let Some(letters) = read {
                return Ok(LostBag { letters: of(letters), list });
            }
        }
        for (later, name_then) in look.chain.after(folder) {
            let Some(tags) = look.tags.get(&later) else { continue };
            if let Some(mut letters) = self.kept_of(&later, tags, &name_then)? {
                folder.clone_into(&mut letters.folder);
                letters.is_replaced = is_replaced;
                return Ok(LostBag { letters, list: None });
            }
            // A report or letters were made while the bag was whole: then it had no letter.
            if !tags.files.contains_key(&layout::in_bag(layout::LOSS))
                && tags.files.contains_key(&layout::in_bag(layout::EARLIER_LETTERS))
            {
                return Ok(LostBag { letters: of(PastLetters::default()), list: None });
            }
        }
        let (year, whole) = (span.to.year(), Period { unit: Unit::Days, span });
        let Some(last) = last_place else {
            return Err(Refusal::LettersUnknown { folder: folder.to_owned(), year }.into());
        };
        let numbers = self.settings.report(whole, BTreeMap::new(), Vec::new()).letters.numbers;
        let letters =
            book(&self.shelf_without(folder, look)?)?.unknown_letters(year, last, numbers);
        Ok(LostBag { letters: of(PastLetters { letters, voids: Vec::new() }), list: None })
    }

    /// What a later bag keeps of the letters of the one that was then called so.
    fn kept_of(&self, later: &str, tags: &BagTags, name: &str) -> Result<Option<Bag>> {
        let kept = self.listed(later, layout::EARLIER_LETTERS, tags, &mut Vec::new())?;
        let taken = kept.and_then(|kept| serde_json::from_slice::<TakenLetters>(&kept).ok());
        let bags = taken.map(|taken| taken.book().bags).unwrap_or_default();
        Ok(bags.into_iter().find(|bag| bag.folder == name))
    }

    /// Which days the bag was about, and how letters call it, by the name of its folder.
    fn lost_span(&self, folder: &str) -> Result<(String, Span)> {
        if let Some(day) = layout::day_of_letters(folder).and_then(|day| day.parse().ok()) {
            return Ok((format!("ngày {}", short_date(day)), Span { from: day, to: day }));
        }
        let code = layout::placed_as(folder).replace('_', "..");
        let period = self.settings.period(Some(&code), Date::MAX)?;
        Ok((format!("ở kỳ {}", period.name()), period.span))
    }
}
