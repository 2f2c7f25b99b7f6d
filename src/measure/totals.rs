//! Tables of totals beside lists of dossiers: which lines count, never one on top of the other.

use std::collections::{BTreeMap, BTreeSet};

use crate::ledger::{Code, Field, Finding, Place};
use crate::measure::chains;
use crate::measure::dossiers::{DossierCounts, touches};
use crate::measure::names::Keys;
use crate::measure::names::LineKey;
use crate::measure::quality::QualityCounts;
use crate::measure::{MeasureOptions, Measured, Measures};
use crate::model::{Records, Text, Totals, TotalsLine, UNKNOWN_DEPARTMENT, word_key};

/// Why a line of totals is not counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unused {
    /// Its department has dossiers of its own in the period.
    Listed,
    /// It names no department, and others are counted.
    Nameless,
    /// It is of the whole office, whose departments are counted.
    Whole,
    /// The department has a line of its own, and this is about one of its fields.
    Detailed,
    /// The same line stands in an earlier place.
    Again,
    /// Another line says something else.
    Conflicting,
}

/// Counts the lines of exactly the period, or chained over it, for departments without a list. `records` must be those of the whole run.
pub(crate) fn count(
    records: &Records,
    options: &MeasureOptions,
    keys: &mut Keys,
    measured: &mut Measured,
) {
    let Measured { measures, findings } = measured;
    each_counted(records, options, keys, findings, &mut |line, keys| {
        count_one(line, keys, measures);
    });
}

/// Counts a line that nothing stands against.
pub(crate) fn count_one(line: &TotalsLine, keys: &mut Keys, measures: &mut Measures) {
    let key = LineKey {
        department: keys.note(&mut measures.departments, line.department.as_ref()),
        field: keys.note(&mut measures.fields, line.field.as_ref()),
        procedure: None,
    };
    measures.quality += QualityCounts::of_totals(line.counts);
    *measures.dossiers.entry(key).or_default() += counts(line.counts);
}

/// The lines that count; of the others, why they do not.
pub(crate) fn each_counted(
    records: &Records,
    options: &MeasureOptions,
    keys: &mut Keys,
    findings: &mut Vec<Finding>,
    counted: &mut dyn FnMut(&TotalsLine, &mut Keys),
) {
    let span = options.period.span;
    let chained = chains::chained(&records.totals, span, keys);
    findings.extend(chained.findings);
    let exact = records.totals.iter().filter(|line| line.span == span);
    let lines: Vec<&TotalsLine> = exact.chain(&chained.lines).collect();
    if lines.is_empty() {
        return;
    }
    let mut key = |name: &Option<Text>| name.as_ref().map(|name| keys.of(name));
    let listed: BTreeSet<Option<Text>> = records
        .dossiers
        .iter()
        .filter(|dossier| touches(dossier, options))
        .map(|dossier| key(&dossier.department))
        .collect();
    let keyed: Vec<(Option<Text>, Option<Text>, &TotalsLine)> =
        lines.iter().map(|line| (key(&line.department), key(&line.field), *line)).collect();
    let some_named = keyed.iter().any(|(department, ..)| department.is_some());
    let whole: BTreeSet<&Option<Text>> = keyed
        .iter()
        .filter(|(_, field, _)| field.is_none())
        .map(|(department, ..)| department)
        .collect();
    let mut same: BTreeMap<(&Option<Text>, &Option<Text>), Vec<&TotalsLine>> = BTreeMap::new();
    for (department, field, line) in &keyed {
        same.entry((department, field)).or_default().push(line);
    }
    for (department, field, line) in &keyed {
        let alike = same.get(&(department, field)).map(Vec::as_slice).unwrap_or_default();
        let others = listed.iter().chain(keyed.iter().map(|(other, ..)| other));
        let mut others = others.flatten().filter(|other| Some(*other) != department.as_ref());
        let is_over = field.is_none()
            && department.as_deref().is_some_and(stands_over)
            && !is_declared(line, options);
        let unused = if listed.contains(department) || department.is_none() && !listed.is_empty() {
            Some(Unused::Listed)
        } else if is_over
            && others.clone().next().is_some()
            && others.all(|other| !stands_over(other))
        {
            Some(Unused::Whole)
        } else if department.is_none() && some_named {
            Some(Unused::Nameless)
        } else if field.is_some() && whole.contains(department) {
            Some(Unused::Detailed)
        } else if alike.iter().any(|other| other.counts != line.counts) {
            Some(Unused::Conflicting)
        } else if alike.first().is_some_and(|first| first.place != line.place) {
            Some(Unused::Again)
        } else {
            None
        };
        if let Some(unused) = unused {
            findings.push(finding(unused, line, alike));
            continue;
        }
        counted(line, keys);
    }
}

