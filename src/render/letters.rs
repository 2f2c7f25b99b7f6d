//! Letters → the files of each and its sides of paper.

use crate::document::Document;
use crate::error::Result;
use crate::render::docx::printable_docx;
use crate::render::page;
use crate::render::pdf::{self, Laid, PaperSides};

/// What comes of one letter.
#[derive(Debug)]
pub(crate) struct LetterFiles {
    pub(crate) pdf: Vec<u8>,
    pub(crate) docx: Vec<u8>,
    /// For the file to print all.
    pub(crate) sides: PaperSides,
}

/// PDF and DOCX of each letter; its bytes depend on nothing but itself.
pub(crate) fn letters(documents: &[Document]) -> Result<Vec<LetterFiles>> {
    documents.iter().map(letter).collect()
}

fn letter(document: &Document) -> Result<LetterFiles> {
    let document = page::printable(document)?;
    let Laid { sides, sizes } = pdf::laid_letter(&document)?;
    Ok(LetterFiles {
        pdf: pdf::letter_file(&sides, &document.meta)?,
        docx: printable_docx(&document, &sizes)?,
        sides,
    })
}

/// PDF alone, of one letter, as it is in its bag.
pub(crate) fn letter_pdf(document: &Document) -> Result<Vec<u8>> {
    let document = page::printable(document)?;
    pdf::letter_file(&pdf::laid_letter(&document)?.sides, &document.meta)
}

/// Several letters in one file.
pub(crate) fn batch_pdf(
    documents: &[Document],
    sheets: crate::document::Sheets,
) -> Result<Vec<u8>> {
    let mut batch = pdf::Batch::new(sheets);
    for document in documents {
        let document = page::printable(document)?;
        batch.add(&pdf::laid_letter(&document)?.sides, &document.meta)?;
    }
    batch.finish(None)
}
