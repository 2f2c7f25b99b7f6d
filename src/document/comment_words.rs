//! What citizens said, in sentences: how it sounds, which words are frequent, what few of them were about.

use crate::document::marked::figure;
use crate::document::text::{count, without_capital};
use crate::model::capitalized;
use crate::report::{Report, TableLines, Voice, figure_id, line_code, own_code, word_number};

/// Comments by their tone, with ids; those that could not be told only where there are some.
pub(crate) fn tones(report: &Report) -> Vec<(u64, &'static str, String)> {
    let (line, own) = (&report.comments.total, own_code(report));
    let all = [
        (Some(line.praise), "ý kiến khen", "YK-02"),
        (Some(line.wishes), "ý kiến góp ý, phàn nàn", "YK-03"),
        (Some(line.unclear).filter(|count| *count > 0), "ý kiến chưa phân loại được", "YK-04"),
    ];
    let named = all
        .into_iter()
        .filter_map(|(count, words, number)| Some((count?, words, figure_id(number, &own))));
    named.collect()
}

/// `thời gian giải quyết, chờ đợi (02 ý kiến); nội dung khác (01 ý kiến)` of those whose table would hold nothing but
/// this; `None` where the table stands, and where a sentence has said of one or two, or of none by its topic, all
/// there is.
pub(crate) fn topics(report: &Report) -> Option<String> {
    let figures = &report.comments;
    if figures.tells_by_topic() || !figures.are_of_known_topics() {
        return None;
    }
    let said = figures.by_topic.iter().map(|line| {
        let code = line_code(report, TableLines::Topics, &line.name);
        let id = code.map(|code| figure_id("YK-01", &code));
        let comments = figure(id.as_deref(), &count(line.comments));
        format!("{} ({comments} ý kiến)", without_capital(&line.name))
    });
    Some(said.collect::<Vec<_>>().join("; "))
}

/// `Góp ý, phàn nàn nhiều nhất về “thời gian chờ” (05 ý kiến), …; khen nhiều nhất về …`; `None` where no word is
/// frequent.
pub(crate) fn frequent_words(report: &Report) -> Option<String> {
    let words = |voice: Voice| {
        let words = report.comments.total.said_words(voice).into_iter().map(|(word, comments)| {
            let line = line_code(report, TableLines::Words, &word.word);
            let id = line.map(|code| figure_id(word_number(voice), &code));
            format!("“{}” ({} ý kiến)", word.word, figure(id.as_deref(), &count(comments)))
        });
        let words: Vec<String> = words.collect();
        let what = match voice {
            Voice::Wishes => "góp ý, phàn nàn",
            Voice::Praise => "khen",
        };
        (!words.is_empty()).then(|| format!("{what} nhiều nhất về {}", words.join(", ")))
    };
    let said: Vec<String> = Voice::ALL.into_iter().filter_map(words).collect();
    (!said.is_empty()).then(|| capitalized(&said.join("; ")))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::marked::words;
    use crate::document::sample;
    use crate::report::{CommentFigures, CommentLine, CommentWord};

    #[test]
    fn comments_that_could_not_be_told_are_named_only_where_there_are_some() {
        let mut report = sample::report();
        let mut named = |unclear| {
            report.comments.total.unclear = unclear;
            tones(&report).into_iter().map(|(count, ..)| count).collect::<Vec<_>>()
        };
        assert_eq!((named(0).len(), named(3).len(), named(3).pop()), (2, 3, Some(3)));
    }

    #[test]
    fn what_one_citizen_said_is_not_frequent_and_a_tie_is_not_cut() {
        let said_apart = |praises: u64, counts: &[u64]| {
            let words = counts.iter().zip(["a", "b", "c", "d", "e", "f"]);
            let words = words.map(|(count, word)| CommentWord {
                word: word.to_owned(),
                comments: praises + count,
                praise: praises,
                wishes: *count,
            });
            let mut report = sample::report();
            report.comments.total.words = words.collect();
            frequent_words(&report)
        };
        let said = |counts: &[u64]| said_apart(0, counts);
        assert_eq!(said(&[1, 1]), None);
        assert_eq!(
            said(&[12, 2, 1]).as_deref(),
            Some("Góp ý, phàn nàn nhiều nhất về “a” (12 ý kiến), “b” (02 ý kiến)")
        );
        assert_eq!(
            said_apart(3, &[2]).as_deref(),
            Some(
                "Góp ý, phàn nàn nhiều nhất về “a” (02 ý kiến); khen nhiều nhất về “a” (03 ý kiến)"
            )
        );
        let four = said(&[5, 5, 4, 4, 3]).expect("words");
        assert!(four.ends_with("“d” (04 ý kiến)"), "{four}");
        let five = said(&[2; 6]).expect("words");
        assert!(five.ends_with("“e” (02 ý kiến)"), "{five}");
    }

    #[test]
    fn few_comments_of_which_nothing_is_told_but_their_topic_are_a_sentence() {
        let line = |name: &str, comments: u64, praise: u64| CommentLine {
            name: name.to_owned(),
            comments,
            praise,
            unclear: comments - praise,
            ..Default::default()
        };
        let said = |total: u64, lines: Vec<CommentLine>| {
            let mut report = sample::report();
            report.comments = CommentFigures {
                total: line("Tổng số", total, 0),
                by_topic: lines,
                ..Default::default()
            };
            topics(&report).map(|text| words(&text))
        };
        let waiting = || line("Thời gian giải quyết, chờ đợi", 2, 0);
        let other = || line("Nội dung khác", 1, 0);
        assert_eq!(
            said(3, vec![waiting(), other()]).as_deref(),
            Some("thời gian giải quyết, chờ đợi (02 ý kiến); nội dung khác (01 ý kiến)")
        );
        // The table tells that one praises.
        assert_eq!(said(3, vec![line("Thời gian", 2, 1), other()]), None);
        // What one or two said is not opened further; of other matters there is nothing to say.
        assert_eq!(said(2, vec![waiting()]), None);
        assert_eq!(said(3, vec![line("Nội dung khác", 3, 0)]), None);
    }
}
