//! Ids of figures in the annex, in small print: the number of a column stands below its table, the code of a line in the
//! last column; `HS-10` and `DV-PTP` are `HS-10-DV-PTP`.

use crate::render::xlsx::cell::{OutCell, OutRowKind, RowFigures};
use crate::render::xlsx::meaning::{Meaning, meaning};
use crate::render::xlsx::sheet::{OutSheet, span};
use crate::report::{Report, line_code, own_code};

/// Keys of columns with the numbers of their figures.
pub(super) type FigureNumbers = &'static [(&'static str, &'static str)];

pub(super) const THIRTEEN: FigureNumbers = &[
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

pub(super) const ANSWERS: FigureNumbers = &[
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

pub(super) const BEHIND: FigureNumbers = &[
    ("late", "HS-35"),
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
];

pub(super) const SUPPLEMENTS: FigureNumbers = &[
    ("resolved", "HS-07"),
    ("asked", "HS-22"),
    ("requests", "HS-23"),
    ("mean", "HS-29"),
    ("repeated", "HS-24"),
];

pub(super) const LETTERS: FigureNumbers = &[
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
];

pub(super) const COMMENTS: FigureNumbers =
    &[("comments", "YK-01"), ("praise", "YK-02"), ("wishes", "YK-03"), ("unclear", "YK-04")];

pub(super) const COMPLAINTS: FigureNumbers = &[
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
];

/// Counts that a rate is made of lead to the rate.
pub(super) const TREND: FigureNumbers = &[
    ("in time", "XT-02"),
    ("resolved", "XT-02"),
    ("on time", "XT-02"),
    ("late", "XT-03"),
    ("overdue", "XT-04"),
    ("n", "XT-05"),
    ("liked", "XT-06"),
    ("valid", "XT-06"),
    ("satisfied", "XT-06"),
    ("low", "XT-10"),
    ("high", "XT-10"),
    ("owed", "XT-07"),
    ("issued", "XT-12"),
    ("lettered", "XT-08"),
    ("comments", "XT-09"),
];

pub(super) const YEAR: FigureNumbers = &[
    ("received", "LN-01"),
    ("in time", "LN-04"),
    ("late", "LN-03"),
    ("resolved", "LN-02"),
    ("on time", "LN-04"),
    ("liked", "LN-06"),
    ("valid", "LN-06"),
    ("n", "LN-05"),
    ("satisfied", "LN-06"),
    ("comments", "LN-07"),
];

pub(super) const COMPARISON: FigureNumbers = &[
    ("on time", "SS-01"),
    ("on time change", "SS-02"),
    ("satisfied", "SS-03"),
    ("satisfied change", "SS-04"),
];

pub(super) const DELAYS_BY_DAYS: FigureNumbers =
    &[("resolved", "QH-02"), ("open", "QH-03"), ("all", "QH-06")];

pub(super) const DELAYS_BY_REASON: FigureNumbers =
    &[("resolved", "QH-04"), ("open", "QH-05"), ("all", "QH-07")];

pub(super) const DRAWN_ON_TIME: FigureNumbers =
    &[("in time", "HS-14"), ("resolved", "HS-07"), ("rate", "TL-01")];

pub(super) const DRAWN_HANDLING: FigureNumbers = &[
    ("dossiers", "HS-25"),
    ("used", "HS-26"),
    ("allowed", "HS-27"),
    ("mean used", "HS-30"),
    ("mean allowed", "HS-31"),
];

pub(super) const DRAWN_SATISFACTION: FigureNumbers = &[
    ("satisfied", "HL-20"),
    ("valid", "HL-20"),
    ("n", "HL-10"),
    ("rate", "HL-20"),
    ("low", "HL-21"),
    ("high", "HL-21"),
];

pub(super) const DRAWN_ANSWERS: FigureNumbers =
    &[("1", "HL-11"), ("2", "HL-12"), ("3", "HL-13"), ("4", "HL-14"), ("5", "HL-15")];

pub(super) const SCORECARD: FigureNumbers = &[
    ("self", "CD-05"),
    ("computed", "CD-04"),
    ("points", "CD-01"),
    ("sum", "CD-03"),
    ("dossiers", "CD-03"),
];

/// The rate of the office has a number of its own for each index.
pub(super) const QUALITY: FigureNumbers = &[("portal", "PV-04"), ("difference", "PV-05")];

/// Of each unit; of the averages.
pub(super) const UNIT_SCORES: FigureNumbers = &[
    ("1", "CD-11"),
    ("2", "CD-12"),
    ("3", "CD-13"),
    ("4", "CD-14"),
    ("5", "CD-15"),
    ("6", "CD-16"),
    ("7", "CD-17"),
    ("8", "CD-18"),
    ("9", "CD-19"),
    ("total", "CD-20"),
    ("rank", "CD-21"),
];

const LINE_CODE: Meaning = meaning(
    "Mã dòng",
    "Nối sau mã số ghi dưới cột thành mã số của con số: HS-10 và DV-PTP là HS-10-DV-PTP; mã số ghi đủ như CD-02 thì không nối",
    "",
    "Tên của dòng",
);

/// In small print a letter takes less than one; a code is not broken.
const LINE_CODE_WIDTH: u16 = 12;

/// The same with numbers and codes, where its cells are figures.
pub(super) fn numbered(report: &Report, mut sheet: OutSheet) -> OutSheet {
    if sheet.ids.is_empty() {
        return sheet;
    }
    let number = |key: &&str| sheet.ids.iter().find(|(column, _)| column == key);
    sheet.numbers =
        sheet.keys.iter().map(|key| number(key).map_or("", |(_, number)| *number)).collect();
    sheet.numbers.push("");
    sheet.keys.push("");
    sheet.meanings.push(&LINE_CODE);
    let rows = u32::try_from(sheet.header.len()).unwrap_or(1);
    if let Some(top) = sheet.header.first_mut() {
        top.push(span("Mã dòng", rows, 1));
    }
    // What goes over the edge of the last column would be printed on a page of its own.
    let mut width = LINE_CODE_WIDTH;
    for row in &mut sheet.rows {
        let mut figures = row.cells.iter().zip(&sheet.numbers).filter(|(_, id)| !id.is_empty());
        let has_cells = figures.any(|(cell, _)| *cell != OutCell::Blank);
        let is_line = has_cells || !matches!(row.figures, RowFigures::None);
        if row.kind != OutRowKind::Section && is_line {
            let code = code(report, &row.figures).unwrap_or_else(|| NO_CODE.to_owned());
            width = width.max(u16::try_from(code.len()).unwrap_or(u16::MAX));
            row.cells.push(OutCell::Small(code));
        }
    }
    sheet.widths.push(width);
    sheet
}

/// Of a line whose figures have no id.
const NO_CODE: &str = "–";

fn code(report: &Report, figures: &RowFigures) -> Option<String> {
    match figures {
        RowFigures::None => None,
        RowFigures::Whole => Some(own_code(report)),
        RowFigures::Office => Some(String::new()),
        RowFigures::Line(lines, key) => line_code(report, *lines, key),
        RowFigures::Ids(ids) => Some(ids.clone()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;
    use crate::document::sample::says;
    use crate::model::in_thousands;
    use crate::render::xlsx::annex;
    use crate::render::xlsx::cell::Figure;
    use crate::render::xlsx::satisfaction::BY_QUESTION;
    use crate::report::{FigureValue, codes_of, figure_id};

    #[test]
    fn every_cell_is_the_figure_of_its_id() {
        let (report, figures) = sample::explained();
        let mut seen = 0;
        for sheet in annex::sheets(&report, &sample::full_document()) {
            for row in &sheet.rows {
                let Some(OutCell::Small(code)) = row.cells.last() else { continue };
                if matches!(row.figures, RowFigures::Ids(_)) {
                    let mut ids = code.split(", ");
                    assert!(ids.all(|id| figures.contains_key(id)), "{}: {code}", sheet.name);
                    continue;
                }
                for (number, cell) in sheet.numbers.iter().zip(&row.cells) {
                    if number.is_empty() {
                        continue;
                    }
                    if code == NO_CODE {
                        assert_eq!(*cell, OutCell::dash(), "{}: no code", sheet.name);
                        continue;
                    }
                    let id = figure_id(number, code);
                    let value = figures.get(&id);
                    // An average of places is none.
                    let is_none = value.is_none() && *cell == OutCell::Blank;
                    let same = is_none || value.is_some_and(|value| is_said(cell, value));
                    assert!(same, "{}: {id}: {cell:?} {value:?}", sheet.name);
                    seen += 1;
                }
            }
        }
        assert!(seen > 200, "{seen}");
    }

    /// The figure itself, or one of the counts that it is made of.
    fn is_said(cell: &OutCell, value: &FigureValue) -> bool {
        if let FigureValue::Points(points) = value {
            return [points.given.saturating_sub(points.lost), points.dossiers]
                .contains(&cell.held());
        }
        match cell {
            OutCell::Text(words) | OutCell::Mark(words) => value.printed() == *words,
            OutCell::Blank => value.printed() == "–",
            OutCell::Number(Figure::Count(_))
            | OutCell::Live(_, Figure::Count(_))
            | OutCell::Sum(_) => says(value, &in_thousands(cell.held())),
            OutCell::Number(Figure::Bound(_)) | OutCell::Live(_, Figure::Bound(_)) => {
                matches!(value, FigureValue::Interval { .. } | FigureValue::Words(_))
            }
            OutCell::Number(figure) | OutCell::Live(_, figure) => says(value, &figure.words()),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn questions_of_the_same_words_have_codes_of_their_own() {
        let mut report = sample::full();
        let words = report.satisfaction.by_question[0].line.name.clone();
        report.satisfaction.by_question[1].line.name = words;
        report.codes = codes_of(&[&report]);
        let sheets = annex::sheets(&report, &sample::full_document());
        let sheet = sheets.iter().find(|sheet| sheet.name == BY_QUESTION).expect("the sheet");
        let codes: Vec<&OutCell> = sheet.rows.iter().filter_map(|row| row.cells.last()).collect();
        assert_ne!(codes[0], codes[1]);
        for (question, code) in report.satisfaction.by_question.iter().zip(codes) {
            let own = report.codes.questions.code(&question.key).expect("a code");
            assert_eq!(*code, OutCell::Small(format!("CH-{own}")));
        }
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

    /// What goes over the edge would be printed on a page of its own.
    #[test]
    fn the_column_of_codes_holds_the_longest_of_them() {
        let mut report = sample::full();
        report.department = Some("Phòng có tên rất dài".to_owned());
        report.codes.departments = codes_of(&[&report]).departments;
        let sheets = annex::sheets(&report, &sample::full_document());
        for sheet in sheets.iter().filter(|sheet| !sheet.ids.is_empty()) {
            let codes = sheet.rows.iter().filter_map(|row| match row.cells.last() {
                Some(OutCell::Small(code)) => Some(code.chars().count()),
                _ => None,
            });
            let width = sheet.widths.last().map_or(0, |width| usize::from(*width));
            assert!(codes.max().unwrap_or(0) <= width, "{}", sheet.name);
        }
    }
}
