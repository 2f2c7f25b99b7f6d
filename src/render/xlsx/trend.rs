//! Like periods over time, with their chart. A row that names a change parts them, and ends the lines of the chart.

use crate::document::{Orientation, drawn_rates, running_count};
use crate::model::Ratio;
use crate::render::xlsx::cell::{Figure, LineKind, OutCell, OutRow, RowFigures};
use crate::render::xlsx::column::{
    AnnexColumn, ColumnNumbers, LineName, cells, column, with_columns,
};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::graph::{AxisScale, Bars, Graph, GraphFill, Series};
use crate::render::xlsx::interval::bounds;
use crate::render::xlsx::meaning::meaning;
use crate::render::xlsx::numbers;
use crate::render::xlsx::sheet::{Filter, OutSheet};
use crate::report::{FEWEST_FOR_RATE, Report, SatisfactionLine, TableLines, TrendLine};

pub(super) const TREND: &str = "Xu hướng";

/// Nothing where there are too few periods.
pub(super) fn sheet(report: &Report) -> Option<OutSheet> {
    let trend = report.trend.as_ref().filter(|trend| !trend.periods.is_empty())?;
    // What was said of a department alone was not kept.
    let has_comments =
        report.department.is_none() || trend.periods.iter().any(|line| line.comments.is_some());
    // This period's, drawn over all.
    let goals = [report.targets.on_time, report.targets.satisfaction]
        .map(|goal| goal.map(|goal| Ratio::new(goal, 10_000)));
    let is_said = |column: &&AnnexColumn<TrendRow>| match column.key {
        COMMENTS => has_comments,
        key => GOALS.iter().zip(&goals).all(|(own, goal)| key != *own || goal.is_some()),
    };
    let columns: Vec<_> = COLUMNS.iter().filter(is_said).collect();
    let (mut rows, mut marks) = (Vec::new(), Vec::new());
    for (order, line) in (1..).zip(&trend.periods) {
        let own = trend.marks.iter().filter(|mark| line.marks.contains(&mark.number));
        let said: Vec<String> =
            own.map(|mark| format!("({}) {}", mark.number, mark.sentence)).collect();
        if !said.is_empty() {
            // Its blanks end the lines of the chart; its name is what stands there on the axis.
            let numbers: Vec<String> =
                line.marks.iter().map(|number| format!("({number})")).collect();
            let mut cells = vec![OutCell::Blank, OutCell::text(numbers.join(" "))];
            // A target goes on.
            cells.extend(columns.iter().map(|column| {
                let goal = GOALS.iter().zip(goals).find(|(key, _)| **key == column.key);
                goal.map_or(OutCell::Blank, |(_, goal)| goal_cell(goal))
            }));
            rows.push(OutRow::body(cells));
            marks.extend(said);
        }
        let order = OutCell::Order(order);
        let row = (line.clone(), goals);
        let cells = cells(order, &line.short, &row, LineKind::Line, &columns);
        let figures = RowFigures::Line(TableLines::Periods, line.code.clone());
        rows.push(OutRow::body(cells).of(figures));
    }
    let series = |name, column, fill| Series { name, column, fill };
    let drawn = drawn_rates(trend);
    let is_drawn = [drawn.on_time, drawn.satisfied];
    let rates = match is_drawn {
        [true, false] => "Tỷ lệ đúng hạn",
        [false, true] => "Mức độ hài lòng",
        _ => "Tỷ lệ đúng hạn và hài lòng",
    };
    let graph = Graph {
        title: format!("{rates} qua {} kỳ", trend.count),
        bars: Bars::Joined,
        values: "Tỷ lệ",
        scale: AxisScale::Share,
        series: [
            series("Đúng hạn", "on time", GraphFill::Dark),
            series("Hài lòng", "satisfied", GraphFill::HatchedDark),
        ]
        .into_iter()
        .zip(is_drawn)
        .filter_map(|(series, is_drawn)| is_drawn.then_some(series))
        .collect(),
        targets: [
            series("Mục tiêu đúng hạn", GOALS[0], GraphFill::Dark),
            series("Mục tiêu hài lòng", GOALS[1], GraphFill::HatchedDark),
        ]
        .into_iter()
        .zip(goals.iter().zip(is_drawn))
        .filter_map(|(series, (goal, is_drawn))| goal.filter(|_| is_drawn).map(|_| series))
        .collect(),
        names: (!marks.is_empty()).then(|| {
            let shown = trend.periods.iter().flat_map(|line| &line.marks);
            let numbers: Vec<String> = shown.map(|number| format!("({number})")).collect();
            format!("{}: mốc thay đổi, nêu ở cuối trang này", numbers.join(", "))
        }),
        interval: None,
        small: Vec::new(),
        rows: u32::try_from(rows.len()).unwrap_or(u32::MAX),
    };
    let mut notes = vec!["Số liệu các kỳ trước như đã báo cáo của từng kỳ".to_owned()];
    if !marks.is_empty() {
        let words = "Dòng chỉ có số trong ngoặc là mốc thay đổi: không nối và không so sánh số liệu hai bên một mốc";
        notes.push(words.to_owned());
        notes.extend(marks);
    }
    notes.extend(trend.periods.iter().any(TrendLine::is_withheld).then(few_rates));
    let sheet = OutSheet {
        unit: Some(if has_comments { UNIT } else { UNIT_OF_DEPARTMENT }.to_owned()),
        ids: numbers::TREND,
        about: "kết quả của các kỳ cùng loại đã báo cáo và kỳ này",
        stands_as: &["xu-huong", "bieu-do:xu-huong", "bieu-do:xu-huong-so-luong"],
        rows,
        notes,
        fixed: 2,
        filter: Filter::None,
        graph: is_drawn.contains(&true).then_some(graph),
        ..frame(report, TREND, "Kết quả qua các kỳ", Orientation::Landscape)
    };
    Some(with_columns(sheet, &NAME, &columns, ColumnNumbers::No))
}

