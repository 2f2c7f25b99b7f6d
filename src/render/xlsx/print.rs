//! How a sheet is printed: paper, margins, repeated header rows, and what stands at the head and foot of each page.

use rust_xlsxwriter::{Worksheet, XlsxError};

use crate::document::Orientation;
use crate::render::xlsx::pages::{self, Heights, PageFit, PrintedPage, RowPlan};
use crate::render::xlsx::sheet::OutSheet;
use crate::render::xlsx::spread;
use crate::render::xlsx::text::clean;

/// On A4; the header is repeated.
pub(super) fn set_up(
    page: &mut Worksheet,
    sheet: &OutSheet,
    plan: RowPlan<'_>,
    heights: &Heights,
) -> Result<(), XlsxError> {
    match sheet.orientation {
        Orientation::Portrait => page.set_portrait().set_margins(0.98, 0.59, 0.79, 0.79, 0.3, 0.35),
        Orientation::Landscape => page.set_landscape().set_margins(0.6, 0.6, 0.79, 0.75, 0.3, 0.3),
    };
    page.set_paper_size(9); // A4
    let beside = spread::begins(sheet);
    // A chart stands over rows of its own; a list that is packed is not written row by row.
    let fitted = if sheet.graph.is_some() || sheet.more > 0 {
        PageFit::Wide
    } else if !beside.is_empty() {
        let begins = pages::begins_at(heights, plan, printed_page(sheet), spread::SCALE);
        page.set_vertical_page_breaks(&beside.into_iter().map(u32::from).collect::<Vec<_>>())?;
        page.set_repeat_columns(0, sheet.fixed.saturating_sub(1))?;
        PageFit::Parted { scale: spread::SCALE, begins }
    } else {
        pages::fit(heights, plan, printed_page(sheet))
    };
    match fitted {
        PageFit::Wide => page.set_print_fit_to_pages(1, 0),
        PageFit::One => page.set_print_fit_to_pages(1, 1),
        PageFit::Parted { scale, begins } => {
            page.set_print_scale(scale).set_page_breaks(&begins)?
        }
    };
    page.set_print_center_horizontally(true);
    page.set_header(format!("&C{FONT}&13&P"));
    page.set_footer(foot(&sheet.lines));
    page.set_repeat_rows(plan.header, plan.body.saturating_sub(1))?;
    Ok(())
}

fn printed_page(sheet: &OutSheet) -> PrintedPage {
    // Between the margins, in points.
    let height = match sheet.orientation {
        Orientation::Portrait => 728,
        Orientation::Landscape => 484,
    };
    PrintedPage { height, width: spread::fitting(sheet) }
}

const FONT: &str = "&\"Times New Roman,Regular\"";

/// Whose sheet it is over the whole width; below it the period, with the name of the sheet at the right.
/// Excel takes 255 characters with all codes.
fn foot(lines: &[String]) -> String {
    let (last, others) = match lines {
        [] => (String::new(), None),
        [only] => (shown(only, UPPER), None),
        [others @ .., last] => (shown(last, LOWER), Some(shown(&others.join("; "), UPPER))),
    };
    let (left, right) = match others {
        Some(others) => (format!("{others}\n{last}"), "\n&A"),
        None => (last, "&A"),
    };
    // A digit after the size would be read as a part of it.
    let gap = if left.starts_with(|first: char| first.is_ascii_digit()) { " " } else { "" };
    format!("&L{FONT}&10{gap}{left}&R{FONT}&10{right}")
}

/// As many characters as fit the width of an upright page, and beside the longest name of a sheet.
const UPPER: usize = 105;
const LOWER: usize = 75;

/// Without line breaks, and ended by `…` where it is too long; `&` begins a code there, so it is doubled.
fn shown(text: &str, most: usize) -> String {
    let text = clean(text).replace(['\n', '\t'], " ");
    // As Excel counts.
    let length = |letter: char| if letter == '&' { 2 } else { letter.len_utf16() };
    let mut room = most;
    let fits = |letter: &char| {
        let left = room.checked_sub(length(*letter));
        room = left.unwrap_or(0);
        left.is_some()
    };
    let start: String = text.chars().take_while(fits).collect();
    let words = if start.len() == text.len() { start } else { format!("{}…", start.trim_end()) };
    words.replace('&', "&&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn case(lines: &[&str], left: &str, right: &str) {
        let lines: Vec<String> = lines.iter().map(|line| (*line).to_owned()).collect();
        let want = format!("&L{FONT}&10{left}&R{FONT}&10{right}");
        assert_eq!(foot(&lines), want);
    }

    #[test]
    fn the_name_of_the_sheet_stands_beside_the_short_line() {
        case(&["Sở Nội vụ", "Kỳ: tháng 3"], "Sở Nội vụ\nKỳ: tháng 3", "\n&A");
        case(&["Sở A & B", "Phòng C", "Kỳ"], "Sở A && B; Phòng C\nKỳ", "\n&A");
        case(&["Kỳ"], "Kỳ", "&A");
        case(&["1. Phòng", "2020"], " 1. Phòng\n2020", "\n&A");
        case(&["Sở\nA", "Kỳ"], "Sở A\nKỳ", "\n&A");
        case(&[], "", "&A");
    }

    #[test]
    fn a_foot_is_never_longer_than_excel_takes() {
        for letters in ["Ban Quản lý ", "&", "1", "đ ", "🏢"] {
            let long = letters.repeat(200);
            let text = foot(&[long.clone(), long.clone(), long]);
            let length = text.encode_utf16().count();
            assert!(length <= 255, "{length}");
            assert!(text.contains("…\n") && text.contains("…&R"), "{text}");
            // No code is cut in two.
            let left = text.strip_prefix(&format!("&L{FONT}&10")).expect("its codes");
            let pairs = left.chars().take_while(|letter| *letter == '&').count();
            assert!(pairs.is_multiple_of(2), "{text}");
        }
    }
}
