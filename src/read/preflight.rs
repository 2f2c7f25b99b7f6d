//! One pass over the bytes of a workbook before calamine sees them: sizes, checksums, bounds, and what it cannot read.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::read::container::{Cap, Container, Patch, package};
use crate::read::faces::CellFace;
use crate::read::facts::SheetFacts;
use crate::read::fonts::WorkbookFonts;
use crate::read::reference::number;
use crate::read::unpacked::{Division, LargeSheet};
use crate::read::xml::{Pieces, XmlFault};
use crate::read::{biff, compound, ods, ods_fonts, package as parts, worksheet, xlsb};

/// Formats that calamine is asked to read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PackageFormat {
    Xlsx,
    Xlsb,
    Xls,
    Ods,
}

/// A workbook that may be opened.
pub(crate) struct Cleared<'a> {
    pub(crate) format: PackageFormat,
    /// As given, or mended.
    pub(crate) bytes: Cow<'a, [u8]>,
    /// In the order of the tabs.
    pub(crate) sheets: Vec<SheetFacts>,
    /// Where the format alone decides; xls and xlsx tell it themselves.
    pub(crate) epoch1904: bool,
}

#[cfg(debug_assertions)]
impl<'a> Cleared<'a> {
    /// As given, for a test of what calamine does with it.
    pub(crate) fn unseen(format: PackageFormat, bytes: &'a [u8]) -> Self {
        Self { format, bytes: Cow::Borrowed(bytes), sheets: Vec::new(), epoch1904: false }
    }
}

/// Why a workbook is not opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refused {
    Corrupt,
    TooLarge,
    Encrypted,
    NotASpreadsheet,
}

impl From<XmlFault> for Refused {
    fn from(fault: XmlFault) -> Self {
        match fault {
            XmlFault::Corrupt => Self::Corrupt,
            XmlFault::TooLarge => Self::TooLarge,
        }
    }
}

const COUNT: &[u8] = b"uniqueCount";
const ODS: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";

/// Beside a large sheet, texts that are shared must not be long, since each reader has its own.
const SHORT_STRINGS: u64 = 96 << 20;

/// What a zip says that it holds.
enum ZipPackage {
    /// ods.
    OpenDocument,
    /// xlsb: folder and name of its workbook part.
    Binary(String, String),
    /// xlsx: the same.
    Xml(String, String),
}

impl ZipPackage {
    fn of(container: &mut Container<'_>) -> Result<Self, Refused> {
        if container.find("content.xml").is_some()
            && container.find("META-INF/manifest.xml").is_some()
        {
            return Ok(Self::OpenDocument);
        }
        let root = container.find("_rels/.rels").ok_or(Refused::NotASpreadsheet)?;
        let root = parts::relationships(container.part(root, Cap::Kept)?)?;
        let (folder, name) = parts::workbook_path(&root).ok_or(Refused::NotASpreadsheet)?;
        let is_binary = name.to_ascii_lowercase().ends_with(".bin");
        Ok(if is_binary { Self::Binary(folder, name) } else { Self::Xml(folder, name) })
    }
}

/// Whether a zip is to be read apart: xlsb and ods.
pub(crate) fn is_fragile(bytes: &[u8]) -> bool {
    let package = Container::open(bytes).ok().and_then(|mut it| ZipPackage::of(&mut it).ok());
    matches!(package, Some(ZipPackage::OpenDocument | ZipPackage::Binary(..)))
}

/// Whether a workbook is let through.
pub(crate) fn is_cleared(bytes: &[u8]) -> bool {
    let looked =
        if bytes.starts_with(b"PK") { zip(bytes).and_then(Looked::whole) } else { compound(bytes) };
    looked.is_ok()
}

