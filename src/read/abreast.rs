//! Sheets of many cells: read by a thread of their own, or by two at once where the part can be cut, and put together
//! in order by the thread that asked.

use std::hint;
use std::mem;
use std::sync::mpsc::{self, Receiver, Sender, SyncSender};
use std::sync::{Arc, PoisonError};
use std::thread::{self, Scope, ScopedJoinHandle};

use calamine::Xlsx;

use crate::read::Cell;
use crate::read::batches::{Cutter, Queue, SheetTurn};
use crate::read::cells::{CellsRead, Unreadable, guarded, opened_xlsx, xlsx_cells};
use crate::read::container::{Cap, Container};
use crate::read::gather::Sink;
use crate::read::unpacked::{LargeSheet, PackageBytes, TurnSlot};

/// Cells that are handed over together, and how many such lots may wait.
const LOT: usize = 4096;
const LOTS: usize = 16;
/// Batches that may wait to be read.
const BATCHES: usize = 2;

/// Cells with the row and column, from 0, at which they stand.
type Lot<'s> = Vec<(u32, u32, Cell<'s>)>;

enum Handed<'s> {
    Cells(Lot<'s>),
    /// What follows is of another batch.
    BatchEnds,
}

/// The reader's end of what it hands over.
struct Giving<'s> {
    handed: SyncSender<Handed<'s>>,
    /// Emptied lots come back: memory that one thread takes and the other gives back is slow.
    emptied: Receiver<Lot<'s>>,
    lot: Lot<'s>,
    /// Last row, from 1, of the batch that is read; none before the first cell.
    last_row: Option<u32>,
    /// Of the batches to come.
    last_rows: Receiver<u32>,
}

/// The other end.
struct Taking<'s> {
    handed: Receiver<Handed<'s>>,
    give_back: Sender<Lot<'s>>,
}

impl<'s> Giving<'s> {
    fn put(&mut self, row: u32, column: u32, cell: Cell<'s>) {
        if self.last_row.is_none_or(|last| row >= last) {
            self.pass_batches(row);
        }
        self.lot.push((row, column, cell));
        if self.lot.len() == LOT {
            self.hand_over();
        }
    }

    fn pass_batches(&mut self, row: u32) {
        while self.last_row.is_none_or(|last| row >= last) {
            if self.last_row.is_some() {
                self.hand_over();
                // Nobody takes it only if the other thread has fallen, which is told there.
                drop(self.handed.send(Handed::BatchEnds));
            }
            self.last_row = Some(self.last_rows.try_recv().unwrap_or(u32::MAX));
        }
    }

    fn hand_over(&mut self) {
        let next = self.emptied.try_recv().unwrap_or_else(|_| Vec::with_capacity(LOT));
        drop(self.handed.send(Handed::Cells(mem::replace(&mut self.lot, next))));
    }
}

impl<'s> Taking<'s> {
    /// Up to the end of a batch, or of all.
    fn batch(&self, sink: &mut Sink<'_, 's>) {
        while let Ok(Handed::Cells(mut lot)) = self.handed.recv() {
            fetch(&lot);
            for (row, column, cell) in lot.drain(..) {
                sink.put(row, column, cell);
            }
            drop(self.give_back.send(lot));
        }
    }
}

/// Has the texts of a lot brought into the cache of the processor all together, since they lie apart, and waiting for
/// each when it is read takes longer than reading it.
fn fetch(lot: &Lot<'_>) {
    let first = |cell: &Cell<'_>| match cell {
        Cell::Text(text) => text.as_bytes().first().copied(),
        _ => None,
    };
    let sum = lot.iter().filter_map(|(.., cell)| first(cell)).fold(0, u8::wrapping_add);
    hint::black_box(sum);
}

/// `last_rows`: of each batch that is read; none where all is one.
fn handing<'s>(last_rows: Receiver<u32>) -> (Giving<'s>, Taking<'s>) {
    let (handed, to_take) = mpsc::sync_channel(LOTS);
    let (give_back, emptied) = mpsc::channel();
    let lot = Vec::with_capacity(LOT);
    (
        Giving { handed, emptied, lot, last_row: None, last_rows },
        Taking { handed: to_take, give_back },
    )
}

/// One thread takes the cells out of the workbook, this one makes what is made of them.
pub(crate) fn beside<'s>(
    xlsx: &'s mut Xlsx<PackageBytes<'_>>,
    name: &str,
    sink: &mut Sink<'_, 's>,
) -> Result<CellsRead, Unreadable> {
    thread::scope(|scope| {
        let (_, no_batches) = mpsc::channel();
        let (giving, taking) = handing(no_batches);
        let reader = scope.spawn(move || read(xlsx, name, giving));
        taking.batch(sink);
        joined(reader)
    })
}

fn read<'s>(
    xlsx: &'s mut Xlsx<PackageBytes<'_>>,
    name: &str,
    mut giving: Giving<'s>,
) -> Result<CellsRead, Unreadable> {
    guarded(|| {
        let counted = xlsx_cells(xlsx, name, |row, column, cell| giving.put(row, column, cell))?;
        giving.hand_over();
        Ok(counted)
    })
}

fn joined<T>(thread: ScopedJoinHandle<'_, Result<T, Unreadable>>) -> Result<T, Unreadable> {
    thread.join().unwrap_or(Err(Unreadable))
}

