//! Late and overdue dossiers in the annex, by length of delay and by reason, each with its chart.

use std::cmp::Reverse;

use crate::document::{FEWEST_DRAWN, Orientation};
use crate::render::xlsx::cell::RowFigures;
use crate::render::xlsx::column::{
    AnnexColumn, ColumnNumbers, LineName, NumberedLine, column, rows, with_columns,
};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::graph::{AxisScale, Bars, Graph, GraphFill, MOST_ROWS, Series};
use crate::render::xlsx::meaning::{Meaning, SHEETS, meaning};
use crate::render::xlsx::numbers::{self, FigureNumbers};
use crate::render::xlsx::sheet::OutSheet;
use crate::report::{Report, TableLines, days_code, reason_code};

pub(super) const BY_DAYS: &str = "Quá hạn theo số ngày";
pub(super) const BY_REASON: &str = "Quá hạn theo lý do";

/// A sheet of delays.
struct DelaySheet {
    name: &'static str,
    /// What the lines are called.
    key: &'static str,
    /// In its title.
    by: &'static str,
    about: &'static str,
    stands_as: &'static [&'static str],
    /// Of what its lines are.
    note: &'static str,
    lines: TableLines,
    ids: FigureNumbers,
}

const BY_DAYS_SHEET: DelaySheet = DelaySheet {
    name: BY_DAYS,
    key: "Số ngày quá hạn",
    by: "số ngày quá hạn",
    about: "hồ sơ quá hạn theo số ngày",
    stands_as: &["bieu-do:tre-theo-ngay"],
    note: "số ngày quá hạn là ngày làm việc sau ngày hẹn trả",
    lines: TableLines::Days,
    ids: numbers::DELAYS_BY_DAYS,
};
const BY_REASON_SHEET: DelaySheet = DelaySheet {
    name: BY_REASON,
    key: "Lý do",
    by: "lý do quá hạn",
    about: "hồ sơ quá hạn theo lý do",
    stands_as: &["bieu-do:tre-theo-ly-do"],
    note: "lý do như bảng tính ghi, xếp theo danh mục lý do",
    lines: TableLines::Reasons,
    ids: numbers::DELAYS_BY_REASON,
};

/// Dossiers that are resolved, and open.
type Late = (u64, u64);

/// A class of days, or a reason, with its code.
struct LateLine {
    name: String,
    code: String,
    late: Late,
}

const NAME: Meaning = meaning(
    "Số ngày quá hạn; Lý do",
    "Ngày làm việc sau ngày hẹn trả; lý do như bảng tính ghi, xếp theo danh mục",
    "Lý do: nhiều hồ sơ đứng trước, chưa ghi lý do đứng sau cùng",
    "Lịch làm việc; cột lý do của bảng tính",
);

/// After the class of days, or the reason.
const COLUMNS: &[AnnexColumn<Late>] = &[
    column(
        "resolved",
        &["Đã giải quyết"],
        14,
        |line, kind| kind.count(line.0),
        meaning("Đã giải quyết", "Trong cột (10)", "Đếm hồ sơ", SHEETS),
    ),
    column(
        "open",
        &["Đang giải quyết"],
        14,
        |line, kind| kind.count(line.1),
        meaning("Đang giải quyết", "Trong cột (13)", "Đếm hồ sơ", SHEETS),
    ),
    column(
        "all",
        &["Tổng số"],
        12,
        |line, kind| kind.adds("[resolved]+[open]", line.0 + line.1, line.0 + line.1),
        meaning("Tổng số", "", "Hai cột bên trái", "Hai cột bên trái"),
    ),
];

/// Both sheets, where anything is late.
pub(super) fn sheets(report: &Report) -> Vec<OutSheet> {
    let delays = &report.dossiers.delays;
    if delays.dossiers == 0 {
        return Vec::new();
    }
    // A class without a number of days stands only where something is in it.
    let days =
        delays.by_days.iter().filter(|line| line.from.is_some() || line.resolved + line.open > 0);
    let days = days.map(|line| LateLine {
        name: line.name.clone(),
        code: days_code(line),
        late: (line.resolved, line.open),
    });
    // Most dossiers first; without a reason, which is the last line, last.
    let last = delays.by_reason.len().saturating_sub(1);
    let mut reasons: Vec<_> = delays.by_reason.iter().enumerate().collect();
    reasons.retain(|(_, line)| line.resolved + line.open > 0);
    reasons.sort_by_key(|(index, line)| (*index == last, Reverse(line.resolved + line.open)));
    let reasons = reasons.into_iter().map(|(_, line)| {
        let name = match &line.code {
            Some(code) => format!("{code}) {}", line.name),
            None => line.name.clone(),
        };
        LateLine { name, code: reason_code(line), late: (line.resolved, line.open) }
    });
    vec![
        sheet(report, &BY_DAYS_SHEET, &days.collect::<Vec<_>>()),
        sheet(report, &BY_REASON_SHEET, &reasons.collect::<Vec<_>>()),
    ]
}

fn sheet(report: &Report, sheet: &DelaySheet, lines: &[LateLine]) -> OutSheet {
    let DelaySheet { name, key, by, about, stands_as, note, lines: of, ids } = *sheet;
    let drawn = u32::try_from(lines.len().min(MOST_ROWS)).unwrap_or_default();
    let columns: Vec<_> = COLUMNS.iter().collect();
    let late = || lines.iter().map(|line| line.late);
    let sums = late().fold((0, 0), |sum, line| (sum.0 + line.0, sum.1 + line.1));
    let named = (1..).zip(lines).map(|(order, LateLine { name, code, late })| NumberedLine {
        figures: RowFigures::Line(of, code.clone()),
        ..NumberedLine::plain(order, name, late)
    });
    let rows = rows(named, Some(("Tổng cộng", &sums)), &columns);
    let title = format!("Hồ sơ quá hạn theo {by}");
    let series = |name, column, fill| Series { name, column, fill };
    let sheet = OutSheet {
        unit: Some("Đơn vị tính: Số hồ sơ TTHC".to_owned()),
        about,
        stands_as,
        ids,
        rows,
        notes: vec![format!("Cột (10) và cột (13) của bảng 13 cột; {note}")],
        graph: (sums.0 + sums.1 >= FEWEST_DRAWN).then(|| Graph {
            title: title.clone(),
            bars: Bars::Stacked,
            values: "Số hồ sơ",
            scale: AxisScale::Count,
            series: vec![
                series("Đã giải quyết", "resolved", GraphFill::Dark),
                series("Đang giải quyết", "open", GraphFill::Hatched),
            ],
            targets: Vec::new(),
            names: None,
            interval: None,
            small: Vec::new(),
            rows: drawn,
        }),
        ..frame(report, name, &title, Orientation::Portrait)
    };
    let key = LineName { head: key, width: 52, meaning: &NAME };
    with_columns(sheet, &key, &columns, ColumnNumbers::No)
}
