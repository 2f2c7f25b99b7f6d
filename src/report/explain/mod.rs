//! Every figure down to its rows (diễn giải): what it is, by which rule, what stands behind it, what was left out.
//!
//! There is no second rule of what counts: each record alone goes through the functions that count and report them
//! all, and is asked for the figure of the same id (`rows.rs`). So the rows of a figure add up to it because it is
//! their sum.

mod beside;
mod by_unit;
mod counted_lists;
mod dossier_line;
mod dossiers;
mod input;
mod letters;
mod listed;
mod named;
mod others;
mod outside;
mod over_time;
mod portal_rows;
mod printed;
mod quality;
mod row_words;
mod rows;
mod satisfaction;
mod scored;
mod told_rows;
mod unit_scores;
mod value;
mod walk;

pub(crate) use by_unit::explained_by_units;
pub(crate) use dossiers::{days_code, reason_code};
pub(crate) use input::gap_ids;
pub(crate) use listed::ListedFigure;
pub(crate) use named::figure_name;
pub(crate) use outside::LeftOut;
pub(crate) use printed::{
    PrintedFigure, TableLines, figure_id, line_code, own_code, period_line, printed_figures,
    printed_ids, topic_word_id, word_number,
};
pub(crate) use quality::quality_ids;
pub(crate) use rows::ExplainedRow;
pub(crate) use value::FigureValue;

use jiff::civil::Date;

use crate::ledger::{Ledger, SheetKind};
use crate::measure::{CountedApart, Measures};
use crate::report::compare::Earlier;
use crate::report::explain::outside::OutsideRecords;
use crate::report::explain::rows::Gathering;
use crate::report::letters::LateLetters;
use crate::report::lines::Lines;
use crate::report::options::{ReportOptions, Run};
use crate::report::{Figures, PeriodFigures, Report};

/// Figures of a run, explained.
#[derive(Clone, Debug)]
pub(crate) struct Explained {
    pub(crate) period: PeriodFigures,
    pub(crate) listed: Vec<ListedFigure>,
    pub(crate) explanations: Vec<Explanation>,
    /// Ids that nothing has, each with the nearest.
    pub(crate) unknown: Vec<(String, Option<String>)>,
}

/// One figure.
#[derive(Clone, Debug)]
pub(crate) struct Explanation {
    pub(crate) figure: ListedFigure,
    /// Figures that it is made of.
    pub(crate) parts: Vec<ListedFigure>,
    /// Decrees and articles that held on the last day of the period.
    pub(crate) grounds: Vec<String>,
    /// Choices of the settings that decide it, as sentences.
    pub(crate) choices: Vec<String>,
    /// What its rows are.
    pub(crate) behind: Behind,
    pub(crate) rows: Vec<ExplainedRow>,
    /// What its rows come to.
    pub(crate) sum: FigureValue,
    pub(crate) left_out: Vec<LeftOut>,
}

/// What stands behind a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Behind {
    /// Rows of spreadsheets.
    Rows,
    /// Archived figures of units.
    Units,
}

impl Explanation {
    /// Whether the rows come to what the figure says.
    pub(crate) fn adds_up(&self) -> bool {
        self.sum == self.figure.value
    }
}

/// From what figures are explained.
pub(crate) struct Explaining<'a> {
    pub(crate) measures: &'a Measures,
    /// With the findings of the count.
    pub(crate) ledger: &'a Ledger,
    pub(crate) options: &'a ReportOptions,
    pub(crate) earlier: &'a Earlier,
    pub(crate) figures: &'a Figures,
    pub(crate) apart: CountedApart<'a>,
}

