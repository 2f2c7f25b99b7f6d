//! Packages that are laid out as the standard allows and calamine does not expect: parts in UTF-16, shared strings
//! or styles elsewhere, targets with `%20` or `..`. Built anew under the usual names, with the same parts.

use std::fmt::Write as _;

use encoding_rs::{UTF_16BE, UTF_16LE};

use crate::read::container::head;
use crate::read::container::{Container, package};
use crate::read::package::{self as parts, Relationship};
use crate::read::xml::XmlFault;

const TYPES: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A part, and the name that it gets.
struct Renamed {
    name: String,
    index: usize,
}

/// The package under the usual names; `None` if it has them, or is no package of xlsx.
pub(crate) fn rebuilt(container: &mut Container<'_>) -> Result<Option<Vec<u8>>, XmlFault> {
    let Some(root) = container.find("_rels/.rels") else { return Ok(None) };
    let mut is_odd = is_utf16(container, root);
    let root = parts::relationships(text(container, root)?.as_slice())?;
    let Some((folder, name)) = parts::workbook_path(&root) else { return Ok(None) };
    if name.to_ascii_lowercase().ends_with(".bin") {
        return Ok(None);
    }
    let Some(workbook) = find(container, "", &format!("{folder}{name}"), &mut is_odd) else {
        return Ok(None);
    };
    let rels = find(container, "", &format!("{folder}_rels/{name}.rels"), &mut is_odd);
    let Some(rels) = rels else { return Ok(None) };
    is_odd |= is_utf16(container, workbook) || is_utf16(container, rels);
    let relationships = parts::relationships(text(container, rels)?.as_slice())?;
    let mut renamed = vec![Renamed { name: "xl/workbook.xml".to_owned(), index: workbook }];
    let mut lines = String::new();
    for (number, (id, Relationship { target, kind })) in (1..).zip(&relationships) {
        let usual = match kind.as_str() {
            "sharedStrings" => "sharedStrings.xml".to_owned(),
            "styles" => "styles.xml".to_owned(),
            "worksheet" | "chartsheet" | "dialogsheet" => format!("worksheets/sheet{number}.xml"),
            _ => continue,
        };
        let Some(index) = find(container, &folder, target, &mut is_odd) else {
            // Nothing to rename: a sheet without its part is told elsewhere.
            return Ok(None);
        };
        let path = parts::part_path(&folder, target);
        let is_sheet = usual.starts_with("worksheets/");
        is_odd |= !is_sheet && path != parts::part_key(&format!("{folder}{usual}"));
        is_odd |= is_utf16(container, index);
        let id = escaped(id);
        // Writing to a string never fails.
        let _ =
            write!(lines, "<Relationship Id=\"{id}\" Type=\"{TYPES}/{kind}\" Target=\"{usual}\"/>");
        renamed.push(Renamed { name: format!("xl/{usual}"), index });
    }
    if !is_odd {
        return Ok(None);
    }
    let mut all = vec![
        (
            "_rels/.rels".to_owned(),
            relations(&format!(
                "<Relationship Id=\"rId1\" Type=\"{TYPES}/officeDocument\" Target=\"xl/workbook.xml\"/>"
            )),
        ),
        ("xl/_rels/workbook.xml.rels".to_owned(), relations(&lines)),
    ];
    for Renamed { name, index } in renamed {
        all.push((name, text(container, index)?));
    }
    let all: Vec<(&str, &[u8])> =
        all.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    package(&all).map(Some)
}

fn relations(lines: &str) -> Vec<u8> {
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{lines}</Relationships>"
    )
    .into_bytes()
}

/// The part that a target means, seen from a folder; `is_odd` where calamine would not find it.
fn find(container: &Container<'_>, folder: &str, target: &str, is_odd: &mut bool) -> Option<usize> {
    let path = parts::part_path(folder, target);
    if let Some(index) = container.find(&path) {
        return Some(index);
    }
    *is_odd = true;
    container.find(&plain_path(&path))
}

