//! A folder that is written whole or not at all: beside, and renamed once all of it is on the disk.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};
use crate::files::{
    BESIDE, NameKind, entries, everything, make_folder, new_beside, open_below, renamed,
};

/// What is written lies here below the folder beside.
const CONTENT: &str = "tui";
/// Beside it once it is whole: the name that it takes, and the one under which is kept what stood there. From then
/// on a run that is broken off is finished by the next.
const ORDER: &str = "dat";
/// Of the disk at once: it writes them together.
const WRITERS: usize = 8;

/// Dropped before it is placed, it leaves nothing. Whoever opens one holds the folder above.
#[derive(Debug)]
pub(crate) struct Beside {
    /// Where it will stand.
    above: PathBuf,
    folder: PathBuf,
}

impl Drop for Beside {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.folder));
    }
}

impl Beside {
    /// An empty folder in `above`.
    pub(crate) fn open(above: &Path) -> Result<Self> {
        make_folder(above)?;
        let folder = new_beside(above, fs::create_dir);
        let (folder, ()) = folder.map_err(|source| unwritable(above, source))?;
        Ok(Self { above: above.to_owned(), folder })
    }

    /// Adds a file, from any thread.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.path(name)?;
        fs::write(&path, bytes).map_err(|source| unwritable(&path, source))
    }

    /// Adds to the end of a file, which the first piece makes.
    pub(crate) fn put_behind(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.path(name)?;
        let file = File::options().append(true).create(true).open(&path);
        let written = file.and_then(|mut file| file.write_all(bytes));
        written.map_err(|source| unwritable(&path, source))
    }

    /// Where a file will lie, in a folder that is there.
    fn path(&self, name: &str) -> Result<PathBuf> {
        let path = self.content().join(name.split('/').collect::<PathBuf>());
        make_folder(path.parent().unwrap_or(&self.above))?;
        Ok(path)
    }

    /// Where all of it lies until it is placed.
    pub(crate) fn content(&self) -> PathBuf {
        self.folder.join(CONTENT)
    }

    /// Takes its place as `name`. What stood there moves to `keep_as`.
    pub(crate) fn place(self, name: &str, keep_as: Option<&str>) -> Result<()> {
        to_the_disk(&self.content())?;
        let order = self.folder.join(ORDER);
        let text = format!("{name}\n{}\n", keep_as.unwrap_or_default());
        let written = File::create(&order).and_then(|mut file| {
            file.write_all(text.as_bytes())?;
            file.sync_all()
        });
        written.map_err(|source| unwritable(&order, source))?;
        folder_to_the_disk(&self.folder);
        finish(&self.above, &self.folder).inspect_err(|_| {
            // Refused, not broken off: then nothing is to be finished.
            drop(fs::remove_file(&order));
        })
    }
}

fn unwritable(path: &Path, source: std::io::Error) -> Error {
    Error::Write { path: path.to_owned(), source }
}

/// Takes away what runs left that were broken off, and finishes what was whole by then. For whoever holds `above`.
pub(crate) fn sweep(above: &Path) -> Result<()> {
    if !above.exists() {
        return Ok(());
    }
    for (name, kind) in entries(above)? {
        let path = above.join(&name);
        if !name.starts_with(BESIDE) {
            continue;
        }
        // What cannot be taken away today is hidden, and harms nobody.
        if !kind.is_dir() {
            drop(fs::remove_file(path));
            continue;
        }
        if path.join(ORDER).exists() {
            finish(above, &path)?;
        }
        drop(fs::remove_dir_all(path));
    }
    Ok(())
}

