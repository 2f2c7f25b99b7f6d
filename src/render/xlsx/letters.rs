//! The sheet of the annex that sets late dossiers beside their letters.

use crate::document::Orientation;
use crate::render::xlsx::cell::OutCell;
use crate::render::xlsx::column::{
    AnnexColumn, ColumnNumbers, NumberedLine, column, rows, with_columns,
};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::lines::{itself, scope};
use crate::render::xlsx::meaning::{DEPARTMENT, Meaning, SHEETS, meaning};
use crate::render::xlsx::numbers;
use crate::render::xlsx::sheet::{Filter, OutSheet};
use crate::report::{Reconciliation, Report, TableLines};

pub(super) const LETTERS: &str = "Đối chiếu thư xin lỗi";

/// Late dossiers and their letters; a department has one line, and no sheet where nothing is late.
pub(super) fn sheet(report: &Report) -> Option<OutSheet> {
    if !report.dossiers.has_data {
        return None;
    }
    let figures = &report.letters;
    let all = &figures.reconciliation;
    let columns: Vec<_> = COLUMNS.iter().collect();
    let rows = match report.department {
        Some(_) if all.late + all.then_in_time == 0 => return None,
        Some(_) => rows([itself(all)], None, &columns),
        None => {
            let lines = (1..).zip(&figures.by_department);
            let lines = lines.map(|(order, line): (usize, &Reconciliation)| {
                NumberedLine::named(TableLines::Departments, order, &line.name, line)
            });
            rows(lines, Some((all.name.as_str(), all)), &columns)
        }
    };
    let sheet = OutSheet {
        unit: Some("Đơn vị tính: Hồ sơ".to_owned()),
        about: "hồ sơ quá hạn và thư xin lỗi",
        stands_as: &["doi-chieu-thu"],
        ids: numbers::LETTERS,
        rows,
        notes: vec![
            "Quá hạn = đã phát hành + đã lập + chỉ hẹn lại + chưa có; đã phát hành = gửi kịp + gửi muộn"
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
    };
    let mut name = scope(report, 30);
    if report.department.is_none() {
        name.meaning = &WITH_LETTERS;
    }
    report.dossiers.has_data.then(|| with_columns(sheet, &name, &columns, ColumnNumbers::No))
}

/// Of the sheet of the whole office.
const WITH_LETTERS: Meaning = Meaning {
    says: "Theo thứ tự khai báo; chỉ nêu đơn vị có hồ sơ quá hạn hoặc đã có thư",
    ..DEPARTMENT
};

const LETTER_ARCHIVE: &str = "Thư đã lập ở các kỳ trước và kỳ này";
const REGISTER: &str = "Sổ theo dõi thư đã ghi số, ngày";

/// After the department.
const COLUMNS: &[AnnexColumn<Reconciliation>] = &[
    column(
        "late",
        &["Quá hạn"],
        10,
        |line, kind| kind.count(line.late),
        meaning(
            "Quá hạn",
            "Đã giải quyết quá hạn hoặc cuối kỳ đang quá hạn",
            "(10) + (13)",
            SHEETS,
        ),
    ),
    column(
        "issued",
        &["Đã phát hành"],
        11,
        |line, kind| kind.count(line.issued),
        meaning("Đã phát hành", "Sổ theo dõi đã ghi ngày phiếu", "Gửi kịp + gửi muộn", REGISTER),
    ),
    column(
        "in time",
        &["Gửi kịp"],
        10,
        |line, kind| kind.count(line.issued_in_time),
        meaning("Gửi kịp", "Ngày phiếu chậm nhất 01 ngày trước hạn trả", "Đếm hồ sơ", REGISTER),
    ),
    column(
        "too late",
        &["Gửi muộn"],
        10,
        |line, kind| kind.count(line.issued_late),
        meaning("Gửi muộn", "Ngày phiếu từ hạn trả trở đi", "Đếm hồ sơ", REGISTER),
    ),
    column(
        "rate",
        &["Tỷ lệ đã phát hành"],
        12,
        |line, _| OutCell::rate(("[issued]", "[late]"), (line.issued, line.late), line.issued_rate),
        meaning(
            "Tỷ lệ đã phát hành",
            "Đã phát hành thư trên phải xin lỗi",
            "Đã phát hành / quá hạn",
            REGISTER,
        ),
    ),
    column(
        "prepared",
        &["Đã lập"],
        10,
        |line, kind| kind.count(line.prepared),
        meaning("Đã lập", "Có thư, sổ theo dõi chưa ghi ngày phiếu", "Đếm hồ sơ", LETTER_ARCHIVE),
    ),
    column(
        "reappointed",
        &["Chỉ hẹn lại"],
        13,
        |line, kind| kind.count(line.only_reappointed),
        meaning("Chỉ hẹn lại", "Không có thư, bảng tính có ngày hẹn lại", "Đếm hồ sơ", SHEETS),
    ),
    column(
        "without",
        &["Chưa có"],
        10,
        |line, kind| kind.count(line.without),
        meaning("Chưa có", "Số còn lại", "Đếm hồ sơ", LETTER_ARCHIVE),
    ),
    column(
        "then in time",
        &["Có thư, sau đó đúng hạn"],
        13,
        |line, kind| kind.count(line.then_in_time),
        meaning(
            "Có thư, sau đó đúng hạn",
            "Đã có thư nhưng giải quyết trong kỳ, không sau hạn ban đầu; không nằm trong cột quá hạn",
            "Đếm thư",
            LETTER_ARCHIVE,
        ),
    ),
    column(
        "twice",
        &["Trễ lần hai"],
        11,
        |line, kind| kind.count(line.second_delays),
        meaning(
            "Trễ lần hai",
            "Trong số quá hạn, quá cả ngày hẹn lại",
            "Đếm hồ sơ",
            LETTER_ARCHIVE,
        ),
    ),
];
