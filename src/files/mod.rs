//! The only door to the disk: what is read, and what is written beside and then renamed.
#![expect(clippy::disallowed_methods, reason = "this is the one door to the disk")]

mod beside;
mod hold;

use std::fs;
use std::io::{ErrorKind, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use glob::{MatchOptions, Pattern};

use crate::error::{Error, Result, shown_path};

pub(crate) use beside::{Beside, sweep};
pub(crate) use hold::Hold;

/// Whether what a name below `folder` means lies outside it: links may lead anywhere.
pub(crate) fn leads_out(folder: &Path, path: &Path) -> bool {
    let Ok(folder) = fs::canonicalize(folder) else { return true };
    // Of what is not there yet, the folder that it comes into decides.
    let there = path.ancestors().find_map(|above| fs::canonicalize(above).ok());
    let is_link = fs::symlink_metadata(path).is_ok_and(|data| data.is_symlink());
    is_link || there.is_none_or(|there| !there.starts_with(&folder))
}

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

/// By which it is noticed that a file was written again: its length, and when that was.
pub(crate) type WrittenState = (u64, Option<std::time::SystemTime>);

/// `None` where there is no such file.
pub(crate) fn written_state(path: &Path) -> Option<WrittenState> {
    let data = fs::metadata(path).ok()?;
    Some((data.len(), data.modified().ok()))
}

/// Octets that the disk of a folder has left for this user; `None` where it does not say.
pub(crate) fn free_space(folder: &Path) -> Option<u64> {
    fs4::available_space(folder).ok()
}

/// `None` where there is no such file.
pub(crate) fn read_optional(path: &Path) -> Result<Option<Vec<u8>>> {
    match whole(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(source) if source.kind() == ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Read { path: path.to_owned(), source }),
    }
}

/// Text as Notepad saves it: UTF-8, or UTF-16 ("Unicode") with its mark; `None` where there is no such file.
pub(crate) fn read_text(path: &Path) -> Result<Option<String>> {
    let Some(bytes) = read_optional(path)? else { return Ok(None) };
    text_of(bytes).map(Some).ok_or_else(|| Error::NotUtf8 { path: path.to_owned() })
}

fn text_of(bytes: Vec<u8>) -> Option<String> {
    type Unit = fn([u8; 2]) -> u16;
    let (unit, rest): (Unit, &[u8]) = match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => (u16::from_le_bytes, rest),
        [0xFE, 0xFF, rest @ ..] => (u16::from_be_bytes, rest),
        _ => {
            let text = String::from_utf8(bytes).ok()?;
            return Some(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text));
        }
    };
    let (pairs, []) = rest.as_chunks::<2>() else { return None };
    let units: Vec<u16> = pairs.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16(&units).ok()
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
                shown_path(folder)
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
    written(path, bytes, fs::File::create_new)
}

/// The same, to be read by this user alone; Windows goes by the rights of the folder.
pub(crate) fn write_own(path: &Path, bytes: &[u8]) -> Result<()> {
    written(path, bytes, new_own)
}

#[cfg(unix)]
fn new_own(path: PathBuf) -> std::io::Result<fs::File> {
    use std::os::unix::fs::OpenOptionsExt as _;
    fs::File::options().write(true).create_new(true).mode(0o600).open(path)
}

#[cfg(not(unix))]
fn new_own(path: PathBuf) -> std::io::Result<fs::File> {
    fs::File::create_new(path)
}

fn written(
    path: &Path,
    bytes: &[u8],
    make: impl Fn(PathBuf) -> std::io::Result<fs::File>,
) -> Result<()> {
    let unwritable = |source| Error::Write { path: path.to_owned(), source };
    let folder = path.parent().unwrap_or(Path::new("."));
    make_folder(folder)?;
    let (beside, mut file) = new_beside(folder, make).map_err(unwritable)?;
    let written = file.write_all(bytes).and_then(|()| file.sync_all());
    drop(file);
    written.and_then(|()| renamed(&beside, path)).map_err(|source| {
        drop(fs::remove_file(&beside));
        unwritable(source)
    })
}

/// Begins the name of what is written beside.
const BESIDE: &str = ".congso-";

/// What `make` makes under a name beside that nobody has.
fn new_beside<T>(
    folder: &Path,
    make: impl Fn(PathBuf) -> std::io::Result<T>,
) -> std::io::Result<(PathBuf, T)> {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    loop {
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!("{BESIDE}{}-{number}", std::process::id()));
        match make(path.clone()) {
            Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
            made => return made.map(|made| (path, made)),
        }
    }
}

/// Over what stands there. What a virus scanner or a closing window holds is free a moment later.
fn renamed(from: &Path, to: &Path) -> std::io::Result<()> {
    patiently(is_held, || fs::rename(from, to))
}

/// So often, and so long between: a second in all.
const TRIES: usize = 20;
const PAUSE: Duration = Duration::from_millis(50);

