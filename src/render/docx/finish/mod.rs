//! What docx-rs lacks or leaves to chance, mended in its parts before they are packed.

pub(crate) mod order;
mod parts;
pub(crate) mod xml;

use crate::document::Meta;
use crate::error::Result;
use crate::render::docx::finish::order::put_in_order;
use crate::render::docx::finish::xml::{XmlElement, parse};
use crate::render::docx::units::{broken, failed};
use crate::render::package::{Package, PackagePart, Packed};

/// The relationship of the header with the page number.
const HEADER: &str = "rIdDauTrang";
/// The relationship of the footer of the first page.
const FOOTER: &str = "rIdChanTrang";
/// Styles that Word knows by these names; all others are the office's own.
const BUILT_IN: [&str; 16] = [
    "Normal",
    "heading 1",
    "heading 2",
    "heading 3",
    "Title",
    "Subtitle",
    "Body Text",
    "caption",
    "header",
    "footer",
    "List",
    "List Bullet",
    "List Bullet 2",
    "Normal Table",
    "Default Paragraph Font",
    "No List",
];
/// What a paragraph, a run, a table and a list have that name no style.
const DEFAULTS: [&str; 4] = ["Normal", "DefaultParagraphFont", "TableNormal", "NoList"];

/// What is known of a table beyond its cells.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct TableFacts {
    /// Rows repeated on every page; none for a table that only places text.
    pub(crate) header_rows: usize,
    pub(crate) caption: Option<String>,
}

/// A picture and what stands for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Picture {
    /// EMF.
    pub(crate) bytes: Vec<u8>,
    pub(crate) name: String,
    /// Text alternative.
    pub(crate) alt: String,
}

/// Kept beside the document as it is composed: the n-th table and picture of the one are the n-th of the other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) tables: Vec<TableFacts>,
    pub(crate) pictures: Vec<Picture>,
    /// Whether the first page has a foot.
    pub(crate) foot: bool,
}

/// What all documents of the same sizes share, packed once: styles, lists, the head of pages, the foot of the first.
pub(crate) fn frame(
    styles: &[u8],
    lists: &[u8],
    header: &[u8],
    footer: Option<&[u8]>,
) -> Result<Packed> {
    let mut parts = vec![
        PackagePart::new("[Content_Types].xml", parts::content_types(footer.is_some())),
        PackagePart::new("_rels/.rels", parts::relations()),
        PackagePart::new("word/styles.xml", self::styles(styles)?.part()),
        PackagePart::new("word/numbering.xml", numbering(lists)?.part()),
        PackagePart::new("word/settings.xml", parts::settings()),
        PackagePart::new("word/fontTable.xml", parts::fonts()),
        PackagePart::new("word/theme/theme1.xml", parts::THEME.to_vec()),
        PackagePart::new("word/header1.xml", plain(header)?.part()),
    ];
    if let Some(footer) = footer {
        parts.push(PackagePart::new("word/footer1.xml", plain(footer)?.part()));
    }
    Packed::new(parts).map_err(broken)
}

/// The whole package; the same document gives the same bytes, whatever was made before it.
pub(crate) fn finish(
    content: &[u8],
    frame: &Packed,
    facts: &Facts,
    meta: &Meta,
) -> Result<Vec<u8>> {
    let mut file = DocxFile::begin(frame, meta)?;
    file.add(content, facts.clone())?;
    file.finish()
}

/// A package whose text comes in parts, of which only one is in memory as a tree.
pub(crate) struct DocxFile {
    package: Package,
    pictures: Vec<Picture>,
    foot: bool,
    /// What ends the text: the last section's properties.
    end: Option<String>,
}

impl DocxFile {
    pub(crate) fn begin(frame: &Packed, meta: &Meta) -> Result<Self> {
        let mut package = Package::begin(frame).map_err(broken)?;
        package.add(PackagePart::new("docProps/core.xml", parts::core(meta))).map_err(broken)?;
        package.add(PackagePart::new("docProps/app.xml", parts::app(meta))).map_err(broken)?;
        Ok(Self { package, pictures: Vec::new(), foot: false, end: None })
    }

