//! What is worth a look in a row of dossiers that counts.

use jiff::civil::Date;

use crate::ledger::{Code, Field, Finding};
use crate::model::{Dossier, Standing, capitalized, name_key, procedure_key, short_date, word_key};
use crate::normalize::Appointment;
use crate::normalize::kinds::dossiers::{DossierDays, DossierRows};
use crate::normalize::kinds::rejects::unusable;
use crate::normalize::table::TableRow;
use crate::normalize::text::intern::Slot;
use crate::normalize::values::date_columns::DateCell;
use crate::normalize::values::dates;
use crate::normalize::values::status;

impl DossierRows<'_> {
    pub(crate) fn remarks(
        &mut self,
        row: TableRow,
        slots: &[Slot],
        days: &DossierDays,
        dossier: &Dossier,
    ) {
        self.status_against_dates(row, slots, dossier);
        if let Some(count) = dossier.code.as_deref().and_then(several_codes) {
            let finding = self
                .find(Code::BadValue, row, Field::Code)
                .with_found(dossier.code.as_deref().unwrap_or_default())
                .with_message(format!("Ô mã hồ sơ ghi {count} mã"))
                .with_effect("dòng này được tính là một hồ sơ; không dò được mã trùng")
                .with_advice("ghi mỗi hồ sơ một dòng, mỗi ô một mã");
            self.part.findings.push(finding);
        }
        let applicant = dossier.applicant.as_deref().filter(|_| self.setting.has_further_people);
        if let Some(count) = applicant.and_then(further_people) {
            let others = match count {
                0 => "nhiều người".to_owned(),
                count => format!("thêm {count} người"),
            };
            let finding = self
                .find(Code::BadValue, row, Field::Applicant)
                .with_message(format!("Ô chủ hồ sơ ghi {others}"))
                .with_effect("dòng này được tính là một hồ sơ")
                .with_advice("nếu mỗi người một hồ sơ thì ghi mỗi hồ sơ một dòng; nếu chung một hồ sơ thì không cần làm gì");
            self.part.findings.push(finding);
        }
        if !self.has_due(dossier) && !self.has_known_limit(dossier) {
            let finding = self.find(Code::MissingDue, row, Field::Due);
            self.part.findings.push(finding);
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
            self.part.findings.push(finding);
        }
        for (field, cell) in
            [(Field::Reappointed, days.reappointed), (Field::Collected, days.collected)]
        {
            let is_unusable = match cell {
                DateCell::Blank => false,
                DateCell::Day(day) => !dates::is_plausible(day),
                DateCell::Unreadable(_) => true,
            };
            if is_unusable {
                let code = match cell {
                    DateCell::Unreadable(code) => code,
                    DateCell::Day(_) | DateCell::Blank => Code::ImplausibleDate,
                };
                let found = match cell {
                    DateCell::Day(day) => short_date(day),
                    DateCell::Blank | DateCell::Unreadable(_) => self.found(field, slots),
                };
                let finding = self
                    .find(code, row, field)
                    .with_effect("dòng này vẫn được tính, ô này coi như trống");
                self.part.findings.push(unusable(finding, field, found));
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
                        capitalized(field.vietnamese()),
                        short_date(day),
                        short_date(today)
                    ));
                self.part.findings.push(finding);
            }
        }
    }

    /// Says that there is an end of what nobody has taken in, by its status.
    pub(crate) fn ended_unseen(&mut self, row: TableRow, slots: &[Slot], days: &DossierDays) {
        let end = days.finished.day().or(days.collected.day());
        let Some(status) = self.text(Field::Status, slots).filter(|_| end.is_some()) else {
            return;
        };
        if self.file.options.words.is_before_intake(&status) {
            let finding = self
                .find(Code::StatusDiffers, row, Field::Status)
                .with_found(status.to_string())
                .with_message(format!(
                    "Trạng thái là “{status}”, là chưa tiếp nhận, nhưng đã có ngày kết thúc"
                ))
                .with_effect("dòng này không được tính, theo trạng thái");
            self.part.findings.push(finding);
        }
    }

    /// Whether there is a date to judge it by.
    fn has_due(&self, dossier: &Dossier) -> bool {
        dossier.due.is_some()
            || match self.file.options.judged_by {
                Appointment::First => false,
                Appointment::Latest => dossier.reappointed.is_some(),
            }
    }

    /// What cannot both be true of a dossier that counts; the dates decide.
    fn status_against_dates(&mut self, row: TableRow, slots: &[Slot], dossier: &Dossier) {
        let end = dossier.finished.or(dossier.collected);
        let is_open = matches!(dossier.standing, Standing::Open | Standing::Waiting);
        if let Some(end) = end.filter(|_| is_open)
            && let Some(status) = self.text(Field::Status, slots)
            && self.knows_status(&status)
        {
            let finding = self
                .find(Code::StatusDiffers, row, Field::Status)
                .with_found(status.to_string())
                .with_message(format!(
                    "Trạng thái là “{status}” nhưng đã có ngày kết thúc “{}”",
                    short_date(end)
                ))
                .with_effect("dòng này được tính là đã giải quyết, theo ngày kết thúc");
            let finding = self.with_status(finding, &status);
            self.part.findings.push(finding);
        }
        if let (Some(end), Some(due)) = (end, dossier.due)
            && let Some(status) = self.text(Field::Status, slots)
            && status::says_late(&status).is_some_and(|late| late != (end > due))
        {
            let finding = self
                .find(Code::StatusDiffers, row, Field::Status)
                .with_found(status.to_string())
                .with_message(format!(
                    "Trạng thái là “{status}”, nhưng ngày hẹn trả là “{}” và ngày kết thúc là “{}”",
                    short_date(due),
                    short_date(end)
                ));
            let finding = self.with_status(finding, &status);
            self.part.findings.push(finding);
        }
        if let (None, Some(collected), Some(due)) =
            (dossier.finished, dossier.collected, dossier.due)
            && collected > due
            && self.waiting.table.has(Field::Finished)
        {
            let finding = self
                .find(Code::EndByCollection, row, Field::Finished)
                .with_message(format!(
                    "Ô ngày kết thúc xử lý để trống, ngày trả kết quả “{}” lại sau ngày hẹn trả “{}”",
                    short_date(collected),
                    short_date(due)
                ));
            self.part.findings.push(finding);
        }
        if let (Some(due), Some(later)) = (dossier.due, dossier.reappointed)
            && due == later
        {
            let day = short_date(due);
            let finding = self
                .find(Code::DueChanged, row, Field::Due)
                .with_found(day.clone())
                .with_message(format!("Ngày hẹn trả “{day}” trùng ngày hẹn lại"))
                .with_effect("dòng này được tính theo ngày đó; nếu ngày hẹn lần đầu đã bị ghi đè thì hồ sơ quá hạn lại được tính là đúng hạn")
                .with_advice("ghi lại ngày hẹn lần đầu ở ô ngày hẹn trả");
            self.part.findings.push(finding);
        }
        if let (Some(finished), Some(collected)) = (dossier.finished, dossier.collected)
            && collected < finished
        {
            let finding = self
                .find(Code::CollectedBeforeFinished, row, Field::Collected)
                .with_found(short_date(collected))
                .with_message(format!(
                    "Ngày trả kết quả “{}” trước ngày kết thúc xử lý “{}”",
                    short_date(collected),
                    short_date(finished)
                ));
            self.part.findings.push(finding);
        }
    }

    /// A status is quoted in documents only where it is one of the known words.
    fn with_status(&self, finding: Finding, status: &str) -> Finding {
        let is_word = self.file.options.words.is_word(status);
        if is_word { finding.with_word(status) } else { finding }
    }

    fn has_known_limit(&self, dossier: &Dossier) -> bool {
        !self.setting.known_limits.is_empty()
            && [
                dossier.procedure_code.as_deref().map(procedure_key),
                dossier.procedure.as_deref().map(name_key),
            ]
            .into_iter()
            .flatten()
            .any(|key| self.setting.known_limits.contains(&key))
    }
}

