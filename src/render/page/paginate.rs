//! Pieces one below the other, page by page: what keeps together, and what is repeated.

use crate::render::page::fit::lowered;
use crate::render::page::order::{Room, cheapest, repeated};
use crate::render::page::piece::{Binding, Header, Piece, Placed};

/// Runs of pieces that are bound to each other, in the order that `order` finds best.
pub(crate) fn paginate(pieces: Vec<Piece>, headers: &[Header], room: Room) -> Vec<Placed> {
    let mut runs: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        match runs.last_mut() {
            Some(run) if piece.with_previous != Binding::Free => run.push(piece),
            _ => runs.push(vec![piece]),
        }
    }
    let steps = cheapest(&runs, headers, room);
    let mut pages: Vec<Placed> = vec![Vec::new()];
    let mut y = 0.0;
    for step in steps {
        let Some(mut run) = runs.get_mut(step.run).map(std::mem::take) else { continue };
        if let (Some(over), Some(page)) = (step.lowered, pages.last_mut()) {
            y -= lowered(page, &mut run, over).unwrap_or_default();
        }
        for (place, piece) in run.into_iter().enumerate() {
            if step.begins.contains(&place) {
                pages.push(Vec::new());
                y = 0.0;
            }
            if let Some(page) = pages.last_mut() {
                y = put(piece, headers, page, y);
            }
        }
    }
    pages
}

