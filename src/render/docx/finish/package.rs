//! Parts → the zip container, with fixed dates and nothing of the machine in it.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

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

pub(crate) fn pack(parts: &[Part]) -> Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for part in parts {
        let options = SimpleFileOptions::default()
            .compression_method(part.method)
            .last_modified_time(DateTime::default())
            .system(System::Dos);
        zip.start_file(part.name.as_str(), options).map_err(failed)?;
        zip.write_all(&part.bytes).map_err(failed)?;
    }
    Ok(zip.finish().map_err(failed)?.into_inner())
}
