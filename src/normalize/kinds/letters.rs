//! Rows about letters of apology: reasons and new dates, matters without a receipt, the filled-in register.

use std::collections::BTreeMap;

use crate::ledger::{Code, Fate, Field, Finding, Place};
use crate::model::{
    APOLOGY, Dossier, LetterEntry, LetterNumber, Matter, Records, SecondDate, Span, Text, code_key,
    short_date, word_key,
};
use crate::normalize::cell_faults;
use crate::normalize::file::FileReader;
use crate::normalize::kinds::others::{bad_date, department};
use crate::normalize::table::TableRow;
use crate::normalize::text::intern::{Interner, Slot};
use crate::normalize::values::numbers::count_of;
use crate::normalize::waiting::Waiting;

/// Lines that nobody has filled in yet are blank: the workbook comes with one for each letter.
pub(crate) fn entries(file: &mut FileReader<'_>, waiting: &Waiting) {
    each(file, waiting, |row| {
        let (code, reason) = (row.text(Field::Code), row.text(Field::Reason));
        let address_form = row.text(Field::AddressForm);
        let new_date = row.day(Field::Reappointed)?;
        if reason.is_none() && new_date.is_none() && address_form.is_none() {
            return Ok(Fate::Blank);
        }
        let code = row.needed(code, Field::Code, "ghi mã hồ sơ như trên giấy tiếp nhận")?;
        let place = row.place();
        let asked_at = row.cell(Field::Reappointed);
        let entry = LetterEntry { code, reason, new_date, asked_at, address_form, place };
        row.file.records.letter_entries.push(entry);
        Ok(Fate::Accepted)
    });
}

/// Lines that hold nothing but their number are blank: the workbook comes with ten.
pub(crate) fn matters(file: &mut FileReader<'_>, waiting: &Waiting) {
    each(file, waiting, |row| {
        let raised = row.day(Field::Received)?;
        let promised = row.day(Field::Due)?;
        let [recipient, address_form, address, content, reason] =
            [Field::Applicant, Field::AddressForm, Field::Address, Field::Content, Field::Reason]
                .map(|field| row.text(field));
        let texts = [&recipient, &address_form, &address, &content, &reason];
        if texts.iter().all(|text| text.is_none()) && raised.or(promised).is_none() {
            return Ok(Fate::Blank);
        }
        let matter = Matter {
            recipient,
            address_form,
            address,
            content,
            raised,
            reason,
            promised,
            department: if row.text(Field::Department).is_some() {
                department(row.file, row.waiting, row.row, row.slots).counted
            } else {
                None
            },
            place: row.place(),
        };
        row.file.records.matters.push(matter);
        Ok(Fate::Accepted)
    });
}

/// Lines without number and date are blank: the clerk's office has not come to them.
pub(crate) fn register(file: &mut FileReader<'_>, waiting: &Waiting) {
    each(file, waiting, |row| {
        let (code, kind) = (row.text(Field::Code), row.text(Field::Kind));
        let order = count_of(row.waiting.slot(Field::Order, row.slots), &row.file.texts);
        let order = order.and_then(|order| u32::try_from(order).ok());
        let number = row.text(Field::Number);
        let date = row.day(Field::Date)?;
        if number.is_none() && date.is_none() {
            return Ok(Fate::Blank);
        }
        let code = row.needed(code, Field::Code, "giữ nguyên mã hồ sơ của sổ")?;
        let place = row.place();
        row.file.records.letter_numbers.push(LetterNumber {
            code,
            order,
            kind,
            number,
            date,
            place,
        });
        Ok(Fate::Accepted)
    });
}

/// A row that does not count, with the reason already said.
pub(super) struct RefusedEntry;

/// One row while it is read.
pub(super) struct OneRow<'a, 'o> {
    pub(super) file: &'a mut FileReader<'o>,
    waiting: &'a Waiting,
    row: TableRow,
    slots: &'a [Slot],
}

pub(super) fn each(
    file: &mut FileReader<'_>,
    waiting: &Waiting,
    read: impl Fn(&mut OneRow<'_, '_>) -> Result<Fate, RefusedEntry>,
) {
    for (row, slots) in waiting.table.rows() {
        let slots = slots.as_slice();
        let faults = cell_faults::of_row(waiting, row, slots, &file.texts);
        file.findings.extend(faults);
        let mut one = OneRow { file, waiting, row, slots };
        let fate = read(&mut one).unwrap_or(Fate::Rejected);
        file.count(waiting.sheet, fate);
    }
}

impl OneRow<'_, '_> {
    pub(super) fn place(&self) -> Place {
        Place::row(&self.waiting.source, self.row.number)
    }

