//! What stands in columns that nobody reads and a clerk may want to know: errors, counts of dossiers, apologies.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::ledger::{Code, Field, Finding, Place, SheetKind, Source};
use crate::model::word_key;
use crate::normalize::header::columns::{ColumnRole, SheetColumn};
use crate::normalize::header::find::FoundHeader;
use crate::normalize::header::trouble::has_words;
use crate::normalize::text::intern::{cell_text, is_blank};
use crate::read::{Cell, Row};

/// By column: the first such cell, and how many there are.
#[derive(Debug, Default)]
pub(crate) struct UnreadCells {
    columns: BTreeMap<u32, (Code, u32, String, usize)>,
    /// Columns of the table that say how many dossiers a row stands for, with their names.
    counted: BTreeMap<u32, String>,
    /// Columns of the table that may tell of an apology, with their names; notes among them.
    apologies: BTreeMap<u32, ApologyColumn>,
    /// By such a column: its name, the first row that tells of one, how many do.
    apologised: BTreeMap<u32, (String, u32, usize)>,
    /// By such a column: its name, the first row that stands for several, what it says, how many rows do.
    several: BTreeMap<u32, (String, u32, f64, usize)>,
}

/// A column that nobody reads and that may tell of an apology.
#[derive(Debug)]
struct ApologyColumn {
    name: String,
    /// Only what it says tells: `Ghi chú`.
    is_note: bool,
}

impl UnreadCells {
    /// The columns of the next table.
    pub(crate) fn begin(&mut self, header: &FoundHeader, columns: &[SheetColumn]) {
        self.counted.clear();
        self.apologies.clear();
        let counts: fn(&str) -> bool = match header.kind {
            SheetKind::Dossiers => counts_dossiers,
            SheetKind::Complaints => counts_complaints,
            _ => return,
        };
        let has_role = |column: u32, is_such: fn(ColumnRole) -> bool| {
            columns.iter().any(|read| read.at == column && is_such(read.role))
        };
        let may_tell = header.kind == SheetKind::Dossiers
            && !columns.iter().any(|column| column.field == Field::Reappointed);
        for cell in &header.cells {
            let key = word_key(&cell.leaf);
            let is_note = key == "ghi chu";
            let is_said = has_role(cell.column, |role| role != ColumnRole::Beaten);
            if may_tell && !is_said && (is_note || tells_of_delay(&key)) {
                let column = ApologyColumn { name: cell.leaf.clone(), is_note };
                self.apologies.insert(cell.column, column);
            }
            if !has_role(cell.column, |role| role == ColumnRole::Read) && counts(&cell.leaf) {
                self.counted.insert(cell.column, cell.leaf.clone());
            }
        }
    }

    /// A row of data that may stand for several dossiers.
    pub(crate) fn count(&mut self, row: &Row<'_>) {
        for (at, name) in &self.counted {
            let cell = usize::try_from(*at).ok().and_then(|at| row.cells.get(at));
            let number = match cell {
                Some(Cell::Number(number)) => *number,
                Some(Cell::Text(text)) => text.trim().parse().unwrap_or_default(),
                _ => continue,
            };
            if number > 1.0 {
                let first = || (name.clone(), row.number, number, 0);
                self.several.entry(*at).or_insert_with(first).3 += 1;
            }
        }
    }

    /// A row of data that may tell of an apology.
    pub(crate) fn apologise(&mut self, row: &Row<'_>) {
        for (at, column) in &self.apologies {
            let cell = usize::try_from(*at).ok().and_then(|at| row.cells.get(at));
            let Some(cell) = cell.filter(|cell| !is_blank(cell)) else { continue };
            let key = word_key(&cell_text(cell));
            let is_denied = ["khong", "chua", "0", "-"].iter().any(|word| key.starts_with(word));
            if is_denied || column.is_note && !has_words(&key, "xin loi") {
                continue;
            }
            let first = || (column.name.clone(), row.number, 0);
            self.apologised.entry(*at).or_insert_with(first).2 += 1;
        }
    }

