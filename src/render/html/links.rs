//! From the cells of the tables of a report to the figures that stand in them.

use std::collections::BTreeSet;

use crate::document::{BlockRow, RowKind, Table};
use crate::report::{Report, TableLines, figure_id, line_code, own_code, printed_ids};

/// What cells are linked to.
pub(super) struct FigureLinks<'a> {
    report: &'a Report,
    /// File of the explanations, from where the page lies.
    pub(super) file: &'a str,
    /// Figures that are explained there.
    ids: BTreeSet<String>,
}

/// A table whose cells are figures.
struct LinkedTable {
    id: &'static str,
    lines: TableLines,
    /// The lowest words above a column, and the number of its figure.
    columns: &'static [(&'static str, &'static str)],
}

const RATES: &[(&str, &str)] = &[
    ("Đã giải quyết", "HS-07"),
    ("Trước hạn", "HS-08"),
    ("Đúng hạn", "HS-09"),
    ("Quá hạn", "HS-10"),
    ("Tỷ lệ đúng hạn", "TL-01"),
    ("Đang giải quyết", "HS-11"),
    ("Trong đó quá hạn", "HS-13"),
];

/// Numerator and denominator are explained with their rate.
const SATISFACTION: &[(&str, &str)] = &[
    ("Số phiếu (n)", "HL-10"),
    ("Câu trả lời hợp lệ", "HL-20"),
    ("Mức 4 và mức 5", "HL-20"),
    ("Tỷ lệ hài lòng", "HL-20"),
    ("Khoảng tin cậy 95%", "HL-21"),
];

const TABLES: [LinkedTable; 10] = [
    LinkedTable {
        id: "bieu-13",
        lines: TableLines::Departments,
        columns: &[
            ("(3)", "HS-03"),
            ("(4)", "HS-04"),
            ("(5)", "HS-05"),
            ("(6)", "HS-06"),
            ("(7)", "HS-07"),
            ("(8)", "HS-08"),
            ("(9)", "HS-09"),
            ("(10)", "HS-10"),
            ("(11)", "HS-11"),
            ("(12)", "HS-12"),
            ("(13)", "HS-13"),
        ],
    },
    LinkedTable { id: "ho-so-don-vi", lines: TableLines::Departments, columns: RATES },
    LinkedTable { id: "ho-so-thu-tuc", lines: TableLines::Procedures, columns: RATES },
    LinkedTable {
        id: "bo-sung",
        lines: TableLines::Departments,
        columns: &[
            ("Hồ sơ đã giải quyết có ghi số lần", "HS-22"),
            ("Số lần yêu cầu", "HS-23"),
            ("Bình quân một hồ sơ", "HS-29"),
            ("Hồ sơ bổ sung hơn một lần", "HS-24"),
        ],
    },
    LinkedTable { id: "hai-long-don-vi", lines: TableLines::Departments, columns: SATISFACTION },
    LinkedTable { id: "yeu-to", lines: TableLines::Factors, columns: SATISFACTION },
    LinkedTable {
        id: "tra-loi",
        lines: TableLines::Questions,
        columns: &[
            ("n", "HL-10"),
            ("Rất không hài lòng (1)", "HL-11"),
            ("Không hài lòng (2)", "HL-12"),
            ("Bình thường (3)", "HL-13"),
            ("Hài lòng (4)", "HL-14"),
            ("Rất hài lòng (5)", "HL-15"),
            ("Tỷ lệ hài lòng", "HL-20"),
        ],
    },
    LinkedTable {
        id: "y-kien",
        lines: TableLines::Topics,
        columns: &[
            ("Số ý kiến", "YK-01"),
            ("Khen", "YK-02"),
            ("Góp ý, phàn nàn", "YK-03"),
            ("Chưa phân loại", "YK-04"),
        ],
    },
    LinkedTable {
        id: "don-thu",
        lines: TableLines::Complaints,
        columns: &[
            ("Kỳ trước chuyển sang", "DT-01"),
            ("Tiếp nhận", "DT-02"),
            ("Đã giải quyết", "DT-03"),
            ("Đúng hạn", "DT-04"),
            ("Quá hạn", "DT-05"),
            ("Không ghi hạn", "DT-06"),
            ("Tỷ lệ đúng hạn", "DT-09"),
            ("Đang giải quyết", "DT-07"),
            ("Trong đó quá hạn", "DT-08"),
        ],
    },
    LinkedTable {
        id: "doi-chieu-thu",
        lines: TableLines::Departments,
        columns: &[
            ("Quá hạn", "DC-01"),
            ("Tổng số", "DC-02"),
            ("Gửi kịp", "DC-03"),
            ("Gửi muộn", "DC-04"),
            ("Tỷ lệ", "DC-10"),
            ("Đã lập", "DC-05"),
            ("Chỉ hẹn lại", "DC-06"),
            ("Chưa có", "DC-07"),
            ("Sau đó đúng hạn", "DC-08"),
            ("Trễ lần hai", "DC-09"),
        ],
    },
];

impl<'a> FigureLinks<'a> {
    pub(super) fn new(report: &'a Report, file: &'a str) -> Self {
        Self { report, file, ids: printed_ids(report) }
    }

    /// Ids of the figures of a row, by column; `named` is the column of names, `words` the lowest ones above each.
    pub(super) fn row(
        &self,
        table: &Table,
        at: usize,
        named: usize,
        words: &[&str],
    ) -> Vec<Option<String>> {
        let linked = TABLES.iter().find(|linked| linked.id == table.id);
        let Some((linked, row)) = linked.zip(table.rows.get(at)) else { return Vec::new() };
        let name = row.cells.get(named).map(String::as_str).unwrap_or_default();
        let line = match row.kind {
            RowKind::Section => None,
            RowKind::Total => Some(own_code(self.report)),
            RowKind::Body => line_code(
                self.report,
                kind(linked, table.rows.get(..at).unwrap_or_default()),
                name.trim_end_matches(" (*)"),
            ),
        };
        let Some(line) = line else { return Vec::new() };
        let id = |words: &&str| {
            let (_, number) = linked.columns.iter().find(|(column, _)| column == words)?;
            Some(figure_id(number, &line)).filter(|id| self.ids.contains(id))
        };
        words.iter().map(id).collect()
    }
}

/// The statutory table has departments, then fields.
fn kind(linked: &LinkedTable, above: &[BlockRow]) -> TableLines {
    let section = above.iter().rfind(|row| row.kind == RowKind::Section);
    let title = section.and_then(|row| row.cells.first());
    if linked.id == "bieu-13" && title.is_some_and(|title| title.contains("lĩnh vực")) {
        TableLines::Fields
    } else {
        linked.lines
    }
}
