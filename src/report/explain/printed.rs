//! The figures that the papers of one report print, and the codes of the lines of their tables.

use std::collections::BTreeSet;

use crate::model::parse_day;
use crate::report::explain::listed::{ListedFigure, of_report};
use crate::report::explain::others::complaint_code;
use crate::report::{CommentLine, CommentWord, FEWEST_SHEETS, FigureCodes, Report, Voice};

/// A figure that papers print.
#[derive(Clone, Debug)]
pub(crate) struct PrintedFigure {
    pub(crate) figure: ListedFigure,
    /// Printed figures that it is made of.
    pub(crate) parts: Vec<ListedFigure>,
    /// Decrees and articles that held on the last day of the period.
    pub(crate) grounds: Vec<String>,
}

/// In the order of the report.
pub(crate) fn printed_figures(report: &Report) -> Vec<PrintedFigure> {
    let mut listed = of_report(report);
    let own = own_code(report);
    let few = few_answers(report);
    let codes = &report.codes;
    let comments = &report.comments;
    let mut words: BTreeSet<String> = BTreeSet::new();
    for voice in Voice::ALL {
        let total = comments.total.said_words(voice).into_iter().map(|(word, _)| (None, word));
        let of_topics = comments.by_topic.iter().flat_map(|topic| {
            topic.named_words(voice).into_iter().map(move |(word, _)| (Some(topic), word))
        });
        let lines = total.chain(of_topics);
        words.extend(lines.filter_map(|(topic, word)| {
            Some(figure_id(word_number(voice), &word_line(codes, topic, word)?))
        }));
    }
    listed.retain(|figure| {
        is_printed(figure, &own, report, &few) && is_said_word(figure, &own, &words)
    });
    let day = parse_day(&report.period.to);
    let printed = listed.iter().map(|figure| PrintedFigure {
        parts: super::parts(figure, &listed),
        grounds: day.map_or_else(Vec::new, |day| {
            figure.words.grounds.iter().filter_map(|ground| ground.on(day)).collect()
        }),
        figure: figure.clone(),
    });
    printed.collect()
}

/// Codes of the questions, factors and departments whose answers are left out, `CH-THAIDO`.
fn few_answers(report: &Report) -> BTreeSet<String> {
    let figures = &report.satisfaction;
    let questions = figures.questions_to_print().filter(|(_, is_printed)| !is_printed);
    let factors = figures.by_factor.iter().zip(figures.printed_factors());
    let questions = questions.filter_map(|(question, _)| {
        Some(format!("CH-{}", report.codes.questions.code(&question.key)?))
    });
    let factors = factors.filter(|(_, is_printed)| !is_printed).filter_map(|(factor, _)| {
        Some(format!("YT-{}", report.codes.factors.code(&factor.line.name)?))
    });
    let withheld = figures.by_department.iter().filter(|line| line.is_withheld());
    let withheld = withheld
        .filter_map(|line| Some(format!("DV-{}", report.codes.departments.code(&line.name)?)));
    questions.chain(factors).chain(withheld).collect()
}

/// What follows the number of a figure of a word in the comments on a topic, or in all, but for whose it is.
fn word_line(
    codes: &FigureCodes,
    topic: Option<&CommentLine>,
    word: &CommentWord,
) -> Option<String> {
    let word = format!("TU-{}", codes.words.code(&word.word)?);
    match topic {
        None => Some(word),
        Some(topic) => Some(format!("ND-{}-{word}", codes.topics.code(&topic.name)?)),
    }
}

/// Id of the number of comments on a topic that praise, or complain, and hold a word.
pub(crate) fn topic_word_id(
    report: &Report,
    topic: &CommentLine,
    word: &CommentWord,
    voice: Voice,
) -> Option<String> {
    let line = word_line(&report.codes, Some(topic), word)?;
    Some(figure_id(word_number(voice), &joined(&own_code(report), &line)))
}

/// Number of the figure of how many comments that praise, or complain, hold a word.
pub(crate) const fn word_number(voice: Voice) -> &'static str {
    match voice {
        Voice::Praise => "YK-09",
        Voice::Wishes => "YK-10",
    }
}

/// Of frequent words, a sentence and the table say the first few.
fn is_said_word(figure: &ListedFigure, own: &str, said: &BTreeSet<String>) -> bool {
    let number = figure.words.id;
    let is_of_word = ["YK-08", "YK-09", "YK-10"].contains(&number);
    !is_of_word || said.contains(&figure_id(number, below_own(figure, own)))
}

