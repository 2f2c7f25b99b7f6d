//! The one call from here into `read`: bytes of a file → its reading.

use crate::normalize::dates::Epoch;
use crate::normalize::file::FileReader;
use crate::normalize::sheet::SheetFacts;
use crate::normalize::{FileReading, Options};
use crate::read::{self, Apart};

/// Reads one file by itself. Pure: files can be read in parallel.
pub(crate) fn read_file(
    path: &str,
    bytes: &[u8],
    options: &Options,
    apart: Apart<'_>,
) -> FileReading {
    let mut opened = match read::open(path, bytes, apart) {
        Ok(opened) => opened,
        Err(refusal) => return FileReading::refused(path, refusal),
    };
    let mut file = FileReader::new(path, options);
    for (index, meta) in opened.sheets().into_iter().enumerate() {
        if !meta.is_read() {
            continue;
        }
        let mut sheet = file.begin(SheetFacts {
            name: meta.name,
            epoch: if meta.epoch1904 { Epoch::Y1904 } else { Epoch::Y1900 },
            merges: meta.merges,
            hidden_rows: meta.hidden_rows,
        });
        let failure = opened.rows(index, &mut |row| file.row(&mut sheet, row)).err();
        file.end(sheet, failure);
    }
    for note in opened.notes() {
        file.note(note.clone());
    }
    file.finish()
}
