//! xls workbooks that Excel opens without asking: their records under the password that every Excel knows
//! ([MS-XLS] 2.2.10; [MS-OFFCRYPTO] 2.3.5 to 2.3.7).

use md5::Md5;
use rc4::{KeyInit as _, Rc4, StreamCipher as _};
use sha1::Sha1;

use crate::read::velvet::{digested, password, word};

/// Records that are never encrypted: BOF, `FilePass`, `UsrExcl`, `FileLock`, `InterfaceHdr`, `RRDInfo`, `RRDHead`.
const PLAIN: [u16; 7] = [0x0809, FILE_PASS, 0x0194, 0x0195, 0x00E1, 0x0196, 0x0138];
const FILE_PASS: u16 = 0x2F;
/// Where a sheet begins is the first word of `BoundSheet8`, and never encrypted.
const SHEET: u16 = 0x85;
const END: u16 = 0x0A;
/// Bytes of the stream that share a key.
const BLOCK: usize = 1_024;

/// What XOR obfuscation makes of the password: its key, its verifier and the mask.
const XOR_KEY: u16 = 0xB359;
const XOR_VERIFIER: u16 = 0x9A0A;
const XOR_MASK: [u8; 16] = [
    0x87, 0x6B, 0x9A, 0xE2, 0x1E, 0xE3, 0x05, 0x62, 0x1E, 0x69, 0x96, 0x60, 0x98, 0x6E, 0x94, 0x04,
];

/// The workbook stream in the clear; `None` if it is not encrypted, or not with this password.
pub(crate) fn opened(stream: &[u8]) -> Option<Vec<u8>> {
    let (at, pass) = file_pass(stream)?;
    let key = Key::of(pass)?;
    let mut plain = stream.to_vec();
    // The record says nothing any more.
    plain.get_mut(at..at + 2)?.fill(0);
    let mut blocks = Blocks { key: &key, number: None, mask: Vec::new() };
    let mut at = 0;
    while let Some((kind, length)) = record(stream, at) {
        let body = at + 4..at + 4 + length;
        let skip = if kind == SHEET { 4 } else { 0 };
        if !PLAIN.contains(&kind) {
            let bytes = plain.get_mut(body.clone())?;
            for (place, byte) in body.clone().zip(bytes).skip(skip) {
                *byte = match &key {
                    Key::Xor => xored(*byte, body.end + place - body.start),
                    Key::Md5(_) | Key::Sha1 { .. } => *byte ^ blocks.at(place)?,
                };
            }
        }
        at = body.end;
    }
    Some(plain)
}

/// The record that tells the method, in the part of the workbook that stands before its sheets.
fn file_pass(stream: &[u8]) -> Option<(usize, &[u8])> {
    let mut at = 0;
    while let Some((kind, length)) = record(stream, at) {
        match kind {
            FILE_PASS => return Some((at, stream.get(at + 4..at + 4 + length)?)),
            END => return None,
            _ => at += 4 + length,
        }
    }
    None
}

fn record(stream: &[u8], at: usize) -> Option<(u16, usize)> {
    let head: [u8; 4] = *stream.get(at..)?.first_chunk()?;
    let [kind, kind_high, length, length_high] = head;
    let length = usize::from(u16::from_le_bytes([length, length_high]));
    (at + 4 + length <= stream.len()).then_some((u16::from_le_bytes([kind, kind_high]), length))
}

enum Key {
    Xor,
    /// RC4 of Excel 97.
    Md5([u8; 5]),
    /// RC4 of Excel 2002, by `CryptoAPI`.
    Sha1 {
        secret: Vec<u8>,
        bytes: usize,
    },
}

impl Key {
    /// `None` if the password is another one, or the method.
    fn of(pass: &[u8]) -> Option<Self> {
        let short = |at: usize| Some(u16::from_le_bytes(*pass.get(at..)?.first_chunk()?));
        let xor = |key: u16, verifier: u16| {
            (key == XOR_KEY && verifier == XOR_VERIFIER).then_some(Self::Xor)
        };
        match (pass.len(), short(0)?) {
            // Excel 5 knows this method alone, and does not name it.
            (4, key) => xor(key, short(2)?),
            (_, 0) => xor(short(2)?, short(4)?),
            _ => match (short(2)?, short(4)?) {
                (1, 1) => Self::md5(pass.get(6..)?),
                (2..=4, 2) => Self::sha1(pass.get(6..)?),
                _ => None,
            },
        }
    }

