//! Tables of dossiers: the statutory 13 columns, the comparison of departments, requests for supplements.

use crate::document::block::{Align, BlockRow, Column, HeaderCell, Table};
use crate::document::tables::{
    FigureColumns, department_head, departments, head, known, marked, of_figures, section,
};
use crate::document::text::thousands;
use crate::model::Totals;
use crate::report::{DossierLine, Report, TableLines};

use Align::{Center, Left, Right};

/// What its columns hold, from the third on.
const THIRTEEN: [&str; 13] = [
    "", "", "HS-03", "HS-04", "HS-05", "HS-06", "HS-07", "HS-08", "HS-09", "HS-10", "HS-11",
    "HS-12", "HS-13",
];

/// The 13-column table, by department and by field.
pub(crate) fn thirteen_columns(report: &Report) -> Option<Table> {
    let figures = &report.dossiers;
    if !figures.has_data {
        return None;
    }
    let mut rows = Vec::new();
    let whole = || {
        let cells = thirteen(String::new(), "Tổng cộng", &figures.total.columns);
        FigureColumns(THIRTEEN.to_vec()).whole(report, cells)
    };
    // One department of an office is the office.
    let one_department = report.department.is_some() || figures.by_department.len() < 2;
    if !one_department {
        rows.push(section(&format!("A. Theo {}", departments(report)), 13));
        rows.extend(numbered(report, TableLines::Departments, &figures.by_department));
        rows.push(whole());
    }
    if !figures.by_field.is_empty() {
        let title = if one_department { "Theo lĩnh vực" } else { "B. Theo lĩnh vực" };
        rows.push(section(title, 13));
        rows.extend(numbered(report, TableLines::Fields, &figures.by_field));
    }
    if one_department || !figures.by_field.is_empty() || rows.is_empty() {
        rows.push(whole());
    }
    let mut columns = vec![Column { share: 10, align: Center }, Column { share: 60, align: Left }];
    columns.extend([17, 17, 26].map(|share| Column { share, align: Right }));
    columns.extend([Column { share: 17, align: Right }; 8]);
    Some(Table {
        id: "bieu-13".to_owned(),
        caption: None,
        unit: Some("Đơn vị tính: Số hồ sơ TTHC".to_owned()),
        columns,
        header: thirteen_header(),
        rows,
        notes: Vec::new(),
        is_called: false,
    })
}

fn thirteen_header() -> Vec<Vec<HeaderCell>> {
    vec![
        vec![
            head("STT", 1, 3),
            head("Lĩnh vực, công việc giải quyết theo cấp", 1, 3),
            head("Số hồ sơ nhận giải quyết", 4, 1),
            head("Số hồ sơ đã giải quyết", 4, 1),
            head("Số hồ sơ đang giải quyết", 3, 1),
        ],
        vec![
            head("Tổng số", 1, 2),
            head("Trong đó", 2, 1),
            head("Từ kỳ trước", 1, 2),
            head("Tổng số", 1, 2),
            head("Trước hạn", 1, 2),
            head("Đúng hạn", 1, 2),
            head("Quá hạn", 1, 2),
            head("Tổng số", 1, 2),
            head("Trong hạn", 1, 2),
            head("Quá hạn", 1, 2),
        ],
        vec![head("Trực tuyến", 1, 1), head("Trực tiếp, dịch vụ bưu chính", 1, 1)],
        (1..=13).map(|number| head(&format!("({number})"), 1, 1)).collect(),
    ]
}

fn numbered(
    report: &Report,
    of: TableLines,
    lines: &[DossierLine],
) -> impl Iterator<Item = BlockRow> {
    let columns = FigureColumns(THIRTEEN.to_vec());
    (1..).zip(lines).map(move |(number, line): (u64, _)| {
        let cells = thirteen(number.to_string(), &line.name, &line.columns);
        columns.line(report, of, &line.name, cells)
    })
}

fn thirteen(number: String, name: &str, c: &Totals) -> Vec<String> {
    let mut cells = vec![number, name.to_owned()];
    cells.extend(c.columns().map(known));
    cells
}

/// On-time rate of each department, small bases marked.
pub(crate) fn by_department(report: &Report) -> Option<Table> {
    let caption = format!("Kết quả giải quyết hồ sơ theo {}", departments(report));
    let words = ["ho-so-don-vi", &caption, department_head(report)];
    rates(words, report, TableLines::Departments, &report.dossiers.by_department)
}

