//! Sheets as text in, readings out: the files of an office without the files.
#![expect(clippy::format_collect, reason = "the rows of a test are few")]

mod columns;
mod complaints;
mod conservation;
mod days;
mod doubts;
mod encodings;
mod kinds;
mod questions;
mod rows;
mod settle;
mod shape;
mod short_codes;
mod states;
mod survey_twins;
mod totals;
mod whose_rows;

use crate::ledger::{Code, Finding, RowCounts};
use crate::normalize::file::FileReader;
use crate::normalize::sheet::SheetKnown;
use crate::normalize::text::intern::number_text;
use crate::normalize::{FileReading, NormalizeOptions};
use crate::read::{Cell, Merge, Row};

/// A cell from its text: `#N/A` is an error, `=` a formula without value, `46062` a number, `s46062` a serial.
pub(crate) fn cell(text: &str) -> Cell<'static> {
    let text = text.trim();
    let serial = text.strip_prefix('s').and_then(|rest| rest.parse().ok());
    match text {
        "" => Cell::Empty,
        "=" => Cell::Uncalculated,
        _ if text.starts_with('#') => Cell::Error(text.to_owned()),
        _ => match (serial, text.parse::<f64>()) {
            (Some(serial), _) => Cell::Serial(serial),
            (None, Ok(number)) if number_text(number) == text => Cell::Number(number),
            _ => Cell::Text(text.to_owned().into()),
        },
    }
}

/// Rows from lines of `a | b | c`; the first line is row 1. An empty line is a row that the file does not hold.
pub(crate) fn rows(text: &str) -> Vec<Row<'static>> {
    (1..)
        .zip(text.trim_start_matches('\n').lines())
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| Row { number, cells: line.split('|').map(cell).collect() })
        .collect()
}

/// One file of one sheet.
pub(crate) struct Sheet<'a> {
    pub(crate) path: &'a str,
    pub(crate) name: &'a str,
    pub(crate) rows: &'a str,
    pub(crate) merges: &'a [Merge],
    pub(crate) hidden_rows: &'a [u32],
    pub(crate) options: NormalizeOptions,
}

impl Default for Sheet<'_> {
    fn default() -> Self {
        Self {
            path: "a.xlsx",
            name: "Trang 1",
            rows: "",
            merges: &[],
            hidden_rows: &[],
            options: NormalizeOptions::default(),
        }
    }
}

impl Sheet<'_> {
    pub(crate) fn read(&self) -> FileReading {
        let mut file = FileReader::new(self.path, &self.options);
        let mut sheet = file.begin(SheetKnown {
            name: self.name.to_owned(),
            merges: self.merges.to_vec(),
            hidden_rows: self.hidden_rows.to_vec(),
            ..SheetKnown::default()
        });
        for row in rows(self.rows) {
            file.row(&mut sheet, row);
        }
        let sheet = file.finish_sheet(sheet);
        file.end(sheet, None);
        file.finish()
    }
}

pub(crate) fn read(rows: &str) -> FileReading {
    Sheet { rows, ..Sheet::default() }.read()
}

/// Codes of the findings with their cells, in order: `bad_date H2`.
pub(crate) fn codes<'a>(findings: impl IntoIterator<Item = &'a Finding>) -> Vec<String> {
    findings
        .into_iter()
        .map(|finding| {
            let place = finding.place.a1().or(finding.place.row.map(|row| row.to_string()));
            format!("{} {}", finding.code.name(), place.unwrap_or_default()).trim_end().to_owned()
        })
        .collect()
}

pub(crate) fn has(reading: &FileReading, code: Code) -> bool {
    reading
        .account
        .findings
        .iter()
        .chain(&reading.account.error)
        .any(|finding| finding.code == code)
}

/// Accepted, rejected, skipped, blank.
pub(crate) fn counts(reading: &FileReading) -> [u64; 4] {
    let RowCounts { accepted, rejected, skipped, blank, .. } = reading.account.sheets[0].rows;
    [accepted, rejected, skipped, blank]
}
