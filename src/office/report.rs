//! All documents of a period into the archive, whole or not at all.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::archive::{Existing, Issued, Payload, Seals, layout};
use crate::config::{DocumentExtras, FILE, parse_prose};
use crate::document::Templates;
use crate::error::{Error, Result};
use crate::files;
use crate::ledger::{Finding, Ledger};
use crate::measure::{DataKind, Gap};
use crate::model::Period;
use crate::office::bagging::Bagging;
use crate::office::book::{book, known};
use crate::office::derived::Derived;
use crate::office::differences::Differences;
use crate::office::folder::{ARCHIVE, CORRECTED, Office, PROSE};
use crate::office::inputs::{InputSeals, digests_of, sealed};
use crate::office::mending::{Corrected, MendingRun, rewrite};
use crate::office::months::{InputsFrom, PeriodInputs};
use crate::office::placing::{BagSlot, PlacedBag, ReadyBag, Replacing};
use crate::office::printing::Printing;
use crate::office::refusal::{Notice, OfficeAnswer, Refusal, Told};
use crate::office::shelf::Shelf;
use crate::office::skip::skipped_path;
use crate::office::taken::{TakenFigures, TakenFrom, earlier_of};
use crate::pipeline::{
    self, Edges, Input, Intake, Keep as _, Missing, MonthDifference, OpenDays, Plan, Reported,
};
use crate::report::{self, Earlier, LettersAsked, NumbersBook, Report};
use crate::rules::{self, Calendar};

/// What a report is asked for with.
#[derive(Clone, Debug)]
pub(crate) struct ReportRequest {
    /// As typed; `None` is the last one that the data fill.
    pub(crate) period: Option<String>,
    /// Of the report.
    pub(crate) number: Option<String>,
    /// Of the công văn.
    pub(crate) cover_number: Option<String>,
    /// Of both.
    pub(crate) date: Option<Date>,
    pub(crate) today: Date,
    pub(crate) replacing: Replacing,
    /// Files that are left out, as typed.
    pub(crate) skip: Vec<String>,
    pub(crate) inputs: InputsFrom,
    pub(crate) open_days: OpenDays,
}

/// How a report went.
#[derive(Debug)]
pub(crate) enum ReportDone {
    /// A file, or a sheet of a known kind, cannot be read: nothing was written.
    Stopped(Vec<Finding>),
    /// The data leave days of the period open: nothing was written.
    Open {
        missing: Vec<Missing>,
        period: Period,
    },
    /// The archive holds just this.
    Unchanged(Box<WrittenReport>),
    Written(Box<WrittenReport>),
    Previewed(Box<PreviewedReport>),
    /// The archived period beside what would take its place.
    Compared(Box<Differences>),
}

/// A report as it would be, of which nothing was kept.
#[derive(Debug)]
pub(crate) struct PreviewedReport {
    pub(crate) report: Report,
    /// `bao-cao.html`.
    pub(crate) page: Vec<u8>,
}

/// A period as it lies in the archive.
#[derive(Debug)]
pub(crate) struct Archive {
    pub(crate) period: Period,
    /// `luu-tru/2020-03/data`.
    pub(crate) folder: PathBuf,
    /// `so-lieu.json`.
    pub(crate) figures: Vec<u8>,
}

/// A period that is archived, now or already.
#[derive(Debug)]
pub(crate) struct WrittenReport {
    pub(crate) archive: Archive,
    pub(crate) ledger: Ledger,
    pub(crate) report: Report,
    pub(crate) skipped: Vec<String>,
    pub(crate) gaps: Vec<Gap>,
    pub(crate) corrected: Corrected,
    /// Name of what stood there before.
    pub(crate) kept_as: Option<String>,
    /// Copies beside the bag that could not be written.
    pub(crate) unwritten: Vec<Error>,
    /// Months whose bags gave the rows.
    pub(crate) months: Vec<String>,
    pub(crate) months_differ: Vec<MonthDifference>,
}

impl Office {
    pub(crate) fn report(&self, request: &ReportRequest, edges: Edges<'_>) -> Told<ReportDone> {
        Told::by(|notices| self.reported(request, edges, notices))
    }

