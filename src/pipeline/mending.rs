//! Copies of `can-sua`: which files get one, and under which names.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::archive::{self, layout};
use crate::error::Result;
use crate::ledger::{FileAccount, Finding, Ledger};
use crate::pipeline::Input;
use crate::read::Apart;
use crate::render::{self, MendCopy, Original};

/// A copy to be written.
#[derive(Clone, Debug)]
pub(crate) struct Mending {
    /// Path of the original below `du-lieu`.
    pub(crate) original: String,
    /// Path below `can-sua`.
    pub(crate) name: String,
    pub(crate) copy: MendCopy,
}

/// A copy for each file with something that can be mended in it, in order of path.
pub(crate) fn mendings(
    inputs: &[Input],
    ledger: &Ledger,
    stopped: &[Finding],
    day: Date,
    apart: Apart<'_>,
) -> Result<Vec<Mending>> {
    let accounts: BTreeMap<&str, &FileAccount> =
        ledger.files.iter().map(|file| (file.path.as_str(), file)).collect();
    let names = names(inputs.iter().map(|input| input.path.as_str()));
    let made: Result<Vec<Option<Mending>>> = inputs
        .par_iter()
        .map(|input| {
            let Some(account) = accounts.get(input.path.as_str()) else { return Ok(None) };
            if account.error.is_none() && account.findings.is_empty() {
                return Ok(None);
            }
            let mut ancestors = vec![archive::digest(&input.bytes)];
            ancestors.extend(account.mends.iter().flat_map(|mark| mark.ancestors.clone()));
            ancestors.truncate(MOST_ANCESTORS);
            let original = Original {
                path: &input.path,
                root: &input.path,
                bytes: &input.bytes,
                account,
                stopped,
                ancestors,
                apart,
                day,
            };
            let copy = render::mend_copy(&original)?;
            Ok(copy.map(|copy| Mending {
                original: input.path.clone(),
                name: names.get(input.path.as_str()).cloned().unwrap_or_default(),
                copy,
            }))
        })
        .collect();
    Ok(made?.into_iter().flatten().collect())
}

/// Copies of copies of copies: more lines than a first sheet holds say no more.
const MOST_ANCESTORS: usize = 12;

/// `2020-03/ho-so.csv` → `2020-03/ho-so.xlsx`; where two files would share a name, each keeps its extension.
fn names<'a>(paths: impl Iterator<Item = &'a str> + Clone) -> BTreeMap<&'a str, String> {
    let stem = |path: &'a str| match path.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() && !ending.contains('/') => (stem, ending),
        _ => (path, ""),
    };
    // File systems of Windows and macOS see no difference in case.
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut names = BTreeMap::new();
    let is_workbook = |path: &str| path.to_ascii_lowercase().ends_with(".xlsx");
    let (first, then): (Vec<_>, Vec<_>) = paths.partition(|path| is_workbook(path));
    for path in first.into_iter().chain(then) {
        let (stem, ending) = stem(path);
        let ended = format!("{stem}-{}.xlsx", ending.to_ascii_lowercase());
        let mut is_free = |name: &str| taken.insert(name.to_lowercase());
        let name = match format!("{stem}.xlsx") {
            plain if is_free(&plain) => plain,
            _ if is_free(&ended) => ended,
            _ => layout::first_free(stem, ".xlsx", is_free),
        };
        names.insert(path, name);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_named_after_its_original() {
        let paths = ["2020-03/hồ sơ.csv", "A.XLSX", "a.ods", "a.xls", "b.1/không đuôi"];
        let names = names(paths.into_iter());
        let of = |path: &str| names.get(path).map(String::as_str);
        assert_eq!(of("2020-03/hồ sơ.csv"), Some("2020-03/hồ sơ.xlsx"));
        assert_eq!(of("A.XLSX"), Some("A.xlsx"));
        assert_eq!(of("a.ods"), Some("a-ods.xlsx"));
        assert_eq!(of("a.xls"), Some("a-xls.xlsx"));
        assert_eq!(of("b.1/không đuôi"), Some("b.1/không đuôi.xlsx"));
    }
}
