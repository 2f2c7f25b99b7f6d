//! What a header may mean: aliases, the office's own columns, questions, near misses.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{Field, SheetKind};
use crate::normalize::NormalizeOptions;
use crate::normalize::header::added::Day;
use crate::normalize::header::alias::{KINDS, UNREAD, fields, header_key};
use crate::normalize::header::qualifier::{self};

/// Rank of the office's own column names, above all aliases.
const OWN: usize = 0;

/// All names of all kinds, built once a file.
#[derive(Debug)]
pub(crate) struct Dictionary {
    names: BTreeMap<SheetKind, BTreeMap<String, (Field, usize)>>,
    unread: BTreeSet<String>,
    /// Key of a header → place in the settings' questionnaire.
    questions: BTreeMap<String, usize>,
}

/// The field that a column of this name holds, of whatever kind its sheet is.
pub(crate) fn field_called(header: &str) -> Option<Field> {
    let dictionary = Dictionary::new(&NormalizeOptions::default());
    let key = header_key(header);
    KINDS.iter().find_map(|kind| dictionary.exact(*kind, &key)).map(|(field, _)| field)
}

impl Dictionary {
    pub(crate) fn new(options: &NormalizeOptions) -> Self {
        let mut names = BTreeMap::new();
        for kind in KINDS {
            let mut of_kind = BTreeMap::new();
            for (field, groups) in fields(kind) {
                for (index, group) in groups.iter().enumerate() {
                    for name in *group {
                        of_kind.insert(header_key(name), (*field, index + 1));
                    }
                }
            }
            for (header, field) in &options.columns {
                if belongs(kind, *field) {
                    of_kind.insert(header_key(header), (*field, OWN));
                }
            }
            names.insert(kind, of_kind);
        }
        let mut questions = BTreeMap::new();
        for (index, question) in options.questions.iter().enumerate() {
            for name in [&question.key, &question.text].into_iter().chain(&question.aliases) {
                questions.entry(header_key(name)).or_insert(index);
            }
        }
        questions.remove("");
        Self { names, unread: UNREAD.iter().map(|name| header_key(name)).collect(), questions }
    }

    /// The field of a header and the rank of that name.
    pub(crate) fn exact(&self, kind: SheetKind, key: &str) -> Option<(Field, usize)> {
        let (added, name) = qualifier::parts(key);
        let (named, rank) = *self.names.get(&kind)?.get(name)?;
        let field = added.apply(named)?;
        let is_own = rank == OWN && field == named;
        Some((field, if is_own { OWN } else { added.rank(named, rank) }))
    }

    /// The field of a day that a header names with words beside it that leave open which day it is.
    pub(crate) fn doubtful(&self, kind: SheetKind, key: &str) -> Option<Field> {
        let (added, name) = qualifier::parts(key);
        let (named, _) = *self.names.get(&kind)?.get(name)?;
        (added.day != Day::Length && added.apply(named).is_none()).then_some(named)
    }

    /// Fields whose names are a slip of the keyboard away: one letter, two in long names.
    pub(crate) fn near(&self, kind: SheetKind, key: &str) -> BTreeSet<Field> {
        let (added, key) = qualifier::parts(key);
        let length = key.chars().count();
        if length < 8 || self.unread.contains(key) || key.contains(|c: char| c.is_ascii_digit()) {
            return BTreeSet::new();
        }
        let slips = if length < 12 { 1 } else { 2 };
        self.names
            .get(&kind)
            .into_iter()
            .flatten()
            .filter(|(name, _)| {
                name.len().abs_diff(length) <= slips && strsim::osa_distance(name, key) <= slips
            })
            .filter_map(|(_, (field, _))| added.apply(*field))
            .collect()
    }

    pub(crate) fn is_unread(&self, key: &str) -> bool {
        self.unread.contains(qualifier::parts(key).1)
    }

    /// Place in the settings' questionnaire.
    pub(crate) fn question(&self, key: &str) -> Option<usize> {
        self.questions.get(qualifier::parts(key).1).copied()
    }

    /// Whether a text is a header of any kind.
    pub(crate) fn is_known(&self, key: &str) -> bool {
        self.unread.contains(key) || self.names.values().any(|names| names.contains_key(key))
    }
}

fn belongs(kind: SheetKind, field: Field) -> bool {
    fields(kind).iter().any(|(known, _)| *known == field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn near(header: &str, expected: &[Field]) {
        let dictionary = Dictionary::new(&NormalizeOptions::default());
        let got: Vec<_> =
            dictionary.near(SheetKind::Dossiers, &header_key(header)).into_iter().collect();
        assert_eq!(got, expected, "{header}");
    }

    #[test]
    fn a_slip_of_the_keyboard_is_seen() {
        near("Ngày tiếp nhậm", &[Field::Received]);
        near("Ngay tiêp nhna", &[Field::Received]);
        near("Ngày hẹn trã.", &[Field::Due]);
        near("Trạng thia", &[Field::Status]);
        near("Ngày hn trả kết quả", &[Field::Due, Field::Collected]);
        near("Ngày nhập", &[]);
        near("Ngày hoàn trả", &[]);
        near("Ngày sinh", &[]);
        near("STT", &[]);
    }
}