    fn reported(
        &self,
        request: &ReportRequest,
        edges: Edges<'_>,
        notices: &mut Vec<Notice>,
    ) -> OfficeAnswer<ReportDone> {
        let settings = self.settings.require_agency().map(|()| &self.settings)?;
        let asked = self.asked_period(request)?;
        let dropped_in = self.dropped_in(request)?;
        // Of a bag that is to be replaced, it does not matter what became of it.
        let own = asked.filter(|_| request.replacing == Replacing::Keep).map(Period::code);
        let mut shelf = self.shelf(edges, own.as_deref(), notices)?;
        let PeriodInputs { inputs, skipped, months } = match dropped_in {
            Some(all) => all,
            None => self.kept_months(&shelf, asked, &request.skip)?,
        };
        let own_templates = self.templates()?;
        let templates = Templates::new(&own_templates)?;
        let calendar = pipeline::calendar(&settings.extra_days())?;
        let (taken, sealed) = self.taken_in(&inputs, edges);
        let period = match asked {
            Some(period) => period,
            None => self.chosen_period(&taken, &calendar, request.today, notices)?,
        };
        require_later(request.date, period)?;
        let unprintable = self.unprintable(Printing::Report(&period.code()))?;
        if !unprintable.is_empty() {
            return Ok(ReportDone::Stopped([unprintable, taken.stopped].concat()));
        }
        let existing = self.existing(&period.code())?;
        let digests = digests_of(&sealed);
        let mut kept = self.kept_texts(&own_templates, &period.code())?;
        kept.extend(self.kept_digests(&digests));
        let seals = self.seals(&sealed, &kept);
        let issued = numbering(request.numbers(), existing.as_ref(), &seals);
        let extras = extras(&issued, self.parsed_prose(&period.code())?);
        let (folder, span) = (period.code(), period.span);
        let asking = LettersAsked { folder: &folder, span };
        let book = book(&shelf.bags)?;
        let from = taken_from(request.replacing, existing.as_ref(), &seals);
        let taken_figures = self.taken(&shelf, period, from, notices)?;
        let evidence = taken_figures.evidence(&shelf, &book);
        let kept_letters = pipeline::kept_letters(&book)?;
        let plan = Plan {
            measure: settings.measure(period, known(&book, asking)),
            report: report::ReportOptions {
                gaps: taken.coverage.gaps(period.span, &calendar),
                ..settings.report(period, digests, skipped.clone())
            },
            earlier: self.earlier(&taken_figures, period, book),
            open_before: self.open_before(&shelf, period)?,
            document: settings.document(period, extras),
            templates,
            calendar,
            open_days: request.open_days,
        };
        if request.replacing == Replacing::Look {
            return self.looked(&shelf, taken, &plan, (&seals, &kept), edges);
        }
        self.note(period, request.today, !plan.document.prose.is_empty(), notices)?;

        let input = (inputs, &sealed, taken);
        let (bag, inputs, reported) = self.kept_and_reported(input, &plan, edges)?;
        let (made, ledger, report, records) = match reported {
            Reported::Stopped(stopped) => return Ok(ReportDone::Stopped(stopped)),
            Reported::Open(missing) => return Ok(ReportDone::Open { missing, period }),
            Reported::Done { made, ledger, office, records } => (made, ledger, *office, records),
        };
        if request.replacing == Replacing::Preview {
            return Ok(previewed(report, &made));
        }
        let months_differ = self.against_months(&shelf, &months, (&records, &plan), edges)?;
        keep_differences(&bag, &months_differ)?;
        bag.keep_all(&kept)?;
        bag.keep_all(&made)?;
        bag.keep_all(&taken_figures.files)?;
        bag.keep(layout::EARLIER_LETTERS, &kept_letters)?;
        let archive = self.archive_of(period, &made);
        let ready = ReadyBag {
            bag,
            slot: BagSlot { period, folder: &folder, replacing: request.replacing },
            existing: existing.as_ref(),
            figures: &archive.figures,
            organization: &plan.document.agency,
            issued,
            taken: evidence,
            today: request.today,
        };
        let PlacedBag { is_new, kept_as, mut unwritten } = self.put(&mut shelf, ready)?;
        let register = made.get(layout::REGISTER).map(Vec::as_slice);
        let derived = Derived { shelf: &shelf, records: &records, plan: &plan, register };
        unwritten.extend(self.derive(&derived, asking));
        // What a month keeps is mended where it was dropped in.
        let inputs = if months.is_empty() { inputs } else { Vec::new() };
        let corrected = self.corrected(inputs, &archive.folder, &skipped, &ledger, period, edges);
        let corrected = corrected.map_err(|error| unwritten.push(error)).unwrap_or_default();
        let done = Box::new(WrittenReport {
            archive,
            ledger,
            report,
            skipped,
            gaps: plan.report.gaps,
            corrected,
            kept_as,
            unwritten,
            months,
            months_differ,
        });
        Ok(if is_new { ReportDone::Written(done) } else { ReportDone::Unchanged(done) })
    }

