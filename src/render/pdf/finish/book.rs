//! A file put together from sides of paper, of one document or of many, each written as soon as it is added.

use std::fmt::Write as _;
use std::sync::OnceLock;

use lopdf::{Dictionary, Object, ObjectId, dictionary};
use sha2::{Digest, Sha256};

use crate::document::Meta;
use crate::error::Result;
use crate::render::pdf::finish::content::beside;
use crate::render::pdf::finish::file::File;
use crate::render::pdf::finish::fonts::{Embedded, Named};
use crate::render::pdf::finish::structure::Marked;
use crate::render::pdf::finish::{Side, Sides, deflated, points, references};
use crate::render::pdf::finish::{metadata, outline, structure};
use crate::render::pdf::scene::Bookmark;

const PROFILE: &[u8] = include_bytes!("../../../../templates/fonts/sRGB.icc");

/// What is written so far, and what the end of the file must list.
#[derive(Debug)]
pub(crate) struct Book {
    file: File,
    /// Of the page tree and of the structure tree, and of the document in the latter.
    root: ObjectId,
    tree: ObjectId,
    document: ObjectId,
    fonts: Embedded,
    /// In the order of the file.
    pages: Vec<Page>,
    /// Of each page, in the order in which they were added: the elements of its marked contents.
    owners: Vec<ObjectId>,
    /// Elements right below the document.
    kids: Vec<ObjectId>,
    outline: Vec<Bookmark>,
    digest: Sha256,
    /// The left half of a page whose right half is to come.
    half: Option<Half>,
}

/// A page that is written, and its height in millimetres.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    pub(crate) id: ObjectId,
    pub(crate) height: f32,
}

#[derive(Debug)]
struct Half {
    id: ObjectId,
    fonts: Named,
    side: Side,
    owners: Vec<ObjectId>,
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
        let mut file = File::new();
        let (root, tree) = (file.new_object_id(), file.new_object_id());
        let document = file.new_object_id();
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
    pub(crate) fn add(&mut self, sides: &Sides) -> Result<()> {
        let top = self.put(sides, Imposition::Whole, self.document)?;
        self.kids.extend(top);
        Ok(())
    }

    /// One of several documents: a section with a bookmark of its own.
    pub(crate) fn add_section(
        &mut self,
        sides: &Sides,
        title: &str,
        imposition: Imposition,
    ) -> Result<()> {
        if imposition == Imposition::Whole {
            self.end_half()?;
        }
        let page = self.next_page(imposition);
        self.outline.push(Bookmark { title: title.to_owned(), depth: 1, page, y: 0.0 });
        let section = self.file.new_object_id();
        let top = self.put(sides, imposition, section)?;
        let (kids, document) = (references(&top), self.document.0);
        let words = format_args!("<</Type/StructElem/S/Sect/P {document} 0 R/K[{kids}]>>");
        self.file.set_text(section, words)?;
        self.kids.push(section);
        Ok(())
    }

    /// A blank back, so that what follows begins on a front.
    pub(crate) fn even_out(&mut self, width: f32, height: f32) -> Result<()> {
        self.end_half()?;
        if self.pages.len().is_multiple_of(2) {
            return Ok(());
        }
        let id = self.file.new_object_id();
        let blank = Side::new((width, height), Vec::new(), Vec::new());
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
    fn put(
        &mut self,
        sides: &Sides,
        imposition: Imposition,
        parent: ObjectId,
    ) -> Result<Vec<ObjectId>> {
        let begin = self.pages.len();
        let fonts = self.fonts.named(&mut self.file, &sides.subsets)?;
        let elements = structure::ids(&mut self.file, &sides.tree);
        let mut marked = Vec::new();
        for side in &sides.pages {
            let owners = side.marks.iter().filter_map(|node| elements.get(node.0));
            let owners: Vec<ObjectId> = owners.copied().collect();
            let (page, from) = match imposition {
                Imposition::Whole => {
                    let id = self.file.new_object_id();
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
    fn put_half(
        &mut self,
        fonts: &Named,
        side: &Side,
        owners: Vec<ObjectId>,
    ) -> Result<(ObjectId, usize)> {
        let Some(mut left) = self.half.take() else {
            let id = self.file.new_object_id();
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

    fn write(
        &mut self,
        id: ObjectId,
        fonts: &Named,
        side: &Side,
        owners: &[ObjectId],
    ) -> Result<()> {
        self.digest.update(&side.content);
        let content = self.file.add_stream("/Filter/FlateDecode", side.packed()?)?.0;
        let resources = self.fonts.resources(&mut self.file, fonts)?.0;
        let [width, height] = [side.width, side.height].map(points);
        let (root, number) = (self.root.0, self.owners.len());
        self.file.set_text(
            id,
            format_args!(
                "<</Type/Page/Parent {root} 0 R/MediaBox[0 0 {width} {height}]\
                 /Resources {resources} 0 R/Contents {content} 0 R\
                 /StructParents {number}/Tabs/S>>"
            ),
        )?;
        let owners = references(owners);
        self.owners.push(self.file.add_text(format_args!("[{owners}]"))?);
        self.pages.push(Page { id, height: side.height });
        Ok(())
    }

    /// The rest of the file; the same sides give the same bytes.
    pub(crate) fn finish(mut self, meta: &Meta) -> Result<Vec<u8>> {
        self.end_half()?;
        let pages: Vec<ObjectId> = self.pages.iter().map(|page| page.id).collect();
        let (kids, count) = (references(&pages), pages.len());
        let words = format_args!("<</Type/Pages/Count {count}/Kids[{kids}]>>");
        self.file.set_text(self.root, words)?;
        structure::root(&mut self.file, self.tree, self.document, (&self.kids, &self.owners))?;
        let xmp = metadata::xmp(meta);
        self.digest.update(&xmp);
        let catalog = self.catalog(&xmp)?;
        let catalog = self.file.add_object(catalog)?;
        let info = self.file.add_object(metadata::info(meta))?;
        let mut id = String::new();
        for byte in self.digest.finalize().iter().take(16) {
            let _ = write!(id, "{byte:02X}");
        }
        let (catalog, info) = (catalog.0, info.0);
        self.file.finish(&format!("/Root {catalog} 0 R/Info {info} 0 R/ID[<{id}><{id}>]"))
    }

    fn catalog(&mut self, xmp: &[u8]) -> Result<Dictionary> {
        let metadata = self.file.add_stream("/Type/Metadata/Subtype/XML", xmp)?;
        let profile = self.file.add_stream("/N 3/Filter/FlateDecode", profile()?)?;
        let mut catalog = dictionary! {
            "Type" => "Catalog",
            "Pages" => self.root,
            "Metadata" => metadata,
            "Lang" => Object::string_literal("vi-VN"),
            "MarkInfo" => dictionary! { "Marked" => true },
            "StructTreeRoot" => self.tree,
            "ViewerPreferences" => dictionary! { "DisplayDocTitle" => true },
            "OutputIntents" => vec![Object::Dictionary(dictionary! {
                "Type" => "OutputIntent",
                "S" => "GTS_PDFA1",
                "OutputConditionIdentifier" => Object::string_literal("sRGB"),
                "Info" => Object::string_literal("sRGB IEC61966-2.1"),
                "DestOutputProfile" => profile,
            })],
        };
        if let Some(outline) = outline::outline(&mut self.file, &self.outline, &self.pages)? {
            catalog.set("Outlines", outline);
            catalog.set("PageMode", "UseOutlines");
        }
        Ok(catalog)
    }
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
