//! A workbook's bytes as calamine reads them, with one part shown as if it lay unpacked behind the end of the file.

use std::borrow::Cow;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::sync::{Arc, Mutex, PoisonError};

use crate::read::batches::SheetTurn;

/// Fixed lengths of the headers of a part: in the list at the end of a zip, and before the part itself.
const LISTED: usize = 46;
const LOCAL: usize = 30;

/// A part shown so.
#[derive(Clone, Debug)]
pub(crate) struct Unpacked {
    /// Where its header stands in the list, and what is to be read there.
    at: u64,
    header: [u8; LISTED],
}

impl Unpacked {
    /// Of a part whose header stands at a place of the file; `None` where it cannot be shown so.
    pub(crate) fn new(bytes: &[u8], at: u64) -> Option<Self> {
        let start = usize::try_from(at).ok()?;
        let mut header: [u8; LISTED] = bytes.get(start..start + LISTED)?.try_into().ok()?;
        let behind = u32::try_from(bytes.len()).ok().filter(|end| *end < u32::MAX)?;
        // Longer than it can be: how long it really is, its own end tells.
        let size = (u32::MAX - 1).to_le_bytes();
        let mut put = |at: usize, value: &[u8]| -> Option<()> {
            header.get_mut(at..at + value.len())?.copy_from_slice(value);
            Some(())
        };
        put(10, &[0, 0])?;
        put(20, &size)?;
        put(24, &size)?;
        put(42, &behind.to_le_bytes())?;
        Some(Self { at, header })
    }
}

/// From which length on, in bytes, a sheet is worth two readers, and how much one of them reads in a turn at least.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Division {
    pub(crate) least_sheet: u64,
    pub(crate) batch: usize,
}

pub(crate) const DIVISION: Division = Division { least_sheet: 64 << 20, batch: 1 << 20 };

/// Where a sheet lies that two readers may take turns at.
#[derive(Clone, Debug)]
pub(crate) struct LargeSheet<'a> {
    /// In the order of the tabs.
    pub(crate) sheet: usize,
    pub(crate) part: usize,
    pub(crate) unpacked: Unpacked,
    pub(crate) bytes: &'a [u8],
    /// Bytes of one turn, at the least.
    pub(crate) batch: usize,
}

/// Where the unpacked part comes from while it is read.
pub(crate) type TurnSlot = Arc<Mutex<Option<SheetTurn>>>;

/// Bytes of a package, as given or with a part unpacked.
pub(crate) struct PackageBytes<'a> {
    file: Cursor<Cow<'a, [u8]>>,
    unpacked: Option<(Unpacked, TurnSlot)>,
    /// Place behind the end of the file; the part itself is read once, from its start.
    behind: Option<usize>,
}

impl<'a> PackageBytes<'a> {
    pub(crate) fn new(bytes: Cow<'a, [u8]>) -> Self {
        Self { file: Cursor::new(bytes), unpacked: None, behind: None }
    }

    pub(crate) fn with(bytes: &'a [u8], part: Unpacked, slot: TurnSlot) -> Self {
        let file = Cursor::new(Cow::Borrowed(bytes));
        Self { file, unpacked: Some((part, slot)), behind: None }
    }

    fn length(&self) -> u64 {
        self.file.get_ref().len() as u64
    }
}

impl Read for PackageBytes<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let Some((part, slot)) = &self.unpacked else { return self.file.read(buffer) };
        if let Some(behind) = &mut self.behind {
            let local = local_header();
            let header = local.get(*behind..).unwrap_or_default();
            if header.is_empty() {
                let mut slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
                return slot.as_mut().ok_or(io::ErrorKind::UnexpectedEof)?.read(buffer);
            }
            let read = (&mut &*header).read(buffer)?;
            *behind += read;
            return Ok(read);
        }
        let from = self.file.position();
        let read = self.file.read(buffer)?;
        for (place, byte) in (part.at..).zip(&part.header) {
            let at = place.checked_sub(from).and_then(|at| usize::try_from(at).ok());
            let slot = at.and_then(|at| buffer.get_mut(..read)?.get_mut(at));
            if let Some(slot) = slot {
                *slot = *byte;
            }
        }
        Ok(read)
    }
}

/// Of the part behind the file: no name, nothing more.
fn local_header() -> [u8; LOCAL] {
    let mut header = [0; LOCAL];
    for (slot, byte) in header.iter_mut().zip(b"PK\x03\x04") {
        *slot = *byte;
    }
    header
}

impl Seek for PackageBytes<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let length = self.length();
        if self.unpacked.is_some() {
            let place = match (to, self.behind) {
                (SeekFrom::Start(place), _) => Some(place),
                (SeekFrom::Current(by), Some(behind)) => {
                    (length + behind as u64).checked_add_signed(by)
                }
                (SeekFrom::Current(_) | SeekFrom::End(_), _) => None,
            };
            // Up to the part's own start: nothing seeks inside it.
            let behind = place.and_then(|place| usize::try_from(place.checked_sub(length)?).ok());
            self.behind = behind.filter(|behind| *behind <= LOCAL);
            if let (Some(place), Some(_)) = (place, self.behind) {
                return Ok(place);
            }
        }
        self.file.seek(to)
    }
}
