//! Rows of a table of dossiers → dossiers, or why a row does not count.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::ledger::{Code, Fate, Field, Finding, Place, RowCounts, RowDays, Source};
use crate::model::{Channel, DepartmentFrom, Dossier, RawDossier, Standing, Text};
use crate::normalize::Officers;
use crate::normalize::cell_faults;
use crate::normalize::file::FileReader;
use crate::normalize::kinds::departments::{self, Mapped};
use crate::normalize::kinds::others::no_count;
use crate::normalize::kinds::standings::StatesAbove;
use crate::normalize::named_departments::NamedDepartment;
use crate::normalize::table::{Section, TableRow};
use crate::normalize::text::intern::{Id, Interner, Slot};
use crate::normalize::values::codes;
use crate::normalize::values::date_columns::DateCell;
use crate::normalize::values::dates;
use crate::normalize::values::numbers::count_of;
use crate::normalize::values::status;
use crate::normalize::waiting::Waiting;

/// The rows of one table while they are read; what they are read with is only looked at.
pub(crate) struct DossierRows<'a> {
    pub(crate) file: &'a FileReader<'a>,
    pub(crate) waiting: &'a Waiting,
    pub(crate) setting: &'a DossierSetting,
    /// Its own, as are the texts below: what every row counts up in one place keeps the threads waiting.
    source: Arc<Source>,
    /// Own copies of texts that many rows repeat.
    texts: BTreeMap<Id, Text>,
    /// Names of departments as found → as counted.
    departments: BTreeMap<Id, (Text, Text)>,
    standings: BTreeMap<Id, Option<Standing>>,
    channels: BTreeMap<Id, Option<Channel>>,
    pub(crate) part: DossierPart,
}

/// What is decided for a table as a whole before its rows.
#[derive(Debug, Default)]
pub(crate) struct DossierSetting {
    /// Keys of procedures whose limit the settings give.
    pub(crate) known_limits: BTreeSet<String>,
    /// The department that the sheet is called after, where no column names one.
    pub(crate) by_sheet: Option<Text>,
    /// Fields and procedures go before the column of departments.
    pub(crate) by_map: bool,
    /// Some text of the file stands for more than one applicant: asked once of each, since a million names do not.
    pub(crate) has_further_people: bool,
    /// What headings and titles say of rows without a status.
    pub(crate) states: StatesAbove,
}

/// What some rows gave, in their order.
#[derive(Debug, Default)]
pub(crate) struct DossierPart {
    pub(crate) counts: RowCounts,
    pub(crate) findings: Vec<Finding>,
    pub(crate) raw: Vec<RawDossier>,
    pub(crate) dossiers: Vec<Dossier>,
    /// Codes of rows that do not count.
    pub(crate) unreadable: Vec<(Text, Place)>,
}

impl DossierPart {
    /// Puts what later rows gave behind what is here.
    pub(crate) fn take(&mut self, later: Vec<Self>) {
        for part in later {
            self.counts.add(part.counts);
            self.findings.extend(part.findings);
            self.raw.extend(part.raw);
            self.dossiers.extend(part.dossiers);
            self.unreadable.extend(part.unreadable);
        }
    }
}

/// The dates of one row.
pub(crate) struct DossierDays {
    pub(crate) received: DateCell,
    pub(crate) due: DateCell,
    pub(crate) reappointed: DateCell,
    pub(crate) finished: DateCell,
    pub(crate) collected: DateCell,
}

impl DossierDays {
    /// From its receipt to its end, as far as they can be believed.
    fn known(&self) -> RowDays {
        let known = |day: DateCell| day.day().filter(|day| dates::is_plausible(*day));
        RowDays::new(known(self.received), known(self.finished).or(known(self.collected)))
    }
}

impl<'a> DossierRows<'a> {
    pub(crate) fn new(
        file: &'a FileReader<'_>,
        waiting: &'a Waiting,
        setting: &'a DossierSetting,
    ) -> Self {
        Self {
            file,
            waiting,
            setting,
            source: Arc::new(Source::clone(&waiting.source)),
            texts: BTreeMap::new(),
            departments: BTreeMap::new(),
            standings: BTreeMap::new(),
            channels: BTreeMap::new(),
            part: DossierPart::default(),
        }
    }

