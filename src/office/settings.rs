//! The settings as a form shows them, and what is changed there: the clerk's own file, whoever changes it.

use std::path::Path;

use crate::archive;
use crate::config::{
    FILE, InForce, SettingEdit, SettingFault, SettingKind, SettingPart, Settings, edited, in_force,
    listing,
};
use crate::error::Result;
use crate::files::{self, Hold};
use crate::office::folder::{ARCHIVE, require_folder, without_settings};
use crate::office::refusal::OfficeAnswer;

/// All that there is to set, and what holds now.
#[derive(Debug)]
pub(crate) struct SettingsShown {
    /// Tells this state of the file from any other.
    pub(crate) mark: String,
    pub(crate) parts: Vec<SettingPart>,
    pub(crate) in_force: Vec<InForce>,
    /// What is wrong with the file as it stands; no report is made of it then.
    pub(crate) faults: Vec<SettingFault>,
}

/// What is to be changed.
#[derive(Clone, Debug)]
pub(crate) struct SettingsRequest {
    /// Of the file that the changes were thought of; `None` takes it as it is.
    pub(crate) mark: Option<String>,
    pub(crate) edits: Vec<SettingEdit>,
}

/// What came of it.
#[derive(Debug)]
pub(crate) enum SettingsChange {
    Written,
    /// The file says it already.
    Unchanged,
    /// Nothing is written.
    Refused(Vec<SettingFault>),
    /// Somebody else has changed the file since; nothing is written.
    Outdated,
}

/// The settings of a folder, also where they are wrong.
pub(crate) fn settings(folder: &Path) -> OfficeAnswer<SettingsShown> {
    let text = text(folder)?;
    Ok(SettingsShown {
        mark: archive::digest(text.as_bytes()),
        parts: listing(),
        in_force: in_force(&text),
        faults: Settings::read(&text).err().unwrap_or_default(),
    })
}

/// What a key may say, and what each means; the default first.
pub(crate) fn setting_choices(part: &str, key: &str) -> Vec<(String, String)> {
    let part = listing().into_iter().find(|one| one.name == part);
    let key = part.and_then(|part| part.keys.into_iter().find(|one| one.name == key));
    match key.map(|key| key.kind) {
        Some(SettingKind::Choice(choices)) => choices,
        _ => Vec::new(),
    }
}

/// Writes what the reader takes, and nothing else.
pub(crate) fn change_settings(
    folder: &Path,
    request: &SettingsRequest,
) -> OfficeAnswer<SettingsChange> {
    require_folder(folder)?;
    let _hold = Hold::take(&folder.join(ARCHIVE), &|| ())?;
    let old = text(folder)?;
    if request.mark.as_ref().is_some_and(|mark| *mark != archive::digest(old.as_bytes())) {
        return Ok(SettingsChange::Outdated);
    }
    let new = match edited(&old, &request.edits) {
        Ok(new) => new,
        Err(faults) => return Ok(SettingsChange::Refused(faults)),
    };
    if new == old {
        return Ok(SettingsChange::Unchanged);
    }
    write(folder, &new)?;
    Ok(SettingsChange::Written)
}

fn text(folder: &Path) -> OfficeAnswer<String> {
    match files::read_text(&folder.join(FILE))? {
        Some(text) => Ok(text),
        None => Err(without_settings(folder).into()),
    }
}

fn write(folder: &Path, text: &str) -> Result<()> {
    files::write(&folder.join(FILE), text.as_bytes())
}