    /// Text behind what is there; all of it is in the last section that the first part has.
    pub(crate) fn add(&mut self, content: &[u8], facts: Facts) -> Result<()> {
        let mut root = document(content, &facts, self.pictures.len())?;
        let body = root.elements_mut().find(|child| child.name == "w:body");
        let children = body.map(|body| {
            let last = body.children.pop();
            std::mem::replace(&mut body.children, last.into_iter().collect())
        });
        let Some(children) = children else { return Err(failed("thiếu thân văn bản")) };
        if self.end.is_none() {
            let around = String::from_utf8(root.part()).map_err(broken)?;
            let Some(at) = around.find("<w:sectPr") else {
                return Err(failed("thiếu phần cuối"));
            };
            let (begin, end) = around.split_at(at);
            self.package
                .add(PackagePart::new("word/document.xml", begin.as_bytes().to_vec()))
                .map_err(broken)?;
            self.end = Some(end.to_owned());
        }
        self.package.go_on(xml::text(&children).as_bytes()).map_err(broken)?;
        self.foot |= facts.foot;
        self.pictures.extend(facts.pictures);
        Ok(())
    }

    pub(crate) fn finish(mut self) -> Result<Vec<u8>> {
        let Some(end) = self.end else { return Err(failed("văn bản trống")) };
        self.package.go_on(end.as_bytes()).map_err(broken)?;
        let foot = self.foot.then_some(FOOTER);
        let relations = parts::document_relations(HEADER, foot, self.pictures.len());
        self.package
            .add(PackagePart::new("word/_rels/document.xml.rels", relations))
            .map_err(broken)?;
        for (number, picture) in (1..).zip(self.pictures) {
            let name = format!("word/media/hinh{number}.emf");
            self.package.add(PackagePart::new(&name, picture.bytes)).map_err(broken)?;
        }
        self.package.finish().map_err(broken)
    }
}

/// In order, and free of what only newer or other programs read.
fn plain(part: &[u8]) -> Result<XmlElement<'_>> {
    let mut root = parse(part)?;
    root.attributes = parts::NAMESPACES
        .iter()
        .map(|(prefix, uri)| (format!("xmlns:{prefix}").into(), (*uri).into()))
        .collect();
    root.visit(&mut |element| {
        element.attributes.retain(|(name, _)| {
            let newer = ["w14:", "w15:", "wp14:", "mc:"];
            !newer.iter().any(|prefix| name.starts_with(prefix))
        });
        if element.name == "w:gridCol" {
            element.attributes.retain(|(name, _)| name == "w:w");
        }
    });
    put_in_order(&mut root);
    Ok(root)
}

/// `before`: pictures that the document has already.
fn document<'a>(part: &'a [u8], facts: &'a Facts, before: usize) -> Result<XmlElement<'a>> {
    let mut root = plain(part)?;
    let (mut tables, mut pictures) = (facts.tables.iter(), facts.pictures.iter());
    let (mut matched, mut number, mut sections) = (true, before, 0_usize);
    root.visit(&mut |element| match &*element.name {
        "w:tbl" => match tables.next() {
            Some(facts) => complete_table(element, facts),
            None => matched = false,
        },
        "w:drawing" => {
            number += 1;
            match pictures.next() {
                Some(picture) => complete_drawing(element, picture, number),
                None => matched = false,
            }
        }
        "w:sectPr" => {
            sections += 1;
            element.retain(|child| child.name != "w:headerReference");
            if sections == 1 {
                element.entry("w:headerReference");
                if facts.foot {
                    element.entry("w:footerReference");
                }
            }
        }
        // The line to cut along.
        "w:cols" if element.get("w:num") == Some("2") => element.set("w:sep", "1"),
        "w:headerReference" => {
            element.attributes =
                vec![("w:type".into(), "default".into()), ("r:id".into(), HEADER.into())];
        }
        "w:footerReference" => {
            element.attributes =
                vec![("w:type".into(), "first".into()), ("r:id".into(), FOOTER.into())];
        }
        _ => {}
    });
    let matched = matched && tables.next().is_none() && pictures.next().is_none();
    matched.then_some(()).ok_or_else(|| failed("bảng hoặc hình không khớp với bản ghi"))?;
    put_in_order(&mut root);
    Ok(root)
}