    /// What is read of the inputs, and what the manifest says of them.
    fn taken_in(&self, inputs: &[Input], edges: Edges<'_>) -> (Intake, InputSeals) {
        let take_in = || pipeline::take_in(inputs, &self.settings.normalize(None), edges);
        rayon::join(take_in, || sealed(inputs))
    }

    /// Keeps the inputs in a new bag beside making the documents.
    fn kept_and_reported(
        &self,
        (inputs, seals, taken): (Vec<Input>, &InputSeals, Intake),
        plan: &Plan,
        edges: Edges<'_>,
    ) -> Result<(Bagging, Vec<String>, Reported)> {
        let bag = Bagging::new(self.path(ARCHIVE));
        let keep = || self.keep_inputs(inputs, seals, &bag);
        let (inputs, reported) = rayon::join(keep, || pipeline::report(taken, plan, edges, &bag));
        let (inputs, reported) = (inputs?, reported?);
        Ok((bag, inputs, reported))
    }

    fn archive_of(&self, period: Period, made: &Payload) -> Archive {
        Archive {
            period,
            folder: self.path(ARCHIVE).join(period.code()).join(layout::DATA),
            figures: made.get(layout::FIGURES).cloned().unwrap_or_default(),
        }
    }

    fn earlier(&self, taken: &TakenFigures, period: Period, letters: NumbersBook) -> Earlier {
        let cut = self.settings.cut_off();
        Earlier { letters, ..earlier_of(&taken.files, period, cut, str::to_owned) }
    }

    /// What the archived period just before had open on its last day.
    fn open_before(&self, shelf: &Shelf, period: Period) -> OfficeAnswer<Option<String>> {
        let before = rules::previous(period, self.settings.cut_off());
        let follows = |before: &Period| before.span.to.tomorrow().ok() == Some(period.span.from);
        let Some(before) = before.filter(follows) else { return Ok(None) };
        let codes = shelf.file(self, &before.code(), layout::OPEN)?;
        Ok(codes.map(|codes| String::from_utf8_lossy(&codes).into_owned()))
    }

    /// The period asked for, once it has ended.
    pub(crate) fn asked_period(&self, request: &ReportRequest) -> OfficeAnswer<Option<Period>> {
        let Some(text) = request.period.as_deref() else { return Ok(None) };
        let (today, period) = (request.today, self.settings.period(Some(text), request.today)?);
        if period.span.to > today {
            return Err(Refusal::NotEnded { period, today }.into());
        }
        require_later(request.date, period)?;
        Ok(Some(period))
    }

    /// Where none was asked for; notes why it is not the one that has just ended.
    fn chosen_period(
        &self,
        taken: &Intake,
        calendar: &Calendar,
        today: Date,
        notices: &mut Vec<Notice>,
    ) -> Result<Period> {
        let last = self.settings.period(None, today)?;
        if !taken.stopped.is_empty() {
            return Ok(last);
        }
        let period = self.proposed(&taken.coverage, calendar, today)?;
        let reach = taken.coverage.reach(DataKind::Dossiers, today);
        if let Some(reach) = reach.filter(|_| last != period) {
            notices.push(Notice::EarlierPeriod { until: reach.to, period, last });
        }
        Ok(period)
    }

    /// Copies to mend, where rows were left out; where none were, those that an earlier run left are made again.
    fn corrected(
        &self,
        inputs: Vec<String>,
        bag: &Path,
        skipped: &[String],
        ledger: &Ledger,
        period: Period,
        edges: Edges<'_>,
    ) -> Result<Corrected> {
        if ledger.rows().rejected == 0 && files::list(&self.path(CORRECTED))?.is_empty() {
            return Ok(Corrected::default());
        }
        let again =
            |path: String| Ok(Input { bytes: files::read(&bag.join(layout::input(&path)))?, path });
        let inputs = &*if self.settings.keeps_inputs() {
            inputs.into_iter().map(again).collect::<Result<Vec<Input>>>()?
        } else {
            self.inputs(inputs)?
        };
        let (day, apart) = (period.span.to, edges.apart);
        rewrite(self, MendingRun { inputs, skipped, ledger, stopped: &[], day, apart })
    }

