//! Cuts an XML part into tags and the text before each, without building anything: the eye of the preflight.

use std::borrow::Cow;
use std::io::{self, Read};
use std::ops::Range;

use memchr::{memchr, memmem};

/// Bytes read at a time.
const CHUNK: usize = 256 << 10;
/// No tag with the text before it is longer: Excel's longest cell has 32,767 characters.
const LONGEST: usize = 64 << 20;

/// Why a part cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum XmlFault {
    /// Bad deflate data, a wrong checksum, a part cut short, a DOCTYPE.
    Corrupt,
    /// Longer than anything an office writes.
    TooLarge,
}

impl From<io::Error> for XmlFault {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::FileTooLarge => Self::TooLarge,
            _ => Self::Corrupt,
        }
    }
}

/// A tag and the text between it and the tag before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct XmlPiece<'a> {
    pub(crate) text: &'a [u8],
    pub(crate) tag: Tag<'a>,
    /// Where the text begins, in bytes from the start of the part.
    pub(crate) offset: u64,
    /// What stands between tags is longer than `text`: a comment or CDATA was passed over.
    pub(crate) skipped: bool,
}

impl XmlPiece<'_> {
    /// Where the tag stands, in bytes from the start of the part.
    pub(crate) fn tag_range(&self) -> Range<u64> {
        let open = self.offset + self.text.len() as u64;
        open..open + self.tag.0.len() as u64 + 2
    }
}

/// What stands between `<` and `>`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Tag<'a>(&'a [u8]);

impl<'a> Tag<'a> {
    /// The tag whose `<` these bytes begin with; `None` where it does not end in them.
    pub(crate) fn at(bytes: &'a [u8]) -> Option<Self> {
        let inside = bytes.strip_prefix(b"<")?;
        inside.get(..tag_end(inside)?).map(Self)
    }

    pub(crate) fn is_close(self) -> bool {
        self.0.first() == Some(&b'/')
    }

    /// `<row/>`: opened and closed at once.
    pub(crate) fn is_empty(self) -> bool {
        self.0.last() == Some(&b'/')
    }

    /// How often this stands in the tag, wherever.
    pub(crate) fn mentions(self, what: &[u8]) -> usize {
        if self.0.len() < what.len() { 0 } else { memmem::find_iter(self.0, what).count() }
    }

    /// The name as written, prefix and all.
    pub(crate) fn name(self) -> &'a [u8] {
        let body = self.0.strip_prefix(b"/").unwrap_or(self.0);
        let end = body.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'/');
        body.get(..end.unwrap_or(body.len())).unwrap_or(body)
    }

    /// The name without its prefix.
    pub(crate) fn local(self) -> &'a [u8] {
        local(self.name())
    }

    /// Name without prefix, and value as written, of each attribute.
    pub(crate) fn attributes(self) -> Attributes<'a> {
        let rest = self.0.get(self.name().len()..).unwrap_or_default();
        Attributes { rest }
    }

    /// The first attribute of that name, entities resolved.
    pub(crate) fn attribute(self, name: &[u8]) -> Option<Cow<'a, str>> {
        self.attributes().find(|(key, _)| local(key) == name).map(|(_, value)| text(value))
    }
}

pub(crate) struct Attributes<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Attributes<'a> {
    type Item = (&'a [u8], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let equals = self.rest.iter().position(|byte| *byte == b'=')?;
        let (key, after) = self.rest.split_at_checked(equals)?;
        let after = after.get(1..)?.trim_ascii_start();
        let quote = *after.first()?;
        let body = after.get(1..)?;
        let end = body.iter().position(|byte| *byte == quote)?;
        self.rest = body.get(end + 1..)?;
        Some((key.trim_ascii(), body.get(..end)?))
    }
}

fn local(name: &[u8]) -> &[u8] {
    match name.iter().position(|byte| *byte == b':') {
        Some(colon) => name.get(colon + 1..).unwrap_or(name),
        None => name,
    }
}

/// Text as written in XML → text as meant; an unknown entity stays as it is.
pub(crate) fn text(raw: &[u8]) -> Cow<'_, str> {
    match String::from_utf8_lossy(raw) {
        Cow::Borrowed(text) => quick_xml::escape::unescape(text).unwrap_or(Cow::Borrowed(text)),
        Cow::Owned(text) => Cow::Owned(text),
    }
}

/// A cell with a place and a value, and no more than that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct UsualCell<'a> {
    pub(crate) reference: &'a [u8],
    /// The value is the number of a shared string; else what it is, is not said.
    pub(crate) is_shared: bool,
    /// As written, not empty.
    pub(crate) value: &'a [u8],
}

