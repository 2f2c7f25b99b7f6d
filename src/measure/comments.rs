//! Comments of the period, counted by what they are about. Their words stay behind, but for those that were ticked.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use crate::ledger::Place;
use crate::measure::names::Keys;
use crate::measure::surveys::is_in;
use crate::measure::{Measures, add_each};
use crate::model::{Records, Span, Text};
use crate::rules::{CommentWords, Tone};

/// Where a comment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum CommentSource {
    /// On a survey sheet.
    Survey,
    /// As the content of a petition or of feedback in the register.
    Register,
}

impl CommentSource {
    /// In Vietnamese, for the workbook in which comments are ticked.
    pub(crate) const fn vietnamese(self) -> &'static str {
        match self {
            Self::Survey => "Phiếu lấy ý kiến",
            Self::Register => "Sổ kiến nghị, phản ánh",
        }
    }
}

/// What one citizen said.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Comment<'a> {
    pub(crate) source: CommentSource,
    pub(crate) department: Option<&'a Text>,
    pub(crate) text: &'a Text,
    pub(crate) place: &'a Place,
}

/// Comments by how they sound.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ToneCounts {
    pub(crate) praise: u64,
    pub(crate) wishes: u64,
    pub(crate) unclear: u64,
}

/// Comments of one department from one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct CommentCounts {
    pub(crate) all: ToneCounts,
    /// By the place of the topic in the list; `None` is another matter. A comment may be about several.
    pub(crate) topics: BTreeMap<Option<usize>, ToneCounts>,
    /// Comments by topic and by the first of its words that they hold.
    pub(crate) words: BTreeMap<(usize, usize), ToneCounts>,
    /// Those that the office has ticked, masked, with how they sound, by place.
    pub(crate) published: BTreeMap<Place, (Text, Tone)>,
}

impl ToneCounts {
    pub(crate) const fn total(self) -> u64 {
        self.praise + self.wishes + self.unclear
    }

    fn count(&mut self, tone: Tone) {
        *match tone {
            Tone::Praise => &mut self.praise,
            Tone::Wish => &mut self.wishes,
            Tone::Unclear => &mut self.unclear,
        } += 1;
    }
}

impl AddAssign for ToneCounts {
    fn add_assign(&mut self, other: Self) {
        self.praise += other.praise;
        self.wishes += other.wishes;
        self.unclear += other.unclear;
    }
}

impl AddAssign for CommentCounts {
    fn add_assign(&mut self, other: Self) {
        self.all += other.all;
        add_each(&mut self.topics, other.topics);
        add_each(&mut self.words, other.words);
        self.published.extend(other.published);
    }
}

/// The comments on the sheets of the period, then the contents of petitions and feedback received in it.
pub(crate) fn comments_of(records: &Records, span: Span) -> impl Iterator<Item = Comment<'_>> {
    let sheets = records.surveys.iter().filter(move |survey| is_in(survey, span));
    let sheets = sheets.filter_map(|survey| {
        Some(Comment {
            source: CommentSource::Survey,
            department: survey.department.as_ref(),
            text: survey.comment.as_ref()?,
            place: &survey.place,
        })
    });
    let register = records.complaints.iter().filter(move |one| span.contains(one.received));
    let register = register.filter_map(|one| {
        Some(Comment {
            source: CommentSource::Register,
            department: one.department.as_ref(),
            text: one.comment()?,
            place: &one.place,
        })
    });
    sheets.chain(register)
}

/// Counts them.
pub(crate) fn count(records: &Records, span: Span, keys: &mut Keys, measures: &mut Measures) {
    for comment in comments_of(records, span) {
        count_one(comment, records, keys, measures);
    }
}

/// Counts one, if it says anything.
pub(crate) fn count_one(
    Comment { source, department, text, place }: Comment<'_>,
    records: &Records,
    keys: &mut Keys,
    measures: &mut Measures,
) {
    let Some(said) = CommentWords::embedded().about(text) else { return };
    // Who complains and says what there was not has not praised.
    let is_praise = !(source == CommentSource::Register && said.only_denies);
    let tone = if is_praise { said.tone } else { Tone::Unclear };
    let department = keys.note(&mut measures.departments, department);
    let counts = measures.comments.entry((department, source)).or_default();
    counts.all.count(tone);
    for (topic, word) in &said.topics {
        counts.topics.entry(Some(*topic)).or_default().count(tone);
        counts.words.entry((*topic, *word)).or_default().count(tone);
    }
    if said.topics.is_empty() {
        counts.topics.entry(None).or_default().count(tone);
    }
    if let Some(words) = records.published.get(place) {
        counts.published.insert(place.clone(), (Text::clone(words), tone));
    }
}
