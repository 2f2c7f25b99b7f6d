//! What the columns and the title of a register of complaints give away as a whole.

use crate::ledger::{Code, Field, Finding, Place};
use crate::model::{short_date, word_key};
use crate::normalize::file::FileReader;
use crate::normalize::header::columns::{ColumnRole, SheetColumn};
use crate::normalize::header::trouble::has_words;
use crate::normalize::text::intern::Interner;
use crate::normalize::values::periods;
use crate::normalize::values::status;
use crate::normalize::waiting::Waiting;

/// A second column that may hold the day of the answer, and is not read.
pub(crate) fn other_answer(waiting: &Waiting) -> Option<Finding> {
    let table = &waiting.table;
    let read = table.index_of(Field::Resolved).and_then(|index| table.columns().get(index))?;
    let other = table.header.cells.iter().find(|cell| {
        let key = word_key(&cell.leaf);
        let is_answer =
            ["tra loi", "phan hoi", "ban hanh", "ra van ban", "co ket qua", "giai quyet"];
        let is_other =
            ["han", "nhan", "gui", "chuyen", "giao", "yeu cau", "thu ly", "quyet dinh", "du kien"];
        let has = |words: &[&str]| words.iter().any(|word| has_words(&key, word));
        let is_read = table
            .columns()
            .iter()
            .any(|column| column.at == cell.column && column.role != ColumnRole::Beaten);
        key.starts_with("ngay ") && has(&is_answer) && !has(&is_other) && !is_read
    })?;
    Some(
        Finding::new(Code::AmbiguousColumn, Place::cell(&waiting.source, read.row, other.column))
            .with_field(Field::Resolved)
            .with_found(other.leaf.clone())
            .with_message(format!(
                "Cột “{}” cũng có thể là ngày giải quyết, ngày giải quyết được lấy ở cột “{}”",
                other.leaf, read.header
            ))
            .with_effect("cột này không được đọc; đúng hạn, quá hạn xét theo cột kia")
            .with_advice("giữ lại cột ghi ngày trả lời, đổi tên cột kia; hoặc khai cột đúng ở mục [cot] trong congso.toml"),
    )
}

/// A column that may hold the day of the answer, and is not read, where a complaint would be late by the one and not by
/// the other; or, where no column is that day, whichever may be it.
pub(crate) fn unread_answer(waiting: &Waiting, texts: &Interner) -> Option<Finding> {
    let table = &waiting.table;
    let Some(read) = table.index_of(Field::Resolved).and_then(|at| table.columns().get(at)) else {
        return Some(no_answer(waiting, texts));
    };
    let (other, late) = table.beaten().find_map(|(at, column)| {
        let fit = fit(waiting, texts, at);
        (column.field == Field::Resolved && fit.is_usual() && fit.differing > 0)
            .then_some((column, fit.differing))
    })?;
    Some(
        Finding::new(Code::AmbiguousColumn, Place::cell(&waiting.source, other.row, other.at))
            .with_field(Field::Resolved)
            .with_found(other.leaf.clone())
            .with_message(format!(
                "Cột “{}” cũng có thể là ngày giải quyết; theo hai cột thì {late} đơn đúng hạn, quá hạn khác nhau",
                other.leaf
            ))
            .with_effect(format!("đúng hạn, quá hạn được xét theo cột “{}”", read.header))
            .with_advice(format!(
                "đúng thì không cần làm gì; nếu phải tính theo cột kia thì {}:\n{}",
                status::below("cot"),
                status::column_line(&other.header, Field::Resolved)
            )),
    )
}

