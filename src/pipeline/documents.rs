//! Figures → every file of the payload, made in parallel and complete before one is written.

use std::io;
use std::ops::Range;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::archive::layout::{COVER_PDF, LETTER_LIST, LETTERS, PARCEL, PRINT_ALL};
use crate::archive::{self, Payload, Slugs};
use crate::document::{self, Document, Meta};
use crate::error::{Error, Result};
use crate::model::Period;
use crate::pipeline::papers::Desk;
use crate::pipeline::papers::{self, ATTACHED, ListedPaper};
use crate::pipeline::{Keep, Step};
use crate::render::{self, LetterFiles, PaperSides};
use crate::report::{Figures, Letter, LetterKind, Letters, Report};

/// Letters that are drawn together: what all share is made once for them.
const SHEAF: usize = 8;
/// Letters that are held before they go into the file to print all.
const AT_ONCE: usize = 32;

/// Path in the payload, and bytes.
type PaperFile = (String, Vec<u8>);

/// What the documents are made with.
#[derive(Clone, Copy)]
struct Making<'a> {
    letters: &'a Letters,
    desk: Desk<'a>,
    day: Date,
}

/// The payload but for inputs and settings; letters are kept as they are made and are not in it.
pub(crate) fn make(figures: &Figures, period: Period, desk: Desk<'_>) -> Result<Payload> {
    let making = Making { letters: &figures.letters, desk, day: period.span.to };
    let papers = papers::of_period(figures);
    making.begin(&papers);
    let mut made = making.all(papers)?;
    making.print_all(making.letters()?)?;
    made.insert(PARCEL.to_owned(), parcel(&made, period)?);
    Ok(made)
}

/// The papers of a superior office: no letter, no department, no list of its own.
pub(crate) fn make_consolidated(
    report: &Report,
    period: Period,
    desk: Desk<'_>,
) -> Result<Payload> {
    let making = Making { letters: &Letters::default(), desk, day: period.span.to };
    let printed = report.to_print();
    let papers = papers::of_office(report, &printed);
    making.begin(&papers);
    let mut made = making.all(papers)?;
    made.insert(PARCEL.to_owned(), parcel(&made, period)?);
    Ok(made)
}

/// Letters alone, and what belongs to them.
pub(crate) fn make_letters(figures: &Figures, desk: Desk<'_>) -> Result<Payload> {
    let making = Making { letters: &figures.letters, desk, day: figures.letters.day };
    let papers = papers::of_letters(figures);
    making.begin(&papers);
    let batch = making.letters()?;
    let (printed, made) = rayon::join(|| making.print_all(batch), || making.all(papers));
    printed?;
    made
}

