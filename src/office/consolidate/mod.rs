//! The report of a superior office from the archived figures of its units, into its own archive.

mod gather;
mod judge;
pub(crate) mod kept;
mod listed;

use std::path::PathBuf;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::archive::{digest, layout};
use crate::document::Templates;
use crate::error::{Error, Result};
use crate::model::Period;
use crate::office::bagging::Bagging;
use crate::office::book::book;
use crate::office::folder::{ARCHIVE, Office};
use crate::office::placing::{BagSlot, PlacedBag, ReadyBag, Replacing};
use crate::office::refusal::{Notice, OfficeAnswer, Refusal, Told};
use crate::office::report::{extras, numbering, require_later};
use crate::office::taken::earlier_of;
use crate::pipeline::{self, ConsolidatePlan, Edges, Keep as _};
use crate::report::{Earlier, NumbersBook, Report, UnitFigures};

/// What a consolidated report is asked for with.
#[derive(Clone, Debug)]
pub(crate) struct ConsolidateRequest {
    /// As typed; `None` is the last one that has ended.
    pub(crate) period: Option<String>,
    /// Where the units are; none: where the settings say.
    pub(crate) sources: Vec<PathBuf>,
    pub(crate) number: Option<String>,
    pub(crate) cover_number: Option<String>,
    pub(crate) date: Option<Date>,
    pub(crate) today: Date,
    pub(crate) replacing: Replacing,
}

/// How it went.
#[derive(Debug)]
pub(crate) enum ConsolidateDone {
    /// No unit can be added: nothing was written.
    Nothing(Period, Vec<UnitFigures>),
    Unchanged(Box<ConsolidatedReport>),
    Written(Box<ConsolidatedReport>),
}

/// A consolidated report as it lies in the archive.
#[derive(Debug)]
pub(crate) struct ConsolidatedReport {
    pub(crate) period: Period,
    /// `luu-tru/tong-hop-2020-03/data`.
    pub(crate) folder: PathBuf,
    pub(crate) report: Report,
    /// `so-lieu.json`.
    pub(crate) figures: Vec<u8>,
    pub(crate) kept_as: Option<String>,
    pub(crate) unwritten: Vec<Error>,
}

impl Office {
    pub(crate) fn consolidate(
        &self,
        request: &ConsolidateRequest,
        edges: Edges<'_>,
    ) -> Told<ConsolidateDone> {
        Told::by(|notices| self.consolidated(request, edges, notices))
    }

    fn consolidated(
        &self,
        request: &ConsolidateRequest,
        edges: Edges<'_>,
        notices: &mut Vec<Notice>,
    ) -> OfficeAnswer<ConsolidateDone> {
        let settings = &self.settings;
        settings.require_agency()?;
        let period = settings.period(request.period.as_deref(), request.today)?;
        if period.span.to > request.today {
            return Err(Refusal::NotEnded { period, today: request.today }.into());
        }
        require_later(request.date, period)?;
        let sources = self.unit_sources(&request.sources)?;
        let folder = layout::consolidated(&period.code());
        let own = Some(folder.as_str()).filter(|_| request.replacing == Replacing::Keep);
        let mut shelf = self.shelf(edges, own, notices)?;
        let own_templates = self.templates()?;
        let templates = Templates::new(&own_templates)?;
        let calendar = pipeline::calendar(&settings.extra_days())?;

        let places = gather::gather(&sources, &period.code())?;
        let judged = places.par_iter().map(|place| judge::judge(place, edges));
        let judged = judged.collect::<Result<Vec<_>>>()?;
        let asked = settings.units(period, &calendar);
        let listed = listed::listed(judged, &asked);
        if listed.added.is_empty() {
            return Ok(ConsolidateDone::Nothing(period, listed.units));
        }
        let (kept, added) = listed.kept()?;
        let mut source = kept.clone();
        source.extend(self.kept_texts(&own_templates, &folder)?);
        let existing = self.existing(&folder)?;
        let seals = crate::archive::seals(&source);
        let issued = numbering(
            (&request.number, &request.cover_number, request.date),
            existing.as_ref(),
            &seals,
        );
        let prose = self.parsed_prose(&folder)?;
        let no_letters = NumbersBook::default();
        let taken_figures = self.taken_by_units(&shelf, period)?;
        let kept_letters = pipeline::kept_letters(&no_letters)?;
        let taken = taken_figures.evidence(&shelf, &no_letters);
        let digests = kept
            .iter()
            .filter_map(|(path, bytes)| Some((layout::of_input(path)?.to_owned(), digest(bytes))))
            .collect();
        let plan = ConsolidatePlan {
            period,
            report: settings.report(period, digests, Vec::new()),
            added,
            units: listed.units,
            earlier: Earlier {
                letters: no_letters,
                ..earlier_of(&taken_figures.files, period, settings.cut_off(), layout::consolidated)
            },
            document: settings.document(period, extras(&issued, prose)),
            templates,
        };
        let bag = Bagging::new(self.path(ARCHIVE));
        bag.keep_all(&source)?;
        let (made, report) = pipeline::consolidate(&plan, edges, &bag)?;
        bag.keep_all(&made)?;
        bag.keep_all(&taken_figures.files)?;
        bag.keep(layout::EARLIER_LETTERS, &kept_letters)?;
        let figures = made.get(layout::FIGURES).cloned().unwrap_or_default();
        let ready = ReadyBag {
            bag,
            slot: BagSlot { period, folder: &folder, replacing: request.replacing },
            existing: existing.as_ref(),
            figures: &figures,
            organization: &plan.document.agency,
            issued,
            taken,
            today: request.today,
        };
        let PlacedBag { is_new, kept_as, mut unwritten } = self.put(&mut shelf, ready)?;
        let (agency, targets) = (&plan.document.agency, &plan.report.targets);
        let page = book(&shelf.bags).and_then(|book| self.index((&shelf, &book), agency, targets));
        match page {
            Ok(page) => unwritten.extend(self.write_index(&page)),
            Err(error) => unwritten.push(error),
        }
        let done = Box::new(ConsolidatedReport {
            period,
            folder: self.path(ARCHIVE).join(&folder).join(layout::DATA),
            report,
            figures: made.get(layout::FIGURES).cloned().unwrap_or_default(),
            kept_as,
            unwritten,
        });
        Ok(if is_new { ConsolidateDone::Written(done) } else { ConsolidateDone::Unchanged(done) })
    }

    /// As typed, from where the command was typed; else as the settings say, from the office's folder.
    fn unit_sources(&self, typed: &[PathBuf]) -> OfficeAnswer<Vec<PathBuf>> {
        if !typed.is_empty() {
            return Ok(typed.to_vec());
        }
        let sources: Vec<PathBuf> =
            self.settings.unit_sources().iter().map(|path| self.path(path)).collect();
        if sources.is_empty() { Err(Refusal::NoUnits.into()) } else { Ok(sources) }
    }
}
