//! Identities that must hold, as formulas over the other sheets: a receiver sees at one glance that nothing differs.

use crate::document::Orientation;
use crate::ledger::{Count, column_letters};
use crate::model::Totals;
use crate::render::xlsx::cell::{Figure, OutCell, OutRow, OutRowKind};
use crate::render::xlsx::frame::frame;
use crate::render::xlsx::sheet::{Filter, OutSheet, heads};
use crate::render::xlsx::{delays, dossiers, others, satisfaction};
use crate::report::{Report, SatisfactionLine};

const NAME: &str = "Đối chiếu";

/// Every identity between the tables that are there.
pub(super) fn sheet(report: &Report, tables: &[OutSheet]) -> OutSheet {
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
        OutRow::body(vec![
            OutCell::Order(order),
            OutCell::text(identity.says),
            OutCell::Live(left.formula, Figure::Count(left.value)),
            OutCell::Live(right.formula, Figure::Count(right.value)),
            OutCell::Live("C#-D#".to_owned(), Figure::Difference(difference)),
            OutCell::LiveText("IF(E#=0,\"khớp\",\"lệch\")".to_owned(), word.to_owned()),
        ])
    });
    OutSheet {
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
fn row_sum(sheet: &OutSheet, place: usize, keys: &[impl AsRef<str>]) -> Expression {
    let columns: Vec<u16> = keys.iter().filter_map(|key| sheet.column(key.as_ref())).collect();
    let cells = sheet.rows.get(place).map(|row| row.cells.as_slice()).unwrap_or_default();
    let row = sheet.first_row() + u32::try_from(place).unwrap_or_default() + 1;
    let names = columns.iter().map(|column| {
        let letters = column_letters(u32::from(*column));
        format!("'{}'!{letters}{row}", sheet.name)
    });
    let values = columns.iter().filter_map(|column| cells.get(usize::from(*column)));
    Expression {
        formula: names.collect::<Vec<_>>().join("+"),
        value: values.map(OutCell::held).sum(),
    }
}

/// All lines of the columns from one to another, without the row of sums.
fn lines_sum(sheet: &OutSheet, from: &str, to: &str) -> Option<Expression> {
    let (from, to) = (sheet.column(from)?, sheet.column(to)?);
    let lines = sheet.rows.iter().filter(|row| row.kind == OutRowKind::Body);
    let count = u32::try_from(lines.clone().count()).ok().filter(|count| *count > 0)?;
    let values = lines.filter_map(|row| row.cells.get(usize::from(from)..=usize::from(to)));
    let [first, last] = [from, to].map(|column| column_letters(u32::from(column)));
    let (top, bottom) = (sheet.first_row() + 1, sheet.first_row() + count);
    Some(Expression {
        formula: format!("SUM('{}'!{first}{top}:{last}{bottom})", sheet.name),
        value: values.flatten().map(OutCell::held).sum(),
    })
}

/// The row of the report as a whole: the sums; in a department's annex its own line, above the office's.
pub(super) fn whole(report: &Report, sheet: &OutSheet) -> usize {
    let beside = [dossiers::OWN, dossiers::BEHIND, dossiers::SUPPLEMENTS, satisfaction::OWN];
    match report.department {
        Some(_) if beside.contains(&sheet.name.as_str()) => 0,
        Some(_) | None => sheet.rows.len().saturating_sub(1),
    }
}

pub(super) fn find<'a>(tables: &'a [OutSheet], name: &str) -> Option<&'a OutSheet> {
    tables.iter().find(|table| table.name == name)
}

/// Overdue, resolved and open.
const LATE: [Count; 2] = [Count::Late, Count::OpenOverdue];

/// Keys of the counts in the sheets of 13 columns: their numbers.
fn keys(counts: &[Count]) -> Vec<String> {
    counts.iter().flat_map(|count| count.numbers()).map(ToString::to_string).collect()
}

