//! The units of a consolidated report.

use crate::document::block::{Align, BlockRow, Table};
use crate::document::tables::{of_figures, plain, row};
use crate::model::{capitalized, one_decimal, parse_day, short_date};
use crate::report::{Report, TableLines, UnitFigures};

use Align::{Center, Left, Right};

/// Numbers of the nine indices of a unit.
const INDICES: [&str; 9] =
    ["CD-11", "CD-12", "CD-13", "CD-14", "CD-15", "CD-16", "CD-17", "CD-18", "CD-19"];

/// Every unit, and every place from which nothing was taken.
pub(crate) fn units(report: &Report) -> Option<Table> {
    let figures = report.consolidated.as_ref()?;
    let mut table = plain(
        "don-vi-tong-hop",
        "Đơn vị và tình trạng số liệu",
        &[
            (5, Center, "STT"),
            (27, Left, "Đơn vị"),
            (13, Left, "Tình trạng"),
            (27, Left, "Ghi chú"),
            (9, Center, "Ngày lập"),
            (16, Center, "Mã kiểm tra"),
        ],
    );
    table.rows.extend((1..).zip(&figures.units).map(|(number, unit)| line(number, unit)));
    Some(table)
}

fn line(number: u32, unit: &UnitFigures) -> BlockRow {
    let dash = || "–".to_owned();
    let day = unit.day.as_deref().and_then(parse_day).map(short_date);
    row(vec![
        number.to_string(),
        unit.name.clone(),
        unit.state.vietnamese().to_owned(),
        capitalized(&unit.words),
        day.unwrap_or_else(dash),
        unit.code.clone().unwrap_or_else(dash),
    ])
}

/// Scorecards of the units.
pub(crate) fn scores(report: &Report) -> Option<Table> {
    let figures = report.consolidated.as_ref()?.scores.as_ref()?;
    let numbers: Vec<String> = (1..=figures.averages.len()).map(|at| at.to_string()).collect();
    let mut columns = vec![(5, Center, "STT", ""), (30, Left, "Đơn vị", "")];
    let ids = INDICES.into_iter().chain(std::iter::repeat(""));
    columns.extend(numbers.iter().zip(ids).map(|(number, id)| (5, Right, number.as_str(), id)));
    columns.extend([
        (7, Right, "Tổng điểm", "CD-20"),
        (9, Left, "Xếp loại", ""),
        (6, Right, "Xếp hạng", "CD-21"),
    ]);
    let caption = "Chỉ số thành phần, tổng điểm, xếp loại";
    let (mut table, columns) = of_figures("cham-diem-don-vi", caption, &columns);
    let points = |tenths: Option<u64>| tenths.map_or_else(|| "–".to_owned(), one_decimal);
    for (number, unit) in (1..).zip(&figures.units) {
        let number: u32 = number;
        let mut cells = vec![number.to_string(), unit.name.clone()];
        cells.extend(unit.points.iter().map(|tenths| points(*tenths)));
        cells.push(points(unit.total));
        cells.push(unit.grade.clone().unwrap_or_else(|| "–".to_owned()));
        cells.push(unit.place.map_or_else(|| "–".to_owned(), |place| place.to_string()));
        table.rows.push(columns.line(report, TableLines::Departments, &unit.name, cells));
    }
    let mut cells = vec![String::new(), "Trung bình".to_owned()];
    cells.extend(figures.averages.iter().map(|tenths| points(*tenths)));
    cells.extend([points(figures.average_total), String::new(), String::new()]);
    let mut averages = columns.whole(report, cells);
    // An average has no place.
    averages.figures.pop();
    table.rows.push(averages);
    table.notes.push(
        "Trung bình tính trên các đơn vị có điểm của chỉ số đó; các đơn vị cùng tổng điểm cùng hạng."
            .to_owned(),
    );
    Some(table)
}
