//! How the cells of a copy look: plain as they were, marked by colour and by a thick frame.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::render::xlsx::looks::{COLUMN_PIXELS, DATE, ROW_PIXELS, SIZE};
use crate::render::xlsx::mend::marks::Strength;

const MOMENT: &str = "dd/mm/yyyy hh:mm";
const RED: u32 = 0x00FF_C7CE;
const YELLOW: u32 = 0x00FF_EB9C;
const BLUE: u32 = 0x00E7_ECF4;

/// What a cell holds, as far as its look depends on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FormatKind {
    General,
    /// Stays text whatever is typed: leading zeros, and dates day first on every machine.
    Text,
    Date,
    Moment,
    /// A whole number that Excel would show as `8.4E+10`.
    Long,
    Header,
}

const KINDS: [FormatKind; 6] = [
    FormatKind::General,
    FormatKind::Text,
    FormatKind::Date,
    FormatKind::Moment,
    FormatKind::Long,
    FormatKind::Header,
];

/// The formats of one copy.
pub(super) struct Paint {
    /// By kind, then plain, looked at, out.
    formats: Vec<(FormatKind, Option<Strength>, Format)>,
    /// That of every sheet as a whole.
    pub(super) plain: Format,
}

impl Paint {
    pub(super) fn new() -> Self {
        let plain =
            Format::new().set_font_name("Times New Roman").set_font_family(1).set_font_size(SIZE);
        let marks = [None, Some(Strength::Look), Some(Strength::Out)];
        let formats = KINDS
            .into_iter()
            .flat_map(|kind| marks.map(|mark| (kind, mark, format(&plain, kind, mark))))
            .collect();
        Self { formats, plain }
    }

    /// None where a cell looks as its sheet does: most do, and a format costs more to write than what it is for.
    pub(super) fn of(&self, kind: FormatKind, strength: Option<Strength>) -> Option<&Format> {
        let strength = strength.map(|strength| strength.min(Strength::Out));
        if (kind, strength) == (FormatKind::General, None) {
            return None;
        }
        let found = self.formats.iter().find(|(of, mark, _)| *of == kind && *mark == strength);
        found.map(|(_, _, format)| format)
    }

    /// A format to go on with.
    pub(super) fn or_plain(&self, look: Option<&Format>) -> Format {
        look.unwrap_or(&self.plain).clone()
    }

    /// A sheet that looks plain where nothing else is said.
    pub(super) fn page(&self, name: &str) -> Result<Worksheet, XlsxError> {
        let mut page = Worksheet::new();
        page.set_default_format(&self.plain, ROW_PIXELS, COLUMN_PIXELS)?;
        page.set_name(name)?;
        Ok(page)
    }
}

/// The fill of a strength: what Excel itself takes for bad and neutral. Letters stay black, to be read.
pub(super) fn marked(format: Format, strength: Strength) -> Format {
    let fill = match strength {
        Strength::Look => YELLOW,
        Strength::Out | Strength::Stop => RED,
    };
    format.set_background_color(Color::RGB(fill))
}

fn format(plain: &Format, kind: FormatKind, strength: Option<Strength>) -> Format {
    let format = plain.clone();
    let format = match kind {
        FormatKind::General => format,
        FormatKind::Text => format.set_num_format("@"),
        FormatKind::Date => format.set_num_format(DATE),
        FormatKind::Moment => format.set_num_format(MOMENT),
        FormatKind::Long => format.set_num_format("0"),
        FormatKind::Header => format
            .set_bold()
            .set_text_wrap()
            .set_align(FormatAlign::VerticalCenter)
            .set_border(FormatBorder::Thin)
            .set_background_color(Color::RGB(BLUE)),
    };
    match strength {
        None => format,
        Some(strength) => {
            // Seen also where colours are not.
            let border = match strength {
                Strength::Look => FormatBorder::Dashed,
                Strength::Out | Strength::Stop => FormatBorder::Medium,
            };
            marked(format, strength).set_border(border)
        }
    }
}