/// Without `%20`, `.` and `..`.
fn plain_path(path: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|code| str::from_utf8(code).ok());
        let letter = code.filter(|_| *byte == b'%');
        if let Some(letter) = letter.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            bytes.push(letter);
            rest = after.get(2..).unwrap_or_default();
        } else {
            bytes.push(*byte);
            rest = after;
        }
    }
    let decoded = String::from_utf8_lossy(&bytes).into_owned();
    let mut steps: Vec<&str> = Vec::new();
    for step in decoded.split('/') {
        match step {
            "." | "" => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

fn is_utf16(container: &mut Container<'_>, index: usize) -> bool {
    matches!(head(container, index), [0xFF, 0xFE] | [0xFE, 0xFF])
}

/// A part as UTF-8; its declaration, which would name another encoding, is left out.
fn text(container: &mut Container<'_>, index: usize) -> Result<Vec<u8>, XmlFault> {
    let bytes = container.bytes(index)?;
    let encoding = match bytes.as_slice() {
        [0xFF, 0xFE, ..] => UTF_16LE,
        [0xFE, 0xFF, ..] => UTF_16BE,
        _ => return Ok(bytes),
    };
    let text = encoding.decode_with_bom_removal(&bytes).0;
    let body = match text.trim_start().strip_prefix("<?xml") {
        Some(rest) => rest.split_once("?>").map_or("", |(_, body)| body),
        None => &text,
    };
    Ok(body.as_bytes().to_vec())
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: &str = "<worksheet><sheetData/></worksheet>";

    fn rebuild(parts: &[(&str, &[u8])]) -> Option<Vec<u8>> {
        let bytes = package(parts).unwrap();
        rebuilt(&mut Container::open(&bytes).unwrap()).unwrap()
    }

    fn rels(of: &[(&str, &str)]) -> String {
        let one = |(kind, target): &(&str, &str)| {
            format!("<Relationship Id=\"{kind}\" Type=\"{TYPES}/{kind}\" Target=\"{target}\"/>")
        };
        format!("<Relationships>{}</Relationships>", of.iter().map(one).collect::<String>())
    }

    #[track_caller]
    fn case(sheet: (&str, &str), strings: (&str, &str), odd: bool) {
        let root = rels(&[("officeDocument", "xl/workbook.xml")]);
        let book = rels(&[("worksheet", sheet.0), ("sharedStrings", strings.0)]);
        let after = rebuild(&[
            ("_rels/.rels", root.as_bytes()),
            ("xl/workbook.xml", b"<workbook/>"),
            ("xl/_rels/workbook.xml.rels", book.as_bytes()),
            (sheet.1, SHEET.as_bytes()),
            (strings.1, b"<sst/>"),
        ]);
        assert_eq!(after.is_some(), odd, "{sheet:?} {strings:?}");
        let Some(after) = after else { return };
        let mut container = Container::open(&after).unwrap();
        for (name, bytes) in
            [("xl/sharedStrings.xml", "<sst/>"), ("xl/worksheets/sheet2.xml", SHEET)]
        {
            let index = container.find(name).unwrap();
            assert_eq!(container.bytes(index).unwrap(), bytes.as_bytes(), "{name}");
        }
    }

    #[test]
    fn odd_names_become_the_usual_ones() {
        let strings = ("sharedStrings.xml", "xl/sharedStrings.xml");
        let sheet = ("worksheets/sheet1.xml", "xl/worksheets/sheet1.xml");
        case(sheet, strings, false);
        case(("/xl/worksheets/sheet1.xml", sheet.1), ("/xl/SharedStrings.xml", strings.1), false);
        case(sheet, ("/sharedStrings.xml", "sharedStrings.xml"), true);
        case(("worksheets/sheet%201.xml", "xl/worksheets/sheet 1.xml"), strings, true);
        case(("../sheets/a.xml", "sheets/a.xml"), strings, true);
    }

    #[test]
    fn utf16_becomes_utf8_without_its_declaration() {
        let wide = |text: &str| {
            let units = format!("\u{feff}<?xml version=\"1.0\" encoding=\"UTF-16\"?>{text}");
            units.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()
        };
        let root = rels(&[("officeDocument", "xl/workbook.xml")]);
        let book = rels(&[("worksheet", "worksheets/sheet1.xml")]);
        let after = rebuild(&[
            ("_rels/.rels", &wide(&root)),
            ("xl/workbook.xml", &wide("<workbook>Đ</workbook>")),
            ("xl/_rels/workbook.xml.rels", &wide(&book)),
            ("xl/worksheets/sheet1.xml", &wide(SHEET)),
        ])
        .unwrap();
        let mut container = Container::open(&after).unwrap();
        let index = container.find("xl/workbook.xml").unwrap();
        assert_eq!(container.bytes(index).unwrap(), "<workbook>Đ</workbook>".as_bytes());
    }
}
