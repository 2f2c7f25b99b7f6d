//! A chart's shapes as a PNG picture: few colours, small, the same on every machine.

use std::collections::BTreeMap;

use png::{BitDepth, ColorType, Compression, Encoder, Filter, PixelDimensions, Unit};
use tiny_skia::{
    Color, FillRule, LineCap, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, StrokeDash, Transform,
};
use ttf_parser::OutlineBuilder;

use crate::document::{Anchor, Chart, Rgb, Shape, millimeters};
use crate::error::Result;
use crate::render::docx::failed;
use crate::render::pdf::Face;

/// Pixels for each millimetre: 300 for an inch.
const DENSITY: f32 = 300.0 / 25.4;
/// Colours of the palette; edges blend, and more shades than these are not seen.
const COLORS: usize = 64;
/// No chart of ours is larger; a broken one must not ask for all memory.
const LARGEST: f32 = 400.0;

/// The chart drawn.
pub(crate) fn picture(chart: &Chart) -> Result<Vec<u8>> {
    let pixels = |length: f32| (length.clamp(1.0, LARGEST) * DENSITY).round() as u32;
    let mut canvas = Pixmap::new(pixels(chart.width), pixels(chart.height))
        .ok_or_else(|| failed("biểu đồ không có kích thước"))?;
    canvas.fill(Color::WHITE);
    for shape in &chart.shapes {
        draw(shape, &mut canvas);
    }
    encode(&canvas)
}

fn draw(shape: &Shape, canvas: &mut Pixmap) {
    let scale = Transform::from_scale(DENSITY, DENSITY);
    match shape {
        Shape::Bar { x, y, width, height, fill } => {
            if let Some(bar) = Rect::from_xywh(*x, *y, *width, *height) {
                canvas.fill_rect(bar, &paint(*fill), scale, None);
            }
        }
        Shape::Line { from, to, width, color, dashed } => {
            let mut path = PathBuilder::new();
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
            let dash = dashed.then(|| StrokeDash::new(vec![1.4, 1.0], 0.0)).flatten();
            let stroke = Stroke {
                width: millimeters(*width),
                line_cap: LineCap::Butt,
                dash,
                ..Stroke::default()
            };
            if let Some(path) = path.finish() {
                canvas.stroke_path(&path, &paint(*color), &stroke, scale, None);
            }
        }
        Shape::Label { x, y, text, size, bold, anchor, color } => {
            let face = Face::of(*bold, false);
            let left = x - match anchor {
                Anchor::Start => 0.0,
                Anchor::Middle => face.width(text, *size) / 2.0,
                Anchor::End => face.width(text, *size),
            };
            if let Some(path) = outline(text, face, *size, (left, *y)) {
                canvas.fill_path(&path, &paint(*color), FillRule::Winding, scale, None);
            }
        }
    }
}

fn paint(Rgb(red, green, blue): Rgb) -> Paint<'static> {
    let mut paint = Paint { anti_alias: true, ..Paint::default() };
    paint.set_color_rgba8(red, green, blue, 255);
    paint
}

/// The letters' outlines, with the baseline's start at a place in millimetres.
fn outline(text: &str, face: Face, size: u8, (left, baseline): (f32, f32)) -> Option<Path> {
    let mut pen = Pen { path: PathBuilder::new(), left, baseline, scale: 1.0 };
    let mut left = left;
    for (face, piece) in face.pieces(text) {
        let parsed = face.parsed();
        pen.scale = millimeters(f32::from(size)) / f32::from(parsed.units_per_em());
        for (glyph, start) in face.glyphs(piece) {
            pen.left = left + start as f32 * pen.scale;
            parsed.outline_glyph(glyph, &mut pen);
        }
        left += face.width(piece, size);
    }
    pen.path.finish()
}

/// Takes outlines in units of the face, upwards.
struct Pen {
    path: PathBuilder,
    left: f32,
    baseline: f32,
    scale: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (self.left + x * self.scale, self.baseline - y * self.scale)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

/// Eight bits a pixel with a palette, the resolution in the file.
fn encode(canvas: &Pixmap) -> Result<Vec<u8>> {
    let (palette, indexes) = indexed(canvas.data(), canvas.width() as usize);
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, canvas.width(), canvas.height());
    encoder.set_color(ColorType::Indexed);
    encoder.set_depth(BitDepth::Eight);
    encoder.set_palette(palette);
    encoder.set_filter(Filter::NoFilter);
    encoder.set_compression(Compression::Balanced);
    let per_meter = (DENSITY * 1000.0).round() as u32;
    encoder.set_pixel_dims(Some(PixelDimensions {
        xppu: per_meter,
        yppu: per_meter,
        unit: Unit::Meter,
    }));
    let mut writer = encoder.write_header().map_err(failed)?;
    writer.write_image_data(&indexes).map_err(failed)?;
    writer.finish().map_err(failed)?;
    Ok(bytes)
}

/// Red, green, blue and opacity, which is full everywhere.
type Pixel = [u8; 4];

