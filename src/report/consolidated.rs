//! The figures of a superior office from those that its units archived: counts add up, rates are made anew from the
//! sums, and each unit is a row. Of a department of a unit nothing is said here.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::model::{QualityIndex, Ratio, name_key};
use crate::report::added_answers::satisfied;
use crate::report::added_dossiers::dossiers;
use crate::report::coding::codes_of;
use crate::report::comments::CommentWord;
use crate::report::compare::running;
use crate::report::figures::VERSION;
use crate::report::input::FileFigures;
use crate::report::letters::{LETTERS_TOTAL, LetterFigures, Reconciliation};
use crate::report::options::{ReportOptions, period_figures};
use crate::report::quality::{PortalWord, line, unknown};
use crate::report::score_table::{ScoreTable, score_table};
use crate::report::units::{AddedUnit, UnitFigures};
use crate::report::{
    ChoiceFigures, CommentFigures, CommentLine, ComplaintFigures, ComplaintLine, Earlier,
    FigureCodes, InputFigures, PeriodFigures, QualityFigures, QualityLine, Report,
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
        quality: quality(added),
        letters: letters(added),
        input: input(added),
        choices: choices(added),
        targets: options.targets.clone(),
        place: None,
        previous: None,
        year_ago: None,
        trend: None,
        year: None,
        parts: None,
        office: None,
        consolidated: Some(figures),
        codes: FigureCodes::default(),
    };
    report.compare(earlier, options);
    report.codes = codes_of(&[&report]);
    report
}

/// Counts of all units; of an index that one of them does not know, nothing is known.
fn quality(added: &[AddedUnit]) -> Option<QualityFigures> {
    let all: Option<Vec<&QualityFigures>> =
        added.iter().map(|unit| unit.report.quality.as_ref()).collect();
    let all = all?;
    let first = all.first()?;
    let indices: Vec<QualityLine> = QualityIndex::ALL
        .into_iter()
        .map(|index| {
            let mut lines = all
                .iter()
                .map(|own| own.indices.iter().find(|line| line.index() == Some(index))?.rate);
            let sum = lines.try_fold(Ratio::default(), |sum, rate| {
                rate.map(|rate| Ratio::new(sum.part + rate.part, sum.whole + rate.whole))
            });
            let grounds = match sum {
                Some(Ratio { whole: 0, .. }) => {
                    format!("kỳ này các đơn vị không có {}", counted(index))
                }
                Some(Ratio { part, whole }) => format!(
                    "{} trong tổng số {} {}, cộng của các đơn vị",
                    running(part),
                    running(whole),
                    counted(index)
                ),
                None => "có đơn vị chưa tính được chỉ số này".to_owned(),
            };
            line(index, sum, grounds, PortalWord::Nothing)
        })
        .collect();
    Some(QualityFigures {
        decision: first.decision.clone(),
        unknown: unknown(indices.first().and_then(|line| line.rate)),
        asked_again: all.iter().map(|own| own.asked_again).sum(),
        indices,
        decisions: first.decisions.clone(),
        rows: None,
    })
}

/// What an index is taken of.
const fn counted(index: QualityIndex) -> &'static str {
    match index {
        QualityIndex::InTime | QualityIndex::Online => "hồ sơ",
        QualityIndex::Petitions => "phản ánh, kiến nghị",
    }
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
    for word in &other.words {
        let CommentWord { word: name, comments, praise, wishes } = word;
        match own.words.iter_mut().find(|known| known.word == *name) {
            Some(known) => {
                known.comments += comments;
                known.praise += praise;
                known.wishes += wishes;
            }
            None => own.words.push(word.clone()),
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
    let ComplaintLine {
        kind: _,
        carried,
        received,
        resolved,
        in_time,
        late,
        without_due,
        open,
        open_overdue,
        suspended,
        in_time_rate: _,
    } = other;
    own.carried += carried;
    own.received += received;
    own.resolved += resolved;
    own.in_time += in_time;
    own.late += late;
    own.without_due += without_due;
    own.open += open;
    own.open_overdue += open_overdue;
    own.suspended += suspended;
    own.in_time_rate = Ratio::new(own.in_time, own.in_time + own.late);
}

fn letters(added: &[AddedUnit]) -> LetterFigures {
    let mut figures = LetterFigures::default();
    LETTERS_TOTAL.clone_into(&mut figures.reconciliation.name);
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
        *figures.rejected_of_period.get_or_insert_default() += own.lacking();
        figures.rejected_of_no_day += own.rejected_of_no_day;
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
            gap.sentence = format!("ở {}, {}", unit.name, gap.sentence);
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

#[cfg(test)]
mod tests {
    use serde::de::DeserializeOwned;
    use serde_json::{Map, Value};

    use super::*;
    use crate::report::added_dossiers::{add_dossiers, no_dossiers};

    /// A line whose counts are all there and all different.
    fn counted<T: Serialize + DeserializeOwned>(empty: &T) -> T {
        fn fill(value: &mut Value, next: &mut u64) {
            match value {
                Value::Number(number) => {
                    *next += 1;
                    *number = (*next).into();
                }
                Value::Object(fields) => fields.values_mut().for_each(|value| fill(value, next)),
                _ => {}
            }
        }
        let mut value = serde_json::to_value(empty).expect("figures");
        fill(&mut value, &mut 0);
        serde_json::from_value(value).expect("figures")
    }

    /// Its counts; rates and means follow from them.
    fn counts<T: Serialize>(line: &T) -> Map<String, Value> {
        fn only(fields: Map<String, Value>) -> Map<String, Value> {
            let follows = |name: &str| name.starts_with("ty_le") || name.starts_with("trung_binh");
            let kept = fields.into_iter().filter(|(name, _)| !follows(name));
            let kept = kept.filter_map(|(name, value)| match value {
                Value::Object(fields) => Some((name, Value::Object(only(fields)))),
                Value::Number(_) => Some((name, value)),
                _ => None,
            });
            kept.collect()
        }
        match serde_json::to_value(line).expect("figures") {
            Value::Object(fields) => only(fields),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn one_unit_alone_comes_to_its_own_figures_whatever_is_counted() {
        let line = counted(&no_dossiers(""));
        let mut sum = no_dossiers("");
        add_dossiers(&mut sum, &line);
        assert_eq!(counts(&sum), counts(&line));
        let line = counted(&ComplaintLine::default());
        let mut sum = ComplaintLine::default();
        add_complaints(&mut sum, &line);
        assert_eq!(counts(&sum), counts(&line));
        let line = counted(&CommentLine::default());
        let mut sum = CommentLine::default();
        add_comments(&mut sum, &line);
        assert_eq!(counts(&sum), counts(&line));
        let line = counted(&LetterFigures::default());
        let mut sum = LetterFigures::default();
        sum.add(&line);
        assert_eq!(counts(&sum), counts(&line));
    }
}
