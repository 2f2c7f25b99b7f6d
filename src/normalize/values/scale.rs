//! On which one scale a question is answered: all of its answers fit it, or none of them is read.
//!
//! | answers | read as |
//! |---|---|
//! | words of satisfaction or quality, with or without their digit | their level |
//! | words of agreement | their level; "không ý kiến" without another middle: refused |
//! | bare 1–5 | by the direction that labels or settings declare, else 5 best, which is said |
//! | 20, 40, 60, 80, 100 (%), where the file has some 20 | 1 to 5 |
//! | 0, 25, 50, 75, 100 (%), where the file has some 0 or 25 | 1 to 5 |
//! | `4/5` | 4; beside words it is two ticks |
//! | `★★★★☆`, `4 sao` | 4, where some answer shows that 5 is the highest |
//! | 😡 🙁 😐 🙂 😍 | 1 to 5, where each level has one face only |
//! | anything else, or two of these in one question | refused |
//!
//! A text that no scale knows is a slip of the keyboard as long as it stands once in a hundred answers, and all
//! such texts in one of ten; a level of another scale never is.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::Answer;
use crate::normalize::Digits;
use crate::normalize::values::labels::Labels;
use crate::normalize::values::level_words::{LevelWord, Rating};
use crate::normalize::values::reply::Reply;
use crate::normalize::values::tally::{Seen, Tally};

/// Why a question is not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Misfit {
    pub(crate) why: Why,
    /// What was seen and does not fit, the most frequent first.
    pub(crate) seen: Vec<Seen>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Why {
    /// Two scales, or a level that none has.
    Mixed,
    /// Marks beyond 5, or 0.
    OffScale,
    /// Nothing shows which is the highest.
    NoTop,
    /// Another table of the file has 1 for the best, and this one does not say.
    Elsewhere,
    /// Shares of which nothing shows the lowest.
    NoBottom,
}

/// One scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AnswerScale {
    Words(Labels),
    Agreement,
    /// Levels are 20 (or 25) percent apart.
    Fifths {
        is_fraction: bool,
    },
    Quarters {
        is_fraction: bool,
    },
    OutOfFive,
    Stars,
    Faces,
}

enum Fit {
    Level(u8),
    Blank,
    /// Two ticks.
    Invalid,
    /// Nothing that any scale knows.
    Slip,
    /// A level of another scale.
    Other,
}

/// The scale of a question, or why it has none.
pub(crate) fn decide(tally: &Tally, digits: Digits) -> Result<AnswerScale, Misfit> {
    let is_fraction = tally.has(|reply| matches!(reply, Reply::Percent(1..=99)));
    let scales = [
        AnswerScale::Words(Labels::of(tally)),
        AnswerScale::Agreement,
        AnswerScale::Fifths { is_fraction },
        AnswerScale::Quarters { is_fraction },
        AnswerScale::OutOfFive,
        AnswerScale::Stars,
        AnswerScale::Faces,
    ];
    let fitting = |scale: &AnswerScale| {
        tally.count(|reply| matches!(scale.fit(reply, digits), Fit::Level(_)))
    };
    // The first of those that fit most.
    let mut best: Option<(u64, AnswerScale)> = None;
    for scale in scales {
        let fits = fitting(&scale);
        if best.as_ref().is_none_or(|(most, _)| fits > *most) {
            best = Some((fits, scale));
        }
    }
    let (fits, scale) = best.expect("there are scales");
    refused(tally, &scale, fits, digits).map_or(Ok(scale), Err)
}

