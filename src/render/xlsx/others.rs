//! The smaller tables of the annex: complaints, self-assessment and comparison.

use crate::document::Orientation;
use crate::model::Ratio;
use crate::render::xlsx::cell::DASH;
use crate::render::xlsx::cell::{Figure, OutCell, OutRow};
use crate::render::xlsx::frame::{absent, frame};
use crate::render::xlsx::lines::LineKind;
use crate::render::xlsx::sheet::{Filter, OutSheet, heads, span};
use crate::report::{Comparison, ComplaintLine, Report};

pub(super) const COMPLAINTS: &str = "Đơn thư";
pub(super) const ASSESSMENT: &str = "Tự đánh giá";
pub(super) const COMPARISON: &str = "So sánh";

/// Complaints, self-assessment and comparison; a department assesses itself in the office's sheet, and has none that
/// would say nothing.
pub(super) fn sheets(report: &Report) -> Vec<OutSheet> {
    let is_own = report.department.is_some();
    let (complained, total) = (&report.complaints.total, &report.dossiers.total);
    let mut sheets = Vec::new();
    if !is_own || complained.carried + complained.received > 0 {
        sheets.push(complaints(report));
    }
    if !is_own {
        sheets.push(assessment(report));
    }
    let has_rates = total.columns.resolved + report.satisfaction.total.sheets > 0;
    if (report.previous.is_some() || report.year_ago.is_some()) && (!is_own || has_rates) {
        sheets.push(comparison(report));
    }
    sheets
}

fn complaints(report: &Report) -> OutSheet {
    let figures = &report.complaints;
    let mut rows: Vec<OutRow> = (1..)
        .zip(&figures.by_kind)
        .map(|(order, line)| {
            OutRow::body(complaint_cells(OutCell::Order(order), &line.kind, line, LineKind::Line))
        })
        .collect();
    let total = &figures.total;
    rows.push(OutRow::total(complaint_cells(OutCell::Blank, "Tổng cộng", total, LineKind::Sums)));
    let mut notes = vec![
        "Tỷ lệ đúng hạn = đúng hạn / (đúng hạn + quá hạn), chỉ tính đơn đã giải quyết có hạn"
            .to_owned(),
    ];
    notes.extend(absent(figures.has_data, "đơn thư"));
    OutSheet {
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
fn complaint_cells(
    order: OutCell,
    name: &str,
    line: &ComplaintLine,
    kind: LineKind,
) -> Vec<OutCell> {
    let count = |count| kind.count(count);
    let open = (line.carried + line.received).saturating_sub(line.resolved);
    vec![
        order,
        OutCell::text(name),
        count(line.carried),
        count(line.received),
        kind.adds("F#+G#+H#", line.in_time + line.late + line.without_due, line.resolved),
        count(line.in_time),
        count(line.late),
        count(line.without_due),
        kind.adds("C#+D#-E#", open, line.open),
        count(line.open_overdue),
        OutCell::rate(
            ("F#", "(F#+G#)"),
            (line.in_time, line.in_time + line.late),
            line.in_time_rate,
        ),
    ]
}

fn assessment(report: &Report) -> OutSheet {
    let rows = (1..)
        .zip(&report.assessments)
        .map(|(order, line)| {
            OutRow::body(vec![
                OutCell::Order(order),
                OutCell::text(&line.content),
                OutCell::text(&line.verdict),
                OutCell::text(line.note.as_deref().unwrap_or_default()),
            ])
        })
        .collect();
    OutSheet {
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

fn comparison(report: &Report) -> OutSheet {
    let change_head = "Kỳ này thay đổi (điểm %)";
    let sheet = OutSheet {
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
    let mut rows = vec![OutRow::body(vec![
        OutCell::text("Kỳ này"),
        OutCell::text(&report.period.name),
        rate(on_time),
        OutCell::Mark(DASH.to_owned()),
        rate(satisfied),
        OutCell::Mark(DASH.to_owned()),
        OutCell::text(""),
    ])];
    let others = [("Kỳ trước", &report.previous), ("Cùng kỳ năm trước", &report.year_ago)];
    for (label, other) in others {
        rows.extend(other.as_ref().map(|other| {
            OutRow::body(vec![
                OutCell::text(label),
                OutCell::text(&other.name),
                rate(other.on_time_rate),
                change(&format!("C{first}-C#"), on_time, other.on_time_rate),
                rate(other.satisfaction_rate),
                change(&format!("E{first}-E#"), satisfied, other.satisfaction_rate),
                OutCell::text(notes(other)),
            ])
        }));
    }
    OutSheet { rows, ..sheet }
}

/// Both notes, where they differ.
fn notes(other: &Comparison) -> String {
    let mut notes: Vec<&str> = Vec::new();
    for note in [&other.on_time_note, &other.satisfaction_note].into_iter().flatten() {
        if !notes.contains(&note.as_str()) {
            notes.push(note);
        }
    }
    notes.join("; ")
}

/// The rate of this period less that of another, in percentage points.
fn change(difference: &str, now: Ratio, then: Ratio) -> OutCell {
    let points = |rate: Ratio| rate.hundredths().and_then(|value| i64::try_from(value).ok());
    match (points(now), points(then)) {
        (Some(now), Some(then)) => {
            OutCell::Live(format!("ROUND(({difference})*100,2)"), Figure::Points(now - then))
        }
        _ => OutCell::Mark(DASH.to_owned()),
    }
}

fn rate(figure: Ratio) -> OutCell {
    if figure.whole == 0 {
        OutCell::Number(Figure::Rate(figure))
    } else {
        OutCell::Live(format!("ROUND({}/{},4)", figure.part, figure.whole), Figure::Rate(figure))
    }
}
