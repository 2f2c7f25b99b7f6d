//! Rates and counts over like periods. A line ends where what stands behind it cannot be compared.

#![expect(clippy::float_arithmetic, reason = "positions on paper")]

use crate::document::chart::{Anchor, Chart, Drawing, Shape};
use crate::document::charts::Rates;
use crate::document::charts::draw::{
    Area, BLACK, DARK, Fill, LegendKey, SMALL_TEXT, WHITE, block, label, line, of_figure, share,
    ticks,
};
use crate::document::charts::over_time::{Panel, PanelMark, Slots, Strokes, drawings};
use crate::document::charts::width::{text_width, wrapped};
use crate::document::tables::trend_interval;
use crate::document::text::{joined, target as percent, thousands};
use crate::model::{Ratio, capitalized};
use crate::report::{TargetFigures, TrendFigures, TrendLine, TrendMark, figure_id, period_line};

const RATES: f32 = 36.0;
const COUNTS: f32 = 22.0;

/// Which rates a line of periods is drawn of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct DrawnRates {
    pub(crate) on_time: bool,
    pub(crate) satisfied: bool,
}

/// A point is no line, and a level line says nothing that the sentence does not; an interval is seen even where the
/// rate stays.
pub(crate) fn drawn_rates(trend: &TrendFigures) -> DrawnRates {
    let of = |rate: fn(&TrendLine) -> Ratio| -> Vec<u64> {
        trend.periods.iter().filter_map(|line| rate(line).hundredths()).collect()
    };
    let on_time = of(|line| line.on_time_rate);
    DrawnRates {
        on_time: on_time.iter().any(|rate| Some(rate) != on_time.first()),
        satisfied: of(|line| line.satisfaction_rate).len() > 1,
    }
}

/// On-time rate above, satisfaction with its interval below. `own` is the code of the department whose they are.
pub(crate) fn rates(trend: &TrendFigures, goals: &TargetFigures, own: &str) -> Option<Chart> {
    let lines = &trend.periods;
    let id = |number: &str, line: &TrendLine| figure_id(number, &period_line(own, &line.code));
    let drawn = drawn_rates(trend);
    let on_time = panel_of_rates(
        ("Tỷ lệ giải quyết đúng hạn", "hồ sơ đã giải quyết"),
        lines,
        goals.on_time,
        marks(trend, |mark| mark.of_on_time),
        |line| {
            Some(Point {
                rate: line.on_time_rate.hundredths()?,
                interval: None,
                is_small: line.resolved_few(),
                figure: id("XT-02", line),
            })
        },
    )
    .filter(|_| drawn.on_time);
    let satisfied = panel_of_rates(
        ("Mức độ hài lòng chung", "phiếu"),
        lines,
        goals.satisfaction,
        marks(trend, |mark| mark.of_satisfaction),
        |line| {
            Some(Point {
                rate: line.satisfaction_rate.hundredths()?,
                interval: line.interval.map(|ends| ends.map(|end| end * 10)),
                is_small: line.small,
                figure: id("XT-06", line),
            })
        },
    )
    .filter(|_| drawn.satisfied);
    // Called by what is drawn.
    let (caption, name) = match (&on_time, &satisfied) {
        (Some(_), None) => ("Tỷ lệ giải quyết đúng hạn qua các kỳ", "Tỷ lệ giải quyết đúng hạn"),
        (None, Some(_)) => ("Mức độ hài lòng qua các kỳ", "Mức độ hài lòng chung"),
        (Some(_), Some(_)) | (None, None) => (
            "Tỷ lệ giải quyết đúng hạn và mức độ hài lòng qua các kỳ",
            "Tỷ lệ giải quyết đúng hạn và mức độ hài lòng chung",
        ),
    };
    let of_on_time = on_time.as_ref().map(|_| ("đúng hạn", goals.on_time));
    let of_satisfied = satisfied.as_ref().map(|_| ("hài lòng", goals.satisfaction));
    let said = lines.iter().map(|line| {
        let on_time = of_on_time.map(|(of, _)| format!("{of} {}", line.on_time_rate));
        let satisfied = of_satisfied.map(|(of, _)| match &line.interval {
            Some(_) => format!("{of} {} ({})", line.satisfaction_rate, trend_interval(line)),
            None => format!("{of} {}", line.satisfaction_rate),
        });
        let rates: Vec<String> = [on_time, satisfied].into_iter().flatten().collect();
        format!("{} {}", line.name, rates.join(", "))
    });
    let said = said.collect::<Vec<_>>().join("; ");
    let goals = [of_on_time, of_satisfied].into_iter().flatten();
    let goals: Vec<String> =
        goals.filter_map(|(of, goal)| Some(format!("{of} {}", percent(goal?)))).collect();
    let goals = if goals.is_empty() {
        String::new()
    } else {
        format!("; mục tiêu {}", goals.join(", "))
    };
    let words = format!("{name} qua {} kỳ: {said}{goals}", trend.count);
    let panels: Vec<Panel<'_>> = [on_time, satisfied].into_iter().flatten().collect();
    chart(trend, &panels, ("xu-huong", caption), &words)
}

