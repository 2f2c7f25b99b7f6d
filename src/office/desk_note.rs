//! Where the desk of this folder is open, as long as it is: the one thing that a second start must find.

use std::path::Path;

use crate::error::Result;
use crate::files;
use crate::office::folder::Office;

/// Hidden, so that no run takes it for anything.
const NOTE: &str = ".ban-lam-viec";

pub(crate) fn desk_note(folder: &Path) -> Option<String> {
    files::read_text(&folder.join(NOTE)).ok().flatten()
}

/// Writes it for this user alone, or takes it away; an office's folder only.
pub(crate) fn leave_desk_note(folder: &Path, note: Option<&str>) -> Result<()> {
    match note {
        Some(note) if Office::is_one(folder) => {
            files::write_own(&folder.join(NOTE), note.as_bytes())
        }
        Some(_) => Ok(()),
        None => files::remove(folder, NOTE),
    }
}
