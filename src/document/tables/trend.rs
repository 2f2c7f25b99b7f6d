//! The last like periods beside each other; all of them stand in the chart and in the annex workbook.

use crate::document::block::{Align, Table};
use crate::document::tables::{FigureColumn, known, marked, of_figures};
use crate::document::text::count;
use crate::model::capitalized;
use crate::report::{FEWEST_FOR_RATE, Report, TableLines, TrendLine};

use Align::{Center, Left, Right};

/// A year, and the same period a year ago.
const SHOWN: usize = 13;

pub(crate) fn trend(report: &Report) -> Option<Table> {
    let trend = report.trend.as_ref().filter(|trend| !trend.periods.is_empty())?;
    let left_out = trend.periods.len().saturating_sub(SHOWN);
    let lines = trend.periods.get(left_out..)?;
    let caption = if left_out == 0 {
        "Kết quả qua các kỳ".to_owned()
    } else {
        format!("Kết quả của {SHOWN} kỳ gần nhất")
    };
    // What was said of a department alone was not kept.
    let has_comments = lines.iter().any(|line| line.comments.is_some());
    let has_marks = lines.iter().any(|line| !line.marks.is_empty());
    let is_shown = |column: &&TrendColumn| {
        let (_, _, heading, number) = column.0;
        (has_comments || number != COMMENTS) && (has_marks || heading != MARKS)
    };
    let shown: Vec<&TrendColumn> = COLUMNS.iter().filter(is_shown).collect();
    let heads: Vec<FigureColumn<'_>> = shown.iter().map(|(head, _)| *head).collect();
    let (mut table, columns) = of_figures("xu-huong", &caption, &heads);
    let of_line = |line: &TrendLine| {
        let cells = shown.iter().map(|(_, cell)| cell(line)).collect();
        columns.line(report, TableLines::Periods, &line.code, cells)
    };
    table.rows = lines.iter().map(of_line).collect();
    let has_sheets = lines.iter().any(|line| line.sheets.is_some_and(|sheets| sheets > 0));
    table.notes.push(format!(
        "Số liệu các kỳ trước như đã báo cáo của từng kỳ{}.",
        if has_sheets {
            "; hài lòng tính như ở kỳ này, n là số phiếu có câu trả lời hợp lệ"
        } else {
            ""
        }
    ));
    if lines.iter().any(TrendLine::is_withheld) {
        table.notes.push(format!(
            "Để bảo vệ người trả lời, không nêu mức độ hài lòng của kỳ có dưới {} phiếu{}.",
            count(FEWEST_FOR_RATE),
            if report.department.is_some() {
                ", và của kỳ mà nêu ra thì suy được kết quả của đơn vị khác có ít phiếu như vậy"
            } else {
                ""
            }
        ));
    }
    let is_shown = |number: &u32| lines.iter().any(|line| line.marks.contains(number));
    let marks = trend.marks.iter().filter(|mark| is_shown(&mark.number));
    table.notes.extend(marks.map(|mark| format!("({}) {}.", mark.number, mark.sentence)));
    let few = [
        lines.iter().any(TrendLine::resolved_few).then_some("dưới 30 hồ sơ đã giải quyết"),
        lines.iter().any(|line| line.small && !line.is_withheld()).then_some("dưới 30 phiếu"),
    ];
    let few: Vec<&str> = few.into_iter().flatten().collect();
    if !few.is_empty() {
        table.notes.push(format!("(*) {}: chỉ để tham khảo.", capitalized(&few.join("; "))));
    }
    if report.department.is_some() {
        let is_silent = |line: &TrendLine| line.late.is_none() && line.sheets.is_none();
        if lines.iter().any(is_silent) {
            let words = "Kỳ chỉ ghi “–”: báo cáo của kỳ đó không nêu đơn vị này.";
            table.notes.push(words.to_owned());
        }
        if left_out > 0 {
            table.notes.push(format!("Có {} kỳ cùng loại.", trend.count));
        }
    } else if left_out > 0 {
        table.notes.push(format!(
            "Đủ {} kỳ và các mốc trước đó ở trang “Xu hướng” của phụ lục số liệu.",
            trend.count
        ));
    }
    Some(table)
}

/// What stands above a column, and what stands in it.
type TrendColumn = (FigureColumn<'static>, fn(&TrendLine) -> String);

/// The number of the column of comments.
const COMMENTS: &str = "XT-09";

/// Above the numbers of marks.
const MARKS: &str = "Mốc";

const COLUMNS: &[TrendColumn] = &[
    ((17, Left, "Kỳ", ""), |line| line.short.clone()),
    ((13, Right, "Đã giải quyết", "XT-02"), |line| {
        known(line.late.map(|_| line.on_time_rate.whole))
    }),
    ((17, Right, "Tỷ lệ đúng hạn", "XT-02"), |line| {
        marked(&line.on_time_rate.to_string(), line.resolved_few())
    }),
    ((12, Right, "Giải quyết quá hạn", "XT-03"), |line| known(line.late)),
    ((12, Right, "Đang quá hạn", "XT-04"), |line| known(line.open_overdue)),
    ((11, Right, "Số phiếu (n)", "XT-05"), |line| known(line.sheets)),
    ((19, Right, "Hài lòng", "XT-06"), |line| {
        marked(&line.satisfaction_rate.to_string(), line.small && !line.is_withheld())
    }),
    ((21, Center, "Khoảng tin cậy 95%", "XT-10"), trend_interval),
    ((12, Right, "Phải xin lỗi", "XT-07"), |line| known(line.owed)),
    ((12, Right, "Đã phát hành thư", "XT-12"), |line| known(line.issued)),
    ((11, Right, "Ý kiến", COMMENTS), |line| known(line.comments)),
    ((11, Center, MARKS, ""), |line| {
        let marks: Vec<String> = line.marks.iter().map(|number| format!("({number})")).collect();
        marks.join(" ")
    }),
];

/// `80,4%–99,4%`.
pub(crate) fn trend_interval(line: &TrendLine) -> String {
    line.interval.map_or_else(
        || "–".to_owned(),
        |[low, high]| format!("{},{}%–{},{}%", low / 10, low % 10, high / 10, high % 10),
    )
}
