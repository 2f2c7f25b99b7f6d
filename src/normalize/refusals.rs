//! Why a table, or a whole file, cannot be read: the finding that says so.

use std::sync::Arc;

use crate::ledger::{Code, Field, FileAccount, Finding, Place, SheetKind, Source};
use crate::model::{RawRows, Records, word_key};
use crate::normalize::FileReading;
use crate::normalize::file::FileReader;
use crate::normalize::header::columns;
use crate::normalize::kinds::{others, whose};
use crate::normalize::values::status;
use crate::normalize::waiting::Waiting;

impl FileReader<'_> {
    /// Columns that its kind needs and that are not there.
    pub(crate) fn missing_columns(&self, waiting: &Waiting) -> Option<Finding> {
        let table = &waiting.table;
        let mut missing = columns::missing(table.header.kind, table.columns());
        if table.header.kind == SheetKind::Dossiers && !self.has_department(waiting) {
            missing.push(("đơn vị", Field::Department));
        }
        if table.header.kind == SheetKind::Complaints && others::kind_of_all(waiting).is_some() {
            missing.retain(|(_, field)| *field != Field::Kind);
        }
        if missing.is_empty() {
            return None;
        }
        let place = Place::row(&waiting.source, table.header.first_row);
        let names: Vec<&str> = missing.iter().map(|(name, _)| *name).collect();
        let finding = Finding::new(Code::MissingColumn, place)
            .with_found(names.join(", "))
            .with_message(format!("Thiếu cột bắt buộc: {}", names.join(", ")))
            .with_effect("trang này không được đọc, chưa lập được báo cáo");
        let lines = lines_for(&missing, waiting);
        Some(if lines.is_empty() {
            finding
        } else {
            finding.with_advice(format!(
                "thêm cột; nếu đã có nhưng mang tên khác thì sửa tên cột, hoặc {}, sửa lại tên cột nếu không phải:\n{}",
                status::below("cot"),
                lines.join("\n")
            ))
        })
    }

    /// From a column, from section rows, or from what the settings map to a department.
    fn has_department(&self, waiting: &Waiting) -> bool {
        let table = &waiting.table;
        let mapped = self.directory.has_map()
            && [Field::Area, Field::Procedure, Field::ProcedureCode]
                .iter()
                .any(|field| table.has(*field));
        let mut sections = table.rows.iter().map(|row| row.section.department.id().is_some());
        table.has(Field::Department)
            || mapped
            || sections.any(|named| named)
            || whose::of_sheet(&self.directory, waiting).is_some()
    }

    /// Why nothing of the file could be read.
    pub(crate) fn refusal(&self) -> Finding {
        if let Some(finding) = self.stopped.iter().find(|finding| finding.code.is_file_error()) {
            return finding.clone();
        }
        let source = Arc::new(Source { file: self.path.clone(), sheet: None });
        let place = Place::whole(&source);
        if let Some(fault) = self.stopped.iter().find(|fault| fault.code == Code::SheetUnreadable) {
            let error = Finding::new(Code::CorruptFile, fault.place.clone());
            return error.with_message(fault.message().to_owned());
        }
        if let Some(finding) = self.stopped.first() {
            return finding.clone();
        }
        if let Some(lost) = &self.lost {
            return lost_letters(place, lost);
        }
        match &self.first_rows {
            Some((source, rows)) if self.has_text => {
                rows.finding(Place::whole(source), &self.dictionary)
            }
            _ => Finding::new(Code::NoData, place),
        }
    }
}

impl FileReading {
    /// A file that could not be opened.
    pub(crate) fn refused(path: &str, refusal: Finding) -> Self {
        Self {
            account: FileAccount {
                path: path.to_owned(),
                error: Some(refusal.clone()),
                sheets: Vec::new(),
                findings: Vec::new(),
                mends: None,
            },
            records: Records::default(),
            raw: RawRows::default(),
            stopped: vec![refusal],
            of_folder: None,
            spans: Vec::new(),
            departments: Vec::new(),
        }
    }

    /// A file that is another one over again: nothing of it is read.
    pub(crate) fn copy_of(path: &str, first: &str) -> Self {
        let source = Arc::new(Source { file: path.to_owned(), sheet: None });
        let finding = Finding::new(Code::DuplicateFile, Place::whole(&source))
            .with_found(first)
            .with_message(format!("Tệp giống hệt tệp “{first}”"));
        Self::left_out(path, finding)
    }

    /// The original of a copy that lies beside it: its rows count there.
    pub(crate) fn mended_by(path: &str, copy: &str) -> Self {
        let source = Arc::new(Source { file: path.to_owned(), sheet: None });
        let finding = Finding::new(Code::OriginalMended, Place::whole(&source))
            .with_found(copy)
            .with_message(format!("Tệp gốc đã có bản sửa “{copy}”"));
        Self::left_out(path, finding)
    }

    /// A file whose rows count elsewhere, or nowhere.
    fn left_out(path: &str, finding: Finding) -> Self {
        Self {
            account: FileAccount {
                path: path.to_owned(),
                error: None,
                sheets: Vec::new(),
                findings: vec![finding],
                mends: None,
            },
            records: Records::default(),
            raw: RawRows::default(),
            stopped: Vec::new(),
            of_folder: None,
            spans: Vec::new(),
            departments: Vec::new(),
        }
    }
}

/// For each missing column, the line of `[cot]` for the header that nobody has read and that is most like it.
fn lines_for(missing: &[(&'static str, Field)], waiting: &Waiting) -> Vec<String> {
    let reads = waiting.table.choice.reads.iter();
    let mut unread: Vec<&str> = reads
        .filter(|read| read.field.is_none() && !read.header.is_empty())
        .map(|read| read.header.as_str())
        .collect();
    let mut lines = Vec::new();
    for (name, field) in missing {
        let words = word_key(name);
        let alike = |header: &str| {
            let header = word_key(header);
            header.split(' ').filter(|word| words.split(' ').any(|one| one == *word)).count()
        };
        let best = (0..unread.len()).max_by_key(|at| {
            (unread.get(*at).map_or(0, |header| alike(header)), std::cmp::Reverse(*at))
        });
        let Some(at) = best.filter(|at| unread.get(*at).is_some_and(|it| alike(it) > 0)) else {
            continue;
        };
        lines.push(status::column_line(unread.remove(at), *field));
    }
    lines
}

/// Nobody can bring back what was replaced by one and the same sign.
pub(crate) fn lost_letters(place: Place, example: &str) -> Finding {
    Finding::new(Code::UndecodableText, place)
        .with_found(example)
        .with_message(format!("Chữ có dấu trong tệp đã mất khi xuất, ví dụ “{example}”"))
        .with_effect("không đọc được, chưa lập được báo cáo")
        .with_advice("xuất lại tệp từ phần mềm với kiểu Excel (.xlsx) hoặc CSV UTF-8")
}
