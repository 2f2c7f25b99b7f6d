//! An office that is being made at the desk: what was answered and dropped in so far. Nothing of it is written yet.

use std::path::PathBuf;

use crate::office::{SeenData, SettingEdit, SettingsChoice};

#[derive(Clone, Debug, Default)]
pub(crate) struct Draft {
    /// Where it is to be; `None` as long as that is not said.
    pub(crate) folder: Option<PathBuf>,
    /// What the office says of itself.
    pub(crate) edits: Vec<SettingEdit>,
    /// Exports of last month, by name.
    pub(crate) files: Vec<(String, Vec<u8>)>,
    /// How columns of theirs are read.
    pub(crate) columns: Vec<SettingsChoice>,
    /// What was seen in them, or why nothing was.
    pub(crate) seen: Option<Result<SeenData, String>>,
}
