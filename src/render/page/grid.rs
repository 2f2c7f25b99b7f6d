//! Tables as plain geometry: column widths, spans, wrapped cells, row heights.

use crate::document::{Align, HeaderCell};
use crate::render::page::faces::{Face, line_height};
use crate::render::page::lines::{Line, set};
use crate::render::page::scene::Mark;
use crate::render::page::setting::{Alignment, Setting, TextRun};
use crate::render::page::words::widest;

/// Space between a cell's edge and its text, in millimetres.
pub(crate) const SIDE: f32 = 1.0;
const ABOVE: f32 = 0.8;

/// A cell at its place; rows and columns count from 0.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct GridCell {
    pub(crate) row: usize,
    pub(crate) column: usize,
    pub(crate) rows: usize,
    pub(crate) columns: usize,
    pub(crate) text: String,
    pub(crate) face: Face,
    pub(crate) align: Alignment,
    pub(crate) mark: Mark,
}

/// Rows that stay together, wrapped.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct ColumnGroup {
    pub(crate) cells: Vec<(GridCell, Vec<Line>)>,
    pub(crate) heights: Vec<f32>,
}

impl ColumnGroup {
    pub(crate) fn height(&self) -> f32 {
        self.heights.iter().sum()
    }
}

pub(crate) fn alignment(align: Align) -> Alignment {
    match align {
        Align::Left => Alignment::Left,
        Align::Center => Alignment::Center,
        Align::Right => Alignment::Right,
    }
}

/// Widths that add up to `total`: by share, but no column narrower than its widest word while
/// others have room to give.
pub(crate) fn column_widths(shares: &[u32], minimums: &[f32], total: f32) -> Vec<f32> {
    let mut fixed: Vec<Option<f32>> = vec![None; shares.len()];
    loop {
        let taken: f32 = fixed.iter().flatten().sum();
        let left: u32 = shares
            .iter()
            .zip(&fixed)
            .filter(|(_, fixed)| fixed.is_none())
            .map(|(share, _)| share)
            .sum();
        let unit = (total - taken).max(0.0) / left.max(1) as f32;
        let mut grew = false;
        for ((slot, share), minimum) in fixed.iter_mut().zip(shares).zip(minimums) {
            if slot.is_none() && *minimum > *share as f32 * unit + 0.001 {
                *slot = Some(*minimum);
                grew = true;
            }
        }
        if !grew || fixed.iter().all(Option::is_some) {
            let widths: Vec<f32> = fixed
                .iter()
                .zip(shares)
                .map(|(fixed, share)| fixed.unwrap_or(*share as f32 * unit))
                .collect();
            let sum: f32 = widths.iter().sum();
            return widths.into_iter().map(|width| width / sum * total).collect();
        }
    }
}

/// Around the figures of a column that gives room away, in millimetres.
const SPARE: f32 = 3.5;

/// Columns of figures give what they do not need, if they stay readable, to columns whose texts take several lines.
pub(crate) fn evened(mut widths: Vec<f32>, minimums: &[f32], naturals: &[f32]) -> Vec<f32> {
    let lacks: Vec<f32> =
        widths.iter().zip(naturals).map(|(width, natural)| (natural - width).max(0.0)).collect();
    let own: Vec<f32> = widths
        .iter()
        .zip(minimums.iter().zip(naturals))
        .map(|(width, (minimum, natural))| (width - minimum.max(natural + SPARE)).max(0.0))
        .collect();
    // Columns that are alike stay alike: each gives what the fullest of them can.
    let spares: Vec<f32> = widths
        .iter()
        .map(|width| {
            let alike = widths.iter().zip(&own).filter(|(other, _)| (*other - width).abs() < 0.05);
            alike.map(|(_, spare)| *spare).fold(f32::INFINITY, f32::min)
        })
        .collect();
    let (lacking, spare): (f32, f32) = (lacks.iter().sum(), spares.iter().sum());
    let moved = lacking.min(spare);
    if moved > 0.0 {
        for (width, (lack, part)) in widths.iter_mut().zip(lacks.iter().zip(&spares)) {
            *width += moved * (lack / lacking - part / spare);
        }
    }
    widths
}

