//! Every chart stays inside its frame, on one page, and says its figures in words.

use super::*;
use crate::document::chart::{Anchor, Shape};
use crate::document::charts::draw::{NARROW, TEXT, WHITE, WIDTH};
use crate::document::sample;
use crate::document::tables;
use crate::model::Ratio;
use crate::report::TrendLine;

const NAMES: [&str; 8] = [
    "dung-han",
    "thoi-gian",
    "tre-theo-ngay",
    "tre-theo-ly-do",
    "hai-long",
    "tra-loi",
    "xu-huong",
    "xu-huong-so-luong",
];

fn charts(report: &Report) -> Vec<Chart> {
    NAMES
        .iter()
        .filter_map(|name| of_report(report, name).expect("a known name"))
        .flatten()
        .collect()
}

/// Left, top, right, bottom.
fn bounds(shape: &Shape) -> [f32; 4] {
    match shape {
        Shape::Bar { x, y, width, height, .. } => [*x, *y, x + width, y + height],
        Shape::Line { from, to, .. } => {
            [from.0.min(to.0), from.1.min(to.1), from.0.max(to.0), from.1.max(to.1)]
        }
        Shape::Label { x, y, text, size, bold, anchor, .. } => {
            let width = if *bold { bold_width(text, *size) } else { text_width(text, *size) };
            let left = match anchor {
                Anchor::Start => *x,
                Anchor::Middle => x - width / 2.0,
                Anchor::End => x - width,
            };
            let size = f32::from(*size) * 0.3528;
            [left, y - size * 0.68, left + width, y + size * 0.2]
        }
    }
}

#[track_caller]
fn sound(chart: &Chart) {
    assert!(chart.height < 200.0, "{} is {} mm high", chart.id, chart.height);
    assert!(!chart.alt.is_empty());
    assert!((chart.width - WIDTH).abs() < 0.1 && (chart.narrow.width - NARROW).abs() < 0.1);
    drawn(chart, &chart.shapes, (chart.width, chart.height));
    drawn(chart, &chart.narrow.shapes, (chart.narrow.width, chart.narrow.height));
}

#[track_caller]
fn drawn(chart: &Chart, shapes: &[Shape], (width, height): (f32, f32)) {
    assert!(!shapes.is_empty());
    let labels: Vec<_> =
        shapes.iter().filter(|shape| matches!(shape, Shape::Label { .. })).collect();
    for shape in shapes {
        let [left, top, right, bottom] = bounds(shape);
        let fits = left >= -0.1 && top >= -0.1 && right <= width + 0.1 && bottom <= height + 0.1;
        assert!(fits, "{}: {shape:?} is outside", chart.id);
    }
    for (index, one) in labels.iter().enumerate() {
        for other in labels.iter().skip(index + 1) {
            let (one_is, other_is) = (bounds(one), bounds(other));
            let before = |side: usize| {
                one_is[side + 2] <= other_is[side] + 0.05
                    || other_is[side + 2] <= one_is[side] + 0.05
            };
            let apart = before(0) || before(1);
            assert!(apart, "{}: {one:?} over {other:?}", chart.id);
        }
    }
}

#[test]
fn everything_stands_inside_the_chart_and_no_label_over_another() {
    assert_eq!(charts(&sample::report()).len(), 8);
    charts(&sample::report()).iter().for_each(sound);
    charts(&sample::extreme()).iter().for_each(sound);
    charts(&sample::department()).iter().for_each(sound);
}

#[test]
fn nothing_read_gives_no_chart() {
    assert!(charts(&sample::empty()).is_empty());
}

#[test]
fn the_text_alternative_says_the_figures() {
    let report = sample::report();
    let alt = |name| of_report(&report, name).ok().flatten().expect("a chart").remove(0).alt;
    for line in report.dossiers.by_department.iter().filter(|line| line.columns.resolved > 0) {
        assert!(alt("dung-han").contains(&line.on_time_rate.to_string()), "{}", alt("dung-han"));
    }
    assert!(
        alt("tre-theo-ngay")
            .contains("3–5 ngày làm việc 15 hồ sơ (đã giải quyết 11, đang giải quyết 4)")
    );
    assert!(
        alt("tre-theo-ly-do").contains("b) Do phối hợp giữa các cơ quan, đơn vị chậm 18 hồ sơ")
    );
    assert!(
        alt("thoi-gian").contains("Phòng Người có công 6,00 ngày, thời hạn 9,00 ngày (n = 522)")
    );
}