pub(crate) fn zip(bytes: &[u8]) -> Result<Looked<'_>, Refused> {
    let mut container = Container::open(bytes)?;
    let (folder, name) = match ZipPackage::of(&mut container)? {
        ZipPackage::OpenDocument => return open_document(container, bytes).map(Looked::Whole),
        ZipPackage::Binary(folder, name) => {
            return binary(container, bytes, &folder, &name).map(Looked::Whole);
        }
        ZipPackage::Xml(folder, name) => (folder, name),
    };
    // Every sheet lies in this folder; documents and slides have others.
    if !container.has_folder(&format!("{}worksheets/", folder.to_ascii_lowercase()))
        && ["word/", "ppt/", "visio/"].iter().any(|other| container.has_folder(other))
    {
        return Err(Refused::NotASpreadsheet);
    }
    spreadsheet(container, bytes, &folder, &name).map(Looked::ButSheets)
}

/// How far a look has come.
pub(crate) enum Looked<'a> {
    Whole(Cleared<'a>),
    /// xlsx: a workbook may be opened, which reads none of its sheets, while they are looked through.
    ButSheets(PackageSheets<'a>),
}

impl<'a> Looked<'a> {
    pub(crate) fn whole(self) -> Result<Cleared<'a>, Refused> {
        match self {
            Self::Whole(cleared) => Ok(cleared),
            Self::ButSheets(sheets) => sheets.look(),
        }
    }
}

/// An xlsx of which all but the sheets has been looked through.
pub(crate) struct PackageSheets<'a> {
    container: Container<'a>,
    bytes: &'a [u8],
    /// In the order of the tabs: whether it is one of cells, and its part.
    parts: Vec<(bool, Option<usize>)>,
    strings: u64,
    strings_length: u64,
    fonts: WorkbookFonts,
    patches: Vec<Patch>,
}

impl<'a> PackageSheets<'a> {
    /// The bytes that may be opened now, unless something has to be mended first.
    pub(crate) fn as_given(&self) -> Option<&'a [u8]> {
        self.patches.is_empty().then_some(self.bytes)
    }

    /// The largest sheet, if it is worth two readers.
    pub(crate) fn large(&mut self, division: Division) -> Option<LargeSheet<'a>> {
        let of_cells = (0..).zip(&self.parts).filter(|(_, (of_cells, _))| *of_cells);
        let lengths = of_cells.filter_map(|(sheet, (_, part))| {
            Some((self.container.told_length((*part)?)?, sheet, (*part)?))
        });
        let (length, sheet, part) = lengths.max()?;
        // Another tab that shows the same part would find it nowhere.
        let is_shared = self.parts.iter().filter(|(_, other)| *other == Some(part)).count() > 1;
        if length < division.least_sheet || self.strings_length > SHORT_STRINGS || is_shared {
            return None;
        }
        let unpacked = self.container.unpacked(part)?;
        Some(LargeSheet { sheet, part, unpacked, bytes: self.bytes, batch: division.batch })
    }

    pub(crate) fn look(mut self) -> Result<Cleared<'a>, Refused> {
        let mut sheets = Vec::new();
        for (of_cells, part) in self.parts {
            sheets.push(match part {
                Some(part) if of_cells => {
                    let part_of = self.container.part(part, Cap::Sheet)?;
                    let mut found = worksheet::scan(part_of, self.strings)?;
                    if self.fonts.any() {
                        let part_of = self.container.part(part, Cap::Sheet)?;
                        found.facts.faces = self.fonts.of_sheet(part_of)?;
                    }
                    self.patches.extend(found.bad_dimension.map(|tag| Patch {
                        part,
                        tag,
                        name: b"dimension",
                    }));
                    checked(found.facts)
                }
                Some(_) => SheetFacts::default(),
                None => missing(),
            });
        }
        let bytes = if self.patches.is_empty() {
            Cow::Borrowed(self.bytes)
        } else {
            Cow::Owned(self.container.patched(&self.patches)?)
        };
        Ok(Cleared { format: PackageFormat::Xlsx, bytes, sheets, epoch1904: false })
    }
}

