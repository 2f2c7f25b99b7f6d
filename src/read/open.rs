//! The front of the stage: a path and bytes → sheets and their rows, or the one reason why not.

// Circle: a file of an old format is opened by a child, whose answer carries what was opened.

use std::borrow::Cow;
use std::sync::Arc;

use crate::ledger::{Code, FileRefusal, Finding, Place, Source};
use crate::read::apart::{Apart, Death};
use crate::read::cells::Unreadable;
use crate::read::decode::{DecodedFrom, decode};
use crate::read::delimited::{self, Delimited, Malformed};
use crate::read::faces::CellFaces;
use crate::read::preflight::{self, Cleared, Looked, PackageFormat, PackageSheets, Refused};
use crate::read::prepare;
use crate::read::sniff::{self, Claim, FileContent};
use crate::read::unpacked::{DIVISION, Division};
use crate::read::wire::{self, WireAnswer};
use crate::read::workbook::{OpenBook, Workbook};
use crate::read::{Row, SheetMeta};

const SAVE_AS: &str =
    "mở bằng Excel, lưu lại với kiểu “Excel Workbook (*.xlsx)” rồi xóa tệp này khỏi du-lieu";

/// A file whose sheets can be read.
pub(crate) struct Opened<'a> {
    source: Arc<Source>,
    notes: Vec<Finding>,
    content: Readable<'a>,
}

enum Readable<'a> {
    Workbook(Box<Workbook<'a>>),
    Text(Delimited<'a>),
    Answer(WireAnswer),
}

/// Opens a file by what it holds, whatever its name says; xls, xlsb and ods apart.
pub(crate) fn open<'a>(
    path: &str,
    bytes: &'a [u8],
    apart: Apart<'_>,
) -> Result<Opened<'a>, FileRefusal> {
    if !is_fragile(path, bytes) {
        return open_here(path, bytes);
    }
    let source = Arc::new(Source { file: path.to_owned(), sheet: None });
    let answer = apart(path, bytes).map_err(|death| death.refusal(&source))?;
    match wire::parse(path, &answer) {
        Some(Ok(answer)) => {
            Ok(Opened { source, notes: Vec::new(), content: Readable::Answer(answer) })
        }
        Some(Err(refusal)) => Err(refusal),
        None => Err(Death::Fell.refusal(&source)),
    }
}

/// The same for a file that was opened before: what is wrong with it as a whole is known.
pub(crate) fn open_again<'a>(
    path: &str,
    bytes: &'a [u8],
    apart: Apart<'_>,
) -> Result<Opened<'a>, FileRefusal> {
    if sniff::content(bytes, sniff::claim(path)) != FileContent::Text {
        return open(path, bytes, apart);
    }
    let source = Arc::new(Source { file: path.to_owned(), sheet: None });
    let table = Delimited::known(decode(bytes).text);
    Ok(Opened { source, notes: Vec::new(), content: Readable::Text(table) })
}

/// Opens and reads a file here and now, and tells all of it: what is done apart.
pub(crate) fn answer(path: &str, bytes: &[u8]) -> Vec<u8> {
    wire::answer(open_here(path, bytes))
}

/// An xlsx of any length as if it were large: read by two, a row or two at a time.
#[cfg(test)]
pub(crate) fn open_divided<'a>(path: &str, bytes: &'a [u8]) -> Result<Opened<'a>, FileRefusal> {
    let source = Arc::new(Source { file: path.to_owned(), sheet: None });
    match preflight::zip(bytes) {
        Ok(Looked::ButSheets(sheets)) => {
            let division = Division { least_sheet: 0, batch: 64 };
            while_looking(&source, Claim::Xlsx, sheets, division)
        }
        looked => workbook(&source, Claim::Xlsx, looked.and_then(Looked::whole)),
    }
}

/// What `answer` tells, without a look before: what damaged files do to calamine then, tests have to see.
#[cfg(debug_assertions)]
pub(crate) fn answer_unseen(path: &str, bytes: &[u8]) -> Vec<u8> {
    let format = match sniff::claim(path) {
        Claim::Ods => PackageFormat::Ods,
        Claim::Xlsb => PackageFormat::Xlsb,
        Claim::Xls => PackageFormat::Xls,
        Claim::Xlsx | Claim::Delimited | Claim::Other => PackageFormat::Xlsx,
    };
    let source = Arc::new(Source { file: path.to_owned(), sheet: None });
    wire::answer(workbook(&source, sniff::claim(path), Ok(Cleared::unseen(format, bytes))))
}