/// 40 departments do not fit on a page: no one is left out, and each part says which it is.
#[test]
fn what_one_page_cannot_hold_is_set_in_parts() {
    let report = sample::extreme();
    let parts = of_report(&report, "dung-han").ok().flatten().expect("charts");
    assert!(parts.len() > 1);
    assert!(parts[0].caption.ends_with(&format!("(phần 1/{})", parts.len())));
    let said: usize = parts.iter().map(|part| part.alt.matches("khu vực").count()).sum();
    let resolved = report.dossiers.by_department.iter().filter(|line| line.columns.resolved > 0);
    assert_eq!(said, resolved.count());
}

#[test]
fn bars_are_sorted_by_what_matters_and_small_bases_stand_last() {
    let report = sample::report();
    let alt = of_report(&report, "dung-han").ok().flatten().expect("a chart").remove(0).alt;
    let order: Vec<usize> = ["Toàn cơ quan", "Bình đẳng giới", "Phòng Bảo trợ", "Văn phòng Sở"]
        .iter()
        .map(|name| alt.find(name).expect("a name"))
        .collect();
    assert!(order.is_sorted(), "{alt}");
    assert!(alt.contains("Văn phòng Sở 100,00% (24/24, dưới 30 hồ sơ)"), "{alt}");
}

/// A line over the data, on white or not, would hide a short bar, a marker or the end of an interval.
#[test]
fn the_target_lies_behind_the_data() {
    let mut report = sample::report();
    (report.targets.on_time, report.targets.satisfaction) = (Some(9_500), Some(9_000));
    let mut crossed = 0;
    for name in ["dung-han", "hai-long"] {
        let chart = of_report(&report, name).ok().flatten().expect("a chart").remove(0);
        for shapes in [&chart.shapes, &chart.narrow.shapes] {
            let is_goal = |shape: &Shape| matches!(shape, Shape::Line { dashed: true, .. });
            let goal = shapes.iter().position(is_goal).expect("a target");
            let Shape::Line { from, .. } = &shapes[goal] else { unreachable!() };
            let (before, after) = shapes.split_at(goal);
            let over = |shape: &Shape| {
                let [left, top, right, _] = bounds(shape);
                left <= from.0 && from.0 <= right && top > from.1
            };
            let is_block = |shape: &&Shape| matches!(shape, Shape::Bar { .. }) && over(shape);
            assert_eq!(before.iter().filter(is_block).count(), 0, "{name}");
            let white =
                |shape: &Shape| matches!(shape, Shape::Line { color, .. } if *color == WHITE);
            assert!(!after.iter().any(|shape| white(shape) && over(shape)), "{name}");
        }
        // On a telephone names and figures stand above the bars, each on white where the line passes.
        let shapes = &chart.narrow.shapes;
        let goal =
            shapes.iter().position(|shape| matches!(shape, Shape::Line { dashed: true, .. }));
        let (goal, after) = shapes.split_at(goal.expect("a target") + 1);
        let Some(Shape::Line { from: (x, top), .. }) = goal.last() else { unreachable!() };
        let over = |shape: &Shape| {
            let [left, above, right, _] = bounds(shape);
            left <= *x && *x <= right && above > *top
        };
        let mut ground: Vec<[f32; 4]> = Vec::new();
        for shape in after {
            match shape {
                Shape::Bar { fill, .. } if *fill == WHITE && over(shape) => {
                    ground.push(bounds(shape));
                }
                Shape::Label { size, y, .. } if *size == TEXT && over(shape) => {
                    crossed += 1;
                    assert!(ground.iter().any(|[_, from, _, to]| from < y && y <= to), "{shape:?}");
                }
                _ => {}
            }
        }
        assert!(chart.alt.contains(", mục tiêu 9"), "{}", chart.alt);
    }
    assert!(crossed > 0);
}

