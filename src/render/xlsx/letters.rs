//! The sheet of the annex that sets late dossiers beside their letters.

use crate::document::Orientation;
use crate::render::xlsx::cell::{OutCell, OutRow};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::lines::{ITSELF, scope};
use crate::render::xlsx::meaning::{Meaning, SHEETS, meaning};
use crate::render::xlsx::sheet::{Filter, OutSheet, heads};
use crate::report::{Reconciliation, Report};

pub(super) const LETTERS: &str = "Đối chiếu thư xin lỗi";

/// Late dossiers and their letters; a department has one line, and no sheet where nothing is late.
pub(super) fn sheet(report: &Report) -> Option<OutSheet> {
    let figures = &report.letters;
    let all = &figures.reconciliation;
    let rows = match report.department {
        Some(_) if all.late + all.then_in_time == 0 => return None,
        Some(_) => {
            let own = Reconciliation { name: ITSELF.to_owned(), ..all.clone() };
            vec![OutRow::body(cells(OutCell::Order(1), &own, OutCell::count))]
        }
        None => {
            let lines = (1..).zip(&figures.by_department);
            let mut rows: Vec<OutRow> = lines
                .map(|(order, line)| {
                    OutRow::body(cells(OutCell::Order(order), line, OutCell::count))
                })
                .collect();
            rows.push(OutRow::total(cells(OutCell::Blank, all, OutCell::Sum)));
            rows
        }
    };
    report.dossiers.has_data.then(|| OutSheet {
        unit: Some("Đơn vị tính: Hồ sơ".to_owned()),
        widths: vec![5, 30, 10, 11, 10, 10, 12, 10, 13, 10, 13, 11],
        header: vec![heads(&[
            "STT",
            scope(report),
            "Quá hạn",
            "Đã phát hành",
            "Gửi kịp",
            "Gửi muộn",
            "Tỷ lệ đã phát hành",
            "Đã lập",
            "Chỉ có ngày hẹn lại",
            "Chưa có",
            "Có thư, sau đó đúng hạn",
            "Trễ lần hai",
        ])],
        rows,
        notes: vec![
            "Quá hạn = đã phát hành + đã lập + chỉ có ngày hẹn lại + chưa có; đã phát hành = gửi kịp + gửi muộn"
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
    })
}

fn cells(order: OutCell, line: &Reconciliation, count: fn(u64) -> OutCell) -> Vec<OutCell> {
    vec![
        order,
        OutCell::text(&line.name),
        count(line.late),
        count(line.issued),
        count(line.issued_in_time),
        count(line.issued_late),
        OutCell::rate(("D#", "C#"), (line.issued, line.late), line.issued_rate),
        count(line.prepared),
        count(line.only_reappointed),
        count(line.without),
        count(line.then_in_time),
        count(line.second_delays),
    ]
}

const LETTER_ARCHIVE: &str = "Thư trong lưu trữ và của kỳ này";
const REGISTER: &str = "Sổ theo dõi thư đã ghi số, ngày";

/// What its columns mean, after the department.
pub(super) const MEANINGS: &[Meaning] = &[
    meaning("Quá hạn", "Đã giải quyết quá hạn hoặc cuối kỳ đang quá hạn", "(10) + (13)", SHEETS),
    meaning("Đã phát hành", "Sổ theo dõi đã ghi ngày phiếu", "Gửi kịp + gửi muộn", REGISTER),
    meaning("Gửi kịp", "Ngày phiếu chậm nhất 01 ngày trước hạn trả", "Đếm hồ sơ", REGISTER),
    meaning("Gửi muộn", "Ngày phiếu từ hạn trả trở đi", "Đếm hồ sơ", REGISTER),
    meaning(
        "Tỷ lệ đã phát hành",
        "Đã phát hành thư trên phải xin lỗi",
        "Đã phát hành / quá hạn",
        REGISTER,
    ),
    meaning("Đã lập", "Có thư, sổ theo dõi chưa ghi ngày phiếu", "Đếm hồ sơ", LETTER_ARCHIVE),
    meaning("Chỉ có ngày hẹn lại", "Không có thư, bảng tính có ngày hẹn lại", "Đếm hồ sơ", SHEETS),
    meaning("Chưa có", "Số còn lại", "Đếm hồ sơ", LETTER_ARCHIVE),
    meaning(
        "Có thư, sau đó đúng hạn",
        "Đã có thư nhưng giải quyết trong kỳ, không sau hạn ban đầu; không nằm trong cột quá hạn",
        "Đếm thư",
        LETTER_ARCHIVE,
    ),
    meaning("Trễ lần hai", "Trong số quá hạn, quá cả ngày hẹn lại", "Đếm hồ sơ", LETTER_ARCHIVE),
];
