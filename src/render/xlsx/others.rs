//! The smaller tables of the annex: complaints, self-assessment, comparison, and the account of the input.

use crate::document::Orientation;
use crate::model::Ratio;
use crate::render::xlsx::annex::{absent, frame};
use crate::render::xlsx::lines::Kind;
use crate::render::xlsx::sheet::{Cell, DASH, Figure, Filter, Row, Sheet, heads, span};
use crate::report::{ComplaintLine, InputFigures, Report, SheetFigures};

pub(super) const COMPLAINTS: &str = "Đơn thư";
pub(super) const ASSESSMENT: &str = "Tự đánh giá";
pub(super) const COMPARISON: &str = "So sánh";
pub(super) const INPUT: &str = "Dữ liệu đã đọc";
pub(super) const FINDINGS: &str = "Cần kiểm tra";
pub(super) const REJECTS: &str = "Không được tính";

/// Complaints, self-assessment and comparison; a department assesses itself in the office's sheet.
pub(super) fn sheets(report: &Report) -> Vec<Sheet> {
    let mut sheets = vec![complaints(report)];
    if report.department.is_none() {
        sheets.push(assessment(report));
    }
    if report.previous.is_some() || report.year_ago.is_some() {
        sheets.push(comparison(report));
    }
    sheets
}

/// The account of the input, which is the whole office's.
pub(super) fn input_sheets(report: &Report) -> Vec<Sheet> {
    match report.department {
        None => vec![input(report), findings(report), rejects(report)],
        Some(_) => Vec::new(),
    }
}

fn complaints(report: &Report) -> Sheet {
    let figures = &report.complaints;
    let mut rows: Vec<Row> = (1..)
        .zip(&figures.by_kind)
        .map(|(order, line)| {
            Row::body(complaint_cells(Cell::Order(order), &line.kind, line, Kind::Line))
        })
        .collect();
    let total = &figures.total;
    rows.push(Row::total(complaint_cells(Cell::Blank, "Tổng cộng", total, Kind::Sums)));
    let mut notes = vec![
        "Tỷ lệ đúng hạn = đúng hạn / (đúng hạn + quá hạn), chỉ tính đơn đã giải quyết có hạn"
            .to_owned(),
    ];
    notes.extend(absent(figures.has_data, "đơn thư"));
    Sheet {
        unit: Some("Đơn vị tính: Đơn".to_owned()),
        widths: vec![5, 18, 11, 11, 10, 10, 10, 11, 10, 12, 11],
        header: vec![
            vec![
                span("STT", 2, 1),
                span("Loại đơn", 2, 1),
                span("Kỳ trước chuyển sang", 2, 1),
                span("Tiếp nhận trong kỳ", 2, 1),
                span("Đã giải quyết", 1, 4),
                span("Đang giải quyết", 1, 2),
                span("Tỷ lệ đúng hạn", 2, 1),
            ],
            heads(&[
                "Tổng số",
                "Đúng hạn",
                "Quá hạn",
                "Không có hạn",
                "Tổng số",
                "Trong đó quá hạn",
            ]),
        ],
        rows,
        notes,
        fixed: 2,
        filter: Filter::None,
        ..frame(
            report,
            COMPLAINTS,
            "Tiếp nhận, giải quyết đơn thư, phản ánh, kiến nghị",
            Orientation::Landscape,
        )
    }
}

/// Columns A to K.
fn complaint_cells(order: Cell, name: &str, line: &ComplaintLine, kind: Kind) -> Vec<Cell> {
    let count = |count| kind.count(count);
    let open = (line.carried + line.received).saturating_sub(line.resolved);
    vec![
        order,
        Cell::text(name),
        count(line.carried),
        count(line.received),
        kind.adds("F#+G#+H#", line.in_time + line.late + line.without_due, line.resolved),
        count(line.in_time),
        count(line.late),
        count(line.without_due),
        kind.adds("C#+D#-E#", open, line.open),
        count(line.open_overdue),
        Cell::rate(("F#", "(F#+G#)"), (line.in_time, line.in_time + line.late), line.in_time_rate),
    ]
}

fn assessment(report: &Report) -> Sheet {
    let rows = (1..)
        .zip(&report.assessments)
        .map(|(order, line)| {
            Row::body(vec![
                Cell::Order(order),
                Cell::text(&line.content),
                Cell::text(&line.verdict),
                Cell::text(line.note.as_deref().unwrap_or_default()),
            ])
        })
        .collect();
    Sheet {
        widths: vec![5, 38, 26, 32],
        header: vec![heads(&["STT", "Nội dung", "Tự đánh giá", "Ghi chú"])],
        rows,
        notes: absent(!report.assessments.is_empty(), "tự đánh giá").into_iter().collect(),
        fixed: 0,
        ..frame(
            report,
            ASSESSMENT,
            "Tự đánh giá kết quả thực hiện các nội dung",
            Orientation::Portrait,
        )
    }
}

fn comparison(report: &Report) -> Sheet {
    let change_head = "Kỳ này thay đổi (điểm %)";
    let sheet = Sheet {
        widths: vec![20, 24, 13, 18, 13, 18, 34],
        header: vec![
            vec![
                span("So với", 2, 1),
                span("Kỳ", 2, 1),
                span("Giải quyết đúng hạn", 1, 2),
                span("Hài lòng", 1, 2),
                span("Lưu ý", 2, 1),
            ],
            heads(&["Tỷ lệ", change_head, "Tỷ lệ", change_head]),
        ],
        notes: vec!["Thay đổi là hiệu của hai tỷ lệ đã làm tròn, tính bằng điểm %".to_owned()],
        ..frame(report, COMPARISON, "So sánh với kỳ trước và cùng kỳ", Orientation::Landscape)
    };
    let (on_time, satisfied) = (report.dossiers.total.on_time_rate, report.satisfaction.total.rate);
    // This period stands in the first row.
    let first = sheet.first_row() + 1;
    let mut rows = vec![Row::body(vec![
        Cell::text("Kỳ này"),
        Cell::text(&report.period.name),
        rate(on_time),
        Cell::Mark(DASH.to_owned()),
        rate(satisfied),
        Cell::Mark(DASH.to_owned()),
        Cell::text(""),
    ])];
    let others = [("Kỳ trước", &report.previous), ("Cùng kỳ năm trước", &report.year_ago)];
    for (label, other) in others {
        rows.extend(other.as_ref().map(|other| {
            Row::body(vec![
                Cell::text(label),
                Cell::text(&other.name),
                rate(other.on_time_rate),
                change(&format!("C{first}-C#"), on_time, other.on_time_rate),
                rate(other.satisfaction_rate),
                change(&format!("E{first}-E#"), satisfied, other.satisfaction_rate),
                Cell::text(other.note.as_deref().unwrap_or_default()),
            ])
        }));
    }
    Sheet { rows, ..sheet }
}

/// The rate of this period less that of another, in percentage points.
fn change(difference: &str, now: Ratio, then: Ratio) -> Cell {
    let points = |rate: Ratio| rate.hundredths().and_then(|value| i64::try_from(value).ok());
    match (points(now), points(then)) {
        (Some(now), Some(then)) => {
            Cell::Live(format!("ROUND(({difference})*100,2)"), Figure::Points(now - then))
        }
        _ => Cell::Mark(DASH.to_owned()),
    }
}

fn rate(figure: Ratio) -> Cell {
    if figure.whole == 0 {
        Cell::Number(Figure::Rate(figure))
    } else {
        Cell::Live(format!("ROUND({}/{},4)", figure.part, figure.whole), Figure::Rate(figure))
    }
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
