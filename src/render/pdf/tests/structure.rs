//! What PDF/A-2a and PDF/UA-1 ask for and a program can check, on the files of offices made to break them.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::content::Content;
use lopdf::{Dictionary, Object, ObjectId};

use crate::render::page::tests::broken::documents;
use crate::render::pdf::pdf;

struct Checked {
    name: &'static str,
    file: lopdf::Document,
}

impl Checked {
    fn dictionary<'f>(&'f self, object: &'f Object) -> &'f Dictionary {
        let object = self.file.dereference(object).expect("an object").1;
        match object {
            Object::Stream(stream) => &stream.dict,
            other => other.as_dict().expect("a dictionary"),
        }
    }

    fn role(&self, id: ObjectId) -> String {
        let element = self.file.get_dictionary(id).expect("an element");
        String::from_utf8(element.get(b"S").unwrap().as_name().unwrap().to_vec()).unwrap()
    }

    fn kids(&self, id: ObjectId) -> Vec<&Object> {
        match self.file.get_dictionary(id).expect("an element").get(b"K") {
            Err(_) => Vec::new(),
            Ok(Object::Array(kids)) => kids.iter().collect(),
            Ok(one) => vec![one],
        }
    }

    fn below(&self, id: ObjectId) -> Vec<ObjectId> {
        self.kids(id).into_iter().filter_map(|kid| kid.as_reference().ok()).collect()
    }

    fn root(&self) -> ObjectId {
        let tree = self.file.catalog().unwrap().get(b"StructTreeRoot").unwrap();
        self.dictionary(tree).get(b"K").unwrap().as_reference().unwrap()
    }

    /// All elements in reading order.
    fn walk(&self, id: ObjectId, found: &mut Vec<ObjectId>) {
        found.push(id);
        for kid in self.below(id) {
            let parent = self.file.get_dictionary(kid).unwrap().get(b"P").unwrap();
            assert_eq!(parent.as_reference().unwrap(), id, "{}: a kid of another", self.name);
            self.walk(kid, found);
        }
    }

    fn attribute(&self, id: ObjectId, key: &[u8]) -> Option<&Object> {
        self.file.get_dictionary(id).ok()?.get(b"A").ok()?.as_dict().ok()?.get(key).ok()
    }

    fn span(&self, id: ObjectId, key: &[u8]) -> usize {
        let span = self.attribute(id, key).map_or(1, |span| span.as_i64().unwrap());
        usize::try_from(span).unwrap()
    }
}

#[test]
fn files_keep_what_an_archive_and_a_screen_reader_ask_for() {
    for (name, document) in documents() {
        let bytes = pdf(&document).unwrap_or_else(|error| panic!("{name}: {error}"));
        // PDF/A-2, 6.1.2: a comment of bytes above 127 follows the header.
        assert!(bytes.starts_with(b"%PDF-1.7\n%") && bytes[10..14].iter().all(|byte| *byte > 127));
        let file = lopdf::Document::load_mem(&bytes).unwrap();
        let checked = Checked { name, file };
        catalog(&checked);
        let owners = parent_tree(&checked);
        contents(&checked, &owners);
        elements(&checked);
        fonts(&checked);
    }
}

/// PDF/A-2, 6.2 to 6.6; PDF/UA-1, 7.1: no layers, scripts, forms, transparency, notes, files.
fn catalog(checked: &Checked) {
    let catalog = checked.file.catalog().unwrap();
    for key in ["OCProperties", "OpenAction", "AA", "AcroForm", "Names", "Perms", "Collection"] {
        assert!(!catalog.has(key.as_bytes()), "{}: /{key}", checked.name);
    }
    assert!(!checked.file.trailer.has(b"Encrypt"));
    let marked = catalog.get(b"MarkInfo").unwrap().as_dict().unwrap();
    assert!(marked.get(b"Marked").unwrap().as_bool().unwrap() && !marked.has(b"Suspects"));
    for page in checked.file.get_pages().into_values() {
        let page = checked.file.get_dictionary(page).unwrap();
        for key in ["Group", "Annots", "AA", "Rotate"] {
            assert!(!page.has(key.as_bytes()), "{}: /{key}", checked.name);
        }
        assert_eq!(page.get(b"Tabs").unwrap().as_name().unwrap(), b"S");
        let resources = checked.dictionary(page.get(b"Resources").unwrap());
        let keys: Vec<_> = resources.iter().map(|(key, _)| key.as_slice()).collect();
        assert_eq!(keys, [b"Font"]);
    }
}

