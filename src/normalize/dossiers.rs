//! Rows of a table of dossiers → dossiers, or why a row does not count.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::ledger::{Code, Fate, Finding, Place};
use crate::model::RawDossier;
use crate::model::{Channel, Dossier, Standing, Text, name_key, procedure_key, short_date};
use crate::normalize::date_columns::{self, DateCell};
use crate::normalize::dates::{self, Order};
use crate::normalize::departments::{Mapped, Match};
use crate::normalize::field::Field;
use crate::normalize::file::FileReader;
use crate::normalize::intern::{Interner, Slot};
use crate::normalize::numbers::count_of;
use crate::normalize::status;
use crate::normalize::table::{Section, TableRow};
use crate::normalize::waiting::Waiting;
use crate::normalize::whose;

/// Why the dates of a table cannot be read, if they cannot.
pub(crate) fn undecided_dates(waiting: &Waiting, texts: &Interner) -> Option<Finding> {
    date_columns::orders(waiting, texts).err()
}

pub(crate) fn read(file: &mut FileReader<'_>, waiting: &Waiting) {
    let orders = date_columns::orders(waiting, &file.texts).unwrap_or_default();
    let before = file.findings.len();
    let month_first = date_columns::month_first(waiting, &orders, &file.texts);
    file.findings.extend(month_first);
    let table = &waiting.table;
    if !table.has(Field::Channel) {
        file.findings.push(
            Finding::new(Code::MissingChannel, Place::row(&waiting.source, table.header.first_row))
                .with_field(Field::Channel.name())
                .with_message("Trang không có cột hình thức nộp")
                .with_effect("mọi hồ sơ của trang được đếm vào cột trực tiếp, bưu chính"),
        );
    }
    let known = &file.options.known_limits;
    let known_limits =
        known.iter().flat_map(|name| [name_key(name), procedure_key(name)]).collect();
    let by_sheet = whose::of_sheet(&file.directory, waiting);
    let mut reader = Rows {
        file,
        waiting,
        orders,
        known_limits,
        standings: BTreeMap::new(),
        channels: BTreeMap::new(),
        by_sheet,
    };
    for (row, slots) in table.rows() {
        let slots = slots.as_slice();
        reader.row(row, slots);
    }
    if waiting.is_stopped {
        file.findings.truncate(before);
    }
}

/// The rows of one table while they are read.
pub(crate) struct Rows<'a, 'o> {
    pub(crate) file: &'a mut FileReader<'o>,
    pub(crate) waiting: &'a Waiting,
    orders: BTreeMap<Field, Order>,
    /// Keys of procedures whose limit the settings give.
    known_limits: BTreeSet<String>,
    standings: BTreeMap<Text, Option<Standing>>,
    channels: BTreeMap<Text, Option<Channel>>,
    /// The department that the sheet is called after, where no column names one.
    by_sheet: Option<Text>,
}

/// The dates of one row.
pub(crate) struct Days {
    pub(crate) received: DateCell,
    pub(crate) due: DateCell,
    pub(crate) reappointed: DateCell,
    pub(crate) finished: DateCell,
    pub(crate) collected: DateCell,
}

impl Rows<'_, '_> {
    fn row(&mut self, row: TableRow, slots: &[Slot]) {
        let findings = self.file.findings.len();
        let days = Days {
            received: self.day(Field::Received, slots),
            due: self.day(Field::Due, slots),
            reappointed: self.day(Field::Reappointed, slots),
            finished: self.day(Field::Finished, slots),
            collected: self.day(Field::Collected, slots),
        };
        let (raw_department, department) = self.department(row, slots);
        self.file.raw.dossiers.push(RawDossier {
            department: raw_department,
            due: days.due.day(),
            end: days.finished.day().or(days.collected.day()),
        });
        if self.waiting.is_stopped {
            return;
        }
        self.file.faults(self.waiting, row, slots);
        let standing = self.standing(row, slots);
        if self.reject(row, slots, &days, standing) {
            // What was accepted with a finding does not matter in a row that does not count.
            let found = self.file.findings.split_off(findings);
            self.file.findings.extend(found.into_iter().filter_map(in_rejected_row));
            self.file.count(self.waiting.sheet, Fate::Rejected);
            return;
        }
        let Some(received) = days.received.day() else { return };
        let dossier = Dossier {
            code: self.text(Field::Code, slots),
            procedure: self.text(Field::Procedure, slots),
            procedure_code: self.text(Field::ProcedureCode, slots),
            field: self.area(row.section, slots),
            department,
            applicant: self.text(Field::Applicant, slots),
            address_form: self.text(Field::AddressForm, slots),
            address: self.text(Field::Address, slots),
            received,
            due: days.due.day(),
            reappointed: days.reappointed.day().filter(|day| dates::is_plausible(*day)),
            finished: days.finished.day(),
            collected: days.collected.day().filter(|day| dates::is_plausible(*day)),
            standing,
            channel: self.channel(row, slots),
            supplements: self.supplements(row, slots),
            reason: self.text(Field::Reason, slots),
            place: Place::row(&self.waiting.source, row.number),
        };
        self.notes(row, &days, &dossier);
        self.file.records.dossiers.push(dossier);
        self.file.count(self.waiting.sheet, Fate::Accepted);
    }

