//! A questionnaire as a file, a sheet for each code.

use std::collections::BTreeSet;

use crate::document::Form;
use crate::error::Result;
use crate::render::page::{FormPlan, form_printable, form_sheets};
use crate::render::pdf::subset::{SubsetFonts, Subsets};
use crate::render::pdf::write::{Book, PaperSides};

/// Pairs of questionnaires that are in memory together.
const AT_ONCE: usize = 16;

/// The questionnaire as PDF/A, a sheet for each code; the same questionnaire gives the same bytes.
pub(crate) fn form_pdf(form: &Form) -> Result<Vec<u8>> {
    let form = form_printable(form)?;
    let plan = FormPlan::of(&form);
    // A sheet with the digits of all codes has every letter that any sheet has.
    let digits: BTreeSet<char> = form.codes.iter().flat_map(|code| code.chars()).collect();
    let all = form_sheets(&form, &[digits.into_iter().collect()], &plan);
    let subsets = Subsets::of(&all, SubsetFonts::Exact)?;
    let mut book = Book::new();
    for codes in form.codes.chunks(2 * AT_ONCE) {
        let scene = form_sheets(&form, codes, &plan);
        book.add(&PaperSides::of(scene, subsets.clone())?)?;
    }
    book.finish(&form.meta)
}
