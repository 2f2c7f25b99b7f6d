//! The only door to the disk: what is read, and what is written beside and then renamed.
#![expect(clippy::disallowed_methods, reason = "this is the one door to the disk")]

use std::fs;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Whether there is a file or folder of this name.
pub(crate) fn exists(path: &Path) -> bool {
    path.exists()
}

pub(crate) fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).map_err(|source| Error::Read { path: path.to_owned(), source })
}

/// `None` where there is no such file.
pub(crate) fn read_optional(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(source) if source.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Read { path: path.to_owned(), source }),
    }
}

/// Text of a UTF-8 file, without its byte order mark; `None` where there is no such file.
pub(crate) fn read_text(path: &Path) -> Result<Option<String>> {
    let Some(bytes) = read_optional(path)? else { return Ok(None) };
    let text = String::from_utf8(bytes).map_err(|_| Error::NotUtf8 { path: path.to_owned() })?;
    Ok(Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)))
}

/// Every file below `folder`, by path; nothing where there is no such folder.
///
/// Hidden files and the droppings of file managers are passed over. Lock files of Excel and
/// `LibreOffice` are listed: someone has the workbook open.
pub(crate) fn list(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    if folder.exists() {
        walk(folder, "", &mut found)?;
    }
    found.sort();
    Ok(found)
}

/// Names of the folders right below `folder`, in order.
pub(crate) fn folders(folder: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    if folder.exists() {
        for (name, kind) in entries(folder)? {
            if kind.is_dir() && !is_passed_over(&name) {
                found.push(name);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Names of the files right in `folder`, in order.
pub(crate) fn names(folder: &Path) -> Result<Vec<String>> {
    let mut found: Vec<String> = entries(folder)?
        .into_iter()
        .filter(|(name, kind)| kind.is_file() && !is_passed_over(name))
        .map(|(name, _)| name)
        .collect();
    found.sort();
    Ok(found)
}

fn walk(folder: &Path, below: &str, found: &mut Vec<String>) -> Result<()> {
    for (name, kind) in entries(folder)? {
        if is_passed_over(&name) {
            continue;
        }
        let path = folder.join(&name);
        let shown = if below.is_empty() { name } else { format!("{below}/{name}") };
        if kind.is_dir() {
            walk(&path, &shown, found)?;
        } else if kind.is_file() || path.is_file() {
            found.push(shown);
        }
    }
    Ok(())
}

fn entries(folder: &Path) -> Result<Vec<(String, fs::FileType)>> {
    let unreadable = |source| Error::Read { path: folder.to_owned(), source };
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let entry = entry.map_err(unreadable)?;
        let kind = entry.file_type().map_err(unreadable)?;
        let name = entry.file_name().into_string().map_err(|name| Error::Input {
            message: format!(
                "Tên tệp “{}” không đọc được\n  --> {}\n   = gợi ý: đổi tên tệp rồi chạy lại",
                name.to_string_lossy(),
                folder.display()
            ),
        })?;
        found.push((name, kind));
    }
    Ok(found)
}

fn is_passed_over(name: &str) -> bool {
    let lock = name.starts_with(".~lock.");
    (name.starts_with('.') && !lock)
        || ["thumbs.db", "desktop.ini", "__macosx"].contains(&name.to_ascii_lowercase().as_str())
}

/// Makes a folder and those above it.
pub(crate) fn make_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|source| Error::Write { path: folder.to_owned(), source })
}

/// Writes one file beside its name and renames it there, over what stood there.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<()> {
    let unwritable = |source| Error::Write { path: path.to_owned(), source };
    let folder = path.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    let mut file = new_file(folder).map_err(unwritable)?;
    file.write_all(bytes).map_err(unwritable)?;
    file.persist(path).map_err(|failed| unwritable(failed.error))?;
    Ok(())
}

/// A file beside, which the colleagues may read too.
fn new_file(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".congso-");
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder.tempfile_in(folder)
}

/// Removes a file below `folder`, and the folders between that are empty then.
pub(crate) fn remove(folder: &Path, name: &str) -> Result<()> {
    let path = folder.join(name);
    fs::remove_file(&path).map_err(|source| Error::Write { path: path.clone(), source })?;
    for above in path.ancestors().skip(1).take_while(|above| *above != folder) {
        // One that still holds something stays.
        if fs::remove_dir(above).is_err() {
            break;
        }
    }
    Ok(())
}

