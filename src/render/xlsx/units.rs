//! The units of a consolidated report as a sheet of the annex, with their digests, and their scorecards as another.

use crate::document::Orientation;
use crate::render::xlsx::cell::{LineKind, OutCell};
use crate::render::xlsx::column::{
    AnnexColumn, ColumnNumbers, LineName, NumberedLine, column, rows, with_columns,
};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::meaning::{Meaning, meaning};
use crate::render::xlsx::numbers;
use crate::render::xlsx::sheet::OutSheet;
use crate::report::{ConsolidatedFigures, Report, ScoreTable, TableLines, UnitFigures, UnitScore};

const UNIT: Meaning = meaning("Đơn vị", "Tên cơ quan trong số liệu của đơn vị", "", "");

/// After the name of the unit.
const UNIT_COLUMNS: &[AnnexColumn<UnitFigures>] = &[
    column(
        "place",
        &["Nơi lấy"],
        24,
        |unit, _| text(unit.place.as_deref()),
        meaning("Nơi lấy", "Thư mục hoặc tệp được đọc", "", ""),
    ),
    column(
        "state",
        &["Tình trạng"],
        18,
        |unit, _| OutCell::text(unit.state.vietnamese()),
        meaning(
            "Tình trạng",
            "Đã xác minh: báo cáo còn đúng như khi lập, số liệu tính lại cho cùng kết quả",
            "",
            "Báo cáo của đơn vị",
        ),
    ),
    column(
        "words",
        &["Ghi chú"],
        40,
        |unit, _| OutCell::text(&unit.words),
        meaning("Ghi chú", "Vì sao không cộng, không xác minh được, hoặc gửi muộn", "", ""),
    ),
    column(
        "day",
        &["Ngày lập"],
        12,
        |unit, _| {
            let day = unit.day.as_deref().and_then(|day| day.parse().ok());
            OutCell::known_day(day)
        },
        meaning("Ngày lập", "Ngày đơn vị lập báo cáo", "", "Báo cáo của đơn vị"),
    ),
    column(
        "code",
        &["Mã kiểm tra"],
        21,
        |unit, _| text(unit.code.as_deref()),
        meaning("Mã kiểm tra", "Mã ở cuối báo cáo của đơn vị", "", "Báo cáo của đơn vị"),
    ),
    column(
        "digest",
        &["SHA-256 của so-lieu.json"],
        66,
        |unit, _| text(unit.digest.as_deref()),
        meaning("SHA-256 của so-lieu.json", "Mã băm của số liệu đã cộng", "", "so-lieu.json"),
    ),
    column(
        "manifest",
        &["SHA-256 của bản kê"],
        66,
        |unit, _| text(unit.manifest.as_deref()),
        meaning("SHA-256 của bản kê", "Mã băm của manifest-sha256.txt", "", "manifest-sha256.txt"),
    ),
];

const SCORED_UNIT: Meaning = meaning("Đơn vị", "Đơn vị có bảng chấm điểm", "", "");

/// After the name of the unit; the last line holds the averages.
const SCORE_COLUMNS: &[AnnexColumn<UnitScore>] = &[
    column(
        "1",
        &["Chỉ số 1"],
        9,
        |unit, _| index(unit, 0),
        meaning("Chỉ số 1", "Chín chỉ số của Thông tư 01/2018/TT-VPCP", "", OF_UNITS),
    ),
    column("2", &["Chỉ số 2"], 9, |unit, _| index(unit, 1), alike("Chỉ số 2")),
    column("3", &["Chỉ số 3"], 9, |unit, _| index(unit, 2), alike("Chỉ số 3")),
    column("4", &["Chỉ số 4"], 9, |unit, _| index(unit, 3), alike("Chỉ số 4")),
    column("5", &["Chỉ số 5"], 9, |unit, _| index(unit, 4), alike("Chỉ số 5")),
    column("6", &["Chỉ số 6"], 9, |unit, _| index(unit, 5), alike("Chỉ số 6")),
    column("7", &["Chỉ số 7"], 9, |unit, _| index(unit, 6), alike("Chỉ số 7")),
    column("8", &["Chỉ số 8"], 9, |unit, _| index(unit, 7), alike("Chỉ số 8")),
    column("9", &["Chỉ số 9"], 9, |unit, _| index(unit, 8), alike("Chỉ số 9")),
    column(
        "total",
        &["Tổng điểm"],
        9,
        |unit, _| OutCell::score(unit.total),
        meaning("Tổng điểm", "Tổng chín chỉ số, khi biết đủ", "", OF_UNITS),
    ),
    column(
        "grade",
        &["Xếp loại"],
        13,
        |unit, kind| of_one(kind, || text(unit.grade.as_deref())),
        meaning("Xếp loại", "Xuất sắc từ 15, Tốt từ 12, Khá từ 9, Trung bình từ 6", "", OF_UNITS),
    ),
    column(
        "rank",
        &["Xếp hạng"],
        9,
        |unit, kind| of_one(kind, || OutCell::known(unit.place)),
        meaning("Xếp hạng", "Theo tổng điểm; cùng điểm cùng hạng", "", ""),
    ),
];