fn refused(tally: &Tally, scale: &AnswerScale, fits: u64, digits: Digits) -> Option<Misfit> {
    let mut others = Vec::new();
    let mut slips = Vec::new();
    let mut scores = Vec::new();
    let mut off_scale = false;
    for (seen, reply, times) in tally.iter() {
        match scale.fit(reply, digits) {
            Fit::Invalid
                if matches!(
                    (reply, seen),
                    (Reply::OutOf { .. }, _) | (Reply::Several, Seen::Number(_) | Seen::Moment(_))
                ) =>
            {
                scores.push((times, seen));
            }
            Fit::Level(_) | Fit::Blank | Fit::Invalid => {}
            Fit::Other => others.push((times, seen)),
            Fit::Slip => {
                slips.push((times, seen));
                off_scale |= matches!(reply, Reply::Digit(_));
            }
        }
    }
    // Two ticks are the exception; where most cells are, they are scores of some other scale.
    if scores.iter().map(|(times, _)| times).sum::<u64>() > fits {
        others.append(&mut scores);
    }
    let misfit = |why, mut seen: Vec<(u64, Seen)>| {
        seen.sort_by(|one, other| other.0.cmp(&one.0).then(one.1.cmp(&other.1)));
        Some(Misfit { why, seen: seen.into_iter().map(|(_, seen)| seen).collect() })
    };
    if !others.is_empty() {
        return misfit(Why::Mixed, others);
    }
    let (all, most) = slips
        .iter()
        .fold((0, 0), |(all, most), (times, _)| (all + times, times.max(&most).to_owned()));
    let answers = fits + all;
    let is_slip =
        all == 0 || all <= fits && all <= (answers / 10).max(1) && most <= (answers / 100).max(1);
    if !is_slip {
        let why = if off_scale { Why::OffScale } else { Why::Mixed };
        return misfit(why, slips);
    }
    let all_seen = || tally.iter().map(|(seen, _, times)| (times, seen)).collect();
    match scale {
        AnswerScale::Stars => {
            let shows = |reply| {
                matches!(reply, Reply::Stars { of: Some(_), .. } | Reply::Stars { full: 5, .. })
            };
            if tally.has(shows) { None } else { misfit(Why::NoTop, all_seen()) }
        }
        AnswerScale::Faces => {
            let mut letters: BTreeMap<u8, BTreeSet<char>> = BTreeMap::new();
            for (_, reply, _) in tally.iter() {
                if let Reply::Face { level, letter } = reply {
                    letters.entry(level).or_default().insert(letter);
                }
            }
            if letters.values().all(|letters| letters.len() == 1) {
                None
            } else {
                misfit(Why::Mixed, all_seen())
            }
        }
        AnswerScale::Agreement => {
            let has_middle = tally
                .has(|reply| matches!(reply, Reply::Word { word: LevelWord { level: 3, .. }, .. }));
            let doubtful = tally.has(|reply| reply == Reply::NoOpinion) && !has_middle;
            if doubtful { misfit(Why::Mixed, all_seen()) } else { None }
        }
        AnswerScale::Words(_)
        | AnswerScale::Fifths { .. }
        | AnswerScale::Quarters { .. }
        | AnswerScale::OutOfFive => None,
    }
}

impl AnswerScale {
    fn fit(&self, reply: Reply, digits: Digits) -> Fit {
        let on = |level: Option<u8>| level.map_or(Fit::Other, Fit::Level);
        match (self, reply) {
            (_, Reply::None | Reply::NoOpinion) => Fit::Blank,
            (_, Reply::Several | Reply::Fault)
            | (Self::Words(_), Reply::OutOf { score: ..=5, of: ..=5 }) => Fit::Invalid,
            (_, Reply::Unreadable | Reply::YesNo | Reply::Number) => Fit::Slip,
            (Self::Words(_), Reply::Word { word, .. }) => match word.rating {
                Rating::Satisfaction | Rating::Quality | Rating::Middle => Fit::Level(word.level),
                Rating::Agreement => Fit::Other,
            },
            (Self::Words(labels), Reply::Digit(digit)) => {
                labels.digit(digit, digits).map_or(Fit::Slip, Fit::Level)
            }
            (Self::Agreement, Reply::Word { word, .. }) => match word.rating {
                Rating::Agreement | Rating::Middle => Fit::Level(word.level),
                Rating::Satisfaction | Rating::Quality => Fit::Other,
            },
            (Self::Fifths { .. }, Reply::Percent(share)) => on(fifth(share)),
            (Self::Quarters { .. }, Reply::Percent(share)) => on(quarter(share)),
            (Self::Fifths { is_fraction }, Reply::Digit(share)) => {
                on(fifth(whole(share, *is_fraction)))
            }
            (Self::Quarters { is_fraction }, Reply::Digit(share)) => {
                on(quarter(whole(share, *is_fraction)))
            }
            (Self::OutOfFive, Reply::OutOf { score: score @ 1..=5, of: 5 }) => Fit::Level(score),
            (Self::Stars, Reply::Stars { full: full @ 1..=5, of: None | Some(5) }) => {
                Fit::Level(full)
            }
            (Self::Faces, Reply::Face { level, .. }) => Fit::Level(level),
            (_, Reply::OtherLevel)
            | (
                Self::Words(_)
                | Self::Agreement
                | Self::Fifths { .. }
                | Self::Quarters { .. }
                | Self::OutOfFive
                | Self::Stars
                | Self::Faces,
                Reply::Word { .. }
                | Reply::Digit(_)
                | Reply::Percent(_)
                | Reply::OutOf { .. }
                | Reply::Stars { .. }
                | Reply::Face { .. },
            ) => Fit::Other,
        }
    }

