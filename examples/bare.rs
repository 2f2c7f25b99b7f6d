//! What `benches/read` measures against: makes a workbook of any size, and reads one with calamine and nothing else.
//!
//! `bare --make ROWS FILE [FIRST]` writes the workbook, its codes counted from FIRST; `bare FILE` reads it and prints
//! how many cells it has.
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "an example reads, writes and prints; the doors are the program's"
)]

use std::error::Error;
use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufReader, BufWriter, Write};

use calamine::{DataRef, Reader, Xlsx, open_workbook};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        ["--make", rows, path] => make(rows.parse()?, 0, path),
        ["--make", rows, path, first] => make(rows.parse()?, first.parse()?, path),
        [path] => {
            println!("{} cells", cells(path)?);
            Ok(())
        }
        _ => Err("usage: bare [--make ROWS] FILE [FIRST]".into()),
    }
}

/// The bare loop.
fn cells(path: &str) -> Result<u64, Box<dyn Error>> {
    let mut workbook: Xlsx<BufReader<File>> = open_workbook(path)?;
    let name = workbook.sheet_names().first().ok_or("no sheet")?.clone();
    let mut reader = workbook.worksheet_cells_reader(&name)?;
    let mut cells = 0;
    while let Some(cell) = reader.next_cell()? {
        cells += u64::from(!matches!(cell.get_value(), DataRef::Empty));
    }
    Ok(cells)
}

const HEADER: [&str; 12] = [
    "Mã hồ sơ",
    "Tên thủ tục",
    "Lĩnh vực",
    "Đơn vị",
    "Chủ hồ sơ",
    "Địa chỉ",
    "Ngày tiếp nhận",
    "Ngày hẹn trả",
    "Ngày kết thúc xử lý",
    "Trạng thái",
    "Hình thức nộp",
    "Ghi chú",
];
const OWNERS: u32 = 50_000;
const ADDRESSES: u32 = 30_000;
/// 1 January 2025 as a serial.
const FIRST_DAY: u32 = 45_658;

/// As Excel writes it: shared strings, three columns of date cells, notes in one row of ten.
fn make(rows: u32, first: u32, path: &str) -> Result<(), Box<dyn Error>> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let mut zip = ZipWriter::new(BufWriter::new(File::create(path)?));
    let mut part = |name: &str, write: &mut dyn FnMut(&mut dyn Write) -> std::io::Result<()>| {
        zip.start_file(name, SimpleFileOptions::DEFAULT.large_file(true))?;
        let mut out = BufWriter::with_capacity(1 << 20, &mut zip);
        write(&mut out)?;
        out.flush()?;
        Ok::<_, Box<dyn Error>>(())
    };
    part("[Content_Types].xml", &mut |out| {
        write!(
            out,
            "<Types xmlns=\"{package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"
        )
    })?;
    part("_rels/.rels", &mut |out| {
        write!(
            out,
            "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"rId1\" Type=\"{office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        )
    })?;
    part("xl/_rels/workbook.xml.rels", &mut |out| {
        write!(out, "<Relationships xmlns=\"{package}/relationships\">")?;
        for (id, kind, target) in [
            (1, "worksheet", "worksheets/sheet1.xml"),
            (2, "sharedStrings", "sharedStrings.xml"),
            (3, "styles", "styles.xml"),
        ] {
            write!(
                out,
                "<Relationship Id=\"rId{id}\" Type=\"{office}/{kind}\" Target=\"{target}\"/>"
            )?;
        }
        write!(out, "</Relationships>")
    })?;
    part("xl/workbook.xml", &mut |out| {
        write!(
            out,
            "<workbook xmlns=\"{main}\" xmlns:r=\"{office}\"><sheets><sheet name=\"Hồ sơ\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
        )
    })?;
    part("xl/styles.xml", &mut |out| {
        write!(
            out,
            "<styleSheet xmlns=\"{main}\"><cellXfs count=\"2\"><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
        )
    })?;
    let strings = strings(rows, first);
    part("xl/sharedStrings.xml", &mut |out| {
        write!(out, "<sst xmlns=\"{main}\" uniqueCount=\"{}\">", strings.len())?;
        for text in &strings {
            write!(out, "<si><t>{text}</t></si>")?;
        }
        write!(out, "</sst>")
    })?;
    part("xl/worksheets/sheet1.xml", &mut |out| {
        write!(out, "<worksheet xmlns=\"{main}\"><sheetData><row r=\"1\" spans=\"1:12\">")?;
        for (column, index) in ('A'..='L').zip(0..) {
            write!(out, "<c r=\"{column}1\" t=\"s\"><v>{index}</v></c>")?;
        }
        write!(out, "</row>")?;
        let mut line = String::new();
        for row in 0..rows {
            line.clear();
            self::row(&mut line, row).map_err(std::io::Error::other)?;
            out.write_all(line.as_bytes())?;
        }
        write!(out, "</sheetData></worksheet>")
    })?;
    zip.finish()?.flush()?;
    Ok(())
}

/// Header, 20 departments, 30 procedures, 10 fields, 2 statuses, 2 channels, a note, owners, addresses, codes.
fn strings(rows: u32, first: u32) -> Vec<String> {
    let mut all: Vec<String> = HEADER.map(str::to_owned).into();
    all.extend((0..20).map(|it| format!("Phòng Ví Dụ {it}")));
    all.extend((0..30).map(|it| format!("Cấp giấy xác nhận ví dụ số {it}")));
    all.extend((0..10).map(|it| format!("Lĩnh vực {it}")));
    all.extend(["Đã trả kết quả", "Đang xử lý", "Trực tiếp", "Trực tuyến"].map(str::to_owned));
    all.push("Thiếu bản sao giấy tờ".to_owned());
    all.extend((0..OWNERS).map(|it| format!("Nguyễn Văn Ví Dụ {it}")));
    all.extend((0..ADDRESSES).map(|it| format!("Số {it}, đường Ví Dụ, phường {}", it % 40)));
    all.extend((first..first + rows).map(|it| format!("H60.{:02}-{:07}", it % 20, it)));
    all
}

fn row(line: &mut String, row: u32) -> std::fmt::Result {
    let number = row + 2;
    // Spread without chance: the file is the same on every machine.
    let mixed = row.wrapping_mul(2_654_435_761) >> 7;
    let received = FIRST_DAY + row % 300;
    let is_open = mixed.is_multiple_of(10);
    write!(line, "<row r=\"{number}\" spans=\"1:12\">")?;
    let text = |line: &mut String, column, index: u32| {
        write!(line, "<c r=\"{column}{number}\" t=\"s\"><v>{index}</v></c>")
    };
    let day = |line: &mut String, column, serial: u32| {
        write!(line, "<c r=\"{column}{number}\" s=\"1\"><v>{serial}</v></c>")
    };
    text(line, 'A', 77 + OWNERS + ADDRESSES + row)?;
    text(line, 'B', 32 + mixed % 30)?;
    text(line, 'C', 62 + mixed % 10)?;
    text(line, 'D', 12 + mixed % 20)?;
    text(line, 'E', 77 + mixed % OWNERS)?;
    text(line, 'F', 77 + OWNERS + mixed % ADDRESSES)?;
    day(line, 'G', received)?;
    day(line, 'H', received + 10)?;
    if !is_open {
        day(line, 'I', received + 2 + mixed % 14)?;
    }
    text(line, 'J', 72 + u32::from(is_open))?;
    text(line, 'K', 74 + mixed % 2)?;
    if mixed % 10 == 3 {
        text(line, 'L', 76)?;
    }
    write!(line, "</row>")
}
