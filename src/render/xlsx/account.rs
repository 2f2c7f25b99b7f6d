//! The account of the input, as a workbook of the office's own: what was read, what was found, which rows do not count.

use crate::document::Orientation;
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::sheet::{Cell, Figure, Filter, Row, Sheet, heads};
use crate::report::{InputFigures, Report, SheetFigures};

const INPUT: &str = "Dữ liệu đã đọc";
const FINDINGS: &str = "Cần kiểm tra";
const REJECTS: &str = "Không được tính";

pub(super) fn sheets(report: &Report) -> Vec<Sheet> {
    vec![input(report), findings(report), rejects(report)]
}

fn input(report: &Report) -> Sheet {
    let figures = &report.input;
    let mut rows: Vec<Row> = Vec::new();
    for file in &figures.files {
        let none =
            SheetFigures { name: "–".to_owned(), kind: "–".to_owned(), ..Default::default() };
        let sheets =
            if file.sheets.is_empty() { vec![&none] } else { file.sheets.iter().collect() };
        for sheet in sheets {
            let order = Cell::Order(rows.len() + 1);
            let mut cells = vec![order, Cell::text(&file.path), Cell::text(&sheet.name)];
            cells.push(Cell::text(&sheet.kind));
            cells.extend(counts(sheet, Cell::count));
            cells.push(Cell::text(&file.sha256));
            rows.push(Row::body(cells));
        }
    }
    let mut cells = vec![Cell::Blank, Cell::text("Tổng cộng"), Cell::Blank, Cell::Blank];
    cells.extend(counts(&sum(figures), Cell::Sum));
    cells.push(Cell::Blank);
    rows.push(Row::total(cells));
    let mut notes = vec![
        "Dòng đã đọc = được tính + không được tính + bỏ qua (tiêu đề lặp lại, dòng cộng, chữ ký) + \
         dòng trống"
            .to_owned(),
        "SHA-256 là mã kiểm tra của tệp như lúc đọc vào".to_owned(),
    ];
    notes.extend(
        figures.skipped_files.iter().map(|file| format!("Tệp được bỏ qua theo yêu cầu: {file}")),
    );
    Sheet {
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
fn counts(sheet: &SheetFigures, count: fn(u64) -> Cell) -> [Cell; 5] {
    let fates = sheet.accepted + sheet.rejected + sheet.skipped + sheet.blank;
    let seen = if fates == sheet.seen {
        Cell::Live("SUM(F#:I#)".to_owned(), Figure::Count(sheet.seen))
    } else {
        Cell::count(sheet.seen)
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

fn findings(report: &Report) -> Sheet {
    let rows = (1..)
        .zip(&report.input.findings)
        .map(|(order, finding)| {
            Row::body(vec![
                Cell::Order(order),
                Cell::text(&finding.meaning),
                Cell::count(finding.count),
                Cell::text(&finding.effect),
            ])
        })
        .collect();
    Sheet {
        widths: vec![5, 58, 10, 58],
        header: vec![heads(&["STT", "Nội dung", "Số lượng", "Ảnh hưởng"])],
        rows,
        notes: empty(report.input.findings.is_empty(), "Không có điểm nào cần kiểm tra"),
        filter: Filter::Buttons,
        ..frame(report, FINDINGS, "Các điểm cần kiểm tra trong dữ liệu", Orientation::Landscape)
    }
}

/// A sheet has room for a million rows, a reader for fewer.
const MOST_REJECTS: usize = 100_000;

fn rejects(report: &Report) -> Sheet {
    let all = &report.input.rejects;
    let mut notes = empty(all.is_empty(), "Mọi dòng dữ liệu đều được tính");
    if all.len() > MOST_REJECTS {
        let more = all.len() - MOST_REJECTS;
        notes.push(format!("Còn {more} dòng nữa: xem khong_tinh trong so-lieu.json"));
    }
    let rows = (1..)
        .zip(all.iter().take(MOST_REJECTS))
        .map(|(order, reject)| {
            Row::body(vec![
                Cell::Order(order),
                Cell::text(&reject.place),
                Cell::text(&reject.message),
            ])
        })
        .collect();
    Sheet {
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
