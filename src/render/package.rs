//! Parts → the zip container, with fixed dates and nothing of the machine in it.

use std::io::{self, Write as _};
use std::sync::Arc;

use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchive, ZipArchiveWriter};

use crate::render::packing::{Deflated, Deflating};

/// The first day that a zip knows.
const FIRST_DAY: UtcDateTime =
    UtcDateTime::from_components(1980, 1, 1, 0, 0, 0, 0).expect("a day of the calendar");

/// One file of the package.
#[derive(Debug)]
pub(crate) struct PackagePart {
    name: String,
    bytes: Vec<u8>,
}

impl PackagePart {
    pub(crate) fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), bytes }
    }
}

/// Parts that are packed already, to go into packages as they are.
#[derive(Clone, Debug)]
pub(crate) struct Packed(Arc<[(String, Deflated)]>);

impl Packed {
    pub(crate) fn new(parts: Vec<PackagePart>) -> io::Result<Self> {
        let pack = |PackagePart { name, bytes }| {
            let mut packing = Deflating::begin();
            packing.add(&bytes)?;
            Ok((name, packing.finish()?))
        };
        let packed: io::Result<_> = parts.into_iter().map(pack).collect();
        packed.map(Self)
    }
}

/// A package as it grows: what is packed already, and parts behind it.
pub(crate) struct Package {
    zip: ZipArchiveWriter<Vec<u8>>,
    /// The part that was added last, which may go on.
    last: Option<(String, Deflating)>,
}

impl Package {
    pub(crate) fn begin(Packed(packed): &Packed) -> io::Result<Self> {
        let mut zip = ZipArchiveWriter::new(Vec::new());
        packed.iter().try_for_each(|(name, part)| put(&mut zip, name, part))?;
        Ok(Self { zip, last: None })
    }

    pub(crate) fn add(&mut self, PackagePart { name, bytes }: PackagePart) -> io::Result<()> {
        self.end()?;
        self.last = Some((name, Deflating::begin()));
        self.go_on(&bytes)
    }

    /// More of the part that was added last.
    pub(crate) fn go_on(&mut self, bytes: &[u8]) -> io::Result<()> {
        let Some((_, last)) = &mut self.last else {
            return Err(io::Error::other("thiếu phần để ghi tiếp"));
        };
        last.add(bytes)
    }

    fn end(&mut self) -> io::Result<()> {
        let Some((name, last)) = self.last.take() else { return Ok(()) };
        put(&mut self.zip, &name, &last.finish()?)
    }

    pub(crate) fn finish(mut self) -> io::Result<Vec<u8>> {
        self.end()?;
        self.zip.finish().map_err(io::Error::other)
    }
}

/// The parts of a package, as they are packed, in their order.
pub(crate) fn unbound(package: &[u8]) -> io::Result<Vec<(String, Deflated)>> {
    let package = ZipArchive::from_slice(package).map_err(io::Error::other)?;
    let mut entries = package.entries();
    let mut parts = Vec::new();
    while let Some(entry) = entries.next_entry().map_err(io::Error::other)? {
        let path = entry.file_path().try_normalize().map_err(io::Error::other)?;
        let packed = package.get_entry(entry.wayfinder()).map_err(io::Error::other)?;
        let part = Deflated {
            bytes: packed.data().to_vec(),
            checksum: entry.crc32(),
            octets: entry.uncompressed_size_hint(),
        };
        parts.push((path.as_ref().to_owned(), part));
    }
    Ok(parts)
}

/// A package of parts that are packed already.
pub(crate) fn bound(parts: &[(String, Deflated)]) -> io::Result<Vec<u8>> {
    let mut zip = ZipArchiveWriter::new(Vec::new());
    parts.iter().try_for_each(|(name, part)| put(&mut zip, name, part))?;
    zip.finish().map_err(io::Error::other)
}

fn put(zip: &mut ZipArchiveWriter<Vec<u8>>, name: &str, part: &Deflated) -> io::Result<()> {
    let Deflated { bytes, checksum, octets } = part;
    let file = zip.new_file(name).compression_method(CompressionMethod::DEFLATE);
    let (mut entry, _) = file.last_modified(FIRST_DAY).start().map_err(io::Error::other)?;
    entry.write_all(bytes)?;
    entry.finish(DataDescriptorOutput::new(*checksum, *octets)).map_err(io::Error::other)?;
    Ok(())
}