/// Begins the name of what is written beside.
const BESIDE: &str = ".congso-";
/// In a folder that is written beside: locked as long as its program runs.
const LOCK: &str = "khoa";

/// Takes away what a run left that was broken off: a folder beside whose lock nobody holds. Another run's is
/// left alone, and so is what cannot be taken away.
fn sweep(above: &Path) {
    for (name, kind) in entries(above).unwrap_or_default() {
        if !kind.is_dir() || !name.starts_with(BESIDE) {
            continue;
        }
        let folder = above.join(name);
        match fs::File::options().write(true).open(folder.join(LOCK)) {
            Ok(lock) if lock.try_lock().is_ok() => drop(fs::remove_dir_all(&folder)),
            Ok(_) => {}
            // Broken off before its lock was there: then it is empty, or another program made it.
            Err(_) => drop(fs::remove_dir(&folder)),
        }
    }
}

/// A folder that is written whole or not at all: beside, and renamed once all of it is there. Dropped before
/// that, it leaves nothing.
#[derive(Debug)]
pub(crate) struct Beside {
    /// Where it will stand.
    above: PathBuf,
    /// Held as long as the folder is written; the system lets go of it whatever ends the program.
    held: Option<fs::File>,
    folder: Option<tempfile::TempDir>,
    /// Whether the folder above was made for it.
    is_first: bool,
}

/// What is written lies here below the folder beside.
const CONTENT: &str = "tui";

impl Beside {
    /// An empty folder in `above`; what an earlier run left there is taken away.
    pub(crate) fn open(above: &Path) -> Result<Self> {
        let unwritable = |path: &Path, source| Error::Write { path: path.to_owned(), source };
        let is_first = !above.exists();
        make_folder(above)?;
        sweep(above);
        let folder = tempfile::Builder::new()
            .prefix(BESIDE)
            .tempdir_in(above)
            .map_err(|source| unwritable(above, source))?;
        let lock = folder.path().join(LOCK);
        let held = fs::File::create(&lock).map_err(|source| unwritable(&lock, source))?;
        held.lock().map_err(|source| unwritable(&lock, source))?;
        let (held, folder) = (Some(held), Some(folder));
        Ok(Self { above: above.to_owned(), held, folder, is_first })
    }

    /// Adds a file, from any thread.
    pub(crate) fn put(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.path(name)?;
        fs::write(&path, bytes).map_err(|source| Error::Write { path, source })
    }

    /// Adds to the end of a file, which the first piece makes.
    pub(crate) fn put_behind(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.path(name)?;
        let file = fs::File::options().append(true).create(true).open(&path);
        let written = file.and_then(|mut file| file.write_all(bytes));
        written.map_err(|source| Error::Write { path, source })
    }

    /// Where a file will lie, in a folder that is there.
    fn path(&self, name: &str) -> Result<PathBuf> {
        let path = self.content().join(name.split('/').collect::<PathBuf>());
        make_folder(path.parent().unwrap_or(&self.above))?;
        Ok(path)
    }

    /// Takes its place as `name`. What stood there moves to `keep_as`.
    pub(crate) fn place(mut self, name: &str, keep_as: Option<&str>) -> Result<()> {
        let unwritable = |path: &Path, source| Error::Write { path: path.to_owned(), source };
        let place = self.above.join(name);
        let kept = keep_as.map(|name| self.above.join(name));
        if let Some(kept) = &kept {
            fs::rename(&place, kept).map_err(|source| unwritable(&place, source))?;
        }
        if let Err(source) = fs::rename(self.content(), &place) {
            if let Some(kept) = &kept {
                fs::rename(kept, &place).map_err(|source| unwritable(kept, source))?;
            }
            return Err(unwritable(&place, source));
        }
        self.is_first = false;
        Ok(())
    }

    fn content(&self) -> PathBuf {
        self.folder.as_ref().map_or_else(PathBuf::new, |folder| folder.path().join(CONTENT))
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // Windows removes nothing that is open.
        drop(self.held.take());
        drop(self.folder.take());
        // The folder above that was made for nothing; one that holds anything stays.
        if self.is_first {
            drop(fs::remove_dir(&self.above));
        }
    }
}
