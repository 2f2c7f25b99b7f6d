//! Identities that must hold, as formulas over the other sheets: a receiver sees at one glance that nothing differs.

use crate::document::Orientation;
use crate::ledger::column_letters;
use crate::render::xlsx::annex::frame;
use crate::render::xlsx::sheet::{Cell, Figure, Filter, Row, RowKind, Sheet, heads};
use crate::render::xlsx::{delays, dossiers, others, satisfaction};
use crate::report::Report;

const NAME: &str = "Đối chiếu";

/// Every identity between the tables that are there.
pub(super) fn sheet(report: &Report, tables: &[Sheet]) -> Sheet {
    let mut identities = Vec::new();
    if report.dossiers.has_data {
        identities.extend(of_dossiers(report, tables));
    }
    if report.satisfaction.has_data {
        identities.extend(of_answers(report, tables));
    }
    if report.complaints.has_data {
        identities.extend(of_complaints(tables));
    }
    let rows = (1..).zip(identities).map(|(order, identity)| {
        let (left, right) = (identity.left, identity.right);
        let difference = signed(left.value) - signed(right.value);
        let word = if difference == 0 { "khớp" } else { "lệch" };
        Row::body(vec![
            Cell::Order(order),
            Cell::text(identity.says),
            Cell::Live(left.formula, Figure::Count(left.value)),
            Cell::Live(right.formula, Figure::Count(right.value)),
            Cell::Live("C#-D#".to_owned(), Figure::Difference(difference)),
            Cell::LiveText("IF(E#=0,\"khớp\",\"lệch\")".to_owned(), word.to_owned()),
        ])
    });
    Sheet {
        widths: vec![5, 62, 14, 14, 12, 12],
        header: vec![heads(&["STT", "Đẳng thức", "Vế trái", "Vế phải", "Chênh lệch", "Kết quả"])],
        rows: rows.collect(),
        notes: vec![
            "Hai vế là công thức tính từ các trang khác; số trong ngoặc là số cột của bảng 13 cột"
                .to_owned(),
        ],
        filter: Filter::None,
        ..frame(report, NAME, "Đối chiếu giữa các bảng", Orientation::Landscape)
    }
}

/// `left` = `right`.
struct Identity {
    says: String,
    left: Expression,
    right: Expression,
}

/// A formula and what it gives.
struct Expression {
    formula: String,
    value: u64,
}

fn identity(says: impl Into<String>, left: Expression, right: Expression) -> Identity {
    Identity { says: says.into(), left, right }
}

/// Columns of one row of a sheet, added up.
fn row_sum(sheet: &Sheet, place: usize, columns: &[u16]) -> Expression {
    let cells = sheet.rows.get(place).map(|row| row.cells.as_slice()).unwrap_or_default();
    let row = sheet.first_row() + u32::try_from(place).unwrap_or_default() + 1;
    let names = columns.iter().map(|column| {
        let letters = column_letters(u32::from(*column));
        format!("'{}'!{letters}{row}", sheet.name)
    });
    let values = columns.iter().filter_map(|column| cells.get(usize::from(*column)));
    Expression { formula: names.collect::<Vec<_>>().join("+"), value: values.map(Cell::held).sum() }
}

/// All lines of a range of columns, without the row of sums.
fn lines_sum(sheet: &Sheet, from: u16, to: u16) -> Option<Expression> {
    let lines = sheet.rows.iter().filter(|row| row.kind == RowKind::Body);
    let count = u32::try_from(lines.clone().count()).ok().filter(|count| *count > 0)?;
    let values = lines.filter_map(|row| row.cells.get(usize::from(from)..=usize::from(to)));
    let [first, last] = [from, to].map(|column| column_letters(u32::from(column)));
    let (top, bottom) = (sheet.first_row() + 1, sheet.first_row() + count);
    Some(Expression {
        formula: format!("SUM('{}'!{first}{top}:{last}{bottom})", sheet.name),
        value: values.flatten().map(Cell::held).sum(),
    })
}

/// The row of the report as a whole: the sums; in a department's annex its own line, above the office's.
pub(super) fn whole(report: &Report, sheet: &Sheet) -> usize {
    let beside = [
        dossiers::BY_DEPARTMENT,
        dossiers::BEHIND,
        dossiers::SUPPLEMENTS,
        satisfaction::BY_DEPARTMENT,
    ];
    match report.department {
        Some(_) if beside.contains(&sheet.name.as_str()) => 0,
        Some(_) | None => sheet.rows.len().saturating_sub(1),
    }
}

pub(super) fn find<'a>(tables: &'a [Sheet], name: &str) -> Option<&'a Sheet> {
    tables.iter().find(|table| table.name == name)
}

