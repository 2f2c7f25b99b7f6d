//! Two runs beside each other: two bags, or a bag and what the office's folder would give in its place.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::archive::layout::{self, in_bag};
use crate::archive::{Payload, Seals, read_digests};
use crate::config::{FILE, Settings};
use crate::error::Result;
use crate::ledger::Finding;
use crate::office::differences::{ComparedRun, Differences, differences};
use crate::office::folder::{ARCHIVE, Office};
use crate::office::months::InputsFrom;
use crate::office::placing::Replacing;
use crate::office::recount::KeptBag;
use crate::office::refusal::{Notice, OfficeAnswer, Refusal, Told};
use crate::office::report::{ReportDone, ReportRequest};
use crate::office::row_changes::{RowFacts, row_facts};
use crate::office::shelf::Shelf;
use crate::pipeline::{self, Edges, Intake, OpenDays, Plan};

/// What is compared.
#[derive(Clone, Debug)]
pub(crate) struct CompareRequest {
    /// Folder in the archive.
    pub(crate) before: String,
    /// Another; `None` is what `--thay-the` would put in its place.
    pub(crate) after: Option<String>,
    pub(crate) today: Date,
    /// Files that are left out of what would be made now.
    pub(crate) skip: Vec<String>,
    /// Where the rows of what would be made now come from.
    pub(crate) inputs: InputsFrom,
}

/// How it went.
#[derive(Debug)]
pub(crate) enum CompareDone {
    /// A file, or a sheet of a known kind, cannot be read.
    Stopped(Vec<Finding>),
    Compared(Box<Differences>),
}

impl Office {
    /// Writes nothing but what a broken run left to be finished.
    pub(crate) fn compare(&self, request: &CompareRequest, edges: Edges<'_>) -> Told<CompareDone> {
        match &request.after {
            Some(after) => Told::by(|notices| {
                self.compared(&request.before, after, edges, notices)
                    .map(|found| CompareDone::Compared(Box::new(found)))
            }),
            None => self.compared_to_now(request, edges),
        }
    }

    fn compared(
        &self,
        before: &str,
        after: &str,
        edges: Edges<'_>,
        notices: &mut Vec<Notice>,
    ) -> OfficeAnswer<Differences> {
        let shelf = self.shelf(edges, None, notices)?;
        let [before, after] = [before, after].map(|folder| self.side(&shelf, folder, edges));
        Ok(differences(before?, after?))
    }

    fn compared_to_now(&self, request: &CompareRequest, edges: Edges<'_>) -> Told<CompareDone> {
        let report = ReportRequest {
            period: Some(request.before.clone()),
            number: None,
            cover_number: None,
            date: None,
            today: request.today,
            replacing: Replacing::Look,
            skip: request.skip.clone(),
            inputs: request.inputs,
            open_days: OpenDays::Say,
        };
        let Told { notices, answer } = self.report(&report, edges);
        let answer = answer.map(|done| match done {
            ReportDone::Compared(found) => CompareDone::Compared(found),
            ReportDone::Stopped(stopped) => CompareDone::Stopped(stopped),
            ReportDone::Open { .. }
            | ReportDone::Unchanged(_)
            | ReportDone::Written(_)
            | ReportDone::Previewed(_) => {
                unreachable!("a look writes nothing, and open days are said")
            }
        });
        Told { notices, answer }
    }

    /// The archived period beside what would be made of the inputs.
    pub(crate) fn looked(
        &self,
        shelf: &Shelf,
        taken: Intake,
        plan: &Plan,
        (seals, kept): (&Seals, &Payload),
        edges: Edges<'_>,
    ) -> OfficeAnswer<ReportDone> {
        let before = self.side(shelf, &plan.report.period.code(), edges)?;
        let rows = row_facts(&taken.records);
        let figures = match pipeline::recount(taken, plan)? {
            Ok(again) => again.figures,
            Err(found) => return Ok(ReportDone::Stopped(found.into_iter().collect())),
        };
        let text = |bytes: &Vec<u8>| String::from_utf8_lossy(bytes).into_owned();
        let setting = layout::setting(FILE);
        let words =
            kept.iter().filter(|(path, _)| **path != setting && *path != layout::INPUT_DIGESTS);
        let inputs = seals.iter().filter(|(path, _)| layout::is_input(path));
        let mut inputs: BTreeMap<String, String> =
            inputs.map(|(path, seal)| (path.clone(), seal.digest.clone())).collect();
        inputs.extend(kept.get(layout::INPUT_DIGESTS).into_iter().flat_map(|list| listed(list)));
        let after = ComparedRun {
            folder: None,
            figures,
            settings: self.settings_text.clone(),
            words: words.map(|(path, bytes)| (path.clone(), text(bytes))).collect(),
            inputs,
            rows: Some(rows),
        };
        Ok(ReportDone::Compared(Box::new(differences(before, after))))
    }

    /// A bag, every file of which is what was written.
    fn side(&self, shelf: &Shelf, folder: &str, edges: Edges<'_>) -> OfficeAnswer<ComparedRun> {
        if !shelf.is_period(folder) {
            let bags = shelf.bags.iter().filter(|bag| bag.has_figures());
            let bags = bags.map(|bag| bag.folder.clone()).collect();
            return Err(Refusal::NoSuchBag { asked: folder.to_owned(), bags }.into());
        }
        let tags = shelf.tags(folder);
        let damage = self.damage(folder, &tags)?;
        if !damage.is_empty() {
            let touched = damage.into_iter().map(|one| (folder.to_owned(), one)).collect();
            return Err(Refusal::Touched(touched).into());
        }
        let path = self.path(ARCHIVE).join(folder);
        let bag = KeptBag { path: &path, folder, tags: &tags };
        let settings = String::from_utf8_lossy(&bag.file(&layout::setting(FILE))?).into_owned();
        let data = in_bag("");
        let payload: Vec<(&str, &String)> = tags
            .files
            .iter()
            .filter_map(|(path, digest)| Some((path.strip_prefix(&data)?, digest)))
            .collect();
        let mut side = ComparedRun {
            folder: Some(folder.to_owned()),
            figures: bag.file(layout::FIGURES)?,
            ..ComparedRun::default()
        };
        for (path, digest) in payload {
            if path == layout::INPUT_DIGESTS {
                side.inputs.extend(listed(&bag.file(path)?));
            } else if layout::is_input(path) {
                side.inputs.insert(path.to_owned(), digest.clone());
            } else if layout::is_source(path) && path != layout::setting(FILE) {
                let text = String::from_utf8_lossy(&bag.file(path)?).into_owned();
                side.words.insert(path.to_owned(), text);
            }
        }
        side.rows = rows(&bag, &settings, edges)?;
        side.settings = settings;
        Ok(side)
    }
}

/// Inputs of which a bag keeps the digests alone.
fn listed(list: &[u8]) -> Vec<(String, String)> {
    let listed = read_digests(list).into_iter().flatten();
    listed.map(|(path, digest)| (layout::input(&path), digest)).collect()
}

/// `None` where the bag keeps no inputs, or settings that this program does not know.
fn rows(bag: &KeptBag<'_>, settings: &str, edges: Edges<'_>) -> Result<Option<Vec<RowFacts>>> {
    let inputs = bag.inputs()?;
    let Ok(settings) = Settings::parse(settings) else { return Ok(None) };
    if inputs.is_empty() {
        return Ok(None);
    }
    let taken = pipeline::take_in(&inputs, &settings.normalize(None), edges);
    Ok(Some(row_facts(&taken.records)))
}
