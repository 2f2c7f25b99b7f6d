//! A chart as inline SVG, with its title and what it says for those who cannot see it.

use crate::document::{Anchor, Chart, Rgb, Shape, millimeters};
use crate::render::html::{HtmlPage, escaped};

/// The chart as a figure; `number` makes its ids.
pub(crate) fn figure(chart: &Chart, number: usize, page: &mut HtmlPage<'_>) {
    page.push("<figure>\n");
    let narrow = &chart.narrow;
    let is_alone = narrow.shapes.is_empty();
    opened(number, if is_alone { "" } else { "wide" }, (chart.width, chart.height), page);
    page.push(&format!("<title id=\"bieu-do-{number}\">{}</title>\n", escaped(&chart.caption)));
    page.push(&format!("<desc id=\"bieu-do-{number}-mo-ta\">{}</desc>\n", escaped(&chart.alt)));
    shapes(&chart.shapes, page);
    page.push("</svg>\n");
    if !is_alone {
        // The style shows one of the two; a hidden text may still name what is seen.
        opened(number, "narrow", (narrow.width, narrow.height), page);
        shapes(&narrow.shapes, page);
        page.push("</svg>\n");
    }
    let caption = escaped(&chart.caption);
    page.push(&format!("<figcaption id=\"hinh-{number}\">{caption}</figcaption>\n</figure>\n"));
}

/// Labels of figures lead to what explains them.
fn shapes(shapes: &[Shape], page: &mut HtmlPage<'_>) {
    for shape in shapes {
        let markup = match (shape, &mut page.links) {
            (Shape::Label { figure: Some(id), .. }, Some(links)) => {
                links.linked_label(id, &drawn(shape))
            }
            _ => drawn(shape),
        };
        page.push(&markup);
    }
}

fn opened(number: usize, class: &str, (width, height): (f32, f32), page: &mut HtmlPage<'_>) {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    // Nothing within a picture can be reached by itself.
    let role = if page.links.is_some() { "group" } else { "img" };
    page.push(&format!(
        "<svg{class} xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width:.2} {height:.2}\" role=\"{role}\" \
         aria-labelledby=\"bieu-do-{number} bieu-do-{number}-mo-ta\">\n"
    ));
}

fn drawn(shape: &Shape) -> String {
    match shape {
        Shape::Bar { x, y, width, height, fill } => format!(
            "<rect x=\"{x:.2}\" y=\"{y:.2}\" width=\"{width:.2}\" height=\"{height:.2}\" fill=\"{}\"/>\n",
            color(*fill)
        ),
        Shape::Line { from, to, width, color: stroke, dashed } => format!(
            "<line x1=\"{:.2}\" y1=\"{:.2}\" x2=\"{:.2}\" y2=\"{:.2}\" stroke=\"{}\" stroke-width=\"{:.2}\"{}/>\n",
            from.0,
            from.1,
            to.0,
            to.1,
            color(*stroke),
            millimeters(*width),
            if *dashed { " stroke-dasharray=\"1.6 1\"" } else { "" }
        ),
        Shape::Label { x, y, text, size, bold, anchor, color: fill, figure: _ } => format!(
            "<text x=\"{x:.2}\" y=\"{y:.2}\" font-size=\"{:.2}\" text-anchor=\"{}\" fill=\"{}\"{}>{}</text>\n",
            millimeters(f32::from(*size)),
            match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            },
            color(*fill),
            if *bold { " font-weight=\"bold\"" } else { "" },
            escaped(text)
        ),
    }
}

fn color(Rgb(red, green, blue): Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}