/// calamine is known to hang, to abort or to use up all memory on damaged files of these formats.
fn is_fragile(path: &str, bytes: &[u8]) -> bool {
    !sniff::is_lock_file(path)
        && match sniff::content(bytes, sniff::claim(path)) {
            FileContent::Compound => true,
            FileContent::Zip => preflight::is_fragile(bytes),
            FileContent::Empty
            | FileContent::Html
            | FileContent::OldExcel
            | FileContent::OtherSpreadsheet
            | FileContent::Foreign
            | FileContent::Text => false,
        }
}

pub(crate) fn open_here<'a>(path: &str, bytes: &'a [u8]) -> Result<Opened<'a>, FileRefusal> {
    let source = Arc::new(Source { file: path.to_owned(), sheet: None });
    let refuse = |code| Finding::new(code, Place::whole(&source));
    if sniff::is_lock_file(path) {
        return Err(refuse(Code::LockFile));
    }
    let claim = sniff::claim(path);
    match sniff::content(bytes, claim) {
        FileContent::Empty => Err(refuse(Code::EmptyFile)),
        FileContent::Html => Err(refuse(Code::HtmlDisguised)),
        FileContent::OldExcel => Err(refuse(Code::UnsupportedFormat)
            .with_message("Tệp theo định dạng Excel 4.0 trở về trước, chương trình không đọc được")
            .with_advice(SAVE_AS)),
        FileContent::OtherSpreadsheet => Err(refuse(Code::UnsupportedFormat)
            .with_message(
                "Tệp bảng tính dạng XML 2003, .fods hoặc .slk, chương trình không đọc được",
            )
            .with_advice(SAVE_AS)),
        FileContent::Foreign => Err(refuse(Code::NotASpreadsheet)),
        FileContent::Text => text(&source, claim, bytes),
        FileContent::Zip => match preflight::zip(bytes) {
            Ok(Looked::ButSheets(sheets)) => while_looking(&source, claim, sheets, DIVISION),
            Err(Refused::NotASpreadsheet) => Err(no_workbook(&source, bytes)),
            looked => workbook(&source, claim, looked.and_then(Looked::whole)),
        },
        FileContent::Compound => workbook(&source, claim, preflight::compound(bytes)),
    }
}

impl Opened<'_> {
    /// About the file as a whole, hidden sheets, and cells or rows that are out of the table's shape.
    pub(crate) fn notes(&self) -> &[Finding] {
        match &self.content {
            Readable::Answer(answer) => &answer.notes,
            Readable::Workbook(_) | Readable::Text(_) => &self.notes,
        }
    }

    /// Whether two readers take turns at a sheet of it.
    #[cfg(test)]
    pub(crate) fn is_divided(&self) -> bool {
        matches!(&self.content, Readable::Workbook(book) if book.is_divided())
    }

    /// In the order of the tabs, hidden ones and charts among them.
    pub(crate) fn sheets(&self) -> Vec<SheetMeta> {
        match &self.content {
            Readable::Workbook(workbook) => workbook.sheets().to_vec(),
            Readable::Answer(answer) => answer.sheets.clone(),
            Readable::Text(_) => vec![SheetMeta {
                name: String::new(),
                visible: true,
                is_worksheet: true,
                epoch1904: false,
                merges: Vec::new(),
                hidden_rows: Vec::new(),
                faces: CellFaces::default(),
            }],
        }
    }

    /// Hands on each row of a sheet that holds something, in ascending order.
    ///
    /// On an error, what was handed on before is not the whole sheet and must not be used.
    pub(crate) fn rows<'s>(
        &'s mut self,
        sheet: usize,
        each: &mut dyn FnMut(Row<'s>),
    ) -> Result<(), Finding> {
        self.rows_until(sheet, u32::MAX, each)
    }

    /// The same up to a row, from 1; what lies below it may be handed on as well.
    pub(crate) fn rows_until<'s>(
        &'s mut self,
        sheet: usize,
        last: u32,
        each: &mut dyn FnMut(Row<'s>),
    ) -> Result<(), Finding> {
        match &mut self.content {
            Readable::Text(table) => {
                table.rows(last, each);
                Ok(())
            }
            Readable::Answer(answer) => answer.rows(sheet, each).map_err(|fault| match fault {
                wire::WireFault::Told(finding) => *finding,
                wire::WireFault::Garbled => {
                    let name = answer.sheets.get(sheet).map_or("", |sheet| &sheet.name);
                    Finding::new(Code::SheetUnreadable, Place::whole(&of_sheet(&self.source, name)))
                }
            }),
            Readable::Workbook(workbook) => {
                let name = workbook.sheets().get(sheet).map_or("", |sheet| &sheet.name);
                let place = Place::whole(&of_sheet(&self.source, name));
                let fault = workbook.facts().get(sheet).and_then(|facts| facts.fault.clone());
                workbook.rows(sheet, each).map_err(|_| {
                    let finding = Finding::new(Code::SheetUnreadable, place);
                    match fault {
                        Some(fault) => finding.with_message(fault),
                        None => finding,
                    }
                })
            }
        }
    }
}

