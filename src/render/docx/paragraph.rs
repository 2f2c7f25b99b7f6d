//! Single paragraphs and runs.

use crate::document::Inline;
use crate::render::docx::units::twips;
use docx_rs::{BreakType, Paragraph, Run};

pub(crate) fn paragraph(style: &str, text: &[Inline]) -> Paragraph {
    with_runs(Paragraph::new().style(style), text)
}

/// The same after what a paragraph begins with.
pub(crate) fn with_runs(start: Paragraph, text: &[Inline]) -> Paragraph {
    Inline::merged(text).iter().map(inline_run).fold(start, Paragraph::add_run)
}

/// Text, with its line breaks.
pub(crate) fn run(text: &str) -> Run {
    let mut run = Run::new();
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            run = run.add_break(BreakType::TextWrapping);
        }
        if !line.is_empty() {
            run = run.add_text(line);
        }
    }
    run
}

/// A line of some width in the middle of the room.
pub(crate) fn rule(room: f32, width: f32) -> Paragraph {
    let side = twips(((room - width) / 2.0).max(0.0));
    Paragraph::new().style("DuongKe").indent(Some(side), None, Some(side), None)
}

pub(crate) fn line(style: &str, text: &str) -> Paragraph {
    Paragraph::new().style(style).add_run(run(text))
}

fn inline_run(inline: &Inline) -> Run {
    let mut run = run(&inline.text);
    if inline.bold {
        run = run.bold();
    }
    if inline.italic {
        run = run.italic();
    }
    run
}
