//! Tables of totals of the months of a longer period, put end to end: what is open at the end of one is carried into the next.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::ledger::{Code, Count, Field, Finding, Source};
use crate::measure::names::Keys;
use crate::model::{Span, Text, Totals, TotalsLine, UNKNOWN_DEPARTMENT, short_date};

/// Department and field of a line.
type ChainKey = (Option<Text>, Option<Text>);

/// What the tables inside a period come to.
#[derive(Debug, Default)]
pub(crate) struct Chained {
    /// One line for the whole period in place of those that it was made of.
    pub(crate) lines: Vec<TotalsLine>,
    /// Breaks of a chain, and departments whose tables leave days open.
    pub(crate) findings: Vec<Finding>,
    /// Sheets that were put into a chain, or of which a finding says why not.
    pub(crate) told: BTreeSet<(Arc<Source>, Span)>,
}

/// Chains the lines inside a period, for each department without a line of just this period.
pub(crate) fn chained(totals: &[TotalsLine], period: Span, keys: &mut Keys) -> Chained {
    let mut by_key: BTreeMap<ChainKey, Vec<&TotalsLine>> = BTreeMap::new();
    for line in totals {
        let mut key = |name: &Option<Text>| name.as_ref().map(|name| keys.of(name));
        by_key.entry((key(&line.department), key(&line.field))).or_default().push(line);
    }
    let mut made = Chained::default();
    let departments: BTreeSet<&Option<Text>> = by_key.keys().map(|(name, _)| name).collect();
    for department in departments {
        let own: Vec<&Vec<&TotalsLine>> =
            by_key.iter().filter(|((name, _), _)| name == department).map(|(_, it)| it).collect();
        let is_told = own.iter().any(|lines| lines.iter().any(|line| line.span == period));
        if !period.has_beginning() {
            // No table fills it, and none is too short for it.
            for lines in own {
                let conflict = made.twins(lines);
                made.findings.extend(conflict);
            }
        } else if !is_told {
            // A line for the department itself holds those of its fields.
            let whole = by_key.get(&(department.clone(), None));
            let whole =
                whole.filter(|lines| lines.iter().any(|line| lies_inside(line.span, period)));
            match whole {
                Some(lines) => made.department(&[lines], period),
                None => made.department(&own, period),
            }
        }
    }
    for lines in by_key.values() {
        made.check(lines, period);
    }
    made
}

impl Chained {
    /// All lines of a department fill the period, or none is used.
    fn department(&mut self, keys: &[&Vec<&TotalsLine>], period: Span) {
        let mut chains = Vec::new();
        for lines in keys {
            let inside: Vec<&TotalsLine> =
                lines.iter().copied().filter(|line| lies_inside(line.span, period)).collect();
            let Some(first) = inside.first() else { continue };
            if let Some(conflict) = self.twins(&inside) {
                self.findings.push(conflict);
                self.tell(&inside);
                return;
            }
            let Some(chain) = chain(&inside, period.from, period.to) else {
                self.findings.push(gap(first, &inside, period));
                self.tell(&inside);
                return;
            };
            chains.push(chain);
        }
        for chain in chains {
            self.tell(&chain);
            self.lines.extend(joined(&chain, period));
        }
    }

    fn tell(&mut self, lines: &[&TotalsLine]) {
        self.told.extend(lines.iter().map(|line| (Arc::clone(&line.place.source), line.span)));
    }

    /// Two lines over the same days: said, if they agree; given back, if they do not.
    fn twins(&mut self, lines: &[&TotalsLine]) -> Option<Finding> {
        for (at, line) in lines.iter().enumerate() {
            let earlier = lines.iter().take(at).find(|other| other.span == line.span);
            let Some(other) = earlier else { continue };
            if other.counts != line.counts {
                return Some(
                    Finding::new(Code::ConflictingRows, line.place.clone())
                        .with_field(Field::Department)
                        .with_message(format!(
                            "Hai dòng tổng hợp của “{}” trong cùng kỳ khác nhau, dòng kia ở {}",
                            name(line),
                            other.place
                        ))
                        .with_effect("không dùng dòng nào của đơn vị này"),
                );
            }
            self.findings.push(
                Finding::new(Code::TotalsNotUsed, line.place.clone())
                    .with_field(Field::Department)
                    .with_message(format!("Dòng tổng hợp “{}” đã có ở {}", name(line), other.place))
                    .with_effect("chỉ một dòng được tính"),
            );
        }
        None
    }

