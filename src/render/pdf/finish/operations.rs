//! The operations of a content stream as genpdf writes them, read one after the other.

use crate::error::{Error, Result};
use crate::render::pdf::failed;

/// What an operator is given; an array is what stands between `Open` and `Close`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Operand<'c> {
    Number(f32),
    Name(&'c [u8]),
    /// Digits of a hexadecimal string.
    Hex(&'c [u8]),
    Open,
    Close,
}

/// What is left to read.
pub(crate) struct Operations<'c> {
    rest: &'c [u8],
    operands: Vec<Operand<'c>>,
}

impl<'c> Operations<'c> {
    pub(crate) fn new(content: &'c [u8]) -> Self {
        Self { rest: content, operands: Vec::new() }
    }

    /// The next operator and what it is given; none at the end.
    pub(crate) fn next(&mut self) -> Result<Option<(&'c [u8], &[Operand<'c>])>> {
        self.operands.clear();
        loop {
            self.rest = self.rest.trim_ascii_start();
            let Some((first, after)) = self.rest.split_first() else { return Ok(None) };
            let operand = match first {
                b'[' => {
                    self.rest = after;
                    Operand::Open
                }
                b']' => {
                    self.rest = after;
                    Operand::Close
                }
                b'<' => {
                    let end = after.iter().position(|byte| *byte == b'>').ok_or_else(strange)?;
                    let (digits, rest) = after.split_at(end);
                    self.rest = rest.get(1..).unwrap_or_default();
                    Operand::Hex(digits)
                }
                b'/' => {
                    self.rest = after;
                    Operand::Name(self.word())
                }
                b'0'..=b'9' | b'-' | b'+' | b'.' => {
                    let digits = std::str::from_utf8(self.word()).map_err(failed)?;
                    Operand::Number(digits.parse().map_err(failed)?)
                }
                b'A'..=b'Z' | b'a'..=b'z' => return Ok(Some((self.word(), &self.operands))),
                _ => return Err(strange()),
            };
            self.operands.push(operand);
        }
    }

    /// Up to the next mark or space.
    fn word(&mut self) -> &'c [u8] {
        let ends = |byte: &u8| byte.is_ascii_whitespace() || b"[]<>/()".contains(byte);
        let end = self.rest.iter().position(ends).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }
}

fn strange() -> Error {
    failed("nội dung trang không như mong đợi")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn operators_come_with_what_they_are_given() {
        let mut operations = Operations::new(b"q 1 -.5 Td\n[<0a>-3]TJ /F0 9 Tf");
        let mut all = Vec::new();
        while let Some((operator, operands)) = operations.next().unwrap() {
            all.push((String::from_utf8_lossy(operator).into_owned(), operands.to_vec()));
        }
        let want = [
            ("q", vec![]),
            ("Td", vec![Operand::Number(1.0), Operand::Number(-0.5)]),
            ("TJ", vec![Operand::Open, Operand::Hex(b"0a"), Operand::Number(-3.0), Operand::Close]),
            ("Tf", vec![Operand::Name(b"F0"), Operand::Number(9.0)]),
        ];
        assert_eq!(all, want.map(|(operator, operands)| (operator.to_owned(), operands)));
    }

    #[test]
    fn what_genpdf_does_not_write_is_refused() {
        for content in [&b"(text) Tj"[..], b"<00", b"1..2 w", b"% note"] {
            assert!(Operations::new(content).next().is_err());
        }
    }
}