    pub(crate) fn slot(&self, field: Field, slots: &[Slot]) -> Slot {
        self.waiting
            .table
            .index_of(field)
            .and_then(|index| slots.get(index))
            .copied()
            .unwrap_or(Slot::Empty)
    }

    pub(crate) fn text(&mut self, field: Field, slots: &[Slot]) -> Option<Text> {
        self.slot(field, slots).text(&mut self.file.texts)
    }

    fn day(&self, field: Field, slots: &[Slot]) -> DateCell {
        let order = self.orders.get(&field).copied().unwrap_or_default();
        date_columns::read(self.slot(field, slots), order, self.waiting.epoch, &self.file.texts)
    }

    fn place(&self, row: TableRow, field: Field) -> Place {
        self.waiting.place(row, field)
    }

    pub(crate) fn find(&mut self, code: Code, row: TableRow, field: Field) -> Finding {
        Finding::new(code, self.place(row, field)).with_field(field.name())
    }

    /// As found, for the tally, and as counted.
    fn department(&mut self, row: TableRow, slots: &[Slot]) -> (Option<Text>, Option<Text>) {
        let slot = self.slot(Field::Department, slots);
        let code = slot.fault();
        let name = match slot.text(&mut self.file.texts) {
            None if code.is_none() && !self.waiting.table.has(Field::Department) => row
                .section
                .department
                .map(|id| Arc::clone(self.file.texts.text(id)))
                .or_else(|| self.by_sheet.clone()),
            name => name,
        };
        if let Some(name) = name {
            let place = self.place(row, Field::Department);
            let department = self.file.department(&name, &place);
            let counted = match department.matched {
                Match::Known(name) => Some(name),
                Match::AsFound => Some(Arc::clone(&department.found)),
                Match::Unknown => {
                    let finding = self
                        .find(Code::UnknownDepartment, row, Field::Department)
                        .with_found(name.to_string())
                        .with_message(format!(
                            "Đơn vị “{name}” không có trong danh sách của congso.toml"
                        ));
                    self.file.findings.push(finding);
                    None
                }
            };
            return (Some(name), counted);
        }
        let procedure_code = self.text(Field::ProcedureCode, slots);
        let procedure = self.text(Field::Procedure, slots);
        let area = self.area(row.section, slots);
        let mapped = self.file.directory.of(
            procedure_code.as_deref(),
            procedure.as_deref(),
            area.as_deref(),
        );
        let finding = match (code, &mapped) {
            (Some(code), _) => {
                let effect = match &mapped {
                    Mapped::One(name) => {
                        format!("dòng này được tính cho “{name}” theo lĩnh vực, thủ tục")
                    }
                    Mapped::None | Mapped::Apart(..) => {
                        "dòng này được tính vào “Chưa rõ đơn vị”".to_owned()
                    }
                };
                let found = slot.found(&self.file.texts);
                Some(self.find(code, row, Field::Department).with_found(found).with_effect(effect))
            }
            (None, Mapped::None) => {
                Some(self.find(Code::MissingDepartment, row, Field::Department))
            }
            (None, Mapped::Apart(one, other)) => {
                let finding = self.find(Code::MissingDepartment, row, Field::Department);
                Some(finding.with_message(format!(
                    "Chưa có đơn vị xử lý: thủ tục thuộc “{one}”, lĩnh vực thuộc “{other}”"
                )))
            }
            (None, Mapped::One(_)) => None,
        };
        self.file.findings.extend(finding);
        (None, mapped.one())
    }

    fn area(&mut self, section: Section, slots: &[Slot]) -> Option<Text> {
        let own = self.text(Field::Area, slots);
        own.or_else(|| section.area.map(|id| Arc::clone(self.file.texts.text(id))))
    }

    fn standing(&mut self, row: TableRow, slots: &[Slot]) -> Standing {
        let Some(text) = self.text(Field::Status, slots) else { return Standing::Open };
        let standing =
            *self.standings.entry(Arc::clone(&text)).or_insert_with(|| status::standing(&text));
        standing.unwrap_or_else(|| {
            let finding = self
                .find(Code::UnknownStatus, row, Field::Status)
                .with_found(text.to_string())
                .with_message(format!("Không biết trạng thái “{text}”"));
            self.file.findings.push(finding);
            Standing::Open
        })
    }

    fn channel(&mut self, row: TableRow, slots: &[Slot]) -> Option<Channel> {
        if !self.waiting.table.has(Field::Channel) {
            return None;
        }
        let Some(text) = self.text(Field::Channel, slots) else {
            let finding = self.find(Code::MissingChannel, row, Field::Channel);
            self.file.findings.push(finding);
            return None;
        };
        let channel =
            *self.channels.entry(Arc::clone(&text)).or_insert_with(|| status::channel(&text));
        if channel.is_none() {
            let finding = self
                .find(Code::MissingChannel, row, Field::Channel)
                .with_found(text.to_string())
                .with_message(format!("Không biết hình thức nộp “{text}”"));
            self.file.findings.push(finding);
        }
        channel
    }

