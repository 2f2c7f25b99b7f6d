//! The charts of the annex, each over the table that it is drawn from, sorted by what matters.

use crate::render::xlsx::chart_columns::{
    ANSWER_COLUMNS, HANDLING_COLUMNS, NAMED, ON_TIME_COLUMNS, SATISFACTION_COLUMNS, judged,
};
use std::cmp::Reverse;

use crate::document::{FEWEST_DRAWN, Orientation, on_time_differs};
use crate::model::Ratio;
use crate::render::xlsx::cell::LineKind;
use crate::render::xlsx::cell::{OutCell, OutRow, RowFigures};
use crate::render::xlsx::column::{ColumnNumbers, Columns, LineName, cells, with_columns};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::graph::{AxisScale, Bars, Graph, GraphFill, MOST_ROWS, Series};
use crate::render::xlsx::numbers::{self, FigureNumbers};
use crate::render::xlsx::sheet::{Filter, OutSheet};
use crate::render::xlsx::text::evenly_broken;
use crate::report::{DossierLine, QuestionFigures, Report, SMALL, SatisfactionLine, TableLines};

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
    about: &'static str,
    stands_as: &'static [&'static str],
    ids: FigureNumbers,
    /// What its lines are called, and how wide their names are.
    key: (&'static str, u16),
    rows: Vec<OutRow>,
    notes: Vec<String>,
}

fn sheet<L>(
    report: &Report,
    plan: ChartPlan,
    columns: Columns<'_, L>,
    graph: Graph,
) -> Option<OutSheet> {
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
    let sheet = OutSheet {
        unit: Some(plan.unit.to_owned()),
        about: plan.about,
        stands_as: plan.stands_as,
        ids: plan.ids,
        rows: plan.rows,
        notes,
        filter: Filter::None,
        graph: Some(Graph { small, rows, ..graph }),
        ..frame(report, plan.name, &title, Orientation::Portrait)
    };
    let (head, width) = plan.key;
    let name = LineName { head, width, meaning: &NAMED };
    Some(with_columns(sheet, &name, columns, ColumnNumbers::No))
}

/// Nothing but bars yet.
fn graph(title: String, values: &'static str, scale: AxisScale) -> Graph {
    Graph {
        title,
        bars: Bars::Beside,
        values,
        scale,
        series: Vec::new(),
        targets: Vec::new(),
        names: None,
        interval: None,
        small: Vec::new(),
        rows: 0,
    }
}

fn series(name: &'static str, column: &'static str, fill: GraphFill) -> Series {
    Series { name, column, fill }
}

/// The name in the chart, in lines that stay in its frame; a small base stands with it.
fn named(name: &str, small: bool, words: &str) -> String {
    let name = if small { format!("{name} ({words})") } else { name.to_owned() };
    // Not every program breaks the names beside bars.
    evenly_broken(&name, 42)
}

/// The office first, without a number, then the lines in their order.
fn with_office<'l, L>(
    report: &Report,
    office: &'l L,
    lines: &[&'l L],
) -> impl Iterator<Item = (OutCell, Option<&'static str>, &'l L)> {
    let lines = (1..).zip(lines.to_vec()).map(|(order, line)| (OutCell::Order(order), None, line));
    std::iter::once((OutCell::Blank, Some(report.all_together()), office)).chain(lines)
}

fn row<L>(order: OutCell, name: &str, line: &L, columns: Columns<'_, L>) -> OutRow {
    OutRow::body(cells(order, name, line, LineKind::Line, columns))
}

/// Of the office first, of a department by its name.
fn whose(office: Option<&str>, name: &str) -> RowFigures {
    match office {
        Some(_) => RowFigures::Whole,
        None => RowFigures::Line(TableLines::Departments, name.to_owned()),
    }
}

