//! The internal list of late and overdue dossiers as a workbook: codes, departments and days, no names.

use crate::document::Orientation;
use crate::render::xlsx::cell::{Figure, OutCell};
use crate::render::xlsx::frame::{blank, period_line};
use crate::render::xlsx::long::LongSheet;
use crate::render::xlsx::sheet::{Filter, OutSheet, heads};
use crate::report::{Held, HeldBack, LateItem, LateList, Letters};

/// Resolved late, then open and overdue, then those whose letter could not be written.
pub(super) fn sheets<'a>(list: &'a LateList, letters: &'a Letters) -> Vec<LongSheet<'a>> {
    vec![
        sheet(
            list,
            "Đã giải quyết quá hạn",
            "Hồ sơ đã giải quyết quá hạn trong kỳ",
            &list.resolved,
        ),
        sheet(list, "Đang giải quyết quá hạn", "Hồ sơ đang giải quyết đã quá hạn", &list.open),
        near(list, letters),
        held_back(list, letters),
    ]
}

/// Open and due within a few working days: the letter is due one day before the appointment.
fn near<'a>(list: &LateList, letters: &'a Letters) -> LongSheet<'a> {
    let cells = |(order, one): (usize, &HeldBack)| {
        vec![
            OutCell::Order(order),
            OutCell::text(one.code.as_str()),
            OutCell::text(one.department.as_str()),
            OutCell::day(one.due_day),
            OutCell::known(one.days.map(u64::from)),
            OutCell::text(one.missing.join("; ")),
            OutCell::text(one.place.to_string()),
        ]
    };
    let advice =
        "Nếu không kịp: điền lý do và ngày hẹn lại để lập phiếu chậm nhất 01 ngày trước hạn trả";
    let note = if letters.near.is_empty() { "Không có hồ sơ nào" } else { advice };
    let sheet = OutSheet {
        widths: vec![5, 27, 32, 12, 11, 36, 44],
        header: vec![heads(&[
            "STT",
            "Mã hồ sơ",
            "Đơn vị",
            "Ngày hẹn trả",
            "Còn (ngày làm việc)",
            "Để lập phiếu còn thiếu",
            "Tệp › trang › dòng",
        ])],
        notes: vec![note.to_owned()],
        fixed: 2,
        filter: Filter::Buttons,
        ..blank(
            "Sắp đến hạn",
            "Hồ sơ sắp đến hạn trả",
            vec![period_line(&list.period), "Tài liệu nội bộ".to_owned()],
            Orientation::Landscape,
        )
    };
    LongSheet::new(sheet, &letters.near, move |order, one| cells((order, one)))
}

const LETTERS: &str = "Thư xin lỗi: đã phát hành là sổ theo dõi đã ghi ngày phiếu; đã lập là có thư nhưng sổ chưa \
                       ghi ngày; chỉ hẹn lại là không có thư, bảng tính có ngày hẹn lại";

/// What to fill in, and where, so that the letter can be written.
fn held_back<'a>(list: &LateList, letters: &'a Letters) -> LongSheet<'a> {
    let held: Vec<&HeldBack> =
        letters.held_back.iter().filter(|held| held.why != Held::WrittenLater).collect();
    let cells = |order, one: &HeldBack| {
        vec![
            OutCell::Order(order),
            OutCell::text(one.code.as_str()),
            OutCell::text(one.department.as_str()),
            OutCell::text(one.missing.join("; ")),
            OutCell::text(one.place.to_string()),
        ]
    };
    let note = if held.is_empty() {
        "Không có hồ sơ nào"
    } else if held.iter().all(|held| held.can_be_filled_in()) {
        "Điền những chỗ còn thiếu vào bảng tính trong du-lieu, rồi chạy lại congso bao-cao"
    } else if held.iter().any(|held| held.can_be_filled_in()) {
        "Điền những chỗ còn thiếu vào bảng tính trong du-lieu, rồi chạy lại congso bao-cao; hồ sơ đã hẹn lại một lần \
         thì không điền thêm ngày hẹn lại"
    } else {
        "Hồ sơ đã hẹn lại một lần thì không điền thêm ngày hẹn lại"
    };
    let sheet = OutSheet {
        widths: vec![5, 27, 32, 40, 50],
        header: vec![heads(&[
            "STT",
            "Mã hồ sơ",
            "Đơn vị",
            "Còn thiếu",
            "Tệp › trang › dòng cần điền",
        ])],
        notes: vec![note.to_owned()],
        fixed: 2,
        filter: Filter::Buttons,
        ..blank(
            "Chưa lập được thư",
            "Hồ sơ chưa lập được thư xin lỗi",
            vec![period_line(&list.period), "Tài liệu nội bộ".to_owned()],
            Orientation::Landscape,
        )
    };
    LongSheet::new(sheet, held, move |order, one| cells(order, one))
}

fn sheet<'a>(list: &LateList, name: &str, title: &str, items: &'a [LateItem]) -> LongSheet<'a> {
    let lines = vec![period_line(&list.period), "Tài liệu nội bộ".to_owned()];
    let mut notes = vec![
        "Số ngày quá hạn là số ngày làm việc sau ngày hẹn trả; “–”: ngoài lịch làm việc đã khai báo"
            .to_owned(),
    ];
    notes.push(LETTERS.to_owned());
    if items.is_empty() {
        notes.push("Không có hồ sơ nào".to_owned());
    }
    let sheet = OutSheet {
        unit: None,
        widths: vec![5, 27, 28, 20, 40, 12, 12, 12, 12, 11, 9, 11],
        header: vec![heads(&[
            "STT",
            "Mã hồ sơ",
            "Đơn vị",
            "Lĩnh vực",
            "Thủ tục hành chính",
            "Ngày tiếp nhận",
            "Ngày hẹn trả",
            "Ngày kết thúc xử lý",
            "Ngày hẹn lại",
            "Số ngày quá hạn",
            "Có ghi lý do",
            "Thư xin lỗi",
        ])],
        notes,
        fixed: 2,
        filter: Filter::Buttons,
        ..blank(name, title, lines, Orientation::Landscape)
    };
    LongSheet::new(sheet, items, cells)
}

fn cells(order: usize, item: &LateItem) -> Vec<OutCell> {
    let days = match item.days {
        Some(days) if days > 0 => OutCell::Number(Figure::Count(u64::from(days))),
        Some(_) | None => OutCell::Mark(item.days_text()),
    };
    let yes = |holds: bool| OutCell::Mark(if holds { "có" } else { "chưa" }.to_owned());
    vec![
        OutCell::Order(order),
        OutCell::text(item.code.as_str()),
        OutCell::text(item.department.as_str()),
        OutCell::text(item.field.as_str()),
        OutCell::text(item.procedure.as_str()),
        OutCell::Date(item.received),
        OutCell::Date(item.due),
        OutCell::known_day(item.end),
        OutCell::known_day(item.reappointed),
        days,
        yes(item.has_reason),
        OutCell::Mark(item.letter.vietnamese().to_owned()),
    ]
}
