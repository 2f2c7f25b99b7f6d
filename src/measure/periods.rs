//! Sheets without dates beside the period of the report: which are of another one, or of a part of it only.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::ledger::{Code, Field, Finding, Place, Source};
use crate::measure::Measures;
use crate::measure::chains;
use crate::measure::chains::days;
use crate::measure::names::Keys;
use crate::measure::others::{ServedCounts, lies_in};
use crate::model::{Records, Served, Span, Text, short_date};

/// Says of each sheet that is not used for the period why it is not.
pub(crate) fn unused_sheets(records: &Records, period: Span) -> Vec<Finding> {
    let served = records.served.iter().map(|line| (&line.place, line.span));
    let surveys = records.surveys.iter().filter(|survey| survey.date.is_none());
    let surveys = surveys.filter_map(|survey| Some((&survey.place, survey.span?)));
    let outside = [unused(served, period), outside(surveys, period)].concat();
    let mut findings: Vec<Finding> = outside
        .into_iter()
        .map(|(source, own)| {
            Finding::new(Code::PartialPeriod, Place::whole(&source)).with_message(format!(
                "Trang này là số liệu của {}, không nằm trọn trong kỳ báo cáo {}",
                days(own),
                days(period)
            ))
        })
        .collect();
    findings.extend(other_periods(records, period));
    findings.extend(other_totals(records, period));
    findings.extend(partly_served(&records.served, period));
    findings
}

/// Sheets that do not lie in the period.
fn outside<'r>(
    lines: impl Iterator<Item = (&'r Place, Span)>,
    period: Span,
) -> Vec<(Arc<Source>, Span)> {
    let others: BTreeSet<(Arc<Source>, Span)> = lines
        .filter(|(_, own)| !lies_in(*own, period))
        .map(|(place, own)| (Arc::clone(&place.source), own))
        .collect();
    others.into_iter().collect()
}

/// The same of counts of whom an office served. Those of other days altogether are no fault where others are of the
/// period: an office has one for each month.
fn unused<'r>(
    lines: impl Iterator<Item = (&'r Place, Span)>,
    period: Span,
) -> Vec<(Arc<Source>, Span)> {
    let lines: Vec<_> = lines.collect();
    let has_own = lines.iter().any(|(_, own)| lies_in(*own, period));
    let meets = |own: Span| own.from <= period.to && period.from <= own.to;
    outside(lines.into_iter().filter(|(_, other)| !has_own || meets(*other)), period)
}

/// Sheets that say something of their own days as a whole, and so nothing of any others: assessments, self-scoring
/// sheets, and what was saved of the national portal. Points and indices are of quarters and years, so those of a much
/// longer period wait for its report, and nothing is said of them in each month's.
fn other_periods(records: &Records, period: Span) -> Vec<Finding> {
    let assessed = records.assessments.iter().map(|line| (&line.place, line.span));
    let scores = records.self_scores.iter().map(|line| (&line.place, line.span));
    let figures = records.portal_figures.iter().map(|line| (&line.place, line.span));
    let dossiers = records.portal_dossiers.iter().map(|line| (&line.place, line.span));
    let length = |span: Span| (span.to - span.from).get_days() + 1;
    let waits = |own: Span| length(own) * 2 >= length(period) * 3;
    let of_quarters = scores.chain(figures).chain(dossiers).filter(|(_, own)| !waits(*own));
    let sheets: BTreeSet<(Arc<Source>, Span)> = assessed
        .chain(of_quarters)
        .filter(|(_, own)| *own != period)
        .map(|(place, own)| (Arc::clone(&place.source), own))
        .collect();
    let finding = |(source, own): (Arc<Source>, Span)| {
        Finding::new(Code::PartialPeriod, Place::whole(&source)).with_message(format!(
            "Trang này là số liệu của {}, không đúng kỳ báo cáo {}",
            days(own),
            days(period)
        ))
    };
    sheets.into_iter().map(finding).collect()
}

/// Survey sheets without dates that lie partly in the period: nobody knows which of them do, so no report is written.
pub(crate) fn straddling_surveys(records: &Records, period: Span) -> Vec<Finding> {
    let undated = records.surveys.iter().filter(|survey| survey.date.is_none());
    let spans: BTreeSet<(Arc<Source>, Span)> = undated
        .filter_map(|survey| Some((Arc::clone(&survey.place.source), survey.span?)))
        .filter(|(_, own)| {
            let meets = own.from <= period.to && period.from <= own.to;
            meets && !lies_in(*own, period) && !lies_in(period, *own)
        })
        .collect();
    let finding = |(source, own): (Arc<Source>, Span)| {
        Finding::new(Code::PartialPeriod, Place::whole(&source))
            .with_message(format!(
                "Phiếu khảo sát không ghi ngày; trang này là của {}, chỉ một phần nằm trong kỳ báo cáo {}",
                days(own),
                days(period)
            ))
            .with_effect("không biết phiếu nào thuộc kỳ, chưa lập được báo cáo")
            .with_advice(format!(
                "thêm cột ngày trả lời; nếu mọi phiếu đều thuộc kỳ này thì ghi ở dòng trên bảng: Từ ngày {} đến ngày {}",
                short_date(period.from),
                short_date(period.to)
            ))
    };
    spans.into_iter().map(finding).collect()
}

