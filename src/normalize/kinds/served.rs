//! How many were served and invited → counts by department.

use std::collections::BTreeSet;

use crate::ledger::{Code, Fate, Field, Finding, Place};
use crate::model::{Served, word_key};
use crate::normalize::file::FileReader;
use crate::normalize::header::trouble::has_words;
use crate::normalize::kinds::others::{department, no_count, table_days};
use crate::normalize::kinds::total_levels::{LineMark, MarkedLine, TotalLevels, levels};
use crate::normalize::kinds::wholes::{self, NamedLine};
use crate::normalize::values::numbers::count_of;
use crate::normalize::waiting::Waiting;

pub(crate) fn read(file: &mut FileReader<'_>, waiting: &Waiting) {
    if let Some(finding) = of_something_else(waiting) {
        file.findings.push(finding);
        for _ in &waiting.table.rows {
            file.count(waiting.sheet, Fate::Skipped);
        }
        return;
    }
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

/// Rows that are none of a department: those that add up others, and those of another period.
fn wholes(file: &mut FileReader<'_>, waiting: &Waiting) -> BTreeSet<u32> {
    if !waiting.table.has(Field::Department) {
        return BTreeSet::new();
    }
    let mut out = BTreeSet::new();
    let mut rows = Vec::new();
    let (mut lines, mut marked) = (Vec::new(), Vec::new());
    for (row, slots) in waiting.table.rows() {
        let slot = |field: Field| waiting.slot(field, &slots);
        let count = |field: Field| count_of(slot(field), &file.texts);
        let Some(served) = count(Field::Served) else { continue };
        let issued = waiting.table.has(Field::Issued).then(|| count(Field::Issued).unwrap_or(0));
        let name = slot(Field::Department).text(&file.texts).unwrap_or_default();
        let place = Place::row(&waiting.source, row.number);
        if let Some(finding) = wholes::aside(&name, &place, &file.directory) {
            file.findings.push(finding);
            out.insert(row.number);
            continue;
        }
        let ordinal = slot(Field::Ordinal).plain(&file.texts);
        let counts: Vec<u64> = [served].into_iter().chain(issued).collect();
        rows.push(row.number);
        marked.push(MarkedLine { mark: LineMark::of(&ordinal, &name), counts: counts.clone() });
        lines.push(NamedLine { name: name.to_string(), counts, place });
    }
    let uppers = marked.iter().filter(|line| line.mark == LineMark::Upper).count();
    if (1..marked.len()).contains(&uppers)
        && let TotalLevels::Groups(groups) = levels(&marked)
    {
        // “Khối phòng” over its departments: they are whose the counts are.
        let over = groups.iter().filter(|(_, parts)| !parts.is_empty());
        out.extend(over.filter_map(|(at, _)| rows.get(*at)));
        return out;
    }
    let (found, findings) = wholes::whole_lines(&lines, &file.directory);
    file.findings.extend(findings);
    out.extend(found.into_iter().filter_map(|at| rows.get(at).copied()));
    out
}

/// Words of those who come to have something settled, and of the questionnaire.
const SERVED: [&str; 9] = [
    "phuc vu",
    "giao dich",
    "phieu",
    "khao sat",
    "hai long",
    "sipas",
    "mot cua",
    "tiep nhan",
    "ho so",
];

/// Words of other visits.
const NOT_SERVED: [&str; 17] = [
    "tiep cong dan",
    "truy cap",
    "nghi phep",
    "xe cong",
    "tra cuu",
    "hoi nghi",
    "tap huan",
    "di cong tac",
    "dien thoai",
    "trang tin",
    "website",
    "tham quan",
    "luot khach",
    // Not “tổng hợp”, which has the same letters.
    "cuoc hop",
    "phong hop",
    "luot hop",
    "luot muon",
];

/// A column called `Số lượt` and nothing else, under a title about other visits: says that the sheet is not read.
fn of_something_else(waiting: &Waiting) -> Option<Finding> {
    let table = &waiting.table;
    let column = table.columns().get(table.index_of(Field::Served)?)?;
    if word_key(&column.leaf) != "so luot" || table.has(Field::Issued) {
        return None;
    }
    let titles = table.titles.iter().map(String::as_str).chain(waiting.source.sheet.as_deref());
    let keys: Vec<String> = titles.map(word_key).collect();
    let says =
        |words: &[&str]| keys.iter().any(|key| words.iter().any(|word| has_words(key, word)));
    if says(&SERVED) || !says(&NOT_SERVED) {
        return None;
    }
    Some(
        Finding::new(Code::AmbiguousColumn, Place::cell(&waiting.source, column.row, column.at))
            .with_field(Field::Served)
            .with_found(column.leaf.clone())
            .with_message("Tiêu đề của trang nói việc khác, cột “Số lượt” không được đọc là số lượt phục vụ")
            .with_effect("trang này không được tính; cỡ mẫu khảo sát lấy theo số hồ sơ đã giải quyết")
            .with_advice("đúng thì không cần làm gì; nếu là số lượt phục vụ thì đổi tên cột thành “Số lượt phục vụ”"),
    )
}