fn patiently(
    is_held: impl Fn(&std::io::Error) -> bool,
    attempt: impl Fn() -> std::io::Result<()>,
) -> std::io::Result<()> {
    for _ in 1..TRIES {
        match attempt() {
            Err(error) if is_held(&error) => std::thread::sleep(PAUSE),
            done => return done,
        }
    }
    attempt()
}

/// Whether another program has the file or folder open, which Windows then does not move.
fn is_held(error: &std::io::Error) -> bool {
    // ERROR_ACCESS_DENIED, ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION.
    cfg!(windows) && matches!(error.raw_os_error(), Some(5 | 32 | 33))
}

/// The file below `folder` that another program has open; systems that move open files have none.
#[cfg(windows)]
fn open_below(folder: &Path) -> Option<PathBuf> {
    use std::os::windows::fs::OpenOptionsExt as _;
    let is_open = |path: &PathBuf| {
        let alone = fs::File::options().read(true).share_mode(0).open(path);
        alone.is_err_and(|error| is_held(&error))
    };
    let all = everything(folder).ok()?;
    all.into_iter().map(|(path, _)| folder.join(path)).find(is_open)
}

#[cfg(not(windows))]
fn open_below(_: &Path) -> Option<PathBuf> {
    None
}

/// `*` stands for any characters, `?` for one, and brackets for themselves, as the command window has it.
fn shape(pattern: &str) -> Option<Pattern> {
    Pattern::new(&pattern.replace('[', "[[]")).ok()
}

fn fits(shape: &Pattern, name: &str) -> bool {
    shape.matches_with(name, MatchOptions { case_sensitive: false, ..MatchOptions::default() })
}

/// The files that a pattern means which the system's command window left as it is: `*.xlsx`; `None` of a plain path.
pub(crate) fn matching(path: &Path) -> Result<Option<Vec<PathBuf>>> {
    let Some(pattern) = path.file_name().and_then(|name| name.to_str()) else { return Ok(None) };
    if !pattern.contains(['*', '?']) || path.exists() {
        return Ok(None);
    }
    let folder = path.parent().unwrap_or(Path::new(""));
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let mut found = names(here)?;
    let shape = shape(pattern);
    found.retain(|name| shape.as_ref().is_some_and(|shape| fits(shape, name)));
    let missing = || Error::Read { path: path.to_owned(), source: ErrorKind::NotFound.into() };
    if found.is_empty() {
        Err(missing())
    } else {
        Ok(Some(found.iter().map(|name| folder.join(name)).collect()))
    }
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

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_pattern_means_the_names_that_fit() {
        for (pattern, name, want) in [
            ("*.xlsx", "ho-so.xlsx", true),
            ("*.xlsx", "ho-so.csv", false),
            ("ho*.*", "ho-so.csv", true),
            ("ho-s?.csv", "ho-sơ.csv", true),
            ("HO-*.XLSX", "ho-so.xlsx", true),
            ("ho [1]*.csv", "ho [1] moi.csv", true),
            ("?", "", false),
        ] {
            let shape = shape(pattern).expect("a pattern");
            assert_eq!(fits(&shape, name), want, "{pattern} {name}");
        }
    }

    #[test]
    fn a_text_is_read_as_notepad_saves_it() {
        let text = "[co_quan]\r\nten = \"Sở Ý tế 𠀀\"\r\n";
        let units: Vec<u16> = text.encode_utf16().collect();
        let le = || units.iter().flat_map(|unit| unit.to_le_bytes());
        let be = units.iter().flat_map(|unit| unit.to_be_bytes());
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", text.as_bytes()].concat(),
            [0xFF, 0xFE].into_iter().chain(le()).collect(),
            [0xFE, 0xFF].into_iter().chain(be).collect(),
        ] {
            assert_eq!(text_of(bytes).as_deref(), Some(text));
        }
        // Cut off within a character, and another encoding.
        assert_eq!(text_of([0xFF, 0xFE].into_iter().chain(le()).skip(1).collect()), None);
        assert_eq!(text_of(vec![0xFF, 0xFE, b'a']), None);
        assert_eq!(text_of(b"S\xF4".to_vec()), None);
    }

    #[test]
    fn what_is_held_for_a_moment_is_tried_again_and_what_is_not_is_not() {
        let tried = Cell::new(0);
        let attempt = |held: usize| {
            tried.set(0);
            patiently(
                |error| error.kind() == ErrorKind::ResourceBusy,
                || {
                    tried.set(tried.get() + 1);
                    if tried.get() > held { Ok(()) } else { Err(ErrorKind::ResourceBusy.into()) }
                },
            )
        };
        assert!(attempt(2).is_ok());
        assert_eq!(tried.get(), 3);
        assert!(attempt(usize::MAX).is_err());
        assert_eq!(tried.get(), TRIES);
        let never = patiently(|_| false, || Err(ErrorKind::NotFound.into()));
        assert!(never.is_err());
    }
}