/// Late dossiers, letters and comments.
pub(crate) fn counts(trend: &TrendFigures, own: &str) -> Option<Chart> {
    let lines = &trend.periods;
    let id = |number: &str, line: &TrendLine| figure_id(number, &period_line(own, &line.code));
    let is_owed_for_all = has_one_panel(trend);
    let late = if is_owed_for_all {
        "Số hồ sơ quá hạn (đều chưa phát hành văn bản xin lỗi)"
    } else {
        "Số hồ sơ quá hạn"
    };
    let letters = || {
        panel_of_counts(
            "Số hồ sơ phải có văn bản xin lỗi",
            vec![(Fill::FULL, "đã phát hành"), (Fill::OPEN, "chưa phát hành")],
            lines,
            marks(trend, |mark| mark.of_on_time),
            |line| {
                let (issued, owed) = (line.issued.unwrap_or(0), line.owed?);
                let figure = (issued <= owed).then(|| id("XT-07", line));
                Some(TrendBar { counts: [issued, owed.saturating_sub(issued)], figure })
            },
        )
    };
    let panels = [
        panel_of_counts(
            late,
            vec![(Fill::FULL, "đã giải quyết quá hạn"), (Fill::OPEN, "đang quá hạn cuối kỳ")],
            lines,
            marks(trend, |mark| mark.of_on_time),
            |line| {
                let counts = [line.late?, line.open_overdue.unwrap_or(0)];
                // The sum of both has no id.
                let figure = match counts {
                    [_, 0] => Some(id("XT-03", line)),
                    [0, _] => Some(id("XT-04", line)),
                    _ => None,
                };
                Some(TrendBar { counts, figure })
            },
        ),
        (!is_owed_for_all).then(letters).flatten(),
        panel_of_counts(
            "Số ý kiến của tổ chức, cá nhân",
            Vec::new(),
            lines,
            marks(trend, |mark| mark.of_satisfaction),
            |line| {
                let figure = Some(id("XT-09", line));
                Some(TrendBar { counts: [line.comments?, 0], figure })
            },
        ),
    ];
    // Called by what is drawn.
    let about = [
        panels.first().is_some_and(Option::is_some).then_some("hồ sơ quá hạn"),
        (is_owed_for_all || panels.get(1).is_some_and(Option::is_some))
            .then_some("văn bản xin lỗi"),
        panels.get(2).is_some_and(Option::is_some).then_some("ý kiến"),
    ];
    let about: Vec<String> = about.into_iter().flatten().map(str::to_owned).collect();
    let caption = format!("{} qua các kỳ", capitalized(&joined(&about)));
    let panels: Vec<Panel<'_>> = panels.into_iter().flatten().collect();
    let known = |count: Option<u64>| count.map_or_else(|| "–".to_owned(), thousands);
    let said = lines.iter().map(|line| {
        format!(
            "{} {}; {}; {}; {}; {}",
            line.name,
            known(line.late),
            known(line.open_overdue),
            known(line.owed),
            known(line.issued),
            known(line.comments)
        )
    });
    let words = format!(
        "Số hồ sơ giải quyết quá hạn; đang quá hạn cuối kỳ; phải có văn bản xin lỗi; đã phát hành văn bản; số ý kiến qua {} kỳ: {}",
        trend.count,
        said.collect::<Vec<_>>().join(". ")
    );
    chart(trend, &panels, ("xu-huong-so-luong", &caption), &words)
}

