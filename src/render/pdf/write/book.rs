//! A file put together from sides of paper, of one document or of many, each written as soon as it is added.

use std::fmt::Write as _;
use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::document::Meta;
use crate::error::Result;
use crate::render::page::scene::{Bookmark, Part};
use crate::render::pdf::write::content::beside;
use crate::render::pdf::write::file::{PdfFile, Ref, listed};
use crate::render::pdf::write::fonts::{Embedded, Named};
use crate::render::pdf::write::outline::{self, WrittenPage};
use crate::render::pdf::write::side::{PaperSides, Side};
use crate::render::pdf::write::structure::Marked;
use crate::render::pdf::write::syntax::{deflated, points, text};
use crate::render::pdf::write::{metadata, structure};

const PROFILE: &[u8] = include_bytes!("../../../../templates/fonts/sRGB.icc");

/// What is written so far, and what the end of the file must list.
#[derive(Debug)]
pub(crate) struct Book {
    file: PdfFile,
    /// Of the page tree and of the structure tree, and of the document in the latter.
    root: Ref,
    tree: Ref,
    document: Ref,
    fonts: Embedded,
    /// In the order of the file.
    pages: Vec<WrittenPage>,
    /// Of each page, in the order in which they were added: the elements of its marked contents.
    owners: Vec<Ref>,
    /// Elements right below the document.
    kids: Vec<Ref>,
    outline: Vec<Bookmark>,
    /// Of a document of its own: annexes, whose pages are numbered anew.
    parts: Vec<Part>,
    digest: Sha256,
    /// The left half of a page whose right half is to come.
    half: Option<Half>,
}

#[derive(Debug)]
struct Half {
    id: Ref,
    fonts: Named,
    side: Side,
    owners: Vec<Ref>,
}

/// How sides are put on pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Imposition {
    Whole,
    /// Two beside each other.
    Halves,
}

impl Book {
    pub(crate) fn new() -> Self {
        let mut file = PdfFile::new();
        let (root, tree) = (file.new_ref(), file.new_ref());
        let document = file.new_ref();
        Self {
            file,
            root,
            tree,
            document,
            fonts: Embedded::default(),
            pages: Vec::new(),
            owners: Vec::new(),
            kids: Vec::new(),
            outline: Vec::new(),
            parts: Vec::new(),
            digest: Sha256::new(),
            half: None,
        }
    }

    /// What was written since it was last asked for.
    pub(crate) fn take(&mut self) -> Vec<u8> {
        self.file.take()
    }

    /// Index of the page on which the next side would be.
    pub(crate) fn next_page(&self, imposition: Imposition) -> usize {
        match imposition {
            Imposition::Whole => self.len(),
            Imposition::Halves => self.pages.len(),
        }
    }

    /// How many pages there are, with one that is half full.
    pub(crate) fn len(&self) -> usize {
        self.pages.len() + usize::from(self.half.is_some())
    }

    /// A document behind those before it.
    pub(crate) fn add(&mut self, sides: &PaperSides) -> Result<()> {
        let begin = self.pages.len();
        let top = self.put(sides, Imposition::Whole, self.document)?;
        self.kids.extend(top);
        let parts = sides.parts.iter().cloned();
        self.parts.extend(parts.map(|part| Part { page: part.page + begin, ..part }));
        Ok(())
    }

    /// One of several documents: a section with a bookmark of its own.
    pub(crate) fn add_section(
        &mut self,
        sides: &PaperSides,
        title: &str,
        imposition: Imposition,
    ) -> Result<()> {
        if imposition == Imposition::Whole {
            self.end_half()?;
        }
        let page = self.next_page(imposition);
        self.outline.push(Bookmark { title: title.to_owned(), depth: 1, page, y: 0.0 });
        let section = self.file.new_ref();
        let top = self.put(sides, imposition, section)?;
        let (kids, document) = (listed(&top), self.document);
        let words = format_args!("<</Type/StructElem/S/Sect/P {document}/K[{kids}]>>");
        self.file.set(section, words)?;
        self.kids.push(section);
        Ok(())
    }

    /// A blank back, so that what follows begins on a front.
    pub(crate) fn even_out(&mut self, width: f32, height: f32) -> Result<()> {
        self.end_half()?;
        if self.pages.len().is_multiple_of(2) {
            return Ok(());
        }
        let id = self.file.new_ref();
        let blank = Side::new((width, height), String::new(), Vec::new());
        self.write(id, &Named::default(), &blank, &[])
    }

    /// What is added by `add` stands before all that is there.
    pub(crate) fn in_front(&mut self, add: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        self.end_half()?;
        let pages = std::mem::take(&mut self.pages);
        let kids = std::mem::take(&mut self.kids);
        let outline = std::mem::take(&mut self.outline);
        add(self)?;
        self.end_half()?;
        let by = self.pages.len();
        self.pages.extend(pages);
        self.kids.extend(kids);
        let outline = outline.into_iter();
        self.outline
            .extend(outline.map(|bookmark| Bookmark { page: bookmark.page + by, ..bookmark }));
        Ok(())
    }

