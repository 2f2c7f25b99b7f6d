//! What settling asks of a dossier and of a complaint.

use jiff::civil::Date;

use crate::ledger::Place;
use crate::model::{Complaint, Dossier, Standing, Text};
use crate::normalize::settle::rules::{Difference, Entry};

impl Entry for Dossier {
    fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn at(&self, place: &Place) -> Self {
        Self { place: place.clone(), ..self.clone() }
    }

    fn is_never_counted(&self) -> bool {
        self.standing == Standing::NeverCounted
    }

    fn is_waiting(&self) -> bool {
        self.standing == Standing::Waiting
    }

    fn received(&self) -> Date {
        self.received
    }

    fn due(&self) -> Option<Date> {
        self.due
    }

    fn end(&self) -> Option<Date> {
        Self::end(self)
    }

    fn department(&self) -> Option<&Text> {
        self.department.as_ref()
    }

    fn appoint(&mut self, first: Option<Date>, later: Option<Date>) {
        self.due = first;
        self.reappointed = self.reappointed.max(later);
    }

    fn complete(&mut self, other: &Self) -> Vec<&'static str> {
        let mut taken = Vec::new();
        if other.reappointed > self.reappointed {
            self.reappointed = other.reappointed;
            taken.push("ngày hẹn lại");
        }
        for (own, theirs, name) in [
            (&mut self.reason, &other.reason, "lý do"),
            (&mut self.applicant, &other.applicant, "chủ hồ sơ"),
            (&mut self.address_form, &other.address_form, "xưng hô"),
            (&mut self.address, &other.address, "địa chỉ"),
        ] {
            if own.is_none() && theirs.is_some() {
                own.clone_from(theirs);
                taken.push(name);
            }
        }
        taken
    }

    fn fill_department(&mut self, name: &Text) {
        self.department = Some(Text::clone(name));
    }

    fn differences(&self, other: &Self) -> Vec<Difference> {
        let mut found = Vec::new();
        let mut note = |differs: bool, name| {
            if differs {
                found.push(Difference { name, days: None });
            }
        };
        note(self.procedure != other.procedure, "tên thủ tục");
        note(self.procedure_code != other.procedure_code, "mã thủ tục");
        note(self.field != other.field, "lĩnh vực");
        note(self.applicant != other.applicant, "chủ hồ sơ");
        note(self.address_form != other.address_form, "xưng hô");
        note(self.address != other.address, "địa chỉ");
        for (name, own, theirs) in [
            ("ngày hẹn trả", self.due, other.due),
            ("ngày hẹn lại", self.reappointed, other.reappointed),
            ("ngày kết thúc xử lý", self.finished, other.finished),
            ("ngày trả kết quả", self.collected, other.collected),
        ] {
            if own != theirs {
                found.push(Difference { name, days: Some((own, theirs)) });
            }
        }
        let mut note = |differs: bool, name| {
            if differs {
                found.push(Difference { name, days: None });
            }
        };
        note(self.standing != other.standing, "trạng thái");
        note(self.channel != other.channel, "hình thức nộp");
        note(self.supplements != other.supplements, "số lần bổ sung");
        note(self.reason != other.reason, "lý do");
        found
    }
}

impl Entry for Complaint {
    fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn at(&self, place: &Place) -> Self {
        Self { place: place.clone(), ..self.clone() }
    }

    fn is_never_counted(&self) -> bool {
        false
    }

    fn is_waiting(&self) -> bool {
        false
    }

    fn received(&self) -> Date {
        self.received
    }

    fn due(&self) -> Option<Date> {
        self.due
    }

    fn end(&self) -> Option<Date> {
        self.resolved
    }

    fn department(&self) -> Option<&Text> {
        self.department.as_ref()
    }

    /// Complaints have no re-appointment: the first deadline stands.
    fn appoint(&mut self, first: Option<Date>, _later: Option<Date>) {
        self.due = first;
    }

    fn complete(&mut self, _other: &Self) -> Vec<&'static str> {
        Vec::new()
    }

    fn fill_department(&mut self, name: &Text) {
        self.department = Some(Text::clone(name));
    }

    fn differences(&self, other: &Self) -> Vec<Difference> {
        let mut found = Vec::new();
        if self.kind != other.kind {
            found.push(Difference { name: "loại đơn", days: None });
        }
        if self.due != other.due {
            found.push(Difference {
                name: "hạn giải quyết", days: Some((self.due, other.due))
            });
        }
        found
    }
}
