//! Which lines a table has, in which order, and how they are called.

use std::collections::BTreeSet;

use crate::measure::{Measures, Names};
use crate::model::{ComplaintKind, Faces, Text, UNKNOWN_DEPARTMENT, alphabet_key, name_key};

// The own last lines of what names none, so that the office's total holds.
const UNKNOWN_FIELD: &str = "Chưa rõ lĩnh vực";
const UNKNOWN_PROCEDURE: &str = "Chưa rõ thủ tục";

/// Whose figures.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scope<'a> {
    Office,
    /// By folded name.
    Department(&'a Text),
}

impl Scope<'_> {
    pub(crate) fn holds(self, department: Option<&Text>) -> bool {
        match self {
            Self::Office => true,
            Self::Department(key) => department == Some(key),
        }
    }
}

/// Names and order of the departments of a run.
pub(crate) struct Lines<'a> {
    measures: &'a Measures,
    /// Folded name and name of the settings.
    settings: Vec<(Text, &'a str)>,
    faces: Faces,
}

impl<'a> Lines<'a> {
    pub(crate) fn new(measures: &'a Measures, departments: &'a [String], faces: Faces) -> Self {
        let keyed = departments.iter().map(|name| (Text::from(name_key(name)), name.as_str()));
        Self { measures, settings: keyed.collect(), faces }
    }

    /// As printed: as the settings write it, else as most records do.
    pub(crate) fn name(&self, key: Option<&Text>) -> String {
        let Some(key) = key else { return UNKNOWN_DEPARTMENT.to_owned() };
        match self.settings.iter().find(|(known, _)| known == key) {
            Some((_, name)) => (*name).to_owned(),
            None => self.printed(&self.measures.departments, key),
        }
    }

    /// Name of a field as printed.
    pub(crate) fn field(&self, key: Option<&Text>) -> String {
        let name = |key| self.printed(&self.measures.fields, key);
        key.map_or_else(|| UNKNOWN_FIELD.to_owned(), name)
    }

    /// Name of a procedure as printed.
    pub(crate) fn procedure(&self, key: Option<&Text>) -> String {
        let name = |key| self.printed(&self.measures.procedures, key);
        key.map_or_else(|| UNKNOWN_PROCEDURE.to_owned(), name)
    }

    fn printed(&self, names: &Names, key: &Text) -> String {
        self.faces.printed(names.printed(key).to_string())
    }

    /// Departments of the settings, others by the alphabet, the unknown one last where there is one.
    pub(crate) fn order<'k>(
        &self,
        found: impl IntoIterator<Item = &'k Option<Text>>,
    ) -> Vec<Option<Text>> {
        let mut others: BTreeSet<&Option<Text>> = found.into_iter().collect();
        for (key, _) in &self.settings {
            others.remove(&Some(Text::clone(key)));
        }
        let unknown = others.remove(&None);
        let mut others: Vec<_> = others.into_iter().cloned().collect();
        others.sort_by_cached_key(|key| alphabet_key(&self.name(key.as_ref())));
        let settings = self.settings.iter().map(|(key, _)| Some(Text::clone(key)));
        settings.chain(others).chain(unknown.then_some(None)).collect()
    }

    /// Every department that anything was counted for that it may be told.
    pub(crate) fn departments(&self) -> Vec<Option<Text>> {
        let measures = self.measures;
        let dossiers = measures.dossiers.keys().map(|key| &key.department);
        let told = |kind| ComplaintKind::TOLD_TO_DEPARTMENTS.contains(kind);
        let complaints = measures.complaints.keys().filter(|(_, kind)| told(kind));
        let complaints = complaints.map(|(department, _)| department);
        let surveys = measures.surveys.sheets.keys();
        self.order(dossiers.chain(surveys).chain(complaints).chain(measures.served.keys()))
    }
}
