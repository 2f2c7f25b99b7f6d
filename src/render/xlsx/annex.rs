//! The annex workbook (phụ lục số liệu): every table of the report, re-checkable by its receiver.

use crate::document::Document;
use crate::render::xlsx::places::Places;
use crate::render::xlsx::sheet::OutSheet;
use crate::render::xlsx::{
    charts, checks, comments, delays, dossiers, explain, headline, letters, numbers, others,
    quality, satisfaction, scorecard, trend, units, year,
};
use crate::report::Report;

/// All sheets: the main figures and the explanation first, then the tables and the charts.
pub(super) fn sheets(report: &Report, document: &Document) -> Vec<OutSheet> {
    let mut tables = dossiers::sheets(report);
    tables.extend(satisfaction::sheets(report));
    tables.extend(comments::sheet(report));
    tables.extend(letters::sheet(report));
    tables.extend(others::sheets(report));
    tables.extend(scorecard::sheet(report));
    tables.extend(quality::sheet(report));
    tables.extend(units::sheets(report));
    // A department's report has no charts, and names each late dossier with its days and its reason; its periods stand
    // beside each other where this one has something to tell.
    if report.department.is_some() {
        let trend = trend::sheet(report).filter(|_| !tables.is_empty());
        tables.extend(trend);
    } else {
        tables.extend(year::sheet(report));
        tables.extend(trend::sheet(report));
        tables.extend(charts::sheets(report));
        tables.extend(delays::sheets(report));
    }
    tables = tables.into_iter().map(|table| numbers::numbered(report, table)).collect();
    let places = Places::read_off(document);
    let main = headline::sheet(report, &tables, &places);
    // With nothing in the month there is nothing to explain or to check.
    if tables.is_empty() {
        return vec![main];
    }
    let checks = checks::sheet(report, &tables);
    let explanation = explain::sheet(report, &tables, &places);
    let mut sheets = vec![main, explanation, checks];
    sheets.extend(tables);
    sheets
}
