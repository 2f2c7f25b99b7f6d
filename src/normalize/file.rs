//! One file: its sheets one after the other, then what needs all of them.

// Circle: the reader of a file hands each table to the reader of its kind, which goes on with the reader of the file: findings,
// departments and texts of a file are kept in one place.

use std::sync::Arc;

use crate::ledger::{
    Code, Fate, FileAccount, Finding, Place, RowCounts, SheetAccount, SheetKind, Source,
};
use crate::model::{RawDossier, RawRows, RawSurvey, Records, Span, Text};
use crate::normalize::drafts;
use crate::normalize::header::dictionary::Dictionary;
use crate::normalize::kinds::asked_beside;
use crate::normalize::kinds::departments::Directory;
use crate::normalize::kinds::dossier_table;
use crate::normalize::kinds::letters;
use crate::normalize::kinds::others;
use crate::normalize::kinds::portal;
use crate::normalize::kinds::publications;
use crate::normalize::kinds::scores;
use crate::normalize::kinds::served;
use crate::normalize::kinds::surveys;
use crate::normalize::kinds::totals;
use crate::normalize::named_departments::{NamedDepartment, NamedDepartments};
use crate::normalize::named_period::NamedPeriods;
use crate::normalize::other_lists;
use crate::normalize::refusals;
use crate::normalize::shape;
use crate::normalize::sheet::{SheetKnown, SheetRead, SheetReader, SheetTools};
use crate::normalize::slid;
use crate::normalize::stand_ins;
use crate::normalize::text::convert;
use crate::normalize::text::intern::Interner;
use crate::normalize::text::legacy;
use crate::normalize::twins;
use crate::normalize::unprintable::{unprintable, unprintable_name};
use crate::normalize::unrecognised::FirstRows;
use crate::normalize::values::date_columns::Habits;
use crate::normalize::values::date_habits;
use crate::normalize::values::legend::legend_of;
use crate::normalize::values::reply::Reply;
use crate::normalize::waiting::Waiting;
use crate::normalize::{FileReading, NormalizeOptions};
use crate::read::Row;

/// A file while its sheets come in.
#[derive(Debug)]
pub(crate) struct FileReader<'o> {
    pub(crate) options: &'o NormalizeOptions,
    pub(crate) path: String,
    pub(crate) dictionary: Dictionary,
    pub(crate) directory: Directory,
    pub(crate) texts: Interner,
    pub(crate) findings: Vec<Finding>,
    pub(crate) sheets: Vec<SheetAccount>,
    pub(crate) records: Records,
    pub(crate) raw: RawRows,
    pub(crate) stopped: Vec<Finding>,
    /// Survey tables wait for the last sheet: the scale of a question is decided over all of them.
    surveys: Vec<Waiting>,
    departments: NamedDepartments,
    of_folder: Option<Span>,
    spans: Vec<(Arc<Source>, Span)>,
    read_any: bool,
    pub(crate) has_text: bool,
    /// What the first sheet without a header begins with.
    pub(crate) first_rows: Option<(Arc<Source>, FirstRows)>,
    /// What pages without a table say of the digits of the others.
    pub(crate) legend: Vec<(u8, Reply)>,
    /// A text of a sheet without a header whose letters were lost before the file was written.
    pub(crate) lost: Option<String>,
}

impl<'o> FileReader<'o> {
    pub(crate) fn new(path: &str, options: &'o NormalizeOptions) -> Self {
        Self {
            options,
            path: path.to_owned(),
            dictionary: Dictionary::new(options),
            directory: Directory::new(options),
            texts: Interner::default(),
            findings: Vec::new(),
            sheets: Vec::new(),
            records: Records::default(),
            raw: RawRows::default(),
            stopped: Vec::new(),
            surveys: Vec::new(),
            departments: NamedDepartments::default(),
            of_folder: None,
            spans: Vec::new(),
            read_any: false,
            has_text: false,
            first_rows: None,
            legend: Vec::new(),
            lost: None,
        }
    }

