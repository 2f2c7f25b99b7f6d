//! The year up to the period: its periods, and what they come to.

use crate::document::Orientation;
use crate::render::xlsx::cell::{LineKind, OutCell, RowFigures};
use crate::render::xlsx::column::{
    AnnexColumn, ColumnNumbers, LineName, NumberedLine, column, rows, with_columns,
};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::meaning::meaning;
use crate::render::xlsx::numbers;
use crate::render::xlsx::sheet::{Filter, OutSheet};
use crate::render::xlsx::trend::{ARCHIVE, UNIT, few_rates};
use crate::report::{Report, TableLines, YearLine};

pub(super) const YEAR: &str = "Lũy kế";

/// Nothing where the archive lacks a period of the year.
pub(super) fn sheet(report: &Report) -> Option<OutSheet> {
    let year = report.year.as_ref().filter(|year| !year.periods.is_empty())?;
    let columns: Vec<_> = COLUMNS.iter().collect();
    let lines = (1..).zip(&year.periods).map(|(order, line)| NumberedLine {
        figures: RowFigures::Line(TableLines::Periods, line.code.clone()),
        ..NumberedLine::plain(order, &line.name, line)
    });
    let mut notes =
        vec!["Mỗi dòng như đã báo cáo của kỳ đó; hồ sơ đang giải quyết không cộng dồn".to_owned()];
    let mut all = year.periods.iter().chain([&year.total]);
    notes.extend(all.any(YearLine::is_withheld).then(few_rates));
    notes.extend(year.notes.iter().map(|note| format!("Lưu ý: {note}")));
    let sheet = OutSheet {
        unit: Some(UNIT.to_owned()),
        ids: numbers::YEAR,
        about: "các kỳ từ đầu năm đến kỳ này và tổng của chúng",
        rows: rows(lines, Some(("Tổng cộng", &year.total)), &columns),
        notes,
        fixed: 2,
        filter: Filter::None,
        ..frame(report, YEAR, "Lũy kế từ đầu năm", Orientation::Landscape)
    };
    Some(with_columns(sheet, &NAME, &columns, ColumnNumbers::No))
}

const NAME: LineName = LineName {
    head: "Kỳ của năm",
    width: 22,
    meaning: &meaning("Kỳ của năm", "Từ kỳ đầu năm đến kỳ này", "", ARCHIVE),
};

const COLUMNS: &[AnnexColumn<YearLine>] = &[
    column(
        "received",
        &["Tiếp nhận trong kỳ"],
        11,
        |line, kind| line.received.map_or(OutCell::Blank, |count| kind.count(count)),
        meaning("Tiếp nhận trong kỳ", "", "(3) − (6) của bảng 13 cột", ARCHIVE),
    ),
    column(
        "in time",
        &["Giải quyết", "Trước hạn và đúng hạn"],
        12,
        |line, kind| kind.count(line.on_time_rate.part),
        meaning("Giải quyết – Trước hạn và đúng hạn", "", "(8) + (9) của bảng 13 cột", ARCHIVE),
    ),
    column(
        "late",
        &["Giải quyết", "Quá hạn"],
        10,
        |line, kind| kind.count(line.late),
        meaning("Giải quyết – Quá hạn", "", "(10) của bảng 13 cột", ARCHIVE),
    ),
    column(
        "resolved",
        &["Giải quyết", "Tổng số"],
        10,
        |line, kind| {
            kind.adds("[in time]+[late]", line.on_time_rate.part + line.late, line.resolved)
        },
        meaning("Giải quyết – Tổng số", "", "(7) của bảng 13 cột", ARCHIVE),
    ),
    column(
        "on time",
        &["Giải quyết", "Tỷ lệ đúng hạn"],
        11,
        |line, _| {
            let counts = (line.on_time_rate.part, line.resolved);
            OutCell::rate(("[in time]", "[resolved]"), counts, line.on_time_rate)
        },
        meaning("Giải quyết – Tỷ lệ đúng hạn", "", "((8) + (9)) / (7)", "Các cột bên trái"),
    ),
    column(
        "liked",
        &["Hài lòng", "Mức 4 và 5"],
        10,
        |line, kind| answers(line, kind, line.satisfaction_rate.part),
        meaning(
            "Hài lòng – Mức 4 và 5",
            "Câu trả lời hài lòng trở lên",
            "Đếm câu trả lời",
            ARCHIVE,
        ),
    ),
    column(
        "valid",
        &["Hài lòng", "Câu trả lời hợp lệ"],
        11,
        |line, kind| answers(line, kind, line.satisfaction_rate.whole),
        meaning("Hài lòng – Câu trả lời hợp lệ", "Mức 1 đến mức 5", "Đếm câu trả lời", ARCHIVE),
    ),
    column(
        "n",
        &["Hài lòng", "n (số phiếu)"],
        9,
        |line, kind| kind.count(line.sheets),
        meaning("Hài lòng – n (số phiếu)", "Phiếu có câu trả lời hợp lệ", "Đếm phiếu", ARCHIVE),
    ),
    column(
        "satisfied",
        &["Hài lòng", "Tỷ lệ"],
        10,
        |line, _| {
            let rate = line.satisfaction_rate;
            if line.is_withheld() {
                return OutCell::dash();
            }
            OutCell::rate(("[liked]", "[valid]"), (rate.part, rate.whole), rate)
        },
        meaning("Hài lòng – Tỷ lệ", "", "Mức 4 và 5 / câu trả lời hợp lệ", "Các cột bên trái"),
    ),
    column(
        "comments",
        &["Ý kiến"],
        9,
        |line, kind| kind.count(line.comments),
        meaning("Ý kiến", "Ý kiến trên phiếu; kiến nghị, phản ánh", "Đếm ý kiến", ARCHIVE),
    ),
];

fn answers(line: &YearLine, kind: LineKind, answers: u64) -> OutCell {
    if line.is_withheld() { OutCell::dash() } else { kind.count(answers) }
}