impl Explaining<'_> {
    /// All figures with their ids, and these of them explained, as they are typed.
    pub(crate) fn explained(&self, asked: &[String]) -> Explained {
        let Self { measures, ledger, options, earlier, figures, .. } = *self;
        let listed = listed::all(figures);
        let (found, unknown) = found(&listed, asked);
        let lines = Lines::new(measures, &options.departments, options.faces);
        let run = Run { measures, ledger, options, lines: &lines };
        let letters = crate::report::letters::letters(&run, &earlier.letters);
        let beside = LateLetters::new(&run, &letters, &earlier.letters);
        let mut gathering = Gathering::new(&run, figures, &figures.office.codes, &found);
        if gathering.asks(&["HS", "TL", "QH", "HL-05", "HL-06", "HL-07", "CD-03", "PV"]) {
            gathering.dossiers(&self.apart, &beside);
        }
        if gathering.asks(&["CD"]) {
            gathering.complained();
        }
        if gathering.asks(&["HL"]) {
            gathering.surveys(&self.apart);
        }
        if gathering.asks(&["YK"]) {
            gathering.comments(&self.apart);
        }
        if gathering.asks(&["DT", "PV"]) {
            gathering.complaints(&self.apart);
        }
        if gathering.asks(&["PV"]) {
            gathering.portal();
        }
        if gathering.asks(&["TX", "DC"]) {
            gathering.letters(&letters, &beside);
        }
        if gathering.asks(&["DL"]) {
            gathering.input(ledger);
            gathering.gaps();
        }
        let rows = std::mem::take(&mut gathering.rows);
        let outside = &gathering.outside;
        let explanations: Vec<Explanation> = found
            .iter()
            .zip(rows)
            .map(|(figure, rows)| self.explanation(figure, rows, &listed, outside))
            .collect();
        Explained { explanations, unknown, period: figures.office.period.clone(), listed }
    }

    fn explanation(
        &self,
        figure: &ListedFigure,
        rows: Vec<ExplainedRow>,
        listed: &[ListedFigure],
        outside: &OutsideRecords,
    ) -> Explanation {
        let (options, office) = (self.options, &self.figures.office);
        let mut rows = telling(figure, rows);
        rows.extend(told_rows::portal_row(figure, office));
        let departments = self.figures.departments.iter();
        let own = departments.filter(|own| own.department.is_some());
        let own = own.clone().find(|own| own.department == figure.department).unwrap_or(office);
        rows.extend(told_rows::listed_lines(figure, own).into_iter().flatten());
        // Those of the numerator first: they are what is asked about.
        rows.sort_by_key(|row| row.adds.is_of_the_whole_alone());
        let nothing = if figure.value == figure.value.nothing() || rows.is_empty() {
            unknown_or_nothing(&figure.value)
        } else {
            figure.value.nothing()
        };
        let sum = rows.iter().fold(nothing, |sum, row| sum.plus(&row.adds));
        let mut left_out: Vec<LeftOut> = Vec::new();
        if let Some(kind) = figure.words.sheets {
            let of_comments = is_of_comments(figure);
            let kinds: &[SheetKind] = match kind {
                SheetKind::Dossiers => &[SheetKind::Dossiers, SheetKind::Totals],
                _ if of_comments => &[SheetKind::Surveys, SheetKind::Complaints],
                _ => &[kind],
            };
            left_out.extend(outside::found(self.ledger, kinds, options.faces));
            // What a sheet of other days says is none of the comments.
            left_out.extend(outside.of(kind).filter(|_| !of_comments));
        }
        Explanation {
            parts: parts(figure, listed),
            grounds: grounds(figure, options.period.span.to),
            choices: choices(figure, office),
            behind: Behind::Rows,
            figure: figure.clone(),
            rows,
            sum,
            left_out,
        }
    }
}

/// Ids that nothing has, each with the nearest.
type UnknownIds = Vec<(String, Option<String>)>;

/// Figures by their ids as they are typed, each once.
fn found<'l>(listed: &'l [ListedFigure], asked: &[String]) -> (Vec<&'l ListedFigure>, UnknownIds) {
    let mut unknown = Vec::new();
    let mut found: Vec<&ListedFigure> = Vec::new();
    for typed in asked {
        let key = listed::id_key(typed);
        match listed.iter().find(|figure| figure.id == key) {
            Some(figure) if found.iter().any(|known| known.id == figure.id) => {}
            Some(figure) => found.push(figure),
            None => {
                let near = listed::nearest(listed, typed).map(|figure| figure.id.clone());
                unknown.push((typed.clone(), near));
            }
        }
    }
    (found, unknown)
}

/// Decrees and articles that held on a day.
fn grounds(figure: &ListedFigure, day: Date) -> Vec<String> {
    figure.words.grounds.iter().filter_map(|ground| ground.on(day)).collect()
}

/// Choices of the settings that decide a figure.
fn choices(figure: &ListedFigure, office: &Report) -> Vec<String> {
    let of_answers = figure.words.sheets == Some(SheetKind::Surveys);
    let choices = office.choices.iter().filter(|choice| {
        let is_answer = crate::report::compare::OF_ANSWERS.contains(&choice.key.as_str());
        match figure.words.sheets {
            Some(SheetKind::Dossiers | SheetKind::Surveys) if !is_of_comments(figure) => {
                is_answer == of_answers
            }
            _ => false,
        }
    });
    choices.map(|choice| choice.sentence.clone()).collect()
}

fn is_of_comments(figure: &ListedFigure) -> bool {
    figure.words.id.starts_with("YK")
}

/// Where nothing tells a figure apart, only the rows that leave it open stand behind it.
fn telling(figure: &ListedFigure, rows: Vec<ExplainedRow>) -> Vec<ExplainedRow> {
    match &figure.value {
        FigureValue::Count(None) => {
            rows.into_iter().filter(|row| row.adds == FigureValue::Count(None)).collect()
        }
        value if *value == value.nothing() && *value != FigureValue::Count(Some(0)) => {
            rows.into_iter().filter(|row| row.adds.is_nothing()).collect()
        }
        _ => rows,
    }
}

fn unknown_or_nothing(value: &FigureValue) -> FigureValue {
    match value {
        FigureValue::Count(None) => FigureValue::Count(None),
        other => other.nothing(),
    }
}

/// Of the same line; of the whole where the line has none of its own.
fn parts(figure: &ListedFigure, listed: &[ListedFigure]) -> Vec<ListedFigure> {
    let of = |id: &&str| {
        let mut suffix = figure.suffix.as_str();
        loop {
            let found = listed.iter().find(|one| one.words.id == *id && one.suffix == suffix);
            if found.is_some() || suffix.is_empty() {
                return found.cloned();
            }
            suffix = suffix.rsplit_once('-').map_or("", |(rest, _)| rest);
        }
    };
    let own = figure.words.parts.iter().filter_map(of);
    own.chain(told_rows::periods_of(figure, listed)).collect()
}
