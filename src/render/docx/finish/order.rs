//! The order in which the schema (ISO/IEC 29500-1, transitional) wants child elements; Word refuses files that break it.

use crate::render::docx::finish::xml::{XmlElement, XmlNode};

/// Sorts the children of every element whose order the schema gives, and drops property lists that say nothing.
pub(crate) fn put_in_order(root: &mut XmlElement<'_>) {
    root.visit(&mut |element| {
        if let Some(order) = order(&element.name) {
            element.children.sort_by_key(|node| match node {
                XmlNode::Element(child) => {
                    let known = order.iter().position(|name| *name == child.name);
                    known.unwrap_or(order.len())
                }
                XmlNode::Text(_) => order.len(),
            });
        }
        if element.name == "w:style" {
            let properties = element.elements_mut().filter(|child| child.name == "w:tblPr");
            properties.for_each(|child| {
                child.retain(|property| !NO_STYLE_HAS.contains(&&*property.name));
            });
        }
    });
    drop_empty(root);
}

/// What docx-rs writes for a table and its style alike, and the schema knows of a table only (`CT_TblPrBase` of a style
/// as Office validates it).
const NO_STYLE_HAS: [&str; 4] = ["w:tblStyle", "w:tblW", "w:tblLayout", "w:tblLook"];

/// Innermost first, as a list may hold nothing but an empty one.
fn drop_empty(element: &mut XmlElement<'_>) {
    element.elements_mut().for_each(drop_empty);
    element.retain(|child| {
        !(child.children.is_empty()
            && matches!(&*child.name, "w:rPr" | "w:pPr" | "w:trPr" | "w:tcPr" | "w:tblBorders"))
    });
}

/// The names in order; none where docx-rs writes what the schema wants.
pub(crate) fn order(name: &str) -> Option<&'static [&'static str]> {
    Some(match name {
        "w:pPr" => &PARAGRAPH,
        "w:rPr" => &RUN,
        "w:tblPr" => &TABLE,
        "w:tcPr" => &CELL,
        "w:sectPr" => &SECTION,
        "w:style" => &STYLE,
        "w:lvl" => &LEVEL,
        "w:pBdr" | "w:tblBorders" | "w:tcBorders" => &BORDERS,
        "w:tblCellMar" | "w:tcMar" => &MARGINS,
        "w:numPr" => &["w:ilvl", "w:numId"],
        "w:numbering" => &["w:abstractNum", "w:num"],
        "w:styles" => &["w:docDefaults", "w:latentStyles", "w:style"],
        "w:docDefaults" => &["w:rPrDefault", "w:pPrDefault"],
        _ => return None,
    })
}

/// `CT_PPr`.
const PARAGRAPH: [&str; 36] = [
    "w:pStyle",
    "w:keepNext",
    "w:keepLines",
    "w:pageBreakBefore",
    "w:framePr",
    "w:widowControl",
    "w:numPr",
    "w:suppressLineNumbers",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
];

/// `EG_RPrBase`, in the order in which Word writes it.
const RUN: [&str; 39] = [
    "w:rStyle",
    "w:rFonts",
    "w:b",
    "w:bCs",
    "w:i",
    "w:iCs",
    "w:caps",
    "w:smallCaps",
    "w:strike",
    "w:dstrike",
    "w:outline",
    "w:shadow",
    "w:emboss",
    "w:imprint",
    "w:noProof",
    "w:snapToGrid",
    "w:vanish",
    "w:webHidden",
    "w:color",
    "w:spacing",
    "w:w",
    "w:kern",
    "w:position",
    "w:sz",
    "w:szCs",
    "w:highlight",
    "w:u",
    "w:effect",
    "w:bdr",
    "w:shd",
    "w:fitText",
    "w:vertAlign",
    "w:rtl",
    "w:cs",
    "w:em",
    "w:lang",
    "w:eastAsianLayout",
    "w:specVanish",
    "w:oMath",
];

/// `CT_TblPr`.
const TABLE: [&str; 17] = [
    "w:tblStyle",
    "w:tblpPr",
    "w:tblOverlap",
    "w:bidiVisual",
    "w:tblStyleRowBandSize",
    "w:tblStyleColBandSize",
    "w:tblW",
    "w:jc",
    "w:tblCellSpacing",
    "w:tblInd",
    "w:tblBorders",
    "w:shd",
    "w:tblLayout",
    "w:tblCellMar",
    "w:tblLook",
    "w:tblCaption",
    "w:tblDescription",
];

/// `CT_TcPr`.
const CELL: [&str; 13] = [
    "w:cnfStyle",
    "w:tcW",
    "w:gridSpan",
    "w:hMerge",
    "w:vMerge",
    "w:tcBorders",
    "w:shd",
    "w:noWrap",
    "w:tcMar",
    "w:textDirection",
    "w:tcFitText",
    "w:vAlign",
    "w:hideMark",
];

/// `CT_SectPr`.
const SECTION: [&str; 21] = [
    "w:headerReference",
    "w:footerReference",
    "w:footnotePr",
    "w:endnotePr",
    "w:type",
    "w:pgSz",
    "w:pgMar",
    "w:paperSrc",
    "w:pgBorders",
    "w:lnNumType",
    "w:pgNumType",
    "w:cols",
    "w:formProt",
    "w:vAlign",
    "w:noEndnote",
    "w:titlePg",
    "w:textDirection",
    "w:bidi",
    "w:rtlGutter",
    "w:docGrid",
    "w:printerSettings",
];

/// `CT_Style`.
const STYLE: [&str; 17] = [
    "w:name",
    "w:aliases",
    "w:basedOn",
    "w:next",
    "w:link",
    "w:autoRedefine",
    "w:hidden",
    "w:uiPriority",
    "w:semiHidden",
    "w:unhideWhenUsed",
    "w:qFormat",
    "w:locked",
    "w:pPr",
    "w:rPr",
    "w:tblPr",
    "w:trPr",
    "w:tcPr",
];

/// `CT_Lvl`.
const LEVEL: [&str; 12] = [
    "w:start",
    "w:numFmt",
    "w:lvlRestart",
    "w:pStyle",
    "w:isLgl",
    "w:suff",
    "w:lvlText",
    "w:lvlPicBulletId",
    "w:legacy",
    "w:lvlJc",
    "w:pPr",
    "w:rPr",
];

/// `CT_PBdr`, `CT_TblBorders`, `CT_TcBorders`.
const BORDERS: [&str; 8] =
    ["w:top", "w:left", "w:bottom", "w:right", "w:between", "w:insideH", "w:insideV", "w:bar"];

/// `CT_TblCellMar`, `CT_TcMar`.
const MARGINS: [&str; 4] = ["w:top", "w:left", "w:bottom", "w:right"];
