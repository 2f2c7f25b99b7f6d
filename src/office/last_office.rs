//! Which office the desk of this user had open last: the path of its folder, and nothing else. It lies where programs
//! of the user keep such things, since an office is to be found again from where there is none.

use std::path::{Path, PathBuf};

use crate::error::Result;
use crate::files;
use crate::office::folder::Office;

const NOTE: &str = "co-quan-gan-nhat.txt";

/// `kept` is the program's own folder of the user. Nothing where the office is no longer there.
pub(crate) fn last_office(kept: &Path) -> Option<PathBuf> {
    let text = files::read_text(&kept.join(NOTE)).ok().flatten()?;
    Some(PathBuf::from(text.trim_end_matches(['\r', '\n']))).filter(|folder| Office::is_one(folder))
}

/// Nothing is noted of a folder that is no office's, or whose path is no text.
pub(crate) fn note_office(kept: &Path, folder: &Path) -> Result<()> {
    match folder.to_str().filter(|_| Office::is_one(folder)) {
        Some(path) => files::write_own(&kept.join(NOTE), format!("{path}\n").as_bytes()),
        None => Ok(()),
    }
}
