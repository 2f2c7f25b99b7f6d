//! Which part of an xlsx or xlsb package is what: the relationships from the root down to each sheet.

use std::collections::BTreeMap;
use std::io::Read;

use crate::read::xml::{Pieces, XmlFault};

/// A relationship: what it points to, and what that is (last word of its type).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Relationship {
    pub(crate) target: String,
    pub(crate) kind: String,
}

/// Relationships of a `.rels` part by identifier.
pub(crate) fn relationships(part: impl Read) -> Result<BTreeMap<String, Relationship>, XmlFault> {
    let mut pieces = Pieces::new(part);
    let mut found = BTreeMap::new();
    while let Some(piece) = pieces.next()? {
        let tag = piece.tag;
        if tag.is_close() || tag.local() != b"Relationship" {
            continue;
        }
        let (Some(id), Some(target)) = (tag.attribute(b"Id"), tag.attribute(b"Target")) else {
            continue;
        };
        let kind = tag.attribute(b"Type").unwrap_or_default();
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        found.insert(id.into_owned(), Relationship { target: target.into_owned(), kind });
    }
    Ok(found)
}

/// Relationship identifiers of the sheets of `workbook.xml`, in the order of the tabs.
pub(crate) fn sheets(part: impl Read) -> Result<Vec<String>, XmlFault> {
    let mut pieces = Pieces::new(part);
    let mut found = Vec::new();
    while let Some(piece) = pieces.next()? {
        let tag = piece.tag;
        if !tag.is_close() && tag.local() == b"sheet" {
            found.push(tag.attribute(b"id").unwrap_or_default().into_owned());
        }
    }
    Ok(found)
}

/// Folder (with its slash) and name of the workbook part, as the root relationships say.
pub(crate) fn workbook_path(root: &BTreeMap<String, Relationship>) -> Option<(String, String)> {
    let target = &root.values().find(|one| one.kind == "officeDocument")?.target;
    let target = target.strip_prefix('/').unwrap_or(target);
    let (folder, name) = match target.rfind('/') {
        Some(slash) => target.split_at_checked(slash + 1)?,
        None => ("", target),
    };
    Some((folder.to_owned(), name.to_owned()))
}

/// Where a target lies, seen from the workbook's folder; in lower case, as parts are compared.
pub(crate) fn part_path(folder: &str, target: &str) -> String {
    let path = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}{target}"),
    };
    part_key(&path)
}

/// Parts are the same whatever the case of their names, and `\` is a slash to some writers.
pub(crate) fn part_key(name: &str) -> String {
    name.replace('\\', "/").to_ascii_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workbook_is_found_from_the_root() {
        let root = relationships(
            &b"<Relationships><Relationship Id=\"r1\" Type=\"http://x/officeDocument\" \
               Target=\"/xl/workbook.xml\"/></Relationships>"[..],
        );
        let path = root.ok().and_then(|root| workbook_path(&root));
        assert_eq!(path, Some(("xl/".to_owned(), "workbook.xml".to_owned())));
    }

    #[test]
    fn a_target_is_seen_from_the_workbook_unless_absolute() {
        assert_eq!(part_path("xl/", "worksheets/Sheet1.xml"), "xl/worksheets/sheet1.xml");
        assert_eq!(part_path("xl/", "/xl/Worksheets\\sheet1.xml"), "xl/worksheets/sheet1.xml");
    }
}
