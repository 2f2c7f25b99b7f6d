//! Letters → the files of each and its sides of paper, a sheaf at a time: what all of them share is made once.

use crate::document::Document;
use crate::error::Result;
use crate::render::docx::printable_docx;
use crate::render::pdf::{self, Laid, Sides};

/// What comes of one letter.
#[derive(Debug)]
pub(crate) struct LetterFiles {
    pub(crate) pdf: Vec<u8>,
    pub(crate) docx: Vec<u8>,
    /// For the file to print all.
    pub(crate) sides: Sides,
}

/// PDF and DOCX of each letter; its bytes depend on nothing but itself.
pub(crate) fn letters(documents: &[Document]) -> Result<Vec<LetterFiles>> {
    let printable: Vec<Document> = documents.iter().map(pdf::printable).collect::<Result<_>>()?;
    let laid = pdf::letters(&printable)?;
    let files = printable.iter().zip(laid).map(|(document, Laid { sides, sizes })| {
        Ok(LetterFiles {
            pdf: pdf::letter_file(&sides, &document.meta)?,
            docx: printable_docx(document, &sizes)?,
            sides,
        })
    });
    files.collect()
}

/// PDF alone, of one letter, as it is in its bag.
pub(crate) fn letter_pdf(document: &Document) -> Result<Vec<u8>> {
    let document = pdf::printable(document)?;
    let laid = pdf::letters(std::slice::from_ref(&document))?;
    laid.first()
        .map_or_else(|| Ok(Vec::new()), |laid| pdf::letter_file(&laid.sides, &document.meta))
}

/// Several letters in one file.
pub(crate) fn batch_pdf(
    documents: &[Document],
    sheets: crate::document::Sheets,
) -> Result<Vec<u8>> {
    let mut batch = pdf::Batch::new(sheets);
    for document in documents {
        let document = pdf::printable(document)?;
        for laid in pdf::letters(std::slice::from_ref(&document))? {
            batch.add(&laid.sides, &document.meta)?;
        }
    }
    batch.finish(None)
}
