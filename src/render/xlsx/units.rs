//! The units of a consolidated report as a sheet of the annex, with their digests.

use crate::document::Orientation;
use crate::render::xlsx::cell::{Figure, OutCell, OutRow};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::meaning::{Meaning, meaning};
use crate::render::xlsx::sheet::{OutSheet, heads};
use crate::report::{ConsolidatedFigures, Report, ScoreTable, UnitFigures, UnitScore};

const MEANINGS: &[Meaning] = &[
    meaning("Đơn vị", "Tên cơ quan trong số liệu của đơn vị", "", ""),
    meaning("Nơi lấy", "Thư mục hoặc tệp được đọc", "", ""),
    meaning(
        "Tình trạng",
        "Đã xác minh: gói còn đúng như khi ghi, số liệu tính lại cho cùng kết quả",
        "",
        "Gói lưu trữ của đơn vị",
    ),
    meaning("Ghi chú", "Vì sao không cộng, không xác minh được, hoặc gửi muộn", "", ""),
    meaning("Ngày lập", "Ngày ghi gói lưu trữ của đơn vị", "", "bag-info.txt"),
    meaning("Mã kiểm tra", "Mã ở cuối báo cáo của đơn vị", "", "so-lieu.json và dữ liệu gốc"),
    meaning("SHA-256 của so-lieu.json", "Mã băm của số liệu đã cộng", "", "so-lieu.json"),
    meaning("SHA-256 của bản kê", "Mã băm của manifest-sha256.txt", "", "manifest-sha256.txt"),
];

pub(super) fn sheets(report: &Report) -> Vec<OutSheet> {
    let figures = report.consolidated.as_ref().filter(|_| report.department.is_none());
    let Some(figures) = figures else { return Vec::new() };
    let mut sheets = vec![units(report, figures)];
    sheets.extend(figures.scores.as_ref().map(|scores| scored(report, scores)));
    sheets
}

fn units(report: &Report, figures: &ConsolidatedFigures) -> OutSheet {
    OutSheet {
        about: "các đơn vị được tổng hợp, tình trạng và mã băm số liệu của từng đơn vị",
        stands_as: &["don-vi-tong-hop"],
        widths: vec![5, 34, 24, 18, 40, 12, 21, 66, 66],
        header: vec![heads(&[
            "STT",
            "Đơn vị",
            "Nơi lấy",
            "Tình trạng",
            "Ghi chú",
            "Ngày lập",
            "Mã kiểm tra",
            "SHA-256 của so-lieu.json",
            "SHA-256 của bản kê",
        ])],
        meanings: MEANINGS.iter().collect(),
        rows: (1..).zip(&figures.units).map(|(order, unit)| row(order, unit)).collect(),
        ..frame(report, "Đơn vị", "Danh sách đơn vị được tổng hợp", Orientation::Landscape)
    }
}

const SCORE_MEANINGS: &[Meaning] = &[
    meaning("Đơn vị", "Đơn vị có bảng chấm điểm", "", ""),
    meaning("Chỉ số 1", "Chín chỉ số của Thông tư 01/2018/TT-VPCP", "", OF_UNITS),
    meaning("Chỉ số 2", "Như trên", "", OF_UNITS),
    meaning("Chỉ số 3", "Như trên", "", OF_UNITS),
    meaning("Chỉ số 4", "Như trên", "", OF_UNITS),
    meaning("Chỉ số 5", "Như trên", "", OF_UNITS),
    meaning("Chỉ số 6", "Như trên", "", OF_UNITS),
    meaning("Chỉ số 7", "Như trên", "", OF_UNITS),
    meaning("Chỉ số 8", "Như trên", "", OF_UNITS),
    meaning("Chỉ số 9", "Như trên", "", OF_UNITS),
    meaning("Tổng điểm", "Tổng chín chỉ số, khi biết đủ", "", OF_UNITS),
    meaning("Xếp loại", "Xuất sắc từ 15, Tốt từ 12, Khá từ 9, Trung bình từ 6", "", OF_UNITS),
    meaning("Xếp hạng", "Theo tổng điểm; cùng điểm cùng hạng", "", ""),
];

const OF_UNITS: &str = "Bảng chấm điểm của đơn vị";

fn scored(report: &Report, scores: &ScoreTable) -> OutSheet {
    let points = |tenths: Option<u64>| OutCell::Number(Figure::Score(tenths));
    let line = |(order, unit): (usize, &UnitScore)| {
        let mut cells = vec![OutCell::Order(order), OutCell::text(&unit.name)];
        cells.extend(unit.points.iter().map(|tenths| points(*tenths)));
        cells.push(points(unit.total));
        cells.push(OutCell::text(unit.grade.as_deref().unwrap_or("–")));
        cells.push(unit.place.map_or_else(|| OutCell::Mark("–".to_owned()), OutCell::count));
        OutRow::body(cells)
    };
    let mut rows: Vec<OutRow> = (1..).zip(&scores.units).map(line).collect();
    let mut cells = vec![OutCell::Blank, OutCell::text("Trung bình")];
    cells.extend(scores.averages.iter().map(|tenths| points(*tenths)));
    cells.extend([points(scores.average_total), OutCell::Blank, OutCell::Blank]);
    rows.push(OutRow::total(cells));
    OutSheet {
        about: "điểm chín chỉ số, tổng điểm, xếp loại, xếp hạng của các đơn vị",
        stands_as: &["cham-diem-don-vi"],
        widths: vec![5, 36, 9, 9, 9, 9, 9, 9, 9, 9, 9, 9, 13, 9],
        header: vec![heads(&[
            "STT",
            "Đơn vị",
            "Chỉ số 1",
            "Chỉ số 2",
            "Chỉ số 3",
            "Chỉ số 4",
            "Chỉ số 5",
            "Chỉ số 6",
            "Chỉ số 7",
            "Chỉ số 8",
            "Chỉ số 9",
            "Tổng điểm",
            "Xếp loại",
            "Xếp hạng",
        ])],
        meanings: SCORE_MEANINGS.iter().collect(),
        rows,
        notes: vec!["Trung bình tính trên các đơn vị có điểm của chỉ số đó".to_owned()],
        ..frame(
            report,
            "Chấm điểm đơn vị",
            "Tổng hợp chỉ số thành phần, xếp loại của các đơn vị",
            Orientation::Landscape,
        )
    }
}

fn row(order: usize, unit: &UnitFigures) -> OutRow {
    let text = |text: &Option<String>| OutCell::text(text.as_deref().unwrap_or("–"));
    let day = unit.day.as_deref().and_then(|day| day.parse().ok());
    OutRow::body(vec![
        OutCell::Order(order),
        OutCell::text(&unit.name),
        text(&unit.place),
        OutCell::text(unit.state.vietnamese()),
        OutCell::text(&unit.words),
        day.map_or_else(|| OutCell::Mark("–".to_owned()), OutCell::Date),
        text(&unit.code),
        text(&unit.digest),
        text(&unit.manifest),
    ])
}
