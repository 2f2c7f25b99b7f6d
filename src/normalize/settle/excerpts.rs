//! Tables whose rows look like those of another, where neither codes nor names tell: a list of late dossiers beside the
//! book that it was taken from, a book that carries over what is open, a register of some of the complaints.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use hashbrown::HashMap;
use jiff::civil::Date;

use crate::ledger::{Code, Finding, Place, Source};
use crate::model::{Complaint, Dossier};
use crate::normalize::named_rows::first_few;
use crate::normalize::settle::rules::{Settling, differ};

/// Rows, and days of receipt among them, from which on it is no chance.
const ROWS: usize = 3;
const DAYS: usize = 2;

/// Rows of a table by receipt and due date.
type RowsByDays<'a, E> = HashMap<(Date, Option<Date>), Vec<&'a E>>;

/// How rows are held against each other, and what they lack.
struct RowsHeld<E> {
    may_be_one: fn(&E, &E) -> bool,
    lacks: &'static str,
    advice: &'static str,
}

pub(crate) fn of_dossiers(dossiers: &[Dossier]) -> Vec<Finding> {
    let held = RowsHeld {
        may_be_one: may_be_one_dossier,
        lacks: "không có mã hồ sơ, không đủ tên chủ hồ sơ",
        advice: "nếu trang này lấy từ trang kia thì xóa trang này khỏi tệp; nếu là các hồ sơ khác nhau thì thêm cột “Mã hồ sơ” và ghi mã cho từng dòng",
    };
    said(dossiers, &held)
}

pub(crate) fn of_complaints(complaints: &[Complaint]) -> Vec<Finding> {
    let held = RowsHeld {
        may_be_one: may_be_one_complaint,
        lacks: "không có số đơn",
        advice: "nếu trang này lấy từ trang kia thì xóa trang này khỏi tệp; nếu là các đơn khác nhau thì thêm cột “Số đơn” và ghi số cho từng dòng",
    };
    said(complaints, &held)
}

/// Once for each table without codes of which nearly all rows that may stand in another one do, each beside one row
/// alone.
fn said<E: Settling>(entries: &[E], held: &RowsHeld<E>) -> Vec<Finding> {
    if entries.iter().all(Settling::has_key) {
        return Vec::new();
    }
    let mut tables: BTreeMap<&Arc<Source>, Vec<&E>> = BTreeMap::new();
    for entry in entries {
        tables.entry(&entry.place().source).or_default().push(entry);
    }
    let is_lone = |rows: &[&E]| rows.iter().any(|row| !row.has_key());
    if tables.len() < 2 {
        return Vec::new();
    }
    let by_days: BTreeMap<&Arc<Source>, RowsByDays<'_, E>> = tables
        .iter()
        .map(|(source, rows)| {
            let mut days = RowsByDays::new();
            for row in rows {
                days.entry((row.received(), row.due())).or_default().push(*row);
            }
            (*source, days)
        })
        .collect();
    let mut findings = Vec::new();
    for (source, rows) in tables.iter().filter(|(_, rows)| is_lone(rows)) {
        let mut whole = by_days.iter().filter(|(other, _)| {
            let others = tables.get(*other).map_or(0, Vec::len);
            *other != source && (others, **other) > (rows.len(), *source)
        });
        findings.extend(whole.find_map(|(_, other)| taken_from(rows, other, held)));
    }
    findings
}

/// The rows of one table that stand in another.
fn taken_from<E: Settling>(
    rows: &[&E],
    other: &RowsByDays<'_, E>,
    held: &RowsHeld<E>,
) -> Option<Finding> {
    let last = other.keys().map(|(received, _)| *received).max()?;
    let may_stand = || {
        let lone = rows.iter().filter(|row| !row.has_key() && row.due().is_some());
        lone.filter(|row| row.received() <= last)
    };
    let pairs: Vec<(&E, &E)> = may_stand()
        .filter_map(|row| {
            let same = other.get(&(row.received(), row.due()))?;
            let mut fits = same.iter().filter(|other| {
                let ends = row.end().zip(other.end());
                ends.is_none_or(|(one, other)| one == other) && (held.may_be_one)(row, other)
            });
            match (fits.next(), fits.next()) {
                (Some(one), None) => Some((*row, *one)),
                _ => None,
            }
        })
        .collect();
    let days: BTreeSet<Date> = pairs.iter().map(|(row, _)| row.received()).collect();
    if pairs.len() < ROWS || days.len() < DAYS || pairs.len() * 5 < may_stand().count() * 4 {
        return None;
    }
    let place = Place { column: None, ..pairs.first()?.0.place().clone() };
    let shown = pairs.iter().filter_map(|(row, other)| {
        Some(format!("dòng {} như {}", row.place().row?, other.place()))
    });
    Some(
        Finding::new(Code::RepeatedRows, place)
            .with_found(pairs.len().to_string())
            .with_message(format!(
                "{} dòng {} trông như lấy từ trang khác, cùng ngày tiếp nhận và hạn: {}",
                pairs.len(),
                held.lacks,
                first_few(shown, pairs.len())
            ))
            .with_effect(format!(
                "mọi dòng đều được tính; nếu là lấy lại thì số liệu bị cộng thêm {}",
                pairs.len()
            ))
            .with_advice(held.advice),
    )
}

/// Whether nothing that both say tells them apart; rows that both have a name are told apart by it, or joined.
fn may_be_one_dossier(one: &Dossier, other: &Dossier) -> bool {
    one.applicant.as_ref().zip(other.applicant.as_ref()).is_none()
        && !differ(one.procedure.as_ref(), other.procedure.as_ref())
        && !differ(one.field.as_ref(), other.field.as_ref())
        && !differ(one.department.as_ref(), other.department.as_ref())
}

fn may_be_one_complaint(one: &Complaint, other: &Complaint) -> bool {
    one.kind == other.kind
        && !differ(one.department.as_ref(), other.department.as_ref())
        && !differ(one.content.as_ref(), other.content.as_ref())
}
