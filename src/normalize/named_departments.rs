//! Departments as a file names them: one spelling each, and what the settings say of it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::ledger::Place;
use crate::model::{Text, name_key};
use crate::normalize::kinds::departments::{Directory, Match};

/// A department as found and as counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NamedDepartment {
    /// The first spelling in this file.
    pub(crate) found: Text,
    pub(crate) matched: Match,
}

impl NamedDepartment {
    /// The line that it is counted in.
    pub(crate) fn counted(&self) -> Option<Text> {
        match &self.matched {
            Match::Known(name) => Some(Text::clone(name)),
            Match::AsFound => Some(Text::clone(&self.found)),
            Match::Unknown => None,
        }
    }
}

/// All of a file.
#[derive(Debug, Default)]
pub(crate) struct NamedDepartments {
    /// Key of a name → its first spelling and place.
    first: BTreeMap<String, (Text, Place)>,
    /// By name as it stands; only asked, never walked.
    by_name: HashMap<Text, NamedDepartment>,
    /// Keys of those that no setting knows.
    unknown: BTreeSet<String>,
}

impl NamedDepartments {
    pub(crate) fn named(
        &mut self,
        name: &Text,
        place: &Place,
        directory: &Directory,
    ) -> NamedDepartment {
        if let Some(department) = self.by_name.get(name) {
            return department.clone();
        }
        let key = name_key(name);
        let first =
            self.first.entry(key.clone()).or_insert_with(|| (Text::clone(name), place.clone()));
        let found = Text::clone(&first.0);
        let matched = match directory.find(name) {
            Match::Unknown => directory.shortened(name).map_or(Match::Unknown, Match::Known),
            matched => matched,
        };
        if !matches!(matched, Match::Known(_)) {
            self.unknown.insert(key);
        }
        let department = NamedDepartment { found, matched };
        self.by_name.insert(Text::clone(name), department.clone());
        department
    }

    /// One that was asked before.
    pub(crate) fn known(&self, name: &Text) -> Option<&NamedDepartment> {
        self.by_name.get(name)
    }

    /// Those that no setting knows, each with its first place.
    pub(crate) fn unknown(&self) -> Vec<(Text, Place)> {
        self.unknown.iter().filter_map(|key| self.first.get(key).cloned()).collect()
    }
}
