//! How cells look: Times New Roman, bordered tables, nothing that carries meaning by colour alone.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// The formats of one workbook.
pub(super) struct Looks {
    /// Of every cell that has no other.
    pub(super) plain: Format,
    pub(super) title: Format,
    pub(super) line: Format,
    pub(super) unit: Format,
    pub(super) header: Format,
    pub(super) note: Format,
    pub(super) section: Format,
    pub(super) body: CellLooks,
    pub(super) total: CellLooks,
}

/// The formats of one row, by what stands in the cell.
pub(super) struct CellLooks {
    pub(super) text: Format,
    pub(super) mark: Format,
    pub(super) small: Format,
    pub(super) count: Format,
    pub(super) rate: Format,
    pub(super) mean: Format,
    pub(super) bound: Format,
    pub(super) points: Format,
    pub(super) score: Format,
    pub(super) difference: Format,
    pub(super) drawn: Format,
    pub(super) date: Format,
}

/// Points of the body font.
pub(super) const SIZE: u32 = 11;
/// Of ids, which nobody reads through.
const SMALL_SIZE: u32 = 8;
/// Points from line to line of the body font.
pub(super) const LEADING: u32 = 15;
/// The cell of an 11 point face whose digits are 7 pixels wide.
pub(super) const ROW_PIXELS: u32 = 20;
pub(super) const COLUMN_PIXELS: u32 = 64;
pub(super) const COUNT: &str = "#,##0";
pub(super) const RATE: &str = "0.00%";
pub(super) const MEAN: &str = "#,##0.00";
/// A bound of an interval, one decimal.
pub(super) const BOUND: &str = "0.0%";
/// A change in percentage points, its sign always shown.
pub(super) const POINTS: &str = "+0.00;\"−\"0.00;0.00";
/// A share left of the axis is negative for the chart only.
pub(super) const DRAWN: &str = "0.0%;0.0%";
pub(super) const DATE: &str = "dd/mm/yyyy";

impl Looks {
    pub(super) fn new() -> Self {
        let plain = Format::new()
            .set_font_name("Times New Roman")
            .set_font_family(1)
            .set_font_size(SIZE)
            .set_align(FormatAlign::VerticalCenter);
        let centered = plain.clone().set_align(FormatAlign::Center).set_text_wrap();
        let cell = plain.clone().set_border(FormatBorder::Thin);
        Self {
            title: centered.clone().set_bold().set_font_size(14),
            line: centered.clone().set_italic().set_font_size(12),
            unit: plain.clone().set_italic().set_align(FormatAlign::Right),
            header: cell
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0x00E7_ECF4)),
            note: plain.clone().set_italic().set_text_wrap(),
            section: cell
                .clone()
                .set_bold()
                .set_text_wrap()
                .set_background_color(Color::RGB(0x00F3_F3F3)),
            body: CellLooks::new(&cell),
            total: CellLooks::new(&cell.set_bold()),
            plain,
        }
    }
}

impl CellLooks {
    /// Figures and dates are not wrapped: a wrapped number loses its distance from the border.
    fn new(cell: &Format) -> Self {
        let right = cell.clone().set_align(FormatAlign::Right).set_indent(1);
        let center = cell.clone().set_align(FormatAlign::Center);
        Self {
            text: cell.clone().set_align(FormatAlign::Left).set_indent(1).set_text_wrap(),
            count: right.clone().set_num_format(COUNT),
            rate: right.clone().set_num_format(RATE),
            bound: right.clone().set_num_format(BOUND),
            points: right.clone().set_num_format(POINTS),
            score: right.clone().set_num_format("0.0"),
            difference: right.clone().set_num_format(COUNT),
            drawn: right.clone().set_num_format(DRAWN),
            mean: right.set_num_format(MEAN),
            date: center.clone().set_num_format(DATE),
            small: center.clone().set_font_size(SMALL_SIZE).set_font_color(Color::RGB(0x0059_5959)),
            mark: center.set_text_wrap(),
        }
    }
}
