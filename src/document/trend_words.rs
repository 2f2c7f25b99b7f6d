//! Where figures go over like periods: up, down, or neither.

use crate::document::marked::figure;
use crate::document::text::{count, joined};
use crate::report::{Report, TrendFigures, TrendLine, TrendMark, figure_id, own_code, period_line};

/// Fewer periods say nothing of where a figure goes.
const FEWEST: usize = 3;

/// A figure of each period, `None` where it is not known or for reference only.
struct TrendCourse {
    /// `tỷ lệ giải quyết đúng hạn`.
    name: &'static str,
    number: &'static str,
    /// What ends a line of periods that can be compared.
    breaks: fn(&TrendMark) -> bool,
    of: fn(&TrendLine) -> Option<TrendStep>,
}

/// What is compared, and how it is printed.
struct TrendStep {
    value: u64,
    printed: String,
}

/// A figure of one period, as it is said.
struct TrendPoint<'t> {
    value: u64,
    period: &'t str,
    said: String,
}

const COURSES: [TrendCourse; 3] = [
    TrendCourse {
        name: "tỷ lệ giải quyết đúng hạn",
        number: "XT-02",
        breaks: |mark| mark.of_on_time,
        of: |line| {
            let value = line.on_time_rate.hundredths().filter(|_| !line.resolved_few())?;
            Some(TrendStep { value, printed: line.on_time_rate.to_string() })
        },
    },
    TrendCourse {
        name: "số hồ sơ đang quá hạn cuối kỳ",
        number: "XT-04",
        breaks: |mark| mark.of_on_time,
        of: |line| {
            let value = line.open_overdue?;
            Some(TrendStep { value, printed: count(value) })
        },
    },
    TrendCourse {
        name: "mức độ hài lòng chung",
        number: "XT-06",
        breaks: |mark| mark.of_satisfaction,
        of: |line| {
            let value = line.satisfaction_rate.hundredths().filter(|_| !line.small)?;
            Some(TrendStep { value, printed: line.satisfaction_rate.to_string() })
        },
    },
];

/// `Tỷ lệ giải quyết đúng hạn giảm 03 kỳ liên tiếp, …; mức độ hài lòng chung …`, without a final period. `None` where
/// nothing is told over periods.
pub(crate) fn trend_words(report: &Report) -> Option<String> {
    let trend = report.trend.as_ref().filter(|trend| !trend.periods.is_empty())?;
    let own = own_code(report);
    let (mut said, mut untold) = (Vec::new(), Vec::new());
    for course in &COURSES {
        if trend.periods.iter().filter_map(course.of).all(|step| step.value == 0) {
            continue;
        }
        match words(&points(course, trend, &own)) {
            Some(words) => said.push(format!("{} {words}", course.name)),
            None => untold.push(course.name.to_owned()),
        }
    }
    if !untold.is_empty() {
        let names = joined(&untold);
        said.push(format!(
            "chưa đủ {} kỳ so sánh được với nhau để nêu xu hướng của {names}",
            count(FEWEST as u64)
        ));
    }
    (!said.is_empty()).then(|| said.join("; "))
}

/// From behind the last mark up to this period; nothing where this period itself cannot be compared.
fn points<'t>(course: &TrendCourse, trend: &'t TrendFigures, own: &str) -> Vec<TrendPoint<'t>> {
    let is_break = |line: &TrendLine| {
        let breaks = |number: &u32| {
            trend.marks.iter().any(|mark| mark.number == *number && (course.breaks)(mark))
        };
        line.marks.iter().any(breaks)
    };
    let from = trend.periods.iter().rposition(is_break).unwrap_or(0);
    let comparable = trend.periods.get(from..).unwrap_or_default();
    if comparable.last().and_then(course.of).is_none() {
        return Vec::new();
    }
    let known = comparable.iter().filter_map(|line| {
        let TrendStep { value, printed } = (course.of)(line)?;
        let id = figure_id(course.number, &period_line(own, &line.code));
        let said = figure(Some(&id), &printed);
        Some(TrendPoint { value, period: &line.name, said })
    });
    known.collect()
}

