//! In which order runs of pieces stand and where pages end: the cheapest for all pages together.

use crate::render::page::fit::share;
use crate::render::page::piece::{Binding, Header, Piece};
use crate::render::page::sequence::{Float, Passing, Sequence, gap, sequence};

/// How tall the text of a page may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    pub(crate) first: f32,
    pub(crate) rest: f32,
}

/// Share of a page that is not left blank to keep a table or a section of one whole.
pub(crate) const BLANK: f32 = 0.15;

/// A run, and how it is put on the pages.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct PageStep {
    pub(crate) run: usize,
    /// Its charts and those that are on the page already are drawn lower, by so much in all.
    pub(crate) lowered: Option<f32>,
    /// Pieces of it, from 0, that begin a page.
    pub(crate) begins: Vec<usize>,
}

// What is paid for. A foot of a page that stays blank is the worst, then a small table that is parted; that a table
// waits while the text goes on costs little, since the text calls it by its number.
const FOOT: f32 = 1000.0;
const PARTED: f32 = 100.0;
/// For a foot of a whole page, before a chart.
const FOOT_BEFORE_CHART: f32 = 150.0;
const PAGE: f32 = 5.0;
/// For a paragraph that goes before a table or chart; and where it goes on to the next page meanwhile.
const WAIT: f32 = 1.0;
const WAIT_OVER_PAGE: f32 = 20.0;
/// For a chart before a table that stood before it, or the other way round.
const EXCHANGE: f32 = 3.0;
const LOWERED: f32 = 2.0;

/// How many ways to fill the pages up to one place are followed.
const WAYS: usize = 12;

/// How much of a page some pieces take.
#[derive(Clone, Copy, Debug, Default)]
struct PieceExtent {
    gap: f32,
    height: f32,
    /// Of the headers that are drawn again above it at the top of a page.
    again: f32,
    /// Of its charts.
    charts: f32,
}

/// Pages filled so far.
#[derive(Clone, Copy, Debug)]
struct Pageful {
    /// How much of the sequence is placed.
    in_order: usize,
    tables: usize,
    charts: usize,
    y: f32,
    is_first_page: bool,
    /// Heights of the charts on the page, as they are made and as they are drawn.
    natural: f32,
    drawn: f32,
    price: f32,
    /// The last step, in the list of all.
    last: Option<usize>,
}

struct Search<'a> {
    runs: &'a [Vec<Piece>],
    headers: &'a [Header],
    room: Room,
    /// Each with the one before it.
    steps: Vec<(Option<usize>, PageStep)>,
}

/// The steps that cost least.
pub(crate) fn cheapest(runs: &[Vec<Piece>], headers: &[Header], room: Room) -> Vec<PageStep> {
    let mut search = Search { runs, headers, room, steps: Vec::with_capacity(runs.len()) };
    let sequence = sequence(runs, |run| !search.is_taller_than_a_page(run));
    let start = Pageful {
        in_order: 0,
        tables: 0,
        charts: 0,
        y: 0.0,
        is_first_page: true,
        natural: 0.0,
        drawn: 0.0,
        price: 0.0,
        last: None,
    };
    let mut ways = vec![start];
    let count = sequence.in_order.len() + sequence.tables.len() + sequence.charts.len();
    for _ in 0..count {
        let next = ways.iter().flat_map(|way| search.next(way, &sequence)).collect();
        ways = cheap(next);
    }
    search.path(ways.first().and_then(|way| way.last))
}

/// The ways that cost least of those that have placed the same.
fn cheap(mut ways: Vec<Pageful>) -> Vec<Pageful> {
    let placed = |way: &Pageful| (way.in_order, way.tables, way.charts);
    ways.sort_by(|a, b| {
        placed(a).cmp(&placed(b)).then(a.price.total_cmp(&b.price)).then(a.y.total_cmp(&b.y))
    });
    let mut kept: Vec<Pageful> = Vec::with_capacity(ways.len());
    for way in ways {
        let like = kept.iter().rev().take_while(|other| placed(other) == placed(&way));
        let same = |other: &Pageful| {
            (other.y - way.y).abs() < 0.01
                && (other.drawn - way.drawn).abs() < 0.01
                && other.is_first_page == way.is_first_page
        };
        if like.clone().count() < WAYS && !like.clone().any(same) {
            kept.push(way);
        }
    }
    // The cheapest of all is the first once everything is placed.
    kept
}

