//! The last like periods beside each other; all of them stand in the chart and in the annex workbook.

use crate::document::block::{Align, Table};
use crate::document::tables::{known, of_figures, row};
use crate::document::text::thousands;
use crate::report::{Report, TableLines, TrendLine, line_code};

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
    let (mut table, columns) = of_figures(
        "xu-huong",
        &caption,
        &[
            (17, Left, "Kỳ", ""),
            (13, Right, "Đã giải quyết", ""),
            (14, Right, "Đúng hạn", "XT-02"),
            (12, Right, "Giải quyết quá hạn", "XT-03"),
            (12, Right, "Đang quá hạn", "XT-04"),
            (11, Right, "Số phiếu (n)", "XT-05"),
            (19, Right, "Hài lòng", "XT-06"),
            (21, Center, "Khoảng tin cậy 95%", ""),
            (12, Right, "Phải xin lỗi", "XT-07"),
            (12, Right, "Đã có văn bản", "XT-08"),
            (11, Right, "Ý kiến", "XT-09"),
            (11, Center, "Mốc", ""),
        ],
    );
    let of_line = |line: &TrendLine| {
        columns.of(line_code(report, TableLines::Periods, &line.code), row(cells(line)))
    };
    table.rows = lines.iter().map(of_line).collect();
    table.notes.push(
        "Số liệu các kỳ trước lấy từ lưu trữ, như đã báo cáo của từng kỳ; hài lòng tính như ở kỳ này, n là số phiếu \
         có câu trả lời hợp lệ."
            .to_owned(),
    );
    let is_shown = |number: &u32| lines.iter().any(|line| line.marks.contains(number));
    let marks = trend.marks.iter().filter(|mark| is_shown(&mark.number));
    table.notes.extend(marks.map(|mark| format!("({}) {}.", mark.number, mark.sentence)));
    if lines.iter().any(|line| line.small) {
        table.notes.push("(*) Dưới 30 phiếu: cỡ mẫu nhỏ, chỉ để tham khảo.".to_owned());
    }
    if left_out > 0 {
        table.notes.push(format!(
            "Đủ {} kỳ và các mốc trước đó ở trang “Xu hướng” của phụ lục số liệu.",
            trend.count
        ));
    }
    Some(table)
}

fn cells(line: &TrendLine) -> Vec<String> {
    let interval = line.interval.map_or_else(
        || "–".to_owned(),
        |[low, high]| format!("{},{}%–{},{}%", low / 10, low % 10, high / 10, high % 10),
    );
    let small = if line.small { " (*)" } else { "" };
    let marks: Vec<String> = line.marks.iter().map(|number| format!("({number})")).collect();
    vec![
        line.short.clone(),
        line.late.map_or_else(|| "–".to_owned(), |_| thousands(line.on_time_rate.whole)),
        line.on_time_rate.to_string(),
        known(line.late),
        known(line.open_overdue),
        known(line.sheets),
        format!("{}{small}", line.satisfaction_rate),
        interval,
        known(line.owed),
        known(line.lettered),
        known(line.comments),
        marks.join(" "),
    ]
}