/// The most frequent colours, and for each pixel the nearest of them.
///
/// Most rows are like the row above, and most pixels like the one before: neither is looked at twice.
fn indexed(data: &[u8], width: usize) -> (Vec<u8>, Vec<u8>) {
    let rows: Vec<&[u8]> = data.chunks_exact(width * 4).collect();
    let alike: Vec<&[&[u8]]> = rows.chunk_by(|above, row| above == row).collect();
    let mut counts: BTreeMap<Pixel, usize> = BTreeMap::new();
    let mut runs: Vec<Vec<(Pixel, usize)>> = Vec::with_capacity(alike.len());
    for rows in &alike {
        let (pixels, _) = rows.first().copied().unwrap_or_default().as_chunks::<4>();
        let found: Vec<(Pixel, usize)> = pixels
            .chunk_by(|before, pixel| before == pixel)
            .filter_map(|run| Some((*run.first()?, run.len())))
            .collect();
        for (color, length) in &found {
            *counts.entry(*color).or_default() += length * rows.len();
        }
        runs.push(found);
    }
    let mut ranked: Vec<(Pixel, usize)> = counts.into_iter().collect();
    ranked.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    let palette: Vec<Pixel> = ranked.iter().take(COLORS).map(|(color, _)| *color).collect();
    let places: BTreeMap<Pixel, u8> =
        ranked.iter().map(|(color, _)| (*color, nearest(*color, &palette))).collect();
    let mut indexes = Vec::with_capacity(data.len() / 4);
    for (rows, runs) in alike.iter().zip(&runs) {
        let start = indexes.len();
        for (color, length) in runs {
            let place = places.get(color).copied().unwrap_or(0);
            indexes.resize(indexes.len() + length, place);
        }
        for _ in rows.iter().skip(1) {
            indexes.extend_from_within(start..start + width);
        }
    }
    let colors = palette.iter().flat_map(|[red, green, blue, _]| [*red, *green, *blue]).collect();
    (colors, indexes)
}

fn nearest(color: Pixel, palette: &[Pixel]) -> u8 {
    let distance = |other: &Pixel| -> u32 {
        color.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b)).pow(2)).sum()
    };
    (0_u8..).zip(palette).min_by_key(|(_, other)| distance(other)).map_or(0, |(index, _)| index)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;

    fn chart(shapes: Vec<Shape>) -> Chart {
        Chart {
            id: "x".to_owned(),
            caption: String::new(),
            alt: String::new(),
            width: 50.0,
            height: 20.0,
            shapes,
        }
    }

    /// The color at a place in millimetres.
    fn drawn(shapes: Vec<Shape>) -> impl Fn(f32, f32) -> [u8; 3] {
        let bytes = picture(&chart(shapes)).unwrap();
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::EXPAND);
        let mut reader = decoder.read_info().unwrap();
        assert_eq!((reader.info().width, reader.info().height), (591, 236));
        let mut data = vec![0; reader.output_buffer_size().unwrap()];
        let width = reader.next_frame(&mut data).unwrap().width as usize;
        move |x, y| {
            let at = ((y * DENSITY) as usize * width + (x * DENSITY) as usize) * 3;
            [data[at], data[at + 1], data[at + 2]]
        }
    }

    const BLUE: Rgb = Rgb(31, 59, 99);
    const BLACK: Rgb = Rgb(0, 0, 0);

    #[test]
    fn a_bar_stands_where_it_is_put() {
        let at = drawn(vec![Shape::Bar { x: 10.0, y: 5.0, width: 30.0, height: 4.0, fill: BLUE }]);
        assert_eq!(at(25.0, 7.0), [31, 59, 99]);
        for (x, y) in [(9.0, 7.0), (41.0, 7.0), (25.0, 4.5), (25.0, 9.5)] {
            assert_eq!(at(x, y), [255, 255, 255], "{x}, {y}");
        }
    }

    #[test]
    fn a_label_is_drawn_from_its_anchor() {
        let label = |anchor| Shape::Label {
            x: 25.0,
            y: 12.0,
            text: "MMMM".to_owned(),
            size: 12,
            bold: true,
            anchor,
            color: BLACK,
        };
        let inked = |at: &dyn Fn(f32, f32) -> [u8; 3], from: u32, to: u32| {
            (from..to).any(|x| (80..120).any(|y| at(x as f32 / 10.0, y as f32 / 10.0)[0] < 100))
        };
        for (anchor, left, right) in
            [(Anchor::Start, false, true), (Anchor::Middle, true, true), (Anchor::End, true, false)]
        {
            let at = drawn(vec![label(anchor)]);
            assert_eq!((inked(&at, 160, 248), inked(&at, 252, 340)), (left, right), "{anchor:?}");
        }
    }

    #[test]
    fn a_dashed_line_has_gaps() {
        let at = |dashed| {
            let line = Shape::Line {
                from: (0.0, 10.0),
                to: (50.0, 10.0),
                width: 3.0,
                color: BLACK,
                dashed,
            };
            let at = drawn(vec![line]);
            (0..500).filter(|x| at(*x as f32 / 10.0, 10.0)[0] > 200).count()
        };
        assert_eq!(at(false), 0);
        assert!(at(true) > 100);
    }

    #[test]
    fn shades_beyond_the_palette_become_the_nearest() {
        let shades = (0..200_u8).map(|shade| Shape::Bar {
            x: f32::from(shade) / 4.0,
            y: 0.0,
            width: 0.25,
            height: 20.0,
            fill: Rgb(shade, shade, shade),
        });
        let at = drawn(shades.collect());
        for shade in (0..200_u8).step_by(7) {
            let found = at(f32::from(shade) / 4.0 + 0.12, 10.0)[0];
            assert!(found.abs_diff(shade) < 40, "{shade} became {found}");
        }
    }
}