    /// Writes sides and their structure; gives the elements right below `parent`.
    fn put(&mut self, sides: &PaperSides, imposition: Imposition, parent: Ref) -> Result<Vec<Ref>> {
        let begin = self.pages.len();
        let fonts = self.fonts.named(&mut self.file, &sides.subsets)?;
        let elements = structure::ids(&mut self.file, &sides.tree);
        let mut marked = Vec::new();
        for side in &sides.pages {
            let owners = side.marks.iter().filter_map(|node| elements.get(node.0));
            let owners: Vec<Ref> = owners.copied().collect();
            let (page, from) = match imposition {
                Imposition::Whole => {
                    let id = self.file.new_ref();
                    self.write(id, &fonts, side, &owners)?;
                    (id, 0)
                }
                Imposition::Halves => self.put_half(&fonts, side, owners)?,
            };
            marked.push(Marked { page, from, side });
        }
        if imposition == Imposition::Whole {
            let own = sides.outline.iter().cloned();
            self.outline.extend(own.map(|own| Bookmark { page: own.page + begin, ..own }));
        }
        structure::write(&mut self.file, &sides.tree, &elements, &marked, parent)
    }

    /// The page that a half is on, and how many marked contents are before its own.
    fn put_half(&mut self, fonts: &Named, side: &Side, owners: Vec<Ref>) -> Result<(Ref, usize)> {
        let Some(mut left) = self.half.take() else {
            let id = self.file.new_ref();
            self.half = Some(Half { id, fonts: fonts.clone(), side: side.clone(), owners });
            return Ok((id, 0));
        };
        let from = left.owners.len();
        // As wide as the sheet that is cut in the middle.
        let width = sheet(left.side.width);
        let content = beside(&left.side.content, &side.content, points(width / 2.0), from);
        left.side = Side::new((width, left.side.height), content, Vec::new());
        left.fonts.put_beside(fonts);
        left.owners.extend(owners);
        self.write(left.id, &left.fonts, &left.side, &left.owners)?;
        Ok((left.id, from))
    }

    /// Writes the page that is half full.
    fn end_half(&mut self) -> Result<()> {
        let Some(Half { id, fonts, mut side, owners }) = self.half.take() else { return Ok(()) };
        side.width = sheet(side.width);
        self.write(id, &fonts, &side, &owners)
    }

    fn write(&mut self, id: Ref, fonts: &Named, side: &Side, owners: &[Ref]) -> Result<()> {
        self.digest.update(side.content.as_bytes());
        let content = self.file.add_stream("/Filter/FlateDecode", side.packed()?)?;
        let resources = self.fonts.resources(&mut self.file, fonts)?;
        let [width, height] = [side.width, side.height].map(points);
        let (root, number) = (self.root, self.owners.len());
        self.file.set(
            id,
            format_args!(
                "<</Type/Page/Parent {root}/MediaBox[0 0 {width} {height}]\
                 /Resources {resources}/Contents {content}\
                 /StructParents {number}/Tabs/S>>"
            ),
        )?;
        let owners = listed(owners);
        self.owners.push(self.file.add(format_args!("[{owners}]"))?);
        self.pages.push(WrittenPage { id, height: side.height });
        Ok(())
    }

    /// The rest of the file; the same sides give the same bytes.
    pub(crate) fn finish(mut self, meta: &Meta) -> Result<Vec<u8>> {
        self.end_half()?;
        let pages: Vec<Ref> = self.pages.iter().map(|page| page.id).collect();
        let (kids, count) = (listed(&pages), pages.len());
        let words = format_args!("<</Type/Pages/Count {count}/Kids[{kids}]>>");
        self.file.set(self.root, words)?;
        structure::root(&mut self.file, self.tree, self.document, (&self.kids, &self.owners))?;
        let xmp = metadata::xmp(meta);
        self.digest.update(&xmp);
        let catalog = self.catalog(&xmp)?;
        let catalog = self.file.add(format_args!("<<{catalog}>>"))?;
        let info = metadata::info(meta);
        let info = self.file.add(format_args!("{info}"))?;
        let mut id = String::new();
        for byte in self.digest.finalize().iter().take(16) {
            let _ = write!(id, "{byte:02X}");
        }
        self.file.finish(&format!("/Root {catalog}/Info {info}/ID[<{id}><{id}>]"))
    }

    fn catalog(&mut self, xmp: &[u8]) -> Result<String> {
        let metadata = self.file.add_stream("/Type/Metadata/Subtype/XML", xmp)?;
        let profile = self.file.add_stream("/N 3/Filter/FlateDecode", profile()?)?;
        let mut catalog = format!(
            "/Type/Catalog/Pages {}/Metadata {metadata}/Lang(vi-VN)/MarkInfo<</Marked true>>\
             /StructTreeRoot {}/ViewerPreferences<</DisplayDocTitle true>>\
             /OutputIntents[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB)\
             /Info(sRGB IEC61966-2.1)/DestOutputProfile {profile}>>]",
            self.root, self.tree,
        );
        if let Some(outline) = outline::outline(&mut self.file, &self.outline, &self.pages)? {
            let _ = write!(catalog, "/Outlines {outline}/PageMode/UseOutlines");
        }
        if !self.parts.is_empty() {
            catalog.push_str(&labels(&self.parts));
        }
        Ok(catalog)
    }
}

/// What pages are called: by their number, in annexes behind the name of the annex.
fn labels(parts: &[Part]) -> String {
    let mut labels = String::from("/PageLabels<</Nums[0<</S/D>>");
    for Part { page, name } in parts {
        let _ = write!(labels, " {page}<</S/D/P{}>>", text(&format!("{name} - ")));
    }
    labels.push_str("]>>");
    labels
}

/// Two A5 are one A4, which is a millimetre wider than both.
fn sheet(half: f32) -> f32 {
    half * 2.0 + 1.0
}

/// The colour profile, deflated by the one who asks first.
fn profile() -> Result<&'static [u8]> {
    static PACKED: OnceLock<Vec<u8>> = OnceLock::new();
    if let Some(packed) = PACKED.get() {
        return Ok(packed);
    }
    let packed = deflated(PROFILE)?;
    Ok(PACKED.get_or_init(|| packed))
}
