//! The tables of a report, by name: figures formatted, none computed.

mod comments;
mod dossiers;
mod input;
mod late;
mod letters;
mod other;
mod quality;
mod satisfaction;
mod scorecard;
mod standing;
mod trend;
mod units;

use crate::document::block::{Align, BlockRow, Column, HeaderCell, RowKind, Table};
use crate::document::fill::{Found, NoSuchName};
use crate::document::text::thousands;
use crate::report::{LateList, Report, TableLines, figure_id, line_code, own_code};
pub(crate) use comments::plain_topic_words;
pub(crate) use trend::trend_interval;

/// A table of a report.
pub(crate) fn of_report(report: &Report, name: &str) -> Found<Table> {
    let table = match name {
        "bo-sung" => dossiers::supplements(report),
        "yeu-to" => satisfaction::factors(report),
        "tra-loi" => satisfaction::answers(report),
        "doi-chieu-thu" => letters::reconciliation(report),
        "ho-so-don-vi" => dossiers::by_department(report),
        "hai-long-don-vi" => satisfaction::by_department(report),
        "y-kien" => comments::by_topic(report),
        "don-thu" => other::complaints(report),
        "tu-danh-gia" => other::assessments(report),
        "don-vi-tong-hop" => units::units(report),
        "cham-diem-don-vi" => units::scores(report),
        "cham-diem" => scorecard::scorecard(report),
        "chi-so-766" => quality::quality(report),
        "vi-tri" => standing::standing(report),
        "xu-huong" => trend::trend(report),
        "bieu-13" => dossiers::thirteen_columns(report),
        "ho-so-thu-tuc" => dossiers::by_procedure(report),
        "cau-hoi-don-vi" => satisfaction::question_by_department(report),
        "tep" => input::files(report),
        "phat-hien" => input::findings(report),
        "khong-tinh" => input::rejects(report),
        _ => return Err(NoSuchName),
    };
    Ok(table)
}

/// A table of the internal list.
pub(crate) fn of_late_list(list: &LateList, name: &str) -> Found<Table> {
    match name {
        "qua-han-da-giai-quyet" => Ok(late::resolved(list)),
        "qua-han-dang-giai-quyet" => Ok(late::open(list)),
        _ => Err(NoSuchName),
    }
}

/// The same of one department, whose name need not stand in each row.
pub(crate) fn of_department_list(list: &LateList, name: &str) -> Found<Table> {
    let table = of_late_list(list, name)?;
    Ok(table.map(|table| late::of_one_department(table, list)))
}

/// What the lines by department are: of a report over units, the units.
pub(crate) fn departments(report: &Report) -> &'static str {
    if report.consolidated.is_some() {
        "đơn vị"
    } else {
        "phòng chuyên môn, đơn vị trực thuộc"
    }
}

/// The same above their column.
fn department_head(report: &Report) -> &'static str {
    if report.consolidated.is_some() { "Đơn vị" } else { "Phòng, đơn vị" }
}

/// Columns and header of a table whose header is one row: share of the width, alignment, words.
fn plain(id: &str, caption: &str, columns: &[(u32, Align, &str)]) -> Table {
    Table {
        id: id.to_owned(),
        caption: Some(caption.to_owned()),
        unit: None,
        columns: columns
            .iter()
            .map(|(share, align, _)| Column { share: *share, align: *align })
            .collect(),
        header: vec![columns.iter().map(|(_, _, text)| head(text, 1, 1)).collect()],
        rows: Vec::new(),
        notes: Vec::new(),
        is_called: false,
    }
}

fn head(text: &str, columns: u32, rows: u32) -> HeaderCell {
    HeaderCell { text: text.to_owned(), columns, rows }
}

fn row(cells: Vec<String>) -> BlockRow {
    BlockRow::new(RowKind::Body, cells)
}

fn total(cells: Vec<String>) -> BlockRow {
    BlockRow::new(RowKind::Total, cells)
}

/// A column with the number of the figure that its cells hold, `HS-10`; empty where they hold none.
type FigureColumn<'w> = (u32, Align, &'w str, &'static str);

