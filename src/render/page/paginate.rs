//! Pieces one below the other, page by page: what keeps together, and what is repeated.

use crate::render::page::piece::Placed;
use std::collections::VecDeque;

use crate::render::page::fit::lowered;
use crate::render::page::piece::{Binding, Header, Piece};

/// How tall the text of a page may be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Room {
    pub(crate) first: f32,
    pub(crate) rest: f32,
}

impl Room {
    /// Of the page that is filled.
    fn of(self, pages: &[Placed]) -> f32 {
        if pages.len() > 1 { self.rest } else { self.first }
    }
}

/// Greedy, over runs of pieces that are bound to each other. A run taller than a page is
/// broken where it must be; charts are lowered a little where one more then fits, and one that still does not
/// fit lets the text after it go first.
pub(crate) fn paginate(pieces: Vec<Piece>, headers: &[Header], room: Room) -> Vec<Placed> {
    let mut runs: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match runs.last_mut() {
            Some(run) if piece.with_previous != Binding::Free => run.push(piece),
            _ => runs.push(vec![piece]),
        }
    }
    let mut pages: Vec<Placed> = vec![Vec::new()];
    let mut y = 0.0;
    let mut runs = VecDeque::from(runs);
    while let Some(mut run) = runs.pop_front() {
        let left = room.of(&pages) - y;
        let over = lead(&run) + extent(&run) - left;
        if y > 0.0 && over > 0.01 && run.iter().any(|piece| piece.figure.is_some()) {
            if let Some(gained) = pages.last_mut().and_then(|page| lowered(page, &mut run, over)) {
                y -= gained;
            } else if run.first().is_some_and(|piece| piece.figure.is_some()) {
                let texts: Vec<Vec<Piece>> = runs.drain(..fillers(&runs, left)).collect();
                for text in texts {
                    place(text, headers, room, &mut pages, &mut y);
                }
            }
        }
        if y > 0.0 && over > 0.01 && left > room.rest * BLANK {
            let mut parts = parted(run);
            if parts.len() > 1 {
                parts.into_iter().rev().for_each(|part| runs.push_front(part));
                continue;
            }
            run = parts.pop().unwrap_or_default();
        }
        let again = run
            .first()
            .map_or(0.0, |piece| repeated(piece, headers).map(|header| header.height).sum::<f32>());
        if extent(&run) + again <= room.rest {
            place(run, headers, room, &mut pages, &mut y);
        } else {
            for piece in run {
                place(vec![piece], headers, room, &mut pages, &mut y);
            }
        }
    }
    pages
}

/// Share of a page that is not left blank to keep a table or a section of one whole.
pub(crate) const BLANK: f32 = 0.15;

/// A run, parted where its pieces are only kept together.
fn parted(run: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut parts: Vec<Vec<Piece>> = Vec::new();
    for piece in run {
        match parts.last_mut() {
            Some(part) if piece.with_previous != Binding::Kept => part.push(piece),
            _ => parts.push(vec![piece]),
        }
    }
    parts
}

/// How many runs fill the room that a figure leaves which begins the next page: whole paragraphs of plain text,
/// none beyond a heading, none that leads to a table or another figure, and not the last of all.
fn fillers(runs: &VecDeque<Vec<Piece>>, room: f32) -> usize {
    let plain = |run: &Vec<Piece>| {
        run.iter()
            .all(|piece| piece.figure.is_none() && !in_table(piece) && piece.bookmark.is_none())
    };
    let (mut used, mut count) = (0.0, 0);
    loop {
        let paragraph = runs.iter().skip(count);
        let length = paragraph.clone().skip(1).take_while(|run| lead(run) < 0.01).count() + 1;
        let Some(next) = runs.get(count + length) else { return count };
        let taken = || paragraph.clone().take(length);
        used += taken().map(|run| lead(run) + extent(run)).sum::<f32>();
        let leads_on = next.iter().any(|piece| piece.figure.is_some() || in_table(piece));
        if used > room || leads_on || !taken().all(plain) {
            return count;
        }
        count += length;
    }
}

fn in_table(piece: &Piece) -> bool {
    piece.headers.iter().any(Option::is_some)
}

/// What is drawn above a piece that begins a page.
fn repeated<'h>(piece: &Piece, headers: &'h [Header]) -> impl Iterator<Item = &'h Header> {
    piece.headers.into_iter().flatten().filter_map(|number| headers.get(number))
}

/// The space above a run.
fn lead(run: &[Piece]) -> f32 {
    run.first().map_or(0.0, |piece| piece.gap)
}

fn extent(run: &[Piece]) -> f32 {
    let gaps: f32 = run.iter().skip(1).map(|piece| piece.gap).sum();
    gaps + run.iter().map(|piece| piece.height).sum::<f32>()
}

