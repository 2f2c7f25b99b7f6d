//! Late dossiers beside their letters, as a table of the report.

use crate::document::block::{Align, Table};
use crate::document::tables::{counts, head, plain, row, total};
use crate::document::text::count;
use crate::report::{Reconciliation, Report};

use Align::{Left, Right};

/// Nothing where nothing was late and no letter was overtaken.
pub(crate) fn reconciliation(report: &Report) -> Option<Table> {
    let figures = &report.letters;
    if figures.by_department.is_empty() {
        return None;
    }
    let columns = [
        (40, Left, "Phòng, đơn vị"),
        (12, Right, "Quá hạn"),
        (12, Right, "Tổng số"),
        (12, Right, "Gửi kịp"),
        (12, Right, "Gửi muộn"),
        (17, Right, "Tỷ lệ"),
        (12, Right, "Đã lập"),
        (12, Right, "Chỉ hẹn lại"),
        (12, Right, "Chưa có"),
        (14, Right, "Sau đó đúng hạn"),
        (12, Right, "Trễ lần hai"),
    ];
    let mut table = plain("doi-chieu-thu", "Hồ sơ quá hạn và thư xin lỗi", &columns);
    table.header = vec![
        vec![
            head("Phòng, đơn vị", 1, 2),
            head("Quá hạn", 1, 2),
            head("Đã phát hành", 4, 1),
            head("Đã lập", 1, 2),
            head("Chỉ hẹn lại", 1, 2),
            head("Chưa có", 1, 2),
            head("Sau đó đúng hạn", 1, 2),
            head("Trễ lần hai", 1, 2),
        ],
        ["Tổng số", "Gửi kịp", "Gửi muộn", "Tỷ lệ"].map(|text| head(text, 1, 1)).into(),
    ];
    table.unit = Some("Đơn vị tính: Hồ sơ".to_owned());
    table.rows.extend(figures.by_department.iter().map(|line| row(cells(line))));
    if report.department.is_none() {
        table.rows.push(total(cells(&figures.reconciliation)));
    }
    table.notes.push(
        "Đã phát hành: sổ theo dõi đã ghi ngày phiếu. Gửi kịp: ngày phiếu chậm nhất 01 ngày trước hạn trả. Đã lập: có thư nhưng sổ chưa ghi ngày. Chỉ hẹn lại: không có thư, dữ liệu có ngày hẹn lại. Sau đó đúng hạn: đã có thư nhưng trả trong hạn ban đầu, không nằm trong cột quá hạn. Trễ lần hai: quá cả ngày hẹn lại.".to_owned(),
    );
    let unlisted = unlisted(report);
    if unlisted > 0 {
        table.notes.push(format!(
            "{} hồ sơ quá hạn chỉ có trong bảng tổng hợp, không có danh sách nên không nêu ở bảng này.",
            count(unlisted)
        ));
    }
    Some(table)
}

/// Late dossiers that only tables of totals know.
fn unlisted(report: &Report) -> u64 {
    let columns = &report.dossiers.total.columns;
    let late = columns.late + columns.open_overdue.unwrap_or(0);
    late.saturating_sub(report.letters.reconciliation.late)
}

fn cells(line: &Reconciliation) -> Vec<String> {
    let mut cells = vec![line.name.clone()];
    cells.extend(counts([line.late, line.issued, line.issued_in_time, line.issued_late]));
    cells.push(line.issued_rate.to_string());
    cells.extend(counts([
        line.prepared,
        line.only_reappointed,
        line.without,
        line.then_in_time,
        line.second_delays,
    ]));
    cells
}
