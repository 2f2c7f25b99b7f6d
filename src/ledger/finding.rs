//! One thing that was found in an input: where, what, what it did to the numbers, what to do.

use std::borrow::Cow;

use crate::ledger::code::Code;
use crate::ledger::field::Field;
use crate::ledger::place::Place;
use crate::ledger::row_days::RowDays;

/// What a finding did to its row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Weight {
    /// The row counts, or does not for another reason.
    #[default]
    Counted,
    /// It is why the row does not count.
    NotCounted,
    /// Another finding says the same: it is neither listed nor counted.
    SaidElsewhere,
}

/// A finding (phát hiện). Texts are Vietnamese, without a final period.
///
/// A million rows may each have one: what its code says already is not kept.
#[derive(Clone, Debug)]
pub(crate) struct Finding {
    pub(crate) code: Code,
    pub(crate) place: Place,
    pub(crate) weight: Weight,
    /// Where the finding is about one.
    pub(crate) field: Option<Field>,
    /// What stood there, as found.
    pub(crate) found: Option<String>,
    /// What is known better than the code says it.
    own: Option<Box<OwnWords>>,
}

/// Words of a finding in place of those of its code.
#[derive(Clone, Debug, Default)]
struct OwnWords {
    /// Of what stood there, a word that its column knows: it may be said outside.
    word: Option<String>,
    message: Option<Cow<'static, str>>,
    effect: Option<Cow<'static, str>>,
    advice: Option<Cow<'static, str>>,
    /// Of a row that does not count: between which days it lies.
    days: RowDays,
}

impl PartialEq for Finding {
    fn eq(&self, other: &Self) -> bool {
        let plain = |it: &Self| (it.code, it.weight, it.field);
        plain(self) == plain(other)
            && self.place == other.place
            && self.found == other.found
            && self.word() == other.word()
            && self.texts() == other.texts()
            && self.days() == other.days()
    }
}

impl Eq for Finding {}

impl Finding {
    /// A finding in the code's own words; the `with_…` calls replace what is known better.
    pub(crate) fn new(code: Code, place: Place) -> Self {
        Self { code, place, weight: Weight::default(), field: None, found: None, own: None }
    }

    /// Of what stood there, a word that its column knows: it may be said outside.
    pub(crate) fn word(&self) -> Option<&str> {
        self.own.as_deref()?.word.as_deref()
    }

    /// What is wrong, with the value in “ ”.
    pub(crate) fn message(&self) -> &str {
        let own = self.own.as_deref().and_then(|own| own.message.as_deref());
        own.unwrap_or(self.code.message())
    }

    /// What it did to the numbers.
    pub(crate) fn effect(&self) -> &str {
        let own = self.own.as_deref().and_then(|own| own.effect.as_deref());
        own.unwrap_or(self.code.effect())
    }

    /// What the clerk can do.
    pub(crate) fn advice(&self) -> &str {
        let own = self.own.as_deref().and_then(|own| own.advice.as_deref());
        own.unwrap_or(self.code.advice())
    }

    /// Message, effect, advice.
    pub(crate) fn texts(&self) -> [&str; 3] {
        [self.message(), self.effect(), self.advice()]
    }

    /// Between which days its row lies, as far as these are known; only told of rows that do not count.
    pub(crate) fn days(&self) -> RowDays {
        self.own.as_deref().map(|own| own.days).unwrap_or_default()
    }

    /// The row does not count because of it.
    pub(crate) fn rejecting(self) -> Self {
        Self { weight: Weight::NotCounted, ..self }
    }

    pub(crate) fn rejects(&self) -> bool {
        self.weight == Weight::NotCounted
    }

    /// Whether it is listed and counted among what is to be mended or looked at.
    pub(crate) fn is_matter(&self) -> bool {
        self.weight != Weight::SaidElsewhere && !self.code.is_told()
    }

    /// What is left of it in a row that does not count for another reason: nothing that says how the row counts.
    pub(crate) fn in_row_out(self) -> Option<Self> {
        if self.rejects() {
            return Some(self);
        }
        match self.code {
            Code::CodeDateDiffers
            | Code::DueDiffers
            | Code::FutureDate
            | Code::MissingChannel
            | Code::MissingDeadline
            | Code::MissingDepartment
            | Code::MissingDue
            | Code::SuspensionNotCounted
            | Code::UnknownDepartment
            | Code::UnknownStatus => None,
            Code::BadCell | Code::BadDate | Code::BadValue | Code::ImplausibleDate => {
                Some(self.with_effect("ô này coi như trống"))
            }
            _ => Some(self),
        }
    }

    pub(crate) fn with_field(self, field: Field) -> Self {
        Self { field: Some(field), ..self }
    }

    pub(crate) fn with_found(self, found: impl Into<String>) -> Self {
        Self { found: Some(found.into()), ..self }
    }

    /// What stood there is one of the words that its column knows.
    pub(crate) fn with_word(mut self, word: impl Into<String>) -> Self {
        self.own_words().word = Some(word.into());
        self
    }

    pub(crate) fn with_message(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        self.own_words().message = Some(message.into());
        self
    }

    /// Says more behind the message.
    pub(crate) fn add_to_message(&mut self, more: &str) {
        let code = self.code;
        let message = self.own_words().message.get_or_insert(Cow::Borrowed(code.message()));
        message.to_mut().push_str(more);
    }

    pub(crate) fn with_effect(mut self, effect: impl Into<Cow<'static, str>>) -> Self {
        self.own_words().effect = Some(effect.into());
        self
    }

    pub(crate) fn with_advice(mut self, advice: impl Into<Cow<'static, str>>) -> Self {
        self.own_words().advice = Some(advice.into());
        self
    }

    /// Where it keeps a row from counting, between which days that lies.
    pub(crate) fn of_days(mut self, days: RowDays) -> Self {
        if self.rejects() && !days.are_unknown() {
            self.own_words().days = days;
        }
        self
    }

    fn own_words(&mut self) -> &mut OwnWords {
        self.own.get_or_insert_default()
    }
}
