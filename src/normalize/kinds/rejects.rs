//! Why a row of dossiers does not count.

use jiff::civil::Date;

use crate::ledger::{Code, Field, Finding};
use crate::model::{Standing, Text, short_date};
use crate::normalize::kinds::dossiers::{DossierDays, DossierRows};
use crate::normalize::table::TableRow;
use crate::normalize::text::intern::Slot;
use crate::normalize::values::date_columns::DateCell;
use crate::normalize::values::dates;

/// Words of a text that may stand for “not yet”: `Còn trong hạn giải quyết`.
const LONGEST_WORD: usize = 5;

impl DossierRows<'_> {
    /// Whether the row does not count; says why.
    pub(crate) fn reject(
        &mut self,
        row: TableRow,
        slots: &[Slot],
        days: &DossierDays,
        standing: Standing,
    ) -> bool {
        let (end_field, end) = match days.finished {
            DateCell::Blank
                if days.collected == DateCell::Blank && self.waiting.table.has(Field::Finished) =>
            {
                (Field::Finished, DateCell::Blank)
            }
            DateCell::Blank => (Field::Collected, days.collected),
            DateCell::Day(_) | DateCell::Unreadable(_) => (Field::Finished, days.finished),
        };
        let mut bad = false;
        for (field, day) in
            [(Field::Received, days.received), (Field::Due, days.due), (end_field, end)]
        {
            if field == end_field
                && self.is_no_day(field, slots, day)
                && self.says_open(slots, standing, days)
            {
                self.open_beside(row, slots, field, day);
                continue;
            }
            bad |= self.bad_date(row, slots, field, day);
        }
        if days.received == DateCell::Blank {
            let finding = self.find(Code::MissingReceived, row, Field::Received).rejecting();
            self.part.findings.push(finding);
            bad = true;
        }
        if bad {
            return true;
        }
        let closed = matches!(standing, Standing::Done | Standing::Withdrawn);
        if closed && end == DateCell::Blank {
            let above = self.setting.states.words(row.section.state.id(), &self.file.texts);
            let status = self.text(Field::Status, slots).or_else(|| above.map(Text::from));
            let status = status.unwrap_or_default();
            let finding = self
                .find(Code::ClosedWithoutEnd, row, end_field)
                .rejecting()
                .with_found(status.to_string())
                .with_message(format!("Trạng thái là “{status}” nhưng không có ngày kết thúc"));
            let is_word = self.file.options.words.is_word(&status);
            self.part.findings.push(if is_word { finding.with_word(&*status) } else { finding });
            return true;
        }
        let Some(received) = days.received.day() else { return true };
        let mut early = false;
        for (code, field, day, name) in [
            (Code::DueBeforeReceived, Field::Due, days.due, "Ngày hẹn trả"),
            (Code::ReturnedBeforeReceived, end_field, end, "Ngày kết thúc"),
        ] {
            if let Some(day) = day.day().filter(|day| *day < received) {
                let finding = self
                    .find(code, row, field)
                    .rejecting()
                    .with_found(short_date(day))
                    .with_message(format!(
                        "{name} “{}” trước ngày tiếp nhận “{}”",
                        short_date(day),
                        short_date(received)
                    ));
                self.part.findings.push(finding);
                early = true;
            }
        }
        early
    }

    /// Whether the status says by itself that the dossier has no end, and no other cell names one.
    fn says_open(&self, slots: &[Slot], standing: Standing, days: &DossierDays) -> bool {
        let is_open = matches!(standing, Standing::Open | Standing::Waiting);
        let is_known = || {
            let status = self.text(Field::Status, slots);
            status.is_some_and(|status| self.knows_status(&status))
        };
        is_open && days.finished.day().is_none() && days.collected.day().is_none() && is_known()
    }

    /// An error, or a word or figure that names no day: nothing in it speaks for an end.
    fn is_no_day(&self, field: Field, slots: &[Slot], day: DateCell) -> bool {
        let DateCell::Unreadable(_) = day else { return false };
        match self.slot(field, slots) {
            Slot::Error(_) | Slot::Bool(_) => true,
            Slot::Number(number) => number < 1.5,
            Slot::Text(id) => {
                let text = self.file.texts.text(id);
                let has_figure = text.chars().any(char::is_numeric);
                !has_figure && text.split_whitespace().count() <= LONGEST_WORD
            }
            _ => false,
        }
    }

    /// The dossier is counted as open by its status: what stands where its end would be is told.
    fn open_beside(&mut self, row: TableRow, slots: &[Slot], field: Field, day: DateCell) {
        let DateCell::Unreadable(code) = day else { return };
        let found = self.found(field, slots);
        let status = self.text(Field::Status, slots).unwrap_or_default();
        let finding = self
            .find(code, row, field)
            .with_message(format!("Ô {} ghi “{found}”, không phải một ngày", field.vietnamese()))
            .with_effect(format!(
                "dòng này được tính là chưa có ngày kết thúc, theo trạng thái “{status}”"
            ))
            .with_advice("để trống ô này khi chưa có kết quả; nếu đã trả thì ghi ngày trả");
        self.part.findings.push(if found.is_empty() { finding } else { finding.with_found(found) });
    }

    /// A date that is there but cannot be used.
    fn bad_date(&mut self, row: TableRow, slots: &[Slot], field: Field, day: DateCell) -> bool {
        let code = match day {
            DateCell::Blank => return false,
            DateCell::Day(day) if dates::is_plausible(day) => return false,
            DateCell::Day(_) => Code::ImplausibleDate,
            DateCell::Unreadable(code) => code,
        };
        let found = match day {
            DateCell::Day(day) => short_date(day),
            DateCell::Blank | DateCell::Unreadable(_) => self.found(field, slots),
        };
        let finding = self.find(code, row, field).rejecting().with_effect(ROW_OUT);
        self.part.findings.push(unusable(finding, field, found));
        true
    }
}