fn of_dossiers(report: &Report, tables: &[OutSheet]) -> Vec<Identity> {
    let Some(main) = find(tables, dossiers::main(report)) else { return Vec::new() };
    let place = whole(report, main);
    let totals = &report.dossiers.total.columns;
    // Over a column that a table of totals does not give there is nothing to hold.
    let is_known = |counts: &[Count]| {
        let all = keys(counts);
        let parts = Count::COLUMNS
            .into_iter()
            .filter(|count| keys(&[*count]).first().is_some_and(|key| all.contains(key)));
        parts.clone().all(|count| totals.get(count).is_some())
    };
    let sum = |counts: &[Count]| row_sum(main, place, &keys(counts));
    let mut all: Vec<Identity> = Totals::IDENTITIES
        .into_iter()
        .filter(|(_, left, right)| is_known(&[*left]) && is_known(right))
        .map(|(says, left, right)| identity(format!("Số hồ sơ: {says}"), sum(&[left]), sum(right)))
        .collect();
    let parts = [
        (dossiers::BY_DEPARTMENT, "các đơn vị"),
        (dossiers::BY_FIELD, "các lĩnh vực"),
        (dossiers::BY_PROCEDURE, "các thủ tục"),
    ];
    for (name, lines) in parts {
        for count in [Count::Taken, Count::Resolved, Count::Late, Count::Open, Count::OpenOverdue] {
            let [key] = &keys(&[count])[..] else { continue };
            let sheet = find(tables, name).filter(|_| is_known(&[count]));
            let lines_sum = sheet.and_then(|sheet| lines_sum(sheet, key, key));
            all.extend(lines_sum.map(|of_lines| {
                let says = format!("Cột ({key}): toàn bộ = tổng {lines}");
                identity(says, sum(&[count]), of_lines)
            }));
        }
    }
    // Of what stands only in totals nobody knows whether it has a letter.
    let listed = find(tables, dossiers::BEHIND).filter(|_| report.dossiers.total.from_totals == 0);
    all.extend(listed.map(|behind| {
        let letters = row_sum(behind, whole(report, behind), &["with", "reappointed", "without"]);
        let says =
            "Hồ sơ quá hạn: (10) + (13) = đã lập hoặc phát hành thư xin lỗi + chỉ hẹn lại + chưa có thư xin lỗi";
        identity(says, sum(&LATE), letters)
    }));
    for (name, by) in [(delays::BY_DAYS, "số ngày"), (delays::BY_REASON, "lý do")] {
        let lines = find(tables, name).and_then(|sheet| lines_sum(sheet, "resolved", "open"));
        all.extend(lines.map(|lines| {
            let says = format!("Hồ sơ quá hạn: (10) + (13) = tổng theo {by}");
            identity(says, sum(&LATE), lines)
        }));
    }
    all
}

fn of_answers(report: &Report, tables: &[OutSheet]) -> Vec<Identity> {
    let Some(main) = find(tables, satisfaction::main(report)) else { return Vec::new() };
    let place = whole(report, main);
    let levels = || row_sum(main, place, &["1", "2", "3", "4", "5"]);
    // Where a question or a department of few answers is left out, the others do not add up to the whole.
    let all_questions = report.satisfaction.printed_questions().iter().all(|printed| *printed);
    let figures = &report.satisfaction;
    let mut wholes = figures.by_department.iter().chain([&figures.total]);
    let all_departments = !wholes.any(SatisfactionLine::is_withheld);
    let parts = [
        (satisfaction::BY_DEPARTMENT, "các đơn vị", all_departments),
        (satisfaction::BY_QUESTION, "các câu hỏi", all_questions),
    ];
    let sums = parts.into_iter().filter(|(.., whole)| *whole).filter_map(|(name, lines, _)| {
        let sum = lines_sum(find(tables, name)?, "1", "5")?;
        Some(identity(format!("Câu trả lời hợp lệ: toàn bộ = tổng {lines}"), levels(), sum))
    });
    sums.collect()
}

fn of_complaints(tables: &[OutSheet]) -> Vec<Identity> {
    let Some(main) = find(tables, others::COMPLAINTS) else { return Vec::new() };
    let place = main.rows.len().saturating_sub(1);
    vec![
        identity(
            "Đơn thư: kỳ trước chuyển sang + tiếp nhận = đã giải quyết + đang giải quyết",
            row_sum(main, place, &["carried", "received"]),
            row_sum(main, place, &["resolved", "open"]),
        ),
        identity(
            "Đơn thư đã giải quyết = đúng hạn + quá hạn + không có hạn",
            row_sum(main, place, &["resolved"]),
            row_sum(main, place, &["in time", "late", "without due"]),
        ),
    ]
}

fn signed(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;
    use crate::render::xlsx::annex;

    fn results(report: &Report) -> Vec<String> {
        let sheets = annex::sheets(report, &sample::full_document());
        let checks = find(&sheets, NAME).expect("the sheet");
        checks
            .rows
            .iter()
            .map(|row| match row.cells.as_slice() {
                [_, OutCell::Text(says), .., OutCell::LiveText(_, word)] => {
                    format!("{says}: {word}")
                }
                other => panic!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn a_table_that_does_not_add_up_is_seen_here() {
        let mut report = sample::full();
        let good = results(&report);
        assert!(good.len() > 15, "{good:?}");
        assert!(good.contains(&"Số hồ sơ: (3) = (7) + (11): khớp".to_owned()), "{good:?}");
        report.dossiers.total.columns.open += 1;
        let bad = results(&report);
        assert!(bad.contains(&"Số hồ sơ: (3) = (7) + (11): lệch".to_owned()), "{bad:?}");
        assert!(bad.contains(&"Cột (11): toàn bộ = tổng các đơn vị: lệch".to_owned()), "{bad:?}");
    }

    #[test]
    fn questions_are_not_added_up_where_one_of_few_answers_is_left_out() {
        let mut report = sample::full();
        let of_questions = |report: &Report| {
            results(report).iter().filter(|line| line.contains("tổng các câu hỏi")).count()
        };
        assert_eq!(of_questions(&report), 1);
        report.satisfaction.by_question[0].line.sheets = 8;
        assert_eq!(of_questions(&report), 0);
    }
}
