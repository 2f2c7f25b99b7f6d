//! What a process that reads one file by itself tells the one that started it: bytes, whole or of no use.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::ledger::{Code, FileRefusal, Finding, Place, Source};
use crate::read::open::Opened;
use crate::read::{Row, SheetMeta};

/// Stands at the end of an answer: what comes without it was cut short.
const END: &[u8] = b"xong";

/// A file whose sheets were read elsewhere.
pub(crate) struct WireAnswer {
    pub(crate) notes: Vec<Finding>,
    pub(crate) sheets: Vec<SheetMeta>,
    /// One for each of `sheets`.
    rows: Vec<WireRows>,
}

/// The rows of a sheet as they came, and why they are of no use if so.
struct WireRows {
    bytes: Vec<u8>,
    fault: Option<Finding>,
}

#[derive(Serialize, Deserialize)]
enum Head {
    Refused(Note),
    Opened { notes: Vec<Note>, sheets: Vec<SheetMeta> },
}

/// A finding of the reading stage, which knows of no fields and rejects no rows.
#[derive(Serialize, Deserialize)]
struct Note {
    code: String,
    sheet: Option<String>,
    row: Option<u32>,
    column: Option<u32>,
    found: Option<String>,
    message: String,
    effect: String,
    advice: String,
}

/// Everything that there is to tell of a file.
pub(crate) fn answer(opened: Result<Opened<'_>, FileRefusal>) -> Vec<u8> {
    let mut bytes = Vec::new();
    match opened {
        Err(refusal) => push(&mut bytes, &pack(&Head::Refused(Note::of(&refusal)))),
        Ok(mut opened) => {
            let notes = opened.notes().iter().map(Note::of).collect();
            let sheets = opened.sheets();
            let is_read: Vec<bool> = sheets.iter().map(SheetMeta::is_read).collect();
            push(&mut bytes, &pack(&Head::Opened { notes, sheets }));
            for (sheet, is_read) in is_read.into_iter().enumerate() {
                let mut rows = Vec::new();
                let mut fault = None;
                if is_read {
                    fault = opened.rows(sheet, &mut |row| rows.extend(pack(&row))).err();
                }
                push(&mut bytes, &rows);
                push(&mut bytes, &pack(&fault.as_ref().map(Note::of)));
            }
        }
    }
    bytes.extend_from_slice(END);
    bytes
}

/// The answer, about the file of this path; `None` if it is not whole.
pub(crate) fn parse(path: &str, bytes: &[u8]) -> Option<Result<WireAnswer, FileRefusal>> {
    let mut rest = bytes.strip_suffix(END)?;
    match unpack(pull(&mut rest)?)? {
        Head::Refused(note) => Some(Err(note.finding(path)?)),
        Head::Opened { notes, sheets } => {
            let mut rows = Vec::new();
            for _ in &sheets {
                let bytes = pull(&mut rest)?.to_vec();
                let fault: Option<Note> = unpack(pull(&mut rest)?)?;
                let fault = match fault {
                    Some(note) => Some(note.finding(path)?),
                    None => None,
                };
                rows.push(WireRows { bytes, fault });
            }
            let notes = notes.into_iter().map(|note| note.finding(path)).collect::<Option<_>>()?;
            rest.is_empty().then_some(Ok(WireAnswer { notes, sheets, rows }))
        }
    }
}

impl WireAnswer {
    /// Hands on the rows of a sheet, unless something was wrong with it there.
    pub(crate) fn rows<'t>(
        &'t self,
        sheet: usize,
        each: &mut dyn FnMut(Row<'t>),
    ) -> Result<(), WireFault> {
        let rows = self.rows.get(sheet).ok_or(WireFault::Garbled)?;
        if let Some(fault) = &rows.fault {
            return Err(WireFault::Told(Box::new(fault.clone())));
        }
        let mut rest = rows.bytes.as_slice();
        while !rest.is_empty() {
            let (row, after) = postcard::take_from_bytes(rest).map_err(|_| WireFault::Garbled)?;
            each(row);
            rest = after;
        }
        Ok(())
    }
}

/// Why there are no rows.
pub(crate) enum WireFault {
    Told(Box<Finding>),
    Garbled,
}

impl Note {
    fn of(finding: &Finding) -> Self {
        let place = &finding.place;
        let [message, effect, advice] = finding.texts().map(str::to_owned);
        Self {
            code: finding.code.name().to_owned(),
            sheet: place.source.sheet.clone(),
            row: place.row,
            column: place.column,
            found: finding.found.clone(),
            message,
            effect,
            advice,
        }
    }

    fn finding(self, path: &str) -> Option<Finding> {
        let source = Arc::new(Source { file: path.to_owned(), sheet: self.sheet });
        let place = Place { source, row: self.row, column: self.column };
        let mut finding = Finding::new(Code::named(&self.code)?, place)
            .with_message(self.message)
            .with_effect(self.effect)
            .with_advice(self.advice);
        finding.found = self.found;
        Some(finding)
    }
}

fn pack(value: &impl Serialize) -> Vec<u8> {
    postcard::to_stdvec(value).expect("memory takes any bytes, and every length is known")
}

fn unpack<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

fn push(bytes: &mut Vec<u8>, part: &[u8]) {
    bytes.extend((part.len() as u64).to_le_bytes());
    bytes.extend_from_slice(part);
}

fn pull<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let (length, after) = rest.split_first_chunk()?;
    let length = usize::try_from(u64::from_le_bytes(*length)).ok()?;
    let (part, after) = after.split_at_checked(length)?;
    *rest = after;
    Some(part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::open::open_here;

    fn told(path: &str, bytes: &[u8]) -> Vec<u8> {
        answer(open_here(path, bytes))
    }

    #[test]
    fn an_answer_holds_what_was_opened() {
        let text = "Mã;Ngày\n001;02/01/2026\n002\n003;z\n";
        let here = open_here("a.xlsx", text.as_bytes());
        let there = parse("a.xlsx", &told("a.xlsx", text.as_bytes()));
        let (mut here, there) = (here.ok().unwrap(), there.unwrap().ok().unwrap());
        assert!(!there.notes.is_empty());
        assert_eq!(there.notes, here.notes());
        assert_eq!(there.sheets, here.sheets());
        let (mut want, mut got) = (Vec::new(), Vec::new());
        here.rows(0, &mut |row| want.push(row)).unwrap();
        assert!(there.rows(0, &mut |row| got.push(row)).is_ok());
        assert_eq!(want.len(), 4);
        assert_eq!(got, want);
    }

    #[test]
    fn an_answer_holds_why_nothing_was_opened() {
        let want = open_here("a.csv", b"a;b\n\"1;2\n").err().unwrap();
        let got = parse("a.csv", &told("a.csv", b"a;b\n\"1;2\n")).unwrap().err().unwrap();
        assert_eq!(got, want);
    }

    #[test]
    fn an_answer_that_was_cut_anywhere_is_none() {
        for text in ["Mã;Ngày\n001;02/01/2026\n", ""] {
            let whole = told("a.csv", text.as_bytes());
            assert!(parse("a.csv", &whole).is_some());
            for end in 0..whole.len() {
                assert!(parse("a.csv", &whole[..end]).is_none(), "{end} of {}", whole.len());
            }
        }
    }
}
