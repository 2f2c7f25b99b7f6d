//! Satisfaction in the annex: by department, factor and question, and questions across departments.

use crate::document::{HeaderCell, Orientation};
use crate::render::xlsx::cell::{Figure, OutCell, OutRow};
use crate::render::xlsx::frame::{absent, frame};
use crate::render::xlsx::lines::{ITSELF, LineKind, OFFICE, scope};
use crate::render::xlsx::sheet::{Filter, OutSheet, head, heads, span};
use crate::report::{Report, SatisfactionLine};

pub(super) const BY_DEPARTMENT: &str = "Hài lòng theo đơn vị";
/// Of a department, beside the whole office.
pub(super) const OWN: &str = "Hài lòng của đơn vị";
pub(super) const BY_FACTOR: &str = "Hài lòng theo yếu tố";
pub(super) const BY_QUESTION: &str = "Hài lòng theo câu hỏi";
pub(super) const ACROSS: &str = "Câu hỏi × đơn vị";

const UNIT: &str = "Đơn vị tính: Câu trả lời; cột n: Số phiếu";
const SMALL: &str = "cỡ mẫu nhỏ, chỉ tham khảo";

/// The sheet of the report as a whole.
pub(super) fn main(report: &Report) -> &'static str {
    if report.department.is_some() { OWN } else { BY_DEPARTMENT }
}

/// All sheets about satisfaction; a department's annex has none that would say a figure twice or nothing at all.
pub(super) fn sheets(report: &Report) -> Vec<OutSheet> {
    let figures = &report.satisfaction;
    let is_own = report.department.is_some();
    if is_own && figures.total.sheets == 0 {
        return Vec::new();
    }
    let factors: Vec<AnswerLine> = figures
        .by_factor
        .iter()
        .map(|factor| AnswerLine { line: &factor.line, order: None })
        .collect();
    let questions: Vec<AnswerLine> = figures
        .by_question
        .iter()
        .map(|question| AnswerLine { line: &question.line, order: Some(question.number) })
        .collect();
    let by = if is_own { "về đơn vị, so với toàn cơ quan" } else { "theo đơn vị" };
    let own = department_rows(report);
    let mut sheets = vec![answers(report, main(report), (by, scope(report)), own)];
    let parts = [
        (BY_FACTOR, ("theo yếu tố", "Yếu tố"), &factors),
        (BY_QUESTION, ("theo câu hỏi", "Câu hỏi"), &questions),
    ];
    for (name, by, lines) in parts {
        if !is_own || lines.len() > 1 {
            sheets.push(answers(report, name, by, rows(report, lines)));
        }
    }
    if !is_own {
        sheets.push(across(report));
    }
    sheets
}

/// A line and its own number, where it has one.
struct AnswerLine<'a> {
    line: &'a SatisfactionLine,
    order: Option<u32>,
}

/// All departments and what they come to; in a department's annex its own line beside the whole office.
fn department_rows(report: &Report) -> Vec<OutRow> {
    let figures = &report.satisfaction;
    if report.department.is_none() {
        let lines: Vec<AnswerLine> =
            figures.by_department.iter().map(|line| AnswerLine { line, order: None }).collect();
        return rows(report, &lines);
    }
    let own = answer_cells(OutCell::Order(1), ITSELF, &figures.total, LineKind::Line);
    let office = report.office.as_ref().map(|office| {
        OutRow::total(answer_cells(OutCell::Blank, OFFICE, &office.satisfaction, LineKind::Office))
    });
    std::iter::once(OutRow::body(own)).chain(office).collect()
}

fn rows(report: &Report, lines: &[AnswerLine]) -> Vec<OutRow> {
    let mut rows: Vec<OutRow> = (1..)
        .zip(lines)
        .map(|(place, AnswerLine { line, order })| {
            let order = order.and_then(|order| usize::try_from(order).ok()).unwrap_or(place);
            OutRow::body(answer_cells(OutCell::Order(order), &line.name, line, LineKind::Line))
        })
        .collect();
    let total = &report.satisfaction.total;
    rows.push(OutRow::total(answer_cells(OutCell::Blank, "Chung", total, LineKind::Sums)));
    rows
}