/// The element of each marked content, by page and number; both ways agree.
fn parent_tree(checked: &Checked) -> BTreeMap<(ObjectId, usize), ObjectId> {
    let tree = checked.file.catalog().unwrap().get(b"StructTreeRoot").unwrap();
    let numbers = checked.dictionary(checked.dictionary(tree).get(b"ParentTree").unwrap());
    let numbers = numbers.get(b"Nums").unwrap().as_array().unwrap();
    let mut owners = BTreeMap::new();
    for page in checked.file.get_pages().into_values() {
        let key = checked.file.get_dictionary(page).unwrap().get(b"StructParents").unwrap();
        let key = key.as_i64().unwrap();
        let at = numbers.chunks(2).position(|pair| pair[0].as_i64().unwrap() == key).unwrap();
        let (_, list) = checked.file.dereference(&numbers[at * 2 + 1]).unwrap();
        for (number, owner) in list.as_array().unwrap().iter().enumerate() {
            owners.insert((page, number), owner.as_reference().unwrap());
        }
    }
    let mut all = Vec::new();
    checked.walk(checked.root(), &mut all);
    let mut claimed = BTreeMap::new();
    for id in all {
        for kid in checked.kids(id) {
            // A number on the element's own page, or one that names its page.
            let (page, number) = match kid {
                Object::Integer(number) => (checked.file.get_dictionary(id).unwrap(), *number),
                Object::Dictionary(kid) => (kid, kid.get(b"MCID").unwrap().as_i64().unwrap()),
                _ => continue,
            };
            let page = page.get(b"Pg").unwrap().as_reference().unwrap();
            let number = usize::try_from(number).unwrap();
            assert!(claimed.insert((page, number), id).is_none(), "{}: twice", checked.name);
        }
    }
    assert_eq!(owners, claimed, "{}", checked.name);
    owners
}

/// PDF/UA-1, 7.1: whatever is drawn lies in one marked content, of an element or an artifact.
fn contents(checked: &Checked, owners: &BTreeMap<(ObjectId, usize), ObjectId>) {
    for page in checked.file.get_pages().into_values() {
        let content = Content::decode(&checked.file.get_page_content(page)).unwrap();
        let (mut depth, mut next) = (0, 0);
        for operation in &content.operations {
            match operation.operator.as_str() {
                "BDC" => {
                    depth += 1;
                    let number = operation.operands[1].as_dict().unwrap().get(b"MCID").unwrap();
                    assert_eq!(number.as_i64().unwrap(), i64::try_from(next).unwrap());
                    let tag = operation.operands[0].as_name().unwrap();
                    let role = checked.role(owners[&(page, next)]);
                    assert_eq!(tag, role.as_bytes(), "{}", checked.name);
                    next += 1;
                }
                "BMC" => depth += 1,
                "EMC" => depth -= 1,
                "TJ" | "S" | "m" | "l" | "BT" | "ET" => {
                    assert_eq!(depth, 1, "{}: {operation:?} is not marked", checked.name);
                }
                _ => {}
            }
        }
        assert_eq!(depth, 0);
    }
}

/// ISO 32000-1, 14.8: what may stand in what; PDF/UA-1, 7.3 to 7.6.
fn elements(checked: &Checked) {
    let allowed: BTreeMap<&str, &[&str]> = BTreeMap::from([
        ("Document", &["Sect", "H1", "H2", "P", "L", "Table", "Figure"][..]),
        ("Sect", &["Sect", "H1", "H2", "H3", "H4", "H5", "H6", "P", "L", "Table", "Figure"]),
        ("L", &["LI"]),
        ("LI", &["Lbl", "LBody"]),
        ("LBody", &["L"]),
        ("Table", &["Caption", "THead", "TBody"]),
        ("Caption", &["P"]),
        ("THead", &["TR"]),
        ("TBody", &["TR"]),
        ("TR", &["TH", "TD"]),
        ("Figure", &["Caption"]),
    ]);
    let mut all = Vec::new();
    checked.walk(checked.root(), &mut all);
    let mut level = 0;
    for id in all {
        let role = checked.role(id);
        for kid in checked.below(id) {
            let kid = checked.role(kid);
            let fits = allowed.get(role.as_str()).is_some_and(|kids| kids.contains(&kid.as_str()));
            assert!(fits, "{}: {kid} in {role}", checked.name);
        }
        match role.as_str() {
            heading if heading.starts_with('H') => {
                let of: usize = heading[1..].parse().unwrap();
                assert!(of <= level + 1, "{}: {heading} after level {level}", checked.name);
                level = of;
            }
            "Table" => regular(checked, id),
            "TH" => assert!(checked.attribute(id, b"Scope").is_some()),
            "L" => assert!(checked.attribute(id, b"ListNumbering").is_some()),
            "Figure" => {
                let alt = checked.file.get_dictionary(id).unwrap().get(b"Alt").unwrap();
                assert!(alt.as_str().unwrap().len() > 20);
                let bounds = checked.attribute(id, b"BBox").unwrap().as_array().unwrap();
                assert!(
                    bounds.iter().all(|side| (0.0..=842.0).contains(&side.as_float().unwrap()))
                );
            }
            _ => {}
        }
    }
}