/// A register without a day of the answer: none of its complaints is ever resolved.
fn no_answer(waiting: &Waiting, texts: &Interner) -> Finding {
    let table = &waiting.table;
    let fits = |(at, column): &(usize, &SheetColumn)| {
        column.field == Field::Resolved && fit(waiting, texts, *at).days > 0
    };
    let effect = "mọi đơn của trang được tính là chưa giải quyết";
    let Some((_, column)) = table.beaten().find(fits) else {
        return Finding::new(
            Code::ClosedWithoutEnd,
            Place::row(&waiting.source, table.header.first_row),
        )
        .with_field(Field::Resolved)
        .with_message("Sổ không có cột ngày giải quyết")
        .with_effect(effect)
        .with_advice("thêm cột “Ngày giải quyết”, ghi ngày cho từng đơn đã giải quyết");
    };
    Finding::new(Code::AmbiguousColumn, Place::cell(&waiting.source, column.row, column.at))
        .with_field(Field::Resolved)
        .with_found(column.leaf.clone())
        .with_message(format!(
            "Sổ không có cột ngày giải quyết; cột “{}” có thể là ngày đó",
            column.leaf
        ))
        .with_effect(effect)
        .with_advice(format!(
            "nếu phải thì {}:\n{}\nnếu không thì thêm cột “Ngày giải quyết”",
            status::below("cot"),
            status::column_line(&column.header, Field::Resolved)
        ))
}

/// How the days of an unread column go with those of its rows.
#[derive(Clone, Copy, Debug, Default)]
struct AnswerFit {
    /// Complaints with an answer that have such a day as well.
    answered: u32,
    beside: u32,
    /// Days that are not before the receipt.
    days: u32,
    /// Late by one, and not by the other.
    differing: u32,
}

impl AnswerFit {
    /// Whether most answers have such a day: a step that few complaints take has not.
    fn is_usual(self) -> bool {
        self.beside * 2 >= self.answered
    }
}

fn fit(waiting: &Waiting, texts: &Interner, at: usize) -> AnswerFit {
    let table = &waiting.table;
    let mut fit = AnswerFit::default();
    table.each(0..table.rows.len(), |_, slots| {
        let day = |field: Field| waiting.date_of(field, slots, texts).day();
        let other =
            slots.get(at).and_then(|slot| waiting.date(*slot, Field::Received, texts).day());
        let other = other.zip(day(Field::Received)).filter(|(other, start)| other >= start);
        let (due, resolved) = (day(Field::Due), day(Field::Resolved));
        fit.answered += u32::from(resolved.is_some());
        let Some((other, _)) = other else { return };
        fit.days += 1;
        if let Some(resolved) = resolved {
            fit.beside += 1;
            fit.differing += u32::from(due.is_some_and(|due| (other > due) != (resolved > due)));
        }
    });
    fit
}

/// Rows of another year than the one that their own sheet names: a slip of the hand, most likely.
pub(crate) fn outside_title(file: &FileReader<'_>, waiting: &Waiting) -> Option<Finding> {
    let titles = waiting.table.titles.iter().map(String::as_str);
    let span = periods::of_titles(titles, file.options.cut)?;
    let index = waiting.table.index_of(Field::Received)?;
    let mut odd = waiting.table.column(index).filter_map(|(row, slot)| {
        let day = waiting.date(slot, Field::Received, &file.texts).day()?;
        let is_other_year = day.year() != span.from.year() && day.year() != span.to.year();
        let is_same_month = day.month() >= span.from.month() && day.month() <= span.to.month();
        (is_other_year && is_same_month).then_some((row, day))
    });
    let (row, day) = odd.next()?;
    let count = 1 + odd.count();
    Some(
        Finding::new(Code::ImplausibleDate, waiting.place(row, Field::Received))
            .with_field(Field::Received)
            .with_found(short_date(day))
            .with_message(format!(
                "{count} dòng có ngày tiếp nhận cùng tháng nhưng khác năm với kỳ ghi ở tiêu đề, ví dụ “{}”",
                short_date(day)
            ))
            .with_effect("các dòng này được tính theo năm đã ghi, không phải năm ở tiêu đề")
            .with_advice("nếu gõ sai năm thì sửa lại"),
    )
}
