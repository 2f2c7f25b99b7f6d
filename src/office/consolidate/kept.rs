//! What a consolidated bag keeps of its units, to be counted again.

use serde::{Deserialize, Serialize};

use crate::archive::{digest, layout};
use crate::report::{AddedUnit, UnitFigures};

/// `nguon/danh-sach.json`: what the bag keeps of what was decided about the places.
#[derive(Serialize, Deserialize)]
pub(crate) struct KeptUnits {
    #[serde(rename = "don_vi")]
    pub(crate) units: Vec<UnitFigures>,
    /// Names of the rows, in order, and the folders of their figures below `nguon/`.
    #[serde(rename = "da_cong")]
    pub(crate) added: Vec<(String, String)>,
}

/// The units that count, from what a bag keeps of them; `None` where it does not keep all.
pub(crate) fn added_again(
    list: &KeptUnits,
    file: impl Fn(&str) -> Option<Vec<u8>>,
) -> Option<Vec<AddedUnit>> {
    let one = |(name, slug): &(String, String)| {
        let path = format!("{slug}/{}", layout::FIGURES);
        let bytes = file(&layout::input(&path))?;
        let report = serde_json::from_slice(&bytes).ok()?;
        let digest = digest(&bytes);
        Some(AddedUnit { name: name.clone(), path, digest, report })
    };
    list.added.iter().map(one).collect()
}
