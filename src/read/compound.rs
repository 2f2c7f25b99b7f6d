//! The container of xls files (MS-CFB): its directory and streams, every chain of sectors walked with an end in sight.

use crate::read::xml::XmlFault;

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;
/// Above these are marks, not sectors.
const LAST_SECTOR: u32 = 0xFFFF_FFF9;
const HEADER: usize = 512;
const MINI_SECTOR: usize = 64;
/// Shorter streams live in the mini stream.
const MINI_LIMIT: usize = 4_096;

/// A compound file whose allocation tables hold together.
pub(crate) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    table: Vec<u32>,
    mini_table: Vec<u32>,
    mini_stream: Vec<u8>,
    entries: Vec<DirectoryEntry>,
}

struct DirectoryEntry {
    name: String,
    start: u32,
    length: usize,
}

impl<'a> Compound<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, XmlFault> {
        let sector = match short(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4_096,
            _ => return Err(XmlFault::Corrupt),
        };
        let mut file = Self {
            bytes,
            sector,
            table: Vec::new(),
            mini_table: Vec::new(),
            mini_stream: Vec::new(),
            entries: Vec::new(),
        };
        file.table = file.allocation_table()?;
        let directory = file.chain(word(bytes, 48)?, usize::MAX)?;
        file.entries = directory.chunks_exact(128).filter_map(|raw| entry(raw, sector)).collect();
        let root = file.entries.first().ok_or(XmlFault::Corrupt)?;
        let (root_start, root_length) = (root.start, root.length);
        let mini_sectors = usize::try_from(word(bytes, 64)?).map_err(|_| XmlFault::Corrupt)?;
        if mini_sectors > 0 {
            file.mini_stream = file.chain(root_start, root_length)?;
            let mini_table =
                file.chain(word(bytes, 60)?, mini_sectors.saturating_mul(file.sector))?;
            file.mini_table = words(&mini_table).collect();
        }
        Ok(file)
    }

    pub(crate) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream; `None` without one of that name.
    pub(crate) fn stream(&self, name: &str) -> Option<Result<Vec<u8>, XmlFault>> {
        let entry = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name))?;
        Some(if entry.length < MINI_LIMIT {
            let sectors = walk(entry.start, &self.mini_table, entry.length, MINI_SECTOR);
            sectors.and_then(|sectors| {
                gather(&sectors, entry.length, |id| slice(&self.mini_stream, id, MINI_SECTOR, 0))
            })
        } else {
            self.chain(entry.start, entry.length)
        })
    }

    fn chain(&self, start: u32, length: usize) -> Result<Vec<u8>, XmlFault> {
        let sectors = walk(start, &self.table, length, self.sector)?;
        gather(&sectors, length, |id| self.sector(id))
    }

    fn sector(&self, id: u32) -> Option<&'a [u8]> {
        slice(self.bytes, id, self.sector, self.sector)
    }

    /// Which sector follows which, over the whole file.
    fn allocation_table(&self) -> Result<Vec<u32>, XmlFault> {
        let head = self.bytes.get(76..HEADER).ok_or(XmlFault::Corrupt)?;
        let mut sectors: Vec<u32> = words(head).collect();
        let mut next = word(self.bytes, 68)?;
        let most = self.bytes.len() / self.sector + 1;
        for _ in 0..=most {
            if next > LAST_SECTOR {
                break;
            }
            let mut more: Vec<u32> = words(self.sector(next).ok_or(XmlFault::Corrupt)?).collect();
            next = more.pop().ok_or(XmlFault::Corrupt)?;
            sectors.extend(more);
        }
        if next <= LAST_SECTOR {
            return Err(XmlFault::Corrupt);
        }
        sectors.retain(|id| *id <= LAST_SECTOR);
        if sectors.len() > most {
            return Err(XmlFault::Corrupt);
        }
        let mut table = Vec::new();
        for id in sectors {
            table.extend(words(self.sector(id).ok_or(XmlFault::Corrupt)?));
        }
        Ok(table)
    }
}