    pub(super) fn cell(&self, field: Field) -> Place {
        self.waiting.place(self.row, field)
    }

    pub(super) fn find(&mut self, finding: Finding) {
        self.file.findings.push(finding);
    }

    pub(super) fn slot(&self, field: Field) -> Slot {
        self.waiting.slot(field, self.slots)
    }

    pub(super) fn texts(&self) -> &Interner {
        &self.file.texts
    }

    /// Period of the sheet.
    pub(super) fn span(&self) -> Option<Span> {
        self.waiting.span
    }

    /// Says that a cell cannot be read.
    pub(super) fn refuse(&mut self, field: Field, advice: &'static str) -> RefusedEntry {
        let found = self.slot(field).found(&self.file.texts, self.waiting.epoch);
        self.refuse_as(field, format!("Không đọc được {} “{found}”", field.vietnamese()), advice)
    }

    /// Says what is wrong with the value of a cell.
    pub(super) fn refuse_as(
        &mut self,
        field: Field,
        message: String,
        advice: &'static str,
    ) -> RefusedEntry {
        let slot = self.slot(field);
        let found = slot.found(&self.file.texts, self.waiting.epoch);
        self.find(
            Finding::new(slot.fault().unwrap_or(Code::BadValue), self.cell(field))
                .rejecting()
                .with_field(field)
                .with_message(message)
                .with_found(found)
                .with_effect("dòng này không được dùng")
                .with_advice(advice),
        );
        RefusedEntry
    }

    pub(super) fn text(&mut self, field: Field) -> Option<Text> {
        self.waiting.slot(field, self.slots).text(&self.file.texts)
    }

    fn day(&mut self, field: Field) -> Result<Option<jiff::civil::Date>, RefusedEntry> {
        let cell = self.waiting.date_of(field, self.slots, &self.file.texts);
        if bad_date(self.file, self.waiting, self.row, self.slots, field, cell) {
            return Err(RefusedEntry);
        }
        Ok(cell.day())
    }

    pub(super) fn needed(
        &mut self,
        value: Option<Text>,
        field: Field,
        advice: &'static str,
    ) -> Result<Text, RefusedEntry> {
        value.ok_or_else(|| {
            self.file.findings.push(
                Finding::new(Code::BadValue, self.waiting.place(self.row, field))
                    .rejecting()
                    .with_field(field)
                    .with_message(format!("Dòng thiếu {}", field.vietnamese()))
                    .with_effect("dòng này không được dùng")
                    .with_advice(advice),
            );
            RefusedEntry
        })
    }
}

/// What settling the entries beside each other found.
#[derive(Debug, Default)]
pub(crate) struct Joined {
    pub(crate) findings: Vec<Finding>,
    /// Rows that do not count after all.
    pub(crate) rejected: Vec<Place>,
}

/// One entry a code: what one line leaves open another may say; lines that differ are none.
pub(crate) fn join(records: &mut Records) -> Joined {
    let mut joined = Joined::default();
    records.letter_entries.sort_by(|one, other| one.place.cmp(&other.place));
    records.matters.sort_by(|one, other| one.place.cmp(&other.place));
    records.letter_numbers.sort_by(|one, other| one.place.cmp(&other.place));
    joined.findings.extend(too_early(records));
    if records.letter_entries.is_empty() {
        return joined;
    }
    let codes = records.dossiers.iter();
    let codes = codes.filter_map(|one| Some((code_key(one.code.as_deref()?), one)));
    let known: BTreeMap<_, &Dossier> = codes.collect();
    let mut groups: BTreeMap<String, Vec<LetterEntry>> = BTreeMap::new();
    for entry in std::mem::take(&mut records.letter_entries) {
        groups.entry(code_key(&entry.code).into_owned()).or_default().push(entry);
    }
    let mut kept = Vec::new();
    for (key, group) in groups {
        let Some(dossier) = known.get(key.as_str()) else {
            joined.findings.extend(group.iter().map(unknown));
            continue;
        };
        match merged(&group) {
            Some(entry) => {
                joined.findings.extend(second(&entry, dossier));
                kept.push(entry);
            }
            None => {
                for entry in &group {
                    joined.rejected.push(entry.place.clone());
                    joined.findings.push(conflict(entry, &group));
                }
            }
        }
    }
    kept.sort_by(|one, other| one.place.cmp(&other.place));
    drop(known);
    records.letter_entries = kept;
    joined
}

