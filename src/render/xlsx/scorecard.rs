//! The scorecard of Thông tư 01/2018/TT-VPCP as a sheet of the annex, its total as a live sum.

use crate::document::Orientation;
use crate::render::xlsx::cell::{Figure, OutCell, OutRow, RowFigures};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::meaning::{Meaning, meaning};
use crate::render::xlsx::numbers;
use crate::render::xlsx::sheet::{OutSheet, heads};
use crate::report::{IndexFigures, Report, ScorecardFigures, TableLines};

const MEANINGS: &[Meaning] = &[
    meaning("Chỉ số", "Số của chỉ số, 1 đến 9", "", ""),
    meaning("Tên chỉ số", "Điều 13 Thông tư 01/2018/TT-VPCP", "", ""),
    meaning("Điểm tối đa", "Theo thông tư", "", ""),
    meaning("Tự chấm", "Cơ quan tự chấm cho đúng kỳ", "", "Bảng tự chấm điểm"),
    meaning(
        "Tính từ dữ liệu",
        "Trung bình điểm của hồ sơ, hoặc điểm của cơ quan, khi dữ liệu đủ để quyết định",
        "Tổng điểm / số hồ sơ, một chữ số thập phân",
        "Bảng tính hồ sơ, đơn thư, dòng 5a–9a của bảng tự chấm",
    ),
    meaning("Điểm", "Tính từ dữ liệu; không tính được thì lấy điểm tự chấm", "", ""),
    meaning("Tổng điểm của hồ sơ", "Tử số của điểm trung bình", "", "Bảng tính hồ sơ"),
    meaning("Số hồ sơ", "Mẫu số của điểm trung bình", "", "Bảng tính hồ sơ"),
    meaning("Căn cứ", "Điểm được tính từ đâu, hoặc còn thiếu gì", "", ""),
];

pub(super) fn sheet(report: &Report) -> Option<OutSheet> {
    // A department is not scored.
    let figures = report.scorecard.as_ref().filter(|_| report.department.is_none())?;
    let sheet = OutSheet {
        about: "chấm điểm việc giải quyết thủ tục hành chính theo chín chỉ số",
        stands_as: &["cham-diem"],
        widths: vec![8, 36, 9, 9, 10, 9, 10, 9, 44],
        header: vec![heads(&[
            "Chỉ số",
            "Tên chỉ số",
            "Điểm tối đa",
            "Tự chấm",
            "Tính từ dữ liệu",
            "Điểm",
            "Tổng điểm của hồ sơ",
            "Số hồ sơ",
            "Căn cứ",
        ])],
        keys: vec!["", "", "", "self", "computed", "points", "sum", "dossiers", ""],
        ids: numbers::SCORECARD,
        meanings: MEANINGS.iter().collect(),
        notes: figures.decisions.clone(),
        ..frame(
            report,
            "Chấm điểm",
            "Chấm điểm việc giải quyết thủ tục hành chính",
            Orientation::Landscape,
        )
    };
    let first = sheet.first_row() + 1;
    let mut rows: Vec<OutRow> = figures.indices.iter().map(row).collect();
    let last = sheet.first_row() + u32::try_from(rows.len()).unwrap_or_default();
    rows.push(total(figures, &|column| format!("SUM({column}{first}:{column}{last})")));
    Some(OutSheet { rows, ..sheet })
}

fn row(index: &IndexFigures) -> OutRow {
    OutRow::body(vec![
        OutCell::Mark(index.number.to_string()),
        OutCell::text(&index.name),
        OutCell::score(Some(index.most)),
        OutCell::score(index.self_scored),
        OutCell::score(index.computed),
        OutCell::score(index.points),
        OutCell::known(index.sum),
        OutCell::known(index.dossiers),
        OutCell::text(&index.grounds),
    ])
    .of(RowFigures::Line(TableLines::Indices, index.number.to_string()))
}

/// Where an index is not known, no sum passes for the whole.
fn total(figures: &ScorecardFigures, sum: &dyn Fn(char) -> String) -> OutRow {
    let grade = figures
        .grade
        .as_ref()
        .map_or_else(|| "Chưa xếp loại".to_owned(), |grade| format!("Xếp loại: {grade}"));
    let most = figures.indices.iter().map(|index| index.most).sum();
    OutRow::total(vec![
        OutCell::Blank,
        OutCell::text("Tổng cộng"),
        OutCell::Live(sum('C'), Figure::Score(Some(most))),
        OutCell::Blank,
        OutCell::Blank,
        match figures.total {
            Some(total) => OutCell::Live(sum('F'), Figure::Score(Some(total))),
            None => OutCell::score(None),
        },
        OutCell::Blank,
        OutCell::Blank,
        OutCell::text(grade),
    ])
    .of(RowFigures::Ids("CD-02".to_owned()))
}
