//! Every cell of the workbooks as a grid of text: a column, a sheet or a note that changes is seen here.

use std::fmt::Write as _;

use crate::document::sample;
use crate::read::{self, Apart, Cell};

use crate::render::xlsx::{annex, late_workbook};

/// Nothing here is fragile.
const HERE: Apart<'_> = &|path, bytes| Ok(read::answer(path, bytes));

fn text(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Empty => String::new(),
        Cell::Text(text) => text.replace('\n', "⏎"),
        Cell::Number(number) | Cell::Serial(number) => number.to_string(),
        other => format!("{other:?}"),
    }
}

/// Sheet by sheet, a line for each row.
fn grid(bytes: &[u8]) -> String {
    let mut opened =
        read::open("x.xlsx", bytes, HERE).unwrap_or_else(|error| panic!("{}", error.message()));
    let mut out = String::new();
    for (at, sheet) in opened.sheets().into_iter().enumerate() {
        writeln!(out, "== {}", sheet.name).expect("a text");
        let mut line = |row: read::Row<'_>| {
            let cells: Vec<String> = row.cells.iter().map(text).collect();
            writeln!(out, "{}: {}", row.number, cells.join(" | ").trim_end_matches([' ', '|']))
                .expect("a text");
        };
        opened.rows(at, &mut line).expect("rows");
    }
    out
}

#[test]
fn every_cell_of_the_annex_of_the_office() {
    let bytes = annex(&sample::full(), &sample::full_document()).expect("a workbook");
    insta::assert_snapshot!("phu-luc", grid(&bytes));
}

#[test]
fn every_cell_of_the_annex_of_a_department() {
    let own = sample::department();
    let bytes = annex(&own, &sample::document_of(&own)).expect("a workbook");
    insta::assert_snapshot!("phu-luc-don-vi", grid(&bytes));
}

#[test]
fn every_cell_of_the_list_of_late_dossiers() {
    let bytes = late_workbook(&sample::late_list(), &sample::letters()).expect("a workbook");
    insta::assert_snapshot!("danh-sach-qua-han", grid(&bytes));
}
