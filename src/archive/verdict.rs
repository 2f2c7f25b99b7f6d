//! Whether a period that is already archived may be written again.

use std::collections::BTreeMap;

use crate::archive::bag::{COVER_LABEL, DATE_LABEL, Issued, NUMBER_LABEL, Seals, encoded};
use crate::archive::layout::{FIGURES, in_bag, is_earlier, is_source};

/// What the archive holds for the period.
#[derive(Clone, Debug, Default)]
pub(crate) struct Existing {
    /// Path in the bag → digest.
    manifest: BTreeMap<String, String>,
    /// Numbers and date of the documents, as then given.
    pub(crate) issued: Issued,
}

/// What writing the period again would mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BagVerdict {
    /// The same bytes: nothing to write.
    Unchanged,
    /// The same inputs; only a number or date of the document is new.
    OnlyNumbered,
    /// The same inputs, yet other results: another version, or an earlier period changed.
    OtherResults,
    /// Inputs that were added, removed or changed, by path.
    OtherInputs(Vec<String>),
}

impl Existing {
    /// Reads the payload manifest and `bag-info.txt` of a bag.
    pub(crate) fn read(manifest: &str, info: &str) -> Self {
        let manifest = manifest
            .lines()
            .filter_map(|line| line.split_once(' '))
            .map(|(digest, path)| {
                (path.trim_start_matches([' ', '*']).to_owned(), digest.to_owned())
            })
            .collect();
        let label = |name: &str| {
            info.lines()
                .filter_map(|line| line.split_once(':'))
                .find(|(label, _)| *label == name)
                .map(|(_, value)| value.trim().to_owned())
        };
        let issued = Issued {
            number: label(NUMBER_LABEL),
            cover_number: label(COVER_LABEL),
            date: label(DATE_LABEL),
        };
        Self { manifest, issued }
    }

    /// Whether the bag was made from just these inputs (`nguon/…`, `cau-hinh/…`).
    pub(crate) fn has_inputs(&self, inputs: &Seals) -> bool {
        self.differing_inputs(&digests(inputs)).is_empty()
    }

    fn differing_inputs(&self, new: &BTreeMap<String, String>) -> Vec<String> {
        let payload = |path: &str| path.strip_prefix(&in_bag("")).map(str::to_owned);
        let is_source = |path: &&String| payload(path).is_some_and(|path| is_source(&path));
        let mut paths: Vec<&String> =
            self.manifest.keys().chain(new.keys()).filter(is_source).collect();
        paths.sort();
        paths.dedup();
        paths
            .into_iter()
            .filter(|path| self.manifest.get(*path) != new.get(*path))
            .filter_map(|path| payload(path))
            .collect()
    }
}

/// Compares what is archived with what was made now.
pub(crate) fn verdict(existing: &Existing, payload: &Seals, issued: &Issued) -> BagVerdict {
    let new = digests(payload);
    // What was taken from other bags is no result: where the results are the same, nothing is to be written.
    let own = |path: &&String| !path.strip_prefix(&in_bag("")).is_some_and(is_earlier);
    let results = |all: &BTreeMap<String, String>| -> BTreeMap<String, String> {
        all.iter().filter(|(path, _)| own(path)).map(|(p, d)| (p.clone(), d.clone())).collect()
    };
    if results(&new) == results(&existing.manifest) {
        return BagVerdict::Unchanged;
    }
    let differing = existing.differing_inputs(&new);
    if !differing.is_empty() {
        return BagVerdict::OtherInputs(differing);
    }
    let old = &existing.issued;
    let pairs = [
        (&old.number, &issued.number),
        (&old.cover_number, &issued.cover_number),
        (&old.date, &issued.date),
    ];
    let added = |(old, new): (&Option<String>, &Option<String>)| old.is_none() && new.is_some();
    let numbered = pairs.into_iter().any(added);
    let untouched = pairs.into_iter().all(|pair| pair.0 == pair.1 || added(pair));
    // The figures hold neither number nor date: they must be those that were archived.
    let figures = in_bag(FIGURES);
    let same_figures = existing.manifest.get(&figures) == new.get(&figures);
    if numbered && untouched && same_figures {
        BagVerdict::OnlyNumbered
    } else {
        BagVerdict::OtherResults
    }
}

