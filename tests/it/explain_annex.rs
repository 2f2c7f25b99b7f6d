//! What the annexes print an id for, of the office and of each department: `dien-giai` knows it, and says what the cell says.

use std::collections::BTreeMap;
use std::io::Cursor;

use calamine::{Data, Reader as _, Xlsx};
use serde_json::Value;

use crate::case::{Case, files_below};
use crate::consolidate::{above, add_up, bag, explained, hand_over, unit};
use crate::explain::mixed;

/// A cell with an id below it or beside it.
struct Numbered {
    place: String,
    id: String,
    cell: Data,
}

/// Every figure of a workbook that has an id.
fn numbered(name: &str, bytes: &[u8], is_id: &dyn Fn(&str) -> bool) -> Vec<Numbered> {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let mut found = Vec::new();
    for sheet in book.sheet_names() {
        let range = book.worksheet_range(&sheet).unwrap();
        let rows: Vec<&[Data]> = range.rows().collect();
        let at = |cell: &Data, words: &str| matches!(cell, Data::String(text) if text == words);
        let place_of = |words: &str| {
            let mut places = rows.iter().enumerate().filter_map(|(number, row)| {
                Some((number, row.iter().position(|cell| at(cell, words))?))
            });
            places.next_back()
        };
        let take = |id: String, (row, cell): (usize, &Data), found: &mut Vec<Numbered>| {
            let place = format!("{name} › {sheet} › dòng {}", row + 1);
            found.push(Numbered { place, id, cell: cell.clone() });
        };
        if sheet == "Chỉ tiêu chính" {
            let Some((header, column)) = place_of("Mã số") else { continue };
            for (row, cells) in rows.iter().enumerate().skip(header + 1) {
                let ids = cells.get(column).map(ToString::to_string).unwrap_or_default();
                let ids = ids.split(", ").filter(|id| !id.is_empty());
                ids.for_each(|id| take(id.to_owned(), (row, &cells[2]), &mut found));
            }
            continue;
        }
        // A sheet with codes of lines has the numbers below its table.
        let (Some((header, codes)), Some((numbers, _))) = (place_of("Mã dòng"), place_of("Mã số"))
        else {
            assert!(place_of("Mã dòng").is_none() || sheet == "Giải thích", "{name} › {sheet}");
            continue;
        };
        let body = rows.iter().enumerate().take(numbers).skip(header + 1);
        let is_header = |row: &&[Data]| !row.iter().any(|cell| matches!(cell, Data::Float(_)));
        for (row, cells) in body.skip_while(|(_, row)| is_header(row)) {
            let code = cells.get(codes).map(ToString::to_string).unwrap_or_default();
            let is_section = cells.iter().filter(|cell| **cell != Data::Empty).count() < 2;
            if code == "–" || is_section {
                continue;
            }
            if code.split(", ").all(is_id) {
                code.split(", ")
                    .for_each(|id| take(id.to_owned(), (row, &Data::Empty), &mut found));
                continue;
            }
            for (number, cell) in rows[numbers].iter().zip(cells.iter()) {
                let number = number.to_string();
                let is_number = number.len() == 5 && number.contains('-');
                if is_number && !matches!(cell, Data::Empty) {
                    let dash = if code.is_empty() { "" } else { "-" };
                    take(format!("{number}{dash}{code}"), (row, cell), &mut found);
                }
            }
        }
    }
    found
}

const OF_ANSWERS: [&str; 6] = ["HL-", "SS-03", "SS-04", "XT-06", "XT-10", "LN-06"];

/// Whether a cell is the figure, or one of the counts that it is made of.
#[expect(clippy::float_arithmetic, reason = "a cell holds a floating-point number")]
fn is_said(cell: &Data, figure: &Value) -> bool {
    let printed = figure["printed"].as_str().unwrap();
    let words = printed.split(" (").next().unwrap_or_default();
    let number = |text: &str| text.replace('.', "").replace(',', ".").parse::<f64>().ok();
    let value = match cell {
        Data::Empty => return true,
        // Few answers are left out; their figures are asked for in the office alone.
        Data::String(text) if text == "–" => {
            let id = figure["id"].as_str().unwrap();
            return printed == "–" || OF_ANSWERS.iter().any(|number| id.starts_with(number));
        }
        Data::String(text) => return text == printed,
        Data::Float(value) => *value,
        #[expect(clippy::cast_precision_loss, reason = "counts of a test are small")]
        Data::Int(value) => *value as f64,
        other => panic!("{other:?}"),
    };
    let near = |other: f64| (value - other).abs() < 1e-9;
    let parts = figure["parts"].as_array().unwrap().iter().filter_map(Value::as_f64);
    let behind = printed.split(['(', '/', ')', '–']).filter_map(|text| number(text.trim()));
    let shares = words.split('–').filter_map(|text| number(text.trim_end_matches('%')));
    let points = words.split(' ').next().map(|text| text.replace('+', "").replace('−', "-"));
    let points = points.and_then(|text| number(&text));
    // Counts of a rate of nothing.
    let of_nothing = (printed == "–").then_some(0.0);
    parts.chain(behind).chain(points).chain(of_nothing).any(near)
        || shares.map(|one| one / 100.0).any(near)
}

