//! The cross-reference stream packed: lopdf writes it as it is, seven bytes for each object.

use lopdf::{Dictionary, Stream};

use crate::error::{Error, Result};
use crate::render::pdf::failed;

/// Bytes of an entry: type, offset or stream, index (`/W[1 4 2]`).
const ENTRY: usize = 7;

/// The file with its last object, the cross-reference stream, deflated; nothing before it moves.
pub(crate) fn packed(mut file: Vec<u8>) -> Result<Vec<u8>> {
    let wrong = || -> Error { failed("bảng tham chiếu không như mong đợi") };
    let trailer = last(&file, b"startxref\n").ok_or_else(wrong)?;
    let number = file.get(trailer + 10..).and_then(|rest| rest.split(|byte| *byte == b'\n').next());
    let number = number.and_then(|digits| std::str::from_utf8(digits).ok());
    let start: usize = number.and_then(|digits| digits.parse().ok()).ok_or_else(wrong)?;
    let object = file.get(start..trailer).ok_or_else(wrong)?;
    let body = first(object, b">>stream\n").ok_or_else(wrong)?;
    let head = object.get(..body).and_then(|head| std::str::from_utf8(head).ok());
    let (head, length) = head.and_then(|head| head.rsplit_once("/Length ")).ok_or_else(wrong)?;
    let length: usize = length.parse().map_err(|_| wrong())?;
    let entries = object.get(body + 9..).and_then(|rest| rest.get(..length)).ok_or_else(wrong)?;
    if !head.contains("/W[1 4 2]") || !length.is_multiple_of(ENTRY) {
        return Err(wrong());
    }
    let mut stream = Stream::new(Dictionary::new(), differences(entries));
    stream.compress().map_err(failed)?;
    // So few objects that nothing is won.
    if !stream.dict.has(b"Filter") {
        return Ok(file);
    }
    let bytes = stream.content;
    let parameters = "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 7>>";
    let mut end = format!("{head}{parameters}/Length {}>>stream\n", bytes.len()).into_bytes();
    end.extend(bytes);
    end.extend(format!("\nendstream\nendobj\n\nstartxref\n{start}\n%%EOF").bytes());
    file.truncate(start);
    file.extend(end);
    Ok(file)
}

/// Each entry less the one above, with the mark that says so (PNG's filter “up”): neighbours are alike.
fn differences(entries: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(entries.len() / ENTRY * (ENTRY + 1));
    let mut above = [0_u8; ENTRY].as_slice();
    for entry in entries.chunks_exact(ENTRY) {
        out.push(2);
        out.extend(entry.iter().zip(above).map(|(byte, above)| byte.wrapping_sub(*above)));
        above = entry;
    }
    out
}

fn first(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

fn last(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).rposition(|window| window == wanted)
}