fn digests(payload: &Seals) -> BTreeMap<String, String> {
    payload.iter().map(|(path, seal)| (encoded(&in_bag(path)), seal.digest.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::bag::{Info, Seal, tags};

    fn payload(report: &str, source: &str) -> Seals {
        Seals::from([
            ("bao-cao.pdf".to_owned(), Seal::of(report.as_bytes())),
            ("nguon/a 1%.xlsx".to_owned(), Seal::of(source.as_bytes())),
            ("cau-hinh/congso.toml".to_owned(), Seal::of(b"")),
        ])
    }

    fn issued(number: Option<&str>, date: Option<&str>) -> Issued {
        let own = |text: Option<&str>| text.map(str::to_owned);
        Issued { number: own(number), cover_number: None, date: own(date) }
    }

    fn archived(report: &str, source: &str, number: Option<&str>) -> Existing {
        let info = Info { issued: issued(number, None), ..Info::default() };
        let files = tags(&payload(report, source), &info);
        let text = |name: &str| {
            let (_, bytes) = files.iter().find(|(path, _)| path == name).expect("a tag file");
            String::from_utf8(bytes.clone()).expect("text")
        };
        Existing::read(&text("manifest-sha256.txt"), &text("bag-info.txt"))
    }

    #[test]
    fn the_same_inputs_again_change_nothing() {
        let existing = archived("one", "rows", Some("31"));
        assert!(existing.has_inputs(&payload("two", "rows")));
        assert_eq!(
            verdict(&existing, &payload("one", "rows"), &issued(Some("31"), None)),
            BagVerdict::Unchanged
        );
    }

    #[test]
    fn a_number_brings_no_other_figures_with_it() {
        let with_figures = |figures: &str| {
            let mut payload = payload("one", "rows");
            payload.insert("so-lieu.json".to_owned(), Seal::of(figures.as_bytes()));
            payload
        };
        let existing = |figures: &str| {
            let files = tags(&with_figures(figures), &Info::default());
            let (_, manifest) =
                files.iter().find(|(path, _)| *path == "manifest-sha256.txt").expect("a manifest");
            Existing::read(&String::from_utf8_lossy(manifest), "")
        };
        let mut new = with_figures("1");
        new.insert("bao-cao.pdf".to_owned(), Seal::of(b"with number"));
        assert_eq!(
            verdict(&existing("1"), &new, &issued(Some("31"), None)),
            BagVerdict::OnlyNumbered
        );
        assert_eq!(
            verdict(&existing("2"), &new, &issued(Some("31"), None)),
            BagVerdict::OtherResults
        );
    }

    #[test]
    fn a_number_may_be_added_but_not_changed() {
        let new = payload("with number", "rows");
        let blank = archived("one", "rows", None);
        assert_eq!(verdict(&blank, &new, &issued(Some("31"), None)), BagVerdict::OnlyNumbered);
        let numbered = archived("one", "rows", Some("30"));
        assert_eq!(verdict(&numbered, &new, &issued(Some("31"), None)), BagVerdict::OtherResults);
        assert_eq!(
            verdict(&numbered, &new, &issued(Some("30"), Some("2020-03-20"))),
            BagVerdict::OnlyNumbered
        );
        assert_eq!(verdict(&blank, &new, &issued(None, None)), BagVerdict::OtherResults);
    }

    #[test]
    fn other_inputs_are_named() {
        let existing = archived("one", "rows", None);
        assert_eq!(
            verdict(&existing, &payload("two", "other rows"), &issued(Some("31"), None)),
            BagVerdict::OtherInputs(vec!["nguon/a 1%25.xlsx".to_owned()])
        );
    }
}
