//! Workbooks that Excel opens without asking: encrypted with the password that every Excel knows ([MS-OFFCRYPTO]
//! 2.3.4, the default password of [MS-XLS] 2.4.191); xls in `biff`. Other passwords are none of the program's business.

pub(crate) mod biff;

use aes::cipher::{BlockCipherDecrypt, KeyInit};
use aes::{Aes128, Aes192, Aes256};
use sha1::Sha1;
use sha2::{Digest, Sha256, Sha384, Sha512};

use crate::read::xml::{Pieces, Tag};

/// What Excel tries before it asks.
const PASSWORD: &str = "VelvetSweatshop";
/// More rounds than any program writes would only take time.
const MOST_ROUNDS: u32 = 1_000_000;
/// Bytes of the package that are encrypted on their own.
const SEGMENT: usize = 4_096;

/// The package inside; `None` if the password is another one, or the way of encryption.
pub(crate) fn opened(info: &[u8], package: &[u8]) -> Option<Vec<u8>> {
    let (size, data) = package.split_first_chunk()?;
    let size = usize::try_from(u64::from_le_bytes(*size)).ok()?;
    let (version, rest) = info.split_first_chunk()?;
    let opened = match version {
        [4, 0, 4, 0] => agile(rest.get(4..)?, data)?,
        [2..=4, 0, 2, 0] => standard(rest.get(4..)?, data)?,
        _ => return None,
    };
    let plain = opened.get(..size)?.to_vec();
    plain.starts_with(b"PK").then_some(plain)
}

/// Office 2010 and later: described in XML.
fn agile(info: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    let (mut whole, mut key) = (None, None);
    let mut pieces = Pieces::new(info);
    while let Ok(Some(piece)) = pieces.next() {
        match piece.tag.local() {
            b"keyData" => whole = Way::of(piece.tag),
            b"encryptedKey" if !piece.tag.is_close() => key = Encrypted::of(piece.tag),
            _ => {}
        }
    }
    let (whole, key) = (whole?, key?);
    let Way { hash, .. } = key.way;
    let mut digest = hash.of(&[&key.way.salt, &password()]);
    for round in 0..key.rounds {
        digest = hash.of(&[&round.to_le_bytes(), &digest]);
    }
    let open = |block: [u8; 8], what: &[u8]| {
        let own = key.way.key(&hash.of(&[&digest, &block]));
        decrypt(&own, Some(iv(&key.way.salt)), what)
    };
    let input = open([0xfe, 0xa7, 0xd2, 0x76, 0x3b, 0x4b, 0x9e, 0x79], &key.verifier)?;
    let value = open([0xd7, 0xaa, 0x0f, 0x6d, 0x30, 0x61, 0x34, 0x4e], &key.verifier_hash)?;
    let told = hash.of(&[input.get(..key.way.salt.len())?]);
    if value.get(..told.len())? != told {
        return None;
    }
    let secret = open([0x14, 0x6e, 0x0b, 0xe7, 0xab, 0xac, 0xd0, 0xd6], &key.value)?;
    let secret = secret.get(..whole.key_bytes)?;
    let mut plain = Vec::with_capacity(data.len());
    for (number, segment) in (0_u32..).zip(data.chunks(SEGMENT)) {
        let start = iv(&whole.hash.of(&[&whole.salt, &number.to_le_bytes()]));
        plain.extend(decrypt(secret, Some(start), segment)?);
    }
    Some(plain)
}

/// Office 2007: AES with SHA-1.
fn standard(info: &[u8], data: &[u8]) -> Option<Vec<u8>> {
    let header = usize::try_from(word(info, 0)?).ok()?;
    let key_bytes = usize::try_from(word(info, 4 + 16)? / 8).ok()?;
    let verifier = info.get(4 + header..)?;
    let salt = verifier.get(4..20)?;
    let mut digest = digested::<Sha1>(&[salt, &password()]);
    for round in 0..50_000_u32 {
        digest = digested::<Sha1>(&[&round.to_le_bytes(), &digest]);
    }
    let last = digested::<Sha1>(&[&digest, &[0; 4]]);
    let half = |filling: u8| {
        let mut block = [filling; 64];
        for (byte, key) in block.iter_mut().zip(&last) {
            *byte ^= key;
        }
        digested::<Sha1>(&[&block])
    };
    let key: Vec<u8> = half(0x36).into_iter().chain(half(0x5c)).collect();
    let key = key.get(..key_bytes)?;
    let input = decrypt(key, None, verifier.get(20..36)?)?;
    let told = decrypt(key, None, verifier.get(40..72)?)?;
    if told.get(..20)? != digested::<Sha1>(&[&input]) {
        return None;
    }
    decrypt(key, None, data)
}

/// How something is encrypted.
struct Way {
    hash: Hash,
    key_bytes: usize,
    salt: Vec<u8>,
}

/// The key of the package, encrypted with the password.
struct Encrypted {
    way: Way,
    rounds: u32,
    verifier: Vec<u8>,
    verifier_hash: Vec<u8>,
    value: Vec<u8>,
}

impl Way {
    fn of(tag: Tag<'_>) -> Option<Self> {
        let text = |name: &[u8]| tag.attribute(name);
        let is = |name: &[u8], what: &str| text(name).is_some_and(|value| value == what);
        if !is(b"cipherAlgorithm", "AES") || !is(b"cipherChaining", "ChainingModeCBC") {
            return None;
        }
        let hash = Hash::named(&text(b"hashAlgorithm")?)?;
        let key_bits: usize = text(b"keyBits")?.parse().ok()?;
        Some(Self { hash, key_bytes: key_bits / 8, salt: base64(&text(b"saltValue")?)? })
    }