/// `Sở Nội vụ`, `UBND tỉnh`: not a department of an office whose others are called `Phòng`.
fn stands_over(key: &str) -> bool {
    let key = word_key(key);
    ["so ", "ubnd ", "uy ban nhan dan "].iter().any(|word| key.starts_with(word))
}

/// Whether the settings know it as a department.
fn is_declared(line: &TotalsLine, options: &MeasureOptions) -> bool {
    let name = line.department.as_deref().map(word_key);
    options.known.departments.iter().any(|known| Some(word_key(known)) == name)
}

/// A column that the table does not tell apart is counted as a line without it, so that no sum passes for whole.
fn counts(totals: Totals) -> DossierCounts {
    let without = |column: Option<u64>| u64::from(column.is_none());
    DossierCounts {
        taken: totals.taken,
        online: totals.online.unwrap_or(0),
        counter: totals.counter.unwrap_or(0),
        carried: totals.carried.unwrap_or(0),
        resolved: totals.resolved,
        early: totals.early.unwrap_or(0),
        on_time: totals.on_time.unwrap_or(0),
        in_time: totals.in_time,
        late: totals.late,
        open: totals.open,
        open_in_time: totals.open_in_time.unwrap_or(0),
        open_overdue: totals.open_overdue.unwrap_or(0),
        from_totals: totals.taken,
        without_channels: without(totals.online.and(totals.counter)),
        without_carried: without(totals.carried),
        without_early: without(totals.early.and(totals.on_time)),
        without_overdue: without(totals.open_in_time.and(totals.open_overdue)),
        ..DossierCounts::default()
    }
}