/// Word and LibreOffice set a word some tenths of a millimetre wider, and would break it.
const SLACK: f32 = 0.4;

/// The narrowest that a column may become for the texts in it.
pub(crate) fn minimum<'a>(texts: impl Iterator<Item = (&'a str, Face)>, size: u8) -> f32 {
    texts.map(|(text, face)| widest(text, face, size)).fold(2.0, f32::max) + 2.0 * SIDE + SLACK
}

/// Where each header cell stands, once those covered by spans are stepped over.
pub(crate) fn header_cells(header: &[Vec<HeaderCell>], columns: usize) -> Vec<GridCell> {
    let mut taken = vec![vec![false; columns]; header.len()];
    let mut cells = Vec::new();
    for (row, listed) in header.iter().enumerate() {
        for cell in listed {
            let free = taken.get(row).and_then(|row| row.iter().position(|taken| !taken));
            let Some(column) = free else { continue };
            let wide = (cell.columns.max(1) as usize).min(columns - column);
            let tall = (cell.rows.max(1) as usize).min(header.len() - row);
            for line in taken.iter_mut().skip(row).take(tall) {
                line.iter_mut().skip(column).take(wide).for_each(|taken| *taken = true);
            }
            cells.push(GridCell {
                row,
                column,
                rows: tall,
                columns: wide,
                text: cell.text.clone(),
                face: Face::Bold,
                align: Alignment::Center,
                mark: Mark::Artifact,
            });
        }
    }
    cells
}

/// Wraps the cells of some rows and finds how tall these are.
pub(crate) fn wrapped(cells: Vec<GridCell>, rows: usize, widths: &[f32], size: u8) -> ColumnGroup {
    let single = line_height(size);
    let mut heights = vec![single + 2.0 * ABOVE; rows];
    let cells: Vec<(GridCell, Vec<Line>)> = cells
        .into_iter()
        .map(|cell| {
            let width: f32 = widths.iter().skip(cell.column).take(cell.columns).sum();
            let setting = Setting {
                width: width - 2.0 * SIDE,
                first: 0.0,
                rest: 0.0,
                size,
                align: cell.align,
            };
            let run = TextRun { text: cell.text.clone(), face: cell.face, mark: cell.mark };
            let lines = set(&[run], &setting);
            (cell, lines)
        })
        .collect();
    // Cells of one row first; then what a spanning cell still lacks goes to its last row.
    for spanning in [false, true] {
        for (cell, lines) in cells.iter().filter(|(cell, _)| (cell.rows > 1) == spanning) {
            let needs = lines.len() as f32 * single + 2.0 * ABOVE;
            let has: f32 = heights.iter().skip(cell.row).take(cell.rows).sum();
            if let Some(last) = heights.get_mut(cell.row + cell.rows - 1) {
                *last += (needs - has).max(0.0);
            }
        }
    }
    ColumnGroup { cells, heights }
}

