//! Pages drawn with genpdf, one operation for each item, in order.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use genpdf::fonts::{Font, FontCache, FontData, FontFamily, GlyphIdMap};
use genpdf::render::{Area, Renderer};
use genpdf::style::{Color, LineStyle, Style};
use genpdf::{Mm, Position, Size};

use crate::document::Rgb;
use crate::error::Result;
use crate::render::pdf::faces::Face;
use crate::render::pdf::failed;
use crate::render::pdf::scene::{Draw, Page};
use crate::render::pdf::subset::{Subset, Subsets};

/// Pages as genpdf writes them: right on paper, but with fonts and metadata still to be set.
pub(crate) fn draw(pages: &[&Page], subsets: &Subsets) -> Result<Vec<u8>> {
    let blank = Page { width: 210.0, height: 297.0, items: Vec::new() };
    let first = pages.first().copied().unwrap_or(&blank);
    let mut renderer = Renderer::new(size(first), "").map_err(failed)?;
    for page in pages.iter().skip(1) {
        renderer.add_page(size(page));
    }
    let mut fonts = FontCache::new(family(subsets)?);
    let eastern = match subsets.0.get(&Face::Eastern) {
        Some(subset) => Some(fonts.add_font_family(eastern(subset)?)),
        None => None,
    };
    fonts.load_pdf_fonts(&renderer).map_err(failed)?;
    for (index, page) in pages.iter().enumerate() {
        let Some(side) = renderer.get_page(index) else { continue };
        let area = side.first_layer().area();
        for item in &page.items {
            put(&area, &fonts, eastern, &item.draw)?;
        }
    }
    let mut bytes = Vec::new();
    renderer.write(&mut bytes).map_err(failed)?;
    Ok(bytes)
}

fn put(
    area: &Area<'_>,
    fonts: &FontCache,
    eastern: Option<FontFamily<Font>>,
    draw: &Draw,
) -> Result<()> {
    match draw {
        Draw::Text { x, y, text, face, size, color } => {
            let mut style = Style::new().with_font_size(*size).with_color(rgb(*color));
            if matches!(face, Face::Bold | Face::BoldItalic) {
                style = style.bold();
            }
            if matches!(face, Face::Italic | Face::BoldItalic) {
                style = style.italic();
            }
            if let (Face::Eastern, Some(family)) = (face, eastern) {
                style = style.with_font_family(family);
            }
            // genpdf starts where the ink of the first letter starts, and at the top.
            let first = text.chars().next().unwrap_or(' ');
            let left = mm(*x) + style.char_left_side_bearing(fonts, first);
            let top = mm(*y) - style.metrics(fonts).ascent;
            let drawn =
                area.print_str(fonts, Position::new(left, top), style, text).map_err(failed)?;
            if drawn {
                Ok(())
            } else {
                Err(failed(format!("“{text}” nằm ngoài trang giấy")))
            }
        }
        Draw::Line { from, to, width, color } => {
            let style = LineStyle::new().with_thickness(mm(*width)).with_color(rgb(*color));
            let points = [from, to].map(|(x, y)| Position::new(mm(*x), mm(*y)));
            area.draw_line(points, style);
            Ok(())
        }
    }
}

/// Widths come from the whole faces, glyph numbers from the subsets. What genpdf embeds is only
/// a stub: the finishing pass puts the subset in its place.
fn family(subsets: &Subsets) -> Result<FontFamily<FontData>> {
    let [regular, bold, italic, bold_italic] = whole_faces()?;
    let data = |face: Face, whole: &FontData| -> FontData {
        let glyphs = subsets.0.get(&face).map(|subset| map(subset)).unwrap_or_default();
        let stub = whole.get_data().unwrap_or_default().to_vec();
        FontData::clone_with_data(whole, Arc::new(stub), Some(glyphs))
    };
    Ok(FontFamily {
        regular: data(Face::Regular, regular),
        bold: data(Face::Bold, bold),
        italic: data(Face::Italic, italic),
        bold_italic: data(Face::BoldItalic, bold_italic),
    })
}

/// The fifth face as a family of its own.
fn eastern(subset: &Subset) -> Result<FontFamily<FontData>> {
    static WHOLE: OnceLock<FontData> = OnceLock::new();
    let whole = if let Some(whole) = WHOLE.get() {
        whole
    } else {
        let data = whole_face(Face::Eastern)?;
        WHOLE.get_or_init(|| data)
    };
    let stub = Arc::new(whole.get_data().unwrap_or_default().to_vec());
    let regular = FontData::clone_with_data(whole, stub, Some(map(subset)));
    Ok(FontFamily {
        bold: regular.clone(),
        italic: regular.clone(),
        bold_italic: regular.clone(),
        regular,
    })
}

fn map(subset: &Subset) -> GlyphIdMap {
    let mut map = GlyphIdMap::new();
    for (character, glyph) in &subset.glyphs {
        map.insert(*character, *glyph);
    }
    map
}

fn whole_faces() -> Result<&'static [FontData; 4]> {
    static WHOLE: OnceLock<[FontData; 4]> = OnceLock::new();
    if let Some(whole) = WHOLE.get() {
        return Ok(whole);
    }
    let mut faces = BTreeMap::new();
    for face in Face::ALL {
        faces.insert(face, whole_face(face)?);
    }
    let faces: Vec<FontData> = faces.into_values().collect();
    let faces = faces.try_into().map_err(|_| failed("thiếu phông chữ"))?;
    Ok(WHOLE.get_or_init(|| faces))
}

/// Widths from the whole face; what is embedded is a stub.
fn whole_face(face: Face) -> Result<FontData> {
    let stub = Subset::new(face, &[' '].into())?.bytes;
    let whole = Arc::new(face.bytes().to_vec());
    FontData::new_with_subset(whole, Arc::new(stub), GlyphIdMap::new()).map_err(failed)
}

fn size(page: &Page) -> Size {
    Size::new(mm(page.width), mm(page.height))
}

fn mm(length: f32) -> Mm {
    Mm::from(printpdf::Mm(length))
}

fn rgb(Rgb(red, green, blue): Rgb) -> Color {
    Color::Rgb(red, green, blue)
}