/// What the cells of a table are, column by column.
struct FigureColumns(Vec<&'static str>);

/// The same as `plain`, of columns that hold figures.
fn of_figures(id: &str, caption: &str, columns: &[FigureColumn<'_>]) -> (Table, FigureColumns) {
    let words: Vec<(u32, Align, &str)> =
        columns.iter().map(|(share, align, words, _)| (*share, *align, *words)).collect();
    let numbers = columns.iter().map(|(.., number)| *number).collect();
    (plain(id, caption, &words), FigureColumns(numbers))
}

impl FigureColumns {
    /// A row whose figures are those of `line`, `DV-PTP`; of a name that is no line of the report, `None`.
    fn of(&self, line: Option<String>, row: BlockRow) -> BlockRow {
        let Some(line) = line else { return row };
        let id = |number: &&'static str| (!number.is_empty()).then(|| figure_id(number, &line));
        BlockRow { figures: self.0.iter().map(id).collect(), ..row }
    }

    /// A row of a line of the report, by its name or its key.
    fn line(&self, report: &Report, lines: TableLines, key: &str, cells: Vec<String>) -> BlockRow {
        self.of(line_code(report, lines, key), row(cells))
    }

    /// The last row, of all that the report is about.
    fn whole(&self, report: &Report, cells: Vec<String>) -> BlockRow {
        self.of(Some(own_code(report)), total(cells))
    }
}

/// A row that is a heading inside the table, padded to `width` columns.
fn section(text: &str, width: usize) -> BlockRow {
    let mut cells = vec![String::new(); width];
    if let Some(first) = cells.first_mut() {
        text.clone_into(first);
    }
    BlockRow::new(RowKind::Section, cells)
}

/// Cells of counts.
fn counts<const N: usize>(values: [u64; N]) -> impl Iterator<Item = String> {
    values.into_iter().map(thousands)
}

/// A count that a table of totals may not give.
fn known(value: Option<u64>) -> String {
    value.map_or_else(|| "–".to_owned(), thousands)
}

/// A name with the mark of a small base.
fn marked(name: &str, small: bool) -> String {
    if small { format!("{name} (*)") } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;
    use crate::report::FigureValue;

    /// Names of `of_report`, in the order of the document.
    const NAMES: [&str; 16] = [
        "bo-sung",
        "yeu-to",
        "tra-loi",
        "doi-chieu-thu",
        "ho-so-don-vi",
        "hai-long-don-vi",
        "y-kien",
        "don-thu",
        "tu-danh-gia",
        "xu-huong",
        "bieu-13",
        "ho-so-thu-tuc",
        "cau-hoi-don-vi",
        "tep",
        "phat-hien",
        "khong-tinh",
    ];

    /// All tables that have something to show, captions without numbers.
    fn tables(report: &Report) -> Vec<Table> {
        NAMES.iter().filter_map(|name| of_report(report, name).ok().flatten()).collect()
    }

    /// Every row covers all columns, and every header row does once spans are counted.
    #[track_caller]
    fn sound(table: &Table) {
        let width = table.columns.len();
        assert!(!table.rows.is_empty(), "{} has no row", table.id);
        for row in &table.rows {
            assert_eq!(row.cells.len(), width, "{}: {:?}", table.id, row.cells);
            assert!(row.figures.len() <= width, "{}: {:?}", table.id, row.figures);
        }
        let mut covered = vec![0_u32; table.header.len()];
        for (index, cells) in table.header.iter().enumerate() {
            for cell in cells {
                for below in 0..cell.rows as usize {
                    covered[index + below] += cell.columns;
                }
            }
        }
        assert!(covered.iter().all(|c| *c as usize == width), "{}: {covered:?}", table.id);
    }

    #[test]
    fn every_table_covers_its_columns() {
        let full = tables(&sample::report());
        assert_eq!(full.iter().map(|t| t.id.as_str()).collect::<Vec<_>>(), NAMES);
        full.iter().for_each(sound);
        tables(&sample::empty()).iter().for_each(sound);
        let scored = Report { scorecard: Some(sample::scorecard()), ..sample::report() };
        sound(&of_report(&scored, "cham-diem").ok().flatten().expect("a table"));
        let above = Report { consolidated: Some(sample::consolidated()), ..sample::report() };
        for name in ["don-vi-tong-hop", "cham-diem-don-vi"] {
            sound(&of_report(&above, name).ok().flatten().expect("a table"));
        }
        tables(&sample::extreme()).iter().for_each(sound);
        let list = sample::late_list();
        for name in ["qua-han-da-giai-quyet", "qua-han-dang-giai-quyet"] {
            sound(&of_late_list(&list, name).ok().flatten().expect("a table"));
        }
    }

    /// Numerator and denominator of a rate lead to the rate.
    #[test]
    fn every_cell_is_the_figure_of_its_id() {
        let (report, figures) = sample::explained();
        let (mut seen, mut several) = (0, 0);
        for table in NAMES.iter().filter_map(|name| of_report(&report, name).ok().flatten()) {
            let runs = table.rows.iter().flat_map(|row| row.runs.iter().flat_map(|(_, runs)| runs));
            for run in runs {
                let Some(id) = &run.figure else {
                    assert!(!run.text.contains(|c: char| c.is_ascii_digit()), "{}", run.text);
                    continue;
                };
                let value = figures.get(id).unwrap_or_else(|| panic!("{}: no {id}", table.id));
                assert!(sample::says(value, &run.text), "{id}: {}", run.text);
                several += 1;
            }
            let cells = table.rows.iter().flat_map(|row| row.figures.iter().zip(&row.cells));
            for (id, cell) in cells.filter_map(|(id, cell)| Some((id.as_ref()?, cell))) {
                let value = figures.get(id).unwrap_or_else(|| panic!("{}: no {id}", table.id));
                // The intervals of the sample are made up.
                if matches!(value, FigureValue::Interval { .. }) {
                    continue;
                }
                let is_said = sample::says(value, cell.trim_end_matches(" (*)"));
                assert!(is_said, "{}: {id}: {cell}, {}", table.id, value.printed());
                seen += 1;
            }
        }
        assert!(seen > 300, "{seen}");
        assert!(several > 0, "a cell of several figures");
    }

    #[test]
    fn an_unknown_name_is_not_the_same_as_nothing_to_show() {
        assert_eq!(of_report(&sample::empty(), "don-thu"), Ok(None));
        assert_eq!(of_report(&sample::empty(), "khong-co"), Err(NoSuchName));
    }

    /// Codes are for programs: what is printed says it in words.
    #[test]
    fn no_code_of_a_finding_is_printed() {
        let report = sample::report();
        for name in ["phat-hien", "khong-tinh"] {
            let table = of_report(&report, name).ok().flatten().expect("a table");
            let codes = table.rows.iter().flat_map(|row| &row.cells).filter(|c| c.contains('_'));
            assert_eq!(codes.count(), 0, "{name}");
        }
    }

    #[test]
    fn late_dossiers_are_capped_and_all_of_them_counted() {
        let mut list = sample::late_list();
        let (one, open) = (list.resolved[0].clone(), list.open[0].clone());
        (list.resolved, list.open) = (vec![one; 1500], vec![open; 500]);
        let printed = list.of("Phòng Người có công");
        assert_eq!((printed.resolved.len(), printed.resolved_count), (500, 1500));
        let notes = |name: &str| {
            of_late_list(&printed, name).ok().flatten().map(|table| table.notes).expect("a table")
        };
        let resolved = notes("qua-han-da-giai-quyet");
        assert!(resolved[0].contains("500 hồ sơ") && resolved[0].contains("1.500"), "{resolved:?}");
        assert_eq!(notes("qua-han-dang-giai-quyet"), [""; 0], "all are printed");
    }

    #[test]
    fn rejected_rows_are_capped_and_the_rest_is_counted() {
        let mut report = sample::report();
        let one = report.input.rejects[0].clone();
        report.input.rejects = vec![one; 1500];
        let table = of_report(&report, "khong-tinh").ok().flatten().expect("a table");
        assert_eq!(table.rows.len(), 200);
        assert!(table.notes[0].contains("1.300"), "{:?}", table.notes);
    }
}
