//! The bag of a run while it is made: each file is on the disk as soon as it is there, and only its seal is kept.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use crate::archive::{self, Info, Payload, Seal, Seals};
use crate::error::Result;
use crate::files::Beside;

/// Opened by the first file. Dropped before it is placed, it leaves nothing.
#[derive(Debug)]
pub(crate) struct Bagging {
    archive: PathBuf,
    beside: Mutex<Option<Arc<Beside>>>,
    seals: Mutex<Seals>,
}

impl Bagging {
    pub(crate) fn new(archive: PathBuf) -> Self {
        Self { archive, beside: Mutex::default(), seals: Mutex::default() }
    }

    /// Adds a file of the payload, from any thread.
    pub(crate) fn keep(&self, path: &str, bytes: &[u8]) -> Result<()> {
        self.beside()?.put(&archive::in_bag(path), bytes)?;
        let mut seals = self.seals.lock().unwrap_or_else(PoisonError::into_inner);
        seals.insert(path.to_owned(), Seal::of(bytes));
        Ok(())
    }

    pub(crate) fn keep_all(&self, payload: &Payload) -> Result<()> {
        payload.iter().try_for_each(|(path, bytes)| self.keep(path, bytes))
    }

    /// What the manifest will list.
    pub(crate) fn seals(&self) -> Seals {
        self.seals.lock().unwrap_or_else(PoisonError::into_inner).clone()
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
        let mut open = self.beside.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(beside) = open.as_ref() {
            return Ok(Arc::clone(beside));
        }
        let beside = Arc::new(Beside::open(&self.archive)?);
        Ok(Arc::clone(open.insert(beside)))
    }
}
