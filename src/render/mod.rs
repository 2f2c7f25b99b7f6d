//! Document and figures → bytes, one function for each format.

mod docx;
mod html;
mod json;
mod pdf;
mod xlsx;

#[cfg(test)]
mod sample;

pub(crate) use docx::{docx, form_docx};
pub(crate) use html::html;
pub(crate) use json::{json, letters_json};
pub(crate) use pdf::{batch_pdf, form_pdf, letter_pdf, pdf, print_all};
pub(crate) use xlsx::{
    DataEntry, FillIn, MendCopy, Original, Own, SurveyEntry, annex, data_entry, fill_in_workbook,
    late_workbook, mend_copy, own_copy, register_workbook, survey_entry,
};