/// Below a sheet that leaves rates of periods out.
pub(super) fn few_rates() -> String {
    format!(
        "Để bảo vệ người trả lời, không ghi mức độ hài lòng của kỳ có dưới {} phiếu và tổng mà từ đó suy được kết quả \
         của kỳ đó",
        running_count(FEWEST_FOR_RATE)
    )
}

/// Where figures of earlier periods come from.
pub(super) const ARCHIVE: &str = "Số liệu đã báo cáo của từng kỳ";
/// Of rows that are periods.
pub(super) const UNIT: &str = "Đơn vị tính: Hồ sơ; cột n: Số phiếu; ý kiến: Số ý kiến";
const UNIT_OF_DEPARTMENT: &str = "Đơn vị tính: Hồ sơ; cột n: Số phiếu";

/// A period, with the targets of on-time rate and satisfaction.
type TrendRow = (TrendLine, [Option<Ratio>; 2]);

/// Keys of the columns of both targets.
const GOALS: [&str; 2] = ["goal on time", "goal satisfied"];

/// The key of the column of comments.
const COMMENTS: &str = "comments";

const NAME: LineName = LineName {
    head: "Kỳ",
    width: 12,
    meaning: &meaning("Kỳ", "Kỳ cùng loại, xếp theo thời gian; kỳ này ở cuối", "", ARCHIVE),
};

