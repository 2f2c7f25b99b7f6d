//! The scorecard of Thông tư 01/2018/TT-VPCP.

use crate::document::block::{Align, Table};
use crate::document::tables::{plain, row, total};
use crate::model::one_decimal;
use crate::report::Report;

use Align::{Center, Left, Right};

/// The nine indices, and their total.
pub(crate) fn scorecard(report: &Report) -> Option<Table> {
    let figures = report.scorecard.as_ref()?;
    let mut table = plain(
        "cham-diem",
        "Điểm theo từng chỉ số",
        &[
            (7, Center, "Chỉ số"),
            (29, Left, "Tên chỉ số"),
            (8, Right, "Điểm tối đa"),
            (8, Right, "Tự chấm"),
            (9, Right, "Tính từ dữ liệu"),
            (8, Right, "Điểm"),
            (43, Left, "Căn cứ"),
        ],
    );
    let points = |tenths: Option<u64>| tenths.map_or_else(|| "–".to_owned(), one_decimal);
    table.rows.extend(figures.indices.iter().map(|index| {
        row(vec![
            index.number.to_string(),
            index.name.clone(),
            one_decimal(index.most),
            points(index.self_scored),
            points(index.computed),
            index.points_text.clone(),
            index.grounds.clone(),
        ])
    }));
    let grade = figures.grade.as_deref().unwrap_or("Chưa xếp loại");
    let most = figures.indices.iter().map(|index| index.most).sum();
    table.rows.push(total(vec![
        String::new(),
        "Tổng cộng".to_owned(),
        one_decimal(most),
        String::new(),
        String::new(),
        figures.total_text.clone(),
        format!("Xếp loại: {grade}"),
    ]));
    Some(table)
}
