//! A PDF file as it grows: objects packed into object streams as they come, their places noted for the end.

use std::fmt::{self, Arguments, Display, Write as _};
use std::io::Write as _;

use crate::error::Result;
use crate::render::pdf::failure::broken;
use crate::render::pdf::write::syntax::deflated;

/// Version, and bytes by which others see that the file is not text.
const HEAD: &[u8] = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
/// How many objects share a stream, at most: elements of the structure are alike, so that the more of them there
/// are, the less each takes. A reader that wants one of them unpacks them all.
const SHARED: usize = 1_000;
/// Bytes of an entry of the cross-reference stream: kind, place, index.
const ENTRY: usize = 7;

/// What others call an object by: `7 0 R`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Ref(u32);

impl Display for Ref {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "{} 0 R", self.0)
    }
}

/// One after the other.
pub(crate) fn listed(objects: &[Ref]) -> String {
    let mut words = String::with_capacity(objects.len() * 10);
    for object in objects {
        let _ = write!(words, "{object} ");
    }
    words
}

/// Objects in the order in which they are given; none of them is kept once it is written.
#[derive(Debug)]
pub(crate) struct PdfFile {
    bytes: Vec<u8>,
    /// How many bytes stood before these, which were given away.
    before: usize,
    /// Of each object, from 0, which no object has.
    places: Vec<ObjectPlace>,
    /// Objects that wait for their stream: number and where the text begins.
    waiting: Vec<(u32, usize)>,
    text: Vec<u8>,
}

/// Where an object stands, as narrow as the file itself says it.
#[derive(Clone, Copy, Debug)]
enum ObjectPlace {
    /// Promised, but not there.
    Nowhere,
    At(u32),
    /// Number of the object stream, and the place in it.
    Within(u32, u16),
}

impl PdfFile {
    pub(crate) fn new() -> Self {
        Self {
            bytes: HEAD.to_vec(),
            before: 0,
            places: vec![ObjectPlace::Nowhere],
            waiting: Vec::new(),
            text: Vec::new(),
        }
    }

    /// What was written since it was last asked for.
    pub(crate) fn take(&mut self) -> Vec<u8> {
        self.before += self.bytes.len();
        std::mem::take(&mut self.bytes)
    }

    /// Where the next byte will stand.
    fn position(&self) -> Result<u32> {
        u32::try_from(self.before + self.bytes.len()).map_err(broken)
    }

    /// A number for an object that comes later.
    pub(crate) fn new_ref(&mut self) -> Ref {
        self.places.push(ObjectPlace::Nowhere);
        Ref(u32::try_from(self.places.len() - 1).unwrap_or(u32::MAX))
    }

    pub(crate) fn add(&mut self, words: Arguments<'_>) -> Result<Ref> {
        let id = self.new_ref();
        self.set(id, words)?;
        Ok(id)
    }

    /// Anything but a stream, in words.
    pub(crate) fn set(&mut self, id: Ref, words: Arguments<'_>) -> Result<()> {
        self.waiting.push((id.0, self.text.len()));
        self.text.write_fmt(words).map_err(broken)?;
        self.text.push(b'\n');
        if self.waiting.len() >= SHARED {
            self.flush()?;
        }
        Ok(())
    }

    /// A stream of bytes as they are; the entries of its dictionary say how to read them.
    pub(crate) fn add_stream(&mut self, entries: &str, bytes: &[u8]) -> Result<Ref> {
        let id = self.new_ref();
        self.write_stream(id, entries, bytes)?;
        Ok(id)
    }

    fn write_stream(&mut self, id: Ref, entries: &str, bytes: &[u8]) -> Result<()> {
        let position = self.position()?;
        if let Some(place) = self.places.get_mut(id.0 as usize) {
            *place = ObjectPlace::At(position);
        }
        let length = bytes.len();
        let head = format!("{} 0 obj\n<<{entries}/Length {length}>>\nstream\n", id.0);
        self.bytes.extend(head.bytes());
        self.bytes.extend(bytes);
        self.bytes.extend(b"\nendstream\nendobj\n");
        Ok(())
    }

    /// Writes the objects that wait.
    fn flush(&mut self) -> Result<()> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let id = self.new_ref();
        let waiting = std::mem::take(&mut self.waiting);
        let mut head = String::new();
        for (index, (number, begin)) in (0..).zip(&waiting) {
            let _ = write!(head, "{number} {begin} ");
            if let Some(place) = self.places.get_mut(*number as usize) {
                *place = ObjectPlace::Within(id.0, index);
            }
        }
        let text = std::mem::take(&mut self.text);
        let (count, first) = (waiting.len(), head.len());
        let entries = format!("/Type/ObjStm/N {count}/First {first}/Filter/FlateDecode");
        let whole = [head.as_bytes(), &text].concat();
        self.write_stream(id, &entries, &deflated(&whole)?)
    }

    /// The rest of the file; `trailer` names its catalog.
    pub(crate) fn finish(mut self, trailer: &str) -> Result<Vec<u8>> {
        self.flush()?;
        let id = self.new_ref();
        let begin = self.position()?;
        if let Some(place) = self.places.get_mut(id.0 as usize) {
            *place = ObjectPlace::At(begin);
        }
        let mut table = Vec::with_capacity(self.places.len() * (ENTRY + 1));
        let mut above = [0_u8; ENTRY];
        for place in &self.places {
            let (kind, first, second) = match *place {
                ObjectPlace::Nowhere => (0_u8, 0, u16::MAX),
                ObjectPlace::At(at) => (1, at, 0),
                ObjectPlace::Within(stream, index) => (2, stream, index),
            };
            let mut entry = [kind; ENTRY];
            let numbers = first.to_be_bytes().into_iter().chain(second.to_be_bytes());
            entry.iter_mut().skip(1).zip(numbers).for_each(|(byte, number)| *byte = number);
            // Each entry less the one above, with the mark that says so: neighbours are alike.
            table.push(2);
            table.extend(entry.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(above)));
            above = entry;
        }
        let parameters = format!("/DecodeParms<</Predictor 12/Columns {ENTRY}>>");
        let size = self.places.len();
        let entries =
            format!("/Type/XRef/Size {size}/W[1 4 2]{trailer}/Filter/FlateDecode{parameters}");
        self.write_stream(id, &entries, &deflated(&table)?)?;
        self.bytes.extend(format!("startxref\n{begin}\n%%EOF\n").bytes());
        Ok(self.bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        let mut file = PdfFile::new();
        let later = file.new_ref();
        let many: Vec<Ref> = (0..2_450).map(|at| file.add(format_args!("{at}")).unwrap()).collect();
        let mut bytes = file.take();
        let stream = file.add_stream("", b"q Q").unwrap();
        let kids = listed(&many);
        file.set(later, format_args!("<</Kids[{kids}]/Stream {stream}>>")).unwrap();
        bytes.extend(file.finish(&format!("/Root {later}")).unwrap());
        let read = lopdf::Document::load_mem(&bytes).unwrap();
        let root = read.get_dictionary((later.0, 0)).unwrap();
        let kids = root.get(b"Kids").unwrap().as_array().unwrap();
        assert_eq!(kids.len(), 2_450);
        for (at, kid) in (0..).zip(kids) {
            let object = read.get_object(kid.as_reference().unwrap()).unwrap();
            assert_eq!(object.as_i64().unwrap(), at);
        }
        let stream = read.get_object((stream.0, 0)).unwrap().as_stream().unwrap();
        assert_eq!(stream.content, b"q Q");
    }
}
