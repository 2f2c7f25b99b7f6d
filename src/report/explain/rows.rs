//! The rows behind figures: each record alone goes through what makes the report, and is asked for the same figures.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{FileAccount, Ledger};
use crate::measure::{CountedApart, LateDossier, Measures, RecordApart, ServedCounts};
use crate::model::{Text, code_key};
use crate::report::explain::listed::ListedFigure;
use crate::report::explain::outside::OutsideRecords;
use crate::report::explain::row_words::{RowWords, late_words, record_words, said_code};
use crate::report::explain::value::FigureValue;
use crate::report::explain::walk::{FigureLine, FigureWalk, FigureWords};
use crate::report::explain::{beside, dossiers, input, letters, others, satisfaction, scored};
use crate::report::input::FileFigures;
use crate::report::input::{gaps, input as of_ledger, rejected_rows, rejecting};
use crate::report::letters::{LateLetter, LateLetters, Letters, counts};
use crate::report::lines::Scope;
use crate::report::options::Run;
use crate::report::satisfaction::{beside as with_served, served};
use crate::report::score_index::{IndexPoints, SelfSheet};
use crate::report::{
    FigureCodes, Figures, InputFigures, Report, SatisfactionFigures, SheetFigures, comments,
    complaints, table,
};

/// A row behind a figure, and what it adds.
#[derive(Clone, Debug)]
pub(crate) struct ExplainedRow {
    /// `tệp › trang › dòng 12`.
    pub(crate) place: String,
    /// Of the dossier, the sheet, the complaint; empty where there is none, or where it may be somebody's name.
    pub(crate) code: String,
    pub(crate) department: String,
    /// Why it counts so: dates and verdict.
    pub(crate) why: String,
    pub(crate) adds: FigureValue,
}

/// Figures that are asked for: by the department whose report has them, id without suffix, suffix.
type AskedFigures = BTreeMap<Option<String>, BTreeMap<&'static str, BTreeMap<String, usize>>>;

/// Gathers the rows of the figures that are asked for.
pub(super) struct Gathering<'a> {
    pub(super) run: &'a Run<'a>,
    pub(super) figures: &'a Figures,
    pub(super) codes: &'a FigureCodes,
    asked: AskedFigures,
    wanted: BTreeSet<String>,
    /// Departments in whose reports figures are asked for, with their keys.
    departments: Vec<(String, Text)>,
    pub(super) rows: Vec<Vec<ExplainedRow>>,
    pub(super) outside: OutsideRecords,
}

/// Figures that rejected rows stand behind.
const OF_REJECTED: [&str; 3] = ["DL-03", "DL-09", "DL-10"];

/// Which figures a record may stand behind.
type IsOf = fn(&FigureWords) -> bool;

impl<'a> Gathering<'a> {
    pub(super) fn new(
        run: &'a Run<'a>,
        figures: &'a Figures,
        codes: &'a FigureCodes,
        listed: &[&ListedFigure],
    ) -> Self {
        let mut asked = AskedFigures::new();
        for (at, figure) in listed.iter().enumerate() {
            let of = asked.entry(figure.department.clone()).or_default();
            of.entry(figure.words.id).or_default().insert(figure.suffix.clone(), at);
        }
        let keys = run.lines.departments().into_iter().flatten();
        let departments = keys
            .map(|key| (run.lines.name(Some(&key)), key))
            .filter(|(name, _)| asked.contains_key(&Some(name.clone())));
        Self {
            run,
            figures,
            codes,
            wanted: listed.iter().map(|figure| figure.suffix.clone()).collect(),
            departments: departments.collect(),
            rows: vec![Vec::new(); listed.len()],
            outside: OutsideRecords::default(),
            asked,
        }
    }

    /// Whether a figure of these families is asked for.
    pub(super) fn asks(&self, families: &[&str]) -> bool {
        let mut ids = self.asked.values().flat_map(BTreeMap::keys);
        ids.any(|id| families.iter().any(|family| id.starts_with(family)))
    }

