//! The whole program on one screen: bytes and days in, an account or a bag's payload out.

mod archive_page;
mod cells;
mod changed;
mod check_json;
mod consolidate;
mod copies;
mod documents;
mod explaining;
mod forms;
mod intake;
mod mended;
mod mending;
mod near;
mod papers;
mod publication;
mod seen;
mod verdicts;

use std::sync::Arc;

use jiff::civil::Date;

use crate::archive::{self, Payload, layout};
use crate::document::{self, Templates};
use crate::error::{Error, Result};
use crate::ledger::{Finding, Ledger};
use crate::measure::{self, Coverage, FileTally, Gap, Measured, Measures, Unsure};
use crate::model::{Faces, Records};
use crate::normalize;
use crate::render;
use crate::report::{self, Earlier, Figures, Letter, Letters, NumbersBook, PastPeriod, Report};
use crate::rules::{Calendar, ExtraDay};

pub(crate) use crate::read::{Apart, is_lock_file};
pub(crate) use crate::render::{Changes, LetterAnswer, explanation_workbook, json_text, own_copy};
pub(crate) use archive_page::{ArchiveShown, ShownState, archive_page, by_file};
pub(crate) use cells::{
    CellAround, CellPlace, RowAround, alike, around, as_before, mended as with_changes,
    rows_around, typed,
};
pub(crate) use changed::{ChangedCells, changed_cells};
pub(crate) use check_json::check_json;
pub(crate) use consolidate::{ConsolidatePlan, consolidate, reconsolidate};
pub(crate) use explaining::{CountedPeriod, count_to_explain};
pub(crate) use forms::{
    blank_workbooks, fill_in, filled_in, listed_reasons, questionnaire, register_of_numbers,
};
pub(crate) use intake::{Intake, take_in};
pub(crate) use mending::mendings;
pub(crate) use near::NearlyDue;
use papers::Desk;
pub(crate) use publication::{PublicationMade, has_new_ticks, publication};
pub(crate) use seen::{SeenData, SeenDepartment, SeenProcedure, UnreadColumn, check_and_see, seen};
pub(crate) use verdicts::{JudgedIn, MonthDifference, month_differences, months_text};

/// A file as it was dropped in.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    /// Below `du-lieu`, with `/`.
    pub(crate) path: String,
    pub(crate) bytes: Vec<u8>,
}

/// How far a run is.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Step {
    /// So many files are to be read.
    Read(usize),
    /// So many documents are to be made.
    Render(usize),
    OneMore,
    /// Another run works in the archive: this one waits for it.
    Wait,
}

/// Hears how far a run is, from any thread.
pub(crate) type Progress<'a> = &'a (dyn Fn(Step) + Sync);

/// Takes files of the payload, by their paths, as soon as they are made; from any thread.
pub(crate) trait Keep: Sync {
    /// A whole file.
    fn keep(&self, path: &str, bytes: &[u8]) -> Result<()>;

    /// The next piece of a file that is made from front to back.
    fn keep_piece(&self, path: &str, bytes: &[u8]) -> Result<()>;
}

/// What a run asks of the world outside.
#[derive(Clone, Copy)]
pub(crate) struct Edges<'a> {
    pub(crate) progress: Progress<'a>,
    /// Reads a file of an old or fragile format in a process of its own.
    pub(crate) apart: Apart<'a>,
}

/// What `kiem-tra` found.
#[derive(Debug)]
pub(crate) struct Checked {
    pub(crate) as_of: Date,
    pub(crate) ledger: Ledger,
    /// One for each file of the ledger.
    pub(crate) tallies: Vec<FileTally>,
    /// Files and sheets that would keep a report from being written.
    pub(crate) stopped: Vec<Finding>,
    /// What the office has written itself and no document can print; those that stop a report are in `stopped`, too.
    pub(crate) own: Vec<Finding>,
    pub(crate) coverage: Coverage,
    /// Of the records: what citizens said, and what the office ticked of it.
    pub(crate) said: Records,
}

impl Checked {
    /// All that was found, in the office's own texts first.
    pub(crate) fn findings(&self) -> impl Iterator<Item = &Finding> {
        self.own.iter().chain(self.ledger.findings())
    }
}

