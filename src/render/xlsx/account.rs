//! The account of the input, as a workbook of the office's own: what was read, what was found, which rows do not count.

use crate::document::Orientation;
use crate::render::xlsx::cell::{Figure, OutCell, OutRow};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::sheet::{Filter, OutSheet, heads};
use crate::report::{CodeCount, InputFigures, Report, SheetFigures};

const INPUT: &str = "Dữ liệu đã đọc";
const FINDINGS: &str = "Cần kiểm tra";
const REJECTS: &str = "Không được tính";

pub(super) fn sheets(report: &Report) -> Vec<OutSheet> {
    vec![input(report), findings(report), rejects(report)]
}

fn input(report: &Report) -> OutSheet {
    let figures = &report.input;
    let mut rows: Vec<OutRow> = Vec::new();
    for file in &figures.files {
        let none =
            SheetFigures { name: "–".to_owned(), kind: "–".to_owned(), ..Default::default() };
        let sheets =
            if file.sheets.is_empty() { vec![&none] } else { file.sheets.iter().collect() };
        for sheet in sheets {
            let order = OutCell::Order(rows.len() + 1);
            // Delimited text has no sheets.
            let name = if sheet.name.is_empty() { "–" } else { &sheet.name };
            let mut cells = vec![order, OutCell::text(&file.path), OutCell::text(name)];
            cells.push(OutCell::text(&sheet.kind));
            cells.extend(counts(sheet, OutCell::count));
            cells.push(OutCell::text(&file.sha256));
            rows.push(OutRow::body(cells));
        }
    }
    let mut cells =
        vec![OutCell::Blank, OutCell::text("Tổng cộng"), OutCell::Blank, OutCell::Blank];
    cells.extend(counts(&sum(figures), OutCell::Sum));
    cells.push(OutCell::Blank);
    rows.push(OutRow::total(cells));
    let mut notes = vec![
        "Dòng đã đọc = được tính + không được tính + bỏ qua (tiêu đề lặp lại, dòng cộng, chữ ký) + \
         dòng trống"
            .to_owned(),
        "SHA-256 là mã kiểm tra của tệp như lúc đọc vào".to_owned(),
    ];
    notes.extend(
        figures.skipped_files.iter().map(|file| format!("Tệp được bỏ qua theo yêu cầu: {file}")),
    );
    OutSheet {
        unit: Some("Đơn vị tính: Dòng".to_owned()),
        widths: vec![5, 34, 22, 15, 9, 9, 10, 9, 9, 36],
        header: vec![heads(&[
            "STT",
            "Tệp",
            "Trang",
            "Loại",
            "Dòng đã đọc",
            "Được tính",
            "Không được tính",
            "Bỏ qua",
            "Trống",
            "SHA-256",
        ])],
        rows,
        notes,
        fixed: 2,
        filter: Filter::Buttons,
        ..frame(report, INPUT, "Dữ liệu đã đọc", Orientation::Landscape)
    }
}

/// Columns E to I; the rows seen are the sum of the four fates.
fn counts(sheet: &SheetFigures, count: fn(u64) -> OutCell) -> [OutCell; 5] {
    let fates = sheet.accepted + sheet.rejected + sheet.skipped + sheet.blank;
    let seen = if fates == sheet.seen {
        OutCell::Live("SUM(F#:I#)".to_owned(), Figure::Count(sheet.seen))
    } else {
        OutCell::count(sheet.seen)
    };
    [seen, count(sheet.accepted), count(sheet.rejected), count(sheet.skipped), count(sheet.blank)]
}

fn sum(figures: &InputFigures) -> SheetFigures {
    SheetFigures {
        name: String::new(),
        kind: String::new(),
        seen: figures.seen,
        accepted: figures.accepted,
        rejected: figures.rejected,
        skipped: figures.skipped,
        blank: figures.blank,
        questions: Vec::new(),
    }
}

fn findings(report: &Report) -> OutSheet {
    let rows = (1..)
        .zip(report.input.findings.iter().flat_map(CodeCount::told))
        .map(|(order, (meaning, count, effect))| {
            OutRow::body(vec![
                OutCell::Order(order),
                OutCell::text(&meaning),
                OutCell::count(count),
                OutCell::text(&effect),
            ])
        })
        .collect();
    OutSheet {
        widths: vec![5, 58, 10, 58],
        header: vec![heads(&["STT", "Nội dung", "Số lượng", "Ảnh hưởng"])],
        rows,
        notes: if report.input.findings.is_empty() {
            vec!["Không có điểm nào cần kiểm tra".to_owned()]
        } else {
            vec![CodeCount::EVERY_ROW.to_owned()]
        },
        filter: Filter::Buttons,
        ..frame(report, FINDINGS, "Các điểm cần kiểm tra trong dữ liệu", Orientation::Landscape)
    }
}

const NONE_REJECTED: &str = "Không có dòng nào bị loại vì thiếu hoặc sai thông tin; hồ sơ có trạng thái chưa được tiếp \
                             nhận nêu ở danh-sach-ho-so.xlsx";

/// A sheet has room for a million rows, a reader for fewer.
const MOST_REJECTS: usize = 100_000;

fn rejects(report: &Report) -> OutSheet {
    let all = &report.input.rejects;
    let mut notes = empty(all.is_empty(), NONE_REJECTED);
    if all.len() > MOST_REJECTS {
        let more = all.len() - MOST_REJECTS;
        notes.push(format!("Còn {more} dòng nữa: xem khong_tinh trong so-lieu.json"));
    }
    let rows = (1..)
        .zip(all.iter().take(MOST_REJECTS))
        .map(|(order, reject)| {
            OutRow::body(vec![
                OutCell::Order(order),
                OutCell::text(&reject.place),
                OutCell::text(&reject.message),
            ])
        })
        .collect();
    OutSheet {
        widths: vec![5, 52, 74],
        header: vec![heads(&["STT", "Vị trí", "Lý do"])],
        rows,
        notes,
        filter: Filter::Buttons,
        ..frame(report, REJECTS, "Các dòng không được tính", Orientation::Landscape)
    }
}

fn empty(is_empty: bool, note: &str) -> Vec<String> {
    is_empty.then(|| note.to_owned()).into_iter().collect()
}
