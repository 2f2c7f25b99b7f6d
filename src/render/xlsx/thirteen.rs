//! The 13 columns of the statutory form, with their rates.

use crate::model::{Ratio, Totals};
use crate::render::xlsx::cell::LineKind;
use crate::render::xlsx::cell::{Figure, OutCell};
use crate::render::xlsx::column::{AnnexColumn, column};
use crate::render::xlsx::meaning::{SHEETS, meaning};
use crate::report::DossierLine;

pub(crate) fn thirteen() -> Vec<&'static AnnexColumn<DossierLine>> {
    THIRTEEN.iter().collect()
}

/// Columns (3) to (17).
pub(crate) const THIRTEEN: &[AnnexColumn<DossierLine>] = &[
    column(
        "3",
        &["Số hồ sơ nhận giải quyết", "Tổng số"],
        10,
        |line, kind| {
            let Totals { online, counter, carried, taken, .. } = line.columns;
            adds(kind, "[4]+[5]+[6]", &[online, counter, carried], taken)
        },
        meaning(
            "(3) Nhận giải quyết – Tổng số",
            "Hồ sơ mới tiếp nhận trong kỳ và hồ sơ kỳ trước chuyển sang",
            "(4) + (5) + (6); cũng bằng (7) + (11)",
            SHEETS,
        ),
    ),
    column(
        "4",
        &["Số hồ sơ nhận giải quyết", "Trong đó", "Trực tuyến"],
        10,
        |line, kind| known(kind, line.columns.online),
        meaning(
            "(4) Trực tuyến",
            "Ngày tiếp nhận trong kỳ, hình thức nộp trực tuyến",
            "Đếm hồ sơ",
            SHEETS,
        ),
    ),
    column(
        "5",
        &["Số hồ sơ nhận giải quyết", "Trong đó", "Trực tiếp, dịch vụ bưu chính"],
        10,
        |line, kind| known(kind, line.columns.counter),
        meaning(
            "(5) Trực tiếp, dịch vụ bưu chính",
            "Ngày tiếp nhận trong kỳ, nộp trực tiếp hoặc qua bưu chính; cả hồ sơ không ghi hình \
         thức nộp",
            "Đếm hồ sơ",
            SHEETS,
        ),
    ),
    column(
        "6",
        &["Số hồ sơ nhận giải quyết", "Từ kỳ trước"],
        10,
        |line, kind| known(kind, line.columns.carried),
        meaning(
            "(6) Từ kỳ trước",
            "Tiếp nhận trước ngày đầu kỳ và khi đó chưa giải quyết xong",
            "Đếm theo ngày, không chép từ báo cáo trước",
            SHEETS,
        ),
    ),
    column(
        "7",
        &["Số hồ sơ đã giải quyết", "Tổng số"],
        10,
        |line, kind| {
            let Totals { early, on_time, late, resolved, .. } = line.columns;
            adds(kind, "[8]+[9]+[10]", &[early, on_time, Some(late)], resolved)
        },
        meaning(
            "(7) Đã giải quyết – Tổng số",
            "Ngày kết thúc xử lý nằm trong kỳ; không có thì lấy ngày trả kết quả",
            "(8) + (9) + (10)",
            SHEETS,
        ),
    ),
    column(
        "8",
        &["Số hồ sơ đã giải quyết", "Trước hạn"],
        10,
        |line, kind| known(kind, line.columns.early),
        meaning(
            "(8) Trước hạn",
            "Kết thúc trước ngày hẹn trả",
            "Ngày kết thúc < ngày hẹn trả",
            SHEETS,
        ),
    ),
    column(
        "9",
        &["Số hồ sơ đã giải quyết", "Đúng hạn"],
        10,
        |line, kind| known(kind, line.columns.on_time),
        meaning(
            "(9) Đúng hạn",
            "Kết thúc đúng ngày hẹn trả, hoặc hồ sơ không có ngày hẹn trả",
            "Ngày kết thúc = ngày hẹn trả",
            SHEETS,
        ),
    ),
    column(
        "10",
        &["Số hồ sơ đã giải quyết", "Quá hạn"],
        10,
        |line, kind| kind.count(line.columns.late),
        meaning(
            "(10) Quá hạn",
            "Kết thúc sau ngày hẹn trả",
            "Ngày kết thúc > ngày hẹn trả",
            SHEETS,
        ),
    ),
    column(
        "11",
        &["Số hồ sơ đang giải quyết", "Tổng số"],
        10,
        |line, kind| {
            let Totals { open_in_time, open_overdue, open, .. } = line.columns;
            adds(kind, "[12]+[13]", &[open_in_time, open_overdue], open)
        },
        meaning(
            "(11) Đang giải quyết – Tổng số",
            "Đã tiếp nhận, đến ngày cuối kỳ chưa giải quyết xong",
            "(12) + (13)",
            SHEETS,
        ),
    ),
    column(
        "12",
        &["Số hồ sơ đang giải quyết", "Trong hạn"],
        10,
        |line, kind| known(kind, line.columns.open_in_time),
        meaning(
            "(12) Trong hạn",
            "Ngày hẹn trả chưa qua ngày cuối kỳ, không có ngày hẹn trả, hoặc đang chờ bổ sung",
            "Ngày hẹn trả ≥ ngày cuối kỳ",
            SHEETS,
        ),
    ),
    column(
        "13",
        &["Số hồ sơ đang giải quyết", "Quá hạn"],
        10,
        |line, kind| known(kind, line.columns.open_overdue),
        meaning(
            "(13) Quá hạn",
            "Ngày hẹn trả đã qua trước ngày cuối kỳ",
            "Ngày hẹn trả < ngày cuối kỳ",
            SHEETS,
        ),
    ),
    column(
        "14",
        &["Tỷ lệ", "Đúng hạn"],
        11,
        |line, _| of_resolved(line, "[8]+[9]", split(line), line.on_time_rate),
        meaning(
            "(14) Tỷ lệ đúng hạn – Đúng hạn",
            "Phần hồ sơ đã giải quyết trước hạn và đúng hạn",
            "((8) + (9)) / (7)",
            "Cột (7), (8), (9)",
        ),
    ),
    column(
        "15",
        &["Tỷ lệ", "Trước hạn"],
        11,
        |line, _| of_resolved(line, "[8]", line.columns.early, line.early_rate),
        meaning(
            "(15) Tỷ lệ trước hạn – Trước hạn",
            "Phần hồ sơ đã giải quyết trước hạn",
            "(8) / (7)",
            "Cột (7), (8)",
        ),
    ),
    column(
        "16",
        &["Tỷ lệ", "Quá hạn"],
        11,
        |line, _| of_resolved(line, "[10]", Some(line.columns.late), line.late_rate),
        meaning(
            "(16) Tỷ lệ quá hạn – Quá hạn",
            "Phần hồ sơ đã giải quyết quá hạn",
            "(10) / (7)",
            "Cột (7), (10)",
        ),
    ),
    column(
        "17",
        &["Tỷ lệ", "Đúng hạn kể cả đang giải quyết"],
        13,
        |line, _| {
            let joint = split(line).and_then(|done| Some(done + line.columns.open_in_time?));
            rate(("[8]+[9]+[12]", "[3]"), joint, line.columns.taken, line.joint_rate)
        },
        meaning(
            "(17) Đúng hạn kể cả đang giải quyết",
            "Phần hồ sơ không quá hạn trong mọi hồ sơ nhận giải quyết",
            "((8) + (9) + (12)) / (3)",
            "Cột (3), (8), (9), (12)",
        ),
    ),
];

