//! Every figure of a run with its id, and ids as people type them.

use std::collections::BTreeSet;

use crate::report::explain::value::FigureValue;
use crate::report::explain::walk::{FigureLine, FigureWalk, FigureWords};
use crate::report::explain::{
    beside, counted_lists, dossiers, input, letters, others, over_time, quality, satisfaction,
    unit_scores,
};
use crate::report::{FigureCodes, Figures, Report};

/// A figure of one line.
#[derive(Clone, Debug)]
pub(crate) struct ListedFigure {
    /// `HS-10-DV-PTP`.
    pub(crate) id: String,
    pub(crate) words: &'static FigureWords,
    /// What follows the number.
    pub(crate) suffix: String,
    /// In `so-lieu.json`; of a department's figures that are not in it, where they would be; of what follows from
    /// others, the line that they stand in.
    pub(crate) path: String,
    /// What follows the number of a figure of all that its report is about, `DV-PTP`; nothing for the office.
    pub(crate) own: String,
    pub(crate) whose: String,
    /// The department whose report alone has it.
    pub(crate) department: Option<String>,
    pub(crate) value: FigureValue,
}

impl ListedFigure {
    /// Whether `so-lieu.json` has a key of its own for it.
    pub(crate) fn is_kept(&self) -> bool {
        self.department.is_none() && !self.words.key.is_empty()
    }

    /// What counts.
    pub(crate) fn meaning(&self) -> String {
        self.words.meaning_of(&self.own)
    }

    /// `17 hồ sơ`, `98,25%`.
    pub(crate) fn said(&self) -> String {
        let printed = self.value.printed();
        match self.words.unit {
            "" => printed,
            unit => format!("{printed} {unit}"),
        }
    }
}

/// Those of the office's report, then those that only a department's has.
pub(super) fn all(figures: &Figures) -> Vec<ListedFigure> {
    let mut listed: Vec<ListedFigure> = Vec::new();
    let mut known: BTreeSet<String> = BTreeSet::new();
    let codes = &figures.office.codes;
    for report in std::iter::once(&figures.office).chain(&figures.departments) {
        walk_report(report, codes, &mut |figure| {
            if known.insert(figure.id.clone()) {
                listed.push(figure);
            }
        });
    }
    listed
}

/// Those of one report, in its order.
pub(super) fn of_report(report: &Report) -> Vec<ListedFigure> {
    let mut listed = Vec::new();
    walk_report(report, &report.codes, &mut |figure| listed.push(figure));
    listed
}

fn walk_report(report: &Report, codes: &FigureCodes, found: &mut dyn FnMut(ListedFigure)) {
    let department = report.department.as_deref();
    let code = department.and_then(|name| codes.departments.code(name));
    let own = code.map_or_else(String::new, |code| format!("DV-{code}"));
    let mut take = |words: &'static FigureWords, at: &FigureLine, value: FigureValue| {
        found(ListedFigure {
            id: at.id(words),
            words,
            suffix: at.suffix.clone(),
            path: path(&at.path, words.key),
            own: own.clone(),
            whose: at.whose.clone(),
            department: department.map(str::to_owned),
            value,
        });
    };
    let mut walk = FigureWalk { codes, department, wanted: None, take: &mut take };
    dossiers::walk(&report.dossiers, &mut walk);
    satisfaction::walk(&report.satisfaction, &mut walk);
    others::comments(&report.comments, &mut walk);
    others::complaints(&report.complaints, &mut walk);
    letters::walk(&report.letters, &mut walk);
    if department.is_none() {
        input::walk(&report.input, &mut walk);
    }
    beside::walk(report, &mut walk);
    if let Some(figures) = &report.quality {
        quality::walk(figures, &mut walk);
    }
    over_time::walk(report, &mut walk);
    counted_lists::walk(report, &mut walk);
    unit_scores::walk(report, &mut walk);
}

fn path(line: &str, key: &str) -> String {
    if key.is_empty() { line.to_owned() } else { format!("{line}.{key}") }
}

/// As an id is compared: `tl 03`, `TL03` and `tl-3` are `TL-03`.
pub(super) fn id_key(typed: &str) -> String {
    let mut key = String::new();
    let upper = typed.trim().to_uppercase().replace('Đ', "D");
    for part in upper.split(|c: char| !c.is_ascii_alphanumeric()).filter(|part| !part.is_empty()) {
        let digits_at = part.find(|c: char| c.is_ascii_digit()).unwrap_or(part.len());
        let (letters, figures) = part.split_at(digits_at);
        let family = key.is_empty() && letters.len() == 2 && !figures.is_empty();
        for piece in if family { vec![letters, figures] } else { vec![part] } {
            if !key.is_empty() {
                key.push('-');
            }
            key.push_str(piece);
        }
    }
    let mut parts: Vec<String> = key.split('-').map(str::to_owned).collect();
    if let Some(number) = parts.get_mut(1).filter(|number| number.len() == 1) {
        *number = format!("0{number}");
    }
    parts.join("-")
}

/// What is nearest to an id that nothing has: the fewest letters to change; the first among equals.
pub(super) fn nearest<'l>(listed: &'l [ListedFigure], asked: &str) -> Option<&'l ListedFigure> {
    let key = id_key(asked);
    listed.iter().min_by_key(|figure| strsim::levenshtein(&key, &figure.id))
}

/// Every figure that there can be.
pub(super) fn every_figure() -> impl Iterator<Item = &'static FigureWords> {
    dossiers::tables()
        .chain(satisfaction::tables())
        .chain(others::tables())
        .chain(letters::tables())
        .chain(input::tables())
        .chain(beside::tables())
        .chain(quality::tables())
        .chain(over_time::tables())
        .chain(counted_lists::tables())
        .chain(unit_scores::tables())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_known_however_it_is_typed() {
        for typed in ["TL-03", "tl 03", "TL03", "tl-3", " Tl.03 "] {
            assert_eq!(id_key(typed), "TL-03", "{typed}");
        }
        assert_eq!(id_key("hs-10-dv-ptp"), "HS-10-DV-PTP");
        assert_eq!(id_key("QH-02-NG-3"), "QH-02-NG-3");
        assert_eq!(id_key("QH-04-LD-đd"), "QH-04-LD-DD");
        assert_eq!(id_key("HL-20-CH-Q12"), "HL-20-CH-Q12");
    }

    #[test]
    fn no_number_is_given_twice() {
        let all: Vec<&str> = every_figure().map(|words| words.id).collect();
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len());
        for words in every_figure() {
            assert!(words.parts.iter().all(|part| all.contains(part)), "{}", words.id);
        }
    }

    /// The numbers are part of the interface: a paper of years ago is looked up by them.
    #[test]
    fn every_number_stands_in_the_manual() {
        const MANUAL: &str = include_str!("../../../docs/so-lieu.md");
        for words in every_figure() {
            let row = format!("| {} | {} |", words.id, words.name);
            assert!(MANUAL.contains(&row), "docs/so-lieu.md lacks: {row}");
        }
    }
}