const ROW_OUT: &str = "dòng này không được tính";

/// What is said of a date that cannot be used, by the code of the finding.
pub(crate) fn unusable(finding: Finding, field: Field, found: String) -> Finding {
    let name = field.vietnamese();
    let message = match finding.code {
        Code::BadDate => format!("Không đọc được {name} “{found}”"),
        Code::ImplausibleDate => {
            format!("Ô {name} ghi “{found}”, ngoài khoảng từ năm 1990 đến năm 2100")
        }
        Code::FormulaWithoutValue => format!("Công thức ở ô {name} chưa được tính"),
        Code::BadCell => format!("Ô {name} bị hỏng trong tệp, không đọc được"),
        _ => format!("Ô {name} có lỗi “{found}”"),
    };
    let advice = date_advice(&found).filter(|_| finding.code == Code::BadDate);
    let finding = finding.with_message(message);
    let finding = match advice {
        Some(advice) => finding.with_advice(advice),
        None => finding,
    };
    if found.is_empty() { finding } else { finding.with_found(found) }
}

/// `31/06/2025`: the month has 30 days.
fn date_advice(found: &str) -> Option<String> {
    let mut numbers = found.split(['/', '-', '.']).map(|part| part.trim().parse::<i16>().ok());
    let (day, month, year) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let first =
        Date::new(if year < 100 { 2000 + year } else { year }, i8::try_from(month).ok()?, 1)
            .ok()?;
    (day > i16::from(first.days_in_month()))
        .then(|| format!("tháng {month} có {} ngày", first.days_in_month()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_too_many_is_explained() {
        assert_eq!(date_advice("31/06/2025").as_deref(), Some("tháng 6 có 30 ngày"));
        assert_eq!(date_advice("29/02/2021").as_deref(), Some("tháng 2 có 28 ngày"));
        assert_eq!(date_advice("chưa rõ"), None);
    }
}