/// A compound file of one stream, in sectors of 4,096 bytes; `None` of a stream that is too long for its header alone.
pub(crate) fn holding(name: &str, stream: &[u8]) -> Option<Vec<u8>> {
    const SECTOR: usize = 4_096;
    const TABLE: u32 = 0xFFFF_FFFD;
    let length = stream.len().max(MINI_LIMIT);
    let sectors = length.div_ceil(SECTOR);
    // Each sector of the table has 1,024 entries, those of the table and of the directory among them.
    let tables = (sectors + 1).div_ceil(SECTOR / 4 - 1);
    if tables > 109 {
        return None;
    }
    let number = |count: usize| u32::try_from(count).ok();
    let directory = number(tables)?;
    let mut bytes = vec![0; SECTOR];
    let mut put = |at: usize, raw: &[u8]| {
        bytes.iter_mut().skip(at).zip(raw).for_each(|(byte, raw)| *byte = *raw);
    };
    put(0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    // Version 4, little end first, 2^12 bytes a sector, 2^6 a small one.
    for (at, value) in [(24, 0x3E_u16), (26, 4), (28, 0xFFFE), (30, 12), (32, 6)] {
        put(at, &value.to_le_bytes());
    }
    let limit = number(MINI_LIMIT)?;
    for (at, value) in [
        (40, 1),
        (44, directory),
        (48, directory),
        (56, limit),
        (60, END_OF_CHAIN),
        (68, END_OF_CHAIN),
    ] {
        put(at, &value.to_le_bytes());
    }
    put(76, &[0xFF; HEADER - 76]);
    for table in 0..directory {
        put(76 + 4 * usize::try_from(table).ok()?, &table.to_le_bytes());
    }
    let mut table = vec![TABLE; tables];
    table.push(END_OF_CHAIN);
    let first = directory + 1;
    table.extend(first + 1..first + number(sectors)?);
    table.push(END_OF_CHAIN);
    table.resize(tables * SECTOR / 4, u32::MAX);
    bytes.extend(table.iter().flat_map(|id| id.to_le_bytes()));
    bytes.extend(directory_of(name, first, length, SECTOR)?);
    bytes.extend(stream);
    bytes.resize(SECTOR * (2 + tables + sectors), 0);
    Some(bytes)
}

/// The root and one stream.
fn directory_of(name: &str, first: u32, length: usize, size: usize) -> Option<Vec<u8>> {
    let mut directory = Vec::with_capacity(size);
    // calamine takes no root that begins nowhere; of no length, it may begin anywhere.
    for (name, kind, child, start, length) in
        [("Root Entry", 5_u8, 1, first, 0), (name, 2, u32::MAX, first, length)]
    {
        let units: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut entry = units.clone();
        entry.resize(64, 0);
        entry.extend(u16::try_from(units.len() + 2).ok()?.to_le_bytes());
        // Black, without siblings.
        entry.extend([kind, 1]);
        entry.extend([u32::MAX, u32::MAX, child].iter().flat_map(|id| id.to_le_bytes()));
        entry.resize(116, 0);
        entry.extend(start.to_le_bytes());
        entry.extend(u64::try_from(length).ok()?.to_le_bytes());
        directory.extend(entry);
    }
    directory.resize(size, 0);
    Some(directory)
}

/// Sectors of a chain. One longer than its table goes in a circle.
fn walk(start: u32, table: &[u32], length: usize, size: usize) -> Result<Vec<u32>, XmlFault> {
    let needed = length.div_ceil(size);
    let mut sectors = Vec::new();
    let mut id = start;
    while id != END_OF_CHAIN && sectors.len() < needed {
        if sectors.len() > table.len() {
            return Err(XmlFault::Corrupt);
        }
        sectors.push(id);
        let next = usize::try_from(id).ok().and_then(|id| table.get(id));
        // The last sector that is needed may lie at the edge of a short table.
        id = match next {
            Some(next) => *next,
            None if sectors.len() >= needed => END_OF_CHAIN,
            None => return Err(XmlFault::Corrupt),
        };
    }
    Ok(sectors)
}

fn gather<'a>(
    sectors: &[u32],
    length: usize,
    sector: impl Fn(u32) -> Option<&'a [u8]>,
) -> Result<Vec<u8>, XmlFault> {
    let mut bytes = Vec::new();
    for id in sectors {
        bytes.extend_from_slice(sector(*id).ok_or(XmlFault::Corrupt)?);
    }
    bytes.truncate(length);
    Ok(bytes)
}

/// The sector of that number; the last of a file may be cut short.
fn slice(bytes: &[u8], id: u32, size: usize, skip: usize) -> Option<&[u8]> {
    let start = usize::try_from(id).ok()?.checked_mul(size)?.checked_add(skip)?;
    let end = start.checked_add(size)?.min(bytes.len());
    bytes.get(start..end).filter(|sector| !sector.is_empty())
}

fn entry(raw: &[u8], sector: usize) -> Option<DirectoryEntry> {
    let units = raw.get(..64)?.chunks_exact(2).filter_map(|unit| short(unit, 0));
    let units: Vec<u16> = units.take_while(|unit| *unit != 0).collect();
    let low = word(raw, 120).ok()?;
    // In version 3 the upper half is not used and may hold anything.
    let high = if sector == 512 { 0 } else { word(raw, 124).ok()? };
    let length = (u64::from(high) << 32) | u64::from(low);
    Some(DirectoryEntry {
        name: String::from_utf16_lossy(&units),
        start: word(raw, 116).ok()?,
        length: usize::try_from(length).ok()?,
    })
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).filter_map(|raw| word(raw, 0).ok())
}