    /// What is carried over is what was open at the end of the table before.
    fn check(&mut self, lines: &[&TotalsLine], period: Span) {
        for line in lines.iter().filter(|line| lies_inside(line.span, period)) {
            let before = lines
                .iter()
                .find(|other| other.span.to.tomorrow().is_ok_and(|day| day == line.span.from));
            let (Some(before), Some(carried)) = (before, line.counts.carried) else { continue };
            if before.counts.open != carried {
                self.findings.push(broken(before, line, carried));
            }
        }
    }
}

fn lies_inside(span: Span, period: Span) -> bool {
    period.from <= span.from && span.to <= period.to
}

/// Lines end to end from one day to another, the fewest that will do; of equal ones the first.
fn chain<'a>(
    lines: &[&'a TotalsLine],
    from: jiff::civil::Date,
    to: jiff::civil::Date,
) -> Option<Vec<&'a TotalsLine>> {
    let mut next: Vec<&TotalsLine> =
        lines.iter().copied().filter(|line| line.span.from == from).collect();
    next.sort_by(|one, other| (other.span.to, &one.place).cmp(&(one.span.to, &other.place)));
    next.dedup_by(|one, other| one.span == other.span);
    for line in next {
        if line.span.to == to {
            return Some(vec![line]);
        }
        let Ok(day) = line.span.to.tomorrow() else { continue };
        if let Some(rest) = chain(lines, day, to) {
            return Some([vec![line], rest].concat());
        }
    }
    None
}

/// The first gives what was carried over, the last what is open, all of them what came in and was resolved.
fn joined(chain: &[&TotalsLine], period: Span) -> Option<TotalsLine> {
    let (first, last) = (chain.first()?, chain.last()?);
    let sum = |of: fn(&Totals) -> u64| chain.iter().map(|line| of(&line.counts)).sum::<u64>();
    let known = |of: fn(&Totals) -> Option<u64>| {
        chain.iter().map(|line| of(&line.counts)).sum::<Option<u64>>()
    };
    let resolved = sum(|counts| counts.resolved);
    let received = chain.iter().skip(1).map(|line| {
        let carried = line.counts.carried?;
        Some(line.counts.taken.saturating_sub(carried))
    });
    let taken = received.sum::<Option<u64>>().map(|later| first.counts.taken + later);
    let counts = Totals {
        taken: taken.unwrap_or(resolved + last.counts.open),
        online: known(|counts| counts.online),
        counter: known(|counts| counts.counter),
        carried: first.counts.carried,
        resolved,
        early: known(|counts| counts.early),
        on_time: known(|counts| counts.on_time),
        in_time: sum(|counts| counts.in_time),
        late: sum(|counts| counts.late),
        open: last.counts.open,
        open_in_time: last.counts.open_in_time,
        open_overdue: last.counts.open_overdue,
    };
    Some(TotalsLine { counts, span: period, ..(*first).clone() })
}

fn gap(first: &TotalsLine, inside: &[&TotalsLine], period: Span) -> Finding {
    let spans: BTreeSet<Span> = inside.iter().map(|line| line.span).collect();
    let known: Vec<String> = spans.into_iter().map(days).collect();
    Finding::new(Code::PartialPeriod, first.place.clone())
        .with_field(Field::Department)
        .with_message(format!(
            "Bảng tổng hợp của “{}” mới có {}, không vừa khít kỳ báo cáo {}",
            name(first),
            known.join(", "),
            days(period)
        ))
        .with_effect("không dùng bảng tổng hợp của đơn vị này cho kỳ báo cáo")
        .with_advice(
            "bổ sung bảng của những ngày còn thiếu, đủ từng dòng như các bảng kia; dòng không có hồ sơ thì ghi 0",
        )
}