/// Whether each late dossier is owed a letter, and none of these was issued: a panel of letters would be that of late
/// dossiers once more.
fn has_one_panel(trend: &TrendFigures) -> bool {
    let is_same = |line: &TrendLine| {
        let late = line.late.map(|late| late + line.open_overdue.unwrap_or(0));
        late == line.owed && line.issued.unwrap_or(0) == 0
    };
    let has_any = trend.periods.iter().any(|line| line.owed.is_some_and(|owed| owed > 0));
    has_any && trend.periods.iter().all(is_same)
}

fn chart(
    trend: &TrendFigures,
    panels: &[Panel<'_>],
    (id, caption): (&str, &str),
    words: &str,
) -> Option<Chart> {
    if panels.is_empty() {
        return None;
    }
    let names: Vec<&str> = trend.periods.iter().map(|line| line.short.as_str()).collect();
    let [Drawing { width, height, shapes }, narrow] =
        drawings(&names, panels).map(|drawing| explained(drawing, trend, panels));
    let marks = trend.marks.iter().map(|mark| format!("({}) {}", mark.number, mark.sentence));
    let marks: Vec<String> = marks.collect();
    let marks = if marks.is_empty() {
        String::new()
    } else {
        format!(". Không so sánh qua các mốc: {}", marks.join("; "))
    };
    Some(Chart {
        id: id.to_owned(),
        caption: caption.to_owned(),
        alt: format!("{words}{marks}."),
        width,
        height,
        shapes,
        narrow,
    })
}

/// With what the numbers of the marks mean, below.
fn explained(drawing: Drawing, trend: &TrendFigures, panels: &[Panel<'_>]) -> Drawing {
    let Drawing { width, mut height, mut shapes } = drawing;
    let drawn = panels.iter().flat_map(|panel| &panel.marks);
    let drawn: Vec<&str> = drawn.flat_map(|mark| mark.numbers.split(", ")).collect();
    let marks = trend.marks.iter().filter(|mark| drawn.contains(&&*mark.number.to_string()));
    for mark in marks {
        let words = format!("({}) {}.", mark.number, mark.sentence);
        for text in wrapped(&words, width, SMALL_TEXT) {
            height += 3.9;
            shapes.push(label(0.0, height - 1.0, text, SMALL_TEXT, Anchor::Start));
        }
    }
    Drawing { width, height, shapes }
}

/// Marks before each period, of those that concern what is drawn.
fn marks(trend: &TrendFigures, concerns: fn(&TrendMark) -> bool) -> Vec<PanelMark> {
    let own =
        |number: &&u32| trend.marks.iter().any(|mark| mark.number == **number && concerns(mark));
    let places = trend.periods.iter().enumerate().map(|(place, line)| {
        let numbers: Vec<String> = line.marks.iter().filter(own).map(ToString::to_string).collect();
        PanelMark { place, numbers: numbers.join(", ") }
    });
    places.filter(|mark| !mark.numbers.is_empty()).collect()
}

/// A rate of one period.
struct Point {
    /// Hundredths of a percent.
    rate: u64,
    /// The ends of its interval.
    interval: Option<[u64; 2]>,
    /// Whether it is for reference only.
    is_small: bool,
    /// Id of the figure.
    figure: String,
}

/// Two counts of one period on each other.
struct TrendBar {
    counts: [u64; 2],
    /// Id of the figure that both come to.
    figure: Option<String>,
}

/// Nothing where no period has a rate. Beside the title, what fewer than 30 are counted of.
fn panel_of_rates<'p>(
    (title, counted): (&'p str, &str),
    lines: &'p [TrendLine],
    goal: Option<u64>,
    marks: Vec<PanelMark>,
    of: impl Fn(&TrendLine) -> Option<Point>,
) -> Option<Panel<'p>> {
    let points: Vec<Option<Point>> = lines.iter().map(of).collect();
    let known = || points.iter().flatten();
    let lowest = known().map(|point| point.interval.map_or(point.rate, |[low, _]| low));
    let axis = Rates::above(lowest.chain(goal).min().filter(|_| known().next().is_some())?);
    let mut keys = Vec::new();
    let has_intervals = known().any(|point| point.interval.is_some());
    if has_intervals {
        let words = "tỷ lệ và khoảng tin cậy 95%".to_owned();
        keys.push((LegendKey::Point(Fill::FULL), words));
    }
    if known().any(|point| point.is_small) {
        let words = format!("dưới 30 {counted}: chỉ để tham khảo");
        let fill = Fill::Plain(WHITE);
        let key = if has_intervals { LegendKey::Point(fill) } else { LegendKey::Swatch(fill) };
        keys.push((key, words));
    }
    keys.extend(axis.break_key());
    let broken: Vec<usize> = marks.iter().map(|mark| mark.place).collect();
    let target = axis.target(goal);
    let goal = target.as_ref().map(|(share, _)| *share);
    Some(Panel {
        title,
        keys,
        height: RATES,
        ticks: axis.ticks(),
        is_broken: axis.is_broken(),
        target,
        marks,
        widest: text_width(" 100,00%", SMALL_TEXT),
        draw: Box::new(move |shapes, slots| curve(shapes, slots, (&points, axis), (goal, &broken))),
    })
}

/// Points, joined where they can be compared.
fn curve(
    shapes: &mut Vec<Shape>,
    slots: Slots,
    (points, axis): (&[Option<Point>], Rates),
    (goal, broken): (Option<f32>, &[usize]),
) {
    let y = |hundredths: u64| slots.y(axis.at(hundredths, 10_000));
    let mut strokes = Strokes::default();
    strokes.0.extend(goal.map(|share| [f32::MIN, f32::MAX].map(|x| (x, slots.y(share)))));
    let pairs = points.iter().zip(points.iter().skip(1)).enumerate();
    for (before, pair) in pairs {
        if let (Some(from), Some(to)) = pair
            && !broken.contains(&(before + 1))
        {
            let ends = [(slots.x(before), y(from.rate)), (slots.x(before + 1), y(to.rate))];
            shapes.push(line(ends[0], ends[1], 1.5, DARK));
            strokes.0.push(ends);
        }
    }
    let side = (slots.step * 0.55).clamp(0.8, 2.2);
    let last = points.len().saturating_sub(1);
    let mut reach = Vec::new();
    for (place, point) in points.iter().enumerate() {
        let Some(point) = point else { continue };
        let (x, at) = (slots.x(place), y(point.rate));
        let (mut top, mut bottom) = (at - side / 2.0, at + side / 2.0);
        if let Some([low, high]) = point.interval {
            shapes.push(line((x, y(low)), (x, y(high)), 1.0, BLACK));
            if slots.step > 3.0 {
                for end in [y(low), y(high)] {
                    shapes.push(line((x - 1.0, end), (x + 1.0, end), 1.0, BLACK));
                }
            }
            (top, bottom) = (top.min(y(high)), bottom.max(y(low)));
        }
        let (x0, y0) = (x - side / 2.0, at - side / 2.0);
        let fill = if point.is_small { Fill::Plain(WHITE) } else { Fill::FULL };
        block(shapes, Area { x: x0, y: y0, width: side, height: side }, fill);
        strokes.0.push([(x, top), (x, bottom)]);
        reach.push((place, point, (top, bottom)));
    }
    for (place, point, reach) in reach {
        let (rate, id) = (point.rate, Some(point.figure.clone()));
        let (text, x) = (format!("{},{:02}%", rate / 100, rate % 100), slots.x(place));
        if slots.are_all_said {
            let width = text_width(&text, SMALL_TEXT);
            // Beside its marker, where an interval stands above and below that.
            let at = y(rate);
            let own = (at - side / 2.0, at + side / 2.0);
            let ends = [x + side / 2.0 + 0.6, x - side / 2.0 - 0.6 - width];
            let beside = ends.into_iter().filter(|_| point.interval.is_some()).find_map(|left| {
                let is_inside = left > slots.x(0) - slots.step / 2.0
                    && left + width < slots.x(last) + slots.step / 2.0;
                let base = strokes.beside((left, left + width), own, slots);
                base.filter(|_| is_inside).map(|base| (left, base))
            });
            let (left, base) = beside.unwrap_or_else(|| {
                let left = x - width / 2.0;
                (left, strokes.baseline((left, left + width), reach, slots))
            });
            let middle = base - 1.0;
            strokes.0.push([(left, middle), (left + width, middle)]);
            let middle = left + width / 2.0;
            shapes.push(of_figure(label(middle, base, text, SMALL_TEXT, Anchor::Middle), id));
        } else if place == last {
            let x = x + slots.step / 2.0 + 0.8;
            let label = label(x, y(rate) + 1.1, text, SMALL_TEXT, Anchor::Start);
            shapes.push(of_figure(label, id));
        }
    }
}

/// Two kinds on each other; nothing where no period has any.
fn panel_of_counts<'p>(
    title: &'p str,
    keys: Vec<(Fill, &str)>,
    lines: &'p [TrendLine],
    marks: Vec<PanelMark>,
    of: impl Fn(&TrendLine) -> Option<TrendBar>,
) -> Option<Panel<'p>> {
    let bars: Vec<Option<TrendBar>> = lines.iter().map(of).collect();
    let most = bars.iter().flatten().map(|bar| bar.counts.iter().sum::<u64>()).max()?;
    if most == 0 {
        return None;
    }
    let ticks = ticks(most);
    let full = ticks.last().copied().unwrap_or(1);
    let keys = keys.into_iter().map(|(fill, words)| (LegendKey::Swatch(fill), words.to_owned()));
    Some(Panel {
        title,
        keys: keys.collect(),
        height: COUNTS,
        ticks: ticks.iter().map(|tick| (share(*tick, full), thousands(*tick))).collect(),
        is_broken: false,
        target: None,
        marks,
        widest: 0.0,
        draw: Box::new(move |shapes, slots| {
            let width = slots.step * 0.6;
            for (place, bar) in bars.iter().enumerate() {
                let Some(TrendBar { counts: [first, second], figure }) = bar else { continue };
                let x = slots.x(place) - width / 2.0;
                let (middle, top) =
                    (slots.y(share(*first, full)), slots.y(share(first + second, full)));
                let lower = Area { x, y: middle, width, height: slots.y(0.0) - middle };
                block(shapes, lower, Fill::FULL);
                block(shapes, Area { x, y: top, width, height: middle - top }, Fill::OPEN);
                let text = thousands(first + second);
                if text_width(&text, SMALL_TEXT) + 0.8 <= slots.step {
                    let at = (slots.x(place), top - 0.7);
                    let label = label(at.0, at.1, text, SMALL_TEXT, Anchor::Middle);
                    shapes.push(of_figure(label, figure.clone()));
                }
            }
        }),
    })
}
