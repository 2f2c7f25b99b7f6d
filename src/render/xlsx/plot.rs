//! Draws a chart into its sheet: Times New Roman, grey-proof fills, titles and a text alternative in Vietnamese.

use rust_xlsxwriter::{
    Chart, ChartAxis, ChartAxisCrossing, ChartAxisLabelPosition, ChartDataLabel,
    ChartDataLabelPosition, ChartErrorBars, ChartErrorBarsDirection, ChartErrorBarsType, ChartFont,
    ChartFormat, ChartLayout, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker,
    ChartMarkerType, ChartPatternFill, ChartPatternFillType, ChartPoint, ChartRange, ChartSeries,
    ChartSolidFill, ChartType, Color, ObjectMovement, Worksheet, XlsxError,
};

use crate::render::xlsx::cell::quotient;
use crate::render::xlsx::graph::{AxisScale, Bars, Graph, GraphFill, NAMES, Series};
use crate::render::xlsx::sheet::OutSheet;
use crate::render::xlsx::text::clean;

const BLACK: Color = Color::RGB(0x0000_0000);
const GREY: Color = Color::RGB(0x00BE_BEBE);
const DARK: Color = Color::RGB(0x0026_4676);
const MIDDLE: Color = Color::RGB(0x007A_98C0);
const PALE: Color = Color::RGB(0x00BA_CBE0);
const LIGHT: Color = Color::RGB(0x00F0_F0F0);
const SAND: Color = Color::RGB(0x00EC_D0B8);
const BROWN: Color = Color::RGB(0x007A_3C1E);
const WHITE: Color = Color::RGB(0x00FF_FFFF);

/// Pixels of a row that holds a part of a chart.
const ROW: u32 = 20;

/// Puts the chart above the table.
pub(super) fn draw(page: &mut Worksheet, sheet: &OutSheet, graph: &Graph) -> Result<(), XlsxError> {
    let mut chart = Chart::new(match graph.bars {
        Bars::Beside => ChartType::Bar,
        Bars::Stacked => ChartType::BarStacked,
        Bars::Joined => ChartType::Line,
    });
    for series in &graph.series {
        match graph.bars {
            Bars::Beside | Bars::Stacked => {
                chart.push_series(&bars(sheet, graph, *series));
            }
            // Of a series that is pushed into a chart of lines the marks are taken away.
            Bars::Joined => *chart.add_series() = joined(sheet, graph, *series),
        }
    }
    for target in &graph.targets {
        match graph.bars {
            Bars::Beside | Bars::Stacked => {
                chart.push_series(&frame(sheet, graph, *target));
            }
            Bars::Joined => *chart.add_series() = level(sheet, graph, *target),
        }
    }
    match graph.bars {
        Bars::Beside | Bars::Stacked => dress(&mut chart, graph),
        Bars::Joined => dress_joined(&mut chart, graph),
    }
    chart.set_alt_text(clean(&graph.alternative(&sheet.rows, |key| sheet.column(key))));
    chart.set_object_movement(ObjectMovement::MoveButDontSizeWithCells);
    let columns = u32::try_from(sheet.widths.len()).unwrap_or_default();
    let width: u32 = sheet.widths.iter().map(|width| u32::from(*width) * 7).sum();
    chart.set_width(width + columns * 5).set_height(graph.height() * ROW - ROW / 2);
    let top = sheet.graph_row();
    for row in top..top + graph.height() {
        page.set_row_height_pixels(row, ROW)?;
    }
    page.insert_chart(top, 0, &chart)?;
    Ok(())
}

/// The rows that are drawn, in one column.
fn range(sheet: &OutSheet, graph: &Graph, column: u16) -> ChartRange {
    let first = sheet.first_row();
    let last = first + graph.rows.saturating_sub(1);
    ChartRange::new_from_range(&sheet.name, first, column, last, column)
}

/// The same of the column of a key.
fn values(sheet: &OutSheet, graph: &Graph, key: &str) -> ChartRange {
    range(sheet, graph, sheet.column(key).unwrap_or(NAMES))
}