impl Making<'_> {
    fn begin(self, papers: &[ListedPaper<'_>]) {
        let files: usize = papers.iter().map(ListedPaper::files).sum();
        (self.desk.progress)(Step::Render(files + self.letters.written.len()));
    }

    /// PDF and DOCX of every letter; gives what is to be printed of them all, if there are any.
    fn letters(self) -> Result<Option<render::Batch>> {
        let written = &self.letters.written;
        let has_new = written.iter().any(is_to_print);
        let mut batch = render::Batch::new(self.desk.options.letter_sheets);
        let mut add = |sheaves: Vec<Vec<(PaperSides, Meta)>>| {
            let mut letters = sheaves.iter().flatten();
            letters.try_for_each(|(sides, meta)| batch.add(sides, meta))?;
            if has_new { self.desk.keep.keep_piece(PRINT_ALL, &batch.take()) } else { Ok(()) }
        };
        let mut made = Vec::new();
        for some in written.chunks(AT_ONCE) {
            let last = std::mem::take(&mut made);
            let make = || some.par_chunks(SHEAF).map(|sheaf| self.sheaf(sheaf)).collect();
            let (added, next): (_, Result<_>) = rayon::join(|| add(last), make);
            added?;
            made = next?;
        }
        add(made)?;
        Ok(has_new.then_some(batch))
    }

    /// The rest of the file to print all.
    fn print_all(self, batch: Option<render::Batch>) -> Result<()> {
        let Some(batch) = batch else { return Ok(()) };
        let cover = |pages: &[Range<usize>]| {
            let written = &self.letters.written;
            let new: Vec<&Letter> = written.iter().filter(|letter| is_to_print(letter)).collect();
            let issued = written.len() - new.len();
            document::letter_cover(&new, issued, pages, self.desk.options, self.day)
        };
        self.desk.keep.keep_piece(PRINT_ALL, &batch.finish(Some(&cover))?)
    }

    /// Makes and keeps letters that are drawn together.
    fn sheaf(self, letters: &[Letter]) -> Result<Vec<(PaperSides, Meta)>> {
        let documents: Vec<Document> =
            letters.iter().map(|letter| self.letter(letter)).collect::<Result<_>>()?;
        let files = render::letters(&documents)?;
        let mut made = Vec::new();
        for ((letter, document), files) in letters.iter().zip(documents).zip(files) {
            let LetterFiles { pdf, docx, sides } = files;
            self.desk.keep.keep(&format!("{LETTERS}/{}.pdf", letter.file), &pdf)?;
            self.desk.keep.keep(&format!("{LETTERS}/{}.docx", letter.file), &docx)?;
            (self.desk.progress)(Step::OneMore);
            if is_to_print(letter) {
                made.push((sides, document.meta));
            }
        }
        Ok(made)
    }

    fn all(self, papers: Vec<ListedPaper<'_>>) -> Result<Payload> {
        let made: Vec<Vec<Result<PaperFile>>> =
            papers.into_par_iter().map(|paper| self.paper(paper)).collect();
        // In the order of the list, so that the same fault is said whichever thread met it first.
        made.into_iter().flatten().collect()
    }

    /// The files of one paper, whose text is composed once.
    fn paper(self, paper: ListedPaper<'_>) -> Vec<Result<PaperFile>> {
        let file = |path: String, bytes: Result<Vec<u8>>| {
            (self.desk.progress)(Step::OneMore);
            bytes.map(|bytes| (path, bytes))
        };
        match paper {
            ListedPaper::Letters(letters) => {
                let made = KeptPieces::write(LETTER_LIST, self.desk.keep, |out| {
                    render::letters_json(letters, out)
                });
                (self.desk.progress)(Step::OneMore);
                made.err().map(Err).into_iter().collect()
            }
            ListedPaper::Table(path, table) => vec![file(path, table.write())],
            ListedPaper::Text(text, files) => match text.compose(self.desk) {
                Ok(document) => files
                    .into_par_iter()
                    .map(|(path, format)| file(path, format.write(&document, self.desk)))
                    .collect(),
                Err(error) => vec![Err(error)],
            },
        }
    }

    fn letter(self, letter: &Letter) -> Result<Document> {
        document::letter(letter, self.desk.options, self.desk.templates, self.day)
    }
}

/// Not what the register says went out: a second copy of it is sent to nobody.
const fn is_to_print(letter: &Letter) -> bool {
    letter.given_day.is_none()
}

/// A file that is kept by the megabyte, as it is written.
struct KeptPieces<'a> {
    path: &'a str,
    keep: &'a dyn Keep,
    piece: Vec<u8>,
    /// Why a piece was not kept.
    failed: Option<Error>,
}

impl<'a> KeptPieces<'a> {
    const MOST: usize = 1 << 20;

    fn write(
        path: &'a str,
        keep: &'a dyn Keep,
        write: impl FnOnce(&mut Self) -> Result<()>,
    ) -> Result<()> {
        let mut pieces = Self { path, keep, piece: Vec::new(), failed: None };
        let written = write(&mut pieces);
        pieces.failed.take().map_or(written, Err)?;
        keep.keep_piece(path, &pieces.piece)
    }
}

impl io::Write for KeptPieces<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.piece.extend_from_slice(bytes);
        if self.piece.len() >= Self::MOST {
            let kept = self.keep.keep_piece(self.path, &self.piece);
            self.piece.clear();
            if let Err(failed) = kept {
                self.failed = Some(failed);
                return Err(io::ErrorKind::Other.into());
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// What goes out: the công văn, the report and its figures. No letter, no internal list, no input.
fn parcel(made: &Payload, period: Period) -> Result<Vec<u8>> {
    let files: Vec<(&str, &[u8])> = [(COVER_PDF, "cong-van.pdf")]
        .into_iter()
        .chain(ATTACHED.iter().map(|attached| (attached.file, attached.file)))
        .filter_map(|(path, name)| Some((name, made.get(path)?.as_slice())))
        .collect();
    archive::parcel(&files, period.span.to)
}

/// Gives every letter the name of its files.
pub(crate) fn name_files(letters: &mut [Letter]) {
    let mut appointments = Slugs::default();
    let mut apologies = Slugs::default();
    for letter in letters {
        letter.file = match letter.kind {
            LetterKind::Appointment => format!("pxl-{}", appointments.take(&letter.code)),
            LetterKind::Apology | LetterKind::Matter => {
                format!("txl-{}", apologies.take(&letter.code))
            }
        };
    }
}