    /// The answer that a reply to this question is.
    pub(crate) fn answer(&self, reply: Reply, digits: Digits) -> Answer {
        match self.fit(reply, digits) {
            Fit::Level(level) => Answer::Level(level),
            Fit::Blank => Answer::None,
            Fit::Invalid | Fit::Slip | Fit::Other => Answer::Invalid,
        }
    }

    /// Whether bare digits were read by a direction that nobody declared.
    pub(crate) fn is_assumed(&self, tally: &Tally, digits: Digits) -> bool {
        match self {
            Self::Words(labels) => {
                digits == Digits::Undeclared
                    && labels.direction().is_none()
                    && tally.has(|reply| matches!(reply, Reply::Digit(digit) if labels.digit(digit, digits).is_some()))
            }
            Self::Agreement
            | Self::Fifths { .. }
            | Self::Quarters { .. }
            | Self::OutOfFive
            | Self::Stars
            | Self::Faces => false,
        }
    }

    /// What a reader must know of a scale that is not the five levels of satisfaction in Vietnamese.
    pub(crate) fn converted(&self, tally: &Tally) -> Option<&'static str> {
        match self {
            Self::Words(_) => {
                let has = |is: fn(LevelWord) -> bool| {
                    tally.has(|reply| matches!(reply, Reply::Word { word, .. } if is(word)))
                };
                if has(|word| word.is_english) {
                    Some("chữ tiếng Anh, đọc theo nghĩa (“Very satisfied” là Rất hài lòng)")
                } else if has(|word| word.is_short) {
                    Some("chữ viết tắt (“RHL” là Rất hài lòng, “Ko hài lòng” là Không hài lòng)")
                } else if has(|word| word.rating == Rating::Quality && word.level <= 2) {
                    Some("mức độ tốt, kém (“Rất tốt” là Rất hài lòng, “Kém” là Không hài lòng)")
                } else {
                    None
                }
            }
            Self::Agreement => Some("mức độ đồng ý, “Đồng ý” trở lên đọc là hài lòng"),
            Self::Fifths { .. } => {
                Some("phần trăm, 20% là một mức (100% là Rất hài lòng, 80% là Hài lòng)")
            }
            Self::Quarters { .. } => {
                Some("phần trăm, 25% là một mức (100% là Rất hài lòng, 75% là Hài lòng)")
            }
            Self::OutOfFive => Some("điểm trên 5 (5/5 là Rất hài lòng)"),
            Self::Stars => Some("số sao (5 sao là Rất hài lòng)"),
            Self::Faces => Some("hình mặt người (😡 🙁 😐 🙂 😍 là năm mức)"),
        }
    }
}

/// `1` is 100% where the others are fractions.
const fn whole(share: u8, is_fraction: bool) -> u8 {
    if is_fraction && share == 1 { 100 } else { share }
}

fn fifth(share: u8) -> Option<u8> {
    (share > 0 && share <= 100 && share.is_multiple_of(20)).then_some(share / 20)
}

