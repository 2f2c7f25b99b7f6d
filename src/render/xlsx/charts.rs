//! The charts of the annex, each over the table that it is drawn from, sorted by what matters.

use std::cmp::Reverse;

use crate::document::{FEWEST_DRAWN, HeaderCell, Orientation};
use crate::model::Ratio;
use crate::render::xlsx::cell::{CellSide, Figure, OutCell, OutRow};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::graph::{AxisScale, Bars, Graph, GraphFill, MOST_ROWS, Series};
use crate::render::xlsx::lines::OFFICE;
use crate::render::xlsx::satisfaction::bounds;
use crate::render::xlsx::sheet::{Filter, OutSheet, heads, span};
use crate::render::xlsx::text::evenly_broken;
use crate::report::{DossierLine, QuestionFigures, Report, SMALL, SatisfactionLine};

pub(super) const ON_TIME: &str = "Biểu đồ đúng hạn";
pub(super) const HANDLING: &str = "Biểu đồ thời gian";
pub(super) const SATISFACTION: &str = "Biểu đồ hài lòng";
pub(super) const ANSWERS: &str = "Biểu đồ trả lời";

/// All charts for which there are figures.
pub(super) fn sheets(report: &Report) -> Vec<OutSheet> {
    [on_time(report), handling(report), satisfaction(report), answers(report)]
        .into_iter()
        .flatten()
        .collect()
}

/// A sheet whose table is what its chart shows.
struct ChartPlan {
    name: &'static str,
    unit: &'static str,
    widths: Vec<u16>,
    header: Vec<Vec<HeaderCell>>,
    rows: Vec<OutRow>,
    notes: Vec<String>,
}

fn sheet(report: &Report, plan: ChartPlan, graph: Graph) -> Option<OutSheet> {
    if plan.rows.is_empty() {
        return None;
    }
    let mut notes = plan.notes;
    if plan.rows.len() > MOST_ROWS {
        notes.push(format!("Biểu đồ vẽ {MOST_ROWS} dòng đầu của bảng"));
    }
    if graph.small.contains(&true) {
        notes.push("Thanh gạch chéo: cơ sở dưới 30, tỷ lệ chỉ để tham khảo".to_owned());
    }
    let rows = u32::try_from(plan.rows.len().min(MOST_ROWS)).unwrap_or_default();
    let small = graph.small.into_iter().take(MOST_ROWS).collect();
    let title = graph.title.clone();
    Some(OutSheet {
        unit: Some(plan.unit.to_owned()),
        widths: plan.widths,
        header: plan.header,
        rows: plan.rows,
        notes,
        filter: Filter::None,
        graph: Some(Graph { small, rows, ..graph }),
        ..frame(report, plan.name, &title, Orientation::Portrait)
    })
}

/// Nothing but bars yet.
fn graph(title: String, values: &'static str, scale: AxisScale) -> Graph {
    Graph {
        title,
        bars: Bars::Beside,
        values,
        scale,
        series: Vec::new(),
        target: None,
        interval: None,
        small: Vec::new(),
        rows: 0,
    }
}

fn series(name: &'static str, column: u16, fill: GraphFill) -> Series {
    Series { name, column, fill }
}

/// The name in the chart, in lines that stay in its frame; a small base stands with it.
fn named(name: &str, small: bool, words: &str) -> OutCell {
    let name = if small { format!("{name} ({words})") } else { name.to_owned() };
    // Not every program breaks the names beside bars.
    OutCell::text(evenly_broken(&name, 42))
}

/// The office first, without a number, then the lines in their order.
fn with_office<'l, L>(
    office: &'l L,
    lines: &[&'l L],
) -> Vec<(OutCell, Option<&'static str>, &'l L)> {
    let lines = (1..).zip(lines).map(|(order, line)| (OutCell::Order(order), None, *line));
    std::iter::once((OutCell::Blank, Some(OFFICE), office)).chain(lines).collect()
}