/// Opens a workbook on one thread while the other looks through its sheets: each takes as long.
fn while_looking<'a>(
    source: &Arc<Source>,
    claim: Claim,
    mut sheets: PackageSheets<'a>,
    division: Division,
) -> Result<Opened<'a>, FileRefusal> {
    let Some(bytes) = sheets.as_given() else {
        return workbook(source, claim, sheets.look());
    };
    let large = sheets.large(division);
    let (cleared, book) = rayon::join(
        || sheets.look(),
        || match large {
            Some(large) => OpenBook::open_large(large),
            None => OpenBook::open(PackageFormat::Xlsx, bytes.into()),
        },
    );
    match cleared {
        // Mended meanwhile: what was opened is not what is to be read.
        Ok(Cleared { bytes: Cow::Owned(_), .. }) | Err(_) => workbook(source, claim, cleared),
        Ok(cleared) => opened(source, claim, cleared.format, Workbook::of(book, cleared)),
    }
}

fn workbook<'a>(
    source: &Arc<Source>,
    claim: Claim,
    cleared: Result<Cleared<'a>, Refused>,
) -> Result<Opened<'a>, FileRefusal> {
    let cleared = cleared.map_err(|refused| refusal(source, refused))?;
    opened(source, claim, cleared.format, Workbook::open(cleared))
}

fn opened<'a>(
    source: &Arc<Source>,
    claim: Claim,
    format: PackageFormat,
    workbook: Result<Workbook<'a>, Unreadable>,
) -> Result<Opened<'a>, FileRefusal> {
    let found = match format {
        PackageFormat::Xlsx => (Claim::Xlsx, "xlsx"),
        PackageFormat::Xlsb => (Claim::Xlsb, "xlsb"),
        PackageFormat::Xls => (Claim::Xls, "xls"),
        PackageFormat::Ods => (Claim::Ods, "ods"),
    };
    let workbook = workbook.map_err(|_| Finding::new(Code::CorruptFile, Place::whole(source)))?;
    let mut notes = Vec::new();
    notes.extend(mismatch(source, claim, found));
    for (sheet, facts) in workbook.sheets().iter().zip(workbook.facts()) {
        let source = of_sheet(source, &sheet.name);
        if !sheet.visible && sheet.is_worksheet {
            notes.push(Finding::new(Code::HiddenSheetSkipped, Place::whole(&source)));
        }
        let strays = facts.strays.iter().filter(|_| sheet.visible);
        notes.extend(strays.map(|(row, column)| {
            Finding::new(Code::StrayCell, Place::cell(&source, row + 1, *column))
        }));
    }
    Ok(Opened {
        source: Arc::clone(source),
        notes,
        content: Readable::Workbook(Box::new(workbook)),
    })
}

