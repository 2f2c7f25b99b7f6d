//! The parts that are the same for every document but for its metadata and the number of its pictures.

use crate::document::Meta;
use crate::render::docx::finish::xml::XmlElement;

const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";
/// Content types of the parts of a word-processing document begin with this.
const TYPE: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

/// Times New Roman and plain shapes for what a clerk draws in.
pub(crate) const THEME: &[u8] = include_bytes!("theme.xml");

/// Prefixes that the parts below `word/` use.
pub(crate) const NAMESPACES: [(&str, &str); 3] = [
    ("w", WORD),
    ("r", RELATIONS),
    ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
];

/// `footer`: whether the first page has one.
pub(crate) fn content_types(footer: bool) -> Vec<u8> {
    let defaults = [
        ("emf", "image/x-emf"),
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
    ];
    let overrides = [
        (
            "/docProps/app.xml",
            "application/vnd.openxmlformats-officedocument.extended-properties+xml".to_owned(),
        ),
        (
            "/docProps/core.xml",
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ),
        ("/word/document.xml", format!("{TYPE}document.main+xml")),
        ("/word/fontTable.xml", format!("{TYPE}fontTable+xml")),
        ("/word/header1.xml", format!("{TYPE}header+xml")),
        ("/word/numbering.xml", format!("{TYPE}numbering+xml")),
        ("/word/settings.xml", format!("{TYPE}settings+xml")),
        ("/word/styles.xml", format!("{TYPE}styles+xml")),
        (
            "/word/theme/theme1.xml",
            "application/vnd.openxmlformats-officedocument.theme+xml".to_owned(),
        ),
    ];
    let mut types = XmlElement::new("Types")
        .with("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types");
    for (extension, kind) in defaults {
        types = types.child(
            XmlElement::new("Default").with("Extension", extension).with("ContentType", kind),
        );
    }
    let footer = footer.then(|| ("/word/footer1.xml", format!("{TYPE}footer+xml")));
    for (part, kind) in overrides.into_iter().chain(footer) {
        types = types
            .child(XmlElement::new("Override").with("PartName", part).with("ContentType", kind));
    }
    types.part()
}

pub(crate) fn relations() -> Vec<u8> {
    let core =
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";
    XmlElement::new("Relationships")
        .with("xmlns", PACKAGE)
        .child(relation("rId1", &format!("{RELATIONS}/officeDocument"), "word/document.xml"))
        .child(relation("rId2", core, "docProps/core.xml"))
        .child(relation("rId3", &format!("{RELATIONS}/extended-properties"), "docProps/app.xml"))
        .part()
}

pub(crate) fn document_relations(header: &str, footer: Option<&str>, pictures: usize) -> Vec<u8> {
    let own =
        |id: &str, kind: &str, target: &str| relation(id, &format!("{RELATIONS}/{kind}"), target);
    let mut all = XmlElement::new("Relationships")
        .with("xmlns", PACKAGE)
        .child(own("rId1", "styles", "styles.xml"))
        .child(own("rId2", "numbering", "numbering.xml"))
        .child(own("rId3", "settings", "settings.xml"))
        .child(own("rId4", "fontTable", "fontTable.xml"))
        .child(own("rId5", "theme", "theme/theme1.xml"))
        .child(own(header, "header", "header1.xml"));
    if let Some(footer) = footer {
        all = all.child(own(footer, "footer", "footer1.xml"));
    }
    for number in 1..=pictures {
        let target = format!("media/hinh{number}.emf");
        all = all.child(own(&picture_relation(number), "image", &target));
    }
    all.part()
}

pub(crate) fn picture_relation(number: usize) -> String {
    format!("rIdHinh{number}")
}

fn relation(id: &str, kind: &str, target: &str) -> XmlElement<'static> {
    XmlElement::new("Relationship")
        .with("Id", id.to_owned())
        .with("Type", kind.to_owned())
        .with("Target", target.to_owned())
}

/// Title, author, subject and the day judged, the only date.
pub(crate) fn core(meta: &Meta) -> Vec<u8> {
    // 00:00 at +07:00 is 17:00 of the day before at Greenwich, as Word writes times.
    let day = meta
        .day
        .yesterday()
        .map_or_else(|_| format!("{}T00:00:00Z", meta.day), |before| format!("{before}T17:00:00Z"));
    let date =
        |name: &'static str| XmlElement::new(name).with("xsi:type", "dcterms:W3CDTF").text(&day);
    XmlElement::new("cp:coreProperties")
        .with("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties")
        .with("xmlns:dc", "http://purl.org/dc/elements/1.1/")
        .with("xmlns:dcterms", "http://purl.org/dc/terms/")
        .with("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        .child(XmlElement::new("dc:title").text(&meta.title))
        .child(XmlElement::new("dc:subject").text(&meta.subject))
        .child(XmlElement::new("dc:creator").text(&meta.author))
        .child(XmlElement::new("cp:keywords").text(&meta.keywords))
        .child(XmlElement::new("cp:lastModifiedBy").text(&meta.author))
        .child(XmlElement::new("cp:revision").text("1"))
        .child(date("dcterms:created"))
        .child(date("dcterms:modified"))
        .child(XmlElement::new("dc:language").text("vi-VN"))
        .part()
}

pub(crate) fn app(meta: &Meta) -> Vec<u8> {
    XmlElement::new("Properties")
        .with("xmlns", "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties")
        .child(XmlElement::new("Application").text("congso"))
        .child(XmlElement::new("Company").text(&meta.author))
        .part()
}

/// As Word 2013 and later lay out, with the comma and the semicolon of Vietnamese figures and lists.
pub(crate) fn settings() -> Vec<u8> {
    let value =
        |name: &'static str, value: &'static str| XmlElement::new(name).with("w:val", value);
    let setting = |name: &'static str, value: &'static str| {
        XmlElement::new("w:compatSetting")
            .with("w:name", name)
            .with("w:uri", "http://schemas.microsoft.com/office/word")
            .with("w:val", value)
    };
    XmlElement::new("w:settings")
        .with("xmlns:w", WORD)
        .child(XmlElement::new("w:zoom").with("w:percent", "100"))
        .child(value("w:defaultTabStop", "720"))
        .child(value("w:characterSpacingControl", "doNotCompress"))
        .child(
            XmlElement::new("w:compat")
                .child(setting("compatibilityMode", "15"))
                .child(setting("overrideTableStyleFontSizeAndJustification", "1"))
                .child(setting("enableOpenTypeFeatures", "1"))
                .child(setting("doNotFlipMirrorIndents", "1"))
                .child(setting("differentiateMultirowTableHeaders", "1")),
        )
        .child(XmlElement::new("w:themeFontLang").with("w:val", "vi-VN"))
        .child(value("w:decimalSymbol", ","))
        .child(value("w:listSeparator", ";"))
        .part()
}

/// Times New Roman, and what has its widths where it is missing.
pub(crate) fn fonts() -> Vec<u8> {
    let value =
        |name: &'static str, value: &'static str| XmlElement::new(name).with("w:val", value);
    XmlElement::new("w:fonts")
        .with("xmlns:w", WORD)
        .child(
            XmlElement::new("w:font")
                .with("w:name", "Times New Roman")
                .child(value("w:altName", "Liberation Serif"))
                .child(value("w:panose1", "02020603050405020304"))
                // Vietnamese.
                .child(value("w:charset", "A3"))
                .child(value("w:family", "roman"))
                .child(value("w:pitch", "variable")),
        )
        .part()
}
