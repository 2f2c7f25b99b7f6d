//! One thing that was found in an input: where, what, what it did to the numbers, what to do.

use std::borrow::Cow;

use crate::ledger::code::Code;
use crate::ledger::field::Field;
use crate::ledger::place::Place;

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

/// A finding (phát hiện). Texts are Vietnamese, without a final period; those of its code are lent by it, since a
/// million rows may each have one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Finding {
    pub(crate) code: Code,
    pub(crate) place: Place,
    pub(crate) weight: Weight,
    /// Where the finding is about one.
    pub(crate) field: Option<Field>,
    /// What stood there, as found.
    pub(crate) found: Option<String>,
    /// Of what stood there, a word that its column knows: it may be said outside.
    pub(crate) word: Option<String>,
    /// What is wrong, with the value in “ ”.
    pub(crate) message: Cow<'static, str>,
    /// What it did to the numbers.
    pub(crate) effect: Cow<'static, str>,
    /// What the clerk can do.
    pub(crate) advice: Cow<'static, str>,
}

impl Finding {
    /// A finding in the code's own words; the `with_…` calls replace what is known better.
    pub(crate) fn new(code: Code, place: Place) -> Self {
        Self {
            code,
            place,
            weight: Weight::default(),
            field: None,
            found: None,
            word: None,
            message: Cow::Borrowed(code.message()),
            effect: Cow::Borrowed(code.effect()),
            advice: Cow::Borrowed(code.advice()),
        }
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
    pub(crate) fn with_word(self, word: impl Into<String>) -> Self {
        Self { word: Some(word.into()), ..self }
    }

    pub(crate) fn with_message(self, message: impl Into<Cow<'static, str>>) -> Self {
        Self { message: message.into(), ..self }
    }

    pub(crate) fn with_effect(self, effect: impl Into<Cow<'static, str>>) -> Self {
        Self { effect: effect.into(), ..self }
    }

    pub(crate) fn with_advice(self, advice: impl Into<Cow<'static, str>>) -> Self {
        Self { advice: advice.into(), ..self }
    }
}