/// `None` where there are too few.
fn words(points: &[TrendPoint<'_>]) -> Option<String> {
    let (first, last) = points.first().zip(points.last())?;
    if points.len() < FEWEST {
        return None;
    }
    let steps = points.iter().zip(points.iter().skip(1));
    let steps: Vec<_> = steps.map(|(from, to)| to.value.cmp(&from.value)).collect();
    let rises = steps.iter().filter(|step| step.is_gt()).count();
    let falls = steps.iter().filter(|step| step.is_lt()).count();
    let last_step = steps.last()?;
    let run = steps.iter().rev().take_while(|step| *step == last_step).count();
    let periods = count(points.len() as u64);
    Some(match (rises, falls) {
        (0, 0) => format!("không thay đổi qua {periods} kỳ ({})", last.said),
        (0, _) => moved("giảm", "xuống", [first, last]),
        (_, 0) => moved("tăng", "lên", [first, last]),
        _ if run >= 2 && last_step.is_ne() => {
            let from = points.get(points.len() - 1 - run)?;
            let [verb, to] =
                if last_step.is_lt() { ["giảm", "xuống"] } else { ["tăng", "lên"] };
            let verb = format!("{verb} {} kỳ liên tiếp", count(run as u64));
            format!("{}{}", moved(&verb, to, [from, last]), extreme(points, last))
        }
        _ => format!("lúc tăng lúc giảm, không rõ xu hướng: {}", between(points)),
    })
}

/// `giảm từ 95,53% (tháng 9 năm 2025) xuống 93,85% (tháng 12 năm 2025)`.
fn moved(verb: &str, to: &str, [from, last]: [&TrendPoint<'_>; 2]) -> String {
    let comma = if verb.contains(' ') { "," } else { "" };
    format!("{verb}{comma} từ {} ({}) {to} {} ({})", from.said, from.period, last.said, last.period)
}

/// Where no other period was as high, or as low.
fn extreme(points: &[TrendPoint<'_>], last: &TrendPoint<'_>) -> &'static str {
    let others = points.iter().rev().skip(1).map(|point| point.value);
    if others.clone().all(|other| last.value < other) {
        ", thấp nhất trong các kỳ"
    } else if others.clone().all(|other| last.value > other) {
        ", cao nhất trong các kỳ"
    } else {
        ""
    }
}

/// `cao nhất 97,00% (tháng 7 năm 2025), thấp nhất …`; a value that several share is of none of them.
fn between(points: &[TrendPoint<'_>]) -> String {
    let named = |value: Option<u64>| {
        let mut same = points.iter().filter(|point| Some(point.value) == value);
        let first = same.next()?;
        let others = same.count() as u64;
        Some(match others {
            0 => format!("{} ({})", first.said, first.period),
            _ => format!("{} ({} kỳ)", first.said, count(others + 1)),
        })
    };
    let values = || points.iter().map(|point| point.value);
    let ends = [("cao nhất", values().max()), ("thấp nhất", values().min())];
    let ends = ends.into_iter().filter_map(|(end, value)| Some(format!("{end} {}", named(value)?)));
    ends.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::marked::words as plain;
    use crate::document::sample;
    use crate::model::{Ratio, capitalized};

    #[track_caller]
    fn case(parts: &[u64], want: Option<&str>) {
        let points: Vec<TrendPoint<'_>> = parts
            .iter()
            .zip(["T1", "T2", "T3", "T4", "T5", "T6"])
            .map(|(value, period)| TrendPoint { value: *value, period, said: format!("{value}%") })
            .collect();
        assert_eq!(words(&points).as_deref(), want, "{parts:?}");
    }

    #[test]
    fn where_a_figure_goes() {
        case(&[], None);
        case(&[95, 90], None);
        case(&[95, 95, 95], Some("không thay đổi qua 03 kỳ (95%)"));
        case(&[95, 94, 90], Some("giảm từ 95% (T1) xuống 90% (T3)"));
        case(&[95, 95, 90], Some("giảm từ 95% (T1) xuống 90% (T3)"));
        case(&[90, 91, 91, 95], Some("tăng từ 90% (T1) lên 95% (T4)"));
        case(
            &[94, 96, 95, 93],
            Some("giảm 02 kỳ liên tiếp, từ 96% (T2) xuống 93% (T4), thấp nhất trong các kỳ"),
        );
        case(&[90, 96, 95, 93], Some("giảm 02 kỳ liên tiếp, từ 96% (T2) xuống 93% (T4)"));
        case(
            &[94, 90, 95, 96],
            Some("tăng 02 kỳ liên tiếp, từ 90% (T2) lên 96% (T4), cao nhất trong các kỳ"),
        );
        case(&[94, 90, 92, 94], Some("tăng 02 kỳ liên tiếp, từ 90% (T2) lên 94% (T4)"));
        case(
            &[94, 90, 95],
            Some("lúc tăng lúc giảm, không rõ xu hướng: cao nhất 95% (T3), thấp nhất 90% (T2)"),
        );
        case(
            &[90, 95, 90, 95],
            Some(
                "lúc tăng lúc giảm, không rõ xu hướng: cao nhất 95% (02 kỳ), thấp nhất 90% (02 kỳ)",
            ),
        );
        case(
            &[94, 90, 95, 95],
            Some("lúc tăng lúc giảm, không rõ xu hướng: cao nhất 95% (02 kỳ), thấp nhất 90% (T2)"),
        );
    }

    #[test]
    fn nothing_is_said_across_a_mark_or_of_a_small_base() {
        let mut report = sample::report();
        let said = |report: &Report| plain(&capitalized(&trend_words(report).expect("words")));
        // A mark before the last month, and one of the questionnaire before that.
        let untold = "Chưa đủ 03 kỳ so sánh được với nhau để nêu xu hướng của tỷ lệ giải quyết đúng hạn, số hồ sơ đang quá hạn cuối kỳ và mức độ hài lòng chung";
        assert_eq!(said(&report), untold);
        let trend = report.trend.as_mut().expect("a trend");
        trend.marks.retain(|mark| !mark.of_on_time);
        assert!(
            said(&report).starts_with("Tỷ lệ giải quyết đúng hạn lúc tăng lúc giảm"),
            "{}",
            said(&report)
        );
        let last = report.trend.as_mut().and_then(|trend| trend.periods.last_mut()).expect("one");
        last.on_time_rate = Ratio::new(9, 10);
        assert!(
            said(&report).contains("xu hướng của tỷ lệ giải quyết đúng hạn"),
            "{}",
            said(&report)
        );
        report.trend = None;
        assert_eq!(trend_words(&report), None);
    }
}