/// What follows the code of what the report is about.
fn below_own<'f>(figure: &'f ListedFigure, own: &str) -> &'f str {
    figure.suffix.strip_prefix(own).unwrap_or(&figure.suffix).trim_start_matches('-')
}

/// Few answers are printed nowhere, nor are names of files.
fn is_printed(figure: &ListedFigure, own: &str, report: &Report, few: &BTreeSet<String>) -> bool {
    const OF_EACH_LINE: [&str; 2] = ["LV-", "TT-"];
    let words = figure.words;
    let line = below_own(figure, own);
    let number = words.id.get(3..).unwrap_or_default();
    match words.id.get(..2).unwrap_or_default() {
        "DL" => line.is_empty() || words.id == "DL-07",
        "HS" if OF_EACH_LINE.iter().any(|code| line.starts_with(code)) => number <= "14",
        "HL" => {
            let is_few = report.department.is_some() && report.satisfaction.valid < FEWEST_SHEETS;
            let is_whole = line.is_empty() && !report.satisfaction.total.is_withheld();
            is_whole || !line.is_empty() && !is_few && !line.contains("-CH-") && !few.contains(line)
        }
        _ => true,
    }
}

/// What the lines of a table are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TableLines {
    Departments,
    Fields,
    Procedures,
    Factors,
    /// By their keys.
    Questions,
    Topics,
    Complaints,
    /// Of a trend, by their codes.
    Periods,
    /// Earlier periods beside this one, by their codes.
    Earlier,
    /// Delays by days, by their codes.
    Days,
    /// Delays by reasons, by their codes.
    Reasons,
    /// Delays by reasons in other words.
    OtherReasons,
    /// Frequent words of comments.
    Words,
    /// Of the scorecard, by their numbers.
    Indices,
}

/// What follows the number of a figure of the report as a whole: nothing, or of which department it is, `DV-PTP`.
pub(crate) fn own_code(report: &Report) -> String {
    let own = report.department.as_deref().and_then(|name| report.codes.departments.code(name));
    own.map_or_else(String::new, |code| format!("DV-{code}"))
}

/// What follows the number of a figure of this line, `DV-PTP`; `None` for a name that is no line.
pub(crate) fn line_code(report: &Report, lines: TableLines, name: &str) -> Option<String> {
    let codes = &report.codes;
    let (prefix, code) = match lines {
        TableLines::Departments => {
            return codes.departments.code(name).map(|code| format!("DV-{code}"));
        }
        TableLines::Fields => ("LV", codes.fields.code(name)?),
        TableLines::Procedures => ("TT", codes.procedures.code(name)?),
        TableLines::Factors => ("YT", codes.factors.code(name)?),
        TableLines::Questions => ("CH", codes.questions.code(name)?),
        TableLines::Periods => return Some(period_line(&own_code(report), name)),
        TableLines::Earlier => return Some(joined(&own_code(report), name)),
        TableLines::Days => ("NG", name),
        TableLines::Reasons => ("LD", name),
        TableLines::OtherReasons => ("LK", codes.reasons.code(name)?),
        TableLines::Words => ("TU", codes.words.code(name)?),
        TableLines::Indices => ("CS", name),
        TableLines::Topics => ("ND", codes.topics.code(name)?),
        TableLines::Complaints => ("LOAI", complaint_code(name)?),
    };
    Some(below(&own_code(report), prefix, code))
}

/// What follows the number of a figure of a period of a trend, by whose trend and by the code of the period.
pub(crate) fn period_line(own: &str, code: &str) -> String {
    below(own, "KY", code)
}

fn below(own: &str, prefix: &str, code: &str) -> String {
    joined(own, &format!("{prefix}-{code}"))
}

fn joined(own: &str, line: &str) -> String {
    if own.is_empty() { line.to_owned() } else { format!("{own}-{line}") }
}

/// `HS-10` of a line `DV-PTP`.
pub(crate) fn figure_id(number: &str, line: &str) -> String {
    if line.is_empty() { number.to_owned() } else { format!("{number}-{line}") }
}

/// Ids of the figures that papers print.
pub(crate) fn printed_ids(report: &Report) -> BTreeSet<String> {
    printed_figures(report).into_iter().map(|one| one.figure.id).collect()
}
