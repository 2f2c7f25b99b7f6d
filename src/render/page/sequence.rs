//! What of a section keeps its order, and what may wait while the text goes on.

use crate::render::page::piece::Piece;

/// Whether a run may go before a table or chart that waits.
#[derive(Debug)]
pub(crate) enum Passing {
    /// A paragraph may: so many runs.
    Paragraph(usize),
    /// Nothing else does, and nothing goes past it: headings, long tables, what no page holds, the end.
    Never,
}

/// Runs that stay in the order in which they are written.
#[derive(Debug)]
pub(crate) struct OrderedRuns {
    pub(crate) first: usize,
    pub(crate) passing: Passing,
    /// Tables and charts before it.
    pub(crate) tables: usize,
    pub(crate) charts: usize,
}

/// A table or chart that may wait.
#[derive(Debug)]
pub(crate) struct Float {
    pub(crate) run: usize,
    /// How much of what stays in order is written before it.
    pub(crate) in_order: usize,
    /// Charts before a table, tables before a chart.
    pub(crate) others: usize,
}

#[derive(Debug, Default)]
pub(crate) struct Sequence {
    pub(crate) in_order: Vec<OrderedRuns>,
    pub(crate) tables: Vec<Float>,
    pub(crate) charts: Vec<Float>,
}

/// `fits` says whether a page holds a run.
pub(crate) fn sequence(runs: &[Vec<Piece>], fits: impl Fn(&[Piece]) -> bool) -> Sequence {
    let is_text = |run: &[Piece]| is_text(run) && fits(run);
    let mut sequence = Sequence::default();
    let mut index = 0;
    while let Some(run) = runs.get(index) {
        let first = run.first();
        let (in_order, tables, charts) =
            (sequence.in_order.len(), sequence.tables.len(), sequence.charts.len());
        let mut length = 1;
        let is_last = index + 1 == runs.len();
        if first.is_some_and(|piece| piece.may_wait) && !is_last {
            if first.is_some_and(|piece| piece.figure.is_some()) {
                sequence.charts.push(Float { run: index, in_order, others: tables });
            } else {
                sequence.tables.push(Float { run: index, in_order, others: charts });
            }
        } else {
            let rest = runs.get(index + 1..).unwrap_or_default();
            let goes_on = |next: &[Piece]| {
                gap(next) < 0.01 || next.first().is_some_and(|piece| piece.is_announced)
            };
            let more = rest.iter().take_while(|next| goes_on(next) && is_text(next)).count();
            let is_paragraph = is_text(run) && index + 1 + more < runs.len();
            length += if is_paragraph { more } else { 0 };
            let passing = if is_paragraph { Passing::Paragraph(length) } else { Passing::Never };
            sequence.in_order.push(OrderedRuns { first: index, passing, tables, charts });
        }
        index += length;
    }
    sequence
}

fn is_text(run: &[Piece]) -> bool {
    run.iter().all(|piece| {
        piece.figure.is_none()
            && piece.bookmark.is_none()
            && !piece.may_wait
            && piece.headers.iter().all(Option::is_none)
    })
}

/// The space above a run.
pub(crate) fn gap(run: &[Piece]) -> f32 {
    run.first().map_or(0.0, |piece| piece.gap)
}
