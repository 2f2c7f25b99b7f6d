//! What was read as what, in words for the console.

use crate::ledger::{
    Code, ColumnRead, Field, FileAccount, Finding, Ledger, MendScope, RowCounts, SheetAccount,
};
use crate::telling::wrap;

/// Each file with its sheets, and what each column was read as.
pub(crate) fn account(ledger: &Ledger, stopped: &[Finding]) -> String {
    let mut text = String::new();
    for file in &ledger.files {
        describe_file(&mut text, file, stopped);
        text.push('\n');
    }
    text
}

fn describe_file(text: &mut String, file: &FileAccount, stopped: &[Finding]) {
    text.push_str(&file.path);
    text.push('\n');
    let FileWords { notes, sheets } = file_words(file, stopped);
    for note in notes {
        wrap::push(text, "  ", "    ", &note);
    }
    for SheetWords { head, columns } in sheets {
        wrap::push(text, "  ", "    ", &head);
        for line in columns {
            wrap::push(text, "    ", "      ", &line);
        }
    }
}

/// What was read of a file.
#[derive(Debug)]
pub(crate) struct FileWords {
    /// Why nothing was read of it, or what it stands for.
    pub(crate) notes: Vec<String>,
    pub(crate) sheets: Vec<SheetWords>,
}

/// What a sheet was read as: its kind and rows, then its columns.
#[derive(Debug)]
pub(crate) struct SheetWords {
    pub(crate) head: String,
    pub(crate) columns: Vec<String>,
}

pub(crate) fn file_words(file: &FileAccount, stopped: &[Finding]) -> FileWords {
    let mut notes = Vec::new();
    if let Some(error) = &file.error {
        notes.push(format!("không đọc được: {}", error.message()));
    }
    // Nothing of it was read, since it stands elsewhere.
    let elsewhere = file
        .findings
        .iter()
        .filter(|finding| matches!(finding.code, Code::DuplicateFile | Code::OriginalMended));
    notes.extend(elsewhere.map(|finding| format!("không đọc: {}", finding.message())));
    if let Some(mark) = file.mends.as_ref().filter(|mark| mark.scope == MendScope::Whole) {
        notes.push(format!("bản sửa của “{}”", mark.original));
    }
    let sheets = file.sheets.iter().map(|sheet| {
        let here = |finding: &&Finding| {
            let source = &finding.place.source;
            // What was read twice was read.
            finding.code != Code::RepeatedRows
                && source.file == file.path
                && source.sheet.as_deref() == Some(sheet.name.as_str())
        };
        sheet_words(sheet, stopped.iter().any(|finding| here(&finding)))
    });
    FileWords { notes, sheets: sheets.collect() }
}

fn sheet_words(sheet: &SheetAccount, stops: bool) -> SheetWords {
    // Delimited text has one sheet, without a name.
    let name = if sheet.name.is_empty() { "(tệp văn bản)" } else { &sheet.name };
    let kind = sheet.kind.map(|_| format!(" ({})", sheet.kinds_in_words())).unwrap_or_default();
    let fate = match sheet.kind {
        _ if stops => "không đọc được".to_owned(),
        None => "không phải trang dữ liệu, không đọc".to_owned(),
        Some(_) => counts(sheet.rows),
    };
    let mut lines = Vec::new();
    let read: Vec<&ColumnRead> =
        sheet.columns.iter().filter(|column| column.field.is_some()).collect();
    let mut columns = read.as_slice();
    while let Some((column, rest)) = columns.split_first() {
        let more = rest.iter().take_while(|next| is_question(column) && is_question(next)).count();
        match rest.get(..more).and_then(<[&ColumnRead]>::last) {
            Some(last) => {
                let run = columns.get(..=more).unwrap_or_default();
                lines.push(questions(run, &format!("{}–{}", column.cell, last.cell)));
            }
            None => lines.push(column_words(column)),
        }
        columns = rest.get(more..).unwrap_or_default();
    }
    let unread: Vec<String> = sheet
        .columns
        .iter()
        .filter(|column| column.field.is_none())
        .map(|column| format!("{} {}", column.cell, header(column)))
        .collect();
    // Of a blank form nothing is read yet, so nothing is left unread.
    if !unread.is_empty() && sheet.rows.seen() > 0 {
        lines.push(format!("cột không đọc: {}", unread.join(", ")));
    }
    SheetWords { head: format!("{name}{kind}: {fate}"), columns: lines }
}

fn is_question(column: &ColumnRead) -> bool {
    column.field == Some(Field::Question)
}