fn quarter(share: u8) -> Option<u8> {
    (share <= 100 && share.is_multiple_of(25)).then_some(share / 25 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::values::reply::reply;

    fn tally(answers: &[&str]) -> Tally {
        let mut tally = Tally::default();
        let mut known: Vec<&str> = Vec::new();
        for text in answers {
            let at = known.iter().position(|other| other == text).unwrap_or_else(|| {
                known.push(text);
                known.len() - 1
            });
            tally.add(Seen::Text(u32::try_from(at).unwrap()), reply(text), 1);
        }
        tally
    }

    /// Levels of all answers; `None` where the question is refused.
    #[track_caller]
    fn case(answers: &[&str], digits: Digits, expected: Option<&[u8]>) {
        let tally = tally(answers);
        let got = decide(&tally, digits).ok().map(|scale| {
            let levels = answers.iter().map(|text| match scale.answer(reply(text), digits) {
                Answer::Level(level) => level,
                Answer::None => 0,
                Answer::Invalid => 9,
            });
            levels.collect::<Vec<_>>()
        });
        assert_eq!(got.as_deref(), expected, "{answers:?}");
    }

    #[test]
    fn a_question_is_read_on_one_scale_or_refused() {
        let undeclared = Digits::Undeclared;
        case(&["Rất hài lòng", "Chưa hài lòng", "Tốt", ""], undeclared, Some(&[5, 2, 4, 0]));
        case(&["5", "4", "1"], undeclared, Some(&[5, 4, 1]));
        case(&["5", "4", "1"], Digits::OneIsBest, Some(&[1, 2, 5]));
        case(&["1 - Rất hài lòng", "4"], undeclared, Some(&[5, 2]));
        case(&["3 - Rất hài lòng", "1 - Chưa hài lòng", "2"], undeclared, Some(&[5, 2, 4]));
        case(&["1 - Rất hài lòng", "3 - Chưa hài lòng", "3"], undeclared, Some(&[5, 2, 2]));
        case(
            &["4 - Rất hài lòng", "3 - Hài lòng", "2 - Không hài lòng", "4"],
            undeclared,
            Some(&[5, 4, 2, 5]),
        );
        case(&["Rất đồng ý", "Bình thường", "Không đồng ý"], undeclared, Some(&[5, 3, 2]));
        case(&["100%", "80%", "20%"], undeclared, Some(&[5, 4, 1]));
        case(&["1", "0.8", "0.2"], undeclared, Some(&[5, 4, 1]));
        case(&["100", "75", "0"], undeclared, Some(&[5, 4, 1]));
        case(&["5/5", "4/5", "1/5"], undeclared, Some(&[5, 4, 1]));
        case(&["Hài lòng", "Hài lòng", "4/5"], undeclared, Some(&[4, 4, 9]));
        case(&["★★★★☆", "★☆☆☆☆"], undeclared, Some(&[4, 1]));
        case(&["⭐⭐⭐⭐⭐", "⭐⭐"], undeclared, Some(&[5, 2]));
        case(&["😍", "🙂", "😡"], undeclared, Some(&[5, 4, 1]));
        case(&["A. Rất hài lòng", "B. Hài lòng"], undeclared, Some(&[5, 4]));
        // What is refused.
        case(&["10", "8", "6", "2"], undeclared, None);
        case(&["7", "5", "3", "1", "6"], undeclared, None);
        case(&["0", "5", "0", "10"], undeclared, None);
        case(&["8/10", "4/10"], undeclared, None);
        case(&["90%", "85%"], undeclared, None);
        case(&["100%", "80%", "75%"], undeclared, None);
        case(&["⭐⭐⭐⭐", "⭐⭐"], undeclared, None);
        case(&["★★★★★★☆"], undeclared, None);
        case(&["🙂", "😊", "😐"], undeclared, None);
        case(&["Hài lòng", "Hài lòng", "Đồng ý"], undeclared, None);
        case(&["Tốt", "Khá", "Trung bình", "Tốt"], undeclared, None);
        case(&["Đồng ý", "Không ý kiến"], undeclared, None);
        case(&["Bình thường", "Quá tuyệt", "Quá tuyệt"], undeclared, None);
    }

    /// A slip stands once in a hundred, all slips in one of ten, and one answer always may be one.
    #[test]
    fn a_slip_of_the_keyboard_is_no_scale() {
        let undeclared = Digits::Undeclared;
        case(&["Hài lòng", "Tốt", "ừ"], undeclared, Some(&[4, 4, 9]));
        case(&["5", "4", "44"], undeclared, Some(&[5, 4, 9]));
        case(&["Hài lòng", "ừ"], undeclared, Some(&[4, 9]));
        case(&["ừ"], undeclared, None);
        case(&["Hài lòng", "Hài lòng", "Hài lòng", "ừ", "ừm"], undeclared, None);
        let many = |slips: &[&'static str]| -> Vec<&'static str> {
            std::iter::repeat_n("Hài lòng", 40).chain(slips.iter().copied()).collect()
        };
        let levels = |slips| {
            std::iter::repeat_n(4, 40).chain(std::iter::repeat_n(9, slips)).collect::<Vec<u8>>()
        };
        case(&many(&["ừ", "ừm", "à"]), undeclared, Some(&levels(3)));
        // The same text again is a level that no scale knows.
        case(&many(&["ừ", "ừ"]), undeclared, None);
        case(&many(&["Khá"]), undeclared, None);
    }

    #[test]
    fn digits_without_a_declared_direction_are_an_assumption() {
        let assumed = |answers: &[&str], digits| {
            let tally = tally(answers);
            decide(&tally, digits).expect("a scale").is_assumed(&tally, digits)
        };
        assert!(assumed(&["4"], Digits::Undeclared));
        assert!(!assumed(&["4"], Digits::FiveIsBest));
        assert!(!assumed(&["Hài lòng"], Digits::Undeclared));
        assert!(!assumed(&["4", "5 - Rất hài lòng"], Digits::Undeclared));
        assert!(assumed(&["4", "3 - Bình thường"], Digits::Undeclared));
    }
}