/// The lines of one code as one; `None` where they differ.
fn merged(group: &[LetterEntry]) -> Option<LetterEntry> {
    let mut lines = group.iter();
    let mut entry = lines.next()?.clone();
    for other in lines {
        entry.reason = agree(entry.reason, other.reason.as_ref())?;
        if entry.new_date.is_none() {
            entry.asked_at.clone_from(&other.asked_at);
        }
        entry.new_date = agree(entry.new_date, other.new_date.as_ref())?;
        entry.address_form = agree(entry.address_form, other.address_form.as_ref())?;
    }
    Some(entry)
}

#[expect(clippy::option_option, reason = "outside: whether they agree; inside: on what")]
fn agree<T: Clone + PartialEq>(own: Option<T>, other: Option<&T>) -> Option<Option<T>> {
    match (own, other) {
        (Some(own), Some(other)) if own != *other => None,
        (own, other) => Some(own.or_else(|| other.cloned())),
    }
}

fn unknown(entry: &LetterEntry) -> Finding {
    Finding::new(Code::BadValue, entry.place.clone())
        .with_field(Field::Code)
        .with_found(entry.code.to_string())
        .with_message(format!("Mã hồ sơ “{}” không có trong bảng hồ sơ nào đã đọc", entry.code))
        .with_effect("lý do, ngày hẹn lại của dòng này không dùng đến")
        .with_advice("kiểm tra lại mã, hoặc bỏ thêm bảng hồ sơ có mã này vào du-lieu")
}

/// Letters of apology that the register dates before the end of their dossier, which they tell of.
fn too_early(records: &Records) -> Vec<Finding> {
    let dated = records.letter_numbers.iter().filter(|line| line.date.is_some());
    let is_apology = |line: &&LetterNumber| {
        line.kind.as_deref().is_some_and(|kind| word_key(kind) == word_key(APOLOGY))
    };
    let dated: Vec<&LetterNumber> = dated.filter(is_apology).collect();
    if dated.is_empty() {
        return Vec::new();
    }
    let ends = records.dossiers.iter();
    let ends = ends.filter_map(|one| Some((code_key(one.code.as_deref()?), one.end()?)));
    let ends: BTreeMap<_, _> = ends.collect();
    let finding = |line: &LetterNumber| {
        let end =
            ends.get(&code_key(&line.code)).copied().filter(|end| line.precedes(Some(*end)))?;
        let date = line.date.map(short_date).unwrap_or_default();
        Some(
            Finding::new(Code::BadValue, line.place.clone())
                .with_field(Field::Date)
                .with_found(date.clone())
                .with_message(format!(
                    "Ngày phiếu {date} của thư xin lỗi hồ sơ “{}” trước ngày giải quyết xong {}, là ngày mà thư nêu",
                    line.code,
                    short_date(end)
                ))
                .with_effect("thư này chưa được tính là đã phát hành")
                .with_advice("ghi đúng ngày thư được gửi đi"),
        )
    };
    dated.into_iter().filter_map(finding).collect()
}

/// A second re-appointment is asked for.
fn second(entry: &LetterEntry, dossier: &Dossier) -> Option<Finding> {
    let moved = dossier.reappointed.zip(dossier.due).filter(|(moved, due)| moved > due);
    let SecondDate { moved, asked } = entry.second_date(moved.map(|(moved, _)| moved))?;
    if dossier.end().is_some() {
        return None;
    }
    Some(
        Finding::new(Code::DueChanged, entry.asked_at.clone())
            .with_field(Field::Reappointed)
            .with_found(short_date(asked))
            .with_message(format!(
                "Hồ sơ “{}” đã hẹn lại một lần, đến {} ({}); không được hẹn lại lần hai",
                entry.code,
                short_date(moved),
                dossier.place
            ))
            .with_effect("chưa lập phiếu cho hồ sơ này; ngày hẹn lại vẫn là ngày trong bảng hồ sơ")
            .with_advice(
                "xóa ngày ở ô này: hồ sơ giải quyết xong thì gửi thư xin lỗi; nếu bảng hồ sơ ghi sai ngày hẹn lại thì sửa ở đó",
            ),
    )
}

fn conflict(entry: &LetterEntry, group: &[LetterEntry]) -> Finding {
    let others = group.iter().filter(|other| other.place != entry.place);
    let places: Vec<String> = others.map(|other| other.place.to_string()).collect();
    Finding::new(Code::ConflictingRows, entry.place.clone())
        .rejecting()
        .with_field(Field::Code)
        .with_found(entry.code.to_string())
        .with_message(format!(
            "Phiếu nhập ghi hồ sơ “{}” hai lần, khác nhau: xem thêm {}",
            entry.code,
            places.join("; ")
        ))
        .with_effect("không dùng dòng nào, thư của hồ sơ này chưa lập được")
        .with_advice("giữ một dòng đúng, xóa dòng kia")
}
