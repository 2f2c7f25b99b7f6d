//! A check as pages show it: beside what was found, the rows in which it stands, what the settings do not know, and what
//! was mended.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::archive;
use crate::ledger::{Code, FileAccount, Finding, MendScope, Place, Source, Weight};
use crate::office::check::{CheckDone, plan};
use crate::office::folder::Office;
use crate::office::recognise::{UnknownWord, unknown_words};
use crate::office::refusal::{OfficeAnswer, Told};
use crate::pipeline::{self, Apart, ChangedCells, Edges, Input, NearlyDue, RowAround, SeenData};

/// All of it.
#[derive(Debug)]
pub(crate) struct LookedOver {
    pub(crate) done: CheckDone,
    pub(crate) seen: SeenData,
    pub(crate) words: Vec<UnknownWord>,
    /// Open dossiers that are soon due, the soonest first.
    pub(crate) near: Vec<NearlyDue>,
    /// By the row, without its column.
    pub(crate) rows: BTreeMap<Place, RowAround>,
    /// By the copy in which it was changed.
    pub(crate) changed: Vec<(String, Vec<ChangedCells>)>,
}

/// Findings of one code whose rows are there to be shown.
pub(crate) const MOST_ROWS: usize = 200;

impl Office {
    /// All of `du-lieu`, read once.
    pub(crate) fn look_over(&self, today: Date, edges: Edges<'_>) -> Told<LookedOver> {
        Told::by(|notices| {
            self.note_misnamed(notices)?;
            self.looked_over(today, edges)
        })
    }

    fn looked_over(&self, today: Date, edges: Edges<'_>) -> OfficeAnswer<LookedOver> {
        let inputs = self.everything()?;
        let plan = plan(&self.settings, today);
        let (checked, seen, near) = pipeline::check_and_see(&inputs, &plan, edges)?;
        let done = self.concluded(&inputs, checked, today, edges)?;
        let ledger = &done.checked.ledger;
        let rows = rows(&inputs, done.checked.findings(), &ledger.files, edges.apart);
        let changed = changed(&inputs, &ledger.files, edges.apart);
        let words = unknown_words(done.checked.findings());
        Ok(LookedOver { done, seen, words, near, rows, changed })
    }
}

/// The first rows of each code, by place.
fn rows<'a>(
    inputs: &[Input],
    findings: impl Iterator<Item = &'a Finding>,
    files: &[FileAccount],
    apart: Apart<'_>,
) -> BTreeMap<Place, RowAround> {
    let mut kinds: BTreeMap<(Code, bool), BTreeSet<&Place>> = BTreeMap::new();
    for finding in findings.filter(|finding| finding.weight != Weight::SaidElsewhere) {
        if finding.place.row.is_none() {
            continue;
        }
        let kind = kinds.entry((finding.code, finding.rejects())).or_default();
        kind.insert(&finding.place);
        if kind.len() > MOST_ROWS {
            kind.pop_last();
        }
    }
    let mut wanted: BTreeMap<Arc<_>, BTreeSet<u32>> = BTreeMap::new();
    for place in kinds.into_values().flatten() {
        wanted.entry(Arc::clone(&place.source)).or_default().extend(place.row);
    }
    let of_sheet = |(source, rows): (Arc<Source>, BTreeSet<u32>)| {
        let input = inputs.iter().find(|input| input.path == source.file);
        let account = files.iter().find(|file| file.path == source.file);
        // Delimited text has one sheet, without a name.
        let sheet = source.sheet.as_deref().unwrap_or_default();
        let found = match (input, account) {
            (Some(input), Some(account)) => {
                pipeline::rows_around(input, account, (sheet, &rows), apart)
            }
            _ => Vec::new(),
        };
        found.into_iter().map(|row| (Place::row(&source, row.row), row)).collect::<Vec<_>>()
    };
    wanted.into_par_iter().flat_map_iter(of_sheet).collect()
}

/// Of each copy beside its original.
fn changed(
    inputs: &[Input],
    files: &[FileAccount],
    apart: Apart<'_>,
) -> Vec<(String, Vec<ChangedCells>)> {
    let copies: Vec<&FileAccount> = files
        .iter()
        .filter(|file| file.mends.as_ref().is_some_and(|mark| mark.scope == MendScope::Whole))
        .collect();
    if copies.is_empty() {
        return Vec::new();
    }
    let digests: BTreeMap<String, &Input> =
        inputs.iter().map(|input| (archive::digest(&input.bytes), input)).collect();
    let of_copy = |account: &&FileAccount| {
        let first = account.mends.as_ref()?.ancestors.first()?;
        let copy = inputs.iter().find(|input| input.path == account.path)?;
        let cells = pipeline::changed_cells(digests.get(first)?, copy, account, apart);
        (!cells.is_empty()).then(|| (account.path.clone(), cells))
    };
    copies.par_iter().filter_map(of_copy).collect()
}