/// What a table of totals does not give is no number, and nothing can be computed from it.
pub(crate) fn known(kind: LineKind, count: Option<u64>) -> OutCell {
    count.map_or_else(absent_cell, |count| kind.count(count))
}

pub(crate) fn adds(kind: LineKind, formula: &str, parts: &[Option<u64>], count: u64) -> OutCell {
    match parts.iter().copied().sum::<Option<u64>>() {
        Some(sum) => kind.adds(formula, sum, count),
        None => kind.count(count),
    }
}

/// (8) + (9), where the two are told apart.
pub(crate) fn split(line: &DossierLine) -> Option<u64> {
    let Totals { early, on_time, in_time, .. } = line.columns;
    early.and(on_time).map(|_| in_time)
}

pub(crate) fn of_resolved(
    line: &DossierLine,
    part: &str,
    count: Option<u64>,
    figure: Ratio,
) -> OutCell {
    rate((part, "[7]"), count, line.columns.resolved, figure)
}

pub(crate) fn rate(parts: (&str, &str), part: Option<u64>, whole: u64, figure: Ratio) -> OutCell {
    match part {
        Some(part) => OutCell::rate(parts, (part, whole), figure),
        None if figure.whole == 0 => absent_cell(),
        None => OutCell::Number(Figure::Rate(figure)),
    }
}

pub(crate) fn absent_cell() -> OutCell {
    OutCell::text("–")
}