    /// Cut or filled up to the length of the key.
    fn key(&self, digest: &[u8]) -> Vec<u8> {
        filled(digest, self.key_bytes)
    }
}

/// Sixteen bytes to begin a chain with.
fn iv(bytes: &[u8]) -> [u8; 16] {
    *filled(bytes, 16).first_chunk().unwrap_or(&[0x36; 16])
}

fn filled(bytes: &[u8], length: usize) -> Vec<u8> {
    bytes.iter().copied().chain(std::iter::repeat(0x36)).take(length).collect()
}

impl Encrypted {
    fn of(tag: Tag<'_>) -> Option<Self> {
        let bytes = |name: &[u8]| base64(&tag.attribute(name)?);
        let rounds = tag.attribute(b"spinCount")?.parse().ok().filter(|it| *it <= MOST_ROUNDS)?;
        Some(Self {
            way: Way::of(tag)?,
            rounds,
            verifier: bytes(b"encryptedVerifierHashInput")?,
            verifier_hash: bytes(b"encryptedVerifierHashValue")?,
            value: bytes(b"encryptedKeyValue")?,
        })
    }
}

#[derive(Clone, Copy)]
enum Hash {
    Sha1,
    Sha256,
    Sha384,
    Sha512,
}

impl Hash {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "SHA1" | "SHA-1" => Self::Sha1,
            "SHA256" | "SHA-256" => Self::Sha256,
            "SHA384" | "SHA-384" => Self::Sha384,
            "SHA512" | "SHA-512" => Self::Sha512,
            _ => return None,
        })
    }

    fn of(self, parts: &[&[u8]]) -> Vec<u8> {
        match self {
            Self::Sha1 => digested::<Sha1>(parts),
            Self::Sha256 => digested::<Sha256>(parts),
            Self::Sha384 => digested::<Sha384>(parts),
            Self::Sha512 => digested::<Sha512>(parts),
        }
    }
}

fn digested<D: Digest>(parts: &[&[u8]]) -> Vec<u8> {
    let mut digest = D::new();
    for part in parts {
        digest.update(part);
    }
    digest.finalize().to_vec()
}

/// AES over whole blocks; with an `iv` each is chained to the one before.
fn decrypt(key: &[u8], iv: Option<[u8; 16]>, data: &[u8]) -> Option<Vec<u8>> {
    match key.len() {
        16 => blocks(&Aes128::new_from_slice(key).ok()?, iv, data),
        24 => blocks(&Aes192::new_from_slice(key).ok()?, iv, data),
        32 => blocks(&Aes256::new_from_slice(key).ok()?, iv, data),
        _ => None,
    }
}

fn blocks<C>(cipher: &C, iv: Option<[u8; 16]>, data: &[u8]) -> Option<Vec<u8>>
where
    C: BlockCipherDecrypt + aes::cipher::BlockSizeUser<BlockSize = aes::cipher::consts::U16>,
{
    let mut before = iv;
    let mut plain = Vec::with_capacity(data.len());
    for chunk in data.chunks_exact(16) {
        let chunk: [u8; 16] = chunk.try_into().ok()?;
        let mut block = chunk.into();
        cipher.decrypt_block(&mut block);
        let mask = before.unwrap_or_default();
        plain.extend(block.iter().zip(mask).map(|(byte, mask)| byte ^ mask));
        before = before.map(|_| chunk);
    }
    Some(plain)
}

fn password() -> Vec<u8> {
    PASSWORD.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn word(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(at..)?.first_chunk()?))
}

fn base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut count) = (0_u32, 0);
    for letter in text.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        let six = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' => 62,
            b'/' => 63,
            _ => return None,
        };
        bits = (bits << 6) | u32::from(six);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(u8::try_from((bits >> count) & 0xFF).ok()?);
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_read() {
        assert_eq!(base64("aGVsbG8=").as_deref(), Some(&b"hello"[..]));
        assert_eq!(base64("aGVsbG8h").as_deref(), Some(&b"hello!"[..]));
        assert_eq!(base64("a_"), None);
    }

    /// FIPS 197, appendix C.1 and C.3.
    #[test]
    fn blocks_are_decrypted_as_the_standard_says() {
        let hex = |text: &str| -> Vec<u8> {
            (0..text.len())
                .step_by(2)
                .map(|at| u8::from_str_radix(&text[at..at + 2], 16).unwrap())
                .collect()
        };
        let plain = hex("00112233445566778899aabbccddeeff");
        let key = hex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
        let short = hex("69c4e0d86a7b0430d8cdb78070b4c55a");
        assert_eq!(decrypt(&key[..16], None, &short), Some(plain.clone()));
        let long = hex("8ea2b7ca516745bfeafc49904b496089");
        assert_eq!(decrypt(&key, None, &long), Some(plain.clone()));
        let chained = decrypt(&key, Some([1; 16]), &long).unwrap();
        assert_eq!(chained, plain.iter().map(|byte| byte ^ 1).collect::<Vec<_>>());
    }

    #[test]
    fn what_is_no_encryption_is_none() {
        assert_eq!(opened(b"", b""), None);
        assert_eq!(opened(&[4, 0, 4, 0, 64, 0, 0, 0], &[0; 16]), None);
        assert_eq!(opened(&[3, 0, 2, 0, 64, 0, 0, 0, 255, 255, 255, 255], &[0; 16]), None);
    }
}
