//! Dossiers in the annex: the 13 columns with their rates, what lies behind them, supplements.

use crate::document::{HeaderCell, Orientation};
use crate::model::Ratio;
use crate::render::xlsx::cell::{Figure, OutCell, OutRow};
use crate::render::xlsx::frame::{absent, frame};
use crate::render::xlsx::lines::{ITSELF, LineKind, beside, lines_and_total, scope};
use crate::render::xlsx::sheet::{Filter, OutSheet, head, heads, numbers, span};
use crate::report::{DossierFigures, DossierLine, Report};

pub(super) const BY_DEPARTMENT: &str = "Hồ sơ theo đơn vị";
/// A department's own, beside the whole office.
pub(super) const OWN: &str = "Hồ sơ của đơn vị";
pub(super) const BY_FIELD: &str = "Hồ sơ theo lĩnh vực";
pub(super) const BY_PROCEDURE: &str = "Theo thủ tục";
pub(super) const BEHIND: &str = "Chi tiết hồ sơ";
pub(super) const SUPPLEMENTS: &str = "Bổ sung hồ sơ";

const UNIT: &str = "Đơn vị tính: Số hồ sơ TTHC";
/// A row of cells for a line.
type LineCells = fn(OutCell, &DossierLine, LineKind) -> Vec<OutCell>;

/// The sheet of the report as a whole.
pub(super) fn main(report: &Report) -> &'static str {
    if report.department.is_some() { OWN } else { BY_DEPARTMENT }
}

/// All sheets about dossiers; a department's annex has none that would say a figure twice or nothing at all.
pub(super) fn sheets(report: &Report) -> Vec<OutSheet> {
    let figures = &report.dossiers;
    let is_own = report.department.is_some();
    if is_own && !any(figures) {
        return Vec::new();
    }
    let by = if is_own { "của đơn vị, so với toàn cơ quan" } else { "theo đơn vị" };
    let own = department_rows(report, thirteen_cells);
    let mut sheets = vec![thirteen_columns(report, main(report), (by, scope(report)), own)];
    let parts = [
        (BY_FIELD, "lĩnh vực", "Lĩnh vực, công việc giải quyết theo cấp", &figures.by_field),
        (BY_PROCEDURE, "thủ tục", "Thủ tục hành chính", &figures.by_procedure),
    ];
    for (name, by, key, lines) in parts {
        if !is_own || lines.len() > 1 {
            let (by, rows) = (format!("theo {by}"), rows(report, lines, thirteen_cells));
            sheets.push(thirteen_columns(report, name, (&by, key), rows));
        }
    }
    sheets.push(behind(report));
    if !is_own || figures.total.supplements.dossiers > 0 {
        sheets.push(supplements(report));
    }
    sheets
}

/// Whether a department had any dossier.
fn any(figures: &DossierFigures) -> bool {
    let total = &figures.total;
    total.columns.taken + total.withdrawn + figures.delays.dossiers > 0
}

/// Lines with their sums below.
fn rows(report: &Report, lines: &[DossierLine], cells: LineCells) -> Vec<OutRow> {
    lines_and_total(lines, &report.dossiers.total, cells)
}

/// All departments and their sums; in a department's annex its own line beside the whole office.
fn department_rows(report: &Report, cells: LineCells) -> Vec<OutRow> {
    if report.department.is_none() {
        return rows(report, &report.dossiers.by_department, cells);
    }
    let own = DossierLine { name: ITSELF.to_owned(), ..report.dossiers.total.clone() };
    let office = report.office.as_ref().map(|office| &office.dossiers);
    beside(&own, office, cells)
}

fn thirteen_columns(
    report: &Report,
    name: &str,
    (by, key): (&str, &str),
    rows: Vec<OutRow>,
) -> OutSheet {
    let title = format!("Tình hình, kết quả giải quyết hồ sơ thủ tục hành chính {by}");
    let mut notes = vec![
        "Tỷ lệ đúng hạn (14) = ((8) + (9)) / (7); tỷ lệ trước hạn (15) = (8) / (7); tỷ lệ quá hạn \
         (16) = (10) / (7); tỷ lệ đúng hạn kể cả đang giải quyết (17) = ((8) + (9) + (12)) / (3)"
            .to_owned(),
    ];
    notes.extend(report.dossiers.broken_identities.iter().cloned());
    if report.dossiers.carry_over_difference > 0 {
        notes.push(format!(
            "Hồ sơ từ kỳ trước chuyển sang lệch {} hồ sơ so với hồ sơ đang giải quyết cuối kỳ \
             trước, do hồ sơ rút, trả lại không được tính",
            report.dossiers.carry_over_difference
        ));
    }
    notes.extend(from_totals(report));
    notes.extend(absent(report.dossiers.has_data, "hồ sơ"));
    let names = if name == BY_PROCEDURE { 42 } else { 32 };
    let mut widths = vec![5, names];
    widths.extend([10; 11]);
    widths.extend([11, 11, 11, 13]);
    OutSheet {
        unit: Some(UNIT.to_owned()),
        widths,
        header: thirteen_header(key),
        rows,
        notes,
        fixed: 2,
        filter: Filter::Buttons,
        ..frame(report, name, &title, Orientation::Landscape)
    }
}