    /// Asks what one record comes to for the figures; `section` walks it in the scope of a report.
    pub(super) fn record(
        &mut self,
        words: &dyn Fn() -> RowWords,
        is_of: IsOf,
        section: &dyn Fn(Scope<'_>, &mut FigureWalk<'_>),
    ) {
        let mut found: Vec<(usize, FigureValue)> = Vec::new();
        let scopes =
            self.departments.iter().map(|(name, key)| (Some(name), Scope::Department(key)));
        for (name, scope) in std::iter::once((None, Scope::Office)).chain(scopes) {
            let Some(asked) = self.asked.get(&name.cloned()) else { continue };
            let mut take = |words: &'static FigureWords, at: &FigureLine, adds: FigureValue| {
                let place = asked.get(words.id).and_then(|of| of.get(&at.suffix));
                if let Some(place) = place.filter(|_| is_of(words) && !adds.is_nothing()) {
                    found.push((*place, adds));
                }
            };
            let mut walk = FigureWalk {
                codes: self.codes,
                department: name.map(String::as_str),
                wanted: Some(&self.wanted),
                take: &mut take,
            };
            section(scope, &mut walk);
        }
        if found.is_empty() {
            return;
        }
        let RowWords { place, code, department, why } = words();
        for (at, adds) in found {
            if let Some(rows) = self.rows.get_mut(at) {
                rows.push(ExplainedRow {
                    place: place.clone(),
                    code: code.clone(),
                    department: department.clone(),
                    why: why.clone(),
                    adds,
                });
            }
        }
    }

    /// The report of a scope.
    fn whole(figures: &'a Figures, run: &Run<'_>, scope: Scope<'_>) -> Option<&'a Report> {
        match scope {
            Scope::Office => Some(&figures.office),
            Scope::Department(key) => {
                let name = run.lines.name(Some(key));
                figures.departments.iter().find(|report| report.department.as_ref() == Some(&name))
            }
        }
    }

    /// Dossiers and lines of totals: the 13 columns, the late ones, and those served where nothing else says how many.
    pub(super) fn dossiers(&mut self, apart: &CountedApart<'_>, beside: &LateLetters<'_>) {
        let letters: BTreeMap<_, &LateLetter<'_>> =
            beside.each.iter().map(|one| (&one.late.dossier.place, one)).collect();
        let (run, figures) = (self.run, self.figures);
        apart.dossiers(&mut |record, one| {
            let Some(one) = one else {
                self.outside.record(record, run);
                return;
            };
            let place = match record {
                RecordApart::Dossier(verdict) => &verdict.dossier.place,
                RecordApart::Totals(line) => &line.place,
                _ => return,
            };
            let letter = letters.get(place).copied();
            let run_one = Run { measures: one, ..*run };
            let words = || record_words(record, one, run, letter);
            let department = one.dossiers.keys().next().and_then(|key| key.department.clone());
            let made = table::of_one(&run_one, letter);
            if one.dossiers.is_empty() || one.dossiers.values().all(|counts| counts.taken == 0) {
                self.outside.record(record, run);
            }
            let section = |scope: Scope<'_>, walk: &mut FigureWalk<'_>| {
                if !scope.holds(department.as_ref()) {
                    return;
                }
                let mut made = made.clone();
                if let (Some(late), Some(whole)) =
                    (one.late.first(), Self::whole(figures, run, scope))
                {
                    made.delays.other_words = whole.dossiers.delays.other_line(late, run.options);
                }
                dossiers::walk(&made, walk);
            };
            self.record(&words, |_| true, &section);
            // Without a word of those served, the dossiers resolved are the population.
            let section = |scope: Scope<'_>, walk: &mut FigureWalk<'_>| {
                if served(run, scope).is_none() && scope.holds(department.as_ref()) {
                    let figures = with_served(
                        &Run { measures: &Measures::default(), ..*run },
                        scope,
                        None,
                        made.total.columns.resolved,
                    );
                    satisfaction::walk(&figures, walk);
                }
            };
            if let Some(score) = &figures.office.scorecard {
                self.record(&words, |of| of.id == "CD-03", &|scope, walk| {
                    if matches!(scope, Scope::Office) {
                        scored::scores_of(one, score, walk);
                    }
                });
            }
            if figures.office.quality.is_some() {
                self.record(&words, |of| of.id.starts_with("PV"), &|scope, walk| {
                    if matches!(scope, Scope::Office) {
                        scored::quality_of(one, walk);
                    }
                });
            }
            if self.asks(&["HL-05", "HL-06", "HL-07"]) {
                self.record(&words, |of| ["HL-05", "HL-06", "HL-07"].contains(&of.id), &section);
            }
        });
    }

    /// Lines of the self-scoring sheet that take points off.
    pub(super) fn complained(&mut self) {
        let run = self.run;
        let Some(score) = &self.figures.office.scorecard else { return };
        // Where no average is taken, no line takes off from it.
        let averaged = score.indices.iter().find(|one| one.number == 7 && one.sum.is_some());
        let Some(index) = averaged else { return };
        let sheet = SelfSheet::of_agency(&run.measures.self_scores);
        for (item, lost) in sheet.lost() {
            let Some(line) = sheet.line(item) else { continue };
            let adds = IndexPoints { lost, ..IndexPoints::default() };
            let words = || RowWords {
                place: run.options.faces.printed(line.place.to_string()),
                why: "bảng tự chấm: hồ sơ có phản ánh, kiến nghị đúng".to_owned(),
                ..RowWords::default()
            };
            let is_of: IsOf = |of| ["CD-03", "CD-07"].contains(&of.id);
            self.record(&words, is_of, &|scope, walk| {
                if matches!(scope, Scope::Office) {
                    beside::points(index, adds, walk);
                }
            });
        }
    }

    pub(super) fn surveys(&mut self, apart: &CountedApart<'_>) {
        let run = self.run;
        apart.surveys(&mut |record, one| {
            let Some(one) = one else {
                self.outside.record(record, run);
                return;
            };
            let none = ServedCounts::default();
            self.record(
                &|| record_words(record, one, run, None),
                |of| !["HL-01", "HL-05", "HL-06"].contains(&of.id),
                &|scope, walk| satisfaction::walk(&surveyed(run, one, scope, Some(&none)), walk),
            );
        });
        apart.served(&mut |record, one| {
            let Some(one) = one else {
                self.outside.record(record, run);
                return;
            };
            self.record(
                &|| record_words(record, one, run, None),
                |of| ["HL-01", "HL-04", "HL-05", "HL-06", "HL-07"].contains(&of.id),
                &|scope, walk| {
                    let own = one.served.iter().find(|(key, _)| scope.holds(key.as_ref()));
                    if let Some((_, own)) = own.filter(|_| served(run, scope).is_some()) {
                        satisfaction::walk(&surveyed(run, one, scope, Some(own)), walk);
                    }
                },
            );
        });
    }

    pub(super) fn comments(&mut self, apart: &CountedApart<'_>) {
        let run = self.run;
        apart.comments(&mut |record, one| {
            let Some(one) = one else { return };
            let run_one = Run { measures: one, ..*run };
            self.record(&|| record_words(record, one, run, None), |_| true, &|scope, walk| {
                others::comments(&comments::comments(&run_one, scope), walk);
            });
        });
    }

    pub(super) fn complaints(&mut self, apart: &CountedApart<'_>) {
        let run = self.run;
        apart.complaints(&mut |record, one| {
            let Some(one) = one else {
                self.outside.record(record, run);
                return;
            };
            let run_one = Run { measures: one, ..*run };
            self.record(&|| record_words(record, one, run, None), |_| true, &|scope, walk| {
                others::complaints(&complaints::complaints(&run_one, scope), walk);
                if matches!(scope, Scope::Office) {
                    scored::petitions(one, walk);
                }
            });
        });
    }

    /// Late dossiers beside their letters, and letters that were written or are held back.
    pub(super) fn letters(&mut self, letters: &Letters, beside: &LateLetters<'_>) {
        let run = self.run;
        let nothing = LateLetters::default();
        for one in &beside.each {
            let beside_one = LateLetters::of_one(*one);
            self.record(&|| late_words(one.late, Some(one), run), |_| true, &|scope, walk| {
                let made = counts(run, scope, &Letters::default(), &beside_one);
                letters::walk(&made, walk);
            });
        }
        let places: BTreeMap<String, &LateDossier> = run
            .measures
            .late
            .iter()
            .chain(&run.measures.near)
            .filter_map(|late| Some((code_key(late.dossier.code.as_deref()?).into_owned(), late)))
            .collect();
        let faces = run.options.faces;
        for letter in &beside.known {
            let beside_one = LateLetters::of_letter(letter);
            let words = || match places.get(&letter.key) {
                Some(late) => late_words(late, None, run),
                None => RowWords {
                    code: said_code(Some(&letter.code), faces),
                    department: letter.department.clone(),
                    why: format!("sổ thư năm {}, thứ tự {}", letter.year, letter.order),
                    ..RowWords::default()
                },
            };
            self.record(&words, |_| true, &|scope, walk| {
                let made = counts(run, scope, &Letters::default(), &beside_one);
                letters::walk(&made, walk);
            });
        }
        for letter in &letters.written {
            let one = Letters { written: vec![letter.clone()], ..Letters::default() };
            let words = || RowWords {
                place: places
                    .get(&letter.key)
                    .map_or_else(String::new, |late| faces.printed(late.dossier.place.to_string())),
                code: said_code(Some(&letter.code), faces),
                department: letter.department.clone(),
                why: format!(
                    "{}, thứ tự {} trong sổ năm {}",
                    letter.kind.vietnamese(),
                    letter.order,
                    letter.year
                ),
            };
            self.record(&words, |_| true, &|scope, walk| {
                letters::walk(&counts(run, scope, &one, &nothing), walk);
            });
        }
        for held in letters.held_back.iter().chain(&letters.near) {
            let is_near = letters.near.iter().any(|near| near.place == held.place);
            let list = vec![held.clone()];
            let one = if is_near {
                Letters { near: list, ..Letters::default() }
            } else {
                Letters { held_back: list, ..Letters::default() }
            };
            let words = || RowWords {
                place: faces.printed(held.place.to_string()),
                code: said_code(Some(&held.code), faces),
                department: held.department.to_string(),
                why: held.missing.join("; "),
            };
            self.record(&words, |_| true, &|scope, walk| {
                letters::walk(&counts(run, scope, &one, &nothing), walk);
            });
        }
        for already in &letters.already {
            let one = Letters { already: vec![already.clone()], ..Letters::default() };
            let words = || RowWords {
                place: faces.printed(already.place.to_string()),
                department: already.department.to_string(),
                why: "đã có thư của kỳ trước".to_owned(),
                ..RowWords::default()
            };
            self.record(&words, |_| true, &|scope, walk| {
                letters::walk(&counts(run, scope, &one, &nothing), walk);
            });
        }
    }

    /// Dossiers that are overdue only since days lack in the data.
    pub(super) fn gaps(&mut self) {
        let run = self.run;
        for late in &run.measures.late {
            let gaps = gaps(run, std::slice::from_ref(late));
            let made = InputFigures { gaps, ..InputFigures::default() };
            self.record(&|| late_words(late, None, run), |of| of.id == "DL-07", &|_, walk| {
                input::walk(&made, walk);
            });
        }
    }

    /// Sheets by what became of their rows, rejected rows and findings one by one.
    pub(super) fn input(&mut self, ledger: &Ledger) {
        let run = self.run;
        let faces = run.options.faces;
        for file in &ledger.files {
            for sheet in &file.sheets {
                let one = account(file, |one| one.sheets = vec![sheet.clone()]);
                let made = of_ledger(&Run { ledger: &one, ..*run });
                let is_of_sheets: IsOf = |of| !OF_REJECTED.contains(&of.id) && of.id != "DL-07";
                let words = || RowWords {
                    place: faces.printed(sheet_place(&file.path, &sheet.name)),
                    why: "cả trang".to_owned(),
                    ..RowWords::default()
                };
                self.record(&words, is_of_sheets, &|_, walk| {
                    input::walk(&made, walk);
                });
            }
            for finding in file.error.iter().chain(&file.findings) {
                let one = account(file, |one| one.findings = vec![finding.clone()]);
                let made = of_ledger(&Run { ledger: &one, ..*run });
                let words = || RowWords {
                    place: faces.printed(finding.place.to_string()),
                    why: faces.printed(finding.outside().message.into_owned()),
                    ..RowWords::default()
                };
                self.record(&words, |of| of.id == "DL-06", &|_, walk| input::walk(&made, walk));
            }
        }
        for finding in rejecting(ledger) {
            let sheets = ledger
                .files
                .iter()
                .filter(|file| file.path == finding.place.source.file)
                .flat_map(|file| &file.sheets)
                .filter(|sheet| Some(&sheet.name) == finding.place.source.sheet.as_ref());
            let sheets: Vec<_> = sheets
                .map(|sheet| SheetFigures {
                    name: faces.printed(sheet.name.clone()),
                    rejected: 1,
                    ..Default::default()
                })
                .collect();
            let own = rejected_rows(std::iter::once(finding), run.options.period.span);
            let made = InputFigures {
                rejected: 1,
                rejected_of_period: Some(own.of_period),
                rejected_of_no_day: own.of_no_day,
                files: vec![FileFigures {
                    path: faces.printed(finding.place.source.file.clone()),
                    sheets,
                    ..Default::default()
                }],
                ..InputFigures::default()
            };
            let words = || RowWords {
                place: faces.printed(finding.place.to_string()),
                why: faces.printed(finding.outside().message.into_owned()),
                ..RowWords::default()
            };
            self.record(&words, |of| OF_REJECTED.contains(&of.id), &|_, walk| {
                input::walk(&made, walk);
            });
        }
    }
}

/// A ledger with a part of one file.
fn account(file: &FileAccount, fill: impl FnOnce(&mut FileAccount)) -> Ledger {
    let mut one = FileAccount {
        path: file.path.clone(),
        error: None,
        sheets: Vec::new(),
        findings: Vec::new(),
        mends: None,
    };
    fill(&mut one);
    Ledger { files: vec![one] }
}

fn sheet_place(path: &str, sheet: &str) -> String {
    if sheet.is_empty() { path.to_owned() } else { format!("{path} › {sheet}") }
}

/// The satisfaction of one record beside what it says of those served; nothing of them where the whole knows nothing.
fn surveyed(
    run: &Run<'_>,
    one: &Measures,
    scope: Scope<'_>,
    own: Option<&ServedCounts>,
) -> SatisfactionFigures {
    let known = served(run, scope);
    let own = own.filter(|_| known.is_some());
    with_served(&Run { measures: one, ..*run }, scope, own, 0)
}
