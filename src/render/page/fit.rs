//! Charts drawn a little lower, so that one more stands on a page that it would else leave part blank.

use crate::render::page::piece::Piece;
use crate::render::page::piece::Placed;

/// Charts are drawn so much lower at the most, since their letters stay as they are.
const LEAST: f32 = 0.9;

/// Lowers the charts of a page and those of a run alike, so that the run needs `over` less than it would.
/// Gives what the page has gained, or nothing and changes nothing where that asks too much.
pub(crate) fn lowered(page: &mut Placed, run: &mut [Piece], over: f32) -> Option<f32> {
    let figures = || {
        page.iter().map(|(_, piece)| piece).chain(run.iter()).filter(|piece| piece.figure.is_some())
    };
    let natural: f32 = figures().map(natural_height).sum();
    let now: f32 = figures().map(|piece| piece.height).sum();
    let share = share(natural, now, over)?;
    let mut up = 0.0;
    for (y, piece) in page {
        *y -= up;
        up += lower(piece, share);
    }
    for piece in run {
        lower(piece, share);
    }
    Some(up)
}

/// How low charts of these heights in all, as they are made and as they are drawn, become by `over`; nothing where
/// that is too low.
pub(crate) fn share(natural: f32, drawn: f32, over: f32) -> Option<f32> {
    let share = (drawn - over) / natural.max(1.0);
    (share >= LEAST).then_some(share)
}

fn natural_height(piece: &Piece) -> f32 {
    piece.figure.as_ref().map_or(0.0, |figure| figure.chart.height * figure.scale)
}

/// Draws a chart anew; gives by how much it is lower than it was.
fn lower(piece: &mut Piece, share: f32) -> f32 {
    let Some(figure) = &piece.figure else { return 0.0 };
    let height = figure.chart.height * figure.scale * share;
    let gained = piece.height - height;
    piece.items = figure.items(share);
    piece.height = height;
    gained
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Anchor, Chart, Rgb, Shape};
    use crate::render::page::piece::ChartFigure;
    use crate::render::page::scene::Node;
    use crate::render::page::shapes::squeezed;

    fn label(y: f32) -> Shape {
        let (text, anchor, color) = ("Phòng".to_owned(), Anchor::End, Rgb(0, 0, 0));
        Shape::Label { x: 50.0, y, text, size: 10, bold: false, anchor, color, figure: None }
    }

    fn chart(height: f32) -> Piece {
        let shapes = vec![label(height / 2.0)];
        let (id, caption, alt) = (String::new(), String::new(), String::new());
        let narrow = crate::document::Drawing::default();
        let chart = Chart { id, caption, alt, width: 165.0, height, shapes, narrow };
        let figure = ChartFigure { node: Node(0), chart, scale: 1.0, left: 0.0 };
        Piece { height, items: figure.items(1.0), figure: Some(figure), ..Piece::default() }
    }

    #[test]
    fn charts_of_a_page_give_way_alike() {
        let text = || Piece { height: 20.0, ..Piece::default() };
        let mut page = vec![(0.0, chart(100.0)), (100.0, text())];
        let mut run = [chart(60.0)];
        let gained = lowered(&mut page, &mut run, 8.0).unwrap();
        assert!((gained - 5.0).abs() < 0.01, "{gained}");
        assert!((page[0].1.height - 95.0).abs() < 0.01 && (run[0].height - 57.0).abs() < 0.01);
        assert!((page[1].0 - 95.0).abs() < 0.01 && (page[1].1.height - 20.0).abs() < 0.01);
        // A tenth in all, whether at once or bit by bit.
        assert!(lowered(&mut page, &mut run, 9.0).is_none());
        assert!((page[0].1.height - 95.0).abs() < 0.01);
        assert!(lowered(&mut page, &mut run, 7.9).is_some());
        assert!(lowered(&mut [(0.0, text())].to_vec(), &mut [text()], 1.0).is_none());
    }

    #[test]
    fn lines_of_a_name_stay_apart() {
        let ys = |shapes: &[Shape]| -> Vec<f32> {
            let y = |shape: &Shape| match shape {
                Shape::Label { y, .. } | Shape::Bar { y, .. } => *y,
                Shape::Line { from, .. } => from.1,
            };
            shapes.iter().map(y).collect()
        };
        let bar = Shape::Bar { x: 0.0, y: 20.0, width: 9.0, height: 4.0, fill: Rgb(0, 0, 0) };
        let made = squeezed(&[label(10.0), label(13.9), bar, label(41.2)], 0.5);
        let expected = [10.0 - 10.75 / 2.0, 13.9 - 10.75 / 2.0, 10.0, 21.2];
        assert!(
            ys(&made).iter().zip(expected).all(|(y, want)| (y - want).abs() < 0.01),
            "{made:?}"
        );
    }
}
