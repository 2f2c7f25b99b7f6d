//! The part of a sheet, inflated once and cut before rows, for readers that take turns at it.

use std::io::{self, Read};
use std::mem;
use std::sync::mpsc::{Receiver, Sender, SyncSender};
use std::sync::{Arc, Mutex, PoisonError};

use memchr::memmem;

use crate::read::reference::number;
use crate::read::xml::Tag;

const SHEET_DATA: &[u8] = b"<sheetData";
const END_OF_DATA: &[u8] = b"</sheetData>";
const ROW: &[u8] = b"<row";

/// Whole rows, as written.
pub(crate) struct RowBatch {
    bytes: Vec<u8>,
    /// Number, from 1, of the last of them.
    last_row: u32,
}

/// Takes a part apart.
pub(crate) struct Cutter<R> {
    part: R,
    /// Bytes of one batch, at the least.
    least: usize,
    /// What was read and not handed on.
    pending: Vec<u8>,
}

impl<R: Read> Cutter<R> {
    /// Together with all up to the first row, which every reader has to see.
    pub(crate) fn new(part: R, least: usize) -> io::Result<(Self, Vec<u8>)> {
        let mut cutter = Self { part, least, pending: Vec::new() };
        let mut from = 0;
        let head = loop {
            let open = memmem::find(cutter.pending.get(from..).unwrap_or_default(), SHEET_DATA);
            let open = open.map(|at| from + at);
            let tag = open.and_then(|at| cutter.pending.get(at..));
            if let Some(close) = tag.and_then(|tag| memchr::memchr(b'>', tag)) {
                break open.unwrap_or(0) + close + 1;
            }
            from = open.unwrap_or(cutter.pending.len().saturating_sub(SHEET_DATA.len()));
            if !cutter.read_on()? {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        };
        let rows = cutter.pending.split_off(head);
        let head = mem::replace(&mut cutter.pending, rows);
        Ok((cutter, head))
    }

    /// Hands on batch after batch, in vectors that were emptied where there are any; until the part ends, or nobody
    /// takes them.
    pub(crate) fn cut(
        mut self,
        batches: &SyncSender<RowBatch>,
        emptied: &Receiver<Vec<u8>>,
    ) -> io::Result<()> {
        let mut searched = 0;
        loop {
            let from = searched.max(END_OF_DATA.len()) - END_OF_DATA.len();
            let new = self.pending.get(from..).unwrap_or_default();
            if let Some(end) = memmem::find(new, b"</sheetData") {
                self.pending.truncate(from + end);
                let last = memmem::rfind(&self.pending, ROW);
                let last_row = last.and_then(|at| row_number(self.pending.get(at..)?));
                // Nobody takes it only where reading has failed, which is told there.
                drop(
                    batches.send(RowBatch { bytes: self.pending, last_row: last_row.unwrap_or(0) }),
                );
                return Ok(());
            }
            searched = self.pending.len();
            if self.pending.len() >= self.least
                && let Some((cut, last_row)) = last_cut(&self.pending)
            {
                let mut rest = emptied.try_recv().unwrap_or_default();
                rest.clear();
                rest.extend_from_slice(self.pending.get(cut..).unwrap_or_default());
                self.pending.truncate(cut);
                let bytes = mem::replace(&mut self.pending, rest);
                if batches.send(RowBatch { bytes, last_row }).is_err() {
                    return Ok(());
                }
                searched = 0;
            }
            if !self.read_on()? {
                return Err(io::ErrorKind::UnexpectedEof.into());
            }
        }
    }

    /// Whether there was any more.
    fn read_on(&mut self) -> io::Result<bool> {
        let before = self.pending.len();
        let wanted = self.least.saturating_sub(before).max(self.least / 4).max(1);
        self.pending.resize(before + wanted, 0);
        let free = self.pending.get_mut(before..).unwrap_or_default();
        let read = self.part.read(free)?;
        self.pending.truncate(before + read);
        Ok(read > 0)
    }
}

/// Before the last row that begins in these bytes: place of the cut, and number of the row above it.
fn last_cut(bytes: &[u8]) -> Option<(usize, u32)> {
    let mut rows = memmem::rfind_iter(bytes, ROW).filter(|at| {
        bytes.get(at + ROW.len()).is_some_and(|next| matches!(next, b' ' | b'\t' | b'\r' | b'\n'))
    });
    let cut = rows.next()?;
    let above = rows.next()?;
    Some((cut, row_number(bytes.get(above..)?)?))
}

fn row_number(tag: &[u8]) -> Option<u32> {
    number(Tag::at(tag)?.attribute(b"r")?.as_bytes())
}

/// What the readers of one sheet share.
pub(crate) struct Queue {
    head: Vec<u8>,
    ends: Mutex<QueueEnds>,
}

struct QueueEnds {
    batches: Receiver<RowBatch>,
    /// The number of the reader that took each batch.
    taken: Sender<usize>,
    emptied: Sender<Vec<u8>>,
}

impl Queue {
    pub(crate) fn new(
        head: Vec<u8>,
        batches: Receiver<RowBatch>,
        taken: Sender<usize>,
        emptied: Sender<Vec<u8>>,
    ) -> Self {
        Self { head, ends: Mutex::new(QueueEnds { batches, taken, emptied }) }
    }
}

/// A part as one of its readers sees it: the head, the batches that came its way, the end.
pub(crate) struct SheetTurn {
    queue: Arc<Queue>,
    reader: usize,
    /// Last row of each batch that came.
    last_rows: Sender<u32>,
    has_ended: bool,
    now: Vec<u8>,
    /// How much of it was read.
    read: usize,
}

impl SheetTurn {
    pub(crate) fn new(queue: Arc<Queue>, reader: usize, last_rows: Sender<u32>) -> Self {
        let now = queue.head.clone();
        Self { queue, reader, last_rows, has_ended: false, now, read: 0 }
    }

    fn take(&mut self) {
        let ends = self.queue.ends.lock().unwrap_or_else(PoisonError::into_inner);
        self.read = 0;
        if let Ok(RowBatch { bytes, last_row }) = ends.batches.recv() {
            // Only a thread that has fallen takes none of these.
            _ = ends.taken.send(self.reader);
            _ = self.last_rows.send(last_row);
            drop(ends.emptied.send(mem::replace(&mut self.now, bytes)));
        } else {
            self.now = END_OF_DATA.to_vec();
            self.has_ended = true;
        }
    }
}

impl Read for SheetTurn {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.read == self.now.len() && !self.has_ended {
            self.take();
        }
        let rest = self.now.get(self.read..).unwrap_or_default();
        if rest.is_empty() {
            // Where the part is as long as it was said to be, only blanks follow.
            buffer.fill(b' ');
            return Ok(buffer.len());
        }
        let length = rest.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..length), rest.get(..length)) {
            to.copy_from_slice(from);
        }
        self.read += length;
        Ok(length)
    }
}
