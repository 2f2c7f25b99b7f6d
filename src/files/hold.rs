//! One run at a time: the lock of an archive.

use std::fs::{self, File, TryLockError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::error::{Error, Result};

/// Locked as long as a run works in the folder; the system lets go of it whatever ends the program.
const LOCK: &str = "khoa";

/// A folder that came and went so often cannot be made at all.
const MOST_TRIES: usize = 1000;

/// The folder is this run's alone until it is dropped.
#[derive(Debug)]
pub(crate) struct Hold {
    folder: PathBuf,
    file: Option<File>,
    /// Whether the folder was made for it.
    is_first: bool,
}

impl Hold {
    /// Waits for another run, if there is one, after it has said so through `wait`.
    pub(crate) fn take(folder: &Path, wait: &dyn Fn()) -> Result<Self> {
        let path = folder.join(LOCK);
        let failed = |source| Error::Write { path: path.clone(), source };
        let mut is_first = false;
        let mut tries = 0;
        loop {
            tries += 1;
            is_first |= !folder.exists();
            let file = match fs::create_dir_all(folder).and_then(|()| opened(&path)) {
                Ok(file) => file,
                // A run takes away the folder that it made for nothing, while another makes it or opens its lock.
                Err(source)
                    if tries < MOST_TRIES
                        && matches!(
                            source.kind(),
                            ErrorKind::NotFound | ErrorKind::AlreadyExists
                        ) =>
                {
                    continue;
                }
                Err(source) => return Err(failed(source)),
            };
            match file.try_lock() {
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => {
                    wait();
                    file.lock().map_err(failed)?;
                }
                Err(TryLockError::Error(source)) => return Err(failed(source)),
            }
            if is_current(&file, &path) {
                return Ok(Self { folder: folder.to_owned(), file: Some(file), is_first });
            }
        }
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        let path = self.folder.join(LOCK);
        // Unix takes the name away first, so that whoever waits sees that it has gone; Windows takes away nothing
        // that is open, and leaves the name to whoever has opened it by then.
        if cfg!(unix) {
            drop(fs::remove_file(&path));
            drop(self.file.take());
        } else {
            drop(self.file.take());
            drop(fs::remove_file(&path));
        }
        // The folder that was made for nothing; one that holds anything stays.
        if self.is_first {
            drop(fs::remove_dir(&self.folder));
        }
    }
}

#[cfg(windows)]
fn opened(path: &Path) -> std::io::Result<File> {
    use std::os::windows::fs::OpenOptionsExt as _;
    // Others may read and write, but not take it away: FILE_SHARE_READ and FILE_SHARE_WRITE.
    File::options().write(true).create(true).truncate(false).share_mode(3).open(path)
}

#[cfg(not(windows))]
fn opened(path: &Path) -> std::io::Result<File> {
    File::options().write(true).create(true).truncate(false).open(path)
}

/// Whether the name still means the file that was locked.
#[cfg(unix)]
fn is_current(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let number = |data: fs::Metadata| (data.dev(), data.ino());
    let (own, named) = (file.metadata().map(number), fs::metadata(path).map(number));
    own.ok().is_some_and(|own| named.ok() == Some(own))
}

#[cfg(not(unix))]
fn is_current(_: &File, _: &Path) -> bool {
    true
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    #[test]
    fn only_one_holds_a_folder_whoever_comes_and_goes() {
        let above = tempfile::tempdir().expect("a folder");
        let folder = above.path().join("luu-tru");
        let (inside, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        std::thread::scope(|scope| {
            for _ in 0..8 {
                scope.spawn(|| {
                    for _ in 0..50 {
                        let hold = Hold::take(&folder, &|| {}).expect("a lock");
                        most.fetch_max(inside.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                        std::thread::yield_now();
                        inside.fetch_sub(1, Ordering::SeqCst);
                        drop(hold);
                    }
                });
            }
        });
        assert_eq!(most.into_inner(), 1);
        assert!(!folder.join(LOCK).exists(), "a lock is left");
    }
}
