//! The bag of a run while it is made: each file is on the disk as soon as it is there, and only its seal is kept.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::archive::{
    self, Damage, Harm, InBag, Info, Payload, Seal, Sealing, Seals, TagFiles, layout,
};
use crate::error::{Error, Result};
use crate::files::{self, Beside, NameKind};
use crate::pipeline::Keep;

/// Opened by the first file. Dropped before it is placed, it leaves nothing.
#[derive(Debug)]
pub(crate) struct Bagging {
    archive: PathBuf,
    beside: Mutex<Option<Arc<Beside>>>,
    seals: Mutex<Seals>,
    /// Of files that come in pieces.
    growing: Mutex<BTreeMap<String, Sealing>>,
}

impl Bagging {
    pub(crate) fn new(archive: PathBuf) -> Self {
        Self {
            archive,
            beside: Mutex::default(),
            seals: Mutex::default(),
            growing: Mutex::default(),
        }
    }

    pub(crate) fn keep_all(&self, payload: &Payload) -> Result<()> {
        payload.iter().try_for_each(|(path, bytes)| self.keep(path, bytes))
    }

    /// The same for a file of which it is known what the manifest will say.
    pub(crate) fn keep_sealed(&self, path: &str, bytes: &[u8], seal: Seal) -> Result<()> {
        self.beside()?.put(&layout::in_bag(path), bytes)?;
        locked(&self.seals).insert(path.to_owned(), seal);
        Ok(())
    }

    /// What the manifest will list.
    pub(crate) fn seals(&self) -> Seals {
        let mut seals = locked(&self.seals).clone();
        let growing = locked(&self.growing).clone();
        seals.extend(growing.into_iter().map(|(path, sealing)| (path, sealing.seal())));
        seals
    }

    /// Adds the tag files; the bag then stands in the archive as `name`, and what stood there as `keep_as`.
    pub(crate) fn place(self, name: &str, keep_as: Option<&str>, info: &Info) -> Result<()> {
        let beside = self.beside()?;
        let tags: BTreeMap<_, _> = archive::tags(&self.seals(), info).into_iter().collect();
        for (path, bytes) in &tags {
            beside.put(path, bytes)?;
        }
        held_against(name, &tags, &beside.content())?;
        drop(self);
        let beside = Arc::into_inner(beside).expect("nobody writes to the bag any more");
        beside.place(name, keep_as)
    }

    fn beside(&self) -> Result<Arc<Beside>> {
        let mut open = locked(&self.beside);
        if let Some(beside) = open.as_ref() {
            return Ok(Arc::clone(beside));
        }
        let beside = Arc::new(Beside::open(&self.archive)?);
        Ok(Arc::clone(open.insert(beside)))
    }
}

impl Keep for Bagging {
    fn keep(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.keep_sealed(path, bytes, Seal::of(bytes))
    }

    fn keep_piece(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.beside()?.put_behind(&layout::in_bag(path), bytes)?;
        locked(&self.growing).entry(path.to_owned()).or_default().add(bytes);
        Ok(())
    }
}

/// What the disk now holds is what was meant to be written, before it counts.
fn held_against(name: &str, tags: &BTreeMap<String, Vec<u8>>, content: &Path) -> Result<()> {
    let file = |path: &str| tags.get(path).cloned();
    let files = TagFiles {
        bagit: file(layout::BAGIT),
        info: file(layout::INFO),
        manifest: file(layout::MANIFEST),
        tag_manifest: file(layout::TAG_MANIFEST),
    };
    let (written, mut damage) = archive::read_tags(name, &files, None);
    let found = survey(content)?;
    let altered = tags
        .iter()
        .filter(|(path, bytes)| found.get(*path) != Some(&InBag::File(archive::digest(bytes))));
    damage.extend(altered.map(|(path, _)| Damage::new(path.as_str(), Harm::Altered)));
    damage.extend(archive::examine(&written, &found));
    match damage.first() {
        None => Ok(()),
        Some(one) => Err(Error::Archive {
            message: format!(
                "Ổ đĩa không giữ đúng những gì vừa ghi, nên chưa ghi gì vào lưu trữ\n  --> {}\n   = gợi ý: chạy lại; nếu vẫn vậy thì ổ đĩa có thể sắp hỏng, báo người phụ trách máy",
                one.path
            ),
        }),
    }
}

/// The digest of everything below a folder.
pub(crate) fn survey(folder: &Path) -> Result<BTreeMap<String, InBag>> {
    let everything = files::everything(folder)?;
    let found = everything.into_par_iter().map(|(path, kind)| {
        if kind == NameKind::Other {
            return (path, InBag::NotAFile);
        }
        let mut sealing = Sealing::default();
        let found = match files::read_pieces(&folder.join(&path), |piece| sealing.add(piece)) {
            Ok(()) => InBag::File(sealing.seal().digest),
            Err(error) => InBag::Unreadable(error.to_string()),
        };
        (path, found)
    });
    Ok(found.collect())
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