/// After the period. What is not known stays blank, so that no line is drawn down to 0.
const COLUMNS: &[AnnexColumn<TrendRow>] = &[
    column(
        "in time",
        &["Giải quyết", "Trước hạn và đúng hạn"],
        11,
        |(line, _), _| count(line.late.map(|_| line.on_time_rate.part)),
        meaning("Trước hạn và đúng hạn", "", "(8) + (9) của bảng 13 cột", ARCHIVE),
    ),
    column(
        "resolved",
        &["Giải quyết", "Đã giải quyết"],
        10,
        |(line, _), _| count(line.late.map(|_| line.on_time_rate.whole)),
        meaning("Đã giải quyết", "", "(7) của bảng 13 cột", ARCHIVE),
    ),
    column(
        "on time",
        &["Giải quyết", "Tỷ lệ đúng hạn"],
        10,
        |(line, _), _| share(("[in time]", "[resolved]"), line.on_time_rate),
        meaning("Tỷ lệ đúng hạn", "", "((8) + (9)) / (7)", "Hai cột bên trái"),
    ),
    column(
        "late",
        &["Quá hạn", "Đã giải quyết"],
        10,
        |(line, _), _| count(line.late),
        meaning("Quá hạn – Đã giải quyết", "", "(10) của bảng 13 cột", ARCHIVE),
    ),
    column(
        "overdue",
        &["Quá hạn", "Đang giải quyết"],
        10,
        |(line, _), _| count(line.open_overdue),
        meaning("Quá hạn – Đang giải quyết", "", "(13) của bảng 13 cột", ARCHIVE),
    ),
    column(
        "liked",
        &["Hài lòng", "Mức 4 và 5"],
        9,
        |(line, _), _| answers(line, line.satisfaction_rate.part),
        meaning("Mức 4 và 5", "Câu trả lời hài lòng và rất hài lòng", "Đếm câu trả lời", ARCHIVE),
    ),
    column(
        "valid",
        &["Hài lòng", "Câu trả lời hợp lệ"],
        10,
        |(line, _), _| answers(line, line.satisfaction_rate.whole),
        meaning("Câu trả lời hợp lệ", "Mức 1 đến mức 5", "Đếm câu trả lời", ARCHIVE),
    ),
    column(
        "n",
        &["Hài lòng", "n (số phiếu)"],
        9,
        |(line, _), _| count(line.sheets),
        meaning("n (số phiếu)", "Phiếu có câu trả lời hợp lệ", "Đếm phiếu", ARCHIVE),
    ),
    column(
        "satisfied",
        &["Hài lòng", "Tỷ lệ"],
        10,
        |(line, _), _| share(("[liked]", "[valid]"), line.satisfaction_rate),
        meaning("Hài lòng – Tỷ lệ", "", "Mức 4 và 5 / câu trả lời hợp lệ", "Các cột bên trái"),
    ),
    column(
        "low",
        &["Hài lòng", "Từ"],
        8,
        |(line, _), _| bound(line, 0),
        meaning(
            "Từ",
            "Đầu dưới của khoảng tin cậy 95%",
            "Wilson, n là số phiếu",
            "Các cột bên trái",
        ),
    ),
    column(
        "high",
        &["Hài lòng", "Đến"],
        8,
        |(line, _), _| bound(line, 1),
        meaning(
            "Đến",
            "Đầu trên của khoảng tin cậy 95%",
            "Wilson, n là số phiếu",
            "Các cột bên trái",
        ),
    ),
    column(
        "owed",
        &["Văn bản xin lỗi", "Phải có"],
        9,
        |(line, _), _| count(line.owed),
        meaning("Văn bản xin lỗi – Phải có", "Hồ sơ quá hạn phải xin lỗi", "Đếm hồ sơ", ARCHIVE),
    ),
    column(
        "issued",
        &["Văn bản xin lỗi", "Đã phát hành"],
        9,
        |(line, _), _| count(line.issued),
        meaning(
            "Văn bản xin lỗi – Đã phát hành",
            "Đã phát hành khi báo cáo của kỳ đó được lập",
            "Đếm hồ sơ",
            ARCHIVE,
        ),
    ),
    column(
        "lettered",
        &["Văn bản xin lỗi", "Đã lập hoặc phát hành"],
        9,
        |(line, _), _| count(line.lettered),
        meaning(
            "Văn bản xin lỗi – Đã lập hoặc phát hành",
            "Đã lập hoặc đã phát hành khi báo cáo của kỳ đó được lập",
            "Đếm hồ sơ",
            ARCHIVE,
        ),
    ),
    column(
        COMMENTS,
        &["Ý kiến"],
        8,
        |(line, _), _| count(line.comments),
        meaning("Ý kiến", "Ý kiến trên phiếu; kiến nghị, phản ánh", "Đếm ý kiến", ARCHIVE),
    ),
    column(
        GOALS[0],
        &["Mục tiêu", "Đúng hạn"],
        9,
        |(_, [goal, _]), _| goal_cell(*goal),
        meaning("Mục tiêu – Đúng hạn", "Mức cơ quan đặt ra", "", "Thiết lập của cơ quan"),
    ),
    column(
        GOALS[1],
        &["Mục tiêu", "Hài lòng"],
        9,
        |(_, [_, goal]), _| goal_cell(*goal),
        meaning("Mục tiêu – Hài lòng", "Mức cơ quan đặt ra", "", "Thiết lập của cơ quan"),
    ),
];

