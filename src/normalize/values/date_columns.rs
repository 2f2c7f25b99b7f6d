//! The date columns of a table: one order of day and month for each, then cell by cell.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::ledger::{Code, Finding, Place};
use crate::normalize::header::columns::Role;
use crate::normalize::header::field::Field;
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::values::dates::{self, Decision, Epoch, Evidence, Order, TextDate};
use crate::normalize::waiting::Waiting;

/// What stands in a cell of a date column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum DateCell {
    Blank,
    /// Perhaps implausible.
    Day(Date),
    /// Something, but no date: never "no date".
    Unreadable(Code),
}

impl DateCell {
    pub(crate) fn day(self) -> Option<Date> {
        match self {
            Self::Day(day) => Some(day),
            Self::Blank | Self::Unreadable(_) => None,
        }
    }
}

pub(crate) fn read(slot: Slot, order: Order, epoch: Epoch, texts: &Interner) -> DateCell {
    let day = match slot {
        Slot::Empty => return DateCell::Blank,
        Slot::Text(id) | Slot::Iso(id) => {
            let text = texts.text(id);
            if is_null(text) {
                return DateCell::Blank;
            }
            match dates::parse(text).read(order) {
                Some(day) => Some(day),
                // A serial that was stored as text.
                None => serial_text(text).and_then(|serial| dates::from_serial(serial, epoch)),
            }
        }
        Slot::Number(number) | Slot::Serial(number) => dates::from_number(number, epoch),
        Slot::Bool(_) => None,
        Slot::Error(_) => return DateCell::Unreadable(Code::ErrorCell),
        Slot::Uncalculated => return DateCell::Unreadable(Code::FormulaWithoutValue),
        Slot::Broken(_) => return DateCell::Unreadable(Code::BadCell),
    };
    day.map_or(DateCell::Unreadable(Code::BadDate), DateCell::Day)
}

/// What programs write for nothing.
fn is_null(text: &str) -> bool {
    ["nat", "nan", "null", "none"].iter().any(|word| text.eq_ignore_ascii_case(word))
}

/// `46062` or `46062.5`: five digits before the point, so of this century or the last.
fn serial_text(text: &str) -> Option<f64> {
    let whole = text.split('.').next().unwrap_or_default();
    let digits = text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    if whole.len() == 5 && digits { text.parse().ok() } else { None }
}

/// The order of each date column, or why it cannot be decided.
#[expect(clippy::result_large_err, reason = "a refusal is made once a table")]
pub(crate) fn orders(
    waiting: &Waiting,
    texts: &Interner,
) -> Result<BTreeMap<Field, Order>, Finding> {
    let table = &waiting.table;
    let mut evidence: Vec<(usize, Field, Evidence)> = Vec::new();
    let mut total = Evidence::default();
    for (index, column) in table.columns().iter().enumerate() {
        if column.role != Role::Read || !column.field.is_date() {
            continue;
        }
        let mut of_column = Evidence::default();
        let cells = table.has_text(index).then(|| table.column(index));
        for (_, slot) in cells.into_iter().flatten() {
            if let Slot::Text(id) = slot {
                let date = dates::parse(texts.text(id));
                of_column.add(date);
                total.add(date);
            }
        }
        evidence.push((index, column.field, of_column));
    }
    let mut orders = BTreeMap::new();
    for (index, field, of_column) in evidence {
        match dates::decide(of_column, total) {
            Decision::Read(order) => {
                orders.insert(field, order);
            }
            Decision::Refused => return Err(refusal(waiting, index, of_column)),
        }
    }
    Ok(orders)
}

fn refusal(waiting: &Waiting, index: usize, evidence: Evidence) -> Finding {
    let column = waiting.table.columns().get(index);
    let place = column.map_or_else(
        || Place::whole(&waiting.source),
        |column| Place::cell(&waiting.source, column.row, column.at),
    );
    let (header, field) =
        column.map_or(("", Field::Date), |column| (column.header.as_str(), column.field));
    Finding::new(Code::MonthFirstDates, place)
        .with_field(field.name())
        .with_found(header)
        .with_message(format!(
            "Cột “{header}” lẫn lộn ngày/tháng và tháng/ngày: {} ô chỉ đọc được ngày trước, {} ô chỉ đọc được tháng trước",
            evidence.day_first, evidence.month_first
        ))
        .with_effect("trang này không được đọc, chưa lập được báo cáo")
        .with_advice("xuất lại tệp với kiểu ngày/tháng/năm, hoặc sửa cột này cho thống nhất")
}

/// One finding for each column that is read month first.
pub(crate) fn month_first(waiting: &Waiting, texts: &Interner) -> Vec<Finding> {
    let table = &waiting.table;
    let mut findings = Vec::new();
    for (index, column) in table.columns().iter().enumerate() {
        if column.role != Role::Read
            || waiting.orders.get(&column.field) != Some(&Order::MonthFirst)
        {
            continue;
        }
        let example = table.column(index).find_map(|(_, slot)| match slot {
            Slot::Text(id) => {
                let text = texts.text(id);
                let date = dates::parse(text);
                let differs =
                    matches!(date, TextDate::Slashed { first, second, .. } if first != second);
                date.read(Order::MonthFirst).filter(|_| differs).map(|day| (text, day))
            }
            _ => None,
        });
        let Some((text, day)) = example else { continue };
        findings.push(
            Finding::new(
                Code::MonthFirstDates,
                Place::cell(&waiting.source, column.row, column.at),
            )
            .with_field(column.field.name())
            .with_found(text.to_string())
            .with_message(format!(
                "Cột “{}” ghi tháng trước ngày sau: “{text}” được đọc là ngày {}",
                column.header,
                crate::model::short_date(day)
            )),
        );
    }
    findings
}
