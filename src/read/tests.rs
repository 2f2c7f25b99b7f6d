//! Whole files, built byte by byte: what is read of them, and what is refused.

use crate::ledger::{Code, FileRefusal};
use crate::read::container::package;
use crate::read::open::Opened;
use crate::read::{self, Cell, Merge, compound};

/// Old and fragile formats by way of the answer of another process, which is this one here.
fn open<'a>(path: &str, bytes: &'a [u8]) -> Result<Opened<'a>, FileRefusal> {
    read::open(path, bytes, &|path, bytes| Ok(read::answer(path, bytes)))
}

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

fn relationship(kind: &str, target: &str) -> String {
    format!(
        "<Relationships><Relationship Id=\"r1\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>\
         </Relationships>"
    )
}

/// A workbook of one sheet, from the inside of its `worksheet` element.
pub(crate) fn xlsx(workbook: &str, sheet: &str, strings: &str) -> Vec<u8> {
    let root = relationship("officeDocument", "xl/workbook.xml");
    let sheets = relationship("worksheet", "worksheets/sheet1.xml");
    let workbook = format!(
        "<workbook xmlns:r=\"r\">{workbook}<sheets><sheet name=\"Hồ sơ\" sheetId=\"1\" \
         r:id=\"r1\"/></sheets></workbook>"
    );
    let styles =
        "<styleSheet><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>";
    let sheet = format!("<worksheet>{sheet}</worksheet>");
    package(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/_rels/workbook.xml.rels", sheets.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/styles.xml", styles.as_bytes()),
        ("xl/sharedStrings.xml", strings.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
    .unwrap()
}

fn ods(content: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content><office:body><office:spreadsheet>{content}\
         </office:spreadsheet></office:body></office:document-content>"
    );
    package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:manifest/>"),
        ("content.xml", content.as_bytes()),
    ])
    .unwrap()
}

pub(crate) const STRINGS: &str = "<sst uniqueCount=\"2\"><si><t>a</t></si><si><t>b</t></si></sst>";

fn rows(path: &str, bytes: &[u8]) -> Vec<(u32, Vec<Cell<'static>>)> {
    let mut opened = open(path, bytes).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let mut rows = Vec::new();
    opened.rows(0, &mut |row| rows.push((row.number, row.into_owned().cells))).unwrap();
    rows
}

fn word(word: &str) -> Cell<'_> {
    Cell::Text(word.into())
}

