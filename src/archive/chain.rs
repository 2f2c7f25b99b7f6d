//! The chain of the bags, `so-cai.json`: which were placed, in which order. Each entry names the digest of the one
//! before, and so does each bag: the entries of bags that are there can be made again from them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::archive::bag::{
    BEFORE_LABEL, DAY_LABEL, DEED_LABEL, Deed, LOST_LABEL, PERIOD_LABEL, Replaced, digest,
};
use crate::archive::tags::{BagTags, Harm};

/// What the first entry names as the one before it.
const NOTHING: &str = "0";

/// All entries, each behind the one that it names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Chain {
    entries: Vec<ChainEntry>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChainEntry {
    #[serde(rename = "so")]
    number: usize,
    /// On which the bag was made; not known of those that were taken in.
    #[serde(rename = "ngay")]
    day: Option<String>,
    #[serde(rename = "viec")]
    act: Act,
    /// As what it was placed.
    #[serde(rename = "tui")]
    folder: String,
    #[serde(rename = "ma")]
    mark: String,
    /// The bag whose place it took.
    #[serde(rename = "thay")]
    old: Option<Replaced>,
    #[serde(rename = "truoc")]
    before: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
enum Act {
    /// Made before there was a chain.
    #[serde(rename = "nhan")]
    TakenIn,
    #[serde(rename = "ghi")]
    Placed,
    #[serde(rename = "thay")]
    Replaced,
    #[serde(rename = "huy")]
    Voided,
    /// A note stands in the place of a bag that is lost.
    #[serde(rename = "mat")]
    WrittenOff,
}

/// A bag as the chain knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct KnownBag {
    pub(crate) mark: String,
    /// It was no longer what was written when another took its place.
    pub(crate) is_damaged: bool,
    /// What is left of a bag that was written off: nothing is taken from it.
    pub(crate) is_rest: bool,
}

/// Folder in the archive → what its tag files say.
pub(crate) type BagsThere = BTreeMap<String, BagTags>;

/// `so-cai.json` beside what the bags say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ChainState {
    /// As it was written, and every bag is entered.
    #[default]
    Whole,
    /// There is none yet, and so many bags are from before.
    TakenIn(usize),
    /// So many bags join on and are not entered: the run that placed them was broken off.
    Short(usize),
    /// It is gone, and bags say that it was there.
    Gone,
    /// Not what was written.
    Altered,
}

impl Chain {
    /// The chain of the bags, with those that join on to what `so-cai.json` says.
    pub(crate) fn beside(file: Option<&[u8]>, bags: &BagsThere) -> (Self, ChainState) {
        let read = file.map(Self::read);
        let was_there = bags.values().any(|tags| !tags.is_before_the_chain());
        let mut chain = read.clone().flatten().unwrap_or_default();
        let new = chain.follow(bags);
        let state = match (read, new) {
            (Some(None), _) => ChainState::Altered,
            (None, _) if was_there => ChainState::Gone,
            (_, 0) => ChainState::Whole,
            (None, new) => ChainState::TakenIn(new),
            (Some(Some(_)), new) => ChainState::Short(new),
        };
        (chain, state)
    }

    /// `None` for what is not, to the last byte, what was written.
    pub(crate) fn read(bytes: &[u8]) -> Option<Self> {
        #[derive(Deserialize)]
        struct Chained {
            #[serde(rename = "muc")]
            entries: Vec<ChainEntry>,
        }
        let chained: Chained = serde_json::from_slice(bytes).ok()?;
        let mut chain = Self::default();
        for entry in chained.entries {
            if entry.before != chain.head() || entry.number != chain.entries.len() + 1 {
                return None;
            }
            chain.entries.push(entry);
        }
        (chain.bytes() == bytes).then_some(chain)
    }

