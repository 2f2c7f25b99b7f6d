//! Tables of complaints and of the self-assessment.

use crate::document::block::{Align, Table};
use crate::document::tables::{counts, of_figures, plain, row};
use crate::model::{COVERED, capitalized, is_covered};
use crate::report::{ComplaintLine, Report, TableLines};

use Align::{Left, Right};

/// Complaints by kind.
pub(crate) fn complaints(report: &Report) -> Option<Table> {
    let figures = &report.complaints;
    if !figures.has_data {
        return None;
    }
    let (mut table, columns) = of_figures(
        "don-thu",
        "Kết quả giải quyết theo loại đơn",
        &[
            (22, Left, "Loại đơn", ""),
            (11, Right, "Kỳ trước chuyển sang", "DT-01"),
            (11, Right, "Tiếp nhận", "DT-02"),
            (11, Right, "Đã giải quyết", "DT-03"),
            (10, Right, "Đúng hạn", "DT-04"),
            (10, Right, "Quá hạn", "DT-05"),
            (11, Right, "Không ghi hạn", "DT-06"),
            (13, Right, "Tỷ lệ đúng hạn", "DT-09"),
            (11, Right, "Đang giải quyết", "DT-07"),
            (11, Right, "Trong đó quá hạn", "DT-08"),
        ],
    );
    table.unit = Some("Đơn vị tính: Đơn".to_owned());
    table.rows.extend(figures.by_kind.iter().map(|line| {
        columns.line(report, TableLines::Complaints, &line.kind, cells(&line.kind, line))
    }));
    table.rows.push(columns.whole(report, cells("Tổng cộng", &figures.total)));
    table.notes.push("Tỷ lệ đúng hạn tính trên số đơn đã giải quyết có ghi hạn.".to_owned());
    if figures.total.suspended > 0 {
        table.notes.push(format!(
            "Trong số đơn đang giải quyết có {} đơn đang tạm đình chỉ; thời gian tạm đình chỉ không tính vào thời hạn.",
            figures.total.suspended
        ));
    }
    Some(table)
}

fn cells(name: &str, line: &ComplaintLine) -> Vec<String> {
    let mut cells = vec![name.to_owned()];
    cells.extend(counts([
        line.carried,
        line.received,
        line.resolved,
        line.in_time,
        line.late,
        line.without_due,
    ]));
    cells.push(line.in_time_rate.to_string());
    cells.extend(counts([line.open, line.open_overdue]));
    cells
}

/// The self-assessment, in the office's words.
pub(crate) fn assessments(report: &Report) -> Option<Table> {
    if report.assessments.is_empty() {
        return None;
    }
    // Where nobody wrote a note there is no column for notes.
    let has_notes = report.assessments.iter().any(|line| line.note.is_some());
    let mut columns = vec![(44, Left, "Nội dung"), (22, Left, "Tự đánh giá")];
    columns.extend(has_notes.then_some((34, Left, "Ghi chú")));
    let mut table = plain("tu-danh-gia", "Kết quả tự đánh giá từng nội dung", &columns);
    table.rows.extend(report.assessments.iter().map(|line| {
        let said = |text: Option<&String>| match text.filter(|text| !text.is_empty()) {
            Some(text) => text.clone(),
            None => "–".to_owned(),
        };
        let mut cells = vec![line.content.clone(), said(Some(&line.verdict))];
        cells.extend(has_notes.then(|| said(line.note.as_ref())));
        row(cells)
    }));
    if table.rows.iter().flat_map(|row| &row.cells).any(|cell| is_covered(cell)) {
        table.notes.push(format!("{}.", capitalized(COVERED)));
    }
    Some(table)
}
