//! What may be changed in the settings: a key, its value, one change.

/// A key of the settings.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct KeyPlace {
    /// `co_quan`, `cot`, `don_vi`.
    pub(crate) part: String,
    /// Which of several `[[don_vi]]`, from 0; `None` in a part that is there once.
    pub(crate) entry: Option<usize>,
    pub(crate) key: String,
}

/// A value as the settings know them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SettingValue {
    Text(String),
    Words(Vec<String>),
    Flag(bool),
    Count(u32),
}

/// One change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SettingEdit {
    Set(KeyPlace, SettingValue),
    /// What holds without it holds again; the line stays as a comment, as `khoi-tao` writes keys that are not set.
    Remove(KeyPlace),
    /// A word that a list is to hold.
    Include(KeyPlace, String),
    /// A further `[[part]]`, behind those that there are.
    Add {
        part: String,
        keys: Vec<(String, SettingValue)>,
    },
    /// Without the `[[part]]` of this place.
    Drop {
        part: String,
        entry: usize,
    },
}
