//! `y-kien-<kỳ>.xlsx` beside `can-sua`: the comments of the next period, to be ticked. Ticks that are nowhere else are
//! never written over.

use crate::error::Result;
use crate::files;
use crate::model::{Period, Records};
use crate::office::folder::Office;
use crate::pipeline::{self, Apart, PublicationMade};

/// The workbook of comments as it lies there now.
#[derive(Clone, Debug)]
pub(crate) struct CommentBook {
    /// `y-kien-2020-03.xlsx`.
    pub(crate) name: String,
    pub(crate) comments: usize,
    /// Of these: ticked in a workbook of `du-lieu`.
    pub(crate) published: usize,
    pub(crate) state: CommentBookState,
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CommentBookState {
    Written,
    /// It holds ticks that nobody has put into `du-lieu` yet.
    Ticked,
    /// It could not be written, and why.
    Locked(String),
}

impl Office {
    /// Writes it; `None` where the period has no comment.
    pub(crate) fn comment_book(
        &self,
        said: &Records,
        period: Period,
        apart: Apart<'_>,
    ) -> Result<Option<CommentBook>> {
        let Some(made) = pipeline::publication(said, period)? else { return Ok(None) };
        let PublicationMade { bytes, comments, published } = made;
        let name = format!("y-kien-{}.xlsx", period.code());
        let path = self.path(&name);
        let there = files::read_optional(&path)?;
        let state = match there {
            Some(there) if there == bytes => CommentBookState::Written,
            Some(there) if pipeline::has_new_ticks(&name, &there, said, apart) => {
                CommentBookState::Ticked
            }
            _ => match files::write(&path, &bytes) {
                Ok(()) => CommentBookState::Written,
                Err(error) => CommentBookState::Locked(error.to_string()),
            },
        };
        Ok(Some(CommentBook { name, comments, published, state }))
    }
}
