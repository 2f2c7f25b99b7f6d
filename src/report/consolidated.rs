//! The figures of a superior office from those that its units archived: counts add up, rates are made anew from the
//! sums, and each unit is a row. Of a department of a unit nothing is said here.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::model::{Ratio, Totals, alphabet_key, name_key};
use crate::report::added_answers::satisfied;
use crate::report::comments::CommentWord;
use crate::report::figures::VERSION;
use crate::report::input::FileFigures;
use crate::report::letters::{LetterFigures, Reconciliation};
use crate::report::options::{ReportOptions, period_figures};
use crate::report::score_table::{ScoreTable, score_table};
use crate::report::table::{check, with_rates};
use crate::report::units::{AddedUnit, UnitFigures};
use crate::report::{
    ChoiceFigures, CommentFigures, CommentLine, ComplaintFigures, ComplaintLine, DelayFigures,
    DossierFigures, DossierLine, Earlier, InputFigures, PeriodFigures, ReasonLine, Report,
};

const TOTAL: &str = "Tổng số";

/// All units of a consolidated report, those that do not count among them.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(crate) struct ConsolidatedFigures {
    /// In the order of the settings, then by name.
    #[serde(rename = "don_vi")]
    pub(crate) units: Vec<UnitFigures>,
    #[serde(rename = "da_cong")]
    pub(crate) added: u64,
    #[serde(rename = "khong_cong")]
    pub(crate) left_out: u64,
    #[serde(rename = "chua_co")]
    pub(crate) missing: u64,
    #[serde(rename = "khong_xac_minh_duoc")]
    pub(crate) unverified: u64,
    #[serde(rename = "gui_muon")]
    pub(crate) late: u64,
    /// Of the units whose figures hold one; `null` where none does.
    #[serde(rename = "cham_diem", default)]
    pub(crate) scores: Option<ScoreTable>,
}

/// The report over all units that count, in their order.
pub(crate) fn consolidated(
    added: &[AddedUnit],
    units: Vec<UnitFigures>,
    options: &ReportOptions,
    earlier: &Earlier,
) -> Report {
    let of = |state: fn(&UnitFigures) -> bool| {
        u64::try_from(units.iter().filter(|unit| state(unit)).count()).unwrap_or(u64::MAX)
    };
    let figures = ConsolidatedFigures {
        added: of(UnitFigures::is_added),
        left_out: of(UnitFigures::is_left_out),
        missing: of(UnitFigures::is_missing),
        unverified: of(UnitFigures::is_unverified),
        late: of(|unit| unit.is_late),
        scores: score_table(added.iter().map(|unit| (&*unit.name, unit.report.scorecard.as_ref()))),
        units,
    };
    let days = added.iter().flat_map(|unit| &unit.report.period.estimated_days);
    let estimated: BTreeSet<&String> = days.collect();
    let mut report = Report {
        version: VERSION,
        agency: options.agency.clone(),
        period: PeriodFigures {
            estimated_days: estimated.into_iter().cloned().collect(),
            ..period_figures(options.period)
        },
        department: None,
        dossiers: dossiers(added),
        satisfaction: satisfied(added),
        comments: comments(added),
        complaints: complaints(added),
        assessments: Vec::new(),
        scorecard: None,
        letters: letters(added),
        input: input(added),
        choices: choices(added),
        targets: options.targets.clone(),
        place: None,
        previous: None,
        year_ago: None,
        office: None,
        consolidated: Some(figures),
    };
    report.compare(earlier, options);
    report
}

fn dossiers(added: &[AddedUnit]) -> DossierFigures {
    let mut figures = DossierFigures { total: no_dossiers(TOTAL), ..DossierFigures::default() };
    let (mut fields, mut procedures) = (Lines::default(), Lines::default());
    for unit in added {
        let own = &unit.report.dossiers;
        figures.has_data |= own.has_data;
        add_dossiers(&mut figures.total, &own.total);
        if own.has_data {
            let line =
                DossierLine { name: unit.name.clone(), is_unknown: false, ..own.total.clone() };
            figures.by_department.push(with_rates(line));
        }
        own.by_field.iter().for_each(|line| fields.add(line));
        own.by_procedure.iter().for_each(|line| procedures.add(line));
        add_delays(&mut figures.delays, &own.delays);
        figures.carry_over_difference += own.carry_over_difference;
        let broken = own.broken_identities.iter();
        figures.broken_identities.extend(broken.map(|words| format!("{}: {words}", unit.name)));
    }
    figures.delays.other_words.sort_by_key(|line| Reverse(line.resolved + line.open));
    figures.total = with_rates(figures.total);
    figures.by_field = fields.sorted(|line| alphabet_key(&line.name));
    figures.by_procedure = procedures.sorted(|line| {
        (Reverse((line.columns.resolved, line.columns.taken)), alphabet_key(&line.name))
    });
    let mut broken = Vec::new();
    check("theo đơn vị", &figures.total, &figures.by_department, &mut broken);
    check("theo lĩnh vực", &figures.total, &figures.by_field, &mut broken);
    check("theo thủ tục", &figures.total, &figures.by_procedure, &mut broken);
    figures.broken_identities.extend(broken);
    figures
}

