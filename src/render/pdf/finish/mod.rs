//! What genpdf drew, written anew as PDF/A: fonts, metadata, bookmarks, structure, fixed identifiers.

mod content;
mod crossings;
mod fonts;
mod metadata;
mod outline;
mod structure;

use lopdf::{Dictionary, Object, ObjectId, SaveOptions, Stream, StringFormat, dictionary};
use sha2::{Digest, Sha256};

use crate::document::Meta;
use crate::error::Result;
use crate::render::pdf::failed;
use crate::render::pdf::scene::{Node, Page, Scene};
use crate::render::pdf::subset::Subsets;

const PROFILE: &[u8] = include_bytes!("../../../../templates/fonts/sRGB.icc");

/// In one object stream; a reader that wants one of them unpacks them all.
const OBJECTS: usize = 1_000;

/// A new file, of which only what is drawn on the pages comes from genpdf.
pub(crate) fn finish(
    drawn: &[u8],
    scene: &Scene,
    subsets: &Subsets,
    meta: &Meta,
) -> Result<Vec<u8>> {
    let source = lopdf::Document::load_mem(drawn).map_err(failed)?;
    let sides: Vec<ObjectId> = source.get_pages().into_values().collect();
    if sides.len() != scene.pages.len() {
        return Err(failed("số trang không khớp"));
    }
    let mut file = lopdf::Document::with_version("1.7");
    let mut digest = Sha256::new();
    let widths = fonts::widths(subsets)?;
    let resources = fonts::embed(&mut file, subsets, &widths)?;
    let resources = file.add_object(resources);
    let root = file.new_object_id();
    let mut pages = Vec::new();
    let mut marks = Vec::new();
    for (index, (side, page)) in sides.into_iter().zip(&scene.pages).enumerate() {
        let content =
            content::rewritten(&source.get_page_content(side), page, &scene.tree, &widths)?;
        digest.update(&content.bytes);
        let stream = file.add_object(packed(Dictionary::new(), content.bytes)?);
        pages.push(file.add_object(dictionary! {
            "Type" => "Page",
            "Parent" => root,
            "MediaBox" => media_box(page),
            "Resources" => resources,
            "Contents" => stream,
            "StructParents" => integer(index),
            "Tabs" => "S",
        }));
        marks.push(content.marks);
    }
    let kids: Vec<Object> = pages.iter().map(|page| Object::Reference(*page)).collect();
    file.set_object(
        root,
        dictionary! { "Type" => "Pages", "Count" => integer(kids.len()), "Kids" => kids },
    );

    let xmp = metadata::xmp(meta);
    digest.update(&xmp);
    let catalog = catalog(&mut file, scene, root, &pages, &marks, xmp)?;
    let catalog = file.add_object(catalog);
    let info = file.add_object(metadata::info(meta));
    file.trailer.set("Root", catalog);
    file.trailer.set("Info", info);
    let id: Vec<u8> = digest.finalize().iter().copied().take(16).collect();
    let id = Object::String(id, StringFormat::Hexadecimal);
    file.trailer.set("ID", vec![id.clone(), id]);
    let mut bytes = Vec::new();
    let options = SaveOptions::builder()
        .use_object_streams(true)
        .use_xref_streams(true)
        // Elements of the structure are alike: the more of them in a stream, the less each takes.
        .max_objects_per_stream(OBJECTS)
        .compression_level(9);
    file.save_with_options(&mut bytes, options.build()).map_err(failed)?;
    crossings::packed(bytes)
}

fn catalog(
    file: &mut lopdf::Document,
    scene: &Scene,
    root: ObjectId,
    pages: &[ObjectId],
    marks: &[Vec<Node>],
    xmp: Vec<u8>,
) -> Result<Dictionary> {
    let mut plain = Stream::new(dictionary! { "Type" => "Metadata", "Subtype" => "XML" }, xmp);
    plain.allows_compression = false;
    let metadata = file.add_object(plain);
    let profile = file.add_object(packed(dictionary! { "N" => 3 }, PROFILE.to_vec())?);
    let tree = structure::tree(file, scene, pages, marks);
    let mut catalog = dictionary! {
        "Type" => "Catalog",
        "Pages" => root,
        "Metadata" => metadata,
        "Lang" => Object::string_literal("vi-VN"),
        "MarkInfo" => dictionary! { "Marked" => true },
        "StructTreeRoot" => tree,
        "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
        "OutputIntents" => vec![Object::Dictionary(dictionary! {
            "Type" => "OutputIntent",
            "S" => "GTS_PDFA1",
            "OutputConditionIdentifier" => Object::string_literal("sRGB"),
            "Info" => Object::string_literal("sRGB IEC61966-2.1"),
            "DestOutputProfile" => profile,
        })],
    };
    if let Some(outline) = outline::outline(file, scene, pages) {
        catalog.set("Outlines", outline);
        catalog.set("PageMode", "UseOutlines");
    }
    Ok(catalog)
}

fn media_box(page: &Page) -> Vec<Object> {
    let [width, height] = [page.width, page.height].map(|length| Object::Real(points(length)));
    vec![0.into(), 0.into(), width, height]
}

fn packed(dictionary: Dictionary, bytes: Vec<u8>) -> Result<Stream> {
    let mut stream = Stream::new(dictionary, bytes);
    stream.compress().map_err(failed)?;
    Ok(stream)
}

fn integer(count: usize) -> Object {
    Object::Integer(i64::try_from(count).unwrap_or(i64::MAX))
}

/// Millimetres in points, to a hundredth.
fn points(length: f32) -> f32 {
    (length / crate::render::pdf::faces::POINT * 100.0).round() / 100.0
}

/// A text string of the file format: UTF-16 with a byte order mark.
fn text(text: &str) -> Object {
    let units = std::iter::once(0xfeff).chain(text.encode_utf16());
    Object::String(units.flat_map(u16::to_be_bytes).collect(), StringFormat::Hexadecimal)
}