fn place(run: Vec<Piece>, headers: &[Header], room: Room, pages: &mut Vec<Placed>, y: &mut f32) {
    let gap = lead(&run);
    if *y > 0.0 && *y + gap + extent(&run) > room.of(pages) + 0.01 {
        pages.push(Vec::new());
        *y = 0.0;
    }
    let Some(page) = pages.last_mut() else { return };
    for piece in run {
        if *y > 0.0 {
            *y += piece.gap;
        } else {
            for Header { height, items } in repeated(&piece, headers) {
                let (items, height) = (items.clone(), *height);
                page.push((*y, Piece { items, height, again: true, ..Piece::default() }));
                *y += height;
            }
        }
        let bottom = *y + piece.height;
        page.push((*y, piece));
        *y = bottom.max(0.001);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Chart;
    use crate::render::page::piece::ChartFigure;
    use crate::render::page::scene::Node;

    const EVEN: Room = Room { first: 100.0, rest: 100.0 };

    fn piece(height: f32, with_previous: Binding) -> Piece {
        Piece { height, with_previous, ..Piece::default() }
    }

    #[track_caller]
    fn case(pieces: Vec<Piece>, headers: &[Header], expected: &[usize]) {
        let pages = paginate(pieces, headers, EVEN);
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), expected);
    }

    #[test]
    fn bound_pieces_share_a_page() {
        use Binding::{Bound, Free};
        case(vec![piece(60.0, Free), piece(30.0, Free), piece(20.0, Free)], &[], &[2, 1]);
        case(vec![piece(60.0, Free), piece(30.0, Free), piece(20.0, Bound)], &[], &[1, 2]);
        case(vec![piece(60.0, Free), piece(30.0, Bound), piece(20.0, Bound)], &[], &[2, 1]);
    }

    #[test]
    fn a_small_table_is_cut_before_it_leaves_much_of_a_page_blank() {
        use Binding::{Bound, Free, Kept};
        let row = |binding| Piece { headers: [Some(0), None], ..piece(10.0, binding) };
        let table = || vec![row(Free), row(Bound), row(Kept), row(Kept), row(Bound)];
        let headers = [Header { height: 10.0, items: Vec::new() }];
        let after = |top: f32, expected: &[usize]| {
            case([vec![piece(top, Free)], table()].concat(), &headers, expected);
        };
        after(50.0, &[6]);
        // Three rows, and two below the header once more.
        after(60.0, &[4, 3]);
        // A seventh of a page may be blank.
        after(86.0, &[1, 6]);
    }

    fn drawing(height: f32) -> ChartFigure {
        let (id, caption, alt) = (String::new(), String::new(), String::new());
        let (shapes, narrow) = (Vec::new(), crate::document::Drawing::default());
        let chart = Chart { id, caption, alt, width: 165.0, height, shapes, narrow };
        ChartFigure { node: Node(0), chart, scale: 1.0, left: 0.0 }
    }

    #[test]
    fn charts_are_lowered_where_one_more_then_fits() {
        use Binding::{Bound, Free};
        let figure = || Piece { figure: Some(drawing(50.0)), ..piece(50.0, Free) };
        let caption = || piece(4.0, Bound);
        // 108 of 100: by 8 of 100.
        let pages = paginate(vec![figure(), caption(), figure(), caption()], &[], EVEN);
        let ends: Vec<f32> = pages[0].iter().map(|(y, piece)| y + piece.height).collect();
        assert!(pages.len() == 1 && ends.len() == 4, "{ends:?}");
        for (end, want) in ends.iter().zip([46.0, 50.0, 96.0, 100.0]) {
            assert!((end - want).abs() < 0.01, "{ends:?}");
        }
        // 112 would ask for more than a tenth.
        case(vec![piece(12.0, Free), figure(), figure()], &[], &[2, 1]);
    }

    #[test]
    fn text_after_a_figure_fills_the_page_that_it_leaves() {
        use Binding::{Bound, Free};
        let figure = || Piece { figure: Some(drawing(50.0)), ..piece(50.0, Free) };
        let text = |height: f32| Piece { gap: 2.0, ..piece(height, Free) };
        let heading = || Piece { bookmark: Some((String::new(), 1)), ..text(5.0) };
        let row = || Piece { headers: [Some(0), None], ..piece(5.0, Bound) };
        let top = || piece(70.0, Free);
        // The paragraph of 10 goes first, the one of 30 does not fit.
        case(vec![top(), figure(), text(10.0), text(30.0), text(3.0)], &[], &[2, 3]);
        // A paragraph goes whole or not at all.
        case(vec![top(), figure(), text(10.0), piece(20.0, Free), text(3.0)], &[], &[1, 4]);
        // Nothing goes past a heading; what leads to a table stays with it; the last stays last.
        case(vec![top(), figure(), heading(), text(3.0), text(3.0)], &[], &[1, 4]);
        case(vec![top(), figure(), text(3.0), text(5.0), row(), text(3.0)], &[], &[1, 5]);
        case(vec![top(), figure(), text(10.0)], &[], &[1, 2]);
    }

    #[test]
    fn a_gap_at_the_top_of_a_page_is_dropped() {
        let low = Piece { gap: 10.0, height: 100.0, ..Piece::default() };
        let pages = paginate(vec![piece(50.0, Binding::Free), low], &[], EVEN);
        assert_eq!(pages.len(), 2);
        assert!(pages[1][0].0 < 0.01);
    }

    #[test]
    fn the_foot_of_the_first_page_leaves_it_less_room() {
        let pieces = vec![piece(40.0, Binding::Free); 5];
        let pages = paginate(pieces, &[], Room { first: 79.0, rest: 100.0 });
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2, 2]);
    }

    #[test]
    fn a_table_header_is_drawn_again_on_each_page() {
        let row = Piece { height: 30.0, headers: [Some(0), None], ..Piece::default() };
        let headers = [Header { height: 20.0, items: Vec::new() }];
        case([vec![piece(20.0, Binding::Free)], vec![row; 5]].concat(), &headers, &[3, 3, 2]);
    }
}
