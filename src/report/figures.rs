//! Counts → the office's report, one for each department, the late list and the letters.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::ledger::{Ledger, SheetKind};
use crate::measure::Measures;
use crate::model::{Text, mask, name_key};
use crate::report::choices::sentences;
use crate::report::coding::codes_of;
use crate::report::compare::{Earlier, comparison};
use crate::report::letters::{LateLetters, NumbersBook, Register};
use crate::report::lines::{Lines, Scope};
use crate::report::options::{QualityScoring, ReportOptions, Run, period_figures};
use crate::report::parts::parts;
use crate::report::past::PastPeriod;
use crate::report::printed::PrintedReports;
use crate::report::trend::{department_trend, trend};
use crate::report::year::year_to_date;
use crate::report::{
    AssessmentFigures, DossierList, FigureCodes, LateList, Letters, OfficeFigures, OfficerList,
    PeriodFigures, PortalList, Report,
};
use crate::report::{
    comments, complaints, input, late, letters, officers, portal, quality, rank, satisfaction,
    scorecard, table,
};

/// Layout of `Report`; raised when a field changes its meaning.
pub(crate) const VERSION: u32 = 1;

/// All that is said about one period.
#[derive(Clone, Debug)]
pub(crate) struct Figures {
    pub(crate) office: Report,
    /// Departments of the settings in their order, then others as found; not "Chưa rõ đơn vị".
    pub(crate) departments: Vec<Report>,
    /// The same as papers have them: without what few answered.
    pub(crate) printed: PrintedReports,
    pub(crate) late: LateList,
    pub(crate) letters: Letters,
    pub(crate) register: Register,
    /// `None` where nothing of the portal was read.
    pub(crate) portal: Option<PortalList>,
    /// Filled from the records; `None` where officers are not scored.
    pub(crate) officers: Option<OfficerList>,
    /// Filled from the records; without lines where these are too many for a workbook.
    pub(crate) dossiers: DossierList,
}

/// Builds all figures. `ledger` holds the findings of `measure` too; `earlier` is read from the archive.
pub(crate) fn figures(
    measures: &Measures,
    ledger: &Ledger,
    options: &ReportOptions,
    earlier: &Earlier,
) -> Figures {
    let lines = Lines::new(measures, &options.departments, options.faces);
    let run = Run { measures, ledger, options, lines: &lines };
    let letters = letters::letters(&run, &earlier.letters);
    let beside = LateLetters::new(&run, &letters, &earlier.letters);
    // Half a million late dossiers take as long as all that is said of them.
    let (late, (office, departments, printed)) = rayon::join(
        || late::late_list(&run, &beside),
        || reports(&run, earlier, &letters, &beside),
    );
    let year = options.period.span.to.year();
    let register = letters::register(&run, &letters, &earlier.letters, year);
    let dossiers = DossierList {
        period: period_figures(options.period),
        lines: Vec::new(),
        outside: 0,
        carried: None,
    };
    let officers = officers::officers(&run);
    let portal = portal::portal_list(&run, office.quality.as_ref());
    Figures { office, departments, printed, late, letters, register, portal, officers, dossiers }
}

/// Of the office, of its departments, and as papers have them.
fn reports(
    run: &Run<'_>,
    earlier: &Earlier,
    letters: &Letters,
    beside: &LateLetters<'_>,
) -> (Report, Vec<Report>, PrintedReports) {
    let options = run.options;
    let mut office = report(run, Scope::Office, letters, beside);
    office.compare(earlier, options);
    let now = PastPeriod::of(&office);
    office.trend = trend(&now, &earlier.past);
    office.year = year_to_date(&now, &earlier.past);
    office.parts = parts(&now, &earlier.parts);
    let departments = run.lines.departments();
    let answers = office.satisfaction.printed_answers();
    let mut printed = office.to_print();
    // One department alone is the office, and cannot be set beside it.
    let has_others = departments.len() > 1;
    let departments = departments
        .into_par_iter()
        .flatten()
        .map(|key| {
            let mut report = report(run, Scope::Department(&key), letters, beside);
            report.place = Some(rank::place(&key, run, &printed));
            let name = run.lines.name(Some(&key));
            report.satisfaction.hide_as_in(&office.satisfaction, &answers, &name);
            report.office = has_others.then(|| OfficeFigures {
                dossiers: printed.dossiers.total.clone(),
                satisfaction: printed.satisfaction.total.clone(),
            });
            report.compare(earlier, options);
            report.trend = department_trend(&run.lines.name(Some(&key)), &now, &earlier.past);
            report
        })
        .collect();
    let mut departments: Vec<Report> = departments;
    let all: Vec<&Report> = std::iter::once(&office).chain(&departments).collect();
    let codes = codes_of(&all);
    for report in [&mut office, &mut printed].into_iter().chain(&mut departments) {
        report.codes = codes.clone();
    }
    let printed = PrintedReports::new(printed, &departments);
    (office, departments, printed)
}

/// What the whole office is called beside one of its departments.
pub(crate) const WHOLE_OFFICE: &str = "Toàn cơ quan";

