//! The scorecard of Thông tư 01/2018/TT-VPCP.

use crate::document::block::{Align, Table};
use crate::document::tables::{FigureColumns, of_figures, total};
use crate::model::one_decimal;
use crate::report::{Report, TableLines, own_code};

use Align::{Center, Left, Right};

/// The nine indices, and their total.
pub(crate) fn scorecard(report: &Report) -> Option<Table> {
    let figures = report.scorecard.as_ref()?;
    let (mut table, columns) = of_figures(
        "cham-diem",
        "Điểm theo từng chỉ số",
        &[
            (7, Center, "Chỉ số", ""),
            (29, Left, "Tên chỉ số", ""),
            (8, Right, "Điểm tối đa", ""),
            (8, Right, "Tự chấm", "CD-05"),
            (9, Right, "Tính từ dữ liệu", "CD-04"),
            (8, Right, "Điểm", "CD-01"),
            (43, Left, "Căn cứ", "CD-06"),
        ],
    );
    let points = |tenths: Option<u64>| tenths.map_or_else(|| "–".to_owned(), one_decimal);
    table.rows.extend(figures.indices.iter().map(|index| {
        let cells = vec![
            index.number.to_string(),
            index.name.clone(),
            one_decimal(index.most),
            points(index.self_scored),
            points(index.computed),
            index.points_text.clone(),
            index.grounds.clone(),
        ];
        columns.line(report, TableLines::Indices, &index.number.to_string(), cells)
    }));
    let grade = figures
        .grade
        .as_ref()
        .map_or_else(|| "Chưa xếp loại".to_owned(), |grade| format!("Xếp loại: {grade}"));
    let most = figures.indices.iter().map(|index| index.most).sum();
    let all = total(vec![
        String::new(),
        "Tổng cộng".to_owned(),
        one_decimal(most),
        String::new(),
        String::new(),
        figures.total_text.clone(),
        grade,
    ]);
    let total_alone = FigureColumns(vec!["", "", "", "", "", "CD-02"]);
    table.rows.push(total_alone.of(Some(own_code(report)), all));
    Some(table)
}
