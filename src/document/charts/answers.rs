//! Answers to each question as stacked bars around the middle of level 3: dissatisfied to the left, satisfied to the right.

#![expect(clippy::float_arithmetic, reason = "positions on paper")]

use crate::document::chart::{Anchor, Chart, Rgb, Shape};
use crate::document::charts::satisfaction::SMALL;
use crate::document::charts::{
    BAR, BLACK, DARK, MOST_ROWS, PALE, PLOT_LEFT, ROW, WHITE, WIDTH, finished, frame, hatch, label,
    line, name, rectangle, share, text_width,
};
use crate::document::text::thousands;
use crate::model::Ratio;
use crate::report::{QuestionFigures, Report};

const RIGHT: f32 = 164.0;
const LEVELS: [&str; 5] =
    ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"];
const FILLS: [Rgb; 5] = [Rgb(122, 60, 30), Rgb(236, 208, 184), Rgb(240, 240, 240), PALE, DARK];

/// In the order of the questionnaire; questions without a valid answer are left out.
pub(crate) fn chart(report: &Report) -> Option<Chart> {
    let questions: Vec<&QuestionFigures> = report
        .satisfaction
        .by_question
        .iter()
        .filter(|question| question.line.rate.whole > 0)
        .collect();
    if questions.is_empty() {
        return None;
    }
    let shown = questions.len().min(MOST_ROWS);
    let left = questions.iter().map(|q| shares(q)).map(|s| s[0] + s[1] + s[2] / 2.0);
    let left = left.fold(0.1, f32::max);
    let right = questions.iter().map(|q| shares(q)).map(|s| s[4] + s[3] + s[2] / 2.0);
    let right = right.fold(0.1, f32::max);
    let scale = (RIGHT - PLOT_LEFT) / (left + right);
    let axis = PLOT_LEFT + left * scale;

    let mut shapes = legend();
    let top = 19.0;
    let rows = f32::from(u16::try_from(shown).unwrap_or(u16::MAX));
    // Below the bars, so that it does not cross the figures in them.
    shapes.push(line((axis, top), (axis, top + rows * ROW), 0.8, BLACK, true));
    let mut y = top;
    for question in questions.iter().take(shown) {
        let title = format!("{}. {}", question.number, question.line.name);
        name(&mut shapes, &title, question.line.small.then_some(SMALL), y);
        stacked(&mut shapes, question, axis, scale, y + (ROW - BAR) / 2.0);
        y += ROW;
    }
    let mut height = top + rows * ROW + 2.0;
    if questions.len() > shown {
        let rest = format!("Còn {} câu hỏi khác, xem bảng.", questions.len() - shown);
        shapes.push(label(0.0, height + 2.0, rest, 8, Anchor::Start));
        height += 4.0;
    }
    let caption = "Kết quả trả lời theo câu hỏi (số trong thanh là số phiếu)";
    Some(finished("tra-loi", caption, alt(&questions), height, shapes))
}

/// Share of each level in the valid answers.
fn shares(question: &QuestionFigures) -> [f32; 5] {
    let whole = question.line.rate.whole;
    question.line.answers.levels.map(|part| share(Ratio::new(part, whole)))
}

fn stacked(shapes: &mut Vec<Shape>, question: &QuestionFigures, axis: f32, scale: f32, y: f32) {
    let shares = shares(question);
    let mut x = axis - (shares[0] + shares[1] + shares[2] / 2.0) * scale;
    let levels = question.line.answers.levels;
    for (level, ((share, fill), count)) in shares.iter().zip(FILLS).zip(levels).enumerate() {
        let width = share * scale;
        swatch(shapes, level, x, y, width, fill);
        let text = thousands(count);
        if text_width(&text, 8) + 1.0 <= width {
            let dark = level == 0 || level == 4;
            let color = if dark { WHITE } else { BLACK };
            if level < 2 {
                let room = text_width(&text, 8) + 0.6;
                let left = x + (width - room) / 2.0;
                shapes.push(rectangle(left, y + 0.3, room, BAR - 0.6, fill));
            }
            let (x, y) = (x + width / 2.0, y + BAR / 2.0 + 1.0);
            let anchor = Anchor::Middle;
            shapes.push(Shape::Label { x, y, text, size: 8, bold: false, anchor, color });
        }
        x += width;
    }
}

/// A piece of a bar. The two dissatisfied levels carry a hatch, so that they cannot be taken for the satisfied ones.
fn swatch(shapes: &mut Vec<Shape>, level: usize, x: f32, y: f32, width: f32, fill: Rgb) {
    if width <= 0.0 {
        return;
    }
    shapes.push(rectangle(x, y, width, BAR, fill));
    match level {
        0 => hatch(shapes, x, y, width, WHITE),
        1 => hatch(shapes, x, y, width, FILLS[0]),
        _ => {}
    }
    frame(shapes, x, y, width);
}

/// Three to a row: room also for a face that is wider than Times.
const LEGEND_COLUMN: f32 = WIDTH / 3.0;
const LEGEND_ROW: f32 = 6.2;

/// Swatches with their words, in the order of the bars.
fn legend() -> Vec<Shape> {
    let mut shapes = Vec::new();
    let places = [0.0, 1.0].into_iter().flat_map(|row| [0.0, 1.0, 2.0].map(|column| (column, row)));
    for (level, ((words, fill), (column, row))) in LEVELS.iter().zip(FILLS).zip(places).enumerate()
    {
        let (x, y) = (column * LEGEND_COLUMN, 2.0 + row * LEGEND_ROW);
        swatch(&mut shapes, level, x, y, 6.0, fill);
        let words = format!("{}. {words}", level + 1);
        shapes.push(label(x + 7.5, y + 3.3, words, 8, Anchor::Start));
    }
    shapes
}

fn alt(questions: &[&QuestionFigures]) -> String {
    let each: Vec<String> = questions
        .iter()
        .map(|question| {
            let line = &question.line;
            let levels: Vec<String> =
                line.answers.levels.iter().map(|count| thousands(*count)).collect();
            format!(
                "Câu {}: mức 1 đến mức 5 lần lượt {} phiếu, tỷ lệ hài lòng {} (n = {})",
                question.number,
                levels.join(", "),
                line.rate,
                thousands(line.sheets)
            )
        })
        .collect();
    format!("Kết quả trả lời theo câu hỏi. {}.", each.join("; "))
}