    pub(crate) fn look(&mut self, row: &Row<'_>, columns: &[SheetColumn]) {
        for (at, cell) in (0..).zip(&row.cells) {
            let (code, found) = match cell {
                Cell::Broken(found) => (Code::BadCell, found),
                Cell::Error(found) => (Code::ErrorCell, found),
                Cell::Empty
                | Cell::Text(_)
                | Cell::Number(_)
                | Cell::Serial(_)
                | Cell::IsoDate(_)
                | Cell::Bool(_)
                | Cell::Uncalculated => continue,
            };
            // What is only held against another column is not read.
            let is_read = |read: &SheetColumn| read.at == at && read.role != ColumnRole::Beaten;
            if !columns.iter().any(is_read) {
                let first = || (code, row.number, found.clone(), 0);
                self.columns.entry(at).or_insert_with(first).3 += 1;
            }
        }
    }

    pub(crate) fn findings(&self, source: &Arc<Source>) -> impl Iterator<Item = Finding> {
        let several = self.several.iter().map(|(column, (name, row, number, count))| {
            Finding::new(Code::BadValue, Place::cell(source, *row, *column))
                .with_found(number.to_string())
                .with_message(format!("Cột “{name}” ghi nhiều hơn 1 ở {count} dòng"))
                .with_effect("cột này không được đọc, mỗi dòng chỉ được tính là một")
                .with_advice("nếu một dòng là nhiều hồ sơ, nhiều đơn thì ghi mỗi hồ sơ, mỗi đơn một dòng; nếu là số bộ, số bản thì không cần làm gì")
        });
        let faults = self.columns.iter().map(|(column, (code, row, found, count))| {
            let finding = Finding::new(*code, Place::cell(source, *row, *column))
                .with_found(found.clone())
                .with_effect("cột này không được đọc, số liệu không đổi");
            if *count > 1 {
                let message =
                    format!("{} ở {count} ô của cột này, ô đầu ghi “{found}”", code.message());
                finding.with_message(message)
            } else {
                finding
            }
        });
        let apologised = self.apologised.iter().map(|(column, (name, row, count))| {
            let key = word_key(name);
            let what = if key == "ghi chu" || has_words(&key, "xin loi") {
                format!("Cột “{name}” ghi đã xin lỗi ở {count} dòng")
            } else {
                format!("Cột “{name}” có thể là ngày hẹn lại, đã ghi ở {count} dòng")
            };
            Finding::new(Code::BadValue, Place::cell(source, *row, *column))
                .with_message(format!("{what}, cột này không được đọc"))
                .with_effect("hồ sơ quá hạn ở các dòng đó vẫn được tính là chưa có thư xin lỗi")
                .with_advice(
                    "thêm cột “Ngày hẹn lại”, ghi ngày hẹn lại trong thư xin lỗi của từng hồ sơ",
                )
        });
        faults.chain(several).chain(apologised)
    }
}

/// `Thư xin lỗi`, `Ngày gia hạn`: what was told to the applicant of a delay.
fn tells_of_delay(key: &str) -> bool {
    ["xin loi", "gia han", "hen lai", "hen tra hien tai", "hen tra cuoi", "sau bo sung"]
        .iter()
        .any(|words| has_words(key, words))
}

/// `Số lượng hồ sơ (bộ)`.
fn counts_dossiers(leaf: &str) -> bool {
    let key = without_aside(leaf);
    let key = key.as_str();
    matches!(
        key,
        "so luong"
            | "so luong ho so"
            | "so luong hs"
            | "so luong bo"
            | "so luong bo ho so"
            | "so luong thu tuc"
            | "so bo"
            | "so bo ho so"
            | "sl"
            | "sl ho so"
            | "sl hs"
            | "so hs"
            | "tong so"
            | "tong so ho so"
            | "tong so hs"
    )
}

/// `Số lượng đơn`.
fn counts_complaints(leaf: &str) -> bool {
    matches!(
        without_aside(leaf).as_str(),
        "so luong"
            | "sl"
            | "so luong don"
            | "sl don"
            | "so luong don thu"
            | "tong so don"
            | "so luong vu viec"
            | "so vu viec"
            | "so luong y kien"
            | "so luong phan anh"
            | "so luong phan anh, kien nghi"
    )
}

fn without_aside(leaf: &str) -> String {
    let key = word_key(leaf);
    key.split_once('(').map_or(key.as_str(), |(before, _)| before).trim().to_owned()
}