fn bars(sheet: &OutSheet, graph: &Graph, series: Series) -> ChartSeries {
    let mut bars = ChartSeries::new();
    bars.set_name(series.name)
        .set_categories(&range(sheet, graph, NAMES))
        .set_values(&values(sheet, graph, series.column))
        .set_format(&mut look(series.fill))
        .set_gap(60);
    match graph.bars {
        Bars::Joined => {}
        Bars::Stacked => {
            bars.set_overlap(100);
        }
        Bars::Beside => {
            // A frame up to the target lies over the bar, other series beside it.
            bars.set_overlap(if graph.targets.is_empty() { 0 } else { 100 });
            let mut label = ChartDataLabel::new();
            label.show_value().set_font(&font(9));
            // At the end of the bar it would stand on the interval or on the target.
            label.set_position(if graph.interval.is_some() || !graph.targets.is_empty() {
                ChartDataLabelPosition::InsideBase
            } else {
                ChartDataLabelPosition::OutsideEnd
            });
            bars.set_data_label(&label);
        }
    }
    if graph.small.contains(&true) {
        let points: Vec<ChartPoint> = graph
            .small
            .iter()
            .map(|small| {
                let fill = if *small { GraphFill::Hatched } else { series.fill };
                ChartPoint::new().set_format(&mut look(fill))
            })
            .collect();
        bars.set_points(&points);
    }
    if let Some([down, up]) = graph.interval {
        let ends = ChartErrorBarsType::Custom(values(sheet, graph, up), values(sheet, graph, down));
        let mut whiskers = ChartErrorBars::new();
        whiskers
            .set_type(ends)
            .set_direction(ChartErrorBarsDirection::Both)
            .set_end_cap(true)
            .set_format(ChartLine::new().set_color(BLACK).set_width(1));
        bars.set_x_error_bars(&whiskers);
    }
    bars
}

/// Colour and mark of a line.
fn line_look(fill: GraphFill) -> (Color, ChartMarkerType) {
    match fill {
        GraphFill::Dark => (DARK, ChartMarkerType::Square),
        GraphFill::Middle
        | GraphFill::Pale
        | GraphFill::White
        | GraphFill::Hatched
        | GraphFill::HatchedDark => (BROWN, ChartMarkerType::Circle),
    }
}

/// The target of a line: dashed, in its colour, without marks.
fn level(sheet: &OutSheet, graph: &Graph, target: Series) -> ChartSeries {
    let (color, _) = line_look(target.fill);
    let mut line = ChartLine::new();
    line.set_color(color).set_width(1).set_dash_type(ChartLineDashType::Dash);
    let mut marker = ChartMarker::new();
    marker.set_none();
    let mut level = ChartSeries::new();
    level
        .set_name(target.name)
        .set_categories(&range(sheet, graph, NAMES))
        .set_values(&values(sheet, graph, target.column))
        .set_format(ChartFormat::new().set_line(&line))
        .set_marker(&marker);
    level
}

/// Points on a line that ends at a blank cell; told apart by their marks.
fn joined(sheet: &OutSheet, graph: &Graph, series: Series) -> ChartSeries {
    let (color, mark) = line_look(series.fill);
    let mut line = ChartLine::new();
    line.set_color(color).set_width(1.5);
    let mut marker = ChartMarker::new();
    marker
        .set_type(mark)
        .set_size(5)
        .set_format(ChartFormat::new().set_solid_fill(ChartSolidFill::new().set_color(color)));
    let mut points = ChartSeries::new();
    points
        .set_name(series.name)
        .set_categories(&range(sheet, graph, NAMES))
        .set_values(&values(sheet, graph, series.column))
        .set_format(ChartFormat::new().set_line(&line))
        .set_marker(&marker);
    points
}

fn dress_joined(chart: &mut Chart, graph: &Graph) {
    chart.title().set_name(&*clean(&graph.title)).set_font(font(13).set_bold());
    if let Some(names) = &graph.names {
        chart.x_axis().set_name(&*clean(names));
    }
    text(chart.x_axis());
    chart.y_axis().set_name(graph.values);
    text(chart.y_axis());
    chart.y_axis().set_major_gridlines_line(ChartLine::new().set_color(GREY).set_width(1));
    // Points need no 0 to be compared, and high rates lie close together: the program chooses where to begin.
    chart.y_axis().set_max(1).set_num_format("0%");
    chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10));
}