impl<'a> Search<'a> {
    fn path(&self, last: Option<usize>) -> Vec<PageStep> {
        let step = |index: usize| self.steps.get(index);
        let mut steps: Vec<PageStep> =
            std::iter::successors(last.and_then(step), |(before, _)| before.and_then(step))
                .map(|(_, step)| step.clone())
                .collect();
        steps.reverse();
        steps
    }

    fn is_taller_than_a_page(&self, pieces: &[Piece]) -> bool {
        let extent = self.extent(pieces);
        extent.height + extent.again > self.room.rest
    }

    /// The ways to place one thing more.
    fn next(&mut self, way: &Pageful, sequence: &Sequence) -> Vec<Pageful> {
        let mut ways = Vec::new();
        let waiting = |floats: &[Float], placed: usize| {
            let waits = |float: &&Float| float.in_order <= way.in_order;
            floats.iter().skip(placed).take_while(waits).count()
        };
        let tables = waiting(&sequence.tables, way.tables);
        let charts = waiting(&sequence.charts, way.charts);
        if let Some(next) = sequence.in_order.get(way.in_order) {
            match next.passing {
                Passing::Paragraph(count) => {
                    ways.push(self.text(way, next.first, count, tables + charts));
                }
                Passing::Never if way.tables == next.tables && way.charts == next.charts => {
                    ways.extend(self.run(way, next.first));
                }
                Passing::Never => {}
            }
            for way in &mut ways {
                way.in_order += 1;
            }
        }
        if let Some(table) = sequence.tables.get(way.tables).filter(|_| tables > 0) {
            let past = if way.charts < table.others { EXCHANGE } else { 0.0 };
            for next in self.run(way, table.run) {
                let price = past + self.waited(&next, charts);
                ways.push(Pageful { tables: way.tables + 1, ..paid(next, price) });
            }
        }
        if let Some(chart) = sequence.charts.get(way.charts).filter(|_| charts > 0) {
            let past = if way.tables < chart.others { EXCHANGE } else { 0.0 };
            for next in self.run(way, chart.run) {
                let price = past + self.waited(&next, tables);
                ways.push(Pageful { charts: way.charts + 1, ..paid(next, price) });
            }
        }
        ways
    }

    /// The price of a page that begins while so much waits.
    fn waited(&self, way: &Pageful, waiting: usize) -> f32 {
        let last = way.last.and_then(|last| self.steps.get(last));
        let begins = last.is_some_and(|(_, step)| !step.begins.is_empty());
        if begins { WAIT_OVER_PAGE * waiting as f32 } else { 0.0 }
    }

    /// A paragraph, past so much that waits.
    fn text(&mut self, way: &Pageful, first: usize, count: usize, waiting: usize) -> Pageful {
        let mut next = *way;
        for run in first..first + count {
            let pieces = self.pieces(run);
            let over_page = next.y > 0.0 && self.over(&next, self.extent(pieces)) > 0.01;
            next = self.placed(next, run, &[pieces]);
            if over_page && waiting > 0 {
                next.price += WAIT_OVER_PAGE;
            }
        }
        paid(next, WAIT * waiting as f32)
    }

    /// The ways to place a run whole, lowered or parted.
    fn run(&mut self, way: &Pageful, run: usize) -> Vec<Pageful> {
        let pieces = self.pieces(run);
        if self.is_taller_than_a_page(pieces) {
            return vec![self.placed(*way, run, &self.least_parts(pieces))];
        }
        let extent = self.extent(pieces);
        let over = self.over(way, extent);
        let mut ways = vec![self.placed(*way, run, &[pieces])];
        if way.y == 0.0 || over <= 0.01 {
            return ways;
        }
        if extent.charts > 0.0
            && let Some(share) = share(way.natural + extent.charts, way.drawn + extent.charts, over)
        {
            let gained = way.drawn - way.natural * share;
            let lower = Pageful { y: way.y - gained, drawn: way.natural * share, ..*way };
            let height = extent.height - extent.charts * (1.0 - share);
            ways.push(self.lowered(lower, run, PieceExtent { height, ..extent }, (over, share)));
        }
        if self.left(way) > self.room.rest * BLANK {
            let parts = parts(pieces);
            if parts.len() > 1 {
                ways.push(paid(self.placed(*way, run, &parts), PARTED));
            }
        }
        ways
    }