    pub(crate) fn row(&mut self, row: TableRow, slots: &[Slot]) {
        let findings = self.part.findings.len();
        let days = DossierDays {
            received: self.day(Field::Received, slots),
            due: self.day(Field::Due, slots),
            reappointed: self.day(Field::Reappointed, slots),
            finished: self.day(Field::Finished, slots),
            collected: self.day(Field::Collected, slots),
        };
        let (raw_department, department, department_from) = self.department(row, slots);
        self.part.raw.push(RawDossier {
            department: raw_department,
            due: days.due.day(),
            end: days.finished.day().or(days.collected.day()),
        });
        if self.waiting.is_stopped {
            return;
        }
        if cell_faults::may_be(slots, &self.file.texts) {
            let faults = cell_faults::of_row(self.waiting, row, slots, &self.file.texts);
            self.part.findings.extend(faults);
        }
        let standing = self.standing(row, slots, &days);
        let is_bad = self.reject(row, slots, &days, standing);
        if standing == Standing::NeverCounted {
            // Nobody took it in: whatever it lacks is no fault, and with bad dates it is not even a record.
            self.part.findings.truncate(findings);
        }
        if is_bad {
            if standing == Standing::NeverCounted {
                self.part.counts.count(Fate::NotTaken);
                return;
            }
            self.part.counts.count(Fate::Rejected);
            let code = self.code(slots);
            let place = Place::row(&self.source, row.number);
            self.part.unreadable.extend(code.map(|code| (code, place)));
            let days = days.known();
            let found = self.part.findings.split_off(findings).into_iter();
            let found = found.filter_map(Finding::in_row_out);
            self.part.findings.extend(found.map(|finding| finding.of_days(days)));
            return;
        }
        let Some(received) = days.received.day() else { return };
        let dossier = Dossier {
            code: self.code(slots),
            procedure: self.procedure(row.section, slots),
            procedure_code: self.repeated(Field::ProcedureCode, slots),
            field: self.area(row.section, slots),
            department,
            department_from,
            officer: self.officer(slots),
            applicant: self.text(Field::Applicant, slots),
            address_form: self.repeated(Field::AddressForm, slots),
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
            place: Place::row(&self.source, row.number),
        };
        if standing == Standing::NeverCounted {
            self.part.findings.truncate(findings);
            self.ended_unseen(row, slots, &days);
        } else {
            self.remarks(row, slots, &days, &dossier);
        }
        self.part.dossiers.push(dossier);
        self.part.counts.count(Fate::Accepted);
    }

    pub(crate) fn slot(&self, field: Field, slots: &[Slot]) -> Slot {
        self.waiting
            .table
            .index_of(field)
            .and_then(|index| slots.get(index))
            .copied()
            .unwrap_or(Slot::Empty)
    }

    pub(crate) fn text(&self, field: Field, slots: &[Slot]) -> Option<Text> {
        self.slot(field, slots).text(&self.file.texts)
    }

    /// What tells the dossier from all others; of a code whose figures are lost, nothing does.
    fn code(&self, slots: &[Slot]) -> Option<Text> {
        let slot = self.slot(Field::Code, slots);
        let is_code = !codes::is_destroyed(slot, &self.file.texts);
        is_code.then(|| slot.text(&self.file.texts))?
    }

    /// A text of a column that says the same in many rows.
    fn repeated(&mut self, field: Field, slots: &[Slot]) -> Option<Text> {
        match self.slot(field, slots) {
            Slot::Text(id) => Some(self.own(id)),
            slot => slot.text(&self.file.texts),
        }
    }

    fn own(&mut self, id: Id) -> Text {
        let file = self.file;
        Text::clone(self.texts.entry(id).or_insert_with(|| Text::from(&**file.texts.text(id))))
    }

