//! Why a table is refused whose days nobody can tell from their months.

use crate::ledger::{Code, Finding};
use crate::model::short_date;
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::values::date_columns::{self, DateCell, Habit, Habits};
use crate::normalize::values::date_habits::{SeenColumn, find};
use crate::normalize::values::dates;
use crate::normalize::values::exchange;
use crate::normalize::values::year_first::YearFirst;
use crate::normalize::waiting::Waiting;

/// Of a column whose texts put the year first, and the day where the month should stand or last.
pub(super) fn year_first(waiting: &Waiting, texts: &Interner, seen: &SeenColumn<'_>) -> Finding {
    let header = &seen.column.header;
    let text = waiting.table.column(seen.at).find_map(|(_, slot)| match slot {
        Slot::Text(id) | Slot::Iso(id) => {
            let text = texts.text(id);
            let mut alone = YearFirst::default();
            alone.add(text);
            // A time of day, or whatever else stands behind it, is no part of the example.
            let day = text.trim().split([' ', 'T', ',']).next();
            let is_odd = alone != YearFirst::default() || seen.may_be_day_second();
            day.filter(|_| is_odd).map(str::to_owned)
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
pub(super) fn mixed(waiting: &Waiting, seen: &SeenColumn<'_>) -> Finding {
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

/// Cells of a column that are looked at first, and unreadable ones of them from which on it is the way of the column.
const LOOKED_AT: usize = 60;
const MANY: usize = 4;

/// Of a column of days most of which are none: row by row it would be a report of the few others.
pub(super) fn unread(
    waiting: &Waiting,
    texts: &Interner,
    seen: &SeenColumn<'_>,
    habits: &Habits,
) -> Option<Finding> {
    let column = seen.column;
    let habit = habits.get(&column.field).copied()?;
    let is_day = |slot: Slot| match date_columns::read(slot, habit, waiting.epoch, texts) {
        DateCell::Day(day) => dates::is_plausible(day),
        DateCell::Blank => true,
        // Said of the cells: an error or a formula is no way to write a day.
        DateCell::Unreadable(code) => code != Code::BadDate,
    };
    let filled = || {
        waiting.table.column(seen.at).map(|(_, slot)| slot).filter(|slot| {
            date_columns::read(*slot, habit, waiting.epoch, texts) != DateCell::Blank
        })
    };
    let of_first = filled().take(LOOKED_AT).filter(|slot| !is_day(*slot)).count();
    if of_first < MANY || of_first * 2 <= filled().take(LOOKED_AT).count() {
        return None;
    }
    let (bad, all) = (filled().filter(|slot| !is_day(*slot)).count(), filled().count());
    let found = filled().find(|slot| !is_day(*slot))?.found(texts, waiting.epoch);
    if bad * 2 <= all {
        return None;
    }
    let header = &column.header;
    Some(
        find(waiting, seen, Code::BadDate)
            .with_message(format!(
                "Cột “{header}” có {bad} trong {all} ô không đọc được thành ngày, ví dụ “{found}”"
            ))
            .with_found(found)
            .with_effect("trang này không được đọc, chưa lập được báo cáo")
            .with_advice(
                "ghi đủ ngày, tháng, năm trong một ô, ví dụ 05/01/2026; nếu cột này không phải là ngày thì đổi tên cột",
            ),
    )
}

/// Of a column that can be read both ways.
pub(super) fn either(waiting: &Waiting, texts: &Interner, seen: &SeenColumn<'_>) -> Finding {
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
