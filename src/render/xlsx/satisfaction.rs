//! Satisfaction in the annex: by department, factor and question, and questions across departments.

use crate::document::{HeaderCell, Orientation};
use crate::render::xlsx::annex::{absent, frame};
use crate::render::xlsx::sheet::{Cell, Figure, Filter, Row, Sheet, head, heads, span};
use crate::report::{Report, SatisfactionLine};

pub(super) const BY_DEPARTMENT: &str = "Hài lòng theo đơn vị";
pub(super) const BY_FACTOR: &str = "Hài lòng theo yếu tố";
pub(super) const BY_QUESTION: &str = "Hài lòng theo câu hỏi";
pub(super) const ACROSS: &str = "Câu hỏi × đơn vị";

const UNIT: &str = "Đơn vị tính: Câu trả lời; cột n: Số phiếu";
const SMALL: &str = "cỡ mẫu nhỏ, chỉ tham khảo";

/// All sheets about satisfaction.
pub(super) fn sheets(report: &Report) -> Vec<Sheet> {
    let figures = &report.satisfaction;
    let factors: Vec<Line> =
        figures.by_factor.iter().map(|factor| Line { line: &factor.line, order: None }).collect();
    let questions: Vec<Line> = figures
        .by_question
        .iter()
        .map(|question| Line { line: &question.line, order: Some(question.number) })
        .collect();
    let departments: Vec<Line> =
        figures.by_department.iter().map(|line| Line { line, order: None }).collect();
    vec![
        answers(report, BY_DEPARTMENT, ("đơn vị", "Đơn vị"), &departments),
        answers(report, BY_FACTOR, ("yếu tố", "Yếu tố"), &factors),
        answers(report, BY_QUESTION, ("câu hỏi", "Câu hỏi"), &questions),
        across(report),
    ]
}

/// A line and its own number, where it has one.
struct Line<'a> {
    line: &'a SatisfactionLine,
    order: Option<u32>,
}

fn answers(report: &Report, name: &str, (by, key): (&str, &str), lines: &[Line]) -> Sheet {
    let figures = &report.satisfaction;
    let mut rows: Vec<Row> = (1..)
        .zip(lines)
        .map(|(place, Line { line, order })| {
            let order = order.and_then(|order| usize::try_from(order).ok()).unwrap_or(place);
            Row::body(answer_cells(Cell::Order(order), &line.name, line, Cell::count))
        })
        .collect();
    rows.push(Row::total(answer_cells(Cell::Blank, "Chung", &figures.total, Cell::Sum)));
    Sheet {
        unit: Some(UNIT.to_owned()),
        widths: vec![5, 42, 9, 9, 9, 9, 9, 10, 10, 9, 11, 16, 18],
        header: answer_header(key),
        rows,
        notes: notes(report),
        fixed: 2,
        filter: Filter::Buttons,
        ..frame(
            report,
            name,
            &format!("Mức độ hài lòng của tổ chức, cá nhân theo {by}"),
            Orientation::Landscape,
        )
    }
}

fn answer_header(key: &str) -> Vec<Vec<HeaderCell>> {
    vec![
        vec![
            span("STT", 2, 1),
            span(key, 2, 1),
            span("Số câu trả lời theo mức", 1, 5),
            span("Không trả lời", 2, 1),
            span("Không hợp lệ", 2, 1),
            span("n (số phiếu)", 2, 1),
            span("Tỷ lệ hài lòng", 2, 1),
            span("Khoảng tin cậy 95%", 2, 1),
            span("Ghi chú", 2, 1),
        ],
        heads(&["1", "2", "3", "4", "5"]),
    ]
}

