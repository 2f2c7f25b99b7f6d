//! The only door to the disk: what is read, and what is written beside and then renamed.
#![expect(clippy::disallowed_methods, reason = "this is the one door to the disk")]

mod beside;
mod hold;

use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::Path;

use crate::error::{Error, Result};

pub(crate) use beside::{Beside, sweep};
pub(crate) use hold::Hold;

/// Whether there is a file or folder of this name.
pub(crate) fn exists(path: &Path) -> bool {
    path.exists()
}

pub(crate) fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    whole(path).map_err(|source| Error::Read { path: path.to_owned(), source })
}

/// A device or a pipe may never end.
fn whole(path: &Path) -> std::io::Result<Vec<u8>> {
    let kind = fs::metadata(path)?.file_type();
    if kind.is_file() || kind.is_dir() {
        fs::read(path)
    } else {
        Err(ErrorKind::Unsupported.into())
    }
}

/// `None` where there is no such file.
pub(crate) fn read_optional(path: &Path) -> Result<Option<Vec<u8>>> {
    match whole(path) {
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

/// What stands under a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameKind {
    File,
    /// A link, an empty folder, a device.
    Other,
}

/// Everything below `folder`, hidden or not, by path; links are not followed.
pub(crate) fn everything(folder: &Path) -> Result<Vec<(String, NameKind)>> {
    let mut found = Vec::new();
    let mut folders = vec![String::new()];
    while let Some(below) = folders.pop() {
        let inside = entries(&folder.join(&below))?;
        if inside.is_empty() && !below.is_empty() {
            found.push((below.clone(), NameKind::Other));
        }
        for (name, kind) in inside {
            let path = if below.is_empty() { name } else { format!("{below}/{name}") };
            if kind.is_dir() {
                folders.push(path);
            } else {
                let kind = if kind.is_file() { NameKind::File } else { NameKind::Other };
                found.push((path, kind));
            }
        }
    }
    found.sort_by(|one, other| one.0.cmp(&other.0));
    Ok(found)
}

/// Hands on a file piece by piece.
pub(crate) fn read_pieces(path: &Path, mut take: impl FnMut(&[u8])) -> Result<()> {
    let unreadable = |source| Error::Read { path: path.to_owned(), source };
    let mut file = fs::File::open(path).map_err(unreadable)?;
    let mut piece = vec![0; 1 << 18];
    loop {
        let length = file.read(&mut piece).map_err(unreadable)?;
        match piece.get(..length) {
            Some([]) | None => return Ok(()),
            Some(piece) => take(piece),
        }
    }
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
    file.as_file().sync_all().map_err(unwritable)?;
    file.persist(path).map_err(|failed| unwritable(failed.error))?;
    Ok(())
}

/// Begins the name of what is written beside.
const BESIDE: &str = ".congso-";

/// A file beside, which the colleagues may read too.
fn new_file(folder: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(BESIDE);
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