/// Carries out the order of a folder beside, from wherever it was broken off.
fn finish(above: &Path, beside: &Path) -> Result<()> {
    let order = beside.join(ORDER);
    let text = fs::read_to_string(&order).map_err(|source| unwritable(&order, source))?;
    let content = beside.join(CONTENT);
    let mut lines = text.lines();
    // An order that was broken off while it was written was never given.
    let (Some(name), Some(keep_as)) = (lines.next(), lines.next()) else { return Ok(()) };
    if name.is_empty() || !text.ends_with('\n') || !content.exists() {
        return Ok(());
    }
    let place = above.join(name);
    let kept = (!keep_as.is_empty()).then(|| above.join(keep_as));
    let moves = kept.filter(|kept| place.exists() && !kept.exists());
    if let Some(kept) = &moves {
        renamed(&place, kept).map_err(|source| {
            unwritable(open_below(&place).as_deref().unwrap_or(&place), source)
        })?;
    }
    let there = || std::io::Error::from(std::io::ErrorKind::AlreadyExists);
    let placed = if place.exists() { Err(there()) } else { renamed(&content, &place) };
    if let Err(source) = placed {
        if let Some(kept) = &moves {
            renamed(kept, &place).map_err(|source| unwritable(kept, source))?;
        }
        return Err(unwritable(&place, source));
    }
    folder_to_the_disk(above);
    Ok(())
}

/// Waits until the disk has every file below `folder`, and their names.
fn to_the_disk(folder: &Path) -> Result<()> {
    let all = everything(folder)?;
    let files: Vec<PathBuf> = all
        .iter()
        .filter(|(_, kind)| *kind == NameKind::File)
        .map(|(path, _)| folder.join(path))
        .collect();
    let write = |files: &[PathBuf]| {
        files.iter().try_for_each(|path| {
            let file = File::options().write(true).open(path);
            file.and_then(|file| file.sync_all()).map_err(|source| unwritable(path, source))
        })
    };
    let share = files.len().div_ceil(WRITERS).max(1);
    std::thread::scope(|scope| {
        let writers: Vec<_> =
            files.chunks(share).map(|some| scope.spawn(move || write(some))).collect();
        writers.into_iter().try_for_each(|writer| writer.join().expect("it does not panic"))
    })?;
    let mut folders: Vec<&Path> = files.iter().filter_map(|path| path.parent()).collect();
    folders.sort_unstable();
    folders.dedup();
    folders.into_iter().for_each(folder_to_the_disk);
    Ok(())
}

/// The names in a folder; Windows keeps them by itself, and not every disk can be asked.
fn folder_to_the_disk(folder: &Path) {
    if cfg!(unix) {
        drop(File::open(folder).and_then(|folder| folder.sync_all()));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bag(folder: &Path, content: &str) {
        make_folder(folder).expect("a folder");
        fs::write(folder.join("a"), content).expect("a file");
    }

    fn content(folder: &Path) -> String {
        fs::read_to_string(folder.join("a")).unwrap_or_default()
    }

    /// Wherever a replacement is broken off, the next run finds the old bag alone, or both in their places.
    #[test]
    fn a_replacement_is_finished_from_wherever_it_was_broken_off() {
        for step in 0..5 {
            let above = tempfile::tempdir().expect("a folder");
            let path = |name: &str| above.path().join(name);
            let beside = path(".congso-x");
            bag(&path("2020-03"), "old");
            bag(&beside.join(CONTENT), "new");
            if step >= 1 {
                let order = if step == 1 { "2020-03\n2020-" } else { "2020-03\n2020-03-cu-1\n" };
                fs::write(beside.join(ORDER), order).expect("an order");
            }
            if step >= 3 {
                fs::rename(path("2020-03"), path("2020-03-cu-1")).expect("moved");
            }
            if step >= 4 {
                fs::rename(beside.join(CONTENT), path("2020-03")).expect("placed");
            }
            fs::write(path(".congso-y"), "half a register").expect("a file");
            sweep(above.path()).expect("swept");
            let got = [content(&path("2020-03")), content(&path("2020-03-cu-1"))];
            assert_eq!(got, if step < 2 { ["old", ""] } else { ["new", "old"] }, "{step}");
            let names = entries(above.path()).expect("names");
            assert!(names.iter().all(|(name, _)| !name.starts_with(BESIDE)), "{names:?}");
        }
    }
}
