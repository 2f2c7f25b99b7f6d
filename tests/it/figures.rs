//! One figure in four formats: what `so-lieu.json` says of each department stands in PDF, HTML, DOCX and XLSX,
//! for the sample office and for one that is made to break documents.

use calamine::Data;
use serde_json::Value;

use crate::broken;
use crate::case::{Case, Outcome, columns};
use crate::documents::pdf_text;
use crate::formats::{
    cell_figures, docx_rows, figure, html_rows, same_figures, same_words, words, xlsx_rows,
};

/// The report in each format, as rows of cells or as text.
struct Formats {
    word: Vec<Vec<String>>,
    html: Vec<Vec<String>>,
    print: String,
    workbook: Vec<Vec<Data>>,
}

impl Formats {
    fn of(outcome: &Outcome) -> Self {
        Self {
            word: docx_rows(&outcome.archived("bao-cao.docx")),
            html: html_rows(&outcome.archived("bao-cao.html")),
            print: pdf_text(&outcome.archived("bao-cao.pdf")),
            workbook: xlsx_rows(outcome.archived("phu-luc.xlsx")),
        }
    }

    /// Counts that stand side by side in the row of this name.
    #[track_caller]
    fn row(&self, name: &str, counts: &[u64]) {
        let wanted: Vec<i64> = counts.iter().map(|count| i64::try_from(*count).unwrap()).collect();
        let holds = |figures: &[i64]| figures.windows(wanted.len()).any(|some| some == wanted);
        for (format, rows) in [("DOCX", &self.word), ("HTML", &self.html)] {
            let found = called(rows, name)
                .any(|row| holds(&row.iter().filter_map(|cell| figure(cell)).collect::<Vec<_>>()));
            assert!(found, "{format}: no row of {name:?} with {counts:?}");
        }
        let mut found = self.workbook.iter().filter(|row| row.iter().any(|cell| is(cell, name)));
        let numbers = |row: &[Data]| -> Vec<i64> { row.iter().filter_map(whole).collect() };
        assert!(found.any(|row| holds(&numbers(row))), "XLSX: no row of {name:?} with {counts:?}");
        let printed: Vec<String> = counts.iter().map(|count| grouped(*count)).collect();
        let printed = format!(" {} ", printed.join(" "));
        assert!(self.print.contains(&printed), "PDF: no {counts:?} for {name:?}");
    }

    /// A rate in the row of this name; in print anywhere, as rows cannot be told apart there.
    #[track_caller]
    fn rate(&self, name: &str, rate: &Value) {
        let text = rate["phan_tram"].as_str().unwrap_or("–");
        for (format, rows) in [("DOCX", &self.word), ("HTML", &self.html)] {
            let found = called(rows, name).any(|row| row.iter().any(|cell| cell.trim() == text));
            assert!(found, "{format}: no row of {name:?} with {text}");
        }
        assert!(self.print.contains(text), "PDF: no {text} for {name:?}");
        let mut found = self.workbook.iter().filter(|row| row.iter().any(|cell| is(cell, name)));
        let same = |cell: &Data| match figure(text) {
            Some(rate) => cell_figures(cell).contains(&rate),
            None => matches!(cell, Data::String(cell) if cell == text),
        };
        assert!(found.any(|row| row.iter().any(same)), "XLSX: no row of {name:?} with {text}");
    }

    /// The rows of dossiers and answers of a report. Gives the number of departments.
    #[track_caller]
    fn hold(&self, figures: &Value) -> usize {
        let dossiers = &figures["ho_so"];
        let departments = dossiers["theo_don_vi"].as_array().unwrap();
        let named = departments.iter().map(|line| (line["ten"].as_str().unwrap(), line));
        for (name, line) in named.chain([("Tổng cộng", &dossiers["tong"])]) {
            self.row(name, &columns(line));
            self.rate(name, &line["ty_le_dung_han"]);
        }
        let answers = &figures["hai_long"];
        for line in answers["theo_don_vi"].as_array().unwrap() {
            // Of fewer than five sheets only their number is printed.
            let is_few = (1..5).contains(&line["n"].as_u64().unwrap());
            let rate = if is_few { &Value::Null } else { &line["ty_le"] };
            self.rate(line["ten"].as_str().unwrap(), rate);
        }
        for rate in ["ty_le_dung_han", "ty_le_truoc_han"] {
            let text = dossiers["tong"][rate]["phan_tram"].as_str().unwrap();
            assert!(self.print.contains(text), "PDF: no {rate} {text}");
        }
        departments.len()
    }
}

/// Rows with a cell of this name, however it is spaced and marked.
fn called<'r>(rows: &'r [Vec<String>], name: &str) -> impl Iterator<Item = &'r Vec<String>> {
    let name = words(name);
    rows.iter().filter(move |row| row.iter().any(|cell| words(cell) == name))
}

fn is(cell: &Data, name: &str) -> bool {
    matches!(cell, Data::String(text) if words(text) == words(name))
}

fn whole(cell: &Data) -> Option<i64> {
    match cell {
        Data::Int(number) => Some(*number),
        // `483`, but `0.9135` is none.
        Data::Float(number) => number.to_string().parse().ok(),
        _ => None,
    }
}

/// `1.234`.
fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let mut out = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

#[test]
fn every_department_has_its_figures_in_every_format() {
    let outcome = Case::of("samples/so-ldtbxh-tra-vinh").march();
    assert_eq!(Formats::of(&outcome).hold(&outcome.figures()), 8);
}

/// Twenty departments with hostile names, thirty questions: nothing is lost, nothing is taken for something else.
#[test]
fn an_office_made_to_break_documents_breaks_none() {
    let made = broken::office(&broken::Size { dossiers: 5, sheets: 60 }).unwrap();
    let expected = made.expected();
    let case = made.files.iter().fold(Case::new(), |case, (path, bytes)| case.file(path, bytes));
    let outcome = case.march();
    outcome.code(0);
    let figures = outcome.figures();
    let dossiers = figures["ho_so"]["theo_don_vi"].as_array().unwrap();
    assert_eq!(dossiers.len(), 20);
    // As the office was made, not as the program counted it.
    for (line, counted) in expected.lines().zip(dossiers) {
        let cells: Vec<&str> = line.split('\t').collect();
        assert_eq!(words(counted["ten"].as_str().unwrap()), words(cells[0]));
        let of = columns(counted);
        // (7) resolved, (10) late, (11) open.
        assert_eq!([of[4], of[7], of[8]].map(|count| count.to_string()), cells[1..], "{line}");
    }
    assert_eq!(figures["hai_long"]["theo_cau_hoi"].as_array().unwrap().len(), 30);
    assert_eq!(Formats::of(&outcome).hold(&figures), 20);
    assert!(same_figures(&outcome) > 60);
    same_words(&outcome, "bao-cao");
    let mut reports: Vec<String> = case
        .files("luu-tru/2020-03/data/don-vi")
        .into_iter()
        .filter_map(|(name, _)| name.strip_suffix(".html").map(str::to_owned))
        .collect();
    assert_eq!(reports.len(), 20, "{reports:?}");
    // The first and the last, and the one with the longest word.
    reports.retain(|name| {
        name.contains("ratdai") || name.contains("hyperlink") || name.contains("khong-co")
    });
    for name in reports {
        same_words(&outcome, &format!("don-vi/{name}"));
    }
    let html = String::from_utf8(outcome.archived("bao-cao.html")).unwrap();
    assert!(!html.contains("<script"), "a name became markup");
}