fn broken(before: &TotalsLine, line: &TotalsLine, carried: u64) -> Finding {
    Finding::new(Code::BrokenIdentity, line.place.clone())
        .with_field(Field::Counted(Count::Carried))
        .with_found(carried.to_string())
        .with_message(format!(
            "Dòng “{}”: từ kỳ trước chuyển sang ghi {carried}, nhưng cuối kỳ trước còn {} ({})",
            name(line),
            before.counts.open,
            before.place
        ))
        .with_effect("các số được dùng như bảng ghi: từ kỳ trước của bảng đầu, đang giải quyết của bảng cuối")
        .with_advice("đối chiếu hai bảng với đơn vị lập bảng, sửa số sai")
}

fn name(line: &TotalsLine) -> &str {
    line.field.as_deref().or(line.department.as_deref()).unwrap_or(UNKNOWN_DEPARTMENT)
}

pub(crate) fn days(span: Span) -> String {
    format!("{}–{}", short_date(span.from), short_date(span.to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::Place;
    use crate::model::parse_day;

    /// `from to | department | field | carried + received = resolved + open`, all resolved in time.
    fn line(row: u32, span: &str, key: (&str, &str), counts: [u64; 4]) -> TotalsLine {
        let source = Arc::new(Source { file: format!("{row}.xlsx"), sheet: None });
        let name = |name: &str| (!name.is_empty()).then(|| Text::from(name));
        let (from, to) = span.split_once(' ').unwrap();
        let [carried, received, resolved, open] = counts;
        TotalsLine {
            department: name(key.0),
            field: name(key.1),
            counts: Totals {
                taken: carried + received,
                online: Some(received),
                counter: Some(0),
                carried: Some(carried),
                resolved,
                in_time: resolved,
                open,
                ..Totals::default()
            },
            span: Span { from: parse_day(from).unwrap(), to: parse_day(to).unwrap() },
            place: Place::row(&source, row),
        }
    }

    const MONTHS: [&str; 3] =
        ["2019-12-15 2020-01-14", "2020-01-15 2020-02-14", "2020-02-15 2020-03-14"];

    #[track_caller]
    fn case(totals: &[TotalsLine], lines: &[&str], findings: &[&str]) {
        let period =
            Span { from: parse_day("2019-12-15").unwrap(), to: parse_day("2020-03-14").unwrap() };
        let made = chained(totals, period, &mut Keys::default());
        let shown = made.lines.iter().map(|line| {
            let counts = &line.counts;
            assert_eq!(line.span, period);
            format!(
                "{}: {} = {} + {:?}, {} + {}",
                name(line),
                counts.taken,
                counts.carried.unwrap_or(99),
                counts.online,
                counts.resolved,
                counts.open
            )
        });
        assert_eq!(shown.collect::<Vec<_>>(), lines);
        let found: Vec<_> =
            made.findings.iter().map(|finding| finding.message().to_owned()).collect();
        assert_eq!(found, findings);
        assert!(lines.is_empty() || !made.told.is_empty(), "{lines:?}");
    }

    #[test]
    fn three_months_make_a_quarter() {
        let months = |second: [u64; 4]| {
            [
                line(1, MONTHS[0], ("A", ""), [2, 10, 9, 3]),
                line(2, MONTHS[1], ("A", ""), second),
                line(3, MONTHS[2], ("A", ""), [4, 5, 8, 1]),
            ]
        };
        // 2 carried in, 10 + 7 + 5 received, 9 + 6 + 8 resolved, 1 open at the end.
        case(&months([3, 7, 6, 4]), &["A: 24 = 2 + Some(22), 23 + 1"], &[]);
        case(
            &months([5, 5, 6, 4]),
            &["A: 22 = 2 + Some(20), 23 + 1"],
            &[
                "Dòng “A”: từ kỳ trước chuyển sang ghi 5, nhưng cuối kỳ trước còn 3 (1.xlsx › dòng 1)",
            ],
        );
    }

    #[test]
    fn a_month_that_stands_twice_is_said() {
        let mut totals: Vec<_> =
            MONTHS.iter().map(|days| line(1, days, ("A", ""), [0, 1, 1, 0])).collect();
        totals.push(line(2, MONTHS[1], ("A", ""), [0, 1, 1, 0]));
        case(
            &totals,
            &["A: 3 = 0 + Some(3), 3 + 0"],
            &["Dòng tổng hợp “A” đã có ở 1.xlsx › dòng 1"],
        );
        totals.push(line(3, MONTHS[1], ("A", ""), [0, 2, 2, 0]));
        let again = "Dòng tổng hợp “A” đã có ở 1.xlsx › dòng 1";
        let other = "Hai dòng tổng hợp của “A” trong cùng kỳ khác nhau, dòng kia ở 1.xlsx › dòng 1";
        case(&totals, &[], &[again, other]);
    }

    #[test]
    fn over_all_days_no_table_is_too_short() {
        let all = Span { from: jiff::civil::Date::MIN, to: parse_day("2020-03-14").unwrap() };
        let mut totals = vec![
            line(1, MONTHS[0], ("A", ""), [2, 10, 9, 3]),
            line(2, MONTHS[1], ("A", ""), [5, 5, 6, 4]),
        ];
        let codes = |totals: &[TotalsLine]| -> Vec<Code> {
            let made = chained(totals, all, &mut Keys::default());
            assert!(made.lines.is_empty());
            made.findings.iter().map(|finding| finding.code).collect()
        };
        assert_eq!(codes(&totals), [Code::BrokenIdentity]);
        totals.push(line(3, MONTHS[0], ("A", ""), [2, 11, 10, 3]));
        assert_eq!(codes(&totals), [Code::ConflictingRows, Code::BrokenIdentity]);
    }

    #[test]
    fn a_missing_month_makes_no_quarter() {
        let mut totals = vec![
            line(1, MONTHS[0], ("A", "x"), [0, 1, 1, 0]),
            line(2, MONTHS[1], ("A", "x"), [0, 1, 1, 0]),
            line(3, MONTHS[2], ("A", "x"), [0, 1, 1, 0]),
            line(4, MONTHS[0], ("A", "y"), [0, 2, 2, 0]),
            line(5, MONTHS[2], ("A", "y"), [0, 2, 2, 0]),
        ];
        // Without one of its fields the department would look smaller than it is.
        let gap = "Bảng tổng hợp của “y” mới có 15/12/2019–14/01/2020, 15/02/2020–14/3/2020, không vừa khít \
                   kỳ báo cáo 15/12/2019–14/3/2020";
        case(&totals, &[], &[gap]);
        totals.push(line(6, MONTHS[1], ("A", "y"), [0, 0, 0, 0]));
        case(&totals, &["x: 3 = 0 + Some(3), 3 + 0", "y: 4 = 0 + Some(4), 4 + 0"], &[]);
    }

    #[test]
    fn a_table_of_the_period_itself_goes_before_its_months() {
        let whole = "2019-12-15 2020-03-14";
        let totals = [
            line(1, MONTHS[0], ("A", ""), [0, 1, 1, 0]),
            line(2, MONTHS[1], ("A", ""), [0, 1, 1, 0]),
            line(3, MONTHS[2], ("A", ""), [0, 1, 1, 0]),
            line(4, whole, ("A", ""), [0, 3, 3, 0]),
        ];
        case(&totals, &[], &[]);
        let before = line(5, "2019-11-15 2019-12-14", ("A", ""), [0, 9, 4, 5]);
        let told =
            "Dòng “A”: từ kỳ trước chuyển sang ghi 0, nhưng cuối kỳ trước còn 5 (5.xlsx › dòng 5)";
        case(&[before, totals[3].clone()], &[], &[told]);
    }
}
