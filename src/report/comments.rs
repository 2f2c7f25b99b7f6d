//! What citizens said, in figures: how many comments, on what, praise apart. Of their words only those that the office
//! has ticked, masked, and only in the report of the department that they are about.

use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use crate::measure::{CommentCounts, CommentSource, ToneCounts};
use crate::model::name_key;
use crate::report::lines::Scope;
use crate::report::options::Run;
use crate::rules::{CommentWords, Tone};

/// Comments of the period.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct CommentFigures {
    #[serde(rename = "tong")]
    pub(crate) total: CommentLine,
    /// Of the total: on survey sheets.
    #[serde(rename = "tren_phieu")]
    pub(crate) on_sheets: u64,
    /// Of the total: contents of petitions and feedback in the register.
    #[serde(rename = "kien_nghi_phan_anh")]
    pub(crate) in_register: u64,
    /// Of the total: ticked to be published, in the report of a department.
    #[serde(rename = "so_dang")]
    pub(crate) published: u64,
    /// Their words, masked; empty in the report of the office.
    #[serde(rename = "dang")]
    pub(crate) texts: Vec<CommentText>,
    /// Whether personal data are covered in them.
    #[serde(rename = "co_che")]
    pub(crate) covers: bool,
    /// Whether words are left out of them.
    #[serde(rename = "co_luoc")]
    pub(crate) shortens: bool,
    /// Topics with a comment, in the order of the list, another matter last. A comment may be about several.
    #[serde(rename = "theo_noi_dung")]
    pub(crate) by_topic: Vec<CommentLine>,
}

/// Comments on one topic. `comments` = `praise` + `wishes` + `unclear`.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct CommentLine {
    #[serde(rename = "ten")]
    pub(crate) name: String,
    /// `1.1` … `1.5`; `null` for what is none of them.
    #[serde(rename = "noi_dung")]
    pub(crate) content: Option<String>,
    #[serde(rename = "so")]
    pub(crate) comments: u64,
    #[serde(rename = "khen")]
    pub(crate) praise: u64,
    #[serde(rename = "gop_y")]
    pub(crate) wishes: u64,
    #[serde(rename = "chua_ro")]
    pub(crate) unclear: u64,
    /// Known words by the number of comments that hold them, the most frequent first.
    #[serde(rename = "tu_hay_gap")]
    pub(crate) words: Vec<CommentWord>,
}

impl CommentLine {
    /// The words that are said to be frequent in what praises, or in what complains, with the number of such comments:
    /// what one citizen said is not.
    fn frequent(&self, voice: Voice) -> Vec<(&CommentWord, u64)> {
        let words = self.words.iter().map(|word| (word, word.of(voice)));
        let mut words: Vec<_> = words.filter(|(_, comments)| *comments > 1).collect();
        words.sort_by_key(|(_, comments)| Reverse(*comments));
        words
    }

    /// Those that a table names of a topic.
    pub(crate) fn named_words(&self, voice: Voice) -> Vec<(&CommentWord, u64)> {
        let mut words = self.frequent(voice);
        words.truncate(3);
        words
    }

    /// Those that a sentence says: the three most frequent; with those that are as frequent as the third, five at most.
    pub(crate) fn said_words(&self, voice: Voice) -> Vec<(&CommentWord, u64)> {
        let mut words = self.frequent(voice);
        let third = words.get(2).map_or(0, |(_, comments)| *comments);
        words.truncate(5);
        words.retain(|(_, comments)| *comments >= third);
        words
    }
}

/// A published comment.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CommentText {
    #[serde(rename = "noi_dung")]
    pub(crate) text: String,
    /// Whether it stands in the register of petitions and feedback.
    #[serde(rename = "trong_so")]
    pub(crate) in_register: bool,
    /// How many citizens said the same.
    #[serde(rename = "so", default)]
    pub(crate) count: u64,
    #[serde(rename = "loi", default)]
    pub(crate) tone: TextTone,
}

/// Below which heading a published comment stands, in this order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) enum TextTone {
    #[serde(rename = "gop_y")]
    Wish,
    #[serde(rename = "khen")]
    Praise,
    #[default]
    #[serde(rename = "chua_ro")]
    Unclear,
}

impl TextTone {
    const fn of(tone: Tone) -> Self {
        match tone {
            Tone::Wish => Self::Wish,
            Tone::Praise => Self::Praise,
            Tone::Unclear => Self::Unclear,
        }
    }
}

/// A word of the list.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct CommentWord {
    #[serde(rename = "tu")]
    pub(crate) word: String,
    #[serde(rename = "so")]
    pub(crate) comments: u64,
    /// Of these, those that praise.
    #[serde(rename = "so_khen", default)]
    pub(crate) praise: u64,
    /// Of these, those that complain or wish.
    #[serde(rename = "so_gop_y", default)]
    pub(crate) wishes: u64,
}

/// What frequent words are told of, each apart: “hướng dẫn” may be what is praised or what is missed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Voice {
    Wishes,
    Praise,
}

impl Voice {
    /// As they are told.
    pub(crate) const ALL: [Self; 2] = [Self::Wishes, Self::Praise];
}