/// xlsx.
fn spreadsheet<'a>(
    mut container: Container<'a>,
    bytes: &'a [u8],
    folder: &str,
    name: &str,
) -> Result<PackageSheets<'a>, Refused> {
    let workbook = container.find(&format!("{folder}{name}")).ok_or(Refused::Corrupt)?;
    let ids = parts::sheets(container.part(workbook, Cap::Kept)?)?;
    let relationships =
        container.find(&format!("{folder}_rels/{name}.rels")).ok_or(Refused::Corrupt)?;
    let relationships = parts::relationships(container.part(relationships, Cap::Kept)?)?;
    let mut fonts = match container.find(&format!("{folder}styles.xml")) {
        Some(styles) => WorkbookFonts::of_styles(container.part(styles, Cap::Kept)?)?,
        None => WorkbookFonts::default(),
    };
    let (mut strings, mut strings_length, mut patches) = (0, 0, Vec::new());
    if let Some(part) = container.find(&format!("{folder}sharedStrings.xml")) {
        let found = shared_strings(&mut container, part)?;
        strings_length = container.told_length(part).unwrap_or(u64::MAX);
        (strings, patches) = (found.count, found.patches);
        if found.in_old_fonts {
            fonts.read_strings(container.part(part, Cap::Kept)?)?;
        }
    }
    let mut found = Vec::new();
    for id in ids {
        let relationship = relationships.get(&id).ok_or(Refused::Corrupt)?;
        let part = container.find(&parts::part_path(folder, &relationship.target));
        found.push((relationship.kind == "worksheet", part));
    }
    Ok(PackageSheets { container, bytes, parts: found, strings, strings_length, fonts, patches })
}

/// What the table of shared strings is like.
struct Strings {
    count: u64,
    /// Where the table lies about its count, since calamine reserves what it says.
    patches: Vec<Patch>,
    /// Some text is in an old Vietnamese font.
    in_old_fonts: bool,
}

fn shared_strings(container: &mut Container<'_>, part: usize) -> Result<Strings, XmlFault> {
    let mut pieces = Pieces::new(container.part(part, Cap::Kept)?);
    let mut strings = 0;
    let mut told = Vec::new();
    let mut in_old_fonts = false;
    while let Some(piece) = pieces.next()? {
        match (piece.tag.local(), piece.tag.is_close()) {
            (b"si", false) => strings += 1,
            (b"rFont", false) if !in_old_fonts => {
                let font = piece.tag.attribute(b"val");
                in_old_fonts = font.is_some_and(|font| CellFace::of(&font).is_some());
            }
            _ => (),
        }
        let mentions = piece.tag.mentions(COUNT);
        if mentions > 0 {
            // Which of two calamine takes is not for us to guess.
            let mut counts = piece.tag.attributes().filter(|(name, _)| *name == COUNT);
            let count = counts.next().filter(|_| mentions == 1).and_then(|it| number(it.1));
            told.push((count, piece.tag_range()));
            if told.len() > 9 {
                return Err(XmlFault::Corrupt);
            }
        }
    }
    let lies = |count: Option<u32>| count.is_none_or(|it| u64::from(it) > strings * 2 + 65_536);
    told.retain(|(count, _)| lies(*count));
    let patches = told.into_iter().map(|(_, tag)| Patch { part, tag, name: COUNT }).collect();
    Ok(Strings { count: strings, patches, in_old_fonts })
}

/// xlsb.
fn binary<'a>(
    mut container: Container<'a>,
    bytes: &'a [u8],
    folder: &str,
    name: &str,
) -> Result<Cleared<'a>, Refused> {
    let workbook = container.find(&format!("{folder}{name}")).ok_or(Refused::Corrupt)?;
    let ids = xlsb::sheets(container.part(workbook, Cap::Kept)?)?;
    let relationships =
        container.find(&format!("{folder}_rels/{name}.rels")).ok_or(Refused::Corrupt)?;
    let relationships = parts::relationships(container.part(relationships, Cap::Kept)?)?;
    let formats = match container.find(&format!("{folder}styles.bin")) {
        Some(part) => xlsb::formats(container.part(part, Cap::Kept)?)?,
        None => Vec::new(),
    };
    if let Some(part) = container.find(&format!("{folder}sharedStrings.bin")) {
        container.verify(part)?;
    }
    let mut sheets = Vec::new();
    let mut widened = BTreeMap::new();
    for id in ids {
        let relationship = relationships.get(&id).ok_or(Refused::Corrupt)?;
        let part = container.find(&parts::part_path(folder, &relationship.target));
        sheets.push(match part {
            Some(part) if relationship.kind == "worksheet" => {
                let mut found = xlsb::scan(container.part(part, Cap::Sheet)?, &formats)?;
                if found.has_short {
                    let wide = xlsb::widened(&container.bytes(part)?)?;
                    found = xlsb::scan(wide.as_slice(), &formats)?;
                    widened.insert(part, wide);
                }
                checked(found.facts)
            }
            Some(_) => SheetFacts::default(),
            None => missing(),
        });
    }
    let bytes = if widened.is_empty() {
        Cow::Borrowed(bytes)
    } else {
        Cow::Owned(container.replaced(&widened)?)
    };
    Ok(Cleared { format: PackageFormat::Xlsb, bytes, sheets, epoch1904: false })
}

