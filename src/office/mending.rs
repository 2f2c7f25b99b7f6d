//! `can-sua`: rewritten on each run; what a clerk put there or has worked in is never touched.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use crate::archive::layout;
use crate::error::Result;
use crate::files;
use crate::ledger::{Finding, Ledger, MendScope};
use crate::office::folder::{CORRECTED, Office};
use crate::pipeline::{self, Apart, Input};

/// What came of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Corrected {
    /// Path of an original below `du-lieu` → its copy.
    pub(crate) copies: BTreeMap<String, MendedCopy>,
    /// What the clerk should know.
    pub(crate) notices: Vec<MendingNotice>,
}

/// Why a file of `can-sua` was left alone.
#[derive(Clone, Debug)]
pub(crate) enum MendingNotice {
    /// Somebody has worked in it: its name there, and its original.
    Edited { name: String, original: String },
    /// It could not be written over or taken away: `can-sua/ho-so.xlsx`, and why.
    Locked { shown: String, error: String },
}

/// A copy that now lies in `can-sua`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MendedCopy {
    /// `can-sua/ho-so.xlsx`.
    pub(crate) shown: String,
    pub(crate) scope: MendScope,
}

/// What was read, and what was found in it.
#[derive(Clone, Copy)]
pub(crate) struct MendingRun<'a> {
    pub(crate) inputs: &'a [Input],
    /// Files of `du-lieu` that this run was told to leave out: their copies stay.
    pub(crate) skipped: &'a [String],
    pub(crate) ledger: &'a Ledger,
    pub(crate) stopped: &'a [Finding],
    pub(crate) day: Date,
    pub(crate) apart: Apart<'a>,
}

/// Writes the copies of this run, and takes away those of earlier runs that no longer apply.
pub(crate) fn rewrite(office: &Office, run: MendingRun<'_>) -> Result<Corrected> {
    let mendings = pipeline::mendings(run.inputs, run.ledger, run.stopped, run.day, run.apart)?;
    let mut corrected = Corrected::default();
    let mut old = old_copies(office, run, &mut corrected.notices)?;
    let mut keep: BTreeSet<String> = BTreeSet::new();
    for mending in mendings {
        let name = free_name(&mending.name, &old, &keep);
        let path = office.path(CORRECTED).join(&name);
        let shown = format!("{CORRECTED}/{name}");
        keep.insert(name.to_lowercase());
        let same = match old.ours.get(&name) {
            Some(_) => files::read_optional(&path)?.as_ref() == Some(&mending.copy.bytes),
            None => false,
        };
        if !same && let Err(error) = files::write(&path, &mending.copy.bytes) {
            let error = error.to_string();
            corrected.notices.push(MendingNotice::Locked { shown, error });
            continue;
        }
        let copy = MendedCopy { shown, scope: mending.copy.scope };
        corrected.copies.insert(mending.original, copy);
    }
    old.ours.retain(|name, original| {
        !keep.contains(&name.to_lowercase()) && !run.skipped.contains(original)
    });
    for name in old.ours.keys() {
        if let Err(error) = files::remove(&office.path(CORRECTED), name) {
            let shown = format!("{CORRECTED}/{name}");
            let error = error.to_string();
            corrected.notices.push(MendingNotice::Locked { shown, error });
        }
    }
    Ok(corrected)
}

/// What lies in `can-sua` from before.
#[derive(Debug, Default)]
struct Old {
    /// Copies that may be overwritten → path of their originals.
    ours: BTreeMap<String, String>,
    /// Names that must be left alone, in lower case.
    others: BTreeSet<String>,
}

fn old_copies(
    office: &Office,
    run: MendingRun<'_>,
    notices: &mut Vec<MendingNotice>,
) -> Result<Old> {
    let folder = office.path(CORRECTED);
    let mut old = Old::default();
    let mut dropped: Option<BTreeSet<String>> = None;
    for name in files::list(&folder)? {
        let own = match files::read(&folder.join(&name)) {
            Ok(bytes) if is_workbook(&name) => pipeline::own_copy(&name, &bytes, run.apart),
            Ok(_) | Err(_) => None,
        };
        let Some(own) = own else {
            old.others.insert(name.to_lowercase());
            continue;
        };
        let is_safe = !own.is_edited() || {
            let dropped = dropped.get_or_insert_with(|| contents(run));
            dropped.contains(&own.now)
        };
        if is_safe {
            old.ours.insert(name, own.mark.original);
        } else {
            let original = own.mark.original;
            notices.push(MendingNotice::Edited { name: name.clone(), original });
            old.others.insert(name.to_lowercase());
        }
    }
    Ok(old)
}

/// What the copies in `du-lieu` hold: the same in `can-sua` is not lost when it is written over.
fn contents(run: MendingRun<'_>) -> BTreeSet<String> {
    let files = run.ledger.files.iter().filter(|file| file.mends.is_some());
    let marked: BTreeSet<&str> = files.map(|file| file.path.as_str()).collect();
    let copies = run
        .inputs
        .iter()
        .filter(|input| marked.contains(input.path.as_str()))
        .filter_map(|input| pipeline::own_copy(&input.path, &input.bytes, run.apart));
    copies.map(|own| own.now).collect()
}

fn is_workbook(name: &str) -> bool {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.to_ascii_lowercase().ends_with(".xlsx") && !file.starts_with("~$")
}

/// The first of `a.xlsx`, `a-2.xlsx`, … that is neither the clerk's nor already written.
fn free_name(wanted: &str, old: &Old, written: &BTreeSet<String>) -> String {
    let stem = wanted.strip_suffix(".xlsx").unwrap_or(wanted);
    layout::first_free(stem, ".xlsx", |name| {
        let lower = name.to_lowercase();
        !old.others.contains(&lower) && !written.contains(&lower)
    })
}
