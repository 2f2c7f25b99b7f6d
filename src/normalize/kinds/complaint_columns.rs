//! What the columns and the title of a register of complaints give away as a whole.

use crate::ledger::{Code, Field, Finding, Place};
use crate::model::{short_date, word_key};
use crate::normalize::file::FileReader;
use crate::normalize::header::trouble::has_words;
use crate::normalize::values::date_columns;
use crate::normalize::values::periods;
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
        let is_read = table.columns().iter().any(|column| column.at == cell.column);
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

/// Rows of another year than the one that their own sheet names: a slip of the hand, most likely.
pub(crate) fn outside_title(file: &FileReader<'_>, waiting: &Waiting) -> Option<Finding> {
    let titles = waiting.table.titles.iter().map(String::as_str);
    let span = periods::of_titles(titles, file.options.cut)?;
    let index = waiting.table.index_of(Field::Received)?;
    let order = waiting.habits.get(&Field::Received).copied().unwrap_or_default();
    let mut odd = waiting.table.column(index).filter_map(|(row, slot)| {
        let day = date_columns::read(slot, order, waiting.epoch, &file.texts).day()?;
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
