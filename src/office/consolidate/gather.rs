//! Where the figures of units lie: bags, archives, offices, bare files, and folders of them.

use std::path::{Path, PathBuf};

use crate::archive::layout;
use crate::config::FILE;
use crate::error::Result;
use crate::files;
use crate::office::folder::ARCHIVE;

/// Folders within folders that are looked through.
const DEEPEST: usize = 4;

/// A place that was named, or lies below one that was.
#[derive(Clone, Debug)]
pub(super) struct UnitPlace {
    /// As it is told: from the name of what was named on.
    pub(super) shown: String,
    pub(super) holds: PlaceHolds,
}

#[derive(Clone, Debug)]
pub(super) enum PlaceHolds {
    Bag(PathBuf),
    /// `so-lieu.json` without its bag.
    Figures(PathBuf),
    /// An office or an archive without the period.
    NoPeriod,
    Nothing,
}

/// All places below what was named, in order.
pub(super) fn gather(named: &[PathBuf], code: &str) -> Result<Vec<UnitPlace>> {
    let mut found = Vec::new();
    for path in named {
        let shown = path
            .file_name()
            .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
        let before = found.len();
        look(path, &shown, code, 0, &mut found)?;
        if found.len() == before {
            found.push(UnitPlace { shown, holds: PlaceHolds::Nothing });
        }
    }
    Ok(found)
}

fn look(
    path: &Path,
    shown: &str,
    code: &str,
    depth: usize,
    found: &mut Vec<UnitPlace>,
) -> Result<()> {
    let mut add = |shown: String, holds| found.push(UnitPlace { shown, holds });
    if !files::is_folder(path) {
        if files::exists(path) {
            add(shown.to_owned(), PlaceHolds::Figures(path.to_owned()));
        }
        return Ok(());
    }
    let is_bag = |path: &Path| {
        files::exists(&path.join(layout::BAGIT))
            || files::exists(&path.join(layout::DATA).join(layout::FIGURES))
    };
    if is_bag(path) {
        add(shown.to_owned(), PlaceHolds::Bag(path.to_owned()));
        return Ok(());
    }
    let is_office = files::exists(&path.join(FILE));
    let archive = if is_office { path.join(ARCHIVE) } else { path.to_owned() };
    if is_office || files::exists(&path.join(layout::CHAIN)) || is_bag(&path.join(code)) {
        let bag = archive.join(code);
        let holds = if is_bag(&bag) { PlaceHolds::Bag(bag) } else { PlaceHolds::NoPeriod };
        add(shown.to_owned(), holds);
        return Ok(());
    }
    let bare = path.join(layout::FIGURES);
    if files::exists(&bare) {
        add(shown.to_owned(), PlaceHolds::Figures(bare));
        return Ok(());
    }
    for name in files::names(path)? {
        if name.to_lowercase().ends_with(".json") {
            add(format!("{shown}/{name}"), PlaceHolds::Figures(path.join(&name)));
        }
    }
    if depth < DEEPEST {
        for name in files::folders(path)? {
            look(&path.join(&name), &format!("{shown}/{name}"), code, depth + 1, found)?;
        }
    }
    Ok(())
}
