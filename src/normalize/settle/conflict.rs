//! Rows of one code that cannot all be true: two days of receipt, two ends, two departments.

use crate::ledger::{Code, Field, Finding, RowDays};
use crate::model::short_date;
use crate::normalize::settle::rules::{Member, NamedRow, Settling, said};

const RECEIVED: &str = "ngày tiếp nhận";
const END: &str = "ngày kết thúc";
const DEPARTMENT: &str = "đơn vị";

/// A finding for each row, if they contradict each other: none counts. An open row says nothing of the end,
/// a blank department nothing of the department; one that no setting knows is another than those that one knows.
pub(crate) fn conflict<E: Settling>(living: &[Member<E>]) -> Option<Vec<Finding>> {
    let what = differ_in(living);
    if what.is_empty() {
        return None;
    }
    let rows: Vec<String> = living.iter().map(|member| row_says(member, &what)).collect();
    let finding = |Member { entry, .. }: &Member<E>| {
        let code = entry.code().unwrap_or_default();
        Finding::new(Code::ConflictingRows, entry.place().clone())
            .rejecting()
            .of_days(RowDays::new(Some(entry.received()), entry.end()))
            .with_field(Field::Code)
            .with_found(code)
            .with_message(format!(
                "Mã “{code}” có {} dòng khác nhau về {}: {}",
                living.len(),
                what.join(", "),
                rows.join("; ")
            ))
    };
    Some(living.iter().map(finding).collect())
}

fn differ_in<E: Settling>(living: &[Member<E>]) -> Vec<&'static str> {
    let mut what = Vec::new();
    let mut received = living.iter().map(|member| member.entry.received());
    if let Some(first) = received.next()
        && received.any(|other| other != first)
    {
        what.push(RECEIVED);
    }
    let mut ends = living.iter().filter_map(|member| member.entry.end());
    if let Some(first) = ends.next()
        && ends.any(|other| other != first)
    {
        what.push(END);
    }
    let mut named = living.iter().filter(|member| member.named != NamedRow::Blank);
    if let Some(first) = named.next()
        && named.any(|other| {
            other.named != first.named || other.entry.department() != first.entry.department()
        })
    {
        what.push(DEPARTMENT);
    }
    what
}

/// `a.xlsx › Hồ sơ › dòng 6 ghi ngày kết thúc 06/3/2020, đơn vị “Phòng A”`: one row, in what the rows differ.
fn row_says<E: Settling>(Member { entry, named, .. }: &Member<E>, what: &[&str]) -> String {
    let values: Vec<String> = what
        .iter()
        .map(|what| match *what {
            RECEIVED => format!("{RECEIVED} {}", short_date(entry.received())),
            END => format!("{END} {}", said(entry.end())),
            _ => match (entry.department(), named) {
                (Some(name), _) => format!("{DEPARTMENT} “{name}”"),
                (None, NamedRow::Unknown(_)) => format!("{DEPARTMENT} không có trong congso.toml"),
                (None, NamedRow::Blank | NamedRow::Known) => format!("{DEPARTMENT} để trống"),
            },
        })
        .collect();
    format!("{} ghi {}", entry.place(), values.join(", "))
}
