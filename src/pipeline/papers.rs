//! The list of papers: what is composed once, and the files that it is written to.

use crate::archive::{Slugs, layout};
use crate::document::Templates;
use crate::document::{self, Attachment, Document, DocumentCopy, RecordKind};
use crate::error::Result;
use crate::pipeline::{Keep, Progress};
use crate::render;
use crate::report::{
    DossierList, Figures, LateList, Letters, OfficerList, PortalList, PrintedReports, Register,
    Report,
};

/// With what documents are made, and where they go.
#[derive(Clone, Copy)]
pub(crate) struct Desk<'a> {
    pub(crate) options: &'a document::DocumentOptions,
    pub(crate) templates: &'a Templates,
    pub(crate) progress: Progress<'a>,
    pub(crate) keep: &'a dyn Keep,
}

/// What the công văn sends, by its path in the payload.
pub(crate) const ATTACHED: [Attachment; 2] = [
    Attachment { name: "Báo cáo", file: layout::REPORT_PDF },
    Attachment { name: "Phụ lục số liệu của báo cáo", file: layout::ANNEX },
];

/// One text in its formats, or one table.
pub(crate) enum ListedPaper<'a> {
    Text(PaperText<'a>, Vec<(String, PaperFormat<'a>)>),
    Table(String, FigureTable<'a>),
    /// The list of letters, which goes out piece by piece.
    Letters(&'a Letters),
}

/// A text, which is composed once for all of its formats.
#[derive(Clone, Copy)]
pub(crate) enum PaperText<'a> {
    Report(&'a Report),
    /// The same, to be worked on in Word.
    Draft(&'a Report),
    /// What was read for it.
    Account(&'a Report),
    Cover(&'a Report),
    /// Of a department, with its late dossiers.
    Department(&'a Report, &'a LateList),
    Late(&'a LateList),
}

/// What a text is written as.
#[derive(Clone, Copy)]
pub(crate) enum PaperFormat<'a> {
    Pdf,
    Html,
    /// With links into the explanation of its figures.
    LinkedHtml(&'a Report),
    Docx,
    /// The workbook of its tables and figures.
    Annex(&'a Report),
    /// What a document system asks.
    Record(RecordKind),
}

/// What is written from figures alone.
#[derive(Clone, Copy)]
pub(crate) enum FigureTable<'a> {
    Figures(&'a Report),
    Explained(&'a Report),
    Account(&'a Report),
    Late(&'a LateList, &'a Letters),
    Dossiers(&'a DossierList),
    Officers(&'a OfficerList),
    Portal(&'a PortalList),
    Register(&'a Register),
}

impl ListedPaper<'_> {
    /// Files that it is written to.
    pub(crate) fn files(&self) -> usize {
        match self {
            Self::Text(_, files) => files.len(),
            Self::Table(..) | Self::Letters(_) => 1,
        }
    }
}

impl PaperText<'_> {
    pub(crate) fn compose(self, desk: Desk<'_>) -> Result<Document> {
        let Desk { options, templates, .. } = desk;
        match self {
            Self::Report(report) => {
                document::report(report, DocumentCopy::ToSign, options, templates)
            }
            Self::Draft(report) => {
                document::report(report, DocumentCopy::ToEdit, options, templates)
            }
            Self::Account(report) => document::account(report, options, templates),
            Self::Cover(report) => document::cover(report, &ATTACHED, options, templates),
            Self::Department(own, late) => {
                let late = late.of(own.department.as_deref().unwrap_or_default());
                document::department(own, &late, options, templates)
            }
            Self::Late(list) => document::late_list(&list.printed(), options, templates),
        }
    }
}

impl PaperFormat<'_> {
    pub(crate) fn write(self, document: &Document, desk: Desk<'_>) -> Result<Vec<u8>> {
        match self {
            Self::Record(kind) => {
                render::record(document, &document::record(kind, document, desk.options))
            }
            Self::Pdf => render::pdf(document),
            Self::Html => render::html(document),
            Self::LinkedHtml(report) => render::linked_html(document, report, layout::EXPLAINED),
            Self::Docx => render::docx(document),
            Self::Annex(report) => render::annex(report, document),
        }
    }
}

impl FigureTable<'_> {
    pub(crate) fn write(self) -> Result<Vec<u8>> {
        match self {
            Self::Figures(report) => render::json(report),
            Self::Explained(report) => {
                Ok(render::figures_page(report, layout::REPORT_FROM_EXPLAINED))
            }
            Self::Account(report) => render::account_workbook(report),
            Self::Late(list, letters) => render::late_workbook(list, letters),
            Self::Dossiers(list) => render::dossier_workbook(list),
            Self::Officers(list) => render::officer_workbook(list),
            Self::Portal(list) => render::portal_workbook(list),
            Self::Register(register) => render::register_workbook(register),
        }
    }
}

/// The report of an office, its figures and its công văn. All but the figures are made from what is printed of them.
pub(crate) fn of_office<'a>(figures: &'a Report, office: &'a Report) -> Vec<ListedPaper<'a>> {
    let named = |path: &str, format| (path.to_owned(), format);
    vec![
        ListedPaper::Text(
            PaperText::Report(office),
            vec![
                named(layout::REPORT_PDF, PaperFormat::Pdf),
                named(layout::REPORT_HTML, PaperFormat::LinkedHtml(office)),
                named(layout::ANNEX, PaperFormat::Annex(office)),
                named(layout::REPORT_RECORD, PaperFormat::Record(RecordKind::Report)),
            ],
        ),
        ListedPaper::Text(
            PaperText::Draft(office),
            vec![named(layout::REPORT_DOCX, PaperFormat::Docx)],
        ),
        ListedPaper::Table(layout::FIGURES.to_owned(), FigureTable::Figures(figures)),
        ListedPaper::Table(layout::EXPLAINED.to_owned(), FigureTable::Explained(office)),
        ListedPaper::Text(
            PaperText::Cover(office),
            vec![
                named(layout::COVER_PDF, PaperFormat::Pdf),
                named(layout::COVER_DOCX, PaperFormat::Docx),
                named(layout::COVER_RECORD, PaperFormat::Record(RecordKind::Cover)),
            ],
        ),
    ]
}

/// All papers of a period but its letters.
pub(crate) fn of_period(figures: &Figures) -> Vec<ListedPaper<'_>> {
    let Figures { printed, late, letters, .. } = figures;
    let PrintedReports { office, departments } = printed;
    let named = |path: &str, format| (path.to_owned(), format);
    let mut papers = of_office(&figures.office, office);
    papers.extend([
        ListedPaper::Text(
            PaperText::Account(office),
            vec![named(layout::ACCOUNT_PDF, PaperFormat::Pdf)],
        ),
        ListedPaper::Table(layout::ACCOUNT_XLSX.to_owned(), FigureTable::Account(office)),
        ListedPaper::Text(PaperText::Late(late), vec![named(layout::LATE_PDF, PaperFormat::Pdf)]),
        ListedPaper::Table(layout::LATE_XLSX.to_owned(), FigureTable::Late(late, letters)),
    ]);
    let has_differences = figures.dossiers.carried.as_ref().is_some_and(|all| !all.is_empty());
    if !figures.dossiers.lines.is_empty() || has_differences {
        let list = FigureTable::Dossiers(&figures.dossiers);
        papers.push(ListedPaper::Table(layout::DOSSIERS_XLSX.to_owned(), list));
    }
    papers.extend(figures.officers.as_ref().map(|list| {
        ListedPaper::Table(layout::OFFICERS_XLSX.to_owned(), FigureTable::Officers(list))
    }));
    papers.extend(
        figures.portal.as_ref().map(|list| {
            ListedPaper::Table(layout::PORTAL_XLSX.to_owned(), FigureTable::Portal(list))
        }),
    );
    let mut slugs = Slugs::default();
    for department in departments {
        let slug = slugs.take(department.department.as_deref().unwrap_or_default());
        let file = |ending: &str, format| (layout::department(&slug, ending), format);
        let formats = vec![
            file("pdf", PaperFormat::Pdf),
            file("html", PaperFormat::Html),
            file("docx", PaperFormat::Docx),
            file("xlsx", PaperFormat::Annex(department)),
        ];
        papers.push(ListedPaper::Text(PaperText::Department(department, late), formats));
    }
    papers.extend(of_letters(figures));
    papers
}

/// What belongs to letters: their list and their register.
pub(crate) fn of_letters(figures: &Figures) -> Vec<ListedPaper<'_>> {
    vec![
        ListedPaper::Letters(&figures.letters),
        ListedPaper::Table(layout::REGISTER.to_owned(), FigureTable::Register(&figures.register)),
    ]
}
