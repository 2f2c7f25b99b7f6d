//! The list of papers: what is composed once, and the files that it is written to.

use crate::archive::{Slugs, layout};
use crate::document::{self, Attachment, Copy, Document};
use crate::error::Result;
use crate::pipeline::documents::Desk;
use crate::render;
use crate::report::{Figures, LateList, Letters, Register, Report};

/// What the công văn sends, by its path in the payload.
pub(crate) const ATTACHED: [Attachment; 2] = [
    Attachment { name: "Báo cáo", file: layout::REPORT_PDF },
    Attachment { name: "Phụ lục số liệu của báo cáo", file: layout::ANNEX },
];

/// One text in its formats, or one table.
pub(crate) enum Paper<'a> {
    Text(Text<'a>, Vec<(String, Format<'a>)>),
    Table(String, Table<'a>),
}

/// A text, which is composed once for all of its formats.
#[derive(Clone, Copy)]
pub(crate) enum Text<'a> {
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
pub(crate) enum Format<'a> {
    Pdf,
    Html,
    Docx,
    /// The workbook of its tables and figures.
    Annex(&'a Report),
}

/// What is written from figures alone.
#[derive(Clone, Copy)]
pub(crate) enum Table<'a> {
    Figures(&'a Report),
    Account(&'a Report),
    Late(&'a LateList, &'a Letters),
    Letters(&'a Letters),
    Register(&'a Register),
}

impl Paper<'_> {
    /// Files that it is written to.
    pub(crate) fn files(&self) -> usize {
        match self {
            Self::Text(_, files) => files.len(),
            Self::Table(..) => 1,
        }
    }
}

impl Text<'_> {
    pub(crate) fn compose(self, desk: Desk<'_>) -> Result<Document> {
        let Desk { options, templates, .. } = desk;
        match self {
            Self::Report(report) => document::report(report, Copy::ToSign, options, templates),
            Self::Draft(report) => document::report(report, Copy::ToEdit, options, templates),
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

impl Format<'_> {
    pub(crate) fn write(self, document: &Document) -> Result<Vec<u8>> {
        match self {
            Self::Pdf => render::pdf(document),
            Self::Html => render::html(document),
            Self::Docx => render::docx(document),
            Self::Annex(report) => render::annex(report, document),
        }
    }
}

impl Table<'_> {
    pub(crate) fn write(self) -> Result<Vec<u8>> {
        match self {
            Self::Figures(report) => render::json(report),
            Self::Account(report) => render::account_workbook(report),
            Self::Late(list, letters) => render::late_workbook(list, letters),
            Self::Letters(letters) => render::letters_json(letters),
            Self::Register(register) => render::register_workbook(register),
        }
    }
}

/// All papers of a period but its letters.
pub(crate) fn of_period(figures: &Figures) -> Vec<Paper<'_>> {
    let Figures { office, departments, late, letters, .. } = figures;
    let named = |path: &str, format| (path.to_owned(), format);
    let mut papers = vec![
        Paper::Text(
            Text::Report(office),
            vec![
                named(layout::REPORT_PDF, Format::Pdf),
                named(layout::REPORT_HTML, Format::Html),
                named(layout::ANNEX, Format::Annex(office)),
            ],
        ),
        Paper::Text(Text::Draft(office), vec![named(layout::REPORT_DOCX, Format::Docx)]),
        Paper::Table(layout::FIGURES.to_owned(), Table::Figures(office)),
        Paper::Text(
            Text::Cover(office),
            vec![named(layout::COVER_PDF, Format::Pdf), named(layout::COVER_DOCX, Format::Docx)],
        ),
        Paper::Text(Text::Account(office), vec![named(layout::ACCOUNT_PDF, Format::Pdf)]),
        Paper::Table(layout::ACCOUNT_XLSX.to_owned(), Table::Account(office)),
        Paper::Text(Text::Late(late), vec![named(layout::LATE_PDF, Format::Pdf)]),
        Paper::Table(layout::LATE_XLSX.to_owned(), Table::Late(late, letters)),
    ];
    let mut slugs = Slugs::default();
    for department in departments {
        let slug = slugs.take(department.department.as_deref().unwrap_or_default());
        let file = |ending: &str, format| (layout::department(&slug, ending), format);
        let formats = vec![
            file("pdf", Format::Pdf),
            file("html", Format::Html),
            file("docx", Format::Docx),
            file("xlsx", Format::Annex(department)),
        ];
        papers.push(Paper::Text(Text::Department(department, late), formats));
    }
    papers.extend(of_letters(figures));
    papers
}

/// What belongs to letters: their list and their register.
pub(crate) fn of_letters(figures: &Figures) -> Vec<Paper<'_>> {
    vec![
        Paper::Table(layout::LETTER_LIST.to_owned(), Table::Letters(&figures.letters)),
        Paper::Table(layout::REGISTER.to_owned(), Table::Register(&figures.register)),
    ]
}
