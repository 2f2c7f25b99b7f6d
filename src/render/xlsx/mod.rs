//! Figures → workbooks: the annex, the internal list of late dossiers, blank data-entry workbooks.
//!
//! Bytes depend on the arguments alone: the only date inside is the last day of the period.

mod account;
mod annex;
mod behind;
mod cell;
mod chart_columns;
mod charts;
mod checks;
mod column;
mod comments;
mod delays;
mod dossiers;
mod entry;
mod explain;
mod explanation;
mod fill_in;
mod frame;
mod graph;
mod headline;
mod headline_answers;
mod interval;
mod late;
mod letters;
mod lines;
mod long;
mod looks;
mod meaning;
mod mend;
mod numbers;
mod officers;
mod others;
mod pages;
mod places;
mod plot;
mod print;
mod publication;
mod quality;
mod register;
mod satisfaction;
mod saved;
mod scorecard;
mod sheet;
mod spread;
mod stands;
mod text;
mod thirteen;
mod trend;
mod units;
mod verdicts;
mod write;
mod year;

#[cfg(test)]
mod grid;
#[cfg(test)]
mod tests;

pub(crate) use entry::{DataEntry, SurveyEntry};
pub(crate) use fill_in::{FillIn, LetterAnswer};
pub(crate) use mend::{Changes, MendCopy, Original, mend_copy, mended_copy, own_copy};
pub(crate) use publication::{Publication, PublicationLine};
pub(crate) use verdicts::{months_text, verdict_text};

use jiff::civil::Date;
use rust_xlsxwriter::{DocProperties, Format, Workbook, XlsxError};

use crate::document::Document;
use crate::error::{Error, Result};
use crate::model::parse_day;
use crate::render::packing::LEVEL;
use crate::render::xlsx::looks::{COLUMN_PIXELS, Looks, ROW_PIXELS};
use crate::render::xlsx::saved::saved;
use crate::render::xlsx::sheet::OutSheet;
use crate::report::{
    DossierList, Explained, LateList, Letters, OfficerList, PeriodFigures, PortalList, Register,
    Report,
};

/// `phu-luc.xlsx`, or a department's: every table of the report and what its charts are drawn from, rates and
/// totals as live formulas. `document` is the report, which says where each figure stands.
pub(crate) fn annex(report: &Report, document: &Document) -> Result<Vec<u8>> {
    let of = report.department.as_ref().map_or_else(String::new, |name| format!(" của {name}"));
    let about = About {
        title: format!("Phụ lục số liệu{of} {}", report.period.name),
        author: report.agency.name.clone(),
        day: last_day(&report.period),
    };
    let sheets = annex::sheets(report, document);
    let names = sheets.first().map(headline::names).unwrap_or_default();
    workbook(&about, &sheets, &names).map_err(|error| failed("phu-luc.xlsx", &error))
}

/// `du-lieu-da-doc.xlsx`: internal.
pub(crate) fn account_workbook(report: &Report) -> Result<Vec<u8>> {
    let about = About {
        title: format!("Dữ liệu của báo cáo {}", report.period.name),
        author: report.agency.name.clone(),
        day: last_day(&report.period),
    };
    workbook(&about, &account::sheets(report), &[])
        .map_err(|error| failed("du-lieu-da-doc.xlsx", &error))
}

/// `danh-sach-qua-han.xlsx`: internal.
pub(crate) fn late_workbook(list: &LateList, letters: &Letters) -> Result<Vec<u8>> {
    let about = About {
        title: format!("Danh sách hồ sơ quá hạn {}", list.period.name),
        author: String::new(),
        day: last_day(&list.period),
    };
    long::workbook(&about, &late::sheets(list, letters))
        .map_err(|error| failed("danh-sach-qua-han.xlsx", &error))
}

/// `danh-sach-ho-so.xlsx`: internal.
pub(crate) fn dossier_workbook(list: &DossierList) -> Result<Vec<u8>> {
    let about = About {
        title: format!("Danh sách hồ sơ {}", list.period.name),
        author: String::new(),
        day: last_day(&list.period),
    };
    workbook(&about, &verdicts::sheets(list), &[])
        .map_err(|error| failed("danh-sach-ho-so.xlsx", &error))
}