/// Highest rate first, small bases after the others.
fn on_time(report: &Report) -> Option<OutSheet> {
    let figures = &report.dossiers;
    if figures.total.columns.resolved < FEWEST_DRAWN || !on_time_differs(report) {
        return None;
    }
    let lines = figures.by_department.iter();
    let mut lines: Vec<&DossierLine> = lines.filter(|line| line.columns.resolved > 0).collect();
    lines.sort_by_key(|line| (line.small, Reverse(line.on_time_rate.hundredths())));
    let target = report.targets.on_time.map(|target| Ratio::new(target, 10_000));
    let columns = judged(ON_TIME_COLUMNS, target);
    let rows = with_office(report, &figures.total, &lines).map(|(order, office, line)| {
        let name = named(office.unwrap_or(&line.name), line.small, "dưới 30 hồ sơ");
        row(order, &name, &(line.clone(), target), &columns).of(whose(office, &line.name))
    });
    let plan = ChartPlan {
        name: ON_TIME,
        unit: "Đơn vị tính: Số hồ sơ TTHC",
        about: "số liệu của biểu đồ tỷ lệ đúng hạn",
        stands_as: &["bieu-do:dung-han"],
        ids: numbers::DRAWN_ON_TIME,
        key: ("Đơn vị", 46),
        rows: rows.collect(),
        notes: Vec::new(),
    };
    let title = "Tỷ lệ giải quyết hồ sơ đúng hạn theo đơn vị".to_owned();
    let drawn = Graph {
        series: vec![series("Tỷ lệ đúng hạn", "rate", GraphFill::Middle)],
        targets: target
            .map(|_| series("Mục tiêu", "target", GraphFill::White))
            .into_iter()
            .collect(),
        names: None,
        small: with_office(report, &figures.total, &lines).map(|(_, _, line)| line.small).collect(),
        ..graph(title, "Tỷ lệ đúng hạn", AxisScale::Share)
    };
    sheet(report, plan, &columns, drawn)
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
    let columns: Vec<_> = HANDLING_COLUMNS.iter().collect();
    let rows = with_office(report, &figures.total, &lines).map(|(order, office, line)| {
        let small = line.days_used.dossiers < SMALL;
        let name = named(office.unwrap_or(&line.name), small, "dưới 30 hồ sơ");
        row(order, &name, line, &columns).of(whose(office, &line.name))
    });
    let plan = ChartPlan {
        name: HANDLING,
        unit: "Đơn vị tính: Ngày làm việc",
        about: "số liệu của biểu đồ thời gian giải quyết",
        stands_as: &["bieu-do:thoi-gian"],
        ids: numbers::DRAWN_HANDLING,
        key: ("Đơn vị", 42),
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
            series("Bình quân đã sử dụng", "mean used", GraphFill::Dark),
            series("Bình quân theo thời hạn", "mean allowed", GraphFill::Pale),
        ],
        ..graph(title, "Ngày làm việc một hồ sơ", AxisScale::Count)
    };
    sheet(report, plan, &columns, drawn)
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
    let columns = judged(SATISFACTION_COLUMNS, target);
    let rows = with_office(report, &figures.total, &lines).map(|(order, office, line)| {
        let name =
            named(office.unwrap_or(&line.name), true, &format!("n\u{a0}=\u{a0}{}", line.sheets));
        row(order, &name, &(line.clone(), target), &columns).of(whose(office, &line.name))
    });
    let plan = ChartPlan {
        name: SATISFACTION,
        unit: "Đơn vị tính: Câu trả lời; cột n: Số phiếu",
        about: "số liệu của biểu đồ tỷ lệ hài lòng",
        stands_as: &["bieu-do:hai-long"],
        ids: numbers::DRAWN_SATISFACTION,
        key: ("Đơn vị", 40),
        rows: rows.collect(),
        notes: vec!["Vạch ngang trên thanh là khoảng tin cậy 95% (Wilson)".to_owned()],
    };
    let title = "Tỷ lệ hài lòng theo đơn vị, khoảng tin cậy 95%".to_owned();
    let drawn = Graph {
        series: vec![series("Tỷ lệ hài lòng", "rate", GraphFill::Pale)],
        targets: target
            .map(|_| series("Mục tiêu", "target", GraphFill::White))
            .into_iter()
            .collect(),
        names: None,
        interval: Some(["down", "up"]),
        small: with_office(report, &figures.total, &lines).map(|(_, _, line)| line.small).collect(),
        ..graph(title, "Tỷ lệ hài lòng", AxisScale::Share)
    };
    sheet(report, plan, &columns, drawn)
}

/// Around the middle of level 3; highest satisfaction first, small samples after the others.
fn answers(report: &Report) -> Option<OutSheet> {
    let mut questions: Vec<&QuestionFigures> = report
        .satisfaction
        .questions_to_print()
        .filter(|(question, is_printed)| *is_printed && question.line.rate.whole > 0)
        .map(|(question, _)| question)
        .collect();
    if report.satisfaction.total.sheets < FEWEST_DRAWN {
        return None;
    }
    questions.sort_by_key(|question| {
        (question.line.small, Reverse(question.line.rate.hundredths()), question.number)
    });
    let columns: Vec<_> = ANSWER_COLUMNS.iter().collect();
    let rows = (1..).zip(&questions).map(|(order, question)| {
        let line = &question.line;
        let name = format!("{}. {} (n\u{a0}=\u{a0}{})", question.number, line.name, line.sheets);
        row(OutCell::Order(order), &named(&name, false, ""), line, &columns)
            .of(RowFigures::Line(TableLines::Questions, question.key.clone()))
    });
    let plan = ChartPlan {
        name: ANSWERS,
        unit: "Đơn vị tính: Câu trả lời",
        about: "số liệu của biểu đồ trả lời theo câu hỏi",
        stands_as: &["bieu-do:tra-loi"],
        ids: numbers::DRAWN_ANSWERS,
        key: ("Câu hỏi", 42),
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
            series("3. Bình thường (nửa trái)", "half left", GraphFill::White),
            series("2. Không hài lòng", "left 2", GraphFill::Hatched),
            series("1. Rất không hài lòng", "left 1", GraphFill::HatchedDark),
            series("3. Bình thường (nửa phải)", "half right", GraphFill::White),
            series("4. Hài lòng", "right 4", GraphFill::Pale),
            series("5. Rất hài lòng", "right 5", GraphFill::Dark),
        ],
        ..graph(
            "Kết quả trả lời theo câu hỏi".to_owned(),
            "Tỷ lệ câu trả lời",
            AxisScale::Around([tenths(&questions, 2, [0, 1]), tenths(&questions, 2, [3, 4])]),
        )
    };
    sheet(report, plan, &columns, drawn)
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
