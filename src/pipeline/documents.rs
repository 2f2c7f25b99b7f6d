//! Figures → every file of the payload, made in parallel and complete before one is written.

use rayon::prelude::*;

use crate::archive::{self, Payload, Slugs};
use crate::document::{self, Attachment, Document, Templates};
use crate::error::Result;
use crate::model::Period;
use crate::pipeline::{Progress, Step};
use crate::render;
use crate::report::{Figures, LateList, Letter, LetterKind, Letters, Report};

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
}

/// The payload but for inputs and settings.
pub(crate) fn make(
    figures: &Figures,
    options: &document::Options,
    templates: &Templates,
    period: Period,
    progress: Progress<'_>,
) -> Result<Payload> {
    let jobs = jobs(figures);
    progress(Step::Render(jobs.len()));
    let made: Vec<Result<(String, Vec<u8>)>> = jobs
        .into_par_iter()
        .map(|(path, job)| {
            let bytes = match job {
                Job::ReportPdf(figures) => {
                    render::pdf(&document::report(figures, options, templates)?)
                }
                Job::ReportHtml(figures) => {
                    render::html(&document::report(figures, options, templates)?)
                }
                Job::ReportDocx(figures) => {
                    render::docx(&document::report(figures, options, templates)?)
                }
                Job::CoverPdf(figures) => {
                    render::pdf(&document::cover(figures, &ATTACHED, options, templates)?)
                }
                Job::Annex(figures) => {
                    render::annex(figures, &document::report(figures, options, templates)?)
                }
                Job::DepartmentPdf(own) => {
                    render::pdf(&department(own, &figures.late, options, templates)?)
                }
                Job::DepartmentHtml(own) => {
                    render::html(&department(own, &figures.late, options, templates)?)
                }
                Job::DepartmentDocx(own) => {
                    render::docx(&department(own, &figures.late, options, templates)?)
                }
                Job::Json(figures) => render::json(figures),
                Job::LatePdf(list) => render::pdf(&document::late_list(list, options, templates)?),
                Job::LateWorkbook(list, letters) => render::late_workbook(list, letters),
                Job::LetterPdf(one) => {
                    render::pdf(&document::letter(one, options, templates, period.span.to)?)
                }
                Job::LetterDocx(one) => {
                    render::docx(&document::letter(one, options, templates, period.span.to)?)
                }
                Job::Letters(all) => render::letters_json(all),
            }?;
            progress(Step::OneMore);
            Ok((path, bytes))
        })
        .collect();
    // In the order of the jobs, so that the same fault is said whichever thread met it first.
    let mut made: Payload = made.into_iter().collect::<Result<_>>()?;
    made.insert(PARCEL.to_owned(), parcel(&made, period)?);
    Ok(made)
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

fn jobs(figures: &Figures) -> Vec<(String, Job<'_>)> {
    let office = &figures.office;
    let mut jobs = vec![
        ("bao-cao.pdf".to_owned(), Job::ReportPdf(office)),
        ("bao-cao.html".to_owned(), Job::ReportHtml(office)),
        ("bao-cao.docx".to_owned(), Job::ReportDocx(office)),
        ("phu-luc.xlsx".to_owned(), Job::Annex(office)),
        ("so-lieu.json".to_owned(), Job::Json(office)),
        (COVER.to_owned(), Job::CoverPdf(office)),
        ("noi-bo/danh-sach-qua-han.pdf".to_owned(), Job::LatePdf(&figures.late)),
        (
            "noi-bo/danh-sach-qua-han.xlsx".to_owned(),
            Job::LateWorkbook(&figures.late, &figures.letters),
        ),
        ("thu-xin-loi/danh-sach.json".to_owned(), Job::Letters(&figures.letters)),
    ];
    let mut slugs = Slugs::default();
    for department in &figures.departments {
        let slug = slugs.take(department.department.as_deref().unwrap_or_default());
        jobs.push((format!("don-vi/{slug}.xlsx"), Job::Annex(department)));
        jobs.push((format!("don-vi/{slug}.pdf"), Job::DepartmentPdf(department)));
        jobs.push((format!("don-vi/{slug}.html"), Job::DepartmentHtml(department)));
        jobs.push((format!("don-vi/{slug}.docx"), Job::DepartmentDocx(department)));
    }
    let mut appointments = Slugs::default();
    let mut apologies = Slugs::default();
    for letter in &figures.letters.written {
        let name = match letter.kind {
            LetterKind::Appointment => format!("pxl-{}", appointments.take(&letter.code)),
            LetterKind::Apology => format!("txl-{}", apologies.take(&letter.code)),
        };
        jobs.push((format!("thu-xin-loi/{name}.pdf"), Job::LetterPdf(letter)));
        jobs.push((format!("thu-xin-loi/{name}.docx"), Job::LetterDocx(letter)));
    }
    jobs
}
