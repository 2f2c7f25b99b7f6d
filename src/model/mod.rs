//! What the office counts: dossiers, survey sheets, complaints, and the words they share.

mod comment;
mod dossier;
mod faces;
mod fold;
mod kept_characters;
mod letter;
mod marks;
mod masking;
mod other;
mod period;
mod personal;
mod portal;
mod quality;
mod ratio;
mod raw;
#[cfg(test)]
pub(crate) mod sample;
mod survey;
mod totals;

pub(crate) use comment::{CommentMark, PublishChoice};
pub(crate) use dossier::{Channel, DepartmentFrom, Dossier, Standing, Text, UNKNOWN_DEPARTMENT};
pub(crate) use faces::{Faces, named};
pub(crate) use fold::{
    alphabet_key, capitalized, code_key, has_code_key, lookalike_hash, lookalike_key, name_key,
    procedure_key, tidy, uncapitalized, word_key,
};
pub(crate) use kept_characters::{KEPT, without_kept};
pub(crate) use letter::{APOLOGY, LetterEntry, LetterNumber, Matter, SecondDate};
pub(crate) use marks::nfc;
pub(crate) use masking::{
    COVERED, CommentPiece, Masked, NameDoubt, fingerprint, is_covered, is_cut_from, mask,
};
pub(crate) use other::{
    Assessment, Complaint, ComplaintKind, MOST_TENTHS, Records, ScoreItem, SelfScore, Served,
    Suspension,
};
pub(crate) use period::{CutOff, Period, Span, Unit, long_date, parse_day, short_date};
pub(crate) use personal::{is_code, is_personal, is_surely_a_term};
pub(crate) use portal::{PortalDossier, PortalFigure, PortalVerdict};
pub(crate) use quality::QualityIndex;
pub(crate) use ratio::{Ratio, in_thousands, one_decimal};
pub(crate) use raw::{RawDossier, RawRows, RawSurvey};
pub(crate) use survey::{Answer, Question, Scale, Survey};
pub(crate) use totals::{Totals, TotalsLine};