/// A workbook with such a sheet.
pub(crate) struct LargeBook<'a> {
    place: LargeSheet<'a>,
    first: TurnBook<'a>,
    /// Opened when the sheet is read.
    second: Option<TurnBook<'a>>,
}

/// A workbook for one of the readers, and where its turns are put.
struct TurnBook<'a> {
    xlsx: Box<Xlsx<PackageBytes<'a>>>,
    slot: TurnSlot,
}

impl<'a> TurnBook<'a> {
    fn open(place: &LargeSheet<'a>) -> Result<Self, Unreadable> {
        let slot = TurnSlot::default();
        let bytes = PackageBytes::with(place.bytes, place.unpacked.clone(), Arc::clone(&slot));
        Ok(Self { xlsx: opened_xlsx(bytes)?, slot })
    }
}

impl<'a> LargeBook<'a> {
    pub(crate) fn open(place: LargeSheet<'a>) -> Result<Self, Unreadable> {
        Ok(Self { first: TurnBook::open(&place)?, second: None, place })
    }

    pub(crate) fn xlsx(&self) -> &Xlsx<PackageBytes<'a>> {
        &self.first.xlsx
    }

    pub(crate) fn xlsx_mut(&mut self) -> &mut Xlsx<PackageBytes<'a>> {
        &mut self.first.xlsx
    }

    pub(crate) fn bytes(&self) -> &'a [u8] {
        self.place.bytes
    }

    /// The large one, in the order of the tabs.
    pub(crate) fn sheet(&self) -> usize {
        self.place.sheet
    }

    /// Rows of the large sheet, whose part must be divisible: two readers take its cells batch after batch, whoever is
    /// free, and this thread takes the batches in their order.
    pub(crate) fn rows<'s>(
        &'s mut self,
        name: &str,
        sink: &mut Sink<'_, 's>,
    ) -> Result<CellsRead, Unreadable> {
        let Self { place, first, second } = self;
        let mut container = Container::open(place.bytes).map_err(|_| Unreadable)?;
        let part = container.part(place.part, Cap::Sheet).map_err(|_| Unreadable)?;
        let (cutter, head) = Cutter::new(part, place.batch).map_err(|_| Unreadable)?;
        let (batches, to_read) = mpsc::sync_channel(BATCHES);
        let (empty, emptied) = mpsc::channel();
        let (taken, order) = mpsc::channel();
        let queue = Arc::new(Queue::new(head, to_read, taken, empty));
        thread::scope(|scope| {
            let cutter =
                scope.spawn(move || cutter.cut(&batches, &emptied).map_err(|_| Unreadable));
            let (one, of_one) = in_turns(scope, &queue, 0, name, || Ok(first));
            let (other, of_other) = in_turns(scope, &queue, 1, name, || match second {
                Some(second) => Ok(second),
                None => Ok(second.insert(TurnBook::open(place)?)),
            });
            drop(queue);
            for reader in order {
                let taking = if reader == 0 { &of_one } else { &of_other };
                taking.batch(sink);
            }
            joined(cutter)?;
            Ok(joined(one)? + joined(other)?)
        })
    }
}

/// A reader that takes its turns at the queue until nothing is left.
fn in_turns<'scope, 'a: 's, 's: 'scope>(
    scope: &'scope Scope<'scope, '_>,
    queue: &Arc<Queue>,
    number: usize,
    name: &'scope str,
    book: impl FnOnce() -> Result<&'s mut TurnBook<'a>, Unreadable> + Send + 'scope,
) -> (ScopedJoinHandle<'scope, Result<CellsRead, Unreadable>>, Taking<'s>) {
    let (told, last_rows) = mpsc::channel();
    let turn = SheetTurn::new(Arc::clone(queue), number, told);
    let (giving, taking) = handing(last_rows);
    let reader = scope.spawn(move || {
        let book = guarded(book)?;
        let slot = Arc::clone(&book.slot);
        let put = |turn| *slot.lock().unwrap_or_else(PoisonError::into_inner) = turn;
        put(Some(turn));
        let counted = read(&mut book.xlsx, name, giving);
        // Who waits for this one's turns shall not wait any more.
        put(None);
        counted
    });
    (reader, taking)
}

#[cfg(test)]
mod tests {
    use crate::read;
    use crate::read::open::open_divided;
    use crate::read::tests_abreast::rows_of;

    /// Workbooks of many programs, whole and damaged.
    #[test]
    #[expect(clippy::disallowed_methods, reason = "tests read what is kept for them")]
    fn every_workbook_kept_for_tests_is_told_alike() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/torture");
        let (mut sheets, mut divided) = (0, 0);
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_none_or(|extension| extension != "xlsx") {
                continue;
            }
            let bytes = std::fs::read(&path).unwrap();
            // What the longer ones are tried for is not this.
            if bytes.len() > 64 << 10 {
                continue;
            }
            let prepared = read::prepared(&bytes);
            let apart = |path: &str, bytes: &[u8]| Ok(read::answer(path, bytes));
            let (one, two) =
                (read::open("a.xlsx", &prepared, &apart), open_divided("a.xlsx", &prepared));
            let (Ok(mut one), Ok(mut two)) = (one, two) else { continue };
            divided += usize::from(two.is_divided());
            for sheet in 0..one.sheets().len() {
                assert_eq!(rows_of(&mut one, sheet), rows_of(&mut two, sheet), "{path:?} {sheet}");
                sheets += 1;
            }
        }
        assert!(sheets > 60 && divided > 30, "{sheets} sheets, {divided} divided");
    }
}
