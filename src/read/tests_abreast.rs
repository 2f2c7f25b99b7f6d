//! Two readers at one sheet tell what one tells, whatever the sheet is like.

use crate::read::open::{Opened, open_divided};
use crate::read::tests::{STRINGS, xlsx};
use crate::read::{self, Cell};

pub(crate) type Rows = Vec<(u32, Vec<Cell<'static>>)>;

fn rows(mut opened: Opened<'_>) -> Option<Rows> {
    rows_of(&mut opened, 0)
}

pub(crate) fn rows_of(opened: &mut Opened<'_>, sheet: usize) -> Option<Rows> {
    let mut rows = Vec::new();
    opened.rows(sheet, &mut |row| rows.push((row.number, row.into_owned().cells))).ok()?;
    Some(rows)
}

fn book(data: &str) -> Vec<u8> {
    xlsx("", &format!("<dimension ref=\"A1:C9\"/><sheetData>{data}</sheetData>"), STRINGS)
}

/// What both ways tell of the rows inside `sheetData`.
#[track_caller]
fn alike(data: &str) -> Option<Rows> {
    let bytes = book(data);
    let one = rows(read::open("a.xlsx", &bytes, &|_, _| unreachable!()).unwrap());
    let two = rows(open_divided("a.xlsx", &bytes).unwrap());
    assert_eq!(one, two, "{data}");
    one
}

fn is_divided(data: &str) -> bool {
    open_divided("a.xlsx", &book(data)).unwrap().is_divided()
}

#[test]
fn many_rows_come_in_their_order() {
    let row = |row: u32| match row % 7 {
        // No row at all, one without cells, one with a cell that calamine cannot tell.
        0 => String::new(),
        1 => format!("<row r=\"{row}\"/>"),
        2 => format!("<row r=\"{row}\"><c r=\"B{row}\" t=\"e\"><v>#CALC!</v></c></row>"),
        3 => format!(
            "<row\tspans=\"1:2\" r=\"{row}\" ><c r=\"A{row}\" t=\"inlineStr\"><is><t>x{row}</t></is></c></row>"
        ),
        _ => format!(
            "<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c><c r=\"C{row}\" t=\"s\"><v>1</v></c></row>\n"
        ),
    };
    let data: String = (1..=3_000).map(row).collect();
    assert!(is_divided(&data));
    let rows = alike(&data).unwrap();
    assert_eq!(rows.len(), 3_000 / 7 * 5 + 3);
    assert!(rows.is_sorted_by_key(|(row, _)| *row));
}

#[test]
fn a_sheet_that_may_not_be_cut_is_read_by_one() {
    let many = |row: &dyn Fn(u32) -> String| (1..200).map(row).collect::<String>();
    let usual = |row: u32| format!("<row r=\"{row}\"><c r=\"A{row}\"><v>{row}</v></c></row>");
    let whole = many(&usual);
    let case = |data: &str| {
        let beginning = data.get(..data.len().min(2_000)).unwrap_or_default();
        assert!(!is_divided(data), "{beginning}");
        alike(data);
    };
    assert!(is_divided(&whole));
    case(&many(&|row| format!("<row><c r=\"A{row}\"><v>{row}</v></c></row>")));
    case(&many(&|row| format!("<row r=\"{row}\"><c><v>{row}</v></c></row>")));
    case(&many(&|row| usual(300 - row)));
    case(&many(&|row| usual(1 + row / 2)));
    case(&format!("{whole}<row r=\"200\"><c r=\"A201\"><v>1</v></c></row>"));
    case(&format!("{whole}<!-- <row r=\"7\"> -->"));
    let long = "x".repeat(9 << 20);
    case(&format!("{whole}<row r=\"200\"><c r=\"A200\" t=\"str\"><v>{long}</v></c></row>"));
    case(&format!("{whole}<c r=\"B200\"><v>1</v></c>"));
    case(&format!("{whole}<x:row r=\"200\"><c r=\"A200\"><v>1</v></c></x:row>"));
    case(&format!(
        "{whole}<row r=\"200\"><c r=\"A200\" t=\"str\"><v><![CDATA[<row r=\"9\">]]></v></c></row>"
    ));
}

#[test]
fn a_sheet_without_a_table_of_rows_is_read_by_one() {
    for sheet in ["<sheetData/>", "<sheetData xml:space=\"preserve\"><row r=\"1\"/></sheetData>"] {
        let bytes = xlsx("", sheet, STRINGS);
        let opened = open_divided("a.xlsx", &bytes).unwrap();
        assert!(!opened.is_divided());
        assert_eq!(rows(opened), Some(Vec::new()));
    }
}

#[test]
fn a_sheet_without_rows_or_with_one_is_read_by_two_as_well() {
    for data in ["", "<row r=\"1\"/>", "<row r=\"4\"><c r=\"B4\"><v>1</v></c></row>"] {
        assert!(is_divided(data));
        alike(data);
    }
}

#[test]
fn a_part_that_two_tabs_show_is_read_by_one() {
    let other = "<sheets><sheet name=\"Trang khác\" sheetId=\"2\" r:id=\"r1\"/></sheets>";
    let data = "<sheetData><row r=\"4\"><c r=\"B4\"><v>1</v></c></row></sheetData>";
    let bytes = xlsx(other, data, STRINGS);
    let mut opened = open_divided("a.xlsx", &bytes).unwrap();
    assert!(opened.sheets().len() == 2 && !opened.is_divided());
    for sheet in 0..2 {
        assert_eq!(rows_of(&mut opened, sheet).map(|rows| rows.len()), Some(1));
    }
}

#[test]
fn rows_can_be_asked_for_again() {
    let row = |row: u32| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>");
    let data: String = (1..100).map(row).collect();
    let bytes = book(&data);
    let mut opened = open_divided("a.xlsx", &bytes).unwrap();
    for _ in 0..3 {
        let mut count = 0;
        opened.rows(0, &mut |_| count += 1).unwrap();
        assert_eq!(count, 99);
    }
}