/// The register of a year from the archive alone, with what the data say of its dossiers.
pub(crate) fn year_register(
    measures: &Measures,
    options: &ReportOptions,
    book: &NumbersBook,
    year: i16,
) -> Register {
    let lines = Lines::new(measures, &options.departments, options.faces);
    let run = Run { measures, ledger: &Ledger::default(), options, lines: &lines };
    letters::register(&run, &Letters::default(), book, year)
}

fn report(run: &Run<'_>, scope: Scope<'_>, letters: &Letters, beside: &LateLetters<'_>) -> Report {
    let dossiers = table::dossiers(run, scope, beside);
    let satisfaction = satisfaction::satisfaction(run, scope, dossiers.total.columns.resolved);
    Report {
        version: VERSION,
        agency: run.options.agency.clone(),
        period: period(run, scope),
        department: match scope {
            Scope::Office => None,
            Scope::Department(key) => Some(run.lines.name(Some(key))),
        },
        comments: comments::comments(run, scope),
        complaints: complaints::complaints(run, scope),
        assessments: match scope {
            Scope::Office => assessments(run),
            Scope::Department(_) => Vec::new(),
        },
        scorecard: match scope {
            Scope::Office => {
                run.options.scorecard.map(|level| scorecard::scorecard(run, &dossiers, level))
            }
            Scope::Department(_) => None,
        },
        quality: match (scope, run.options.quality) {
            (Scope::Office, QualityScoring::Shown) => Some(quality::quality(run)),
            (Scope::Department(_), _) | (Scope::Office, QualityScoring::None) => None,
        },
        letters: letters::counts(run, scope, letters, beside),
        input: input::input(run),
        choices: sentences(run, &dossiers, &satisfaction),
        dossiers,
        satisfaction,
        targets: run.options.targets.clone(),
        place: None,
        previous: None,
        year_ago: None,
        trend: None,
        year: None,
        parts: None,
        office: None,
        consolidated: None,
        codes: FigureCodes::default(),
    }
}

impl Run<'_> {
    /// Whether any sheet of this kind was read.
    pub(crate) fn has(&self, kind: SheetKind) -> bool {
        self.ledger
            .files
            .iter()
            .flat_map(|file| &file.sheets)
            .any(|sheet| sheet.kinds().any(|other| other == kind))
    }
}

impl Report {
    /// What all of its lines together are called: the departments of an office, or the offices below one.
    pub(crate) const fn all_together(&self) -> &'static str {
        if self.consolidated.is_some() { "Tất cả đơn vị" } else { WHOLE_OFFICE }
    }

    pub(crate) fn compare(&mut self, earlier: &Earlier, options: &ReportOptions) {
        let compared = |other| comparison(self, options.period, other);
        let previous = earlier.previous.as_ref().and_then(compared);
        self.year_ago = earlier.year_ago.as_ref().and_then(compared);
        self.previous = previous;
    }
}

fn period(run: &Run<'_>, scope: Scope<'_>) -> PeriodFigures {
    let own = |department: &Option<Text>| scope.holds(department.as_ref());
    let estimated = run.measures.estimated.iter().filter(|(department, _)| own(department));
    let mut estimated_days: Vec<_> = estimated.map(|(_, day)| day.to_string()).collect();
    estimated_days.sort();
    estimated_days.dedup();
    PeriodFigures { estimated_days, ..period_figures(run.options.period) }
}

/// In the order of the contents, then of the periods and places of their sheets.
fn assessments(run: &Run<'_>) -> Vec<AssessmentFigures> {
    let printed = |text: &str| run.options.faces.printed(text.to_owned());
    // A note may name whom the office has excused itself to.
    let masked = |text: &str| mask(text).text();
    let mut lines: Vec<_> = run.measures.assessments.iter().collect();
    lines.sort_by_key(|line| (content_key(&line.content), line.span));
    let figures = lines.into_iter().map(|line| AssessmentFigures {
        content: printed(&named(&masked(&line.content), &run.options.contents)),
        verdict: printed(&masked(&line.verdict)),
        note: line.note.as_deref().map(|note| printed(&masked(note))),
    });
    figures.collect()
}

/// `1.1. Lắng nghe, xin lỗi, cảm ơn …`, where a sheet gives no more than the number.
fn named(content: &str, names: &BTreeMap<String, String>) -> String {
    let number = content.trim().trim_end_matches(['.', ')', ':', ' ']);
    names.get(number).map_or_else(|| content.to_owned(), |name| format!("{number}. {name}"))
}

/// `1.2` before `1.10`, and both before what has no number.
fn content_key(content: &str) -> (Vec<u32>, String) {
    let number = content.trim().split([' ', ')', ':']).next().unwrap_or_default();
    let parts = number.split('.').filter(|part| !part.is_empty()).map(str::parse);
    let parts: Result<Vec<u32>, _> = parts.collect();
    (parts.unwrap_or_else(|_| vec![u32::MAX]), name_key(content))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_content_given_by_its_number_gets_its_name() {
        let names = BTreeMap::from([("1.2".to_owned(), "Trả kết quả đúng hẹn".to_owned())]);
        assert_eq!(named("1.2.", &names), "1.2. Trả kết quả đúng hẹn");
        // What the office wrote itself, and what it did not name, stays.
        assert_eq!(named("1.2. Trả sớm", &names), "1.2. Trả sớm");
        assert_eq!(named("1.3", &names), "1.3");
    }
}
