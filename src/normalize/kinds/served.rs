//! How many were served and invited → counts by department.

use std::collections::BTreeSet;

use crate::ledger::{Code, Fate, Field, Finding, Place};
use crate::model::Served;
use crate::normalize::file::FileReader;
use crate::normalize::kinds::others::{department, no_count, table_days};
use crate::normalize::kinds::wholes::{self, NamedLine};
use crate::normalize::values::numbers::count_of;
use crate::normalize::waiting::Waiting;

pub(crate) fn read(file: &mut FileReader<'_>, waiting: &Waiting) {
    let wholes = wholes(file, waiting);
    for (row, slots) in waiting.table.rows() {
        let slots = slots.as_slice();
        if wholes.contains(&row.number) {
            file.count(waiting.sheet, Fate::Skipped);
            continue;
        }
        let department = department(file, waiting, row, slots).counted;
        let count = |file: &mut FileReader<'_>, field: Field| {
            let slot = waiting.slot(field, slots);
            let count = count_of(slot, &file.texts);
            if count.is_none() && !(slot.is_empty() && field == Field::Issued) {
                let found = slot.found(&file.texts, waiting.epoch);
                let finding =
                    Finding::new(slot.fault().unwrap_or(Code::BadValue), waiting.place(row, field))
                        .with_field(field)
                        .with_message(no_count(slot, field.vietnamese(), &found))
                        .with_found(found)
                        .with_advice("ghi một số nguyên, ví dụ 12");
                file.findings.push(if field == Field::Issued {
                    finding.with_effect("dòng này vẫn được tính, ô này coi như trống")
                } else {
                    let finding = finding.rejecting().of_days(table_days(waiting));
                    finding.with_effect("dòng này không được tính")
                });
            }
            count
        };
        let served = count(file, Field::Served);
        let issued = count(file, Field::Issued);
        let fate = if let (Some(served), Some(span)) = (served, waiting.span) {
            let place = Place::row(&waiting.source, row.number);
            file.records.served.push(Served { department, served, issued, span, place });
            Fate::Accepted
        } else {
            Fate::Rejected
        };
        file.count(waiting.sheet, fate);
    }
}

/// Rows that add up all others: `Toàn Sở`.
fn wholes(file: &mut FileReader<'_>, waiting: &Waiting) -> BTreeSet<u32> {
    let mut rows = Vec::new();
    let mut lines = Vec::new();
    for (row, slots) in waiting.table.rows() {
        let slot = |field: Field| waiting.slot(field, &slots);
        let count = |field: Field| count_of(slot(field), &file.texts);
        let Some(served) = count(Field::Served) else { continue };
        let issued = waiting.table.has(Field::Issued).then(|| count(Field::Issued).unwrap_or(0));
        rows.push(row.number);
        lines.push(NamedLine {
            name: slot(Field::Department).text(&file.texts).unwrap_or_default().to_string(),
            counts: [served].into_iter().chain(issued).collect(),
            place: Place::row(&waiting.source, row.number),
        });
    }
    if !waiting.table.has(Field::Department) {
        return BTreeSet::new();
    }
    let (found, findings) = wholes::whole_lines(&lines, &file.directory);
    file.findings.extend(findings);
    found.into_iter().filter_map(|at| rows.get(at).copied()).collect()
}