/// A part that is said to be a sheet of cells and has no place for them is no empty sheet.
fn checked(facts: SheetFacts) -> SheetFacts {
    if facts.is_worksheet { facts } else { missing() }
}

fn missing() -> SheetFacts {
    let fault = Some("Tệp không có phần chứa các ô của trang tính này".to_owned());
    SheetFacts { fault, is_worksheet: true, ..SheetFacts::default() }
}

fn open_document<'a>(
    mut container: Container<'a>,
    bytes: &'a [u8],
) -> Result<Cleared<'a>, Refused> {
    let mimetype = match container.find("mimetype") {
        Some(part) => Some(container.bytes(part)?),
        None => None,
    };
    if mimetype.as_ref().is_some_and(|mimetype| !mimetype.starts_with(ODS)) {
        return Err(Refused::NotASpreadsheet);
    }
    let manifest = container.find("META-INF/manifest.xml").ok_or(Refused::Corrupt)?;
    let manifest = container.bytes(manifest)?;
    let says = |what: &[u8]| memchr::memmem::find(&manifest, what).is_some();
    if says(b"encryption-data") {
        return Err(Refused::Encrypted);
    }
    if mimetype.is_none() && !says(ODS) {
        return Err(Refused::NotASpreadsheet);
    }
    let content = container.find("content.xml").ok_or(Refused::Corrupt)?;
    let content = container.bytes(content)?;
    let found = ods::scan(&content)?;
    let bytes = match (found.drops.is_empty(), &mimetype) {
        (true, Some(_)) => Cow::Borrowed(bytes),
        _ => Cow::Owned(package(&[
            ("mimetype", ODS),
            ("META-INF/manifest.xml", &manifest),
            ("content.xml", &ods::without(&content, &found.drops)),
        ])?),
    };
    let (mut sheets, epoch1904) = (found.sheets, found.epoch1904);
    let styles = match container.find("styles.xml") {
        Some(styles) => Some(container.bytes(styles)?),
        None => None,
    };
    let faces = ods_fonts::faces(&content, styles.as_deref())?;
    for (sheet, faces) in sheets.iter_mut().zip(faces) {
        sheet.faces = faces;
    }
    Ok(Cleared { format: PackageFormat::Ods, bytes, sheets, epoch1904 })
}

/// xls, and what else comes in the same container.
pub(crate) fn compound(bytes: &[u8]) -> Result<Cleared<'_>, Refused> {
    let file = compound::Compound::open(bytes)?;
    if file.has("EncryptedPackage") {
        return Err(Refused::Encrypted);
    }
    let Some(stream) = file.stream("Workbook").or_else(|| file.stream("Book")) else {
        return Err(Refused::NotASpreadsheet);
    };
    let sheets = biff::scan(&stream?).map_err(|refused| match refused {
        biff::Refused::Encrypted => Refused::Encrypted,
        biff::Refused::Fault(fault) => Refused::from(fault),
    })?;
    Ok(Cleared {
        format: PackageFormat::Xls,
        bytes: Cow::Borrowed(bytes),
        sheets,
        epoch1904: false,
    })
}
