//! What a bag keeps of what was read: the files, or their digests alone.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;

use crate::archive::{self, Payload, Seal, Seals, layout};
use crate::config::FILE;
use crate::error::Result;
use crate::files::{self, WrittenState};
use crate::office::bagging::Bagging;
use crate::office::folder::{INPUTS, Office};
use crate::pipeline::Input;

/// Settings and data as they lie on the disk, by which it is noticed that what was read of them is out of date.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct InputsState(BTreeMap<String, Option<WrittenState>>);

pub(crate) fn inputs_state(folder: &Path) -> Result<InputsState> {
    let data = folder.join(INPUTS);
    let paths = files::list(&data)?.into_iter();
    let mut all: BTreeMap<_, _> = paths
        .map(|path| (format!("{INPUTS}/{path}"), files::written_state(&data.join(path))))
        .collect();
    all.insert(FILE.to_owned(), files::written_state(&folder.join(FILE)));
    Ok(InputsState(all))
}

/// Path below `du-lieu/` → what a manifest says of the file.
pub(crate) type InputSeals = BTreeMap<String, Seal>;

/// Every file is gone through once, for all that tells of it.
pub(crate) fn sealed(inputs: &[Input]) -> InputSeals {
    inputs.par_iter().map(|input| (input.path.clone(), Seal::of(&input.bytes))).collect()
}

/// SHA-256 of each file by its path below `du-lieu/`.
pub(crate) fn digests(inputs: &[Input]) -> BTreeMap<String, String> {
    digests_of(&sealed(inputs))
}

/// The same of files that are sealed.
pub(crate) fn digests_of(sealed: &InputSeals) -> BTreeMap<String, String> {
    sealed.iter().map(|(path, seal)| (path.clone(), seal.digest.clone())).collect()
}

impl Office {
    /// What the manifest will say of the inputs, `nguon/…`, and of the settings.
    pub(crate) fn seals(&self, inputs: &InputSeals, settings: &Payload) -> Seals {
        let mut seals = archive::seals(settings);
        let kept = inputs.iter().filter(|_| self.settings.keeps_inputs());
        seals.extend(kept.map(|(path, seal)| (layout::input(path), seal.clone())));
        seals
    }

    /// What stands for inputs that the bag does not keep.
    pub(crate) fn kept_digests(
        &self,
        digests: &BTreeMap<String, String>,
    ) -> Option<(String, Vec<u8>)> {
        let list = || archive::manifest(digests.iter()).into_bytes();
        (!self.settings.keeps_inputs()).then(|| (layout::INPUT_DIGESTS.to_owned(), list()))
    }

    /// Inputs go into the bag before documents are made: what they hold, hundreds of megabytes, is then in memory no
    /// more. Gives their paths.
    pub(crate) fn keep_inputs(
        &self,
        inputs: Vec<Input>,
        seals: &InputSeals,
        bag: &Bagging,
    ) -> Result<Vec<String>> {
        let keep = |Input { path, bytes }: Input| {
            if let Some(seal) = seals.get(&path).filter(|_| self.settings.keeps_inputs()) {
                bag.keep_sealed(&layout::input(&path), &bytes, seal.clone())?;
            }
            Ok(path)
        };
        inputs.into_iter().map(keep).collect()
    }
}