    /// What a run that no page holds is parted into: where its pieces are only kept together, and piece by piece only
    /// where such a part is itself taller than a page.
    fn least_parts(&self, run: &'a [Piece]) -> Vec<&'a [Piece]> {
        let mut least = Vec::new();
        for part in parts(run) {
            if self.is_taller_than_a_page(part) {
                least.extend(part.chunks(1));
            } else {
                least.push(part);
            }
        }
        least
    }

    /// Puts what a run is parted into on the page, each on the next one where it does not fit.
    fn placed(&mut self, mut way: Pageful, run: usize, parts: &[&[Piece]]) -> Pageful {
        let mut begins = Vec::new();
        let mut pieces = 0;
        for part in parts {
            let extent = self.extent(part);
            if way.y > 0.0 && self.over(&way, extent) > 0.01 {
                way.price += PAGE + self.foot(&way, extent.charts > 0.0);
                way = Pageful { y: 0.0, is_first_page: false, natural: 0.0, drawn: 0.0, ..way };
                begins.push(pieces);
            }
            way = below(way, extent);
            pieces += part.len();
        }
        self.stepped(way, PageStep { run, lowered: None, begins })
    }

    /// Puts a run on the page, whose charts are drawn lower by `over` in all, to a share of what they are.
    fn lowered(
        &mut self,
        way: Pageful,
        run: usize,
        extent: PieceExtent,
        (over, share): (f32, f32),
    ) -> Pageful {
        let way = below(way, extent);
        let step = PageStep { run, lowered: Some(over), begins: Vec::new() };
        let next = Pageful { drawn: way.natural * share, ..self.stepped(way, step) };
        paid(next, LOWERED)
    }

    fn stepped(&mut self, way: Pageful, step: PageStep) -> Pageful {
        self.steps.push((way.last, step));
        Pageful { last: Some(self.steps.len() - 1), ..way }
    }

    /// The price of what stays blank if a page ends here.
    fn foot(&self, way: &Pageful, chart_is_next: bool) -> f32 {
        let blank = self.left(way) / self.room.rest - BLANK;
        match (blank > 0.0, chart_is_next) {
            (false, _) => 0.0,
            (true, true) => blank * FOOT_BEFORE_CHART,
            (true, false) => (1.0 + blank) * FOOT,
        }
    }

    fn left(&self, way: &Pageful) -> f32 {
        let room = if way.is_first_page { self.room.first } else { self.room.rest };
        room - way.y
    }

    fn over(&self, way: &Pageful, extent: PieceExtent) -> f32 {
        extent.gap + extent.height - self.left(way)
    }

    fn pieces(&self, run: usize) -> &'a [Piece] {
        self.runs.get(run).map_or(&[], Vec::as_slice)
    }

    fn extent(&self, run: &[Piece]) -> PieceExtent {
        let gaps: f32 = run.iter().skip(1).map(|piece| piece.gap).sum();
        let height = gaps + run.iter().map(|piece| piece.height).sum::<f32>();
        let drawn = run.iter().filter(|piece| piece.figure.is_some()).map(|piece| piece.height);
        let again = run.first().map_or(0.0, |piece| {
            repeated(piece, self.headers).map(|header| header.height).sum::<f32>()
        });
        PieceExtent { gap: gap(run), height, again, charts: drawn.sum() }
    }
}

/// With pieces of this extent below what is on the page.
fn below(way: Pageful, extent: PieceExtent) -> Pageful {
    let y = way.y + if way.y > 0.0 { extent.gap } else { extent.again };
    Pageful {
        y: (y + extent.height).max(0.001),
        natural: way.natural + extent.charts,
        drawn: way.drawn + extent.charts,
        ..way
    }
}

fn paid(way: Pageful, price: f32) -> Pageful {
    Pageful { price: way.price + price, ..way }
}

/// What is drawn above a piece that begins a page.
pub(crate) fn repeated<'h>(
    piece: &Piece,
    headers: &'h [Header],
) -> impl Iterator<Item = &'h Header> {
    piece.headers.into_iter().flatten().filter_map(|number| headers.get(number))
}

/// A run, parted where its pieces are only kept together.
fn parts(run: &[Piece]) -> Vec<&[Piece]> {
    run.chunk_by(|_, piece| piece.with_previous != Binding::Kept).collect()
}