    fn supplements(&mut self, row: TableRow, slots: &[Slot]) -> Option<u32> {
        let slot = self.slot(Field::Supplements, slots);
        if slot.is_empty() {
            return None;
        }
        let count = count_of(slot, &self.file.texts).and_then(|count| u32::try_from(count).ok());
        if count.is_none() {
            let found = slot.found(&self.file.texts);
            let finding = self
                .find(Code::BadCell, row, Field::Supplements)
                .with_message(format!("Không đọc được số lần bổ sung “{found}”"))
                .with_found(found)
                .with_effect("dòng này vẫn được tính, số lần bổ sung coi như chưa ghi")
                .with_advice("ghi một số nguyên, ví dụ 0 hoặc 1");
            self.file.findings.push(finding);
        }
        count
    }

    /// What is worth a look in a row that counts.
    fn notes(&mut self, row: TableRow, days: &Days, dossier: &Dossier) {
        if dossier.due.is_none()
            && !self.has_known_limit(dossier)
            && dossier.standing != Standing::NeverCounted
        {
            let finding = self.find(Code::MissingDue, row, Field::Due);
            self.file.findings.push(finding);
        }
        if let Some(day) =
            dossier.code.as_deref().and_then(code_date).filter(|day| *day != dossier.received)
        {
            let code = dossier.code.as_deref().unwrap_or_default();
            let finding = self
                .find(Code::CodeDateDiffers, row, Field::Received)
                .with_found(short_date(dossier.received))
                .with_message(format!(
                    "Mã “{code}” ghi ngày {}, ngày tiếp nhận là “{}”",
                    short_date(day),
                    short_date(dossier.received)
                ));
            self.file.findings.push(finding);
        }
        for (field, cell) in
            [(Field::Reappointed, days.reappointed), (Field::Collected, days.collected)]
        {
            let unusable = match cell {
                DateCell::Blank => false,
                DateCell::Day(day) => !dates::is_plausible(day),
                DateCell::Unreadable(_) => true,
            };
            if unusable {
                let code = match cell {
                    DateCell::Unreadable(code) => code,
                    DateCell::Day(_) | DateCell::Blank => Code::ImplausibleDate,
                };
                let finding = self
                    .find(code, row, field)
                    .with_message(format!("Không dùng được {}", field.vietnamese()))
                    .with_effect("dòng này vẫn được tính, ô này coi như trống");
                self.file.findings.push(finding);
            }
        }
        let Some(today) = self.file.options.today else { return };
        let dates = [
            (Field::Received, Some(dossier.received)),
            (Field::Finished, dossier.finished),
            (Field::Collected, dossier.collected),
        ];
        for (field, day) in dates {
            if let Some(day) = day.filter(|day| *day > today) {
                let finding = self
                    .find(Code::FutureDate, row, field)
                    .with_found(short_date(day))
                    .with_message(format!(
                        "{} “{}” ở sau ngày kiểm tra {}",
                        capitalized(field),
                        short_date(day),
                        short_date(today)
                    ));
                self.file.findings.push(finding);
            }
        }
    }

    fn has_known_limit(&self, dossier: &Dossier) -> bool {
        !self.known_limits.is_empty()
            && [
                dossier.procedure_code.as_deref().map(procedure_key),
                dossier.procedure.as_deref().map(name_key),
            ]
            .into_iter()
            .flatten()
            .any(|key| self.known_limits.contains(&key))
    }
}

fn capitalized(field: Field) -> String {
    let name = field.vietnamese();
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A finding of a row that turned out not to count: what it says of the numbers is no longer true.
fn in_rejected_row(finding: Finding) -> Option<Finding> {
    match finding.code {
        Code::MissingDepartment | Code::UnknownStatus | Code::MissingChannel | Code::MissingDue => {
            None
        }
        Code::UnknownDepartment => {
            Some(finding.with_effect("dòng này không được tính, vì lỗi khác ở cùng dòng"))
        }
        _ => Some(finding),
    }
}

/// The receipt date in a code: `000.00.16.H59-200312-0001` (TT 01/2018/TT-VPCP Điều 19).
pub(crate) fn code_date(code: &str) -> Option<Date> {
    let (rest, serial) = code.rsplit_once('-')?;
    let (_, day) = rest.rsplit_once('-')?;
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !(4..=7).contains(&serial.len()) || !all_digits(serial) || day.len() != 6 || !all_digits(day)
    {
        return None;
    }
    let number = |from: usize| day.get(from..from + 2)?.parse::<i8>().ok();
    Date::new(2000 + i16::from(number(0)?), number(2)?, number(4)?).ok()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn codes_hold_the_date_of_receipt() {
        assert_eq!(code_date("000.00.16.H59-200312-0001"), Some(date(2020, 3, 12)));
        assert_eq!(code_date("H15.50.05.13-261008-0975"), Some(date(2026, 10, 8)));
        assert_eq!(code_date("H59-201332-0001"), None);
        assert_eq!(code_date("H59-200312-001"), None);
        assert_eq!(code_date("HS-0001"), None);
        assert_eq!(code_date("20260000000008"), None);
    }
}
