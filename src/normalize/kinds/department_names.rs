//! Names of departments that were seen, asked one by one: which is known, which may be which.

use crate::model::{name_key, word_key};
use crate::normalize::NormalizeOptions;
use crate::normalize::kinds::departments::{Directory, Match, is_similar};

/// The departments of the settings, to be asked.
#[derive(Debug)]
pub(crate) struct DepartmentNames<'o> {
    options: &'o NormalizeOptions,
    directory: Directory,
}

/// Names that are offered to choose from.
const MOST: usize = 3;

impl<'o> DepartmentNames<'o> {
    pub(crate) fn new(options: &'o NormalizeOptions) -> Self {
        Self { options, directory: Directory::new(options) }
    }

    /// As a run finds it.
    pub(crate) fn is_known(&self, name: &str) -> bool {
        matches!(self.directory.find(name), Match::Known(_))
            || self.directory.shortened(name).is_some()
    }

    /// Departments that the name may stand for, the likeliest first.
    pub(crate) fn near(&self, name: &str) -> Vec<String> {
        let key = word_key(name);
        let mut all: Vec<(bool, usize, &str)> = Vec::new();
        for department in &self.options.departments {
            let known = || std::iter::once(&department.name).chain(&department.aliases);
            let is_similar = known().any(|known| is_similar(name, known));
            let distance = known().map(|known| strsim::osa_distance(&key, &word_key(known))).min();
            let distance = distance.unwrap_or(usize::MAX);
            // Half of the letters in common is a chance of being meant, and no more than that.
            if is_similar || distance * 2 <= key.chars().count() {
                all.push((!is_similar, distance, &department.name));
            }
        }
        all.sort_unstable();
        all.into_iter().take(MOST).map(|(.., name)| name.to_owned()).collect()
    }
}

/// Names as found with their rows → those that are one department: its name as most rows have it, then the others.
pub(crate) fn grouped(mut names: Vec<(String, u64)>) -> Vec<Vec<(String, u64)>> {
    names.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
    let mut groups: Vec<Vec<(String, u64)>> = Vec::new();
    for (name, rows) in names {
        let is_one = |group: &&mut Vec<(String, u64)>| {
            let mut first = group.iter().take(1);
            first.any(|(known, _)| name_key(known) == name_key(&name) || is_similar(known, &name))
        };
        match groups.iter_mut().find(is_one) {
            Some(group) => group.push((name, rows)),
            None => groups.push(vec![(name, rows)]),
        }
    }
    groups
}
