//! Reports that were read out of bags, kept by the digest of their file: what was read once is not read into figures
//! again. Whether the file still is what was written is asked of the disk each time.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use crate::archive::{BagTags, Damage, layout};
use crate::error::Result;
use crate::office::folder::Office;
use crate::report::Report;

/// By digest of `so-lieu.json`.
#[derive(Debug, Default)]
pub(crate) struct KeptReports(Mutex<BTreeMap<String, Arc<Report>>>);

impl KeptReports {
    fn get(&self, digest: &str) -> Option<Arc<Report>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(digest).cloned()
    }

    fn keep(&self, digest: &str, report: Report) -> Arc<Report> {
        let report = Arc::new(report);
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(digest.to_owned(), Arc::clone(&report));
        report
    }
}

impl Office {
    /// The figures of a bag; `None` where it has none, or something of it is not as it was written.
    pub(crate) fn report_in(
        &self,
        folder: &str,
        tags: &BagTags,
        damage: &[Damage],
        kept: &KeptReports,
    ) -> Result<Option<Arc<Report>>> {
        let mut damage = damage.to_vec();
        let figures = self.listed(folder, layout::FIGURES, tags, &mut damage)?;
        self.listed(folder, layout::LETTER_LIST, tags, &mut damage)?;
        let digest = tags.files.get(&layout::in_bag(layout::FIGURES));
        let (Some(figures), Some(digest), true) = (figures, digest, damage.is_empty()) else {
            return Ok(None);
        };
        if let Some(report) = kept.get(digest) {
            return Ok(Some(report));
        }
        let Ok(report) = serde_json::from_slice::<Report>(&figures) else { return Ok(None) };
        let is_own = report.period.code == layout::placed_as(folder);
        Ok(is_own.then(|| kept.keep(digest, report)))
    }
}