fn of_dossiers(report: &Report, tables: &[Sheet]) -> Vec<Identity> {
    let Some(main) = find(tables, dossiers::BY_DEPARTMENT) else { return Vec::new() };
    let place = whole(report, main);
    let within: [(&str, &[u16], &[u16]); 4] = [
        ("(3) = (4) + (5) + (6)", &[2], &[3, 4, 5]),
        ("(7) = (8) + (9) + (10)", &[6], &[7, 8, 9]),
        ("(11) = (12) + (13)", &[10], &[11, 12]),
        ("(3) = (7) + (11)", &[2], &[6, 10]),
    ];
    // Over a column that a table of totals does not give there is nothing to hold.
    let columns = &report.dossiers.total.columns;
    let unknown = |column: u16| match column {
        3 => columns.online.is_none(),
        4 => columns.counter.is_none(),
        5 => columns.carried.is_none(),
        7 => columns.early.is_none(),
        8 => columns.on_time.is_none(),
        11 => columns.open_in_time.is_none(),
        12 => columns.open_overdue.is_none(),
        _ => false,
    };
    let is_known = |columns: &[u16]| !columns.iter().any(|column| unknown(*column));
    let mut all: Vec<Identity> = within
        .into_iter()
        .filter(|(_, left, right)| is_known(left) && is_known(right))
        .map(|(says, left, right)| {
            let says = format!("Số hồ sơ: {says}");
            identity(says, row_sum(main, place, left), row_sum(main, place, right))
        })
        .collect();
    let parts = [
        (dossiers::BY_DEPARTMENT, "các đơn vị"),
        (dossiers::BY_FIELD, "các lĩnh vực"),
        (dossiers::BY_PROCEDURE, "các thủ tục"),
    ];
    for (name, lines) in parts {
        // A department's annex has one department only.
        if report.department.is_some() && name == dossiers::BY_DEPARTMENT {
            continue;
        }
        for (number, column) in [(3, 2), (7, 6), (10, 9), (11, 10), (13, 12)] {
            if unknown(column) {
                continue;
            }
            let lines_sum = find(tables, name).and_then(|sheet| lines_sum(sheet, column, column));
            all.extend(lines_sum.map(|sum| {
                let says = format!("Cột ({number}): toàn bộ = tổng {lines}");
                identity(says, row_sum(main, place, &[column]), sum)
            }));
        }
    }
    // Of what stands only in totals nobody knows whether it has a letter.
    let listed = find(tables, dossiers::BEHIND).filter(|_| report.dossiers.total.from_totals == 0);
    all.extend(listed.map(|behind| {
        let letters = row_sum(behind, whole(report, behind), &[3, 4]);
        let says = "Hồ sơ quá hạn: (10) + (13) = đã có thư xin lỗi + chưa có thư xin lỗi";
        identity(says, row_sum(main, place, &[9, 12]), letters)
    }));
    for (name, by) in [(delays::BY_DAYS, "số ngày"), (delays::BY_REASON, "lý do")] {
        let sum = find(tables, name).and_then(|sheet| lines_sum(sheet, 2, 3));
        all.extend(sum.map(|sum| {
            let says = format!("Hồ sơ quá hạn: (10) + (13) = tổng theo {by}");
            identity(says, row_sum(main, place, &[9, 12]), sum)
        }));
    }
    all
}

fn of_answers(report: &Report, tables: &[Sheet]) -> Vec<Identity> {
    let Some(main) = find(tables, satisfaction::BY_DEPARTMENT) else { return Vec::new() };
    let place = whole(report, main);
    let levels = || row_sum(main, place, &[2, 3, 4, 5, 6]);
    let parts =
        [(satisfaction::BY_DEPARTMENT, "các đơn vị"), (satisfaction::BY_QUESTION, "các câu hỏi")];
    let sums = parts.into_iter().filter_map(|(name, lines)| {
        if report.department.is_some() && name == satisfaction::BY_DEPARTMENT {
            return None;
        }
        let sum = lines_sum(find(tables, name)?, 2, 6)?;
        Some(identity(format!("Câu trả lời hợp lệ: toàn bộ = tổng {lines}"), levels(), sum))
    });
    sums.collect()
}

fn of_complaints(tables: &[Sheet]) -> Vec<Identity> {
    let Some(main) = find(tables, others::COMPLAINTS) else { return Vec::new() };
    let place = main.rows.len().saturating_sub(1);
    vec![
        identity(
            "Đơn thư: kỳ trước chuyển sang + tiếp nhận = đã giải quyết + đang giải quyết",
            row_sum(main, place, &[2, 3]),
            row_sum(main, place, &[4, 8]),
        ),
        identity(
            "Đơn thư đã giải quyết = đúng hạn + quá hạn + không có hạn",
            row_sum(main, place, &[4]),
            row_sum(main, place, &[5, 6, 7]),
        ),
    ]
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;
    use crate::render::xlsx::annex;

    fn results(report: &Report) -> Vec<String> {
        let sheets = annex::sheets(report, &sample::document());
        let checks = find(&sheets, NAME).expect("the sheet");
        checks
            .rows
            .iter()
            .map(|row| match row.cells.as_slice() {
                [_, Cell::Text(says), .., Cell::LiveText(_, word)] => format!("{says}: {word}"),
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn a_table_that_does_not_add_up_is_seen_here() {
        let mut report = sample::report();
        let good = results(&report);
        assert!(good.len() > 15, "{good:?}");
        assert!(good.contains(&"Số hồ sơ: (3) = (7) + (11): khớp".to_owned()), "{good:?}");
        report.dossiers.total.columns.open += 1;
        let bad = results(&report);
        assert!(bad.contains(&"Số hồ sơ: (3) = (7) + (11): lệch".to_owned()), "{bad:?}");
        assert!(bad.contains(&"Cột (11): toàn bộ = tổng các đơn vị: lệch".to_owned()), "{bad:?}");
    }
}