/// Three header rows, then the row of column numbers.
fn thirteen_header(key: &str) -> Vec<Vec<HeaderCell>> {
    vec![
        vec![
            span("STT", 3, 1),
            span(key, 3, 1),
            span("Số hồ sơ nhận giải quyết", 1, 4),
            span("Số hồ sơ đã giải quyết", 1, 4),
            span("Số hồ sơ đang giải quyết", 1, 3),
            span("Tỷ lệ", 1, 4),
        ],
        vec![
            span("Tổng số", 2, 1),
            span("Trong đó", 1, 2),
            span("Từ kỳ trước", 2, 1),
            span("Tổng số", 2, 1),
            span("Trước hạn", 2, 1),
            span("Đúng hạn", 2, 1),
            span("Quá hạn", 2, 1),
            span("Tổng số", 2, 1),
            span("Trong hạn", 2, 1),
            span("Quá hạn", 2, 1),
            span("Đúng hạn", 2, 1),
            span("Trước hạn", 2, 1),
            span("Quá hạn", 2, 1),
            span("Đúng hạn kể cả đang giải quyết", 2, 1),
        ],
        heads(&["Trực tuyến", "Trực tiếp, dịch vụ bưu chính"]),
        numbers(17),
    ]
}

/// Columns A to Q: (1) to (17).
fn thirteen_cells(order: OutCell, line: &DossierLine, kind: LineKind) -> Vec<OutCell> {
    let columns = &line.columns;
    let in_time = columns.in_time;
    // What a table of totals does not give is no number, and nothing can be computed from it.
    let known = |value: Option<u64>| value.map_or_else(absent_cell, |count| kind.count(count));
    let adds = |formula: &str, parts: &[Option<u64>], count| match parts
        .iter()
        .copied()
        .sum::<Option<u64>>()
    {
        Some(sum) => kind.adds(formula, sum, count),
        None => kind.count(count),
    };
    let mut cells = vec![
        order,
        OutCell::text(&line.name),
        adds("D#+E#+F#", &[columns.online, columns.counter, columns.carried], columns.taken),
        known(columns.online),
        known(columns.counter),
        known(columns.carried),
        adds("H#+I#+J#", &[columns.early, columns.on_time, Some(columns.late)], columns.resolved),
        known(columns.early),
        known(columns.on_time),
        kind.count(columns.late),
        adds("L#+M#", &[columns.open_in_time, columns.open_overdue], columns.open),
        known(columns.open_in_time),
        known(columns.open_overdue),
    ];
    let rate = |parts: (&str, &str), part: Option<u64>, whole: u64, figure: Ratio| match part {
        Some(part) => OutCell::rate(parts, (part, whole), figure),
        None if figure.whole == 0 => absent_cell(),
        None => OutCell::Number(Figure::Rate(figure)),
    };
    let resolved = |part: &str, count, figure| rate((part, "G#"), count, columns.resolved, figure);
    let split = columns.early.and(columns.on_time).map(|_| in_time);
    let joint = split.and(columns.open_in_time).map(|open| in_time + open);
    cells.extend([
        resolved("H#+I#", split, line.on_time_rate),
        resolved("H#", columns.early, line.early_rate),
        resolved("J#", Some(columns.late), line.late_rate),
        rate(("H#+I#+L#", "C#"), joint, columns.taken, line.joint_rate),
    ]);
    cells
}

/// Which lines come from tables of totals, and what they cannot say.
fn from_totals(report: &Report) -> Option<String> {
    let figures = &report.dossiers;
    if figures.total.from_totals == 0 {
        return None;
    }
    let lines = figures.by_department.iter().filter(|line| line.from_totals > 0);
    let lines: Vec<String> =
        lines.map(|line| format!("{}: {} hồ sơ", line.name, line.from_totals)).collect();
    let of = if lines.is_empty() { String::new() } else { format!(" ({})", lines.join("; ")) };
    Some(format!(
        "{} hồ sơ nhận giải quyết lấy từ bảng tổng hợp{of}, không có danh sách từng hồ sơ: không có \
         trong phần quá hạn, thư xin lỗi, ngày làm việc; “–” là chỗ bảng tổng hợp không tách",
        figures.total.from_totals
    ))
}

fn absent_cell() -> OutCell {
    OutCell::text("–")
}

