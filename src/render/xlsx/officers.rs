//! The internal scorecards of officers as a workbook: points, what they follow from, and the dossiers behind them.

use crate::document::Orientation;
use crate::render::xlsx::cell::{Figure, OutCell, OutRow};
use crate::render::xlsx::frame::{blank, period_line};
use crate::render::xlsx::sheet::{Filter, OutSheet, heads};
use crate::report::{IndexFigures, OfficerDossier, OfficerList, OfficerScore};

pub(super) fn sheets(list: &OfficerList) -> Vec<OutSheet> {
    vec![scores(list), grounds(list), dossiers(list)]
}

fn frame(list: &OfficerList, name: &str, title: &str) -> OutSheet {
    let lines = vec![
        list.agency.clone(),
        period_line(&list.period),
        "Tài liệu nội bộ, có dữ liệu cá nhân của cán bộ".to_owned(),
    ];
    OutSheet {
        fixed: 2,
        filter: Filter::Buttons,
        ..blank(name, title, lines, Orientation::Landscape)
    }
}

fn scores(list: &OfficerList) -> OutSheet {
    let mut notes = list.decisions.clone();
    if list.unnamed > 0 {
        notes.insert(
            0,
            format!("{} hồ sơ đã giải quyết không ghi cán bộ, không tính cho ai", list.unnamed),
        );
    }
    if list.officers.is_empty() {
        let none = "Chưa có cán bộ nào: bảng hồ sơ không có cột cán bộ xử lý hoặc cột này để trống";
        notes.insert(0, none.to_owned());
    }
    OutSheet {
        widths: vec![5, 26, 32, 9, 9, 9, 9, 9, 9, 42],
        header: vec![heads(&[
            "STT",
            "Cán bộ",
            "Đơn vị của hồ sơ",
            "Chỉ số 1",
            "Chỉ số 2",
            "Chỉ số 3",
            "Chỉ số 4",
            "Chỉ số 7",
            "Tổng điểm",
            "Mức độ hoàn thành",
        ])],
        rows: (1..).zip(&list.officers).map(|(order, officer)| score(order, officer)).collect(),
        notes,
        ..frame(list, "Điểm", &format!("Chấm điểm cán bộ theo {}", list.circular))
    }
}

/// Where an index is not known, no sum passes for the whole.
fn score(order: usize, officer: &OfficerScore) -> OutRow {
    let mut cells = vec![
        OutCell::Order(order),
        OutCell::text(&officer.name),
        OutCell::text(officer.departments.join("; ")),
    ];
    cells.extend(officer.indices.iter().map(|index| OutCell::score(index.points)));
    cells.push(match officer.total {
        Some(total) => OutCell::Live("SUM(D#:H#)".to_owned(), Figure::Score(Some(total))),
        None => OutCell::score(None),
    });
    cells.push(OutCell::text(officer.grade.unwrap_or("Chưa xếp mức")));
    OutRow::body(cells)
}

fn grounds(list: &OfficerList) -> OutSheet {
    let rows = list
        .officers
        .iter()
        .flat_map(|officer| officer.indices.iter().map(|index| ground(officer, index)));
    OutSheet {
        widths: vec![26, 8, 40, 9, 10, 9, 10, 9, 9, 50],
        header: vec![heads(&[
            "Cán bộ",
            "Chỉ số",
            "Tên chỉ số",
            "Tự chấm",
            "Tính từ dữ liệu",
            "Điểm",
            "Tổng điểm của hồ sơ",
            "Đã trừ",
            "Số hồ sơ",
            "Căn cứ",
        ])],
        rows: rows.collect(),
        notes: vec![
            "Điểm là điểm tính từ dữ liệu; không tính được thì lấy điểm tự chấm".to_owned(),
            "Đã trừ: điểm của hồ sơ có phản ánh, kiến nghị đúng (dòng 7a, 7b của bảng tự chấm)"
                .to_owned(),
        ],
        ..frame(list, "Căn cứ", "Căn cứ của từng điểm")
    }
}

fn ground(officer: &OfficerScore, index: &IndexFigures) -> OutRow {
    OutRow::body(vec![
        OutCell::text(&officer.name),
        OutCell::Mark(index.number.to_string()),
        OutCell::text(&index.name),
        OutCell::score(index.self_scored),
        OutCell::score(index.computed),
        OutCell::score(index.points),
        OutCell::known(index.sum),
        OutCell::known(index.lost),
        OutCell::known(index.dossiers),
        OutCell::text(&index.grounds),
    ])
}

fn dossiers(list: &OfficerList) -> OutSheet {
    let mut notes = vec![
        "Chỉ số 7 của một hồ sơ bằng chỉ số 1 khi không có phản ánh, kiến nghị đúng".to_owned(),
        "Ô trống: hồ sơ không có ngày hẹn trả (chỉ số 1) hoặc không ghi số lần bổ sung (chỉ số 3), \
         không đưa vào điểm trung bình"
            .to_owned(),
    ];
    if list.more > 0 {
        notes.insert(0, format!("Còn {} hồ sơ không nêu ở đây vì quá dài", list.more));
    }
    OutSheet {
        widths: vec![26, 27, 12, 12, 12, 9, 9, 9, 36],
        header: vec![heads(&[
            "Cán bộ",
            "Mã hồ sơ",
            "Ngày tiếp nhận",
            "Ngày hẹn trả",
            "Ngày kết thúc",
            "Số lần bổ sung",
            "Điểm chỉ số 1",
            "Điểm chỉ số 3",
            "Tệp › trang › dòng",
        ])],
        rows: list.dossiers.iter().map(dossier).collect(),
        notes,
        ..frame(list, "Hồ sơ", "Hồ sơ dùng để tính điểm")
    }
}

fn dossier(one: &OfficerDossier) -> OutRow {
    let count = |count: Option<u64>| count.map_or(OutCell::Blank, OutCell::count);
    OutRow::body(vec![
        OutCell::text(&one.officer),
        OutCell::text(&one.code),
        OutCell::Date(one.received),
        OutCell::day(one.due),
        OutCell::day(one.end),
        count(one.asked.map(u64::from)),
        count(one.timing),
        count(one.supplements),
        OutCell::text(&one.place),
    ])
}