/// How many codes stand in one cell, where there are several: `HS-041, HS-042`.
fn several_codes(text: &str) -> Option<usize> {
    if let Some(count) = code_range(text) {
        return Some(count);
    }
    if !text.contains([',', ';', '\n', '\r', '+', '&', ' ']) {
        return None;
    }
    let parts: Vec<&str> = text
        .split([',', ';', '\n', '\r', '+', '&', ' '])
        .map(str::trim)
        .filter(|part| !part.is_empty() && *part != "và")
        .collect();
    let first = parts.first()?;
    // Parts of one code are shorter than it, and not alike: “H59.17 - 260301 - 0001”.
    let is_code = |part: &&str| {
        part.len() >= 4
            && part.len() == first.len()
            && part.bytes().any(|byte| byte.is_ascii_digit())
            && part
                .bytes()
                .any(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'.' | b'-' | b'/'))
    };
    (parts.len() > 1 && parts.iter().all(is_code)).then_some(parts.len())
}

/// `HS-101 đến HS-110` is ten codes, `HS-101 - HS-110` too.
fn code_range(text: &str) -> Option<usize> {
    let has_dots = || text.as_bytes().windows(3).any(|three| three == b"...");
    if !text.contains([' ', '>', '→', '~']) && !has_dots() {
        return None;
    }
    let (first, last) = [" đến ", " tới ", " - ", " – ", "->", "→", "~", "..."]
        .iter()
        .find_map(|between| text.split_once(between))?;
    let parted = |code: &'_ str| {
        let code = code.trim();
        let at = code.trim_end_matches(|c: char| c.is_ascii_digit()).len();
        let (before, number) = code.split_at(at);
        (before.to_owned(), number.len(), number.parse::<usize>().ok())
    };
    let ((before, width, from), (other, other_width, to)) = (parted(first), parted(last));
    // “101 - 110” may be one code, and a day is none.
    let is_code = before == other && width == other_width && !before.is_empty();
    let count = to?.checked_sub(from?)? + 1;
    (is_code && (2..=500).contains(&count)).then_some(count)
}

