//! Why a table is refused whose days nobody can tell from their months.

use crate::ledger::{Code, Finding};
use crate::model::short_date;
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::values::date_columns::{self, Habit};
use crate::normalize::values::date_habits::{Seen, find};
use crate::normalize::values::exchange;
use crate::normalize::values::year_first::YearFirst;
use crate::normalize::waiting::Waiting;

/// Of a column whose texts put the year first, and the day where the month should stand or last.
pub(super) fn year_first(waiting: &Waiting, texts: &Interner, seen: &Seen<'_>) -> Finding {
    let header = &seen.column.header;
    let text = waiting.table.column(seen.at).find_map(|(_, slot)| match slot {
        Slot::Text(id) | Slot::Iso(id) => {
            let text = texts.text(id);
            let mut alone = YearFirst::default();
            alone.add(text);
            // A time of day, or whatever else stands behind it, is no part of the example.
            let day = text.trim().split([' ', 'T', ',']).next();
            day.filter(|_| alone != YearFirst::default()).map(str::to_owned)
        }
        _ => None,
    });
    let text = text.unwrap_or_default();
    find(waiting, seen, Code::MonthFirstDates)
        .with_found(header.clone())
        .with_message(format!(
            "Cột “{header}” ghi năm trước, không rõ số nào là ngày, số nào là tháng, ví dụ “{text}”"
        ))
        .with_effect("trang này không được đọc, chưa lập được báo cáo")
        .with_advice(
            "xuất lại tệp với kiểu ngày/tháng/năm, năm đủ bốn chữ số, hoặc sửa cột này như thế",
        )
}

/// Of a column in which some texts are day first and some month first.
pub(super) fn mixed(waiting: &Waiting, seen: &Seen<'_>) -> Finding {
    let header = &seen.column.header;
    find(waiting, seen, Code::MonthFirstDates)
        .with_found(header.clone())
        .with_message(format!(
            "Cột “{header}” lẫn lộn ngày/tháng và tháng/ngày: {} ô chỉ đọc được ngày trước, {} ô chỉ đọc được tháng trước",
            seen.evidence.day_first, seen.evidence.month_first
        ))
        .with_effect("trang này không được đọc, chưa lập được báo cáo")
        .with_advice("xuất lại tệp với kiểu ngày/tháng/năm, hoặc sửa cột này cho thống nhất")
}

/// Of a column that can be read both ways.
pub(super) fn either(waiting: &Waiting, texts: &Interner, seen: &Seen<'_>) -> Finding {
    let shown = waiting.table.column(seen.at).find_map(|(_, slot)| {
        let habit = Habit::default();
        let day = date_columns::read(slot, habit, waiting.epoch, texts).day()?;
        exchange::exchanged(day).filter(|other| *other != day).map(|other| (day, other))
    });
    let example = shown.map_or(String::new(), |(day, other)| {
        format!(", ví dụ ngày {} hay {}", short_date(day), short_date(other))
    });
    find(waiting, seen, Code::MonthFirstDates)
        .with_found(seen.column.header.clone())
        .with_message(format!(
            "Không rõ cột “{}” ghi ngày trước hay tháng trước{example}",
            seen.column.header
        ))
        .with_effect("trang này không được đọc, chưa lập được báo cáo")
        .with_advice(
            "ghi kỳ của số liệu ở dòng trên bảng, ví dụ “Tháng 10 năm 2026”, hoặc đặt tệp vào thư mục của kỳ, ví dụ du-lieu/2026-10; hoặc xuất lại với kiểu năm-tháng-ngày",
        )
}