/// `D1–F1: 3 câu hỏi: “Thái độ”, “Thời gian”, “Kết quả”`; the columns of a grid ask one question.
fn questions(run: &[&ColumnRead], cells: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    for column in run {
        let name = column.question.as_deref().unwrap_or(&column.header);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    let quoted: Vec<String> = names.iter().map(|name| format!("“{name}”")).collect();
    format!("{cells}: {} câu hỏi: {}", names.len(), quoted.join(", "))
}

fn column_words(column: &ColumnRead) -> String {
    let field = column.field.map(Field::on_screen).unwrap_or_default();
    format!("{} {} đọc là {field}", column.cell, header(column))
}

fn header(column: &ColumnRead) -> String {
    if column.header.is_empty() {
        "(không tên)".to_owned()
    } else {
        format!("“{}”", column.header)
    }
}

/// `9 dòng = 8 được tính + 1 bỏ qua (dòng tổng cộng hoặc tiêu đề)`: what there is none of is not said.
pub(crate) fn counts(rows: RowCounts) -> String {
    let parts: Vec<String> = [
        (rows.accepted, "được tính"),
        (rows.rejected, "không tính"),
        (rows.updated, "có dòng mới hơn"),
        (rows.not_taken, "chưa được tiếp nhận"),
        (
            rows.skipped.saturating_sub(rows.updated + rows.not_taken),
            "bỏ qua (dòng tổng cộng hoặc tiêu đề)",
        ),
        (rows.blank, "trống"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, what)| format!("{count} {what}"))
    .collect();
    if parts.is_empty() {
        return "không có dòng nào".to_owned();
    }
    format!("{} dòng = {}", rows.seen(), parts.join(" + "))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::ledger::{Code, Fate, Place, SheetKind, Source};

    fn column(cell: &str, header: &str, field: Option<Field>) -> ColumnRead {
        let question = (field == Some(Field::Question)).then(|| header.to_owned());
        ColumnRead { cell: cell.to_owned(), header: header.to_owned(), field, question }
    }

    fn file(
        sheet: &str,
        kind: Option<SheetKind>,
        fates: &[Fate],
        columns: Vec<ColumnRead>,
    ) -> Ledger {
        let mut rows = RowCounts::default();
        for fate in fates {
            rows.count(*fate);
        }
        let sheets =
            vec![SheetAccount { name: sheet.to_owned(), kind, further: Vec::new(), rows, columns }];
        let path = "a.xlsx".to_owned();
        Ledger {
            files: vec![FileAccount {
                path,
                error: None,
                sheets,
                findings: Vec::new(),
                mends: None,
            }],
        }
    }

    #[test]
    fn every_column_says_what_it_was_read_as() {
        let columns = vec![column("A1", "Mã HS", Some(Field::Code)), column("B1", "Khác", None)];
        let fates = [Fate::Accepted, Fate::Skipped];
        assert_eq!(
            account(&file("Hồ sơ", Some(SheetKind::Dossiers), &fates, columns), &[]),
            "a.xlsx\n  Hồ sơ (hồ sơ): 2 dòng = 1 được tính + 1 bỏ qua (dòng tổng cộng hoặc tiêu đề)\n    A1 “Mã HS” đọc là mã\n    cột không đọc: B1 “Khác”\n\n"
        );
    }

    #[test]
    fn questions_side_by_side_are_one_line() {
        let ask = |cell: &str, header: &str| column(cell, header, Some(Field::Question));
        let columns = vec![
            column("C1", "Đơn vị", Some(Field::Department)),
            ask("D1", "Câu 1"),
            ask("E1", "Câu 1"),
            ask("F1", "Câu 2"),
            column("G1", "Ý kiến", Some(Field::Comment)),
            ask("H1", "Câu 3"),
        ];
        let text =
            account(&file("Phiếu", Some(SheetKind::Surveys), &[Fate::Accepted], columns), &[]);
        assert!(
            text.contains("\n    D1–F1: 2 câu hỏi: “Câu 1”, “Câu 2”\n    G1 “Ý kiến” đọc là ý kiến\n    H1 “Câu 3” đọc là câu hỏi\n"),
            "{text}"
        );
    }

    #[test]
    fn a_sheet_that_stops_the_report_is_unreadable() {
        let source =
            Arc::new(Source { file: "a.xlsx".to_owned(), sheet: Some("Hỏng".to_owned()) });
        let stop = Finding::new(Code::SheetUnreadable, Place::whole(&source));
        let said = |stopped: &[Finding]| account(&file("Hỏng", None, &[], Vec::new()), stopped);
        assert!(said(&[stop]).starts_with("a.xlsx\n  Hỏng: không đọc được\n"));
        assert!(said(&[]).starts_with("a.xlsx\n  Hỏng: không phải trang dữ liệu, không đọc\n"));
    }

    #[test]
    fn counts_leave_out_what_there_is_none_of() {
        let text = account(&file("Hồ sơ", Some(SheetKind::Dossiers), &[], Vec::new()), &[]);
        assert!(text.contains("Hồ sơ (hồ sơ): không có dòng nào\n"), "{text}");
    }
}