#[track_caller]
fn cells(data: &str, want: &[(u32, Vec<Cell<'_>>)]) {
    let bytes = xlsx("", &format!("<sheetData>{data}</sheetData>"), STRINGS);
    assert_eq!(rows("a.xlsx", &bytes), want, "{data}");
}

#[track_caller]
fn refused(path: &str, bytes: &[u8], want: Code) {
    match open(path, bytes) {
        Ok(_) => panic!("{path} was opened, want {want:?}"),
        Err(refusal) => assert_eq!(refusal.code, want, "{path}"),
    }
}

#[test]
fn every_kind_of_cell_arrives_as_what_it_is() {
    cells(
        "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>1</v></c><c r=\"C2\"><v>1.5</v></c>\
         <c r=\"D2\" s=\"1\"><v>45000</v></c><c r=\"E2\" t=\"d\"><v>2026-01-02</v></c>\
         <c r=\"F2\" t=\"b\"><v>1</v></c><c r=\"G2\" t=\"e\"><v>#N/A</v></c></row>",
        &[(
            2,
            vec![
                word("b"),
                Cell::Empty,
                Cell::Number(1.5),
                Cell::Serial(45_000.0),
                Cell::IsoDate("2026-01-02".into()),
                Cell::Bool(true),
                Cell::Error("#N/A".into()),
            ],
        )],
    );
}

#[test]
fn one_bad_cell_costs_no_other() {
    cells(
        "<row r=\"1\"><c r=\"A1\" t=\"e\"><v>#SPILL!</v></c><c r=\"B1\" t=\"s\"><v>0</v></c>\
         </row><row r=\"2\"><c r=\"A2\" t=\"zz\"><v>7</v></c></row><row r=\"3\"><c r=\"A3\" \
         t=\"s\"><v>9</v></c><c r=\"B3\"><f>A1</f></c><c r=\"C3\"><v>3</v></c></row>",
        &[
            (1, vec![Cell::Error("#SPILL!".into()), word("a")]),
            (2, vec![Cell::Broken("zz: 7".into())]),
            (3, vec![Cell::Broken("9".into()), Cell::Uncalculated, Cell::Number(3.0)]),
        ],
    );
}

#[test]
fn rows_and_cells_out_of_order_are_put_in_order() {
    cells(
        "<row r=\"3\"><c r=\"B3\"><v>2</v></c><c r=\"A3\"><v>1</v></c></row>\
         <row r=\"1\"><c r=\"A1\"><v>0</v></c></row><row r=\"2\"><c r=\"A2\"><f>B3</f></c></row>",
        &[
            (1, vec![Cell::Number(0.0)]),
            (2, vec![Cell::Uncalculated]),
            (3, vec![Cell::Number(1.0), Cell::Number(2.0)]),
        ],
    );
}

#[test]
fn a_stray_cell_is_told_and_left_out() {
    let data = "<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row><row r=\"1048576\">\
                <c r=\"XFD1048576\"><v>2</v></c></row></sheetData>";
    let bytes = xlsx("", data, STRINGS);
    assert_eq!(rows("a.xlsx", &bytes), [(1, vec![Cell::Number(1.0)])]);
    let opened = open("a.xlsx", &bytes).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let notes: Vec<_> = opened.notes().iter().map(|note| (note.code, note.place.a1())).collect();
    assert_eq!(notes, [(Code::StrayCell, Some("XFD1048576".to_owned()))]);
}

#[test]
fn lies_that_would_stop_calamine_are_read_past() {
    let data =
        "<dimension ref=\"#REF!\"/><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData>";
    let strings = STRINGS.replace("\"2\"", "\"18446744073709551615\"");
    assert_eq!(rows("a.xlsx", &xlsx("", data, &strings)), [(1, vec![word("a")])]);
    let twice = strings.replace("<sst", "<sst uniqueCount=\"1\"");
    assert_eq!(rows("a.xlsx", &xlsx("", data, &twice)), [(1, vec![word("a")])]);
}

#[test]
fn a_place_outside_the_sheet_makes_the_sheet_unreadable() {
    let data = "<sheetData><row><c r=\"AAAAAAAAAA1\"><v>1</v></c></row></sheetData>";
    let bytes = xlsx("", data, STRINGS);
    let mut opened = open("a.xlsx", &bytes).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let error = opened.rows(0, &mut |row| panic!("{row:?}")).unwrap_err();
    assert_eq!(error.code, Code::SheetUnreadable);
    assert!(error.message().contains("AAAAAAAAAA1"), "{}", error.message());
}

#[test]
fn the_sheet_tells_its_epoch_merges_and_hidden_rows() {
    let data = "<sheetData><row r=\"2\" hidden=\"1\"><c r=\"A2\"><v>1</v></c></row></sheetData>\
                <mergeCells><mergeCell ref=\"A2:A4\"/></mergeCells>";
    let bytes = xlsx("<workbookPr date1904=\"1\"/>", data, STRINGS);
    let opened = open("a.xlsx", &bytes).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let sheet = opened.sheets().remove(0);
    assert_eq!((sheet.name.as_str(), sheet.visible, sheet.epoch1904), ("Hồ sơ", true, true));
    assert_eq!(sheet.hidden_rows, [2]);
    assert_eq!(sheet.merges.len(), 1);
}

#[test]
fn an_ods_is_read_though_pretty_printed() {
    let bytes = ods("<table:table table:name=\"Hồ sơ\">\n <table:table-row>\n  <table:table-cell \
         office:value-type=\"string\"><text:p>a</text:p></table:table-cell>\n  <table:table-cell \
         office:value-type=\"date\" office:date-value=\"2026-01-02\"/>\n  <table:table-cell \
         office:value-type=\"string\"><text:p>Err:502</text:p></table:table-cell>\n \
         <table:table-cell table:formula=\"of:=1\"/>\n</table:table-row>\n</table:table>");
    assert_eq!(
        rows("a.ods", &bytes),
        [(
            1,
            vec![
                word("a"),
                Cell::IsoDate("2026-01-02".into()),
                Cell::Error("Err:502".into()),
                Cell::Uncalculated,
            ]
        )]
    );
}

#[test]
fn text_is_a_table_of_texts() {
    let bytes = "Mã;Ngày\n001;02/01/2026\n;\n002;\n".as_bytes();
    assert_eq!(
        rows("a.csv", bytes),
        [
            (1, vec![word("Mã"), word("Ngày")]),
            (2, vec![word("001"), word("02/01/2026")]),
            (4, vec![word("002")]),
        ]
    );
}

#[test]
fn a_file_is_read_by_what_it_holds() {
    let bytes = xlsx("", "<sheetData/>", STRINGS);
    let codes = |path: &str, bytes: &[u8]| {
        let opened = open(path, bytes).unwrap_or_else(|refusal| panic!("{refusal:?}"));
        opened.notes().iter().map(|note| note.code).collect::<Vec<_>>()
    };
    assert_eq!(codes("a.xlsm", &bytes), []);
    assert_eq!(codes("a.xls", &bytes), [Code::ExtensionMismatch]);
    assert_eq!(codes("a.csv", "Mã;Tên\n1;Nguy\u{FFFD}n\n".as_bytes()), [Code::UndecodableText]);
    assert_eq!(codes("a.csv", b"Tra\xD2;kh\xF4ng\n1;2\n"), [Code::LegacyEncodingConverted]);
    assert_eq!(codes("a.xlsx", b"a;b\n1;2\n"), [Code::ExtensionMismatch]);
}

#[test]
fn what_cannot_be_read_says_why() {
    let whole = xlsx("", "<sheetData/>", STRINGS);
    let word = relationship("officeDocument", "word/document.xml");
    let parts: &[(&str, &[u8])] =
        &[("_rels/.rels", word.as_bytes()), ("word/document.xml", b"<a/>")];
    let locked = compound::tests::file("EncryptedPackage", &[0; 5_000]);
    let other = compound::tests::file("WordDocument", &[0; 5_000]);
    let sealed = package(&[
        ("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", b"<manifest:encryption-data/>"),
        ("content.xml", b"\x01\x02"),
    ]);
    refused("~$a.xlsx", &whole, Code::LockFile);
    refused("a.xlsx", b"", Code::EmptyFile);
    refused("a.xlsx", &whole[..whole.len() / 2], Code::CorruptFile);
    refused("a.xlsx", &package(parts).unwrap(), Code::NotASpreadsheet);
    refused("a.xlsx", &package(&[("a.txt", b"a")]).unwrap(), Code::NotASpreadsheet);
    refused("a.xlsx", &locked, Code::Encrypted);
    refused("a.xls", &other, Code::NotASpreadsheet);
    refused("a.ods", &sealed.unwrap(), Code::Encrypted);
    refused("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", Code::HtmlDisguised);
    refused("a.xlsx", b"%PDF-1.7 ...", Code::NotASpreadsheet);
    refused("a.xlsx", "Kính gửi ông".as_bytes(), Code::NotASpreadsheet);
    refused("a.csv", b"a;b\n\"1;2\n", Code::MalformedCsv);
    refused("a.ods", &ods("<table:table table:name=\"a\">"), Code::CorruptFile);
    refused("a.xlsx", &xlsx("", "<sheetData><row>", STRINGS), Code::CorruptFile);
}

/// A record of xls or xlsb; only the latter packs kind and length.
fn record(kind: u16, body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).unwrap();
    [&kind.to_le_bytes(), &length.to_le_bytes(), body].concat()
}

fn packed(kind: u16, body: &[u8]) -> Vec<u8> {
    let [low, high] = kind.to_le_bytes();
    let mut bytes = match kind {
        ..0x80 => vec![low],
        _ => vec![low | 0x80, (high << 1) | (low >> 7)],
    };
    bytes.push(u8::try_from(body.len()).unwrap());
    bytes.extend(body);
    bytes
}

fn words(words: &[u32]) -> Vec<u8> {
    words.iter().flat_map(|word| word.to_le_bytes()).collect()
}

fn wide(text: &str) -> Vec<u8> {
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    [words(&[u32::try_from(units.len() / 2).unwrap()]), units].concat()
}

fn xlsb(cells: &[u8]) -> Vec<u8> {
    let bundle = [words(&[0, 1]), wide("r1"), wide("Hồ sơ")].concat();
    let workbook =
        [packed(0x9C, &bundle), packed(0x90, &[]), packed(0x9D, &[]), packed(0x84, &[])].concat();
    let sheet = [
        packed(0x81, &[]),
        packed(0x94, &words(&[0, 9, 0, 9])),
        packed(0x91, &[]),
        packed(0, &[words(&[1, 0]), vec![0; 5]].concat()),
        cells.to_vec(),
        packed(0x92, &[]),
        packed(176, &words(&[1, 3, 0, 0])),
    ];
    let root = relationship("officeDocument", "xl/workbook.bin");
    let sheets = relationship("worksheet", "worksheets/sheet1.bin");
    package(&[
        ("_rels/.rels", root.as_bytes()),
        ("xl/_rels/workbook.bin.rels", sheets.as_bytes()),
        ("xl/workbook.bin", &workbook),
        ("xl/worksheets/sheet1.bin", &sheet.concat()),
    ])
    .unwrap()
}

#[test]
fn an_xlsb_is_read_with_the_errors_of_its_formulas() {
    let number = packed(5, &[words(&[0, 0]), 1.5f64.to_le_bytes().to_vec()].concat());
    let text = packed(6, &[words(&[1, 0]), wide("Đơn vị")].concat());
    let error = packed(11, &[words(&[2, 0]), vec![0x2A, 0, 0]].concat());
    let bytes = xlsb(&[number, text, error].concat());
    let cells = vec![Cell::Number(1.5), word("Đơn vị"), Cell::Error("#N/A".into())];
    assert_eq!(rows("a.xlsb", &bytes), [(2, cells)]);
    let opened = open("a.xlsb", &bytes).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    let merge = Merge { first_row: 2, last_row: 4, first_column: 0, last_column: 0 };
    assert_eq!(opened.sheets().remove(0).merges, [merge]);
}

#[test]
fn an_xlsb_with_shortened_cells_is_read_like_any_other() {
    let style = || words(&[0]);
    let cells = [
        packed(6, &[words(&[2, 0]), wide("Đơn vị")].concat()),
        packed(16, &[style(), 1.5f64.to_le_bytes().to_vec()].concat()),
        packed(17, &[style(), wide("Phòng A")].concat()),
        packed(12, &style()),
        packed(15, &[style(), vec![1]].concat()),
        packed(14, &[style(), vec![0x2A]].concat()),
    ];
    let want = vec![
        Cell::Empty,
        Cell::Empty,
        word("Đơn vị"),
        Cell::Number(1.5),
        word("Phòng A"),
        Cell::Empty,
        Cell::Bool(true),
        Cell::Error("#N/A".into()),
    ];
    assert_eq!(rows("a.xlsb", &xlsb(&cells.concat())), [(2, want)]);
}

fn xls(globals: &[u8], sheet: &[u8]) -> Vec<u8> {
    let open = record(0x0809, &[0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    let end = record(0x0A, &[]);
    let name = b"Phieu";
    // The sheet begins after a BoundSheet of 8 + 5 bytes and an EOF.
    let place = u32::try_from(open.len() + globals.len() + 4 + 8 + name.len() + end.len()).unwrap();
    let bound = [&place.to_le_bytes()[..], &[0, 0, 5, 0], name].concat();
    let mut stream = [&open, globals, &record(0x85, &bound), &end, &open, sheet, &end].concat();
    stream.resize(5_000, 0);
    compound::tests::file("Workbook", &stream)
}

#[test]
fn an_xls_is_read_with_its_hidden_rows() {
    let row = record(0x0208, &[6, 0, 0, 0, 3, 0, 255, 0, 0, 0, 0, 0, 0x20, 0, 0, 0]);
    let number = record(0x0203, &[&[6, 0, 1, 0, 0, 0][..], &2.5f64.to_le_bytes()].concat());
    let bytes = xls(&[], &[row, number].concat());
    assert_eq!(rows("a.xls", &bytes), [(7, vec![Cell::Empty, Cell::Number(2.5)])]);
    let opened = open("a.xls", &bytes).unwrap_or_else(|refusal| panic!("{refusal:?}"));
    assert_eq!(opened.sheets().remove(0).hidden_rows, [7]);
}

#[test]
fn an_xls_that_is_locked_or_lies_about_its_size_is_refused() {
    let password = record(0x2F, &[0; 6]);
    refused("a.xls", &xls(&password, &[]), Code::Encrypted);
    let dimensions = record(0x0200, &[words(&[0, u32::MAX]), vec![0, 0, 9, 0, 0, 0]].concat());
    refused("a.xls", &xls(&[], &dimensions), Code::CorruptFile);
}