/// A dashed frame over each bar: its end marks the target.
fn frame(sheet: &OutSheet, graph: &Graph, target: Series) -> ChartSeries {
    let mut line = ChartLine::new();
    line.set_color(BLACK).set_width(1).set_dash_type(ChartLineDashType::Dash);
    let mut frame = ChartSeries::new();
    frame
        .set_name(target.name)
        .set_categories(&range(sheet, graph, NAMES))
        .set_values(&values(sheet, graph, target.column))
        .set_format(ChartFormat::new().set_no_fill().set_border(&line))
        .set_overlap(100)
        .set_gap(60);
    frame
}

fn dress(chart: &mut Chart, graph: &Graph) {
    chart.title().set_name(&*clean(&graph.title)).set_font(font(13).set_bold());
    // Bars lie: the names stand on the upright axis, from the top down.
    // Their axis needs no title, on which long names would stand.
    chart.y_axis().set_reverse().set_crossing(ChartAxisCrossing::Max);
    chart.y_axis().set_label_position(ChartAxisLabelPosition::Low);
    // Each name: left alone, some programs leave out every second one.
    chart.y_axis().set_label_interval(1);
    text(chart.y_axis());
    chart.x_axis().set_name(graph.values);
    text(chart.x_axis());
    chart.x_axis().set_major_gridlines_line(ChartLine::new().set_color(GREY).set_width(1));
    scaled(chart.x_axis(), graph.scale);
    chart.plot_area().set_layout(&room(graph.height() * ROW));
    if graph.series.len() > 1 || !graph.targets.is_empty() {
        chart.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10));
    } else {
        chart.legend().set_hidden();
    }
}

/// Where the bars are drawn: a third for the names, the rest for title, axis and legend by their own heights.
fn room(height: u32) -> ChartLayout {
    let share = |pixels: u32| quotient(i128::from(pixels), u64::from(height.max(1)));
    ChartLayout::new()
        .set_offset(quotient(37, 100), share(TITLE))
        .set_dimensions(quotient(58, 100), share(height.saturating_sub(TITLE + BELOW)))
}

/// Pixels above the bars.
const TITLE: u32 = 46;
/// Pixels below them: figures and title of the axis, legend.
const BELOW: u32 = 96;

fn text(axis: &mut ChartAxis) {
    axis.set_font(&font(10)).set_name_font(font(10).set_italic());
}

fn scaled(axis: &mut ChartAxis, scale: AxisScale) {
    match scale {
        AxisScale::Share => axis.set_min(0).set_max(1).set_num_format("0%"),
        AxisScale::Around([left, right]) => {
            let tenth = |tenths: i8| quotient(i128::from(tenths), 10);
            axis.set_min(tenth(-left)).set_max(tenth(right)).set_major_unit(tenth(2));
            axis.set_num_format("0%;0%")
        }
        AxisScale::Count => axis.set_min(0),
    };
}

fn font(size: u8) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name("Times New Roman").set_size(size).set_color(BLACK).unset_bold();
    font
}

fn look(fill: GraphFill) -> ChartFormat {
    let mut format = ChartFormat::new();
    format.set_border(ChartLine::new().set_color(BLACK).set_width(1));
    let mut solid = |color: Color| {
        format.set_solid_fill(ChartSolidFill::new().set_color(color));
    };
    match fill {
        GraphFill::Dark => solid(DARK),
        GraphFill::Middle => solid(MIDDLE),
        GraphFill::Pale => solid(PALE),
        GraphFill::White => solid(LIGHT),
        GraphFill::Hatched => hatch(&mut format, BROWN, SAND),
        GraphFill::HatchedDark => hatch(&mut format, WHITE, BROWN),
    }
    format
}

fn hatch(format: &mut ChartFormat, lines: Color, ground: Color) {
    format.set_pattern_fill(
        ChartPatternFill::new()
            .set_pattern(ChartPatternFillType::DiagonalStripesWideUpwards)
            .set_foreground_color(lines)
            .set_background_color(ground),
    );
}
