//! What somebody may do to an archive, file by file and bag by bag.

use std::fs;
use std::path::Path;

use crate::case::files_below;

/// What is done to the archive.
pub(crate) enum Touch {
    /// One bit of a file.
    Flip(String),
    /// The last byte of a file is cut off.
    Cut(String),
    Append(String),
    Remove(String),
    /// A link in place of the file, to a copy of it.
    Link(String),
    Add(String),
    /// An empty folder.
    AddFolder(String),
    Rename(String, String),
    Copy(String, String),
    Swap(String, String),
    /// A text within a file; then manifests that agree with it.
    Reseal(String, String, String, String),
    /// A text within a file.
    Edit(String, String, String),
}

use Touch::{Add, AddFolder, Append, Copy, Cut, Edit, Flip, Link, Remove, Rename, Reseal, Swap};

pub(crate) fn copy_folder(from: &Path, to: &Path) {
    for (path, bytes) in files_below(from) {
        let path = to.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

pub(crate) fn digest(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    sha2::Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Manifests that agree with whatever the bag now holds.
pub(crate) fn reseal(bag: &Path) {
    let manifest = |files: Vec<(String, Vec<u8>)>| -> String {
        files.iter().map(|(path, bytes)| format!("{}  {path}\n", digest(bytes))).collect()
    };
    let all = files_below(bag);
    let data = all.iter().filter(|(path, _)| path.starts_with("data/")).cloned().collect();
    fs::write(bag.join("manifest-sha256.txt"), manifest(data)).unwrap();
    let mut tags = files_below(bag);
    tags.retain(|(path, _)| !path.contains('/') && path != "tagmanifest-sha256.txt");
    fs::write(bag.join("tagmanifest-sha256.txt"), manifest(tags)).unwrap();
}

impl Touch {
    pub(crate) fn carry_out(&self, archive: &Path) {
        let at = |path: &str| archive.join(path);
        let change = |path: &str, change: &dyn Fn(&mut Vec<u8>)| {
            let mut bytes = fs::read(at(path)).unwrap();
            change(&mut bytes);
            fs::write(at(path), bytes).unwrap();
        };
        let edit = |path: &str, from: &str, to: &str| {
            let old = fs::read_to_string(at(path)).unwrap();
            let new = old.replacen(from, to, 1);
            assert_ne!(old, new, "{path}: {from}");
            fs::write(at(path), new).unwrap();
        };
        match self {
            Flip(path) => change(path, &|bytes| {
                let middle = bytes.len() / 2;
                bytes[middle] ^= 1;
            }),
            Cut(path) => change(path, &|bytes| {
                bytes.pop();
            }),
            Append(path) => change(path, &|bytes| bytes.push(b' ')),
            Remove(path) if at(path).is_dir() => fs::remove_dir_all(at(path)).unwrap(),
            Remove(path) => fs::remove_file(at(path)).unwrap(),
            Link(path) => {
                let copy = archive.parent().unwrap().join("ban-chep");
                fs::rename(at(path), &copy).unwrap();
                link(&copy, &at(path));
            }
            Add(path) => fs::write(at(path), "thêm").unwrap(),
            AddFolder(path) => fs::create_dir(at(path)).unwrap(),
            Rename(from, to) => fs::rename(at(from), at(to)).unwrap(),
            Copy(from, to) => copy_folder(&at(from), &at(to)),
            Swap(one, other) => {
                fs::rename(at(one), at("tam")).unwrap();
                fs::rename(at(other), at(one)).unwrap();
                fs::rename(at("tam"), at(other)).unwrap();
            }
            Reseal(bag, path, from, to) => {
                edit(&format!("{bag}/{path}"), from, to);
                reseal(&at(bag));
            }
            Edit(path, from, to) => edit(path, from, to),
        }
    }
}

#[cfg(unix)]
fn link(to: &Path, at: &Path) {
    std::os::unix::fs::symlink(to, at).unwrap();
}

#[cfg(windows)]
fn link(to: &Path, at: &Path) {
    std::os::windows::fs::symlink_file(to, at).unwrap();
}
