//! Late dossiers beside their letters, as a table of the report.

use crate::document::block::{Align, Table};
use crate::document::tables::{counts, plain, row, total};
use crate::report::{Reconciliation, Report};

use Align::{Left, Right};

/// Nothing where nothing was late and no letter was overtaken.
pub(crate) fn reconciliation(report: &Report) -> Option<Table> {
    let figures = &report.letters;
    if figures.by_department.is_empty() {
        return None;
    }
    let mut table = plain(
        "doi-chieu-thu",
        "Hồ sơ quá hạn và thư xin lỗi",
        &[
            (44, Left, "Phòng, đơn vị"),
            (13, Right, "Quá hạn"),
            (13, Right, "Đã có thư"),
            (13, Right, "Chưa có thư"),
            (17, Right, "Tỷ lệ có thư"),
            (13, Right, "Gửi kịp"),
            (13, Right, "Gửi muộn"),
            (14, Right, "Chưa ghi ngày"),
            (16, Right, "Sau đó đúng hạn"),
            (13, Right, "Trễ lần hai"),
        ],
    );
    table.unit = Some("Đơn vị tính: Hồ sơ".to_owned());
    table.rows.extend(figures.by_department.iter().map(|line| row(cells(line))));
    if report.department.is_none() {
        table.rows.push(total(cells(&figures.reconciliation)));
    }
    let all = &figures.reconciliation;
    table.notes.push(
        "Gửi kịp: ngày phiếu chậm nhất 01 ngày trước hạn trả. Sau đó đúng hạn: đã có thư nhưng trả trong hạn ban đầu, không nằm trong cột quá hạn. Trễ lần hai: quá cả ngày hẹn lại".to_owned(),
    );
    if all.only_dated > 0 {
        table.notes.push(format!(
            "Trong số đã có thư, {} hồ sơ chỉ có ngày hẹn lại trong bảng tính, không có thư trong lưu trữ",
            all.only_dated
        ));
    }
    Some(table)
}

fn cells(line: &Reconciliation) -> Vec<String> {
    let [late, with, without] = [line.late, line.with, line.without];
    let mut cells = vec![line.name.clone()];
    cells.extend(counts([late, with, without]));
    cells.push(line.rate.to_string());
    cells.extend(counts([
        line.sent_in_time,
        line.sent_late,
        line.undated,
        line.then_in_time,
        line.second_delays,
    ]));
    cells
}
