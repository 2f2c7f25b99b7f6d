//! Parts → the zip container, with fixed dates and nothing of the machine in it.

use std::io::Write as _;
use std::sync::Arc;

use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchiveWriter};

use crate::error::Result;
use crate::render::docx::units::failed;
use crate::render::packing::{Deflated, Deflating};

/// The first day that a zip knows.
const FIRST_DAY: UtcDateTime =
    UtcDateTime::from_components(1980, 1, 1, 0, 0, 0, 0).expect("a day of the calendar");

/// One file of the package.
#[derive(Debug)]
pub(crate) struct DocxPart {
    name: String,
    bytes: Vec<u8>,
}

impl DocxPart {
    pub(crate) fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), bytes }
    }
}

/// Parts that are packed already, to go into packages as they are.
#[derive(Clone, Debug)]
pub(crate) struct Packed(Arc<[(String, Deflated)]>);

impl Packed {
    pub(crate) fn new(parts: Vec<DocxPart>) -> Result<Self> {
        let pack = |DocxPart { name, bytes }| {
            let mut packing = Deflating::begin();
            packing.add(&bytes)?;
            Ok((name, packing.finish()?))
        };
        let packed: std::io::Result<_> = parts.into_iter().map(pack).collect();
        packed.map(Self).map_err(failed)
    }
}

/// A package as it grows: what is packed already, and parts behind it.
pub(crate) struct Package {
    zip: ZipArchiveWriter<Vec<u8>>,
    /// The part that was added last, which may go on.
    last: Option<(String, Deflating)>,
}

impl Package {
    pub(crate) fn begin(Packed(packed): &Packed) -> Result<Self> {
        let mut zip = ZipArchiveWriter::new(Vec::new());
        packed.iter().try_for_each(|(name, part)| put(&mut zip, name, part))?;
        Ok(Self { zip, last: None })
    }

    pub(crate) fn add(&mut self, DocxPart { name, bytes }: DocxPart) -> Result<()> {
        self.end()?;
        self.last = Some((name, Deflating::begin()));
        self.go_on(&bytes)
    }

    /// More of the part that was added last.
    pub(crate) fn go_on(&mut self, bytes: &[u8]) -> Result<()> {
        let Some((_, last)) = &mut self.last else {
            return Err(failed("thiếu phần để ghi tiếp"));
        };
        last.add(bytes).map_err(failed)
    }

    fn end(&mut self) -> Result<()> {
        let Some((name, last)) = self.last.take() else { return Ok(()) };
        put(&mut self.zip, &name, &last.finish().map_err(failed)?)
    }

    pub(crate) fn finish(mut self) -> Result<Vec<u8>> {
        self.end()?;
        self.zip.finish().map_err(failed)
    }
}

fn put(zip: &mut ZipArchiveWriter<Vec<u8>>, name: &str, part: &Deflated) -> Result<()> {
    let Deflated { bytes, checksum, octets } = part;
    let file = zip.new_file(name).compression_method(CompressionMethod::DEFLATE);
    let (mut entry, _) = file.last_modified(FIRST_DAY).start().map_err(failed)?;
    entry.write_all(bytes).map_err(failed)?;
    entry.finish(DataDescriptorOutput::new(*checksum, *octets)).map_err(failed)?;
    Ok(())
}
