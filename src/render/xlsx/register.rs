//! The register of letters as a workbook: one line a letter, Số and Ngày for the clerk's office to fill in.

use crate::document::Orientation;
use crate::model::short_date;
use crate::render::xlsx::cell::{OutCell, OutRow};
use crate::render::xlsx::frame::blank;
use crate::render::xlsx::sheet::{Filter, OutSheet, heads};
use crate::report::{Register, RegisterLine};

/// The whole year. Its headers are those that the reader knows (`Mã hồ sơ`, `Số phiếu`, `Ngày phiếu`).
pub(super) fn sheet(register: &Register) -> OutSheet {
    let undated = register.undated();
    let mut notes = vec![
        "Văn thư ghi Số phiếu, Ngày phiếu rồi bỏ tệp này vào du-lieu; lần chạy sau sổ tự điền lại. \
         Không đổi tên cột, không xóa dòng"
            .to_owned(),
        format!(
            "“Gửi”: trước hạn là Ngày phiếu chậm nhất 01 ngày trước hạn trả; còn {undated} thư chưa ghi ngày"
        ),
    ];
    if register.lines.is_empty() {
        notes.push("Chưa có thư nào trong năm".to_owned());
    }
    OutSheet {
        // Narrow, so that the print, which is as wide as the sheet, stays legible.
        widths: vec![6, 13, 10, 11, 26, 20, 28, 18, 11, 11, 10, 22, 18],
        header: vec![heads(&[
            "Thứ tự",
            "Loại văn bản",
            "Số phiếu",
            "Ngày phiếu",
            "Mã hồ sơ",
            "Người nhận",
            "Thủ tục, việc",
            "Đơn vị",
            "Hạn trả",
            "Hẹn lại",
            "Gửi",
            "Kết quả cuối cùng",
            "Ghi chú",
        ])],
        rows: register.lines.iter().map(|line| OutRow::body(cells(line))).collect(),
        notes,
        fixed: 5,
        filter: Filter::Buttons,
        ..blank(
            "Sổ theo dõi",
            &format!("Sổ theo dõi thư xin lỗi năm {}", register.year),
            vec![
                register.agency.clone(),
                format!(
                    "Đến ngày {}; có tên người nhận, chỉ dùng nội bộ",
                    short_date(register.day)
                ),
            ],
            Orientation::Landscape,
        )
    }
}

fn cells(line: &RegisterLine) -> Vec<OutCell> {
    let own = |text: &str| if text.is_empty() { OutCell::Blank } else { OutCell::text(text) };
    vec![
        OutCell::Order(usize::try_from(line.order).unwrap_or(usize::MAX)),
        OutCell::text(&line.kind),
        if line.number.is_empty() { OutCell::Blank } else { OutCell::Mark(line.number.clone()) },
        OutCell::day(line.date),
        OutCell::text(&line.code),
        OutCell::text(&line.recipient),
        OutCell::text(&line.procedure),
        own(&line.department),
        OutCell::known_day(line.due),
        OutCell::known_day(line.new_date),
        OutCell::Mark(line.sent.clone()),
        OutCell::text(&line.result),
        own(&line.note),
    ]
}
