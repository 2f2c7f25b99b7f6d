//! Ids of figures in the annex, in small print: the number of a column stands below its table, the code of a line in the
//! last column; `HS-10` and `DV-PTP` are `HS-10-DV-PTP`.

use crate::render::xlsx::cell::{OutCell, OutRow, OutRowKind};
use crate::render::xlsx::dossiers::{
    BEHIND, BY_DEPARTMENT, BY_FIELD, BY_PROCEDURE, OWN, SUPPLEMENTS,
};
use crate::render::xlsx::letters::LETTERS;
use crate::render::xlsx::lines::{ITSELF, OFFICE};
use crate::render::xlsx::meaning::{Meaning, meaning};
use crate::render::xlsx::others::COMPLAINTS;
use crate::render::xlsx::satisfaction;
use crate::render::xlsx::sheet::{OutSheet, span};
use crate::report::{Report, TableLines, line_code, own_code};

/// A sheet whose cells are figures.
struct NumberedSheet {
    names: &'static [&'static str],
    lines: TableLines,
    /// Keys of columns with the numbers of their figures.
    columns: &'static [(&'static str, &'static str)],
}

const THIRTEEN: &[(&str, &str)] = &[
    ("3", "HS-03"),
    ("4", "HS-04"),
    ("5", "HS-05"),
    ("6", "HS-06"),
    ("7", "HS-07"),
    ("8", "HS-08"),
    ("9", "HS-09"),
    ("10", "HS-10"),
    ("11", "HS-11"),
    ("12", "HS-12"),
    ("13", "HS-13"),
    ("14", "TL-01"),
    ("15", "TL-02"),
    ("16", "TL-03"),
    ("17", "TL-04"),
];

const ANSWERS: &[(&str, &str)] = &[
    ("1", "HL-11"),
    ("2", "HL-12"),
    ("3", "HL-13"),
    ("4", "HL-14"),
    ("5", "HL-15"),
    ("none", "HL-16"),
    ("invalid", "HL-17"),
    ("n", "HL-10"),
    ("rate", "HL-20"),
    ("low", "HL-21"),
    ("high", "HL-21"),
];

const SHEETS: [NumberedSheet; 10] = [
    NumberedSheet {
        names: &[BY_DEPARTMENT, OWN],
        lines: TableLines::Departments,
        columns: THIRTEEN,
    },
    NumberedSheet { names: &[BY_FIELD], lines: TableLines::Fields, columns: THIRTEEN },
    NumberedSheet { names: &[BY_PROCEDURE], lines: TableLines::Procedures, columns: THIRTEEN },
    NumberedSheet {
        names: &[BEHIND],
        lines: TableLines::Departments,
        columns: &[
            ("with", "HS-19"),
            ("reappointed", "HS-33"),
            ("without", "HS-20"),
            ("withdrawn", "HS-15"),
            ("resolved without due", "HS-16"),
            ("open without due", "HS-17"),
            ("computed", "HS-18"),
            ("waiting", "HS-21"),
            ("timed", "HS-25"),
            ("used", "HS-26"),
            ("allowed", "HS-27"),
            ("mean used", "HS-30"),
            ("mean allowed", "HS-31"),
        ],
    },
    NumberedSheet {
        names: &[SUPPLEMENTS],
        lines: TableLines::Departments,
        columns: &[
            ("resolved", "HS-07"),
            ("asked", "HS-22"),
            ("requests", "HS-23"),
            ("mean", "HS-29"),
            ("repeated", "HS-24"),
        ],
    },
    NumberedSheet {
        names: &[satisfaction::BY_DEPARTMENT, satisfaction::OWN],
        lines: TableLines::Departments,
        columns: ANSWERS,
    },
    NumberedSheet {
        names: &[satisfaction::BY_FACTOR],
        lines: TableLines::Factors,
        columns: ANSWERS,
    },
    NumberedSheet {
        names: &[satisfaction::BY_QUESTION],
        lines: TableLines::Questions,
        columns: ANSWERS,
    },
    NumberedSheet {
        names: &[LETTERS],
        lines: TableLines::Departments,
        columns: &[
            ("late", "DC-01"),
            ("issued", "DC-02"),
            ("in time", "DC-03"),
            ("too late", "DC-04"),
            ("rate", "DC-10"),
            ("prepared", "DC-05"),
            ("reappointed", "DC-06"),
            ("without", "DC-07"),
            ("then in time", "DC-08"),
            ("twice", "DC-09"),
        ],
    },
    NumberedSheet {
        names: &[COMPLAINTS],
        lines: TableLines::Complaints,
        columns: &[
            ("carried", "DT-01"),
            ("received", "DT-02"),
            ("resolved", "DT-03"),
            ("in time", "DT-04"),
            ("late", "DT-05"),
            ("without due", "DT-06"),
            ("open", "DT-07"),
            ("overdue", "DT-08"),
            ("suspended", "DT-10"),
            ("rate", "DT-09"),
        ],
    },
];