/// Highest rate first, small bases after the others.
fn on_time(report: &Report) -> Option<OutSheet> {
    let figures = &report.dossiers;
    if figures.total.columns.resolved < FEWEST_DRAWN {
        return None;
    }
    let lines = figures.by_department.iter();
    let mut lines: Vec<&DossierLine> = lines.filter(|line| line.columns.resolved > 0).collect();
    lines.sort_by_key(|line| (line.small, Reverse(line.on_time_rate.hundredths())));
    let lines = with_office(&figures.total, &lines);
    let target = report.targets.on_time.map(|target| Ratio::new(target, 10_000));
    let rows = lines.iter().map(|(order, office, line)| {
        let in_time = line.columns.in_time;
        let mut cells = vec![
            order.clone(),
            named(office.unwrap_or(&line.name), line.small, "dưới 30 hồ sơ"),
            OutCell::count(in_time),
            OutCell::count(line.columns.resolved),
            OutCell::rate(("C#", "D#"), (in_time, line.columns.resolved), line.on_time_rate),
        ];
        cells.extend(target.map(|target| OutCell::Number(Figure::Rate(target))));
        OutRow::body(cells)
    });
    let mut columns =
        vec!["STT", "Đơn vị", "Trước hạn và đúng hạn", "Đã giải quyết", "Tỷ lệ đúng hạn"];
    columns.extend(target.map(|_| "Mục tiêu"));
    let mut widths = vec![5, 46, 13, 13, 13];
    widths.extend(target.map(|_| 12));
    let plan = ChartPlan {
        name: ON_TIME,
        unit: "Đơn vị tính: Số hồ sơ TTHC",
        widths,
        header: vec![heads(&columns)],
        rows: rows.collect(),
        notes: Vec::new(),
    };
    let title = "Tỷ lệ giải quyết hồ sơ đúng hạn theo đơn vị".to_owned();
    let drawn = Graph {
        series: vec![series("Tỷ lệ đúng hạn", 4, GraphFill::Middle)],
        target: target.map(|_| series("Mục tiêu", 5, GraphFill::White)),
        small: lines.iter().map(|(_, _, line)| line.small).collect(),
        ..graph(title, "Tỷ lệ đúng hạn", AxisScale::Share)
    };
    sheet(report, plan, drawn)
}

/// Those that use most of their limit first.
fn handling(report: &Report) -> Option<OutSheet> {
    let figures = &report.dossiers;
    if figures.total.days_used.dossiers < FEWEST_DRAWN {
        return None;
    }
    let lines = figures.by_department.iter();
    let mut lines: Vec<&DossierLine> = lines.filter(|line| line.days_used.dossiers > 0).collect();
    lines.sort_by_key(|line| {
        let days = &line.days_used;
        let share = u128::from(days.used) * 1_000_000 / u128::from(days.allowed.max(1));
        (days.dossiers < SMALL, Reverse(share))
    });
    let rows = with_office(&figures.total, &lines).into_iter().map(|(order, office, line)| {
        let days = &line.days_used;
        OutRow::body(vec![
            order,
            named(office.unwrap_or(&line.name), days.dossiers < SMALL, "dưới 30 hồ sơ"),
            OutCell::count(days.dossiers),
            OutCell::count(days.used),
            OutCell::count(days.allowed),
            OutCell::mean(("D#", "C#"), Ratio::new(days.used, days.dossiers)),
            OutCell::mean(("E#", "C#"), Ratio::new(days.allowed, days.dossiers)),
        ])
    });
    let plan = ChartPlan {
        name: HANDLING,
        unit: "Đơn vị tính: Ngày làm việc",
        widths: vec![5, 42, 10, 12, 12, 12, 12],
        header: vec![heads(&[
            "STT",
            "Đơn vị",
            "Số hồ sơ",
            "Tổng đã sử dụng",
            "Tổng theo thời hạn",
            "Bình quân đã sử dụng",
            "Bình quân theo thời hạn",
        ])],
        rows: rows.collect(),
        notes: vec![
            "Hồ sơ đã giải quyết có hạn trả nằm trong lịch làm việc; đơn vị dùng hết nhiều thời \
             hạn hơn đứng trước"
                .to_owned(),
        ],
    };
    let title = "Ngày làm việc bình quân đã sử dụng so với thời hạn theo đơn vị".to_owned();
    let drawn = Graph {
        series: vec![
            series("Bình quân đã sử dụng", 5, GraphFill::Dark),
            series("Bình quân theo thời hạn", 6, GraphFill::Pale),
        ],
        ..graph(title, "Ngày làm việc một hồ sơ", AxisScale::Count)
    };
    sheet(report, plan, drawn)
}