fn answers(report: &Report, name: &str, (by, key): (&str, &str), rows: Vec<OutRow>) -> OutSheet {
    OutSheet {
        unit: Some(UNIT.to_owned()),
        widths: vec![5, 42, 9, 9, 9, 9, 9, 10, 10, 9, 11, 9, 9, 18],
        header: answer_header(key),
        rows,
        notes: notes(report),
        fixed: 2,
        filter: Filter::Buttons,
        ..frame(
            report,
            name,
            &format!("Mức độ hài lòng của tổ chức, cá nhân {by}"),
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
            span("Khoảng tin cậy 95%", 1, 2),
            span("Ghi chú", 2, 1),
        ],
        heads(&["1", "2", "3", "4", "5", "Từ", "Đến"]),
    ]
}

/// Columns A to N.
fn answer_cells(
    order: OutCell,
    name: &str,
    line: &SatisfactionLine,
    kind: LineKind,
) -> Vec<OutCell> {
    let [one, two, three, four, five] = line.answers.levels;
    let mut cells = vec![order, OutCell::text(name)];
    let counts = [one, two, three, four, five, line.answers.none, line.answers.invalid];
    cells.extend(counts.map(|count| kind.count(count)));
    cells.push(kind.count(line.sheets));
    cells.push(OutCell::rate(
        ("F#+G#", "SUM(C#:G#)"),
        (four + five, one + two + three + four + five),
        line.rate,
    ));
    cells.extend(bounds("((F#+G#)/SUM(C#:G#))", "J#", line));
    cells.push(OutCell::text(if line.small { SMALL } else { "" }));
    cells
}

/// Wilson's 95 % interval as formulas, from an expression for the rate and one for n.
pub(super) fn bounds(rate: &str, sheets: &str, line: &SatisfactionLine) -> [OutCell; 2] {
    // z = 1.96: z²/2 = 1.9208, z²/4 = 0.9604, z² = 3.8416.
    let (p, n) = (rate, sheets);
    let middle = format!("{p}+1.9208/{n}");
    let reach = format!("1.96*SQRT({p}*(1-{p})/{n}+0.9604/{n}^2)");
    let low = format!("IF({n}=0,\"–\",ROUND(MAX(0,({middle}-{reach})/(1+3.8416/{n})),3))");
    let high = format!("IF({n}=0,\"–\",ROUND(MIN(1,({middle}+{reach})/(1+3.8416/{n})),3))");
    let end = |place: usize| line.interval.and_then(|ends| ends.get(place).copied());
    [(low, end(0)), (high, end(1))].map(|(formula, end)| OutCell::Live(formula, Figure::Bound(end)))
}

/// Rate and n of each question in each department.
fn across(report: &Report) -> OutSheet {
    let figures = &report.satisfaction;
    let mut first = vec![span("STT", 2, 1), span("Câu hỏi", 2, 1), span("Chung", 1, 2)];
    first.extend(figures.by_department.iter().map(|line| span(&line.name, 1, 2)));
    let second = (0..=figures.by_department.len()).flat_map(|_| [head("Tỷ lệ"), head("n")]);
    let mut rows: Vec<OutRow> = Vec::new();
    for (place, question) in (1..).zip(&figures.by_question) {
        let order = usize::try_from(question.number).unwrap_or(place);
        let mut cells = vec![OutCell::Order(order), OutCell::text(&question.line.name)];
        cells.extend(rate_and_sheets(&question.line));
        cells.extend(question.by_department.iter().flat_map(rate_and_sheets));
        rows.push(OutRow::body(cells));
    }
    let mut all = vec![OutCell::Blank, OutCell::text("Chung")];
    all.extend(rate_and_sheets(&figures.total));
    all.extend(figures.by_department.iter().flat_map(rate_and_sheets));
    rows.push(OutRow::total(all));
    let mut widths = vec![5, 38];
    widths.extend((0..=figures.by_department.len()).flat_map(|_| [9, 6]));
    let mut notes = notes(report);
    notes.push(
        "Công thức của mỗi tỷ lệ ghi số câu trả lời mức 4 và 5 chia cho số câu trả lời hợp lệ"
            .to_owned(),
    );
    OutSheet {
        widths,
        header: vec![first, second.collect()],
        rows,
        notes,
        fixed: 2,
        filter: Filter::None,
        ..frame(report, ACROSS, "Mức độ hài lòng theo câu hỏi và đơn vị", Orientation::Landscape)
    }
}

fn rate_and_sheets(line: &SatisfactionLine) -> [OutCell; 2] {
    let rate = line.rate;
    let cell = if rate.whole == 0 {
        OutCell::Number(Figure::Rate(rate))
    } else {
        OutCell::Live(format!("ROUND({}/{},4)", rate.part, rate.whole), Figure::Rate(rate))
    };
    [cell, OutCell::count(line.sheets)]
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