const LINE_CODE: Meaning = meaning(
    "Mã dòng",
    "Nối sau mã số ghi dưới cột thành mã số của con số: HS-10 và DV-PTP là HS-10-DV-PTP",
    "",
    "Tên của dòng",
);

/// The same with numbers and codes, where its cells are figures.
pub(super) fn numbered(report: &Report, mut sheet: OutSheet) -> OutSheet {
    let Some(own) = SHEETS.iter().find(|own| own.names.contains(&sheet.name.as_str())) else {
        return sheet;
    };
    let number = |key: &&str| own.columns.iter().find(|(column, _)| column == key);
    sheet.numbers =
        sheet.keys.iter().map(|key| number(key).map_or("", |(_, number)| *number)).collect();
    sheet.numbers.push("");
    sheet.keys.push("");
    sheet.meanings.push(&LINE_CODE);
    sheet.widths.push(12);
    let rows = u32::try_from(sheet.header.len()).unwrap_or(1);
    if let Some(top) = sheet.header.first_mut() {
        top.push(span("Mã dòng", rows, 1));
    }
    for row in &mut sheet.rows {
        if row.kind != OutRowKind::Section {
            let code = code(report, own.lines, row).unwrap_or_else(|| NO_CODE.to_owned());
            row.cells.push(OutCell::Small(code));
        }
    }
    sheet
}

/// Of a line whose figures have no id.
const NO_CODE: &str = "–";

fn code(report: &Report, lines: TableLines, row: &OutRow) -> Option<String> {
    let Some(OutCell::Text(name)) = row.cells.get(1) else { return None };
    match row.kind {
        // Beside a department stands the whole office.
        OutRowKind::Total if report.department.is_some() && name == OFFICE => Some(String::new()),
        OutRowKind::Total => Some(own_code(report)),
        OutRowKind::Body if report.department.is_some() && name == ITSELF => Some(own_code(report)),
        OutRowKind::Body if lines == TableLines::Questions => {
            // The sheet names a question by its words.
            let mut asked = report.satisfaction.by_question.iter();
            line_code(report, lines, &asked.find(|question| question.line.name == *name)?.key)
        }
        OutRowKind::Body => line_code(report, lines, name),
        OutRowKind::Section => None,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::document::sample;
    use crate::model::Ratio;
    use crate::render::xlsx::annex;
    use crate::render::xlsx::cell::Figure;
    use crate::report::{FigureValue, codes_of, figure_id, printed_figures};

    #[test]
    fn every_cell_is_the_figure_of_its_id() {
        let mut report = sample::full();
        report.codes = codes_of(&[&report]);
        let figures: BTreeMap<String, FigureValue> = printed_figures(&report)
            .into_iter()
            .map(|one| (one.figure.id, one.figure.value))
            .collect();
        let mut seen = 0;
        for sheet in annex::sheets(&report, &sample::full_document()) {
            for row in &sheet.rows {
                let Some(OutCell::Small(code)) = row.cells.last() else { continue };
                for (number, cell) in sheet.numbers.iter().zip(&row.cells) {
                    if number.is_empty() {
                        continue;
                    }
                    let id = figure_id(number, code);
                    let same = match (cell, figures.get(&id)) {
                        (
                            OutCell::Number(Figure::Rate(own))
                            | OutCell::Live(_, Figure::Rate(own)),
                            Some(FigureValue::Rate(ratio)),
                        )
                        | (
                            OutCell::Number(Figure::Mean(own))
                            | OutCell::Live(_, Figure::Mean(own)),
                            Some(FigureValue::Mean(ratio)),
                        ) => own == ratio,
                        (OutCell::Text(dash), Some(FigureValue::Mean(ratio))) => {
                            dash == "–" && *ratio == Ratio::default()
                        }
                        (OutCell::Text(dash), Some(FigureValue::Count(None))) => dash == "–",
                        (cell, Some(FigureValue::Count(count))) => Some(cell.held()) == *count,
                        (_, Some(FigureValue::Interval { .. })) => true,
                        (cell, value) => panic!("{}: {id}: {cell:?} {value:?}", sheet.name),
                    };
                    assert!(same, "{}: {id}: {cell:?} {:?}", sheet.name, figures.get(&id));
                    seen += 1;
                }
            }
        }
        assert!(seen > 200, "{seen}");
    }

    #[test]
    fn every_main_figure_has_an_id() {
        let sheets = annex::sheets(&sample::full(), &sample::full_document());
        let rows = sheets[0].rows.iter().filter(|row| row.kind == OutRowKind::Body);
        for row in rows {
            assert!(
                matches!(row.cells.last(), Some(OutCell::Small(id)) if !id.is_empty()),
                "{row:?}"
            );
        }
    }
}