/// A row that no page can hold, cut between its lines; any other as it is.
pub(crate) fn cut(group: ColumnGroup, room: f32, size: u8) -> Vec<ColumnGroup> {
    if group.height() <= room || group.heights.len() != 1 {
        return vec![group];
    }
    let single = line_height(size);
    let most = (((room - 2.0 * ABOVE) / single).floor() as usize).max(1);
    let longest = group.cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
    (0..longest.div_ceil(most))
        .map(|part| {
            let cells: Vec<(GridCell, Vec<Line>)> = group
                .cells
                .iter()
                .map(|(cell, lines)| {
                    (cell.clone(), lines.iter().skip(part * most).take(most).cloned().collect())
                })
                .collect();
            let lines = cells.iter().map(|(_, lines)| lines.len()).max().unwrap_or(0);
            ColumnGroup { cells, heights: vec![lines as f32 * single + 2.0 * ABOVE] }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header(text: &str, columns: u32, rows: u32) -> HeaderCell {
        HeaderCell { text: text.to_owned(), columns, rows }
    }

    fn cell(row: usize, column: usize, rows: usize, text: &str) -> GridCell {
        GridCell {
            row,
            column,
            rows,
            columns: 1,
            text: text.to_owned(),
            face: Face::Regular,
            align: Alignment::Left,
            mark: Mark::Artifact,
        }
    }

    #[track_caller]
    fn case(shares: &[u32], minimums: &[f32], total: f32, expected: &[f32]) {
        let widths = column_widths(shares, minimums, total);
        assert!(
            widths.len() == expected.len()
                && widths.iter().zip(expected).all(|(a, b)| (a - b).abs() < 0.01),
            "{widths:?}"
        );
    }

    #[test]
    fn columns_follow_their_shares_unless_a_word_would_not_fit() {
        case(&[1, 3], &[5.0, 5.0], 100.0, &[25.0, 75.0]);
        case(&[1, 3], &[40.0, 5.0], 100.0, &[40.0, 60.0]);
        case(&[1, 1, 8], &[20.0, 5.0, 5.0], 100.0, &[20.0, 80.0 / 9.0, 640.0 / 9.0]);
        // Nobody has room to give: all shrink alike.
        case(&[1, 1], &[80.0, 120.0], 100.0, &[40.0, 60.0]);
    }

    #[test]
    fn figures_give_room_to_texts_and_columns_that_are_alike_stay_alike() {
        let minimums = [10.0, 5.0, 5.0, 5.0];
        // 60 mm of text in 40; the figures need 8, 12 and 8 with what stands around them.
        let widths = evened(vec![40.0, 20.0, 20.0, 30.0], &minimums, &[60.0, 4.5, 8.5, 4.5]);
        let expected = [40.0 + 20.0, 20.0 - 160.0 / 38.0, 20.0 - 160.0 / 38.0, 30.0 - 440.0 / 38.0];
        for (width, expected) in widths.iter().zip(expected) {
            assert!((width - expected).abs() < 0.01, "{widths:?}");
        }
        // Where every text has its line, nothing moves.
        let alone = evened(vec![40.0, 20.0], &minimums, &[30.0, 4.0]);
        assert!((alone[0] - 40.0).abs() < 0.01 && (alone[1] - 20.0).abs() < 0.01);
    }

    #[test]
    fn header_cells_step_over_what_spans_cover() {
        // The head of the 13-column form, TT 01/2020/TT-VPCP.
        let rows = [
            vec![header("STT", 1, 3), header("Nhận", 3, 1), header("Giải quyết", 1, 3)],
            vec![header("Tổng", 1, 2), header("Trong đó", 2, 1)],
            vec![header("Trực tuyến", 1, 1), header("Trực tiếp", 1, 1)],
        ];
        let places: Vec<_> =
            header_cells(&rows, 5).iter().map(|cell| (cell.row, cell.column)).collect();
        assert_eq!(places, [(0, 0), (0, 1), (0, 4), (1, 1), (1, 2), (2, 2), (2, 3)]);
    }

    #[test]
    fn a_row_is_as_tall_as_its_tallest_cell() {
        let cells = vec![cell(0, 0, 1, "một"), cell(0, 1, 1, "một hai ba bốn năm sáu bảy")];
        let group = wrapped(cells, 1, &[20.0, 20.0], 12);
        let lines = group.cells[1].1.len();
        assert!(lines >= 3);
        assert!((group.height() - (lines as f32 * line_height(12) + 1.6)).abs() < 0.01);
    }

    #[test]
    fn a_spanning_cell_makes_its_last_row_taller() {
        let cells = vec![cell(0, 0, 2, "a\nb\nc\nd"), cell(0, 1, 1, "x"), cell(1, 1, 1, "y")];
        let group = wrapped(cells, 2, &[20.0, 20.0], 12);
        assert!(group.heights[1] > group.heights[0]);
        assert!((group.height() - (4.0 * line_height(12) + 1.6)).abs() < 0.01);
    }

    #[test]
    fn only_a_row_taller_than_the_page_is_cut_and_nothing_is_lost() {
        let text = vec!["dòng"; 50].join("\n");
        let group = wrapped(vec![cell(0, 0, 1, &text)], 1, &[30.0], 12);
        assert_eq!(cut(group.clone(), 1000.0, 12).len(), 1);
        let parts = cut(group, 100.0, 12);
        assert!(parts.iter().all(|part| part.height() <= 100.0));
        assert_eq!(parts.iter().map(|part| part.cells[0].1.len()).sum::<usize>(), 50);
    }
}