    fn md5(header: &[u8]) -> Option<Self> {
        let first = digested::<Md5>(&[&password()]);
        let filling = [first.get(..5)?, header.get(..16)?].concat();
        let second = digested::<Md5>(&[&filling.repeat(16)]);
        let key = Self::Md5(*second.first_chunk()?);
        let mut check = header.get(16..48)?.to_vec();
        key.cipher(0)?.apply_keystream(&mut check);
        let (told, digest) = check.split_at_checked(16)?;
        (digested::<Md5>(&[told]) == digest).then_some(key)
    }

    fn sha1(header: &[u8]) -> Option<Self> {
        // Flags, the length of the header, the header, the verifier.
        let length = usize::try_from(word(header, 4)?).ok()?;
        let bits = usize::try_from(word(header, 8 + 16)?).ok()?;
        let verifier = header.get(8..)?.get(length..)?;
        let secret = digested::<Sha1>(&[verifier.get(4..20)?, &password()]);
        let key = Self::Sha1 { secret, bytes: if bits == 0 { 5 } else { bits / 8 } };
        let mut check = [verifier.get(20..36)?, verifier.get(40..60)?].concat();
        key.cipher(0)?.apply_keystream(&mut check);
        let (told, digest) = check.split_at_checked(16)?;
        (digested::<Sha1>(&[told]) == digest).then_some(key)
    }

    /// The cipher of a block of the stream.
    fn cipher(&self, block: u32) -> Option<Rc4> {
        let key = match self {
            Self::Xor => return None,
            Self::Md5(secret) => digested::<Md5>(&[secret, &block.to_le_bytes()]),
            Self::Sha1 { secret, bytes } => {
                let mut key = digested::<Sha1>(&[secret, &block.to_le_bytes()]);
                key.truncate(*bytes);
                // Forty bits are filled up.
                key.resize(if *bytes == 5 { 16 } else { key.len() }, 0);
                key
            }
        };
        Rc4::new_from_slice(&key).ok()
    }
}

/// What the bytes of a stream are masked with, one block at a time.
struct Blocks<'k> {
    key: &'k Key,
    number: Option<usize>,
    mask: Vec<u8>,
}

impl Blocks<'_> {
    fn at(&mut self, place: usize) -> Option<u8> {
        let block = place / BLOCK;
        if self.number != Some(block) {
            self.mask = vec![0; BLOCK];
            self.key.cipher(u32::try_from(block).ok()?)?.apply_keystream(&mut self.mask);
            self.number = Some(block);
        }
        self.mask.get(place % BLOCK).copied()
    }
}

/// The mask goes on through a record from where the record ends.
fn xored(byte: u8, place: usize) -> u8 {
    let mask = XOR_MASK.get(place % XOR_MASK.len()).copied().unwrap_or_default();
    (byte ^ mask).rotate_right(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, body: &[u8]) -> Vec<u8> {
        let length = u16::try_from(body.len()).unwrap_or(u16::MAX);
        [&kind.to_le_bytes(), &length.to_le_bytes(), body].concat()
    }

    #[test]
    fn a_stream_without_a_password_or_with_another_is_left_alone() {
        let bof = record(0x0809, &[0, 6, 5, 0]);
        let plain = [bof.clone(), record(END, &[]), record(FILE_PASS, &[0; 6])].concat();
        assert_eq!(opened(&plain), None);
        for pass in [&[0, 0, 1, 1, 2, 2][..], &[1, 0, 1, 0, 1, 0], &[1, 0, 9, 0, 9, 0], &[]] {
            let other = [bof.clone(), record(FILE_PASS, pass), record(END, &[])].concat();
            assert_eq!(opened(&other), None, "{pass:?}");
        }
    }

    #[test]
    fn obfuscated_bytes_come_back() {
        let pass = [&[0, 0][..], &XOR_KEY.to_le_bytes(), &XOR_VERIFIER.to_le_bytes()].concat();
        let head = [record(0x0809, &[0, 6, 5, 0]), record(FILE_PASS, &pass)].concat();
        let text = b"Ho so";
        let end = head.len() + 4 + text.len();
        let masked: Vec<u8> = (end..)
            .zip(text)
            .map(|(place, byte)| byte.rotate_left(5) ^ XOR_MASK[place % 16])
            .collect();
        let stream = [head, record(0x42, &masked)].concat();
        assert!(opened(&stream).is_some_and(|plain| plain.ends_with(text)));
    }
}