/// Columns A to M.
fn answer_cells(
    order: Cell,
    name: &str,
    line: &SatisfactionLine,
    count: fn(u64) -> Cell,
) -> Vec<Cell> {
    let [one, two, three, four, five] = line.answers.levels;
    let mut cells = vec![order, Cell::text(name)];
    cells.extend([one, two, three, four, five, line.answers.none, line.answers.invalid].map(count));
    cells.extend([
        count(line.sheets),
        Cell::rate(
            "IF(SUM(C#:G#)=0,\"–\",(F#+G#)/SUM(C#:G#))",
            four + five,
            one + two + three + four + five,
            line.rate,
        ),
        Cell::Mark(line.interval_text.clone()),
        Cell::text(if line.small { SMALL } else { "" }),
    ]);
    cells
}

/// Rate and n of each question in each department.
fn across(report: &Report) -> Sheet {
    let figures = &report.satisfaction;
    let mut first = vec![span("STT", 2, 1), span("Câu hỏi", 2, 1), span("Chung", 1, 2)];
    first.extend(figures.by_department.iter().map(|line| span(&line.name, 1, 2)));
    let second = (0..=figures.by_department.len()).flat_map(|_| [head("Tỷ lệ"), head("n")]);
    let mut rows: Vec<Row> = Vec::new();
    for (place, question) in (1..).zip(&figures.by_question) {
        let order = usize::try_from(question.number).unwrap_or(place);
        let mut cells = vec![Cell::Order(order), Cell::text(&question.line.name)];
        cells.extend(rate_and_sheets(&question.line));
        cells.extend(question.by_department.iter().flat_map(rate_and_sheets));
        rows.push(Row::body(cells));
    }
    let mut all = vec![Cell::Blank, Cell::text("Chung")];
    all.extend(rate_and_sheets(&figures.total));
    all.extend(figures.by_department.iter().flat_map(rate_and_sheets));
    rows.push(Row::total(all));
    let mut widths = vec![5, 38];
    widths.extend((0..=figures.by_department.len()).flat_map(|_| [9, 6]));
    let mut notes = notes(report);
    notes.push(
        "Công thức của mỗi tỷ lệ ghi số câu trả lời mức 4 và 5 chia cho số câu trả lời hợp lệ"
            .to_owned(),
    );
    Sheet {
        widths,
        header: vec![first, second.collect()],
        rows,
        notes,
        fixed: 2,
        filter: Filter::None,
        ..frame(report, ACROSS, "Mức độ hài lòng theo câu hỏi và đơn vị", Orientation::Landscape)
    }
}

fn rate_and_sheets(line: &SatisfactionLine) -> [Cell; 2] {
    let rate = line.rate;
    let cell = if rate.whole == 0 {
        Cell::Number(Figure::Rate(rate))
    } else {
        Cell::Live(format!("{}/{}", rate.part, rate.whole), Figure::Rate(rate))
    };
    [cell, Cell::count(line.sheets)]
}

fn notes(report: &Report) -> Vec<String> {
    let figures = &report.satisfaction;
    let issued = figures.issued.map_or_else(|| "chưa rõ".to_owned(), |issued| issued.to_string());
    let sample = figures.sample_needed.map_or_else(|| "–".to_owned(), |needed| needed.to_string());
    let source = match figures.population_source.as_str() {
        "luot_phuc_vu" => "lượt phục vụ",
        "da_giai_quyet" => "hồ sơ đã giải quyết trong kỳ",
        other => other,
    };
    let mut notes = vec![
        format!(
            "Phiếu phát ra: {issued}; thu về: {}; hợp lệ: {}; tỷ lệ thu về: {}",
            figures.returned, figures.valid, figures.response_rate
        ),
        format!(
            "Tổng thể N = {} ({source}); cỡ mẫu cần có: {sample}; còn thiếu: {}",
            figures.population, figures.sample_missing
        ),
        "Tỷ lệ hài lòng = (mức 4 + mức 5) / tổng số câu trả lời hợp lệ (mức 1 đến mức 5); n là số \
         phiếu có ít nhất một câu trả lời hợp lệ"
            .to_owned(),
    ];
    notes.extend(absent(figures.has_data, "phiếu khảo sát"));
    notes
}
