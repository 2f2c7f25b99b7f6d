//! Whether a workbook in `can-sua` is ours, and whether somebody has worked in it since it was written.

use std::borrow::Cow;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

use crate::ledger::{MEND_ROWS, MEND_SHEET, MendMark};
use crate::read::{self, Apart, Cell};

/// A workbook that this program wrote.
#[derive(Clone, Debug)]
pub(crate) struct Own {
    pub(crate) mark: MendMark,
    /// Digest of its cells as they are now.
    pub(crate) now: String,
}

impl Own {
    /// Whether a cell has changed since it was written. Saving alone changes none.
    pub(crate) fn is_edited(&self) -> bool {
        self.mark.written != self.now
    }
}

/// What a workbook says of itself; `None` for anything that is no copy of ours.
pub(crate) fn own_copy(path: &str, bytes: &[u8], apart: Apart<'_>) -> Option<Own> {
    let bytes = read::prepared(bytes);
    let mut opened = read::open(path, &bytes, apart).ok()?;
    let sheets = opened.sheets();
    let list = sheets.iter().position(|sheet| sheet.name == MEND_SHEET)?;
    let mut lines: Vec<(String, String)> = Vec::new();
    opened
        .rows(list, &mut |row| {
            if row.number > MEND_ROWS {
                return;
            }
            let mut texts = row.cells.into_iter().filter_map(|cell| match cell {
                Cell::Text(text) => Some(text),
                _ => None,
            });
            if let (Some(label), Some(value)) = (texts.next(), texts.next()) {
                lines.push((label.into_owned(), value.into_owned()));
            }
        })
        .ok()?;
    let texts = lines.iter().map(|(label, value)| (label.as_str(), value.as_str()));
    let mark = MendMark::read(texts)?;
    let mut content = ContentDigest::new();
    for (index, sheet) in sheets.iter().enumerate() {
        if index == list || !sheet.is_worksheet {
            continue;
        }
        content.sheet(&sheet.name);
        let read = opened.rows(index, &mut |row| {
            for (column, cell) in (0..).zip(&row.cells) {
                content.cell(row.number, column, &Value::of(cell));
            }
        });
        if read.is_err() {
            content.sheet("không đọc được");
        }
    }
    Some(Own { mark, now: content.digest() })
}

/// What a cell holds, as it comes back when it is read again.
#[derive(Clone, Debug)]
pub(super) enum Value<'a> {
    Empty,
    Text(&'a str),
    Number(f64),
    Bool(bool),
    /// Whatever could not be read.
    Error,
}

impl<'a> Value<'a> {
    fn of(cell: &'a Cell<'_>) -> Self {
        match cell {
            Cell::Empty => Self::Empty,
            Cell::Text(text) => Self::Text(text),
            Cell::IsoDate(text) => Self::Text(text),
            Cell::Number(number) | Cell::Serial(number) => Self::Number(*number),
            Cell::Bool(value) => Self::Bool(*value),
            Cell::Error(_) | Cell::Uncalculated | Cell::Broken(_) => Self::Error,
        }
    }
}

/// A running digest over the cells of all sheets, in order of place.
pub(super) struct ContentDigest(Sha256);

impl ContentDigest {
    pub(super) fn new() -> Self {
        Self(Sha256::new())
    }

    pub(super) fn sheet(&mut self, name: &str) {
        self.add(b's', name.as_bytes());
    }

    pub(super) fn cell(&mut self, row: u32, column: u32, value: &Value<'_>) {
        let mut place = [0; 8];
        let (high, low) = place.split_at_mut(4);
        high.copy_from_slice(&row.to_be_bytes());
        low.copy_from_slice(&column.to_be_bytes());
        match value {
            Value::Empty => {}
            Value::Text(text) => {
                // What neither XML nor Excel keeps is no change.
                let kept = if text.contains(char::is_control) {
                    Cow::Owned(text.chars().filter(|c| !c.is_control()).collect())
                } else {
                    Cow::Borrowed(*text)
                };
                let kept = kept.trim();
                if !kept.is_empty() {
                    self.add(b'p', &place);
                    self.add(b't', kept.as_bytes());
                }
            }
            Value::Number(number) => {
                self.add(b'p', &place);
                self.add(b'n', &number.to_bits().to_be_bytes());
            }
            Value::Bool(value) => {
                self.add(b'p', &place);
                self.add(b'b', &[u8::from(*value)]);
            }
            Value::Error => {
                self.add(b'p', &place);
                self.add(b'e', &[]);
            }
        }
    }

    fn add(&mut self, kind: u8, bytes: &[u8]) {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.0.update([kind]);
        self.0.update(length.to_be_bytes());
        self.0.update(bytes);
    }

    pub(super) fn digest(self) -> String {
        self.0.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
            write!(text, "{byte:02x}").expect("writing to a string");
            text
        })
    }
}