#[test]
fn an_axis_of_points_leaves_out_what_is_empty_and_marks_it() {
    let labels = |rates: Rates| -> Vec<String> {
        rates.ticks().into_iter().map(|(_, words)| words).collect()
    };
    assert_eq!(labels(Rates::above(6_100)), ["", "60%", "70%", "80%", "90%", "100%"]);
    // An end just at a tick is not drawn on the break.
    assert_eq!(labels(Rates::above(6_000)), ["", "50%", "60%", "70%", "80%", "90%", "100%"]);
    assert_eq!(labels(Rates::above(4_500)), ["", "40%", "60%", "80%", "100%"]);
    assert_eq!(labels(Rates::above(2_900)), ["0%", "20%", "40%", "60%", "80%", "100%"]);
    assert_eq!(labels(Rates::above(10_000)), ["", "90%", "100%"]);
    assert!(Rates::above(2_900).break_key().is_none());
    let said = Rates::above(6_100).break_key().map(|(_, words)| words);
    assert_eq!(said.as_deref(), Some("trục bị ngắt, bắt đầu từ 60%"));
    let rates = Rates::above(6_100);
    assert!((rates.at(6_000, 10_000) - BREAK).abs() < 0.001);
    assert!((rates.at(1, 1) - 1.0).abs() < 0.001);
}

/// What a sentence says needs no picture.
#[test]
fn few_dossiers_and_sheets_are_not_drawn() {
    let mut report = sample::report();
    report.dossiers.delays.dossiers = 2;
    report.satisfaction.total.sheets = 9;
    report.trend = None;
    let drawn: Vec<String> = charts(&report).into_iter().map(|chart| chart.id).collect();
    assert_eq!(drawn, ["dung-han", "thoi-gian"]);
}

/// As many periods as an archive of ten years has, with marks close to each other and at the ends.
#[test]
fn a_line_of_any_length_fits_and_no_line_goes_through_a_mark() {
    for count in [3_u32, 7, 12, 13, 24, 60, 120] {
        let mut report = sample::report();
        let trend = report.trend.as_mut().expect("a trend");
        let kinds = trend.periods.clone();
        trend.periods = (0..count)
            .map(|place| {
                let mut line = kinds[place as usize % kinds.len()].clone();
                line.short = format!("{}/20{:02}", place % 12 + 1, place / 12);
                let is_marked = place > 0 && (place == 1 || place == count - 1 || place % 7 == 3);
                line.marks = if is_marked { vec![2] } else { Vec::new() };
                line
            })
            .collect();
        let marked = trend.periods.iter().filter(|line| !line.marks.is_empty()).count();
        let rates = of_report(&report, "xu-huong").expect("a name").expect("a chart");
        let counts = of_report(&report, "xu-huong-so-luong").expect("a name").expect("a chart");
        rates.iter().chain(&counts).for_each(sound);
        let joined = rates[0].shapes.iter().filter(|shape| {
            matches!(shape, Shape::Line { color, width, .. } if *color == draw::DARK && *width > 1.4)
        });
        // Both panels: a line between each two periods, but for the marks.
        assert_eq!(joined.count(), 2 * (count as usize - 1 - marked), "{count}");
    }
}