fn word(bytes: &[u8], at: usize) -> Result<u32, XmlFault> {
    let raw = bytes.get(at..).and_then(<[u8]>::first_chunk).ok_or(XmlFault::Corrupt)?;
    Ok(u32::from_le_bytes(*raw))
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    /// A compound file: header, allocation table, directory, and one stream of 4096 bytes or more.
    pub(crate) fn file(name: &str, stream: &[u8]) -> Vec<u8> {
        assert!(stream.len() >= MINI_LIMIT, "short streams live elsewhere");
        let sectors = stream.len().div_ceil(512);
        let mut bytes = vec![0; 512];
        bytes[..8].copy_from_slice(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
        bytes[26] = 3;
        bytes[30] = 9;
        bytes[32] = 6;
        bytes[44] = 1;
        bytes[48] = 1;
        bytes[60..64].copy_from_slice(&END_OF_CHAIN.to_le_bytes());
        bytes[68..72].copy_from_slice(&END_OF_CHAIN.to_le_bytes());
        bytes[76..].fill(0xFF);
        bytes[76..80].fill(0);
        let mut table = vec![0xFFFF_FFFD, END_OF_CHAIN];
        let last = u32::try_from(sectors).unwrap_or(u32::MAX) + 2;
        table.extend(3..last);
        table.push(END_OF_CHAIN);
        table.resize(128, u32::MAX);
        bytes.extend(table.iter().flat_map(|id| id.to_le_bytes()));
        let mut directory = vec![0; 512];
        for (index, name) in ["Root Entry", name].into_iter().enumerate() {
            for (at, unit) in name.encode_utf16().enumerate() {
                directory[index * 128 + at * 2..][..2].copy_from_slice(&unit.to_le_bytes());
            }
        }
        directory[116..120].copy_from_slice(&END_OF_CHAIN.to_le_bytes());
        directory[128 + 116..][..4].copy_from_slice(&2u32.to_le_bytes());
        directory[128 + 120..][..4]
            .copy_from_slice(&u32::try_from(stream.len()).unwrap_or(u32::MAX).to_le_bytes());
        bytes.extend(directory);
        bytes.extend(stream);
        bytes.resize(512 * (3 + sectors), 0);
        bytes
    }

    #[test]
    fn a_stream_is_gathered_from_its_sectors() {
        let stream: Vec<u8> = (0..=u8::MAX).cycle().take(5_000).collect();
        let bytes = file("Workbook", &stream);
        let compound = Compound::open(&bytes).unwrap_or_else(|fault| panic!("{fault:?}"));
        assert!(compound.has("WORKBOOK") && !compound.has("Book"));
        assert_eq!(compound.stream("Workbook"), Some(Ok(stream)));
    }

    #[test]
    fn a_file_of_one_stream_is_read_again() {
        for length in [10, 5_000, 5_000_000] {
            let stream: Vec<u8> = (0..=u8::MAX).cycle().take(length).collect();
            let bytes = holding("Workbook", &stream).unwrap();
            let compound = Compound::open(&bytes).unwrap_or_else(|fault| panic!("{fault:?}"));
            let read = compound.stream("Workbook").unwrap().unwrap_or_else(|it| panic!("{it:?}"));
            assert!(read.starts_with(&stream) && read.len() == length.max(MINI_LIMIT));
        }
    }

    #[test]
    fn a_chain_in_a_circle_is_corrupt() {
        // The directory's next sector is the directory.
        let mut bytes = file("Workbook", &[7; 5_000]);
        bytes[512 + 4..512 + 8].copy_from_slice(&1u32.to_le_bytes());
        assert!(Compound::open(&bytes).is_err());
        // The stream runs in a circle of two sectors and claims to be long.
        let mut bytes = file("Workbook", &[7; 5_000]);
        bytes[512 + 12..512 + 16].copy_from_slice(&2u32.to_le_bytes());
        bytes[1_024 + 128 + 120..][..4].copy_from_slice(&u32::MAX.to_le_bytes());
        let compound = Compound::open(&bytes).unwrap_or_else(|fault| panic!("{fault:?}"));
        assert_eq!(compound.stream("Workbook"), Some(Err(XmlFault::Corrupt)));
    }

    #[test]
    fn a_file_cut_anywhere_is_corrupt_or_whole_but_no_panic() {
        let bytes = file("Workbook", &[7; 5_000]);
        for end in (0..bytes.len()).step_by(97) {
            if let Ok(compound) = Compound::open(&bytes[..end]) {
                let _ = compound.stream("Workbook");
            }
        }
    }
}
