//! The code that is printed: sixteen characters by which a paper finds the bag that it came from.

use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

/// Figures and capitals without those that are taken for one another: I, L, O and U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// `7K2M-0XQ4-ZC8T-19PD`: of the digests of `so-lieu.json` and of the inputs, by their paths.
pub(crate) fn code<'a>(figures: &str, inputs: impl Iterator<Item = (&'a str, &'a str)>) -> String {
    let mut all = format!("{figures}\n");
    for (path, digest) in inputs {
        writeln!(all, "{digest}  {path}").expect("writing to a string");
    }
    let digest = Sha256::digest(all.as_bytes());
    let bits: Vec<u8> =
        digest.iter().flat_map(|byte| (0..8).rev().map(move |at| byte >> at & 1)).collect();
    let letter = |five: &[u8]| {
        let index = five.iter().fold(0_usize, |index, bit| index * 2 + usize::from(*bit));
        ALPHABET.get(index).copied().map_or('0', char::from)
    };
    let letters: Vec<char> = bits.chunks(5).take(16).map(letter).collect();
    let groups: Vec<String> = letters.chunks(4).map(|four| four.iter().collect()).collect();
    groups.join("-")
}

/// A code as it was typed: in any case, with or without its hyphens, with what was taken for another; `None` for
/// what is none.
pub(crate) fn typed(text: &str) -> Option<String> {
    let letters: Vec<char> = text
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '–' | '.'))
        .map(|c| match c.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        })
        .collect();
    let is_code = letters.len() == 16
        && letters
            .iter()
            .all(|c| c.is_ascii() && ALPHABET.iter().any(|one| char::from(*one) == *c));
    let groups = letters.chunks(4).map(|four| four.iter().collect::<String>());
    is_code.then(|| groups.collect::<Vec<_>>().join("-"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_of_the_figures_and_of_every_input() {
        let of = |figures: &str, inputs: &[(&str, &str)]| code(figures, inputs.iter().copied());
        let one = of("f", &[("a.xlsx", "1"), ("b.xlsx", "2")]);
        assert_eq!(one.len(), 19);
        for other in [
            of("g", &[("a.xlsx", "1"), ("b.xlsx", "2")]),
            of("f", &[("a.xlsx", "1"), ("b.xlsx", "3")]),
            of("f", &[("a.xlsx", "1"), ("c.xlsx", "2")]),
            of("f", &[("a.xlsx", "1")]),
        ] {
            assert_ne!(one, other);
        }
    }

    #[test]
    fn a_code_is_read_however_it_was_typed() {
        let typed = |text| typed(text);
        let want = Some("7K2M-0XQ4-ZC8T-19PD".to_owned());
        for text in ["7K2M-0XQ4-ZC8T-19PD", "7k2moxq4zc8tl9pd", " 7K2M 0XQ4 ZC8T I9PD "] {
            assert_eq!(typed(text), want, "{text}");
        }
        assert_eq!(typed("7K2M-0XQ4-ZC8T"), None);
        assert_eq!(typed("7K2M-0XQ4-ZC8T-19PU"), None);
    }
}