/// On-time rate of each procedure; for an office that wants it in its template.
pub(crate) fn by_procedure(report: &Report) -> Option<Table> {
    let caption = "Kết quả giải quyết hồ sơ theo thủ tục hành chính";
    let words = ["ho-so-thu-tuc", caption, "Thủ tục"];
    rates(words, report, TableLines::Procedures, &report.dossiers.by_procedure)
}

/// `of` heads the column of names.
fn rates(
    [id, caption, of]: [&str; 3],
    report: &Report,
    kind: TableLines,
    lines: &[DossierLine],
) -> Option<Table> {
    if !report.dossiers.has_data || lines.is_empty() {
        return None;
    }
    let (mut table, columns) = of_figures(
        id,
        caption,
        &[
            (6, Center, "TT", ""),
            (36, Left, of, ""),
            (12, Right, "Đã giải quyết", "HS-07"),
            (11, Right, "Trước hạn", "HS-08"),
            (11, Right, "Đúng hạn", "HS-09"),
            (11, Right, "Quá hạn", "HS-10"),
            (14, Right, "Tỷ lệ đúng hạn", "TL-01"),
            (12, Right, "Đang giải quyết", "HS-11"),
            (12, Right, "Trong đó quá hạn", "HS-13"),
        ],
    );
    table.unit = Some("Đơn vị tính: Hồ sơ".to_owned());
    for (number, line) in (1_u64..).zip(lines) {
        let small = line.small && line.columns.resolved > 0;
        let cells = resolved(number.to_string(), &marked(&line.name, small), line);
        table.rows.push(columns.line(report, kind, &line.name, cells));
        if small && table.notes.is_empty() {
            let note = "(*) Dưới 30 hồ sơ đã giải quyết: tỷ lệ chỉ để tham khảo, không so sánh.";
            table.notes.push(note.to_owned());
        }
    }
    let cells = resolved(String::new(), "Tổng cộng", &report.dossiers.total);
    table.rows.push(columns.whole(report, cells));
    Some(table)
}

fn resolved(number: String, name: &str, line: &DossierLine) -> Vec<String> {
    let c = &line.columns;
    let mut cells = vec![number, name.to_owned()];
    cells.extend([Some(c.resolved), c.early, c.on_time, Some(c.late)].map(known));
    cells.push(line.on_time_rate.to_string());
    cells.extend([Some(c.open), c.open_overdue].map(known));
    cells
}

/// Requests for supplements of each department whose sheets say how many there were.
pub(crate) fn supplements(report: &Report) -> Option<Table> {
    let figures = &report.dossiers;
    let of_one = report.department.is_some() || figures.by_department.len() < 2;
    if figures.total.supplements.requests == 0 || of_one {
        return None;
    }
    let (mut table, columns) = of_figures(
        "bo-sung",
        &format!("Yêu cầu bổ sung hồ sơ theo {}", departments(report)),
        &[
            (6, Center, "TT", ""),
            (40, Left, department_head(report), ""),
            (18, Right, "Hồ sơ đã giải quyết có ghi số lần", "HS-22"),
            (14, Right, "Số lần yêu cầu", "HS-23"),
            (14, Right, "Bình quân một hồ sơ", "HS-29"),
            (18, Right, "Hồ sơ bổ sung hơn một lần", "HS-24"),
        ],
    );
    let known = figures.by_department.iter().filter(|line| line.supplements.dossiers > 0);
    for (number, line) in (1_u64..).zip(known) {
        let cells = supplement_cells(number.to_string(), &line.name, line);
        table.rows.push(columns.line(report, TableLines::Departments, &line.name, cells));
    }
    let cells = supplement_cells(String::new(), "Tổng cộng", &figures.total);
    table.rows.push(columns.whole(report, cells));
    Some(table)
}

fn supplement_cells(number: String, name: &str, line: &DossierLine) -> Vec<String> {
    let s = &line.supplements;
    vec![
        number,
        name.to_owned(),
        thousands(s.dossiers),
        thousands(s.requests),
        s.mean.clone().unwrap_or_else(|| "–".to_owned()),
        thousands(s.more_than_one),
    ]
}