/// How many more people a name stands for: `Nguyễn Văn A và 11 người khác`; 0 where it does not say.
pub(crate) fn further_people(name: &str) -> Option<usize> {
    let key = word_key(name);
    let words: Vec<&str> =
        key.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let counted = words.windows(3).find_map(|three| match three {
        [
            number,
            "nguoi" | "ho" | "ca" | "cong" | "to" | "truong",
            "khac" | "dan" | "nhan" | "chuc" | "hop",
        ] => number.parse().ok(),
        _ => None,
    });
    let is_listed = ["danh sach kem theo", "theo danh sach", "va cac ho khac", "va nguoi khac"];
    counted.or_else(|| is_listed.iter().any(|words| key.contains(words)).then_some(0))
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
    fn several_codes_may_stand_in_one_cell() {
        assert_eq!(several_codes("HS-041, HS-042, HS-043"), Some(3));
        assert_eq!(several_codes("HS-041\nHS-042"), Some(2));
        assert_eq!(several_codes("HS-101 đến HS-110"), Some(10));
        assert_eq!(several_codes("HS-101 - HS-110"), Some(10));
        assert_eq!(several_codes("000.00.16.H59-260301-0001;000.00.16.H59-260301-0002"), Some(2));
        for (name, expected) in [
            ("Trần Thị Mẫu và 11 người khác (danh sách kèm theo)", Some(11)),
            ("Trần Thị Mẫu và 03 hộ dân", Some(3)),
            ("Trần Thị Mẫu (theo danh sách)", Some(0)),
            ("Công ty 20 tháng 4", None),
            ("Trần Thị Mẫu", None),
        ] {
            assert_eq!(further_people(name), expected, "{name}");
        }
        for code in ["HS-041", "HS 041", "H59 - 260301 - 0001", "12 13", "HS-005 (bổ sung)"] {
            assert_eq!(several_codes(code), None, "{code}");
        }
    }

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
