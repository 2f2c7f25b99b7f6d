//! A table of dossiers: what is decided once for all of it, then its rows, some here and some there.

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::ledger::{Code, Field, Finding, Place};
use crate::model::{Text, name_key, procedure_key};
use crate::normalize::file::FileReader;
use crate::normalize::kinds::dossiers::{DossierPart, DossierRows, DossierSetting};
use crate::normalize::kinds::other_days;
use crate::normalize::kinds::remarked;
use crate::normalize::kinds::remarks::further_people;
use crate::normalize::kinds::standings;
use crate::normalize::kinds::unlikely;
use crate::normalize::kinds::whose::{self, MapAgainst};
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::values::codes;
use crate::normalize::waiting::Waiting;

/// Rows that one thread reads at a time.
const PART: usize = 8192;
/// Parts that are read beside each other before they are put behind each other.
const PARTS: usize = 4;

/// Rows of a table of dossiers → dossiers, or why a row does not count.
pub(crate) fn read(file: &mut FileReader<'_>, waiting: &Waiting) {
    let before = file.findings.len();
    let table = &waiting.table;
    if !table.has(Field::Channel) {
        file.findings.push(
            Finding::new(Code::MissingChannel, Place::row(&waiting.source, table.header.first_row))
                .with_field(Field::Channel)
                .with_message("Trang không có cột hình thức nộp")
                .with_effect("mọi hồ sơ của trang được đếm vào cột trực tiếp, bưu chính"),
        );
    }
    if !waiting.is_stopped {
        file.findings.extend(lost_codes(waiting, &file.texts));
        file.findings.extend(other_days::differing(waiting, &file.texts));
        file.findings.extend(remarked::statuses(waiting, &file.texts, &file.options.words));
    }
    let known = &file.options.known_limits;
    let known_limits =
        known.iter().flat_map(|name| [name_key(name), procedure_key(name)]).collect();
    let MapAgainst { by_map, finding } = whose::against_map(&file.directory, waiting, &file.texts);
    file.findings.extend(finding);
    let by_sheet = whose::of_sheet(&file.directory, waiting).filter(|_| !by_map);
    let (states, said) = standings::of_table(waiting, &file.texts, &file.options.words);
    file.findings.extend(said);
    // A code is one word.
    let has_further_people =
        file.texts.any(|text| text.contains(' ') && further_people(text).is_some());
    let setting = DossierSetting { known_limits, by_sheet, by_map, has_further_people, states };
    learn_departments(file, waiting, &setting);
    let starts: Vec<usize> = (0..table.rows.len()).step_by(PART).collect();
    let mut whole = DossierPart {
        raw: std::mem::take(&mut file.raw.dossiers),
        dossiers: std::mem::take(&mut file.records.dossiers),
        ..DossierPart::default()
    };
    let earlier = whole.dossiers.len();
    whole.raw.reserve(table.rows.len());
    whole.dossiers.reserve(table.rows.len());
    let read_part = |start: &usize| {
        let mut rows = DossierRows::new(file, waiting, &setting);
        table.each(*start..start + PART, |row, slots| rows.row(row, slots));
        rows.part
    };
    let mut done: Vec<DossierPart> = Vec::new();
    for wave in starts.chunks(PARTS) {
        let last = std::mem::take(&mut done);
        let read_wave = || wave.par_iter().map(read_part).collect();
        ((), done) = rayon::join(|| whole.take(last), read_wave);
    }
    whole.take(done);
    file.findings.extend(whole.findings);
    file.findings
        .extend(unlikely::days(waiting, whole.dossiers.get(earlier..).unwrap_or_default()));
    file.raw.dossiers = whole.raw;
    file.records.dossiers = whole.dossiers;
    file.records.unreadable.extend(whole.unreadable);
    file.add(waiting.sheet, whole.counts);
    if waiting.is_stopped {
        file.findings.truncate(before);
    }
}

/// Of codes that a spreadsheet took for numbers: once a table.
fn lost_codes(waiting: &Waiting, texts: &Interner) -> Option<Finding> {
    let index = waiting.table.index_of(Field::Code)?;
    let table = &waiting.table;
    let lost = table.rows_where(index, |slot| codes::is_destroyed(slot, texts));
    let (row, slots) = table.row(*lost.first()?)?;
    let (found, count) = (slots.get(index)?.found(texts, waiting.epoch), lost.len());
    Some(
        Finding::new(Code::BadCell, waiting.place(row, Field::Code))
            .with_field(Field::Code)
            .with_message(format!(
                "Mã hồ sơ bị bảng tính đổi thành số, mất chữ số cuối, ví dụ “{found}”: {count} dòng"
            ))
            .with_found(found)
            .with_effect(
                "các dòng này vẫn được tính, mỗi dòng là một hồ sơ không có mã, không dò được mã trùng",
            )
            .with_advice(
                "xuất lại từ phần mềm dạng .xlsx, hoặc để cột mã kiểu văn bản (Text) trước khi dán",
            ),
    )
}

/// Asks for every department in the order of the rows, so that its first spelling is the first of the table.
fn learn_departments(file: &mut FileReader<'_>, waiting: &Waiting, setting: &DossierSetting) {
    let table = &waiting.table;
    let mut asked = BTreeSet::new();
    if let Some(index) = table.index_of(Field::Department) {
        for (row, slot) in table.column(index) {
            if let Slot::Text(id) = slot
                && !asked.insert(id)
            {
                continue;
            }
            if let Some(name) = slot.text(&file.texts) {
                file.department(&name, &waiting.place(row, Field::Department));
            }
        }
        return;
    }
    for row in &table.rows {
        let of_section = row.section.department.id();
        if of_section.is_some_and(|id| !asked.insert(id)) {
            continue;
        }
        let name = match of_section {
            Some(id) => Some(Text::clone(file.texts.text(id))),
            None => setting.by_sheet.clone(),
        };
        if let Some(name) = name {
            file.department(&name, &waiting.place(*row, Field::Department));
        }
    }
}
