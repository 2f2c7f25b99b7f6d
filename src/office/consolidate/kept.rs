//! What a consolidated bag keeps of its units, to be counted again.

use serde::{Deserialize, Serialize};

use crate::archive::{digest, layout};
use crate::pipeline::Input;
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

/// What was decided about the units, and those that count, from what a bag keeps; `None` where it does not keep all.
pub(crate) fn units_again(inputs: &[Input]) -> Option<(KeptUnits, Vec<AddedUnit>)> {
    let file = |path: &str| {
        let input = inputs.iter().find(|input| layout::input(&input.path) == path);
        input.map(|input| input.bytes.clone())
    };
    let list: KeptUnits = serde_json::from_slice(&file(layout::UNITS)?).ok()?;
    let one = |(name, slug): &(String, String)| {
        let path = format!("{slug}/{}", layout::FIGURES);
        let bytes = file(&layout::input(&path))?;
        let report = serde_json::from_slice(&bytes).ok()?;
        let digest = digest(&bytes);
        Some(AddedUnit { name: name.clone(), path, digest, report })
    };
    let added = list.added.iter().map(one).collect::<Option<Vec<_>>>()?;
    Some((list, added))
}