/// Neither the line of the rates nor that of the target, wherever the rates lie.
#[test]
fn no_line_runs_through_the_figures_of_a_trend() {
    let mut told = 0;
    for (count, first) in [3_u64, 6, 9, 13, 60]
        .into_iter()
        .flat_map(|count| [82, 88, 91, 93, 94, 95, 97, 100].map(|first| (count, first)))
    {
        let mut report = sample::report();
        report.targets = TargetFigures { on_time: Some(9_500), satisfaction: Some(9_000) };
        let trend = report.trend.as_mut().expect("a trend");
        let kind = TrendLine { marks: Vec::new(), ..trend.periods[0].clone() };
        let rate = |place: u64| Ratio::new((first + place * 7 % 11).min(100), 100);
        trend.periods = (0..count)
            .map(|place| TrendLine {
                on_time_rate: rate(place),
                satisfaction_rate: rate(place + 1),
                interval: rate(place + 1)
                    .hundredths()
                    .map(|rate| [rate / 10 - 40, (rate / 10 + 30).min(1_000)]),
                ..kind.clone()
            })
            .collect();
        let drawings = of_report(&report, "xu-huong").expect("a name").expect("a chart");
        for drawing in &drawings {
            let lines = drawing.shapes.iter().filter_map(|shape| match shape {
                Shape::Line { from, to, color, dashed, .. } if *dashed || *color == draw::DARK => {
                    Some((*from, *to))
                }
                _ => None,
            });
            let lines: Vec<_> = lines.collect();
            for figure in &drawing.shapes {
                let Shape::Label { text, .. } = figure else { continue };
                if !(text.ends_with('%') && text.contains(',')) {
                    continue;
                }
                told += 1;
                let [left, top, right, bottom] = bounds(figure);
                for (from, to) in &lines {
                    let points = (0_u8..=200).map(|step| f32::from(step) / 200.0);
                    let through = points
                        .map(|at| (from.0 + (to.0 - from.0) * at, from.1 + (to.1 - from.1) * at));
                    let mut inside =
                        through.filter(|(x, y)| left < *x && *x < right && top < *y && *y < bottom);
                    assert_eq!(inside.next(), None, "{text} of {count} from {first}");
                }
            }
        }
    }
    assert!(told > 300, "{told}");
}

/// Below the whisker of an interval a figure would be taken for its end.
#[test]
fn a_figure_stands_near_its_marker_however_far_the_interval_reaches() {
    let mut report = sample::report();
    report.targets = TargetFigures { on_time: None, satisfaction: Some(9_000) };
    let trend = report.trend.as_mut().expect("a trend");
    let kind =
        TrendLine { marks: Vec::new(), on_time_rate: Ratio::default(), ..trend.periods[0].clone() };
    let known = [(963, 804), (949, 763), (925, 752), (957, 796), (922, 688), (960, 771)].map(
        |(rate, low)| TrendLine {
            satisfaction_rate: Ratio::new(rate, 1_000),
            interval: Some([low, 990]),
            ..kind.clone()
        },
    );
    trend.periods = known.to_vec();
    let drawings = of_report(&report, "xu-huong").expect("a name").expect("a chart");
    let shapes = &drawings[0].shapes;
    let markers: Vec<[f32; 4]> = shapes
        .iter()
        .filter(|shape| matches!(shape, Shape::Bar { width, .. } if *width < 3.0))
        .map(bounds)
        .collect();
    for rate in ["96,30%", "94,90%", "92,50%", "95,70%", "92,20%", "96,00%"] {
        let label =
            shapes.iter().find(|shape| matches!(shape, Shape::Label { text, .. } if text == rate));
        let [left, top, right, bottom] = bounds(label.expect(rate));
        let is_near = |[x0, y0, x1, y1]: &[f32; 4]| {
            x0 - right < 1.0 && left - x1 < 1.0 && (y0 + y1 - top - bottom).abs() / 2.0 < 5.5
        };
        assert!(markers.iter().any(is_near), "{rate}");
    }
}

#[test]
fn one_department_alone_is_not_drawn_beside_itself() {
    let drawn = |report: &Report| {
        of_report(report, "thoi-gian").expect("its name").map_or(0, |all| all.len())
    };
    let mut report = sample::report();
    assert_eq!(drawn(&report), 1);
    report.dossiers.by_department.truncate(1);
    report.dossiers.by_department[0].days_used = report.dossiers.total.days_used.clone();
    assert_eq!(drawn(&report), 0);
}