    /// What stands in a cell, for the user.
    pub(crate) fn found(&self, field: Field, slots: &[Slot]) -> String {
        self.slot(field, slots).found(&self.file.texts, self.waiting.epoch)
    }

    fn day(&self, field: Field, slots: &[Slot]) -> DateCell {
        self.waiting.date(self.slot(field, slots), field, &self.file.texts)
    }

    fn place(&self, row: TableRow, field: Field) -> Place {
        self.waiting.place(row, field)
    }

    pub(crate) fn find(&self, code: Code, row: TableRow, field: Field) -> Finding {
        Finding::new(code, self.place(row, field)).with_field(field)
    }

    /// As found, for the tally, and as counted.
    fn department(
        &mut self,
        row: TableRow,
        slots: &[Slot],
    ) -> (Option<Text>, Option<Text>, DepartmentFrom) {
        let slot = match self.slot(Field::Department, slots) {
            _ if self.setting.by_map => Slot::Empty,
            slot => slot,
        };
        if let Slot::Text(id) = slot
            && let Some((found, counted)) = self.departments.get(&id)
        {
            let (found, counted) = (Text::clone(found), Text::clone(counted));
            return (Some(found), Some(counted), DepartmentFrom::Name);
        }
        let code = slot.fault();
        let name = match slot.text(&self.file.texts) {
            None if code.is_none()
                && (self.setting.by_map || !self.waiting.table.has(Field::Department)) =>
            {
                row.section
                    .department
                    .id()
                    .map(|id| Text::clone(self.file.texts.text(id)))
                    .or_else(|| self.setting.by_sheet.clone())
            }
            name => name,
        };
        if let Some(name) = name {
            let department = self.file.known_department(&name);
            let counted = department.and_then(NamedDepartment::counted);
            if let (Slot::Text(id), Some(counted)) = (slot, &counted) {
                let own = |text: &Text| Text::from(&**text);
                self.departments.insert(id, (own(&name), own(counted)));
            }
            if counted.is_none() {
                let place = self.place(row, Field::Department);
                self.part.findings.push(departments::unknown(&name, place));
            }
            return (Some(name), counted, DepartmentFrom::Name);
        }
        let procedure_code = self.text(Field::ProcedureCode, slots);
        let procedure = self.procedure(row.section, slots);
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
                let found = slot.found(&self.file.texts, self.waiting.epoch);
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
        self.part.findings.extend(finding);
        (None, mapped.one(), DepartmentFrom::Field)
    }

    /// Nobody's name is read that nothing asks for.
    fn officer(&mut self, slots: &[Slot]) -> Option<Text> {
        match self.file.options.officers {
            Officers::Unread => None,
            Officers::Read => self.repeated(Field::Officer, slots),
        }
    }

    fn area(&mut self, section: Section, slots: &[Slot]) -> Option<Text> {
        let own = self.repeated(Field::Area, slots);
        own.or_else(|| section.area.id().map(|id| self.own(id)))
    }

    fn procedure(&mut self, section: Section, slots: &[Slot]) -> Option<Text> {
        let own = self.repeated(Field::Procedure, slots);
        own.or_else(|| section.procedure.id().map(|id| self.own(id)))
    }

    fn standing(&mut self, row: TableRow, slots: &[Slot], days: &DossierDays) -> Standing {
        let slot = self.slot(Field::Status, slots);
        let words = &self.file.options.words;
        match known(&mut self.standings, slot, &self.file.texts, |text| words.standing(text)) {
            KnownValues::Nothing => {
                self.setting.states.standing(row.section.state.id()).unwrap_or(Standing::Open)
            }
            KnownValues::One(standing) => standing,
            KnownValues::Unknown => {
                let text = self.found(Field::Status, slots);
                let finding = self
                    .find(Code::UnknownStatus, row, Field::Status)
                    .with_found(text.clone())
                    .with_message(format!("Không biết trạng thái “{text}”"));
                let finding = unknown_status(finding, &text, days);
                self.part.findings.push(finding);
                Standing::Open
            }
        }
    }

