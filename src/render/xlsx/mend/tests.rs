//! What stands in a copy: every value where it stood, errors as errors, marks, notes, links, and the words it is known by.

use std::sync::Arc;

use jiff::civil::date;

use crate::ledger::{
    Code, ColumnRead, Field, FileAccount, Finding, MendScope, Place, RowCounts, SheetAccount,
    SheetKind, Source,
};
use crate::read::{self, Apart, Cell, Row};
use crate::render::xlsx::mend::original::Original;
use crate::render::xlsx::mend::{MendCopy, SheetNames, mend_copy, own_copy};

/// Nothing here is fragile.
const HERE: Apart<'_> = &|path, bytes| Ok(read::answer(path, bytes));

/// A delimited file with one finding in the third row, as it is read.
fn account(path: &str, code: Code) -> FileAccount {
    let source = Arc::new(Source { file: path.to_owned(), sheet: None });
    let column = |cell: &str, field| ColumnRead {
        question: None,
        cell: cell.to_owned(),
        header: String::new(),
        field: Some(field),
    };
    FileAccount {
        path: path.to_owned(),
        error: None,
        sheets: vec![SheetAccount {
            name: String::new(),
            kind: Some(SheetKind::Dossiers),
            further: Vec::new(),
            rows: RowCounts::default(),
            columns: vec![column("A2", Field::Code), column("B2", Field::Due)],
        }],
        findings: vec![
            Finding::new(code, Place::cell(&source, 3, 1)).rejecting(),
            Finding::new(Code::DueDiffers, Place::row(&source, 4)).with_field(Field::Due),
        ],
        mends: None,
    }
}

#[track_caller]
fn copy(bytes: &[u8], account: &FileAccount) -> MendCopy {
    let original = Original {
        path: &account.path,
        root: &account.path,
        bytes,
        account,
        stopped: &[],
        ancestors: vec!["a".repeat(64)],
        apart: HERE,
        day: date(2020, 3, 14),
    };
    mend_copy(&original).expect("a workbook").expect("a copy")
}

/// Rows of a sheet, as they are read again.
#[track_caller]
fn rows(bytes: &[u8], name: &str) -> Vec<Row<'static>> {
    let mut opened =
        read::open("x.xlsx", bytes, HERE).unwrap_or_else(|error| panic!("{}", error.message()));
    let at = opened.sheets().iter().position(|sheet| sheet.name == name).expect("the sheet");
    let mut rows = Vec::new();
    opened.rows(at, &mut |row| rows.push(row.into_owned())).expect("rows");
    rows
}

const TABLE: &str = "Danh sách tháng 3\r\nMã;Hẹn trả;Ghi chú\r\n0012;31/02/2020;=1+1\r\nH2;05/03/2020;_x0041_ và @x\r\n;;\r\nH3;06/03/2020;\"hai\ndòng\"\r\n";

#[test]
fn values_stand_where_they_stood_and_formulas_stay_text() {
    let account = account("thang 3/ho-so.csv", Code::BadDate);
    let copy = copy(TABLE.as_bytes(), &account);
    assert_eq!(copy.scope, MendScope::Whole);
    let original = rows_of_text(TABLE);
    let copied: Vec<(u32, Vec<String>)> = rows(&copy.bytes, "Dữ liệu")
        .iter()
        .map(|row| (row.number, row.cells.iter().map(text).collect()))
        .collect();
    assert_eq!(copied, original);
}

fn rows_of_text(table: &str) -> Vec<(u32, Vec<String>)> {
    let mut opened = read::open("x.csv", table.as_bytes(), HERE)
        .unwrap_or_else(|error| panic!("{}", error.message()));
    let mut rows = Vec::new();
    opened
        .rows(0, &mut |row| rows.push((row.number, row.cells.iter().map(text).collect())))
        .expect("rows");
    rows
}