#[test]
fn a_trend_is_called_by_what_is_drawn() {
    let mut report = sample::full();
    let caption = |report: &Report| {
        let charts = of_report(report, "xu-huong").expect("its name").unwrap_or_default();
        charts.first().map(|chart| (chart.caption.clone(), chart.alt.clone())).expect("a chart")
    };
    report.targets = TargetFigures { on_time: Some(9_500), satisfaction: Some(9_000) };
    let (words, alt) = caption(&report);
    assert!(words.contains("đúng hạn và mức độ hài lòng"));
    assert!(alt.contains("; mục tiêu đúng hạn 95%, hài lòng 90%"), "{alt}");
    let interval = tables::trend_interval(&report.trend.as_ref().expect("a trend").periods[0]);
    assert!(interval.contains('–') && alt.contains(&format!(" ({interval})")), "{alt}");
    for line in &mut report.trend.as_mut().expect("a trend").periods {
        (line.satisfaction_rate, line.interval) = (Ratio::default(), None);
    }
    let (words, alt) = caption(&report);
    assert_eq!(words, "Tỷ lệ giải quyết đúng hạn qua các kỳ");
    assert!(!alt.contains("hài lòng") && !alt.contains('–'), "{alt}");
}

/// Bars of one length, and a level line, say what the sentence says.
#[test]
fn rates_that_are_all_the_same_are_not_drawn() {
    let mut report = sample::report();
    let all_in_time = |line: &mut crate::report::DossierLine| {
        line.on_time_rate = Ratio::new(line.columns.resolved, line.columns.resolved);
    };
    let is_drawn = |report: &Report, name| of_report(report, name).expect("its name").is_some();
    assert!(on_time_differs(&report) && is_drawn(&report, "dung-han"));
    all_in_time(&mut report.dossiers.total);
    report.dossiers.by_department.iter_mut().for_each(all_in_time);
    assert!(!on_time_differs(&report) && !is_drawn(&report, "dung-han"));
    // One that is small and late is seen.
    let small = report.dossiers.by_department.iter_mut().find(|line| line.small);
    small.expect("a small one").on_time_rate = Ratio::new(1, 2);
    assert!(on_time_differs(&report) && is_drawn(&report, "dung-han"));

    let trend = report.trend.as_mut().expect("a trend");
    let full = drawn_rates(trend);
    assert!(full.on_time && full.satisfied);
    trend.periods.iter_mut().for_each(|line| line.on_time_rate = Ratio::new(7, 7));
    let drawn = drawn_rates(trend);
    assert!(!drawn.on_time && drawn.satisfied);
    let chart = of_report(&report, "xu-huong").expect("its name").expect("a chart").remove(0);
    assert_eq!(chart.caption, "Mức độ hài lòng qua các kỳ");
}

#[test]
fn letters_owed_for_all_that_is_late_are_no_panel_of_their_own() {
    let mut report = sample::report();
    let titles = |report: &Report| -> Vec<String> {
        let chart = of_report(report, "xu-huong-so-luong").expect("its name").expect("a chart");
        let chart = chart.into_iter().next().expect("one");
        let titles = chart.shapes.iter().filter_map(|shape| match shape {
            Shape::Label { text, bold: true, .. } => Some(text.clone()),
            _ => None,
        });
        std::iter::once(chart.caption).chain(titles).collect()
    };
    let periods = |report: &mut Report, issued: u64, owed: u64| {
        for line in &mut report.trend.as_mut().expect("a trend").periods {
            (line.late, line.open_overdue) = (Some(9), Some(3));
            (line.owed, line.issued) = (Some(owed), Some(issued));
            line.comments = None;
        }
    };
    let late = "Số hồ sơ quá hạn";
    periods(&mut report, 0, 12);
    let caption = "Hồ sơ quá hạn và văn bản xin lỗi qua các kỳ";
    let none_issued = "Số hồ sơ quá hạn (đều chưa phát hành văn bản xin lỗi)";
    assert_eq!(titles(&report), [caption, none_issued]);
    // What was issued, and what is owed for others, is another picture.
    for (issued, owed) in [(5, 12), (0, 11)] {
        periods(&mut report, issued, owed);
        assert_eq!(titles(&report), [caption, late, "Số hồ sơ phải có văn bản xin lỗi"]);
    }
    periods(&mut report, 0, 0);
    assert_eq!(titles(&report), ["Hồ sơ quá hạn qua các kỳ", late]);
}