/// How many figures of the workbooks of a month have an id.
fn every_id_is_known(case: &Case, period: &str) -> usize {
    let listed = case.run(&["dien-giai", period, "--json"]).stdout;
    let listed: Value = serde_json::from_str(&listed).unwrap();
    let figures: BTreeMap<&str, &Value> = listed["figures"]
        .as_array()
        .unwrap()
        .iter()
        .map(|figure| (figure["id"].as_str().unwrap(), figure))
        .collect();
    let data = case.root().join("luu-tru").join(period).join("data");
    let own = |path: &str| path == "phu-luc.xlsx" || path.starts_with("don-vi/");
    let books = files_below(&data).into_iter();
    let books: Vec<_> = books.filter(|(path, _)| path.ends_with(".xlsx") && own(path)).collect();
    assert!(!books.is_empty());
    let mut ids = Vec::new();
    for (path, bytes) in &books {
        for Numbered { place, id, cell } in numbered(path, bytes, &|id| figures.contains_key(id)) {
            let figure = figures.get(id.as_str());
            let figure = figure.unwrap_or_else(|| panic!("{place}: nothing has {id}"));
            assert!(is_said(&cell, figure), "{place}: {id}: {cell:?}, {figure}");
            ids.push(id);
        }
    }
    let count = ids.len();
    ids.sort();
    ids.dedup();
    let asked: Vec<&str> = ids.iter().map(String::as_str).collect();
    let outcome = case.run(&[&["dien-giai", period, "--json"], asked.as_slice()].concat());
    outcome.code(0);
    let explained: Value = serde_json::from_str(&outcome.stdout).unwrap();
    let explained = explained["explanations"].as_array().unwrap();
    assert_eq!(explained.len(), ids.len());
    assert!(explained.iter().all(|one| one["adds_up"] == true));
    count
}

/// Over several months, scored, and with the indices of Quyết định 766/QĐ-TTg.
#[test]
fn every_id_that_an_annex_prints_is_explained() {
    let case = Case::of("samples/so-ldtbxh-tra-vinh")
        .settings(|old| format!("{old}\n[danh_gia]\ncham_diem = \"co\"\nchi_so_766 = \"co\"\n"));
    for month in ["2020-01", "2020-02", "2020-03"] {
        case.run(&["bao-cao", "--ky", month]);
    }
    let ids = every_id_is_known(&case, "2020-03");
    assert!(ids > 2_000, "{ids}");
}

/// Of a superior office: each unit is a line, with its points, and the sheets say how many of them there are.
#[test]
fn every_id_that_the_annex_over_units_prints_is_explained() {
    let above = above();
    for (name, on_time, late) in [("Sở A", 3, 1), ("Sở B", 2, 0)] {
        let unit = unit(name, on_time, late)
            .settings(|old| format!("{old}\n[danh_gia]\ncham_diem = \"co\"\n"));
        unit.run(&["bao-cao", "--ky", "2020-03", "--thay-the"]);
        hand_over(&bag(&unit), &above, &format!("{on_time}/2020-03"));
    }
    add_up(&above);
    let ids = every_id_is_known(&above, "tong-hop-2020-03");
    assert!(ids > 150, "{ids}");
    let mut listed = explained(&above, &[]);
    let listed = listed["figures"].take();
    let has_points = |one: &&Value| {
        let id = one["id"].as_str().unwrap();
        id.starts_with("CD-1") && id.ends_with("-DV-SA") && one["printed"] != "–"
    };
    let alone = listed.as_array().unwrap().iter().find(has_points).expect("a known index");
    let alone = alone["id"].as_str().unwrap();
    let average = alone.trim_end_matches("-DV-SA");
    let explained = explained(&above, &[alone, average, "TH-01", "TH-03"]);
    let of = |id: &str| {
        let mut all = explained["explanations"].as_array().unwrap().iter();
        all.find(|one| one["id"] == id).unwrap_or_else(|| panic!("{id}: {explained}")).clone()
    };
    let own = of(alone);
    assert_eq!(own["rows"][0]["department"], "Sở A", "{own}");
    let place = own["rows"][0]["place"].as_str().unwrap();
    assert!(place.contains("so-lieu.json › cham_diem.chi_so["), "{place}");
    assert_eq!(of(average)["rows"].as_array().unwrap().len(), 2);
    let names = |id: &str| -> Vec<Value> {
        of(id)["rows"].as_array().unwrap().iter().map(|row| row["department"].clone()).collect()
    };
    assert_eq!(names("TH-01"), ["Sở B", "Sở A"]);
    assert_eq!(names("TH-03"), ["Sở Vắng"]);
}

#[test]
fn every_id_that_an_annex_prints_is_explained_where_totals_and_names_are_mixed() {
    let case = mixed();
    case.march();
    let ids = every_id_is_known(&case, "2020-03");
    assert!(ids > 100, "{ids}");
}