/// What decides a check beside its inputs.
#[derive(Debug)]
pub(crate) struct CheckPlan {
    pub(crate) normalize: normalize::NormalizeOptions,
    /// The day on which the tally judges open dossiers.
    pub(crate) as_of: Date,
    /// An office's limits and extra days: due dates are held to them. None for files without an office.
    pub(crate) limits: Option<(measure::MeasureOptions, Vec<ExtraDay>)>,
}

/// Reads everything, beside each other, and tallies each file by itself.
pub(crate) fn check(inputs: &[Input], plan: &CheckPlan, edges: Edges<'_>) -> Result<Checked> {
    checked(intake::take_in_tallied(inputs, &plan.normalize, plan.as_of, edges), plan)
}

/// The same for files of no office, each looked at for itself.
pub(crate) fn check_files(
    inputs: Vec<Input>,
    plan: &CheckPlan,
    edges: Edges<'_>,
) -> Result<Checked> {
    checked(intake::take_in_files(inputs, &plan.normalize, plan.as_of, edges), plan)
}

fn checked(taken: (Intake, Vec<FileTally>), plan: &CheckPlan) -> Result<Checked> {
    let (Intake { mut ledger, mut records, stopped, coverage }, tallies) = taken;
    if let Some((options, extra_days)) = &plan.limits {
        let measured = measure::measure(&records, options, &calendar(extra_days)?);
        let unsure = measure::unsure(&records, options, &measured.measures);
        measure::enter(measured.findings, &mut ledger);
        measure::enter(unsure.findings, &mut ledger);
    }
    let said = Records {
        surveys: std::mem::take(&mut records.surveys),
        complaints: std::mem::take(&mut records.complaints),
        comment_marks: std::mem::take(&mut records.comment_marks),
        published: std::mem::take(&mut records.published),
        ..Records::default()
    };
    give_back(records);
    Ok(Checked { as_of: plan.as_of, ledger, tallies, stopped, own: Vec::new(), coverage, said })
}

/// Everything that decides a report beside what was taken in.
#[derive(Debug)]
pub(crate) struct Plan {
    pub(crate) measure: measure::MeasureOptions,
    pub(crate) report: report::ReportOptions,
    /// Archived figures to compare with.
    pub(crate) earlier: Earlier,
    /// Codes of the dossiers that were open at the end of the period before, a line each; `None` where no archive
    /// has them.
    pub(crate) open_before: Option<String>,
    pub(crate) document: document::DocumentOptions,
    pub(crate) templates: Templates,
    pub(crate) calendar: Calendar,
    pub(crate) open_days: OpenDays,
}

/// What becomes of a report some days of whose period the data leave open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum OpenDays {
    Ask,
    /// Goes on, and the report says so.
    Say,
}

/// How a report went.
#[derive(Debug)]
pub(crate) enum Reported {
    /// A file, or a sheet of a known kind, cannot be read: nothing was made.
    Stopped(Vec<Finding>),
    /// The data leave days of the period open: nothing was made.
    Open(Vec<Missing>),
    /// All that was made but the letters, which were kept one by one, by path in the payload.
    Done { made: Payload, ledger: Ledger, office: Box<Report>, records: Box<Records> },
}

/// Days of the period that the data leave open, and what that would do to the figures.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Missing {
    pub(crate) gap: Gap,
    /// Open dossiers that would be overdue for no other reason than that nothing is known of their last days.
    pub(crate) overdue: u64,
}

/// measure ► report ► document ► render, of what was taken in.
pub(crate) fn report(
    taken: Intake,
    plan: &Plan,
    edges: Edges<'_>,
    keep: &dyn Keep,
) -> Result<Reported> {
    let (mut figures, ledger, records) = match figured(taken, plan) {
        Figured::Stopped(stopped) => return Ok(Reported::Stopped(stopped)),
        Figured::Open(missing) => return Ok(Reported::Open(missing)),
        Figured::Done(done) => *done,
    };
    verdicts::list(&records, plan, keep, &mut figures)?;
    let code = Some(printed_code(&figures.office, &plan.report)?);
    let options = &document::DocumentOptions { code, ..plan.document.clone() };
    let desk = Desk { options, templates: &plan.templates, progress: edges.progress, keep };
    let made = documents::make(&figures, plan.measure.period, desk)?;
    Ok(Reported::Done {
        made,
        ledger,
        office: Box::new(figures.office),
        records: Box::new(records),
    })
}

