//! Tables of the input: what was read, what was found, which rows do not count.

use crate::document::block::{Align, Table};
use crate::document::tables::{counts, plain, row, total};
use crate::document::text::thousands;
use crate::report::Report;
use crate::report::{CodeCount, SheetFigures};

use Align::{Center, Left, Right};

/// Rejected rows that are printed; the rest is counted.
const PRINTED_REJECTS: usize = 200;

/// Files and their sheets, rows by what became of them.
pub(crate) fn files(report: &Report) -> Option<Table> {
    let figures = &report.input;
    if figures.files.is_empty() {
        return None;
    }
    let mut table = plain(
        "tep",
        "Tệp và trang dữ liệu đã đọc",
        &[
            (34, Left, "Tệp"),
            (20, Left, "Trang"),
            (16, Left, "Loại"),
            (10, Right, "Dòng đã đọc"),
            (10, Right, "Hợp lệ"),
            (10, Right, "Không tính"),
            (9, Right, "Bỏ qua"),
            (9, Right, "Trống"),
        ],
    );
    for file in &figures.files {
        if file.sheets.is_empty() {
            let mut cells = vec![file.path.clone()];
            cells.resize(8, "–".to_owned());
            table.rows.push(row(cells));
        }
        for (index, sheet) in file.sheets.iter().enumerate() {
            let path = if index == 0 { file.path.clone() } else { String::new() };
            // Delimited text has no sheets.
            let name = if sheet.name.is_empty() { "–" } else { &sheet.name };
            let mut cells = vec![path, name.to_owned(), sheet.kind.clone()];
            cells.extend(counts([
                sheet.seen,
                sheet.accepted,
                sheet.rejected,
                sheet.skipped,
                sheet.blank,
            ]));
            table.rows.push(row(cells));
        }
    }
    for (file, sheet) in
        figures.files.iter().flat_map(|file| file.sheets.iter().map(move |sheet| (file, sheet)))
    {
        if !sheet.questions.is_empty() {
            table.notes.push(questions_of(&file.path, sheet));
        }
    }
    let mut cells = vec!["Tổng cộng".to_owned(), String::new(), String::new()];
    cells.extend(counts([
        figures.seen,
        figures.accepted,
        figures.rejected,
        figures.skipped,
        figures.blank,
    ]));
    table.rows.push(total(cells));
    Some(table)
}

/// Which columns were taken for questions: nobody else could tell.
fn questions_of(path: &str, sheet: &SheetFigures) -> String {
    let place =
        if sheet.name.is_empty() { path.to_owned() } else { format!("{path} › {}", sheet.name) };
    let names: Vec<String> = sheet.questions.iter().map(|name| format!("“{name}”")).collect();
    format!("{place}: {} câu hỏi: {}.", sheet.questions.len(), names.join(", "))
}

/// Findings in words: their codes are for programs.
pub(crate) fn findings(report: &Report) -> Option<Table> {
    let found = &report.input.findings;
    if found.is_empty() {
        return None;
    }
    let mut table = plain(
        "phat-hien",
        "Các điểm cần kiểm tra trong dữ liệu",
        &[(46, Left, "Nội dung"), (12, Right, "Số lượng"), (42, Left, "Ảnh hưởng")],
    );
    let told = found.iter().flat_map(CodeCount::told);
    table
        .rows
        .extend(told.map(|(meaning, count, effect)| row(vec![meaning, thousands(count), effect])));
    table.notes.push(format!("{}.", CodeCount::EVERY_ROW));
    Some(table)
}

/// Rows that do not count, up to the cap.
pub(crate) fn rejects(report: &Report) -> Option<Table> {
    let rejects = &report.input.rejects;
    if rejects.is_empty() {
        return None;
    }
    let mut table = plain(
        "khong-tinh",
        "Dòng dữ liệu không được tính",
        &[(8, Center, "TT"), (42, Left, "Vị trí"), (50, Left, "Lý do")],
    );
    table.rows.extend((1_u64..).zip(rejects.iter().take(PRINTED_REJECTS)).map(
        |(number, reject)| {
            row(vec![thousands(number), reject.place.clone(), reject.message.clone()])
        },
    ));
    let rest = rejects.len().saturating_sub(PRINTED_REJECTS);
    if let (1.., Ok(rest)) = (rest, u64::try_from(rest)) {
        table.notes.push(format!(
            "Còn {} dòng không in ở đây; danh sách đầy đủ ở trang “Không được tính” của du-lieu-da-doc.xlsx.",
            thousands(rest)
        ));
    }
    Some(table)
}