/// Reads a part to its end, one tag after the other. Memory is one chunk, or the longest text.
pub(crate) struct Pieces<R> {
    input: R,
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    finished: bool,
    /// Bytes of the part before `start`.
    passed: u64,
    /// Some tag was handed on.
    has_begun: bool,
    /// A comment, an instruction or CDATA stood behind the first tag.
    has_asides: bool,
}

impl<R: Read> Pieces<R> {
    pub(crate) fn new(input: R) -> Self {
        let buffer = vec![0; CHUNK];
        Self {
            input,
            buffer,
            start: 0,
            end: 0,
            finished: false,
            passed: 0,
            has_begun: false,
            has_asides: false,
        }
    }

    /// `None` after the last tag, once the input was read to its end (and its checksum verified).
    pub(crate) fn next(&mut self) -> Result<Option<XmlPiece<'_>>, XmlFault> {
        let mut skipped = false;
        let (text_end, tag_end) = loop {
            match find_tag(self.pending()) {
                XmlFound::Tag { open, close } => break (open, close),
                XmlFound::Doctype => return Err(XmlFault::Corrupt),
                XmlFound::Skip { until, is_data } => {
                    skipped |= is_data;
                    self.has_asides |= self.has_begun;
                    self.pass(until);
                }
                XmlFound::Incomplete if self.finished => return Ok(None),
                XmlFound::Incomplete => self.fill()?,
            }
        };
        let (offset, start) = (self.passed, self.start);
        self.has_begun = true;
        self.pass(tag_end + 1);
        let text = self.buffer.get(start..start + text_end).unwrap_or_default();
        let tag = self.buffer.get(start + text_end + 1..start + tag_end).unwrap_or_default();
        Ok(Some(XmlPiece { text, tag: Tag(tag), offset, skipped }))
    }

    /// `<c r="B7" s="1" t="s"><v>12</v></c>`, if just that comes next: how nearly every cell is written.
    pub(crate) fn usual_cell(&mut self) -> Option<UsualCell<'_>> {
        let bytes = self.pending();
        let until = |bytes: &[u8], mark: u8| bytes.iter().take(24).position(|byte| *byte == mark);
        let reference = bytes.strip_prefix(b"<c r=\"")?;
        let reference_end = until(reference, b'"')?;
        let mut rest = reference.get(reference_end + 1..)?;
        if let Some(style) = rest.strip_prefix(b" s=\"") {
            rest = style.get(until(style, b'"')? + 1..)?;
        }
        let after_kind = rest.strip_prefix(b" t=\"s\"");
        let value = after_kind.unwrap_or(rest).strip_prefix(b"><v>")?;
        let value_end = until(value, b'<').filter(|end| *end > 0)?;
        let after = value.get(value_end..)?.strip_prefix(b"</v></c>")?;
        let place = |part: &[u8], length: usize| {
            let start = self.start + bytes.len() - part.len();
            start..start + length
        };
        let (reference, value) = (place(reference, reference_end), place(value, value_end));
        let (length, is_shared) = (bytes.len() - after.len(), after_kind.is_some());
        self.pass(length);
        Some(UsualCell {
            reference: self.buffer.get(reference)?,
            is_shared,
            value: self.buffer.get(value)?,
        })
    }

    /// The text of `<v>…</v></c>`, if just that comes next: a cell that says more of itself, in one step instead of three.
    pub(crate) fn usual_value(&mut self) -> Option<&[u8]> {
        let rest = self.pending().strip_prefix(b"<v>")?;
        let end = memchr(b'<', rest)?;
        if !rest.get(end..)?.starts_with(b"</v></c>") {
            return None;
        }
        let start = self.start + b"<v>".len();
        self.pass(b"<v>".len() + end + b"</v></c>".len());
        self.buffer.get(start..start + end)
    }

    /// Up to here, a comment, an instruction or CDATA stood behind the first tag.
    pub(crate) fn has_asides(&self) -> bool {
        self.has_asides
    }

    fn pending(&self) -> &[u8] {
        self.buffer.get(self.start..self.end).unwrap_or_default()
    }

    fn pass(&mut self, bytes: usize) {
        self.start += bytes;
        self.passed += bytes as u64;
    }

    fn fill(&mut self) -> Result<(), XmlFault> {
        self.buffer.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.end == self.buffer.len() {
            if self.buffer.len() >= LONGEST {
                return Err(XmlFault::TooLarge);
            }
            self.buffer.resize(self.buffer.len() * 2, 0);
        }
        let free = self.buffer.get_mut(self.end..).unwrap_or_default();
        let read = self.input.read(free)?;
        self.finished = read == 0;
        self.end += read;
        Ok(())
    }
}

