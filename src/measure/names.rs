//! One key for the spellings of a name, and the spelling that is printed.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::AddAssign;

use crate::model::{Text, name_key};

/// What a line of any dossier table is added up from; the keys of names are folded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct LineKey {
    pub(crate) department: Option<Text>,
    pub(crate) field: Option<Text>,
    pub(crate) procedure: Option<Text>,
}

/// How often each spelling of a name stood in the records.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Names {
    spellings: BTreeMap<Text, BTreeMap<Text, u64>>,
    /// Keys of those that nothing printed may say.
    unsure: BTreeSet<Text>,
}

impl Names {
    /// The most frequent spelling; the first in order of code points among equals.
    pub(crate) fn printed(&self, key: &Text) -> Text {
        let spellings = self.spellings.get(key).into_iter().flatten();
        let best =
            spellings.max_by(|(a, times_a), (b, times_b)| times_a.cmp(times_b).then(b.cmp(a)));
        best.map_or_else(|| Text::clone(key), |(name, _)| Text::clone(name))
    }

    /// Whether a name may be printed.
    pub(crate) fn prints(&self, name: &str) -> bool {
        !self.unsure.contains(name_key(name).as_str())
    }

    pub(crate) fn hide(&mut self, keys: &BTreeSet<Text>) {
        self.unsure.extend(keys.iter().cloned());
    }

    /// Whether anything was counted under it.
    pub(crate) fn has(&self, key: &Text) -> bool {
        self.spellings.contains_key(key)
    }

    pub(crate) fn note(&mut self, key: &Text, spelling: &Text) {
        let spellings = self.spellings.entry(Text::clone(key)).or_default();
        *spellings.entry(Text::clone(spelling)).or_default() += 1;
    }
}

impl AddAssign for Names {
    fn add_assign(&mut self, other: Self) {
        self.unsure.extend(other.unsure);
        for (key, spellings) in other.spellings {
            let own = self.spellings.entry(key).or_default();
            for (spelling, times) in spellings {
                *own.entry(spelling).or_default() += times;
            }
        }
    }
}

/// Folds each name once: a million rows name a few dozen departments.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    known: BTreeMap<Text, Text>,
}

impl Keys {
    pub(crate) fn of(&mut self, name: &Text) -> Text {
        if let Some(key) = self.known.get(name) {
            return Text::clone(key);
        }
        let key = Text::from(name_key(name));
        self.known.insert(Text::clone(name), Text::clone(&key));
        key
    }

    /// Key of a name that may be blank, its spelling noted.
    pub(crate) fn note(&mut self, names: &mut Names, name: Option<&Text>) -> Option<Text> {
        let name = name?;
        let key = self.of(name);
        names.note(&key, name);
        Some(key)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_spelling_that_stands_most_often_is_printed() {
        let (mut names, mut keys) = (Names::default(), Keys::default());
        let spellings = ["Phòng  tư pháp", "Phòng Tư pháp", "Phòng Tư pháp", "PHÒNG TƯ PHÁP"];
        let mut found: Vec<_> = spellings
            .iter()
            .filter_map(|name| keys.note(&mut names, Some(&Text::from(*name))))
            .collect();
        found.dedup();
        assert_eq!(found, [Text::from(name_key("Phòng Tư pháp"))]);
        assert_eq!(&*names.printed(&found[0]), "Phòng Tư pháp");
        assert_eq!(&*names.printed(&Text::from("phòng y tế")), "phòng y tế");
    }
}
