//! The one call from here into `read`: bytes of a file → its reading.

use std::borrow::Cow;
use std::sync::Arc;

use crate::ledger::{Code, Finding, MEND_ROWS, MEND_SHEET, MendMark, MendScope, Place, Source};
use crate::model::tidy;
use crate::normalize::file::FileReader;
use crate::normalize::sheet::{SheetKnown, SheetRead};
use crate::normalize::text::intern::{cell_text, is_blank};
use crate::normalize::values::dates::DateEpoch;
use crate::normalize::{FileReading, NormalizeOptions};
use crate::read::{self, Apart, Row, SheetMeta};

/// Reads one file by itself. Pure: files can be read in parallel. Bytes that are its own are given back early.
pub(crate) fn read_file(
    path: &str,
    bytes: Cow<'_, [u8]>,
    options: &NormalizeOptions,
    apart: Apart<'_>,
) -> FileReading {
    let inside = match read::prepared(&bytes) {
        Cow::Owned(inside) => Some(inside),
        Cow::Borrowed(_) => None,
    };
    let bytes = inside.map_or(bytes, Cow::Owned);
    let mut opened = match read::open(path, &bytes, apart) {
        Ok(opened) => opened,
        Err(refusal) => return FileReading::refused(path, refusal),
    };
    let mut file = FileReader::new(path, options);
    let mut mends = None;
    let notes = opened.notes().to_vec();
    let sheets = opened.sheets();
    let mut last: Option<(SheetRead, Option<Finding>)> = None;
    for (index, meta) in sheets.into_iter().enumerate() {
        if is_mend_sheet(&meta) {
            let mut mark = MarkReader::default();
            let whole = opened.rows(index, &mut |row| mark.row(&row));
            if let (Ok(()), Some(mark)) = (whole, mark.mark()) {
                mends = Some(mark);
                continue;
            }
        }
        if !meta.is_read() {
            continue;
        }
        let mut sheet = file.begin(SheetKnown {
            name: meta.name,
            epoch: if meta.epoch1904 { DateEpoch::Y1904 } else { DateEpoch::Y1900 },
            merges: meta.merges,
            hidden_rows: meta.hidden_rows,
            faces: meta.faces,
        });
        if let Some((sheet, failure)) = last.take() {
            file.end(sheet, failure);
        }
        let failure = opened.rows(index, &mut |row| file.row(&mut sheet, row)).err();
        last = Some((file.finish_sheet(sheet), failure));
    }
    // Its strings are many, and what comes now needs room.
    drop(opened);
    drop(bytes);
    if let Some((sheet, failure)) = last {
        file.end(sheet, failure);
    }
    if let Some(mark) = mends.as_ref().filter(|mark| mark.scope == MendScope::Rows) {
        return FileReading::refused(path, only_a_list(path, mark));
    }
    for note in notes {
        file.note(note);
    }
    let mut reading = file.finish();
    reading.account.mends = mends;
    reading
}

/// Whether it may be the first sheet of a copy to mend.
fn is_mend_sheet(meta: &SheetMeta) -> bool {
    meta.is_worksheet && tidy(&meta.name) == MEND_SHEET
}

/// Reads what a copy says of itself off the first rows of its first sheet.
#[derive(Debug, Default)]
struct MarkReader {
    lines: Vec<(String, String)>,
}

impl MarkReader {
    fn row(&mut self, row: &Row<'_>) {
        if row.number > MEND_ROWS {
            return;
        }
        let mut texts = row.cells.iter().filter(|cell| !is_blank(cell)).map(cell_text);
        if let (Some(label), Some(value)) = (texts.next(), texts.next()) {
            self.lines.push((label, value));
        }
    }

    fn mark(&self) -> Option<MendMark> {
        MendMark::read(self.lines.iter().map(|(label, value)| (label.as_str(), value.as_str())))
    }
}

/// A list of rows holds no table: read, its rows would stand beside those of the original.
fn only_a_list(path: &str, mark: &MendMark) -> Finding {
    let source = Arc::new(Source { file: path.to_owned(), sheet: None });
    Finding::new(Code::NoData, Place::whole(&source))
        .with_found(mark.original.as_str())
        .with_message(format!(
            "Tệp này chỉ là danh sách các dòng cần sửa của “{}”, không phải bảng số liệu",
            mark.original
        ))
        .with_advice("đưa tệp này ra khỏi du-lieu; sửa các dòng đó ngay trong tệp gốc")
}