enum XmlFound {
    /// Positions of `<` and `>`.
    Tag {
        open: usize,
        close: usize,
    },
    /// A comment, an instruction or CDATA, up to (not including) this position.
    Skip {
        until: usize,
        is_data: bool,
    },
    Doctype,
    Incomplete,
}

fn find_tag(bytes: &[u8]) -> XmlFound {
    let Some(open) = memchr(b'<', bytes) else { return XmlFound::Incomplete };
    let inside = bytes.get(open + 1..).unwrap_or_default();
    match inside.first() {
        Some(b'!') if inside.starts_with(b"!--") => skip(inside, open, b"-->", false),
        Some(b'!') if inside.starts_with(b"![CDATA[") => skip(inside, open, b"]]>", true),
        // Shorter than the longest of the marks above: wait for the rest.
        Some(b'!') if inside.len() < 8 => XmlFound::Incomplete,
        Some(b'!') => XmlFound::Doctype,
        Some(b'?') => skip(inside, open, b"?>", false),
        Some(_) => match tag_end(inside) {
            Some(end) => XmlFound::Tag { open, close: open + 1 + end },
            None => XmlFound::Incomplete,
        },
        None => XmlFound::Incomplete,
    }
}

fn skip(inside: &[u8], open: usize, mark: &[u8], is_data: bool) -> XmlFound {
    match memmem::find(inside, mark) {
        Some(at) => XmlFound::Skip { until: open + 1 + at + mark.len(), is_data },
        None => XmlFound::Incomplete,
    }
}

/// The `>` that closes the tag: one inside quotes does not.
fn tag_end(inside: &[u8]) -> Option<usize> {
    if inside.first() == Some(&b'/') {
        return memchr(b'>', inside);
    }
    let mut quote = None;
    for (index, byte) in inside.iter().enumerate() {
        match (quote, byte) {
            (None, b'>') => return Some(index),
            (None, b'"' | b'\'') => quote = Some(*byte),
            (Some(open), _) if open == *byte => quote = None,
            _ => (),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Gives one byte at a time, so that every tag straddles a read.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let (Some((first, rest)), Some(slot)) = (self.0.split_first(), buffer.first_mut())
            else {
                return Ok(0);
            };
            *slot = *first;
            self.0 = rest;
            Ok(1)
        }
    }

    #[track_caller]
    fn case(xml: &str, want: &[(&str, &str)]) {
        for drip in [false, true] {
            let input: Box<dyn Read> =
                if drip { Box::new(Drip(xml.as_bytes())) } else { Box::new(xml.as_bytes()) };
            let mut pieces = Pieces::new(input);
            let mut got = Vec::new();
            while let Some(piece) = pieces.next().unwrap() {
                let text = String::from_utf8_lossy(piece.text).into_owned();
                got.push((text, String::from_utf8_lossy(piece.tag.0).into_owned()));
            }
            let got: Vec<_> = got.iter().map(|(text, tag)| (text.as_str(), tag.as_str())).collect();
            assert_eq!(got, want, "drip: {drip}");
        }
    }

    #[test]
    fn tags_are_cut_wherever_a_chunk_ends() {
        case(
            "<?xml version=\"1.0\"?><a><!-- <b> --><c/>1 < 2</a>",
            &[("", "a"), ("", "c/"), ("1 ", " 2</a")],
        );
        case("<a t='>'>x</a>", &[("", "a t='>'"), ("x", "/a")]);
        case("", &[]);
    }

    #[test]
    fn a_doctype_is_refused() {
        let mut pieces = Pieces::new(&b"<!DOCTYPE x [<!ENTITY e SYSTEM \"f\">]><a/>"[..]);
        assert_eq!(pieces.next(), Err(XmlFault::Corrupt));
    }

    #[test]
    fn attributes_lose_their_prefix_and_entities() {
        let mut pieces = Pieces::new(&b"<x:sheet name=\"A &amp; B\" r:id = 'rId1' />"[..]);
        let tag = pieces.next().unwrap().unwrap().tag;
        assert_eq!(tag.local(), b"sheet");
        assert!(tag.is_empty() && !tag.is_close());
        assert_eq!(tag.attribute(b"name").as_deref(), Some("A & B"));
        assert_eq!(tag.attribute(b"id").as_deref(), Some("rId1"));
        assert_eq!(tag.attribute(b"state"), None);
    }
}