    /// One line an entry; the digest of the last one closes the file.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let lines: Vec<String> = self.entries.iter().map(ChainEntry::line).collect();
        let head = self.head();
        format!(
            "{{\n\"phien_ban\": 1,\n\"muc\": [\n{}\n],\n\"cuoi\": \"{head}\"\n}}\n",
            lines.join(",\n")
        )
        .into_bytes()
    }

    /// Digest of the last entry.
    pub(crate) fn head(&self) -> String {
        let last = self.entries.last();
        last.map_or_else(|| NOTHING.to_owned(), |last| digest(last.line().as_bytes()))
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Which bags there are, by the folder in which they lie.
    pub(crate) fn known(&self) -> BTreeMap<String, KnownBag> {
        let mut known = BTreeMap::new();
        for entry in &self.entries {
            if let Some(Replaced { folder, mark, is_damaged }) = &entry.old {
                let is_rest = entry.act == Act::WrittenOff;
                let old = KnownBag { mark: mark.clone(), is_damaged: *is_damaged, is_rest };
                known.insert(folder.clone(), old);
            }
            let new = KnownBag { mark: entry.mark.clone(), is_damaged: false, is_rest: false };
            known.insert(entry.folder.clone(), new);
        }
        known
    }

    /// Takes in what was placed and not entered, as far as it joins on. Where there is no entry yet, bags from
    /// before the chain come first. How many entries are new.
    pub(crate) fn follow(&mut self, bags: &BagsThere) -> usize {
        let before = self.len();
        if self.entries.is_empty() {
            for (folder, tags) in bags.iter().filter(|(_, tags)| tags.is_before_the_chain()) {
                let entry = ChainEntry {
                    number: self.len() + 1,
                    day: None,
                    act: Act::TakenIn,
                    folder: folder.clone(),
                    mark: tags.mark.clone(),
                    old: None,
                    before: self.head(),
                };
                self.entries.push(entry);
            }
        }
        while let Some(entry) = self.next(bags) {
            self.entries.push(entry);
        }
        self.len() - before
    }

    /// Entries whose bags say nothing of them any more, as `bag-info.txt` keeps them: of those that are lost, and of
    /// the one that now is.
    pub(crate) fn lost_entries(&self, lost: &str, bags: &BagsThere) -> Vec<String> {
        let lost = self.known().get(lost).map(|known| known.mark.clone());
        let says = |entry: &ChainEntry| {
            bags.values().any(|tags| tags.mark == entry.mark && entry.is_of(tags))
        };
        let gone = |entry: &&ChainEntry| Some(&entry.mark) == lost.as_ref() || !says(entry);
        self.entries.iter().filter(gone).map(ChainEntry::line).collect()
    }

    /// Folders of the bags that were placed after the one that now lies in `folder`, the last first, and what that
    /// one's name was when each was placed.
    pub(crate) fn after(&self, folder: &str) -> Vec<(String, String)> {
        let known = self.known();
        let Some(KnownBag { mark, .. }) = known.get(folder) else { return Vec::new() };
        let (mut after, mut name) = (Vec::new(), None);
        for entry in &self.entries {
            if let Some(name) = &name {
                let home = known.iter().find(|(_, bag)| bag.mark == entry.mark);
                after.extend(home.map(|(home, _)| (home.clone(), String::clone(name))));
            }
            if entry.mark == *mark {
                name = Some(entry.folder.clone());
            }
            if let Some(old) = entry.old.as_ref().filter(|old| old.mark == *mark) {
                name = Some(old.folder.clone());
            }
        }
        after.reverse();
        after
    }

    /// The one bag that names the last entry, or the entry as the note on a lost bag keeps it.
    fn next(&self, bags: &BagsThere) -> Option<ChainEntry> {
        let head = self.head();
        let kept = bags.values().flat_map(|tags| tags.labels.all(LOST_LABEL));
        let mut kept = kept.filter_map(|line| serde_json::from_str::<ChainEntry>(line).ok());
        let follows = |entry: &ChainEntry| entry.before == head && entry.number == self.len() + 1;
        if let Some(entry) = kept.find(follows) {
            return Some(entry);
        }
        let marks: BTreeSet<&str> = self.entries.iter().map(|entry| entry.mark.as_str()).collect();
        let joins = |tags: &&BagTags| {
            tags.labels.get(BEFORE_LABEL) == Some(&head) && !marks.contains(tags.mark.as_str())
        };
        let tags = bags.values().find(joins)?;
        ChainEntry::of(tags, self.len() + 1)
    }

    /// Bags that are gone, not in their places, copied or not known.
    pub(crate) fn misplaced(&self, bags: &BagsThere) -> BTreeMap<String, Harm> {
        let known = self.known();
        let is_home = |home: &str, mark: &str| bags.get(home).is_some_and(|bag| bag.mark == mark);
        let home = |mark: &str| known.iter().find(|(_, bag)| bag.mark == mark);
        let mut misplaced = BTreeMap::new();
        for (folder, tags) in bags {
            let own = known.get(folder);
            if let Some(own) = own.filter(|own| own.mark == tags.mark) {
                if !own.is_damaged
                    && self
                        .entries
                        .iter()
                        .any(|entry| entry.mark == tags.mark && !entry.is_of(tags))
                {
                    misplaced.insert(folder.clone(), Harm::OffChain);
                }
                continue;
            }
            let harm = match home(&tags.mark) {
                Some((home, bag)) if own.is_none() && is_home(home, &bag.mark) => {
                    Harm::CopyOf(home.clone())
                }
                Some((home, _)) => Harm::Belongs(home.clone()),
                None if own.is_none() => Harm::Unknown,
                // Its tag files say what was touched.
                None => continue,
            };
            misplaced.insert(folder.clone(), harm);
        }
        for (folder, bag) in &known {
            let is_elsewhere = || bags.values().any(|tags| tags.mark == bag.mark);
            if !bags.contains_key(folder) && !is_elsewhere() {
                misplaced.insert(folder.clone(), Harm::Gone);
            }
        }
        misplaced
    }
}

