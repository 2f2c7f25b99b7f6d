//! Parts → the zip container, with fixed dates and nothing of the machine in it.

use std::io::{Cursor, Write};
use std::sync::Arc;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipArchive, ZipWriter};

use crate::error::Result;
use crate::render::docx::failed;

/// One file of the package.
#[derive(Debug)]
pub(crate) struct Part {
    name: String,
    bytes: Vec<u8>,
    method: CompressionMethod,
}

impl Part {
    pub(crate) fn new(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), bytes, method: CompressionMethod::Deflated }
    }

    /// For what is compressed already.
    pub(crate) fn stored(name: &str, bytes: Vec<u8>) -> Self {
        Self { name: name.to_owned(), bytes, method: CompressionMethod::Stored }
    }
}

/// Parts that are packed already, to go into packages as they are.
#[derive(Clone, Debug)]
pub(crate) struct Packed(ZipArchive<Cursor<Arc<[u8]>>>);

impl Packed {
    pub(crate) fn new(parts: &[Part]) -> Result<Self> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        parts.iter().try_for_each(|part| add(part, &mut zip))?;
        let bytes: Arc<[u8]> = zip.finish().map_err(failed)?.into_inner().into();
        Ok(Self(ZipArchive::new(Cursor::new(bytes)).map_err(failed)?))
    }
}

/// A package as it grows: what is packed already, and parts behind it.
pub(crate) struct Package(ZipWriter<Cursor<Vec<u8>>>);

impl Package {
    pub(crate) fn begin(packed: &Packed) -> Result<Self> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.merge_archive(packed.0.clone()).map_err(failed)?;
        Ok(Self(zip))
    }

    pub(crate) fn add(&mut self, part: &Part) -> Result<()> {
        add(part, &mut self.0)
    }

    /// More of the part that was added last.
    pub(crate) fn go_on(&mut self, bytes: &[u8]) -> Result<()> {
        self.0.write_all(bytes).map_err(failed)
    }

    pub(crate) fn finish(self) -> Result<Vec<u8>> {
        Ok(self.0.finish().map_err(failed)?.into_inner())
    }
}

fn add(part: &Part, zip: &mut ZipWriter<Cursor<Vec<u8>>>) -> Result<()> {
    let options = SimpleFileOptions::default()
        .compression_method(part.method)
        .last_modified_time(DateTime::default())
        .system(System::Dos);
    zip.start_file(part.name.as_str(), options).map_err(failed)?;
    zip.write_all(&part.bytes).map_err(failed)
}