/// A line of nothing: each column is known.
fn no_dossiers(name: &str) -> DossierLine {
    let columns = Totals {
        online: Some(0),
        counter: Some(0),
        carried: Some(0),
        early: Some(0),
        on_time: Some(0),
        open_in_time: Some(0),
        open_overdue: Some(0),
        ..Totals::default()
    };
    DossierLine { name: name.to_owned(), columns, ..DossierLine::default() }
}

/// Lines of one name over all units; what no unit names stands last.
#[derive(Default)]
struct Lines(BTreeMap<String, DossierLine>);

impl Lines {
    fn add(&mut self, line: &DossierLine) {
        let own = self.0.entry(name_key(&line.name));
        add_dossiers(own.or_insert_with(|| no_dossiers(&line.name)), line);
    }

    fn sorted<K: Ord>(self, key: impl Fn(&DossierLine) -> K) -> Vec<DossierLine> {
        let is_last =
            |line: &DossierLine| (line.name.starts_with("Chưa rõ"), line.name.ends_with(" khác"));
        let mut lines: Vec<_> = self.0.into_values().map(with_rates).collect();
        lines.sort_by_cached_key(|line| (is_last(line), key(line)));
        for line in &mut lines {
            line.is_unknown = line.name.starts_with("Chưa rõ");
        }
        lines
    }
}

fn add_dossiers(own: &mut DossierLine, other: &DossierLine) {
    // What one unit does not know, the sum does not either.
    let known = |own: &mut Option<u64>, other: Option<u64>| {
        *own = own.zip(other).map(|(own, other)| own + other);
    };
    let (sum, more) = (&mut own.columns, other.columns);
    sum.taken += more.taken;
    known(&mut sum.online, more.online);
    known(&mut sum.counter, more.counter);
    known(&mut sum.carried, more.carried);
    sum.resolved += more.resolved;
    known(&mut sum.early, more.early);
    known(&mut sum.on_time, more.on_time);
    sum.in_time += more.in_time;
    sum.late += more.late;
    sum.open += more.open;
    known(&mut sum.open_in_time, more.open_in_time);
    known(&mut sum.open_overdue, more.open_overdue);
    own.withdrawn += other.withdrawn;
    own.resolved_without_due += other.resolved_without_due;
    own.open_without_due += other.open_without_due;
    own.computed_due += other.computed_due;
    own.late_with_letter += other.late_with_letter;
    own.late_without_letter += other.late_without_letter;
    own.waiting += other.waiting;
    own.supplements.dossiers += other.supplements.dossiers;
    own.supplements.requests += other.supplements.requests;
    own.supplements.more_than_one += other.supplements.more_than_one;
    own.days_used.dossiers += other.days_used.dossiers;
    own.days_used.used += other.days_used.used;
    own.days_used.allowed += other.days_used.allowed;
    own.from_totals += other.from_totals;
}

/// Classes and reasons are the same in all units of one period: the law layer gives them.
fn add_delays(own: &mut DelayFigures, other: &DelayFigures) {
    own.dossiers += other.dossiers;
    for line in &other.by_days {
        match own.by_days.iter_mut().find(|known| known.name == line.name) {
            Some(known) => {
                known.resolved += line.resolved;
                known.open += line.open;
            }
            None => own.by_days.push(line.clone()),
        }
    }
    let add = |sums: &mut Vec<ReasonLine>, line: &ReasonLine| match sums
        .iter_mut()
        .find(|known| name_key(&known.name) == name_key(&line.name))
    {
        Some(known) => {
            known.resolved += line.resolved;
            known.open += line.open;
        }
        None => sums.push(line.clone()),
    };
    other.by_reason.iter().for_each(|line| add(&mut own.by_reason, line));
    other.other_words.iter().for_each(|line| add(&mut own.other_words, line));
}

fn comments(added: &[AddedUnit]) -> CommentFigures {
    let mut figures = CommentFigures::default();
    TOTAL.clone_into(&mut figures.total.name);
    for unit in added {
        let own = &unit.report.comments;
        add_comments(&mut figures.total, &own.total);
        figures.on_sheets += own.on_sheets;
        figures.in_register += own.in_register;
        figures.published += own.published;
        for line in &own.by_topic {
            match figures.by_topic.iter_mut().find(|known| known.name == line.name) {
                Some(known) => add_comments(known, line),
                None => figures.by_topic.push(line.clone()),
            }
        }
    }
    for line in figures.by_topic.iter_mut().chain([&mut figures.total]) {
        line.words.sort_by_key(|word| Reverse(word.comments));
    }
    figures
}