impl ChainEntry {
    /// What a bag says of its own entry.
    fn of(tags: &BagTags, number: usize) -> Option<Self> {
        let label = |name| tags.labels.get(name).map(str::to_owned);
        let placed = label(PERIOD_LABEL)?;
        let (act, folder, old) = match Deed::read(&label(DEED_LABEL)?)? {
            Deed::Placed => (Act::Placed, placed, None),
            Deed::Voided => (Act::Voided, placed, None),
            Deed::Replaced(old) => (Act::Replaced, placed, Some(old)),
            Deed::WrittenOff { folder, rest } => (Act::WrittenOff, folder, rest),
        };
        Some(Self {
            number,
            day: label(DAY_LABEL),
            act,
            folder,
            mark: tags.mark.clone(),
            old,
            before: label(BEFORE_LABEL)?,
        })
    }

    /// Whether the bag says the same; one from before says nothing.
    fn is_of(&self, tags: &BagTags) -> bool {
        self.act == Act::TakenIn || Self::of(tags, self.number).as_ref() == Some(self)
    }

    fn line(&self) -> String {
        serde_json::to_string(self).expect("texts and numbers")
    }
}

impl BagTags {
    /// Made by a program that kept no chain.
    pub(crate) fn is_before_the_chain(&self) -> bool {
        self.labels.get(BEFORE_LABEL).is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::bag::{self, Info, Link, Seal, Seals};
    use crate::archive::layout::{INFO, TAG_MANIFEST, placed_as};
    use crate::archive::tags::BagLabels;

    /// What the tag files of a new bag say.
    fn bag(folder: &str, content: &str, link: Option<Link>) -> BagTags {
        let payload = Seals::from([("a".to_owned(), Seal::of(content.as_bytes()))]);
        let period = placed_as(folder).to_owned();
        let bagging_date = Some("2020-04-01".to_owned());
        let info = Info { period, bagging_date, link, ..Info::default() };
        let files: BTreeMap<_, _> = bag::tags(&payload, &info).into_iter().collect();
        let labels = BagLabels::read(&String::from_utf8_lossy(&files[INFO]));
        BagTags { mark: digest(&files[TAG_MANIFEST]), labels, ..BagTags::default() }
    }

    fn put(bags: &mut BagsThere, chain: &mut Chain, folder: &str, deed: Deed) {
        if let Deed::Replaced(old) = &deed {
            let moved = bags.remove(folder).expect("an old bag");
            bags.insert(old.folder.clone(), moved);
        }
        let link = Link { before: chain.head(), deed };
        let content = format!("{folder} {}", chain.len());
        bags.insert(folder.to_owned(), bag(folder, &content, Some(link)));
        assert_eq!(chain.follow(bags), 1);
    }

    /// A bag from before, three months, one of them written again, letters made void.
    fn year() -> (BagsThere, Chain) {
        let mut bags = BagsThere::from([("2019-12".to_owned(), bag("2019-12", "old", None))]);
        let mut chain = Chain::default();
        assert_eq!(chain.follow(&bags), 1);
        put(&mut bags, &mut chain, "2020-01", Deed::Placed);
        put(&mut bags, &mut chain, "2020-02", Deed::Placed);
        let mark = bags["2020-01"].mark.clone();
        let old = Replaced { folder: "2020-01-cu-1".to_owned(), mark, is_damaged: false };
        put(&mut bags, &mut chain, "2020-01", Deed::Replaced(old));
        put(&mut bags, &mut chain, "thu-2020-03-01", Deed::Voided);
        (bags, chain)
    }

    #[test]
    fn a_chain_is_read_as_it_was_written_and_made_again_from_its_bags() {
        let (bags, chain) = year();
        assert_eq!(chain.len(), 5);
        assert_eq!(Chain::read(&chain.bytes()), Some(chain.clone()));
        let mut again = Chain::default();
        assert_eq!(again.follow(&bags), 5);
        assert_eq!(again, chain);
        assert_eq!(chain.misplaced(&bags), BTreeMap::new());
        for keep in 0..5 {
            let mut short = Chain { entries: chain.entries[..keep].to_vec() };
            assert_eq!(short.follow(&bags), 5 - keep);
            assert_eq!(short, chain);
        }
    }

    #[test]
    fn every_bit_of_the_chain_counts() {
        let (_, chain) = year();
        let bytes = chain.bytes();
        for bit in 0..bytes.len() * 8 {
            let mut turned = bytes.clone();
            turned[bit / 8] ^= 1 << (bit % 8);
            assert_eq!(Chain::read(&turned), None, "{bit}");
        }
    }

    #[test]
    fn bags_that_are_gone_swapped_renamed_copied_or_strange_are_named() {
        let (bags, chain) = year();
        let case = |change: &dyn Fn(&mut BagsThere), want: &[(&str, Harm)]| {
            let mut bags = bags.clone();
            change(&mut bags);
            let want: BTreeMap<String, Harm> =
                want.iter().map(|(folder, harm)| ((*folder).to_owned(), harm.clone())).collect();
            assert_eq!(chain.misplaced(&bags), want);
        };
        let take = |bags: &mut BagsThere, folder: &str| bags.remove(folder).expect("a bag");
        let own = |text: &str| text.to_owned();
        for folder in bags.keys() {
            case(&|bags| drop(take(bags, folder)), &[(folder, Harm::Gone)]);
            let renamed = |bags: &mut BagsThere| {
                let bag = take(bags, folder);
                bags.insert(own("2021-01"), bag);
            };
            case(&renamed, &[("2021-01", Harm::Belongs(folder.clone()))]);
            let copied = |bags: &mut BagsThere| {
                let bag = bags[folder].clone();
                bags.insert(own("2021-01"), bag);
            };
            case(&copied, &[("2021-01", Harm::CopyOf(folder.clone()))]);
        }
        let swapped = |bags: &mut BagsThere| {
            let (one, other) = (take(bags, "2020-01"), take(bags, "2020-01-cu-1"));
            bags.insert(own("2020-01"), other);
            bags.insert(own("2020-01-cu-1"), one);
        };
        let names = [own("2020-01"), own("2020-01-cu-1")].map(Harm::Belongs);
        let [one, other] = names;
        case(&swapped, &[("2020-01", other), ("2020-01-cu-1", one)]);
        let strange = |bags: &mut BagsThere| {
            bags.insert(own("2018-01"), bag("2018-01", "", None));
        };
        case(&strange, &[("2018-01", Harm::Unknown)]);
    }

    #[test]
    fn a_chain_that_was_written_anew_does_not_join_its_bags() {
        let (bags, chain) = year();
        let mut forged = Chain::default();
        for mut entry in chain.entries.clone() {
            entry.before = forged.head();
            if entry.number == 2 {
                entry.day = Some("2020-04-02".to_owned());
            }
            forged.entries.push(entry);
        }
        assert!(Chain::read(&forged.bytes()).is_some());
        let named = forged.misplaced(&bags);
        assert_eq!(named.get("2020-01-cu-1"), Some(&Harm::OffChain));
        assert_eq!(named.get("2020-02"), Some(&Harm::OffChain));
    }

    #[test]
    fn a_bag_that_is_gone_breaks_what_is_made_again() {
        let (bags, chain) = year();
        for folder in bags.keys().filter(|folder| *folder != "thu-2020-03-01") {
            let mut bags = bags.clone();
            bags.remove(folder);
            let mut again = Chain::default();
            again.follow(&bags);
            assert!(again.len() < chain.len() - 1, "{folder}");
            assert!(again.misplaced(&bags).values().any(|harm| *harm == Harm::Unknown));
        }
    }
}
