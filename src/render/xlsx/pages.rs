//! Where the printed pages of a sheet end: no heading at a foot, no page with little more than the header on it.

use std::collections::BTreeMap;

use rust_xlsxwriter::{Worksheet, XlsxError};

/// Heights of the rows of a sheet as they are written, in points.
#[derive(Debug, Default)]
pub(super) struct Heights {
    set: BTreeMap<u32, u32>,
}

/// Of a row without a height of its own.
const PLAIN: u32 = 15;

impl Heights {
    pub(super) fn set(
        &mut self,
        page: &mut Worksheet,
        row: u32,
        points: u32,
    ) -> Result<(), XlsxError> {
        self.set.insert(row, points);
        page.set_row_height(row, points)?;
        Ok(())
    }

    fn of(&self, row: u32) -> u32 {
        self.set.get(&row).copied().unwrap_or(PLAIN)
    }

    fn sum(&self, rows: std::ops::Range<u32>) -> u32 {
        rows.map(|row| self.of(row)).sum()
    }
}

/// What stands in the rows, each from its first; rows count from 0.
#[derive(Clone, Copy, Debug)]
pub(super) struct RowPlan<'s> {
    /// The header, which is repeated.
    pub(super) header: u32,
    pub(super) body: u32,
    /// Rows of the body that are headings.
    pub(super) headings: &'s [u32],
    /// Numbers of the columns and notes.
    pub(super) notes: u32,
    pub(super) end: u32,
}

/// What a page holds at full size: its height in points and how much of the width one page takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct PrintedPage {
    pub(super) height: u32,
    /// Of the width of the sheet, in percent; more than 100 where the page has room to spare.
    pub(super) width: u32,
}

impl PrintedPage {
    /// At which a program fits the sheet to the width; nothing is drawn larger.
    fn scale(self) -> u32 {
        self.width.min(100)
    }
}

/// How a sheet is fitted to its pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PageFit {
    /// One page wide, as many high as it takes.
    Wide,
    /// All on one page, a little smaller.
    One,
    /// At this scale, with pages that begin with these rows.
    Parted { scale: u16, begins: Vec<u32> },
}

/// More pages than Excel takes breaks for end where they will.
const MOST_PAGES: usize = 1_000;
/// Rows of the table above the notes on the last page.
const LAST_ROWS: u32 = 3;

/// Of the width that Excel would fill: LibreOffice takes a digit of 11 points for 7.33 pixels, where Excel takes 7, so
/// its columns are up to 5 % wider; the rest is for margins of printers.
pub(super) const WIDTH_USED: u32 = 92;
const HEIGHT_USED: u32 = 97;

/// Excel minds no break on pages that it fits to a width, so a sheet with breaks gets its scale from here, a little
/// smaller and with less on each page than would fit: no program and no printer then makes two pages of one.
pub(super) fn fit(heights: &Heights, plan: RowPlan<'_>, page: PrintedPage) -> PageFit {
    let whole = u64::from(heights.sum(0..plan.end)) * u64::from(page.scale());
    let room = u64::from(page.height) * 100;
    if whole * 100 <= room * 93 {
        return PageFit::Wide;
    }
    if whole * 100 <= room * 112 {
        return PageFit::One;
    }
    let scale = (page.width * WIDTH_USED / 100).clamp(10, 100);
    let begins = begins(heights, plan, page.height * HEIGHT_USED / scale);
    match u16::try_from(scale) {
        Ok(scale) if begins.len() < MOST_PAGES => PageFit::Parted { scale, begins },
        _ => PageFit::Wide,
    }
}

/// Rows with which the pages behind the first begin, at a scale in percent.
pub(super) fn begins_at(
    heights: &Heights,
    plan: RowPlan<'_>,
    page: PrintedPage,
    scale: u16,
) -> Vec<u32> {
    begins(heights, plan, page.height * HEIGHT_USED / u32::from(scale.max(1)))
}