/// Highest rate first, small samples after the others; with Wilson's interval.
fn satisfaction(report: &Report) -> Option<OutSheet> {
    let figures = &report.satisfaction;
    if figures.total.sheets < FEWEST_DRAWN {
        return None;
    }
    let lines = figures.by_department.iter();
    let mut lines: Vec<&SatisfactionLine> = lines.filter(|line| line.rate.whole > 0).collect();
    lines.sort_by_key(|line| (line.small, Reverse(line.rate.hundredths())));
    let target = report.targets.satisfaction.map(|target| Ratio::new(target, 10_000));
    let lines = with_office(&figures.total, &lines);
    let rows = lines.iter().map(|(order, office, line)| {
        let name = office.unwrap_or(&line.name);
        let [low, high] = bounds("(C#/D#)", "E#", line);
        let mut cells = vec![
            order.clone(),
            named(name, true, &format!("n\u{a0}=\u{a0}{}", line.sheets)),
            OutCell::count(line.rate.part),
            OutCell::count(line.rate.whole),
            OutCell::count(line.sheets),
            OutCell::rate(("C#", "D#"), (line.rate.part, line.rate.whole), line.rate),
            low,
            high,
        ];
        cells.extend(distances(line));
        cells.extend(target.map(|target| OutCell::Number(Figure::Rate(target))));
        OutRow::body(cells)
    });
    let mut first = vec![
        span("STT", 2, 1),
        span("Đơn vị", 2, 1),
        span("Mức 4 và 5", 2, 1),
        span("Câu trả lời hợp lệ", 2, 1),
        span("n (số phiếu)", 2, 1),
        span("Tỷ lệ hài lòng", 2, 1),
        span("Khoảng tin cậy 95%", 1, 2),
        span("Khoảng cách từ tỷ lệ", 1, 2),
    ];
    first.extend(target.map(|_| span("Mục tiêu", 2, 1)));
    let mut widths = vec![5, 40, 9, 10, 9, 11, 9, 9, 9, 9];
    widths.extend(target.map(|_| 10));
    let plan = ChartPlan {
        name: SATISFACTION,
        unit: "Đơn vị tính: Câu trả lời; cột n: Số phiếu",
        widths,
        header: vec![first, heads(&["Từ", "Đến", "Xuống", "Lên"])],
        rows: rows.collect(),
        notes: vec!["Vạch ngang trên thanh là khoảng tin cậy 95% (Wilson)".to_owned()],
    };
    let title = "Tỷ lệ hài lòng theo đơn vị, khoảng tin cậy 95%".to_owned();
    let drawn = Graph {
        series: vec![series("Tỷ lệ hài lòng", 5, GraphFill::Pale)],
        target: target.map(|_| series("Mục tiêu", 10, GraphFill::White)),
        interval: Some([8, 9]),
        small: lines.iter().map(|(_, _, line)| line.small).collect(),
        ..graph(title, "Tỷ lệ hài lòng", AxisScale::Share)
    };
    sheet(report, plan, drawn)
}

/// From the rate down and up to the ends of its interval.
fn distances(line: &SatisfactionLine) -> [OutCell; 2] {
    let rate = line.rate.hundredths().unwrap_or_default();
    let [low, high] = line.interval.unwrap_or([rate / 10, rate / 10]).map(|end| end * 10);
    let cell = |formula: &str, distance: u64| {
        let share = Ratio::new(distance, 10_000);
        OutCell::Live(formula.to_owned(), Figure::Drawn(CellSide::Right, share))
    };
    [
        cell("MAX(0,F#-G#)", rate.saturating_sub(low)),
        cell("MAX(0,H#-F#)", high.saturating_sub(rate)),
    ]
}

