//! The bag of a run while it is made: each file is on the disk as soon as it is there, and only its seal is kept.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::archive::{self, Info, Payload, Seal, Sealing, Seals, layout};
use crate::error::Result;
use crate::files::Beside;
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
        for (path, bytes) in archive::tags(&self.seals(), info) {
            beside.put(&path, &bytes)?;
        }
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
        self.beside()?.put(&layout::in_bag(path), bytes)?;
        locked(&self.seals).insert(path.to_owned(), Seal::of(bytes));
        Ok(())
    }

    fn keep_piece(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.beside()?.put_behind(&layout::in_bag(path), bytes)?;
        locked(&self.growing).entry(path.to_owned()).or_default().add(bytes);
        Ok(())
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
