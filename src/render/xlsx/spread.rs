//! Sheets of so many columns that on one page nobody could read them: they are printed on pages beside each other, each
//! with the first columns of the table.

use crate::document::Orientation;
use crate::render::xlsx::pages::WIDTH_USED;
use crate::render::xlsx::sheet::OutSheet;

/// In percent: 11 points become 6.
const SMALLEST: u32 = 55;
/// At which a sheet on several pages is printed, in percent.
pub(super) const SCALE: u16 = 75;

/// Between the margins, in points.
pub(super) const fn page_width(orientation: Orientation) -> u32 {
    match orientation {
        Orientation::Portrait => 482,
        Orientation::Landscape => 755,
    }
}

/// Of the width of the sheet, in percent, how much one page takes.
pub(super) fn fitting(sheet: &OutSheet) -> u32 {
    (page_width(sheet.orientation) * 400 / (pixels(&sheet.widths) * 3).max(1)).max(1)
}

/// A digit of the body font is 7 pixels wide, and a column has 5 more.
fn pixels(widths: &[u16]) -> u32 {
    widths.iter().map(|width| u32::from(*width) * 7 + 5).sum()
}

/// Columns with which the pages behind the first begin, each a group of the header; none where one page is read well.
pub(super) fn begins(sheet: &OutSheet) -> Vec<u16> {
    let fixed = usize::from(sheet.fixed);
    if fitting(sheet) >= SMALLEST || fixed == 0 || sheet.graph.is_some() || sheet.more > 0 {
        return Vec::new();
    }
    let repeated = pixels(sheet.widths.get(..fixed).unwrap_or_default());
    let room = page_width(sheet.orientation) * 4 * WIDTH_USED / (3 * u32::from(SCALE));
    let mut begins = Vec::new();
    let (mut column, mut used) = (0, repeated);
    for cell in sheet.header.first().into_iter().flatten() {
        let columns = usize::try_from(cell.columns).unwrap_or(1).max(1);
        let own = pixels(sheet.widths.get(column..column + columns).unwrap_or_default());
        if column >= fixed {
            if used + own > room && used > repeated {
                begins.push(u16::try_from(column).unwrap_or(u16::MAX));
                used = repeated;
            }
            used += own;
        }
        column += columns;
    }
    begins
}

/// How many columns stand on the first page.
pub(super) fn first_columns(sheet: &OutSheet) -> usize {
    begins(sheet).first().map_or(sheet.widths.len(), |column| usize::from(*column))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::sample;
    use crate::render::xlsx::frame::frame;
    use crate::render::xlsx::sheet::span;

    /// Two fixed columns, and departments of two columns each.
    fn of(departments: usize) -> OutSheet {
        let mut header = vec![span("STT", 2, 1), span("Câu hỏi", 2, 1)];
        header.extend((0..departments).map(|_| span("Phòng", 1, 2)));
        let widths = [5, 38].into_iter().chain((0..departments).flat_map(|_| [9, 6])).collect();
        let sheet = frame(&sample::report(), "Trang", "Trang", Orientation::Landscape);
        OutSheet { widths, header: vec![header], fixed: 2, ..sheet }
    }

    #[test]
    fn a_wide_sheet_is_parted_between_its_groups() {
        assert_eq!(begins(&of(12)), Vec::<u16>::new());
        let wide = of(20);
        let begins = begins(&wide);
        assert_eq!(begins, [18, 34]);
        assert_eq!(first_columns(&wide), 18);
        // Each page holds its columns beside the fixed ones, with the room that is left to other programs.
        let ends = begins.iter().copied().chain([42]);
        for (from, to) in [2].into_iter().chain(begins.iter().copied()).zip(ends) {
            let own = &wide.widths[usize::from(from)..usize::from(to)];
            let points = (pixels(&wide.widths[..2]) + pixels(own)) * 3 / 4;
            assert!(points * u32::from(SCALE) / 100 * 105 / 100 <= 755, "{from} to {to}");
        }
    }
}
