//! Figures → every file of the payload, made in parallel and complete before one is written.

use std::ops::Range;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::archive::{self, Payload, Slugs};
use crate::document::{self, Attachment, Document, Meta, Templates};
use crate::error::Result;
use crate::model::Period;
use crate::pipeline::{Keep, Progress, Step};
use crate::render::{self, LetterFiles, Sides};
use crate::report::{Figures, LateList, Letter, LetterKind, Letters, Register, Report};

const COVER: &str = "gui/cong-van.pdf";
const PARCEL: &str = "gui/tai-lieu-gui.zip";
const LETTERS: &str = "thu-xin-loi";
const PRINT_ALL: &str = "thu-xin-loi/in-tat-ca.pdf";
pub(crate) const REGISTER: &str = "thu-xin-loi/so-theo-doi.xlsx";

/// Letters that are drawn together: what all share is made once for them.
const SHEAF: usize = 8;
/// Letters that are held before they go into the file to print all.
const AT_ONCE: usize = 32;

/// What the công văn sends, by its path in the payload.
const ATTACHED: [Attachment; 2] = [
    Attachment { name: "Báo cáo", file: "bao-cao.pdf" },
    Attachment { name: "Phụ lục số liệu của báo cáo", file: "phu-luc.xlsx" },
];

/// One file to be made.
#[derive(Clone, Copy, Debug)]
enum Job<'a> {
    ReportPdf(&'a Report),
    ReportHtml(&'a Report),
    ReportDocx(&'a Report),
    CoverPdf(&'a Report),
    CoverDocx(&'a Report),
    DepartmentPdf(&'a Report),
    DepartmentHtml(&'a Report),
    DepartmentDocx(&'a Report),
    Annex(&'a Report),
    Json(&'a Report),
    LatePdf(&'a LateList),
    LateWorkbook(&'a LateList, &'a Letters),
    Letters(&'a Letters),
    Register(&'a Register),
}

/// What the documents are made with.
#[derive(Clone, Copy)]
struct Making<'a> {
    figures: &'a Figures,
    desk: Desk<'a>,
    day: Date,
}

/// With what documents are made, and where they go.
#[derive(Clone, Copy)]
pub(crate) struct Desk<'a> {
    pub(crate) options: &'a document::Options,
    pub(crate) templates: &'a Templates,
    pub(crate) progress: Progress<'a>,
    pub(crate) keep: &'a dyn Keep,
}

/// The payload but for inputs and settings; letters are kept as they are made and are not in it.
pub(crate) fn make(figures: &Figures, period: Period, desk: Desk<'_>) -> Result<Payload> {
    let making = Making { figures, desk, day: period.span.to };
    let jobs = jobs(figures);
    making.begin(jobs.len());
    let mut made = making.all(jobs)?;
    making.print_all(making.letters()?)?;
    made.insert(PARCEL.to_owned(), parcel(&made, period)?);
    Ok(made)
}

/// Letters alone, and what belongs to them.
pub(crate) fn make_letters(figures: &Figures, desk: Desk<'_>) -> Result<Payload> {
    let making = Making { figures, desk, day: figures.letters.day };
    let jobs = letter_jobs(figures);
    making.begin(jobs.len());
    let batch = making.letters()?;
    let (printed, made) = rayon::join(|| making.print_all(batch), || making.all(jobs));
    printed?;
    made
}

impl Making<'_> {
    fn begin(self, jobs: usize) {
        (self.desk.progress)(Step::Render(jobs + self.figures.letters.written.len()));
    }

    /// PDF and DOCX of every letter; gives what is to be printed of them all, if there are any.
    fn letters(self) -> Result<Option<render::Batch>> {
        let written = &self.figures.letters.written;
        if written.is_empty() {
            return Ok(None);
        }
        let mut batch = render::Batch::new(self.desk.options.letter_sheets);
        let mut add = |sheaves: Vec<Vec<(Sides, Meta)>>| {
            let mut letters = sheaves.iter().flatten();
            letters.try_for_each(|(sides, meta)| batch.add(sides, meta))?;
            self.desk.keep.keep_piece(PRINT_ALL, &batch.take())
        };
        let mut made = Vec::new();
        for some in written.chunks(AT_ONCE) {
            let last = std::mem::take(&mut made);
            let make = || some.par_chunks(SHEAF).map(|sheaf| self.sheaf(sheaf)).collect();
            let (added, next): (_, Result<_>) = rayon::join(|| add(last), make);
            added?;
            made = next?;
        }
        add(made)?;
        Ok(Some(batch))
    }

    /// The rest of the file to print all.
    fn print_all(self, batch: Option<render::Batch>) -> Result<()> {
        let Some(batch) = batch else { return Ok(()) };
        let cover = |pages: &[Range<usize>]| {
            let written = &self.figures.letters.written;
            document::letter_cover(written, pages, self.desk.options, self.day)
        };
        self.desk.keep.keep_piece(PRINT_ALL, &batch.finish(Some(&cover))?)
    }

    /// Makes and keeps letters that are drawn together.
    fn sheaf(self, letters: &[Letter]) -> Result<Vec<(Sides, Meta)>> {
        let documents: Vec<Document> =
            letters.iter().map(|letter| self.letter(letter)).collect::<Result<_>>()?;
        let files = render::letters(&documents)?;
        let mut made = Vec::new();
        for ((letter, document), files) in letters.iter().zip(documents).zip(files) {
            let LetterFiles { pdf, docx, sides } = files;
            self.desk.keep.keep(&format!("{LETTERS}/{}.pdf", letter.file), &pdf)?;
            self.desk.keep.keep(&format!("{LETTERS}/{}.docx", letter.file), &docx)?;
            (self.desk.progress)(Step::OneMore);
            made.push((sides, document.meta));
        }
        Ok(made)
    }

    fn all(self, jobs: Vec<(String, Job<'_>)>) -> Result<Payload> {
        let made: Vec<Result<(String, Vec<u8>)>> = jobs
            .into_par_iter()
            .map(|(path, job)| {
                let bytes = self.one(job)?;
                (self.desk.progress)(Step::OneMore);
                Ok((path, bytes))
            })
            .collect();
        // In the order of the jobs, so that the same fault is said whichever thread met it first.
        made.into_iter().collect()
    }

    fn one(self, job: Job<'_>) -> Result<Vec<u8>> {
        let Self { figures, desk: Desk { options, templates, .. }, .. } = self;
        let late = &figures.late;
        match job {
            Job::ReportPdf(figures) => render::pdf(&document::report(figures, options, templates)?),
            Job::ReportHtml(figures) => {
                render::html(&document::report(figures, options, templates)?)
            }
            Job::CoverPdf(figures) => {
                render::pdf(&document::cover(figures, &ATTACHED, options, templates)?)
            }
            Job::CoverDocx(figures) => {
                render::docx(&document::cover(figures, &ATTACHED, options, templates)?)
            }
            Job::Annex(figures) => {
                render::annex(figures, &document::report(figures, options, templates)?)
            }
            Job::DepartmentPdf(own) => render::pdf(&department(own, late, options, templates)?),
            Job::DepartmentHtml(own) => render::html(&department(own, late, options, templates)?),
            Job::Json(figures) => render::json(figures),
            Job::LatePdf(list) => render::pdf(&document::late_list(list, options, templates)?),
            Job::LateWorkbook(list, letters) => render::late_workbook(list, letters),
            Job::ReportDocx(figures) => {
                render::docx(&document::report(figures, options, templates)?)
            }
            Job::DepartmentDocx(own) => render::docx(&department(own, late, options, templates)?),
            Job::Letters(all) => render::letters_json(all),
            Job::Register(register) => render::register_workbook(register),
        }
    }

    fn letter(self, letter: &Letter) -> Result<Document> {
        document::letter(letter, self.desk.options, self.desk.templates, self.day)
    }
}

/// What goes out: the công văn, the report and its figures. No letter, no internal list, no input.
fn parcel(made: &Payload, period: Period) -> Result<Vec<u8>> {
    let files: Vec<(&str, &[u8])> = [(COVER, "cong-van.pdf")]
        .into_iter()
        .chain(ATTACHED.iter().map(|attached| (attached.file, attached.file)))
        .filter_map(|(path, name)| Some((name, made.get(path)?.as_slice())))
        .collect();
    archive::parcel(&files, period.span.to)
}

fn department(
    own: &Report,
    late: &LateList,
    options: &document::Options,
    templates: &Templates,
) -> Result<Document> {
    let late = late.of(own.department.as_deref().unwrap_or_default());
    document::department(own, &late, options, templates)
}

/// Gives every letter the name of its files.
pub(crate) fn name_files(letters: &mut [Letter]) {
    let mut appointments = Slugs::default();
    let mut apologies = Slugs::default();
    for letter in letters {
        letter.file = match letter.kind {
            LetterKind::Appointment => format!("pxl-{}", appointments.take(&letter.code)),
            LetterKind::Apology | LetterKind::Matter => {
                format!("txl-{}", apologies.take(&letter.code))
            }
        };
    }
}

fn jobs(figures: &Figures) -> Vec<(String, Job<'_>)> {
    let office = &figures.office;
    let mut jobs = vec![
        ("bao-cao.pdf".to_owned(), Job::ReportPdf(office)),
        ("bao-cao.html".to_owned(), Job::ReportHtml(office)),
        ("bao-cao.docx".to_owned(), Job::ReportDocx(office)),
        ("phu-luc.xlsx".to_owned(), Job::Annex(office)),
        ("so-lieu.json".to_owned(), Job::Json(office)),
        (COVER.to_owned(), Job::CoverPdf(office)),
        ("gui/cong-van.docx".to_owned(), Job::CoverDocx(office)),
        ("noi-bo/danh-sach-qua-han.pdf".to_owned(), Job::LatePdf(&figures.late)),
        (
            "noi-bo/danh-sach-qua-han.xlsx".to_owned(),
            Job::LateWorkbook(&figures.late, &figures.letters),
        ),
    ];
    let mut slugs = Slugs::default();
    for department in &figures.departments {
        let slug = slugs.take(department.department.as_deref().unwrap_or_default());
        jobs.push((format!("don-vi/{slug}.xlsx"), Job::Annex(department)));
        jobs.push((format!("don-vi/{slug}.pdf"), Job::DepartmentPdf(department)));
        jobs.push((format!("don-vi/{slug}.html"), Job::DepartmentHtml(department)));
        jobs.push((format!("don-vi/{slug}.docx"), Job::DepartmentDocx(department)));
    }
    jobs.extend(letter_jobs(figures));
    jobs
}

/// What belongs to letters: their list and their register.
fn letter_jobs(figures: &Figures) -> Vec<(String, Job<'_>)> {
    vec![
        (format!("{LETTERS}/danh-sach.json"), Job::Letters(&figures.letters)),
        (REGISTER.to_owned(), Job::Register(&figures.register)),
    ]
}
