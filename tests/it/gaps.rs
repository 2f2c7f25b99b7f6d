//! What calamine 0.38 gets wrong or dies of, from outside: each is read right, or refused with its own reason.

use std::io::{Cursor, Write as _};

use serde_json::Value;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::case::Case;

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, SimpleFileOptions::DEFAULT.large_file(true)).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// An xlsx of one sheet, from the XML of its part.
fn xlsx(sheet: &[u8], strings: &str) -> Vec<u8> {
    let relationships = |items: &[(&str, &str)]| {
        let items: String = items
            .iter()
            .enumerate()
            .map(|(id, (kind, target))| {
                format!("<Relationship Id=\"r{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
            })
            .collect();
        format!("<Relationships>{items}</Relationships>")
    };
    let root = relationships(&[("officeDocument", "xl/workbook.xml")]);
    let parts = relationships(&[
        ("worksheet", "worksheets/sheet1.xml"),
        ("sharedStrings", "sharedStrings.xml"),
    ]);
    let workbook = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"Hồ sơ\" sheetId=\"1\" \
                    r:id=\"r0\"/></sheets></workbook>";
    zip(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/_rels/workbook.xml.rels", parts.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ])
}

fn row(number: u32, cells: &[&str]) -> String {
    let cells: String = ('A'..)
        .zip(cells)
        .map(|(column, text)| {
            format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
        })
        .collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

/// A header and two dossiers.
fn table() -> String {
    let header = ["Mã hồ sơ", "Phòng ban", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày kết thúc xử lý"];
    let days = ["20/02/2020", "02/03/2020", "28/02/2020"];
    let rows = [
        row(1, &header),
        row(2, &["A", "Phòng A", days[0], days[1], days[2]]),
        row(3, &["B", "Phòng B", days[0], days[1], days[2]]),
    ];
    rows.concat()
}

fn checked(file: &str, bytes: &[u8]) -> Value {
    Case::new().file(&format!("du-lieu/{file}"), bytes).check()["files"][0].clone()
}

/// Both dossiers are read, and these codes found.
#[track_caller]
fn read(sheet: &str, strings: &str, codes: &[&str]) {
    let file = checked("a.xlsx", &xlsx(sheet.as_bytes(), strings));
    assert_eq!(file["sheets"][0]["rows"]["accepted"], 2, "{file}");
    let found = file["findings"].as_array().unwrap().iter();
    let found: Vec<_> = found
        .map(|finding| finding["code"].as_str().unwrap())
        // The table has no column of it.
        .filter(|code| *code != "missing_channel")
        .collect();
    assert_eq!(found, codes, "{file}");
}

#[track_caller]
fn refused(file: &str, bytes: &[u8], code: &str) {
    let file = checked(file, bytes);
    assert_eq!(file["error"]["code"], code, "{file}");
}

fn sheet(before: &str, data: &str) -> String {
    format!("<worksheet>{before}<sheetData>{data}</sheetData></worksheet>")
}

const NO_STRINGS: &str = "<sst/>";

#[test]
fn a_dimension_that_lies_is_no_matter() {
    for dimension in ["E3:A1", "#REF!", "", "A1:XFE9999999", "A1:A1"] {
        read(&sheet(&format!("<dimension ref=\"{dimension}\"/>"), &table()), NO_STRINGS, &[]);
    }
    read(&sheet("<dimension/>", &table()), NO_STRINGS, &[]);
}

#[test]
fn cells_that_would_end_the_sheet_cost_themselves() {
    let odd = |cell: &str| sheet("", &format!("{}<row r=\"4\">{cell}</row>", table()));
    let last = "<c r=\"B4\" t=\"inlineStr\"><is><t>Phòng A</t></is></c>";
    for (cell, code) in [
        ("<c r=\"A4\" t=\"e\"><v>#SPILL!</v></c>", "error_cell"),
        ("<c r=\"A4\" t=\"e\"><v>#CALC!</v></c>", "error_cell"),
        ("<c r=\"A4\" t=\"e\"><v>#FIELD!</v></c>", "error_cell"),
        ("<c r=\"A4\" t=\"e\"><v>#BLOCKED!</v></c>", "error_cell"),
        ("<c r=\"A4\" t=\"e\"><v>#GETTING_DATA</v></c>", "error_cell"),
        ("<c r=\"A4\" t=\"zz\"><v>1</v></c>", "bad_cell"),
        ("<c r=\"A4\" t=\"s\"><v>4000000000</v></c>", "bad_cell"),
        ("<c r=\"A4\" t=\"s\"><v>-1</v></c>", "bad_cell"),
    ] {
        let dated = "<c r=\"C4\" t=\"inlineStr\"><is><t>20/02/2020</t></is></c>";
        let bytes = xlsx(odd(&format!("{cell}{last}{dated}")).as_bytes(), NO_STRINGS);
        let file = checked("a.xlsx", &bytes);
        assert!(file["error"].is_null(), "{cell}: {file}");
        let found = file["findings"].as_array().unwrap();
        assert!(found.iter().any(|it| it["code"] == code && it["cell"] == "A4"), "{cell}: {file}");
        assert_eq!(file["dossiers"]["Phòng A"]["total"], 2, "{cell}: {file}");
    }
}

#[test]
fn a_cell_at_the_end_of_the_largest_sheet_is_told() {
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    read(&sheet("", &(table() + far)), NO_STRINGS, &["stray_cell"]);
}

#[test]
fn a_place_that_no_sheet_has_is_a_fault_of_the_file() {
    let data = table().replace("r=\"A3\"", "r=\"AAAAAAAAAA1\"");
    refused("a.xlsx", &xlsx(sheet("", &data).as_bytes(), NO_STRINGS), "corrupt_file");
}

#[test]
fn a_count_of_strings_that_lies_is_no_matter() {
    for count in ["4000000000", "18446744073709551615", "-1", "x"] {
        let strings = format!("<sst count=\"1\" uniqueCount=\"{count}\"><si><t>a</t></si></sst>");
        read(&sheet("", &table()), &strings, &[]);
    }
}

#[test]
fn prefixed_elements_are_read_like_others() {
    let data = sheet("", &table());
    let prefixed = data.replace("</", "\u{1}").replace('<', "<x:").replace('\u{1}', "</x:");
    let prefixed = prefixed.replacen("<x:worksheet", "<x:worksheet xmlns:x=\"m\"", 1);
    read(&prefixed, NO_STRINGS, &[]);
}

#[test]
fn more_rows_than_any_sheet_has_are_too_many() {
    // Without numbers, so that they are counted on; from a file of a tenth of a megabyte.
    let mut data = b"<worksheet><sheetData>".to_vec();
    for _ in 0..1_100_000 {
        data.extend_from_slice(b"<row><c><v>1</v></c></row>");
    }
    data.extend_from_slice(b"</sheetData></worksheet>");
    refused("a.xlsx", &xlsx(&data, NO_STRINGS), "too_large");
}

#[test]
fn a_part_of_nothing_but_one_letter_is_too_large() {
    let mut data = b"<worksheet><sheetData><row><c><v>".to_vec();
    data.resize(200 << 20, b'1');
    refused("a.xlsx", &xlsx(&data, NO_STRINGS), "too_large");
}

#[test]
fn xml_that_is_cut_or_reaches_outside_is_corrupt() {
    let whole = sheet("", &table());
    let cut = &whole[..whole.len() - "</sheetData></worksheet>".len()];
    refused("a.xlsx", &xlsx(cut.as_bytes(), NO_STRINGS), "corrupt_file");
    let entity = format!("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>{whole}");
    refused("a.xlsx", &xlsx(entity.as_bytes(), NO_STRINGS), "corrupt_file");
}

#[test]
fn a_digit_that_went_bad_in_a_part_that_is_not_packed_is_found() {
    let stored = SimpleFileOptions::DEFAULT.compression_method(zip::CompressionMethod::Stored);
    let whole = xlsx(sheet("", &table()).as_bytes(), NO_STRINGS);
    let mut parts = zip::ZipArchive::new(Cursor::new(whole)).unwrap();
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..parts.len() {
        let mut part = parts.by_index(index).unwrap();
        writer.start_file(part.name().unwrap().into_owned(), stored).unwrap();
        std::io::copy(&mut part, &mut writer).unwrap();
    }
    let mut bytes = writer.finish().unwrap().into_inner();
    assert!(checked("a.xlsx", &bytes)["error"].is_null());
    let day = b"28/02/2020";
    let at = bytes.windows(day.len()).position(|window| window == day).unwrap();
    bytes[at + 1] = b'7';
    refused("a.xlsx", &bytes, "corrupt_file");
}

#[test]
fn other_spreadsheets_are_named_with_what_to_do() {
    let flat = "<?xml version=\"1.0\"?><office:document xmlns:office=\"o\"/>";
    let old =
        "<?xml version=\"1.0\"?><Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"/>";
    for (name, bytes) in [
        ("a.fods", flat.as_bytes()),
        ("a.xls", old.as_bytes()),
        ("a.slk", b"ID;PWXL;N;E\nC;Y1;X1;K\"a\"\nE\n"),
        ("a.xls", &[0x09, 0x00, 0x04, 0x00, 0x02, 0x00, 0x10, 0x00]),
        ("a.xls", &[0x09, 0x02, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00, 0, 0]),
        ("a.xls", &[0x09, 0x04, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00, 0, 0]),
    ] {
        let file = checked(name, bytes);
        assert_eq!(file["error"]["code"], "unsupported_format", "{name}: {file}");
    }
}
