//! Days far from those of all other rows of a table: a year or a month typed wrong. The row counts by what it says, which
//! may put it into another period or make what is late early; so somebody has to look.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::ledger::{Code, Field, Finding, Place};
use crate::model::{Dossier, capitalized, short_date};
use crate::normalize::waiting::Waiting;

/// Fewer rows say nothing of what is usual.
const FEWEST: usize = 8;
/// Days beyond what is usual, and how many times as long: law gives no procedure of a department more.
const BEYOND: i32 = 60;
const TIMES: i32 = 10;
/// Of a list over years nothing is far.
const FAR: i32 = 300;

/// Rows of one table.
pub(crate) fn days(waiting: &Waiting, dossiers: &[Dossier]) -> Vec<Finding> {
    if dossiers.len() < FEWEST {
        return Vec::new();
    }
    let origin = dossiers.first().map(|one| one.received).unwrap_or_default();
    let since = |one: &Dossier| Some(apart(origin, one.received));
    let ((due, end), middle) = rayon::join(
        || (usual(dossiers, to_due), usual(dossiers, to_end)),
        || usual(dossiers, since),
    );
    let is_far_received = |one: &Dossier| {
        middle.is_some_and(|middle| (apart(origin, one.received) - middle).abs() > FAR)
    };
    let beyond = |usual: Option<i32>, days: Option<i32>| match (usual, days) {
        (Some(usual), Some(days)) => days > usual.max(1).saturating_mul(TIMES) + BEYOND,
        _ => false,
    };
    let doubt = |one: &Dossier| {
        if is_far_received(one) {
            Some(Field::Received)
        } else if beyond(due, to_due(one)) {
            Some(Field::Due)
        } else if beyond(end, to_end(one)) && to_end(one) > Some(FAR) {
            Some(if one.finished.is_some() { Field::Finished } else { Field::Collected })
        } else {
            None
        }
    };
    let doubts: Vec<(&Dossier, Field)> =
        dossiers.par_iter().filter_map(|one| Some((one, doubt(one)?))).collect();
    if doubts.len() > (dossiers.len() / 20).max(2) {
        return Vec::new();
    }
    let said = |one: &Dossier, field: Field| {
        let (day, usual) = match field {
            Field::Due => (one.due?, due?),
            Field::Received => {
                let message = format!(
                    "Ngày tiếp nhận “{}” cách ngày tiếp nhận của các dòng khác gần một năm trở lên",
                    short_date(one.received)
                );
                return Some((one.received, message));
            }
            _ => (one.end()?, end?),
        };
        let message = format!(
            "{} “{}” sau ngày tiếp nhận {} ngày; ở phần lớn các dòng khác không quá {} ngày",
            capitalized(field.vietnamese()),
            short_date(day),
            apart(one.received, day),
            usual.max(1)
        );
        Some((day, message))
    };
    let finding = |(one, field): (&Dossier, Field)| {
        let (day, message) = said(one, field)?;
        let column = waiting.table.index_of(field).and_then(|at| waiting.table.columns().get(at));
        let place = Place { column: column.map(|column| column.at), ..one.place.clone() };
        Some(
            Finding::new(Code::UnlikelyDate, place)
                .with_field(field)
                .with_found(short_date(day))
                .with_message(message),
        )
    };
    doubts.into_iter().filter_map(finding).collect()
}

fn to_due(one: &Dossier) -> Option<i32> {
    Some(apart(one.received, one.due?))
}

fn to_end(one: &Dossier) -> Option<i32> {
    Some(apart(one.received, one.end()?))
}

/// Days from one to the other.
fn apart(from: Date, to: Date) -> i32 {
    let days = from.duration_until(to).as_hours() / 24;
    i32::try_from(days).unwrap_or_default()
}

/// What half of the rows do not go beyond.
fn usual(dossiers: &[Dossier], of: impl Fn(&Dossier) -> Option<i32>) -> Option<i32> {
    let mut days: Vec<i32> = dossiers.iter().filter_map(of).collect();
    let middle = days.len() / 2;
    if days.len() < FEWEST {
        return None;
    }
    let (_, middle, _) = days.select_nth_unstable(middle);
    Some(*middle)
}