    /// Whether a status is in some list: an unknown one says nothing against the dates.
    pub(crate) fn knows_status(&self, status: &str) -> bool {
        self.file.options.words.standing(status).is_some()
    }

    fn channel(&mut self, row: TableRow, slots: &[Slot]) -> Option<Channel> {
        if !self.waiting.table.has(Field::Channel) {
            return None;
        }
        let slot = self.slot(Field::Channel, slots);
        let words = &self.file.options.words;
        let unknown =
            match known(&mut self.channels, slot, &self.file.texts, |text| words.channel(text)) {
                KnownValues::One(channel) => return Some(channel),
                KnownValues::Nothing => None,
                KnownValues::Unknown => Some(self.found(Field::Channel, slots)),
            };
        let finding = self.find(Code::MissingChannel, row, Field::Channel);
        self.part.findings.push(match unknown {
            None => finding,
            Some(text) => finding
                .with_found(text.clone())
                .with_message(format!("Không biết hình thức nộp “{text}”"))
                .with_advice(format!(
                    "ghi Trực tiếp, Trực tuyến hoặc Bưu chính; hoặc {}, chọn một trong truc_tiep, truc_tuyen, buu_chinh:\n{}",
                    status::below("hinh_thuc"),
                    status::line(&text, "truc_tiep")
                )),
        });
        None
    }

    fn supplements(&mut self, row: TableRow, slots: &[Slot]) -> Option<u32> {
        let slot = self.slot(Field::Supplements, slots);
        if slot.is_empty() {
            return None;
        }
        let count = count_of(slot, &self.file.texts).and_then(|count| u32::try_from(count).ok());
        let count = count.filter(|count| *count <= MOST_SUPPLEMENTS);
        if count.is_none() {
            let found = slot.found(&self.file.texts, self.waiting.epoch);
            let finding = self
                .find(slot.fault().unwrap_or(Code::BadValue), row, Field::Supplements)
                .with_message(no_count(slot, Field::Supplements.vietnamese(), &found))
                .with_found(found)
                .with_effect("dòng này vẫn được tính, số lần bổ sung coi như chưa ghi")
                .with_advice("ghi một số nguyên, ví dụ 0 hoặc 1");
            self.part.findings.push(finding);
        }
        count
    }
}

/// More requests for one dossier are none: a telephone or a number of identity that slid into the column.
const MOST_SUPPLEMENTS: u32 = 99;

/// What an unknown status did to the figures, and the line that makes it known.
fn unknown_status(finding: Finding, text: &str, days: &DossierDays) -> Finding {
    let is_ended = days.finished.day().or(days.collected.day()).is_some();
    let (counted, value) = if is_ended {
        ("đã giải quyết, vì có ngày kết thúc", "da_xong")
    } else {
        ("đang giải quyết, vì không có ngày kết thúc", "dang_xu_ly")
    };
    finding.with_effect(format!("dòng này được tính là {counted}")).with_advice(format!(
        "ghi trạng thái như phần mềm một cửa, ví dụ “Đang xử lý”; hoặc {}, chọn một trong khong_tinh, dang_xu_ly, cho_bo_sung, rut_tra_lai, dung_xu_ly, da_xong:\n{}",
        status::below("trang_thai"),
        status::line(text, value)
    ))
}

/// What a word of a column stands for.
enum KnownValues<T> {
    Nothing,
    One(T),
    Unknown,
}

/// Asks for each word once: a column holds a few, and looking one up by its number touches no text.
fn known<T: Copy>(
    asked: &mut BTreeMap<Id, Option<T>>,
    slot: Slot,
    texts: &Interner,
    read: impl Fn(&str) -> Option<T>,
) -> KnownValues<T> {
    let found = match slot {
        Slot::Text(id) => *asked.entry(id).or_insert_with(|| read(texts.text(id))),
        _ => None,
    };
    match (found, found.is_none().then(|| slot.text(texts)).flatten()) {
        (Some(one), _) => KnownValues::One(one),
        (None, None) => KnownValues::Nothing,
        (None, Some(text)) => read(&text).map_or(KnownValues::Unknown, KnownValues::One),
    }
}
