//! Deflate for files of many small streams: a thread keeps the tables, a third of a megabyte, from one to the next.

use std::cell::RefCell;
use std::io::{self, Read as _, Write as _};

use flate2::read::{DeflateDecoder, GzDecoder};
use flate2::write::{DeflateEncoder, ZlibEncoder};
use flate2::{Compression, Crc};

/// 6, the usual level, makes a month a sixtieth smaller, and takes much longer.
pub(crate) const LEVEL: u8 = 4;

fn level() -> Compression {
    Compression::new(u32::from(LEVEL))
}

/// As PDF packs its streams.
pub(crate) fn zlib(bytes: &[u8]) -> io::Result<Vec<u8>> {
    thread_local! {
        static PACKER: RefCell<ZlibEncoder<Vec<u8>>> =
            RefCell::new(ZlibEncoder::new(Vec::new(), level()));
    }
    PACKER.with_borrow_mut(|packer| {
        packer.write_all(bytes)?;
        packer.reset(Vec::new())
    })
}

/// What is embedded packed.
pub(crate) fn gunzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut plain = Vec::new();
    GzDecoder::new(bytes).read_to_end(&mut plain)?;
    Ok(plain)
}

thread_local! {
    /// The one that nobody packs with now.
    static IDLE: RefCell<Option<DeflateEncoder<Vec<u8>>>> = const { RefCell::new(None) };
}

/// A stream that grows, as a zip packs it: the same pieces give the same bytes.
#[derive(Debug)]
pub(crate) struct Deflating {
    packer: DeflateEncoder<Vec<u8>>,
    checksum: Crc,
    octets: u64,
}

/// A stream, and what a zip says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deflated {
    pub(crate) bytes: Vec<u8>,
    /// CRC-32 of what was packed.
    pub(crate) checksum: u32,
    /// How many bytes were packed.
    pub(crate) octets: u64,
}

impl Deflated {
    /// What was packed.
    pub(crate) fn inflate(&self) -> io::Result<Vec<u8>> {
        let mut plain = Vec::new();
        DeflateDecoder::new(self.bytes.as_slice()).read_to_end(&mut plain)?;
        Ok(plain)
    }
}

impl Deflating {
    pub(crate) fn begin() -> Self {
        let idle = IDLE.take();
        Self {
            packer: idle.unwrap_or_else(|| DeflateEncoder::new(Vec::new(), level())),
            checksum: Crc::new(),
            octets: 0,
        }
    }

    pub(crate) fn add(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.checksum.update(bytes);
        self.octets += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        self.packer.write_all(bytes)
    }

    pub(crate) fn finish(mut self) -> io::Result<Deflated> {
        let bytes = self.packer.reset(Vec::new())?;
        IDLE.set(Some(self.packer));
        Ok(Deflated { bytes, checksum: self.checksum.sum(), octets: self.octets })
    }
}

#[cfg(test)]
mod tests {
    use flate2::read::ZlibDecoder;

    use super::*;

    /// The third one does not shrink.
    fn streams() -> [Vec<u8>; 5] {
        let noise = |count: u32| -> Vec<u8> {
            (0..count)
                .map(|at| at.wrapping_mul(at).wrapping_mul(2_654_435_761).to_be_bytes()[0])
                .collect()
        };
        [Vec::new(), vec![7; 100_000], noise(300_000), noise(5), vec![7; 100_000]]
    }

    #[test]
    fn what_is_packed_depends_on_nothing_that_was_packed_before() {
        let streams = streams();
        let packed: Vec<Vec<u8>> = streams.iter().map(|one| zlib(one).unwrap()).collect();
        for (stream, packed) in streams.iter().zip(&packed) {
            let mut read = Vec::new();
            ZlibDecoder::new(packed.as_slice()).read_to_end(&mut read).unwrap();
            assert!(read == *stream);
        }
        assert!(packed[1] == packed[4]);
    }

    #[test]
    fn a_stream_that_grows_is_packed_whole_and_always_the_same() {
        let pack = |pieces: &[&[u8]]| {
            let mut packing = Deflating::begin();
            for piece in pieces {
                packing.add(piece).unwrap();
            }
            packing.finish().unwrap()
        };
        for stream in streams() {
            for piece in [1, 7, 40_000, 1_000_000] {
                let pieces: Vec<&[u8]> = stream.chunks(piece).collect();
                let packed = pack(&pieces);
                let mut read = Vec::new();
                DeflateDecoder::new(packed.bytes.as_slice()).read_to_end(&mut read).unwrap();
                assert!(read == stream, "{piece}");
                assert_eq!(usize::try_from(packed.octets).unwrap(), stream.len());
                // The same pieces give the same bytes, whatever this thread packed before.
                let fresh = std::thread::scope(|scope| scope.spawn(|| pack(&pieces)).join());
                assert!(fresh.unwrap() == packed, "{piece}");
            }
        }
        // One that is broken off leaves nothing behind for the next.
        Deflating::begin().add(b"lost").unwrap();
        assert_eq!(pack(&[b"1234", b"", b"56789"]), pack(&[b"123456789"]));
        assert_eq!(pack(&[b"123456789"]).checksum, 0xcbf4_3926);
    }
}