fn goal_cell(goal: Option<Ratio>) -> OutCell {
    goal.map_or(OutCell::Blank, |goal| OutCell::Number(Figure::Rate(goal)))
}

fn count(count: Option<u64>) -> OutCell {
    count.map_or(OutCell::Blank, OutCell::count)
}

/// Answers of few sheets are left out; blank, so that no line is drawn to them.
fn answers(line: &TrendLine, answers: u64) -> OutCell {
    count(line.sheets.filter(|_| !line.is_withheld()).map(|_| answers))
}

fn share(columns: (&'static str, &'static str), rate: Ratio) -> OutCell {
    match rate.whole {
        0 => OutCell::Blank,
        whole => OutCell::rate(columns, (rate.part, whole), rate),
    }
}

fn bound(line: &TrendLine, end: usize) -> OutCell {
    if line.interval.is_none() {
        return OutCell::Blank;
    }
    let line = SatisfactionLine {
        sheets: line.sheets.unwrap_or(0),
        rate: line.satisfaction_rate,
        interval: line.interval,
        ..SatisfactionLine::default()
    };
    let [low, high] = bounds("([liked]/[valid])", "[n]", &line);
    if end == 0 { low } else { high }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;

    #[test]
    fn a_point_is_drawn_as_no_line() {
        let mut report = sample::full();
        assert!(sheet(&report).expect("a sheet").graph.is_some());
        for line in report.trend.as_mut().expect("a trend").periods.iter_mut().skip(1) {
            (line.on_time_rate, line.satisfaction_rate) = (Ratio::default(), Ratio::default());
        }
        assert!(sheet(&report).expect("a sheet").graph.is_none());
    }

    /// A mark ends the lines of the rates, not that of a target.
    #[test]
    fn a_target_is_drawn_over_all_periods() {
        let mut report = sample::full();
        let drawn = |report: &Report| {
            let sheet = sheet(report).expect("a sheet");
            let targets = &sheet.graph.as_ref().expect("a chart").targets;
            let columns = targets.iter().filter_map(|series| sheet.column(series.column));
            let columns: Vec<usize> = columns.map(usize::from).collect();
            let cells = sheet.rows.iter().flat_map(|row| columns.iter().map(|at| &row.cells[*at]));
            assert!(cells.clone().all(|cell| matches!(cell, OutCell::Number(Figure::Rate(_)))));
            assert_eq!(cells.count(), columns.len() * sheet.rows.len());
            targets.iter().map(|series| series.name).collect::<Vec<_>>()
        };
        assert!(report.trend.as_ref().is_some_and(|trend| !trend.marks.is_empty()));
        assert_eq!(drawn(&report), ["Mục tiêu đúng hạn", "Mục tiêu hài lòng"]);
        // What stands on the axis in place of a period is explained there.
        let graph = sheet(&report).and_then(|sheet| sheet.graph).expect("a chart");
        let names = "(1), (2): mốc thay đổi, nêu ở cuối trang này";
        assert_eq!(graph.names.as_deref(), Some(names));
        report.targets.on_time = None;
        assert_eq!(drawn(&report), ["Mục tiêu hài lòng"]);
    }
}