/// By which the papers find their bag: of the figures and of the inputs.
fn printed_code(office: &Report, options: &report::ReportOptions) -> Result<String> {
    let figures = archive::digest(&render::json(office)?);
    let inputs: Vec<(String, &str)> = options
        .digests
        .iter()
        .map(|(path, digest)| (layout::input(path), digest.as_str()))
        .collect();
    Ok(archive::code(&figures, inputs.iter().map(|(path, digest)| (path.as_str(), *digest))))
}

/// `so-lieu.json` again, as of the plan; the first finding where it does not come so far.
pub(crate) fn recount(
    taken: Intake,
    plan: &Plan,
) -> Result<std::result::Result<CountedAgain, Option<Finding>>> {
    match figured(taken, plan) {
        Figured::Stopped(stopped) => Ok(Err(stopped.into_iter().next())),
        Figured::Open(_) => Ok(Err(None)),
        Figured::Done(done) => {
            let Figures { office, letters, .. } = &done.0;
            Ok(Ok(CountedAgain { figures: render::json(office)?, letters: letter_list(letters)? }))
        }
    }
}

/// `so-lieu.json` and `danh-sach.json`.
#[derive(Debug)]
pub(crate) struct CountedAgain {
    pub(crate) figures: Vec<u8>,
    pub(crate) letters: Vec<u8>,
}

/// `danh-sach.json`.
pub(crate) fn letter_list(letters: &Letters) -> Result<Vec<u8>> {
    let mut list = Vec::new();
    render::letters_json(letters, &mut list)?;
    Ok(list)
}

/// measure ► report.
enum Figured {
    Stopped(Vec<Finding>),
    Open(Vec<Missing>),
    Done(Box<(Figures, Ledger, Records)>),
}

fn figured(taken: Intake, plan: &Plan) -> Figured {
    let Counting { measures, unsure: _, ledger, records } = match counting(taken, plan) {
        Ok(counting) => counting,
        Err(figured) => return figured,
    };
    let mut figures = report::figures(&measures, &ledger, &said(&plan.report), &plan.earlier);
    documents::name_files(&mut figures.letters.written);
    Figured::Done(Box::new((figures, ledger, records)))
}

/// What a report is made from.
#[derive(Debug)]
struct Counting {
    measures: Measures,
    unsure: Unsure,
    /// With the findings of the count.
    ledger: Ledger,
    records: Records,
}

/// Counts what was taken in, or says why there is nothing to report.
fn counting(taken: Intake, plan: &Plan) -> std::result::Result<Counting, Figured> {
    let Intake { mut ledger, records, stopped, coverage: _ } = taken;
    if !stopped.is_empty() {
        return Err(Figured::Stopped(stopped));
    }
    let span = plan.measure.period.span;
    let straddling = measure::straddling_surveys(&records, span);
    if !straddling.is_empty() {
        return Err(Figured::Stopped(straddling));
    }
    let (Measured { measures, findings }, unsure) =
        counted(&records, &plan.measure, &plan.calendar);
    if plan.open_days == OpenDays::Ask && !plan.report.gaps.is_empty() {
        return Err(Figured::Open(missing(&measures, plan)));
    }
    measure::enter(findings, &mut ledger);
    measure::enter(measure::say_unserved(&measures), &mut ledger);
    measure::enter(measure::unused_sheets(&records, span), &mut ledger);
    Ok(Counting { measures, unsure, ledger, records })
}

/// `so-lieu.json` of a report.
pub(crate) fn figures_json(office: &Report) -> Result<Vec<u8>> {
    render::json(office)
}

/// What decides the register of a year.
#[derive(Debug)]
pub(crate) struct RegisterPlan<'a> {
    pub(crate) measure: measure::MeasureOptions,
    pub(crate) report: report::ReportOptions,
    /// All letters of the archive.
    pub(crate) book: &'a NumbersBook,
    pub(crate) calendar: &'a Calendar,
}

/// `so-theo-doi-2020.xlsx` from the letters of the archive, with what the data say of their dossiers.
pub(crate) fn year_register(
    records: &Records,
    plan: &RegisterPlan<'_>,
    year: i16,
) -> Result<Vec<u8>> {
    let (Measured { measures, .. }, _) = counted(records, &plan.measure, plan.calendar);
    let register = report::year_register(&measures, &said(&plan.report), plan.book, year);
    render::register_workbook(&register)
}

/// What the bag keeps of the letters of the archive.
pub(crate) fn kept_letters(book: &NumbersBook) -> Result<Vec<u8>> {
    render::taken_json(&book.taken())
}

