//! Document and figures → bytes, one function for each format.

mod docx;
mod html;
mod json;
mod letters;
mod package;
mod packing;
mod page;
mod pdf;
mod record;
mod xlsx;

pub(crate) use docx::{docx, form_docx};
pub(crate) use html::{
    ArchivePage, LettersEntry, PaperEntry, PeriodEntry, RegisterEntry, TrendEntry, archive_page,
    figures_page, html, linked_html,
};
pub(crate) use json::{json, json_into, json_text, letters_json, past_json, taken_json};
pub(crate) use letters::{LetterFiles, batch_pdf, letter_pdf, letters};
pub(crate) use page::can_print;
pub(crate) use pdf::{Batch, PaperSides, form_pdf, pdf, record};
pub(crate) use xlsx::{
    Changes, DataEntry, FillIn, LetterAnswer, MendCopy, Original, Publication, PublicationLine,
    SurveyEntry, account_workbook, annex, data_entry, dossier_workbook, explanation_workbook,
    fill_in_workbook, late_workbook, mend_copy, mended_copy, months_text, officer_workbook,
    own_copy, portal_workbook, publication_workbook, register_workbook, survey_entry, verdict_text,
};