/// Header rows that repeat, and what the table is called for those who cannot see it.
fn complete_table<'a>(table: &mut XmlElement<'a>, facts: &'a TableFacts) {
    for row in table.elements_mut().filter(|child| child.name == "w:tr").take(facts.header_rows) {
        row.entry("w:trPr").children.push(node("w:tblHeader", &[]));
    }
    let flag = |holds: bool| if holds { "1" } else { "0" };
    let properties = table.entry("w:tblPr");
    properties.children.push(node(
        "w:tblLook",
        &[
            ("w:val", if facts.header_rows > 0 { "0420" } else { "0400" }),
            ("w:firstRow", flag(facts.header_rows > 0)),
            ("w:lastRow", "0"),
            ("w:firstColumn", "0"),
            ("w:lastColumn", "0"),
            ("w:noHBand", "0"),
            ("w:noVBand", "1"),
        ],
    ));
    if let Some(caption) = &facts.caption {
        properties.children.push(node("w:tblCaption", &[("w:val", caption)]));
    }
}

/// A number of its own and the text alternative.
fn complete_drawing<'a>(drawing: &mut XmlElement<'a>, picture: &'a Picture, number: usize) {
    let id = number.to_string();
    drawing.visit(&mut |element| match &*element.name {
        "wp:docPr" => {
            element.attributes.clear();
            element.set("id", id.clone());
            element.set("name", picture.name.as_str());
            element.set("descr", picture.alt.as_str());
        }
        "pic:cNvPr" => {
            element.set("id", id.clone());
            element.set("name", format!("hinh{id}.emf"));
        }
        "a:blip" => element.set("r:embed", parts::picture_relation(number)),
        _ => {}
    });
}

fn styles(part: &[u8]) -> Result<XmlElement<'_>> {
    let mut root = plain(part)?;
    root.visit(&mut |element| match &*element.name {
        "w:rPrDefault" => element.entry("w:rPr").children.push(node(
            "w:lang",
            &[("w:val", "vi-VN"), ("w:eastAsia", "vi-VN"), ("w:bidi", "ar-SA")],
        )),
        "w:pPrDefault" => element.entry("w:pPr").children.push(node("w:widowControl", &[])),
        "w:style" => complete_style(element),
        _ => {}
    });
    // Both defaults must be there for the two above to be reached.
    let defaults = root.find("w:docDefaults").map_or(0, |found| found.elements().count());
    (defaults == 2).then_some(()).ok_or_else(|| failed("thiếu kiểu chữ mặc định"))?;
    put_in_order(&mut root);
    Ok(root)
}

fn complete_style(style: &mut XmlElement<'_>) {
    let name = style.find("w:name").and_then(|name| name.get("w:val")).unwrap_or_default();
    let own = !BUILT_IN.contains(&name);
    style.attributes.retain(|(name, _)| name != "w:default");
    let default = style.get("w:styleId").is_some_and(|id| DEFAULTS.contains(&id));
    if default {
        style.set("w:default", "1");
    }
    if own {
        style.set("w:customStyle", "1");
    }
}

/// Only the lists that are used; docx-rs always adds one of its own.
fn numbering(part: &[u8]) -> Result<XmlElement<'_>> {
    let mut root = plain(part)?;
    let own = |element: &XmlElement<'_>, name: &str| element.get(name) != Some("1");
    root.retain(|child| match &*child.name {
        "w:abstractNum" => own(child, "w:abstractNumId"),
        _ => own(child, "w:numId"),
    });
    for list in root.elements_mut().filter(|child| child.name == "w:abstractNum") {
        list.children.insert(0, node("w:multiLevelType", &[("w:val", "hybridMultilevel")]));
    }
    Ok(root)
}

/// An element with attributes, as a child.
fn node<'a>(name: &'static str, attributes: &[(&'static str, &'a str)]) -> xml::XmlNode<'a> {
    let element = attributes
        .iter()
        .fold(XmlElement::new(name), |element, (name, value)| element.with(*name, *value));
    xml::XmlNode::Element(element)
}
