//! Tables of the internal list of late and overdue dossiers: codes, never names.

use std::collections::BTreeSet;

use jiff::civil::Date;

use crate::document::block::{Align, Table};
use crate::document::tables::{plain, row};
use crate::document::text::{thousands, without_because, without_capital};
use crate::model::short_date;
use crate::report::{LateItem, LateList};

use Align::{Center, Left};

/// A column of days: its heading, and what it holds.
type DayColumn = (&'static str, fn(&LateItem) -> Option<Date>);

const END: DayColumn = ("Kết thúc", |item| item.end);
const PUT_OFF: DayColumn = ("Hẹn lại", |item| item.reappointed);

/// Resolved late in the period; where some were put off, to which day, since they may be past that as well.
pub(crate) fn resolved(list: &LateList) -> Option<Table> {
    let words = ["qua-han-da-giai-quyet", "Hồ sơ đã giải quyết quá hạn"];
    let days = [put_off(&list.resolved), &[END]].concat();
    table(words, (&list.resolved, list.resolved_count), &days)
}

/// To which day, where some were put off.
fn put_off(items: &[LateItem]) -> &'static [DayColumn] {
    if items.iter().any(|item| item.reappointed.is_some()) { &[PUT_OFF] } else { &[] }
}

/// Open and past the due date.
pub(crate) fn open(list: &LateList) -> Option<Table> {
    let words = ["qua-han-dang-giai-quyet", "Hồ sơ đang giải quyết đã quá hạn"];
    table(words, (&list.open, list.open_count), put_off(&list.open))
}

/// What the unit above the table says need not stand in each row.
fn days(item: &LateItem) -> String {
    let unit = " ngày làm việc";
    let words = item.days_text();
    words.strip_suffix(unit).unwrap_or(&words).to_owned()
}

/// Two short words that would take two lines of each row.
fn on_one_line(words: &str) -> String {
    words.replace(' ', "\u{a0}")
}

/// The first of `all`, with what the two tables differ in after the day of the appointment.
fn table(
    [id, caption]: [&str; 2],
    (items, all): (&[LateItem], usize),
    days_after: &[DayColumn],
) -> Option<Table> {
    if items.is_empty() {
        return None;
    }
    let mut columns = vec![
        (7, Center, "TT"),
        (36, Left, "Mã hồ sơ"),
        (54, Left, "Phòng, đơn vị"),
        (19, Center, "Hẹn trả"),
    ];
    columns.extend(days_after.iter().map(|(heading, _)| (19, Center, *heading)));
    columns.extend([
        (14, Center, "Số ngày quá hạn"),
        (17, Center, "Lý do"),
        (18, Center, "Thư xin lỗi"),
    ]);
    let mut table = plain(id, caption, &columns);
    table.unit = Some("Số ngày quá hạn tính theo ngày làm việc".to_owned());
    table.rows.extend((1_u64..).zip(items).map(|(number, item)| {
        let mut cells = vec![
            number.to_string(),
            item.code.to_string(),
            item.department.to_string(),
            short_date(item.due),
        ];
        cells.extend(
            days_after.iter().map(|(_, of)| of(item).map_or_else(|| "–".to_owned(), short_date)),
        );
        cells.extend([
            days(item),
            match item.own_reason {
                Some(_) => without_capital(without_because(&item.reason_words())),
                None => on_one_line(&item.reason_words()),
            },
            on_one_line(item.letter.vietnamese()),
        ]);
        row(cells)
    }));
    if all > items.len() {
        let [printed, all] = [items.len(), all].map(|count| thousands(count as u64));
        table.notes.push(format!(
            "Chỉ in {printed} hồ sơ quá hạn nhiều ngày nhất trong số {all} hồ sơ; danh sách đầy đủ ở danh-sach-qua-han.xlsx (nội bộ)."
        ));
    }
    let given: BTreeSet<&str> =
        items.iter().filter_map(|item| item.listed_reason.as_deref()).collect();
    if !given.is_empty() {
        let mut given: Vec<&str> = given.into_iter().collect();
        given.sort_by_key(|line| letter_place(line));
        table.notes.push(format!("Lý do: {}.", given.join("; ")));
    }
    Some(table)
}

/// Place of the letter that a reason begins with: `đ` stands before `e`.
fn letter_place(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    "aăâbcdđeêghiklmnoôơpqrstuưvxy".chars().position(|letter| letter == first)
}

/// Which column names the department.
const DEPARTMENT: usize = 2;

/// Without the column of the department.
pub(crate) fn of_one_department(mut table: Table, list: &LateList) -> Table {
    let mut items = list.resolved.iter().chain(&list.open);
    let has_words = items.any(|item| item.own_reason.is_some());
    for row in &mut table.rows {
        if row.cells.len() > DEPARTMENT {
            row.cells.remove(DEPARTMENT);
        }
    }
    for cells in &mut table.header {
        cells.remove(DEPARTMENT);
    }
    table.columns.remove(DEPARTMENT);
    let shares: &[u32] = match table.columns.len() {
        7 => &[7, 40, 20, 20, 18, 26, 22],
        _ => &[7, 38, 19, 19, 19, 15, 19, 18],
    };
    for (column, share) in table.columns.iter_mut().zip(shares) {
        column.share = *share;
    }
    if has_words {
        // Next to the last: it holds more than a letter of the list.
        if let Some(reasons) = table.columns.iter_mut().nth_back(1) {
            reasons.share = 36;
        }
    }
    table
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reasons_stand_in_the_order_of_the_list() {
        let mut lines =
            ["g) Nguyên nhân khác", "a) Do quy định", "đ) Do hệ thống", "e) Do tổ chức"];
        lines.sort_by_key(|line| letter_place(line));
        assert_eq!(lines.map(|line| line.split(')').next().unwrap()), ["a", "đ", "e", "g"]);
    }
}