/// Every row of a table covers the same columns, once spans are counted.
fn regular(checked: &Checked, table: ObjectId) {
    let mut widths = BTreeSet::new();
    for part in checked.below(table).into_iter().filter(|part| checked.role(*part) != "Caption") {
        let rows = checked.below(part);
        let mut covered = vec![0; rows.len()];
        for (index, row) in rows.iter().enumerate() {
            for cell in checked.below(*row) {
                let tall = checked.span(cell, b"RowSpan");
                for width in covered.iter_mut().skip(index).take(tall) {
                    *width += checked.span(cell, b"ColSpan");
                }
            }
        }
        widths.extend(covered);
    }
    assert_eq!(widths.len(), 1, "{}: rows of {widths:?} columns", checked.name);
}

/// PDF/A-2, 6.2.11: programs embedded, widths that agree with them, Unicode for all that is shown.
fn fonts(checked: &Checked) {
    let mut shown: BTreeMap<Vec<u8>, BTreeSet<u16>> = BTreeMap::new();
    for page in checked.file.get_pages().into_values() {
        let content = Content::decode(&checked.file.get_page_content(page)).unwrap();
        let mut font = Vec::new();
        for operation in content.operations {
            match (operation.operator.as_str(), operation.operands.as_slice()) {
                ("Tf", [name, _]) => font = name.as_name().unwrap().to_vec(),
                ("TJ", [Object::Array(parts)]) => {
                    let glyphs = parts.iter().filter_map(|part| part.as_str().ok());
                    let glyphs = glyphs.flat_map(|bytes| bytes.chunks_exact(2));
                    shown
                        .entry(font.clone())
                        .or_default()
                        .extend(glyphs.map(|pair| u16::from_be_bytes([pair[0], pair[1]])));
                }
                _ => {}
            }
        }
    }
    let page = *checked.file.get_pages().values().next().unwrap();
    for (key, font) in checked.file.get_page_fonts(page).unwrap() {
        let descendant = &font.get(b"DescendantFonts").unwrap().as_array().unwrap()[0];
        let descendant = checked.dictionary(descendant);
        let descriptor = checked.dictionary(descendant.get(b"FontDescriptor").unwrap());
        let stream = |object| checked.file.dereference(object).unwrap().1.as_stream().unwrap();
        let program = stream(descriptor.get(b"FontFile2").unwrap());
        let program = program.decompressed_content().unwrap();
        let face = ttf_parser::Face::parse(&program, 0).unwrap();
        let widths = descendant.get(b"W").unwrap().as_array().unwrap()[1].as_array().unwrap();
        let unicode = stream(font.get(b"ToUnicode").unwrap()).decompressed_content().unwrap();
        let unicode = String::from_utf8(unicode).unwrap();
        for glyph in &shown[&key] {
            assert_ne!(*glyph, 0, "{}: .notdef is drawn", checked.name);
            assert!(unicode.contains(&format!("<{glyph:04X}> <")), "{}: {glyph}", checked.name);
            let advance = face.glyph_hor_advance(ttf_parser::GlyphId(*glyph)).unwrap();
            let told = widths[usize::from(*glyph)].as_float().unwrap();
            let real = f32::from(advance) * 1000.0 / f32::from(face.units_per_em());
            assert!((told - real).abs() <= 1.0, "{}: {told} {real}", checked.name);
        }
        // Nothing is read as a zero or a byte order mark.
        assert!(!unicode.contains("> <0000>") && !unicode.contains("> <FEFF>"));
    }
}
