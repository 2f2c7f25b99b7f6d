//! Figures → every file of the payload, made in parallel and complete before one is written.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::archive::{self, Payload, Slugs};
use crate::document::{self, Attachment, Document, Templates};
use crate::error::Result;
use crate::model::Period;
use crate::pipeline::{Progress, Step};
use crate::render;
use crate::report::{Figures, LateList, Letter, LetterKind, Letters, Register, Report};

const COVER: &str = "gui/cong-van.pdf";
const PARCEL: &str = "gui/tai-lieu-gui.zip";

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
    LetterPdf(&'a Letter),
    LetterDocx(&'a Letter),
    Letters(&'a Letters),
    Register(&'a Register),
    PrintAll(&'a Letters),
}

/// What the documents are made with.
#[derive(Clone, Copy)]
struct Making<'a> {
    figures: &'a Figures,
    options: &'a document::Options,
    templates: &'a Templates,
    day: Date,
}

/// The payload but for inputs and settings.
pub(crate) fn make(
    figures: &Figures,
    options: &document::Options,
    templates: &Templates,
    period: Period,
    progress: Progress<'_>,
) -> Result<Payload> {
    let making = Making { figures, options, templates, day: period.span.to };
    let mut made = making.all(jobs(figures), progress)?;
    made.insert(PARCEL.to_owned(), parcel(&made, period)?);
    Ok(made)
}

/// Letters alone, and what belongs to them.
pub(crate) fn make_letters(
    figures: &Figures,
    options: &document::Options,
    templates: &Templates,
    progress: Progress<'_>,
) -> Result<Payload> {
    let making = Making { figures, options, templates, day: figures.letters.day };
    making.all(letter_jobs(figures), progress)
}

impl Making<'_> {
    fn all(self, jobs: Vec<(String, Job<'_>)>, progress: Progress<'_>) -> Result<Payload> {
        progress(Step::Render(jobs.len()));
        let made: Vec<Result<(String, Vec<u8>)>> = jobs
            .into_par_iter()
            .map(|(path, job)| {
                let bytes = self.one(job)?;
                progress(Step::OneMore);
                Ok((path, bytes))
            })
            .collect();
        // In the order of the jobs, so that the same fault is said whichever thread met it first.
        made.into_iter().collect()
    }

    fn one(self, job: Job<'_>) -> Result<Vec<u8>> {
        let Self { figures, options, templates, .. } = self;
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
            Job::LetterPdf(one) => render::letter_pdf(&self.letter(one)?),
            Job::LetterDocx(one) => render::docx(&self.letter(one)?),
            Job::ReportDocx(figures) => {
                render::docx(&document::report(figures, options, templates)?)
            }
            Job::DepartmentDocx(own) => render::docx(&department(own, late, options, templates)?),
            Job::Letters(all) => render::letters_json(all),
            Job::Register(register) => render::register_workbook(register),
            Job::PrintAll(letters) => self.print_all(letters),
        }
    }

    fn letter(self, letter: &Letter) -> Result<Document> {
        document::letter(letter, self.options, self.templates, self.day)
    }

    fn print_all(self, letters: &Letters) -> Result<Vec<u8>> {
        let documents: Vec<Document> =
            letters.written.iter().map(|letter| self.letter(letter)).collect::<Result<_>>()?;
        let cover = |pages: &[std::ops::Range<usize>]| {
            document::letter_cover(&letters.written, pages, self.options, self.day)
        };
        render::print_all(&documents, &cover, self.options.letter_sheets)
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

/// Letters, their register, and all of them to print.
fn letter_jobs(figures: &Figures) -> Vec<(String, Job<'_>)> {
    let letters = &figures.letters;
    let mut jobs = Vec::new();
    if !letters.written.is_empty() {
        // The longest first.
        jobs.push(("thu-xin-loi/in-tat-ca.pdf".to_owned(), Job::PrintAll(letters)));
    }
    jobs.push(("thu-xin-loi/danh-sach.json".to_owned(), Job::Letters(letters)));
    jobs.push(("thu-xin-loi/so-theo-doi.xlsx".to_owned(), Job::Register(&figures.register)));
    for letter in &letters.written {
        jobs.push((format!("thu-xin-loi/{}.pdf", letter.file), Job::LetterPdf(letter)));
        jobs.push((format!("thu-xin-loi/{}.docx", letter.file), Job::LetterDocx(letter)));
    }
    jobs
}