/// Puts a piece on a page that is filled down to `y`; gives down to where it is then.
fn put(piece: Piece, headers: &[Header], page: &mut Placed, mut y: f32) -> f32 {
    if y > 0.0 {
        y += piece.gap;
    } else {
        for Header { height, items } in repeated(&piece, headers) {
            let (items, height) = (items.clone(), *height);
            page.push((y, Piece { items, height, again: true, ..Piece::default() }));
            y += height;
        }
    }
    let bottom = y + piece.height;
    page.push((y, piece));
    bottom.max(0.001)
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

    #[test]
    fn a_run_that_no_page_holds_is_parted_only_where_its_pieces_are_kept() {
        use Binding::{Bound, Free, Kept};
        // A heading with the first row of a table, rows that are kept, and the last row with the one before.
        let run = |kept: usize| {
            let rows = std::iter::repeat_n(piece(10.0, Kept), kept);
            let ends = (vec![piece(10.0, Free), piece(10.0, Bound)], piece(10.0, Bound));
            [ends.0, rows.collect(), vec![ends.1]].concat()
        };
        case(run(8), &[], &[9, 2]);
        case(run(7), &[], &[10]);
        // The heading is not left at the foot of a page either.
        case([vec![piece(90.0, Free)], run(8)].concat(), &[], &[1, 9, 2]);
        // What is bound and taller than a page is broken all the same.
        let bound = std::iter::repeat_n(piece(10.0, Bound), 11);
        let tall = [vec![piece(5.0, Free)], bound.collect(), vec![piece(10.0, Kept)]].concat();
        case(tall, &[], &[10, 3]);
    }

    #[test]
    fn text_that_no_page_holds_does_not_run_off_the_paper() {
        use Binding::{Bound, Free};
        // A note of twelve lines, which stay together where a page holds them.
        let note = || [vec![piece(10.0, Free)], vec![piece(10.0, Bound); 11]].concat();
        let next = || vec![Piece { gap: 2.0, ..piece(10.0, Free) }];
        case([note(), next()].concat(), &[], &[10, 3]);
        let figure = Piece { figure: Some(drawing(50.0)), may_wait: true, ..piece(50.0, Free) };
        let pieces = [vec![piece(60.0, Free), figure], note(), next()].concat();
        for page in paginate(pieces, &[], EVEN) {
            let bottom = page.last().map_or(0.0, |(y, piece)| y + piece.height);
            assert!(bottom <= 100.01, "{bottom}");
        }
    }

    fn drawing(height: f32) -> ChartFigure {
        let (id, caption, alt) = (String::new(), String::new(), String::new());
        let (shapes, narrow) = (Vec::new(), crate::document::Drawing::default());
        let chart = Chart { id, caption, alt, width: 165.0, height, shapes, narrow };
        ChartFigure { node: Node(0), chart, scale: 1.0, left: 0.0 }
    }

    #[test]
    fn nothing_goes_into_a_list_that_is_announced() {
        use Binding::Free;
        let figure = Piece { figure: Some(drawing(70.0)), may_wait: true, ..piece(70.0, Free) };
        let item = |height: f32, is_announced: bool| Piece {
            gap: 2.0,
            is_announced,
            ..piece(height, Free)
        };
        let parted = |is_announced: bool| {
            let lead = Piece { gap: 2.0, ..piece(10.0, Free) };
            let items = [20.0, 21.0].map(|height| item(height, is_announced));
            let mut pieces = vec![piece(60.0, Free), figure.clone(), lead];
            pieces.extend(items);
            pieces.push(item(40.0, false));
            let pages = paginate(pieces, &[], EVEN);
            let heights: Vec<f32> = pages.iter().flatten().map(|(_, piece)| piece.height).collect();
            let place = |height: f32| heights.iter().position(|own| (own - height).abs() < 0.1);
            place(21.0) != place(20.0).map(|at| at + 1)
        };
        assert!(parted(false) && !parted(true));
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
        let figure = || Piece { figure: Some(drawing(50.0)), may_wait: true, ..piece(50.0, Free) };
        let text = |height: f32| Piece { gap: 2.0, ..piece(height, Free) };
        let heading = || Piece { bookmark: Some((String::new(), 1)), ..text(5.0) };
        let row = || Piece { headers: [Some(0), None], ..piece(5.0, Bound) };
        let top = || piece(70.0, Free);
        // The paragraph of 10 goes first, the one of 30 does not fit.
        case(vec![top(), figure(), text(10.0), text(30.0), text(3.0)], &[], &[2, 3]);
        // A paragraph may go on to the next page before the figure.
        let line = || piece(10.0, Free);
        case(vec![top(), figure(), text(10.0), line(), line(), text(3.0)], &[], &[3, 3]);
        // Nothing goes past a heading or a table that it leads to; the last stays last.
        case(vec![top(), figure(), heading(), text(3.0), text(3.0)], &[], &[1, 4]);
        case(vec![top(), figure(), text(3.0), text(5.0), row(), text(3.0)], &[], &[2, 4]);
        case(vec![top(), figure(), text(10.0)], &[], &[1, 2]);
    }

    /// Four rows below a caption, which a sentence calls by number.
    fn called() -> Vec<Piece> {
        use Binding::{Bound, Free, Kept};
        let row = |binding| Piece { headers: [Some(0), None], ..piece(10.0, binding) };
        let caption = Piece { may_wait: true, ..piece(5.0, Free) };
        vec![caption, row(Bound), row(Bound), row(Kept), row(Bound)]
    }

    #[test]
    fn a_table_that_is_called_by_number_waits_for_the_next_page_rather_than_being_parted() {
        use Binding::Free;
        let headers = [Header { height: 0.0, items: Vec::new() }];
        let text = |height: f32| Piece { gap: 1.0, ..piece(height, Free) };
        let after = |texts: &[f32], expected: &[usize]| {
            let texts = texts.iter().map(|height| text(*height)).collect();
            let pieces = [vec![piece(60.0, Free)], called(), texts].concat();
            case(pieces, &headers, expected);
        };
        // What follows fills the foot of the page.
        after(&[14.0, 14.0, 5.0], &[3, 6]);
        // What follows is too short for it: the table is parted.
        after(&[8.0, 5.0], &[4, 5]);
        // One that no sentence calls does not wait.
        let mut pieces = [vec![piece(60.0, Free)], called(), vec![text(14.0); 3]].concat();
        pieces[1].may_wait = false;
        case(pieces, &headers, &[4, 6]);
    }

    #[test]
    fn a_chart_changes_places_with_a_table_where_both_then_stand_whole() {
        use Binding::Free;
        let headers = [Header { height: 0.0, items: Vec::new() }];
        let figure = Piece { figure: Some(drawing(30.0)), may_wait: true, ..piece(30.0, Free) };
        let pieces = [vec![piece(65.0, Free)], called(), vec![figure, piece(9.0, Free)]];
        let pages = paginate(pieces.concat(), &headers, EVEN);
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [2, 6]);
        assert!(pages[0][1].1.figure.is_some());
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