impl CommentWord {
    pub(crate) const fn of(&self, voice: Voice) -> u64 {
        match voice {
            Voice::Wishes => self.wishes,
            Voice::Praise => self.praise,
        }
    }
}

impl CommentFigures {
    /// Whether a table by topic says more than the sentence before it: of one or two comments it does not, nor where
    /// nothing is told of any but that it is there.
    pub(crate) fn tells_by_topic(&self) -> bool {
        let is_told = |line: &CommentLine| {
            line.praise + line.wishes > 0
                || Voice::ALL.into_iter().any(|voice| !line.named_words(voice).is_empty())
        };
        self.total.comments > FEW && self.by_topic.iter().any(is_told)
    }

    /// Whether more than two were made, and some on a topic of the list.
    pub(crate) fn are_of_known_topics(&self) -> bool {
        self.total.comments > FEW && self.by_topic.iter().any(|line| line.name != OTHER)
    }

    /// Leaves how many there are, and those that are published.
    pub(crate) fn leave_out_tones(&mut self) {
        self.by_topic.clear();
        let total = &mut self.total;
        (total.praise, total.wishes, total.unclear) = (0, 0, 0);
        total.words.clear();
    }
}

const OTHER: &str = "Nội dung khác";

/// So many comments are told in a sentence.
const FEW: u64 = 2;

pub(crate) fn comments(run: &Run<'_>, scope: Scope<'_>) -> CommentFigures {
    let list = CommentWords::embedded();
    let mut sum = CommentCounts::default();
    let mut figures = CommentFigures::default();
    for ((department, source), counts) in &run.measures.comments {
        if scope.holds(department.as_ref()) {
            *match source {
                CommentSource::Survey => &mut figures.on_sheets,
                CommentSource::Register => &mut figures.in_register,
            } += counts.all.total();
            if department.is_some() {
                figures.published += u64::try_from(counts.published.len()).unwrap_or(u64::MAX);
            }
            if let Scope::Department(_) = scope {
                for (words, tone) in counts.published.values() {
                    let text = run.options.faces.printed(words.to_string());
                    publish(&mut figures.texts, text, *tone, *source);
                }
            }
            sum += counts.clone();
        }
    }
    // Complaints first, as everywhere; those that sound alike as they stand in the sheets.
    figures.texts.sort_by_key(|one| one.tone);
    let holds = |mark: char| figures.texts.iter().any(|one| one.text.contains(mark));
    (figures.covers, figures.shortens) = (holds('['), holds('…'));
    let topics = list.topics.iter().enumerate().filter_map(|(at, topic)| {
        let tones = *sum.topics.get(&Some(at))?;
        let words = sum.words.range((at, 0)..(at + 1, 0));
        let mut words: Vec<CommentWord> = words
            .filter_map(|((_, word), tones)| {
                Some(CommentWord {
                    word: topic.words.get(*word)?.clone(),
                    comments: tones.total(),
                    praise: tones.praise,
                    wishes: tones.wishes,
                })
            })
            .collect();
        words.sort_by_key(|word| Reverse(word.comments));
        Some(CommentLine { content: topic.content.clone(), words, ..line(&topic.name, tones) })
    });
    let other = sum.topics.get(&None).map(|tones| line(OTHER, *tones));
    figures.by_topic = topics.chain(other).collect();
    let words = figures.by_topic.iter().flat_map(|line| &line.words).cloned();
    let mut words: Vec<CommentWord> = words.collect();
    words.sort_by_key(|word| Reverse(word.comments));
    figures.total = CommentLine { words, ..line("Tổng số", sum.all) };
    figures
}

/// The same words of two citizens are printed once, with their number.
fn publish(texts: &mut Vec<CommentText>, text: String, tone: Tone, source: CommentSource) {
    let in_register = source == CommentSource::Register;
    let key = name_key(&text);
    let known =
        texts.iter_mut().find(|one| one.in_register == in_register && name_key(&one.text) == key);
    match known {
        Some(known) => known.count += 1,
        None => texts.push(CommentText { text, in_register, count: 1, tone: TextTone::of(tone) }),
    }
}

fn line(name: &str, tones: ToneCounts) -> CommentLine {
    CommentLine {
        name: name.to_owned(),
        content: None,
        comments: tones.total(),
        praise: tones.praise,
        wishes: tones.wishes,
        unclear: tones.unclear,
        words: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_words_are_published_once_with_their_number() {
        let mut texts = Vec::new();
        let mut say = |text: &str, tone, source| publish(&mut texts, text.to_owned(), tone, source);
        say("Cảm ơn", Tone::Praise, CommentSource::Survey);
        say("Chờ lâu", Tone::Wish, CommentSource::Survey);
        say("chờ  lâu", Tone::Wish, CommentSource::Survey);
        say("Chờ lâu", Tone::Wish, CommentSource::Register);
        texts.sort_by_key(|one| one.tone);
        let said: Vec<_> =
            texts.iter().map(|one| (one.text.as_str(), one.count, one.in_register)).collect();
        assert_eq!(said, [("Chờ lâu", 2, false), ("Chờ lâu", 1, true), ("Cảm ơn", 1, false)]);
    }
}
