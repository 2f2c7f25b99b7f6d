//! Figures down to their rows, as a workbook of the office's own.

use crate::document::Orientation;
use crate::render::xlsx::cell::{Figure, OutCell, OutRow};
use crate::render::xlsx::frame::{blank, period_line};
use crate::render::xlsx::sheet::{Filter, OutSheet, heads};
use crate::report::{Explained, FigureValue};

/// What each figure is, the rows behind them, and what was left out.
pub(super) fn sheets(explained: &Explained) -> Vec<OutSheet> {
    vec![figures(explained), rows(explained), left_out(explained)]
}

fn figures(explained: &Explained) -> OutSheet {
    let rows = (1..).zip(&explained.explanations).map(|(order, one)| {
        let words = one.figure.words;
        let parts: Vec<String> =
            one.parts.iter().map(|part| format!("{}: {}", part.id, part.said())).collect();
        OutRow::body(vec![
            OutCell::Order(order),
            OutCell::text(&one.figure.id),
            OutCell::text(words.name),
            OutCell::text(&one.figure.whose),
            OutCell::text(one.figure.said()),
            OutCell::text(one.figure.meaning()),
            OutCell::text(words.formula),
            OutCell::text(parts.join("; ")),
            OutCell::text(one.grounds.join("; ")),
            OutCell::text(one.choices.join("; ")),
        ])
    });
    OutSheet {
        widths: vec![5, 18, 30, 26, 16, 44, 30, 34, 40, 40],
        header: vec![heads(&[
            "STT",
            "Mã số",
            "Số liệu",
            "Của ai",
            "Giá trị",
            "Là gì",
            "Cách tính",
            "Từ các số liệu",
            "Căn cứ",
            "Lựa chọn",
        ])],
        rows: rows.collect(),
        fixed: 2,
        ..sheet(explained, "Số liệu", "Diễn giải số liệu")
    }
}

fn rows(explained: &Explained) -> OutSheet {
    let all = explained
        .explanations
        .iter()
        .flat_map(|one| one.rows.iter().map(move |row| (one.figure.id.as_str(), row)));
    let rows = (1..).zip(all).map(|(order, (id, row))| {
        let mut cells = vec![
            OutCell::Order(order),
            OutCell::text(id),
            OutCell::text(&row.place),
            OutCell::text(&row.code),
            OutCell::text(&row.department),
            OutCell::text(&row.why),
        ];
        cells.extend(adds(&row.adds));
        OutRow::body(cells)
    });
    OutSheet {
        widths: vec![5, 18, 40, 26, 28, 50, 9, 9, 9],
        header: vec![heads(&[
            "STT", "Mã số", "Tệp › trang › dòng", "Mã hồ sơ, phiếu, đơn", "Đơn vị", "Vì sao",
            "Tính / tử số", "Mẫu số", "Phiếu",
        ])],
        rows: rows.collect(),
        notes: vec![
            "Số đếm: cộng cột Tính thì được số liệu. Tỷ lệ, bình quân: cộng cột tử số chia cho cộng cột mẫu số"
                .to_owned(),
        ],
        fixed: 2,
        filter: Filter::Buttons,
        ..sheet(explained, "Các dòng", "Các dòng phía sau số liệu")
    }
}

/// Three cells: what a row adds to a count or a numerator, to a denominator, to a number of sheets.
fn adds(value: &FigureValue) -> Vec<OutCell> {
    let mut cells: Vec<OutCell> = value
        .parts()
        .into_iter()
        .map(|(_, count)| {
            count.map_or(OutCell::text("–"), |count| OutCell::Number(Figure::Count(count)))
        })
        .collect();
    cells.resize(3, OutCell::Blank);
    cells
}

fn left_out(explained: &Explained) -> OutSheet {
    let mut rows = Vec::new();
    for one in &explained.explanations {
        for group in &one.left_out {
            let line = |place: &str, said: &str, count: usize, order: usize| {
                OutRow::body(vec![
                    OutCell::Order(order),
                    OutCell::text(&one.figure.id),
                    OutCell::text(&group.why),
                    OutCell::text(group.code.unwrap_or_default()),
                    OutCell::text(place),
                    OutCell::text(said),
                    OutCell::count(u64::try_from(count).unwrap_or(u64::MAX)),
                ])
            };
            if group.rows.is_empty() {
                rows.push(line("", "", group.count, rows.len() + 1));
            }
            for (place, said) in &group.rows {
                rows.push(line(place, said, 1, rows.len() + 1));
            }
        }
    }
    OutSheet {
        widths: vec![5, 18, 44, 20, 40, 50, 9],
        header: vec![heads(&[
            "STT",
            "Mã số",
            "Vì sao",
            "Mã phát hiện",
            "Tệp › trang › dòng",
            "Nội dung",
            "Số dòng",
        ])],
        rows,
        fixed: 2,
        filter: Filter::Buttons,
        ..sheet(explained, "Không tính", "Những gì không tính, và vì sao")
    }
}

fn sheet(explained: &Explained, name: &str, title: &str) -> OutSheet {
    let lines = vec![period_line(&explained.period), "Tài liệu nội bộ".to_owned()];
    blank(name, title, lines, Orientation::Landscape)
}
