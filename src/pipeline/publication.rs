//! The workbook of the comments of a period, in which the office ticks those that it publishes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::error::Result;
use crate::measure::{self, CommentSource};
use crate::model::{CommentMark, Period, PublishChoice, Records, Text, fingerprint, mask};
use crate::normalize;
use crate::read::Apart;
use crate::render::{self, Publication, PublicationLine};
use crate::report::FEWEST_FOR_RATE;
use crate::rules::CommentWords;

/// The workbook, and what it holds.
#[derive(Clone, Debug)]
pub(crate) struct PublicationMade {
    pub(crate) bytes: Vec<u8>,
    pub(crate) comments: usize,
    /// Of these: ticked in a workbook that lies among the inputs.
    pub(crate) published: usize,
}

/// A line for each comment of the period; `None` where nobody said anything.
pub(crate) fn publication(said: &Records, period: Period) -> Result<Option<PublicationMade>> {
    let words = CommentWords::embedded();
    let mut sheets: BTreeMap<Option<&Text>, u64> = BTreeMap::new();
    for survey in said.surveys.iter().filter(|one| measure::is_in(one, period.span)) {
        *sheets.entry(survey.department.as_ref()).or_default() += 1;
    }
    let mut lines = Vec::new();
    for comment in measure::comments_of(said, period.span) {
        let Some(about) = words.about(comment.text) else { continue };
        let topics = about.topics.iter().filter_map(|(at, _)| words.topics.get(*at));
        lines.push(PublicationLine {
            origin: comment.place.to_string(),
            fingerprint: fingerprint(comment.text),
            department: comment.department.map(Text::to_string),
            source: comment.source.vietnamese(),
            topics: topics.map(|topic| topic.name.clone()).collect(),
            is_of_few: comment.source == CommentSource::Survey
                && sheets.get(&comment.department).is_none_or(|sheets| *sheets < FEWEST_FOR_RATE),
            words: mask(comment.text),
            published: said.published.get(comment.place).map(Text::to_string),
        });
    }
    if lines.is_empty() {
        return Ok(None);
    }
    Ok(Some(PublicationMade {
        bytes: render::publication_workbook(&Publication { lines: &lines, period })?,
        comments: lines.len(),
        published: lines.iter().filter(|line| line.published.is_some()).count(),
    }))
}

/// Whether a workbook of comments holds a tick that the inputs do not have yet.
pub(crate) fn has_new_ticks(name: &str, bytes: &[u8], said: &Records, apart: Apart<'_>) -> bool {
    let options = normalize::NormalizeOptions::default();
    let reading = normalize::read_file(name, Cow::Borrowed(bytes), &options, apart);
    reading.records.comment_marks.iter().any(|mark| {
        let is_there = |other: &CommentMark| {
            (&other.origin, &other.text, other.choice) == (&mark.origin, &mark.text, mark.choice)
        };
        mark.choice == PublishChoice::Publish && !said.comment_marks.iter().any(is_there)
    })
}
