//! What settling asks of a dossier and of a complaint.

use std::borrow::Cow;
use std::hash::BuildHasher as _;

use hashbrown::DefaultHashBuilder;
use jiff::civil::Date;

use crate::ledger::{Field, Place};
use crate::model::{Complaint, ComplaintKind, DepartmentFrom, Dossier, Standing, Text, code_key};
use crate::normalize::settle::rules::{Difference, MOVED, Settling};

impl Settling for Dossier {
    fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    fn key(&self) -> Option<Cow<'_, str>> {
        self.code.as_deref().map(code_key).filter(|key| !key.is_empty())
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn like(&self, other: &Self) -> Self {
        Self { place: other.place.clone(), code: other.code.clone(), ..self.clone() }
    }

    fn content(&self, hasher: DefaultHashBuilder) -> u64 {
        let Self {
            code: _,
            procedure,
            procedure_code,
            field,
            department,
            department_from: _,
            // A dossier is passed on: rows that differ in its officer alone are the same row.
            officer: _,
            applicant,
            address_form,
            address,
            received,
            due,
            reappointed,
            finished,
            collected,
            standing,
            channel,
            supplements,
            reason,
            place: _,
        } = self;
        hasher.hash_one((
            (procedure, procedure_code, field, department, applicant, address_form, address),
            (received, due, reappointed, finished, collected),
            (standing, channel, supplements, reason),
        ))
    }

    fn is_never_counted(&self) -> bool {
        self.standing == Standing::NeverCounted
    }

    fn is_waiting(&self) -> bool {
        self.standing == Standing::Waiting
    }

    fn stage(&self) -> u8 {
        match self.standing {
            Standing::NeverCounted | Standing::Open | Standing::Waiting => 0,
            Standing::Stopped | Standing::Withdrawn | Standing::Done => 1,
        }
    }

    fn received(&self) -> Date {
        self.received
    }

    fn due(&self) -> Option<Date> {
        self.due
    }

    fn moved(&self) -> Option<Date> {
        self.reappointed
    }

    fn promised(&self) -> Option<Date> {
        self.due.max(self.reappointed)
    }

    fn end(&self) -> Option<Date> {
        Self::end(self)
    }

    fn is_done(&self) -> bool {
        Self::end(self).is_some() && matches!(self.standing, Standing::Open | Standing::Done)
    }

    fn procedure(&self) -> Option<&Text> {
        self.procedure.as_ref()
    }

    fn department(&self) -> Option<&Text> {
        self.department.as_ref()
    }

    fn person(&self) -> Option<&Text> {
        self.applicant.as_ref()
    }

    fn recode(&mut self, code: Option<Text>) {
        self.code = code;
    }

    fn appoint(&mut self, first: Option<Date>, later: Option<Date>) {
        self.due = first;
        self.reappointed = later.or(self.reappointed);
    }

    fn complete(&mut self, other: &Self) -> Vec<Field> {
        let taken = [
            (Field::Reappointed, fill(&mut self.reappointed, other.reappointed.as_ref())),
            (Field::Channel, fill(&mut self.channel, other.channel.as_ref())),
            (Field::Area, fill(&mut self.field, other.field.as_ref())),
            (Field::Procedure, fill(&mut self.procedure, other.procedure.as_ref())),
            (Field::ProcedureCode, fill(&mut self.procedure_code, other.procedure_code.as_ref())),
            (Field::Supplements, fill(&mut self.supplements, other.supplements.as_ref())),
            (Field::Officer, fill(&mut self.officer, other.officer.as_ref())),
            (Field::Reason, fill(&mut self.reason, other.reason.as_ref())),
            (Field::Applicant, fill(&mut self.applicant, other.applicant.as_ref())),
            (Field::AddressForm, fill(&mut self.address_form, other.address_form.as_ref())),
            (Field::Address, fill(&mut self.address, other.address.as_ref())),
        ];
        taken.into_iter().filter_map(|(field, is_taken)| is_taken.then_some(field)).collect()
    }

    fn fill_department(&mut self, name: &Text) {
        self.department = Some(Text::clone(name));
        self.department_from = DepartmentFrom::Name;
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
            (MOVED, self.reappointed, other.reappointed),
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

impl Settling for Complaint {
    fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// Numbers begin anew with each year, and often with each kind.
    fn key(&self) -> Option<Cow<'_, str>> {
        let key = code_key(self.code.as_deref()?);
        let kind =
            ComplaintKind::ALL.iter().position(|kind| *kind == self.kind).unwrap_or_default();
        (!key.is_empty()).then(|| Cow::Owned(format!("{key} {} {kind}", self.received.year())))
    }

    fn place(&self) -> &Place {
        &self.place
    }

    fn like(&self, other: &Self) -> Self {
        Self {
            place: other.place.clone(),
            code: other.code.clone(),
            content: other.content.clone(),
            ..self.clone()
        }
    }

    fn content(&self, hasher: DefaultHashBuilder) -> u64 {
        // Two numbers of one register may tell one matter in other words.
        let Self {
            code: _,
            kind,
            department,
            department_from: _,
            received,
            due,
            resolved,
            suspension,
            content: _,
            place: _,
        } = self;
        hasher.hash_one((kind, department, received, due, resolved, suspension))
    }

    fn is_never_counted(&self) -> bool {
        false
    }

    fn is_waiting(&self) -> bool {
        false
    }

    fn stage(&self) -> u8 {
        0
    }

    fn received(&self) -> Date {
        self.received
    }

    fn due(&self) -> Option<Date> {
        self.due
    }

    fn moved(&self) -> Option<Date> {
        None
    }

    fn promised(&self) -> Option<Date> {
        self.due
    }

    fn end(&self) -> Option<Date> {
        self.resolved
    }

    fn is_done(&self) -> bool {
        self.resolved.is_some()
    }

    fn procedure(&self) -> Option<&Text> {
        None
    }

    fn department(&self) -> Option<&Text> {
        self.department.as_ref()
    }

    fn person(&self) -> Option<&Text> {
        None
    }

    fn recode(&mut self, code: Option<Text>) {
        self.code = code;
    }

    /// Complaints have no re-appointment: the first deadline stands.
    fn appoint(&mut self, first: Option<Date>, _later: Option<Date>) {
        self.due = first;
    }

    fn complete(&mut self, _other: &Self) -> Vec<Field> {
        Vec::new()
    }

    fn fill_department(&mut self, name: &Text) {
        self.department = Some(Text::clone(name));
        self.department_from = DepartmentFrom::Name;
    }

    fn differences(&self, other: &Self) -> Vec<Difference> {
        let mut found = Vec::new();
        let stopped = |one: &Self| one.suspension.map(|own| own.from);
        let gone_on = |one: &Self| one.suspension.and_then(|own| own.until);
        for (name, own, theirs) in [
            ("hạn giải quyết", self.due, other.due),
            ("ngày giải quyết", self.resolved, other.resolved),
            ("ngày tạm đình chỉ", stopped(self), stopped(other)),
            ("ngày tiếp tục", gone_on(self), gone_on(other)),
        ] {
            if own != theirs {
                found.push(Difference { name, days: Some((own, theirs)) });
            }
        }
        found
    }
}

/// Fills in what is blank; whether it did.
fn fill<T: Clone>(own: &mut Option<T>, theirs: Option<&T>) -> bool {
    let is_blank = own.is_none() && theirs.is_some();
    if is_blank {
        *own = theirs.cloned();
    }
    is_blank
}
