//! Late dossiers beside their letters, as a table of the report.

use crate::document::block::{Align, Table};
use crate::document::tables::{counts, department_head, head, of_figures};
use crate::document::text::{count, thousands};
use crate::report::{Reconciliation, Report, TableLines};

use Align::{Left, Right};

/// A column of the table, with what it means.
struct LetterColumn {
    name: &'static str,
    /// Number of its figure.
    figure: &'static str,
    count: fn(&Reconciliation) -> u64,
    /// Whether it is left out where it is 0 throughout.
    may_go: bool,
    meaning: &'static str,
}

/// After the issued letters.
const OTHERS: [LetterColumn; 5] = [
    LetterColumn {
        name: "Đã lập",
        figure: "DC-05",
        count: |line| line.prepared,
        may_go: false,
        meaning: "Đã lập: có thư nhưng sổ theo dõi chưa ghi ngày.",
    },
    LetterColumn {
        name: "Chỉ hẹn lại",
        figure: "DC-06",
        count: |line| line.only_reappointed,
        may_go: true,
        meaning: "Chỉ hẹn lại: không có thư, dữ liệu có ngày hẹn lại.",
    },
    LetterColumn {
        name: "Chưa có",
        figure: "DC-07",
        count: |line| line.without,
        may_go: false,
        meaning: "",
    },
    LetterColumn {
        name: "Sau đó đúng hạn",
        figure: "DC-08",
        count: |line| line.then_in_time,
        may_go: true,
        meaning: "Sau đó đúng hạn: đã có thư nhưng trả trong hạn ban đầu, không nằm trong cột quá hạn.",
    },
    LetterColumn {
        name: "Trễ lần hai",
        figure: "DC-09",
        count: |line| line.second_delays,
        may_go: true,
        meaning: "Trễ lần hai: quá cả ngày hẹn lại.",
    },
];

/// Nothing where nothing was late and no letter was overtaken, or where one department is the whole office. Columns
/// that hold nothing but 0 are left out.
pub(crate) fn reconciliation(report: &Report) -> Option<Table> {
    let figures = &report.letters;
    let is_one = report.department.is_none() && report.dossiers.by_department.len() < 2;
    if figures.by_department.is_empty() || is_one {
        return None;
    }
    let all = &figures.reconciliation;
    let are_issued = all.issued > 0;
    let shown: Vec<&LetterColumn> =
        OTHERS.iter().filter(|one| !one.may_go || (one.count)(all) > 0).collect();
    let mut columns =
        vec![(40, Left, department_head(report), ""), (12, Right, "Quá hạn", "DC-01")];
    if are_issued {
        columns.extend([
            (12, Right, "Tổng số", "DC-02"),
            (12, Right, "Gửi kịp", "DC-03"),
            (12, Right, "Gửi muộn", "DC-04"),
            (17, Right, "Tỷ lệ", "DC-10"),
        ]);
    }
    columns.extend(shown.iter().map(|one| (14, Right, one.name, one.figure)));
    let (mut table, columns) =
        of_figures("doi-chieu-thu", "Hồ sơ quá hạn và thư xin lỗi", &columns);
    if are_issued {
        let mut above = vec![
            head(department_head(report), 1, 2),
            head("Quá hạn", 1, 2),
            head("Đã phát hành", 4, 1),
        ];
        above.extend(shown.iter().map(|one| head(one.name, 1, 2)));
        let below = ["Tổng số", "Gửi kịp", "Gửi muộn", "Tỷ lệ"].map(|text| head(text, 1, 1));
        table.header = vec![above, below.into()];
    }
    table.unit = Some("Đơn vị tính: Hồ sơ".to_owned());
    let cells = |line: &Reconciliation| {
        let mut cells = vec![line.name.clone(), thousands(line.late)];
        if are_issued {
            cells.extend(counts([line.issued, line.issued_in_time, line.issued_late]));
            cells.push(line.issued_rate.to_string());
        }
        cells.extend(shown.iter().map(|one| thousands((one.count)(line))));
        cells
    };
    table.rows.extend(
        figures
            .by_department
            .iter()
            .map(|line| columns.line(report, TableLines::Departments, &line.name, cells(line))),
    );
    if report.department.is_none() {
        table.rows.push(columns.whole(report, cells(all)));
    }
    let issued = "Đã phát hành: sổ theo dõi đã ghi ngày phiếu. Gửi kịp: ngày phiếu chậm nhất 01 ngày trước hạn trả.";
    let meanings = are_issued.then_some(issued).into_iter();
    let meanings = meanings.chain(shown.iter().map(|one| one.meaning));
    let meanings: Vec<&str> = meanings.filter(|words| !words.is_empty()).collect();
    table.notes.push(meanings.join(" "));
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