fn add_comments(own: &mut CommentLine, other: &CommentLine) {
    own.comments += other.comments;
    own.praise += other.praise;
    own.wishes += other.wishes;
    own.unclear += other.unclear;
    for CommentWord { word, comments } in &other.words {
        match own.words.iter_mut().find(|known| known.word == *word) {
            Some(known) => known.comments += comments,
            None => own.words.push(CommentWord { word: word.clone(), comments: *comments }),
        }
    }
}

fn complaints(added: &[AddedUnit]) -> ComplaintFigures {
    let mut figures = ComplaintFigures {
        has_data: added.iter().any(|unit| unit.report.complaints.has_data),
        by_kind: Vec::new(),
        total: ComplaintLine { kind: TOTAL.to_owned(), ..ComplaintLine::default() },
    };
    for unit in added {
        let own = &unit.report.complaints;
        add_complaints(&mut figures.total, &own.total);
        for line in &own.by_kind {
            match figures.by_kind.iter_mut().find(|known| known.kind == line.kind) {
                Some(known) => add_complaints(known, line),
                None => figures.by_kind.push(line.clone()),
            }
        }
    }
    figures
}

fn add_complaints(own: &mut ComplaintLine, other: &ComplaintLine) {
    own.carried += other.carried;
    own.received += other.received;
    own.resolved += other.resolved;
    own.in_time += other.in_time;
    own.late += other.late;
    own.without_due += other.without_due;
    own.open += other.open;
    own.open_overdue += other.open_overdue;
    own.suspended += other.suspended;
    own.in_time_rate = Ratio::new(own.in_time, own.in_time + own.late);
}

fn letters(added: &[AddedUnit]) -> LetterFigures {
    let mut figures = LetterFigures::default();
    for unit in added {
        figures.add(&unit.report.letters);
        let own = Reconciliation {
            name: unit.name.clone(),
            ..unit.report.letters.reconciliation.clone()
        };
        if own.late + own.then_in_time > 0 {
            figures.by_department.push(own);
        }
    }
    figures
}

/// What was read by the units; which rows do not count is each unit's own business.
fn input(added: &[AddedUnit]) -> InputFigures {
    let mut figures = InputFigures::default();
    for unit in added {
        let own = &unit.report.input;
        figures.files.push(FileFigures {
            path: unit.path.clone(),
            sha256: unit.digest.clone(),
            sheets: Vec::new(),
        });
        figures.seen += own.seen;
        figures.accepted += own.accepted;
        figures.rejected += own.rejected;
        figures.skipped += own.skipped;
        figures.blank += own.blank;
        for line in &own.findings {
            match figures.findings.iter_mut().find(|known| known.code == line.code) {
                Some(known) => known.count += line.count,
                None => figures.findings.push(line.clone()),
            }
        }
        let skipped = own.skipped_files.iter();
        figures.skipped_files.extend(skipped.map(|path| format!("{}: {path}", unit.name)));
        figures.gaps.extend(own.gaps.iter().map(|gap| {
            let mut gap = gap.clone();
            gap.sentence = format!("{}: {}", unit.name, gap.sentence);
            gap
        }));
    }
    figures.findings.sort_by_key(|line| Reverse(line.count));
    figures
}

/// What decided the figures of all units alike, and what some of them decided otherwise for themselves.
fn choices(added: &[AddedUnit]) -> Vec<ChoiceFigures> {
    let mut found: Vec<ChoiceFigures> = Vec::new();
    for choice in added.iter().flat_map(|unit| &unit.report.choices) {
        if !found.iter().any(|known| known.key == choice.key && known.same_as(choice)) {
            found.push(choice.clone());
        }
    }
    let asked: BTreeSet<Vec<String>> = added
        .iter()
        .map(|unit| &unit.report.satisfaction)
        .filter(|own| own.has_data && !own.by_question.is_empty())
        .map(|own| own.by_question.iter().map(|one| name_key(&one.line.name)).collect())
        .collect();
    if asked.len() > 1 {
        found.push(ChoiceFigures {
            key: "bo_cau_hoi".to_owned(),
            value: Some(asked.len().to_string()),
            sentence: format!(
                "Các đơn vị dùng {} bộ câu hỏi khác nhau; mức độ hài lòng chung cộng câu trả lời của mọi câu hỏi, kết quả từng câu chỉ gồm các đơn vị có hỏi câu đó",
                asked.len()
            ),
        });
    }
    found
}
