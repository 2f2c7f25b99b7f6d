//! Document and figures → bytes, one function for each format.

mod docx;
mod html;
mod json;
mod pdf;
mod xlsx;

#[cfg(test)]
mod sample;

pub(crate) use docx::docx;
pub(crate) use html::html;
pub(crate) use json::{json, letters_json};
pub(crate) use pdf::{form_pdf, pdf};
pub(crate) use xlsx::{
    DataEntry, MendCopy, Original, Own, SurveyEntry, annex, data_entry, late_workbook, mend_copy,
    own_copy, survey_entry,
};