    pub(crate) fn note(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    pub(crate) fn begin<'a>(&self, facts: SheetKnown) -> SheetReader<'a> {
        SheetReader::new(&self.path, facts)
    }

    pub(crate) fn row<'a>(&mut self, sheet: &mut SheetReader<'a>, row: Row<'a>) {
        sheet.row(row, &mut self.tools());
    }

    fn tools(&mut self) -> SheetTools<'_> {
        SheetTools {
            dictionary: &self.dictionary,
            directory: &self.directory,
            words: &self.options.words,
            texts: &mut self.texts,
        }
    }

    /// The last rows of a sheet: what is lent by the workbook is not needed any more.
    pub(crate) fn finish_sheet(&mut self, sheet: SheetReader<'_>) -> SheetRead {
        sheet.finish(&mut self.tools())
    }

    /// Makes records of a sheet; `failure` is why its rows could not all be read.
    pub(crate) fn end(&mut self, mut sheet: SheetRead, failure: Option<Finding>) {
        self.has_text |= sheet.has_text;
        if sheet.has_text && sheet.tables.is_empty() && self.first_rows.is_none() {
            let rows = std::mem::take(&mut sheet.first_rows);
            self.first_rows = Some((Arc::clone(&sheet.source), rows));
        }
        self.legend.extend(legend_of(sheet.words().iter().map(String::as_str)));
        self.lost = self.lost.take().or_else(|| sheet.lost_letters());
        let (faces, place) = (self.options.faces, Place::whole(&sheet.source));
        let name = &sheet.facts.name;
        self.findings.extend(unprintable_name("trang", name, place, faces));
        let at = self.sheets.len();
        self.sheets.push(SheetAccount {
            name: sheet.facts.name.clone(),
            kind: sheet.kind(),
            further: sheet.further_kinds(),
            rows: sheet.counts,
            columns: sheet.tables.iter().flat_map(|table| table.choice.reads.clone()).collect(),
        });
        if let Some(failure) = failure {
            let rows: usize = sheet.tables.iter().map(|table| table.rows.len()).sum();
            self.reject(at, rows);
            self.stop(failure);
            return;
        }
        self.findings.extend(shape::hidden_rows(&sheet));
        self.findings.append(&mut sheet.notes);
        let (source, epoch) = (Arc::clone(&sheet.source), sheet.facts.epoch);
        for table in std::mem::take(&mut sheet.tables) {
            let waiting = Waiting {
                table,
                source: Arc::clone(&source),
                epoch,
                sheet: at,
                span: None,
                named: None,
                habits: Habits::new(),
                is_stopped: false,
            };
            self.table(waiting);
        }
    }

    fn table(&mut self, mut waiting: Waiting) {
        let converted = convert::convert(&mut waiting.table, &mut self.texts, &waiting.source);
        self.findings.extend(converted);
        self.findings.extend(unprintable(&waiting, &self.texts, self.options.faces));
        let mut problems = std::mem::take(&mut waiting.table.choice.problems);
        problems.extend(twins::settle_spans(&mut waiting.table, &waiting.source));
        waiting.table.head_departments();
        problems.extend(twins::differing(&waiting.table, &waiting.source));
        let headers = waiting.table.header.cells.iter().map(|cell| cell.text.as_str());
        let lost = legacy::lost(headers).or_else(|| shape::lost_in_rows(&waiting, &self.texts));
        if let Some(lost) = lost {
            self.reject(waiting.sheet, waiting.table.rows.len());
            self.stop(refusals::lost_letters(Place::whole(&waiting.source), &lost));
            self.lost.get_or_insert(lost);
            return;
        }
        if let Some(finding) = drafts::whole(&waiting) {
            self.draft(waiting, finding);
            return;
        }
        self.findings.extend(stand_ins::fill(&mut waiting, &self.directory, &self.texts));
        if problems.is_empty() {
            problems.extend(shape::shifted(&waiting, &self.texts));
            problems.extend(other_lists::of_something_else(&waiting));
        }
        if problems.is_empty() {
            self.slid_rows(&mut waiting);
        }
        // A column that nobody can tell apart is not missing.
        if problems.is_empty() {
            problems.extend(self.missing_columns(&waiting));
        }
        self.name_period(&mut waiting, &mut problems);
        problems.extend(asked_beside::doubtful(&waiting));
        if waiting.table.rows.is_empty()
            && waiting.table.totals().next().is_some()
            && problems.is_empty()
        {
            self.read_any = true;
            totals::read_total_only(self, &waiting);
            return;
        }
        if waiting.table.rows.is_empty() && problems.is_empty() {
            self.read_any = true;
            let place = Place::row(&waiting.source, waiting.table.header.first_row);
            self.findings.push(Finding::new(Code::NoRows, place));
            return;
        }
        let mut of_dates = Vec::new();
        match date_habits::habits(&waiting, &self.texts, self.options.cut) {
            Ok((habits, findings)) => (waiting.habits, of_dates) = (habits, findings),
            Err(refusal) if problems.is_empty() => problems.push(refusal),
            Err(_) => {}
        }
        if !problems.is_empty() {
            self.reject(waiting.sheet, waiting.table.rows.len());
            let is_tallied = problems.iter().all(|problem| !problem.code.is_file_error());
            for problem in problems {
                self.stop(problem);
            }
            if !is_tallied {
                return;
            }
            waiting.is_stopped = true;
        }
        // A stopped table gives nothing but its raw rows.
        self.read_any |= !waiting.is_stopped;
        if !waiting.is_stopped {
            self.findings.extend(of_dates);
            self.findings.extend(shape::heads_only(&waiting));
            self.findings.extend(asked_beside::unread(&waiting));
            self.findings.extend(other_lists::unsure(&waiting));
        }
        match waiting.table.header.kind {
            SheetKind::Dossiers => dossier_table::read(self, &waiting),
            SheetKind::Surveys => self.surveys.push(waiting),
            // Only those two have raw rows.
            _ if waiting.is_stopped => {}
            SheetKind::Complaints => others::complaints(self, &waiting),
            SheetKind::SelfAssessment => others::assessments(self, &waiting),
            SheetKind::Scores => scores::read(self, &waiting),
            SheetKind::Served => served::read(self, &waiting),
            SheetKind::Totals => totals::read(self, &waiting),
            SheetKind::LetterEntries => letters::entries(self, &waiting),
            SheetKind::Matters => letters::matters(self, &waiting),
            SheetKind::LetterRegister => letters::register(self, &waiting),
            SheetKind::Publications => publications::marks(self, &waiting),
            SheetKind::PortalFigures => portal::figures(self, &waiting),
            SheetKind::PortalDossiers => portal::dossiers(self, &waiting),
        }
    }

    /// The period that titles and folder name for a table.
    fn name_period(&mut self, waiting: &mut Waiting, problems: &mut Vec<Finding>) {
        let has_figures = !waiting.table.rows.is_empty() || waiting.table.totals().next().is_some();
        let named = NamedPeriods::of(waiting, &self.path, self.options.cut);
        waiting.named = named.own();
        if let Some(span) = named.any() {
            self.spans.push((Arc::clone(&waiting.source), span));
        }
        if shape::needs_period(&waiting.table) && has_figures {
            waiting.span = named.any();
            if named.own().is_none() {
                self.of_folder = waiting.span;
            }
            if waiting.span.is_none() {
                problems.push(named.missing(waiting));
            }
            self.findings.extend(named.contradiction(waiting));
        }
    }

    /// A table that is no data: its rows are tallied, and count nowhere.
    fn draft(&mut self, mut waiting: Waiting, finding: Finding) {
        self.reject(waiting.sheet, waiting.table.rows.len());
        self.findings.push(finding);
        self.read_any = true;
        waiting.is_stopped = true;
        match waiting.table.header.kind {
            SheetKind::Dossiers => dossier_table::read(self, &waiting),
            SheetKind::Surveys => self.surveys.push(waiting),
            _ => {}
        }
    }

    /// Rows that slid and examples count nowhere; for the tally they are rows of which nothing is known.
    fn slid_rows(&mut self, waiting: &mut Waiting) {
        let mut found = drafts::take_out(waiting, &self.texts);
        found.extend(slid::take_out(waiting, &self.directory, &self.options.words, &self.texts));
        self.reject(waiting.sheet, found.len());
        for _ in &found {
            match waiting.table.header.kind {
                SheetKind::Dossiers => {
                    self.raw.dossiers.push(RawDossier { department: None, due: None, end: None });
                }
                SheetKind::Surveys => {
                    self.raw.surveys.push(RawSurvey { department: None, answers: Vec::new() });
                }
                SheetKind::Complaints
                | SheetKind::SelfAssessment
                | SheetKind::Scores
                | SheetKind::Served
                | SheetKind::Totals
                | SheetKind::LetterEntries
                | SheetKind::Matters
                | SheetKind::LetterRegister
                | SheetKind::Publications
                | SheetKind::PortalFigures
                | SheetKind::PortalDossiers => {}
            }
        }
        self.findings.extend(found);
    }

    pub(crate) fn stop(&mut self, finding: Finding) {
        self.stopped.push(finding.clone());
        self.findings.push(finding);
    }

    pub(crate) fn reject(&mut self, sheet: usize, rows: usize) {
        if let Some(account) = self.sheets.get_mut(sheet) {
            account.rows.rejected += u64::try_from(rows).unwrap_or(u64::MAX);
        }
    }

    pub(crate) fn count(&mut self, sheet: usize, fate: Fate) {
        if let Some(account) = self.sheets.get_mut(sheet) {
            account.rows.count(fate);
        }
    }

    /// Takes back that a row was passed over.
    pub(crate) fn unskip(&mut self, sheet: usize) {
        if let Some(account) = self.sheets.get_mut(sheet) {
            account.rows.skipped = account.rows.skipped.saturating_sub(1);
        }
    }

    pub(crate) fn add(&mut self, sheet: usize, rows: RowCounts) {
        if let Some(account) = self.sheets.get_mut(sheet) {
            account.rows.add(rows);
        }
    }

    /// A department as found: one spelling a file, and what the settings say of it.
    pub(crate) fn department(&mut self, name: &Text, place: &Place) -> NamedDepartment {
        self.departments.named(name, place, &self.directory)
    }

    /// The same for a name that was asked before.
    pub(crate) fn known_department(&self, name: &Text) -> Option<&NamedDepartment> {
        self.departments.known(name)
    }

    /// Place of a header in the settings' questionnaire.
    pub(crate) fn question_place(&self, key: &str) -> Option<usize> {
        self.dictionary.question(key)
    }

    pub(crate) fn finish(mut self) -> FileReading {
        let waiting = std::mem::take(&mut self.surveys);
        surveys::read(&mut self, waiting);
        let error = if self.read_any { None } else { Some(self.refusal()) };
        // A file none of whose sheets can be read says so once.
        let once = match error.as_ref().map(|error| error.code) {
            Some(Code::CorruptFile) => Some(Code::SheetUnreadable),
            Some(Code::UndecodableText) => Some(Code::UndecodableText),
            _ => None,
        };
        if let Some(code) = once {
            self.stopped.retain(|finding| finding.code != code);
            self.findings.retain(|finding| finding.code != code);
        }
        let mut findings = self.findings;
        // Nothing is missing from a form that nobody has needed yet.
        if self.sheets.iter().any(|sheet| sheet.kind.is_none() && sheet.name == INSTRUCTIONS) {
            findings.retain(|finding| finding.code != Code::NoRows);
        }
        if let Some(error) = &error {
            findings.retain(|finding| finding != error);
            if !self.stopped.contains(error) {
                self.stopped.push(error.clone());
            }
        }
        // The whole file first, then by place; stable, so that a row's findings keep their order.
        findings.sort_by(|one, other| one.place.cmp(&other.place));
        let departments = self.departments.unknown();
        FileReading {
            account: FileAccount {
                path: self.path,
                error,
                sheets: self.sheets,
                findings,
                mends: None,
            },
            records: self.records,
            raw: self.raw,
            stopped: self.stopped,
            of_folder: self.of_folder,
            spans: self.spans,
            departments,
        }
    }
}

/// Page of a workbook that is a form to fill in, as this program and offices make them.
const INSTRUCTIONS: &str = "Hướng dẫn";