    /// Inputs without those that are left out, and which these were.
    fn dropped_in(&self, request: &ReportRequest) -> OfficeAnswer<Option<PeriodInputs>> {
        if request.inputs == InputsFrom::Archive {
            return Ok(None);
        }
        let all = self.input_paths()?;
        let mut skipped = BTreeSet::new();
        for asked in &request.skip {
            skipped.insert(skipped_path(&all, asked)?);
        }
        let rest: Vec<String> = all.into_iter().filter(|path| !skipped.contains(path)).collect();
        if rest.is_empty() {
            return Err(self.no_inputs().into());
        }
        let skipped = skipped.into_iter().collect();
        Ok(Some(PeriodInputs { inputs: self.inputs(rest)?, skipped, months: Vec::new() }))
    }

    /// What the bag keeps beside its inputs: `cau-hinh/…`.
    pub(crate) fn kept_texts(
        &self,
        templates: &BTreeMap<String, String>,
        folder: &str,
    ) -> OfficeAnswer<Payload> {
        let mut kept = Payload::new();
        kept.insert(layout::setting(FILE), self.settings_text.clone().into_bytes());
        for (name, text) in templates {
            kept.insert(layout::template(name), text.clone().into_bytes());
        }
        if let Some(prose) = self.prose(folder)? {
            kept.insert(layout::PROSE.to_owned(), prose.into_bytes());
        }
        Ok(kept)
    }

    pub(crate) fn parsed_prose(&self, folder: &str) -> OfficeAnswer<BTreeMap<String, String>> {
        match self.prose(folder)? {
            Some(text) => Ok(parse_prose(&format!("{PROSE}/{folder}.md"), &text)?),
            None => Ok(BTreeMap::new()),
        }
    }

    fn note(
        &self,
        period: Period,
        today: Date,
        has_prose: bool,
        notices: &mut Vec<Notice>,
    ) -> Result<()> {
        self.note_misnamed(notices)?;
        if !has_prose {
            notices.push(Notice::NoProse(period));
        }
        notices.extend(self.settings.gaps().into_iter().map(Notice::Unfilled));
        if period.span.to == today {
            notices.push(Notice::LastDay(period));
        }
        Ok(())
    }
}

impl ReportRequest {
    /// Of the report and of its công văn, and the date of both.
    fn numbers(&self) -> AskedNumbers<'_> {
        (&self.number, &self.cover_number, self.date)
    }
}

/// Numbers and date of documents, as asked for.
pub(crate) type AskedNumbers<'a> = (&'a Option<String>, &'a Option<String>, Option<Date>);

/// A report is dated on the last day of its period or later.
pub(crate) fn require_later(date: Option<Date>, period: Period) -> OfficeAnswer<()> {
    match date.filter(|date| *date < period.span.to) {
        Some(date) => Err(Refusal::DatedBefore { date, period }.into()),
        None => Ok(()),
    }
}

/// A period made again from the same inputs says what it said.
fn taken_from(replacing: Replacing, existing: Option<&Existing>, seals: &Seals) -> TakenFrom {
    let is_same = existing.is_some_and(|existing| existing.has_inputs(seals));
    match replacing {
        Replacing::Refuse | Replacing::Preview if is_same => TakenFrom::OwnBag,
        Replacing::Refuse | Replacing::Preview | Replacing::Keep | Replacing::Look => {
            TakenFrom::Archive
        }
    }
}

fn previewed(report: Report, made: &Payload) -> ReportDone {
    let page = made.get(layout::REPORT_HTML).cloned().unwrap_or_default();
    ReportDone::Previewed(Box::new(PreviewedReport { report, page }))
}

fn keep_differences(bag: &Bagging, differ: &[MonthDifference]) -> Result<()> {
    if differ.is_empty() {
        return Ok(());
    }
    bag.keep(layout::PARTS_CSV, &pipeline::months_text(differ))
}

pub(crate) fn extras(issued: &Issued, prose: BTreeMap<String, String>) -> DocumentExtras {
    DocumentExtras {
        number: issued.number.clone(),
        cover_number: issued.cover_number.clone(),
        date: issued.date.as_deref().and_then(|day| day.parse().ok()),
        prose,
    }
}

/// Numbers and date of the documents: as given, else as archived from the same inputs.
pub(crate) fn numbering(
    (number, cover_number, date): AskedNumbers<'_>,
    existing: Option<&Existing>,
    inputs: &Seals,
) -> Issued {
    let same = existing.filter(|existing| existing.has_inputs(inputs));
    let archived = same.map(|bag| bag.issued.clone()).unwrap_or_default();
    Issued {
        number: number.clone().or(archived.number),
        cover_number: cover_number.clone().or(archived.cover_number),
        date: date.map(|day| day.to_string()).or(archived.date),
    }
}