const OF_UNITS: &str = "Bảng chấm điểm của đơn vị";

const fn alike(index: &'static str) -> Meaning {
    meaning(index, "Như trên", "", OF_UNITS)
}

pub(super) fn sheets(report: &Report) -> Vec<OutSheet> {
    let figures = report.consolidated.as_ref().filter(|_| report.department.is_none());
    let Some(figures) = figures else { return Vec::new() };
    let mut sheets = vec![units(report, figures)];
    sheets.extend(figures.scores.as_ref().map(|scores| scored(report, scores)));
    sheets
}

fn units(report: &Report, figures: &ConsolidatedFigures) -> OutSheet {
    let columns: Vec<_> = UNIT_COLUMNS.iter().collect();
    let lines = (1..).zip(&figures.units);
    let lines = lines.map(|(order, unit)| NumberedLine::plain(order, &unit.name, unit));
    let sheet = OutSheet {
        about: "các đơn vị được tổng hợp, tình trạng và mã băm số liệu của từng đơn vị",
        stands_as: &["don-vi-tong-hop"],
        rows: rows(lines, None, &columns),
        ..frame(report, "Đơn vị", "Danh sách đơn vị được tổng hợp", Orientation::Landscape)
    };
    let name = LineName { head: "Đơn vị", width: 34, meaning: &UNIT };
    with_columns(sheet, &name, &columns, ColumnNumbers::No)
}

fn scored(report: &Report, scores: &ScoreTable) -> OutSheet {
    let columns: Vec<_> = SCORE_COLUMNS.iter().collect();
    let lines = (1..)
        .zip(&scores.units)
        .map(|(order, unit)| NumberedLine::named(TableLines::Departments, order, &unit.name, unit));
    let averages = UnitScore {
        name: String::new(),
        points: scores.averages.clone(),
        total: scores.average_total,
        grade: None,
        place: None,
    };
    let sheet = OutSheet {
        about: "điểm chín chỉ số, tổng điểm, xếp loại, xếp hạng của các đơn vị",
        stands_as: &["cham-diem-don-vi"],
        ids: numbers::UNIT_SCORES,
        rows: rows(lines, Some(("Trung bình", &averages)), &columns),
        notes: vec!["Trung bình tính trên các đơn vị có điểm của chỉ số đó".to_owned()],
        ..frame(
            report,
            "Chấm điểm đơn vị",
            "Tổng hợp chỉ số thành phần, xếp loại của các đơn vị",
            Orientation::Landscape,
        )
    };
    let name = LineName { head: "Đơn vị", width: 36, meaning: &SCORED_UNIT };
    with_columns(sheet, &name, &columns, ColumnNumbers::No)
}

fn text(text: Option<&str>) -> OutCell {
    OutCell::text(text.unwrap_or("–"))
}

fn index(unit: &UnitScore, at: usize) -> OutCell {
    OutCell::score(unit.points.get(at).copied().flatten())
}

/// What a unit has and an average has not.
fn of_one(kind: LineKind, cell: impl FnOnce() -> OutCell) -> OutCell {
    if kind == LineKind::Sums { OutCell::Blank } else { cell() }
}