/// Tables of totals of other days that do not make up the period: what is carried over and what is open cannot be cut.
fn other_totals(records: &Records, period: Span) -> Vec<Finding> {
    let told = chains::chained(&records.totals, period, &mut Keys::default()).told;
    let lines = records.totals.iter().filter(|line| {
        line.span != period && !told.contains(&(Arc::clone(&line.place.source), line.span))
    });
    let sheets: BTreeSet<(Arc<Source>, Span)> =
        lines.map(|line| (Arc::clone(&line.place.source), line.span)).collect();
    let finding = |(source, own): (Arc<Source>, Span)| {
        Finding::new(Code::PartialPeriod, Place::whole(&source)).with_message(format!(
            "Bảng tổng hợp này là số liệu của {}, không đúng kỳ báo cáo {}",
            days(own),
            days(period)
        ))
    };
    sheets.into_iter().map(finding).collect()
}

/// Sheets of served counts that lie in the period and do not fill it.
fn partly_served(served: &[Served], period: Span) -> Vec<Finding> {
    let mut keys = Keys::default();
    let mut departments: BTreeMap<Option<Text>, (ServedCounts, Vec<&Served>)> = BTreeMap::new();
    for line in served.iter().filter(|line| lies_in(line.span, period)) {
        let key = line.department.as_ref().map(|name| keys.of(name));
        let (counts, lines) = departments.entry(key).or_default();
        counts.spans.insert((line.span, Arc::clone(&line.place.source)));
        lines.push(line);
    }
    departments.retain(|_, (counts, _)| !counts.fills(period));
    // One finding a sheet, with the first of the departments that it leaves open.
    let mut said: BTreeMap<Arc<Source>, Finding> = BTreeMap::new();
    for (counts, lines) in departments.values() {
        let known: Vec<String> = counts.spans.iter().map(|(span, _)| days(*span)).collect();
        for line in lines {
            said.entry(Arc::clone(&line.place.source)).or_insert_with(|| {
                let of = line.department.as_ref().map(|name| format!(" của “{name}”"));
                Finding::new(Code::PartialPeriod, Place::whole(&line.place.source))
                    .with_field(Field::Served)
                    .with_message(format!(
                        "Số lượt phục vụ{} là của {}, không vừa khít kỳ báo cáo {}",
                        of.unwrap_or_default(),
                        known.join(", "),
                        days(period)
                    ))
                    .with_effect(
                        "không dùng số lượt và số phiếu phát ra; tổng thể là số hồ sơ đã giải quyết, tỷ lệ thu về in “–”",
                    )
                    .with_advice(
                        "ghi đủ số lượt cho mọi ngày của kỳ, mỗi ngày một lần; đơn vị không có lượt nào thì ghi 0",
                    )
            });
        }
    }
    said.into_values().collect()
}

/// Departments that resolved dossiers or returned sheets, and of which the served counts say nothing: without them
/// those served are too few. Empty where nothing is served, or a line stands for the whole office.
pub(crate) fn unserved(measures: &Measures) -> BTreeSet<Text> {
    if measures.served.is_empty() || measures.served.contains_key(&None) {
        return BTreeSet::new();
    }
    let resolved = measures.dossiers.iter().filter(|(_, counts)| counts.resolved > 0);
    let surveyed = measures.surveys.sheets.iter().filter(|(_, counts)| counts.returned > 0);
    resolved
        .map(|(key, _)| &key.department)
        .chain(surveyed.map(|(department, _)| department))
        .filter(|department| !measures.served.contains_key(*department))
        .flatten()
        .cloned()
        .collect()
}

/// Says of the sheets of served counts which departments they leave out, once a sheet.
pub(crate) fn say_unserved(measures: &Measures) -> Vec<Finding> {
    let missing = unserved(measures);
    if missing.is_empty() {
        return Vec::new();
    }
    let names: Vec<String> =
        missing.iter().map(|key| format!("“{}”", measures.departments.printed(key))).collect();
    let sources: BTreeSet<&Arc<Source>> = measures
        .served
        .values()
        .flat_map(|counts| &counts.spans)
        .map(|(_, source)| source)
        .collect();
    let finding = |source: &Arc<Source>| {
        Finding::new(Code::PartialPeriod, Place::whole(source))
            .with_field(Field::Served)
            .with_message(format!("Bảng lượt phục vụ không có dòng của {}", names.join(", ")))
            .with_effect(
                "không dùng số lượt và số phiếu phát ra cho toàn cơ quan; tổng thể là số hồ sơ đã giải quyết, tỷ lệ thu về in “–”",
            )
            .with_advice("thêm một dòng cho mỗi đơn vị; đơn vị không có lượt nào thì ghi 0")
    };
    sources.into_iter().map(finding).collect()
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn sheets_of_other_months_are_no_fault_beside_one_of_the_month() {
        let source = |name: &str| Arc::new(Source { file: format!("{name}.xlsx"), sheet: None });
        let month = |number: i8| Span {
            from: date(2025, number, 1),
            to: date(2025, number, 1).last_of_month(),
        };
        let places: Vec<Place> = ["a", "b"].map(|name| Place::row(&source(name), 2)).into();
        let told = |spans: [Span; 2]| unused(places.iter().zip(spans), month(3)).len();
        assert_eq!(told([month(2), month(3)]), 0);
        // Of what meets the period, and where nothing is of it.
        let quarter = Span { from: date(2025, 1, 1), to: date(2025, 3, 31) };
        assert_eq!(told([quarter, month(3)]), 1);
        assert_eq!(told([month(1), month(2)]), 2);
    }
}