#[track_caller]
fn text(cell: &Cell<'_>) -> String {
    match cell {
        Cell::Text(text) => text.to_string(),
        Cell::Empty => String::new(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_copy_says_whose_it_is_and_saving_it_alone_changes_nothing() {
    let account = account("ho-so.csv", Code::BadDate);
    let copy = copy(TABLE.as_bytes(), &account);
    let own = own_copy("ho-so.xlsx", &copy.bytes, HERE).expect("ours");
    assert!(!own.is_edited());
    assert_eq!(own.mark.original, "ho-so.csv");
    assert_eq!(own.mark.ancestors, ["a".repeat(64)]);
    assert!(own_copy("x.csv", TABLE.as_bytes(), HERE).is_none());
}

#[test]
fn the_same_file_gives_the_same_copy() {
    let account = account("ho-so.csv", Code::BadDate);
    assert_eq!(copy(TABLE.as_bytes(), &account).bytes, copy(TABLE.as_bytes(), &account).bytes);
}

#[test]
fn the_list_names_each_finding_once_what_does_not_count_first() {
    let account = account("ho-so.csv", Code::BadDate);
    let copy = copy(TABLE.as_bytes(), &account);
    let list = rows(&copy.bytes, "Cần sửa");
    let lines: Vec<(String, String)> = list
        .iter()
        .filter(|row| matches!(row.cells.first(), Some(Cell::Number(_))))
        .map(|row| (text(&row.cells[1]), text(&row.cells[2])))
        .collect();
    let line = |what: &str, place: &str| (what.to_owned(), place.to_owned());
    assert_eq!(lines, [line("Không được tính", "B3"), line("Vẫn được tính", "dòng 4")]);
}

#[test]
fn what_cannot_be_mended_in_a_sheet_makes_no_copy() {
    let mut account = account("ho-so.csv", Code::ScaleAssumed);
    account.findings.truncate(1);
    let original = Original {
        path: "ho-so.csv",
        root: "ho-so.csv",
        bytes: TABLE.as_bytes(),
        account: &account,
        stopped: &[],
        ancestors: vec!["a".repeat(64)],
        apart: HERE,
        day: date(2020, 3, 14),
    };
    assert!(mend_copy(&original).expect("no fault").is_none());
}

#[test]
fn a_file_too_large_to_be_copied_gives_the_rows_to_mend_with_their_numbers() {
    let table = TABLE.to_owned() + &"K;05/03/2020;x\r\n".repeat(210_000);
    let account = account("lon.csv", Code::BadDate);
    let copy = copy(table.as_bytes(), &account);
    assert_eq!(copy.scope, MendScope::Rows);
    let found = rows(&copy.bytes, "Dữ liệu");
    let numbers: Vec<_> = found.iter().filter_map(|row| row.cells.first().cloned()).collect();
    assert_eq!(
        numbers,
        [
            Cell::Text("Dòng trong tệp gốc".into()),
            Cell::Number(2.0),
            Cell::Number(3.0),
            Cell::Number(4.0)
        ]
    );
    assert_eq!(found[2].cells[2], Cell::Text("31/02/2020".into()));
    let own = own_copy("lon.xlsx", &copy.bytes, HERE).expect("ours");
    assert_eq!((own.mark.scope, own.is_edited()), (MendScope::Rows, false));
}

#[test]
fn names_of_sheets_are_such_as_excel_takes_and_each_is_one() {
    let mut names = SheetNames::default();
    let mut free = |wanted: &str| names.free(wanted);
    assert_eq!(free("Hồ sơ"), "Hồ sơ");
    assert_eq!(free("HỒ SƠ"), "HỒ SƠ (2)");
    assert_eq!(free(""), "Dữ liệu");
    assert_eq!(free("Cần sửa"), "Cần sửa (2)");
    assert_eq!(free("Tháng 3/2020 [bản 1]"), "Tháng 3-2020 -bản 1-");
    assert_eq!(free(&"dài ".repeat(20)).encode_utf16().count(), 31);
}

/// Without its font, text in TCVN3 would be other letters in the copy.
#[test]
fn a_copy_keeps_the_old_fonts_of_its_cells() {
    use rust_xlsxwriter::{Format, Workbook};

    let font = |name: &str| Format::new().set_font_name(name);
    let (old, capitals, vni) = (font(".VnArial"), font(".VnTimeH"), font("VNI-Helve"));
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string_with_format(0, 0, "M· hå s¬", &capitals).unwrap();
    sheet.write_string_with_format(1, 0, "Phßng Y tÕ", &old).unwrap();
    sheet.write_string(2, 0, "Phòng Y tế").unwrap();
    let plain = font("Arial");
    let parts: [(&Format, &str); 3] = [(&old, "Phßng "), (&vni, "Tö "), (&plain, "pháp")];
    sheet.write_rich_string(3, 0, &parts).unwrap();
    let bytes = book.save_to_buffer().unwrap();
    let source = Arc::new(Source { file: "a.xlsx".to_owned(), sheet: Some("Sheet1".to_owned()) });
    let mut of = account("a.xlsx", Code::BadDate);
    of.sheets[0].name = "Sheet1".to_owned();
    of.findings = vec![Finding::new(Code::BadDate, Place::cell(&source, 3, 1)).rejecting()];
    let made = copy(&bytes, &of);
    let faces = |bytes: &[u8]| {
        let opened =
            read::open("a.xlsx", bytes, HERE).unwrap_or_else(|it| panic!("{}", it.message()));
        let sheet = opened.sheets().into_iter().find(|sheet| sheet.name == "Sheet1").unwrap();
        let of = |row| (sheet.faces.at(row, 0), sheet.faces.runs_at(row, 0).map(<[_]>::to_vec));
        [1, 2, 3, 4].map(of)
    };
    let kept = faces(&made.bytes);
    assert_eq!(kept, faces(&bytes));
    assert!(kept[0].0.is_some() && kept[1].0.is_some() && kept[2].0.is_none());
    assert_eq!(kept[3].1.as_ref().map(Vec::len), Some(3));
}
