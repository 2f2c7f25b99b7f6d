//! SHA-1 (FIPS 180-4): only for the password of Office 2007, where it is part of the format.

pub(crate) fn sha1(parts: &[&[u8]]) -> [u8; 20] {
    let mut message: Vec<u8> = parts.concat();
    let bits = (message.len() as u64) * 8;
    message.push(0x80);
    while message.len() % 64 != 56 {
        message.push(0);
    }
    message.extend(bits.to_be_bytes());
    let mut state: [u32; 5] = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0];
    for block in message.chunks_exact(64) {
        mix(&mut state, block);
    }
    let mut digest = [0; 20];
    for (bytes, word) in digest.chunks_exact_mut(4).zip(state) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    digest
}

fn mix(state: &mut [u32; 5], block: &[u8]) {
    let mut words: Vec<u32> = block
        .chunks_exact(4)
        .filter_map(|bytes| bytes.first_chunk())
        .map(|bytes| u32::from_be_bytes(*bytes))
        .collect();
    for at in 16..80 {
        let back = |by: usize| words.get(at - by).copied().unwrap_or_default();
        words.push((back(3) ^ back(8) ^ back(14) ^ back(16)).rotate_left(1));
    }
    let mut now = *state;
    for (round, word) in words.into_iter().enumerate() {
        let [first, second, third, fourth, fifth] = now;
        let (mixed, constant) = match round {
            0..20 => ((second & third) | (!second & fourth), 0x5A82_7999),
            20..40 => (second ^ third ^ fourth, 0x6ED9_EBA1),
            40..60 => ((second & third) | (second & fourth) | (third & fourth), 0x8F1B_BCDC),
            _ => (second ^ third ^ fourth, 0xCA62_C1D6),
        };
        let next = first
            .rotate_left(5)
            .wrapping_add(mixed)
            .wrapping_add(fifth)
            .wrapping_add(constant)
            .wrapping_add(word);
        now = [next, first, second.rotate_left(30), third, fourth];
    }
    for (word, add) in state.iter_mut().zip(now) {
        *word = word.wrapping_add(add);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// FIPS 180-4 and its examples.
    #[test]
    fn digests_are_those_of_the_standard() {
        let case = |text: &str, hex: &str| {
            let got: String =
                sha1(&[text.as_bytes()]).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(got, hex, "{text}");
        };
        case("abc", "a9993e364706816aba3e25717850c26c9cd0d89d");
        case("", "da39a3ee5e6b4b0d3255bfef95601890afd80709");
        case(
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1",
        );
    }
}