fn begins(heights: &Heights, plan: RowPlan<'_>, room: u32) -> Vec<u32> {
    let is_heading = |row: u32| plan.headings.binary_search(&row).is_ok();
    // A page that begins with `row` had better begin with the headings right above it.
    let with_headings = |row: u32, least: u32| {
        let above = (least + 1..row).rev().take_while(|above| is_heading(*above)).count();
        row - u32::try_from(above).unwrap_or_default()
    };
    let header = heights.sum(plan.header..plan.body);
    let mut begins = Vec::new();
    let mut start = plan.body;
    let mut used = heights.sum(0..plan.body);
    let mut row = plan.body;
    while row < plan.end {
        if used + heights.of(row) <= room || row == start {
            used += heights.of(row);
            row += 1;
            continue;
        }
        start = with_headings(row, start);
        begins.push(start);
        used = header;
        row = start;
    }
    // The last page holds some rows of the table, not notes alone, as far as they fit above the notes.
    let wanted = plan.notes.saturating_sub(LAST_ROWS).max(plan.body + 1);
    if begins.last().is_some_and(|last| *last > wanted) {
        let fits = |row: &u32| header + heights.sum(*row..plan.end) <= room;
        let moved = (wanted..plan.notes).map(|row| with_headings(row, plan.body)).find(fits);
        if let Some(moved) = moved {
            begins.retain(|row| *row < moved);
            begins.push(moved);
        }
    }
    begins
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows of 10 points: a title, a header of one, a body, and two notes after a blank row.
    fn plan(body: u32, headings: &[u32]) -> RowPlan<'_> {
        RowPlan { header: 1, body: 2, headings, notes: 2 + body, end: 5 + body }
    }

    fn heights(plan: RowPlan<'_>) -> Heights {
        Heights { set: (0..plan.end).map(|row| (row, 10)).collect() }
    }

    #[track_caller]
    fn case(body: u32, headings: &[u32], want: &PageFit) {
        let plan = plan(body, headings);
        let page = PrintedPage { height: 200, width: 105 };
        assert_eq!(fit(&heights(plan), plan, page), *want);
    }

    fn parted(begins: &[u32]) -> PageFit {
        PageFit::Parted { scale: 96, begins: begins.to_vec() }
    }

    #[test]
    fn a_sheet_that_hardly_goes_over_a_page_is_drawn_smaller() {
        case(13, &[], &PageFit::Wide);
        case(14, &[], &PageFit::One);
        case(17, &[], &PageFit::One);
        // 20 rows of 10 points on a page.
        case(30, &[], &parted(&[20]));
    }

    #[test]
    fn no_heading_ends_a_page() {
        case(30, &[19], &parted(&[19]));
        case(30, &[18, 19], &parted(&[18]));
        case(30, &[17], &parted(&[20]));
    }

    #[test]
    fn rows_go_to_the_last_page_only_as_far_as_its_notes_leave_room() {
        let with_notes = |tall: u32| {
            let plan = plan(18, &[]);
            let mut heights = heights(plan);
            heights.set.extend([(21, tall), (22, tall)]);
            fit(&heights, plan, PrintedPage { height: 200, width: 105 })
        };
        // The header, a blank row and two notes are 180, 190 and 200 of 200 points.
        assert_eq!(with_notes(80), parted(&[18]));
        assert_eq!(with_notes(85), parted(&[19]));
        assert_eq!(with_notes(90), parted(&[20]));
        // Notes that take pages of their own leave the rows where they are.
        assert_eq!(with_notes(150), parted(&[20, 22]));
    }

    #[test]
    fn the_last_page_holds_more_than_the_header_and_notes() {
        // Notes would begin the second page.
        case(18, &[], &parted(&[17]));
        case(18, &[16], &parted(&[16]));
        // A row that is taller than a page stands alone on its own.
        let plan = plan(30, &[]);
        let mut tall = heights(plan);
        tall.set.insert(10, 400);
        let page = PrintedPage { height: 200, width: 105 };
        assert_eq!(fit(&tall, plan, page), parted(&[10, 11, 29]));
    }
}