/// Around the middle of level 3; highest satisfaction first, small samples after the others.
fn answers(report: &Report) -> Option<OutSheet> {
    let mut questions: Vec<&QuestionFigures> = report
        .satisfaction
        .by_question
        .iter()
        .filter(|question| question.line.rate.whole > 0)
        .collect();
    if report.satisfaction.total.sheets < FEWEST_DRAWN {
        return None;
    }
    questions.sort_by_key(|question| {
        (question.line.small, Reverse(question.line.rate.hundredths()), question.number)
    });
    let rows = (1..).zip(&questions).map(|(order, question)| {
        let line = &question.line;
        let name = format!("{}. {} (n\u{a0}=\u{a0}{})", question.number, line.name, line.sheets);
        let mut cells = vec![OutCell::Order(order), named(&name, false, "")];
        cells.extend(line.answers.levels.map(OutCell::count));
        let [one, two, three, four, five] = line.answers.levels;
        let whole = one + two + three + four + five;
        let share = |formula: &str, side, part, whole| {
            OutCell::Live(formula.to_owned(), Figure::Drawn(side, Ratio::new(part, whole)))
        };
        cells.extend([
            share("-E#/SUM(C#:G#)/2", CellSide::Left, three, whole * 2),
            share("-D#/SUM(C#:G#)", CellSide::Left, two, whole),
            share("-C#/SUM(C#:G#)", CellSide::Left, one, whole),
            share("E#/SUM(C#:G#)/2", CellSide::Right, three, whole * 2),
            share("F#/SUM(C#:G#)", CellSide::Right, four, whole),
            share("G#/SUM(C#:G#)", CellSide::Right, five, whole),
        ]);
        OutRow::body(cells)
    });
    let plan = ChartPlan {
        name: ANSWERS,
        unit: "Đơn vị tính: Câu trả lời",
        widths: vec![5, 42, 6, 6, 6, 6, 6, 8, 8, 8, 8, 8, 8],
        header: vec![
            vec![
                span("STT", 2, 1),
                span("Câu hỏi", 2, 1),
                span("Số câu trả lời theo mức", 1, 5),
                span("Vẽ bên trái trục", 1, 3),
                span("Vẽ bên phải trục", 1, 3),
            ],
            heads(&[
                "1",
                "2",
                "3",
                "4",
                "5",
                "Nửa mức 3",
                "Mức 2",
                "Mức 1",
                "Nửa mức 3",
                "Mức 4",
                "Mức 5",
            ]),
        ],
        rows: rows.collect(),
        notes: vec![
            "Trục đi qua giữa mức 3: bên trái là chưa hài lòng, bên phải là hài lòng; phần vẽ bên \
             trái mang dấu âm để vẽ, hiển thị không có dấu"
                .to_owned(),
        ],
    };
    let drawn = Graph {
        bars: Bars::Stacked,
        series: vec![
            series("3. Bình thường (nửa trái)", 7, GraphFill::White),
            series("2. Không hài lòng", 8, GraphFill::Hatched),
            series("1. Rất không hài lòng", 9, GraphFill::HatchedDark),
            series("3. Bình thường (nửa phải)", 10, GraphFill::White),
            series("4. Hài lòng", 11, GraphFill::Pale),
            series("5. Rất hài lòng", 12, GraphFill::Dark),
        ],
        ..graph(
            "Kết quả trả lời theo câu hỏi".to_owned(),
            "Tỷ lệ câu trả lời",
            AxisScale::Around([tenths(&questions, 2, [0, 1]), tenths(&questions, 2, [3, 4])]),
        )
    };
    sheet(report, plan, drawn)
}

/// How far the longest bar reaches on one side of the middle, in even tenths of the whole.
fn tenths(questions: &[&QuestionFigures], middle: usize, side: [usize; 2]) -> i8 {
    let reach = questions.iter().map(|question| {
        let levels = &question.line.answers.levels;
        let count = |level: usize| levels.get(level).copied().unwrap_or_default();
        let doubled = count(middle) + 2 * side.into_iter().map(count).sum::<u64>();
        (doubled * 5).div_ceil(levels.iter().sum::<u64>().max(1))
    });
    let longest = reach.max().unwrap_or_default().clamp(1, 10);
    i8::try_from(longest.next_multiple_of(2)).unwrap_or(10)
}