fn text<'a>(
    source: &Arc<Source>,
    claim: Claim,
    bytes: &'a [u8],
) -> Result<Opened<'a>, FileRefusal> {
    let decoded = decode(bytes);
    // Letters that whoever wrote the file had already lost.
    let lost = decoded.text.matches(char::REPLACEMENT_CHARACTER).count();
    if claim != Claim::Delimited && !delimited::is_table(&decoded.text) {
        return Err(Finding::new(Code::NotASpreadsheet, Place::whole(source)));
    }
    let table = Delimited::new(decoded.text).map_err(|malformed| {
        let (row, what) = match malformed {
            Malformed::Nul(row) => (row, "có ký tự rỗng (NUL)"),
            Malformed::Unterminated(row) => (row, "có dấu ngoặc kép mở mà không đóng"),
        };
        Finding::new(Code::MalformedCsv, Place::row(source, row))
            .with_message(format!("Dòng {row} {what}"))
    })?;
    if let Some(refusal) = overfull(source, &table) {
        return Err(refusal);
    }
    let mut notes = Vec::new();
    notes.extend(mismatch(source, claim, (Claim::Delimited, "csv")));
    if decoded.encoding == DecodedFrom::Windows1258 {
        notes.push(
            Finding::new(Code::LegacyEncodingConverted, Place::whole(source))
                .with_found("Windows-1258"),
        );
    }
    if lost > 0 {
        notes.push(
            Finding::new(Code::UndecodableText, Place::whole(source))
                .with_message(format!("Tệp có {lost} chữ đã hỏng, không đọc được")),
        );
    }
    notes.extend(table.ragged.iter().map(|(row, fields, usual)| {
        Finding::new(Code::RaggedRow, Place::row(source, *row))
            .with_found(format!("{fields} ô"))
            .with_message(format!("Dòng này có {fields} ô, các dòng khác có {usual}"))
    }));
    Ok(Opened { source: Arc::clone(source), notes, content: Readable::Text(table) })
}

/// Nobody knows which value of a longer row holds the separator, so all behind it may stand in wrong columns.
fn overfull(source: &Arc<Source>, table: &Delimited<'_>) -> Option<Finding> {
    let (first, fields, columns) = table.overfull.first()?;
    let shown: Vec<_> = table.overfull.iter().take(5).map(|(row, _, _)| row.to_string()).collect();
    let more = if table.overfull.len() > shown.len() { ", …" } else { "" };
    let separator = match table.separator {
        '\t' => "dấu tab".to_owned(),
        separator => format!("dấu “{separator}”"),
    };
    Some(
        Finding::new(Code::RaggedRow, Place::row(source, *first))
            .with_found(format!("{fields} ô"))
            .with_message(format!(
                "Dòng {}{more} có nhiều ô hơn {columns} cột của tiêu đề: trong một ô có {separator} mà không có ngoặc kép bao quanh",
                shown.join(", ")
            ))
            .with_effect("tệp này không được đọc, chưa lập được báo cáo")
            .with_advice(
                "xuất lại tệp từ phần mềm một cửa với kiểu Excel (.xlsx); hoặc mở bằng Notepad, thêm dấu ngoặc kép quanh ô có dấu đó",
            ),
    )
}

fn mismatch(source: &Arc<Source>, claim: Claim, found: (Claim, &str)) -> Option<Finding> {
    let note = || {
        Finding::new(Code::ExtensionMismatch, Place::whole(source))
            .with_found(found.1)
            .with_message(format!("Đuôi tệp không đúng với nội dung: nội dung là .{}", found.1))
    };
    (claim != found.0).then(note)
}

fn of_sheet(source: &Source, name: &str) -> Arc<Source> {
    Arc::new(Source { file: source.file.clone(), sheet: Some(name.to_owned()) })
}

/// A zip that is no workbook: a document of another program, or files that somebody packed.
fn no_workbook(source: &Arc<Source>, bytes: &[u8]) -> FileRefusal {
    let refusal = refusal(source, Refused::NotASpreadsheet);
    match prepare::archived(bytes) {
        Some(files) => refusal
            .with_found(format!("{files} tệp"))
            .with_message(format!("Tệp nén (.zip) chứa {files} tệp, không phải một bảng tính"))
            .with_advice(
                "bấm chuột phải vào tệp, chọn Giải nén (Extract All), chép từng bảng tính vào du-lieu rồi xóa tệp nén này khỏi du-lieu",
            ),
        None => refusal,
    }
}

fn refusal(source: &Arc<Source>, refused: Refused) -> FileRefusal {
    let refuse = |code| Finding::new(code, Place::whole(source));
    match refused {
        Refused::Corrupt => refuse(Code::CorruptFile),
        Refused::TooLarge => refuse(Code::TooLarge),
        Refused::Encrypted => refuse(Code::Encrypted),
        Refused::NotASpreadsheet => refuse(Code::NotASpreadsheet),
    }
}