fn finding(unused: Unused, line: &TotalsLine, alike: &[&TotalsLine]) -> Finding {
    let name = line.department.as_deref().or(line.field.as_deref()).unwrap_or(UNKNOWN_DEPARTMENT);
    let other = |same: bool| -> String {
        let mut others = alike
            .iter()
            .filter(|other| other.place != line.place && (other.counts == line.counts) == same);
        others.next().map(|other| other.place.to_string()).unwrap_or_default()
    };
    let place: Place = line.place.clone();
    let (code, message, effect) = match unused {
        Unused::Listed => (
            Code::TotalsNotUsed,
            format!("Không dùng dòng tổng hợp “{name}”: kỳ này đã có danh sách hồ sơ"),
            "số liệu lấy từ danh sách hồ sơ, không cộng thêm dòng này",
        ),
        Unused::Whole => (
            Code::TotalsNotUsed,
            format!(
                "Không dùng dòng tổng hợp “{name}”: là số của cả cơ quan, mà các phòng đã có số liệu"
            ),
            "dòng này không được cộng, để không tính trùng",
        ),
        Unused::Nameless => (
            Code::TotalsNotUsed,
            format!(
                "Không dùng dòng tổng hợp “{name}”: không rõ của đơn vị nào, mà đơn vị khác đã có số liệu"
            ),
            "dòng này không được cộng, để không tính trùng",
        ),
        Unused::Detailed => (
            Code::TotalsNotUsed,
            format!("Không dùng dòng lĩnh vực của “{name}”: đơn vị đã có dòng tổng của mình"),
            "dòng này không được cộng, để không tính trùng",
        ),
        Unused::Again => (
            Code::TotalsNotUsed,
            format!("Dòng tổng hợp “{name}” đã có ở {}", other(true)),
            "chỉ một dòng được tính",
        ),
        Unused::Conflicting => (
            Code::ConflictingRows,
            format!(
                "Hai dòng tổng hợp của “{name}” trong cùng kỳ khác nhau, dòng kia ở {}",
                other(false)
            ),
            "không dùng dòng nào",
        ),
    };
    Finding::new(code, place)
        .with_field(Field::Department)
        .with_message(message)
        .with_effect(effect)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::ledger::Source;
    use crate::measure::{measure, sample_options};
    use crate::model::Span;
    use crate::model::sample::dossiers;
    use crate::rules::Calendar;

    fn line(department: &str, field: &str, taken: u64, row: u32) -> TotalsLine {
        let source = Arc::new(Source { file: "tong-hop.xlsx".to_owned(), sheet: None });
        let name = |name: &str| (!name.is_empty()).then(|| Text::from(name));
        TotalsLine {
            department: name(department),
            field: name(field),
            counts: Totals { taken, resolved: taken, in_time: taken, ..Totals::default() },
            span: sample_options().period.span,
            place: Place::row(&source, row),
        }
    }

    fn counted(records: &Records) -> (Vec<String>, Vec<&'static str>) {
        let measured =
            measure(records, &sample_options(), &Calendar::embedded(&[]).expect("a calendar"));
        let lines = measured.measures.dossiers.iter().map(|(key, counts)| {
            let name = |name: &Option<Text>| name.as_deref().unwrap_or("–").to_owned();
            format!("{} / {}: {}", name(&key.department), name(&key.field), counts.taken)
        });
        (lines.collect(), measured.findings.iter().map(|finding| finding.code.name()).collect())
    }

    #[track_caller]
    fn case(totals: Vec<TotalsLine>, lines: &[&str], codes: &[&str]) {
        let records = Records { totals, ..Records::default() };
        let (got, found) = counted(&records);
        assert_eq!(
            (got.iter().map(String::as_str).collect::<Vec<_>>().as_slice(), found.as_slice()),
            (lines, codes)
        );
    }

    #[test]
    fn a_line_counts_once_and_never_beside_one_that_holds_it() {
        case(vec![line("A", "", 3, 1), line("B", "", 2, 2)], &["a / –: 3", "b / –: 2"], &[]);
        case(vec![line("A", "", 3, 1), line("A", "x", 3, 2)], &["a / –: 3"], &["totals_not_used"]);
        case(vec![line("A", "x", 1, 1), line("A", "y", 2, 2)], &["a / x: 1", "a / y: 2"], &[]);
        case(vec![line("A", "", 3, 1), line("", "x", 3, 2)], &["a / –: 3"], &["totals_not_used"]);
        case(vec![line("", "x", 3, 1)], &["– / x: 3"], &[]);
        case(vec![line("A", "", 3, 1), line("A", "", 3, 2)], &["a / –: 3"], &["totals_not_used"]);
        case(vec![line("A", "", 3, 1), line("A", "", 4, 2)], &[], &["conflicting_rows"; 2]);
        case(
            vec![line("Phong A", "", 3, 1), line("Phong B", "", 2, 2), line("So C", "", 5, 3)],
            &["phong a / –: 3", "phong b / –: 2"],
            &["totals_not_used"],
        );
        case(
            vec![line("So C", "", 3, 1), line("So D", "", 2, 2)],
            &["so c / –: 3", "so d / –: 2"],
            &[],
        );
        case(vec![line("So C", "", 3, 1)], &["so c / –: 3"], &[]);
        let mut other = line("A", "", 3, 1);
        other.span = Span { to: other.span.from, ..other.span };
        case(vec![other], &[], &["partial_period"]);
    }

    #[test]
    fn a_list_of_dossiers_goes_before_totals_of_its_department() {
        let dossiers = dossiers("H1 | A | | | 02/03/2020 | 05/03/2020 | 04/03/2020");
        let totals = vec![line("A", "", 9, 1), line("B", "", 2, 2), line("", "x", 5, 3)];
        let records = Records { dossiers, totals, ..Records::default() };
        let (lines, codes) = counted(&records);
        assert_eq!(lines, ["a / –: 1", "b / –: 2"]);
        assert_eq!(codes.iter().filter(|code| **code == "totals_not_used").count(), 2);
    }
}
