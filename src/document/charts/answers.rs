//! Answers to each question as stacked bars around the middle of level 3: dissatisfied to the left, satisfied to the right.

#![expect(clippy::float_arithmetic, reason = "positions on paper")]

use std::cmp::Reverse;

use crate::document::chart::{Chart, Rgb, Shape};
use crate::document::charts::FEWEST;
use crate::document::charts::draw::{Area, Fill, LegendKey, WHITE, block, figure, share};
use crate::document::charts::rows::{BAR, ChartRow, Frame, Plot, charts};
use crate::document::text::thousands;
use crate::report::{QuestionFigures, Report, TableLines, figure_id, line_code};

const RIGHT: f32 = 130.0;
const BROWN: Rgb = Rgb(122, 60, 30);
const LEVELS: [(&str, Fill); 5] = [
    ("1. Rất không hài lòng", Fill::Hatched(BROWN, WHITE)),
    ("2. Không hài lòng", Fill::Hatched(Rgb(240, 218, 198), BROWN)),
    ("3. Bình thường", Fill::Plain(WHITE)),
    ("4. Hài lòng", Fill::LIGHT),
    ("5. Rất hài lòng", Fill::FULL),
];

/// Numbers of the figures of the levels.
const LEVEL_FIGURES: [&str; 5] = ["HL-11", "HL-12", "HL-13", "HL-14", "HL-15"];

/// Shares of all answers to the left and to the right of the middle of level 3, at most.
#[derive(Clone, Copy)]
struct AnswerSides {
    left: f32,
    right: f32,
}

impl AnswerSides {
    /// Where a share from the middle stands, from 0 to 1.
    fn at(self, share: f32) -> f32 {
        (self.left + share) / (self.left + self.right)
    }
}

/// Highest satisfaction first, small samples after the others; questions with few answers or none are left out.
pub(crate) fn chart(report: &Report) -> Vec<Chart> {
    let questions = report.satisfaction.questions_to_print();
    let mut questions: Vec<_> = questions
        .filter(|(question, is_printed)| *is_printed && question.line.rate.whole > 0)
        .map(|(question, _)| question)
        .collect();
    if questions.is_empty() || report.satisfaction.total.sheets < FEWEST {
        return Vec::new();
    }
    questions.sort_by_key(|question| {
        (question.line.small, Reverse(question.line.rate.hundredths()), question.number)
    });
    let most = |side: fn([f32; 5]) -> f32| {
        questions.iter().map(|question| side(shares(question))).fold(0.0, f32::max)
    };
    let sides = AnswerSides {
        left: most(|s| s[0] + s[1] + s[2] / 2.0),
        right: most(|s| s[4] + s[3] + s[2] / 2.0),
    };
    let rows: Vec<ChartRow<'_>> = questions
        .iter()
        .map(|question| {
            let code = line_code(report, TableLines::Questions, &question.key);
            row(question, sides, code)
        })
        .collect();
    let levels = LEVELS.map(|(words, fill)| (LegendKey::Swatch(fill), words.to_owned()));
    let frame = Frame {
        id: "tra-loi",
        caption: "Kết quả trả lời theo câu hỏi (số trong thanh là số phiếu)",
        alt: "Kết quả trả lời theo câu hỏi",
        keys: levels.to_vec(),
        right: RIGHT,
        ticks: ticks(sides),
        is_broken: false,
        axis: "Tỷ lệ câu trả lời, tính từ giữa mức 3",
        value_head: "Hài lòng (mức 4, 5)",
        target: None,
    };
    charts(&frame, &rows)
}

/// `code` of its line in the report.
fn row(question: &QuestionFigures, sides: AnswerSides, code: Option<String>) -> ChartRow<'_> {
    let id = move |number: &str| code.as_ref().map(|code| figure_id(number, code));
    let line = &question.line;
    let small = if line.small { ", dưới 30 phiếu" } else { "" };
    let levels: Vec<String> = line.answers.levels.iter().map(|count| thousands(*count)).collect();
    let n = thousands(line.sheets);
    ChartRow {
        name: format!("{}. {}", question.number, line.name),
        whole: false,
        value: format!("{} (n = {n})", line.rate),
        figure: id("HL-20"),
        words: format!(
            "câu {}, mức 1 đến mức 5 lần lượt {} phiếu, tỷ lệ hài lòng {} (n = {n}{small})",
            question.number,
            levels.join(", "),
            line.rate
        ),
        draw: Box::new(move |shapes, plot, middle| {
            let ids = LEVEL_FIGURES.map(&id);
            stacked(shapes, (question, ids), (sides, plot), middle);
        }),
    }
}

/// Share of each level in the valid answers.
fn shares(question: &QuestionFigures) -> [f32; 5] {
    let whole = question.line.rate.whole;
    question.line.answers.levels.map(|part| share(part, whole))
}

fn stacked(
    shapes: &mut Vec<Shape>,
    (question, ids): (&QuestionFigures, [Option<String>; 5]),
    (sides, plot): (AnswerSides, Plot),
    middle: f32,
) {
    let shares = shares(question);
    let mut x = plot.at(sides.at(-(shares[0] + shares[1] + shares[2] / 2.0)));
    let counts = question.line.answers.levels;
    for (((share, (_, fill)), count), id) in shares.iter().zip(LEVELS).zip(counts).zip(ids) {
        let width = plot.length(share / (sides.left + sides.right));
        let area = Area { x, y: middle - BAR / 2.0, width, height: BAR };
        block(shapes, area, fill);
        figure(shapes, area, (thousands(count), id), fill);
        x += width;
    }
}

/// Every fifth of the answers to both sides of the middle.
fn ticks(sides: AnswerSides) -> Vec<(f32, String)> {
    (-5_i8..=5)
        .filter(|fifth| {
            let share = f32::from(*fifth) / 5.0;
            share >= -sides.left - 0.001 && share <= sides.right + 0.001
        })
        .map(|fifth| (sides.at(f32::from(fifth) / 5.0), format!("{}%", fifth.unsigned_abs() * 20)))
        .collect()
}