/// `cham-diem-can-bo.xlsx`: internal, names officers.
pub(crate) fn officer_workbook(list: &OfficerList) -> Result<Vec<u8>> {
    let about = About {
        title: format!("Chấm điểm cán bộ {}", list.period.name),
        author: list.agency.clone(),
        day: last_day(&list.period),
    };
    workbook(&about, &officers::sheets(list), &[])
        .map_err(|error| failed("cham-diem-can-bo.xlsx", &error))
}

/// `doi-chieu-cong.xlsx`: internal.
pub(crate) fn portal_workbook(list: &PortalList) -> Result<Vec<u8>> {
    let about = About {
        title: format!("Đối chiếu với Cổng Dịch vụ công quốc gia {}", list.period.name),
        author: list.agency.clone(),
        day: last_day(&list.period),
    };
    long::workbook(&about, &quality::list_sheets(list))
        .map_err(|error| failed("doi-chieu-cong.xlsx", &error))
}

/// What `dien-giai --xlsx` writes: internal.
pub(crate) fn explanation_workbook(explained: &Explained) -> Result<Vec<u8>> {
    let about = About {
        title: format!("Diễn giải số liệu {}", explained.period.name),
        author: String::new(),
        day: last_day(&explained.period),
    };
    workbook(&about, &explanation::sheets(explained), &[])
        .map_err(|error| failed("bảng diễn giải", &error))
}

/// `so-theo-doi.xlsx`: the register of letters of the year. Holds personal data.
pub(crate) fn register_workbook(register: &Register) -> Result<Vec<u8>> {
    let about = About {
        title: format!("Sổ theo dõi thư xin lỗi năm {}", register.year),
        author: register.agency.clone(),
        day: register.day,
    };
    workbook(&about, &[register::sheet(register)], &[])
        .map_err(|error| failed("so-theo-doi.xlsx", &error))
}

/// `phieu-nhap-thu.xlsx`: reasons and new dates to fill in.
pub(crate) fn fill_in_workbook(fill_in: &FillIn<'_>) -> Result<Vec<u8>> {
    fill_in::workbook(fill_in).map_err(|error| failed("phieu-nhap-thu.xlsx", &error))
}

/// `y-kien-2020-03.xlsx`: comments to tick. Holds what citizens said, masked.
pub(crate) fn publication_workbook(publication: &Publication<'_>) -> Result<Vec<u8>> {
    publication::workbook(publication).map_err(|error| failed("y-kien.xlsx", &error))
}

/// `ho-so.xlsx`, `phieu-khao-sat.xlsx`, … : blank workbooks to type into, with their file names.
pub(crate) fn data_entry(entry: &DataEntry) -> Result<Vec<(String, Vec<u8>)>> {
    entry::workbooks(entry)
}

/// The workbook that goes with a printed questionnaire.
pub(crate) fn survey_entry(survey: &SurveyEntry) -> Result<Vec<u8>> {
    entry::survey_workbook(survey)
}

/// Document properties.
struct About {
    title: String,
    author: String,
    day: Date,
}

/// `names` are defined names with their formulas.
fn workbook(
    about: &About,
    sheets: &[OutSheet],
    names: &[(&str, String)],
) -> std::result::Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut book = new_book(&looks.plain, about)?;
    for sheet in sheets {
        write::add(&mut book, &looks, sheet)?;
    }
    for (name, formula) in names {
        book.define_name(*name, formula)?;
    }
    saved(&mut book)
}

/// `plain`: of every cell that has no other look.
fn new_book(plain: &Format, about: &About) -> std::result::Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    book.set_zip_compression_level(LEVEL);
    book.set_default_format(plain, ROW_PIXELS, COLUMN_PIXELS)?;
    let properties = DocProperties::new()
        .set_title(text::clean(&about.title))
        .set_author(text::clean(&about.author))
        .set_company(text::clean(&about.author))
        .set_creation_datetime(&write::moment(about.day)?);
    book.set_properties(&properties);
    Ok(book)
}

/// The last day of the period; it is written by us, and so is a date.
fn last_day(period: &PeriodFigures) -> Date {
    parse_day(&period.to).unwrap_or(Date::constant(period.year, 12, 31))
}

#[track_caller]
fn failed(what: &str, error: &XlsxError) -> Error {
    match error {
        XlsxError::IoError(source) => Error::unwritten(what, source),
        _ => Error::inner(what),
    }
}