/// What the 13 columns do not show: letters, withdrawals, missing and computed due dates, working days.
fn behind(report: &Report) -> OutSheet {
    let figures = &report.dossiers;
    let rows = department_rows(report, behind_cells);
    let letters = &report.letters;
    let mut notes = vec![
        format!(
            "Hồ sơ phải xin lỗi: {}; đã lập trong lần chạy này: {} phiếu xin lỗi và hẹn lại ngày trả \
             kết quả, {} thư xin lỗi; đã có từ trước: {}; đã lập sau kỳ: {}; chưa đủ thông tin để \
             lập: {}",
            letters.owed,
            letters.appointments,
            letters.apologies,
            letters.already,
            letters.later,
            letters.held_back
        ),
        "Quá hạn là tổng của cột (10) và cột (13) của bảng 13 cột; đã có thư xin lỗi là thư đã \
         phát hành, thư đã lập hoặc có ngày hẹn lại, tách ra ở trang “Đối chiếu thư xin lỗi”"
            .to_owned(),
        "Ngày làm việc bình quân tính trên hồ sơ đã giải quyết có hạn trả nằm trong lịch làm việc"
            .to_owned(),
    ];
    notes.extend(from_totals(report));
    notes.extend(absent(figures.has_data, "hồ sơ"));
    let mut widths = vec![5, 32];
    widths.extend([9; 8]);
    widths.extend([10, 10, 10, 10, 10, 24]);
    OutSheet {
        unit: Some(UNIT.to_owned()),
        widths,
        header: behind_header(scope(report)),
        rows,
        notes,
        fixed: 2,
        filter: Filter::Buttons,
        ..frame(
            report,
            BEHIND,
            "Chi tiết về hồ sơ quá hạn, hồ sơ rút, trả lại và thời gian giải quyết",
            Orientation::Landscape,
        )
    }
}

fn behind_header(key: &str) -> Vec<Vec<HeaderCell>> {
    vec![
        vec![
            span("STT", 2, 1),
            span(key, 2, 1),
            span("Quá hạn", 1, 3),
            span("Rút, trả lại", 2, 1),
            span("Không có hạn trả", 1, 2),
            span("Hạn trả do phần mềm tính", 2, 1),
            span("Chờ bổ sung, nghĩa vụ tài chính", 2, 1),
            span("Ngày làm việc", 1, 5),
            span("Ghi chú", 2, 1),
        ],
        heads(&[
            "Tổng số",
            "Đã có thư xin lỗi",
            "Chưa có thư xin lỗi",
            "Đã giải quyết",
            "Đang giải quyết",
            "Số hồ sơ",
            "Tổng đã sử dụng",
            "Tổng theo thời hạn",
            "Bình quân đã sử dụng",
            "Bình quân theo thời hạn",
        ]),
    ]
}

/// Columns A to P.
fn behind_cells(order: OutCell, line: &DossierLine, kind: LineKind) -> Vec<OutCell> {
    let days = &line.days_used;
    let late = line.late_with_letter + line.late_without_letter;
    let count = |count| kind.count(count);
    vec![
        order,
        OutCell::text(&line.name),
        kind.adds("D#+E#", late, late),
        count(line.late_with_letter),
        count(line.late_without_letter),
        count(line.withdrawn),
        count(line.resolved_without_due),
        count(line.open_without_due),
        count(line.computed_due),
        count(line.waiting),
        count(days.dossiers),
        count(days.used),
        count(days.allowed),
        OutCell::mean(("L#", "K#"), Ratio::new(days.used, days.dossiers)),
        OutCell::mean(("M#", "K#"), Ratio::new(days.allowed, days.dossiers)),
        OutCell::text(if line.small {
            "dưới 30 hồ sơ đã giải quyết, không xếp hạng"
        } else {
            ""
        }),
    ]
}

fn supplements(report: &Report) -> OutSheet {
    let figures = &report.dossiers;
    let rows = department_rows(report, supplement_cells);
    let mut notes = vec![
        "Tính trên hồ sơ đã giải quyết trong kỳ mà bảng tính có ghi số lần yêu cầu bổ sung"
            .to_owned(),
    ];
    notes.extend(absent(figures.has_data, "hồ sơ"));
    OutSheet {
        unit: Some(UNIT.to_owned()),
        widths: vec![5, 34, 12, 14, 14, 14, 14, 14],
        header: vec![
            vec![
                head("STT"),
                head(scope(report)),
                head("Hồ sơ đã giải quyết"),
                head("Hồ sơ có ghi số lần bổ sung"),
                head("Số lần yêu cầu bổ sung"),
                head("Bình quân số lần một hồ sơ"),
                head("Hồ sơ bổ sung trên một lần"),
                head("Tỷ lệ bổ sung trên một lần"),
            ],
            numbers(8),
        ],
        rows,
        notes,
        fixed: 2,
        filter: Filter::Buttons,
        ..frame(report, SUPPLEMENTS, "Yêu cầu bổ sung hồ sơ", Orientation::Landscape)
    }
}

/// Columns A to H.
fn supplement_cells(order: OutCell, line: &DossierLine, kind: LineKind) -> Vec<OutCell> {
    let figures = &line.supplements;
    let count = |count| kind.count(count);
    let more = figures.more_than_one;
    vec![
        order,
        OutCell::text(&line.name),
        count(line.columns.resolved),
        count(figures.dossiers),
        count(figures.requests),
        OutCell::mean(("E#", "D#"), Ratio::new(figures.requests, figures.dossiers)),
        count(more),
        OutCell::rate(("G#", "D#"), (more, figures.dossiers), Ratio::new(more, figures.dossiers)),
    ]
}
