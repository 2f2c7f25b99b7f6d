//! The zip container of xlsx, xlsb and ods: parts inflated under a cap, and rebuilt where calamine would stumble.

use std::collections::BTreeMap;
use std::io::{self, Cursor, Read, Write};
use std::ops::Range;

use memchr::memmem;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::read::package::part_key;
use crate::read::unpacked::Unpacked;
use crate::read::xml::XmlFault;

/// Longest part: a sheet of a million wide rows.
const LONGEST_SHEET: u64 = 2 << 30;
/// Longest shared string table, content of an ods, or other part that is kept in memory.
const LONGEST_KEPT: u64 = 256 << 20;
/// From this size on, a part that was packed tighter than sheets ever are is a bomb.
const ALARM: u64 = 64 << 20;
const TIGHTEST: u64 = 300;
/// Parts of the largest workbook.
const MOST_PARTS: usize = 20_000;

/// How much of a part may be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cap {
    Sheet,
    Kept,
}

/// Parts by name, whatever its case.
pub(crate) struct Container<'a> {
    bytes: &'a [u8],
    archive: ZipArchive<Cursor<&'a [u8]>>,
    names: BTreeMap<String, usize>,
}

/// Bytes of a part to write over: what calamine reads there would stop it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Patch {
    pub(crate) part: usize,
    /// The tag, in bytes from the start of the part.
    pub(crate) tag: Range<u64>,
    /// A name inside it, made unknown wherever it stands there.
    pub(crate) name: &'static [u8],
}

impl<'a> Container<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, XmlFault> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| XmlFault::Corrupt)?;
        if archive.len() > MOST_PARTS {
            return Err(XmlFault::TooLarge);
        }
        let mut names = BTreeMap::new();
        for index in 0..archive.len() {
            if let Some(Ok(name)) = archive.name_for_index(index) {
                names.insert(part_key(&name), index);
            }
        }
        Ok(Self { bytes, archive, names })
    }

    pub(crate) fn find(&self, name: &str) -> Option<usize> {
        self.names.get(&part_key(name)).copied()
    }

    /// Names of the parts in lower case, in their order, each with its place.
    pub(crate) fn names(&self) -> impl Iterator<Item = (&str, usize)> {
        self.names.iter().map(|(name, index)| (name.as_str(), *index))
    }

    pub(crate) fn has_folder(&self, folder: &str) -> bool {
        self.names
            .range(folder.to_owned()..)
            .next()
            .is_some_and(|(name, _)| name.starts_with(folder))
    }

    /// A part as it inflates; read to its end, its checksum has been verified.
    pub(crate) fn part(
        &mut self,
        index: usize,
        cap: Cap,
    ) -> Result<impl Read + Send + '_, XmlFault> {
        let part = self.archive.by_index(index).map_err(|_| XmlFault::Corrupt)?;
        let packed = part.compressed_size();
        let cap = match cap {
            Cap::Sheet => LONGEST_SHEET,
            Cap::Kept => LONGEST_KEPT,
        };
        Ok(Capped { part, read: 0, cap, packed })
    }

    /// Bytes of a part unpacked, as the list of parts has them.
    pub(crate) fn told_length(&mut self, index: usize) -> Option<u64> {
        Some(self.archive.by_index_raw(index).ok()?.size())
    }

    /// How a part is shown to calamine unpacked, if it can be.
    pub(crate) fn unpacked(&mut self, index: usize) -> Option<Unpacked> {
        let at = self.archive.by_index_raw(index).ok()?.central_header_start();
        Unpacked::new(self.bytes, at)
    }

    /// A whole part in memory.
    pub(crate) fn bytes(&mut self, index: usize) -> Result<Vec<u8>, XmlFault> {
        let mut bytes = Vec::new();
        self.part(index, Cap::Kept)?.read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Reads a part to its end for its checksum and size alone.
    pub(crate) fn verify(&mut self, index: usize) -> Result<(), XmlFault> {
        io::copy(&mut self.part(index, Cap::Kept)?, &mut io::sink())?;
        Ok(())
    }

    /// The same package with other bytes for some of its parts.
    pub(crate) fn replaced(
        &mut self,
        parts: &BTreeMap<usize, Vec<u8>>,
    ) -> Result<Vec<u8>, XmlFault> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let Some(bytes) = parts.get(&index) else {
                let part = self.archive.by_index_raw(index).map_err(|_| XmlFault::Corrupt)?;
                writer.raw_copy_file(part).map_err(|_| XmlFault::Corrupt)?;
                continue;
            };
            let name = self.name(index)?;
            let stored = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Stored);
            writer.start_file(name, stored).map_err(|_| XmlFault::Corrupt)?;
            writer.write_all(bytes)?;
        }
        Ok(writer.finish().map_err(|_| XmlFault::Corrupt)?.into_inner())
    }

    fn name(&self, index: usize) -> Result<String, XmlFault> {
        match self.archive.name_for_index(index) {
            Some(Ok(name)) => Ok(name.into_owned()),
            _ => Err(XmlFault::Corrupt),
        }
    }

    /// The same package with some bytes of some parts written over.
    pub(crate) fn patched(&mut self, patches: &[Patch]) -> Result<Vec<u8>, XmlFault> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for index in 0..self.archive.len() {
            let here: Vec<_> = patches.iter().filter(|patch| patch.part == index).collect();
            if here.is_empty() {
                let part = self.archive.by_index_raw(index).map_err(|_| XmlFault::Corrupt)?;
                writer.raw_copy_file(part).map_err(|_| XmlFault::Corrupt)?;
                continue;
            }
            let name = self.name(index)?;
            let options = SimpleFileOptions::DEFAULT
                .compression_method(CompressionMethod::Deflated)
                .compression_level(Some(1))
                .large_file(true);
            writer.start_file(name, options).map_err(|_| XmlFault::Corrupt)?;
            let mut part = self.part(index, Cap::Sheet)?;
            let end = here.iter().map(|patch| patch.tag.end).max().unwrap_or(0);
            let mut head = Vec::new();
            (&mut part).take(end).read_to_end(&mut head)?;
            for patch in here {
                patch.apply(&mut head);
            }
            writer.write_all(&head)?;
            io::copy(&mut part, &mut writer)?;
        }
        Ok(writer.finish().map_err(|_| XmlFault::Corrupt)?.into_inner())
    }
}