/// What it keeps of like periods before.
pub(crate) fn kept_past(past: &[PastPeriod]) -> Result<Vec<u8>> {
    render::past_json(past)
}

/// A million records take a tenth of a second to give back, for which nobody should wait.
fn give_back(records: Records) {
    rayon::spawn(move || drop(records));
}

fn missing(measures: &Measures, plan: &Plan) -> Vec<Missing> {
    let last = plan.measure.period.span.to;
    let of = |gap: &Gap| Missing { gap: *gap, overdue: gap.overdue_unknown(&measures.late, last) };
    plan.report.gaps.iter().map(of).collect()
}

/// What documents can print, for the stages before them.
pub(crate) const FACES: Faces = Faces::new(render::can_print);

fn said(options: &report::ReportOptions) -> report::ReportOptions {
    report::ReportOptions { faces: FACES, ..options.clone() }
}

/// The counts of the period, under the names that may be printed.
fn counted(
    records: &Records,
    options: &measure::MeasureOptions,
    calendar: &Calendar,
) -> (Measured, Unsure) {
    let mut measured = measure::measure(records, options, calendar);
    let mut unsure = measure::unsure(records, options, &measured.measures);
    unsure.fold(&mut measured.measures);
    measured.findings.append(&mut unsure.findings);
    (measured, unsure)
}

/// How a run for letters alone went.
#[derive(Debug)]
pub(crate) enum Lettered {
    Stopped(Vec<Finding>),
    Done(Box<LettersMade>),
}

/// Letters, and what belongs to them.
#[derive(Debug)]
pub(crate) struct LettersMade {
    pub(crate) made: Payload,
    pub(crate) ledger: Ledger,
    pub(crate) letters: Letters,
    /// `so-theo-doi.xlsx` as of the day; `None` where nothing was made.
    pub(crate) register: Option<Vec<u8>>,
    pub(crate) records: Records,
}

/// measure ► report ► document ► render, for letters alone. With `Making::Look`, none is made.
pub(crate) fn letters(
    taken: Intake,
    plan: &Plan,
    making: Making<'_>,
    edges: Edges<'_>,
) -> Result<Lettered> {
    let Intake { mut ledger, records, stopped, coverage: _ } = taken;
    if !stopped.is_empty() {
        return Ok(Lettered::Stopped(stopped));
    }
    let (Measured { measures, findings }, _) = counted(&records, &plan.measure, &plan.calendar);
    measure::enter(findings, &mut ledger);
    let mut figures = report::figures(&measures, &ledger, &said(&plan.report), &plan.earlier);
    documents::name_files(&mut figures.letters.written);
    let made = match making {
        Making::Look => Payload::new(),
        Making::Make(keep) => {
            let (options, progress) = (&plan.document, edges.progress);
            let desk = Desk { options, templates: &plan.templates, progress, keep };
            documents::make_letters(&figures, desk)?
        }
    };
    Ok(Lettered::Done(Box::new(LettersMade {
        register: made.get(layout::REGISTER).cloned(),
        records,
        made,
        ledger,
        letters: figures.letters,
    })))
}

/// Whether letters are made, or only chosen.
#[derive(Clone, Copy)]
pub(crate) enum Making<'a> {
    Look,
    /// And kept as they are made.
    Make(&'a dyn Keep),
}

/// Letters again, from what the archive holds of them: one as it is in its bag, several in one file.
pub(crate) fn reprint(letters: &[(Letter, Reprint)]) -> Result<Vec<u8>> {
    let documents: Vec<_> = letters
        .iter()
        .map(|(letter, Reprint { options, templates, day })| {
            document::letter(letter, options, templates, *day)
        })
        .collect::<Result<_>>()?;
    match documents.as_slice() {
        [one] => render::letter_pdf(one),
        several => render::batch_pdf(several, document::Sheets::Duplex),
    }
}

/// With what a letter was written.
#[derive(Clone, Debug)]
pub(crate) struct Reprint {
    pub(crate) options: Arc<document::DocumentOptions>,
    pub(crate) templates: Arc<Templates>,
    pub(crate) day: Date,
}

/// The working calendar with the days that the settings add.
pub(crate) fn calendar(extra_days: &[ExtraDay]) -> Result<Calendar> {
    Calendar::embedded(extra_days).map_err(|unfit| Error::Settings {
        message: format!("Không dùng được các ngày trong [[ngay_them]]: {unfit}"),
    })
}
