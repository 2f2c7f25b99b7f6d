//! Rules of tables joined: what touches and goes on is one line, drawn once.

use std::collections::BTreeMap;

use crate::document::Rgb;
use crate::render::page::scene::{Draw, Item, Mark};

/// Millimetres between the ends of lines that still touch.
const TOUCH: f32 = 0.02;

/// Level or upright, where it stands, how wide and of which colour; hundredths and thousandths of a millimetre.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Track {
    upright: bool,
    place: i32,
    width: i32,
    color: (u8, u8, u8),
}

/// The same page with fewer lines: rules that lie on each other or go on from each other become one,
/// after everything else.
pub(crate) fn joined(items: Vec<Item>) -> Vec<Item> {
    let mut tracks: BTreeMap<Track, Vec<Item>> = BTreeMap::new();
    let mut rest = Vec::with_capacity(items.len());
    for item in items {
        match track(&item) {
            Some(track) => tracks.entry(track).or_default().push(item),
            None => rest.push(item),
        }
    }
    for (track, mut lines) in tracks {
        lines.sort_by(|one, other| span(track, one).0.total_cmp(&span(track, other).0));
        let mut last: Option<Item> = None;
        for line in lines {
            let (start, end) = span(track, &line);
            match last.as_mut().filter(|last| start <= span(track, last).1 + TOUCH) {
                Some(last) => lengthen(track, last, end),
                None => rest.extend(last.replace(line)),
            }
        }
        rest.extend(last);
    }
    rest
}

/// None for texts, for slanted lines and for what is drawn as part of a figure.
fn track(item: &Item) -> Option<Track> {
    let (Mark::Artifact, Draw::Line { from, to, width, color }) = (item.mark, &item.draw) else {
        return None;
    };
    let upright = (from.0 - to.0).abs() < 0.001;
    let level = (from.1 - to.1).abs() < 0.001;
    let Rgb(red, green, blue) = *color;
    (upright != level).then_some(Track {
        upright,
        place: (if upright { from.0 } else { from.1 } * 100.0).round() as i32,
        width: (width * 1000.0).round() as i32,
        color: (red, green, blue),
    })
}

/// From where to where along its track.
fn span(track: Track, item: &Item) -> (f32, f32) {
    let Draw::Line { from, to, .. } = &item.draw else { return (0.0, 0.0) };
    let (one, other) = if track.upright { (from.1, to.1) } else { (from.0, to.0) };
    (one.min(other), one.max(other))
}

fn lengthen(track: Track, item: &mut Item, end: f32) {
    let (start, before) = span(track, item);
    let Draw::Line { from, to, .. } = &mut item.draw else { return };
    let end = before.max(end);
    if track.upright {
        (from.1, to.1) = (start, end);
    } else {
        (from.0, to.0) = (start, end);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::page::scene::Node;

    fn line(from: (f32, f32), to: (f32, f32)) -> Item {
        Item::line(from, to, 0.5)
    }

    #[test]
    fn rules_that_go_on_from_each_other_are_one() {
        let rows = vec![
            line((10.0, 5.0), (10.0, 9.0)),
            line((0.0, 9.0), (20.0, 9.0)),
            line((10.0, 9.0), (10.0, 14.0)),
            line((0.0, 9.0), (20.0, 9.0)),
            line((10.0, 30.0), (10.0, 20.0)),
        ];
        let expected = vec![
            line((0.0, 9.0), (20.0, 9.0)),
            line((10.0, 5.0), (10.0, 14.0)),
            line((10.0, 30.0), (10.0, 20.0)),
        ];
        assert_eq!(joined(rows), expected);
    }

    #[test]
    fn lines_of_figures_slanted_ones_and_other_widths_stay() {
        let mut drawn = line((0.0, 0.0), (0.0, 5.0));
        drawn.mark = Mark::Content(Node(0));
        let items = vec![
            drawn.clone(),
            drawn,
            line((0.0, 0.0), (3.0, 5.0)),
            line((0.0, 0.0), (0.0, 5.0)),
            Item::line((0.0, 5.0), (0.0, 6.0), 0.75),
        ];
        assert_eq!(joined(items.clone()), items);
    }
}
