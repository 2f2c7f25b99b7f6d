//! Sections: paper, margins, page numbers from 1 that the first page does not show.

use docx_rs::{
    BorderType, Footer, Header, PageMargin, PageNum, PageNumType, PageOrientationType, PageSize,
    Paragraph, ParagraphBorder, ParagraphBorderPosition, ParagraphBorders, SectionProperty,
};

use crate::document::{Orientation, Paper};
use crate::render::docx::paragraph::line;
use crate::render::docx::units::twips;
use crate::render::page::{POINT, PaperSheet, Sizes};

pub(crate) fn section(paper: Paper, orientation: Orientation, sizes: &Sizes) -> SectionProperty {
    let sheet = PaperSheet::of(paper, orientation);
    let (width, height) = (twips(sheet.width).unsigned_abs(), twips(sheet.height).unsigned_abs());
    let mut size = PageSize::new().size(width, height);
    if orientation == Orientation::Landscape {
        size = size.orient(PageOrientationType::Landscape);
    }
    // In the middle of the top margin, as on the printed page.
    let ascent = f32::from(sizes.page_number) * 0.891 * POINT;
    let margin = PageMargin::new()
        .top(twips(sheet.top))
        .bottom(twips(sheet.bottom))
        .left(twips(sheet.left))
        .right(twips(sheet.right))
        .header(twips(sheet.top * 0.68 - ascent))
        // What stands at the foot ends where the text does.
        .footer(twips(sheet.bottom));
    SectionProperty::new()
        .page_size(size)
        .page_margin(margin)
        .page_num_type(PageNumType::new().start(1))
        .title_pg()
}

/// The number alone, centred by its style; a field, so that it follows what the clerk adds.
pub(crate) fn page_number() -> Header {
    Header::new().add_paragraph(Paragraph::new().style("Header").add_page_num(PageNum::new()))
}

/// Box 13, below a line over the whole width.
pub(crate) fn foot(contact: &[String]) -> Option<Footer> {
    if contact.is_empty() {
        return None;
    }
    let above = ParagraphBorder::new(ParagraphBorderPosition::Top)
        .val(BorderType::Single)
        .size(6)
        .space(2)
        .color("000000");
    let mut paragraph = line("Footer", &contact.join("\n"));
    paragraph.property = paragraph.property.set_borders(ParagraphBorders::with_empty().set(above));
    Some(Footer::new().add_paragraph(paragraph))
}
