//! The sheet of the annex that sets late dossiers beside their letters.

use crate::document::Orientation;
use crate::render::xlsx::annex::frame;
use crate::render::xlsx::meanings::{Meaning, SHEETS, meaning};
use crate::render::xlsx::sheet::{Cell, Filter, Row, Sheet, heads};
use crate::report::{Reconciliation, Report};

pub(super) const LETTERS: &str = "Đối chiếu thư xin lỗi";

pub(super) fn sheet(report: &Report) -> Sheet {
    let figures = &report.letters;
    let lines = (1..).zip(&figures.by_department);
    let mut rows: Vec<Row> = lines
        .map(|(order, line)| Row::body(cells(Cell::Order(order), line, Cell::count)))
        .collect();
    rows.push(Row::total(cells(Cell::Blank, &figures.reconciliation, Cell::Sum)));
    Sheet {
        unit: Some("Đơn vị tính: Hồ sơ".to_owned()),
        widths: vec![5, 30, 10, 10, 10, 11, 10, 10, 10, 13, 13, 11],
        header: vec![heads(&[
            "STT",
            "Đơn vị",
            "Quá hạn",
            "Đã có thư",
            "Chưa có thư",
            "Tỷ lệ có thư",
            "Gửi kịp",
            "Gửi muộn",
            "Chưa ghi ngày",
            "Chỉ có ngày hẹn lại",
            "Có thư, sau đó đúng hạn",
            "Trễ lần hai",
        ])],
        rows,
        notes: vec![
            "Quá hạn = đã có thư + chưa có thư; đã có thư = gửi kịp + gửi muộn + chưa ghi ngày + chỉ có ngày hẹn lại"
                .to_owned(),
        ],
        fixed: 2,
        filter: Filter::None,
        ..frame(
            report,
            LETTERS,
            "Hồ sơ quá hạn và thư xin lỗi",
            Orientation::Landscape,
        )
    }
}

fn cells(order: Cell, line: &Reconciliation, count: fn(u64) -> Cell) -> Vec<Cell> {
    vec![
        order,
        Cell::text(&line.name),
        count(line.late),
        count(line.with),
        count(line.without),
        Cell::rate(("D#", "C#"), (line.with, line.late), line.rate),
        count(line.sent_in_time),
        count(line.sent_late),
        count(line.undated),
        count(line.only_dated),
        count(line.then_in_time),
        count(line.second_delays),
    ]
}

const LETTER_ARCHIVE: &str = "Thư trong lưu trữ và của kỳ này";
const REGISTER: &str = "Sổ theo dõi thư đã ghi số, ngày";

/// What its columns mean, after the department.
pub(super) const MEANINGS: &[Meaning] = &[
    meaning("Quá hạn", "Đã giải quyết quá hạn hoặc cuối kỳ đang quá hạn", "(10) + (13)", SHEETS),
    meaning("Đã có thư", "Có thư hoặc có ngày hẹn lại", "Bốn cột từ gửi kịp", LETTER_ARCHIVE),
    meaning("Chưa có thư", "Số còn lại", "Quá hạn − đã có thư", LETTER_ARCHIVE),
    meaning("Tỷ lệ có thư", "Đã xin lỗi trên phải xin lỗi", "Đã có thư / quá hạn", LETTER_ARCHIVE),
    meaning("Gửi kịp", "Ngày phiếu chậm nhất 01 ngày trước hạn trả", "Đếm hồ sơ", REGISTER),
    meaning("Gửi muộn", "Ngày phiếu từ hạn trả trở đi", "Đếm hồ sơ", REGISTER),
    meaning("Chưa ghi ngày", "Văn thư chưa ghi ngày phiếu", "Đếm hồ sơ", REGISTER),
    meaning("Chỉ có ngày hẹn lại", "Không có thư, bảng tính có ngày hẹn lại", "Đếm hồ sơ", SHEETS),
    meaning(
        "Có thư, sau đó đúng hạn",
        "Đã có thư nhưng giải quyết trong kỳ, không sau hạn ban đầu; không nằm trong cột quá hạn",
        "Đếm thư",
        LETTER_ARCHIVE,
    ),
    meaning("Trễ lần hai", "Trong số quá hạn, quá cả ngày hẹn lại", "Đếm hồ sơ", LETTER_ARCHIVE),
];