impl Patch {
    fn apply(&self, head: &mut [u8]) {
        let start = usize::try_from(self.tag.start).unwrap_or(usize::MAX);
        let end = usize::try_from(self.tag.end).unwrap_or(usize::MAX);
        let Some(tag) = head.get_mut(start..end) else { return };
        while let Some(at) = memmem::find(tag, self.name) {
            let last = at + self.name.len() - 1;
            tag.get_mut(last..=last).unwrap_or_default().fill(b'_');
        }
    }
}

/// A package of these parts, stored as they are.
pub(crate) fn package(parts: &[(&str, &[u8])]) -> Result<Vec<u8>, XmlFault> {
    let options = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Stored);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer.start_file(*name, options).map_err(|_| XmlFault::Corrupt)?;
        writer.write_all(bytes)?;
    }
    Ok(writer.finish().map_err(|_| XmlFault::Corrupt)?.into_inner())
}

/// Counts what really comes out, whatever the directory says.
struct Capped<R> {
    part: R,
    read: u64,
    cap: u64,
    packed: u64,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.part.read(buffer)?;
        self.read += read as u64;
        let bomb = self.read > ALARM && self.read / TIGHTEST > self.packed;
        if self.read > self.cap || bomb {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(read)
    }
}

/// The first bytes of a part.
pub(crate) fn head(container: &mut Container<'_>, index: usize) -> [u8; 2] {
    let mut head = [0; 2];
    if let Ok(mut part) = container.part(index, Cap::Kept) {
        // A part that is shorter has no mark.
        drop(part.read_exact(&mut head));
    }
    head
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_found_whatever_its_case() {
        let bytes = package(&[("XL/Workbook.xml", b"<a/>")]).unwrap();
        let mut container = Container::open(&bytes).unwrap();
        let index = container.find("xl/workbook.XML").unwrap();
        assert_eq!(container.bytes(index).unwrap(), b"<a/>");
        assert!(container.has_folder("xl/") && !container.has_folder("word/"));
    }

    #[test]
    fn a_flipped_byte_in_a_stored_part_is_corrupt() {
        let mut bytes = package(&[("a.xml", b"<value>17</value>")]).unwrap();
        let at = memmem::find(&bytes, b"17").unwrap();
        bytes[at] = b'9';
        let mut container = Container::open(&bytes).unwrap();
        assert_eq!(container.verify(0), Err(XmlFault::Corrupt));
    }

    #[test]
    fn a_bomb_is_too_large_long_before_it_is_unpacked() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::DEFAULT.large_file(true);
        writer.start_file("a.xml", options).unwrap();
        let zeros = vec![0; 1 << 20];
        for _ in 0..100 {
            writer.write_all(&zeros).unwrap();
        }
        let bytes = writer.finish().unwrap().into_inner();
        let mut container = Container::open(&bytes).unwrap();
        assert_eq!(container.verify(0), Err(XmlFault::TooLarge));
    }

    #[test]
    fn a_patch_makes_a_name_unknown_and_leaves_the_rest() {
        let parts: &[(&str, &[u8])] =
            &[("a.xml", b"<x><dimension ref=\"#\"/></x>"), ("b.xml", b"<dimension/>")];
        let bytes = package(parts).unwrap();
        let mut container = Container::open(&bytes).unwrap();
        let patch = Patch { part: 0, tag: 3..21, name: b"dimension" };
        let patched = container.patched(&[patch]).unwrap();
        let mut container = Container::open(&patched).unwrap();
        assert_eq!(container.bytes(0).unwrap(), b"<x><dimensio_ ref=\"#\"/></x>");
        assert_eq!(container.bytes(1).unwrap(), b"<dimension/>");
    }
}
